//! A report in one HTML file, for people without a terminal.
//!
//! The file asks for nothing from a network, and its policy (CSP) lets no script and no style run but its own, which it
//! knows by their hashes. Texts of the content are escaped by the templates (`maud`), and the script puts them into the
//! page as text alone, which the policy enforces (`require-trusted-types-for`). What every view needs to be read is in the
//! page itself; the script sorts, filters and shows one page of the content at a time from a block of data.

mod data;
mod gather;
mod model;
mod since;
mod views;

use std::collections::{HashMap, HashSet};
use std::io;

use crate::base::diagnostic::RuleId;
use crate::base::span::DocId;
use crate::run::fingerprint::Fingerprints;
use crate::run::session::Session;
use crate::run::verdict::Verdict;
use crate::run::wording::PartChange;

pub use since::Since;

/// What a report is made of.
#[derive(Debug)]
pub struct Input<'a> {
    /// The repository, judged.
    pub session: &'a Session,
    /// All its findings, advice too.
    pub verdicts: &'a [Verdict],
    /// How they are known again; needed where an earlier report is compared with.
    pub fingerprints: &'a Fingerprints,
    /// What the repository is called.
    pub name: &'a str,
    /// The rules that the settings turn off.
    pub off: &'a HashSet<RuleId>,
    /// An earlier report.
    pub since: Option<&'a Since>,
    /// What changed in texts since they were signed.
    pub signed: &'a HashMap<DocId, SinceSigned>,
}

/// What changed in a text since it was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SinceSigned {
    /// These parts.
    Changes(Vec<PartChange>),
    /// Nobody can tell; why.
    Lost(String),
}

/// Writes the report. Returns whether it could: the repository has to be read and judged before.
///
/// # Errors
/// Those of `out`.
pub fn write(input: &Input, out: &mut dyn io::Write) -> io::Result<bool> {
    let Some(model) = gather::model(input) else {
        return Ok(false);
    };
    let data = data::json(&model)?;
    out.write_all(views::page(&model, &data).into_string().as_bytes())?;
    Ok(true)
}

#[cfg(test)]
mod tests;
