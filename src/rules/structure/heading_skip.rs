use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::document::{Document, Format};
use crate::model::index::{Index, Page};
use crate::model::notes::NoteTaker;
use crate::rules::compared::{Count, Mode, Modes, Total};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A heading more than one level below the one before it.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::Compared { note: Some((&[], note)), count, at_once, page },
};

/// Who skips more levels than this does so on purpose, as for smaller letters: that is to be said once.
const MANY: usize = 20;

/// Notes each heading that skips a level, and the one above it, with their levels.
fn note(_: &Settings, document: &Document, notes: &mut NoteTaker) {
    let is_text = matches!(document.collection, Collection::Article | Collection::Cause);
    if !is_text || Format::of(&document.source.path) != Some(Format::Markdown) {
        return;
    }
    for pair in document.body.headings.windows(2) {
        let [above, heading] = pair else { continue };
        // What is written in HTML is a template's.
        let is_markdown = !heading.span.slice(&document.source.text).trim_start().starts_with('<');
        if heading.level > above.level + 1 && is_markdown {
            notes.note(heading.text_span, &heading.level.to_string());
            notes.note(above.text_span, &above.level.to_string());
        }
    }
}

/// A heading that skips a level.
struct Skip<'a> {
    place: Place,
    level: &'a str,
    above: Place,
    level_above: &'a str,
}

fn skips(page: Page<'_>) -> impl Iterator<Item = Skip<'_>> {
    let mut notes = page.notes.iter();
    std::iter::from_fn(move || {
        let (heading, above) = (notes.next()?, notes.next()?);
        Some(Skip { place: heading.place, level: heading.text, above: above.place, level_above: above.text })
    })
}

fn count(_: &Settings, _: &Index, page: Page<'_>) -> Vec<Count> {
    Count::of_each(page, skips(page).count())
}

fn at_once(_: &Settings, _: Option<&str>, total: &Total) -> bool {
    total.some > MANY
}

fn page(_: &Settings, _: &Index, page: Page<'_>, modes: Modes<'_>, findings: &mut Findings<Place>) {
    match modes.whole {
        Mode::Alone => skips(page).for_each(|skip| report(&skip, None, findings)),
        Mode::First(total) => {
            if let Some(first) = skips(page).next() {
                report(&first, Some(total), findings);
            }
        }
        Mode::Elsewhere => {}
    }
}

/// Reports a heading, or all of the repository at the first of them.
fn report(skip: &Skip<'_>, of: Option<Total>, findings: &mut Findings<Place>) {
    let Skip { place, level, above, level_above } = *skip;
    let mut message = format!("this heading has level {level}, and the one above it level {level_above}");
    if let Some(total) = of {
        message.push_str(&format!(
            ": it is the first of {} headings on {} {} that skip a level",
            total.some,
            total.pages,
            if total.pages == 1 { "page" } else { "pages" }
        ));
    }
    let finding = findings.report(place, message);
    finding.label(above, format!("level {level_above}"));
    if of.is_some() {
        finding.help(
            "Give each the level after that of the heading above it. If your pages skip levels on purpose, set the rule to \
             `off` in medproof.yaml.",
        );
    } else {
        let next = level_above.parse::<u8>().map_or(2, |level| level + 1);
        finding.help(format!("Give it level {next}, and move the headings below it up with it."));
    }
}
