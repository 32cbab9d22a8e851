//! Resources, states, messages and events.

use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use bevy_zig::Value;
use bevy_zig_tests::reflected::*;

use super::Reach;
use crate::tools::*;

#[test]
fn a_resource_is_read_set_inserted_and_removed() {
    let mut reach = Reach::new();
    assert_eq!(reach.call("resource"), "Absent");
    reach.app.insert_resource(Rules { speed: 3.0, title: "mine".into() });
    reach.calls(&["resource"]);
    assert_eq!(reach.seen(), "mine 3");
    reach.calls(&["set_resource"]);
    assert_eq!(*reach.app.world().resource::<Rules>(), Rules { speed: 5.0, title: "mine".into() });
    reach.calls(&["insert_resource"]);
    assert_eq!(*reach.app.world().resource::<Rules>(), Rules { speed: 1.0, title: "new".into() });
    reach.calls(&["remove_resource", "remove_resource"]);
    assert!(!reach.app.world().contains_resource::<Rules>());
    reach.calls(&["insert_resource"]);
    assert_eq!(*reach.app.world().resource::<Rules>(), Rules { speed: 1.0, title: "new".into() });
    reach.calls(&["remove_resource"]);
    let (outcome, line) = reach.refused("set_resource");
    assert!(outcome == "ok" && line.contains("Rules") && line.contains("no such resource"), "{outcome}: {line}");
}

#[test]
fn a_state_is_read_and_changed() {
    let mut reach = Reach::new();
    let (outcome, line) = reach.refused("read_state");
    assert!(outcome == "UnknownComponent" && line.contains("register_type_mutable_state"), "{outcome}: {line}");
    let mut reach = Reach::new();
    reach.app.add_plugins(StatesPlugin).init_state::<Stage>().register_type_mutable_state::<Stage>();
    reach.app.update();
    reach.calls(&["read_state"]);
    assert_eq!(reach.seen(), "main_menu");
    reach.calls(&["set_state"]);
    reach.app.update();
    assert_eq!(*reach.app.world().resource::<State<Stage>>().get(), Stage::Playing);
    reach.calls(&["read_state"]);
    assert_eq!(reach.seen(), "playing");
}

#[test]
fn each_message_is_read_once_by_everybody() {
    let mut reach = Reach::new();
    let entity = reach.entity;
    set(&mut reach.app, entity, "reach", "listens", true);
    let pings = |reach: &Reach| {
        let get = |path| field(&reach.app, reach.entity, "reach", path);
        (get("pings"), get("last_ping"))
    };
    reach.app.update();
    assert_eq!(pings(&reach), (Value::Int(0), Value::Int(0)));
    for number in 1..4 {
        reach.app.world_mut().write_message(Ping { text: "ping".into(), number });
        reach.app.update();
        assert_eq!(pings(&reach), (Value::Int(number.into()), Value::Int(number.into())));
    }
    reach.app.update();
    reach.app.update();
    assert_eq!(pings(&reach).0, Value::Int(3), "none is read twice");
}

#[test]
fn a_message_is_written_and_an_event_triggered() {
    #[derive(Resource, Default)]
    struct Heard(f32);
    let mut reach = Reach::new();
    reach.app.init_resource::<Heard>().add_observer(|boom: On<Boom>, mut heard: ResMut<Heard>| {
        heard.0 += boom.strength;
    });
    reach.calls(&["write", "trigger"]);
    let written: Vec<_> = reach.app.world_mut().resource_mut::<Messages<Ping>>().drain().collect();
    assert_eq!(written, [Ping { text: "from a script".into(), number: 4 }]);
    assert_eq!(reach.app.world().resource::<Heard>().0, 2.5);
}
