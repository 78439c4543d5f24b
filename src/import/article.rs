//! The text of an article: front matter, body, and a comment with what has no other place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::escape;
use super::page::{Left, LeftKind, Page, Part};
use super::people::Matched;
use super::repository::{Repository, value, value_in_list};
use crate::base::phrase::one_line;
use crate::base::source::Source;
use crate::base::span::DocId;
use crate::base::title::fold;
use crate::model::collection::Collection;
use crate::model::document::{Document, Format};
use crate::model::index::{Resolution, address};
use crate::page::body::{Event, Role};

/// An article, written.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// Its text.
    pub text: String,
    /// The names of pages in it, each with the page that it leads to.
    pub names: Vec<(String, Option<String>)>,
    /// The links that lead nowhere any more.
    pub unlinked: Vec<Left>,
}

/// Writes the article of a page that lies at `path`. `keys` are those of its references; notes have none.
#[must_use]
pub fn written(
    repository: &Repository<'_>,
    page: &Page,
    path: &str,
    people: &[Matched],
    keys: &[Option<String>],
    from: &str,
) -> Written {
    let mut writer = Writer {
        repository,
        page,
        path,
        keys,
        out: String::new(),
        cite_ends: None,
        names: Vec::new(),
        unlinked: Vec::new(),
    };
    writer.body();
    writer.uncited();
    writer.notes();
    writer.kept(from);
    let front = writer.front_matter(people, &writer.unseen());
    Written { text: front + &writer.out, names: writer.names, unlinked: writer.unlinked }
}

struct Writer<'a> {
    repository: &'a Repository<'a>,
    page: &'a Page,
    path: &'a str,
    keys: &'a [Option<String>],
    out: String,
    /// Where the last citation ends in what was written.
    cite_ends: Option<usize>,
    names: Vec<(String, Option<String>)>,
    /// Links to addresses that are not full and lead to no page of the repository.
    unlinked: Vec<Left>,
}

impl Writer<'_> {
    fn front_matter(&self, people: &[Matched], see: &[String]) -> String {
        let page = self.page;
        let field = |name: &'static str| self.repository.field(Collection::Article, name).to_owned();
        let mut lines = Vec::new();
        lines.extend(page.title.iter().map(|title| format!("{}: {}", field("title"), value(title))));
        lines.push(format!("{}: draft", field("status")));
        lines.extend(
            page.language.iter().map(|language| format!("{}: {}", field("language"), value(language))),
        );
        for (name, role) in [("authors", Role::Author), ("reviewers", Role::Reviewer)] {
            let ids: Vec<String> = people
                .iter()
                .filter(|person| person.roles.contains(&role))
                .map(|person| value_in_list(&person.id))
                .collect();
            if !ids.is_empty() {
                lines.push(format!("{}: [{}]", field(name), ids.join(", ")));
            }
        }
        let events = [
            ("published", Event::Published),
            ("modified", Event::Modified),
            ("last-reviewed", Event::Reviewed),
            ("next-review", Event::ReviewDue),
        ];
        for (name, event) in events {
            let date = page.dates.iter().find(|(of, _)| *of == event);
            lines.extend(date.map(|(_, date)| format!("{}: {date}", field(name))));
        }
        if !see.is_empty() {
            let names: Vec<String> = see.iter().map(|name| format!("\n  - {}", value(name))).collect();
            lines.push(format!("{}:{}", field("see"), names.concat()));
        }
        format!("---\n{}\n---\n\n", lines.join("\n"))
    }

    /// The names of pages that a reader of the article does not see in its body, since no page has them yet and they
    /// are in a list or in running text: they go into the front matter.
    fn unseen(&self) -> Vec<String> {
        let source = Source::new(self.path, self.out.clone());
        let read = &self.repository.settings.read;
        let document = Document::parse(DocId(u32::MAX / 2), source, Collection::Article, read);
        let mut seen: Vec<String> = document.body.sees.iter().map(|see| fold(&see.label)).collect();
        let mut unseen: Vec<String> = Vec::new();
        for (name, page) in &self.names {
            let folded = fold(name);
            match seen.iter().position(|seen| *seen == folded) {
                Some(at) => {
                    seen.swap_remove(at);
                }
                None if page.is_none() && !unseen.contains(name) => unseen.push(name.clone()),
                None => {}
            }
        }
        unseen
    }

    fn body(&mut self) {
        for part in &self.page.body {
            match part {
                Part::Markdown(text) => {
                    let glued =
                        self.cite_ends == Some(self.out.len()) && text.starts_with(char::is_alphanumeric);
                    self.out.push_str(if glued { " " } else { "" });
                    self.out.push_str(text);
                }
                Part::Cite(cited) => self.cite(cited),
                Part::Name { label, written, address } => self.name(label, written, address.as_deref()),
            }
        }
        self.out.truncate(self.out.trim_end().len());
        self.end_block();
    }

    /// Ends what was written with one line end.
    fn end_block(&mut self) {
        if !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn key(&self, nth: usize) -> Option<&str> {
        self.keys.get(nth)?.as_deref()
    }

    /// The number of a note among the notes of the page.
    fn note(&self, nth: usize) -> usize {
        1 + self.keys.iter().take(nth).filter(|key| key.is_none()).count()
    }

    fn cite(&mut self, cited: &[usize]) {
        let mut keys: Vec<String> = Vec::new();
        for key in cited.iter().filter_map(|nth| self.key(*nth)) {
            let key = format!("@{key}");
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let joins = |end: usize| {
            let gap = self.out.get(end..).unwrap_or("");
            !gap.contains('\n') && matches!(gap.trim(), "" | ",")
        };
        match self.cite_ends.filter(|end| joins(*end)) {
            // Two marks side by side are one citation.
            Some(end) if !keys.is_empty() => {
                let open = self.out.get(..end).and_then(|before| before.rfind('[')).unwrap_or(0);
                let known = self.out.get(open..end).unwrap_or("").to_owned();
                keys.retain(|key| !known.trim_matches(['[', ']']).split("; ").any(|known| known == key));
                self.out.truncate(end);
                if !keys.is_empty() {
                    self.out.pop();
                    let _ = write!(self.out, "; {}]", keys.join("; "));
                }
                self.cite_ends = Some(self.out.len());
            }
            _ if !keys.is_empty() => {
                if !self.out.ends_with([' ', '\n', '(']) {
                    self.out.push(' ');
                }
                let _ = write!(self.out, "[{}]", keys.join("; "));
                self.cite_ends = Some(self.out.len());
            }
            _ => {}
        }
        let notes: Vec<usize> = cited.iter().copied().filter(|nth| self.key(*nth).is_none()).collect();
        for nth in notes {
            let note = self.note(nth);
            let _ = write!(self.out, "[^{note}]");
        }
    }

    fn name(&mut self, label: &str, written: &str, address: Option<&str>) {
        let index = self.repository.index;
        let language = self.page.language.as_deref();
        let by_label = index.names().page(label, language);
        let found = match by_label {
            Resolution::Found(page) => index.facts(page.doc),
            _ => None,
        };
        let is_page = |path: &str| Format::of(path) == Some(Format::Markdown);
        let found = found.map(|facts| facts.path.as_str()).filter(|path| is_page(path) && *path != self.path);
        match (found, address) {
            (Some(to), _) => {
                let _ =
                    write!(self.out, "[{written}]({})", escape::destination(&address::from(self.path, to)));
            }
            (None, Some(address)) if address.contains("://") => {
                let _ = write!(self.out, "[{written}]({})", escape::destination(address));
            }
            (None, Some(address)) => {
                self.out.push_str(written);
                let text = format!("{label}: {address}");
                self.unlinked.push(Left { kind: LeftKind::Link, text, line: None });
            }
            (None, None) => self.out.push_str(written),
        }
        // A link that stays what it was is no news.
        if found.is_some() || address.is_none() {
            self.names.push((label.to_owned(), found.map(str::to_owned)));
        }
    }

    /// The sources that no mark of the text cites are cited below its end.
    fn uncited(&mut self) {
        let cited: BTreeSet<usize> = self
            .page
            .body
            .iter()
            .filter_map(|part| match part {
                Part::Cite(cited) => Some(cited.iter().copied()),
                _ => None,
            })
            .flatten()
            .collect();
        let known: BTreeSet<&str> = cited.iter().filter_map(|nth| self.key(*nth)).collect();
        let mut rest: Vec<&str> = Vec::new();
        for key in (0..self.keys.len()).filter_map(|nth| self.key(nth)) {
            if !known.contains(key) && !rest.contains(&key) {
                rest.push(key);
            }
        }
        if rest.is_empty() {
            return;
        }
        let items: String = rest.iter().map(|key| format!("- [@{key}]\n")).collect();
        let heading = self.page.references_heading.as_deref().unwrap_or("References");
        let _ = write!(self.out, "\n## {}\n\n{items}", escape::heading(heading));
    }

    /// What marks of the text lead to and is no source stays a footnote.
    fn notes(&mut self) {
        let mut notes = String::new();
        for (nth, reference) in self.page.references.iter().enumerate() {
            if self.key(nth).is_none() {
                let text = reference.raw.trim_start_matches(|c: char| !c.is_alphabetic());
                let _ = write!(notes, "\n[^{}]: {}\n", self.note(nth), escape::text(text, true));
            }
        }
        self.out.push_str(&notes);
    }

    /// What has no place in an article, in a comment at its end.
    fn kept(&mut self, from: &str) {
        let mut kept = kept(self.page, self.keys);
        if !self.unlinked.is_empty() {
            kept.entry(LeftKind::Link).or_default().append(&mut self.unlinked.clone());
        }
        if kept.is_empty() {
            return;
        }
        let mut text = format!(
            "Kept from {from} by `medproof import`: what has no place in the article. Readers do not see it. \
             Delete it when you have checked it.\n"
        );
        for kind in LeftKind::ALL {
            if let Some(left) = kept.get(&kind) {
                let _ = write!(text, "\n{}:\n", kind.heading());
                for left in left {
                    let line = left.line.map(|line| format!("line {line}: ")).unwrap_or_default();
                    let _ = writeln!(text, "{line}{}", one_line(&left.text));
                }
            }
        }
        let _ = write!(self.out, "\n<!--\n{}-->\n", within_comment(&text));
    }
}

/// All that is kept, by what it is, in the order of the page.
fn kept(page: &Page, keys: &[Option<String>]) -> BTreeMap<LeftKind, Vec<Left>> {
    let mut kept: BTreeMap<LeftKind, Vec<Left>> = BTreeMap::new();
    for left in &page.left {
        kept.entry(left.kind).or_default().push(left.clone());
    }
    for (reference, key) in page.references.iter().zip(keys) {
        if let Some(key) = key {
            let text = format!("@{key}: {}", reference.raw);
            kept.entry(LeftKind::Reference).or_default().push(Left {
                kind: LeftKind::Reference,
                text,
                line: reference.line,
            });
        }
    }
    kept
}

/// A text that neither ends a comment nor is one.
fn within_comment(text: &str) -> String {
    text.replace("<!--", "<! --").replace("-->", "-- >").replace("--!>", "-- !>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_a_comment() {
        assert_eq!(within_comment("a --> b --!> c <!-- d"), "a -- > b -- !> c <! -- d");
    }
}
