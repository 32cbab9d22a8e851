//! The words that a sequence is written in. Each makes one step; a plain function is a step, too.

const std = @import("std");
const tweens = @import("tween.zig");

/// More than any sequence needs: what is done when one is compiled takes time in proportion to the number of steps. The
/// words raise the limit in the list that they stand in, too.
pub const branch_quota = 100_000_000;

/// What a step does.
pub const Kind = enum {
    call,
    wait,
    wait_frames,
    until,
    signal,
    during,
    tween,
    repeat,
    choose,
    all,
    race,
    go,
    stop,
};

/// What a run does when a reload has removed the step that it is at.
pub const WhenGone = enum {
    /// It goes on with the step that follows.
    skip,
    /// It begins again with the first step.
    restart,
    /// It stops.
    stop,
};

/// Chooses what a run does when a reload has removed the step that it is at; without it, the run goes on with the step
/// that follows. For the sequence as a whole: in a list within it, it does not compile.
pub fn whenGone(comptime policy: WhenGone) type {
    return struct {
        pub const sequence_option = .when_gone;
        pub const value = policy;
    };
}

/// The SDK does not run this sequence before `update`: the script does, with `try self.run.advance(self, ctx);`.
pub const byHand = struct {
    /// What the SDK knows it by.
    pub const sequence_option = .by_hand;
};

/// Waits for so many seconds: a number, or the name of a field, `bevy.wait(.pause)`. What is left over counts towards
/// the next step, so a loop of waits holds its rate.
pub fn wait(comptime time: anytype) type {
    @setEvalBranchQuota(branch_quota);
    return struct {
        pub const step_kind: Kind = .wait;
        pub const step_name = "wait(" ++ textOf(time) ++ ")";
        pub const problem = notTime(time);
        pub const seconds = time;
    };
}

/// Waits for so many frames: a whole number of at least 1. `bevy.waitFrames(1)` goes on in the next frame.
pub fn waitFrames(comptime frames: anytype) type {
    @setEvalBranchQuota(branch_quota);
    const wrong: ?[]const u8 = switch (@typeInfo(@TypeOf(frames))) {
        .int, .comptime_int => if (frames < 1)
            "it does not wait; remove it, or write: bevy.waitFrames(1)"
        else if (frames > std.math.maxInt(u16))
            "it can wait for 65535 frames; write bevy.wait, which takes seconds"
        else
            null,
        else => "it takes a whole number of frames, not " ++ @typeName(@TypeOf(frames)),
    };
    return struct {
        pub const step_kind: Kind = .wait_frames;
        pub const step_name = "waitFrames(" ++ textOf(frames) ++ ")";
        pub const problem = wrong;
        pub const count: u16 = if (wrong == null) frames else 1;
    };
}

/// Waits until something is so: a function, `fn (self: *S, ctx: *bevy.Context) bool`, which is asked in each frame, or
/// the name of a bool field, `bevy.until(.is_open)`.
pub fn until(comptime what: anytype) type {
    @setEvalBranchQuota(branch_quota);
    return struct {
        pub const step_kind: Kind = .until;
        pub const step_name = "until(" ++ textOf(what) ++ ")";
        pub const problem = notAsked(what);
        pub const condition = what;
    };
}

/// Waits for a signal of this name: a broadcast, or one to this entity. It hears what comes while it waits.
pub fn untilSignal(comptime name: []const u8) type {
    return Hear(null, name, null);
}

/// Waits for a signal and takes it: `fn (self: *S, ctx: *bevy.Context, hit: Hit) !void`, where `Hit` is the type of the
/// payload or `*const bevy.Signal`. Signals with another payload are not for it. If the function returns a bool, false
/// means that this was not the one, and the run waits on.
pub fn receive(comptime name: []const u8, comptime take: anytype) type {
    return Hear(null, name, take);
}

/// Like `untilSignal`, for signals to another entity, which a field of the script holds: `bevy.untilSignalOf(.boss,
/// "sunk")`. If that entity is gone, so is what the run waits for: the run ends, or the branch of `all` or `race` that
/// waits.
pub fn untilSignalOf(comptime field: @EnumLiteral(), comptime name: []const u8) type {
    return Hear(field, name, null);
}

/// Like `receive`, for signals to another entity; see `untilSignalOf`.
pub fn receiveOf(comptime field: @EnumLiteral(), comptime name: []const u8, comptime take: anytype) type {
    return Hear(field, name, take);
}

fn Hear(comptime field: ?@EnumLiteral(), comptime name: []const u8, comptime take: anytype) type {
    @setEvalBranchQuota(branch_quota);
    return struct {
        pub const step_kind: Kind = .signal;
        pub const step_name = (if (isNull(take)) "untilSignal(" else "receive(") ++ name ++ ")";
        pub const problem: ?[]const u8 = if (name.len == 0 or name.len > 255) "the name of a signal has 1 to 255 bytes" else null;
        pub const signal = name;
        pub const of = field;
        pub const handler = take;
    };
}

/// Calls a function in each frame for so many seconds, `fn (self: *S, ctx: *bevy.Context, dt: f32) !void`. The parts of
/// frames in which it begins and ends count as such, so all `dt` together are exactly that time, be it hours.
pub fn during(comptime time: anytype, comptime function: anytype) type {
    @setEvalBranchQuota(branch_quota);
    return struct {
        pub const step_kind: Kind = .during;
        pub const step_name = "during(" ++ textOf(function) ++ ")";
        pub const problem = notTime(time);
        pub const seconds = time;
        pub const call = function;
    };
}

/// Moves a value to another in so many seconds:
///
/// ```zig
/// bevy.tween(.position, .{ .to = bevy.Vec3.new(0, 3, 0), .seconds = 0.5, .ease = .cubic_out })
/// bevy.tween(.openness, .{ .from = 0.0, .to = .wanted, .seconds = .duration })
/// bevy.tween(bevy.part(components.Glow, "strength"), .{ .on = .lamp, .to = 0.0, .seconds = 2, .back = true })
/// ```
///
/// The first names what moves: `.position`, `.rotation` or `.scale` of an entity, any other name for a field of the
/// script, `bevy.part` for a component. A float, a vector, a rotation, or a struct of at most four floats.
///
/// | option | |
/// | --- | --- |
/// | `.to` | where it ends: a value, the name of a field, or a function `fn (self: *S, ctx: *bevy.Context) T` |
/// | `.by` | instead of `.to`: how far it goes from where it begins; not for rotations |
/// | `.from` | where it begins; otherwise where it is, for what an entity has in the next frame |
/// | `.seconds` | how long: a number, or the name of a field |
/// | `.ease` | a `bevy.math.easing.EaseFunction`; `.linear` if it is not given |
/// | `.back` | true: there and back, each way in `.seconds` |
/// | `.on` | the field with the entity whose value it is; otherwise the script's own |
pub fn tween(comptime what: anytype, comptime how: anytype) type {
    @setEvalBranchQuota(branch_quota);
    return struct {
        pub const step_kind: Kind = .tween;
        pub const step_name = "tween(" ++ textOf(what) ++ ")";
        pub const problem = tweens.misuseOf(what, how);
        pub const target = what;
        pub const options = how;
    };
}

/// A value in a component, for `tween`: `bevy.part(bevy.SpriteColor, "alpha")`; an empty path is the whole value.
pub fn part(comptime Component: type, comptime inside: []const u8) type {
    return struct {
        pub const component_part = Component;
        pub const path = inside;
        pub const text = inside;
    };
}

/// Runs the steps so many times: a number, or the name of a field with one, which is read before each round.
pub fn repeat(comptime times: anytype, comptime steps: anytype) type {
    @setEvalBranchQuota(branch_quota);
    return struct {
        pub const step_kind: Kind = .repeat;
        pub const step_name = "repeat(" ++ textOf(times) ++ ")";
        pub const problem: ?[]const u8 = if (@typeInfo(@TypeOf(times)) == .pointer) "it takes a number of rounds, the name of a field with one, or a function that returns it" else notAsked(times);
        pub const body = steps;
        pub const count = times;
        pub const condition = null;
    };
}

/// Runs the steps over and over. Something in them has to wait.
pub fn forever(comptime steps: anytype) type {
    @setEvalBranchQuota(branch_quota);
    return struct {
        pub const step_kind: Kind = .repeat;
        pub const step_name = "forever";
        pub const problem: ?[]const u8 = null;
        pub const body = steps;
        pub const count = null;
        pub const condition = null;
    };
}

/// Runs the steps again as long as something is so; it is asked before each round, as in `until`.
pub fn repeatWhile(comptime what: anytype, comptime steps: anytype) type {
    @setEvalBranchQuota(branch_quota);
    return struct {
        pub const step_kind: Kind = .repeat;
        pub const step_name = "repeatWhile(" ++ textOf(what) ++ ")";
        pub const problem = notAsked(what);
        pub const body = steps;
        pub const count = null;
        pub const condition = what;
    };
}

/// Runs the steps of one branch: `bevy.choose(mood, .{ .calm = .{ rest }, .angry = .{ shout, bevy.wait(1) } })`, where
/// `mood` is a function that returns an enum, or `.mood`, a field that is one. A value without a branch runs none.
pub fn choose(comptime what: anytype, comptime cases: anytype) type {
    @setEvalBranchQuota(branch_quota);
    return struct {
        pub const step_kind: Kind = .choose;
        pub const step_name = "choose(" ++ textOf(what) ++ ")";
        pub const problem = notAsked(what) orelse notLists(cases, ".calm = .{ … }");
        pub const condition = what;
        pub const branches = cases;
    };
}

/// Runs the steps if something is so, as in `until`; otherwise continues after them.
pub fn when(comptime what: anytype, comptime steps: anytype) type {
    @setEvalBranchQuota(branch_quota);
    return struct {
        pub const step_kind: Kind = .choose;
        pub const step_name = "when(" ++ textOf(what) ++ ")";
        pub const problem = notAsked(what);
        pub const condition = what;
        pub const branches = .{ .true = steps };
    };
}

/// Runs lists of steps side by side and goes on when all of them have ended: `bevy.all(.{ .{ walk }, .{ talk } })`.
pub fn all(comptime lists: anytype) type {
    @setEvalBranchQuota(branch_quota);
    return struct {
        pub const step_kind: Kind = .all;
        pub const step_name = "all";
        pub const problem = notLists(lists, ".{ … }");
        pub const branches = lists;
    };
}

/// Runs lists of steps side by side and goes on when the first of them has ended; the others are dropped where they
/// are.
pub fn race(comptime lists: anytype) type {
    @setEvalBranchQuota(branch_quota);
    return struct {
        pub const step_kind: Kind = .race;
        pub const step_name = "race";
        pub const problem = notLists(lists, ".{ … }");
        pub const branches = lists;
    };
}

/// The steps of another sequence of the same script, as if they were written here.
pub fn call(comptime other: type) type {
    @setEvalBranchQuota(branch_quota);
    const is_sequence = @typeInfo(other) == .@"struct" and @hasDecl(other, "sequence_steps");
    return struct {
        pub const problem: ?[]const u8 = if (is_sequence) null else "bevy.call takes what bevy.sequence has made, not the type " ++ @typeName(other);
        pub const spliced = if (is_sequence) other.sequence_steps else .{};
    };
}

/// Gives a step a name of its own: for `go`, `jump` and `is`, and for reloads, which find a step by its name whatever
/// has become of it.
pub fn named(comptime name: []const u8, comptime step: anytype) type {
    @setEvalBranchQuota(branch_quota);
    return struct {
        pub const problem: ?[]const u8 = if (name.len == 0)
            "its name is empty; give it one, such as \"aim\""
        else if (std.mem.eql(u8, name, "none"))
            "it cannot have that name, which means that a run is at no step"
        else
            null;
        pub const step_label = name;
        pub const step_inside = step;
    };
}

/// Goes on with the step of this name: that of `bevy.named`, or a function's.
pub fn go(comptime name: []const u8) type {
    @setEvalBranchQuota(branch_quota);
    return struct {
        pub const step_kind: Kind = .go;
        pub const step_name = "go(" ++ name ++ ")";
        pub const problem: ?[]const u8 = null;
        pub const target = name;
    };
}

/// Goes on with the first step of the sequence.
pub const again = struct {
    pub const step_kind: Kind = .go;
    pub const step_name = "again";
    /// There is none.
    pub const problem: ?[]const u8 = null;
    /// The first step.
    pub const target = "";
};

/// Ends the run here.
pub const stop = struct {
    pub const step_kind: Kind = .stop;
    pub const step_name = "stop";
    /// There is none.
    pub const problem: ?[]const u8 = null;
};

/// Whether a word was not given this.
pub fn isNull(comptime given: anytype) bool {
    return @TypeOf(given) == @TypeOf(null);
}

/// The problem with what should be a time.
pub fn notTime(comptime time: anytype) ?[]const u8 {
    switch (@typeInfo(@TypeOf(time))) {
        .@"fn", .enum_literal => return null,
        .int, .comptime_int, .float, .comptime_float => return if (time >= 0) null else "it would take " ++ textOf(time) ++ " seconds; write a number of at least 0",
        else => return "a time is a number of seconds, the name of a field with one, as in .pause, or a function that returns it, not " ++ @typeName(@TypeOf(time)),
    }
}

/// The problem with what should be looked at while the sequence runs.
fn notAsked(comptime what: anytype) ?[]const u8 {
    return switch (@typeInfo(@TypeOf(what))) {
        .@"fn", .enum_literal, .bool, .int, .comptime_int, .float, .comptime_float => null,
        else => "it takes a function of the script or the name of a field, as in .is_open, not " ++ @typeName(@TypeOf(what)),
    };
}

fn notLists(comptime lists: anytype, comptime example: []const u8) ?[]const u8 {
    const are_lists = @typeInfo(@TypeOf(lists)) == .@"struct";
    if (are_lists and @typeInfo(@TypeOf(lists)).@"struct".field_names.len > 0) return null;
    return "there are no lists of steps in it; write at least one: .{ " ++ example ++ " }";
}

fn Of(comptime f: anytype) type {
    return struct {
        const function = f;
    };
}

/// A function's name, a field's, or a number, as it stands in the source.
pub fn textOf(comptime what: anytype) []const u8 {
    switch (@typeInfo(@TypeOf(what))) {
        .@"fn" => {
            @setEvalBranchQuota(branch_quota);
            // The language tells a function's name only as part of a type's.
            const text = @typeName(Of(what));
            const begin = "(function '";
            const at = std.mem.findLast(u8, text, begin) orelse return "function";
            const name = text[at + begin.len ..];
            return name[0 .. std.mem.findScalar(u8, name, '\'') orelse return "function"];
        },
        .enum_literal => return @tagName(what),
        .int, .comptime_int => return std.fmt.comptimePrint("{d}", .{what}),
        .float, .comptime_float => return std.fmt.comptimePrint("{d}", .{@as(f64, what)}),
        .type => return if (@typeInfo(what) == .@"struct" and @hasDecl(what, "text")) what.text else @typeName(what),
        .bool => return if (what) "true" else "false",
        // `problem` says so.
        else => return @typeName(@TypeOf(what)),
    }
}
