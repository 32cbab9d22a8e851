//! Sequences go on where they were, whatever a save has inserted before the step, or removed behind it.

use std::time::Duration;

use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy_zig::{Kind, Script, ScriptFields, ScriptRuntime, Value};
use bevy_zig_tests::studio::Studio;

use super::{script, studio};
use crate::tools::repository;

/// The examples of docs/sequences.md: script, run, and its sequence.
const EXAMPLES: [(&str, &str); 10] = [
    ("seq_boss", "fight"),
    ("seq_combo", "combo"),
    ("seq_cutscene", "intro"),
    ("seq_day", "sun"),
    ("seq_door", "door"),
    ("seq_fade", "fade"),
    ("seq_quest", "quest"),
    ("seq_round", "round"),
    ("seq_tutorial", "lessons"),
    ("seq_waves", "waves"),
];

/// Sets how long frames are; those of no time move nothing on while a compiler runs.
fn set_frame(game: &mut Studio, frame: Duration) {
    game.app.insert_resource(TimeUpdateStrategy::ManualDuration(frame));
}

/// The lines of the sequence in a source, each a step of the sequence itself that stands on one line or several.
fn steps(source: &str) -> (usize, Vec<Vec<String>>, usize) {
    let lines: Vec<&str> = source.lines().collect();
    let first = lines.iter().position(|line| line.contains("= bevy.sequence(")).unwrap() + 1;
    let end = first + lines[first..].iter().position(|line| *line == "});").unwrap();
    let mut steps: Vec<Vec<String>> = Vec::new();
    let mut depth = 0;
    for line in &lines[first..end] {
        if depth == 0 {
            steps.push(Vec::new());
        }
        steps.last_mut().unwrap().push((*line).to_owned());
        depth += line.matches(['(', '{']).count() as i32 - line.matches([')', '}']).count() as i32;
    }
    assert!(depth == 0 && steps.len() > 2, "{source}");
    (first, steps, end)
}

/// The source with other steps.
fn with_steps(source: &str, changed: &[Vec<String>]) -> String {
    let (first, _, end) = steps(source);
    let lines: Vec<&str> = source.lines().collect();
    let body = changed.iter().flatten().map(String::as_str);
    let all: Vec<&str> = lines[..first].iter().copied().chain(body).chain(lines[end..].iter().copied()).collect();
    all.join("\n") + "\n"
}

/// The names that a run's step can have.
fn names(game: &Studio, script: &str, run: &str) -> Vec<String> {
    let runtime = game.app.world().resource::<ScriptRuntime>();
    let info = runtime.registry().get(script).unwrap();
    let path = format!("{run}.place.at");
    let leaf = info.fields().iter().find(|leaf| leaf.path == path).unwrap();
    match &leaf.kind {
        Kind::Enum(names) => names.iter().map(|(name, _)| name.clone()).collect(),
        other => panic!("{other:?}"),
    }
}

/// Where it is in the lists of an `all` or a `race`, and since when.
fn lanes(game: &Studio, entity: Entity, script: &str, run: &str) -> Vec<(Value, Value)> {
    let runtime = game.app.world().resource::<ScriptRuntime>();
    let info = runtime.registry().get(script).unwrap();
    let lane = |index: usize| format!("{run}.lanes.{index}");
    let is_there = |index: &usize| info.fields().iter().any(|leaf| leaf.path == format!("{}.began", lane(*index)));
    let read = |index: usize| {
        let lane = lane(index);
        let value = |path: &str| game.field(entity, script, &format!("{lane}.{path}"));
        (value("place.at"), value("began"))
    };
    (0..).take_while(is_there).map(read).collect()
}

/// A step inserted before, and the step behind removed, at each step at which a run can wait.
fn survives(script: &'static str, run: &str) {
    let path = repository().join("tests/scripts").join(format!("{script}.zig"));
    let source = std::fs::read_to_string(path).unwrap();
    let mut game = studio(&format!("sequence-{script}"), &[(script, &source)]);
    let entity = game.spawn(Script::new(script));
    game.frame();
    let (_, list, _) = steps(&source);
    let at = format!("{run}.place.at");
    let waited = format!("{run}.clock.running");
    let mut tried = 0;
    for step in names(&game, script, run).into_iter().skip(1) {
        set_frame(&mut game, Duration::from_millis(50));
        let clock = format!("{run}.clock");
        for (path, value) in [(&at, step.as_str()), (&clock, "ready")] {
            game.app.world_mut().set_script_field(Some(entity), script, path, value).unwrap();
        }
        game.frames(3);
        let Value::Text(here) = game.field(entity, script, &at) else { continue };
        // A function is over at once, and what lies in a race or in all of them leads to that.
        if *here != *step || game.field(entity, script, &format!("{run}.clock")) != "running".into() {
            continue;
        }
        let Value::Float(before) = game.field(entity, script, &waited) else { panic!("{step} has no time") };
        let lanes = lanes(&game, entity, script, run);
        set_frame(&mut game, Duration::ZERO);
        // The line with the step: that of its name, or the one that counts that many of its kind.
        let Some(index) = line_of(&list, &step) else { continue };
        let mut changed = list.clone();
        if index + 1 < changed.len() && !changed[index + 1].concat().contains("named") {
            changed.remove(index + 1);
        }
        changed.insert(index, vec!["    bevy.wait(7.5),".to_owned()]);
        changed.insert(0, vec!["    bevy.wait(8.5),".to_owned()]);
        game.reload(script, with_steps(&source, &changed));
        game.frames(2);
        assert_eq!(game.field(entity, script, &at), Value::Text(here.clone()), "{script} at {step}");
        let Value::Float(after) = game.field(entity, script, &waited) else { panic!("{step} does not run") };
        assert!((after - before).abs() < 1e-6, "{script} at {step}: waited {after}, and before {before}");
        assert_eq!(self::lanes(&game, entity, script, run), lanes, "{script} at {step}");
        game.reload(script, &source);
        game.frames(2);
        assert_eq!(game.field(entity, script, &at), Value::Text(here), "{script} back at {step}");
        assert_eq!(self::lanes(&game, entity, script, run), lanes, "{script} back at {step}");
        tried += 1;
    }
    assert!(tried > 0, "{script}: no step waits");
}

/// Which of the lines has a step of this name.
fn line_of(list: &[Vec<String>], step: &str) -> Option<usize> {
    let (plain, count) = match step.rsplit_once(' ') {
        Some((plain, number)) => (plain, number.parse().unwrap_or(1)),
        None => (step, 1),
    };
    let word = plain.split('(').next().unwrap();
    let is_it = |line: &Vec<String>| {
        let text = line[0].trim();
        text.contains(&format!("named(\"{plain}\"")) || text.starts_with(&format!("bevy.{word}("))
    };
    let argument = plain.strip_prefix(word).unwrap_or_default().trim_matches(['(', ')']);
    let fits = |line: &Vec<String>| line.concat().contains(argument);
    list.iter().enumerate().filter(|(_, line)| is_it(line) && fits(line)).map(|(index, _)| index).nth(count - 1)
}

macro_rules! examples {
    ($($name:ident $index:literal)*) => { $(
        #[test]
        fn $name() {
            let (script, run) = EXAMPLES[$index];
            survives(script, run);
        }
    )* };
}

examples! {
    the_boss_goes_on 0
    the_combo_goes_on 1
    the_cutscene_goes_on 2
    the_day_goes_on 3
    the_door_goes_on 4
    the_fade_goes_on 5
    the_quest_goes_on 6
    the_round_goes_on 7
    the_tutorial_goes_on 8
    the_waves_go_on 9
}

#[test]
fn steps_in_lists_that_run_side_by_side_go_on() {
    let path = repository().join("tests/scripts/seq_cutscene.zig");
    let source = std::fs::read_to_string(path).unwrap();
    let list = ".{ bevy.wait(0.5), greet, bevy.wait(2), warn, bevy.wait(2) }";
    let changed = ".{ bevy.wait(0.5), greet, bevy.wait(1), bevy.wait(2), bevy.wait(2) }";
    assert!(source.contains(list));
    let mut game = studio("sequence-lists", &[("seq_cutscene", &source)]);
    let entity = game.spawn(Script::new("seq_cutscene"));
    set_frame(&mut game, Duration::from_millis(250));
    game.frames(5);
    set_frame(&mut game, Duration::ZERO);
    let names = |game: &Studio| -> Vec<Value> {
        lanes(game, entity, "seq_cutscene", "intro").into_iter().map(|(at, _)| at).collect()
    };
    let before = names(&game);
    assert!(before.contains(&"wait(2)".into()) && before.contains(&"tween(position)".into()), "{before:?}");
    // A wait before it, and the step behind it removed.
    game.reload("seq_cutscene", source.replace(list, changed));
    game.frames(2);
    assert_eq!(names(&game), before);
    // The whole list removed: the others go on, and the run with them.
    let alone = source.replace(&format!("                {list},\n"), "");
    assert_ne!(alone, source);
    game.reload("seq_cutscene", alone);
    set_frame(&mut game, Duration::from_millis(250));
    game.frames(20);
    assert_eq!(game.field(entity, "seq_cutscene", "intro.clock"), "done".into());
}

#[test]
fn a_step_that_is_gone_is_skipped_or_ends_the_run_as_its_author_says() {
    let script_with = |policy: &str, steps: &str| {
        script(&format!(
            "run: bevy.Run(steps) = .{{}}, at: u32 = 0,
            const steps = bevy.sequence(S, .{{ {policy} one, {steps} three, bevy.wait(100) }});
            fn one(self: *S) void {{ self.at = 1; }}
            fn three(self: *S) void {{ self.at = 3; }}"
        ))
    };
    for (policy, clock, at) in [
        ("", "running", 3),
        ("bevy.whenGone(.skip),", "running", 3),
        ("bevy.whenGone(.restart),", "running", 3),
        ("bevy.whenGone(.stop),", "stopped", 1),
    ] {
        let mut game = studio("sequence-gone", &[("subject", &script_with(policy, "bevy.waitFrames(60000),"))]);
        let entity = game.spawn(Script::new("subject"));
        game.frames(3);
        assert_eq!(game.field(entity, "subject", "run.place.at"), "waitFrames(60000)".into());
        // Whether the first step was taken again.
        let marked = script_with(policy, "").replace("self.at = 1;", "self.at = 1; self.was_again = true;");
        game.reload("subject", marked.replace("at: u32 = 0,", "at: u32 = 0, was_again: bool = false,"));
        game.frames(2);
        assert_eq!(game.field(entity, "subject", "run.clock"), clock.into(), "{policy}");
        let again = game.field(entity, "subject", "was_again");
        assert_eq!(again, policy.contains("restart").into(), "{policy}");
        assert_eq!(game.int(entity, "subject", "at"), at, "{policy}");
    }
}
