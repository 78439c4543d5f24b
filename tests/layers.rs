//! The order of the modules: each may name only those above it in the list.

// Whatever a test cannot unwrap is its failure, in helpers too.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up. A module's submodules belong to it.
const ORDER: &[&str] = &[
    "span",
    "steps",
    "problem",
    "prose",
    "sentence",
    "dose",
    "source",
    "date",
    "identifier",
    "title",
    "slug",
    "body",
    "collection",
    "yaml",
    "toml",
    "allow",
    "reference",
    "same_source",
    "retractions",
    "see",
    "byline",
    "outline",
    "roles",
    "markdown",
    "text",
    "diagnostic",
    "schema",
    "document",
    "facts",
    "content_hash",
    "index",
    "inspect",
    "settings",
    "page",
    "rule",
    "rules",
    "session",
    "wording",
    "policy",
    "fingerprint",
    "baseline",
    "verdict",
    "change",
    "fix",
    "rename",
    "report",
    "config",
    "init",
    "git",
    "discover",
    "write",
    "cli",
];

/// Modules that may touch the disk, other programs, the clock, the environment or the terminal.
const DRIVERS: &[&str] = &["git", "discover", "write", "cli", "examples"];

#[test]
fn modules_look_down_only() {
    let mut wrong = Vec::new();
    for (file, module) in sources() {
        let Some(own) = level(&module) else {
            continue;
        };
        for named in modules_named_in(&code(&file)) {
            if level(&named).is_some_and(|level| level > own) {
                wrong.push(format!("{} names crate::{named}", file.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_module_has_its_place_in_the_order() {
    let modules: BTreeSet<String> = sources().into_iter().map(|(_, module)| module).collect();
    let placed: BTreeSet<String> = ORDER.iter().map(|module| (*module).to_owned()).collect();
    let others: BTreeSet<String> = ["lib", "main", "examples"].map(str::to_owned).into();
    assert_eq!(modules, placed.union(&others).cloned().collect());
}

#[test]
fn the_core_reads_no_disk_clock_or_environment() {
    let drivers = |module: &str| DRIVERS.contains(&module);
    for (file, _) in sources().into_iter().filter(|(_, module)| !drivers(module)) {
        let code = code(&file);
        for call in [
            "std::fs",
            "std::env",
            "std::net",
            "std::process",
            "SystemTime",
            "Zoned::now",
            "stdout()",
            "stderr()",
        ] {
            assert!(!code.contains(call) || file.ends_with("main.rs"), "{} uses {call}", file.display());
        }
    }
}

#[test]
fn the_order_is_kept_by_something() {
    assert_eq!(
        modules_named_in("use crate::span::Span;\nlet x = crate::yaml::parse;"),
        ["span".into(), "yaml".into()].into()
    );
    assert!(level("cli") > level("span"));
    assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {\nb\n}\n"), "a\n");
}

fn level(module: &str) -> Option<usize> {
    ORDER.iter().position(|known| *known == module)
}

/// Every source file with the module of the crate's root it belongs to.
fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let first = path.strip_prefix(&root).unwrap().components().next().unwrap();
                let module = first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
                files.push((path, module));
            }
        }
    }
    files
}

/// The code of a file without comments and tests.
fn code(file: &Path) -> String {
    if file.ends_with("tests.rs") || file.parent().is_some_and(|folder| folder.ends_with("tests")) {
        return String::new();
    }
    let text = fs::read_to_string(file).unwrap();
    without_tests(&text)
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect()
}

fn without_tests(text: &str) -> &str {
    text.find("#[cfg(test)]\nmod tests {").map_or(text, |at| &text[..at])
}

fn modules_named_in(code: &str) -> BTreeSet<String> {
    code.match_indices("crate::")
        .map(|(at, name)| &code[at + name.len()..])
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("").to_owned())
        .collect()
}
