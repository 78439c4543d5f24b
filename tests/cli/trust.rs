//! What whoever runs the program on text they did not write has to rely on.

mod hostile;
mod network;
mod order;
mod outside;
#[cfg(target_os = "linux")]
mod trace;

#[path = "../../benches/corpus/generate.rs"]
mod generate;

/// Every format of findings.
const FORMATS: [&str; 9] =
    ["human", "concise", "json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"];

/// A test that cannot run here says so where its output is shown.
#[allow(clippy::print_stderr, reason = "nobody else would hear of it")]
fn skip(why: &str) {
    eprintln!("skipped: {why}");
}
