//! Word lists: data, each once, with tags that say who looks for which of its words.
//!
//! A language is a folder. English is the language of most lists; a rule that looks for the words of its lists and of
//! nothing else judges pages in every language that has these lists.

use std::fmt::Write as _;
use std::ops::Range;

use crate::base::steps::count;

/// People who care for the sick.
pub(crate) static CLINICIANS: WordList =
    WordList::english("clinicians", include_str!("lists/en/clinicians.txt"));

/// Degrees, licences and fellowships.
pub(crate) static CREDENTIALS: WordList =
    WordList::english("credentials", include_str!("lists/en/credentials.txt"));

/// Headings of what is at the end of a page.
pub(crate) static BACK_MATTER: WordList =
    WordList::english("back_matter", include_str!("lists/en/back_matter.txt"));

/// Words of jobs, departments and places of work.
pub(crate) static ORGANISATIONS: WordList =
    WordList::english("organisations", include_str!("lists/en/organisations.txt"));

/// Words by which a page advises its readers to turn to somebody who can help.
pub(crate) static CARE_ADVICE: WordList =
    WordList::english("care_advice", include_str!("lists/en/care_advice.txt"));

/// Units in which medicines are dosed.
pub(crate) static UNITS: WordList = WordList::english("units", include_str!("lists/en/units.txt"));

/// Words that say that a medicine is given or taken, and how.
pub(crate) static GIVING: WordList = WordList::english("giving", include_str!("lists/en/giving.txt"));

/// Claims that no honest health text makes.
pub(crate) static CLAIMS: WordList = WordList::english("claims", include_str!("lists/en/claims.txt"));

/// Publishers of health information.
pub(crate) static PUBLISHERS: WordList =
    WordList::english("publishers", include_str!("lists/en/publishers.txt"));

/// Medical specialties with what they are about.
pub(crate) static SPECIALTIES: WordList =
    WordList::english("specialties", include_str!("lists/en/specialties.txt"));

/// Words of topics with what they are about.
pub(crate) static AREAS: WordList = WordList::english("areas", include_str!("lists/en/areas.txt"));

/// Words that make a person a disease, with better ones.
pub(crate) static PERSON_FIRST: WordPairs =
    WordPairs::english("person_first", include_str!("lists/en/person_first.txt"));

/// Words with plainer ones.
pub(crate) static PLAIN_WORDS: WordPairs =
    WordPairs::english("plain_words", include_str!("lists/en/plain_words.txt"));

/// Acronyms of medicine with what they stand for.
pub(crate) static ACRONYMS: WordPairs = WordPairs::english("acronyms", include_str!("lists/en/acronyms.txt"));

/// Generic names of medicines, and their endings.
pub(crate) static DRUGS: WordList = WordList::english("drugs", include_str!("lists/en/drugs.txt"));

/// Brands of medicines with their generic names.
pub(crate) static BRANDS: WordPairs = WordPairs::english("brands", include_str!("lists/en/brands.txt"));

/// Abbreviations of medicines with their names.
pub(crate) static DRUG_ABBREVIATIONS: WordPairs =
    WordPairs::english("drug_abbreviations", include_str!("lists/en/drug_abbreviations.txt"));

/// The lists of all languages but English: the language, the name of the list, its text. `build.rs` finds the folders.
const OTHERS: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/lists.rs"));

/// Whether a language has a list of this name.
pub(crate) fn has(name: &str, language: &str) -> bool {
    language == "en" || OTHERS.iter().any(|(of, known, _)| (*of, *known) == (language, name))
}

/// The texts of a list in other languages than English.
fn others(name: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    OTHERS.iter().filter(move |(_, known, _)| *known == name).map(|(language, _, text)| (*language, *text))
}

/// Words that deny a claim, or limit it.
pub(crate) static DENIALS: WordList = WordList::english("denials", include_str!("lists/en/denials.txt"));

/// A list of words. Its file has one entry a line, such as `midwife (midwives): care see`: the words, an irregular
/// plural, and tags. Lines that begin with `#` explain it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordList {
    name: &'static str,
    text: &'static str,
}

/// A list of words with what each stands for or is replaced by. Its file has one entry a line, such as
/// `Advil = ibuprofen`; after a bar, remarks that its first lines explain.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordPairs {
    name: &'static str,
    text: &'static str,
}

/// A text as [`Pair::found_in`] reads it, byte for byte: in small letters of ASCII, and in one line.
pub(crate) fn folded(text: &str) -> String {
    text.chars().map(|sign| if sign == '\n' { ' ' } else { sign.to_ascii_lowercase() }).collect()
}

/// An entry of [`WordPairs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    /// The words that are looked for.
    pub(crate) words: &'static str,
    /// What they stand for, or are replaced by.
    pub(crate) other: &'static str,
    /// The remarks, with bars between them.
    remarks: &'static str,
}

impl Pair {
    /// Where the words are in a text that is [folded], as words of their own, in order.
    pub(crate) fn found_in(&self, folded: &str) -> Vec<Range<usize>> {
        let joins = |sign: char| sign.is_alphanumeric() || sign == '-' || sign == '_';
        count(folded.len());
        let words = self.words.to_ascii_lowercase();
        let found = folded.match_indices(words.as_str()).map(|(start, found)| start..start + found.len());
        let is_alone = |at: &Range<usize>| {
            let before = folded.get(..at.start).and_then(|before| before.chars().next_back());
            let after = folded.get(at.end..).and_then(|after| after.chars().next());
            !before.is_some_and(joins) && !after.is_some_and(joins)
        };
        found.filter(is_alone).collect()
    }

    /// The remarks.
    pub(crate) fn remarks(&self) -> impl Iterator<Item = &'static str> {
        self.remarks.split('|').map(str::trim).filter(|remark| !remark.is_empty())
    }
}

impl WordPairs {
    const fn english(name: &'static str, text: &'static str) -> WordPairs {
        WordPairs { name, text }
    }

    /// The list in this language, where it has one.
    pub(crate) fn in_language(self, language: &str) -> Option<WordPairs> {
        if language == "en" {
            return Some(self);
        }
        let (_, text) = others(self.name).find(|(of, _)| *of == language)?;
        Some(WordPairs { text, ..self })
    }

    /// The list in every language.
    pub(crate) fn everywhere(self) -> impl Iterator<Item = WordPairs> {
        let others = others(self.name).map(move |(_, text)| WordPairs { text, ..self });
        std::iter::once(self).chain(others)
    }

    /// The entries.
    pub(crate) fn all(self) -> impl Iterator<Item = Pair> {
        let lines = self.text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.filter_map(|line| {
            let (words, rest) = line.split_once(" = ")?;
            let (other, remarks) = rest.split_once(" |").unwrap_or((rest, ""));
            Some(Pair { words, other: other.trim(), remarks })
        })
    }
}

/// An entry of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    words: &'static str,
    plural: Option<&'static str>,
    tags: &'static str,
}

impl WordList {
    const fn english(name: &'static str, text: &'static str) -> WordList {
        WordList { name, text }
    }

    /// The list in this language, where it has one.
    pub(crate) fn in_language(self, language: &str) -> Option<WordList> {
        if language == "en" {
            return Some(self);
        }
        let (_, text) = others(self.name).find(|(of, _)| *of == language)?;
        Some(WordList { text, ..self })
    }

    /// The list in every language.
    pub(crate) fn everywhere(self) -> impl Iterator<Item = WordList> {
        let others = others(self.name).map(move |(_, text)| WordList { text, ..self });
        std::iter::once(self).chain(others)
    }

    fn entries(self) -> impl Iterator<Item = Entry> {
        let lines = self.text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.map(|line| {
            let (words, tags) = line.split_once(": ").unwrap_or((line, ""));
            let irregular = words.strip_suffix(')').and_then(|words| words.split_once(" ("));
            let (words, plural) = irregular.map_or((words, None), |(words, plural)| (words, Some(plural)));
            Entry { words, plural, tags }
        })
    }

    fn entries_tagged(self, tag: &str) -> impl Iterator<Item = Entry> {
        self.entries().filter(move |entry| entry.tags.split(' ').any(|own| own == tag))
    }

    /// All its words.
    pub(crate) fn all(self) -> impl Iterator<Item = &'static str> {
        self.entries().map(|entry| entry.words)
    }

    /// The entries, each as its words, its plural and its tags.
    pub(crate) fn with_tags(
        self,
    ) -> impl Iterator<Item = (&'static str, Option<&'static str>, &'static str)> {
        self.entries().map(|entry| (entry.words, entry.plural, entry.tags))
    }

    /// The words that have a tag.
    pub(crate) fn tagged(self, tag: &str) -> impl Iterator<Item = &'static str> {
        self.entries_tagged(tag).map(|entry| entry.words)
    }

    /// A pattern for any of the words that have a tag.
    pub(crate) fn pattern(self, tag: &str) -> String {
        any_of(self.tagged(tag).map(str::to_owned).collect())
    }

    /// A pattern for any of the words that have a tag, and for their plurals.
    pub(crate) fn pattern_with_plurals(self, tag: &str) -> String {
        any_of(self.with_plurals(tag).collect())
    }

    /// The words that have a tag, each with its plural.
    pub(crate) fn with_plurals(self, tag: &str) -> impl Iterator<Item = String> {
        self.entries_tagged(tag).flat_map(|entry| {
            let plural = entry.plural.map_or_else(|| format!("{}s", entry.words), str::to_owned);
            [entry.words.to_owned(), plural]
        })
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
        let list = WordList::english("test", "# a list\n\nmidwife (midwives): a b\nsocial worker: b\n");
        assert_eq!(list.all().collect::<Vec<_>>(), ["midwife", "social worker"]);
        assert_eq!(list.tagged("a").collect::<Vec<_>>(), ["midwife"]);
        assert_eq!(list.pattern("b"), r"(?:social\s+worker|midwife)");
        assert_eq!(list.pattern_with_plurals("b"), r"(?:social\s+workers|social\s+worker|midwives|midwife)");
        assert_eq!(
            WordList::english("test", "OTR/L\nrelated …: a\n").all().collect::<Vec<_>>(),
            ["OTR/L", "related …"]
        );
        assert_eq!(
            WordList::english("test", "need help?: a\nrelated …: a\n").pattern("a"),
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
            ("giving", &GIVING),
            ("claims", &CLAIMS),
            ("publishers", &PUBLISHERS),
            ("drugs", &DRUGS),
            ("denials", &DENIALS),
            ("care_advice", &CARE_ADVICE),
        ] {
            assert_eq!(list.name, name);
            assert!(list.all().count() > 40, "{name}: {}", list.all().count());
        }
        let other = OTHERS.iter().filter(|(.., text)| !text.contains(" = "));
        let other = other.map(|(_, name, text)| WordList { name, text });
        let english = [
            CLINICIANS,
            CREDENTIALS,
            BACK_MATTER,
            ORGANISATIONS,
            UNITS,
            GIVING,
            CLAIMS,
            PUBLISHERS,
            DRUGS,
            DENIALS,
            CARE_ADVICE,
        ];
        for list in english.into_iter().chain(other) {
            let name = list.name;
            let words: BTreeSet<&str> = list.all().collect();
            assert_eq!(words.len(), list.all().count(), "{name}: a word is there twice");
            let tags: BTreeSet<&str> = list.entries().flat_map(|entry| entry.tags.split(' ')).collect();
            let tags: BTreeSet<&str> = tags.into_iter().filter(|tag| !tag.is_empty()).collect();
            let explained: BTreeSet<&str> = (list.text.lines())
                .filter_map(|line| line.strip_prefix("# ")?.split_once("  "))
                .map(|(tag, _)| tag)
                .filter(|tag| !tag.is_empty())
                .collect();
            assert_eq!(tags, explained, "{name}");
        }
    }

    #[test]
    fn a_pair_is_words_what_they_stand_for_and_remarks() {
        let list = WordPairs::english(
            "test",
            "# a list\n\nAdvil = ibuprofen\nHCT = hydrocortisone | hematocrit | stem cell\n",
        );
        let entries: Vec<Pair> = list.all().collect();
        assert_eq!(entries[0], Pair { words: "Advil", other: "ibuprofen", remarks: "" });
        assert_eq!((entries[1].words, entries[1].other), ("HCT", "hydrocortisone"));
        assert_eq!(entries[1].remarks().collect::<Vec<_>>(), ["hematocrit", "stem cell"]);
    }

    #[test]
    fn each_line_of_a_list_of_pairs_is_a_pair_of_its_own() {
        for (name, list) in [
            ("brands", &BRANDS),
            ("drug_abbreviations", &DRUG_ABBREVIATIONS),
            ("person_first", &PERSON_FIRST),
            ("acronyms", &ACRONYMS),
            ("plain_words", &PLAIN_WORDS),
        ] {
            assert_eq!(list.name, name);
        }
        let other = OTHERS.iter().filter(|(.., text)| text.contains(" = "));
        let other = other.map(|(_, name, text)| WordPairs { name, text });
        let english = [BRANDS, DRUG_ABBREVIATIONS, PERSON_FIRST, ACRONYMS, PLAIN_WORDS];
        for list in english.into_iter().chain(other) {
            let name = list.name;
            let lines = list.text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
            let words: BTreeSet<&str> = list.all().map(|pair| pair.words).collect();
            assert_eq!(words.len(), lines, "{name}");
            assert!(list.all().all(|pair| !pair.other.is_empty()), "{name}");
        }
    }

    /// A folder of a language holds lists that English has, under the same names, and says where its words are from.
    #[test]
    fn lists_of_other_languages_are_known() {
        let english = ["acronyms", "brands", "claims", "denials", "drug_abbreviations", "drugs", "giving"];
        let known = [&english[..], &["person_first", "plain_words", "units", "care_advice"]].concat();
        for (language, name, text) in OTHERS {
            assert!(known.contains(name), "{language}/{name}");
            assert!(text.starts_with("# "), "{language}/{name}");
        }
        let spanish: Vec<&str> =
            OTHERS.iter().filter(|(of, ..)| *of == "es").map(|(_, name, _)| *name).collect();
        assert_eq!(spanish.len(), known.len());
        assert!(has("claims", "es") && has("claims", "en") && !has("claims", "fr") && !has("areas", "es"));
    }
}
