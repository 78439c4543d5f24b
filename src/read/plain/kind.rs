//! What each chunk is: what can be seen of it, the decision, and what that makes of it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::cue::{
    called_name, glued_button, is_affiliations, is_banner, is_button, is_page_heading, is_question_mark,
    labelled, may_name_department, names_column, says_reviewed,
};
use super::feature::{Feature, Features};
use super::line::{Chunk, Manner};
use super::look;
use super::role::{self, LineRole};
use super::shape::{self, HeadingGuess};
use crate::base::date::{self, PartialDate, SlashOrder};
use crate::base::problem::{Problem, ProblemKind};
use crate::base::span::Span;
use crate::page::body::{Bio, Byline, Role};
use crate::page::byline::{self, Said};
use crate::page::outline;
use crate::page::outline::fold_entry;
use crate::page::see::{Passage, Reading, names_a_page, see_lines};

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
        let mut sorter =
            Sorter { chunks, headings, manner, reading, order, seen, listed: HashSet::new(), title: None };
        sorter.look();
        sorter.people();
        sorter.contents();
        sorter.pages();
        sorter.neighbours();
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
            seen.day = is_day.then(|| date::written(text.trim_end_matches('.'), self.order)).flatten();
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

    /// Who and when.
    fn people(&mut self) {
        let long = self.chunks.iter().position(|chunk| chunk.text().len() > 300).unwrap_or(self.chunks.len());
        let mut nth = 0;
        while nth < self.chunks.len() {
            let Some(chunk) = self.chunks.get(nth).filter(|_| self.is_open(nth)) else {
                nth += 1;
                continue;
            };
            let near_top = nth <= long.max(6);
            if let Some(mut said) = byline::line(&chunk.prose, 0..chunk.prose.len(), self.order, near_top) {
                // A page that names the day of its review, and below it who updated it, names who reviewed it.
                let reviewed = nth > 0 && self.text(nth - 1).starts_with("Review Date");
                if reviewed && chunk.text().starts_with("Updated by") {
                    let authors = said.bylines.iter_mut().filter(|byline| byline.role == Role::Author);
                    authors.for_each(|byline| byline.role = Role::Reviewer);
                }
                self.says(nth, said, Feature::Says);
            } else if let Some(said) = self.answer_from(nth) {
                self.says(nth, said, Feature::Label);
                self.says(nth + 1, Said::default(), Feature::Value);
                nth += 1;
            } else if let Some(said) = self.byline_below(nth, near_top) {
                let value = Said { doubtful: said.doubtful, bare: said.bare, ..Said::default() };
                self.says(nth, said, Feature::Label);
                self.says(nth + 1, value, Feature::Value);
                nth += 1;
            } else if says_reviewed(chunk.text()) {
                self.says(nth, Said::default(), Feature::Says);
            } else if is_affiliations(chunk.text()) {
                let listed = |nth: &usize| self.text(*nth).starts_with(|c: char| c.is_ascii_digit());
                let end = (nth + 1..self.chunks.len()).find(|nth| !listed(nth)).unwrap_or(self.chunks.len());
                let said = || Said { doubtful: true, ..Said::default() };
                (nth..end).for_each(|nth| self.says(nth, said(), Feature::Says));
                nth = end - 1;
            } else if let Some(said) = self.named_below_title(nth) {
                // `Gareth Oldroyd, MD; Susan Vale, NP`, right below the title.
                if let Some(seen) = self.seen.get_mut(nth) {
                    seen.unlabelled = true;
                }
                self.says(nth, said, Feature::Says);
            } else if nth > 0 && self.has(nth - 1, Feature::Says) && is_job(chunk) {
                // `Written by Lena Mortensen`, and below it what she is.
                self.says(nth, Said { doubtful: true, ..Said::default() }, Feature::Says);
            }
            nth += 1;
        }
        self.bios();
    }

    /// The people whom the line below the first line that looks like a title names, and nothing else.
    fn named_below_title(&self, nth: usize) -> Option<Said> {
        const TOP: usize = 6;
        let above = nth.checked_sub(1).filter(|_| nth < TOP)?;
        let is_title = self.is_open(above)
            && self.seen.get(above).is_some_and(|seen| seen.look == Some(HeadingGuess::Heading));
        let first = !(0..nth).any(|nth| self.has(nth, Feature::Says) || self.text(nth).len() > 110);
        (is_title && first).then(|| byline::names_only(&self.chunks.get(nth)?.prose))?
    }

    fn says(&mut self, nth: usize, said: Said, feature: Feature) {
        if let Some(seen) = self.seen.get_mut(nth) {
            seen.said = Some(said);
            seen.features.add(feature, true);
        }
    }

    /// A label and what it announces in two lines: `Medically reviewed by`, and below it the name.
    fn byline_below(&self, nth: usize, near_top: bool) -> Option<Said> {
        let (label, value) = (self.chunks.get(nth)?, self.chunks.get(nth + 1)?);
        let words = label.text().trim_end_matches(':').trim_end();
        if !label.is_line() || !value.is_line() || words.len() > 40 || words.split_whitespace().count() > 5 {
            return None;
        }
        let mut joined = label.prose.part(0..words.len());
        // `Medically reviewed`, and below it `by Amy Lee`.
        let head = value.text().get(..3);
        let by = head.is_some_and(|head| head.eq_ignore_ascii_case("by ")) && !words.ends_with("by");
        // `Reviewed by our clinical team`, and below it a line with a label of its own: `Last updated: May 2024`.
        let several = value.text().contains(['|', '·', '•']);
        if (!by || several)
            && byline::line(&value.prose, 0..value.prose.len(), self.order, near_top).is_some()
        {
            return None;
        }
        joined.push(
            if by { " " } else { ": " },
            Span::new(joined.whole().end as usize, value.span.start as usize),
        );
        joined.push_part(&value.prose, 0..value.prose.len());
        byline::line(&joined, 0..joined.len(), self.order, near_top)
    }

    /// `Answer From`, and below it the name of anyone who answers; `With`, and the name again.
    fn answer_from(&self, nth: usize) -> Option<Said> {
        let (label, value) = (self.chunks.get(nth)?, self.chunks.get(nth + 1)?);
        let words = label.text().trim_end_matches(':').to_lowercase();
        let answers = matches!(
            words.as_str(),
            "answer from"
                | "answers from"
                | "with"
                | "expert answer from"
                | "answered by"
                | "interview with"
                | "q&a with"
        );
        let named = byline::named(&value.prose).filter(|_| answers && !value.opens)?;
        Some(Said {
            bylines: vec![Byline {
                role: Role::Author,
                name: named.name,
                name_span: named.name_span,
                credentials: named.credentials,
                group: false,
                span: label.prose.whole().to(value.prose.whole()),
            }],
            ..Said::default()
        })
    }

    fn bios(&mut self) {
        let last_open = (0..self.chunks.len())
            .rev()
            .filter(|nth| self.is_open(*nth) && !self.has(*nth, Feature::BareDay))
            .take(3)
            .collect::<Vec<_>>();
        let mut about = false;
        for nth in 0..self.chunks.len() {
            if !self.is_open(nth) {
                about &= self.has(nth, Feature::Site);
                continue;
            }
            let Some(chunk) = self.chunks.get(nth) else {
                break;
            };
            if byline::announces_author(chunk.text()) {
                about = true;
                continue;
            }
            let named = byline::named(&chunk.prose);
            let bio = named.clone().filter(|_| about).or_else(|| {
                (about || last_open.contains(&nth)).then(|| byline::bio(&chunk.prose, about)).flatten()
            });
            if let Some(seen) = self.seen.get_mut(nth) {
                seen.features.add(Feature::DescribesPerson, bio.is_some());
                seen.features.add(Feature::NamesPerson, named.is_some_and(|bio| bio.credentials.is_some()));
                seen.bio = bio;
            }
        }
    }

    /// The table of contents: its words, and the lines below that name headings further down.
    fn contents(&mut self) {
        self.come_again();
        let Some(nth) = (0..self.chunks.len()).find(|nth| {
            let text = self.text(*nth);
            text.len() < 200 && {
                let head = text.split_once(':').map_or(text, |(head, _)| head);
                self.is_open(*nth) && outline::announces_contents(head)
            }
        }) else {
            return;
        };
        self.add(nth, Feature::AnnouncesContents, true);
        let Some(announced) = self.chunks.get(nth) else {
            return;
        };
        if let Some((_, entries)) = announced.text().trim_end_matches(':').split_once(':') {
            self.listed.extend(entries.split(['|', '•', '·', '\n']).map(fold_entry));
            return;
        }
        let last = self.last_of_each();
        let in_one_line = self.chunks.get(nth + 1).is_some_and(|next| {
            let parts: Vec<&str> = next.text().split(['|', '•', '·']).collect();
            self.is_open(nth + 1)
                && parts.len() > 1
                && parts.iter().filter(|part| last.contains_key(fold_entry(part).as_str())).count() * 2
                    >= parts.len()
        });
        if in_one_line {
            self.add(nth + 1, Feature::ContentsLine, true);
            let listed: Vec<String> = self.text(nth + 1).split(['|', '•', '·']).map(fold_entry).collect();
            self.listed.extend(listed);
            return;
        }
        let mut entries: Vec<(usize, String)> = Vec::new();
        let mut together = !announced.closes;
        for below in nth + 1..self.chunks.len() {
            let (Some(chunk), Some(seen)) = (self.chunks.get(below), self.seen.get(below)) else {
                break;
            };
            let folded = seen.folded.as_str();
            // `View All` between the words and the list, and the words once more.
            if entries.is_empty() && (chunk.site || folded == fold_entry(announced.text())) {
                continue;
            }
            // What the list has already said is the first heading of the text.
            if entries.iter().any(|(_, entry)| entry == folded) {
                break;
            }
            let comes_again = !folded.is_empty() && last.get(folded).is_some_and(|last| *last > below);
            let short = chunk.is_line() && chunk.text().len() <= 120 && !chunk.text().ends_with('.');
            let open = self.is_open(below) || (self.has(below, Feature::ReferencesHeading) && comes_again);
            if !(open && short && (comes_again || (together && below > nth) || chunk.bullet)) {
                break;
            }
            // Without a blank line in between, the last line of the block may already be the first heading.
            if !comes_again
                && !chunk.bullet
                && !chunk.closes
                && self.chunks.get(below + 1).is_none_or(|next| next.text().len() > 120)
            {
                break;
            }
            entries.push((below, folded.to_owned()));
            together = together && !chunk.closes;
        }
        for (nth, folded) in entries {
            self.add(nth, Feature::ContentsLine, true);
            self.listed.insert(folded);
        }
    }

    /// A menu of the page that nothing announces: lines that follow each other and come again as headings.
    fn come_again(&mut self) {
        let last = self.last_of_each();
        let mut menus: Vec<usize> = Vec::new();
        let mut run: Vec<usize> = Vec::new();
        for nth in 0..=self.chunks.len() {
            let again = self.seen.get(nth).is_some_and(|seen| {
                !seen.folded.is_empty()
                    && !seen.features.has(Feature::Site)
                    && last.get(seen.folded.as_str()).is_some_and(|last| *last > nth + 1)
            });
            if again {
                run.push(nth);
                continue;
            }
            if run.len() > 2 {
                menus.extend(&run);
            }
            run.clear();
        }
        menus.extend(self.jump_links());
        menus.into_iter().for_each(|nth| self.add(nth, Feature::ComesAgain, true));
    }

    /// The short words right below the people of the page that lead to its parts: `Signs`, `Causes`, `Foods`, `Takeaway`.
    fn jump_links(&self) -> Vec<usize> {
        let body = (0..self.chunks.len()).find(|nth| self.text(*nth).len() > 110).unwrap_or(0);
        let Some(people) = (0..body).rev().find(|nth| self.has(*nth, Feature::Says)) else {
            return Vec::new();
        };
        let links: Vec<usize> = (people + 1..body).filter(|nth| self.is_open(*nth)).collect();
        let is_link = |nth: &usize| {
            let text = self.text(*nth);
            text.split_whitespace().count() < 4 && !text.ends_with(['.', ':', '!', '?'])
        };
        if links.len() > 2 && links.iter().all(is_link) { links } else { Vec::new() }
    }

    /// The last chunk that says each short text.
    fn last_of_each(&self) -> HashMap<&str, usize> {
        self.seen.iter().enumerate().map(|(nth, seen)| (seen.folded.as_str(), nth)).collect()
    }

    /// Lists of pages below `Learn more:`, and pages above a button.
    fn pages(&mut self) {
        for nth in 0..self.chunks.len() {
            if self.has(nth, Feature::Button) {
                self.call_out(nth);
            }
            let leads = [Feature::ListLead, Feature::SeeLead, Feature::PageHeading];
            // `Learn More` in a table of contents leads to a part of the page.
            if self.is_open(nth)
                && !self.has(nth, Feature::ContentsLine)
                && leads.into_iter().any(|feature| self.has(nth, feature))
            {
                self.page_list(nth);
            }
        }
    }

    /// A page and the button below it.
    fn call_out(&mut self, button: usize) {
        let Some(above) = button.checked_sub(1).filter(|above| self.is_open(*above)) else {
            return;
        };
        let Some(chunk) = self.chunks.get(above).filter(|chunk| chunk.is_line()) else {
            return;
        };
        let text = chunk.text();
        let closes = self.chunks.get(button).is_some_and(|below| {
            !below.text().ends_with(':') && (below.closes || !self.manner.gaps || below.text().ends_with('!'))
        });
        let name = called_name(text).or_else(|| {
            let named = names_a_page(text) && !text.ends_with(['.', ':', ',']) && text.len() <= 160;
            named.then_some(0..text.len())
        });
        if let (Some(name), Some(seen)) = (name.filter(|_| closes), self.seen.get_mut(above)) {
            seen.called = Some((name, None));
            seen.features.add(Feature::AboveButton, true);
        }
    }

    fn page_list(&mut self, lead: usize) {
        let Some(opening) = self.chunks.get(lead) else {
            return;
        };
        let mut together = !opening.closes;
        // A list that follows its lead without an empty line ends at the first one.
        let ends_at_gap = together;
        let heading = self.has(lead, Feature::PageHeading);
        let mut pages = Vec::new();
        for below in lead + 1..self.chunks.len() {
            let Some(chunk) = self.chunks.get(below) else {
                break;
            };
            let text = chunk.text();
            if !pages.is_empty() && chunk.site {
                continue;
            }
            let page = self.is_open(below)
                && !byline::announces_author(text)
                && !self.has(below, Feature::UsualHeading)
                && !self.has(below, Feature::PageHeading)
                && !self.has(below, Feature::BareDay)
                && chunk.is_line()
                && text.len() <= 160
                && !text.ends_with(['.', ':', ',', ';'])
                && names_a_page(text)
                && shape::heading_look(text) == HeadingGuess::Heading;
            // A page that is alone between empty lines, with a paragraph below, is the next heading.
            let next = self.chunks.get(below + 1);
            let prose_below = next.is_some_and(|next| {
                !next.site
                    && (next.text().len() > 120 || next.text().ends_with('.') || next.text().contains(". "))
            });
            let headed = (chunk.closes || heading || !self.manner.gaps) && prose_below;
            let listed = chunk.bullet || (together && !(heading && headed)) || (!headed && !ends_at_gap);
            if !page || !listed {
                break;
            }
            pages.push(below);
            together = together && !chunk.closes;
        }
        for page in pages {
            if let Some(seen) = self.seen.get_mut(page) {
                seen.lead = Some(lead);
                seen.features.add(Feature::NamesPage, true);
            }
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
                        && text.ends_with(['.', '!'])
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
            let list = features.has(Feature::AboveShort) && !features.has(Feature::ApartAbove);
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
        // One numbered line above a paragraph may be a long item; several are sections.
        if numbered_lists.len() > 1 {
            for nth in numbered_lists {
                let among = self.has(nth, Feature::NumberedAmongLines);
                self.add(nth, Feature::NumberedSections, !among);
            }
        }
    }

    /// The title, where other lines are above it: the line that is underlined as a title is, the one that the trail or the tab
    /// of the site names as well, or the one right above the people and dates of the page, where all above it are the few
    /// words of a menu or of a banner.
    fn title_below_menu(&self) -> Option<usize> {
        const TOP: usize = 20;
        let top = self.chunks.len().min(TOP);
        // The text begins with the first sentence.
        let body = (0..top).find(|nth| self.text(*nth).len() > 130).unwrap_or(top);
        if let Some(underlined) =
            (1..body).find(|nth| self.is_open(*nth) && self.has(*nth, Feature::DoubleUnderlined))
        {
            return Some(underlined);
        }
        let first = (0..body).find(|nth| self.is_open(*nth))?;
        let contents = (0..body).find(|nth| outline::announces_contents(self.text(*nth))).unwrap_or(body);
        let named =
            (first + 1..contents).filter(|nth| self.may_be_title(*nth)).find_map(|nth| self.named_above(nth));
        named.or_else(|| self.title_above_people(body)).filter(|title| *title > first)
    }

    fn may_be_title(&self, nth: usize) -> bool {
        let looks = self.seen.get(nth).and_then(|seen| seen.look.as_ref());
        let words = self.text(nth).split_whitespace().count();
        self.is_open(nth)
            && looks == Some(&HeadingGuess::Heading)
            && (1..=16).contains(&words)
            && !self.has(nth, Feature::UsualHeading)
    }

    /// The title, where a line above names the page as well: the last part of a trail, what a tab shows, or the same words
    /// twice, of which the first are the title.
    fn named_above(&self, nth: usize) -> Option<usize> {
        let text = self.text(nth);
        let above = nth.checked_sub(1)?;
        if self.text(above) == text && above > 0 {
            return Some(above);
        }
        let names = |line: &str| {
            let trail = line.strip_suffix(text).map(str::trim_end);
            let tab =
                [" | ", " - ", " – "].iter().find_map(|sign| line.split_once(sign)?.0.strip_suffix(text));
            trail.is_some_and(|trail| trail.ends_with(['>', '›', '»', '→', '/']))
                || tab.is_some_and(|date| date.len() < 24 && !date.contains(char::is_lowercase))
        };
        (0..nth).any(|above| names(self.text(above))).then_some(nth)
    }

    /// The line right above the people and dates, a deck and the words of a picture left out.
    fn title_above_people(&self, body: usize) -> Option<usize> {
        const MENU: usize = 2;
        let names = |nth: &usize| {
            let said = self.seen.get(*nth).and_then(|seen| seen.said.as_ref());
            said.is_some_and(|said| !said.bylines.is_empty() || !said.dates.is_empty())
        };
        let people = (1..body.max(1)).find(names)?;
        let below_title = |nth: &usize| {
            let text = self.text(*nth);
            !(text.ends_with('.')
                || text.ends_with(')')
                || self.has(*nth, Feature::Caption)
                || self.has(*nth, Feature::Site))
        };
        let title = (people.saturating_sub(5)..people).rev().find(below_title)?;
        let sentence = self.seen.get(title).is_some_and(|seen| seen.look == Some(HeadingGuess::Sentence));
        let fits = self.may_be_title(title) || (sentence && self.is_open(title));
        if !fits {
            return None;
        }
        let above: Vec<usize> = (0..title).filter(|nth| self.is_open(*nth)).collect();
        let few = |nth: &usize| {
            let text = self.text(*nth);
            let words = text.split_whitespace().count();
            is_banner(text) || (words <= 6 && !text.ends_with(['.', '!', '?', ':']) && !text.contains(": "))
        };
        let one = |nth: &usize| {
            let text = self.text(*nth);
            let loud = |text: &str| !text.contains(char::is_lowercase) && text.contains(char::is_alphabetic);
            is_banner(text)
                || shape::names_house(text)
                || may_name_department(text)
                || (loud(text) && !loud(self.text(title)))
        };
        let menu = above.len() >= MENU && above.iter().all(few);
        (menu || (above.len() == 1 && above.iter().all(one))).then_some(title)
    }

    /// Whether it is the name of a column above the title: `HEALTH`, and below it `Cold showers: hype or help?` The name
    /// of a department may be a title as well, unless the people of the page stand below the line after it.
    fn is_kicker(&self, nth: usize) -> bool {
        let below = nth + 1;
        let text = self.text(below);
        let longer = text.split_whitespace().count() > 2;
        let said = |nth: usize| self.seen.get(nth).is_some_and(|seen| seen.said.is_some());
        let department = || {
            may_name_department(self.text(nth))
                && !text.ends_with(['.', '!', ':', ','])
                && text.len() < 110
                && (said(below + 1) || (said(below + 2) && self.text(below + 1).len() > text.len()))
        };
        self.is_open(below) && longer && (names_column(self.text(nth)) || department())
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
        let no_heading =
            seen.look == Some(HeadingGuess::No) && !has(Feature::InContents) && !has(Feature::QuestionLabel);
        match role {
            LineRole::Title => {
                has(Feature::First)
                    && !no_heading
                    && !has(Feature::ReferencesHeading)
                    && !has(Feature::NothingBelow)
            }
            LineRole::Deck => has(Feature::NearTop),
            LineRole::Heading => !no_heading || has(Feature::Underlined),
            LineRole::Paragraph => true,
            LineRole::Item => !has(Feature::ReferencesHeading),
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

/// What a person is, in the line below the name: `Physiotherapist, University of Lowther`.
fn is_job(chunk: &Chunk) -> bool {
    let text = chunk.text();
    !chunk.opens
        && chunk.is_line()
        && text.len() < 90
        && !text.ends_with(['.', '?', ':', '!'])
        && byline::is_job(text)
}
