//! Many reloads in one run. A few by default; `tests/soak/reload` and `tests/soak/torn` make many, and then look at
//! what has grown, which other tests of the same process would disturb.

use std::fs;

use bevy::prelude::Entity;
use bevy_zig::{ReloadStep, Script};

use super::*;

/// How many rounds a script asks for.
fn rounds(variable: &str) -> Option<usize> {
    std::env::var(variable).ok().map(|rounds| rounds.parse().expect("a number of rounds"))
}

/// A counter with one of several layouts. No two rounds have the same text.
fn version(round: usize) -> (u32, String) {
    let step = 1 + round as u32 % 7;
    let fields = [
        "count: u64 = 0,",
        "a: u8 = 1, count: u64 = 0,",
        "count: u64 = 0, b: [3]u32 = @splat(2), c: bool = true,",
        "d: struct { x: f32 = 1, y: f64 = 2 } = .{}, count: u64 = 0, e: ?u16 = 3,",
        "f: enum { one, two } = .two, count: u64 = 0,",
    ][round % 5];
    let body = format!(
        "// Round {round}.\n{fields}\npub fn update(self: *S, _: *bevy.Context, _: f32) void {{ self.count += {step}; }}"
    );
    (step, script(&body))
}

/// A game whose counter is checked in every frame.
struct Exact {
    game: Studio,
    entities: Vec<Entity>,
    step: u32,
    expected: i128,
}

impl Exact {
    fn new(name: &str) -> Self {
        let (step, text) = version(0);
        let mut game = studio(name, &[("counter", &text)]);
        let entities = (0..100).map(|_| game.spawn(Script::new("counter"))).collect();
        game.frame();
        Self { game, entities, step, expected: step.into() }
    }

    /// Runs a frame, in which a version with this step may begin, and says whether it has, or whether it was refused.
    fn frame(&mut self, next_step: u32) -> Option<bool> {
        std::thread::sleep(std::time::Duration::from_millis(1));
        let seen = self.game.seen().len();
        self.game.frame();
        let steps: Vec<_> = self.game.seen()[seen..].iter().map(|event| event.step.clone()).collect();
        let swapped = steps.iter().any(is_swap);
        if swapped {
            self.step = next_step;
        }
        self.expected += i128::from(self.step);
        let refused = steps.iter().any(|step| is_refusal(step) || is_failed_build(step));
        (swapped || refused).then_some(swapped)
    }

    /// What the process takes while nothing is compiled: resident compilers come and go.
    fn usage(&mut self) -> Usage {
        let with_residents = std::mem::take(&mut self.game.settings().quick_answers);
        for _ in 0..500 {
            self.frame(self.step);
        }
        let usage = Usage::now(&self.game);
        self.game.settings().quick_answers = with_residents;
        usage
    }

    fn is_exact(&self) -> bool {
        self.entities.iter().all(|entity| self.game.int(*entity, "counter", "count") == self.expected)
    }

    /// Saves, and runs frames until it is taken or refused.
    fn save(&mut self, text: impl AsRef<[u8]>, next_step: u32) -> bool {
        self.game.save("counter", text);
        loop {
            if let Some(swapped) = self.frame(next_step) {
                self.game.forget();
                return swapped;
            }
        }
    }
}

#[test]
fn reloads_leave_the_state_exact_and_nothing_behind() {
    let asked = rounds("BEVY_ZIG_RELOAD_ROUNDS");
    let count = asked.unwrap_or(10);
    let mut game = Exact::new(if asked.is_some() { "soak-long" } else { "soak" });
    let mut before = None;
    let mut exact = true;
    for round in 1..=count {
        let (step, text) = version(round);
        assert!(game.save(text, step), "round {round} was not taken");
        exact &= game.is_exact();
        if round == 100.min(count / 2) {
            before = Some(game.usage());
        }
    }
    assert!(exact);
    if asked.is_none() {
        return;
    }
    let (before, after) = (before.expect("there are rounds"), game.usage());
    let growth = (after.rss as f64 / before.rss as f64 - 1.0) * 100.0;
    let grown = |before: usize, after: usize| after as i64 - before as i64;
    let (maps, fds, threads, files) = (
        grown(before.maps, after.maps),
        grown(before.fds, after.fds),
        grown(before.threads, after.threads),
        grown(before.files, after.files),
    );
    println!(
        "reload rounds={count} state_exact={} rss_growth_pct={growth:.1} maps={maps} fds={fds} threads={threads} files={files}",
        if exact { "yes" } else { "no" }
    );
    assert!(growth <= 10.0 && maps <= 0 && fds <= 0 && threads <= 0 && files <= 0, "something has grown");
}

#[test]
fn bad_saves_between_good_ones_do_no_harm() {
    let asked = rounds("BEVY_ZIG_TORN_ROUNDS");
    let count = asked.unwrap_or(10);
    let mut game = Exact::new(if asked.is_some() { "torn-long" } else { "torn" });
    let mut seed = 1_u32;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
        (seed >> 9) as usize % below
    };
    let mut on_last_good = 0;
    for round in 1..=count {
        let (step, text) = version(round);
        let cut = text.find("update").expect("it has one") + random(20);
        let bad: Vec<u8> = match round % 5 {
            0 => text.as_bytes()[..cut].to_vec(),
            1 => (0..1 + random(5000)).map(|_| random(256) as u8).collect(),
            2 => text.replace("self.count", "self.cuont").into_bytes(),
            3 => Vec::new(),
            _ => text.replace('}', "").into_bytes(),
        };
        let taken = game.save(&bad, 0);
        for _ in 0..3 {
            game.frame(0);
        }
        on_last_good += usize::from(!taken && game.is_exact());
        // The rest of a torn save comes later, while the first half may be compiled already.
        if round % 3 == 0 {
            fs::write(game.game.path("counter"), &text.as_bytes()[..cut]).unwrap();
            for _ in 0..random(40) {
                game.frame(0);
            }
            game.game.forget();
        }
        while !game.save(&text, step) {}
        assert!(game.is_exact(), "round {round}");
    }
    println!("torn rounds={count} crashes=0 on_last_good={on_last_good}");
    assert_eq!(on_last_good, count);
    let (last, _) = version(count);
    assert_eq!(game.step, last, "it ends on the last good save");
    assert!(!game.game.seen().iter().any(|event| matches!(event.step, ReloadStep::RolledBack { .. })));
}

/// What a process takes of the machine.
struct Usage {
    rss: usize,
    maps: usize,
    fds: usize,
    threads: usize,
    files: usize,
}

impl Usage {
    fn now(game: &Studio) -> Self {
        let count = |folder: &str| fs::read_dir(folder).map_or(0, Iterator::count);
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let rss = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let rss = rss.and_then(|rss| rss.split_whitespace().next()?.parse().ok()).unwrap_or(1);
        let out = game.path("counter").ancestors().nth(2).expect("it lies in a folder").join("out/bevy_zig");
        let folders = ["libraries", "roots"].map(|name| count(out.join(name).to_str().expect("the path is text")));
        Self {
            rss,
            maps: fs::read_to_string("/proc/self/maps")
                .unwrap_or_default()
                .lines()
                .filter(|line| line.contains(".so"))
                .count(),
            fds: count("/proc/self/fd"),
            threads: count("/proc/self/task"),
            files: folders.into_iter().sum(),
        }
    }
}
