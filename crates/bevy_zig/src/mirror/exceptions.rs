//! All exceptions to the rules by which Rust's types become Zig's, each with its reason.

/// Types that are leaves, by their full path in Rust: what Zig or the SDK has for them.
const LEAVES: &[(&str, &str)] = &[
    ("bool", "bool"),
    ("u8", "u8"),
    ("u16", "u16"),
    ("u32", "u32"),
    ("u64", "u64"),
    ("usize", "usize"),
    ("i8", "i8"),
    ("i16", "i16"),
    ("i32", "i32"),
    ("i64", "i64"),
    ("isize", "isize"),
    ("f32", "f32"),
    ("f64", "f64"),
    // Zig's name for what holds a code point.
    ("char", "u21"),
    // Text of any length, whoever owns it.
    ("alloc::string::String", TEXT),
    ("alloc::borrow::Cow<'static, str>", TEXT),
    ("alloc::borrow::Cow<str>", TEXT),
    ("smol_str::SmolStr", TEXT),
    ("alloc::boxed::Box<str>", TEXT),
    ("alloc::sync::Arc<str>", TEXT),
    ("bevy_platform::sync::Arc<str>", TEXT),
    // A text whose hash Bevy keeps beside it.
    ("bevy_ecs::name::HashedStr", TEXT),
    // Paths are text.
    ("std::path::PathBuf", TEXT),
    ("alloc::borrow::Cow<'static, std::path::Path>", TEXT),
    ("alloc::borrow::Cow<std::path::Path>", TEXT),
    ("bevy_asset::path::AssetPath", TEXT),
    ("core::time::Duration", DURATION),
    ("bevy_ecs::entity::Entity", ENTITY),
    // Its bytes, in the order in which it is written.
    ("uuid::Uuid", "[16]u8"),
    // Zig has no type for a number that is not 0: the host refuses a 0.
    ("core::num::NonZeroU8", "u8"),
    ("core::num::NonZeroU16", "u16"),
    ("core::num::NonZeroU32", "u32"),
    ("core::num::NonZeroU64", "u64"),
    ("core::num::NonZeroUsize", "usize"),
    ("core::num::NonZeroI8", "i8"),
    ("core::num::NonZeroI16", "i16"),
    ("core::num::NonZeroI32", "i32"),
    ("core::num::NonZeroI64", "i64"),
    ("core::num::NonZeroIsize", "isize"),
    ("core::num::NonZero<u8>", "u8"),
    ("core::num::NonZero<u16>", "u16"),
    ("core::num::NonZero<u32>", "u32"),
    ("core::num::NonZero<u64>", "u64"),
    ("core::num::NonZero<usize>", "usize"),
    ("core::num::NonZero<i8>", "i8"),
    ("core::num::NonZero<i16>", "i16"),
    ("core::num::NonZero<i32>", "i32"),
    ("core::num::NonZero<i64>", "i64"),
    ("core::num::NonZero<isize>", "isize"),
    // The SDK's own, which have functions.
    ("glam::Vec2", "bevy.Vec2"),
    ("glam::Vec3", "bevy.Vec3"),
    ("glam::Quat", "bevy.Quat"),
    ("bevy_math::direction::Dir2", DIR2),
    ("bevy_math::direction::Dir3", DIR3),
    ("bevy_math::direction::Dir3A", DIR3),
];

pub(super) const TEXT: &str = "[]const u8";
pub(super) const DURATION: &str = "bevy.Duration";
pub(super) const ENTITY: &str = "bevy.Entity";
pub(super) const DIR2: &str = "bevy.Dir2";
pub(super) const DIR3: &str = "bevy.Dir3";

/// What Zig or the SDK has for a leaf.
pub(super) fn leaf(path: &str) -> Option<&'static str> {
    LEAVES.iter().find(|(rust, _)| *rust == path).map(|(_, zig)| *zig)
}

/// Types that have a name of their own, for which the SDK has a type that scripts know already: the mirror is another
/// name for it.
const ALIASES: &[(&str, &str)] = &[("bevy_transform::components::transform::Transform", "bevy.Transform")];

/// The SDK's type for this one.
pub(super) fn alias(path: &str) -> Option<&'static str> {
    ALIASES.iter().find(|(rust, _)| *rust == path).map(|(_, zig)| *zig)
}

/// The only field of a tuple struct has no name in Rust. In Zig it is `value`, unless another says what it is.
const FIELD_NAMES: &[(&str, &str)] = &[
    ("bevy_ui::widget::text::Text", "text"),
    ("bevy_sprite::text2d::Text2d", "text"),
    ("bevy_text::text::TextSpan", "text"),
    ("bevy_text::text::TextColor", "color"),
    ("bevy_text::text::TextBackgroundColor", "color"),
    ("bevy_ui::ui_node::BackgroundColor", "color"),
    ("bevy_ui::ui_node::OuterColor", "color"),
    ("bevy_camera::clear_color::ClearColor", "color"),
    ("bevy_ecs::name::Name", "text"),
    ("bevy_ecs::hierarchy::ChildOf", "parent"),
    ("bevy_ecs::hierarchy::Children", "entities"),
    ("bevy_mesh::components::Mesh2d", "mesh"),
    ("bevy_mesh::components::Mesh3d", "mesh"),
];

/// The name of the only field of a tuple struct.
pub(super) fn only_field(path: &str) -> &'static str {
    FIELD_NAMES.iter().find(|(rust, _)| *rust == path).map_or("value", |(_, name)| name)
}

/// Defaults that are not the same in each program: a type and its field, and what its mirror has instead.
const DEFAULTS: &[(&str, &str, &str)] = &[
    // The name of the program's file.
    ("bevy_window::window::Window", "title", "\"App\""),
];

/// What a field has instead of Rust's default.
pub(super) fn default(path: &str, field: &str) -> Option<&'static str> {
    DEFAULTS.iter().find(|(owner, name, _)| *owner == path && *name == field).map(|(.., literal)| *literal)
}
