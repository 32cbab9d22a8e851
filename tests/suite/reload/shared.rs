//! Types that scripts share in vars, signals and lists: what becomes of the values that are there when a reload changes
//! one, and that the log says it.

use bevy::prelude::*;
use bevy_zig::{GlobalVars, ReloadCommand, ReloadStep, Script, ScriptFields, Value};
use bevy_zig_tests::studio::Studio;

use super::{is_refusal, is_swap, script};
use crate::tools::{said_while, scratch_dir};

const PLAN: &str = "lib/plan";

fn plan(moods: &str, fields: &str) -> String {
    format!("pub const Mood = enum {{ {moods} }};\npub const Plan = struct {{ {fields} }};\n")
}

const FIRST: (&str, &str) = ("calm, angry", "speed: f32 = 1, mood: Mood = .calm, stops: u8 = 3,");

/// A script that sets a var once, and tells others of a plan at the end of each frame, so that a reload finds it on its
/// way; and one that reads both, and keeps plans in a list.
fn two(name: &str) -> (Studio, [Entity; 3]) {
    let writer = script(
        "const lib = @import(\"lib/plan.zig\");
        pub const phase = .post_update;
        writes: bool = false,
        pub fn init(_: *S, ctx: *bevy.Context) !void {
            var plan: lib.Plan = .{ .mood = .angry };
            if (@hasField(lib.Plan, \"speed\")) plan.speed = 7;
            if (@hasField(lib.Plan, \"stops\")) plan.stops = 9;
            try ctx.globalVars().set(\"plan\", plan);
        }
        pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void {
            try ctx.emit(\"go\", lib.Plan{});
            if (self.writes) try ctx.globalVars().set(\"plan\", lib.Plan{ .mood = .angry });
        }",
    );
    let reader = script(
        "const lib = @import(\"lib/plan.zig\");
        pace: f32 = 0, extra: u64 = 0, stops: u8 = 0, mood: lib.Mood = .calm, fails: u32 = 0, heard: u32 = 0, missed: u32 = 0,
        plans: bevy.List(lib.Plan) = .{},
        pub fn init(_: *S, ctx: *bevy.Context) !void { _ = try ctx.connect(\"go\"); }
        pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void {
            if ((try self.plans.items(ctx)).len == 0) try self.plans.append(ctx, .{});
            const plan = ctx.globalVars().get(lib.Plan, \"plan\") catch {
                self.fails += 1;
                return;
            } orelse return;
            self.mood = plan.mood;
            if (@hasField(lib.Plan, \"speed\")) self.pace = plan.speed;
            if (@hasField(lib.Plan, \"pace\")) self.pace = plan.pace;
            if (@hasField(lib.Plan, \"extra\")) self.extra = plan.extra;
            if (@hasField(lib.Plan, \"stops\")) self.stops = plan.stops;
        }
        pub fn onSignal(self: *S, _: *bevy.Context, signal: *const bevy.Signal) void {
            if (signal.payload(lib.Plan) == null) self.missed += 1 else self.heard += 1;
        }",
    );
    let folder = scratch_dir(&format!("reload-shared-{name}"));
    let first = plan(FIRST.0, FIRST.1);
    let mut studio = Studio::new(folder, &[(PLAN, &first), ("reader", &reader), ("writer", &writer)]);
    let entities = ["reader", "reader", "writer"].map(|script| studio.spawn(Script::new(script)));
    studio.frames(4);
    (studio, entities)
}

/// Saves another plan, waits until both scripts have it, and lets some frames go by. Gives what the log has said of the
/// reader, and what the reload has told of its fields.
fn save(studio: &mut Studio, (moods, fields): (&str, &str)) -> (Vec<String>, String) {
    studio.forget();
    let mut changes = String::new();
    let said = said_while(|| {
        studio.save(PLAN, plan(moods, fields));
        for script in ["reader", "writer"] {
            let step = studio.wait_for(script, |step| is_swap(step) || is_refusal(step));
            let ReloadStep::Swapped { changes: told, .. } = &step else { panic!("{step:?}") };
            if script == "reader" {
                changes = told.to_string();
            }
        }
        studio.frames(10);
    });
    (said.into_iter().filter(|line| line.contains("script 'reader'")).collect(), changes)
}

#[track_caller]
fn is(studio: &Studio, entity: Entity, path: &str, value: impl Into<Value>) {
    assert_eq!(studio.field(entity, "reader", path), value.into(), "{path}");
}

#[test]
fn what_becomes_of_a_changed_type_is_said_once() {
    let (mut studio, [one, other, writer]) = two("all");
    for (path, value) in [("pace", Value::from(7.0)), ("mood", "angry".into()), ("stops", 9.into())] {
        is(&studio, one, path, value);
    }
    assert_eq!(studio.int(one, "reader", "missed"), 0);
    let fields = "pub const renamed = .{ .pace = \"speed\" };
        extra: u64 = 5, mood: Mood = .calm, pace: f32 = 2,";
    let (said, changes) = save(&mut studio, ("angry, calm, wild", fields));
    for entity in [one, other] {
        is(&studio, entity, "pace", 7.0);
        is(&studio, entity, "mood", "angry");
        is(&studio, entity, "extra", 5);
        is(&studio, entity, "fails", 0);
        is(&studio, entity, "missed", 1);
        assert!(studio.int(entity, "reader", "heard") > 8, "the next ones are as ever");
    }
    let of_var = "script 'reader': the var 'plan' was written before a reload changed lib.plan.Plan, and is carried when \
                  it is read: renamed speed to pace; added extra; dropped stops (reported once)";
    let of_signal = "script 'reader': the signal 'go' was on its way during a reload, and its payload cannot be read as \
                     lib.plan.Plan: it has 8 bytes, and the type has 16 now; it is null, and the next one is as ever \
                     (reported once)";
    let mut sorted: Vec<&str> = said.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    assert_eq!(sorted, [of_signal, of_var]);
    assert!(changes.contains("reset plans (its items are built otherwise now, so it is empty)"), "{changes}");

    // What the new code has written is carried back.
    studio.app.world_mut().set_script_field(Some(writer), "writer", "writes", true).unwrap();
    studio.frames(3);
    is(&studio, one, "pace", 2.0);
    studio.app.world_mut().set_script_field(Some(writer), "writer", "writes", false).unwrap();
    studio.frames(60);
    studio.command(ReloadCommand::Revert { script: None });
    studio.frames(3);
    is(&studio, one, "pace", 2.0);
    is(&studio, one, "stops", 3);
    is(&studio, one, "mood", "angry");
    is(&studio, one, "fails", 0);
}

/// Bytes of the same size that mean something else.
#[test]
fn an_enum_with_other_numbers_is_carried_by_name_or_refused() {
    let (mut studio, [one, ..]) = two("enum");
    let (said, _) = save(&mut studio, ("angry, calm", FIRST.1));
    is(&studio, one, "mood", "angry");
    is(&studio, one, "missed", 1);
    let count = |part: &str| said.iter().filter(|line| line.contains(part)).count();
    assert_eq!((said.len(), count("the var 'plan'")), (2, 1), "{said:?}");
    assert_eq!(count("its enums or unions have other names for their numbers now"), 1, "{said:?}");
    // A save that does not change the type is nothing to talk of, though the var is as it was.
    let (said, _) = save(&mut studio, ("angry, calm", &format!("{}\n// the same\n", FIRST.1)));
    is(&studio, one, "mood", "angry");
    is(&studio, one, "missed", 1);
    assert!(said.iter().all(|line| line.contains("the var 'plan'")), "{said:?}");
}

#[test]
fn a_var_of_another_size_that_nobody_knows_the_type_of_is_refused_by_name() {
    let (mut studio, [one, ..]) = two("unknown");
    let said = said_while(|| {
        studio.app.world_mut().resource_mut::<GlobalVars>().set("plan", vec![1, 2, 3]);
        studio.frames(5);
    });
    assert!(studio.int(one, "reader", "fails") > 0);
    let expected = "script 'reader' cannot read the var 'plan' as lib.plan.Plan: it has 3 bytes, and the type has 8";
    assert_eq!(said.iter().filter(|line| line.contains(expected)).count(), 1, "{said:?}");
}
