//! When scripts run in a frame of Bevy's.

use bevy::prelude::SystemSet;

/// When scripts run, for systems that should run before or after them.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ZigScriptSystems {
    /// Named input is read: in `PreUpdate`, after Bevy's own input.
    Input,
    /// Saved scripts are reloaded: in `PreUpdate`, after `Input`.
    #[cfg(feature = "hot-reload")]
    Reload,
    /// Scripts of [`Phase::PreUpdate`](crate::Phase::PreUpdate), and their requests: in `PreUpdate`, after `Input`.
    PreUpdate,
    /// Scripts of [`Phase::FixedUpdate`](crate::Phase::FixedUpdate), and their requests: in `FixedUpdate`, so before
    /// physics engines, which run in `FixedPostUpdate`.
    FixedUpdate,
    /// Scripts of [`Phase::Update`](crate::Phase::Update), and their requests: in `Update`.
    Update,
    /// Scripts of [`Phase::PostUpdate`](crate::Phase::PostUpdate), and their requests: in `PostUpdate`, before
    /// transforms are propagated.
    PostUpdate,
    /// `shutdown` of all scripts when the game exits: in `Last`. An app that is dropped without an exit calls it then.
    /// It sees an [`AppExit`](bevy::app::AppExit) that was written before it in the frame; a system that writes one in
    /// `Last` must run before this set.
    Shutdown,
}
