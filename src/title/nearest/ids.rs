//! Ids and keys: short, so every letter counts.

use std::cmp::Ordering;

use super::Near;
use super::slips::{Letters, allowed, near_word, slips};

#[derive(Clone, Debug)]
pub(super) struct Ids {
    /// In order of length.
    ids: Vec<Id>,
    /// Places in `ids` of those with a word of one letter.
    with_initials: Vec<usize>,
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
        let mut ids: Vec<Id> = names.into_iter().enumerate().map(|(nth, name)| Id::new(name, nth)).collect();
        ids.sort_by_key(|id| id.letters.length());
        let with_initials =
            (0..ids.len()).filter(|&place| ids.get(place).is_some_and(Id::has_initial)).collect();
        Ids { ids, with_initials }
    }

    pub(super) fn near(&self, name: &str) -> Vec<Near> {
        let name = Id::new(name, 0);
        let length = name.letters.length();
        // A name that is longer by its slips may be allowed more of them, three at most.
        let reach = allowed(length.saturating_add(3));
        let start = self.ids.partition_point(|id| id.letters.length() + reach < length);
        let end = self.ids.partition_point(|id| id.letters.length() <= length.saturating_add(reach));
        let mistyped = self.ids.get(start..end).unwrap_or(&[]).iter();
        let mut found: Vec<Near> = mistyped.filter_map(|id| mistyped_as(&name, id)).collect();
        if name.has_initial() {
            found.extend(self.ids.iter().filter_map(|id| abbreviated_as(&name, id)));
        } else {
            let ids = self.with_initials.iter().filter_map(|&place| self.ids.get(place));
            found.extend(ids.filter_map(|id| abbreviated_as(&name, id)));
        }
        found.sort_unstable_by_key(|near| (near.nth, near.distance));
        found.dedup_by_key(|near| near.nth);
        found
    }
}

impl Id {
    fn new(name: &str, nth: usize) -> Id {
        let words = words(name);
        let joined = words.replace(' ', "");
        Id { letters: Letters::of(&joined), words, joined, nth }
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

/// True where `many` has a word near to each of `few`.
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
    (longest >= 4 && all <= 1).then_some(Near { distance: 4 + all, nth: id.nth })
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
