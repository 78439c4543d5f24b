use std::collections::HashMap;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::{DocId, Place};
use crate::base::steps::count;
use crate::base::title;
use crate::model::index::{Anchor, Index, Page, Target};
use crate::page::body::LinkForm;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A link to a section that its page does not have.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

/// What a page has that links may name.
struct Prepared<'i> {
    anchors: Vec<&'i str>,
    candidates: title::Candidates,
    /// The words of headings by their anchors.
    headings: HashMap<&'i str, &'i str>,
}

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { doc, facts, .. } = page;
    // Most links of a page lead to few pages, which are prepared once.
    let mut prepared: HashMap<DocId, Prepared<'_>> = HashMap::new();
    for (nth, link) in facts.links.iter().enumerate() {
        let Target::Page { doc: page, anchor: Anchor::Missing } = index.target(doc, nth) else {
            continue;
        };
        let Some(target) = index.facts(*page) else {
            continue;
        };
        // Bundlers know folders of pictures by such names: `![](#images/neck.png)`.
        if link.form.is_picture() {
            continue;
        }
        let fragment = link.target.text.split_once('#').map_or("", |(_, fragment)| fragment);
        let place = link.fragment.unwrap_or(link.target.place);
        let message = if *page == doc {
            format!("this page has no section `#{fragment}`")
        } else {
            format!("`{}` has no section `#{fragment}`", target.path)
        };
        let finding = findings.report(place, message);
        finding.missing(format!("{}#{fragment}", target.path));
        let Prepared { anchors, candidates, headings } = prepared.entry(*page).or_insert_with(|| {
            let anchors = index.anchors(*page);
            count(anchors.len());
            let candidates = title::Candidates::ids(anchors.iter().copied());
            let mut headings = HashMap::new();
            for heading in &target.headings {
                headings.entry(heading.anchor.as_str()).or_insert(heading.text.text.as_str());
            }
            Prepared { anchors, candidates, headings }
        });
        // Some sites find a section in letters of any case.
        if anchors.iter().any(|anchor| anchor.eq_ignore_ascii_case(fragment)) {
            finding.severity(Severity::Advice);
        }
        let nearest = candidates.nearest(fragment, 2);
        let nearest: Vec<&str> = nearest.into_iter().filter_map(|nth| anchors.get(nth).copied()).collect();
        // A wiki link names a section in the words of its heading, and an address would lead it nowhere.
        let in_words = link.form == LinkForm::Wiki;
        let word = |near: &&str| format!("#{}", headings.get(near).filter(|_| in_words).unwrap_or(near));
        let words: Vec<String> = nearest.iter().map(word).collect();
        if !finding.did_you_mean(link.fragment.filter(|_| !in_words).map(|_| place), &words) {
            finding.help("Link to a heading of that page, or to the page as a whole.");
        }
    }
}
