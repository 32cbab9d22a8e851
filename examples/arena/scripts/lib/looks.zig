//! Meshes, materials and lights. A part of the state of the script that keeps them.

const bevy = @import("bevy");
const rules = @import("rules.zig");
const Color = bevy.Color;
const Mesh = bevy.Asset(bevy.Mesh);
const Material = bevy.Asset(bevy.StandardMaterial);

pub const night: Color = .hex("0b0e1a");
pub const chalk: Color = .hex("eef1fa");
pub const amber: Color = .hex("ffcf5c");

pub const Looks = struct {
    floor: Mesh = .none,
    rings: [4]Mesh = @splat(.none),
    pillar: Mesh = .none,
    ball: Mesh = .none,
    body: Mesh = .none,
    lamp: Mesh = .none,
    cone: Mesh = .none,

    stone: Material = .none,
    line: Material = .none,
    tin: Material = .none,
    glow: Material = .none,
    shadow: Material = .none,

    pub fn make(ctx: *bevy.Context) !Looks {
        const shapes = bevy.math;
        var rings: [4]Mesh = undefined;
        for (&rings, 1..) |*ring, number| {
            const radius: f32 = @floatFromInt(5 * number);
            ring.* = try ctx.makeAsset(bevy.Mesh, shapes.Torus{ .minor_radius = 0.09, .major_radius = radius });
        }
        return .{
            .floor = try ctx.makeAsset(bevy.Mesh, shapes.Cylinder.new(rules.radius, 0.4)),
            .rings = rings,
            .pillar = try ctx.makeAsset(bevy.Mesh, shapes.Cuboid.new(0.9, 3.2, 0.9)),
            .ball = try ctx.makeAsset(bevy.Mesh, shapes.Sphere.new(0.4)),
            .body = try ctx.makeAsset(bevy.Mesh, shapes.Capsule3d.new(0.45, 0.6)),
            .lamp = try ctx.makeAsset(bevy.Mesh, shapes.Cuboid.new(0.28, 0.28, 0.28)),
            .cone = try ctx.makeAsset(bevy.Mesh, shapes.Cone.new(0.6, 1.5)),
            .stone = try ctx.addAsset(bevy.StandardMaterial{ .base_color = .hex("2b3350"), .perceptual_roughness = 0.9 }),
            .line = try ctx.addAsset(bevy.StandardMaterial{ .base_color = .hex("465081"), .unlit = true }),
            .tin = try ctx.addAsset(bevy.StandardMaterial{ .base_color = .hex("8fb8ff"), .metallic = 0.4 }),
            .glow = try ctx.addAsset(bevy.StandardMaterial{
                .base_color = amber,
                .emissive = .{ .red = 1.6, .green = 0.8, .blue = 0.1 },
            }),
            .shadow = try ctx.addAsset(bevy.StandardMaterial{
                .base_color = .hex("1a0710"),
                .emissive = .{ .red = 0.6, .green = 0.02, .blue = 0.12 },
            }),
        };
    }

    /// The floor with its lines and pillars, a moon, and the camera.
    pub fn spawnPlace(self: Looks, ctx: *bevy.Context) !void {
        try ctx.insertResource(bevy.ClearColor{ .color = night });
        try ctx.insertResource(bevy.GlobalAmbientLight{ .color = .hex("8da2ff"), .brightness = 130 });
        _ = try ctx.spawnWith(.{ .transform = bevy.Transform.fromXyz(-6, 12, 5).lookingAt(.zero, .y) }, .{
            bevy.DirectionalLight{ .color = .hex("b9c8ff"), .illuminance = 3500, .shadow_maps_enabled = true },
        });
        _ = try ctx.spawnWith(.{ .tag = "camera", .transform = .fromXyz(0, 30, 26) }, .{
            bevy.Camera3d{},
            // Bevy's own choice needs one of its features, `tonemapping_luts`.
            bevy.core_pipeline.Tonemapping.aces_fitted,
            bevy.scriptNamed("camera", .{}),
        });
        _ = try self.spawn(ctx, .none, .fromXyz(0, -0.2, 0), self.floor, self.stone);
        for (self.rings) |ring| _ = try self.spawn(ctx, .none, .{ .scale = .new(1, 0.3, 1) }, ring, self.line);
        for (0..12) |number| {
            const angle: f32 = @as(f32, @floatFromInt(number)) * bevy.tau / 12;
            const turned: bevy.Quat = .fromRotationY(angle);
            const at = turned.mulVec3(.new(0, 1.3, rules.radius + 0.6));
            const pillar = try self.spawn(ctx, .none, .{ .translation = at, .rotation = turned }, self.pillar, self.stone);
            _ = try self.spawn(ctx, pillar.id, .fromXyz(0, 1.9, 0), self.lamp, if (number % 3 == 0) self.glow else self.line);
        }
    }

    /// Something to see.
    pub fn spawn(_: Looks, ctx: *bevy.Context, parent: bevy.Entity, at: bevy.Transform, mesh: Mesh, material: Material) !bevy.EntityRef {
        return ctx.spawnWith(.{ .parent = parent, .transform = at }, .{
            bevy.Mesh3d{ .mesh = .of(mesh) },
            bevy.MeshMaterial3d{ .value = .of(material) },
        });
    }
};
