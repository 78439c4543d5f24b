//! `--output [FORMAT=]FILE`.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Format;
use crate::base::title;
use crate::cli::Failure;
use crate::project::write;

/// A file to be written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct File {
    pub(super) format: Format,
    path: PathBuf,
}

/// The files that were asked for.
pub(super) fn files(asked: &[String], of_stdout: Option<Format>) -> Result<Vec<File>, Failure> {
    let mut files: Vec<File> = Vec::new();
    for asked in asked {
        let file = File::read(asked, of_stdout)?;
        file.check()?;
        if files.iter().any(|other| other.path == file.path) {
            return Err(Failure::Message(format!("`{}` is named by --output twice", file.path.display())));
        }
        files.push(file);
    }
    Ok(files)
}

impl File {
    fn read(asked: &str, of_stdout: Option<Format>) -> Result<File, Failure> {
        let (format, path) = match asked.split_once('=') {
            Some((name, path)) if is_name(name) => (Some(named(name)?), path),
            _ => (None, asked),
        };
        if path.is_empty() {
            return Err(Failure::Message(format!("--output {asked} names no file")));
        }
        let format = format.unwrap_or_else(|| fitting(path, of_stdout));
        Ok(File { format, path: PathBuf::from(path) })
    }

    /// Refuses a file that cannot be written anyway.
    fn check(&self) -> Result<(), Failure> {
        let path = self.path.display();
        if self.path.is_dir() {
            return Err(Failure::Message(format!("--output has to name a file, but `{path}` is a folder")));
        }
        match self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            Some(folder) if !folder.is_dir() => Err(Failure::Message(format!(
                "there is no folder `{}`, so `{path}` cannot be written",
                folder.display()
            ))),
            _ => Ok(()),
        }
    }

    /// Writes the file.
    pub(super) fn put(&self, bytes: &[u8]) -> Result<(), Failure> {
        write::put(&self.path, bytes).map_err(|error| {
            Failure::Message(format!("`{}` cannot be written ({error})", self.path.display()))
        })
    }
}

/// Whether a word can only be the name of a format.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn named(name: &str) -> Result<Format, Failure> {
    Format::from_str(name, true).map_err(|_| {
        let values: Vec<_> =
            Format::value_variants().iter().filter_map(ValueEnum::to_possible_value).collect();
        let names = || values.iter().map(clap::builder::PossibleValue::get_name);
        let hint = match title::nearest_ids(name, names(), 1).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the formats are {}.", names().collect::<Vec<_>>().join(", ")),
        };
        Failure::Message(format!("there is no format `{name}`; {hint}"))
    })
}

/// The format of a file that was named without one.
fn fitting(path: &str, of_stdout: Option<Format>) -> Format {
    let ending = Path::new(path).extension().map(|ending| ending.to_ascii_lowercase());
    let of_ending: &[Format] = match ending.as_deref().and_then(|ending| ending.to_str()) {
        Some("sarif") => &[Format::Sarif],
        Some("json") if path.to_ascii_lowercase().ends_with(".sarif.json") => &[Format::Sarif],
        Some("json") => &[Format::Json, Format::Sarif, Format::Gitlab, Format::Rdjson],
        Some("xml") => &[Format::Junit],
        Some("md") => &[Format::Markdown],
        _ => &[],
    };
    let asked = of_stdout.filter(|format| of_ending.is_empty() || of_ending.contains(format));
    asked.or(of_ending.first().copied()).unwrap_or(Format::Concise)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_named_or_fits_the_file() {
        let read = |asked: &str, of_stdout| {
            let file = File::read(asked, of_stdout).unwrap();
            (file.format, file.path.display().to_string())
        };
        let path = |path: &str| path.to_owned();
        assert_eq!(read("gitlab=a.json", None), (Format::Gitlab, path("a.json")));
        assert_eq!(read("SARIF=a=b", None), (Format::Sarif, path("a=b")));
        assert_eq!(read("out/run-1=a.md", None), (Format::Markdown, path("out/run-1=a.md")));
        assert_eq!(read("a.sarif", Some(Format::Human)), (Format::Sarif, path("a.sarif")));
        assert_eq!(read("a.SARIF.json", Some(Format::Gitlab)), (Format::Sarif, path("a.SARIF.json")));
        assert_eq!(read("a.json", None), (Format::Json, path("a.json")));
        assert_eq!(read("a.json", Some(Format::Concise)), (Format::Json, path("a.json")));
        assert_eq!(read("a.json", Some(Format::Gitlab)), (Format::Gitlab, path("a.json")));
        assert_eq!(read("a.xml", None), (Format::Junit, path("a.xml")));
        assert_eq!(read("a.txt", None), (Format::Concise, path("a.txt")));
        assert_eq!(read("a.txt", Some(Format::Human)), (Format::Human, path("a.txt")));
    }
}
