use super::*;
use crate::base::date::Date;
use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::rules::settings::Settings;

const RULE: RuleId = RuleId("link/see-unresolved");

const ARTICLE: &str = "---\ntitle: A\nauthors:\n  - amy\n  - bob\n---\n\n# Neck pain\n\nSee Neck Strain\nsoon.\n\n\
    - one\n  more\n- two\n\n1. first\n2. second\n\n| a | b |\n| c | d |\n";

#[test]
fn a_fingerprint_is_sixteen_digits() {
    let print = print(ARTICLE, "Neck Strain");
    assert_eq!(print.len(), 16);
    assert!(print.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f')), "{print}");
}

#[test]
fn what_is_written_elsewhere_changes_nothing() {
    for marked in ["Neck Strain", "more", "two", "second", "d |", "Neck pain", "bob", "title"] {
        let print = print(ARTICLE, marked);
        let edited = ARTICLE
            .replace("title: A\n", "status: draft\ntitle: A\n")
            .replace("  - amy\n", "  - zoe\n  - amy\n")
            .replace("# Neck pain\n", "An introduction.\n\n# Neck pain\n\nA paragraph.\n")
            .replace("- one\n", "- none\n- one\n")
            .replace("2. second", "2. inserted\n3. second")
            .replace("| c |", "| new | row |\n| c |");
        assert_ne!(edited, ARTICLE);
        assert_eq!(self::print(&edited, marked), print, "{marked}");
        assert_eq!(
            self::print(&ARTICLE.replace('\n', "\r\n"), marked),
            print,
            "{marked} with other line ends"
        );
        assert_eq!(self::print(&format!("\u{feff}{ARTICLE}"), marked), print, "{marked} behind a mark");
    }
}

#[test]
fn a_block_may_move_and_be_wrapped_anew() {
    let print = print(ARTICLE, "Neck Strain");
    let moved = ARTICLE.replace("See Neck Strain\nsoon.\n\n", "") + "\nSee Neck\n  Strain soon.\n";
    assert_eq!(self::print(&moved, "Neck\n  Strain"), print);
    let quoted = ARTICLE.replace("See Neck Strain\nsoon.", "> See Neck Strain\n> soon.");
    assert_eq!(self::print(&quoted, "Neck Strain"), print);
}

#[test]
fn another_block_rule_file_or_key_is_another_finding() {
    let mut prints: Vec<String> = [
        "Neck Strain",
        "more",
        "two",
        "first",
        "second",
        "b |",
        "d |",
        "Neck pain",
        "amy",
        "bob",
        "title",
        "authors",
    ]
    .map(|marked| print(ARTICLE, marked))
    .into();
    prints.push(print(&ARTICLE.replace("soon", "later"), "Neck Strain"));
    prints.push(prints_of("b.md", ARTICLE, &[(RULE, "Neck Strain")]).remove(0));
    prints.push(prints_of("a.md", ARTICLE, &[(RuleId("link/target-missing"), "Neck Strain")]).remove(0));
    let count = prints.len();
    prints.sort();
    prints.dedup();
    assert_eq!(prints.len(), count);
}

#[test]
fn of_equal_blocks_the_second_is_numbered() {
    let twice = "See X\n\nText\n\nSee X\n\nSee X\n";
    let all = at_each(twice, "X");
    let once = at_each("See X\n", "X");
    assert_eq!(all[0], once[0]);
    assert_ne!(all[1], all[0]);
    assert_ne!(all[2], all[0]);
    assert_ne!(all[2], all[1]);
    assert_eq!(at_each("See X\n\nSee X\n", "X"), all[..2]);
}

#[test]
fn records_are_known_by_what_they_say_of_themselves() {
    let text = "- id: a\n  DOI: x\n- title: B\n  DOI: y\n- - z\n";
    let (a, b) = (print_of("s.yaml", text, "x"), print_of("s.yaml", text, "y"));
    assert_ne!(a, b);
    let edited =
        "- id: new\n  DOI: w\n- title: B\n  note: long\n  DOI: y\n- note: first\n  id: a\n  DOI: x\n";
    assert_eq!((print_of("s.yaml", edited, "x"), print_of("s.yaml", edited, "y")), (a.clone(), b));
    assert_eq!(print_of("s.yaml", "[{\"id\": \"a\", \"DOI\": \"x\"}]", "x"), a);
    assert_ne!(print_of("s.yaml", &text.replace("id: a", "id: b"), "x"), a);
}

#[test]
fn a_record_that_lacks_something_is_meant_wherever_its_last_key_stands() {
    let gap = |text: &str| {
        let end = text.find("\n- id: b").unwrap();
        prints_at("s.yaml", text, &[(RULE, Span::at(end))]).remove(0)
    };
    let print = gap("- id: a\n  DOI: x\n- id: b\n");
    assert_eq!(gap("- id: a\n  DOI: x\n  URL: y\n- id: b\n"), print);
    let front =
        |text: &str| prints_at("a.md", text, &[(RULE, Span::at(text.rfind("\n---").unwrap()))]).remove(0);
    assert_eq!(front("---\ntitle: A\n---\n\nText\n"), front("---\ntitle: A\nstatus: draft\n---\n\nOther\n"));
    assert_ne!(front("---\ntitle: A\n---\n"), self::print("---\ntitle: A\n---\n", "A"));
}

#[test]
fn an_empty_value_is_known_by_its_key() {
    let gap = |text: &str| {
        let at = text.find("authors:").unwrap() + "authors:".len();
        prints_at("a.yaml", text, &[(RULE, Span::at(at))]).remove(0)
    };
    assert_eq!(gap("title: A\nauthors:\nstatus: draft\n"), gap("authors:\ntitle: A\n"));
    assert_ne!(gap("authors:\ntitle: A\n"), prints_at("a.yaml", "title: A\n", &[(RULE, Span::at(8))])[0]);
}

#[test]
fn the_whole_file_is_meant_by_the_gap_at_its_start() {
    let start = |text: &str| prints_at("a.md", text, &[(RULE, Span::at(0))]).remove(0);
    assert_eq!(start("One\n"), start("Another text\n"));
    assert_eq!(start("One\n"), start(""));
    assert_eq!(start("\u{feff}One\n"), start("---\ntitle: A\n---\n"));
}

#[test]
fn what_cannot_be_read_has_fingerprints_too() {
    let broken = "title: A\n\nauthors: [a\n";
    assert_eq!(print_of("a.yaml", broken, "[").len(), 16);
    assert_eq!(prints_at("a.md", "", &[(RULE, Span::new(7, 9))])[0].len(), 16);
    assert_eq!(prints_at("a.yaml", "&a [*a, *a]", &[(RULE, Span::new(5, 6))])[0].len(), 16);
}

#[test]
fn only_what_the_rules_said_is_known() {
    let fingerprints = Fingerprints::of(&session("a.md", ARTICLE), &[finding(RULE, Span::new(1, 2))]);
    assert!(fingerprints.get(&finding(RULE, Span::new(1, 2))).is_some());
    assert_eq!(fingerprints.get(&finding(RULE, Span::new(1, 3))), None);
    assert_eq!(fingerprints.get(&finding(RuleId("link/target-missing"), Span::new(1, 2))), None);
}

fn print(text: &str, marked: &str) -> String {
    print_of("a.md", text, marked)
}

fn print_of(path: &str, text: &str, marked: &str) -> String {
    prints_of(path, text, &[(RULE, marked)]).remove(0)
}

fn prints_of(path: &str, text: &str, marked: &[(RuleId, &str)]) -> Vec<String> {
    let place = |marked: &str| {
        let start = text.find(marked).unwrap();
        Span::new(start, start + marked.len())
    };
    let places: Vec<(RuleId, Span)> = marked.iter().map(|(rule, marked)| (*rule, place(marked))).collect();
    prints_at(path, text, &places)
}

fn at_each(text: &str, marked: &str) -> Vec<String> {
    let places: Vec<(RuleId, Span)> =
        text.match_indices(marked).map(|(at, marked)| (RULE, Span::new(at, at + marked.len()))).collect();
    prints_at("a.md", text, &places)
}

fn prints_at(path: &str, text: &str, places: &[(RuleId, Span)]) -> Vec<String> {
    let findings: Vec<Diagnostic<Location>> =
        places.iter().map(|(rule, span)| finding(*rule, *span)).collect();
    let fingerprints = Fingerprints::of(&session(path, text), &findings);
    findings.iter().map(|finding| fingerprints.get(finding).unwrap().to_owned()).collect()
}

fn session(path: &str, text: &str) -> Session {
    let mut session = Session::new(Settings::new(Date::parse("2026-11-22").unwrap()));
    session.set(vec![(Source::new(path, text), Collection::Article)]);
    session
}

fn finding(rule: RuleId, span: Span) -> Diagnostic<Location> {
    let mut findings = Findings::new(rule, Severity::Error);
    findings.report(Location { doc: DocId(0), span }, "message");
    findings.into_list().remove(0)
}
