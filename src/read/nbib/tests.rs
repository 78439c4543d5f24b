use super::*;
use crate::base::steps::assert_linear;
use crate::read::item::shown;
use crate::read::syntax::Syntax;

const TEXT: &str = "\
PMID- 99900001
OWN - NLM
STAT- MEDLINE
IS  - 1474-547X (Electronic)
IS  - 0140-6736 (Linking)
VI  - 395
IP  - 10223
DP  - 2020 Feb 15
TI  - Clinical features of patients with neck strain in three
      hospitals.
PG  - 497-506
LID - S0140-6736(20)99999-5 [pii]
LID - 10.1016/S0140-6736(20)99999-5 [doi]
AB  - BACKGROUND: Neck strain is common.
FAU - Novák, Tomáš
AU  - Novak T
CN  - Neck Study Group
LA  - eng
PT  - Journal Article
PT  - Randomized Controlled Trial
TA  - Lancet
JT  - Lancet (London, England)
OT  - tier:research
PMC - PMC9990001
EDAT- 2020/01/28 06:00

PMID- 99900002
TI  - Heat.
AU  - van der Berg J
PT  - Preprint
";

#[test]
fn a_file_of_pubmed_is_read_in_its_bytes() {
    let parsed = parse_at(TEXT, 0);
    assert_eq!(parsed.problems, []);
    let items: Vec<Vec<String>> =
        parsed.root.iter().flat_map(Node::items).map(|item| shown(item, TEXT)).collect();
    assert_eq!(
        items,
        [
            vec![
                "PMID PMID → 99900001",
                "id  → 99900001: pmid:99900001",
                "ISSN IS → 1474-547X (Electronic): 1474-547X",
                "volume VI → 395",
                "issue IP → 10223",
                "issued DP → 2020 Feb 15: 2020-02-15",
                "title TI → Clinical features of patients with neck strain in three\n      hospitals.: Clinical features of patients with neck strain in three hospitals.",
                "page PG → 497-506",
                "DOI LID → 10.1016/S0140-6736(20)99999-5",
                "author FAU → Novák, Tomáš\nAU  - Novak T\nCN  - Neck Study Group: [Novák, Tomáš: {family: Novák, given: Tomáš}] [Neck Study Group: {literal: Neck Study Group}]",
                "language LA → eng",
                "type PT → Journal Article: article-journal",
                "container-title JT → Lancet (London, England)",
                "keyword OT → tier:research",
                "custom OT → tier:research: {tier: research}",
                "PMCID PMC → PMC9990001",
            ],
            vec![
                "PMID PMID → 99900002",
                "id  → 99900002: pmid:99900002",
                "title TI → Heat.",
                "author AU → van der Berg J: [van der Berg J: {family: van der Berg, given: J}]",
                "type PT → Preprint: article",
            ],
        ]
    );
}

#[test]
fn a_file_under_the_ending_of_the_other_format_is_read() {
    let keys = |syntax: Syntax, text: &str| -> Vec<String> {
        let root = syntax.parse(text).root.unwrap();
        root.items().iter().filter_map(|item| Some(item.get("id")?.text()?.to_owned())).collect()
    };
    assert_eq!(keys(Syntax::Ris, TEXT), ["pmid:99900001", "pmid:99900002"]);
    assert_eq!(keys(Syntax::Nbib, "\r\nTY  - BOOK\r\nID  - a\r\nER  - \r\n"), ["a"]);
}

#[test]
fn a_book_and_its_chapter_are_told_apart() {
    let fields = |text: &str| {
        let root = parse_at(text, 0).root.unwrap();
        let field = |key: &str| root.items()[0].get(key).and_then(Node::text).unwrap_or("").to_owned();
        ["type", "title", "container-title", "ISBN"].map(field)
    };
    assert_eq!(
        fields("PMID- 1\nBTI - Neck Book\nISBN- 9780190246556 (print)\n"),
        ["book", "Neck Book", "", "9780190246556"]
    );
    assert_eq!(fields("PMID- 1\nBTI - Neck Book\nTI  - Heat\n"), ["chapter", "Heat", "Neck Book", ""]);
}

#[test]
fn the_work_grows_as_the_file_does() {
    assert_linear("records", 50, |n| drop(parse_at(&TEXT.repeat(n), 0)));
}
