//! Puts the game together, with a window or without.

use std::time::Duration;

use bevy::app::{AppExit, ScheduleRunnerPlugin};
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy_zig::{Script, ZigScriptPlugin};

use crate::ending::EndingPlugin;
use crate::options::Options;
use crate::report::{Destination, Run};

/// A headless run ends after this many frames, a minute of game time, if the command line does not say when.
const HEADLESS_FRAMES: u64 = 3600;

/// The game, ready to run.
///
/// # Errors
/// One line that says why it cannot be played as asked.
pub fn build(options: Options) -> Result<App, String> {
    let destination = options.report.as_deref().map(Destination::open).transpose()?;
    let headless = options.headless || no_window().is_some();
    if let (false, Some(reason)) = (options.headless, no_window()) {
        if options.screenshot.is_some() {
            return Err(format!("--screenshot needs a window, but {reason}"));
        }
        let frames = options.frames.unwrap_or(HEADLESS_FRAMES);
        eprintln!("bevy_zig_demo: {reason}: the autopilot plays {frames} frames without one, as with --headless");
    }
    let frames = match &options.screenshot {
        Some(screenshot) => Some(screenshot.after),
        None => options.frames.or(headless.then_some(HEADLESS_FRAMES)),
    };
    // A player is given other rocks each time; a run of a given length can be repeated.
    let seed = options.seed.unwrap_or_else(|| if frames.is_some() { 0 } else { seed_of_the_moment() });
    let run = Run { seed, headless, autopilot: options.autopilot || headless };

    let mut app = App::new();
    if headless {
        app.add_plugins((
            MinimalPlugins.build().disable::<ScheduleRunnerPlugin>(),
            LogPlugin::default(),
            TransformPlugin,
        ))
        .set_runner(run_to_the_end);
    } else {
        #[cfg(feature = "window")]
        crate::window::open(&mut app, frames.is_some());
    }
    if frames.is_some() {
        app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs(1) / 60));
    }
    let game = Script::new("game")
        .with("autopilot", run.autopilot)
        .with("is_drawn", !headless)
        .with("is_audible", cfg!(feature = "sound") && !headless);
    let mut scripts = ZigScriptPlugin::new(bevy_zig::scripts!()).with_seed(seed).with_global_script(game);
    if !run.autopilot {
        // What a player has reached and chosen. A run that can be repeated depends on nothing of it.
        scripts = scripts.with_saves("bevy_zig_demo");
    }
    app.add_plugins((scripts, EndingPlugin { run, frames, destination }));
    #[cfg(feature = "remote")]
    app.add_plugins(bevy_zig::remote::ZigRemotePlugin::default());
    #[cfg(feature = "window")]
    if let Some(screenshot) = options.screenshot {
        app.insert_resource(crate::screenshot::PictureFile(screenshot.file));
    }
    Ok(app)
}

/// Runs frame after frame until the game ends. Bevy's own runner waits for a browser's window between frames, which
/// Node.js has not.
fn run_to_the_end(mut app: App) -> AppExit {
    app.finish();
    app.cleanup();
    loop {
        app.update();
        if let Some(exit) = app.should_exit() {
            return exit;
        }
    }
}

/// Why no window can be opened, if so.
fn no_window() -> Option<&'static str> {
    if cfg!(not(feature = "window")) {
        return Some("this build has no window (feature `window` is off)");
    }
    let desktop_is_named = cfg!(all(unix, not(target_vendor = "apple"), not(target_os = "android")));
    let named = |variable| std::env::var_os(variable).is_some_and(|value| !value.is_empty());
    if desktop_is_named && !named("DISPLAY") && !named("WAYLAND_DISPLAY") {
        return Some("there is no display for a window (neither DISPLAY nor WAYLAND_DISPLAY is set)");
    }
    None
}

#[cfg(not(target_arch = "wasm32"))]
fn seed_of_the_moment() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    now.as_secs()
}

#[cfg(target_arch = "wasm32")]
fn seed_of_the_moment() -> u64 {
    crate::web::now_ms() as u64
}
