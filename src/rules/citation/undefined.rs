use std::cell::LazyCell;
use std::collections::HashSet;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::facts::{Citation, CitedForm, Facts};
use crate::model::index::{Index, Page};
use crate::page::body::{self, CitationForm, EntryForm, is_cross_reference};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A citation that points at no reference.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Jama, Standard::Ama],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { facts, .. } = page;
    let registry_is_complete = LazyCell::new(|| index.knows_sources_of(facts));
    let mut listed = Listed::of(facts);
    let cut = listed.is_cut(facts);
    for citation in &facts.citations {
        match citation.form {
            CitationForm::Key | CitationForm::InText if *registry_is_complete => {
                if !facts.tags.contains(&citation.key.text)
                    && !listed.own.contains(citation.key.text.as_str())
                {
                    key(index, citation, findings);
                }
            }
            CitationForm::Key | CitationForm::InText => {}
            CitationForm::Footnote if !listed.footnotes.contains(citation.key.text.as_str()) => {
                footnote(citation, findings);
            }
            CitationForm::Footnote => {}
            CitationForm::Number | CitationForm::Superscript => {
                // Without a list a raised number may be a power, and one in brackets cites where another is the first.
                let judged = !listed.numbers.is_empty()
                    || (citation.form == CitationForm::Number && begins_to_cite(facts));
                if judged
                    && !facts.tags.contains(&citation.key.text)
                    && !listed.numbers.contains(citation.key.text.as_str())
                    && listed.reported.insert(&citation.key.text)
                {
                    match listed.numbers.len() {
                        // A list that is missing is one trouble, however often it is cited.
                        0 if listed.reported.len() > 1 || prints(facts) => {}
                        _ if cut && listed.reported.len() > 1 => {}
                        listed if cut => cut_off(citation, listed, findings),
                        listed => number(citation, listed, findings),
                    }
                }
            }
        }
    }
}

/// Whether a page may show what a program prints, whose first result R calls `[1]`: nothing else is cited.
fn prints(facts: &Facts) -> bool {
    let is_program = [".qmd", ".rmd"].iter().any(|end| facts.path.to_lowercase().ends_with(end));
    is_program
        && facts
            .citations
            .iter()
            .filter(|mark| mark.form == CitationForm::Number)
            .all(|mark| mark.key.text == "1")
}

/// Whether a page cites a first reference, as a page does that cites any.
fn begins_to_cite(facts: &Facts) -> bool {
    let is_first = |mark: &Citation| mark.form == CitationForm::Number && mark.key.text == "1";
    facts.citations.iter().any(is_first)
}

/// The references that a page lists itself.
struct Listed<'a> {
    /// By key, in its front matter.
    own: HashSet<&'a str>,
    footnotes: HashSet<&'a str>,
    numbers: HashSet<&'a str>,
    /// A number that is cited ten times is missing once.
    reported: HashSet<&'a str>,
}

impl<'a> Listed<'a> {
    fn of(facts: &'a Facts) -> Listed<'a> {
        let keys = |wanted: fn(EntryForm) -> bool| {
            let is_wanted = move |form: CitedForm| matches!(form, CitedForm::Text(form) if wanted(form));
            let entries = facts.references.iter().filter(move |entry| is_wanted(entry.form));
            entries.filter_map(|entry| entry.key.as_ref()).map(|key| key.text.as_str()).collect()
        };
        let own = facts.references.iter().filter(|cited| cited.form == CitedForm::FrontMatter);
        Listed {
            own: own.filter_map(|cited| cited.key.as_ref()).map(|key| key.text.as_str()).collect(),
            footnotes: keys(|form| form == EntryForm::Footnote),
            numbers: keys(|form| form != EntryForm::Footnote),
            reported: HashSet::new(),
        }
    }

    /// Whether only the first items of a list were copied, and are cited.
    fn is_cut(&self, facts: &Facts) -> bool {
        /// Of fewer it may be the page's own numbers that are wrong.
        const LEAST_SHOWN: usize = 3;
        let shown = self.numbers.len();
        if !(LEAST_SHOWN..=body::MOST_SHOWN).contains(&shown) {
            return false;
        }
        let is_number =
            |mark: &&Citation| matches!(mark.form, CitationForm::Number | CitationForm::Superscript);
        let cited: HashSet<usize> =
            facts.citations.iter().filter(is_number).filter_map(|mark| mark.key.text.parse().ok()).collect();
        let further = cited.iter().filter(|number| **number > shown).count();
        self.numbers.iter().all(|key| key.parse().is_ok_and(|number: usize| number <= shown))
            && body::is_cut(shown, further)
            && (1..=shown).any(|number| cited.contains(&number))
    }
}

fn key(index: &Index, citation: &Citation, findings: &mut Findings<Place>) {
    let key = citation.key.text.as_str();
    if index.names().by_id(Collection::Source, key).is_some() || names_itself(key) {
        return;
    }
    let near = index.names().ids_like(Collection::Source, key, 1);
    // Without a registry `@nurse24` and `[@scope/package]` are names of somebody and something.
    let is_name = citation.form == CitationForm::InText || key.contains('/');
    if is_name && !index.names().has_any(Collection::Source) {
        return;
    }
    // `@spec:doses` is a label of a program's own where no source is called nearly so.
    if near.is_empty() && key.contains(':') {
        return;
    }
    // `@NHSuk` in running text is somebody's name on a network, unless it looks like a key we know.
    if citation.form == CitationForm::InText && near.is_empty() && !key.contains(|c: char| c.is_ascii_digit())
    {
        return;
    }
    let finding = findings.report(citation.key.place, format!("no source has the key `{key}`"));
    finding.missing(key);
    let near = near.first();
    let place = near.filter(|near| near.clear).map(|_| citation.key.place);
    let word: Vec<String> = near.map(|near| format!("@{}", near.name)).into_iter().collect();
    if !finding.did_you_mean(place, &word) {
        finding.help("Add the source to the registry, or cite one that is there.");
    }
}

fn footnote(citation: &Citation, findings: &mut Findings<Place>) {
    let name = &citation.key.text;
    findings
        .report(citation.key.place, format!("the footnote `[^{name}]` is not written anywhere on this page"))
        .help(format!("Add a line that begins with `[^{name}]:` and gives the source."));
}

fn cut_off(citation: &Citation, listed: usize, findings: &mut Findings<Place>) {
    findings
        .report(citation.key.place, format!("this page lists {listed} references, and the text cites many more"))
        .severity(Severity::Warning)
        .help("If the text was copied from a page that hides the end of its list, open the whole list there and copy it again. Otherwise add the missing references.");
}

fn number(citation: &Citation, listed: usize, findings: &mut Findings<Place>) {
    let number = &citation.key.text;
    let finding = findings.report(
        citation.key.place,
        match listed {
            0 => format!("the number {number} cites a reference, but this page has no list of references"),
            _ => format!("this page lists no reference {number}"),
        },
    );
    // A list may be there that no heading announces.
    if listed == 0 {
        finding.severity(Severity::Warning);
    }
    finding.help(match listed {
        0 => "Put a heading such as References above the list, add a list, or remove the numbers.".to_owned(),
        1 => "The list has one reference. Add the missing one, or correct the number.".to_owned(),
        listed => format!("The list has {listed} references. Add the missing one, or correct the number."),
    });
}

/// Whether a key has an identifier or a tag, as Manubot writes them, or is a cross-reference to a part of the page.
fn names_itself(key: &str) -> bool {
    const SCHEMES: [&str; 14] = [
        "doi",
        "pmid",
        "pubmed",
        "pmcid",
        "pmc",
        "arxiv",
        "wikidata",
        "raw",
        "isbn",
        "url",
        "http",
        "https",
        "clinicaltrials",
        "tag",
    ];
    let has_scheme = key.split_once(':').is_some_and(|(scheme, rest)| {
        !rest.is_empty() && SCHEMES.contains(&scheme.to_ascii_lowercase().as_str())
    });
    has_scheme || is_cross_reference(key)
}
