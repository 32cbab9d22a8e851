//! Functions and commands of the game that scripts call.

use bevy::prelude::*;
use bevy_zig::{FunctionApp, ScriptFault, ScriptRuntime, Value, ZigScripts};
use bevy_zig_tests::components::*;

use crate::tools::*;

/// What the functions keep for the tests.
#[derive(Resource, Default)]
struct Placed(Vec<(Entity, Vec3)>);

struct Subject {
    app: App,
    entity: Entity,
}

impl Subject {
    fn new() -> Self {
        let mut app = app();
        app.init_resource::<Placed>()
            .register_zig_function("damage_of", |world: &World, hit: Hit| -> f32 {
                hit.damage * world.get::<Health>(hit.by).map_or(1.0, |health| health.max)
            })
            .register_zig_function("mix", mix)
            .register_zig_function("frames", |world: &World| -> u32 {
                world.get_resource::<Placed>().map_or(0, |placed| placed.0.len() as u32)
            })
            .register_zig_function("look", |_: &World| {})
            .register_zig_function("fail", |_: &World, number: u8| -> f32 { panic!("the game fails with {number}") })
            .register_zig_function("flip", |_: &World, slot: Slot| Slot {
                item: slot.count.into(),
                count: slot.item as u8,
            })
            .register_zig_command("place", |world: &mut World, entity: Entity, at: Vec3| {
                let found = world.get::<Transform>(entity).map(|transform| transform.translation);
                world.resource_mut::<Placed>().0.push((entity, found.unwrap_or(Vec3::NAN)));
                // What is put off is done before the next request.
                world.commands().entity(entity).insert(Transform::from_translation(at));
            });
        let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("calculator"))).id();
        app.update();
        Self { app, entity }
    }

    fn call(&mut self, call: &'static str) -> Value {
        set(&mut self.app, self.entity, "calculator", "call", call);
        self.app.update();
        self.get("outcome")
    }

    fn get(&self, path: &str) -> Value {
        field(&self.app, self.entity, "calculator", path)
    }

    fn set(&mut self, path: &str, value: impl Into<Value>) {
        set(&mut self.app, self.entity, "calculator", path, value);
    }

    fn placed(&mut self) -> Vec<(Entity, Vec3)> {
        std::mem::take(&mut self.app.world_mut().resource_mut::<Placed>().0)
    }
}

#[expect(clippy::too_many_arguments, reason = "as many as there may be")]
fn mix(
    _: &World,
    yes: bool,
    large: u64,
    small: i8,
    list: [u16; 3],
    mood: Mood,
    at: Vec3,
    text: [u8; 8],
    half: f64,
) -> Vec3 {
    let sound = yes && large == 1 << 40 && small == -3 && list == [1, 2, 3] && text == *b"abcdefgh" && half == 0.5;
    if sound && mood == Mood::AngryAtAll { at * 2.0 } else { Vec3::ZERO }
}

#[test]
fn a_function_of_the_game_answers_at_once() {
    let mut subject = Subject::new();
    let entity = subject.entity;
    subject.set("target", entity);
    assert_eq!(subject.call("damage"), "ok".into());
    assert_eq!(subject.get("number"), Value::Float(10.0));
    // It sees the world that scripts see.
    subject.app.world_mut().entity_mut(entity).insert(Health { current: 1.0, max: 3.0 });
    assert_eq!(subject.call("damage"), "ok".into());
    assert_eq!(subject.get("number"), Value::Float(30.0));
}

#[test]
fn arguments_and_results_of_all_kinds_cross() {
    let mut subject = Subject::new();
    for call in ["mixed", "frames", "look", "flips"] {
        assert_eq!(subject.call(call), "ok".into(), "{call}");
    }
    assert_eq!(subject.get("vector"), Value::Vec3(Vec3::new(2.0, 4.0, 6.0)));
    assert_eq!(subject.get("number"), Value::Float(200_003.0));
}

#[test]
fn a_command_runs_at_its_place_among_the_requests() {
    let mut subject = Subject::new();
    for (call, outcome) in [("places", "ok"), ("places_and_fails", "Failed")] {
        assert_eq!(subject.call(call), outcome.into());
        let entity = subject.entity;
        assert_eq!(subject.placed(), [(entity, Vec3::X)], "behind the first request");
        assert_eq!(position(&subject.app, entity), Vec3::new(2.0, 5.0, 0.0), "before the last");
    }
}

#[test]
fn a_command_of_a_faulted_tick_does_not_run() {
    let mut subject = Subject::new();
    let faults = |app: &mut App| app.world_mut().resource_mut::<Messages<ScriptFault>>().drain().count();
    set(&mut subject.app, subject.entity, "calculator", "call", "places_and_faults");
    subject.app.update();
    assert_eq!(faults(&mut subject.app), 1);
    assert_eq!(subject.placed(), []);
    assert_eq!(position(&subject.app, subject.entity), Vec3::ZERO);
}

#[test]
fn a_function_that_panics_refuses_the_call_and_is_named() {
    let mut subject = Subject::new();
    let mut outcome = Value::None;
    let said = said_while(|| outcome = subject.call("fails"));
    assert_eq!(outcome, "HostFault".into());
    assert!(
        said.contains(&"the function 'fail' of the game panicked, called by script 'calculator'".to_owned()),
        "{said:?}"
    );
    assert_eq!(subject.call("look"), "ok".into(), "the script runs on");
}

#[test]
fn what_is_declared_otherwise_is_refused_and_the_difference_named() {
    let mut subject = Subject::new();
    let entity = subject.entity;
    subject.set("target", entity);
    let mut refused = |call, outcome: &'static str, line: &str| {
        let said = said_while(|| assert_eq!(subject.call(call), outcome.into()));
        assert!(said.iter().any(|said| said == line), "{call}: {said:?}");
        let said = said_while(|| assert_eq!(subject.call(call), outcome.into()));
        assert!(!said.iter().any(|said| said == line), "{call} is reported once");
    };
    refused(
        "missing",
        "UnknownFunction",
        "script 'calculator' asks for unknown function 'damage_off'; did you mean 'damage_of'? known functions: damage_of, \
         fail, flip, frames, look, mix, place",
    );
    refused(
        "other",
        "WrongType",
        "script 'calculator' declares the function 'damage_of' ({damage: f32@0, by: entity@8}) -> f32, but the game has \
         registered the function 'damage_of' ({by: entity@0, damage: f32@8}) -> f32; change one of them",
    );
    refused(
        "no_command",
        "WrongType",
        "script 'calculator' declares the command 'damage_of' ({by: entity@0, damage: f32@8}) -> void, but the game has \
         registered the function 'damage_of' ({by: entity@0, damage: f32@8}) -> f32; change one of them",
    );
}

#[test]
fn an_argument_that_is_no_value_of_rusts_is_refused() {
    let mut subject = Subject::new();
    // `Hit.by` is an `Entity`, which is somebody.
    assert_eq!(subject.call("damage"), "InvalidArgument".into());
}

#[test]
fn a_function_of_one_game_is_not_another_games() {
    let mut first = Subject::new();
    assert_eq!(first.call("look"), "ok".into());
    let mut second = app();
    let entity = second.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("calculator"))).id();
    second.update();
    set(&mut second, entity, "calculator", "call", "look");
    second.update();
    assert_eq!(field(&second, entity, "calculator", "outcome"), "UnknownFunction".into());
    assert_eq!(second.world().resource::<ScriptRuntime>().instance_count(), 1);
}

#[test]
fn the_first_function_of_a_name_stays() {
    let mut app = app();
    let said = said_while(|| {
        app.register_zig_function("look", |_: &World| {}).register_zig_command("look", |_: &mut World| {});
    });
    assert_eq!(said, ["the command 'look' is registered twice; scripts call the first: give the second another name"]);
}
