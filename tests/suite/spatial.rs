//! Entities by where they are: `ctx.findNearby`, compared with looking at each.

use bevy::ecs::entity_disabling::Disabled;
use bevy::prelude::*;
use bevy_zig::{ComponentApp, ScriptLimits, Tags, Value, ZigScripts};
use bevy_zig_tests::components::{Frozen, Health, Points};

use crate::tools::*;

struct Scout {
    app: App,
    scout: Entity,
}

impl Scout {
    fn new() -> Self {
        Self::with(plugin())
    }

    /// The scout itself is nowhere, so that it finds the others only.
    fn with(plugin: bevy_zig::ZigScriptPlugin) -> Self {
        let mut app = app_with(plugin);
        app.register_zig_component::<Frozen>().register_zig_component::<Points>().register_zig_component::<Health>();
        let scout = app.world_mut().spawn(ZigScripts::one("scout")).id();
        app.update();
        Self { app, scout }
    }

    fn spawn(&mut self, bundle: impl Bundle) -> Entity {
        self.app.world_mut().spawn(bundle).id()
    }

    fn look(&mut self, look: &'static str, center: Vec3, radius: f32) -> String {
        set(&mut self.app, self.scout, "scout", "center", center);
        set(&mut self.app, self.scout, "scout", "radius", radius);
        set(&mut self.app, self.scout, "scout", "look", look);
        self.app.update();
        match field(&self.app, self.scout, "scout", "outcome") {
            Value::Text(outcome) => outcome.into_owned(),
            other => panic!("{other:?}"),
        }
    }

    fn count(&self) -> i128 {
        match field(&self.app, self.scout, "scout", "count") {
            Value::Int(count) => count,
            other => panic!("{other:?}"),
        }
    }

    /// Looks, and expects these in this order.
    #[track_caller]
    fn finds(&mut self, look: &'static str, center: Vec3, radius: f32, expected: &[Entity]) {
        assert_eq!(self.look(look, center, radius), "ok");
        assert_eq!(self.count(), expected.len() as i128, "{look} at {center}, {radius}");
        let digest = |digest: u64, entity: &Entity| (digest ^ entity.to_bits()).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let expected = expected.iter().fold(0, digest);
        assert_eq!(field(&self.app, self.scout, "scout", "digest"), Value::Int(expected.into()), "{look} at {center}");
    }
}

/// Numbers that are the same in every run, from -100 to 100.
fn numbers() -> impl FnMut() -> f32 {
    let mut state = 1u64;
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1u32 << 24) as f32 * 200.0 - 100.0
    }
}

#[test]
fn what_is_found_is_what_looking_at_each_finds() {
    let mut scout = Scout::new();
    let mut number = numbers();
    let mut places: Vec<(Entity, Vec3)> = Vec::new();
    for index in 0..2_000 {
        // On a grid, so that many are equally far, and at the same place.
        let place = Vec3::new(number(), number(), number()).round();
        let entity = scout.spawn(Transform::from_translation(place));
        match index % 3 {
            0 => scout.app.world_mut().entity_mut(entity).insert(Frozen),
            1 => scout.app.world_mut().entity_mut(entity).insert(Tags::new(["rock", "solid"])),
            _ => scout.app.world_mut().entity_mut(entity).insert((Frozen, Tags::one("rock"), Points { value: 1 })),
        };
        places.push((entity, place));
    }
    for round in 0..30 {
        let center = Vec3::new(number(), number(), number()).round();
        let radius = [0.0, 5.0, 20.0, 50.0, 400.0][round % 5];
        let mut expected: Vec<_> =
            places.iter().map(|(entity, place)| (place.distance_squared(center), *entity)).collect();
        expected.retain(|(distance, _)| *distance <= radius * radius);
        expected.sort_by(|a, b| a.partial_cmp(b).unwrap());
        let of = |filter: &dyn Fn(EntityRef) -> bool| {
            let world = scout.app.world();
            expected
                .iter()
                .map(|(_, entity)| *entity)
                .filter(|entity| filter(world.entity(*entity)))
                .collect::<Vec<_>>()
        };
        let all = of(&|_| true);
        let with = of(&|entity| entity.contains::<Frozen>());
        let without = of(&|entity| !entity.contains::<Frozen>());
        let tag = of(&|entity| entity.get::<Tags>().is_some_and(|tags| tags.contains("rock")));
        scout.finds("all", center, radius, &all);
        scout.finds("with", center, radius, &with);
        scout.finds("without", center, radius, &without);
        scout.finds("tag", center, radius, &tag);
        scout.finds("every_filter", center, radius, &[]);
        // Some move, some go.
        for _ in 0..10 {
            let index = (number().abs() * 7.0) as usize % places.len();
            places[index].1 = Vec3::new(number(), number(), number()).round();
            let (entity, place) = places[index];
            scout.app.world_mut().get_mut::<Transform>(entity).unwrap().translation = place;
        }
        let (gone, _) = places.swap_remove(round * 13);
        scout.app.world_mut().despawn(gone);
    }
}

#[test]
fn filters_go_together() {
    let mut scout = Scout::new();
    let rock = scout.spawn((Transform::IDENTITY, Frozen, Tags::one("rock")));
    scout.spawn((Transform::IDENTITY, Frozen, Tags::one("stone")));
    scout.spawn((Transform::IDENTITY, Frozen, Points { value: 1 }, Tags::one("rock")));
    scout.spawn((Transform::IDENTITY, Tags::one("rock")));
    scout.finds("every_filter", Vec3::ZERO, 1.0, &[rock]);
}

#[test]
fn the_radius_belongs_to_it() {
    let mut scout = Scout::new();
    let edge = scout.spawn(Transform::from_xyz(3.0, 4.0, 0.0));
    scout.finds("all", Vec3::ZERO, 5.0, &[edge]);
    scout.finds("all", Vec3::ZERO, 5.0f32.next_down(), &[]);
    scout.finds("all", Vec3::new(3.0, 4.0, 0.0), 0.0, &[edge]);
    scout.finds("all", Vec3::new(3.0, 4.0, 0.0f32.next_up()), 0.0, &[]);
}

#[test]
fn the_largest_radius_finds_everything_that_is_somewhere() {
    let mut scout = Scout::new();
    let near = scout.spawn(Transform::IDENTITY);
    let far = scout.spawn(Transform::from_xyz(f32::MAX, 0.0, 0.0));
    scout.spawn(Transform::from_xyz(f32::NAN, 0.0, 0.0));
    scout.spawn(Transform::from_xyz(0.0, f32::INFINITY, 0.0));
    scout.spawn(Name::new("nowhere"));
    scout.spawn((Transform::IDENTITY, Disabled));
    scout.finds("all", Vec3::ZERO, f32::MAX, &[near, far]);
    scout.finds("all", Vec3::new(f32::MAX, 0.0, 0.0), f32::MAX, &[far, near]);
    scout.finds("all", Vec3::new(f32::MIN, 0.0, 0.0), f32::MAX, &[near]);
}

#[test]
fn children_are_where_their_parents_put_them() {
    let mut scout = Scout::new();
    let turned = Transform::from_xyz(10.0, 0.0, 0.0).with_rotation(Quat::from_rotation_z(std::f32::consts::FRAC_PI_2));
    let parent = scout.spawn(turned.with_scale(Vec3::splat(2.0)));
    let child = scout.spawn((Transform::from_xyz(1.0, 0.0, 0.0), ChildOf(parent)));
    scout.finds("all", Vec3::new(10.0, 2.0, 0.0), 0.01, &[child]);
    // Moved since Bevy last propagated transforms.
    scout.app.world_mut().get_mut::<Transform>(parent).unwrap().translation.x = 50.0;
    scout.finds("all", Vec3::new(50.0, 2.0, 0.0), 0.01, &[child]);
    // A parent without a transform ends the chain.
    scout.app.world_mut().entity_mut(parent).remove::<Transform>();
    scout.finds("all", Vec3::new(1.0, 0.0, 0.0), 0.01, &[child]);
}

#[test]
fn reads_are_of_the_snapshot() {
    let mut scout = Scout::new();
    let itself = scout.scout;
    scout.app.world_mut().entity_mut(itself).insert(Transform::IDENTITY);
    scout.finds("twice", Vec3::ZERO, 1.0, &[itself]);
    scout.finds("all", Vec3::ZERO, 1.0, &[]);
    scout.finds("all", Vec3::new(1e6, 0.0, 0.0), 1.0, &[itself]);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let mut scout = Scout::new();
    scout.spawn(Transform::IDENTITY);
    for bad in [f32::NAN, f32::INFINITY, -1.0, -f32::MIN_POSITIVE] {
        assert_eq!(scout.look("all", Vec3::ZERO, bad), "InvalidArgument", "{bad}");
    }
    for bad in [f32::NAN, f32::INFINITY] {
        assert_eq!(scout.look("all", Vec3::new(0.0, 0.0, bad), 1.0), "InvalidArgument", "{bad}");
    }
    assert_eq!(scout.look("unregistered", Vec3::ZERO, 1.0), "UnknownComponent");
    for look in ["raw_size", "raw_tag"] {
        assert_eq!(scout.look(look, Vec3::ZERO, 1.0), "InvalidArgument", "{look}");
        assert_eq!(scout.count(), 0);
    }
    let limits = ScriptLimits { scratch_bytes_per_batch: 1 << 10, ..default() };
    let mut scout = Scout::with(plugin().with_limits(limits));
    scout.app.world_mut().spawn_batch((0..1_000).map(|_| Transform::IDENTITY));
    assert_eq!(scout.look("all", Vec3::ZERO, 1.0), "LimitReached");
}

#[test]
fn too_small_a_buffer_stays_as_it_is_and_the_count_says_what_it_needs() {
    let mut scout = Scout::new();
    assert_eq!(scout.look("raw_null", Vec3::ZERO, 1.0), "ok");
    scout.app.world_mut().spawn_batch((0..5).map(|_| Transform::IDENTITY));
    for look in ["raw_null", "raw_small"] {
        assert_eq!(scout.look(look, Vec3::ZERO, 1.0), "BufferTooSmall");
        assert_eq!(scout.count(), 5);
    }
}
