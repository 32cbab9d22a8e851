//! Calls with random arguments through the table of host functions: each is answered, none does harm.
//!
//! `BEVY_ZIG_ABI_CALLS` is how many there are, `BEVY_ZIG_ABI_SEED` their seed; `tests/soak/abi` makes a million.

use bevy::ecs::resource::IsResource;
use bevy::prelude::*;
use bevy_zig::{
    ComponentApp, FunctionApp, GlobalScripts, Script, ScriptFault, ScriptFields, ScriptInput, ScriptLimits,
    ScriptRuntime, ScriptVars, Tags, Value, ZigScriptPlugin, ZigScripts,
};
use bevy_zig_tests::components::*;
use bevy_zig_tests::reflected::Sheet;

use crate::tools::*;

const CALLS_PER_FRAME: u64 = 1_000;
const MODES: [&str; 4] = ["refused", "wild", "garbage", "requests"];

#[test]
fn random_calls_are_answered_and_do_no_harm() {
    let calls = from_env("BEVY_ZIG_ABI_CALLS").unwrap_or(200_000);
    let seed = from_env("BEVY_ZIG_ABI_SEED").unwrap_or(1);
    let mut abuse = Abuse::new(seed);
    let frames = calls.div_ceil(CALLS_PER_FRAME).max(MODES.len() as u64);
    for frame in 0..frames {
        // Where a crash can be looked up, which nobody is left to report.
        std::fs::write(
            std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("abi_calls.txt"),
            format!("seed={seed} frame={frame}\n"),
        )
        .unwrap();
        abuse.frame(seed, frame, MODES[frame as usize % MODES.len()]);
    }
    let [calls, refused, accepted] = ["calls", "refused", "accepted"].map(|path| abuse.number(path));
    assert_eq!(calls, frames * CALLS_PER_FRAME);
    assert!(refused > calls / 4 && accepted > calls / 4, "refused {refused}, accepted {accepted}");
    assert_eq!(abuse.app.world().resource::<ScriptRuntime>().memory_bytes(), 0, "all blocks were freed");
    println!("abi calls={calls} refused={refused} accepted={accepted} crashes=0");
}

fn from_env(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().unwrap_or_else(|_| panic!("{name} is no number: {value}")))
}

/// A game with a script that does what it should not, and with others that must not notice.
struct Abuse {
    app: App,
    witnesses: Vec<Entity>,
    healthy: Entity,
    steps: f32,
}

impl Abuse {
    fn new(seed: u64) -> Self {
        Self::with(plugin().with_seed(seed))
    }

    fn with(plugin: ZigScriptPlugin) -> Self {
        let mut app = app_with(plugin);
        app.register_zig_component::<Health>()
            .register_zig_component::<Everything>()
            .register_zig_component::<Frozen>()
            .register_zig_component::<Sparse>()
            .register_zig_function("sum", |_: &World, a: u64, b: f32| -> f32 { a as f32 + b })
            .register_zig_command("keep", |_: &mut World, _: bool| {})
            .add_plugins(AssetPlugin::default())
            .init_asset::<Sheet>()
            .register_asset_reflect::<Sheet>();
        let mut input = app.world_mut().resource_mut::<ScriptInput>();
        input.bind_action("fire", KeyCode::Space);
        input.bind_axis("move", KeyCode::KeyA, KeyCode::KeyD);
        app.world_mut().resource_mut::<GlobalScripts>().attach(Script::new("abuser"));
        let witnesses = (0..20u8).map(|index| {
            let vars = ScriptVars::default().with("hp", i64::from(index)).with("name", "a witness");
            let transform = Transform::from_xyz(index.into(), 2.0, 3.0);
            let health = Health { current: index.into(), max: 10.0 };
            let scripts = ZigScripts::new([Script::new("spinner").disabled()]);
            app.world_mut().spawn((transform, health, Name::new("witness"), Tags::one("witness"), vars, scripts)).id()
        });
        let witnesses = witnesses.collect();
        let healthy = app.world_mut().spawn((
            Transform::IDENTITY,
            // Behind the abuser in each phase.
            ZigScripts::new([Script::new("follower").with_priority(9)]),
        ));
        let healthy = healthy.id();
        let stale = app.world_mut().spawn_empty().id();
        app.world_mut().despawn(stale);
        app.update();
        let mut resources = app.world_mut().query_filtered::<Entity, With<IsResource>>();
        let forbidden: Vec<_> = resources.iter(app.world()).take(8).collect();
        let world = app.world_mut();
        world.set_script_field(None, "abuser", "stale", stale).unwrap();
        for (index, entity) in forbidden.into_iter().enumerate() {
            world.set_script_field(None, "abuser", &format!("forbidden.{index}"), entity).unwrap();
        }
        Self { app, witnesses, healthy, steps: 1.0 }
    }

    fn frame(&mut self, seed: u64, frame: u64, mode: &'static str) {
        self.renew_victims();
        let before = self.witnessed();
        let entities = self.entity_count();
        self.app.world_mut().set_script_field(None, "abuser", "mode", mode).unwrap();
        let spawned = self.number("spawned");
        self.app.update();
        self.app.world_mut().set_script_field(None, "abuser", "mode", "none").unwrap();
        self.steps += 1.0;
        let place = format!("seed {seed}, frame {frame} ({mode}), calls up to {}", self.number("calls"));
        let faults: Vec<_> = self.app.world_mut().resource_mut::<Messages<ScriptFault>>().drain().collect();
        assert_eq!(faults, [], "{place}");
        if self.get("wrong") == Value::Bool(true) {
            let [call, function, case, status] =
                ["wrong_call", "wrong_function", "wrong_case", "wrong_status"].map(|path| self.get(path));
            panic!("{place}: call {call:?} of function {function:?}, case {case:?}, was answered with {status:?}");
        }
        let after = self.witnessed();
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(before, after, "{place}: a witness has changed");
        }
        let spawned = self.number("spawned") - spawned;
        match mode {
            "refused" | "garbage" => assert_eq!(self.entity_count(), entities, "{place}: entities came or went"),
            "wild" => assert_eq!(self.entity_count(), entities + spawned as u32, "{place}: what was accepted is done"),
            _ => {}
        }
        let x = position(&self.app, self.healthy).x;
        assert_eq!(x, self.steps, "{place}: a healthy script has lost a request");
    }

    /// A frame in which it does one thing, this many times.
    fn repeat(&mut self, mode: &'static str, times: u32) {
        let world = self.app.world_mut();
        world.set_script_field(None, "abuser", "calls_per_frame", times).unwrap();
        world.set_script_field(None, "abuser", "mode", mode).unwrap();
        self.app.update();
    }

    /// Puts new ones in the place of those that had to suffer.
    fn renew_victims(&mut self) {
        let world = self.app.world_mut();
        let mut tagged = world.query::<(Entity, &Tags)>();
        let is_victim = |tags: &Tags| tags.contains("victim") || tags.contains("spawned");
        let old: Vec<_> = tagged.iter(world).filter(|(_, tags)| is_victim(tags)).map(|(entity, _)| entity).collect();
        for entity in old {
            world.despawn(entity);
        }
        for index in 0..10u8 {
            world.spawn((Transform::from_xyz(index.into(), 0.0, 0.0), Tags::one("victim")));
        }
        logged(&mut self.app);
        errors(&mut self.app);
    }

    /// All that must stay as it is.
    fn witnessed(&self) -> Vec<String> {
        let world = self.app.world();
        let values = self.witnesses.iter().map(|entity| {
            let entity = world.entity(*entity);
            let transform = entity.get::<Transform>();
            let rest = (entity.get::<Name>(), entity.get::<Tags>(), entity.get::<ScriptVars>());
            let scripts = entity.get::<ZigScripts>().map(|scripts| scripts.iter().cloned().collect::<Vec<_>>());
            let components = entity.archetype().components().len();
            format!("{transform:?} {:?} {rest:?} {} {components}", entity.get::<Health>(), scripts.unwrap().len())
        });
        values.collect()
    }

    fn entity_count(&self) -> u32 {
        self.app.world().entities().count_spawned()
    }

    fn get(&self, path: &str) -> Value {
        self.app.world().script_field(None, "abuser", path).unwrap()
    }

    fn number(&self, path: &str) -> u64 {
        let Value::Int(number) = self.get(path) else { panic!("{path} is a number") };
        number as u64
    }
}

#[test]
fn the_entities_of_resources_are_no_entities_to_scripts() {
    let mut abuse = Abuse::new(1);
    let Value::Entity(Some(resource)) = abuse.get("forbidden.0") else { panic!("a handle") };
    let caller = abuse.app.world_mut().spawn(ZigScripts::one("caller")).id();
    abuse.app.update();
    for call in ["despawn", "translate", "set_position", "scale"] {
        set(&mut abuse.app, caller, "caller", "target", resource);
        set(&mut abuse.app, caller, "caller", "call", call);
        abuse.app.update();
        assert_eq!(field(&abuse.app, caller, "caller", "outcome"), "UnknownEntity".into(), "{call}");
    }
    assert!(abuse.app.world().entities().contains_spawned(resource));
}

#[test]
fn a_list_without_an_address_is_refused() {
    let mut abuse = Abuse::new(1);
    abuse.app.world_mut().set_script_field(None, "abuser", "only_function", 1).unwrap();
    for case in [2, 3] {
        abuse.app.world_mut().set_script_field(None, "abuser", "only_case", case).unwrap();
        abuse.repeat("only", 10);
        assert_eq!(abuse.get("wrong"), Value::Bool(false), "case {case}");
    }
}

#[test]
fn a_refused_spawn_uses_up_no_handle() {
    let limits = ScriptLimits { request_bytes_per_instance: 4 << 10, ..Default::default() };
    let mut abuse = Abuse::with(plugin().with_limits(limits));
    let before = abuse.app.world().entities().len();
    abuse.repeat("spawns", 10_000);
    let (accepted, refused) = (abuse.number("accepted"), abuse.number("refused"));
    assert!(accepted > 100 && refused > 9_000, "accepted {accepted}");
    // Handles that were freed would be given first, but all are in use.
    let used = abuse.app.world_mut().spawn_empty().id().index_u32() - before;
    // Bevy takes a few at a time.
    assert!(u64::from(used) < accepted + 300, "{used} for {accepted}");
}

#[test]
fn what_one_script_has_spoilt_in_the_buffer_is_not_read_into_the_next() {
    let mut abuse = Abuse::new(1);
    let before = position(&abuse.app, abuse.healthy).x;
    abuse.repeat("spoilt", 1);
    assert_eq!(position(&abuse.app, abuse.healthy).x, before + 1.0);
}

#[test]
fn a_var_that_a_script_has_written_itself_has_the_limit_of_all() {
    let limits = ScriptLimits { var_bytes: 30, ..Default::default() };
    for (limits, is_set) in [(limits, false), (ScriptLimits::default(), true)] {
        let mut abuse = Abuse::with(plugin().with_limits(limits));
        abuse.repeat("long_var", 50);
        let vars = |entity: &Entity| abuse.app.world().get::<ScriptVars>(*entity).unwrap();
        assert_eq!(abuse.witnesses.iter().any(|entity| vars(entity).get("a").is_some()), is_set);
    }
}
