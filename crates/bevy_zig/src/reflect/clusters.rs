//! Characters of many code points, such as a letter with marks above: the library that shapes texts for Bevy counts
//! them in 8 bits.

use unicode_segmentation::UnicodeSegmentation;

/// The most code points that a character may have. A text may lie in several spans, whose characters join.
const PARTS_MAX: usize = 100;

pub(super) const NOT_SHORT: &str = "its text has a character of more than 100 code points, which Bevy cannot lay out";

/// Whether no character of a text has more parts than Bevy can lay out.
pub(super) fn are_short(text: &str) -> bool {
    // Mostly.
    text.is_ascii() || text.graphemes(true).all(|character| character.chars().count() <= PARTS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_has_so_many_parts() {
        for part in ["\u{301}", "\u{200d}", "\u{93e}", "\u{1100}", "\u{fe0f}", "\u{200d}🎉", "\u{94d}क", "\u{e0062}"]
        {
            assert!(are_short(&format!("e{}", part.repeat(49))), "{part:?}");
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
