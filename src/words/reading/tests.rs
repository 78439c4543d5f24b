use super::syllables::syllables;
use super::*;

#[test]
fn syllables_are_counted() {
    for (word, count) in [
        ("neck", 1),
        ("table", 2),
        ("moved", 1),
        ("treated", 2),
        ("pain", 1),
        ("doctor", 2),
        ("medicine", 3),
        ("inflammation", 4),
        ("dosage", 2),
        ("be", 1),
        ("muscles", 2),
        ("the", 1),
        ("doses", 2),
        ("movement", 2),
        ("settlement", 3),
        ("diabetes", 4),
        ("people", 2),
        ("fatigue", 2),
        ("rhythm", 2),
        ("area", 3),
        ("patient", 2),
        ("quiet", 2),
        ("TB", 2),
    ] {
        assert_eq!(syllables(word.as_bytes()), count, "{word}");
    }
}

#[test]
fn a_text_has_grades() {
    let mut counts = Counts::default();
    counts.add_text("The cat sat on the mat. It was fat!");
    let expected = Counts { sentences: 2, words: 9, letters: 25, syllables: 9, long_words: 0 };
    assert_eq!(counts, expected);
    let grades = counts.grades().expect("it has words");
    assert!((grades.flesch_kincaid - -2.035).abs() < 0.001 && grades.smog.is_none(), "{grades:?}");
    let mut hard = Counts::default();
    hard.add_text(
        "Inflammation of the peripheral nervous system necessitates immediate pharmaceutical intervention.",
    );
    assert!(hard.grades().is_some_and(|grades| grades.flesch_kincaid > 20.0));
    assert_eq!(Counts::default().grades(), None);
}

/// How far our figures are from those of textstat, which takes every stop for the end of a sentence and knows the syllables of a
/// dictionary. The largest are of one text with many acronyms. `tests/fixtures/reading/figures.py` made them.
#[test]
fn figures_are_those_of_textstat() {
    let texts = include_str!("../../../tests/fixtures/reading/texts.txt").trim().split("\n\n");
    let figures = include_str!("../../../tests/fixtures/reading/figures.tsv").lines().skip(1);
    let mut distances: [Vec<f64>; 6] = Default::default();
    for (text, line) in texts.zip(figures) {
        let mut counts = Counts::default();
        counts.add_text(text);
        let grades = counts.grades().expect("a text has words");
        let ours = [
            f64::from(counts.words),
            f64::from(counts.sentences),
            f64::from(counts.syllables),
            grades.flesch_kincaid,
            grades.smog.unwrap_or(0.0),
            grades.coleman_liau,
        ];
        let theirs = line.split('\t').map(|figure| figure.parse::<f64>().expect("a number"));
        for ((ours, theirs), distances) in ours.into_iter().zip(theirs).zip(&mut distances) {
            distances.push((ours - theirs).abs());
        }
    }
    let of = ["words", "sentences", "syllables", "Flesch-Kincaid", "SMOG", "Coleman-Liau"];
    let measured: Vec<String> = of
        .iter()
        .zip(&distances)
        .map(|(of, distances)| {
            assert_eq!(distances.len(), 50, "{of}");
            let mean = distances.iter().sum::<f64>() / 50.0;
            let largest = distances.iter().copied().fold(0.0, f64::max);
            format!("{of}: {mean:.2} in the mean, {largest:.2} at most")
        })
        .collect();
    assert_eq!(
        measured,
        [
            "words: 0.00 in the mean, 0.00 at most",
            "sentences: 0.04 in the mean, 1.00 at most",
            "syllables: 1.14 in the mean, 12.00 at most",
            "Flesch-Kincaid: 0.23 in the mean, 2.02 at most",
            "SMOG: 0.15 in the mean, 1.57 at most",
            "Coleman-Liau: 0.35 in the mean, 0.77 at most",
        ]
    );
}
