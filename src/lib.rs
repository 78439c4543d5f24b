//! The proofreader of medical content.

pub mod span;
