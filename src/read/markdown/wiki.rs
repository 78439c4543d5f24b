//! Wiki links: `[[page]]`, `[[page|text]]`, `[[page#section]]`, and `![[page]]`.
//!
//! Markdown's parser could read them, but takes the `[[1]](#ref)` of a linked
//! citation for one. So they are found in the finished text of a block, and
//! what a reader does not see of them is cut out of it.

use std::ops::Range;

use crate::base::steps::step;
use crate::page::body::{Link, LinkBase, LinkForm};
use crate::read::markdown::leaf::{Leaf, Placed};
use crate::read::markdown::scan::is_escaped;
use crate::words::prose::Prose;

/// Above this many bytes between the brackets it is no link.
const LONGEST: usize = 300;

impl Leaf {
    /// Records the wiki links of a block and leaves their visible text in its prose.
    pub(super) fn wiki_links(&mut self, source: &str) {
        if !self.brackets || !self.prose.text().contains("[[") {
            return;
        }
        let mut found: Vec<Placed> = Vec::new();
        let mut cuts: Vec<Range<usize>> = Vec::new();
        let text = self.prose.text();
        let mut from = 0;
        let mut next_link = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find("[[")).map(|at| from + at) {
            step();
            while self.links.get(next_link).is_some_and(|link| link.range.end <= at) {
                next_link += 1;
            }
            let linked = self.links.get(next_link).is_some_and(|link| link.range.start <= at);
            let Some((inner, page, label)) = parts(text, at + 2).filter(|_| !linked) else {
                from = at + 1;
                continue;
            };
            if is_escaped(source, &self.prose, at) || is_escaped(source, &self.prose, at + 1) {
                from = at + 1;
                continue;
            }
            // `[[Excerpt]]{.small}` is Pandoc's way to give the words `[Excerpt]` a class.
            let after = text.get(inner.end + 2..).unwrap_or("");
            if after.starts_with('{') && !after.starts_with("{{") {
                from = inner.end + 2;
                continue;
            }
            let embeds = text.get(..at).is_some_and(|before| before.ends_with('!'));
            let whole = at - usize::from(embeds)..inner.end + 2;
            let target = text.get(page.clone()).unwrap_or("").trim();
            let shown = if embeds { whole.end..whole.end } else { label.clone() };
            found.push(Placed {
                link: Link {
                    form: LinkForm::Wiki,
                    label: text.get(label.clone()).unwrap_or("").to_owned(),
                    label_span: self.prose.span(label),
                    target: target.to_owned(),
                    target_span: self.prose.span(page),
                    base: LinkBase::File,
                    fragment_span: None,
                    span: self.prose.span(whole.clone()),
                },
                range: shown.clone(),
            });
            cuts.extend([whole.start..shown.start, shown.end..whole.end]);
            from = whole.end;
        }
        if found.is_empty() {
            return;
        }
        self.links.append(&mut found);
        self.links.sort_by_key(|placed| (placed.link.span.start, placed.range.start));
        self.cut(&cuts);
    }

    /// Takes ranges out of the prose, in order, and moves all that refers to it.
    fn cut(&mut self, cuts: &[Range<usize>]) {
        let mut prose = Prose::default();
        let mut removed = Vec::with_capacity(cuts.len());
        let (mut from, mut total) = (0, 0);
        for cut in cuts {
            prose.push_part(&self.prose, from..cut.start);
            removed.push((cut.clone(), total));
            total += cut.len();
            from = cut.end;
        }
        prose.push_part(&self.prose, from..self.prose.len());
        self.prose = prose;
        let moved = |at: usize| {
            let nth = removed.partition_point(|(cut, _)| cut.start < at);
            match nth.checked_sub(1).and_then(|nth| removed.get(nth)) {
                Some((cut, before)) => at - before - (at.min(cut.end) - cut.start),
                None => at,
            }
        };
        let range = |range: &mut Range<usize>| *range = moved(range.start)..moved(range.end);
        self.links.iter_mut().for_each(|placed| range(&mut placed.range));
        self.raised.iter_mut().for_each(|(raised, _)| range(raised));
        self.gaps.iter_mut().for_each(|hole| *hole = moved(*hole));
        self.breaks.iter_mut().for_each(|line| *line = moved(*line));
    }
}

/// Of the wiki link whose inside begins at `start`: the inside, the page with its section, and the
/// text that is shown.
fn parts(text: &str, start: usize) -> Option<(Range<usize>, Range<usize>, Range<usize>)> {
    let rest = text.get(start..)?;
    let length = rest.bytes().take(LONGEST).position(|byte| matches!(byte, b'[' | b']' | b'\n'))?;
    let inner = rest.get(..length)?;
    if !rest.get(length..)?.starts_with("]]") {
        return None;
    }
    let inner_text = inner.trim_start();
    // `[[1]]` and `[[@key]]` are citations, `[[^1]]` holds a footnote.
    if inner_text.starts_with(['@', '^', '|']) || !inner.contains(|c: char| c.is_alphabetic() || c == '#') {
        return None;
    }
    let page = inner.find('|').unwrap_or(inner.len());
    let trim = |range: Range<usize>| {
        let part = inner.get(range.clone()).unwrap_or("");
        let from = start + range.start + part.len() - part.trim_start().len();
        from..from + part.trim().len()
    };
    let name = inner.get(..page)?;
    let shown = match (inner.get(page + 1..), name.find('#')) {
        (Some(label), _) if !label.trim().is_empty() => page + 1..inner.len(),
        (_, Some(0)) => 1..page,
        (_, Some(section)) => 0..section,
        (_, None) => 0..page,
    };
    Some((start..start + length, trim(0..page), trim(shown)))
}
