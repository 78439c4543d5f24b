//! Lists of the parts of the page, and lists of other pages.

use std::collections::HashMap;

use super::Sorter;
use crate::page::byline;
use crate::page::outline;
use crate::page::outline::fold_entry;
use crate::page::see::names_a_page;
use crate::read::plain::cue::{called_name, is_button, is_loud, is_title_case};
use crate::read::plain::feature::Feature;
use crate::read::plain::shape::{self, HeadingGuess};

impl Sorter<'_> {
    /// The table of contents: its words, and the lines below that name headings further down.
    pub(super) fn contents(&mut self) {
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
    pub(super) fn pages(&mut self) {
        let text = self.chunks.iter().position(|chunk| chunk.text().len() > 100).unwrap_or(self.chunks.len());
        for nth in 0..self.chunks.len() {
            if self.has(nth, Feature::Button) {
                self.call_out(nth);
            }
            let leads = [Feature::ListLead, Feature::SeeLead, Feature::PageHeading];
            // `Learn More` in a table of contents leads to a part of the page.
            if self.is_open(nth)
                && self.seen.get(nth).is_some_and(|seen| seen.lead.is_none())
                && !self.has(nth, Feature::ContentsLine)
                && leads.into_iter().any(|feature| self.has(nth, feature))
            {
                self.page_list(nth, text);
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

    /// The list of pages below a lead. Lists with lines about each page are below the first `text` of the page: menus have
    /// days and topics as well.
    fn page_list(&mut self, lead: usize, text: usize) {
        let Some(opening) = self.chunks.get(lead) else {
            return;
        };
        let is_lead = self.has(lead, Feature::ListLead);
        if let Some(cards) = (is_lead && lead > text).then(|| self.cards(lead)).flatten() {
            for (nth, stub) in
                cards.pages.iter().map(|nth| (nth, false)).chain(cards.notes.iter().map(|nth| (nth, true)))
            {
                self.in_list(*nth, lead, stub);
            }
            return;
        }
        let mut together = !opening.closes;
        // A list that follows its lead without an empty line ends at the first one.
        let ends_at_gap = together;
        let heading = self.has(lead, Feature::PageHeading);
        let listed_lines = if is_lead { self.lines_like_titles(lead) } else { 0 };
        let mut pages = Vec::new();
        let mut stubs = Vec::new();
        for below in lead + 1..self.chunks.len() {
            let Some(chunk) = self.chunks.get(below) else {
                break;
            };
            let text = chunk.text();
            // A part of the site among pages: `CONDITIONS`, `PARENTS`.
            if !pages.is_empty() && chunk.site {
                continue;
            }
            // `Read more`, `about sleep`: the lead goes on.
            if is_lead && below == lead + 1 && goes_on_with_lead(text) {
                stubs.push(below);
                continue;
            }
            if self.is_open(below) && is_rubric(text) && !chunk.opens {
                stubs.push(below);
                continue;
            }
            // `35 mins`, who wrote it, when: what some pages of a list have below them.
            if is_lead && !pages.is_empty() && !chunk.opens && !is_button(text) && self.is_note(below) {
                stubs.push(below);
                continue;
            }
            let page = self.is_open(below)
                && !byline::announces_author(text)
                && !self.has(below, Feature::UsualHeading)
                && !self.has(below, Feature::PageHeading)
                && (!self.has(below, Feature::ListLead) || is_button(text))
                && !self.has(below, Feature::BareDay)
                && chunk.is_line()
                && may_name_page(text)
                && !text.starts_with("By ")
                && !text.starts_with("View ")
                && (shape::heading_look(text) == HeadingGuess::Heading
                    || below <= lead + listed_lines
                    || (is_lead
                        && is_title_case(text)
                        && shape::heading_look(text) == HeadingGuess::Sentence));
            // A page that is alone between empty lines, with a paragraph below, is the next heading.
            let next = self.chunks.get(below + 1);
            let prose_below = next.is_some_and(|next| {
                !next.site
                    && (next.text().len() > 120 || next.text().ends_with('.') || next.text().contains(". "))
            });
            let headed = (chunk.closes || heading || !self.manner.gaps) && prose_below;
            let listed = chunk.bullet
                || (together && !(heading && headed))
                || (!headed && !ends_at_gap)
                || (pages.len() > 1 && below <= lead + listed_lines && !chunk.opens);
            if !page || !listed {
                break;
            }
            pages.push(below);
            together = together && !chunk.closes;
        }
        let last = pages.last().copied().unwrap_or(0);
        for stub in stubs.into_iter().filter(|stub| *stub < last) {
            self.in_list(stub, lead, true);
        }
        for page in pages {
            self.in_list(page, lead, false);
        }
    }

    /// How many lines below a lead are written like titles, sentences without their stops among them; 0 of fewer than two.
    fn lines_like_titles(&self, lead: usize) -> usize {
        const LEAST: usize = 3;
        const MOST: usize = 40;
        const WORDS: usize = 3;
        let is_title = |nth: &usize| {
            let text = self.text(*nth);
            self.is_open(*nth)
                && (text.split_whitespace().count() >= WORDS || goes_on_with_lead(text))
                && may_name_page(text)
                && !text.starts_with(char::is_lowercase)
                && !self.has(*nth, Feature::UsualHeading)
        };
        let begun = usize::from(goes_on_with_lead(self.text(lead + 1)));
        let count = (lead + 1 + begun..self.chunks.len()).take(MOST).take_while(is_title).count();
        if count < LEAST { 0 } else { begun + count }
    }

    /// Puts a chunk into the list of pages below a lead. What it says of people and days is not of this page.
    fn in_list(&mut self, nth: usize, lead: usize, stub: bool) {
        if let Some(seen) = self.seen.get_mut(nth) {
            seen.lead = Some(lead);
            seen.stub = stub;
            seen.said = None;
            seen.day = None;
            for said in [Feature::Says, Feature::Label, Feature::Value, Feature::BareDay, Feature::Button] {
                seen.features.remove(said);
            }
            seen.features.add(Feature::NamesPage, true);
        }
    }
}

/// Whether a line goes on with the lead above it: `about sleep`, `on this topic`.
fn goes_on_with_lead(text: &str) -> bool {
    const WORDS: usize = 5;
    ["about ", "on ", "from ", "in ", "for ", "like ", "zu ", "über ", "sur ", "sobre ", "su "]
        .iter()
        .any(|word| text.starts_with(word))
        && text.split_whitespace().count() <= WORDS
        && !text.ends_with(['.', ':', ','])
}

/// Whether a line may be the name of a page in a list.
pub(super) fn may_name_page(text: &str) -> bool {
    text.len() <= 160 && !text.ends_with(['.', ':', ',', ';']) && names_a_page(text)
}

/// Whether a line in a list of pages is no page: a part of the site in capitals, a newsletter, a search, an offer of more.
fn is_rubric(text: &str) -> bool {
    let offers = [
        "Search ",
        "Need more",
        "View ",
        "See All",
        "See all",
        "Similar articles",
        "Associated ",
        "News from ",
        "National Institute",
    ];
    let ends = ["Newsletter", "newsletter", " Press", " Videos", " Slideshows", " Quizzes"];
    let kinds = ["Slideshow:", "Quiz:", "Video:", "Next in ", "Next In ", "Up next"];
    kinds.iter().any(|kind| text.starts_with(kind))
        || is_loud(text)
        || offers.iter().any(|offer| text.starts_with(offer))
        || ends.iter().any(|end| text.ends_with(end))
}
