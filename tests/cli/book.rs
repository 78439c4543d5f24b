//! `medproof docs`: the book that it writes, with the pages that were written by hand, and every link in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use snapbox::str;

use crate::repo::Repo;

/// The files below a folder, with `/`.
fn files(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(folder.join(&below)).unwrap() {
            let entry = entry.unwrap();
            let path = below.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else {
                found.insert(path.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found
}

/// The pages that were written by hand, and the settings of the book.
fn repo() -> Repo {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let repo = Repo::new(&[]);
    for path in files(&docs) {
        let generated =
            path.starts_with("book/") || path.starts_with("src/reference/") || path == "src/SUMMARY.md";
        if !generated {
            repo.write(&path, fs::read(docs.join(&path)).unwrap());
        }
    }
    repo
}

#[cfg(all(feature = "lsp", feature = "report"))]
#[test]
fn the_book_is_whole_and_every_link_leads() {
    let repo = repo();
    let by_hand = files(&repo.path("src"));
    let output = repo.run(&["docs", "src"]).code(0).stderr_eq("").get_output().stdout.clone();
    let all = files(&repo.path("src"));
    let generated: Vec<&String> = all.iter().filter(|path| !by_hand.contains(*path)).collect();
    let pages = generated.len() - 1;
    assert_eq!(String::from_utf8(output).unwrap(), format!("Wrote {pages} pages and SUMMARY.md to `src`.\n"));
    assert!(generated.iter().all(|path| *path == "SUMMARY.md" || path.starts_with("reference/")));

    // Every page is in the list, once, and every rule has one.
    let summary = fs::read_to_string(repo.path("src/SUMMARY.md")).unwrap();
    for path in all.iter().filter(|path| !matches!(path.as_str(), "SUMMARY.md" | "CHAPTERS.md")) {
        assert_eq!(summary.matches(&format!("({path})")).count(), 1, "{path}");
    }
    let rules = repo.run(&["rules", "--format", "json"]).get_output().stdout.clone();
    for rule in serde_json::from_slice::<Vec<serde_json::Value>>(&rules).unwrap() {
        let path = format!("reference/rules/{}.md", rule["id"].as_str().unwrap());
        assert!(all.contains(&path), "{path}");
    }

    repo.check(&["--advice"]).code(0).stdout_eq("").stderr_eq("");
}

#[test]
fn old_pages_go_and_pages_by_hand_stay() {
    let repo = Repo::new(&[
        (
            "book/reference/rules/link/gone.md",
            "<!-- Written by `medproof docs`: changes here are lost. -->\n\n# Gone\n",
        ),
        ("book/reference/own.md", "# Ours\n"),
    ]);
    let output = repo.run(&["docs", "book"]).code(0).stderr_eq("").get_output().stdout.clone();
    assert!(String::from_utf8(output).unwrap().ends_with(" to `book`. 1 old page was removed.\n"));
    assert!(!repo.path("book/reference/rules/link/gone.md").exists());
    assert_eq!(fs::read_to_string(repo.path("book/reference/own.md")).unwrap(), "# Ours\n");
    let summary = fs::read_to_string(repo.path("book/SUMMARY.md")).unwrap();
    let start = "<!-- Written by `medproof docs`: changes here are lost. -->\n\n# Summary\n\n# Reference\n\n- \
                 [Commands](reference/commands.md)\n  - [medproof check](reference/commands/check.md)\n";
    assert!(summary.starts_with(start), "{summary}");

    repo.write("book/reference/settings.md", "# Our settings\n");
    repo.write("book/SUMMARY.md", "# Our book\n");
    repo.run(&["docs", "book"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: `book/reference/settings.md` was not written by `medproof docs`, so nothing was written

"#]]);
}

#[test]
fn a_command_is_described_by_its_arguments() {
    let repo = Repo::new(&[]);
    repo.run(&["docs", "book"]).code(0);
    let page = fs::read_to_string(repo.path("book/reference/commands/explain.md")).unwrap();
    snapbox::assert_data_eq!(
        page,
        str![[r#"
<!-- Written by `medproof docs`: changes here are lost. -->

# medproof explain

Explains a rule: what it reports, why, and how text passes it.

```text
medproof explain [OPTIONS] <RULE>
```

## Arguments

- `<RULE>`: The rule, such as link/see-unresolved.

## Options

- `--open`: Print only the address of the rule's page on the web.

[Options of every command](../commands.md#options-of-every-command) come besides.

"#]]
    );
    let formats = fs::read_to_string(repo.path("book/reference/formats.md")).unwrap();
    snapbox::assert_data_eq!(
        formats,
        str![[r#"
<!-- Written by `medproof docs`: changes here are lost. -->

# Formats

`--format` chooses how a command prints what it found; it never changes the exit code. `medproof check --output [FORMAT=]FILE` writes to files besides, in any of its formats.

## medproof check

- `human`: With the text around each finding
- `concise`: A line for each finding
- `json`: For programs
- `sarif`: SARIF 2.1.0, for code scanning
- `github`: Annotations of GitHub Actions
- `gitlab`: GitLab code quality
- `junit`: JUnit XML
- `rdjson`: The diagnostic format of reviewdog
- `markdown`: A comment on a pull request
- `suggestions`: Safe fixes of changed lines, each a comment of GitHub's that a click applies

See [its page](commands/check.md).

## medproof inspect

- `human`: With the line of everything
- `json`: For programs

See [its page](commands/inspect.md).

## medproof diff

- `human`: With the words around each change
- `json`: For programs

See [its page](commands/diff.md).

## medproof due

- `human`: A table
- `json`: For programs
- `csv`: For spreadsheets
- `markdown`: For an issue that is kept up to date
- `ics`: iCalendar, for calendars: an event a page

See [its page](commands/due.md).

## medproof export

- `jsonld`: JSON-LD in the words of schema.org: a MedicalWebPage for each page

See [its page](commands/export.md).

## medproof rules

- `human`: A line for each rule
- `json`: For programs

See [its page](commands/rules.md).

## JSON Schemas

`medproof schema NAME` prints the schema of a kind of content, or of what a command prints with `--format json`:

- `article`
- `cause`
- `source`
- `person`
- `review`
- `term`
- `redirect`
- `list`
- `config`
- `report`: What check --format json prints
- `inspect`: What inspect --format json prints
- `diff`: What diff --format json prints
- `due`: What due --format json prints

"#]]
    );
}
