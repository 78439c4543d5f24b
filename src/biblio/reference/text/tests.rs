use proptest::prelude::*;

use super::*;
use crate::base::date;
use crate::base::phrase::one_line;

mod ahead;
mod forms;
mod glued;
mod organisations;
mod rarer;
mod short;
mod styles;

/// Every field that was read, a line each: its name, its value and, where the value is not
/// just what stands there, the text it stands at.
fn shown(text: &str, reference: &Reference<Range<usize>>) -> Vec<String> {
    let slice = |at: &Range<usize>| text.get(at.clone()).expect("a range lies on characters of the text");
    let mut lines = Vec::new();
    let mut line = |name: &str, value: String, at: &Range<usize>| {
        let written = slice(at);
        let suffix = if one_line(written) == value { String::new() } else { format!(" = {written}") };
        lines.push(format!("{name}: {value}{suffix}"));
    };
    let Reference {
        id,
        kind: _,
        title,
        authors,
        container,
        publisher,
        edition,
        issued,
        accessed,
        doi,
        pmid,
        pmcid,
        isbn,
        issn,
        url,
        volume,
        issue,
        pages,
    } = reference;
    for author in authors {
        line("author", author.value.to_string(), &author.at);
    }
    for (name, field) in [
        ("id", id),
        ("title", title),
        ("container", container),
        ("publisher", publisher),
        ("edition", edition),
        ("volume", volume),
        ("issue", issue),
        ("pages", pages),
        ("url", url),
    ] {
        if let Some(field) = field {
            line(name, field.value.to_string(), &field.at);
        }
    }
    for (name, field) in [("issued", issued), ("accessed", accessed)] {
        if let Some(field) = field {
            line(name, field.value.to_string(), &field.at);
        }
    }
    let number = |value: Result<String, IdentifierError>| value.unwrap_or_else(|error| error.to_string());
    if let Some(field) = doi {
        line("doi", number(field.value.value.clone().map(|doi| doi.to_string())), &field.at);
    }
    if let Some(field) = pmid {
        line("pmid", number(field.value.value.map(|pmid| pmid.to_string())), &field.at);
    }
    if let Some(field) = pmcid {
        line("pmcid", number(field.value.value.map(|pmcid| pmcid.to_string())), &field.at);
    }
    if let Some(field) = isbn {
        line("isbn", number(field.value.value.map(|isbn| isbn.to_string())), &field.at);
    }
    if let Some(field) = issn {
        line("issn", number(field.value.value.clone().map(|issn| issn.to_string())), &field.at);
    }
    lines
}

/// Compares all that is read of a text with what is expected, line by line.
#[track_caller]
fn reads(text: &str, kind: Kind, expected: &[&str]) {
    let reference = read(text, Options::default());
    let reference = reference.unwrap_or_else(|| panic!("no reference: {text}"));
    assert_eq!(shown(text, &reference), expected, "{text}");
    assert_eq!(reference.kind, Some(kind), "{text}");
}

/// Compares what is read of texts: `authors | title | container | publisher | issued | volume issue pages`.
#[track_caller]
fn brief(cases: &[(&str, &str)]) {
    let dash = |field: &Option<Field<Box<str>, Range<usize>>>| {
        field.as_ref().map_or_else(|| "-".to_owned(), |field| field.value.to_string())
    };
    for (text, expected) in cases {
        let reference = read(text, Options::default()).unwrap_or_else(|| panic!("no reference: {text}"));
        let authors: Vec<&str> = reference.authors.iter().map(|author| &*author.value).collect();
        let authors = if authors.is_empty() { "-".to_owned() } else { authors.join("; ") };
        let issued = reference.issued.as_ref().map_or_else(|| "-".to_owned(), |date| date.value.to_string());
        let [title, container, publisher] =
            [&reference.title, &reference.container, &reference.publisher].map(dash);
        let [volume, issue, pages] = [&reference.volume, &reference.issue, &reference.pages].map(dash);
        let found =
            format!("{authors} | {title} | {container} | {publisher} | {issued} | {volume} {issue} {pages}");
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn pages_of_the_web() {
    reads(
        "Cervical Dystonia. National Organization of Rare Disorders (NORD). Accessed January 10, 2020.",
        Kind::Webpage,
        &[
            "title: Cervical Dystonia",
            "publisher: National Organization of Rare Disorders (NORD)",
            "accessed: 2020-01-10 = January 10, 2020",
        ],
    );
    reads(
        "Peripheral Neuropathy Fact Sheet. National Institutes of Health, National Institute of Neurological \
         Disorders and Stroke. Accessed January 10, 2020.",
        Kind::Webpage,
        &[
            "title: Peripheral Neuropathy Fact Sheet",
            "publisher: National Institutes of Health, National Institute of Neurological Disorders and Stroke",
            "accessed: 2020-01-10 = January 10, 2020",
        ],
    );
    reads(
        "Neck pain. Mayo Clinic. Published August 25, 2022. Updated March 3, 2023. Accessed July 1, 2023. \
         https://www.mayoclinic.org/neck-pain/syc-20375581.",
        Kind::Webpage,
        &[
            "title: Neck pain",
            "publisher: Mayo Clinic",
            "url: https://www.mayoclinic.org/neck-pain/syc-20375581",
            "issued: 2022-08-25 = August 25, 2022",
            "accessed: 2023-07-01 = July 1, 2023",
        ],
    );
    reads(
        "American Heart Association. What is high blood pressure? Reviewed May 6, 2021. Accessed 1 June 2021. \
         https://www.heart.org/en/health-topics/high-blood-pressure",
        Kind::Webpage,
        &[
            "author: American Heart Association",
            "title: What is high blood pressure?",
            "url: https://www.heart.org/en/health-topics/high-blood-pressure",
            "issued: 2021-05-06 = May 6, 2021",
            "accessed: 2021-06-01 = 1 June 2021",
        ],
    );
    reads(
        "NHS. Neck pain. Page last reviewed: 7 October 2020. https://www.nhs.uk/conditions/neck-pain/ [Accessed 3 Feb 2021]",
        Kind::Webpage,
        &[
            "author: NHS",
            "title: Neck pain",
            "url: https://www.nhs.uk/conditions/neck-pain/",
            "issued: 2020-10-07 = 7 October 2020",
            "accessed: 2021-02-03 = 3 Feb 2021",
        ],
    );
    reads(
        "Vitamin D. MedlinePlus. Available at: https://medlineplus.gov/vitamind.html. Accessed 2021-01-03.",
        Kind::Webpage,
        &[
            "title: Vitamin D",
            "publisher: MedlinePlus",
            "url: https://medlineplus.gov/vitamind.html",
            "accessed: 2021-01-03",
        ],
    );
    reads(
        "Hepatitis B. Centers for Disease Control and Prevention. Accessed 7/1/2023. cdc.gov/hepatitis/hbv/index.htm",
        Kind::Webpage,
        &[
            "title: Hepatitis B",
            "publisher: Centers for Disease Control and Prevention",
            "url: cdc.gov/hepatitis/hbv/index.htm",
            "accessed: 2023-07-01 = 7/1/2023",
        ],
    );
    reads(
        "Miller R. St. John’s wort vs. sertraline: what’s the difference? Dr. Ron’s Health Blog. Posted June 3, 2019. \
         https://example.com/blog",
        Kind::Webpage,
        &[
            "author: Miller R",
            "title: St. John’s wort vs. sertraline: what’s the difference?",
            "publisher: Dr. Ron’s Health Blog",
            "url: https://example.com/blog",
            "issued: 2019-06-03 = June 3, 2019",
        ],
    );
    reads(
        "Dystonia (n.d.). Dystonia Medical Research Foundation. Retrieved on 2020-01-10 from \
         https://dystonia-foundation.org/what-is-dystonia/",
        Kind::Webpage,
        &[
            "title: Dystonia",
            "publisher: Dystonia Medical Research Foundation",
            "url: https://dystonia-foundation.org/what-is-dystonia/",
            "accessed: 2020-01-10",
        ],
    );
    reads(
        "Anxiety disorders. National Institute of Mental Health. https://www.nimh.nih.gov/anxiety-disorders. Updated July \
         2018. (Accessed on September 23rd, 2019.)",
        Kind::Webpage,
        &[
            "title: Anxiety disorders",
            "publisher: National Institute of Mental Health",
            "url: https://www.nimh.nih.gov/anxiety-disorders",
            "issued: 2018-07 = July 2018",
            "accessed: 2019-09-23 = September 23rd, 2019",
        ],
    );
    reads(
        "https://www.cdc.gov/flu/about/index.html",
        Kind::Webpage,
        &["url: https://www.cdc.gov/flu/about/index.html"],
    );
}

#[test]
fn papers_in_the_style_of_ama() {
    reads(
        "Cohen SP, Hooten WM. Advances in the diagnosis and management of neck pain. *BMJ*. 2017;358:j3221. \
         doi:10.1136/bmj.j3221",
        Kind::Article,
        &[
            "author: Cohen SP",
            "author: Hooten WM",
            "title: Advances in the diagnosis and management of neck pain",
            "container: BMJ",
            "volume: 358",
            "pages: j3221",
            "issued: 2017",
            "doi: 10.1136/bmj.j3221",
        ],
    );
    reads(
        "Blanpied PR, Gross AR, Elliott JM, et al. Neck pain: revision 2017. J Orthop Sports Phys Ther. \
         2017;47(7):A1-A83. doi:10.2519/jospt.2017.0302",
        Kind::Article,
        &[
            "author: Blanpied PR",
            "author: Gross AR",
            "author: Elliott JM",
            "title: Neck pain: revision 2017",
            "container: J Orthop Sports Phys Ther",
            "volume: 47",
            "issue: 7",
            "pages: A1-A83",
            "issued: 2017",
            "doi: 10.2519/jospt.2017.0302",
        ],
    );
    reads(
        "Yancy CW, Jessup M, Bozkurt B, et al; American College of Cardiology Foundation. 2013 ACCF/AHA guideline for \
         the management of heart failure. Circulation. 2013;128(16):e240-e327.",
        Kind::Article,
        &[
            "author: Yancy CW",
            "author: Jessup M",
            "author: Bozkurt B",
            "author: American College of Cardiology Foundation",
            "title: 2013 ACCF/AHA guideline for the management of heart failure",
            "container: Circulation",
            "volume: 128",
            "issue: 16",
            "pages: e240-e327",
            "issued: 2013",
        ],
    );
    reads(
        "Lee K. Torticollis. BMJ. 2020;368:m791.",
        Kind::Article,
        &[
            "author: Lee K",
            "title: Torticollis",
            "container: BMJ",
            "volume: 368",
            "pages: m791",
            "issued: 2020",
        ],
    );
    reads(
        "GBD 2019 Diseases and Injuries Collaborators. Global burden of 369 diseases and injuries in 204 countries, \
         1990-2019. Lancet. 2020;396(10258):1204-1222. https://doi.org/10.1016/S0140-6736(20)30925-9",
        Kind::Article,
        &[
            "author: GBD 2019 Diseases and Injuries Collaborators",
            "title: Global burden of 369 diseases and injuries in 204 countries, 1990-2019",
            "container: Lancet",
            "volume: 396",
            "issue: 10258",
            "pages: 1204-1222",
            "issued: 2020",
            "doi: 10.1016/s0140-6736(20)30925-9 = https://doi.org/10.1016/S0140-6736(20)30925-9",
        ],
    );
    reads(
        "Carey B. Can brain stimulation aid memory and brain health? New York Times. January 12, 2015:D5. Accessed \
         January 14, 2015.",
        Kind::Article,
        &[
            "author: Carey B",
            "title: Can brain stimulation aid memory and brain health?",
            "container: New York Times",
            "pages: D5",
            "issued: 2015-01-12 = January 12, 2015",
            "accessed: 2015-01-14 = January 14, 2015",
        ],
    );
}

#[test]
fn papers_in_the_style_of_vancouver() {
    reads(
        "1. Binder AI. Cervical spondylosis and neck pain. BMJ. 2007 Mar 10;334(7592):527-31. \
         doi: 10.1136/bmj.39127.608299.80. PMID: 17347239; PMCID: PMC1819511.",
        Kind::Article,
        &[
            "author: Binder AI",
            "title: Cervical spondylosis and neck pain",
            "container: BMJ",
            "volume: 334",
            "issue: 7592",
            "pages: 527-31",
            "issued: 2007-03-10 = 2007 Mar 10",
            "doi: 10.1136/bmj.39127.608299.80",
            "pmid: 17347239",
            "pmcid: PMC1819511",
        ],
    );
    reads(
        "Côté P, van der Velde G, Cassidy JD, et al. The burden of neck pain in workers: results of the Bone and Joint \
         Decade 2000–2010 Task Force. Spine (Phila Pa 1976). 2008;33(4 Suppl):S60–74.",
        Kind::Article,
        &[
            "author: Côté P",
            "author: van der Velde G",
            "author: Cassidy JD",
            "title: The burden of neck pain in workers: results of the Bone and Joint Decade 2000–2010 Task Force",
            "container: Spine (Phila Pa 1976)",
            "volume: 33",
            "issue: 4 Suppl",
            "pages: S60–74",
            "issued: 2008",
        ],
    );
    reads(
        "Childress MA, Becker BA. Nonoperative Management of Cervical Radiculopathy. Am Fam Physician [Internet]. \
         2016 May 1 [cited 2020 Jan 10];93(9):746-54. Available from: https://www.aafp.org/afp/2016/0501/p746.html",
        Kind::Article,
        &[
            "author: Childress MA",
            "author: Becker BA",
            "title: Nonoperative Management of Cervical Radiculopathy",
            "container: Am Fam Physician",
            "volume: 93",
            "issue: 9",
            "pages: 746-54",
            "url: https://www.aafp.org/afp/2016/0501/p746.html",
            "issued: 2016-05-01 = 2016 May 1",
            "accessed: 2020-01-10 = 2020 Jan 10",
        ],
    );
    reads(
        "Dystonias Fact Sheet [Internet]. Bethesda (MD): National Institutes of Health; 2018 [cited 2020 Jan 10]. \
         Available from: https://www.ninds.nih.gov/dystonias",
        Kind::Webpage,
        &[
            "title: Dystonias Fact Sheet",
            "publisher: National Institutes of Health",
            "url: https://www.ninds.nih.gov/dystonias",
            "issued: 2018",
            "accessed: 2020-01-10 = 2020 Jan 10",
        ],
    );
    reads(
        "MedlinePlus [Internet]. Bethesda (MD): National Library of Medicine (US); [updated 2020 Jun 24; cited 2020 Jul 1]. \
         Neck injuries and disorders; [updated 2020 Jan 5]. Available from: https://medlineplus.gov/neckinjuries.html",
        Kind::Webpage,
        &[
            "title: Neck injuries and disorders",
            "publisher: National Library of Medicine (US)",
            "url: https://medlineplus.gov/neckinjuries.html",
            "issued: 2020-06-24 = 2020 Jun 24",
            "accessed: 2020-07-01 = 2020 Jul 1",
        ],
    );
    reads(
        "Hoy D et al. The epidemiology of neck pain. Best Pract Res Clin Rheumatol (2010) 24:783–92. 10.1016/j.berh.2011.01.019",
        Kind::Article,
        &[
            "author: Hoy D",
            "title: The epidemiology of neck pain",
            "container: Best Pract Res Clin Rheumatol",
            "volume: 24",
            "pages: 783–92",
            "issued: 2010",
            "doi: 10.1016/j.berh.2011.01.019",
        ],
    );
}

#[test]
fn papers_in_the_style_of_apa() {
    reads(
        "Smith, J. A., O’Brien, M., & Lee, K.-H. (2020). Physical therapy for neck pain: A systematic review. \
         Journal of Manual Therapy, 12(3), 45–50. https://doi.org/10.1000/xyz123",
        Kind::Article,
        &[
            "author: Smith, J. A.",
            "author: O’Brien, M.",
            "author: Lee, K.-H.",
            "title: Physical therapy for neck pain: A systematic review",
            "container: Journal of Manual Therapy",
            "volume: 12",
            "issue: 3",
            "pages: 45–50",
            "issued: 2020",
            "doi: 10.1000/xyz123 = https://doi.org/10.1000/xyz123",
        ],
    );
    reads(
        "Mayo Clinic Staff. (2022, August 25). Neck pain. Mayo Clinic. Retrieved January 10, 2023, from \
         https://www.mayoclinic.org/neck-pain",
        Kind::Webpage,
        &[
            "author: Mayo Clinic Staff",
            "title: Neck pain",
            "publisher: Mayo Clinic",
            "url: https://www.mayoclinic.org/neck-pain",
            "issued: 2022-08-25 = 2022, August 25",
            "accessed: 2023-01-10 = January 10, 2023",
        ],
    );
    reads(
        "National Institute for Health and Care Excellence. (2016). Low back pain in over 16s (NICE Guideline NG59). \
         https://www.nice.org.uk/guidance/ng59",
        Kind::Webpage,
        &[
            "author: National Institute for Health and Care Excellence",
            "title: Low back pain in over 16s (NICE Guideline NG59)",
            "url: https://www.nice.org.uk/guidance/ng59",
            "issued: 2016",
        ],
    );
    reads(
        "Bogduk, N. (2012). The neck. In P. Winn & K. Lee (Eds.), Clinical anatomy of the spine (5th ed., pp. 33–47). \
         Elsevier.",
        Kind::Chapter,
        &[
            "author: Bogduk, N.",
            "title: The neck",
            "container: Clinical anatomy of the spine",
            "publisher: Elsevier",
            "pages: 33–47",
            "issued: 2012",
        ],
    );
}

#[test]
fn books_and_chapters() {
    reads(
        "Drake RL, Vogl AW, Mitchell AWM. Gray's Anatomy for Students. 4th ed. Philadelphia, PA: Elsevier; 2020. \
         ISBN 978-0-19-024655-6",
        Kind::Book,
        &[
            "author: Drake RL",
            "author: Vogl AW",
            "author: Mitchell AWM",
            "title: Gray's Anatomy for Students",
            "publisher: Elsevier",
            "edition: 4th ed",
            "issued: 2020",
            "isbn: 9780190246556 = 978-0-19-024655-6",
        ],
    );
    reads(
        "Stone, DC. The Manual of Falls. 1st Ed. 2011. Example Press.",
        Kind::Book,
        &[
            "author: Stone, DC",
            "title: The Manual of Falls",
            "publisher: Example Press",
            "edition: 1st Ed",
            "issued: 2011",
        ],
    );
    reads(
        "World Health Organization. Guidelines for the Treatment of Malaria. 3rd ed. World Health Organization; 2015.",
        Kind::Book,
        &[
            "author: World Health Organization",
            "title: Guidelines for the Treatment of Malaria",
            "publisher: World Health Organization",
            "edition: 3rd ed",
            "issued: 2015",
        ],
    );
    reads(
        "Bogduk N. The anatomy and pathophysiology of neck pain. In: Slipman CW, Derby R, Simeone FA, eds. \
         Interventional Spine: An Algorithmic Approach. Saunders; 2008:539-546.",
        Kind::Chapter,
        &[
            "author: Bogduk N",
            "title: The anatomy and pathophysiology of neck pain",
            "container: Interventional Spine: An Algorithmic Approach",
            "publisher: Saunders",
            "pages: 539-546",
            "issued: 2008",
        ],
    );
    reads(
        "Jameson JL. Approach to the patient with neck pain. In: Fauci AS, Braunwald E, editors. Harrison's principles of \
         internal medicine. 17th ed. New York: McGraw Hill; 2008. p. 107-17.",
        Kind::Chapter,
        &[
            "author: Jameson JL",
            "title: Approach to the patient with neck pain",
            "container: Harrison's principles of internal medicine",
            "publisher: McGraw Hill",
            "edition: 17th ed",
            "pages: 107-17",
            "issued: 2008",
        ],
    );
    reads(
        "Patient Protection and Affordable Care Act, Pub L No. 111-148, 124 Stat 119 (2010).",
        Kind::Law,
        &["title: Patient Protection and Affordable Care Act", "issued: 2010"],
    );
}

#[test]
fn blanks_of_all_kinds_are_one_space() {
    let text = "Cohen SP,\nHooten WM. Neck\u{a0}pain\n  in adults. BMJ.\u{a0}2017;358:j3221.";
    let reference = read(text, Options::default()).unwrap();
    let title = reference.title.unwrap();
    assert_eq!((&*title.value, &text[title.at]), ("Neck pain in adults", "Neck\u{a0}pain\n  in adults"));
    assert_eq!(&*reference.authors[1].value, "Hooten WM");
    assert_eq!(reference.issued.unwrap().value.to_string(), "2017");
}

#[test]
fn malformed_identifiers_are_kept_as_they_are_written() {
    let reference =
        read("Lee K. Neck pain. Spine. 2020;1(2):3-4. doi:10.12/abc. PMID: 012345", Options::default())
            .unwrap();
    let doi = reference.doi.unwrap().value;
    assert_eq!((&*doi.raw, doi.value), ("10.12/abc", Err(IdentifierError::BadForm)));
    let pmid = reference.pmid.unwrap().value;
    assert_eq!((&*pmid.raw, pmid.value), ("012345", Err(IdentifierError::BadForm)));
}

#[test]
fn identifiers_inside_an_address_are_not_taken_out_of_it() {
    let reference = read(
        "Neck pain. Accessed May 3, 2020. https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1819511/",
        Options::default(),
    )
    .unwrap();
    assert_eq!(reference.pmcid, None);
    assert_eq!(reference.known_pmcid(), Pmcid::parse("PMC1819511").ok());
}

#[test]
fn the_profile_decides_dates_with_slashes() {
    let options = Options { slash_order: SlashOrder::DayFirst, linked: false };
    let reference = read("Neck pain. NHS. Accessed 7/1/2023.", options).unwrap();
    assert_eq!(reference.accessed.unwrap().value.to_string(), "2023-01-07");
}

#[test]
fn plain_notes_are_no_references() {
    for text in [
        "",
        "  \n",
        "Ask your doctor before you take this.",
        "See also the section on causes.",
        "See the package leaflet.",
        "See Smith 2019.",
        "These numbers come from the 2019 census and may be out of date.",
        "This includes over-the-counter medicines. Talk to your pharmacist.",
        "Not recommended in pregnancy. Talk to your doctor.",
        "Take it with food. Do not crush.",
        "Not all studies agree.",
        "In a 2018 survey, 40% of adults had neck pain.",
        "In 2019, the American Heart Association changed its advice.",
        "Interview with the author, May 3, 2019.",
        "For more details visit www.cdc.gov.",
        "You can find more at https://www.nhs.uk/.",
        "Also called spasmodic torticollis.",
        "Vitamin D. Take it in the morning.",
        "p. 12",
        "1",
        "Ibid.",
    ] {
        assert_eq!(read(text, Options::default()), None, "{text}");
    }
}

#[test]
fn a_title_that_is_a_link_is_a_reference() {
    let linked = Options { linked: true, ..Options::default() };
    let reference = read("Cervical Dystonia", linked).unwrap();
    assert_eq!(shown("Cervical Dystonia", &reference), ["title: Cervical Dystonia"]);
    assert_eq!(read("Cervical Dystonia", Options::default()), None);
}

#[test]
fn a_very_long_text_is_no_reference() {
    let long = "Smith J. Neck pain. BMJ. 2017;1:2-3. ".repeat(30_000);
    assert_eq!(read(&long, Options::default()), None);
}

/// Pieces of references, so that random texts reach deep into the reader.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(&[
            "Smith J", "Lee, K. A.", "J. P. Doe", "World Health Organization", "et al.", "and ", "& ", "eds. ", "(Eds.), ",
            "In: ", "in ", "Neck pain", "What is pain? ", "Vitamin D. ", "Proc. ", "J. Appl. Physiol. ", "BMJ", "London: ",
            "Boston, MA: ", "Elsevier", "3rd ed. ", "Vol. 2", "pp. 3–9", "2020", "2020;12(3):45-50", "(2020). ", "12, ",
            "Accessed ", "January 10, 2020", "[cited 2020 Jan 10]", "[Internet]", "https://a.org/b(c)", "www.a.org/", "<https://b.c/ d>",
            "doi:10.1000/x", "10.1000/", "PMID: 12", "PMC12", "ISBN 978-0-19-024655-6", "“", "”", "\"", "``", "''", "(", ")",
            "[", "]", ". ", ", ", "; ", ": ", "\n", "\u{a0}", "é", "日本", "ß", "1991a", "S1-", "*", "_", "Ph.D. thesis, ", "n.d.",
        ][..]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn every_field_is_what_stands_at_its_range(text in any_text()) {
        for linked in [false, true] {
            let options = Options { linked, ..Options::default() };
            let Some(reference) = read(&text, options) else {
                continue;
            };
            for line in shown(&text, &reference) {
                let (name, value) = line.split_once(": ").unwrap();
                // Texts are what is written, blanks aside; dates and identifiers are read.
                let is_read = matches!(name, "issued" | "accessed" | "doi" | "pmid" | "pmcid" | "isbn" | "issn");
                prop_assert!(is_read || !value.contains(" = ") || text.contains('='), "{line}");
                prop_assert!(!value.is_empty());
            }
            for (field, raw) in [
                (reference.doi.as_ref().map(|field| &field.at), reference.doi.as_ref().map(|field| &field.value.raw)),
                (reference.isbn.as_ref().map(|field| &field.at), reference.isbn.as_ref().map(|field| &field.value.raw)),
            ] {
                prop_assert_eq!(field.map(|at| &text[at.clone()]), raw.map(AsRef::as_ref));
            }
            for dated in [&reference.issued, &reference.accessed].into_iter().flatten() {
                let raw = &text[dated.at.clone()];
                // `(2018) …, The Guardian, 21 February, p. 4.`: the year stands elsewhere.
                let read = date::written(raw, SlashOrder::MonthFirst)
                    .or_else(|| date::written(&format!("{raw} {}", dated.value.year()), SlashOrder::MonthFirst));
                prop_assert_eq!(read, Some(dated.value), "{}", raw);
            }
        }
    }
}

/// The authors, title and dates of a text.
#[track_caller]
fn leads(text: &str, authors: &[&str], title: &str) {
    let reference = read(text, Options::default()).unwrap_or_else(|| panic!("no reference: {text}"));
    let names: Vec<&str> = reference.authors.iter().map(|author| &*author.value).collect();
    let read = reference.title.as_ref().map(|title| &*title.value);
    assert_eq!((names.as_slice(), read), (authors, Some(title)), "{text}");
}

#[test]
fn names_as_pubmed_writes_them() {
    let title = "Collars after whiplash";
    let journal = "Spine J. 2013;13(7):90-102.";
    for (names, authors) in [
        ("Szell E, Modi L Jr, Nemet G", &["Szell E", "Modi L Jr", "Nemet G"][..]),
        ("Novak T Jr, Lind RB 3rd", &["Novak T Jr", "Lind RB 3rd"]),
        ("Bick RG, Falk A, Jr", &["Bick RG", "Falk A, Jr"]),
        ("Zell E, Mason EO, Jr., Baker CJ", &["Zell E", "Mason EO, Jr", "Baker CJ"]),
        ("Sorokina EIu, Petrov IaV, Orlov Iu", &["Sorokina EIu", "Petrov IaV", "Orlov Iu"]),
        ("Ibra K T, Yang Y, Shar H", &["Ibra K T", "Yang Y", "Shar H"]),
        ("Hagen K M., Strand B, Tilney L G., et al", &["Hagen K M.", "Strand B", "Tilney L G."]),
        ("1: Novak T, Lind R", &["Novak T", "Lind R"]),
        // Ii is a surname.
        ("Smith A, Ii K", &["Smith A", "Ii K"]),
    ] {
        leads(&format!("{names}. {title}. {journal}"), authors, title);
    }
}

#[test]
fn names_without_their_usual_signs() {
    let authors = &["Manda Benson", "Ofer Lund", "Chris J Lindt"][..];
    leads(
        "Manda Benson, Ofer Lund, Chris J Lindt. Neck posture. Ergonomics, 40(1):342–353, 2010.",
        authors,
        "Neck posture",
    );
    let authors = &["Keri, S.", "Kiss, I.", "Kelem, O."][..];
    leads(
        "Keri, S. Kiss, I. Kelem, O. (2009). Trust after whiplash. Social Spine, 4(4): 287-293.",
        authors,
        "Trust after whiplash",
    );
    leads(
        "Heine, H. Erich. “Neck Braces and Work.” Spine Journal 12, no. 1 (1999): 3–9.",
        &["Heine, H. Erich"],
        "Neck Braces and Work",
    );
    leads(
        "García Márquez, Gabriel, and Ann Lee. Neck braces. Spine J. 2010;3:4-9.",
        &["García Márquez, Gabriel", "Ann Lee"],
        "Neck braces",
    );
    leads("Heine, H. Necks at work. Spine J. 2010;3:4-9.", &["Heine, H."], "Necks at work");
}

#[test]
fn volumes_in_roman_numbers_and_months_of_other_languages() {
    let numbers = |text: &str| {
        let read = read(text, Options::default()).unwrap_or_else(|| panic!("no reference: {text}"));
        let value =
            |field: Option<Field<Box<str>, Range<usize>>>| field.map(|field| field.value).unwrap_or_default();
        let issued = read.issued.map(|issued| issued.value.to_string()).unwrap_or_default();
        format!("{} | {} | {issued} | {}", value(read.container), value(read.volume), value(read.pages))
    };
    assert_eq!(
        numbers("Simmel, Robert. “Neck Braces.” Industrial Health Review, VI (1958), pp. 1-10."),
        "Industrial Health Review | VI | 1958 | 1-10"
    );
    assert_eq!(
        numbers("Simmel, Robert. “Neck Braces.” Proceedings of Section XI, 4 (1958), pp. 1-10."),
        "Proceedings of Section XI | 4 | 1958 | 1-10"
    );
    assert_eq!(
        numbers("Dubois A. Douleur cervicale. Revue de l’Infirmière, octobre 2015, n°170. p. 9-23."),
        "Revue de l’Infirmière |  | 2015-10 | 9-23"
    );
    assert_eq!(
        numbers("Rossi, P., “Colli e spalle,” Rivista di Sanità, vol. 21, 3 gennaio 1960, pp. 121-26."),
        "Rivista di Sanità | 21 | 1960-01-03 | 121-26"
    );
    assert_eq!(
        numbers("Dubois A. Dolor cervical. Rev Dolor. septiembre 2015;12(3):9-23."),
        "Rev Dolor | 12 | 2015-09 | 9-23"
    );
}

#[test]
fn titles_with_letters_at_their_end_are_no_names() {
    for title in ["Hepatitis B E antigen in children", "Vitamin D and K in old age", "Hepatitis B"] {
        leads(&format!("{title}. Spine J. 2013;13(7):90-102."), &[], title);
    }
}

#[test]
fn initials_end_a_name_before_a_comma() {
    for (text, authors) in [
        (
            "Kellgren JH, Lorenz R. Low back pain in primary care. Z Rheumatol. 1957;16(4):494-502.",
            ["Kellgren JH", "Lorenz R"],
        ),
        (
            "Traeger AC, Buchbinder R. Low back pain in primary care. Pain. 2019;16(4):494-502.",
            ["Traeger AC", "Buchbinder R"],
        ),
    ] {
        leads(text, &authors, "Low back pain in primary care");
    }
}

#[test]
fn a_blank_before_a_doi_takes_nothing_from_it() {
    let text = "Bone RC. Definitions for sepsis. Chest. 1992;101(6):1644-1655. https://doi.org/ 10.1378/chest.101.6.1644";
    let read = super::read(text, super::Options::default()).expect("it is a reference");
    assert_eq!(read.doi.map(|doi| doi.value.raw), Some("10.1378/chest.101.6.1644".into()));
}

#[test]
fn dashes_stand_for_the_authors_above() {
    for dashes in ["---.", "———.", "______.", "–––––.", "⸻.", "———,"] {
        leads(
            &format!("{dashes} 2016. “Neck Braces at Work.” Spine Journal 12 (1): 3–9."),
            &[],
            "Neck Braces at Work",
        );
    }
}

#[test]
fn dates_of_access_in_other_languages_and_forms() {
    for (note, date) in [
        ("Consulté le 7 février 2016", Some("2016-02-07")),
        ("[cité le 5 mai 2022]", Some("2022-05-05")),
        ("[citado el 5 de mayo de 2022]", Some("2022-05-05")),
        ("[zitiert am 5. Mai 2022]", Some("2022-05-05")),
        ("[citato il 5 maggio 2022]", Some("2022-05-05")),
        ("Zugegriffen: 5. Mai 2022", Some("2022-05-05")),
        ("Page consultée le 1er août 2016", Some("2016-08-01")),
        ("Dernier accès le 7 mars 2016", Some("2016-03-07")),
        ("abgerufen am 3. März 2022", Some("2022-03-03")),
        ("Zugriff am 03.04.2022", Some("2022-04-03")),
        ("Letzter Zugriff: 3.4.2022", Some("2022-04-03")),
        ("Consultado el 3 de marzo de 2022", Some("2022-03-03")),
        ("Fecha de consulta: 12 de enero de 2022", Some("2022-01-12")),
        ("Último acceso: 12 de enero de 2022", Some("2022-01-12")),
        ("Consultato il 3 giugno 2022", Some("2022-06-03")),
        ("Ultimo accesso: 3 luglio 2022", Some("2022-07-03")),
        ("Geraadpleegd op 3 maart 2022", Some("2022-03-03")),
        ("Accessed 2022-3-3", Some("2022-03-03")),
        ("accessed 29 08 2016", Some("2016-08-29")),
        ("accessed 03/Mar/2022", Some("2022-03-03")),
        ("Downloaded on 22 August 2017", Some("2017-08-22")),
        ("last checked 3 March 2022", Some("2022-03-03")),
        ("Last Accessed 2 Feburary 2015", Some("2015-02-02")),
        // Which of the two is the month, nobody can tell.
        ("accessed 03 04 2016", None),
        ("abgerufen am 31. Februar 2022", None),
        ("consulté le site", None),
    ] {
        let text = format!("Spine Clinic. Whiplash. https://spine.example.org/whiplash. {note}.");
        let reference = read(&text, Options::default()).expect("a reference");
        let accessed = reference.accessed.map(|field| field.value.to_string());
        assert_eq!(accessed.as_deref(), date, "{note}");
    }
}

#[test]
fn years_and_pages_after_other_things() {
    let issued = |text: &str| {
        let reference = read(text, Options::default()).unwrap_or_else(|| panic!("no reference: {text}"));
        let text =
            |field: Option<Field<Box<str>, Range<usize>>>| field.map(|field| field.value).unwrap_or_default();
        (reference.issued.map(|field| field.value.to_string()), text(reference.volume), text(reference.pages))
    };
    assert_eq!(
        issued(
            "Novak, T., Lind, R. & Okoro, B. Heat for neck strain. Nat. Med. 27, 586–590, doi:10.5555/nm.27.586 (2021)."
        ),
        (Some("2021".to_owned()), "27".into(), "586–590".into())
    );
    assert_eq!(
        issued("T. Novak, « Nuque et travail », J. Pain, vol. 21, no 12, p. 1734 ‑ 1739, 2012."),
        (Some("2012".to_owned()), "21".into(), "1734 ‑ 1739".into())
    );
}

#[test]
fn a_journal_without_volume_is_a_journal() {
    reads(
        "Novak T. Heat for neck strain [published online ahead of print January 5, 2021]. J Pain. doi:10.5555/jp.9",
        Kind::Article,
        &[
            "author: Novak T",
            "title: Heat for neck strain",
            "container: J Pain",
            "issued: 2021-01-05 = January 5, 2021",
            "doi: 10.5555/jp.9",
        ],
    );
    reads(
        "Novak T. Heat for neck strain [published online ahead of print January 5, 2021]. J Pain. 2022;23(1):4-9.",
        Kind::Article,
        &[
            "author: Novak T",
            "title: Heat for neck strain",
            "container: J Pain",
            "volume: 23",
            "issue: 1",
            "pages: 4-9",
            "issued: 2022",
        ],
    );
    let article =
        |text: &str| read(text, Options::default()).map(|read| (read.kind, read.container, read.publisher));
    for (text, journal) in [
        ("Novak T. Heat for neck strain. Spine J. 2020.", "Spine J"),
        (
            "Novak T, Lind R. Collars after whiplash. Eur Spine J. 2023 Nov 2. doi: 10.5555/esj.77. Epub ahead of print.",
            "Eur Spine J",
        ),
        ("Novak T. Heat for neck strain. J Pain. In press.", "J Pain"),
        ("Novak, T. (2016). Heat for neck strain. Clinical Rehabilitation.", "Clinical Rehabilitation"),
        (
            "Novak, T. (2016). Heat for neck strain. Journal of Bodywork and Movement Therapies.",
            "Journal of Bodywork and Movement Therapies",
        ),
        ("Okoro B. Rest or walk. Lancet. 2019.", "Lancet"),
        ("Okoro B. Rest or walk [published online May 3, 2019]. J Pain. doi:10.5555/jp.9", "J Pain"),
        (
            "Okoro B. Rest or walk. Physiotherapy Theory and Practice. In press.",
            "Physiotherapy Theory and Practice",
        ),
        (
            "Novak T. Heat for neck strain [published online ahead of print January 5, 2021]. J Pain. doi:10.5555/jp.9",
            "J Pain",
        ),
    ] {
        let (kind, container, publisher) = article(text).expect(text);
        assert_eq!(kind, Some(Kind::Article), "{text}");
        assert_eq!(container.map(|field| field.value).as_deref(), Some(journal), "{text}");
        assert!(publisher.is_none(), "{text}");
    }
    for (text, publisher) in [
        ("Novak T. The Painful Neck. Elsevier. 2020.", "Elsevier"),
        ("Novak, T. (2016). The painful neck. Oxford University Press.", "Oxford University Press"),
        ("Novak T. Rest or walk. British Pain Society. 2019.", "British Pain Society"),
        (
            "Novak, T. (2016). The painful neck. American Academy of Pediatrics.",
            "American Academy of Pediatrics",
        ),
        (
            "Novak, T. (2016). Living with pain. Clinical Excellence Commission.",
            "Clinical Excellence Commission",
        ),
    ] {
        let (kind, container, read) = article(text).expect(text);
        assert_ne!(kind, Some(Kind::Article), "{text}");
        assert_eq!(container, None, "{text}");
        assert_eq!(read.map(|field| field.value).as_deref(), Some(publisher), "{text}");
    }
}

#[test]
fn a_question_is_followed_by_its_journal() {
    let fields = |text: &str| {
        let read = read(text, Options::default()).expect(text);
        let value = |field: Option<Field<Box<str>, Range<usize>>>| {
            field.map(|field| String::from(field.value)).unwrap_or_default()
        };
        [value(read.title), value(read.container), value(read.volume), value(read.pages)]
    };
    assert_eq!(
        fields(
            "Komo N, Take H. Does a collar help? J Orthop Surg Res. 2012;7:28. [PMC free article] [PubMed] [Google Scholar]"
        ),
        ["Does a collar help?", "J Orthop Surg Res", "7", "28"]
    );
    assert_eq!(
        fields("Komo N. Is rest best? J Pediatr Surg. 1992;27: 728–731. [PubMed]"),
        ["Is rest best?", "J Pediatr Surg", "27", "728–731"]
    );
    assert_eq!(
        fields("Komo N. Is it a strain? What to do about it. Spine J. 1992;27:728-731."),
        ["Is it a strain? What to do about it", "Spine J", "27", "728-731"]
    );
    assert_eq!(
        fields("Luch A.S. Heat for neck strain // Journal of General Pain. 1950. Vol. 42. P. 279-297"),
        ["Heat for neck strain", "Journal of General Pain", "42", "279-297"]
    );
    assert_eq!(
        fields(
            "Novak T. Heat for neck strain. medRxiv. Preprint posted online March 4, 2020. doi:10.1101/2020.03.01.20029769"
        )[0],
        "Heat for neck strain"
    );
}

#[test]
fn a_chapter_may_have_a_title_of_one_word() {
    for (text, author, title, book) in [
        (
            "Lind R. Whiplash. In: Novak T, Okoro B, eds. The Painful Neck. 3rd ed. Elsevier; 2019:101-120.",
            "Lind R",
            "Whiplash",
            "The Painful Neck",
        ),
        (
            "Okoro BA. Torticollis. In: Lee K, ed. Neck Disorders. 2nd ed. Springer; 2018:3-9.",
            "Okoro BA",
            "Torticollis",
            "Neck Disorders",
        ),
    ] {
        let read = read(text, Options::default()).expect(text);
        let authors: Vec<&str> = read.authors.iter().map(|author| &*author.value).collect();
        assert_eq!(authors, [author], "{text}");
        assert_eq!(read.title.map(|title| title.value).as_deref(), Some(title), "{text}");
        assert_eq!(read.container.map(|book| book.value).as_deref(), Some(book), "{text}");
    }
}
