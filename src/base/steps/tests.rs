//! Every reader reads every text to its end.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::within;
use crate::base::date::{self, Date, PartialDate, SlashOrder};
use crate::base::identifier::{
    Doi, Isbn, Issn, Pmcid, Pmid, identity_of_address, percent_decoded, url_identity,
};
use crate::base::title;
use crate::biblio::reference::text::{self as written, Options};
use crate::page::byline;
use crate::page::see::{Reading, names_a_page};
use crate::page::topics;
use crate::read::markdown;
use crate::read::plain;
use crate::read::syntax::Syntax;
use crate::words::lexicon::Scan;
use crate::words::sentence::sentences;

/// The characters and words that the readers look for: what is no word for one is the middle of a word for another.
const TELLING: &[&str] = &[
    "'",
    "’",
    "‘",
    "ʼ",
    "ʻ",
    "ʹ",
    "ˈ",
    "＇",
    "`",
    "´",
    "\"",
    "“",
    "”",
    "„",
    "«",
    "»",
    "‹",
    "›",
    "-",
    "‐",
    "‑",
    "‒",
    "–",
    "—",
    "−",
    "⁻",
    "(",
    ")",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "{{",
    "}}",
    "{%",
    "%}",
    "<",
    ">",
    "</",
    "<a href=",
    "<!--",
    "-->",
    "&",
    "&amp;",
    "&#",
    ".",
    "…",
    "...",
    ",",
    ";",
    ":",
    "?",
    "!",
    "/",
    "\\",
    "|",
    "*",
    "**",
    "_",
    "~",
    "#",
    "# ",
    "@",
    "^",
    "[^1]",
    "[@",
    "=",
    "+",
    "$",
    "%",
    "0",
    "1",
    "2020",
    "٣",
    "Ⅳ",
    "½",
    "²",
    "¹⁰",
    "₂",
    "ª",
    "º",
    "\u{301}",
    "\u{308}",
    "\u{20dd}",
    "\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "\u{200e}",
    "\u{200f}",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{feff}",
    "\u{ad}",
    "\u{a0}",
    "\u{2028}",
    "\u{85}",
    "\0",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\n\n",
    "\n- ",
    "\n1. ",
    "\n> ",
    "\n---\n",
    " ",
    "  ",
    "·",
    "•",
    "°",
    "™",
    "ß",
    "ﬁ",
    "İ",
    "ı",
    "Ǆ",
    "中",
    "ע",
    "ا",
    "ไ",
    "😀",
    "👩\u{200d}⚕\u{fe0f}",
    "e\u{301}",
    "a",
    "Z",
    "Lee",
    "Lee A",
    "A.",
    "van",
    "et al.",
    "and",
    "in",
    "In:",
    "eds.",
    "BMJ.",
    "2013;346:f1.",
    "pp. 3-9",
    "Vol. 2",
    "2nd ed.",
    "Accessed",
    "January",
    "10 Jan 2020",
    "1/2/2020",
    "2020-01-10",
    "T00:00Z",
    "doi:",
    "10.1000/",
    "PMID: 1",
    "PMC1",
    "ISBN",
    "978-0",
    "ISSN",
    "https://",
    "www.",
    "http://a.b/c?d=e#f",
    "%2",
    "%e2",
    "See",
    "See also:",
    "Watch:",
    "References\n",
    "Reviewed by",
    "By",
    "MD",
    "PhD",
    "Dr.",
    "e.g.",
    "key: ",
    "- ",
    "? ",
    "&a ",
    "*a ",
    "!!str ",
    "<<: ",
    "|\n  ",
    "'a",
    "\"a",
];

/// Texts of any characters, and of the very ones that the readers look for.
pub(crate) fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => proptest::sample::select(TELLING).prop_map(str::to_owned),
        1 => "\\PC{1,3}",
        1 => "[a-zA-Z0-9]{1,6}",
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// Gives a text to every reader, and to each as it would come from another.
fn read_by_all(text: &str) {
    let order = SlashOrder::MonthFirst;
    let reading = Reading::default();
    // Every loop takes something each turn; a text is gone over a number of times, and some of it once for each piece.
    let budget = 2_000 + 400 * text.len();
    let reader = |name: &str, read: &dyn Fn()| {
        let read = std::panic::AssertUnwindSafe(|| within(budget, read));
        if let Err(cause) = std::panic::catch_unwind(read) {
            let mut what = String::new();
            let _ = write!(what, "the reader of {name} fails on {text:?}");
            std::panic::resume_unwind(cause.downcast::<String>().map_or_else(
                |_| Box::new(what.clone()) as Box<dyn std::any::Any + Send>,
                |cause| Box::new(format!("{what}: {cause}")),
            ));
        }
    };
    reader("Markdown", &|| drop(markdown::read(text, 0, &reading)));
    reader("plain text", &|| drop(plain::read(text, 0, &reading, order)));
    reader("YAML", &|| drop(Syntax::Yaml.parse(text)));
    for linked in [false, true] {
        reader("references", &|| drop(written::read(text, Options { slash_order: order, linked })));
    }
    reader("dates", &|| {
        let _ = (date::written(text, order), date::find(text, order), date::read(text, order));
        let _ = (Date::parse(text), PartialDate::parse(text), PartialDate::edtf(text));
    });
    reader("identifiers", &|| {
        let _ =
            (Doi::parse(text), Pmid::parse(text), Pmcid::parse(text), Isbn::parse(text), Issn::parse(text));
        let _ =
            (Doi::trimmed_length(text), identity_of_address(text), url_identity(text), percent_decoded(text));
    });
    reader("See lines", &|| {
        let listed = format!("See {text}\n\nSee also:\n\n- {text}\n- [{text}](a.md)\n");
        drop(markdown::read(&listed, 0, &reading));
        let _ = names_a_page(text);
    });
    reader("names", &|| {
        for lead in ["Written by ", "Medically reviewed by Ann Lee, "] {
            let mut body = markdown::read(
                &format!(
                    "# Neck

{lead}{text}
"
                ),
                0,
                &reading,
            );
            let scan = Scan::of(&topics::LEXICON, body.blocks.iter().map(|block| block.prose.text()));
            byline::read(&mut body, &scan, order);
        }
    });
    reader("sentences", &|| drop(sentences(text)));
    reader("titles", &|| drop(title::fold(text)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn texts_of_telling_characters_are_read_to_their_end(text in texts()) {
        read_by_all(&text);
    }

    #[test]
    fn texts_of_any_characters_are_read_to_their_end(text in "\\PC*") {
        read_by_all(&text);
    }
}

#[test]
fn an_apostrophe_that_is_a_letter_is_read() {
    for text in [
        "1. Lee A. The patientsʼ view of neck pain. BMJ. 2013;346:f1.",
        "Lee A. Neck pain ʼ and more. BMJ. 2013;346:f1.",
        "Lee A. ʼʼ",
        "ʼ",
    ] {
        read_by_all(text);
    }
    let read = written::read("Lee A. The patientsʼ view of neck pain. BMJ. 2013;346:f1.", Options::default())
        .unwrap();
    let title = read.title.unwrap();
    assert_eq!(&*title.value, "The patientsʼ view of neck pain");
}

#[test]
fn every_sign_is_read_alone_and_beside_every_other() {
    let signs = || TELLING.iter().filter(|piece| piece.chars().count() == 1);
    for first in signs() {
        read_by_all(first);
        for second in signs() {
            let text = format!("{first}{second}");
            within(2_000 + 400 * text.len(), || {
                let options = Options { slash_order: SlashOrder::MonthFirst, linked: true };
                let _ = written::read(&format!("Lee A. Neck {text} pain. BMJ. 2013;346:f1."), options);
            });
        }
    }
}
