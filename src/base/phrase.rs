//! Parts of messages: lists of words, quoted words, and the question whether another word was meant.

/// A word is quoted up to this number of characters.
const QUOTED: usize = 40;

/// `` `a` ``, `` `a` or `b` ``, `` `a`, `b` or `c` ``: phrases with a word between the last two.
#[must_use]
pub fn joined<T: AsRef<str>>(phrases: &[T], word: &str) -> String {
    match phrases {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {word} {}", first.join(", "), last.as_ref())
        }
    }
}

/// Asks whether one of these words was meant, each as it is to be shown; `None` if there are none.
#[must_use]
pub fn did_you_mean<T: AsRef<str>>(shown: &[T]) -> Option<String> {
    (!shown.is_empty()).then(|| format!("Did you mean {}?", joined(shown, "or")))
}

/// Words of a file in backticks, on one line, cut where they are long.
#[must_use]
pub fn quoted(text: &str) -> String {
    clipped(text, QUOTED)
}

/// A text with a capital at its start.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Words in the place of others, with a capital where those have one that a list does not give them.
#[must_use]
pub fn capitalised_as(written: &str, listed: &str, instead: &str) -> String {
    let is_capital = |text: &str| text.starts_with(char::is_uppercase);
    if is_capital(written) && !is_capital(listed) { capital(instead) } else { instead.to_owned() }
}

/// A text on one line: its words with one blank between two.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Words of a file in backticks, on one line, cut after `limit` characters.
#[must_use]
pub fn clipped(text: &str, limit: usize) -> String {
    let mut line = String::new();
    let mut letters = 0;
    for (nth, word) in text.split_whitespace().enumerate() {
        for letter in (nth > 0).then_some(' ').into_iter().chain(word.chars()) {
            if letters == limit {
                line.push('…');
                return in_ticks(&line);
            }
            // A terminal would act upon a control character.
            line.push(if letter.is_control() { '\u{FFFD}' } else { letter });
            letters += 1;
        }
    }
    in_ticks(&line)
}

fn in_ticks(line: &str) -> String {
    match line.contains('`') {
        true => format!("“{line}”"),
        false => format!("`{line}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_joined() {
        let all = ["a", "b", "c"];
        let shown: Vec<String> = (0..=3).map(|count| joined(&all[..count], "and")).collect();
        assert_eq!(shown, ["", "a", "a and b", "a, b and c"]);
        assert_eq!(did_you_mean(&["`a`", "`b`"]).as_deref(), Some("Did you mean `a` or `b`?"));
        assert_eq!(did_you_mean::<&str>(&[]), None);
    }

    #[test]
    fn words_are_quoted_on_one_line() {
        assert_eq!(quoted("two\n  words"), "`two words`");
        assert_eq!(quoted("a `tick`"), "“a `tick`”");
        assert_eq!(quoted("bell\u{7}"), "`bell\u{FFFD}`");
        assert_eq!(clipped("abcdef", 3), "`abc…`");
    }
}
