//! Errors that callbacks return: reported with script, entity, name and place; the script goes on.

use std::path::Path;

use bevy::prelude::*;
use bevy_zig::{Script, ZigScripts};

use crate::tools::*;

#[test]
fn an_error_is_reported_with_script_entity_name_and_place() {
    let mut app = app();
    let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("failing"))).id();
    app.update();
    let reported = errors(&mut app);
    assert_eq!(reported.len(), 1);
    let error = &reported[0];
    assert_eq!((error.script.as_str(), error.entity), ("failing", Some(entity)));
    assert_eq!((error.callback.as_str(), error.error.as_str()), ("update", "TooHot"));
    // The suite's own profile is `dev`, which has debug info; a release build knows the callback only.
    if cfg!(debug_assertions) {
        let source = std::fs::read_to_string(repository().join("tests/scripts/failing.zig")).unwrap();
        let line = 1 + source.lines().position(|line| line.contains("the line that the trace names")).unwrap();
        let place = error.trace.first().expect("a debug build has a trace");
        assert!(place.file.ends_with("failing.zig"), "{place}");
        assert_eq!(place.line as usize, line);
    }
}

#[test]
fn an_error_that_the_sdk_notices_is_reported_at_the_line_of_the_script() {
    let mut app = app();
    let entity = app.world_mut().spawn(ZigScripts::new([Script::new("failing").with("in_sdk", true)])).id();
    app.update();
    let reported = errors(&mut app);
    assert_eq!((reported.len(), reported[0].entity, reported[0].error.as_str()), (1, Some(entity), "InvalidArgument"));
    if cfg!(debug_assertions) {
        let files: Vec<_> = reported[0].trace.iter().map(|place| place.file.as_str()).collect();
        assert!(Path::new(files[0]).starts_with(repository().join("zig")), "{files:?}");
        let source = std::fs::read_to_string(repository().join("tests/scripts/failing.zig")).unwrap();
        let line = 1 + source.lines().position(|line| line.contains("the line that calls the SDK")).unwrap();
        let text = reported[0].to_string();
        assert!(text.contains(&format!("failing.zig:{line} in ")), "{text}");
    }
}

#[test]
fn what_was_requested_before_an_error_counts_and_the_script_goes_on() {
    let mut app = app();
    let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("failing"))).id();
    app.update();
    app.update();
    assert_eq!(field(&app, entity, "failing", "updates"), 2.into());
    assert_eq!(position(&app, entity).x, 2.0);
}

#[test]
fn errors_that_are_alike_are_counted_instead_of_repeated() {
    let mut app = app();
    app.world_mut().spawn_batch((0..1_000).map(|_| (Transform::IDENTITY, ZigScripts::one("failing"))));
    app.update();
    assert_eq!(errors(&mut app).len(), 1);
}

#[test]
fn two_errors_of_one_name_from_two_places_are_two() {
    let mut app = app();
    app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([Script::new("failing").with("elsewhere", true)])));
    app.update();
    app.update();
    let reported: Vec<String> = errors(&mut app).iter().map(ToString::to_string).collect();
    if cfg!(debug_assertions) {
        let source = std::fs::read_to_string(repository().join("tests/scripts/failing.zig")).unwrap();
        let line = |text: &str| 1 + source.lines().position(|line| line.contains(text)).unwrap();
        let lines = [line("the line that the trace names"), line("the other line")];
        assert_eq!(reported.len(), 2, "{reported:?}");
        for (text, line) in reported.iter().zip(lines) {
            assert!(text.contains(&format!("failing.zig:{line} in ")), "{text}");
        }
    }
}

#[test]
fn errors_of_init_and_shutdown_are_reported_too() {
    let mut app = app();
    let scripts = ZigScripts::new([Script::new("failing").with("in_init", true).disabled()]);
    let entity = app.world_mut().spawn((Transform::IDENTITY, scripts)).id();
    app.update();
    app.world_mut().despawn(entity);
    app.update();
    let found: Vec<_> = errors(&mut app).into_iter().map(|error| (error.callback, error.error)).collect();
    let expected = [("init", "BadStart"), ("shutdown", "BadEnd")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(found, expected);
}
