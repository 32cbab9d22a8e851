//! What a reload costs: from the save of a demo script to the first frame with the new code, and how long it holds the
//! game up.
//!
//! The game runs at 60 frames a second while a script is saved again and again; the compiler's own run is measured in
//! the same edit. Scripts are compiled as in development, in `Debug`, though the game is a release build. Swaps are
//! timed with 10,000 instances, with the layout unchanged and with another one each time. The last line is about saves
//! that take effect before they are compiled from scratch, by the kind of edit: from the save to the swap without the
//! wait for the frame, which stands apart; `imported` is a change of a body in a script that another one imports. On a
//! machine that does other things, the tenth percentile says what the median hides.

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use bevy_zig::{HotReloadPlan, ReloadStep, ReloadTimings, Script, ScriptCompiler};
use bevy_zig_tests::studio::Studio;

const EDITS: usize = 50;
const SWAPS: usize = 20;
const INSTANCES: usize = 10_000;
const FRAME: Duration = Duration::from_micros(16_667);

fn main() {
    let mut edits = edits();
    let compile = median(&mut edits, |(_, timings)| timings.compile);
    let all = median(&mut edits, |(all, _)| *all);
    let beyond = median(&mut edits, |(all, timings)| all.saturating_sub(timings.compile));
    let swap = median(&mut swaps("same", |round| crowd("", round)), |timings| timings.swap);
    let migrate =
        median(&mut swaps("other", |round| crowd(&format!("extra_{round}: u32 = 1,"), round)), |timings| timings.swap);
    println!(
        "reload p50_ms={:.1} compile_p50_ms={:.1} beyond_ms={:.1} ratio={:.3} swap_ms={:.2} migrate_ms={:.2}",
        ms(all),
        ms(compile),
        ms(beyond),
        all.as_secs_f64() / compile.as_secs_f64(),
        ms(swap),
        ms(migrate)
    );
    println!("{}", resident());
}

/// An edit of the demo's ship, the same kind each time.
type Edit = fn(&str, usize) -> String;

/// The kinds of edits that a resident compiler answers.
const KINDS: [(&str, Edit); 3] = [
    ("body", |ship, round| changed(ship, "> 0.15", &format!("> 0.15{round}"))),
    // With another change, since a number alone needs no compiler.
    ("default", |ship, round| {
        let text = changed(ship, "thrust: f32 = 420", &format!("thrust: f32 = 420.{round}"));
        format!("{text}\nconst edit = {round};\n")
    }),
    ("function", |ship, round| format!("{ship}\nfn edit_{round}(x: f32) f32 {{\n    return x * {round};\n}}\n")),
];

fn changed(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "the ship has no `{from}` any more");
    text.replace(from, to)
}

/// Saves each kind of edit again and again, while the answers of a resident compiler are confirmed from scratch.
fn resident() -> String {
    let (mut game, ship) = ship("resident", true, false);
    let mut kinds: Vec<(&str, Vec<Duration>)> = Vec::new();
    let (mut all, mut confirms, mut round) = (Vec::new(), Vec::new(), 0);
    for (kind, edit) in KINDS {
        let mut times = Vec::new();
        while times.len() < EDITS {
            round += 1;
            assert!(round < EDITS * 20, "the resident compiler does not answer");
            let (_, timings) = save(&mut game, edit(&ship, round));
            let (begun, first) = (Instant::now(), compiler(&mut game));
            while compiler(&mut game) == ScriptCompiler::Resident {
                paced(&mut game, 1);
            }
            // The first saves are before it is there.
            if first == ScriptCompiler::Resident {
                times.push(timings.total.saturating_sub(timings.wait));
                all.push(timings);
                confirms.push(begun.elapsed());
            }
        }
        kinds.push((kind, times));
    }
    let numbers = (0..EDITS).map(|_| {
        round += 1;
        let text = changed(&ship, "thrust: f32 = 420", &format!("thrust: f32 = 420.{round}"));
        let (_, timings) = save(&mut game, text);
        while compiler(&mut game) != ScriptCompiler::OneShot {
            paced(&mut game, 1);
        }
        timings.total.saturating_sub(timings.wait)
    });
    kinds.push(("number", numbers.collect()));
    kinds.push(("confirm", confirms));
    kinds.push(("imported", imported()));
    game.settings().quick_answers = false;
    let one_shots = (0..EDITS).map(|_| {
        round += 1;
        let (_, timings) = save(&mut game, KINDS[0].1(&ship, round));
        timings.total.saturating_sub(timings.wait)
    });
    kinds.push(("oneshot", one_shots.collect()));
    kinds.push(("frame_wait", all.iter().map(|timings| timings.wait).collect()));
    let mut line = parts(&mut all);
    line += "\nresident";
    for percent in [50, 10] {
        for (kind, times) in &mut kinds {
            times.sort_unstable();
            let time = times[times.len() * percent / 100];
            write!(line, " {kind}_p{percent}_ms={:.1}", ms(time)).expect("text can be written to");
        }
    }
    line
}

/// Saves the ship again and again while another script imports it, so that both are compiled and taken together.
fn imported() -> Vec<Duration> {
    let (mut game, ship) = ship("imported", true, true);
    let (mut times, mut round) = (Vec::new(), 0);
    while times.len() < EDITS {
        round += 1;
        assert!(round < EDITS * 20, "the resident compilers do not answer");
        let (_, timings) = save(&mut game, KINDS[0].1(&ship, round));
        let status = |game: &mut Studio| {
            ["ship", "game"].map(|script| game.settings().status(script).map(|status| status.compiler))
        };
        if status(&mut game) == [Some(ScriptCompiler::Resident); 2] {
            times.push(timings.total.saturating_sub(timings.wait));
        }
        while status(&mut game) != [Some(ScriptCompiler::OneShot); 2] {
            paced(&mut game, 1);
        }
    }
    times
}

/// Where the time goes beside Zig: each part's median.
fn parts(all: &mut [ReloadTimings]) -> String {
    type Part = (&'static str, fn(&ReloadTimings) -> Duration);
    let parts: [Part; 12] = [
        ("watch", |timings| timings.watch),
        ("look", |timings| timings.look),
        ("start", |timings| timings.start),
        ("keep", |timings| timings.keep),
        ("rest", |timings| timings.rest),
        ("load", |timings| timings.load),
        ("compare", |timings| timings.compare),
        ("trial", |timings| timings.trial),
        ("carry", |timings| timings.carry),
        ("swap", |timings| timings.swap),
        ("zig", |timings| timings.compile),
        ("beyond", |timings| timings.total.saturating_sub(timings.compile + timings.wait)),
    ];
    let mut line = "parts".to_owned();
    for (name, part) in parts {
        write!(line, " {name}_p50_ms={:.2}", ms(median(all, part))).expect("text can be written to");
    }
    line
}

fn compiler(game: &mut Studio) -> ScriptCompiler {
    game.settings().status("ship").map(|status| status.compiler).unwrap_or_default()
}

/// The demo's scripts in a game, with one ship, and its text; with the script that imports it, or without.
fn ship(name: &str, quick_answers: bool, imported: bool) -> (Studio, String) {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts");
    let ship = std::fs::read_to_string(demo.join("ship.zig")).expect("the demo has a ship");
    let mut game = studio(name, &[]);
    game.settings().quick_answers = quick_answers;
    let scripts = game.path("x").with_file_name("");
    copy(&demo, &scripts);
    if !imported {
        std::fs::remove_file(scripts.join("game.zig")).expect("the demo has rules");
    }
    game.wait_for("ship", |step| matches!(step, ReloadStep::Added { .. }));
    game.spawn(Script::new("ship"));
    (game, ship)
}

/// Saves the demo's ship, and tells how long it took until a frame had run the new code.
fn edits() -> Vec<(Duration, ReloadTimings)> {
    let (mut game, ship) = ship("edits", false, false);
    (0..EDITS).map(|round| save(&mut game, format!("{ship}\nconst edit_{round} = {round};\n"))).collect()
}

fn save(game: &mut Studio, text: String) -> (Duration, ReloadTimings) {
    paced(game, 6);
    let begun = Instant::now();
    game.save("ship", text);
    loop {
        paced(game, 1);
        // Scripts that import the ship swap with it.
        let own = game.seen().iter().filter(|event| event.script == "ship");
        let swapped = own.into_iter().find_map(|event| match &event.step {
            ReloadStep::Swapped { timings, .. } => Some(*timings),
            ReloadStep::BuildFailed { text, .. } => panic!("{text}"),
            ReloadStep::Refused { problem, .. } => panic!("{problem}"),
            _ => None,
        });
        if let Some(timings) = swapped {
            let all = begun.elapsed();
            game.forget();
            return (all, timings);
        }
    }
}

/// Runs frames at the pace of a game.
fn paced(game: &mut Studio, frames: usize) {
    for _ in 0..frames {
        let begun = Instant::now();
        game.frame();
        std::thread::sleep(FRAME.saturating_sub(begun.elapsed()));
    }
}

/// Reloads a script with many instances.
fn swaps(name: &str, source: impl Fn(usize) -> String) -> Vec<ReloadTimings> {
    let mut game = studio(name, &[("crowd", &source(0))]);
    for _ in 0..INSTANCES {
        game.spawn(Script::new("crowd"));
    }
    game.frames(2);
    let swaps = (1..=SWAPS).map(|round| match game.reload("crowd", source(round)) {
        ReloadStep::Swapped { timings, instances: INSTANCES, .. } => timings,
        other => panic!("{other:?}"),
    });
    swaps.collect()
}

/// A script whose state is of the usual size.
fn crowd(more: &str, round: usize) -> String {
    format!(
        "const bevy = @import(\"bevy\");
const S = @This();
const Mode = enum {{ idle, walk, run }};
{more}
at: bevy.Vec3 = .zero, speed: f32 = 1, mode: Mode = .idle, health: i32 = 100, target: bevy.Entity = .none, timer: bevy.Timer = .repeating(1),
pub fn update(self: *S, _: *bevy.Context, dt: f32) void {{
    self.at.x += self.speed * dt * {round};
}}
"
    )
}

fn median<T>(items: &mut [T], of: impl Fn(&T) -> Duration) -> Duration {
    let mut times: Vec<Duration> = items.iter().map(of).collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

fn studio(name: &str, scripts: &[(&str, &str)]) -> Studio {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-reload-{name}"));
    let develop = |plan: &mut HotReloadPlan| {
        plan.optimize = "Debug";
        plan.debug_info = true;
    };
    Studio::with(folder, scripts, develop, |plugin| plugin)
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the folder can be made");
    for entry in std::fs::read_dir(from).expect("it is a folder").map(|entry| entry.expect("it can be read")) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("it can be copied");
        }
    }
}
