//! Which language a text is in, by its commonest words, where no page says so.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::base::steps::count;

/// The commonest words of languages that health content is written in, a language in a line.
const COMMON: &str = include_str!("common_words.txt");

/// Of a text no more than this many words are looked at.
const WORDS: usize = 600;

/// The bytes of the longest of the commonest words, with those of its accents.
const LONGEST: usize = 10;

/// A text with fewer words may be a heading or a list of names.
const LEAST: usize = 40;

/// So many common words of a language are no accident.
const ENOUGH: usize = 8;

/// The language of a text that is certainly not in English: its tag, or `und` where it is in another script. A text that
/// may be in English gives `None`.
#[must_use]
pub fn other_than_english<'t>(parts: impl Iterator<Item = &'t str>) -> Option<&'static str> {
    let (mut words, mut foreign) = (0_usize, 0_usize);
    let mut known: HashMap<&'static str, usize> = HashMap::new();
    let mut english = 0_usize;
    let mut hits = 0_usize;
    // Marks of tables and lists are no words.
    let words_of = parts.flat_map(str::split_whitespace).filter(|word| word.contains(char::is_alphanumeric));
    for (nth, word) in words_of.take(WORDS).enumerate() {
        // Whatever is left cannot outweigh what was read.
        let left = WORDS - nth;
        // A word may be a whole sentence in a script without blanks.
        if hits + left <= 4 * english && foreign == 0 && left <= words {
            count(words);
            return None;
        }
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        let Some(first) = word.chars().next() else { continue };
        words += 1;
        // Scripts without blanks between words have about two letters in each.
        let unspaced = word.chars().filter(|letter| is_unspaced(*letter)).count().div_ceil(2);
        if unspaced > 0 {
            words += unspaced - 1;
            foreign += unspaced;
            continue;
        }
        if !is_latin(first) {
            foreign += 1;
            continue;
        }
        // No common word is longer.
        if word.len() > LONGEST {
            continue;
        }
        for language in common_in(word) {
            match *language {
                "en" => english += 1,
                other => {
                    let own = known.entry(other).or_default();
                    *own += 1;
                    hits = hits.max(*own);
                }
            }
        }
    }
    count(words);
    // Scripts without blanks have few words, each of many letters.
    if foreign * 2 > words && foreign > 4 {
        return Some("und");
    }
    if words < LEAST {
        return None;
    }
    let most = known.into_iter().max_by_key(|(language, hits)| (*hits, std::cmp::Reverse(*language)));
    match most {
        // Languages share short words, so that another one has to be clearly ahead. A table of doses has hardly a common
        // word, and must be judged.
        Some((language, hits)) if hits >= ENOUGH && hits > 4 * english => Some(language),
        _ => None,
    }
}

/// The languages in which a word is common.
fn common_in(word: &str) -> &[&'static str] {
    let mut small = [0; LONGEST];
    let ascii = small.get_mut(..word.len()).filter(|_| word.is_ascii()).and_then(|small| {
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        std::str::from_utf8(small).ok()
    });
    let languages = ascii.map_or_else(|| LANGUAGES.get(plain(word).as_str()), |word| LANGUAGES.get(word));
    languages.map_or(&[], Vec::as_slice)
}

/// A word in small letters of ASCII: many write without accents.
fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    deunicode::deunicode(word).to_ascii_lowercase()
}

/// Whether a letter is one of a script that has no blanks between words: Chinese, Japanese, Thai, Khmer.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// Whether a letter is one of the Latin script, by the blocks that hold those.
fn is_latin(letter: char) -> bool {
    matches!(letter, 'A'..='Z' | 'a'..='z' | '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | 'Ａ'..='ｚ')
}

/// The languages in which a word is common.
static LANGUAGES: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut languages: HashMap<String, Vec<&'static str>> = HashMap::new();
    let lines = COMMON.lines().filter(|line| !line.starts_with('#'));
    for (language, words) in lines.filter_map(|line| line.split_once(':')) {
        words.split_whitespace().for_each(|word| languages.entry(plain(word)).or_default().push(language));
    }
    languages
});

#[cfg(test)]
mod tests {
    use super::other_than_english;

    fn language(text: &str) -> Option<&'static str> {
        other_than_english(std::iter::once(text))
    }

    #[test]
    fn texts_in_other_languages_are_known() {
        for (text, expected) in [
            (
                "El dolor de cuello es muy común y en la mayoría de los casos se quita en unas semanas. Lo causa una mala postura, o una tensión de los músculos por el trabajo. Si el dolor no se quita, o si se siente débil, hable con su médico lo antes posible.",
                Some("es"),
            ),
            (
                "Les douleurs de la nuque sont fréquentes et passent le plus souvent en quelques semaines. Elles viennent d’une mauvaise position, ou d’une tension des muscles pendant le travail. Si la douleur ne passe pas, ou si vous vous sentez faible, parlez à votre médecin au plus vite.",
                Some("fr"),
            ),
            (
                "Schmerzen im Nacken sind häufig und gehen meist nach ein paar Wochen vorbei. Sie kommen von einer schlechten Haltung oder von einer Spannung der Muskeln bei der Arbeit. Wenn der Schmerz nicht vergeht oder Sie sich schwach fühlen, sprechen Sie so bald wie möglich mit einem Arzt.",
                Some("de"),
            ),
            (
                "Bolest šíje je velmi častá a ve většině případů odezní za několik týdnů. Způsobuje ji špatné držení těla nebo napětí svalů při práci. Pokud bolest neodezní, nebo pokud se cítíte slabí, promluvte si co nejdříve se svým lékařem, který vás vyšetří a řekne vám, co je třeba.",
                Some("cs"),
            ),
            (
                "Bolest sije je velmi casta a ve vetsine pripadu odezni za nekolik tydnu. Zpusobuje ji spatne drzeni tela nebo napeti svalu pri praci. Pokud bolest neodezni, nebo pokud se citite slabi, promluvte si co nejdrive se svym lekarem, ktery vas vysetri a rekne vam, co je treba.",
                Some("cs"),
            ),
            ("Шея болит часто, и боль проходит за несколько недель.", Some("und")),
            ("颈部 疼痛 很 常见 大多 数 几 周 内 会 消失", Some("und")),
            (
                "使用SSRI类药物如sertraline或fluoxetine时，应注意MAOI之间的相互作用，避免血清素综合征。PID Primary Immunodeficiency 原发性免疫缺陷病",
                Some("und"),
            ),
        ] {
            assert_eq!(language(text), expected, "{text}");
        }
    }

    #[test]
    fn what_may_be_english_is_left_alone() {
        for text in [
            "",
            "Neck pain",
            // A table has few of the commonest words.
            &"Take half a tablet twice a day. Amoxicillin capsules 250 mg, ibuprofen tablets 400 mg, paracetamol liquid 120 mg per dose. "
                .repeat(9),
            "Neck pain is common, and in most people it goes away within a few weeks. It comes from how you sit, or from muscles that are tense because of your work. If the pain does not go away, or if you feel weak, talk to your doctor as soon as you can.",
            // Words of another language within one in English.
            "The words mal de debarquement come from French, and the illness is called so by most of those who have it. They feel as if they were on a boat, on and on, for months or years after a cruise that took no more than a week of their lives, and there is no cure.",
        ] {
            assert_eq!(language(text), None, "{text}");
        }
    }
}
