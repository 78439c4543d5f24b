//! What the settings of Sphinx say, and where they lie.

use super::Place;
use crate::base::steps::step;
use crate::model::index::address::{joined, parent};

/// Where the settings may lie, as seen from the folder of a project.
const FILES: [&str; 5] = ["conf.py", "docs/conf.py", "docs/source/conf.py", "source/conf.py", "doc/conf.py"];

/// What its settings say.
pub(super) struct Sphinx {
    /// Whether it reads Markdown with MyST.
    pub(super) myst: bool,
    /// The folder of its pages, as seen from that of the repository or project; empty if they are the same.
    pub(super) folder: &'static str,
}

/// Those of a folder, or of the folder of sources in it; `None` if there are none.
pub(super) fn settings(place: Place<'_>) -> Option<Sphinx> {
    let top = Place { folder: "", ..place };
    let (folder, text) = found(place.folder, |path| top.text(path))?;
    Some(Sphinx { myst: text.contains("myst"), folder })
}

/// The settings of the project in a folder of the repository: the folder of its pages, as seen from that of the project,
/// and the text, as [`text`] gives it.
pub(crate) fn found(folder: &str, read: impl Fn(&str) -> Option<String>) -> Option<(&'static str, String)> {
    FILES.iter().find_map(|name| Some((parent(name), text(&joined(folder, name)?, &read)?)))
}

/// The text of the settings in a file, with the text of those that it runs or imports, which several sites of one
/// repository share; `None` of a program that is none of Sphinx'.
pub(crate) fn text(path: &str, read: impl Fn(&str) -> Option<String>) -> Option<String> {
    /// A program imports much else.
    const MOST: usize = 4;
    let mut text = read(path)?;
    let others: Vec<String> = text.lines().filter_map(shared).take(MOST).collect();
    for other in others.iter().filter_map(|other| read(&joined(parent(path), other)?)) {
        text.push('\n');
        text.push_str(&other);
    }
    is_sphinx(&text).then_some(text)
}

/// The file that a line of the settings runs, `exec(open("../shared.conf.py").read())`, or takes everything from,
/// `from shared import *`.
fn shared(line: &str) -> Option<String> {
    step();
    let line = line.trim();
    if line.starts_with("exec") {
        let opened = line.split_once("open(")?.1.trim_start();
        let quote = opened.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        return opened.get(1..)?.split(quote).next().map(str::to_owned);
    }
    let module = line.strip_prefix("from ")?.split_once(" import *")?.0.trim();
    let plain = module.chars().all(|c| c.is_alphanumeric() || c == '_');
    (plain && !module.is_empty()).then(|| format!("{module}.py"))
}

/// Whether the text of a `conf.py` is that of Sphinx, in which extensions are named and HTML is given a theme.
fn is_sphinx(settings: &str) -> bool {
    let known = ["extensions", "source_suffix", "master_doc", "source_parsers", "templates_path"];
    settings.lines().any(|line| {
        let assigned = line.split_once('=').map_or("", |(name, _)| name.trim_end().trim_end_matches('+'));
        let assigned = assigned.trim_end();
        known.contains(&assigned) || assigned.starts_with("html_") || assigned.starts_with("myst_")
    })
}

#[cfg(test)]
mod tests {
    use super::{found, is_sphinx, text};

    #[test]
    fn a_program_of_this_name_may_be_another() {
        assert!(is_sphinx("project = 'Necks'\nextensions = ['myst_parser']\n"));
        assert!(is_sphinx("extensions += ['recommonmark']\n"));
        assert!(is_sphinx("html_logo = 'neck.png'\n"));
        assert!(!is_sphinx("# extensions = []\nport = 80\n"));
        assert!(!is_sphinx(""));
    }

    #[test]
    fn what_several_sites_share_is_read_with_each() {
        let read = |path: &str| {
            let text = match path {
                "docs/shared.conf.py" => "extensions = ['myst_parser']\n",
                "docs/de/conf.py" => "import os\n\nexec (open(\"../shared.conf.py\").read())\n",
                "docs/fr/conf.py" => "from common import *\n",
                "docs/fr/common.py" => "html_theme = 'alabaster'\n",
                "source/conf.py" => "html_title = 'Necks'\n",
                "port/conf.py" => "exec(open('../../out.py').read())\nfrom os import path\nport = 80\n",
                _ => return None,
            };
            Some(text.to_owned())
        };
        assert!(text("docs/de/conf.py", read).is_some_and(|text| text.contains("myst")));
        assert!(text("docs/fr/conf.py", read).is_some_and(|text| !text.contains("myst")));
        assert_eq!(text("port/conf.py", read), None);
        assert_eq!(found("docs/de", read).map(|(folder, _)| folder), Some(""));
        assert_eq!(found("", read).map(|(folder, _)| folder), Some("source"));
    }
}
