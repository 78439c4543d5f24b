//! What is worked out again, and what is not.

use super::document_rules::MANY_RECORDS;
use super::*;
use crate::base::date::Date;
use crate::base::diagnostic::Severity;
use crate::run::policy::Policy;

const PERSON: &str = "name: Amy Lee\nroles: [medical-reviewer]\n";

fn page(text: &str) -> String {
    format!("---\ntitle: A\nstatus: published\ncauses: [strain]\n---\n\n{text}\n")
}

fn changed(session: &mut Session) -> usize {
    let is_it = |finding: &&Diagnostic<Location>| finding.rule.0 == "review/text-changed-since-review";
    session.findings().iter().filter(is_it).count()
}

/// A word changes no fact, so the index stays; but a text that was signed no longer is.
#[test]
fn a_changed_word_voids_a_signature_without_a_new_index() {
    let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
    let article = |text: &str| (Source::new("articles/a.md", page(text)), Collection::Article);
    let cause = |text: &str| (Source::new("causes/strain.md", format!("{text}\n")), Collection::Cause);
    session.set(vec![
        article("Two tablets."),
        cause("Lifting strains."),
        (Source::new("people/amy-lee.yaml", PERSON), Collection::Person),
    ]);
    let hash = session.index().content_hash(DocId(0)).expect("all of it can be read");
    let record = format!(
        "{{article: a, reviewer: amy-lee, date: 2026-01-01, kind: medical, outcome: approved, content-hash: '{hash}'}}"
    );
    session.set(vec![(Source::new("reviews/a.yaml", record), Collection::Review)]);
    assert_eq!(changed(&mut session), 0);
    session.set(vec![article("Two *tablets*.")]);
    let before = session.work();
    assert_eq!(changed(&mut session), 0);
    assert_eq!(session.work(), before, "markup alone is nothing new");
    session.set(vec![article("Four tablets.")]);
    assert_eq!(changed(&mut session), 1);
    let once = Work {
        documents_read: before.documents_read + 1,
        pages_judged: before.pages_judged + 1,
        page_rules_asked: before.page_rules_asked + before.page_rules_asked / before.pages_judged,
        ..before
    };
    assert_eq!(session.work(), once, "one document read, no index, one page judged");
    session.set(vec![article("Six tablets.")]);
    assert_eq!(changed(&mut session), 1, "the finding is about this text, no longer about the last one");
    session.set(vec![article("Two tablets.")]);
    assert_eq!(changed(&mut session), 0);
    session.set(vec![cause("Lifting tears.")]);
    assert_eq!(changed(&mut session), 1, "the text of a shared cause is part of the page");
    session.set(vec![cause("Lifting strains.")]);
    assert_eq!(changed(&mut session), 0);
}

/// What was typed and taken back leaves the facts as they were when the index was last asked, but not the text.
#[test]
fn a_text_that_changes_twice_between_two_looks_is_judged_as_it_is() {
    let term = "id: osteophyte\npreferred: osteophyte\nplain: a bone spur\n";
    let article = |text: &str| (Source::new("articles/a.md", page(text)), Collection::Article);
    let begun = || {
        let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
        session.set(vec![
            article("Osteophytes can press on nerves."),
            (Source::new("terms/a.yaml", term), Collection::Term),
            (Source::new("people/amy-lee.yaml", PERSON), Collection::Person),
        ]);
        let hash = session.index().content_hash(DocId(0)).expect("all of it can be read");
        let record = format!(
            "{{article: a, reviewer: amy-lee, date: 2026-01-01, kind: medical, outcome: approved, content-hash: '{hash}'}}"
        );
        session.set(vec![(Source::new("reviews/a.yaml", record), Collection::Review)]);
        session.findings();
        session.expect_edits();
        session
    };
    let rules = |session: &mut Session| -> Vec<&str> {
        session.findings().iter().map(|finding| finding.rule.0).collect()
    };
    for text in ["Spurs can press on nerves.", "Osteophytes can press.", "Osteophytes can press on nerves."] {
        let mut fresh = begun();
        fresh.set(vec![article(text)]);
        let mut session = begun();
        session.set(vec![article("# Nerves\n\nOsteophytes can press on nerves.")]);
        session.set(vec![article(text)]);
        assert_eq!(rules(&mut session), rules(&mut fresh), "{text}");
        assert_eq!(changed(&mut session), usize::from(!text.ends_with("Osteophytes can press on nerves.")));
    }
}

/// What nobody would see is not worked out; but whether a comment is needed has to be known.
#[test]
fn rules_that_nobody_hears_are_asked_about_comments_alone() {
    let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
    session.silence(Policy::default().silent(Severity::Warning));
    let text = page("One. Two. Three. Four. Five.");
    let advice = |session: &mut Session| -> Vec<&str> {
        let findings = session.findings();
        let advice = findings.iter().filter(|finding| finding.severity == Severity::Advice);
        advice.map(|finding| finding.rule.0).collect()
    };
    session.set(vec![(Source::new("articles/a.md", text.clone()), Collection::Article)]);
    assert_eq!(advice(&mut session), Vec::<&str>::new());
    let comment = "<!-- medproof: allow readability/paragraph-long -- it is a list -->\n";
    let text = text.replace("One.", &format!("{comment}\nOne."));
    session.set(vec![(Source::new("articles/a.md", text), Collection::Article)]);
    assert!(advice(&mut session).contains(&"readability/paragraph-long"));
}

/// Where nobody has a glossary, no page is gone through for its words; the first term is looked for in all of them.
#[test]
fn a_glossary_that_comes_late_is_looked_up_for_all_pages() {
    let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
    let text = page("Osteophytes can press on nerves.");
    session.set(vec![(Source::new("articles/a.md", text), Collection::Article)]);
    let unexplained = |session: &mut Session| {
        let findings = session.findings();
        findings.iter().filter(|finding| finding.rule.0 == "readability/term-unexplained").count()
    };
    assert_eq!(unexplained(&mut session), 0);
    let noted = |(rule, _): &(usize, Notes)| rules::ALL[*rule].id.0 == "readability/term-unexplained";
    assert!(!session.slots.iter().flatten().any(|slot| slot.notes.iter().any(noted)));
    let term = "id: osteophyte\npreferred: osteophyte\nplain: a bone spur\n";
    session.set(vec![(Source::new("terms/a.yaml", term), Collection::Term)]);
    assert_eq!(unexplained(&mut session), 1);
    assert_eq!(session.work().documents_read, 3, "the page twice, the term once");
    session.set(vec![(Source::new("terms/b.yaml", term.replace("phyte", "blast")), Collection::Term)]);
    assert_eq!(session.work().documents_read, 4, "the page knows its words");
}

/// While somebody types in front matter it cannot be read, and other pages still lead to the page that it was.
#[test]
fn a_page_that_breaks_while_it_is_typed_is_still_what_it_was() {
    let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
    session.keep_last_facts();
    let file = |path: &str, text: String| (Source::new(path, text), Collection::Article);
    let whole = "---\ntitle: Neck Pain\nstatus: published\n---\n\n[Gone](gone.md)\n";
    session.set(vec![
        file("articles/a.md", page("See Neck Pain\n\nSee Back Pain")),
        file("articles/b.md", whole.to_owned()),
    ]);
    let found = |session: &mut Session| {
        let findings = session.findings();
        let shown = findings.iter().filter(|finding| finding.rule.group() != "review").map(|finding| {
            let path = session.source(finding.at.doc).map(|source| source.path.clone()).unwrap_or_default();
            (path, finding.rule.0)
        });
        shown.collect::<Vec<_>>()
    };
    let of = |path: &str, rule| (path.to_owned(), rule);
    let own = found(&mut session);
    assert!(own.contains(&of("articles/a.md", "link/see-unresolved")), "{own:?}");
    assert!(own.contains(&of("articles/b.md", "link/target-missing")), "{own:?}");
    let others: Vec<_> = own.iter().filter(|(path, _)| path == "articles/a.md").cloned().collect();
    let before = session.work();
    for broken in [whole.replace("title: ", "title: [\""), whole.replace("status:", "status: x: y")] {
        session.set(vec![file("articles/b.md", broken)]);
        let mut expected = others.clone();
        expected.push(of("articles/b.md", "schema/unreadable"));
        assert_eq!(found(&mut session), expected);
    }
    session.set(vec![file("articles/b.md", whole.to_owned())]);
    assert_eq!(found(&mut session), own);
    let after = Work { documents_read: before.documents_read + 3, ..before };
    assert_eq!(session.work(), after, "no index was built, and no page was judged again");
}

/// A link to a picture is right while the picture is there, however often it comes and goes.
#[test]
fn a_file_that_is_gone_is_missed_again() {
    let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
    session.set(vec![(Source::new("articles/a.md", page("![A neck](neck.png)")), Collection::Article)]);
    let mut missing = |files: &[&str]| {
        session.know_files(files.iter().map(|file| (*file).to_owned()).collect());
        session.findings().iter().filter(|finding| finding.rule.0 == "link/target-missing").count()
    };
    assert_eq!(missing(&[]), 1);
    assert_eq!(missing(&["articles/neck.png"]), 0);
    assert_eq!(missing(&[]), 1);
    assert_eq!(missing(&["articles/neck.png", "articles/b.png"]), 0);
}

/// A library of sources is one file, which all threads work on.
#[test]
fn a_large_file_is_judged_like_small_ones() {
    let entry = |nth: usize| {
        let doi = if nth.is_multiple_of(400) { "11.1000/a" } else { "10.1000/a" };
        format!("@misc{{s{nth},\n  title = {{Work {nth} on necks}},\n  doi = {{{doi}.{nth}}},\n}}\n")
    };
    let said = |ends: &[usize]| {
        let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
        let files = ends.windows(2).map(|part| {
            let text: String = (part[0]..part[1]).map(entry).collect();
            (Source::new(format!("citations/{}.bib", part[0]), text), Collection::Source)
        });
        session.set(files.collect());
        let mut said: Vec<(&str, String)> =
            session.findings().into_iter().map(|finding| (finding.rule.0, finding.message)).collect();
        said.sort();
        said
    };
    let whole = said(&[1, MANY_RECORDS + 2]);
    assert_eq!(whole.iter().filter(|(rule, _)| *rule == "citation/identifier-invalid").count(), 2);
    assert_eq!(whole, said(&[1, 500, MANY_RECORDS + 2]));
}
