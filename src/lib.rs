//! The proofreader of medical content.
//!
//! ```text
//! discover → read ─ text ─→ Document ── Facts ──→ Index
//!  (drivers do I/O)            │                    │
//!                       document rules       repository rules
//!                         at Span              at Place
//!                              └──── findings ──────┘
//!                                       │ judge: policy → allows → baseline
//!                                    verdicts
//!                   ┌──────────┬────────┴────┬──────────┐
//!                 human    json, sarif …   diff   fix → changes → write
//! ```
//!
//! The modules in reading order; each names only those above it (`tests/layers.rs`):
//!
//! - [`span`], [`source`]: positions are bytes; lines and columns exist for reports alone.
//! - `steps`: what holds a loop over input to its end.
//! - [`problem`]: reading never fails, it yields problems.
//! - [`sentence`]: where running text falls apart. `dose`: how amounts and units are written.
//! - [`date`], [`identifier`], [`title`], [`slug`]: what two writings of one thing have in common.
//! - [`yaml`], [`mod@toml`], [`markdown`] and [`text`] with [`see`]: the readers. They know no rules and no repository.
//! - [`byline`], [`outline`]: what texts of either form say of themselves, and which of their sections are causes.
//! - [`roles`]: what each block is there for: text that is signed, or one of the lines about it.
//! - [`mod@reference`], [`same_source`]: references as people write them, and when two of them are one source.
//! - [`retractions`]: what a publisher's list of retracted papers says.
//! - [`schema`]: what a JSON Schema has against a record, in our words.
//! - [`document`]: one file, whatever reader read it. [`facts`]: what it says, never where.
//! - [`content_hash`]: what a reviewer signs; it changes with a page's words, causes and sources alone.
//! - [`index`]: the repository, made of facts alone; it holds no byte offset.
//! - [`inspect`]: what was read from one file, to be shown.
//! - [`settings`], [`rule`], [`rules`], [`page`]: a rule sees a document or the index, never both,
//!   and neither clock nor disk.
//! - [`session`]: the only place that decides what has to be worked out again.
//! - [`wording`]: what a signature covers, in words, and what changed in them.
//! - [`policy`], [`allow`], [`fingerprint`], [`baseline`], [`verdict`]: which findings count, which of them somebody
//!   decided to live with, and how they are known again.
//! - [`change`], [`fix`], [`rename`]: what is to happen to files, worked out in memory.
//! - [`report`]: how all that looks. No rule prints.
//! - [`init`]: what a repository that knows nothing of medproof would need.
//! - [`config`], [`git`], [`discover`], [`mod@write`], [`cli`]: the drivers. All but the first touch disk, processes, clock
//!   and terminal, and nothing else does.

pub mod allow;
pub mod baseline;
pub mod body;
pub mod byline;
pub mod change;
pub mod cli;
pub mod collection;
pub mod config;
pub mod content_hash;
pub mod date;
pub mod diagnostic;
pub mod discover;
pub mod document;
mod dose;
pub mod facts;
pub mod fingerprint;
pub mod fix;
pub mod git;
pub mod identifier;
pub mod index;
pub mod init;
pub mod inspect;
pub mod markdown;
pub mod outline;
pub mod page;
pub mod policy;
pub mod problem;
pub mod prose;
pub mod reference;
pub mod rename;
pub mod report;
pub mod retractions;
pub mod roles;
pub mod rule;
pub mod rules;
pub mod same_source;
pub mod schema;
pub mod see;
pub mod sentence;
pub mod session;
pub mod settings;
pub mod slug;
pub mod source;
pub mod span;
mod steps;
pub mod text;
pub mod title;
pub mod toml;
pub mod verdict;
pub mod wording;
pub mod write;
pub mod yaml;

#[cfg(test)]
mod examples;
