//! The reflected types of `bevy_gltf`, written from its type registry by the test `reach`.

pub const Gltf = opaque {
    pub const zig_asset = "bevy_gltf::assets::Gltf";
};

/// Additional untyped data that can be present on most glTF types at the primitive level.
pub const GltfExtras = struct {
    /// Content of the extra data.
    value: []const u8 = "",

    pub const zig_reflect = "bevy_gltf::assets::GltfExtras";
};

pub const GltfMaterial = opaque {
    pub const zig_asset = "bevy_gltf::material::GltfMaterial";
};

/// Additional untyped data that can be present on most glTF types at the material level.
pub const GltfMaterialExtras = struct {
    /// Content of the extra data.
    value: []const u8 = "",

    pub const zig_reflect = "bevy_gltf::assets::GltfMaterialExtras";
};

/// The material name of a glTF primitive.
pub const GltfMaterialName = struct {
    value: []const u8,

    pub const zig_reflect = "bevy_gltf::assets::GltfMaterialName";
};

pub const GltfMesh = opaque {
    pub const zig_asset = "bevy_gltf::assets::GltfMesh";
};

/// Additional untyped data that can be present on most glTF types at the mesh level.
pub const GltfMeshExtras = struct {
    /// Content of the extra data.
    value: []const u8 = "",

    pub const zig_reflect = "bevy_gltf::assets::GltfMeshExtras";
};

/// The mesh name of a glTF primitive.
pub const GltfMeshName = struct {
    value: []const u8,

    pub const zig_reflect = "bevy_gltf::assets::GltfMeshName";
};

pub const GltfNode = opaque {
    pub const zig_asset = "bevy_gltf::assets::GltfNode";
};

pub const GltfPrimitive = opaque {
    pub const zig_asset = "bevy_gltf::assets::GltfPrimitive";
};

/// Additional untyped data that can be present on most glTF types at the scene level.
pub const GltfSceneExtras = struct {
    /// Content of the extra data.
    value: []const u8 = "",

    pub const zig_reflect = "bevy_gltf::assets::GltfSceneExtras";
};

/// The name of a glTF scene.
pub const GltfSceneName = struct {
    value: []const u8,

    pub const zig_reflect = "bevy_gltf::assets::GltfSceneName";
};

pub const GltfSkin = opaque {
    pub const zig_asset = "bevy_gltf::assets::GltfSkin";
};
