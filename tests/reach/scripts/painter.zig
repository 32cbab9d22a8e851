//! Makes meshes and materials, changes sprites, and loads a ship with a loading screen, one call at a time.
const std = @import("std");
const bevy = @import("bevy");
const shapes = bevy.math;
const Painter = @This();

const Call = enum { none, build, fade, read, shapes, animate_sprite, next_tile, load, spawn_ship, paint_ship };

call: Call = .none,
failure: [32]u8 = @splat(0),
cube: bevy.Asset(bevy.Mesh) = .none,
glow: bevy.Asset(bevy.StandardMaterial) = .none,
tiles: bevy.Asset(bevy.TextureAtlasLayout) = .none,
ship: bevy.Asset(bevy.Gltf) = .none,
root: bevy.Entity = .none,
barrel: bevy.Entity = .none,
progress: f32 = -1,
is_loaded: bool = false,
metallic: f32 = 0,
red: f32 = 0,
meshes: u32 = 0,

pub fn init(_: *Painter, ctx: *bevy.Context) !void {
    _ = try ctx.connect("asset_loaded");
}

pub fn update(self: *Painter, ctx: *bevy.Context, _: f32) !void {
    if (self.ship != bevy.Asset(bevy.Gltf).none) self.progress = ctx.loading().progress();
    const call = self.call;
    self.call = .none;
    self.run(ctx, call) catch |failure| {
        const name = @errorName(failure);
        @memcpy(self.failure[0..name.len], name);
        return failure;
    };
}

fn run(self: *Painter, ctx: *bevy.Context, call: Call) !void {
    const own = ctx.entity();
    switch (call) {
        .none => {},
        .build => {
            self.cube = try ctx.makeAsset(bevy.Mesh, shapes.Cuboid.new(1, 2, 3));
            self.glow = try ctx.addAsset(bevy.StandardMaterial{
                .base_color = .srgb(1, 0, 1),
                .base_color_texture = .load("tiles.png"),
                .metallic = 0.25,
            });
            try own.insert(bevy.Mesh3d{ .mesh = .of(self.cube) });
            try own.insert(bevy.MeshMaterial3d{ .value = .of(self.glow) });
        },
        .fade => try ctx.setAsset(self.glow, .{ .base_color = bevy.Color.srgba(1, 1, 1, 0.5) }),
        .read => {
            const material = try ctx.asset(self.glow);
            self.metallic = material.metallic;
            self.red = material.base_color.Srgba.red;
        },
        .shapes => inline for (.{
            shapes.Annulus{},                                 shapes.Capsule2d{},                               shapes.Circle{},    shapes.CircularSector{},
            shapes.CircularSegment{},                         shapes.Ellipse{},                                 shapes.Rectangle{}, shapes.RegularPolygon{},
            shapes.Rhombus{},                                 shapes.Triangle2d{},                              shapes.Capsule3d{}, shapes.Cone{},
            shapes.ConicalFrustum{},                          shapes.Cuboid{},                                  shapes.Cylinder{},  shapes.Plane3d{},
            shapes.Sphere{},                                  shapes.Tetrahedron{},                             shapes.Torus{},     shapes.Triangle3d{},
            shapes.Segment2d{ .vertices = .{ .zero, .one } }, shapes.Segment3d{ .vertices = .{ .zero, .one } },
        }) |shape| {
            _ = try ctx.makeAsset(bevy.Mesh, shape);
            self.meshes += 1;
        },
        .animate_sprite => {
            self.tiles = try ctx.addAsset(bevy.TextureAtlasLayout{
                .size = .{ .x = 4, .y = 2 },
                .textures = &.{ .{ .max = .{ .x = 2, .y = 2 } }, .{ .min = .{ .x = 2 }, .max = .{ .x = 4, .y = 2 } } },
            });
            try own.insert(bevy.Sprite{ .image = .load("none.png") });
            try own.set(bevy.Sprite, .{
                .image = bevy.Handle(bevy.Image).load("tiles.png"),
                .texture_atlas = bevy.TextureAtlas{ .layout = .of(self.tiles) },
            });
        },
        .next_tile => {
            var atlas = (try own.get(bevy.Sprite)).texture_atlas.?;
            atlas.index = 1;
            try own.set(bevy.Sprite, .{ .texture_atlas = atlas });
        },
        .load => self.ship = try ctx.load(bevy.Gltf, "ship.gltf"),
        .spawn_ship => self.root = (try ctx.spawnWith(.{ .name = "root" }, .{
            bevy.world_serialization.WorldAssetRoot{ .value = .load("ship.gltf#Scene0") },
        })).id,
        .paint_ship => {
            const barrel = try ctx.ref(self.root).child("Barrel");
            self.barrel = barrel.id;
            const hull = try ctx.ref(self.root).child("Hull.Hull");
            self.glow = try ctx.keep((try hull.get(bevy.MeshMaterial3d)).value);
            try ctx.setAsset(self.glow, .{ .metallic = 0.75 });
        },
    }
}

pub fn onSignal(self: *Painter, _: *bevy.Context, signal: *const bevy.Signal) !void {
    if (signal.payload(bevy.Asset(bevy.Gltf)) == self.ship) self.is_loaded = true;
}
