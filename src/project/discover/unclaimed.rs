//! Files that no collection claims, and that matter to the registry of sources all the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::index::address::parent;
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

/// What files of settings are called in which programs of a project's own name a bibliography.
const OWN_SETTINGS: [&str; 10] = [
    "config",
    "_config",
    "settings",
    "metadata",
    "_metadata",
    "book",
    "defaults",
    "pandoc",
    "manuscript",
    "paper",
];

/// What folders of bibliographies are called: those in them belong to the folder above.
const OWN_FOLDERS: [&str; 9] = [
    "bib",
    "bibs",
    "biblio",
    "bibliography",
    "bibliographies",
    "citations",
    "literature",
    "references",
    "refs",
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
        let own = name
            .rsplit_once('.')
            .is_some_and(|(stem, ending)| matches!(ending, "yml" | "yaml") && OWN_SETTINGS.contains(&stem));
        if own || PROJECT_FILES.contains(&name) {
            self.projects.insert(path.to_owned());
        } else if Syntax::of(path).is_export() {
            self.exports.insert(path.to_owned());
        }
    }

    /// Whether a file is one in which a site generator reads the name of a bibliography; others are a project's own.
    #[must_use]
    pub fn is_project(path: &str) -> bool {
        PROJECT_FILES.contains(&path.rsplit('/').next().unwrap_or(path))
    }

    /// The exports by the names of their files; `None` for a name that several have.
    #[must_use]
    pub fn exports_by_name(&self) -> BTreeMap<&str, Option<&str>> {
        let mut names = BTreeMap::new();
        for path in &self.exports {
            let name = path.rsplit('/').next().unwrap_or(path);
            names.entry(name).and_modify(|only| *only = None).or_insert(Some(path.as_str()));
        }
        names
    }

    /// The BibTeX files of each folder, those of a folder for bibliographies with the folder above.
    #[must_use]
    pub fn exports_by_folder(&self) -> BTreeMap<&str, Vec<&str>> {
        let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for path in self.exports.iter().filter(|path| path.ends_with(".bib")) {
            let own = parent(path);
            folders.entry(own).or_default().push(path);
            if OWN_FOLDERS.contains(&own.rsplit('/').next().unwrap_or(own)) {
                folders.entry(parent(own)).or_default().push(path);
            }
        }
        folders
    }

    /// Forgets the files that `keep` does not know.
    pub fn retain(&mut self, keep: impl Fn(&String) -> bool) {
        self.projects.retain(&keep);
        self.exports.retain(&keep);
    }
}
