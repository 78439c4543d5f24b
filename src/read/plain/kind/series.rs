//! Headings that count up, and the foot of a page.

use std::collections::HashMap;

use super::Sorter;
use crate::base::steps::step;
use crate::read::plain::feature::Feature;

/// A longer line is no heading.
const LONGEST: usize = 130;

/// So many lines are a series.
const LEAST: usize = 3;

impl Sorter<'_> {
    /// The lines that count up through a text with paragraphs between them: `Myth 1: …`, `Step 2: …`, `#3 …`.
    pub(super) fn series(&self) -> Vec<usize> {
        let mut series: HashMap<String, (Vec<usize>, usize)> = HashMap::new();
        for (nth, chunk) in self.chunks.iter().enumerate() {
            step();
            let Some((word, number)) = counted(chunk.text()).filter(|_| chunk.is_line() && self.is_open(nth))
            else {
                continue;
            };
            let (lines, next) = series.entry(word.to_lowercase()).or_insert((Vec::new(), 1));
            if number == *next {
                lines.push(nth);
                *next += 1;
            }
        }
        let parted = |lines: &&Vec<usize>| {
            let apart = lines.windows(2).filter(|pair| matches!(pair, [one, two] if two - one > 1)).count();
            lines.len() >= LEAST && apart + 1 == lines.len()
        };
        let lines: Vec<&Vec<usize>> = series.values().map(|(lines, _)| lines).filter(parted).collect();
        lines.into_iter().flatten().copied().collect()
    }

    /// The lines below the first line of the site after all text.
    pub(super) fn foot(&self) -> std::ops::Range<usize> {
        const TEXT: usize = 100;
        const SENTENCE: usize = 50;
        let is_text = |nth: &usize| {
            let text = self.text(*nth);
            let sentence = text.len() > SENTENCE && text.ends_with(['.', '!', '?', ':']);
            let says = sentence || text.len() > TEXT || self.has(*nth, Feature::Bullet);
            !self.has(*nth, Feature::Site) && (self.has(*nth, Feature::Reference) || says)
        };
        let end = self.chunks.len();
        let site = (0..end)
            .rev()
            .find(is_text)
            .and_then(|last| (last..end).find(|nth| self.has(*nth, Feature::Site)));
        site.unwrap_or(end)..end
    }
}

/// The word of a series and the number at the start of a line: `Myth 1: carbs make you fat`, `#2 Share the load.`
fn counted(text: &str) -> Option<(&str, usize)> {
    const WORDS: [&str; 16] = [
        "myth", "step", "tip", "fact", "reason", "rule", "question", "way", "sign", "mistake", "habit",
        "exercise", "lesson", "idea", "no.", "#",
    ];
    if text.len() > LONGEST {
        return None;
    }
    let at = text.find(|c: char| c.is_ascii_digit())?;
    if at == 0 {
        return labelled(text);
    }
    let word = text.get(..at)?.trim_end();
    if !WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)) {
        return None;
    }
    let rest = text.get(at..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest.get(digits..)?.trim_start_matches([':', '.', ')', '–', '-', '—']).trim();
    let number = rest.get(..digits)?.parse().ok()?;
    (behind.contains(char::is_alphabetic)).then_some((word, number))
}

/// A number, and the label after it: `2. Myth: Soy is bad for you`.
fn labelled(text: &str) -> Option<(&str, usize)> {
    let (number, rest) = text.split_once(['.', ')'])?;
    let (label, behind) = rest.trim_start().split_once(':')?;
    let fits = label.chars().all(char::is_alphabetic)
        && label.starts_with(char::is_uppercase)
        && rest.starts_with(char::is_whitespace)
        && behind.contains(char::is_alphabetic);
    fits.then_some((label, number.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_and_a_number_count() {
        assert_eq!(counted("Myth 1: Carbs make you gain weight"), Some(("Myth", 1)));
        assert_eq!(counted("#2 Share the load."), Some(("#", 2)));
        assert_eq!(counted("STEP 12 – Rest"), Some(("STEP", 12)));
        assert_eq!(counted("2.   Myth: Soy is bad"), Some(("Myth", 2)));
        assert_eq!(counted("10) Fact: Soy is good"), Some(("Fact", 10)));
        for line in ["2. Soy is bad", "2.5: Soy", "2. Soy is bad: why", "2. Myth:", "1999: Soy"] {
            assert_eq!(counted(line), None, "{line}");
        }
        for line in ["Step 1", "Take 2 tablets", "Grade 3 sprains heal slowly", "Week 3", "myth"] {
            assert_eq!(counted(line), None, "{line}");
        }
    }
}
