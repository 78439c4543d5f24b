//! Whole pages as browsers copy them: the menu above, cards of other pages below, marks whose list was left out.

use medproof::base::date::SlashOrder;
use medproof::base::source::Source;
use medproof::base::span::DocId;
use medproof::model::collection::Collection;
use medproof::model::document::{Document, ReadOptions};
use medproof::model::facts::{self, Facts};
use medproof::page::see::Reading;
use medproof::read::plain;

fn read(text: &str) -> (Document, Facts) {
    let options = ReadOptions::default();
    let document =
        Document::parse(DocId(0), Source::new("content/naps.txt", text), Collection::Article, &options);
    let (facts, _) = facts::record(&document, &options);
    (document, facts)
}

fn title(text: &str) -> String {
    let (_, facts) = read(text);
    facts.page().and_then(|page| page.title.as_ref()).map_or_else(String::new, |title| title.text.clone())
}

fn headings(text: &str) -> Vec<String> {
    read(text).0.body.headings.iter().map(|heading| heading.text.clone()).collect()
}

fn sees(text: &str) -> Vec<String> {
    read(text).1.sees.iter().map(|see| see.label.text.clone()).collect()
}

fn people(text: &str) -> Vec<String> {
    read(text).0.body.bylines.iter().map(|byline| byline.name.clone()).collect()
}

const PROSE: &str = "A short nap after lunch helps most people to stay awake, and a long one makes it harder to fall asleep at night.";

#[test]
fn the_title_stands_below_a_menu_of_any_length() {
    let menu: String = (1..=90).map(|nth| format!("Course in sport {nth}\n")).collect();
    let page = format!(
        "Shop\n{menu}Who we are, and what we stand for: learn more about our courses and our people here.\nFood and sleep\nHow short naps restore the mind\nJuly 20, 2023\n{PROSE}\n{PROSE}\n{PROSE}\n"
    );
    assert_eq!(title(&page), "How short naps restore the mind");
}

#[test]
fn a_topic_above_the_title_is_none() {
    for above in
        ["Sleep\nMarch 1, 2024\n", "SUBSCRIBE\nSLEEP\nEvidence Based\n", "Home\nSleep\n", "News Release\n"]
    {
        let page = format!(
            "{above}Short Naps and the Heart\nAt a glance\nShort naps keep the heart well. {PROSE}\nWhat naps do\n{PROSE}\nNaps and the heart\nThe heart rests in short naps too. {PROSE}\n"
        );
        assert_eq!(title(&page), "Short Naps and the Heart", "{above}");
    }
}

#[test]
fn a_page_without_its_title_has_none() {
    let page = format!("{PROSE}\n\nPossible Causes of Long Naps\n\n{PROSE}\n\nLong nights\n\n{PROSE}\n");
    assert_eq!(title(&page), "");
}

/// The first question heads a section, since the text begins above it.
#[test]
fn a_page_that_begins_with_its_text_has_no_question_for_a_title() {
    let page = |above: &str| {
        format!(
            "{above}\nWhen should I nap?\nNap after lunch, and not later than three. {PROSE}\nWho should not nap?\nPeople who sleep badly at night. {PROSE}\n"
        )
    };
    let text = format!("{PROSE} {PROSE}");
    assert_eq!(title(&page(&text)), "");
    assert_eq!(headings(&page(&text)), ["When should I nap?", "Who should not nap?"]);
    assert_eq!(title(&page("Get our letter once a week.")), "When should I nap?");
    let other = "People who work at night sleep by day, and a nap before work keeps them awake for longer.";
    assert_eq!(title(&page(&format!("Short naps\n{other} {other}"))), "Short naps");
}

#[test]
fn bullets_in_lines_of_their_own_belong_to_the_next() {
    let blocks = |bullet: &str, end: &str| {
        let page = format!(
            "Naps{end}{end}{PROSE}{end}{end}Naps are good for:{end}{bullet}{end}nurses at night{end}{bullet}{end}Drivers of trucks, and of buses{end}{bullet}{end}See a doctor if you sleep by day.{end}{PROSE}{end}"
        );
        let (document, _) = read(&page);
        let blocks = document.body.blocks.iter().map(|block| block.prose.text().to_owned());
        blocks.filter(|text| text != PROSE).collect::<Vec<_>>()
    };
    let expected = [
        "Naps",
        "Naps are good for:",
        "nurses at night",
        "Drivers of trucks, and of buses",
        "See a doctor if you sleep by day.",
    ];
    for bullet in ["-", "•", "*"] {
        assert_eq!(blocks(bullet, "\n"), expected, "{bullet}");
        assert_eq!(blocks(bullet, "\r\n"), expected, "{bullet}");
    }
}

#[test]
fn headings_that_count_up_are_headings() {
    let page = |word: &str| {
        let parts: String =
            (1..=3).map(|nth| format!("{word}{nth}: Naps make you fat\n{PROSE}\n{PROSE}\n")).collect();
        format!("Naps\nBy Amy Lee, MD\n{PROSE}\n{parts}")
    };
    let found = |word: &str| headings(&page(word)).len();
    assert_eq!((found("Myth "), found("#"), found("Step ")), (4, 4, 4));
    // A list that counts up is a list.
    let list = format!(
        "Naps\nBy Amy Lee, MD\n{PROSE}\nStep 1: Lie down.\nStep 2: Rest.\nStep 3: Get up.\n{PROSE}\n"
    );
    assert_eq!(headings(&list), ["Naps"]);
}

/// How a page is written in a list.
type Form = fn(&str) -> String;

const PAGES: [&str; 3] = ["How naps help the heart", "Sleep well at night", "Coffee and naps"];

#[test]
fn pages_in_cards_are_see_lines() {
    let page = |lead: &str, cards: String| {
        format!("Naps\nBy Amy Lee, MD\n{PROSE}\nWhen to nap\n{PROSE}\n\n{lead}\n{cards}")
    };
    let card = |form: Form| PAGES.map(form).concat();
    let forms: [(&str, Form); 6] = [
        ("Related Articles", |page| format!("{page}\nRead More\n")),
        ("Related Articles", |page| format!("{page}\nJanuary 28, 2026\n3 min read\n")),
        ("You May Also Like...", |page| format!("HEALTH\n{page}\n")),
        ("READ THIS NEXT", |page| {
            format!("{page}\nWritten by Ann Roe, MD\nA nap is a short sleep by day.\nREAD MORE\n")
        }),
        ("Related Articles", |page| {
            format!(
                "March 3, 2024/Sleep\n{page}\n\nA short rest, and you may feel calmer and much more awake\n\n"
            )
        }),
        ("Also of Interest", |page| format!("{page}\nAnn Roe, DVM\n")),
    ];
    for (lead, form) in forms {
        let page = page(lead, card(form));
        assert_eq!(sees(&page), PAGES, "{page}");
        assert_eq!(people(&page), ["Amy Lee"], "{page}");
    }
}

#[test]
fn who_wrote_the_page_may_stand_below_a_plain_list() {
    let page = format!("Naps\n{PROSE}\n\nRelated articles\n{}\n\nWritten by Ann Roe, MD\n", PAGES.join("\n"));
    assert_eq!(sees(&page), PAGES);
    assert_eq!(people(&page), ["Ann Roe"]);
}

#[test]
fn a_lead_in_small_letters_ends_the_line_above() {
    let page = format!(
        "Naps\n{PROSE}\n{PROSE}\n\nWritten by Ann Roe, MS, RD on November 14, 2019\nrelated stories\n{}\n",
        PAGES.join("\n")
    );
    assert_eq!(sees(&page), PAGES);
    let (document, _) = read(&page);
    assert_eq!(document.body.dates.len(), 1);
}

#[test]
fn authors_of_papers_have_numbers_and_signs() {
    let paper =
        format!("Naps and the Mind: A Review\nAditya Rao 1,✉, Ann Roe 1, Piet de Kuiper 2\n{PROSE}\n");
    assert_eq!(people(&paper), ["Aditya Rao", "Ann Roe", "Piet de Kuiper"]);
    let labelled = format!(
        "Naps and the Mind\nAuthors of this article:\nAnn Roe1  ;  Piet Kuiper2  ;  Amy Lee1\n{PROSE}\n"
    );
    assert_eq!(people(&labelled), ["Ann Roe", "Piet Kuiper", "Amy Lee"]);
}

#[test]
fn a_part_on_the_authors_ends() {
    let paper = format!(
        "Naps and the Mind\n{PROSE}\nAuthors\nCited by (3)\nMetrics\nMethods\n\nSample Size\n{PROSE}\nStudy Design\n{PROSE}\n"
    );
    assert_eq!(read(&paper).0.body.bios, []);
}

#[test]
fn a_label_and_a_name_may_be_parted_at_links() {
    let page = format!(
        "Naps\nBy\nAnn Roe, DVM\n. Reviewed by\nAmy Lee, DVM\nUpdated Feb. 27, 2025\n{PROSE}\nMore on\nnaps\n, as they are called\n.\n"
    );
    assert_eq!(people(&page), ["Ann Roe", "Amy Lee"]);
}

#[test]
fn marks_whose_list_was_left_out_are_citations() {
    let cited: String = (1..=6)
        .map(|nth| format!("Naps help the heart, as many have found (\n{nth}\n).\n{PROSE}\n"))
        .collect();
    let (_, facts) = read(&format!("Naps\nBy Amy Lee, MD\n{cited}"));
    let keys: Vec<&str> = facts.citations.iter().map(|citation| citation.key.text.as_str()).collect();
    assert_eq!(keys, ["1", "2", "3", "4", "5", "6"]);
}

#[test]
fn the_words_that_link_a_reference_belong_to_it() {
    let page = format!(
        "Naps\nBy Amy Lee, MD\n{PROSE} [1]\n{PROSE} [2]\nReferences\n1. Roe A, Lee B (2020) Naps and hearts. Sleep North 33, 68–73.\nGo to Reference\nCrossref\nWeb of Science\n2. Kuiper P, Rao A (2021) Long naps. Sleep North 34, 6–9.\nCrossrefPubMedGoogle Scholar\n"
    );
    let (document, facts) = read(&page);
    assert_eq!(facts.references.len(), 2);
    let ends: Vec<&str> = document
        .body
        .entries
        .iter()
        .map(|entry| entry.span.slice(&page).lines().last().unwrap_or_default())
        .collect();
    assert_eq!(ends, ["Web of Science", "CrossrefPubMedGoogle Scholar"]);
    assert!(document.body.entries.iter().all(|entry| !entry.prose.text().contains("Crossref")));
}

#[test]
fn labels_open_references_of_several_lines() {
    let item = |label: &str, authors: &str, title: &str, journal: &str| {
        format!("{label}\n{authors}\n{title}\n{journal}\nCrossref\nView in Scopus\nGoogle Scholar\n")
    };
    let page = format!(
        "Short naps and memory\n{PROSE}\n{PROSE}\nReferences\n{}{}{}",
        item(
            "Abel et al., 2013",
            "D. Abel, C. Brown-Lee",
            "Naps. Before noon, and after",
            "Sleep J., 12 (3) (2013), pp. 18-22"
        ),
        item("Cole 1991", "H.M. Cole", "The sleeping brain", "Northgate Press, Oslo (1991)"),
        item(
            "Dunn and Ede, 2009a",
            "F.-X. Dunn, G. Ede",
            "Naps and recall",
            "J. Memory, 29 (2009), pp. 148-156"
        ),
    );
    let (document, facts) = read(&page);
    let lines: Vec<(usize, usize)> = (document.body.entries.iter())
        .map(|entry| (entry.span.start as usize, entry.span.end as usize))
        .map(|(start, end)| (page[..start].lines().count() + 1, page[..end].lines().count()))
        .collect();
    assert_eq!(lines, [(5, 11), (12, 18), (19, 25)]);
    let read: Vec<(Vec<&str>, &str)> = (facts.references.iter())
        .filter_map(|cited| cited.fields.as_ref())
        .map(|fields| {
            let authors = fields.authors.iter().map(|author| &*author.value).collect();
            (authors, fields.title.as_ref().map_or("", |title| &*title.value))
        })
        .collect();
    assert_eq!(
        read,
        [
            (vec!["D. Abel", "C. Brown-Lee"], "Naps. Before noon, and after"),
            (vec!["H.M. Cole"], "The sleeping brain"),
            (vec!["F.-X. Dunn", "G. Ede"], "Naps and recall"),
        ]
    );
}

#[test]
fn authors_of_papers_have_signs_of_their_places() {
    let menu: String = (1..=9).map(|nth| format!("Issue {nth}\n")).collect();
    for (names, expected) in [
        ("Amy Lee 1, Ron J Miller 2, Eva Novak 1 2", &["Amy Lee", "Ron J Miller", "Eva Novak"][..]),
        ("Amy Lee1, Ron J. Miller2, and Eva Novak1,2", &["Amy Lee", "Ron J. Miller", "Eva Novak"]),
        ("Author links open overlay panelAmy Lee a b, Ron J. Miller b", &["Amy Lee", "Ron J. Miller"]),
        ("Amy Lee a, Ron J. Miller a 1, Eva Novak b", &["Amy Lee", "Ron J. Miller", "Eva Novak"]),
        ("Amy Lee, MD; Ron J. Miller, PT", &["Amy Lee", "Ron J. Miller"]),
    ] {
        for above in ["", &menu] {
            let page = format!(
                "{above}Do short naps after lunch restore the memory?\n{names}\nAbstract\n{PROSE} {PROSE} {PROSE}\n"
            );
            assert_eq!(people(&page), expected, "{page}");
        }
    }
    // Works by others below the text name nobody of this page.
    let page = format!(
        "Do short naps restore the memory?\n{PROSE} {PROSE} {PROSE}\nRecommended\nNaps and the heart of sleepers\nAmy Lee 1, Ron J Miller 2\n"
    );
    assert_eq!(people(&page), [""; 0]);
}

#[test]
fn staff_may_sign_at_the_end() {
    let page = format!(
        "Short naps\n\n{PROSE}\n\n{PROSE} {PROSE} {PROSE}\n\nPrint\n\nBy Harrow Clinic Staff\n\nFeb 18, 2022\n"
    );
    assert_eq!(people(&page), ["Harrow Clinic Staff"]);
    assert_eq!(headings(&page), ["Short naps"]);
    let page = format!(
        "Short naps\n\n{PROSE}\n\n{PROSE} {PROSE} {PROSE}\n\nBy age group\n\n{PROSE}\n\nBy Age Group\n\n{PROSE}\n"
    );
    assert_eq!(people(&page), [""; 0]);
}

#[test]
fn each_of_several_addresses_is_a_reference() {
    let page = format!(
        "Short naps\n{PROSE}\n{PROSE}\nReferences\nhttps://www.naps.example/a1\nhttps://doi.example/10.1/2\nhttps://www.harrow.example/pmc/PMC36/\nStay Connected\n"
    );
    let (document, facts) = read(&page);
    assert_eq!(document.body.entries.len(), 3);
    let urls = facts
        .references
        .iter()
        .filter_map(|cited| cited.fields.as_ref()?.url.as_ref())
        .map(|url| &*url.value);
    assert_eq!(
        urls.collect::<Vec<_>>(),
        [
            "https://www.naps.example/a1",
            "https://doi.example/10.1/2",
            "https://www.harrow.example/pmc/PMC36/"
        ]
    );
}

#[test]
fn numbers_before_a_label_count_headings_up() {
    let page = format!(
        "Naps\n{PROSE}\n1.   Myth: All naps are bad\n{PROSE}\n2.   Myth: Soft beds are harmful to your naps\n{PROSE}\n3.   Myth: Long naps and short naps are the same\n{PROSE}\n"
    );
    assert_eq!(
        headings(&page),
        [
            "Naps",
            "Myth: All naps are bad",
            "Myth: Soft beds are harmful to your naps",
            "Myth: Long naps and short naps are the same"
        ]
    );
}

#[test]
fn authors_stand_behind_words_of_other_languages() {
    let page = format!(
        "Rasch einschlafen: die acht besten Tipps für Erwachsene\nvon\nLena Prowse\nVeröffentlicht am 1. Mai 2019\n{PROSE}\n{PROSE}\n"
    );
    assert_eq!(title(&page), "Rasch einschlafen: die acht besten Tipps für Erwachsene");
    assert_eq!(people(&page), ["Lena Prowse"]);
    let page = format!("Schlaf und Erwachsene\nSonntag, 19 April 2020 von Carla Sassi\n{PROSE}\n{PROSE}\n");
    assert_eq!(people(&page), ["Carla Sassi"]);
}

#[test]
fn a_list_may_have_one_source() {
    let page = format!(
        "Naps\n{PROSE}\n{PROSE}\nSubmit\n1 Source\nNaps.example uses only good sources, which support the facts within our articles.\nLee K, Roe B. Naps and memory. Sleep J. 2019;12:18-22.\nRelated Articles\nLong nights\n"
    );
    let (document, _) = read(&page);
    let lines: Vec<usize> = document
        .body
        .entries
        .iter()
        .map(|entry| page[..entry.span.start as usize].lines().count() + 1)
        .collect();
    assert_eq!(lines, [7]);
    assert_eq!(sees(&page), ["Long nights"]);
}

/// The days of a page that nothing labels.
fn days(text: &str) -> Vec<String> {
    let order = SlashOrder::default();
    let lines = plain::lines(text, 0, &Reading::default(), order);
    lines.undated.iter().map(|(day, _)| day.to_string()).collect()
}

#[test]
fn a_day_below_the_title_may_have_a_time_or_a_topic_beside_it() {
    let page = |line: &str| {
        format!("How Short Naps Restore the Mind\n{line}\n{PROSE}\n{PROSE}\nWhen to nap\n{PROSE}\n")
    };
    for line in [
        "DECEMBER 27, 2022",
        "December 27, 2022/Sleep/Wellness",
        "December 27, 2022 | Rest & Sleep",
        "Tue, 27 Dec 2022 - 06:36",
        "27.12.2022, 17:19 Uhr",
        "Dec 27, 2022 11 min read",
    ] {
        assert_eq!(days(&page(line)), ["2022-12-27"], "{line}");
    }
    for line in ["On December 27, 2022 a nap saved his life and that of others.", "Ward 12"] {
        assert_eq!(days(&page(line)), [""; 0], "{line}");
    }
}

#[test]
fn a_name_beside_a_day_below_the_title_is_the_author() {
    let page = |lines: &str| {
        format!("How Short Naps Restore the Mind\n{lines}\n{PROSE}\n{PROSE}\nWhen to nap\n{PROSE}\n")
    };
    for lines in [
        "Petra Vale\nMarch 3, 2021",
        "March 3, 2021\nPetra Vale\n5 min read",
        "Petra Vale | Staff writer | March 3, 2021",
        "March 3, 2021 • Petra Vale",
        "by\nPetra Vale\nMarch 3, 2021",
    ] {
        assert_eq!(people(&page(lines)), ["Petra Vale"], "{lines}");
    }
    assert_eq!(people(&page("Nap Desk Team\nMarch 3, 2021")), ["Nap Desk Team"]);
    // The page says `naps` and `sleep` in its text: the line is a topic.
    for lines in ["Short Naps\nMarch 3, 2021", "Petra Vale", "Asleep Night | March 3, 2021"] {
        assert_eq!(people(&page(lines)), [""; 0], "{lines}");
    }
}

#[test]
fn a_list_of_pages_goes_over_what_some_of_them_have_below() {
    let page = |list: &str| format!("Naps\nBy Amy Lee, MD\n{PROSE}\nWhen to nap\n{PROSE}\n{list}");
    for list in [
        "Related recipes\nHow naps help the heart\nSleep well at night\n35 mins\nCoffee and naps\n",
        "Read more\nabout naps\nHow naps help the heart\nSleep well at night\nCoffee and naps\n",
        "You might also enjoy\nHow naps help the heart\nby the desk\nSleep well at night\nby the desk\nCoffee and naps\nby the desk\n",
    ] {
        assert_eq!(sees(&page(list)), PAGES, "{list}");
    }
    // What a sentence leads into is no list of pages.
    let list = "You may also have:\nA dry mouth in the morning\nA sore throat by noon\n";
    assert_eq!(sees(&page(list)), [""; 0]);
}

fn references(text: &str) -> Vec<String> {
    let (document, _) = read(text);
    document.body.entries.iter().map(|entry| entry.prose.text().replace('\n', " ")).collect()
}

#[test]
fn a_list_of_references_ends_where_a_menu_begins() {
    let list = "References\nRoe A, Vale P. Naps and the heart. J Sleep. 2019;12(3):44-51.\nKuiper P. Coffee before naps. J Rest. 2020;4(1):7-12.\n";
    let menu = "Browse our journals\nArchitecture\nBiology\nChemistry\nEconomics\nLaw\nMedicine\nOur books\nContact\n";
    let page = format!("Naps\nBy Amy Lee, MD\n{PROSE}\n{PROSE}\n{list}{menu}");
    assert_eq!(references(&page).len(), 2, "{:?}", references(&page));
}

#[test]
fn a_row_of_a_table_is_no_reference() {
    let rows = "Roe et al. (1998)\tNaps of an hour\nKuiper and Vale (2001)\tNaps of two hours (12, 33-41)\n";
    let page = format!("Naps\nBy Amy Lee, MD\n{PROSE}\nTable 1\n{rows}{PROSE}\n");
    assert_eq!(references(&page), [""; 0]);
}

#[test]
fn a_colon_on_a_line_of_its_own_parts_no_reference() {
    let item = |year: u16| {
        format!(
            "Roe AB, Vale P (\n{year}\n) Naps in the afternoon and the heart.\nJ Sleep\n29\n:\n174\n–175.\n"
        )
    };
    let page = format!(
        "Naps\nBy Amy Lee, MD\n{PROSE}\n{PROSE}\nReferences\n{}{}{}",
        item(2001),
        item(2003),
        item(2009)
    );
    assert_eq!(references(&page).len(), 3, "{:?}", references(&page));
}
