//! What was written of a page, and what an editor does next, in words.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::super::count;
use crate::base::phrase;
use crate::import::Imported;
use crate::import::page::LeftKind;
use crate::import::people::Bio;
use crate::import::registry::{Merged, Origin};
use crate::page::body::Role;
use crate::report::sanitise;

/// Lines of a kind that are listed one by one; of more, the rest is counted.
pub(super) const LISTED: usize = 10;

/// Prints lines that may quote anything.
pub(super) fn print(lines: &[String], out: &mut dyn Write) -> io::Result<()> {
    lines.iter().try_for_each(|line| {
        let line = sanitise::sentence(line);
        writeln!(out, "{}", line.trim_end())
    })
}

/// Adds a section with a heading, unless it says nothing.
pub(super) fn section(lines: &mut Vec<String>, heading: &str, items: Vec<String>) {
    if !items.is_empty() {
        lines.push(String::new());
        lines.push(heading.to_owned());
        lines.extend(items.into_iter().map(|item| format!("  {item}")));
    }
}

/// The summary of an import.
pub(super) struct Summary<'a> {
    pub(super) imported: &'a Imported,
    /// What the page is called.
    pub(super) from: &'a str,
    /// The path of the page where it is content itself.
    pub(super) lies_in: Option<&'a str>,
    /// Whether nothing was written.
    pub(super) dry: bool,
    /// A path of the repository as somebody types it.
    pub(super) shown: &'a dyn Fn(&str) -> String,
}

impl Summary<'_> {
    /// Its lines.
    pub(super) fn lines(&self) -> Vec<String> {
        let verb = if self.dry { "would become" } else { "is now" };
        let mut lines = vec![format!("`{}` {verb} {}, a draft", self.from, self.path(&self.imported.path))];
        for (heading, items) in [
            ("Missing", self.missing()),
            ("People", self.people()),
            ("Sources", self.sources()),
            ("Pages it names", self.names()),
            ("Kept in a comment at the end of the article", self.kept()),
            ("In doubt", self.doubts()),
            ("Next", self.next()),
        ] {
            section(&mut lines, heading, items);
        }
        lines
    }

    fn path(&self, path: &str) -> String {
        (self.shown)(path)
    }

    fn missing(&self) -> Vec<String> {
        let (imported, page) = (self.imported, &self.imported.page);
        let mut missing = Vec::new();
        if page.title.is_none() {
            missing.push("the page has no title: add `title` to the front matter".to_owned());
        }
        if !imported.people.iter().any(|person| person.roles.contains(&Role::Author)) {
            missing.push("the page names no author: add `authors` to the front matter".to_owned());
        }
        missing
    }

    fn people(&self) -> Vec<String> {
        let imported = self.imported;
        let mut items = Vec::new();
        for person in &imported.people {
            let roles: Vec<&str> = person
                .roles
                .iter()
                .map(|role| match role {
                    Role::Author => "author",
                    Role::Reviewer => "reviewer",
                    Role::Editor => "editor, for whom an article has no field",
                })
                .collect();
            let bio = match &person.bio {
                Bio::Known { path } => format!("has a bio in {}", self.path(path)),
                Bio::New { path } => format!("new file {}, a draft", self.path(path)),
                Bio::Ambiguous => {
                    "several bios have this name: write the id of one of them instead".to_owned()
                }
                Bio::Missing => "no folder takes people, so there is no bio".to_owned(),
            };
            items.push(format!("{} ({}): {bio}", person.name, phrase::joined(&roles, "and")));
        }
        items
    }

    fn sources(&self) -> Vec<String> {
        let (imported, page) = (self.imported, &self.imported.page);
        let merged: Vec<Shown> = imported
            .sources
            .iter()
            .zip(&page.references)
            .filter_map(|(source, reference)| {
                let (line, rest) = (reference.line, reference.rest.as_deref());
                Some(Shown { merged: source.as_ref()?, file: None, line, rest, key: None })
            })
            .collect();
        let mut items = source_lines(&merged, self.shown);
        let notes = imported.sources.iter().filter(|source| source.is_none()).count();
        if notes > 0 {
            items.push(format!(
                "{} no source and became {}",
                count_are(notes, "note"),
                if notes == 1 { "a footnote" } else { "footnotes" }
            ));
        }
        items
    }

    fn names(&self) -> Vec<String> {
        let imported = self.imported;
        imported
            .names
            .iter()
            .map(|(label, page)| match page {
                Some(path) => format!("“{label}” leads to {}", self.path(path)),
                None => format!("no page is called “{label}” yet"),
            })
            .collect()
    }

    fn kept(&self) -> Vec<String> {
        let (imported, page) = (self.imported, &self.imported.page);
        let mut items = Vec::new();
        for kind in LeftKind::ALL {
            let mut of_kind: Vec<Option<usize>> =
                page.left.iter().filter(|left| left.kind == kind).map(|left| left.line).collect();
            if kind == LeftKind::Reference {
                let sources = page.references.iter().zip(&imported.sources);
                of_kind.extend(
                    sources.filter(|(_, source)| source.is_some()).map(|(reference, _)| reference.line),
                );
            }
            if of_kind.is_empty() {
                continue;
            }
            let heading = kind.heading();
            let mut chars = heading.chars();
            let heading: String =
                chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect();
            let numbers = of_kind.iter().flatten().count();
            let lines: Vec<String> = runs(&of_kind);
            let shown = lines.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ");
            let more = if lines.len() > LISTED { " …" } else { "" };
            let place = if lines.is_empty() {
                String::new()
            } else {
                format!(" ({} {shown}{more})", if numbers == 1 { "line" } else { "lines" })
            };
            items.push(format!("{heading}: {}{place}", of_kind.len()));
        }
        items
    }

    fn doubts(&self) -> Vec<String> {
        let page = &self.imported.page;
        page.doubts.iter().map(|(doubt, line)| format!("{}{doubt}", at(*line))).collect()
    }

    fn next(&self) -> Vec<String> {
        let imported = self.imported;
        if self.dry {
            return vec!["Run the command without --dry-run to write these files.".to_owned()];
        }
        let mut items = vec![format!(
            "Read the article beside the page, then run `medproof check {}`.",
            self.path(&imported.path)
        )];
        if let Some(path) = self.lies_in {
            items.push(format!(
                "Delete {}: as long as it is there, the page is in this repository twice.",
                self.path(path)
            ));
        }
        items
    }
}

/// A source that came in, and where it was.
pub(super) struct Shown<'a> {
    pub(super) merged: &'a Merged,
    /// The file, where there are several.
    pub(super) file: Option<&'a str>,
    /// From 1.
    pub(super) line: Option<usize>,
    /// What of it was not understood.
    pub(super) rest: Option<&'a str>,
    /// The key that it had.
    pub(super) key: Option<&'a str>,
}

impl Shown<'_> {
    fn at(&self) -> String {
        match self.file {
            Some(file) => format!("{file}, {}", at(self.line)),
            None => at(self.line),
        }
    }
}

/// What became of sources: the new ones together, the others one by one.
pub(super) fn source_lines(sources: &[Shown], path_shown: &dyn Fn(&str) -> String) -> Vec<String> {
    let mut new: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut items = Vec::new();
    for Shown { merged: Merged { key, origin }, .. } in sources {
        if let Origin::New { path, .. } = origin {
            new.entry(path).or_default().push(key);
        }
    }
    for (path, keys) in new {
        let shown: Vec<String> = keys.iter().take(LISTED).map(|key| format!("@{key}")).collect();
        let more = keys.len().saturating_sub(LISTED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        items.push(format!("{} new in {}: {}{more}", keys.len(), path_shown(path), shown.join(", ")));
    }
    for shown in sources {
        let (Merged { key, origin }, at) = (shown.merged, shown.at());
        match origin {
            Origin::New { like, untitled, .. } => {
                if let Some(own) = shown.key.filter(|own| own != key) {
                    items.push(format!(
                        "{at}another source has the key @{own}, so this one is @{key} here: cite it by that"
                    ));
                }
                if let Some(like) = like {
                    items.push(format!("@{key} may be the same source as @{like}: keep one of the two"));
                }
                if *untitled {
                    items.push(format!("{at}no title was read for @{key}: its title is what was written"));
                }
                if let Some(rest) = shown.rest {
                    items.push(format!(
                        "{at}not all of @{key} was understood; `note` has the rest: {}",
                        phrase::clipped(rest, 60)
                    ));
                }
            }
            Origin::Known { path, by, accessed } => {
                let days = accessed.map(|[theirs, ours]| {
                    format!(
                        "; it says accessed {theirs}, what came in {ours}, and the entry was left as it is"
                    )
                });
                let known = match shown.key.filter(|own| own != key) {
                    Some(own) => format!("@{own} is in {} already, as @{key}", path_shown(path)),
                    None => format!("@{key} is in {} already", path_shown(path)),
                };
                items.push(format!("{at}{known}: {}{}", by.in_words(), days.unwrap_or_default()));
            }
            Origin::Repeated { by, accessed, .. } => {
                let days = accessed.map(|[first, this]| {
                    format!("; it was accessed {first} and {this}, and the entry has both")
                });
                let own = shown.key.filter(|own| own != key).map(|own| format!("@{own} is "));
                items.push(format!(
                    "{at}{}the same source as @{key}: {}{}",
                    own.unwrap_or_default(),
                    by.in_words(),
                    days.unwrap_or_default()
                ));
            }
        }
    }
    items
}

fn count_are(number: usize, noun: &str) -> String {
    format!("{} {}", count(number, noun), if number == 1 { "names" } else { "name" })
}

fn at(line: Option<usize>) -> String {
    line.map(|line| format!("line {line}: ")).unwrap_or_default()
}

/// `3`, `5-9`: numbers of lines, those that follow each other together.
fn runs(lines: &[Option<usize>]) -> Vec<String> {
    let mut numbers: Vec<usize> = lines.iter().flatten().copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    runs.into_iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") })
        .collect()
}
