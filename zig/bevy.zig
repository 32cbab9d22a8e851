//! The module that scripts import: `const bevy = @import("bevy");`.
//!
//! A script is a file that is a struct. Its fields, each with a default, are its state and its properties; its public
//! functions are its callbacks, all of them optional:
//!
//! ```zig
//! //! Spins its entity around the vertical axis.
//! const bevy = @import("bevy");
//! const Spinner = @This();
//!
//! /// Turns per second.
//! speed: f32 = 0.5,
//!
//! pub fn update(self: *Spinner, ctx: *bevy.Context, dt: f32) !void {
//!     try ctx.entity().rotate(.fromAxisAngle(.y, self.speed * bevy.tau * dt));
//! }
//! ```
//!
//! | callback | when |
//! | --- | --- |
//! | `pub fn init(self: *S, ctx: *bevy.Context) !void` | once, before the first update |
//! | `pub fn update(self: *S, ctx: *bevy.Context, dt: f32) !void` | every frame; `dt` in seconds |
//! | `pub fn onSignal(self: *S, ctx: *bevy.Context, signal: *const bevy.Signal) !void` | for each signal that the
//! script listens to, at the start of a phase |
//! | `pub fn shutdown(self: *S, ctx: *bevy.Context) !void` | once: the script is detached, the entity is despawned, or
//! the game exits |
//!
//! Only called by a hot reload:
//!
//! | callback | when |
//! | --- | --- |
//! | `pub fn healthCheck(ctx: *bevy.Context) !void` | before a new generation is swapped in; an error cancels the
//! reload |
//! | `pub fn onHotloadPrepare(ctx: *bevy.Context) !void` | next, to prepare what does not belong to one instance; an
//! error cancels the reload |
//! | `pub fn serialize(self: *const S, ctx: *bevy.Context, writer: *bevy.StateWriter) !void` | in the old generation:
//! writes the state |
//! | `pub fn deserialize(self: *S, ctx: *bevy.Context, reader: *bevy.StateReader) !void` | in the new generation: reads
//! the state |
//! | `pub fn onReload(self: *S, ctx: *bevy.Context) !void` | once for each instance, after the swap |
//!
//! `pub const renamed = .{ .new_name = "old_name" };` lists the fields that had another name in the previous
//! generation.
//!
//! Scripts never touch the world. Reads come from a snapshot, the world as the last phase left it; writes are requests,
//! which the host applies after the phase. An error that a callback returns is logged with script, entity and location;
//! earlier requests of the callback still count.
//!
//! Scripts talk to each other with signals: `ctx.emit("hit", damage)` in one, `ctx.connect("hit")` in the `init` of
//! another. Signals that are emitted in a phase are delivered at the start of the next one.

pub const Context = @import("context.zig").Context;
pub const Error = @import("status.zig").Error;
pub const Random = @import("random.zig").Random;
pub const List = @import("memory.zig").List;
pub const Timer = @import("timer.zig").Timer;
pub const Phase = @import("abi.zig").Phase;
pub const Vars = @import("vars.zig").Vars;
pub const StateReader = @import("state.zig").StateReader;
pub const StateWriter = @import("state.zig").StateWriter;

const signal = @import("signal.zig");
pub const Signal = signal.Signal;
pub const Connection = signal.Connection;

const entity = @import("entity.zig");
pub const Entity = entity.Entity;
pub const EntityRef = entity.EntityRef;
pub const Space = entity.Space;
pub const SpawnOptions = entity.SpawnOptions;
pub const AttachOptions = entity.AttachOptions;

const components = @import("component.zig");
pub const GlobalTransform = components.GlobalTransform;
pub const Name = components.Name;
pub const SpriteColor = components.SpriteColor;
pub const Velocity = components.Velocity;
pub const Visibility = components.Visibility;

pub const math = @import("math/math.zig");
pub const Vec2 = math.Vec2;
pub const Vec3 = math.Vec3;
pub const Quat = math.Quat;
pub const Dir2 = math.Dir2;
pub const Dir3 = math.Dir3;
pub const Transform = math.Transform;
pub const pi = math.pi;
pub const tau = math.tau;

/// For `test` blocks: a game to run scripts in. See `testing.zig`.
pub const testing = if (@import("builtin").is_test)
    @import("testing.zig")
else
    @compileError("bevy.testing only works in tests; use it in `test` blocks");

// What the generated root file of each script uses; a script itself has no need of these.
pub const abi = @import("abi.zig");
pub const descriptorOf = @import("export.zig").descriptorOf;
pub const panic = @import("panic.zig").panic;
pub const std_options = @import("panic.zig").std_options;

test {
    _ = @import("abi.zig");
    _ = @import("callback.zig");
    _ = @import("codec.zig");
    _ = @import("component.zig");
    _ = @import("context.zig");
    _ = @import("entity.zig");
    _ = @import("export.zig");
    _ = @import("memory.zig");
    _ = @import("panic.zig");
    _ = @import("query.zig");
    _ = @import("random.zig");
    _ = @import("rename.zig");
    _ = @import("shape.zig");
    _ = signal;
    _ = @import("state.zig");
    _ = @import("status.zig");
    _ = @import("testing/test.zig");
    _ = @import("timer.zig");
    _ = @import("vars.zig");
    _ = math;
}
