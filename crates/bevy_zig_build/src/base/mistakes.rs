//! What Zig says of several scripts, each mistake once: one in a shared file stops every script that imports it.

/// The mistakes in `(script, what Zig said)`, in the order in which they come first, with the scripts that have them.
pub(crate) fn merged<'a>(said: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(Vec<&'a str>, String)> {
    let mut merged: Vec<(Vec<&str>, String)> = Vec::new();
    for (script, text) in said {
        for mistake in apart(text.trim_end()) {
            // The rest differs: references lead through each script's own lines.
            let is_same = |known: &str| known.lines().next() == mistake.lines().next();
            match merged.iter_mut().find(|(_, known)| is_same(known)) {
                // A script may have the same mistake twice, such as one without a place.
                Some((scripts, _)) if !scripts.contains(&script) => scripts.push(script),
                Some(_) => {}
                None => merged.push((vec![script], mistake)),
            }
        }
    }
    merged
}

/// A text for people: the mistakes below the names of the scripts that have them.
pub(crate) fn listed<'a>(said: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = String::new();
    let mut last = Vec::new();
    for (scripts, mistake) in merged(said) {
        if scripts == last {
            text += "\n";
        } else {
            text += &format!("\n\n{}:\n", names(&scripts));
        }
        text += mistake.trim_end();
        last = scripts;
    }
    text
}

/// At most three names, and how many there are besides.
fn names(scripts: &[&str]) -> String {
    match scripts {
        [first, second, third, more @ ..] if more.len() > 1 => {
            format!("{first}, {second}, {third} and {} more", more.len())
        }
        _ => scripts.join(", "),
    }
}

/// Each error with the notes and references below it. What stands in front of the first is a part of its own.
fn apart(text: &str) -> Vec<String> {
    let mut mistakes: Vec<String> = Vec::new();
    for line in text.lines() {
        let begins = line.starts_with("error: ") || line.contains(": error: ");
        match mistakes.last_mut() {
            Some(mistake) if !begins => {
                mistake.push('\n');
                mistake.push_str(line);
            }
            _ => mistakes.push(line.to_owned()),
        }
    }
    mistakes
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHARED: &str = "/lib/water.zig:1:5: error: no\n    x\n    ^\nreferenced by:\n    update: /";

    #[test]
    fn a_mistake_in_a_shared_file_is_listed_once_with_all_scripts() {
        let [a, b, c] = ["a", "b", "c"].map(|name| format!("{SHARED}{name}.zig:9:9"));
        let c = format!("/c.zig:2:2: error: own\n{c}");
        assert_eq!(
            listed([("a", a.as_str()), ("b", &b), ("c", &c)].into_iter()),
            format!("\n\na, b, c:\n{SHARED}a.zig:9:9\n\nc:\n/c.zig:2:2: error: own")
        );
    }

    #[test]
    fn of_many_scripts_three_are_named() {
        let said = ["a", "b", "c", "d", "e"].map(|name| (name, "error: x"));
        assert_eq!(listed(said.into_iter()), "\n\na, b, c and 2 more:\nerror: x");
        assert_eq!(listed(said[..4].iter().copied()), "\n\na, b, c, d:\nerror: x");
    }

    #[test]
    fn mistakes_of_one_script_stay_together() {
        let said = "/a.zig:1:1: error: one\n/a.zig:1:2: note: why\n/a.zig:3:1: error: two\n";
        assert_eq!(listed([("a", said)].into_iter()), format!("\n\na:\n{}", said.trim_end()));
    }
}
