//! Any text is read as settings; what is wrong with them lies in it, and what is right can be built.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use medproof::base::date::Date;
use medproof::base::source::Source;
use medproof::model::schema::Schemas;
use medproof::project::config::{Config, RawConfig};

static SCHEMAS: LazyLock<Schemas> = LazyLock::new(Schemas::embedded);

fuzz_target!(|text: &str| {
    match RawConfig::read(Source::new("medproof.yaml", text), &SCHEMAS) {
        Ok(raw) => drop(Config::build(vec![raw], Date::parse("2026-11-22").expect("a calendar date"), &[])),
        Err(error) => {
            for problem in &error.problems {
                medproof_fuzz::hold_span(&error.source_file.text, problem.at);
            }
        }
    }
});
