//! Scripts that use the SDK's mirrors of Bevy, and what `cargo bevy-zig mirror` has written: `scripts/mirrored.zig` and
//! `scripts/every_mirror.zig`.

use bevy::input::mouse::{MouseScrollUnit, MouseWheel};
use bevy::prelude::*;
use bevy::reflect::GetPath;
use bevy_zig::{Value, ZigScripts};
use bevy_zig_tests::reflected::Label;

use crate::tools::*;

/// The script on an entity, in a game that has taken a step and told what came of it.
struct Mirrored {
    app: App,
    entity: Entity,
}

impl Mirrored {
    fn new() -> Self {
        let mut app = app();
        let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("mirrored"))).id();
        app.update();
        Self { app, entity }
    }

    #[track_caller]
    fn step(&mut self, step: &'static str) {
        set(&mut self.app, self.entity, "mirrored", "step", step);
        self.app.update();
        assert_eq!(field(&self.app, self.entity, "mirrored", "outcome"), Value::from("ok"), "{step}");
    }

    fn seen(&self) -> Value {
        field(&self.app, self.entity, "mirrored", "seen")
    }

    /// What is found out about a component that a headless game has no name for, but its registry does.
    #[track_caller]
    fn reflected<T>(&self, path: &str, find: impl Fn(&dyn Reflect) -> T) -> T {
        let world = self.app.world();
        let registry = world.resource::<AppTypeRegistry>().read();
        let component = registry.get_with_type_path(path).and_then(|known| known.data::<ReflectComponent>());
        let component = component.expect("the component is registered");
        find(component.reflect(world.entity(self.entity)).expect("the entity has the component"))
    }

    #[track_caller]
    fn get<C: Component>(&self) -> &C {
        self.app.world().get(self.entity).expect("it has the component")
    }
}

#[test]
fn a_name_has_any_length() {
    let mut game = Mirrored::new();
    game.step("name");
    let name = game.get::<Name>().clone();
    assert!(name.starts_with("a name that is longer") && name.ends_with("a plain value has"));
    game.step("read_name");
    assert_eq!(game.seen(), Value::Float(name.len() as f64));
}

#[test]
fn a_parent_is_a_component() {
    let mut game = Mirrored::new();
    let parent = game.app.world_mut().spawn(Transform::IDENTITY).id();
    game.app.world_mut().spawn((Transform::IDENTITY, ChildOf(parent)));
    set(&mut game.app, game.entity, "mirrored", "parent", Value::Entity(Some(parent)));
    game.step("parent");
    assert_eq!(game.seen(), Value::Float(1.0), "the snapshot has the other child only");
    assert_eq!(game.get::<ChildOf>().parent(), parent);
}

#[test]
fn an_enum_is_a_component() {
    let mut game = Mirrored::new();
    game.step("hide");
    let hidden = game.reflected("bevy_camera::visibility::Visibility", |value| format!("{value:?}"));
    assert_eq!(hidden, "Hidden");
    game.step("read_hidden");
    assert_eq!(game.seen(), Value::Float(1.0));
}

#[test]
fn a_resource_holds_an_enum_with_data() {
    let mut game = Mirrored::new();
    game.step("insert_color");
    game.step("read_color");
    assert_eq!(game.seen(), Value::Float(120.0));
    game.step("set_color");
    game.step("read_color");
    assert_eq!(game.seen(), Value::Float(0.75));
}

#[test]
fn a_second_field_of_a_tuple_struct_that_has_one_is_unknown() {
    let mut game = Mirrored::new();
    let said = said_while(|| {
        set(&mut game.app, game.entity, "mirrored", "step", "two_colors");
        game.app.update();
    });
    assert_eq!(field(&game.app, game.entity, "mirrored", "outcome"), "UnknownField".into());
    let [line] = said.as_slice() else { panic!("{said:?}") };
    assert!(line.contains("ClearColor") && line.contains("'colour'") && line.contains("which 'color' is"), "{line}");
}

#[test]
fn a_component_holds_an_enum_with_data_and_has_bevys_defaults() {
    let mut game = Mirrored::new();
    game.step("camera");
    let camera = |value: &dyn Reflect| {
        let hue = *value.path::<f32>("clear_color.0.0.hue").unwrap();
        (*value.path::<isize>("order").unwrap(), *value.path::<bool>("is_active").unwrap(), hue)
    };
    assert_eq!(game.reflected("bevy_camera::camera::Camera", camera), (-3, true, 120.0));
    game.step("read_camera");
    assert_eq!(game.seen(), Value::Float(120.0));
}

#[test]
fn time_is_paused_and_slowed_down() {
    let mut game = Mirrored::new();
    game.step("time");
    assert_eq!(game.seen(), Value::Float(1.0));
    let time = game.app.world().resource::<Time<Virtual>>();
    assert!(time.is_paused() && time.relative_speed() == 0.5);
}

/// Bevy's own setters panic for some of these, its systems for others, and some would be fixed steps without end.
#[test]
fn what_bevys_clocks_have_no_use_for_is_refused() {
    let mut game = Mirrored::new();
    let mut step = |step: &'static str, number: f64, outcome: &str| {
        set(&mut game.app, game.entity, "mirrored", "number", number);
        set(&mut game.app, game.entity, "mirrored", "step", step);
        let said = said_while(|| (0..3).for_each(|_| game.app.update()));
        assert_eq!(field(&game.app, game.entity, "mirrored", "outcome"), outcome.into(), "{step} {number}");
        said
    };
    for speed in [-1.0, f64::NAN, f64::INFINITY, 1000.0, 1e17, 1e300] {
        step("speed", speed, "InvalidArgument");
        step("insert_clock", speed, "InvalidArgument");
    }
    let said = step("timestep", 0.0, "InvalidArgument");
    assert!(said.len() == 1 && said[0].contains("'context.timestep': it has to be 0.5 ms at least"), "{said:?}");
    for (name, number) in [("timestep", 1e-9), ("overstep", 1e19), ("wrap_period", 0.0), ("elapsed", 1e30)] {
        step(name, number, "InvalidArgument");
    }
    let said = step("remove_clock", 0.0, "ReadOnly");
    assert!(said.len() == 1 && said[0].contains("Time<bevy_time::virt::Virtual>"), "{said:?}");
    for (name, number) in [("speed", 0.0), ("speed", 100.0), ("timestep", 0.05), ("overstep", 0.5), ("elapsed", 1e9)] {
        step(name, number, "ok");
    }
    step("insert_clock", 2.0, "ok");
    assert_eq!(game.app.world().resource::<Time<Virtual>>().relative_speed(), 2.0);
}

#[test]
fn the_wheel_is_read_as_it_comes() {
    let mut game = Mirrored::new();
    game.step("wheel");
    let wheel = MouseWheel {
        unit: MouseScrollUnit::Line,
        x: 0.0,
        y: 3.5,
        window: Entity::PLACEHOLDER,
        phase: bevy::input::touch::TouchPhase::Moved,
    };
    game.app.world_mut().write_message(wheel);
    game.app.world_mut().write_message(wheel);
    game.step("wheel");
    assert_eq!(game.seen(), Value::Float(7.0));
}

/// The text in it is of a type that only the registry makes.
#[test]
fn a_key_is_written_with_its_text() {
    use bevy::input::keyboard::{Key, KeyboardInput};
    let mut game = Mirrored::new();
    let said = said_while(|| game.step("type_key"));
    assert!(said.is_empty(), "{said:?}");
    let mut keys = game.app.world_mut().resource_mut::<Messages<KeyboardInput>>();
    let keys: Vec<_> = keys.drain().collect();
    let [key] = keys.as_slice() else { panic!("{keys:?}") };
    assert_eq!(key.logical_key, Key::Character("ä".into()));
    assert_eq!(key.text.as_deref(), Some("a text that is longer than a small string"));
}

#[test]
fn the_types_of_the_game_have_mirrors_with_their_defaults() {
    let mut game = Mirrored::new();
    game.step("label");
    let label = game.get::<Label>();
    assert_eq!((&*label.text, label.size, label.parts.len()), ("mirrored", Label::default().size, 1));
    assert_eq!((&*label.parts[0].name, label.parts[0].count), ("wing", 2));
}

#[test]
fn the_game_takes_every_mirror_of_its_own() {
    let mut app = app();
    let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("every_mirror"))).id();
    let said = said_while(|| app.update());
    let [bound, refused] = ["bound", "refused"].map(|name| field(&app, entity, "every_mirror", name));
    // What is only a part of others is compared where it is one.
    let differing: Vec<&String> = said.iter().filter(|line| line.contains("in Rust, and")).collect();
    assert_eq!(refused, Value::Int(0), "{differing:#?}");
    assert!(matches!(bound, Value::Int(12..)), "{bound:?}");
}
