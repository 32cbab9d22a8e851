//! States that scripts declare, when the file that declares them is saved.

use std::fs;

use bevy_zig::{Script, Value, ZigStates};

use super::*;

fn lib(variants: &str) -> String {
    format!("pub const Stage = enum {{ {variants}, pub const zig_state = \"SavedStage\"; }};\n")
}

fn user(more: &str) -> String {
    script(&format!(
        "const lib = @import(\"lib/game.zig\");
        {more}
        stage: lib.Stage = .playing,
        count: u32 = 0,
        pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void {{
            self.count += 1;
            self.stage = try ctx.state(lib.Stage);
        }}"
    ))
}

#[test]
fn a_saved_enum_keeps_the_state_by_its_name() {
    let folder = scratch_dir("reload-stage");
    let file = folder.join("scripts/lib/game.zig");
    let mut game = studio("stage", &[("bystander", &counter(1))]);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, lib("playing, paused, over")).unwrap();
    game.reload("one", user(""));
    game.reload("two", user(""));
    let [one, two] = ["one", "two"].map(|name| game.spawn(Script::new(name)));
    game.frames(2);
    game.app.world_mut().resource_mut::<ZigStates>().set("SavedStage", "paused");
    game.frames(2);
    let stages = |game: &Studio| [game.field(one, "one", "stage"), game.field(two, "two", "stage")];
    assert_eq!(stages(&game), [Value::Text("paused".into()), Value::Text("paused".into())]);
    let save = |game: &mut Studio, variants: &str| {
        game.forget();
        fs::write(&file, lib(variants)).unwrap();
        game.wait_for("one", is_swap);
        game.wait_for("two", is_swap);
        game.frames(2);
    };
    // Others before it, and other numbers.
    save(&mut game, "over, lost, playing, paused");
    assert_eq!(stages(&game), [Value::Text("paused".into()), Value::Text("paused".into())]);
    assert_eq!(game.app.world().resource::<ZigStates>().get("SavedStage"), Some("paused"));
    // Without it, the game is in the first.
    save(&mut game, "over, playing");
    assert_eq!(stages(&game), [Value::Text("over".into()), Value::Text("over".into())]);
}

#[test]
fn where_a_script_runs_is_saved_like_anything_else() {
    let folder = scratch_dir("reload-runs-in");
    let file = folder.join("scripts/lib/game.zig");
    let mut game = studio("runs-in", &[("bystander", &counter(1))]);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, lib("playing, paused").replace("SavedStage", "RunStage")).unwrap();
    game.reload("one", user(""));
    let one = game.spawn(Script::new("one"));
    game.frames(3);
    assert!(game.int(one, "one", "count") > 0);
    game.reload("one", user("pub const run_in = lib.Stage.paused;"));
    game.frames(1);
    let count = game.int(one, "one", "count");
    game.frames(3);
    assert_eq!(game.int(one, "one", "count"), count, "it rests");
    game.app.world_mut().resource_mut::<ZigStates>().set("RunStage", "paused");
    game.frames(3);
    assert!(game.int(one, "one", "count") > count);
}
