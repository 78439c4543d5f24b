//! Pages that are put together from several texts: those that a manifest beside them names, and the numbered chapters of
//! a manuscript of Manubot's.

use std::collections::{BTreeMap, HashSet};

use super::Project;
use crate::model::collection::Collection;
use crate::model::index::address::{joined, parent};
use crate::project::discover::Files;

impl Project {
    /// The texts that are parts of pages.
    pub(super) fn parts(&self, files: &Files) -> HashSet<String> {
        let texts = || {
            let articles = self.session.files().filter(|(_, collection)| *collection == Collection::Article);
            articles.map(|(source, _)| source.path.as_str())
        };
        let all: Vec<&str> = texts().collect();
        let mut by_folder: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for path in &all {
            by_folder.entry(parent(path)).or_default().push(path);
        }
        let fragments = all.iter().copied().filter(|path| is_fragment(path));
        let mut parts: HashSet<String> = fragments.chain(made_of_r(&all)).map(str::to_owned).collect();
        for (folder, beside) in &by_folder {
            let at = |name: &str| joined(folder, name).unwrap_or_default();
            let is_file = |name: &str| files.is_file(&self.root.folder.join(at(name)));
            for manifest in
                ["manifest.json", "manifest.yaml", "manifest.yml"].into_iter().filter(|name| is_file(name))
            {
                let path = at(manifest);
                let text = files.read_file(&self.root.folder.join(&path), path).text;
                let named = named_in(&text);
                if named.is_empty() {
                    continue;
                }
                // What is beside them is a part of the same page, named or not.
                parts.extend(beside.iter().map(|path| (*path).to_owned()));
                parts.extend(named.into_iter().filter_map(|name| joined(folder, name)));
            }
            if is_file("metadata.yaml") {
                let chapters = beside.iter().filter(|path| is_chapter(path));
                parts.extend(chapters.map(|path| (*path).to_owned()));
            }
        }
        parts
    }
}

/// Whether a text is called as generators call those that others include: `_advice.qmd`. Hugo's `_index.md` is a page.
fn is_fragment(path: &str) -> bool {
    const FOLDERS: [&str; 6] = ["partials", "_partials", "includes", "snippets", "_snippets", "fragments"];
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    folder.split('/').any(|folder| FOLDERS.contains(&folder))
        || (name.starts_with('_') && !name.starts_with("_index."))
}

/// The sources in R Markdown whose pages are there as well, beside them or in a folder above: links in them are seen from
/// those.
fn made_of_r<'t>(texts: &[&'t str]) -> Vec<&'t str> {
    fn stem(path: &str) -> &str {
        path.rsplit_once('.').map_or(path, |(stem, _)| stem)
    }
    let pages: HashSet<&str> =
        texts.iter().filter(|path| path.ends_with(".md")).map(|path| stem(path)).collect();
    let is_source = |path: &&str| path.ends_with(".Rmd") || path.ends_with(".rmd");
    let has_page = |path: &&str| {
        let stem = stem(path);
        let name = stem.rsplit('/').next().unwrap_or(stem);
        let mut folder = parent(path);
        loop {
            if joined(folder, name).is_some_and(|page| pages.contains(page.as_str())) {
                return true;
            }
            if folder.is_empty() {
                return false;
            }
            folder = parent(folder);
        }
    };
    texts.iter().copied().filter(is_source).filter(has_page).collect()
}

/// The Markdown files that a manifest names: `"!file=content-1.md"`, `- intro.md`.
fn named_in(text: &str) -> Vec<&str> {
    let outside = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '[' | ']' | '{' | '}');
    let words = text.split(outside).map(|word| word.rsplit_once('=').map_or(word, |(_, path)| path));
    words.filter(|word| word.ends_with(".md") || word.ends_with(".markdown")).collect()
}

/// `02.intro.md`
fn is_chapter(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && name.get(digits..).is_some_and(|rest| rest.starts_with(['.', '-', '_']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_and_sources_of_pages_are_no_pages() {
        assert!(is_fragment("docs/_advice.qmd"));
        assert!(is_fragment("build/partials/advice.md"));
        assert!(!is_fragment("content/_index.md"));
        assert!(!is_fragment("_posts/advice.md"));
        let texts = ["docs/neck.md", "docs/rmd/neck.Rmd", "docs/rmd/back.Rmd", "other/neck.Rmd"];
        assert_eq!(made_of_r(&texts), ["docs/rmd/neck.Rmd"]);
    }

    #[test]
    fn a_manifest_names_its_texts() {
        let json =
            r#"{"main": [{"value": "!file=content-1.md"}, {"value": "a.md", "origin": "pages/intro.aspx"}]}"#;
        assert_eq!(named_in(json), ["content-1.md", "a.md"]);
        assert_eq!(named_in("parts:\n- intro.md\n- 'rest.md'\n"), ["intro.md", "rest.md"]);
        assert!(is_chapter("content/02.intro.md"));
        assert!(!is_chapter("content/intro.md"));
        assert!(!is_chapter("content/2026.md/a.md"));
    }
}
