//! What a release hands out agrees with itself: one version everywhere, a package of sources alone, pinned actions, a
//! changelog, and a table of all dependencies.

// Whatever a test cannot unwrap is its failure, in helpers too.
#![allow(clippy::unwrap_used)]

#[path = "../build/commit.rs"]
mod commit;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use regex::Regex;
use serde_json::Value;
use toml::de::{DeTable, DeValue};

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The files of this repository that people or programs read: path from the root, and text.
fn texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let walk = ignore::WalkBuilder::new(root()).hidden(false).build();
    for entry in walk {
        let path = entry.unwrap().into_path();
        let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        let foreign =
            [".git/", "target/", "tests/fixtures/json-schema-test-suite/", "tests/fixtures/formats/"];
        if path.is_file()
            && !foreign.iter().any(|folder| name.starts_with(folder))
            && let Ok(text) = fs::read_to_string(&path)
        {
            texts.push((name, text));
        }
    }
    assert!(texts.len() > 500, "only {} files were found", texts.len());
    texts
}

/// A file of TOML, as far as these tests ask: texts, lists and tables.
fn toml_of(path: &str) -> Value {
    fn value(from: &DeValue) -> Value {
        match from {
            DeValue::String(text) => Value::from(text.as_ref()),
            DeValue::Boolean(is) => Value::from(*is),
            DeValue::Array(items) => items.iter().map(|item| value(item.get_ref())).collect(),
            DeValue::Table(table) => object(table),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => Value::Null,
        }
    }
    fn object(table: &DeTable) -> Value {
        let entries = table.iter().map(|(key, item)| (key.get_ref().to_string(), value(item.get_ref())));
        Value::Object(entries.collect())
    }
    object(DeTable::parse(&read(path)).unwrap().get_ref())
}

/// What a version follows, wherever one is named; `packaging/bump` changes the same.
const NAMED: &[&str] = &[
    r"medproof/medproof@([\w.-]+)",
    r"github\.com/medproof/medproof/(?:blob|tree|raw)/([\w.-]+)/",
    r"github\.com/medproof/medproof/releases/download/([\w.-]+)/",
    r"raw\.githubusercontent\.com/medproof/medproof/([\w.-]+)/",
    r"--git https://github\.com/medproof/medproof(?: --tag ([\w.-]+))?",
    r"repo: https://github\.com/medproof/medproof\s+rev: ([\w.-]+)",
    r"ghcr\.io/medproof/medproof:([\w.-]+)",
    r"\bmedproof==([\w.-]+)",
    r"\bmedproof@(\d[\w.-]*)",
    r#""@?medproof(?:/[a-z0-9-]+)?",\s*"version": "([\w.-]+)""#,
    r#""@medproof/[a-z0-9-]+": "([\w.-]+)""#,
    r#""semanticVersion": "([\w.-]+)""#,
];

#[test]
fn everything_that_names_a_version_names_this_one() {
    let patterns: Vec<Regex> = NAMED.iter().map(|pattern| Regex::new(pattern).unwrap()).collect();
    let mut named = vec![0; patterns.len()];
    let mut wrong = Vec::new();
    for (path, text) in texts() {
        // The changelog names all versions, and the others none.
        if ["CHANGELOG.md", "tests/release.rs", "packaging/bump"].contains(&path.as_str()) {
            continue;
        }
        for (pattern, named) in patterns.iter().zip(&mut named) {
            for found in pattern.captures_iter(&text) {
                *named += 1;
                // A test may write VERSION and mean the one of today.
                let version = found.get(1).map(|version| version.as_str().trim_end_matches('.'));
                if version.is_none_or(|version| {
                    ![VERSION, "VERSION"].contains(&version.strip_prefix('v').unwrap_or(version))
                }) {
                    wrong.push(format!("{path}: {}", &found[0]));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    // Nobody has to build from git, but anyone who writes so has to name the tag.
    let may_be_unused = |pattern: &str| pattern.starts_with("--git");
    let unused: Vec<&str> = NAMED
        .iter()
        .zip(&named)
        .filter(|(pattern, named)| **named == 0 && !may_be_unused(pattern))
        .map(|(pattern, _)| *pattern)
        .collect();
    assert_eq!(unused, Vec::<&str>::new(), "nothing names a version in these ways");
}

#[test]
fn manifests_and_locks_have_the_version_of_the_package() {
    for lock in ["Cargo.lock", "fuzz/Cargo.lock"] {
        let lock = toml_of(lock);
        let packages = lock["package"].as_array().unwrap();
        let own = packages.iter().find(|package| package["name"].as_str() == Some("medproof")).unwrap();
        assert_eq!(own["version"].as_str(), Some(VERSION));
    }
    let hook = toml_of("pyproject.toml");
    assert_eq!(hook["project"]["version"].as_str(), Some(VERSION));
    let wheel = toml_of("python/pyproject.toml");
    assert!(wheel["project"].get("version").is_none(), "the wheel has the version of Cargo.toml");
    let main: Value = serde_json::from_str(&read("npm/medproof/package.json")).unwrap();
    let chosen: BTreeSet<&str> =
        main["optionalDependencies"].as_object().unwrap().keys().map(String::as_str).collect();
    let mut platforms = BTreeSet::new();
    for entry in fs::read_dir(root().join("npm")).unwrap() {
        let folder = entry.unwrap().file_name().into_string().unwrap();
        let package: Value = serde_json::from_str(&read(&format!("npm/{folder}/package.json"))).unwrap();
        assert_eq!(package["version"], VERSION, "{folder}");
        if folder != "medproof" {
            let name =
                format!("{}-{}", package["os"][0].as_str().unwrap(), package["cpu"][0].as_str().unwrap());
            assert_eq!(
                (folder.as_str(), package["name"].as_str().unwrap()),
                (&*name, &*format!("@medproof/{name}"))
            );
            platforms.insert(format!("@medproof/{folder}"));
        }
    }
    assert_eq!(chosen, platforms.iter().map(String::as_str).collect());
}

/// `cargo package --list` is asked, so that what it prints is what is published.
#[test]
fn the_package_holds_sources_and_no_fixtures() {
    let output = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !said.contains("warning"), "{said}");
    let listed = String::from_utf8(output.stdout).unwrap().replace('\\', "/");
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for path in listed.lines() {
        let kind = match path.split_once('/') {
            Some((folder, rest)) => {
                format!("{folder}/*.{}", Path::new(rest).extension().unwrap().to_str().unwrap())
            }
            None => path.to_owned(),
        };
        *kinds.entry(kind).or_default() += 1;
    }
    // Where there is no git, nothing says which commit this is.
    kinds.remove(".cargo_vcs_info.json");
    let expected = [
        "CHANGELOG.md",
        "Cargo.lock",
        "Cargo.toml",
        "Cargo.toml.orig",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "benches/*.rs",
        "benches/*.txt",
        "build.rs",
        "build/*.rs",
        "examples/*.yml",
        "schema/*.json",
        "src/*.css",
        "src/*.js",
        "src/*.md",
        "src/*.rs",
        "src/*.txt",
        "src/*.yaml",
        "tests/*.rs",
    ];
    assert_eq!(kinds.keys().map(String::as_str).collect::<Vec<_>>(), expected);
    assert_eq!(kinds["examples/*.yml"], 1);
    let on_disk = |ending: &str| {
        let walk = ignore::Walk::new(root().join("src")).map(|entry| entry.unwrap().into_path());
        walk.filter(|path| path.extension().is_some_and(|found| found == ending)).count()
    };
    assert_eq!((kinds["src/*.rs"], kinds["src/*.md"]), (on_disk("rs"), on_disk("md")));
}

#[test]
fn every_action_is_pinned_by_hash_and_one_action_has_one_hash() {
    let pinned = Regex::new(r"^([\w.-]+/[\w.-]+)(?:/[\w./-]+)?@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$").unwrap();
    let mut known: BTreeMap<String, (String, String)> = BTreeMap::new();
    for (path, text) in texts() {
        if !(path.starts_with(".github/workflows/") || path.starts_with("examples/") || path == "action.yml")
        {
            continue;
        }
        for line in text.lines() {
            let Some(uses) = line.trim().trim_start_matches("- ").strip_prefix("uses: ") else { continue };
            if uses == "$/" || uses.starts_with("medproof/medproof@v") {
                continue;
            }
            let found = pinned.captures(uses).unwrap_or_else(|| panic!("{path}: {uses}"));
            let pin = (found[2].to_owned(), found[3].to_owned());
            let first = known.entry(found[1].to_owned()).or_insert_with(|| pin.clone());
            assert_eq!(*first, pin, "{path}: {uses}");
        }
    }
    assert!(known.contains_key("actions/checkout"), "{known:?}");
}

#[test]
fn the_changelog_is_kept() {
    let text = read("CHANGELOG.md");
    let heading = Regex::new(r"(?m)^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$").unwrap();
    let headings: Vec<(String, Option<String>)> = heading
        .captures_iter(&text)
        .map(|found| (found[1].to_owned(), found.get(2).map(|day| day.as_str().to_owned())))
        .collect();
    assert_eq!(headings.len(), text.matches("\n## ").count(), "a heading is of another form");
    assert_eq!(headings[0], ("Unreleased".to_owned(), None));
    assert_eq!(headings[1].0, VERSION);
    assert_eq!(headings.last().unwrap().0, "0.1.0");
    let days: Vec<&String> = headings[1..].iter().map(|(_, day)| day.as_ref().unwrap()).collect();
    assert!(days.is_sorted_by(|newer, older| newer >= older), "{days:?}");
    for (version, _) in &headings {
        assert!(text.contains(&format!("\n[{version}]: https://github.com/medproof/medproof/")), "{version}");
    }
    for line in text.lines().filter(|line| line.starts_with("### ")) {
        let sections = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];
        assert!(sections.contains(&&line[4..]), "{line}");
    }
}

#[test]
fn the_readme_says_of_every_dependency_why_it_is_there() {
    let manifest = toml_of("Cargo.toml");
    let mut named: BTreeSet<String> = BTreeSet::new();
    let mut add = |table: &Value| named.extend(table.as_object().unwrap().keys().cloned());
    add(&manifest["dependencies"]);
    add(&manifest["dev-dependencies"]);
    for target in manifest["target"].as_object().unwrap().values() {
        add(&target["dependencies"]);
    }
    let readme = read("README.md");
    let rows = readme.split_once("| dependency | why this one |\n|---|---|\n").unwrap().1;
    let rows = rows.split_once("\n\n").unwrap().0;
    let mut told = BTreeSet::new();
    let code = Regex::new("`([a-z0-9_-]+)`").unwrap();
    for row in rows.lines() {
        let first = row.split('|').nth(1).unwrap();
        told.extend(code.captures_iter(first).map(|found| found[1].to_owned()));
    }
    told.remove("yaml_serde");
    assert_eq!(told, named);
}

#[test]
fn features_are_those_that_one_command_needs() {
    let manifest = toml_of("Cargo.toml");
    let features = manifest["features"].as_object().unwrap();
    let mut default: Vec<&str> =
        features["default"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let mut all: Vec<&str> = features.keys().map(String::as_str).filter(|name| *name != "default").collect();
    default.sort_unstable();
    all.sort_unstable();
    assert_eq!(default, all);
    // Each optional dependency belongs to one feature.
    let optional: BTreeSet<String> = manifest["dependencies"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, wanted)| wanted.get("optional").is_some())
        .map(|(name, _)| format!("dep:{name}"))
        .collect();
    let mut belonging: Vec<String> = Vec::new();
    for name in all {
        belonging
            .extend(features[name].as_array().unwrap().iter().map(|part| part.as_str().unwrap().to_owned()));
    }
    assert_eq!(belonging.len(), optional.len());
    assert_eq!(belonging.into_iter().collect::<BTreeSet<_>>(), optional);
}

mod the_commit {
    use super::*;

    const DIGITS: &str = "0123456789abcdef0123456789abcdef01234567";
    const SHOWN: &str = "0123456789ab";

    /// A folder with these files.
    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn digits(files: &[(&str, &str)]) -> Option<String> {
        commit::of(folder(files).path(), None, true).digits
    }

    #[test]
    fn is_what_the_builder_says_before_all() {
        let folder = folder(&[(".git/HEAD", "ffffffffffffffffffffffffffffffffffffffff\n")]);
        let of = |given: &str| commit::of(folder.path(), Some(given), true).digits;
        assert_eq!(of(DIGITS).as_deref(), Some(SHOWN));
        assert_eq!(of("ABCDEF1").as_deref(), Some("abcdef1"));
        for nonsense in ["", "v1.2.3", "abc"] {
            assert_eq!(of(nonsense).as_deref(), Some("ffffffffffff"), "{nonsense}");
        }
    }

    #[test]
    fn is_that_of_a_published_package() {
        let info =
            format!("{{\n  \"git\": {{\n    \"sha1\": \"{DIGITS}\"\n  }},\n  \"path_in_vcs\": \"\"\n}}");
        assert_eq!(digits(&[(".cargo_vcs_info.json", &info)]).as_deref(), Some(SHOWN));
        assert_eq!(digits(&[(".cargo_vcs_info.json", "{}")]), None);
    }

    #[test]
    fn is_read_from_every_kind_of_checkout() {
        let (line, packed) = (format!("{DIGITS}\n"), format!("# pack-refs\n{DIGITS} refs/heads/main\n"));
        let (head, branch) = (".git/HEAD", ".git/refs/heads/main");
        assert_eq!(digits(&[(head, &line)]).as_deref(), Some(SHOWN));
        assert_eq!(digits(&[(head, "ref: refs/heads/main\n"), (branch, &line)]).as_deref(), Some(SHOWN));
        assert_eq!(
            digits(&[(head, "ref: refs/heads/main\n"), (".git/packed-refs", &packed)]).as_deref(),
            Some(SHOWN)
        );
        assert_eq!(digits(&[(head, "ref: refs/heads/new\n"), (".git/packed-refs", &packed)]), None);
        // A linked work tree, whose branches are those of the main one.
        let tree = [
            (".git", "gitdir: main/.git/worktrees/tree\n"),
            ("main/.git/worktrees/tree/HEAD", "ref: refs/heads/tree\n"),
            ("main/.git/worktrees/tree/commondir", "../..\n"),
            ("main/.git/refs/heads/tree", &*line),
        ];
        assert_eq!(digits(&tree).as_deref(), Some(SHOWN));
    }

    #[test]
    fn is_unknown_without_git_and_where_nobody_asks_for_it() {
        assert_eq!(commit::of(folder(&[]).path(), None, true), commit::Commit::default());
        let checkout = folder(&[(".git/HEAD", DIGITS)]);
        assert_eq!(commit::of(checkout.path(), None, false), commit::Commit::default());
        // A git folder further up is that of another project.
        let inside = checkout.path().join("vendor/medproof");
        fs::create_dir_all(&inside).unwrap();
        assert_eq!(commit::of(&inside, None, true), commit::Commit::default());
    }

    #[test]
    fn is_looked_for_again_when_one_of_its_files_changes() {
        let files = [
            (".git/HEAD", "ref: refs/heads/main\n"),
            (".git/refs/heads/main", DIGITS),
            (".git/logs/HEAD", ""),
            (".git/index", ""),
        ];
        let checkout = folder(&files);
        let read = commit::of(checkout.path(), None, true).files;
        let names: Vec<&str> =
            read.iter().map(|file| file.strip_prefix(checkout.path()).unwrap().to_str().unwrap()).collect();
        assert_eq!(names, [".git/HEAD", ".git/refs/heads/main", ".git/logs/HEAD"]);
    }
}
