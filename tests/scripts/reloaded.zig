//! Has all that there is for hot reload, and notes what of it was called.
const bevy = @import("bevy");
const Reloaded = @This();

const Body = struct { mass: f32 = 1 };

updates: u32 = 0,
called: u32 = 0,
physique: Body = .{},

pub const renamed = .{ .updates = "frames", .physique = "body", .@"physique.mass" = "weight" };

var script_calls: u32 = 0;

pub fn update(self: *Reloaded, _: *bevy.Context, _: f32) void {
    self.updates += 1;
    self.called += script_calls;
}

pub fn onReload(self: *Reloaded, _: *bevy.Context) !void {
    self.called += 1;
}

pub fn serialize(self: *const Reloaded, _: *bevy.Context, writer: *bevy.StateWriter) !void {
    try writer.write(u32, self.updates);
}

pub fn deserialize(self: *Reloaded, _: *bevy.Context, reader: *bevy.StateReader) !void {
    self.updates = try reader.read(u32);
    self.called += 1;
}

pub fn healthCheck(_: *bevy.Context) void {
    script_calls += 1;
}

pub fn onHotloadPrepare(_: *bevy.Context) !void {
    script_calls += 1;
}
