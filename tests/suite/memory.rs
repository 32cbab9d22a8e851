//! Memory that instances keep: lists and allocators grow, have a limit, and are freed with the instance.

use bevy::prelude::*;
use bevy_zig::{Script, ScriptFields, ScriptLimits, ScriptRuntime, Value, ZigScriptCommands, ZigScripts};

use crate::tools::*;

struct Hoard {
    app: App,
    entity: Entity,
}

impl Hoard {
    fn new(limits: ScriptLimits) -> Self {
        let mut app = app_with(plugin().with_limits(limits));
        let entity = app.world_mut().spawn(ZigScripts::one("hoarder")).id();
        app.update();
        Self { app, entity }
    }

    fn call(&mut self, call: &'static str, count: u32) -> Value {
        set(&mut self.app, self.entity, "hoarder", "call", call);
        set(&mut self.app, self.entity, "hoarder", "count", count);
        self.app.update();
        assert!(errors(&mut self.app).is_empty());
        self.get("outcome")
    }

    fn get(&self, path: &str) -> Value {
        field(&self.app, self.entity, "hoarder", path)
    }

    fn bytes(&self) -> usize {
        self.app.world().resource::<ScriptRuntime>().memory_bytes()
    }
}

#[test]
fn a_list_grows_and_is_there_in_the_next_frame() {
    let mut hoard = Hoard::new(ScriptLimits::default());
    assert_eq!(hoard.bytes(), 0);
    assert_eq!(hoard.call("append", 1_000), "ok".into());
    assert_eq!((hoard.get("sum"), hoard.get("len")), (Value::Int(499_500), Value::Int(1_000)));
    assert!(hoard.bytes() >= 16_000, "{}", hoard.bytes());
    hoard.app.update();
    assert_eq!(hoard.get("sum"), Value::Int(499_500));
    assert_eq!(hoard.call("pop", 0), "ok".into());
    assert_eq!((hoard.get("last"), hoard.get("len")), (Value::Int(999), Value::Int(999)));
    let before = hoard.bytes();
    assert_eq!(hoard.call("clear", 0), "ok".into());
    assert_eq!((hoard.get("len"), hoard.bytes()), (Value::Int(0), before), "kept for new items");
    assert_eq!(hoard.call("pop", 0), "Empty".into());
    assert_eq!(hoard.call("free", 0), "ok".into());
    assert_eq!(hoard.bytes(), 0);
    assert_eq!(hoard.call("append", 3), "ok".into());
    assert_eq!(hoard.get("sum"), Value::Int(3), "it can be used again");
}

#[test]
fn an_allocator_serves_the_standard_library() {
    let mut hoard = Hoard::new(ScriptLimits::default());
    assert_eq!(hoard.call("allocator", 10_000), "ok".into());
    assert_eq!(hoard.get("last"), Value::Int("10000 items".len() as i128));
    assert_eq!(hoard.bytes(), 0, "all of it was freed");
    assert_eq!(hoard.call("too_large", 0), "OutOfMemory".into());
    assert_eq!(hoard.call("odd_alignment", 0), "OutOfMemory".into());
    assert_eq!(hoard.call("double_free", 0), "ok".into());
    assert_eq!(hoard.call("append", 10), "ok".into());
    assert_eq!(hoard.call("swap_free", 0), "ok".into());
    assert_eq!(hoard.get("sum"), Value::Int(5));
}

#[test]
fn memory_is_freed_with_the_instance_whatever_its_end_is() {
    let mut hoard = Hoard::new(ScriptLimits::default());
    let others: Vec<_> = (0..3).map(|_| hoard.app.world_mut().spawn(ZigScripts::one("hoarder")).id()).collect();
    hoard.app.update();
    for entity in others.iter().copied().chain([hoard.entity]) {
        hoard.entity = entity;
        assert_eq!(hoard.call("append", 100), "ok".into());
        assert_eq!(hoard.call("leak", 100_000), "ok".into());
    }
    let all = hoard.bytes();
    let ended = ["kept 4950"; 1];
    hoard.app.world_mut().despawn(others[0]);
    hoard.app.update();
    assert_eq!((hoard.bytes(), logged(&mut hoard.app)), (all / 4 * 3, ended.map(String::from).to_vec()), "despawned");
    hoard.app.world_mut().entity_mut(others[1]).detach_script("hoarder");
    hoard.app.update();
    assert_eq!((hoard.bytes(), logged(&mut hoard.app)), (all / 2, ended.map(String::from).to_vec()), "detached");
    // One that goes elsewhere keeps it.
    hoard.app.world_mut().entity_mut(others[2]).set_script_priority("hoarder", 3);
    hoard.app.update();
    assert_eq!((hoard.bytes(), field(&hoard.app, others[2], "hoarder", "sum")), (all / 2, Value::Int(4950)));
    hoard.app.world_mut().write_message(AppExit::Success);
    hoard.app.update();
    assert_eq!((hoard.bytes(), logged(&mut hoard.app).len()), (0, 2), "the game has ended");
}

#[test]
fn an_instance_has_a_limit_of_its_own() {
    let limits = ScriptLimits { instance_memory_bytes: 10_000, ..Default::default() };
    let mut hoard = Hoard::new(limits);
    assert_eq!(hoard.call("append", 1_000_000), "LimitReached".into());
    let Value::Int(len) = hoard.get("len") else { panic!("a number") };
    assert!((100..1_000).contains(&len), "{len}");
    assert_eq!(hoard.get("sum"), Value::Int(len * (len - 1) / 2), "what is there stays");
    assert_eq!(hoard.call("leak", 10_000), "OutOfMemory".into());
    assert!(hoard.bytes() <= 10_000);
    let other = hoard.app.world_mut().spawn(ZigScripts::one("hoarder")).id();
    hoard.app.update();
    hoard.entity = other;
    assert_eq!(hoard.call("leak", 9_000), "ok".into());
}

#[test]
fn a_list_is_neither_shown_nor_saved() {
    let mut hoard = Hoard::new(ScriptLimits::default());
    assert_eq!(hoard.call("append", 5), "ok".into());
    assert!(hoard.app.world().script_field(Some(hoard.entity), "hoarder", "numbers.block").is_err());
    // What is saved and loaded begins anew, and does not get at another's block.
    let saved = hoard.app.world().capture_scripts(Some(hoard.entity)).unwrap();
    let saved: Vec<Script> = saved.into();
    hoard.entity = hoard.app.world_mut().spawn(ZigScripts::new(saved)).id();
    hoard.app.update();
    assert_eq!((hoard.get("sum"), hoard.get("len")), (Value::Int(0), Value::Int(0)));
}
