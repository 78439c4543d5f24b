//! Dates as people write them in English prose.

use std::ops::Range;

use memchr::memchr;

use super::PartialDate;
use crate::base::steps::step;

/// Which number is first in a date with slashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SlashOrder {
    /// `7/1/2023` is July 1, as in the United States.
    #[default]
    MonthFirst,
    /// `7/1/2023` is 7 January, as in the United Kingdom.
    DayFirst,
}

impl SlashOrder {
    /// The order in which a text writes its dates, where one of them tells: in `3/6/2023` and `18/6/2025` the day comes
    /// first. `self` where none tells, or where they say different things.
    #[must_use]
    pub fn told_by(self, text: &str) -> SlashOrder {
        let (mut days, mut months) = (false, false);
        let mut from = 0;
        while let Some(length) = text.as_bytes().get(from..).and_then(|rest| memchr(b'/', rest)) {
            step();
            let slash = from + length;
            from = slash + 1;
            let before = text.get(..slash).unwrap_or("");
            let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
            let first = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let second = digits(text.get(from..).unwrap_or(""));
            let rest = text.get(from + second..).unwrap_or("");
            // `1/2/18/2025` and `10/2003/18/2025` are no dates.
            let free = !before.get(..slash - first).is_some_and(|left| left.ends_with(['/', '.', '-', ':']));
            let year = rest.strip_prefix('/').is_some_and(|year| {
                digits(year) == 4 && !year.get(4..).is_some_and(|rest| rest.starts_with('/'))
            });
            if !(free && year && (1..=2).contains(&first) && (1..=2).contains(&second)) {
                continue;
            }
            let number = |range: Range<usize>| text.get(range).and_then(|digits| digits.parse::<u8>().ok());
            let (first, second) = (number(slash - first..slash), number(from..from + second));
            days |= first.is_some_and(|first| (13..=31).contains(&first));
            months |= second.is_some_and(|second| (13..=31).contains(&second));
        }
        match (days, months) {
            (true, false) => SlashOrder::DayFirst,
            (false, true) => SlashOrder::MonthFirst,
            _ => self,
        }
    }
}

/// The whole of `text` as a date; `None` if anything but blanks is left over.
#[must_use]
pub fn written(text: &str, order: SlashOrder) -> Option<PartialDate> {
    let (date, range) = read(text.trim(), order).map(|(date, length)| (date, 0..length))?;
    (range.end == text.trim().len()).then_some(date)
}

/// The first date in `text` that stands free of other letters and digits, with its bytes.
///
/// A bare year counts, so a number of four digits from 1000 to 2999 may be taken for one.
#[must_use]
pub fn find(text: &str, order: SlashOrder) -> Option<(PartialDate, Range<usize>)> {
    first(text, |rest| read(rest, order))
}

/// The first date that `read` finds at a place of `text` that stands free of other letters and digits, with its bytes.
pub(super) fn first(
    text: &str,
    read: impl Fn(&str) -> Option<(PartialDate, usize)>,
) -> Option<(PartialDate, Range<usize>)> {
    let mut inside_word = false;
    for (at, c) in text.char_indices() {
        if !inside_word
            && c.is_ascii_alphanumeric()
            && let Some((date, length)) = text.get(at..).and_then(&read)
        {
            return Some((date, at..at + length));
        }
        // A year after a stop, hyphen or slash is part of a longer number: `1.2020`, `1500-2020`.
        inside_word = c.is_alphanumeric() || (inside_word && matches!(c, '-' | '/' | '.' | '–'));
    }
    None
}

/// The date that `text` begins with, and how many bytes it takes.
///
/// Read are `January 10, 2020`, `Jan. 10 2020`, `10 January 2020`, `10th of January 2020`,
/// `10-Jan-2020`, `2020 Jan 10` (NLM), `2020, January 10` (APA), `2020-01-10`, `2020/01/10`,
/// `7/1/2023`, `10.1.2020` (day first), `January 2020`, `Jan-Feb 2020` (the first month counts),
/// `2020 Jan`, `2020-01`, `Winter 2020` (the year counts) and `2020`.
#[must_use]
pub fn read(text: &str, order: SlashOrder) -> Option<(PartialDate, usize)> {
    let cursor = Cursor { text, at: 0 };
    let (date, end) = match text.bytes().next()? {
        b'0'..=b'9' => {
            let (number, length, next) = cursor.number()?;
            match length {
                4 => year_first(number, next),
                1 | 2 => day_first(number, next, order),
                _ => None,
            }
        }
        _ => month_first(cursor),
    }?;
    // `20201` and `2020-01-103` are no dates.
    match end.rest().chars().next() {
        Some(c) if c.is_ascii_digit() => None,
        _ => Some((date, end.at)),
    }
}

type Reading<'a> = Option<(PartialDate, Cursor<'a>)>;

fn month_first(cursor: Cursor<'_>) -> Reading<'_> {
    let (name, next) = cursor.month()?;
    let next = match name {
        Name::Month(_) => next.second_month().unwrap_or(next),
        Name::Season => next.second_season().unwrap_or(next),
    };
    let gap = next.skip(&['.', ',']).gap();
    let (number, length, after) = gap.number()?;
    let Name::Month(month) = name else {
        return (length == 4).then(|| year_only(number, after)).flatten();
    };
    // `may 2020` in running text is a verb before a year more often than the month.
    let certain = cursor.rest().starts_with(|c: char| c.is_uppercase()) || month != 5;
    match length {
        4 if certain => Some((PartialDate::new(year(number)?, Some(month), None)?, after)),
        1 | 2 => {
            let after = after.second_day().unwrap_or(after).ordinal();
            let (year_number, length, end) = after.skip(&[',', '.']).gap().number()?;
            let whole = PartialDate::new(year(year_number)?, Some(month), Some(number))?;
            (length == 4).then_some((whole, end))
        }
        _ => None,
    }
}

fn year_first(number: i16, next: Cursor<'_>) -> Reading<'_> {
    for separator in ['-', '/'] {
        if let Some(numeric) = year_first_numeric(number, next, separator) {
            return Some(numeric);
        }
    }
    let named = || {
        let (name, after) = next.skip(&[',', ';']).gap_or_none()?.month()?;
        let Name::Month(month) = name else {
            return Some((PartialDate::new(year(number)?, None, None)?, after));
        };
        let month_end = after.second_month().unwrap_or(after);
        let month_only = Some((PartialDate::new(year(number)?, Some(month), None)?, month_end));
        let Some((day, length, end)) = month_end.skip(&['.', ',']).gap().number() else {
            return month_only;
        };
        match PartialDate::new(year(number)?, Some(month), Some(day)) {
            Some(date) if length <= 2 => Some((date, end.second_day().unwrap_or(end).ordinal())),
            _ => month_only,
        }
    };
    named().or_else(|| year_only(number, next))
}

fn year_first_numeric(number: i16, next: Cursor<'_>, separator: char) -> Reading<'_> {
    let (month, month_length, after) = next.expect(separator)?.number()?;
    if month_length != 2 && separator == '-' {
        return None;
    }
    let whole = || {
        let (day, day_length, end) = after.expect(separator)?.number()?;
        let fits = day_length == 2 || (separator == '/' && day_length == 1);
        let date = PartialDate::new(year(number)?, Some(month), Some(day))?;
        fits.then_some((date, end))
    };
    let month_only = || {
        let date = PartialDate::new(year(number)?, Some(month), None)?;
        let alone = separator == '-' && after.expect('-').is_none();
        alone.then_some((date, after))
    };
    whole().or_else(month_only)
}

fn day_first(number: i16, next: Cursor<'_>, order: SlashOrder) -> Reading<'_> {
    for separator in ['/', '.'] {
        let numeric = || {
            let (second, second_length, after) = next.expect(separator)?.number()?;
            let (year_number, year_length, end) = after.expect(separator)?.number()?;
            let (month, day) = match (separator, order) {
                ('/', SlashOrder::MonthFirst) => (number, second),
                _ => (second, number),
            };
            let date = PartialDate::new(year(year_number)?, Some(month), Some(day))?;
            (second_length <= 2 && year_length == 4).then_some((date, end))
        };
        if let Some(reading) = numeric() {
            return Some(reading);
        }
    }
    let day_end = next.second_day().unwrap_or(next).ordinal();
    let gap = day_end.skip(&['.', ',', '-']).gap();
    let gap = gap.expect_word("of").map_or(gap, Cursor::gap);
    let (name, after) = gap.month()?;
    let (year_number, length, end) = after.skip(&['.', ',', '-']).gap().number()?;
    let Name::Month(month) = name else {
        return None;
    };
    let date = PartialDate::new(year(year_number)?, Some(month), Some(number))?;
    (length == 4).then_some((date, end))
}

fn year_only(number: i16, end: Cursor<'_>) -> Reading<'_> {
    // `1500-2020` and `2020-02-30` are ranges and what is no date.
    let runs_on =
        end.range_sign().is_some_and(|after| after.rest().starts_with(|c: char| c.is_ascii_digit()));
    (!runs_on).then_some(())?;
    // `2020a` is the APA's year of the first of several works; `2020s` and `2020th` are no years.
    let mut letters = end.rest().chars();
    match (letters.next(), letters.next()) {
        (Some(first), second) if first.is_alphabetic() => {
            let marks_one_of_several =
                matches!(first, 'a'..='h') && !second.is_some_and(char::is_alphanumeric);
            marks_one_of_several.then_some(())?;
        }
        _ => {}
    }
    Some((PartialDate::new(year(number)?, None, None)?, end))
}

/// Years of works and visits; other numbers of four digits are pages, codes and doses.
fn year(number: i16) -> Option<i16> {
    (1000..3000).contains(&number).then_some(number)
}

enum Name {
    /// Counted from 1.
    Month(i16),
    Season,
}

/// A place in a text. Every step looks at a bounded number of bytes.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn moved(self, by: usize) -> Cursor<'a> {
        Cursor { at: self.at + by, ..self }
    }

    /// A number of one to four digits, how many digits it has, and the place after it.
    fn number(self) -> Option<(i16, usize, Cursor<'a>)> {
        let length = self.rest().bytes().take(5).take_while(u8::is_ascii_digit).count();
        if length == 5 {
            return None;
        }
        let number = self.rest().get(..length)?.parse().ok()?;
        Some((number, length, self.moved(length)))
    }

    /// The name of a month or season, whole or short, with the stop of a short one.
    fn month(self) -> Option<(Name, Cursor<'a>)> {
        let length = self.rest().bytes().take(10).take_while(u8::is_ascii_alphabetic).count();
        let name = name(self.rest().get(..length)?)?;
        let next = self.moved(length);
        if next.rest().chars().next().is_some_and(char::is_alphabetic) {
            return None;
        }
        let short = matches!(name, Name::Month(_)) && length <= 4;
        Some((name, if short { next.expect('.').unwrap_or(next) } else { next }))
    }

    /// After `-Feb` of `Jan-Feb`.
    fn second_month(self) -> Option<Cursor<'a>> {
        let (name, end) = self.range_sign()?.month()?;
        matches!(name, Name::Month(_)).then_some(end)
    }

    fn second_season(self) -> Option<Cursor<'a>> {
        let (name, end) = self.range_sign()?.month()?;
        matches!(name, Name::Season).then_some(end)
    }

    /// After `-12` of `10-12`, where no third number follows.
    fn second_day(self) -> Option<Cursor<'a>> {
        let (_, length, end) = self.range_sign()?.number()?;
        (length <= 2 && end.range_sign().is_none()).then_some(end)
    }

    fn range_sign(self) -> Option<Cursor<'a>> {
        ['-', '–', '/'].into_iter().find_map(|sign| self.expect(sign))
    }

    /// After the letters of `10th`.
    fn ordinal(self) -> Cursor<'a> {
        ["st", "nd", "rd", "th"].into_iter().find_map(|letters| self.expect_word(letters)).unwrap_or(self)
    }

    fn expect(self, c: char) -> Option<Cursor<'a>> {
        self.rest().starts_with(c).then(|| self.moved(c.len_utf8()))
    }

    fn expect_word(self, word: &str) -> Option<Cursor<'a>> {
        let next = self.rest().strip_prefix(word).map(|_| self.moved(word.len()))?;
        let ends = !next.rest().chars().next().is_some_and(char::is_alphanumeric);
        ends.then_some(next)
    }

    /// After one of these characters, where one stands here.
    fn skip(self, signs: &[char]) -> Cursor<'a> {
        signs.iter().find_map(|&sign| self.expect(sign)).unwrap_or(self)
    }

    /// After blanks of any kind; a line is broken at one or two, so a few are enough.
    fn gap(self) -> Cursor<'a> {
        let blanks = self.rest().chars().take(8).take_while(|c| c.is_whitespace());
        self.moved(blanks.map(char::len_utf8).sum())
    }

    fn gap_or_none(self) -> Option<Cursor<'a>> {
        let next = self.gap();
        (next.at > self.at).then_some(next)
    }
}

fn name(word: &str) -> Option<Name> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    if matches!(word.as_str(), "spring" | "summer" | "autumn" | "fall" | "winter") {
        return Some(Name::Season);
    }
    let whole_or_short = |month: &&str| {
        word == **month || month.get(..3) == Some(&word) || {
            // Four letters are usual for these alone.
            word.len() == 4 && matches!(word.as_str(), "sept" | "june" | "july") && month.starts_with(&word)
        }
    };
    let nth = MONTHS.iter().position(whole_or_short)?;
    i16::try_from(nth + 1).ok().map(Name::Month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn us(text: &str) -> Option<(String, &str)> {
        let (date, range) = find(text, SlashOrder::MonthFirst)?;
        Some((date.to_string(), &text[range]))
    }

    #[test]
    fn a_date_that_tells_speaks_for_the_others() {
        use SlashOrder::{DayFirst, MonthFirst};
        for (text, order) in [
            ("Published 03/06/2023 · Reviewed 18/06/2025", DayFirst),
            ("Reviewed 6/18/2025, due 03/06/2028", MonthFirst),
            ("13/1/2020", DayFirst),
            ("1/13/2020 and 13/1/2020", MonthFirst),
            ("https://a.example/18/06/2025/page", MonthFirst),
            ("2020/18/06/2025 and 120/80/2025", MonthFirst),
            ("5/32/2020 0/0/2020 18/06/25", MonthFirst),
            ("", MonthFirst),
        ] {
            assert_eq!(MonthFirst.told_by(text), order, "{text}");
        }
        assert_eq!(DayFirst.told_by("3/6/2023"), DayFirst);
        assert_eq!(DayFirst.told_by("3/26/2023"), MonthFirst);
    }

    #[test]
    fn written_dates_are_read_with_their_bytes() {
        for (text, iso, slice) in [
            ("Accessed January 10, 2020.", "2020-01-10", "January 10, 2020"),
            ("on Jan 10 2020", "2020-01-10", "Jan 10 2020"),
            ("on Sept. 3, 2021,", "2021-09-03", "Sept. 3, 2021"),
            ("10 January 2020", "2020-01-10", "10 January 2020"),
            ("10 Jan 2020;", "2020-01-10", "10 Jan 2020"),
            ("the 10th of January, 2020", "2020-01-10", "10th of January, 2020"),
            ("January 10th, 2020", "2020-01-10", "January 10th, 2020"),
            ("10-Jan-2020", "2020-01-10", "10-Jan-2020"),
            ("[cited 2020 Jan 10]", "2020-01-10", "2020 Jan 10"),
            ("2020 Jan;12(3)", "2020-01", "2020 Jan"),
            ("2020 Jan-Feb;12", "2020-01", "2020 Jan-Feb"),
            ("2020 May 1-3;", "2020-05-01", "2020 May 1-3"),
            ("(2020, January 10).", "2020-01-10", "2020, January 10"),
            ("2020-01-10", "2020-01-10", "2020-01-10"),
            ("2020-01", "2020-01", "2020-01"),
            ("2020/1/10", "2020-01-10", "2020/1/10"),
            ("7/1/2023", "2023-07-01", "7/1/2023"),
            ("Stand 10.1.2020", "2020-01-10", "10.1.2020"),
            ("January 2020.", "2020-01", "January 2020"),
            ("JANUARY 2020", "2020-01", "JANUARY 2020"),
            ("Nov–Dec 2019", "2019-11", "Nov–Dec 2019"),
            ("Winter 2011", "2011", "Winter 2011"),
            ("January\u{a0}10,\n2020", "2020-01-10", "January\u{a0}10,\n2020"),
            ("Friday, March 26, 2019", "2019-03-26", "March 26, 2019"),
            ("(1991a)", "1991", "1991"),
            ("in 2020.", "2020", "2020"),
            ("they may 2020 and 4 May 2021", "2020", "2020"),
        ] {
            assert_eq!(us(text), Some((iso.to_owned(), slice)), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        for text in [
            "",
            "12345",
            "0999",
            "the 1990s",
            "page 3001",
            "ab2020",
            "13/13/2023",
            "Janus 2",
            "1500-2020",
            "v1.2020",
            "7/1/23",
        ] {
            assert_eq!(us(text), None, "{text}");
        }
        // Of an impossible day the year is left.
        assert_eq!(us("February 30, 2020"), Some(("2020".to_owned(), "2020")));
        assert_eq!(us("2020-02-30"), None);
    }

    #[test]
    fn the_profile_says_which_number_is_the_month() {
        let date = |order| written("7/1/2023", order).unwrap().to_string();
        assert_eq!(date(SlashOrder::MonthFirst), "2023-07-01");
        assert_eq!(date(SlashOrder::DayFirst), "2023-01-07");
        assert_eq!(written("13/1/2023", SlashOrder::MonthFirst), None);
    }

    #[test]
    fn the_whole_text_is_a_date_or_none() {
        let order = SlashOrder::default();
        assert_eq!(written(" 10 Jan 2020 ", order).unwrap().to_string(), "2020-01-10");
        assert_eq!(written("10 Jan 2020 and later", order), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[0-9JanuryMay ,./\u{a0}–é-]{0,24}") {
            if let Some((date, range)) = find(&text, SlashOrder::MonthFirst) {
                proptest::prop_assert!(text[range].contains(&date.year().to_string()));
            }
        }
    }
}
