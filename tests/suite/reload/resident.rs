//! A compiler that stays and answers within milliseconds, and the compilation from scratch that has the last word.
//!
//! On a busy machine a resident compiler is not always waited for, so these tests save until it has answered.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::time::{Duration, Instant};

use bevy::prelude::{Entity, Messages};
use bevy_zig::{ReloadCommand, ReloadStep, Script, ScriptCompiler, ScriptFault, ScriptRuntime};

use super::*;

const PATIENCE: Duration = Duration::from_secs(120);

/// What takes Zig's place: as a resident compiler it compiles, whatever is saved, the file as it was when it started.
const LIAR: &str = r#"#!/bin/sh
for argument; do
    case "$argument" in
    -Mscript=*) script=${argument#-Mscript=} ;;
    --listen=-) is_resident=yes ;;
    esac
done
if test -n "$is_resident"; then
    cp "$script" "$0.frozen.zig"
    for argument; do
        shift
        case "$argument" in -Mscript=*) argument="-Mscript=$0.frozen.zig" ;; esac
        set -- "$@" "$argument"
    done
fi
exec "REAL" "$@"
"#;

/// A script whose default is its step, and which counts its frames by it.
fn stepper(step: u32) -> String {
    format!("{}const edition = {step};\n", tuned(step))
}

/// The same, of which no two differ in anything but a number.
fn tuned(step: u32) -> String {
    script(&format!(
        "count: u32 = 0, step: u32 = {step}, reloads: u32 = 0,
        pub fn update(self: *S, _: *bevy.Context, _: f32) void {{ self.count += self.step; }}
        pub fn onReload(self: *S, _: *bevy.Context) void {{ self.reloads += 1; }}"
    ))
}

fn compiler(game: &mut Studio) -> ScriptCompiler {
    game.settings().status("stepper").map(|status| status.compiler).unwrap_or_default()
}

fn generation(game: &Studio) -> u32 {
    game.app.world().resource::<ScriptRuntime>().registry().get("stepper").unwrap().generation()
}

/// Saves a step, and says which compiler was the first to have made it.
fn save(game: &mut Studio, entity: Entity, step: u32) -> ScriptCompiler {
    save_as(game, entity, step, stepper(step)).0
}

/// The same, of this text, and how the swap went.
fn save_as(game: &mut Studio, entity: Entity, step: u32, text: String) -> (ScriptCompiler, ReloadStep) {
    let reloads = game.int(entity, "stepper", "reloads");
    let swap = game.reload("stepper", text);
    let first = compiler(game);
    let (begun, generation) = (Instant::now(), generation(game));
    // The frame of the swap has run the new code already.
    let mut count = game.int(entity, "stepper", "count");
    while compiler(game) != ScriptCompiler::OneShot {
        assert!(begun.elapsed() < PATIENCE, "nobody confirms");
        game.frame();
        count += i128::from(step);
        assert_eq!(game.int(entity, "stepper", "count"), count, "every frame runs the new code");
    }
    game.frames(3);
    assert_eq!(game.int(entity, "stepper", "count"), count + i128::from(step) * 3);
    assert_eq!(game.int(entity, "stepper", "reloads"), reloads + 1, "it was told of one reload");
    assert_eq!(self::generation(game), generation);
    assert!(!game.seen().iter().any(|event| is_swap(&event.step)), "{:?}", game.seen());
    (first, swap)
}

#[test]
fn an_answer_is_confirmed_and_nobody_notices() {
    let mut game = studio("resident", &[("stepper", &stepper(1))]);
    game.settings().quick_answers = true;
    let entity = game.spawn(Script::new("stepper"));
    game.frames(2);
    let (begun, mut step, mut answers) = (Instant::now(), 1, 0);
    while answers < 3 {
        assert!(begun.elapsed() < PATIENCE, "nobody answers");
        step += 1;
        answers += u32::from(save(&mut game, entity, step) == ScriptCompiler::Resident);
    }
    game.settings().quick_answers = false;
    game.frames(2);
    for _ in 0..3 {
        step += 1;
        assert_eq!(save(&mut game, entity, step), ScriptCompiler::OneShot);
    }
}

#[test]
fn a_number_takes_effect_before_it_is_compiled() {
    let mut game = studio("numbers", &[("stepper", &tuned(1))]);
    game.settings().quick_answers = true;
    let entity = game.spawn(Script::new("stepper"));
    let own = game.spawn(Script::new("stepper").with("step", 1000));
    game.frames(2);
    for step in [2, 30, 4] {
        let (_, swap) = save_as(&mut game, entity, step, tuned(step));
        let ReloadStep::Swapped { timings, changes, .. } = swap else { panic!("{swap:?}") };
        assert!(timings.compile.is_zero(), "{timings:?}");
        assert_eq!(changes.defaults, ["step"]);
        assert_eq!(game.int(own, "stepper", "step"), 1000, "what the game has set stays");
    }
    // A new instance has it too, and a revert leads back to the number of before.
    let late = game.spawn(Script::new("stepper"));
    game.frames(2);
    assert_eq!(game.int(late, "stepper", "step"), 4);
    game.command(ReloadCommand::Revert { script: Some("stepper".into()) });
    game.wait_for("stepper", |step| matches!(step, ReloadStep::Reverted { .. }));
    assert_eq!(game.int(entity, "stepper", "step"), 30);
    // Off, it is compiled as everything else.
    game.settings().quick_answers = false;
    game.frames(2);
    let swap = game.reload("stepper", tuned(5));
    assert!(matches!(swap, ReloadStep::Swapped { timings, .. } if !timings.compile.is_zero()), "{swap:?}");
}

#[test]
fn a_compiler_that_lies_is_corrected() {
    let liar = |plan: &mut bevy_zig::HotReloadPlan| {
        let path = std::path::Path::new(plan.out_dir).with_file_name("liar");
        fs::write(&path, LIAR.replace("REAL", plan.zig)).unwrap();
        fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
        plan.zig = String::leak(path.to_str().unwrap().to_owned());
    };
    let folder = crate::tools::scratch_dir("reload-liar");
    let mut game = Studio::with(folder, &[("stepper", &stepper(1))], liar, |plugin| plugin);
    game.settings().quick_answers = true;
    let entity = game.spawn(Script::new("stepper"));
    game.frames(2);
    let (begun, mut step, mut lies) = (Instant::now(), 1, 0);
    // It gets a second chance, and no third.
    while lies < 2 {
        assert!(begun.elapsed() < PATIENCE, "nobody lies");
        step += 1;
        game.reload("stepper", stepper(step));
        if compiler(&mut game) == ScriptCompiler::OneShot {
            continue;
        }
        assert_ne!(game.int(entity, "stepper", "step"), i128::from(step), "it was made from another file");
        let wrong = generation(&game);
        let told = game.wait_for("stepper", |step| matches!(step, ReloadStep::Corrected { .. }));
        assert!(matches!(told, ReloadStep::Corrected { generation } if generation == wrong), "{told:?}");
        game.wait_for("stepper", is_swap);
        assert_eq!(game.int(entity, "stepper", "step"), i128::from(step));
        assert_eq!(compiler(&mut game), ScriptCompiler::OneShot);
        lies += 1;
    }
    for _ in 0..3 {
        step += 1;
        game.reload("stepper", stepper(step));
        assert_eq!(compiler(&mut game), ScriptCompiler::OneShot);
        assert_eq!(game.int(entity, "stepper", "step"), i128::from(step));
    }
}

/// A script that panics, or does not, once it is armed.
fn armed(edition: u32, panics: bool) -> String {
    script(&format!(
        "armed: bool = false,
        pub fn update(self: *S, _: *bevy.Context, _: f32) void {{
            if ({panics} and self.armed) @panic(\"odd\");
        }}
        const edition = {edition};"
    ))
}

#[test]
fn a_fault_in_an_answer_comes_again_with_its_lines() {
    let mut game = studio("faulty-answer", &[("stepper", &armed(0, false))]);
    game.settings().quick_answers = true;
    for keeps_last_good in [true, false] {
        game.settings().keep_last_good = keeps_last_good;
        let entity = game.spawn(Script::new("stepper").with("armed", true));
        let (begun, mut edition) = (Instant::now(), 0);
        loop {
            assert!(begun.elapsed() < PATIENCE, "nobody answers");
            edition += 2;
            game.reload("stepper", armed(edition, false));
            while compiler(&mut game) != ScriptCompiler::OneShot {
                game.frame();
            }
            let mut cursor = game.app.world().resource::<Messages<ScriptFault>>().get_cursor_current();
            game.reload("stepper", armed(edition + 1, true));
            let is_answer = compiler(&mut game) == ScriptCompiler::Resident;
            let mut places = Vec::new();
            while places.last().is_none_or(Option::is_none) {
                assert!(begun.elapsed() < PATIENCE, "the fault has no lines: {places:?}");
                let faults = game.app.world().resource::<Messages<ScriptFault>>();
                let new = cursor.read(faults).map(|fault| fault.place().map(|place| (place.file.clone(), place.line)));
                places.extend(new);
                std::thread::sleep(Duration::from_millis(1));
                game.frame();
            }
            let file = game.path("stepper").display().to_string();
            assert_eq!(places.last(), Some(&Some((file, 5))));
            if is_answer {
                assert_eq!(places, [None, places[1].clone()]);
                break;
            }
        }
        game.app.world_mut().despawn(entity);
        game.frames(2);
    }
}

/// Debuggers know the lines of what runs as soon as it is confirmed.
#[test]
fn gdb_stops_in_a_line_of_an_answer_once_it_is_confirmed() {
    if !cfg!(debug_assertions) || Command::new("gdb").arg("--version").output().is_err() {
        println!("skipped: it needs a debug build and gdb");
        return;
    }
    let mut gdb = Command::new("gdb");
    gdb.args(["-batch", "-nx", "-ex", "set breakpoint pending on", "-ex", "set confirm off"]);
    gdb.args(["-ex", "set debuginfod enabled off", "-ex", "break debugged.zig:6", "-ex", "run"]);
    gdb.args(["-ex", "backtrace 1", "-ex", "print self.edition", "-ex", "delete", "-ex", "continue", "--args"]);
    gdb.arg(std::env::current_exe().unwrap());
    gdb.args(["--exact", "--ignored", "--nocapture", "reload::resident::debugged"]);
    let (_, text) = crate::tools::output(&mut gdb);
    let edition = text.lines().find_map(|line| line.strip_prefix("confirmed edition ")).expect("an answer");
    assert!(text.contains("debugged.zig:6"), "it has stopped there:\n{text}");
    assert!(text.contains(&format!("= {edition}\n")), "it shows a field:\n{text}");
}

/// Not a test: what gdb runs.
#[test]
#[ignore = "for a debugger"]
fn debugged() {
    let text = |edition: u32| {
        script(&format!(
            "armed: bool = false, edition: u32 = {edition}, count: u32 = 0,
            pub fn update(self: *S, _: *bevy.Context, _: f32) void {{
                if (self.armed) {{
                    self.count += 1;
                }}
            }}
            const edit = {edition};"
        ))
    };
    let mut game = studio("debugged", &[("debugged", &text(0))]);
    game.settings().quick_answers = true;
    game.spawn(Script::new("debugged"));
    game.frames(2);
    let status = |game: &mut Studio| game.settings().status("debugged").map(|status| status.compiler);
    for edition in 1..1000 {
        game.reload("debugged", text(edition));
        let answered = status(&mut game) == Some(ScriptCompiler::Resident);
        while status(&mut game) != Some(ScriptCompiler::OneShot) {
            game.frame();
        }
        if answered {
            println!("confirmed edition {edition}");
            game.spawn(Script::new("debugged").with("armed", true));
            game.frames(2);
            return;
        }
    }
}
