//! What was asked of each repository: paths, and a text that stands in for a file.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Arguments;
use crate::cli::filter::Filter;
use crate::cli::world::Extra;
use crate::cli::{Failure, Streams};
use crate::model::document::Format as FileFormat;
use crate::project::config::Config;
use crate::project::discover::Root;

/// What was asked of one repository.
#[derive(Default)]
pub(super) struct Asked {
    paths: Vec<PathBuf>,
    stdin: Option<(PathBuf, Vec<u8>)>,
}

/// The arguments by repository.
pub(super) fn by_root(arguments: &Arguments) -> Result<Vec<(Root, Asked)>, Failure> {
    let mut by_root: BTreeMap<Root, Asked> = BTreeMap::new();
    if let Some(path) = &arguments.stdin_filename {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        by_root.entry(Root::of(path)?).or_default().stdin = Some((path.clone(), bytes));
    } else {
        for path in &arguments.paths {
            by_root.entry(Root::of(path)?).or_default().paths.push(path.clone());
        }
    }
    Ok(by_root.into_iter().collect())
}

impl Asked {
    pub(super) fn resolve(
        self,
        root: &Root,
        config: &Config,
        streams: &Streams,
    ) -> Result<(Filter, Extra), Failure> {
        let mut filter = Filter::default();
        let mut extra = Extra::default();
        if let Some((path, bytes)) = self.stdin {
            readable_format(&path)?;
            let relative = relative(root, &path)?;
            filter.show(relative.clone());
            extra.stdin = Some((relative, bytes));
        }
        for path in self.paths {
            let relative = relative(root, &path)?;
            if path.is_dir() {
                filter.show(relative);
            } else if path.exists() {
                readable_format(&path)?;
                filter.show(relative.clone());
                extra.named.push((relative, path));
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
        Ok((filter, extra))
    }
}

fn relative(root: &Root, path: &Path) -> Result<String, Failure> {
    let outside = || Failure::Message(format!("`{}` lies outside the repository", path.display()));
    root.relative(path)?.ok_or_else(outside)
}

/// A file that was named outright has to be one that medproof can read.
pub(in crate::cli) fn readable_format(path: &Path) -> Result<(), Failure> {
    let name = path.to_string_lossy();
    if FileFormat::of(&name).is_some() {
        return Ok(());
    }
    Err(Failure::Message(format!(
        "`{name}` cannot be read: medproof reads Markdown, YAML, JSON and plain text"
    )))
}
