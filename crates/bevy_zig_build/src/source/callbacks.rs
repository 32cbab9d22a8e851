//! Callbacks in the text of a script. Zig shows nobody what is not public, so text is all that there is to find them
//! in.

/// What the host calls in a script, as in `zig/script/callback.zig`.
const NAMES: [&str; 11] = [
    "init",
    "update",
    "onSignal",
    "onEnter",
    "onExit",
    "shutdown",
    "onReload",
    "serialize",
    "deserialize",
    "healthCheck",
    "onHotloadPrepare",
];

/// Whether a file has public callbacks of an instance, as scripts do.
pub(crate) fn are_in(text: &str) -> bool {
    text.lines().any(|line| line.strip_prefix("pub ").and_then(declared).is_some())
}

/// A callback that is not public, and that nothing in the script calls either.
pub(crate) fn private_in(text: &str) -> Option<&'static str> {
    text.lines().enumerate().find_map(|(index, line)| {
        let name = declared(line)?;
        let call = format!("{name}(");
        let calls =
            |(at, line): (usize, &str)| at != index && !line.trim_start().starts_with("//") && line.contains(&call);
        (!text.lines().enumerate().any(calls)).then_some(name)
    })
}

/// The callback that a line declares, at the outermost level, as Zig formats it.
fn declared(line: &str) -> Option<&'static str> {
    let rest = line.strip_prefix("fn ")?;
    let has_name = |name: &&&str| rest.strip_prefix(**name).is_some_and(|rest| rest.starts_with('('));
    NAMES.iter().find(has_name).copied().filter(|_| line.contains("Context"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const UPDATE: &str = "fn update(self: *S, ctx: *bevy.Context, dt: f32) !void {\n";

    #[test]
    fn a_callback_without_pub_is_found() {
        assert_eq!(private_in(&format!("// update() runs\n{UPDATE}}}\n")), Some("update"));
        assert_eq!(private_in(&format!("pub {UPDATE}}}\nfn shutdown(_: *S, _: *Context) void {{}}")), Some("shutdown"));
    }

    #[test]
    fn the_names_are_those_of_the_sdk() {
        let sdk = std::path::Path::new(bevy_zig_sdk::FOLDER);
        let text = std::fs::read_to_string(sdk.join("script/callback.zig")).unwrap();
        let (_, members) = text.split_once("pub const Callback = enum {").unwrap();
        let members = members.lines().skip(1).take_while(|line| !line.is_empty());
        assert_eq!(members.map(|line| line.trim().trim_end_matches(',')).collect::<Vec<_>>(), NAMES);
    }

    #[test]
    fn helpers_and_what_is_public_are_left_alone() {
        assert_eq!(private_in(&format!("pub {UPDATE}}}\n")), None);
        assert_eq!(private_in("fn init(seed: u64) S {\n    return .{};\n}\n"), None);
        assert_eq!(private_in(&format!("{UPDATE}}}\nfn all(s: *S) void {{\n    s.update(ctx, 0);\n}}\n")), None);
        assert_eq!(private_in("fn updateAll(ctx: *bevy.Context) void {}\n"), None);
    }
}
