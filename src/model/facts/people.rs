//! Bios, and records of reviews.

use std::cmp::Ordering;

use super::{Dated, Mention};
use crate::base::date::PartialDate;
use crate::base::span::Place;

/// A bio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// What the person does: `author`, `medical-reviewer`, `editor`.
    pub roles: Vec<Mention>,
    /// Whether it is an editorial team.
    pub group: bool,
    /// Where the bio says that the person no longer works for the publisher.
    pub inactive: Option<Place>,
    /// The last day on which the person worked for the publisher.
    pub active_until: Option<Dated>,
    /// The qualification that the bio states, in a field or in words.
    pub credentials: Option<String>,
    /// Whether the bio describes the person, in a field or as the text of the file.
    pub described: bool,
    /// The specialty that the bio states.
    pub specialty: Option<Mention>,
    /// Whether the person declared a conflict of interest, or that there is none.
    pub disclosed: bool,
    /// An empty declaration, or where one belongs.
    pub disclosures: Place,
    /// The days on which the person declared something.
    pub declared_on: Vec<Dated>,
    /// The day on which somebody last verified the licence.
    pub licence_verified_on: Option<Dated>,
}

impl Person {
    /// Whether the person worked for the publisher on a day; on a day that nobody states, where the bio does not
    /// simply say that they no longer do.
    #[must_use]
    pub fn is_active(&self, on: Option<PartialDate>) -> bool {
        match self.active_until {
            Some(until) => on.is_none_or(|on| on.compare(until.date) != Ordering::Greater),
            None => self.inactive.is_none(),
        }
    }
}

/// A review record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The article's id.
    pub article: Option<Mention>,
    /// The language of the text, where several articles share the id.
    pub language: Option<String>,
    /// The person's id.
    pub reviewer: Option<Mention>,
    /// The day of the review, where it is a date.
    pub date: Option<Dated>,
    /// `medical`, `peer`, `editorial` or `evidence`.
    pub kind: Option<String>,
    /// What the reviewer decided.
    pub outcome: Option<Outcome>,
    /// True unless the scope is `part`.
    pub whole: bool,
    /// The hash of the text that was reviewed, as written.
    pub content_hash: Option<Mention>,
    /// The sources that the reviewer opened again.
    pub sources_checked: SourcesChecked,
    /// When the article is to be reviewed next.
    pub next_due: Option<Dated>,
    /// The record.
    pub place: Place,
}

/// What a reviewer decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The text is right as it is.
    Approved,
    /// It is not: an earlier approval no longer holds.
    ChangesNeeded,
}

/// The sources that a reviewer opened again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SourcesChecked {
    /// The record does not say.
    #[default]
    Unstated,
    /// Every source of the article.
    All,
    /// Those with these ids.
    Some(Vec<Mention>),
}
