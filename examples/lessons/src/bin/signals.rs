//! Lesson 3: signals.
//!
//! A lever is pulled repeatedly, and a door reacts, until the alarm locks it. The two scripts (`scripts/lever.zig`,
//! `scripts/door.zig`) only share the names of signals; Rust receives their signals and emits its own.
//!
//! - Scripts to scripts: `ctx.emit` to all, `ctx.emitTo` to one entity. Scripts that called `ctx.connect` receive them
//!   in `onSignal`, at the start of the next phase.
//! - Scripts to Rust: `MessageReader<ScriptSignal>`, or an observer.
//! - Rust to scripts: `commands.emit_signal`.

use bevy::prelude::*;
use bevy_zig::{EmitSignal, Script, ScriptFields, ScriptSignal, Signal, Value, ZigScripts};
use bevy_zig_lessons::{end, lesson, play};

/// Seconds after which the alarm goes off.
const ALARM_SECONDS: f32 = 0.6;

#[derive(Resource, Default)]
struct Heard {
    moves: i128,
}

fn listen(mut signals: MessageReader<ScriptSignal>, mut heard: ResMut<Heard>) {
    for signal in signals.read().filter(|signal| signal.is("moved")) {
        heard.moves += 1;
        // The payload, if it has the size of the requested type.
        info!("Rust hears that the door has moved {:?} times", signal.payload::<u32>());
    }
}

fn ring(mut commands: Commands, time: Res<Time>, mut has_rung: Local<bool>) {
    if !*has_rung && time.elapsed_secs() > ALARM_SECONDS {
        *has_rung = true;
        commands.emit_signal(Signal::new("alarm"));
    }
}

fn main() {
    let mut app = lesson();
    app.init_resource::<Heard>().add_systems(Update, ring).add_systems(Last, listen);

    let door = app.world_mut().spawn(ZigScripts::one("door")).id();
    let lever = ZigScripts::new([Script::new("lever").with("door", door)]);
    let lever = app.world_mut().spawn(lever).id();

    play(&mut app);

    let field = |entity, script, path| app.world().script_field(Some(entity), script, path).expect("it is a field");
    let (Value::Int(pulls), Value::Int(moves)) = (field(lever, "lever", "pulls"), field(door, "door", "moves")) else {
        panic!("both are whole numbers");
    };
    assert!(moves >= 2, "the door has heard the lever");
    assert!(moves < pulls, "and after the alarm it has not listened any more: {moves} of {pulls}");
    assert_eq!(field(door, "door", "locked"), Value::Bool(true), "the alarm came from Rust");
    assert_eq!(app.world().resource::<Heard>().moves, moves, "Rust has heard each move once");
    info!("lesson learned: {moves} of {pulls}");
    end(app);
}
