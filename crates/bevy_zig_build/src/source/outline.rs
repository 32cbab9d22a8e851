//! What of a Zig file lies outside of its functions, as far as somebody has to know it without compiling the file.
//!
//! Nothing here decides what a file means: a file that is not Zig has an outline too, and the compiler's word counts.

use xxhash_rust::xxh3::Xxh3;

/// A declaration outside of functions that has one of these words is one that Zig's incremental compilation may not
/// follow when it changes.
const GUARDED: [&[u8]; 6] = [b"threadlocal", b"align", b"linksection", b"export", b"extern", b"callconv"];

/// The defaults of a file's own fields that are plain numbers, `true` or `false`, and all the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numbers {
    /// A hash of the file without them, and without comments.
    rest: u128,
    /// Field and default.
    defaults: Vec<(String, String)>,
}

impl Numbers {
    /// Of a file's text.
    pub(crate) fn of(text: &[u8]) -> Self {
        let tokens = tokens(text);
        let mut reader = Reader::default();
        let mut is_top = Vec::with_capacity(tokens.len() + 1);
        for (index, token) in tokens.iter().enumerate() {
            is_top.push(reader.braces.is_empty() && reader.parens.is_empty());
            reader.read(index, token, tokens.get(index + 1).copied().unwrap_or_default());
        }
        let is = |index: usize, text: &[u8]| is_top.get(index) == Some(&true) && tokens[index] == text;
        let mut literals = Vec::new();
        let mut defaults = Vec::new();
        for (start, name) in reader.field_starts.into_iter().zip(reader.outline.fields) {
            let Some(assign) = (start..tokens.len()).find(|index| is(*index, b"=") || is(*index, b",")) else { break };
            let first = assign + 1;
            let literal = first + usize::from(is(first, b"-"));
            let is_literal = |token: &[u8]| token[0].is_ascii_digit() || matches!(token, b"true" | b"false");
            if is(assign, b"=") && is(literal + 1, b",") && tokens.get(literal).is_some_and(|token| is_literal(token)) {
                defaults.push((name, String::from_utf8_lossy(&tokens[first..=literal].concat()).into_owned()));
                literals.extend(first..=literal);
            }
        }
        let mut hash = Xxh3::new();
        for (index, token) in tokens.iter().enumerate() {
            let token: &[u8] = if literals.contains(&index) { b"" } else { token };
            // A sign in front of a number is part of it.
            if !(token.is_empty() && tokens[index] == b"-") {
                hash.update(&(token.len() as u64).to_le_bytes());
                hash.update(token);
            }
        }
        Self { rest: hash.digest128(), defaults }
    }

    /// The fields whose defaults are others than in `old`, with what they are now; `None` if anything else differs, or
    /// nothing does.
    pub(crate) fn changed_from(&self, old: &Self) -> Option<Vec<(String, String)>> {
        if self.rest != old.rest || self.defaults.len() != old.defaults.len() {
            return None;
        }
        let pairs = self.defaults.iter().zip(&old.defaults);
        let changed: Vec<_> = pairs.filter(|(new, old)| new != old).map(|(new, _)| new.clone()).collect();
        (!changed.is_empty()).then_some(changed)
    }
}

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    /// Whether there are variables outside of functions, also in structs that functions have. They belong to one
    /// library, and start again in the next.
    pub(crate) has_variables: bool,
    /// The names of the file's own fields.
    pub(crate) fields: Vec<String>,
    /// A hash of the declarations with a guarded word.
    pub(crate) guarded: u128,
}

/// What a brace is around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Brace {
    /// The members of a struct, an enum, a union.
    Members,
    /// Statements of a function or a test, or what `comptime` is before.
    Body,
    /// A value, a block that is one, a set of errors.
    Other,
}

impl Outline {
    /// Of a file's text.
    pub(crate) fn of(text: &[u8]) -> Self {
        let tokens = tokens(text);
        let mut reader = Reader::default();
        for (index, token) in tokens.iter().enumerate() {
            reader.read(index, token, tokens.get(index + 1).copied().unwrap_or_default());
        }
        reader.end_piece();
        Self { guarded: reader.hash.digest128(), ..reader.outline }
    }
}

/// Goes through the tokens of a file.
#[derive(Default)]
struct Reader<'a> {
    outline: Outline,
    /// The tokens that the fields begin with.
    field_starts: Vec<usize>,
    hash: Xxh3,
    braces: Vec<Brace>,
    /// For each open parenthesis, whether the word before makes a type, as in `union(enum)`.
    parens: Vec<bool>,
    /// Whether the last parenthesis that was closed was such a one.
    closed_type: bool,
    before: &'a [u8],
    /// A `fn` whose body may follow, with the parentheses around it.
    function: Option<usize>,
    /// The first word of the declaration that is being read.
    first: &'a [u8],
    /// The tokens since the last `;`, `,` or brace, outside of functions.
    piece: Vec<&'a [u8]>,
}

impl<'a> Reader<'a> {
    fn read(&mut self, index: usize, token: &'a [u8], next: &[u8]) {
        let is_outside = self.is_outside();
        let directly = self.parens.is_empty() && matches!(self.braces.last(), None | Some(Brace::Members));
        if directly && self.first.is_empty() {
            self.first = token;
            if self.braces.is_empty() && is_word(token) && next == b":" {
                self.outline.fields.push(name(token));
                self.field_starts.push(index);
            }
        }
        self.outline.has_variables |= directly && token == b"var";
        match token {
            b"(" => self.parens.push(makes_type(self.before)),
            b")" => {
                self.closed_type = self.parens.pop().unwrap_or(false);
                self.function = self.function.filter(|parens| *parens <= self.parens.len());
            }
            // One among the parameters of another is a type.
            b"fn" => self.function = self.function.or(Some(self.parens.len())),
            b"{" => {
                let brace = self.opened();
                self.braces.push(brace);
                self.first = b"";
            }
            b"}" => {
                let closed = self.braces.pop();
                // What is behind a value goes on with its declaration.
                self.first = if closed == Some(Brace::Body) { b"" } else { b"}" };
            }
            b";" | b"," | b"=" if self.function.is_some_and(|parens| parens >= self.parens.len()) => {
                // The type of a function.
                self.function = None;
            }
            _ => {}
        }
        if directly && matches!(token, b";" | b",") {
            self.first = b"";
        }
        if is_outside {
            if matches!(token, b";" | b"," | b"{" | b"}") {
                self.end_piece();
            } else {
                self.piece.push(token);
            }
        }
        self.before = token;
    }

    /// What the brace that follows is around.
    fn opened(&mut self) -> Brace {
        if makes_type(self.before) || (self.before == b")" && self.closed_type) {
            return Brace::Members;
        }
        if self.before == b"error" {
            return Brace::Other;
        }
        let has_body = self.function.is_some_and(|parens| parens == self.parens.len());
        let declares = matches!(self.braces.last(), None | Some(Brace::Members))
            && self.parens.is_empty()
            && matches!(self.first, b"test" | b"comptime");
        if has_body || declares {
            self.function = None;
            return Brace::Body;
        }
        Brace::Other
    }

    /// Whether the place is in no function: values and blocks belong to what they are in.
    fn is_outside(&self) -> bool {
        let around = self.braces.iter().rev().find(|brace| **brace != Brace::Other);
        around.is_none_or(|brace| *brace == Brace::Members)
    }

    fn end_piece(&mut self) {
        if self.piece.iter().any(|token| GUARDED.contains(token)) {
            for token in &self.piece {
                self.hash.update(&(token.len() as u64).to_le_bytes());
                self.hash.update(token);
            }
            // Between this piece and the next.
            self.hash.update(&u64::MAX.to_le_bytes());
        }
        self.piece.clear();
    }
}

/// Whether members follow the word.
fn makes_type(word: &[u8]) -> bool {
    matches!(word, b"struct" | b"enum" | b"union" | b"opaque")
}

fn is_word(token: &[u8]) -> bool {
    token.starts_with(b"@\"") || token.first().is_some_and(|first| first.is_ascii_alphabetic() || *first == b'_')
}

/// `@"a b"` is the name `a b`.
fn name(token: &[u8]) -> String {
    let plain = token.strip_prefix(b"@\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(token);
    String::from_utf8_lossy(plain).into_owned()
}

/// The tokens of a text, without comments.
pub(crate) fn tokens(text: &[u8]) -> Vec<&[u8]> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let len = match rest {
            [byte, ..] if byte.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            [b'/', b'/', ..] => {
                at += line_len(rest);
                continue;
            }
            [b'\\', b'\\', ..] => line_len(rest),
            [b'"', ..] => quoted_len(rest, b'"'),
            [b'\'', ..] => quoted_len(rest, b'\''),
            [b'@', b'"', ..] => 1 + quoted_len(&rest[1..], b'"'),
            [b'0'..=b'9', ..] => number_len(rest),
            [b'@' | b'_' | b'a'..=b'z' | b'A'..=b'Z', ..] => {
                1 + rest[1..].iter().take_while(in_word).count()
            }
            _ => 1,
        };
        tokens.push(&rest[..len]);
        at += len;
    }
    tokens
}

fn in_word(byte: &&u8) -> bool {
    byte.is_ascii_alphanumeric() || **byte == b'_'
}

fn line_len(text: &[u8]) -> usize {
    text.iter().position(|byte| *byte == b'\n').unwrap_or(text.len())
}

/// A text in quotes ends with them, or with its line.
fn quoted_len(text: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < text.len() && text[at] != b'\n' {
        match text[at] {
            b'\\' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    at.min(text.len())
}

/// A number has a point if a digit follows: `0..9` is a range.
fn number_len(text: &[u8]) -> usize {
    let is_hex = text.starts_with(b"0x");
    let mut at = 1;
    while at < text.len() {
        let (before, next) = (text[at - 1], text.get(at + 1));
        let is_exponent = if is_hex { matches!(before, b'p' | b'P') } else { matches!(before, b'e' | b'E') };
        let goes_on = match text[at] {
            b'.' => next.is_some_and(|next| if is_hex { next.is_ascii_hexdigit() } else { next.is_ascii_digit() }),
            b'+' | b'-' => is_exponent,
            byte => byte.is_ascii_alphanumeric() || byte == b'_',
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIP: &str = r#"
//! A ship { with a brace in a comment.
const bevy = @import("bevy");
const Mode = enum(u8) { idle, run };
const Choice = union(enum(u8)) { one: u32, two };
const names = .{ "}", '"', "\"{" };
speed: f32 = 1.5e-3,
@"odd name": u32 = 0x1f,
on_hit: ?*const fn (u32) void = null,
pos: struct { x: f32 = 1, y: f32 = 2 } = .{},
mode: Mode = .idle,
list: [4]u8 = .{ 1, 2, 3, 4 },

pub const renamed = .{ .speed = "sped" };
const Error = error{ A, B };
fn with(cb: *const fn (u32) void, n: u32) void {
    var twice = n;
    twice *= 2;
    cb(twice);
}
fn of(comptime T: type) error{Odd}!struct { a: T } {
    var local: u32 = 3;
    local += 1;
    return .{ .a = local };
}
pub fn update(self: *@This(), _: *bevy.Context, dt: f32) !void {
    if (dt > 0) { self.speed = 1; } else { var x = 2; x = 1; }
    const text =
        \\ var { in a text
    ;
    _ = text;
}
test "of it" {
    var game = 1;
    game = 2;
}
comptime {
    var n = 1;
    n += 1;
}
"#;

    fn of(text: &str) -> Outline {
        Outline::of(text.as_bytes())
    }

    #[test]
    fn fields_are_found_and_nothing_else() {
        let outline = of(SHIP);
        assert_eq!(outline.fields, ["speed", "odd name", "on_hit", "pos", "mode", "list"]);
        assert!(!outline.has_variables);
    }

    #[test]
    fn variables_that_a_library_keeps_are_found_wherever_they_are() {
        for text in [
            "var n: u32 = 0;",
            "pub var n: u32 = 0;",
            "threadlocal var n: u32 = 0;",
            "const S = struct { var n: u32 = 0; };",
            "fn f() void { const s = struct { var n: u32 = 0; }; s.n += 1; }",
            "fn f(comptime T: type) type { return struct { a: T, var n: T = 0; }; }",
        ] {
            assert!(of(text).has_variables, "{text}");
        }
    }

    #[test]
    fn guarded_words_count_outside_of_functions() {
        let same = |a: &str, b: &str| of(a).guarded == of(b).guarded;
        assert!(same("const a = 1;", "const a = 2;\nfn f() void {}"));
        assert!(!same("var a: u32 = 1;", "threadlocal var a: u32 = 1;"));
        assert!(!same("a: u32 align(4) = 1,", "a: u32 align(8) = 1,"));
        assert!(!same("fn f() void {}", "fn f() callconv(.c) void {}"));
        assert!(!same("const S = struct { a: u32 };", "const S = extern struct { a: u32 };"));
        assert!(!same("fn G() type { return struct { a: u8 }; }", "fn G() type { return struct { a: u8 align(2) }; }"));
        assert!(same("fn f() void { g(1); }", "fn f() void { const p: *align(4) u8 = g(2); }"));
        assert!(same("// extern\n", "\n"));
        assert!(same(SHIP, &SHIP.replace("1.5e-3", "7").replace("local += 1", "local += 2")));
    }

    #[test]
    fn a_file_that_differs_in_numbers_of_defaults_is_told_from_others() {
        let changed = |old: &str, new: &str| {
            let of = |text: &str| Numbers::of(text.as_bytes());
            let changed = of(new).changed_from(&of(old))?;
            Some(changed.iter().map(|(field, value)| format!("{field}={value}")).collect::<Vec<_>>().join(" "))
        };
        let ship = "a: f32 = 1.5, // speed\nb: i32 = -2,\nc: bool = true,\nd: Mode = .idle,\nconst e = 7;\n";
        assert_eq!(changed(ship, &ship.replace("1.5", "1_000.25")).as_deref(), Some("a=1_000.25"));
        assert_eq!(
            changed(ship, &ship.replace("-2", "0x1f").replace("true", "false")).as_deref(),
            Some("b=0x1f c=false")
        );
        assert_eq!(changed(ship, &ship.replace("speed", "no number").replace("1.5", "2")).as_deref(), Some("a=2"));
        for (from, to) in [
            ("speed", "pace"),
            ("e = 7", "e = 8"),
            (".idle", ".run"),
            ("f32 = 1.5", "f64 = 1.5"),
            ("1.5", "1.5 + 1"),
            ("1.5", "n"),
            ("b: i32", "f: i32"),
            ("a: f32 = 1.5", "a: f32"),
            ("-2,", "-2, g: u8 = 0,"),
        ] {
            assert_eq!(changed(ship, &ship.replace(from, to)), None, "{from} {to}");
        }
        let nested = "pos: struct { x: f32 = 1 } = .{},\nlist: [2]u8 = .{ 1, 2 },\nfn f() void { const x: u8 = 1, }";
        for (from, to) in [("x: f32 = 1", "x: f32 = 2"), ("1, 2", "1, 3"), ("u8 = 1", "u8 = 2")] {
            assert_eq!(changed(nested, &nested.replace(from, to)), None, "{from}");
        }
        assert_eq!(changed(SHIP, &SHIP.replace("0x1f", "12")).as_deref(), Some("odd name=12"));
    }

    #[test]
    fn numbers_and_texts_are_single_tokens() {
        let text = "a[0..9] 1_000.5e+7 0x1.8p-3 1e5-2 'x' '\\'' \"a\\\"b\" @\"a b\" @import // c\n\\\\ line \" {\nend";
        let tokens: Vec<&str> =
            tokens(text.as_bytes()).into_iter().map(|token| str::from_utf8(token).unwrap()).collect();
        let expected = [
            "a",
            "[",
            "0",
            ".",
            ".",
            "9",
            "]",
            "1_000.5e+7",
            "0x1.8p-3",
            "1e5",
            "-",
            "2",
            "'x'",
            "'\\''",
            "\"a\\\"b\"",
            "@\"a b\"",
            "@import",
            "\\\\ line \" {",
            "end",
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn nothing_is_too_odd_for_an_outline() {
        for text in ["}}})", "\"", "'", "@", "\\", "fn", "{((", "\u{0}\u{1}", "a:"] {
            of(text);
        }
    }
}
