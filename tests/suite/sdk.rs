//! The Zig side by itself: its own tests, and the errors that a mistake in a script gives.

use crate::tools::*;

#[test]
fn zig_tests_pass() {
    let sdk = repository().join("zig/bevy.zig");
    let text = run(&mut zig("test", &sdk, &[]));
    assert!(text.contains("passed"), "{text}");
}

/// What the compiler says of a script with this source.
fn compile(name: &str, source: &str) -> String {
    compile_script(&format!("sdk-{name}"), source, None)
}

const IMPORT: &str = "const bevy = @import(\"bevy\");\nconst S = @This();\n";

#[track_caller]
fn refuses(name: &str, source: &str, message: &str) {
    let text = compile(name, &format!("{IMPORT}{source}"));
    assert!(text.contains(message), "expected: {message}\nfound: {text}");
}

#[test]
fn a_sound_script_compiles() {
    let source = "x: f32 = 1,\npub fn update(self: *const S, _: *bevy.Context, _: f32) !void { _ = self; }";
    assert_eq!(compile("sound", &format!("{IMPORT}{source}")), "");
}

#[test]
fn a_field_needs_a_default() {
    refuses("default", "speed: f32,", "script 'subject', field 'speed' has no default value; write: speed: f32 = ...,");
}

#[test]
fn a_state_holds_no_pointers() {
    refuses("pointer", "name: []const u8 = \"\",", "script 'subject', field 'name' holds a pointer ([]const u8)");
    refuses(
        "nested",
        "all: struct { next: ?*u32 = null } = .{},",
        "field 'all', in its field 'next', holds a pointer (*u32)",
    );
    refuses("function", "call: *const fn () void = undefined,", "field 'call' holds a pointer");
}

#[test]
fn an_expected_value_of_a_test_is_given_by_its_address() {
    let file = scratch_dir("sdk-expected").join("subject.zig");
    let source = "const bevy = @import(\"bevy\");\n\
                  const Stage = enum { paused, pub const zig_state = \"Stage\"; };\n\
                  test { _ = bevy.testing.Request{ .set_state = .of(Stage.paused) }; }\n";
    std::fs::write(&file, source).unwrap();
    let (succeeded, text) = output(&mut zig("test", &file, &[("bevy", &repository().join("zig/bevy.zig"))]));
    let message = "an expected value is given by its address, with a '&': .of(&Stage.paused)";
    assert!(!succeeded && text.contains(message), "{text}");
}

#[test]
fn a_callback_has_the_right_shape() {
    let wanted = "'update' does not have the signature of a callback; write: pub fn update(self: *@This(), ctx: *bevy.Context, dt: f32) !void";
    refuses("no-dt", "pub fn update(_: *S, _: *bevy.Context) void {}", wanted);
    refuses("wrong-dt", "pub fn update(_: *S, _: *bevy.Context, _: f64) void {}", wanted);
    refuses("by-value", "pub fn update(_: S, _: *bevy.Context, _: f32) void {}", wanted);
    refuses("returns", "pub fn update(_: *S, _: *bevy.Context, _: f32) u32 { return 1; }", wanted);
    refuses("no-function", "pub const update = 3;", wanted);
    let wanted = "'onSignal' does not have the signature of a callback; write: \
                  pub fn onSignal(self: *@This(), ctx: *bevy.Context, signal: *const bevy.Signal) !void";
    refuses("on-signal", "pub fn onSignal(_: *S, _: *bevy.Context, _: *bevy.Signal) void {}", wanted);
    refuses("init", "pub fn init() S { return .{}; }", "write: pub fn init(self: *@This(), ctx: *bevy.Context) !void");
}

#[test]
fn callbacks_for_a_reload_have_the_right_shape() {
    refuses(
        "health-self",
        "pub fn healthCheck(_: *S, _: *bevy.Context) void {}",
        "'healthCheck' does not have the signature of a callback; write: pub fn healthCheck(ctx: *bevy.Context) !void",
    );
    refuses(
        "prepare-bool",
        "pub fn onHotloadPrepare(_: *bevy.Context) bool { return true; }",
        "write: pub fn onHotloadPrepare(ctx: *bevy.Context) !void",
    );
    refuses(
        "on-reload",
        "pub fn onReload(_: *S) void {}",
        "write: pub fn onReload(self: *@This(), ctx: *bevy.Context) !void",
    );
    refuses(
        "serialize",
        "pub fn serialize(_: *S, _: *bevy.Context) void {}",
        "write: pub fn serialize(self: *const @This(), ctx: *bevy.Context, writer: *bevy.StateWriter) !void",
    );
    for (name, meant) in [
        ("health_check", "healthCheck(ctx: *bevy.Context)"),
        ("onReloaded", "onReload(self"),
        ("serialise", "serialize(self"),
        ("deserialise", "deserialize(self"),
        ("hotloadPrepare", "onHotloadPrepare(ctx"),
    ] {
        let source = format!("pub fn {name}(_: *bevy.Context) void {{}}");
        refuses(name, &source, &format!("'{name}' is never called; write: pub fn {meant}"));
    }
}

/// What is reported of a field in a literal whose value only the compiler has.
fn in_a_literal(what: &str, field: &str) -> String {
    format!(
        "{what}, in its field '{field}', is a comptime value; declare a struct for it, with a type for each field, as in \
         struct {{ damage: u32 }}"
    )
}

const SERIALIZE: &str = "pub fn serialize(_: *const S, _: *bevy.Context, _: *bevy.StateWriter) void {}\n";
const DESERIALIZE: &str = "pub fn deserialize(_: *S, _: *bevy.Context, _: *bevy.StateReader) void {}\n";

#[test]
fn an_asset_that_reflection_cannot_look_into_is_not_read() {
    for (name, call) in
        [("read", "_ = try ctx.asset(self.ship);"), ("set", "try ctx.setAsset(self.ship, .{ .x = 1 });")]
    {
        let source = format!(
            "ship: bevy.Asset(bevy.Gltf) = .none,\n\
             pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void {{ {call} }}"
        );
        refuses(
            name,
            &source,
            "gltf.Gltf can be loaded, kept and used by its handle (.of(asset)), but neither read nor set",
        );
    }
}

#[test]
fn a_state_is_kept_and_taken_over() {
    assert_eq!(compile("both", &format!("{IMPORT}{SERIALIZE}{DESERIALIZE}")), "");
    refuses(
        "only-serialize",
        SERIALIZE,
        "'serialize' needs its counterpart; also write: \
         pub fn deserialize(self: *@This(), ctx: *bevy.Context, reader: *bevy.StateReader) !void",
    );
    refuses(
        "only-deserialize",
        DESERIALIZE,
        "'deserialize' needs its counterpart; also write: \
         pub fn serialize(self: *const @This(), ctx: *bevy.Context, writer: *bevy.StateWriter) !void",
    );
    let writes = |what: &str| {
        let body = format!("{{ try writer.write({what}); _ = self; }}");
        format!(
            "pub fn serialize(self: *const S, _: *bevy.Context, writer: *bevy.StateWriter) !void {body}\n{DESERIALIZE}"
        )
    };
    refuses("write-pointer", &writes("*const S, self"), "a value of the kept state holds a pointer");
    refuses(
        "write-union",
        &writes("union { a: u8, b: u8 }, .{ .a = 1 }"),
        "a value of the kept state is a union without a tag (",
    );
    let literal = "@TypeOf(.{ .hp = 5 }), .{ .hp = 5 }";
    refuses("write-literal", &writes(literal), &in_a_literal("a value of the kept state", "hp"));
    let body = "{ _ = try reader.read(@TypeOf(.{ .hp = 5 })); }";
    let reads =
        format!("{SERIALIZE}pub fn deserialize(_: *S, _: *bevy.Context, reader: *bevy.StateReader) !void {body}");
    refuses("read-literal", &reads, &in_a_literal("a value of the kept state", "hp"));
}

#[test]
fn renames_are_checked() {
    let renamed =
        |list: &str| format!("speed: f32 = 1,\nbody: struct {{ mass: f32 = 1 }} = .{{}},\npub const renamed = {list};");
    for (name, list) in [
        ("field", ".{ .speed = \"velocity\" }"),
        ("struct", ".{ .body = \"frame\", .@\"body.mass\" = \"weight\" }"),
        ("out-of-a-struct", ".{ .speed = \"body.speed\" }"),
        ("nothing", ".{}"),
    ] {
        assert_eq!(compile(name, &format!("{IMPORT}{}", renamed(list))), "", "{list}");
    }
    let refused = |name, list, message| refuses(name, &renamed(list), message);
    refused(
        "no-list",
        "\"speed\"",
        "renamed: it is not a list of names; write: pub const renamed = .{ .new_name = \"old_name\" };",
    );
    refused("no-text", ".{ .speed = 5 }", "the old name of 'speed' is not text; write: .speed = \"old_name\"");
    refused("empty", ".{ .speed = \"\" }", "the old name of 'speed' is not text");
    refused("no-field", ".{ .sped = \"velocity\" }", "there is no field 'sped'; write the new name first");
    refused(
        "still",
        ".{ .speed = \"body\" }",
        "'body' is still a field, so nothing has replaced it; remove: .speed = \"body\"",
    );
    refused("still-inside", ".{ .speed = \"body.mass\" }", "'body.mass' is still a field");
    refused(
        "twice",
        ".{ .speed = \"old\", .body = \"old\" }",
        "'old' was already renamed to 'speed'; remove: .body = \"old\"",
    );
}

#[test]
fn a_var_holds_plain_values_only() {
    let update = |call: &str| format!("pub fn update(_: *S, ctx: *bevy.Context, _: f32) !void {{ {call} }}");
    let list = "a var holds a bool, an integer, f32, f64,";
    refuses("var-optional", &update("_ = try ctx.vars().get(?u32, \"x\");"), list);
    refuses("var-pointer", &update("const x: u32 = 1; try ctx.vars().set(\"x\", &x);"), list);
    refuses(
        "var-nested",
        &update("try ctx.vars().set(\"x\", @as([1]struct { name: []const u8 }, .{.{ .name = \"n\" }}));"),
        "a var, in its field 'name', holds a pointer ([]const u8)",
    );
    refuses("var-literal", &update("try ctx.vars().set(\"x\", .{ .hp = 5 });"), &in_a_literal("a var", "hp"));
    refuses("var-add", &update("try ctx.vars().add(\"x\", true);"), "can be added to a var, not bool");
    let run = "run: bevy.Run(bevy.sequence(S, .{bevy.wait(1)})) = .{},\n\
               pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void { try ctx.vars().set(\"x\", self.run); }";
    refuses("var-run", run, "a var is the run of a sequence; it goes into a field of a script");
    refuses("var-text", &update("_ = try ctx.vars().get([]u8, \"x\");"), "text is read as []const u8, not as []u8");
}

#[test]
fn a_misspelt_callback_is_noticed() {
    for name in ["Update", "updat", "updates", "on_update", "onUpdate"] {
        let source = format!("pub fn {name}(_: *S, _: *bevy.Context, _: f32) void {{}}");
        refuses(name, &source, &format!("'{name}' is never called; write: pub fn update("));
    }
    // What is not public, or not near, is a helper.
    let helpers = "fn updated(_: *S) void {}\npub fn restart(_: *S) void {}\npub const updated_at = 3;";
    assert_eq!(compile("helpers", &format!("{IMPORT}{helpers}")), "");
}

/// A script that does this in its update.
fn doing(body: &str) -> String {
    format!("pub fn update(_: *S, ctx: *bevy.Context, _: f32) !void {{ {body} }}")
}

#[test]
fn a_payload_holds_no_pointers() {
    refuses(
        "text",
        &doing("try ctx.emit(\"say\", \"hello\");"),
        "the payload of signal 'say' holds a pointer (*const [5:0]u8)",
    );
    let source =
        doing("try ctx.emitTo(.none, \"hit\", Hit{ .by = ctx });") + "const Hit = struct { by: *bevy.Context };";
    refuses("nested-payload", &source, "the payload of signal 'hit', in its field 'by', holds a pointer");
    let source =
        "pub fn onSignal(_: *S, _: *bevy.Context, signal: *const bevy.Signal) void { _ = signal.payload([]const u8); }";
    refuses("read-pointer", source, "the payload of a signal holds a pointer");
}

#[test]
fn a_payload_has_a_type_of_its_own() {
    refuses(
        "number",
        &doing("try ctx.emit(\"hit\", 5);"),
        "the payload of signal 'hit' has no type of its own (comptime_int); give it one",
    );
    refuses(
        "literal",
        &doing("try ctx.emit(\"hit\", .{ .damage = 5 });"),
        &in_a_literal("the payload of signal 'hit'", "damage"),
    );
    refuses(
        "untagged",
        &(doing("try ctx.emit(\"hit\", Hit{ .by = .{ .id = 1 } });")
            + "const Hit = struct { by: extern union { id: u32, part: f32 } };"),
        "the payload of signal 'hit', in its field 'by', is a union without a tag (subject.Hit",
    );
}

#[test]
fn a_signal_name_in_the_code_is_checked() {
    refuses("no-name", &doing("try ctx.emit(\"\", {});"), "a signal has an empty name");
    refuses(
        "long-name",
        &doing("try ctx.emit(&@as([256]u8, @splat(110)), {});"),
        "is too long; give it one of 1 to 255 bytes",
    );
    refuses("not-text", &doing("try ctx.emit(\"\\xff\", {});"), "the name of a signal is not UTF-8");
    assert_eq!(compile("longest", &format!("{IMPORT}{}", doing("try ctx.emit(&@as([255]u8, @splat(110)), {});"))), "");
}

#[test]
fn what_is_spawned_gets_components() {
    let update = |values: &str| {
        format!("pub fn update(_: *S, ctx: *bevy.Context, _: f32) !void {{ _ = try ctx.spawnWith(.{{}}, {values}); }}")
    };
    refuses("spawn-struct", &update("bevy.Velocity{}"), "a bundle is a tuple, not ");
    refuses("spawn-number", &update(".{@as(u32, 1)}"), "u32 cannot be part of a new entity; a bundle has components, ");
    refuses(
        "spawn-many",
        &update(&format!(".{{ {} }}", "bevy.Velocity{}, ".repeat(65))),
        "an entity is spawned with at most 63 components",
    );
}

#[test]
fn a_look_around_has_few_options() {
    let source = "pub fn update(_: *S, ctx: *bevy.Context, _: f32) !void { _ = try ctx.findNearby(.zero, 1, .{ .tags = \"x\" }); }";
    refuses("nearby", source, "findNearby has no option 'tags'; it has: with, without, tag");
}

#[test]
fn what_is_for_tests_is_not_in_games() {
    let source = doing("var game: bevy.testing.Game = .init(undefined); _ = &game; _ = ctx;");
    refuses("testing", &source, "bevy.testing only works in tests; use it in `test` blocks");
}

#[test]
fn a_test_calls_what_the_script_has_and_sets_plain_fields() {
    let in_a_test = |name: &str, body: &str, message: &str| {
        let script = scratch_dir(&format!("sdk-test-{name}")).join("subject.zig");
        let around = "var game: bevy.testing.Game = .init(@import(\"std\").testing.allocator);\ndefer game.deinit();";
        std::fs::write(&script, format!("{IMPORT}test {{\n{around}\n{body}\n}}")).unwrap();
        let (_, text) = output(&mut zig("test", &script, &[("bevy", &repository().join("zig/bevy.zig"))]));
        assert!(text.contains(message), "expected: {message}\nfound: {text}");
    };
    in_a_test(
        "missing",
        "var script = try game.attach(S, .{});\ntry script.update(0.1);",
        "the script has no 'update' to call; write: pub fn update(self: *@This(), ctx: *bevy.Context, dt: f32) !void",
    );
    in_a_test(
        "opaque",
        "try game.setPath([]const u8, try game.spawn(), \"Stats\", \"name\", \"Ada\");",
        "[]const u8 is not the type of a plain field; a path must lead to a bool",
    );
}

#[test]
fn a_state_holds_no_errors_and_is_not_aligned_to_pages() {
    refuses(
        "error",
        "last: ?error{Late} = null,",
        "script 'subject', field 'last' holds an error (error{Late}), whose number changes from build to build; store an enum instead",
    );
    refuses("aligned", "wide: u8 align(32) = 0,", "script 'subject': the state is aligned to more than 16 bytes");
}

#[test]
fn a_list_has_items() {
    refuses(
        "list",
        "all: bevy.List(u0) = .{},",
        "bevy.List(u0): an item needs at least one byte, and an alignment of at most 16",
    );
}

#[test]
fn a_path_leads_to_a_plain_value() {
    refuses(
        "path",
        &doing("_ = try ctx.entity().getPath([4]u8, \"Stats\", \"speed\");"),
        "[4]u8 is not the type of a plain field; a path must lead to a bool, an integer, a float, a vector, a rotation or an entity",
    );
}

#[test]
fn a_message_is_what_is_declared_as_one() {
    let declared =
        "pub const Health = struct { pub const component = bevy.component(\"Health\", .{}); now: f32 = 1, };";
    let text = compile("messages", &format!("{IMPORT}{declared}{}", doing("_ = try ctx.messages(Health);")));
    assert!(text.contains("subject.Health is declared as a component; this call takes a message"), "{text}");
    assert_eq!(text.matches("error: ").count(), 1, "{text}");
}

#[test]
fn a_query_asks_for_what_it_reads() {
    refuses(
        "query-of",
        &doing("const found = try ctx.query(.{bevy.Transform}, .{}); _ = found.of(bevy.Velocity);"),
        "the query does not ask for api.component.Velocity; add it to the components of ctx.query",
    );
    refuses(
        "query-many",
        &doing(&format!("_ = try ctx.query(.{{ {} }}, .{{}});", "bevy.Velocity, ".repeat(9))),
        "a query takes at most 8 components",
    );
    for (call, takes) in [
        (
            "query(bevy.Transform, .{})",
            "ctx.query takes a tuple of types, and math.transform.Transform is a type; write it in .{ }",
        ),
        ("single(bevy.Transform, .{})", "ctx.single takes a tuple of types, and math.transform.Transform is a type"),
        ("each(bevy.Transform, .{})", "ctx.each takes a tuple of types, and math.transform.Transform is a type"),
        (
            "query(.{}, .{ .with = bevy.Transform })",
            "the option 'with' takes a tuple of types, as in .{ components.Health, ",
        ),
        (
            "query(.{bevy.Transform.identity}, .{})",
            "ctx.query takes types, and not a value of math.transform.Transform",
        ),
        ("findNearby(.zero, 1, .{ .with = bevy.Transform })", "the option 'with' takes a tuple of types"),
    ] {
        refuses("query-types", &doing(&format!("_ = try ctx.{call};")), takes);
    }
    refuses(
        "query-number",
        &doing("_ = try ctx.query(.{u32}, .{});"),
        "u32 is not a component; the game's components are in",
    );
}

#[test]
fn chunks_have_what_the_loop_asks_for() {
    let chunk = |columns: &str, used: &str| {
        doing(&format!("var rows = try ctx.each(.{{{columns}}}, .{{}}); while (try rows.next()) |chunk| _ = {used};"))
    };
    refuses(
        "chunk-of",
        &chunk("bevy.Transform", "chunk.of(bevy.Velocity)"),
        "the query does not ask for api.component.Velocity; add it to the components of ctx.each",
    );
    refuses(
        "chunk-maybe",
        &chunk("bevy.maybe(bevy.Velocity)", "try chunk.mut(bevy.Velocity)"),
        "some rows may not have api.component.Velocity: write chunk.maybe(…) or chunk.maybeMut(…), which are null where it is missing",
    );
    refuses(
        "chunk-sure",
        &chunk("bevy.Velocity", "chunk.maybe(bevy.Velocity)"),
        "all rows have api.component.Velocity: write chunk.of(…) or chunk.mut(…)",
    );
    refuses(
        "chunk-reflected",
        &chunk("bevy.Node", "chunk.len"),
        "is read through reflection, one value at a time, which ctx.each does not support: write ctx.query(…), or use it as a filter, in .with",
    );
}

/// The public declarations of a file that no `///` stands above. What is only another name for something documented, or
/// a whole file, has its documentation there; and what lies in a type that a function makes is for the SDK itself.
fn undocumented(text: &str) -> Vec<(usize, &str)> {
    let lines: Vec<&str> = text.lines().collect();
    let is_public = |line: &str| {
        let line = line.trim_start();
        ["pub const ", "pub var ", "pub fn ", "pub inline fn ", "pub extern ", "pub noinline fn "]
            .iter()
            .any(|start| line.starts_with(start))
    };
    let is_other_name = |line: &str| {
        let Some((name, value)) = line.trim().strip_prefix("pub const ").and_then(|rest| rest.split_once(" = ")) else {
            return false;
        };
        let value = value.trim_end_matches(';');
        value.ends_with(&format!(".{name}")) || (value.starts_with("@import(") && value.ends_with("\")"))
    };
    let is_made = |line: &str| line.starts_with("        ") || line.starts_with("    pub const step_");
    let is_bare = |index: usize| index == 0 || !lines[index - 1].trim_start().starts_with("///");
    let bare =
        |(index, line): (usize, &&str)| is_public(line) && !is_made(line) && !is_other_name(line) && is_bare(index);
    lines
        .iter()
        .enumerate()
        .filter(|(index, line)| bare((*index, line)))
        .map(|(index, line)| (index + 1, *line))
        .collect()
}

#[test]
fn every_public_name_is_documented() {
    // `abi.zig` says in Zig what the header documents, and the others are for the SDK's own tests.
    let exempt = ["contract/abi.zig", "math/glam_golden.zig", "testing/test.zig"];
    let mut mistakes = Vec::new();
    let mut folders = vec![repository().join("zig")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(repository().join("zig")).unwrap().to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if !name.ends_with(".zig") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            if !text.starts_with("//!") {
                mistakes.push(format!("zig/{name}:1: begins without //!"));
            }
            // What the mirrors of Bevy's types say is Bevy's.
            if !exempt.contains(&name.as_str()) && !name.ends_with("_test.zig") && !name.starts_with("bevy/0.") {
                let found = undocumented(&text);
                mistakes.extend(found.iter().map(|(line, text)| format!("zig/{name}:{line}: {}", text.trim())));
            }
        }
    }
    assert!(mistakes.is_empty(), "without documentation:\n{}", mistakes.join("\n"));
    let text =
        "/// Said.\npub const a = 1;\npub const b = 2;\n    pub fn c() void {}\npub const D = x.D;\nconst e = 3;\n";
    assert_eq!(undocumented(text), [(3, "pub const b = 2;"), (4, "    pub fn c() void {}")]);
}

#[test]
fn mistakes_in_a_sequence_are_told_by_name() {
    let with = |steps: &str| {
        format!(
            "run: bevy.Run(steps) = .{{}},\nheight: f32 = 0,\nis_open: bool = false,\nmood: enum {{ calm, angry }} = .calm,\n\
             const steps = bevy.sequence(S, .{{{steps}}});\nfn count(_: *S) u32 {{ return 1; }}\nfn other(_: *u32) void {{}}\nfn open(_: *S) void {{}}\n\
             fn wide(_: *S, _: *u8, _: u64) void {{}}"
        )
    };
    for (name, steps, message) in [
        (
            "number",
            "open, 5",
            "step 2 of a sequence is a value of the type comptime_int; write a function of the script",
        ),
        (
            "list",
            "open, bevy.race(.{ .{open}, .{ open, 5 } })",
            "step 2, in list 2 of step 2, 'race' of a sequence is a value",
        ),
        (
            "endless",
            "bevy.forever(.{open})",
            "nothing waits, in step 1, 'forever', which would never end; write a step that",
        ),
        (
            "empty",
            "open, bevy.repeat(2, .{})",
            "there are no steps, in step 2, 'repeat(2)'; write at least one, or remove it",
        ),
        (
            "twice",
            "bevy.named(\"aim\", open), open, bevy.all(.{.{bevy.named(\"aim\", open)}})",
            "two steps of a sequence are named 'aim': step 1, 'aim', in step 3, 'all', and step 1, 'aim'; give one another",
        ),
        (
            "tween-time",
            "bevy.tween(.position, .{ .to = bevy.Vec3.zero })",
            "script 'subject', step 1, 'tween(position)': it has no time; write: .seconds = 1",
        ),
        (
            "tween-ease",
            "open, bevy.repeat(2, .{bevy.tween(.height, .{ .to = 1.0, .seconds = 1, .ease = .cubic })})",
            "script 'subject', step 1, 'tween(height)', in step 2, 'repeat(2)': there is no easing .cubic; bevy.math.Ease",
        ),
        (
            "tween-back",
            "bevy.tween(.height, .{ .to = 1.0, .seconds = 1, .back = 1 })",
            "step 1, 'tween(height)': .back is true or false, not comptime_int",
        ),
        (
            "tween-on",
            "bevy.tween(.position, .{ .to = bevy.Vec3.one, .seconds = 1, .on = \"lamp\" })",
            "step 1, 'tween(position)': .on is the name of a field with an entity, as in .lamp, not",
        ),
        (
            "tween-option",
            "bevy.tween(.height, .{ .to = 1.0, .seconds = 1, .easing = .cubic_in })",
            "it has no option 'easing'; it has: to, by, from, seconds, ease, back, on",
        ),
        (
            "tween-part",
            "open, bevy.tween(bevy.part(bevy.Transform, \"translation.w\"), .{ .to = 1.0, .seconds = 1 })",
            "script 'subject', step 2, 'tween(translation.w)': math.vec3.Vec3 has no field 'w'; it has: x, y, z",
        ),
        (
            "text",
            "open, bevy.wait(\"x\")",
            "script 'subject', step 2, 'wait(*const [1:0]u8)': a time is a number of seconds, the name of a field",
        ),
        ("negative", "bevy.wait(-1)", "step 1, 'wait(-1)': it would take -1 seconds; write a number of at least 0"),
        (
            "no-frames",
            "bevy.waitFrames(0)",
            "step 1, 'waitFrames(0)': it does not wait; remove it, or write: bevy.wait",
        ),
        ("frames", "bevy.waitFrames(.mood)", "step 1, 'waitFrames(mood)': it takes a whole number of frames, not"),
        (
            "no-lists",
            "open, bevy.all(.{})",
            "script 'subject', step 2, 'all': there are no lists of steps in it; write at",
        ),
        (
            "no-list",
            "bevy.race(.{ .{open}, .{} })",
            "script 'subject': there are no steps, in list 2 of step 1, 'race'; write at least one",
        ),
        ("no-choice", "bevy.choose(.mood, .{})", "step 1, 'choose(mood)': there are no lists of steps in it; write at"),
        (
            "option-inside",
            "open, bevy.repeat(2, .{ bevy.whenGone(.stop), bevy.wait(1) })",
            "bevy.whenGone is not for a part of a sequence, in step 2, 'repeat(2)'; write it as the first line of the whole",
        ),
        ("option-twice", "bevy.byHand, open, bevy.byHand", "a sequence has bevy.byHand twice; keep one"),
        ("no-sequence", "open, bevy.call(u32)", "step 2, 'call': bevy.call takes what bevy.sequence has made, not the"),
        ("no-name", "bevy.named(\"\", open)", "its name is empty; give it one, such as \"aim\""),
        ("nowhere", "open, bevy.go(\"shut\")", "step 2, 'go(shut)': no step is named 'shut'; give one this name with"),
        (
            "elsewhere",
            "bevy.all(.{ .{bevy.named(\"a\", open)}, .{bevy.go(\"a\")} })",
            "step 1, 'go(a)', in list 2 of step 1, 'all': it leads into another list of an 'all' or a 'race', to 'a'",
        ),
        ("value", "open, count", "step 2, 'count': 'count' returns a value that nothing takes; write bevy.until"),
        (
            "shape",
            "other",
            "step 1, 'other': 'other' cannot be called here; write: fn other(self: *subject, ctx: *bevy.Context)",
        ),
        (
            "payload",
            "bevy.receive(\"hit\", wide)",
            "'wide' cannot be called here; write: fn wide(self: *subject, ctx: *bevy.Context, payload: u64)",
        ),
        ("dt", "bevy.during(1, wide)", "write: fn wide(self: *subject, ctx: *bevy.Context, dt: f32)"),
        (
            "field",
            "open, bevy.wait(.pause)",
            "step 2, 'wait(pause)': it uses the field 'pause', which the script does not have",
        ),
        ("seconds", "bevy.wait(.is_open)", "'is_open' is not a number of seconds, but bool"),
        (
            "condition",
            "bevy.until(count)",
            "'count' is not a condition: it has to be a bool, or return one, and is u32",
        ),
        (
            "rounds",
            "bevy.repeat(.height, .{open})",
            "'height' is not a number of rounds: it has to be a whole number, and is f32",
        ),
        ("choice", "bevy.choose(.mood, .{ .sad = .{open} })", "it has a list for 'sad', which is no value of"),
        (
            "entity",
            "bevy.untilSignalOf(.height, \"x\")",
            "the field 'height' has to hold an entity; write: height: bevy.Entity",
        ),
        (
            "tween-field",
            "bevy.tween(.size, .{ .to = 1.0, .seconds = 1 })",
            "it uses the field 'size', which the script does",
        ),
        (
            "tween-type",
            "bevy.tween(.mood, .{ .to = 1.0, .seconds = 1 })",
            "a tween moves a float, a vector, a rotation, or",
        ),
        (
            "tween-to",
            "bevy.tween(.height, .{ .to = .is_open, .seconds = 1 })",
            "the field 'is_open' is bool, but .to has to be f32",
        ),
        (
            "rotation",
            "bevy.tween(.rotation, .{ .by = bevy.Quat.identity, .seconds = 1 })",
            "a rotation has no .by; write .to",
        ),
    ] {
        refuses(&format!("sequence-{name}"), &with(steps), message);
    }
    for (call, name) in [("jump", "nowhere"), ("is", "opened")] {
        let steps = with("open, bevy.wait(1), bevy.named(\"shut\", bevy.wait(2))");
        let source = format!(
            "{steps}\npub fn update(self: *S, _: *bevy.Context, _: f32) void {{ _ = self.run.{call}(.{name}); }}"
        );
        let message = format!(
            "script 'subject', run 'run': no step is named '{name}', to which 'run.{call}(.{name})' refers; give one this \
             name with bevy.named; there are: .open, .shut"
        );
        refuses(&format!("sequence-{call}"), &source, &message);
    }
    refuses("sequence-script", &with("open, count"), "script 'subject', run 'run', step 2, 'count': ");
    for (name, field, kind) in [
        ("array", "[2]bevy.Run(steps) = @splat(.{})", "an array"),
        ("optional", "?bevy.Run(steps) = null", "an optional"),
        ("struct", "struct { it: bevy.Run(steps) = .{} } = .{}", "a struct"),
    ] {
        let source = format!("doors: {field},\n{}", with("open"));
        refuses(
            &format!("sequence-in-{name}"),
            &source,
            &format!("script 'subject', field 'doors': a run in {kind} would not run; make each a field of the script"),
        );
    }
    assert_eq!(compile("sequence-sound", &format!("{IMPORT}{}", with("open, bevy.wait(1), bevy.again"))), "");
}

#[test]
fn declared_data_is_plain_and_has_defaults() {
    let health = |fields: &str| {
        format!("pub const Health = struct {{ pub const component = bevy.component(\"Health\", .{{}}); {fields} }};")
    };
    let assert_refused = |name: &str, source: &str, message: &str| refuses(&format!("data-{name}"), source, message);
    for (name, fields, message) in [
        ("default", "now: f32,", "component 'Health', field 'now', has no default value; write: now: f32 = ...,"),
        ("pointer", "name: []const u8 = \"\",", "component 'Health', field 'name', holds a pointer ([]const u8)"),
        (
            "list",
            "all: bevy.List(u32) = .{},",
            "component 'Health', field 'all', is a bevy.List, whose items are memory",
        ),
        (
            "nested-list",
            "all: ?struct { of: bevy.List(u32) = .{} } = null,",
            "component 'Health', field 'all', in 'of', is a bevy.List",
        ),
        ("aligned", "now: f32 align(32) = 0,", "component 'Health' is aligned to more than 16 bytes"),
    ] {
        assert_refused(name, &health(fields), message);
    }
    let text =
        "pub const Health = packed struct { pub const component = bevy.component(\"Health\", .{}); now: u8 = 0 };";
    assert_refused("packed", text, "component 'Health' is a packed struct; write: struct");
    let text = "pub const Health = struct { pub const component = bevy.resource(\"Health\", .{}); now: u8 = 0 };";
    let message = "is marked as a component, but made one with bevy.resource; write: pub const component = bevy.component(\"Health\", .{});";
    assert_refused("kind", text, message);
    let twice = health("now: u8 = 0,") + &health("now: u8 = 0,").replace("const Health", "const Other");
    assert_refused("twice", &twice, "are called 'Health'; give one of them another name");
    let named = |name: &str| health("").replace("\"Health\"", &format!("\"{name}\""));
    assert_refused(
        "character",
        &named("my health"),
        "'my health' of a component, resource or message has a character other",
    );
    assert_refused("empty", &named(""), "the name of a component, resource or message has 1 to 128 bytes");
    assert_eq!(compile("data-sound", &format!("{IMPORT}{}", health("now: f32 = 0, at: ?bevy.Vec3 = null,"))), "");
}
