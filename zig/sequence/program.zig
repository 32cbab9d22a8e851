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
const tweens = @import("tween.zig");
const values = @import("value.zig");
const words = @import("step.zig");
const Kind = words.Kind;
const Words = @import("../script/words.zig").Words;

/// Steps that a sequence can have: `At` of a run has room for their numbers and for what a reload writes there.
const steps_max = 8191;

/// A step that is a plain function.
fn Call(comptime f: anytype) type {
    return struct {
        pub const step_kind: Kind = .call;
        pub const step_name = words.textOf(f);
        pub const problem: ?[]const u8 = null;
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
    next: u16 = 0,
    /// The step that this one lies in, and in which of its lists; 0: in none.
    parent: u16 = 0,
    list: u16 = 0,
    branch: u16 = 0,
    /// In how many `repeat`s of the same branch that count their rounds it lies.
    depth: u8 = 0,
    /// The first step of each list in it.
    bodies: []const u16 = &.{},
    /// The last step in it; its own number if there is none.
    last: u16 = 0,
    /// The name that it would have if it were the only one.
    written: [:0]const u8 = "none",
    /// Whether `named` gave it that.
    is_named: bool = false,
    /// In which use of another sequence it stands; 0: in none.
    used: u16 = 0,
};

/// A list that runs by itself: the sequence, or one of those of an `all` or a `race`.
pub const Branch = struct {
    /// The `all` or `race`; 0 for the sequence.
    of: u16,
    first: u16,
};

/// The program of a list of steps of this script, whose name is for errors.
pub fn Program(comptime list: anytype, comptime script: []const u8) type {
    @setEvalBranchQuota(words.branch_quota);
    comptime var uses: u16 = 0;
    const nodes = comptime nodesOf(list, .{ .script = script }, &uses);
    if (nodes.len == 0) @compileError("script '" ++ script ++ "': a sequence has no steps; write at least one");
    const sums = comptime sumsOf(nodes);
    if (sums.steps > steps_max) @compileError(std.fmt.comptimePrint("script '{s}': a sequence has {d} steps, and can have {d}; split it into several runs", .{ script, sums.steps, steps_max }));
    const built = comptime build: {
        var ops: [sums.steps + 1]Op = undefined;
        var branches: [sums.branches + 1]Branch = undefined;
        ops[0] = .{ .kind = .stop, .name = "none", .step = words.stop };
        branches[0] = .{ .of = 0, .first = 1 };
        var builder: Builder = .{ .ops = &ops, .branches = &branches };
        _ = builder.block(nodes, .{ .first = 1 });
        nameApart(&ops, script);
        break :build .{ ops, branches };
    };
    return struct {
        /// All steps by number; that of number 0 is none.
        pub const ops = built[0];
        pub const branches = built[1];
        pub const when_gone: words.WhenGone = option(list, .when_gone, script) orelse .skip;
        pub const by_hand = option(list, .by_hand, script) != null;
        /// How many branches can run side by side, without the sequence itself.
        pub const slots = sums.slots;
        /// How deep `repeat`s that count lie in each other. Waiting for frames counts as a round does.
        pub const depths = sums.depths;
        /// What counts the rounds.
        pub const Round = if (sums.rounds > std.math.maxInt(u16)) u32 else u16;
        /// How many floats a step keeps of when it began.
        pub const kept = sums.kept;
        /// Whether any step waits for a signal.
        pub const hears = sums.hears;

        /// What a run is at, by name.
        pub const Step = Steps(&ops);

        /// In which branch each step is.
        pub const branch_of = column(u16, "branch");
        /// The step that follows each; the first one follows none.
        pub const nexts = column(u16, "next");
        /// What each step does.
        pub const kinds = column(Kind, "kind");
        /// What each step is called.
        pub const names = column([:0]const u8, "name");
        /// The step that each lies in, and in which list of it.
        const parents = column(u16, "parent");
        const lists = column(u16, "list");

        fn column(comptime T: type, comptime field: []const u8) [ops.len]T {
            @setEvalBranchQuota(words.branch_quota);
            var list_of: [ops.len]T = undefined;
            for (&list_of, ops) |*to, op| to.* = @field(op, field);
            return list_of;
        }

        /// Adds where a step stands, as `placeOf` says it: found out while the game runs, for what hardly ever happens.
        pub fn addPlace(to: *Words, number: u16) void {
            @branchHint(.cold);
            var at = number;
            while (true) {
                var position: u16 = 1;
                var has_lists = lists[at] > 0;
                for (parents[1..], lists[1..], 1..) |parent, list_of, other| if (parent == parents[at]) {
                    if (other < at and list_of == lists[at]) position += 1;
                    if (list_of > 0) has_lists = true;
                };
                to.add("step ");
                to.addWhole(position);
                to.add(", '");
                to.add(names[at]);
                to.add("'");
                if (parents[at] == 0) return;
                to.add(", in ");
                if (has_lists) {
                    to.add("list ");
                    to.addWhole(lists[at] + 1);
                    to.add(" of ");
                }
                at = parents[at];
            }
        }

        /// How many `repeat`s that count are around both steps, in the branch of the second.
        pub fn loopsAround(comptime from: u16, comptime to: u16) usize {
            @setEvalBranchQuota(words.branch_quota);
            var loops: usize = 0;
            var around = ops[to].parent;
            while (around != 0) : (around = ops[around].parent) {
                const op = ops[around];
                const is_loop = op.kind == .repeat and op.branch == ops[to].branch and counts(op.step);
                if (is_loop and around < from and from <= op.last) loops += 1;
            }
            return loops;
        }

        /// The number of the step of this name, for a step in this use of a sequence, which has names of its own; 0:
        /// there is none.
        pub fn numberOf(comptime name: []const u8, comptime used: u16) u16 {
            @setEvalBranchQuota(words.branch_quota);
            if (used > 0) for (ops[1..], 1..) |op, number| {
                if (op.used == used and op.is_named and areSame(op.written, name)) return number;
            };
            for (ops[1..], 1..) |op, number| if (areSame(op.name, name)) return number;
            return 0;
        }
    };
}

/// Where a step stands, for people: `step 2, 'wait(1)', in list 1 of step 4, 'race'`.
pub fn placeOf(comptime ops: []const Op, comptime number: u16) []const u8 {
    @setEvalBranchQuota(words.branch_quota);
    const op = ops[number];
    var position: usize = 1;
    for (ops[1..number]) |other| position += @intFromBool(other.parent == op.parent and other.list == op.list);
    const own = std.fmt.comptimePrint("step {d}, '{s}'", .{ position, op.name });
    if (op.parent == 0) return own;
    const in = if (ops[op.parent].bodies.len > 1) std.fmt.comptimePrint(", in list {d} of ", .{op.list + 1}) else ", in ";
    return own ++ in ++ placeOf(ops, op.parent);
}

/// The steps of a program as an enum, which may have other numbers while a reload is not over.
fn Steps(comptime ops: []const Op) type {
    @setEvalBranchQuota(words.branch_quota);
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

/// A step as it was written, with what is in it.
const Node = struct {
    step: type,
    name: [:0]const u8,
    is_named: bool,
    used: u16,
    lists: []const []const Node,

    /// How many steps there are in it, with itself.
    fn size(comptime node: Node) u16 {
        var steps: u16 = 1;
        for (node.lists) |list| for (list) |inner| {
            steps += inner.size();
        };
        return steps;
    }
};

/// Where a list lies, for errors.
const Where = struct {
    script: []const u8,
    /// The steps around it: `, in list 2 of step 4, 'race'`.
    within: []const u8 = "",
    /// In which use of another sequence; 0: in none.
    used: u16 = 0,

    /// Refuses a step of the list.
    fn refuse(comptime where: Where, comptime position: usize, comptime name: []const u8, comptime problem: []const u8) noreturn {
        const step = std.fmt.comptimePrint("step {d}, '{s}'", .{ position, name });
        @compileError("script '" ++ where.script ++ "', " ++ step ++ where.within ++ ": " ++ problem);
    }
};

/// The steps of a list: tuples and called sequences are taken apart, options left out.
fn nodesOf(comptime list: anytype, comptime where: Where, uses: *u16) []const Node {
    var nodes: [countOf(list)]Node = undefined;
    var filled: usize = 0;
    fill(list, where, uses, &nodes, &filled);
    const final = nodes;
    return &final;
}

/// What something in a list is.
const Shape = enum { function, step, named, option, called, list, unknown };

fn shapeOf(comptime given: anytype) Shape {
    return switch (@typeInfo(@TypeOf(given))) {
        .@"fn" => .function,
        .type => if (@typeInfo(given) != .@"struct")
            .unknown
        else if (@hasDecl(given, "step_kind"))
            .step
        else if (@hasDecl(given, "step_label"))
            .named
        else if (@hasDecl(given, "sequence_option"))
            .option
        else if (@hasDecl(given, "spliced"))
            .called
        else
            .unknown,
        .@"struct" => |info| if (info.is_tuple) .list else .unknown,
        else => .unknown,
    };
}

fn countOf(comptime given: anytype) usize {
    switch (shapeOf(given)) {
        .function, .step, .named, .unknown => return 1,
        .option => return 0,
        .called => return countOf(given.spliced),
        .list => {
            var count: usize = 0;
            for (@typeInfo(@TypeOf(given)).@"struct".field_names) |name| count += countOf(@field(given, name));
            return count;
        },
    }
}

fn fill(comptime given: anytype, comptime where: Where, uses: *u16, nodes: []Node, filled: *usize) void {
    const position = filled.* + 1;
    const node: Node = switch (shapeOf(given)) {
        .option => {
            // One of a sequence that is called is for runs of that sequence.
            if (where.within.len > 0 and where.used == 0) @compileError("script '" ++ where.script ++ "': " ++ optionName(given) ++ " is not for a part of a sequence" ++ where.within ++
                "; write it as the first line of the whole");
            return;
        },
        .called => {
            if (given.problem) |problem| where.refuse(position, "call", problem);
            uses.* += 1;
            return fill(given.spliced, .{ .script = where.script, .within = where.within, .used = uses.* }, uses, nodes, filled);
        },
        .list => {
            for (@typeInfo(@TypeOf(given)).@"struct".field_names) |name| fill(@field(given, name), where, uses, nodes, filled);
            return;
        },
        .function => .{ .step = Call(given), .name = textOf(Call(given).step_name), .is_named = false, .used = where.used, .lists = &.{} },
        .step => made: {
            const name = textOf(given.step_name);
            if (given.problem) |problem| where.refuse(position, name, problem);
            break :made .{ .step = given, .name = name, .is_named = false, .used = where.used, .lists = listsOf(given, position, name, where, uses) };
        },
        .named => made: {
            const inside = given.step_inside;
            const name = textOf(given.step_label);
            if (given.problem) |problem| where.refuse(position, name, problem);
            const Step = switch (shapeOf(inside)) {
                .function => Call(inside),
                .step => inside,
                else => where.refuse(position, name, "named(\"" ++ name ++ "\") names one step, a function or one of bevy.wait, bevy.repeat and so on, not " ++
                    "a list; write: bevy.named(\"" ++ name ++ "\", bevy.repeat(1, .{ … }))"),
            };
            if (Step.problem) |problem| where.refuse(position, name, problem);
            break :made .{ .step = Step, .name = name, .is_named = true, .used = where.used, .lists = listsOf(Step, position, name, where, uses) };
        },
        .unknown => @compileError(std.fmt.comptimePrint("script '{s}', step {d}{s} of a sequence is {s}; write a function of the script, or one of bevy.wait, bevy.until, bevy.repeat and so on", .{
            where.script,
            position,
            where.within,
            if (@TypeOf(given) == type) "the type " ++ @typeName(given) else "a value of the type " ++ @typeName(@TypeOf(given)),
        })),
    };
    nodes[filled.*] = node;
    filled.* += 1;
}

fn optionName(comptime given: type) []const u8 {
    return if (given.sequence_option == .by_hand) "bevy.byHand" else "bevy.whenGone";
}

fn textOf(comptime text: []const u8) [:0]const u8 {
    return text ++ "";
}

/// The lists in a step, each taken apart.
fn listsOf(
    comptime Step: type,
    comptime position: usize,
    comptime name: []const u8,
    comptime where: Where,
    uses: *u16,
) []const []const Node {
    const names: []const []const u8 = switch (Step.step_kind) {
        .repeat => &.{"body"},
        .choose, .all, .race => @typeInfo(@TypeOf(Step.branches)).@"struct".field_names,
        else => return &.{},
    };
    var lists: [names.len][]const Node = undefined;
    for (names, &lists, 1..) |field, *list, number| {
        const in = if (names.len > 1) std.fmt.comptimePrint(", in list {d} of ", .{number}) else ", in ";
        const inner = in ++ std.fmt.comptimePrint("step {d}, '{s}'", .{ position, name }) ++ where.within;
        const given = if (Step.step_kind == .repeat) Step.body else @field(Step.branches, field);
        list.* = nodesOf(given, .{ .script = where.script, .within = inner, .used = where.used }, uses);
        const begin = "script '" ++ where.script ++ "': ";
        if (list.len == 0) @compileError(begin ++ "there are no steps" ++ inner ++ "; write at least one, or remove it");
        if (Step.step_kind == .repeat and !counts(Step) and words.isNull(Step.condition) and !canWait(list.*)) @compileError(begin ++ "nothing waits" ++ inner ++
            ", which would never end; write a step that does, such as bevy.waitFrames(1)");
    }
    const final = lists;
    return &final;
}

/// What is counted of some steps, with those in them.
const Sums = struct {
    steps: usize = 0,
    branches: usize = 0,
    slots: usize = 0,
    depths: usize = 0,
    kept: usize = 0,
    rounds: u64 = 0,
    hears: bool = false,
};

fn sumsOf(comptime nodes: []const Node) Sums {
    var sums: Sums = .{};
    for (nodes) |node| {
        const Step = node.step;
        const side_by_side = Step.step_kind == .all or Step.step_kind == .race;
        var slots: usize = 0;
        var depths: usize = 0;
        for (node.lists) |list| {
            const inner = sumsOf(list);
            sums.steps += inner.steps;
            sums.branches += inner.branches + @intFromBool(side_by_side);
            sums.kept = @max(sums.kept, inner.kept);
            sums.rounds = @max(sums.rounds, inner.rounds);
            sums.hears = sums.hears or inner.hears;
            slots = if (side_by_side) slots + 1 + inner.slots else @max(slots, inner.slots);
            depths = @max(depths, inner.depths);
        }
        switch (Step.step_kind) {
            .repeat => {
                depths += @intFromBool(counts(Step));
                sums.rounds = @max(sums.rounds, roundsOf(Step.count));
            },
            .wait_frames => depths = 1,
            .signal => sums.hears = true,
            .during => sums.kept = @max(sums.kept, 2),
            .tween => sums.kept = @max(sums.kept, tweens.keptBy(Step)),
            else => {},
        }
        sums.steps += 1;
        sums.slots = @max(sums.slots, slots);
        sums.depths = @max(sums.depths, depths);
    }
    return sums;
}

/// How many rounds there may be.
fn roundsOf(comptime count: anytype) u64 {
    return switch (@typeInfo(@TypeOf(count))) {
        .int, .comptime_int => if (count > 0) count else 0,
        .@"fn" => most: {
            const T = @typeInfo(values.Payload(count));
            break :most if (T == .int and T.int.bits <= 16) 0 else std.math.maxInt(u32);
        },
        // The types of fields are not known yet: they depend on how large the run is.
        .enum_literal => std.math.maxInt(u32),
        else => 0,
    };
}

const Builder = struct {
    ops: []Op,
    branches: []Branch,
    branch_count: u16 = 1,

    /// Where a list stands.
    const At = struct {
        first: u16,
        parent: u16 = 0,
        list: u16 = 0,
        branch: u16 = 0,
        depth: u8 = 0,
        /// What follows its last step.
        end: u16 = 0,
    };

    /// Adds the steps of a list, and returns the number behind them.
    fn block(self: *Builder, comptime nodes: []const Node, at: At) u16 {
        var number = at.first;
        for (nodes, 0..) |node, index| {
            const Step = node.step;
            const behind = number + node.size();
            const next = if (index + 1 == nodes.len) at.end else behind;
            var bodies: [node.lists.len]u16 = undefined;
            var first = number + 1;
            for (node.lists, &bodies, 0..) |inner, *body, which| {
                body.* = first;
                var place: At = .{ .first = first, .parent = number, .list = which, .branch = at.branch, .depth = at.depth, .end = next };
                switch (Step.step_kind) {
                    .repeat => {
                        place.depth += @intFromBool(counts(Step));
                        place.end = number;
                    },
                    .choose => {},
                    .all, .race => {
                        place.branch = self.branch_count;
                        place.depth = 0;
                        place.end = 0;
                        self.branches[self.branch_count] = .{ .of = number, .first = first };
                        self.branch_count += 1;
                    },
                    else => unreachable,
                }
                first = self.block(inner, place);
            }
            const final = bodies;
            self.ops[number] = .{
                .kind = Step.step_kind,
                .name = node.name,
                .step = Step,
                .next = next,
                .parent = at.parent,
                .list = at.list,
                .branch = at.branch,
                .depth = at.depth,
                .bodies = &final,
                .last = behind - 1,
                .written = node.name,
                .is_named = node.is_named,
                .used = node.used,
            };
            number = behind;
        }
        return number;
    }
};

fn option(comptime list: anytype, comptime which: @EnumLiteral(), comptime script: []const u8) ?OptionValue(which) {
    @setEvalBranchQuota(words.branch_quota);
    switch (shapeOf(list)) {
        .option => if (list.sequence_option == which) return if (which == .when_gone) list.value else true,
        .list => {
            var found: ?OptionValue(which) = null;
            for (@typeInfo(@TypeOf(list)).@"struct".field_names) |name| if (option(@field(list, name), which, script)) |given| {
                if (found != null) @compileError("script '" ++ script ++ "': a sequence has " ++ (if (which == .by_hand) "bevy.byHand" else "bevy.whenGone") ++ " twice; keep one");
                found = given;
            };
            return found;
        },
        else => {},
    }
    return null;
}

fn OptionValue(comptime which: @EnumLiteral()) type {
    return if (which == .when_gone) words.WhenGone else bool;
}

/// Whether a `repeat` has a number of rounds.
fn counts(comptime Step: type) bool {
    return !words.isNull(Step.count);
}

fn canWait(comptime nodes: []const Node) bool {
    for (nodes) |node| switch (node.step.step_kind) {
        .wait, .wait_frames, .until, .signal, .during, .tween => return true,
        // It leaves the loop, or comes back to it.
        .go, .stop => return true,
        else => for (node.lists) |inner| if (canWait(inner)) return true,
    };
    return false;
}

/// Gives steps of the same name numbers: `fire`, `fire 2`. A name that `named` gave stays as it is.
fn nameApart(ops: []Op, comptime script: []const u8) void {
    var table: Table(ops.len) = .{};
    var counts_of: [ops.len]u16 = @splat(1);
    for (ops[1..], 1..) |op, number| if (op.is_named) {
        const slot = table.find(ops, op.name);
        if (slot.* == 0) {
            slot.* = number;
        } else if (op.used == ops[slot.*].used) {
            const places = placeOf(ops, number) ++ ", and " ++ placeOf(ops, slot.*);
            @compileError("script '" ++ script ++ "': two steps of a sequence are named '" ++ op.name ++ "': " ++ places ++ "; give one another name with bevy.named");
        }
    };
    for (ops[1..], 1..) |*op, number| {
        const slot = table.find(ops, op.name);
        if (slot.* == 0) slot.* = number;
        const first = slot.*;
        while (table.find(ops, op.name).* != number) {
            if (table.find(ops, op.name).* == 0) {
                table.find(ops, op.name).* = number;
                break;
            }
            counts_of[first] += 1;
            op.name = numbered(op.written, counts_of[first]);
        }
    }
}

/// `fire 2`. To format each is most of what a long list would cost.
fn numbered(comptime name: []const u8, comptime number: u16) [:0]const u8 {
    var digits: []const u8 = "";
    var rest = number;
    while (rest > 0) : (rest /= 10) digits = &[_]u8{'0' + rest % 10} ++ digits;
    return name ++ " " ++ digits;
}

/// Steps by name: looking for one takes the same time in a list of any length.
fn Table(comptime steps: usize) type {
    const len = std.math.ceilPowerOfTwoAssert(usize, 2 * steps);
    return struct {
        /// The number of a step; 0: none.
        slots: [len]u16 = @splat(0),

        fn find(self: *@This(), ops: []const Op, comptime name: []const u8) *u16 {
            var at = hashOf(name) % len;
            while (self.slots[at] != 0 and !areSame(ops[self.slots[at]].name, name)) at = (at + 1) % len;
            return &self.slots[at];
        }
    };
}

// Vectors, since the compiler computes with a whole one as fast as with a number.

fn hashOf(comptime name: []const u8) u32 {
    const bytes: @Vector(name.len, u8) = name[0..name.len].*;
    return @reduce(.Add, @as(@Vector(name.len, u32), bytes) *% weightsOf(name.len));
}

fn weightsOf(comptime len: usize) @Vector(len, u32) {
    var weights: [len]u32 = undefined;
    var weight: u32 = 1;
    for (&weights) |*to| {
        to.* = weight;
        weight *%= 16777619;
    }
    return weights;
}

fn areSame(comptime a: []const u8, comptime b: []const u8) bool {
    if (a.len != b.len) return false;
    const left: @Vector(a.len, u8) = a[0..a.len].*;
    const right: @Vector(a.len, u8) = b[0..a.len].*;
    return @reduce(.And, left == right);
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
    }, "test");
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
    try std.testing.expectEqual(8, comptime P.numberOf("feel", 0));
    try std.testing.expectEqual(@as(P.Step, .@"open 2"), @as(P.Step, @fromBackingInt(4)));
}
