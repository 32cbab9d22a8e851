//! Sequences go on where they were, whatever a save has inserted before the step, or removed behind it.

use std::ops::Range;
use std::time::Duration;

use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy_zig::{ReloadCommand, ReloadStep, Script, ScriptFields, ScriptRuntime, Value};
use bevy_zig_tests::studio::Studio;

use super::{script, studio};
use crate::sequences::play::{EXAMPLES, Example, waits};
use crate::tools::repository;

/// Sets how long frames are; those of no time move nothing on while a compiler runs.
fn set_frame(game: &mut Studio, frame: Duration) {
    game.app.insert_resource(TimeUpdateStrategy::ManualDuration(frame));
}

/// A step in a source: where it lies, and its lists.
#[derive(Debug)]
struct Item {
    place: Range<usize>,
    lists: Vec<Vec<Item>>,
}

/// What commas divide in this part of a source.
fn parts(source: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, range.start);
    let mut add = |part: Range<usize>| {
        let text = &source[part.clone()];
        let from = part.start + (text.len() - text.trim_start().len());
        let len = text.trim().len();
        parts.extend((len > 0).then_some(from..from + len));
    };
    for at in range.clone() {
        match source.as_bytes()[at] {
            b'(' | b'{' => depth += 1,
            b')' | b'}' => depth -= 1,
            b',' if depth == 0 => {
                add(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    add(start..range.end);
    parts
}

/// What is between the first bracket of a part and its last.
fn inside(source: &str, part: &Range<usize>) -> Range<usize> {
    let open = source[part.clone()].find(['(', '{']).unwrap();
    part.start + open + 1..part.end - 1
}

fn steps(source: &str, range: Range<usize>) -> Vec<Item> {
    parts(source, range).into_iter().map(|place| step(source, place)).collect()
}

fn step(source: &str, place: Range<usize>) -> Item {
    let word = source[place.clone()].split('(').next().unwrap().trim_start_matches("bevy.");
    let list = |part: &Range<usize>| steps(source, inside(source, part));
    let lists = match word {
        "repeat" | "repeatWhile" | "when" => vec![list(&parts(source, inside(source, &place))[1])],
        "forever" => vec![list(&parts(source, inside(source, &place))[0])],
        "all" | "race" => {
            let lists = &parts(source, inside(source, &place))[0];
            parts(source, inside(source, lists)).iter().map(list).collect()
        }
        "named" => step(source, parts(source, inside(source, &place))[1].clone()).lists,
        "choose" | "call" | "whenGone" => panic!("no example has this: {word}"),
        _ => Vec::new(),
    };
    Item { place, lists }
}

/// All steps of a source's sequence in the order of their numbers, each with the one behind it in its list.
fn numbered(source: &str) -> Vec<(Range<usize>, Option<Range<usize>>)> {
    fn add(list: &[Item], all: &mut Vec<(Range<usize>, Option<Range<usize>>)>) {
        for (index, item) in list.iter().enumerate() {
            all.push((item.place.clone(), list.get(index + 1).map(|next| next.place.clone())));
            item.lists.iter().for_each(|list| add(list, all));
        }
    }
    let begin = "= bevy.sequence(";
    let list = source.find(begin).unwrap() + begin.len();
    let list = list + source[list..].find(".{").unwrap() + 2;
    let end = list + source[list..].find("\n});").unwrap();
    let mut all = Vec::new();
    add(&steps(source, list..end), &mut all);
    all
}

/// The source with another wait before a step and at the beginning, and without the step behind it.
fn changed(source: &str, (place, next): &(Range<usize>, Option<Range<usize>>)) -> String {
    let mut text = source.to_owned();
    // A name may be that of a `go`.
    if let Some(next) = next.as_ref().filter(|next| !source[(*next).clone()].contains("named")) {
        text.replace_range(place.end..next.end, "");
    }
    text.insert_str(place.start, "bevy.wait(7.5), ");
    let first = numbered(source)[0].0.start;
    text.insert_str(first, "bevy.wait(8.5), ");
    text
}

/// A step's name without the number of those that have the same.
fn plain(step: &Value) -> String {
    let Value::Text(name) = step else { return step.to_string() };
    match name.rsplit_once(' ') {
        Some((plain, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => plain.to_owned(),
        _ => name.to_string(),
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

/// Where a run is: its own step, and those of its lanes, each with the time since when.
fn whereabouts(game: &Studio, entity: Entity, example: &Example) -> Vec<(String, Option<f64>)> {
    let value = |path: &str| game.field(entity, example.script, &format!("{}.{path}", example.run));
    let time = |value: Value| if let Value::Float(seconds) = value { Some(seconds) } else { None };
    let own = (plain(&value("place.at")), time(value("clock.running")));
    let lanes = lanes(game, entity, example.script, example.run).into_iter();
    std::iter::once(own).chain(lanes.map(|(at, began)| (plain(&at), time(began)))).collect()
}

#[track_caller]
fn are_alike(before: &[(String, Option<f64>)], after: &[(String, Option<f64>)], what: &str) {
    let names = |all: &[(String, Option<f64>)]| all.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(after), names(before), "{what}");
    for ((name, before), (_, after)) in before.iter().zip(after) {
        let differs = (before.unwrap_or_default() - after.unwrap_or_default()).abs();
        assert!(before.is_some() == after.is_some() && differs < 1e-6, "{what}: {name} {after:?}, before {before:?}");
    }
}

/// The example is played, and at each step on which it waits another wait is inserted before it and the step behind it
/// removed, and all of that taken back.
fn survives(example: &Example) {
    let script = example.script;
    let path = repository().join("tests/scripts").join(format!("{script}.zig"));
    let source = std::fs::read_to_string(path).unwrap();
    let mut game = studio(&format!("sequence-{script}"), &[(script, &source)]);
    let frame = 1.0 / 64.0;
    set_frame(&mut game, Duration::from_secs_f64(frame));
    let begun = example.script(&mut game.app);
    let entity = game.spawn(begun);
    game.frame();
    let names = example.names(&game.app);
    let places = numbered(&source);
    assert_eq!(names.len(), places.len(), "{script}: {names:?}");
    let mut tried: Vec<String> = Vec::new();
    for number in 0..(example.seconds / frame) as usize {
        let now = number as f64 * frame;
        example.act(&mut game.app, entity, now, now + frame);
        game.frame();
        for step in example.steps(&game.app, entity) {
            if !waits(&step) && !step_is_list(&source, &step, &names, &places) || tried.contains(&step) {
                continue;
            }
            let place = names.iter().position(|name| *name == step).unwrap();
            let before = whereabouts(&game, entity, example);
            set_frame(&mut game, Duration::ZERO);
            game.reload(script, changed(&source, &places[place]));
            game.frames(2);
            are_alike(&before, &whereabouts(&game, entity, example), &format!("{script} at {step}"));
            game.reload(script, &source);
            game.frames(2);
            are_alike(&before, &whereabouts(&game, entity, example), &format!("{script} back at {step}"));
            set_frame(&mut game, Duration::from_secs_f64(frame));
            tried.push(step);
        }
    }
    let missed: Vec<_> = names.iter().filter(|step| waits(step) && !tried.contains(step)).collect();
    assert!(missed.is_empty(), "{script}: it never came to {missed:?}, only to {tried:?}");
    let state = game.field(entity, script, &format!("{}.clock", example.run));
    assert!(state == "done".into() || state == "running".into(), "{script}: {state}");
}

/// Whether a step with a name of its own is one that waits.
fn step_is_list(source: &str, step: &str, names: &[String], places: &[(Range<usize>, Option<Range<usize>>)]) -> bool {
    let place = names.iter().position(|name| name == step).unwrap();
    let text = &source[places[place].0.clone()];
    let inner = text.strip_prefix("bevy.named(").and_then(|named| named.split_once(", ")).map(|(_, inner)| inner);
    inner.is_some_and(|inner| waits(inner.trim_start_matches("bevy.")))
}

macro_rules! examples {
    ($($name:ident $index:literal)*) => { $(
        #[test]
        fn $name() {
            survives(&EXAMPLES[$index]);
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

/// A script with these steps, and functions that add to `marks`.
fn source(steps: &str) -> String {
    script(&format!(
        "run: bevy.Run(steps) = .{{}}, marks: u32 = 0, is_open: bool = false,
        const steps = bevy.sequence(S, .{{ {steps} }});
        fn one(self: *S) void {{ self.marks += 1; }}
        fn ten(self: *S) void {{ self.marks += 10; }}"
    ))
}

/// A run that has been at its step for a second, and what it is at once that was saved.
fn saved(name: &str, before: &str, after: &str) -> (Studio, Entity) {
    let (mut game, entity) = begun(name, before);
    game.reload("subject", source(after));
    game.frames(2);
    (game, entity)
}

/// A run that has been at its step for a second.
fn begun(name: &str, before: &str) -> (Studio, Entity) {
    let mut game = studio(&format!("sequence-{name}"), &[("subject", &source(before))]);
    let entity = game.spawn(Script::new("subject"));
    game.frame();
    set_frame(&mut game, Duration::from_millis(250));
    game.frames(4);
    set_frame(&mut game, Duration::ZERO);
    (game, entity)
}

/// Lets so many quarters of a second go by.
fn quarters(game: &mut Studio, count: usize) {
    set_frame(game, Duration::from_millis(250));
    game.frames(count);
    set_frame(game, Duration::ZERO);
    game.frame();
}

#[track_caller]
fn is_at(game: &Studio, entity: Entity, step: &str, waited: f64) {
    assert_eq!(game.field(entity, "subject", "run.place.at"), step.into());
    match game.field(entity, "subject", "run.clock.running") {
        Value::Float(seconds) => assert!((seconds - waited).abs() < 0.02, "{seconds}"),
        other => panic!("{other}"),
    }
}

#[test]
fn time_that_was_waited_counts_if_the_time_is_changed() {
    let (mut game, entity) = saved("time", "bevy.wait(3), one, bevy.wait(50)", "bevy.wait(5), one, bevy.wait(50)");
    is_at(&game, entity, "wait(5)", 1.0);
    quarters(&mut game, 15);
    is_at(&game, entity, "wait(5)", 4.75);
    quarters(&mut game, 2);
    assert_eq!(game.int(entity, "subject", "marks"), 1);
}

#[test]
fn a_step_that_is_moved_is_found_by_its_name() {
    let named = "bevy.named(\"rest\", bevy.wait(100))";
    let (game, entity) =
        saved("moved", &format!("{named}, one, bevy.wait(50)"), &format!("bevy.wait(50), one, {named}"));
    is_at(&game, entity, "rest", 1.0);
}

#[test]
fn a_function_that_is_moved_is_found_by_its_name() {
    let (mut game, entity) = begun("function", "bevy.wait(50), one, ten");
    for (path, value) in [("run.place.at", "one"), ("run.clock", "stopped")] {
        game.app.world_mut().set_script_field(Some(entity), "subject", path, value).unwrap();
    }
    game.reload("subject", source("bevy.wait(50), ten, one"));
    game.frames(2);
    assert_eq!(game.field(entity, "subject", "run.place.at"), "one".into());
}

#[test]
fn a_step_may_get_into_a_loop_and_out_of_it() {
    let (mut game, entity) = saved("loop", "bevy.wait(3), one", "bevy.repeat(2, .{ bevy.wait(3), one })");
    is_at(&game, entity, "wait(3)", 1.0);
    game.reload("subject", source("bevy.wait(3), one"));
    game.frames(2);
    is_at(&game, entity, "wait(3)", 1.0);
    quarters(&mut game, 9);
    assert_eq!(game.field(entity, "subject", "run.clock"), "done".into());
    assert_eq!(game.int(entity, "subject", "marks"), 1);
    // What it was at is the first round of the loop.
    let (mut game, entity) = saved("rounds", "bevy.wait(3), one", "bevy.repeat(2, .{ bevy.wait(3), one })");
    quarters(&mut game, 8 + 12 + 1);
    assert_eq!(game.field(entity, "subject", "run.clock"), "done".into());
    assert_eq!(game.int(entity, "subject", "marks"), 2);
}

#[test]
fn a_fault_on_probation_takes_runs_back_to_where_they_were() {
    let (mut game, entity) = begun("fault", "ten, bevy.wait(100), one, bevy.wait(50)");
    // The first frames are sound.
    let broken = source("ten, one, bevy.wait(0.5), late");
    game.reload("subject", broken + "fn late(_: *S) void { @panic(\"late\"); }\n");
    assert_eq!(game.int(entity, "subject", "marks"), 11);
    set_frame(&mut game, Duration::from_millis(250));
    game.wait_for("subject", |step| matches!(step, ReloadStep::RolledBack { .. }));
    assert_eq!(game.field(entity, "subject", "run.place.at"), "wait(100)".into());
    assert_eq!(game.int(entity, "subject", "marks"), 10);
    let waited = game.field(entity, "subject", "run.clock.running");
    assert!(matches!(waited, Value::Float(seconds) if (1.0..3.0).contains(&seconds)), "{waited}");
}

#[test]
fn a_revert_carries_runs_like_another_save() {
    let (mut game, entity) = begun("revert", "ten, bevy.wait(100), one, bevy.wait(50)");
    game.reload("subject", source("ten, bevy.wait(40), bevy.wait(100), bevy.wait(50)"));
    quarters(&mut game, 4);
    is_at(&game, entity, "wait(100)", 2.0);
    game.command(ReloadCommand::Revert { script: Some("subject".into()) });
    game.wait_for("subject", |step| matches!(step, ReloadStep::Reverted { .. }));
    game.frames(2);
    is_at(&game, entity, "wait(100)", 2.0);
    assert_eq!(game.int(entity, "subject", "marks"), 10);
}

#[test]
fn functions_that_are_changed_are_called_from_then_on() {
    let (mut game, entity) = begun("changed", "bevy.wait(3), one");
    game.reload("subject", source("bevy.wait(3), one").replace("self.marks += 1;", "self.marks += 7;"));
    game.frames(2);
    is_at(&game, entity, "wait(3)", 1.0);
    quarters(&mut game, 9);
    assert_eq!(game.int(entity, "subject", "marks"), 7);
}

#[test]
fn from_a_step_that_is_removed_it_goes_on_with_what_follows() {
    let (game, entity) = saved("removed", "ten, bevy.wait(100), one, bevy.wait(50)", "ten, one, bevy.wait(50)");
    is_at(&game, entity, "wait(50)", 0.0);
    assert_eq!(game.int(entity, "subject", "marks"), 11);
    // Another in its place is what follows.
    let (game, entity) = saved("replaced", "ten, bevy.wait(100), one", "ten, bevy.until(.is_open), one");
    is_at(&game, entity, "until(is_open)", 0.0);
    assert_eq!(game.int(entity, "subject", "marks"), 10);
    // In a loop the next round may follow.
    let (game, entity) = saved(
        "next-round",
        "bevy.repeat(2, .{ one, bevy.wait(100) }), bevy.wait(50)",
        "bevy.repeat(2, .{one}), bevy.wait(50)",
    );
    is_at(&game, entity, "wait(50)", 0.0);
    assert_eq!(game.int(entity, "subject", "marks"), 2);
}

#[test]
fn a_step_under_another_name_begins_again_and_so_does_one_that_gets_into_a_race() {
    let (game, entity) =
        saved("renamed", "ten, bevy.wait(3), one", "ten, bevy.named(\"rest\", bevy.wait(3)), one, bevy.wait(50)");
    is_at(&game, entity, "rest", 0.0);
    assert_eq!(game.int(entity, "subject", "marks"), 10);
    let race = "ten, bevy.race(.{ .{bevy.wait(3)}, .{bevy.wait(100)} }), one, bevy.wait(50)";
    let (mut game, entity) = saved("into-race", "ten, bevy.wait(3), one", race);
    is_at(&game, entity, "race", 0.0);
    quarters(&mut game, 11);
    assert_eq!(game.int(entity, "subject", "marks"), 10);
    quarters(&mut game, 2);
    assert_eq!(game.int(entity, "subject", "marks"), 11);
}

#[test]
fn from_a_race_that_is_removed_it_goes_on_with_what_follows() {
    let race = "bevy.race(.{ .{bevy.wait(100)}, .{bevy.until(.is_open)} })";
    let (game, entity) = saved("race", &format!("ten, {race}, one, bevy.wait(50)"), "ten, one, bevy.wait(50)");
    is_at(&game, entity, "wait(50)", 0.0);
    assert_eq!(game.int(entity, "subject", "marks"), 11);
}

#[test]
fn a_list_that_is_added_joins_in_next_time() {
    let steps =
        |more: &str| format!("bevy.repeat(2, .{{ bevy.all(.{{ .{{bevy.wait(3)}}, .{{bevy.wait(2)}}{more} }}), one }})");
    let (mut game, entity) = saved("list", &steps(""), &steps(", .{ bevy.wait(4), ten }"));
    is_at(&game, entity, "all", 1.0);
    quarters(&mut game, 9);
    assert_eq!(game.int(entity, "subject", "marks"), 1);
    assert_eq!(game.field(entity, "subject", "run.clock"), "running".into());
    quarters(&mut game, 16);
    assert_eq!(game.int(entity, "subject", "marks"), 12);
    assert_eq!(game.field(entity, "subject", "run.clock"), "done".into());
}
