//! The catalogue. A rule is a file, its page and its `pub mod` line below, in the module of its group;
//! everything else (id, group, documentation, tests) follows from these.

#![allow(missing_docs, reason = "a rule's page is its documentation")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::base::diagnostic::RuleId;
use crate::base::release;
use crate::page::topics::TOPICS;
use crate::rules::option::Opt;
use crate::rules::rule::{Check, Entry};
use crate::words::lexicon::Lexicon;

pub mod compared;
pub mod option;
pub mod page;
pub mod preset;
pub mod rule;
pub mod settings;

pub mod cause {
    //! Causes of symptoms and conditions.
    pub mod count_mismatch;
    pub mod duplicate;
    pub mod name_not_preferred;
    pub mod uncited;
    pub mod unlinked;
    pub mod unresolved;
}
pub mod citation {
    //! Sources, references, citations.
    pub mod accessed_after_review;
    pub mod accessed_before_issued;
    pub mod accessed_conflict;
    pub mod accessed_future;
    pub mod accessed_missing;
    pub mod bibliography_missing;
    pub mod duplicate_source;
    pub mod evidence_not_rechecked;
    pub mod identifier_invalid;
    pub mod identifier_title_mismatch;
    pub mod off_topic;
    pub mod order;
    pub mod preprint_as_final;
    pub mod publisher_variant;
    pub mod reference_incomplete;
    pub mod reference_style;
    pub mod retracted_source;
    pub mod source_conflict;
    pub mod source_similar;
    pub mod source_too_old;
    pub mod source_weak;
    pub mod uncited;
    pub mod undefined;
    pub mod url_missing;
}
pub mod language {
    //! Clinical language.
    pub mod absolute_claim;
    pub mod acronym_undefined;
    pub mod brand_first;
    pub mod claim_uncited;
    pub mod dose_decimal;
    pub mod dose_imperial;
    pub mod dose_range_inverted;
    pub mod dose_unit_missing;
    pub mod drug_abbreviation;
    pub mod error_prone_abbreviation;
    pub mod laterality_conflict;
    pub mod person_first;
    pub mod stat_mix;
    pub mod statistic_uncited;
    pub mod unit_style;
    pub mod word_avoided;
}
pub mod link {
    //! Cross-links.
    pub mod anchor_missing;
    pub mod article_orphan;
    pub mod redirect_loop;
    pub mod see_ambiguous;
    pub mod see_duplicate;
    pub mod see_label_mismatch;
    pub mod see_to_unpublished;
    pub mod see_unresolved;
    pub mod see_via_redirect;
    pub mod self_link;
    pub mod target_missing;
    pub mod text_generic;
}
pub mod policy {
    //! What silences and steers the rules.
    pub mod allow_unused;
    pub mod allow_without_reason;
    pub mod baseline_stale;
    pub mod setting_unused;
    pub mod unknown_rule;
}
pub mod readability {
    //! How easy a text is to read.
    pub mod paragraph_long;
    pub mod plain_word;
    pub mod reading_grade;
    pub mod sentence_long;
    pub mod term_unexplained;
}
pub mod review {
    //! People, sign-off, freshness.
    pub mod ai_use_undeclared;
    pub mod article_unresolved;
    pub mod bio_missing;
    pub mod claim_vague;
    pub mod credential_check_stale;
    pub mod credentials_missing;
    pub mod dates_out_of_order;
    pub mod disclosure_missing;
    pub mod due_soon;
    pub mod funding_missing;
    pub mod next_missing;
    pub mod overdue;
    pub mod person_id_invalid;
    pub mod person_unresolved;
    pub mod record_mismatch;
    pub mod reviewer_is_author;
    pub mod reviewer_missing;
    pub mod reviewer_specialty;
    pub mod reviewer_unqualified;
    pub mod text_changed_since_review;
    pub mod updated_unreviewed;
}
pub mod schema {
    //! Files and fields.
    pub mod ambiguous_scalar;
    pub mod code_invalid;
    pub mod date_not_iso;
    pub mod duplicate_id;
    pub mod duplicate_key;
    pub mod entity_unused;
    pub mod file_name;
    pub mod invalid_field;
    pub mod malformed_entry;
    pub mod title_missing;
    pub mod topic_unknown;
    pub mod unreadable;
}
pub mod structure {
    //! The parts of a page.
    pub mod audience_missing;
    pub mod care_advice_missing;
    pub mod disclaimer_missing;
    pub mod emergency_signs_missing;
    pub mod heading_skip;
    pub mod reading_ambiguous;
    pub mod section_empty;
    pub mod toc_empty;
    pub mod toc_stale;
}

/// Every rule, in order of id. `build.rs` reads the modules above and writes the table: an entry for each, with the page
/// of the same name.
pub const ALL: &[Entry] = include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// The rule with this id.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Entry> {
    ALL.get(number(id)?)
}

/// The number in the catalogue of the rule with this id.
#[must_use]
pub fn number(id: &str) -> Option<usize> {
    ALL.binary_search_by_key(&id, |entry| entry.id.0).ok()
}

/// Every option of every rule.
pub fn options() -> impl Iterator<Item = Opt> {
    ALL.iter().flat_map(|entry| entry.rule.options).map(|opt| opt.declared())
}

/// The trigger words of the readers and of all rules.
#[must_use]
pub fn lexicon() -> &'static LazyLock<Lexicon> {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
        let of_rules = ALL.iter().flat_map(|entry| match entry.rule.check {
            Check::Language { topics, .. } | Check::Compared { note: Some((topics, _)), .. } => topics,
            _ => &[],
        });
        // Rules may share a topic.
        let mut names = BTreeSet::new();
        Lexicon::new(TOPICS.iter().chain(of_rules).copied().filter(|topic| names.insert(topic.name())))
    });
    &LEXICON
}

/// Whether some rule belongs to this group.
#[must_use]
pub fn is_group(name: &str) -> bool {
    ALL.iter().any(|entry| entry.id.group() == name)
}

/// The address of a rule's page on the web.
#[must_use]
pub fn url(id: RuleId) -> String {
    release::page(&format!("src/rules/{}.md", id.0.replace('-', "_")))
}
