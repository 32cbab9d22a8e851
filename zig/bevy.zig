//! The module that scripts import: `const bevy = @import("bevy");`.
//!
//! A script is a Zig file, which is a struct. Its fields, each with a default, are its state and its properties; its
//! public functions are its callbacks, all of them optional:
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
//! | `pub fn onSignal(self: *S, ctx: *bevy.Context, signal: *const bevy.Signal) !void` | for each signal that the script is connected to, at the start of a phase |
//! | `pub fn onEnter(self: *S, ctx: *bevy.Context, stage: Stage) !void`, `onExit` | the game has entered or left a state: see `api/game_state.zig` |
//! | `pub fn shutdown(self: *S, ctx: *bevy.Context) !void` | once: the script is detached, the entity is despawned, or the game exits |
//!
//! Only called by a hot reload:
//!
//! | callback | when |
//! | --- | --- |
//! | `pub fn healthCheck(ctx: *bevy.Context) !void` | before a new generation is swapped in; an error cancels the reload |
//! | `pub fn onHotloadPrepare(ctx: *bevy.Context) !void` | next, to prepare what does not belong to one instance; an error cancels the reload |
//! | `pub fn serialize(self: *const S, ctx: *bevy.Context, writer: *bevy.StateWriter) !void` | in the old generation: writes the state |
//! | `pub fn deserialize(self: *S, ctx: *bevy.Context, reader: *bevy.StateReader) !void` | in the new generation: reads the state |
//! | `pub fn onReload(self: *S, ctx: *bevy.Context) !void` | once for each instance, after the swap |
//!
//! `pub const renamed = .{ .new_name = "old_name" };` lists the fields that had another name in the previous
//! generation. `pub const phase = .fixed_update;` declares the phase in which the script runs, and
//! `pub const run_in = Stage.playing;` the state of the game.
//!
//! Scripts never change the world directly. Reads come from a snapshot, the world as the last phase left it; writes are
//! requests, which the host applies after the phase. An error that a callback returns is logged with script, entity and
//! location; earlier requests of the callback are still applied.
//!
//! Scripts talk to each other with signals: `ctx.emit("hit", damage)` in one, `ctx.connect("hit")` in the `init` of
//! another. Signals that are emitted in a phase are delivered at the start of the next one.
//!
//! Unless a comment says otherwise, times are in seconds, angles in radians, and positions in units of the world.
//! `Context` is the place to start reading; `docs/scripting.md` explains the API task by task.

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

const game_states = @import("api/game_state.zig");
pub const despawnOnEnter = game_states.despawnOnEnter;
pub const despawnOnExit = game_states.despawnOnExit;
pub const onEnter = game_states.onEnter;
pub const onExit = game_states.onExit;

const lifecycle = @import("api/lifecycle.zig");
pub const onAdd = lifecycle.onAdd;
pub const onDespawn = lifecycle.onDespawn;
pub const onDiscard = lifecycle.onDiscard;
pub const onInsert = lifecycle.onInsert;
pub const onRemove = lifecycle.onRemove;

const spawn = @import("api/spawn.zig");
pub const SpawnOptions = spawn.SpawnOptions;
pub const children = spawn.children;
pub const idInto = spawn.idInto;

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

pub const Ray3d = math.Ray3d;

const property = @import("api/property.zig");
pub const AttachOptions = property.AttachOptions;
pub const script = property.script;
pub const scriptNamed = property.scriptNamed;

const functions = @import("api/function.zig");
pub const function = functions.function;
pub const command = functions.command;

const handles = @import("value/handle.zig");
pub const Handle = handles.Handle;
/// An asset that an instance keeps: see `value/handle.zig`.
pub const Asset = handles.Kept;

const assets = @import("api/asset.zig");
pub const LoadState = assets.LoadState;
pub const Loading = assets.Loading;

const casts = @import("api/cast.zig");
pub const CastHit = casts.CastHit;
pub const CastShape = casts.CastShape;

const gizmo = @import("api/gizmo.zig");
pub const Gizmos = gizmo.Gizmos;
pub const GizmoColor = gizmo.GizmoColor;
pub const GizmoOptions = gizmo.GizmoOptions;

const animations = @import("api/animation.zig");
pub const Animation = animations.Animation;
pub const Gltf = animations.Gltf;

pub const Duration = @import("value/duration.zig").Duration;
pub const Range = @import("value/range.zig").Range;

const components = @import("api/component.zig");
pub const GlobalTransform = components.GlobalTransform;
pub const Name = components.Name;
pub const SpriteColor = components.SpriteColor;
pub const Velocity = components.Velocity;

const data = @import("value/data.zig");
pub const component = data.component;
pub const resource = data.resource;
pub const message = data.message;

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

// Bevy's reflected types: a namespace for each of its crates.
pub const a11y = @import("bevy/0.19/a11y.zig");
pub const animation = @import("bevy/0.19/animation.zig");
pub const app = @import("bevy/0.19/app.zig");
pub const asset = @import("bevy/0.19/asset.zig");
pub const camera = @import("bevy/0.19/camera.zig");
pub const color = @import("bevy/0.19/color.zig");
pub const core_pipeline = @import("bevy/0.19/core_pipeline.zig");
pub const dev_tools = @import("bevy/0.19/dev_tools.zig");
pub const ecs = @import("bevy/0.19/ecs.zig");
pub const gizmos = @import("bevy/0.19/gizmos.zig");
pub const gizmos_render = @import("bevy/0.19/gizmos_render.zig");
pub const gltf = @import("bevy/0.19/gltf.zig");
pub const image = @import("bevy/0.19/image.zig");
pub const input = @import("bevy/0.19/input.zig");
pub const input_focus = @import("bevy/0.19/input_focus.zig");
pub const light = @import("bevy/0.19/light.zig");
pub const material = @import("bevy/0.19/material.zig");
pub const mesh = @import("bevy/0.19/mesh.zig");
pub const pbr = @import("bevy/0.19/pbr.zig");
pub const picking = @import("bevy/0.19/picking.zig");
pub const post_process = @import("bevy/0.19/post_process.zig");
pub const render = @import("bevy/0.19/render.zig");
pub const scene = @import("bevy/0.19/scene.zig");
pub const shader = @import("bevy/0.19/shader.zig");
pub const sprite = @import("bevy/0.19/sprite.zig");
pub const sprite_render = @import("bevy/0.19/sprite_render.zig");
pub const text = @import("bevy/0.19/text.zig");
pub const time = @import("bevy/0.19/time.zig");
pub const transform = @import("bevy/0.19/transform.zig");
pub const ui = @import("bevy/0.19/ui.zig");
pub const ui_render = @import("bevy/0.19/ui_render.zig");
pub const ui_widgets = @import("bevy/0.19/ui_widgets.zig");
pub const window = @import("bevy/0.19/window.zig");
pub const world_serialization = @import("bevy/0.19/world_serialization.zig");

// The most common of these types, as in Bevy's prelude.
pub const AnimationClip = animation.AnimationClip;
pub const AnimationGraph = animation.AnimationGraph;
pub const AnimationGraphHandle = animation.AnimationGraphHandle;
pub const Camera = camera.Camera;
pub const Camera2d = camera.Camera2d;
pub const Camera3d = camera.Camera3d;
pub const ClearColor = camera.ClearColor;
pub const ClearColorConfig = camera.ClearColorConfig;
pub const OrthographicProjection = camera.OrthographicProjection;
pub const PerspectiveProjection = camera.PerspectiveProjection;
pub const Projection = camera.Projection;
pub const RenderLayers = camera.RenderLayers;
pub const Visibility = camera.Visibility;
pub const Color = color.Color;
pub const LinearRgba = color.LinearRgba;
pub const Srgba = color.Srgba;
pub const ChildOf = ecs.ChildOf;
pub const Children = ecs.Children;
pub const Image = image.Image;
pub const TextureAtlas = image.TextureAtlas;
pub const TextureAtlasLayout = image.TextureAtlasLayout;
pub const AmbientLight = light.AmbientLight;
pub const DirectionalLight = light.DirectionalLight;
pub const GlobalAmbientLight = light.GlobalAmbientLight;
pub const PointLight = light.PointLight;
pub const SpotLight = light.SpotLight;
pub const Mesh = mesh.Mesh;
pub const Mesh2d = mesh.Mesh2d;
pub const Mesh3d = mesh.Mesh3d;
pub const DistanceFog = pbr.DistanceFog;
/// The `StandardMaterial` of a `Mesh3d`.
pub const MeshMaterial3d = pbr.MeshMaterial3dStandardMaterial;
pub const StandardMaterial = pbr.StandardMaterial;
pub const Pickable = picking.Pickable;
pub const Anchor = sprite.Anchor;
pub const Sprite = sprite.Sprite;
pub const Text2d = sprite.Text2d;
pub const ColorMaterial = sprite_render.ColorMaterial;
/// The `ColorMaterial` of a `Mesh2d`.
pub const MeshMaterial2d = sprite_render.MeshMaterial2dColorMaterial;
pub const Font = text.Font;
pub const FontSize = text.FontSize;
pub const Justify = text.Justify;
pub const LetterSpacing = text.LetterSpacing;
pub const LineBreak = text.LineBreak;
pub const LineHeight = text.LineHeight;
pub const TextBackgroundColor = text.TextBackgroundColor;
pub const TextColor = text.TextColor;
pub const TextFont = text.TextFont;
pub const TextLayout = text.TextLayout;
pub const TextSpan = text.TextSpan;
pub const AlignContent = ui.AlignContent;
pub const AlignItems = ui.AlignItems;
pub const AlignSelf = ui.AlignSelf;
pub const BackgroundColor = ui.BackgroundColor;
pub const BorderColor = ui.BorderColor;
pub const BorderRadius = ui.BorderRadius;
pub const BoxShadow = ui.BoxShadow;
pub const Button = ui.Button;
pub const ComputedNode = ui.ComputedNode;
pub const Display = ui.Display;
pub const FlexDirection = ui.FlexDirection;
pub const FlexWrap = ui.FlexWrap;
pub const GlobalZIndex = ui.GlobalZIndex;
pub const GridPlacement = ui.GridPlacement;
pub const GridTrack = ui.GridTrack;
pub const ImageNode = ui.ImageNode;
pub const Interaction = ui.Interaction;
pub const JustifyContent = ui.JustifyContent;
pub const JustifyItems = ui.JustifyItems;
pub const JustifySelf = ui.JustifySelf;
pub const Label = ui.Label;
pub const Node = ui.Node;
pub const Outline = ui.Outline;
pub const Overflow = ui.Overflow;
pub const PositionType = ui.PositionType;
pub const RepeatedGridTrack = ui.RepeatedGridTrack;
pub const Text = ui.Text;
pub const TextShadow = ui.TextShadow;
pub const UiRect = ui.UiRect;
pub const UiScale = ui.UiScale;
pub const UiTransform = ui.UiTransform;
pub const Val = ui.Val;
pub const Val2 = ui.Val2;
pub const ZIndex = ui.ZIndex;
pub const CursorOptions = window.CursorOptions;
pub const PrimaryWindow = window.PrimaryWindow;
pub const Window = window.Window;
pub const px = Val.px;
pub const percent = Val.percent;
pub const vw = Val.vw;
pub const vh = Val.vh;
pub const vmin = Val.vmin;
pub const vmax = Val.vmax;
pub const IVec2 = math.IVec2;
pub const Mat4 = math.Mat4;
pub const Rect = math.Rect;
pub const UVec2 = math.UVec2;
pub const UVec3 = math.UVec3;
pub const Vec4 = math.Vec4;

/// For `test` blocks: a mock game that runs scripts. See `testing/testing.zig`.
pub const testing = if (@import("builtin").is_test)
    @import("testing/testing.zig")
else
    @compileError("bevy.testing only works in tests; use it in `test` blocks");

// For the generated root file of each script; scripts themselves do not need these.
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
    _ = data;
    _ = @import("api/data.zig");
    _ = @import("value/decimal.zig");
    _ = @import("value/duration.zig");
    _ = handles;
    _ = assets;
    _ = casts;
    _ = gizmo;
    _ = animations;
    _ = @import("value/type.zig");
    _ = @import("api/component.zig");
    _ = @import("api/context.zig");
    _ = @import("api/entity.zig");
    _ = @import("script/export.zig");
    _ = functions;
    _ = game_states;
    _ = lifecycle;
    _ = @import("api/camera.zig");
    _ = inputs;
    _ = pointers;
    _ = sounds;
    _ = @import("api/memory.zig");
    _ = @import("script/panic.zig");
    _ = property;
    _ = @import("api/each.zig");
    _ = @import("api/query.zig");
    _ = @import("api/random.zig");
    _ = @import("value/layout.zig");
    _ = @import("value/rename.zig");
    _ = @import("value/shape.zig");
    _ = @import("value/signature.zig");
    _ = signal;
    _ = spawn;
    _ = @import("api/state.zig");
    _ = @import("contract/status.zig");
    _ = @import("testing/each_test.zig");
    _ = @import("testing/fields.zig");
    _ = @import("testing/test.zig");
    _ = @import("testing/data_test.zig");
    _ = @import("api/timer.zig");
    _ = @import("api/value.zig");
    _ = @import("sequence/program.zig");
    _ = @import("sequence/lanes_test.zig");
    _ = @import("sequence/order_test.zig");
    _ = @import("sequence/random_test.zig");
    _ = @import("sequence/same_test.zig");
    _ = @import("sequence/signal_test.zig");
    _ = @import("sequence/time_test.zig");
    _ = @import("sequence/tween_test.zig");
    _ = @import("api/vars.zig");
    _ = @import("bevy/test.zig");
    _ = @import("bevy/sugar/camera.zig");
    _ = @import("bevy/sugar/color.zig");
    _ = @import("bevy/sugar/ecs.zig");
    _ = @import("bevy/sugar/glam.zig");
    _ = @import("bevy/sugar/math.zig");
    _ = @import("bevy/sugar/sprite.zig");
    _ = @import("bevy/sugar/text.zig");
    _ = @import("bevy/sugar/ui.zig");
    _ = math;
}
