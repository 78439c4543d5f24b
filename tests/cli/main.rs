//! The whole program: stdout, stderr and exit code of every command.

// Whatever a test cannot unwrap is its failure, in helpers too.
#![allow(clippy::unwrap_used)]

mod action;
mod allow;
mod arguments;
mod bad_input;
mod baseline;
mod book;
mod changed;
mod check;
mod completions;
mod config;
mod diff;
mod docs;
mod due;
mod export;
mod fields;
mod first_day;
mod fix;
mod flawed;
mod foreign;
mod formats;
mod future;
mod generators;
mod git;
mod hostile_git;
mod import;
mod import_sources;
mod init;
mod init_strangers;
mod inspect;
mod interrupted;
mod legacy;
mod links;
#[cfg(all(unix, feature = "lsp"))]
mod lsp;
mod new;
mod own_content;
mod own_docs;
mod paths;
mod pipe;
mod registries;
mod rename;
mod repo;
#[cfg(feature = "report")]
mod report;
mod shown;
mod sign;
mod signed_text;
mod sources;
mod staged;
mod strangers;
mod taxonomies;
mod trust;
mod tutorials;
mod unread;
#[cfg(feature = "watch")]
mod watch;
