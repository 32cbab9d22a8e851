//! Moves that instances request, most of them one of their own entity: whatever they are written as, they are applied
//! one after the other in the order of the instances, and a fault takes back its own.

use std::sync::{Arc, Mutex};

use bevy::prelude::*;
use bevy_zig::{PhysicsHook, Script, ScriptPhysics, ScriptRuntime, ScriptVars, ZigScripts};

use crate::tools::*;

const KINDS: [&str; 19] = [
    "rest",
    "move",
    "place",
    "turn",
    "turn_local",
    "grow",
    "mirror",
    "look",
    "move_and_turn",
    "move_turn_move",
    "move_read_move",
    "move_write_move",
    "move_emit",
    "other_then_own",
    "own_then_other",
    "many",
    "fault",
    "fault_after_other",
    "not_finite",
];

/// What an instance has to do.
#[derive(Clone, Copy)]
struct Told {
    kind: &'static str,
    at: f32,
    /// Which of them is its target.
    target: usize,
}

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// Where entities are after all have done what they were told, one after the other.
fn expected(told: &[Told], mut at: Vec<Transform>) -> Vec<Transform> {
    for (own, Told { kind, at: number, target }) in told.iter().enumerate() {
        let (number, target) = (*number, *target);
        let turn = |transform: &mut Transform| transform.rotation = Quat::from_rotation_z(1.0) * transform.rotation;
        match *kind {
            "move" | "move_emit" => at[own].translation.x += 1.0,
            "place" => at[own].translation = Vec3::new(number, 0.0, 0.0),
            "turn" => turn(&mut at[own]),
            "turn_local" => at[own].rotation *= Quat::from_rotation_x(1.0),
            "grow" => at[own].scale = Vec3::splat(number),
            "mirror" => at[own].scale = Vec3::new(-1.0, 1.0, 1.0),
            "look" => at[own].look_at(Vec3::new(5.0, number, 1.0), Vec3::Y),
            "move_and_turn" => {
                at[own].translation.x += 1.0;
                at[own].rotation = Quat::from_rotation_y(number);
            }
            "move_turn_move" => {
                at[own].translation.x += 2.0;
                turn(&mut at[own]);
            }
            "move_read_move" => at[own].translation = Vec3::new(number, 2.0, 0.0),
            "move_write_move" => at[own].translation.x += 2.0,
            "other_then_own" => {
                at[target].translation = Vec3::new(number, 0.0, 0.0);
                at[own].translation.x += 1.0;
            }
            "own_then_other" => {
                at[own].translation.x += 1.0;
                at[target].translation.y += 10.0;
            }
            "many" => at[own].translation.x += 3_000.0,
            "rest" | "fault" | "fault_after_other" | "not_finite" => {}
            other => panic!("{other}"),
        }
    }
    at
}

/// Has instances do what they were told, on entities of which every `bare`th begins without a transform.
fn check(app: &mut App, told: &[Told], bare: usize) {
    let entities: Vec<Entity> = (0..told.len()).map(|_| app.world_mut().spawn_empty().id()).collect();
    for (index, (entity, Told { kind, at, target })) in entities.iter().zip(told).enumerate() {
        let script = Script::new("mover").with("what", *kind).with("at", *at).with("target", entities[*target]);
        app.world_mut().entity_mut(*entity).insert(ZigScripts::new([script]));
        if index % bare != bare - 1 {
            app.world_mut().entity_mut(*entity).insert(Transform::IDENTITY);
        }
    }
    app.update();
    let expected = expected(told, vec![Transform::IDENTITY; told.len()]);
    for (index, (entity, expected)) in entities.iter().zip(expected).enumerate() {
        let found = app.world().get::<Transform>(*entity).copied().unwrap_or_default();
        let is_same = found.translation.abs_diff_eq(expected.translation, 1e-3)
            && found.scale == expected.scale
            && found.rotation.dot(expected.rotation).abs() > 0.9999;
        assert!(is_same, "{index} of {}: {} gave {found:?}, not {expected:?}", told.len(), told[index].kind);
        let has_var = app.world().get::<ScriptVars>(*entity).is_some();
        assert_eq!(has_var, told[index].kind == "move_write_move", "{index}");
    }
    for entity in entities {
        app.world_mut().despawn(entity);
    }
    app.update();
    assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), 0);
}

/// Instances of which most do the same as the one before.
fn told(numbers: &mut Numbers, count: usize, kinds: &[&'static str]) -> Vec<Told> {
    let mut kind = kinds[0];
    let next = |_| {
        if numbers.below(4) == 0 {
            kind = kinds[numbers.below(kinds.len())];
        }
        Told { kind, at: numbers.below(9) as f32 + 1.0, target: numbers.below(count) }
    };
    (0..count).map(next).collect()
}

#[test]
fn requests_are_applied_in_the_order_of_the_instances_whatever_they_are() {
    let mut app = app();
    let mut numbers = Numbers(7);
    for count in [1, 2, 7, 15, 40, 300] {
        for _ in 0..4 {
            let told = told(&mut numbers, count, &KINDS);
            check(&mut app, &told, 1_000);
        }
    }
}

#[test]
fn entities_without_a_transform_get_one_in_the_middle_of_others() {
    let mut app = app();
    let mut numbers = Numbers(8);
    for count in [20, 200] {
        let told = told(&mut numbers, count, &["move", "place", "turn", "grow", "own_then_other"]);
        check(&mut app, &told, 7);
    }
}

#[test]
fn a_fault_in_the_middle_takes_back_its_own_moves_only() {
    let mut app = app();
    for kind in ["fault", "fault_after_other"] {
        let told: Vec<Told> = (0..5_000)
            .map(|index| Told { kind: if index % 1_000 == 500 { kind } else { "move" }, at: 0.0, target: 3 })
            .collect();
        check(&mut app, &told, 10_000);
    }
}

#[test]
fn instances_that_go_on_after_a_fault_move_their_own_entities() {
    let mut app = app();
    let scripts = |kind| ZigScripts::new([Script::new("mover").with("what", kind)]);
    let entities: Vec<Entity> = (0..100)
        .map(|index| app.world_mut().spawn((Transform::IDENTITY, scripts(["move", "fault"][index % 2]))).id())
        .collect();
    for frame in 1..4 {
        app.update();
        for (index, entity) in entities.iter().enumerate() {
            let x = if index % 2 == 0 { frame as f32 } else { 0.0 };
            assert_eq!(position(&app, *entity).x, x, "{index} in frame {frame}");
        }
    }
}

#[test]
fn only_what_moves_counts_as_changed() {
    #[derive(Resource, Default)]
    struct Changed(Vec<Entity>);
    let mut app = app();
    app.init_resource::<Changed>();
    let note = |moved: Query<Entity, bevy::prelude::Changed<Transform>>, mut changed: ResMut<Changed>| {
        changed.0 = moved.iter().collect();
    };
    app.add_systems(Last, note);
    let kinds = ["move", "rest", "place", "fault", "grow"];
    let entities: Vec<Entity> = (0..100)
        .map(|index| {
            let script = Script::new("mover").with("what", kinds[index / 20]).with("at", 1.0);
            app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script]))).id()
        })
        .collect();
    app.update();
    app.update();
    let mut changed = std::mem::take(&mut app.world_mut().resource_mut::<Changed>().0);
    changed.sort_by_key(|entity| entities.iter().position(|known| known == entity));
    assert_eq!(changed, entities[..20], "the others are where they were asked to be, or rest");
}

#[test]
fn the_games_physics_is_asked_for_each_move_in_order() {
    struct Odd(Arc<Mutex<Vec<Entity>>>);
    impl ScriptPhysics for Odd {
        fn translate(&self, entity: &mut EntityWorldMut, delta: Vec3) -> bool {
            assert_eq!(delta, Vec3::X);
            let mut asked = self.0.lock().unwrap();
            asked.push(entity.id());
            asked.len().is_multiple_of(2)
        }
    }
    let mut app = app();
    let asked = Arc::new(Mutex::new(Vec::new()));
    app.insert_resource(PhysicsHook::new(Odd(asked.clone())));
    let script = || ZigScripts::new([Script::new("mover").with("what", "move")]);
    let entities: Vec<Entity> = (0..50).map(|_| app.world_mut().spawn((Transform::IDENTITY, script())).id()).collect();
    app.update();
    assert_eq!(*asked.lock().unwrap(), entities);
    for (index, entity) in entities.iter().enumerate() {
        assert_eq!(position(&app, *entity).x, ((index + 1) % 2) as f32, "{index}");
    }
}
