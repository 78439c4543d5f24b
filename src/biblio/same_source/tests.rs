use proptest::prelude::*;

use super::*;
use crate::base::span::Span;
use crate::biblio::reference::csl;
use crate::read::syntax::Syntax;

/// References from items of CSL, one a line.
pub(super) fn references(items: &[&str]) -> Vec<Reference<Span>> {
    items.iter().map(|item| csl::read(&Syntax::Yaml.parse(&format!("{{{item}}}")).root.unwrap())).collect()
}

fn clusters(items: &[&str]) -> Vec<Vec<(usize, Option<MatchKey>)>> {
    let references = references(items);
    let borrowed: Vec<&Reference<Span>> = references.iter().collect();
    Clusters::build(&borrowed).iter().map(|cluster| cluster.members().collect()).collect()
}

/// What makes two references one source.
fn rung(left: &str, right: &str) -> Option<MatchKey> {
    clusters(&[left, right]).first().and_then(|cluster| cluster.get(1)).and_then(|(_, rung)| *rung)
}

#[test]
fn the_first_rung_that_speaks_decides() {
    for (left, right, expected) in [
        // DOI, in all its forms, whatever else differs.
        ("DOI: 10.1000/X, title: a", "DOI: 'https://doi.org/10.1000/x.', title: b", Some(MatchKey::Doi)),
        ("DOI: 10.1000/x", "URL: 'https://doi.org/10.1000/X'", Some(MatchKey::Doi)),
        ("DOI: 10.1000/x, PMID: 1", "DOI: 10.1000/x, PMID: 2", Some(MatchKey::Doi)),
        ("DOI: 10.1000/x, PMID: 1", "DOI: 10.1000/y, PMID: 1", None),
        ("DOI: malformed", "DOI: malformed", None),
        // PubMed and PubMed Central.
        ("PMID: 31978945", "URL: 'https://pubmed.ncbi.nlm.nih.gov/31978945/'", Some(MatchKey::Pmid)),
        ("PMCID: PMC12.1", "PMCID: PMC12.2", Some(MatchKey::Pmcid)),
        ("PMID: 1, PMCID: PMC12", "PMID: 2, PMCID: PMC12", None),
        (
            "PMCID: PMC12",
            "URL: 'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12/', accessed: 2020-01-10",
            Some(MatchKey::Pmcid),
        ),
        // Books: both lengths of the number; pages of a book are a locator.
        ("type: book, ISBN: 1-85775-310-0", "type: book, ISBN: 978-1-85775-310-3", Some(MatchKey::Isbn)),
        (
            "type: book, ISBN: 9780190246556, page: 3",
            "type: book, ISBN: 9780190246556, page: 17",
            Some(MatchKey::Isbn),
        ),
        ("type: book, ISBN: 9780190246556", "type: book, ISBN: 9780190246557", None),
        // Chapters of one book.
        (
            "type: chapter, ISBN: 9780190246556, title: Neck, page: 3-9",
            "type: chapter, ISBN: 9780190246556, title: Neck, page: 3–9",
            Some(MatchKey::Isbn),
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
            Some(MatchKey::Title),
        ),
        // Addresses.
        (
            "URL: 'https://www.nhs.uk/conditions/neck-pain/', title: Neck pain",
            "URL: 'http://nhs.uk/conditions/neck-pain?utm_source=x#top', title: Neck pain and stiff neck",
            Some(MatchKey::Url),
        ),
        ("URL: 'https://www.nhs.uk/a', title: a", "URL: 'https://www.nhs.uk/b', title: b", None),
        ("URL: 'https://www.nhs.uk/', title: a", "URL: 'https://www.nhs.uk', title: b", None),
        (
            "URL: 'https://example.org/a', DOI: 10.1000/x",
            "URL: 'https://example.org/a', DOI: 10.1000/y",
            None,
        ),
        ("URL: 'https://example.org/a', DOI: 10.1000/x", "URL: 'https://example.org/a'", Some(MatchKey::Url)),
        // Titles.
        (
            "title: Cervical Dystonia, publisher: NORD, accessed: 2020-01-10",
            "title: 'Cervical dystonia.', publisher: 'NORD', accessed: 2019-03-26",
            Some(MatchKey::Title),
        ),
        (
            "title: 'Sprains & Strains', publisher: NIH, accessed: 2020-01-10",
            "title: Sprains and strains, publisher: NIH",
            Some(MatchKey::Title),
        ),
        (
            "title: Neck pain, container-title: BMJ, issued: 2017-08",
            "title: Neck Pain, container-title: bmj, issued: 2017, DOI: 10.1136/bmj.j3221",
            Some(MatchKey::Title),
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
            Some(MatchKey::Title),
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
            Some(MatchKey::Title),
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
            Some(MatchKey::Title),
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
            vec![(0, None), (5, Some(MatchKey::Title))],
            // 2 and 4 are one source with 1 by way of 3.
            vec![(1, None), (2, Some(MatchKey::Doi)), (3, Some(MatchKey::Title)), (4, Some(MatchKey::Pmid))],
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
    assert_eq!(clusters(&[&x, &none, &y, &none]), [vec![(1, None), (3, Some(MatchKey::Title))]]);
    // A PMID that is common to two DOIs joins nothing.
    assert_eq!(
        clusters(&["PMID: 1, DOI: 10.1000/x", "PMID: 1", "PMID: 1, DOI: 10.1000/y", "PMID: 1"]),
        [vec![(1, None), (3, Some(MatchKey::Pmid))]]
    );
    // The way to a second DOI may lead over several rungs.
    assert_eq!(
        clusters(&["DOI: 10.1000/x, PMID: 1", "PMID: 1, PMCID: PMC2", "PMCID: PMC2, DOI: 10.1000/y"]),
        [vec![(0, None), (1, Some(MatchKey::Pmid))]]
    );
}

#[test]
fn the_reasons_read_well_in_a_label() {
    let words: Vec<&str> = MatchKey::ALL.iter().map(|rung| rung.in_words()).collect();
    assert_eq!(
        words,
        [
            "both have the same DOI",
            "both have the same PMID",
            "both have the same PMCID",
            "both have the same ISBN",
            "both have the same address",
            "title and publisher agree",
            "title, year, volume and page agree",
            "year, volume and page agree, and the titles nearly",
            "title, author and year agree",
        ]
    );
}

/// References that agree and differ in everything the ladder looks at.
pub(super) fn any_reference() -> impl Strategy<Value = String> {
    let field = |texts: &'static [&'static str]| proptest::sample::select(texts);
    (
        field(&["", "", "DOI: 10.1000/a, ", "DOI: 10.1000/b, "]),
        field(&["", "", "PMID: 1, ", "PMID: 2, "]),
        field(&["", "", "PMCID: PMC1, ", "PMCID: PMC2, "]),
        field(&["", "", "ISBN: 9780190246556, ", "ISBN: 9781857753103, "]),
        field(&["", "URL: 'https://a.org/a', ", "URL: 'https://a.org/b', "]),
        field(&["", "title: a, ", "title: Heat for necks, ", "title: Cold knees, ", "title: Cold necks, "]),
        field(&["", "container-title: c, ", "container-title: d, "]),
        field(&["", "publisher: c, ", "publisher: e, "]),
        field(&["", "issued: 2020, ", "issued: 2021, "]),
        field(&["", "edition: 1", "edition: 2", "page: 3-4", "page: 5", "accessed: 2020"]),
    )
        .prop_map(|(a, b, c, d, e, f, g, h, i, j)| [a, b, c, d, e, f, g, h, i, j].concat())
}

/// What two references with one identifier are.
fn likeness_of(left: &str, right: &str) -> Likeness {
    let references = references(&[left, right]);
    let mirrored = likeness(&references[1], &references[0]);
    assert_eq!(likeness(&references[0], &references[1]), mirrored, "{left} / {right}");
    mirrored
}

fn likeness_of_titles(left: &str, right: &str) -> Likeness {
    likeness_of(&format!("title: \"{left}\""), &format!("title: \"{right}\""))
}

#[test]
fn titles_of_one_identifier_are_of_one_work_or_two() {
    use Likeness::*;
    for (left, right, expected) in [
        // Chapters and abstracts.
        ("Heat for the neck", "Cold for the knee", Two),
        ("Introduction", "Traction", Two),
        ("Neck pain in weavers", "Sleep after whiplash among night nurses", Two),
        ("Deep learning for images of brain tumours", "Clinical features of brain infections", Two),
        ("NSAIDs", "TENS", Two),
        ("颈痛的治疗", "腰痛的诊断", Two),
        // One title, written in other ways.
        ("Neck pain", "Neck pain: a trial", One),
        ("Neck pain", "Neck pain. A trial", One),
        ("Neck pain", "Neck pain – a trial", One),
        ("Patients’ view", "Patients' view", One),
        ("Heat &amp; cold", "Heat and cold", One),
        ("Heat & cold", "Heat &#38; cold", One),
        ("TNF-α in neck pain", "TNF-alpha in neck pain", One),
        ("TNF-&alpha; in neck pain", "TNF-&#x3B1; in neck pain", One),
        ("The {NHS} guide", "The NHS guide", One),
        ("<i>Helicobacter</i> in adults", "Helicobacter in Adults.", One),
        ("Heat for neck strain. [French]", "Heat for neck strain", One),
        ("Heat for neck strain [Article in French]", "Heat for neck strain", One),
        ("[Heat for neck strain]", "Heat for neck strain", One),
        ("Hospitalised haemophilia patients", "Hospitalized hemophilia patient", One),
        ("Tumour behaviour at the centre", "Tumor behavior at the center", One),
        ("RETRACTED: Heat for neck strain", "Heat for neck strain", One),
        ("RETRACTED ARTICLE: Heat for neck strain", "Heat for neck strain", Doubtful),
        // Cut after many words, and in the middle of one.
        (
            "Clinical features of patients infected with coronavirus",
            "Clinical features of patients infected with coronavirus in Wuhan",
            One,
        ),
        (
            "Clinical features of patients infected with corona",
            "Clinical features of patients infected with coronavirus in Wuhan",
            One,
        ),
        // Words in common, and others.
        ("CBT", "A trial of CBT", Doubtful),
        ("Neck pain", "Neck pain in nurses", Doubtful),
        ("Neck pain in men", "Neck pain in women", Doubtful),
        ("Effects of heat on the neck", "Effects of cold on the neck", Doubtful),
        ("Heat for neck strain in nurses", "Heat for neck sprain in nurses", Doubtful),
        ("Hypothermia in nurses", "Hyperthermia in nurses", Doubtful),
        // A work and what is said of it.
        ("Heat for neck strain", "Erratum: Heat for neck strain", Two),
        ("Heat for neck strain", "Correction to: Heat for neck strain", Two),
        ("Heat for neck strain", "Author Correction: Heat for neck strain", Two),
        ("Heat for neck strain", "Corrigendum to “Heat for neck strain”", Two),
        ("Heat for neck strain", "Heat for neck strain: reply", Two),
        ("Heat for neck strain", "Heat for neck strain (Reply)", Two),
        ("Heat for neck strain", "Reply to: Heat for neck strain", Two),
        ("Heat for neck strain", "Re: Heat for neck strain", Two),
        ("Heat for neck strain", "Comment on “Heat for neck strain”", Two),
        ("Heat for neck strain", "Retraction: Heat for neck strain", Two),
        ("Heat for neck strain", "Expression of concern: Heat for neck strain", Two),
        ("Correction of scoliosis", "Correction of scoliosis: a trial", One),
        ("Immune response", "Immune response: a review", One),
        // Parts and years.
        ("Neck pain, part 1", "Neck pain, part 2", Two),
        ("Neck pain, part I", "Neck pain, part II", Two),
        ("Neck pain, part one", "Neck pain, part two", Two),
        ("Neck pain, part II", "Neck pain, part 2", One),
        ("Neck pain II", "Neck pain III", Two),
        ("Burden of neck pain, 2019", "Burden of neck pain, 2020", Two),
        ("Neck pain: part 1 of 2", "Neck pain: part 2 of 2", Two),
        ("COVID-19 and neck pain", "COVID-19 and neck pain: 12 cases", One),
        ("COVID‑19 and neck pain", "Covid 19 and neck pain", One),
        ("NICE guideline NG59", "NICE guideline NG60", Two),
        ("Vitamin C for neck pain", "Vitamin C for neck pain", One),
        // Two languages.
        ("Dolor de cuello en enfermeras", "Neck pain in nurses", Unknown),
        ("Douleurs cervicales chez les infirmières", "Neck pain in nurses", Unknown),
        ("Nackenschmerzen bei Pflegekräften", "Neck pain in nurses", Unknown),
        ("Боль в шее у медсестер", "Neck pain in nurses", Unknown),
        ("[Neck pain in nurses]", "Zervikalsyndrom Pflegekräfte", Unknown),
        ("Dolor de cuello en enfermeras", "Sueño de los tejedores", Two),
        // Nothing to compare.
        ("A", "B", Doubtful),
        ("2019", "2020", Doubtful),
    ] {
        assert_eq!(likeness_of_titles(left, right), expected, "{left} / {right}");
    }
}

#[test]
fn pages_editions_and_kinds_tell_works_of_one_identifier_apart() {
    use Likeness::*;
    for (left, right, expected) in [
        // Abstracts of a supplement whose titles share words.
        (
            "type: article-journal, title: Neck pain in weavers, page: S299",
            "type: article-journal, title: Neck pain in nurses, page: S548",
            Two,
        ),
        (
            "type: article-journal, title: Neck pain in weavers, page: S299-300",
            "type: article-journal, title: Neck pain in nurses, page: S299–S301",
            Doubtful,
        ),
        // A column of one title.
        (
            "type: article-journal, title: Poster abstracts, page: S1",
            "type: article-journal, title: Poster abstracts, page: S20",
            Two,
        ),
        // Pages online and in print.
        (
            "type: article-journal, title: Heat for neck strain in nurses, page: 1-9",
            "type: article-journal, title: Heat for neck strain in nurses, page: 207-215",
            One,
        ),
        (
            "title: Heat, page: e1234, container-title: Pain",
            "title: Heat, page: 1234, container-title: Pain",
            One,
        ),
        // Chapters, also of one beginning, and the whole.
        ("type: chapter, title: Neck pain", "type: chapter, title: Neck pain in children", Two),
        ("type: chapter, title: Neck pain", "type: chapter, title: 'Neck pain: a guide'", One),
        ("type: chapter, title: Neck pain", "type: book, title: Neck pain and back pain", Two),
        ("type: book, title: Neck pain, page: 3", "type: book, title: Neck pain, page: 17", One),
        // Editions.
        ("type: book, title: Anatomy, edition: 3", "type: book, title: Anatomy, edition: 4th ed.", Two),
        ("type: book, title: Anatomy, edition: 3", "type: book, title: Anatomy, edition: third", One),
        ("type: book, title: Anatomy, edition: 3", "type: book, title: Anatomy", One),
        // A translation at the same place, or by the same people.
        (
            "title: Dolor de cuello en enfermeras, container-title: Dolor, volume: 3, page: 7",
            "title: Neck pain in nurses, container-title: Dolor, volume: 3, page: 7-9",
            Doubtful,
        ),
        (
            "title: Dolor de cuello en enfermeras, author: [{family: Ruiz, given: A}]",
            "title: Neck pain in nurses, author: [Ruiz A]",
            Doubtful,
        ),
        (
            "title: Dolor de cuello en enfermeras, author: [{family: Ruiz, given: A}]",
            "title: Neck pain in nurses, author: [Lee A]",
            Unknown,
        ),
        ("title: Neck pain", "publisher: NHS", One),
    ] {
        assert_eq!(likeness_of(left, right), expected, "{left} / {right}");
    }
}

fn conflicts_of(items: &[&str]) -> Vec<(usize, usize)> {
    let references = references(items);
    let borrowed: Vec<&Reference<Span>> = references.iter().collect();
    Clusters::build(&borrowed).conflicts().iter().map(|conflict| (conflict.first, conflict.other)).collect()
}

#[test]
fn two_works_with_one_identifier_form_no_cluster() {
    let chapter = |title: &str| {
        format!("type: chapter, title: {title}, DOI: 10.1000/book, URL: 'https://example.org/book'")
    };
    let (heat, cold) = (chapter("Heat for the neck"), chapter("Cold for the knee"));
    let book = "type: book, title: Handbook of pain, DOI: 'https://doi.org/10.1000/BOOK'".to_owned();
    let untitled = "DOI: 'doi:10.1000/book'".to_owned();
    for (items, expected, conflicts) in [
        // The address that they have in common does not join them either.
        (vec![&heat, &cold], vec![], vec![(0, 1)]),
        (vec![&heat, &cold, &book], vec![], vec![(0, 1), (0, 2)]),
        // Of a work that is written twice, one writing is in the conflict.
        (vec![&heat, &cold, &heat, &cold], vec![vec![0, 2], vec![1, 3]], vec![(0, 1)]),
        // What has no title may be either.
        (vec![&heat, &untitled, &cold], vec![], vec![(0, 2)]),
        (vec![&untitled, &heat, &untitled, &cold], vec![vec![0, 2]], vec![(1, 3)]),
        (vec![&heat, &untitled], vec![vec![0, 1]], vec![]),
    ] {
        let items: Vec<&str> = items.into_iter().map(String::as_str).collect();
        let sets: Vec<Vec<usize>> =
            clusters(&items).into_iter().map(|set| set.into_iter().map(|(nth, _)| nth).collect()).collect();
        assert_eq!((sets, conflicts_of(&items)), (expected, conflicts), "{items:?}");
    }
    // Nor does a third that has the identifiers of both.
    assert_eq!(
        conflicts_of(&[
            "title: Heat for the neck, PMID: 1",
            "PMID: 1, PMCID: PMC2",
            "title: Sleep of nurses, PMCID: PMC2"
        ]),
        []
    );
    assert_eq!(
        clusters(&[
            "title: Heat for the neck, PMID: 1",
            "PMID: 1, PMCID: PMC2",
            "title: Sleep of nurses, PMCID: PMC2"
        ]),
        [vec![(0, None), (1, Some(MatchKey::Pmid))]]
    );
    // Titles in two languages are neither one nor in conflict.
    let translated = ["title: Dolor de cuello en enfermeras, PMID: 1", "title: Neck pain in nurses, PMID: 1"];
    assert_eq!((clusters(&translated), conflicts_of(&translated)), (vec![], vec![]));
}

#[test]
fn a_book_of_many_chapters_costs_no_more_than_its_chapters() {
    let book = |count: usize| -> Vec<Reference<Span>> {
        let chapter = |nth: usize| {
            let title = format!(
                "Chapter on {}",
                char::from(b'b' + (nth % 20) as u8).to_string().repeat(nth / 20 + 3)
            );
            format!("type: chapter, title: {title}, DOI: 10.1000/book, page: {nth}")
        };
        let items: Vec<String> = (0..count).chain([0]).map(chapter).collect();
        references(&items.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let found = |references: &[Reference<Span>]| Clusters::build(&references.iter().collect::<Vec<_>>());
    let clusters = found(&book(200));
    let sets: Vec<Vec<usize>> =
        clusters.iter().map(|cluster| cluster.members().map(|(nth, _)| nth).collect()).collect();
    assert_eq!((sets, clusters.conflicts().len()), (vec![vec![0, 200]], 199));
    crate::base::steps::assert_linear("chapters of a book", 100, |count| drop(found(&book(count))));
}

#[test]
fn details_veto_equal_titles() {
    let paper = |more: &str| {
        format!(
            "type: article-journal, title: Letters to friends, container-title: Pain, issued: 2017, {more}"
        )
    };
    for (left, right, expected) in [
        ("author: [{family: Novak}]", "author: [{family: Okoro}]", None),
        ("author: [{family: Novak}]", "author: [Okoro B, T. Novak]", Some(MatchKey::Title)),
        ("author: [{family: Müller, given: K}]", "author: [Mueller K]", Some(MatchKey::Title)),
        ("author: [{family: de Vries, given: K}]", "author: [Vries K de]", Some(MatchKey::Title)),
        ("author: [{family: Li, given: X}]", "author: [Li X]", Some(MatchKey::Title)),
        ("author: [{family: Novak}]", "", Some(MatchKey::Title)),
        ("volume: 5, issue: 1", "volume: 5, issue: 2", None),
        ("volume: 5", "volume: 6", None),
        ("volume: '5(1)'", "volume: 5, issue: 1", Some(MatchKey::Title)),
        ("volume: '5(1)'", "volume: 5, issue: 2", None),
        ("volume: '66 (Supplement 1)'", "volume: 66, issue: Suppl 1", Some(MatchKey::Title)),
        ("volume: '66 (Supplement 1)'", "volume: 66, issue: 1", None),
        ("page: 1-9", "page: 20-4", None),
        ("page: pp. 207-208", "page: 207-8", Some(MatchKey::Title)),
        ("page: S20", "page: 20", Some(MatchKey::Title)),
    ] {
        assert_eq!(rung(&paper(left), &paper(right)), expected, "{left} | {right}");
        assert_eq!(rung(&paper(right), &paper(left)), expected, "{right} | {left}");
    }
}

#[test]
fn journals_are_one_abbreviated_and_in_full() {
    let paper =
        |journal: &str| format!("title: Heat for neck strain, container-title: '{journal}', issued: 2020");
    for (left, right, same) in [
        ("N Engl J Med", "The New England Journal of Medicine", true),
        ("NEJM", "New England Journal of Medicine", true),
        ("JAMA", "Journal of the American Medical Association", true),
        ("JAMA", "J Am Med Assoc", true),
        ("JAMA", "JAMA : the journal of the American Medical Association", true),
        ("BMJ", "BMJ (Clinical research ed.)", true),
        ("BMJ", "British Medical Journal", true),
        ("The Lancet", "Lancet", true),
        ("Lancet", "Lancet (London, England)", true),
        ("Pain & Therapy", "Pain and Therapy", true),
        ("PAIN", "Pain", true),
        ("Spine (Phila Pa 1976)", "Spine", true),
        ("Curr. Vasc. Pharmacol.", "Current Vascular Pharmacology", true),
        ("Proc Natl Acad Sci U S A", "Proceedings of the National Academy of Sciences USA", true),
        ("PNAS", "Proc. Natl. Acad. Sci. USA", true),
        ("PNAS", "Proceedings of the National Academy of Sciences of the United States of America", true),
        ("Dtsch Arztebl Int", "Deutsches Ärzteblatt international", true),
        ("Ned Tijdschr Geneeskd", "Nederlands Tijdschrift voor Geneeskunde", true),
        ("MMWR Morb Mortal Wkly Rep", "Morbidity and Mortality Weekly Report", true),
        ("MMWR Recomm Rep", "Morbidity and Mortality Weekly Report", false),
        ("Arch Phys Med Rehabil", "Archives of Physical Medicine and Rehabilitation", true),
        ("Cochrane Database Syst Rev", "Cochrane Database of Systematic Reviews", true),
        ("Eur Spine J", "European spine journal : official publication of the European Spine Society", true),
        // Journals of near names.
        ("Spine", "Spine J", false),
        ("Pain", "J Pain", false),
        ("Lancet", "Lancet Neurol", false),
        ("J Neurol", "J Neurosurg", false),
        ("Eur J Pain", "Eur J Paediatr", false),
        ("BMJ", "BMJ Open", false),
        ("Pain", "Physiotherapy", false),
    ] {
        let expected = same.then_some(MatchKey::Title);
        assert_eq!(rung(&paper(left), &paper(right)), expected, "{left} | {right}");
        assert_eq!(rung(&paper(right), &paper(left)), expected, "{right} | {left}");
    }
}

#[test]
fn a_place_in_a_journal_joins_near_titles() {
    let paper = |title: &str, page: &str| {
        format!(
            "type: article-journal, title: \"{title}\", container-title: Pain, issued: 2017, volume: 58, page: {page}"
        )
    };
    for (left, right, page, expected) in [
        ("Heat for neck strain: a randomised trial", "Heat for neck strain", "207", Some(MatchKey::Locus)),
        (
            "Heat for neck strains in nurses on night duty",
            "Heat for neck strain in nurses on night duty",
            "207",
            Some(MatchKey::Locus),
        ),
        (
            "Hospitalised haemophilia patients",
            "Hospitalized hemophilia patients",
            "207",
            Some(MatchKey::Locus),
        ),
        ("Heat for neck strian in nurses", "Heat for neck strain in nurses", "207", Some(MatchKey::Locus)),
        // Two short pieces begin on one page.
        ("Heat for neck strain", "Cold for knee sprain", "207", None),
        ("Heat for neck strain", "Heat for neck strain: reply", "207", None),
        ("Heat for neck strain, part 1", "Heat for neck strain, part 2", "207", None),
        ("Heat for neck strain", "Heat for neck strain: a trial", "20", None),
    ] {
        assert_eq!(rung(&paper(left, "207-208"), &paper(right, page)), expected, "{left} | {right}");
        assert_eq!(rung(&paper(right, page), &paper(left, "207-208")), expected, "{right} | {left}");
    }
}

#[test]
fn a_bare_reference_is_known_by_a_long_title_and_its_author() {
    let title = "title: Heat for neck strain in nurses, issued: 2019";
    let bare = format!("{title}, author: [{{family: Novak, given: Tomas}}]");
    let full = format!("{bare}, container-title: Pain, DOI: 10.1000/a");
    assert_eq!(rung(&bare, &full), Some(MatchKey::Author));
    assert_eq!(rung(&full, &bare), Some(MatchKey::Author));
    for other in [
        format!("{title}, author: [Okoro B], container-title: Pain"),
        format!("{title}, container-title: Pain"),
        "title: Heat for neck strain in nurses, issued: 2012, author: [Novak T], container-title: Pain"
            .to_owned(),
    ] {
        assert_eq!(rung(&bare, &other), None, "{other}");
    }
    let short = "title: Neck pain, issued: 2019, author: [Novak T]";
    assert_eq!(rung(short, &format!("{short}, container-title: Pain")), None);
    // A preprint says where it is; and what fits it and its paper is joined to neither.
    let preprint = format!("{bare}, publisher: medRxiv");
    assert_eq!(rung(&preprint, &full), None);
    assert_eq!(clusters(&[&preprint, &bare, &full]), Vec::<Vec<_>>::new());
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
        let sorted = |clusters: Vec<Vec<(usize, Option<MatchKey>)>>, original: &dyn Fn(usize) -> usize| {
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

/// Among more references than a few, those that share nothing with anybody are left out of the comparison.
#[test]
fn strangers_between_references_change_nothing() {
    let items = [
        "DOI: 10.1000/x, title: Heat and necks of nurses in wards, author: [{family: Lee}], issued: 2020",
        "DOI: 10.1000/x, title: Heat and necks of nurses in wards, author: [{family: Lee}], issued: 2020",
        "DOI: 10.1000/x, title: Pearls of another sea altogether, author: [{family: Roe}], issued: 1990",
        "DOI: 10.1101/y, title: Heat and necks of nurses in towns, author: [{family: Lee}], issued: 2020",
        "DOI: 10.1000/z, title: Heat and necks of nurses in towns, author: [{family: Lee}], issued: 2021",
    ];
    let few = references(&items);
    let strangers: Vec<String> = (0..2 * MANY)
        .map(|nth| {
            format!("title: Number {nth} on its own, author: [{{family: N{nth}}}], DOI: 10.1000/n{nth}")
        })
        .collect();
    let strangers: Vec<&str> = strangers.iter().map(String::as_str).collect();
    let strangers = references(&strangers);
    // One stands after each hundred strangers.
    let mut many: Vec<&Reference<Span>> = strangers.iter().collect();
    let place = |nth: usize| 100 * (nth + 1) + nth;
    few.iter().enumerate().for_each(|(nth, reference)| many.insert(place(nth), reference));
    let seen = |clusters: &Clusters, place: &dyn Fn(usize) -> usize| {
        let members = |cluster: &Cluster| -> Vec<_> {
            cluster.members().map(|(nth, rung)| (place(nth), rung)).collect()
        };
        let conflicts: Vec<_> =
            clusters.conflicts().iter().map(|pair| (place(pair.first), place(pair.other))).collect();
        let similar: Vec<_> = clusters
            .similar()
            .iter()
            .map(|pair| (place(pair.first), place(pair.other), pair.relation))
            .collect();
        (clusters.iter().map(members).collect::<Vec<_>>(), conflicts, similar)
    };
    let expected = seen(&Clusters::build(&few.iter().collect::<Vec<_>>()), &place);
    assert_eq!((expected.0.len(), expected.1.len(), expected.2.len()), (1, 1, 1));
    assert_eq!(seen(&Clusters::build(&many), &|nth| nth), expected);
}

#[test]
fn an_institution_may_be_written_by_its_initials() {
    let page = |issuer: &str| format!("type: webpage, title: Neck pain in adults, {issuer}, issued: 2020");
    for (left, right, expected) in [
        ("publisher: NHS", "publisher: National Health Service", Some(MatchKey::Title)),
        ("publisher: National Health Service (NHS)", "publisher: NHS", Some(MatchKey::Title)),
        ("publisher: WHO", "publisher: World Health Organization", Some(MatchKey::Title)),
        ("container-title: NHS", "publisher: National Health Service", Some(MatchKey::Title)),
        ("publisher: CDC", "publisher: Centers for Disease Control and Prevention", Some(MatchKey::Title)),
        ("publisher: U.S. Food and Drug Administration", "publisher: FDA", Some(MatchKey::Title)),
        ("publisher: Natl Inst Health", "publisher: National Institutes of Health", Some(MatchKey::Title)),
        // The same initials of other words, and other ones.
        ("publisher: North Harbor Surgery", "publisher: National Health Service", None),
        ("publisher: NHS", "publisher: National Institutes of Health", None),
        ("publisher: Nhs", "publisher: National Health Service", None),
    ] {
        assert_eq!(rung(&page(left), &page(right)), expected, "{left}\n{right}");
        assert_eq!(rung(&page(right), &page(left)), expected, "{right}\n{left}");
    }
}
