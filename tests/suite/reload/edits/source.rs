//! A script made of many small pieces, each of which can be edited, and what a frame of it adds to its counter.

use std::fmt::Write;

use super::super::script;

/// How many numbers a source has, and which of them are in the shared file.
const NUMBERS: usize = 20;
const SHARED_NUMBERS: std::ops::Range<usize> = 10..13;

/// How many parts may be there or not, and which of them are in the shared file.
const PARTS: usize = 27;
const SHARED_PARTS: std::ops::Range<usize> = 21..23;

/// Those that are variables of the library.
const VARIABLES: std::ops::Range<usize> = 15..17;

/// The numbers in a source, and which of its optional parts are there.
#[derive(Clone)]
pub struct Source {
    numbers: [u32; NUMBERS],
    has: [bool; PARTS],
}

/// The file that an edit is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum File {
    Script,
    Shared,
}

/// What a source is made of.
#[derive(Default)]
struct Pieces {
    fields: Vec<String>,
    /// Declarations.
    tops: Vec<String>,
    /// What a frame adds, in Zig, and as a number.
    terms: Vec<(String, i128)>,
}

impl Pieces {
    fn field(&mut self, text: impl Into<String>) {
        self.fields.push(text.into());
    }

    fn top(&mut self, text: impl Into<String>) {
        self.tops.push(text.into());
    }

    fn term(&mut self, text: impl Into<String>, value: impl Into<i128>) {
        self.terms.push((text.into(), value.into()));
    }
}

impl Source {
    pub fn new() -> Self {
        Self { numbers: [1; NUMBERS], has: [false; PARTS] }
    }

    /// Changes one place of a file, or two.
    pub fn edit(&mut self, random: &mut impl FnMut(usize) -> usize) -> File {
        // The other script does not import it.
        let file = if random(6) == 0 && !self.has[23] { File::Shared } else { File::Script };
        if file == File::Script {
            // Nobody is asked for a script with variables, so it has some only now and then.
            VARIABLES.for_each(|part| self.has[part] &= random(3) == 0);
        }
        for _ in 0..1 + random(2) {
            loop {
                let place = random(NUMBERS + PARTS);
                let (number, part) = (place, place.wrapping_sub(NUMBERS));
                let is_shared = SHARED_NUMBERS.contains(&number) || SHARED_PARTS.contains(&part);
                if is_shared != (file == File::Shared) {
                    continue;
                }
                if number < NUMBERS {
                    self.numbers[number] = random(1000) as u32;
                } else if part != 23 || random(4) == 0 {
                    // The whole file is replaced less often.
                    self.has[part] = !self.has[part];
                }
                break;
            }
        }
        file
    }

    /// The file that the script imports.
    pub fn shared_text(&self) -> String {
        let n = &self.numbers;
        let added = if self.has[21] { "pub fn added() u64 {\n    return 5;\n}\n" } else { "" };
        let field = if self.has[22] { "zeroth: f32 = 1, " } else { "" };
        format!(
            "pub const constant = {};\npub const Pair = struct {{ {field}first: u32 = {}, second: u32 = 2 }};\n\
             {added}pub fn of(n: u64) u64 {{\n    return n + {};\n}}\n",
            n[10], n[12], n[11]
        )
    }

    pub fn text(&self) -> String {
        let pieces = self.pieces();
        if self.has[23] {
            return self.other_text();
        }
        let (mut fields, mut tops) = (pieces.fields, pieces.tops);
        if self.has[2] {
            fields.reverse();
        }
        if self.has[10] {
            tops.reverse();
        }
        let mut sum = String::new();
        for (term, _) in &pieces.terms {
            writeln!(sum, "    sum += {term};").unwrap();
        }
        script(&format!(
            "const std = @import(\"std\");\nconst part = @import(\"lib/part.zig\");\ncount: u64 = 0,\n{}\n{}\n\
             pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void {{\n    var sum: u64 = 0;\n{sum}    if (self.count == std.math.maxInt(u64)) ctx.logInfo(\"never\", .{{}});\n    \
             self.count += sum;\n}}",
            fields.join("\n"),
            tops.join("\n"),
        ))
    }

    /// What a frame adds.
    pub fn sum(&self) -> i128 {
        if self.has[23] {
            return i128::from(self.numbers[0]) * 3 + i128::from(self.numbers[2]);
        }
        self.pieces().terms.iter().map(|(_, value)| value).sum()
    }

    /// Another script, which has nothing but the counter in common.
    fn other_text(&self) -> String {
        script(&format!(
            "const Other = struct {{ factor: u64 = {} }};\nother: Other = .{{}}, name: [8]u8 = @splat(0), count: u64 = 0,\n\
             pub fn update(self: *S, _: *bevy.Context, _: f32) void {{\n    const other: Other = .{{}};\n    \
             self.count += other.factor * 3 + {};\n}}",
            self.numbers[0], self.numbers[2]
        ))
    }

    fn pieces(&self) -> Pieces {
        let mut all = Pieces::default();
        self.values(&mut all);
        self.types(&mut all);
        self.functions(&mut all);
        self.at_comptime(&mut all);
        self.without_effect(&mut all);
        all
    }

    fn values(&self, all: &mut Pieces) {
        let (n, has) = (&self.numbers, &self.has);
        all.top(format!("const constant = {};", n[0]));
        all.term("constant", n[0]);
        let (name, old) = if has[1] { ("bonus", "extra") } else { ("extra", "bonus") };
        all.top(format!("pub const renamed = .{{ .{name} = \"{old}\" }};"));
        all.field(format!("{name}: {} = {},", if has[6] { "u64" } else { "u32" }, n[1]));
        all.term(format!("self.{name}"), n[1]);
        all.term(n[2].to_string(), n[2]);
        if has[0] {
            let (len, zeroes) = if has[20] { (5, "0, 0, 0, 0,") } else { (3, "0, 0,") };
            all.field(format!("more: [{len}]u16 = .{{ {zeroes} 1 }},"));
            all.term(format!("{len} - self.more.len"), 0);
        }
        all.field(format!("maybe: ?u32 = {},", n[15]));
        all.term("self.maybe orelse 0", n[15]);
        all.top(format!("const shape: union(enum) {{ one: u32, two: u64 }} = .{{ .one = {} }};", n[17]));
        all.term("switch (shape) { .one => |value| @as(u64, value), .two => |value| value }", n[17]);
        all.term(format!("\"{}\".len", "x".repeat(n[18] as usize % 40)), n[18] % 40);
        all.term("part.constant", n[10]);
    }

    fn types(&self, all: &mut Pieces) {
        let (n, has) = (&self.numbers, &self.has);
        let more = if has[12] { ", y: f32 = 2" } else { "" };
        let method =
            if has[19] { "\n    fn double(self: @This()) u64 {\n        return self.x * 2;\n    }\n" } else { "" };
        all.top(format!("const Nested = struct {{ x: u32 = {}{more},{method} }};", n[4]));
        all.field("pos: Nested = .{},");
        all.term("self.pos.x", n[4]);
        if has[19] {
            all.term("self.pos.double()", 2 * n[4]);
        }
        let (idle, walk) =
            (["", "idle = 0xffff_0000, "][usize::from(has[3])], ["", ", walk = 7777"][usize::from(has[17])]);
        all.top(format!("const Mode = enum(u32) {{ {idle}run = {}{walk} }};", n[5]));
        all.field("mode: Mode = .run,");
        all.term("@intFromEnum(self.mode)", n[5]);
        all.top(format!("fn pick(mode: Mode) u64 {{\n    return if (mode == .run) {} else 0;\n}}", n[13]));
        all.term("pick(self.mode)", n[13]);
        all.term("(part.Pair{}).first", n[12]);
        if has[24] {
            all.top("const Raw = extern struct { a: u32 align(8) = 3 };");
            all.term("(Raw{}).a", 3);
        }
        if has[26] {
            all.top(format!(
                "fn Two(comptime T: type) type {{\n    return struct {{ a: T = 1, b: T = {} }};\n}}",
                n[9]
            ));
            all.term("(Two(u32){}).b", n[9]);
        }
    }

    fn functions(&self, all: &mut Pieces) {
        let (n, has) = (&self.numbers, &self.has);
        let (inlined, name) = (["", "inline "][usize::from(has[8])], ["of", "from"][usize::from(has[9])]);
        let statement = if has[7] { "    if (n > 1000) return 1000;\n" } else { "" };
        all.top(format!("{inlined}fn {name}(n: u64) u64 {{\n{statement}    return n + {};\n}}", n[3]));
        all.term(format!("{name}(1)"), n[3] + 1);
        all.term("part.of(2)", n[11] + 2);
        all.term("if (@hasDecl(part, \"added\")) part.added() else 0", if has[21] { 5 } else { 0 });
        if has[4] {
            all.top("fn added() u64 {\n    return 1;\n}");
            all.term("added()", 1);
        }
        all.top(format!(
            "fn risky(n: u64) error{{Odd}}!u64 {{\n    if (n == 7777) return error.Odd;\n    return {};\n}}",
            n[16]
        ));
        all.term("risky(1) catch 0", n[16]);
        let rounds = n[14] % 20;
        all.term(
            format!("blk: {{\n        var total: u64 = 0;\n        for (0..{rounds}) |i| total += i;\n        break :blk total;\n    }}"),
            rounds * rounds.saturating_sub(1) / 2,
        );
    }

    fn at_comptime(&self, all: &mut Pieces) {
        let n = &self.numbers;
        all.top(format!(
            "const table = blk: {{\n    var values: [4]u64 = undefined;\n    for (&values, 0..) |*value, index| value.* = \
             index * {};\n    break :blk values;\n}};",
            n[6]
        ));
        all.term("table[2]", 2 * n[6]);
        all.top("fn fib(comptime n: u64) u64 {\n    return if (n < 2) n else fib(n - 1) + fib(n - 2);\n}");
        let fib = (0..n[7] % 12).fold((0, 1), |(a, b), _| (b, a + b)).0;
        all.term(format!("comptime fib({})", n[7] % 12), fib);
        all.term(format!("std.fmt.comptimePrint(\"{{d}}\", .{{{}}}).len", n[8]), n[8].to_string().len() as i128);
        all.top("fn Generic(comptime n: u64) type {\n    return struct { const value = n; };\n}");
        all.term(format!("Generic({}).value", n[9]), n[9]);
        all.term(format!("@max({}, 3)", n[19]), n[19].max(3));
    }

    /// What changes nothing that a frame adds.
    fn without_effect(&self, all: &mut Pieces) {
        let parts: [(usize, &str); 8] = [
            (5, "pub fn onReload(_: *S, _: *bevy.Context) void {}"),
            (
                11,
                "fn log(ctx: *bevy.Context, sum: u64) void {\n    ctx.logInfo(\"sum {d} {any}\", .{ sum, @as(S, .{}) });\n}",
            ),
            (13, "test \"of nothing\" {\n    try std.testing.expect(true);\n}"),
            (14, "const alias = std.mem;"),
            // Libraries have variables of their own, so no resident compiler is asked.
            (15, "var global: u64 = 1;"),
            (16, "threadlocal var own: u64 = 1;"),
            (18, "pub fn onSignal(_: *S, _: *bevy.Context, _: *const bevy.Signal) void {}"),
            (25, "comptime {\n    _ = @sizeOf(Nested);\n}"),
        ];
        for (_, text) in parts.iter().filter(|(part, _)| self.has[*part]) {
            all.top(*text);
        }
        if self.has[11] {
            all.term(
                "if (self.count == 1) blk: {\n        log(ctx, 1);\n        break :blk @as(u64, 0);\n    } else 0",
                0,
            );
        }
    }
}
