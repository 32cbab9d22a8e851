//! Queries for components that are known by reflection.

use bevy::prelude::*;
use bevy_zig::Value;
use bevy_zig_tests::reflected::{Caption, Label};

use super::{Reach, label};
use crate::tools::*;

/// Three labels, of which one has a caption.
fn labels(reach: &mut Reach) -> [Entity; 3] {
    [3.0, 1.0, 2.0].map(|size| {
        let world = reach.app.world_mut();
        let entity = world.spawn(Transform::from_xyz(size, 0.0, 0.0)).id();
        let text = format!("label {size}");
        world.entity_mut(entity).insert(Label { text, size, ..label(entity) });
        if size == 2.0 {
            world.entity_mut(entity).insert(Caption("caption".into()));
        }
        entity
    })
}

#[test]
fn reflected_components_are_columns_with_their_texts_and_may_be_missing() {
    let mut reach = Reach::new();
    labels(&mut reach);
    reach.calls(&["query"]);
    assert_eq!(reach.seen(), "label 1 2 none 1, label 2 2 caption 2, label 3 2 none 3, ");
}

#[test]
fn reflected_components_are_filters() {
    let mut reach = Reach::new();
    labels(&mut reach);
    reach.calls(&["query_filters"]);
    // With both, labels without captions, one that nobody has, captions without it.
    assert_eq!(reach.seen(), "1 2 0 1");
    reach.calls(&["nearby"]);
    assert_eq!(reach.seen(), "2");
    let (outcome, line) = reach.refused("query_unknown");
    assert!(outcome == "UnknownComponent" && line.contains("Lable"), "{outcome}: {line}");
}

#[test]
fn changes_of_reflected_components_are_seen_once() {
    let mut reach = Reach::new();
    let entity = reach.entity;
    let [_, _, captioned] = labels(&mut reach);
    set(&mut reach.app, entity, "reach", "asks", true);
    reach.app.update();
    let counts = |reach: &Reach| ["changed", "added"].map(|path| field(&reach.app, entity, "reach", path));
    let first = counts(&reach);
    reach.app.update();
    assert_eq!(counts(&reach), first, "nothing is seen twice");
    let Value::Int(changed) = first[0] else { panic!("{first:?}") };
    reach.app.world_mut().get_mut::<Caption>(captioned).unwrap().0.push('!');
    reach.app.update();
    reach.app.update();
    assert_eq!(counts(&reach), [Value::Int(changed + 1), first[1].clone()]);
    reach.app.world_mut().entity_mut(entity).insert(Caption("new".into()));
    reach.app.update();
    let Value::Int(added) = first[1] else { panic!("{first:?}") };
    assert_eq!(counts(&reach), [Value::Int(changed + 2), Value::Int(added + 1)]);
}
