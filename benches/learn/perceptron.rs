//! The averaged perceptron. The test of the table includes this file, so that both learn alike.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use medproof::base::date::SlashOrder;
use medproof::page::see::Reading;
use medproof::read::plain::learn::{Chunk, FEATURE_COUNT, LineRole, ROLES, Weights, chunks, decide};

/// How often all pages are gone through.
const ROUNDS: usize = 5;

/// What a wrong line must lose by.
const MARGIN: i32 = 3;

/// How many steps make one of the weights of a person, who has seen more pages than these: large steps teach the manner of
/// our own pages, which have less around their text than those of the web.
const FINE: i32 = 400;

/// A page, and the role of each of its chunks.
pub struct Sample {
    pub chunks: Vec<Chunk>,
    pub roles: Vec<LineRole>,
}

/// The weights that a person set.
pub fn hand() -> Weights {
    Weights::read(include_str!("hand.txt"))
}

/// The pages of the repository that have their roles beside them, in order of folder and name.
pub fn samples(root: &Path) -> io::Result<Vec<Sample>> {
    let mut samples = Vec::new();
    for folder in [
        "tests/fixtures/pages/tuned",
        "tests/fixtures/pages/others",
        "tests/fixtures/pages/further",
        "tests/fixtures/pages/layouts",
        "tests/fixtures/text",
    ] {
        let mut paths: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(root.join(folder))? {
            paths.push(entry?.path());
        }
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "roles"));
        paths.sort();
        for path in paths {
            samples
                .push(sample(&fs::read_to_string(path.with_extension("txt"))?, &fs::read_to_string(path)?));
        }
    }
    Ok(samples)
}

/// A line of `labels` has the number of a line of the text, from 1, and its role.
fn sample(text: &str, labels: &str) -> Sample {
    let reading = Reading::default();
    let mut sample = Sample { chunks: chunks(text, &reading, SlashOrder::default()), roles: Vec::new() };
    let labels: Vec<(usize, &str)> = labels
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(nth, role)| Some((nth.parse().ok()?, role)))
        .collect();
    for chunk in &sample.chunks {
        let line = text.get(..chunk.span.start as usize).map_or(0, |before| before.matches('\n').count()) + 1;
        let word = labels.iter().rev().find(|(nth, _)| *nth <= line).map_or("", |(_, role)| role);
        let role = LineRole::ALL.iter().copied().find(|role| role.word() == word);
        // A part of a line that cannot have the role of the line has the one that it can.
        let role = role.filter(|role| chunk.may.contains(role)).or(chunk.may.first().copied());
        sample.roles.push(role.unwrap_or_default());
    }
    sample
}

/// The roles of a text as the weights of a person have it, in the form of [`sample`], for that person to correct.
pub fn proposed(text: &str) -> String {
    let chunks = chunks(text, &Reading::default(), SlashOrder::default());
    let roles = decide(&hand(), &chunks, |_, _| 0);
    let line = |chunk: &Chunk| {
        text.get(..chunk.span.start as usize).map_or(0, |before| before.matches('\n').count()) + 1
    };
    chunks.iter().zip(roles).map(|(chunk, role)| format!("{} {}\n", line(chunk), role.word())).collect()
}

/// How many lines of a page get another role than they have.
pub fn errors(weights: &Weights, sample: &Sample) -> usize {
    let decided = decide(weights, &sample.chunks, |_, _| 0);
    decided.iter().zip(&sample.roles).filter(|(decided, role)| decided != role).count()
}

/// The average of all weights on the way from `start` to weights by which every page is read rightly and clearly.
pub fn learned(start: &Weights, samples: &[&Sample]) -> Weights {
    let mut weights = finer(start);
    let mut sum = Sum::new();
    for _ in 0..ROUNDS {
        for sample in samples {
            let against = |nth: usize, role| {
                if sample.roles.get(nth) == Some(&role) { 0 } else { MARGIN * FINE }
            };
            let decided = decide(&weights, &sample.chunks, against);
            if decided != sample.roles {
                step(&mut weights, sample, &sample.roles, 1);
                step(&mut weights, sample, &decided, -1);
            }
            sum.add(&weights);
        }
    }
    sum.average()
}

/// Weights in steps of learning.
fn finer(weights: &Weights) -> Weights {
    let scaled = |row: &[i32; ROLES]| row.map(|weight| weight * FINE);
    Weights {
        features: weights.features.iter().map(scaled).collect(),
        after: std::array::from_fn(|nth| scaled(&weights.after[nth])),
    }
}

/// Adds `by` to every weight on a path.
fn step(weights: &mut Weights, sample: &Sample, path: &[LineRole], by: i32) {
    let index = |role: LineRole| LineRole::ALL.iter().position(|known| *known == role).unwrap_or_default();
    let mut above: Option<usize> = None;
    for (chunk, role) in sample.chunks.iter().zip(path) {
        let role = index(*role);
        for feature in chunk.features() {
            weights.features[feature][role] += by;
        }
        if let Some(above) = above.replace(role) {
            weights.after[above][role] += by;
        }
    }
}

/// The sum of tables.
struct Sum {
    features: Vec<[i64; ROLES]>,
    after: [[i64; ROLES]; ROLES],
    tables: i64,
}

impl Sum {
    fn new() -> Sum {
        Sum { features: vec![[0; ROLES]; FEATURE_COUNT], after: [[0; ROLES]; ROLES], tables: 0 }
    }

    fn add(&mut self, weights: &Weights) {
        let rows = self.features.iter_mut().chain(&mut self.after);
        for (sum, row) in rows.zip(weights.features.iter().chain(&weights.after)) {
            for (sum, weight) in sum.iter_mut().zip(row) {
                *sum += i64::from(*weight);
            }
        }
        self.tables += 1;
    }

    fn average(&self) -> Weights {
        let rounded = |row: &[i64; ROLES]| {
            let all = self.tables.max(1) * i64::from(FINE);
            row.map(|sum| i32::try_from((sum + all / 2 * sum.signum()) / all).unwrap_or_default())
        };
        Weights {
            features: self.features.iter().map(rounded).collect(),
            after: std::array::from_fn(|nth| rounded(&self.after[nth])),
        }
    }
}
