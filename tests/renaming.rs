//! What a rename promises, held against generated repositories.

// Whatever a test cannot unwrap is its failure, in helpers too.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use super::generate::{Plan, generate};
use medproof::base::date::Date;
use medproof::base::source::Source;
use medproof::model::collection::Collection;
use medproof::project::config::{Config, Layout};
use medproof::run::rename::{self, NewName, Renaming, Surroundings};
use medproof::run::session::Session;
use medproof::run::verdict::Judge;
use proptest::prelude::*;

type Files = BTreeMap<String, String>;

fn files(plan: Plan, crlf: bool) -> Files {
    let mut files = Files::new();
    generate(plan, &mut |path, text| {
        files.insert(path.to_owned(), if crlf { text.replace('\n', "\r\n") } else { text.to_owned() });
        Ok(())
    })
    .unwrap();
    files
}

fn session(files: &Files) -> (Session, Config) {
    let config = Config::defaults(Date::parse("2026-11-22").unwrap());
    let mut session = Session::new(config.settings.clone());
    let claimed = files.iter().filter_map(|(path, text)| {
        Some((Source::new(path.as_str(), text.as_str()), config.layout.claim(path)?))
    });
    session.set(claimed.collect());
    (session, config)
}

/// How often each rule speaks.
fn counts(files: &Files) -> BTreeMap<&'static str, usize> {
    let (mut session, config) = session(files);
    let judge = Judge { policy: &config.policy, settings: &[], baseline: None, told: &[] };
    let mut counts = BTreeMap::new();
    for verdict in judge.judge(&mut session) {
        *counts.entry(verdict.diagnostic.rule.0).or_default() += 1;
    }
    counts
}

fn renamed(files: &Files, old: &str, new: &str, kind: Collection) -> Option<Files> {
    let (mut session, _) = session(files);
    let subject = rename::find(&mut session, old, &[], Some(kind)).ok()?;
    let layout = Layout::default();
    let around = Surroundings { configs: &[], claim: &|path| layout.claim(path) };
    let renaming = rename::rename(&mut session, &subject, &NewName::Id(new.to_owned()), &around).ok()?;
    Some(applied(files, &renaming))
}

fn applied(files: &Files, renaming: &Renaming) -> Files {
    let mut after = files.clone();
    for change in &renaming.changes {
        let text = after.remove(&change.path);
        assert_eq!(text, change.before, "{}", change.path);
        after.insert(change.to.clone().unwrap_or_else(|| change.path.clone()), change.after.clone());
    }
    after
}

/// The ids of one kind, in order of path.
fn ids(files: &Files, kind: Collection) -> Vec<String> {
    let (session, _) = session(files);
    let mut entities: Vec<(String, String)> = session
        .documents()
        .filter(|(_, facts)| facts.collection == kind)
        .flat_map(|(_, facts)| {
            facts.entities.iter().map(|entity| (facts.path.clone(), entity.id.text.clone()))
        })
        .collect();
    entities.sort();
    entities.into_iter().map(|(_, id)| id).collect()
}

fn without_redirects(files: &Files) -> Vec<(&String, &String)> {
    files.iter().filter(|(path, _)| !path.contains("redirects")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn there_and_back_is_the_identity_but_for_redirects(
        articles in 3..10usize,
        seed in any::<u64>(),
        flaws in 0..2u32,
        crlf in any::<bool>(),
        pick in any::<prop::sample::Index>(),
        kind in prop::sample::select(vec![Collection::Article, Collection::Source, Collection::Person]),
    ) {
        let before = files(Plan { articles, seed, flaws: f64::from(flaws) * 0.1 }, crlf);
        let ids = ids(&before, kind);
        prop_assume!(!ids.is_empty());
        let old = pick.get(&ids);
        // What stands in a file that cannot be read, or is borne twice, is refused.
        let Some(there) = renamed(&before, old, "quite-another-name", kind) else {
            prop_assert!(flaws > 0, "nothing stands against it");
            return Ok(());
        };
        prop_assert_ne!(without_redirects(&there), without_redirects(&before));
        prop_assert_eq!(counts(&there), counts(&before));
        for (path, text) in &there {
            let ends = text.matches('\n').count();
            let kept = if crlf { text.matches("\r\n").count() == ends } else { !text.contains('\r') };
            prop_assert!(kept, "{}", path);
        }
        let back = renamed(&there, "quite-another-name", old, kind).unwrap();
        prop_assert_eq!(without_redirects(&back), without_redirects(&before));
    }
}
