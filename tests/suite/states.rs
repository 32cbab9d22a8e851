//! States of the game: those that Zig declares, and those of Rust. The scripts are `scripts/stager.zig`, which is told
//! of changes, and `scripts/player.zig` and `scripts/menu_player.zig`, which run in some states only.

use bevy::ecs::reflect::AppTypeRegistry;
use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use bevy_zig::{
    EmitSignal, Script, Signal, Tags, Value, ZigScriptSystems, ZigScripts, ZigStateChanged, ZigStates, in_zig_state,
};
use bevy_zig_tests::reflected::Stage;

use crate::tools::*;

fn spawn(app: &mut App, script: &'static str) -> Entity {
    app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([Script::new(script)]))).id()
}

fn game() -> (App, Entity) {
    let mut app = app();
    let stager = spawn(&mut app, "stager");
    app.update();
    (app, stager)
}

fn text(app: &App, entity: Entity, path: &str) -> String {
    match field(app, entity, "stager", path) {
        Value::Text(text) => text.into_owned(),
        other => panic!("{other:?}"),
    }
}

/// Makes a call in the next frame, and gives its outcome.
fn call(app: &mut App, stager: Entity, call: &'static str) -> String {
    set(app, stager, "stager", "call", call);
    app.update();
    text(app, stager, "outcome")
}

fn told(app: &App, stager: Entity) -> String {
    text(app, stager, "told").trim_end().to_owned()
}

fn current(app: &App, state: &str) -> Option<String> {
    app.world().resource::<ZigStates>().get(state).map(str::to_owned)
}

#[test]
fn a_state_of_zigs_begins_with_its_first_variant_and_changes_before_the_next_update() {
    let (mut app, stager) = game();
    assert_eq!(current(&app, "Stage").as_deref(), Some("playing"));
    assert_eq!(text(&app, stager, "stage"), "playing");
    assert_eq!(text(&app, stager, "door"), "shut", "its declaration `default`, before the host has entered it");
    app.update();
    assert_eq!(current(&app, "Door").as_deref(), Some("shut"));
    assert_eq!(call(&mut app, stager, "pause"), "ok");
    assert_eq!(current(&app, "Stage").as_deref(), Some("playing"), "it is a request");
    app.update();
    assert_eq!(text(&app, stager, "stage"), "paused");
    assert_eq!(call(&mut app, stager, "open"), "ok");
    app.update();
    assert_eq!((text(&app, stager, "door"), text(&app, stager, "stage")), ("open".into(), "paused".into()));
    let all: Vec<_> = app.world().resource::<ZigStates>().iter().map(|(state, _)| state.to_owned()).collect();
    assert!(all.contains(&"Stage".to_owned()) && all.contains(&"Door".to_owned()), "{all:?}");
}

#[test]
fn scripts_are_told_what_was_left_then_what_was_entered_then_signals() {
    let (mut app, stager) = game();
    app.add_observer(|changed: On<ZigStateChanged>, mut commands: Commands| {
        if changed.state == "Stage" {
            commands.emit_signal(Signal::new("after"));
        }
    });
    assert_eq!(told(&app, stager), "+playing", "the state in which the game begins is entered");
    call(&mut app, stager, "pause");
    app.update();
    assert_eq!(told(&app, stager), "+playing -playing +paused !Stage.enter.paused !after");
    call(&mut app, stager, "pause_twice");
    app.update();
    assert_eq!(told(&app, stager), "+playing -playing +paused !Stage.enter.paused !after", "nothing has changed");
    call(&mut app, stager, "play_and_pause");
    app.update();
    let all = "+playing -playing +paused !Stage.enter.paused !after -paused !Stage.exit.paused +over !after";
    assert_eq!(told(&app, stager), all, "of several, the last counts");
}

#[test]
fn a_script_runs_in_its_states_only() {
    let (mut app, stager) = game();
    let player = spawn(&mut app, "player");
    app.update();
    app.world_mut().emit_signal(Signal::new("ping"));
    app.update();
    let get = |app: &App, path: &str| match app
        .world()
        .get::<Transform>(player)
        .map(|_| field(app, player, "player", path))
    {
        Some(Value::Int(count)) => count,
        other => panic!("{other:?}"),
    };
    // It has not begun, so it has no fields yet.
    assert!(bevy_zig::ScriptFields::script_field(app.world(), Some(player), "player", "begun").is_err());
    call(&mut app, stager, "pause");
    app.update();
    let all = |app: &App| ["begun", "updates", "entered", "left", "pings"].map(|path| get(app, path));
    assert_eq!(all(&app), [1, 1, 1, 0, 0]);
    app.update();
    app.world_mut().emit_signal(Signal::new("ping"));
    app.update();
    assert_eq!(all(&app), [1, 3, 1, 0, 1]);
    // From one of its states to the other it goes on.
    call(&mut app, stager, "end");
    app.update();
    assert_eq!(all(&app), [1, 5, 1, 1, 1]);
    app.world_mut().resource_mut::<ZigStates>().set("Stage", "playing");
    app.update();
    app.world_mut().emit_signal(Signal::new("ping"));
    app.update();
    assert_eq!(all(&app), [1, 5, 1, 1, 1], "it rests, with its fields");
    app.world_mut().resource_mut::<ZigStates>().set("Stage", "over");
    app.update();
    assert_eq!(all(&app), [1, 6, 1, 1, 1], "it goes on, and does not begin again");
    // One that comes while it may run begins at once.
    let other = spawn(&mut app, "player");
    app.update();
    assert_eq!(field(&app, other, "player", "updates"), Value::Int(1));
}

#[test]
fn entities_go_with_a_state() {
    let (mut app, stager) = game();
    let tagged = |app: &mut App, tag: &str| {
        let mut query = app.world_mut().query::<&Tags>();
        query.iter(app.world()).filter(|tags| tags.contains(tag)).count()
    };
    call(&mut app, stager, "spawn");
    assert_eq!((tagged(&mut app, "menu"), tagged(&mut app, "banner")), (1, 1));
    call(&mut app, stager, "pause");
    app.update();
    assert_eq!((tagged(&mut app, "menu"), tagged(&mut app, "banner")), (1, 0), "entered");
    call(&mut app, stager, "end");
    app.update();
    assert_eq!(tagged(&mut app, "menu"), 0, "left");
}

#[test]
fn rust_reads_sets_and_hears_states_of_zigs() {
    #[derive(Resource, Default)]
    struct Heard(Vec<String>, u32);
    let mut app = app();
    app.init_resource::<Heard>()
        .add_observer(|changed: On<ZigStateChanged>, mut heard: ResMut<Heard>| {
            heard.0.push(format!("{} {:?} {}", changed.state, changed.exited, changed.entered));
        })
        .add_systems(Update, (|mut heard: ResMut<Heard>| heard.1 += 1).run_if(in_zig_state("Stage", "paused")));
    let stager = spawn(&mut app, "stager");
    app.update();
    assert_eq!(app.world().resource::<Heard>().0[0], "Stage None playing");
    app.world_mut().resource_mut::<ZigStates>().set("Stage", "paused");
    app.update();
    assert_eq!(text(&app, stager, "stage"), "paused");
    let heard = app.world().resource::<Heard>();
    assert!(heard.0.iter().any(|heard| heard == "Stage Some(\"playing\") paused"), "{:?}", heard.0);
    assert_eq!(heard.1, 1);
    let messages: Vec<_> = app.world_mut().resource_mut::<Messages<ZigStateChanged>>().drain().collect();
    assert!(messages.iter().any(|message| message.entered == "paused"));
    let said = said_while(|| {
        app.world_mut().resource_mut::<ZigStates>().set("Stage", "pausd");
        app.update();
    });
    assert!(said.iter().any(|line| line.contains("pausd") && line.contains("playing, paused, over")), "{said:?}");
    assert_eq!(current(&app, "Stage").as_deref(), Some("paused"));
}

#[test]
fn a_state_that_nobody_has_declared_is_named_once_with_those_that_there_are() {
    let (mut app, stager) = game();
    let said = said_while(|| {
        app.world_mut().resource_mut::<ZigStates>().set("Stag", "paused");
        (0..5).for_each(|_| app.update());
    });
    let said: Vec<_> = said.iter().filter(|line| line.contains("'Stag'")).collect();
    let [line] = said.as_slice() else { panic!("{said:?}") };
    for part in
        ["no script has declared it", "did you mean 'Stage'?", "Stage (playing, paused, over)", "Door (shut, open)"]
    {
        assert!(line.contains(part), "'{part}' is not in: {line}");
    }
    assert_eq!(text(&app, stager, "stage"), "playing");
}

#[test]
fn only_another_variant_is_a_change_for_bevy() {
    #[derive(Resource, Default)]
    struct Changes(u32);
    let mut app = app();
    app.init_resource::<Changes>().add_systems(Last, |states: Res<ZigStates>, mut changes: ResMut<Changes>| {
        changes.0 += u32::from(states.is_changed());
    });
    let stager = spawn(&mut app, "stager");
    (0..3).for_each(|_| app.update());
    let before = app.world().resource::<Changes>().0;
    (0..3).for_each(|_| app.update());
    assert_eq!(app.world().resource::<Changes>().0, before);
    app.world_mut().resource_mut::<ZigStates>().set("Stage", "paused");
    (0..3).for_each(|_| app.update());
    assert_eq!(app.world().resource::<Changes>().0, before + 1);
    assert_eq!(call(&mut app, stager, "pause_twice"), "ok", "as it is already");
    (0..3).for_each(|_| app.update());
    assert_eq!(app.world().resource::<Changes>().0, before + 1);
}

#[test]
fn a_state_of_rust_that_the_game_has_not_registered_is_named() {
    let said = said_while(|| {
        let mut app = app();
        spawn(&mut app, "menu_player");
        (0..3).for_each(|_| app.update());
    });
    let said: Vec<_> = said.iter().filter(|line| line.contains("menu_player")).collect();
    let [line] = said.as_slice() else { panic!("{said:?}") };
    let answer = "waits for the state 'bevy_zig_tests::reflected::Stage', which is not registered; write: \
                  app.register_type_state::<bevy_zig_tests::reflected::Stage>()";
    assert!(line.contains(answer), "{line}");
}

#[test]
fn another_enum_by_the_same_name_is_refused() {
    let (mut app, stager) = game();
    let said = said_while(|| assert_eq!(call(&mut app, stager, "read_other"), "WrongType"));
    assert!(said.iter().any(|line| line.contains("'Stage'") || line.contains("Stage:")), "{said:?}");
    assert!(said.iter().any(|line| line.contains("open, shut") && line.contains("playing, paused, over")), "{said:?}");
}

/// A name alone does not say which enum it is from, so one that is never entered is logged, and not an error.
#[test]
fn a_variant_that_a_state_does_not_have_is_said() {
    let mut app = app();
    app.add_plugins(StatesPlugin).init_state::<Stage>().register_type_mutable_state::<Stage>();
    let stager = spawn(&mut app, "stager");
    app.update();
    let mut said = said_while(|| {
        for name in ["wait_for_other", "wait_for_other", "spawn_other", "spawn_other"] {
            assert_eq!(call(&mut app, stager, name), "ok", "{name}");
        }
    });
    said.sort_unstable();
    let of_rust = "bevy_zig_tests::reflected::Stage";
    let zigs = "'Stage', which has no such variant; it has: playing, paused, over";
    let expected = [
        ("'open'", zigs.to_owned()),
        ("'shut'", zigs.to_owned()),
        ("'stopped'", format!("'{of_rust}', which has no such variant; it has: main_menu, playing")),
    ];
    assert_eq!(said.len(), expected.len(), "{said:?}");
    for (line, (variant, state)) in said.iter().zip(&expected) {
        assert!(line.contains("script 'stager'") && line.contains(variant) && line.contains(state), "{line}");
    }
}

#[test]
fn states_of_rust_decide_and_are_told_the_same_way() {
    let mut app = app();
    app.add_plugins(StatesPlugin).init_state::<Stage>().register_type_mutable_state::<Stage>();
    let stager = spawn(&mut app, "stager");
    let player = spawn(&mut app, "menu_player");
    app.update();
    assert!(bevy_zig::ScriptFields::script_field(app.world(), Some(player), "menu_player", "updates").is_err());
    assert_eq!(call(&mut app, stager, "rust"), "ok");
    app.update();
    let all = |app: &App| ["updates", "entered", "left"].map(|path| field(app, player, "menu_player", path));
    assert_eq!(all(&app), [1, 1, 0].map(Value::Int));
    assert!(told(&app, stager).ends_with("!bevy_zig_tests::reflected::Stage.enter.playing"), "{}", told(&app, stager));
    app.world_mut().resource_mut::<NextState<Stage>>().set(Stage::MainMenu);
    app.update();
    app.update();
    assert_eq!(all(&app), [1, 1, 1].map(Value::Int));
}

#[test]
fn while_scripts_are_held_back_states_change_and_only_the_last_is_told() {
    #[derive(Resource)]
    struct Held(bool);
    let mut app = app();
    app.insert_resource(Held(false));
    let runs = |held: Res<Held>| !held.0;
    for schedule in [ZigScriptSystems::PreUpdate, ZigScriptSystems::Update, ZigScriptSystems::PostUpdate] {
        match schedule {
            ZigScriptSystems::PreUpdate => app.configure_sets(PreUpdate, schedule.run_if(runs)),
            ZigScriptSystems::Update => app.configure_sets(Update, schedule.run_if(runs)),
            _ => app.configure_sets(PostUpdate, schedule.run_if(runs)),
        };
    }
    let stager = spawn(&mut app, "stager");
    app.update();
    app.world_mut().resource_mut::<Held>().0 = true;
    for variant in ["paused", "over"] {
        app.world_mut().resource_mut::<ZigStates>().set("Stage", variant);
        app.update();
        assert_eq!(current(&app, "Stage").as_deref(), Some(variant));
    }
    assert_eq!(told(&app, stager), "+playing");
    app.world_mut().resource_mut::<Held>().0 = false;
    app.update();
    assert_eq!(told(&app, stager), "+playing -playing +over");
}

#[test]
fn states_are_reflected_so_that_scenes_and_tools_have_them() {
    let (mut app, stager) = game();
    call(&mut app, stager, "pause");
    app.update();
    let saved = app.world().resource::<ZigStates>().clone();
    assert!(app.world().resource::<AppTypeRegistry>().read().get_with_short_type_path("ZigStates").is_some());
    let (mut other, stager) = game();
    other.insert_resource(saved);
    other.update();
    assert_eq!(text(&other, stager, "stage"), "paused");
    assert!(told(&other, stager).contains("-playing +paused"));
}
