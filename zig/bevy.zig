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

pub const Context = @import("api/context.zig").Context;
pub const Error = @import("contract/status.zig").Error;
pub const Random = @import("api/random.zig").Random;
pub const List = @import("api/memory.zig").List;
pub const Timer = @import("api/timer.zig").Timer;
pub const Phase = @import("contract/abi.zig").Phase;
pub const Vars = @import("api/vars.zig").Vars;
pub const StateReader = @import("api/state.zig").StateReader;
pub const StateWriter = @import("api/state.zig").StateWriter;

const signal = @import("api/signal.zig");
pub const Signal = signal.Signal;
pub const Connection = signal.Connection;

const entity = @import("api/entity.zig");
pub const Entity = entity.Entity;
pub const EntityRef = entity.EntityRef;
pub const Space = entity.Space;

const spawn = @import("api/spawn.zig");
pub const SpawnOptions = spawn.SpawnOptions;
pub const children = spawn.children;

pub const maybe = @import("api/query.zig").maybe;

const inputs = @import("api/input.zig");
pub const AxisSource = inputs.AxisSource;
pub const InputSource = inputs.InputSource;

const pointers = @import("api/pointer.zig");
pub const Change = pointers.Change;
pub const Pointer = pointers.Pointer;
pub const on = pointers.on;
pub const onNamed = pointers.onNamed;

const sounds = @import("api/sound.zig");
pub const Sound = sounds.Sound;
pub const SoundOptions = sounds.SoundOptions;

pub const Ray = @import("api/camera.zig").Ray;

const property = @import("api/property.zig");
pub const AttachOptions = property.AttachOptions;
pub const script = property.script;
pub const scriptNamed = property.scriptNamed;

const functions = @import("api/function.zig");
pub const function = functions.function;
pub const command = functions.command;

pub const Handle = @import("value/handle.zig").Handle;
pub const Duration = @import("value/duration.zig").Duration;
pub const Range = @import("value/range.zig").Range;

const components = @import("api/component.zig");
pub const GlobalTransform = components.GlobalTransform;
pub const Name = components.Name;
pub const SpriteColor = components.SpriteColor;
pub const Velocity = components.Velocity;
pub const Visibility = components.Visibility;

const runs = @import("sequence/run.zig");
pub const Moment = runs.Moment;
pub const Run = runs.Run;
pub const sequence = runs.sequence;

const steps = @import("sequence/step.zig");
pub const again = steps.again;
pub const all = steps.all;
pub const byHand = steps.byHand;
pub const call = steps.call;
pub const choose = steps.choose;
pub const during = steps.during;
pub const forever = steps.forever;
pub const go = steps.go;
pub const named = steps.named;
pub const part = steps.part;
pub const race = steps.race;
pub const receive = steps.receive;
pub const receiveOf = steps.receiveOf;
pub const repeat = steps.repeat;
pub const repeatWhile = steps.repeatWhile;
pub const stop = steps.stop;
pub const tween = steps.tween;
pub const until = steps.until;
pub const untilSignal = steps.untilSignal;
pub const untilSignalOf = steps.untilSignalOf;
pub const wait = steps.wait;
pub const waitFrames = steps.waitFrames;
pub const when = steps.when;
pub const whenGone = steps.whenGone;

pub const math = @import("math/math.zig");
pub const Vec2 = math.Vec2;
pub const Vec3 = math.Vec3;
pub const Quat = math.Quat;
pub const Dir2 = math.Dir2;
pub const Dir3 = math.Dir3;
pub const Transform = math.Transform;
pub const pi = math.pi;
pub const tau = math.tau;

/// For `test` blocks: a game to run scripts in. See `testing/testing.zig`.
pub const testing = if (@import("builtin").is_test)
    @import("testing/testing.zig")
else
    @compileError("bevy.testing only works in tests; use it in `test` blocks");

// What the generated root file of each script uses; a script itself has no need of these.
pub const abi = @import("contract/abi.zig");
pub const descriptorOf = @import("script/export.zig").descriptorOf;
pub const panic = @import("script/panic.zig").panic;
pub const std_options = @import("script/panic.zig").std_options;

test {
    _ = @import("contract/abi.zig");
    _ = @import("script/callback.zig");
    _ = @import("script/panic.zig");
    _ = @import("script/words.zig");
    _ = @import("value/codec.zig");
    _ = @import("value/duration.zig");
    _ = @import("value/handle.zig");
    _ = @import("value/type.zig");
    _ = @import("api/component.zig");
    _ = @import("api/context.zig");
    _ = @import("api/entity.zig");
    _ = @import("script/export.zig");
    _ = functions;
    _ = @import("api/camera.zig");
    _ = inputs;
    _ = pointers;
    _ = sounds;
    _ = @import("api/memory.zig");
    _ = @import("script/panic.zig");
    _ = property;
    _ = @import("api/query.zig");
    _ = @import("api/random.zig");
    _ = @import("value/rename.zig");
    _ = @import("value/shape.zig");
    _ = @import("value/signature.zig");
    _ = signal;
    _ = spawn;
    _ = @import("api/state.zig");
    _ = @import("contract/status.zig");
    _ = @import("testing/test.zig");
    _ = @import("api/timer.zig");
    _ = @import("api/value.zig");
    _ = @import("sequence/program.zig");
    _ = @import("sequence/test.zig");
    _ = @import("api/vars.zig");
    _ = math;
}
