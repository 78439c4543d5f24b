//! Which files are content, and of which kind.

use globset::{Candidate, Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use crate::model::collection::Collection;

/// The files of each collection, by glob.
#[derive(Clone, Debug)]
pub struct Layout {
    files: Vec<(Collection, GlobSet)>,
    /// Files that are left out, even if a collection claims them.
    pub excluded: GlobSet,
}

impl Default for Layout {
    /// The layout of the content model, with and without a leading `content/`.
    fn default() -> Layout {
        let files = Collection::ALL.map(|collection| {
            let globs = match collection {
                Collection::Article => ["articles/**/*.{md,markdown,qmd,Rmd,rmd,mdx,txt}"].as_slice(),
                Collection::Cause => &["causes/**/*.md"],
                Collection::Source => &["citations/**/*.{yaml,yml,json,bib,ris,nbib}"],
                Collection::Person => &["people/**/*.{yaml,yml,json,md}"],
                Collection::Term => &["terms/**/*.{yaml,yml,json}"],
                Collection::Review => &["reviews/**/*.{yaml,yml,json}"],
                Collection::Redirect => &["redirects.{yaml,yml,json}"],
            };
            let globs = globs.iter().flat_map(|glob| [(*glob).to_owned(), format!("content/{glob}")]);
            // Legacy plain text may lie anywhere below `content`; elsewhere a text file is a licence
            // or a list of requirements.
            let legacy = (collection == Collection::Article).then(|| "content/**/*.txt".to_owned());
            let globs = globs.chain(legacy);
            let globs = globs.map(|text| glob(&text).expect("the default globs are well formed"));
            (collection, set(globs))
        });
        Layout { files: files.to_vec(), excluded: GlobSet::empty() }
    }
}

/// Folders that hold what site generators and their packages bring along, or what they made: nobody's content,
/// even if a pattern claims it.
const NO_CONTENT: [&str; 4] = ["node_modules", "_site", "_layouts", "_includes"];

impl Layout {
    /// Replaces the files of one collection.
    pub fn set(&mut self, collection: Collection, files: GlobSet) {
        for (known, globs) in &mut self.files {
            if *known == collection {
                globs.clone_from(&files);
            }
        }
    }

    /// The collection that a path belongs to; `None` for a path that is not content. Articles are asked last,
    /// so that `**/*.md` may mean everything else.
    #[must_use]
    pub fn claim(&self, path: &str) -> Option<Collection> {
        let candidate = Candidate::new(path);
        if path.split('/').any(|part| NO_CONTENT.contains(&part)) {
            return None;
        }
        if self.excluded.is_match_candidate(&candidate) {
            return None;
        }
        let claims = |(_, globs): &&(Collection, GlobSet)| globs.is_match_candidate(&candidate);
        self.files.iter().find(claims).map(|(collection, _)| *collection)
    }
}

/// A glob in which `*` stays within one folder.
pub(super) fn glob(text: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(text).literal_separator(true).build()
}

/// All of some globs in one.
pub(super) fn set(globs: impl IntoIterator<Item = Glob>) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for glob in globs {
        builder.add(glob);
    }
    builder.build().unwrap_or_else(|_| GlobSet::empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_layout_is_that_of_the_content_model() {
        let layout = Layout::default();
        for (path, collection) in [
            ("content/articles/neck/spasm.md", Some(Collection::Article)),
            ("articles/neck-spasm.md", Some(Collection::Article)),
            ("content/articles/neck.qmd", Some(Collection::Article)),
            ("content/causes/strain.md", Some(Collection::Cause)),
            ("content/citations/a.yaml", Some(Collection::Source)),
            ("citations/a.json", Some(Collection::Source)),
            ("citations/zotero/library.bib", Some(Collection::Source)),
            ("content/citations/pubmed.nbib", Some(Collection::Source)),
            ("library.bib", None),
            ("people/lee.md", Some(Collection::Person)),
            ("content/redirects.yaml", Some(Collection::Redirect)),
            ("content/reviews/2026/a.yml", Some(Collection::Review)),
            ("content/terms/a.yaml", Some(Collection::Term)),
            ("content/neck-spasm.txt", Some(Collection::Article)),
            ("articles/old/neck-spasm.txt", Some(Collection::Article)),
            ("requirements.txt", None),
            ("README.md", None),
            ("content/articles/picture.png", None),
            ("other/content/articles/a.md", None),
        ] {
            assert_eq!(layout.claim(path), collection, "{path}");
        }
    }

    #[test]
    fn articles_may_be_all_the_rest() {
        let mut layout = Layout::default();
        layout.set(Collection::Article, set([glob("**/*.md").expect("a glob")]));
        layout.excluded = set([glob("**/README.md").expect("a glob")]);
        assert_eq!(layout.claim("docs/a.md"), Some(Collection::Article));
        assert_eq!(layout.claim("people/lee.md"), Some(Collection::Person));
        assert_eq!(layout.claim("docs/README.md"), None);
        assert_eq!(layout.claim("node_modules/a/b.md"), None);
        assert_eq!(layout.claim("site/_includes/b.md"), None);
    }
}
