//! The reflected types of `bevy_material`, written from its type registry by the test `reach`.

/// Sets how a material's base color alpha channel is used for transparency.
pub const AlphaMode = union(enum) {
    /// Base color alpha values are overridden to be fully opaque (1.0).
    @"opaque",
    /// Reduce transparency to fully opaque or fully transparent based on a threshold.
    mask: f32,
    /// The base color alpha value defines the opacity of the color. Standard alpha-blending is used to blend the
    /// fragment's color with the color behind it.
    blend,
    /// Similar to `AlphaMode::Blend`, however assumes RGB channel values are premultiplied.
    premultiplied,
    /// Spreads the fragment out over a hardware-dependent number of sample locations proportional to the alpha value.
    /// This requires multisample antialiasing; if MSAA isn't on, this is identical to `AlphaMode::Mask` with a value
    /// of 0.5.
    alpha_to_coverage,
    /// Combines the color of the fragments with the colors behind them in an additive process, (i.e. like light)
    /// producing lighter results.
    add,
    /// Combines the color of the fragments with the colors behind them in a multiplicative process, (i.e. like
    /// pigments) producing darker results.
    multiply,

    pub const zig_reflect = "bevy_material::alpha::AlphaMode";
    pub const default: AlphaMode = .@"opaque";
};

/// Render method used for opaque materials.
pub const OpaqueRendererMethod = enum {
    forward,
    deferred,
    auto,

    pub const zig_reflect = "bevy_material::opaque::OpaqueRendererMethod";
    pub const default: OpaqueRendererMethod = .forward;
};
