//! Characters of many code points, such as a letter with marks above: the library that shapes texts for Bevy counts
//! them in 8 bits.

/// The most code points that may go on with a character. A text may lie in several spans, whose characters join.
const PARTS_MAX: usize = 100;

pub(super) const NOT_SHORT: &str = "its text has a character of more than 100 code points, which Bevy cannot lay out";

/// Whether no character of a text has more parts than Bevy can lay out. What may join is taken to join.
pub(super) fn are_short(text: &str) -> bool {
    // Mostly.
    if text.is_ascii() {
        return true;
    }
    let (mut parts, mut before) = (0, ' ');
    text.chars().all(|part| {
        parts = if goes_on(part, before) { parts + 1 } else { 0 };
        before = part;
        parts <= PARTS_MAX
    })
}

/// Whether a code point may belong to the character before it.
fn goes_on(part: char, before: char) -> bool {
    match part {
        '\0'..='\u{2ff}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => return links(before),
        _ if part.is_whitespace() => return false,
        _ => {}
    }
    // What Rust writes as a number are marks, and what is not seen, such as the joiner of emoji.
    links(before) || part.escape_debug().len() > 1 || is_mark_with_width(part) || is_jamo(part)
}

/// Whether a code point joins what follows: between emoji, and the signs that consonants are written together for.
fn links(part: char) -> bool {
    match part {
        '\u{200d}' | '\u{1039}' | '\u{17d2}' => true,
        '\u{900}'..='\u{dff}' => part as u32 & 0x7f == 0x4d,
        _ => false,
    }
}

/// Vowels and signs that stand beside a letter. Of scripts that are rare, all letters.
fn is_mark_with_width(part: char) -> bool {
    match part {
        '\u{d80}'..='\u{dff}' => matches!(part as u32 & 0x7f, 2..=3 | 0x4a..=0x5f | 0x72..=0x73),
        '\u{900}'..='\u{d7f}' => {
            matches!(part as u32 & 0x7f, 0..=3 | 0x3a..=0x3b | 0x3e..=0x4f | 0x55..=0x57 | 0x62..=0x63)
        }
        '\u{e33}' | '\u{eb3}' | '\u{f3e}'..='\u{f3f}' | '\u{f7f}' => true,
        '\u{102b}'..='\u{103e}' | '\u{1056}'..='\u{109d}' | '\u{17b4}'..='\u{17d3}' => true,
        '\u{1900}'..='\u{1cff}' | '\u{a800}'..='\u{abff}' | '\u{11000}'..='\u{11fff}' => true,
        _ => false,
    }
}

/// Parts of Korean syllables.
fn is_jamo(part: char) -> bool {
    matches!(part, '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{a97f}' | '\u{d7b0}'..='\u{d7ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_has_so_many_parts() {
        for part in ["\u{301}", "\u{200d}", "\u{93e}", "\u{1100}", "\u{fe0f}", "\u{200d}🎉", "\u{94d}क", "\u{e0062}"]
        {
            assert!(are_short(&format!("e{}", part.repeat(50))), "{part:?}");
            assert!(!are_short(&format!("e{}", part.repeat(256))), "{part:?}");
        }
    }

    #[test]
    fn texts_of_all_scripts_are_taken() {
        let of_scripts = "漢字 한국어 日本語の ภาษาไทย العربية עברית हिन्दी မြန်မာ ខ្មែរ བོད་ཡིག Ελληνικά Русский தமிழ் සිංහල";
        let others = ["e\u{301}", "\u{e000}", "\u{3000}", "\u{a0}", "🎉", "👨‍👩‍👧", "🇨🇭", "─│", "\"'\\\n\t"];
        let texts = of_scripts.split(' ').chain(others);
        for text in texts {
            assert!(are_short(&text.repeat(1000)), "{text}");
        }
    }
}
