//! Edits of many kinds in running games whose scripts have resident compilers. A few by default; `tests/soak/resident`
//! makes many.
//!
//! In every frame the script adds to a counter what its source says in two dozen places, so code that is not that of
//! the last save shows in the next frame. The test knows the sum from its own model of the source.

mod source;

use std::fs;
use std::time::{Duration, Instant};

use bevy::prelude::Entity;
use bevy_zig::{ReloadStep, Script, ScriptCompiler};

use self::source::{File, Source};
use super::*;

/// After so many edits another game begins.
const EDITS_PER_GAME: usize = 500;

/// What no compiler takes, behind a source.
const MISTAKES: [&str; 3] = ["fn broken( {\n", "const wrong: u32 = \"text\";\ncomptime {\n    _ = wrong;\n}\n", "\"\n"];

/// The figures of all games.
#[derive(Default)]
struct Tally {
    answers: usize,
    wrong: usize,
    wrong_ran_max: Duration,
}

struct Run {
    game: Studio,
    entity: Entity,
    source: Source,
    /// What a frame of the code that runs has to add.
    sum: i128,
    /// Since when other code runs.
    wrong_since: Option<Instant>,
    tally: Tally,
}

impl Run {
    fn new(name: &str, tally: Tally) -> Self {
        let source = Source::new();
        let mut game = studio(name, &[]);
        game.settings().quick_answers = true;
        fs::create_dir_all(game.path("lib/part").with_file_name("")).unwrap();
        game.save("lib/part", source.shared_text());
        game.save("edited", source.text());
        game.wait_for("edited", |step| matches!(step, ReloadStep::Added { .. }));
        let entity = game.spawn(Script::new("edited"));
        game.frames(2);
        let sum = source.sum();
        Self { game, entity, source, sum, wrong_since: None, tally }
    }

    /// Runs a frame, and notes when it did not run the code of the last save that was taken.
    fn frame(&mut self) -> Option<ReloadStep> {
        std::thread::sleep(Duration::from_millis(1));
        let before = self.game.int(self.entity, "edited", "count");
        let seen = self.game.seen().len();
        self.game.frame();
        let steps: Vec<ReloadStep> = self.game.seen()[seen..].iter().map(|event| event.step.clone()).collect();
        let corrected = steps.iter().any(|step| matches!(step, ReloadStep::Corrected { .. }));
        let end = steps.into_iter().rev().find(|step| {
            assert!(!matches!(step, ReloadStep::RolledBack { .. }), "{step:?}");
            is_swap(step) || is_refusal(step) || is_failed_build(step)
        });
        if end.as_ref().is_some_and(is_swap) {
            self.sum = self.source.sum();
        }
        let is_right = self.game.int(self.entity, "edited", "count") - before == self.sum;
        match self.wrong_since {
            Some(begun) if is_right => {
                self.tally.wrong_ran_max = self.tally.wrong_ran_max.max(begun.elapsed());
                self.wrong_since = None;
            }
            // With a correction the count goes back to what it was.
            None if !is_right && !corrected => {
                self.tally.wrong += 1;
                self.wrong_since = Some(Instant::now());
            }
            _ => {}
        }
        end
    }

    /// Saves a file, in place or as another that takes its place, and waits for what becomes of it.
    fn save(&mut self, file: File, text: String, by_rename: bool) -> ReloadStep {
        self.game.forget();
        let name = if file == File::Script { "edited" } else { "lib/part" };
        if by_rename {
            let path = self.game.path(name);
            let other = path.with_extension("tmp");
            fs::write(&other, text).unwrap();
            fs::rename(other, path).unwrap();
        } else {
            self.game.save(name, text);
        }
        loop {
            if let Some(step) = self.frame() {
                return step;
            }
        }
    }

    fn edit(&mut self, number: usize, random: &mut impl FnMut(usize) -> usize) {
        // Not the same text again, which would be no save.
        let note = format!("// Edit {number}.\n");
        let file = self.source.edit(random);
        let text = if file == File::Script { self.source.text() } else { self.source.shared_text() };
        if random(12) == 0 {
            let step = self.save(file, format!("{text}{}", MISTAKES[random(MISTAKES.len())]), random(2) == 0);
            assert!(is_failed_build(&step), "edit {number}: {step:?}");
        }
        let step = self.save(file, format!("{text}{note}"), random(2) == 0);
        assert!(is_swap(&step), "edit {number}: {step:?}");
        self.tally.answers += usize::from(!self.is_confirmed());
        // The next save comes before the answer is confirmed, or behind.
        while random(4) > 0 && !self.is_confirmed() {
            self.frame();
        }
    }

    fn is_confirmed(&mut self) -> bool {
        self.game.settings().status("edited").is_none_or(|status| status.compiler == ScriptCompiler::OneShot)
    }

    /// Waits until what runs is confirmed, and then some frames.
    fn end(mut self) -> Tally {
        while !self.is_confirmed() {
            self.frame();
        }
        for _ in 0..3 {
            self.frame();
        }
        assert!(self.wrong_since.is_none(), "wrong code runs");
        self.tally
    }
}

#[test]
fn edits_of_all_kinds_are_what_the_source_says() {
    let asked = std::env::var("BEVY_ZIG_RESIDENT_EDITS").ok();
    let count: usize = asked.as_ref().map_or(8, |count| count.parse().expect("a number of edits"));
    let name = if asked.is_some() { "edits-long" } else { "edits" };
    let mut seed = 1_u32;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
        (seed >> 9) as usize % below
    };
    let (mut tally, mut first_rss) = (Tally::default(), 0);
    for first in (0..count).step_by(EDITS_PER_GAME) {
        let mut run = Run::new(name, tally);
        for number in first..count.min(first + EDITS_PER_GAME) {
            run.edit(number, &mut random);
            if number == count / 10 {
                first_rss = rss();
            }
        }
        tally = run.end();
    }
    let growth = (rss() as f64 / first_rss as f64 - 1.0) * 100.0;
    let Tally { answers, wrong, wrong_ran_max } = tally;
    println!(
        "resident edits={count} answers={answers} wrong_ran_ms_max={:.0} wrong={wrong} crashes=0 rss_growth_pct={growth:.1}",
        wrong_ran_max.as_secs_f64() * 1e3,
    );
    assert_eq!(wrong, 0);
}

/// The memory that the process takes, in KiB.
fn rss() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let rss = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    rss.and_then(|rss| rss.split_whitespace().next()?.parse().ok()).unwrap_or(1)
}
