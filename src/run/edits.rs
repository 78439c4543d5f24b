//! After any edits a session finds what a fresh one finds in the same files, and works out no more than it has to.

mod cost;

use std::collections::BTreeSet;

use globset::{Glob, GlobSet};
use proptest::prelude::*;

use crate::base::date::Date;
use crate::base::source::Source;
use crate::base::span::{DocId, Span};
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

/// Settings of sites that follow links in different ways.
fn site(nth: usize) -> Settings {
    let mut settings = settings();
    let folders =
        || vec![(Collection::Article, "articles".to_owned()), (Collection::Cause, "causes".to_owned())];
    match nth {
        0 => {}
        1 => {
            settings.site_root = Some("/old/".to_owned());
            settings.addresses = true;
            settings.folders = folders();
        }
        2 => settings.read.vaults = vec!["articles".to_owned()],
        3 => settings.named_targets = vec!["articles".to_owned()],
        4 => {
            settings.one_book = true;
            settings.any_case = true;
        }
        _ => {
            settings.site_root = Some("/".to_owned());
            settings.small_addresses = true;
            settings.addresses = true;
            settings.folders = folders();
        }
    }
    settings
}

/// What the index says of every document, with paths for the numbers of documents.
fn known(session: &mut Session) -> Vec<String> {
    session.index();
    let index = session.known_index().expect("it was just made");
    let with_paths = |text: String| -> String {
        let mut parts = text.split("DocId(");
        let mut named = parts.next().unwrap_or("").to_owned();
        for part in parts {
            let (number, rest) = part.split_once(')').expect("a number");
            let path = session.source(DocId(number.parse().expect("a number")));
            named.push_str(path.map_or("?", |source| source.path.as_str()));
            named.push_str(rest);
        }
        named
    };
    let mut all: Vec<String> = Vec::new();
    for (doc, facts) in index.documents() {
        let mut inbound: Vec<String> =
            index.inbound(doc).iter().map(|from| with_paths(format!("{from:?}"))).collect();
        inbound.sort();
        let targets: Vec<_> = (0..facts.links.len()).map(|nth| index.target(doc, nth)).collect();
        let sees: Vec<_> = (0..facts.sees.len()).map(|nth| index.see(doc, nth)).collect();
        let id = facts.page().map(|page| page.id.text.as_str()).unwrap_or_default();
        let former: Vec<&str> = index.names().former_ids(id).collect();
        let said = format!(
            "{} {targets:?} {sees:?} {:?} {inbound:?} {:?} {:?} {:?} {former:?} {:?}",
            facts.path,
            index.moved(doc),
            index.anchors(doc),
            index.reviews(doc),
            index.is_part(doc),
            index.content_hash(doc),
        );
        all.push(with_paths(said));
    }
    all.push(with_paths(format!("{:?}", index.dead_redirects())));
    all.push(format!("{:?}", index.wanted_files()));
    all.sort();
    all
}

fn collection(path: &str) -> Collection {
    match path.split('/').next() {
        Some("causes") => Collection::Cause,
        Some("citations") => Collection::Source,
        Some("people") => Collection::Person,
        Some("reviews") => Collection::Review,
        Some("terms") => Collection::Term,
        Some("redirects.yaml" | "redirects") => Collection::Redirect,
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
                "title: Backs\nid: neck\nlanguage: en\nredirect_from: [/old/neck/, /old/spasm/]\nauthors: [ron]\nreviewers: [ron]\nfunding: none",
                "title: Stiff Neck\nid: neck\nlanguage: es\naliases: [/old/neck/, /articles/a/]\nreviewers: [Amy Lee]\nfunding: none\ntopics: [spasm]",
                "title: Neck\nslug: neck\nstatus: published\nauthors: [amy]",
                "title: Neck Pain\nid: b\npermalink: /old/neck/\nstatus: published\nfunding: none\nnext-review: 2027-01-01\nlast-reviewed: 2026-01-01",
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
                // What other texts include, and what is found by names of files.
                "{% include_relative sub/d.md %}\n\n--8<-- \"part.md\"\n\n[d](d.html) [Rest](#rest) [N](/old/neck) [[neck]] [[d]] [[Backs#Rest]] [e](sub/d.md#more)",
                "[x](/articles/a) [y](/old/articles/b/) [z](/old/x.png) [u](/elsewhere/) [v](../sub/d) [w](sub/)\n\n<a id=\"Goal\"></a>\n\n[t](goal) [r](#rest) [s](@/articles/a.md)\n\nSee D",
                "[d]({{< ref \"d\" >}}) [p]({% link articles/part.md %}) [[sub/d]] [[D]] [o](neck) [[Stiff Neck]]\n\n## Goal\n\nSee Neck and Backs",
            ];
            fronts.iter().flat_map(|front| bodies.iter().map(|body| page(front, body))).collect()
        }
        Collection::Cause => vec![
            page("name: Strain", "Lifting.[@lee]"),
            page("name: Strain", "## Rest\n\nSee Neck Pain"),
            page("name: Sprain\nid: rest", "Lifting."),
            page("name: Neck Pain\nid: strain", "## Goal\n\n[a](../articles/a.md)"),
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
            "- {id: new, type: book, title: Necks}\n- {id: lee, type: book, title: Backs}\n- {id: stone, type: book, title: Backs}\n",
            "- {id: lee, type: article-journal, title: Knees, DOI: 10.1000/182, PMID: '182'}\n",
        ]),
        Collection::Person => own(&[
            "- {id: lee, name: Amy Lee, roles: [medical-reviewer], credentials: MD}\n",
            "- {id: lee, name: Amy Lee, roles: [author]}\n- {id: ron, name: Ron Miller, roles: [medical-reviewer], bio: He.}\n",
            "- {id: ron, name: Amy Lee, roles: [author], active: false}\n",
            "- {id: amy, name: Amy Lee, roles: [author]}\n- {id: lee, name: Lee, roles: [medical-reviewer]}\n- {id: ron, name: Ron Miller, roles: [medical-reviewer]}\n",
            "- {id: lee, name: [\n",
            "- {id: lee, name: Amy Lee, roles: [medical-reviewer], group: true}\n- {id: amy, name: Amy Lee, roles: [medical-reviewer]}\n",
            "- {id: lee, name: Ron Miller, roles: [author]}\n- {id: ron, name: Amy Lee, roles: [medical-reviewer], bio: He.}\n",
        ]),
        Collection::Review => own(&[
            "{article: a, reviewer: lee, date: 2026-01-05, kind: medical, outcome: approved, scope: whole}\n",
            "{article: b, reviewer: ron, date: 2020-01-05, kind: medical, outcome: approved, next-due: 2021-01-05}\n",
            "{article: a, reviewer: lee, date: 2026-03-05, kind: medical, outcome: changes-needed}\n",
            "- {article: neck, reviewer: Amy Lee, date: 2026-03-05, kind: medical, outcome: approved, language: es, next-due: 2027-01-01}\n- {article: d, reviewer: amy, date: 2026-02-05, kind: medical, outcome: approved, content-hash: 'v2:0000'}\n",
            "- {article: old-pain, reviewer: ron, date: 2026-03-05, kind: medical, outcome: approved}\n- {article: b, reviewer: ron, date: 2026-03-06, kind: medical, outcome: approved}\n",
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
            "- {from: /old/spasm/, to: /old/neck/}\n- {from: /old/neck/, to: /old/articles/d/}\n- {from: stiff-neck, to: d}\n",
            "- {from: neck, to: neck-pain}\n- {from: neck-pain, to: strain}\n- {from: d, to: /elsewhere/x/}\n- {from: rest, to: lee}\n",
        ]),
    }
}

const PATHS: [&str; 14] = [
    "articles/a.md",
    "articles/b.md",
    "articles/c.md",
    "articles/sub/d.md",
    "articles/part.md",
    "content/articles/neck.md",
    "causes/strain.md",
    "causes/rest.md",
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
    prop::collection::vec(prop_oneof![6 => set, 1 => remove], 1..12)
}

/// What is judged after a step.
#[derive(Clone, Debug)]
enum Look {
    Nothing,
    /// Some documents, as while somebody types in one of them.
    At(Vec<usize>),
    Everything,
}

fn looks() -> impl Strategy<Value = Vec<Look>> {
    let some = prop::collection::vec(0..PATHS.len(), 1..4).prop_map(Look::At);
    prop::collection::vec(prop_oneof![Just(Look::Nothing), some, Just(Look::Everything)], 12)
}

fn source(path: &str, text: &str) -> (Source, Collection) {
    (Source::new(path, text), collection(path))
}

/// All files with their first texts.
fn begun(settings: Settings) -> (Session, Vec<Option<String>>) {
    let mut session = Session::new(settings);
    let files: Vec<Option<String>> = PATHS.iter().map(|path| texts(path).into_iter().next()).collect();
    let sources = PATHS.iter().zip(&files).filter_map(|(path, text)| Some(source(path, text.as_deref()?)));
    session.set(sources.collect());
    (session, files)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn edits_leave_what_a_fresh_read_finds(
        steps in steps(),
        looks in looks(),
        nth in 0..6_usize,
        is_ready in any::<bool>(),
    ) {
        let (mut session, mut files) = begun(site(nth));
        let policy = policy();
        let judge = |session: &mut Session, verdicts: &mut Verdicts| {
            let settings = [session.attach(Source::new("medproof.yaml", "allow: []\n"))];
            Judge { policy: &policy, settings: &settings, baseline: None, told: &[] }.judge_again(session, verdicts)
        };
        let judge_pages = |session: &mut Session, verdicts: &mut Verdicts, pages: &BTreeSet<DocId>| {
            let settings = [session.attach(Source::new("medproof.yaml", "allow: []\n"))];
            Judge { policy: &policy, settings: &settings, baseline: None, told: &[] }
                .judge_pages(session, verdicts, pages)
        };
        let mut verdicts = Verdicts::default();
        judge(&mut session, &mut verdicts);
        if is_ready {
            session.expect_edits();
        }
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
            match look {
                Look::Nothing => {}
                Look::At(paths) => {
                    let docs = paths.into_iter().filter_map(|nth| session.doc(PATHS[nth])).collect();
                    judge_pages(&mut session, &mut verdicts, &docs);
                }
                Look::Everything => drop(judge(&mut session, &mut verdicts)),
            }
        }
        let mut fresh = Session::new(site(nth));
        let sources = PATHS.iter().zip(&files).filter_map(|(path, text)| Some(source(path, text.as_deref()?)));
        fresh.set(sources.collect());
        prop_assert_eq!(known(&mut session), known(&mut fresh));
        prop_assert_eq!(shown(&mut session), shown(&mut fresh));
        judge(&mut session, &mut verdicts);
        let mut anew = Verdicts::default();
        judge(&mut fresh, &mut anew);
        prop_assert_eq!(judged(&session, verdicts), judged(&fresh, anew));
    }
}
