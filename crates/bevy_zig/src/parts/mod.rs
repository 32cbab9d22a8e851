//! Parts of Bevy that a game may have: what scripts need of them beyond values of reflected types, as functions,
//! commands, events and signals of the library's own. Each has its feature. Uses base, function, world, signal.

#[cfg(feature = "animation")]
mod animation;
#[cfg(feature = "audio")]
mod audio;
#[cfg(feature = "camera")]
mod camera;
mod gamepads;
#[cfg(feature = "gizmos")]
mod gizmos;
#[cfg(feature = "picking")]
mod picking;
#[cfg(feature = "screenshot")]
mod screenshot;
#[cfg(feature = "widgets")]
mod widgets;
#[cfg(feature = "window")]
mod window;

use bevy::app::App;

#[cfg(feature = "animation")]
pub use animation::ScriptAnimation;
#[cfg(feature = "gizmos")]
pub use gizmos::ScriptGizmos;
#[cfg(feature = "screenshot")]
pub use screenshot::SaveScreenshot;

/// Registers all that the features bring.
pub(crate) fn install(app: &mut App) {
    gamepads::install(app);
    #[cfg(feature = "animation")]
    animation::install(app);
    #[cfg(feature = "gizmos")]
    gizmos::install(app);
    #[cfg(feature = "camera")]
    camera::install(app);
    #[cfg(feature = "window")]
    window::install(app);
    #[cfg(feature = "picking")]
    picking::install(app);
    #[cfg(feature = "widgets")]
    widgets::install(app);
    #[cfg(feature = "screenshot")]
    screenshot::install(app);
    #[cfg(feature = "audio")]
    audio::install(app);
}
