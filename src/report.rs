//! What a run has to say, in the format somebody asked for. Each format owns its
//! wire structs; none is derived from the library's own types.

pub mod book;
pub mod concise;
pub mod diff;
pub mod due;
mod excerpt;
pub mod github;
pub mod gitlab;
mod grouped;
#[cfg(feature = "report")]
pub mod html;
pub mod human;
pub mod inspect;
pub mod json;
pub mod jsonld;
pub mod junit;
pub mod markdown;
pub mod rdjson;
mod region;
mod replacement;
pub mod sanitise;
pub mod sarif;
pub mod statistics;
pub mod suggestions;
mod summary;
pub mod terminal;
pub mod wording;
mod wrap;

pub use wrap::{Row, hang};

use std::cmp::Reverse;

use crate::base::diagnostic::{Diagnostic, Location, RuleId};
use crate::rules;
use crate::run::fingerprint::Fingerprints;
use crate::run::impact::ChangeScope;
use crate::run::session::Session;
use crate::run::verdict::Verdict;

/// Everything a format may show.
#[derive(Debug)]
pub struct Report<'a> {
    /// The repositories that were checked, in the order of the arguments.
    pub repositories: Vec<Repository<'a>>,
    /// Pieces of advice that were left out because nobody asked for them.
    pub hidden_advice: usize,
    /// Where lines can be looked at; `None` if nobody knows.
    pub links: Option<Links>,
}

/// One repository of a report.
#[derive(Debug)]
pub struct Repository<'a> {
    /// Texts and facts.
    pub session: &'a Session,
    /// What is reported, in order of path, position and rule. What somebody decided to live with is among it:
    /// formats for people leave it out ([`Repository::open`]).
    pub verdicts: Vec<Verdict>,
    /// What people put before a path to open it from where they stand: `content/`; empty at the root.
    pub prefix: String,
    /// What comes before a path as seen from the top of the checkout: code hosts name files from there.
    pub checkout: String,
    /// Where the checkout comes from; `None` if git does not say, or the format does not.
    pub origin: Option<Origin>,
    /// How its findings are known again; empty where the format does not say.
    pub fingerprints: Fingerprints,
    /// Whether findings were compared with a baseline, so that an open one is a new one.
    pub has_baseline: bool,
    /// The change that is looked at; `None` if no change is.
    pub change: Option<ChangeScope>,
    /// The commit that the change is compared with.
    pub base: Option<String>,
}

/// Where a code host shows the lines of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    /// The address of the repository: `https://github.com/medproof/medproof`.
    pub repository: String,
    /// The commit that was checked.
    pub commit: String,
}

impl Links {
    /// The address of a line, from 1, of a file as seen from the top of the checkout; `commit` is another one than was
    /// checked.
    fn line(&self, commit: Option<&str>, path: &str, line: usize) -> String {
        let commit = commit.unwrap_or(&self.commit);
        format!("{}/blob/{commit}/{}#L{line}", self.repository, region::uri(path))
    }
}

/// Where a checkout comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The address of the repository, without the names and passwords that a remote may have.
    pub repository: String,
    /// The commit that is checked out; `None` before the first.
    pub revision: Option<String>,
}

impl Report<'_> {
    /// The findings that nobody decided to live with, the gravest first, and of these first those in files that the
    /// change touched: for readers that stop after so many.
    fn worst_first(&self) -> Vec<(&Repository<'_>, &Verdict)> {
        let of = |repository| Repository::open(repository).map(move |verdict| (repository, verdict));
        let mut open: Vec<_> = self.repositories.iter().flat_map(of).collect();
        open.sort_by_key(|(repository, verdict)| {
            (Reverse(verdict.severity), !repository.is_touched(verdict.diagnostic.at))
        });
        open
    }
}

impl Repository<'_> {
    /// The findings that nobody decided to live with.
    pub fn open(&self) -> impl Iterator<Item = &Verdict> {
        self.verdicts.iter().filter(|verdict| verdict.is_open())
    }

    /// Whether a place lies in a file that the change touched, if a change is looked at.
    fn is_touched(&self, at: Location) -> bool {
        self.change.as_ref().is_none_or(|change| change.is_touched(at, self.session))
    }
}

/// The most places of one finding that are listed.
const MOST_PLACES: usize = 8;

/// What is to be said of other places than the finding's own, each with its place, for formats without a field for
/// them: what broke a link may stand in a file that nobody is looking at.
fn elsewhere(repository: &Repository, diagnostic: &Diagnostic<Location>) -> Vec<String> {
    let others = diagnostic.labels.iter().filter(|(at, _)| *at != diagnostic.at);
    let line = |(at, message): &(Location, String)| {
        let at = repository.region(*at)?;
        let (path, message) = (sanitise::path(&at.path), sanitise::sentence(message));
        Some(format!("{path}:{}:{}: {message}", at.start.line, at.start.column))
    };
    let mut lines: Vec<String> = others.filter_map(line).collect();
    let more = lines.len().saturating_sub(MOST_PLACES);
    lines.truncate(MOST_PLACES);
    match more {
        0 => {}
        1 => lines.push("and one more place".to_owned()),
        more => lines.push(format!("and {more} more places")),
    }
    lines
}

/// What is wrong and what to do next as running text, for formats that have one field for both.
fn in_full(diagnostic: &Diagnostic<Location>) -> String {
    let mut text = format!("{}.", sanitise::sentence(&diagnostic.message));
    if let Some(help) = &diagnostic.help {
        text.push(' ');
        text.push_str(&sanitise::sentence(help));
    }
    text
}

/// The name of a rule, which leads to its page where the terminal knows links (OSC 8).
fn rule_name(rule: RuleId, style: Style) -> String {
    if style.links {
        format!("\u{1b}]8;;{}\u{1b}\\{rule}\u{1b}]8;;\u{1b}\\", rules::url(rule))
    } else {
        rule.0.to_owned()
    }
}

/// How a report for people may look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Colours and other escapes may be used.
    pub color: bool,
    /// The reader is a terminal, and a person.
    pub terminal: bool,
    /// Columns a line should not go beyond.
    pub width: usize,
    /// Whether findings alone are asked for, without what sums them up.
    pub quiet: bool,
    /// Whether names of rules may lead to their pages (OSC 8 hyperlinks).
    pub links: bool,
    /// Whether every finding is to be shown in full, however many are alike.
    pub verbose: bool,
}

impl Style {
    /// The columns to keep to where nobody knows how many there are.
    pub const WIDTH: usize = 100;

    /// The columns of a line of a table: for a program that reads it, one line is one entry.
    #[must_use]
    pub fn table_width(self) -> usize {
        if self.terminal { self.width } else { usize::MAX }
    }
}

impl Default for Style {
    /// Plain text for a file.
    fn default() -> Style {
        Style {
            color: false,
            terminal: false,
            width: Style::WIDTH,
            quiet: false,
            links: false,
            verbose: false,
        }
    }
}

#[cfg(test)]
mod tests;
