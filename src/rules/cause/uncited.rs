use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::document::Format;
use crate::model::facts::{Cited, CitedForm, Facts, Mention};
use crate::model::index::{Cause, Index, Page};
use crate::rules::option::{Ids, Opt};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A cause without a source.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Hon],
    scope: Scope::Usual,
    options: &[&NEED_NO_SOURCE],
    check: Check::Page(check),
};

const NEED_NO_SOURCE: Opt<Ids> = Opt {
    rule: "cause/uncited",
    name: "need-no-source",
    kind: Ids(Collection::Cause),
    about: "Causes that are common knowledge: the id of a cause file, or of a heading in an article.",
    setting: Some(["causes", "need-no-source"]),
};

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { facts, .. } = page;
    match facts.collection {
        Collection::Article => sections(settings, index, facts, findings),
        // A cause that several articles share is reported once, in its own file.
        Collection::Cause if facts.format != Some(Format::Data) && facts.citations.is_empty() => {
            for cause in &facts.entities {
                let name = cause.title.as_ref().unwrap_or(&cause.id);
                report(settings, name, &cause.id.text, findings);
            }
        }
        _ => {}
    }
}

fn sections(settings: &Settings, index: &Index, article: &Facts, findings: &mut Findings<Place>) {
    // A list that nothing on the page refers to stands for the page as a whole.
    let is_listed = |cited: &Cited| matches!(cited.form, CitedForm::Text(_));
    if article.citations.is_empty() && article.references.iter().any(is_listed) {
        return;
    }
    for cause in index.causes_of(article) {
        if let (Cause::Section(nth), []) = (cause.cause, cause.citations.as_slice()) {
            let id = article.headings.get(nth).map_or("", |heading| heading.anchor.as_str());
            report(settings, cause.name, id, findings);
        }
    }
}

fn report(settings: &Settings, name: &Mention, id: &str, findings: &mut Findings<Place>) {
    if settings.options.has_id(&NEED_NO_SOURCE, id) {
        return;
    }
    findings.report(name.place, format!("the cause “{}” cites no source", name.text)).help(format!(
        "Cite a source in its text. If none is needed, write in medproof.yaml: `rules: {{cause/uncited: {{need-no-source: [{id}]}}}}`"
    ));
}
