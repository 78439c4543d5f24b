//! What a chunk looks like alone, without its neighbours.

use super::cue::{is_numbered, is_title_case};
use super::feature::{Feature, Features};
use super::line::{Chunk, Manner};
use super::shape::{self, HeadingGuess};
use crate::read::markdown::number::{bracketed, superscript};

/// The features of a chunk alone.
pub(super) fn features_of(chunk: &Chunk, features: &mut Features, manner: &Manner) -> HeadingGuess {
    // Raised numbers at its end are no part of a line.
    let text = chunk.text();
    let end =
        chunk.raised.last().filter(|range| range.end == text.len()).map_or(text.len(), |range| range.start);
    let unraised = text.get(..end).unwrap_or(text);
    let text = without_marks(unraised);
    features.add(Feature::EndsInMark, text.len() < unraised.len());
    let length = text.len();
    let look = if chunk.is_line() || length < 110 {
        if text.contains('\n') {
            shape::heading_look(&text.replace('\n', " "))
        } else {
            shape::heading_look(text)
        }
    } else {
        HeadingGuess::No
    };
    features.add(Feature::LooksLikeHeading, look == HeadingGuess::Heading);
    features.add(Feature::LooksLikeSentence, look == HeadingGuess::Sentence);
    features.add(Feature::LooksLikeNeither, look == HeadingGuess::No);
    features.add(Feature::Short, length <= 45);
    features.add(Feature::Medium, length > 45 && length <= 80);
    features.add(Feature::Long, length > 80 && length <= 160);
    features.add(Feature::VeryLong, length > 160);
    features.add(Feature::Underlined, chunk.underline.is_some());
    features.add(Feature::DoubleUnderlined, chunk.underline == Some(1));
    features.add(Feature::Bullet, chunk.bullet);
    let stop = text.ends_with(['.', '!', '”']) && !text.ends_with("vs.");
    features.add(Feature::EndsInStop, stop);
    features.add(Feature::EndsInColon, text.ends_with(':'));
    features.add(Feature::EndsInQuestion, text.ends_with('?'));
    features.add(Feature::EndsInComma, text.ends_with([',', ';']));
    features.add(Feature::SmallLetter, text.starts_with(char::is_lowercase));
    let title_case = is_title_case(text);
    let words = text.split_whitespace().count();
    let asks = shape::asks(text);
    features.add(
        Feature::LeadsIn,
        text.ends_with(':')
            && (look == HeadingGuess::No || length > 60 || (words > 4 && !title_case && !asks)),
    );
    if length > 400 {
        features.add(Feature::Sentences, true);
        return look;
    }
    let numbered = is_numbered(text);
    features.add(Feature::Numbered, numbered);
    features.add(
        Feature::AnswerLabel,
        text.starts_with("A: ") || text.starts_with("A. ") || text.starts_with("Answer:"),
    );
    let stops = text.contains(". ") && !numbered;
    features.add(Feature::Sentences, length > 50 && (stops || text.contains("? ")));
    // Between blank lines a short sentence is a paragraph.
    let alone = manner.gaps && chunk.opens && chunk.closes;
    features.add(Feature::FewWordsAndStop, stop && words <= 5 && !alone);
    features.add(Feature::OneWord, words == 1);
    if length > 160 {
        return look;
    }
    let letters = text.contains(char::is_alphabetic);
    let capitals = letters && !text.contains(char::is_lowercase) && length > 3;
    features.add(Feature::Capitals, capitals);
    features.add(Feature::CapitalsAsUsual, capitals && manner.capitals);
    features.add(Feature::NotInCapitals, !capitals && manner.capitals);
    let titled = title_case && words > 1;
    let explains = |behind: &str| behind.split_whitespace().count() > 5;
    features.add(Feature::Explains, text.split_once(": ").is_some_and(|(_, behind)| explains(behind)));
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    features.add(Feature::HasDigits, digits && !numbered && !text.starts_with(|c: char| c.is_ascii_digit()));
    features.add(Feature::NamesHouse, shape::names_house(text));
    features.add(Feature::HasComma, text.contains(", "));
    features.add(Feature::Asks, asks);
    features.add(Feature::TitleCase, titled && !capitals);
    features.add(Feature::SentenceCase, !titled && !capitals && words > 1);
    features.add(Feature::UsualHeading, shape::is_usual_heading(text));
    features.add(Feature::Speaks, shape::speaks(text));
    features.add(Feature::Caption, shape::is_caption(text));
    features.add(Feature::GluedWords, shape::is_glued(text));
    features.add(Feature::FewWords, (2..=4).contains(&words));
    features.add(Feature::ManyWords, words >= 10);
    features.add(Feature::Exclaims, text.ends_with('!'));
    features.add(Feature::LabelledWords, has_label(text));
    features.add(Feature::Money, text.contains(['$', '£', '€']));
    features.add(Feature::Columns, text.contains('\t') || text.contains("  "));
    look
}

/// Whether a text is a label and a few words: `Source: Harrow Archive`, `Serves: 4 to 6`.
fn has_label(text: &str) -> bool {
    let few = |text: &str, most: usize| (1..=most).contains(&text.split_whitespace().count());
    text.split_once(": ").is_some_and(|(label, rest)| few(label, 3) && few(rest, 5))
}

/// A text without the marks at its end that cite: `Gout hurts.¹`, `Gout hurts. [1,2]`.
fn without_marks(text: &str) -> &str {
    let bare = text.trim_end_matches(|c: char| superscript(c).is_some());
    let open = bare.rfind('[').filter(|at| bracketed(bare, *at).is_some_and(|(_, end)| end == bare.len()));
    let bare = open.and_then(|at| bare.get(..at)).map_or(bare, str::trim_end);
    // Nothing but marks is left as it is.
    if bare.is_empty() { text } else { bare }
}
