//! The examples of docs/sequences.md, as games play them.

pub mod play;
mod saving;

use std::time::Duration;

use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy_zig::{EmitSignal, Script, ScriptError, ScriptInput, ScriptRuntime, ScriptSignal, Signal, Value, ZigScripts};

use crate::tools::*;

/// A game in frames of a 64th of a second, which floats hold exactly, with one entity that has a script.
struct Play {
    app: App,
    entity: Entity,
    script: &'static str,
    /// The names of the signals since the last time that somebody asked.
    signals: Vec<String>,
}

const FRAME: Duration = Duration::from_nanos(1_000_000_000 / 64);

impl Play {
    fn of(script: &'static str) -> Self {
        Self::with(Script::new(script), script)
    }

    fn with(with: Script, script: &'static str) -> Self {
        Self::in_app(app(), with, script)
    }

    fn in_app(mut app: App, with: Script, script: &'static str) -> Self {
        app.insert_resource(TimeUpdateStrategy::ManualDuration(FRAME));
        app.world_mut().resource_mut::<ScriptInput>().press("unused");
        let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([with]))).id();
        app.update();
        Self { app, entity, script, signals: Vec::new() }
    }

    fn frames(&mut self, count: usize) {
        for _ in 0..count {
            self.app.update();
            let mut messages = self.app.world_mut().resource_mut::<Messages<ScriptSignal>>();
            self.signals.extend(messages.drain().map(|signal| signal.name.to_string()));
        }
    }

    fn seconds(&mut self, seconds: f64) {
        self.frames((seconds * 64.0).round() as usize);
    }

    fn emit(&mut self, signal: Signal) {
        self.app.world_mut().commands().emit_signal(signal);
        self.app.world_mut().flush();
        self.frames(1);
    }

    /// Holds an action down for a frame.
    fn press(&mut self, action: &'static str) {
        self.app.world_mut().resource_mut::<ScriptInput>().press(action);
        self.frames(1);
        self.app.world_mut().resource_mut::<ScriptInput>().release(action);
        self.frames(1);
    }

    #[track_caller]
    fn is(&self, path: &str, value: impl Into<Value>) {
        assert_eq!(field(&self.app, self.entity, self.script, path), value.into(), "{path}");
    }

    #[track_caller]
    fn float(&self, path: &str) -> f64 {
        match field(&self.app, self.entity, self.script, path) {
            Value::Float(value) => value,
            other => panic!("{path} is {other}"),
        }
    }

    /// How often a signal was emitted since the last call.
    fn heard(&mut self, name: &str) -> usize {
        std::mem::take(&mut self.signals).iter().filter(|heard| *heard == name).count()
    }
}

#[test]
fn a_cutscene_with_camera_and_dialogue() {
    let mut game = Play::of("seq_cutscene");
    game.is("intro.place.at", "race");
    game.is("is_letterboxed", true);
    game.seconds(1.0);
    game.is("line", "greeting");
    game.seconds(1.75);
    game.is("line", "warning");
    game.seconds(0.5);
    assert_eq!(position(&game.app, game.entity), Vec3::new(0.0, 4.0, 12.0));
    game.seconds(1.5);
    game.is("intro.clock", "running");
    game.seconds(0.5);
    game.is("intro.clock", "done");
    game.is("is_letterboxed", false);
    assert_eq!(game.heard("intro_over"), 1);

    let mut game = Play::of("seq_cutscene");
    game.seconds(1.0);
    game.press("skip");
    game.is("intro.clock", "done");
    game.is("line", "none");
}

#[test]
fn a_boss_whose_phases_a_hit_interrupts() {
    let mut game = Play::of("seq_boss");
    game.is("shots", 1);
    game.seconds(0.5);
    game.is("shots", 3);
    game.seconds(1.0);
    game.is("shots", 3);
    game.seconds(0.3);
    game.is("shots", 4);
    game.emit(Signal::new("hit").with(60.0f32));
    game.is("fight.place.at", "tween(scale)");
    game.seconds(0.45);
    game.is("shots", 4);
    game.seconds(0.6);
    game.is("rest", 0.5f32);
    game.is("fight.place.at", "calm");
    game.is("shots", 5);
    game.emit(Signal::new("hit").with(60.0f32));
    game.seconds(2.1);
    game.is("fight.clock", "done");
    assert_eq!(game.heard("boss_down"), 1);
}

#[test]
fn a_door_that_closes_unless_somebody_stands_in_it() {
    let mut game = Play::of("seq_door");
    game.seconds(2.0);
    game.is("openness", 0.0f32);
    game.emit(Signal::new("open"));
    game.seconds(1.0);
    game.is("openness", 1.0f32);
    set(&mut game.app, game.entity, "seq_door", "is_blocked", true);
    game.seconds(5.0);
    game.is("door.place.at", "until(isFree)");
    set(&mut game.app, game.entity, "seq_door", "is_blocked", false);
    game.seconds(0.5);
    let openness = game.float("openness");
    assert!(openness > 0.4 && openness < 0.6, "{openness}");
    game.seconds(0.6);
    game.is("openness", 0.0f32);
    game.is("door.place.at", "untilSignal(open)");
}

#[test]
fn a_day() {
    let mut game = Play::of("seq_day");
    // A day is of eight seconds, and none of them drifts.
    game.seconds(7.5);
    game.is("sun.place.at", "night");
    game.is("days", 0);
    game.seconds(0.75);
    game.is("days", 1);
    assert_eq!(game.heard("morning"), 1);
    game.seconds(8.0 * 5.0);
    game.is("days", 6);
    game.is("sun.place.at", "dawn");
}

#[test]
fn a_tutorial_that_waits_for_input() {
    let mut game = Play::of("seq_tutorial");
    game.app.world_mut().resource_mut::<ScriptInput>().set_axis("steer", 0.0);
    game.seconds(1.1);
    game.is("hint", "move");
    game.seconds(11.0);
    game.is("reminders", 2);
    game.app.world_mut().resource_mut::<ScriptInput>().set_axis("steer", 1.0);
    game.frames(2);
    game.is("hint", "jump");
    game.press("jump");
    game.is("hint", "done");
    game.seconds(2.1);
    game.is("hint", "none");
    game.is("lessons.clock", "done");
}

#[test]
fn a_combo_with_a_time_window() {
    let mut game = Play::of("seq_combo");
    for _ in 0..3 {
        game.press("strike");
        game.seconds(0.1);
    }
    game.is("landed", 3);
    game.is("finishers", 1);
    game.seconds(1.0);
    game.press("strike");
    game.seconds(0.5);
    game.press("strike");
    game.is("landed", 5);
    game.is("finishers", 1);
}

#[test]
fn a_spawner_with_waves() {
    let mut game = Play::of("seq_waves");
    game.seconds(2.1);
    game.is("spawned", 1);
    game.seconds(1.0);
    game.is("spawned", 2);
    game.is("waves.place.at", "until(isBeaten)");
    for (wave, size) in [(1, 2), (2, 3), (3, 4)] {
        game.is("wave", wave);
        (0..size).for_each(|_| game.emit(Signal::new("fallen")));
        game.seconds(2.1 + 0.5 * f64::from(size + 1));
    }
    game.is("waves.clock", "done");
    game.is("spawned", 2 + 3 + 4);
    assert_eq!(game.heard("won"), 1);
}

#[test]
fn a_fade_between_scenes() {
    let mut game = Play::of("seq_fade");
    game.seconds(1.0);
    game.is("fade.clock", "idle");
    game.emit(Signal::new("leave").with(3u32));
    game.seconds(0.6);
    game.is("black", 1.0f32);
    assert_eq!(game.heard("load"), 1);
    game.is("fade.place.at", "untilSignal(loaded)");
    game.emit(Signal::new("loaded"));
    game.seconds(1.5);
    game.is("black", 0.0f32);
    game.is("fade.clock", "done");
}

#[test]
fn a_quest_over_many_signals() {
    for (pause, reward) in [(19.0, 50), (21.0, 0)] {
        let mut game = Play::of("seq_quest");
        game.emit(Signal::new("slain").with(1u8));
        game.emit(Signal::new("accepted"));
        for beast in [1u8, 0, 1, 0] {
            game.emit(Signal::new("slain").with(beast));
        }
        game.emit(Signal::new("ring_found"));
        game.is("wolves", 2);
        game.is("quest.place.at", "all");
        game.emit(Signal::new("slain").with(1u8));
        game.frames(1);
        game.is("quest.place.at", "race");
        game.seconds(pause);
        game.emit(Signal::new("returned"));
        game.seconds(0.6);
        game.is("reward", reward);
        game.is("has_failed", reward == 0);
        game.is("quest.clock", "done");
    }
}

#[test]
fn a_round_among_five_entities() {
    let mut game = Play::with(Script::new("seq_round"), "seq_round");
    // Nobody is there yet, so all of them miss their turns at once.
    let fighters: Vec<Entity> = (0..5).map(|_| game.app.world_mut().spawn(Transform::IDENTITY).id()).collect();
    for (index, fighter) in fighters.iter().enumerate() {
        set(&mut game.app, game.entity, "seq_round", &format!("fighters.{index}"), *fighter);
    }
    game.seconds(1.1);
    game.is("rounds", 1);
    game.is("turn", 0);
    game.is("current", fighters[0]);
    let act = |game: &mut Play, fighter: Entity| {
        game.emit(Signal::new("acted").to(fighter));
        game.seconds(0.3);
    };
    act(&mut game, fighters[1]);
    game.is("acted", 0);
    act(&mut game, fighters[0]);
    game.is("acted", 1);
    game.is("turn", 1);
    game.seconds(2.0);
    game.is("missed", 1);
    game.is("turn", 2);
    // The next one falls while it is asked.
    game.app.world_mut().despawn(fighters[2]);
    game.frames(2);
    game.is("turn", 3);
    act(&mut game, fighters[3]);
    act(&mut game, fighters[4]);
    game.is("acted", 3);
    game.seconds(1.1);
    game.is("rounds", 2);
}

/// All instances at once, whatever they do: how often each script's `update` was entered is the host's business, but
/// what comes of it is not.
#[test]
fn waiting_is_the_same_for_one_and_for_many() {
    let mut app = app();
    // Long frames: how many there are makes no difference.
    let frames = 8 * 30;
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(125)));
    let day = |hour: f32| ZigScripts::new([Script::new("seq_day").with("hour", hour)]);
    let days: Vec<Entity> =
        (0..700).map(|index| app.world_mut().spawn(day(0.25 + 0.125 * (index % 7) as f32)).id()).collect();
    (0..frames).for_each(|_| app.update());
    for (index, entity) in days.iter().enumerate() {
        let hour = 0.25 + 0.125 * (index % 7) as f64;
        let count = ((30.0 - 0.125) / (7.0 + 2.0 * hour)).floor();
        assert_eq!(field(&app, *entity, "seq_day", "days"), Value::Int(count as i128), "an hour of {hour}");
    }
    // Those that are gone are not called any more, and those that were moved into their rows are.
    for entity in days.iter().step_by(2) {
        app.world_mut().despawn(*entity);
    }
    (0..frames).for_each(|_| app.update());
    for (index, entity) in days.iter().enumerate().skip(1).step_by(2) {
        let hour = 0.25 + 0.125 * (index % 7) as f64;
        let count = ((60.0 - 0.125) / (7.0 + 2.0 * hour)).floor();
        assert_eq!(field(&app, *entity, "seq_day", "days"), Value::Int(count as i128), "an hour of {hour}");
    }
    assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), 350);
}

/// Far more often than an instance may be connected.
#[test]
fn a_loop_waits_for_another_entity_ten_thousand_times() {
    let mut app = app();
    let boss = app.world_mut().spawn(Transform::IDENTITY).id();
    let mut game = Play::in_app(app, Script::new("patient").with("boss", boss), "patient");
    game.frames(2);
    for round in 1..=1000 {
        (0..10).for_each(|_| game.app.world_mut().commands().emit_signal(Signal::new("hit").to(boss)));
        game.app.world_mut().flush();
        game.frames(1);
        game.is("heard", 10 * round);
    }
    // The run hears what it waits for, whatever the script does with its own connections.
    set(&mut game.app, game.entity, "patient", "leaves", true);
    game.frames(2);
    game.emit(Signal::new("hit").to(boss));
    game.is("heard", 10_001);
    game.app.world_mut().despawn(boss);
    game.frames(2);
    game.is("run.clock", "stopped");
}

#[test]
fn an_error_of_a_step_that_is_no_function_of_the_script_names_the_step() {
    let mut app = app();
    let other = app.world_mut().spawn(Transform::from_xyz(1.0, 0.0, 0.0)).id();
    let mut game = Play::in_app(app, Script::new("lost").with("other", other), "lost");
    game.seconds(0.5);
    game.is("run.clock", "running");
    game.app.world_mut().despawn(other);
    let said = said_while(|| game.frames(3));
    game.is("run.clock", "stopped");
    let expected = "run, step 2, 'tween(position)', in list 2 of step 2, 'all' returned error.UnknownEntity";
    // Where the SDK noticed it is not where it was caused.
    assert_eq!(said.iter().filter(|line| line.ends_with(expected)).count(), 1, "{said:?}");
}

#[test]
fn a_tween_to_a_number_that_is_none_stops_and_names_script_run_and_step() {
    let mut game = Play::of("lost");
    game.seconds(0.5);
    game.is("away.clock", "running");
    set(&mut game.app, game.entity, "lost", "is_nowhere", true);
    let mut reported = Vec::new();
    let said = said_while(|| {
        game.frames(1);
        reported = errors(&mut game.app);
        game.frames(2);
    });
    game.is("away.clock", "stopped");
    let entity = game.entity;
    let expected = format!("script 'lost' on {entity}: away, step 2, 'tween(position)' returned error.InvalidArgument");
    assert_eq!(said.iter().filter(|line| **line == expected).count(), 1, "{said:?}");
    assert_eq!(reported.iter().map(ScriptError::place).collect::<Vec<_>>(), [None], "{reported:?}");
    assert!(cfg!(not(debug_assertions)) || !reported[0].trace.is_empty(), "the trace has all lines");
    let x = game.app.world().get::<Transform>(entity).unwrap().translation.x;
    assert!((0.0..=1.0).contains(&x), "it stays where it was: {x}");
}

#[test]
fn a_sequence_may_have_a_thousand_steps() {
    let mut game = Play::of("long_sequence");
    game.is("count", 1);
    game.frames(100);
    game.is("count", 201);
    game.is("run.place.at", "wait(0.0078125) 201");
    set(&mut game.app, game.entity, "long_sequence", "run.place.at", "step 498");
    game.frames(1);
    game.is("run.place.at", "wait(0.0078125) 500");
    game.frames(1);
    game.is("run.clock", "done");
}

#[test]
fn the_page_shows_these_scripts() {
    let page = std::fs::read_to_string(repository().join("docs/sequences.md")).unwrap();
    let scripts = files(|name| name.starts_with("seq_") && name.ends_with(".zig"));
    assert_eq!(scripts.len(), 10);
    for script in scripts {
        let source = std::fs::read_to_string(&script).unwrap();
        assert!(page.contains(&source), "docs/sequences.md shows another {}", script.display());
    }
}
