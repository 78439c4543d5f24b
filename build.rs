//! Writes what follows from the names of the rules: the catalogue, and a test for each page. Finds out which commit is
//! built.
//!
//! A rule is named once, by its `pub mod` line in `src/rules.rs`. A macro could build both from that line, but
//! `cargo fmt` does not follow a `mod` inside a macro, and the rules' files would no longer be formatted.

#[path = "build/commit.rs"]
mod commit;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Where the rules are declared.
const RULES: &str = "src/rules.rs";

/// Where the word lists are, in a folder for each language.
const LISTS: &str = "src/words/lists";

fn main() {
    println!("cargo:rerun-if-changed={RULES}");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the package's folder"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the folder for what is written"));
    let text = fs::read_to_string(root.join(RULES)).unwrap_or_else(|error| panic!("{RULES}: {error}"));
    let groups = groups(&text);
    fs::write(out.join("catalogue.rs"), catalogue(&groups)).expect("OUT_DIR can be written");
    fs::write(out.join("examples.rs"), examples(&groups)).expect("OUT_DIR can be written");
    println!("cargo:rerun-if-changed={LISTS}");
    fs::write(out.join("lists.rs"), lists(&root.join(LISTS))).expect("OUT_DIR can be written");
    version(&root);
    checks();
}

/// Lets the program check itself wherever it is built to be developed, where `debug_assertions` would have all of the
/// standard library check itself too.
fn checks() {
    println!("cargo:rustc-check-cfg=cfg(checks_itself)");
    if !env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo:rustc-cfg=checks_itself");
    }
}

/// Hands the version to the program, with the commit where it is known. Only a release asks the git folder: anyone who
/// develops would else build everything again after each commit.
fn version(root: &Path) {
    println!("cargo:rerun-if-env-changed=MEDPROOF_COMMIT");
    let given = env::var("MEDPROOF_COMMIT").ok();
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let commit = commit::of(root, given.as_deref(), is_release);
    for file in &commit.files {
        println!("cargo:rerun-if-changed={}", file.display());
    }
    let version = env::var("CARGO_PKG_VERSION").expect("cargo names the version");
    match commit.digits {
        Some(digits) => println!("cargo:rustc-env=MEDPROOF_VERSION={version} ({digits})"),
        None => println!("cargo:rustc-env=MEDPROOF_VERSION={version}"),
    }
}

/// A group of rules, and the modules of its rules in order of their ids.
type Group<'a> = (&'a str, Vec<&'a str>);

/// The groups of rules in order: each `pub mod GROUP { … }` with its `pub mod RULE;` lines. `cargo fmt` keeps every
/// one of these on a line of its own.
fn groups(text: &str) -> Vec<Group<'_>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let module = line.trim_start().strip_prefix("pub mod ");
        if let Some(group) = module.and_then(|rest| rest.strip_suffix(" {")) {
            groups.push((group, Vec::new()));
            open = true;
        } else if line == "}" {
            open = false;
        } else if let (true, Some(rule)) = (open, module.and_then(|rest| rest.strip_suffix(';'))) {
            groups.last_mut().expect("a group is open").1.push(rule);
        }
    }
    assert!(!groups.is_empty(), "{RULES} declares no rules");
    groups.sort_unstable();
    for (group, rules) in &mut groups {
        assert!(!rules.is_empty(), "the group {group} in {RULES} has no rules");
        rules.sort_unstable_by_key(|rule| rule.replace('_', "-"));
    }
    groups
}

/// The table: an array of `Entry`. The compiler is asked for the folder of the package, because cargo may not run this again
/// for a second checkout that shares the build folder.
fn catalogue(groups: &[Group]) -> String {
    let mut table = String::from("&[\n");
    for (group, rule) in names(groups) {
        let id = format!("{group}/{}", rule.replace('_', "-"));
        let page = format!("/src/rules/{group}/{rule}.md");
        let _ = writeln!(
            table,
            "    Entry {{ id: RuleId({id:?}), rule: &{group}::{rule}::RULE, page: include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {page:?})) }},"
        );
    }
    table + "]\n"
}

/// The tests: a module for each group, with a test for each rule.
fn examples(groups: &[Group]) -> String {
    let mut tests = String::new();
    for (group, rules) in groups {
        let _ = writeln!(tests, "mod {group} {{");
        for rule in rules {
            let id = format!("{group}/{}", rule.replace('_', "-"));
            let _ = writeln!(tests, "    #[test]\n    fn {rule}() {{\n        super::run({id:?});\n    }}");
        }
        tests.push_str("}\n");
    }
    tests
}

/// The table of word lists in other languages than English: language, name and text of each, in order.
fn lists(folder: &Path) -> String {
    let names = |folder: &Path| {
        let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("the folder can be read").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort_unstable();
        names
    };
    let mut table = String::from("&[\n");
    for language in names(folder).iter().filter(|language| *language != "en") {
        for file in names(&folder.join(language)) {
            let name = file.strip_suffix(".txt").unwrap_or_else(|| panic!("{language}/{file} is no list"));
            let path = format!("/{LISTS}/{language}/{file}");
            let _ = writeln!(
                table,
                "    ({language:?}, {name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),"
            );
        }
    }
    table + "]\n"
}

fn names<'a>(groups: &'a [Group]) -> impl Iterator<Item = (&'a str, &'a str)> {
    groups.iter().flat_map(|(group, rules)| rules.iter().map(move |rule| (*group, *rule)))
}
