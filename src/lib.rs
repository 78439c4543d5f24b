//! The proofreader of medical content.

pub mod body;
pub mod problem;
pub mod prose;
pub mod span;
pub mod yaml;
