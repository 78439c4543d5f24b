//! Where the line of a byte begins and ends.

/// The first byte of the line that `at` is in. Lines end with `\n`, `\r\n` or `\r`.
#[must_use]
pub fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    before.rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// The end of the line that `at` is in, without its line break.
#[must_use]
pub fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find(['\n', '\r']).map_or(text.len(), |length| at + length)
}

/// Where a part of a text begins in it; 0 of what is no part of it.
#[must_use]
pub fn offset_in(text: &str, part: &str) -> usize {
    let offset = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    if offset <= text.len() { offset } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_by_its_place_and_not_by_its_words() {
        let text = "ab ab";
        assert_eq!(
            (offset_in(text, &text[3..]), offset_in(text, &text[5..]), offset_in(text, text)),
            (3, 5, 0)
        );
    }

    #[test]
    fn a_line_is_found_from_any_byte_of_it() {
        let text = "one\r\ntwo\rthree\n";
        let lines: Vec<&str> =
            [0, 3, 5, 8, 9, 14].map(|at| &text[line_start(text, at)..line_end(text, at)]).into();
        assert_eq!(lines, ["one", "one", "two", "two", "three", "three"]);
        assert_eq!((line_start(text, 15), line_end(text, 15)), (15, 15));
    }
}
