//! What the readers look for in every text.

use std::sync::LazyLock;

use crate::page::{byline, care_advice, outline};
use crate::words::lexicon::{Lexicon, Topic, parts, words};

/// The topics of the readers, and of what is asked of a page without its text at hand.
pub const TOPICS: &[&Topic] =
    &[&byline::BYLINES, &outline::CONTENTS, &care_advice::HELP, &DISCLAIMER, &REVIEWED, &URGENT];

/// Words of which each claim that a page was reviewed has one.
pub static REVIEWED: Topic = Topic::new("reviewed", || parts(&["review", "checked"]));

/// The note that a page replaces no advice from a clinician.
pub static DISCLAIMER: Topic = Topic::new("disclaimer", || {
    words(&[
        "not a substitute",
        "no substitute",
        "not substitute",
        "not intended to be a substitute",
        "not intended to substitute",
        "not replace",
        "not intended to replace",
        "not meant to replace",
        "never replace",
        "not a replacement",
        "not medical advice",
        "not constitute medical advice",
        "not intended as medical advice",
        "not intended to diagnose",
        "not provide medical advice",
        "informational purposes",
        "information purposes",
        "educational purposes",
    ])
});

/// Words for what cannot wait.
pub static URGENT: Topic = Topic::new("urgent", || {
    words(&[
        "911",
        "999",
        "112",
        "111",
        "000",
        "988",
        "1-800-222-1222",
        "emergency",
        "emergencies",
        "ambulance",
        "A&E",
        "ER",
        "urgent",
        "urgently",
        "right away",
        "immediately",
        "immediate",
        "at once",
        "straight away",
        "without delay",
        "as soon as possible",
        "same day",
        "life-threatening",
        "poison control",
        "quickly",
        "promptly",
        "rush",
    ])
});

/// A lexicon of these topics alone, for texts that no rule judges.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(TOPICS.iter().copied()));
