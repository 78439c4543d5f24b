//! Which spans of a text a fix may replace or delete.

use crate::base::lines;
use crate::base::node::{Node, Value};
use crate::base::source::BYTE_ORDER_MARK;
use crate::base::span::Span;
use crate::base::steps::count;
use crate::model::document::Document;
use crate::page::body::{Citation, CitationForm, EntryForm, LinkForm, ReferenceEntry, See};
use crate::read::syntax::Syntax;

/// How a number is written that can be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numeral {
    /// `12`
    Digits,
    /// `¹²`
    Raised,
}

impl Numeral {
    /// How `written` writes a number; `None` if it writes another one, or anything else.
    #[must_use]
    pub fn of(number: &str, written: &str) -> Option<Numeral> {
        let number: u32 = number.parse().ok()?;
        [Numeral::Digits, Numeral::Raised].into_iter().find(|numeral| numeral.write(number) == written)
    }

    /// Another number, written so.
    #[must_use]
    pub fn write(self, number: u32) -> String {
        let digits = number.to_string();
        match self {
            Numeral::Digits => digits,
            Numeral::Raised => {
                const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
                let raised = |c: char| RAISED.get(c.to_digit(10)? as usize).copied();
                digits.chars().filter_map(raised).collect()
            }
        }
    }
}

/// Whether the label of a See line can be replaced without anything else: it is spelled as it reads, and no definition
/// goes by it (`[Neck Pain]` with a line `[Neck Pain]: neck-pain.md`).
pub fn is_rewritable(see: &See, document: &Document) -> bool {
    let text = &document.source.text;
    let link = see.link.and_then(|link| document.body.links.get(link));
    let names_its_definition = link.is_some_and(|link| {
        link.form == LinkForm::Reference
            && link
                .span
                .slice(text)
                .rsplit_once("][")
                .is_none_or(|(_, label)| label.trim_end_matches(']').trim().is_empty())
    });
    see.label_span.slice(text) == see.label && !names_its_definition
}

/// How the number of a citation is written; `None` for a name, and for a number that cannot be replaced without anything else.
#[must_use]
pub fn numeral(document: &Document, citation: &Citation) -> Option<Numeral> {
    if !matches!(citation.form, CitationForm::Number | CitationForm::Superscript) {
        return None;
    }
    let text = document.source.text.as_str();
    let numeral = Numeral::of(&citation.key, citation.span.slice(text))?;
    // In `1-3` another number would bring in all those between.
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '⁻' | '−' | '‑');
    let before = text.get(..citation.span.start as usize)?.trim_end();
    let behind = text.get(citation.span.end as usize..)?.trim_start();
    // The address of `[[2]](#source-2)` would still say the old number.
    let links = &document.body.links;
    let nearest = links.partition_point(|link| link.span.start <= citation.span.start);
    let linked = nearest.checked_sub(1).and_then(|nearest| links.get(nearest));
    let alone = !before.ends_with(dash)
        && !behind.starts_with(dash)
        && !linked.is_some_and(|link| link.span.contains(citation.span));
    alone.then_some(numeral)
}

/// The group of each citation: those of one bracket, and those of marks with nothing but a comma or a blank between.
pub fn groups(document: &Document) -> Vec<usize> {
    let text = document.source.text.as_str();
    let mut groups = Vec::with_capacity(document.body.citations.len());
    let mut last: Option<(Span, usize)> = None;
    for citation in &document.body.citations {
        let group = match last {
            None => 0,
            Some((before, group)) => {
                let between = text.get(before.end as usize..citation.group.start as usize);
                let touch =
                    between.is_none_or(|between| between.chars().all(|c| matches!(c, ' ' | ',' | ';')));
                if touch { group } else { group + 1 }
            }
        };
        groups.push(group);
        last = Some((citation.group, group));
    }
    groups
}

/// The lines of a footnote or of an item of a list.
pub fn entry_lines(document: &Document, entry: &ReferenceEntry) -> Option<Span> {
    let text = document.source.text.as_str();
    let is_html = entry.span.slice(text).starts_with('<');
    if entry.form == EntryForm::Spliced || is_html {
        return None;
    }
    let start = line_start(text, entry.span.start as usize);
    let blank_before = text.get(start..entry.span.start as usize)?.trim().is_empty();
    blank_before.then_some(())?;
    lines(text, start, entry.span.end as usize, |rest| rest.is_empty())
}

/// The lines of a record in a list of records, or between brackets the record with one of the commas beside it. The
/// only record of a file has none: what is left would be no list any more.
pub fn record_lines(document: &Document, record: &Node) -> Option<Span> {
    let text = document.source.text.as_str();
    let list = document.meta.as_ref()?;
    let Value::Sequence(records) = &list.value else {
        return None;
    };
    let nth = records.partition_point(|other| other.span.start < record.span.start);
    records.get(nth).filter(|other| other.span == record.span)?;
    let (start, end) = (record.span.start as usize, record.span.end as usize);
    if Syntax::of(&document.source.path).is_export() {
        let line = line_start(text, start);
        let alone = !document.interwoven && text.get(line..start)?.trim().is_empty();
        return alone.then(|| lines(text, line, end, |rest| rest.is_empty()))?;
    }
    let before = nth.checked_sub(1).and_then(|nth| records.get(nth));
    let behind = records.get(nth + 1);
    if list.span.slice(text).starts_with('[') {
        let comma = |from: usize, to: usize| text.get(from..to).is_some_and(|gap| gap.trim() == ",");
        return match (before, behind) {
            (_, Some(next)) if comma(end, next.span.start as usize) => {
                Some(Span::new(start, next.span.start as usize))
            }
            (Some(last), None) if comma(last.span.end as usize, start) => {
                Some(Span::new(last.span.end as usize, end))
            }
            _ => None,
        };
    }
    if before.is_none() && behind.is_none() {
        return None;
    }
    let line = line_start(text, start);
    let dashed = text.get(line..start)?.trim() == "-";
    dashed.then(|| lines(text, line, end, |rest| rest.is_empty() || rest.starts_with('#')))?
}

/// Where the line of `at` begins; a byte order mark is no part of the first.
fn line_start(text: &str, at: usize) -> usize {
    let first = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    lines::line_start(text, at).max(first.min(at))
}

/// The lines from `start` to the one that `end` is in, with their ends, provided that `may_go` allows for what
/// follows in that line. Of the blank lines around them those on one side go too.
fn lines(text: &str, start: usize, end: usize, may_go: fn(&str) -> bool) -> Option<Span> {
    let mut behind = text.get(end..)?.split_inclusive('\n');
    let rest = behind.next().unwrap_or("");
    if !may_go(rest.trim()) {
        return None;
    }
    let mut end = end + rest.len();
    let above = text.get(..start)?;
    let kept = above.trim_end_matches([' ', '\t', '\r', '\n']).len();
    count(rest.len() + above.len() - kept);
    let blank_above = above.get(kept..)?.matches('\n').count() != 1;
    if text.get(end..)?.trim_start().is_empty() {
        // At the end of the text the blank lines above go, the end of the last line stays.
        let first_end = above.get(kept..)?.find('\n').map_or(start, |at| kept + at + 1);
        return Some(Span::new(first_end, text.len()));
    }
    if blank_above {
        end += behind.take_while(|line| line.trim().is_empty()).map(str::len).sum::<usize>();
    }
    Some(Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::Source;
    use crate::base::span::DocId;
    use crate::model::collection::Collection;
    use crate::model::document::ReadOptions;

    fn read(path: &str, text: &str, collection: Collection) -> Document {
        Document::parse(DocId(0), Source::new(path, text), collection, &ReadOptions::default())
    }

    /// The text without each of its references in turn.
    fn without_each(path: &str, text: &str, collection: Collection) -> Vec<Option<String>> {
        let document = read(path, text, collection);
        let without = |span: Span| format!("{}{}", &text[..span.start as usize], &text[span.end as usize..]);
        let records = document.records().iter().filter(|_| collection == Collection::Source);
        let entries = document.body.entries.iter().map(|entry| entry_lines(&document, entry));
        records
            .map(|record| record_lines(&document, record))
            .chain(entries)
            .map(|span| span.map(without))
            .collect()
    }

    #[test]
    fn a_reference_is_taken_out_with_its_lines() {
        let notes = "A.[^a] B.[^b]\n\n[^a]: One. Accessed May 2, 2026.\n\n    More.\n\n[^b]: Two.\nOn.\n";
        let expected = [
            "A.[^a] B.[^b]\n\n[^b]: Two.\nOn.\n",
            "A.[^a] B.[^b]\n\n[^a]: One. Accessed May 2, 2026.\n\n    More.\n",
        ];
        let kept: Vec<String> =
            without_each("a.md", notes, Collection::Article).into_iter().flatten().collect();
        assert_eq!(kept, expected);
        let crlf = without_each("a.md", &notes.replace('\n', "\r\n"), Collection::Article);
        let crlf: Vec<String> = crlf.into_iter().flatten().collect();
        assert_eq!(crlf, expected.map(|text| text.replace('\n', "\r\n")));
        let list = "A [1] [2].\n\n## References\n\n1. One. NHS.\n2. Two. NHS.";
        let kept = without_each("a.md", list, Collection::Article);
        assert_eq!(kept[1].as_deref(), Some("A [1] [2].\n\n## References\n\n1. One. NHS.\n"));
        let quoted = without_each("a.md", "A.[^a]\n\n> [^a]: One.\n", Collection::Article);
        assert_eq!(quoted, [None]);
    }

    #[test]
    fn a_record_is_taken_out_with_its_lines() {
        let each = |text: &str| without_each("a.yaml", text, Collection::Source);
        assert_eq!(
            each("# all\n- id: a\n  type: book # odd\n- id: b\n# c\n- id: c\n"),
            [
                Some("# all\n- id: b\n# c\n- id: c\n".to_owned()),
                Some("# all\n- id: a\n  type: book # odd\n# c\n- id: c\n".to_owned()),
                Some("# all\n- id: a\n  type: book # odd\n- id: b\n# c\n".to_owned()),
            ]
        );
        assert_eq!(
            each("- id: a\n\n- id: b\n\n- id: c\n"),
            [
                Some("- id: b\n\n- id: c\n".to_owned()),
                Some("- id: a\n\n- id: c\n".to_owned()),
                Some("- id: a\n\n- id: b\n".to_owned()),
            ]
        );
        assert_eq!(
            each("[{\"id\": \"a\"},\n {\"id\": \"b\"}]"),
            [Some("[{\"id\": \"b\"}]".to_owned()), Some("[{\"id\": \"a\"}]".to_owned())]
        );
        assert_eq!(
            each("\u{feff}- id: a\n- id: b\n"),
            [Some("\u{feff}- id: b\n".to_owned()), Some("\u{feff}- id: a\n".to_owned())]
        );
        assert_eq!(
            each("references:\n- id: a\n  type: book\n- id: b\n"),
            [
                Some("references:\n- id: b\n".to_owned()),
                Some("references:\n- id: a\n  type: book\n".to_owned())
            ]
        );
        assert_eq!(each("- id: a\n"), [None]);
        assert_eq!(each("id: a\n"), [None]);
    }

    #[test]
    fn an_entry_of_an_export_is_taken_out_with_its_lines() {
        let bib = "% all\n@book{a, title={A}}\n\n@book{b,\n  title={B}\n}\n";
        assert_eq!(
            without_each("a.bib", bib, Collection::Source),
            [
                Some("% all\n\n@book{b,\n  title={B}\n}\n".to_owned()),
                Some("% all\n@book{a, title={A}}\n".to_owned())
            ]
        );
        let one_line = without_each("a.bib", "@book{a, title={A}} @book{b, title={B}}\n", Collection::Source);
        assert_eq!(one_line, [None, None]);
        let woven = "@book{a, title={A}, publisher={Ex}}\n@inbook{b, title={B}, crossref={a}}\n";
        assert_eq!(without_each("a.bib", woven, Collection::Source), [None, None]);
        let ris = "TY  - BOOK\nID  - a\nER  - \n\nTY  - BOOK\nID  - b\nER  - \n";
        assert_eq!(
            without_each("a.ris", ris, Collection::Source),
            [
                Some("TY  - BOOK\nID  - b\nER  - \n".to_owned()),
                Some("TY  - BOOK\nID  - a\nER  - \n".to_owned())
            ]
        );
    }

    #[test]
    fn numbers_are_written_as_they_were() {
        assert_eq!(Numeral::of("12", "¹²"), Some(Numeral::Raised));
        assert_eq!(Numeral::of("12", "[12]"), None);
        assert_eq!(Numeral::Raised.write(30), "³⁰");
        let text =
            "A [1], b [2,3] c [4-5] d [4–6] e ⁷ [^f] again¹ ² h [@k; @l] [@m] [[8]](#ref-8).\n\n[^f]: F.\n";
        let document = read("a.md", text, Collection::Article);
        let numerals: Vec<(&str, bool)> = document
            .body
            .citations
            .iter()
            .map(|citation| (citation.key.as_str(), numeral(&document, citation).is_some()))
            .collect();
        let expected = [
            ("1", true),
            ("2", true),
            ("3", true),
            ("4", false),
            ("5", false),
            ("4", false),
            ("5", false),
            ("6", false),
            ("7", true),
            ("f", false),
            ("1", true),
            ("2", true),
            ("k", false),
            ("l", false),
            ("m", false),
            ("8", false),
        ];
        assert_eq!(numerals, expected);
        assert_eq!(groups(&document), [0, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 6, 6, 6]);
    }
}
