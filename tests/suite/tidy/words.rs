//! Phrases that are not English, or not plain, with what to write instead.

use super::{Text, assert_none, is_mirror, texts};

/// A phrase, and what to write.
const BANNED: &[(&str, &str)] = &[
    ("is said", "\"is reported\" or \"is documented\""),
    ("said once", "\"reported once\""),
    ("what is told", "what it reports, or to whom"),
    ("is told about", "\"learns about\""),
    ("such that are", "\"those that are\""),
    ("of such", "\"of those\""),
    ("spelt", "\"spelled\", or \"the names must match exactly\""),
    ("anew", "\"again\" or \"from the start\""),
    ("as good as", "\"almost\", or \"no better than\""),
    ("that is no", "\"that is not a …\""),
    ("it is no", "\"it is not a …\""),
    ("of the host's own", "\"of the host\""),
    ("goes on behind", "\"continues after\""),
    ("tells the rest", "\"lists all …\""),
    ("gives the reload up", "\"cancels the reload\""),
    ("goes forth", "\"returns to the newer code\""),
    ("which there is not", "\"unknown …\", and the known ones"),
    ("that there is not", "\"unknown …\", and the known ones"),
    ("there is none of", "\"unknown\" or \"undefined\""),
    ("has no such thing", "what it does not have"),
    ("let a phase begin", "\"wait for the next phase\""),
    ("when it is mended", "\"once the error is fixed\""),
    ("which is wanted", "who asked for it"),
    ("speaks abi version", "\"was compiled for ABI version …\""),
    ("shall know", "\"can use\""),
    ("who writes a", "\"the author of a …\""),
];

/// `BANNED` itself, and what quotes it.
const FREE: [&str; 1] = ["tests/suite/tidy/words.rs"];

/// The phrases that stand in a text, with their lines; a phrase may be broken over two lines of prose or comment.
fn banned(text: &str) -> Vec<(usize, usize)> {
    // "No longer" is not "no".
    let plain = |line: &str| words_of(line).replace(" no longer ", " no-longer ").replace(" no more ", " no-more ");
    let lines: Vec<String> = text.lines().map(plain).collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let next = lines.get(index + 1).map_or("", String::as_str);
        let both = format!("{line}{}", next.trim_start()).replace(" no longer ", " no-longer ");
        for (phrase, (words, _)) in BANNED.iter().enumerate() {
            let words = format!(" {words} ");
            // What lies in the next line alone is found there.
            if both.contains(&words) && !next.contains(&words) || line.contains(&words) {
                found.push((index + 1, phrase));
            }
        }
    }
    found
}

/// A line's words in lower case, with one blank around each.
fn words_of(line: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '\'' || c == '’';
    let mut words = String::from(" ");
    for word in line.split(|c: char| c.is_whitespace()) {
        let word = word.trim_matches(['/', '!', '*', '#', '(', '"']);
        if word.is_empty() {
            continue;
        }
        words.extend(word.chars().map(|c| if is_word(c) { c.to_ascii_lowercase() } else { '.' }));
        words.push(' ');
    }
    words
}

fn mistakes(texts: &[Text]) -> Vec<String> {
    let mut mistakes = Vec::new();
    for Text { path, text } in texts.iter().filter(|text| !FREE.contains(&&*text.path) && !is_mirror(&text.path)) {
        for (line, phrase) in banned(text) {
            let (phrase, instead) = BANNED[phrase];
            mistakes.push(format!("{path}:{line}: \"{phrase}\"; write {instead}"));
        }
    }
    mistakes
}

#[test]
fn sentences_are_plain_english() {
    assert_none(&mistakes(&texts(&[".md", ".rs", ".zig", ".h", ".c", ".toml", ".liquid"])));
}

#[test]
fn a_banned_phrase_is_noticed() {
    let wrong = |text: &str| mistakes(&[Text { path: "page.md".to_owned(), text: text.to_owned() }]);
    assert_eq!(
        wrong("one\nThis is said once.")[0],
        "page.md:2: \"is said\"; write \"is reported\" or \"is documented\""
    );
    assert_eq!(wrong("/// and this is\n/// said of it").len(), 1, "broken over two lines");
    assert_eq!(wrong("fn is_said() {} // he is, said she"), [""; 0]);
}
