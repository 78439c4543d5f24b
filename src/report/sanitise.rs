//! What may reach a reader's screen.
//!
//! Content, and even the name of a file, may hold characters that a terminal
//! obeys (escape sequences) or that change what a reader sees without being seen
//! (bidirectional overrides, zero-width characters). Every format for people shows
//! them as visible stand-ins instead. A runner of CI obeys lines too, those that
//! begin with `::` or hold `##[`: nothing that is shown does.

use std::borrow::Cow;

/// The most characters a sentence may have: nobody reads more of a value that was taken for something short.
const LONGEST_SENTENCE: usize = 1000;

/// A sentence as a single line: line breaks and tabs become spaces, unsafe characters their stand-ins, and one
/// that quotes content without end is cut.
#[must_use]
pub fn sentence(text: &str) -> Cow<'_, str> {
    if let Some((end, _)) = text.char_indices().nth(LONGEST_SENTENCE) {
        return Cow::Owned(format!("{}…", line(text.get(..end).unwrap_or(""))));
    }
    line(text)
}

fn line(text: &str) -> Cow<'_, str> {
    let stand_in = |c, before| match c {
        '\n' | '\r' | '\t' => Some(" ".to_owned()),
        _ => stand_in(c, before),
    };
    if text.contains('\r') {
        return Cow::Owned(defuse(replace(&text.replace("\r\n", "\n"), stand_in)).into_owned());
    }
    defuse(replace(text, stand_in))
}

/// A path as a single line: everything unsafe in it, line breaks and tabs too, becomes a stand-in.
#[must_use]
pub fn path(text: &str) -> Cow<'_, str> {
    defuse(replace(text, stand_in))
}

/// As [`path`], for a format that escapes colons: `::error.md` keeps its name there.
#[must_use]
pub fn path_with_colons(text: &str) -> Cow<'_, str> {
    without_hashes(replace(text, stand_in))
}

/// What a runner of CI would obey, with a space in it. A sentence may be broken anywhere, so any `::` might begin
/// a line.
fn defuse(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains("::") {
        return without_hashes(text);
    }
    let spaced = text.replace("::", ": :").replace("::", ": :");
    without_hashes(Cow::Owned(spaced))
}

/// Commands of this form may stand anywhere in a line.
fn without_hashes(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains("##") {
        return text;
    }
    Cow::Owned(text.replace("##[", "## [").replace("##vso[", "##vso ["))
}

/// What is shown in place of a character that a terminal would obey or hide; none of one that is safe to show
/// after the character shown `before` it.
/// Control characters have pictures of their own (`␛`), all others show their number (`<U+202E>`).
#[must_use]
pub fn stand_in(c: char, before: Option<char>) -> Option<String> {
    let number = u32::from(c);
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + number).map(String::from),
        '\u{7f}' => Some('\u{2421}'.into()),
        _ if is_hidden(c, before) => Some(format!("<U+{number:04X}>")),
        _ => None,
    }
}

/// Whether it is a character that leaves no mark of its own, or that moves those around it.
fn is_hidden(c: char, before: Option<char>) -> bool {
    match c {
        // C1 controls: one of them begins escape sequences like ESC [ does.
        '\u{80}'..='\u{9f}' => true,
        // Soft hyphen, grapheme joiner, Arabic letter mark, Hangul fillers, Khmer inherent vowels, Mongolian separator.
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' => true,
        '\u{180b}'..='\u{180f}' | '\u{3164}' | '\u{ffa0}' => true,
        // Zero-width space and the marks of direction.
        '\u{200b}' | '\u{200e}' | '\u{200f}' => true,
        // Scripts and emoji are written with joiners; after an ASCII letter they only hide.
        '\u{200c}' | '\u{200d}' => before.is_none_or(|before| before.is_ascii()),
        '\u{fe00}'..='\u{fe0f}' => {
            before.is_none_or(|before| before.is_ascii() && !matches!(before, '0'..='9' | '#' | '*'))
        }
        // Line and paragraph separator, bidirectional embeddings and overrides.
        '\u{2028}'..='\u{202e}' => true,
        // Word joiner, invisible operators, bidirectional isolates, deprecated format characters.
        '\u{2060}'..='\u{206f}' => true,
        // Byte order mark, interlinear annotation.
        '\u{feff}' | '\u{fff9}'..='\u{fffb}' => true,
        // Invisible notation of shorthand and music, tags, more variation selectors.
        '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => true,
        // Private characters of plane 16 stand for clusters while a snippet is drawn.
        '\u{100000}'..='\u{10ffff}' => true,
        // What will never be a character.
        _ => u32::from(c) & 0xfffe == 0xfffe,
    }
}

fn replace(text: &str, stand_in: impl Fn(char, Option<char>) -> Option<String>) -> Cow<'_, str> {
    // Nearly every text is plain and is passed through as it is.
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut before = None;
    for c in text.chars() {
        match stand_in(c, before) {
            Some(replacement) => shown.push_str(&replacement),
            None => {
                shown.push(c);
                before = Some(c);
            }
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_have_pictures_and_the_rest_numbers() {
        assert_eq!(sentence("a\u{1b}[31mb\u{7}\u{7f}\u{0}"), "a␛[31mb␇␡␀");
        assert_eq!(sentence("a\u{9b}31m\u{85}b"), "a<U+009B>31m<U+0085>b");
        assert_eq!(
            sentence("\u{202e}gpj.exe\u{2066}\u{61c}\u{200f}"),
            "<U+202E>gpj.exe<U+2066><U+061C><U+200F>"
        );
        assert_eq!(sentence("neck\u{200b}pain\u{ad}s\u{feff}"), "neck<U+200B>pain<U+00AD>s<U+FEFF>");
        assert_eq!(sentence("\u{e0041}\u{10fffd}\u{ffff}"), "<U+E0041><U+10FFFD><U+FFFF>");
    }

    #[test]
    fn every_control_and_bidi_character_is_replaced() {
        let unsafe_ones = ('\0'..='\u{1f}')
            .chain('\u{7f}'..='\u{9f}')
            .chain('\u{202a}'..='\u{202e}')
            .chain('\u{2066}'..='\u{2069}')
            .chain(['\u{200e}', '\u{200f}', '\u{61c}', '\u{2028}', '\u{2029}']);
        for c in unsafe_ones {
            assert!(!path(&format!("a{c}b")).contains(c), "{c:?}");
            assert!(!sentence(&format!("é{c}b")).contains(c), "{c:?}");
        }
    }

    #[test]
    fn sentences_are_one_line_and_paths_keep_their_breaks_visible() {
        assert_eq!(sentence("one\ntwo\r\nthree\tfour"), "one two three four");
        assert_eq!(path("a\nb\tc.md"), "a␊b␉c.md");
        assert_eq!(sentence(&"é".repeat(1001)), format!("{}…", "é".repeat(1000)));
    }

    #[test]
    fn nothing_is_a_command_of_a_runner() {
        assert_eq!(path("::error::a.md"), ": :error: :a.md");
        assert_eq!(sentence("x ::stop-commands::y ::: ::::"), "x : :stop-commands: :y : : : : : : :");
        assert_eq!(sentence("##[error]a ##vso[task]b ## c"), "## [error]a ##vso [task]b ## c");
        assert!(!sentence(&":".repeat(99)).contains("::"));
    }

    #[test]
    fn what_people_write_is_left_alone() {
        let texts = [
            "Nackenschmerzen – “Überblick” 5\u{a0}mg",
            "👩\u{200d}⚕\u{fe0f} 1\u{fe0f}\u{20e3} ⚠\u{fe0f}",
            "می\u{200c}خواهم",
            "קשה",
        ];
        for text in texts {
            assert_eq!(sentence(text), text);
        }
        assert_eq!(sentence("a\u{200d}\u{200d}b\u{fe0f}"), "a<U+200D><U+200D>b<U+FE0F>");
    }
}
