//! The reflected types of `bevy_shader`, written from its type registry by the test `reach`.

pub const Shader = opaque {
    pub const zig_asset = "bevy_shader::shader::Shader";
};
