//! Looks through a 2D and a 3D camera, and changes the window.
const bevy = @import("bevy");
const Viewer = @This();

const Step = enum {
    none,
    zoom,
    look,
    window,
    grab,
    read_window,
    moves,
    screenshot,
    exit,
    fail,
    sound,
    look_from_none,
    look_from_gone,
    size_of_gone,
    show_from_gone,
};

step: Step = .none,
flat: bevy.Entity = .none,
deep: bevy.Entity = .none,
/// One that is no longer there.
gone: bevy.Entity = .none,
/// Where the cameras are asked to look.
at: bevy.Vec2 = .zero,
place: bevy.Vec3 = .zero,
world: bevy.Vec2 = .zero,
shown: bevy.Vec2 = .zero,
has_shown: bool = false,
origin: bevy.Vec3 = .zero,
direction: bevy.Vec3 = .zero,
size: bevy.Vec2 = .zero,
cursor: bevy.Vec2 = .zero,
has_cursor: bool = false,
width: u32 = 0,
moves: u32 = 0,
outcome: [32]u8 = @splat(0),

pub fn init(self: *Viewer, ctx: *bevy.Context) !void {
    const flat = try ctx.spawnWith(.{ .transform = .fromXyz(100, 0, 0) }, .{bevy.Camera2d{}});
    self.flat = flat.id;
    const behind: bevy.Camera = .{ .order = 1 };
    const deep = try ctx.spawnWith(.{ .transform = .fromXyz(0, 0, 10) }, .{ bevy.Camera3d{}, behind });
    self.deep = deep.id;
}

pub fn update(self: *Viewer, ctx: *bevy.Context, _: f32) !void {
    const step = self.step;
    self.step = .none;
    self.take(ctx, step) catch |failure| {
        const name = @errorName(failure);
        self.outcome = @splat(0);
        @memcpy(self.outcome[0..name.len], name);
    };
    if (try ctx.cursor()) |cursor| {
        self.cursor = cursor;
        self.has_cursor = true;
    } else {
        self.has_cursor = false;
    }
    self.moves += @intCast((try ctx.messages(bevy.window.CursorMoved)).len);
}

fn take(self: *Viewer, ctx: *bevy.Context, step: Step) !void {
    const flat = ctx.ref(self.flat);
    const deep = ctx.ref(self.deep);
    switch (step) {
        .none, .moves => {},
        .zoom => {
            var projection = try flat.get(bevy.Projection);
            projection.orthographic.scale = 0.5;
            try flat.insert(projection);
        },
        .look => {
            self.world = (try flat.viewportToWorld2d(self.at)).?;
            const ray = (try deep.viewportToWorld(self.at)).?;
            self.origin = ray.origin;
            self.direction = ray.direction.v;
            const shown = try deep.worldToViewport(self.place);
            self.has_shown = shown != null;
            self.shown = shown orelse .zero;
            self.size = (try deep.viewportSize()).?;
        },
        .look_from_none => _ = try ctx.ref(.none).viewportToWorld2d(self.at),
        .look_from_gone => _ = try ctx.ref(self.gone).viewportToWorld(self.at),
        .size_of_gone => _ = try ctx.ref(self.gone).viewportSize(),
        .show_from_gone => _ = try ctx.ref(self.gone).worldToViewport(self.place),
        .window => try (try ctx.window()).set(bevy.Window, .{
            .title = "From Zig",
            .mode = .{ .borderless_fullscreen = .current },
            .resolution = .{ .physical_width = 640 },
        }),
        .grab => try (try ctx.window()).set(bevy.CursorOptions, .{ .visible = false, .grab_mode = .locked }),
        .read_window => self.width = (try (try ctx.window()).get(bevy.Window)).resolution.physical_width,
        .screenshot => try ctx.saveScreenshot("shot.png"),
        .exit => try ctx.exit(),
        .fail => try ctx.exitWith(7),
        .sound => _ = try ctx.play("pew.ogg", .{}),
    }
}
