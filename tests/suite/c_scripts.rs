//! Scripts in C, which are scripts like all others.

use bevy::prelude::*;
use bevy_zig::{Script, ScriptRuntime, Value, ZigScripts};

use crate::tools::*;

#[test]
fn a_c_script_moves_its_entity_and_keeps_its_state() {
    let mut app = app();
    let slow = app.world_mut().spawn((Transform::default(), ZigScripts::one("walker"))).id();
    let fast = app
        .world_mut()
        .spawn((Transform::default(), ZigScripts::new([Script::new("walker").with("speed", 30.0)])))
        .id();
    // Time begins with the first frame.
    (0..31).for_each(|_| app.update());
    assert!((position(&app, slow).x - 1.0).abs() < 1e-4, "{}", position(&app, slow));
    assert!((position(&app, fast).x - 15.0).abs() < 1e-3, "{}", position(&app, fast));
    assert_eq!(field(&app, slow, "walker", "steps"), Value::Int(31));
    set(&mut app, slow, "walker", "steps", 5);
    app.update();
    assert_eq!(field(&app, slow, "walker", "steps"), Value::Int(6));
    assert_eq!(errors(&mut app), []);
}

#[test]
fn a_c_script_describes_a_reflected_component_and_inserts_it() {
    let mut app = app();
    let entity = app.world_mut().spawn(ZigScripts::one("labeller")).id();
    app.update();
    assert_eq!(field(&app, entity, "labeller", "status"), Value::Int(0));
    let caption = app.world().get::<bevy_zig_tests::reflected::Caption>(entity);
    assert_eq!(caption.map(|caption| caption.0.as_str()), Some("from C"));
}

#[test]
fn a_c_script_says_what_it_is() {
    let app = app();
    let walker = app.world().resource::<ScriptRuntime>().registry().get("walker").unwrap();
    let fields: Vec<String> = walker.fields().iter().map(|field| field.path.clone()).collect();
    assert_eq!(fields, ["speed", "steps"]);
    assert_eq!(walker.package(), "bevy_zig_tests");
    assert!(walker.built_at().is_some());
}

#[test]
fn the_documentation_has_this_very_script() {
    let read = |path: &str| std::fs::read_to_string(repository().join(path)).unwrap();
    assert!(read("docs/c-scripts.md").contains(&format!("```c\n{}```\n", read("tests/scripts/walker.c"))));
}

#[cfg(feature = "hot-reload")]
mod reload {
    use bevy_zig::ReloadStep;
    use bevy_zig_tests::studio::Studio;

    use super::*;

    const WALKER: &str = include_str!("../scripts/walker.c");

    #[test]
    fn a_c_script_that_is_saved_runs_with_its_state() {
        let mut game = Studio::new(scratch_dir("reload-c"), &[("walker.c", WALKER)]);
        let entity = game.spawn(Script::new("walker"));
        game.frames(10);
        let before = game.int(entity, "walker", "steps");
        let next = WALKER
            .replace("    uint32_t steps;", "    double wide;\n    uint64_t steps;")
            .replace("steps, U32", "steps, U64")
            .replace("self->steps++", "self->steps += 1000");
        game.save("walker.c", next);
        game.wait_for("walker", |step| matches!(step, ReloadStep::Swapped { .. }));
        let after = game.int(entity, "walker", "steps");
        assert!(after >= 1000, "the new code runs: {after}");
        assert!(after % 1000 >= before, "the steps of the old code are kept: {before} {after}");

        game.save("walker.c", WALKER.replace("self->steps++", "self->stepps++"));
        let failed = game.wait_for("walker", |step| matches!(step, ReloadStep::BuildFailed { .. }));
        let ReloadStep::BuildFailed { text, .. } = failed else { unreachable!() };
        let line = 1 + WALKER.lines().position(|line| line.contains("self->steps++")).unwrap();
        assert!(text.contains(&format!("walker.c:{line}:")) && text.contains("stepps"), "{text}");
        assert!(!text.contains("included from"), "{text}");
        game.frames(2);
        assert!(game.int(entity, "walker", "steps") > after, "the old code goes on");
    }
}
