//! The table of weights of plain text is what `benches/learn` makes of the labelled pages.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use medproof::read::plain::learn::Weights;

#[path = "../benches/learn/perceptron.rs"]
#[allow(dead_code, reason = "the program labels pages as well")]
mod perceptron;

const TABLE: &str = include_str!("../src/read/plain/weights.txt");

#[test]
fn the_table_is_learned_from_the_pages_of_the_repository() {
    let samples = perceptron::samples(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let lines: usize = samples.iter().map(|sample| sample.roles.len()).sum();
    assert_eq!((samples.len(), lines), (150, 5064));
    let learned = perceptron::learned(&perceptron::hand(), &samples.iter().collect::<Vec<_>>());
    assert_eq!(
        learned,
        Weights::read(TABLE),
        "run `cargo run --release --example learn > src/read/plain/weights.txt`"
    );
    let wrong: usize = samples.iter().map(|sample| perceptron::errors(&learned, sample)).sum();
    assert_eq!(wrong, 299);
}

#[test]
fn a_table_that_is_written_is_read_again() {
    let weights = Weights::read(TABLE);
    assert_eq!(Weights::read(&weights.table()), weights);
    assert!(TABLE.len() < 20_000, "{} bytes are in every binary", TABLE.len());
}
