//! Reads one reference of a text: a footnote or an item of a list, its mark removed.
//!
//! A reference is read from both ends. At the right stand the things that say what they are:
//! addresses, identifiers, dates of access. At the left stand the authors, whose shape tells.
//! What lies between is title, container and publisher.

use std::ops::Range;

use self::host::Host;
use self::marked::Marked;
use self::token::Tokens;
use super::{Field, Identifier, Kind, Reference, is_web_source};
use crate::base::date::{PartialDate, SlashOrder};
use crate::base::identifier::{Doi, IdentifierError, Isbn, Issn, Pmcid, Pmid};
use crate::base::phrase::one_line;
use crate::base::steps::step;

mod ahead;
mod glued;
mod host;
mod imprint;
mod known;
mod lead;
mod lined;
mod locator;
mod marked;
mod names;
mod organisation;
mod part;
mod place;
mod short;
mod title;
mod token;
mod unnumbered;
mod words;

/// How texts of a house are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Which number of `7/1/2023` is the month.
    pub slash_order: SlashOrder,
    /// Whether the text holds a link whose address it does not show: such a text is a
    /// reference even if it says nothing but a title.
    pub linked: bool,
}

/// Longer than any reference, be it one with a hundred authors.
const LONGEST: usize = 16 * 1024;

/// Reads a reference in the styles of AMA, Vancouver or NLM, APA and what pages make of them;
/// none of a plain note. Every position is a range of bytes of `text`.
#[must_use]
pub fn read(text: &str, options: Options) -> Option<Reference<Range<usize>>> {
    if text.len() > LONGEST {
        return None;
    }
    let (start, repeats_authors) = behind_mark(text);
    if let Some(quoted) = short::quoted(text, start, options.slash_order) {
        return Some(quoted);
    }
    let marked = Marked::find(text, options.slash_order);
    let tokens_from = |start: usize| Tokens::new(text, start..marked.tail.max(start), &marked.masked);
    // `RETRACTED: Lee K, Roe B. …` and `12 Lee K, Roe B. …`, where names say that this is what is before them.
    let before_names =
        behind_retraction(text, start).or_else(|| behind_bare_number(text, start)).map(tokens_from);
    let before_names = before_names
        .filter(|tokens| names::people(tokens, 0, tokens.len()).is_some_and(|people| people.certain));
    let tokens = before_names.unwrap_or_else(|| tokens_from(start));
    let around = Around {
        host: marked.url.clone().and_then(|url| text.get(url)).map(Host::of),
        medium: marked.medium.map(|at| tokens.place_of(at)),
        ahead: marked.ahead,
    };
    let mut reader =
        Reader { is_online: marked.online, ..Reader::over(&tokens, options.slash_order, &around) };
    let title_end = reader.lined(start).unwrap_or_else(|| {
        let title_from = match glued::people(text, start) {
            Some(glued) => reader.take_glued(&glued),
            None if repeats_authors => reader.date_first(),
            None => reader.lead(),
        };
        reader.title(title_from, tokens.len())
    });
    reader.imprint(title_end, tokens.len());
    let shape = Shape {
        speaks: reader.speaks_to_reader() || runs_into_address(text, &tokens, &marked),
        organised: reader.is_published_by_name(),
        quoted: reader.quoted,
        named: reader.named,
        linked: options.linked,
    };
    let mut reference = reader.reference;
    add_marked(&mut reference, text, &marked);
    let houses = |range: Range<usize>| {
        let tokens = Tokens::new(text, range, &[]);
        let around = Around { host: None, medium: None, ahead: false };
        let named = Reader::over(&tokens, options.slash_order, &around);
        named.names_house() || named.is_site(0, tokens.len())
    };
    match is_reference(&reference, &shape) {
        true => Some(reference),
        false => short::unquoted(text, start, options.slash_order, houses),
    }
}

/// What the form of the text says besides its fields.
struct Shape {
    speaks: bool,
    /// The publisher is written like the name of an organisation.
    organised: bool,
    quoted: bool,
    /// The authors are written as only people are.
    named: bool,
    linked: bool,
}

/// Whether what was read makes a reference, or a plain note was taken for one.
fn is_reference(reference: &Reference<Range<usize>>, shape: &Shape) -> bool {
    let identified = reference.doi.is_some()
        || reference.pmid.is_some()
        || reference.pmcid.is_some()
        || reference.isbn.is_some();
    if reference.title.is_none() {
        let in_journal = reference.container.is_some() && reference.issued.is_some();
        return identified || reference.url.is_some() || reference.accessed.is_some() || in_journal;
    }
    if shape.speaks {
        return identified || reference.accessed.is_some() || (reference.url.is_some() && shape.organised);
    }
    let dated = reference.issued.is_some();
    let located = reference.volume.is_some() || reference.pages.is_some() || reference.issue.is_some();
    identified
        || reference.accessed.is_some()
        || reference.url.is_some()
        || shape.linked
        || shape.organised
        || (reference.publisher.is_some() && dated)
        || (reference.kind == Some(Kind::Law) && dated)
        || (reference.container.is_some() && (dated || located || shape.quoted))
        || (!reference.authors.is_empty() && dated)
        || shape.named
        || (shape.quoted && dated)
}

/// Adds the fields that mark themselves.
fn add_marked(reference: &mut Reference<Range<usize>>, text: &str, marked: &Marked) {
    let slice = |range: &Range<usize>| text.get(range.clone()).unwrap_or("").into();
    reference.url = marked.url.as_ref().map(|range| Field::new(slice(range), range.clone()));
    reference.doi = identifier(text, marked.doi.as_ref(), Doi::parse);
    reference.pmid = identifier(text, marked.pmid.as_ref(), Pmid::parse);
    reference.pmcid = identifier(text, marked.pmcid.as_ref(), Pmcid::parse);
    reference.isbn = identifier(text, marked.isbn.as_ref(), Isbn::parse);
    reference.issn = identifier(text, marked.issn.as_ref(), Issn::parse);
    let dated = |(date, range): &(PartialDate, Range<usize>)| Field::new(*date, range.clone());
    reference.accessed = marked.accessed.as_ref().map(dated);
    // `doi:10.1038/nm.1234 (2021).`
    if reference.issued.is_none() {
        reference.issued = marked.year_after_doi(text).as_ref().map(dated);
    }
    if let Some(published) = &marked.published {
        reference.issued = Some(dated(published));
    } else if reference.issued.is_none() {
        reference.issued = marked.updated.as_ref().map(dated);
    }
    if reference.pages.is_none() {
        reference.pages = marked.pages.as_ref().map(|range| Field::new(slice(range), range.clone()));
    }
    if reference.kind.is_none() && is_web_source(reference) {
        reference.kind = Some(Kind::Webpage);
    }
}

fn identifier<T>(
    text: &str,
    range: Option<&Range<usize>>,
    parse: impl FnOnce(&str) -> Result<T, IdentifierError>,
) -> Option<Box<Field<Identifier<T>, Range<usize>>>> {
    let range = range?.clone();
    Some(Box::new(Field::new(Identifier::new(text.get(range.clone())?, parse), range)))
}

/// After a number such as `1.`, `[1]` or `(1)`, a lead such as `Source:` or `See`, and dashes that stand for the authors
/// of the entry above; and whether there are such dashes.
fn behind_mark(text: &str) -> (usize, bool) {
    const LEADS: [&str; 14] = [
        "-",
        "–",
        "•",
        "*",
        "Source:",
        "Sources:",
        "Reference:",
        "See also",
        "See:",
        "See",
        "Adapted from",
        "From:",
        "Cf.",
        "cf.",
    ];
    let mut rest = text.trim_start();
    for (open, close) in [("[", "]"), ("(", ")"), ("", "."), ("", ")"), ("", ":")] {
        let number = rest.strip_prefix(open).and_then(|rest| {
            let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
            let behind = rest.get(digits..)?.strip_prefix(close)?;
            ((1..=3).contains(&digits) && behind.starts_with(char::is_whitespace)).then_some(behind)
        });
        if let Some(behind) = number {
            rest = behind.trim_start();
            break;
        }
    }
    for lead in LEADS {
        if let Some(behind) = rest.strip_prefix(lead)
            && behind.starts_with(char::is_whitespace)
        {
            rest = behind.trim_start();
        }
    }
    // PubMed says so where nobody wrote it.
    const NOBODY: [&str; 6] = [
        "[No authors listed].",
        "[No author listed].",
        "[no authors listed].",
        "[Anonymous].",
        "Anonymous.",
        "Anon.",
    ];
    if let Some(behind) = NOBODY.iter().find_map(|nobody| rest.strip_prefix(nobody))
        && behind.starts_with(char::is_whitespace)
    {
        rest = behind.trim_start();
    }
    // Dashes stand for the authors of the entry above.
    let behind = rest.trim_start_matches(['-', '–', '—', '―', '_', '⸺', '⸻']);
    let dashes = rest.chars().count() - behind.chars().count();
    let is_long = dashes > 1 || rest.starts_with(['⸺', '⸻']);
    let behind = behind.strip_prefix(['.', ',']).filter(|behind| is_long && behind.starts_with(' '));
    (text.len() - behind.unwrap_or(rest).trim_start().len(), behind.is_some())
}

/// The place after `RETRACTED:`, which publishers put before the authors.
fn behind_retraction(text: &str, start: usize) -> Option<usize> {
    const MARKS: [&str; 7] = [
        "RETRACTED ARTICLE:",
        "RETRACTED:",
        "Retracted:",
        "[Retracted]",
        "[RETRACTED]",
        "WITHDRAWN:",
        "Withdrawn:",
    ];
    let rest = text.get(start..)?;
    let behind = MARKS.iter().find_map(|mark| rest.strip_prefix(mark))?;
    Some(text.len() - behind.trim_start().len())
}

/// The place after a number without a stop.
fn behind_bare_number(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let behind = rest
        .get(digits..)
        .filter(|behind| (1..=3).contains(&digits) && behind.starts_with([' ', '\t', '\u{a0}']))?;
    Some(text.len() - behind.trim_start().len())
}

/// `For details visit www.cdc.gov`: an address that a sentence runs into.
fn runs_into_address(text: &str, tokens: &Tokens<'_>, marked: &Marked) -> bool {
    let (Some(url), Some(last)) = (&marked.url, tokens.len().checked_sub(1)) else {
        return false;
    };
    let end = tokens.get(last).map_or(0, |token| token.end);
    let between = text.get(end..url.start).unwrap_or("");
    let runs_in = between.chars().all(|c| c.is_whitespace() || c == '(');
    runs_in && words::leads_to_address(&tokens.lower(last))
}

/// Reads what lies left of the marked things.
struct Reader<'t, 'a> {
    tokens: &'t Tokens<'a>,
    order: SlashOrder,
    is_online: bool,
    around: &'t Around,
    reference: Reference<Range<usize>>,
    /// The title is in quotes.
    quoted: bool,
    /// The authors are written as only people are.
    named: bool,
    /// The author is an organisation.
    grouped: bool,
}

/// What the marked things say of what is left of them.
struct Around {
    /// The site that the address names.
    host: Option<Host>,
    /// The token before which `[Internet]` stands.
    medium: Option<usize>,
    /// Whether the work was online before it was in its journal.
    ahead: bool,
}

impl<'t, 'a> Reader<'t, 'a> {
    /// A reader that has read nothing.
    fn over(tokens: &'t Tokens<'a>, order: SlashOrder, around: &'t Around) -> Reader<'t, 'a> {
        let reference = Reference::default();
        Reader {
            tokens,
            order,
            is_online: false,
            around,
            reference,
            quoted: false,
            named: false,
            grouped: false,
        }
    }
}

impl Reader<'_, '_> {
    /// The tokens `from..to` as a field; `None` if they hold no letter or digit.
    fn field(&self, from: usize, to: usize) -> Option<Field<Box<str>, Range<usize>>> {
        let range = self.tokens.range(from, to)?;
        let value = one_line(self.tokens.text.get(range.clone())?);
        value.chars().any(char::is_alphanumeric).then(|| Field::new(value.into(), range))
    }

    /// After the signs that separate the parts.
    fn skip(&self, from: usize, to: usize) -> usize {
        const SIGNS: [char; 12] = ['.', ',', ';', ':', ')', ']', '/', '-', '–', '—', '*', '|'];
        let mut at = from;
        while at < to && self.tokens.is_one_of(at, &SIGNS) {
            at += 1;
        }
        at
    }

    /// The sentences of `from..to`.
    fn sentences(&self, from: usize, to: usize) -> Vec<(usize, usize)> {
        let mut sentences = Vec::new();
        let mut at = from;
        while at < to {
            step();
            let end = self.tokens.sentence_end(at, to).max(at + 1);
            if self.tokens.range(at, end).is_some() {
                sentences.push((at, end));
            }
            at = end;
        }
        sentences
    }

    /// The places of the commas outside brackets.
    fn commas(&self, from: usize, to: usize) -> Vec<usize> {
        let depth = self.tokens.depth(from);
        (from..to).filter(|&nth| self.tokens.is_sign(nth, ',') && self.tokens.depth(nth) <= depth).collect()
    }

    /// Whether the publisher is written like a name, and that of an organisation.
    fn is_published_by_name(&self) -> bool {
        let Some(publisher) = &self.reference.publisher else {
            return false;
        };
        let tokens = Tokens::new(self.tokens.text, publisher.at.clone(), &[]);
        let named = Reader::over(&tokens, self.order, self.around);
        named.is_name_like(0, tokens.len()) && named.names_house()
    }

    /// Whether all of the text has a word of organisations or of publishers.
    fn names_house(&self) -> bool {
        let to = self.tokens.len();
        self.is_organisation(0, to) || self.is_organised(0, to)
    }

    /// Whether a note speaks to the reader: `Ask your doctor before you take this.`
    fn speaks_to_reader(&self) -> bool {
        let tokens = self.tokens;
        if !self.reference.authors.is_empty() || self.quoted {
            return false;
        }
        let end = tokens.sentence_end(0, tokens.len());
        let first = (0..end).find(|&nth| tokens.is_word(nth));
        let is_question = tokens.is_sign(end.saturating_sub(1), '?');
        first.is_some_and(|first| words::is_prose(&tokens.lower(first))) && !is_question
    }
}

#[cfg(test)]
mod tests;
