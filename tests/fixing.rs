//! What fixes promise, held against generated repositories.

// Whatever a test cannot unwrap is its failure, in helpers too.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use super::generate::{Plan, generate};
use medproof::base::date::Date;
use medproof::base::source::Source;
use medproof::model::content_hash::ContentHash;
use medproof::project::config::Config;
use medproof::run::fix::{self, Fixed};
use medproof::run::session::Session;
use medproof::run::verdict::{Judge, Verdict};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

type Files = BTreeMap<String, String>;

/// A generated repository with flaws, some of them such as fixes mend.
#[derive(Clone, Debug)]
struct Flawed {
    plan: Plan,
    /// Every nth page was given another title after others had named it.
    retitled: usize,
    /// Every nth DOI is written as its address.
    addressed: usize,
    crlf: bool,
    mark: bool,
    /// Files that cannot be read are left out: while there are any, sources are not merged.
    readable: bool,
}

impl Flawed {
    fn files(&self) -> Files {
        let mut files = Files::new();
        generate(self.plan, &mut |path, text| {
            files.insert(path.to_owned(), text.to_owned());
            Ok(())
        })
        .unwrap();
        let mut dois = 0;
        for (nth, (path, text)) in files.iter_mut().enumerate() {
            if path.starts_with("content/articles/") && nth % self.retitled == 0 {
                let retitled = |line: &str| match line.strip_prefix("title: ") {
                    // After `See` this names a part of a page, and no page.
                    Some(_) if nth % 4 == 0 => format!("title: The page that was given number {nth}\n"),
                    Some(title) => {
                        let title = title.trim_end().trim_matches('"');
                        let (first, rest) = title.split_once(' ').unwrap_or((title, ""));
                        format!("title: {first}s {rest} and more\n")
                    }
                    None => line.to_owned(),
                };
                *text = text.split_inclusive('\n').map(retitled).collect();
            }
            if path.starts_with("content/citations/") {
                let addressed = |line: &str| {
                    dois += 1;
                    if dois % self.addressed == 0 {
                        line.replace("DOI: 10.", "DOI: https://doi.org/10.")
                    } else {
                        line.to_owned()
                    }
                };
                *text = text.split_inclusive('\n').map(addressed).collect();
            }
            if self.crlf {
                *text = text.replace('\n', "\r\n");
            }
            if self.mark {
                text.insert(0, '\u{feff}');
            }
        }
        if self.readable {
            let world = World::new(&files);
            let unread = world.session.documents().filter(|(_, facts)| !facts.readable);
            unread.for_each(|(_, facts)| drop(files.remove(&facts.path)));
        }
        files
    }
}

fn flawed() -> impl Strategy<Value = Flawed> {
    (3..14usize, any::<u64>(), 0..5u32, 1..4usize, 1..4usize, any::<bool>(), any::<bool>(), any::<bool>())
        .prop_map(|(articles, seed, flaws, retitled, addressed, crlf, mark, readable)| Flawed {
            plan: Plan { articles, seed, flaws: f64::from(flaws) * 0.1 },
            retitled,
            addressed,
            crlf,
            mark,
            readable,
        })
}

struct World {
    session: Session,
    config: Config,
}

impl World {
    fn new(files: &Files) -> World {
        let config = Config::defaults(Date::parse("2026-11-22").unwrap());
        let mut session = Session::new(config.settings.clone());
        let claimed = files.iter().filter_map(|(path, text)| {
            Some((Source::new(path.as_str(), text.as_str()), config.layout.claim(path)?))
        });
        session.set(claimed.collect());
        World { session, config }
    }

    fn verdicts(&mut self) -> Vec<Verdict> {
        Judge { policy: &self.config.policy, settings: &[], baseline: None, told: &[] }
            .judge(&mut self.session)
    }

    fn fix(&mut self, unsafe_too: bool) -> Fixed {
        self.fix_some(unsafe_too, |_| true)
    }

    fn fix_some(&mut self, unsafe_too: bool, wanted: impl Fn(&str) -> bool) -> Fixed {
        let judge = Judge { policy: &self.config.policy, settings: &[], baseline: None, told: &[] };
        let wanted = |verdict: &Verdict, _: &Session| wanted(verdict.diagnostic.rule.0);
        fix::apply(&mut self.session, |session| judge.judge(session), wanted, unsafe_too)
    }

    /// How often each rule speaks of each file.
    fn counts(&mut self) -> BTreeMap<(String, &'static str), usize> {
        let mut counts = BTreeMap::new();
        for verdict in self.verdicts() {
            let path = self.session.source(verdict.diagnostic.at.doc).unwrap().path.clone();
            *counts.entry((path, verdict.diagnostic.rule.0)).or_default() += 1;
        }
        counts
    }

    /// The words of each page as a reviewer signs them: without See lines, numbers of citations and tables of contents.
    fn words(&mut self) -> BTreeMap<String, Option<ContentHash>> {
        let docs: Vec<_> = self.session.documents().map(|(doc, facts)| (doc, facts.path.clone())).collect();
        docs.into_iter().map(|(doc, path)| (path, self.session.index().content_hash(doc))).collect()
    }

    fn files(&self) -> Files {
        let texts = self.session.documents().map(|(doc, _)| self.session.source(doc).unwrap());
        texts.map(|source| (source.path.clone(), source.text.clone())).collect()
    }
}

/// No rule speaks more often of any file than it did, and as many findings are gone as were mended.
fn nothing_is_worse(flawed: &Flawed, unsafe_too: bool) -> TestCaseResult {
    let mut world = World::new(&flawed.files());
    let before = world.counts();
    let fixed = world.fix(unsafe_too);
    let after = world.counts();
    for (key, number) in &after {
        prop_assert!(before.get(key).is_some_and(|known| number <= known), "{key:?} is new");
    }
    let mended: usize = fixed.counts.values().sum();
    prop_assert!(before.values().sum::<usize>() - after.values().sum::<usize>() >= mended);
    let again = world.fix(unsafe_too);
    prop_assert_eq!(again.changes, vec![], "what is mended stays as it is");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn fixes_are_idempotent_and_bring_nothing_new(flawed in flawed()) {
        nothing_is_worse(&flawed, false)?;
        nothing_is_worse(&flawed, true)?;
    }

    #[test]
    fn a_safe_fix_leaves_every_word_that_is_signed(flawed in flawed()) {
        let mut world = World::new(&flawed.files());
        let before = world.words();
        world.fix(false);
        prop_assert_eq!(world.words(), before);
    }

    #[test]
    fn only_the_files_that_are_named_change_and_keep_their_form(flawed in flawed()) {
        let files = flawed.files();
        let mut world = World::new(&files);
        let before = world.files();
        let fixed = world.fix(true);
        let named: BTreeSet<&str> = fixed.changes.iter().map(|change| change.path.as_str()).collect();
        for (path, text) in world.files() {
            prop_assert_eq!(text != before[&path], named.contains(path.as_str()), "{}", path);
            prop_assert_eq!(text.starts_with('\u{feff}'), flawed.mark);
            if flawed.crlf {
                prop_assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{}", path);
            } else {
                prop_assert!(!text.contains('\r'), "{}", path);
            }
        }
        for change in fixed.changes {
            prop_assert_eq!(change.before.as_ref(), before.get(&change.path));
        }
    }
}

/// One fix would cite a source whose key was mistyped, another take it out because nothing cites it.
#[test]
fn fixes_do_not_undo_each_other() {
    let plan = Plan { articles: 4, seed: 11_694_680_247_989_303_974, flaws: 0.2 };
    let flawed = Flawed { plan, retitled: 1, addressed: 2, crlf: false, mark: false, readable: true };
    let mended = World::new(&flawed.files()).fix(true).counts;
    let mended: Vec<&str> = mended.keys().map(|rule| rule.0).collect();
    assert!(mended.contains(&"citation/undefined") && !mended.contains(&"citation/uncited"), "{mended:?}");
    nothing_is_worse(&flawed, true).unwrap();
}

/// The properties above hold of fixes that were applied, not of none.
#[test]
fn there_is_something_to_mend() {
    let mut mended: BTreeMap<bool, BTreeSet<&str>> = BTreeMap::new();
    for seed in 0..4 {
        let plan = Plan { articles: 12, seed, flaws: 0.4 };
        let flawed = Flawed { plan, retitled: 2, addressed: 1, crlf: true, mark: true, readable: true };
        let mut world = World::new(&flawed.files());
        for unsafe_too in [false, true] {
            let rules = world.fix(unsafe_too).counts.into_keys().map(|rule| rule.0);
            mended.entry(unsafe_too).or_default().extend(rules);
        }
        // What is listed twice and never cited is otherwise taken out for that.
        let merged = World::new(&flawed.files()).fix_some(true, |rule| rule == "citation/duplicate-source");
        mended.entry(true).or_default().extend(merged.counts.into_keys().map(|rule| rule.0));
    }
    assert_eq!(mended[&false], ["citation/identifier-invalid", "link/see-label-mismatch"].into());
    assert_eq!(
        mended[&true],
        [
            "citation/duplicate-source",
            "citation/uncited",
            "citation/undefined",
            "link/anchor-missing",
            "link/see-label-mismatch",
            "link/see-unresolved",
            "review/person-unresolved",
            "schema/invalid-field",
        ]
        .into()
    );
}
