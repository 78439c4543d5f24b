//! Tests of the library from outside, and of the repository itself, in one program: each further one would be linked anew.

#[path = "../benches/corpus/generate.rs"]
mod generate;

mod corpus_generator;
mod fixing;
mod layers;
mod learned;
mod pages;
mod pasted;
mod plain_english;
mod plain_text;
mod precision;
mod release;
mod renaming;
mod same_source;
mod yaml_oracle;
