//! Files of tagged lines, in which reference managers and PubMed hand over records: RIS and MEDLINE (`.nbib`).
//!
//! Real files are looser than their formats. Read are a byte order mark, every line end and a mix of them, a line end of
//! another kind within a value, values that go on in lines with and without indentation, and records that begin without
//! their first tag or end without their last.

use crate::base::problem::{Problem, ProblemKind};
use crate::base::span::Span;
use crate::base::steps::step;

/// A tag with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The tag, in capitals.
    pub tag: String,
    /// Where the tag is.
    pub name: Span,
    /// Where the value is, without blanks around it.
    pub at: Span,
    /// The value on one line.
    pub text: String,
}

/// The fields of one record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// In the order of the text.
    pub fields: Vec<Field>,
    /// From its first tag to the end of its last line.
    pub span: Span,
}

/// What the two formats differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// The tag that begins a record.
    pub first: &'static str,
    /// The tag that ends a record, where one does.
    pub last: Option<&'static str>,
    /// The lengths that a tag may have.
    pub tag: (usize, usize),
}

/// The records of a text, and the lines that belong to none. Spans are those of a text in which this one begins at
/// `offset`.
#[must_use]
pub fn read(text: &str, offset: usize, format: &Format) -> (Vec<Record>, Vec<Problem>) {
    let mut reader = Reader {
        text,
        offset,
        format,
        records: Vec::new(),
        open: Record::default(),
        parted: false,
        problems: Vec::new(),
    };
    for line in lines(text) {
        step();
        reader.line(line);
    }
    reader.close();
    (reader.records, reader.problems)
}

/// Whether a text looks like one of tagged lines whose records begin with this tag.
#[must_use]
pub fn begins_with(text: &str, tag: &str) -> bool {
    let first = lines(text).map(|line| line.slice(text).trim()).find(|line| !line.is_empty());
    first.and_then(|line| line.strip_prefix(tag)).is_some_and(|rest| rest.trim_start().starts_with('-'))
}

struct Reader<'t> {
    text: &'t str,
    offset: usize,
    format: &'t Format,
    records: Vec<Record>,
    open: Record,
    /// Whether a blank line is above.
    parted: bool,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn line(&mut self, line: Span) {
        let shown = line.slice(self.text);
        if shown.trim().is_empty() {
            self.parted = true;
            return;
        }
        let parted = std::mem::take(&mut self.parted);
        let Some((tag, value)) = tagged(shown, self.format.tag) else {
            return self.goes_on(line);
        };
        let start = line.start as usize;
        let (tag, name) = (tag.slice(shown).to_owned(), tag.shifted(start + self.offset));
        let at = value.shifted(start + self.offset);
        let is = |known: &str| tag == known;
        if self.begins(&tag, parted) {
            self.close();
            self.open.span = name;
        }
        self.open.span = self.open.span.to(name).to(at);
        if self.format.last.is_some_and(is) {
            // An end without a beginning is no record.
            return self.close();
        }
        self.open.fields.push(Field { tag, name, at, text: on_one_line(value.slice(shown)) });
    }

    /// Whether a tag begins a record. One that lacks its first tag begins, after a blank line, as the one above it did.
    fn begins(&self, tag: &str, parted: bool) -> bool {
        let Some(above) = self.open.fields.first() else {
            return true;
        };
        let repeats = || self.open.fields.iter().any(|field| field.tag == tag);
        let is_first = tag == self.format.first && (parted || self.format.last.is_some() || repeats());
        is_first || parted && above.tag == tag && above.tag != self.format.first
    }

    /// A line without a tag belongs to the value above it.
    fn goes_on(&mut self, line: Span) {
        let shown = line.slice(self.text);
        let trimmed = shown.trim();
        let start = line.start as usize + shown.len() - shown.trim_start().len() + self.offset;
        let at = Span::new(start, start + trimmed.len());
        match self.open.fields.last_mut() {
            Some(field) => {
                if !field.text.is_empty() {
                    field.text.push(' ');
                }
                field.text.push_str(trimmed);
                field.at = if field.at.is_empty() { at } else { field.at.to(at) };
                self.open.span = self.open.span.to(at);
            }
            None => self.stray(at),
        }
    }

    /// Reports a line that belongs to no record. Lines that follow each other are reported once.
    fn stray(&mut self, at: Span) {
        if let Some(last) = self.problems.last_mut() {
            let between = self
                .text
                .get((last.span.end as usize).saturating_sub(self.offset)..at.start as usize - self.offset);
            if between.is_some_and(|between| between.trim().is_empty()) {
                last.span = last.span.to(at);
                return;
            }
        }
        self.problems.push(
            Problem::new(ProblemKind::Malformed, at, "this is part of no record, so it was not read")
                .help("Delete it, or write the tags of a record before it."),
        );
    }

    fn close(&mut self) {
        let record = std::mem::take(&mut self.open);
        if !record.fields.is_empty() {
            self.records.push(record);
        }
    }
}

/// A text in place of a value. `None` if that is written over several lines.
#[must_use]
pub fn value_like(old: &str, text: &str) -> Option<String> {
    let is_one_line = |text: &str| !text.is_empty() && !text.contains(char::is_control);
    (is_one_line(old) && is_one_line(text)).then(|| text.to_owned())
}

/// A tag and a value as a line of the format.
#[must_use]
pub fn line_of(format: &Format, tag: &str, value: &str) -> String {
    match format.tag {
        (2, 2) => format!("{tag}  - {value}"),
        _ => format!("{tag:<4}- {value}"),
    }
}

/// The tag and the value of a line, as ranges of it: `TY  - JOUR`, `PMID- 31986264`. Blanks may be around the dash.
fn tagged(line: &str, (shortest, longest): (usize, usize)) -> Option<(Span, Span)> {
    let start = line.len() - line.trim_start().len();
    let rest = line.get(start..)?;
    let length = rest.bytes().take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()).count();
    if !(shortest..=longest).contains(&length) || !rest.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let after = rest.get(length..)?;
    let blanks = after.bytes().take_while(|byte| *byte == b' ').count();
    let value = after.get(blanks..)?.strip_prefix('-')?;
    // `RNA-binding` begins no field: a tag of two letters has blanks before its dash, and any dash has one after it.
    let is_tag = (blanks > 0 || length == 4) && (value.is_empty() || value.starts_with(char::is_whitespace));
    is_tag.then_some(())?;
    let end = line.trim_end().len();
    let value_start = (line.len() - value.trim_start().len()).min(end);
    Some((Span::new(start, start + length), Span::new(value_start, end)))
}

/// The lines of a text. A `\r` alone ends a line only where the text has no other line end.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let end = if text.contains('\n') { '\n' } else { '\r' };
    let mut at = 0;
    text.split(end).map(move |line| {
        let start = at;
        at += line.len() + 1;
        Span::new(start, start + line.len())
    })
}

/// The text of a value without line ends within it.
fn on_one_line(text: &str) -> String {
    match text.contains('\r') {
        true => text.split('\r').map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
        false => text.to_owned(),
    }
}
