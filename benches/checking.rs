//! How fast a repository in memory is read, indexed and checked: `cargo bench --bench checking`

#[path = "corpus/generate.rs"]
mod generate;

use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::ItemsCount;
use medproof::base::date::Date;
use medproof::base::source::Source;
use medproof::model::collection::Collection;
use medproof::project::config::Layout;
use medproof::rules::settings::Settings;
use medproof::run::session::Session;

use crate::generate::{Plan, generate};

fn main() {
    divan::main();
}

const ARTICLES: usize = 1000;

/// The content files of a repository with 1,000 articles.
static FILES: LazyLock<Vec<(String, String, Collection)>> = LazyLock::new(|| {
    let layout = Layout::default();
    let mut files = Vec::new();
    let plan = Plan { articles: ARTICLES, seed: 7, flaws: 0.01 };
    generate(plan, &mut |path, text| {
        if let Some(collection) = layout.claim(path) {
            files.push((path.to_owned(), text.to_owned(), collection));
        }
        Ok(())
    })
    .expect("texts kept in memory are always written");
    files
});

fn sources() -> Vec<(Source, Collection)> {
    FILES
        .iter()
        .map(|(path, text, collection)| (Source::new(path.as_str(), text.as_str()), *collection))
        .collect()
}

fn session() -> Session {
    let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
    session.set(sources());
    session
}

/// Reading all files, with the rules that look at one document.
#[divan::bench]
fn documents(bencher: Bencher) {
    bencher.counter(ItemsCount::new(ARTICLES)).with_inputs(sources).bench_values(|sources| {
        let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
        session.set(sources);
        session
    });
}

/// The index: names, targets, people, same sources.
#[divan::bench]
fn index(bencher: Bencher) {
    bencher.counter(ItemsCount::new(ARTICLES)).with_inputs(session).bench_values(|mut session| {
        let wanted = session.wanted_files();
        (session, wanted)
    });
}

/// The rules that look at the whole repository, with the index made before.
#[divan::bench]
fn repository_rules(bencher: Bencher) {
    let indexed = || {
        let mut session = session();
        session.wanted_files();
        session
    };
    bencher.counter(ItemsCount::new(ARTICLES)).with_inputs(indexed).bench_values(|mut session| {
        let findings = session.findings();
        (session, findings)
    });
}

/// One article edited where it changes no fact: only its own rules run again.
#[divan::bench]
fn edit(bencher: Bencher) {
    let checked = || {
        let mut session = session();
        session.findings();
        let (path, text, collection) = FILES.first().expect("articles are generated first");
        let edited = format!("{text}\nOne more sentence.\n");
        (session, Source::new(path.as_str(), edited), *collection)
    };
    bencher.with_inputs(checked).bench_values(|(mut session, source, collection)| {
        session.set(vec![(source, collection)]);
        let findings = session.findings();
        (session, findings)
    });
}
