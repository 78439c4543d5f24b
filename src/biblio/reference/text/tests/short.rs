//! References of a house and a title.

use super::super::{Options, read};

fn fields(text: &str) -> Option<(String, Option<String>, Option<String>)> {
    let read = read(text, Options::default())?;
    let title = read.title?;
    assert_eq!(text[title.at.clone()].split_whitespace().collect::<Vec<_>>().join(" "), *title.value);
    Some((
        title.value.into(),
        read.publisher.map(|field| field.value.into()),
        read.issued.map(|issued| issued.value.to_string()),
    ))
}

#[test]
fn a_house_and_a_title_are_a_reference() {
    for (text, title, house, issued) in [
        (
            "Lakeside Clinic: \"Reactive Hypoglycemia,\" \"Snacks.\"",
            "Reactive Hypoglycemia",
            "Lakeside Clinic",
            None,
        ),
        (
            "American Heart Association: “High Blood Pressure.”",
            "High Blood Pressure",
            "American Heart Association",
            None,
        ),
        (
            "National Sleep Foundation: \"Naps,\" March 2018.",
            "Naps",
            "National Sleep Foundation",
            Some("2018-03"),
        ),
        ("Mayo Clinic. Noise and the inner ear.", "Noise and the inner ear", "Mayo Clinic", None),
        ("American Lung Association. What is asthma?", "What is asthma?", "American Lung Association", None),
        (
            "Carpal tunnel syndrome; Primary Care Summaries, September 2022 (UK access only)",
            "Carpal tunnel syndrome",
            "Primary Care Summaries",
            Some("2022-09"),
        ),
    ] {
        let expected = (title.to_owned(), Some(house.to_owned()), issued.map(str::to_owned));
        assert_eq!(fields(text), Some(expected), "{text}");
    }
}

#[test]
fn what_only_looks_like_one_is_none() {
    for text in [
        "Mayo Clinic. See above.",
        "Mayo Clinic. This is our partner.",
        "Rest your arm. Then stretch it.",
        "He said: \"Drink water\" and left the room.",
        "Ask: \"Does it hurt?\" before you move the arm.",
        "Neck pain; back pain",
        "Rest; Ice; Compression",
        "Take one tablet; Mayo Clinic says so.",
    ] {
        assert_eq!(fields(text), None, "{text}");
    }
}
