use proptest::prelude::*;

use super::*;
use crate::base::steps::assert_linear;
use crate::read::item::shown;

fn read(text: &str) -> Parsed {
    parse_at(text, 0)
}

/// The items of a text without problems, field by field.
fn items(text: &str) -> Vec<Vec<String>> {
    let parsed = read(text);
    assert_eq!(parsed.problems, []);
    parsed.root.iter().flat_map(Node::items).map(|item| shown(item, text)).collect()
}

/// Messages with the bytes they are about.
fn problems(text: &str) -> Vec<(String, &str)> {
    read(text).problems.into_iter().map(|problem| (problem.message, problem.span.slice(text))).collect()
}

#[test]
fn an_export_of_zotero_is_read_in_its_bytes() {
    let text = r#"
@article{novak_heat_2018,
	title = {Heat for neck strain: a randomised {NHS} trial},
	volume = {66},
	copyright = {http://creativecommons.org/licenses/by/4.0/},
	issn = {0190-6011, 1938-1344},
	url = {https://example.org/a\_b},
	doi = {10.1000/heat.2018},
	abstract = {Objective: \{heat\} helps.},
	language = {en},
	number = {7},
	urldate = {2020-01-10},
	journal = {Spine},
	author = {Novák, Tomáš and {World Health Organization} and van der Berg, Jan},
	month = jul,
	year = {2018},
	note = {PMID: 28666405},
	keywords = {heat, tier:research},
	pages = {1--10},
	file = {Full Text:C\:\\docs\\a.pdf:application/pdf},
}
"#;
    assert_eq!(
        items(text),
        [[
            "type article → article: article-journal",
            "id novak_heat_2018 → novak_heat_2018",
            "title title → Heat for neck strain: a randomised {NHS} trial: Heat for neck strain: a randomised NHS trial",
            "volume volume → 66",
            "ISSN issn → 0190-6011, 1938-1344",
            "URL url → https://example.org/a\\_b: https://example.org/a_b",
            "DOI doi → 10.1000/heat.2018",
            "language language → en",
            "issue number → 7",
            "accessed urldate → 2020-01-10",
            "container-title journal → Spine",
            "author author → Novák, Tomáš and {World Health Organization} and van der Berg, Jan: [Novák, Tomáš: {family: Novák, given: Tomáš}] [{World Health Organization}: {literal: World Health Organization}] [van der Berg, Jan: {family: Berg, given: Jan, non-dropping-particle: van der}]",
            "issued year → 2018: 2018-07",
            "note note → PMID: 28666405",
            "keyword keywords → heat, tier:research",
            "custom keywords → heat, tier:research: {tier: research}",
            "page pages → 1--10: 1-10",
        ]]
    );
}

#[test]
fn the_forms_of_other_tools_are_read() {
    // Google Scholar, JabRef and Mendeley, EndNote, and what people type.
    for (text, field, expected) in [
        ("@book{a, title={Neck}, year={2020}, publisher={Ex Press}}", "publisher", "publisher → Ex Press"),
        (
            "@article{a, title={Heat &amp; cold at &lt;5 years}}",
            "title",
            "title → Heat &amp; cold at &lt;5 years: Heat & cold at <5 years",
        ),
        (
            "@article{a, title={Necks at $37\\,^\\circ$C}}",
            "title",
            "title → Necks at $37\\,^\\circ$C: Necks at 37 °C",
        ),
        ("@inbook{a, title={Neck Book}, chapter={7}, publisher={Ex Press}}", "type", "inbook → inbook: book"),
        ("@inbook{a, title={Traction}, booktitle={Neck Book}}", "type", "inbook → inbook: chapter"),
        ("@online{a, title={Neck}, urldate={2025-13-40}}", "accessed", "urldate → 2025-13-40"),
        ("@online{a, title={Neck}, urldate={2019-00-00}}", "accessed", "urldate → 2019-00-00: 2019"),
        ("@Book{a,\n  title     = {{Anatomy of the NHS}},\n}", "title", "title → Anatomy of the NHS"),
        (
            "@book{a, title = \"The {\\\"o}konomie of G{\\\"o}ttingen\"}",
            "title",
            "title → The {\\\"o}konomie of G{\\\"o}ttingen: The ökonomie of Göttingen",
        ),
        ("@book{a, title = \"M\\\"uller\", year = 2020}", "title", "title → M\\\"uller: Müller"),
        ("@book(a, title = {Neck (upper) part}, year = 2020)", "issued", "year → 2020"),
        ("@book{a, TITLE = {Neck}}", "title", "TITLE → Neck"),
        ("@string{jama = \"JAMA\"}\n@article{a, journal = JAMA}", "container-title", "journal → JAMA"),
        (
            "@string(ex = {Ex } # \"Press\")\n@book{a, publisher = ex # {, Ltd}}",
            "publisher",
            "publisher → ex # {, Ltd: Ex Press, Ltd",
        ),
        ("@article{a, month = \"10~\" # jan, year = 2020}", "issued", "year → 2020: 2020-01-10"),
        ("@article{a, month = {January}, day = 5, year = {2020}}", "issued", "year → 2020: 2020-01-05"),
        ("@article{a, month = 3, year = {2020}}", "issued", "year → 2020: 2020-03"),
        ("@article{a, month = {Jan-Feb}, year = {2020}}", "issued", "year → 2020: 2020-01"),
        ("@article{a, month = {Spring}, year = {2020}}", "issued", "year → 2020"),
        ("@article{a, date = {2020-01-10/2020-02}}", "issued", "date → 2020-01-10/2020-02: 2020-01-10"),
        ("@article{a, year = {in press}}", "issued", "year → in press: {literal: in press}"),
        ("@article{a, year = {20l9}}", "issued", "year → 20l9"),
        ("@online{a, urldate = {10 January 2020}}", "accessed", "urldate → 10 January 2020: 2020-01-10"),
        (
            "@misc{a, note = {[Online; accessed 19-March-2020]}}",
            "accessed",
            "note → [Online; accessed 19-March-2020]: 2020-03-19",
        ),
        (
            "@misc{a, howpublished = {\\url{https://example.org/a}}}",
            "URL",
            "howpublished → \\url{https://example.org/a}: https://example.org/a",
        ),
        ("@article{a, eprint = {28666405}, eprinttype = {pmid}}", "PMID", "eprint → 28666405"),
        ("@article{a, pmc = {PMC7159299}}", "PMCID", "pmc → PMC7159299"),
        ("@article{a, doi = {https://doi.org/10.1000/182}}", "DOI", "doi → https://doi.org/10.1000/182"),
        ("@article{a, doi={10.1000/a_b}, journaltitle={Pain}}", "container-title", "journaltitle → Pain"),
        ("@book{a, title={Neck}, subtitle={a guide}}", "title", "title → Neck: Neck: a guide"),
        ("@book{a,\n title={Neck}, % checked\n % year={1999},\n year={2020}\n}", "issued", "year → 2020"),
        ("@comment{jabref-meta: databaseType:bibtex;}\n@book{a, title={Neck}}", "title", "title → Neck"),
        ("mail lee@example.org {about}\n@book{a, title={Neck}}", "title", "title → Neck"),
        ("%@book{b, title={Old}}\n@book{a, title={Neck}}", "title", "title → Neck"),
        ("@book{a, file={C:\\docs\\}, title={Neck}}", "title", "title → Neck"),
        (
            "@book{a, isbn={978-0-19-024655-6 0-19-024655-0}}",
            "ISBN",
            "isbn → 978-0-19-024655-6 0-19-024655-0",
        ),
        (
            "@book{a, author={Lee, A and others}}",
            "author",
            "author → Lee, A: [Lee, A: {family: Lee, given: A}]",
        ),
        ("\u{feff}@book{é, title={Ö}}", "id", "é → é"),
    ] {
        let parsed = read(text);
        assert_eq!(parsed.problems, [], "{text}");
        let root = parsed.root.unwrap_or_else(|| panic!("{text}"));
        let all = shown(&root.items()[0], text);
        let found = all.iter().find_map(|line| line.strip_prefix(&format!("{field} ")));
        assert_eq!(found, Some(expected), "{text}: {all:?}");
    }
}

#[test]
fn a_chapter_takes_over_what_its_book_says() {
    let text = "@inbook{ch, title={Traction}, pages={1-9}, crossref={book}}\n@book{book, title={Neck Book}, publisher={Ex Press}, year=2020, doi={10.1000/book}}\n@xdata{x, publisher={NHS}}\n@online{o, title={O}, xdata={x}}\n@book{self, title={S}, crossref={self}}\n";
    let all = items(text);
    assert_eq!(all.len(), 4);
    assert_eq!(
        all[0][3..],
        ["page pages → 1-9", "container-title  → Neck Book", "publisher  → Ex Press", "issued  → 2020"]
    );
    assert!(all[2].contains(&"publisher  → NHS".to_owned()), "{all:?}");
}

#[test]
fn an_open_brace_costs_one_entry() {
    let rest = "\n\n@book{b, title={B}}\n@book{c, title={C}}\n";
    for (broken, message, brace) in [
        (
            "@book{a,\n  title = {A,\n  year = {2020}\n}",
            "the entry `a` was not read, because a `}` is missing",
            "{A",
        ),
        (
            "@book{a,\n  title = {A {B},\n  year = {2020}\n}",
            "the entry `a` was not read, because a `}` is missing",
            "{A {B",
        ),
        (
            "@book{a,\n  title = {A},\n  year = {2020}\n",
            "the entry `a` was not read, because a `}` is missing",
            "{a,",
        ),
        (
            "@book{a,\n  title = \"A,\n  year = {2020}\n}",
            "the entry `a` was not read, because a `\"` is missing",
            "\"A",
        ),
        ("@book(a,\n  title = {A}\n", "the entry `a` was not read, because a `)` is missing", "(a,"),
        ("@book{a", "the entry `a` was not read, because a `}` is missing", "{a"),
        ("@book{\n  title = {A", "this entry was not read, because a `}` is missing", "{A"),
    ] {
        let text = format!("{broken}{rest}");
        let parsed = read(&text);
        let [problem] = parsed.problems.as_slice() else { panic!("{text}: {:?}", parsed.problems) };
        assert_eq!(problem.message, message, "{text}");
        assert!(
            text[problem.labels[0].0.start as usize..].starts_with(brace),
            "{text}: {:?}",
            problem.labels
        );
        let keys: Vec<&str> =
            parsed.root.iter().flat_map(Node::items).filter_map(|item| item.get("id")?.text()).collect();
        assert_eq!(keys, ["b", "c"], "{text}");
        let lost: Vec<&str> = parsed.lost.iter().filter_map(Node::text).collect();
        assert_eq!(lost.is_empty(), !message.contains('a') || message.starts_with("this"), "{text}");
    }
}

#[test]
fn what_is_no_field_is_named_and_the_rest_is_read() {
    assert_eq!(
        problems("@book{a\n  title = {A}\n  year = 2020,\n  see there\n  doi = ,\n  url = {b}\n}"),
        [
            ("a comma is missing before `title`".to_owned(), "title"),
            ("a comma is missing before `year`".to_owned(), "year"),
            ("this part of the entry was not read, because it is no field".to_owned(), "see there"),
            ("this part of the entry was not read, because it is no field".to_owned(), "doi ="),
        ]
    );
    assert_eq!(
        problems("@book{Lee 2020, title={A}}"),
        [("the key `Lee 2020` has a space in it".to_owned(), "Lee 2020")]
    );
    assert_eq!(
        problems("@book{a, title={A}, Title={B}, keywords={c}, keywords={d}}"),
        [("`Title` is written twice in the same entry".to_owned(), "Title")]
    );
    assert_eq!(
        problems("TY  - JOUR\r\nER  - \r\n"),
        [("this file has no BibTeX entry".to_owned(), "TY  - JOUR")]
    );
    assert_eq!(
        problems("@string{ex = {Ex\n@book{a, title={A}}"),
        [("`ex` was not read, because a `}` is missing".to_owned(), "ex")]
    );
    for text in ["", "\n", "@", "@book", "a remark @ all", "@comment{", "@preamble{\"a\"}", "@string{a = 1}"]
    {
        assert_eq!(problems(text), [], "{text:?}");
    }
}

#[test]
fn spans_are_those_of_the_larger_text() {
    let text = "\u{feff}@book{a, title={A, year=2020\n@book{b, title={B}, author={Lee, A}}";
    let parsed = parse_at(&text[3..], 3);
    assert_eq!(parsed.problems[0].span.slice(text), "a");
    assert_eq!(parsed.lost[0].span.slice(text), "a");
    let root = parsed.root.unwrap();
    let item = &root.items()[0];
    assert_eq!(item.get("title").unwrap().span.slice(text), "B");
    assert_eq!(item.get("author").unwrap().items()[0].span.slice(text), "Lee, A");
    assert_eq!(item.span.slice(text), "@book{b, title={B}, author={Lee, A}}");
}

#[test]
fn macros_that_grow_come_to_an_end() {
    let mut text = "@string{a0 = \"ha\"}\n".to_owned();
    for nth in 1..60 {
        text.push_str(&format!("@string{{a{nth} = a{0} # a{0} # \"é\"}}\n", nth - 1));
    }
    text.push_str("@book{b, title = a59}\n");
    let title = items(&text)[0][2].len();
    assert!(title < 2 * Macros::LONGEST, "{title}");
}

#[test]
fn the_work_grows_as_the_file_does() {
    assert_linear("entries", 50, |n| {
        let entry =
            "@article{k, title = {A {B} C}, author = {Lee, A and Okoro, B}, crossref = {k}, year = 2020}\n";
        drop(read(&entry.repeat(n)));
    });
    assert_linear("open braces", 50, |n| drop(read(&"@book{a, b = {".repeat(n))));
    assert_linear("open braces in lines", 50, |n| drop(read(&"@book{a,\n b = {c\n".repeat(n))));
    assert_linear("open quotes", 50, |n| drop(read(&"@book{a, b = \"c\n".repeat(n))));
    assert_linear("open comments", 50, |n| drop(read(&"@comment{ @string{ a = {".repeat(n))));
    assert_linear("signs", 50, |n| drop(read(&"@".repeat(n))));
    assert_linear("nesting", 50, |n| drop(read(&format!("@a{{b, title={}", "{".repeat(n)))));
    assert_linear("parts of nothing", 50, |n| drop(read(&format!("@a{{b, {}", "c ".repeat(n)))));
    assert_linear("names", 50, |n| drop(read(&format!("@a{{b, author={{{}}}}}", "A and ".repeat(n)))));
}

proptest! {
    #[test]
    fn any_change_leaves_the_other_entries(
        at in any::<prop::sample::Index>(),
        junk in "[@{}\"#%=,\\\\\n\r a-cé(]{0,6}",
        cut in 0_usize..6,
    ) {
        let first = "@string{x = \"y\"}\n@article{a,\n  title = {Über {DNA} \\'e},\n  author = {Lee, A and {NHS}},\n  year = 2020,\n}\n";
        let rest = "\n@book{b,\n  title = {B},\n}\n";
        let mut changed: Vec<char> = first.chars().collect();
        let at = at.index(changed.len());
        let end = (at + cut).min(changed.len());
        changed.splice(at..end, junk.chars());
        let text: String = changed.into_iter().chain(rest.chars()).collect();
        let parsed = read(&text);
        let mut open: Vec<Node> = parsed.root.iter().cloned().collect();
        while let Some(node) = open.pop() {
            prop_assert!(text.get(node.span.range()).is_some(), "{text:?} {:?}", node.span);
            open.extend(node.items().to_vec());
            open.extend(node.entries().iter().flat_map(|entry| [entry.key.clone(), entry.value.clone()]));
        }
        for problem in &parsed.problems {
            prop_assert!(text.get(problem.span.range()).is_some());
            prop_assert!(problem.labels.iter().all(|(span, _)| text.get(span.range()).is_some()));
        }
        // What ends the line before the second entry with a `%` or a word makes it a remark of BibTeX or no entry.
        let line = text.rfind("@book{b").map(|at| text[..at].rsplit(['\n', '\r']).next().unwrap_or("").to_owned());
        if line.as_deref() == Some("") {
            let keys: Vec<&str> = parsed.root.iter().flat_map(Node::items).filter_map(|item| item.get("id")?.text()).collect();
            prop_assert!(keys.contains(&"b"), "{text:?}");
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "(@|book|article|string|comment|\\{|\\}|\"|#|,|=|%|\\\\|\n|\r|é| |\\(|\\)|and|a|~|\\$|crossref|xdata|title|author){0,40}") {
        let parsed = parse_at(&text, 7);
        for problem in parsed.problems {
            prop_assert!(text.get(problem.span.start as usize - 7..problem.span.end as usize - 7).is_some());
        }
    }
}
