//! The reflected types of `bevy_app`, written from its type registry by the test `reach`.

/// A `Message` that indicates the `App` should exit. If one or more of these are present at the end of an update,
/// the runner will end and (maybe) return control to the caller.
pub const AppExit = union(enum) {
    /// `App` exited without any problems.
    success,
    /// The `App` experienced an unhandleable error. Holds the exit code we expect our app to return.
    @"error": u8,

    pub const zig_reflect = "bevy_app::app::AppExit";
};
