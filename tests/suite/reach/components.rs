//! Components: inserted, read, changed field by field, removed.

use std::num::NonZeroU32;
use std::time::Duration;

use bevy::prelude::*;
use bevy_zig::{Tags, Velocity};
use bevy_zig_tests::reflected::{Label, *};

use super::{Reach, label};
use crate::tools::*;

#[test]
fn a_component_is_inserted_with_all_its_fields_and_the_defaults_of_others() {
    let mut reach = Reach::new();
    reach.calls(&["insert"]);
    let found = reach.get::<Label>();
    let expected = label(reach.entity);
    // The rotation's sine and cosine are computed in Zig.
    assert!(found.turn.abs_diff_eq(expected.turn, 1e-6));
    assert_eq!(Label { turn: expected.turn, ..found }, expected);
    reach.calls(&["insert_caption", "insert_bare", "insert_seal"]);
    assert_eq!(reach.get::<Caption>(), Caption("caption".into()));
    assert_eq!(reach.get::<Bare>(), Bare { first: 1.0, second: 2.0 });
    assert_eq!(reach.get::<Seal>(), Seal { number: 6 });
}

#[test]
fn a_component_is_read_with_its_texts_and_lists() {
    let mut reach = Reach::new();
    assert_eq!(reach.call("read"), "Absent");
    let entity = reach.entity;
    reach.app.world_mut().entity_mut(entity).insert((label(entity), Caption("title".into())));
    reach.calls(&["read"]);
    assert_eq!(reach.seen(), "hello 3 frame a note 2/2 2 3 true");
    reach.app.world_mut().get_mut::<Label>(entity).unwrap().style = Style::InBetween(1, "pair".into());
    reach.app.world_mut().get_mut::<Label>(entity).unwrap().note = None;
    reach.calls(&["read"]);
    assert_eq!(reach.seen(), "hello 3 pair no note 2/2 2 3 true");
    reach.calls(&["read_caption"]);
    assert_eq!(reach.seen(), "title");
}

#[test]
fn leaves_and_collections_of_all_kinds_go_both_ways() {
    let mut reach = Reach::new();
    reach.calls(&["insert_leaves"]);
    let expected = Leaves {
        letter: 'ß',
        wait: Duration::from_millis(1500),
        span: 1.0..2.0,
        id: NonZeroU32::new(5),
        count: 9,
        way: Some(Dir3::Y),
        stock: [("wood".to_owned(), 3), ("iron".to_owned(), 1)].into_iter().collect(),
        marks: ["a".to_owned(), "b".to_owned()].into_iter().collect(),
        bytes: vec![0, 0xff],
    };
    assert_eq!(reach.get::<Leaves>(), expected);
    reach.calls(&["read_leaves"]);
    assert_eq!(reach.seen(), "ß 1.5 2 5 9 1 4 2 255");
}

#[test]
fn fields_are_set_one_by_one_and_the_others_stay() {
    let mut reach = Reach::new();
    let entity = reach.entity;
    reach.app.world_mut().entity_mut(entity).insert(Label { secret: 1, ..label(entity) });
    reach.calls(&["set_many"]);
    let expected = Label {
        at: Vec3::new(1.0, 9.0, 3.0),
        note: None,
        weights: [7, 8, 9],
        target: None,
        size: 4.0,
        secret: 1,
        ..label(entity)
    };
    assert_eq!(reach.get::<Label>(), expected);
    reach.calls(&["set_style"]);
    assert_eq!(reach.get::<Label>().style, Style::Plain);
    reach.calls(&["set_variants"]);
    let found = reach.get::<Label>();
    assert_eq!(found.style, Style::FramedBy { width: 8.0, name: "eight".into() });
    assert_eq!(found.note.as_deref(), Some("new"));
    reach.calls(&["set_list"]);
    let parts: Vec<_> = reach.get::<Label>().parts.into_iter().map(|part| (part.name, part.count)).collect();
    assert_eq!(parts, [("one".into(), 5), ("new".into(), 6), ("last".into(), 7)]);
    reach.calls(&["set_zero"]);
    assert_eq!((reach.get::<Label>().at, reach.get::<Label>().turn), (Vec3::ZERO, Quat::IDENTITY));
}

#[test]
fn what_is_set_to_what_it_is_does_not_count_as_changed() {
    let mut reach = Reach::new();
    let entity = reach.entity;
    reach.app.world_mut().entity_mut(entity).insert(label(entity));
    reach.app.update();
    let changed =
        |reach: &Reach| reach.app.world().entity(reach.entity).get_ref::<Label>().expect("it has one").last_changed();
    let before = changed(&reach);
    reach.calls(&["set_nothing_new"]);
    assert_eq!(changed(&reach), before);
    reach.calls(&["set_text"]);
    assert!(changed(&reach) != before);
    assert_eq!(reach.get::<Label>(), Label { text: "changed".into(), ..label(entity) });
}

#[test]
fn two_scripts_that_set_different_fields_both_count() {
    let mut reach = Reach::new();
    let entity = reach.entity;
    reach.app.world_mut().entity_mut(entity).insert(label(entity));
    let other = reach.app.world_mut().spawn(bevy_zig::ZigScripts::one("reach")).id();
    reach.app.update();
    set(&mut reach.app, other, "reach", "other", entity);
    set(&mut reach.app, other, "reach", "call", "set_other");
    reach.calls(&["set_text"]);
    let found = reach.get::<Label>();
    assert_eq!((found.text.as_str(), found.size), ("changed", 1.0));
}

#[test]
fn a_component_is_removed_and_an_entity_spawned_with_some() {
    let mut reach = Reach::with(Caption("stays".into()));
    reach.calls(&["insert", "remove"]);
    assert!(!reach.app.world().entity(reach.entity).contains::<Label>());
    reach.calls(&["remove", "spawn"]);
    let world = reach.app.world_mut();
    let mut spawned = world.query::<(&Tags, &Label, &Velocity, &Caption)>();
    let (_, label, velocity, caption) = spawned.single(world).unwrap();
    assert_eq!((label.text.as_str(), label.size, label.secret), ("spawned", 99.0, 7));
    assert_eq!((velocity.linear, caption.0.as_str()), (Vec3::X, "too"));
}

/// As in a system that has `&mut Label`.
#[test]
fn what_is_set_is_not_inserted() {
    #[derive(Resource, Default)]
    struct Told(Vec<&'static str>);
    let mut reach = Reach::with((Velocity::default(), Label { size: 2.0, ..Default::default() }));
    reach.app.init_resource::<Told>();
    reach.app.add_observer(|_: On<Insert, Velocity>, mut told: ResMut<Told>| told.0.push("Velocity inserted"));
    reach.app.add_observer(|_: On<Discard, Velocity>, mut told: ResMut<Told>| told.0.push("Velocity discarded"));
    reach.app.add_observer(|_: On<Insert, Label>, mut told: ResMut<Told>| told.0.push("Label inserted"));
    reach.app.add_observer(|_: On<Discard, Label>, mut told: ResMut<Told>| told.0.push("Label discarded"));
    reach.calls(&["set_derived", "set_text"]);
    assert_eq!(reach.get::<Velocity>().angular, Vec3::X);
    assert_eq!(reach.get::<Label>().text, "changed");
    assert_eq!(reach.app.world().resource::<Told>().0, [""; 0]);
}

#[test]
fn fields_of_derived_components_are_set_like_all_others() {
    let velocity = Velocity { linear: Vec3::new(1.0, 2.0, 5.0), angular: Vec3::ONE };
    let mut reach = Reach::with(velocity);
    reach.calls(&["set_derived"]);
    assert_eq!(reach.get::<Velocity>(), Velocity { linear: Vec3::new(1.0, 3.0, 5.0), angular: Vec3::X });
    let changed = reach.app.world().entity(reach.entity).get_ref::<Velocity>().unwrap().last_changed();
    reach.calls(&["set_derived"]);
    let after = reach.app.world().entity(reach.entity).get_ref::<Velocity>().unwrap().last_changed();
    assert_eq!(changed, after, "nothing has changed");
}
