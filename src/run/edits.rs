//! After any edits a session finds what a fresh one finds in the same files, and works out no more than it has to.

use globset::{Glob, GlobSet};
use proptest::prelude::*;

use crate::base::date::Date;
use crate::base::source::Source;
use crate::base::span::Span;
use crate::base::steps::taken;
use crate::model::collection::Collection;
use crate::rules::settings::Settings;
use crate::run::policy::{Claim, Claimed, Permit, Policy};
use crate::run::session::Session;
use crate::run::verdict::{Judge, Verdicts};

/// Verdicts without the numbers of documents.
fn judged(session: &Session, verdicts: Verdicts) -> Vec<(String, Span, &'static str, String, String)> {
    let list = verdicts.into_list(session).into_iter();
    let shown = list.map(|verdict| {
        let own = verdict.diagnostic;
        let path = session.source(own.at.doc).map(|source| source.path.clone()).unwrap_or_default();
        let labels = own.labels.iter().map(|(at, _)| at.span);
        let fate =
            format!("{:?} {:?} {:?}", verdict.severity, verdict.fate.name(), labels.collect::<Vec<_>>());
        (path, own.at.span, own.rule.0, own.message, fate)
    });
    let mut shown: Vec<_> = shown.collect();
    shown.sort();
    shown
}

/// Settings that allow something, and claim something.
fn policy() -> Policy {
    let everywhere =
        || GlobSet::builder().add(Glob::new("**").expect("a pattern")).build().expect("a set of one");
    let permit = |rule: &str| Permit {
        rule: rule.to_owned(),
        files: everywhere(),
        pointer: None,
        reason: "why".to_owned(),
        file: 0,
        span: Span::default(),
    };
    let claim = |what| Claim { span: Span::default(), what };
    Policy {
        permits: ["link/see-ambiguous", "citation/source-conflict"].map(permit).into(),
        claims: vec![
            claim(Claimed::Topic("pain".to_owned())),
            claim(Claimed::Cause("rest".to_owned())),
            claim(Claimed::Source("10.1000/182".to_owned())),
        ],
        ..Policy::default()
    }
}

/// A finding without the numbers of documents, which depend on the order in which files came.
type Shown = (String, Span, &'static str, String, Vec<(String, Span, String)>, String);

fn shown(session: &mut Session) -> Vec<Shown> {
    let findings = session.findings();
    let path = |doc| session.source(doc).map(|source| source.path.clone()).unwrap_or_default();
    let mut shown: Vec<Shown> = findings
        .iter()
        .map(|finding| {
            let labels = finding.labels.iter();
            let labels = labels.map(|(at, text)| (path(at.doc), at.span, text.clone())).collect();
            let fix = finding.fix.as_ref().map(|fix| format!("{fix:?}")).unwrap_or_default();
            let fix =
                fix.split("doc: ").map(|part| part.split_once(", ").map_or(part, |(_, rest)| rest)).collect();
            (path(finding.at.doc), finding.at.span, finding.rule.0, finding.message.clone(), labels, fix)
        })
        .collect();
    shown.sort();
    shown
}

fn settings() -> Settings {
    Settings::new(Date::parse("2026-11-22").expect("a date"))
}

fn collection(path: &str) -> Collection {
    match path.split('/').next() {
        Some("causes") => Collection::Cause,
        Some("citations") => Collection::Source,
        Some("people") => Collection::Person,
        Some("reviews") => Collection::Review,
        Some("terms") => Collection::Term,
        Some("redirects.yaml") => Collection::Redirect,
        _ => Collection::Article,
    }
}

/// Texts that a file may have, by the kind of its content.
fn texts(path: &str) -> Vec<String> {
    let page = |front: &str, body: &str| format!("---\n{front}\n---\n\n{body}\n");
    let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    match collection(path) {
        Collection::Article => {
            let fronts = [
                "title: Neck Pain\nstatus: published\nauthors: [ron]\nreviewers: [lee]",
                "title: Neck Spasm\nstatus: published\nreviewers: [ron]\ncauses: [strain]",
                "title: Neck Spasm\nstatus: draft\naliases: [Neck Pain]\nlanguage: es",
                "title: Stiff Neck\nid: a\nstatus: published\nlast-reviewed: 2020-01-05\ncauses: [strain, rest]\nfunding: none",
                "title: Backs\nstatus: retired\naliases: [Stiff Neck, Neck pain]\nauthors: [Amy Lee]\ntopic: pain",
                "title: [",
            ];
            let bodies = [
                "See Neck Pain\n\n## Rest\n\nIt hurts.[@lee] [Rest](#rest)",
                "<!-- medproof: allow link/see-unresolved -- it comes -->\n\nSee Stiff Neck\n\n[There](b.md#rest) and [more](../articles/c.md#more)",
                "## More\n\nSee Neck Spasm\n\nIt hurts.[^1]\n\n[^1]: Lee A. Neck spasm in adults. Spine J. 2020;7(2):11-19. doi:10.1000/182",
                "It hurts.[@stone] [Old](/old/neck/) [x](a.md)\n\n![A neck](neck.png)",
                "## Sources\n\n1. Lee A. Neck spasm in adults. Spine J. 2020;7(2):11-19. Accessed 2026-01-02.\n",
                // Where so many links to own sections find none, another program may answer some.
                "[1](#a) [2](#b) [3](#c) [4](#d) [5](#e) [6](#f) [7](#g) [8](#h) [9](#i) [10](#j)\n\n## More\n\n[More](#more)",
                // The same source as others have, twice, and another with its DOI; keys that are identifiers.
                "It hurts.[^1] So it is.[^2][^3] [@doi:10.1000/182] [@pmid:182]\n\n[^1]: Lee A. Neck spasm in adults. Spine J. 2020;7(2):11-19. doi:10.1000/182. Accessed 2026-01-03.\n\n[^2]: Lee A. Neck spasm in adults. Spine J. 2020;7(2):11-19. PMID: 182.\n\n[^3]: Ron M. Knees and cold water. Knee J. 2012;3(1):1-9. doi:10.1000/182",
                "It hurts [1]. So it is [2].\n\n## References\n\n1. Lee A. Neck spasm in adults. Spine J. 2018;7(2):11-19. PMID: 182.\n2. Lee A. Neck spasm in adult people. medRxiv. 2020. doi:10.1101/2020.1\n",
                "<!-- medproof: allow citation/duplicate-source -- both are cited -->\n\nIt hurts.[^1]\n\n[^1]: Lee A. Neck spasm in adults. Spine J. 2020;7(2):11-19. doi:10.1000/182. Accessed 2026-01-03.",
                // Near to a title that another page may have, and the name of a person.
                "See Stif Neck\n\nSee Neck Pane\n\nSee Ron Miller\n\nOsteophytes cause spasms.",
                "[a](#a) [b](#b) [Old](/old/spasm/) [Rest](a.md#rest) [fn](c.md#fn1)\n\n## A\n\nSee Spine J\n\nSee Backs",
            ];
            fronts.iter().flat_map(|front| bodies.iter().map(|body| page(front, body))).collect()
        }
        Collection::Cause => vec![
            page("name: Strain", "Lifting.[@lee]"),
            page("name: Strain", "## Rest\n\nSee Neck Pain"),
            page("name: Sprain\nid: rest", "Lifting."),
        ],
        Collection::Source => own(&[
            "- {id: lee, type: article-journal, title: Neck spasm in adults, DOI: 10.1000/182, accessed: 2026-01-05, URL: 'https://a.example/'}\n",
            "- {id: stone, type: article-journal, title: Neck spasm in adults, DOI: 10.1000/182, accessed: 2026-02-05, URL: 'https://a.example/'}\n",
            "- {id: lee, type: book, title: Backs}\n- {id: stone, type: book, title: Backs}\n",
            "- {id: lee, type: article-journal, title: Neck spasm in adults, author: [{family: Lee}], container-title: Spine J, issued: '2020', volume: '7', page: 11-19, DOI: 10.1000/182, PMID: '182'}\n- {id: stone, type: article-journal, title: Neck spasm in adults, author: [{family: Lee}], issued: '2020'}\n- {id: ron, type: article-journal, title: Knees and cold water, DOI: 10.1000/182, issued: '1999'}\n",
            "- {id: lee, type: article-journal, title: Knees and cold water, container-title: Knee J, issued: '2012', PMID: '182'}\n- {id: stone, type: webpage, title: Necks, URL: 'https://a.example/', accessed: 2025-02-05}\n",
            "- {id: stone, type: book, title: Backs}\n- {id: lee, type: book, title: Backs}\n",
            "- {id: lee, type: book, title: Backs, other-ids: [stone]}\n- {id: lea, type: book, title: Backs}\n",
            "- {id: [\n",
        ]),
        Collection::Person => own(&[
            "- {id: lee, name: Amy Lee, roles: [medical-reviewer], credentials: MD}\n",
            "- {id: lee, name: Amy Lee, roles: [author]}\n- {id: ron, name: Ron Miller, roles: [medical-reviewer], bio: He.}\n",
            "- {id: ron, name: Amy Lee, roles: [author], active: false}\n",
            "- {id: lee, name: Ron Miller, roles: [author]}\n- {id: ron, name: Amy Lee, roles: [medical-reviewer], bio: He.}\n",
        ]),
        Collection::Review => own(&[
            "{article: a, reviewer: lee, date: 2026-01-05, kind: medical, outcome: approved, scope: whole}\n",
            "{article: b, reviewer: ron, date: 2020-01-05, kind: medical, outcome: approved, next-due: 2021-01-05}\n",
            "{article: a, reviewer: lee, date: 2026-03-05, kind: medical, outcome: changes-needed}\n",
        ]),
        Collection::Term => own(&[
            "- {id: pain, preferred: neck pain, plain: it hurts}\n",
            "- {id: pain, preferred: spasm, synonyms: [cramp]}\n",
            "- {id: pain, preferred: cramp, synonyms: [osteophyte], plain: spur}\n- {id: spasm, preferred: Cramp, plain: it}\n",
            "- {id: cramp, preferred: neck pain}\n- {id: spasm, preferred: cramp, synonyms: [spasm]}\n",
            "- {id: pain, preferred: osteophyte}\n- {id: spasm, preferred: cramp, synonyms: [spasm]}\n",
        ]),
        Collection::Redirect => own(&[
            "- {from: neck, to: b}\n- {from: old-pain, to: c}\n",
            "- {from: /old/neck/, to: a}\n- {from: neck-pain, to: neck}\n",
            "- {from: b, to: c}\n- {from: c, to: b}\n",
        ]),
    }
}

const PATHS: [&str; 10] = [
    "articles/a.md",
    "articles/b.md",
    "articles/c.md",
    "causes/strain.md",
    "citations/all.yaml",
    "citations/more.yaml",
    "people/all.yaml",
    "reviews/all.yaml",
    "terms/all.yaml",
    "redirects.yaml",
];

/// What happens to one file.
#[derive(Clone, Debug)]
enum Step {
    /// It gets one of its texts, or comes.
    Set(usize, usize),
    /// It goes.
    Remove(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let set = (0..PATHS.len(), any::<prop::sample::Index>())
        .prop_map(|(path, text)| Step::Set(path, text.index(texts(PATHS[path]).len())));
    let remove = (0..PATHS.len()).prop_map(Step::Remove);
    prop::collection::vec(prop_oneof![8 => set, 1 => remove], 1..12)
}

fn source(path: &str, text: &str) -> (Source, Collection) {
    (Source::new(path, text), collection(path))
}

/// All files with their first texts.
fn begun() -> (Session, Vec<Option<String>>) {
    let mut session = Session::new(settings());
    let files: Vec<Option<String>> = PATHS.iter().map(|path| texts(path).into_iter().next()).collect();
    let sources = PATHS.iter().zip(&files).filter_map(|(path, text)| Some(source(path, text.as_deref()?)));
    session.set(sources.collect());
    (session, files)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn edits_leave_what_a_fresh_read_finds(steps in steps(), looks in prop::collection::vec(any::<bool>(), 12)) {
        let (mut session, mut files) = begun();
        let policy = policy();
        let judge = |session: &mut Session, verdicts: &mut Verdicts| {
            let settings = [session.attach(Source::new("medproof.yaml", "allow: []\n"))];
            Judge { policy: &policy, settings: &settings, baseline: None, told: &[] }.judge_again(session, verdicts)
        };
        let mut verdicts = Verdicts::default();
        judge(&mut session, &mut verdicts);
        for (step, look) in steps.iter().zip(looks) {
            match step {
                Step::Set(nth, text) => {
                    let text = texts(PATHS[*nth])[*text].clone();
                    session.set(vec![source(PATHS[*nth], &text)]);
                    files[*nth] = Some(text);
                }
                Step::Remove(nth) => {
                    session.remove(PATHS[*nth]);
                    files[*nth] = None;
                }
            }
            if look {
                judge(&mut session, &mut verdicts);
            }
        }
        let mut fresh = Session::new(settings());
        let sources = PATHS.iter().zip(&files).filter_map(|(path, text)| Some(source(path, text.as_deref()?)));
        fresh.set(sources.collect());
        prop_assert_eq!(shown(&mut session), shown(&mut fresh));
        judge(&mut session, &mut verdicts);
        let mut anew = Verdicts::default();
        judge(&mut fresh, &mut anew);
        prop_assert_eq!(judged(&session, verdicts), judged(&fresh, anew));
    }
}

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
    // The pages that are judged again, those whose links are followed again, and the repository rules that are asked: of
    // 52 pages, and of a dozen rules. The page that leads to this one looks at what it says; a link more moves the places
    // of all that comes after it.
    assert_eq!(
        costs.map(|(_, cost)| cost),
        [(2, 2, 0), (4, 1, 0), (3, 1, 0), (2, 1, 0), (2, 1, 0)],
        "{costs:?}"
    );
}

/// However many other pages there are, a character costs the same.
#[test]
fn a_character_costs_the_same_among_four_times_the_pages() {
    let page = |title: &str, body: &str| {
        format!("---\ntitle: {title}\nstatus: published\nauthors: [lee]\n---\n\n{body}\n")
    };
    // Six letters unlike those of others.
    let letters = |nth: usize| -> String {
        let mut number = (nth + 1) * 82_595_483 % 308_915_776;
        let mut letter = || {
            let letter = char::from(b'a' + u8::try_from(number % 26).expect("a letter"));
            number /= 26;
            letter
        };
        (0..6).map(|_| letter()).collect()
    };
    // Each page and each source says something of its own, and leads to the next.
    let source_of = |nth: usize| {
        let name = letters(nth);
        format!(
            "- {{id: s{nth}, type: article-journal, title: 'Heat {name} and necks', author: [{{family: Lee{name}}}], container-title: Spine J, issued: '2020', volume: '{nth}', page: '1-9'}}\n"
        )
    };
    let page_of = |nth: usize| {
        let (name, next) = (letters(nth), letters(nth + 1));
        page(
            &format!("Topic {name}"),
            &format!(
                "## Rest\n\nSee Topic {next}\n\n[Rest](page-{}.md#rest) helps.[@s{nth}][^1]\n\n[^1]: Stone{name} A. Cold {name} and necks. Spine J. 2020;9{nth}(1):11-19. doi:10.1000/{nth}.",
                nth + 1
            ),
        )
    };
    let edited = [
        ("articles/page-1.md", page_of(1), "helps", "helpsx"),
        ("articles/page-1.md", page_of(1), "## Rest", "## Restx"),
        ("articles/page-1.md", page_of(1), "See Topic ", "See Topic x"),
        ("articles/page-1.md", page_of(1), "[@s1]", "[@s1x]"),
        ("articles/page-1.md", page_of(1), "Cold ", "Coldx "),
        ("articles/page-1.md", page_of(1), "title: Topic ", "title: Topic x"),
        ("citations/s-1.yaml", source_of(1), "Heat", "Heatx"),
        ("citations/s-1.yaml", source_of(1), "{id: s1", "{id: s1x"),
    ];
    let cost = |n: usize| {
        let mut files: Vec<(Source, Collection)> = (0..n)
            .flat_map(|nth| {
                [
                    source(&format!("articles/page-{nth}.md"), &page_of(nth)),
                    source(&format!("citations/s-{nth}.yaml"), &source_of(nth)),
                ]
            })
            .collect();
        files.push(source("people/lee.yaml", "name: Amy Lee\nroles: [author]\n"));
        let mut session = Session::new(settings());
        session.keep_last_facts();
        session.set(files);
        let policy = Policy::default();
        let judge = Judge { policy: &policy, settings: &[], baseline: None, told: &[] };
        let mut verdicts = Verdicts::default();
        judge.judge_again(&mut session, &mut verdicts);
        session.expect_edits();
        edited.clone().map(|(path, text, from, to)| {
            let steps = taken(|| {
                session.set(vec![source(path, &text.replacen(from, to, 1))]);
                judge.judge_again(&mut session, &mut verdicts);
            });
            session.set(vec![source(path, &text)]);
            judge.judge_again(&mut session, &mut verdicts);
            steps
        })
    };
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one more thread");
    let (few, many) = alone.install(|| (cost(60), cost(240)));
    for (nth, (few, many)) in few.iter().zip(&many).enumerate() {
        match edited[nth].2 {
            // Of more titles a few more are looked at for what an unknown one was meant to be. To go over all documents
            // would be 360 steps more.
            "See Topic " | "title: Topic " => assert!(*many < few + 120, "{nth}: {few}, {many}"),
            _ => assert_eq!(few, many, "{nth}"),
        }
    }
}
