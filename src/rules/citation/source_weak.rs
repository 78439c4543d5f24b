use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::biblio::reference::Kind;
use crate::model::collection::Collection;
use crate::model::facts::{Citation, Cited, Facts};
use crate::model::index::{Index, Page};
use crate::page::body::CitationForm;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A statement that nothing but a blog, a shop or a social network supports.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Tis],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let facts = page.facts;
    for group in facts.citations.chunk_by(|one, next| one.group == next.group) {
        // Where a source is not known, it may be a good one.
        let sources: Option<Vec<&Cited>> =
            group.iter().map(|citation| cited(index, facts, citation)).collect();
        let Some(sources) = sources.filter(|sources| !sources.is_empty()) else {
            continue;
        };
        let weak: Option<Vec<&str>> = sources.iter().map(|source| weakness(source)).collect();
        if let (Some(weak), Some(first), Some(source)) = (weak, group.first(), sources.first()) {
            let kind = weak.first().copied().unwrap_or("a blog");
            let finding = findings.report(first.key.place, format!("only {kind} supports this statement"));
            finding.label(source.mark(), "this source");
            finding.help("Look for a guideline, a review or the page of a health service that says the same, and cite it instead or as well.");
        }
    }
}

/// The reference that a citation points at.
fn cited<'a>(index: &'a Index, facts: &'a Facts, citation: &Citation) -> Option<&'a Cited> {
    let key = citation.key.text.as_str();
    if matches!(citation.form, CitationForm::Key | CitationForm::InText) {
        let source = index.names().by_id(Collection::Source, key)?;
        return index.source(source);
    }
    facts.references.iter().find(|cited| cited.key.as_ref().is_some_and(|own| own.text == key))
}

/// What makes a source weak.
fn weakness(cited: &Cited) -> Option<&'static str> {
    let fields = cited.fields.as_ref()?;
    match cited.tier.as_deref() {
        Some("blog") => return Some("a blog"),
        Some("vendor" | "commercial" | "manufacturer") => return Some("a seller"),
        Some("social" | "forum") => return Some("a social network"),
        Some(_) => return None,
        None => {}
    }
    if fields.kind == Some(Kind::Post) {
        return Some("a blog or forum");
    }
    let url = fields.url.as_ref()?.value.to_lowercase();
    let address = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let host = host.strip_prefix("www.").unwrap_or(host);
    weak_host(host, path)
}

/// What is at an address that nobody checks before it is published.
fn weak_host(host: &str, path: &str) -> Option<&'static str> {
    const BLOGS: [&str; 10] = [
        "blogspot.com",
        "wordpress.com",
        "medium.com",
        "substack.com",
        "tumblr.com",
        "wixsite.com",
        "weebly.com",
        "blogger.com",
        "squarespace.com",
        "typepad.com",
    ];
    const SOCIAL: [&str; 12] = [
        "facebook.com",
        "twitter.com",
        "x.com",
        "instagram.com",
        "tiktok.com",
        "pinterest.com",
        "youtube.com",
        "youtu.be",
        "reddit.com",
        "quora.com",
        "linkedin.com",
        "wikihow.com",
    ];
    const SHOPS: [&str; 7] = [
        "amazon.com",
        "amazon.co.uk",
        "ebay.com",
        "etsy.com",
        "walmart.com",
        "aliexpress.com",
        "alibaba.com",
    ];
    let is_of =
        |site: &&str| host == *site || host.strip_suffix(*site).is_some_and(|rest| rest.ends_with('.'));
    // Universities and health services have blogs and shops as well.
    let public = [".gov", ".edu", ".nhs.uk", ".gov.uk", ".ac.uk", ".org", ".int", ".edu.au", ".gov.au"];
    let is_public = host == "nhs.uk" || public.iter().any(|ending| host.ends_with(ending));
    let begins = |names: &[&str]| names.iter().any(|name| host.starts_with(name));
    let has = |names: &[&str]| path.split('/').any(|part| names.contains(&part));
    if BLOGS.iter().any(&is_of) {
        Some("a blog")
    } else if SOCIAL.iter().any(&is_of) {
        Some("a social network")
    } else if SHOPS.iter().any(is_of) {
        Some("a shop")
    } else if is_public {
        None
    } else if begins(&["blog.", "blogs."]) || has(&["blog", "blogs"]) {
        Some("a blog")
    } else if begins(&["shop.", "store."]) || has(&["shop", "store", "products", "product", "collections"]) {
        Some("a shop")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_addresses_are_known() {
        assert_eq!(weak_host("necks.blogspot.com", ""), Some("a blog"));
        assert_eq!(weak_host("clinic.com", "blog/necks"), Some("a blog"));
        assert_eq!(weak_host("pillows.com", "products/soft"), Some("a shop"));
        assert_eq!(weak_host("m.youtube.com", "watch"), Some("a social network"));
        assert_eq!(weak_host("health.harvard.edu", "blog/necks"), None);
        assert_eq!(weak_host("clinic.com", "necks/blogging"), None);
        assert_eq!(weak_host("netflix.com", ""), None);
    }
}
