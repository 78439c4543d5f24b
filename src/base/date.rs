//! Calendar dates: whole ones, partial ones, and dates as people write them.
//!
//! A partial date stays partial: `2020-01` is a month, and nothing here turns it
//! into its first day.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil;

mod abroad;
mod written;

pub use abroad::{find_any, month_named, read_any, written_any};
pub use written::{SlashOrder, find, read, written};

/// A day of the proleptic Gregorian calendar, without time or zone (ISO 8601 calendar date).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(civil::Date);

/// Why a text is no [`Date`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// The text has not the form `YYYY-MM-DD`.
    #[error("not a date of the form YYYY-MM-DD")]
    BadForm,
    /// The form is right, but the calendar has no such day: `2020-02-30`.
    #[error("not a day of the calendar")]
    NoSuchDay,
}

impl Date {
    /// The day, where the calendar has it. `month` and `day` count from 1, `year` from 1 to 9999.
    #[must_use]
    pub fn new(year: i16, month: u8, day: u8) -> Option<Date> {
        if year < 1 {
            return None;
        }
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        civil::Date::new(year, month, day).ok().map(Date)
    }

    /// Reads `YYYY-MM-DD` and nothing else: no time, no sign, no blanks, no shorter years.
    ///
    /// # Errors
    /// [`DateError::BadForm`] where the text is not written so, [`DateError::NoSuchDay`] where
    /// it is but names no day.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        let form = [4, 2, 2];
        let mut parts = text.split('-');
        let mut numbers = [0_i16; 3];
        for (number, length) in numbers.iter_mut().zip(form) {
            let part = parts.next().ok_or(DateError::BadForm)?;
            *number = digits(part, length).ok_or(DateError::BadForm)?;
        }
        if parts.next().is_some() {
            return Err(DateError::BadForm);
        }
        let [year, month, day] = numbers;
        from_numbers(year, month, day).ok_or(DateError::NoSuchDay)
    }

    /// Reads `YYYY-MM-DD`, alone or with a time of day and a zone, as site generators and editors write it:
    /// `2026-03-03T09:00:00+01:00`, `2026-03-03 09:00`, `2026-07-24 09:00:00 -0500`. The day in the stated zone counts.
    ///
    /// # Errors
    /// As [`Date::parse`]; [`DateError::BadForm`] where what follows the day is no time.
    pub fn of_moment(text: &str) -> Result<Date, DateError> {
        // What was pasted may begin with a blank.
        let (day, rest) = text.trim_start().split_at_checked(10).ok_or(DateError::BadForm)?;
        let day = Date::parse(day)?;
        match rest.strip_prefix(['T', 't', ' ']) {
            None if rest.is_empty() => Ok(day),
            Some(time) if is_time(time.trim_start(), rest.starts_with(' ')) => Ok(day),
            _ => Err(DateError::BadForm),
        }
    }

    /// The year, from 1 to 9999.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, from 1.
    #[must_use]
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    /// The number of days from an earlier day to this one; negative where it is later.
    #[must_use]
    pub fn days_since(self, earlier: Date) -> i64 {
        i64::from((self.0 - earlier.0).get_days())
    }

    /// The same day of the month, so many months later; the last of a shorter month. The last day of the calendar
    /// where it would lie after it.
    #[must_use]
    pub fn months_later(self, months: u32) -> Date {
        let span = jiff::Span::new().try_months(i64::from(months));
        let later = span.and_then(|span| self.0.checked_add(span));
        Date(later.unwrap_or(civil::Date::MAX))
    }

    /// The day so many days later. The last day of the calendar where it would lie after it.
    #[must_use]
    pub fn days_later(self, days: u32) -> Date {
        let span = jiff::Span::new().try_days(i64::from(days));
        let later = span.and_then(|span| self.0.checked_add(span));
        Date(later.unwrap_or(civil::Date::MAX))
    }

    /// The same day as jiff's type, for arithmetic.
    #[must_use]
    pub fn civil(self) -> civil::Date {
        self.0
    }
}

/// Whether a text is a time of day with or without seconds, their fraction, and a zone.
fn is_time(text: &str, after_blank: bool) -> bool {
    let end = text.find(|c: char| !matches!(c, '0'..='9' | ':' | '.' | ',')).unwrap_or(text.len());
    let (clock, zone) = text.split_at(end);
    let (clock, fraction) =
        clock.split_once(['.', ',']).map_or((clock, None), |(clock, rest)| (clock, Some(rest)));
    let parts: Vec<&str> = clock.split(':').collect();
    let number = |part: &str, most: i16| digits(part, 2).is_some_and(|number| number <= most);
    let is_clock = match parts.as_slice() {
        [hour, minute] => fraction.is_none() && number(hour, 23) && number(minute, 59),
        // A leap second is the sixtieth.
        [hour, minute, second] => {
            let whole =
                fraction.is_none_or(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
            // YAML has an hour of one digit where a blank is before it: `2014-08-25 8:14:30`.
            let is_hour = number(hour, 23) || after_blank && digits(hour, 1).is_some();
            whole && is_hour && number(minute, 59) && number(second, 60)
        }
        _ => false,
    };
    is_clock && is_zone(zone.trim_start())
}

fn is_zone(text: &str) -> bool {
    match text.strip_prefix(['+', '-']) {
        Some(offset) => {
            let (hours, minutes) = match offset.split_once(':') {
                Some(parts) => parts,
                None => offset.split_at_checked(2).unwrap_or((offset, "")),
            };
            digits(hours, 2).is_some_and(|hours| hours <= 14)
                && (minutes.is_empty() || digits(minutes, 2).is_some_and(|minutes| minutes <= 59))
        }
        None => matches!(text, "" | "Z" | "z" | "UTC" | "GMT"),
    }
}

/// The months of an interval: `6`, `6 months`, `1 year`, `P6M`, `P1Y6M`. `None` of nothing, and of what is no interval.
#[must_use]
pub fn months(text: &str) -> Option<u32> {
    let text = text.trim();
    let number = |digits: &str| {
        let plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse::<u32>().ok()).flatten()
    };
    let months = if let Some(period) = text.strip_prefix('P') {
        let (years, rest) = match period.split_once('Y') {
            Some((years, rest)) => (number(years)?, rest),
            None => (0, period),
        };
        let months =
            if rest.is_empty() && period.contains('Y') { 0 } else { number(rest.strip_suffix('M')?)? };
        years * 12 + months
    } else {
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (count, unit) = text.split_at(end);
        let factor = match unit.trim_start_matches([' ', '-']).to_ascii_lowercase().as_str() {
            "" | "month" | "months" => 1,
            "year" | "years" => 12,
            _ => return None,
        };
        number(count)? * factor
    };
    (months > 0).then_some(months)
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Date {
        Date(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

/// A date as precise as it was written: a year, a month of a year, or a day.
///
/// Equality is that of the written parts: `2020` is not `2020-01`. There is no `Ord`,
/// because dates of differing precision have no order that is transitive; see
/// [`PartialDate::compare`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// `2020`
    Year(i16),
    /// `2020-01`; the month counts from 1.
    Month(i16, u8),
    /// `2020-01-10`
    Day(Date),
}

impl PartialDate {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, the last also with a time (see [`Date::of_moment`]).
    #[must_use]
    pub fn parse(text: &str) -> Option<PartialDate> {
        match text.len() {
            4 => PartialDate::new(digits(text, 4)?, None, None),
            7 => {
                let (year, month) = text.split_once('-')?;
                PartialDate::new(digits(year, 4)?, Some(digits(month, 2)?), None)
            }
            _ => Date::of_moment(text).ok().map(PartialDate::Day),
        }
    }

    /// Reads the dates CSL writes as strings: EDTF levels 0 and 1 as far as they name a date.
    ///
    /// Of an interval the beginning counts, a time of day is dropped, marks of doubt (`~`, `?`,
    /// `%`) are passed over, a season or an unknown part (`2020-21`, `2020-XX`) leaves what is
    /// known before it.
    #[must_use]
    pub fn edtf(text: &str) -> Option<PartialDate> {
        let text = text.trim();
        if let Ok(day) = Date::of_moment(text) {
            return Some(PartialDate::Day(day));
        }
        let start = text.split('/').next().unwrap_or(text);
        let date = start.split_once('T').map_or(start, |(date, _time)| date);
        let known: String = date.chars().filter(|c| !matches!(c, '~' | '?' | '%')).collect();
        let mut parts = known.split('-');
        let year = digits(parts.next()?, 4)?;
        let (month, day) = (parts.next(), parts.next());
        if parts.next().is_some() {
            return None;
        }
        let Some(month) = known_part(month)? else {
            return PartialDate::new(year, None, None);
        };
        // EDTF numbers the seasons from 21 on, where months end at 12.
        if (21..=41).contains(&month) && day.is_none() {
            return PartialDate::new(year, None, None);
        }
        PartialDate::new(year, Some(month), known_part(day)?)
    }

    /// The date of these parts, where the calendar has it. A day needs its month.
    #[must_use]
    pub fn new(year: i16, month: Option<i16>, day: Option<i16>) -> Option<PartialDate> {
        match (month, day) {
            _ if !(1..=9999).contains(&year) => None,
            (None, None) => Some(PartialDate::Year(year)),
            (None, Some(_)) => None,
            (Some(month), None) => match u8::try_from(month) {
                Ok(month @ 1..=12) => Some(PartialDate::Month(year, month)),
                _ => None,
            },
            (Some(month), Some(day)) => from_numbers(year, month, day).map(PartialDate::Day),
        }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        match self {
            PartialDate::Year(year) | PartialDate::Month(year, _) => year,
            PartialDate::Day(date) => date.year(),
        }
    }

    /// The month, from 1, where it is known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        match self {
            PartialDate::Year(_) => None,
            PartialDate::Month(_, month) => Some(month),
            PartialDate::Day(date) => Some(date.month()),
        }
    }

    /// The whole date, where it is known.
    #[must_use]
    pub fn day(self) -> Option<Date> {
        match self {
            PartialDate::Day(date) => Some(date),
            PartialDate::Year(_) | PartialDate::Month(..) => None,
        }
    }

    /// The first day it may mean.
    #[must_use]
    pub fn earliest(self) -> Date {
        match self {
            PartialDate::Day(date) => date,
            PartialDate::Year(year) => Date(civil::date(year, 1, 1)),
            PartialDate::Month(year, month) => Date(civil::date(year, i8::try_from(month).unwrap_or(1), 1)),
        }
    }

    /// The last day it may mean.
    #[must_use]
    pub fn latest(self) -> Date {
        match self {
            PartialDate::Day(date) => date,
            PartialDate::Year(year) => Date(civil::date(year, 12, 31)),
            PartialDate::Month(..) => Date(self.earliest().0.last_of_month()),
        }
    }

    /// Compares the parts that both have, from the year on; the first that differs decides.
    ///
    /// `2020` and `2020-03` are `Equal` so: nothing that both say differs. A `Less` or
    /// `Greater` is certain for all values of the missing parts.
    #[must_use]
    pub fn compare(self, other: PartialDate) -> Ordering {
        let years = self.year().cmp(&other.year());
        let months = || match (self.month(), other.month()) {
            (Some(mine), Some(theirs)) => mine.cmp(&theirs),
            _ => Ordering::Equal,
        };
        let days = || match (self.day(), other.day()) {
            (Some(mine), Some(theirs)) => mine.cmp(&theirs),
            _ => Ordering::Equal,
        };
        years.then_with(months).then_with(days)
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> PartialDate {
        PartialDate::Day(date)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDate::Year(year) => write!(f, "{year:04}"),
            PartialDate::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            PartialDate::Day(date) => date.fmt(f),
        }
    }
}

/// The part as a number, `None` if it is absent or unknown (`XX`); an error of form is the outer none.
#[allow(clippy::option_option, reason = "the outer one is the failure that `?` passes on")]
fn known_part(part: Option<&str>) -> Option<Option<i16>> {
    match part {
        None | Some("XX" | "uu") => Some(None),
        Some(part) => digits(part, 2).map(Some),
    }
}

/// The number that exactly `length` ASCII digits write.
fn digits(text: &str, length: usize) -> Option<i16> {
    if text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

fn from_numbers(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: u8, day: u8) -> Date {
        Date::new(year, month, day).unwrap()
    }

    #[test]
    fn a_moment_is_the_day_in_the_zone_it_states() {
        for text in [
            "2026-03-03",
            "2026-03-03 9:00:00 +0100",
            "2026-03-03T09:00:00+01:00",
            "2026-03-03T23:30:00-11:00",
            "2026-03-03T14:25:00.186Z",
            "2026-03-03t09:00",
            "2026-03-03 09:00",
            "2026-03-03 09:00:00 -0500",
            "2026-03-03 09:00:00 UTC",
            "2026-03-03 09:00:60,5+02",
        ] {
            assert_eq!(Date::of_moment(text), Ok(day(2026, 3, 3)), "{text}");
            assert_eq!(PartialDate::parse(text), Some(PartialDate::Day(day(2026, 3, 3))), "{text}");
            assert_eq!(PartialDate::edtf(text), Some(PartialDate::Day(day(2026, 3, 3))), "{text}");
        }
        for text in [
            "2026-03-03T",
            "2026-03-03 ",
            "2026-03-03T24:00",
            "2026-03-03T09:60",
            "2026-03-03T9:00",
            "2026-03-03T9:00:00",
            "2026-03-03 9:00",
            "2026-03-03T09",
            "2026-03-03T09:00.5",
            "2026-03-03T09:00:00.",
            "2026-03-03T09:00+15:00",
            "2026-03-03T09:00 noon",
            "2026-03-03x09:00",
            "2026-03-03 or so",
            "2026-3-3T09:00",
            "é026-03-03",
            "",
        ] {
            assert_eq!(Date::of_moment(text), Err(DateError::BadForm), "{text}");
        }
        assert_eq!(Date::of_moment("2026-02-30T09:00:00Z"), Err(DateError::NoSuchDay));
    }

    #[test]
    fn an_interval_is_a_number_of_months() {
        for (text, expected) in [
            ("6", 6),
            (" 6 months ", 6),
            ("1 month", 1),
            ("6-months", 6),
            ("1 year", 12),
            ("2 Years", 24),
            ("P6M", 6),
            ("P1Y", 12),
            ("P1Y6M", 18),
        ] {
            assert_eq!(months(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "0",
            "P0M",
            "0 years",
            "P",
            "PT6M",
            "P6",
            "six months",
            "6 weeks",
            "6 monthsx",
            "-6",
            "99999",
            "1.5 years",
        ] {
            assert_eq!(months(text), None, "{text}");
        }
    }

    #[test]
    fn a_whole_date_is_ten_characters_and_a_day_of_the_calendar() {
        assert_eq!(Date::parse("2020-01-10"), Ok(day(2020, 1, 10)));
        assert_eq!(Date::parse("2024-02-29"), Ok(day(2024, 2, 29)));
        for text in [
            "2020-1-10",
            "2020-01-10 ",
            "20200110",
            "2020-01-10T00:00",
            "+2020-01-10",
            "2020-01",
            "2020-01-10-1",
            "٢٠٢٠-01-10",
            "",
        ] {
            assert_eq!(Date::parse(text), Err(DateError::BadForm), "{text}");
        }
        for text in ["2020-02-30", "2023-02-29", "2020-13-01", "2020-00-10", "0000-01-01"] {
            assert_eq!(Date::parse(text), Err(DateError::NoSuchDay), "{text}");
        }
    }

    #[test]
    fn dates_order_and_display_as_iso() {
        assert!(day(2019, 12, 31) < day(2020, 1, 1));
        assert_eq!(day(987, 1, 2).to_string(), "0987-01-02");
        assert_eq!((day(2020, 3, 4).year(), day(2020, 3, 4).month(), day(2020, 3, 4).day()), (2020, 3, 4));
    }

    #[test]
    fn months_later_stays_within_the_month() {
        for (from, months, to) in [
            ("2026-09-14", 36, "2029-09-14"),
            ("2026-01-31", 1, "2026-02-28"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2026-11-22", 0, "2026-11-22"),
            ("2026-11-22", u32::MAX, "9999-12-31"),
        ] {
            assert_eq!(Date::parse(from).unwrap().months_later(months).to_string(), to, "{from}");
        }
    }

    #[test]
    fn partial_dates_stay_partial() {
        for text in ["2020", "2020-01", "2020-01-10"] {
            assert_eq!(PartialDate::parse(text).unwrap().to_string(), text);
        }
        for text in ["20", "2020-", "2020-1", "2020-13", "2020-02-30", "2020/01", "0000"] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
        assert_eq!(PartialDate::new(2020, None, Some(3)), None);
    }

    #[test]
    fn edtf_strings_keep_what_they_know() {
        for (text, iso) in [
            ("2020-01-10", "2020-01-10"),
            ("2020-01-10T12:30:00Z", "2020-01-10"),
            ("2020-01?", "2020-01"),
            ("1984~", "1984"),
            ("2019-11/2020-02", "2019-11"),
            ("2020-21", "2020"),
            ("2020-XX", "2020"),
            ("2020-05-XX", "2020-05"),
            (" 2020 ", "2020"),
        ] {
            assert_eq!(PartialDate::edtf(text).map(|date| date.to_string()).as_deref(), Some(iso), "{text}");
        }
        for text in ["", "..", "../2020", "-2020", "Y17E7", "2020-02-30", "January 2020", "2020-1-1", "201X"]
        {
            assert_eq!(PartialDate::edtf(text), None, "{text}");
        }
    }

    #[test]
    fn a_partial_date_means_any_of_its_days() {
        for (text, first, last) in [
            ("2020", "2020-01-01", "2020-12-31"),
            ("2020-02", "2020-02-01", "2020-02-29"),
            ("2020-02-03", "2020-02-03", "2020-02-03"),
            ("9999-12", "9999-12-01", "9999-12-31"),
        ] {
            let date = PartialDate::parse(text).unwrap();
            let days = (date.earliest().to_string(), date.latest().to_string());
            assert_eq!(days, (first.to_owned(), last.to_owned()));
        }
    }

    #[test]
    fn days_are_counted_across_months_and_years() {
        assert_eq!(day(2024, 3, 1).days_since(day(2023, 12, 31)), 61);
        assert_eq!(day(2023, 12, 31).days_since(day(2024, 3, 1)), -61);
    }

    #[test]
    fn only_what_both_dates_have_is_compared() {
        let date = |text: &str| PartialDate::parse(text).unwrap();
        for (left, right, order) in [
            ("2020", "2020-03-01", Ordering::Equal),
            ("2020-03", "2020-03-01", Ordering::Equal),
            ("2020-02", "2020-03-01", Ordering::Less),
            ("2020", "2021-03-01", Ordering::Less),
            ("2020-01-10", "2019-03-26", Ordering::Greater),
            ("2020-01-10", "2020-01-11", Ordering::Less),
        ] {
            assert_eq!(date(left).compare(date(right)), order, "{left} {right}");
            assert_eq!(date(right).compare(date(left)), order.reverse(), "{right} {left}");
        }
    }
}
