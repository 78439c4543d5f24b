//! What the content itself allows: comments that name a rule, and say why it need not hold here.
//!
//! `<!-- medproof: allow citation/source-too-old -- landmark trial -->` in Markdown and
//! plain text, `# medproof: allow RULE -- reason` in YAML. This module reads them; whether
//! the rules exist, and whether they had anything to say, is judged later.

use crate::base::node::{Node, Value};
use crate::base::phrase::one_line;
use crate::base::span::Span;
use crate::base::steps::step;
use crate::page::body::Body;

/// One rule that a comment names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The comment.
    pub span: Span,
    /// What it tells medproof to do.
    pub instruction: Instruction,
    /// The rule it names, as written; empty where it names none.
    pub rule: String,
    /// Where that is written; a gap where it is not.
    pub rule_span: Span,
    /// Why the rule need not hold.
    pub reason: Option<String>,
    /// What it is about.
    pub covers: Covers,
}

/// What a comment tells medproof to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instruction {
    /// `allow`
    Allow,
    /// `allow-file`
    AllowFile,
    /// Something else: it does nothing, and is to be reported.
    Unknown(String),
}

/// What a comment is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covers {
    /// The block, line, key or record.
    pub span: Option<Span>,
    /// Whether it is before all else: then also what is absent or concerns the whole page.
    pub absent: bool,
    /// Whether it is a whole file.
    pub file: bool,
}

impl Covers {
    /// Whether a finding at these bytes is covered. `title` is where the page's title stands: what is said of a
    /// page as a whole is said there.
    #[must_use]
    pub fn holds(&self, at: Span, title: Option<Span>) -> bool {
        let inside = |span: Span| span.contains(at) || (span.start <= at.start && at.start < span.end);
        let whole_page = at.is_empty() || title == Some(at);
        self.file || (self.absent && whole_page) || self.span.is_some_and(inside)
    }
}

/// Whom a comment addresses, before its colon.
const NAME: &str = "medproof";

/// Whether it is an HTML comment that is addressed to medproof.
#[must_use]
pub fn is_addressed(comment: &str) -> bool {
    comment.strip_prefix("<!--").is_some_and(|inner| instruction(inner).is_some())
}

/// What is after `medproof:` in a comment that is addressed so.
fn instruction(inner: &str) -> Option<&str> {
    let (name, behind) = inner.trim_start().split_at_checked(NAME.len())?;
    name.eq_ignore_ascii_case(NAME).then(|| behind.trim_start().strip_prefix(':'))?
}

/// Whether a text may hold a comment addressed to medproof.
pub fn may_address(text: &str) -> bool {
    text.as_bytes().windows(NAME.len()).any(|bytes| bytes.eq_ignore_ascii_case(NAME.as_bytes()))
}

/// Reads the comments of a Markdown text.
#[must_use]
pub fn in_markdown(text: &str, body: &Body) -> Vec<Allow> {
    let mut allows = Vec::new();
    let first = body.blocks.iter().map(|block| block.span.start).min();
    for comment in &body.comments {
        let covers = Covers {
            span: comment.covers,
            absent: first.is_none_or(|first| comment.span.end <= first),
            file: false,
        };
        read_html(text, comment.span, &covers, &mut allows);
    }
    allows
}

/// Reads the comments of a plain text from byte `start`: each on a line of its own, for the paragraph below it.
#[must_use]
pub fn in_plain_text(text: &str, start: usize) -> Vec<Allow> {
    let mut allows = Vec::new();
    if !may_address(text) {
        return allows;
    }
    let lines = lines(text, start);
    let is_comment = |line: &Span| {
        let line = line.slice(text).trim();
        line.starts_with("<!--") && line.ends_with("-->")
    };
    let is_blank = |line: &Span| line.slice(text).trim().is_empty();
    let is_text = |line: &Span| !is_blank(line) && !is_comment(line);
    let first = lines.iter().position(is_text).unwrap_or(lines.len());
    let below = below_each(&lines, is_text);
    for (nth, line) in lines.iter().enumerate().filter(|(_, line)| is_comment(line)) {
        let comment = trimmed(text, *line);
        if !is_addressed(comment.slice(text)) {
            continue;
        }
        let covers = Covers { span: below.get(nth).copied().flatten(), absent: nth < first, file: false };
        read_html(text, comment, &covers, &mut allows);
    }
    allows
}

/// For each line the first paragraph below it: the lines of text that follow each other there.
fn below_each(lines: &[Span], is_text: impl Fn(&Span) -> bool) -> Vec<Option<Span>> {
    let mut below = Vec::with_capacity(lines.len());
    let (mut paragraph, mut goes_on): (Option<Span>, bool) = (None, false);
    for line in lines.iter().rev() {
        step();
        below.push(paragraph);
        let is_text = is_text(line);
        if is_text {
            let last = paragraph.filter(|_| goes_on).unwrap_or(*line);
            paragraph = Some(line.to(last));
        }
        goes_on = is_text;
    }
    below.reverse();
    below
}

/// Reads the comments of YAML in the bytes `region` of a text; `root` is what was read there.
#[must_use]
pub fn in_yaml(text: &str, region: Span, root: Option<&Node>) -> Vec<Allow> {
    in_data(text, region, root, &[], '#')
}

/// Reads the comments of BibTeX, which begin with `%`, for the entry or field below. Of entries that could not be read the
/// keys are known.
#[must_use]
pub fn in_bib(text: &str, region: Span, root: Option<&Node>, lost: &[Node]) -> Vec<Allow> {
    in_data(text, region, root, lost, '%')
}

fn in_data(text: &str, region: Span, root: Option<&Node>, lost: &[Node], sign: char) -> Vec<Allow> {
    let mut allows = Vec::new();
    if !may_address(region.slice(text)) {
        return allows;
    }
    let mut nodes = root.map(Nodes::of).unwrap_or_default();
    nodes.insert(lost);
    for line in lines(text, region.start as usize) {
        if line.start >= region.end {
            break;
        }
        let Some(comment) = comment_of(text, line, &nodes, sign) else {
            continue;
        };
        let own_line = text
            .get(line.start as usize..comment.start as usize)
            .is_some_and(|before| before.trim().is_empty());
        let covers = if own_line {
            Covers {
                span: nodes.below(comment.end),
                absent: nodes.first.is_none_or(|first| comment.end <= first),
                file: false,
            }
        } else {
            Covers { span: Some(nodes.begun_in(line)), ..Covers::default() }
        };
        let inner = Span { start: comment.start + 1, end: comment.end };
        read(text, comment, inner, &covers, &mut allows);
    }
    allows
}

/// The comment of a line that is addressed to medproof: after a `sign` that is in no scalar.
fn comment_of(text: &str, line: Span, nodes: &Nodes, sign: char) -> Option<Span> {
    let shown = line.slice(text);
    let hash = shown.match_indices(sign).find(|(at, _)| {
        let behind = shown.get(at + 1..).unwrap_or("");
        let fresh = shown.get(..*at).is_none_or(|before| before.is_empty() || before.ends_with([' ', '\t']));
        fresh && instruction(behind).is_some() && !nodes.in_scalar(text, line.start as usize + at)
    })?;
    Some(Span::new(line.start as usize + hash.0, line.start as usize + shown.trim_end().len()))
}

/// Where the nodes of a YAML text are.
#[derive(Default)]
struct Nodes {
    /// Scalars, in the order of the text.
    scalars: Vec<Span>,
    /// Keys with their values, and items of lists; in the order of the text, the outer before the inner.
    nodes: Vec<Span>,
    /// Where the first of all begins.
    first: Option<u32>,
}

impl Nodes {
    fn of(root: &Node) -> Nodes {
        let mut nodes = Nodes { first: Some(root.span.start), ..Nodes::default() };
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            match &node.value {
                Value::Scalar(_) => nodes.scalars.push(node.span),
                Value::Sequence(items) => {
                    nodes.nodes.extend(items.iter().map(|item| item.span));
                    open.extend(items);
                }
                Value::Mapping(entries) => {
                    for entry in entries.iter().filter(|entry| !entry.merged) {
                        nodes.nodes.push(entry.key.span.to(entry.value.span));
                        nodes.scalars.push(entry.key.span);
                        open.push(&entry.value);
                    }
                }
            }
        }
        nodes.scalars.sort_unstable();
        nodes.nodes.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        nodes
    }

    /// Takes in nodes that are not part of the tree.
    fn insert(&mut self, others: &[Node]) {
        if !others.is_empty() {
            self.nodes.extend(others.iter().map(|node| node.span));
            self.nodes.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        }
    }

    fn in_scalar(&self, text: &str, at: usize) -> bool {
        let before = self.scalars.partition_point(|span| span.start as usize <= at);
        // An alias may bring a copy of an earlier node: the node that begins last before the place decides.
        let nearest = before.checked_sub(1).and_then(|nth| self.scalars.get(nth));
        nearest.is_some_and(|span| {
            // After the `|` or `>` that announces a text over several lines stands nothing of the text.
            let announced = span.slice(text).starts_with(['|', '>'])
                && !text.get(span.start as usize..at).unwrap_or("").contains('\n');
            at < span.end as usize && !announced
        })
    }

    /// A line with all of the node that begins in it: after the first key of a record stands what is about the record.
    fn begun_in(&self, line: Span) -> Span {
        let end =
            self.below(line.start).filter(|node| node.start < line.end).map_or(line.end, |node| node.end);
        Span { start: line.start, end: end.max(line.end) }
    }

    /// The first node after a place; of several that begin there the one that holds the others.
    fn below(&self, at: u32) -> Option<Span> {
        let nth = self.nodes.partition_point(|span| span.start < at);
        self.nodes.get(nth).copied()
    }
}

/// Reads an HTML comment that is addressed to medproof.
fn read_html(text: &str, comment: Span, covers: &Covers, allows: &mut Vec<Allow>) {
    let shown = comment.slice(text);
    // Those of HTML, and those of MDX.
    for (opening, closing) in [("<!--", "-->"), ("{/* ", "*/}")] {
        if let Some(inner) = shown.strip_prefix(opening) {
            let inner = inner.strip_suffix(closing).unwrap_or(inner);
            let start = comment.start as usize + opening.len();
            read(text, comment, Span::new(start, start + inner.len()), covers, allows);
        }
    }
}

/// Reads what a comment says, between its marks: ` medproof: allow a/b, c/d -- reason`.
fn read(text: &str, comment: Span, inner: Span, covers: &Covers, allows: &mut Vec<Allow>) {
    let shown = inner.slice(text);
    let Some(instruction) = instruction(shown) else {
        return;
    };
    let offset = inner.end as usize - instruction.len();
    let (what, reason) = parted(instruction);
    let word = what.split_whitespace().next().unwrap_or("");
    let names_at = what.find(word).map_or(what.len(), |at| at + word.len());
    let mut covers = covers.clone();
    let instruction = match word {
        "allow" => Instruction::Allow,
        "allow-file" => {
            covers.file = true;
            Instruction::AllowFile
        }
        other => Instruction::Unknown(other.to_owned()),
    };
    let reason = (!reason.is_empty()).then(|| one_line(reason));
    let mut at = offset + names_at;
    for part in what.get(names_at..).unwrap_or("").split_inclusive(',') {
        let name = part.trim_end_matches(',').split_whitespace().next().unwrap_or("");
        let start = at + part.find(name).unwrap_or(0);
        at += part.len();
        allows.push(Allow {
            span: comment,
            instruction: instruction.clone(),
            rule: name.to_owned(),
            rule_span: Span::new(start, start + name.len()),
            reason: reason.clone(),
            covers: covers.clone(),
        });
    }
    // `split_inclusive` has no part of an empty text.
    if what.get(names_at..).is_none_or(str::is_empty) {
        let rule_span = Span::at(offset + names_at);
        allows.push(Allow { span: comment, instruction, rule: String::new(), rule_span, reason, covers });
    }
}

/// An instruction and the reason after its dash, which a word processor may have made a long one.
fn parted(instruction: &str) -> (&str, &str) {
    let dashes = [" --", " —", " –"];
    let dash = dashes.iter().filter_map(|dash| Some((instruction.find(dash)?, dash.len()))).min();
    match dash {
        Some((at, length)) => {
            let reason = instruction.get(at + length..).unwrap_or("");
            (instruction.get(..at).unwrap_or(""), reason.trim_start_matches('-').trim())
        }
        None => (instruction, ""),
    }
}

/// The lines of a text from byte `start`, without their ends.
fn lines(text: &str, start: usize) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut at = start;
    for line in text.get(start..).unwrap_or("").split_inclusive('\n') {
        lines.push(Span::new(at, at + line.trim_end_matches(['\n', '\r']).len()));
        at += line.len();
    }
    lines
}

/// A line without the blanks at its ends.
fn trimmed(text: &str, line: Span) -> Span {
    let shown = line.slice(text);
    let start = line.start as usize + shown.len() - shown.trim_start().len();
    Span::new(start, start + shown.trim().len())
}

#[cfg(test)]
mod tests;
