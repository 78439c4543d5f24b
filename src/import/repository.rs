//! What a repository knows and where new files of it go.

use std::collections::BTreeMap;

use crate::base::phrase::one_line;
use crate::base::source::Source;
use crate::model::collection::Collection;
use crate::model::index::Index;
use crate::read::syntax::Syntax;
use crate::rules::settings::Settings;

/// A repository into which something is imported.
pub struct Repository<'a> {
    /// Its pages, sources and people.
    pub index: &'a Index,
    /// Its settings.
    pub settings: &'a Settings,
    /// Its files, in order of path.
    pub files: Vec<(&'a Source, Collection)>,
    /// The collection that claims a path.
    pub claim: &'a dyn Fn(&str) -> Option<Collection>,
}

impl<'a> Repository<'a> {
    /// The files of one collection.
    pub fn of(&self, collection: Collection) -> impl Iterator<Item = &'a Source> {
        self.files.iter().filter(move |(_, of)| *of == collection).map(|(source, _)| *source)
    }

    /// Whether a file is there.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.files.iter().any(|(source, _)| source.path == path)
    }

    /// Where a new file of a collection goes: into the folder where most of its files are, with an ending that the
    /// settings claim. `None` if they claim none.
    #[must_use]
    pub fn place(&self, collection: Collection, stem: &str, endings: &[&str]) -> Option<String> {
        let mut folders = self.folders(collection);
        let configured = self.settings.folders.iter().filter(|(of, _)| *of == collection);
        folders.extend(configured.map(|(_, folder)| folder.clone()));
        let mut usual = [format!("content/{}", collection.key()), collection.key().to_owned()];
        let below_content = self.files.iter().any(|(source, _)| source.path.starts_with("content/"));
        if !self.files.is_empty() && !below_content {
            usual.reverse();
        }
        folders.extend(usual);
        let paths = folders.iter().flat_map(|folder| {
            let slash = if folder.is_empty() { "" } else { "/" };
            endings.iter().map(move |ending| format!("{folder}{slash}{stem}.{ending}"))
        });
        paths.into_iter().find(|path| (self.claim)(path) == Some(collection))
    }

    /// The folders of a collection, the fullest first.
    fn folders(&self, collection: Collection) -> Vec<String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for source in self.of(collection) {
            let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            *counts.entry(folder).or_default() += 1;
        }
        let mut folders: Vec<(&str, usize)> = counts.into_iter().collect();
        folders.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        folders.into_iter().map(|(folder, _)| folder.to_owned()).collect()
    }

    /// What the repository calls a field.
    #[must_use]
    pub fn field<'s>(&'s self, collection: Collection, canonical: &'s str) -> &'s str {
        self.settings.field(collection, canonical)
    }
}

/// A text as a value of YAML on a line of its own.
#[must_use]
pub fn value(text: &str) -> String {
    let line = one_line(text);
    // Commas and brackets need quotes only within brackets.
    let brackets = [',', '[', ']', '{', '}'];
    let plain = !line.starts_with(brackets) && Syntax::Yaml.is_bare(&line.replace(brackets, ""));
    if plain && reads_as(&line) { line } else { value_in_list(&line) }
}

/// A text as a value of YAML between brackets.
#[must_use]
pub fn value_in_list(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    // In place of nothing every text of one line can be written: in quotes, where it needs them.
    Syntax::Yaml.string_like("", &line.join(" ")).unwrap_or_default()
}

/// Whether a text without quotes is read as that text.
fn reads_as(line: &str) -> bool {
    let read = Syntax::Yaml.parse(&format!("x: {line}"));
    let value = read.root.as_ref().and_then(|root| root.get("x"));
    read.problems.is_empty() && value.and_then(|value| value.text()) == Some(line)
}

/// A slug in ASCII, for names of files and keys: letters without their accents, words joined by hyphens.
#[must_use]
pub fn ascii_slug(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut slug = String::new();
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'ß' => slug.push_str("ss"),
            'ø' => slug.push('o'),
            'æ' => slug.push_str("ae"),
            'œ' => slug.push_str("oe"),
            'ł' => slug.push('l'),
            'đ' | 'ð' => slug.push('d'),
            // `O’Brien` and `women's` are one word.
            '\'' | '’' => {}
            c if crate::base::title::is_combining(c) => {}
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_slugs_in_ascii() {
        for (text, slug) in [
            ("Neck Spasm: Causes & Care", "neck-spasm-causes-care"),
            ("Zoë Müller-Łuk", "zoe-muller-luk"),
            ("Women’s health", "womens-health"),
            ("日本", ""),
            ("  A -- b  ", "a-b"),
        ] {
            assert_eq!(ascii_slug(text), slug);
        }
    }

    #[test]
    fn values_are_quoted_where_yaml_needs_it() {
        assert_eq!(value("Neck pain"), "Neck pain");
        assert_eq!(value("Neck: pain\nand more"), "\"Neck: pain and more\"");
        assert_eq!(value("Smith, J. [2nd ed.]"), "Smith, J. [2nd ed.]");
        assert_eq!(value("[2nd ed.]"), "\"[2nd ed.]\"");
        assert_eq!(value("a # b, c"), "\"a # b, c\"");
        assert_eq!(value_in_list("Smith, J."), "\"Smith, J.\"");
        assert_eq!(value("2020"), "\"2020\"");
        assert_eq!(value("@home"), "\"@home\"");
    }
}
