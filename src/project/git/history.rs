//! The commits that led to the one that is checked out.

use super::difference::parse_one;
use super::{Difference, Entry, Git, GitError, Kind, ObjectId};

/// A commit, and what it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its name.
    pub id: ObjectId,
    /// Whether it joins several lines of work: then what it changed is not listed.
    pub is_merge: bool,
    /// The files in which it differs from the commit before it.
    pub differences: Vec<Difference>,
}

/// The words that list the history: settings of the account that would change the form of the answer are overruled.
const LOG: [&str; 15] = [
    "-c",
    "diff.relative=false",
    "-c",
    "log.showSignature=false",
    "log",
    "-z",
    "--raw",
    "--no-abbrev",
    "--find-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--full-history",
    "--ignore-submodules=all",
    "--format=commit %H %P",
];

impl Git {
    /// The commits that changed something in the folder, the newest first; nothing before the first commit.
    ///
    /// # Errors
    /// Git could not say.
    pub fn history(&self) -> Result<Vec<Commit>, GitError> {
        let Some(head) = self.head()? else {
            return Ok(Vec::new());
        };
        let log = self.run.output(&[&LOG[..], &[&head, "--", "."]].concat())?;
        Ok(parse(&log, |name, kind, blob| self.entry(name, kind, blob)))
    }
}

/// Reads what `git log --raw -z` prints: for each commit its line, and its differences.
fn parse(log: &[u8], entry: impl Fn(&[u8], Kind, Option<ObjectId>) -> Entry) -> Vec<Commit> {
    let mut commits: Vec<Commit> = Vec::new();
    let mut parts = log.split(|byte| *byte == 0);
    while let Some(part) = parts.next() {
        let part = part.trim_ascii_start();
        if let Some(head) = part.strip_prefix(b":") {
            let difference = parse_one(head, &mut parts, &entry);
            if let Some(commit) = commits.last_mut() {
                commit.differences.extend(difference);
            }
        } else if let Some(names) = part.strip_prefix(b"commit ") {
            let names = String::from_utf8_lossy(names);
            let mut names = names.split_whitespace();
            let id = names.next().unwrap_or_default().to_owned();
            commits.push(Commit { id, is_merge: names.count() > 1, differences: Vec::new() });
        }
    }
    commits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commits_are_read_with_what_they_changed() {
        let log = b"commit aa bb cc\0commit bb dd\0\n:100644 100644 11 22 R100\0old.md\0commit x\0:100644 100644 33 44 M\0:b.md\0commit dd \0\n:000000 100644 00 11 A\0old.md\0";
        let commits = parse(log, |name, kind, blob| Entry {
            path: String::from_utf8_lossy(name).into_owned(),
            kind,
            blob,
        });
        let shown: Vec<String> = commits
            .iter()
            .map(|commit| {
                let path = |entry: &Option<Entry>| entry.as_ref().map_or("-", |entry| &entry.path).to_owned();
                let paths =
                    commit.differences.iter().map(|one| format!("{}>{}", path(&one.old), path(&one.new)));
                format!("{} {} {}", commit.id, commit.is_merge, paths.collect::<Vec<_>>().join(" "))
            })
            .collect();
        assert_eq!(shown, ["aa true ", "bb false old.md>commit x :b.md>:b.md", "dd false ->old.md"]);
        assert_eq!(parse(b"", |_, kind, blob| Entry { path: String::new(), kind, blob }), []);
    }
}
