//! What scripts reach of Bevy.

mod animation;
mod assets;
mod gizmo;
mod mirrored;
#[cfg(feature = "mirror")]
mod mirrors;
mod nonsense;
mod picking;
mod text_and_ui;
mod tools;
mod view;

use std::time::Duration;

use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::settings::WgpuSettings;
use bevy::winit::WinitPlugin;
use bevy_zig::ScriptLimits;
use bevy_zig::prelude::*;

/// A game as `DefaultPlugins` make it, whose window is an entity like any other: nothing opens it, and no GPU draws.
fn app() -> App {
    let nothing = WgpuSettings { backends: None, ..default() };
    let render = RenderPlugin { render_creation: nothing.into(), ..default() };
    let plugins = DefaultPlugins.set(render).disable::<WinitPlugin>().disable::<LogPlugin>();
    // One script is compared with all of Bevy in its `init`, in code that is not optimised.
    let limits = ScriptLimits { deadline: Duration::from_secs(20), ..default() };
    let scripts = ZigScriptPlugin::new(bevy_zig_reach::scripts()).with_limits(limits);
    let mut app = App::new();
    app.add_plugins((plugins, scripts));
    // As a runner does before the first frame.
    app.finish();
    app.cleanup();
    app
}

#[test]
fn a_script_spawns_an_entity_with_a_name() {
    let mut app = app();
    app.world_mut().spawn(ZigScripts::one("words"));
    app.update();
    let mut names = app.world_mut().query::<&Name>();
    assert!(names.iter(app.world()).any(|name| name.as_str() == "words"));
}
