//! What is wrong with a sequence, said when it is compiled: the script, the run, the step by its number and name, and
//! what to write. What drives a run relies on this.

const std = @import("std");
const programs = @import("program.zig");
const tweens = @import("tween.zig");
const values = @import("value.zig");
const words = @import("step.zig");
const Context = @import("../api/context.zig").Context;
const Entity = @import("../api/entity.zig").Entity;
const Signal = @import("../api/signal.zig").Signal;

/// Refuses a step that cannot be run.
pub fn steps(comptime Run: type) void {
    @setEvalBranchQuota(words.branch_quota);
    const P = Run.program;
    const S = Run.run_of;
    for (1..P.ops.len) |number| if (problemOf(P, S, number)) |problem| {
        @compileError(whereOf(Run) ++ ", " ++ programs.placeOf(&P.ops, number) ++ ": " ++ problem);
    };
}

/// The script and the field of a run.
pub fn whereOf(comptime Run: type) []const u8 {
    return "script '" ++ @typeName(Run.run_of) ++ "', run '" ++ nameOf(Run) ++ "'";
}

/// The field of a run; of several that run the same sequence, the first.
pub fn nameOf(comptime Run: type) [:0]const u8 {
    const info = @typeInfo(Run.run_of).@"struct";
    for (info.field_names, info.field_types) |name, Field| if (Field == Run) return name;
    return "of a sequence";
}

/// Refuses what is no step of a run, such as a name that no step has: `jump(.nowhere)`.
pub fn stepName(comptime Run: type, comptime T: type, comptime name: []const u8, comptime word: []const u8) void {
    if (T == Run.Step) return;
    const call = nameOf(Run) ++ "." ++ word ++ "(";
    if (T != @EnumLiteral()) @compileError(whereOf(Run) ++ ": '" ++ call ++ "…)' takes the name of a step, as in " ++ call ++ ".none), or a value of its type Step, not " ++ @typeName(T));
    if (@hasField(Run.Step, name)) return;
    @setEvalBranchQuota(words.branch_quota);
    comptime var known: []const u8 = "";
    var count: usize = 0;
    for (Run.program.ops[1..]) |op| if (op.is_named or op.kind == .call) {
        if (count == names_max) {
            known = known ++ ", …";
            break;
        }
        known = known ++ (if (count == 0) "." else ", .") ++ op.name;
        count += 1;
    };
    const there = if (count > 0) "; there are: " ++ known else "";
    @compileError(whereOf(Run) ++ ": no step is named '" ++ name ++ "', to which '" ++ call ++ "." ++ name ++ ")' refers; give one this name with bevy.named" ++ there);
}

/// So many steps are named in an error.
const names_max = 20;

/// Refuses runs that nobody would run: in an array, an optional, a struct or a union.
pub fn place(comptime S: type, comptime name: []const u8, comptime Field: type) void {
    const Run = runIn(Field) orelse return;
    if (Run.program.by_hand and !Run.program.hears) return;
    @compileError("script '" ++ @typeName(S) ++ "', field '" ++ name ++ "': a run in " ++ switch (@typeInfo(Field)) {
        .array => "an array",
        .optional => "an optional",
        .@"union" => "a union",
        else => "a struct",
    } ++ " would not " ++ (if (Run.program.by_hand) "hear its signals" else "run") ++ "; make each a field of the script, as in " ++ name ++ "_1: bevy.Run(…) = .idle, and start it when it is wanted");
}

/// Whether a type is that of a run.
pub fn isRun(comptime T: type) bool {
    return @typeInfo(T) == .@"struct" and @hasDecl(T, "run_of");
}

fn runIn(comptime T: type) ?type {
    return Held(T).run;
}

/// The run that a type holds. As a constant, since most types in a changed script are as they were, and the compiler
/// does not know what functions have returned.
fn Held(comptime T: type) type {
    return struct {
        const run: ?type = if (isRun(T)) T else switch (@typeInfo(T)) {
            inline .array, .optional => |info| runIn(info.child),
            inline .@"struct", .@"union" => |info| for (info.field_types) |Field| {
                if (runIn(Field)) |Run| break Run;
            } else null,
            else => null,
        };
    };
}

fn problemOf(comptime P: type, comptime S: type, comptime number: u16) ?[]const u8 {
    const op = P.ops[number];
    const Step = op.step;
    switch (op.kind) {
        .call => return misfit(Step.function, S, "", null) orelse
            if (values.Payload(Step.function) != void)
                "'" ++ words.textOf(Step.function) ++ "' returns a value that nothing takes; write bevy.until, bevy.when or bevy.choose, or let it return void"
            else
                null,
        .wait => return notSeconds(Step.seconds, S),
        .wait_frames, .all, .race, .stop => return null,
        .until => return notTrue(Step.condition, S),
        .signal => {
            if (Step.of) |field| if (notEntity(field, S)) |problem| return problem;
            if (words.isNull(Step.handler)) return null;
            const T = payloadOf(Step.handler, S);
            if (misfit(Step.handler, S, if (T == *const Signal) "signal" else "payload", T)) |problem| return problem;
            return switch (values.Payload(Step.handler)) {
                void, bool => null,
                else => |Other| "'" ++ words.textOf(Step.handler) ++ "' returns " ++ @typeName(Other) ++ "; let it return void, or a bool that says whether this was the one",
            };
        },
        .during => {
            if (notSeconds(Step.seconds, S)) |problem| return problem;
            if (misfit(Step.call, S, "dt", f32)) |problem| return problem;
            return if (values.Payload(Step.call) != void) "'" ++ words.textOf(Step.call) ++ "' returns a value that nothing takes; let it return void" else null;
        },
        .tween => {
            if (notSeconds(Step.options.seconds, S)) |problem| return problem;
            if (@hasField(@TypeOf(Step.options), "on")) if (notEntity(Step.options.on, S)) |problem| return problem;
            return tweens.problemOf(Step, S);
        },
        .repeat => {
            if (!words.isNull(Step.condition)) return notTrue(Step.condition, S);
            return if (words.isNull(Step.count)) null else notCount(Step.count, S);
        },
        .choose => return notChoice(Step, S),
        .go => {
            if (Step.target.len == 0) return notReached(P, op, 1);
            const target = P.numberOf(Step.target, op.used);
            if (target == 0) return "no step is named '" ++ Step.target ++ "'; give one this name with bevy.named";
            return notReached(P, op, target);
        },
    }
}

/// The problem with a function that is called with the script, the context, and this value besides.
fn misfit(comptime f: anytype, comptime S: type, comptime name: []const u8, comptime More: ?type) ?[]const u8 {
    if (@typeInfo(@TypeOf(f)) != .@"fn") return "it takes a function of the script, not " ++ @typeName(@TypeOf(f));
    if (values.parametersOf(f, S, if (More) |T| &.{T} else &.{}) != null) return null;
    const more = if (More) |T| ", " ++ name ++ ": " ++ @typeName(T) else "";
    return "'" ++ words.textOf(f) ++ "' cannot be called here; write: fn " ++ words.textOf(f) ++ "(self: *" ++ @typeName(S) ++ ", ctx: *bevy.Context" ++ more ++ ")";
}

/// The payload that a function takes: the type of its last parameter, unless that is the script or the context.
pub fn payloadOf(comptime f: anytype, comptime S: type) ?type {
    const info = switch (@typeInfo(@TypeOf(f))) {
        .@"fn" => |info| info,
        else => return null,
    };
    if (info.param_types.len == 0) return null;
    const T = info.param_types[info.param_types.len - 1] orelse return null;
    const is_other = T == *S or T == *const S or T == *Context or T == *const Context;
    return if (is_other) null else T;
}

/// The problem with what is a value, the name of a field, or a function that returns it.
fn notThere(comptime what: anytype, comptime S: type) ?[]const u8 {
    switch (@typeInfo(@TypeOf(what))) {
        .@"fn" => return misfit(what, S, "", null),
        .enum_literal => return notField(what, S),
        else => return null,
    }
}

/// The problem with the name of a field.
pub fn notField(comptime name: @EnumLiteral(), comptime S: type) ?[]const u8 {
    if (@hasField(S, @tagName(name))) return null;
    comptime var known: []const u8 = "";
    for (@typeInfo(S).@"struct".field_names) |field| known = known ++ (if (known.len == 0) "" else ", ") ++ field;
    return "it uses the field '" ++ @tagName(name) ++ "', which the script does not have; it has: " ++ known;
}

fn notSeconds(comptime what: anytype, comptime S: type) ?[]const u8 {
    if (notThere(what, S)) |problem| return problem;
    return switch (@typeInfo(values.Value(what, S))) {
        .int, .comptime_int, .float, .comptime_float => null,
        else => "'" ++ words.textOf(what) ++ "' is not a number of seconds, but " ++ @typeName(values.Value(what, S)),
    };
}

fn notTrue(comptime what: anytype, comptime S: type) ?[]const u8 {
    if (notThere(what, S)) |problem| return problem;
    if (values.Value(what, S) == bool) return null;
    return "'" ++ words.textOf(what) ++ "' is not a condition: it has to be a bool, or return one, and is " ++ @typeName(values.Value(what, S));
}

fn notCount(comptime what: anytype, comptime S: type) ?[]const u8 {
    if (notThere(what, S)) |problem| return problem;
    switch (@typeInfo(values.Value(what, S))) {
        .comptime_int => if (what < 0 or what > std.math.maxInt(u32)) return "it cannot have so many rounds; write a number from 0 to 4294967295, or bevy.forever",
        .int => {},
        else => return "'" ++ words.textOf(what) ++ "' is not a number of rounds: it has to be a whole number, and is " ++ @typeName(values.Value(what, S)),
    }
    return null;
}

fn notEntity(comptime name: @EnumLiteral(), comptime S: type) ?[]const u8 {
    if (notField(name, S)) |problem| return problem;
    if (@FieldType(S, @tagName(name)) == Entity) return null;
    return "the field '" ++ @tagName(name) ++ "' has to hold an entity; write: " ++ @tagName(name) ++ ": bevy.Entity = .none,";
}

fn notChoice(comptime Step: type, comptime S: type) ?[]const u8 {
    if (notThere(Step.condition, S)) |problem| return problem;
    const T = values.Value(Step.condition, S);
    const text = words.textOf(Step.condition);
    const names = @typeInfo(@TypeOf(Step.branches)).@"struct".field_names;
    const is_when = names.len == 1 and std.mem.eql(u8, names[0], "true");
    switch (@typeInfo(T)) {
        .bool => for (names) |name| {
            if (!std.mem.eql(u8, name, "true") and !std.mem.eql(u8, name, "false")) return "it has a list for '" ++ name ++ "', but '" ++ text ++ "' is a bool; write .true = .{ … } or .false = .{ … }";
        },
        .@"enum" => |info| if (is_when and !@hasField(T, "true")) return notTrue(Step.condition, S) else for (names) |name| {
            if (@hasField(T, name)) continue;
            comptime var known: []const u8 = "";
            for (info.field_names) |field| known = known ++ (if (known.len == 0) "." else ", .") ++ field;
            return "it has a list for '" ++ name ++ "', which is no value of " ++ @typeName(T) ++ "; there are: " ++ known;
        },
        else => return if (is_when) notTrue(Step.condition, S) else "'" ++ text ++ "' is neither an enum nor a bool, but " ++ @typeName(T),
    }
    return null;
}

fn notReached(comptime P: type, comptime op: programs.Op, comptime target: u16) ?[]const u8 {
    const there = P.ops[target];
    if (there.branch == op.branch or there.branch == 0) return null;
    return "it leads into another list of an 'all' or a 'race', to '" ++ there.name ++ "'; go to a step of the same list, or of the sequence itself";
}
