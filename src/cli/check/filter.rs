//! Which findings are reported. Everything is read and judged; paths only choose what is shown.

use crate::base::diagnostic::Location;
use crate::run::session::Session;
use crate::run::verdict::Verdict;

/// Paths relative to a repository's root.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Filter {
    /// Files and folders that are there.
    shown: Vec<String>,
    /// Files that are no longer there: what pointed to them is shown.
    gone: Vec<String>,
}

impl Filter {
    /// Shows what lies under a path; the empty path is the whole repository.
    pub(super) fn show(&mut self, path: String) {
        self.shown.push(path);
    }

    /// Shows what pointed to a file that is gone.
    pub(super) fn show_gone(&mut self, path: String) {
        self.gone.push(path);
    }

    /// Whether a finding, one of its labels, or the file that it misses lies under the paths.
    pub(super) fn shows(&self, verdict: &Verdict, session: &Session) -> bool {
        let diagnostic = &verdict.diagnostic;
        let under = |at: &Location| session.source(at.doc).is_some_and(|source| self.covers(&source.path));
        under(&diagnostic.at)
            || diagnostic.labels.iter().any(|(at, _)| under(at))
            || diagnostic.missing.as_ref().is_some_and(|missing| self.is_missing(missing))
    }

    /// Whether a path lies under those that are shown.
    pub(in crate::cli) fn covers(&self, path: &str) -> bool {
        self.shown.iter().any(|shown| is_under(path, shown))
    }

    /// A link names a path; a See line, an author or a citation name an id, which is the file's by its stem.
    fn is_missing(&self, missing: &str) -> bool {
        self.gone.iter().any(|gone| is_under(missing, gone) || stem(gone) == stem(missing))
    }
}

fn is_under(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_covers_itself_and_what_lies_below() {
        assert!(is_under("articles/a.md", "articles"));
        assert!(is_under("articles/a.md", "articles/a.md"));
        assert!(is_under("articles/a.md", ""));
        assert!(!is_under("articles-old/a.md", "articles"));
    }

    #[test]
    fn a_deleted_file_was_sought_by_path_or_by_id() {
        let mut filter = Filter::default();
        filter.show_gone("articles/neck-pain.md".to_owned());
        assert!(filter.is_missing("articles/neck-pain.md"));
        assert!(filter.is_missing("neck-pain"));
        assert!(!filter.is_missing("neck-strain"));
    }
}
