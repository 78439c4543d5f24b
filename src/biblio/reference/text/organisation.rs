//! An organisation in front of a title: `Versus Arthritis. Neck pain. …`

use super::host::Likeness;
use super::lead::{Dated, behind_editor_mark};
use super::locator::Locator;
use super::{Reader, known, words};

/// The first sentence, and where the next begins.
pub(super) struct Front {
    /// After the name.
    pub(super) end: usize,
    /// Where the title begins.
    next: usize,
    date: Option<Dated>,
    /// Whether the text says that it edited the work.
    pub(super) edited: bool,
}

/// The most tokens of a name.
const LONGEST: usize = 24;

impl Reader<'_, '_> {
    /// `American Heart Association. What is a stroke?`
    pub(super) fn group_before_title(&mut self, front: Option<Front>) -> Option<usize> {
        let tokens = self.tokens;
        let to = tokens.len();
        let Front { end, next, date, edited } = front?;
        let sentences = self.sentences(next, to);
        let &(title_from, title_end) = sentences.first()?;
        let is_known = self.is_organisation(0, end) && self.is_group_name(0, end)
            || self.is_site(0, end)
            || self.is_before_chapter(end, to);
        let is_group = if is_known || edited {
            // Of two organisations in turn, the first is what the page is about; a place after one
            // is that of its publisher.
            let two = self.is_publisher_name(title_from, title_end) && sentences.len() < 2 && !edited;
            // `RBOG. Bleeding before birth: Green guideline. RBOG.`: who is named again at the end is the publisher.
            let own = self.field(0, end)?.value;
            let named_again = sentences.iter().skip(1).any(|&(from, to)| {
                self.field(from, to).is_some_and(|field| field.value.trim_end_matches(['.', ',']) == &*own)
            });
            !two && (named_again || self.place(next, to).is_none_or(|place| place.start != next))
        } else {
            self.is_in_front(end, &sentences)
        };
        if !is_group {
            return None;
        }
        self.set_authors(&[(0, end)]);
        self.set_issued(date);
        self.grouped = true;
        Some(next)
    }

    /// The first sentence, if it may be a name.
    pub(super) fn front(&self) -> Option<Front> {
        let tokens = self.tokens;
        let to = tokens.len();
        let stop = (0..to.min(LONGEST)).find(|&nth| {
            tokens.ends_sentence(nth, to)
                || tokens.is_sign(nth, ',') && tokens.is_one_of(nth + 1, &['"', '“', '`'])
        });
        // `Robert Koch-Institut (Hrsg.): Masern.`
        let edited = (1..stop.unwrap_or(LONGEST).min(to)).find_map(|nth| {
            let behind =
                behind_editor_mark(tokens, nth, to).filter(|_| tokens.is_one_of(nth, &['(', '[']))?;
            Some((nth, behind))
        });
        if let Some((end, behind)) = edited {
            let (date, next) = match self.date_behind_names(behind, to) {
                Some((date, next)) => (Some(date), next),
                None => (None, behind),
            };
            return Some(Front { end, next: self.skip(next, to), date, edited: true });
        }
        // `Deutsche Gesellschaft für Neurologie: Leitlinie Migräne.`
        let colon = (2..stop.unwrap_or(to).min(LONGEST)).find(|&nth| tokens.is_sign(nth, ':'));
        let begins_abroad = (0..2).any(|nth| known::is_of_organisations_abroad(&tokens.lower(nth)));
        if let Some(colon) =
            colon.filter(|&colon| begins_abroad && tokens.is_capitalised(colon + 1) && tokens.gap(colon + 1))
        {
            return Some(Front { end: colon, next: colon + 1, date: None, edited: false });
        }
        let mut stop = stop?;
        if tokens.is_one_of(stop, &['?', '!']) {
            return None;
        }
        // `BRASIL. Ministério da Saúde. Dengue.`
        let is_country =
            stop == 1 && tokens.word(0).chars().count() > 3 && tokens.word(0).chars().all(char::is_uppercase);
        let second = tokens.sentence_end(stop + 1, to);
        if is_country
            && second < to
            && !known::is_acronym(tokens.word(0))
            && self.names_organisation_in(stop + 1, second)
        {
            stop = second - 1;
        }
        // `British Heart Foundation, 2021. High blood pressure [online].`
        if stop > 2
            && tokens.is_sign(stop - 2, ',')
            && let Some((date, next)) = self.date_behind_names(stop - 1, to)
            && next == stop
        {
            return Some(Front { end: stop - 2, next: self.skip(next, to), date: Some(date), edited: false });
        }
        let (date, next) = match self.date_behind_names(stop, to) {
            Some((date, behind)) => (Some(date), behind),
            None => (None, stop),
        };
        Some(Front { end: stop, next: self.skip(next, to), date, edited: false })
    }

    /// Whether a first sentence of which nothing is known is who wrote the work, and the next its title. A page of the
    /// web in the style of AMA has its title first and then its publisher; what is known of both decides.
    fn is_in_front(&self, end: usize, sentences: &[(usize, usize)]) -> bool {
        let tokens = self.tokens;
        let to = tokens.len();
        let Some((&(from, title_end), rest)) = sentences.split_first() else {
            return false;
        };
        if !self.is_group_name(0, end)
            || self.is_genre(from, title_end)
            || Locator::of_article(tokens, from, to, self.order).is_in_container()
        {
            return false;
        }
        // `Publisher; 2019.`
        let is_dated = (from..title_end).any(|nth| tokens.is_sign(nth, ';') && self.begins_date(nth + 1));
        let publishes = self.is_publisher_name(from, title_end) || is_dated && self.place(from, to).is_none();
        let (front, title) = (self.likeness(0, end), self.likeness(from, title_end));
        if front != title {
            return front > title && (front == Likeness::Same || !publishes);
        }
        let place = self.place(from, to).filter(|place| place.start > from);
        let published = place.map(|place| (place.colon + 1, self.publisher_end(place.colon + 1, to)));
        if published.is_some_and(|(start, stop)| self.are_one((0, end), (start, stop))) {
            return true;
        }
        if publishes || self.is_about_condition(0, end) {
            return false;
        }
        // `A. B [Internet]. Place: Publisher; year` are author, title and publisher.
        let is_marked = self.around.medium == Some(self.before_stop(title_end));
        if place.is_some_and(|place| place.start <= title_end) {
            return if is_marked { !self.is_subtitle(from) } else { !self.is_sentence_case(from, title_end) };
        }
        if is_marked && !self.is_subtitle(from) {
            return true;
        }
        let has_publisher = place.is_some()
            || rest.iter().any(|&(start, stop)| {
                self.may_publish(start, stop) && !self.are_one((0, end), (start, stop))
            });
        !has_publisher && self.is_like_title(from, title_end)
    }

    /// `Inserm. (2018). Migraine.`: whether what is before the year is who wrote it, and not its title.
    pub(super) fn wrote_before_year(&self, end: usize, from: usize) -> bool {
        let tokens = self.tokens;
        let to = tokens.len();
        let title_end = tokens.sentence_end(from, to);
        let (front, title) = (self.likeness(0, end), self.likeness(from, title_end));
        (self.is_group_name(0, end) || self.is_site(0, end))
            && if front == title {
                let is_quoted = super::lead::opens_quote(tokens.kind(from));
                is_quoted || !self.is_publisher_name(from, title_end) && !self.is_about_condition(0, end)
            } else {
                front > title
            }
    }

    /// The end of a title after which `[Internet]` stands, of a whole work.
    pub(super) fn before_medium(&self, from: usize, to: usize) -> Option<usize> {
        let tokens = self.tokens;
        let medium = self.around.medium.filter(|&medium| from < medium && medium < to)?;
        let is_title = self.place(from, to).is_some_and(|place| place.start >= medium) || self.grouped;
        let sentences = self.sentences(from, medium);
        // `Neck muscles. StatPearls [Internet].`
        if let &[_, .., (last, end)] = sentences.as_slice()
            && !self.grouped
            && self.is_publisher_name(last, end)
        {
            return None;
        }
        let has_book = sentences.iter().any(|&(from, _)| tokens.lower(from) == "in");
        let is_part = has_book || Locator::of_article(tokens, from, to, self.order).is_in_container();
        (is_title && !is_part && sentences.len() < 4).then_some(medium)
    }

    /// The place of the stop that ends a sentence, or the end where none does.
    fn before_stop(&self, end: usize) -> usize {
        match end.checked_sub(1) {
            Some(stop) if self.tokens.is_sign(stop, '.') => stop,
            _ => end,
        }
    }

    /// `Lexidrug. Alphacurium: Drug information. In: …`: of two sentences before the book that a chapter is in, a first
    /// one of a single word is who wrote it.
    fn is_before_chapter(&self, end: usize, to: usize) -> bool {
        let tokens = self.tokens;
        let next = self.skip(end, to);
        let chapter_end = tokens.sentence_end(next, to);
        let book = self.skip(chapter_end, to);
        (0..end).filter(|&nth| tokens.is_word(nth)).count() == 1
            && tokens.is_capitalised(0)
            && chapter_end < to
            && tokens.lower(book) == "in"
            && tokens.is_sign(book + 1, ':')
    }

    /// Whether it is a run of tokens with a word of organisations, or of a single word in capitals.
    pub(super) fn is_organisation(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens;
        let words: Vec<usize> = (from..to).filter(|&nth| tokens.is_word(nth)).collect();
        let is_acronym =
            |nth: usize| tokens.word(nth).len() > 1 && tokens.word(nth).chars().all(char::is_uppercase);
        match words.as_slice() {
            [] => false,
            &[word] => is_acronym(word) || self.names_organisation(word),
            words => words.iter().any(|&nth| self.names_organisation(nth)) || self.is_team(from, to),
        }
    }

    fn names_organisation(&self, nth: usize) -> bool {
        let word = self.tokens.lower(nth);
        let is_task_force = || word == "task" && self.tokens.lower(nth + 1) == "force";
        self.tokens.is_capitalised(nth)
            && (words::is_of_organisations(&word)
                || known::is_of_organisations_abroad(&word)
                || is_task_force())
    }

    fn names_organisation_in(&self, from: usize, to: usize) -> bool {
        (from..to).any(|nth| self.names_organisation(nth))
    }

    /// `Wikipedia contributors`, `Mayo Clinic Staff`.
    fn is_team(&self, from: usize, to: usize) -> bool {
        let last = (from..to).rev().find(|&nth| self.tokens.is_word(nth));
        last.is_some_and(|last| words::is_team(&self.tokens.lower(last)))
    }

    /// Whether every longer word begins with a capital, as in a name.
    pub(super) fn is_name_like(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens;
        (from..to)
            .filter(|&nth| tokens.is_word(nth) && tokens.word(nth).chars().count() > 4)
            .all(|nth| tokens.is_capitalised(nth))
    }

    /// Whether it is written like the name of an organisation in any language: `Société française de rhumatologie` has
    /// but one capital.
    fn is_group_name(&self, from: usize, to: usize) -> bool {
        const SIGNS: [char; 4] = [':', ';', '"', '?'];
        const MOST: usize = 12;
        let tokens = self.tokens;
        let mut words: Vec<usize> = (from..to).filter(|&nth| tokens.is_word(nth)).collect();
        if words.is_empty() || words.len() > MOST || (from..to).any(|nth| tokens.is_one_of(nth, &SIGNS)) {
            return false;
        }
        if words.iter().take(2).any(|&nth| known::is_of_organisations_abroad(&tokens.lower(nth))) {
            return tokens.is_capitalised(from);
        }
        if words.len() > 1 && self.is_team(from, to) {
            words.pop();
            // `Mayo Clinic medical professional`
            words.pop_if(|last| {
                matches!(tokens.word(*last), "medical" | "editorial" | "clinical" | "content")
            });
        }
        let begins = tokens.is_capitalised(from) || tokens.is_number(from);
        let small = |nth: usize| tokens.word(nth).chars().count() < 4 || words::is_and(tokens.word(nth));
        begins && words.iter().all(|&nth| tokens.is_capitalised(nth) || small(nth) || tokens.depth(nth) > 0)
    }

    /// Whether it is known as a publisher or an organisation, and is written as its name.
    fn is_publisher_name(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens;
        let mut words = (from..to).filter(|&nth| tokens.is_word(nth));
        let (first, second) = (words.next(), words.next());
        // `COPD`, `ADHD`: of single words in capitals, only some are organisations.
        if let (Some(only), None) = (first, second)
            && !self.names_organisation(only)
        {
            return known::is_acronym(tokens.word(only)) || self.is_site(from, to);
        }
        self.is_organisation(from, to) && self.is_name_like(from, to)
            || self.is_site(from, to)
            || tokens.is_capitalised(from)
                && to - from < 8
                && (from..to).any(|nth| words::is_of_societies(tokens.word(nth)))
    }

    /// Whether it is the name of a site that is known.
    pub(super) fn is_site(&self, from: usize, to: usize) -> bool {
        self.written(from, to).is_some_and(known::is_site)
    }

    pub(super) fn is_genre(&self, from: usize, to: usize) -> bool {
        self.written(from, to).is_some_and(known::is_genre)
    }

    /// The text of `from..to`, without the signs around it.
    pub(super) fn written(&self, from: usize, to: usize) -> Option<&str> {
        self.tokens.text.get(self.tokens.range(from, to)?)
    }

    /// How far `from..to` names the site of the address.
    fn likeness(&self, from: usize, to: usize) -> Likeness {
        match (&self.around.host, self.written(from, to)) {
            (Some(host), Some(words)) => host.likeness(words),
            _ => Likeness::None,
        }
    }

    fn are_one(&self, (from, to): (usize, usize), (start, stop): (usize, usize)) -> bool {
        let names = (self.written(from, to), self.written(start, stop));
        matches!(names, (Some(name), Some(other)) if known::are_one(name, other))
    }

    /// Whether a sentence may be the publisher: it begins with a capital, and is neither date nor kind of work.
    fn may_publish(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens;
        tokens.is_capitalised(from)
            && !self.begins_date(from)
            && !self.is_genre(from, to)
            && !words::is_month(&tokens.lower(from))
    }

    /// Whether it names a condition, or a part of the body and what is with it.
    fn is_about_condition(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens;
        let words: Vec<usize> = (from..to).filter(|&nth| tokens.is_word(nth)).collect();
        words.last().is_some_and(|&last| known::is_condition(&tokens.lower(last)))
            && !words.first().is_some_and(|&first| self.names_organisation(first))
            && !matches!(words.as_slice(), &[first, _] if tokens.lower(first) == "versus")
    }

    /// Whether it is a title rather than a name: a word of its own in small letters, a condition, or a question.
    fn is_like_title(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens;
        let words: Vec<usize> = (from..to).filter(|&nth| tokens.is_word(nth)).collect();
        let is_small = |&nth: &usize| {
            tokens.word(nth).chars().next().is_some_and(char::is_lowercase)
                && tokens.word(nth).chars().count() > 3
        };
        let is_question = to.checked_sub(1).is_some_and(|last| tokens.is_sign(last, '?'));
        let may_name = words.last().is_some_and(|&last| words::is_of_clinics(&tokens.lower(last)));
        words.iter().skip(1).any(is_small) || is_question || self.is_about_condition(from, to) && !may_name
    }

    /// Whether a sentence begins as subtitles do, of which a title in front is the greater part.
    fn is_subtitle(&self, from: usize) -> bool {
        matches!(
            self.tokens.lower(from).as_str(),
            "a" | "an"
                | "the"
                | "what"
                | "how"
                | "why"
                | "when"
                | "your"
                | "ein"
                | "eine"
                | "der"
                | "die"
                | "das"
                | "un"
                | "une"
                | "una"
                | "le"
                | "la"
                | "les"
                | "el"
        )
    }
}
