//! Any text is read as a reference, and every field lies in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use medproof::base::date::SlashOrder;
use medproof::biblio::reference::text::{Options, read};

fuzz_target!(|text: &str| {
    for (slash_order, linked) in [(SlashOrder::MonthFirst, false), (SlashOrder::DayFirst, true)] {
        let Some(reference) = read(text, Options { slash_order, linked }) else {
            continue;
        };
        let fields = [&reference.title, &reference.container, &reference.publisher, &reference.url];
        for field in fields.into_iter().flatten() {
            assert!(text.get(field.at.clone()).is_some(), "{:?} is no part of the text", field.at);
        }
    }
});
