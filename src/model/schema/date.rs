//! What is wrong with a date, and how to write it.

/// Why `text` is no calendar date by ISO 8601, where more can be said than that it is none.
pub(super) fn flaw(text: &str) -> Option<String> {
    let (year, month, day) = hyphenated(text)?;
    let days = days_in(year, month);
    if days == 0 {
        Some(format!("there is no month {month}"))
    } else if day == 0 || day > days {
        let name = MONTHS.get(month as usize - 1)?;
        Some(match month {
            2 => format!("February {year} has {days} days"),
            _ => format!("{name} has {days} days"),
        })
    } else {
        None
    }
}

/// How to write the date that `text` seems to mean: a full sentence.
pub(super) fn advice(text: &str) -> String {
    let text = text.trim();
    let advised = hyphenated(text)
        .and_then(|(year, month, day)| {
            let date = iso(year, month, day)?;
            Some(format!("Write month and day with two digits each: `{date}`."))
        })
        .or_else(|| with_time(text))
        .or_else(|| by_parts(text));
    advised.unwrap_or_else(|| "Write year-month-day, as in `2026-05-14`.".to_owned())
}

/// Whether a text is a date of the calendar that is written in another way than ISO 8601: `01/10/20`, `5 May 2026`,
/// `2026-5-14`.
#[must_use]
pub fn is_written_otherwise(text: &str) -> bool {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) || text.trim().len() > 24 {
        return false;
    }
    let text = text.trim();
    if let Some((year, month, day)) = hyphenated(text) {
        return text.len() < 10 && iso(year, month, day).is_some();
    }
    // A date in words or digits has three parts.
    let ends = text.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    if ends.count() != 3 {
        return false;
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let short = |part: &&str| matches!(part.len(), 1 | 2) && part.bytes().all(|sign| sign.is_ascii_digit());
    // `01/10/20`: of two digits for the year nobody can tell the century, and with slashes not even the month.
    let in_digits = parts.len() == 3 && parts.iter().all(short);
    in_digits || by_parts(text).is_some_and(|advice| advice.starts_with("Write year-month-day: "))
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `2026-5-14` and `2026-05-14T09:30`.
fn hyphenated(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split('-');
    let mut number = |lengths: &[usize]| {
        parts
            .next()
            .filter(|part| lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|part| part.parse().ok())
    };
    let date = (number(&[4])?, number(&[1, 2])?, number(&[1, 2])?);
    parts.next().is_none().then_some(date)
}

fn with_time(text: &str) -> Option<String> {
    let (date, rest) = (text.get(..10)?, text.get(10..)?);
    let (year, month, day) = hyphenated(date)?;
    let date = iso(year, month, day)?;
    rest.starts_with(['T', 't', ' ']).then(|| format!("Leave out the time: `{date}`."))
}

/// Dates in words and with slashes or dots, in any order.
fn by_parts(text: &str) -> Option<String> {
    let parts: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| {
        let digits = part.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        digits.parse::<u32>().ok()
    };
    let month = |part: &str| {
        let begins =
            |name: &&str| name.get(..part.len()).is_some_and(|start| start.eq_ignore_ascii_case(part));
        let nth = MONTHS.iter().position(|name| part.len() >= 3 && begins(name))?;
        u32::try_from(nth + 1).ok()
    };
    let [first, second, third] = parts.as_slice() else {
        return match parts.as_slice() {
            [year] if year.len() == 4 && number(year).is_some() => {
                Some(format!("Add month and day, as in `{year}-05-14`."))
            }
            [year, month]
                if year.len() == 4 && month.len() == 2 && number(year).and(number(month)).is_some() =>
            {
                Some(format!("Add the day, as in `{year}-{month}-14`."))
            }
            _ => None,
        };
    };
    let write = |date: String| format!("Write year-month-day: `{date}`.");
    if first.len() == 4 && number(first).is_some() {
        return iso(number(first)?, number(second)?, number(third)?).map(write);
    }
    let year = number(third).filter(|_| third.len() == 4)?;
    if let Some(month) = month(first) {
        return iso(year, month, number(second)?).map(write);
    }
    if let Some(month) = month(second) {
        return iso(year, month, number(first)?).map(write);
    }
    let (first, second) = (number(first)?, number(second)?);
    match (iso(year, first, second), iso(year, second, first)) {
        (Some(month_first), Some(day_first)) if month_first != day_first => Some(format!(
            "Write year-month-day: `{month_first}` if the month comes first, `{day_first}` if the day does."
        )),
        (Some(date), _) | (None, Some(date)) => Some(write(date)),
        (None, None) => None,
    }
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    (day >= 1 && day <= days_in(year, month)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The days of a month; 0 where there is no such month.
fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_do_not_exist() {
        assert_eq!(flaw("2026-02-30").as_deref(), Some("February 2026 has 28 days"));
        assert_eq!(flaw("2024-02-30").as_deref(), Some("February 2024 has 29 days"));
        assert_eq!(flaw("1900-02-29").as_deref(), Some("February 1900 has 28 days"));
        assert_eq!(flaw("2026-04-31").as_deref(), Some("April has 30 days"));
        assert_eq!(flaw("2026-05-00").as_deref(), Some("May has 31 days"));
        assert_eq!(flaw("2026-13-01").as_deref(), Some("there is no month 13"));
        assert_eq!(flaw("2026-00-01").as_deref(), Some("there is no month 0"));
        assert_eq!(flaw("2026-1-5"), None);
        assert_eq!(flaw("soon"), None);
    }

    #[test]
    fn advice_writes_the_date_that_was_meant() {
        for (text, expected) in [
            ("2026-1-5", "Write month and day with two digits each: `2026-01-05`."),
            ("2026-01-05T09:30:00Z", "Leave out the time: `2026-01-05`."),
            ("2026-01-05 09:30", "Leave out the time: `2026-01-05`."),
            ("2026/01/05", "Write year-month-day: `2026-01-05`."),
            ("2026", "Add month and day, as in `2026-05-14`."),
            ("2026-01", "Add the day, as in `2026-01-14`."),
            ("January 10, 2020", "Write year-month-day: `2020-01-10`."),
            ("10 Jan 2020", "Write year-month-day: `2020-01-10`."),
            ("March 3rd, 2020", "Write year-month-day: `2020-03-03`."),
            ("13/10/2026", "Write year-month-day: `2026-10-13`."),
            ("10.13.2026", "Write year-month-day: `2026-10-13`."),
            ("05/05/2026", "Write year-month-day: `2026-05-05`."),
            (
                "01/10/2026",
                "Write year-month-day: `2026-01-10` if the month comes first, `2026-10-01` if the day does.",
            ),
            ("01/10/20", "Write year-month-day, as in `2026-05-14`."),
            ("soon", "Write year-month-day, as in `2026-05-14`."),
            ("2026-02-30", "Write year-month-day, as in `2026-05-14`."),
            ("", "Write year-month-day, as in `2026-05-14`."),
            ("ÄÖÜÄÖÜÄÖÜ", "Write year-month-day, as in `2026-05-14`."),
        ] {
            assert_eq!(advice(text), expected, "{text}");
        }
    }
}
