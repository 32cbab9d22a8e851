//! What becomes of states, and of all else that a script has.

use bevy_zig::{
    ReloadCommand, ReloadPolicy, ReloadStep, Script, ScriptFields, ScriptRuntime, ScriptVars, Value, ZigScripts,
};

use super::*;
use crate::tools::logged;

#[test]
fn a_save_is_taken_over_with_the_state_kept() {
    let mut game = studio("kept", &[("counter", &counter(1)), ("other", &counter(1))]);
    let entity = game.spawn(Script::new("counter"));
    let other = game.spawn(Script::new("other"));
    game.frames(10);
    let before = game.int(entity, "counter", "count");
    game.reload("counter", counter(100));
    let frames = game.int(other, "other", "count");
    // The swap came before the update of its frame.
    let after = game.int(entity, "counter", "count");
    assert_eq!(after % 100, (frames - 1) % 100, "the old code had all frames but the last");
    assert_eq!(after, frames - 1 + 100);
    assert!(after > before);
    game.frames(2);
    assert_eq!(game.int(entity, "counter", "count"), after + 200);
    let runtime = game.app.world().resource::<ScriptRuntime>();
    assert_eq!(runtime.registry().get("counter").unwrap().generation(), 2);
    assert_eq!(runtime.registry().get("other").unwrap().generation(), 1, "nobody has saved it");
}

#[test]
fn fields_are_carried_into_another_layout() {
    let old = script(
        "const Mode = enum { idle, walk, run };
        a: u8 = 1, gone: u32 = 5, speed: i32 = 7, mode: Mode = .idle, narrow: i32 = 3, at: bevy.Vec3 = .zero,
        home: struct { x: f32 = 1, y: f32 = 2 } = .{}, slots: [3]u16 = .{ 1, 2, 3 }, maybe: ?u32 = null, name: [4]u8 = @splat(0),
        pub fn init(self: *S, _: *bevy.Context) !void {
            self.* = .{ .a = 200, .gone = 6, .speed = -70, .mode = .run, .narrow = 30, .at = .{ .x = 1, .y = 2, .z = 3 },
                .home = .{ .x = 10, .y = 20 }, .slots = .{ 10, 20, 30 }, .maybe = 40, .name = \"rock\".* };
        }",
    );
    let new = script(
        "const Mode = enum { run, sleep, idle };
        pub const renamed = .{ .velocity = \"speed\" };
        fresh: u64 = 99, name: [8]u8 = @splat(0), maybe: ?u64 = null, slots: [4]u16 = @splat(9),
        home: struct { y: f64 = 0, x: f32 = 0 } = .{}, at: bevy.Vec3 = .zero, mode: Mode = .sleep, narrow: u8 = 4,
        velocity: i64 = 0, a: i16 = 0,
        pub fn update(self: *S, _: *bevy.Context, _: f32) !void { self.fresh += 1; }",
    );
    let mut game = studio("layout", &[("subject", &old)]);
    let entity = game.spawn(Script::new("subject"));
    game.frames(2);
    let step = game.reload("subject", new);
    let ReloadStep::Swapped { changes, instances: 1, .. } = &step else { panic!("{step:?}") };
    let field = |path: &str| game.field(entity, "subject", path);
    assert_eq!(field("a"), Value::Int(200));
    assert_eq!(field("velocity"), Value::Int(-70));
    assert_eq!(field("mode"), "run".into(), "by name, not by number");
    assert_eq!(field("narrow"), Value::Int(4), "it need not fit, so it begins anew");
    assert_eq!(field("at"), bevy::math::Vec3::new(1.0, 2.0, 3.0).into());
    assert_eq!((field("home.x"), field("home.y")), (Value::Float(10.0), Value::Float(20.0)));
    assert_eq!((field("slots.0"), field("slots.2"), field("slots.3")), (10.into(), 30.into(), 9.into()));
    assert_eq!(field("maybe"), Value::Int(40));
    assert_eq!(field("name"), "rock".into());
    assert_eq!(field("fresh"), Value::Int(100), "a new field begins with its default");
    let said = changes.to_string();
    assert!(said.contains("narrow"), "what was reset is said: {said}");
}

#[test]
fn another_default_is_taken_where_the_old_one_was_untouched() {
    let version = |speed: f32, lives: &str, count: u32| {
        script(&format!(
            "speed: f32 = {speed}, lives: ?u8 = {lives}, at: bevy.Vec3 = .new(1, 2, {count}), count: u32 = {count},"
        ))
    };
    let mut game = studio("default", &[("tuned", &version(1.5, "null", 0))]);
    let untouched = game.spawn(Script::new("tuned"));
    let tuned = game.spawn(Script::new("tuned").with("speed", 3.0).with("lives", 7).with("count", 40));
    game.frame();
    let step = game.reload("tuned", version(2.5, "9", 5));
    let ReloadStep::Swapped { changes, .. } = &step else { panic!("{step:?}") };
    assert_eq!(changes.defaults, ["speed", "lives", "at", "count"]);
    let fields = |game: &Studio, entity| ["speed", "lives", "count"].map(|path| game.field(entity, "tuned", path));
    assert_eq!(fields(&game, untouched), [2.5.into(), 9.into(), 5.into()]);
    assert_eq!(fields(&game, tuned), [3.0.into(), 7.into(), 40.into()], "what the game or the script has set stays");
    game.reload("tuned", version(2.5, "null", 5));
    assert_eq!(fields(&game, untouched), [2.5.into(), Value::None, 5.into()]);
    assert_eq!(fields(&game, tuned), [3.0.into(), 7.into(), 40.into()]);
}

#[test]
fn a_script_may_carry_its_state_itself() {
    let version = |field: &str, factor: u32| {
        script(&format!(
            "{field}: u32 = 0,
            pub fn update(self: *S, _: *bevy.Context, _: f32) !void {{ self.{field} += {factor}; }}
            pub fn serialize(self: *const S, _: *bevy.Context, writer: *bevy.StateWriter) !void {{
                try writer.write(u32, self.{field} / {factor});
            }}
            pub fn deserialize(self: *S, _: *bevy.Context, reader: *bevy.StateReader) !void {{
                self.{field} = try reader.read(u32) * {factor};
            }}"
        ))
    };
    let mut game = studio("serialize", &[("bank", &version("cents", 1)), ("frames", &counter(1))]);
    let entities = [game.spawn(Script::new("bank")), game.spawn(Script::new("bank").with_priority(1))];
    let frames = game.spawn(Script::new("frames"));
    game.frames(5);
    game.reload("bank", version("hundredths", 100));
    let frames = game.int(frames, "frames", "count");
    for entity in entities {
        assert_eq!(game.int(entity, "bank", "hundredths"), frames * 100);
    }
}

#[test]
fn vars_memory_timers_and_connections_survive() {
    let body = |step: u32| {
        script(&format!(
            "list: bevy.List(u32) = .{{}}, timer: bevy.Timer = .repeating(0.25), rings: u32 = 0, heard: u32 = 0,
            pub fn init(_: *S, ctx: *bevy.Context) !void {{ _ = try ctx.connect(\"tick\"); }}
            pub fn update(self: *S, ctx: *bevy.Context, dt: f32) !void {{
                try self.list.append(ctx, {step});
                self.rings += self.timer.tick(dt);
                try ctx.vars().add(\"total\", {step});
                try ctx.emit(\"tick\", .{{}});
            }}
            pub fn onSignal(self: *S, _: *bevy.Context, _: *const bevy.Signal) !void {{ self.heard += 1; }}
            pub fn onReload(self: *S, ctx: *bevy.Context) !void {{
                var ones: usize = 0;
                for (try self.list.items(ctx)) |item| ones += @intFromBool(item == 1);
                ctx.logInfo(\"{{d}} of {{d}} are old\", .{{ ones, (try self.list.items(ctx)).len }});
            }}"
        ))
    };
    let mut game = studio("survive", &[("keeper", &body(1)), ("frames", &counter(1))]);
    let entity = game.spawn(Script::new("keeper"));
    let frames = game.spawn(Script::new("frames"));
    game.frames(20);
    logged(&mut game.app);
    game.reload("keeper", body(1000));
    let ran = game.int(frames, "frames", "count");
    assert_eq!(logged(&mut game.app), [format!("{0} of {0} are old", ran - 1)]);
    game.frames(30);
    let ran = ran + 30;
    assert_eq!(game.int(entity, "keeper", "heard"), ran, "no signal was lost, and none came twice");
    // A ring that is due at the end of a frame may come with the next.
    assert!([ran / 15, (ran - 1) / 15].contains(&game.int(entity, "keeper", "rings")));
    let total = game.app.world().get::<ScriptVars>(entity).unwrap().get("total").unwrap().clone();
    assert_eq!(total, ((ran - 31 + 31 * 1000) as i64).into());
}

#[test]
fn who_could_not_start_starts_when_the_script_is_mended() {
    let version = |field: &str| {
        script(&format!(
            "{field}: u32 = 1,\npub fn update(self: *S, _: *bevy.Context, _: f32) void {{ self.{field} += 1; }}"
        ))
    };
    let mut game = studio("unstarted", &[("subject", &version("rate"))]);
    let entity = game.spawn(Script::new("subject").with("speed", 100));
    game.frames(3);
    assert!(game.app.world().script_field(Some(entity), "subject", "rate").is_err(), "it has no such property");
    game.reload("subject", version("speed"));
    game.frames(3);
    assert!(game.int(entity, "subject", "speed") > 100);
}

#[test]
fn a_game_may_know_fields_by_the_names_that_they_had() {
    let old = script("autopilot: bool = false, body: struct { mass: f32 = 1 } = .{},");
    let new = script(
        "autofly: bool = false, frame: struct { mass: f32 = 1 } = .{},
        pub const renamed = .{ .autofly = \"autopilot\", .frame = \"body\" };",
    );
    let mut game = studio("old-names", &[("ship", &old)]);
    let like = || Script::new("ship").with("autopilot", true).with("body.mass", 7.0);
    let before = game.spawn(like());
    game.frame();
    game.reload("ship", new);
    let after = game.spawn(like());
    game.frame();
    for entity in [before, after] {
        assert_eq!(game.field(entity, "ship", "autofly"), true.into());
        assert_eq!(game.field(entity, "ship", "frame.mass"), 7.0.into());
    }
    let step =
        game.reload("ship", script("autohover: bool = false,\npub const renamed = .{ .autohover = \"autoflight\" };"));
    let ReloadStep::Swapped { changes, .. } = &step else { panic!("{step:?}") };
    let (path, why) = &changes.reset[0];
    assert!(path == "autohover" && why.contains("'autoflight'"), "a name that was never there is noticed: {why}");
}

#[test]
fn on_reload_reaches_who_was_in_quarantine() {
    let version = |update: &str| {
        script(&format!(
            "count: u32 = 0, reloads: u32 = 0,
            pub fn update(self: *S, _: *bevy.Context, _: f32) void {{ {update} self.count += 1; }}
            pub fn onReload(self: *S, _: *bevy.Context) void {{ self.reloads += 1; }}"
        ))
    };
    let mut game = studio("quarantine", &[("counter", &version("if (self.count == 3) @panic(\"ill\");"))]);
    let entity = game.spawn(Script::new("counter"));
    game.frames(10);
    assert_eq!(game.int(entity, "counter", "count"), 3);
    game.reload("counter", version(""));
    game.frames(3);
    assert_eq!(game.int(entity, "counter", "reloads"), 1);
    assert!(game.int(entity, "counter", "count") > 3);
}

#[test]
fn a_restarted_script_ends_and_begins() {
    let body = |name: &str| {
        script(&format!(
            "count: u32 = 0,
            pub fn init(_: *S, ctx: *bevy.Context) !void {{ ctx.logInfo(\"init {name}\", .{{}}); }}
            pub fn update(self: *S, _: *bevy.Context, _: f32) !void {{ self.count += 1; }}
            pub fn shutdown(self: *S, ctx: *bevy.Context) !void {{ self.count = 0; ctx.logInfo(\"shutdown {name}\", .{{}}); }}
            pub fn onReload(_: *S, ctx: *bevy.Context) !void {{ ctx.logInfo(\"reload {name}\", .{{}}); }}"
        ))
    };
    let mut game = studio("restart", &[("level", &body("a"))]);
    let entity = game.spawn(Script::new("level").with("count", 1000));
    game.frames(3);
    game.settings().script("level").policy = ReloadPolicy::Restart;
    logged(&mut game.app);
    let step = game.reload("level", body("b"));
    assert!(matches!(step, ReloadStep::Swapped { instances: 1, .. }), "{step:?}");
    assert_eq!(logged(&mut game.app), ["shutdown a", "init b"]);
    assert_eq!(game.int(entity, "level", "count"), 1001, "as the game describes it, and one frame");
    game.settings().script("level").policy = ReloadPolicy::CarryAndShutDown;
    game.reload("level", body("c"));
    assert_eq!(logged(&mut game.app), ["shutdown b", "reload c"]);
    assert!(game.int(entity, "level", "count") > 1001, "carried");
}

#[test]
fn disabled_instances_and_all_columns_change_over() {
    let mut game = studio("columns", &[("counter", &counter(1))]);
    let scripts = [
        Script::new("counter").disabled(),
        Script::new("counter").with_priority(5),
        Script::new("counter").with_phase(bevy_zig::Phase::PostUpdate),
    ];
    let entities = scripts.map(|script| game.spawn(script.with("count", 50)));
    let both = ZigScripts::new([Script::new("counter"), Script::new("counter")]);
    game.app.world_mut().spawn(both);
    game.frames(2);
    let step = game.reload("counter", script("extra: u64 = 1,\ncount: u64 = 0,\npub fn update(self: *S, _: *bevy.Context, _: f32) void { self.extra = self.count; }"));
    assert!(matches!(step, ReloadStep::Swapped { instances: 5, .. }), "{step:?}");
    assert_eq!(game.int(entities[0], "counter", "count"), 50);
    assert_eq!(game.int(entities[0], "counter", "extra"), 1, "still disabled");
    for entity in &entities[1..] {
        assert!(game.int(*entity, "counter", "count") > 50);
        assert_eq!(game.int(*entity, "counter", "extra"), game.int(*entity, "counter", "count"));
    }
}

#[test]
fn a_list_that_is_not_carried_leaves_no_memory_behind() {
    let version = |item: &str, also: &str| {
        script(&format!(
            "list: bevy.List({item}) = .{{}},
            other: bevy.List(u8) = .{{}},
            {also}
            pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void {{
                if (self.list.len == 0) for (0..1000) |_| try self.list.append(ctx, undefined);
                if (self.other.len == 0) for (0..100) |index| try self.other.append(ctx, @intCast(index));
            }}"
        ))
    };
    let mut game = studio("lists", &[("lists", &version("u32", ""))]);
    game.spawn(Script::new("lists"));
    game.frames(2);
    let bytes = |game: &Studio| game.app.world().resource::<ScriptRuntime>().memory_bytes();
    let before = bytes(&game);
    for round in 0..4 {
        game.reload("lists", version(["i32", "f32"][round % 2], ""));
        game.frames(2);
        assert_eq!(bytes(&game), before, "round {round}");
    }
    // One more, in an optional, which then goes.
    let also = "maybe: ?bevy.List(u64) = .{}, pub fn onReload(self: *S, ctx: *bevy.Context) !void {
        for (0..1000) |_| try self.maybe.?.append(ctx, 1);
    }";
    game.reload("lists", version("f32", also));
    game.frames(2);
    assert!(bytes(&game) > before);
    game.reload("lists", version("f32", ""));
    game.frames(2);
    assert_eq!(bytes(&game), before);
    // Going back further than the memory does not leave a broken list.
    game.frames(500);
    game.command(ReloadCommand::Revert { script: Some("lists".into()) });
    game.frames(3);
    assert!(bytes(&game) >= before);
    let faults = game.app.world().resource::<ScriptRuntime>().fault_count();
    let errors = game.app.world().resource::<bevy::prelude::Messages<bevy_zig::ScriptError>>().len();
    assert_eq!((faults, errors), (0, 0));
}

#[test]
fn text_that_is_shorter_now_is_cut_between_characters() {
    let version = |len: usize| script(&format!("name: [{len}]u8 = @splat(0), short: [{len}]u8 = @splat(0),"));
    let mut game = studio("cut", &[("subject", &version(16))]);
    let entity = game.spawn(Script::new("subject").with("name", "Aschenbrödel").with("short", "Ada"));
    game.frames(2);
    let step = game.reload("subject", version(9));
    let ReloadStep::Swapped { changes, .. } = &step else { panic!("{step:?}") };
    assert_eq!(game.field(entity, "subject", "name"), "Aschenbr".into(), "not half of a character");
    assert_eq!(game.field(entity, "subject", "short"), "Ada".into());
    assert_eq!((changes.cut.len(), changes.converted.len()), (2, 0), "{changes}");
    assert_eq!(changes.to_string(), "cut to the new length: name, short");
}

#[test]
fn a_signal_that_waits_is_not_read_as_another_variant() {
    let version = |variants: &str| {
        script(&format!(
            "const Mode = enum {{ {variants} }};
            const Told = struct {{ mode: Mode }};
            heard: u32 = 0, wrong: u32 = 0, unread: u32 = 0,
            pub fn init(_: *S, ctx: *bevy.Context) !void {{ _ = try ctx.connect(\"mode\"); }}
            pub fn update(_: *S, ctx: *bevy.Context, _: f32) !void {{ try ctx.emit(\"mode\", Told{{ .mode = .chase }}); }}
            pub fn onSignal(self: *S, _: *bevy.Context, signal: *const bevy.Signal) void {{
                const told = signal.payload(Told) orelse {{
                    self.unread += 1;
                    return;
                }};
                if (told.mode == .chase) self.heard += 1 else self.wrong += 1;
            }}"
        ))
    };
    let mut game = studio("variants", &[("talker", &version("idle, chase"))]);
    // What is emitted in the last phase waits for the next frame.
    let entity = game.spawn(Script::new("talker").with_phase(bevy_zig::Phase::PostUpdate));
    game.frames(5);
    for (round, variants) in ["chase, idle", "idle, chase", "flee, chase, idle"].into_iter().enumerate() {
        game.reload("talker", version(variants));
        game.frames(3);
        assert_eq!(game.int(entity, "talker", "wrong"), 0, "{variants}");
        assert_eq!(game.int(entity, "talker", "unread"), round as i128 + 1, "the one that waited");
    }
    assert!(game.int(entity, "talker", "heard") > 5);
}
