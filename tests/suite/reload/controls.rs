//! Steering reloads, and how they are reported.

use bevy::prelude::*;
use bevy_zig::{ReloadCommand, ReloadStage, ReloadStep, Script, ScriptCompiler, ScriptRuntime};

use super::*;

#[test]
fn without_auto_reload_a_save_waits_for_the_command() {
    let mut game = studio("manual", &[("counter", &counter(1))]);
    let entity = game.spawn(Script::new("counter"));
    game.settings().auto_reload = false;
    game.frames(2);
    game.save("counter", counter(1000));
    for _ in 0..60 {
        std::thread::sleep(std::time::Duration::from_millis(10));
        game.frame();
    }
    assert!(game.int(entity, "counter", "count") < 1000);
    game.command(ReloadCommand::Reload { script: Some("counter".into()) });
    game.wait_for("counter", is_swap);
    assert!(game.int(entity, "counter", "count") >= 1000);
}

#[test]
fn one_script_may_differ_from_all() {
    let mut game = studio("single", &[("quick", &counter(1)), ("slow", &counter(1))]);
    let entity = game.spawn(Script::new("slow"));
    game.settings().script("slow").auto_reload = Some(false);
    game.save("slow", counter(1000));
    game.reload("quick", counter(2));
    game.reload("quick", counter(3));
    assert!(game.int(entity, "slow", "count") < 1000);
    game.command(ReloadCommand::Reload { script: None });
    game.wait_for("slow", is_swap);
    // What was built meanwhile is taken when it is allowed.
    game.save("slow", counter(5));
    game.wait_for("slow", |step| matches!(step, ReloadStep::HeldBack));
    assert!(!game.seen().iter().any(|event| event.script == "slow" && is_swap(&event.step)));
    game.settings().script("slow").auto_reload = Some(true);
    game.wait_for("slow", is_swap);
}

#[test]
fn a_revert_goes_back_and_forth() {
    let old = script(
        "count: u32 = 0, gone: u32 = 7,\npub fn update(self: *S, _: *bevy.Context, _: f32) void { self.count += 1; self.gone += 1; }",
    );
    let mut game = studio("revert", &[("counter", &old)]);
    let entity = game.spawn(Script::new("counter"));
    game.frames(5);
    game.reload("counter", counter(1000));
    game.frames(2);
    let count = game.int(entity, "counter", "count");
    game.command(ReloadCommand::Revert { script: Some("counter".into()) });
    let step = game.wait_for("counter", |step| matches!(step, ReloadStep::Reverted { .. }));
    assert!(matches!(step, ReloadStep::Reverted { generation: 1, .. }), "{step:?}");
    let reverted = game.int(entity, "counter", "count");
    assert!((count..count + 1000 * 3 + 3).contains(&reverted) && reverted % 1000 != count % 1000, "{count} {reverted}");
    assert!(game.int(entity, "counter", "gone") > 7, "what only the old code has is as it was left");
    let generation =
        |game: &Studio| game.app.world().resource::<ScriptRuntime>().registry().get("counter").unwrap().generation();
    assert_eq!(generation(&game), 1);
    game.command(ReloadCommand::Revert { script: None });
    game.wait_for("counter", |step| matches!(step, ReloadStep::Reverted { .. }));
    assert_eq!(generation(&game), 2);
    // The next save is another generation than either.
    game.reload("counter", counter(5));
    assert_eq!(generation(&game), 3);
}

#[test]
fn a_revert_of_nothing_says_so() {
    let mut game = studio("no-revert", &[("counter", &counter(1))]);
    game.command(ReloadCommand::Revert { script: Some("counter".into()) });
    let step = game.wait_for("counter", is_refusal);
    assert!(matches!(step, ReloadStep::Refused { stage: ReloadStage::Revert, .. }));
    game.command(ReloadCommand::Revert { script: Some("nobody".into()) });
    game.wait_for("nobody", is_refusal);
}

#[test]
fn every_step_is_told_with_its_time() {
    let mut game = studio("steps", &[("counter", &counter(1))]);
    game.spawn(Script::new("counter"));
    // From here on the files are watched.
    game.reload("counter", counter(9));
    game.save("counter", counter(2));
    game.wait_for("counter", |step| matches!(step, ReloadStep::Saved));
    game.wait_for("counter", |step| matches!(step, ReloadStep::Building));
    let step = game.wait_for("counter", is_swap);
    let ReloadStep::Swapped { generation: 3, instances: 1, timings, .. } = step else { panic!("{step:?}") };
    assert!(timings.total >= timings.compile + timings.swap && !timings.compile.is_zero(), "{timings:?}");
    assert!(timings.swap >= timings.load + timings.trial + timings.carry && !timings.load.is_zero(), "{timings:?}");
    let status = game.settings().status("counter").unwrap().clone();
    assert_eq!((status.previous_generation, status.timings), (Some(2), Some(timings)));
    assert!(status.probation_left > 0 && status.problem.is_none());
    game.wait_for("counter", |step| matches!(step, ReloadStep::Proven { generation: 3 }));
    assert_eq!(game.settings().status("counter").unwrap().probation_left, 0);
}

#[test]
fn metadata_are_read_from_rust() {
    let mut game = studio("metadata", &[("counter", &counter(1))]);
    game.reload("counter", counter(2));
    let script = game.app.world().resource::<ScriptRuntime>().registry().get("counter").unwrap();
    assert_eq!((script.name(), script.package(), script.generation()), ("counter", "bevy_zig_tests", 2));
    assert_eq!(script.abi_version(), 1);
    assert_eq!(script.callbacks().collect::<Vec<_>>(), ["update"]);
    let age = script.built_at().expect("it is known").elapsed().expect("it lies in the past");
    assert!(age.as_secs() < 3600, "{age:?}");
}

#[test]
fn nothing_is_left_open_or_on_disk() {
    let mut game = studio("leaks", &[("counter", &counter(1))]);
    let entity = game.spawn(Script::new("counter"));
    for step in 2..12 {
        game.reload("counter", counter(step));
    }
    assert!(game.int(entity, "counter", "count") > 10);
    // Until it is confirmed, what was before the first answer is kept, too.
    while game.settings().status("counter").unwrap().compiler != ScriptCompiler::OneShot {
        game.frame();
    }
    let folder = scratch_dir_of(&game);
    let libraries = std::fs::read_dir(folder.join("out/bevy_zig/libraries")).unwrap();
    // Each has its record beside it.
    let names: Vec<_> = libraries.map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.len() <= 2 * 4, "{names:?}");
    #[cfg(target_os = "linux")]
    {
        let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
        let folder = folder.to_str().unwrap();
        let open: std::collections::BTreeSet<_> =
            maps.lines().filter_map(|line| line.split_once(folder).map(|(_, path)| path)).collect();
        assert!(open.len() <= 2, "the running one and the one before: {open:?}");
    }
}

fn scratch_dir_of(game: &Studio) -> std::path::PathBuf {
    game.path("counter").ancestors().nth(2).unwrap().to_owned()
}
