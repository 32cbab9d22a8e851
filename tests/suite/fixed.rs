//! Scripts in fixed steps, and what pausing, another speed and system sets that are held back mean.

use std::time::Duration;

use bevy::input::mouse::MouseMotion;
use bevy::prelude::*;
use bevy_zig::{
    AxisSource, EmitSignal, Phase, Script, ScriptInput, ScriptRuntime, Signal, Value, ZigScriptCommands,
    ZigScriptSystems, ZigScripts,
};

use crate::tools::*;

/// Steps of an eighth of a second, frames of a quarter: two steps each.
fn stepping() -> (App, Entity) {
    let mut app = app();
    app.insert_resource(Time::<Fixed>::from_seconds(0.125));
    frame(&mut app, 0.25);
    let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("stepper"))).id();
    // Bevy's first frame takes no time.
    app.update();
    (app, entity)
}

fn frame(app: &mut App, seconds: f32) {
    let step = bevy::time::TimeUpdateStrategy::ManualDuration(Duration::from_secs_f32(seconds));
    app.insert_resource(step);
}

fn steps(app: &App, entity: Entity) -> i128 {
    match field(app, entity, "stepper", "steps") {
        Value::Int(steps) => steps,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_script_that_says_so_runs_in_fixed_steps() {
    let (mut app, entity) = stepping();
    let before = steps(&app, entity);
    app.update();
    assert_eq!(steps(&app, entity) - before, 2);
    assert_eq!(field(&app, entity, "stepper", "dt"), Value::Float(0.125), "not that of the frame");
    let Value::Float(time) = field(&app, entity, "stepper", "time") else { panic!() };
    assert_eq!(time, app.world().resource::<Time<Fixed>>().elapsed_secs_f64());
    frame(&mut app, 0.0625);
    app.update();
    assert_eq!(steps(&app, entity) - before, 2, "half a step");
    app.update();
    assert_eq!(steps(&app, entity) - before, 3);
}

#[test]
fn the_steps_of_a_frame_are_one_frame() {
    let (mut app, entity) = stepping();
    let frames = app.world().resource::<ScriptRuntime>().frame_number();
    for count in 1..5 {
        app.update();
        assert_eq!(app.world().resource::<ScriptRuntime>().frame_number(), frames + count);
    }
    assert_eq!(
        field(&app, entity, "stepper", "number"),
        Value::Int(steps(&app, entity)),
        "steps have numbers of their own"
    );
}

#[test]
fn random_numbers_differ_from_step_to_step_and_depend_on_no_frame() {
    let run = |seconds: f32, frames: u32| {
        let (mut app, entity) = stepping();
        frame(&mut app, seconds);
        let start = steps(&app, entity);
        for _ in 0..frames {
            app.update();
        }
        assert_eq!(steps(&app, entity) - start, 4);
        [0, 1, 2, 3].map(|index| field(&app, entity, "stepper", &format!("drawn.{index}")))
    };
    let drawn = run(0.25, 2);
    assert!((0..4).all(|one| (0..one).all(|other| drawn[one] != drawn[other])), "{drawn:?}");
    assert_eq!(drawn, run(0.125, 4), "however long frames are");
}

#[test]
fn what_a_step_requests_is_applied_before_the_physics_of_that_step() {
    #[derive(Resource, Default)]
    struct Seen(Vec<f32>);
    let mut app = app();
    app.init_resource::<Seen>().insert_resource(Time::<Fixed>::from_seconds(0.125));
    app.add_systems(FixedPostUpdate, |mut seen: ResMut<Seen>, moved: Query<&Transform, With<ZigScripts>>| {
        seen.0.extend(moved.iter().map(|transform| transform.translation.x));
    });
    frame(&mut app, 0.25);
    app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([Script::new("stepper").with("speed", 8.0)])));
    app.update();
    app.update();
    let seen = &app.world().resource::<Seen>().0;
    assert!(seen.len() >= 2);
    assert!(seen.iter().zip(1u8..).all(|(seen, step)| *seen == f32::from(step)), "{seen:?}");
}

#[test]
fn whoever_attaches_a_script_may_say_another_phase() {
    let (mut app, _) = stepping();
    let scripts = ZigScripts::new([Script::new("stepper").with_phase(Phase::Update)]);
    let entity = app.world_mut().spawn((Transform::IDENTITY, scripts)).id();
    app.update();
    app.update();
    assert_eq!(steps(&app, entity), 2);
    assert_eq!(field(&app, entity, "stepper", "dt"), Value::Float(0.25));
    app.world_mut().entity_mut(entity).set_script_phase("stepper", Phase::FixedUpdate);
    app.update();
    assert_eq!(steps(&app, entity), 4, "at once");
}

#[test]
fn a_tap_is_seen_in_one_step_whenever_that_comes() {
    let (mut app, entity) = stepping();
    frame(&mut app, 0.03125);
    app.world_mut().resource_mut::<ScriptInput>().press("fire");
    app.update();
    app.world_mut().resource_mut::<ScriptInput>().release("fire");
    for _ in 0..4 {
        app.update();
    }
    assert_eq!(field(&app, entity, "stepper", "pressed"), Value::Int(1), "in frames without a step");
    frame(&mut app, 0.25);
    app.world_mut().resource_mut::<ScriptInput>().press("fire");
    app.update();
    assert_eq!(field(&app, entity, "stepper", "pressed"), Value::Int(2), "in one of two steps");
}

#[test]
fn what_the_mouse_moves_while_time_is_paused_is_not_for_the_next_step() {
    let (mut app, entity) = stepping();
    app.world_mut().resource_mut::<ScriptInput>().add_axis_binding("turn", AxisSource::MouseX(1.0));
    set(&mut app, entity, "stepper", "turns", true);
    for (is_paused, moved, turned) in [(false, 3.0, 3.0), (true, 5.0, 3.0), (true, 0.0, 3.0), (false, 1.0, 4.0)] {
        let mut time = app.world_mut().resource_mut::<Time<Virtual>>();
        if is_paused {
            time.pause()
        } else {
            time.unpause()
        }
        app.world_mut().write_message(MouseMotion { delta: Vec2::new(moved, 0.0) });
        app.update();
        assert_eq!(field(&app, entity, "stepper", "turned"), Value::Float(turned), "{moved}");
    }
}

#[test]
fn while_time_is_paused_there_are_no_steps_and_at_another_speed_more_or_fewer() {
    let (mut app, entity) = stepping();
    app.world_mut().resource_mut::<Time<Virtual>>().pause();
    app.update();
    let before = steps(&app, entity);
    app.world_mut().commands().emit_signal(Signal::new("shout"));
    for _ in 0..3 {
        app.update();
    }
    assert_eq!(steps(&app, entity), before);
    // Signals come in the phases that do run, whichever phase their listener updates in.
    assert_eq!(field(&app, entity, "stepper", "heard"), Value::Int(1));
    app.world_mut().resource_mut::<Time<Virtual>>().unpause();
    app.world_mut().resource_mut::<Time<Virtual>>().set_relative_speed(2.0);
    // A frame is no longer than a quarter of a second, from Bevy 0.20 on at that speed.
    frame(&mut app, 0.125);
    app.update();
    assert_eq!(steps(&app, entity) - before, 2, "twice as many, each as long");
    assert_eq!(field(&app, entity, "stepper", "dt"), Value::Float(0.125));
}

/// Whether the sets of scripts are held back.
#[derive(Resource)]
struct HeldBack(bool);

fn held_back() -> (App, Entity) {
    let (mut app, entity) = stepping();
    app.insert_resource(HeldBack(false));
    let runs = |held: Res<HeldBack>| !held.0;
    app.configure_sets(PreUpdate, ZigScriptSystems::PreUpdate.run_if(runs))
        .configure_sets(FixedUpdate, ZigScriptSystems::FixedUpdate.run_if(runs))
        .configure_sets(Update, ZigScriptSystems::Update.run_if(runs))
        .configure_sets(PostUpdate, ZigScriptSystems::PostUpdate.run_if(runs));
    (app, entity)
}

#[test]
fn scripts_whose_sets_are_held_back_rest_and_those_that_end_still_end() {
    let (mut app, entity) = held_back();
    let other = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("stepper"))).id();
    app.update();
    logged(&mut app);
    app.insert_resource(HeldBack(true));
    let before = (steps(&app, entity), app.world().resource::<ScriptRuntime>().instance_count());
    app.world_mut().despawn(other);
    app.update();
    assert_eq!(logged(&mut app), ["stepper ends"], "in the same frame");
    assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), before.1 - 1);
    // New ones begin when scripts run again.
    let fresh = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("stepper"))).id();
    app.update();
    assert_eq!(
        (steps(&app, entity), app.world().resource::<ScriptRuntime>().instance_count()),
        (before.0, before.1 - 1)
    );
    app.insert_resource(HeldBack(false));
    app.update();
    assert!(steps(&app, entity) > before.0 && steps(&app, fresh) > 0);
}

#[test]
fn signals_from_rust_wait_while_the_sets_are_held_back_up_to_the_limit() {
    let (mut app, entity) = held_back();
    app.insert_resource(HeldBack(true));
    for _ in 0..3 {
        app.world_mut().commands().emit_signal(Signal::new("shout"));
        app.update();
    }
    assert_eq!(field(&app, entity, "stepper", "heard"), Value::Int(0));
    app.insert_resource(HeldBack(false));
    app.update();
    assert_eq!(field(&app, entity, "stepper", "heard"), Value::Int(3), "none is lost");

    app.insert_resource(HeldBack(true));
    let limit = bevy_zig::ScriptLimits::default().signals_per_phase;
    let said = said_while(|| {
        for _ in 0..4 {
            for _ in 0..limit / 2 {
                app.world_mut().commands().emit_signal(Signal::new("shout"));
            }
            app.update();
        }
    });
    let line = "signals from Rust wait for a phase of the scripts, whose system sets are held back; those above \
                ScriptLimits::signals_per_phase are dropped, the oldest first (reported once)";
    assert!(said.iter().any(|said| said == line), "{said:?}");
    app.insert_resource(HeldBack(false));
    app.update();
    assert_eq!(field(&app, entity, "stepper", "heard"), Value::Int(3 + limit as i128));
}
