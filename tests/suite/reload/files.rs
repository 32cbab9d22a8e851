//! What happens to files: editors, shared files, new scripts, deleted ones.

use std::fs;

use bevy_zig::{ReloadStep, Script};

use super::*;

#[test]
fn every_way_to_save_is_seen() {
    let mut game = studio("saves", &[("counter", &counter(1))]);
    let path = game.path("counter");
    let beside = |suffix: &str| path.with_file_name(format!("counter.zig{suffix}"));
    let mut step = 1;
    let mut next = || {
        step += 1;
        counter(step)
    };
    // In place.
    game.reload("counter", next());
    // Into another file, which takes the place of the old one.
    fs::write(beside(".tmp"), next()).unwrap();
    fs::rename(beside(".tmp"), &path).unwrap();
    game.wait_for("counter", is_swap);
    // The old file becomes the backup, and a new one is made.
    fs::rename(&path, beside("~")).unwrap();
    fs::write(&path, next()).unwrap();
    game.wait_for("counter", is_swap);
    // Removed, then made.
    fs::remove_file(&path).unwrap();
    fs::write(&path, next()).unwrap();
    game.wait_for("counter", is_swap);
    // Emptied, then written in pieces.
    let text = next();
    let mut file = fs::File::create(&path).unwrap();
    for piece in text.as_bytes().chunks(20) {
        std::io::Write::write_all(&mut file, piece).unwrap();
        game.frame();
    }
    drop(file);
    game.wait_for("counter", is_swap);
    assert!(!game.seen().iter().any(|event| matches!(event.step, ReloadStep::Removed { .. })));
}

#[test]
fn a_shared_file_reloads_all_that_import_it() {
    let user = |factor: u32| {
        script(&format!(
            "const lib = @import(\"lib/step.zig\");
            count: u32 = 0,
            pub fn update(self: *S, _: *bevy.Context, _: f32) void {{ self.count += lib.step * {factor}; }}"
        ))
    };
    let folder = scratch_dir("reload-shared");
    let lib = folder.join("scripts/lib/step.zig");
    let mut game = studio("shared", &[("bystander", &counter(1))]);
    fs::create_dir_all(lib.parent().unwrap()).unwrap();
    fs::write(&lib, "pub const step = 1;\n").unwrap();
    game.reload("one", user(1));
    game.reload("two", user(2));
    let entities = [game.spawn(Script::new("one")), game.spawn(Script::new("two"))];
    game.frame();
    fs::write(&lib, "pub const step = 1000;\n").unwrap();
    game.wait_for("one", is_swap);
    let late = game.seen().iter().any(|event| event.script == "two" && is_swap(&event.step));
    if !late {
        game.wait_for("two", is_swap);
    }
    game.frames(2);
    assert!(game.int(entities[0], "one", "count") >= 1000);
    assert!(game.int(entities[1], "two", "count") >= 2000);
    assert!(!game.seen().iter().any(|event| event.script == "bystander"), "{:?}", game.seen());
}

#[test]
fn a_new_file_is_a_new_script() {
    let mut game = studio("new", &[("counter", &counter(1))]);
    // Somebody wants it before it is there.
    let entity = game.spawn(Script::new("late"));
    game.frames(2);
    let step = game.reload("late", counter(1));
    assert!(matches!(step, ReloadStep::Added { .. }), "{step:?}");
    game.frames(3);
    assert!(game.int(entity, "late", "count") >= 3);
}

#[test]
fn a_deleted_file_puts_its_instances_into_quarantine() {
    let mut game = studio("deleted", &[("counter", &counter(1))]);
    let entity = game.spawn(Script::new("counter"));
    game.frames(5);
    let text = fs::read(game.path("counter")).unwrap();
    fs::remove_file(game.path("counter")).unwrap();
    game.wait_for("counter", |step| matches!(step, ReloadStep::Removed { .. }));
    let count = game.int(entity, "counter", "count");
    game.frames(5);
    assert_eq!(game.int(entity, "counter", "count"), count, "it is kept, and not called");
    let newcomer = game.spawn(Script::new("counter"));
    game.frames(2);
    game.save("counter", text);
    game.wait_for("counter", |step| matches!(step, ReloadStep::Unchanged | ReloadStep::Swapped { .. }));
    game.frames(3);
    assert!(game.int(entity, "counter", "count") >= count + 3, "it goes on where it was");
    assert!(game.int(newcomer, "counter", "count") >= 3, "and who came meanwhile starts");
}

#[test]
fn a_renamed_file_is_another_script() {
    let mut game = studio("renamed", &[("before", &counter(1))]);
    let entity = game.spawn(Script::new("after"));
    fs::rename(game.path("before"), game.path("after")).unwrap();
    game.wait_for("after", |step| matches!(step, ReloadStep::Added { .. }));
    game.wait_for("before", |step| matches!(step, ReloadStep::Removed { .. }));
    game.frames(2);
    assert!(game.int(entity, "after", "count") >= 2);
}

#[test]
fn garbage_leaves_the_last_good_one() {
    let mut game = studio("garbage", &[("counter", &counter(1))]);
    let entity = game.spawn(Script::new("counter"));
    let torn = &counter(5)[..60];
    let garbage: Vec<u8> = (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for bytes in [&b""[..], torn.as_bytes(), &garbage, b"\0\0\0\0", b"   \n"] {
        game.save("counter", bytes);
        game.wait_for("counter", is_failed_build);
        let before = game.int(entity, "counter", "count");
        game.frames(3);
        assert_eq!(game.int(entity, "counter", "count"), before + 3);
    }
    game.reload("counter", counter(1000));
    assert!(game.int(entity, "counter", "count") >= 1000);
}
