//! The way to a leaf that a script sets by its path. The leaf is asked what a leaf of a mirrored value is asked, which
//! depends on the values around it.

use bevy::prelude::World;
use bevy::reflect::{Access, ParsedPath, PartialReflect, Reflect, ReflectPath, ReflectRef};

use super::holder::Holder;
use super::leaf;
use super::needs::Need;
use super::rules::{Pair, Rule};
use super::tracks::{IS_WHOLE, REPEATED};

/// A path in steps: one for each value that it leads through, from the component on.
pub(super) struct Way(Vec<Step>);

struct Step {
    access: Access<'static>,
    /// The same as a path, as Bevy follows nothing else.
    path: ParsedPath,
}

impl Way {
    pub(super) fn of(path: ParsedPath) -> Self {
        let step = |access: Access<'static>| Step { path: ParsedPath::from(vec![access.clone()]), access };
        Self(path.0.into_iter().map(|part| step(part.access)).collect())
    }

    /// The leaf, if there is one (an enum may have another variant now).
    pub(super) fn leaf<'a>(&self, component: &'a dyn Reflect) -> Option<&'a dyn PartialReflect> {
        self.0.iter().try_fold(component.as_partial_reflect(), |at, step| step.path.reflect_element(at).ok())
    }

    pub(super) fn leaf_mut<'a>(&self, component: &'a mut dyn Reflect) -> Option<&'a mut dyn PartialReflect> {
        self.0.iter().try_fold(component.as_partial_reflect_mut(), |at, step| step.path.reflect_element_mut(at).ok())
    }

    /// The leaf, and why it must not have these bytes, if it must not. What has to be in the world is looked for in
    /// this one.
    pub(super) fn checked_leaf<'a>(
        &self,
        component: &'a dyn Reflect,
        bytes: &[u8],
        world: Option<&World>,
    ) -> Option<(&'a dyn PartialReflect, Option<&'static str>)> {
        let mut at = component.as_partial_reflect();
        let (mut refusal, mut rule) = (None, None::<&Rule>);
        for step in &self.0 {
            refusal = refusal.or_else(|| refusal_within(at));
            let (holder, field) = named(at, &step.access);
            // That of a field around stands in for those of what is in it.
            rule = rule.map(|rule| rule.within(field)).or_else(|| Rule::of(holder, field));
            let need = Need::of(holder, field).zip(world);
            if need.is_some_and(|(need, world)| !need.is_met(world, bytes)) {
                refusal = refusal.or(Some("the world has no such window or monitor"));
            }
            at = step.path.reflect_element(at).ok()?;
        }
        let broken = || rule.filter(|rule| !rule.allows(bytes)).map(|rule| rule.what);
        Some((at, refusal.or_else(broken)))
    }
}

/// Why nothing in this value is set by a path, if so.
fn refusal_within(value: &dyn PartialReflect) -> Option<&'static str> {
    if value.reflect_type_path() == REPEATED {
        return Some(IS_WHOLE);
    }
    if is_unit(value) {
        return Some("its numbers go together: set the rotation, or the direction, as a whole");
    }
    Pair::of(value.reflect_type_path()).map(|pair| pair.what)
}

/// Whether it is what mirrors only have as a whole.
fn is_unit(value: &dyn PartialReflect) -> bool {
    value.get_represented_type_info().is_some_and(|info| leaf::is_unit(info.type_id()))
}

/// What has the next field of a path, and the field's name, as rules name them.
fn named<'a>(around: &'a dyn PartialReflect, access: &'a Access) -> (Holder<'a>, &'a str) {
    let (variant, field) = match (access, around.reflect_ref()) {
        (Access::Field(name), ReflectRef::Enum(value)) => (Some(value.variant_name()), Some(&**name)),
        (Access::FieldIndex(index), ReflectRef::Enum(value)) => (Some(value.variant_name()), value.name_at(*index)),
        (_, ReflectRef::Enum(value)) => (Some(value.variant_name()), None),
        (Access::Field(name), _) => (None, Some(&**name)),
        (Access::FieldIndex(index), ReflectRef::Struct(fields)) => (None, fields.name_at(*index)),
        _ => (None, None),
    };
    (Holder::new(around.reflect_type_path(), variant), field.unwrap_or_default())
}
