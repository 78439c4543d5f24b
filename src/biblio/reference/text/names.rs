//! The names of people, as lists of references write them.

use std::borrow::Cow;

use super::token::{TokenKind, Tokens};
use super::words;
use crate::base::steps::step;

/// A list of people.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    /// The tokens of each name, `from..to`.
    pub(super) names: Vec<(usize, usize)>,
    /// After the last name, or after `et al.`
    pub(super) end: usize,
    /// Whether `et al.` says that there are more.
    pub(super) et_al: bool,
    /// Whether the names are shaped so that they can hardly be anything else.
    pub(super) certain: bool,
}

/// How a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// `Smith JA`, `van der Berg K`
    SurnameInitials,
    /// `Smith J.A.`
    SurnameDotted,
    /// `Smith, J. A.`
    SurnameCommaInitials,
    /// `J. A. Smith`
    InitialsSurname,
    /// `JA Smith`
    BareInitialsSurname,
    /// `Smith, John A.`
    SurnameCommaGiven,
    /// `John A. Smith`
    GivenSurname,
}

use Shape::{
    BareInitialsSurname, GivenSurname, InitialsSurname, SurnameCommaGiven, SurnameCommaInitials,
    SurnameDotted, SurnameInitials,
};

/// The list of people that begins at `from`, in the shape that reaches farthest.
pub(super) fn people(tokens: &Tokens<'_>, from: usize, to: usize) -> Option<People> {
    let lists = [
        list(tokens, from, to, &INITIALED, &WITH_INITIALED),
        list(tokens, from, to, &[BareInitialsSurname], &[BareInitialsSurname])
            .filter(|people| people.names.len() > 1),
        list(tokens, from, to, &[SurnameCommaGiven], &[GivenSurname, InitialsSurname, SurnameCommaGiven]),
        list(tokens, from, to, &[GivenSurname], &[GivenSurname, InitialsSurname]),
    ];
    let mut best: Option<People> = None;
    for people in lists.into_iter().flatten() {
        // `Manda Benson, Ofer Lund, Chris J Lindt`: read as surname and given name, the first two would be one person.
        let reaches_farther = best.as_ref().is_none_or(|best| {
            // `Benedict Anderson, Imagined Communities: …`
            let is_title = tokens.is_sign(people.end, ':');
            people.end > best.end
                || people.end == best.end && people.names.len() > best.names.len() && !is_title
        });
        let takes_title = best.as_ref().is_some_and(|best| takes_title(tokens, best, &people, to));
        if reaches_farther && !takes_title {
            best = Some(people);
        }
    }
    best
}

/// `Lee K. Torticollis. BMJ. 2020;3:4.`: read as given name, initial and surname, it would
/// lose its title.
fn takes_title(tokens: &Tokens<'_>, short: &People, long: &People, to: usize) -> bool {
    let (Some((&last, before)), Some((&(from, end), others))) =
        (short.names.split_last(), long.names.split_last())
    else {
        return false;
    };
    // `Kellgren JH, Lorenz R. Gout. Pain.` too: the names before the last are the same.
    if before != others || last.0 != from || last.1 >= end || !tokens.is_sign(from + 2, '.') {
        return false;
    }
    // Only the styles that write initials last put a semicolon after the year, or the month.
    let initials_last = (end..to).any(|nth| {
        let is_year = tokens.is_number(nth) && tokens.word(nth).len() == 4;
        tokens.is_number(nth) && tokens.is_sign(nth + 1, ';')
            || is_year && words::is_month(&tokens.lower(nth + 1))
    });
    let title_is_left = !tokens.is_sign(end, '.') || tokens.sentence_end(end + 1, to) < to;
    initials_last || !title_is_left || words::is_abbreviation(&tokens.lower(end - 1), true)
}

const INITIALED: [Shape; 4] = [SurnameCommaInitials, SurnameDotted, InitialsSurname, SurnameInitials];
const WITH_INITIALED: [Shape; 5] =
    [SurnameCommaInitials, SurnameDotted, InitialsSurname, SurnameInitials, GivenSurname];

fn list(tokens: &Tokens<'_>, from: usize, to: usize, first: &[Shape], further: &[Shape]) -> Option<People> {
    let mut people = People::default();
    let (shape, end) = longest(tokens, from, to, first.iter().copied())?;
    let mut shapes = vec![shape];
    people.names.push((from, end));
    people.end = end;
    let mut joined_by_and = false;
    loop {
        step();
        people.end = behind_degrees(tokens, people.end, to);
        if let Some(end) = and_others(tokens, people.end, to) {
            people.end = end;
            people.et_al = true;
            joined_by_and = true;
            break;
        }
        let Some((next, by_and)) = separator(tokens, people.end, to) else {
            break;
        };
        let initialed = shapes.first().is_some_and(|first| INITIALED.contains(first));
        // After a comma a given name and a surname may as well be a title.
        let fitting = further.iter().copied().filter(|shape| match shape {
            SurnameCommaGiven => tokens.is_sign(people.end, ';') || by_and,
            GivenSurname => by_and || !initialed,
            _ => true,
        });
        let Some((shape, end)) = longest(tokens, next, to, fitting) else {
            break;
        };
        let like_first = shapes.first() == Some(&shape);
        let needs_given =
            shape == SurnameCommaGiven && by_and && !like_first || shape == GivenSurname && initialed;
        if needs_given && !is_known_given(tokens, next, end) {
            break;
        }
        joined_by_and |= by_and;
        shapes.push(shape);
        people.names.push((next, end));
        people.end = end;
    }
    let given = shapes.iter().all(|shape| matches!(shape, SurnameCommaGiven | GivenSurname));
    let separated_by_comma = !tokens.is_sign(at_separator(&people), ';');
    if given
        && shapes.len() > 1
        && !joined_by_and
        && separated_by_comma
        && !tokens.is_one_of(people.end, &['.', ':', '('])
    {
        people.names.truncate(1);
        shapes.truncate(1);
        people.end = people.names.first().map_or(from, |&(_, end)| end);
    }
    people.certain = match shapes.as_slice() {
        [SurnameCommaInitials | InitialsSurname | SurnameDotted] => true,
        [SurnameInitials] => is_safe_surname(tokens, from),
        [SurnameCommaGiven | GivenSurname, _, ..] => {
            let known = people.names.iter().filter(|&&(from, to)| is_known_given(tokens, from, to));
            known.count() * 2 >= people.names.len()
        }
        [SurnameCommaGiven | GivenSurname | BareInitialsSurname] => is_known_given(tokens, from, people.end),
        _ => true,
    };
    ends_well(tokens, people.end, to).then_some(people)
}

/// The token after the first name: what separates the names of the list.
fn at_separator(people: &People) -> usize {
    people.names.first().map_or(0, |&(_, end)| end)
}

/// The shape in which the most tokens from `from` on are one name.
fn longest(
    tokens: &Tokens<'_>,
    from: usize,
    to: usize,
    shapes: impl Iterator<Item = Shape>,
) -> Option<(Shape, usize)> {
    let mut best: Option<(Shape, usize)> = None;
    for shape in shapes {
        if let Some(end) = name(tokens, from, to, shape)
            && best.is_none_or(|(_, longest)| end > longest)
        {
            best = Some((shape, end));
        }
    }
    best
}

fn name(tokens: &Tokens<'_>, from: usize, to: usize, shape: Shape) -> Option<usize> {
    let end = match shape {
        SurnameInitials => {
            let mut at = surname_start(tokens, from)?;
            // A surname of up to four words, then capitals.
            for _ in 0..4 {
                at += 1;
                if is_initials(tokens, at) && (ends_name(tokens, at + 1) || are_parted_initials(tokens, at)) {
                    break;
                }
                if !is_surname_word(tokens, at) && !is_particle(tokens, at) {
                    return None;
                }
            }
            let ends = ends_name(tokens, at + 1) || are_parted_initials(tokens, at);
            (is_initials(tokens, at) && ends).then_some(())?;
            behind_late_generation(tokens, behind_parted_initials(tokens, at + 1))
        }
        SurnameDotted => {
            let mut at = surname_start(tokens, from)? + 1;
            for _ in 0..3 {
                if dotted_initials(tokens, at).is_some() {
                    break;
                }
                if !is_surname_word(tokens, at) && !is_particle(tokens, at) {
                    return None;
                }
                at += 1;
            }
            let end = dotted_initials(tokens, at)?;
            // The stop of `Smith J. Title` ends the list.
            let single = end == at + 2;
            if single
                && tokens.gap(end)
                && !tokens.is_one_of(end, &['&', '('])
                && !words::is_and(tokens.word(end))
                && tokens.lower(end) != "et"
            {
                return None;
            }
            end
        }
        SurnameCommaInitials => {
            let mut comma = behind_generation(tokens, surname_end(tokens, from, 4)?);
            // `Guerney, Jr., B. G.`
            if tokens.is_sign(comma, ',') && behind_generation(tokens, comma + 1) > comma + 1 {
                comma = behind_generation(tokens, comma + 1);
            }
            if !tokens.is_sign(comma, ',') {
                return None;
            }
            let end = dotted_initials(tokens, comma + 1).or_else(|| {
                let bare = is_initials(tokens, comma + 1) && tokens.word(comma + 1).chars().count() <= 3;
                (bare && ends_name(tokens, comma + 2)).then_some(comma + 2)
            })?;
            // `Heine, H. Erich.`
            let is_called = is_given(tokens, end)
                && tokens.is_sign(end + 1, '.')
                && tokens.is_one_of(end + 2, &['"', '“']);
            let end = end + usize::from(is_called);
            // `Roever, W.-P. de`, `Pettingill, O. S., Jr.`
            let mut end = behind_generation(tokens, end);
            if tokens.is_sign(end, ',') && behind_generation(tokens, end + 1) > end + 1 {
                end = behind_generation(tokens, end + 1);
            }
            while is_particle(tokens, end)
                && !words::is_and(tokens.word(end))
                && tokens.gap(end)
                && is_particle_end(tokens, end + 1)
            {
                step();
                end += 1;
            }
            end
        }
        InitialsSurname => {
            let mut start = dotted_initials(tokens, from)?;
            // `J. J Smith`
            start += usize::from(tokens.is_initial(start) && is_surname_word(tokens, start + 1));
            behind_generation(tokens, surname_end(tokens, start, 3)?)
        }
        BareInitialsSurname => {
            if !is_initials(tokens, from) && from > 0
                || tokens.word(from).chars().any(char::is_lowercase)
                || tokens.word(from).chars().count() > 3
                || !tokens.is_word(from)
            {
                return None;
            }
            let end = surname_end(tokens, from + 1, 2)?;
            ends_name(tokens, end).then_some(end)?
        }
        SurnameCommaGiven => {
            let comma = behind_generation(tokens, surname_end(tokens, from, 3)?);
            if !tokens.is_sign(comma, ',') || !is_given(tokens, comma + 1) {
                return None;
            }
            // `Kellgren JH, Lorenz R.` are two.
            let last = tokens.word(comma - 1);
            let generation = ["II", "III", "IV", "JR", "SR", "Jr", "Sr"].contains(&last);
            let initials = last.chars().count() < 4 && last.chars().all(char::is_uppercase);
            if comma > from + 1 && initials && !generation {
                return None;
            }
            // `James Gleick, Chaos`: a whole name and a title.
            let whole_name = comma > from + 1 && words::is_given_name(&tokens.lower(from));
            if whole_name && !words::is_given_name(&tokens.lower(comma + 1)) {
                return None;
            }
            let mut at = comma + 2;
            let mut behind_stop = false;
            while at < comma + 6 {
                if tokens.is_initial(at) && tokens.is_sign(at + 1, '.') {
                    at += 2;
                    behind_stop = true;
                } else if tokens.is_initial(at)
                    || !behind_stop && is_given(tokens, at)
                    || is_particle(tokens, at) && !words::is_and(tokens.word(at)) && tokens.word(at) != "in"
                {
                    at += 1;
                } else {
                    break;
                }
            }
            (behind_stop || ends_name(tokens, at)).then_some(at)?
        }
        GivenSurname => {
            // `Vitamin D Deficiency`
            let is_noun = tokens.is_initial(from + 1) && words::is_lettered(&tokens.lower(from));
            if !is_given(tokens, from) || is_noun {
                return None;
            }
            let mut at = from + 1;
            while tokens.is_initial(at) || (is_given(tokens, at) && is_given(tokens, at + 1) && at < from + 2)
            {
                at += if tokens.is_initial(at) && tokens.is_sign(at + 1, '.') { 2 } else { 1 };
                if at > from + 6 {
                    return None;
                }
            }
            let end = surname_end(tokens, at, 2)?;
            ends_name(tokens, end).then_some(end)?
        }
    };
    let with_given = matches!(shape, SurnameCommaGiven | GivenSurname);
    // `Lee K. The 5 signs of gout.`
    let begins_title = |nth: usize| nth > from && words::begins_title(tokens.word(nth));
    let is_title =
        with_given && (from..end).any(|nth| words::is_subject(&tokens.lower(nth)) || begins_title(nth));
    (end <= to && !is_title).then_some(end)
}

/// The place of the first capital word of a surname, after its particles. Some particles are
/// surnames themselves: `Li`, `Van`.
fn surname_start(tokens: &Tokens<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    while at < from + 3
        && is_particle(tokens, at)
        && (is_surname_word(tokens, at + 1) || is_particle(tokens, at + 1))
    {
        at += 1;
    }
    is_surname_word(tokens, at).then_some(at)
}

/// After a surname of at most `most` capital words, particles apart.
fn surname_end(tokens: &Tokens<'_>, from: usize, most: usize) -> Option<usize> {
    let mut at = surname_start(tokens, from)? + 1;
    let mut count = 1;
    while count < most {
        let mut next = at;
        while next < at + 3 && is_particle(tokens, next) && !words::is_and(tokens.word(next)) {
            next += 1;
        }
        if !is_surname_word(tokens, next) || !tokens.gap(next) {
            break;
        }
        at = next + 1;
        count += 1;
    }
    Some(at)
}

/// A word of a surname: it begins with a capital and has another letter (`O'Brien`, `Li`, `SMITH`).
fn is_surname_word(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.word(at);
    let begins = tokens.is_capitalised(at)
        || (word.starts_with("d'") || word.starts_with("d’"))
            && word.chars().nth(2).is_some_and(char::is_uppercase);
    begins && word.chars().count() > 1 && !word.bytes().any(|byte| byte.is_ascii_digit())
}

/// A given name of two letters or more, not in capitals throughout unless long.
fn is_given(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.word(at);
    is_surname_word(tokens, at) && word.chars().nth(1).is_some_and(|c| c.is_lowercase() || c == '-')
}

fn is_particle(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is_word(at) && words::is_particle(&tokens.lower(at)) && tokens.word(at).chars().count() <= 5
}

fn is_particle_end(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is_one_of(at, &[',', ';', '.', '&', '(']) || is_particle(tokens, at)
}

/// One to four capitals without stops: `JA`, `K-H`.
fn is_initials(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.word(at);
    let single = without_digraphs(word);
    let letters = single.chars().filter(|&c| c != '-' && c != '‐' && c != '‑');
    tokens.is_capitalised(at)
        && letters.clone().all(char::is_uppercase)
        && (1..=4).contains(&letters.count())
        && tokens.gap(at)
}

/// Initials of which some are one letter in another script, each as its first letter: `EIu` is `EI`.
fn without_digraphs(word: &str) -> Cow<'_, str> {
    const DIGRAPHS: [&str; 6] = ["Iu", "Ia", "Yu", "Ya", "Zh", "Kh"];
    let is_short = word.len() <= 6 && word.bytes().any(|byte| byte.is_ascii_lowercase());
    if !is_short || !DIGRAPHS.iter().any(|digraph| word.contains(digraph)) {
        return Cow::Borrowed(word);
    }
    let mut single = word.to_owned();
    for digraph in DIGRAPHS {
        single = single.replace(digraph, digraph.get(..1).unwrap_or_default());
    }
    Cow::Owned(single)
}

/// Whether initials with blanks between them end a name: `Ibra K T,`.
fn are_parted_initials(tokens: &Tokens<'_>, at: usize) -> bool {
    behind_parted_initials(tokens, at + 1) > at + 1
}

/// After the further initials of `Ibra K T,` and `Hagen K M.,`; `at` where nothing shows that they are initials.
fn behind_parted_initials(tokens: &Tokens<'_>, at: usize) -> usize {
    let is_single =
        |nth: usize| tokens.is_initial(nth) && tokens.gap(nth) && !words::is_and(tokens.word(nth));
    let first_is_single = at.checked_sub(1).is_some_and(is_single);
    let end = at + (at..at + 2).take_while(|nth| first_is_single && is_single(*nth)).count();
    // A comma or semicolon, and another name; `Hepatitis B E. Spine J` may be anything.
    let stop = usize::from(tokens.is_sign(end, '.') && tokens.is_one_of(end + 1, &[',', ';']));
    if tokens.is_one_of(end + stop, &[',', ';']) { end + stop } else { at }
}

/// After the `Jr`, `3rd` or `, Jr.` that PubMed puts after initials.
fn behind_late_generation(tokens: &Tokens<'_>, at: usize) -> usize {
    let bare = behind_generation(tokens, at);
    if bare > at {
        return bare;
    }
    let behind = behind_generation(tokens, at + 1);
    // `Smith A, Ii K`: another name.
    let is_generation = tokens.is_sign(at, ',') && behind > at + 1 && !is_initials(tokens, behind);
    if is_generation { behind } else { at }
}

/// After `J.`, `J. A.`, `J.-P.`, `J.A`.
fn dotted_initials(tokens: &Tokens<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    let mut count = 0;
    while count < 6 {
        let sign = usize::from(count > 0 && tokens.is_one_of(at, &['-', '‐', '‑', '–']));
        let is_short =
            |at: usize| tokens.is_initial(at) || matches!(tokens.word(at), "Ch" | "Ph" | "Th" | "Yu" | "Kh");
        let hyphened = {
            // `J-P.` is one token.
            let word = tokens.word(at);
            word.chars().count() == 3
                && word.chars().nth(1) == Some('-')
                && word.chars().all(|c| c == '-' || c.is_uppercase())
        };
        if (is_short(at + sign) || hyphened)
            && tokens.is_sign(at + sign + 1, '.')
            && !tokens.gap(at + sign + 1)
        {
            at += sign + 2;
            count += 1;
        } else {
            break;
        }
    }
    if count > 0 && tokens.is_initial(at) && tokens.is_one_of(at + 1, &[',', ';', '&', '(']) {
        at += 1;
    }
    (count > 0).then_some(at)
}

/// Whether it is what may follow a whole name.
fn ends_name(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.kind(at) {
        None | Some(TokenKind::Sign(_) | TokenKind::Number) => true,
        Some(TokenKind::Word) => {
            let word = tokens.lower(at);
            words::is_and(tokens.word(at))
                || words::is_name_suffix(&word)
                || words::is_editor(&word)
                || word == "in"
        }
    }
}

/// Whether it is what may follow a whole list.
fn ends_well(tokens: &Tokens<'_>, at: usize, to: usize) -> bool {
    if at >= to || tokens.is_number(at) {
        return true;
    }
    let behind_stop = at.checked_sub(1).is_some_and(|before| tokens.is_sign(before, '.'));
    behind_stop
        || tokens.is_one_of(at, &['.', ',', ':', ';', '(', '[', '"', '“', '‘', '«', '/'])
        || words::is_editor(&tokens.lower(at))
        || tokens.lower(at) == "in"
}

/// After `, MD, PhD`: degrees are no part of a name.
fn behind_degrees(tokens: &Tokens<'_>, from: usize, to: usize) -> usize {
    let mut at = from;
    while tokens.is_sign(at, ',') && at + 1 < to {
        step();
        let word = tokens.word(at + 1);
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let is_degree = capitals > 1 && words::is_name_suffix(&word.to_lowercase());
        // `Smith J, Do K`: another name, where initials follow.
        if !is_degree || is_initials(tokens, at + 2) {
            break;
        }
        at += 2;
        if tokens.is_sign(at, '.') && tokens.is_one_of(at + 1, &[',', '&', ';', '(', '.']) {
            at += 1;
        }
    }
    at
}

/// After `Jr.`, `Sr`, `II` or `III`.
fn behind_generation(tokens: &Tokens<'_>, at: usize) -> usize {
    match tokens.lower(at).as_str() {
        "jr" | "sr" | "ii" | "iii" | "iv" | "2nd" | "3rd" | "4th" => {
            let stop = tokens.is_sign(at + 1, '.')
                && (!tokens.gap(at + 2)
                    || !tokens.is_capitalised(at + 2)
                    || words::is_and(tokens.word(at + 2)));
            at + 1 + usize::from(stop)
        }
        _ => at,
    }
}

/// After `et al.`, `and others`, `…`.
fn and_others(tokens: &Tokens<'_>, from: usize, to: usize) -> Option<usize> {
    let mut at = from;
    while at < to
        && at < from + 6
        && tokens.is_one_of(at, &[',', '.', '…', '&'])
        && !(tokens.is_sign(at, '.') && tokens.gap(at + 1) && !tokens.is_one_of(at + 1, &['.', '&']))
    {
        at += 1;
    }
    let (first, second) = (tokens.lower(at), tokens.lower(at + 1));
    let end = match (first.as_str(), second.as_str()) {
        ("et", "al" | "alii" | "coll") | ("and", "others" | "colleagues") => at + 2,
        ("etal", _) => at + 1,
        _ => return None,
    };
    if end > to {
        return None;
    }
    Some(end + usize::from(tokens.is_sign(end, '.')))
}

/// After what separates two names, and whether it is the last separator of a list.
fn separator(tokens: &Tokens<'_>, from: usize, to: usize) -> Option<(usize, bool)> {
    let mut at = from;
    let mut by_and = false;
    while at < from + 2 && tokens.is_one_of(at, &[',', ';']) {
        at += 1;
    }
    if tokens.is_sign(at, '&') || words::is_and(tokens.word(at)) {
        at += 1;
        by_and = true;
    }
    // `, … Lee, K.`
    if at > from {
        while at < from + 6 && tokens.is_one_of(at, &['.', '…', '&']) {
            at += 1;
            by_and = true;
        }
    } else if follows_without_comma(tokens, from) {
        return Some((at, false));
    }
    (at > from && at < to).then_some((at, by_and))
}

/// `Hunt, K. Lee, M. (2010)`: a comma forgotten after initials.
fn follows_without_comma(tokens: &Tokens<'_>, at: usize) -> bool {
    let behind_stop = at.checked_sub(1).is_some_and(|before| tokens.is_sign(before, '.'));
    behind_stop
        && is_surname_word(tokens, at)
        && tokens.is_sign(at + 1, ',')
        && dotted_initials(tokens, at + 2).is_some_and(|end| {
            // `Keri, S. Kiss, I. Kelem, O. (2009)`: all commas between names are forgotten.
            let next = is_surname_word(tokens, end)
                && tokens.is_sign(end + 1, ',')
                && dotted_initials(tokens, end + 2).is_some();
            next || tokens.is_one_of(end, &[',', '&', '(', ';'])
        })
}

/// `Vitamin D` and `Hepatitis B` look like names; so does a word and a letter in general.
fn is_safe_surname(tokens: &Tokens<'_>, from: usize) -> bool {
    !words::is_lettered(&tokens.lower(from)) && !words::is_of_organisations(&tokens.lower(from))
}

/// Whether one of the words is a common given name, or an initial stands among them.
fn is_known_given(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|nth| {
        let word = tokens.lower(nth);
        let first = word.split(['-', '‐']).next().unwrap_or("");
        words::is_given_name(first) || (nth > from && tokens.is_initial(nth))
    })
}
