//! Values for which sound has no use: `scripts/odd.zig`. Bevy panics for some of them, in its system or in the thread
//! that mixes, after which nothing is heard any more.

use std::time::{Duration, Instant};

use bevy::asset::AssetPlugin;
use bevy::audio::{AudioPlugin, DefaultSpatialScale, PlaybackSettings, SpatialListener};
use bevy::prelude::*;
use bevy::reflect::TypeInfo;
use bevy_zig::testing::headless;
use bevy_zig::{ScriptFields, Value, ZigScriptPlugin, ZigScripts};

struct Odd {
    app: App,
    entity: Entity,
}

impl Odd {
    fn new() -> Self {
        let mut app = headless(ZigScriptPlugin::new(bevy_zig_sound::scripts()));
        let file_path = super::assets().to_str().expect("the path is text").to_owned();
        app.add_plugins((AssetPlugin { file_path, ..default() }, AudioPlugin::default()));
        let entity = app.world_mut().spawn((Transform::default(), ZigScripts::one("odd"))).id();
        app.update();
        let mut odd = Self { app, entity };
        assert_eq!(odd.step("usual"), "ok".into());
        odd
    }

    /// How a step came out.
    fn step(&mut self, step: &'static str) -> Value {
        // What is left of the step before says nothing of this one.
        for (field, value) in [("outcome", "none"), ("step", step)] {
            self.app.world_mut().set_script_field(Some(self.entity), "odd", field, value).expect("the field is there");
        }
        (0..3).for_each(|_| self.app.update());
        self.get("outcome")
    }

    fn get(&self, field: &str) -> Value {
        self.app.world().script_field(Some(self.entity), "odd", field).expect("the field is there")
    }
}

#[test]
fn what_nobody_could_hear_is_refused() {
    let mut odd = Odd::new();
    for step in [
        "play_at_no_speed",
        "play_backwards",
        "play_at_endless_speed",
        "play_below_silence",
        "play_endlessly_loud",
        "start_at_no_number",
        "start_before",
        "endless_speed",
        "speed_of_nan",
        "speed_of_a_million",
        "endless_volume",
        "volume_of_nan",
        "ears_at_one_place",
        "one_ear",
        "parts_of_both_ears",
        "part_of_one_ear",
        "scale_of_zero",
        "all_scales_of_zero",
        "width_of_zero",
        "width_of_zero_by_path",
        "endless_decibels",
    ] {
        assert_eq!(odd.step(step), "InvalidArgument".into(), "{step}");
    }
}

#[test]
fn what_is_unusual_is_taken() {
    let mut odd = Odd::new();
    for step in ["fade_out", "all_but_stop", "whole_ears", "flat_scale_by_path"] {
        assert_eq!(odd.step(step), "ok".into(), "{step}");
    }
    assert_eq!((odd.get("volume"), odd.get("speed")), (Value::Float(0.0), Value::Float(f64::from(0.01_f32))));
    let Value::Entity(Some(sound)) = odd.get("sound") else { panic!("nothing was played") };
    let Value::Entity(Some(listener)) = odd.get("listener") else { panic!("nobody listens") };
    let world = odd.app.world();
    assert_eq!(world.get::<SpatialListener>(listener).expect("it is one").right_ear_offset, Vec3::X);
    let scale = world.get::<PlaybackSettings>(sound).and_then(|settings| settings.spatial_scale);
    assert_eq!(scale.map(|scale| scale.0), Some(Vec3::new(1.0, 1.0, 0.0)));
    for (step, expected) in [("flat_scale", Vec3::new(0.01, 0.01, 0.0)), ("small_scale", Vec3::new(1e-6, 1e-6, 0.0))] {
        assert_eq!(odd.step(step), "ok".into(), "{step}");
        assert_eq!(odd.app.world().resource::<DefaultSpatialScale>().0.0, expected, "{step}");
    }
}

/// A script that waits for the end of a sound would wait for ever.
#[test]
fn what_cannot_be_loaded_is_over() {
    for step in ["no_file", "no_path", "refused_path"] {
        let mut odd = Odd::new();
        assert_eq!(odd.step(step), "ok".into(), "{step}");
        let end = Instant::now() + Duration::from_secs(60);
        while odd.get("over") != true.into() {
            assert!(Instant::now() < end, "{step}");
            std::thread::sleep(Duration::from_millis(5));
            odd.app.update();
        }
    }
}

/// Another Bevy may have other names, and a rule for none would do nothing. Those of Bevy's other crates are looked for
/// in `tests/reach`.
#[test]
fn the_types_of_all_rules_for_sounds_are_there() {
    let odd = Odd::new();
    let registry = odd.app.world().resource::<AppTypeRegistry>().read();
    let rules = bevy_zig::guarded_fields().filter(|(path, _)| path.starts_with("bevy_audio::"));
    let mut count = 0;
    for (path, field) in rules {
        let info = |path| registry.get_with_type_path(path).map(|found| found.type_info());
        let is_there = match (info(path), path.rsplit_once("::")) {
            (Some(TypeInfo::Struct(found)), _) => found.field(field).is_some(),
            (Some(TypeInfo::TupleStruct(_)), _) => field.is_empty(),
            (None, Some((of, variant))) => {
                matches!(info(of), Some(TypeInfo::Enum(found)) if found.contains_variant(variant))
            }
            _ => false,
        };
        assert!(is_there, "{path} {field}");
        count += 1;
    }
    assert!(count > 0);
}
