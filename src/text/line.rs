//! Lines of a pasted page, and which of them belong together.

use crate::prose::Prose;
use crate::span::Span;

/// A run of lines that is read as one: a paragraph that was broken at a margin, or a single line.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    /// Its text; where lines were joined, a `\n` between them.
    pub(super) prose: Prose,
    /// All its bytes, bullet included.
    pub(super) span: Span,
    /// True where an empty line stands before it, or nothing.
    pub(super) opens: bool,
    /// True where an empty line stands behind it, or nothing.
    pub(super) closes: bool,
    /// True behind a bullet.
    pub(super) bullet: bool,
    /// A line of `===` (1) or `---` (2) below it.
    pub(super) underline: Option<u8>,
}

impl Chunk {
    pub(super) fn text(&self) -> &str {
        self.prose.text()
    }

    /// True of a chunk of one line.
    pub(super) fn is_line(&self) -> bool {
        !self.text().contains('\n')
    }

    fn of(source: &str, lines: &[Line]) -> Chunk {
        let mut prose = Prose::default();
        let mut bullet = false;
        for (nth, line) in lines.iter().enumerate() {
            let mut span = line.span;
            if nth == 0 {
                let text = span.slice(source);
                let bare = behind_bullet(text);
                bullet = bare.len() < text.len();
                span = Span::new(span.start as usize + text.len() - bare.len(), span.end as usize);
            } else if let Some(before) = nth.checked_sub(1).and_then(|before| lines.get(before)) {
                prose.push("\n", Span::new(before.span.end as usize, span.start as usize));
            }
            prose.push(span.slice(source), span);
        }
        let first = lines.first().map(|line| line.span).unwrap_or_default();
        let last = lines.last().map(|line| line.span).unwrap_or_default();
        Chunk { prose, span: first.to(last), bullet, ..Chunk::default() }
    }
}

/// A line without the blanks around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) span: Span,
}

/// The chunks of a text, in order.
pub(super) fn chunks(source: &str, start: usize) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut group: Vec<Line> = Vec::new();
    let has_margin = has_margin(source, start);
    for span in lines(source, start).chain(std::iter::once(Span::default())) {
        if !span.is_empty() {
            group.push(Line { span });
            continue;
        }
        let first = chunks.len();
        chunks.append(&mut group_chunks(source, &group, has_margin));
        if let Some(chunk) = chunks.get_mut(first) {
            chunk.opens = true;
        }
        if chunks.len() > first
            && let Some(chunk) = chunks.last_mut()
        {
            chunk.closes = true;
        }
        group.clear();
    }
    chunks
}

/// The lines of a text, each without the blanks around it; an empty one is a gap.
fn lines(source: &str, start: usize) -> impl Iterator<Item = Span> {
    let text = source.get(start..).unwrap_or("");
    let mut at = start;
    text.split(['\n', '\r']).filter_map(move |line| {
        let begin = at;
        at += line.len() + 1;
        // `\r\n` is one end of line and no empty line.
        if line.is_empty() && begin > start && source.get(begin - 1..=begin) == Some("\r\n") {
            return None;
        }
        let bare = line.trim_matches(is_blank);
        let from = begin + line.len() - line.trim_start_matches(is_blank).len();
        Some(Span::new(from, from + bare.len()))
    })
}

/// White space of every kind, and what has no width.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}

/// Characters beyond which no line was broken at a margin.
const LONGEST: usize = 120;

/// True of a text whose paragraphs were broken at a margin: of the lines with another right below, many are
/// so long that the next word would not have fitted.
fn has_margin(source: &str, start: usize) -> bool {
    let all: Vec<&str> = lines(source, start).map(|line| line.slice(source)).collect();
    let length = |line: &str| line.chars().count();
    let margin = all.iter().map(|line| length(line)).filter(|length| *length <= LONGEST).max().unwrap_or(0);
    let pairs = all.windows(2).filter_map(|pair| match pair {
        [one, next] if !next.is_empty() && !begins_item(next) => Some((length(one), next)),
        _ => None,
    });
    let (mut full, mut short) = (0_usize, 0_usize);
    for (length, next) in pairs.filter(|(length, _)| *length >= 45) {
        if length <= LONGEST && length + 1 + first_word(next) + 3 > margin { full += 1 } else { short += 1 }
    }
    full >= 3 && full * 3 >= short * 2
}

/// The number of characters of the first word.
fn first_word(line: &str) -> usize {
    line.split_whitespace().next().map_or(0, |word| word.chars().count())
}

fn begins_item(line: &str) -> bool {
    behind_bullet(line).len() < line.len() || begins_with_number(line)
}

/// The chunks of lines between two empty ones.
fn group_chunks(source: &str, lines: &[Line], has_margin: bool) -> Vec<Chunk> {
    let text = |line: &Line| line.span.slice(source);
    let width = lines.iter().map(|line| text(line).chars().count()).max().unwrap_or(0);
    // Lines longer than any margin were not broken at one.
    let wrapped = has_margin && width <= LONGEST && lines.len() > 1;
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut run: Vec<Line> = Vec::new();
    for line in lines {
        let rule = underline(text(line));
        if rule.is_some() {
            if !run.is_empty() {
                chunks.push(Chunk { underline: rule, ..Chunk::of(source, &run) });
                run.clear();
            }
            continue;
        }
        // A line that begins small begins an item, unless what stands above it began with a capital.
        let small = run.first().is_some_and(|first| text(first).starts_with(char::is_lowercase));
        let above = run.last().filter(|_| !small);
        let joins = above.is_some_and(|before| goes_on(text(before), text(line), wrapped.then_some(width)));
        if !joins && !run.is_empty() {
            chunks.push(Chunk::of(source, &run));
            run.clear();
        }
        run.push(*line);
    }
    if !run.is_empty() {
        chunks.push(Chunk::of(source, &run));
    }
    chunks
}

/// True where a line goes on with the sentence of the line before it.
fn goes_on(before: &str, line: &str, width: Option<usize>) -> bool {
    if begins_item(line) {
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

/// The text behind a bullet.
pub(super) fn behind_bullet(line: &str) -> &str {
    const BULLETS: [char; 15] = ['•', '·', '*', '-', '–', '—', '▪', '‣', '►', '▸', '●', '○', '◦', '✓', '✔'];
    let Some(rest) = line.strip_prefix(BULLETS) else {
        // A word processor's bullet, pasted.
        return line
            .strip_prefix("o ")
            .or_else(|| line.strip_prefix("o\t"))
            .filter(|rest| rest.trim_start().starts_with(char::is_uppercase))
            .map_or(line, |rest| rest.trim_start_matches(is_blank));
    };
    let bare = rest.trim_start_matches(is_blank);
    let parted = bare.len() < rest.len() || line.starts_with(['•', '▪', '‣', '►', '▸', '●', '○', '◦']);
    if parted && !bare.is_empty() { bare } else { line }
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
