//! Links: each leads where it led, in the form it has.

use std::collections::{HashMap, HashSet};

use super::Plan;
use crate::base::diagnostic::{Edit, Location};
use crate::base::identifier::percent_decoded;
use crate::base::slug::slug;
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::facts::{Facts, Link};
use crate::model::index::address::{
    below, is_external, is_template, joined, parent, site_addresses, without_suffixes,
};
use crate::model::index::{Anchor, Cause, Resolution, Signed, Target};
use crate::page::body::{LinkBase, LinkForm};

impl Plan<'_> {
    /// Rewrites the links that name the thing, and those of files that move.
    pub(super) fn links(&mut self) {
        if matches!(self.subject.collection, Collection::Source) {
            return;
        }
        let mut seen: HashSet<Location> = HashSet::new();
        for (doc, facts) in self.documents() {
            for (nth, link) in facts.links.iter().enumerate() {
                let Some(text) = self.link(doc, facts, nth, link) else {
                    continue;
                };
                // Several links may share one definition.
                let at = self.session.location(link.target.place);
                let (at, text) = self.with_its_words(doc, facts, nth, link, at, text);
                if seen.insert(at) && !at.span.is_empty() && self.edits.take(&[Edit::verbatim(at, text)]) {
                    self.counts.links += 1;
                }
            }
        }
    }

    /// A wiki link without words of its own shows its page's name, which is part of what was signed: in a text whose
    /// signature holds the words stay, as `[[new|old]]`.
    fn with_its_words(
        &self,
        doc: DocId,
        facts: &Facts,
        nth: usize,
        link: &Link,
        at: Location,
        text: String,
    ) -> (Location, String) {
        let in_see_line = facts.sees.iter().any(|see| see.link == Some(nth));
        if link.form != LinkForm::Wiki || in_see_line || !self.is_signed(doc, facts) {
            return (at, text);
        }
        let source = self.session.source(doc).map_or("", |source| source.text.as_str());
        let before = source.get(..at.span.start as usize).unwrap_or("").trim_end();
        let label = self.session.location(link.label.place);
        if before.ends_with("![[") {
            (at, text)
        } else if at.span.contains(label.span) {
            (at, format!("{text}|{}", link.label.text))
        } else if link.label.text == self.new && text == self.new {
            (Location { doc: at.doc, span: at.span.to(label.span) }, text)
        } else {
            (at, text)
        }
    }

    /// Whether it is an article with a valid signature, or a cause that is part of one.
    fn is_signed(&self, doc: DocId, facts: &Facts) -> bool {
        let holds = |doc| matches!(self.index.signed(doc), Signed::Valid(_));
        if facts.article.is_some() {
            return holds(doc);
        }
        let includes =
            |article: &Facts| self.index.causes(article).iter().any(|(_, cause)| *cause == Cause::File(doc));
        self.documents().any(|(article, facts)| includes(facts) && holds(article))
    }

    /// The address of a link from now on; `None` if it stays as it is.
    fn link(&self, doc: DocId, facts: &Facts, nth: usize, link: &Link) -> Option<String> {
        let address = link.target.text.trim();
        let form = link.form;
        if matches!(form, LinkForm::Undefined | LinkForm::Autolink | LinkForm::Bare) {
            return None;
        }
        if form != LinkForm::Wiki && (is_external(address) || is_template(address)) {
            return None;
        }
        let (head, tail) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
        let new_head = self.path(doc, facts, nth, link, head);
        let new_tail = self.anchor(doc, nth, form, tail);
        if new_head.is_none() && new_tail.is_none() {
            return None;
        }
        let raw = self.written(link.target.place);
        // After the expression of a site generator the part from `#` on is separate.
        if link.base != LinkBase::File && raw == head {
            return new_head;
        }
        let (raw_head, raw_tail) = apart(raw, address, head, tail)?;
        Some(format!(
            "{}{}",
            new_head.as_deref().unwrap_or(raw_head),
            new_tail.as_deref().unwrap_or(raw_tail)
        ))
    }

    /// The part of an address before `?` and `#`.
    fn path(&self, doc: DocId, facts: &Facts, nth: usize, link: &Link, head: &str) -> Option<String> {
        if head.trim().is_empty() {
            return None;
        }
        let target = self.index.target(doc, nth);
        if link.form == LinkForm::Wiki {
            return self.wiki_name(facts, target, head);
        }
        let in_brackets = self.is_in_angle_brackets(link);
        let decoded = percent_decoded(head);
        if let Some(page) = self.page_named_by_generator(facts, target, link.base, &decoded) {
            return renamed(&decoded, page, &self.moves.now(page));
        }
        let root = match link.base {
            LinkBase::File => self.session.settings().site_root.as_deref().unwrap_or("").trim_matches('/'),
            _ => "",
        };
        match decoded.strip_prefix('/') {
            Some(path) => {
                let new = self.site_path(target, path, root)?;
                Some(spelled(&format!("/{new}"), head, in_brackets))
            }
            None => self.relative_path(facts, target, &decoded).map(|new| spelled(&new, head, in_brackets)),
        }
    }

    /// The page that a link names otherwise than by its path from here or from the top of the site.
    fn page_named_by_generator(
        &self,
        facts: &Facts,
        target: &Target,
        base: LinkBase,
        path: &str,
    ) -> Option<&str> {
        let Target::Page { doc, .. } = target else {
            return None;
        };
        let page = self.index.facts(*doc)?.path.as_str();
        let by_name = match base {
            LinkBase::Source | LinkBase::Post => true,
            LinkBase::Reference => {
                let from_here = joined(parent(&facts.path), path);
                let leads = |path: &String| follow(path, page, page).is_some();
                !path.starts_with('/') && !from_here.as_ref().is_some_and(leads)
            }
            LinkBase::File | LinkBase::Site => false,
        };
        by_name.then_some(page)
    }

    /// A wiki link names a page by its id, its title or a path; a title stays.
    fn wiki_name(&self, facts: &Facts, target: &Target, head: &str) -> Option<String> {
        let name = head.trim();
        let language = facts.page().and_then(|page| page.language.as_deref());
        match self.index.names().page(name, language) {
            Resolution::Found(page) => (self.is_renamed() && self.is_subject(page) && name == self.old())
                .then(|| head.replace(name, self.new)),
            Resolution::Ambiguous(_) => None,
            Resolution::Unknown => Some(head.replace(name, &self.relative_path(facts, target, name)?)),
        }
    }

    fn is_in_angle_brackets(&self, link: &Link) -> bool {
        let at = self.session.location(link.target.place);
        let before = self.session.source(at.doc).and_then(|source| source.text.get(..at.span.start as usize));
        before.is_some_and(|before| before.ends_with('<'))
    }

    /// A path as seen from the folder of its file.
    fn relative_path(&self, facts: &Facts, target: &Target, path: &str) -> Option<String> {
        let old_folder = parent(&facts.path);
        let own = self.moves.now(&facts.path);
        let folder = parent(&own);
        let old = joined(old_folder, path)?;
        let new = self.led_to(target, &old)?;
        if joined(folder, path).as_deref() == Some(&new) {
            return None;
        }
        let swapped = swapped(old_folder, path, &old, &new);
        Some(match swapped.filter(|text| joined(folder, text).as_deref() == Some(&new)) {
            Some(text) => text,
            None => {
                let dot = path.starts_with("./");
                let slash = path.ends_with('/');
                seen_from(folder, &new, dot, slash)
            }
        })
    }

    /// Where the path from the root lies from now on that led to a target.
    fn led_to(&self, target: &Target, path: &str) -> Option<String> {
        match target {
            Target::Page { doc, .. } => {
                let page = &self.index.facts(*doc)?.path;
                Some(follow(path, page, &self.moves.now(page)).unwrap_or_else(|| self.moves.now(path)))
            }
            Target::File | Target::Missing { .. } => Some(self.moves.now(path)),
            Target::External | Target::Ambiguous(_) | Target::Unjudged | Target::Outside | Target::Empty => {
                None
            }
        }
    }

    /// A path from the root of the site, without its first slash.
    fn site_path(&self, target: &Target, path: &str, root: &str) -> Option<String> {
        let whole = joined("", path)?;
        let old = below(&whole, root)?;
        let new = match target {
            Target::Page { doc, .. } => self.site_page(*doc, old)?,
            Target::File => ["", "content/"].iter().find_map(|folder| {
                let moved = self.moves.of(&format!("{folder}{old}"))?;
                Some(moved.strip_prefix(folder)?.to_owned())
            })?,
            _ => return None,
        };
        let slash = if path.ends_with('/') { "/" } else { "" };
        let joint = if root.is_empty() || new.is_empty() { "" } else { "/" };
        (new != old).then(|| format!("{root}{joint}{new}{slash}"))
    }

    /// The address of a page below the root of the site, where it was `old` so far.
    pub(super) fn site_page(&self, doc: DocId, old: &str) -> Option<String> {
        let facts = self.index.facts(doc)?;
        let new_path = self.moves.now(&facts.path);
        let key = without_suffixes(old).trim_matches('/');
        let suffix = old.strip_prefix(key).unwrap_or("");
        let known = site_addresses(&facts.path, facts.collection);
        let new = site_addresses(&new_path, facts.collection);
        // The shortest address comes last, and it is the likeliest.
        if let Some(nth) = known.iter().rposition(|known| *known == key) {
            return new.get(nth).map(|new| format!("{new}{suffix}"));
        }
        if self.subject.collection == Collection::Article && self.is_subject_file(doc) && key == self.old() {
            return Some(format!("{}{suffix}", self.new));
        }
        follow(old, &facts.path, &new_path)
    }

    /// The part of an address after `#`, where it names the cause.
    fn anchor(&self, doc: DocId, nth: usize, form: LinkForm, tail: &str) -> Option<String> {
        if self.subject.collection != Collection::Cause || !self.is_renamed() {
            return None;
        }
        let (before, fragment) = tail.split_once('#')?;
        let (name, directive) = fragment.split_at(fragment.find(":~:").unwrap_or(fragment.len()));
        let names_it = if form == LinkForm::Wiki {
            slug(name) == self.old()
        } else {
            percent_decoded(name) == self.old()
        };
        let Target::Page { doc: page, anchor: Anchor::Found } = self.index.target(doc, nth) else {
            return None;
        };
        (names_it && self.gives_anchor(*page)).then(|| format!("{before}#{}{directive}", self.new))
    }

    /// Whether the id of the cause is an anchor of a page, and no heading of the page has it.
    fn gives_anchor(&self, page: DocId) -> bool {
        let article = self.index.facts(page).and_then(|facts| facts.article.as_ref());
        let causes = article.map(|article| article.causes.as_slice()).unwrap_or_default();
        let listed = causes.iter().filter(|cause| cause.text == self.old()).count();
        let all = self.index.anchors(page).iter().filter(|anchor| **anchor == self.old()).count();
        listed > 0 && listed == all
    }
}

/// An address as it is written, taken apart like the address it means. Where escapes make the two differ, the sign
/// that parts them is looked for in the text as written.
fn apart<'a>(raw: &'a str, address: &str, head: &str, tail: &str) -> Option<(&'a str, &'a str)> {
    if raw.trim() == address {
        let start = raw.len() - raw.trim_start().len();
        return Some((raw.get(..start + head.len())?, raw.get(start + head.len()..)?));
    }
    if raw.ends_with(tail) {
        return Some(raw.split_at(raw.len() - tail.len()));
    }
    let parts = |(at, _): &(usize, &str)| !raw.get(..*at).is_some_and(|before| before.ends_with(['&', '\\']));
    raw.match_indices(['?', '#']).find(parts).map(|(at, _)| raw.split_at(at))
}

/// What names a page by the end of its path, with or without ending, now that the page lies elsewhere; `None` if it
/// stays as it is.
fn renamed(path: &str, page: &str, new_page: &str) -> Option<String> {
    let stem = |path: &str| path.rsplit_once('.').map_or(path.len(), |(stem, _)| stem.len());
    let (page, new_page) = match page.ends_with(path) {
        true => (page, new_page),
        false => (page.get(..stem(page))?, new_page.get(..stem(new_page))?),
    };
    let before = page.strip_suffix(path)?;
    // Where the parts before it moved too, the end that is as long names it.
    let parts = path.split('/').count();
    let new = match new_page.strip_prefix(before) {
        Some(new) => new.to_owned(),
        None => {
            let all: Vec<&str> = new_page.split('/').collect();
            all.get(all.len().checked_sub(parts)?..)?.join("/")
        }
    };
    (new != path).then_some(new)
}

/// The path that leads to a page as `path` did, with or without ending and file name, now that the page lies
/// elsewhere; `None` if `path` led to it in some other way.
pub(super) fn follow(path: &str, page: &str, new_page: &str) -> Option<String> {
    if path == page {
        return Some(new_page.to_owned());
    }
    let (new_stem, new_ending) = new_page.rsplit_once('.')?;
    for html in ["", ".html"] {
        let Some(stem) = path.strip_suffix(html) else {
            continue;
        };
        if page.strip_suffix(".md") == Some(stem) {
            // Only this ending may be left out.
            return Some(if new_ending == "md" { format!("{new_stem}{html}") } else { new_page.to_owned() });
        }
        let rest = page.strip_prefix(stem).map(|rest| rest.trim_start_matches('/'));
        if let Some(name @ ("index.md" | "_index.md" | "README.md")) = rest {
            let (new_folder, new_name) = new_page.rsplit_once('/').unwrap_or(("", new_page));
            let new = if new_name == name { new_folder } else { new_stem };
            return Some(format!("{new}{html}"));
        }
    }
    None
}

/// `path` with those of its own parts exchanged in which `new` differs from `old`, which it led to; `None` if they
/// differ in something that is not written in it.
fn swapped(folder: &str, path: &str, old: &str, new: &str) -> Option<String> {
    let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
    // Which of the parts each part of `old` came from.
    let mut origins: Vec<Option<usize>> =
        folder.split('/').filter(|part| !part.is_empty()).map(|_| None).collect();
    for (nth, part) in parts.iter().enumerate() {
        match part.as_str() {
            "" | "." => {}
            ".." => {
                origins.pop()?;
            }
            _ => origins.push(Some(nth)),
        }
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('/').collect(), new.split('/').collect());
    if old.len() != new.len() || old.len() != origins.len() {
        return None;
    }
    for ((old, new), origin) in old.iter().zip(&new).zip(&origins) {
        if old != new {
            (*new).clone_into(parts.get_mut((*origin)?)?);
        }
    }
    Some(parts.join("/"))
}

/// A path from the root as seen from a folder.
fn seen_from(folder: &str, path: &str, dot: bool, slash: bool) -> String {
    let parts = |path: &str| -> Vec<String> {
        path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let (folder, path) = (parts(folder), parts(path));
    let shared = folder.iter().zip(&path).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folder.len() - shared);
    let down = path.iter().skip(shared).map(String::as_str);
    let mut text = up.chain(down).collect::<Vec<_>>().join("/");
    if text.is_empty() {
        text.push('.');
    } else if dot && !text.starts_with("..") {
        text.insert_str(0, "./");
    }
    if slash {
        text.push('/');
    }
    text
}

/// A path as an address: its parts as the old address wrote them, new ones with what an address cannot hold escaped.
fn spelled(path: &str, old: &str, in_brackets: bool) -> String {
    let known: HashMap<String, &str> = old.split('/').map(|part| (percent_decoded(part), part)).collect();
    let part =
        |part: &str| known.get(part).map_or_else(|| escaped(part, in_brackets), |raw| (*raw).to_owned());
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn escaped(part: &str, in_brackets: bool) -> String {
    let mut escaped = String::with_capacity(part.len());
    for c in part.chars() {
        let always =
            matches!(c, '%' | '?' | '#' | '<' | '>' | '"' | '\\' | '\'' | '&' | '`') || c.is_control();
        if always || (!in_brackets && (c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '*' | '|'))) {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| escaped.push_str(&format!("%{byte:02X}")));
        } else {
            escaped.push(c);
        }
    }
    escaped
}
