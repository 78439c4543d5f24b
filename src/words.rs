//! Running text: what a reader reads of it, where its sentences end, and how amounts and units are written.

pub(crate) mod dose;
pub(crate) mod figure;
mod finder;
pub mod house;
pub mod language;
pub mod lexicon;
pub mod link_words;
pub(crate) mod list;
pub(crate) mod medicine;
pub mod needles;
pub(crate) mod pattern;
pub(crate) mod phrases;
pub mod prose;
pub mod reading;
pub mod sentence;
pub(crate) mod token;
