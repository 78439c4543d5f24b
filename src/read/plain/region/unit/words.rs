//! What the words of a piece of a list say of it: how it opens, how it ends, and what else it is.

use std::sync::LazyLock;

use regex::Regex;

use crate::read::plain::line;

/// How well a text opens a reference: 0 or less.
pub(super) fn opening(text: &str) -> i32 {
    static CONTINUES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x)^(?:
            In:|<\s?(?:https?:|www\.|doi)|\[(?:[Pp]ublished|cited|updated|reviewed|[Ee]pub|[Cc]orrection|[Ee]rratum|[Rr]etract|doi:|PMID|PMC|[Mm]edline|FREE)
            |(?:Published\ |Author\ |Publisher\ )?(?:[Ee]rrat(?:um|a)|[Cc]orrections?|[Cc]orrigendum|Comments?|Retraction|Retracted|Expression\ of\ concern|Update|Republished|Reprint|Summary|Partial\ retraction)
              \ (?:in|of|for|on|to|from|appears?)(?:\ in)?:|Discussion\ (?:\d|[A-Z]\d)|[^.\[\]]{3,90};\ \[(?:reviewed|updated|cited|modified)
            |Available|Accessed|Retrieved|Viewed|Updated|Published|Reviewed|Epub|Last\ (?:accessed|updated|reviewed|modified)
            |accessed|doi|DOI|PMID|PMCID|ISBN|https?:|www\.|URL|pp?\.?\s?\d|[Vv]ol(?:ume)?\.?\s?\d|[Cc]hap(?:ter)?\.?\s?\d
            |\d{1,2}(?:st|nd|rd|th)\ (?:ed|Ed)|\d{1,2}(?:st|nd|rd|th)\ [A-Z][a-z]{2,8}\.?,?\ \d{4}|(?:19|20)\d\d\s?;|\d+\s?[–-]\s?\d+|\d+\s?\(\d+\)
            |(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\ \d|Journal\ of\ .{0,60}\d{1,3}$|(?:St\.\ )?[A-Z][\p{L}\ ]{2,20},\ [A-Z]{2}:
            |(?:19|20)\d\d[.;:,]?(?:\s|$)|\[?(?:PubMed|PMC|CrossRef|Google\ Scholar|Full\ text|Article)(?-u:\b)
            )",
        )
        .expect("the pattern is valid")
    });
    let Some(first) = text.chars().next() else {
        return 0;
    };
    if matches!(first, ',' | '.' | ';' | ':' | ')' | ']' | '&') {
        return -90;
    }
    if first == '(' || is_bare_address(text) {
        return -60;
    }
    if CONTINUES.is_match(text) {
        return -60;
    }
    if first.is_lowercase() {
        // `eMedicine`, `iHeart`, `van der Berg`, `de Vries`
        let named = text.starts_with("van ")
            || text.starts_with("von ")
            || text.starts_with("de ")
            || text.chars().nth(1).is_some_and(char::is_uppercase);
        return if named { 0 } else { -60 };
    }
    0
}

/// Whether a text is the stop after a linked title, with what may follow it: `.`, `. 2018;11(1):31-37.`
pub(in crate::read::plain::region) fn is_stop(text: &str) -> bool {
    text == "." || text.starts_with(". ")
}

/// Whether a text is an address without its scheme: `ncbi.nlm.nih.gov/pmc/articles/PMC1/`.
fn is_bare_address(text: &str) -> bool {
    let host = text.split('/').next().unwrap_or("");
    !text.contains(char::is_whitespace)
        && host.len() < text.len()
        && host.contains('.')
        && !host.starts_with('.')
}

/// Whether a text is an address and nothing else, be it without its scheme.
pub(super) fn is_address(text: &str) -> bool {
    let scheme = text.starts_with("https://") || text.starts_with("http://") || text.starts_with("www.");
    !text.contains(char::is_whitespace) && (scheme || is_bare_address(text))
}

/// Whether a text names a house and in quotation marks a page of it: `Harrow Clinic: "Slipped Rib."`.
pub(super) fn is_quoted(text: &str) -> bool {
    let named = text.contains(": \"") || text.contains(": “");
    let year = text.trim_end_matches('.');
    let dated = year.len() > 6
        && year.bytes().rev().take(4).all(|byte| byte.is_ascii_digit())
        && (text.contains(",\" ") || text.contains(",” ") || text.contains("\", ") || text.contains("”, "));
    named && (text.ends_with(['"', '”']) || dated) && text.len() < 200
}

/// Whether a text may be a house and a title and no more: `Mayo Clinic. Noise and the inner ear.`
pub(super) fn may_be_house_and_title(text: &str) -> bool {
    text.len() < 200
        && text.ends_with(['.', '?'])
        && text.matches(". ").count() == 1
        && text.starts_with(char::is_uppercase)
        && !text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a text has nothing of a reference: `Latest news`, `By Gwen Tarrow`.
pub(super) fn is_loose(text: &str) -> bool {
    const MOST: usize = 12;
    !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '"' | '“' | ';' | ':' | '@'))
        && !text.contains("://")
        && !text.contains(". ")
        && !text.ends_with(['.', ',', ')', ']', '/'])
        && text.split_whitespace().count() <= MOST
        && text.starts_with(char::is_uppercase)
        && !is_address(text)
}

/// Whether a text says where a house is on the web and no more: `Office for Clean Water: www.ocw.example/lead`.
pub(super) fn is_contact(text: &str) -> bool {
    let address = text.rsplit(char::is_whitespace).next().unwrap_or("");
    let label = text.get(..text.len() - address.len()).unwrap_or("").trim_end();
    let begins = ["www.", "http"].iter().any(|scheme| address.starts_with(scheme));
    begins && label.ends_with(':') && label.len() < 90 && !label.contains(['.', '"', '“', ','])
}

/// How well a reference may end with a text: 0 or less.
pub(super) fn ending(text: &str) -> i32 {
    let word = last_word(text);
    if text.ends_with([',', ':', '(', '&', ';', '–', '—']) || (text.ends_with('-') && !word.contains('/'))
    {
        return -60;
    }
    if line::leads_on(text)
        || matches!(
            word,
            "eds." | "ed." | "editors." | "editor." | "In" | "et" | "al" | "No." | "Vol." | "vol." | "pp."
        )
    {
        let edition = text.contains("th ed.")
            || text.contains("nd ed.")
            || text.contains("rd ed.")
            || text.contains("st ed.");
        return if edition { -15 } else { -60 };
    }
    if text.ends_with('/') || text.ends_with('_') || (word.contains("://") && word.ends_with('-')) {
        return -10;
    }
    0
}

/// Whether a text is a sentence addressed to the reader, and not a reference.
pub(super) fn is_prose(text: &str) -> bool {
    let mut words = 0_usize;
    let mut small = 0_usize;
    for word in text.split_whitespace() {
        words += 1;
        small += usize::from(is_small(word.trim_matches(|c: char| !c.is_alphanumeric())));
    }
    let ended = text.ends_with(['.', '!', '?', ':']);
    words >= 6 && ((ended && small * 9 >= words && small >= 2) || small * 4 >= words)
}

/// Whether a text is a paragraph that cites in brackets, as papers do, though names and years are in it as in a reference:
/// `… as others found (Lee et al., 2003; Roe, 2004), and it was not …`.
pub(super) fn is_body_text(text: &str) -> bool {
    const SHORTEST: usize = 250;
    if text.len() < SHORTEST || is_address_word(last_word(text)) {
        return false;
    }
    let (mut words, mut small, mut others) = (0_usize, 0_usize, 0_usize);
    let mut before = "";
    for word in text.split_whitespace() {
        words += 1;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        small += usize::from(is_small(bare));
        others += usize::from(bare == "al" && before == "et");
        before = word;
    }
    (small >= 3 && small * 20 >= words) || others >= 2
}

/// Whether a line is a row of a table: after its number no reference has a tab.
pub(super) fn is_row(text: &str) -> bool {
    text.trim_matches('\t').contains('\t')
}

/// Whether a short text says how much of a medicine is taken: `Paracetamol 500 mg`.
pub(super) fn is_dose(text: &str) -> bool {
    static DOSE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\d\s?(?:mg|mcg|µg|ml|mL|g|IU|tablets?)(?-u:\b)").expect("the pattern is valid")
    });
    text.len() < 120 && !text.contains(['"', '“']) && DOSE.is_match(text)
}

/// Whether it is one of the words that sentences are full of and references have few of.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "may"
            | "can"
            | "you"
            | "your"
            | "it"
            | "they"
            | "this"
            | "these"
            | "have"
            | "has"
            | "will"
            | "should"
            | "do"
            | "does"
            | "be"
            | "been"
            | "if"
            | "when"
            | "that"
            | "which"
            | "who"
            | "their"
            | "them"
            | "we"
            | "there"
            | "most"
            | "some"
            | "but"
            | "not"
            | "or"
    )
}

/// Whether a text ends as references do: in a stop, a bracket, a number or an address.
pub(in crate::read::plain::region) fn may_end(text: &str) -> bool {
    text.ends_with(['.', '/', ')', ']', '"', '”'])
        || text.ends_with(|c: char| c.is_ascii_digit())
        || is_address_word(last_word(text))
}

pub(in crate::read::plain::region) fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or("")
}

/// Whether a word is a part of an address or of a DOI.
pub(in crate::read::plain::region) fn is_address_word(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.") || word.starts_with("10.")
}
