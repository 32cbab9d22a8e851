//! The reflected types of `bevy_gltf`, written from its type registry by the test `reach`.

/// Additional untyped data that can be present on most glTF types at the primitive level.
pub const GltfExtras = struct {
    /// Content of the extra data.
    value: []const u8 = "",

    pub const zig_reflect = "bevy_gltf::assets::GltfExtras";
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
