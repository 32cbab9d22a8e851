//! Lesson 5: many scripts on one entity.
//!
//! A ship has five scripts: one moves it, one keeps it inside a fence, two of the same kind set different sizes, and
//! one only watches. None knows the others; phases and priorities decide which one wins.
//!
//! - **Phases**: pre-update, update, post-update. Requests are applied after each, so a later phase sees the effects of
//!   an earlier one.
//! - **Within a phase** all scripts see the same snapshot; requests are applied by priority, lowest first, then in the
//!   order of attachment.
//! - Rust and scripts can attach and detach scripts at any time. `init` and `shutdown` run at the start of the next
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
                // The same script twice: two instances, each with its own state. The higher priority runs last, and
                // wins.
                Script::new("sail").with("size", 3.0).with_priority(1),
                Script::new("sail").with("size", 7.0),
            ]),
        ))
        .id();
    // Attaching later works in the same way, with commands or directly in the world.
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
