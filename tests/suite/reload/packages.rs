//! Several packages: each has scripts of its own, whose names may be alike.

use std::path::Path;

use bevy_zig::{AddZigScripts, HotReloadPlan, ReloadCommand, ReloadStep, Script, ScriptTable};
use bevy_zig_tests::studio::Studio;

use super::*;

/// The table of another package, with this script, in a folder of its own.
fn other_table(folder: &Path, name: &str, source: &str) -> ScriptTable {
    let text = |path: &str| -> &'static str { folder.join(path).to_str().unwrap().to_owned().leak() };
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder.join("scripts")).unwrap();
    std::fs::create_dir_all(folder.join("out/bevy_zig")).unwrap();
    std::fs::write(folder.join(format!("scripts/{name}.zig")), source).unwrap();
    let shared = *bevy_zig_tests::scripts().plan();
    let mirror = Path::new(shared.out_dir).join("bevy_zig/components.zig");
    std::fs::copy(mirror, folder.join("out/bevy_zig/components.zig")).unwrap();
    // What Zig keeps of its standard library takes long to make.
    #[cfg(unix)]
    std::os::unix::fs::symlink(
        Path::new(shared.out_dir).join("bevy_zig/zig_cache"),
        folder.join("out/bevy_zig/zig_cache"),
    )
    .unwrap();
    let (folders, out_dir) = (Vec::leak(vec![text("scripts")]), text("out"));
    ScriptTable::new("other", HotReloadPlan { package: "other", folders, out_dir, ..shared })
}

#[test]
fn scripts_of_one_name_are_reloaded_each_by_itself() {
    let folder = scratch_dir("reload-packages-other");
    let table = other_table(&folder, "ship", &counter(1));
    let also = |app: &mut bevy::app::App| {
        app.add_zig_scripts(table);
    };
    let ships = [("ship", &*counter(1)), ("boat", &*counter(1))];
    let mut game = Studio::with_app(scratch_dir("reload-packages"), &ships, also);
    let own = game.spawn(Script::new("bevy_zig_tests/ship"));
    let other = game.spawn(Script::new("other/ship"));
    let boat = game.spawn(Script::new("boat"));
    game.frames(3);
    std::fs::write(folder.join("scripts/ship.zig"), counter(1000)).unwrap();
    game.wait_for("other/ship", is_swap);
    game.frames(2);
    assert!(game.int(other, "other/ship", "count") >= 1000);
    assert!(game.int(own, "bevy_zig_tests/ship", "count") < 1000);
    game.reload_as("ship", "bevy_zig_tests/ship", counter(10_000));
    assert!(game.int(own, "bevy_zig_tests/ship", "count") >= 10_000);

    // By command, of one package, and of none.
    game.forget();
    game.command(ReloadCommand::Reload { script: Some("other/ship".into()) });
    game.wait_for("other/ship", is_swap);
    game.command(ReloadCommand::Reload { script: Some("ship".into()) });
    let step = game.wait_for("", |step| matches!(step, ReloadStep::Problem { .. }));
    let ReloadStep::Problem { problem } = step else { unreachable!() };
    let answer = "several packages have one; write 'bevy_zig_tests/ship' or 'other/ship'. ";
    assert!(problem.contains(answer), "{problem}");

    // What runs already keeps its name when another package gets a script of that name.
    std::fs::write(folder.join("scripts/boat.zig"), counter(7)).unwrap();
    game.wait_for("other/boat", |step| matches!(step, ReloadStep::Added { .. }));
    let newcomer = game.spawn(Script::new("other/boat"));
    game.frames(2);
    assert_eq!(game.int(newcomer, "other/boat", "count") % 7, 0);
    let count = game.int(boat, "boat", "count");
    game.frames(2);
    assert_eq!(game.int(boat, "boat", "count"), count + 2);
    std::fs::remove_file(folder.join("scripts/boat.zig")).unwrap();
    game.wait_for("other/boat", |step| matches!(step, ReloadStep::Removed { .. }));
    let count = game.int(boat, "boat", "count");
    game.frames(2);
    assert_eq!(game.int(boat, "boat", "count"), count + 2);
}
