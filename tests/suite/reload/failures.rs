//! Every way in which a reload fails: what ran goes on, with its state.

use std::path::Path;

use bevy::prelude::*;
use bevy_zig::{
    ComponentApp, EmitSignal, FaultPolicies, FaultPolicy, ReloadCommand, ReloadPolicy, ReloadStage, ReloadStep, Script,
    ScriptRuntime, Signal, ZigScriptPlugin, ZigScripts,
};

use super::*;
use crate::tools::{repository, said_while};

/// A game with a counter in its 10th frame or so, and its entity.
fn counting(name: &str) -> (Studio, Entity) {
    let mut game = studio(name, &[("counter", &counter(1))]);
    let entity = game.spawn(Script::new("counter"));
    game.frames(10);
    (game, entity)
}

/// The first generation is still the one that counts, and has missed no frame.
#[track_caller]
fn goes_on(game: &mut Studio, entity: Entity) {
    let before = game.int(entity, "counter", "count");
    assert!(before >= 10, "{before}");
    game.frames(5);
    assert_eq!(game.int(entity, "counter", "count"), before + 5);
    let runtime = game.app.world().resource::<ScriptRuntime>();
    assert_eq!(runtime.registry().get("counter").unwrap().generation(), 1);
}

#[track_caller]
fn refused(game: &mut Studio, stage: ReloadStage, words: &str) {
    let step = game.wait_for("counter", |step| is_refusal(step) || is_swap(step));
    let ReloadStep::Refused { stage: found, problem } = step else { panic!("{step:?}") };
    assert_eq!(found, stage, "{problem}");
    assert!(problem.contains(words), "expected: {words}\nfound: {problem}");
}

#[test]
fn a_compile_error_is_told_with_its_place() {
    let (mut game, entity) = counting("compile-error");
    game.save(
        "counter",
        script("count: u32 = 0,\npub fn update(self: *S, _: *bevy.Context, _: f32) void { self.cuont += 1; }"),
    );
    let step = game.wait_for("counter", is_failed_build);
    let ReloadStep::BuildFailed { diagnostics, .. } = &step else { panic!("{step:?}") };
    let first = diagnostics.first().expect("Zig says what is wrong");
    assert_eq!(first.path, Some(game.path("counter")));
    assert_eq!(first.line, 4);
    assert!(first.message.contains("cuont"), "{}", first.message);
    assert_eq!(game.settings().problems().len(), 1);
    goes_on(&mut game, entity);
    game.reload("counter", counter(100));
    assert!(game.settings().problems().is_empty(), "it is mended");
}

/// A game whose SDK is a copy, with this text in one of its files replaced by another from the start or later.
fn with_own_sdk(name: &str) -> (Studio, Entity, std::path::PathBuf) {
    let sdk = scratch_dir(&format!("reload-{name}-sdk"));
    copy(&repository().join("zig"), &sdk);
    let folder = scratch_dir(&format!("reload-{name}"));
    let path: &'static str = String::leak(sdk.to_str().unwrap().to_owned());
    let mut game = Studio::with(folder, &[("counter", &counter(1))], |plan| plan.sdk = path, |plugin| plugin);
    let entity = game.spawn(Script::new("counter"));
    game.frames(10);
    (game, entity, sdk)
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn replace(file: &Path, old: &str, new: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains(old), "{} has changed", file.display());
    std::fs::write(file, text.replacen(old, new, 1)).unwrap();
}

#[test]
fn another_abi_version_is_not_loaded() {
    let (mut game, entity, sdk) = with_own_sdk("abi");
    replace(&sdk.join("contract/abi.zig"), "pub const abi_version = 1;", "pub const abi_version = 9;");
    refused(&mut game, ReloadStage::Load, "was compiled for ABI version 9, but this host has version 1");
    goes_on(&mut game, entity);
}

/// The symbol is written into the generated root file, which a compiler in front of Zig changes on the way.
#[cfg(unix)]
#[test]
fn a_missing_export_is_not_loaded() {
    use std::os::unix::fs::PermissionsExt;

    let folder = scratch_dir("reload-export");
    let (compiler, changes) = (folder.join("compiler"), folder.join("changes"));
    let put_in_front = |plan: &mut bevy_zig::HotReloadPlan| {
        let text = format!(
            "#!/bin/sh\nif [ -e '{}' ]; then for word; do case $word in -Mroot=*) \
             sed -i 's/name = \"bevy_zig_script__/&not__/' \"${{word#-Mroot=}}\";; esac; done; fi\nexec '{}' \"$@\"\n",
            changes.display(),
            plan.zig
        );
        std::fs::write(&compiler, text).unwrap();
        std::fs::set_permissions(&compiler, std::fs::Permissions::from_mode(0o755)).unwrap();
        plan.zig = String::leak(compiler.to_str().unwrap().to_owned());
    };
    let game = folder.join("game");
    let mut game = Studio::with(game, &[("counter", &counter(1))], put_in_front, |plugin| plugin);
    let entity = game.spawn(Script::new("counter"));
    game.frames(10);
    std::fs::write(&changes, "").unwrap();
    game.save("counter", counter(2));
    refused(&mut game, ReloadStage::Load, "does not export 'bevy_zig_script__bevy_zig_tests__counter'");
    goes_on(&mut game, entity);
}

#[test]
fn another_optimise_mode_is_not_loaded() {
    let (mut game, entity, sdk) = with_own_sdk("optimise");
    replace(&sdk.join("script/export.zig"), ".debug => .debug", ".debug => .release_fast");
    refused(&mut game, ReloadStage::Load, "is a library of optimise mode 'ReleaseFast', not 'Debug'");
    goes_on(&mut game, entity);
}

#[test]
fn another_component_is_refused_by_name() {
    let with_health = |step: u32| {
        script(&format!(
            "const components = @import(\"components\");
            count: u32 = 0,
            pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void {{
                self.count += {step};
                _ = ctx.entity().get(components.Health) catch return;
            }}"
        ))
    };
    let mut game = studio("component", &[("counter", &with_health(1))]);
    game.app.register_zig_component::<bevy_zig_tests::components::Health>();
    let entity = game.spawn(Script::new("counter"));
    game.frames(10);
    replace(&game.mirror(), "current: f32", "present: f32");
    game.save("counter", with_health(2));
    refused(&mut game, ReloadStage::Components, "component 'Health' differs");
    goes_on(&mut game, entity);
}

#[test]
fn checks_that_a_script_brings_are_heeded() {
    let (mut game, entity) = counting("checks");
    let with = |function: &str| script(&format!("count: u32 = 0,\n{function}"));
    game.save("counter", with("pub fn healthCheck(_: *bevy.Context) !void { return error.Unwell; }"));
    refused(&mut game, ReloadStage::HealthCheck, "healthCheck returned error.Unwell");
    game.save("counter", with("pub fn onHotloadPrepare(_: *bevy.Context) !void { return error.NotNow; }"));
    refused(&mut game, ReloadStage::Prepare, "onHotloadPrepare returned error.NotNow");
    game.save("counter", with("pub fn healthCheck(_: *bevy.Context) !void { @panic(\"sick\"); }"));
    refused(&mut game, ReloadStage::HealthCheck, "sick");
    goes_on(&mut game, entity);
}

#[test]
fn a_fault_in_the_dry_run_keeps_new_code_out() {
    let (mut game, entity) = counting("dry-run");
    for (body, words) in [
        ("pub fn init(_: *S, _: *bevy.Context) !void { @panic(\"no\"); }", "no"),
        (
            "pub fn update(self: *S, _: *bevy.Context, _: f32) !void { const p: *allowzero volatile u32 = @ptrFromInt(self.count); p.* = 1; }",
            "memory",
        ),
        (
            "fn deep(n: u64) u64 { return if (n == 0) 0 else deep(n + 1) + n; }\npub fn update(self: *S, _: *bevy.Context, _: f32) !void { self.count = @truncate(deep(1)); }",
            "stack",
        ),
        ("pub fn update(_: *S, _: *bevy.Context, _: f32) !void { while (true) {} }", "deadline"),
    ] {
        game.save("counter", script(&format!("count: u32 = 0,\n{body}")));
        refused(&mut game, ReloadStage::DryRun, words);
    }
    goes_on(&mut game, entity);
}

#[test]
fn what_a_dry_run_does_is_seen_by_nobody() {
    let mut game = studio("unseen", &[("counter", &counter(1))]);
    let entity = game.spawn(Script::new("counter"));
    game.frames(10);
    let entities = game.app.world_mut().query::<&Transform>().iter(game.app.world()).count();
    let memory = game.app.world().resource::<ScriptRuntime>().memory_bytes();
    game.save(
        "counter",
        script(
            "count: u32 = 0,
        pub fn init(self: *S, ctx: *bevy.Context) !void {
            _ = try ctx.allocator().alloc(u8, 1000);
            ctx.logInfo(\"init\", .{});
            try ctx.entity().translate(.{ .x = 100 });
            _ = try ctx.spawn(.{});
            try ctx.vars().set(\"touched\", true);
            _ = try ctx.connect(\"x\");
            self.count = 1000;
        }
        pub fn update(_: *S, ctx: *bevy.Context, _: f32) !void { if (ctx.time() >= 0) @panic(\"refused\"); }",
        ),
    );
    refused(&mut game, ReloadStage::DryRun, "refused");
    game.frames(2);
    assert_eq!(crate::tools::logged(&mut game.app), [""; 0]);
    assert_eq!(crate::tools::position(&game.app, entity), Vec3::ZERO);
    assert_eq!(game.app.world_mut().query::<&Transform>().iter(game.app.world()).count(), entities);
    assert_eq!(game.app.world().resource::<ScriptRuntime>().memory_bytes(), memory);
    assert!(game.app.world().get::<bevy_zig::ScriptVars>(entity).is_none_or(|vars| vars.get("touched").is_none()));
    goes_on(&mut game, entity);
}

#[test]
fn a_state_that_cannot_be_carried_gives_the_reload_up() {
    let version = |step: u32, serialize: &str, deserialize: &str| {
        script(&format!(
            "count: u32 = 0,
            pub fn update(self: *S, _: *bevy.Context, _: f32) !void {{ self.count += {step}; }}
            pub fn serialize(self: *const S, _: *bevy.Context, writer: *bevy.StateWriter) !void {{ {serialize} }}
            pub fn deserialize(self: *S, _: *bevy.Context, reader: *bevy.StateReader) !void {{ {deserialize} }}"
        ))
    };
    let (write, read) = ("try writer.write(u32, self.count);", "self.count = try reader.read(u32);");
    let mut game = studio("migration", &[("counter", &version(1, write, read))]);
    let entity = game.spawn(Script::new("counter"));
    game.frames(10);
    // It reads more than was written.
    let short = "self.count = try reader.read(u32); _ = try reader.read(u64);";
    game.save("counter", version(2, write, short));
    refused(&mut game, ReloadStage::Migration, "deserialize returned error.");
    game.save("counter", version(2, write, "_ = self; _ = reader; @panic(\"lost\");"));
    refused(&mut game, ReloadStage::Migration, "lost");
    goes_on(&mut game, entity);

    // The code that runs may fail, too, and is not harmed by having been asked.
    let panics = "if (self.count > 3) @panic(\"unwilling\"); try writer.write(u32, self.count);";
    let mut game = studio("serialize-panic", &[("counter", &version(1, panics, read))]);
    let entity = game.spawn(Script::new("counter"));
    game.frames(10);
    game.save("counter", version(2, write, read));
    game.forget();
    game.save("counter", version(2, write, read));
    refused(&mut game, ReloadStage::Migration, "the running code (generation 1), not the saved file, failed: ");
    goes_on(&mut game, entity);
    game.settings().script("counter").policy = bevy_zig::ReloadPolicy::Restart;
    game.reload("counter", version(3, write, read));
}

#[test]
fn a_state_that_cannot_be_carried_leaves_memory_as_it_was() {
    let version = |deserialize: &str| {
        script(&format!(
            "list: bevy.List(u32) = .{{}}, sum: u32 = 0, count: u32 = 0,
            pub fn init(self: *S, ctx: *bevy.Context) !void {{ try self.list.append(ctx, 1); }}
            pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void {{
                self.count += 1;
                self.sum = 0;
                for (try self.list.items(ctx)) |item| self.sum += item;
            }}
            pub fn serialize(self: *const S, _: *bevy.Context, writer: *bevy.StateWriter) !void {{
                try writer.write(bevy.List(u32), self.list);
            }}
            pub fn deserialize(self: *S, ctx: *bevy.Context, reader: *bevy.StateReader) !void {{
                self.list = try reader.read(bevy.List(u32));
                {deserialize}
            }}"
        ))
    };
    let spoils = "for (0..1000) |_| try self.list.append(ctx, 5); return error.Spoilt;";
    let memory = |game: &Studio| game.app.world().resource::<ScriptRuntime>().memory_bytes();
    let mut game = studio("migration-memory", &[("counter", &version(spoils))]);
    let entity = game.spawn(Script::new("counter"));
    game.frames(10);
    let bytes = memory(&game);
    game.save("counter", version(&format!("{spoils} // again\n")));
    refused(&mut game, ReloadStage::Migration, "Spoilt");
    assert_eq!(memory(&game), bytes);
    goes_on(&mut game, entity);
    assert_eq!(game.int(entity, "counter", "sum"), 1);

    // The way back is no other.
    game.reload("counter", version("_ = ctx;"));
    assert_eq!(memory(&game), bytes);
    game.command(ReloadCommand::Revert { script: Some("counter".into()) });
    refused(&mut game, ReloadStage::Migration, "Spoilt");
    assert_eq!(memory(&game), bytes);
    game.frames(2);
    assert_eq!(game.int(entity, "counter", "sum"), 1);
}

#[test]
fn a_fault_on_probation_goes_back_with_the_state() {
    let (mut game, entity) = counting("probation");
    let before = game.int(entity, "counter", "count");
    // The first frames are sound; then the state is spoilt, and then there is a fault.
    game.reload(
        "counter",
        script(
            "count: u32 = 0, frames: u32 = 0,
        pub fn update(self: *S, _: *bevy.Context, _: f32) !void {
            self.frames += 1;
            self.count = 1_000_000;
            if (self.frames > 5) @panic(\"late\");
        }",
        ),
    );
    assert_eq!(game.int(entity, "counter", "count"), 1_000_000);
    let step = game.wait_for("counter", is_roll_back);
    let ReloadStep::RolledBack { generation: 1, problem } = &step else { panic!("{step:?}") };
    assert!(problem.contains("late") && problem.contains("counter.zig:7"), "with its place: {problem}");
    let restored = game.int(entity, "counter", "count");
    assert!(restored >= before && restored < 100_000, "the state of then, and it counts again: {restored}");
    goes_on(&mut game, entity);
    assert_eq!(game.settings().problems().len(), 1, "what is saved is still broken");
}

#[test]
fn without_keep_last_good_a_fault_stays_where_it_is() {
    let (mut game, entity) = counting("no-keep");
    game.settings().keep_last_good = false;
    game.reload("counter", script(
        "count: u32 = 0, frames: u32 = 0,
        pub fn update(self: *S, _: *bevy.Context, _: f32) !void { self.frames += 1; if (self.frames > 5) @panic(\"late\"); }",
    ));
    game.frames(20);
    assert!(!game.seen().iter().any(|event| is_roll_back(&event.step)));
    assert_eq!(game.int(entity, "counter", "frames"), 6, "in quarantine since the fault");
    game.reload("counter", counter(1));
    let before = game.int(entity, "counter", "count");
    game.frames(3);
    assert_eq!(game.int(entity, "counter", "count"), before + 3, "mended code revives it");
}

#[test]
fn old_code_that_hangs_in_shutdown_does_not_hold_the_new_up() {
    let mut game = studio(
        "hang",
        &[(
            "counter",
            &script(
                "count: u32 = 0,
        pub fn update(self: *S, _: *bevy.Context, _: f32) void { self.count += 1; }
        pub fn shutdown(_: *S, _: *bevy.Context) void { while (true) {} }",
            ),
        )],
    );
    let entity = game.spawn(Script::new("counter"));
    game.frames(3);
    game.settings().script("counter").policy = ReloadPolicy::CarryAndShutDown;
    game.reload("counter", counter(100));
    game.frames(5);
    assert!(game.int(entity, "counter", "count") >= 600, "and the old code's fault is not the new one's");
}

#[test]
fn what_has_a_fault_on_probation_is_not_removed() {
    let (mut game, entity) = counting("probation-remove");
    game.app.insert_resource(FaultPolicies::all(FaultPolicy::Remove));
    game.reload(
        "counter",
        script(
            "count: u32 = 0, frames: u32 = 0,
            pub fn update(self: *S, _: *bevy.Context, _: f32) !void { self.frames += 1; if (self.frames > 3) @panic(\"late\"); }",
        ),
    );
    game.wait_for("counter", is_roll_back);
    goes_on(&mut game, entity);
}

#[test]
fn a_broken_script_does_not_keep_the_game_from_starting() {
    let mut game = studio("start", &[("broken", "const x = ;\n"), ("counter", &counter(1))]);
    let entity = game.spawn(Script::new("counter"));
    let waiting = game.spawn(Script::new("broken"));
    game.frames(5);
    assert!(game.int(entity, "counter", "count") >= 5);
    assert_eq!(game.settings().problems()[0].0, "broken");
    game.reload("broken", counter(1));
    game.frames(3);
    assert!(game.int(waiting, "broken", "count") >= 3, "it has started, on the entity that waited for it");
}

#[test]
fn a_fault_in_on_reload_takes_the_reload_back_and_no_instance_goes() {
    let text = |body: &str| {
        script(&format!(
            "count: u32 = 0, is_half_made: bool = false,
            pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void {{
                self.count += 1;
                if (self.is_half_made) ctx.logInfo(\"it runs half-made\", .{{}});
            }}
            {body}"
        ))
    };
    let on_reload = "pub fn onReload(self: *S, _: *bevy.Context) !void { self.is_half_made = true; @panic(\"no\"); }";
    let plugin = |plugin: ZigScriptPlugin| plugin.with_fault_policy(FaultPolicy::Remove);
    let mut game = Studio::with(scratch_dir("reload-on-reload"), &[("counter", &text(""))], |_| {}, plugin);
    let entities = [game.spawn(Script::new("counter")), game.spawn(Script::new("counter"))];
    game.frames(12);
    let said = said_while(|| {
        game.save("counter", text(on_reload));
        game.wait_for("counter", is_roll_back);
    });
    assert!(!said.iter().any(|line| line.contains("half-made")), "{said:?}");
    assert!(
        said.iter().any(|line| line.contains("faulted in onReload") && line.contains("its reload is rolled back")),
        "{said:?}"
    );
    for entity in entities {
        goes_on(&mut game, entity);
        assert!(game.app.world().get::<ZigScripts>(entity).unwrap().get("counter").is_some());
    }
}

#[test]
fn an_entity_may_go_right_before_its_instance_faults_in_on_reload() {
    let text = |body: &str| {
        script(&format!(
            "count: u32 = 0, pub fn update(self: *S, _: *bevy.Context, _: f32) !void {{ self.count += 1; }} {body}"
        ))
    };
    let mut game = studio("despawned-on-reload", &[("counter", &text(""))]);
    let [gone, stays] = [game.spawn(Script::new("counter")), game.spawn(Script::new("counter"))];
    game.frames(12);
    game.settings().script("counter").auto_reload = Some(false);
    game.save("counter", text("pub fn onReload(_: *S, _: *bevy.Context) !void { @panic(\"no\"); }"));
    game.wait_for("counter", |step| matches!(step, ReloadStep::HeldBack));
    game.app.world_mut().despawn(gone);
    game.command(ReloadCommand::Reload { script: Some("counter".into()) });
    game.wait_for("counter", is_roll_back);
    goes_on(&mut game, stays);
    assert_eq!(game.app.world().resource::<ScriptRuntime>().instance_count(), 1);
}

#[test]
fn a_fault_in_on_reload_of_a_revert_removes_no_instance() {
    let text = |body: &str| {
        script(&format!(
            "count: u32 = 0, pub fn update(self: *S, _: *bevy.Context, _: f32) !void {{ self.count += 1; }} {body}"
        ))
    };
    let plugin = |plugin: ZigScriptPlugin| plugin.with_fault_policy(FaultPolicy::Remove);
    let first = text("pub fn onReload(_: *S, _: *bevy.Context) !void { @panic(\"no\"); }");
    let mut game = Studio::with(scratch_dir("revert-on-reload"), &[("counter", &first)], |_| {}, plugin);
    let entity = game.spawn(Script::new("counter"));
    game.frames(12);
    game.reload("counter", text(""));
    game.frames(2);
    let said = said_while(|| {
        game.command(ReloadCommand::Revert { script: Some("counter".into()) });
        game.wait_for("counter", |step| matches!(step, ReloadStep::Reverted { .. }));
    });
    assert!(said.iter().any(|line| line.contains("faulted in onReload") && line.contains("it goes on")), "{said:?}");
    goes_on(&mut game, entity);
    assert!(game.app.world().get::<ZigScripts>(entity).unwrap().get("counter").is_some());
}

#[test]
fn memory_goes_back_with_the_states() {
    let text = |body: &str| {
        script(&format!(
            "list: bevy.List(u32) = .{{}}, sum: u32 = 0, count: u32 = 0,
            pub fn init(self: *S, ctx: *bevy.Context) !void {{ for (0..10) |_| try self.list.append(ctx, 1); }}
            pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void {{
                self.count += 1;
                {body}
                self.sum = 0;
                for (try self.list.items(ctx)) |item| self.sum += item;
            }}"
        ))
    };
    for (name, spoils) in [
        ("freed", "self.list.free(ctx); if (self.count > 20) @panic(\"late\");"),
        ("changed", "for (try self.list.items(ctx)) |*item| item.* = 9; if (self.count > 20) @panic(\"late\");"),
        ("grown", "for (0..1000) |_| try self.list.append(ctx, 5); if (self.count > 20) @panic(\"late\");"),
    ] {
        let mut game = Studio::new(scratch_dir(&format!("reload-memory-{name}")), &[("counter", &text(""))]);
        let entity = game.spawn(Script::new("counter"));
        game.frames(12);
        assert_eq!(game.int(entity, "counter", "sum"), 10);
        let bytes = game.app.world().resource::<ScriptRuntime>().memory_bytes();
        game.save("counter", text(spoils));
        game.wait_for("counter", is_roll_back);
        goes_on(&mut game, entity);
        assert_eq!(game.int(entity, "counter", "sum"), 10, "{name}");
        assert_eq!(game.app.world().resource::<ScriptRuntime>().memory_bytes(), bytes, "{name}");
    }
}

#[test]
fn connections_go_back_with_the_states() {
    let text = |body: &str| {
        script(&format!(
            "id: bevy.Connection = 0, heard: u32 = 0, count: u32 = 0, frames: u32 = 0,
            pub fn init(self: *S, ctx: *bevy.Context) !void {{ self.id = try ctx.connect(\"ping\"); }}
            pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void {{ self.count += 1; _ = ctx; {body} }}
            pub fn onSignal(self: *S, _: *bevy.Context, _: *const bevy.Signal) !void {{ self.heard += 1; }}"
        ))
    };
    let mut game = Studio::new(scratch_dir("reload-connections"), &[("counter", &text(""))]);
    let entity = game.spawn(Script::new("counter"));
    game.frames(5);
    let emit = |game: &mut Studio, name: &'static str| {
        let before = game.int(entity, "counter", "heard");
        game.app.world_mut().emit_signal(Signal::new(name));
        game.frames(2);
        game.int(entity, "counter", "heard") - before
    };
    assert_eq!((emit(&mut game, "ping"), emit(&mut game, "pong")), (1, 0));
    // It connects to something else, more and more, and then has a fault.
    let other = text(
        "self.frames += 1;
        if (self.id != 0) { try ctx.disconnect(self.id); self.id = 0; }
        _ = try ctx.connect(\"pong\");
        if (self.frames > 20) @panic(\"late\");",
    );
    game.save("counter", other.replace("_ = ctx; self", "self"));
    game.wait_for("counter", is_swap);
    game.frames(3);
    assert!(emit(&mut game, "ping") == 0 && emit(&mut game, "pong") > 0, "the new code listens to something else");
    game.wait_for("counter", is_roll_back);
    goes_on(&mut game, entity);
    assert_eq!((emit(&mut game, "ping"), emit(&mut game, "pong")), (1, 0), "as before");
    // The id that the state holds is that of the connection.
    game.reload(
        "counter",
        text("if (self.id != 0) { try ctx.disconnect(self.id); self.id = 0; }").replace("_ = ctx; ", ""),
    );
    game.frames(2);
    assert_eq!(emit(&mut game, "ping"), 0);
}
