//! Changes as steps that write them to the disk.

use std::path::PathBuf;

use crate::project::write::Step;
use crate::run::change::Change;

/// The step of each change to a text; `paths` are where the files lie, in the same order.
pub(super) fn of<'a>(changes: &'a [Change], paths: &'a [PathBuf]) -> Vec<Step<'a>> {
    let steps = changes.iter().zip(paths).map(|(change, path)| Step {
        path,
        before: change.before.as_deref().map(str::as_bytes),
        after: Some(change.after.as_bytes()),
        like: None,
    });
    steps.collect()
}
