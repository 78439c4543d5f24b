//! Why a repository cannot be read.

use std::io;

use crate::project::config::ConfigError;
use crate::project::git::GitError;

/// Why a repository cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// Something else is wrong, as the sentence says.
    #[error("{0}")]
    Message(String),
    /// The settings cannot be used.
    #[error(transparent)]
    Config(#[from] Box<ConfigError>),
    /// Git does not say what changed.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The working directory cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
}
