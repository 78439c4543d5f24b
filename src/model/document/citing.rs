//! Which sentences of a page cite a source.

use std::ops::Range;

use super::Document;
use crate::base::date;
use crate::base::lines::line_start;
use crate::base::node::Node;
use crate::base::span::Span;
use crate::base::steps::step;
use crate::page::body::{Block, BlockKind, Citation, Link, LinkForm, is_cross_reference};
use crate::page::roles;
use crate::words::pattern::Pattern;

/// Where a page cites sources.
#[derive(Debug)]
pub struct Citing<'a> {
    document: &'a Document,
    any: bool,
    /// Where the page cites a source or links to another site, in order.
    places: Vec<u32>,
    /// The words that lead to other pages.
    links: Vec<Span>,
    /// For each block where the items that begin with it end; `None` of one that is no item.
    lists: Vec<Option<u32>>,
}

impl<'a> Citing<'a> {
    /// Finds where a page cites.
    #[must_use]
    pub fn of(document: &'a Document) -> Citing<'a> {
        let to_a_source = |link: &&Link| {
            link.target.starts_with("http") && !matches!(link.form, LinkForm::Image | LinkForm::Src)
        };
        let citations: Vec<u32> = citations(document).map(|citation| citation.group.start).collect();
        let any = !citations.is_empty();
        // A link is where its words are, so that a sentence that begins with one has it.
        let links = document.body.links.iter().filter(to_a_source).map(|link| link.label_span.start);
        let mut places: Vec<u32> = citations.into_iter().chain(links).collect();
        places.sort_unstable();
        Citing {
            document,
            any,
            places,
            links: document.words_of_links().collect(),
            lists: list_ends(document),
        }
    }

    /// Whether the page cites at all: links to other sites may as well be services, and a list that nothing refers to
    /// stands for the page as a whole.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.any
    }

    /// Whether a place is in words that lead to another page, as those of a card: what they claim it has to show.
    #[must_use]
    pub fn leads_on(&self, place: Span) -> bool {
        roles::hold(&self.links, place)
    }

    /// Whether the page lists references that it never points at, in its text or in its front matter: they stand for all
    /// of it.
    #[must_use]
    pub fn lists_without_marks(&self) -> bool {
        const FIELDS: [&str; 7] =
            ["sources", "references", "citations", "studies", "evidence", "efficacy", "bibliography"];
        let states =
            |record: &Node| FIELDS.iter().any(|key| record.get(key).is_some_and(|field| !field.is_empty()));
        !self.is_any()
            && (!self.document.body.entries.is_empty() || self.document.records().iter().any(states))
    }

    /// Whether a short paragraph cites at its end alone, for all that it says.
    #[must_use]
    pub fn is_closed(&self, nth: usize) -> bool {
        /// A longer one would have to say which of its sentences it means.
        const LONGEST: usize = 5;
        let Some(block) =
            self.document.body.blocks.get(nth).filter(|block| block.kind == BlockKind::Paragraph)
        else {
            return false;
        };
        let sentences = self.document.scan.sentences(nth, block.prose.text());
        let Some(last) = sentences.len().checked_sub(1).filter(|_| sentences.len() <= LONGEST) else {
            return false;
        };
        self.cites(nth, block, sentences, last) && !(0..last).any(|at| self.cites(nth, block, sentences, at))
    }

    /// Whether a sentence cites a source itself, or its neighbour does for it. `This was so at all ages. [2]` is about
    /// the sentence before it, and `The study found` about the study that was cited there.
    #[must_use]
    pub fn supports(&self, nth: usize, sentence: usize) -> bool {
        let Some(block) = self.document.body.blocks.get(nth) else {
            return false;
        };
        let text = block.prose.text();
        let sentences = self.document.scan.sentences(nth, text);
        let written = |at: usize| sentences.get(at).and_then(|range| text.get(range.clone())).unwrap_or("");
        let cited = |at: usize| self.cites(nth, block, sentences, at);
        cited(sentence)
            || opens_with(written(sentence + 1), &["This", "These", "It", "They"]) && cited(sentence + 1)
            || opens_with(written(sentence), &["This", "These", "The", "Both", "Such", "That", "Those"])
                && sentence.checked_sub(1).is_some_and(cited)
            || reports(written(sentence)) && (0..sentence).any(cited)
            || self.is_below_source(nth)
            || self.is_attributed(nth)
            || AUTHORS.is_match(text)
    }

    /// The same for a sentence that says of a source no more than that there is one: it may be that of the sentence before,
    /// and in a paragraph that cites again and again one of the next two.
    #[must_use]
    pub fn supports_nearby(&self, nth: usize, sentence: usize) -> bool {
        /// So many sentences later a source may stand.
        const LATER: usize = 2;
        /// A sentence of so many words may lead in the next one.
        const LEAD: usize = 6;
        let Some(block) = self.document.body.blocks.get(nth) else {
            return false;
        };
        let within = block.span.start..block.span.end;
        let first = self.places.partition_point(|at| *at < within.start);
        let often = self.places.get(first + 1).is_some_and(|at| within.contains(at));
        let last = if often { sentence + LATER } else { sentence };
        let sentences = self.document.scan.sentences(nth, block.prose.text());
        // `Evidence confirms this. Gilens and Page [1] asked …` leads in what the next sentence cites.
        let leads_in = || {
            let words = sentences.get(sentence).and_then(|at| block.prose.text().get(at.clone()));
            words.is_some_and(|words| words.split_whitespace().nth(LEAD).is_none())
                && self.cites(nth, block, sentences, sentence + 1)
        };
        (sentence.saturating_sub(1)..=last).any(|at| self.cites(nth, block, sentences, at))
            || leads_in()
            || self.supports(nth, sentence)
    }

    /// Whether an item of a list that holds this one cites, or the words that lead the list in do: the notes below a source
    /// are on it.
    fn is_below_source(&self, nth: usize) -> bool {
        /// A list within a list is no longer.
        const LONGEST: usize = 40;
        let indent = |block: &Block| {
            let start = block.span.start as usize;
            let line = line_start(&self.document.source.text, start);
            let ahead = self.document.source.text.get(line..start).unwrap_or("");
            ahead.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum::<usize>()
        };
        let blocks = &self.document.body.blocks;
        let Some(mut own) = blocks.get(nth).filter(|block| block.kind == BlockKind::Item).map(indent) else {
            return false;
        };
        let above = blocks.get(..nth).unwrap_or_default().iter().rev().take(LONGEST);
        for item in above {
            step();
            // `It has limits [@little1988]:`
            if item.kind != BlockKind::Item {
                let first = self.places.partition_point(|at| *at < item.span.start);
                return item.prose.text().trim_end().ends_with(':')
                    && self.places.get(first).is_some_and(|at| *at < item.span.end);
            }
            let of_item = indent(item);
            if of_item == own && self.is_source(item) {
                return true;
            }
            if of_item < own {
                own = of_item;
                let first = self.places.partition_point(|at| *at < item.span.start);
                if self.places.get(first).is_some_and(|at| *at < item.span.end) {
                    return true;
                }
            }
        }
        false
    }

    /// Whether an item of a list says whose words it has, `Alternative source: Yale School of Medicine research shows …`,
    /// or one of the next of its list does: `Key source: Nature Reviews Endocrinology`.
    fn is_attributed(&self, nth: usize) -> bool {
        /// A source further down is that of another item.
        const NEAR: usize = 3;
        let items = self.document.body.blocks.get(nth..).unwrap_or_default().iter();
        let mut items = items.take_while(|block| block.kind == BlockKind::Item).take(NEAR);
        items.any(|item| labels_a_source(item.prose.text()))
    }

    /// Whether an item of a list is a source and nothing else: a link to another site, with hardly a word around it.
    fn is_source(&self, item: &Block) -> bool {
        let first = self.places.partition_point(|at| *at < item.span.start);
        if self.places.get(first).is_none_or(|at| *at >= item.span.end) {
            return false;
        }
        let links = self.document.body.links.as_slice();
        let from = links.partition_point(|link| link.span.start < item.span.start);
        let within = links.get(from..).unwrap_or_default().iter();
        let within = within.take_while(|link| link.span.start < item.span.end);
        let named: usize =
            within.filter(|link| link.target.starts_with("http")).map(|link| link.label.len()).sum();
        named * 2 > item.prose.text().len()
    }

    /// Whether a text asks readers to suppose something, before a place in it: what follows is no finding of anybody's.
    #[must_use]
    pub fn is_supposed(text: &str, before: usize) -> bool {
        const WORDS: [&str; 6] =
            ["imagine", "suppose ", "let us assume", "let’s assume", "let's assume", "hypothetical"];
        let text = text.get(..before).unwrap_or("").to_lowercase();
        WORDS.iter().any(|word| text.contains(word))
    }

    fn cites(&self, nth: usize, block: &Block, sentences: &[Range<usize>], at: usize) -> bool {
        let Some(range) = sentences.get(at) else {
            return false;
        };
        // Bytes from the start of each sentence to the start of the next: marks of footnotes are in no prose.
        let start = |range: &Range<usize>| block.prose.span(range.start..range.start + 1).start as usize;
        let end = || self.block_end(nth, block);
        let zone = start(range)..sentences.get(at + 1).map_or_else(end, start);
        let first = self.places.partition_point(|at| (*at as usize) < zone.start);
        self.places.get(first).is_some_and(|at| zone.contains(&(*at as usize)))
            || block
                .prose
                .text()
                .get(range.clone())
                .is_some_and(|sentence| names_a_study(sentence) || self.has_number(sentence))
    }

    /// Whether a sentence has the number of a listed reference in round brackets: `slightly more (5).`
    fn has_number(&self, sentence: &str) -> bool {
        let listed = self.document.body.entries.len();
        listed > 0
            && sentence.split('(').skip(1).any(|rest| {
                let number = rest.split(')').next().unwrap_or("").trim();
                number.len() < 4 && number.parse::<usize>().is_ok_and(|number| (1..=listed).contains(&number))
            })
    }

    /// Where the last sentence of a block ends. One that opens a list has the citations of its items.
    fn block_end(&self, nth: usize, block: &Block) -> usize {
        let next = self.document.body.blocks.get(nth + 1);
        let next = next.map_or(u32::MAX, |next| next.span.start).max(block.prose.whole().end);
        let mut end = block.span.end.min(next);
        if block.prose.text().trim_end().ends_with(':') {
            end = self.lists.get(nth + 1).copied().flatten().unwrap_or(end);
        }
        // A paragraph that was broken goes on with its source: `… contain alkaloids` and `(Roth et al. 1994)`, or an
        // address alone.
        let broken = !block.prose.text().trim_end().ends_with(['.', '!', '?', ':']);
        let source = self
            .document
            .body
            .blocks
            .get(nth + 1)
            .filter(|_| broken)
            .filter(|next| next.kind == BlockKind::Paragraph && next.prose.text().starts_with("http"));
        source.map_or(end, |next| next.span.end) as usize
    }
}

/// The citations of a page: what leads to another part of it cites nothing.
fn citations(document: &Document) -> impl Iterator<Item = &Citation> {
    document.body.citations.iter().filter(|citation| !is_cross_reference(&citation.key))
}

/// Whether a text is a source after its label: `Source: Yale School of Medicine`.
fn labels_a_source(text: &str) -> bool {
    /// `The main source of pain, so we think: …` is a sentence.
    const LABEL: usize = 2;
    let Some((label, source)) = text.split_once(':') else {
        return false;
    };
    let mut words = label.split_whitespace();
    let last = words.next_back().unwrap_or("");
    ["source", "sources", "reference", "references"].iter().any(|word| last.eq_ignore_ascii_case(word))
        && words.count() <= LABEL
        && source.trim_start().starts_with(char::is_uppercase)
        && source.split_whitespace().nth(1).is_some()
}

fn list_ends(document: &Document) -> Vec<Option<u32>> {
    let mut end = None;
    let mut ends: Vec<Option<u32>> = Vec::with_capacity(document.body.blocks.len());
    for block in document.body.blocks.iter().rev() {
        step();
        end = (block.kind == BlockKind::Item).then(|| end.unwrap_or(block.span.end));
        ends.push(end);
    }
    ends.reverse();
    ends
}

fn opens_with(sentence: &str, words: &[&str]) -> bool {
    sentence.split_whitespace().next().is_some_and(|first| words.contains(&first))
}

/// Whether a sentence names a study by its authors and year.
fn names_a_study(sentence: &str) -> bool {
    /// What stands before a year with a capital, and is no author, besides the names of months.
    const OTHERS: [&str; 36] = [
        "winter", "spring", "summer", "autumn", "fall", "year", "the", "a", "an", "this", "that", "these",
        "those", "our", "one", "in", "since", "during", "by", "until", "from", "before", "after", "around",
        "about", "between", "through", "as", "for", "on", "at", "with", "when", "while", "another", "and",
    ];
    /// What stands before a time or a place.
    const BEFORE: [&str; 10] =
        ["in", "since", "during", "by", "until", "from", "of", "after", "before", "between"];
    let is_study = |found: regex::Captures<'_>| {
        let (Some(whole), Some(name)) = (found.get(0), found.get(1)) else {
            return false;
        };
        let last = sentence.get(..whole.start()).and_then(|before| before.split_whitespace().next_back());
        let name = name.as_str().to_lowercase();
        date::month_named(&name).is_none()
            && !OTHERS.contains(&name.as_str())
            && !last.is_some_and(|word| BEFORE.contains(&word.to_lowercase().as_str()))
    };
    NAMED.is_match(sentence) || DATED.captures_iter(sentence).any(is_study)
}

/// A name with a year after it: `Kang 2017`, `Kang and Mills 2017`, `Kang’s 2017 trial`.
pub(crate) static DATED: Pattern = Pattern::new(
    r"(?-u:\b)(\p{Lu}[\w’-]*\w)(?:\s+(?:and|&)\s+\p{Lu}[\w’-]+)?(?:[’']s)?,?\s+\(?(?:19|20)\d\d[a-z]?(?-u:\b)",
);

/// A text that begins with authors as references name them: `Kang D, Mills E, `.
pub(crate) static AUTHORS: Pattern =
    Pattern::new(r"^\s*\p{Lu}[\w’-]+\s\p{Lu}{1,3},\s\p{Lu}[\w’-]+\s\p{Lu}{1,3}[,.]");

/// Whether a sentence goes on with what those found whom its paragraph named before: `They noted`, `the authors also saw`.
fn reports(sentence: &str) -> bool {
    const THEY: [&str; 4] = ["they", "authors", "researchers", "investigators"];
    const REPORT: [&str; 8] =
        ["noted", "found", "reported", "observed", "showed", "estimated", "concluded", "saw"];
    let words: Vec<String> = sentence.split_whitespace().map(str::to_lowercase).collect();
    words.iter().enumerate().any(|(nth, word)| {
        let mut next = words.iter().skip(nth + 1).filter(|word| *word != "also");
        THEY.contains(&word.as_str()) && next.next().is_some_and(|verb| REPORT.contains(&verb.as_str()))
    })
}

/// A study by its authors and year.
pub(crate) static NAMED: Pattern = Pattern::new(
    r"\([^()]*\p{Lu}[^()]+(?-u:\b)(?:19|20)\d\d[a-z]?(?-u:\b)[^()]*\)|(?-u:\b)et al\.,?\s+\(?(?:19|20)\d\d(?-u:\b)",
);

#[cfg(test)]
mod tests {
    use super::names_a_study;

    #[test]
    fn a_study_may_be_named_by_its_author_and_year() {
        for sentence in [
            "Kang 2017 saw that rest helps.",
            "The Kang 2017 / 2019 trials showed it.",
            "Kang and Mills 2017 saw it.",
            "Kang’s 2017 trial was small.",
            "It was small (Kang, 2017).",
            "Kang et al. 2017 saw it.",
        ] {
            assert!(names_a_study(sentence), "{sentence}");
        }
        for sentence in [
            "In June 2017 it rained.",
            "The 2025 trial was large.",
            "It rose in Sweden 2019 as well.",
            "Since 2019 it fell.",
            "By Spring 2020 it was gone.",
            "Kang saw 2017 people.",
        ] {
            assert!(!names_a_study(sentence), "{sentence}");
        }
    }
}
