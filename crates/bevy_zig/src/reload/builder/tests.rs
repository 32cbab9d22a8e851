//! Whole builds by the real Zig, with files as editors save them.
#![expect(unsafe_code, reason = "calls the functions of libraries, to see which code is in them")]

mod builds;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod quick;
mod saves;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;

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
