//! Where books are published: `Boston, MA: Little, Brown`, `Springer, Berlin`.

use super::Reader;
use super::words;

/// `Place: Publisher`, by its tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The first token of the place.
    pub(super) start: usize,
    /// The colon.
    pub(super) colon: usize,
}

impl Reader<'_, '_> {
    /// The last `Place: Publisher` in `from..to`. Of a colon that may as well are before a
    /// subtitle, only a known place is believed.
    pub(super) fn place(&self, from: usize, to: usize) -> Option<Place> {
        let tokens = self.tokens;
        (from + 1..to)
            .rev()
            .filter(|&nth| {
                let next = nth + 1;
                tokens.is_sign(nth, ':')
                    && next < to
                    && tokens.gap(next)
                    && (tokens.is_capitalised(next) || tokens.is_one_of(next, &['"', '[']))
            })
            // A reference has one imprint; more colons are not worth the search.
            .take(6)
            .find_map(|colon| {
                let start = self.place_start(from, colon)?;
                Some(Place { start, colon })
            })
    }

    fn place_start(&self, from: usize, colon: usize) -> Option<usize> {
        let tokens = self.tokens;
        // `Bethesda (MD): National Library of Medicine`
        let is_state_in_brackets =
            |nth: usize| nth + 3 == colon && tokens.is_sign(nth, '(') && is_state(tokens.word(nth + 1));
        let sentence = (from..colon)
            .rev()
            .find(|&nth| {
                tokens.ends_sentence(nth, tokens.len())
                    || tokens.is_one_of(nth, &['(', '[', ';']) && !is_state_in_brackets(nth)
            })
            .map_or(from, |nth| nth + 1);
        let names = |start: usize| {
            let words: Vec<usize> = (start..colon).filter(|&nth| tokens.is_word(nth)).collect();
            let all_names = words.iter().all(|&nth| {
                tokens.is_capitalised(nth)
                    || words::is_particle(&tokens.lower(nth))
                    || words::is_and(tokens.word(nth))
            });
            let number = (start..colon).any(|nth| tokens.is_number(nth));
            (1..=6).contains(&words.len()) && all_names && !number
        };
        let known = |start: usize| {
            (start..colon).any(|nth| is_place_word(&tokens.lower(nth)) || is_state(tokens.word(nth)))
        };
        // A sentence or bracket of its own.
        let is_own = sentence > from || from > 0 && !tokens.is_word(from - 1);
        if names(sentence) && (known(sentence) || is_own && self.publisher_follows(colon)) {
            return Some(sentence);
        }
        // After a comma: `Title, New York: Penguin`, `Title, Cambridge, MA: MIT Press`.
        let commas = self.commas(sentence, colon);
        let last = commas.last().map(|comma| comma + 1)?;
        let start = match commas.len().checked_sub(2).and_then(|nth| commas.get(nth)) {
            Some(&comma) if is_state(tokens.word(last)) && names(comma + 1) => comma + 1,
            _ => last,
        };
        (names(start) && known(start)).then_some(start)
    }

    /// Whether a publisher, or a name and a year, is after the colon.
    fn publisher_follows(&self, colon: usize) -> bool {
        let tokens = self.tokens;
        let end = tokens.sentence_end(colon + 1, tokens.len());
        let close = (colon + 1..end).find(|&nth| tokens.is_one_of(nth, &[';', ')'])).unwrap_or(end);
        let has_word = (colon + 1..close).any(|nth| {
            let word = tokens.lower(nth);
            words::is_of_publishers(&word) || words::is_of_organisations(&word)
        });
        let words = (colon + 1..close).filter(|&nth| tokens.is_word(nth)).count();
        let year = (colon + 1..close.saturating_add(3))
            .any(|nth| tokens.is_number(nth) && tokens.word(nth).len() == 4);
        let at_end = end >= tokens.len() && self.reference.issued.is_some();
        has_word || words <= 5 && self.is_name_like(colon + 1, close) && (year || at_end)
    }

    /// `from..to` without the places before and after a publisher.
    pub(super) fn without_places(&self, from: usize, to: usize) -> (usize, usize) {
        let parts = self.parts(from, to);
        let (mut first, mut last) = (0, parts.len());
        let part = |nth: usize| parts.get(nth).copied().unwrap_or((to, to));
        while last - first > 1 && self.is_place(part(last - 1).0, part(last - 1).1) {
            last -= 1;
            // A state has a city before it, be it unknown.
            let (start, end) = part(last - 1);
            if last - first > 1 && !self.is_place(start, end) && self.may_be_place(start, end) {
                last -= 1;
            }
        }
        // `UBC Press, Vancouver`
        if last - first > 1
            && self.is_organised(part(first).0, part(first).1)
            && self.may_be_place(part(last - 1).0, part(last - 1).1)
        {
            last -= 1;
        }
        while last - first > 1 && self.is_place(part(first).0, part(first).1) {
            first += 1;
        }
        match (parts.get(first), last.checked_sub(1).and_then(|last| parts.get(last))) {
            (Some(&(start, _)), Some(&(_, end))) => (start, end),
            _ => (from, to),
        }
    }

    /// The parts between commas.
    fn parts(&self, from: usize, to: usize) -> Vec<(usize, usize)> {
        let mut bounds: Vec<usize> = vec![from];
        bounds.extend(self.commas(from, to).iter().map(|comma| comma + 1));
        bounds.push(to);
        let pairs = bounds.windows(2).filter_map(|pair| match pair {
            &[start, end] => Some((start, end)),
            _ => None,
        });
        pairs.filter(|&(start, end)| self.tokens.range(start, end).is_some()).collect()
    }

    /// Whether it is a city, a state or a country, alone or in turn: `San Jose, CA`.
    pub(super) fn is_place(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens;
        match self.parts(from, to).as_slice() {
            [] => false,
            &[(start, end)] => {
                let words: Vec<usize> = (start..end).filter(|&nth| tokens.is_word(nth)).collect();
                let states =
                    words.iter().all(|&nth| is_state(tokens.word(nth)) || words::is_and(tokens.word(nth)));
                // `New York Times` and `Michigan Medicine` are none.
                let ends = |nth: usize| {
                    let word = tokens.lower(nth);
                    is_place_word(&word) || is_state(tokens.word(nth)) || words::ends_place(&word)
                };
                let named = words.len() <= 4
                    && words.iter().any(|&nth| is_place_word(&tokens.lower(nth)))
                    && words.last().is_some_and(|&nth| ends(nth));
                !words.is_empty()
                    && !self.is_organised(start, end)
                    && (states || named && self.is_name_like(start, end))
            }
            &[(start, end), (next, next_end)] => {
                self.may_be_place(start, end) && self.is_place_alone(next, next_end)
            }
            _ => false,
        }
    }

    fn is_place_alone(&self, from: usize, to: usize) -> bool {
        self.parts(from, to).len() == 1 && self.is_place(from, to)
    }

    /// Whether a few capital words name no organisation.
    fn may_be_place(&self, from: usize, to: usize) -> bool {
        let words = (from..to).filter(|&nth| self.tokens.is_word(nth)).count();
        let numbers = (from..to).any(|nth| self.tokens.is_number(nth));
        (1..=3).contains(&words) && !numbers && self.is_name_like(from, to) && !self.is_organised(from, to)
    }

    /// Whether a word of publishers or other organisations occurs.
    pub(super) fn is_organised(&self, from: usize, to: usize) -> bool {
        (from..to).any(|nth| {
            let word = self.tokens.lower(nth);
            words::is_of_publishers(&word) || words::is_of_organisations(&word)
        })
    }
}

fn is_place_word(word: &str) -> bool {
    words::is_city(word) || words::is_country(word)
}

/// `MA`, `NJ`, `UK`; the letters of `D.C.` and `U.S.A.`
fn is_state(word: &str) -> bool {
    const STATES: &str = "AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM \
                          NV NY OH OK OR PA RI SC SD TN TX UK US USA UT VA VT WA WI WV WY A C D S U Calif Conn Ill Mass Mich \
                          Minn Penn Wash ACT NSW";
    STATES.split_whitespace().any(|state| state == word)
}
