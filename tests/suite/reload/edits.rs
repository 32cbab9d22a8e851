//! Edits of many kinds in a running game whose scripts have resident compilers. A few by default; `tests/soak/resident`
//! makes many.
//!
//! In every frame the script adds to a counter what its source says in a dozen places, so that code which is not that
//! of the last save shows in the next frame. The test knows the sum from its own model of the source.

use std::fs;
use std::time::{Duration, Instant};

use bevy::prelude::Entity;
use bevy_zig::{ReloadStep, Script, ScriptCompiler};

use super::*;

/// The places of a source, each with a number; the other half says whether something is there at all.
#[derive(Clone, Default)]
struct Source {
    numbers: [u32; 10],
    /// A field more, a renamed field, another order, one more variant, one more function, a callback, another type.
    has: [bool; 8],
}

impl Source {
    fn text(&self) -> String {
        let [constant, default, body, function, nested, variant, table, shared, text, generic] = self.numbers;
        let when = |index: usize, text: &'static str| if self.has[index] { text } else { "" };
        let field = if self.has[1] { "bonus" } else { "extra" };
        let renamed = if self.has[1] { ".bonus = \"extra\"" } else { ".extra = \"bonus\"" };
        let more = when(0, "more: [3]u16 = .{ 0, 0, 1 },");
        let kind = if self.has[6] { "u64" } else { "u32" };
        let fields = [format!("{field}: {kind} = {default},"), "pos: Nested = .{}, mode: Mode = .run,".to_owned()];
        let fields = if self.has[2] { fields.concat() } else { [fields[1].clone(), fields[0].clone()].concat() };
        let added = if self.has[4] { "fn added() u64 { return 1; }\n" } else { "" };
        script(&format!(
            "const std = @import(\"std\");
const constant = {constant};
const Nested = struct {{ x: u32 = {nested}, y: f32 = 2 }};
const Mode = enum(u32) {{ {} run = {variant} }};
const table = blk: {{
    var values: [4]u64 = undefined;
    for (&values, 0..) |*value, index| value.* = index * {table};
    break :blk values;
}};
pub const renamed = .{{ {renamed} }};
count: u64 = 0, {more} {fields}
{added}fn of(n: u64) u64 {{
    {}
    return n + {function};
}}
fn Generic(comptime n: u64) type {{
    return struct {{ const value = n; }};
}}
{}
pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void {{
    var sum: u64 = constant + self.{field};
    sum += {body};
    sum += of(1) + self.pos.x + @intFromEnum(self.mode) + table[2] + {shared};
    sum += std.fmt.comptimePrint(\"{{d}}\", .{{{text}}}).len + Generic({generic}).value;
    {} {}
    if (false) ctx.logInfo(\"{text}: {{d}}\", .{{sum}});
    self.count += sum;
}}",
            when(3, "idle = 0xffff_0000,"),
            when(7, "if (n > 1000) return 1000;"),
            when(5, "pub fn onReload(_: *S, _: *bevy.Context) void {}"),
            if self.has[4] { "sum += added();" } else { "" },
            if self.has[0] { "sum += self.more[2];" } else { "" },
        ))
    }

    /// What a frame adds.
    fn sum(&self) -> i128 {
        let [constant, default, body, function, nested, variant, table, shared, text, generic] =
            self.numbers.map(i128::from);
        let digits = text.to_string().len() as i128;
        let there = i128::from(self.has[4]) + i128::from(self.has[0]);
        constant + default + body + 1 + function + nested + variant + 2 * table + shared + digits + generic + there
    }

    /// Changes one place, or two.
    fn edit(&mut self, random: &mut impl FnMut(usize) -> usize) {
        for _ in 0..1 + random(2) {
            match random(self.numbers.len() + self.has.len()) {
                place if place < self.numbers.len() => self.numbers[place] = random(1000) as u32,
                place => {
                    let has = &mut self.has[place - self.numbers.len()];
                    *has = !*has;
                }
            }
        }
    }
}

struct Run {
    game: Studio,
    entity: Entity,
    source: Source,
    /// What a frame of the code that runs has to add.
    sum: i128,
    answers: usize,
    wrong: usize,
    wrong_ran_max: Duration,
}

impl Run {
    /// Runs a frame, and notes when it did not run the code of the last save that was taken.
    fn frame(&mut self, since: &mut Option<Instant>) -> Option<ReloadStep> {
        std::thread::sleep(Duration::from_millis(1));
        let before = self.game.int(self.entity, "edited", "count");
        let seen = self.game.seen().len();
        self.game.frame();
        let steps: Vec<ReloadStep> = self.game.seen()[seen..].iter().map(|event| event.step.clone()).collect();
        let corrected = steps.iter().any(|step| matches!(step, ReloadStep::Corrected { .. }));
        let swap = steps.into_iter().rev().find(|step| {
            assert!(!matches!(step, ReloadStep::RolledBack { .. }), "{step:?}");
            is_swap(step) || is_refusal(step) || is_failed_build(step)
        });
        if swap.is_some() {
            self.sum = self.source.sum();
        }
        let is_right = self.game.int(self.entity, "edited", "count") - before == self.sum;
        match since {
            Some(begun) if is_right => {
                self.wrong_ran_max = self.wrong_ran_max.max(begun.elapsed());
                *since = None;
            }
            // With a correction the count goes back to what it was.
            None if !is_right && !corrected => {
                self.wrong += 1;
                *since = Some(Instant::now());
            }
            _ => {}
        }
        swap
    }

    fn is_confirmed(&mut self) -> bool {
        self.game.settings().status("edited").is_none_or(|status| status.compiler == ScriptCompiler::OneShot)
    }
}

#[test]
fn edits_of_all_kinds_are_what_the_source_says() {
    let asked = std::env::var("BEVY_ZIG_RESIDENT_EDITS").ok();
    let count: usize = asked.as_ref().map_or(8, |count| count.parse().expect("a number of edits"));
    let mut seed = 1_u32;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
        (seed >> 9) as usize % below
    };
    let source = Source::default();
    let mut game = studio(if asked.is_some() { "edits-long" } else { "edits" }, &[("edited", &source.text())]);
    game.settings().quick_answers = true;
    let entity = game.spawn(Script::new("edited"));
    game.frames(2);
    let sum = source.sum();
    let mut run = Run { game, entity, source, sum, answers: 0, wrong: 0, wrong_ran_max: Duration::ZERO };
    let (mut wrong_since, mut first_rss) = (None, 0);
    for edit in 0..count {
        run.source.edit(&mut random);
        // An edit that changes nothing is none.
        let text = format!("{}// Edit {edit}.\n", run.source.text());
        run.game.forget();
        run.game.save("edited", text);
        let swap = loop {
            if let Some(step) = run.frame(&mut wrong_since) {
                break step;
            }
        };
        assert!(is_swap(&swap), "edit {edit}: {swap:?}");
        run.answers += usize::from(!run.is_confirmed());
        // The next save comes before the answer is confirmed, or behind.
        while random(4) > 0 && !run.is_confirmed() {
            run.frame(&mut wrong_since);
        }
        if edit == count / 10 {
            first_rss = rss();
        }
    }
    while !run.is_confirmed() {
        run.frame(&mut wrong_since);
    }
    for _ in 0..3 {
        run.frame(&mut wrong_since);
    }
    assert!(wrong_since.is_none(), "wrong code runs");
    let growth = (rss() as f64 / first_rss as f64 - 1.0) * 100.0;
    println!(
        "resident edits={count} answers={} wrong_ran_ms_max={:.0} wrong={} crashes=0 rss_growth_pct={growth:.1}",
        run.answers,
        run.wrong_ran_max.as_secs_f64() * 1e3,
        run.wrong
    );
    assert_eq!(run.wrong, 0);
}

/// The memory that the process takes, in KiB.
fn rss() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let rss = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    rss.and_then(|rss| rss.split_whitespace().next()?.parse().ok()).unwrap_or(1)
}
