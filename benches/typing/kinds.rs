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
    /// The ending of their names.
    ending: &'static str,
    /// A field that the front matter or the record begins with, besides what it has; `{}` stands for the name of the file.
    field: &'static str,
    /// The place comes after the first of these, then the first of the next after that, and so on.
    after: &'static [&'static str],
    /// Whether the first is looked for in the middle of the file.
    in_the_middle: bool,
}

const fn article(name: &'static str, after: &'static [&'static str]) -> Kind {
    Kind { name, typed: "x", folder: "content/articles", ending: "", field: "", after, in_the_middle: false }
}

const fn data(name: &'static str, folder: &'static str, after: &'static [&'static str]) -> Kind {
    Kind { folder, ending: "yaml", ..article(name, after) }
}

const fn library(name: &'static str, ending: &'static str, after: &'static [&'static str]) -> Kind {
    Kind { folder: LIBRARIES, ending, in_the_middle: true, ..article(name, after) }
}

/// The folder of files with a thousand sources each.
pub const LIBRARIES: &str = "content/citations/large";

/// Twenty-four kinds.
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
    Kind { field: "id: {}", ..article("the id of a page", &["\nid: "]) },
    article("the language of a page", &["\nlanguage: "]),
    Kind {
        field: "redirect_from: /old/{}/",
        ..article("a former address of a page", &["\nredirect_from: /old/"])
    },
    article("the name of a field that most pages have", &["\nai-"]),
    article("an author", &["\nauthors:\n- "]),
    article("a reviewer", &["\nreviewers:\n- "]),
    data("a review record", "content/reviews", &["article: "]),
    Kind { field: "id: {}", ..data("the id of a person", "content/people", &["id: "]) },
    data("the name of a person", "content/people", &["name: ", " "]),
    data("a redirect", "content", &["from: "]),
    data("the title of a source", "content/citations", &["title: ", " "]),
    library("the title of one source of 1,000 in YAML", "yaml", &["title: ", " "]),
    library("the same in BibTeX", "bib", &["title = {", " "]),
    library("the same in RIS", "ris", &["TI  - ", " "]),
    library("the same in CSL-JSON", "json", &["\"title\": \"", " "]),
];

impl Kind {
    /// A place in as many files as are wanted, from all over the folder.
    pub fn places(&self, root: &Path, wanted: usize) -> Result<Vec<Place>, Box<dyn Error>> {
        let mut files = Vec::new();
        list(&root.join(self.folder), &mut files)?;
        files.retain(|path| {
            let is_library = path.starts_with(root.join(LIBRARIES));
            path.to_string_lossy().ends_with(self.ending) && is_library == (self.folder == LIBRARIES)
        });
        files.sort();
        let mut places = Vec::new();
        for path in files {
            let text = self.with_field(&path, fs::read_to_string(&path)?);
            if let Some(at) = self.place(&text) {
                places.push(Place { path, text, at });
            }
        }
        let step = (places.len() / wanted.max(1)).max(1);
        Ok(places.into_iter().step_by(step).cycle().take(wanted).collect())
    }

    fn with_field(&self, path: &Path, text: String) -> String {
        if self.field.is_empty() {
            return text;
        }
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let field = self.field.replace("{}", &stem) + "\n";
        match text.strip_prefix("---\n") {
            Some(rest) => format!("---\n{field}{rest}"),
            None => field + &text,
        }
    }

    fn place(&self, text: &str) -> Option<usize> {
        let mut at = if self.in_the_middle { text.len() / 2 } else { 0 };
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
