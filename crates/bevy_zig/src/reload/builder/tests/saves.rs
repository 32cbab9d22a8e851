//! Which changes of files are seen, and when they are over.

use std::io::Write;

use super::*;

/// Saves this text as the file `a.zig` of this folder.
type Save = fn(&Path, &[u8]);

/// The ways in which editors do it.
const SAVES: [(&str, Save); 9] = [
    ("in place", |folder, text| fs::write(folder.join("a.zig"), text).unwrap()),
    ("emptied, and a moment later written", |folder, text| {
        fs::write(folder.join("a.zig"), "").unwrap();
        sleep(ms(20));
        fs::write(folder.join("a.zig"), text).unwrap();
    }),
    ("in two steps with the file open", |folder, text| {
        let mut file = fs::File::create(folder.join("a.zig")).unwrap();
        file.write_all(&text[..20]).unwrap();
        sleep(ms(200));
        file.write_all(&text[20..]).unwrap();
    }),
    ("another file renamed", |folder, text| {
        fs::write(folder.join("a.zig.tmp"), text).unwrap();
        fs::rename(folder.join("a.zig.tmp"), folder.join("a.zig")).unwrap();
    }),
    ("a hidden file renamed", |folder, text| {
        fs::write(folder.join(".a.zig.swp"), text).unwrap();
        fs::rename(folder.join(".a.zig.swp"), folder.join("a.zig")).unwrap();
    }),
    ("a file from elsewhere renamed", |folder, text| {
        let elsewhere = folder.with_file_name("a.zig");
        fs::write(&elsewhere, text).unwrap();
        fs::rename(elsewhere, folder.join("a.zig")).unwrap();
    }),
    ("the old one moved away, and a new one written", |folder, text| {
        fs::rename(folder.join("a.zig"), folder.join("a.zig~")).unwrap();
        sleep(ms(20));
        fs::write(folder.join("a.zig"), text).unwrap();
    }),
    ("as vim does", |folder, text| {
        fs::write(folder.join("4913"), "").unwrap();
        fs::remove_file(folder.join("4913")).unwrap();
        fs::rename(folder.join("a.zig"), folder.join("a.zig~")).unwrap();
        fs::write(folder.join("a.zig"), text).unwrap();
        fs::set_permissions(folder.join("a.zig"), PermissionsExt::from_mode(0o644)).unwrap();
        fs::remove_file(folder.join("a.zig~")).unwrap();
    }),
    ("removed and written anew, with a lock beside it", |folder, text| {
        symlink("nobody@nowhere", folder.join(".#a.zig")).unwrap();
        fs::remove_file(folder.join("a.zig")).unwrap();
        sleep(ms(20));
        fs::write(folder.join("a.zig"), text).unwrap();
        fs::remove_file(folder.join(".#a.zig")).unwrap();
    }),
];

#[test]
fn whatever_way_an_editor_saves_it_is_built_once() {
    let mut game = Game::watched(&[("a.zig", "0")]);
    for (number, (how, save)) in SAVES.iter().enumerate() {
        let number = number + 1;
        println!("{how}");
        save(&game.path(""), script(&number.to_string()).as_bytes());
        game.expect(&["saved a", "started a", &format!("built a {number}")]);
    }
}

#[test]
fn what_is_saved_as_it_was_is_no_change() {
    let mut game = Game::watched(&[("a.zig", "1")]);
    for (how, save) in SAVES {
        println!("{how}");
        save(&game.path(""), script("1").as_bytes());
        game.expect(&[]);
    }
    fs::File::options()
        .append(true)
        .open(game.path("a.zig"))
        .unwrap()
        .set_modified(std::time::SystemTime::now())
        .unwrap();
    game.save("notes.txt", "no script");
    game.save("lib/unused.zig", "imported by none");
    game.expect(&[]);
}

/// A look that nobody's save has asked for may come between a save and the system's word of it.
#[test]
fn scripts_that_a_shared_file_has_changed_are_told_of_together_whoever_looks_first() {
    let mut game = Game::new(1);
    game.save("lib/n.zig", "pub const n = 1;\n");
    for name in ["a.zig", "b.zig"] {
        game.save(name, &script("@import(\"lib/n.zig\").n"));
    }
    game.builder().set_polling(Polling::Never);
    game.builder().build_all();
    game.save("lib/n.zig", "pub const n = 2;\n");
    game.builder().build(&[], false);
    game.expect(&["started a", "started b", "built a 2", "built b 2"]);
}

/// What waits for a compiler leaves the queue, and goes to its end, when it is saved again.
#[test]
fn scripts_that_wait_already_are_told_of_together_once_a_shared_file_has_changed_them() {
    let game = Game::new(1);
    game.save("lib/n.zig", "pub const n = 1;\n");
    let shared = |more: u32| script(&format!("@import(\"lib/n.zig\").n * 10 + {more}"));
    for name in ["a.zig", "b.zig"] {
        game.save(name, &shared(0));
    }
    game.save("c.zig", &script("0"));
    let mut game = game.begun();
    let next = |game: &mut Game, expected: &[&str]| {
        // The busy compiler may be told to be slow.
        let events = std::iter::from_fn(|| game.next(ms(20_000))).filter(|event| !event.starts_with("slow"));
        assert_eq!(events.take(expected.len()).collect::<Vec<_>>(), expected);
        // What is saved at about the same time is a change of many files, and told of together for that.
        sleep(ms(300));
    };
    // The only compiler is busy, and each has a save of its own to wait with.
    game.save("c.zig", "// SLOW\n");
    next(&mut game, &["saved c", "started c"]);
    game.save("a.zig", &shared(1));
    next(&mut game, &["saved a"]);
    game.save("b.zig", &shared(2));
    next(&mut game, &["saved b"]);
    game.save("lib/n.zig", "pub const n = 2;\n");
    next(&mut game, &["cancelled a", "saved a", "cancelled b", "saved b"]);
    game.save("c.zig", &script("3"));
    next(&mut game, &["cancelled c", "saved c", "started a", "started b", "started c"]);
    next(&mut game, &["built a 21", "built b 22", "built c 3"]);
}

#[test]
fn shared_files_the_sdk_and_the_mirror_concern_those_that_use_them() {
    let mut game = Game::watched(&[
        ("a.zig", "@import(\"lib/n.zig\").n"),
        ("b.zig", "@import(\"components\").all.len"),
        ("c.zig", "3"),
    ]);
    game.save("lib/n.zig", "pub const n = 5;\n");
    game.expect(&["saved a", "started a", "built a 5"]);
    game.save("lib/n.zig", "pub const n = 6;\n");
    game.expect(&["saved a", "started a", "built a 6"]);
    fs::rename(game.path("lib"), game.path("gone")).unwrap();
    game.expect(&["saved a", "started a", "failed a:1: unable to load \"n.zig\": FileNotFound"]);
    fs::rename(game.path("gone"), game.path("lib")).unwrap();
    game.expect(&["saved a", "built a 6"]);

    game.write(
        "out/bevy_zig/components.zig",
        "pub const all = .{struct {\n    pub const zig_component = \"x\";\n    x: u8,\n}};\n",
    );
    game.expect(&["saved b", "started b", "built b 1"]);

    game.write("sdk/bevy.zig", &format!("{SDK}\n// changed\n"));
    let name = |what: &str| ["a", "b", "c"].map(|name| format!("{what} {name}"));
    let mut events: Vec<String> = [name("saved"), name("started")].concat();
    events.extend(["built a 6", "built b 1", "built c 3"].map(str::to_owned));
    game.expect_all(&events.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn scripts_come_and_go() {
    let mut game = Game::watched(&[("a.zig", "1")]);
    game.save("b.zig", &script("2"));
    game.expect(&["saved b", "started b", "built b 2"]);
    fs::rename(game.path("b.zig"), game.path("c.zig")).unwrap();
    game.expect_all(&["saved c", "started c", "built c 2", "removed b"]);
    fs::remove_file(game.path("c.zig")).unwrap();
    game.expect(&["removed c"]);
    // As it was: the library is still there.
    game.save("c.zig", &script("2"));
    game.expect(&["saved c", "built c 2"]);

    // Two scripts change names.
    fs::rename(game.path("a.zig"), game.path("x")).unwrap();
    fs::rename(game.path("c.zig"), game.path("a.zig")).unwrap();
    fs::rename(game.path("x"), game.path("c.zig")).unwrap();
    game.expect_all(&["saved a", "started a", "built a 2", "saved c", "started c", "built c 1"]);
}

#[test]
fn folders_may_be_removed_and_come_again() {
    let mut game = Game::watched(&[("a.zig", "1")]);
    let missing = format!(
        "problem: the script folder {} does not exist: create it, or correct the path in build.rs",
        game.folder.join("game/scripts").display()
    );
    fs::remove_dir_all(game.path("")).unwrap();
    game.expect_all(&[&missing, "removed a"]);
    game.save("a.zig", &script("2"));
    game.expect(&["saved a", "started a", "built a 2"]);
    game.save("a.zig", &script("3"));
    game.expect(&["saved a", "started a", "built a 3"]);

    // With the folder above it, moved away and not removed.
    fs::rename(game.folder.join("game"), game.folder.join("other")).unwrap();
    game.expect_all(&[&missing, "removed a"]);
    fs::write(game.folder.join("other/scripts/a.zig"), script("4")).unwrap();
    game.expect(&[]);
    fs::rename(game.folder.join("other"), game.folder.join("game")).unwrap();
    game.expect(&["saved a", "started a", "built a 4"]);
    game.save("new/deep/n.zig", "pub const n = 7;\n");
    game.save("a.zig", &script("@import(\"new/deep/n.zig\").n"));
    game.expect(&["saved a", "started a", "built a 7"]);
    game.save("new/deep/n.zig", "pub const n = 8;\n");
    game.expect(&["saved a", "started a", "built a 8"]);
}

#[test]
fn without_watching_a_reload_is_asked_for() {
    let mut game = Game::new(1);
    game.builder().set_polling(Polling::Never);
    game.save("a.zig", &script("1"));
    game.save("b.zig", &script("2"));
    game.save("broken.zig", "broken");
    // On a busy machine, the first compilation is slow.
    let is_due = |event: &&BuildEvent| !matches!(event, BuildEvent::Slow { .. });
    let words = |events: Vec<BuildEvent>| events.iter().filter(is_due).map(in_words).collect::<Vec<_>>();
    let all = game.builder().build_all();
    // One at a time, as the plan says.
    let failed = "failed broken:1: file cannot be a tuple";
    let expected = ["started a", "built a 1", "started b", "built b 2", "started broken", failed];
    assert_eq!(words(all), expected);
    let again = words(game.builder().build_all());
    assert_eq!(again, ["built a 1", "built b 2", "started broken", failed]);

    game.save("a.zig", &script("3"));
    game.save("b.zig", &script("4"));
    game.expect(&[]);
    game.builder().build(&["a".to_owned()], false);
    game.expect(&["started a", "built a 3"]);
    game.builder().build(&["a".to_owned()], false);
    game.expect(&[]);
    game.builder().build(&["a".to_owned()], true);
    game.expect(&["built a 3"]);
    game.builder().build(&["none".to_owned()], true);
    game.expect(&["problem: cannot reload unknown script `none`: is none.zig in the scripts folder?"]);
    fs::remove_file(game.path("a.zig")).unwrap();
    game.save("broken.zig", "");
    game.builder().build(&["a".to_owned(), "broken".to_owned()], false);
    game.expect_all(&[
        "removed a",
        "failed broken:1: broken.zig is empty; its last good version keeps running, if there is one",
    ]);
    // What was saved meanwhile is built when watching begins, and nothing else.
    game.builder().set_watching(true);
    game.expect(&["started b", "built b 4"]);
    game.builder().set_watching(false);
    game.save("b.zig", &script("5"));
    game.expect(&[]);
}

#[test]
fn lost_events_are_made_up_for() {
    let mut game = Game::watched(&[("a.zig", "1")]);
    // A write through another name of the file is not told of.
    fs::hard_link(game.path("a.zig"), game.folder.join("same")).unwrap();
    game.write("same", &script("2"));
    game.expect(&[]);
    let lost = notify::Event::new(notify::EventKind::Other).set_flag(notify::event::Flag::Rescan);
    let (sender, _) = game.builder().worker.as_ref().unwrap();
    sender.send(Message::System(Ok(lost), Instant::now())).unwrap();
    game.expect(&["saved a", "started a", "built a 2"]);
}

#[test]
fn saves_of_files_behind_links_are_seen() {
    let game = Game::new(0);
    game.write("elsewhere/a.zig", &script("1"));
    game.write("shared/n.zig", "pub const n = 1;\n");
    symlink(game.folder.join("elsewhere/a.zig"), game.path("a.zig")).unwrap();
    symlink("../../shared", game.path("lib")).unwrap();
    game.save("b.zig", &script("@import(\"lib/n.zig\").n"));
    let mut game = game.begun();
    game.write("elsewhere/a.zig", &script("2"));
    game.expect(&["saved a", "started a", "built a 2"]);
    game.write("elsewhere/.new", &script("3"));
    fs::rename(game.folder.join("elsewhere/.new"), game.folder.join("elsewhere/a.zig")).unwrap();
    game.expect(&["saved a", "started a", "built a 3"]);
    game.write("shared/n.zig", "pub const n = 4;\n");
    game.expect(&["saved b", "started b", "built b 4"]);
    // A link that is new, and one that leads elsewhere.
    game.write("third/c.zig", &script("5"));
    symlink(game.folder.join("third/c.zig"), game.path("c.zig")).unwrap();
    game.expect(&["saved c", "started c", "built c 5"]);
    game.write("third/c.zig", &script("6"));
    game.expect(&["saved c", "started c", "built c 6"]);
}

#[test]
fn where_the_system_tells_nothing_files_are_looked_at() {
    let mut game = Game::watched(&[("a.zig", "1"), ("b.zig", "1")]);
    // A write through another name of the file is not told of.
    fs::hard_link(game.path("a.zig"), game.folder.join("same")).unwrap();
    game.builder().set_polling(Polling::Every(ms(20)));
    game.write("same", &script("2"));
    game.expect(&["saved a", "started a", "built a 2"]);
    game.builder().set_polling(Polling::Auto);
    game.write("same", &script("3"));
    game.expect(&[]);

    // The system refuses to watch: files are looked at until it does not.
    let refused = notify::Error::new(notify::ErrorKind::MaxFilesWatch);
    let (sender, _) = game.builder().worker.as_ref().unwrap();
    sender.send(Message::System(Err(refused), Instant::now())).unwrap();
    let problem = "problem: the system does not report saves: it allows no more watches; raise \
                   fs.inotify.max_user_watches with sysctl; until it does, files are looked at once a second";
    let mut seen: Vec<String> = (0..4).map(|_| game.next(ms(20_000)).unwrap()).collect();
    assert_eq!(seen.remove(0), problem);
    assert_eq!(seen, ["saved a", "started a", "built a 3"]);
    game.write("same", &script("4"));
    let mut seen: Vec<String> = (0..4).map(|_| game.next(ms(20_000)).unwrap()).collect();
    seen.sort();
    let again = "notice: saves are noticed by the system's events again";
    assert_eq!(seen, ["built a 4", again, "saved a", "started a"]);
}

#[test]
fn what_was_saved_before_the_system_tells_of_saves_again_is_looked_for() {
    let mut game = Game::watched(&[("a.zig", "1")]);
    fs::hard_link(game.path("a.zig"), game.folder.join("same")).unwrap();
    game.builder().set_polling(Polling::Never);
    let refused = notify::Error::new(notify::ErrorKind::MaxFilesWatch);
    let (sender, _) = game.builder().worker.as_ref().unwrap();
    sender.send(Message::System(Err(refused), Instant::now())).unwrap();
    assert!(game.next(ms(20_000)).unwrap().starts_with("problem: the system does not report saves"));
    // Behind the look for what was lost with the error, and before the system is asked again.
    sleep(ms(1500));
    game.write("same", &script("2"));
    // Nobody knows when it was saved.
    let mut seen: Vec<String> = (0..3).map(|_| game.next(ms(20_000)).unwrap()).collect();
    seen.sort();
    assert_eq!(seen, ["built a 2", "notice: saves are noticed by the system's events again", "started a"]);
}

#[test]
fn a_checkout_is_one_reload_of_each_script_with_the_whole_tree() {
    let game = Game::new(0);
    let names = ["a", "b", "c", "d"];
    let write = |game: &Game, number: u32, wait| {
        for name in names {
            game.save(&format!("{name}.zig"), &script(&format!("@import(\"lib/n.zig\").n * 10 + {number}")));
            sleep(wait);
        }
        game.save("lib/n.zig", &format!("pub const n = {number};\n"));
    };
    write(&game, 1, ms(0));
    fs::create_dir(game.folder.join("game/.git")).unwrap();
    let mut game = game.begun();
    // It exists as long as git writes.
    game.write("game/.git/index.lock", "");
    write(&game, 2, ms(200));
    game.expect(&[]);
    fs::remove_file(game.folder.join("game/.git/index.lock")).unwrap();
    let all = |what: &str, of: &str| names.map(|name| format!("{what} {name}{of}"));
    let events = [all("saved", ""), all("started", ""), all("built", " 22")].concat();
    game.expect_all(&events.iter().map(String::as_str).collect::<Vec<_>>());
}
