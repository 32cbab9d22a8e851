//! What Rust says of a type, as Zig's comments.

/// A line is not longer than this, with its indentation and slashes.
const WIDTH_MAX: usize = 110;

/// The first paragraph of a documentation, by lines.
pub(super) fn docs(documentation: Option<&str>) -> Vec<String> {
    let lines = documentation.unwrap_or_default().lines().map(str::trim).skip_while(|line| line.is_empty());
    // What follows a sentence is no sentence itself.
    let ends = |line: &str| line.is_empty() || line.starts_with(['#', '|', '<']) || line.starts_with("```");
    let paragraph: Vec<&str> = lines.take_while(|line| !ends(line)).collect();
    let mut wrapped: Vec<String> = Vec::new();
    for line in without_links(&paragraph.join("\n")).lines() {
        // Each point of a list has its own line.
        let is_point = line.starts_with("- ") || line.starts_with("* ");
        for (index, word) in line.split_whitespace().enumerate() {
            match wrapped.last_mut() {
                Some(last) if !(is_point && index == 0) && last.len() + word.len() < WIDTH_MAX => {
                    last.push(' ');
                    last.push_str(word);
                }
                _ => wrapped.push(word.to_owned()),
            }
        }
    }
    wrapped
}

/// `` [`Node`](crate::Node) `` is `` `Node` ``: what a link leads to means nothing in Zig.
fn without_links(lines: &str) -> String {
    let mut text = String::new();
    let mut rest = lines;
    while let Some((before, after)) = rest.split_once('[') {
        text += before;
        match after.split_once(']') {
            Some((shown, behind)) if !shown.contains('[') => {
                let target = behind.strip_prefix('(').and_then(|rest| rest.split_once(')'));
                let target = target.or_else(|| behind.strip_prefix('[').and_then(|rest| rest.split_once(']')));
                // Without a target it leads to an item, or is no link: `[0, 1]`.
                let is_link = target.is_some() || shown.starts_with('`');
                text += &if is_link { shown.to_owned() } else { format!("[{shown}]") };
                rest = target.map_or(behind, |(_, behind)| behind);
            }
            _ => {
                text.push('[');
                rest = after;
            }
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_paragraph_is_taken_without_its_links() {
        let rust = " The [`width`](Node::width) of [a `Node`][Node],\n in pixels.\n\n # Examples\n More.";
        assert_eq!(docs(Some(rust)), ["The `width` of a `Node`, in pixels."]);
        assert_eq!(docs(Some("One of:\n- a\n- b [c\n")), ["One of:", "- a", "- b [c"]);
        assert_eq!(docs(Some("The hue. [0.0, 360.0]")), ["The hue. [0.0, 360.0]"]);
        assert_eq!(docs(Some("# Title")), [""; 0]);
        assert_eq!(docs(None), [""; 0]);
    }

    #[test]
    fn lines_are_not_too_long() {
        let lines = docs(Some(&"word ".repeat(100)));
        assert!(lines.len() == 5 && lines.iter().all(|line| line.len() <= WIDTH_MAX), "{lines:?}");
    }
}
