//! Names of authors and editors, as BibTeX writes them.

use super::latex::{Reading, text};
use crate::base::node::Node;
use crate::base::span::Span;
use crate::base::steps::step;
use crate::read::item::{self, Person};

/// The names of a field, whose bytes begin at `start`: `Lee, Amy and van der Berg, J. and {World Health Organization}`.
/// `others` is nobody.
pub fn all(written: &str, start: usize) -> Vec<Node> {
    let mut names = Vec::new();
    for (at, name) in parted(written, |words| words.eq_ignore_ascii_case("and")) {
        step();
        let span = Span::new(start + at, start + at + name.len());
        if name.is_empty() || name == "others" {
            continue;
        }
        names.extend(one(name, span));
    }
    names
}

fn one(name: &str, span: Span) -> Option<Node> {
    if let Some(whole) = in_braces(name) {
        let organisation = text(whole, Reading::Prose);
        return (!organisation.is_empty()).then(|| item::organisation(span, &organisation));
    }
    let decoded = |part: &str| text(part.trim(), Reading::Prose).into_owned();
    let parts: Vec<&str> = commas(name);
    let person = match parts.as_slice() {
        [words] => first_last(words),
        [last, first] => with_particle(last, Person { given: decoded(first), ..Person::default() }),
        [last, suffix, first @ ..] => {
            let person =
                Person { given: decoded(&first.join(",")), suffix: decoded(suffix), ..Person::default() };
            with_particle(last, person)
        }
        [] => return None,
    };
    if person.given.is_empty() && person.particle.is_empty() && person.suffix.is_empty() {
        return (!person.family.is_empty()).then(|| item::organisation(span, &person.family));
    }
    Some(item::person(span, &person))
}

/// `Amy van der Lee`: the words with a small first letter are the particle, what is after them is the family name.
fn first_last(name: &str) -> Person {
    let words = words(name);
    let is_small = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
    let last = words.len().saturating_sub(1);
    let particle = words.iter().take(last).position(is_small);
    let family = match particle {
        Some(first) => words.iter().take(last).rposition(is_small).map_or(first, |at| at + 1),
        None => last,
    };
    let shown = |words: &[&str]| text(&words.join(" "), Reading::Prose).into_owned();
    let part = |from: usize, to: usize| shown(words.get(from..to).unwrap_or_default());
    Person {
        given: part(0, particle.unwrap_or(last)),
        particle: particle.map_or_else(String::new, |first| part(first, family)),
        family: part(family, words.len()),
        ..Person::default()
    }
}

/// A family name with the particle before it: `van der Lee`.
fn with_particle(last: &str, person: Person) -> Person {
    let words = words(last);
    let is_small = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
    let small = words.iter().take(words.len().saturating_sub(1)).take_while(|word| is_small(word)).count();
    let shown = |words: &[&str]| text(&words.join(" "), Reading::Prose).into_owned();
    Person {
        particle: shown(words.get(..small).unwrap_or_default()),
        family: shown(words.get(small..).unwrap_or_default()),
        ..person
    }
}

/// The inside of a name that is wholly in one pair of braces: nothing of it may be taken apart.
fn in_braces(name: &str) -> Option<&str> {
    let inner = name.strip_prefix('{')?.strip_suffix('}')?;
    let mut depth = 0_i32;
    for byte in inner.bytes() {
        depth += i32::from(byte == b'{') - i32::from(byte == b'}');
        if depth < 0 {
            return None;
        }
    }
    (depth == 0 && !inner.starts_with('\\')).then_some(inner)
}

/// The parts of a text between the words that part it, outside braces, each with the byte at which it begins.
fn parted(written: &str, parts: impl Fn(&str) -> bool) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let (mut depth, mut word, mut part) = (0_i32, 0, 0);
    let trimmed = |from: usize, to: usize| {
        let slice = written.get(from..to).unwrap_or("");
        (from + slice.len() - slice.trim_start().len(), slice.trim())
    };
    for (at, c) in written.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            c if c.is_whitespace() && depth <= 0 => {
                if written.get(word..at).is_some_and(&parts) {
                    found.push(trimmed(part, word));
                    part = at;
                }
                word = at + c.len_utf8();
            }
            _ => {}
        }
    }
    let last = written.get(word..).is_some_and(&parts);
    found.push(trimmed(part, if last { word } else { written.len() }));
    found
}

/// The words of a name, outside braces.
fn words(name: &str) -> Vec<&str> {
    split(name, |c| c.is_whitespace() || c == '~').into_iter().filter(|word| !word.is_empty()).collect()
}

fn commas(name: &str) -> Vec<&str> {
    split(name, |c| c == ',').into_iter().map(str::trim).collect()
}

fn split(text: &str, at: impl Fn(char) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_i32, 0);
    // `Mu\~noz`: what is after a backslash is an accent, and parts nothing.
    let mut last = ' ';
    for (nth, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            c if depth <= 0 && last != '\\' && at(c) => {
                parts.push(text.get(start..nth).unwrap_or(""));
                start = nth + c.len_utf8();
            }
            _ => {}
        }
        last = c;
    }
    parts.push(text.get(start..).unwrap_or(""));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(written: &str) -> Vec<String> {
        let part = |name: &Node, key: &str| name.get(key).and_then(Node::text).unwrap_or("").to_owned();
        all(written, 0)
            .iter()
            .map(|name| match name.get("literal").and_then(Node::text) {
                Some(whole) => format!("[{whole}]"),
                None => ["family", "given", "non-dropping-particle", "suffix"]
                    .map(|key| part(name, key))
                    .join("|"),
            })
            .collect()
    }

    #[test]
    fn names_are_taken_apart() {
        for (written, names) in [
            ("Lee, Amy and Miller, Ron", vec!["Lee|Amy||", "Miller|Ron||"]),
            ("Amy B. Lee AND Ron Miller", vec!["Lee|Amy B.||", "Miller|Ron||"]),
            ("van der Berg, Jan", vec!["Berg|Jan|van der|"]),
            ("Mu\\~{n}oz, A", vec!["Muñoz|A||"]),
            ("Mu\\~noz, A and Ana Pe\\~na", vec!["Muñoz|A||", "Peña|Ana||"]),
            ("Donald~E. Knuth", vec!["Knuth|Donald E.||"]),
            ("Jan van der Berg and others", vec!["Berg|Jan|van der|"]),
            ("King, Jr., Martin Luther", vec!["King|Martin Luther||Jr."]),
            ("{World Health Organization}", vec!["[World Health Organization]"]),
            ("{{Barnes and Noble}} and Lee, A", vec!["[Barnes and Noble]", "Lee|A||"]),
            ("NICE", vec!["[NICE]"]),
            (r#"M{\"u}ller, K. and Fran{\c{c}}ois, B."#, vec!["Müller|K.||", "François|B.||"]),
            (r#"{\"O}zt{\"u}rk, A."#, vec!["Öztürk|A.||"]),
            ("{de la Cruz}, Maria", vec!["de la Cruz|Maria||"]),
            ("Lee, A\n   and\n   Okoro, B", vec!["Lee|A||", "Okoro|B||"]),
            ("Anderson, Sandy", vec!["Anderson|Sandy||"]),
            ("", vec![]),
            ("and and", vec![]),
            ("{", vec!["[]"]),
        ] {
            let expected: Vec<&str> = names.into_iter().filter(|name| *name != "[]").collect();
            assert_eq!(shown(written), expected, "{written}");
        }
    }

    #[test]
    fn each_name_has_its_bytes() {
        let written = "Lee, Amy  and {NHS}";
        let spans: Vec<&str> = all(written, 0).iter().map(|name| name.span.slice(written)).collect();
        assert_eq!(spans, ["Lee, Amy", "{NHS}"]);
    }
}
