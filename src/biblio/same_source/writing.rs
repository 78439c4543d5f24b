//! Whether two writings may be of one work.

use super::MatchKey;
use super::journal::{Container, first_page, may_be_count, pages_differ, volume_and_issue};
use super::people::surnames;
use super::words::{Nearness, Title};
use crate::base::title::fold;
use crate::biblio::reference::{Field, Kind, Reference, is_web_source};

/// What a reference says of its work besides identifiers and year. References that say the same share one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Writing {
    title: Option<Title>,
    kind: Option<Kind>,
    /// A page of a site without any identifier.
    is_page: bool,
    /// Neither where it appeared nor who published it is stated, and no identifier or address either.
    is_bare: bool,
    container: Option<Container>,
    publisher: Option<Container>,
    volume: Option<String>,
    issue: Option<String>,
    first_page: Option<String>,
    /// Whether the first page may be the number of pages.
    is_count: bool,
    edition: Option<String>,
    surnames: Vec<Vec<String>>,
}

/// What the titles of two references with one identifier say of their works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// One work.
    One,
    /// Perhaps one work: the titles share words and differ in others.
    Doubtful,
    /// Titles in two languages and nothing else to compare: one work or two.
    Unknown,
    /// Two works: chapters of a book, abstracts of a supplement, an erratum and its paper.
    Two,
}

/// Compares two references that have one identifier in common.
#[must_use]
pub fn likeness<At>(left: &Reference<At>, right: &Reference<At>) -> Likeness {
    Writing::of(left).likeness(&Writing::of(right))
}

/// Whether two references to one work are dated more than a year apart; a paper may appear online in one year and in
/// print in the next.
#[must_use]
pub fn differ_in_year<At>(left: &Reference<At>, right: &Reference<At>) -> bool {
    let years = left.issued.as_ref().zip(right.issued.as_ref());
    years.is_some_and(|(left, right)| left.value.year().abs_diff(right.value.year()) > 1)
}

/// Whether two references to one work name publishers with no word in common. `NHS` and the name it stands for cannot
/// be compared.
#[must_use]
pub fn differ_in_publisher<At>(left: &Reference<At>, right: &Reference<At>) -> bool {
    let words = |reference: &Reference<At>| -> Vec<String> {
        let publisher = reference.publisher.as_ref().map(|field| fold(&field.value)).unwrap_or_default();
        let long = |word: &&str| word.len() > 3;
        publisher.split(|c: char| !c.is_alphanumeric()).filter(long).map(str::to_owned).collect()
    };
    let (mine, theirs) = (words(left), words(right));
    !mine.is_empty() && !theirs.is_empty() && !mine.iter().any(|word| theirs.contains(word))
}

impl Writing {
    pub(super) fn of<At>(reference: &Reference<At>) -> Writing {
        let year = reference.issued.as_ref().map(|field| field.value.year());
        let (volume, issue) =
            volume_and_issue(text(reference.volume.as_ref()), text(reference.issue.as_ref()), year);
        Writing {
            title: text(reference.title.as_ref()).map(Title::of).filter(|title| !title.key.is_empty()),
            kind: reference.kind,
            is_page: is_web_source(reference) && !reference.is_identified(),
            is_bare: reference.is_bare(),
            container: text(reference.container.as_ref()).and_then(Container::of),
            publisher: text(reference.publisher.as_ref()).and_then(Container::of),
            volume,
            issue,
            is_count: text(reference.pages.as_ref()).is_some_and(may_be_count),
            // `p. 3` of a book says where to look in it.
            first_page: text(reference.pages.as_ref()).filter(|_| is_part(reference)).and_then(first_page),
            edition: text(reference.edition.as_ref()).and_then(edition),
            surnames: reference.authors.iter().map(|author| surnames(&author.value)).collect(),
        }
    }

    /// Whether the two cannot be joined on a rung because of their titles.
    pub(super) fn is_other_work(&self, other: &Writing, rung: MatchKey) -> bool {
        // A page changes its title and stays where it is.
        if rung == MatchKey::Url && self.is_page && other.is_page {
            return false;
        }
        matches!(self.likeness(other), Likeness::Two | Likeness::Unknown)
            || rung == MatchKey::Locus && !self.is_near(other)
    }

    /// Whether journal, volume, issue, first page or authors veto what a rung without identifiers says.
    pub(super) fn differs_in_detail(&self, other: &Writing, rung: MatchKey) -> bool {
        if rung < MatchKey::Title {
            return false;
        }
        let other_container = self
            .container
            .as_ref()
            .zip(other.container.as_ref())
            .is_some_and(|(mine, theirs)| !mine.may_be(theirs));
        // Two journals have no volume, page and title or author in common.
        let is_other_journal = match rung {
            MatchKey::Place => false,
            MatchKey::Locus => other_container && !self.shares_author(other),
            // What has the same initials may be an abbreviation or not.
            MatchKey::Title => other_container || !self.may_share_issuer(other),
            _ => other_container,
        };
        is_other_journal
            || differ(self.volume.as_ref(), other.volume.as_ref())
            || differ(self.issue.as_ref(), other.issue.as_ref())
            || self.is_on_other_page(other)
            || self.has_other_authors(other)
    }

    /// Whether journal or publisher of the two may be one; one that has neither shares it with all.
    fn may_share_issuer(&self, other: &Writing) -> bool {
        fn issuers(writing: &Writing) -> impl Iterator<Item = &Container> {
            writing.container.iter().chain(&writing.publisher)
        }
        issuers(self).next().is_none()
            || issuers(other).next().is_none()
            || issuers(self).any(|mine| issuers(other).any(|theirs| mine.may_be(theirs)))
    }

    pub(super) fn likeness(&self, other: &Writing) -> Likeness {
        if differ(self.edition.as_ref(), other.edition.as_ref()) {
            return Likeness::Two;
        }
        let (Some(mine), Some(theirs)) = (&self.title, &other.title) else {
            return Likeness::One;
        };
        let nearness = mine.nearness(theirs);
        let is_about_the_other = mine.differs_in_notice(theirs);
        if mine.key != theirs.key
            && (is_about_the_other || nearness != Nearness::Far && mine.differs_in_numbers(theirs))
        {
            return Likeness::Two;
        }
        match nearness {
            // A column has one title all year; a paper has other pages online than in print.
            Nearness::Same if mine.is_generic() && theirs.is_generic() && self.is_on_other_page(other) => {
                Likeness::Two
            }
            Nearness::Same => Likeness::One,
            Nearness::Typo => Likeness::Doubtful,
            Nearness::Far if mine.differs_in_language(theirs) => {
                if self.is_at_one_place(other) {
                    Likeness::Doubtful
                } else {
                    Likeness::Unknown
                }
            }
            Nearness::Far if self.is_on_other_page(other) || self.is_other_part(other) => Likeness::Two,
            Nearness::Far => match mine.shares_little(theirs) {
                Some(true) => Likeness::Two,
                Some(false) | None => Likeness::Doubtful,
            },
        }
    }

    /// Whether the titles are equal or nearly, and authors and edition are no others.
    pub(super) fn is_like(&self, other: &Writing) -> bool {
        let (Some(mine), Some(theirs)) = (&self.title, &other.title) else {
            return false;
        };
        let parts =
            |one: &Writing, two: &Writing| one.kind == Some(Kind::Chapter) && two.kind != Some(Kind::Chapter);
        !mine.is_generic()
            && mine.nearness(theirs) != Nearness::Far
            && mine.has_numbers_of(theirs)
            && !mine.differs_in_notice(theirs)
            && !differ(self.edition.as_ref(), other.edition.as_ref())
            && !self.has_other_authors(other)
            && !parts(self, other)
            && !parts(other, self)
    }

    /// What has to be equal for two writings to be joined where there are too many to compare each with each.
    pub(super) fn signature(&self) -> Signature {
        Signature {
            title: self.title.as_ref().map(|title| title.key.clone()),
            container: self.container.clone(),
            volume: self.volume.clone(),
            issue: self.issue.clone(),
            first_page: self.first_page.clone(),
            edition: self.edition.clone(),
        }
    }

    pub(super) fn is_bare(&self) -> bool {
        self.is_bare
    }

    pub(super) fn has_title(&self) -> bool {
        self.title.is_some()
    }

    /// Whether the titles are near enough for one place in a journal.
    fn is_near(&self, other: &Writing) -> bool {
        match (&self.title, &other.title) {
            (Some(mine), Some(theirs)) => {
                mine.nearness(theirs) != Nearness::Far || mine.shares_nearly_all(theirs)
            }
            _ => false,
        }
    }

    fn is_on_other_page(&self, other: &Writing) -> bool {
        let differ = self
            .first_page
            .as_ref()
            .zip(other.first_page.as_ref())
            .is_some_and(|(mine, theirs)| pages_differ(mine, theirs));
        differ && !(self.is_count != other.is_count && self.is_certainly(other))
    }

    /// Whether a long title and an author are equal.
    fn is_certainly(&self, other: &Writing) -> bool {
        let titles = self.title.as_ref().zip(other.title.as_ref());
        titles.is_some_and(|(mine, theirs)| mine.key == theirs.key && mine.is_long())
            && self.shares_author(other)
    }

    fn shares_author(&self, other: &Writing) -> bool {
        !self.surnames.is_empty() && !other.surnames.is_empty() && !self.has_other_authors(other)
    }

    /// Whether both are chapters, or one is a chapter and the other a whole book.
    fn is_other_part(&self, other: &Writing) -> bool {
        matches!(
            (self.kind, other.kind),
            (Some(Kind::Chapter), Some(Kind::Chapter | Kind::Book)) | (Some(Kind::Book), Some(Kind::Chapter))
        )
    }

    /// Whether first page and volume are equal, or an author is.
    fn is_at_one_place(&self, other: &Writing) -> bool {
        let has_one_page = self.first_page.is_some() && self.first_page == other.first_page;
        has_one_page && self.volume == other.volume
            || self.shares_author(other) && !self.is_on_other_page(other)
    }

    /// Whether both name authors and no surname is common to them.
    fn has_other_authors(&self, other: &Writing) -> bool {
        !self.surnames.is_empty()
            && !other.surnames.is_empty()
            && !self
                .surnames
                .iter()
                .flatten()
                .any(|name| other.surnames.iter().flatten().any(|known| known == name))
    }
}

/// See [`Writing::signature`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Signature {
    title: Option<String>,
    container: Option<Container>,
    volume: Option<String>,
    issue: Option<String>,
    first_page: Option<String>,
    edition: Option<String>,
}

/// Whether a reference names a part of something, whose pages are its own.
pub(super) fn is_part<At>(reference: &Reference<At>) -> bool {
    match reference.kind {
        Some(Kind::Chapter | Kind::Article | Kind::News | Kind::Conference) => true,
        Some(Kind::Book) => false,
        _ => reference.container.is_some(),
    }
}

/// Whether both say something, and not the same.
fn differ(left: Option<&String>, right: Option<&String>) -> bool {
    left.zip(right).is_some_and(|(left, right)| left != right)
}

fn text<At>(field: Option<&Field<Box<str>, At>>) -> Option<&str> {
    field.map(|field| &*field.value)
}

/// The number of an edition, in digits where it has any: `3` of `3rd ed`.
pub(super) fn edition(text: &str) -> Option<String> {
    const ORDINALS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let digits: String = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    if !digits.is_empty() {
        return Some(digits.trim_end_matches('.').to_owned());
    }
    let folded = fold(text);
    let ordinal = ORDINALS.iter().position(|ordinal| folded.split(' ').any(|word| word == *ordinal));
    match ordinal {
        Some(nth) => Some((nth + 1).to_string()),
        None => (!folded.is_empty()).then_some(folded),
    }
}
