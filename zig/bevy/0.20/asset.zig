//! The reflected types of `bevy_asset`, written from its type registry by the test `reach`.

/// A unique runtime-only identifier for an `Asset`. This is cheap to `Copy`/`Clone` and is not directly tied to
/// the lifetime of the Asset. This means it _can_ point to an `Asset` that no longer exists.
pub const AssetIdImage = union(enum) {
    /// A small / efficient runtime identifier that can be used to efficiently look up an asset stored in `Assets`.
    /// This is the "default" identifier used for assets. The alternative(s) (ex: `AssetId::Uuid`) will only be used
    /// if assets are explicitly registered that way.
    index: struct { index: AssetIndex },
    /// A stable-across-runs / const asset identifier. This will only be used if an asset is explicitly registered in
    /// `Assets` with one.
    uuid: struct { uuid: [16]u8 },

    pub const zig_reflect = "bevy_asset::id::AssetId<bevy_image::image::Image>";
    pub const default: AssetIdImage = .{ .uuid = .{ .uuid = .{ 151, 18, 139, 177, 37, 136, 72, 11, 189, 198, 135, 180, 173, 190, 196, 119 } } };
};

/// A generational runtime-only identifier for a specific `Asset` stored in `Assets`. This is optimized for
/// efficient runtime usage and is not suitable for identifying assets across app runs.
pub const AssetIndex = struct {
    generation: u32,
    index: u32,

    pub const zig_reflect = "bevy_asset::assets::AssetIndex";
};

pub const LoadedFolder = opaque {
    pub const zig_asset = "bevy_asset::folder::LoadedFolder";
};

pub const LoadedUntypedAsset = opaque {
    pub const zig_asset = "bevy_asset::assets::LoadedUntypedAsset";
};
