//! In any repository every place of every finding, label and edit lies in its file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use medproof_fuzz::Repository;

fuzz_target!(|text: &str| Repository::read(text).hold_spans());
