//! Numbers that a field's type has room for and Bevy has no use for: its own functions panic when they are asked to set
//! them, and its systems do when they meet them, or never come to an end.

use std::time::Duration;

use smallvec::SmallVec;

use super::bound::{Field, Shape, Struct};
use super::holder::Holder;
#[cfg(feature = "testing")]
use super::needs;

/// What the numbers or the text of a field have to be, wherever in its value. It stands in for the rules of the types
/// in there.
pub(crate) struct Rule {
    /// The type that has the field, whatever its own parameters are.
    of_type: &'static str,
    field: &'static str,
    allows: fn(&[u8]) -> bool,
    /// What is allowed, for messages.
    pub(crate) what: &'static str,
}

/// How much faster than the machine's a game's time may go by: each frame has that many times as many fixed steps.
const SPEED_MAX: f64 = 100.0;

/// With shorter steps, those of a single frame take longer than a frame. One of Bevy's examples has 1024 in a second.
const STEP_MIN: Duration = Duration::from_micros(500);

/// Times that are added up, for as long as a game runs, come to no end of their range.
const TIME_MAX: Duration = Duration::from_secs(1 << 40);

/// The glyphs of larger texts take longer than a frame, and more room than a texture has.
const FONT_SIZE_MAX: f32 = 1000.0;

/// Larger than any screen or texture, and small enough to be added up.
const PIXELS_MAX: u32 = 1 << 16;

/// Larger than any screen, and than what is scrolled on one. Layout adds up and multiplies lengths, and panics or never
/// comes to an end where that is infinite; and it counts in 16 bits how many tracks a node has room for.
const LENGTH_MAX: f32 = 500_000.0;

/// A polygon as large as a screen looks like a circle long before. More corners than there is memory end the game.
const SIDES_MAX: u32 = 1 << 16;

/// A thousand times the screen, or the node around.
const PERCENT_MAX: f32 = 1e5;

/// Sizes are divided by it.
const RATIO_MIN: f32 = 1e-4;

/// Sound compares how far away both ears are, and panics where they are at one place.
const EARS_MIN: f32 = 1e-4;

/// What the places of ears and sounds are multiplied by: ears that are `EARS_MIN` apart still are.
const SPATIAL_MIN: f32 = 1e-6;
const SPATIAL_MAX: f32 = 1e4;

/// The tracks of a grid, which layout goes through one by one.
pub(super) const TRACKS_MAX: u16 = 1000;

const TIME: &str = "bevy_time::time::Time";
const FIXED: &str = "bevy_time::fixed::Fixed";
const VIRTUAL: &str = "bevy_time::virt::Virtual";
const VIEWPORT: &str = "bevy_camera::camera::Viewport";
const NODE: &str = "bevy_ui::ui_node::Node";
const BORDER_RADIUS: &str = "bevy_ui::ui_node::BorderRadius";
const PLACEMENT: &str = "bevy_ui::ui_node::GridPlacement";
const WINDOW: &str = "bevy_window::window::Window";
const WINDOW_CONSTRAINTS: &str = "bevy_window::window::WindowResizeConstraints";
const SPRITE: &str = "bevy_sprite::sprite::Sprite";
const SPRITE_MESH: &str = "bevy_sprite::sprite_mesh::SpriteMesh";
const SPATIAL_SCALE: &str = "bevy_audio::audio::SpatialScale";

const fn rule(of_type: &'static str, field: &'static str, allows: fn(&[u8]) -> bool, what: &'static str) -> Rule {
    Rule { of_type, field, allows, what }
}

/// A variant of an enum is a type here; a payload without a name is the field "".
static RULES: &[Rule] = &[
    rule(VIRTUAL, "relative_speed", is_speed, "it has to be from 0 to 100"),
    rule(
        VIRTUAL,
        "max_delta",
        |bytes| lies(bytes, Duration::from_nanos(1), TIME_MAX),
        "it has to be longer than 0, and no longer than any game runs",
    ),
    rule(
        FIXED,
        "timestep",
        |bytes| lies(bytes, STEP_MIN, TIME_MAX),
        "it has to be 0.5 ms at least, and no longer than any game runs",
    ),
    rule(
        FIXED,
        "overstep",
        |bytes| lies(bytes, Duration::ZERO, Duration::from_secs(1)),
        "it has to be 1 s at the most",
    ),
    rule(
        TIME,
        "wrap_period",
        |bytes| lies(bytes, Duration::from_nanos(1), Duration::MAX),
        "it has to be longer than 0",
    ),
    rule(TIME, "delta", is_time, NO_TIME),
    rule(TIME, "elapsed", is_time, NO_TIME),
    rule(TIME, "elapsed_wrapped", is_time, NO_TIME),
    rule(VIEWPORT, "physical_position", are_pixels, NO_PIXELS),
    rule(VIEWPORT, "physical_size", is_area, "it has to be from 1 to 65536 in each direction"),
    rule("bevy_camera::camera::RenderTarget::None", "size", is_area, "it has to be from 1 to 65536 in each direction"),
    rule(
        VIEWPORT,
        "depth",
        |bytes| is_range(bytes) && within(bytes, 0.0, 1.0),
        "it has to begin and end from 0 to 1, and not to end before it begins",
    ),
    rule(
        "bevy_camera::components::Camera3dDepthLoadOp::Clear",
        "",
        |bytes| within(bytes, 0.0, 1.0),
        "it has to be from 0 to 1",
    ),
    rule(
        "bevy_camera::components::Camera3dDepthTextureUsage",
        "",
        |bytes| uints(bytes).all(|bits| bits & DRAWN_TO != 0 && bits & !USAGES == 0),
        "it has to be a usage of a texture that is drawn to: 16, and what is added to that",
    ),
    rule("bevy_camera::camera::ImageRenderTarget", "scale_factor", is_scale, NO_SCALE),
    rule("bevy_text::text::FontSize::Px", "", |bytes| within(bytes, 0.0, FONT_SIZE_MAX), NO_SIZE),
    rule("bevy_text::text::FontSize::Vw", "", is_percent, NO_PERCENT),
    rule("bevy_text::text::FontSize::Vh", "", is_percent, NO_PERCENT),
    rule("bevy_text::text::FontSize::VMin", "", is_percent, NO_PERCENT),
    rule("bevy_text::text::FontSize::VMax", "", is_percent, NO_PERCENT),
    rule("bevy_text::text::FontSize::Rem", "", |bytes| within(bytes, 0.0, 20.0), "it has to be from 0 to 20"),
    rule(
        "bevy_math::primitives::dim2::RegularPolygon",
        "sides",
        |bytes| uints(bytes).all(|sides| (3..=SIDES_MAX).contains(&sides)),
        "it has to be from 3 to 65536",
    ),
    rule("bevy_zig::BindAxis", "dead_zone", |bytes| within(bytes, 0.0, 1.0), "it has to be from 0 to 1"),
    rule("bevy_zig::AxisThreshold", "threshold", |bytes| within(bytes, -1.0, 1.0), "it has to be from -1 to 1"),
    rule("bevy_zig::ScaledAxis", "scale", is_finite, NO_FACTOR),
    rule("bevy_zig::AxisSource::MouseX", "", is_finite, NO_FACTOR),
    rule("bevy_zig::AxisSource::MouseY", "", is_finite, NO_FACTOR),
    rule("bevy_zig::AxisSource::WheelX", "", is_finite, NO_FACTOR),
    rule("bevy_zig::AxisSource::WheelY", "", is_finite, NO_FACTOR),
    rule("bevy_ui::UiScale", "", is_scale, NO_SCALE),
    rule("bevy_window::window::WindowResolution", "scale_factor", is_scale, NO_SCALE),
    rule("bevy_window::window::WindowResolution", "scale_factor_override", is_scale, NO_SCALE),
    rule("bevy_window::window::WindowResolution", "physical_width", are_sides, NO_SIDE),
    rule("bevy_window::window::WindowResolution", "physical_height", are_sides, NO_SIDE),
    rule(WINDOW, "title", |bytes| !bytes.contains(&0), NO_ZERO),
    rule(WINDOW, "name", |bytes| !bytes.contains(&0), NO_ZERO),
    rule(WINDOW, "desired_maximum_frame_latency", is_latency, "it has to be from 1 to 16"),
    rule(WINDOW_CONSTRAINTS, "min_width", is_least_side, NO_SIDE),
    rule(WINDOW_CONSTRAINTS, "min_height", is_least_side, NO_SIDE),
    rule("bevy_light::point_light::PointLightShadowMap", "size", is_texture, NO_TEXTURE),
    rule("bevy_light::directional_light::DirectionalLightShadowMap", "size", is_texture, NO_TEXTURE),
    rule("bevy_text::text::LineHeight::Px", "", is_height, NO_HEIGHT),
    rule("bevy_text::text::LineHeight::RelativeToFont", "", is_height, NO_HEIGHT),
    rule(
        "bevy_post_process::auto_exposure::settings::AutoExposure",
        "range",
        is_range,
        "it must not end before it begins",
    ),
    rule("bevy_ui::geometry::Val::Px", "", is_length, NO_LENGTH),
    rule("bevy_ui::geometry::Val::Percent", "", is_share, NO_SHARE),
    rule("bevy_ui::geometry::Val::Vw", "", is_share, NO_SHARE),
    rule("bevy_ui::geometry::Val::Vh", "", is_share, NO_SHARE),
    rule("bevy_ui::geometry::Val::VMin", "", is_share, NO_SHARE),
    rule("bevy_ui::geometry::Val::VMax", "", is_share, NO_SHARE),
    rule(NODE, "padding", is_size, NO_EXTENT),
    rule(NODE, "border", is_size, NO_EXTENT),
    rule(NODE, "aspect_ratio", |bytes| zero_or(bytes, RATIO_MIN, 1.0 / RATIO_MIN), NO_RATIO),
    rule(NODE, "row_gap", is_size, NO_EXTENT),
    rule(NODE, "column_gap", is_size, NO_EXTENT),
    rule(NODE, "scrollbar_width", is_length, NO_LENGTH),
    rule(NODE, "flex_grow", is_length, NO_LENGTH),
    rule(NODE, "flex_shrink", is_length, NO_LENGTH),
    rule("bevy_ui::ui_node::OverflowClipMargin", "margin", is_length, NO_LENGTH),
    // Bevy's `MAX` is as round as can be.
    rule(BORDER_RADIUS, "top_left", is_finite, NOT_FINITE),
    rule(BORDER_RADIUS, "top_right", is_finite, NOT_FINITE),
    rule(BORDER_RADIUS, "bottom_right", is_finite, NOT_FINITE),
    rule(BORDER_RADIUS, "bottom_left", is_finite, NOT_FINITE),
    rule("bevy_ui::ui_node::MinTrackSizingFunction::Px", "", is_size, NO_EXTENT),
    rule("bevy_ui::ui_node::MinTrackSizingFunction::Percent", "", is_size, NO_EXTENT),
    rule("bevy_ui::ui_node::MinTrackSizingFunction::VMin", "", is_size, NO_EXTENT),
    rule("bevy_ui::ui_node::MinTrackSizingFunction::VMax", "", is_size, NO_EXTENT),
    rule("bevy_ui::ui_node::MinTrackSizingFunction::Vh", "", is_size, NO_EXTENT),
    rule("bevy_ui::ui_node::MinTrackSizingFunction::Vw", "", is_size, NO_EXTENT),
    rule("bevy_ui::ui_node::MaxTrackSizingFunction::Px", "", is_size, NO_EXTENT),
    rule("bevy_ui::ui_node::MaxTrackSizingFunction::Percent", "", is_size, NO_EXTENT),
    rule("bevy_ui::ui_node::MaxTrackSizingFunction::FitContentPx", "", is_size, NO_EXTENT),
    rule("bevy_ui::ui_node::MaxTrackSizingFunction::FitContentPercent", "", is_size, NO_EXTENT),
    rule(
        "bevy_ui::ui_node::MaxTrackSizingFunction::Fraction",
        "",
        |bytes| zero_or(bytes, RATIO_MIN, LENGTH_MAX),
        "it has to be 0, or from 0.0001 to 500000",
    ),
    rule("bevy_ui::ui_node::MaxTrackSizingFunction::VMin", "", is_size, NO_EXTENT),
    rule("bevy_ui::ui_node::MaxTrackSizingFunction::VMax", "", is_size, NO_EXTENT),
    rule("bevy_ui::ui_node::MaxTrackSizingFunction::Vh", "", is_size, NO_EXTENT),
    rule("bevy_ui::ui_node::MaxTrackSizingFunction::Vw", "", is_size, NO_EXTENT),
    rule("bevy_ui::ui_node::GridTrackRepetition::Count", "", |bytes| ints(bytes).all(is_track), NO_TRACK),
    rule(PLACEMENT, "start", |bytes| ints(bytes).all(is_line), NO_LINE),
    rule(PLACEMENT, "end", |bytes| ints(bytes).all(is_line), NO_LINE),
    rule(PLACEMENT, "span", |bytes| ints(bytes).all(is_track), NO_TRACK),
    rule("bevy_text::bounds::TextBounds", "width", is_length, NO_LENGTH),
    rule("bevy_text::bounds::TextBounds", "height", is_length, NO_LENGTH),
    rule(SPRITE, "custom_size", is_length, NO_LENGTH),
    rule(SPRITE, "rect", is_length, NO_LENGTH),
    rule(SPRITE_MESH, "custom_size", is_length, NO_LENGTH),
    rule(SPRITE_MESH, "rect", is_length, NO_LENGTH),
    rule(
        "bevy_audio::audio::PlaybackSettings",
        "speed",
        |bytes| within(bytes, 0.01, 100.0),
        "it has to be from 0.01 to 100",
    ),
    rule(SPATIAL_SCALE, "", is_spatial, NO_SPATIAL),
    rule(
        "bevy_audio::volume::Volume::Linear",
        "",
        |bytes| within(bytes, 0.0, f32::MAX),
        "it has to be finite, and not below 0",
    ),
    rule(
        "bevy_audio::volume::Volume::Decibels",
        "",
        |bytes| within(bytes, -1000.0, 1000.0),
        "it has to be from -1000 to 1000",
    ),
];

const NO_ZERO: &str = "it has to be a text without the character 0";
const NO_TIME: &str = "it has to be no longer than any game runs";
const NO_SCALE: &str = "it has to be from 0.01 to 100";
const NO_FACTOR: &str = "it has to be finite";
const NO_SIZE: &str = "it has to be from 0 to 1000";
const NO_PERCENT: &str = "it has to be from 0 to 100";
const NO_SIDE: &str = "it has to be 16384 at the most";
const NO_TEXTURE: &str = "it has to be from 1 to 8192";
const NO_PIXELS: &str = "it has to be 65536 at the most in each direction";
const NO_HEIGHT: &str = "it has to be from 0 to 10000";
const NO_LENGTH: &str = "it has to be from -500000 to 500000";
const NO_SHARE: &str = "it has to be from -100000 to 100000";
const NO_EXTENT: &str = "it has to be from 0 to 500000";
const NO_RATIO: &str = "it has to be 0, or from 0.0001 to 10000";
const NOT_FINITE: &str = "it has to be finite";
const NO_TRACK: &str = "it has to be 1000 at the most";
const NO_SPATIAL: &str = "its x and y have to be from 0.000001 to 10000 (or as much below 0), its z likewise or 0";
const NO_LINE: &str = "it has to be from -1000 to 1000";

/// The rule for the z of a `SpatialScale` where it is set alone.
static SPATIAL_DEPTH: Rule = rule(SPATIAL_SCALE, "", is_spatial_depth, NO_SPATIAL);

/// Of the bits of a texture's usages, that it is drawn to, and all that there are.
const DRAWN_TO: u32 = 1 << 4;
const USAGES: u32 = 0x1f;

/// Two fields of a type whose values have to go together. Mirrors have both or none, and set them as a whole: one
/// alone, or some numbers of one, cannot be judged.
pub(crate) struct Pair {
    of_type: &'static str,
    first: &'static str,
    second: &'static str,
    allows: fn(&[u8], &[u8]) -> bool,
    /// What is allowed, for messages.
    pub(crate) what: &'static str,
}

static PAIRS: &[Pair] = &[
    Pair {
        of_type: "bevy_ui_widgets::slider::SliderRange",
        first: "start",
        second: "end",
        allows: |start, end| floats(start).next() <= floats(end).next(),
        what: "its start must not be above its end",
    },
    Pair {
        of_type: "bevy_audio::audio::SpatialListener",
        first: "left_ear_offset",
        second: "right_ear_offset",
        allows: |left, right| floats(left).zip(floats(right)).any(|(left, right)| (left - right).abs() >= EARS_MIN),
        what: "its ears go together, and have to be apart: set both",
    },
];

impl Pair {
    pub(super) fn of(path: &str) -> Option<&'static Self> {
        PAIRS.iter().find(|pair| pair.of_type == path)
    }

    /// Whether the fields of a value go together.
    pub(super) fn holds(&self, structure: &Struct, bytes: &[u8]) -> bool {
        let field = |name: &str| structure.fields.iter().find(|field| *field.name == *name);
        let (first, second) = (field(self.first), field(self.second));
        if first.is_none() && second.is_none() {
            return true;
        }
        // A literal of some of its numbers is no leaf.
        let whole = |field: &Field| match &field.bound.shape {
            Shape::Leaf(_, gather) => {
                let bytes = &bytes[field.offset..field.offset + field.bound.size];
                Some(gather.with(bytes, SmallVec::<[u8; 16]>::from_slice))
            }
            _ => None,
        };
        let both = first.and_then(whole).zip(second.and_then(whole));
        both.is_some_and(|(first, second)| (self.allows)(&first, &second))
    }
}

/// Types and fields that have rules, for the test that looks whether Bevy has them.
#[cfg(feature = "testing")]
pub fn guarded_fields() -> impl Iterator<Item = (&'static str, &'static str)> {
    let pairs = PAIRS.iter().flat_map(|pair| [(pair.of_type, pair.first), (pair.of_type, pair.second)]);
    RULES.iter().map(|rule| (rule.of_type, rule.field)).chain(needs::fields()).chain(pairs)
}

impl Rule {
    /// The rule for a field, if there is one.
    pub(super) fn of(holder: Holder, field: &str) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.field == field && holder.is(rule.of_type))
    }

    /// The rule for a field of the value, where that is set alone.
    pub(super) fn within(&'static self, field: &str) -> &'static Self {
        if field == "z" && self.of_type == SPATIAL_SCALE { &SPATIAL_DEPTH } else { self }
    }

    /// Whether a leaf's bytes may be.
    pub(super) fn allows(&self, bytes: &[u8]) -> bool {
        (self.allows)(bytes)
    }
}

/// The numbers of a leaf that is made of `f32`.
fn floats(bytes: &[u8]) -> impl Iterator<Item = f32> {
    bytes.chunks_exact(size_of::<f32>()).map(bytemuck::pod_read_unaligned)
}

/// The numbers of a leaf that is made of `u32`.
fn uints(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(size_of::<u32>()).map(bytemuck::pod_read_unaligned)
}

/// The numbers of a leaf of 16 bits each.
fn ints(bytes: &[u8]) -> impl Iterator<Item = i16> {
    bytes.chunks_exact(size_of::<i16>()).map(bytemuck::pod_read_unaligned)
}

fn is_line(number: i16) -> bool {
    number.unsigned_abs() <= TRACKS_MAX
}

fn is_track(number: i16) -> bool {
    number.cast_unsigned() <= TRACKS_MAX
}

fn zero_or(bytes: &[u8], min: f32, max: f32) -> bool {
    floats(bytes).all(|number| number == 0.0 || (min..=max).contains(&number))
}

fn is_length(bytes: &[u8]) -> bool {
    within(bytes, -LENGTH_MAX, LENGTH_MAX)
}

fn is_size(bytes: &[u8]) -> bool {
    within(bytes, 0.0, LENGTH_MAX)
}

fn is_share(bytes: &[u8]) -> bool {
    within(bytes, -PERCENT_MAX, PERCENT_MAX)
}

fn is_finite(bytes: &[u8]) -> bool {
    within(bytes, f32::MIN, f32::MAX)
}

fn within(bytes: &[u8], min: f32, max: f32) -> bool {
    floats(bytes).all(|number| (min..=max).contains(&number))
}

/// Whether it is a scale, or the x or y of one.
fn is_spatial(bytes: &[u8]) -> bool {
    floats(bytes).enumerate().all(|(axis, number)| is_spatial_scale(number) || axis == 2 && number == 0.0)
}

/// In a plane, sounds have no depth.
fn is_spatial_depth(bytes: &[u8]) -> bool {
    floats(bytes).all(|number| is_spatial_scale(number) || number == 0.0)
}

fn is_spatial_scale(number: f32) -> bool {
    (SPATIAL_MIN..=SPATIAL_MAX).contains(&number.abs())
}

fn is_range(bytes: &[u8]) -> bool {
    let mut ends = floats(bytes);
    ends.next() <= ends.next()
}

fn are_pixels(bytes: &[u8]) -> bool {
    uints(bytes).all(|number| number <= PIXELS_MAX)
}

fn is_area(bytes: &[u8]) -> bool {
    uints(bytes).all(|number| (1..=PIXELS_MAX).contains(&number))
}

fn is_height(bytes: &[u8]) -> bool {
    within(bytes, 0.0, 10_000.0)
}

fn is_percent(bytes: &[u8]) -> bool {
    within(bytes, 0.0, 100.0)
}

fn is_scale(bytes: &[u8]) -> bool {
    within(bytes, 0.01, 100.0)
}

fn are_sides(bytes: &[u8]) -> bool {
    uints(bytes).all(|side| side <= 1 << 14)
}

/// Bevy raises smaller ones to 1.
fn is_least_side(bytes: &[u8]) -> bool {
    within(bytes, f32::NEG_INFINITY, f32::from(1u16 << 14))
}

/// Each frame of latency is an image of the window's size that is kept.
fn is_latency(bytes: &[u8]) -> bool {
    uints(bytes).all(|frames| (1..=16).contains(&frames))
}

fn is_texture(bytes: &[u8]) -> bool {
    bytemuck::try_pod_read_unaligned(bytes).is_ok_and(|size: usize| (1..=1 << 13).contains(&size))
}

fn is_speed(bytes: &[u8]) -> bool {
    bytemuck::try_pod_read_unaligned(bytes).is_ok_and(|speed| (0.0..=SPEED_MAX).contains(&speed))
}

fn lies(bytes: &[u8], min: Duration, max: Duration) -> bool {
    super::leaf::duration(bytes).is_some_and(|duration| (min..=max).contains(&duration))
}

fn is_time(bytes: &[u8]) -> bool {
    lies(bytes, Duration::ZERO, TIME_MAX)
}

#[cfg(test)]
mod tests {
    use bevy::prelude::Time;
    use bevy::reflect::{TypeInfo, TypePath, Typed};
    use bevy::time::{Fixed, Virtual};

    use super::*;

    /// Another Bevy may have other names.
    #[test]
    fn the_fields_are_there() {
        fn has<T: Typed + TypePath>(found: &mut usize) {
            let TypeInfo::Struct(info) = T::type_info() else { panic!("{} is no struct", T::type_path()) };
            let holder = Holder::new(T::type_path(), None);
            *found += info.iter().filter(|field| Rule::of(holder, field.name()).is_some()).count();
        }
        let mut found = 0;
        has::<Virtual>(&mut found);
        has::<Fixed>(&mut found);
        has::<Time<Virtual>>(&mut found);
        // Those of other crates of Bevy are looked for in `tests/reach`, which has them.
        assert_eq!(found, RULES.iter().filter(|rule| rule.of_type.starts_with("bevy_time::")).count());
    }

    #[test]
    fn what_bevy_has_no_use_for_is_told() {
        let rule = |of_type, field| Rule::of(Holder::new(of_type, None), field).unwrap();
        let speed = |speed: f64| rule(VIRTUAL, "relative_speed").allows(&speed.to_ne_bytes());
        assert!([0.0, 0.5, 100.0].into_iter().all(speed));
        assert!(![-0.1, 1000.0, 1e300, f64::NAN, f64::INFINITY].into_iter().any(speed));
        let step = |secs: u64, nanos: u32| {
            let bytes = [&secs.to_ne_bytes()[..], &nanos.to_ne_bytes()].concat();
            rule(FIXED, "timestep").allows(&bytes)
        };
        let as_in_bevys_examples = Time::<Fixed>::from_hz(1024.0).timestep();
        assert!(step(0, 15_625_000) && step(3600, 0) && step(0, as_in_bevys_examples.subsec_nanos()));
        assert!(!step(0, 0) && !step(0, 1) && !step(u64::MAX, 0) && !step(1, u32::MAX));
    }
}
