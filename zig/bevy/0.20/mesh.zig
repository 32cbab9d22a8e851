//! The reflected types of `bevy_mesh`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_shape = @import("shape.zig");

/// An array of indices into the `VertexAttributeValues` for a mesh.
pub const Indices = union(enum) {
    u16: []const u16,
    u32: []const u32,

    pub const zig_reflect = "bevy_mesh::index::Indices";
};

pub const JointAabb = struct {
    center: bevy.Vec3,
    half_size: bevy.Vec3,

    pub const zig_reflect = "bevy_mesh::skinning::JointAabb";
};

pub const JointIndex = struct {
    value: u16,

    pub const zig_reflect = "bevy_mesh::skinning::JointIndex";
};

/// A 3D object made out of vertices representing triangles, lines, or points, with "attribute" values for each
/// vertex.
pub const Mesh = struct {
    indices: MeshExtractableDataIndices,
    morph_targets: MeshExtractableDataVecMorphAttributes,
    morph_target_names: MeshExtractableDataVecString,
    /// Whether or not to build a BLAS for use with `bevy_solari` raytracing.
    enable_raytracing: bool,
    /// Precomputed min and max extents of the mesh position data. Used mainly for constructing `Aabb`s for frustum
    /// culling and decompressing vertex positions. This data will be set if/when a mesh is extracted to the GPU or
    /// when compressing positions.
    final_aabb: ?in_bevy_shape.Aabb3d,
    /// Precomputed min and max extents of the mesh UV channels data. Used mainly for decompressing vertex UVs. This
    /// will be set when compressing UVs.
    final_uv_ranges: [2]?in_bevy_shape.Aabb2d,
    skinned_mesh_bounds: ?SkinnedMeshBounds,

    pub const zig_reflect = "bevy_mesh::mesh::Mesh";
    pub const zig_asset = "bevy_mesh::mesh::Mesh";
};

/// A component for 2D meshes. Requires a `MeshMaterial2d` to be rendered, commonly using a `ColorMaterial`.
pub const Mesh2d = struct {
    mesh: bevy.Handle(Mesh) = .none,

    pub const zig_reflect = "bevy_mesh::components::Mesh2d";
};

/// A component for 3D meshes. Requires a `MeshMaterial3d` to be rendered, commonly using a `StandardMaterial`.
pub const Mesh3d = struct {
    mesh: bevy.Handle(Mesh) = .none,

    pub const zig_reflect = "bevy_mesh::components::Mesh3d";
};

pub const MeshExtractableDataIndices = union(enum) {
    data: Indices,
    no_data,
    extracted_to_render_world,

    pub const zig_reflect = "bevy_mesh::mesh::MeshExtractableData<bevy_mesh::index::Indices>";
};

pub const MeshExtractableDataVecMorphAttributes = union(enum) {
    data: []const MorphAttributes,
    no_data,
    extracted_to_render_world,

    pub const zig_reflect = "bevy_mesh::mesh::MeshExtractableData<alloc::vec::Vec<bevy_mesh::morph::MorphAttributes>>";
};

pub const MeshExtractableDataVecString = union(enum) {
    data: []const []const u8,
    no_data,
    extracted_to_render_world,

    pub const zig_reflect = "bevy_mesh::mesh::MeshExtractableData<alloc::vec::Vec<alloc::string::String>>";
};

/// A component that controls the [morph targets] of a mesh. Must be assigned to an entity with a `Mesh3d`
/// component.
pub const MeshMorphWeights = union(enum) {
    value: struct { weights: []const f32 },
    /// A reference to an entity containing a `MorphWeights` component. This allows a single `MorphWeights` component
    /// to control the morph targets of multiple meshes.
    reference: bevy.Entity,

    pub const zig_reflect = "bevy_mesh::morph::MeshMorphWeights";
};

/// A component that stores an arbitrary index used to identify the mesh instance when rendering.
pub const MeshTag = struct {
    /// The value made available to the shader.
    value: u32 = 0,

    pub const zig_reflect = "bevy_mesh::components::MeshTag";
};

/// Attributes **differences** used for morph targets.
pub const MorphAttributes = struct {
    /// The vertex position difference between base mesh and this target.
    position: bevy.Vec3 = .zero,
    /// Padding to ensure that vectors start on 16-byte boundaries.
    pad_a: f32 = 0,
    /// The vertex normal difference between base mesh and this target.
    normal: bevy.Vec3 = .zero,
    /// Padding to ensure that vectors start on 16-byte boundaries.
    pad_b: f32 = 0,
    /// The vertex tangent difference between base mesh and this target.
    tangent: bevy.Vec3 = .zero,
    /// Padding to ensure that vectors start on 16-byte boundaries.
    pad_c: f32 = 0,

    pub const zig_reflect = "bevy_mesh::morph::MorphAttributes";
};

/// Controls the [morph targets] for all child `Mesh3d` entities. In most cases, `MorphWeights` should be
/// considered the "source of truth" when writing [morph targets] for meshes. However you can choose to write
/// child `MeshMorphWeights` if your situation requires more granularity. Just note that if you set
/// `MorphWeights`, it will overwrite child `MeshMorphWeights` values.
pub const MorphWeights = struct {
    weights: []const f32 = &.{},
    /// The first mesh primitive assigned to these weights
    first_mesh: ?bevy.Handle(Mesh) = null,

    pub const zig_reflect = "bevy_mesh::morph::MorphWeights";
};

pub const SkinnedMesh = struct {
    inverse_bindposes: bevy.Handle(SkinnedMeshInverseBindposes) = .none,
    joints: []const bevy.Entity = &.{},

    pub const zig_reflect = "bevy_mesh::skinning::SkinnedMesh";
};

/// Data that can be used to calculate the AABB of a skinned mesh.
pub const SkinnedMeshBounds = struct {
    aabbs: []const JointAabb,
    aabb_index_to_joint_index: []const JointIndex,

    pub const zig_reflect = "bevy_mesh::skinning::SkinnedMeshBounds";
};

pub const SkinnedMeshInverseBindposes = opaque {
    pub const zig_asset = "bevy_mesh::skinning::SkinnedMeshInverseBindposes";
};

/// An enum to define which UV attribute to use for a texture.
pub const UvChannel = enum {
    uv0,
    uv1,

    pub const zig_reflect = "bevy_mesh::mesh::UvChannel";
    pub const default: UvChannel = .uv0;
};
