//! What the rules are told besides the content.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::date::Date;
use crate::base::node::Node;
use crate::biblio::retractions::Retractions;
use crate::model::collection::Collection;
use crate::model::document::ReadOptions;
use crate::model::facts::Article;
use crate::model::schema::{Schemas, Violation};

/// The settings of one repository, checked. Rules read no clock and no disk: what they may know is here.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The day the content is judged on.
    pub today: Date,
    /// How files are read.
    pub read: ReadOptions,
    /// The schemas of every collection.
    pub schemas: Arc<Schemas>,
    /// The address that the site's pages begin with, such as `/health/`; site paths are judged where it is set.
    pub site_root: Option<String>,
    /// The folders that the configuration keeps collections in: sites serve pages from below them.
    pub folders: Vec<(Collection, String)>,
    /// Months after which a review is overdue; none where reviews never expire.
    pub max_review_age: Option<u32>,
    /// Days before a review within which the evidence has to be opened again.
    pub evidence_window: u32,
    /// Years after which a source of a kind is too old; none where it never is.
    pub max_source_age: SourceAges,
    /// Ids and DOIs of the sources that are never too old.
    pub classics: BTreeSet<String>,
    /// What the publisher's list of retractions says.
    pub retractions: Arc<Retractions>,
    /// The same for articles on a topic.
    pub max_review_age_by_topic: BTreeMap<String, Option<u32>>,
    /// Ids of causes that need no source.
    pub unsourced_causes: BTreeSet<String>,
    /// Keys that the publisher uses besides those of the content model.
    pub extra_fields: BTreeSet<String>,
}

/// What sort of evidence a source is, as far as it ages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Evidence {
    /// A paper in a journal or at a conference, a thesis.
    Research,
    /// A guideline, standard or consensus statement.
    Guideline,
    /// A report or working paper of an institution.
    Report,
    /// A piece in a newspaper or magazine.
    News,
    /// A book, or a chapter of one.
    Book,
    /// A law, regulation or judgment.
    Law,
    /// A web page.
    Web,
}

impl Evidence {
    /// Every sort.
    pub const ALL: [Evidence; 7] = [
        Evidence::Research,
        Evidence::Guideline,
        Evidence::Report,
        Evidence::News,
        Evidence::Book,
        Evidence::Law,
        Evidence::Web,
    ];

    /// The word for it in `medproof.yaml` and in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Evidence::Research => "research",
            Evidence::Guideline => "guideline",
            Evidence::Report => "report",
            Evidence::News => "news",
            Evidence::Book => "book",
            Evidence::Law => "law",
            Evidence::Web => "web",
        }
    }
}

/// Years after which sources are too old.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceAges(BTreeMap<Evidence, u32>);

impl SourceAges {
    /// The limit for a sort of evidence, in years; none where it does not age.
    #[must_use]
    pub fn limit(&self, evidence: Evidence) -> Option<u32> {
        self.0.get(&evidence).copied()
    }

    /// Sets the limit for a sort of evidence.
    pub fn set(&mut self, evidence: Evidence, years: Option<u32>) {
        match years {
            Some(years) => self.0.insert(evidence, years),
            None => self.0.remove(&evidence),
        };
    }
}

impl Default for SourceAges {
    fn default() -> SourceAges {
        SourceAges([(Evidence::Research, 5), (Evidence::Guideline, 10)].into())
    }
}

impl Settings {
    /// The settings of a repository without a configuration.
    #[must_use]
    pub fn new(today: Date) -> Settings {
        Settings {
            today,
            read: ReadOptions::default(),
            schemas: Arc::new(Schemas::embedded()),
            site_root: None,
            folders: Vec::new(),
            max_review_age: Some(36),
            evidence_window: 90,
            max_source_age: SourceAges::default(),
            classics: BTreeSet::new(),
            retractions: Arc::default(),
            max_review_age_by_topic: BTreeMap::new(),
            unsourced_causes: BTreeSet::new(),
            extra_fields: BTreeSet::new(),
        }
    }

    /// Months after which a review of this article is overdue: by what it says itself, else by its topic.
    #[must_use]
    pub fn review_age(&self, article: &Article) -> Option<u32> {
        let by_topic = || self.max_review_age_by_topic.get(&article.topic.as_ref()?.text).copied();
        article.max_review_age.map(Some).or_else(by_topic).unwrap_or(self.max_review_age)
    }

    /// What the schema of a collection has against a record.
    #[must_use]
    pub fn check_fields(&self, collection: Collection, record: &Node) -> Vec<Violation> {
        self.schemas.check(collection, record, &self.extra_fields, &self.read.naming)
    }

    /// What the publisher calls a field of the content model.
    #[must_use]
    pub fn field<'a>(&'a self, collection: Collection, canonical: &'a str) -> &'a str {
        self.read.naming.shown(collection, canonical)
    }
}
