//! Every example of every page runs: each finding of a rule is written under its
//! characters as the page should show it, and compared with the page. So is what the page says how to allow it.
//!
//! `MEDPROOF_UPDATE=1 cargo test examples` writes what is found into the pages.

mod allowing;
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
use crate::project::config::{Config, RawConfig, lists};
use crate::rules;
use crate::rules::page::{File, Section};
use crate::rules::rule::{Check, Entry};
use crate::run::baseline::Baseline;
use crate::run::session::Session;
use crate::run::verdict::{Fate, Judge, Verdict};
use crate::words::house::HouseWords;

// A test for each rule, named as the rule: `examples::link::see_unresolved`.
include!(concat!(env!("OUT_DIR"), "/examples.rs"));

fn run(id: &str) {
    let entry = rules::by_id(id).expect("the catalogue has it");
    let page = entry.page();
    let bad = |section: &&Section| section.heading.starts_with("Bad");
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
    if let Some(section) = page.section("How to allow") {
        let written = format!("{}{}", allowing::HEADING, section.text);
        let section = format!("{}{}", allowing::HEADING, allowing::section(entry, &page));
        expected = expected.replacen(&written, &section, 1);
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

/// A repository of these files, and everything that is found in it and neither allowed nor in the baseline.
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
    let listed = raw.lists.iter().flat_map(|(path, _)| {
        let source = Source::new(path.as_str(), files[path].as_str());
        lists::read(source, &Schemas::embedded()).unwrap_or_else(|error| panic!("{error:?}"))
    });
    let house = HouseWords::new(listed.collect());
    let mut config = Config::build(vec![raw], today, &[]).expect("no schema was given");
    config.settings.house = Arc::new(house);
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
        told: &[],
    };
    let open = judge.judge(&mut session).into_iter().filter(|verdict| matches!(verdict.fate, Fate::Open));
    let findings =
        open.map(|Verdict { severity, diagnostic, .. }| Diagnostic { severity, ..diagnostic }).collect();
    (session, findings)
}

fn is_unreadable(finding: &Diagnostic<Location>) -> bool {
    let entry = rules::by_id(finding.rule.0).expect("findings come from rules");
    matches!(entry.rule.check, Check::Reader(ProblemKind::Unreadable))
}

/// The parts of a page, in order: an author looks for the same thing in the same place on each of them.
#[test]
fn every_page_has_its_sections_in_order() {
    let mut wrong = Vec::new();
    for entry in rules::ALL {
        let page = entry.page();
        assert_eq!(page.title, entry.id.0, "a page begins with its rule's name");
        assert!(page.summary.starts_with("Reports "), "{}: {:?}", entry.id, page.summary);
        let has = |kind: &str| page.sections.iter().any(|section| kind_of(&section.heading) == kind);
        assert!(has("Bad") && has("Good"), "{}: a page shows what is reported and what is not", entry.id);
        let folded = page.sections.iter().map(|section| match kind_of(&section.heading) {
            "Bad" | "Fixed" | "Good" => "Examples",
            other => other,
        });
        let mut names: Vec<&str> = folded.collect();
        names.dedup();
        let mut expected = vec!["Why", "How to fix", "Examples"];
        expected.extend((!entry.rule.options.is_empty()).then_some("Options"));
        expected.extend(["How to allow", "Based on"]);
        if names != expected {
            wrong.push(format!("{}: {names:?}", entry.id));
        }
        for section in page.sections.iter().filter(|section| section.text.is_empty()) {
            wrong.push(format!("{}: nothing under {:?}", entry.id, section.heading));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// What a section is: its heading up to the colon.
fn kind_of(heading: &str) -> &str {
    heading.split_once(':').map_or(heading, |(kind, _)| kind)
}

/// A page names the standards of its rule, in the same order, each with the address of its publisher. A page of a
/// rule that no standard asks for says so.
#[test]
fn pages_name_the_standards_of_their_rules() {
    for entry in rules::ALL {
        let page = entry.page();
        let based = page.section("Based on").expect("every page has this section").text;
        let listed: Vec<&str> = based.lines().filter(|line| line.starts_with("- ")).collect();
        let standards = entry.rule.standards;
        assert_eq!(listed.len(), standards.len(), "{}", entry.id);
        for (line, standard) in listed.iter().zip(standards) {
            let start = format!("- [{}]({}", standard.name(), standard.address());
            assert!(line.starts_with(&start), "{}: {line:?} does not begin with {start:?}", entry.id);
            let clause = line.split_once("), ").map_or("", |(_, clause)| clause);
            assert!(clause.ends_with('.'), "{}: {line:?} names no clause", entry.id);
        }
        assert!(!standards.is_empty() || based.starts_with("No "), "{}: {based:?}", entry.id);
    }
}
