//! The paths of the command line by repository, and a text that replaces a file.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::filter::Filter;
use crate::cli::{Failure, Streams};
use crate::model::document::Format as FileFormat;
use crate::project::Overrides;
use crate::project::config::Config;
use crate::project::discover::Root;

/// The paths that were given of one repository.
#[derive(Default)]
pub(in crate::cli) struct PathArgs {
    paths: Vec<PathBuf>,
    stdin: Option<(PathBuf, Arc<[u8]>)>,
}

/// The paths by repository; `stdin` is the file that the text on standard input replaces.
pub(in crate::cli) fn by_root(
    paths: &[PathBuf],
    stdin: Option<&Path>,
) -> Result<Vec<(Root, PathArgs)>, Failure> {
    let mut by_root: BTreeMap<Root, PathArgs> = BTreeMap::new();
    if let Some(path) = stdin {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        by_root.entry(Root::of(path)?).or_default().stdin = Some((path.to_owned(), bytes.into()));
    } else {
        for path in paths {
            by_root.entry(Root::of(path)?).or_default().paths.push(path.clone());
        }
    }
    Ok(by_root.into_iter().collect())
}

impl PathArgs {
    /// Whether a text on standard input replaces a file.
    pub(super) fn has_stdin(&self) -> bool {
        self.stdin.is_some()
    }

    /// What of the repository is reported on, and what is read in addition to its files.
    pub(in crate::cli) fn resolve(
        &self,
        root: &Root,
        config: &Config,
        streams: &Streams,
    ) -> Result<(Filter, Overrides), Failure> {
        let mut filter = Filter::default();
        let mut overrides = Overrides::default();
        if let Some((path, bytes)) = &self.stdin {
            readable_format(path)?;
            let relative = relative(root, path)?;
            filter.show(relative.clone());
            overrides.stdin = Some((relative, Arc::clone(bytes)));
        }
        for path in &self.paths {
            let relative = relative(root, path)?;
            if path.is_dir() {
                filter.show(relative);
            } else if path.exists() {
                readable_format(path)?;
                filter.show(relative.clone());
                overrides.named.push((relative, path.clone()));
            } else if config.layout.claim(&relative).is_some() {
                streams.notice(&format!(
                    "`{}` is no longer there; what pointed to it is shown",
                    path.display()
                ))?;
                filter.show_gone(relative);
            } else {
                return Err(Failure::Message(format!("there is no file or folder `{}`", path.display())));
            }
        }
        Ok((filter, overrides))
    }
}

fn relative(root: &Root, path: &Path) -> Result<String, Failure> {
    let outside = || Failure::Message(format!("`{}` lies outside the repository", path.display()));
    root.relative(path)?.ok_or_else(outside)
}

/// Refuses a file, named by path, whose format medproof does not read.
pub(in crate::cli) fn readable_format(path: &Path) -> Result<(), Failure> {
    let name = path.to_string_lossy();
    if FileFormat::of(&name).is_some() {
        return Ok(());
    }
    Err(Failure::Message(format!(
        "`{name}` cannot be read: medproof reads Markdown, YAML, JSON and plain text"
    )))
}
