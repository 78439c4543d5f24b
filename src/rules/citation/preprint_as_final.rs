use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::node::Node;
use crate::base::span::Span;
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A preprint that is cited as if it had been reviewed by peers.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Icmje],
    scope: Scope::Usual,
    options: &[],
    check: Check::Document(check),
};

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    if document.collection == Collection::Source {
        for record in document.records() {
            source(record, findings);
        }
        return;
    }
    for entry in &document.body.entries {
        let text = entry.prose.text();
        let urls = entry.urls.iter().map(|(url, _)| url.as_str()).collect::<Vec<_>>().join(" ");
        let written = format!("{text} {urls}").to_lowercase();
        if names_server(&written) && !is_labelled(&written) {
            report(entry.prose.whole(), findings);
        }
    }
}

fn source(record: &Node, findings: &mut Findings) {
    let written = |key: &str| record.get(key).and_then(Node::text).unwrap_or("");
    if !["DOI", "URL", "container-title", "publisher"].into_iter().any(|key| names_server(written(key))) {
        return;
    }
    let text = |key: &str| written(key).to_lowercase();
    // CSL keeps this type for preprints.
    let labelled = text("type") == "article" || text("type") == "manuscript";
    let said = ["genre", "note", "medium", "title", "annote", "version", "status", "container-title"]
        .map(text)
        .join(" ");
    if !labelled && !is_labelled(&said) && text("volume").is_empty() {
        let at = record.get("title").or_else(|| record.get("id")).map_or(record.span, |node| node.span);
        report(at, findings);
    }
}

fn report(at: Span, findings: &mut Findings) {
    findings
        .report(at, "this is a preprint, and the reference does not say so")
        .help("Look for the version that was published after review and cite that. If there is none, add the word preprint to the reference.");
}

/// Whether a reference is of a server of preprints.
fn names_server(text: &str) -> bool {
    const SERVERS: [&str; 16] = [
        "medrxiv",
        "biorxiv",
        "arxiv.",
        "arxiv:",
        "researchsquare.com",
        "research square",
        "preprints.org",
        "ssrn.com",
        "10.21203/rs.",
        "10.48550/arxiv",
        "10.2139/ssrn",
        "10.20944/preprints",
        "10.31234/osf",
        "10.31219/osf",
        "chemrxiv",
        "psyarxiv",
    ];
    static NAMES: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let names = AhoCorasick::builder().ascii_case_insensitive(true).build(SERVERS);
        names.expect("sixteen short names")
    });
    !text.is_empty() && (NAMES.is_match(text) || has_cold_spring_preprint(text))
}

/// Whether a DOI is one of bioRxiv or medRxiv: their publisher has journals under the same prefix, with letters.
fn has_cold_spring_preprint(text: &str) -> bool {
    text.match_indices("10.1101/").any(|(at, prefix)| {
        let rest = text.get(at + prefix.len()..).unwrap_or("");
        let digits = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        digits >= 6
    })
}

fn is_labelled(text: &str) -> bool {
    ["preprint", "pre-print", "not peer reviewed", "not peer-reviewed", "not been peer", "working paper"]
        .iter()
        .any(|label| text.contains(label))
}
