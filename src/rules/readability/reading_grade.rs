use crate::base::diagnostic::{Findings, Severity};
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::rules::option::{Number, Opt};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::reading::Counts;

/// A page that is harder to read than its readers may be used to.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Ama],
    scope: Scope::Usual,
    options: &[&MOST],
    check: Check::Document(check),
};

const MOST: Opt<Number> = Opt {
    rule: "readability/reading-grade",
    name: "most",
    kind: Number { unit: "grades of school", least: 1, most: 30, default: 8 },
    about: "The highest reading grade of a page, by Flesch and Kincaid.",
    setting: None,
};

/// The formula says nothing of a text with fewer words.
const FEWEST_WORDS: u32 = 100;

fn check(settings: &Settings, document: &Document, findings: &mut Findings) {
    if document.collection != Collection::Article || !document.is_english() || document.is_for_clinicians() {
        return;
    }
    let sections = document.section_counts();
    let mut counts = Counts::default();
    sections.iter().for_each(|section| counts.add(section.counts));
    let most = settings.options.number(&MOST);
    let hard = |counts: Counts| {
        let grade = counts.grades().map(|grades| grades.flesch_kincaid);
        grade.filter(|grade| counts.words >= FEWEST_WORDS && *grade >= f64::from(most) + 1.0)
    };
    let Some(grade) = hard(counts) else {
        return;
    };
    let title = document.records().first().and_then(|record| record.get("title")).map(|title| title.span);
    let heading = document.body.headings.first().map(|heading| heading.text_span);
    let at = title.or(heading).unwrap_or(document.gap);
    let finding = findings.report(
        at,
        format!("this page is as hard to read as a text for grade {grade:.0} of school; its readers are used to grade {most}"),
    );
    finding.help("Shorten the longest sentences, and explain or replace the longest words.");
    // Where the page has several sections, it is the hardest that is worth the work.
    let graded = sections.iter().filter_map(|section| Some((section.heading?, hard(section.counts)?)));
    let hardest = graded.max_by(|(_, one), (_, other)| one.total_cmp(other));
    if let Some((nth, grade)) = hardest.filter(|_| sections.len() > 1)
        && let Some(heading) = document.body.headings.get(nth)
    {
        finding
            .label(heading.text_span, format!("the section that is hardest to read, for grade {grade:.0}"));
    }
}
