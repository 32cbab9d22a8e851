//! Lesson 5: many scripts on one entity.
//!
//! A ship has five: one moves it, one keeps it inside a fence, two of a kind disagree about its size, and one looks on. None
//! knows of the others; phases and priorities decide who has the last word.
//!
//! - **Phases**: pre-update, update, post-update. Requests are applied after each, so that a later phase sees what an earlier one did.
//! - **Within a phase** all see the same snapshot; requests are applied in the order of priority, the lowest first, then in the
//!   order of attachment.
//! - Scripts may be attached and detached at any time, by Rust and by scripts. `init` and `shutdown` run at the start of the next
//!   phase.

use bevy::prelude::*;
use bevy_zig::{Phase, Script, ScriptFields, Value, ZigScriptCommands, ZigScripts};
use bevy_zig_lessons::{end, lesson, play};

fn main() {
    let mut app = lesson();
    let ship = app
        .world_mut()
        .spawn((
            Transform::IDENTITY,
            ZigScripts::new([
                Script::new("engine").with("speed", 60.0).with_phase(Phase::PreUpdate),
                Script::new("fence").with("limit", 10.0),
                // The same script twice: two instances, each with its own state. The higher priority runs last, and wins.
                Script::new("sail").with("size", 3.0).with_priority(1),
                Script::new("sail").with("size", 7.0),
            ]),
        ))
        .id();
    // Attaching later is the same, for commands and for a world at hand.
    app.world_mut().entity_mut(ship).attach_script(Script::new("recorder").with_phase(Phase::PostUpdate));

    play(&mut app);

    let world = app.world();
    let transform = *world.get::<Transform>(ship).expect("it has one");
    assert_eq!(transform.translation.x, 10.0, "the fence comes after the engine");
    assert_eq!(transform.scale.x, 3.0, "the sail of the higher priority has the last word");
    let farthest = world.script_field(Some(ship), "recorder", "farthest").expect("it is a field");
    assert_eq!(farthest, Value::Float(10.0), "who looks on in post-update never sees it outside");
    let scripts = world.get::<ZigScripts>(ship).expect("it has some");
    assert!(scripts.get("engine").is_none(), "the fence has detached it");
    assert!(scripts.get("fence").is_some());
    info!("lesson learned: {transform:?}");
    end(app);
}
