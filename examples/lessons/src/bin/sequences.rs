//! Lesson 7: sequences.
//!
//! A lift is called, goes up, waits for its door, and comes down: logic over many frames, which `scripts/lift.zig`
//! writes as one list of steps.
//!
//! - `bevy.sequence` makes the list: functions of the script, and words such as `bevy.wait`, `bevy.until`, `bevy.race`.
//! - `bevy.Run` is where it is, a plain field: Rust reads it as any other, a reload carries it, a scene saves it.
//! - While it waits for a time or a signal, the script is not called at all.

use bevy::prelude::*;
use bevy_zig::{EmitSignal, ScriptFields, Signal, Value, ZigScripts};
use bevy_zig_lessons::{end, lesson, play};

fn main() {
    let mut app = lesson();
    let lift = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("lift"))).id();
    // At the end of the first frame: a run begins with the first update, and hears what is emitted from then on.
    app.add_systems(Last, |mut commands: Commands, mut is_called: Local<bool>| {
        if !std::mem::replace(&mut *is_called, true) {
            commands.emit_signal(Signal::new("call"));
        }
    });

    play(&mut app);

    let field = |path| app.world().script_field(Some(lift), "lift", path).expect("it is a field");
    assert_eq!(field("rides"), Value::Int(1), "once up and down");
    assert_eq!(field("ride.place.at"), "untilSignal(call)".into(), "and waits for the next call");
    let transform = app.world().get::<Transform>(lift).expect("it has one");
    assert_eq!(transform.translation, Vec3::ZERO, "a tween ends exactly where it has to");
    info!("lesson learned: {:?} s of rest", field("ride.clock.running"));
    end(app);
}
