//! A list of steps as a program: each step with its name, its number, and the step that follows it.
//!
//! ```text
//!   .{ open, bevy.race(.{ .{ bevy.wait(3) }, .{ leave } }), close }
//!
//!   number  name      in          branch  next
//!   1       open      -           0       2
//!   2       race      -           0       5
//!   3       wait(3)   2, list 0   1       0, the end of the branch
//!   4       leave     2, list 1   2       0
//!   5       close     -           0       0
//! ```
//!
//! Number 0 is no step. A run is a place in branch 0, and one more in each branch of an `all` or a `race` that it is
//! in.

const std = @import("std");
const words = @import("step.zig");
const Kind = words.Kind;

/// A step that is a plain function.
fn Call(comptime f: anytype) type {
    return struct {
        pub const step_kind: Kind = .call;
        pub const step_name = words.textOf(f);
        pub const function = f;
    };
}

/// One step of a program.
pub const Op = struct {
    kind: Kind,
    /// Unlike that of any other step.
    name: [:0]const u8,
    /// What the word has made.
    step: type,
    /// The step that follows, with all that is in this one behind; 0: the branch ends.
    next: u16,
    /// The step that this one lies in, and in which of its lists; 0: in none.
    parent: u16,
    list: u16,
    branch: u16,
    /// In how many `repeat`s of the same branch that count their rounds it lies.
    depth: u8,
    /// The first step of each list in it.
    bodies: []const u16,
};

/// A list that runs by itself: the sequence, or one of those of an `all` or a `race`.
pub const Branch = struct {
    /// The `all` or `race`; 0 for the sequence.
    of: u16,
    first: u16,
};

/// The program of a list of steps.
pub fn Program(comptime list: anytype) type {
    @setEvalBranchQuota(1_000_000);
    const steps = comptime flatten(list);
    if (steps.len == 0) @compileError("a sequence has no steps");
    comptime var builder: Builder = .{ .branches = &.{.{ .of = 0, .first = 1 }} };
    comptime builder.block(steps, 1, 0, 0, 0, 0, 0);
    const none: Op = .{
        .kind = .stop,
        .name = "none",
        .step = words.stop,
        .next = 0,
        .parent = 0,
        .list = 0,
        .branch = 0,
        .depth = 0,
        .bodies = &.{},
    };
    const all_ops = comptime distinct(&[_]Op{none} ++ builder.ops);
    const all_branches = builder.branches[0..builder.branches.len].*;
    return struct {
        /// All steps by number; that of number 0 is none.
        pub const ops = all_ops;
        pub const branches = all_branches;
        pub const when_gone: words.WhenGone = option(list, .when_gone) orelse .skip;
        pub const by_hand = option(list, .by_hand) != null;
        /// How many branches can run side by side, without the sequence itself.
        pub const slots = slotsOf(steps);
        /// How deep `repeat`s that count lie in each other. Waiting for frames counts as a round does.
        pub const depths = depthOf(steps);

        /// What a run is at, by name.
        pub const Step = Steps(&ops);

        /// In which branch each step is.
        pub const branch_of = table: {
            var branch: [ops.len]u16 = undefined;
            for (&branch, ops) |*to, op| to.* = op.branch;
            break :table branch;
        };

        /// The number of the step of this name; 0: there is none.
        pub fn numberOf(comptime name: []const u8) u16 {
            for (ops[1..], 1..) |op, number| if (std.mem.eql(u8, op.name, name)) return number;
            return 0;
        }
    };
}

/// The steps of a program as an enum, which may have other numbers while a reload is not over.
fn Steps(comptime ops: []const Op) type {
    var step_names: [ops.len][]const u8 = undefined;
    var numbers: [ops.len]i16 = undefined;
    for (ops, &step_names, &numbers, 0..) |op, *name, *number, index| {
        name.* = op.name;
        number.* = index;
    }
    const final_names = step_names;
    const final_numbers = numbers;
    return @Enum(i16, .nonexhaustive, &final_names, &final_numbers);
}

const Builder = struct {
    ops: []const Op = &.{},
    branches: []const Branch,

    /// Adds the steps of a list, of which the first has the number `first`.
    fn block(
        self: *Builder,
        comptime steps: []const type,
        comptime first: u16,
        comptime parent: u16,
        comptime list: u16,
        comptime branch: u16,
        comptime depth: u8,
        comptime end: u16,
    ) void {
        var number = first;
        for (steps, 0..) |Given, index| {
            const Step = stepOf(Given);
            const behind = number + sizeOf(Given);
            const next = if (index + 1 == steps.len) end else behind;
            var bodies: []const u16 = &.{};
            var at = number + 1;
            const place = self.ops.len;
            var op: Op = .{
                .kind = Step.step_kind,
                .name = nameOf(Given),
                .step = Step,
                .next = next,
                .parent = parent,
                .list = list,
                .branch = branch,
                .depth = depth,
                .bodies = &.{},
            };
            self.ops = self.ops ++ .{op};
            for (listsOf(Step), 0..) |inner, which| {
                if (inner.len == 0) @compileError("'" ++ op.name ++ "' has no steps in it; write at least one, or remove it");
                bodies = bodies ++ .{at};
                switch (op.kind) {
                    .repeat => {
                        if (words.isNull(Step.count) and words.isNull(Step.condition) and !canWait(inner)) {
                            @compileError("nothing in 'forever' waits, so it would never end; write a step that does, such as bevy.waitFrames(1)");
                        }
                        self.block(inner, at, number, which, branch, depth + @intFromBool(counts(Step)), number);
                    },
                    .choose => self.block(inner, at, number, which, branch, depth, next),
                    .all, .race => {
                        const new = self.branches.len;
                        self.branches = self.branches ++ .{Branch{ .of = number, .first = at }};
                        self.block(inner, at, number, which, new, 0, 0);
                    },
                    else => unreachable,
                }
                for (inner) |Inner| at += sizeOf(Inner);
            }
            op.bodies = bodies;
            self.ops = self.ops[0..place] ++ .{op} ++ self.ops[place + 1 ..];
            number = behind;
        }
    }
};

/// The steps of a list, each as a type: tuples and called sequences are taken apart, options left out.
fn flatten(comptime list: anytype) []const type {
    const Given = @TypeOf(list);
    switch (@typeInfo(Given)) {
        .@"fn" => return &.{Call(list)},
        .type => {
            if (words.isStep(list)) return &.{list};
            if (words.isOption(list)) return &.{};
            if (@typeInfo(list) == .@"struct" and @hasDecl(list, "spliced")) return flatten(list.spliced);
            if (@typeInfo(list) == .@"struct" and @hasDecl(list, "step_label")) {
                const inside = flatten(list.step_inside);
                if (inside.len != 1) @compileError("named(\"" ++ list.step_label ++ "\") names one step, not a list of several");
                return &.{list};
            }
        },
        .@"struct" => |info| if (info.is_tuple) {
            var steps: []const type = &.{};
            for (info.field_names) |name| steps = steps ++ flatten(@field(list, name));
            return steps;
        },
        else => {},
    }
    @compileError("a step is a function of the script or one of bevy.wait, bevy.until, bevy.repeat and so on, not " ++ @typeName(Given));
}

fn option(comptime list: anytype, comptime which: @EnumLiteral()) ?OptionValue(which) {
    switch (@typeInfo(@TypeOf(list))) {
        .type => if (words.isOption(list) and list.sequence_option == which) return if (which == .when_gone) list.value else true,
        .@"struct" => |info| if (info.is_tuple) for (info.field_names) |name| {
            if (option(@field(list, name), which)) |found| return found;
        },
        else => {},
    }
    return null;
}

fn OptionValue(comptime which: @EnumLiteral()) type {
    return if (which == .when_gone) words.WhenGone else bool;
}

/// The step itself, whether it has a name of its own or not.
fn stepOf(comptime Given: type) type {
    return if (@hasDecl(Given, "step_label")) stepOf(flatten(Given.step_inside)[0]) else Given;
}

fn nameOf(comptime Given: type) [:0]const u8 {
    const name = if (@hasDecl(Given, "step_label")) Given.step_label else Given.step_name;
    return name ++ "";
}

/// The lists in a step, each taken apart.
fn listsOf(comptime Step: type) []const []const type {
    switch (Step.step_kind) {
        .repeat => return &.{flatten(Step.body)},
        .choose, .all, .race => {
            var lists: []const []const type = &.{};
            for (@typeInfo(@TypeOf(Step.branches)).@"struct".field_names) |name| {
                lists = lists ++ .{flatten(@field(Step.branches, name))};
            }
            return lists;
        },
        else => return &.{},
    }
}

/// How many steps there are in it, with itself.
fn sizeOf(comptime Given: type) u16 {
    var size: u16 = 1;
    for (listsOf(stepOf(Given))) |steps| for (steps) |Inner| {
        size += sizeOf(Inner);
    };
    return size;
}

fn slotsOf(comptime steps: []const type) usize {
    var slots: usize = 0;
    for (steps) |Given| {
        const Step = stepOf(Given);
        const side_by_side = Step.step_kind == .all or Step.step_kind == .race;
        var own: usize = 0;
        for (listsOf(Step)) |inner| {
            own = if (side_by_side) own + 1 + slotsOf(inner) else @max(own, slotsOf(inner));
        }
        slots = @max(slots, own);
    }
    return slots;
}

fn depthOf(comptime steps: []const type) usize {
    var depth: usize = 0;
    for (steps) |Given| {
        const Step = stepOf(Given);
        const own: usize = switch (Step.step_kind) {
            .repeat => @intFromBool(counts(Step)),
            .wait_frames => 1,
            else => 0,
        };
        depth = @max(depth, own);
        for (listsOf(Step)) |inner| depth = @max(depth, own + depthOf(inner));
    }
    return depth;
}

/// Whether a `repeat` has a number of rounds.
fn counts(comptime Step: type) bool {
    return !words.isNull(Step.count);
}

fn canWait(comptime steps: []const type) bool {
    for (steps) |Given| {
        const Step = stepOf(Given);
        switch (Step.step_kind) {
            .wait, .wait_frames, .until, .signal, .during, .tween => return true,
            // It leaves the loop, or comes back to it.
            .go, .stop => return true,
            else => for (listsOf(Step)) |inner| if (canWait(inner)) return true,
        }
    }
    return false;
}

/// Gives steps of the same name numbers: `fire`, `fire 2`.
fn distinct(comptime given: []const Op) [given.len]Op {
    var ops = given[0..given.len].*;
    for (&ops, 0..) |*op, index| {
        var count: usize = 1;
        for (given[0..index]) |other| count += @intFromBool(std.mem.eql(u8, other.name, op.name));
        if (count > 1) op.name = std.fmt.comptimePrint("{s} {d}", .{ op.name, count });
    }
    for (ops, 0..) |op, index| {
        for (ops[0..index]) |other| {
            if (std.mem.eql(u8, other.name, op.name)) @compileError("two steps are named '" ++ op.name ++ "'; give one another name with bevy.named");
        }
    }
    return ops;
}

test Program {
    const S = struct {
        fn open(_: *@This()) void {}
        fn close(_: *@This()) void {}
        fn mood(_: *@This()) enum { calm, angry } {
            return .calm;
        }
    };
    const P = Program(.{
        words.whenGone(.restart),
        S.open,
        words.race(.{ .{words.wait(3)}, .{ S.open, words.repeat(2, .{ S.close, words.waitFrames(1) }) } }),
        words.named("feel", words.choose(S.mood, .{ .calm = .{S.close}, .angry = .{ words.stop, words.again } })),
        words.call(struct {
            pub const sequence_steps = .{ S.close, words.go("feel") };
        }),
    });
    const Want = struct { []const u8, u16, u16, u16, u16, u8 };
    // The name, what follows, what it lies in and where, the branch, and in how many loops of it.
    const expected = [_]Want{
        .{ "open", 2, 0, 0, 0, 0 },
        .{ "race", 8, 0, 0, 0, 0 },
        .{ "wait(3)", 0, 2, 0, 1, 0 },
        .{ "open 2", 5, 2, 1, 2, 0 },
        .{ "repeat(2)", 0, 2, 1, 2, 0 },
        .{ "close", 7, 5, 0, 2, 1 },
        .{ "waitFrames(1)", 5, 5, 0, 2, 1 },
        .{ "feel", 12, 0, 0, 0, 0 },
        .{ "close 2", 12, 8, 0, 0, 0 },
        .{ "stop", 11, 8, 1, 0, 0 },
        .{ "again", 12, 8, 1, 0, 0 },
        .{ "close 3", 13, 0, 0, 0, 0 },
        .{ "go(feel)", 0, 0, 0, 0, 0 },
    };
    try std.testing.expectEqual(expected.len + 1, P.ops.len);
    inline for (expected, P.ops[1..]) |want, op| {
        try std.testing.expectEqualStrings(want[0], op.name);
        try std.testing.expectEqual(Want{ want[0], op.next, op.parent, op.list, op.branch, op.depth }, want);
    }
    try std.testing.expectEqualSlices(u16, &.{ 9, 10 }, P.ops[8].bodies);
    try std.testing.expectEqual(2, P.slots);
    try std.testing.expectEqual(2, P.depths);
    try std.testing.expectEqual(.restart, P.when_gone);
    try std.testing.expect(!P.by_hand);
    try std.testing.expectEqual(8, comptime P.numberOf("feel"));
    try std.testing.expectEqual(@as(P.Step, .@"open 2"), @as(P.Step, @fromBackingInt(4)));
}
