//! What is read from plain text, held exactly: a page of each of several publishers' manners.
//!
//! Beside each text in `tests/fixtures/text` lies what `medproof inspect --format json` says of it;
//! `SNAPSHOTS=overwrite` writes it anew, for an eye to look over.

use std::fs;
use std::path::Path;

use medproof::base::date::SlashOrder;
use medproof::base::source::Source;
use medproof::base::span::{DocId, Span};
use medproof::model::collection::Collection;
use medproof::model::document::{Document, ReadOptions};
use medproof::model::facts::{self, Facts, Status};
use medproof::page::body::Body;
use medproof::page::see::Reading;
use medproof::report::inspect as report;
use medproof::run::inspect::inspect;
use proptest::prelude::*;
use snapbox::{Data, assert_data_eq};

macro_rules! pages {
    ($($name:ident)+) => {
        $(#[test]
        fn $name() {
            let name = stringify!($name).replace('_', "-");
            let expected = Data::read_from(&fixture(&format!("{name}.json")), None);
            assert_data_eq!(json(&text(&name)), expected.raw());
        })+

        const PAGES: &[&str] = &[$(stringify!($name)),+];
    };
}

pages! {
    clevelandclinic
    combined
    doubts
    labels
    leg_cramp
    mayo
    medlineplus
    nhs
    nichd
    notes
    questions
    statpearls
    twice
}

#[test]
fn every_page_is_held() {
    let mut texts: Vec<String> = fs::read_dir(fixture(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".txt").map(|name| name.replace('-', "_")))
        .collect();
    texts.sort();
    assert_eq!(texts, PAGES);
}

/// What an editor changes without meaning to changes nothing of what is read.
#[test]
fn line_ends_marks_and_blanks_change_nothing() {
    for name in PAGES {
        let plain = text(&name.replace('_', "-"));
        let read = json(&plain);
        let windows = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
        assert_eq!(json(&windows).replace("\\r\\n", "\\n"), read, "{name} with CRLF");
        assert_eq!(json(&plain.replace('\n', "\r")).replace("\\r", "\\n"), read, "{name} with CR");
        let padded: String = plain
            .lines()
            .map(|line| if line.is_empty() { "\u{a0}\t\n".to_owned() } else { format!("\t{line}\u{a0} \n") })
            .collect();
        let read_padded = json(&padded);
        assert_eq!(unbroken(&read_padded), unbroken(&read), "{name} with blanks around its lines");
    }
}

/// A reference over several lines keeps what stands between them.
fn unbroken(json: &str) -> String {
    json.replace("\u{a0} \\n\\t", "\\n")
}

#[test]
fn straight_and_typographic_marks_read_alike() {
    let straight = text("leg-cramp").replace('’', "'").replace('—', "--");
    let curly = text("leg-cramp").replace('\'', "’").replace("--", "—");
    // The texts of blocks are shown as they are written.
    let read = |text: &str| json(text).replace('’', "'").replace('—', "--");
    assert_eq!(read(&straight), read(&curly));
}

/// The text of our own with the faults of a real one: what the facts say of it, all of it.
#[test]
fn the_facts_of_a_legacy_article() {
    let (document, facts) = document(&text("leg-cramp"));
    assert_eq!(document.problems, []);
    assert_eq!(facts.status(), Status::Unstated);
    let article = facts.article.as_ref().unwrap();
    assert_eq!(facts.page().unwrap().title, None);
    assert_eq!(facts.page().unwrap().id.text, "leg-cramp");
    assert_eq!(article.authors.iter().map(|name| name.text.as_str()).collect::<Vec<_>>(), ["Dana Reed"]);
    assert!(article.reviewers.is_empty() && facts.bylines.is_empty());
    assert_eq!((article.published, article.modified, article.last_reviewed), (None, None, None));
    assert_eq!(facts.bios.len(), 1);
    assert!(facts.describes("dana reed"));
    assert_eq!(facts.stated_credentials("Dana Reed").unwrap().text, "registered physiotherapist");
    let contents = facts.contents.as_ref().unwrap();
    assert!(contents.entries.is_empty());
    let causes: Vec<(&str, usize)> = facts
        .cause_sections
        .iter()
        .map(|cause| (facts.headings[cause.heading].text.text.as_str(), cause.citations.len()))
        .collect();
    assert_eq!(
        causes,
        [
            ("Muscle strain", 0),
            ("Exercise or fatigue", 1),
            ("Lumbar spinal stenosis", 0),
            ("Peripheral artery disease", 0),
            ("Long hours of sitting or standing", 0),
            ("Diabetic neuropathy", 1),
            ("Pregnancy", 0),
            ("Statins and water tablets", 0),
            ("Restless legs syndrome", 1),
        ]
    );
    assert_eq!(facts.sees.len(), 6);
    assert!(facts.sees.iter().all(|see| see.certain && see.link.is_none()));
    assert_eq!(facts.references.len(), 3);
}

/// Whoever looks for claims in the sentences finds no words of the references in them.
#[test]
fn sentences_are_read_without_the_references_spliced_into_them() {
    let (document, _) = document(&text("leg-cramp"));
    let prose: Vec<&str> = document.body.blocks.iter().map(|block| block.prose.text()).collect();
    assert!(prose.contains(
        &"A tired muscle cramps more easily than a rested one. Some evidence suggests that work in the heat adds to the risk."
    ));
    assert!(prose.iter().all(|text| !text.contains("Accessed")));
    let block =
        document.body.blocks.iter().find(|block| block.prose.text().contains("after age 50")).unwrap();
    let at = block.prose.text().find("The urge is no cramp").unwrap();
    let span = block.prose.span(at..at + 8);
    assert_eq!(span.slice(&document.source.text), "The urge");
    let citation = document.body.citations.last().unwrap();
    let before = block.prose.span(0..at - 1).end;
    assert!(before <= citation.span.start && citation.span.end < span.start);
}

/// What a text of a few cited sentences and a list below its heading has for references: the number and title of each.
fn listed(items: &[&str], numbered: bool) -> Vec<(Option<String>, String)> {
    let cited: Vec<String> = (1..=items.len()).map(|number| format!("Naps are common. [{number}]")).collect();
    let items: Vec<String> = (1..)
        .zip(items)
        .map(|(number, item)| if numbered { format!("{number}. {item}\n") } else { format!("{item}\n") })
        .collect();
    let text = format!("Neck pain\n\n{}\n\nReferences\n\n{}", cited.join(" "), items.concat());
    let (_, facts) = document(&text);
    let title = |cited: &facts::Cited| {
        let fields = cited.fields.as_ref();
        fields
            .and_then(|fields| fields.title.as_ref())
            .map_or_else(String::new, |title| title.value.to_string())
    };
    facts
        .references
        .iter()
        .map(|cited| (cited.key.as_ref().map(|key| key.text.clone()), title(cited)))
        .collect()
}

#[test]
fn a_line_that_hangs_goes_on_with_its_reference() {
    let items = [
        "Okafor, C., & Leung, M. (2021). Sleep length in students: A cohort study.\n     Campus Health, 69(3), 214–223.",
        "Willis, A. M. (2000). Sleep loss and driving: A comparison of errors at\n     night. Work Studies, 57(10), 649–655.",
    ];
    let titles: Vec<String> = listed(&items, false).into_iter().map(|(_, title)| title).collect();
    assert_eq!(
        titles,
        [
            "Sleep length in students: A cohort study",
            "Sleep loss and driving: A comparison of errors at night"
        ]
    );
}

#[test]
fn the_sign_of_a_wiki_is_no_part_of_a_reference() {
    let items = [format!("^ {HEAT}"), format!("^ a b {COLD}")];
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    let titles: Vec<String> = listed(&items, false).into_iter().map(|(_, title)| title).collect();
    assert_eq!(titles, ["Heat for neck strain", "Cold for neck strain"]);
}

#[test]
fn what_says_that_sources_follow_is_none() {
    let text = format!(
        "Neck pain\n\nNaps are common and help most people who have it.\n\nReferences\nOur text has been based on the sources below\n{HEAT}\n{COLD}\n"
    );
    let (_, facts) = document(&text);
    assert_eq!(facts.references.len(), 2);
}

#[test]
fn a_title_may_stand_in_two_lines() {
    let title = |text: &str| {
        let (document, facts) = document(text);
        let title = facts.page().and_then(|page| page.title.as_ref()).map(|title| title.text.clone());
        let headings: Vec<String> =
            document.body.headings.iter().skip(1).map(|heading| heading.text.clone()).collect();
        (title.unwrap_or_default(), headings)
    };
    let body = "Nettle rash is a raised itchy rash that comes and goes, and most people get over it soon.\n";
    assert_eq!(
        title(&format!("Nettle rash:\ncauses, care and when to get help\nWritten by Amy Lee, MD\n\n{body}"))
            .0,
        "Nettle rash: causes, care and when to get help"
    );
    // Nobody is named below it: a list begins.
    assert_ne!(title(&format!("Nettle rash:\nfever\nchills\n\n{body}")).0, "Nettle rash: fever");
}

#[test]
fn a_line_that_begins_a_block_after_a_list_is_a_heading() {
    let prose = "A single dose of the medicine kills the worms but not the eggs, so that a second dose is taken two weeks later.";
    let text = format!(
        "Pinworms\nBy Amy Lee, MD\n\nWhat are pinworms?\n{prose}\n\nHow can they be kept away?\nWash hands before eating\nKeep nails short\nShower in the morning\nChange bed sheets often\n\nPinworm treatment\n{prose}\n\nLiving with pinworms\n{prose}\n"
    );
    let (document, _) = document(&text);
    let headings: Vec<&str> = document.body.headings.iter().map(|heading| heading.text.as_str()).collect();
    assert_eq!(
        headings,
        [
            "Pinworms",
            "What are pinworms?",
            "How can they be kept away?",
            "Pinworm treatment",
            "Living with pinworms"
        ]
    );
}

const HEAT: &str = "Roe B. Heat for neck strain. Pain. 2024;162:1-9.";
const COLD: &str = "Doe C. Cold for neck strain. Pain. 2022;163:1-9.";

#[test]
fn a_title_that_is_a_sentence_is_an_item_wherever_it_stands() {
    for (item, title) in [
        (
            "Sample I. Long naps may be bad for health, study suggests. The Guardian. May 3, 2017.",
            "Long naps may be bad for health, study suggests",
        ),
        (
            "Hunt K. Sitting is bad for your back, doctors say. BBC News. May 3, 2020.",
            "Sitting is bad for your back, doctors say",
        ),
        (
            "Ioannidis JP. Why most published research findings are false. PLoS Med. 2005.",
            "Why most published research findings are false",
        ),
        ("NHS England. Exercise is good for you. London: NHS England; 2019.", "Exercise is good for you"),
        ("Harvard Health. Sitting is bad for your back. 2019.", "Sitting is bad for your back"),
        ("BBC News. Why sitting is bad for you. 3 May 2020.", "Why sitting is bad for you"),
        (
            "Hunt, K. (2020) 'Exercise is effective and you should do it', BBC News, 3 May, p. 7.",
            "Exercise is effective and you should do it",
        ),
        (
            "Lind R. Your neck should be moved when it is sore. New York Times. June 2, 2019.",
            "Your neck should be moved when it is sore",
        ),
        ("Okoro B. They were told that it was stress. BBC; 2018.", "They were told that it was stress"),
        (
            "American Heart Association. What you should do if you have chest pain. 2021.",
            "What you should do if you have chest pain",
        ),
        (
            "Marsh T. Heat will not help most people who are sore. Oxford: Blackwell; 2011.",
            "Heat will not help most people who are sore",
        ),
    ] {
        for numbered in [true, false] {
            for at in 0..3 {
                let mut items = vec![HEAT, COLD];
                items.insert(at, item);
                let found = listed(&items, numbered);
                assert_eq!(found.len(), 3, "{item}, item {at}, numbered: {numbered}");
                assert_eq!(found[at].1, title);
            }
        }
    }
}

#[test]
fn what_follows_an_item_in_its_line_is_no_item() {
    for tail in [
        "<https://doi.org/10.1371/journal.pmed.0040297>",
        "[published correction appears in N Engl J Med. 2009;360(1):100]",
        "[Erratum, Pain. 2024;162:100.]",
        "Erratum in: Pain. 2024;162:100.",
        "Retraction in: Lancet. 2010 Feb 6;375(9713):445.",
        "Comment in: BMJ. 2011;342:c7452. doi:10.1136/bmj.c7452.",
        "Comment on: Lancet. 2019;393:33-40.",
        "Corrigendum in: Gut. 2018;67:12-13.",
        "Published correction appears in: JAMA. 2016;315(8):810.",
        "[cited 2020 Jul 1]; Available from: https://www.a.org/x",
    ] {
        for numbered in [true, false] {
            for at in 0..3 {
                let long = "Ridker PM, Danielson E, et al. Rosuvastatin to prevent vascular events. N Engl J Med. 2023;359(21):2195-2207.";
                let mut items = vec![HEAT.to_owned(), COLD.to_owned()];
                items.insert(at, format!("{long} {tail}"));
                let items: Vec<&str> = items.iter().map(String::as_str).collect();
                let found = listed(&items, numbered);
                assert_eq!(found.len(), 3, "{tail}, item {at}, numbered: {numbered}");
                assert_eq!(found[at].1, "Rosuvastatin to prevent vascular events");
            }
        }
    }
}

#[test]
fn a_number_within_an_item_begins_none() {
    for at in 0..3 {
        for lead in ["American Diabetes Association.", "ElSayed NA, Aleppo G, Aroda VR, et al."] {
            let number = at + 2;
            let item = format!(
                "{lead} {number}. Pharmacologic approaches to glycemic treatment: Standards of Care. Diabetes Care. 2021;44(suppl 1):S111-S124."
            );
            let mut items = vec![HEAT, COLD];
            items.insert(at, &item);
            let found = listed(&items, true);
            assert_eq!(found.len(), 3, "{item}");
            let title =
                format!("{number}. Pharmacologic approaches to glycemic treatment: Standards of Care");
            assert_eq!(found[at], (Some((at + 1).to_string()), title));
        }
    }
    // A list that was pasted as one paragraph is still taken apart.
    let (_, facts) =
        document(&format!("Neck pain\n\nIt hurts. [1] It mends. [2]\n\nReferences\n\n1. {HEAT} 2. {COLD}\n"));
    assert_eq!(facts.references.len(), 2);
}

#[test]
fn the_words_of_a_doubtful_place_are_marked() {
    let read = |name: &str| {
        let (document, _) = document(&text(name));
        let marked = |span: Span| span.slice(&document.source.text).to_owned();
        document.problems.iter().map(|problem| marked(problem.span)).collect::<Vec<_>>()
    };
    assert_eq!(read("mayo"), ["Aug. 25, 2022"]);
    assert_eq!(read("twice"), ["Stiff Neck in the Morning"]);
    assert_eq!(read("notes"), ["Medications"]);
    assert_eq!(
        read("doubts"),
        [
            "Jane Doe, MD",
            "Most people feel better within a few weeks or months",
            "Accessed May 3, 2020.",
            "March 4, 2021"
        ]
    );
    for clear in [
        "leg-cramp",
        "medlineplus",
        "nhs",
        "nichd",
        "questions",
        "statpearls",
        "clevelandclinic",
        "combined",
        "labels",
    ] {
        assert_eq!(read(clear), Vec::<String>::new(), "{clear}");
    }
}

#[test]
fn markdown_says_the_same_of_itself() {
    let text = "---\ntitle: Neck Pain\n---\n\nMedically reviewed by **Amy Lee, MD** on May 3, 2024\n\n\
                ## In this article\n\n- [Causes](#causes)\n\n## Causes\n\n### Strain\n\nIt hurts.[^1]\n\n### When to worry\n\n\
                Rarely.\n\n## About the author\n\nJonas Weber, PA-C, works in a clinic.\n\n[^1]: Neck pain. NHS. Accessed May 3, 2024.\n";
    let source = Source::new("neck.md", text);
    let options = ReadOptions::default();
    let document = Document::parse(DocId(0), source, Collection::Article, &options);
    let (facts, _) = facts::record(&document, &options);
    let read = inspect(&document, &[], &options);
    let people: Vec<String> = read
        .people
        .iter()
        .map(|person| format!("{} {} {:?} {}", person.role, person.name, person.credentials, person.line))
        .collect();
    assert_eq!(people, ["medical-reviewer Amy Lee Some(\"MD\") 5", "author Jonas Weber Some(\"PA-C\") 23"]);
    assert_eq!(read.reviewed.unwrap().value.to_string(), "2024-05-03");
    let causes: Vec<(&str, &[String])> =
        read.causes.iter().map(|cause| (cause.name.as_str(), cause.citations.as_slice())).collect();
    assert_eq!(causes, [("Strain", &["1".to_owned()][..])]);
    let contents = facts.contents.unwrap();
    assert_eq!(contents.entries.iter().map(|entry| entry.text.as_str()).collect::<Vec<_>>(), ["Causes"]);
}

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/text").join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(fixture(&format!("{name}.txt"))).expect("the fixture is there")
}

fn document(text: &str) -> (Document, Facts) {
    let options = ReadOptions::default();
    let source = Source::new("content/leg-cramp.txt", text);
    let document = Document::parse(DocId(0), source, Collection::Article, &options);
    let (facts, _) = facts::record(&document, &options);
    (document, facts)
}

fn json(text: &str) -> String {
    let (document, _) = document(text);
    let mut out = Vec::new();
    report::json(&inspect(&document, &[], &ReadOptions::default()), false, &mut out)
        .expect("memory can be written");
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// Every span of a body.
fn spans(body: &Body) -> Vec<Span> {
    let mut spans = Vec::new();
    spans.extend(body.blocks.iter().flat_map(|block| [block.span, block.prose.whole()]));
    spans.extend(body.headings.iter().flat_map(|heading| [heading.span, heading.text_span]));
    spans.extend(body.links.iter().flat_map(|link| [link.span, link.label_span, link.target_span]));
    spans.extend(body.sees.iter().flat_map(|see| [see.span, see.lead_span, see.label_span]));
    spans.extend(body.citations.iter().flat_map(|citation| [citation.span, citation.group]));
    spans.extend(body.entries.iter().flat_map(|entry| [entry.span, entry.mark_span, entry.prose.whole()]));
    spans.extend(body.bylines.iter().flat_map(|byline| [byline.span, byline.name_span]));
    spans.extend(body.dates.iter().map(|date| date.span));
    spans.extend(body.bios.iter().flat_map(|bio| [bio.span, bio.name_span]));
    spans.extend(body.causes.iter().map(|cause| cause.span));
    if let Some(contents) = &body.contents {
        spans.push(contents.span);
        spans.extend(contents.entries.iter().map(|entry| entry.span));
    }
    spans.extend(body.problems.iter().map(|problem| problem.span));
    spans
}

fn check(text: &str, start: usize) {
    let body = medproof::read::plain::read(text, start, &Reading::default(), SlashOrder::MonthFirst);
    for span in spans(&body) {
        assert!(span.start <= span.end && text.get(span.range()).is_some(), "{span:?} of {text:?}");
    }
    assert!(body.blocks.is_sorted_by_key(|block| block.span.start));
    assert!(body.headings.is_sorted_by_key(|heading| heading.span.start));
    assert!(body.citations.is_sorted_by_key(|citation| citation.span.start));
    for see in &body.sees {
        // A line that was broken at its links is joined without the space that never stood there, and without a byte order
        // mark in a line of its own.
        let dense = |text: &str| text.split_whitespace().collect::<String>().replace('\u{feff}', "");
        assert_eq!(dense(&see.label), dense(see.label_span.slice(text)));
    }
}

/// Pieces of pages, which meet in odd places.
fn piece() -> impl Strategy<Value = String> {
    let lines: Vec<String> = PAGES
        .iter()
        .flat_map(|name| text(&name.replace('_', "-")).lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let odd = [
        "",
        " ",
        "\t",
        "\u{a0}",
        "\u{feff}",
        "1",
        "1.",
        "[1]",
        "¹",
        "See",
        "See also:",
        "By",
        "By ",
        "Accessed May 3, 2020.",
        "Related:",
        "•",
        "• ",
        "===",
        "---",
        "References",
        "In this article:",
        "In this article: A | B",
        "Learn more:",
        "Read now",
        "Written by",
        "Review Date",
        "é",
        "👩\u{200d}⚕\u{fe0f}",
        "1 A. B. Accessed 2020-01-01.",
        "Causes",
        "\u{301}",
        "<!-- a -->",
        "3 Ä. Accessed May 1, 2020. 4 Ö. Accessed May 1, 2020.",
        "a.1 B",
        "word [1-99] word.2-3 End",
        "https://",
        "www.",
    ];
    prop_oneof![
        3 => proptest::sample::select(lines),
        2 => proptest::sample::select(odd.map(str::to_owned).to_vec()),
        1 => "\\PC{0,40}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(
        pieces in proptest::collection::vec((piece(), prop_oneof![Just("\n"), Just("\n\n"), Just("\r\n"), Just("\r"), Just(" "), Just("")]), 0..40),
        start in 0_usize..20,
    ) {
        let text: String = pieces.into_iter().flat_map(|(piece, end)| [piece, end.to_owned()]).collect();
        check(&text, 0);
        check(&text, start);
    }

    #[test]
    fn any_bytes_are_read(text in "(?s).{0,200}") {
        check(&text, 0);
    }
}
