//! Numbers that are infinite or not numbers, and rotations: what scripts put into the world stays sound.

use bevy::prelude::*;
use bevy_zig::{LeafError, Script, ScriptFields, Value, Velocity, ZigScripts};

use crate::tools::*;

struct Caller {
    app: App,
    entity: Entity,
}

impl Caller {
    fn new() -> Self {
        let mut app = app();
        app.register_type::<Transform>().register_type::<GlobalTransform>().register_type::<Velocity>();
        let scripts = ZigScripts::one("caller");
        let entity = app.world_mut().spawn((Transform::IDENTITY, Velocity::default(), scripts)).id();
        app.update();
        Self { app, entity }
    }

    fn set(&mut self, path: &str, value: impl Into<Value>) -> &mut Self {
        set(&mut self.app, self.entity, "caller", path, value);
        self
    }

    fn call(&mut self, call: &'static str) -> Value {
        self.set("call", call);
        self.app.update();
        field(&self.app, self.entity, "caller", "outcome")
    }

    fn transform(&self) -> Transform {
        *self.app.world().get::<Transform>(self.entity).unwrap()
    }
}

#[test]
fn what_is_not_finite_gets_into_the_world_by_no_door() {
    let mut caller = Caller::new();
    let calls = ["set_position", "translate", "set_scale", "look_at", "add_transform", "add_velocity"];
    let mirrors = ["insert_mirror", "set_mirror", "set_global_mirror", "set_velocity_mirror"];
    let others = ["spawn_velocity", "set_path", "set_global_position", "translate_global"];
    for call in calls.into_iter().chain(others).chain(mirrors) {
        for number in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            caller.set("vector", Vec3::new(1.0, number, 2.0));
            assert_eq!(caller.call(call), "InvalidArgument".into(), "{call} {number}");
        }
        caller.set("vector", Vec3::new(1.0, 3e38, 2.0));
        assert_eq!(caller.call(call), "ok".into(), "{call}");
    }
    caller.set("vector", Vec3::ONE);
    for number in [f32::NAN, f32::INFINITY] {
        caller.set("quat", Quat::from_xyzw(0.0, number, 0.0, 1.0));
        for call in ["set_rotation", "rotate", "rotate_local", "add_transform"] {
            assert_eq!(caller.call(call), "InvalidArgument".into(), "{call} {number}");
        }
    }
    assert!(caller.transform().is_finite());
    let world = caller.app.world();
    assert!(world.get::<GlobalTransform>(caller.entity).unwrap().affine().is_finite());
    assert!(world.get::<Velocity>(caller.entity).unwrap().linear.is_finite());
}

/// The script may have dropped the error, so the log tells once what was refused and why.
#[test]
fn what_is_refused_for_its_numbers_is_said_once() {
    let finite = "infinite or not a number";
    let set_field = "cannot set 'translation' of Transform";
    for (call, thing, why) in [
        ("set_path", set_field, finite),
        ("spawn_at", "cannot spawn an entity with this transform", finite),
        ("set_var", "cannot write the var 'place'", finite),
        ("set_number_var", "cannot write the var 'number'", finite),
        ("find_nearby", "cannot find what is nearby", "finite"),
        ("add_transform", "cannot insert Transform", finite),
        ("add_velocity", "cannot insert Velocity", finite),
        ("spawn_velocity", "cannot insert Velocity", finite),
        ("set_scale_part", "cannot set fields of Transform", finite),
        ("name_var", "cannot reach a var", "its key has 0 bytes"),
        ("name_signal", "cannot use a signal", "its name has 0 bytes"),
    ] {
        let mut caller = Caller::new();
        caller.set("vector", Vec3::new(1.0, f32::NAN, 2.0));
        let said = said_while(|| {
            for _ in 0..2 {
                assert_eq!(caller.call(call), "InvalidArgument".into(), "{call}");
            }
        });
        let [line] = said.as_slice() else { panic!("{call}: {said:?}") };
        for part in ["script 'caller'", thing, why] {
            assert!(line.contains(part), "{call}: '{part}' is not in: {line}");
        }
    }
}

#[test]
fn a_rotation_of_length_zero_gets_into_the_world_by_no_door() {
    let turn = Quat::from_rotation_x(1.0);
    for call in ["set_rotation", "add_transform", "set_turn_part", "spawn_at"] {
        let mut caller = Caller::new();
        caller.set("quat", turn).call("set_rotation");
        for zero in [Quat::from_array([0.0; 4]), Quat::from_array([-0.0, 0.0, -0.0, 0.0])] {
            caller.set("quat", zero);
            let said = said_while(|| assert_eq!(caller.call(call), "InvalidArgument".into(), "{call}"));
            let is_told = said.iter().any(|line| line.contains("Transform") && line.contains("length zero"));
            let is_first = zero.x.is_sign_positive();
            assert!(is_told || !is_first || ["set_rotation", "spawn_at"].contains(&call), "{call}: {said:?}");
            assert!(caller.transform().rotation.abs_diff_eq(turn, 1e-5), "{call}: {}", caller.transform().rotation);
        }
    }
    // What it comes to with the other parts, and what a chunk is written, is known when it is applied.
    for call in ["set_turn_number", "set_turn_in_chunk"] {
        let mut caller = Caller::new();
        let before = if call == "set_turn_number" { Quat::IDENTITY } else { turn };
        caller.set("quat", before).call("set_rotation");
        caller.set("quat", Quat::from_array([0.0; 4]));
        let said = said_while(|| assert_eq!(caller.call(call), "ok".into(), "{call}"));
        assert!(said.iter().any(|line| line.contains("'caller'") && line.contains("Transform")), "{call}: {said:?}");
        assert_eq!(caller.transform().rotation, before, "{call}");
    }
}

#[test]
fn sums_of_moves_stop_at_the_ends_of_the_range() {
    for times in [1, 40] {
        let mut caller = Caller::new();
        // In bulk, too.
        let others: Vec<_> = (1..times)
            .map(|_| {
                let script =
                    Script::new("caller").with("vector", Vec3::new(3e38, -3e38, 1.0)).with("call", "translate");
                caller.app.world_mut().spawn((Transform::from_xyz(3e38, -3e38, 1.0), ZigScripts::new([script]))).id()
            })
            .collect();
        caller.set("vector", Vec3::new(3e38, -3e38, 1.0));
        caller.call("translate");
        caller.call("translate");
        let expected = Vec3::new(f32::MAX, f32::MIN, 2.0);
        assert_eq!(caller.transform().translation, expected);
        for other in others {
            assert_eq!(position(&caller.app, other), expected);
        }
    }
}

#[test]
fn sums_in_the_worlds_space_stop_there_too() {
    let mut caller = Caller::new();
    let parent = caller.app.world_mut().spawn(Transform::from_scale(Vec3::splat(2.0))).id();
    caller.app.world_mut().entity_mut(caller.entity).insert(ChildOf(parent));
    caller.set("vector", Vec3::new(3e38, -3e38, 1.0));
    let said = said_while(|| {
        for _ in 0..3 {
            assert_eq!(caller.call("translate_global"), "ok".into());
        }
    });
    assert!(!said.iter().any(|line| line.contains("no place for it")), "its parent has: {said:?}");
    assert_eq!(caller.transform().translation, Vec3::new(f32::MAX / 2.0, f32::MIN / 2.0, 1.5));
}

#[test]
fn a_number_that_does_not_fit_is_refused_where_rust_sets_it() {
    let mut app = app();
    let entity = app.world_mut().spawn(ZigScripts::one("spinner")).id();
    app.update();
    let world = app.world_mut();
    let error = world.set_script_field(Some(entity), "spinner", "speed", 1e39).unwrap_err();
    assert!(matches!(&error, LeafError::WrongType { path, .. } if path == "speed"), "{error}");
    assert!(error.to_string().contains("a number that fits f32"), "{error}");
    world.set_script_field(Some(entity), "spinner", "speed", -3e38).unwrap();
    world.spawn(ZigScripts::new([Script::new("spinner").with("speed", 1e39)]));
    let said = said_while(|| app.update());
    assert!(said.iter().any(|line| line.contains("is not started") && line.contains("fits f32")), "{said:?}");
}

#[test]
fn rotations_of_any_length_are_rotations_and_turns_without_end_stay_one() {
    let mut caller = Caller::new();
    let turn = Quat::from_euler(EulerRot::YXZ, 0.2, 0.4, -0.3);
    let scaled = |length: f32| Quat::from_array(turn.to_array().map(|part| part * length));
    for length in [1.000_09, 0.999_91, 5.0, 1e20, 1e-23, 1e-40] {
        caller.set("quat", scaled(length));
        assert_eq!(caller.call("set_rotation"), "ok".into(), "{length}");
        let found = caller.transform().rotation;
        assert!(found.abs_diff_eq(turn, 1e-2) && found.is_normalized(), "{length}: {found}");
    }
    for call in ["rotate", "rotate_local"] {
        caller.set("quat", scaled(1.000_09));
        for _ in 0..500 {
            // Twenty turns, applied in bulk.
            assert_eq!(caller.call(if call == "rotate" { "move_and_turn" } else { call }), "ok".into());
        }
        let rotation = caller.transform().rotation;
        assert!((rotation.length_squared() - 1.0).abs() < 1e-5, "{call}: {}", rotation.length());
        let _ = caller.transform().forward();
    }
}

#[test]
fn a_child_of_what_is_scaled_to_nothing_has_a_rotation() {
    let mut caller = Caller::new();
    let turn = Quat::from_rotation_z(0.5);
    for scale in [Vec3::ZERO, Vec3::new(1.0, 0.0, 1.0), Vec3::new(0.0, 0.0, 2.0)] {
        let world = caller.app.world_mut();
        let parent = world.spawn(Transform::from_rotation(turn).with_scale(scale)).id();
        let child = world.spawn((Transform::IDENTITY, ChildOf(parent))).id();
        caller.app.update();
        caller.set("target", child);
        for call in ["global_rotation", "exact_rotation"] {
            assert_eq!(caller.call(call), "ok".into());
            let found = field(&caller.app, caller.entity, "caller", "read_quat");
            let Value::Quat(found) = found else { panic!("a rotation") };
            assert!(found.is_normalized(), "{call} {scale}: {found}");
            if scale.z > 0.0 && scale.x > 0.0 {
                assert!(found.abs_diff_eq(turn, 1e-5) || found.abs_diff_eq(-turn, 1e-5), "{call} {scale}: {found}");
            }
        }
    }
}
