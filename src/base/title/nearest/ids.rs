//! Ids and keys: short, so every letter counts.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::Near;
use super::pool::Pool;
use super::slips::{Letters, near_word, slips};

#[derive(Clone, Debug)]
pub(super) struct Ids {
    ids: Vec<Id>,
    /// The joined words of each id, in the order of `ids`.
    joined: Pool,
    /// The words that are long enough to tell a person by, each once.
    words: Pool,
    /// Places in `ids` of those with each of `words`.
    with_word: Vec<Vec<usize>>,
    /// The same for ids that hold an initial.
    with_word_and_initial: Vec<Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Id {
    /// The words in lower case, one blank between them.
    words: String,
    /// The words without blanks.
    joined: String,
    /// Of the joined words.
    letters: Letters,
    nth: usize,
}

impl Ids {
    pub(super) fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Ids {
        let ids: Vec<Id> = names.into_iter().enumerate().map(|(nth, name)| Id::new(name, nth)).collect();
        let mut known: HashMap<&str, usize> = HashMap::new();
        let mut words = Vec::new();
        let (mut with_word, mut with_word_and_initial) = (Vec::new(), Vec::new());
        for (place, id) in ids.iter().enumerate() {
            for word in id.telling_words() {
                let nth = *known.entry(word).or_insert_with(|| {
                    words.push(word.to_owned());
                    with_word.push(Vec::new());
                    with_word_and_initial.push(Vec::new());
                    words.len() - 1
                });
                with_word[nth].push(place);
                if id.has_initial() {
                    with_word_and_initial[nth].push(place);
                }
            }
        }
        let joined = Pool::new(ids.iter().map(|id| id.joined.clone()));
        Ids { joined, words: Pool::new(words), ids, with_word, with_word_and_initial }
    }

    pub(super) fn near(&self, name: &str) -> Vec<Near> {
        let name = Id::new(name, 0);
        let at = |place: usize| self.ids.get(place);
        let mistyped = self.joined.near(&name.joined);
        let mut found: Vec<Near> =
            mistyped.into_iter().filter_map(at).filter_map(|id| mistyped_as(&name, id)).collect();
        // Where the name has no initial itself, only one that has may shorten it.
        let with = if name.has_initial() { &self.with_word } else { &self.with_word_and_initial };
        for word in name.telling_words() {
            for near in self.words.near(word) {
                let is_near = self
                    .words
                    .get(near)
                    .is_some_and(|(other, _)| slips(word, other).is_some_and(|slips| slips <= 1));
                let ids = with.get(near).filter(|_| is_near).into_iter().flatten().take(MOST_BEARERS);
                found.extend(ids.filter_map(|&place| abbreviated_as(&name, at(place)?)));
            }
        }
        found.sort_unstable_by_key(|near| (near.nth, near.distance));
        found.dedup_by_key(|near| near.nth);
        found
    }
}

#[cfg(test)]
impl Ids {
    /// What [`Ids::near`] finds, by looking at every id.
    pub(super) fn near_by_scan(&self, name: &str) -> Vec<Near> {
        let name = Id::new(name, 0);
        let each = |id: &Id| [mistyped_as(&name, id), abbreviated_as(&name, id)];
        let mut found: Vec<Near> = self.ids.iter().flat_map(each).flatten().collect();
        found.sort_unstable_by_key(|near| (near.nth, near.distance));
        found.dedup_by_key(|near| near.nth);
        found
    }
}

/// How many ids with one word are looked at: of more persons of one surname none is the clear one.
const MOST_BEARERS: usize = 256;

/// The least length in bytes of a word that tells whom an abbreviated name means.
const TELLING: usize = 4;

impl Id {
    fn new(name: &str, nth: usize) -> Id {
        let words = words(name);
        let joined = words.replace(' ', "");
        Id { letters: Letters::of(&joined), words, joined, nth }
    }

    /// The words that tell whom the name means when the others are initials.
    fn telling_words(&self) -> impl Iterator<Item = &str> {
        self.words.split(' ').filter(|word| word.len() + 1 >= TELLING)
    }

    fn has_initial(&self) -> bool {
        self.words.split(' ').any(|word| word.chars().count() == 1 && word.chars().all(char::is_alphabetic))
    }
}

/// A name with few slips, none of them a whole word.
fn mistyped_as(name: &Id, id: &Id) -> Option<Near> {
    if !name.letters.may_be_near(&id.letters) {
        return None;
    }
    let all = slips(&name.joined, &id.joined)?;
    let (mine, theirs) = (name.words.split(' '), id.words.split(' '));
    let no_word_differs = match mine.clone().count().cmp(&theirs.clone().count()) {
        Ordering::Equal => mine.zip(theirs).all(|(left, right)| near_word(left, right)),
        _ if all <= 1 => true,
        Ordering::Less => all_among(&name.words, &id.words),
        Ordering::Greater => all_among(&id.words, &name.words),
    };
    no_word_differs.then_some(())?;
    (name.letters.length() > 0).then_some(Near { distance: all, nth: id.nth })
}

/// Whether `many` has a word near to each of `few`.
fn all_among(few: &str, many: &str) -> bool {
    few.split(' ').all(|word| many.split(' ').any(|other| near_word(word, other)))
}

/// `r-miler` for `ron-miller`: as many words, each the same or the initial of the other's, and
/// at most one slip in all.
fn abbreviated_as(name: &Id, id: &Id) -> Option<Near> {
    let (mine, theirs) = (name.words.split(' '), id.words.split(' '));
    if !name.letters.same_digits(&id.letters) || mine.clone().count() != theirs.clone().count() {
        return None;
    }
    let is_initial = |short: &str, long: &str| {
        let mut letters = short.chars();
        letters.next().is_some_and(|first| long.starts_with(first)) && letters.next().is_none()
    };
    let (mut all, mut longest) = (0, 0);
    for (left, right) in mine.zip(theirs) {
        if !is_initial(left, right) && !is_initial(right, left) {
            all += slips(left, right)?;
            longest = longest.max(left.len());
        }
    }
    (longest >= TELLING && all <= 1).then_some(Near { distance: 4 + all, nth: id.nth })
}

/// `lastReviewed`, `last_reviewed` and `last-reviewed` are `last reviewed`.
fn words(id: &str) -> String {
    let mut words = String::with_capacity(id.len());
    let mut before = ' ';
    for c in id.chars() {
        let hump = before.is_lowercase() && c.is_uppercase();
        if (hump || !c.is_alphanumeric()) && !words.ends_with(' ') && !words.is_empty() {
            words.push(' ');
        }
        if c.is_alphanumeric() {
            words.extend(c.to_lowercase());
        }
        before = c;
    }
    words.truncate(words.trim_end().len());
    words
}
