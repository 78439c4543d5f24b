//! How well pasted pages are read: our own pages in as many layouts, each beside what an editor finds in it.
//!
//! Thirty of them, `tuned`, were looked at while the reader was written. The others, `measured`, only tell how well it
//! reads what it was not written for. A line of a `.gold` file is a line of the page, a kind and what the page says there.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use medproof::base::source::Source;
use medproof::base::span::DocId;
use medproof::model::collection::Collection;
use medproof::model::document::{Document, ReadOptions};
use medproof::report::inspect as report;
use medproof::run::inspect::inspect;
use serde_json::Value;
use snapbox::{assert_data_eq, str};

/// Below this F1 no kind of thing may fall on the pages that the reader was written with.
const BAR: f64 = 0.97;

#[test]
fn the_pages_it_was_written_with() {
    let read = read("tuned");
    for (kind, score) in &read.scores {
        assert!(score.f1() >= BAR, "{kind}: {:.3}", score.f1());
    }
    assert_data_eq!(
        table(&read),
        str![[r#"
kind        F1    found  there  said
dates      1.000     23     23    23
marks      1.000     15     15    15
people     1.000     27     27    27
references 1.000     27     27    27
sections   0.995    110    111   110
see lines  1.000     11     11    11
title      1.000     30     30    30
skin-atlas misses 18 section on skinatlas

"#]]
    );
}

#[test]
fn the_pages_it_had_not_seen() {
    assert_data_eq!(
        table(&read("measured")),
        str![[r#"
kind        F1    found  there  said
dates      1.000     14     14    14
marks      1.000      6      6     6
people     1.000     15     15    15
references 1.000     28     28    28
sections   0.952     69     76    69
see lines  0.875      7      9     7
title      0.974     19     20    19
authors-block misses 18 section on skinpages
authors-block misses 19 see dermatitis
authors-block misses 20 see irritant skin
cleveland-two misses 25 section care
cleveland-two misses 9 section function
drugs-sheet misses 19 section popular faq
genetics-pubmed misses 10 section other names for this condition
genetics-pubmed misses 12 section additional information & resources
hospital-wrapped misses 1 title going home after a concussion
webmd-sources-two misses 6 section call a doctor if

"#]]
    );
}

/// As many more by the same road, which taught the weights; only what they come to is held.
#[test]
fn the_further_pages_of_others() {
    let read = read("further");
    assert_data_eq!(
        table(&Read { faults: Vec::new(), ..read }),
        str![[r#"
kind        F1    found  there  said
dates      0.754     46     57    65
marks      0.921     82     94    84
people     0.890     73     80    84
references 0.907    132    143   148
sections   0.877    372    418   430
see lines  0.812     56     63    75
title      0.915     54     60    58

"#]]
    );
}

/// Written from the specification alone, by somebody who had not seen the reader, with several oddities a page; then looked at.
#[test]
fn the_pages_of_others() {
    assert_data_eq!(
        table(&read("others")),
        str![[r#"
kind        F1    found  there  said
dates      0.906     29     31    33
marks      0.981     53     53    55
people     0.977     42     44    42
references 0.893     67     76    74
sections   0.880    157    179   178
see lines  0.830     44     52    54
title      0.889     28     32    31
app-copy invents 25-26 reference
app-copy invents 28 see how naps work · 3 min
app-copy misses 25 reference
app-copy misses 26 reference
app-copy misses 28 see how naps work
app-copy misses 8 section in short
ask-the-doctor misses 17 author simone achebe
broken-links-verify invents 43 section how long does food take to digest?
broken-links-verify invents 58 see does green stool mean infection?
broken-links-verify invents 62 section 3 sources
broken-links-verify misses 43 see how long does food take to digest?
broken-links-verify misses 58 section does green stool mean infection?
broken-links-verify misses 62 section sources
clinic-faq invents 13 title costochondritis
clinic-faq misses 14 title costochondritis
drug-monograph invents 1 title metformin (oral) met-for-min
drug-monograph invents 35-38 reference
drug-monograph misses 1 title metformin (oral)
drug-monograph misses 29 section in case of emergency/overdose
drug-monograph misses 35 reference
drug-site-tabs invents 33 section further information
email-newsletter misses 25 see steroid injections: what to expect
faq-back-to-top invents 21 see fact sheet 3: thyroid and pregnancy
faq-back-to-top misses 21 see thyroid and pregnancy
faq-back-to-top misses 28 reference
faq-back-to-top misses 9 section what is tsh?
gdocs-harvard misses 11 section what it is
guideline-summary invents 12 section 1.1 assessment
guideline-summary invents 18 section 1.2 self-management
guideline-summary invents 33 see guideline committee
guideline-summary invents 34 see chair: professor owen bright
guideline-summary invents 38-39 reference
guideline-summary misses 12 section assessment
guideline-summary misses 18 section self-management
guideline-summary misses 22 section medicines
guideline-summary misses 33 section guideline committee
guideline-summary misses 38 reference
health-dept-fact-sheet misses 42 reference
inline-notes-magazine invents 13 section "i felt perfectly well," she says
inline-notes-magazine invents 2 title magazine of the northern heart guild
inline-notes-magazine invents 3 mark 1
inline-notes-magazine invents 5 section quiet pressure
inline-notes-magazine misses 5 title quiet pressure
journal-patient-page invents 2 undated 2023-05-07
journal-patient-page invents 20-21 reference
journal-patient-page invents 22-24 reference
journal-patient-page misses 24 published 2023-04-17
journal-patient-page misses 26 reference
mayo-like invents 39 undated 2022-08-12
mayo-like misses 39 published 2022-08-12
pdf-two-footnotes invents 23 section 2 symptoms
pdf-two-footnotes invents 29 section 3 treatment
pdf-two-footnotes invents 31 section 3.1 preventing a stroke
pdf-two-footnotes invents 36 section 3.2 slowing the heart
pdf-two-footnotes invents 48 section 4 when to call 999
pdf-two-footnotes invents 8 section 1 about your heart
pdf-two-footnotes misses 23 section symptoms
pdf-two-footnotes misses 29 section treatment
pdf-two-footnotes misses 31 section preventing a stroke
pdf-two-footnotes misses 36 section slowing the heart
pdf-two-footnotes misses 48 section when to call 999
pdf-two-footnotes misses 8 section about your heart
physio-apa invents 11 section so what can you do about it?
physio-apa misses 37 see choosing running shoes
plain-language-review invents 33 section citation
plain-language-review misses 14 section review question
printout-headers invents 32-35 reference
printout-headers misses 32 section contributor disclosures
reader-supers invents 46-47 reference
reader-supers misses 46-48 reference
sidebar-webmd invents 44 see dry mouth remedies
sources-dropdown invents 14 section takeaway
sources-dropdown invents 51 undated 2024-03-03
sources-dropdown invents 60 undated 2021-02-10
transcript-video invents 18 see how to read a food label (2:10)
transcript-video invents 19 see water pills explained (1:58)
transcript-video misses 1 title living with heart failure
transcript-video misses 13 section credits
transcript-video misses 14 author lena okafor
transcript-video misses 18 see how to read a food label
transcript-video misses 19 see water pills explained
uk-leaflet-pdf misses 59 section useful sources of information
uk-patient-page invents 17 section trending articles
uk-patient-page invents 28 section are you protected against flu?
uk-patient-page invents 9 section ménière's disease
underlined-email invents 33 mark 1
underlined-email misses 33-34 reference
wiki-like invents 46 see trigger finger at the northern hand society
wiki-like invents 47 see classification d
word-double-spaced invents 31 section 3.1 treatment of an attack
word-double-spaced invents 35 section 3.2 prevention
word-double-spaced misses 31 section treatment of an attack
word-double-spaced misses 35 section prevention
word-double-spaced misses 53 see low-purine cooking

"#]]
    );
}

/// How often a kind of thing was found, was there, and was said.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    found: u32,
    there: u32,
    said: u32,
}

impl Score {
    fn f1(self) -> f64 {
        f64::from(2 * self.found) / f64::from((self.there + self.said).max(1))
    }
}

/// How well the pages of a folder are read.
struct Read {
    /// By kind.
    scores: BTreeMap<&'static str, Score>,
    /// What was invented or missed, page by page.
    faults: Vec<String>,
}

fn read(half: &str) -> Read {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages").join(half);
    let mut pages: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the fixtures are there")
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    pages.sort();
    assert!(pages.len() >= 20, "only {} pages", pages.len());
    let mut scores: BTreeMap<&'static str, Score> = BTreeMap::new();
    let mut faults = Vec::new();
    for page in &pages {
        let name = page.file_stem().expect("a page has a name");
        let gold = fs::read_to_string(page.with_extension("gold")).expect("each page has its gold");
        let mut there: Vec<String> = gold.lines().map(folded).collect();
        let mut said: Vec<String> = said(&fs::read_to_string(page).expect("the pages are UTF-8"))
            .iter()
            .map(|line| folded(line))
            .collect();
        there.sort();
        said.sort();
        for line in &there {
            scores.entry(kind(line)).or_default().there += 1;
        }
        for line in &said {
            scores.entry(kind(line)).or_default().said += 1;
            if let Ok(nth) = there.binary_search(line) {
                there.remove(nth);
                scores.entry(kind(line)).or_default().found += 1;
            } else {
                faults.push(format!("{} invents {line}", name.display()));
            }
        }
        faults.extend(there.into_iter().map(|line| format!("{} misses {line}", name.display())));
    }
    Read { scores, faults }
}

/// What is read of a page, in the form of the gold.
fn said(text: &str) -> Vec<String> {
    let options = ReadOptions::default();
    let document = Document::parse(DocId(0), Source::new("page.txt", text), Collection::Article, &options);
    let mut json = Vec::new();
    report::json(&inspect(&document, &[], &options), false, &mut json).expect("memory can be written");
    let read: Value = serde_json::from_slice(&json).expect("it is JSON");
    let items = |key: &str| read[key].as_array().cloned().unwrap_or_default();
    let word = |item: &Value, key: &str| item[key].as_str().unwrap_or("").to_owned();
    let mut said = Vec::new();
    if let Some(title) = read["title"].as_object() {
        said.push(format!("{} title {}", title["line"], word(&read["title"], "text")));
    }
    for section in items("sections") {
        said.push(format!("{} section {}", section["line"], word(&section, "heading")));
    }
    for link in items("crossLinks").iter().filter(|link| link["kind"] != "link") {
        said.push(format!("{} see {}", link["line"], word(link, "label")));
    }
    let references = items("references");
    for reference in &references {
        let (first, last) = (&reference["line"], &reference["endLine"]);
        let lines = if first == last { first.to_string() } else { format!("{first}-{last}") };
        said.push(format!("{lines} reference"));
    }
    for person in items("people") {
        said.push(format!("{} {} {}", person["line"], word(&person, "role"), word(&person, "name")));
    }
    for (event, date) in read["dates"].as_object().into_iter().flatten().filter(|(_, date)| date.is_object())
    {
        said.push(format!("{} {event} {}", date["line"], word(date, "date")));
    }
    for day in items("undated") {
        said.push(format!("{} undated {}", day["line"], word(&day, "date")));
    }
    let listed = |line: &Value| references.iter().any(|reference| reference["line"] == *line);
    for citation in items("citations").iter().filter(|citation| !listed(&citation["line"])) {
        said.push(format!("{} mark {}", citation["line"], word(citation, "mark")));
    }
    said
}

/// A line with what nobody would call a difference taken away: case, articles and titles of persons.
fn folded(line: &str) -> String {
    let lower = line.to_lowercase().replace(['’', '‘'], "'");
    let (place, said) = lower.split_once(' ').expect("a line says where and what");
    let (kind, name) = said.split_once(' ').unwrap_or((said, ""));
    let name = name.trim_start_matches("dr. ").trim_start_matches("dr ").trim_start_matches("the ");
    format!("{place} {kind} {}", name.trim_end_matches([':', '.'])).trim_end().to_owned()
}

/// What a line of the gold is about.
fn kind(line: &str) -> &'static str {
    match line.split(' ').nth(1).expect("a line says of what kind it is") {
        "title" => "title",
        "section" => "sections",
        "see" => "see lines",
        "reference" => "references",
        "mark" => "marks",
        "published" | "modified" | "reviewed" | "undated" => "dates",
        "author" | "medical-reviewer" | "editor" => "people",
        other => panic!("no kind: {other}"),
    }
}

fn table(read: &Read) -> String {
    let mut table = String::from("kind        F1    found  there  said\n");
    for (kind, score) in &read.scores {
        let Score { found, there, said } = score;
        writeln!(table, "{kind:10} {:.3}  {found:5}  {there:5}  {said:4}", score.f1())
            .expect("memory can be written");
    }
    for fault in &read.faults {
        writeln!(table, "{fault}").expect("memory can be written");
    }
    table
}
