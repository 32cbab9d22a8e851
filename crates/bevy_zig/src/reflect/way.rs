//! What lies around a leaf that a script sets by its path: it asks of the leaf what it asks of one in a mirrored value.

use bevy::prelude::World;
use bevy::reflect::{Access, GetPath, ParsedPath, PartialReflect, Reflect, ReflectRef};

use super::leaf;
use super::needs::Need;
use super::rules::{Pair, Rule};
use super::tracks::{IS_WHOLE, REPEATED};

/// The way to a leaf: a path to each value that it leads through, from the component on, and how it goes on from there.
pub(super) struct Way(Vec<(ParsedPath, Access<'static>)>);

impl Way {
    pub(super) fn of(path: &ParsedPath) -> Self {
        let steps = path.0.iter().enumerate();
        Self(steps.map(|(index, step)| (ParsedPath(path.0[..index].to_vec()), step.access.clone())).collect())
    }

    /// Why a leaf must not have these bytes there, if it must not. What has to be in the world is looked for in this
    /// one.
    pub(super) fn refuses(&self, component: &dyn Reflect, bytes: &[u8], world: Option<&World>) -> Option<&'static str> {
        let mut rule = None;
        for (path, access) in &self.0 {
            let around = component.reflect_path(path).ok()?;
            if around.reflect_type_path() == REPEATED {
                return Some(IS_WHOLE);
            }
            if is_unit(around) {
                return Some("its numbers go together: set the rotation, or the direction, as a whole");
            }
            if let Some(pair) = Pair::inseparable(around.reflect_type_path()) {
                return Some(pair.what);
            }
            let (of_type, field) = place(around, access);
            // That of a field around stands in for those of what is in it.
            rule = rule.or_else(|| Rule::of(&of_type, field));
            let need = Need::of(&of_type, field).zip(world);
            if need.is_some_and(|(need, world)| !need.is_met(world, bytes)) {
                return Some("the world has no such window or monitor");
            }
        }
        rule.filter(|rule| !rule.allows(bytes)).map(|rule| rule.what)
    }
}

/// Whether it is what mirrors only have as a whole.
fn is_unit(value: &dyn PartialReflect) -> bool {
    value.get_represented_type_info().is_some_and(|info| leaf::is_unit(info.type_id()))
}

/// The type, or the variant, that has the next field of a path, and the field's name, as rules name them.
fn place<'a>(around: &'a dyn PartialReflect, access: &'a Access) -> (String, &'a str) {
    let name = match (access, around.reflect_ref()) {
        (Access::Field(name), _) => Some(&**name),
        (Access::FieldIndex(index), ReflectRef::Struct(fields)) => fields.name_at(*index),
        (Access::FieldIndex(index), ReflectRef::Enum(variant)) => variant.name_at(*index),
        _ => None,
    };
    let mut of_type = around.reflect_type_path().to_owned();
    if let ReflectRef::Enum(variant) = around.reflect_ref() {
        of_type = format!("{of_type}::{}", variant.variant_name());
    }
    (of_type, name.unwrap_or_default())
}
