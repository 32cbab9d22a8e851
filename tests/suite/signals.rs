//! Signals: who hears what, when and in which order, from Zig to Zig and between Zig and Rust.

use bevy::prelude::*;
use bevy_zig::{
    EmitSignal, GlobalScripts, Phase, Script, ScriptFields, ScriptLimits, ScriptRuntime, ScriptSignal, ScriptSignalTo,
    Signal, Value, ZigScriptCommands, ZigScripts,
};

use crate::tools::*;

/// A script that is told what to emit.
fn speaker() -> Script {
    Script::new("signaller").with("says", false)
}

/// A script that connects to a name in its `init`.
fn listener(name: &'static str) -> Script {
    Script::new("signaller").with("connects", true).with("name", name).with("says", false)
}

fn spawn(app: &mut App, scripts: impl IntoIterator<Item = Script>) -> Entity {
    app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new(scripts))).id()
}

fn get(app: &App, entity: Entity, path: &str) -> Value {
    field(app, entity, "signaller", path)
}

fn heard(app: &App, entity: Entity) -> i128 {
    match get(app, entity, "heard") {
        Value::Int(count) => count,
        other => panic!("{other:?}"),
    }
}

/// Makes a call in the next frame and returns its outcome.
fn call(app: &mut App, entity: Entity, call: &'static str) -> Value {
    set(app, entity, "signaller", "call", call);
    app.update();
    get(app, entity, "outcome")
}

/// An entity that speaks, and one that listens, both under way.
fn pair(name: &'static str) -> (App, Entity, Entity) {
    let mut app = app();
    let from = spawn(&mut app, [speaker()]);
    let to = spawn(&mut app, [listener(name)]);
    app.update();
    (app, from, to)
}

/// A handle whose entity is gone.
fn stale(app: &mut App) -> Entity {
    let entity = app.world_mut().spawn_empty().id();
    app.world_mut().despawn(entity);
    entity
}

/// A system that despawns an entity, if it is still there.
fn despawn(entity: Entity) -> impl Fn(Commands) {
    move |mut commands: Commands| {
        if let Ok(mut entity) = commands.get_entity(entity) {
            entity.despawn();
        }
    }
}

#[test]
fn a_broadcast_is_heard_with_all_that_it_carries() {
    let (mut app, from, to) = pair("hit");
    set(&mut app, from, "signaller", "value", 2.5);
    assert_eq!(call(&mut app, from, "hit"), "ok".into());
    assert_eq!(heard(&app, to), 1);
    assert_eq!(get(&app, to, "heard_name"), "hit".into());
    assert_eq!(get(&app, to, "heard_value"), 2.5.into());
    assert_eq!(get(&app, to, "heard_from"), from.into());
    assert_eq!(get(&app, to, "heard_target"), Value::Entity(None));
    assert_eq!(get(&app, to, "heard_instance"), 1.into(), "the first instance that was attached");
    assert_eq!(get(&app, to, "heard_frame"), 2.into());
    assert_eq!(get(&app, to, "heard_sequence"), 1.into());
    assert_eq!(heard(&app, from), 0, "who is not connected hears nothing");
    assert_eq!(call(&mut app, from, "ping"), "ok".into());
    assert_eq!(heard(&app, to), 1, "another name is another signal");
}

#[test]
fn a_payload_is_read_only_at_its_size() {
    let (mut app, from, to) = pair("hit");
    assert_eq!(call(&mut app, from, "hit"), "ok".into());
    assert_eq!((get(&app, to, "heard_pair"), get(&app, to, "heard_nothing")), (false.into(), false.into()));
    assert_eq!(get(&app, to, "heard_value"), 0.0.into());
    set(&mut app, from, "signaller", "name", "hit");
    assert_eq!(call(&mut app, from, "named"), "ok".into());
    assert_eq!((get(&app, to, "heard_pair"), get(&app, to, "heard_value")), (true.into(), Value::from(-1.0)));

    let (mut app, from, to) = pair("ping");
    assert_eq!(call(&mut app, from, "ping"), "ok".into());
    assert_eq!((get(&app, to, "heard_nothing"), get(&app, to, "heard_value")), (true.into(), Value::from(-1.0)));
}

#[test]
fn a_payload_is_a_value_and_no_bytes_by_chance() {
    let (mut app, from, to) = pair("goal");
    assert_eq!(call(&mut app, from, "goals"), "ok".into());
    let payloads: Vec<_> = signals(&mut app).iter().map(|signal| signal.bytes().to_vec()).collect();
    let [wait, away, home] = payloads.as_slice() else { panic!("{payloads:?}") };
    assert!(wait.iter().all(|byte| *byte == 0), "{wait:?}");
    let set =
        |bytes: &[u8]| bytes.iter().enumerate().filter(|(_, byte)| **byte != 0).map(|(at, _)| at).collect::<Vec<_>>();
    let [tag] = set(away)[..] else { panic!("{away:?}") };
    assert_eq!((away[tag], home[tag], set(home).len()), (2, 2, 2), "the third variant: {away:?}, {home:?}");
    let presence = set(home).into_iter().find(|at| *at != tag).unwrap();

    let mut hears = |at: usize, byte: u8| {
        let mut bytes: [u8; 12] = home.as_slice().try_into().unwrap();
        bytes[at] = byte;
        app.world_mut().emit_signal(Signal::new("goal").with(bytes));
        app.update();
        get(&app, to, "heard_goal")
    };
    assert_eq!((hears(tag, 3), hears(tag, 2), hears(tag, 0)), (false.into(), true.into(), true.into()));
    assert_eq!((hears(presence, 2), hears(presence, 0)), (false.into(), true.into()));
}

#[test]
fn payloads_of_many_bytes_arrive_whole() {
    let (mut app, from, to) = pair("large");
    assert_eq!(call(&mut app, from, "large"), "ok".into());
    assert_eq!(get(&app, to, "heard_bytes"), 1001.into());
}

#[test]
fn a_signal_is_delivered_at_the_start_of_the_next_phase() {
    for (phase, frames) in [(Phase::PreUpdate, 0), (Phase::Update, 0), (Phase::PostUpdate, 1)] {
        let mut app = app();
        let from = spawn(&mut app, [speaker().with_phase(phase)]);
        let to = spawn(&mut app, [listener("hit")]);
        app.update();
        assert_eq!(call(&mut app, from, "hit"), "ok".into());
        assert_eq!(heard(&app, to), 1 - frames, "{phase:?}");
        app.update();
        assert_eq!(heard(&app, to), 1);
        let (Value::Int(sent), Value::Int(arrived)) = (get(&app, to, "heard_frame"), get(&app, to, "heard_in")) else {
            panic!("numbers")
        };
        assert_eq!(arrived - sent, frames, "{phase:?}");
    }
}

#[test]
fn within_a_phase_come_inits_then_signals_then_updates() {
    let mut app = app();
    let from = spawn(&mut app, [speaker().with_phase(Phase::PreUpdate)]);
    spawn(&mut app, [listener("ping").with("says", true).with("label", 1)]);
    app.update();
    logged(&mut app);
    // A system between the phases attaches another script.
    set(&mut app, from, "signaller", "call", "ping");
    let late = Script::new("signaller").with("label", 2);
    app.add_systems(PreUpdate, {
        let mut late = Some(late);
        let system = move |mut commands: Commands| {
            if let Some(late) = late.take() {
                commands.spawn((Transform::IDENTITY, ZigScripts::new([late])));
            }
        };
        system.after(bevy_zig::ZigScriptSystems::PreUpdate)
    });
    app.update();
    assert_eq!(logged(&mut app), ["2 init", "1 hears ping", "1 update", "2 update"]);
}

#[test]
fn a_targeted_signal_is_heard_by_scripts_of_its_target_and_who_listens_to_it() {
    let mut app = app();
    let target = spawn(&mut app, [listener("hit")]);
    let spy = spawn(&mut app, [listener("hit").with("target", target)]);
    let other = spawn(&mut app, [listener("hit")]);
    let from = spawn(&mut app, [speaker().with("target", target)]);
    app.update();
    assert_eq!(call(&mut app, from, "hit_to"), "ok".into());
    assert_eq!([target, spy, other].map(|entity| heard(&app, entity)), [1, 1, 0]);
    assert_eq!(get(&app, spy, "heard_target"), target.into());
    assert_eq!(call(&mut app, from, "hit"), "ok".into());
    assert_eq!(
        [target, spy, other].map(|entity| heard(&app, entity)),
        [2, 1, 1],
        "who listens to one hears no broadcast"
    );
    set(&mut app, from, "signaller", "name", "hit");
    assert_eq!(call(&mut app, from, "named_to"), "ok".into());
    assert_eq!([target, spy, other].map(|entity| heard(&app, entity)), [3, 2, 1]);
}

#[test]
fn a_script_may_emit_to_its_own_entity() {
    let mut app = app();
    let entity = spawn(&mut app, [listener("hit"), listener("hit")]);
    app.update();
    assert_eq!(call(&mut app, entity, "hit_to"), "ok".into());
    assert_eq!(heard(&app, entity), 1);
}

#[test]
fn signals_come_in_the_order_of_emission_and_go_in_the_order_of_running() {
    let mut app = app();
    let says = |label, priority| listener("hit").with("says", true).with("label", label).with_priority(priority);
    // Of one column, of one entity, with priorities, in other phases: rows of the same column are in the order of
    // attachment.
    spawn(&mut app, [says(3, 5), says(1, -5)]);
    spawn(&mut app, [says(4, 5), says(5, 5)]);
    spawn(&mut app, [says(2, 0).with_phase(Phase::PostUpdate)]);
    let from = spawn(&mut app, [speaker().with_phase(Phase::PreUpdate)]);
    app.update();
    logged(&mut app);
    assert_eq!(call(&mut app, from, "three"), "ok".into());
    let lines: Vec<_> = logged(&mut app).into_iter().filter(|line| line.contains("hears")).collect();
    let once = ["1 hears hit", "2 hears hit", "3 hears hit", "4 hears hit", "5 hears hit"];
    assert_eq!(lines, [once, once].concat());
}

#[test]
fn listeners_go_in_the_order_of_running_not_of_connecting() {
    let mut app = app();
    let says = |label| listener("ping").with("says", true).with("label", label);
    let entities = [1, 2, 3].map(|label| spawn(&mut app, [says(label)]));
    let from = spawn(&mut app, [speaker()]);
    app.update();
    for (entity, priority) in entities.into_iter().zip([3, 2, 1]) {
        app.world_mut().entity_mut(entity).set_script_priority("signaller", priority);
    }
    logged(&mut app);
    assert_eq!(call(&mut app, from, "ping"), "ok".into());
    let lines: Vec<_> = logged(&mut app).into_iter().filter(|line| line.contains("hears")).collect();
    assert_eq!(lines, ["3 hears ping", "2 hears ping", "1 hears ping"]);
}

#[test]
fn emission_follows_the_order_of_requests_whoever_emits() {
    let mut app = app();
    let mut speakers = Vec::new();
    for index in 0..3u8 {
        speakers.push(spawn(&mut app, [speaker().with("value", f32::from(index)).with_priority(3 - i32::from(index))]));
    }
    app.update();
    for entity in &speakers {
        set(&mut app, *entity, "signaller", "call", "three");
    }
    app.update();
    let values: Vec<_> = signals(&mut app).iter().filter_map(|signal| signal.payload::<f32>()).collect();
    assert_eq!(values, [2.0, 4.0, 1.0, 2.0, 0.0, 0.0]);
}

/// The signals that were published since the last call.
fn signals(app: &mut App) -> Vec<ScriptSignal> {
    app.world_mut().resource_mut::<Messages<ScriptSignal>>().drain().collect()
}

#[test]
fn the_same_run_gives_the_same_order() {
    let run = || {
        let mut app = app();
        let mut entities = Vec::new();
        for index in 0..60u32 {
            let priority = (index * 7 % 5) as i32;
            let script = listener("ping").with("says", true).with("label", index).with("answers", index % 10 == 0);
            entities.push(spawn(&mut app, [script.with_priority(priority)]));
        }
        let from = spawn(&mut app, [speaker()]);
        app.update();
        for round in 0..6 {
            // Rows move about.
            app.world_mut().despawn(entities.remove(round * 3));
            app.world_mut().entity_mut(entities[round]).set_script_enabled("signaller", round % 2 == 1);
            app.world_mut().entity_mut(entities[round + 1]).set_script_priority("signaller", round as i32);
            call(&mut app, from, "ping");
        }
        let heard: Vec<_> = signals(&mut app).iter().map(|signal| (signal.name, signal.from)).collect();
        (logged(&mut app), heard)
    };
    let (lines, emitted) = run();
    assert!(lines.iter().filter(|line| line.contains("hears")).count() > 50);
    assert!(emitted.len() > 6);
    assert_eq!((lines, emitted), run());
}

#[test]
fn who_is_connected_twice_hears_once() {
    let (mut app, from, to) = pair("ping");
    set(&mut app, to, "signaller", "name", "hit");
    assert_eq!(call(&mut app, to, "connect_twice"), "ok".into());
    assert_eq!(call(&mut app, from, "hit"), "ok".into());
    assert_eq!(heard(&app, to), 1);
    assert_eq!(call(&mut app, to, "disconnect"), "ok".into());
    assert_eq!(call(&mut app, from, "hit"), "ok".into());
    assert_eq!(heard(&app, to), 2, "the other connection is still there");
}

#[test]
fn a_connection_ends_when_it_is_told_to() {
    let (mut app, from, to) = pair("hit");
    assert_eq!(call(&mut app, to, "disconnect"), "ok".into());
    assert_eq!(call(&mut app, from, "hit"), "ok".into());
    assert_eq!(heard(&app, to), 0);
    assert_eq!(call(&mut app, to, "disconnect"), "ok".into(), "it has ended already, which is fine");
    let before = get(&app, to, "connection");
    assert_eq!(call(&mut app, to, "connect_and_disconnect"), "ok".into(), "an id may be used at once");
    assert_ne!(get(&app, to, "connection"), before);
    assert_eq!(call(&mut app, from, "hit"), "ok".into());
    assert_eq!(heard(&app, to), 0);
    assert_eq!(call(&mut app, to, "connect"), "ok".into());
    assert_eq!(call(&mut app, from, "hit"), "ok".into());
    assert_eq!(heard(&app, to), 1);
}

#[test]
fn only_ones_own_connections_can_be_ended() {
    let (mut app, from, to) = pair("hit");
    assert_eq!(call(&mut app, from, "disconnect"), "InvalidArgument".into(), "0 is no connection");
    set(&mut app, from, "signaller", "connection", 99);
    assert_eq!(call(&mut app, from, "disconnect"), "InvalidArgument".into(), "there was never such a one");
    let Value::Int(id) = get(&app, to, "connection") else { panic!("a number") };
    set(&mut app, from, "signaller", "connection", id as u64);
    assert_eq!(call(&mut app, from, "disconnect"), "InvalidArgument".into(), "it is another's");
    assert_eq!(call(&mut app, from, "hit"), "ok".into());
    assert_eq!(heard(&app, to), 1);
}

#[test]
fn a_disabled_instance_hears_nothing_until_it_is_enabled() {
    let (mut app, from, to) = pair("hit");
    app.world_mut().entity_mut(to).set_script_enabled("signaller", false);
    assert_eq!(call(&mut app, from, "hit"), "ok".into());
    app.world_mut().entity_mut(to).set_script_enabled("signaller", true);
    app.update();
    assert_eq!(heard(&app, to), 0, "what it has missed is gone");
    assert_eq!(call(&mut app, from, "hit"), "ok".into());
    assert_eq!(heard(&app, to), 1);
}

#[test]
fn connections_follow_instances_when_rows_move() {
    let mut app = app();
    let entities: Vec<_> = (0..100).map(|_| spawn(&mut app, [listener("hit")])).collect();
    let from = spawn(&mut app, [speaker()]);
    app.update();
    let (gone, mut left): (Vec<_>, Vec<_>) = entities.into_iter().enumerate().partition(|(index, _)| index % 3 == 0);
    for (_, entity) in gone {
        app.world_mut().despawn(entity);
    }
    app.world_mut().entity_mut(left.pop().unwrap().1).detach_script("signaller");
    app.world_mut().entity_mut(left[5].1).set_script_priority("signaller", 3);
    app.world_mut().entity_mut(left[9].1).set_script_phase("signaller", Phase::PostUpdate);
    assert_eq!(call(&mut app, from, "hit"), "ok".into());
    for (_, entity) in &left {
        assert_eq!(heard(&app, *entity), 1, "a broadcast");
        set(&mut app, from, "signaller", "target", *entity);
        assert_eq!(call(&mut app, from, "hit_to"), "ok".into());
        assert_eq!(heard(&app, *entity), 2, "to it alone");
        assert_eq!(get(&app, *entity, "heard_target"), (*entity).into());
    }
}

#[test]
fn what_is_requested_in_on_signal_belongs_to_the_phase() {
    let mut app = app();
    let from = spawn(&mut app, [speaker().with_phase(Phase::PreUpdate)]);
    let to = spawn(&mut app, [listener("ping").with("moves", true), Script::new("follower")]);
    app.update();
    assert_eq!(position(&app, to).x, 1.0);
    assert_eq!(call(&mut app, from, "ping"), "ok".into());
    assert_eq!(position(&app, to).x, 3.0);
    assert_eq!(field(&app, to, "follower", "seen"), 1.0.into(), "the snapshot of its update is the last phase's");
}

#[test]
fn an_answer_is_heard_in_the_phase_after() {
    let mut app = app();
    let from = spawn(&mut app, [speaker().with_phase(Phase::PreUpdate)]);
    // Answers "pong" to "pong", too.
    let to = spawn(&mut app, [listener("ping").with("answers", true)]);
    app.update();
    set(&mut app, to, "signaller", "name", "pong");
    assert_eq!(call(&mut app, to, "connect"), "ok".into());
    assert_eq!(call(&mut app, from, "ping"), "ok".into());
    // The ping in update, its answer in post-update.
    assert_eq!(heard(&app, to), 2);
    app.update();
    assert_eq!(heard(&app, to), 5, "one in each phase");
}

#[test]
fn random_numbers_differ_from_signal_to_signal() {
    let (mut app, from, to) = pair("hit");
    assert_eq!(call(&mut app, from, "three"), "ok".into());
    assert_eq!(heard(&app, to), 2);
    assert_ne!(get(&app, to, "drawn"), get(&app, to, "drawn_before"));
}

#[test]
fn an_error_in_on_signal_is_reported() {
    let (mut app, from, to) = pair("ping");
    set(&mut app, to, "signaller", "fails", true);
    assert_eq!(call(&mut app, from, "ping"), "ok".into());
    let reported = errors(&mut app);
    assert_eq!((reported.len(), reported[0].entity), (1, Some(to)));
    assert_eq!((reported[0].callback.as_str(), reported[0].error.as_str()), ("onSignal", "Deafened"));
}

#[test]
fn global_scripts_emit_and_hear() {
    let mut app = app();
    let to = spawn(&mut app, [listener("hit")]);
    app.world_mut().resource_mut::<GlobalScripts>().attach(listener("hit").with("call", "hit"));
    app.update();
    assert_eq!((heard(&app, to), get(&app, to, "heard_from")), (1, Value::Entity(None)));
    let own = |app: &App, path| app.world().script_field(None, "signaller", path).unwrap();
    assert_eq!(own(&app, "heard"), 1.into());
    app.world_mut().set_script_field(None, "signaller", "call", "hit_to").unwrap();
    app.update();
    assert_eq!(own(&app, "outcome"), "UnknownEntity".into(), "it has no entity of its own");
}

#[test]
fn despawned_listeners_hear_nothing() {
    let (mut app, from, to) = pair("hit");
    let other = spawn(&mut app, [listener("hit")]);
    app.update();
    set(&mut app, from, "signaller", "call", "hit");
    // After it was emitted, before it is delivered.
    app.add_systems(Update, despawn(to).after(bevy_zig::ZigScriptSystems::Update));
    app.update();
    assert_eq!(heard(&app, other), 1);
    assert!(errors(&mut app).is_empty());
}

#[test]
fn a_signal_outlives_its_emitter() {
    let (mut app, from, to) = pair("ping");
    set(&mut app, from, "signaller", "call", "despawn_and_ping");
    app.update();
    assert!(app.world().get_entity(from).is_err());
    assert_eq!((heard(&app, to), get(&app, to, "heard_from")), (1, from.into()));
}

#[test]
fn a_signal_behind_many_moves_is_heard() {
    let (mut app, from, to) = pair("ping");
    assert_eq!(call(&mut app, from, "move_and_ping"), "ok".into());
    assert_eq!(heard(&app, to), 1);
    assert_eq!(app.world().get::<Transform>(from).map(|transform| transform.translation.x), Some(100.0));
}

#[test]
fn a_signal_whose_target_is_gone_is_dropped_and_connections_to_it_end() {
    let limits = ScriptLimits { connections: 2, ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    let target = app.world_mut().spawn_empty().id();
    let spy = spawn(&mut app, [listener("hit").with("target", target)]);
    let from = spawn(&mut app, [speaker().with("target", target)]);
    app.update();
    assert_eq!(call(&mut app, spy, "connect_to"), "ok".into());
    assert_eq!(call(&mut app, spy, "connect_to"), "LimitReached".into());
    set(&mut app, from, "signaller", "call", "hit_to");
    app.add_systems(Update, despawn(target).after(bevy_zig::ZigScriptSystems::Update));
    app.update();
    assert_eq!((get(&app, from, "outcome"), heard(&app, spy)), ("ok".into(), 0));
    // Both connections are free again.
    let next = app.world_mut().spawn_empty().id();
    set(&mut app, spy, "signaller", "target", next);
    assert_eq!(call(&mut app, spy, "connect_to"), "ok".into());
    assert_eq!(call(&mut app, spy, "connect_to"), "ok".into());
    set(&mut app, from, "signaller", "target", next);
    assert_eq!(call(&mut app, from, "hit_to"), "ok".into());
    assert_eq!(heard(&app, spy), 1);
}

#[test]
fn connections_end_with_their_instance() {
    let limits = ScriptLimits { connections: 1, ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    let first = spawn(&mut app, [listener("hit")]);
    let second = spawn(&mut app, [speaker().with("name", "hit")]);
    app.update();
    assert_eq!(call(&mut app, second, "connect"), "LimitReached".into());
    app.world_mut().entity_mut(first).detach_script("signaller");
    app.update();
    assert_eq!(call(&mut app, second, "connect"), "ok".into());
    assert_eq!(call(&mut app, second, "hit"), "ok".into());
    assert_eq!(heard(&app, second), 1);
}

#[test]
fn a_connection_that_is_made_in_shutdown_is_none() {
    let limits = ScriptLimits { connections: 2, ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    let first = spawn(&mut app, [listener("hit").with("connects_at_shutdown", true)]);
    let second = spawn(&mut app, [speaker().with("name", "hit")]);
    app.update();
    app.world_mut().entity_mut(first).detach_script("signaller");
    app.update();
    assert!(errors(&mut app).is_empty(), "it was not refused");
    assert_eq!(call(&mut app, second, "connect_many"), "LimitReached".into());
    assert_eq!(get(&app, second, "done"), 2.into(), "both are free");
}

#[test]
fn an_unknown_target_is_refused() {
    let (mut app, from, _) = pair("hit");
    let gone = stale(&mut app);
    set(&mut app, from, "signaller", "target", gone);
    set(&mut app, from, "signaller", "name", "hit");
    for refused in ["hit_to", "ping_to", "named_to", "connect_to"] {
        assert_eq!(call(&mut app, from, refused), "UnknownEntity".into(), "{refused}");
    }
    assert!(signals(&mut app).is_empty());
}

#[test]
fn a_bad_name_is_refused() {
    let (mut app, from, _) = pair("hit");
    for length in [0, 256] {
        set(&mut app, from, "signaller", "name", "n".repeat(length));
        for refused in ["named", "named_to", "connect", "connect_to"] {
            assert_eq!(call(&mut app, from, refused), "InvalidArgument".into(), "{refused} with {length} bytes");
        }
    }
    assert_eq!(call(&mut app, from, "named_not_text"), "InvalidArgument".into());
    assert_eq!(call(&mut app, from, "connect_not_text"), "InvalidArgument".into());
    assert!(signals(&mut app).is_empty());
    let longest = "n".repeat(255);
    set(&mut app, from, "signaller", "name", longest.clone());
    assert_eq!(call(&mut app, from, "named"), "ok".into());
    assert_eq!(signals(&mut app)[0].name, longest);
}

#[test]
fn a_script_without_on_signal_is_told_so_once() {
    let said = said_while(|| {
        let mut app = app();
        let deaf = [(); 2].map(|()| spawn(&mut app, [Script::new("deaf")]));
        app.update();
        app.update();
        for entity in deaf {
            assert_eq!(field(&app, entity, "deaf", "outcome"), "Absent".into());
        }
    });
    let is_it = |line: &&String| line.contains("'deaf' connects to a signal") && line.contains("pub fn onSignal(");
    assert_eq!(said.iter().filter(is_it).count(), 1, "{said:?}");
}

#[test]
fn signals_of_a_phase_have_a_limit() {
    let limits = ScriptLimits { signals_per_phase: 100, ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    let [from, other] = [(); 2].map(|()| spawn(&mut app, [speaker()]));
    let to = spawn(&mut app, [listener("ping")]);
    app.update();
    set(&mut app, other, "signaller", "call", "many");
    assert_eq!(call(&mut app, from, "many"), "LimitReached".into());
    // Who has emitted nothing so far has some of its own left.
    assert_eq!((get(&app, from, "done"), get(&app, other, "done")), (100.into(), 16.into()));
    assert_eq!(heard(&app, to), 116);
    assert_eq!(call(&mut app, from, "ping"), "ok".into(), "each phase begins anew");
    assert_eq!(heard(&app, to), 117);
}

#[test]
fn a_storm_silences_nobody_else() {
    let limits = ScriptLimits { signals_per_phase: 300, ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    for _ in 0..10 {
        spawn(&mut app, [Script::new("storm").with_priority(-1)]);
    }
    // One of the same script as another that storms, too.
    let [loud, modest] = [(); 2].map(|()| spawn(&mut app, [speaker()]));
    let to = spawn(&mut app, [listener("hit")]);
    app.update();
    app.world_mut().emit_signal(Signal::new("storm"));
    for _ in 0..10 {
        app.update();
    }
    for round in 1..6 {
        set(&mut app, loud, "signaller", "call", "many");
        let mut outcome = Value::None;
        let said = said_while(|| outcome = call(&mut app, modest, "three"));
        assert_eq!(outcome, "ok".into());
        app.update();
        assert_eq!(heard(&app, to), 2 * round);
        assert_eq!(get(&app, loud, "outcome"), "LimitReached".into());
        let is_named = |line: &String| line.contains("'signaller'") && line.contains("signals_per_phase");
        assert!(round > 1 || said.iter().any(is_named), "{said:?}");
    }
}

#[test]
fn payloads_have_a_limit() {
    for (size, outcome, heard_bytes) in [(1000, "LimitReached", 0), (1001, "ok", 1001)] {
        let limits = ScriptLimits { signal_payload_bytes: size, ..Default::default() };
        let mut app = app_with(plugin().with_limits(limits));
        let (from, to) = (spawn(&mut app, [speaker()]), spawn(&mut app, [listener("large")]));
        app.update();
        assert_eq!(call(&mut app, from, "large"), outcome.into());
        assert_eq!(get(&app, to, "heard_bytes"), heard_bytes.into());
    }
}

#[test]
fn connections_have_a_limit() {
    let limits = ScriptLimits { connections: 50, ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    let entity = spawn(&mut app, [speaker().with("name", "hit")]);
    app.update();
    assert_eq!(call(&mut app, entity, "connect_many"), "LimitReached".into());
    assert_eq!(get(&app, entity, "done"), 50.into());
    assert_eq!(call(&mut app, entity, "hit"), "ok".into());
    assert_eq!(heard(&app, entity), 1);
    assert_eq!(call(&mut app, entity, "disconnect"), "ok".into());
    assert_eq!(call(&mut app, entity, "connect_many"), "LimitReached".into());
    assert_eq!(get(&app, entity, "done"), 1.into(), "one was free");
}

#[test]
fn names_that_scripts_make_up_have_a_limit() {
    let limits = ScriptLimits { signal_names: 0, ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    // The program knows this one, from Rust.
    app.world_mut().emit_signal(Signal::new("known to the program"));
    let entity = spawn(&mut app, [speaker().with("name", "known to the program")]);
    app.update();
    assert_eq!(call(&mut app, entity, "named"), "ok".into());
    set(&mut app, entity, "signaller", "name", "never heard of");
    assert_eq!(call(&mut app, entity, "named"), "LimitReached".into());
    assert_eq!(call(&mut app, entity, "connect"), "LimitReached".into());
}

#[test]
fn a_storm_is_bounded_and_the_game_goes_on() {
    let limits = ScriptLimits { signals_per_phase: 1_000, ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    let storm = spawn(&mut app, [Script::new("storm")]);
    let healthy = spawn(&mut app, [Script::new("follower")]);
    app.update();
    app.world_mut().emit_signal(Signal::new("storm"));
    for _ in 0..20 {
        app.update();
    }
    assert_eq!(position(&app, healthy).x, 21.0);
    let count = |path| match field(&app, storm, "storm", path) {
        Value::Int(count) => count,
        other => panic!("{other:?}"),
    };
    // 1, 3, 9, … 729, then the limit in each of the 60 phases.
    let grown: i128 = (0..7).map(|power| 3i128.pow(power)).sum();
    assert_eq!(count("heard"), grown + 53 * 1_000);
    assert_eq!(count("refused"), 3 * count("heard") - (grown - 1) - 54 * 1_000);
}

#[test]
fn scripts_hear_what_rust_emits() {
    let mut app = app();
    let to = spawn(&mut app, [listener("wave")]);
    let other = spawn(&mut app, [listener("wave")]);
    app.update();
    app.world_mut().emit_signal(Signal::new("wave").with(1.5f32));
    app.world_mut().emit_signal(Signal::new("wave").with([1u8, 2, 3]).to(other));
    app.update();
    assert_eq!([to, other].map(|entity| heard(&app, entity)), [1, 2]);
    assert_eq!(get(&app, to, "heard_value"), 1.5.into());
    assert_eq!((get(&app, to, "heard_from"), get(&app, to, "heard_instance")), (Value::Entity(None), 0.into()));
    assert_eq!(get(&app, other, "heard_target"), other.into());
    let sent = match get(&app, other, "heard_bytes") {
        Value::Int(sum) => sum - 1.5f32.to_ne_bytes().iter().map(|byte| i128::from(*byte)).sum::<i128>(),
        found => panic!("{found:?}"),
    };
    assert_eq!(sent, 6);
    assert!(signals(&mut app).is_empty(), "Rust does not hear itself");
}

#[test]
fn systems_emit_with_commands_and_scripts_hear_it_in_the_next_phase() {
    let mut app = app();
    let to = spawn(&mut app, [listener("wave")]);
    app.update();
    let emit = |mut commands: Commands| commands.emit_signal(Signal::new(String::from("wave")).with(7.0f32));
    app.add_systems(Update, emit.after(bevy_zig::ZigScriptSystems::Update));
    app.update();
    assert_eq!(heard(&app, to), 1, "in post-update");
    assert_eq!(get(&app, to, "heard_frame"), 2.into());
}

#[test]
fn what_rust_emits_comes_behind_what_scripts_have_emitted() {
    let mut app = app();
    let to = spawn(&mut app, [listener("hit")]);
    let from = spawn(&mut app, [speaker().with_phase(Phase::PostUpdate).with("value", 1.0)]);
    app.update();
    assert_eq!(call(&mut app, from, "hit"), "ok".into());
    app.world_mut().emit_signal(Signal::new("hit").with(2.0f32));
    app.update();
    assert_eq!((heard(&app, to), get(&app, to, "heard_value")), (2, 2.0.into()));
    assert_eq!(get(&app, to, "heard_sequence"), 2.into());
}

#[test]
fn a_signal_from_rust_that_cannot_be_is_dropped_and_the_others_arrive() {
    let mut app = app();
    let to = spawn(&mut app, [listener("wave")]);
    app.update();
    let gone = stale(&mut app);
    for name in ["".to_owned(), "n".repeat(256)] {
        app.world_mut().emit_signal(Signal::new(name));
    }
    app.world_mut().emit_signal(Signal::new("wave").to(gone));
    app.world_mut().emit_signal(Signal::new("wave"));
    app.update();
    assert_eq!(heard(&app, to), 1);
}

#[test]
fn without_the_plugin_nobody_hears() {
    let mut world = World::new();
    world.emit_signal(Signal::new("wave"));
    world.commands().emit_signal(Signal::new("wave"));
    world.flush();
}

#[test]
fn systems_read_what_scripts_emit() {
    #[derive(Resource, Default)]
    struct Read(Vec<ScriptSignal>);
    let mut app = app();
    app.init_resource::<Read>();
    app.add_systems(Last, |mut signals: MessageReader<ScriptSignal>, mut read: ResMut<Read>| {
        read.0.extend(signals.read().cloned());
    });
    let target = app.world_mut().spawn_empty().id();
    let from = spawn(&mut app, [speaker().with("value", 4.0).with("target", target)]);
    app.update();
    assert_eq!(call(&mut app, from, "hit_to"), "ok".into());
    assert_eq!(call(&mut app, from, "ping"), "ok".into());
    assert_eq!(call(&mut app, from, "large"), "ok".into());
    let read = &app.world().resource::<Read>().0;
    assert_eq!(read.len(), 3, "each once");
    assert_eq!((read[0].name, read[0].from, read[0].target, read[0].frame), ("hit", Some(from), Some(target), 2));
    assert_eq!((read[0].payload::<f32>(), read[0].payload::<f64>()), (Some(4.0), None));
    assert!(read[1].is("ping") && !read[1].is("hit"));
    assert_eq!((read[1].target, read[1].bytes()), (None, [].as_slice()));
    assert_eq!(read[2].bytes(), [1; 1001]);
}

#[test]
fn observers_are_triggered() {
    #[derive(Resource, Default)]
    struct Seen(Vec<(String, Option<Entity>)>);
    let mut app = app();
    app.init_resource::<Seen>();
    app.add_observer(|signal: On<ScriptSignal>, mut seen: ResMut<Seen>| {
        seen.0.push((signal.name.to_owned(), signal.target));
    });
    let observe = |hit: On<ScriptSignalTo>, mut seen: ResMut<Seen>| {
        assert_eq!(hit.payload::<f32>(), Some(1.0));
        seen.0.push((format!("to {}", hit.name), Some(hit.entity)));
    };
    let target = app.world_mut().spawn_empty().observe(observe).id();
    let other = app.world_mut().spawn_empty().observe(observe).id();
    let from = spawn(&mut app, [speaker().with("value", 1.0).with("target", target)]);
    app.update();
    assert_eq!(call(&mut app, from, "ping"), "ok".into());
    assert_eq!(call(&mut app, from, "hit_to"), "ok".into());
    let expected = [("ping", None), ("hit", Some(target)), ("to hit", Some(target))];
    assert_eq!(app.world().resource::<Seen>().0, expected.map(|(name, entity)| (name.to_owned(), entity)));
    assert_ne!(target, other);
}

#[test]
fn an_observer_may_despawn_the_target_and_answer() {
    let mut app = app();
    app.add_observer(|signal: On<ScriptSignal>, mut commands: Commands| {
        if let Some(target) = signal.target {
            commands.entity(target).despawn();
        }
        commands.emit_signal(Signal::new("wave"));
    });
    app.add_observer(|_: On<ScriptSignalTo>| panic!("its target is gone"));
    let target = app.world_mut().spawn_empty().id();
    let to = spawn(&mut app, [listener("wave")]);
    let from = spawn(&mut app, [speaker().with("target", target)]);
    app.update();
    assert_eq!(call(&mut app, from, "hit_to"), "ok".into());
    assert!(app.world().get_entity(target).is_err());
    assert_eq!(heard(&app, to), 1, "in the phase after");
}

#[test]
fn at_exit_nothing_is_delivered_and_everything_published_once() {
    let mut app = app();
    let from = spawn(&mut app, [speaker().with_phase(Phase::PostUpdate).with("emits_at_shutdown", true)]);
    let to = spawn(&mut app, [listener("hit")]);
    app.update();
    app.world_mut().write_message(AppExit::Success);
    set(&mut app, from, "signaller", "call", "hit");
    app.update();
    assert_eq!(heard(&app, to), 0);
    let names: Vec<_> = signals(&mut app).iter().map(|signal| signal.name).collect();
    assert_eq!(names, ["hit", "ping"]);
    assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), 2);
}
