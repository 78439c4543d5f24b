use proptest::prelude::*;

use super::*;
use crate::base::steps::assert_linear;
use crate::read::item::shown;

/// The items of a text without problems, field by field.
fn items(text: &str) -> Vec<Vec<String>> {
    let parsed = parse_at(text, 0);
    assert_eq!(parsed.problems, [], "{text:?}");
    parsed.root.iter().flat_map(Node::items).map(|item| shown(item, text)).collect()
}

#[test]
fn an_export_of_zotero_is_read_in_its_bytes() {
    let text = "TY  - JOUR\r\nTI  - Heat for neck strain\r\nAU  - Novák, Tomáš\r\nAU  - World Health Organization\r\nAU  - King, Martin, Jr.\r\nT2  - Spine\r\nAB  - Heat helps.\r\nDA  - 2018/07/05/\r\nPY  - 2018\r\nDO  - 10.1000/heat\r\nVL  - 66\r\nIS  - 7\r\nSP  - 1\r\nEP  - 10\r\nSN  - 0190-6011\r\nUR  - https://example.org/a\r\nY2  - 2020/01/10/12:00:00\r\nKW  - heat\r\nKW  - tier:research\r\nER  - \r\n\r\n";
    assert_eq!(
        items(text),
        [[
            "type TY → JOUR: article-journal",
            "title TI → Heat for neck strain",
            "author AU → Novák, Tomáš\r\nAU  - World Health Organization\r\nAU  - King, Martin, Jr.: [Novák, Tomáš: {family: Novák, given: Tomáš}] [World Health Organization: {literal: World Health Organization}] [King, Martin, Jr.: {family: King, given: Martin, suffix: Jr.}]",
            "container-title T2 → Spine",
            "issued DA → 2018/07/05/: 2018-07-05",
            "DOI DO → 10.1000/heat",
            "id  → 10.1000/heat: doi:10.1000/heat",
            "volume VL → 66",
            "issue IS → 7",
            "page SP → 1: 1-10",
            "ISSN SN → 0190-6011",
            "URL UR → https://example.org/a",
            "accessed Y2 → 2020/01/10/12:00:00: 2020-01-10",
            "keyword KW → heat: heat, tier:research",
            "custom KW → tier:research: {tier: research}",
        ]]
    );
}

#[test]
fn what_other_exports_hold_is_read() {
    for (text, field, expected) in [
        // A byte order mark is cut off before; blanks before tags, one blank after them, no `ER`.
        ("TY - JOUR\nT1 - Heat\nY1 - 2018\n", "title", "T1 → Heat"),
        ("  TY  - JOUR\n  ID  - lee\n", "id", "ID → lee"),
        // Each name twice, as some databases write it.
        (
            "TY  - JOUR\nA1  - Hayes, Melanie\nA1  - Lee, Kim\nAU  - Hayes, Melanie\n",
            "author",
            "AU → Lee, Kim\nAU  - Hayes, Melanie: [Hayes, Melanie: {family: Hayes, given: Melanie}] [Lee, Kim: {family: Lee, given: Kim}]",
        ),
        // A value that goes on, with and without indentation, after a blank line too.
        (
            "TY  - JOUR\nTI  - Heat for\n      neck strain\n",
            "title",
            "TI → Heat for\n      neck strain: Heat for neck strain",
        ),
        (
            "TY  - JOUR\nTI  - Heat for\nneck strain\nPY  - 2018\n",
            "title",
            "TI → Heat for\nneck strain: Heat for neck strain",
        ),
        (
            "TY  - JOUR\nTI  - Heat - a\n\nRNA-binding - trial\n",
            "title",
            "TI → Heat - a\n\nRNA-binding - trial: Heat - a RNA-binding - trial",
        ),
        // Line ends: of old Macs, a lone one within a value, a mix.
        ("TY  - JOUR\rTI  - Heat\rER  - \r", "title", "TI → Heat"),
        ("TY  - JOUR\nTI  - Heat\rand cold\r\nPY  - 2018\n", "title", "TI → Heat\rand cold: Heat and cold"),
        // Dates.
        ("TY  - JOUR\nDA  - 1999/08//undefined\n", "issued", "DA → 1999/08//undefined: 1999-08"),
        ("TY  - JOUR\nPY  - 2018\nDA  - Mar 12\n", "issued", "DA → Mar 12: 2018-03-12"),
        ("TY  - JOUR\nPY  - 2018///\n", "issued", "PY → 2018///: 2018"),
        ("TY  - JOUR\nY1  - 2018/07/05\nDA  - 1999/01/01\n", "issued", "Y1 → 2018/07/05: 2018-07-05"),
        ("TY  - JOUR\nPY  - in press\n", "issued", "PY → in press: {literal: in press}"),
        ("TY  - ELEC\nN1  - Accessed: 5 May 2021\n", "accessed", "N1 → Accessed: 5 May 2021: 2021-05-05"),
        // `Y2` was the last page once.
        ("TY  - JOUR\nSP  - 101\nY2  - 110\n", "page", "SP → 101: 101-110"),
        ("TY  - JOUR\nSP  - 101-110\n", "page", "SP → 101-110"),
        ("TY  - ELEC\nY2  - 2021\n", "accessed", "Y2 → 2021"),
        // A DOI as its address, among remarks; numbers of PubMed.
        ("TY  - JOUR\nDO  - https://doi.org/10.1000/182\n", "DOI", "DO → https://doi.org/10.1000/182"),
        (
            "TY  - JOUR\nDO  - https://doi.org/10.1000/182\n",
            "id",
            " → https://doi.org/10.1000/182: doi:10.1000/182",
        ),
        ("TY  - JOUR\nM3  - 10.1000/182\n", "DOI", "M3 → 10.1000/182"),
        ("TY  - JOUR\nAN  - 28666405\nDB  - PubMed\n", "PMID", "AN → 28666405"),
        ("TY  - JOUR\nAN  - 28666405\nDB  - Scopus\nC2  - PMC7159299\n", "PMCID", "C2 → PMC7159299"),
        (
            "TY  - BOOK\nSN  - 978-0-19-024655-6 0-19-024655-0\n",
            "ISBN",
            "SN → 978-0-19-024655-6 0-19-024655-0",
        ),
        ("TY  - BOOK\nSN  - 0190-6011 (print)\n", "ISSN", "SN → 0190-6011 (print)"),
        ("TY  - CHAP\nTI  - Traction\nT2  - Neck Book\n", "container-title", "T2 → Neck Book"),
        ("TY  - BOOK\nBT  - Neck Book\nT2  - A series\n", "title", "BT → Neck Book"),
        (
            "TY  - JOUR\nAU  - NHS England,\n",
            "author",
            "AU → NHS England,: [NHS England,: {literal: NHS England}]",
        ),
        (
            "TY  - ELEC\nUR  - https://example.org/a\n",
            "id",
            " → https://example.org/a: url:https://example.org/a",
        ),
    ] {
        let all = items(text);
        let found = all[0].iter().find_map(|line| line.strip_prefix(&format!("{field} ")));
        assert_eq!(found, Some(expected), "{text:?}: {all:?}");
        assert_eq!(all.len(), 1, "{text:?}");
    }
}

#[test]
fn records_begin_and_end_as_best_they_can() {
    let titles = |text: &str| -> Vec<String> {
        let parsed = parse_at(text, 0);
        let root = parsed.root.unwrap_or_else(|| item::list(Vec::new()));
        root.items()
            .iter()
            .map(|item| item.get("title").and_then(Node::text).unwrap_or("-").to_owned())
            .collect()
    };
    assert_eq!(titles("TY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nTI  - B\nER  - \n"), ["A", "B"]);
    assert_eq!(titles("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\n"), ["A", "B"], "no `ER`");
    assert_eq!(titles("TI  - A\nER  - \n\nTI  - B\nER  - \n"), ["A", "B"], "no `TY`");
    assert_eq!(titles("TI  - A\nAU  - B, C\n\nTI  - B\n"), ["A", "B"], "neither");
    assert_eq!(titles("ER  - \nER  - \n"), Vec::<String>::new());
    assert_eq!(titles(""), Vec::<String>::new());
    let text = "Library\nof neck pain\n\nTY  - JOUR\nTI  - A\nER  - \nmore\n";
    let problems: Vec<(String, &str)> = parse_at(text, 0)
        .problems
        .into_iter()
        .map(|problem| (problem.message, problem.span.slice(text)))
        .collect();
    let stray = "this is part of no record, so it was not read".to_owned();
    assert_eq!(problems, [(stray.clone(), "Library\nof neck pain"), (stray, "more")]);
}

#[test]
fn spans_are_those_of_the_larger_text() {
    let text = "\u{feff}TY  - JOUR\nTI  - Kälte\n und Wärme\nER  - \nmehr\n";
    let parsed = parse_at(&text[3..], 3);
    let root = parsed.root.unwrap();
    assert_eq!(root.items()[0].get("title").unwrap().span.slice(text), "Kälte\n und Wärme");
    assert_eq!(root.items()[0].span.slice(text), "TY  - JOUR\nTI  - Kälte\n und Wärme\nER  -");
    assert_eq!(parsed.problems[0].span.slice(text), "mehr");
}

#[test]
fn the_work_grows_as_the_file_does() {
    assert_linear("records", 50, |n| {
        drop(parse_at(&"TY  - JOUR\nTI  - A\nAU  - B, C\nDO  - 10.1000/a\nER  - \n".repeat(n), 0))
    });
    assert_linear("continuations", 50, |n| {
        drop(parse_at(&format!("TY  - JOUR\nTI  - A\n{}", "and\n".repeat(n)), 0))
    });
    assert_linear("strays", 50, |n| drop(parse_at(&"ER  - \nno\n".repeat(n), 0)));
}

proptest! {
    #[test]
    fn any_change_leaves_the_other_records(
        at in any::<prop::sample::Index>(),
        junk in "[TYERSP\\- \n\ré0-9]{0,6}",
        cut in 0_usize..6,
    ) {
        let first = "TY  - JOUR\nTI  - Über\nSP  - 1\nDA  - 2018/07/05\nER  - \n";
        let rest = "\nTY  - BOOK\nID  - b\nTI  - B\nER  - \n";
        let mut changed: Vec<char> = first.chars().collect();
        let at = at.index(changed.len());
        let end = (at + cut).min(changed.len());
        changed.splice(at..end, junk.chars());
        let text: String = changed.into_iter().chain(rest.chars()).collect();
        let parsed = parse_at(&text, 0);
        let mut open: Vec<Node> = parsed.root.iter().cloned().collect();
        let keys: Vec<String> =
            parsed.root.iter().flat_map(Node::items).filter_map(|item| Some(item.get("id")?.text()?.to_owned())).collect();
        while let Some(node) = open.pop() {
            prop_assert!(text.get(node.span.range()).is_some(), "{text:?} {:?}", node.span);
            open.extend(node.items().to_vec());
            open.extend(node.entries().iter().flat_map(|entry| [entry.key.clone(), entry.value.clone()]));
        }
        for problem in parsed.problems {
            prop_assert!(text.get(problem.span.range()).is_some());
        }
        prop_assert!(keys.contains(&"b".to_owned()), "{text:?} {keys:?}");
    }

    #[test]
    fn no_text_makes_it_panic(text in "(TY  - |ER  - |TI  - |DA  - |SP  - |Y2  - |\n|\r|\r\n|é| |a|/|-|1999|[0-9]|,|PMID- ){0,40}") {
        for parsed in [parse_at(&text, 7), crate::read::nbib::parse_at(&text, 7)] {
            let mut open: Vec<Node> = parsed.root.into_iter().collect();
            while let Some(node) = open.pop() {
                prop_assert!(node.span.end == 0 || text.get(node.span.start as usize - 7..node.span.end as usize - 7).is_some());
                open.extend(node.items().to_vec());
                open.extend(node.entries().iter().flat_map(|entry| [entry.key.clone(), entry.value.clone()]));
            }
        }
    }
}
