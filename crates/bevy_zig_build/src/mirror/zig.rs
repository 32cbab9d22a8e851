//! Types as Zig's text. Both mirrors are written with this: the one that is made from Rust's sources before a build,
//! and the one that a running game makes from its type registry (`bevy_zig::mirror`).

use std::fmt::Write;

use crate::source::sources::is_identifier;

/// A type with a name: a struct, an enum or a union.
pub struct Container {
    /// Its documentation, by lines.
    pub docs: Vec<String>,
    /// Its name in Zig.
    pub name: String,
    /// What stands before its braces, such as `extern struct` or `enum(u8)`.
    pub head: String,
    /// Its fields or variants.
    pub members: Vec<Member>,
    /// What it declares, such as `zig_component`, perhaps with a type behind the name, and the value.
    pub constants: Vec<(String, String)>,
}

/// A field or a variant.
pub struct Member {
    /// Its documentation, by lines.
    pub docs: Vec<String>,
    /// Its name as Rust has it.
    pub name: String,
    /// Its type; none for a variant without data.
    pub ty: Option<String>,
    /// A field's default, or a variant's number.
    pub value: Option<String>,
}

impl Container {
    /// The declaration, with a line break at its end.
    pub fn text(&self) -> String {
        let mut text = docs(&self.docs, "");
        write!(text, "pub const {} = {} {{", quoted(&self.name), self.head).expect("writing to a String");
        if self.members.is_empty() && self.constants.is_empty() {
            return text + "};\n";
        }
        text.push('\n');
        for member in &self.members {
            text += &docs(&member.docs, "    ");
            write!(text, "    {}", quoted(&member.name)).expect("writing to a String");
            if let Some(ty) = &member.ty {
                write!(text, ": {ty}").expect("writing to a String");
            }
            if let Some(value) = &member.value {
                write!(text, " = {value}").expect("writing to a String");
            }
            text += ",\n";
        }
        if !self.members.is_empty() && !self.constants.is_empty() {
            text.push('\n');
        }
        for (name, value) in &self.constants {
            writeln!(text, "    pub const {name} = {value};").expect("writing to a String");
        }
        text + "};\n"
    }
}

/// Documentation as Zig has it.
pub fn docs(lines: &[String], indent: &str) -> String {
    let mut text = String::new();
    for line in lines {
        // Zig allows no control characters in comments.
        let line = line.replace(char::is_control, " ");
        let line = line.trim_end();
        let space = if line.is_empty() || line.starts_with(' ') { "" } else { " " };
        writeln!(text, "{indent}///{space}{line}").expect("writing to a String");
    }
    text
}

/// The name of a member, quoted where Zig would not take it as one.
pub fn quoted(name: &str) -> String {
    if is_identifier(name) && keywords().all(|word| word != name) { name.to_owned() } else { format!("@\"{name}\"") }
}

/// Zig's keywords.
const KEYWORDS: &str = "addrspace align allowzero and anyframe anytype asm break callconv catch comptime const continue defer else \
    enum errdefer error export extern fn for if inline linksection noalias noinline nosuspend opaque or orelse \
    packed pub resume return struct suspend switch test threadlocal try union unreachable var volatile while";

/// Each of Zig's keywords.
pub(super) fn keywords() -> impl Iterator<Item = &'static str> {
    KEYWORDS.split(' ')
}

/// `ChaseFar` is `chase_far`, `HTTPServer` is `http_server`.
pub fn snake_case(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut snake = String::new();
    for (index, &char) in chars.iter().enumerate() {
        if char.is_uppercase() && index > 0 && chars[index - 1] != '_' {
            let after_word = !chars[index - 1].is_uppercase();
            let before_word = chars.get(index + 1).is_some_and(|next| next.is_lowercase());
            if after_word || before_word {
                snake.push('_');
            }
        }
        snake.extend(char.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_in_snake_case() {
        for (rust, zig) in [
            ("Idle", "idle"),
            ("ChaseFar", "chase_far"),
            ("HTTPServer", "http_server"),
            ("Level1Up", "level1_up"),
            ("X", "x"),
            ("AB", "ab"),
            ("Snake_Case", "snake_case"),
            ("Größe", "größe"),
        ] {
            assert_eq!(snake_case(rust), zig);
        }
    }

    #[test]
    fn a_container_is_as_zig_fmt_has_it() {
        let member = |name: &str, ty: Option<&str>, value: Option<&str>| Member {
            docs: Vec::new(),
            name: name.to_owned(),
            ty: ty.map(str::to_owned),
            value: value.map(str::to_owned),
        };
        let mut container = Container {
            docs: vec!["Which way.".to_owned()],
            name: "Turn".to_owned(),
            head: "union(enum)".to_owned(),
            members: Vec::new(),
            constants: Vec::new(),
        };
        assert_eq!(container.text(), "/// Which way.\npub const Turn = union(enum) {};\n");
        container.members = vec![member("none", None, None), member("error", Some("f32"), Some("1"))];
        container.constants = vec![("path".to_owned(), "\"game::Turn\"".to_owned())];
        let body = "    none,\n    @\"error\": f32 = 1,\n\n    pub const path = \"game::Turn\";\n";
        assert_eq!(container.text(), format!("/// Which way.\npub const Turn = union(enum) {{\n{body}}};\n"));
    }
}
