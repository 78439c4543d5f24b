//! The kinds of places that somebody types in.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// A place in a file.
#[derive(Clone)]
pub struct Place {
    pub path: PathBuf,
    /// What the file holds.
    pub text: String,
    /// The byte to type at.
    pub at: usize,
}

/// A kind of place.
pub struct Kind {
    /// What it is called in the table.
    pub name: &'static str,
    /// What is typed there, over and over.
    pub typed: &'static str,
    /// The folder of the files.
    folder: &'static str,
    /// The place comes after the first of these, then the first of the next after that, and so on.
    after: &'static [&'static str],
}

const fn article(name: &'static str, after: &'static [&'static str]) -> Kind {
    Kind { name, typed: "x", folder: "content/articles", after }
}

/// Ten kinds.
pub const KINDS: &[Kind] = &[
    article("a sentence", &["\n---\n", ". "]),
    Kind { typed: "\n", ..article("a new line", &["\n---\n", ". "]) },
    article("a heading", &["\n### ", " "]),
    article("the label of a link", &["[symp"]),
    article("the address of a link", &["](#com"]),
    article("a See line", &["\nSee ", " "]),
    article("a citation", &["[@"]),
    article("a reference", &["\n[^1]: ", " "]),
    article("the title of a page", &["\ntitle: ", " "]),
    Kind { folder: "content/citations", ..article("the title of a source", &["title: ", " "]) },
];

impl Kind {
    /// A place in as many files as are wanted, from all over the folder.
    pub fn places(&self, root: &Path, wanted: usize) -> Result<Vec<Place>, Box<dyn Error>> {
        let mut files = Vec::new();
        list(&root.join(self.folder), &mut files)?;
        files.sort();
        let mut places = Vec::new();
        for path in files {
            let text = fs::read_to_string(&path)?;
            if let Some(at) = self.place(&text) {
                places.push(Place { path, text, at });
            }
        }
        let step = (places.len() / wanted.max(1)).max(1);
        Ok(places.into_iter().step_by(step).cycle().take(wanted).collect())
    }

    fn place(&self, text: &str) -> Option<usize> {
        let mut at = 0;
        for mark in self.after {
            at += text.get(at..)?.find(mark)? + mark.len();
        }
        Some(at)
    }
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
