use crate::base::diagnostic::{Findings, Severity};
use crate::base::phrase::joined;
use crate::base::span::Place;
use crate::base::title;
use crate::model::facts::Mention;
use crate::model::index::{EntityRef, Index, Page, SeeTarget, Target};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A See line, or an entry of `see:`, that several pages could answer.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { doc, facts, .. } = page;
    for (nth, see) in facts.sees.iter().enumerate() {
        if let SeeTarget::Ambiguous(pages) = index.see(doc, nth) {
            report(index, &see.label, pages, findings);
        }
    }
    for (nth, link) in facts.links.iter().enumerate() {
        if let Target::Ambiguous(pages) = index.target(doc, nth) {
            let (name, _) = link.target.text.split_once('#').unwrap_or((&link.target.text, ""));
            let mention = Mention { text: name.trim().to_owned(), place: link.target.place };
            report(index, &mention, pages, findings);
        }
    }
}

fn report(index: &Index, name: &Mention, pages: &[EntityRef], findings: &mut Findings<Place>) {
    let count = pages.len();
    let mut pages = pages.iter().filter_map(|page| index.entity(*page));
    // Pages that share an id are translations of one page, or `schema/duplicate-id` speaks of them.
    let shown: Vec<_> = pages.by_ref().take(5).collect();
    let Some(first) = shown.first() else {
        return;
    };
    if shown.iter().copied().chain(pages).all(|page| page.id.text == first.id.text) {
        return;
    }
    let finding = findings.report(
        name.place,
        format!("{} pages are called “{}”, and it is not clear which is meant", count, name.text),
    );
    let folded = title::fold(&name.text);
    for page in &shown {
        let names = page.title.iter().chain(&page.aliases);
        let place = names.into_iter().find(|own| title::fold(&own.text) == folded).unwrap_or(&page.id).place;
        finding.label(place, format!("this is `{}`", page.id.text));
    }
    let ids: Vec<String> = shown.iter().map(|page| format!("`{}`", page.id.text)).collect();
    finding.help(format!("Name the page by its id, {}, or link to its file.", joined(&ids, "or")));
}
