//! What the problems say of broken files, and when they are gone.

use bevy_zig::inspection::{Problem, ProblemKind, ScriptProblems};
use bevy_zig::{ReloadCommand, Script};

use super::*;
use crate::tools::said_while;

fn problems(game: &Studio) -> Vec<Problem> {
    game.app.world().resource::<ScriptProblems>().iter().cloned().collect()
}

#[test]
fn a_broken_file_is_a_problem_until_it_is_mended() {
    let mut game = studio("problem", &[("counter", &counter(1))]);
    game.spawn(Script::new("counter"));
    let broken = "const bevy = @import(\"bevy\");\nconst S = @This();\nfn f(n: u32) u32 {\n    return nn;\n}\npub fn update(_: *S, _: *bevy.Context, _: f32) void { _ = f(\"x\"); }\n";
    game.save("counter", broken);
    game.wait_for("counter", is_failed_build);
    let first = problems(&game);
    assert_eq!(first.len(), 1, "{first:#?}");
    let place = first[0].place.clone().unwrap();
    assert!(place.file.ends_with("counter.zig") && (place.line, place.column) == (4, 12), "{place}");
    assert_eq!((first[0].kind, &*first[0].script), (ProblemKind::Compile, "counter"));
    let excerpt = first[0].excerpt.clone().unwrap();
    assert_eq!((excerpt.first_line, excerpt.lines[2].trim()), (2, "return nn;"));
    // The same again is the same problem; another one takes its place.
    game.forget();
    game.save("counter", broken.to_owned() + "\n");
    game.wait_for("counter", is_failed_build);
    let again = problems(&game);
    assert_eq!((again[0].id, again[0].count, again.len()), (first[0].id, 2, 1));
    assert!(again[0].last.frame > again[0].first.frame && again[0].last.elapsed > again[0].first.elapsed);
    game.forget();
    game.save("counter", broken.replace("nn", "n"));
    game.wait_for("counter", is_failed_build);
    let other = problems(&game);
    assert!(other.len() == 1 && other[0].id != first[0].id, "{other:#?}");
    assert!(!other[0].notes.is_empty(), "the compiler says where the parameter is declared");
    game.reload("counter", counter(2));
    assert_eq!(problems(&game), []);
}

#[test]
fn a_refused_library_is_a_problem_and_a_refused_command_is_none() {
    let mut game = studio("refused-problem", &[("counter", &counter(1))]);
    game.spawn(Script::new("counter"));
    game.command(ReloadCommand::Revert { script: Some("counter".into()) });
    game.wait_for("counter", is_refusal);
    assert_eq!(problems(&game), []);
    game.save("counter", script("pub fn update(_: *S, _: *bevy.Context, _: f32) void { @panic(\"no\"); }"));
    game.wait_for("counter", is_refusal);
    let found = problems(&game);
    assert_eq!((found.len(), found[0].kind), (1, ProblemKind::Refused), "{found:#?}");
    assert!(found[0].message.starts_with("the dry run"), "{}", found[0].message);
    game.reload("counter", counter(1).replace("count: u32 = 0", "count: u32 = 0, other: u8 = 0"));
    assert_eq!(problems(&game), []);
}

#[test]
fn a_fault_of_old_code_is_gone_with_it() {
    let faulty = script(
        "count: u32 = 0,
        pub fn update(self: *S, _: *bevy.Context, _: f32) void { self.count += 1; if (self.count % 100 == 99) @panic(\"enough\"); }",
    );
    let mut game = studio("fault-problem", &[("counter", &counter(1))]);
    game.spawn(Script::new("counter"));
    game.settings().keep_last_good = false;
    game.reload("counter", faulty);
    game.frames(120);
    let found = problems(&game);
    assert!(found.len() == 1 && matches!(found[0].kind, ProblemKind::Fault(_)), "{found:#?}");
    // Of a library that was loaded long after the first fault of the process, perhaps.
    #[cfg(target_os = "linux")]
    {
        let place = found[0].place.clone().unwrap();
        assert!(place.file.ends_with("scripts/counter.zig") && place.line == 4, "{place}");
        assert!(found[0].notes[0].text.contains("update"), "{:?}", found[0].notes);
    }
    game.reload("counter", counter(3));
    assert_eq!(problems(&game), []);
}

#[test]
fn what_is_reported_once_is_reported_once_of_each_code() {
    let text = |step: u32| {
        script(&format!(
            "count: u32 = 0,
            pub fn update(self: *S, ctx: *bevy.Context, _: f32) void {{
                self.count += {step};
                _ = ctx.spawn(.{{ .prefab = \"rok\" }}) catch {{}};
            }}"
        ))
    };
    let mut game = studio("reported-again", &[("counter", &text(1))]);
    game.spawn(Script::new("counter"));
    let told = |said: Vec<String>| said.iter().filter(|line| line.contains("unknown prefab 'rok'")).count();
    assert_eq!(told(said_while(|| game.frames(5))), 1);
    let said = said_while(|| {
        game.reload("counter", text(2));
        game.frames(80);
    });
    assert_eq!(told(said), 1, "whoever has saved it has not mended it");
}
