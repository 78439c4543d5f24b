//! How fast the texts of a content repository are read, part by part: `cargo bench --bench reading`

#[path = "corpus/generate.rs"]
mod generate;
#[path = "floor/parse.rs"]
mod parse;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use medproof::base::date::SlashOrder;
use medproof::page::see::Reading;
use medproof::read::plain;

use crate::generate::{Plan, generate};

fn main() {
    divan::main();
}

/// The files of a small repository.
static FILES: LazyLock<Vec<(PathBuf, String)>> = LazyLock::new(|| {
    let mut files = Vec::new();
    let plan = Plan { articles: 200, seed: 7, flaws: 0.01 };
    generate(plan, &mut |path, text| {
        files.push((PathBuf::from(path), text.to_owned()));
        Ok(())
    })
    .expect("texts kept in memory are always written");
    files
});

/// One article: its front matter with granit-parser and its body with pulldown-cmark.
#[divan::bench]
fn article(bencher: Bencher) {
    let (path, text) = FILES.first().expect("articles are generated first");
    bencher.counter(BytesCount::of_str(text)).bench(|| parse::parse(path, text));
}

/// The front matter of all pages, with granit-parser.
#[divan::bench]
fn front_matter(bencher: Bencher) {
    measure(bencher, |path| path.extension().is_some_and(|end| end == "md"), |(front, _)| front, parse::yaml);
}

/// All data files, with granit-parser.
#[divan::bench]
fn data_files(bencher: Bencher) {
    measure(bencher, |path| path.extension().is_some_and(|end| end == "yaml"), |(text, _)| text, parse::yaml);
}

/// The bodies of all pages, with pulldown-cmark.
#[divan::bench]
fn bodies(bencher: Bencher) {
    measure(
        bencher,
        |path| path.extension().is_some_and(|end| end == "md"),
        |(_, body)| body,
        parse::markdown,
    );
}

/// Pages as people paste them, with medproof's reader: those of the fixtures.
#[divan::bench]
fn pasted_pages(bencher: Bencher) {
    let texts = pasted();
    let bytes = texts.iter().map(String::len).sum::<usize>();
    let reading = Reading::default();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        texts
            .iter()
            .map(|text| plain::read(text, 0, &reading, SlashOrder::MonthFirst).blocks.len())
            .sum::<usize>()
    });
}

/// The pasted pages of the fixtures.
fn pasted() -> Vec<String> {
    let mut texts = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the fixtures lie in the repository") {
            let path = entry.expect("the folder can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "txt") {
                texts.push(fs::read_to_string(&path).expect("the fixtures are UTF-8"));
            }
        }
    }
    texts
}

fn measure(
    bencher: Bencher,
    files: fn(&Path) -> bool,
    half: fn((&'static str, &'static str)) -> &'static str,
    read: fn(&str) -> usize,
) {
    let chosen = FILES.iter().filter(|(path, _)| files(path));
    let texts: Vec<&str> = chosen.map(|(path, text)| half(parse::split(path, text))).collect();
    let bytes = texts.iter().map(|text| text.len()).sum::<usize>();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| texts.iter().map(|text| read(text)).sum::<usize>());
}
