//! Any text is read as an article pasted from a page, and all that it says lies in it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| medproof_fuzz::read_document("content/articles/a.txt", text));
