//! What each chunk is: what can be seen of it, the decision, and what that makes of it.

mod around;
mod cards;
mod lists;
mod masthead;
mod people;
mod series;
mod title;

use std::collections::HashSet;
use std::ops::Range;

use super::cue::{glued_button, is_button, is_page_heading, is_question_mark, labelled};
use super::feature::{Feature, Features};
use super::line::{Chunk, Manner};
use super::look;
use super::role::{self, LineRole};
use super::shape::{self, HeadingGuess};
use crate::base::date::{self, PartialDate, SlashOrder};
use crate::base::problem::{Problem, ProblemKind};
use crate::base::span::Span;
use crate::page::body::Bio;
use crate::page::byline::{self, Said};
use crate::page::outline::fold_entry;
use crate::page::see::{Passage, Reading, see_lines};

/// What a chunk is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// The title of the page.
    Title,
    /// A heading.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// An item of a list of references.
    Reference,
    /// The heading of a list of references.
    References,
    /// A line that names people or dates.
    Said(Said),
    /// A description of a person.
    Bio(Bio),
    /// The words above a table of contents; entries that are in the same line are theirs.
    Contents,
    /// A line of a table of contents.
    Entry,
    /// The words above a list of pages, such as `Learn more:`.
    Lead,
    /// A page in such a list, with the bytes of its lead.
    Page(Span),
    /// A page after a label in its own line, `Read more: Gout and Your Kidneys`, with the end of the label
    /// and the bytes of the name.
    Labelled(usize, Range<usize>),
    /// A page that a button leads to: the bytes of the button, and of the name in the text.
    CallOut(Span, Range<usize>),
    /// What says nothing of its own: such a button, a line of the site, a heading that was pasted twice.
    Nothing,
}

/// What was decided of the chunks of a text.
#[derive(Debug, Default)]
pub(super) struct Decision {
    pub(super) kinds: Vec<Kind>,
    pub(super) roles: Vec<LineRole>,
    pub(super) features: Vec<Features>,
    /// Days that nothing labels.
    pub(super) undated: Vec<(PartialDate, Span)>,
}

/// Decides what every chunk is.
pub(super) fn decide(
    chunks: &[Chunk],
    headings: &HashSet<u32>,
    manner: &Manner,
    reading: &Reading,
    order: SlashOrder,
    problems: &mut Vec<Problem>,
) -> Decision {
    let sorter = Sorter::looking(chunks, headings, manner, reading, order);
    let features = sorter.features();
    let roles = role::decide(&features, |nth, role| sorter.may(nth, role), follows);
    let kinds = sorter.kinds(&roles, problems);
    let undated = sorter.undated(&roles, problems);
    Decision { kinds, roles, features, undated }
}

/// The features of every chunk and the roles that it can have, for those who learn weights.
pub(super) fn choices(
    chunks: &[Chunk],
    headings: &HashSet<u32>,
    manner: &Manner,
    reading: &Reading,
    order: SlashOrder,
) -> Vec<(Features, Vec<LineRole>)> {
    let sorter = Sorter::looking(chunks, headings, manner, reading, order);
    let may = |nth: usize| LineRole::ALL.iter().copied().filter(|role| sorter.may(nth, *role)).collect();
    sorter.features().into_iter().enumerate().map(|(nth, features)| (features, may(nth))).collect()
}

/// What was seen of a chunk, beside its features.
#[derive(Clone, Debug, Default)]
struct Seen {
    features: Features,
    look: Option<HeadingGuess>,
    said: Option<Said>,
    bio: Option<Bio>,
    day: Option<PartialDate>,
    /// Whether nothing says what the people did whom it names.
    unlabelled: bool,
    labelled: Option<(usize, Range<usize>)>,
    /// The name in a text above a button, or the name and the button in one line.
    called: Option<(Range<usize>, Option<Range<usize>>)>,
    /// The lead of the list of pages that it is in.
    lead: Option<usize>,
    /// Whether it only parts the pages of that list.
    stub: bool,
    /// Short lines, told as [`fold_entry`] tells them.
    folded: String,
}

struct Sorter<'a> {
    chunks: &'a [Chunk],
    /// The first bytes of the headings of lists of references.
    headings: &'a HashSet<u32>,
    manner: &'a Manner,
    reading: &'a Reading,
    order: SlashOrder,
    seen: Vec<Seen>,
    /// The lines of the table of contents, told as [`fold_entry`] tells them.
    listed: HashSet<String>,
    /// The title, where other lines are above it.
    title: Option<usize>,
    /// Words of short lines that the page also writes with a small letter.
    common: HashSet<String>,
}

/// Whether a role may be after another. What is recorded together stands together.
pub(super) fn follows(above: LineRole, below: LineRole) -> bool {
    use LineRole::{Button, CallOut, Contents, Entry, HeadedLead, Lead, Page, Site};
    match below {
        Button => above == CallOut,
        Page => matches!(above, Lead | HeadedLead | Page | Site),
        Entry => matches!(above, Contents | Entry | Site),
        _ => above != CallOut,
    }
}

impl<'a> Sorter<'a> {
    /// A sorter that has looked at everything.
    fn looking(
        chunks: &'a [Chunk],
        headings: &'a HashSet<u32>,
        manner: &'a Manner,
        reading: &'a Reading,
        order: SlashOrder,
    ) -> Sorter<'a> {
        let seen = vec![Seen::default(); chunks.len()];
        let mut sorter = Sorter {
            chunks,
            headings,
            manner,
            reading,
            order,
            seen,
            listed: HashSet::new(),
            title: None,
            common: HashSet::new(),
        };
        sorter.look();
        sorter.names();
        sorter.people();
        sorter.contents();
        sorter.pages();
        sorter.neighbours();
        sorter.surroundings();
        sorter
    }

    fn features(&self) -> Vec<Features> {
        self.seen.iter().map(|seen| seen.features).collect()
    }
}

impl Sorter<'_> {
    fn text(&self, nth: usize) -> &str {
        self.chunks.get(nth).map_or("", Chunk::text)
    }

    fn has(&self, nth: usize, feature: Feature) -> bool {
        self.seen.get(nth).is_some_and(|seen| seen.features.has(feature))
    }

    /// Whether a chunk names people who made the page.
    fn names_people(&self, nth: usize) -> bool {
        self.said(nth).is_some_and(|said| !said.bylines.is_empty())
    }

    /// Whether a chunk has a day on which something was done to the page, or one that nothing labels.
    fn names_days(&self, nth: usize) -> bool {
        self.has(nth, Feature::BareDay) || self.said(nth).is_some_and(|said| !said.dates.is_empty())
    }

    fn said(&self, nth: usize) -> Option<&Said> {
        self.seen.get(nth)?.said.as_ref()
    }

    fn add(&mut self, nth: usize, feature: Feature, there: bool) {
        if let Some(seen) = self.seen.get_mut(nth) {
            seen.features.add(feature, there);
        }
    }

    /// Whether a chunk is text of the page that may be of any role.
    fn is_open(&self, nth: usize) -> bool {
        let taken = [
            Feature::Site,
            Feature::Reference,
            Feature::ReferencesHeading,
            Feature::Says,
            Feature::Label,
            Feature::Value,
        ];
        nth < self.chunks.len() && !taken.into_iter().any(|feature| self.has(nth, feature))
    }

    /// The next chunk that belongs to the page and says something of its own.
    fn below(&self, nth: usize) -> Option<usize> {
        (nth + 1..self.chunks.len())
            .take(30)
            .find(|nth| !self.has(*nth, Feature::Site) && !self.has(*nth, Feature::SaysSameAbove))
    }

    fn above(&self, nth: usize) -> Option<usize> {
        (nth.saturating_sub(30)..nth)
            .rev()
            .find(|nth| !self.has(*nth, Feature::Site) && !self.has(*nth, Feature::SaysSameAbove))
    }

    /// What each chunk looks like alone.
    fn look(&mut self) {
        for (nth, chunk) in self.chunks.iter().enumerate() {
            let Some(seen) = self.seen.get_mut(nth) else { break };
            let features = &mut seen.features;
            if chunk.site {
                features.add(Feature::Site, true);
                continue;
            }
            if chunk.reference.is_some() {
                features.add(Feature::Reference, true);
                continue;
            }
            if self.headings.contains(&chunk.span.start) {
                features.add(Feature::ReferencesHeading, true);
            }
            let text = chunk.text();
            let length = text.len();
            seen.look = Some(look::features_of(chunk, features, self.manner));
            if length <= 120 {
                seen.folded = fold_entry(text);
                features.add(Feature::Button, is_button(text));
                features.add(Feature::ListLead, shape::is_list_lead(text));
                features.add(Feature::PageHeading, is_page_heading(text));
                features.add(Feature::QuestionLabel, is_question_mark(text));
            }
            let is_day = length < 40 && chunk.is_line();
            seen.day = is_day.then(|| date::written_any(text.trim_end_matches('.'), self.order)).flatten();
            seen.day = seen.day.filter(|day| day.day().is_some());
            seen.features.add(Feature::BareDay, seen.day.is_some());
            seen.called = glued_button(text).map(|(name, button)| (name, Some(button)));
            if length < 300 {
                seen.labelled = labelled(text);
            }
        }
        for nth in 0..self.chunks.len() {
            if !self.is_open(nth) || self.text(nth).len() > 600 {
                continue;
            }
            let (lead, found) = self.see_lines(nth);
            self.add(nth, Feature::SeeLead, lead);
            self.add(nth, Feature::SeeLine, found);
            let labelled = !found && self.seen.get(nth).is_some_and(|seen| seen.labelled.is_some());
            self.add(nth, Feature::LabelledPage, labelled);
            // `CAUSES`, and below it `Causes`.
            let same = nth.checked_sub(1).is_some_and(|above| {
                let (Some(above), Some(here)) = (self.seen.get(above), self.seen.get(nth)) else {
                    return false;
                };
                !here.folded.is_empty() && above.folded == here.folded && !above.features.has(Feature::Site)
            });
            self.add(nth, Feature::SaysSameAbove, same);
        }
    }

    /// What is above and below.
    fn neighbours(&mut self) {
        let mut begun = 0_usize;
        let title = self.title_below_menu();
        self.title = title;
        let mut numbered_lists = Vec::new();
        for nth in 0..self.chunks.len() {
            let Some(chunk) = self.chunks.get(nth).filter(|_| !self.has(nth, Feature::Site)) else {
                continue;
            };
            let listed = self
                .seen
                .get(nth)
                .is_some_and(|seen| !seen.folded.is_empty() && self.listed.contains(&seen.folded));
            let mut features = self.seen.get(nth).map(|seen| seen.features).unwrap_or_default();
            features.add(Feature::InContents, listed && !features.has(Feature::ContentsLine));
            features.add(Feature::First, title.map_or(begun == 0, |title| nth == title));
            let above_title = title.is_some_and(|title| nth < title);
            let kicker = title.is_none() && begun == 0 && self.is_kicker(nth);
            features.add(Feature::Kicker, above_title || kicker);
            features.add(Feature::NearTop, begun > 0 && begun < 4);
            if self.manner.gaps {
                features.add(Feature::ApartAbove, chunk.opens);
                features.add(Feature::ApartBelow, chunk.closes);
                let below_heading = nth > 0 && self.has(nth - 1, Feature::UsualHeading);
                features.add(Feature::TightAbove, !chunk.opens && !below_heading);
                features.add(Feature::TightBelow, !chunk.closes);
            }
            // Where blank lines are few they stand above headings.
            features.add(Feature::BeginsBlock, nth > 0 && chunk.opens && !chunk.closes && chunk.is_line());
            if let Some(above) = self.above(nth) {
                let text = self.text(above);
                let leads_in = self.has(above, Feature::LeadsIn);
                features.add(Feature::AboveLeadsIn, leads_in);
                features.add(Feature::AboveSentence, text.ends_with(['.', '!', '”']) && text.len() > 40);
                let short = self.has(above, Feature::Short) && !text.ends_with(['.', ':', '?', '!']);
                features.add(Feature::AboveShort, short);
                if features.has(Feature::Numbered) && self.has(above, Feature::Numbered) {
                    features.add(Feature::NumberedAmongLines, true);
                }
                if features.has(Feature::EndsInQuestion)
                    && self.has(above, Feature::EndsInQuestion)
                    && !self.has(above, Feature::First)
                {
                    features.add(Feature::QuestionAboveQuestion, true);
                }
            }
            match self.below(nth) {
                None => features.add(Feature::NothingBelow, true),
                Some(below) if !self.is_open(below) || self.has(below, Feature::BareDay) => {
                    features.add(Feature::BelowOther, true);
                }
                Some(below) => {
                    let text = self.text(below);
                    let bullet = self.chunks.get(below).is_some_and(|chunk| chunk.bullet);
                    let leads_in = self.has(below, Feature::LeadsIn);
                    let paragraph = text.len() > 110 || self.has(below, Feature::Sentences);
                    let sentence = !paragraph
                        && (text.ends_with(['.', '!'])
                            || (self.has(below, Feature::EndsInStop)
                                && self.has(below, Feature::EndsInMark)))
                        && (self.manner.gaps || !self.has(below, Feature::FewWordsAndStop));
                    let question = self.has(below, Feature::EndsInQuestion);
                    features.add(Feature::BelowBullet, bullet);
                    features.add(Feature::BelowLeadsIn, !bullet && leads_in);
                    features.add(Feature::BelowParagraph, !bullet && !leads_in && paragraph);
                    features.add(Feature::BelowSentence, !bullet && !leads_in && sentence);
                    features.add(Feature::BelowQuestion, question);
                    features.add(Feature::BelowShort, !bullet && !leads_in && !paragraph && !sentence);
                    if features.has(Feature::Numbered) {
                        if self.has(below, Feature::Numbered) {
                            features.add(Feature::NumberedAmongLines, true);
                        } else if paragraph || sentence || leads_in {
                            numbered_lists.push(nth);
                        }
                    }
                    if features.has(Feature::EndsInQuestion) && question && begun > 0 {
                        features.add(Feature::QuestionAboveQuestion, true);
                    }
                }
            }
            features.add(Feature::ShortRun, self.is_short_run(nth));
            let prose_below = features.has(Feature::BelowParagraph) || features.has(Feature::BelowSentence);
            features.add(
                Feature::AloneBelowLead,
                features.has(Feature::AboveLeadsIn) && prose_below && !features.has(Feature::EndsInStop),
            );
            let plain = features.has(Feature::SentenceCase)
                && !features.has(Feature::UsualHeading)
                && !features.has(Feature::Asks);
            let list = features.has(Feature::AboveShort) && !chunk.opens;
            features.add(Feature::ListGoesOn, plain && list && features.has(Feature::LooksLikeHeading));
            let begins = !features.has(Feature::Says)
                && !features.has(Feature::Label)
                && !features.has(Feature::Value)
                && !features.has(Feature::BareDay)
                // The house is named above the title.
                && !features.has(Feature::NamesHouse)
                && !features.has(Feature::Kicker);
            begun += usize::from(begins);
            if let Some(seen) = self.seen.get_mut(nth) {
                seen.features = features;
            }
        }
        for nth in self.series() {
            self.add(nth, Feature::Series, true);
        }
        for nth in self.foot() {
            self.add(nth, Feature::Foot, true);
        }
        // One numbered line above a paragraph may be a long item; several are sections.
        if numbered_lists.len() > 1 {
            for nth in numbered_lists {
                let among = self.has(nth, Feature::NumberedAmongLines);
                self.add(nth, Feature::NumberedSections, !among);
            }
        }
    }

    /// Whether a line and the three after it are short and none is a sentence.
    fn is_short_run(&self, nth: usize) -> bool {
        (nth..nth + 4).all(|nth| {
            self.has(nth, Feature::Short)
                && !self.has(nth, Feature::EndsInStop)
                && !self.has(nth, Feature::EndsInColon)
                && !self.has(nth, Feature::UsualHeading)
                && (nth == 0 || self.chunks.get(nth).is_some_and(|chunk| !chunk.opens || !self.manner.gaps))
        })
    }

    /// Whether a chunk can be of a role: what cannot be recorded as one is none.
    fn may(&self, nth: usize, role: LineRole) -> bool {
        let (Some(chunk), Some(seen)) = (self.chunks.get(nth), self.seen.get(nth)) else {
            return false;
        };
        let features = seen.features;
        let has = |feature: Feature| features.has(feature);
        if chunk.site {
            return role == LineRole::Site;
        }
        if chunk.part {
            return role == LineRole::Paragraph;
        }
        if chunk.reference.is_some() {
            return role == LineRole::Reference;
        }
        if has(Feature::Value) {
            return role == LineRole::SaidBelow;
        }
        if self.title == Some(nth) {
            return role == LineRole::Title;
        }
        // What stands above the title leads to other parts of the site.
        let leads =
            matches!(role, LineRole::Page | LineRole::Lead | LineRole::HeadedLead | LineRole::Labelled);
        if leads && self.title.is_some_and(|title| nth < title) {
            return false;
        }
        // `3. Be patient.` above its text
        let counted = has(Feature::NumberedSections) && has(Feature::Short);
        let named =
            has(Feature::InContents) || has(Feature::QuestionLabel) || has(Feature::Series) || counted;
        let no_heading = seen.look == Some(HeadingGuess::No) && !named;
        match role {
            LineRole::Title => {
                has(Feature::First)
                    && !no_heading
                    && !has(Feature::ReferencesHeading)
                    && !has(Feature::NothingBelow)
            }
            LineRole::Deck => has(Feature::NearTop),
            LineRole::Heading => (!no_heading || has(Feature::Underlined)) && !has(Feature::ContentsLine),
            LineRole::Paragraph => true,
            // An item of a bulleted list of pages is a page.
            LineRole::Item => {
                !has(Feature::ReferencesHeading) && (seen.lead.is_none() || seen.stub || !chunk.bullet)
            }
            LineRole::LeadIn => has(Feature::EndsInColon) && !has(Feature::ReferencesHeading),
            LineRole::Lead => (has(Feature::ListLead) || has(Feature::SeeLead)) && self.leads_to_page(nth),
            LineRole::HeadedLead => has(Feature::PageHeading) && self.leads_to_page(nth),
            LineRole::Page => seen.lead.is_some(),
            LineRole::Labelled => has(Feature::LabelledPage),
            LineRole::CallOut => has(Feature::AboveButton),
            LineRole::Button => has(Feature::Button),
            LineRole::References => has(Feature::ReferencesHeading),
            LineRole::Said => seen.said.is_some(),
            LineRole::SaidBelow | LineRole::Reference | LineRole::Site => false,
            LineRole::Day => seen.day.is_some(),
            LineRole::Bio => seen.bio.is_some(),
            LineRole::Contents => has(Feature::AnnouncesContents),
            LineRole::Entry => has(Feature::ContentsLine),
            LineRole::Repeat => has(Feature::SaysSameAbove),
        }
    }

    fn leads_to_page(&self, nth: usize) -> bool {
        self.seen.get(nth + 1).is_some_and(|below| below.lead == Some(nth))
    }

    /// What the roles make of the chunks.
    fn kinds(&self, roles: &[LineRole], problems: &mut Vec<Problem>) -> Vec<Kind> {
        let mut title: Option<&str> = None;
        let mut kinds = Vec::with_capacity(roles.len());
        for (nth, role) in roles.iter().enumerate() {
            let (Some(chunk), Some(seen)) = (self.chunks.get(nth), self.seen.get(nth)) else {
                break;
            };
            let kind = match role {
                LineRole::Title => {
                    title = Some(&seen.folded);
                    Kind::Title
                }
                // Pages repeat their title above the text.
                LineRole::Heading if title == Some(seen.folded.as_str()) && !seen.folded.is_empty() => {
                    Kind::Nothing
                }
                LineRole::Heading => Kind::Heading,
                LineRole::Deck | LineRole::Paragraph | LineRole::LeadIn | LineRole::Day => {
                    self.doubts(nth, *role, problems);
                    glued_call(seen, chunk).unwrap_or(Kind::Paragraph)
                }
                LineRole::Item => glued_call(seen, chunk).unwrap_or(Kind::Item),
                LineRole::Lead => Kind::Lead,
                LineRole::HeadedLead => Kind::Heading,
                LineRole::Page if seen.stub => Kind::Item,
                LineRole::Page => {
                    let lead = seen.lead.and_then(|lead| self.chunks.get(lead));
                    lead.map_or(Kind::Item, |lead| {
                        Kind::Page(lead.prose.span(0..lead.text().trim_end_matches(':').len()))
                    })
                }
                LineRole::Labelled => {
                    seen.labelled.clone().map_or(Kind::Paragraph, |(label, name)| Kind::Labelled(label, name))
                }
                LineRole::CallOut => {
                    let button =
                        self.chunks.get(nth + 1).map(|button| button.prose.whole()).unwrap_or_default();
                    let name = seen.called.as_ref().map_or(0..chunk.prose.len(), |(name, _)| name.clone());
                    Kind::CallOut(button, name)
                }
                LineRole::Button | LineRole::Site | LineRole::Repeat => Kind::Nothing,
                LineRole::References => Kind::References,
                LineRole::Reference => Kind::Reference,
                LineRole::Said | LineRole::SaidBelow => {
                    if seen.unlabelled {
                        problems.push(
                            Problem::new(
                                ProblemKind::Ambiguous,
                                chunk.prose.whole(),
                                "nothing says whether the people named here wrote or reviewed this page",
                            )
                            .help("They were read as its authors. Write what they did before the names, as in `Written by`."),
                        );
                    }
                    Kind::Said(seen.said.clone().unwrap_or_default())
                }
                LineRole::Bio => seen.bio.clone().map_or(Kind::Paragraph, Kind::Bio),
                LineRole::Contents => Kind::Contents,
                LineRole::Entry => Kind::Entry,
            };
            kinds.push(kind);
        }
        kinds
    }

    /// What a line that was read as text may be as well.
    fn doubts(&self, nth: usize, role: LineRole, problems: &mut Vec<Problem>) {
        let (Some(chunk), Some(seen)) = (self.chunks.get(nth), self.seen.get(nth)) else {
            return;
        };
        if seen.features.has(Feature::NamesPerson)
            && let Some(bio) = byline::named(&chunk.prose)
        {
            problems.push(
                Problem::new(
                    ProblemKind::Ambiguous,
                    bio.span,
                    format!("nothing says whether {} wrote or reviewed this page", bio.name),
                )
                .help("Write what the person did before the name, as in `Medically reviewed by`."),
            );
            return;
        }
        let sentence = seen.look == Some(HeadingGuess::Sentence)
            && matches!(role, LineRole::Paragraph | LineRole::Deck)
            && !seen.features.has(Feature::SeeLine)
            && !seen.features.has(Feature::NothingBelow);
        if sentence && chunk.opens {
            problems.push(
                Problem::new(
                    ProblemKind::Ambiguous,
                    chunk.prose.whole(),
                    "this line may be a heading or a sentence without its full stop",
                )
                .help("It was read as a sentence. Add the full stop, or shorten the line to a heading."),
            );
        }
    }

    /// The days that nothing labels.
    fn undated(&self, roles: &[LineRole], problems: &mut Vec<Problem>) -> Vec<(PartialDate, Span)> {
        let mut undated = Vec::new();
        for ((chunk, seen), role) in self.chunks.iter().zip(&self.seen).zip(roles) {
            let (Some(day), LineRole::Day) = (seen.day, role) else {
                continue;
            };
            problems.push(
                Problem::new(
                    ProblemKind::Ambiguous,
                    chunk.prose.whole(),
                    "nothing says whether the page was published, changed or reviewed on this day",
                )
                .help("Write what happened before the date, as in `Last reviewed`."),
            );
            undated.push((day, chunk.prose.whole()));
        }
        undated
    }

    /// Whether a chunk is the lead of a See line and nothing else, and whether it holds See lines.
    fn see_lines(&self, nth: usize) -> (bool, bool) {
        let Some(chunk) = self.chunks.get(nth) else {
            return (false, false);
        };
        let mut sees = Vec::new();
        let passage = Passage {
            prose: &chunk.prose,
            links: &[],
            spots: &[],
            citations: &[],
            gaps: &[],
            breaks: &[],
            bare: true,
            wraps: true,
            colons: true,
        };
        let lead = see_lines(passage, &self.reading.leads, None, &mut sees);
        (lead.is_some(), !sees.is_empty())
    }
}

/// A page that is in one line with its button: `Read more about vocal rest.Tap To Read!`
fn glued_call(seen: &Seen, chunk: &Chunk) -> Option<Kind> {
    let (name, button) = seen.called.as_ref()?;
    let button = button.as_ref()?;
    Some(Kind::CallOut(chunk.prose.span(button.clone()), name.clone()))
}
