//! The left end of a reference: who wrote it, and a date right after.

use std::ops::Range;

use super::glued::Glued;
use super::names::{self, People};
use super::token::{TokenKind, Tokens};
use super::{Reader, words};
use crate::base::date::{self, PartialDate};
use crate::base::phrase::one_line;
use crate::biblio::reference::Field;

/// A date, `None` if the text says that there is none (`n.d.`), and its bytes.
pub(super) type Dated = (Option<PartialDate>, Range<usize>);

impl Reader<'_, '_> {
    /// Reads authors and date; the place where the title begins.
    pub(super) fn lead(&mut self) -> usize {
        let front = self.front();
        // `Robert Koch-Institut (Hrsg.)`: an organisation in front is marked as the editor.
        if front.as_ref().is_some_and(|front| front.edited && self.is_organisation(0, front.end)) {
            return self.group_before_title(front).unwrap_or(0);
        }
        self.group_before_people()
            .or_else(|| self.people_before_quotation())
            .or_else(|| self.people())
            .or_else(|| self.group_before_year())
            .or_else(|| self.group_before_title(front))
            .unwrap_or(0)
    }

    /// Reads the date that begins a reference without authors; the place where the title begins.
    pub(super) fn date_first(&mut self) -> usize {
        let to = self.tokens.len();
        let Some((date, behind)) = self.date_behind_names(0, to) else {
            return 0;
        };
        self.set_issued(Some(date));
        self.skip(behind, to)
    }

    /// Takes names that are glued to each other; the place where the title begins.
    pub(super) fn take_glued(&mut self, glued: &Glued) -> usize {
        for range in &glued.names {
            self.add_author(range.clone());
        }
        self.named = true;
        self.tokens.place_of(glued.end)
    }

    fn people(&mut self) -> Option<usize> {
        let tokens = self.tokens;
        let to = tokens.len();
        let people = names::people(tokens, 0, to)?;
        let people = self.without_short_title(&people).unwrap_or(people);
        let people = self.without_genus(people);
        let mut end = people.end;
        let mut names = people.names.clone();
        // `…, Lee K; American Heart Association.`
        if tokens.is_sign(end, ';') {
            let group_end = tokens.sentence_end(end + 1, to);
            if group_end < to && self.is_organisation(end + 1, group_end) {
                names.push((end + 1, group_end));
                end = group_end - 1;
            }
        }
        let behind_mark = behind_editor_mark(tokens, end, to);
        let mut next = behind_mark.or_else(|| behind_role(tokens, end)).unwrap_or(end);
        let date = self.date_behind_names(next, to);
        if let Some((_, behind)) = date {
            next = behind;
        }
        if !self.are_authors(&people, date.is_some() || behind_mark.is_some(), next) {
            return None;
        }
        if behind_mark.is_none() {
            self.set_authors(&names);
            self.named = people.certain;
        }
        self.set_issued(date.map(|(date, _)| date));
        Some(self.skip(next, to))
    }

    /// `RECOVERY Collaborative Group; Horby P, Lim WS, et al. …`: a group, and people who wrote for it.
    fn group_before_people(&mut self) -> Option<usize> {
        const LONGEST: usize = 16;
        let tokens = self.tokens;
        let to = tokens.len();
        let end = (1..to.min(LONGEST))
            .find(|&nth| tokens.is_one_of(nth, &[';', ',', ':', '(']) || tokens.ends_sentence(nth, to))?;
        if !tokens.is_one_of(end, &[';', ',']) || !self.is_organisation(0, end) || !self.is_name_like(0, end)
        {
            return None;
        }
        // `WHO, Geneva`, `LI X, …`: after a comma more must be sure.
        let several = |people: &People| {
            people.certain && (tokens.is_sign(end, ';') || people.et_al || people.names.len() > 2)
        };
        let is_family = !tokens.is_sign(end, ';') && (0..end).filter(|&nth| tokens.is_word(nth)).count() < 3;
        let people = names::people(tokens, end + 1, to).filter(|people| several(people) && !is_family)?;
        let date = self.date_behind_names(people.end, to);
        let next = date.as_ref().map_or(people.end, |(_, behind)| *behind);
        let next = self.skip(next, to);
        if next >= to {
            return None;
        }
        self.set_authors(&[(0, end)]);
        self.set_authors(&people.names);
        self.set_issued(date.map(|(date, _)| date));
        self.named = true;
        Some(next)
    }

    /// `MOREAU Claire, PETIT Luc, « Bains chauds », …`: names as French lists have them, before a title in guillemets.
    fn people_before_quotation(&mut self) -> Option<usize> {
        const LONGEST: usize = 30;
        let tokens = self.tokens;
        let open = (2..LONGEST)
            .find(|&nth| tokens.is_sign(nth, '«'))
            .filter(|&open| tokens.is_sign(open - 1, ','))?;
        let mut names = Vec::new();
        let mut from = 0;
        for comma in self.commas(0, open) {
            let is_family =
                tokens.word(from).chars().count() > 1 && !tokens.word(from).chars().any(char::is_lowercase);
            let is_name =
                (from..comma).all(|nth| tokens.is_capitalised(nth) || tokens.is_one_of(nth, &['.', '-']));
            if !is_family || !is_name || comma - from > 5 {
                return None;
            }
            names.push((from, comma));
            from = comma + 1;
        }
        self.set_authors(&names);
        self.named = true;
        Some(open)
    }

    /// The names without the initial of a genus that begins the title: `Lee K. S. aureus in necks.`
    fn without_genus(&self, mut people: People) -> People {
        let tokens = self.tokens;
        let end = people.end;
        let is_small = tokens.is_word(end)
            && tokens.word(end).chars().next().is_some_and(char::is_lowercase)
            && tokens.word(end).chars().count() > 3
            && !words::is_particle(tokens.word(end))
            && !words::is_editor(tokens.word(end));
        let Some(letter) =
            end.checked_sub(2).filter(|&letter| is_small && tokens.is_initial(letter) && tokens.gap(letter))
        else {
            return people;
        };
        let follows_initial = letter > 1 && tokens.is_sign(letter - 1, '.') && tokens.is_initial(letter - 2);
        if tokens.is_sign(end - 1, '.')
            && follows_initial
            && let Some(last) = people.names.last_mut()
        {
            last.1 = letter;
            people.end = letter;
        }
        people
    }

    /// The names without the title of a chapter that looks like one: `Lind R. Whiplash. In: …`.
    fn without_short_title(&self, people: &People) -> Option<People> {
        let tokens = self.tokens;
        let to = tokens.len();
        let next = self.skip(people.end, to);
        if tokens.lower(next) != "in" || !tokens.is_sign(next + 1, ':') {
            return None;
        }
        let last = (0..people.end).rev().find(|&nth| tokens.is_word(nth))?;
        let stop = (1..last).rev().find(|&nth| tokens.is_sign(nth, '.'))?;
        names::people(tokens, 0, stop + 1).filter(|people| people.end >= stop)
    }

    /// Whether names at the left are the authors: `Hepatitis B` and `Neck Pain` are titles.
    fn are_authors(&self, people: &People, marked: bool, next: usize) -> bool {
        let tokens = self.tokens;
        let to = tokens.len();
        let next = self.skip(next, to);
        if next >= to {
            return false;
        }
        let several = people.names.len() > 1 && people.certain || people.et_al;
        if marked || several || tokens.is_one_of(next, &['"', '“', '«', '‘', '`']) {
            return true;
        }
        let sentences = self.sentences(next, to).len();
        if people.certain {
            // With one sentence left on a web page, a single name may be its title.
            return sentences >= 2 || !self.is_online || !tokens.is_sign(people.end, '.');
        }
        let closed = tokens.is_one_of(people.end, &['.', ':', '(']);
        if people.names.len() > 1 && !self.is_online && closed {
            return true;
        }
        // One given name and surname, neither known: a person in a list of papers and books.
        !self.is_online && (sentences >= 2 || tokens.is_sign(people.end, ','))
    }

    pub(super) fn set_authors(&mut self, names: &[(usize, usize)]) {
        let tokens = self.tokens;
        for &(from, to) in names {
            let Some(range) = tokens.range(from, to) else {
                continue;
            };
            // The stop of a last initial belongs to the name.
            let last = to.saturating_sub(1);
            let keeps_stop =
                tokens.is_sign(last, '.') && tokens.is_initial(to.saturating_sub(2)) && to > from + 2;
            let end = tokens.get(last).filter(|_| keeps_stop).map_or(range.end, |stop| stop.end);
            self.add_author(range.start..end);
        }
    }

    /// Adds the author whose name is in these bytes.
    pub(super) fn add_author(&mut self, range: Range<usize>) {
        let value = one_line(self.tokens.text.get(range.clone()).unwrap_or(""));
        self.reference.authors.push(Field::new(value.into(), range));
    }

    pub(super) fn set_issued(&mut self, date: Option<Dated>) {
        if self.reference.issued.is_none() {
            self.reference.issued = date.and_then(|(date, range)| Some(Field::new(date?, range)));
        }
    }

    /// A date right after names, and the place after it: `(2020).`, `2020.`,
    /// `(2020, January 10).`, `(n.d.).`
    pub(super) fn date_behind_names(&self, from: usize, to: usize) -> Option<(Dated, usize)> {
        let tokens = self.tokens;
        let mut at = from;
        while at < to && at < from + 2 && tokens.is_one_of(at, &[',', '.', ':', ';']) {
            at += 1;
        }
        let bracket = tokens.is_one_of(at, &['(', '[']);
        let inside = at + usize::from(bracket);
        if bracket && let Some(behind) = behind_undated(tokens, inside, to) {
            return Some(((None, 0..0), behind));
        }
        let token = tokens.get(inside)?;
        let (date, length) = date::read(tokens.text.get(token.start..)?, self.order)?;
        let date_end = token.start + length;
        let end = (inside..to)
            .find(|&nth| tokens.get(nth).is_some_and(|token| token.start >= date_end))
            .unwrap_or(to);
        let range = token.start..date_end;
        if bracket {
            // More may be in the brackets: `(2004, August)`, `(1998/2002)`.
            let close = (end..to.min(end + 6)).find(|&nth| tokens.is_one_of(nth, &[')', ']']))?;
            return Some(((Some(date), range), close + 1));
        }
        let is_year = matches!(date, PartialDate::Year(year) if (1500..=2100).contains(&year));
        let closed = tokens.is_one_of(end, &['.', ',', ':']) || end >= to;
        let stop_before = at > from || from.checked_sub(1).is_some_and(|before| tokens.is_sign(before, '.'));
        let before_title = tokens.is_capitalised(end) && tokens.gap(end);
        // `Foundation. 2013 guideline`, `et al. 2013 guideline. Circulation. 2013;128`: a year without a stop begins the
        // title where another one is that of the work.
        let begins_title =
            || !closed && super::locator::Locator::of_article(tokens, end, to, self.order).issued.is_some();
        let fits = (closed || is_year && at == from && (stop_before || before_title))
            && !tokens.is_sign(end, ';')
            && !begins_title();
        fits.then_some(((Some(date), range), end))
    }

    /// `World Health Organization. (2020). Title.`, or `Title of page. (2020). Publisher.`
    fn group_before_year(&mut self) -> Option<usize> {
        let tokens = self.tokens;
        let to = tokens.len();
        let open = (1..to.min(60))
            .find(|&nth| tokens.is_sign(nth, '(') && self.date_behind_names(nth, to).is_some())?;
        let stop_before = tokens.is_sign(open - 1, '.');
        let group_end = open - usize::from(stop_before);
        let (date, next) = self.date_behind_names(open, to)?;
        let is_sentence = self.sentences(0, group_end).len() == 1;
        let stop_behind = tokens.is_one_of(next, &['.', ',', ':']);
        let quoted = tokens.is_one_of(0, &['"', '“', '«', '‘', '`']);
        let behind = self.skip(next, to);
        let field = self.field(0, group_end)?;
        if !is_sentence || quoted || behind >= to {
            return None;
        }
        let is_group = self.is_organisation(0, group_end)
            || self.sentences(behind, to).len() >= 2 && !stop_before
            || (stop_before || !stop_behind) && self.wrote_before_year(group_end, behind);
        let begins_title = tokens.is_capitalised(behind) || opens_quote(tokens.kind(behind));
        if is_group && group_end <= 24 && (stop_behind || begins_title) {
            self.set_authors(&[(0, group_end)]);
            self.grouped = true;
        } else if stop_before && stop_behind {
            self.reference.title = Some(field);
        } else {
            return None;
        }
        self.set_issued(Some(date));
        Some(behind)
    }
}

/// After `, eds.`, `(Ed.)`, `, editors` or `(a cura di)` after names.
pub(super) fn behind_editor_mark(tokens: &Tokens<'_>, from: usize, to: usize) -> Option<usize> {
    let mut at = from;
    while at < to && at < from + 3 && tokens.is_one_of(at, &[',', '(', '[', '.']) {
        at += 1;
    }
    let is_mark =
        words::is_editor(&tokens.lower(at)) || tokens.lower(at) == "a" && tokens.lower(at + 1) == "cura";
    if at >= to || !is_mark {
        return None;
    }
    if tokens.lower(at) == "a" {
        at += 2;
    }
    at += 1;
    while at < to && tokens.is_one_of(at, &['.', ')', ']', ',', ':']) && !tokens.gap(at) {
        at += 1;
    }
    Some(at)
}

/// After `(Host)` or `(Writer & Director)`, which APA puts after a name.
fn behind_role(tokens: &Tokens<'_>, from: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    // `Sand O, host.`
    let is_bare = tokens.is_sign(from, ',') && tokens.is_sign(from + 2, '.');
    if is_bare && words::is_of_roles(tokens.word(from + 1)) {
        return Some(from + 3);
    }
    let open = from + usize::from(tokens.is_sign(from, ','));
    let close = (open + 2..open + LONGEST).find(|&nth| tokens.is_sign(nth, ')'))?;
    let is_role = tokens.is_sign(open, '(') && words::is_of_roles(&tokens.lower(open + 1));
    is_role.then(|| close + 1 + usize::from(tokens.is_sign(close + 1, '.')))
}

/// After `n.d.)`, `in press)`, `forthcoming)`.
pub(super) fn behind_undated(tokens: &Tokens<'_>, from: usize, to: usize) -> Option<usize> {
    let close = (from..to.min(from + 6)).find(|&nth| tokens.is_one_of(nth, &[')', ']']))?;
    let words = [tokens.lower(from), tokens.lower(from + 1), tokens.lower(from + 2)];
    let undated = matches!(
        words.each_ref().map(String::as_str),
        ["n", _, "d"]
            | ["in", "press", _]
            | ["nd" | "forthcoming" | "accepted" | "submitted" | "unpublished" | "undated", ..]
    );
    undated.then_some(close + 1)
}

/// Whether a sign opens a quotation.
pub(super) fn opens_quote(kind: Option<TokenKind>) -> bool {
    matches!(kind, Some(TokenKind::Sign('"' | '“' | '„' | '«' | '‘' | '`')))
}
