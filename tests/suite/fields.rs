//! Scripts that read the fields of other scripts.

use bevy::prelude::*;
use bevy_zig::{GlobalScripts, Script, Value, ZigScripts};

use crate::tools::*;

const READER: &str = "reads_fields";

fn read_of(app: &mut App, priority: i32) -> Entity {
    app.world_mut().spawn(ZigScripts::new([Script::new("read_of").with_priority(priority)])).id()
}

fn reader(app: &mut App, before: Entity, after: Entity) -> Entity {
    app.world_mut().spawn(ZigScripts::new([Script::new(READER).with("before", before).with("after", after)])).id()
}

#[track_caller]
fn is(app: &App, reader: Entity, path: &str, value: impl Into<Value>) {
    assert_eq!(field(app, reader, READER, path), value.into(), "{path}");
}

/// Whichever runs first in a phase, both are seen as the frame before has left them.
#[test]
fn the_fields_of_other_scripts_are_those_of_the_snapshot() {
    let mut app = app();
    app.world_mut().resource_mut::<GlobalScripts>().attach(Script::new("read_of"));
    let (before, after) = (read_of(&mut app, -5), read_of(&mut app, 5));
    let first = reader(&mut app, before, after);
    let second = reader(&mut app, before, after);
    app.update();
    for (one, other) in [(first, second), (second, first)] {
        set(&mut app, one, READER, "other", other);
    }
    app.update();
    for frame in 3..6u32 {
        app.update();
        for reader in [first, second] {
            is(&app, reader, "failure", "");
            is(&app, reader, "seen_before", frame - 1);
            is(&app, reader, "seen_after", frame - 1);
            is(&app, reader, "seen_global", frame - 1);
            is(&app, reader, "seen_other", frame - 1);
            is(&app, reader, "seen_maybe", (frame - 1) as f32);
            is(&app, reader, "seen_mass", 2.0f32);
            is(&app, reader, "is_chasing", true);
        }
    }
}

#[test]
fn a_reader_hears_what_is_not_there() {
    let mut app = app();
    let (before, after) = (read_of(&mut app, -5), read_of(&mut app, 5));
    let reader = reader(&mut app, before, after);
    app.update();
    is(&app, reader, "failure", "");
    for (attempt, failure, message) in [
        (
            "wrong_type",
            "UnknownField",
            "cannot read the field 'count' of script 'read_of': in 'read_of' it is of another",
        ),
        (
            "no_such_field",
            "UnknownField",
            "cannot read the field 'speed' of script 'read_of': script 'read_of' has no field",
        ),
        ("no_such_script", "UnknownScript", "asks for unknown script 'reed_of'; did you mean 'read_of'?"),
    ] {
        set(&mut app, reader, READER, "attempt", attempt);
        let said = said_while(|| (0..3).for_each(|_| app.update()));
        is(&app, reader, "failure", failure);
        assert_eq!(said.iter().filter(|line| line.contains(message)).count(), 1, "{message}: {said:?}");
    }
    set(&mut app, reader, READER, "attempt", "nothing");
    app.world_mut().entity_mut(after).remove::<ZigScripts>();
    app.update();
    app.update();
    is(&app, reader, "failure", "Absent");
    app.world_mut().despawn(before);
    app.update();
    is(&app, reader, "failure", "UnknownEntity");
}
