//! The words by which journals link the references of a paper: `PubMed`, `Google Scholar`, `Crossref`.

/// Those that stand for a link, the longer of two that begin alike first.
const WORDS: [&str; 34] = [
    "citation on",
    "free full text on",
    "free text on",
    "free article on",
    "go to reference",
    "go to citation",
    "view record in scopus",
    "view in scopus",
    "view article",
    "view abstract",
    "view pdf",
    "web of science",
    "google scholar",
    "pubmed central",
    "pubmed",
    "ncbi",
    "crossref",
    "medline",
    "scopus",
    "pmc free article",
    "free full text",
    "full text pdf",
    "full text",
    "mathscinet",
    "abstract",
    "article",
    "download",
    "isi",
    "cas",
    "ads",
    "pdf",
    "doi",
    "math",
    "link",
];

/// Those that can hardly be the end of a title or of a name.
const TELLING: [&str; 7] = [
    "google scholar",
    "crossref",
    "pubmed central",
    "pubmed",
    "view record in scopus",
    "scopus",
    "web of science",
];

/// Whether a line has nothing else: `CrossrefPubMedGoogle Scholar`.
#[must_use]
pub fn is_all(line: &str) -> bool {
    /// Of these it has one at least: `Article` alone says too little.
    const NEEDED: [&str; 9] = [
        "scholar",
        "crossref",
        "pubmed",
        "scopus",
        "web of science",
        "pmc free article",
        "go to ",
        "view pdf",
        "view article",
    ];
    if line.len() > 120 {
        return false;
    }
    let lower = line.to_lowercase();
    let mut rest = lower.as_str();
    while let Some(next) = WORDS.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, '|' | '·' | ',' | '[' | ']' | '(' | ')' | '/')
        });
    }
    rest.is_empty() && NEEDED.iter().any(|word| lower.contains(word))
}

/// Where they begin at the end of a text, glued to what is before them or several in a row: `168PubMedGoogle Scholar`.
/// A single one after a blank may be a name: `National Library of Medicine. PubMed`.
#[must_use]
pub fn at_end(text: &str) -> Option<usize> {
    let mut rest = text.trim_end();
    let mut count = 0;
    while let Some(before) = TELLING.iter().find_map(|word| without(rest, word)) {
        count += 1;
        rest = before;
        if !rest.ends_with(char::is_whitespace) && rest.ends_with(|c: char| c.is_ascii_digit()) {
            return Some(rest.len());
        }
        rest = rest.trim_end();
    }
    (count > 1).then_some(rest.len())
}

/// The text before a word at its end, written as links write it: with a capital, so that it shows where it begins.
fn without<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let start = text.len().checked_sub(word.len())?;
    let (before, last) = (text.get(..start)?, text.get(start..)?);
    (last.eq_ignore_ascii_case(word) && last.starts_with(char::is_uppercase)).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_cut_from_the_end() {
        for (text, before) in [
            ("1990;97147-168PubMedGoogle ScholarCrossref", "1990;97147-168"),
            ("2020;12(3):45. PubMed Google Scholar", "2020;12(3):45."),
            ("2020;12(3):45PubMed", "2020;12(3):45"),
            ("Spine J.CrossrefPubMed ", "Spine J."),
            ("Crossref PubMed", ""),
        ] {
            assert_eq!(at_end(text).map(|at| &text[..at]), Some(before), "{text}");
        }
    }

    #[test]
    fn a_name_is_none() {
        for text in
            ["National Library of Medicine. PubMed", "How to search in pubmed", "PubMed", "", "Neck ärzte"]
        {
            assert_eq!(at_end(text), None, "{text}");
        }
    }
}
