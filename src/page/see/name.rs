//! What is after a "See": the name of a page, or something else.
//!
//! "See a doctor", "See Table 2", "See Smith 2019" and "See www.nhs.uk" have the
//! shape of a See line and are none. Each function below is one way to be something
//! else; a title that happens to begin like one of them stays a title as long as
//! it goes on like a title ("Spine Surgeon Interview", "Box Breathing").

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::words::list::{CLINICIANS, CREDENTIALS};

/// Above this many bytes a text is no title.
const LONGEST: usize = 160;

/// `a doctor`, `your GP`: what makes a thing or a person of the next word.
const DETERMINER: u16 = 1;
/// Ends the phrase before it: `a doctor if …`.
const BREAK: u16 = 1 << 1;
/// Somebody to see, in the singular.
const CARER: u16 = 1 << 2;
/// What a determiner makes a thing at hand and no title: `the leaflet`, `our website`.
const THING: u16 = 1 << 3;
/// A part of a document, where a number or nothing follows.
const PART: u16 = 1 << 4;
/// A word before a part: `Supplementary Table 1`.
const QUALIFIER: u16 = 1 << 5;
/// Another place on the page.
const PLACE: u16 = 1 << 6;
/// A part of a document, where it is alone.
const ALONE: u16 = 1 << 7;
/// Opens a phrase that names neither a page nor anybody.
const PHRASE: u16 = 1 << 8;
/// Belongs to a surname.
const PARTICLE: u16 = 1 << 9;
/// Stands before a person's name.
const TITLE: u16 = 1 << 10;
/// Ends in a stop that ends no sentence.
const ABBREVIATION: u16 = 1 << 11;
/// What a page is seen for: `for more information`.
const PURPOSE: u16 = 1 << 12;

const WORDS: [(u16, &str); 12] = [
    (
        DETERMINER,
        "a an the your our my his her their its this that these those another any each either both some one",
    ),
    (
        BREAK,
        "if when for about who whom which before after as at in on to with without or and & by from of because \
         until unless immediately right soon first again now today regularly urgently straight promptly instead too \
         twice daily weekly monthly yearly annually \
         once within every near how what where why vs versus is are can may will should directly sooner early",
    ),
    (
        THING,
        "leaflet leaflets insert label labels packaging package packet instructions directions box website websites \
         site page pages link links article team clinic hospital pharmacy surgery office department practice room \
         resources notes",
    ),
    (
        PART,
        "table tables figure figures fig figs box boxes section sections chapter chapters appendix appendices annex \
         annexe page pages p pp panel panels part step item items line note notes footnote footnotes reference \
         references ref refs chart plate scheme equation exhibit algorithm slide supplement image file files video \
         videos question questions tip day week lesson module material materials information",
    ),
    (
        QUALIFIER,
        "supplementary supplemental supporting additional online extended data next previous following preceding \
         facing accompanying last first second",
    ),
    (
        PLACE,
        "below above overleaf opposite here herein elsewhere attached enclosed ibid supra infra underneath beneath",
    ),
    (
        ALONE,
        "all more less details detail sources bibliography diagram illustration picture photo photos images graph \
         glossary index footer sidebar example examples text list results contents warnings label labels",
    ),
    (
        PHRASE,
        "if whether that to it him them me us you someone somebody anyone anybody everyone yourself themselves for \
         through fit also",
    ),
    (PARTICLE, "van von de der den la le di da del ter ten al el bin"),
    (TITLE, "dr drs prof professor mr mrs ms mx"),
    (ABBREVIATION, "vs st dr mr mrs ms no mt jr sr inc u.s"),
    (
        PURPOSE,
        "more further details detailed additional information info advice help guidance instructions examples full \
         complete how",
    ),
];

/// A word of a label.
#[derive(Clone, Copy)]
struct Word<'a> {
    /// As written.
    raw: &'a str,
    /// Without the punctuation around it.
    bare: &'a str,
    /// The same in lower case.
    low: &'a str,
    /// What it is, of the above.
    kinds: u16,
}

impl Word<'_> {
    fn is(&self, kind: u16) -> bool {
        self.kinds & kind != 0
    }

    fn has_capital(&self) -> bool {
        self.bare.starts_with(char::is_uppercase)
    }
}

/// Whether a text may name a page. It may not if it is advice, or names parts of a document, people, works or
/// addresses.
#[must_use]
pub fn names_a_page(label: &str) -> bool {
    let label = label.trim();
    if label.len() > LONGEST || !label.contains(char::is_alphabetic) {
        return false;
    }
    let spaced;
    let label = if label.contains('\u{a0}') {
        spaced = label.replace('\u{a0}', " ");
        &spaced
    } else {
        label
    };
    let lower = label.to_ascii_lowercase();
    let words: Vec<Word<'_>> = label
        .split_ascii_whitespace()
        .zip(lower.split_ascii_whitespace())
        .map(|(raw, low)| {
            let low = bare(low);
            Word { raw, bare: bare(raw), low, kinds: kinds(low) }
        })
        .collect();
    !(is_address(&words)
        || is_identifier(&words)
        || is_part(&words)
        || is_phrase(&words)
        || is_work(&words)
        || is_person(&words)
        || is_advice(&words)
        || is_of_site(label, &lower)
        || is_sentence(label, &words))
}

/// What every site has and no library of articles: `Our Services`, `Terms of Use`.
fn is_of_site(written: &str, label: &str) -> bool {
    const WHOLE: [&str; 31] = [
        "slideshow",
        "slideshows",
        "pictures",
        "images",
        "photos",
        "gallery",
        "video",
        "videos",
        "quiz",
        "quizzes",
        "news",
        "pmc",
        "pubmed",
        "full bio",
        "bio",
        "full profile",
        "profile",
        "terms of use",
        "terms of service",
        "terms and conditions",
        "terms & conditions",
        "privacy policy",
        "cookie policy",
        "privacy notice",
        "editorial policy",
        "editorial process",
        "editorial guidelines",
        "legal conditions and terms",
        "subscribe today",
        "subscribe now",
        "opening times",
    ];
    let label = label.trim_end_matches(['.', '!']);
    // `See more Expert Answers`, `See the full Review`, `See its uses here`: no page is called so.
    let points = ["more ", "all ", "full ", "its ", "the full ", "the complete ", "the whole "]
        .iter()
        .any(|start| label.starts_with(start));
    if points && written.starts_with(char::is_lowercase) {
        return true;
    }
    WHOLE.contains(&label)
        || ["our ", "all our ", "more about"]
            .iter()
            .any(|opening| label.starts_with(opening) || label == opening.trim_end())
}

/// What a word in lower case is.
fn kinds(word: &str) -> u16 {
    static KINDS: LazyLock<HashMap<&str, u16>> = LazyLock::new(|| {
        let mut kinds = HashMap::new();
        let words =
            WORDS.iter().flat_map(|(kind, words)| words.split_ascii_whitespace().map(|word| (*kind, word)));
        for (kind, word) in words.chain(CLINICIANS.tagged("see").map(|word| (CARER, word))) {
            *kinds.entry(word).or_insert(0) |= kind;
        }
        kinds
    });
    KINDS.get(word).copied().unwrap_or(0)
}

/// Whether a text begins with a capital, or with a number and a capital after it
/// (`5 Ways to …`). Scripts without capitals pass.
#[must_use]
pub fn begins_like_title(label: &str) -> bool {
    let mut words = label
        .split_whitespace()
        .map(|word| word.trim_start_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty());
    let Some(first) = words.next() else {
        return false;
    };
    if first.starts_with(|c: char| c.is_numeric()) {
        return words.any(|word| word.starts_with(char::is_uppercase));
    }
    // "eHealth", "iPhone", "pH": a capital within the first word makes a name of it.
    !first.starts_with(char::is_lowercase) || first.contains(char::is_uppercase)
}

/// `https://…`, `www.nhs.uk`, `nhs.uk`, `help@nhs.uk`.
fn is_address(words: &[Word<'_>]) -> bool {
    let Some(first) = words.first() else {
        return false;
    };
    if first.low.contains("://") || first.low.starts_with("www.") || first.low.contains('@') {
        return true;
    }
    let host = first.bare.split('/').next().unwrap_or("");
    let dotted = host.rsplit_once('.').is_some_and(|(name, end)| {
        name.chars().count() > 1
            && (2..=6).contains(&end.len())
            && (end.bytes().all(|byte| byte.is_ascii_lowercase())
                || (host.contains(char::is_uppercase) && !host.contains(char::is_lowercase)))
            && end.bytes().all(|byte| byte.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
    });
    dotted && words.get(1).is_none_or(|second| !second.has_capital())
        || words.iter().any(|word| is_file(word.bare))
}

/// `notes.md`, `leaflets/asthma.pdf`: a file is named by its path and not by a title.
fn is_file(word: &str) -> bool {
    let name = word.rsplit('/').next().unwrap_or(word);
    name.rsplit_once('.').is_some_and(|(stem, ending)| {
        stem.len() > 1
            && [
                "csv", "doc", "docx", "html", "json", "markdown", "md", "mdx", "pdf", "qmd", "rmd", "rst",
                "tex", "txt", "xlsx", "yaml", "yml",
            ]
            .contains(&ending)
    })
}

/// `PMID 1234567`, `ISBN 978-0-19-024655-6`, `NICE guideline NG59`, `ClinicalTrials.gov NCT01234567`.
fn is_identifier(words: &[Word<'_>]) -> bool {
    let labelled = pairs(words).any(|(label, number)| {
        let label = label.low.trim_end_matches(':');
        let digits = number.bare.bytes().filter(u8::is_ascii_digit).count();
        (LABELS.contains(&label) && digits > 1) || (label == "doi" && number.low.starts_with("10."))
    });
    // `PMID:1234567`, with nothing between.
    let glued = words.iter().any(|word| {
        word.low.split_once(':').is_some_and(|(label, number)| {
            (LABELS.contains(&label) || label == "doi") && number.contains(|c: char| c.is_ascii_digit())
        })
    });
    // A guideline's number closes its name; what comes before it is nobody's title.
    let numbered = words.last().is_some_and(|last| is_code(last.bare)) && words.len() < 8;
    let bare = words.first().is_some_and(|first| first.low.starts_with("10.") && first.low.contains('/'));
    labelled || glued || numbered || bare
}

/// What comes before the number of a work, a trial or a diagnosis.
const LABELS: [&str; 19] = [
    "pmid",
    "pmcid",
    "pubmed",
    "isbn",
    "isbn-13",
    "isbn-10",
    "issn",
    "eissn",
    "isrctn",
    "eudract",
    "icd-10",
    "icd-11",
    "icd-10-cm",
    "snomed",
    "omim",
    "orphanet",
    "mesh",
    "arxiv",
    "nct",
];

/// `NG59`, `CG177`, `NCT01234567`, `PMC2883242`, `CD001234`: letters that an issuer uses, and digits.
fn is_code(word: &str) -> bool {
    let Some(digits) = word.find(|c: char| c.is_ascii_digit()) else {
        return false;
    };
    let (letters, digits) = word.split_at(digits);
    let issuer = [
        "NG", "CG", "TA", "QS", "PH", "SC", "MTG", "MIB", "DG", "IPG", "HTG", "HST", "ESNM", "ESUOM", "CSG",
        "NCT", "PMC", "ISRCTN", "CD", "CRD", "ACTRN", "DRKS", "UMIN", "JRCT", "CHICTR",
    ];
    issuer.contains(&letters)
        && (1..=16).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        // `CD4` and `PH7` are no guidelines.
        && (digits.len() > 1 || matches!(letters, "NG" | "QS" | "TA"))
}

/// `Table 2`, `Figure 3a`, `Box 2`, `Appendix A`, `below`, `page 3`, `the previous section`.
fn is_part(words: &[Word<'_>]) -> bool {
    let words = skip_determiners(words);
    let qualified = words.iter().take_while(|word| word.is(QUALIFIER)).count();
    let Some((first, rest)) = words.get(qualified..).and_then(<[Word<'_>]>::split_first) else {
        return true;
    };
    let second = rest.first();
    if first.is(PLACE) {
        return second.is_none_or(|second| !second.has_capital() || is_number(second));
    }
    if first.is(ALONE) {
        return second.is_none();
    }
    let goes_on = |word: &Word<'_>| word.has_capital() && !is_number(word);
    first.is(PART)
        && match second {
            None => true,
            Some(number) if is_number(number) => rest.get(1).is_none_or(|third| !goes_on(third)),
            Some(word) => qualified > 0 || word.is(PLACE) || (!first.has_capital() && !goes_on(word)),
        }
}

/// `if you qualify`, `you soon`, `for yourself`: no page and nobody to see.
fn is_phrase(words: &[Word<'_>]) -> bool {
    words.first().is_some_and(|first| first.is(PHRASE))
}

/// `Smith 2019`, `Smith et al.`, `Smith and Jones (2019)`, `WHO, 2020a`.
fn is_work(words: &[Word<'_>]) -> bool {
    if pairs(words).any(|(one, two)| one.low == "et" && two.low == "al") {
        return true;
    }
    // `NEJM 2007;357:2601`
    let dated = |word: &Word<'_>| {
        word.low.split_once(';').is_some_and(|(year, volume)| {
            year.len() == 4 && volume.starts_with(|c: char| c.is_ascii_digit()) && is_digits(year)
        })
    };
    if words.iter().any(dated) {
        return true;
    }
    let Some((last, names)) = words.split_last() else {
        return false;
    };
    let year = last.low.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20")) && is_digits(year);
    if !is_year {
        return false;
    }
    let mut surnames = 0;
    for name in names {
        let initials =
            name.bare.chars().all(|c| c.is_uppercase() || c == '.') && name.bare.chars().count() < 4;
        if matches!(name.low, "and" | "&") || name.raw.ends_with(',') {
            surnames = 0;
        } else if !name.is(PARTICLE) && !initials {
            surnames += 1;
        }
        // Two plain words in a row are a title with a year: "Flu Season 2024".
        if surnames > 1 {
            return false;
        }
    }
    !names.is_empty()
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `Dr Lee`, `Prof. A. Lee`, `Ann Lee, MD`.
fn is_person(words: &[Word<'_>]) -> bool {
    let titled = words.len() > 1 && words.first().is_some_and(|first| first.is(TITLE));
    let degree = pairs(words).any(|(name, degree)| name.raw.ends_with(',') && is_degree(degree.bare));
    titled || (degree && words.len() < 8)
}

fn is_degree(word: &str) -> bool {
    static DEGREES: LazyLock<HashSet<&str>> = LazyLock::new(|| CREDENTIALS.tagged("see").collect());
    DEGREES.contains(word.replace('.', "").as_str())
}

/// `a doctor if the pain lasts`, `your GP`, `the package leaflet`.
fn is_advice(words: &[Word<'_>]) -> bool {
    let rest = skip_determiners(words);
    let determined = rest.len() < words.len();
    let mut head = "";
    for word in rest {
        if word.low.is_empty() || word.raw.starts_with('(') || word.is(BREAK | DETERMINER) {
            break;
        }
        head = word.low;
        if word.raw.ends_with([',', ';', ':']) {
            break;
        }
    }
    let head = head.rsplit(['/', '-']).next().unwrap_or("");
    let head = head.strip_suffix("'s").or_else(|| head.strip_suffix("’s")).unwrap_or(head);
    let one = head.strip_suffix('s').unwrap_or(head);
    if is_carer(head) || (determined && (is_carer(one) || kinds(head) & THING != 0)) {
        return true;
    }
    if matches!(head, "leaflet" | "insert" | "a&e" | "er") {
        return true;
    }
    pairs(rest).any(|(first, second)| {
        let paper = matches!(second.low, "information" | "instructions" | "label" | "labelling" | "labeling")
            && matches!(
                first.low,
                "prescribing" | "product" | "package" | "drug" | "manufacturer's" | "manufacturer’s"
            );
        let use_of = first.low == "instructions"
            && second.low == "for"
            && rest.get(2).is_some_and(|of| of.low == "use");
        // With nothing but advice after it, `Urgent Care` is no page either.
        let alone = rest.get(2).is_none_or(|third| {
            matches!(third.low, "if" | "when" | "right" | "immediately" | "now" | "at" | "as")
        });
        let place = alone
            && matches!(first.low, "emergency" | "urgent")
            && matches!(second.low, "services" | "care" | "room" | "department" | "help");
        let care = matches!(second.low, "help" | "attention" | "care" | "advice")
            && matches!(
                first.bare,
                "medical" | "emergency" | "urgent" | "professional" | "primary" | "immediate"
            )
            && rest.len() < 4;
        paper || use_of || place || care
    })
}

/// `Neck Pain for more information`, `Figure 1. The disc bulges`: a sentence that lacks its stop.
fn is_sentence(label: &str, words: &[Word<'_>]) -> bool {
    let asks =
        pairs(words).any(|(first, second)| first.raw == "for" && second.is(PURPOSE) && !second.has_capital());
    // `WAO for their scale`: what belongs to somebody who was named is at hand.
    let owns = pairs(words).any(|(first, second)| {
        first.raw == "for"
            && matches!(second.raw, "their" | "its")
            && words.iter().skip(1).all(|word| !word.has_capital())
    });
    let stops = label.contains(". ")
        && pairs(words).any(|(word, _)| {
            word.raw.ends_with('.') && !word.is(ABBREVIATION) && word.bare.chars().count() > 1
        });
    // `Dosage information below`
    let points = words.len() > 1
        && words
            .last()
            .is_some_and(|last| !last.has_capital() && matches!(last.low, "below" | "above" | "overleaf"));
    // `MI section on “OARS”`, `the UTI algorithm on the hospital website`
    let part = pairs(words).any(|(first, second)| {
        matches!(first.raw, "section" | "chapter" | "handout" | "algorithm")
            && matches!(second.raw, "on" | "of" | "in")
    });
    let elsewhere = words
        .last()
        .is_some_and(|last| matches!(last.raw, "website" | "site" | "webpage" | "intranet" | "app"))
        && words.iter().any(|word| word.raw == "on");
    asks || owns || points || stops || part || elsewhere
}

/// Whether it is somebody to see, in the singular: `doctor`, `gp`, `neurologist`, `physiotherapist`.
fn is_carer(word: &str) -> bool {
    static ENDINGS: LazyLock<Vec<&str>> = LazyLock::new(|| CLINICIANS.tagged("see-end").collect());
    kinds(word) & CARER != 0 || ENDINGS.iter().any(|end| word.ends_with(end))
}

fn skip_determiners<'a, 'w>(words: &'a [Word<'w>]) -> &'a [Word<'w>] {
    let skipped = words.iter().take_while(|word| word.is(DETERMINER)).count();
    words.get(skipped..).unwrap_or_default()
}

fn pairs<'a, 'w>(words: &'a [Word<'w>]) -> impl Iterator<Item = (&'a Word<'w>, &'a Word<'w>)> {
    words.iter().zip(words.iter().skip(1))
}

/// `2`, `3a`, `S1`, `1.2`, `2-4`, `IV`, `A`.
fn is_number(word: &Word<'_>) -> bool {
    let word = word.bare;
    let digits = word.strip_prefix(['S', 'A', 'B', 'C', 'D', 'E']).unwrap_or(word);
    digits.starts_with(|c: char| c.is_ascii_digit())
        || (!word.is_empty() && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X')))
        || (word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// A word without the punctuation around it.
fn bare(word: &str) -> &str {
    // Most words have none.
    let ends = [word.as_bytes().first(), word.as_bytes().last()];
    if ends.into_iter().flatten().all(u8::is_ascii_alphanumeric) {
        return word;
    }
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_pages() {
        let titles = [
            "Neck Strain Symptoms",
            "Cervical Herniated Disc Symptoms and Treatment Options",
            "Cervical Osteoarthritis (Neck Arthritis)",
            "All About Neck Pain",
            "Understanding Neuropathy Symptoms",
            "When to See a Doctor for Neck Pain",
            "What to do if you have neck pain",
            "How to sleep with neck pain",
            "What Is Sciatica? Causes and Symptoms",
            "Your Guide to Back Pain",
            "The Truth About Back Braces",
            "A Guide to Neck Pain",
            "Choosing a Physical Therapist",
            "Finding the Right Spine Surgeon",
            "Spine Surgeon Interview",
            "Spine Surgeons",
            "Specialists Who Treat Back Pain",
            "Doctor Discussion Guide",
            "Box Breathing",
            "Table Tennis Injuries",
            "Part of the Family",
            "Page Turners for Patients",
            "Inside the Spine",
            "Type 2 Diabetes",
            "CD4 Count",
            "COVID-19",
            "HPV16 and HPV18",
            "HbA1c",
            "CA125 Blood Test",
            "Living With NG Tubes",
            "ISBN Numbers Explained",
            "Vitamin D",
            "5 Ways to Ease Neck Pain",
            "Flu Season 2024",
            "Sprain vs. Strain",
            "St. John's Wort",
            "Node.js Guide",
            "Urgent Care or Emergency Room",
            "Medical Care for Travellers",
            "neck pain",
            "TMJ",
            "Nackenschmerzen",
            "頸部痛",
            "Stage 2 Pressure Ulcers",
            "Emergency Care Planning",
            "Section Eight Housing",
            "References and Resources for Families",
            "Notes on Neck Pain",
            "Glossary of Terms",
            "Neck\u{a0}Pain",
            "Choosing a Website",
            "Cesarean Section in Twins",
            "Advice on Picking an App",
        ];
        let wrong: Vec<&str> = titles.into_iter().filter(|title| !names_a_page(title)).collect();
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn what_else_one_may_see_names_none() {
        let labels = [
            // advice
            "a doctor",
            "a doctor if the pain lasts",
            "A Doctor If the Pain Lasts",
            "your GP",
            "Your GP",
            "your physical therapist",
            "Your Physical Therapist",
            "your doctor's office",
            "doctor",
            "Doctor",
            "the nurse practitioner",
            "a neurologist or a spine surgeon",
            "your GP/nurse",
            "an eye doctor (ophthalmologist)",
            "a health care provider, such as a nurse",
            "our specialists",
            "your local pharmacist for advice",
            "another specialist immediately",
            "your dentist every 6 months",
            "the package leaflet",
            "The Package Leaflet",
            "package insert",
            "Full Prescribing Information",
            "the manufacturer's instructions",
            "the label on the bottle",
            "your care team",
            "medical help",
            "WAO for their scale",
            "Dosage information below",
            "MI section on “OARS” for strategies",
            "UTI algorithm on VASP website",
            "the chapter on shock",
            "immediate medical attention",
            "the NHS website",
            "you soon",
            "if you qualify",
            "If You Qualify",
            "whether it helps",
            "for yourself",
            // identifiers
            "PMID 1234567",
            "PMID: 1234567",
            "PMID:1234567",
            "PMC2883242",
            "PMCID PMC2883242",
            "ISBN 978-0-19-024655-6",
            "ISBN-13: 978-0-19-024655-6",
            "ISSN 0028-4793",
            "DOI 10.1000/xyz123",
            "doi:10.1000/xyz123",
            "10.1000/xyz123",
            "NICE guideline NG59",
            "NICE NG59",
            "NG59",
            "Clinical Guideline CG177",
            "NICE Quality Standard QS5",
            "ClinicalTrials.gov NCT01234567",
            "NCT01234567",
            "Cochrane Review CD001234",
            "ICD-10 M54.2",
            "Doses for Children in notes/doses-children.md",
            "The Leaflet (asthma.pdf)",
            "(NEJM 2007;357:2601; Am J Med 2007;120:764)",
            "GOV.UK",
            "GOV.UK guidance",
            "NHS.UK",
            // parts of a document
            "Table 2",
            "Table\u{a0}2",
            "table 2",
            "Tables 2 and 3",
            "Figure 3",
            "Figure 3a below",
            "Fig. 3",
            "Box 2",
            "the box below",
            "Section 4",
            "section 4.2 for the dose",
            "Appendix",
            "Appendix A",
            "Chapter IV",
            "page 3",
            "p. 3",
            "pp. 3-5",
            "below",
            "Below",
            "below for details",
            "above",
            "here",
            "the next section",
            "the previous page",
            "Supplementary Table S1",
            "Additional file 1",
            "Note 3",
            "Notes",
            "References",
            "Reference 4",
            "footnote 1",
            "Step 2",
            "All",
            "More",
            "Details",
            "the figure",
            // people and works
            "Smith 2019",
            "Smith (2019)",
            "Smith, 2019a",
            "Smith J 2019",
            "Smith and Jones 2019",
            "Smith, Jones & Lee, 2019",
            "van der Berg 2019",
            "WHO 2020",
            "Smith et al.",
            "Smith et al. 2019",
            "Dr Lee",
            "Dr. Ann Lee",
            "Prof. Lee",
            "Ann Lee, MD",
            "Ann Lee, PT, DPT",
            // addresses
            "https://www.nhs.uk",
            "www.nhs.uk/neck-pain",
            "nhs.uk",
            "nhs.uk/neck for details",
            "help@nhs.uk",
            "911",
            "0800 123 456",
            "(1)",
            // sentences
            "Neck Pain for more information",
            "the guide. It explains the dose",
            "",
            "…",
        ];
        let wrong: Vec<&str> = labels.into_iter().filter(|label| names_a_page(label)).collect();
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn nobody_of_the_lists_is_a_page() {
        let seen =
            CLINICIANS.tagged("see").chain(CLINICIANS.tagged("see-end")).map(|word| format!("a {word}"));
        let named = CREDENTIALS.tagged("see").map(|letters| format!("Ann Lee, {letters}"));
        let wrong: Vec<String> = seen.chain(named).filter(|label| names_a_page(label)).collect();
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn a_title_begins_with_a_capital_or_a_number_before_one() {
        for title in
            ["Neck pain", "5 Ways", "12 neck Exercises", "“Text Neck”", "eHealth", "Übelkeit", "頸部痛"]
        {
            assert!(begins_like_title(title), "{title}");
        }
        for label in ["neck pain", "5 ways", "911", "übelkeit", "", "("] {
            assert!(!begins_like_title(label), "{label}");
        }
    }
}
