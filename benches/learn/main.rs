//! Learns the weights by which the lines of pasted pages get their roles.
//!
//! `cargo run --release --example learn` reads the pages of `tests/fixtures/pages/{tuned,others,further,layouts}` and
//! `tests/fixtures/text`, whose roles stand line by line in the `.roles` file beside each, starts from the weights of
//! `hand.txt`, and prints the table that `src/read/plain/weights.txt` holds. The weights of `hand.txt` were set by a person,
//! and then by what was counted on pages of publishers that may not be kept here, of which only the headings and the title
//! are known. On stderr it says how many lines each table gets wrong, and how many a table
//! learned from all other pages gets wrong on each page. `--label FILE…` writes roles beside texts as the
//! weights of a person have them, for that person to correct.
//!
//! The method is the averaged perceptron of Collins (2002) on whole texts, with a margin: a path counts as wrong unless
//! it is beaten by more than a fixed sum for every line in which it differs.

#[path = "perceptron.rs"]
mod perceptron;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use perceptron::{Sample, errors, learned, samples};

const REMARK: &str = "# What speaks for a role and against it: a feature, then roles and weights; `after:` a role, then what follows it.\n\
                      # Learned from the labelled pages below tests/fixtures by benches/learn, which starts from hand.txt beside it.\n";

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if let Some((_, files)) = files.split_first() {
        return files.iter().try_for_each(|file| {
            fs::write(file.with_extension("roles"), perceptron::proposed(&fs::read_to_string(file)?))
        });
    }
    let samples = samples(root)?;
    let hand = perceptron::hand();
    let table = learned(&hand, &samples.iter().collect::<Vec<_>>());
    let lines: usize = samples.iter().map(|sample| sample.roles.len()).sum();
    let wrong = |weights| samples.iter().map(|sample| errors(weights, sample)).sum::<usize>();
    let left_out: usize = (0..samples.len())
        .map(|nth| {
            let others: Vec<&Sample> = samples
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != nth)
                .map(|(_, sample)| sample)
                .collect();
            errors(&learned(&hand, &others), &samples[nth])
        })
        .sum();
    writeln!(
        io::stderr(),
        "{} pages, {lines} lines; wrong by hand {}, learned {}, learned from the other pages {left_out}",
        samples.len(),
        wrong(&hand),
        wrong(&table)
    )?;
    write!(io::stdout(), "{REMARK}{}", table.table())
}
