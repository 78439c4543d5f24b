//! The same content gives the same output, byte by byte: on any number of threads, in whatever order files lie on the
//! disk, and in whatever order a session is handed them.

use std::io;
use std::path::Path;

use medproof::base::date::Date;
use medproof::base::diagnostic::{Diagnostic, Location};
use medproof::base::source::Source;
use medproof::model::collection::Collection;
use medproof::project::config::Config;
use medproof::run::session::Session;
use tempfile::TempDir;

use super::FORMATS;
use super::generate::{Plan, generate};
use crate::repo::{Repo, medproof};

#[test]
fn any_number_of_threads_gives_the_same_output() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/flawed");
    let generated = on_disk(&generated());
    for folder in [fixture, generated.path("")] {
        let one = everything(&folder, "1");
        assert!(one.iter().all(|(_, output)| !output.is_empty()), "nothing was said");
        assert_same(&one, &everything(&folder, "8"), "eight threads");
    }
}

#[test]
fn files_may_lie_on_the_disk_in_any_order() {
    let mut files = generated();
    let first = everything(&on_disk(&files).path(""), "2");
    shuffle(&mut files, 3);
    assert_same(&first, &everything(&on_disk(&files).path(""), "8"), "shuffled");
}

#[test]
fn a_session_may_be_handed_files_in_any_order_and_in_parts() {
    let mut files = generated();
    let first = found(vec![files.clone()]);
    assert!(first.len() > 100, "there is little to be found: {}", first.len());
    for seed in 1..=3 {
        shuffle(&mut files, seed);
        assert_eq!(found(vec![files.clone()]), first, "at once, {seed}");
        assert_eq!(found(files.chunks(37).map(<[_]>::to_vec).collect()), first, "in parts, {seed}");
    }
    // What stood in a file before it was replaced leaves no trace.
    let other = Plan { seed: 8, ..PLAN };
    let others: Vec<(String, String)> =
        files_of(other).into_iter().filter(|(path, _)| holds(&files, path)).collect();
    assert!(!others.is_empty());
    assert_eq!(found(vec![others, files]), first);
}

const PLAN: Plan = Plan { articles: 40, seed: 7, flaws: 0.3 };

/// The files of a generated repository, by path: those of a flawed one.
fn generated() -> Vec<(String, String)> {
    files_of(PLAN)
}

fn files_of(plan: Plan) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let put = &mut |path: &str, text: &str| -> io::Result<()> {
        files.push((path.to_owned(), text.to_owned()));
        Ok(())
    };
    generate(plan, put).unwrap();
    files
}

fn holds(files: &[(String, String)], path: &str) -> bool {
    files.iter().any(|(other, _)| other == path)
}

/// The files written in their order.
fn on_disk(files: &[(String, String)]) -> Repo {
    let repo = Repo::new(&[]);
    for (path, text) in files {
        repo.write(path, text);
    }
    repo
}

/// All that is printed of a repository, each output with its name.
fn everything(folder: &Path, threads: &str) -> Vec<(String, String)> {
    let elsewhere = TempDir::with_prefix("medproof-").unwrap();
    let at = |name: &str| elsewhere.path().join(name).display().to_string();
    let run = |words: &[&str]| {
        let command = medproof(folder).env("RAYON_NUM_THREADS", threads).args(words);
        let output = command.args(["--today", "2026-11-22"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
    };
    let mut check = vec!["check".to_owned(), "--advice".to_owned()];
    check.extend(
        FORMATS.iter().flat_map(|format| ["--output".to_owned(), format!("{format}={}", at(format))]),
    );
    let check: Vec<&str> = check.iter().map(String::as_str).collect();
    let mut outputs = vec![("stdout".to_owned(), run(&check))];
    outputs.push(("diff".to_owned(), run(&["check", "--unsafe-fixes", "--diff"])));
    outputs.push(("statistics".to_owned(), run(&["check", "--advice", "--statistics"])));
    let baseline = at("baseline.json");
    outputs.push((
        "baseline".to_owned(),
        run(&["baseline", "--file", &baseline]).replace(&elsewhere.path().display().to_string(), ""),
    ));
    for file in FORMATS.iter().copied().chain(["baseline.json"]) {
        outputs.push((file.to_owned(), std::fs::read_to_string(elsewhere.path().join(file)).unwrap()));
    }
    outputs
}

fn assert_same(one: &[(String, String)], other: &[(String, String)], what: &str) {
    for ((name, one), (_, other)) in one.iter().zip(other) {
        assert_eq!(one, other, "{name} differs: {what}");
    }
}

/// What a session finds that is handed parts one after the other, with the paths of all places.
fn found(parts: Vec<Vec<(String, String)>>) -> Vec<String> {
    let config = Config::defaults(Date::parse("2026-11-22").unwrap());
    let mut session = Session::new(config.settings);
    for part in parts {
        let claimed = part.into_iter().map(|(path, text)| {
            let collection = config.layout.claim(&path).unwrap_or(Collection::Article);
            (Source::new(path, text), collection)
        });
        session.set(claimed.collect());
        // What was worked out meanwhile must not outlive what comes.
        session.findings();
    }
    session.findings().iter().map(|finding| written(&session, finding)).collect()
}

fn written(session: &Session, finding: &Diagnostic<Location>) -> String {
    let place = |at: Location| format!("{}:{}", session.source(at.doc).unwrap().path, at.span.start);
    let labels: Vec<String> =
        finding.labels.iter().map(|(at, text)| format!("{} {text}", place(*at))).collect();
    let fix = finding.fix.as_ref().map(|fix| {
        let edits: Vec<String> =
            fix.edits.iter().map(|edit| format!("{} {}", place(edit.at), edit.text)).collect();
        format!("{} {} {edits:?}", fix.title, fix.safe)
    });
    let Diagnostic { rule, severity, message, help, missing, .. } = finding;
    format!("{} {severity} {rule} {message} {labels:?} {help:?} {fix:?} {missing:?}", place(finding.at))
}

/// Puts things in an order that a number decides.
fn shuffle<T>(things: &mut [T], seed: u64) {
    let mut state = seed;
    for last in (1..things.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        things.swap(last, usize::try_from(state >> 33).unwrap() % (last + 1));
    }
}
