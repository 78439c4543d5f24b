//! Authors whose commas were lost when a page was copied: `Tiffany STConklin CA A cognitive model …`. A surname, its
//! initials, and right after them the next surname.

use std::ops::Range;

use super::words;

/// Authors at the left of a reference.
pub(super) struct Glued {
    /// The bytes of each name.
    pub(super) names: Vec<Range<usize>>,
    /// The byte after the last.
    pub(super) end: usize,
}

/// More than any list has: the names of a page are no list without end.
const MOST_NAMES: usize = 200;

/// The names that begin at `start`: at least two that are glued, or one that no-break spaces set apart as only the pages
/// do that lose commas. `None` if no title follows.
pub(super) fn people(text: &str, start: usize) -> Option<Glued> {
    let mut names = Vec::new();
    let mut at = start;
    let mut set_apart = true;
    while names.len() < MOST_NAMES {
        let name = name(text, at)?;
        set_apart &= name.set_apart;
        names.push(at..name.end);
        at = name.end;
        let rest = text.get(at..)?;
        if let Some(behind) = rest.trim_start().strip_prefix("et al") {
            at = text.len() - behind.trim_start_matches('.').len();
            break;
        }
        if !name.is_glued {
            break;
        }
    }
    let rest = text.get(at..)?;
    let title = rest.trim_start();
    let blank = rest.get(..rest.len() - title.len())?;
    let begins_title =
        title.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || OPENING.contains(&c));
    let several_words = title.split_whitespace().nth(1).is_some();
    let alone = set_apart && blank.contains('\u{a0}');
    ((names.len() > 1 || alone) && !blank.is_empty() && begins_title && several_words)
        .then_some(Glued { names, end: at })
}

/// What may open a title.
const OPENING: [char; 7] = ['"', '“', '‘', '«', '[', '(', '¿'];

struct Name {
    end: usize,
    /// Whether the next name begins right after it.
    is_glued: bool,
    /// Whether a no-break space is between surname and initials.
    set_apart: bool,
}

fn name(text: &str, start: usize) -> Option<Name> {
    let mut at = start;
    let mut set_apart = false;
    // A surname of up to four words.
    for nth in 0..5 {
        let rest = text.get(at..)?;
        if nth > 0
            && let Some((length, is_glued)) = initials(rest)
        {
            let end = at + length;
            return Some(match generation(text, end) {
                Some(end) if !is_glued => {
                    Name { end, is_glued: text.get(end..)?.starts_with(char::is_uppercase), set_apart }
                }
                _ => Name { end, is_glued, set_apart },
            });
        }
        let word = surname_word(rest)?;
        let behind = rest.get(word..)?;
        let blank = behind.len() - behind.trim_start().len();
        set_apart = behind.get(..blank)?.contains('\u{a0}');
        at += word + blank;
        if blank == 0 {
            return None;
        }
    }
    None
}

/// How long a word of a surname is: `Yurgelun-Todd`, `O'Brien`, `van`.
fn surname_word(text: &str) -> Option<usize> {
    let end = text
        .find(|c: char| !(c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '‐' | '‑')))
        .unwrap_or(text.len());
    let word = text.get(..end)?;
    let is_name = word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
    (is_name || words::is_particle(word)).then_some(end)
}

/// How long the initials are that a text begins with, and whether a name is glued to them.
fn initials(text: &str) -> Option<(usize, bool)> {
    let run = text.find(|c: char| !(c.is_uppercase() || c == '-')).unwrap_or(text.len());
    let behind = text.get(run..)?;
    let capitals = text.get(..run)?;
    let fits = |initials: &str| {
        let letters = initials.chars().filter(|c| *c != '-').count();
        (1..=3).contains(&letters) && !initials.starts_with('-') && !initials.ends_with('-')
    };
    if behind.starts_with("et al") {
        return fits(capitals).then_some((run, false));
    }
    if behind.starts_with(|c: char| c.is_lowercase() || matches!(c, '\'' | '’')) {
        // The last capital begins the next surname.
        let (last, _) = capitals.char_indices().next_back()?;
        return capitals.get(..last).filter(|initials| fits(initials)).map(|initials| (initials.len(), true));
    }
    let ends = behind.is_empty() || behind.starts_with(char::is_whitespace);
    (ends && fits(capitals)).then_some((run, false))
}

/// After ` Jr` or the like.
fn generation(text: &str, at: usize) -> Option<usize> {
    const GENERATIONS: [&str; 6] = ["Jr", "Sr", "2nd", "3rd", "III", "II"];
    let rest = text.get(at..)?.trim_start();
    let behind = GENERATIONS.iter().find_map(|generation| rest.strip_prefix(generation))?;
    (!behind.starts_with(char::is_lowercase)).then(|| text.len() - behind.len())
}
