//! Lines of a sentence.

use unicode_width::UnicodeWidthStr;

/// Breaks a text at spaces so that its lines take at most `width` columns. A word is never broken: an address or
/// an id that is cut can no longer be copied.
pub(super) fn wrap(text: &str, width: usize) -> String {
    hang(text, 0, width)
}

/// As [`wrap`], with so many blanks before each line but the first of the text's own lines. Escapes take no columns.
pub fn hang(text: &str, indent: usize, width: usize) -> String {
    let mut wrapped = String::with_capacity(text.len());
    for (nth, line) in text.split('\n').enumerate() {
        if nth > 0 {
            wrapped.push('\n');
        }
        // Nothing is gained by a break before the first word.
        let (mut column, mut first) = (0, true);
        for (nth, word) in line.split(' ').enumerate() {
            let columns = columns(word);
            if nth > 0 && !first && column + 1 + columns > width {
                wrapped.truncate(wrapped.trim_end_matches(' ').len());
                wrapped.push('\n');
                wrapped.push_str(&" ".repeat(indent));
                column = indent;
            } else if nth > 0 {
                wrapped.push(' ');
                column += 1;
            }
            wrapped.push_str(word);
            column += columns;
            first &= word.is_empty();
        }
    }
    wrapped
}

/// The columns of a word, in which escapes of colours and links may be.
fn columns(word: &str) -> usize {
    let (mut columns, mut rest) = (0, word);
    while let Some((before, escape)) = rest.split_once('\u{1b}') {
        columns += before.width();
        // A link ends with the terminator of strings, a colour with its letter.
        let end = if escape.starts_with(']') { "\u{1b}\\" } else { "m" };
        rest = escape.split_once(end).map_or("", |(_, after)| after);
    }
    columns + rest.width()
}

/// A line of a table with a sentence at its end.
pub struct Row<'a> {
    /// What comes before the sentence.
    pub lead: &'a str,
    /// The columns that it takes.
    pub columns: usize,
    /// The name of what the line is about, which stands alone where there is little room.
    pub name: &'a str,
    /// What then begins the sentence.
    pub facts: &'a str,
    /// The sentence.
    pub sentence: &'a str,
}

impl Row<'_> {
    /// The fewest columns in which a sentence is still read as one.
    const LEAST: usize = 30;

    /// The blanks before a sentence below its name.
    const INDENT: usize = 4;

    /// The row in so many columns: the sentence goes on below its own first word, or where that leaves too little room
    /// begins below the name.
    #[must_use]
    pub fn shown(&self, width: usize) -> String {
        let beside = self.columns.saturating_add(2);
        let is_narrow = beside.saturating_add(Row::LEAST) > width;
        let (start, text, indent) = if is_narrow {
            let start = format!("{}\n{}", self.name, " ".repeat(Row::INDENT));
            (start, format!("{}: {}", self.facts, self.sentence), Row::INDENT)
        } else {
            (format!("{}  ", self.lead), self.sentence.to_owned(), beside)
        };
        let text = wrap(&text, width.saturating_sub(indent));
        format!("{start}{}", text.replace('\n', &format!("\n{}", " ".repeat(indent))))
    }
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

    #[test]
    fn lines_hang_and_escapes_take_no_columns() {
        assert_eq!(hang("  two words here", 4, 9), "  two\n    words\n    here");
        assert_eq!(hang("a  b", 2, 3), "a\n  b");
        assert_eq!(hang("    too-long-a-word at", 2, 8), "    too-long-a-word\n  at");
        let link = "\u{1b}]8;;https://example.org/rule\u{1b}\\rule\u{1b}]8;;\u{1b}\\";
        assert_eq!(hang(&format!("\u{1b}[1m\u{1b}[31m3\u{1b}[0m {link} b"), 2, 8).lines().count(), 1);
        assert_eq!(hang(&format!("{link} bcd"), 2, 7), format!("{link}\n  bcd"));
        assert_eq!(hang("頚部痛 頚部\n  a b", 1, 8), "頚部痛\n 頚部\n  a b");
    }

    #[test]
    fn a_sentence_goes_on_below_its_first_word() {
        let row = Row {
            lead: "link/self-link  error",
            columns: 21,
            name: "link/self-link",
            facts: "error",
            sentence: "Reports a link to the page that it is on.",
        };
        assert_eq!(row.shown(200), "link/self-link  error  Reports a link to the page that it is on.");
        assert_eq!(
            row.shown(55),
            "link/self-link  error  Reports a link to the page that\n                       it is on."
        );
        assert_eq!(
            row.shown(40),
            "link/self-link\n    error: Reports a link to the page\n    that it is on."
        );
        assert_eq!(row.shown(usize::MAX), row.shown(200));
    }
}
