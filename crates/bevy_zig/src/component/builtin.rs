//! Bevy's components that scripts know without registration.

use std::ops::Range;

use bevy::ecs::reflect::ReflectComponent;
use bevy::math::{Quat, Vec3};
use bevy::prelude::{Component, EntityWorldMut, GlobalTransform, Name, Reflect, Transform, World};
use bevy_zig_derive::{ZigComponent, ZigValue};

use super::registry::{ScriptComponents, Settable, View, WriteComponent};
use crate::base::rotation;
use crate::shape::ZigValue;
use crate::shape::derived::within;

/// Linear and angular velocity, for games without a physics engine, or as a mirror of what theirs computes. Scripts
/// read and set it; nothing moves by it unless the game has a system that does.
#[derive(Component, ZigComponent, Clone, Copy, Debug, Default, PartialEq, Reflect)]
#[reflect(Component)]
pub struct Velocity {
    /// Units per second.
    pub linear: Vec3,
    /// Radians per second, about the axis that it points along.
    pub angular: Vec3,
}

impl ScriptComponents {
    /// Registers Bevy's components.
    pub(crate) fn insert_builtin(&mut self, world: &mut World) {
        self.insert_view::<Transform>(world, put_transform);
        // Bevy computes it.
        self.insert::<GlobalTransform>(world, None);
        self.insert_view::<Name>(world, put_name);
        self.insert_own::<Velocity>(world);
        for name in ["Transform", "Velocity"] {
            self.take_finite_only(name);
        }
        #[cfg(feature = "sprite")]
        {
            self.insert_view::<drawn::Visibility>(world, drawn::put_visibility);
            self.insert_view::<drawn::Sprite>(world, drawn::put_sprite_color);
        }
    }

    /// Registers a component with a value that is not the component itself, and is put on an entity in this way.
    fn insert_view<C: Settable>(&mut self, world: &mut World, put: fn(&mut EntityWorldMut, C::Value)) {
        self.insert::<C>(world, Some(WriteComponent::new::<C>(put)));
    }
}

#[derive(ZigValue)]
pub(crate) struct TransformValue {
    translation: Vec3,
    rotation: Quat,
    scale: Vec3,
}

impl View for Transform {
    type Value = TransformValue;
    const NAME: &'static str = "Transform";

    /// Field by field from where they are: as a value, they would be moved once more on the way.
    #[inline]
    fn show(&self, out: &mut [u8]) {
        self.translation.write(&mut out[TRANSLATION..ROTATION]);
        self.rotation.write(&mut out[ROTATION..SCALE]);
        self.scale.write(&mut out[SCALE..TransformValue::SIZE]);
    }

    #[inline]
    fn show_parts<'v>(components: impl Iterator<Item = &'v Self>, part: Range<usize>, out: &mut [u8]) {
        if part == (TRANSLATION..ROTATION) {
            show_translations(components, out);
        } else if let Some(part) = within(&part, TRANSLATION, Vec3::SIZE) {
            Vec3::write_parts(components.map(|transform| &transform.translation), part, out);
        } else if let Some(part) = within(&part, ROTATION, Quat::SIZE) {
            Quat::write_parts(components.map(|transform| &transform.rotation), part, out);
        } else if let Some(part) = within(&part, SCALE, Vec3::SIZE) {
            Vec3::write_parts(components.map(|transform| &transform.scale), part, out);
        } else if part.len() == TransformValue::SIZE {
            for (transform, out) in components.zip(out.chunks_exact_mut(TransformValue::SIZE)) {
                transform.show(out);
            }
        } else {
            for (transform, out) in components.zip(out.chunks_exact_mut(part.len().max(1))) {
                let mut whole = [0; TransformValue::SIZE];
                transform.show(&mut whole);
                out.copy_from_slice(&whole[part.clone()]);
            }
        }
    }
}

/// Writes translations, which are what most is asked for. Four numbers are one move, where three are two: so the next
/// one's place gets a number that it overwrites.
#[inline]
fn show_translations<'v>(components: impl Iterator<Item = &'v Transform>, mut out: &mut [u8]) {
    for Transform { translation, scale, .. } in components {
        let Some(place) = out.first_chunk_mut::<16>() else { return show_last(translation, out) };
        *place = bytemuck::cast([translation.x, translation.y, translation.z, scale.x]);
        out = &mut std::mem::take(&mut out)[Vec3::SIZE..];
    }
}

/// Writes the last one, behind which is no place. A function of its own: if three of the four numbers were read for
/// this as well, the compiler would not move them as one.
#[cold]
#[inline(never)]
fn show_last(translation: &Vec3, out: &mut [u8]) {
    translation.write(&mut out[..Vec3::SIZE]);
}

impl Settable for Transform {
    #[inline]
    fn put(&mut self, value: TransformValue) {
        *self = transform_of(value);
    }

    /// A rotation that is not among these bytes stays as it is, whatever its length.
    #[inline]
    fn put_parts<'v>(components: impl Iterator<Item = &'v mut Self>, part: Range<usize>, bytes: &[u8]) -> usize {
        if let Some(part) = within(&part, TRANSLATION, Vec3::SIZE) {
            return Vec3::read_parts(components.map(|transform| &mut transform.translation), part, bytes);
        }
        if let Some(part) = within(&part, SCALE, Vec3::SIZE) {
            return Vec3::read_parts(components.map(|transform| &mut transform.scale), part, bytes);
        }
        let mut replaced = 0;
        if part.len() == TransformValue::SIZE {
            for (transform, bytes) in components.zip(bytes.chunks_exact(TransformValue::SIZE)) {
                let Some(value) = TransformValue::read(bytes) else { continue };
                transform.put(value);
                replaced += 1;
            }
            return replaced;
        }
        for (transform, bytes) in components.zip(bytes.chunks_exact(part.len().max(1))) {
            let mut whole = [0; TransformValue::SIZE];
            transform.show(&mut whole);
            whole[part.clone()].copy_from_slice(bytes);
            let Some(value) = TransformValue::read(&whole) else { continue };
            let Transform { translation, rotation, scale } = transform_of(value);
            let keeps_rotation = part.end <= ROTATION || SCALE <= part.start;
            let rotation = if keeps_rotation { transform.rotation } else { rotation };
            *transform = Transform { translation, rotation, scale };
            replaced += 1;
        }
        replaced
    }
}

/// Where the fields of a transform's value begin.
const TRANSLATION: usize = 0;
const ROTATION: usize = TRANSLATION + Vec3::SIZE;
const SCALE: usize = ROTATION + Quat::SIZE;

#[inline]
fn transform_of(value: TransformValue) -> Transform {
    let TransformValue { translation, rotation, scale } = value;
    // One without a length is refused before; nothing else is left for it here.
    let rotation = rotation::unit(rotation).unwrap_or(Quat::IDENTITY);
    Transform { translation, rotation, scale }
}

fn put_transform(entity: &mut EntityWorldMut, value: TransformValue) {
    entity.insert(transform_of(value));
}

impl View for GlobalTransform {
    type Value = TransformValue;
    const NAME: &'static str = "GlobalTransform";

    #[inline]
    fn show(&self, out: &mut [u8]) {
        // Scaled to nothing, it still has a rotation that is one.
        let (scale, rotation, translation) = rotation::parts_of(&self.affine());
        Transform { translation, rotation, scale }.show(out);
    }
}

/// Bytes of a name that scripts see.
const NAME_LEN: usize = 64;

#[derive(ZigValue)]
pub(crate) struct NameValue {
    bytes: [u8; NAME_LEN],
}

impl View for Name {
    type Value = NameValue;
    const NAME: &'static str = "Name";

    fn show(&self, out: &mut [u8]) {
        let mut bytes = [0; NAME_LEN];
        // Cut between characters, so that it stays text.
        let text = &self.as_str()[..self.as_str().floor_char_boundary(NAME_LEN)];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        NameValue { bytes }.write(out);
    }
}

impl Settable for Name {
    fn put(&mut self, value: NameValue) {
        *self = name_of(value);
    }
}

fn name_of(value: NameValue) -> Name {
    let text = value.bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    Name::new(String::from_utf8_lossy(text).into_owned())
}

fn put_name(entity: &mut EntityWorldMut, value: NameValue) {
    entity.insert(name_of(value));
}

#[cfg(feature = "sprite")]
mod drawn {
    use bevy::color::{ColorToComponents, LinearRgba};
    use bevy::prelude::EntityWorldMut;
    pub(super) use bevy::prelude::{Sprite, Visibility};
    use bevy_zig_derive::ZigValue;

    use super::super::registry::{Settable, View};
    use crate::shape::ZigValue as _;

    #[derive(ZigValue)]
    pub(crate) struct VisibilityValue {
        mode: VisibilityMode,
    }

    #[derive(ZigValue, Clone, Copy)]
    #[repr(u8)]
    enum VisibilityMode {
        Inherited = 0,
        Hidden = 1,
        Visible = 2,
    }

    impl View for Visibility {
        type Value = VisibilityValue;
        const NAME: &'static str = "Visibility";

        fn show(&self, out: &mut [u8]) {
            let mode = match self {
                Self::Inherited => VisibilityMode::Inherited,
                Self::Hidden => VisibilityMode::Hidden,
                Self::Visible => VisibilityMode::Visible,
            };
            VisibilityValue { mode }.write(out);
        }
    }

    impl Settable for Visibility {
        fn put(&mut self, value: VisibilityValue) {
            *self = match value.mode {
                VisibilityMode::Inherited => Self::Inherited,
                VisibilityMode::Hidden => Self::Hidden,
                VisibilityMode::Visible => Self::Visible,
            };
        }
    }

    pub(super) fn put_visibility(entity: &mut EntityWorldMut, value: VisibilityValue) {
        let mut visibility = Visibility::default();
        visibility.put(value);
        entity.insert(visibility);
    }

    #[derive(ZigValue)]
    pub(crate) struct SpriteColorValue {
        red: f32,
        green: f32,
        blue: f32,
        alpha: f32,
    }

    impl View for Sprite {
        type Value = SpriteColorValue;
        const NAME: &'static str = "SpriteColor";

        fn show(&self, out: &mut [u8]) {
            let [red, green, blue, alpha] = self.color.to_linear().to_f32_array();
            SpriteColorValue { red, green, blue, alpha }.write(out);
        }
    }

    impl Settable for Sprite {
        fn put(&mut self, value: SpriteColorValue) {
            let SpriteColorValue { red, green, blue, alpha } = value;
            self.color = LinearRgba::new(red, green, blue, alpha).into();
        }
    }

    pub(super) fn put_sprite_color(entity: &mut EntityWorldMut, value: SpriteColorValue) {
        // Without a sprite there is nothing to tint.
        if let Some(mut sprite) = entity.get_mut::<Sprite>() {
            sprite.put(value);
        }
    }
}

#[cfg(all(test, feature = "sprite"))]
mod tests {
    use bevy::prelude::*;

    use super::super::ScriptComponents;

    /// Reads a component's value, lets `change` alter its bytes, and puts it back.
    fn change(world: &mut World, entity: Entity, name: &str, change: impl FnOnce(&mut [u8])) {
        ScriptComponents::init(world);
        world.resource_scope(|world, components: Mut<ScriptComponents>| {
            let (_, component) = components.find(name).expect("it is built in");
            let mut bytes = vec![0; component.shape.size()];
            assert!((component.read)(world, entity, component.bevy_id, &mut bytes));
            change(&mut bytes);
            let write = component.write.as_ref().expect("it can be written");
            assert!((write.check)(&component.shape, &bytes));
            (write.add)(&mut world.entity_mut(entity), &bytes);
        });
    }

    #[test]
    fn what_is_drawn_can_be_hidden_and_tinted() {
        let mut world = World::new();
        let entity = world.spawn((Visibility::Inherited, Sprite::default())).id();
        change(&mut world, entity, "Visibility", |bytes| bytes[0] = 1);
        assert_eq!(world.get::<Visibility>(entity), Some(&Visibility::Hidden));
        change(&mut world, entity, "SpriteColor", |bytes| bytes[4..8].copy_from_slice(&0.25f32.to_ne_bytes()));
        let color = world.get::<Sprite>(entity).unwrap().color.to_linear();
        assert_eq!((color.red, color.green), (1.0, 0.25));
    }
}

#[cfg(test)]
mod parts {
    use super::*;

    const SIZE: usize = TransformValue::SIZE;

    #[test]
    fn parts_of_transforms_are_those_of_the_whole() {
        let transforms: Vec<_> = (0..5)
            .map(|index| Transform {
                translation: Vec3::new(index as f32, 0.5, -1.0),
                rotation: Quat::from_rotation_x(index as f32),
                scale: Vec3::new(3.0, index as f32, 4.0),
            })
            .collect();
        for count in 0..=transforms.len() {
            for (start, end) in (0..SIZE).flat_map(|start| (start + 1..=SIZE).map(move |end| (start, end))) {
                let part = start..end;
                let mut found = vec![0; count * part.len()];
                Transform::show_parts(transforms[..count].iter(), part.clone(), &mut found);
                let mut expected = Vec::new();
                for Transform { translation, rotation, scale } in transforms[..count].iter().copied() {
                    let mut whole = [0; SIZE];
                    TransformValue { translation, rotation, scale }.write(&mut whole);
                    expected.extend_from_slice(&whole[part.clone()]);
                }
                assert_eq!(found, expected, "{part:?} of {count}");
            }
        }
    }
}
