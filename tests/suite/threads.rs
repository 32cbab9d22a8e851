//! Threads that scripts start.

use bevy_zig::{Script, Value, ZigScripts};

use crate::tools::*;

#[test]
fn a_script_has_threads_of_the_standard_library() {
    let mut app = app();
    let entity = app.world_mut().spawn(ZigScripts::new([Script::new("threads")])).id();
    app.update();
    assert_eq!(field(&app, entity, "threads", "outcome"), "ok".into());
    assert_eq!(field(&app, entity, "threads", "sum"), Value::Int(1 + 2 + 3 + 4));
    assert_eq!(field(&app, entity, "threads", "by_io"), Value::Int(42));
}
