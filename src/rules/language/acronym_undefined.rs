use std::ops::Range;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::{Place, Span};
use crate::model::collection::Collection;
use crate::model::document::{Document, Statement};
use crate::model::index::{Index, Page};
use crate::model::notes::{Note, NoteTaker};
use crate::page::roles;
use crate::rules::compared::{Count, Mode, Modes, Total};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::lexicon::{Topic, words};
use crate::words::list::{ACRONYMS, Pair, WordPairs, folded};

/// An acronym that the page does not explain.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Pemat],
    scope: Scope::Usual,
    options: &[],
    check: Check::Compared { note: Some((&[&SHORT], note)), count, at_once, page },
};

/// The acronyms.
pub(crate) static SHORT: Topic = Topic::new("acronym-undefined", || {
    let pairs = ACRONYMS.everywhere().flat_map(WordPairs::all);
    words(&pairs.map(|pair| pair.words).collect::<Vec<_>>())
});

/// A publisher that leaves more than this unexplained, and more than it explains, writes for readers who know them.
const MANY: usize = 10;

/// An acronym that so many pages leave unexplained, and more than explain it, is a habit rather than a slip.
const SEVERAL: usize = 5;

/// Notes each acronym of a page where it is first used, with what it stands for where the page does not say it.
fn note(_: &Settings, document: &Document, notes: &mut NoteTaker) {
    let Some(list) = ACRONYMS.in_language(&document.language) else {
        return;
    };
    if !matches!(document.collection, Collection::Article | Collection::Cause) {
        return;
    }
    let statements = document.statements(&SHORT);
    // Of a part of a page nobody knows what the other parts explain.
    if statements.is_empty() || !document.is_whole_page() || document.is_for_clinicians() {
        return;
    }
    let links: Vec<Span> = document.words_of_links().collect();
    let mut page = None;
    for pair in list.all() {
        let with_it = statements.iter().filter(|statement| statement.text.contains(pair.words));
        let first = with_it.into_iter().filter(|statement| is_of_the_page(statement)).find_map(|statement| {
            pair.found_in(&folded(&statement.text))
                .into_iter()
                .filter(|at| {
                    statement.text.get(at.clone()) == Some(pair.words)
                        && statement.is_own(document, at.clone())
                })
                .filter_map(|at| statement.span(at))
                .find(|span| !roles::hold(&links, *span))
        });
        let in_amounts = |statement: &&Statement<'_>| {
            pair.found_in(&folded(&statement.text)).iter().any(|at| is_amount(&statement.text, at))
        };
        let Some(span) = first.filter(|_| !statements.iter().any(|statement| in_amounts(&statement))) else {
            continue;
        };
        let is_explained = is_explained(page.get_or_insert_with(|| small_letters(document)), pair)
            || names(document).any(|name| is_spelt_out(name, pair.words));
        let said = match is_explained {
            true => pair.words.to_owned(),
            false => format!("{}{BETWEEN}{}", pair.words, pair.other),
        };
        notes.note(span, &said);
    }
}

/// What is between an acronym and its words in a note.
const BETWEEN: &str = " = ";

/// An acronym that a page does not explain.
struct Unexplained<'a> {
    short: &'a str,
    long: &'a str,
    place: Place,
}

impl<'a> Unexplained<'a> {
    fn read(note: Note<'a>) -> Option<Unexplained<'a>> {
        let (short, long) = note.text.split_once(BETWEEN)?;
        Some(Unexplained { short, long, place: note.place })
    }
}

fn unexplained(page: Page<'_>) -> impl Iterator<Item = Unexplained<'_>> {
    page.notes.iter().filter_map(Unexplained::read)
}

/// Counts each acronym of a page that readers see: where it is not explained, and at all.
fn count(_: &Settings, _: &Index, page: Page<'_>) -> Vec<Count> {
    if !page.facts.status().is_seen() {
        return Vec::new();
    }
    let count = |note: Note<'_>| {
        let short = note.text.split_once(BETWEEN).map_or(note.text, |(short, _)| short);
        let is_open = Unexplained::read(note).is_some();
        Count { subject: Some(short.into()), some: usize::from(is_open), all: 1, joins: is_open }
    };
    page.notes.iter().map(count).collect()
}

fn at_once(_: &Settings, acronym: Option<&str>, total: &Total) -> bool {
    let fewest = if acronym.is_some() { SEVERAL } else { MANY + 1 };
    total.some >= fewest && total.some * 2 > total.all
}

fn page(_: &Settings, _: &Index, page: Page<'_>, modes: Modes<'_>, findings: &mut Findings<Place>) {
    match modes.whole {
        Mode::Alone => {
            for acronym in unexplained(page) {
                match modes.of(acronym.short) {
                    Mode::Alone => report(&acronym, findings),
                    Mode::First(total) => one_at_once(&acronym, total.pages - 1, findings),
                    Mode::Elsewhere => {}
                }
            }
        }
        Mode::First(total) => {
            if let Some(first) = unexplained(page).min_by_key(|acronym| acronym.place.nth) {
                all_at_once(&first, total.some, total.pages, findings);
            }
        }
        Mode::Elsewhere => {}
    }
}

/// Reports an acronym that most pages with it leave unexplained, at the first of them.
fn one_at_once(acronym: &Unexplained<'_>, others: usize, findings: &mut Findings<Place>) {
    let Unexplained { short, long, place } = *acronym;
    findings
        .report(place, format!("this page does not say what {short} stands for, and neither do {others} others"))
        .help(format!(
            "Explain it where each page first uses it, as in: {long} ({short}). If all your readers know it, allow it \
             here, and say why."
        ));
}

fn report(acronym: &Unexplained<'_>, findings: &mut Findings<Place>) {
    let Unexplained { short, long, place } = *acronym;
    findings
        .report(place, format!("this page does not say what {short} stands for"))
        .help(format!("Explain it where it is first used, as in: {long} ({short})."));
}

/// Reports the acronyms of all pages together, at the first.
fn all_at_once(first: &Unexplained<'_>, open: usize, pages: usize, findings: &mut Findings<Place>) {
    let Unexplained { short, long, place } = *first;
    let on = if pages == 1 { "this page".to_owned() } else { format!("{pages} pages") };
    findings
        .report(
            place,
            format!(
                "this page does not say what {short} stands for: it is the first of {open} acronyms on {on} that are not \
                 explained, which is more than are"
            ),
        )
        .help(format!(
            "If patients read these pages, explain each acronym where a page first uses it, as in: {long} ({short}). If \
             your readers know such acronyms, say so: write `audience: clinician` in the front matter, or set the rule \
             `language/acronym-undefined` to `off` in medproof.yaml."
        ));
}

/// Whether a statement is the page's own: no title of a work, and in letters that have acronyms.
fn is_of_the_page(statement: &Statement<'_>) -> bool {
    let text = statement.text.trim_start();
    let is_title = text.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("title:"));
    // Chinese, Japanese and Korean texts use acronyms of English as words of their own.
    !is_title && !text.chars().any(|c| c > '\u{2E7F}' && c.is_alphabetic())
}

/// Whether letters are the code of a currency (ISO 4217) next to an amount: `247 CHF`.
fn is_amount(text: &str, at: &Range<usize>) -> bool {
    const CURRENCIES: [&str; 3] = ["CAD", "CHF", "INR"];
    let before = text.get(..at.start).unwrap_or("").trim_end().chars().next_back();
    let after = text.get(at.end..).unwrap_or("").trim_start().chars().next();
    text.get(at.clone()).is_some_and(|letters| CURRENCIES.contains(&letters))
        && [before, after].iter().flatten().any(char::is_ascii_digit)
        // A level of the blood is written like an amount: `INR 2.5`.
        && (text.get(at.clone()) != Some("INR") || before.is_some_and(|sign| sign.is_ascii_digit()))
}

/// All that a page says, in small letters and one line.
fn small_letters(document: &Document) -> String {
    let blocks = document.body.blocks.iter().map(|block| block.prose.text());
    blocks.chain(title(document)).collect::<Vec<_>>().join("\n").to_lowercase().replace('\n', " ")
}

/// The title of a page in its front matter.
fn title(document: &Document) -> Option<&str> {
    document.records().first().and_then(|record| record.get("title")?.text())
}

/// The title and the headings of a page.
fn names(document: &Document) -> impl Iterator<Item = &str> {
    title(document).into_iter().chain(document.body.headings.iter().map(|heading| heading.text.as_str()))
}

/// Whether words that follow each other in a heading, each with a capital, begin with the letters of an acronym: there it
/// is short for these, and for nothing else.
fn is_spelt_out(heading: &str, short: &str) -> bool {
    let letters = short.trim_end_matches('s').to_lowercase();
    let words = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // A word in small letters, or an acronym, parts the words before it from those behind it.
    let initials: String = words
        .map(|word| {
            let first = word.chars().next().filter(|first| first.is_uppercase());
            let is_word = word.chars().skip(1).any(char::is_lowercase);
            first.filter(|_| is_word).map_or(' ', |first| first.to_ascii_lowercase())
        })
        .collect();
    letters.len() > 2 && initials.contains(&letters)
}

/// Whether a page in small letters says somewhere what an acronym stands for.
fn is_explained(page: &str, pair: Pair) -> bool {
    let (short, other) = (pair.words.to_lowercase(), pair.other.to_lowercase());
    page.contains(&other)
        || pair.remarks().any(|way| page.contains(way))
        || page.contains(&format!("({short})"))
        || page.contains(&format!("{short} ("))
        || page.contains(&format!("{short} stands for"))
        // `re-uptake` is `reuptake`.
        || other.contains(' ') && page.contains('-') && page.replace('-', "").contains(&other)
}

#[cfg(test)]
mod tests {
    use super::{is_amount, is_spelt_out};

    #[test]
    fn a_heading_in_capitals_says_what_an_acronym_is_short_for() {
        for (heading, short) in [
            ("Placental Adhesive Disorders", "PAD"),
            ("Care After Protein-Induced Disease", "PID"),
            ("Our Access Control Lists", "ACL"),
            ("Urine Test Items", "UTIs"),
        ] {
            assert!(is_spelt_out(heading, short), "{heading}");
        }
        for (heading, short) in [
            ("Placental adhesive disorders", "PAD"),
            ("Treatment in Adults", "TIA"),
            ("PAD", "PAD"),
            ("Pain After Surgery", "PAD"),
            ("Pain A Day", "PAD"),
            ("", "PAD"),
        ] {
            assert!(!is_spelt_out(heading, short), "{heading}");
        }
    }

    #[test]
    fn codes_of_currencies_stand_next_to_amounts() {
        let found = |text: &str, code: &str| {
            let at = text.find(code).unwrap();
            is_amount(text, &(at..at + code.len()))
        };
        assert!(
            found("It costs 247 CHF.", "CHF") && found("It costs CAD 30.", "CAD") && found("900 INR", "INR")
        );
        assert!(
            !found("CHF is common.", "CHF") && !found("an INR 2.5 or more", "INR") && !found("2 DVT", "DVT")
        );
    }
}
