//! Lines of a pasted page, and which of them belong together.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::base::date::SlashOrder;
use crate::base::lines::offset_in;
use crate::base::span::Span;
use crate::page::byline::{self, Said};
use crate::read::plain::shape;
use crate::words::prose::Prose;

/// A run of lines that is read as one: a paragraph that was broken at a margin or at its links, a single line,
/// or a reference.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    /// Its text. Where lines were joined at a margin there is a `\n` between them; where one line was broken at
    /// its links, what a reader saw: a space, or nothing before a comma.
    pub(super) prose: Prose,
    /// All its bytes, bullet and number of a reference included.
    pub(super) span: Span,
    /// Whether an empty line is before it, or nothing.
    pub(super) opens: bool,
    /// Whether an empty line is after it, or nothing.
    pub(super) closes: bool,
    /// Whether a bullet is before it.
    pub(super) bullet: bool,
    /// A line of `===` (1) or `---` (2) below it.
    pub(super) underline: Option<u8>,
    /// Whether it belongs to the site and not to the page.
    pub(super) site: bool,
    /// Whether it is a part of a line that holds references: its label, or what follows them.
    pub(super) part: bool,
    /// Whether it is a reference, and if so its number and the bytes of that.
    pub(super) reference: Option<Option<(u32, Span)>>,
    /// Numbers that were raised, and therefore alone, in a line: their bytes in the text.
    pub(super) raised: Vec<Range<usize>>,
}

impl Chunk {
    pub(super) fn text(&self) -> &str {
        self.prose.text()
    }

    /// Whether it is one line.
    pub(super) fn is_line(&self) -> bool {
        !self.text().contains('\n')
    }

    fn of(source: &str, lines: &[(Line, Joint)]) -> Chunk {
        let mut chunk = Chunk::default();
        for (nth, (line, joint)) in lines.iter().enumerate() {
            let mut span = line.span;
            if nth == 0 {
                let text = span.slice(source);
                let bare = behind_bullet(text);
                chunk.bullet = bare.len() < text.len();
                span = Span::new(span.start as usize + text.len() - bare.len(), span.end as usize);
            } else if let Some((before, _)) = nth.checked_sub(1).and_then(|before| lines.get(before)) {
                let gap = Span::new(before.span.end as usize, span.start as usize);
                match joint {
                    Joint::Margin => chunk.prose.push("\n", gap),
                    Joint::Link => chunk.prose.push(" ", gap),
                    Joint::Tight | Joint::Raised => {}
                }
            }
            if *joint == Joint::Raised {
                let (start, end) = (chunk.prose.len(), chunk.prose.len() + span.len());
                match chunk.raised.last_mut().filter(|last| last.end == start) {
                    Some(last) => last.end = end,
                    None => chunk.raised.push(start..end),
                }
            }
            chunk.prose.push(span.slice(source), span);
        }
        let first = lines.first().map(|(line, _)| *line).unwrap_or_default();
        let last = lines.last().map(|(line, _)| *line).unwrap_or_default();
        Chunk {
            span: first.span.to(last.span),
            opens: first.opens,
            closes: last.closes,
            site: first.site,
            ..chunk
        }
    }
}

/// How a line goes on with the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// The paragraph was broken at a margin.
    Margin,
    /// The line was broken at a link.
    Link,
    /// It was broken at a link, and no space was there.
    Tight,
    /// It is a raised number.
    Raised,
}

/// A line without the blanks around it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line {
    pub(super) span: Span,
    /// Whether an empty line is before it, or nothing.
    pub(super) opens: bool,
    /// Whether an empty line is after it, or nothing.
    pub(super) closes: bool,
    /// How many blanks are before it.
    pub(super) indent: usize,
    /// Whether it belongs to the site and not to the page.
    pub(super) site: bool,
}

impl Line {
    pub(super) fn text(self, source: &str) -> &str {
        self.span.slice(source)
    }
}

/// The lines of a text that are not empty.
pub(super) fn lines(source: &str, start: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut opens = true;
    let text = source.get(start..).unwrap_or("");
    let mut at = start;
    for line in text.split(['\n', '\r']) {
        let begin = at;
        at += line.len() + 1;
        // `\r\n` is one end of line and no empty line.
        if line.is_empty() && begin > start && source.get(begin - 1..=begin) == Some("\r\n") {
            continue;
        }
        let indent = line.len() - line.trim_start_matches(is_blank).len();
        let bare = without_edit(line.trim_matches(is_blank));
        if bare.is_empty() {
            if let Some(last) = lines.last_mut() {
                last.closes = true;
            }
            opens = true;
            continue;
        }
        let lead = offset_in(line, bare);
        let span = Span::new(begin + lead, begin + lead + bare.len());
        lines.push(Line { span, opens, closes: false, indent, site: false });
        opens = false;
    }
    if let Some(last) = lines.last_mut() {
        last.closes = true;
    }
    let mut lines = with_own_bullets(source, lines);
    // The same picture before several lines is a bullet; one of its own says nothing.
    let pictured: Vec<(usize, usize)> = (lines.iter().map(|line| picture(line.text(source))).enumerate())
        .filter(|(_, length)| *length > 0)
        .collect();
    let sign = |(nth, length): &(usize, usize)| lines.get(*nth)?.text(source).get(..*length);
    let is_same = |one: Option<&(usize, usize)>, next: Option<&(usize, usize)>| {
        one.zip(next).is_some_and(|(one, next)| one.0 + 1 == next.0 && sign(one) == sign(next))
    };
    let at = |at: Option<usize>| at.and_then(|at| pictured.get(at));
    let alone: Vec<(usize, usize)> = (0..pictured.len())
        .filter(|own| {
            let (above, own, below) = (at(own.checked_sub(1)), at(Some(*own)), at(Some(own + 1)));
            !is_same(above, own) && !is_same(own, below)
        })
        .filter_map(|own| pictured.get(own).copied())
        .collect();
    for (nth, length) in alone {
        if let Some(line) = lines.get_mut(nth) {
            line.span.start += u32::try_from(length).unwrap_or(0);
        }
    }
    lines
}

/// The lines, where bullets stand in lines of their own, each with the text below it: so programs write lists that take
/// the text out of a page.
fn with_own_bullets(source: &str, lines: Vec<Line>) -> Vec<Line> {
    let is_alone =
        |line: &Line| matches!(line.text(source), "-" | "*" | "•" | "·" | "–" | "▪" | "‣" | "●" | "○" | "◦");
    // One alone is a sign of something else.
    if lines.iter().filter(|line| is_alone(line)).nth(1).is_none() {
        return lines;
    }
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let text = lines.next_if(|next| is_alone(&line) && !is_alone(next));
        joined.push(text.map_or(line, |text| Line {
            span: line.span.to(text.span),
            closes: text.closes,
            ..line
        }));
    }
    joined
}

/// A heading without the link that wikis put after it, and without the stars around it: `Causes[edit]`, `* Causes *`.
fn without_edit(line: &str) -> &str {
    let edit = ["[edit]", "[ edit ]", "[edit source]", "[edit | edit source]"];
    let bare =
        edit.iter().find_map(|edit| line.strip_suffix(edit)).map(|bare| bare.trim_end_matches(is_blank));
    let line = bare.filter(|bare| !bare.is_empty()).unwrap_or(line);
    // `* The freezing stage *`
    let starred = line.strip_prefix("* ").and_then(|rest| rest.strip_suffix(" *"));
    starred.filter(|bare| bare.len() < 80 && !bare.contains('*')).map_or(line, str::trim)
}

/// How many bytes the picture takes that a line begins with, and the blank after it; 0 without one.
fn picture(line: &str) -> usize {
    let is_picture = |c: char| {
        matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{fe0f}' | '\u{200d}')
            && !matches!(c, '✓' | '✔' | '✗' | '✘' | '➤' | '➜' | '➔')
    };
    let sign = line.len() - line.trim_start_matches(is_picture).len();
    let rest = line.get(sign..).unwrap_or("");
    let blank = rest.len() - rest.trim_start_matches(is_blank).len();
    if sign == 0 || blank == 0 || blank == rest.len() { 0 } else { sign + blank }
}

/// The chunks of a part of a text that holds no references: paragraphs and lines.
pub(super) fn chunks(source: &str, lines: &[Line], manner: &Manner) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut run: Vec<(Line, Joint)> = Vec::new();
    let mut width = 0;
    let often = said_often(source, lines);
    let comes_again = |line: Line| often.contains(line.text(source));
    // How many brackets the run has opened and not closed.
    let mut open = 0;
    for (nth, line) in lines.iter().enumerate() {
        let text = line.text(source);
        let before = run.last().map(|(before, _)| *before);
        if nth == 0 || line.opens {
            width = group_width(source, lines.get(nth..).unwrap_or_default());
        }
        if let Some(rule) = underline(text) {
            if !run.is_empty() {
                chunks.push(Chunk { underline: Some(rule), closes: line.closes, ..Chunk::of(source, &run) });
                run.clear();
                open = 0;
            }
            continue;
        }
        // Lines longer than any margin were not broken at one.
        let wrapped = (manner.margin && width <= LONGEST).then_some(width);
        let small = run.first().is_some_and(|(first, _)| first.text(source).starts_with(char::is_lowercase));
        let joint = before.filter(|before| !before.site && !line.site).and_then(|before| {
            let again = !often.is_empty() && (comes_again(before) || comes_again(*line));
            let around = Around { wrapped, small, open: open > 0, again, manner };
            joint(source, before, *line, lines.get(nth + 1), around)
        });
        if joint.is_none() && !run.is_empty() {
            chunks.push(Chunk::of(source, &run));
            run.clear();
            open = 0;
        }
        open += depth(text);
        run.push((*line, joint.unwrap_or(Joint::Margin)));
    }
    if !run.is_empty() {
        chunks.push(Chunk::of(source, &run));
    }
    chunks
}

/// The lines of several words that the page has again and again.
fn said_often<'a>(source: &'a str, lines: &[Line]) -> HashSet<&'a str> {
    const OFTEN: usize = 3;
    const LONGEST: usize = 80;
    let mut times: HashMap<&str, usize> = HashMap::new();
    for line in lines {
        let text = line.text(source);
        let ends = !text.ends_with(['(', '[', ',', ';']);
        if ends && text.len() <= LONGEST && text.split_whitespace().nth(1).is_some() {
            *times.entry(text).or_default() += 1;
        }
    }
    times.into_iter().filter(|(_, times)| *times >= OFTEN).map(|(text, _)| text).collect()
}

/// Whether a line is nothing but the word before the name of an author.
fn is_by(line: &str) -> bool {
    matches!(line, "by" | "von" | "par" | "por" | "door")
}

/// The longest line up to the next empty one, in characters.
fn group_width(source: &str, lines: &[Line]) -> usize {
    let end = lines.iter().position(|line| line.closes).map_or(lines.len(), |last| last + 1);
    let group = lines.get(..end).unwrap_or_default();
    if group.len() < 2 {
        return LONGEST + 1;
    }
    group.iter().map(|line| line.text(source).chars().count()).max().unwrap_or(0)
}

/// How many brackets a line opens and does not close.
fn depth(line: &str) -> i32 {
    line.bytes().map(|byte| i32::from(byte == b'(') - i32::from(byte == b')')).sum()
}

/// What is known where two lines meet.
#[derive(Clone, Copy)]
struct Around<'a> {
    /// The longest line of the paragraph, where the text was broken at a margin.
    wrapped: Option<usize>,
    /// Whether the chunk begins with a small letter.
    small: bool,
    /// Whether a bracket stands open.
    open: bool,
    /// Whether one of the two lines comes again and again.
    again: bool,
    manner: &'a Manner,
}

/// How a line goes on with the one before it; `None` if it begins again.
fn joint(source: &str, before: Line, line: Line, next: Option<&Line>, around: Around<'_>) -> Option<Joint> {
    let (above, text) = (before.text(source), line.text(source));
    let Around { wrapped, small, open, again, manner } = around;
    let first = text.chars().next()?;
    if line.opens {
        // A blank line parts a sentence only where it was broken at a link.
        let goes_on =
            manner.broken && matches!(first, ',' | ';' | ')') && !above.ends_with(['.', '!', '?', ':']);
        return goes_on.then_some(Joint::Tight);
    }
    if is_raised(text) && manner.raised && !begins_item(above) && !above.ends_with(['(', '[']) {
        let number = is_raised(above);
        return (number || above.ends_with(|c: char| c.is_alphabetic() || ".,;:!?)”\"".contains(c)))
            .then_some(Joint::Raised);
    }
    if manner.raised && text == "," && next.is_some_and(|next| is_raised(next.text(source))) {
        return Some(Joint::Raised);
    }
    let ends = above.ends_with(['.', '!', '?', ':']);
    if matches!(first, ',' | ';' | ')' | '.' | ':' | '!' | '?' | '’' | '”')
        && !text.starts_with("...")
        && !(first == '.'
            && text.get(1..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
            && !manner.broken)
    {
        return (manner.broken && (!ends || open)).then_some(Joint::Tight);
    }
    let leads = || first.is_lowercase() && text.contains(' ') && shape::is_list_lead(text);
    if begins_item(text) || (!manner.broken && is_byline(text, line.span)) || leads() {
        return None;
    }
    // No sentence is broken at a line that comes again and again, nor right before its `by`.
    if again || is_by(text) {
        return None;
    }
    if manner.broken {
        if above.ends_with(['(', '/']) && !above.contains("://") {
            return Some(Joint::Tight);
        }
        let is_long = above.chars().count() > 200 && text.chars().count() > 200;
        if (open && !ends && !is_long) || (leads_on(above) && !ends) {
            return Some(Joint::Link);
        }
        let tied = first == '(' && text.get(1..).is_some_and(|rest| rest.starts_with(char::is_lowercase));
        if (first.is_lowercase() || tied) && !ends {
            return Some(Joint::Link);
        }
    }
    // `Nettle rash:`, `causes, care and when to get help`, and who wrote it: a title over two lines.
    let titled =
        !small && first.is_lowercase() && above.ends_with(':') && above.len() < 70 && text.len() < 90;
    if titled && !text.ends_with(['.', ';', ',']) && next.is_some_and(|next| says_people(source, *next)) {
        return Some(Joint::Link);
    }
    // A line that begins small begins an item, unless what is above it began with a capital.
    (!small && goes_on(above, text, wrapped)).then_some(Joint::Margin)
}

/// What a line says of the people and dates of the page.
fn said(text: &str, span: Span) -> Option<Said> {
    let mut prose = Prose::default();
    prose.push(text, span);
    byline::line(&prose, 0..text.len(), SlashOrder::default(), true)
}

/// Whether a line says who wrote or reviewed the page, or when.
fn says_people(source: &str, line: Line) -> bool {
    said(line.text(source), line.span).is_some_and(|said| !said.doubtful && !said.bare)
}

/// Whether a line is `by` and names with credentials or several names: `by Amy Lee, MD`, `by Ann Roe 1,* and Piet Kuiper 2`.
fn is_byline(text: &str, span: Span) -> bool {
    let named =
        text.strip_prefix("by ").filter(|names| names.starts_with(char::is_uppercase) && names.len() < 400);
    named
        .and_then(|_| said(text, span))
        .is_some_and(|said| said.bylines.len() > 1 || said.bylines.iter().any(|by| by.credentials.is_some()))
}

/// Whether a line ends in the middle of a sentence, with a word that never ends one.
pub(super) fn leads_on(line: &str) -> bool {
    const WORDS: [&str; 37] = [
        "a",
        "an",
        "the",
        "of",
        "or",
        "and",
        "to",
        "with",
        "from",
        "such",
        "your",
        "their",
        "its",
        "this",
        "these",
        "called",
        "at",
        "into",
        "as",
        "see",
        "his",
        "her",
        "our",
        "if",
        "than",
        "that",
        "which",
        "is",
        "are",
        "including",
        "for",
        "in",
        "on",
        "like",
        "e.g.",
        "i.e.",
        "include",
    ];
    let word = line.rsplit(char::is_whitespace).next().unwrap_or(line);
    let alone = word.len() == line.len();
    let button = || ["sign in", "log in", "opt in"].iter().any(|end| line.to_lowercase().ends_with(end));
    (WORDS.contains(&word) && (!alone || word.len() < 4) && !(word == "in" && button()))
        || matches!(line, "A" | "An" | "The" | "Some")
}

/// A number in a line of its own: `1`, `2,3`.
fn is_raised(line: &str) -> bool {
    (1..=7).contains(&line.len())
        && line.starts_with(|c: char| c.is_ascii_digit())
        && line.ends_with(|c: char| c.is_ascii_digit())
        && line.split([',', '-', '–']).all(|number| {
            let number = number.trim();
            (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// How a text is written: what its lines say together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// Whether its paragraphs were broken at a margin.
    pub(super) margin: bool,
    /// Whether its lines were broken at every link.
    pub(super) broken: bool,
    /// Whether raised numbers are alone in their lines.
    pub(super) raised: bool,
    /// Whether blank lines part its paragraphs.
    pub(super) gaps: bool,
    /// Whether its headings are written in capitals.
    pub(super) capitals: bool,
}

impl Manner {
    pub(super) fn of(source: &str, lines: &[Line]) -> Manner {
        let mut fragments = 0_usize;
        let mut raised = 0_usize;
        let mut rising = true;
        let mut last = 0_u32;
        let mut behind_stops = true;
        let mut gaps = 0_usize;
        let mut capitals = 0_usize;
        let mut before: Option<Line> = None;
        for line in lines.iter().filter(|line| !line.site) {
            let text = line.text(source);
            gaps += usize::from(line.opens);
            let first = text.chars().next().unwrap_or(' ');
            let goes_on =
                before.filter(|before| !line.opens && !before.text(source).ends_with(['.', '!', '?', ':']));
            if let Some(above) = goes_on {
                let above = above.text(source);
                let lower = first.is_lowercase() && !begins_item(text);
                fragments += usize::from(
                    matches!(first, ',' | ';' | ')' | '.')
                        || (leads_on(above) && above.chars().count() < 45)
                        || (lower && above.ends_with(',') && above.chars().count() < 45)
                        || (lower && above.chars().count() < 30 && text.ends_with('.') && text.len() > 40)
                        || above.ends_with('('),
                );
            }
            if is_raised(text) && before.is_some() {
                raised += 1;
                behind_stops &=
                    before.is_some_and(|above| above.text(source).ends_with(['.', '!', '?', ',', '”', '"']));
                let value =
                    text.split(|c: char| !c.is_ascii_digit()).next().and_then(|value| value.parse().ok());
                rising &= value == Some(last + 1);
                last = value.unwrap_or(last);
            }
            capitals += usize::from(
                text.len() > 4
                    && text.len() < 80
                    && !text.contains(char::is_lowercase)
                    && text.contains(char::is_alphabetic),
            );
            before = Some(*line);
        }
        Manner {
            margin: has_margin(source, lines),
            broken: fragments > 0,
            // Numbers that count the lines below them are no marks.
            raised: raised > 0 && (!(rising && raised > 1) || behind_stops),
            gaps: gaps * 4 > lines.len(),
            capitals: capitals > 1,
        }
    }
}

/// White space of every kind, and what has no width.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}

/// Characters beyond which no line was broken at a margin.
const LONGEST: usize = 120;

/// Whether it is a text whose paragraphs were broken at a margin: of the lines with another right below, many are
/// so long that the next word would not have fitted.
fn has_margin(source: &str, lines: &[Line]) -> bool {
    let length = |line: &Line| line.text(source).chars().count();
    let margin = lines.iter().map(length).filter(|length| *length <= LONGEST).max().unwrap_or(0);
    let pairs = lines.windows(2).filter_map(|pair| match pair {
        [one, next] if !next.opens && !begins_item(next.text(source)) => {
            // A line that ends a sentence may as well end a paragraph.
            let goes = !one.text(source).ends_with(['.', '!', '?', ':']);
            Some((length(one), next.text(source), goes))
        }
        _ => None,
    });
    let (mut full, mut short) = (0_usize, 0_usize);
    for (length, next, goes) in pairs.filter(|(length, ..)| *length >= 45) {
        if length > LONGEST || length + 1 + first_word(next) + 3 <= margin {
            short += 1;
        } else if goes {
            full += 1;
        }
    }
    full >= 3 && full * 3 >= short * 2
}

/// The number of characters of the first word.
fn first_word(line: &str) -> usize {
    line.split_whitespace().next().map_or(0, |word| word.chars().count())
}

pub(super) fn begins_item(line: &str) -> bool {
    behind_bullet(line).len() < line.len() || begins_with_number(line)
}

/// Whether a line goes on with the sentence of the line before it.
fn goes_on(before: &str, line: &str, width: Option<usize>) -> bool {
    // `von` on a line of its own, between a title and its author.
    if begins_item(line) || is_by(line) {
        return false;
    }
    let length = before.chars().count();
    let ended = before.ends_with(['.', '!', '?', ':', ')', '”', '"']);
    if line.starts_with(char::is_lowercase) && !before.ends_with(['.', '!', '?', ':']) {
        return length >= 40;
    }
    let Some(width) = width.filter(|width| *width >= 50) else {
        return false;
    };
    // The next word would not have fitted: the line was broken at the margin.
    let full = length + 1 + first_word(line) > width.saturating_sub(2);
    full && (!ended || length + 12 >= width)
}

/// `1.`, `[1]`, `1)`, `¹` at the start of a line.
fn begins_with_number(line: &str) -> bool {
    let rest = line.trim_start_matches(['[', '(']);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = rest.get(digits..).unwrap_or("");
    ((1..=3).contains(&digits) && behind.starts_with(['.', ']', ')']))
        || line.starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])
}

/// The text after a bullet.
pub(super) fn behind_bullet(line: &str) -> &str {
    const BULLETS: [char; 19] =
        ['•', '·', '*', '-', '–', '—', '▪', '‣', '►', '▸', '●', '○', '◦', '✓', '✔', '»', '▶', '→', '➔'];
    if let Some(rest) = line.strip_prefix('^') {
        return behind_back_links(rest).unwrap_or(line);
    }
    let Some(rest) = line.strip_prefix(BULLETS) else {
        // A word processor's bullet, pasted.
        return line
            .strip_prefix("o ")
            .or_else(|| line.strip_prefix("o\t"))
            .filter(|rest| rest.trim_start().starts_with(char::is_uppercase))
            .map_or(line, |rest| rest.trim_start_matches(is_blank));
    };
    // A bullet in a line of its own belongs to the next.
    let bare = rest.trim_start_matches(|c| is_blank(c) || matches!(c, '\n' | '\r'));
    let parted = bare.len() < rest.len() || line.starts_with(['•', '▪', '‣', '►', '▸', '●', '○', '◦', '▶']);
    if parted && !bare.is_empty() { bare } else { line }
}

/// The reference after the links that lead from it to where a wiki cites it: `^ a b c Thorne, Lucy (2019).`
fn behind_back_links(line: &str) -> Option<&str> {
    let mut rest = line.trim_start_matches(is_blank);
    // `^ Thorne, Lucy (2019).` of a work that is cited once
    let parted = rest.len() < line.len();
    let mut links = 0;
    while let Some((letter, behind)) = rest.split_once(is_blank)
        && letter.len() == 1
        && letter.starts_with(|c: char| c.is_ascii_lowercase())
    {
        rest = behind.trim_start_matches(is_blank);
        links += 1;
    }
    // `^ Back to top` is none.
    let opens = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'))
        && rest.contains(|c: char| c.is_ascii_digit());
    ((links > 1 || (parted && opens)) && !rest.is_empty()).then_some(rest)
}

/// A line of `===` or `---`, which underlines a heading or parts two sections.
fn underline(line: &str) -> Option<u8> {
    if line.len() < 3 {
        return None;
    }
    match line.chars().next() {
        Some(c @ ('=' | '-' | '_' | '*' | '—' | '–' | '─'))
            if line.chars().all(|other| other == c || other == ' ') =>
        {
            Some(if c == '=' { 1 } else { 2 })
        }
        _ => None,
    }
}
