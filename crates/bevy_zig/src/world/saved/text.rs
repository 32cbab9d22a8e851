//! Vars as a text: a line for each, such as `saved.best = 120`, which people can read and mend.

use std::fmt::Write;

use bevy::math::{Quat, Vec2, Vec3};

use super::lasts;
use crate::shape::Value;
use crate::world::is_key;

/// What a text holds.
pub(super) struct Found {
    pub(super) vars: Vec<(String, Value)>,
    /// Lines that are no vars, and why.
    pub(super) problems: Vec<String>,
}

/// The text of these vars, without those that mean nothing in another run.
pub(super) fn print<'a>(vars: impl Iterator<Item = (&'a str, &'a Value)>) -> String {
    let mut text = String::from("# Saved vars of the game, one in a line.\n");
    for (key, value) in vars.filter(|(_, value)| lasts(value)) {
        if is_plain(key) {
            text.push_str(key);
        } else {
            quote(&mut text, key);
        }
        text.push_str(" = ");
        print_value(&mut text, value);
        text.push('\n');
    }
    text
}

/// The vars of a text.
pub(super) fn parse(text: &str) -> Found {
    let mut found = Found { vars: Vec::new(), problems: Vec::new() };
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match parse_line(line) {
            Some(var) => found.vars.push(var),
            None => found.problems.push(format!("line {} is not `key = value`: {line:.60}", number + 1)),
        }
    }
    found
}

fn is_plain(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

fn print_value(text: &mut String, value: &Value) {
    // Writing to a text does not fail.
    let _ = match value {
        Value::Bool(value) => write!(text, "{value}"),
        Value::Int(value) => write!(text, "{value}"),
        Value::Float(value) => write!(text, "{value:?}"),
        Value::Vec2(value) => print_list(text, "vec2", &value.to_array()),
        Value::Vec3(value) => print_list(text, "vec3", &value.to_array()),
        Value::Quat(value) => print_list(text, "quat", &value.to_array()),
        Value::Text(value) => {
            quote(text, value);
            Ok(())
        }
        Value::Blob(value) => {
            text.push_str("bytes(");
            value.iter().for_each(|byte| _ = write!(text, "{byte:02x}"));
            write!(text, ")")
        }
        Value::Entity(_) | Value::None => Ok(()),
    };
}

fn print_list(text: &mut String, word: &str, numbers: &[f32]) -> std::fmt::Result {
    write!(text, "{word}(")?;
    for (place, number) in numbers.iter().enumerate() {
        write!(text, "{}{number:?}", if place > 0 { ", " } else { "" })?;
    }
    write!(text, ")")
}

fn quote(text: &mut String, value: &str) {
    text.push('"');
    for letter in value.chars() {
        match letter {
            '"' | '\\' => text.extend(['\\', letter]),
            '\n' => text.push_str("\\n"),
            letter if letter.is_control() => _ = write!(text, "\\u{{{:x}}}", u32::from(letter)),
            letter => text.push(letter),
        }
    }
    text.push('"');
}

fn parse_line(line: &str) -> Option<(String, Value)> {
    let (key, rest) = if let Some(rest) = line.strip_prefix('"') {
        unquote(rest)?
    } else {
        let end = line.find(|letter: char| letter == '=' || letter.is_whitespace())?;
        (line[..end].to_owned(), &line[end..])
    };
    let value = parse_value(rest.trim_start().strip_prefix('=')?.trim())?;
    (is_key(&key) && value.is_finite()).then_some((key, value))
}

fn parse_value(text: &str) -> Option<Value> {
    if let Some(rest) = text.strip_prefix('"') {
        let (value, rest) = unquote(rest)?;
        return rest.is_empty().then(|| value.into());
    }
    if let Some((word, list)) = text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        return match word {
            "vec2" => numbers(list).map(|list| Vec2::from_array(list).into()),
            "vec3" => numbers(list).map(|list| Vec3::from_array(list).into()),
            "quat" => numbers(list).map(|list| Quat::from_array(list).into()),
            "bytes" => bytes(list).map(Value::from),
            _ => None,
        };
    }
    match text {
        "true" => Some(true.into()),
        "false" => Some(false.into()),
        _ => text.parse::<i64>().map(Value::from).or_else(|_| text.parse::<f64>().map(Value::from)).ok(),
    }
}

fn numbers<const N: usize>(list: &str) -> Option<[f32; N]> {
    let numbers: Option<Vec<f32>> = list.split(',').map(|number| number.trim().parse().ok()).collect();
    numbers?.try_into().ok()
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    if !digits.is_ascii() || !digits.len().is_multiple_of(2) {
        return None;
    }
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).ok()).collect()
}

/// The text up to the closing quote, and what is behind that.
fn unquote(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((value, &text[at + 1..])),
            '\\' => value.push(match letters.next()?.1 {
                'n' => '\n',
                'u' => {
                    let rest = letters.as_str().strip_prefix('{')?;
                    let end = rest.find('}')?;
                    // The braces and the digits between them.
                    (0..end + 2).for_each(|_| _ = letters.next());
                    char::from_u32(u32::from_str_radix(&rest[..end], 16).ok()?)?
                }
                letter => letter,
            }),
            letter => value.push(letter),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use bevy::prelude::Entity;

    use super::*;

    #[test]
    fn every_value_is_read_as_it_was_written() {
        let vars: Vec<(&str, Value)> = vec![
            ("saved.on", true.into()),
            ("saved.least", i64::MIN.into()),
            ("saved.whole", 3.0.into()),
            ("saved.huge", 1e300.into()),
            ("saved.flat", Vec2::new(0.1, -2.0).into()),
            ("saved.at", Vec3::new(1e-9, f32::MAX, 0.0).into()),
            ("saved.turn", Quat::from_xyzw(0.5, -0.5, 0.5, 0.5).into()),
            ("saved.name", "Ada \"the\" \\ Great\n\u{7}= # äöü".into()),
            ("saved.empty", "".into()),
            ("saved.bytes", vec![0, 255].into()),
            ("saved.with = spaces\n\"ü\"", 1.into()),
        ];
        let text = print(vars.iter().map(|(key, value)| (*key, value)));
        let found = parse(&text);
        assert_eq!(found.problems, Vec::<String>::new(), "{text}");
        let found: Vec<(&str, Value)> = found.vars.iter().map(|(key, value)| (&**key, value.clone())).collect();
        assert_eq!(found, vars);
    }

    #[test]
    fn handles_of_entities_are_left_out() {
        let entity: Value = Entity::from_bits(7 | 1 << 32).into();
        assert!(!print([("saved.friend", &entity)].into_iter()).contains("friend"));
    }

    #[test]
    fn lines_that_are_no_vars_are_named_and_cost_no_other() {
        let found = parse(
            "saved.a = 1\nsaved.b =\nnonsense\nsaved.c = \"open\nsaved.d = vec2(1)\nsaved.e = inf\n= 3\n\nsaved.f = 2",
        );
        assert_eq!(found.vars.len(), 2);
        assert_eq!(found.problems.len(), 6, "{:?}", found.problems);
        assert!(found.problems[0].contains("line 2"));
    }
}
