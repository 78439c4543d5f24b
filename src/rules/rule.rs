//! What a rule is.
//!
//! What a rule may see is its type: a document rule is never handed the index; a page rule and a
//! repository rule are handed facts, no document, and cannot name a byte.

use std::fmt;

use crate::base::diagnostic::{Findings, RuleId, Severity};
use crate::base::problem::ProblemKind;
use crate::base::span::Place;
use crate::model::document::Document;
use crate::model::index::{Index, Page};
use crate::model::notes::NoteTaker;
use crate::rules::compared::{Count, Modes, Total};
use crate::rules::option::Declared;
use crate::rules::page::RulePage;
use crate::rules::settings::Settings;
use crate::words::lexicon::Topic;

/// What a machine needs to know of a rule; the rest is on its page.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// How much a finding matters on a published page.
    pub severity: Severity,
    /// Who asks for it.
    pub standards: &'static [Standard],
    /// When it has nothing to say.
    pub scope: Scope,
    /// What can be set of it.
    pub options: &'static [&'static dyn Declared],
    /// How it is checked.
    pub check: Check,
}

/// How a rule is checked.
#[derive(Clone, Copy)]
pub enum Check {
    /// By the readers, while they read.
    Reader(ProblemKind),
    /// In one document.
    Document(fn(&Settings, &Document, &mut Findings)),
    /// In the text of one article or cause, where its trigger words are: it asks the document for the
    /// [passages](Document::passages) of its topics.
    Language {
        /// Its trigger words.
        topics: &'static [&'static Topic],
        /// The word lists it is made of: it judges texts in every language that has all of them. Without any, it knows
        /// English alone.
        lists: &'static [&'static str],
        /// The check.
        check: fn(&Settings, &Document, &mut Findings),
    },
    /// On one page at a time, with the facts of that page and what the index knows.
    Page(fn(&Settings, &Index, Page<'_>, &mut Findings<Place>)),
    /// As `Page`, for a rule that needs the text too: `note` runs while the document is at hand, and what it
    /// leaves reaches `page` as [`Page::notes`].
    NotedPage {
        /// What the page check needs to know of the text, each at its place.
        note: fn(&Settings, &Document, &mut NoteTaker),
        /// The check, with the facts of the page and what the index knows.
        page: fn(&Settings, &Index, Page<'_>, &mut Findings<Place>),
    },
    /// On the repository as a whole: only what no page can see alone, such as two files with one id.
    Repository(fn(&Settings, &Index, &mut Findings<Place>)),
    /// As `Page`, for a rule that judges a page by how all the others are: what it counts on each is added up, and where
    /// that says so, all is said at once.
    Compared {
        /// What the check needs to know of a text, as that of `NotedPage`, with its trigger words, as those of `Language`.
        note: Option<Noting>,
        /// What counts on a page.
        count: fn(&Settings, &Index, Page<'_>) -> Vec<Count>,
        /// Whether it is to be said at once of all pages: of one of the things that are counted, or of all of them.
        at_once: fn(&Settings, Option<&str>, &Total) -> bool,
        /// The check.
        page: fn(&Settings, &Index, Page<'_>, Modes<'_>, &mut Findings<Place>),
    },
    /// By `verdict`, after all others: a comment or setting that was to silence or steer them did nothing.
    Verdict,
}

/// The trigger words of a note, and what notes them.
pub type Noting = (&'static [&'static Topic], fn(&Settings, &Document, &mut NoteTaker));

impl Check {
    /// What notes something of a text while it is at hand.
    #[must_use]
    pub fn note(&self) -> Option<fn(&Settings, &Document, &mut NoteTaker)> {
        match self {
            Check::NotedPage { note, .. } | Check::Compared { note: Some((_, note)), .. } => Some(*note),
            _ => None,
        }
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Check::Reader(_) => "Reader",
            Check::Document(_) => "Document",
            Check::Language { .. } => "Language",
            Check::Page(_) | Check::NotedPage { .. } => "Page",
            Check::Compared { .. } => "Compared",
            Check::Repository(_) => "Repository",
            Check::Verdict => "Verdict",
        })
    }
}

/// How a rule depends on the status of the page it reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A draft is judged one step milder, a retired page not at all.
    Usual,
    /// Reports published pages only.
    Publication,
    /// A draft is judged one step milder, a retired page too.
    Always,
    /// Judged in full: what cannot be read can have no status.
    Reading,
}

/// Who asks for a rule. The catalogue names each with its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// AMA Manual of Style, 11th edition.
    Ama,
    /// Clear communication guidance of the Centers for Disease Control and Prevention.
    Cdc,
    /// Signs of health fraud, as the US Food and Drug Administration lists them.
    Fda,
    /// Google's guidance on people-first content.
    Google,
    /// HONcode principles.
    Hon,
    /// ICMJE recommendations.
    Icmje,
    /// ISMP list of error-prone abbreviations.
    Ismp,
    /// JAMA benchmarks: authorship, attribution, disclosure, currency.
    Jama,
    /// Joint Commission "Do Not Use" list.
    JointCommission,
    /// Wikipedia's guideline on sources for medical articles (MEDRS).
    Medrs,
    /// NHS standard for creating health content and the NHS digital service manual.
    Nhs,
    /// Citing Medicine, National Library of Medicine.
    Nlm,
    /// Patient Education Materials Assessment Tool of the Agency for Healthcare Research and Quality.
    Pemat,
    /// PIF TICK criteria.
    Pif,
    /// schema.org `MedicalWebPage`.
    SchemaOrg,
    /// The Information Standard's principles.
    Tis,
    /// URAC health web site accreditation.
    Urac,
    /// Veritas Health's editorial policy: nobody reviews their own text.
    Veritas,
    /// WebMD's editorial policy: licences of reviewers are verified.
    WebMd,
    /// YAML 1.2.
    Yaml,
}

impl Standard {
    /// Where it is published: the addresses of its clauses begin so.
    #[must_use]
    pub fn address(self) -> &'static str {
        match self {
            Standard::Ama => "https://www.amamanualofstyle.com/",
            Standard::Cdc => "https://www.cdc.gov/",
            Standard::Fda => "https://www.fda.gov/",
            Standard::Google => "https://developers.google.com/search/docs/",
            Standard::Hon => "https://doi.org/10.1016/s0010-4825%2898%2900037-7",
            Standard::Icmje => "https://www.icmje.org/recommendations/",
            Standard::Ismp => "https://www.ismp.org/",
            Standard::Jama => "https://doi.org/10.1001/jama.1997.03540390074039",
            Standard::JointCommission => "https://www.jointcommission.org/",
            Standard::Medrs => {
                "https://en.wikipedia.org/wiki/Wikipedia:Identifying_reliable_sources_%28medicine%29"
            }
            Standard::Nhs => "https://service-manual.nhs.uk/",
            Standard::Nlm => "https://www.ncbi.nlm.nih.gov/books/NBK7274/",
            Standard::Pemat => "https://www.ahrq.gov/",
            Standard::Pif => "https://pifonline.org.uk/pif-tick/",
            Standard::SchemaOrg => "https://schema.org/",
            Standard::Tis => "https://www.england.nhs.uk/tis/",
            Standard::Urac => "https://www.urac.org/",
            Standard::Veritas => "https://www.veritashealth.com/",
            Standard::WebMd => "https://webmdignite.com/",
            Standard::Yaml => "https://yaml.org/spec/1.2.2/",
        }
    }

    /// The name people know it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Standard::Ama => "AMA Manual of Style",
            Standard::Cdc => "CDC clear communication",
            Standard::Fda => "FDA signs of health fraud",
            Standard::Google => "Google people-first content",
            Standard::Hon => "HONcode",
            Standard::Icmje => "ICMJE recommendations",
            Standard::Ismp => "ISMP error-prone abbreviations",
            Standard::Jama => "JAMA benchmarks",
            Standard::JointCommission => "Joint Commission Do Not Use list",
            Standard::Medrs => "Wikipedia MEDRS",
            Standard::Nhs => "NHS standard for health content",
            Standard::Nlm => "NLM Citing Medicine",
            Standard::Pemat => "AHRQ PEMAT",
            Standard::Pif => "PIF TICK",
            Standard::SchemaOrg => "schema.org MedicalWebPage",
            Standard::Tis => "The Information Standard",
            Standard::Urac => "URAC",
            Standard::Veritas => "Veritas Health",
            Standard::WebMd => "WebMD",
            Standard::Yaml => "YAML 1.2",
        }
    }
}

/// A rule in the catalogue, with the name its file gives it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// `group/name`.
    pub id: RuleId,
    /// The rule.
    pub rule: &'static Rule,
    /// The Markdown of its page.
    pub page: &'static str,
}

impl Entry {
    /// Its page, read.
    #[must_use]
    pub fn page(&self) -> RulePage<'static> {
        RulePage::read(self.page)
    }
}
