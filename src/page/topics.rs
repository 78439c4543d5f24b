//! What the readers look for in every text.

use std::sync::LazyLock;

use crate::page::{byline, care_advice, outline};
use crate::words::lexicon::{Lexicon, Topic};

/// The topics of the readers, and of what is asked of a page without its text at hand.
pub const TOPICS: &[&Topic] = &[&byline::BYLINES, &outline::CONTENTS, &care_advice::HELP];

/// A lexicon of these topics alone, for texts that no rule judges.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(TOPICS.iter().copied()));
