//! Data that scripts declare: what a reload makes of stored values, and of all scripts that declare them.

use bevy::prelude::*;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
use bevy_zig::ScriptCompiler;
use bevy_zig::{
    DataAccess, ReloadCommand, ReloadStage, ReloadStep, Script, ScriptComponents, ScriptRuntime, Value, ZigData,
};

use super::*;

const GAME: &str = "lib/game";

/// A file that declares a component with these fields, a resource and a message.
fn game(fields: &str) -> String {
    format!(
        "const bevy = @import(\"bevy\");
        pub const Health = struct {{
            pub const component = bevy.component(\"Health\", .{{}});
            {fields}
        }};
        pub const Score = struct {{
            pub const resource = bevy.resource(\"Score\", .{{}});
            points: u32 = 0,
        }};"
    )
}

const PLAIN: &str = "now: f32 = 100, max: f32 = 100,";

/// A script that gives its entity what the file declares, and does this in each frame.
fn user(update: &str) -> String {
    script(&format!(
        "const game = @import(\"lib/game.zig\");
        count: u32 = 0,
        pub fn init(_: *S, ctx: *bevy.Context) !void {{ try ctx.entity().insert(game.Health{{}}); }}
        pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void {{ self.count += 1; {update} }}"
    ))
}

/// Two scripts that import one file, each on an entity.
fn two(name: &str) -> (Studio, [Entity; 2]) {
    let folder = scratch_dir(&format!("reload-{name}"));
    let [one, other] = [user("_ = ctx;"), user("_ = try ctx.entity().get(game.Health);")];
    let scripts = [(GAME, game(PLAIN)), ("one", one), ("other", other)];
    let scripts: Vec<(&str, &str)> = scripts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let mut studio = Studio::new(folder, &scripts);
    let entities = ["one", "other"].map(|script| studio.spawn(Script::new(script)));
    studio.frames(3);
    for entity in entities {
        studio.app.world_mut().set_zig_component_field(entity, "Health", "now", 7.0).unwrap();
    }
    (studio, entities)
}

fn health(studio: &Studio, entity: Entity) -> ZigData {
    studio.app.world().zig_component(entity, "Health").unwrap()
}

fn value(studio: &Studio, entity: Entity, path: &str) -> Option<Value> {
    health(studio, entity).get(path)
}

#[test]
fn stored_values_are_carried_and_all_scripts_swap_together() {
    let (mut studio, [one, other]) = two("data");
    studio.app.world_mut().set_zig_component_field(other, "Health", "max", 50.0).unwrap();
    // More than there is room for beside the old ones.
    let fields = "pub const renamed = .{ .left = \"now\" };
        shield: u8 = 3, at: [8]f32 = @splat(1), left: f64 = 0, max: f32 = 80,";
    studio.forget();
    studio.save(GAME, game(fields));
    for script in ["one", "other"] {
        let step = studio.wait_for(script, |step| is_swap(step) || is_refusal(step));
        assert!(is_swap(&step), "{step:?}");
    }
    let told = studio.seen().iter().find_map(|event| match &event.step {
        ReloadStep::DataChanged { data, values, changes } => Some((data.as_str(), *values, changes.to_string())),
        _ => None,
    });
    let (data, values, changes) = told.expect("it is told");
    assert_eq!((data, values), ("Health", 2));
    assert!(changes.contains("renamed now to left"), "{changes}");
    assert_eq!(value(&studio, one, "left"), Some(7.0.into()), "renamed and widened");
    assert_eq!(value(&studio, one, "max"), Some(80.0.into()), "a new default where the old one was untouched");
    assert_eq!(value(&studio, other, "max"), Some(50.0.into()));
    assert_eq!((value(&studio, one, "shield"), value(&studio, one, "at.7")), (Some(3.into()), Some(1.0.into())));
    assert_eq!(value(&studio, one, "now"), None);
    studio.frames(2);
    let before = studio.int(one, "one", "count");
    studio.frames(2);
    assert_eq!(studio.int(one, "one", "count"), before + 2);
    // And back into the first layout.
    studio.forget();
    studio.save(GAME, game("pub const renamed = .{ .now = \"left\" }; now: f32 = 100, max: f32 = 100,"));
    studio.wait_for("one", is_swap);
    assert_eq!(value(&studio, other, "max"), Some(50.0.into()));
    assert_eq!(value(&studio, one, "now"), Some(100.0.into()), "an f64 does not fit, so it has its default");
}

/// Quick answers are for other changes of the file than those of the data.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[test]
fn data_change_when_all_scripts_are_compiled_from_scratch() {
    let (mut studio, [one, other]) = two("data-quick");
    studio.settings().quick_answers = true;
    let compilers = |studio: &mut Studio| {
        ["one", "other"].map(|script| studio.settings().status(script).map(|status| status.compiler))
    };
    let begun = std::time::Instant::now();
    for edit in 0.. {
        assert!(begun.elapsed() < std::time::Duration::from_secs(120), "nobody answers");
        studio.forget();
        studio.save(GAME, format!("{}\nconst edit = {edit};\n", game(PLAIN)));
        for script in ["one", "other"] {
            studio.wait_for(script, is_swap);
        }
        let answered = compilers(&mut studio) == [Some(ScriptCompiler::Resident); 2];
        while compilers(&mut studio) != [Some(ScriptCompiler::OneShot); 2] {
            studio.frame();
        }
        if answered {
            break;
        }
    }
    studio.forget();
    studio.save(GAME, game("shield: u8 = 3, now: f32 = 100, max: f32 = 80,"));
    for script in ["one", "other"] {
        let step = studio.wait_for(script, |step| is_swap(step) || is_refusal(step));
        assert!(is_swap(&step), "{step:?}");
        assert_eq!(compilers(&mut studio), [Some(ScriptCompiler::OneShot); 2]);
    }
    studio.frames(2);
    assert_eq!((value(&studio, one, "now"), value(&studio, other, "now")), (Some(7.0.into()), Some(7.0.into())));
    assert_eq!((value(&studio, one, "max"), value(&studio, other, "shield")), (Some(80.0.into()), Some(3.into())));
}

#[test]
fn if_one_script_does_not_compile_nothing_changes() {
    let (mut studio, [one, other]) = two("data-broken");
    // Only `other` says what it does not have any more.
    studio.save("other", user("_ = (try ctx.entity().get(game.Health)).max;"));
    studio.wait_for("other", is_swap);
    studio.forget();
    studio.save(GAME, game("now: f32 = 100, most: f32 = 100,"));
    let step = studio.wait_for("one", |step| is_refusal(step) || is_swap(step));
    let ReloadStep::Refused { stage: ReloadStage::Data, problem } = &step else { panic!("{step:?}") };
    assert!(problem.contains("'Health' changes") && problem.contains("'other' declares it, too"), "{problem}");
    studio.frames(5);
    assert_eq!(value(&studio, one, "max"), Some(100.0.into()), "nothing has changed");
    let before = studio.int(other, "other", "count");
    studio.frames(3);
    assert_eq!(studio.int(other, "other", "count"), before + 3, "both go on");
    // Once it is mended, both change.
    studio.forget();
    studio.save("other", user("_ = (try ctx.entity().get(game.Health)).most;"));
    studio.wait_for("other", is_swap);
    studio.wait_for("one", is_swap);
    assert_eq!(value(&studio, one, "most"), Some(100.0.into()));
    assert_eq!(value(&studio, one, "now"), Some(7.0.into()));
}

/// A script that means something else by `Health`.
fn stranger(more: &str) -> String {
    script(&format!(
        "{more}
        pub const Health = struct {{ pub const component = bevy.component(\"Health\", .{{}}); now: u8 = 1, }};
        pub fn update(_: *S, ctx: *bevy.Context, _: f32) !void {{ _ = try ctx.query(.{{Health}}, .{{}}); }}"
    ))
}

/// The running scripts take over what was saved, with the score as it is.
#[track_caller]
fn score_is_carried(studio: &mut Studio) {
    for script in ["one", "other"] {
        let step = studio.wait_for(script, |step| is_swap(step) || is_refusal(step));
        assert!(is_swap(&step), "{script}: {step:?}");
    }
    let world = studio.app.world();
    assert_eq!(world.zig_resource_field("Score", "points"), Ok(12.into()));
    assert_eq!(world.zig_resource_field("Score", "best"), Ok(4.into()));
}

#[test]
fn a_new_script_that_means_something_else_keeps_no_other_waiting() {
    let (mut studio, [one, _]) = two("data-stranger");
    studio.save("stranger", stranger(""));
    let step = studio.wait_for("stranger", is_refusal);
    let ReloadStep::Refused { stage: ReloadStage::Data, problem } = &step else { panic!("{step:?}") };
    for part in [
        "the field 'now' is ",
        " in script 'stranger', and ",
        " in the running script 'o",
        "' declare it, too, but have not been compiled",
        "give what is something else another name",
    ] {
        assert!(problem.contains(part), "{part}: {problem}");
    }
    studio.forget();
    studio.save("one", user("self.count += 10; _ = ctx;"));
    let step = studio.wait_for("one", |step| is_refusal(step) || is_swap(step));
    assert!(is_swap(&step), "{step:?}");
    let before = studio.int(one, "one", "count");
    studio.frame();
    assert_eq!(studio.int(one, "one", "count"), before + 11);
    assert_eq!(value(&studio, one, "now"), Some(7.0.into()));
    // Other data change without it.
    studio.app.world_mut().set_zig_resource_field("Score", "points", 12).unwrap();
    studio.forget();
    studio.save(GAME, game(PLAIN).replace("points: u32 = 0,", "best: u8 = 4, points: u64 = 0,"));
    score_is_carried(&mut studio);
    // Once it means the same, it begins.
    studio.save("stranger", user("_ = ctx;"));
    studio.wait_for("stranger", |step| matches!(step, ReloadStep::Added { .. }));
}

#[test]
fn a_new_script_waits_alone_though_it_shares_the_data_that_change() {
    const SCORE: &str = "lib/score";
    let (mut studio, _) = two("data-stranger-shares");
    let score = |fields: &str| {
        format!(
            "const bevy = @import(\"bevy\");
            pub const Score = struct {{ pub const resource = bevy.resource(\"Score\", .{{}}); {fields} }};"
        )
    };
    let file = game(PLAIN);
    let (health, _) = file.split_once("pub const Score").unwrap();
    studio.save(SCORE, score("points: u32 = 0,"));
    studio.save(GAME, format!("{health} pub const Score = @import(\"score.zig\").Score;"));
    for script in ["one", "other"] {
        studio.wait_for(script, is_swap);
    }
    studio.save("stranger", stranger("const score = @import(\"lib/score.zig\");"));
    studio.wait_for("stranger", is_refusal);
    studio.app.world_mut().set_zig_resource_field("Score", "points", 12).unwrap();
    studio.forget();
    studio.save(SCORE, score("best: u8 = 4, points: u64 = 0,"));
    score_is_carried(&mut studio);
    assert!(studio.app.world().resource::<ScriptRuntime>().registry().get("stranger").is_none());
    studio.save("stranger", user("_ = ctx;"));
    studio.wait_for("stranger", |step| matches!(step, ReloadStep::Added { .. }));
}

#[test]
fn a_fault_brings_code_states_and_stored_values_back() {
    let (mut studio, [one, other]) = two("data-fault");
    studio.app.world_mut().set_zig_component_field(one, "Health", "max", 33.0).unwrap();
    studio.save(
        "other",
        user("_ = ctx; if (@hasField(game.Health, \"trap\") and self.count > 40) @panic(\"the trap\");"),
    );
    studio.wait_for("other", is_swap);
    studio.frames(60);
    studio.forget();
    // `max` is gone, and comes back.
    studio.save(GAME, game("now: f32 = 100, trap: u64 = 5, more: [20]u32 = @splat(0),"));
    for script in ["other", "one"] {
        studio.wait_for(script, is_roll_back);
    }
    assert_eq!(value(&studio, one, "max"), Some(33.0.into()));
    assert_eq!(value(&studio, other, "now"), Some(7.0.into()));
    studio.frames(5);
    let before = studio.int(one, "one", "count");
    studio.frames(3);
    assert_eq!(studio.int(one, "one", "count"), before + 3);
}

#[test]
fn a_revert_takes_all_back_and_forth() {
    let (mut studio, [one, other]) = two("data-revert");
    studio.app.world_mut().set_zig_component_field(one, "Health", "max", 33.0).unwrap();
    studio.forget();
    studio.save(GAME, game("now: f32 = 100, shield: u8 = 9,"));
    studio.wait_for("one", is_swap);
    studio.wait_for("other", is_swap);
    assert_eq!(value(&studio, one, "max"), None);
    studio.command(ReloadCommand::Revert { script: Some("one".into()) });
    studio.frame();
    studio.wait_for("other", |step| matches!(step, ReloadStep::Reverted { .. }));
    assert_eq!(value(&studio, one, "max"), Some(33.0.into()));
    assert_eq!(value(&studio, other, "max"), Some(100.0.into()));
}

#[test]
fn a_resource_is_carried_and_a_new_one_begins() {
    let (mut studio, _) = two("data-resource");
    studio.app.world_mut().set_zig_resource_field("Score", "points", 12).unwrap();
    let text = game(PLAIN).replace("points: u32 = 0,", "points: u64 = 0, best: [9]u64 = @splat(4),");
    let text = text + "pub const Wave = struct { pub const resource = bevy.resource(\"Wave\", .{}); number: u8 = 2 };";
    studio.forget();
    studio.save(GAME, text);
    studio.wait_for("one", is_swap);
    let world = studio.app.world();
    assert_eq!(world.zig_resource_field("Score", "points"), Ok(12.into()));
    assert_eq!(world.zig_resource_field("Score", "best.8"), Ok(4.into()));
    assert_eq!(world.zig_resource_field("Wave", "number"), Ok(2.into()));
}

#[test]
fn layouts_that_come_again_need_no_more_places() {
    let (mut studio, [one, _]) = two("data-bounded");
    let layouts = ["a: [40]u8 = @splat(1),", "", "b: [3]u64 = @splat(2),", "c: [100]f32 = @splat(3),"];
    let reload = |studio: &mut Studio, round: usize| {
        for (index, more) in layouts.iter().enumerate() {
            studio.forget();
            studio.save(GAME, game(&format!("now: f32 = 100, {more} // {round} {index}\n")));
            studio.wait_for("one", is_swap);
            studio.wait_for("other", is_swap);
            assert_eq!(value(studio, one, "now"), Some(7.0.into()));
        }
    };
    reload(&mut studio, 0);
    let count = |studio: &Studio| {
        let world = studio.app.world();
        (world.components().len(), world.archetypes().len(), world.storages().tables.len())
    };
    let before = count(&studio);
    reload(&mut studio, 1);
    assert_eq!(count(&studio), before);
}

/// The game's observers of an id hear of values that move, and find what they find at other times.
#[test]
fn observers_of_moving_values_find_the_runtime() {
    #[derive(Resource, Default)]
    struct Heard(Vec<(&'static str, usize)>);
    let (mut studio, [one, _]) = two("data-observed");
    let world = studio.app.world_mut();
    world.init_resource::<Heard>();
    let id = world.resource::<ScriptComponents>().zig_id("Health").unwrap();
    let left = |_: On<Remove>, runtime: Res<ScriptRuntime>, mut heard: ResMut<Heard>, mut commands: Commands| {
        heard.0.push(("left", runtime.instance_count()));
        // Whatever it does then, no script runs in the middle.
        commands.queue(|world: &mut World| world.run_schedule(PostUpdate));
    };
    world.spawn(Observer::new(left).with_component(id));
    studio.forget();
    studio.save(GAME, game("now: f32 = 100, max: f32 = 100, more: [20]u32 = @splat(3),"));
    for script in ["one", "other"] {
        let step = studio.wait_for(script, |step| is_swap(step) || is_refusal(step));
        assert!(is_swap(&step), "{step:?}");
    }
    assert_eq!(studio.app.world().resource::<Heard>().0, [("left", 2), ("left", 2)]);
    assert_eq!((value(&studio, one, "now"), value(&studio, one, "more.19")), (Some(7.0.into()), Some(3.into())));
    let before = studio.int(one, "one", "count");
    studio.frames(3);
    assert_eq!(studio.int(one, "one", "count"), before + 3);
}
