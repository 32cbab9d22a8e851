//! Whole builds by the real Zig, with files as editors save them.
#![expect(unsafe_code, reason = "calls the functions of libraries, to see which code is in them")]

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, sleep};

use super::super::worker::BLANK_WAIT;
use super::*;

/// A game's folder, which goes away with it, and its builder.
struct Game {
    folder: PathBuf,
    plan: HotReloadPlan,
    builder: Option<Builder>,
}

/// What stands in for Zig: a script with the word SLOW takes a minute, and one with COLD some seconds. With CACHED,
/// what Zig keeps of its standard library is there though the output folder was deleted.
const ZIG: &str = r#"#!/bin/sh
for argument; do
    case "$argument" in -Mscript=*) script=${argument#-Mscript=} ;; esac
done
if grep -q SLOW "$script"; then exec sleep 60; fi
if test -e "$0.full"; then echo "error: unable to create output file: NoSpaceLeft" >&2; exit 1; fi
if test -e "$0.bad"; then echo "thread 1 panic: reached unreachable code" >&2; kill -ABRT $$; fi
if grep -q COLD "$script"; then sleep 4; fi
if grep -q 'COLD\|CACHED' "$script"; then set -- "$@" --cache-dir CACHE --global-cache-dir CACHE; fi
exec ZIG "$@"
"#;

/// The SDK of the build helper's own tests: a descriptor is two names and a function.
const SDK: &str = include_str!("../../../../bevy_zig_build/tests/fixtures/sdk/bevy.zig");

#[repr(C)]
struct Descriptor {
    names: [*const u8; 2],
    update: extern "C" fn() -> u32,
}

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

fn script(result: &str) -> String {
    format!("pub fn update(_: *@This()) u32 {{\n    return {result};\n}}\n")
}

impl Game {
    fn new(jobs: usize) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("bevy_zig-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        let zig = bevy_zig_build::Zig::find().expect("tests need Zig; BEVY_ZIG_FETCH=1 installs it");
        let text = |path: &str| -> &'static str { folder.join(path).to_str().unwrap().to_owned().leak() };
        let plan = HotReloadPlan {
            package: "my_game",
            folders: vec![text("game/scripts")].leak(),
            sdk: text("sdk"),
            out_dir: text("out"),
            target: if cfg!(target_arch = "x86_64") { "x86_64-linux-gnu" } else { "aarch64-linux-gnu" },
            cpu: "baseline",
            optimize: "Debug",
            debug_info: true,
            zig: text("zig"),
            jobs,
        };
        let game = Self { folder: folder.clone(), plan, builder: Some(Builder::new(&plan)) };
        game.write("sdk/bevy.zig", SDK);
        game.write("out/bevy_zig/components.zig", "pub const all = .{};\n");
        // Zig's own library is read once for all tests.
        let cache = Path::new(env!("OUT_DIR")).join("bevy_zig/zig_cache");
        fs::create_dir_all(&cache).unwrap();
        symlink(&cache, folder.join("out/bevy_zig/zig_cache")).unwrap();
        let stand_in =
            ZIG.replace("ZIG", zig.path().to_str().unwrap()).replace("CACHE ", &format!("{} ", cache.display()));
        let stand_in = stand_in.replace("CACHE;", &format!("{};", cache.display()));
        game.write("zig", &stand_in);
        fs::set_permissions(folder.join("zig"), PermissionsExt::from_mode(0o755)).unwrap();
        fs::create_dir_all(folder.join("game/scripts")).unwrap();
        game
    }

    /// With these scripts, built and watched.
    fn watched(scripts: &[(&str, &str)]) -> Self {
        let game = Self::new(0);
        for (name, result) in scripts {
            game.save(name, &script(result));
        }
        game.begun()
    }

    /// Built and watched.
    fn begun(self) -> Self {
        let mut game = self;
        // The folder may be on a file system that is looked at otherwise.
        game.builder().set_polling(Polling::Never);
        game.builder().build_all();
        game.builder().set_watching(true);
        // The watcher is there when something that it has seen is told.
        let mut attempt = 0;
        while game.next(ms(100)).is_none() {
            attempt += 1;
            game.save("probe.zig", &script(&attempt.to_string()));
        }
        fs::remove_file(game.path("probe.zig")).unwrap();
        while game.next(ms(20_000)).unwrap() != "removed probe" {}
        game
    }

    fn builder(&mut self) -> &mut Builder {
        self.builder.as_mut().unwrap()
    }

    fn path(&self, script: &str) -> PathBuf {
        self.folder.join("game/scripts").join(script)
    }

    fn write(&self, name: &str, content: &str) {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn save(&self, name: &str, content: &str) {
        self.write(&format!("game/scripts/{name}"), content);
    }

    fn event(&mut self, wait: Duration) -> Option<BuildEvent> {
        let begun = Instant::now();
        loop {
            let event = self.builder().try_recv();
            if event.is_some() || begun.elapsed() > wait {
                return event;
            }
            sleep(ms(1));
        }
    }

    fn next(&mut self, wait: Duration) -> Option<String> {
        self.event(wait).map(|event| in_words(&event))
    }

    /// These events, in this order, and then for a while no more.
    #[track_caller]
    fn expect(&mut self, events: &[&str]) {
        let mut seen = Vec::new();
        while seen.len() < events.len()
            && let Some(event) = self.next(ms(20_000))
        {
            seen.push(event);
        }
        while let Some(event) = self.next(ms(300)) {
            seen.push(event);
        }
        assert_eq!(seen, events);
    }

    /// These events in whatever order, since scripts are built at the same time.
    #[track_caller]
    fn expect_all(&mut self, events: &[&str]) {
        let mut seen = Vec::new();
        while seen.len() < events.len()
            && let Some(event) = self.next(ms(20_000))
        {
            seen.push(event);
        }
        seen.sort();
        let mut events = events.to_vec();
        events.sort();
        assert_eq!(seen, events);
        self.expect(&[]);
    }

    /// Files of compilations that have not ended.
    fn half_made(&self) -> usize {
        let work = self.folder.join("out/bevy_zig/work/0");
        let jobs = fs::read_dir(work)
            .map(|entries| entries.filter(|entry| entry.as_ref().unwrap().file_name() != "roots").count());
        jobs.unwrap_or(0)
    }
}

impl Drop for Game {
    fn drop(&mut self) {
        self.builder = None;
        fs::remove_dir_all(&self.folder).ok();
    }
}

/// An event on one line; of a library, what its function returns.
fn in_words(event: &BuildEvent) -> String {
    match event {
        BuildEvent::Saved { script, .. } => format!("saved {script}"),
        BuildEvent::Started { script } => format!("started {script}"),
        BuildEvent::Built { script, library, symbol, by, .. } => {
            let what = if matches!(by, By::OneShot) { "built" } else { "answered" };
            format!("{what} {script} {}", call(library, symbol))
        }
        BuildEvent::Retuned { script, defaults, .. } => format!("retuned {script} {defaults:?}"),
        BuildEvent::Failed { script, diagnostics, text, .. } => match diagnostics.first() {
            Some(first) => format!("failed {script}:{}: {}", first.line, first.message),
            None => format!("failed {script}: {text}"),
        },
        BuildEvent::Cancelled { script } => format!("cancelled {script}"),
        BuildEvent::Slow { script, is_cold, .. } => format!("slow {script}{}", if *is_cold { ", cold" } else { "" }),
        BuildEvent::Notice { text } => format!("notice: {text}"),
        BuildEvent::Removed { script, .. } => format!("removed {script}"),
        BuildEvent::Problem { message } => format!("problem: {message}"),
    }
}

fn call(library: &Path, symbol: &str) -> u32 {
    // SAFETY: Zig's libraries run nothing when they are loaded.
    let library = unsafe { libloading::Library::new(library) }.unwrap();
    // SAFETY: the SDK above exports the descriptor by this name.
    let descriptor = unsafe { library.get::<*const Descriptor>(symbol) }.unwrap();
    // SAFETY: a symbol's value is its address.
    let update = unsafe { (**descriptor).update };
    update()
}

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

#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod resident {
    use super::*;

    /// All that one save leads to, until the compilation from scratch has ended.
    fn events_of(game: &mut Game, text: &str) -> Vec<String> {
        game.save("a.zig", text);
        let mut events: Vec<String> = Vec::new();
        loop {
            let event = game.next(ms(60_000)).expect("a save is built");
            let is_last = event.starts_with("built") || event.starts_with("failed");
            events.push(event);
            if is_last {
                return events;
            }
        }
    }

    /// Saves other numbers until a resident compiler has answered so often. It may take long to start, and on a busy
    /// machine it is not always waited for.
    fn answered(game: &mut Game, times: usize, next: &mut u32) {
        let (begun, mut seen) = (Instant::now(), 0);
        while seen < times {
            assert!(begun.elapsed() < Duration::from_secs(120), "nobody answers");
            *next += 1;
            let events = events_of(game, &script(&next.to_string()));
            let (answer, built) = (format!("answered a {next}"), format!("built a {next}"));
            match events.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                ["saved a", "started a", last] if last == built => {}
                ["saved a", "started a", first, last] if first == answer && last == built => seen += 1,
                _ => panic!("{events:?}"),
            }
        }
    }

    #[test]
    fn a_resident_compiler_answers_first_and_another_confirms() {
        let mut game = Game::watched(&[("a.zig", "0")]);
        game.builder().set_quick(true);
        let mut next = 0;
        answered(&mut game, 3, &mut next);
        // The one-shot compiler reports the mistake; the resident one answers again once it is mended.
        let events = events_of(&mut game, &script("missing"));
        assert_eq!(events.last().unwrap(), "failed a:2: use of undeclared identifier 'missing'");
        answered(&mut game, 1, &mut next);
        // What it does not follow, it is not asked for.
        let text = format!("var n: u32 = 7;\n{}", script("n"));
        assert_eq!(events_of(&mut game, &text), ["saved a", "started a", "built a 7"]);
        answered(&mut game, 1, &mut next);
        // Whose answer was wrong twice is not asked again.
        game.builder().distrust("a");
        answered(&mut game, 1, &mut next);
        game.builder().distrust("a");
        for _ in 0..3 {
            next += 1;
            let events = events_of(&mut game, &script(&next.to_string()));
            assert_eq!(events, ["saved a".to_owned(), "started a".to_owned(), format!("built a {next}")]);
        }
    }

    #[test]
    fn a_save_of_what_was_before_an_answer_is_a_change() {
        let mut game = Game::watched(&[("a.zig", "0")]);
        game.builder().set_quick(true);
        let (begun, mut next, mut answers) = (Instant::now(), 0, 0);
        while answers < 2 {
            assert!(begun.elapsed() < Duration::from_secs(120), "nobody answers");
            next += 1;
            game.save("a.zig", &script(&next.to_string()));
            let (answer, built) = (format!("answered a {next}"), format!("built a {next}"));
            let first = loop {
                let event = game.next(ms(60_000)).expect("a save is built");
                if event == answer || event == built {
                    break event;
                }
            };
            // The answer may be confirmed yet, or not any more.
            game.save("a.zig", &script("0"));
            while game.next(ms(60_000)).expect("it is built again") != "built a 0" {}
            answers += usize::from(first == answer);
        }
    }

    #[test]
    fn numbers_are_told_before_anything_is_compiled() {
        let text = |number: &str| {
            format!("n: u32 = {number},\npub fn update(self: *@This()) u32 {{\n    return self.n;\n}}\n")
        };
        let game = Game::new(0);
        game.save("a.zig", &text("1"));
        let mut game = game.begun();
        game.builder().set_quick(true);
        for number in ["2", "0x10", "7"] {
            let built = number.replace("0x10", "16");
            let expected = [
                "saved a".to_owned(),
                "started a".to_owned(),
                format!("retuned a [(\"n\", \"{number}\")]"),
                format!("built a {built}"),
            ];
            assert_eq!(events_of(&mut game, &text(number)), expected);
        }
        // One that does not fit its type is for the compiler to refuse.
        let events = events_of(&mut game, &text("-1"));
        assert!(events.last().unwrap().starts_with("failed a:1: "), "{events:?}");
    }

    #[test]
    fn without_resident_compilers_nobody_answers() {
        let mut game = Game::watched(&[("a.zig", "0")]);
        game.builder().set_quick(true);
        let mut next = 0;
        answered(&mut game, 1, &mut next);
        game.builder().set_quick(false);
        for number in 100..103 {
            let events = events_of(&mut game, &script(&number.to_string()));
            assert_eq!(events, ["saved a".to_owned(), "started a".to_owned(), format!("built a {number}")]);
        }
    }
}
