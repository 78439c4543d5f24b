//! The old name redirects: redirects are added, pointed to the new name, reversed and removed.

use super::{Plan, Refusal, Surroundings};
use crate::base::lines::{line_end, line_start};
use crate::base::node::{Node, Value};
use crate::base::source::{BYTE_ORDER_MARK, Source};
use crate::base::span::{DocId, Span};
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::model::index::EntityRef;
use crate::model::index::address::{last_part, site_addresses, trim_slashes};
use crate::read::syntax::Syntax;
use crate::run::change::Change;

/// A redirect that there has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Redirect {
    from: String,
    to: String,
}

impl Plan<'_> {
    /// Brings the redirects up to date; returns the file that was made for them, where there was none.
    pub(super) fn redirects(&mut self, around: &Surroundings) -> Result<Vec<Change>, Refusal> {
        let mut wanted = self.wanted_redirects();
        let files: Vec<(DocId, bool)> = self
            .index
            .documents()
            .filter(|(_, facts)| facts.collection == Collection::Redirect)
            .map(|(doc, facts)| (doc, facts.readable))
            .collect();
        if let Some((doc, _)) = files.iter().find(|(_, readable)| !readable) {
            let path = self.index.facts(*doc).map(|facts| facts.path.as_str()).unwrap_or_default();
            return Err(Refusal(format!(
                "`{path}` cannot be read, so the redirect cannot be put there; `medproof check` says where it breaks"
            )));
        }
        for (doc, _) in &files {
            self.lead_on(*doc, &mut wanted);
        }
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        self.counts.redirects += wanted.len();
        let Some((doc, _)) = files.first() else {
            return self.new_file(&wanted, around);
        };
        let Some(source) = self.session.source(*doc) else {
            return Ok(Vec::new());
        };
        let text = self.texts.remove(doc).unwrap_or_else(|| source.text.clone());
        let added = wanted.iter().try_fold(text, |text, redirect| self.added(&source.path, text, redirect));
        let added = added.ok_or_else(|| {
            Refusal(format!("`{}` is written in a way that no redirect can be added to safely", source.path))
        })?;
        self.texts.insert(*doc, added);
        Ok(Vec::new())
    }

    /// From the old id, and from the old address of each page that moves and keeps its id.
    fn wanted_redirects(&self) -> Vec<Redirect> {
        let mut wanted: Vec<Redirect> = Vec::new();
        let still_borne = || {
            let all = self.index.names().all_by_id(Collection::Article, self.old());
            all.iter().any(|entity| !self.is_subject(*entity))
        };
        if self.is_renamed() && !still_borne() {
            wanted.push(Redirect { from: self.old().to_owned(), to: self.new.to_owned() });
        }
        for (doc, facts) in self.index.documents().filter(|(_, facts)| facts.article.is_some()) {
            let (Some(to), Some(page)) = (self.moves.of(&facts.path), facts.page()) else {
                continue;
            };
            let [.., old] = site_addresses(&facts.path, facts.collection);
            let [.., new] = site_addresses(&to, facts.collection);
            let is_subject = self.is_subject(EntityRef { doc, nth: 0 });
            // An id answers for its own address.
            let id = if is_subject { self.new } else { page.id.text.as_str() };
            let answered = is_subject && self.is_renamed() && last_part(old) == self.old();
            if old != new && old != id && !answered {
                wanted.push(Redirect { from: format!("/{old}"), to: id.to_owned() });
            }
        }
        wanted.dedup();
        wanted
    }

    /// Brings the redirects of one file up to date. Those of the wanted that it then holds are wanted no more.
    fn lead_on(&mut self, doc: DocId, wanted: &mut Vec<Redirect>) {
        let Some(source) = self.session.source(doc) else {
            return;
        };
        let mut edits: Vec<(Span, String)> = Vec::new();
        let mut removed: Vec<usize> = Vec::new();
        let document = self.read(&source.path, source.text.clone());
        for (nth, record) in document.records().iter().enumerate() {
            let field = |key: &str| record.get(key).filter(|node| node.text().is_some());
            let (Some(from), Some(to)) = (field("from"), field("to")) else {
                continue;
            };
            let name = trim_slashes(from.text().unwrap_or(""));
            let address = to.text().unwrap_or("");
            let led = self.led_on(address);
            let write = |node: &Node, value: &str| {
                let text = Syntax::of(&source.path).string_like(node.span.slice(&source.text), value);
                text.map(|text| (node.span, text))
            };
            if let Some(at) = wanted.iter().position(|wanted| trim_slashes(&wanted.from) == name) {
                // While a page had the name, this redirect led nobody anywhere.
                let wanted = wanted.remove(at);
                edits.extend(write(to, &wanted.to).filter(|_| address != wanted.to));
                self.counts.redirects += 1;
            } else if self.is_now_a_page(name) {
                let leads_here = led.is_some() || self.is_subject_address(address);
                if leads_here && !wanted.is_empty() {
                    // The way back: the redirect is turned round.
                    let wanted = wanted.remove(0);
                    edits.extend(write(from, &wanted.from));
                    edits.extend(write(to, &wanted.to));
                    let since = field("since")
                        .and_then(|since| write(since, &self.session.settings().today.to_string()));
                    edits.extend(since);
                } else {
                    if !leads_here {
                        self.notices.push(format!(
                            "the redirect from `{name}` to `{address}` was removed from `{}`, because a page has that name now",
                            source.path
                        ));
                    }
                    removed.push(nth);
                }
                self.counts.redirects += 1;
            } else if let Some(new) = led {
                edits.extend(write(to, &new));
                self.counts.redirects += 1;
            }
        }
        let mut text = source.text.clone();
        edits.extend(
            removed
                .iter()
                .filter_map(|nth| Some((whole_item(&source.text, document.records(), *nth)?, String::new()))),
        );
        edits.sort_by_key(|(span, _)| *span);
        for (span, value) in edits.iter().rev() {
            text.replace_range(span.range(), value);
        }
        if text != source.text {
            self.texts.insert(doc, text);
        }
    }

    fn read(&self, path: &str, text: String) -> Document {
        let options = &self.session.settings().read;
        Document::parse(DocId(0), Source::new(path, text), Collection::Redirect, options)
    }

    /// Where a redirect to the page leads from now on; `None` if it stays, or leads to another page.
    fn led_on(&self, to: &str) -> Option<String> {
        if !self.is_subject_address(to) {
            return None;
        }
        let trimmed = trim_slashes(to);
        let new = if trimmed == self.old() {
            self.new.to_owned()
        } else {
            let root = self.session.settings().site_root.as_deref().unwrap_or("").trim_matches('/');
            let bare = crate::model::index::address::below(trimmed, root).unwrap_or(trimmed);
            let known = self.subject.entities.iter().find_map(|entity| self.site_page(entity.doc, bare));
            let new =
                known.unwrap_or_else(|| bare.replacen(self.old(), self.new, usize::from(self.is_renamed())));
            trimmed.replacen(bare, &new, 1)
        };
        (new != trimmed).then(|| to.replacen(trimmed, &new, 1))
    }

    /// Whether a name is the id of the page, or an address that ends with it.
    fn is_subject_address(&self, to: &str) -> bool {
        last_part(to) == self.old()
    }

    /// Whether the page has a name after the change that it did not have before.
    fn is_now_a_page(&self, name: &str) -> bool {
        let moved = || {
            self.index.documents().filter(|(_, facts)| facts.article.is_some()).any(|(_, facts)| {
                self.moves.of(&facts.path).is_some_and(|to| {
                    let [.., new] = site_addresses(&to, facts.collection);
                    new == name
                })
            })
        };
        (self.is_renamed() && name == self.new) || moved()
    }

    /// The text of a file of redirects with one more.
    fn added(&self, path: &str, text: String, redirect: &Redirect) -> Option<String> {
        let document = self.read(path, text);
        let text = &document.source.text;
        let today = self.session.settings().today.to_string();
        let values = [("from", redirect.from.as_str()), ("to", &redirect.to), ("since", &today)];
        let last = document.records().last();
        let like = |key: &str| last.and_then(|last| last.get(key)).map_or("", |node| node.span.slice(text));
        let fields: Option<Vec<(String, String)>> = values
            .into_iter()
            .map(|(key, value)| {
                let name = self.session.settings().field(Collection::Redirect, key);
                Some((name.to_owned(), Syntax::of(path).string_like(like(key), value)?))
            })
            .collect();
        append(&document, &fields?)
    }

    /// A new file of redirects, where the layout looks for one.
    fn new_file(&self, wanted: &[Redirect], around: &Surroundings) -> Result<Vec<Change>, Refusal> {
        let in_content = self.index.documents().any(|(_, facts)| facts.path.starts_with("content/"));
        let usual = ["content/redirects.yaml", "redirects.yaml"];
        let usual = if in_content { usual } else { [usual[1], usual[0]] };
        let named = around.configs.iter().flat_map(|config| {
            let (text, offset) = config.without_mark();
            let root = Syntax::Yaml.parse_at(text, offset).root;
            let files =
                root.as_ref().and_then(|root| root.get("collections")?.get("redirects")?.get("files"));
            let globs = files.map(Node::one_or_many).unwrap_or_default();
            let paths: Vec<String> = globs.iter().filter_map(Node::text).map(str::to_owned).collect();
            paths
        });
        let places: Vec<String> = named.chain(usual.map(str::to_owned)).collect();
        let claimed = |path: &&String| {
            !path.contains(['*', '?', '{', '[']) && (around.claim)(path) == Some(Collection::Redirect)
        };
        let path = places.iter().find(claimed).ok_or_else(|| {
            Refusal(
                "there is no file for redirects: make one where `collections` in medproof.yaml looks for it"
                    .to_owned(),
            )
        })?;
        let empty = if Syntax::of(path) == Syntax::Json { "[]\n" } else { "" };
        let text =
            wanted.iter().try_fold(empty.to_owned(), |text, redirect| self.added(path, text, redirect));
        let text = text.ok_or_else(|| Refusal(format!("no redirect can be written to `{path}`")))?;
        Ok(vec![Change { path: path.clone(), to: None, before: None, after: text }])
    }
}

/// Puts a record after the last one of a list, in the form of the last.
fn append(document: &Document, fields: &[(String, String)]) -> Option<String> {
    let text = &document.source.text;
    let json = Syntax::of(&document.source.path) == Syntax::Json;
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let flow = |spaced: bool| {
        let field = |(key, value): &(String, String)| {
            if json { format!("\"{key}\": {value}") } else { format!("{key}: {value}") }
        };
        let fields = fields.iter().map(field).collect::<Vec<_>>().join(", ");
        if spaced { format!("{{ {fields} }}") } else { format!("{{{fields}}}") }
    };
    let block = |indent: &str, dash: &str| {
        let deep = " ".repeat(dash.chars().count());
        let lines = fields.iter().enumerate().map(|(nth, (key, value))| {
            format!("{indent}{}{key}: {value}", if nth == 0 { dash } else { &deep })
        });
        lines.collect::<Vec<_>>().join(end)
    };
    let insert = |at: usize, added: String| {
        let mut text = text.clone();
        text.insert_str(at, &added);
        Some(text)
    };
    let Some(root) = document.meta.as_ref().filter(|root| !(root.scalar().is_some() && root.is_empty()))
    else {
        let gap = if text.is_empty() || text.ends_with(['\n', BYTE_ORDER_MARK]) { "" } else { end };
        let added = if json { format!("[{}]", flow(false)) } else { block("", "- ") };
        return insert(text.len(), format!("{gap}{added}{end}"));
    };
    match &root.value {
        Value::Sequence(items) => {
            let is_flow = root.span.slice(text).starts_with('[');
            let Some(last) = items.last() else {
                let list = if json { format!("[{end}  {}{end}]", flow(false)) } else { block("", "- ") };
                let mut text = text.clone();
                text.replace_range(root.span.range(), &list);
                return Some(text);
            };
            let (start, behind) = (last.span.start as usize, last.span.end as usize);
            let raw = last.span.slice(text);
            let line = line_start(text, start);
            let before = text.get(line..start)?.trim_start_matches(BYTE_ORDER_MARK);
            if is_flow {
                let indent: String = before.chars().take_while(|c| c.is_whitespace()).collect();
                let own_line = before.trim().is_empty() && line > 0;
                let item = if raw.contains('\n') {
                    spread(last, text, &indent, fields, json, end)?
                } else {
                    flow(raw.starts_with("{ "))
                };
                let gap = if own_line { format!(",{end}{indent}") } else { ", ".to_owned() };
                return insert(behind, format!("{gap}{item}"));
            }
            let dash = before.find('-')?;
            let (indent, dash) = before.split_at(dash);
            let added = if raw.starts_with('{') {
                format!("{indent}{dash}{}", flow(raw.starts_with("{ ")))
            } else if dash.trim() == "-" {
                block(indent, dash)
            } else {
                return None;
            };
            let blank = items.len() > 1 && {
                let above = items.get(items.len() - 2).map_or(start, |item| item.span.end as usize);
                let between = text.get(above..start)?;
                between.lines().skip(1).any(|line| line.trim().is_empty())
            };
            insert(line_end(text, behind), format!("{end}{}{added}", if blank { end } else { "" }))
        }
        Value::Mapping(_) => listed(document, root, &flow(false), &block("", "- "), end),
        Value::Scalar(_) => None,
    }
}

/// An object over several lines, indented as the one before it.
fn spread(
    last: &Node,
    text: &str,
    indent: &str,
    fields: &[(String, String)],
    json: bool,
    end: &str,
) -> Option<String> {
    let key = last.entries().first()?.key.span.start as usize;
    let line = line_start(text, key);
    let deep: String = text.get(line..key)?.chars().take_while(|c| c.is_whitespace()).collect();
    let field = |(key, value): &(String, String)| {
        if json { format!("{deep}\"{key}\": {value}") } else { format!("{deep}{key}: {value}") }
    };
    let fields = fields.iter().map(field).collect::<Vec<_>>().join(&format!(",{end}"));
    Some(format!("{{{end}{fields}{end}{indent}}}"))
}

/// A file that holds one record as a file that holds two.
fn listed(document: &Document, root: &Node, flow: &str, block: &str, end: &str) -> Option<String> {
    let text = &document.source.text;
    let raw = root.span.slice(text);
    let (start, behind) = (root.span.start as usize, root.span.end as usize);
    let (before, after) = (text.get(..start)?, text.get(behind..)?);
    if raw.starts_with('{') {
        return Some(format!("{before}[{raw}, {flow}]{after}"));
    }
    let mut lines = raw
        .split_inclusive('\n')
        .map(|line| if line.trim().is_empty() { line.to_owned() } else { format!("  {line}") });
    let first = lines.next().unwrap_or_default();
    let first = format!("- {}", first.trim_start());
    let rest: String = lines.collect();
    let (comment, after) = after.split_at(line_end(after, 0));
    Some(format!("{before}{first}{rest}{comment}{end}{block}{after}"))
}

/// The bytes of an item with its dash and line, or with the comma that parts it from the others.
fn whole_item(text: &str, records: &[Node], nth: usize) -> Option<Span> {
    let item = records.get(nth)?;
    let (start, end) = (item.span.start as usize, item.span.end as usize);
    let line = line_start(text, start);
    let before = text.get(line..start)?.trim_start_matches(BYTE_ORDER_MARK).trim();
    let behind = text.get(end..)?;
    if before == "-" {
        let line =
            if line == 0 { line + text.len() - text.trim_start_matches(BYTE_ORDER_MARK).len() } else { line };
        return Some(Span::new(line, behind.find('\n').map_or(text.len(), |at| end + at + 1)));
    }
    if let Some(next) = records.get(nth + 1) {
        return Some(Span::new(start, next.span.start as usize));
    }
    match nth.checked_sub(1).and_then(|nth| records.get(nth)) {
        Some(previous) => Some(Span::new(previous.span.end as usize, end)),
        None => Some(item.span),
    }
}
