//! The reflected types of `bevy_gltf`, as the game has them: written by `cargo bevy-zig mirror`.

pub const Gltf = opaque {
    pub const zig_asset = "bevy_gltf::assets::Gltf";
};
