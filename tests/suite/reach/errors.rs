//! What does not work, and what the log says about it: once, with script, type and path.

use bevy_zig::ZigScripts;
use bevy_zig_tests::reflected::*;

use super::{Reach, label};
use crate::tools::*;

#[track_caller]
fn check(reach: &mut Reach, call: &'static str, outcome: &str, said: &[&str]) {
    let (found, line) = reach.refused(call);
    assert_eq!(found, outcome, "{call}: {line}");
    for part in said {
        assert!(line.contains(part), "{call}: '{part}' is not in: {line}");
    }
}

#[test]
fn a_mirror_that_differs_is_refused_by_name() {
    let mut reach = Reach::new();
    let entity = reach.entity;
    reach.app.world_mut().entity_mut(entity).insert(Label { style: Style::Sized(1.0), ..label(entity) });
    let path = "bevy_zig_tests::reflected::Label";
    check(&mut reach, "unknown_field", "UnknownField", &["script 'reach'", path, "'texts'", "did you mean 'text'"]);
    check(&mut reach, "other_type", "WrongType", &["script 'reach'", path, "parts.[].count", "u32", "u64"]);
    check(
        &mut reach,
        "turn_by_vector",
        "WrongType",
        &["script 'reach'", path, "'turn'", "Quat", "numbers go together"],
    );
    // The same field is reported once.
    assert_eq!(reach.call("turn_by_number"), "WrongType");
    assert_eq!(reach.get::<Label>().turn, label(entity).turn);
    check(&mut reach, "unknown_type", "UnknownComponent", &["Lable", "did you mean", path]);
    check(&mut reach, "lacking_variant", "WrongType", &[path, "'style'", "Style::Sized"]);
    check(&mut reach, "resource_as_component", "UnknownComponent", &["Rules", "is a resource", "ctx.resource"]);
    // The script runs, and what does not differ works.
    reach.calls(&["read"]);
}

#[test]
fn what_is_no_value_is_refused_at_once() {
    let mut reach = Reach::new();
    check(&mut reach, "bad_text", "InvalidArgument", &["Caption", "'text'", "UTF-8"]);
    check(&mut reach, "bad_entity", "InvalidArgument", &["Label", "'target.?'"]);
    check(&mut reach, "bad_turn", "InvalidArgument", &["Label", "'turn'"]);
    check(&mut reach, "insert_bare_without", "ReadOnly", &["Bare", "no default", "'second'"]);
    assert!(!reach.app.world().entity(reach.entity).contains::<Label>());
}

#[test]
fn an_immutable_component_is_inserted_whole_and_never_set() {
    let mut reach = Reach::with(Seal { number: 1 });
    check(&mut reach, "set_seal", "ReadOnly", &["Seal", "immutable", "insert"]);
    assert_eq!(reach.get::<Seal>(), Seal { number: 1 });
    reach.calls(&["insert_seal"]);
    assert_eq!(reach.get::<Seal>(), Seal { number: 6 });
}

#[test]
fn an_immutable_component_that_nobody_has_is_not_set_either() {
    let mut reach = Reach::new();
    let said = said_while(|| {
        reach.call("set_seal");
        reach.call("set_seal");
    });
    assert!(said.iter().any(|line| line.contains("Seal") && line.contains("immutable")), "{said:?}");
}

#[test]
fn an_immutable_resource_is_inserted_whole_and_never_set() {
    let mut reach = Reach::new();
    reach.app.insert_resource(Charter { number: 1 });
    check(&mut reach, "set_charter", "ReadOnly", &["Charter", "the resource is immutable", "insert"]);
    assert_eq!(*reach.app.world().resource::<Charter>(), Charter { number: 1 });
    reach.calls(&["insert_charter"]);
    assert_eq!(*reach.app.world().resource::<Charter>(), Charter { number: 6 });
}

#[test]
fn setting_a_component_that_is_not_there_is_reported_once() {
    let mut reach = Reach::new();
    let (outcome, line) = reach.refused("set_text");
    assert_eq!(outcome, "ok", "it may come with an earlier request");
    for part in ["script 'reach'", "bevy_zig_tests::reflected::Label", "no such component"] {
        assert!(line.contains(part), "{line}");
    }
    let (_, line) = reach.refused("set_derived");
    assert!(line.contains("Velocity") && line.contains("no such component"), "{line}");
}

#[test]
fn requests_for_an_entity_that_is_gone_do_nothing() {
    let mut reach = Reach::new();
    let other = reach.app.world_mut().spawn(label(reach.entity)).id();
    let entity = reach.entity;
    set(&mut reach.app, entity, "reach", "other", other);
    reach.app.world_mut().despawn(other);
    let said = said_while(|| assert_eq!(reach.call("set_other"), "UnknownEntity"));
    assert_eq!(said, [""; 0]);
}

#[test]
fn no_entity_is_an_unknown_one() {
    let mut reach = Reach::new();
    for call in ["read_of_none", "set_of_none", "remove_of_none"] {
        let said = said_while(|| assert_eq!(reach.call(call), "UnknownEntity", "{call}"));
        assert_eq!(said, [""; 0], "{call}");
    }
}

#[test]
fn a_script_that_does_not_use_a_type_is_not_told_of_it() {
    let mut app = app();
    let said = said_while(|| {
        app.world_mut().spawn(ZigScripts::one("reach"));
        app.update();
        app.update();
    });
    assert_eq!(said, [""; 0]);
}

/// Bevy's maps that have no type yet panic for such a key.
#[test]
fn a_key_without_a_hash_is_refused_by_name() {
    let mut reach = Reach::new();
    let (outcome, line) = reach.refused("insert_board");
    assert_eq!(outcome, "ok", "it is found when it is applied");
    for part in ["script 'reach'", "Board", "cells", "#[reflect(Hash, PartialEq)]"] {
        assert!(line.contains(part), "'{part}' is not in: {line}");
    }
    assert!(!reach.app.world().entity(reach.entity).contains::<Board>());
    reach.calls(&["insert"]);
}

/// A list of what takes no memory may be longer than all memory is.
#[test]
#[expect(clippy::uninit_vec, reason = "there is nothing to initialise")]
fn a_list_is_measured_before_memory_is_taken_for_it() {
    let mut members: Vec<Member> = Vec::new();
    // SAFETY: each item is the one value of its type, and takes no bytes.
    #[expect(unsafe_code, reason = "to push them takes for ever")]
    unsafe {
        members.set_len(1 << 45);
    }
    let mut reach = Reach::with(Horde { members });
    let (outcome, line) = reach.refused("read_horde");
    assert!(outcome == "LimitReached" && line.contains("scratch_bytes_per_batch"), "{outcome}: {line}");
    let entity = reach.entity;
    reach.app.world_mut().entity_mut(entity).insert(Horde { members: vec![Member::One; 3] });
    reach.calls(&["read_horde"]);
    assert_eq!(reach.seen(), "3");
}
