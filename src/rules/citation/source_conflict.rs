use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::base::title;
use crate::biblio::same_source::Rung;
use crate::model::index::{Index, Listed};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// One identifier that is given to two different works.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Ama, Standard::Icmje],
    scope: Scope::Usual,
    check: Check::Repository(check),
};

fn check(_: &Settings, index: &Index, findings: &mut Findings<Place>) {
    for listed in index.repeated_sources() {
        let Some((first, others)) = listed.split_first() else {
            continue;
        };
        for other in others.iter().filter(|other| other.rung.is_some_and(Rung::is_identifier)) {
            if !titles(first, other, findings) {
                years(first, other, findings);
                publishers(first, other, findings);
            }
        }
    }
}

/// Reports two titles that cannot be writings of one. True where there was something to report.
fn titles(first: &Listed, other: &Listed, findings: &mut Findings<Place>) -> bool {
    let (Some(left), Some(right)) = (&first.fields.title, &other.fields.title) else {
        return false;
    };
    let differ = differ(&title::fold(&left.value), &title::fold(&right.value));
    if !differ && !first.only_shares_identifier(other) {
        return false;
    }
    findings
        .report(right.at, format!("“{}” and “{}” share one identifier", right.value, left.value))
        .label(left.at, format!("the other title, in `{}`", first.path))
        .help("Look the identifier up, and correct the reference it does not belong to.");
    true
}

fn years(first: &Listed, other: &Listed, findings: &mut Findings<Place>) {
    let (Some(left), Some(right)) = (&first.fields.issued, &other.fields.issued) else {
        return;
    };
    // A paper may appear online in one year and in print in the next.
    if left.value.year().abs_diff(right.value.year()) <= 1 {
        return;
    }
    findings
        .report(right.at, format!("one source is dated {} here and {} elsewhere", right.value, left.value))
        .label(left.at, format!("the other date, in `{}`", first.path))
        .help("Look the source up, and give the date of its publication in both places.");
}

/// Reports two publishers with no word in common; `NHS` and the name it stands for cannot be compared.
fn publishers(first: &Listed, other: &Listed, findings: &mut Findings<Place>) {
    let (Some(left), Some(right)) = (&first.fields.publisher, &other.fields.publisher) else {
        return;
    };
    let (here, there) = (title::fold(&left.value), title::fold(&right.value));
    let (mine, theirs) = (words(&here), words(&there));
    if mine.is_empty() || theirs.is_empty() || mine.iter().any(|word| theirs.contains(word)) {
        return;
    }
    findings
        .report(
            right.at,
            format!("one source is published by “{}” here and by “{}” elsewhere", right.value, left.value),
        )
        .label(left.at, format!("the other publisher, in `{}`", first.path))
        .help("Look the source up, and name its publisher in both places.");
}

/// The words of a folded text that are long enough to mean something.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).collect()
}

/// False of shortened titles, of other spellings, and of a title with and without its subtitle.
fn differ(left: &str, right: &str) -> bool {
    let (mine, theirs) = (words(left), words(right));
    let shared = mine.iter().filter(|word| theirs.contains(word)).count();
    // Titles of few words say too little to tell a translation from another work.
    let telling = mine.len().min(theirs.len());
    telling >= 3 && shared * 3 < telling
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_titles_with_hardly_a_word_in_common_differ() {
        assert!(differ("clinical features of patients infected", "deep learning for brain tumour images"));
        assert!(!differ("clinical features of patients infected in wuhan", "clinical features of patients"));
    }
}
