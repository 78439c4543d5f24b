//! Word lists: data, each once, with tags that say who looks for which of its words.

use std::fmt::Write as _;

/// People who care for the sick.
pub(crate) static CLINICIANS: WordList = WordList(include_str!("lists/clinicians.txt"));

/// Degrees, licences and fellowships.
pub(crate) static CREDENTIALS: WordList = WordList(include_str!("lists/credentials.txt"));

/// Headings of what is at the end of a page.
pub(crate) static BACK_MATTER: WordList = WordList(include_str!("lists/back_matter.txt"));

/// Words of jobs, departments and places of work.
pub(crate) static ORGANISATIONS: WordList = WordList(include_str!("lists/organisations.txt"));

/// Units in which medicines are dosed.
pub(crate) static UNITS: WordList = WordList(include_str!("lists/units.txt"));

/// A list of words. Its file has one entry a line, such as `midwife (midwives): care see`: the words, an irregular
/// plural, and tags. Lines that begin with `#` explain it.
pub(crate) struct WordList(&'static str);

/// An entry of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    words: &'static str,
    plural: Option<&'static str>,
    tags: &'static str,
}

impl WordList {
    fn entries(&self) -> impl Iterator<Item = Entry> {
        let lines = self.0.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.map(|line| {
            let (words, tags) = line.split_once(": ").unwrap_or((line, ""));
            let irregular = words.strip_suffix(')').and_then(|words| words.split_once(" ("));
            let (words, plural) = irregular.map_or((words, None), |(words, plural)| (words, Some(plural)));
            Entry { words, plural, tags }
        })
    }

    fn entries_tagged(&self, tag: &str) -> impl Iterator<Item = Entry> {
        self.entries().filter(move |entry| entry.tags.split(' ').any(|own| own == tag))
    }

    /// All its words.
    pub(crate) fn all(&self) -> impl Iterator<Item = &'static str> {
        self.entries().map(|entry| entry.words)
    }

    /// The words that have a tag.
    pub(crate) fn tagged(&self, tag: &str) -> impl Iterator<Item = &'static str> {
        self.entries_tagged(tag).map(|entry| entry.words)
    }

    /// A pattern for any of the words that have a tag.
    pub(crate) fn pattern(&self, tag: &str) -> String {
        any_of(self.tagged(tag).map(str::to_owned).collect())
    }

    /// A pattern for any of the words that have a tag, and for their plurals.
    pub(crate) fn pattern_with_plurals(&self, tag: &str) -> String {
        let both = self.entries_tagged(tag).flat_map(|entry| {
            let plural = entry.plural.map_or_else(|| format!("{}s", entry.words), str::to_owned);
            [entry.words.to_owned(), plural]
        });
        any_of(both.collect())
    }
}

/// A pattern for any of these, the longer first, so that none is cut short. A space is any white space, and ` …` at the
/// end is anything else that follows the words.
fn any_of(mut words: Vec<String>) -> String {
    words.sort_by_key(|words| std::cmp::Reverse(words.len()));
    let mut pattern = String::from("(?:");
    for (nth, words) in words.iter().enumerate() {
        let (words, goes_on) =
            words.strip_suffix(" …").map_or((words.as_str(), false), |words| (words, true));
        let escaped: Vec<String> = words.split(' ').map(regex::escape).collect();
        let start = if nth == 0 { "" } else { "|" };
        let end = if goes_on { r"(?-u:\b).*" } else { "" };
        let _ = write!(pattern, "{start}{}{end}", escaped.join(r"\s+"));
    }
    pattern.push(')');
    pattern
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn an_entry_is_words_an_irregular_plural_and_tags() {
        let list = WordList("# a list\n\nmidwife (midwives): a b\nsocial worker: b\n");
        assert_eq!(list.all().collect::<Vec<_>>(), ["midwife", "social worker"]);
        assert_eq!(list.tagged("a").collect::<Vec<_>>(), ["midwife"]);
        assert_eq!(list.pattern("b"), r"(?:social\s+worker|midwife)");
        assert_eq!(list.pattern_with_plurals("b"), r"(?:social\s+workers|social\s+worker|midwives|midwife)");
        assert_eq!(WordList("OTR/L\nrelated …: a\n").all().collect::<Vec<_>>(), ["OTR/L", "related …"]);
        assert_eq!(
            WordList("need help?: a\nrelated …: a\n").pattern("a"),
            r"(?:related(?-u:\b).*|need\s+help\?)"
        );
    }

    #[test]
    fn each_word_is_in_its_list_once_and_each_tag_is_explained() {
        for (name, list) in [
            ("clinicians", &CLINICIANS),
            ("credentials", &CREDENTIALS),
            ("back_matter", &BACK_MATTER),
            ("organisations", &ORGANISATIONS),
            ("units", &UNITS),
        ] {
            let words: BTreeSet<&str> = list.all().collect();
            assert_eq!(words.len(), list.all().count(), "{name}: a word is there twice");
            assert!(words.len() > 40, "{name}: {}", words.len());
            let tags: BTreeSet<&str> = list.entries().flat_map(|entry| entry.tags.split(' ')).collect();
            let explained: BTreeSet<&str> = (list.0.lines())
                .filter_map(|line| line.strip_prefix("# ")?.split_once("  "))
                .map(|(tag, _)| tag)
                .filter(|tag| !tag.is_empty())
                .collect();
            let untagged = BTreeSet::from([""]);
            assert_eq!(if tags == untagged { BTreeSet::new() } else { tags }, explained, "{name}");
        }
    }
}
