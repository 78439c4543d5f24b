//! Slips of the pen: a letter wrong, missing, too many, or two in turn.

use crate::base::steps;

/// What a name's letters show at a glance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters {
    /// Number of characters.
    length: u32,
    /// One bit for each character that occurs, several characters sharing a bit.
    bits: u64,
    /// How often each digit occurs, six bits each.
    digits: u64,
}

impl Letters {
    pub(super) fn of(text: &str) -> Letters {
        let mut letters = Letters { length: 0, bits: 0, digits: 0 };
        for c in text.chars() {
            letters.length = letters.length.saturating_add(1);
            letters.bits |= 1 << (u32::from(c) & 63);
            if let Some(digit) = c.to_digit(10) {
                letters.digits = letters.digits.wrapping_add(1 << (6 * digit));
            }
        }
        letters
    }

    pub(super) fn length(&self) -> u32 {
        self.length
    }

    /// How often each digit occurs, as one number.
    pub(super) fn digits(&self) -> u64 {
        self.digits
    }

    /// Numbers are never near: `smith2019` is not `smith2020`, type 1 not type 2. Only the
    /// order of their digits may slip.
    pub(super) fn same_digits(&self, other: &Letters) -> bool {
        self.digits == other.digits
    }

    /// False only where the two names certainly have too many [`slips`], and are no
    /// [`near_word`]s either.
    pub(super) fn may_be_near(&self, other: &Letters) -> bool {
        let limit = allowed(self.length.max(other.length)).max(1);
        let lacking = (self.bits & !other.bits).count_ones();
        let added = (other.bits & !self.bits).count_ones();
        self.length.abs_diff(other.length) <= limit && lacking.max(added) <= limit && self.same_digits(other)
    }
}

/// Whether it is words that may be one with slips.
pub(super) fn near_word(left: &str, right: &str) -> bool {
    slips(left, right).is_some() || near_short_word(left, right)
}

/// Of two letters one may be missing, or they may be in turn. Another letter makes another
/// word: hepatitis A and B.
fn near_short_word(left: &str, right: &str) -> bool {
    let part_of = |short: &str, long: &str| long.starts_with(short) || long.ends_with(short);
    left.len().max(right.len()) <= 2
        && (part_of(left, right) || part_of(right, left) || left.chars().rev().eq(right.chars()))
}

/// How many slips lie between two names; `None` if they are too many to be slips.
pub(super) fn slips(left: &str, right: &str) -> Option<u32> {
    steps::count(1);
    let longer = left.chars().count().max(right.chars().count());
    let limit = allowed(u32::try_from(longer).ok()?);
    let (left, right) = without_common_ends(left, right);
    // Unequal bytes are more than unequal characters by a factor of four at most.
    if left.len().abs_diff(right.len()) > 4 * limit as usize {
        return None;
    }
    let slips = u32::try_from(strsim::osa_distance(left, right)).ok()?;
    (slips <= limit).then_some(slips)
}

/// How many slips a name of so many characters may have and still be recognised.
pub(super) fn allowed(length: u32) -> u32 {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

fn without_common_ends<'a>(left: &'a str, right: &'a str) -> (&'a str, &'a str) {
    let start: usize = left
        .chars()
        .zip(right.chars())
        .take_while(|(mine, theirs)| mine == theirs)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let (left, right) = (left.get(start..).unwrap_or(""), right.get(start..).unwrap_or(""));
    let end: usize = left
        .chars()
        .rev()
        .zip(right.chars().rev())
        .take_while(|(mine, theirs)| mine == theirs)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let cut = |text: &'a str| text.get(..text.len() - end).unwrap_or("");
    (cut(left), cut(right))
}
