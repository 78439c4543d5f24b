use super::*;
use crate::biblio::reference::is_web_source;
use crate::read::syntax::Syntax;

fn item(text: &str) -> Reference<Span> {
    read(&Syntax::Yaml.parse(text).root.unwrap())
}

/// The value of a text field and the bytes it stands at.
fn shown<'a>(text: &'a str, field: &Option<Field<Box<str>, Span>>) -> Option<(String, &'a str)> {
    field.as_ref().map(|field| (field.value.to_string(), field.at.slice(text)))
}

fn dated(text: &str) -> Option<String> {
    let text = format!("issued: {text}\n");
    item(&text).issued.map(|field| field.value.to_string())
}

#[test]
fn only_quotes_are_no_part_of_an_identifier() {
    for (value, at) in [
        ("'10.1000/182'", "10.1000/182"),
        ("\"10.1000/182\"", "10.1000/182"),
        ("10.1000/182", "10.1000/182"),
        ("10.1000/182\u{a0}", "10.1000/182\u{a0}"),
        ("·\u{a0}", "·\u{a0}"),
    ] {
        let text = format!("id: a\nDOI: {value}\n");
        assert_eq!(item(&text).doi.unwrap().at.slice(&text), at, "{value:?}");
    }
}

#[test]
fn every_field_of_an_item_is_read_where_it_stands() {
    let text = "\
id: blanpied-2017
type: article-journal
title: 'Neck pain: revision 2017'
author:
  - {family: Blanpied, given: Peter R.}
  - family: Beek
    non-dropping-particle: van der
    given: J.
    suffix: Jr.
  - literal: Academy of Orthopaedic Physical Therapy
container-title: J Orthop Sports Phys Ther
publisher: JOSPT
issued: 2017-07
accessed: {date-parts: [[2020, 1, 10]]}
DOI: https://doi.org/10.2519/JOSPT.2017.0302
PMID: 28666405
PMCID: PMC1234.1
ISSN: 0190-6011, 1938-1344
ISBN: 9780190246556
URL: https://www.jospt.org/doi/10.2519/jospt.2017.0302
volume: 47
issue: 7
page: A1-A83
edition: 2
";
    let read = item(text);
    let field = |value: &str, slice: &'static str| Some((value.to_owned(), slice));
    assert_eq!(shown(text, &read.id), field("blanpied-2017", "blanpied-2017"));
    assert_eq!(read.kind, Some(Kind::Article));
    assert_eq!(shown(text, &read.title), field("Neck pain: revision 2017", "'Neck pain: revision 2017'"));
    let authors: Vec<&str> = read.authors.iter().map(|author| &*author.value).collect();
    assert_eq!(
        authors,
        ["Blanpied, Peter R.", "van der Beek, J., Jr.", "Academy of Orthopaedic Physical Therapy"]
    );
    assert_eq!(read.authors[0].at.slice(text), "{family: Blanpied, given: Peter R.}");
    assert_eq!(shown(text, &read.container), field("J Orthop Sports Phys Ther", "J Orthop Sports Phys Ther"));
    assert_eq!(shown(text, &read.publisher), field("JOSPT", "JOSPT"));
    let issued = read.issued.as_ref().unwrap();
    assert_eq!((issued.value.to_string().as_str(), issued.at.slice(text)), ("2017-07", "2017-07"));
    let accessed = read.accessed.as_ref().unwrap();
    assert_eq!(
        (accessed.value.to_string().as_str(), accessed.at.slice(text)),
        ("2020-01-10", "{date-parts: [[2020, 1, 10]]}")
    );
    let doi = read.doi.as_ref().unwrap();
    assert_eq!(&*doi.value.raw, "https://doi.org/10.2519/JOSPT.2017.0302");
    assert_eq!(doi.value.value, Doi::parse("10.2519/jospt.2017.0302"));
    assert_eq!(read.pmid.as_ref().unwrap().value.value, Pmid::parse("28666405"));
    assert_eq!(read.pmcid.as_ref().unwrap().value.value, Pmcid::parse("PMC1234"));
    assert_eq!(read.issn.as_ref().unwrap().value.value, Issn::parse("0190-6011"));
    assert_eq!(read.isbn.as_ref().unwrap().value.value, Isbn::parse("9780190246556"));
    assert_eq!(
        shown(text, &read.url),
        field(
            "https://www.jospt.org/doi/10.2519/jospt.2017.0302",
            "https://www.jospt.org/doi/10.2519/jospt.2017.0302"
        )
    );
    assert_eq!(shown(text, &read.volume), field("47", "47"));
    assert_eq!(shown(text, &read.issue), field("7", "7"));
    assert_eq!(shown(text, &read.pages), field("A1-A83", "A1-A83"));
    assert_eq!(shown(text, &read.edition), field("2", "2"));
    assert!(!is_web_source(&read));
}

#[test]
fn a_note_may_state_identifiers() {
    let pmid = |note: &str| {
        let text = format!("id: a\nnote: {note}\n");
        item(&text)
            .pmid
            .map(|field| (field.value.raw, field.value.verbatim, field.at.slice(&text).to_owned()))
    };
    for (note, raw) in [
        ("'PMID: 28666405'", Some("28666405")),
        ("PMCID:PMC7159299 pmid:28666405", Some("28666405")),
        ("\"publisher: JOSPT\\nPMID: 28666405\"", Some("28666405")),
        ("'Erratum in PMID: 28666405'", None),
        ("'PMID:'", None),
    ] {
        assert_eq!(pmid(note), raw.map(|raw| (raw.into(), false, note.to_owned())), "{note}");
    }
    let own = item("id: a\nPMID: 1\nnote: 'PMID: 28666405'\n");
    assert_eq!(&*own.pmid.unwrap().value.raw, "1");
}

#[test]
fn dates_have_many_forms() {
    for (text, iso) in [
        ("2020", "2020"),
        ("'2020-01'", "2020-01"),
        ("2020-01-10", "2020-01-10"),
        ("2020-01-10T08:00:00Z", "2020-01-10"),
        ("2019/2020", "2019"),
        ("{date-parts: [[2020]]}", "2020"),
        ("{date-parts: [['2020', '01']]}", "2020-01"),
        ("{\"date-parts\": [[2020, 1, 10], [2020, 2, 1]]}", "2020-01-10"),
        ("{date-parts: [2020, 1, 10]}", "2020-01-10"),
        ("[2020, 1]", "2020-01"),
        ("[[2020, 1]]", "2020-01"),
        ("[{year: 2020, month: 1}]", "2020-01"),
        ("{year: '2020'}", "2020"),
        ("{raw: 2020-01-10}", "2020-01-10"),
        ("{literal: 'January 10, 2020'}", "2020-01-10"),
        ("January 2020", "2020-01"),
        ("4/4/2020", "2020-04-04"),
    ] {
        assert_eq!(dated(text).as_deref(), Some(iso), "{text}");
    }
    for text in [
        "''",
        "[]",
        "{}",
        "~",
        "{date-parts: []}",
        "{date-parts: [[]]}",
        "{date-parts: [[~]]}",
        "2020-02-30",
        "{date-parts: [[2020, 13]]}",
        "1/2/2020",
        "soon",
        "true",
    ] {
        assert_eq!(dated(text), None, "{text}");
    }
}

#[test]
fn a_year_in_words_is_the_year() {
    for (text, expected) in [
        ("{literal: ca. 2014}", Some("2014")),
        ("{raw: '[2014?]'}", Some("2014")),
        ("{literal: Spring 2014}", Some("2014")),
        ("{literal: c1998}", Some("1998")),
        ("{raw: 2020-05}", Some("2020-05")),
        ("{literal: in press}", None),
        ("{literal: 2014 to 2016}", None),
        ("{literal: vol. 12}", None),
        ("{literal: '20145'}", None),
    ] {
        assert_eq!(dated(text).as_deref(), expected, "{text}");
    }
}

#[test]
fn what_is_empty_is_absent() {
    assert_eq!(
        item("{id: '', title: ~, author: [], DOI: ' ', container-title: [], page: {}}"),
        Reference::default()
    );
    assert_eq!(item("[1, 2]"), Reference::default());
    assert_eq!(item("text"), Reference::default());
}

#[test]
fn forms_of_other_exporters_are_read() {
    let text = "{title: ['Neck pain'], author: 'World Health Organization', id: 12, DOI: 10.12/x, ISBN: '12345 9780190246556'}";
    let read = item(text);
    assert_eq!(shown(text, &read.title), Some(("Neck pain".to_owned(), "'Neck pain'")));
    assert_eq!(&*read.authors[0].value, "World Health Organization");
    assert_eq!(shown(text, &read.id), Some(("12".to_owned(), "12")));
    let doi = read.doi.unwrap().value;
    assert_eq!((&*doi.raw, doi.value), ("10.12/x", Err(IdentifierError::BadForm)));
    assert_eq!(&*read.isbn.unwrap().value.raw, "9780190246556");
}

#[test]
fn addresses_of_resolvers_identify_the_work() {
    let read = item("{type: article-journal, URL: 'https://doi.org/10.1000/X'}");
    assert_eq!((read.known_doi(), read.known_pmid()), (Doi::parse("10.1000/x").ok(), None));
    assert_eq!(read.doi, None);
    let read = item("{URL: 'https://pubmed.ncbi.nlm.nih.gov/12345/', PMID: 123, accessed: 2020-01-10}");
    assert_eq!(read.known_pmid(), Pmid::parse("123").ok());
    assert!(!is_web_source(&read));
    let read = item("{URL: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC12/'}");
    assert_eq!(read.known_pmcid(), Pmcid::parse("PMC12").ok());
}

#[test]
fn a_web_source_is_known_by_its_type_or_its_lack_of_anything_else() {
    for (text, web) in [
        ("{type: webpage, title: a}", true),
        ("{type: post-weblog, title: a, container-title: b}", true),
        ("{title: a, accessed: 2020-01-10}", true),
        ("{title: a, URL: 'https://example.org/a', publisher: b}", true),
        ("{title: a, publisher: b}", false),
        ("{title: a, URL: 'https://example.org/a', container-title: b}", false),
        ("{title: a, URL: 'https://example.org/a', DOI: '10.1000/x'}", false),
        ("{title: a, URL: 'https://example.org/a', DOI: malformed}", false),
        ("{title: a, URL: 'https://example.org/a', PMID: 1}", false),
        ("{title: a, URL: 'https://example.org/a', ISBN: 9780190246556}", false),
        ("{title: a, URL: 'https://doi.org/10.1000/x'}", false),
    ] {
        assert_eq!(is_web_source(&item(text)), web, "{text}");
    }
}
