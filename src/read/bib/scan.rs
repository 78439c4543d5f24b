//! The blocks of a BibTeX file: where entries, their fields and the values of these begin and end.

use std::borrow::Cow;

use super::Macros;
use crate::base::phrase::quoted;
use crate::base::problem::{Problem, ProblemKind};
use crate::base::span::Span;
use crate::base::steps::count;

/// What a file is made of, without remarks. Spans are ranges of the text.
#[derive(Debug)]
pub enum Block {
    /// `@string{jama = "JAMA"}`
    Macro(String, Value),
    /// `@article{smith2020, …}`
    Entry(Entry),
}

/// An entry as it is written.
#[derive(Debug, Default)]
pub struct Entry {
    /// The word after the `@`.
    pub kind: Span,
    /// The key that citations use; empty where there is none.
    pub key: Span,
    /// The fields, in the order of the text.
    pub fields: Vec<Field>,
    /// The keys of the entries that it takes fields over from: `crossref` and `xdata`.
    pub parents: Vec<String>,
    /// From the `@` to the brace that closes it.
    pub span: Span,
    /// Whether it never ends, so that nobody can tell which field is which.
    pub broken: bool,
}

/// A field as it is written.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: Span,
    /// What it holds.
    pub value: Value,
}

/// The value of a field: pieces joined by `#`, nearly always one.
#[derive(Debug)]
pub struct Value {
    first: Piece,
    more: Vec<Piece>,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Without its braces or quotes.
    inner: Span,
    /// Whether it is a number or the name of a macro.
    bare: bool,
}

impl Value {
    /// The text between the braces or quotes, or all pieces joined.
    pub fn text<'t>(&self, text: &'t str, macros: &'t Macros) -> Cow<'t, str> {
        let piece = |piece: &Piece| match piece.bare {
            true => macros.text(piece.inner.slice(text)),
            false => piece.inner.slice(text),
        };
        if self.more.is_empty() {
            return Cow::Borrowed(piece(&self.first));
        }
        Cow::Owned(std::iter::once(&self.first).chain(&self.more).map(piece).collect())
    }

    /// The bytes of the value, without blanks, quotes and braces around it.
    pub fn span(&self, text: &str) -> Span {
        let all = self.more.iter().fold(self.first.inner, |all, piece| all.to(piece.inner));
        let written = all.slice(text);
        let start = all.start as usize + written.len() - written.trim_start().len();
        Span::new(start, start + written.trim().len())
    }
}

/// Takes block after block of a file.
pub struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// Whether a brace after a backslash is a sign. Where that leaves an entry open, it is the end of a path such as
    /// `C:\docs\`.
    escapes: bool,
    /// What is not written as it should be.
    pub problems: Vec<Problem>,
}

/// Whether an entry begins in the first line of a text.
pub fn begins_entry(text: &str) -> bool {
    let sign = text.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    text.as_bytes().get(sign) == Some(&b'@') && Scanner::new(text).head(sign).is_some()
}

/// Why a group has no end: where the entry after it begins, or the text ends.
struct Unclosed {
    at: usize,
}

impl<'t> Scanner<'t> {
    /// From the beginning of a text.
    pub fn new(text: &'t str) -> Scanner<'t> {
        Scanner { text, at: 0, escapes: true, problems: Vec::new() }
    }

    /// The next block; `None` at the end of the text.
    pub fn next_block(&mut self) -> Option<Block> {
        loop {
            let sign = self.at + self.rest(self.at).find('@')?;
            count(1);
            let Some((kind, open)) = self.head(sign) else {
                self.at = sign + 1;
                continue;
            };
            let word = kind.slice(self.text).to_ascii_lowercase();
            match word.as_str() {
                "comment" | "preamble" => {
                    self.at = match self.group(open) {
                        Ok(close) => close + 1,
                        Err(Unclosed { at }) => at,
                    };
                }
                "string" => {
                    if let Some((name, value)) = self.definition(open) {
                        return Some(Block::Macro(name, value));
                    }
                }
                _ => return Some(Block::Entry(self.any_entry(sign, kind, open))),
            }
        }
    }

    fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or("")
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn skip_blanks(&self, at: usize) -> usize {
        let rest = self.rest(at);
        at + rest.len() - rest.trim_start().len()
    }

    /// The word after an `@` and where its brace opens; `None` if no entry begins there: in an e-mail address, and in a line
    /// that is commented out.
    fn head(&self, sign: usize) -> Option<(Span, usize)> {
        let before = self.text.get(..sign).unwrap_or("");
        let line = before.get(before.rfind(['\n', '\r']).map_or(0, |end| end + 1)..).unwrap_or("");
        if before.ends_with(|c: char| c.is_alphanumeric()) || line.trim_start().starts_with('%') {
            return None;
        }
        let start = self.skip_blanks(sign + 1);
        let length = self.rest(start).bytes().take_while(u8::is_ascii_alphabetic).count();
        let open = self.skip_blanks(start + length);
        (length > 0 && matches!(self.byte(open), Some(b'{' | b'(')))
            .then(|| (Span::new(start, start + length), open))
    }

    /// Whether an entry begins at the start of a line: then nothing before it goes on.
    fn begins_entry(&self, line: usize) -> bool {
        begins_entry(self.rest(line))
    }

    /// Where the group that opens here closes.
    fn group(&self, open: usize) -> Result<usize, Unclosed> {
        let round = self.byte(open) == Some(b'(');
        let mut depth = 0_usize;
        let mut at = open;
        while let Some(byte) = self.byte(at) {
            match byte {
                b'\\' if self.escapes => at += 1,
                b'{' => depth += 1,
                b'(' if at == open => depth += 1,
                b'}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 && !round {
                        count((at - open) / 64);
                        return Ok(at);
                    }
                    depth = depth.max(usize::from(round));
                }
                b')' if round && depth == 1 => {
                    count((at - open) / 64);
                    return Ok(at);
                }
                b'\n' if self.begins_entry(at + 1) => break,
                _ => {}
            }
            at += 1;
        }
        count((at - open) / 64);
        Err(Unclosed { at: at.min(self.text.len()) })
    }

    /// `{jama = "JAMA"}`, from its brace on.
    fn definition(&mut self, open: usize) -> Option<(String, Value)> {
        self.at = open + 1;
        let name = self.word(self.skip_blanks(open + 1));
        let equals = self.skip_blanks(name.end as usize);
        if name.is_empty() || self.byte(equals) != Some(b'=') {
            return None;
        }
        match self.value(equals + 1) {
            Ok(found) => {
                let (value, after) = found?;
                self.at = after;
                Some((name.slice(self.text).to_owned(), value))
            }
            Err(Unclosed { at }) => {
                let what = quoted(name.slice(self.text));
                self.never_closed(name, &what, self.skip_blanks(equals + 1));
                self.at = at;
                None
            }
        }
    }

    fn any_entry(&mut self, sign: usize, kind: Span, open: usize) -> Entry {
        let known = self.problems.len();
        let entry = self.entry(sign, kind, open);
        if !entry.broken {
            return entry;
        }
        let (at, problems) = (self.at, self.problems.split_off(known));
        self.escapes = false;
        let again = self.entry(sign, kind, open);
        self.escapes = true;
        if !again.broken {
            return again;
        }
        self.at = at;
        self.problems.truncate(known);
        self.problems.extend(problems);
        entry
    }

    fn entry(&mut self, sign: usize, kind: Span, open: usize) -> Entry {
        let mut entry = Entry { kind, ..Entry::default() };
        let closing = if self.byte(open) == Some(b'(') { b')' } else { b'}' };
        let start = self.skip_blanks(open + 1);
        let length = self.rest(start).find([',', '}', '\n', '\r', '=']).unwrap_or(self.rest(start).len());
        let key = self.rest(start).get(..length).unwrap_or("").trim_end();
        let mut at = start;
        // Where no key is, the first field comes after the brace.
        if self.byte(start + length) != Some(b'=') {
            entry.key = Span::new(start, start + key.len());
            at = start + length;
            self.blanks_in_key(entry.key);
        }
        let mut last: Option<Span> = None;
        loop {
            count(1);
            at = self.skip_blanks(at);
            match self.byte(at) {
                Some(byte) if byte == closing => {
                    self.at = at + 1;
                    entry.span = Span::new(sign, self.at);
                    return entry;
                }
                Some(b',') => {
                    last = None;
                    at += 1;
                    continue;
                }
                // A remark between fields, as biber takes it.
                Some(b'%') => {
                    at += self.rest(at).find(['\n', '\r']).unwrap_or(self.rest(at).len());
                    continue;
                }
                Some(b'@') if self.head(at).is_some() => return self.unclosed(entry, sign, open, last, at),
                None => return self.unclosed(entry, sign, open, last, at),
                Some(_) => {}
            }
            let name = self.word(at);
            let equals = self.skip_blanks(name.end as usize);
            if name.is_empty() || self.byte(equals) != Some(b'=') {
                at = self.no_field(at);
                continue;
            }
            let after_key = || entry.fields.is_empty() && !entry.key.is_empty();
            if last.is_some() || after_key() && self.no_comma_after_key(entry.key, at) {
                self.no_comma(name);
            }
            match self.value(equals + 1) {
                Ok(Some((value, after))) => {
                    let span = Span::new(equals, after);
                    last = Some(name);
                    self.parents(name, &value, &mut entry);
                    entry.fields.push(Field { name, value });
                    at = after;
                    // A value that took in the fields after it: its brace was closed by that of the entry.
                    let next = self.skip_blanks(at);
                    let ended = self.byte(next).is_none_or(|byte| byte == b'@');
                    if ended && self.holds_fields(span) {
                        return self.unclosed(entry, sign, open, last, next);
                    }
                }
                Ok(None) => at = self.no_field(at),
                Err(Unclosed { at: end }) => {
                    let brace = self.skip_blanks(equals + 1);
                    return self.broken(entry, sign, brace, end);
                }
            }
        }
    }

    /// A word such as the name of a field.
    fn word(&self, at: usize) -> Span {
        let is_part = |c: char| {
            !c.is_whitespace()
                && !matches!(c, '=' | ',' | '{' | '}' | '"' | '#' | '%' | '(' | ')' | '@' | '\'' | '\\')
        };
        let length = self.rest(at).find(|c: char| !is_part(c)).unwrap_or(self.rest(at).len());
        Span::new(at, at + length)
    }

    /// The value that begins at or after `at`, and where what follows it begins. `None` if there is no value.
    fn value(&self, at: usize) -> Result<Option<(Value, usize)>, Unclosed> {
        let Some((first, mut at)) = self.piece(self.skip_blanks(at))? else {
            return Ok(None);
        };
        let mut more = Vec::new();
        loop {
            let joint = self.skip_blanks(at);
            if self.byte(joint) != Some(b'#') {
                return Ok(Some((Value { first, more }, at)));
            }
            match self.piece(self.skip_blanks(joint + 1))? {
                Some((piece, after)) => {
                    more.push(piece);
                    at = after;
                }
                None => return Ok(Some((Value { first, more }, joint + 1))),
            }
        }
    }

    fn piece(&self, at: usize) -> Result<Option<(Piece, usize)>, Unclosed> {
        match self.byte(at) {
            Some(b'{') => {
                let close = self.group(at)?;
                Ok(Some((Piece { inner: Span::new(at + 1, close), bare: false }, close + 1)))
            }
            Some(b'"') => {
                let close = self.quote(at)?;
                Ok(Some((Piece { inner: Span::new(at + 1, close), bare: false }, close + 1)))
            }
            _ => {
                let word = self.word(at);
                let piece = Piece { inner: word, bare: true };
                Ok((!word.is_empty()).then_some((piece, word.end as usize)))
            }
        }
    }

    /// Where a quoted value closes: at a quote outside braces. One after a backslash is an accent unless nothing but the
    /// end of the field follows.
    fn quote(&self, open: usize) -> Result<usize, Unclosed> {
        let mut depth = 0_usize;
        let mut at = open + 1;
        while let Some(byte) = self.byte(at) {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                b'"' if depth == 0 => {
                    let ends = || {
                        matches!(self.byte(self.skip_blanks(at + 1)), None | Some(b',' | b'}' | b')' | b'#'))
                    };
                    if self.byte(at - 1) != Some(b'\\') || ends() {
                        count((at - open) / 64);
                        return Ok(at);
                    }
                }
                b'\n' if self.begins_entry(at + 1) => break,
                _ => {}
            }
            at += 1;
        }
        count((at - open) / 64);
        Err(Unclosed { at: at.min(self.text.len()) })
    }

    /// Notes the entries that a field names as those to take fields over from.
    fn parents(&self, name: Span, value: &Value, entry: &mut Entry) {
        let name = name.slice(self.text);
        if name.eq_ignore_ascii_case("crossref") || name.eq_ignore_ascii_case("xdata") {
            let keys = value.span(self.text).slice(self.text).split(',');
            entry.parents.extend(keys.map(|key| key.trim().to_owned()));
        }
    }

    /// Whether a value looks like several fields.
    fn holds_fields(&self, value: Span) -> bool {
        value.slice(self.text).split(['\n', '\r']).skip(1).any(|line| {
            let word = line.trim_start();
            let length = word
                .bytes()
                .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
                .count();
            let rest = word.get(length..).unwrap_or("").trim_start();
            length > 0 && rest.strip_prefix('=').is_some_and(|rest| rest.trim_start().starts_with(['{', '"']))
        })
    }

    fn blanks_in_key(&mut self, key: Span) {
        let written = key.slice(self.text);
        if written.contains(char::is_whitespace) {
            let joined = written.split_whitespace().collect::<Vec<_>>().join("-");
            self.problems.push(
                Problem::new(
                    ProblemKind::Malformed,
                    key,
                    format!("the key {} has a space in it", quoted(written)),
                )
                .help(format!("Write it without spaces, for example {}.", quoted(&joined))),
            );
        }
    }

    fn no_comma_after_key(&self, key: Span, field: usize) -> bool {
        self.text.get(key.end as usize..field).is_some_and(|between| !between.contains(','))
    }

    fn no_comma(&mut self, field: Span) {
        let message = format!("a comma is missing before {}", quoted(field.slice(self.text)));
        self.problems.push(
            Problem::new(ProblemKind::Malformed, field, message)
                .help("Add the comma: without it BibTeX leaves the rest of the entry out."),
        );
    }

    /// Reports a line of an entry that is no field, and passes over it. Returns where the next line begins.
    fn no_field(&mut self, at: usize) -> usize {
        let length = self.rest(at).find(['\n', '\r']).unwrap_or(self.rest(at).len());
        let line = self.rest(at).get(..length).unwrap_or("");
        // The brace of the entry may be in the same line.
        let line = line.strip_suffix('}').unwrap_or(line).trim_end_matches([',', ' ', '\t']);
        let end = at + line.len().max(self.rest(at).chars().next().map_or(0, char::len_utf8));
        self.problems.push(
            Problem::new(
                ProblemKind::Malformed,
                Span::new(at, end),
                "this part of the entry was not read, because it is no field",
            )
            .help("Write a field as `name = {value},`."),
        );
        end
    }

    /// An entry that ends with the text, or where the next begins.
    fn unclosed(&mut self, entry: Entry, sign: usize, open: usize, last: Option<Span>, end: usize) -> Entry {
        let taken_in = last.and_then(|_| entry.fields.last()).filter(|field| {
            self.holds_fields(Span { start: field.name.end, end: u32::try_from(end).unwrap_or(u32::MAX) })
        });
        let brace = taken_in.map_or(open, |field| {
            self.rest(field.name.end as usize)
                .find(['{', '"'])
                .map_or(open, |at| field.name.end as usize + at)
        });
        self.broken(entry, sign, brace, end)
    }

    fn broken(&mut self, mut entry: Entry, sign: usize, brace: usize, end: usize) -> Entry {
        let (mark, what) = match entry.key.is_empty() {
            true => (entry.kind, "this entry".to_owned()),
            false => (entry.key, format!("the entry {}", quoted(entry.key.slice(self.text)))),
        };
        self.never_closed(mark, &what, brace);
        self.at = end.max(sign + 1);
        entry.span = Span::new(sign, self.at);
        entry.broken = true;
        entry
    }

    fn never_closed(&mut self, mark: Span, what: &str, brace: usize) {
        let (sign, closing) = match self.byte(brace) {
            Some(b'"') => ("quotation mark", "\""),
            Some(b'(') => ("bracket", ")"),
            _ => ("brace", "}"),
        };
        self.problems.push(
            Problem::new(
                ProblemKind::Malformed,
                mark,
                format!("{what} was not read, because a `{closing}` is missing"),
            )
            .label(Span::new(brace, brace + 1), format!("this {sign} is never closed"))
            .help(format!("Add the {sign} where the value or the entry ends.")),
        );
    }
}
