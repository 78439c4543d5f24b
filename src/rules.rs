//! The catalogue. A rule is a file, its page and its line in the table below;
//! everything else (id, group, documentation, tests) follows from these.

#![allow(missing_docs, reason = "a rule's page is its documentation")]

use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::base::diagnostic::RuleId;
use crate::page::topics::TOPICS;
use crate::rules::option::Opt;
use crate::rules::rule::{Check, Entry};
use crate::words::lexicon::Lexicon;

pub mod option;
pub mod page;
pub mod rule;
pub mod settings;

pub mod cause {
    //! Causes of symptoms and conditions.
    pub mod uncited;
    pub mod unresolved;
}
pub mod citation {
    //! Sources, references, citations.
    pub mod accessed_after_review;
    pub mod accessed_conflict;
    pub mod accessed_future;
    pub mod accessed_missing;
    pub mod duplicate_source;
    pub mod evidence_not_rechecked;
    pub mod identifier_invalid;
    pub mod order;
    pub mod retracted_source;
    pub mod source_conflict;
    pub mod source_too_old;
    pub mod uncited;
    pub mod undefined;
    pub mod url_missing;
}
pub mod language {
    //! Clinical language.
    pub mod claim_uncited;
    pub mod error_prone_abbreviation;
}
pub mod link {
    //! Cross-links.
    pub mod anchor_missing;
    pub mod redirect_loop;
    pub mod see_ambiguous;
    pub mod see_label_mismatch;
    pub mod see_to_unpublished;
    pub mod see_unresolved;
    pub mod see_via_redirect;
    pub mod target_missing;
}
pub mod policy {
    //! What silences and steers the rules.
    pub mod allow_unused;
    pub mod allow_without_reason;
    pub mod baseline_stale;
    pub mod setting_unused;
    pub mod unknown_rule;
}
pub mod review {
    //! People, sign-off, freshness.
    pub mod article_unresolved;
    pub mod credentials_missing;
    pub mod dates_out_of_order;
    pub mod disclosure_missing;
    pub mod overdue;
    pub mod person_unresolved;
    pub mod record_mismatch;
    pub mod reviewer_is_author;
    pub mod reviewer_missing;
    pub mod reviewer_unqualified;
    pub mod text_changed_since_review;
}
pub mod schema {
    //! Files and fields.
    pub mod duplicate_id;
    pub mod duplicate_key;
    pub mod invalid_field;
    pub mod title_missing;
    pub mod unreadable;
}
pub mod structure {
    //! The parts of a page.
    pub mod care_advice_missing;
    pub mod reading_ambiguous;
    pub mod toc_empty;
    pub mod toc_stale;
}

/// Calls a macro with every rule of the catalogue, so that the table stands in one place.
macro_rules! catalogue {
    ($with:ident) => {
        $with! {
            cause { uncited unresolved }
            citation {
                accessed_after_review accessed_conflict accessed_future accessed_missing duplicate_source
                evidence_not_rechecked identifier_invalid order retracted_source source_conflict source_too_old uncited undefined
                url_missing
            }
            language { claim_uncited error_prone_abbreviation }
            link {
                anchor_missing redirect_loop see_ambiguous see_label_mismatch see_to_unpublished see_unresolved
                see_via_redirect target_missing
            }
            policy { allow_unused allow_without_reason baseline_stale setting_unused unknown_rule }
            review {
                article_unresolved credentials_missing dates_out_of_order disclosure_missing overdue person_unresolved
                record_mismatch reviewer_is_author reviewer_missing reviewer_unqualified text_changed_since_review
            }
            schema { duplicate_id duplicate_key invalid_field title_missing unreadable }
            structure { care_advice_missing reading_ambiguous toc_empty toc_stale }
        }
    };
}
#[cfg(test)]
pub(crate) use catalogue;

macro_rules! table {
    ($($group:ident { $($name:ident)+ })+) => {
        &[$($({
            const RAW: &str = concat!(stringify!($group), "/", stringify!($name));
            const DASHED: [u8; RAW.len()] = dashed(RAW);
            Entry {
                id: RuleId(match std::str::from_utf8(&DASHED) {
                    Ok(id) => id,
                    Err(_) => panic!("a rule's name is ASCII"),
                }),
                rule: &$group::$name::RULE,
                page: include_str!(concat!("rules/", stringify!($group), "/", stringify!($name), ".md")),
            }
        }),+),+]
    };
}

/// Every rule, in order of id.
pub const ALL: &[Entry] = catalogue!(table);

/// The rule with this id.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Entry> {
    ALL.iter().find(|entry| entry.id.0 == id)
}

/// Every option of every rule.
pub fn options() -> impl Iterator<Item = &'static Opt> {
    ALL.iter().flat_map(|entry| entry.rule.options).copied()
}

/// The trigger words of the readers and of all rules.
#[must_use]
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
        let of_rules = ALL.iter().flat_map(|entry| match entry.rule.check {
            Check::Language { topics, .. } => topics,
            _ => &[],
        });
        Lexicon::new(TOPICS.iter().chain(of_rules).copied())
    });
    &LEXICON
}

/// True where some rule belongs to this group.
#[must_use]
pub fn is_group(name: &str) -> bool {
    ALL.iter().any(|entry| entry.id.group() == name)
}

/// Where a rule's page can be read on the web.
#[must_use]
pub fn url(id: RuleId) -> String {
    let mut url = String::from(env!("CARGO_PKG_REPOSITORY"));
    let _ = write!(url, "/blob/main/src/rules/{}.md", id.0.replace('-', "_"));
    url
}

/// `see_unresolved` as `see-unresolved`: Rust names its files with underscores.
const fn dashed<const LENGTH: usize>(name: &str) -> [u8; LENGTH] {
    let bytes = name.as_bytes();
    let mut dashed = [0; LENGTH];
    let mut at = 0;
    while at < LENGTH {
        dashed[at] = if bytes[at] == b'_' { b'-' } else { bytes[at] };
        at += 1;
    }
    dashed
}
