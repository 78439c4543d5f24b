use super::*;

fn shown<T: fmt::Display>(parsed: Result<T, IdentifierError>) -> Result<String, IdentifierError> {
    parsed.map(|value| value.to_string())
}

fn wrong<T>(expected: char) -> Result<T, IdentifierError> {
    Err(IdentifierError::BadCheckDigit { expected })
}

#[test]
fn a_doi_is_one_in_all_its_spellings() {
    for text in [
        "10.1016/S0140-6736(20)30183-5",
        "10.1016/s0140-6736(20)30183-5.",
        "doi:10.1016/S0140-6736(20)30183-5",
        "DOI: 10.1016/S0140-6736(20)30183-5),",
        "https://doi.org/10.1016/S0140-6736(20)30183-5",
        "http://dx.doi.org/10.1016/S0140-6736%2820%2930183-5",
        "HTTPS://WWW.DOI.ORG/10.1016/S0140-6736(20)30183-5?utm_source=mail",
        "doi.org/10.1016%2FS0140-6736(20)30183-5;",
        " https://doi.org/doi:10.1016/S0140-6736(20)30183-5 ",
    ] {
        assert_eq!(shown(Doi::parse(text)), Ok("10.1016/s0140-6736(20)30183-5".to_owned()), "{text}");
    }
}

#[test]
fn a_doi_keeps_its_own_brackets_and_stops() {
    for (text, doi) in [
        ("10.1002/14651858.CD002273.pub2.", "10.1002/14651858.cd002273.pub2"),
        (
            "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
            "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
        ),
        (
            "https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2",
            "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
        ),
        ("10.1000.10/ABC]", "10.1000.10/abc"),
        ("10.1000/x(1", "10.1000/x(1"),
        ("10.1000/x”", "10.1000/x"),
        ("10.1000/ä%ZZ", "10.1000/ä%zz"),
    ] {
        assert_eq!(shown(Doi::parse(text)), Ok(doi.to_owned()), "{text}");
    }
}

#[test]
fn what_is_no_doi_is_refused() {
    for text in [
        "",
        "10.",
        "10.1000",
        "10.1000/",
        "10.1000/.",
        "10.123/x",
        "10.1234567890/x",
        "11.1000/x",
        "10.1000/a b",
        "10.10x0/a",
        "https://example.org/10.1000/x",
    ] {
        assert_eq!(Doi::parse(text), Err(BadForm), "{text}");
    }
}

#[test]
fn pubmed_numbers() {
    for (text, shown_as) in [("31978945", "31978945"), ("PMID: 1", "1"), ("pmid:31978945", "31978945")] {
        assert_eq!(shown(Pmid::parse(text)), Ok(shown_as.to_owned()), "{text}");
    }
    for text in ["", "0123", "123456789", "12a", "PMC123", "-1", "1.0"] {
        assert_eq!(Pmid::parse(text), Err(BadForm), "{text}");
    }
    for (text, shown_as) in [
        ("PMC7092803", "PMC7092803"),
        ("pmc7092803.2", "PMC7092803"),
        ("PMC 7092803", "PMC7092803"),
        ("PMCID: PMC7092803", "PMC7092803"),
    ] {
        assert_eq!(shown(Pmcid::parse(text)), Ok(shown_as.to_owned()), "{text}");
    }
    for text in ["7092803", "PMC", "PMC012", "PMC12.", "PMC12.x", "PMC1234567890"] {
        assert_eq!(Pmcid::parse(text), Err(BadForm), "{text}");
    }
}

#[test]
fn book_numbers_of_both_lengths() {
    for (text, isbn) in [
        ("1-85775-310-0", "9781857753103"),
        ("978-0-19-024655-6", "9780190246556"),
        ("ISBN 0-8044-2957-X", "9780804429573"),
        ("080442957x", "9780804429573"),
        ("ISBN-13: 978 0 19 024655 6", "9780190246556"),
        ("ISBN-10: 1857753100", "9781857753103"),
        ("978‑0‑19‑024655‑6", "9780190246556"),
    ] {
        assert_eq!(shown(Isbn::parse(text)), Ok(isbn.to_owned()), "{text}");
    }
    assert_eq!(Isbn::parse("978-0-19-024655-7"), wrong('6'));
    assert_eq!(Isbn::parse("1-85775-310-1"), wrong('0'));
    assert_eq!(Isbn::parse("0-8044-2957-1"), wrong('X'));
    for text in ["", "978", "9770190246556", "12345678901", "185775310a", "X857753100", "978019024655X9"] {
        assert_eq!(Isbn::parse(text), Err(BadForm), "{text}");
    }
}

#[test]
fn journal_numbers() {
    for (text, issn) in
        [("0098-7484", "0098-7484"), ("ISSN 00987484", "0098-7484"), ("2434-561x", "2434-561X")]
    {
        assert_eq!(shown(Issn::parse(text)), Ok(issn.to_owned()), "{text}");
    }
    assert_eq!(Issn::parse("0098-7485"), wrong('4'));
    for text in ["", "0098-748", "009-87484", "0098-7484-1", "0098_7484", "00X8-7484"] {
        assert_eq!(Issn::parse(text), Err(BadForm), "{text}");
    }
}

#[test]
fn people() {
    for text in [
        "0000-0002-1825-0097",
        "https://orcid.org/0000-0002-1825-0097",
        "orcid.org/0000-0002-1825-0097/",
        "ORCID: 0000000218250097",
    ] {
        assert_eq!(orcid(text), Ok("0000-0002-1825-0097".to_owned()), "{text}");
    }
    assert_eq!(orcid("0000-0002-1694-233x"), Ok("0000-0002-1694-233X".to_owned()));
    assert_eq!(orcid("0000-0002-1825-0098"), wrong('7'));
    for text in ["", "0000-0002-1825", "00000002-18250097", "0000-0002-1825-009a"] {
        assert_eq!(orcid(text), Err(BadForm), "{text}");
    }
    assert_eq!(npi("1234567893"), Ok("1234567893".to_owned()));
    assert_eq!(npi("NPI 1234567893"), Ok("1234567893".to_owned()));
    assert_eq!(npi("1234567898"), wrong('3'));
    for text in ["", "3234567893", "123456789", "123456789x"] {
        assert_eq!(npi(text), Err(BadForm), "{text}");
    }
}

#[test]
fn clinical_codes() {
    use CodeSystem::*;
    for (system, code, outcome) in [
        (SnomedCt, "22298006", Ok(())),
        (SnomedCt, "11000001102", Ok(())),
        (SnomedCt, "81680005", Ok(())),
        (SnomedCt, "22298007", wrong('6')),
        (SnomedCt, "22298096", Err(BadForm)),
        (SnomedCt, "02298006", Err(BadForm)),
        (SnomedCt, "22006", Err(BadForm)),
        (SnomedCt, "2229800é", Err(BadForm)),
        (SnomedCt, "2229800611111111111", Err(BadForm)),
        (Loinc, "2093-3", Ok(())),
        (Loinc, "94500-6", Ok(())),
        (Loinc, "2093-4", wrong('3')),
        (Loinc, "20933", Err(BadForm)),
        (Loinc, "-3", Err(BadForm)),
        (Loinc, "2093-33", Err(BadForm)),
        (Mesh, "D019547", Ok(())),
        (Mesh, "C000657245", Ok(())),
        (Mesh, "Q000150", Ok(())),
        (Mesh, "E019547", Err(BadForm)),
        (Mesh, "D01954", Err(BadForm)),
        (Icd10Cm, "U07.1", Ok(())),
        (Icd10Cm, "M54.2", Ok(())),
        (Icd10Cm, "S13.4XXA", Ok(())),
        (Icd10Cm, "C4A", Ok(())),
        (Icd10Cm, "M542", Err(BadForm)),
        (Icd10Cm, "M54.", Err(BadForm)),
        (Icd10Cm, "m54.2", Err(BadForm)),
        (Icd10Cm, "S13.4XXAB", Err(BadForm)),
        (UmlsCui, "C0007859", Ok(())),
        (UmlsCui, "C007859", Err(BadForm)),
        (UmlsCui, "D0007859", Err(BadForm)),
    ] {
        assert_eq!(system.check(code), outcome, "{system:?} {code}");
    }
    for (name, system) in [
        ("snomed-ct", Some(SnomedCt)),
        ("SNOMED CT", Some(SnomedCt)),
        ("loinc", Some(Loinc)),
        ("MeSH", Some(Mesh)),
        ("icd-10-cm", Some(Icd10Cm)),
        ("umls", Some(UmlsCui)),
        ("icd-10", None),
        ("", None),
    ] {
        assert_eq!(CodeSystem::named(name), system, "{name}");
    }
}

#[test]
fn addresses_of_one_page_are_one() {
    for url in [
        "https://www.nhs.uk/conditions/neck-pain/",
        "http://nhs.uk/conditions/neck-pain",
        "www.nhs.uk/conditions/neck-pain",
        "HTTPS://WWW.NHS.UK:443/conditions/neck-pain/#causes",
        "//nhs.uk/conditions/neck%2Dpain?utm_source=x&UTM_medium=y&fbclid=1",
        "https://user@nhs.uk./conditions/neck-pain//?",
    ] {
        assert_eq!(url_identity(url).as_deref(), Some("nhs.uk/conditions/neck-pain"), "{url}");
    }
    for (url, identity) in [
        ("https://example.org/?p=12&gclid=9", Some("example.org?p=12")),
        ("https://example.org/a?b=1&c=2", Some("example.org/a?b=1&c=2")),
        ("https://example.org/A%c3%a4%2f", Some("example.org/A%C3%A4%2F")),
        ("https://example.org:8080/a", Some("example.org:8080/a")),
        ("https://en.wikipedia.org/wiki/Neck_(anatomy)", Some("en.wikipedia.org/wiki/Neck_(anatomy)")),
        ("https://example.org/100%", Some("example.org/100%")),
        ("https://example.org/", None),
        ("www.example.org", None),
        ("example.org/?utm_source=a#b", None),
        ("neck-pain.md", None),
        ("mailto://a.b/c", None),
        ("https://nowhere/page", None),
        ("https://exa mple.org/a", None),
        ("https://a..b/c", None),
        ("", None),
    ] {
        assert_eq!(url_identity(url).as_deref(), identity, "{url}");
    }
}

#[test]
fn views_and_players_of_one_thing_are_one() {
    for (url, identity) in [
        ("https://www.ncbi.nlm.nih.gov/books/NBK538173/?report=reader", "ncbi.nlm.nih.gov/books/NBK538173"),
        (
            "https://www.ncbi.nlm.nih.gov/books/NBK538173/?report=printable",
            "ncbi.nlm.nih.gov/books/NBK538173",
        ),
        ("https://example.org/books/?report=reader", "example.org/books?report=reader"),
        ("https://clinicaltrials.gov/study/NCT01234567?tab=results", "clinicaltrials.gov/study/NCT01234567"),
        ("https://youtu.be/dQw4w9WgXcQ?t=43&si=abc", "youtube.com/watch/dQw4w9WgXcQ"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1", "youtube.com/watch/dQw4w9WgXcQ"),
        ("https://m.youtube.com/watch?v=dQw4w9WgXcQ", "youtube.com/watch/dQw4w9WgXcQ"),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ", "youtube.com/watch/dQw4w9WgXcQ"),
        ("https://www.youtube.com/@spine/videos", "youtube.com/@spine/videos"),
    ] {
        assert_eq!(url_identity(url).as_deref(), Some(identity), "{url}");
    }
}

#[test]
fn resolvers_stand_for_identifiers() {
    let doi = |text: &str| Some(Address::Doi(Doi::parse(text).unwrap()));
    let pmid = Some(Address::Pmid(Pmid::parse("12345").unwrap()));
    let pmcid = Some(Address::Pmcid(Pmcid::parse("PMC123").unwrap()));
    for (url, identity) in [
        ("https://doi.org/10.1000/X", doi("10.1000/x")),
        ("http://dx.doi.org/10.1000/x#a", doi("10.1000/x")),
        ("https://pubmed.ncbi.nlm.nih.gov/12345/", pmid.clone()),
        ("https://pubmed.ncbi.nlm.nih.gov/12345/?dopt=Abstract", pmid.clone()),
        ("https://www.ncbi.nlm.nih.gov/pubmed/12345", pmid.clone()),
        ("http://europepmc.org/abstract/MED/12345", pmid),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123/", pmcid.clone()),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123.2/pdf/x.pdf", pmcid.clone()),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC123/", pmcid.clone()),
        ("https://europepmc.org/articles/PMC123", pmcid.clone()),
        ("https://europepmc.org/article/PMC/PMC123", pmcid),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=neck", None),
        ("https://www.ncbi.nlm.nih.gov/books/NBK12345/", None),
        ("https://doi.org/", None),
        ("https://example.org/pubmed/12345", None),
    ] {
        assert_eq!(identity_of_address(url), identity, "{url}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_checked_without_panic(text in "\\PC{0,40}|(doi:|https://doi.org/)?10\\.[0-9]{3,6}/[a-z(%2)é.;]{0,12}") {
        if let Ok(doi) = Doi::parse(&text) {
            proptest::prop_assert_eq!(Doi::parse(doi.as_str()), Ok(doi.clone()));
            proptest::prop_assert!(doi.as_str().starts_with("10."));
        }
        let _ = (Pmid::parse(&text), Pmcid::parse(&text), Isbn::parse(&text), Issn::parse(&text));
        let _ = (orcid(&text), npi(&text), identity_of_address(&text));
        if let Some(identity) = url_identity(&text) {
            proptest::prop_assert_eq!(url_identity(&identity), Some(identity.clone()));
        }
        for system in [CodeSystem::SnomedCt, CodeSystem::Loinc, CodeSystem::Mesh, CodeSystem::Icd10Cm, CodeSystem::UmlsCui] {
            let _ = system.check(&text);
        }
    }

    #[test]
    fn a_digit_typed_wrong_is_noticed(place in 0_usize..9, digit in 0_u8..10) {
        let mut isbn = b"9780190246556".to_vec();
        isbn[3 + place] = b'0' + digit;
        let written = String::from_utf8(isbn).unwrap();
        proptest::prop_assert_eq!(Isbn::parse(&written).is_ok(), written == "9780190246556");
    }
}

#[test]
fn an_address_is_one_however_readers_came_by_it() {
    let page = Some("nhs.uk/conditions/whiplash");
    for url in [
        "https://m.nhs.uk/conditions/whiplash/",
        "https://www.nhs.uk/conditions/whiplash/index.html",
        "https://www.nhs.uk/conditions/whiplash/Default.aspx",
        "https://www.nhs.uk/conditions/./pain/../whiplash",
        "https://www.nhs.uk/conditions/whiplash;jsessionid=A1?PHPSESSID=2&srsltid=Afm",
        "https://web.archive.org/web/20200110000000/https://www.nhs.uk/conditions/whiplash/",
        "https://web.archive.org/web/20200110id_/http:/www.nhs.uk/conditions/whiplash/",
        "https://web.archive.org/web/*/www.nhs.uk/conditions/whiplash",
        "https://archive.ph/2021.01.10-000000/https://www.nhs.uk/conditions/whiplash/",
        "https://archive.is/https://www.nhs.uk/conditions/whiplash/",
        "https://www.google.com/amp/s/www.nhs.uk/conditions/whiplash/",
        "https://amp.nhs.uk/conditions/whiplash/",
        "https://www.nhs.uk/conditions/whiplash/amp/",
        "https://www.nhs.uk/amp/conditions/whiplash",
        "https://webcache.googleusercontent.com/search?q=cache:abcdefghi_-1:https://www.nhs.uk/conditions/whiplash/+neck&hl=en",
        "http://webcache.googleusercontent.com/search?q=cache:www.nhs.uk/conditions/whiplash/",
        "https://webarchive.nationalarchives.gov.uk/ukgwa/20200110000000/https://www.nhs.uk/conditions/whiplash/",
        "https://proxy.example.edu/login?url=https://www.nhs.uk/conditions/whiplash/",
        "https://ezproxy.example.edu/login?qurl=https%3A%2F%2Fwww.nhs.uk%2Fconditions%2Fwhiplash",
        "https://www-nhs-uk.libproxy.example.edu/conditions/whiplash",
        "https://www-nhs-uk.idm.oclc.org/conditions/whiplash",
        "https://www.google.com/url?q=https://www.nhs.uk/conditions/whiplash/&sa=D",
        "https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fwww.nhs.uk%2Fconditions%2Fwhiplash%2F&usg=x",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.nhs.uk%2Fconditions%2Fwhiplash%2F&data=5",
        "https://proxy.example.edu/login?url=https://web.archive.org/web/2020/https://www.nhs.uk/conditions/whiplash/",
    ] {
        assert_eq!(url_identity(url).as_deref(), page, "{url}");
    }
    for (url, identity) in [
        ("https://en.m.wikipedia.org/wiki/Whiplash", Some("en.wikipedia.org/wiki/Whiplash")),
        ("https://m.co/a", Some("m.co/a")),
        ("https://münchen.example/a", Some("xn--mnchen-3ya.example/a")),
        ("https://a.example.org/p?c=2&b=1", Some("a.example.org/p?b=1&c=2")),
        ("https://a.example.org/../../b", Some("a.example.org/b")),
        ("https://a.example.org/index.php?id=3", Some("a.example.org?id=3")),
        ("https://a.example.org/index-2.html", Some("a.example.org/index-2.html")),
        ("https://a.example.org/index.html", None),
        ("https://a.example.org/#/neck-pain", Some("a.example.org#/neck-pain")),
        ("https://a.example.org/a#!b", Some("a.example.org/a#!b")),
        (
            "https://clinicaltrials.gov/ct2/show/nct01234567?term=neck",
            Some("clinicaltrials.gov/study/NCT01234567?term=neck"),
        ),
        ("https://clinicaltrials.gov/study/NCT01234567", Some("clinicaltrials.gov/study/NCT01234567")),
        // Not an archive's copy, proxy or redirect.
        (
            "https://archive.org/details/2019report/page.html",
            Some("archive.org/details/2019report/page.html"),
        ),
        ("https://archive.ph/AbCdE", Some("archive.ph/AbCdE")),
        ("https://my-proxy.example.org/a", Some("my-proxy.example.org/a")),
        (
            "https://www.google.com/search?q=https://www.nhs.uk/a",
            Some("google.com/search?q=https://www.nhs.uk/a"),
        ),
        (
            "https://example.org/login?url=https://www.nhs.uk/a",
            Some("example.org/login?url=https://www.nhs.uk/a"),
        ),
    ] {
        assert_eq!(url_identity(url).as_deref(), identity, "{url}");
    }
}

#[test]
fn addresses_of_publishers_hold_dois() {
    for (url, doi) in [
        (
            "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0000001",
            "10.1371/journal.pone.0000001",
        ),
        (
            "https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0000001&type=printable",
            "10.1371/journal.pone.0000001",
        ),
        (
            "https://onlinelibrary.wiley.com/doi/full/10.1002/14651858.CD002273.pub2",
            "10.1002/14651858.cd002273.pub2",
        ),
        (
            "https://onlinelibrary.wiley.com/doi/10.1002/14651858.CD002273.pub2/abstract",
            "10.1002/14651858.cd002273.pub2",
        ),
        ("https://www.tandfonline.com/doi/abs/10.1080/1.2?journalCode=x", "10.1080/1.2"),
        ("https://link.springer.com/content/pdf/10.1007/s00586-1.pdf", "10.1007/s00586-1"),
        ("https://link.springer.com/chapter/10.1007%2F978-3-1_3", "10.1007/978-3-1_3"),
        ("https://academic.oup.com/nar/article/doi/10.1093/nar/gkaa1100/5974088", "10.1093/nar/gkaa1100"),
        ("https://www.frontiersin.org/articles/10.3389/fneur.2020.1/full", "10.3389/fneur.2020.1"),
        ("https://www.medrxiv.org/content/10.1101/2020.03.01.1v1", "10.1101/2020.03.01.1"),
        ("https://www.medrxiv.org/content/10.1101/2020.03.01.1v2.full-text", "10.1101/2020.03.01.1"),
        ("https://doi-org.proxy.example.edu/10.2196/jmir.4738", "10.2196/jmir.4738"),
        ("https://web.archive.org/web/2020/https://doi.org/10.2196/jmir.4738", "10.2196/jmir.4738"),
    ] {
        assert_eq!(identity_of_address(url), Some(Address::Doi(Doi::parse(doi).unwrap())), "{url}");
    }
    let pmid = Some(Address::Pmid(Pmid::parse("31986264").unwrap()));
    let pmcid = Some(Address::Pmcid(Pmcid::parse("PMC7159299").unwrap()));
    for (url, identity) in [
        ("https://pubmed.ncbi.nlm.nih.gov/?term=31986264", pmid.clone()),
        ("https://www.ncbi.nlm.nih.gov/pubmed/?term=31986264", pmid),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=neck+31986264", None),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/7159299/", pmcid.clone()),
        ("https://europepmc.org/articles/PMC/7159299", pmcid),
        ("https://example.org/10.0/notes", None),
        ("https://example.org/release-10.1000/notes", None),
        ("https://example.org/?p=10.1000/x", None),
    ] {
        assert_eq!(identity_of_address(url), identity, "{url}");
    }
}

#[test]
fn a_field_holds_a_doi_in_more_forms_than_a_text() {
    for (text, doi) in [
        ("(10.1016/S0140-6736(20)30183-5)", "10.1016/s0140-6736(20)30183-5"),
        ("<10.1016/j.spinee.2013.11.057>", "10.1016/j.spinee.2013.11.057"),
        ("info:doi/10.2196/jmir.4738", "10.2196/jmir.4738"),
        // Hyphens at which no line breaks.
        ("10.1007/s00586\u{2011}015\u{2010}4121\u{2011}6", "10.1007/s00586-015-4121-6"),
        // A DOI that begins as one is none of the addresses that may be in it.
        ("10.1000/10.1002/14651858", "10.1000/10.1002/14651858"),
        ("urn:doi:10.2196/jmir.4738", "10.2196/jmir.4738"),
        ("DOI: https://doi.org/10.2196/jmir.4738", "10.2196/jmir.4738"),
        ("https://doi-org.ezproxy.example.edu/10.2196/jmir.4738", "10.2196/jmir.4738"),
        (
            "https://onlinelibrary.wiley.com/doi/full/10.1002/14651858.CD002273.pub2",
            "10.1002/14651858.cd002273.pub2",
        ),
        (
            "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0012345",
            "10.1371/journal.pone.0012345",
        ),
        (
            "https://www.medrxiv.org/content/10.1101/2020.03.01.20029769v2.full.pdf",
            "10.1101/2020.03.01.20029769",
        ),
        ("10.1101/2020.03.01.20029769v2", "10.1101/2020.03.01.20029769"),
        ("10.1093/nar/gkaa1100 [doi]", "10.1093/nar/gkaa1100"),
        ("S0140-6736(20)30183-5 [pii] 10.1016/S0140-6736(20)30183-5 [DOI]", "10.1016/s0140-6736(20)30183-5"),
        ("10.1093\u{200b}/nar/gkaa1100", "10.1093/nar/gkaa1100"),
        ("\u{feff}10.1016/j.spinee.2013.11.057\u{2060}", "10.1016/j.spinee.2013.11.057"),
        ("10/b65c2d", "10/b65c2d"),
        ("https://doi.org/B65c2d", "10/b65c2d"),
    ] {
        assert_eq!(shown(Doi::in_field(text)), Ok(doi.to_owned()), "{text}");
    }
    for text in [
        "10.1093/nar/ gkaa1100",
        "1O.1093/nar/gkaa1100",
        "10.1016‐j.spinee.2013.11.057",
        "https://www.nhs.uk/conditions/neck-pain/",
        "https://pubmed.ncbi.nlm.nih.gov/31986264/",
        "10/20",
        "10/2020",
        "none [doi]",
        "[doi]",
        "",
    ] {
        assert_eq!(shown(Doi::in_field(text)), Err(IdentifierError::BadForm), "{text}");
    }
    let short = Doi::in_field("10/b65c2d").expect("a short DOI");
    assert!(short.is_short() && !Doi::in_field("10.5555/b65c2d").expect("a DOI").is_short());
}

#[test]
fn a_field_holds_pubmed_numbers_as_addresses_too() {
    for text in [
        "31986264",
        "https://pubmed.ncbi.nlm.nih.gov/31986264/",
        "https://www.ncbi.nlm.nih.gov/pubmed/31986264",
        "\u{200e}31986264",
    ] {
        assert_eq!(shown(Pmid::in_field(text)), Ok("31986264".to_owned()), "{text}");
    }
    for text in [
        "PMC7159299",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC7159299/",
        "https://europepmc.org/article/PMC/PMC7159299",
        "PMC7159299\u{200b}",
    ] {
        assert_eq!(shown(Pmcid::in_field(text)), Ok("PMC7159299".to_owned()), "{text}");
    }
    for text in [
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC7159299/",
        "https://doi.org/10.5555/1",
        "https://pubmed.ncbi.nlm.nih.gov/?term=spine",
        "PMC7159299",
    ] {
        assert_eq!(shown(Pmid::in_field(text)), Err(IdentifierError::BadForm), "{text}");
    }
    for text in ["https://pubmed.ncbi.nlm.nih.gov/31986264/", "7159299", "NIHMS1581546"] {
        assert_eq!(shown(Pmcid::in_field(text)), Err(IdentifierError::BadForm), "{text}");
    }
}

#[test]
fn signs_that_nobody_sees_are_no_part_of_a_number() {
    assert_eq!(shown(Isbn::parse("\u{200e}978-0190246556")), Ok("9780190246556".to_owned()));
    assert_eq!(shown(Isbn::parse("urn:isbn:9780190246556\u{200b}")), Ok("9780190246556".to_owned()));
    assert_eq!(shown(Issn::parse("\u{feff}0098-7484")), Ok("0098-7484".to_owned()));
}
