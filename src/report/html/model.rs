//! What a report shows, worked out: everything that the views and the data block of the page need.

use serde::Serialize;

use crate::base::date::Date;
use crate::run::calendar::Calendar;
use crate::run::verdict::Summary;

/// A report.
#[derive(Debug)]
pub(super) struct Model {
    /// What the repository is called.
    pub(super) name: String,
    /// The day it is seen from.
    pub(super) today: Date,
    /// All findings.
    pub(super) summary: Summary,
    /// The reviews to come.
    pub(super) calendar: Calendar,
    /// Pages, causes and all other files with findings, in order of their paths.
    pub(super) files: Vec<File>,
    /// The people, those with a bio first.
    pub(super) people: Vec<Person>,
    /// The sources that are listed: those with findings first, then the most cited.
    pub(super) sources: Vec<Source>,
    /// How many sources there are.
    pub(super) all_sources: usize,
    /// The rules that report something, or did.
    pub(super) rules: Vec<RuleRow>,
    /// What standards ask for.
    pub(super) standards: Vec<Standard>,
    /// The pages that lead to each other, drawn.
    pub(super) drawing: Drawing,
    /// What is compared with.
    pub(super) since: Option<Compared>,
    /// Messages and advice, each once.
    pub(super) texts: Vec<String>,
    /// The words of the pages, if there is room for them.
    pub(super) words: Option<Words>,
}

/// Words, and which files have each.
#[derive(Debug, Serialize)]
pub(super) struct Words {
    /// The words in order, with blanks between them.
    pub(super) list: String,
    /// The files that have each, in base64.
    pub(super) places: String,
}

/// What changed since an earlier report.
#[derive(Debug)]
pub(super) struct Compared {
    /// The name of its file.
    pub(super) name: String,
    /// How many findings it did not have.
    pub(super) new: usize,
    /// What it had and is gone: rule, path and message of each, in order.
    pub(super) fixed: Vec<(String, String, String)>,
}

/// A file of the repository.
#[derive(Debug, Default, Serialize)]
pub(super) struct File {
    pub(super) path: String,
    pub(super) title: String,
    /// The kind of content: `article`.
    pub(super) kind: &'static str,
    /// How far an article is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) topic: Option<String>,
    /// Numbers of people.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) authors: Vec<usize>,
    /// Numbers of people.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) reviewers: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) last: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) due: Option<Due>,
    /// Open errors, warnings and pieces of advice.
    pub(super) counts: [usize; 3],
    /// The findings that the report has room for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) findings: Vec<Finding>,
    /// How many more there are.
    #[serde(skip_serializing_if = "is_zero")]
    pub(super) more: usize,
    /// Numbers of the files that lead here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) inbound: Vec<usize>,
    /// Numbers of the files that it leads to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) outbound: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) causes: Vec<Cause>,
    /// Numbers of the sources that it cites.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) sources: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) reviews: Vec<Review>,
    /// Whether its text is the one that was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) signed: Option<Signed>,
    /// Its headings, if the report has no room for all words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) headings: String,
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// The day of the next review.
#[derive(Debug, Serialize)]
pub(super) struct Due {
    pub(super) day: String,
    pub(super) days: i64,
    pub(super) status: &'static str,
    pub(super) planned: bool,
}

/// A finding in its file.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    /// The number of its rule.
    pub(super) rule: usize,
    pub(super) severity: &'static str,
    /// From 1.
    pub(super) line: usize,
    /// The number of its message.
    pub(super) message: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) help: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) excerpt: Option<Excerpt>,
    /// What else is said, and where.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) labels: Vec<Label>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) fix: Option<Fix>,
    /// `allowed` or `known`; nothing if it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) fate: Option<&'static str>,
    /// Why it is allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
    /// Whether the earlier report did not have it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) new: bool,
}

/// The lines around a finding.
#[derive(Debug, Serialize)]
pub(super) struct Excerpt {
    /// The number of the first line.
    pub(super) line: usize,
    pub(super) before: String,
    pub(super) mark: String,
    pub(super) after: String,
}

/// What is said of another place.
#[derive(Debug, Serialize)]
pub(super) struct Label {
    pub(super) path: String,
    pub(super) line: usize,
    pub(super) text: String,
}

/// A change that would fix a finding.
#[derive(Debug, Serialize)]
pub(super) struct Fix {
    pub(super) title: String,
    pub(super) safe: bool,
    /// The lines that go and that come, by file; the path is empty for the file of the finding.
    pub(super) lines: Vec<Changed>,
}

/// Some lines of a file and what they become.
#[derive(Debug, Serialize)]
pub(super) struct Changed {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) path: String,
    pub(super) line: usize,
    pub(super) old: String,
    pub(super) new: String,
}

/// A cause of a page.
#[derive(Debug, Serialize)]
pub(super) struct Cause {
    pub(super) name: String,
    /// The number of its own file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) file: Option<usize>,
    /// Numbers of the sources that it cites.
    pub(super) sources: Vec<usize>,
}

/// A review record.
#[derive(Debug, Serialize)]
pub(super) struct Review {
    pub(super) date: String,
    /// The number of the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reviewer: Option<usize>,
    pub(super) kind: String,
    pub(super) outcome: &'static str,
    pub(super) whole: bool,
    /// Whether it names the text that was reviewed.
    pub(super) signs: bool,
}

/// Whether the text of a page is the one that was signed.
#[derive(Debug, Serialize)]
pub(super) struct Signed {
    pub(super) valid: bool,
    /// In a sentence: by whom and when.
    pub(super) by: String,
    /// What changed since: each part with the words that stayed, went and came.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) changes: Vec<(String, Vec<(&'static str, String)>)>,
    /// Why the changes cannot be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) why: Option<String>,
}

/// A person or team.
#[derive(Debug, Default, Serialize)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) team: bool,
    pub(super) roles: String,
    pub(super) credentials: String,
    pub(super) specialty: String,
    /// Whether there is a record of the person.
    pub(super) known: bool,
    pub(super) bio: bool,
    pub(super) disclosed: bool,
    pub(super) active: bool,
    /// The day on which the licence was verified.
    pub(super) verified: String,
    /// What the bio says.
    pub(super) about: String,
    /// What the person declared, each with its day where there is one.
    pub(super) declared: Vec<String>,
    /// How many pages the person wrote.
    pub(super) wrote: usize,
    /// How many pages name the person as reviewer.
    pub(super) reviews: usize,
    pub(super) overdue: usize,
    pub(super) soon: usize,
}

/// A source.
#[derive(Debug, Serialize)]
pub(super) struct Source {
    pub(super) title: String,
    pub(super) kind: &'static str,
    pub(super) publisher: String,
    pub(super) issued: String,
    pub(super) accessed: String,
    /// Whether it is a web page, of which a day of access is expected.
    pub(super) web: bool,
    pub(super) url: String,
    pub(super) tier: String,
    /// The number of the file it is written in.
    pub(super) file: usize,
    /// Numbers of the files that cite it.
    pub(super) cited: Vec<usize>,
    /// What rules report of it: words such as `retracted`.
    pub(super) flags: Vec<&'static str>,
}

/// How often a rule reports.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RuleRow {
    pub(super) id: &'static str,
    pub(super) summary: String,
    pub(super) url: String,
    /// Open errors, warnings and pieces of advice.
    pub(super) counts: [usize; 3],
    pub(super) allowed: usize,
    pub(super) known: usize,
    /// How many the earlier report had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) before: Option<usize>,
}

impl RuleRow {
    /// The findings that nobody decided to accept.
    pub(super) fn open(&self) -> usize {
        self.counts.iter().sum()
    }
}

/// A standard, criterion by criterion.
#[derive(Debug)]
pub(super) struct Standard {
    pub(super) preset: &'static str,
    pub(super) name: String,
    pub(super) address: String,
    pub(super) criteria: Vec<Criterion>,
}

/// One thing that a standard asks for.
#[derive(Debug)]
pub(super) struct Criterion {
    pub(super) name: String,
    pub(super) asks: String,
    pub(super) state: State,
    /// The rules that check it, each with its findings; `None` if the settings turn it off.
    pub(super) rules: Vec<(&'static str, Option<usize>)>,
    /// What no tool can know of it.
    pub(super) by_hand: Option<String>,
}

/// Whether the content meets a criterion, as far as rules can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// No rule that checks it reports anything.
    Holds,
    /// Some rule reports something.
    Fails,
    /// The settings turn off the rules that check it.
    Off,
    /// No rule checks it.
    ByHand,
}

/// The width of the drawing.
pub(super) const WIDTH: f64 = 960.0;
/// The height of the drawing.
pub(super) const HEIGHT: f64 = 600.0;

/// A drawing.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// The pages that are drawn.
    pub(super) nodes: Vec<Node>,
    /// The links between them: from and to, as numbers of nodes.
    pub(super) edges: Vec<(usize, usize)>,
    /// How many linked pages are not drawn.
    pub(super) left_out: usize,
}

/// A page in the drawing.
#[derive(Debug)]
pub(super) struct Node {
    /// The number of its file.
    pub(super) file: usize,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) radius: f64,
    /// Its title and the place of the middle of it, if there is room for it.
    pub(super) title: Option<(String, f64, f64)>,
}
