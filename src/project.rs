//! A repository on a disk: configuration, discovery, git, reading, comparing, writing. The command line and an editor
//! server share it.

pub mod comparison;
pub mod config;
pub mod day;
pub mod discover;
pub mod error;
pub mod generator;
pub mod git;
pub mod init;
pub mod named;
pub mod renaming;
pub mod repository;
pub mod settings;
pub mod signed;
pub mod signing;
pub mod write;

pub use error::ProjectError;
pub use repository::{Overrides, Project};
