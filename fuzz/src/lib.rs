//! What the fuzz targets share: a small repository written as one text, and the promises that hold for any input.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use medproof::base::date::Date;
use medproof::base::diagnostic::{Diagnostic, Location};
use medproof::base::node::{Node, Value};
use medproof::base::source::Source;
use medproof::base::span::Span;
use medproof::model::collection::Collection;
use medproof::model::document::{Document, ReadOptions};
use medproof::model::facts;
use medproof::project::config::Config;
use medproof::run::session::Session;
use medproof::run::verdict::{Judge, Verdict};

/// A line that begins a file of a repository: `=== content/articles/a.md`.
const FILE: &str = "=== ";

/// The settings of a repository that has none. To compile its schemas takes longer than to check a small repository.
static CONFIG: LazyLock<Config> =
    LazyLock::new(|| Config::defaults(Date::parse("2026-11-22").expect("a calendar date")));

/// The files of a small repository on a disk.
pub const FILES: &[(&str, &str)] = &[
    (
        "content/articles/neck-pain.md",
        "---\ntitle: All About Neck Pain\nstatus: published\nauthors: [ron]\nreviewers: [lee]\nlast-reviewed: 2026-01-05\ncauses: [strain]\n---\n\nIt hurts.[@lee-2020] [Spasm](neck-spasm.md#rest)\n\nSee Neck Spasm\n",
    ),
    ("content/articles/neck-spasm.md", "---\ntitle: Neck Spasm\n---\n\n## Rest\n\n[Gone](gone.md)[^1]\n\n[^1]: Lee A. Necks. Stone; 2020.\n"),
    ("content/causes/strain.md", "---\nname: Strain\n---\n\nLifting.\n"),
    ("content/citations/books.yaml", "- {id: lee-2020, type: book, title: Necks, accessed: 2026-01-02, URL: 'https://a.example/'}\n"),
    (
        "content/people/people.yaml",
        "- {id: lee, name: Amy Lee, roles: [medical-reviewer], credentials: MD}\n- {id: ron, name: Ron Miller, roles: [author]}\n",
    ),
    ("content/redirects.yaml", "- {from: neck, to: neck-pain}\n"),
    ("medproof.yaml", "rules: {link/text-generic: advice}\n"),
];

/// A repository in memory.
pub struct Repository {
    /// Its files.
    pub session: Session,
}

impl Repository {
    /// Reads the files of a text in which each begins with `=== PATH`. A text without such a line is one article.
    pub fn read(text: &str) -> Repository {
        let mut files = BTreeMap::new();
        let mut path = "content/articles/a.md";
        let mut start = 0;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if let Some(next) = line.strip_prefix(FILE) {
                files.insert(path, &text[start..at]);
                path = next.trim_end();
                start = at + line.len();
            }
            at += line.len();
        }
        files.insert(path, &text[start..]);
        let mut session = Session::new(CONFIG.settings.clone());
        let claimed = files.into_iter().filter(|(_, text)| !text.is_empty());
        session.set(claimed.filter_map(|(path, text)| Some((Source::new(path, text), CONFIG.layout.claim(path)?))).collect());
        Repository { session }
    }

    /// What is found in it.
    pub fn verdicts(&mut self) -> Vec<Verdict> {
        judge(&mut self.session)
    }

    /// Applies fixes until none is left, and returns how many changed a file.
    pub fn fix(&mut self, unsafe_too: bool) -> usize {
        medproof::run::fix::apply(&mut self.session, judge, |_, _| true, unsafe_too).changes.len()
    }

    /// How often each rule reports something in each file.
    pub fn counts(&mut self) -> BTreeMap<(String, &'static str), usize> {
        let mut counts = BTreeMap::new();
        for verdict in self.verdicts() {
            let at = verdict.diagnostic.at.doc;
            let path = self.session.source(at).map(|source| source.path.clone()).unwrap_or_default();
            *counts.entry((path, verdict.diagnostic.rule.0)).or_default() += 1;
        }
        counts
    }

    /// Every place of a finding lies in its file, on boundaries of characters.
    pub fn hold_spans(&mut self) {
        for verdict in self.verdicts() {
            self.hold(&verdict.diagnostic);
        }
    }

    fn hold(&self, diagnostic: &Diagnostic<Location>) {
        let labels = diagnostic.labels.iter().map(|(at, _)| at);
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.at);
        for at in std::iter::once(&diagnostic.at).chain(labels).chain(edits) {
            let source = self.session.source(at.doc).expect("a finding lies in a file of the repository");
            hold_span(&source.text, at.span);
        }
    }
}

fn judge(session: &mut Session) -> Vec<Verdict> {
    Judge { policy: &CONFIG.policy, settings: &[], baseline: None, told: &[] }.judge(session)
}

/// A span lies in its text, on boundaries of characters.
pub fn hold_span(text: &str, span: Span) {
    assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} is no part of the text");
}

/// Reads one document and everything it says, and holds its places.
pub fn read_document(path: &str, text: &str) {
    let options = ReadOptions::default();
    let source = Source::new(path, text);
    let document = Document::parse(medproof::base::span::DocId(0), source, Collection::Article, &options);
    let text = &document.source.text;
    for problem in &document.problems {
        hold_span(text, problem.span);
    }
    document.meta.iter().for_each(|meta| hold_node(text, meta));
    let (_, places) = facts::record(&document, &options);
    for span in places {
        hold_span(text, span);
    }
}

/// A node and all below it lie in the text.
pub fn hold_node(text: &str, node: &Node) {
    hold_span(text, node.span);
    match &node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| hold_node(text, item)),
        Value::Mapping(entries) => entries.iter().for_each(|entry| {
            hold_node(text, &entry.key);
            hold_node(text, &entry.value);
        }),
    }
}
