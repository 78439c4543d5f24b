//! Citations that name one source by several keys.

use crate::base::diagnostic::{Findings, Severity};
use crate::base::quick::QuickSet;
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::index::{Identity, Index, Page, UseSite, Via};
use crate::page::body::CitationForm;

/// Reports each key that is an identifier, where the source is cited or registered under another key: on the page that
/// cites it first.
pub(super) fn check(index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let by_key = |form| matches!(form, CitationForm::Key | CitationForm::InText);
    let mut known: QuickSet<&str> = QuickSet::default();
    for citation in page.facts.citations.iter().filter(|citation| by_key(citation.form)) {
        let key = citation.key.text.as_str();
        let Some(identity) = Identity::of_key(key).filter(|_| known.insert(key)) else {
            continue;
        };
        let cites = |site: &&UseSite| matches!(site.via, Via::Citation(form) if by_key(form));
        let sites: Vec<&UseSite> = index.uses(Collection::Source, key).iter().filter(cites).collect();
        let Some(site) = sites.first().filter(|first| first.place.doc == page.doc) else {
            continue;
        };
        let registered = index.registered_as(&identity);
        let first = || index.cited_first(&identity);
        // An export may call its entries by their identifiers.
        let Some(other) = registered.or_else(first).filter(|other| *other != key) else {
            continue;
        };
        let twin = index.uses(Collection::Source, other).iter().find(|twin| {
            matches!(twin.via, Via::Citation(_)) && sites.iter().any(|site| site.place.doc == twin.place.doc)
        });
        let finding = match registered {
            Some(other) => findings
                .report(site.place, format!("`@{key}` is in the registry of sources as `{other}`"))
                .help(format!("Cite it as `@{other}`, so that one source has one number.")),
            None => findings
                .report(site.place, format!("`@{key}` is the source that is cited as `@{other}`"))
                .help(format!("Cite it as `@{other}` everywhere, so that one source has one number.")),
        };
        match twin {
            Some(twin) => {
                finding.severity(Severity::Warning);
                finding.label(twin.place, "cited under the other key here");
            }
            None => {
                finding.severity(Severity::Advice);
            }
        }
    }
}
