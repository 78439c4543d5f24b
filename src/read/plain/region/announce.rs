//! Lines that announce a list of references, and lines that no list goes over.

use std::sync::LazyLock;

use regex::Regex;

use crate::base::date::{self, SlashOrder};
use crate::page::byline;
use crate::page::outline;
use crate::page::see::Reading;
use crate::read::plain::line::Line;
use crate::read::plain::{listed, shape, splice};
use crate::words::list::BACK_MATTER;
use crate::words::prose::Prose;

/// How a line announces a list of references.
pub(super) enum Announced {
    Heading,
    Button,
}

/// Whether a line announces a list of references: `References`, `--- REFERENCES ---`, `Show References`.
pub(super) fn announces(text: &str, reading: &Reading) -> Option<Announced> {
    if text.len() > 60 {
        return None;
    }
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "-–—=*_#:[]()+•▾▼".contains(c));
    let bare = bare.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | ' ' | '\t'));
    if reading.is_reference_heading(bare) {
        return Some(Announced::Heading);
    }
    let lower = bare.to_ascii_lowercase();
    for verb in ["show ", "view ", "open ", "hide ", "see ", "expand "] {
        if let Some(rest) = lower.strip_prefix(verb) {
            let rest =
                rest.trim_start_matches("all ").trim_start_matches("the ").trim_start_matches("article ");
            return reading.is_reference_heading(rest).then_some(Announced::Button);
        }
    }
    let counted = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | ' '));
    let is_heading = reading.is_reference_heading(counted) || matches!(counted, "Source" | "Reference");
    if counted.len() < text.len() && is_heading && !text.contains('.') {
        // `3 Sources` is a heading, `3 sources` a button.
        let named = counted.starts_with(char::is_uppercase) && !text.starts_with('+');
        return Some(if named { Announced::Heading } else { Announced::Button });
    }
    // `Reference / sources`, `Sources & references`, `Selected references`.
    let words = |text: &str| text.split(['/', '&', ',', '+']).count() > 1;
    let parts_of = lower.replace(" and ", "/");
    if words(&parts_of)
        && parts_of.split(['/', '&', ',', '+']).all(|part| {
            reading.is_reference_heading(part.trim())
                || matches!(part.trim(), "further reading" | "notes" | "resources" | "footnotes")
        })
    {
        return Some(Announced::Heading);
    }
    let qualified = [
        "selected ",
        "key ",
        "medical ",
        "main ",
        "our ",
        "additional ",
        "scientific ",
        "cited ",
        "the ",
        "page ",
        "article ",
        "image ",
        "information ",
        "primary ",
    ];
    let named = qualified
        .iter()
        .any(|word| lower.strip_prefix(word).is_some_and(|rest| reading.is_reference_heading(rest)));
    let other = matches!(
        lower.as_str(),
        "footnotes"
            | "endnotes"
            | "suggested references"
            | "references cited"
            | "works consulted"
            | "sources of information"
            | "sources used"
            | "where we got this information"
            | "article references"
            | "resources and references"
            | "journal reference"
            | "journal references"
            | "story source"
            | "citation"
    );
    (named || other).then_some(Announced::Heading)
}

/// The end of a label such as `Sources:` that is in the line of its list.
pub(super) fn inline_label(text: &str, reading: &Reading, order: SlashOrder) -> Option<usize> {
    let colon = text.get(..text.len().min(40))?.find(':').or_else(|| {
        let cut = (0..=text.len().min(40)).rev().find(|at| text.is_char_boundary(*at))?;
        text.get(..cut)?.find(':')
    })?;
    let label = text.get(..colon)?;
    let rest = text.get(colon + 1..)?;
    let list = rest.trim_start();
    let plural = label.to_ascii_lowercase().ends_with('s') || label.eq_ignore_ascii_case("bibliography");
    (announces(label, reading).is_some()
        && list.len() > 20
        && (listed::mark(list, 0, false).is_some()
            || splice::ends_reference(list, order)
            || (plural && list.contains(|c: char| c.is_ascii_digit()))))
    .then(|| text.len() - list.len())
}

/// Whether no list of references goes over this line.
pub(super) fn is_wall(text: &str, line: Line, order: SlashOrder) -> bool {
    static NOTE: LazyLock<Regex> = LazyLock::new(|| {
        let back_matter = BACK_MATTER.pattern("wall");
        Regex::new(&format!(
            r"(?ix)^(?:{back_matter}|this\ (?:article|page|content|information|leaflet|fact\ sheet)|related\ .{{3,40}})(?:\s*[:.]|\s*$)",
        ))
        .expect("the pattern is valid")
    });
    static SPEAKS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:this (?:article|page|content|information|leaflet|site) |the (?:information|content) (?:on|in|provided) |what you read |always (?:ask|seek|consult) |disclosure\b|disclaimer\b)")
            .expect("the pattern is valid")
    });
    if NOTE.is_match(text)
        || SPEAKS.is_match(text)
        || shape::is_list_lead(text)
        || byline::announces_author(text)
    {
        return true;
    }
    if outline::announces_contents(text) || is_reach(text) || announces_citing(text) {
        return true;
    }
    let dated = date::written(text.trim_end_matches('.'), order).is_some_and(|date| date.day().is_some());
    if dated {
        return true;
    }
    let mut prose = Prose::default();
    prose.push(text, line.span);
    byline::line(&prose, 0..text.len(), order, false).is_some()
        || shape::labels_a_date(text)
        || (text.len() > 60 && byline::bio(&prose, false).is_some() && !splice::ends_reference(text, order))
}

/// Whether a line announces works that cite the page: `Cited by (308)`, `Citing Literature`.
fn announces_citing(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let rest = lower.strip_prefix("cited by").map(|rest| rest.trim_matches([' ', '(', ')', ':']));
    rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
        || matches!(lower.as_str(), "citing literature" | "citing articles" | "articles citing this article")
}

/// Whether a line says how a house is reached: `Tel: 01234 567890`, `Email: wrist@harrow.example`, `Appointments 216.555.0100`.
fn is_reach(text: &str) -> bool {
    static REACH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)^(?:tel(?:ephone|\.)?|phone|fax|e-?mail|appointments?|helpline|freephone|mobile|call(?:\ us)?)
            (?:\ (?:number|address|no\.?))?\s*:?\s*(?:\+?[\d\s().-]{7,24}|[^\s@]+@[^\s@]+)$",
        )
        .expect("the pattern is valid")
    });
    text.len() < 90 && REACH.is_match(text)
}
