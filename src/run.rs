//! What to work out again, which findings count, and what is to happen to files, all in memory.

pub mod baseline;
pub mod calendar;
pub mod change;
pub mod cited;
#[cfg(test)]
mod edits;
pub mod fingerprint;
pub mod fix;
#[cfg(test)]
mod growth;
pub mod impact;
pub mod inspect;
pub mod policy;
pub mod rename;
pub mod session;
pub mod verdict;
pub mod wording;
