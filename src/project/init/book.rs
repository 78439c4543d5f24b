//! What the settings of Quarto and of bookdown say of files: which are chapters, and where the finished book lies.

use std::collections::BTreeSet;

use super::{Generator, site};
use crate::base::node::Node;
use crate::model::index::address::{joined, parent};
use crate::read::syntax::Syntax;

/// Which files of a repository are chapters.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Book {
    /// The folder of the finished book, in which no text is a source.
    output: Option<String>,
    /// The folders of the chapters; empty where the settings name none.
    pub(super) folders: Vec<String>,
    /// The chapters, if they alone are the book.
    listed: Option<BTreeSet<String>>,
}

impl Book {
    /// What the settings of the generator at the top say.
    pub(super) fn of(generator: Option<Generator>, read: impl Fn(&str) -> Option<String>) -> Book {
        let names: &[&str] = match generator {
            Some(Generator::Quarto) => &["_quarto.yml", "_quarto.yaml"],
            Some(Generator::Bookdown) => &["_bookdown.yml", "_bookdown.yaml"],
            _ => &[],
        };
        let root = names.iter().find_map(|name| read(name)).and_then(|text| Syntax::Yaml.parse(&text).root);
        let Some(root) = root else { return Book::default() };
        let folder = |node: Option<&Node>| {
            let path = node.and_then(Node::text).and_then(|path| joined("", path));
            path.filter(|path| !path.is_empty())
        };
        if generator == Some(Generator::Quarto) {
            let output = folder(root.get("project").and_then(|project| project.get("output-dir")));
            return Book { output, ..Book::default() };
        }
        let mut book = Book { output: folder(root.get("output_dir")), ..Book::default() };
        let texts = |node: &Node| -> Vec<String> {
            node.one_or_many().iter().filter_map(Node::text).filter_map(|path| joined("", path)).collect()
        };
        let subfolders = root.get("rmd_subdir");
        if let Some(files) = root.get("rmd_files") {
            // Each format may have chapters of its own.
            let own = files.entries().iter().flat_map(|entry| texts(&entry.value));
            let listed: BTreeSet<String> = texts(files).into_iter().chain(own).collect();
            // These settings add folders to the files, rather than limiting the book to them.
            book.listed = (subfolders.is_none() && !listed.is_empty()).then(|| listed.clone());
            book.folders = listed.iter().map(|path| parent(path).to_owned()).collect();
        }
        match subfolders.map(|node| (node.text(), node)) {
            Some((Some("true" | "yes"), _)) => book.folders = vec![site::EVERYWHERE.to_owned()],
            Some((Some("false" | "no"), _)) | None => {}
            Some((_, node)) => book.folders.extend(texts(node).into_iter().chain([String::new()])),
        }
        book.folders.sort();
        book.folders.dedup();
        book
    }

    /// Whether a file in a folder of chapters is none.
    pub(super) fn leaves_out(&self, path: &str) -> bool {
        self.listed.as_ref().is_some_and(|listed| !listed.contains(path)) || self.made(path).is_some()
    }

    /// The folder of the finished book, if a file lies in it.
    pub(super) fn made(&self, path: &str) -> Option<&str> {
        self.output.as_deref().filter(|folder| site::below(path, folder).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bookdown(text: &str) -> Book {
        Book::of(Some(Generator::Bookdown), |name| (name == "_bookdown.yml").then(|| text.to_owned()))
    }

    #[test]
    fn settings_name_chapters_and_what_is_made_of_them() {
        let of = |text: &str| {
            let book = bookdown(text);
            let listed: Vec<String> = book.listed.into_iter().flatten().collect();
            (book.output.unwrap_or_default(), book.folders.join(","), listed.join(","))
        };
        let said = |output: &str, folders: &str, listed: &str| {
            (output.to_owned(), folders.to_owned(), listed.to_owned())
        };
        assert_eq!(of("output_dir: ./docs\n"), said("docs", "", ""));
        assert_eq!(of("rmd_files: [index.Rmd, a/b.Rmd]\n"), said("", ",a", "a/b.Rmd,index.Rmd"));
        assert_eq!(
            of("rmd_files:\n  html: [index.Rmd]\n  latex: [tex/c.Rmd]\n"),
            said("", ",tex", "index.Rmd,tex/c.Rmd")
        );
        assert_eq!(of("rmd_subdir: [parts]\n"), said("", ",parts", ""));
        assert_eq!(of("rmd_subdir: true\n"), said("", "/", ""));
        assert_eq!(of("output_dir: .\nrmd_files: index.Rmd\n"), said("", "", "index.Rmd"));
        let book = bookdown("output_dir: docs\nrmd_files: [index.Rmd]\n");
        assert_eq!(
            ["index.Rmd", "old.Rmd", "docs/index.Rmd"].map(|path| book.leaves_out(path)),
            [false, true, true]
        );
        let quarto = Book::of(Some(Generator::Quarto), |_| Some("project:\n  output-dir: html\n".to_owned()));
        assert_eq!(["a.qmd", "html/a.qmd"].map(|path| quarto.leaves_out(path)), [false, true]);
        assert_eq!(Book::of(Some(Generator::Hugo), |_| Some("output_dir: a\n".to_owned())), Book::default());
    }
}
