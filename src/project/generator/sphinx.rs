//! What the settings of Sphinx say.

use super::Place;

/// What its settings say.
pub(super) struct Sphinx {
    /// Whether it reads Markdown with MyST.
    pub(super) myst: bool,
    /// The folder of its pages, as seen from that of the repository or project; empty if they are the same.
    pub(super) folder: &'static str,
}

/// Those of a folder, or of the folder of sources in it; `None` if there are none.
pub(super) fn settings(place: Place<'_>) -> Option<Sphinx> {
    const FILES: [&str; 5] =
        ["conf.py", "docs/conf.py", "docs/source/conf.py", "source/conf.py", "doc/conf.py"];
    FILES.iter().find_map(|name| {
        let text = place.text(name).filter(|text| is_sphinx(text))?;
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(Sphinx { myst: text.contains("myst"), folder })
    })
}

/// Whether the text of a `conf.py` is that of Sphinx, in which extensions are named and HTML is given a theme.
pub(crate) fn is_sphinx(settings: &str) -> bool {
    let known = ["extensions", "html_theme", "source_suffix", "master_doc", "source_parsers"];
    settings.lines().any(|line| {
        let assigned = line.split_once('=').map_or("", |(name, _)| name.trim_end().trim_end_matches('+'));
        known.contains(&assigned.trim_end())
    })
}

#[cfg(test)]
mod tests {
    use super::is_sphinx;

    #[test]
    fn a_program_of_this_name_may_be_another() {
        assert!(is_sphinx("project = 'Necks'\nextensions = ['myst_parser']\n"));
        assert!(is_sphinx("extensions += ['recommonmark']\n"));
        assert!(!is_sphinx("# extensions = []\nport = 80\n"));
        assert!(!is_sphinx(""));
    }
}
