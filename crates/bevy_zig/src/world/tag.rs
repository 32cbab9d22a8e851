//! Tags: names that scripts use to find entities, with an index that is kept up to date.

use std::borrow::Cow;

use bevy::ecs::component::Component;
use bevy::ecs::entity::EntityIndexSet;
use bevy::ecs::lifecycle::HookContext;
use bevy::ecs::reflect::ReflectComponent;
use bevy::ecs::world::DeferredWorld;
use bevy::platform::collections::HashMap;
use bevy::prelude::{Entity, Resource};
use bevy::reflect::std_traits::ReflectDefault;
use bevy::reflect::{Reflect, ReflectDeserialize, ReflectSerialize};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// The tags of an entity, which scripts find with `ctx.findByTag("rock")`.
///
/// The component is immutable in Bevy's sense: insert it again to change it.
///
/// ```
/// use bevy_zig::Tags;
/// assert!(Tags::one("rock").contains("rock"));
/// ```
#[derive(Component, Clone, Debug, Default, PartialEq, Reflect, Serialize, Deserialize)]
// Scenes name the type so, wherever the file lies.
#[type_path = "bevy_zig::tag"]
#[component(immutable, on_insert = index, on_discard = forget)]
#[reflect(opaque)]
#[reflect(Component, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<Cow<'static, str>>", into = "Vec<Cow<'static, str>>")]
pub struct Tags(SmallVec<[Cow<'static, str>; 1]>);

impl Tags {
    /// These tags.
    pub fn new<T: Into<Cow<'static, str>>>(tags: impl IntoIterator<Item = T>) -> Self {
        let mut all = Self::default();
        for tag in tags {
            all.add(tag);
        }
        all
    }

    /// One tag.
    pub fn one(tag: impl Into<Cow<'static, str>>) -> Self {
        Self::new([tag])
    }

    /// Adds a tag, unless it already exists.
    pub fn add(&mut self, tag: impl Into<Cow<'static, str>>) {
        let tag = tag.into();
        if !self.contains(&tag) {
            self.0.push(tag);
        }
    }

    /// Whether this is one of them.
    pub fn contains(&self, tag: &str) -> bool {
        self.0.iter().any(|known| known == tag)
    }

    /// The tags, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|tag| &**tag)
    }
}

// In a scene file they are a list.
impl From<Vec<Cow<'static, str>>> for Tags {
    fn from(tags: Vec<Cow<'static, str>>) -> Self {
        Self::new(tags)
    }
}

impl From<Tags> for Vec<Cow<'static, str>> {
    fn from(tags: Tags) -> Self {
        tags.0.into_vec()
    }
}

/// Which entities have a tag, in the order in which they got it; the last one fills the gap of one that lost it.
#[derive(Resource, Default)]
pub(crate) struct TagIndex(HashMap<Cow<'static, str>, EntityIndexSet>);

impl TagIndex {
    /// The entities with this tag.
    pub(crate) fn find(&self, tag: &str) -> impl ExactSizeIterator<Item = Entity> {
        self.0.get(tag).map(|entities| entities.as_slice()).unwrap_or_default().iter().copied()
    }
}

fn index(mut world: DeferredWorld, context: HookContext) {
    let Some(tags) = world.get::<Tags>(context.entity).cloned() else { return };
    let Some(mut index) = world.get_resource_mut::<TagIndex>() else { return };
    for tag in tags.0 {
        index.0.entry(tag).or_default().insert(context.entity);
    }
}

fn forget(mut world: DeferredWorld, context: HookContext) {
    let Some(tags) = world.get::<Tags>(context.entity).cloned() else { return };
    let Some(mut index) = world.get_resource_mut::<TagIndex>() else { return };
    for tag in tags.iter() {
        if let Some(entities) = index.0.get_mut(tag) {
            entities.swap_remove(&context.entity);
            // Scripts make up tags; what nobody has any more is forgotten.
            if entities.is_empty() {
                index.0.remove(tag);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use bevy::prelude::World;

    use super::*;

    #[test]
    fn a_tag_that_nobody_has_any_more_is_forgotten() {
        let mut world = World::new();
        world.init_resource::<TagIndex>();
        let [one, two] = [(); 2].map(|()| world.spawn(Tags::one("made up")).id());
        world.despawn(one);
        assert_eq!(world.resource::<TagIndex>().find("made up").len(), 1);
        world.despawn(two);
        assert!(world.resource::<TagIndex>().0.is_empty());
    }
}
