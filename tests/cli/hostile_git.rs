//! What git is asked, in a repository whose settings name programs: nothing runs, and no byte of `.git` changes.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::git::page;
use crate::repo::{CLEAN_PAGE, PERSON, Repo};

/// Every file of a folder, with its bytes.
fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(bytes(&path));
        } else {
            files.insert(path.display().to_string(), fs::read(&path).unwrap());
        }
    }
    files
}

/// A repository with a change, whose settings start a program wherever git can be made to.
fn hostile() -> Repo {
    let repo = Repo::committed(&[
        ("content/articles/neck-pain.md", CLEAN_PAGE),
        ("content/articles/a.md", &page("A", "[x](neck-pain.md)")),
        ("content/articles/moved.md", &page("Moved", &"A long text that is found again. ".repeat(20))),
        ("content/articles/touched.md", &page("Touched", "[x](gone.md)")),
        ("content/people/lee.yaml", PERSON),
    ]);
    let program = repo.path("evil.sh");
    let ran = repo.path("ran");
    fs::write(&program, format!("#!/bin/sh\necho \"$0 $*\" >> '{}'\ncat\n", ran.display())).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let program = program.display().to_string();
    repo.write(
        "included",
        format!(
            "[filter \"in=cluded\"]\n clean = {program} included\n process = {program} included\n required\n"
        ),
    );
    let config = fs::read_to_string(repo.path(".git/config")).unwrap();
    let settings = format!(
        "[core]\n fsmonitor = {program} fsmonitor\n hooksPath = {hooks}\n sshCommand = {program} ssh\n \
         pager = {program} pager\n editor = {program} editor\n askPass = {program} askpass\n\
         [filter \"evil\"]\n clean = {program} clean\n smudge = {program} smudge\n process = {program} process\n \
         required = true\n\
         [diff]\n external = {program} external\n autoRefreshIndex = true\n\
         [diff \"evil\"]\n textconv = {program} textconv\n command = {program} command\n\
         [credential]\n helper = {program} credential\n\
         [alias]\n diff-index = !{program} alias\n ls-files = !{program} alias\n\
         [pager]\n ls-files = {program} pager\n\
         [include]\n path = {included}\n",
        hooks = repo.path("hooks").display(),
        included = repo.path("included").display(),
    );
    repo.write(".git/config", format!("{config}{settings}"));
    repo.write(".gitattributes", "*.md filter=evil diff=evil\n*.yaml filter=in=cluded diff=evil\n");
    for folder in ["hooks", ".git/hooks"] {
        for hook in ["post-index-change", "post-checkout", "fsmonitor-watchman", "pre-commit"] {
            repo.write(&format!("{folder}/{hook}"), format!("#!/bin/sh\n{program} hook\n"));
            fs::set_permissions(repo.path(&format!("{folder}/{hook}")), fs::Permissions::from_mode(0o755))
                .unwrap();
        }
    }
    // One file is changed, one moved, one written again with the same text, one new.
    repo.write("content/articles/a.md", page("A", "[x](nowhere.md)"));
    fs::rename(repo.path("content/articles/moved.md"), repo.path("content/articles/moved-on.md")).unwrap();
    repo.write("content/articles/touched.md", page("Touched", "[x](gone.md)"));
    let later =
        fs::FileTimes::new().set_modified(std::time::SystemTime::now() + std::time::Duration::from_secs(9));
    for path in ["content/articles/touched.md", "content/people/lee.yaml"] {
        let file = fs::File::options().append(true).open(repo.path(path)).unwrap();
        file.set_times(later).unwrap();
    }
    repo.write("content/articles/new.md", page("New", "[x](missing.md)"));
    repo
}

#[test]
fn nothing_runs_and_nothing_below_git_changes() {
    let repo = hostile();
    let before = bytes(&repo.path(".git"));
    let found = "\
content/articles/a.md:8:5: error link/target-missing there is no page at `content/articles/nowhere.md`
content/articles/new.md:8:5: error link/target-missing there is no page at `content/articles/missing.md`
";
    for words in [&["--changed"][..], &["--changed=HEAD"], &["--changed", "--diff"]] {
        let run = repo.check_in_git(words).code(1);
        if !words.contains(&"--diff") {
            run.stdout_eq(found).stderr_eq("");
        }
    }
    repo.check_in_git(&["--staged"]);
    assert!(!repo.path("ran").exists(), "{}", fs::read_to_string(repo.path("ran")).unwrap());
    assert!(bytes(&repo.path(".git")) == before, "a file below .git changed");
}

/// Git is started in one place, where all of this is switched off. The only other program is the pager of somebody who
/// reads at a terminal.
#[test]
fn programs_are_started_in_one_place() {
    fn sources(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if fs::read_to_string(&path).is_ok_and(|text| text.contains("Command::new(")) {
                found.push(path.display().to_string());
            }
        }
    }
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found.sort();
    let places: Vec<&str> =
        found.iter().map(|path| path.rsplit(['/', '\\']).next().unwrap_or_default()).collect();
    assert_eq!(places, ["pager.rs", "run.rs"], "{found:?}");
    assert!(found[1].replace('\\', "/").ends_with("project/git/run.rs"), "{found:?}");
}
