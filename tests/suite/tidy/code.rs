//! Rust's source without what is not code.

/// The source with blanks in place of comments, strings and characters. Lines stay where they are.
pub(super) fn code_of(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let len = token_len(rest, code.chars().next_back());
        let (token, behind) = rest.split_at(len);
        if len == first.len_utf8() {
            code.push(first);
        } else {
            code.extend(token.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        }
        rest = behind;
    }
    code
}

/// The length of the comment, string or character that `rest` begins with; else of its first character. `before` is
/// what stands before it.
fn token_len(rest: &str, before: Option<char>) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let to = |end: &str, from: usize| rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return to("*/", 2);
    }
    let raw = rest.strip_prefix('r').filter(|_| !before.is_some_and(|c| c.is_alphanumeric() || c == '_'));
    if let Some(raw) = raw {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            return to(&format!("\"{}", "#".repeat(hashes)), hashes + 2);
        }
    }
    match rest.as_bytes() {
        [b'"', ..] => quoted_len(rest, '"'),
        // A lifetime is no character.
        [b'\'', b'\\', ..] => quoted_len(rest, '\''),
        [b'\'', ..] => match rest.char_indices().nth(2) {
            Some((at, '\'')) => at + 1,
            _ => first,
        },
        _ => first,
    }
}

fn quoted_len(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

#[test]
fn only_code_is_left() {
    let source = "a /* b\n c */ d // e\n\"f \\\" g\" 'h' '\\'' &'i j r\"k\" r#\"l\" m\"# n";
    assert_eq!(code_of(source).split_whitespace().collect::<Vec<_>>(), ["a", "d", "&'i", "j", "n"]);
    assert_eq!(code_of(source).lines().count(), source.lines().count());
}
