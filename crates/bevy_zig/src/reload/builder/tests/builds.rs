//! What becomes of a build: made, failed, cancelled.

use std::thread;

use super::super::super::worker::BLANK_WAIT;

use super::*;

#[test]
fn what_does_not_compile_is_told_with_its_place_and_mended() {
    let mut game = Game::watched(&[("a.zig", "1"), ("b.zig", "1")]);
    game.save("a.zig", &script("missing"));
    game.expect(&["saved a", "started a", "failed a:2: use of undeclared identifier 'missing'"]);
    game.save("a.zig", &script("1"));
    game.expect(&["saved a", "built a 1"]);

    fs::write(game.path("a.zig"), b"\xff\x00\x01pub fn").unwrap();
    let events: Vec<String> = (0..3).map(|_| game.next(ms(20_000)).unwrap()).collect();
    assert!(events[2].starts_with("failed a:1: "), "{events:?}");

    // Empty and so it stays, after which it takes a moment to believe it.
    game.save("a.zig", " \n");
    let begun = Instant::now();
    assert_eq!(game.next(ms(20_000)).unwrap(), "saved a");
    assert!(begun.elapsed() >= BLANK_WAIT - ms(1), "{:?}", begun.elapsed());
    game.expect(&["failed a:1: a.zig is empty; its last good version keeps running, if there is one"]);
    game.save("a.zig", &script("2"));
    game.expect(&["saved a", "started a", "built a 2"]);
}

#[test]
fn what_cannot_be_a_script_is_told_once_and_hinders_none() {
    let mut game = Game::watched(&[("a.zig", "1")]);
    fs::create_dir(game.path("folder.zig")).unwrap();
    game.expect(&[]);
    game.save("my-script.zig", &script("1"));
    let problem = format!(
        "problem: {}: the name of a script must be an identifier ([A-Za-z_][A-Za-z0-9_]*); rename the file, or move it to a \
         sub-folder if it is not a script",
        game.path("my-script.zig").display()
    );
    game.expect(&[&problem]);
    game.save("a.zig", &script("2"));
    game.expect(&["saved a", "started a", "built a 2"]);
    fs::rename(game.path("my-script.zig"), game.path("my_script.zig")).unwrap();
    game.expect(&["saved my_script", "started my_script", "built my_script 1"]);
    game.save("my-script.zig", &script("1"));
    game.expect(&[&problem]);
}

#[test]
fn a_newer_save_cancels_an_older_build() {
    let mut game = Game::watched(&[("a.zig", "1"), ("b.zig", "1")]);
    game.save("a.zig", "// SLOW\n");
    game.expect(&["saved a", "started a"]);
    // Others are built meanwhile.
    game.save("b.zig", &script("2"));
    game.expect(&["saved b", "started b", "built b 2"]);
    game.save("a.zig", &script("2"));
    game.expect(&["cancelled a", "saved a", "started a", "built a 2"]);
    game.save("a.zig", "// SLOW\n");
    game.expect(&["saved a", "started a"]);
    // Taken back: what runs is right already.
    game.save("a.zig", &script("2"));
    game.expect(&["cancelled a"]);
    game.save("a.zig", "// SLOW\n");
    game.expect(&["saved a", "started a"]);
    fs::remove_file(game.path("a.zig")).unwrap();
    game.expect(&["cancelled a", "removed a"]);
    assert_eq!(game.half_made(), 0);

    // Saves faster than compilations end with the last.
    for number in 0..20 {
        game.save("b.zig", &script(&number.to_string()));
        sleep(ms(number * 7));
    }
    let mut last = None;
    while let Some(event) = game.event(ms(1000)) {
        assert!(!matches!(event, BuildEvent::Failed { .. }), "{event:?}");
        last = Some(event);
    }
    // The libraries of those before may be gone by now.
    assert_eq!(in_words(&last.unwrap()), "built b 19");
    assert_eq!(game.half_made(), 0);
}

#[test]
fn the_end_of_the_game_is_the_end_of_its_compilers() {
    let mut game = Game::watched(&[("a.zig", "1")]);
    game.save("a.zig", "// SLOW\n");
    game.expect(&["saved a", "started a"]);
    assert_eq!(game.half_made(), 1);
    let begun = Instant::now();
    game.builder = None;
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    assert!(!game.folder.join("out/bevy_zig/work/0").exists());
}

#[test]
fn a_zig_that_is_gone_is_told_and_tried_again() {
    let mut game = Game::watched(&[("a.zig", "1")]);
    fs::rename(game.folder.join("zig"), game.folder.join("gone")).unwrap();
    game.save("a.zig", &script("2"));
    let zig = game.folder.join("zig");
    let failed = format!("failed a: cannot run {}: No such file or directory (os error 2)", zig.display());
    game.expect(&["saved a", &failed]);
    fs::rename(game.folder.join("gone"), zig).unwrap();
    game.builder().build(&[], false);
    game.expect(&["started a", "built a 2"]);
}

#[test]
fn what_the_machine_fails_at_is_tried_again_with_the_same_text() {
    let mut game = Game::watched(&[("a.zig", "1")]);
    let path = game.path("a.zig");
    for (number, what, said) in [
        (2, "zig.full", "exit status: 1): error: unable to create output file: NoSpaceLeft"),
        (3, "zig.bad", "signal: 6 (SIGABRT) (core dumped)): thread 1 panic: reached unreachable code"),
    ] {
        game.write(what, "");
        game.save("a.zig", &script(&number.to_string()));
        let seen: Vec<String> = (0..3).map(|_| game.next(ms(20_000)).unwrap()).collect();
        let failed = format!("failed a: Zig failed on {}, and the script is not the reason (", path.display());
        assert!(seen[2].starts_with(&failed), "{seen:?}");
        assert!(seen[2].replace(" (core dumped)", "").ends_with(&said.replace(" (core dumped)", "")), "{seen:?}");
        fs::remove_file(game.folder.join(what)).unwrap();
        game.expect(&[]);
        game.save("a.zig", &script(&number.to_string()));
        game.expect(&["saved a", "started a", &format!("built a {number}")]);
    }
}

#[test]
fn a_deleted_output_folder_is_made_again_and_saves_wait_for_it() {
    let mut game = Game::watched(&[("a.zig", "1"), ("b.zig", "@import(\"components\").all.len; // CACHED")]);
    fs::remove_dir_all(game.folder.join("out")).unwrap();
    game.expect(&[]);
    let cold = |number: u32| script(&format!("{number}; // COLD"));
    game.save("a.zig", &cold(2));
    game.expect(&["saved a", "started a"]);
    // It would begin again and again if each save stopped it.
    game.save("a.zig", &script("3; // CACHED"));
    game.expect(&[]);
    let seen: Vec<String> = (0..5).map(|_| game.next(ms(20_000)).unwrap()).collect();
    assert_eq!(seen, ["slow a, cold", "cancelled a", "saved a", "started a", "built a 3"]);
    // What scripts know of the game's components is there again.
    game.save("b.zig", &script("@import(\"components\").all.len + 7; // CACHED"));
    game.expect(&["saved b", "started b", "built b 7"]);
}

#[test]
fn apps_that_start_together_build_once() {
    let game = Game::new(0);
    for name in ["a", "b", "c"] {
        game.save(&format!("{name}.zig"), &script("1"));
    }
    let compiled: usize = thread::scope(|scope| {
        let start = || {
            let events = Builder::new(&game.plan).build_all();
            assert_eq!(events.iter().filter(|event| matches!(event, BuildEvent::Built { .. })).count(), 3);
            events.iter().filter(|event| matches!(event, BuildEvent::Started { .. })).count()
        };
        let apps: Vec<_> = (0..4).map(|_| scope.spawn(start)).collect();
        apps.into_iter().map(|app| app.join().unwrap()).sum()
    });
    assert_eq!(compiled, 3);
}

#[test]
fn a_folder_that_cannot_be_written_to_is_told() {
    let mut game = Game::new(0);
    let plan = HotReloadPlan { optimize: "Fast", ..game.plan };
    game.builder = Some(Builder::new(&plan));
    let events = game.builder().build_all();
    assert!(in_words(&events[0]).starts_with("problem: hot reload does not work: BEVY_ZIG_OPTIMIZE is `Fast`"));
}

/// Not a limit, which would fail on a busy machine, but the figures.
#[test]
fn between_save_and_compiler_and_between_compiler_and_event() {
    let mut game = Game::watched(&[("a.zig", "0")]);
    let (mut before, mut behind) = (Vec::new(), Vec::new());
    for number in 1..=20 {
        game.save("a.zig", &script(&number.to_string()));
        loop {
            let event = game.event(ms(20_000)).unwrap();
            if let BuildEvent::Built { times, .. } = event {
                before.push(times.watch + times.look + times.start);
                behind.push(times.keep);
                break;
            }
        }
    }
    before.sort();
    behind.sort();
    println!(
        "save to compiler p50 {:?} max {:?}, around the compiler p50 {:?} max {:?}",
        before[10], before[19], behind[10], behind[19]
    );
}
