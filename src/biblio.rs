//! References as people write them, when two of them are one source, and which are retracted.

pub mod reference;
pub mod retractions;
pub mod same_source;
