//! The reflected types of `bevy_time`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");

/// A component with a `CommandQueue` to be submitted later.
pub const DelayedCommandQueue = struct {
    /// The elapsed time from startup when `queue` should be submitted.
    submit_at: bevy.Duration,

    pub const zig_reflect = "bevy_time::delayed_commands::DelayedCommandQueue";
};

/// The fixed timestep game clock following virtual time.
pub const Fixed = struct {
    timestep: bevy.Duration,
    overstep: bevy.Duration,

    pub const zig_reflect = "bevy_time::fixed::Fixed";
};

/// A generic clock resource that tracks how much it has advanced since its previous update and since its
/// creation.
pub const Time = struct {
    context: struct {} = .{},
    wrap_period: bevy.Duration = .{ .secs = 3600, .nanos = 0 },
    delta: bevy.Duration = .{ .secs = 0, .nanos = 0 },
    delta_secs: f32 = 0,
    delta_secs_f64: f64 = 0,
    elapsed: bevy.Duration = .{ .secs = 0, .nanos = 0 },
    elapsed_secs: f32 = 0,
    elapsed_secs_f64: f64 = 0,
    elapsed_wrapped: bevy.Duration = .{ .secs = 0, .nanos = 0 },
    elapsed_secs_wrapped: f32 = 0,
    elapsed_secs_wrapped_f64: f64 = 0,

    pub const zig_reflect = "bevy_time::time::Time<()>";
};

/// A generic clock resource that tracks how much it has advanced since its previous update and since its
/// creation.
pub const TimeFixed = struct {
    context: Fixed = .{ .timestep = .{ .secs = 0, .nanos = 15625000 }, .overstep = .{ .secs = 0, .nanos = 0 } },
    wrap_period: bevy.Duration = .{ .secs = 3600, .nanos = 0 },
    delta: bevy.Duration = .{ .secs = 0, .nanos = 0 },
    delta_secs: f32 = 0,
    delta_secs_f64: f64 = 0,
    elapsed: bevy.Duration = .{ .secs = 0, .nanos = 0 },
    elapsed_secs: f32 = 0,
    elapsed_secs_f64: f64 = 0,
    elapsed_wrapped: bevy.Duration = .{ .secs = 0, .nanos = 0 },
    elapsed_secs_wrapped: f32 = 0,
    elapsed_secs_wrapped_f64: f64 = 0,

    pub const zig_reflect = "bevy_time::time::Time<bevy_time::fixed::Fixed>";
};

/// A generic clock resource that tracks how much it has advanced since its previous update and since its
/// creation.
pub const TimeReal = struct {
    wrap_period: bevy.Duration = .{ .secs = 3600, .nanos = 0 },
    delta: bevy.Duration = .{ .secs = 0, .nanos = 0 },
    delta_secs: f32 = 0,
    delta_secs_f64: f64 = 0,
    elapsed: bevy.Duration = .{ .secs = 0, .nanos = 0 },
    elapsed_secs: f32 = 0,
    elapsed_secs_f64: f64 = 0,
    elapsed_wrapped: bevy.Duration = .{ .secs = 0, .nanos = 0 },
    elapsed_secs_wrapped: f32 = 0,
    elapsed_secs_wrapped_f64: f64 = 0,

    pub const zig_reflect = "bevy_time::time::Time<bevy_time::real::Real>";
};

/// A generic clock resource that tracks how much it has advanced since its previous update and since its
/// creation.
pub const TimeVirtual = struct {
    context: Virtual = .{ .max_delta = .{ .secs = 0, .nanos = 250000000 }, .paused = false, .relative_speed = 1, .effective_speed = 1 },
    wrap_period: bevy.Duration = .{ .secs = 3600, .nanos = 0 },
    delta: bevy.Duration = .{ .secs = 0, .nanos = 0 },
    delta_secs: f32 = 0,
    delta_secs_f64: f64 = 0,
    elapsed: bevy.Duration = .{ .secs = 0, .nanos = 0 },
    elapsed_secs: f32 = 0,
    elapsed_secs_f64: f64 = 0,
    elapsed_wrapped: bevy.Duration = .{ .secs = 0, .nanos = 0 },
    elapsed_secs_wrapped: f32 = 0,
    elapsed_secs_wrapped_f64: f64 = 0,

    pub const zig_reflect = "bevy_time::time::Time<bevy_time::virt::Virtual>";
};

/// The virtual game clock representing game time.
pub const Virtual = struct {
    max_delta: bevy.Duration,
    paused: bool,
    relative_speed: f64,
    effective_speed: f64,

    pub const zig_reflect = "bevy_time::virt::Virtual";
};
