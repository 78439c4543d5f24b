//! Pinpoints: the place in a source that one footnote means. They are no part of the reference.

use std::sync::LazyLock;

use regex::Regex;

/// `p. 12`, `pp. A11–A13`, `ch. 3`, `Table 2` at the very end of a footnote.
static PINPOINT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) [\s,;.(] (?: pp? | pages? | ch | chap | chapters? | sec | sections? | § | fig | figures? | tables? | box | para | appendix )
          \.? \s* ( [a-z]? \d [\w.\u{2013}-]*? | [a-z] ) \s* [.)]* \s* $",
    )
    .expect("the pattern is well formed")
});

/// The place in the source that a footnote's text ends with, as written: `12` of `…. p. 12.`
#[must_use]
pub fn pinpoint(text: &str) -> Option<&str> {
    // The pattern looks at the end alone; what is before need not be searched.
    let mut start = text.len().saturating_sub(40);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let tail = text.get(start..)?;
    PINPOINT.captures(tail)?.get(1).map(|place| place.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_footnote_may_end_with_a_place() {
        assert_eq!(pinpoint("Smith J. Neck pain. 2017;47(7):A1-A83. p. A11."), Some("A11"));
        assert_eq!(pinpoint("Smith J. Neck pain. London: NHS; 2020, pp. 12–14"), Some("12–14"));
        assert_eq!(pinpoint("Smith J. Neck pain (Table 2)"), Some("2"));
        assert_eq!(pinpoint("Smith J. Neck pain. 2017;47(7):A1-A83."), None);
        assert_eq!(pinpoint("Smith J. Neck pain. Accessed January 10, 2020."), None);
        assert_eq!(pinpoint(""), None);
    }
}
