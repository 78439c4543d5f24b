//! Files that no collection claims, and that matter to the registry of sources all the same.

use std::collections::BTreeSet;

use crate::read::syntax::Syntax;

/// Files of site generators in which a book names the bibliography of all its pages.
const PROJECT_FILES: [&str; 9] = [
    "_quarto.yml",
    "_quarto.yaml",
    "_metadata.yml",
    "_bookdown.yml",
    "_site.yml",
    "index.Rmd",
    "index.rmd",
    "index.qmd",
    "metadata.yaml",
];

/// Files that no collection claims and that may hold sources all the same, as a walk met them.
#[derive(Clone, Debug, Default)]
pub struct Unclaimed {
    /// The files of book projects.
    pub projects: BTreeSet<String>,
    /// The exports of reference managers.
    pub exports: BTreeSet<String>,
}

impl Unclaimed {
    /// Notes a file that no collection claims.
    pub fn note(&mut self, path: &str) {
        let name = path.rsplit('/').next().unwrap_or(path);
        if PROJECT_FILES.contains(&name) {
            self.projects.insert(path.to_owned());
        } else if Syntax::of(path).is_export() {
            self.exports.insert(path.to_owned());
        }
    }

    /// Forgets the files that `keep` does not know.
    pub fn retain(&mut self, keep: impl Fn(&String) -> bool) {
        self.projects.retain(&keep);
        self.exports.retain(&keep);
    }
}
