//! A duck looks for her ducklings. The rules are the Zig scripts in `scripts/`; this file names their keys, prefabs and components.

mod looks;

use std::time::Duration;

use bevy::input::InputPlugin;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy_zig::{
    ComponentApp, GlobalScripts, GlobalVars, PrefabApp, Script, ScriptInput, Tags, Value, ZigComponent, ZigScriptPlugin,
    ZigScripts,
};

/// A duckling that follows nobody. Scripts know it as `components.Lost`.
#[derive(Component, ZigComponent, Clone)]
struct Lost;

fn main() {
    if std::env::args().any(|argument| argument == "--headless") {
        let mut app = headless();
        for _ in 0..60 * 60 {
            app.update();
        }
        println!("{}", score(app.world().resource()));
    } else {
        let mut app = App::new();
        app.add_plugins((DefaultPlugins, game(false), looks::plugin)).run();
    }
}

/// Runs the game without a window, with the autopilot, in frames of a sixtieth of a second.
fn headless() -> App {
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, LogPlugin::default(), InputPlugin, TransformPlugin, game(true)))
        .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs(1) / 60));
    app.finish();
    app.cleanup();
    app
}

/// The whole game except its looks.
fn game(autopilot: bool) -> impl Plugin {
    move |app: &mut App| {
        app.add_plugins(ZigScriptPlugin::new(bevy_zig::scripts!()))
            .register_zig_component::<Lost>()
            .register_prefab("duck", move |entity| {
                let duck = Script::new("duck").with("autopilot", autopilot);
                entity.insert((Transform::default(), Tags::one("duck"), ZigScripts::new([duck])));
            })
            .register_prefab("duckling", |entity| {
                entity.insert((Transform::default(), Tags::one("duckling"), Lost, ZigScripts::one("duckling")));
            })
            .register_prefab("pike", |entity| {
                entity.insert((Transform::default(), Tags::one("pike"), ZigScripts::one("pike")));
            })
            .add_systems(Startup, |mut input: ResMut<ScriptInput>, mut globals: ResMut<GlobalScripts>| {
                input
                    .bind_axis("steer", KeyCode::ArrowLeft, KeyCode::ArrowRight)
                    .bind_axis("steer", KeyCode::KeyA, KeyCode::KeyD)
                    .bind_action("quack", KeyCode::Space)
                    .bind_action("restart", KeyCode::KeyR);
                globals.attach(Script::new("pond").with("ducklings", 12));
            });
    }
}

/// The state of the game, from `pond.zig`.
fn score(vars: &GlobalVars) -> String {
    let Some(Value::Int(found)) = vars.get("found") else { return String::new() };
    let Some(Value::Float(seconds)) = vars.get("seconds") else { return String::new() };
    format!("{found} ducklings found, {seconds:.0} s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_pass_their_own_tests() {
        bevy_zig_build::test_scripts!();
    }

    #[test]
    fn the_duck_finds_ducklings() {
        let mut app = headless();
        for _ in 0..60 * 60 {
            app.update();
            if matches!(app.world().resource::<GlobalVars>().get("found"), Some(Value::Int(3..))) {
                return;
            }
        }
        panic!("a minute was not enough");
    }
}
