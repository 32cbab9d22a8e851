//! Vars: values by name that scripts share. The script `vars` makes one call and keeps its outcome; `adder` adds in
//! each frame.

use bevy::prelude::*;
use bevy_zig::{GlobalScripts, GlobalVars, Phase, Script, ScriptFields, ScriptLimits, ScriptVars, Value, ZigScripts};

use crate::tools::*;

struct Caller {
    app: App,
    caller: Entity,
}

impl Caller {
    fn new() -> Self {
        Self::with(app())
    }

    fn with(mut app: App) -> Self {
        let caller = app.world_mut().spawn(ZigScripts::one("vars")).id();
        app.update();
        Self { app, caller }
    }

    fn limited(limits: ScriptLimits) -> Self {
        Self::with(app_with(plugin().with_limits(limits)))
    }

    fn set(&mut self, path: &str, value: impl Into<Value>) -> &mut Self {
        set(&mut self.app, self.caller, "vars", path, value);
        self
    }

    fn get(&self, path: &str) -> Value {
        field(&self.app, self.caller, "vars", path)
    }

    /// Makes a call in the next frame and returns its outcome.
    fn call(&mut self, call: &'static str) -> String {
        self.set("call", call);
        self.app.update();
        match self.get("outcome") {
            Value::Text(outcome) => outcome.into_owned(),
            other => panic!("{other:?}"),
        }
    }

    /// What a read answers: the outcome, and whether there was something.
    fn read(&mut self, call: &'static str) -> (String, bool) {
        let outcome = self.call(call);
        (outcome, self.get("found") == Value::Bool(true))
    }

    fn vars(&self) -> ScriptVars {
        self.app.world().get::<ScriptVars>(self.caller).cloned().unwrap_or_default()
    }

    /// What the var `it` is.
    fn it(&self) -> Option<Value> {
        self.vars().get("it").cloned()
    }

    /// Sets `it` from Rust.
    fn put(&mut self, value: impl Into<Value>) -> &mut Self {
        self.app.world_mut().entity_mut(self.caller).insert(ScriptVars::default().with("it", value));
        self
    }

    fn stale(&mut self) -> Entity {
        let entity = self.app.world_mut().spawn_empty().id();
        self.app.world_mut().despawn(entity);
        entity
    }
}

const NOTHING: (&str, bool) = ("ok", false);
const FOUND: (&str, bool) = ("ok", true);
const WRONG: (&str, bool) = ("WrongType", false);

#[track_caller]
fn assert_read(found: (String, bool), expected: (&str, bool)) {
    assert_eq!((found.0.as_str(), found.1), expected);
}

#[test]
fn every_type_is_read_as_it_was_set() {
    let mut caller = Caller::new();
    let other = caller.app.world_mut().spawn_empty().id();
    let values: [(&str, Value, Value); 9] = [
        ("bool", true.into(), false.into()),
        ("int", i64::MIN.into(), 0.into()),
        ("unsigned", i64::MAX.into(), 0.into()),
        ("float", (-1e300).into(), 0.0.into()),
        ("vec2", Vec2::new(1.0, -2.0).into(), Vec2::ZERO.into()),
        ("vec3", Vec3::new(1.0, -2.0, 0.5).into(), Vec3::ZERO.into()),
        ("quat", Quat::from_rotation_x(1.0).into(), Quat::IDENTITY.into()),
        ("entity", other.into(), Value::Entity(None)),
        ("text", "äöü".into(), "".into()),
    ];
    for (name, value, other) in values {
        let path = if name == "bool" { "flag" } else { name };
        let (set, get) = (format!("set_{name}").leak(), format!("get_{name}").leak());
        assert_eq!(caller.set(path, value.clone()).call(set), "ok", "{name}");
        assert_eq!(caller.it(), Some(value.clone()), "{name}");
        assert_read(caller.set(path, other).read(get), FOUND);
        assert_eq!(caller.get(path), value, "{name}");
    }
    // No entity is a value, too, and so is no text.
    assert_eq!(caller.set("entity", Value::Entity(None)).call("set_entity"), "ok");
    assert_eq!(caller.it(), Some(Value::Entity(None)));
    assert_read(caller.read("get_entity"), FOUND);
    assert_eq!(caller.set("text", "").call("set_text"), "ok");
    assert_read(caller.set("count", 9).read("get_text"), FOUND);
    assert_eq!(caller.get("count"), Value::Int(0));
}

#[test]
fn structs_are_kept_whole_and_checked_when_read() {
    let mut caller = Caller::new();
    caller.set("stats.level", 3).set("stats.armour", 0.5).set("stats.mode", "flee").set("stats.at", Vec2::X);
    assert_eq!(caller.call("set_blob"), "ok");
    let Some(Value::Blob(bytes)) = caller.it() else { panic!("{:?}", caller.it()) };
    caller.set("stats.level", 0).set("stats.armour", 0.0).set("stats.mode", "idle").set("stats.at", Vec2::ZERO);
    assert_read(caller.read("get_blob"), FOUND);
    let stats = ["level", "armour", "mode", "at"].map(|path| caller.get(&format!("stats.{path}")));
    assert_eq!(stats, [3.into(), 0.5.into(), "flee".into(), Vec2::X.into()]);

    // Of another size, longer or shorter, or with an enum's value that there is not.
    assert_read(caller.put(vec![0; bytes.len() + 1]).read("get_blob"), WRONG);
    assert_read(caller.put(vec![0; bytes.len() - 1]).read("get_blob"), WRONG);
    assert_read(caller.put(vec![0xff; bytes.len()]).read("get_blob"), WRONG);
    assert_read(caller.put(vec![0; bytes.len()]).read("get_blob"), FOUND);
}

#[test]
fn a_var_that_is_not_there_is_null_and_get_or_takes_its_place() {
    let mut caller = Caller::new();
    let gets = ["bool", "int", "float", "vec2", "vec3", "quat", "entity", "text", "blob"];
    for name in gets {
        assert_read(caller.read(format!("get_{name}").leak()), NOTHING);
    }
    assert_eq!(caller.call("get_or"), "ok");
    assert_eq!(caller.get("int"), Value::Int(-1));
    caller.put(5);
    assert_eq!(caller.call("get_or"), "ok");
    assert_eq!(caller.get("int"), Value::Int(5));
}

#[test]
fn a_var_of_another_type_is_an_error() {
    let mut caller = Caller::new();
    let gets = ["bool", "int", "float", "vec2", "vec3", "quat", "entity", "text", "blob"];
    let values: [Value; 9] = [
        true.into(),
        1.into(),
        1.0.into(),
        Vec2::X.into(),
        Vec3::X.into(),
        Quat::IDENTITY.into(),
        Value::Entity(None),
        "x".into(),
        Vec::new().into(),
    ];
    for (held, value) in values.into_iter().enumerate() {
        caller.put(value);
        for (_, name) in gets.iter().enumerate().filter(|(asked, _)| *asked != held) {
            assert_read(caller.read(format!("get_{name}").leak()), WRONG);
        }
    }
    assert_eq!(caller.call("get_or"), "WrongType");
}

#[test]
fn numbers_that_do_not_fit_are_an_error() {
    let mut caller = Caller::new();
    assert_read(caller.put(127).read("get_small"), FOUND);
    assert_eq!(caller.get("small"), Value::Int(127));
    assert_read(caller.put(128).read("get_small"), WRONG);
    assert_read(caller.put(-1).read("get_unsigned"), WRONG);
    assert_eq!(caller.set("unsigned", u64::MAX).call("set_unsigned"), "InvalidArgument");
    assert_eq!(caller.it(), Some(Value::Int(-1)));
    assert_read(caller.put(0.5).read("get_narrow"), FOUND);
    assert_eq!(caller.get("narrow"), Value::Float(0.5));
    assert_read(caller.put(1e300).read("get_narrow"), WRONG);
}

#[test]
fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let mut caller = Caller::new();
    caller.put(1);
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(caller.set("float", bad).call("set_float"), "InvalidArgument");
        assert_eq!(caller.call("add_float"), "InvalidArgument");
        let bad = bad as f32;
        assert_eq!(caller.set("vec2", Vec2::new(0.0, bad)).call("set_vec2"), "InvalidArgument");
        assert_eq!(caller.set("vec3", Vec3::new(0.0, 0.0, bad)).call("set_vec3"), "InvalidArgument");
        assert_eq!(caller.call("add_vec3"), "InvalidArgument");
        assert_eq!(caller.set("quat", Quat::from_xyzw(bad, 0.0, 0.0, 1.0)).call("set_quat"), "InvalidArgument");
    }
    assert_eq!(caller.call("set_bad_key"), "InvalidArgument");
    assert_eq!(caller.call("set_bad_text"), "InvalidArgument");
    for key in [String::new(), "k".repeat(65)] {
        caller.set("key", key);
        for call in ["set_int", "set_text", "set_if_absent", "add_int", "remove", "get_int", "get_text", "get_blob"] {
            assert_eq!(caller.call(call), "InvalidArgument", "{call}");
        }
    }
    assert_eq!(caller.vars(), ScriptVars::default().with("it", 1));
    let longest = "k".repeat(64);
    assert_eq!(caller.set("key", longest.clone()).set("int", 7).call("set_int"), "ok");
    assert_eq!(caller.vars().get(&longest), Some(&Value::Int(7)));
}

#[test]
fn the_functions_themselves_refuse_what_no_sdk_would_send() {
    let mut caller = Caller::new();
    caller.put(1);
    // Op, kind, size, with a value or null; the numbers are the contract's.
    let writes = [
        (1, 2, 8, true, "ok"),
        (0, 2, 8, true, "invalid_argument"),
        (5, 2, 8, true, "invalid_argument"),
        (0x1_0001, 2, 8, true, "invalid_argument"),
        (1, 0, 8, true, "invalid_argument"),
        (1, 10, 8, true, "invalid_argument"),
        (1, 0x1_0002, 8, true, "invalid_argument"),
        (1, 2, 7, true, "invalid_argument"),
        (1, 2, 8, false, "invalid_argument"),
        (1, 9, 0, false, "ok"),
        (1, 9, 1, false, "invalid_argument"),
        (3, 9, 4, true, "invalid_argument"),
        (4, 0, 0, false, "ok"),
        (4, 2, 8, true, "invalid_argument"),
        (1, 9, 1u64 << 40, true, "limit_reached"),
    ];
    for (op, kind, size, value, status) in writes {
        caller.set("op", op).set("kind", kind).set("size", size).set("flag", value);
        assert_eq!(caller.call("raw_write"), status, "op {op}, kind {kind}, size {size}, value {value}");
    }
    caller.put(1);
    let reads = [
        (2, 8u64, true, "ok", 8),
        (2, 7, true, "buffer_too_small", 8),
        (2, 0, false, "buffer_too_small", 8),
        (2, 8, false, "invalid_argument", 0),
        (3, 8, true, "wrong_type", 0),
        (0, 8, true, "invalid_argument", 0),
        (10, 8, true, "invalid_argument", 0),
    ];
    for (kind, size, value, status, answer) in reads {
        caller.set("kind", kind).set("size", size).set("flag", value);
        assert_eq!(caller.call("raw_read"), status, "kind {kind}, size {size}, value {value}");
        assert_eq!(caller.get("count"), Value::Int(answer));
    }
    assert_eq!(caller.set("key", "nothing").call("raw_read"), "invalid_argument");
    assert_eq!(caller.set("kind", 2).call("raw_read"), "absent");
}

#[test]
fn requests_that_a_script_makes_up_are_read_with_care() {
    let mut caller = Caller::new();
    // Key, op, kind, length of the key, length of the value behind it; the request has 16 bytes for both.
    let forged = [
        ("itxxxxxxxxxxxxxx", 1, 8, 2, 14, true),
        ("itxxxxxxxxxxxxxx", 1, 8, 2, 7, true),
        ("itxxxxxxxxxxxxxx", 1, 8, 2, 6, false),
        ("itxxxxxxxxxxxxxx", 1, 8, 2, 15, false),
        ("itxxxxxxxxxxxxxx", 1, 8, 17, 0, false),
        ("itxxxxxxxxxxxxxx", 1, 8, u32::MAX, u32::MAX, false),
        ("itxxxxxxxxxxxxxx", 1, 8, 0, 16, false),
        ("itxxxxxxxxxxxxxx", 1, 2, 2, 14, false),
        ("itxxxxxxxxxxxxxx", 3, 8, 2, 14, false),
        ("itxxxxxxxxxxxxxx", 4, 0, 2, 14, false),
        ("i\u{20ac}xxxxxxxxxxxx", 1, 8, 2, 14, false),
    ];
    for (key, op, kind, key_len, value_len, sound) in forged {
        caller.app.world_mut().entity_mut(caller.caller).remove::<ScriptVars>();
        caller.set("key", key).set("op", op).set("kind", kind).set("count", key_len).set("size", value_len);
        assert_eq!(caller.call("forge"), "ok");
        let mut expected = ScriptVars::default().with("after", true);
        if sound {
            expected.set("it", "x".repeat(value_len as usize));
        }
        assert_eq!(caller.vars(), expected, "op {op}, kind {kind}, lengths {key_len} and {value_len}");
    }
}

#[test]
fn requests_are_applied_in_the_order_in_which_they_were_posted() {
    let mut caller = Caller::new();
    assert_eq!(caller.call("change_much"), "ok");
    let expected = ScriptVars::default().with("a", 11).with("b", 2.5).with("c", "");
    assert_eq!(caller.vars(), expected);
    let keys: Vec<_> = expected.iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["a", "b", "c"], "in the order of the keys");
}

#[test]
fn reads_are_of_the_snapshot() {
    let mut caller = Caller::new();
    caller.put(5);
    assert_read(caller.read("read_back"), NOTHING);
    assert_eq!(caller.it(), Some(Value::Int(6)));
    assert_read(caller.read("read_back"), NOTHING);
    assert_eq!((caller.get("int"), caller.it()), (Value::Int(6), Some(Value::Int(7))));
}

#[test]
fn set_if_absent_and_remove() {
    let mut caller = Caller::new();
    assert_eq!(caller.set("int", 1).call("set_if_absent"), "ok");
    assert_eq!(caller.set("int", 2).call("set_if_absent"), "ok");
    assert_eq!(caller.it(), Some(Value::Int(1)));
    assert_eq!(caller.call("remove"), "ok");
    assert_eq!(caller.call("remove"), "ok", "what is not there is removed as well");
    assert_eq!(caller.it(), None);
}

#[test]
fn sums_begin_at_zero_and_stop_at_the_end_of_the_range() {
    let mut caller = Caller::new();
    assert_eq!(caller.set("int", -5).call("add_int"), "ok");
    assert_eq!(caller.it(), Some(Value::Int(-5)));
    assert_eq!(caller.set("int", i64::MIN).call("add_int"), "ok");
    assert_eq!(caller.it(), Some(i64::MIN.into()));
    assert_eq!(caller.put(f64::MAX).set("float", f64::MAX).call("add_float"), "ok");
    assert_eq!(caller.it(), Some(Value::Float(f64::MAX)));
    assert_eq!(caller.put(Vec2::ONE).set("vec2", Vec2::new(1.0, -3.0)).call("add_vec2"), "ok");
    assert_eq!(caller.it(), Some(Vec2::new(2.0, -2.0).into()));
    assert_eq!(caller.call("remove"), "ok");
    assert_eq!(caller.set("vec3", Vec3::Z).call("add_vec3"), "ok");
    assert_eq!(caller.it(), Some(Vec3::Z.into()));
}

#[test]
fn nothing_is_added_to_another_type() {
    let mut caller = Caller::new();
    for value in [Value::Bool(true), 1.0.into(), "1".into(), Vec::new().into()] {
        assert_eq!(caller.put(value.clone()).set("int", 1).call("add_int"), "ok", "it may have another type by then");
        assert_eq!(caller.it(), Some(value));
    }
}

#[test]
fn the_scripts_of_an_entity_share_its_vars_and_other_entities_have_their_own() {
    let mut app = app();
    let adder = || Script::new("adder");
    let scripts = ZigScripts::new([
        adder().with("amount", 10),
        adder(),
        Script::new("vars").with("call", "get_int").with("key", "sum"),
    ]);
    let one = app.world_mut().spawn(scripts).id();
    let other = app.world_mut().spawn(ZigScripts::new([adder().with("amount", 100)])).id();
    app.update();
    let sum = |app: &App, entity| app.world().get::<ScriptVars>(entity).unwrap().get("sum").cloned();
    assert_eq!(sum(&app, one), Some(Value::Int(11)), "both have added in one phase");
    assert_eq!(sum(&app, other), Some(Value::Int(100)));
    assert_eq!(app.world().resource::<GlobalVars>().get("sum"), Some(&Value::Int(111)));
    assert_eq!(field(&app, one, "vars", "found"), Value::Bool(false), "nothing was there in the first snapshot");
    set(&mut app, one, "vars", "call", "get_int");
    app.update();
    assert_eq!(field(&app, one, "vars", "int"), Value::Int(11));
}

#[test]
fn thousands_of_adds_in_one_phase_all_count() {
    let mut app = app();
    app.world_mut().spawn_batch((0..20_000).map(|_| ZigScripts::one("adder")));
    app.update();
    app.update();
    assert_eq!(app.world().resource::<GlobalVars>().get("sum"), Some(&Value::Int(40_000)));
}

#[test]
fn a_phase_sees_what_the_phase_before_has_added() {
    let mut app = app();
    let scripts = ZigScripts::new(Phase::EVERY_FRAME.map(|phase| Script::new("adder").with_phase(phase)));
    let entity = app.world_mut().spawn(scripts).id();
    let own = Script::new("adder").with_phase(Phase::Update);
    app.world_mut().resource_mut::<GlobalScripts>().attach(own);
    app.update();
    // The first one is that of the first phase.
    assert_eq!(field(&app, entity, "adder", "seen"), Value::Int(0));
    app.update();
    assert_eq!(field(&app, entity, "adder", "seen"), Value::Int(3));
    // A global script's own vars are those of the game: two of each phase of the first frame, and one more before it
    // runs.
    assert_eq!(app.world().script_field(None, "adder", "seen"), Ok(Value::Int(6)));
    assert_eq!(app.world().resource::<GlobalVars>().get("sum"), Some(&Value::Int(10)));
}

#[test]
fn vars_of_others_and_of_the_game_are_reached_by_handle() {
    let mut caller = Caller::new();
    let other = caller.app.world_mut().spawn_empty().id();
    assert_eq!(caller.set("whose", "target").set("target", other).set("int", 4).call("set_int"), "ok");
    assert_eq!(caller.app.world().get::<ScriptVars>(other), Some(&ScriptVars::default().with("it", 4)));
    assert_eq!(caller.set("whose", "global").set("int", 5).call("set_int"), "ok");
    assert_eq!(caller.app.world().resource::<GlobalVars>().get("it"), Some(&Value::Int(5)));
    assert_eq!(caller.call("remove"), "ok");
    assert!(caller.app.world().resource::<GlobalVars>().is_empty());
    assert_eq!(caller.it(), None);
}

#[test]
fn handles_that_are_stale_or_none_are_refused() {
    let mut caller = Caller::new();
    let stale = caller.stale();
    for target in [Value::from(stale), Value::Entity(None)] {
        caller.set("whose", "target").set("target", target);
        for call in ["set_int", "add_int", "set_if_absent", "remove", "get_int", "get_text", "get_blob", "get_or"] {
            assert_eq!(caller.call(call), "UnknownEntity", "{call}");
        }
    }
    assert!(caller.app.world().resource::<GlobalVars>().is_empty(), "no entity is not the whole game");
}

#[test]
fn an_entity_that_is_spawned_in_this_phase_has_vars_from_its_spawn_on() {
    let mut caller = Caller::new();
    assert_read(caller.set("int", 8).read("spawn_with"), NOTHING);
    let Value::Entity(Some(spawned)) = caller.get("entity") else { panic!("no entity") };
    assert_eq!(caller.app.world().get::<ScriptVars>(spawned), Some(&ScriptVars::default().with("it", 8)));
}

#[test]
fn vars_of_an_entity_that_is_gone_by_then_are_not_written() {
    let mut caller = Caller::new();
    let doomed = caller.app.world_mut().spawn_empty().id();
    let scripts =
        ZigScripts::new([Script::new("caller").with("call", "despawn").with("target", doomed).with_priority(-1)]);
    caller.app.world_mut().spawn(scripts);
    assert_eq!(caller.set("whose", "target").set("target", doomed).set("int", 4).call("set_int"), "ok");
    assert!(caller.app.world().get_entity(doomed).is_err());
}

#[test]
fn rust_reads_and_writes_at_once() {
    let mut caller = Caller::new();
    caller.put("from Rust");
    assert_read(caller.read("get_text"), FOUND);
    assert_eq!(caller.get("text"), "from Rust".into());
    let mut vars = caller.app.world_mut().get_mut::<ScriptVars>(caller.caller).unwrap();
    assert_eq!(vars.set("it", 3), Some("from Rust".into()));
    assert_eq!(vars.set("other", Vec3::X), None);
    assert_eq!((vars.len(), vars.remove("other"), vars.remove("other")), (2, Some(Vec3::X.into()), None));
    assert_read(caller.read("get_int"), FOUND);
    assert_eq!(caller.get("int"), Value::Int(3));
    caller.app.world_mut().resource_mut::<GlobalVars>().set("it", 30);
    assert_read(caller.set("whose", "global").read("get_int"), FOUND);
    assert_eq!(caller.get("int"), Value::Int(30));
}

#[test]
fn text_and_blobs_have_a_limit() {
    let mut caller = Caller::limited(ScriptLimits { var_bytes: 1000, ..Default::default() });
    assert_eq!(caller.set("count", 1000).call("set_long_text"), "ok");
    assert_read(caller.set("count", 0).read("get_text"), FOUND);
    assert_eq!(caller.get("count"), Value::Int(1000));
    assert_eq!(caller.set("count", 1001).call("set_long_text"), "LimitReached");
    assert_eq!(caller.it(), Some("x".repeat(1000).into()));
}

#[test]
fn an_owner_has_a_limit_which_holds_within_a_phase_too() {
    let mut caller = Caller::limited(ScriptLimits { vars_per_entity: 10, ..Default::default() });
    // The snapshot has none of them, but those that were accepted count.
    let said = said_while(|| assert_eq!(caller.set("count", 12).call("fill"), "LimitReached"));
    assert!(said.iter().any(|line| line.contains("ScriptLimits { vars_per_entity: …")), "{said:?}");
    assert_eq!(caller.vars().len(), 10, "what was accepted is there");
    assert_eq!(caller.set("count", 10).call("fill"), "ok", "those that are there may be set");
    for call in ["set_int", "add_int", "set_if_absent"] {
        assert_eq!(caller.call(call), "LimitReached", "{call}");
    }
    // What is there may change, and go.
    assert_eq!(caller.set("key", "k0000003").set("int", -3).call("set_int"), "ok");
    assert_eq!(caller.vars().get("k0000003"), Some(&Value::Int(-3)));
    assert_eq!(caller.call("remove"), "ok");
    assert_eq!(caller.set("key", "it").call("set_int"), "ok");
    assert_eq!(caller.vars().len(), 10);
    assert_eq!(caller.set("whose", "global").set("count", 12).call("fill"), "LimitReached");
    assert_eq!(caller.app.world().resource::<GlobalVars>().len(), 10);
    assert_eq!(caller.call("set_int"), "LimitReached");
}

#[test]
fn writes_count_as_requests_of_their_size() {
    let limits = ScriptLimits { request_bytes_per_instance: 64 << 10, vars_per_entity: 1 << 20, ..Default::default() };
    let mut caller = Caller::limited(limits);
    assert_eq!(caller.set("count", 1_000_000).call("fill"), "LimitReached");
    // Head, key and value are 48 bytes.
    assert_eq!(caller.vars().len(), (64 << 10) / 48);
}

#[test]
fn only_what_changes_counts_as_changed() {
    #[derive(Resource, Default)]
    struct Changes(u32);
    let mut app = app();
    app.init_resource::<Changes>()
        .add_systems(Last, |mut changes: ResMut<Changes>, vars: Query<(), Changed<ScriptVars>>| {
            changes.0 = vars.iter().count() as u32
        });
    let mut caller = Caller::with(app);
    let changed = |caller: &Caller| caller.app.world().resource::<Changes>().0;
    caller.set("int", 1).call("set_int");
    assert_eq!(changed(&caller), 1);
    caller.call("set_int");
    assert_eq!(changed(&caller), 0, "the same value again");
    caller.set("int", 2).call("set_int");
    assert_eq!(changed(&caller), 1);
}
