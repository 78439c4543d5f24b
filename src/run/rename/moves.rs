//! What moves where.

use std::collections::BTreeMap;

/// Files that get another path, and folders that move with all they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// From the old path of a file to its new one.
    pub files: BTreeMap<String, String>,
    /// From the old path of a folder to its new one.
    pub folders: BTreeMap<String, String>,
}

impl Moves {
    /// Whether nothing moves.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.folders.is_empty()
    }

    /// Where the file or folder at a path lies from now on; `None` if it stays.
    #[must_use]
    pub fn of(&self, path: &str) -> Option<String> {
        if let Some(to) = self.files.get(path) {
            return Some(to.clone());
        }
        self.folders.iter().find_map(|(from, to)| {
            let rest = path.strip_prefix(from.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("{to}{rest}"))
        })
    }

    /// Where the file or folder at a path lies from now on, be it where it lay before.
    #[must_use]
    pub fn now(&self, path: &str) -> String {
        self.of(path).unwrap_or_else(|| path.to_owned())
    }
}
