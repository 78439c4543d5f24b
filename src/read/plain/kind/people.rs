//! Who wrote or reviewed the page, and when: the lines that say so, and descriptions of people.

use super::Sorter;
use crate::base::span::Span;
use crate::page::body::{Byline, Role};
use crate::page::byline::{self, Said};
use crate::read::plain::cue::{is_affiliations, says_reviewed};
use crate::read::plain::feature::Feature;
use crate::read::plain::line::Chunk;
use crate::read::plain::shape::HeadingGuess;

impl Sorter<'_> {
    /// Who and when.
    pub(super) fn people(&mut self) {
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
            } else if let Some((said, values)) = self.byline_below(nth, near_top) {
                let role = said.bylines.first().map(|byline| byline.role);
                let value = Said { doubtful: said.doubtful, bare: said.bare, ..Said::default() };
                self.says(nth, said, Feature::Label);
                for _ in 0..values {
                    nth += 1;
                    self.says(nth, value.clone(), Feature::Value);
                }
                nth = self.more_names(nth, role);
            } else if says_reviewed(chunk.text()) {
                self.says(nth, Said::default(), Feature::Says);
            } else if is_affiliations(chunk.text()) {
                let listed = |nth: &usize| self.text(*nth).starts_with(|c: char| c.is_ascii_digit());
                let end = (nth + 1..self.chunks.len()).find(|nth| !listed(nth)).unwrap_or(self.chunks.len());
                let said = || Said { doubtful: true, ..Said::default() };
                (nth..end).for_each(|nth| self.says(nth, said(), Feature::Says));
                nth = end - 1;
            } else if let Some(said) = self.named_below_title(nth, near_top) {
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
        self.masthead();
        self.bios();
    }

    /// Reads the names with credentials that stand below the first of a label, a line each, and returns the last line read.
    fn more_names(&mut self, mut nth: usize, role: Option<Role>) -> usize {
        while let Some(role) = role
            && let Some(chunk) = self.chunks.get(nth + 1).filter(|_| self.is_open(nth + 1))
            && let Some(mut said) = byline::names_only(&chunk.prose)
        {
            nth += 1;
            said.bylines.iter_mut().for_each(|byline| byline.role = role);
            self.says(nth, said, Feature::Says);
        }
        nth
    }

    /// The people whom the line below the first line that looks like a title names, and nothing else. Far from the top, as
    /// on a whole page with its menu, several names below a line of several words.
    fn named_below_title(&self, nth: usize, near_top: bool) -> Option<Said> {
        const TOP: usize = 6;
        const WORDS: usize = 4;
        let above = nth.checked_sub(1)?;
        if !self.is_open(above) || self.text(above).len() >= 250 {
            return None;
        }
        if nth < TOP {
            if (0..above).any(|nth| self.names_people(nth) || self.text(nth).len() > 110) {
                return None;
            }
            // A long title does not look like one: below it only several names count.
            if self.seen.get(above).is_some_and(|seen| seen.look != Some(HeadingGuess::No)) {
                return byline::names_only(&self.chunks.get(nth)?.prose);
            }
        }
        let several_words = self.text(above).split_whitespace().nth(WORDS - 1).is_some();
        let first = || !(0..above).any(|nth| self.seen.get(nth).is_some_and(|seen| seen.unlabelled));
        let said =
            (near_top && several_words).then(|| byline::names_only(&self.chunks.get(nth)?.prose))??;
        (said.bylines.len() > 1 && first()).then_some(said)
    }

    fn says(&mut self, nth: usize, said: Said, feature: Feature) {
        if let Some(seen) = self.seen.get_mut(nth) {
            seen.said = Some(said);
            seen.features.add(feature, true);
        }
    }

    /// A label and what it announces in two lines: `Medically reviewed by`, and below it the name.
    fn byline_below(&self, nth: usize, near_top: bool) -> Option<(Said, usize)> {
        let label = self.chunks.get(nth)?;
        // `Medically reviewed`, `by`, and the name, in three lines.
        let parted = self.text(nth + 1).eq_ignore_ascii_case("by") && !self.text(nth).ends_with("by");
        let values = if parted { 2 } else { 1 };
        let value = self.chunks.get(nth + values)?;
        let words = label.text().trim_end_matches(':').trim_end();
        if !label.is_line() || !value.is_line() || words.len() > 40 || words.split_whitespace().count() > 5 {
            return None;
        }
        let mut joined = label.prose.part(0..words.len());
        // `Medically reviewed`, and below it `by Amy Lee`.
        let head = value.text().get(..3);
        let by =
            head.is_some_and(|head| head.eq_ignore_ascii_case("by ")) && !words.ends_with("by") && !parted;
        // `Reviewed by our clinical team`, and below it a line with a label of its own: `Last updated: May 2024`.
        let several = value.text().contains(['|', '·', '•']);
        if (!by || several)
            && byline::line(&value.prose, 0..value.prose.len(), self.order, near_top).is_some()
        {
            return None;
        }
        let between = match (parted, by) {
            (true, _) => " by: ",
            (false, true) => " ",
            (false, false) => ": ",
        };
        joined.push(between, Span::new(joined.whole().end as usize, value.span.start as usize));
        joined.push_part(&value.prose, 0..value.prose.len());
        // `By`, `Amy Lee, DVM. Reviewed by`, and the next name: the page was broken at its links.
        let next =
            self.chunks.get(nth + values + 1).filter(|next| next.is_line() && value.text().ends_with(" by"));
        if let Some(next) = next {
            joined.push(" ", Span::new(value.span.end as usize, next.span.start as usize));
            joined.push_part(&next.prose, 0..next.prose.len());
        }
        let values = values + usize::from(next.is_some());
        Some((byline::line(&joined, 0..joined.len(), self.order, near_top)?, values))
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
        // Lines in a row that describe nobody end a part on the authors.
        const OTHERS: usize = 3;
        let mut about = false;
        let mut others = 0;
        for nth in 0..self.chunks.len() {
            if !self.is_open(nth) {
                about &= self.has(nth, Feature::Site);
                continue;
            }
            let Some(chunk) = self.chunks.get(nth) else {
                break;
            };
            if byline::announces_author(chunk.text()) {
                (about, others) = (true, 0);
                continue;
            }
            about &= others < OTHERS;
            let named = byline::named(&chunk.prose);
            let bio = named.clone().filter(|_| about).or_else(|| {
                (about || last_open.contains(&nth)).then(|| byline::bio(&chunk.prose, about)).flatten()
            });
            others = if bio.is_some() { 0 } else { others + 1 };
            if let Some(seen) = self.seen.get_mut(nth) {
                seen.features.add(Feature::DescribesPerson, bio.is_some());
                seen.features.add(Feature::NamesPerson, named.is_some_and(|bio| bio.credentials.is_some()));
                seen.bio = bio;
            }
        }
    }
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
