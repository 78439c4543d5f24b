//! Lines of a sentence.

use unicode_width::UnicodeWidthStr;

/// Breaks a text at spaces so that its lines take at most `width` columns. A word is never broken: an address or
/// an id that is cut can no longer be copied.
pub(super) fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::with_capacity(text.len());
    for (nth, line) in text.split('\n').enumerate() {
        if nth > 0 {
            wrapped.push('\n');
        }
        let mut column = 0;
        for word in line.split(' ') {
            let columns = word.width();
            if column > 0 && column + 1 + columns > width {
                wrapped.push('\n');
                column = 0;
            } else if column > 0 {
                wrapped.push(' ');
                column += 1;
            }
            wrapped.push_str(word);
            column += columns;
        }
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_only() {
        assert_eq!(wrap("one two three", 7), "one two\nthree");
        assert_eq!(wrap("one two-three-four", 7), "one\ntwo-three-four");
        assert_eq!(wrap("頚部痛 頚部", 8), "頚部痛\n頚部");
        assert_eq!(wrap("one\ntwo", 20), "one\ntwo");
        assert_eq!(wrap("", 20), "");
    }
}
