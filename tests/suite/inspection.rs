//! What tools are told of scripts, instances and problems, and what they may change.

use std::time::Duration;

use bevy::diagnostic::{DiagnosticPath, DiagnosticsStore};
use bevy::prelude::*;
use bevy_zig::inspection::*;
use bevy_zig::*;

use crate::tools::*;

fn named(entity: Entity, script: &str) -> InstanceName {
    InstanceName { entity: Some(entity), script: script.into(), instance: None }
}

#[test]
fn figures_say_what_each_script_costs() {
    let mut app = app();
    for _ in 0..50 {
        app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("spinner")));
    }
    (0..5).for_each(|_| app.update());
    let runtime = app.world().resource::<ScriptRuntime>();
    let spinner = runtime.figures("spinner").unwrap();
    assert_eq!(spinner.last().requests, 50);
    assert!(spinner.last().time > Duration::ZERO && spinner.time_p95() >= spinner.last().time, "{spinner:?}");
    assert_eq!(spinner.history().count(), 5);
    let idle = runtime.figures("dice").unwrap();
    assert_eq!(idle.last(), FrameFigures::default());
    assert!(runtime.figures("nobody").is_none());
    assert_eq!((runtime.instance_count_of("spinner"), runtime.instance_count_of("dice")), (50, 0));
    assert_eq!(runtime.instances().filter(|row| row.script == "spinner" && !row.quarantined).count(), 50);
}

#[test]
fn bevys_diagnostics_have_the_figures() {
    let mut app = app();
    app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("spinner")));
    (0..4).for_each(|_| app.update());
    let store = app.world().resource::<DiagnosticsStore>();
    let value = |path: &'static str| store.get(&DiagnosticPath::const_new(path)).and_then(|entry| entry.value());
    assert_eq!((value("zig/requests"), value("zig/instances"), value("zig/faults")), (Some(1.0), Some(1.0), Some(0.0)));
    assert_eq!(value("zig/script/spinner/requests"), Some(1.0));
    assert!(value("zig/time") >= value("zig/script/spinner/time") && value("zig/script/spinner/time") > Some(0.0));
}

#[test]
fn scripts_of_an_entity_are_shown_with_their_fields() {
    let mut app = app();
    let second =
        Script::new("properties").with("mode", "chase").with_priority(-1).with_phase(Phase::PostUpdate).disabled();
    let entity = app.world_mut().spawn(ZigScripts::new([Script::new("spinner"), second])).id();
    assert_eq!(app.world().inspect_scripts(Some(entity))[0].instance, None, "it begins with the next phase");
    app.update();
    let shown = app.world().inspect_scripts(Some(entity));
    let names: Vec<_> = shown.iter().map(|view| (&*view.script, view.priority, view.phase, view.enabled)).collect();
    assert_eq!(names, [("spinner", 0, Phase::Update, true), ("properties", -1, Phase::PostUpdate, false)]);
    let value = |path: &str| shown[1].fields.iter().find(|view| view.field.path == path).unwrap().value.clone();
    assert_eq!((value("mode"), value("body.mass")), (Some("chase".into()), Some(1.0.into())));
    assert_eq!(value("odd"), Some(Value::None));
    assert_eq!(app.world().inspect_scripts(None), []);
}

#[test]
fn scripts_are_attached_changed_and_detached() {
    let mut app = app();
    let entity = app.world_mut().spawn(Transform::IDENTITY).id();
    let world = app.world_mut();
    world.steer_attach(Some(entity), Script::new("spinner").with("speed", 60)).unwrap();
    world.steer_attach(None, Script::new("properties")).unwrap();
    app.update();
    app.update();
    let moved = position(&app, entity).x;
    assert!(moved > 0.9, "the second frame is the first that takes time: {moved}");
    let globals = app.world().inspect_scripts(None);
    assert!(globals.len() == 1 && globals[0].instance.is_some(), "{globals:?}");
    let spinner = named(entity, "spinner");
    app.world_mut().steer_change(&spinner, |script| script.set_enabled(false)).unwrap();
    app.update();
    assert_eq!(position(&app, entity).x, moved);
    app.world_mut().steer_detach(&spinner).unwrap();
    app.update();
    assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), 1);
}

#[test]
fn of_two_scripts_alike_the_one_that_is_meant_is_changed() {
    let mut app = app();
    let scripts = ZigScripts::new([Script::new("spinner"), Script::new("spinner")]);
    let entity = app.world_mut().spawn((Transform::IDENTITY, scripts)).id();
    app.update();
    let second = app.world().inspect_scripts(Some(entity))[1].instance;
    let name = InstanceName { instance: second, ..named(entity, "spinner") };
    app.world_mut().steer_set_field(&name, "speed", Value::Float(7.0)).unwrap();
    let speeds: Vec<_> =
        app.world().inspect_scripts(Some(entity)).iter().map(|view| view.fields[1].value.clone()).collect();
    assert_eq!(speeds, [Some(1.0.into()), Some(7.0.into())]);
    app.world_mut().steer_detach(&name).unwrap();
    app.update();
    let left = app.world().inspect_scripts(Some(entity));
    assert!(left.len() == 1 && left[0].instance != second, "{left:?}");
}

#[test]
fn what_cannot_be_changed_is_refused() {
    let mut app = app();
    let entity = app.world_mut().spawn(ZigScripts::one("spinner")).id();
    app.update();
    let gone = app.world_mut().spawn_empty().id();
    app.world_mut().despawn(gone);
    let world = app.world_mut();
    let refused = |result: Result<(), SteerError>, words: &str| {
        let message = result.unwrap_err().to_string();
        assert!(message.contains(words), "{message}");
    };
    refused(world.steer_attach(Some(gone), Script::new("spinner")), "there is no entity");
    refused(world.steer_attach(Some(entity), Script::new("spiner")), "unknown script 'spiner'");
    refused(world.steer_attach(Some(entity), Script::new("spinner").with("sped", 1)), "no field 'sped'");
    refused(world.steer_detach(&named(entity, "dice")), "attached scripts: spinner");
    refused(world.steer_restart(&named(entity, "spinner")), "not in quarantine");
    refused(world.steer_set_field(&named(entity, "spinner"), "speed", Value::Bool(true)), "takes a number");
    let resources: Vec<Entity> =
        world.query_filtered::<Entity, With<bevy::ecs::resource::IsResource>>().iter(world).collect();
    refused(world.steer_attach(resources.first().copied(), Script::new("spinner")), "there is no entity");
    assert_eq!(world.inspect_scripts(Some(entity)).len(), 1);
}

#[test]
fn a_fault_is_a_problem_until_it_is_over() {
    let mut app = app();
    let script = || Script::new("faulty").with("kind", "explicit").with("when", "update");
    let entities: Vec<Entity> = (0..3).map(|_| app.world_mut().spawn(ZigScripts::new([script()])).id()).collect();
    app.update();
    let problem = |app: &App| app.world().resource::<ScriptProblems>().iter().next().cloned();
    let found = problem(&app).unwrap();
    assert_eq!((&*found.script, found.kind, found.count), ("faulty", ProblemKind::Fault(FaultKind::Panic), 3));
    assert_eq!(found.message, "update: panic: as it was told");
    let place = found.place.unwrap();
    assert!(place.file.ends_with("scripts/faulty.zig"), "{place}");
    let excerpt = found.excerpt.unwrap();
    let line = &excerpt.lines[(place.line - excerpt.first_line) as usize];
    assert!(line.contains("@panic"), "{line}");
    assert!(!found.notes.is_empty() && found.notes.iter().all(|note| note.place.is_some()), "{:?}", found.notes);
    assert_eq!((found.first.frame, found.last.frame), (1, 1));
    let shown = app.world().inspect_scripts(Some(entities[0])).remove(0);
    assert!(shown.quarantined && shown.fault.unwrap().message == "as it was told");
    // Restarted with what it began with, it faults again; set otherwise in time, it does not.
    for entity in &entities {
        app.world_mut().steer_restart(&named(*entity, "faulty")).unwrap();
    }
    app.update();
    assert_eq!(problem(&app).unwrap().count, 6);
    for entity in &entities[1..] {
        app.world_mut().steer_detach(&named(*entity, "faulty")).unwrap();
    }
    (0..720).for_each(|_| app.update());
    assert!(problem(&app).is_some(), "one is in quarantine still");
    app.world_mut().steer_detach(&named(entities[0], "faulty")).unwrap();
    (0..120).for_each(|_| app.update());
    assert_eq!(problem(&app), None);
}

#[test]
fn errors_are_counted_and_may_be_dismissed() {
    let mut app = app();
    app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("failing")));
    app.update();
    let mut problems = app.world_mut().resource_mut::<ScriptProblems>();
    let found = problems.iter().next().unwrap();
    assert_eq!((found.kind, &*found.message), (ProblemKind::Error, "update returned error.TooHot"));
    let text = found.to_string();
    assert!(text.contains("failing.zig:") && text.ends_with(": error: update returned error.TooHot"), "{text}");
    let id = found.id;
    assert!(problems.dismiss(id) && !problems.dismiss(id) && problems.is_empty());
}

#[test]
fn a_sequence_goes_on_with_the_step_that_it_is_sent_to() {
    let mut app = app();
    let day = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("seq_day"))).id();
    app.update();
    assert_eq!(field(&app, day, "seq_day", "sun.place.at"), "dawn".into());
    app.world_mut().steer_set_field(&named(day, "seq_day"), "sun.place.at", "night".into()).unwrap();
    assert_eq!(field(&app, day, "seq_day", "sun.clock"), "ready".into());
    app.update();
    assert_eq!(field(&app, day, "seq_day", "sun.place.at"), "night".into());
    assert_eq!(field(&app, day, "seq_day", "sun.clock.running"), Value::Float(0.0), "it has just begun");
    let refused = app.world_mut().steer_set_field(&named(day, "seq_day"), "sun.place.at", "morning".into());
    assert!(refused.unwrap_err().to_string().contains("one of none, dawn, crow, noon"));
}

#[test]
fn a_run_is_shown_as_its_steps() {
    let mut app = app();
    let boss = Script::new("seq_boss").with("rest", 2.0);
    let boss = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([boss]))).id();
    app.update();
    (0..9).for_each(|_| app.update());
    let view = &app.world().inspect_scripts(Some(boss))[0];
    let runs = view.runs();
    let [run] = &runs[..] else { panic!("{runs:?}") };
    assert_eq!(
        (&*run.run, &*run.clock, run.speed, run.step_path()),
        ("fight", "running", 1.0, "fight.place.at".into())
    );
    assert!(run.has("fight.place.at") && run.has("fight.clock") && !run.has("fighters"));
    let shown: Vec<_> = run.steps.iter().map(|step| (&*step.name, step.depth, step.list, step.seconds)).collect();
    assert_eq!(
        shown[..8],
        [
            ("calm", 0, 0, None),
            ("forever", 1, 0, None),
            ("repeat(3)", 2, 0, None),
            ("shoot", 3, 0, None),
            ("wait(0.25)", 3, 0, Some(0.25)),
            ("wait(rest)", 2, 0, Some(2.0)),
            ("receive(hit)", 1, 1, None),
            ("tween(scale)", 0, 0, Some(0.5)),
        ]
    );
    let present: Vec<_> = run.steps.iter().filter(|step| step.is_present).map(|step| &*step.name).collect();
    assert_eq!(present, ["calm", "wait(0.25)", "receive(hit)"]);
    let wait = run.steps.iter().find(|step| step.name == "wait(0.25)").unwrap();
    let progress = wait.progress().unwrap();
    assert!((progress - 0.15 / 0.25).abs() < 0.01, "nine frames of a 60th: {progress}");
    assert_eq!(run.steps[0].progress(), None, "nobody knows how long it takes");
    assert_eq!(wait.parent.map(|parent| &*run.steps[parent].name), Some("repeat(3)"));
    app.world_mut().steer_set_field(&named(boss, "seq_boss"), "fight.lanes.0.place.at", "wait(rest)".into()).unwrap();
    assert_eq!(field(&app, boss, "seq_boss", "fight.lanes.0.place.at"), "wait(rest)".into());
    // A run that one of its own steps has paused continues after that step. It stores this as a number without a name.
    set(&mut app, boss, "seq_boss", "fight.place.at", -1 - (4 * 9 + 2));
    let run = &app.world().inspect_scripts(Some(boss))[0].runs()[0];
    assert!(run.steps[8].is_present && !run.steps[0].is_present, "{run:?}");
    // What waits for nothing yet, and what is over.
    let fade = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("seq_fade"))).id();
    app.update();
    let idle = &app.world().inspect_scripts(Some(fade))[0].runs()[0];
    assert!(idle.clock == "idle" && idle.steps.iter().all(|step| !step.is_present), "{idle:?}");
}
