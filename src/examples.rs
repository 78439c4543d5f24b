//! Every example of every page runs: each finding of a rule is written under its
//! characters as the page should show it, and compared with the page.
//!
//! `MEDPROOF_UPDATE=1 cargo test examples` writes what is found into the pages.

mod alternatives;
mod helps;

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use crate::base::date::Date;
use crate::base::diagnostic::{Diagnostic, Location};
use crate::base::problem::ProblemKind;
use crate::base::source::Source;
use crate::base::span::DocId;
use crate::biblio::retractions::Retractions;
use crate::model::schema::Schemas;
use crate::project::config::{Config, RawConfig};
use crate::rules;
use crate::rules::page::{File, RulePage, Section};
use crate::rules::rule::{Check, Entry};
use crate::run::baseline::Baseline;
use crate::run::session::Session;
use crate::run::verdict::{Judge, Verdict};

// A test for each rule, named as the rule: `examples::link::see_unresolved`.
include!(concat!(env!("OUT_DIR"), "/examples.rs"));

fn run(id: &str) {
    let entry = rules::by_id(id).expect("the catalogue has it");
    let page = entry.page();
    assert_eq!(page.title, entry.id.0, "a page begins with its rule's name");
    assert!(page.section("Why").is_some_and(|why| !why.text.is_empty()), "a page says why");
    let bad = |section: &&Section| section.heading.starts_with("Bad");
    assert!(page.sections.iter().any(|section| bad(&section)), "a page shows what is reported");
    assert!(
        page.sections.iter().any(|section| section.heading.starts_with("Good")),
        "a page shows what is not"
    );
    let mut expected = entry.page.to_owned();
    for (nth, section) in page.sections.iter().enumerate() {
        assert!(
            section.files.iter().all(|file| !file.text.contains('\t') || section.heading.starts_with("Good")),
            "tabs make columns that do not line up"
        );
        if section.files.is_empty() || section.heading.starts_with("Fixed") {
            continue;
        }
        let example = Example::new(entry, section);
        let findings = example.findings();
        assert_eq!(
            findings.is_empty(),
            !bad(&section),
            "{} under {:?}: {findings:#?}",
            entry.id,
            section.heading
        );
        for file in &section.files {
            let shown = example.annotated(file, &findings);
            expected = expected.replacen(file.text, &shown, 1);
        }
        if let Some(fixed) = page.sections.get(nth + 1).filter(|next| next.heading.starts_with("Fixed")) {
            assert_eq!(
                example.fixed(&findings),
                contents(fixed),
                "{}: what the fixes make of {:?}",
                entry.id,
                section.heading
            );
        }
    }
    if std::env::var_os("MEDPROOF_UPDATE").is_some() && expected != entry.page {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(format!("src/rules/{}.md", entry.id.0.replace('-', "_")));
        std::fs::write(file, &expected).expect("the source tree can be written");
        return;
    }
    assert_eq!(entry.page, expected, "{}: the page does not show what is found", entry.id);
}

fn contents(section: &Section) -> BTreeMap<String, String> {
    section.files.iter().map(|file| (file.path.clone(), file.content())).collect()
}

/// An example as a repository in memory.
struct Example {
    entry: &'static Entry,
    session: Session,
    findings: Vec<Diagnostic<Location>>,
}

impl Example {
    fn new(entry: &'static Entry, section: &Section) -> Example {
        let (session, mut findings) = judged(contents(section));
        findings.retain(|finding| finding.rule == entry.id || is_unreadable(finding));
        Example { entry, session, findings }
    }

    /// The rule's own findings. An example that cannot be read shows nothing of any other rule.
    fn findings(&self) -> Vec<Diagnostic<Location>> {
        for finding in &self.findings {
            assert_eq!(finding.rule, self.entry.id, "{}: {}", self.entry.id, finding.message);
        }
        self.findings.clone()
    }

    /// The file with each finding below the line it is about.
    fn annotated(&self, file: &File, findings: &[Diagnostic<Location>]) -> String {
        let content = file.content();
        let mut below: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        let mut add = |at: Location, mark: char, text: &str, help: Option<&str>| {
            let source = self.session.source(at.doc).expect("findings are about documents");
            if source.path != file.path {
                return;
            }
            let line = source.line_of(at.span.start);
            let rest = source.line(line).end.saturating_sub(at.span.start) as usize;
            let indent = " ".repeat(source.position(at.span.start).column - 1);
            let shown = at.span.slice(&source.text);
            let marks = match (shown.is_empty(), shown.get(..rest)) {
                (true, _) => format!("{mark}|"),
                (_, Some(first)) if first.len() < shown.len() => {
                    format!("{}…", mark.to_string().repeat(first.chars().count().max(1)))
                }
                _ => mark.to_string().repeat(shown.chars().count()),
            };
            let lines = below.entry(line).or_default();
            lines.push(format!("{indent}{marks} {text}\n"));
            lines.extend(help.map(|help| format!("{indent}= help: {help}\n")));
        };
        for finding in findings {
            let milder = match finding.severity == self.entry.rule.severity {
                true => String::new(),
                false => format!("({}) ", finding.severity),
            };
            add(finding.at, '^', &format!("{milder}{}", finding.message), finding.help.as_deref());
            for (at, text) in &finding.labels {
                add(*at, '~', text, None);
            }
        }
        let mut shown = String::new();
        for (nth, line) in content.split_inclusive('\n').enumerate() {
            shown.push_str(line);
            below.remove(&nth).into_iter().flatten().for_each(|text| shown.push_str(&text));
        }
        below.into_values().flatten().for_each(|text| shown.push_str(&text));
        shown
    }

    /// The example with every fix applied.
    fn fixed(&self, findings: &[Diagnostic<Location>]) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let mut edits: Vec<_> =
            findings.iter().filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.edits).collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.at));
        for edit in edits {
            let source = self.session.source(edit.at.doc).expect("fixes are about documents");
            let text = files.entry(source.path.clone()).or_insert_with(|| source.text.clone());
            text.replace_range(edit.at.span.range(), &edit.text);
        }
        files
    }
}

/// A repository of these files, and everything that is found in it.
fn judged(files: BTreeMap<String, String>) -> (Session, Vec<Diagnostic<Location>>) {
    let today = Date::parse("2026-11-22").expect("a date");
    let config = files.get("medproof.yaml").map_or("", String::as_str);
    let raw = RawConfig::read(Source::new("medproof.yaml", config), &Schemas::embedded())
        .unwrap_or_else(|error| panic!("{error:?}: {config}"));
    let list = raw.retractions.as_ref().map_or("", |(path, _)| files[path].as_str());
    let retractions = (!list.is_empty()).then(|| Retractions::read(list.as_bytes()).expect("a list"));
    let baseline = raw.baseline.as_ref().map(|(path, _)| {
        let source = Source::new(path.as_str(), files[path].as_str());
        (Baseline::read(&source).expect("a baseline"), source)
    });
    let mut config = Config::build(vec![raw], today, &[]).expect("no schema was given");
    config.settings.retractions = Arc::new(retractions.unwrap_or_default());
    let mut session = Session::new(config.settings);
    let mut others = HashSet::new();
    let mut documents = Vec::new();
    for (path, text) in files {
        match config.layout.claim(&path) {
            Some(collection) => documents.push((Source::new(path, text), collection)),
            None => drop(others.insert(path)),
        }
    }
    session.set(documents);
    session.know_files(others);
    let settings: Vec<DocId> =
        config.files.iter().map(|(path, text)| session.attach(Source::new(path, text.as_str()))).collect();
    let baseline = baseline.map(|(baseline, source)| (baseline, session.attach(source)));
    let judge = Judge {
        policy: &config.policy,
        settings: &settings,
        baseline: baseline.as_ref().map(|(baseline, doc)| (baseline, *doc)),
    };
    let judged = judge.judge(&mut session).into_iter();
    let findings =
        judged.map(|Verdict { severity, diagnostic, .. }| Diagnostic { severity, ..diagnostic }).collect();
    (session, findings)
}

fn is_unreadable(finding: &Diagnostic<Location>) -> bool {
    let entry = rules::by_id(finding.rule.0).expect("findings come from rules");
    matches!(entry.rule.check, Check::Reader(ProblemKind::Unreadable))
}

#[test]
fn every_page_is_read() {
    for entry in rules::ALL {
        let page = RulePage::read(entry.page);
        assert!(page.summary.starts_with("Reports "), "{}: {:?}", entry.id, page.summary);
    }
}
