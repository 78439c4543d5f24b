//! Recording the chunks of a text, in order.

use std::collections::HashSet;
use std::ops::Range;

use super::kind::Kind;
use super::line::Chunk;
use super::marks::{self, Listed};
use super::splice;
use crate::base::date::SlashOrder;
use crate::base::phrase::one_line;
use crate::base::problem::{Problem, ProblemKind};
use crate::base::slug::Slugs;
use crate::base::span::Span;
use crate::base::steps::step;
use crate::page::body::{
    Block, BlockKind, BlockRole, Body, CauseSection, Citation, CitationForm, Contents, ContentsEntry,
    EntryForm, Event, Heading, Link, MOST_SHOWN, ReferenceEntry, See, is_cut,
};
use crate::page::byline::AboutLine;
use crate::page::outline;
use crate::page::outline::fold_entry;
use crate::page::roles;
use crate::page::see::{LinkRange, Passage, Reading, begins_like_title, names_a_page, see_lines};
use crate::read::markdown::address;
use crate::words::link_words;
use crate::words::prose::Prose;

/// The body of a text.
pub(super) fn record(
    source: &str,
    chunks: &[Chunk],
    kinds: &[Kind],
    reading: &Reading,
    order: SlashOrder,
    problems: Vec<Problem>,
) -> Body {
    let mut recorder = Recorder {
        source,
        reading,
        order,
        body: Body { problems, ..Body::default() },
        slugs: Slugs::default(),
        in_causes: false,
        last_number: 0,
        about: Vec::new(),
        listed: Listed::default(),
        number: None,
    };
    let numbers = numbers(chunks);
    recorder.listed.known = numbers.iter().flatten().copied().collect();
    // Of a long list pages show the first few, and a button for the others.
    let shown = chunks.iter().filter(|chunk| chunk.reference.is_some()).count();
    if shown <= MOST_SHOWN {
        let prose = chunks.iter().filter(|chunk| !chunk.site && chunk.reference.is_none()).map(Chunk::text);
        let lost = marks::lost(prose);
        if is_cut(shown, lost.len().saturating_sub(shown)) {
            recorder.listed.lost = lost;
        }
    }
    let mut numbers = numbers.into_iter();
    for (nth, (chunk, kind)) in chunks.iter().zip(kinds).enumerate() {
        recorder.number = numbers.next().flatten();
        recorder.chunk(chunk, kind);
        if let (Kind::Reference, Some(entry)) = (kind, recorder.body.entries.last_mut()) {
            let below = chunks.get(nth + 1..).unwrap_or_default();
            entry.span.end = link_words(below).last().map_or(entry.span.end, |last| last.span.end);
        }
    }
    let Recorder { mut body, about, .. } = recorder;
    reviews_to_come(source, &mut body);
    body.contents = body.contents.filter(|list| outline::lists_sections(list, &body.headings));
    roles::assign(&mut body, &about);
    body.causes = causes(&body, source.len());
    ambiguous_causes(&mut body);
    body.problems.sort_by_key(|problem| problem.span);
    body
}

/// The lines below a reference that link it: `Crossref`, `Citation on PubMed`, `or`, `Free text on PubMed Central`.
fn link_words(below: &[Chunk]) -> &[Chunk] {
    /// No reference has more.
    const MOST: usize = 8;
    let links = |chunk: &&Chunk| {
        chunk.site && (link_words::is_all(chunk.text()) || matches!(chunk.text(), "or" | "|" | ","))
    };
    let count = below.iter().take(MOST).take_while(links).count();
    below.get(..count).unwrap_or_default()
}

/// `Review date: March 2026` on a leaflet published in March 2023 is the day of the next review, not of the last.
fn reviews_to_come(source: &str, body: &mut Body) {
    const YEAR: i64 = 365;
    let made = body.dates.iter().filter(|day| matches!(day.event, Event::Published | Event::Modified));
    let Some(made) = made.map(|day| day.date.latest()).max() else { return };
    for day in body.dates.iter_mut().filter(|day| day.event == Event::Reviewed) {
        let line = source.get(..day.span.start as usize).unwrap_or("");
        let line = line.rsplit(['\n', '\r']).next().unwrap_or("").to_ascii_lowercase();
        let later = day.date.earliest().days_since(made) >= YEAR;
        if later && line.contains("review date") {
            day.event = Event::ReviewDue;
        }
    }
}

/// The numbers of the references of the list. Those that lost theirs have the numbers of their places, where the
/// text cites by number.
fn numbers(chunks: &[Chunk]) -> Vec<Option<u32>> {
    /// No page has more references, and a higher number glued to a word is no mark.
    const MOST: usize = 200;
    let written = |chunk: &Chunk| chunk.reference.flatten().map(|(number, _)| number);
    let count = chunks.iter().filter(|chunk| chunk.reference.is_some()).count();
    let none = chunks.iter().all(|chunk| written(chunk).is_none());
    if count == 0 || !none {
        return chunks.iter().map(written).collect();
    }
    let prose = || chunks.iter().filter(|chunk| chunk.reference.is_none() && !chunk.site);
    let cited = prose().flat_map(|chunk| {
        let raised = chunk.raised.iter().flat_map(|range| marks::raised(chunk.text(), range.clone()));
        marks::certain(chunk.text()).into_iter().chain(raised.collect::<Vec<_>>())
    });
    let mut highest = cited.max().map_or(0, |highest| highest as usize);
    // `… with every step.1` and later `… of the knee.2`: nothing but citations is glued to words from 1 on.
    let glued: Vec<u32> = if highest == 0 && count > 1 {
        let listed: HashSet<u32> = (1..=u32::try_from(count.min(MOST)).unwrap_or(0)).collect();
        prose().flat_map(|chunk| marks::glued(chunk.text(), &listed)).collect()
    } else {
        Vec::new()
    };
    if glued.len() > 1 && glued.contains(&1) {
        highest = glued.iter().copied().max().map_or(0, |highest| highest as usize);
    }
    if highest == 0 || highest > count {
        return vec![None; chunks.len()];
    }
    let mut last = 0;
    let mut number = |chunk: &Chunk| {
        chunk.reference.is_some().then(|| {
            last += 1;
            last
        })
    };
    chunks.iter().map(&mut number).collect()
}

struct Recorder<'a> {
    source: &'a str,
    reading: &'a Reading,
    order: SlashOrder,
    body: Body,
    slugs: Slugs,
    /// True below a heading that announces causes.
    in_causes: bool,
    /// The highest number of the references spliced into the text so far.
    last_number: u32,
    /// The lines that say nothing but who wrote or reviewed the page, or when.
    about: Vec<AboutLine>,
    /// The numbers of the references in the list.
    listed: Listed,
    /// The number of the chunk, where it is a reference.
    number: Option<u32>,
}

/// Whether a line may tell readers what to do: it has some words, and is no comment, which nobody sees.
fn may_be_sentence(line: &str) -> bool {
    const WORDS: usize = 5;
    line.split_whitespace().count() >= WORDS && !line.starts_with("<!--")
}

impl Recorder<'_> {
    fn chunk(&mut self, chunk: &Chunk, kind: &Kind) {
        match kind {
            Kind::Title => self.heading(chunk, 1),
            Kind::Heading | Kind::References => self.heading(chunk, 2),
            Kind::Paragraph => self.prose(chunk, BlockKind::Paragraph),
            Kind::Item => self.prose(chunk, BlockKind::Item),
            Kind::Reference => self.reference(chunk),
            Kind::Said(said) => {
                let may_be_advice = said.bare && chunk.bullet;
                if !said.doubtful && !may_be_advice {
                    self.about.push(AboutLine { span: chunk.span, bare: said.bare });
                }
                self.body.bylines.extend(said.bylines.iter().cloned());
                self.body.dates.extend(said.dates.iter().copied());
                self.block(BlockKind::Paragraph, chunk.prose.clone(), chunk.span);
            }
            Kind::Bio(bio) => {
                // `Dr. Achterberg practices …` below his whole name speaks of him again.
                let again =
                    self.body.bios.iter().any(|known| {
                        known.name.rsplit_once(' ').is_some_and(|(_, surname)| surname == bio.name)
                    });
                if !again {
                    self.body.bios.push(bio.clone());
                }
                self.block(BlockKind::Paragraph, chunk.prose.clone(), chunk.span);
            }
            Kind::Contents => self.contents(chunk),
            Kind::Entry => {
                if let Some(contents) = &mut self.body.contents {
                    contents.entries.extend(entries(chunk, 0));
                }
                self.block(BlockKind::Item, chunk.prose.clone(), chunk.span);
            }
            Kind::Lead => self.block(BlockKind::Paragraph, chunk.prose.clone(), chunk.span),
            Kind::Page(lead) => {
                self.see(chunk, *lead, chunk.prose.whole());
                self.block(BlockKind::Item, chunk.prose.clone(), chunk.span);
            }
            Kind::Labelled(label, name) => {
                let part = Chunk { prose: chunk.prose.part(name.clone()), ..chunk.clone() };
                let lead = chunk.prose.span(0..*label);
                self.see(&part, lead, lead.to(part.prose.whole()));
                self.block(BlockKind::Paragraph, chunk.prose.clone(), chunk.span);
            }
            Kind::CallOut(button, name) => {
                let part = Chunk { prose: chunk.prose.part(name.clone()), ..Chunk::default() };
                self.see(&part, *button, chunk.prose.whole());
                self.block(BlockKind::Paragraph, chunk.prose.clone(), chunk.span);
            }
            // A line that was taken for one of the site may be a sentence of the page: what a reviewer signs has it.
            Kind::Nothing if may_be_sentence(chunk.text()) => self.body.asides.push(chunk.span),
            Kind::Nothing => {}
        }
    }

    fn block(&mut self, kind: BlockKind, prose: Prose, span: Span) {
        if !prose.text().trim().is_empty() {
            self.body.blocks.push(Block { kind, role: BlockRole::Text, prose, span });
        }
    }

    fn heading(&mut self, chunk: &Chunk, level: u8) {
        // `1. Herniated disc`: the number counts the sections and is no part of the name.
        // Raised numbers at the end of a heading cite, and are no part of it.
        let marks = marks::find(chunk.text(), &Listed::default(), &chunk.raised);
        for mark in
            marks.iter().filter(|mark| chunk.raised.iter().any(|raised| raised.contains(&mark.range.start)))
        {
            let group = chunk.prose.span(mark.range.clone());
            let cited = mark.numbers.iter();
            self.body.citations.extend(cited.map(|number| {
                citation(mark.form, number.first, chunk.prose.span(number.range.clone()), group)
            }));
        }
        let end = chunk.raised.last().filter(|raised| raised.end == chunk.prose.len());
        let text = chunk.text().get(..end.map_or(chunk.prose.len(), |raised| raised.start)).unwrap_or("");
        let written = text.trim_end_matches(':').trim_end();
        let name = numbering(written)..written.len();
        let text = one_line(written.get(name.clone()).unwrap_or(""));
        let level = if level == 1 {
            1
        } else if outline::announces_causes(&text) {
            self.in_causes = true;
            2
        } else if self.in_causes && !outline::is_no_cause(&text) && !self.reading.is_reference_heading(&text)
        {
            3
        } else {
            self.in_causes = false;
            2
        };
        self.body.headings.push(Heading {
            level,
            anchor: self.slugs.next(&text),
            text,
            text_span: chunk.prose.span(name),
            id_span: None,
            span: chunk.span,
        });
        self.block(BlockKind::Heading, chunk.prose.clone(), chunk.span);
    }

    fn contents(&mut self, chunk: &Chunk) {
        let text = chunk.text();
        let head = text.find(':').map_or(text.len(), |at| at + 1);
        let entries = entries(chunk, head);
        self.body.contents = Some(Contents { span: chunk.prose.span(0..head), entries });
        self.block(BlockKind::Paragraph, chunk.prose.clone(), chunk.span);
    }

    fn see(&mut self, chunk: &Chunk, lead: Span, span: Span) {
        let label = one_line(chunk.text());
        if !names_a_page(&label) {
            return;
        }
        self.body.sees.push(See {
            lead_span: lead,
            capital: begins_like_title(&label),
            label,
            label_span: chunk.prose.whole(),
            link: None,
            alone: true,
            span,
        });
    }

    /// Running text: references spliced into it, numbers that cite, See lines, addresses.
    fn prose(&mut self, chunk: &Chunk, kind: BlockKind) {
        let text = chunk.text();
        let splices = splice::find(text, self.last_number, self.order);
        for end in &splices.headless {
            self.headless(chunk, end.clone());
        }
        let mut cut: Vec<Range<usize>> = Vec::new();
        let mut citations: Vec<Citation> = Vec::new();
        for splice in &splices.found {
            self.last_number = self.last_number.max(splice.number);
            self.entry(chunk, Some((splice.number, splice.mark.clone())), splice.range.clone());
            let span = chunk.prose.span(splice.mark.clone());
            citations.push(citation(CitationForm::Number, splice.number, span, span));
            if let Some(rival) = &splice.rival {
                let number = text.get(rival.clone()).unwrap_or("");
                self.body.problems.push(
                    Problem::new(ProblemKind::Ambiguous, span, "the reference may begin here or at an earlier number")
                        .label(chunk.prose.span(rival.clone()), format!("or after this {number}"))
                        .help("It was read from the later number on. Number the references in the order of the text."),
                );
            }
            let before = text.get(..splice.mark.start).unwrap_or("");
            let before = before.trim_end_matches(['[', '(']).trim_end().len();
            cut.push(before..splice.range.end);
        }
        let inside =
            |range: &Range<usize>| cut.iter().any(|cut| range.start < cut.end && cut.start < range.end);
        let found: Vec<marks::Mark> = marks::find(text, &self.listed, &chunk.raised)
            .into_iter()
            .filter(|mark| !inside(&mark.range))
            .collect();
        for mark in &found {
            let group = chunk.prose.span(mark.range.clone());
            for number in &mark.numbers {
                let first = chunk.prose.span(number.range.clone());
                citations.push(citation(mark.form, number.first, first, group));
                if let Some((last, range)) = &number.last {
                    let span = chunk.prose.span(range.clone());
                    citations.extend(
                        (number.first + 1..*last).map(|key| citation(mark.form, key, first.to(span), group)),
                    );
                    citations.push(citation(mark.form, *last, span, group));
                }
            }
        }
        citations.sort_by_key(|citation| citation.span);
        cut.extend(found.iter().filter(|mark| mark.bare).map(|mark| {
            let before = text.get(..mark.range.start).unwrap_or("");
            before.trim_end().len()..mark.range.end
        }));
        cut.sort_by_key(|range| range.start);
        let prose = without(&chunk.prose, &cut);
        let spots = self.links(&prose);
        let passage = Passage {
            prose: &prose,
            links: &self.body.links,
            spots: &spots,
            citations: &citations,
            gaps: &[],
            breaks: &[],
            bare: true,
            wraps: true,
            colons: true,
        };
        let mut sees = Vec::new();
        see_lines(passage, &self.reading.leads, None, &mut sees);
        passage.glued_line(&self.reading.leads, &mut sees);
        // What a reference parts is no name.
        let parted =
            |see: &See| cut.iter().any(|part| see.label_span.contains(chunk.prose.span(part.clone())));
        // "See how likely it is that you have gout": what comes after is a clause and no name.
        let clause = |see: &See| {
            let lead = see.lead_span.slice(self.source);
            lead.eq_ignore_ascii_case("see")
                && ["how ", "if ", "whether ", "what "].iter().any(|word| see.label.starts_with(word))
        };
        self.body.sees.extend(sees.into_iter().filter(|see| !parted(see) && !clause(see)));
        self.body.citations.append(&mut citations);
        self.block(kind, prose, chunk.span);
    }

    /// A reference whose beginning no number shows.
    fn headless(&mut self, chunk: &Chunk, end: Range<usize>) {
        self.body.problems.push(
            Problem::new(
                ProblemKind::Ambiguous,
                chunk.prose.span(end),
                "a reference ends here, but no number shows where it begins",
            )
            .help("Put the number of the reference before it, or move it to a list of references."),
        );
    }

    /// Records the addresses in a prose.
    fn links(&mut self, prose: &Prose) -> Vec<LinkRange> {
        let text = prose.text();
        let mut spots = Vec::new();
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find(['.', ':'])).map(|at| from + at) {
            step();
            from = at + 1;
            let before = at.checked_sub(3).and_then(|start| text.get(start..at));
            let www = before.is_some_and(|before| before.eq_ignore_ascii_case("www"));
            let scheme = text.get(at..).is_some_and(|rest| rest.starts_with("://"));
            if !(www || scheme) {
                continue;
            }
            let Some(range) = address::bare(text, at) else {
                continue;
            };
            from = range.end.max(from);
            let written = text.get(range.clone()).unwrap_or("").to_owned();
            let span = prose.span(range.clone());
            spots.push(LinkRange { range, link: self.body.links.len() });
            self.body.links.push(Link::bare(written, span));
        }
        spots
    }

    fn reference(&mut self, chunk: &Chunk) {
        let start = chunk.prose.whole().start as usize;
        let written = chunk.reference.flatten().map(|(_, span)| span);
        // A label is a line above the text: `Bach et al., 2009`.
        let above = self.source.get(chunk.span.start as usize..start).unwrap_or("");
        let opens = if above.contains('\n') { chunk.span } else { chunk.prose.whole() };
        let first = self.body.links.len();
        self.links(&chunk.prose);
        let links = self.body.links.iter().skip(first);
        let urls = links.map(|link| (link.target.clone(), link.target_span)).collect();
        self.body.entries.push(ReferenceEntry {
            form: EntryForm::ListItem,
            mark: self.number.map(|number| number.to_string()),
            mark_span: written.unwrap_or(Span::at(opens.start as usize)),
            prose: chunk.prose.clone(),
            urls,
            span: Span { start: written.map_or(opens.start, |mark| mark.start), end: chunk.span.end },
        });
        self.block(BlockKind::Reference, chunk.prose.clone(), chunk.span);
    }

    fn entry(&mut self, chunk: &Chunk, mark: Option<(u32, Range<usize>)>, range: Range<usize>) {
        let prose = chunk.prose.part(range.clone());
        let first = self.body.links.len();
        self.links(&prose);
        let urls =
            self.body.links.iter().skip(first).map(|link| (link.target.clone(), link.target_span)).collect();
        let text_start = chunk.prose.span(range.clone()).start as usize;
        let start =
            mark.as_ref().map_or(text_start, |(_, digits)| chunk.prose.span(digits.clone()).start as usize);
        let end =
            if range.is_empty() { chunk.span.end as usize } else { chunk.prose.span(range).end as usize };
        self.body.entries.push(ReferenceEntry {
            form: EntryForm::Spliced,
            mark_span: mark
                .as_ref()
                .map_or(Span::at(text_start), |(_, digits)| chunk.prose.span(digits.clone())),
            mark: mark.map(|(number, _)| number.to_string()),
            prose,
            urls,
            span: Span::new(start, end),
        });
    }
}

/// Where the name after the number of a heading begins.
fn numbering(text: &str) -> usize {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = text.get(digits..).unwrap_or("");
    let rest = behind.strip_prefix(['.', ')']).unwrap_or(behind);
    let name = rest.trim_start();
    let numbered = (1..=2).contains(&digits) && rest.len() < behind.len() && name.len() < rest.len();
    if numbered && name.starts_with(char::is_alphabetic) { text.len() - name.len() } else { 0 }
}

/// The lines of a table of contents in a chunk, from a byte of its text on.
fn entries(chunk: &Chunk, from: usize) -> Vec<ContentsEntry> {
    let mut entries = Vec::new();
    let mut start = from;
    for part in chunk.text().get(from..).unwrap_or("").split(is_separator) {
        let bare = part.trim();
        let begin = start + part.len() - part.trim_start().len();
        let separator = chunk.text().get(start + part.len()..).and_then(|rest| rest.chars().next());
        start += part.len() + separator.map_or(0, char::len_utf8);
        if !bare.is_empty() {
            entries.push(ContentsEntry {
                text: one_line(bare),
                span: chunk.prose.span(begin..begin + bare.len()),
                link: None,
            });
        }
    }
    entries
}

/// Whether it is what is between the entries of a table of contents in one line.
fn is_separator(c: char) -> bool {
    matches!(c, '|' | '•' | '·' | '\n')
}

fn citation(form: CitationForm, number: u32, span: Span, group: Span) -> Citation {
    Citation { form, key: number.to_string(), span, group }
}

/// A prose without some of its parts, in order.
fn without(prose: &Prose, cut: &[Range<usize>]) -> Prose {
    if cut.is_empty() {
        return prose.clone();
    }
    let mut kept = Prose::default();
    let mut from = 0;
    for part in cut {
        kept.push_part(prose, from..part.start.max(from));
        from = part.end.max(from);
    }
    kept.push_part(prose, from..prose.len());
    let end = kept.text().trim_end().len();
    let start = kept.text().len() - kept.text().trim_start().len();
    kept.part(start.min(end)..end)
}

/// The causes of a text. The last ends where the text closes the list: `Other causes of a neck
/// spasm are possible.`
fn causes(body: &Body, end: usize) -> Vec<CauseSection> {
    let mut causes = outline::causes(&body.headings, end);
    for cause in &mut causes {
        let first = body.blocks.partition_point(|block| block.span.start < cause.span.start);
        let within = body.blocks.iter().skip(first).take_while(|block| block.span.start < cause.span.end);
        let closing = within
            .filter(|block| block.kind == BlockKind::Paragraph)
            .find(|block| closes_causes(block.prose.text()));
        if let Some(closing) = closing {
            cause.span = Span::new(cause.span.start as usize, closing.span.start as usize);
        }
    }
    causes
}

/// Whether a paragraph is about all other causes.
fn closes_causes(text: &str) -> bool {
    [
        "Other causes",
        "Other possible causes",
        "There are other",
        "Many other",
        "Less common causes",
        "Sometimes the cause",
        "In some cases, the cause",
        "In rare cases, the cause",
        "In many cases, the cause",
    ]
    .iter()
    .any(|opening| text.starts_with(opening))
}

/// Says where the last heading of the causes may as well be a section of its own: `Medications`
/// after eight causes is a ninth, or the treatment.
fn ambiguous_causes(body: &mut Body) {
    const EITHER: [&str; 12] = [
        "medications",
        "medication",
        "medicines",
        "medicine",
        "exercise",
        "exercises",
        "surgery",
        "therapy",
        "rest",
        "diet",
        "posture",
        "stretching",
    ];
    let Some(last) = body.causes.last() else {
        return;
    };
    let Some(heading) = body.headings.get(last.heading) else {
        return;
    };
    if EITHER.contains(&fold_entry(&heading.text).as_str()) {
        body.problems.push(
            Problem::new(
                ProblemKind::Ambiguous,
                heading.text_span,
                format!("“{}” may be the last of the causes or a section of its own", heading.text),
            )
            .help("It was read as a cause. A heading such as Treatment above it would end the causes."),
        );
    }
}
