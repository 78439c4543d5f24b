//! Any text is read as a Markdown article, and all that it says lies in it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| medproof_fuzz::read_document("content/articles/a.md", text));
