use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::biblio::same_source::Relation;
use crate::model::index::{Index, Listed, Owner, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// Two references that may be one source, which nothing proves.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Ama],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    for ([first, other], relation) in
        index.similar_sources(page.doc).filter(|([one, two], _)| one.owner == two.owner)
    {
        let (Some(left), Some(right)) = (&first.fields.title, &other.fields.title) else {
            continue;
        };
        let name = name(&first);
        let message = match relation {
            Relation::Preprint => format!("“{}” and {name} seem to be a preprint and its paper", right.value),
            Relation::Versions => {
                format!("“{}” and {name} seem to be two versions of one Cochrane review", right.value)
            }
            Relation::Online | Relation::Unknown => {
                format!("“{}” may be the same source as {name}", right.value)
            }
        };
        findings.report(right.at, message).label(left.at, "the other title").help(match relation {
            Relation::Preprint => "Cite the paper: it was reviewed by peers, and may say something else than the preprint.",
            Relation::Versions => "Cite the newest version, after you have looked whether it still says what the page does.",
            Relation::Online => {
                "A paper appears online before it has a volume and pages. If the two are one, keep the entry that has them, and cite it everywhere."
            }
            Relation::Unknown => "If the two are one source, keep one of them, and cite it everywhere. If not, allow this with what tells them apart.",
        });
    }
}

/// What citations call a reference.
fn name(listed: &Listed) -> String {
    match (&listed.cited.key, listed.owner) {
        (Some(key), Owner::Registry(_)) => format!("`{}`", key.text),
        (Some(key), Owner::Text(_)) => format!("reference {}", key.text),
        (None, _) => "another entry".to_owned(),
    }
}
