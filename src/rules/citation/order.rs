use std::collections::{HashMap, HashSet};

use crate::base::diagnostic::{Edit, Findings, Fix, Severity};
use crate::base::span::Span;
use crate::base::title::fold;
use crate::model::document::{Document, Format};
use crate::model::facts::{Numeral, numeral};
use crate::page::body::{Citation, CitationForm, EntryForm, ReferenceEntry};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::pattern::Pattern;

/// Numbers that do not follow the order in which the text cites them.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Ama],
    scope: Scope::Usual,
    options: &[],
    check: Check::Document(check),
};

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    // In plain text a bare number may be read in two ways.
    if Format::of(&document.source.path) == Some(Format::Text) {
        return;
    }
    let Some(list) = List::of(document) else {
        return;
    };
    let uses = list.first_uses();
    let mut sorted: Vec<u32> = uses.iter().map(|(number, _)| *number).collect();
    sorted.sort_unstable();
    let wrong = uses.iter().zip(&sorted).find(|((number, _), expected)| number != *expected);
    let Some(((number, at), expected)) = wrong.filter(|_| !list.is_alphabetical()) else {
        return;
    };
    let finding = findings.report(*at, format!("reference {number} is cited before reference {expected}"));
    if let Some((_, later)) = uses.iter().find(|(number, _)| number == expected) {
        finding.label(*later, format!("reference {expected} is first cited here"));
    }
    finding.help("Number the references in the order in which the text cites them.");
    let order: Vec<u32> = uses.iter().map(|(number, _)| *number).collect();
    if let Some(edits) = list.renumbered(&order) {
        finding.offer(Fix { title: "number the references by first use".to_owned(), safe: true, edits });
    }
}

/// A list of references from 1 on, and the citations of its numbers.
struct List<'a> {
    document: &'a Document,
    entries: Vec<&'a ReferenceEntry>,
    /// In the order of the text, those of one bracket together.
    groups: Vec<Vec<(u32, &'a Citation)>>,
    /// Whether every number that the text cites is on the list.
    complete: bool,
}

impl<'a> List<'a> {
    /// `None` if the page has no such list, or one whose entries cite each other.
    fn of(document: &'a Document) -> Option<List<'a>> {
        let entries: Vec<&ReferenceEntry> =
            document.body.entries.iter().filter(|entry| entry.form == EntryForm::ListItem).collect();
        let counted = (1_u32..).zip(&entries).all(|(number, entry)| entry.mark == Some(number.to_string()));
        let mut groups: Vec<Vec<(u32, &Citation)>> = Vec::new();
        let (mut last, mut complete) = (None, true);
        for citation in &document.body.citations {
            if !matches!(citation.form, CitationForm::Number | CitationForm::Superscript) {
                continue;
            }
            let number: u32 = citation.key.parse().ok()?;
            let above = entries.partition_point(|entry| entry.span.start <= citation.span.start);
            let entry = above.checked_sub(1).and_then(|nth| entries.get(nth));
            if entry.is_some_and(|entry| entry.span.contains(citation.span)) {
                return None;
            }
            if number < 1 || number as usize > entries.len() {
                complete = false;
                continue;
            }
            match groups.last_mut().filter(|_| last == Some(citation.group)) {
                Some(group) => group.push((number, citation)),
                None => groups.push(vec![(number, citation)]),
            }
            last = Some(citation.group);
        }
        (counted && entries.len() > 1).then_some(List { document, entries, groups, complete })
    }

    /// The numbers in the order in which they are first cited. One bracket cites all of its numbers at once.
    fn first_uses(&self) -> Vec<(u32, Span)> {
        let mut uses: Vec<(u32, Span)> = Vec::new();
        let mut known = HashSet::new();
        for group in &self.groups {
            let mut numbers: Vec<(u32, Span)> =
                group.iter().map(|(number, citation)| (*number, citation.span)).collect();
            numbers.sort_unstable();
            for (number, span) in numbers {
                if known.insert(number) {
                    uses.push((number, span));
                }
            }
        }
        uses
    }

    /// Whether it is a list in the order of the alphabet, which is a style of its own. Two may stand so by chance.
    fn is_alphabetical(&self) -> bool {
        let texts: Vec<String> = self.entries.iter().map(|entry| fold(entry.prose.text())).collect();
        texts.len() > 2 && texts.is_sorted()
    }

    /// Gives every place of the list, and every citation, what belongs there; what nobody cites comes last. `None` if
    /// that cannot be done to the letter.
    fn renumbered(&self, order: &[u32]) -> Option<Vec<Edit<Span>>> {
        let count = u32::try_from(self.entries.len()).ok().filter(|_| self.complete)?;
        if self.is_named_elsewhere(count) {
            return None;
        }
        let uncited = (1..=count).filter(|number| !order.contains(number));
        let order: Vec<u32> = order.iter().copied().chain(uncited).collect();
        let new: HashMap<u32, u32> = order.iter().copied().zip(1..).collect();
        let texts: Option<Vec<Span>> = self.entries.iter().map(|entry| self.text(entry)).collect();
        let texts = texts?;
        let mut edits = Vec::new();
        for (place, old) in texts.iter().zip(&order) {
            let text = texts.get(*old as usize - 1)?.slice(&self.document.source.text);
            if place.slice(&self.document.source.text) != text {
                edits.push(Edit::verbatim(*place, text));
            }
        }
        for group in &self.groups {
            let mut numbers: Vec<u32> =
                group.iter().filter_map(|(number, _)| new.get(number).copied()).collect();
            numbers.sort_unstable();
            for ((old, citation), number) in group.iter().zip(numbers) {
                let numeral = numeral(self.document, citation)?;
                if *old != number {
                    edits.push(Edit::verbatim(citation.span, numeral.write(number)));
                }
            }
        }
        Some(edits)
    }

    /// Whether a reference may be called by its number or its place in a way that is no citation: "as reference 2
    /// shows", `(2)`, "Ibid.". With other numbers that would send readers to another work.
    fn is_named_elsewhere(&self, count: u32) -> bool {
        let source = self.document.source.text.as_str();
        let written_anew = |at: usize| {
            let here = |span: Span| span.range().contains(&at);
            self.groups.iter().flatten().any(|(_, citation)| here(citation.span))
                || self.entries.iter().any(|entry| here(entry.mark_span))
        };
        // `2019; 44 (2): 101`
        let is_issue = |at: usize, found: &str| {
            found.ends_with(')') && self.entries.iter().any(|entry| entry.span.range().contains(&at))
        };
        let by_number = NUMBER.find_iter(source).any(|found| {
            !is_issue(found.start(), found.as_str())
                && DIGITS.find_iter(found.as_str()).any(|digits| {
                    let listed =
                        digits.as_str().parse().is_ok_and(|number: u32| (1..=count).contains(&number));
                    listed && !written_anew(found.start() + digits.start())
                })
        });
        by_number || self.entries.iter().any(|entry| PLACE.is_match(entry.prose.text()))
    }

    /// What comes after the number of an entry; `None` if it cannot be moved to another.
    fn text(&self, entry: &ReferenceEntry) -> Option<Span> {
        let source = self.document.source.text.as_str();
        Numeral::of(entry.mark.as_ref()?, entry.mark_span.slice(source))?;
        let (start, end) = (entry.mark_span.end as usize, entry.span.end as usize);
        let behind = source.get(start..end)?;
        let text =
            behind.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')' | ']' | ':'));
        // Paragraphs hang on the width of their number, and an address of the entry itself would lead elsewhere.
        let hangs = text.contains(['\n', '\r']);
        let addressed = ["<", "{#", "↩", "](#"].iter().any(|mark| text.contains(mark));
        (!text.is_empty() && !hangs && !addressed).then(|| Span::new(end - text.len(), end))
    }
}

/// A number that may call a reference.
pub(crate) static NUMBER: Pattern = Pattern::new(
    r"(?x)
                (?i:(?-u:\b)(?:ref(?:erence)?s?|sources?|citations?|(?:foot|end)?notes?)(?-u:\b)\.?\s*[\[(\#]?\s*)\d+
                | \[\s*\d+(?:\s*[,;–-]\s*\d+)*\s*\\?\]
                | (?:^|\s)\(\d+(?:\s*[,;–-]\s*\d+)*\)
                | <(?i:sup|a)(?-u:\b)[^<>]*>\s*\d+
                | \^\d+",
);

/// A word for the reference before.
pub(crate) static PLACE: Pattern =
    Pattern::new(r"(?i)(?-u:\b)(?:ibid|ibidem|idem|op\.?\s*cit|loc\.?\s*cit)(?-u:\b)|^\W*id\.");

/// The numbers of what [`NUMBER`] finds.
pub(crate) static DIGITS: Pattern = Pattern::new(r"\d+");
