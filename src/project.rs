//! A repository on a disk: configuration, discovery, git, writing. The command line and an editor server share it.

pub mod config;
pub mod discover;
pub mod git;
pub mod init;
pub mod write;
