//! `check --staged`: what is about to be committed, whatever lies on the disk.

use std::fs;

use snapbox::str;

use crate::git::{check_below, page};
use crate::repo::{CLEAN_PAGE, PERSON, Repo};

fn repo() -> Repo {
    Repo::committed(&[
        ("content/articles/neck-pain.md", CLEAN_PAGE),
        ("content/articles/a.md", &page("A", "[x](neck-pain.md)")),
        ("content/articles/old.md", &page("Old", "See Nothing At All")),
        ("content/people/lee.yaml", PERSON),
    ])
}

#[test]
fn the_text_of_the_index_is_judged() {
    let repo = repo();
    repo.write("content/articles/a.md", page("A", "See Neck Strain"));
    repo.git(&["add", "--all"]);
    repo.write("content/articles/a.md", page("A", "[x](neck-pain.md)"));
    repo.staged()
        .code(1)
        .stdout_eq(str![[r#"
content/articles/a.md:8:5: error link/see-unresolved no page is called “Neck Strain”

"#]])
        .stderr_eq("");
    repo.git(&["add", "--all"]);
    repo.write("content/articles/old.md", page("Old", "[x](neck-pain.md)"));
    repo.git(&["add", "--all"]);
    repo.write("content/articles/old.md", page("Old", "See Something Else"));
    repo.write("content/articles/a.md", page("A", "See Neck Strain"));
    repo.staged().code(0).stdout_eq("").stderr_eq("");
}

#[cfg(unix)]
#[test]
fn names_in_conflict_do_not_reach_the_terminal_as_they_are() {
    let repo = repo();
    let name = "content/articles/\u{1b}[31mred.md";
    for (branch, text) in [("one", "One."), ("two", "Two.")] {
        repo.git(&["switch", "--quiet", "--create", branch, "main"]);
        repo.write(name, page("Red", text));
        repo.commit(branch);
    }
    crate::git::git_stops(&repo.path(""), &["merge", "--quiet", "one"]);
    repo.staged().code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: `content/articles/␛[31mred.md` is in conflict, so it is not known what would be committed. Resolve the conflict and `git add` the file.

"#]]);
}

#[test]
fn files_that_are_not_staged_are_not_there() {
    let repo = repo();
    repo.write("content/articles/new.md", page("New", "See Neck Strain"));
    repo.write("content/articles/a.md", page("A", "[x](new.md)"));
    repo.git(&["add", "content/articles/a.md"]);
    repo.staged().code(1).stdout_eq(str![[r#"
content/articles/a.md:8:5: error link/target-missing there is no page at `content/articles/new.md`

"#]]);
    repo.git(&["add", "content/articles/new.md"]);
    repo.staged().code(1).stdout_eq(str![[r#"
content/articles/new.md:8:5: error link/see-unresolved no page is called “Neck Strain”

"#]]);
}

#[test]
fn a_file_that_is_gone_from_the_disk_alone_is_there() {
    let repo = repo();
    repo.write("content/articles/b.md", page("B", "[x](neck-pain.md) and [y](a.md)"));
    repo.git(&["add", "--all"]);
    repo.remove("content/articles/neck-pain.md");
    repo.remove("content/articles/b.md");
    repo.staged().code(0).stdout_eq("").stderr_eq("");
}

#[test]
fn a_commit_that_only_deletes_breaks_what_pointed_there() {
    let repo = repo();
    repo.git(&["rm", "--quiet", "content/articles/neck-pain.md"]);
    repo.check_in_git(&["--staged", "--format", "human"])
        .code(1)
        .stdout_eq(str![[r#"
error link/target-missing

  × there is no page at `content/articles/neck-pain.md`
   ╭─[content/articles/a.md:8:5]
 8 │ [x](neck-pain.md)
   ·     ──────┬─────
   ·           ╰── this change deleted `content/articles/neck-pain.md`
   ╰────
  help: Correct the address, create the page, or remove the link.

1 error in 1 of 3 files.

"#]])
        .stderr_eq("");
    repo.git(&["rm", "--quiet", "--cached", "content/articles/a.md"]);
    repo.staged().code(0).stdout_eq("").stderr_eq("");
}

#[test]
fn a_file_may_leave_the_index_and_stay_on_the_disk() {
    let repo = repo();
    repo.git(&["rm", "--quiet", "--cached", "content/articles/neck-pain.md"]);
    repo.staged().code(1).stdout_eq(str![[r#"
content/articles/a.md:8:5: error link/target-missing there is no page at `content/articles/neck-pain.md`

"#]]);
}

#[test]
fn settings_of_the_index_hold() {
    let repo = repo();
    repo.write(
        "medproof.yaml",
        "extends: shared.yaml\ncollections: {articles: {schema: schemas/own.json}}\n",
    );
    repo.write("shared.yaml", "rules: {link/see-unresolved: off}\n");
    repo.write(
        "schemas/own.json",
        r#"{"required": ["summary"], "properties": {"summary": {"type": "string"}}}"#,
    );
    repo.git(&["add", "--all"]);
    for path in ["medproof.yaml", "shared.yaml", "schemas/own.json"] {
        repo.remove(path);
    }
    repo.staged()
        .code(1)
        .stdout_eq(str![[r#"
content/articles/a.md:5:17: error schema/invalid-field `summary` is missing
content/articles/neck-pain.md:5:17: error schema/invalid-field `summary` is missing
content/articles/old.md:5:17: error schema/invalid-field `summary` is missing

"#]])
        .stderr_eq("");
    repo.git(&["commit", "--quiet", "--message", "settings"]);
    repo.write("medproof.yaml", "nonsense: true\n");
    repo.write("content/articles/a.md", page("A", "See Neck Strain"));
    repo.git(&["add", "content/articles/a.md"]);
    repo.staged()
        .code(1)
        .stdout_eq(str![[r#"
content/articles/a.md:5:17: error schema/invalid-field `summary` is missing

"#]])
        .stderr_eq("");
    repo.git(&["add", "medproof.yaml"]);
    let output = repo.staged().code(2).stdout_eq("");
    let stderr = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert!(stderr.contains("nonsense"), "{stderr}");
}

#[test]
fn known_debt_of_the_index_is_passed_over() {
    let repo = repo();
    repo.write("medproof.yaml", "baseline: medproof-baseline.json\n");
    repo.check_in_git(&[]).code(2);
    repo.run(&["baseline", "--today", "2026-11-22"]).code(0);
    repo.commit("what is known");
    repo.write("content/articles/old.md", page("Old Page", "See Nothing At All"));
    repo.git(&["add", "--all"]);
    repo.remove("medproof-baseline.json");
    repo.staged().code(0).stdout_eq("").stderr_eq("");
    // Who takes a debt out of the books has to pay it, though its page is as it was.
    repo.git(&["restore", "--staged", "--worktree", "."]);
    repo.write("medproof-baseline.json", "{\"version\": 1, \"findings\": []}\n");
    repo.git(&["add", "--all"]);
    repo.check_in_git(&["--staged", "--format", "human"]).code(1).stdout_eq(str![[r#"
error link/see-unresolved

  × no page is called “Nothing At All”
   ╭─[content/articles/old.md:8:5]
 8 │ See Nothing At All
   ·     ───────┬──────
   ·            ╰── this change edited `medproof-baseline.json`
   ╰────
  help: Create the page, name another page, or remove this line.

1 error in 1 of 4 files.

"#]]);
    repo.git(&["rm", "--quiet", "--force", "medproof-baseline.json"]);
    let output = repo.staged().code(2).stdout_eq("");
    let stderr = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert!(stderr.starts_with("medproof: there is no baseline at `"), "{stderr}");
}

#[test]
fn with_nothing_staged_all_is_reported() {
    let repo = repo();
    repo.write("content/articles/a.md", page("A", "See Neck Strain"));
    repo.staged()
        .code(1)
        .stdout_eq(str![[r#"
content/articles/a.md:8:5: error link/see-unresolved no page is called “Neck Strain”
content/articles/old.md:8:5: error link/see-unresolved no page is called “Nothing At All”

"#]])
        .stderr_eq(str![[r#"
medproof: nothing is staged, so the whole repository is reported on

"#]]);
}

#[test]
fn with_nothing_staged_pre_commit_says_since_when() {
    let repo = repo();
    let first = repo.git(&["rev-parse", "HEAD"]);
    repo.remove("content/articles/neck-pain.md");
    repo.commit("second");
    let run = |from: &str| check_below(&repo.path(""), &["--staged"], &[("PRE_COMMIT_FROM_REF", from)]);
    let output = run(&first)
        .code(1)
        .stdout_eq(str![[r#"
content/articles/a.md:8:5: error link/target-missing there is no page at `content/articles/neck-pain.md`

"#]])
        .get_output()
        .stderr
        .clone();
    assert_eq!(
        String::from_utf8(output).unwrap(),
        format!(
            "medproof: nothing is staged, so what changed since `{first}` is reported on, as PRE_COMMIT_FROM_REF says\n"
        )
    );
    run("0000000000000000000000000000000000000000").code(1).stderr_eq(str![[r#"
medproof: nothing is staged, so the whole repository is reported on

"#]]);
}

#[test]
fn what_is_staged_elsewhere_is_no_concern_of_the_content() {
    let repo = repo();
    repo.write("src/main.py", "pass\n");
    repo.git(&["add", "--all"]);
    repo.staged().code(0).stdout_eq("").stderr_eq("");
}

#[test]
fn a_hook_of_git_runs_it_on_part_of_the_work() {
    let repo = repo();
    let program = snapbox::cmd::cargo_bin!("medproof").display().to_string();
    repo.write(
        ".git/hooks/pre-commit",
        format!("#!/bin/sh\ncd content/articles && '{program}' check --staged --today 2026-11-22 .. >../../out.txt 2>&1\n"),
    );
    #[cfg(unix)]
    fs::set_permissions(
        repo.path(".git/hooks/pre-commit"),
        std::os::unix::fs::PermissionsExt::from_mode(0o755),
    )
    .unwrap();
    repo.write("content/articles/a.md", page("A", "See Neck Strain"));
    repo.write("content/articles/b.md", page("B", "See Back Strain"));
    repo.git(&["add", "--all"]);
    // A commit of one file alone is made of an index of its own.
    crate::git::git_stops(&repo.path(""), &["commit", "--quiet", "-m", "one", "content/articles/b.md"]);
    let said = fs::read_to_string(repo.path("out.txt")).unwrap();
    snapbox::assert_data_eq!(
        said,
        str![[r#"
../../content/articles/b.md:8:5: error link/see-unresolved no page is called “Back Strain”

"#]]
    );
    repo.write("content/articles/b.md", page("B", "[x](neck-pain.md)"));
    repo.git(&["commit", "--quiet", "-m", "one", "content/articles/b.md"]);
}

#[test]
fn fixes_of_the_index_are_shown_and_never_written() {
    let repo = repo();
    repo.write("content/articles/b.md", page("B", "[x](neck-pian.md)"));
    repo.git(&["add", "--all"]);
    repo.check_in_git(&["--staged", "--fix"]).code(2).stdout_eq("");
    repo.check_in_git(&["--staged", "--unsafe-fixes"]).code(2).stdout_eq("");
}

#[test]
fn notes_of_git_lfs_stand_for_their_files() {
    let repo = repo();
    let id = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
    let note = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{id}\nsize 12345\n");
    repo.write("content/articles/large.md", &note);
    repo.git(&["add", "--all"]);
    repo.write("content/articles/large.md", page("Large", "See Neck Strain"));
    repo.staged().code(1).stdout_eq(str![[r#"
content/articles/large.md:1:1: error schema/unreadable the text of this file is kept by Git LFS and is not on this disk, so it was not read

"#]]);
    repo.write(&format!(".git/lfs/objects/4d/7a/{id}"), page("Large", "See Neck Strain"));
    repo.staged().code(1).stdout_eq(str![[r#"
content/articles/large.md:8:5: error link/see-unresolved no page is called “Neck Strain”

"#]]);
}

#[test]
fn a_sparse_checkout_is_committed_in_full() {
    let repo = repo();
    repo.write("content/other/c.txt", "Other\n");
    repo.write("content/articles/deep/d.md", page("D", "Text."));
    repo.commit("more");
    repo.git(&["sparse-checkout", "set", "--no-cone", "/*", "!/content/articles/deep"]);
    assert!(!repo.path("content/articles/deep/d.md").exists());
    repo.write("content/articles/a.md", page("A", "[x](deep/d.md)"));
    repo.git(&["add", "content/articles/a.md"]);
    repo.staged().code(0).stdout_eq("").stderr_eq("");
}

#[test]
fn a_commit_of_nothing_but_a_message_has_nothing_to_report() {
    let repo = Repo::committed(&[("content/articles/old.md", &page("Old", "See Nothing At All"))]);
    // Git sets this for hooks.
    let index = repo.path(".git/index").display().to_string();
    let run = check_below(&repo.path(""), &["--staged"], &[("GIT_INDEX_FILE", &index)]);
    run.code(0).stdout_eq("").stderr_eq("");
}
