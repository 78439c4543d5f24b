//! What edits cost, in pages that are judged again and in steps.

use std::collections::BTreeSet;

use super::{settings, source, texts};
use crate::base::steps::taken;
use crate::rules;
use crate::rules::rule::{Check, Entry};
use crate::run::policy::Policy;
use crate::run::session::Session;
use crate::run::verdict::{Judge, Verdicts};

/// How much is worked out again for an edit of one of many pages.
#[test]
fn an_edit_costs_what_it_concerns() {
    let mut session = Session::new(settings());
    let page = |title: &str, body: &str| format!("---\ntitle: {title}\nstatus: published\n---\n\n{body}\n");
    let mut files = vec![
        source("articles/a.md", &page("One", "## Rest\n\nSee Topic 7")),
        source("articles/b.md", &page("Two", "[Rest](a.md#rest)")),
        source("citations/all.yaml", &texts("citations/all.yaml")[0]),
    ];
    for nth in 0..50 {
        let path = format!("articles/page-{nth}.md");
        files.push(source(&path, &page(&format!("Topic {nth}"), "Text.")));
    }
    session.set(files);
    session.findings();
    let mut cost = |path: &str, text: &str| {
        let before = session.work();
        session.set(vec![source(path, text)]);
        session.findings();
        let after = session.work();
        assert_eq!(after.indexes_built, before.indexes_built, "{text}");
        (
            after.pages_judged - before.pages_judged,
            after.page_rules_asked - before.page_rules_asked,
            after.links_followed - before.links_followed,
            after.repository_rules_asked - before.repository_rules_asked,
        )
    };
    let link = "## Rests\n\nSee Topic 8\n\nRest, or stretch as in [the other page](page-9.md) we have.";
    let label = link.replace("other page", "next page");
    let fragment = link.replace("page-9.md", "page-9.md#a");
    let edits = [
        ("a heading, to which another page leads", "## Rests\n\nSee Topic 7"),
        ("a See line, which led to one page and leads to another", "## Rests\n\nSee Topic 8"),
        ("a link", link),
        ("the label of the link", &label),
        ("a fragment of the link", &fragment),
    ];
    let costs = edits.map(|(what, text)| (what, cost("articles/a.md", &page("One", text))));
    // The pages that are judged again, the rules that are asked about them, the pages whose links are followed again, and
    // the repository rules that are asked: of 52 pages, and of a dozen rules. Of the edited page all rules are asked. The
    // page that leads to it looks at what it says; a link more moves the places of all that comes after it.
    let all = page_rules();
    assert_eq!(
        costs.map(|(_, cost)| cost),
        [(2, all + 6, 2, 0), (4, all + 5, 1, 0), (3, all + 3, 1, 0), (2, all + 1, 1, 0), (2, all + 1, 1, 0)],
        "{costs:?}"
    );
}

/// How many rules are asked about a page.
fn page_rules() -> usize {
    let of_pages = |entry: &&Entry| {
        matches!(entry.rule.check, Check::Page(_) | Check::NotedPage { .. } | Check::Compared { .. })
    };
    rules::ALL.iter().filter(of_pages).count()
}

/// An id that many pages name, and records of many pages in one file.
#[test]
fn a_name_has_only_those_asked_who_name_it() {
    let cost = |named: usize, others: usize| {
        let page = |nth: usize| {
            let reviewer = if nth < named { "q" } else { "other" };
            let text = format!(
                "---\nid: page-{nth}\ntitle: Topic {}\nstatus: published\nauthors: [p]\nreviewers: [{reviewer}]\n---\n\nText.\n",
                letters(nth)
            );
            source(&format!("articles/page-{nth}.md"), &text)
        };
        let record = |nth: usize| {
            let reviewer = if nth < named { "q" } else { "other" };
            format!(
                "- {{article: page-{nth}, reviewer: {reviewer}, date: 2026-01-05, kind: medical, outcome: approved, scope: whole}}\n"
            )
        };
        let person = |id: &str, file: &str| {
            source(
                &format!("people/{file}.yaml"),
                &format!("id: {id}\nname: Amy {file}\nroles: [medical-reviewer]\n"),
            )
        };
        let all = named + others;
        let records: String = (0..all).map(record).collect();
        let mut session = Session::new(settings());
        session.set((0..all).map(page).chain([source("reviews/all.yaml", &records)]).collect());
        session.set(vec![person("p", "lee"), person("q", "stone"), person("other", "shaw")]);
        session.findings();
        session.expect_edits();
        let before = session.work();
        let steps = taken(|| {
            session.set(vec![person("qx", "stone")]);
            session.work_out();
        });
        let after = session.work();
        (steps, after.pages_judged - before.pages_judged, after.page_rules_asked - before.page_rules_asked)
    };
    let costs = alone(|| [(10, 50), (10, 200), (40, 50)].map(|(named, others)| cost(named, others)));
    // All rules are asked about the file of the person, and some dozen about each page and record that name the person.
    // Others in the same file of records cost nothing.
    let all = page_rules();
    assert_eq!(costs, [(114, 13, all + 132), (114, 13, all + 132), (354, 43, all + 522)]);
}

/// What was edited is judged at once, and the pages that name it some at a time.
#[test]
fn what_was_edited_waits_for_no_other_page() {
    let page = |nth: usize| {
        let text = format!("---\ntitle: Topic {}\nauthors: [p]\n---\n\nText.\n", letters(nth));
        source(&format!("articles/page-{nth}.md"), &text)
    };
    let person = |id: &str| source("people/lee.yaml", &format!("id: {id}\nname: Amy Lee\n"));
    let mut session = Session::new(settings());
    session.set((0..100).map(page).chain([person("p")]).collect());
    session.findings();
    session.expect_edits();
    session.take_touched();
    session.set(vec![person("px")]);
    let lee = session.doc("people/lee.yaml").expect("the file was set");
    let mut judged = session.work().pages_judged;
    let mut judged_now = |session: &Session| {
        session.work().pages_judged - std::mem::replace(&mut judged, session.work().pages_judged)
    };
    assert!(!session.is_worked_out(lee));
    assert_eq!(session.take_touched_in(&BTreeSet::from([lee])), Some(BTreeSet::from([lee])));
    assert_eq!(judged_now(&session), 1);
    assert!(session.is_worked_out(lee));
    let some = session.many_due(40);
    assert_eq!(some.len(), 40);
    assert!(!some.contains(&lee));
    assert_eq!(session.take_touched_in(&some), Some(some));
    assert_eq!(judged_now(&session), 40);
    assert_eq!(session.many_due(60), BTreeSet::new(), "no more than 60 are left");
    let rest = session.take_touched();
    assert_eq!((rest.everything, rest.documents.len()), (false, 60));
    assert_eq!(judged_now(&session), 60);
}

/// However many other pages there are, a character costs the same.
#[test]
fn a_character_costs_the_same_among_four_times_the_pages() {
    let costs = [60, 240].map(|n| alone(|| Many::new(n).costs()));
    for (nth, (few, many)) in costs[0].iter().zip(&costs[1]).enumerate() {
        match &EDITS[nth] {
            // Of more titles a few more are looked at for what an unknown one was meant to be. To go over all documents
            // would be 900 steps more.
            Edit::Text(_, "See Topic " | "title: Topic " | "name: Amy ", _)
            | Edit::Comes(_)
            | Edit::Goes(_) => {
                assert!(*many < few + 120, "{:?}: {few}, {many}", EDITS[nth]);
            }
            edit => assert_eq!(few, many, "{edit:?}"),
        }
    }
}

/// A change of one file, by what the file is.
#[derive(Clone, Copy, Debug)]
enum Edit {
    /// The first text of a file becomes the second.
    Text(fn(usize) -> (String, String), &'static str, &'static str),
    Comes(&'static str),
    Goes(fn(usize) -> (String, String)),
}

const EDITS: [Edit; 24] = [
    Edit::Text(page_of, "helps", "helpsx"),
    Edit::Text(page_of, "## Rest", "## Restx"),
    Edit::Text(page_of, "See Topic ", "See Topic x"),
    Edit::Text(page_of, "[@s1]", "[@s1x]"),
    Edit::Text(page_of, "Cold ", "Coldx "),
    Edit::Text(page_of, "title: Topic ", "title: Topic x"),
    Edit::Text(page_of, "id: page-1", "id: page-1x"),
    Edit::Text(page_of, "language: en", "language: enx"),
    Edit::Text(page_of, "authors: [p1", "authors: [p1x"),
    Edit::Text(page_of, "reviewers: [q1", "reviewers: [q1x"),
    Edit::Text(page_of, "funding", "xfunding"),
    Edit::Text(page_of, "topics: [t1", "topics: [t1x"),
    Edit::Text(page_of, "causes: [c1", "causes: [c1x"),
    Edit::Text(page_of, "status: published", "status: draft"),
    Edit::Text(page_of, "helps.", "helps. [x](/page-2)"),
    Edit::Text(source_of, "Heat", "Heatx"),
    Edit::Text(source_of, "{id: s1", "{id: s1x"),
    Edit::Text(person_of, "id: q1", "id: q1x"),
    Edit::Text(person_of, "name: Amy ", "name: Amy x"),
    Edit::Text(review_of, "article: page-1", "article: page-1x"),
    Edit::Text(cause_of, "id: c1", "id: c1x"),
    Edit::Text(redirect_of, "to: page-1", "to: page-1x"),
    Edit::Comes("articles/new.md"),
    Edit::Goes(page_of),
];

/// Six letters unlike those of others.
fn letters(nth: usize) -> String {
    let mut number = (nth + 1) * 82_595_483 % 308_915_776;
    let mut letter = || {
        let letter = char::from(b'a' + u8::try_from(number % 26).expect("a letter"));
        number /= 26;
        letter
    };
    (0..6).map(|_| letter()).collect()
}

/// Each page says something of its own, and leads to the next.
fn page_of(nth: usize) -> (String, String) {
    let (name, next, after) = (letters(nth), letters(nth + 1), nth + 1);
    let front = format!(
        "id: page-{nth}\ntitle: Topic {name}\nstatus: published\nlanguage: en\nauthors: [p{nth}]\nreviewers: [q{nth}]\nfunding: none\ntopics: [t{nth}]\ncauses: [c{nth}]"
    );
    let body = format!(
        "## Rest\n\nSee Topic {next}\n\n[Rest](page-{after}.md#rest) helps.[@s{nth}][^1]\n\n[^1]: Stone{name} A. Cold {name} and necks. Spine J. 2020;9{nth}(1):11-19. doi:10.1000/{nth}."
    );
    (format!("articles/page-{nth}.md"), format!("---\n{front}\n---\n\n{body}\n"))
}

fn source_of(nth: usize) -> (String, String) {
    let name = letters(nth);
    let text = format!(
        "- {{id: s{nth}, type: article-journal, title: 'Heat {name} and necks', author: [{{family: Lee{name}}}], container-title: Spine J, issued: '2020', volume: '{nth}', page: '1-9'}}\n"
    );
    (format!("citations/s-{nth}.yaml"), text)
}

fn person_of(nth: usize) -> (String, String) {
    let text = format!("id: q{nth}\nname: Amy {}\nroles: [medical-reviewer]\n", letters(nth));
    (format!("people/q-{nth}.yaml"), text)
}

fn review_of(nth: usize) -> (String, String) {
    let text = format!(
        "{{article: page-{nth}, reviewer: q{nth}, date: 2026-01-05, kind: medical, outcome: approved, scope: whole}}\n"
    );
    (format!("reviews/r-{nth}.yaml"), text)
}

fn cause_of(nth: usize) -> (String, String) {
    let text = format!("---\nid: c{nth}\nname: Strain {}\n---\n\nLifting.\n", letters(nth));
    (format!("causes/c-{nth}.md"), text)
}

fn term_of(nth: usize) -> (String, String) {
    (format!("terms/t-{nth}.yaml"), format!("- {{id: t{nth}, preferred: pain {}}}\n", letters(nth)))
}

/// All redirects are gone over for those that lead in a circle, so there are only some.
fn redirect_of(nth: usize) -> (String, String) {
    (format!("redirects/r-{nth}.yaml"), format!("- {{from: /old/{}/, to: page-{nth}}}\n", letters(nth)))
}

/// Many pages, judged.
struct Many {
    session: Session,
    verdicts: Verdicts,
}

impl Many {
    fn new(n: usize) -> Many {
        let kinds = [page_of, source_of, person_of, review_of, cause_of, term_of];
        let files = (0..n).flat_map(|nth| kinds.map(|file| file(nth))).chain((0..5).map(redirect_of));
        let mut session = Session::new(settings());
        session.keep_last_facts();
        session.set(files.map(|(path, text)| source(&path, &text)).collect());
        let mut many = Many { session, verdicts: Verdicts::default() };
        many.judge();
        many.session.expect_edits();
        many
    }

    fn judge(&mut self) {
        let policy = Policy::default();
        let judge = Judge { policy: &policy, settings: &[], baseline: None, told: &[] };
        judge.judge_again(&mut self.session, &mut self.verdicts);
    }

    /// The steps that each edit takes, and no index is built for one.
    fn costs(&mut self) -> Vec<usize> {
        let costs = EDITS.iter().map(|edit| {
            let ((path, before), after) = match *edit {
                Edit::Text(file, from, to) => {
                    let (path, text) = file(1);
                    let after = text.replacen(from, to, 1);
                    assert_ne!(text, after, "{edit:?}");
                    ((path, Some(text)), Some(after))
                }
                Edit::Comes(path) => ((path.to_owned(), None), Some(page_of(7).1)),
                Edit::Goes(file) => {
                    let (path, text) = file(1);
                    ((path, Some(text)), None)
                }
            };
            let steps = taken(|| self.make(&path, after.as_deref()));
            self.make(&path, before.as_deref());
            assert_eq!(self.session.work().indexes_built, 1, "{edit:?}");
            steps
        });
        costs.collect()
    }

    fn make(&mut self, path: &str, text: Option<&str>) {
        match text {
            Some(text) => self.session.set(vec![source(path, text)]),
            None => self.session.remove(path),
        }
        self.judge();
    }
}

/// Does something on one thread, so that all steps are counted.
fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one more thread");
    alone.install(work)
}
