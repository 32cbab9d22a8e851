//! What a function takes and returns, as a text that Zig makes, too (`zig/value/signature.zig`):
//! `({by: entity@0, damage: f32@8}, u8) -> bool`.

use crate::shape::{Kind, Leaf, Shape, ZigValue};

/// The text of a function with these parameters; `None` as a result: nothing.
pub(super) fn text(parameters: &[Shape], result: Option<&Shape>) -> String {
    let parameters: Vec<String> = parameters.iter().map(value).collect();
    let result = result.map_or_else(|| "void".to_owned(), value);
    format!("({}) -> {result}", parameters.join(", "))
}

/// The shape of a parameter or result.
pub(super) fn shape_of<T: ZigValue>() -> Shape {
    Shape::of::<T>()
}

fn value(shape: &Shape) -> String {
    if let [leaf] = shape.leaves()
        && leaf.path.is_empty()
    {
        return kind(leaf);
    }
    let leaves = shape.leaves().iter().map(|leaf| format!("{}: {}@{}", leaf.path, kind(leaf), leaf.offset));
    format!("{{{}}}", leaves.collect::<Vec<_>>().join(", "))
}

fn kind(leaf: &Leaf) -> String {
    match &leaf.kind {
        Kind::Enum(variants) => {
            let variants = variants.iter().map(|(name, value)| format!("{name}={value}"));
            format!("enum({}){{{}}}", leaf.size, variants.collect::<Vec<_>>().join(","))
        }
        Kind::Opaque => format!("opaque({})", leaf.size),
        kind => kind.in_zig(leaf.size).to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use bevy::math::Vec3;
    use bevy::prelude::Entity;

    use super::*;

    #[derive(bevy_zig_derive::ZigValue)]
    struct Hit {
        by: Entity,
        at: Vec3,
        slots: [u16; 2],
        name: [u8; 8],
        mood: Mood,
    }

    #[derive(bevy_zig_derive::ZigValue)]
    #[repr(i8)]
    enum Mood {
        Calm = -1,
        AtOdds = 7,
    }

    #[test]
    fn a_text_has_all_that_decides_how_a_value_is_read() {
        assert_eq!(
            text(&[shape_of::<Hit>(), shape_of::<bool>()], Some(&shape_of::<[f32; 2]>())),
            "({by: entity@0, at: vec3@8, slots.0: u16@20, slots.1: u16@22, name: [8]u8@24, mood: \
             enum(1){calm=-1,at_odds=7}@32}, bool) -> {0: f32@0, 1: f32@4}"
        );
        assert_eq!(text(&[], None), "() -> void");
    }
}
