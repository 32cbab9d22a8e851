//! The reflected types of `bevy_image`, as the game has them: written by `cargo bevy-zig mirror`.

pub const Image = opaque {
    pub const zig_asset = "bevy_image::image::Image";
};
