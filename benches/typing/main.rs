//! Measures the editor server: how long it takes from a keystroke until what is found in the file is shown, and then in
//! all others.
//! `cargo run --release --example typing`
//!
//! An editor types 4,800 characters of twenty-four kinds into generated repositories of 1,000 and 10,000 articles: in
//! twenty files of each kind five characters are typed and taken out again, one after the other. Then twenty pages are
//! added and removed.

#[path = "../corpus/disk.rs"]
mod disk;
#[path = "editor.rs"]
mod editor;
#[path = "../corpus/generate.rs"]
mod generate;
#[path = "kinds.rs"]
mod kinds;
#[path = "libraries.rs"]
mod libraries;

use std::error::Error;
use std::io::{self, Write};
use std::time::Duration;

use clap::Parser;

use crate::editor::{Editor, Took};
use crate::generate::Plan;
use crate::kinds::{KINDS, Kind, LIBRARIES, Place};

/// Measures the editor server and prints a table in Markdown.
#[derive(Parser)]
struct Arguments {
    /// Numbers of articles; growth is that from the first to the last
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000])]
    articles: Vec<usize>,
    /// Only kinds whose names have this in them
    #[arg(long, default_value = "")]
    only: String,
    /// Opens a page of so many megabytes in the last repository as well, and types ten characters in it
    #[arg(long, default_value_t = 0)]
    large: usize,
    /// How often each kind is typed, in all
    #[arg(long, default_value_t = 200)]
    keystrokes: usize,
}

/// The row of the table for files that come and go.
const FILES: &str = "a page that is added or removed";

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// As many characters are typed in one place, and taken out again.
const RUN: usize = 5;

/// What was measured of a kind, in milliseconds.
struct Times {
    /// Until the file that was edited was judged: half of the keystrokes took less, and all but one of a hundred.
    time: [f64; 2],
    /// The same until everything was shown.
    all: [f64; 2],
    /// The same of all processors together, for everything.
    work: [f64; 2],
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let kinds: Vec<&Kind> = KINDS.iter().filter(|kind| kind.name.contains(&arguments.only)).collect();
    let mut columns: Vec<Vec<Times>> = Vec::new();
    let mut out = io::stdout().lock();
    for articles in &arguments.articles {
        let folder = tempfile::tempdir()?;
        disk::write(folder.path(), Plan { articles: *articles, seed: 7, flaws: 0.01 })?;
        libraries::write(&folder.path().join(LIBRARIES))?;
        let mut editor = Editor::start(folder.path())?;
        let mut everything = Vec::new();
        let mut column = Vec::new();
        for kind in &kinds {
            let times = typed(&mut editor, kind, arguments.keystrokes)?;
            everything.extend(times.iter().copied());
            column.push(Times::of(&times));
        }
        column.push(Times::of(&everything));
        column.push(Times::of(&exchanged(&mut editor, arguments.keystrokes / 10)?));
        columns.push(column);
        if arguments.large > 0 && columns.len() == arguments.articles.len() {
            let times = Times::of(&typed_in_large(&mut editor, arguments.large)?);
            let ([half, _], size) = (times.time, arguments.large);
            writeln!(out, "a character in a page of {size} MB: {half:.0} ms\n")?;
        }
    }
    let sizes = || arguments.articles.iter();
    let heads: String =
        sizes().map(|size| format!(" {size}: p50 | p99 | all p50 | p99 | work p50 | p99 |")).collect();
    writeln!(out, "| a character in, ms |{heads} growth |")?;
    writeln!(out, "|---|{}---:|", "---:|---:|---:|---:|---:|---:|".repeat(columns.len()))?;
    for (nth, name) in kinds.iter().map(|kind| kind.name).chain(["all of them", FILES]).enumerate() {
        let row: Vec<&Times> = columns.iter().filter_map(|column| column.get(nth)).collect();
        let cells: String = row
            .iter()
            .flat_map(|times| times.time.iter().chain(&times.all).chain(&times.work))
            .map(|ms| format!(" {ms:.2} |"))
            .collect();
        let growth = match (row.first(), row.last()) {
            (Some(first), Some(last)) => last.work[0] / first.work[0],
            _ => 1.0,
        };
        writeln!(out, "| {name} |{cells} {growth:.1} |")?;
    }
    Ok(())
}

/// What keystrokes of a kind took.
fn typed(editor: &mut Editor, kind: &Kind, keystrokes: usize) -> Result<Vec<Took>, Box<dyn Error>> {
    let places = kind.places(editor.folder(), keystrokes.div_ceil(2 * RUN))?;
    let mut times = Vec::with_capacity(keystrokes);
    for Place { path, text, at } in places {
        editor.open(&path, &text)?;
        let (line, column) = position(&text, at);
        let mut ends = vec![(line, column)];
        for typed in kind.typed.chars().cycle().take(RUN) {
            let (line, column) = ends[ends.len() - 1];
            times.push(editor.change(&path, (line, column), (line, column), &typed.to_string())?);
            ends.push(if typed == '\n' { (line + 1, 0) } else { (line, column + typed.len_utf8()) });
        }
        while let Some(end) = ends.pop()
            && let Some(start) = ends.last()
        {
            times.push(editor.change(&path, *start, end, "")?);
        }
    }
    Ok(times)
}

/// What it took to add pages to which nothing leads yet, and to remove them.
fn exchanged(editor: &mut Editor, pages: usize) -> Result<Vec<Took>, Box<dyn Error>> {
    let mut times = Vec::with_capacity(2 * pages);
    for nth in 0..pages {
        let path = editor.folder().join(format!("content/articles/page-{nth}.md"));
        let text = format!("---\ntitle: New page {nth}\nstatus: draft\n---\n\nIt hurts.\n\nSee New page 0\n");
        times.push(editor.exchange(&path, Some(&text))?);
        times.push(editor.exchange(&path, None)?);
    }
    Ok(times)
}

/// What keystrokes in a page of so many megabytes took.
fn typed_in_large(editor: &mut Editor, megabytes: usize) -> Result<Vec<Took>, Box<dyn Error>> {
    let paragraph = "It hurts at night, and rest helps. See a doctor if it does not pass.\n\n";
    let text = "---\ntitle: A large page\nstatus: draft\n---\n\n".to_owned()
        + &paragraph.repeat(megabytes * 1024 * 1024 / paragraph.len());
    let path = editor.folder().join("content/articles/large.md");
    editor.open(&path, &text)?;
    let lines = text.matches('\n').count();
    let line = |nth: usize| ((nth * lines / 10) & !1, 0);
    (1..=10).map(|nth| editor.change(&path, line(nth), line(nth), "x")).collect()
}

/// The line and the byte in it.
fn position(text: &str, at: usize) -> (usize, usize) {
    let above = text.get(..at).unwrap_or("");
    (above.matches('\n').count(), at - above.rfind('\n').map_or(0, |end| end + 1))
}

impl Times {
    fn of(took: &[Took]) -> Times {
        let shares = |of: fn(&Took) -> Duration| {
            let mut times: Vec<Duration> = took.iter().map(of).collect();
            times.sort_unstable();
            [50, 99].map(|share| {
                let time = times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
                time.map_or(0.0, |time| time.as_secs_f64() * 1000.0)
            })
        };
        Times { time: shares(|took| took.time), all: shares(|took| took.all), work: shares(|took| took.work) }
    }
}
