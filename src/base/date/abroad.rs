//! Dates as people write them in other languages than English.

use std::ops::Range;

use super::written::first;
use super::{PartialDate, SlashOrder, read};

/// The date that `text` begins with, in English or in another language of [`month_named`], and how many bytes it takes.
///
/// Besides what [`read`] takes: `3. März 2022`, `7 février 2016`, `1er mars 2024`, `3 de marzo de 2022`, `Oktober 2024`,
/// and days before months with hyphens. With slashes and hyphens `order` decides, unless only one order is a day of the
/// calendar: `17/01/2022`.
#[must_use]
pub fn read_any(text: &str, order: SlashOrder) -> Option<(PartialDate, usize)> {
    let other = match order {
        SlashOrder::MonthFirst => SlashOrder::DayFirst,
        SlashOrder::DayFirst => SlashOrder::MonthFirst,
    };
    let is_whole = |(date, _): &(PartialDate, usize)| date.day().is_some();
    let english = read(text, order);
    if english.as_ref().is_some_and(is_whole) {
        return english;
    }
    read(text, other)
        .filter(is_whole)
        .or_else(|| hyphened(text, order).or_else(|| hyphened(text, other)))
        .or_else(|| named(text))
        .or(english)
}

/// The whole of `text` as a date that [`read_any`] reads; `None` if anything but blanks is left over.
#[must_use]
pub fn written_any(text: &str, order: SlashOrder) -> Option<PartialDate> {
    let text = text.trim();
    // No date is without its year, and most lines have no number.
    text.bytes().any(|byte| byte.is_ascii_digit()).then_some(())?;
    let (date, length) = read_any(text, order)?;
    (length == text.len()).then_some(date)
}

/// The first date in `text` that [`read_any`] reads, with its bytes.
#[must_use]
pub fn find_any(text: &str, order: SlashOrder) -> Option<(PartialDate, Range<usize>)> {
    first(text, |rest| read_any(rest, order))
}

/// `17-01-2022`
fn hyphened(text: &str, order: SlashOrder) -> Option<(PartialDate, usize)> {
    let length = text.bytes().take(11).take_while(|byte| byte.is_ascii_digit() || *byte == b'-').count();
    let mut parts = text.get(..length)?.split('-');
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = (1..=2).contains(&first.len()) && (1..=2).contains(&second.len()) && year.len() == 4;
    if !fits || parts.next().is_some() {
        return None;
    }
    let (month, day) = match order {
        SlashOrder::MonthFirst => (first, second),
        SlashOrder::DayFirst => (second, first),
    };
    Some((PartialDate::new(year.parse().ok()?, Some(month.parse().ok()?), Some(day.parse().ok()?))?, length))
}

/// `3. März 2022`, `1er mars 2024`, `3 de marzo de 2022`, `Oktober 2024`.
fn named(text: &str) -> Option<(PartialDate, usize)> {
    let mut at = 0;
    let rest = |at: usize| text.get(at..).unwrap_or("");
    let digits = |at: usize| rest(at).bytes().take(5).take_while(u8::is_ascii_digit).count();
    let blank = |at: usize| at + rest(at).len() - rest(at).trim_start_matches([' ', '\u{a0}']).len();
    let behind_of = |at: usize| {
        let word = ["de ", "del "].into_iter().find(|word| rest(at).starts_with(word));
        at + word.map_or(0, str::len)
    };
    let mut day = None;
    let length = digits(at);
    if (1..=2).contains(&length) {
        day = rest(at).get(..length).and_then(|day| day.parse().ok());
        at += length;
        let ordinal = ["er ", ". ", "º ", "° "].into_iter().find(|sign| rest(at).starts_with(sign));
        at = behind_of(blank(at + ordinal.map_or(0, |sign| sign.len() - 1)));
    }
    let name: String = rest(at).chars().take(12).take_while(|c| c.is_alphabetic()).collect();
    let month = month_named(&name.to_lowercase())?;
    at += name.len();
    at += usize::from(rest(at).starts_with('.'));
    let behind = behind_of(blank(at));
    if behind == at || digits(behind) != 4 {
        return None;
    }
    let year: i16 = rest(behind).get(..4)?.parse().ok()?;
    (1000..3000).contains(&year).then_some(())?;
    Some((PartialDate::new(year, Some(month), day)?, behind + 4))
}

/// The number of a month, by its name in English, French, German, Spanish, Italian, Dutch or Portuguese, whole or as
/// its usual abbreviation, in small letters; of English names as they are often mistyped too.
#[must_use]
pub fn month_named(word: &str) -> Option<i16> {
    Some(match word {
        "jan" | "january" | "januar" | "jänner" | "januari" | "janvier" | "janv" | "enero" | "ene"
        | "gennaio" | "gen" | "janeiro" => 1,
        "feb" | "february" | "feburary" | "febuary" | "februar" | "februari" | "février" | "fevrier"
        | "févr" | "fév" | "febrero" | "febbraio" | "fevereiro" | "fev" => 2,
        "mar" | "march" | "märz" | "maerz" | "mrz" | "maart" | "mrt" | "mars" | "marzo" | "março" => 3,
        "apr" | "april" | "avril" | "avr" | "abril" | "abr" | "aprile" => 4,
        "may" | "mai" | "mei" | "maj" | "mayo" | "maggio" | "mag" | "maio" => 5,
        "jun" | "june" | "juni" | "juin" | "junio" | "giugno" | "giu" | "junho" => 6,
        "jul" | "july" | "juli" | "juillet" | "juil" | "julio" | "luglio" | "lug" | "julho" => 7,
        "aug" | "august" | "augustus" | "augusti" | "août" | "aout" | "agosto" | "ago" => 8,
        "sep" | "sept" | "september" | "septembre" | "septiembre" | "setiembre" | "settembre"
        | "setembro" | "set" => 9,
        "oct" | "okt" | "october" | "oktober" | "octobre" | "octubre" | "ottobre" | "ott" | "outubro"
        | "out" => 10,
        "nov" | "november" | "novembre" | "noviembre" | "novembro" => 11,
        "dec" | "dez" | "december" | "dezember" | "décembre" | "decembre" | "déc" | "desember"
        | "diciembre" | "dic" | "dicembre" | "dezembro" => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_other_languages_are_read_with_their_bytes() {
        for (text, iso, slice) in [
            ("am 12. März 2024", "2024-03-12", "12. März 2024"),
            ("Stand: Oktober 2024", "2024-10", "Oktober 2024"),
            ("le 4 octobre 2022 par", "2022-10-04", "4 octobre 2022"),
            ("le 1er août 2024", "2024-08-01", "1er août 2024"),
            ("el 3 de marzo de 2022.", "2022-03-03", "3 de marzo de 2022"),
            ("17-01-2022", "2022-01-17", "17-01-2022"),
            ("17/01/2022", "2022-01-17", "17/01/2022"),
            ("03-04-2022", "2022-03-04", "03-04-2022"),
            ("18.01.2024", "2024-01-18", "18.01.2024"),
            ("May 3, 2021", "2021-05-03", "May 3, 2021"),
            ("2021", "2021", "2021"),
        ] {
            let (date, range) = find_any(text, SlashOrder::MonthFirst).unwrap();
            assert_eq!((date.to_string().as_str(), &text[range]), (iso, slice), "{text}");
        }
        for text in ["12. März", "Mai", "mars 20245", "32. März 2024", "17-13-2022", "1-2-3-2022", "é", ""]
        {
            assert_eq!(named(text).or_else(|| hyphened(text, SlashOrder::DayFirst)), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[0-9märzod ./\u{a0}º-]{0,24}") {
            if let Some((_, range)) = find_any(&text, SlashOrder::DayFirst) {
                proptest::prop_assert!(!text[range].is_empty());
            }
        }
    }
}
