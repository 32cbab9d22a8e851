//! The reflected types of `bevy_mesh`, as the game has them: written by `cargo bevy-zig mirror`.

const bevy = @import("bevy");

pub const Mesh = opaque {
    pub const zig_asset = "bevy_mesh::mesh::Mesh";
};

pub const Mesh2d = struct {
    mesh: bevy.Handle(Mesh) = .none,

    pub const zig_reflect = "bevy_mesh::components::Mesh2d";
};

pub const Mesh3d = struct {
    mesh: bevy.Handle(Mesh) = .none,

    pub const zig_reflect = "bevy_mesh::components::Mesh3d";
};

pub const MeshTag = struct {
    value: u32 = 0,

    pub const zig_reflect = "bevy_mesh::components::MeshTag";
};

pub const SkinnedMesh = struct {
    inverse_bindposes: bevy.Handle(SkinnedMeshInverseBindposes) = .none,
    joints: []const bevy.Entity = &.{},

    pub const zig_reflect = "bevy_mesh::skinning::SkinnedMesh";
};

pub const SkinnedMeshInverseBindposes = opaque {
    pub const zig_asset = "bevy_mesh::skinning::SkinnedMeshInverseBindposes";
};
