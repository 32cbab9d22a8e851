//! What Rust gives the scripts: names for the keys, prefabs, and the global script.

use bevy::prelude::*;
use bevy_zig::{GlobalScripts, Phase, PrefabApp, Script, ScriptInput, Tags, ZigScripts};

use crate::rules::DIGITS;

/// The game, but for its rules and its looks.
pub struct GamePlugin {
    /// The autopilot flies.
    pub autopilot: bool,
}

impl Plugin for GamePlugin {
    fn build(&self, app: &mut App) {
        bind_keys(&mut app.world_mut().resource_mut::<ScriptInput>());
        register_prefabs(app, self.autopilot);
        // Before the others: what it takes out of the game in a frame no longer moves in it.
        let game = Script::new("game").with("autopilot", self.autopilot).with_phase(Phase::PreUpdate);
        app.world_mut().resource_mut::<GlobalScripts>().attach(game);
    }
}

fn bind_keys(input: &mut ScriptInput) {
    input
        .bind_axis("steer", KeyCode::ArrowLeft, KeyCode::ArrowRight)
        .bind_axis("steer", KeyCode::KeyA, KeyCode::KeyD)
        .bind_action("thrust", KeyCode::ArrowUp)
        .bind_action("thrust", KeyCode::KeyW)
        .bind_action("fire", KeyCode::Space)
        .bind_action("restart", KeyCode::KeyR);
}

fn register_prefabs(app: &mut App, autopilot: bool) {
    let with_autopilot = |name| Script::new(name).with("autopilot", autopilot);
    let ship = [with_autopilot("ship"), with_autopilot("gun"), wrap(14.0)];
    prefab(app, "ship", &["ship"], ship);
    prefab(app, "shot", &["shot"], [Script::new("shot"), wrap(4.0)]);
    for (name, speed, spin, radius) in
        [("rock_large", 55.0, 0.5, 54.0), ("rock_medium", 85.0, 1.1, 30.0), ("rock_small", 125.0, 2.2, 16.0)]
    {
        let rock = Script::new("rock").with("speed", speed).with("spin_max", spin);
        prefab(app, name, &["rock", name], [rock, wrap(radius)]);
    }
    let debris = |speed: f32, lifetime: f32| Script::new("debris").with("speed", speed).with("lifetime", lifetime);
    prefab(app, "spark", &[], [debris(230.0, 0.8)]);
    prefab(app, "splinter", &[], [debris(140.0, 1.8)]);
    prefab(app, "flame", &[], [debris(260.0, 0.4).with("spread", 0.3)]);
    for name in DIGITS.into_iter().chain(["life", "game_over"]) {
        prefab(app, name, &[], []);
    }
}

fn wrap(margin: f32) -> Script {
    Script::new("wrap").with("margin", margin).with_phase(Phase::PostUpdate)
}

fn prefab(app: &mut App, name: &'static str, tags: &[&'static str], scripts: impl IntoIterator<Item = Script>) {
    let (tags, scripts) = (Tags::new(tags.iter().copied()), ZigScripts::new(scripts));
    app.register_prefab(name, move |entity| {
        entity.insert((Transform::default(), tags.clone(), scripts.clone()));
        #[cfg(feature = "window")]
        crate::looks::dress(entity, name);
    });
}
