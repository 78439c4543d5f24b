//! Any text is read as YAML without a panic, and every node lies in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use medproof::read::syntax::Syntax;

fuzz_target!(|text: &str| {
    let parsed = Syntax::Yaml.parse(text);
    parsed.root.iter().for_each(|root| medproof_fuzz::hold_node(text, root));
    for problem in &parsed.problems {
        medproof_fuzz::hold_span(text, problem.span);
    }
});
