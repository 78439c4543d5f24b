//! Writes a content repository of any size: articles of about 5 KB with their sources, people,
//! reviews, glossary and redirects, and a known number of flaws.
//!
//! The same [`Plan`] gives the same bytes on every machine. Without flaws the repository is one
//! that may be published as it is.

// Paths, since programs, benchmarks and tests load this module from different folders.
#[path = "article.rs"]
mod article;
#[path = "record.rs"]
mod record;
#[path = "rng.rs"]
mod rng;
#[path = "source.rs"]
mod source;
#[path = "words.rs"]
mod words;

use std::collections::BTreeMap;
use std::io;

use jiff::civil::Date;
use serde::Serialize;

use self::rng::{Rng, Stream};

/// What to generate.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Number of articles; everything else is counted from it.
    pub articles: usize,
    /// Any number; another number gives other texts and puts the flaws elsewhere.
    pub seed: u64,
    /// The probability, from 0 to 1, that an article (or, of flaws of sources, a source) bears
    /// each kind of flaw.
    pub flaws: f64,
}

/// A flaw that can be planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flaw {
    /// A bare See line names a title that no article has.
    SeeUnresolved,
    /// A link leads to a file that is not there.
    TargetMissing,
    /// A link leads to a section that is not there, in this article or in another.
    AnchorMissing,
    /// A citation by key or by footnote has no reference.
    CitationUndefined,
    /// The registry holds a work a second time under another key.
    DuplicateSource,
    /// The registry holds a web page a second time with another access date. This is a duplicate
    /// as well, and counted as both.
    AccessedConflict,
    /// An author is nobody.
    PersonUnresolved,
    /// A published article has neither reviewer nor review record.
    ReviewerMissing,
    /// Front matter has a key one letter from a known one.
    InvalidField,
    /// Front matter has a key twice.
    DuplicateKey,
    /// Two articles in different folders bear one file name and so one id.
    DuplicateId,
    /// Front matter has a bracket or a quote that never closes. Such an article bears no other flaw.
    Unreadable,
}

/// How many flaws a generated repository holds, by the rule that reports them.
pub type Planted = BTreeMap<&'static str, usize>;

/// Generates the repository that `plan` describes, handing each file's path (relative, with `/`)
/// and text to `put`. Only one file is held in memory at a time.
///
/// # Errors
///
/// Those of `put`, which end the generation.
pub fn generate(plan: Plan, put: &mut dyn FnMut(&str, &str) -> io::Result<()>) -> io::Result<Planted> {
    let world = World { plan };
    for nth in 0..plan.articles {
        put(&world.article_path(nth), &article::text(&world, nth)?)?;
    }
    for nth in 0..world.causes() {
        put(&format!("content/causes/{}.md", world.cause_id(nth)), &article::cause_text(&world, nth)?)?;
    }
    source::write(&world, put)?;
    record::write(&world, put)?;
    Ok(world.planted())
}

impl Flaw {
    /// Every flaw.
    const ALL: [Flaw; 12] = [
        Flaw::SeeUnresolved,
        Flaw::TargetMissing,
        Flaw::AnchorMissing,
        Flaw::CitationUndefined,
        Flaw::DuplicateSource,
        Flaw::AccessedConflict,
        Flaw::PersonUnresolved,
        Flaw::ReviewerMissing,
        Flaw::InvalidField,
        Flaw::DuplicateKey,
        Flaw::DuplicateId,
        Flaw::Unreadable,
    ];

    /// The rule that reports it.
    fn rule(self) -> &'static str {
        match self {
            Flaw::SeeUnresolved => "link/see-unresolved",
            Flaw::TargetMissing => "link/target-missing",
            Flaw::AnchorMissing => "link/anchor-missing",
            Flaw::CitationUndefined => "citation/undefined",
            Flaw::DuplicateSource => "citation/duplicate-source",
            Flaw::AccessedConflict => "citation/accessed-conflict",
            Flaw::PersonUnresolved => "review/person-unresolved",
            Flaw::ReviewerMissing => "review/reviewer-missing",
            Flaw::InvalidField => "schema/invalid-field",
            Flaw::DuplicateKey => "schema/duplicate-key",
            Flaw::DuplicateId => "schema/duplicate-id",
            Flaw::Unreadable => "schema/unreadable",
        }
    }
}

/// What is true of every thing of the repository, by its number. Nothing is stored: each answer
/// is drawn anew from the thing's own stream, so articles can refer to others not yet written.
struct World {
    plan: Plan,
}

/// Whether a page may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Status {
    Draft,
    InReview,
    Published,
    Retired,
}

/// Status and dates of an article.
struct Standing {
    status: Status,
    published: Date,
    reviewed: Date,
    /// The review is a record under `reviews`, not a pair of keys in front matter.
    on_record: bool,
}

impl World {
    fn rng(&self, stream: Stream, nth: usize) -> Rng {
        Rng::new(self.plan.seed, stream, nth)
    }

    /// Number of sources, repeated entries not counted: half as many as articles, and as many
    /// as an article cites.
    fn sources(&self) -> usize {
        self.plan.articles / 2 + 4
    }

    fn people(&self) -> usize {
        self.plan.articles / 100 + 2
    }

    fn causes(&self) -> usize {
        self.plan.articles / 10 + 1
    }

    fn terms(&self) -> usize {
        self.plan.articles / 50 + 1
    }

    fn redirects(&self) -> usize {
        self.plan.articles / 50
    }

    fn planted(&self) -> Planted {
        let mut planted: Planted = Flaw::ALL.iter().map(|flaw| (flaw.rule(), 0)).collect();
        let mut count = |flaw: Flaw| *planted.entry(flaw.rule()).or_default() += 1;
        for nth in 0..self.plan.articles {
            for flaw in Flaw::ALL {
                if self.bears(nth, flaw) {
                    count(flaw);
                }
            }
        }
        for nth in 0..self.sources() {
            match source::twin(self, nth) {
                Some(source::Twin::Same) => count(Flaw::DuplicateSource),
                Some(source::Twin::OtherDate) => {
                    count(Flaw::DuplicateSource);
                    count(Flaw::AccessedConflict);
                }
                None => {}
            }
        }
        planted
    }

    /// True where the article bears the flaw; never of flaws of sources.
    fn bears(&self, nth: usize, flaw: Flaw) -> bool {
        let drawn = self.drawn(nth);
        match flaw {
            Flaw::DuplicateSource | Flaw::AccessedConflict => false,
            Flaw::Unreadable => drawn & bit(flaw) != 0,
            Flaw::DuplicateId => self.namesake(nth).is_some(),
            _ => drawn & bit(flaw) != 0 && drawn & bit(Flaw::Unreadable) == 0,
        }
    }

    fn is_flawed(&self, nth: usize) -> bool {
        Flaw::ALL.iter().any(|flaw| self.bears(nth, *flaw))
    }

    /// The article before, where this one bears its file name too. One that is unreadable, or
    /// itself named after another, lends its name to nobody, so that each name is borne by two
    /// at most.
    fn namesake(&self, nth: usize) -> Option<usize> {
        let before = nth.checked_sub(1)?;
        let wants = |nth| self.drawn(nth) & bit(Flaw::DuplicateId) != 0;
        let fits = wants(nth)
            && !wants(before)
            && (self.drawn(nth) | self.drawn(before)) & bit(Flaw::Unreadable) == 0
            && words::article_folder(nth) != words::article_folder(before);
        fits.then_some(before)
    }

    /// True where the article's id is another's too.
    fn is_ambiguous(&self, nth: usize) -> bool {
        let after = nth + 1;
        self.namesake(nth).is_some() || (after < self.plan.articles && self.namesake(after).is_some())
    }

    /// Flaws as the dice fell, before those that exclude each other are sorted out: a bit each.
    fn drawn(&self, nth: usize) -> u16 {
        let mut rng = self.rng(Stream::ArticleFlaws, nth);
        let share = self.plan.flaws;
        Flaw::ALL.iter().fold(0, |set, flaw| if rng.chance(share) { set | bit(*flaw) } else { set })
    }

    fn article_id(&self, nth: usize) -> String {
        words::slug(&words::article_title(self.namesake(nth).unwrap_or(nth)))
    }

    fn article_path(&self, nth: usize) -> String {
        format!("content/articles/{}/{}.md", words::article_folder(nth), self.article_id(nth))
    }

    fn cause_id(&self, nth: usize) -> String {
        words::slug(&words::cause_name(nth))
    }

    fn person_id(&self, nth: usize) -> String {
        let (given, family) = words::person_name(nth);
        words::slug(&format!("{given} {family}"))
    }

    fn term_id(&self, nth: usize) -> String {
        words::slug(&words::term_name(nth))
    }

    /// Authors have even numbers.
    fn author(&self, article: usize) -> usize {
        article % self.people().div_ceil(2) * 2
    }

    /// Reviewers have odd numbers.
    fn reviewer(&self, article: usize) -> usize {
        (article * 7 + 3) % (self.people() / 2) * 2 + 1
    }

    /// Most articles are published, and all that bear a flaw are, so that each flaw counts in full.
    fn standing(&self, nth: usize) -> Standing {
        let mut rng = self.rng(Stream::Standing, nth);
        let drawn = match rng.below(100) {
            0..3 => Status::Draft,
            3..6 => Status::InReview,
            6..8 => Status::Retired,
            _ => Status::Published,
        };
        let status = if self.is_flawed(nth) { Status::Published } else { drawn };
        Standing {
            status,
            published: days_after(jiff::civil::date(2019, 1, 7), rng.below(1700)),
            reviewed: days_after(jiff::civil::date(2024, 2, 5), rng.below(990)),
            // A record names its article by id, so that has to be nobody else's.
            on_record: rng.chance(0.6)
                && status == Status::Published
                && !self.is_ambiguous(nth)
                && !self.bears(nth, Flaw::ReviewerMissing)
                && !self.bears(nth, Flaw::Unreadable),
        }
    }

    /// An article that others may send readers to: published, readable and none of `taken`. In a
    /// repository without such an article, the last of `taken` or the first of all.
    fn target(&self, rng: &mut Rng, taken: &[usize]) -> usize {
        let first = rng.below(self.plan.articles);
        (0..self.plan.articles)
            .map(|step| (first + step) % self.plan.articles)
            .find(|nth| {
                !taken.contains(nth)
                    && self.standing(*nth).status == Status::Published
                    && !self.bears(*nth, Flaw::Unreadable)
            })
            .unwrap_or(taken.last().copied().unwrap_or_default())
    }
}

fn bit(flaw: Flaw) -> u16 {
    1 << flaw as u16
}

fn days_after(date: Date, days: usize) -> Date {
    let days = i64::try_from(days).unwrap_or_default();
    date.saturating_add(jiff::Span::new().days(days))
}

fn days_before(date: Date, days: usize) -> Date {
    let days = i64::try_from(days).unwrap_or_default();
    date.saturating_sub(jiff::Span::new().days(days))
}

fn yaml<T: Serialize>(value: &T) -> io::Result<String> {
    serde_yaml::to_string(value).map_err(io::Error::other)
}
