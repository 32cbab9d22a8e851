//! The window.

use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::window::WindowResolution;
use bevy::winit::WinitSettings;

/// Adds the plugins that draw. `steady`: frames are counted, so none may pass without being drawn in full.
pub fn open(app: &mut App, steady: bool) {
    explain_panics();
    let window = Window {
        title: "bevy_zig".to_owned(),
        resolution: WindowResolution::new(1280, 800),
        // In a browser: the canvas of `web/index.html`.
        canvas: Some("#bevy_zig".to_owned()),
        fit_canvas_to_parent: true,
        ..default()
    };
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin { primary_window: Some(window), ..default() })
            .set(RenderPlugin { synchronous_pipeline_compilation: steady, ..default() }),
    )
    .add_systems(First, || OPENED.store(true, Ordering::Relaxed));
    #[cfg(feature = "inspector")]
    app.add_plugins(bevy_zig::inspector::ZigInspectorPlugin::default());
    if steady {
        app.insert_resource(WinitSettings::continuous());
    }
}

/// Whether the first frame was reached.
static OPENED: AtomicBool = AtomicBool::new(false);

/// Without a display server or a graphics driver, winit and wgpu panic. That is not a bug, so one line says what to do.
fn explain_panics() {
    let previous = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let graphics = |file: &str| ["bevy_winit", "bevy_render", "wgpu"].iter().any(|name| file.contains(name));
        if OPENED.load(Ordering::Relaxed) || !info.location().is_some_and(|place| graphics(place.file())) {
            return previous(info);
        }
        eprintln!(
            "bevy_zig_demo: no window could be opened; to play without a display or a graphics driver, add --headless ({})",
            info.payload_as_str().unwrap_or("no reason given")
        );
    }));
}
