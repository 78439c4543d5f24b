use proptest::prelude::*;

use super::*;
use crate::base::span::Span;
use crate::biblio::reference::csl;
use crate::read::yaml;

/// References from items of CSL, one a line.
fn references(items: &[&str]) -> Vec<Reference<Span>> {
    items.iter().map(|item| csl::read(&yaml::parse(&format!("{{{item}}}")).root.unwrap())).collect()
}

fn clusters(items: &[&str]) -> Vec<Vec<(usize, Option<Rung>)>> {
    let references = references(items);
    let borrowed: Vec<&Reference<Span>> = references.iter().collect();
    Clusters::build(&borrowed).iter().map(|cluster| cluster.members().collect()).collect()
}

/// What makes two references one source.
fn rung(left: &str, right: &str) -> Option<Rung> {
    clusters(&[left, right]).first().and_then(|cluster| cluster.get(1)).and_then(|(_, rung)| *rung)
}

#[test]
fn the_first_rung_that_speaks_decides() {
    for (left, right, expected) in [
        // DOI, in all its forms, whatever else differs.
        ("DOI: 10.1000/X, title: a", "DOI: 'https://doi.org/10.1000/x.', title: b", Some(Rung::Doi)),
        ("DOI: 10.1000/x", "URL: 'https://doi.org/10.1000/X'", Some(Rung::Doi)),
        ("DOI: 10.1000/x, PMID: 1", "DOI: 10.1000/x, PMID: 2", Some(Rung::Doi)),
        ("DOI: 10.1000/x, PMID: 1", "DOI: 10.1000/y, PMID: 1", None),
        ("DOI: malformed", "DOI: malformed", None),
        // PubMed and PubMed Central.
        ("PMID: 31978945", "URL: 'https://pubmed.ncbi.nlm.nih.gov/31978945/'", Some(Rung::Pmid)),
        ("PMCID: PMC12.1", "PMCID: PMC12.2", Some(Rung::Pmcid)),
        ("PMID: 1, PMCID: PMC12", "PMID: 2, PMCID: PMC12", None),
        (
            "PMCID: PMC12",
            "URL: 'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12/', accessed: 2020-01-10",
            Some(Rung::Pmcid),
        ),
        // Books: both lengths of the number; pages of a book are a locator.
        ("type: book, ISBN: 1-85775-310-0", "type: book, ISBN: 978-1-85775-310-3", Some(Rung::Isbn)),
        (
            "type: book, ISBN: 9780190246556, page: 3",
            "type: book, ISBN: 9780190246556, page: 17",
            Some(Rung::Isbn),
        ),
        ("type: book, ISBN: 9780190246556", "type: book, ISBN: 9780190246557", None),
        // Chapters of one book.
        (
            "type: chapter, ISBN: 9780190246556, title: Neck, page: 3-9",
            "type: chapter, ISBN: 9780190246556, title: Neck, page: 3–9",
            Some(Rung::Isbn),
        ),
        (
            "type: chapter, ISBN: 9780190246556, title: Neck, page: 3-9",
            "type: chapter, ISBN: 9780190246556, title: Back, page: 10-19",
            None,
        ),
        (
            "type: chapter, ISBN: 9780190246556, title: Neck",
            "type: book, ISBN: 9780190246556, title: Neck",
            None,
        ),
        (
            "type: chapter, ISBN: 9780190246556, title: Neck, container-title: Spine, issued: 2020, page: 3-9",
            "type: chapter, ISBN: 9780190246556, title: Neck, container-title: Spine, issued: 2020",
            Some(Rung::Title),
        ),
        // Addresses.
        (
            "URL: 'https://www.nhs.uk/conditions/neck-pain/', title: Neck pain",
            "URL: 'http://nhs.uk/conditions/neck-pain?utm_source=x#top', title: Neck pain and stiff neck",
            Some(Rung::Url),
        ),
        ("URL: 'https://www.nhs.uk/a', title: a", "URL: 'https://www.nhs.uk/b', title: b", None),
        ("URL: 'https://www.nhs.uk/', title: a", "URL: 'https://www.nhs.uk', title: b", None),
        (
            "URL: 'https://example.org/a', DOI: 10.1000/x",
            "URL: 'https://example.org/a', DOI: 10.1000/y",
            None,
        ),
        ("URL: 'https://example.org/a', DOI: 10.1000/x", "URL: 'https://example.org/a'", Some(Rung::Url)),
        // Titles.
        (
            "title: Cervical Dystonia, publisher: NORD, accessed: 2020-01-10",
            "title: 'Cervical dystonia.', publisher: 'NORD', accessed: 2019-03-26",
            Some(Rung::Title),
        ),
        (
            "title: 'Sprains & Strains', publisher: NIH, accessed: 2020-01-10",
            "title: Sprains and strains, publisher: NIH",
            Some(Rung::Title),
        ),
        (
            "title: Neck pain, container-title: BMJ, issued: 2017-08",
            "title: Neck Pain, container-title: bmj, issued: 2017, DOI: 10.1136/bmj.j3221",
            Some(Rung::Title),
        ),
        (
            "title: Neck pain, container-title: BMJ, issued: 2017",
            "title: Neck pain, container-title: BMJ, issued: 2018",
            None,
        ),
        ("title: Neck pain, container-title: BMJ", "title: Neck pain, container-title: BMJ", None),
        ("title: Spine, publisher: Elsevier", "title: Spine, publisher: Elsevier", None),
        ("title: Neck pain, issued: 2017", "title: Neck pain, issued: 2017", None),
        (
            "title: '...', publisher: NHS, accessed: 2020",
            "title: '...', publisher: NHS, accessed: 2020",
            None,
        ),
        // The same title by two publishers, in two journals of one publisher, in two editions.
        (
            "title: Neck pain, publisher: NHS, accessed: 2020-01-10",
            "title: Neck pain, publisher: Mayo Clinic, accessed: 2020-01-10",
            None,
        ),
        (
            "title: Editorial, container-title: Spine, publisher: Elsevier, issued: 2020",
            "title: Editorial, container-title: Pain, publisher: Elsevier, issued: 2020",
            None,
        ),
        (
            "type: book, title: Anatomy, publisher: Elsevier, issued: 2020, edition: 3",
            "type: book, title: Anatomy, publisher: Elsevier, issued: 2020, edition: 4th ed.",
            None,
        ),
        (
            "type: book, title: Anatomy, publisher: Elsevier, issued: 2020, edition: 3",
            "type: book, title: Anatomy, publisher: Elsevier, issued: 2020, edition: Third edition",
            Some(Rung::Title),
        ),
        (
            "title: 'Neck pain, part 1', container-title: BMJ, issued: 2017",
            "title: 'Neck pain, part 2', container-title: BMJ, issued: 2017",
            None,
        ),
        // A column that bears one title all year.
        (
            "title: Editorial, container-title: Spine, issued: 2020, volume: 45, page: 1-2",
            "title: Editorial, container-title: Spine, issued: 2020, volume: 45, page: 101-102",
            None,
        ),
        (
            "title: Neck pain, container-title: Spine, issued: 2020, page: 221-8",
            "title: Neck pain, container-title: Spine, issued: 2020, page: 221-228",
            Some(Rung::Title),
        ),
        // Sibling pages of a site that share their title, a preprint and its paper.
        (
            "type: webpage, title: Overview, publisher: NHS, URL: 'https://nhs.uk/a'",
            "type: webpage, title: Overview, publisher: NHS, URL: 'https://nhs.uk/b'",
            None,
        ),
        (
            "title: Neck pain, container-title: medRxiv, issued: 2020, DOI: 10.1101/2020.1",
            "title: Neck pain, container-title: Spine, issued: 2020, DOI: 10.1097/x",
            None,
        ),
        // A paper has several addresses.
        (
            "title: Neck pain, container-title: BMJ, issued: 2017, URL: 'https://bmj.com/a'",
            "title: Neck pain, container-title: BMJ, issued: 2017, URL: 'https://jstor.org/b'",
            Some(Rung::Title),
        ),
        // Titles that are near are no ground.
        (
            "title: Neuropathy fact sheet, publisher: NIH, accessed: 2020",
            "title: Neuropathy fact sheets, publisher: NIH, accessed: 2020",
            None,
        ),
    ] {
        assert_eq!(rung(left, right), expected, "{left} | {right}");
        assert_eq!(rung(right, left), expected, "{right} | {left}");
    }
}

#[test]
fn members_keep_their_order_and_say_what_made_them_one() {
    let items = [
        "title: Other, publisher: NHS, accessed: 2020-01-10",
        "title: Neck pain, container-title: BMJ, issued: 2017",
        "DOI: 10.1136/bmj.j3221, PMID: 12",
        "title: Neck pain, container-title: BMJ, issued: 2017, DOI: 10.1136/bmj.j3221",
        "PMID: 12",
        "title: Other, publisher: NHS, accessed: 2019-01-10",
    ];
    assert_eq!(
        clusters(&items),
        [
            vec![(0, None), (5, Some(Rung::Title))],
            // 2 and 4 are one source with 1 by way of 3.
            vec![(1, None), (2, Some(Rung::Doi)), (3, Some(Rung::Title)), (4, Some(Rung::Pmid))],
        ]
    );
    assert_eq!(clusters(&[]), Vec::<Vec<_>>::new());
    assert_eq!(clusters(&["title: Alone"]), Vec::<Vec<_>>::new());
}

#[test]
fn differing_identifiers_stay_apart_by_way_of_a_third() {
    let paper = |more: &str| format!("title: Neck pain, container-title: BMJ, issued: 2017{more}");
    let (x, y, none) = (paper(", DOI: 10.1000/x"), paper(", DOI: 10.1000/y"), paper(""));
    // The one without a DOI fits both, so it is joined to neither.
    assert_eq!(clusters(&[&x, &none, &y]), Vec::<Vec<_>>::new());
    // Two of them are one source all the same.
    assert_eq!(clusters(&[&x, &none, &y, &none]), [vec![(1, None), (3, Some(Rung::Title))]]);
    // A PMID that is common to two DOIs joins nothing.
    assert_eq!(
        clusters(&["PMID: 1, DOI: 10.1000/x", "PMID: 1", "PMID: 1, DOI: 10.1000/y", "PMID: 1"]),
        [vec![(1, None), (3, Some(Rung::Pmid))]]
    );
    // The way to a second DOI may lead over several rungs.
    assert_eq!(
        clusters(&["DOI: 10.1000/x, PMID: 1", "PMID: 1, PMCID: PMC2", "PMCID: PMC2, DOI: 10.1000/y"]),
        [vec![(0, None), (1, Some(Rung::Pmid))]]
    );
}

#[test]
fn the_reasons_read_well_in_a_label() {
    let words: Vec<&str> = Rung::ALL.iter().map(|rung| rung.in_words()).collect();
    assert_eq!(
        words,
        [
            "both have the same DOI",
            "both have the same PMID",
            "both have the same PMCID",
            "both have the same ISBN",
            "both have the same address",
            "title and publisher agree",
        ]
    );
}

/// References that agree and differ in everything the ladder looks at.
fn any_reference() -> impl Strategy<Value = String> {
    let field = |texts: &'static [&'static str]| proptest::sample::select(texts);
    (
        field(&["", "", "DOI: 10.1000/a, ", "DOI: 10.1000/b, "]),
        field(&["", "", "PMID: 1, ", "PMID: 2, "]),
        field(&["", "", "PMCID: PMC1, ", "PMCID: PMC2, "]),
        field(&["", "", "ISBN: 9780190246556, ", "ISBN: 9781857753103, "]),
        field(&["", "URL: 'https://a.org/a', ", "URL: 'https://a.org/b', "]),
        field(&["", "title: a, ", "title: b, "]),
        field(&["", "container-title: c, ", "container-title: d, "]),
        field(&["", "publisher: c, ", "publisher: e, "]),
        field(&["", "issued: 2020, ", "issued: 2021, "]),
        field(&["", "edition: 1", "edition: 2", "page: 3-4", "page: 5", "accessed: 2020"]),
    )
        .prop_map(|(a, b, c, d, e, f, g, h, i, j)| [a, b, c, d, e, f, g, h, i, j].concat())
}

#[test]
fn titles_without_a_word_in_common_cannot_be_one() {
    for (left, right, expected) in [
        ("Heat for the neck", "Cold for the knee", true),
        ("Introduction", "Traction", true),
        ("Neck pain", "Neck pain: a trial", false),
        ("Patients’ view", "Patients' view", false),
        ("CBT", "A trial of CBT", false),
    ] {
        let items = [format!("title: \"{left}\""), format!("title: \"{right}\"")];
        let items: Vec<&str> = items.iter().map(String::as_str).collect();
        let references = references(&items);
        assert_eq!(titles_cannot_be_one(&references[0], &references[1]), expected, "{left} / {right}");
    }
}

proptest! {
    #[test]
    fn no_cluster_holds_two_dois(items in proptest::collection::vec(any_reference(), 0..14)) {
        let items: Vec<&str> = items.iter().map(String::as_str).collect();
        let references = references(&items);
        for cluster in clusters(&items) {
            let mut dois: Vec<_> = cluster.iter().filter_map(|&(nth, _)| references[nth].known_doi()).collect();
            dois.sort();
            dois.dedup();
            prop_assert!(dois.len() <= 1, "{cluster:?} of {items:?}");
            // Two PMIDs only where a DOI says that they are one source.
            let mut pmids: Vec<_> = cluster.iter().filter_map(|&(nth, _)| references[nth].known_pmid()).collect();
            pmids.sort();
            pmids.dedup();
            prop_assert!(pmids.len() <= 1 || dois.len() == 1, "{cluster:?} of {items:?}");
        }
    }

    #[test]
    fn the_order_of_the_references_decides_nothing(
        (items, shuffled) in proptest::collection::vec(any_reference(), 0..12)
            .prop_flat_map(|items| {
                let order: Vec<usize> = (0..items.len()).collect();
                (Just(items), Just(order).prop_shuffle())
            })
    ) {
        let first: Vec<&str> = items.iter().map(String::as_str).collect();
        let second: Vec<&str> = shuffled.iter().map(|&nth| first[nth]).collect();
        let sorted = |clusters: Vec<Vec<(usize, Option<Rung>)>>, original: &dyn Fn(usize) -> usize| {
            let mut sets: Vec<Vec<usize>> = clusters
                .into_iter()
                .map(|cluster| {
                    let mut set: Vec<usize> = cluster.into_iter().map(|(nth, _)| original(nth)).collect();
                    set.sort_unstable();
                    set
                })
                .collect();
            sets.sort();
            sets
        };
        prop_assert_eq!(sorted(clusters(&first), &|nth| nth), sorted(clusters(&second), &|nth| shuffled[nth]));
    }

    #[test]
    fn two_references_are_one_source_whoever_is_asked_first(left in any_reference(), right in any_reference()) {
        prop_assert_eq!(rung(&left, &right), rung(&right, &left));
    }
}
