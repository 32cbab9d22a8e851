//! Numbers that a field's type has room for and Bevy has no use for: its own functions panic when they are asked to set
//! them, and its systems do when they meet them, or never come to an end.

use std::time::Duration;

use super::bound::{Bound, Shape, Struct, holds};
#[cfg(feature = "testing")]
use super::needs;

/// What the numbers of a field have to be.
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

const TIME: &str = "bevy_time::time::Time";
const FIXED: &str = "bevy_time::fixed::Fixed";
const VIRTUAL: &str = "bevy_time::virt::Virtual";
const VIEWPORT: &str = "bevy_camera::camera::Viewport";

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
    rule("bevy_ui::UiScale", "", is_scale, NO_SCALE),
    rule("bevy_window::window::WindowResolution", "scale_factor", is_scale, NO_SCALE),
    rule("bevy_window::window::WindowResolution", "scale_factor_override", is_scale, NO_SCALE),
    rule("bevy_window::window::WindowResolution", "physical_width", are_sides, NO_SIDE),
    rule("bevy_window::window::WindowResolution", "physical_height", are_sides, NO_SIDE),
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
];

const NO_TIME: &str = "it has to be no longer than any game runs";
const NO_SCALE: &str = "it has to be from 0.01 to 100";
const NO_SIZE: &str = "it has to be from 0 to 1000";
const NO_PERCENT: &str = "it has to be from 0 to 100";
const NO_SIDE: &str = "it has to be 16384 at the most";
const NO_TEXTURE: &str = "it has to be from 1 to 8192";
const NO_PIXELS: &str = "it has to be 65536 at the most in each direction";
const NO_HEIGHT: &str = "it has to be from 0 to 10000";

/// Of the bits of a texture's usages, that it is drawn to, and all that there are.
const DRAWN_TO: u32 = 1 << 4;
const USAGES: u32 = 0x1f;

/// Two numbers of a type, the first of which must not be above the second.
pub(crate) struct Order {
    of_type: &'static str,
    low: &'static str,
    high: &'static str,
    pub(crate) what: &'static str,
}

/// Types whose values cannot be set in part, so that both numbers come together.
static ORDERS: &[Order] = &[Order {
    of_type: "bevy_ui_widgets::slider::SliderRange",
    low: "start",
    high: "end",
    what: "its start must not be above its end",
}];

impl Order {
    pub(super) fn of(path: &str) -> Option<&'static Self> {
        ORDERS.iter().find(|order| order.of_type == path)
    }

    /// Whether the numbers of a value are in order.
    pub(super) fn holds(&self, structure: &Struct, bytes: &[u8]) -> bool {
        let number = |name: &str| {
            let field = structure.fields.iter().find(|field| *field.name == *name)?;
            let Shape::Leaf(_, gather) = &field.bound.shape else { return None };
            gather.with(&bytes[field.offset..field.offset + field.bound.size], |bytes| floats(bytes).next())
        };
        match (number(self.low), number(self.high)) {
            (Some(low), Some(high)) => low <= high,
            _ => true,
        }
    }
}

/// Types and fields that have rules, for the test that looks whether Bevy has them.
#[cfg(feature = "testing")]
pub fn guarded_fields() -> impl Iterator<Item = (&'static str, &'static str)> {
    let orders = ORDERS.iter().map(|order| (order.of_type, order.low));
    RULES.iter().map(|rule| (rule.of_type, rule.field)).chain(needs::fields()).chain(orders)
}

impl Rule {
    /// The rule for a field of a type with this path, if there is one.
    pub(super) fn of(path: &str, field: &str) -> Option<&'static Self> {
        let path = path.split_once('<').map_or(path, |(path, _)| path);
        RULES.iter().find(|rule| rule.of_type == path && rule.field == field)
    }

    /// Whether the value of the field, as the script has it, may be.
    pub(super) fn allows(&self, bound: &Bound, bytes: &[u8]) -> bool {
        match &bound.shape {
            Shape::Leaf(_, gather) => gather.with(bytes, self.allows),
            Shape::Wrapped(offset, inner) => self.allows(inner, &bytes[*offset..offset + inner.size]),
            Shape::Option(item, tag) => !holds(bytes, *tag) || self.allows(item, &bytes[..item.size]),
            _ => true,
        }
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

fn within(bytes: &[u8], min: f32, max: f32) -> bool {
    floats(bytes).all(|number| (min..=max).contains(&number))
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
            *found += info.iter().filter(|field| Rule::of(T::type_path(), field.name()).is_some()).count();
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
        let speed = |speed: f64| (Rule::of(VIRTUAL, "relative_speed").unwrap().allows)(&speed.to_ne_bytes());
        assert!([0.0, 0.5, 100.0].into_iter().all(speed));
        assert!(![-0.1, 1000.0, 1e300, f64::NAN, f64::INFINITY].into_iter().any(speed));
        let step = |secs: u64, nanos: u32| {
            let bytes = [&secs.to_ne_bytes()[..], &nanos.to_ne_bytes()].concat();
            (Rule::of(FIXED, "timestep").unwrap().allows)(&bytes)
        };
        let as_in_bevys_examples = Time::<Fixed>::from_hz(1024.0).timestep();
        assert!(step(0, 15_625_000) && step(3600, 0) && step(0, as_in_bevys_examples.subsec_nanos()));
        assert!(!step(0, 0) && !step(0, 1) && !step(u64::MAX, 0) && !step(1, u32::MAX));
    }
}
