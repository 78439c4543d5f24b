//! Did-you-mean for keys and values.

/// Words that could have been meant.
pub(super) struct Vocabulary<'a> {
    /// A spelling to compare with, and the word to offer.
    words: Vec<(Folded, &'a str)>,
}

/// A word without what makes no difference.
struct Folded {
    text: String,
    letters: usize,
    /// A bit for each letter that occurs, wrapped around at 64.
    which: u64,
}

impl<'a> Vocabulary<'a> {
    /// Pairs of a spelling and the word to offer for it.
    pub(super) fn new(words: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vocabulary<'a> {
        let words = words.into_iter().map(|(spelling, offer)| (Folded::new(spelling), offer));
        Vocabulary { words: words.collect() }
    }

    /// The words within one or two letters of `word`, all at the same, smallest distance.
    ///
    /// Case, hyphens, underscores and spaces make no difference; two letters that changed places
    /// are one slip.
    pub(super) fn nearest(&self, word: &str) -> Vec<&'a str> {
        let word = Folded::new(word);
        let mut best = usize::MAX;
        let mut nearest: Vec<&str> = Vec::new();
        for (spelling, offer) in &self.words {
            let limit = slips(word.letters.max(spelling.letters));
            if !word.may_be_within(limit, spelling) {
                continue;
            }
            let distance = strsim::osa_distance(&word.text, &spelling.text);
            if distance > limit || distance > best {
                continue;
            }
            if distance < best {
                best = distance;
                nearest.clear();
            }
            if !nearest.contains(offer) {
                nearest.push(offer);
            }
        }
        nearest
    }

    /// The words of which `word` is the beginning: `warn` for `warning`.
    pub(super) fn completing(&self, word: &str) -> Vec<&'a str> {
        let word = Folded::new(word);
        let longer = |spelling: &Folded| word.letters >= 3 && spelling.text.starts_with(&word.text);
        self.words.iter().filter(|(spelling, _)| longer(spelling)).map(|(_, offer)| *offer).collect()
    }
}

impl Folded {
    fn new(word: &str) -> Folded {
        let mut folded = Folded { text: String::with_capacity(word.len()), letters: 0, which: 0 };
        for letter in word.chars().filter(|letter| !matches!(letter, '-' | '_' | ' ' | '.')) {
            match letter.is_ascii() {
                true => folded.push(letter.to_ascii_lowercase()),
                false => letter.to_lowercase().for_each(|letter| folded.push(letter)),
            }
        }
        folded
    }

    fn push(&mut self, letter: char) {
        self.text.push(letter);
        self.letters += 1;
        self.which |= 1 << (u32::from(letter) % 64);
    }

    /// False of words that are certainly further apart: most need no closer look. A slip changes
    /// the length by one at most, and takes away and brings in one letter at most.
    fn may_be_within(&self, slips: usize, other: &Folded) -> bool {
        self.letters.abs_diff(other.letters) <= slips
            && (self.which ^ other.which).count_ones() as usize <= 2 * slips
    }
}

/// The letters a word of that many may be off by. In a short word two slips make another word.
fn slips(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 9] =
        ["title", "status", "authors", "id", "see", "last-reviewed", "next-review", "codes", "causes"];

    #[track_caller]
    fn check(word: &str, expected: &[&str]) {
        let keys = Vocabulary::new(KEYS.map(|key| (key, key)));
        assert_eq!(keys.nearest(word), expected, "{word}");
    }

    #[test]
    fn slips_of_the_pen_are_near() {
        check("lastReviewed", &["last-reviewed"]);
        check("last_reviewed", &["last-reviewed"]);
        check("lastReviewd", &["last-reviewed"]);
        check("last-reveiwed", &["last-reviewed"]);
        check("Title", &["title"]);
        check("titel", &["title"]);
        check("author", &["authors"]);
        check("ID", &["id"]);
        check("code", &["codes"]);
        check("cuases", &["causes"]);
    }

    #[test]
    fn other_words_are_not() {
        for word in [
            "layout",
            "weight",
            "tags",
            "date",
            "draft",
            "slug",
            "url",
            "description",
            "image",
            "type",
            "toc",
            "menu",
            "excerpt",
            "lastmod",
            "permalink",
            "summary",
            "ad",
            "seo",
            "cover",
            "stages",
            "",
        ] {
            check(word, &[]);
        }
    }

    #[test]
    fn beginnings_are_completed() {
        let words = Vocabulary::new(["error", "warning", "advice"].map(|word| (word, word)));
        assert_eq!(words.completing("Warn"), ["warning"]);
        assert_eq!(words.completing("wa"), [""; 0]);
        assert_eq!(words.completing("warnings"), [""; 0]);
    }

    #[test]
    fn equally_near_words_are_all_offered() {
        let words = Vocabulary::new([("page", "page"), ("part", "part"), ("note", "note")]);
        assert_eq!(words.nearest("pare"), ["page", "part"]);
    }
}
