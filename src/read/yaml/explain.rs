//! What is wrong with a text the parser refuses, in an editor's words.
//!
//! The parser says where it gave up and what it looked for. An editor needs to know what to change, so most
//! errors are looked at once more: a list that is never closed is reported by the parser as a colon in the
//! wrong place, a text that needs quotes as a value that is not allowed.

mod brackets;
mod quotes;

use granit_parser::ErrorKind;

use super::around::{self, column, line_start, rest, visible, word};
use super::{DEPTH, KEY_LENGTH};
pub(super) use crate::base::phrase::quoted;
use crate::base::problem::{Problem, ProblemKind};
use crate::base::span::Span;
use crate::base::steps::step;

/// The byte order mark.
pub(super) const BOM: char = '\u{FEFF}';

const QUOTE_IT: &str = "Put quotes around the whole value.";

/// Where the parser stopped, and what was composed until then. All positions are bytes of the text.
pub(super) struct Stop<'a> {
    /// The text.
    pub text: &'a str,
    /// Where the parser says it stopped.
    pub at: usize,
    /// Everything before this byte is composed.
    pub cursor: usize,
    /// The last finished node.
    pub last: Option<Span>,
    /// Where the innermost open list or mapping begins that is not in brackets.
    pub block: Option<usize>,
    /// Whether the innermost open collection is a list.
    pub list: bool,
    /// Where the outermost open bracket stands.
    pub flow: Option<usize>,
    /// The last key of the innermost open collection, if that is a mapping.
    pub key: Option<Span>,
}

impl<'a> Stop<'a> {
    /// The text from where the parser stopped.
    fn ahead(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The line the parser stopped in, up to there.
    fn before(&self) -> &'a str {
        self.text.get(line_start(self.text, self.at)..self.at).unwrap_or_default()
    }

    /// The character the parser stopped at.
    fn character(&self) -> Span {
        visible(self.text, Span::at(self.at))
    }

    /// Everything from there to the end of the line.
    fn rest(&self) -> Span {
        rest(self.text, self.at)
    }
}

/// The problem after an error of the parser.
pub(super) fn error(kind: &ErrorKind, stop: &Stop) -> Problem {
    use ErrorKind as K;
    match kind {
        K::UnclosedFlowCollection { .. } => brackets::unclosed(stop),
        K::MismatchedFlowCollectionEnd { .. } => brackets::mismatched(stop),
        K::MisplacedFlowCollectionEnd => brackets::closes_nothing(stop),
        K::InvalidColonPlacement
        | K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping
        | K::BlockEntryInFlowCollection
        | K::FlowMappingValueAdjacentCollection
        | K::PlainScalarStartsWithDashFlowIndicator => brackets::inside(stop),

        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => quotes::unclosed(stop),
        K::InvalidQuotedScalarIndent => quotes::line(stop),
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => quotes::trailing(stop),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidUnicodeEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate => quotes::escape(stop),

        K::MappingValueNotAllowed => second_colon(stop),
        K::SimpleKeyExpected | K::InvalidSimpleKey => no_colon(stop, stop.at),
        K::ExpectedBlockMappingKey | K::ExpectedBlockSequenceEntry => misplaced(stop),
        K::BlockSequenceEntryNotAllowed => {
            unreadable(stop.rest(), "a list cannot begin in the middle of a line")
                .help("Begin the list on a line of its own.")
        }
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::InvalidBlockEntryWhitespace => tab(stop, blanks(stop)),
        // Here the parser stopped where the text begins that goes on below.
        K::TabInPlainScalar | K::TabAtBlockScalarStart => tab(stop, Span::at(stop.at)),

        K::UnexpectedCharacter { character } => refused(*character, stop),
        K::BomInsideDocument => unreadable(
            Span::new(stop.at, stop.at + BOM.len_utf8()),
            "an invisible byte order mark (U+FEFF) stands in the text",
        )
        .help("Delete the invisible character."),
        K::CommentNotSeparated => unreadable(stop.character(), "a space is missing before `#`")
            .help("Put a space before the comment, or quotes around the whole value if it is none."),
        K::CommentInterceptedScalar => {
            let comment = Span::new(stop.at, around::line_end(stop.text, stop.at));
            unreadable(comment, "a comment stands in the middle of a value")
                .help("Move the comment, or put quotes around the whole value if it is none.")
        }
        K::UnknownAnchor => unknown_alias(stop),
        K::MissingAnchorOrAliasName if stop.ahead().starts_with('*') && stop.before().trim().is_empty() => {
            unreadable(stop.character(), "`*` does not begin an item of a list")
                .help("Begin every item with a dash and a space.")
        }
        K::MissingAnchorOrAliasName | K::MappingKeyNotAllowed => begins_with(stop, stop.character()),
        K::UndeclaredTagHandle
        | K::MissingTagUri
        | K::UnclosedVerbatimTag
        | K::InvalidTagTerminator
        | K::InvalidTagEscape
        | K::InvalidTagUtf8
        | K::InvalidTagUtf8LeadingByte
        | K::InvalidTagUtf8TrailingByte
            if stop.ahead().starts_with('!') =>
        {
            begins_with(stop, word(stop.text, stop.at))
        }
        K::InvalidBlockScalarHeader | K::ZeroBlockScalarIndent => behind_header(stop),
        K::InvalidBlockScalarIndent => {
            unreadable(stop.rest(), "this line is indented less than the text it belongs to")
                .help("Indent all lines of the text alike.")
        }
        K::InvalidDocumentEnd => unreadable(stop.rest(), "there is text after the end mark `...`")
            .help("Delete the mark, or the text after it."),
        K::RecursionLimitExceeded => too_deep(stop),
        K::UnexpectedEofBlockMapping | K::UnexpectedEofBlockSequence | K::ExpectedNodeContent => {
            if stop.ahead().starts_with(',') { begins_with(stop, stop.character()) } else { misplaced(stop) }
        }
        K::ExpectedDocumentStart => percent(stop).unwrap_or_else(|| leftover(stop, false, stop.last)),
        _ => percent(stop).unwrap_or_else(|| unclear(stop)),
    }
}

/// A colon where no key can end: in a value, or after a line that was read as part of the value above.
fn second_colon(stop: &Stop) -> Problem {
    let (text, at) = (stop.text, stop.at);
    let start = line_start(text, at);
    if stop.before().starts_with("--- ") {
        return unreadable(stop.character(), "a key cannot stand on the line of `---`")
            .help("Put the key on the next line.");
    }
    let Some(value) = stop.last.filter(|value| value.end as usize <= at) else {
        return begins_with(stop, stop.character());
    };
    let from = value.start as usize;
    if from < start {
        return match stop.block {
            None => no_colon(stop, from),
            Some(_) => too_far_in(stop, around::line_ink(text, at), value),
        };
    }
    if text.get(from..at).is_some_and(|key| key.chars().count() > KEY_LENGTH) {
        return long_key(stop.character());
    }
    let Some(key) = stop.key.filter(|key| key.start as usize >= start && key.end <= value.start) else {
        return begins_with(stop, stop.character());
    };
    let whole = rest(text, from);
    unreadable(
        whole,
        format!(
            "the value of {} holds a colon and needs quotes",
            quoted(key.slice(text).trim_matches(['"', '\'']))
        ),
    )
    .label(stop.character(), "this colon is taken for the end of a key")
    .help(match in_quotes(whole.slice(text)) {
        Some(value) => format!("Write it as {value}."),
        None => QUOTE_IT.to_owned(),
    })
}

/// A line that begins with a colon.
fn colon_first(stop: &Stop) -> Problem {
    unreadable(stop.character(), "a colon begins the line, and so does not belong to a key")
        .help("Put the colon after its key.")
}

/// The value with the quotes it needs, if it is short enough to be shown.
fn in_quotes(value: &str) -> Option<String> {
    if value.chars().count() > 80 {
        None
    } else if !value.contains(['"', '\\']) {
        Some(format!("\"{value}\""))
    } else {
        (!value.contains('\'')).then(|| format!("'{value}'"))
    }
}

/// A line at `at` that should be a key with its colon.
fn no_colon(stop: &Stop, at: usize) -> Problem {
    let text = stop.text;
    let line = rest(text, at);
    let written = line.slice(text);
    if let Some(header) = stop.last.filter(|last| is_bare_header(last.slice(text))) {
        return unreadable(line, "this line is not indented, so it is no part of the text above it")
            .label(header, "the text begins here")
            .help("Indent all lines of the text by two spaces.");
    }
    if let Some(word) = stop.list.then(|| written.strip_prefix('-')).flatten() {
        return unreadable(line, format!("a space is missing after the dash of {}", quoted(written)))
            .help(format!("Write it as {}.", quoted(&format!("- {word}"))));
    }
    if let Some((key, value)) = glued(written) {
        return unreadable(line, format!("a space is missing after the colon of {}", quoted(key)))
            .help(format!("Write it as {}.", quoted(&format!("{key}: {value}"))));
    }
    if let Some(colon) = written.find(": ").filter(|colon| *colon > KEY_LENGTH) {
        return long_key(Span::new(at + colon, at + colon + 1));
    }
    let above = stop.last.is_some_and(|last| (last.end as usize) < at);
    unreadable(line, format!("a colon is missing after {}", quoted(written))).help(if above {
        "Write it as a key with a colon, or indent it if it continues the value above."
    } else {
        "Write it as a key with a colon and a value."
    })
}

/// Whether a scalar is `|` or `>` with nothing below.
fn is_bare_header(scalar: &str) -> bool {
    scalar.starts_with(['|', '>']) && !scalar.contains(['\n', '\r'])
}

/// Key and value of `key:value` and `key :value`.
fn glued(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim_end();
    let plain = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_');
    (!key.is_empty() && key.chars().all(plain) && !value.is_empty() && !value.starts_with([' ', '/']))
        .then_some((key, value))
}

fn long_key(colon: Span) -> Problem {
    unreadable(colon, format!("the key before this colon is longer than {KEY_LENGTH} characters"))
        .help("Shorten the key, or put quotes around the text if it is none.")
}

/// A line that is in a column where the block around it has none.
fn misplaced(stop: &Stop) -> Problem {
    let text = stop.text;
    // Of an item of a list the parser points at what follows the dash.
    let dash = stop
        .before()
        .trim_end_matches([' ', '\t'])
        .strip_suffix('-')
        .filter(|indent| indent.trim().is_empty());
    let at = dash.map_or(stop.at, |indent| line_start(text, stop.at) + indent.len());
    let dashed = dash.is_some() || stop.ahead().starts_with("- ");
    let place = word(text, at);
    let name = quoted(place.slice(text));
    let Some(block) = stop.block else {
        return unclear(stop);
    };
    if stop.last.is_some_and(|last| last.end as usize > line_start(text, at)) {
        return unreadable(rest(text, at), "text follows a value that has ended")
            .help("Put quotes around the whole value, or begin a new line before what follows.");
    }
    let deeper = column(text, at) > column(text, block);
    if deeper && let Some(last) = stop.last {
        if last.slice(text).starts_with(['|', '>'])
            && column(text, at) > around::indentation(text, last.start as usize)
        {
            return unreadable(rest(text, at), "this line is indented less than the text above it")
                .label(visible(text, Span::at(last.start as usize)), "the text begins here")
                .help("Indent all lines of the text alike.");
        }
        if column(text, at) > around::indentation(text, last.start as usize) {
            return too_far_in(stop, at, last);
        }
    }
    if deeper {
        return unreadable(place, format!("{name} is not in line with anything above it"))
            .label(word(text, block), "the block around it begins here")
            .help("Indent it as far as what it belongs beside.");
    }
    if dashed {
        return unreadable(place, "a list begins where a key is expected").help(
            "A key has either a value after its colon or a list below it: delete the value, or give the list a key of its own.",
        );
    }
    unreadable(place, format!("{name} stands in a list but begins with no dash"))
        .label(word(text, block), "the list begins here")
        .help("Put a dash and a space before it if it is an item, else indent it as far as what it belongs beside.")
}

/// A key at `at` that stands deeper than those beside it, below a value that ended.
fn too_far_in(stop: &Stop, at: usize, value: Span) -> Problem {
    let text = stop.text;
    let first = rest(text, value.start as usize);
    let first = if value.contains(first) { first } else { visible(text, value) };
    let place = word(text, at);
    unreadable(
        place,
        format!("{} is indented as if it belonged to the value above it", quoted(place.slice(text))),
    )
    .label(first, "this value")
    .help("Indent it as far as the key it stands beside.")
}

/// The blanks the parser stopped after, before or in.
fn blanks(stop: &Stop) -> Span {
    let before = stop.before().len() - stop.before().trim_end_matches([' ', '\t']).len();
    let after = stop.ahead().len() - stop.ahead().trim_start_matches([' ', '\t']).len();
    Span::new(stop.at - before, stop.at + after)
}

/// The first tab among these blanks, else in the indentation of a line below.
fn tab(stop: &Stop, blanks: Span) -> Problem {
    let text = stop.text;
    let (mut at, mut end) = (blanks.start as usize, blanks.end as usize);
    loop {
        step();
        let indent = text.get(at..end).unwrap_or_default();
        if let Some(tab) = indent.find('\t') {
            let tabs = indent.bytes().skip(tab).take_while(|byte| *byte == b'\t').count();
            return unreadable(
                Span::new(at + tab, at + tab + tabs),
                "a tab stands where only spaces may indent",
            )
            .help("Replace the tab with spaces.");
        }
        let Some(next) = around::next_line(text, end) else {
            return unclear(stop);
        };
        (at, end) = (next, around::line_ink(text, next));
    }
}

/// A character no value may begin with, or no text may hold.
fn refused(character: char, stop: &Stop) -> Problem {
    let at = stop.at + stop.ahead().find(character).unwrap_or_default();
    let place = Span::new(at, at + character.len_utf8());
    if matches!(character, '@' | '`' | '%' | '|' | '>') {
        return begins_with(stop, place);
    }
    unreadable(
        visible(stop.text, place),
        format!("an invisible control character (U+{:04X}) stands in the text", u32::from(character)),
    )
    .help("Delete the invisible character.")
}

/// A value that begins with a character YAML keeps for itself.
fn begins_with(stop: &Stop, place: Span) -> Problem {
    let message = match stop.text.get(place.start as usize..).and_then(|ahead| ahead.chars().next()) {
        Some('`') => "a value cannot begin with a backtick".to_owned(),
        Some(first) => format!("a value cannot begin with `{first}`"),
        None => return unclear(stop),
    };
    unreadable(place, message).help(QUOTE_IT)
}

/// `*name`, and nothing above is named so. Usually the star is meant as emphasis.
fn unknown_alias(stop: &Stop) -> Problem {
    let line = stop.rest();
    let alias = alias(stop.text, stop.at);
    let name = alias.slice(stop.text);
    let emphasis = name.ends_with('*') || name.starts_with("**");
    if emphasis || (line != alias && stop.flow.is_none()) {
        return begins_with(stop, if stop.flow.is_none() { line } else { alias });
    }
    let name = name.trim_start_matches('*');
    unreadable(alias, format!("`*{name}` repeats a value named `&{name}`, and there is none above")).help(
        "Put quotes around it if the star is part of the text, else give the value to repeat that name.",
    )
}

/// An alias: the star and the name.
fn alias(text: &str, at: usize) -> Span {
    let ahead = text.get(at..).unwrap_or_default();
    let end = ahead.find(|char: char| char.is_whitespace() || matches!(char, ',' | '[' | ']' | '{' | '}'));
    Span::new(at, at + end.unwrap_or(ahead.len()))
}

/// Text after `|` or `>`, which is where a value like `> 50 years` ends up.
fn behind_header(stop: &Stop) -> Problem {
    let line = stop.rest();
    let header: String = line.slice(stop.text).chars().take(1).collect();
    unreadable(line, format!("text stands on the same line as `{header}`"))
        .help("Put quotes around the value, or begin the text on the next line.")
}

/// A line that begins with `%`, which only instructions to the parser do.
fn percent(stop: &Stop) -> Option<Problem> {
    let before = stop.text.get(..stop.at + 1).unwrap_or(stop.text);
    let begins =
        |at: &usize| *at == 0 || before.get(..*at).is_some_and(|head| head.ends_with(['\n', '\r', BOM]));
    let (at, _) = before.rmatch_indices('%').find(|(at, _)| begins(at))?;
    (at >= stop.cursor || stop.last.is_none()).then(|| {
        unreadable(rest(stop.text, at), "a line cannot begin with `%`")
            .help("Put quotes around the text, or delete the line.")
    })
}

/// For errors that need no words of their own because nobody makes them.
fn unclear(stop: &Stop) -> Problem {
    unreadable(word(stop.text, stop.at), "the text cannot be read from here on")
        .help("Check the punctuation and the indentation of this line.")
}

/// Lists and mappings nested beyond any use.
pub(super) fn too_deep(stop: &Stop) -> Problem {
    unreadable(stop.character(), format!("more than {DEPTH} lists and blocks stand inside each other"))
        .help("Nest them less deep.")
}

/// An alias inside the value it repeats; `start` is where that value begins.
pub(super) fn repeats_itself(text: &str, alias: Span, start: Option<usize>) -> Problem {
    let problem =
        unreadable(alias, format!("{} stands inside the value it repeats", quoted(alias.slice(text))))
            .help("Repeat a value only after its end.");
    match start {
        Some(start) => problem.label(word(text, start), "the value begins here"),
        None => problem,
    }
}

/// An alias that would let the text grow out of all proportion, or too deep.
pub(super) fn repeats_too_much(text: &str, alias: Span) -> Problem {
    unreadable(alias, format!("{} repeats too much", quoted(alias.slice(text))))
        .help("Repeat a smaller part, or write out what is needed.")
}

/// A `<<` that holds `value`, which is no mapping.
pub(super) fn no_merge(text: &str, value: Span) -> Problem {
    unreadable(visible(text, value), "`<<` takes over the keys of another block, and this is none")
        .help("Name a block with `&`, and repeat that name here with `*`.")
}

/// A second document, which would be lost; `mark` is its `---`.
pub(super) fn second_document(mark: Span) -> Problem {
    unreadable(mark, "a second document begins here, and only the first is read")
        .help("Put each document into a file of its own, or all of them into one list.")
}

/// Text after the end of the only document; `ended` where `...` ended it, `root` is what it held.
pub(super) fn leftover(stop: &Stop, ended: bool, root: Option<Span>) -> Problem {
    let text = stop.text;
    let line = stop.rest();
    if ended {
        return unreadable(line, "text follows the end mark `...`, and only what stands before it is read")
            .help("Delete the mark, or move what follows into a file of its own.");
    }
    let root = root.unwrap_or_default();
    let start = root.start as usize;
    if column(text, stop.at) < column(text, start) {
        let place = word(text, stop.at);
        return unreadable(
            place,
            format!("{} is indented less than the first line", quoted(place.slice(text))),
        )
        .label(word(text, start), "the first line begins here")
        .help("Begin both in the same column.");
    }
    if stop.ahead().starts_with(':') {
        return colon_first(stop);
    }
    let problem = unreadable(line, "text follows where the file should end")
        .help("Delete what follows, or put several values into one list.");
    match text.get(..root.end as usize).and_then(|before| before.chars().next_back()) {
        Some(last) => {
            let end = root.end as usize;
            problem.label(Span::new(end - last.len_utf8(), end), "the only value of the file ends here")
        }
        None => problem,
    }
}

/// A problem moved by `offset` bytes, from the text's offsets to the document's.
pub(super) fn shifted(problem: Problem, offset: usize) -> Problem {
    Problem {
        span: problem.span.shifted(offset),
        labels: problem.labels.into_iter().map(|(span, label)| (span.shifted(offset), label)).collect(),
        ..problem
    }
}

fn unreadable(span: Span, message: impl Into<String>) -> Problem {
    Problem::new(ProblemKind::Unreadable, span, message)
}
