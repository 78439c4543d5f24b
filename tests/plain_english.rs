//! Words that the project does not use, in messages, doc comments and documentation: authors and engineers stumble over
//! them. Each has a plainer word.

// Whatever a test cannot unwrap is its failure, in helpers too.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ItemMod, Lit, LitStr, Macro, Meta};

/// What is not written, and what is written instead. Words are compared whole, in small letters.
const BANNED: &[(&str, &str)] = &[
    ("anew", "again"),
    ("bear", "have"),
    ("bears", "has"),
    ("behind", "after"),
    ("bore", "had"),
    ("borne", "had"),
    ("debt", "baseline"),
    ("debts", "baselined findings"),
    ("false while", "“Whether …”"),
    ("leads on to", "leads to"),
    ("lest", "so that … not"),
    ("mend", "fix"),
    ("mended", "fixed"),
    ("mends", "fixes"),
    ("none where", "“`None` if …”"),
    ("on record", "recorded"),
    ("sought", "looked for, missing"),
    ("speaks of", "reports"),
    ("still to come", "in the future"),
    ("tell of", "report"),
    ("tells of", "reports"),
    ("thus", "so"),
    ("told of", "reported"),
    ("true of", "“Whether …”"),
    ("true where", "“Whether …”"),
    ("whatever", "name the thing"),
    ("whoever", "name the person"),
];

#[test]
fn messages_and_documentation_are_in_plain_english() {
    let mut wrong = Vec::new();
    for (path, texts) in texts() {
        for text in texts {
            let found = found(&text).into_iter();
            wrong.extend(found.map(|(words, instead)| format!("{path}: “{words}” ({instead}) in {text:?}")));
        }
    }
    assert!(wrong.is_empty(), "{} found:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn words_are_found_in_literals_macros_and_doc_comments_only() {
    let texts = in_rust(
        r##"/// True of a page.
        fn f(behind: u32) { // sought
            let a = "comes behind it"; g!("mended {}", b, c("it \"bears\" it")); }
        #[cfg(test)] mod tests { fn h() { let a = "anew"; } }"##,
    );
    let words: Vec<&str> = texts.iter().flat_map(|text| found(text)).map(|(words, _)| words).collect();
    assert_eq!(words, ["true of", "behind", "mended", "bears"]);
}

#[test]
fn of_a_page_only_what_readers_are_told_counts() {
    let page = "Put it behind.\n\n```md file=a.md\nIt stands behind.\n^^^^^ what was mended\n= help: Do it anew.\n```\n\n`behind`\n";
    let words: Vec<&str> =
        in_markdown(page).iter().flat_map(|text| found(text)).map(|(words, _)| words).collect();
    assert_eq!(words, ["behind", "mended", "anew"]);
}

/// The banned words of a text.
fn found(text: &str) -> Vec<(&'static str, &'static str)> {
    let small = text.to_lowercase();
    let words: Vec<&str> =
        small.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty()).collect();
    let spaced = format!(" {} ", words.join(" "));
    BANNED.iter().filter(|(words, _)| spaced.contains(&format!(" {words} "))).copied().collect()
}

/// Every file with the texts in it that people read.
fn texts() -> Vec<(String, Vec<String>)> {
    let mut files = Vec::new();
    for folder in ["src", "schema", "examples", "docs/src"] {
        collect(&root().join(folder), &mut files);
    }
    files
        .extend(["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "action.yml"].map(|name| root().join(name)));
    files.sort();
    let read = files.into_iter().filter_map(|file| {
        let path = file.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        let is_test =
            path.ends_with("tests.rs") || path.contains("/tests/") || path.starts_with("src/examples");
        let text = || fs::read_to_string(&file).unwrap();
        let texts = match file.extension()?.to_str()? {
            "rs" if !is_test => in_rust(&text()),
            "md" => in_markdown(&text()),
            "json" => in_json(&serde_json::from_str(&text()).unwrap()),
            "yml" => text().lines().map(str::to_owned).collect(),
            _ => return None,
        };
        Some((path, texts))
    });
    read.collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}

/// The lines of a page outside its examples, and what medproof says in them; code is left out.
fn in_markdown(text: &str) -> Vec<String> {
    let mut fenced = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        let trimmed = line.trim_start();
        if trimmed.starts_with("```") {
            fenced = !fenced;
        } else if !fenced || trimmed.starts_with(['^', '~']) || trimmed.starts_with("= help: ") {
            let outside = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
            lines.push(outside);
        }
    }
    lines
}

/// The titles and descriptions of a schema.
fn in_json(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| match value {
                serde_json::Value::String(text) if matches!(key.as_str(), "title" | "description") => {
                    vec![text.clone()]
                }
                value => in_json(value),
            })
            .collect(),
        serde_json::Value::Array(items) => items.iter().flat_map(in_json).collect(),
        _ => Vec::new(),
    }
}

/// The string literals and doc comments of a file, without those of its tests.
fn in_rust(text: &str) -> Vec<String> {
    let mut reader = Reader(Vec::new());
    reader.visit_file(&syn::parse_file(text).unwrap());
    reader.0
}

struct Reader(Vec<String>);

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        let is_test = |attribute: &Attribute| {
            attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"))
        };
        if !module.attrs.iter().any(is_test) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::NameValue(meta) = &attribute.meta
            && attribute.path().is_ident("doc")
            && let Expr::Lit(literal) = &meta.value
            && let Lit::Str(text) = &literal.lit
        {
            self.0.push(text.value());
        } else if let Meta::List(list) = &attribute.meta {
            self.0.extend(literals(&list.tokens.to_string()));
        }
    }

    fn visit_lit_str(&mut self, text: &'ast LitStr) {
        self.0.push(text.value());
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.0.extend(literals(&call.tokens.to_string()));
    }
}

/// The string literals among the tokens of a macro.
fn literals(tokens: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = tokens;
    while let Some(at) = rest.find('"') {
        let inside = &rest[at + 1..];
        let mut escaped = false;
        let end = inside.find(|c| {
            let closes = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            closes
        });
        let Some(end) = end else { break };
        found.push(inside[..end].to_owned());
        rest = &inside[end + 1..];
    }
    found
}
