use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use crate::base::diagnostic::{Edit, Findings, Fix, Severity};
use crate::base::identifier::percent_decoded;
use crate::base::lines::{line_end, line_start};
use crate::base::span::Span;
use crate::base::steps::count;
use crate::base::title::fold;
use crate::model::document::{Document, Format};
use crate::page::body::{Contents, ContentsEntry, Heading};
use crate::page::outline::fold_entry;
use crate::read::markdown;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::list::BACK_MATTER;
use crate::words::pattern::Pattern;

/// A table of contents that no longer fits its page.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::Document(check),
};

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    let Some(contents) = document.body.contents.as_ref() else {
        return;
    };
    let list = List::new(document, contents);
    // Two that fit show that it is the list of the page's headings, and how it is made.
    if list.listed().count() < 2 {
        return;
    }
    for entry in list.gone() {
        let finding =
            findings.report(entry.written.span, format!("this page has no heading “{}”", entry.written.text));
        finding.help("Write the heading as it is now, or remove the entry.");
        if let Some(line) = list.removable(entry) {
            // Words without a link may be more than an entry: "Call 911 if you cannot move your arms".
            let edits = vec![Edit::verbatim(line, "")];
            finding.offer(Fix { title: "remove the entry".to_owned(), safe: false, edits });
        }
    }
    // A row of links in HTML leads to a choice of sections.
    if list.entries.iter().all(|entry| is_bare_link(document, entry.written)) {
        return;
    }
    let missing = list.missing();
    let Some(first) = missing.first() else {
        return;
    };
    let message = match missing.len() {
        1 => format!("this table of contents leaves out “{}”", first.text),
        count => format!("this table of contents leaves out {count} sections"),
    };
    let finding = findings.report(contents.span, message);
    for heading in &missing {
        finding.label(heading.text_span, "not in the table of contents");
    }
    finding.help("List every heading of this level, so that readers find all that the page says.");
    if list.entries.iter().any(|entry| entry.meaning == Meaning::DeadLink && list.may_be_renamed(entry)) {
        return;
    }
    if let Some(mut edits) = list.additions(&missing) {
        // An entry that repeats no heading has words of its own, which a reviewer signed.
        let dead = list.dead();
        let safe = dead.is_empty();
        edits.extend(dead);
        finding.offer(Fix { title: "bring the table of contents up to date".to_owned(), safe, edits });
    }
}

/// A table of contents beside the headings of its page.
struct List<'a> {
    document: &'a Document,
    headings: Vec<&'a Heading>,
    entries: Vec<Entry<'a>>,
    /// The words of the headings that it leaves out, each with the numbers of those.
    left_out: OnceCell<HashMap<String, Vec<usize>>>,
}

/// So many headings with a word are looked at.
const MOST_WITH_A_WORD: usize = 16;

struct Entry<'a> {
    written: &'a ContentsEntry,
    meaning: Meaning,
    line: Option<Line<'a>>,
    /// Whether the entry below it may be a part of it.
    hangs: bool,
}

/// What an entry is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// A heading of the page: an index into [`List::headings`].
    Heading(usize),
    /// A section that is not there: its link leads nowhere, which `link/anchor-missing` says.
    DeadLink,
    /// Words that are no heading.
    Gone,
    /// Another page, another part of this one, or a heading in other words.
    Other,
}

/// A line that holds nothing but an entry.
struct Line<'a> {
    /// Without its end.
    span: Span,
    /// Blanks and bullet.
    prefix: &'a str,
}

impl<'a> List<'a> {
    fn new(document: &'a Document, contents: &'a Contents) -> List<'a> {
        let headings: Vec<&Heading> = document.headings_behind(contents).collect();
        let known = Known::new(document, contents, &headings);
        let entries = contents.entries.iter().map(|written| Entry {
            written,
            meaning: known.meaning(document, written),
            line: line(document, written),
            hangs: false,
        });
        let mut entries: Vec<Entry> = entries.collect();
        let hanging: Vec<bool> = (1..=entries.len()).map(|next| hangs(&entries, next)).collect();
        for (entry, hangs) in entries.iter_mut().zip(hanging) {
            entry.hangs = hangs;
        }
        List { document, entries, headings, left_out: OnceCell::new() }
    }

    /// The headings that are listed, in the order of the list.
    fn listed(&self) -> impl Iterator<Item = usize> {
        self.entries.iter().filter_map(|entry| match entry.meaning {
            Meaning::Heading(nth) => Some(nth),
            _ => None,
        })
    }

    /// Entries that name no heading, in a list that names others. Where there are as many of them, it is no list of
    /// headings.
    fn gone(&self) -> Vec<&Entry<'a>> {
        let gone: Vec<&Entry> = self.entries.iter().filter(|entry| entry.meaning == Meaning::Gone).collect();
        if gone.len() * 2 <= self.listed().count() && !has_shared_causes(self.document) {
            gone
        } else {
            Vec::new()
        }
    }

    /// The highest level of which it lists headings.
    fn level(&self) -> u8 {
        self.listed().filter_map(|nth| self.headings.get(nth)).map(|heading| heading.level).min().unwrap_or(0)
    }

    /// Headings of that level which it leaves out. A list that leaves many out is a choice.
    fn missing(&self) -> Vec<&'a Heading> {
        let level = self.level();
        let of_level = |nth: &usize| self.headings.get(*nth).is_some_and(|heading| heading.level == level);
        let listed: HashSet<usize> = self.listed().filter(of_level).collect();
        let others = self.entries.iter().filter(|entry| entry.meaning == Meaning::Other);
        let others: Vec<String> = others.map(|entry| fold(&entry.written.text)).collect();
        let missing = self.headings.iter().enumerate().filter(|(nth, heading)| {
            heading.level == level && !listed.contains(nth) && !is_back_matter(&heading.text)
        });
        let missing: Vec<&Heading> = missing.map(|(_, heading)| *heading).collect();
        let texts: Vec<String> = missing.iter().map(|heading| fold(&heading.text)).collect();
        let in_other_words = shortened(&texts, &others);
        let missing = missing.into_iter().zip(in_other_words).filter(|(_, listed)| !listed);
        let missing: Vec<&Heading> = missing.map(|(heading, _)| heading).collect();
        // An entry that names nothing may be a heading that was renamed.
        let renamed =
            self.entries.iter().filter(|entry| matches!(entry.meaning, Meaning::DeadLink | Meaning::Gone));
        let left_out = missing.len().saturating_sub(renamed.count());
        if left_out * 2 <= listed.len() { missing } else { Vec::new() }
    }

    /// The line of an entry with its end, where nothing hangs on it.
    fn removable(&self, entry: &Entry) -> Option<Span> {
        let line = entry.line.as_ref()?;
        // A number that is missing would show, and a heading may have got other words.
        let is_numbered = entry.written.text.starts_with(|c: char| c.is_ascii_digit());
        if is_numbered || self.may_be_renamed(entry) {
            return None;
        }
        let end = line.span.end as usize;
        let rest = self.document.source.text.get(end..)?;
        let behind = rest.find('\n').map(|at| end + at + 1)?;
        (!entry.hangs).then(|| Span::new(line.span.start as usize, behind))
    }

    /// Whether a heading that the list leaves out has half of the words of an entry.
    fn may_be_renamed(&self, entry: &Entry) -> bool {
        let words = self.left_out.get_or_init(|| {
            let listed: HashSet<usize> = self.listed().collect();
            let others = self.headings.iter().enumerate().filter(|(nth, _)| !listed.contains(nth));
            let mut words: HashMap<String, Vec<usize>> = HashMap::new();
            for (nth, heading) in others {
                for word in fold(&heading.text).split_whitespace() {
                    let known = words.entry(word.to_owned()).or_default();
                    // A word of many headings tells none of them.
                    if known.len() < MOST_WITH_A_WORD && known.last() != Some(&nth) {
                        known.push(nth);
                    }
                }
            }
            words
        });
        let own = fold(&entry.written.text);
        let own: Vec<&str> = own.split_whitespace().filter(|word| word.len() > 2).collect();
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let known = own.iter().filter_map(|word| words.get(*word)).flatten();
        known.for_each(|nth| *shared.entry(*nth).or_default() += 1);
        shared.values().any(|count| count * 2 >= own.len())
    }

    /// Lines for the headings that are left out, each after the heading before it.
    fn additions(&self, missing: &[&Heading]) -> Option<Vec<Edit<Span>>> {
        let level = self.level();
        let kept: Vec<(usize, &Entry)> = self
            .entries
            .iter()
            .filter_map(|entry| match entry.meaning {
                Meaning::Heading(nth) => Some((nth, entry)),
                _ => None,
            })
            .collect();
        if !kept.is_sorted_by_key(|(nth, _)| *nth) {
            return None;
        }
        let of_level = |(nth, _): &&(usize, &Entry)| {
            self.headings.get(*nth).is_some_and(|heading| heading.level == level)
        };
        let model = kept.iter().find(of_level).map(|(_, entry)| *entry)?;
        let prefix = model.line.as_ref()?.prefix;
        let numbered = prefix.contains(|c: char| c.is_ascii_digit());
        if numbered
            || kept
                .iter()
                .filter(of_level)
                .any(|(_, entry)| entry.line.as_ref().is_none_or(|line| line.prefix != prefix))
        {
            return None;
        }
        let end = self.document.source.line_end_at(model.written.span.end);
        let mut edits: Vec<Edit<Span>> = Vec::new();
        for heading in missing {
            // Headings and entries are both in the order of the page.
            let nth = self.headings.partition_point(|other| other.span.start < heading.span.start);
            let text = self.entry_for(heading, model)?;
            let before = kept.partition_point(|(other, _)| *other < nth).checked_sub(1);
            let before = before.and_then(|before| kept.get(before));
            let (at, text) = match before {
                Some((_, entry)) => {
                    (Span::at(entry.line.as_ref()?.span.end as usize), format!("{end}{prefix}{text}"))
                }
                None => {
                    let (_, first) = kept.first()?;
                    (Span::at(first.line.as_ref()?.span.start as usize), format!("{prefix}{text}{end}"))
                }
            };
            match edits.last_mut().filter(|edit| edit.at == at) {
                Some(edit) => edit.text.push_str(&text),
                None => edits.push(Edit::verbatim(at, text)),
            }
        }
        Some(edits)
    }

    /// Takes out the entries that lead nowhere.
    fn dead(&self) -> Vec<Edit<Span>> {
        if has_shared_causes(self.document) {
            return Vec::new();
        }
        let dead = self.entries.iter().filter(|entry| entry.meaning == Meaning::DeadLink);
        dead.filter_map(|entry| self.removable(entry)).map(|line| Edit::verbatim(line, "")).collect()
    }

    fn entry_for(&self, heading: &Heading, model: &Entry) -> Option<String> {
        let in_text = Format::of(&self.document.source.path) == Some(Format::Text);
        if in_text || model.written.link.is_some() {
            return self.document.contents_line(heading);
        }
        Some(markdown::escaped(&heading.text))
    }
}

/// Whether the entry of this number may be a part of the one above it.
fn hangs(entries: &[Entry], nth: usize) -> bool {
    let indent = |line: &Line| line.prefix.len() - line.prefix.trim_start().len();
    let above = nth.checked_sub(1).and_then(|above| entries.get(above)?.line.as_ref());
    let (Some(above), Some(entry)) = (above, entries.get(nth)) else {
        return false;
    };
    entry.line.as_ref().is_none_or(|line| indent(line) > indent(above))
}

/// What an entry can name.
struct Known<'a> {
    /// Folded texts of the entries that say a heading in more words, or in fewer.
    in_other_words: HashSet<String>,
    /// Places among the headings below the list; of two alike the first.
    by_text: HashMap<String, usize>,
    by_anchor: HashMap<&'a str, usize>,
    /// All anchors of the page.
    anchors: HashSet<&'a str>,
}

impl<'a> Known<'a> {
    fn new(document: &'a Document, contents: &Contents, headings: &[&'a Heading]) -> Known<'a> {
        let texts: Vec<String> = headings.iter().map(|heading| fold_entry(&heading.text)).collect();
        let (mut by_text, mut by_anchor) = (HashMap::new(), HashMap::new());
        for (nth, (heading, text)) in headings.iter().zip(&texts).enumerate() {
            by_text.entry(text.clone()).or_insert(nth);
            by_anchor.entry(heading.anchor.as_str()).or_insert(nth);
        }
        let unlinked = contents.entries.iter().filter(|entry| entry.link.is_none());
        let unlinked: Vec<String> = unlinked.map(|entry| fold_entry(&entry.text)).collect();
        let found = shortened(&unlinked, &texts);
        let in_other_words = unlinked.into_iter().zip(found).filter(|(_, found)| *found);
        let in_other_words = in_other_words.map(|(text, _)| text).collect();
        let body = &document.body;
        let own = body.headings.iter().map(|heading| heading.anchor.as_str());
        let anchors = own.chain(body.anchors.iter().map(|anchor| anchor.id.as_str())).collect();
        Known { in_other_words, by_text, by_anchor, anchors }
    }

    fn meaning(&self, document: &Document, entry: &ContentsEntry) -> Meaning {
        let text = fold_entry(&entry.text);
        let by_text = self.by_text.get(&text).copied();
        let Some(link) = entry.link.and_then(|link| document.body.links.get(link)) else {
            return match by_text {
                Some(nth) => Meaning::Heading(nth),
                None if text.is_empty() || self.in_other_words.contains(&text) => Meaning::Other,
                None => Meaning::Gone,
            };
        };
        let Some(anchor) = link.target.strip_prefix('#').map(percent_decoded) else {
            return Meaning::Other;
        };
        let anchor: &str = &anchor;
        if let Some(nth) = self.by_anchor.get(anchor) {
            return Meaning::Heading(*nth);
        }
        let known = self.anchors.contains(anchor);
        // An anchor right above a heading stands for it.
        match by_text {
            Some(nth) if known => Meaning::Heading(nth),
            _ if known || anchor.is_empty() || anchor == "top" => Meaning::Other,
            _ => Meaning::DeadLink,
        }
    }
}

/// Whether an entry is a link in HTML that is no item of a list.
fn is_bare_link(document: &Document, entry: &ContentsEntry) -> bool {
    let text = document.source.text.as_str();
    let Some(link) = entry.link.and_then(|link| document.body.links.get(link)) else {
        return false;
    };
    let start = link.span.start as usize;
    let before = text.get(line_start(text, start)..start).unwrap_or("");
    link.span.slice(text).starts_with('<') && !before.to_ascii_lowercase().contains("<li")
}

/// The line that an entry has for itself.
fn line<'a>(document: &'a Document, entry: &ContentsEntry) -> Option<Line<'a>> {
    let text = document.source.text.as_str();
    let span = entry.link.and_then(|link| document.body.links.get(link)).map_or(entry.span, |link| link.span);
    // Lines of Markdown among those of HTML would be shown as they are.
    if span.slice(text).starts_with('<') {
        return None;
    }
    let above = text.get(..span.start as usize)?;
    let (start, end) = (line_start(text, span.start as usize), line_end(text, span.end as usize));
    let prefix = above.get(start..)?;
    let bullets = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\t' | '-' | '*' | '+' | '•' | '.' | ')');
    let alone = prefix.chars().all(bullets) && text.get(span.end as usize..end)?.trim().is_empty();
    alone.then(|| Line { span: Span::new(start, end), prefix })
}

/// For each of the folded titles whether it is a part of one of the others, word by word, or one of them a part of it.
fn shortened(titles: &[String], others: &[String]) -> Vec<bool> {
    let (known, missing) = (Phrases::of(others), Phrases::of(titles));
    let parts: HashSet<&str> = others.iter().flat_map(|other| missing.within(other)).collect();
    titles
        .iter()
        .map(|title| parts.contains(title.as_str()) || known.within(title).next().is_some())
        .collect()
}

/// Phrases by their number of words, so that those within a text are found without looking at each.
struct Phrases<'a>(BTreeMap<usize, HashSet<&'a str>>);

impl<'a> Phrases<'a> {
    fn of(phrases: &'a [String]) -> Phrases<'a> {
        let mut by_length: BTreeMap<usize, HashSet<&str>> = BTreeMap::new();
        for phrase in phrases.iter().filter(|phrase| !phrase.is_empty()) {
            by_length.entry(phrase.split(' ').count()).or_default().insert(phrase);
        }
        Phrases(by_length)
    }

    /// Those that a text has in its words, in their order.
    fn within(&self, text: &str) -> impl Iterator<Item = &'a str> {
        let mut at = 0;
        let words: Vec<Range<usize>> = text
            .split(' ')
            .map(|word| {
                let start = at;
                at += word.len() + 1;
                start..start + word.len()
            })
            .collect();
        let runs = self.0.range(..=words.len()).flat_map(move |(length, known)| {
            count(words.len());
            let run = |run: &[Range<usize>]| {
                let (first, last) = (run.first()?, run.last()?);
                known.get(text.get(first.start..last.end)?).copied()
            };
            words.windows(*length).filter_map(run).collect::<Vec<_>>()
        });
        runs.collect::<Vec<_>>().into_iter()
    }
}

/// Whether it is an article that includes causes from files of their own, whose headings this file does not show.
fn has_shared_causes(document: &Document) -> bool {
    document
        .records()
        .first()
        .and_then(|record| record.get("causes"))
        .is_some_and(|causes| !causes.is_empty())
}

/// Whether a heading is of the back matter of a page, which is seldom listed.
fn is_back_matter(heading: &str) -> bool {
    UNLISTED.is_match(heading.trim().trim_end_matches(':'))
}

/// Headings of back matter.
pub(crate) static UNLISTED: Pattern =
    Pattern::composed(|| format!("(?i)^{}$", BACK_MATTER.pattern("unlisted")));
