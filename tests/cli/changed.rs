//! `check --changed`: findings in the files that differ from a commit, and what the change broke elsewhere.

use snapbox::str;

use crate::git::{check_below, git, git_stops, page};
use crate::repo::{CLEAN_PAGE, PERSON, Repo};

/// Pages that point at one another, and one that is broken for a long time already.
fn repo() -> Repo {
    Repo::committed(&[
        (
            "content/articles/neck-pain.md",
            &page("All About Neck Pain", "## Rest\n\nMost neck pain goes away."),
        ),
        (
            "content/articles/a.md",
            &page("A", "[Neck pain](neck-pain.md#rest) and more.\n\nSee All About Neck Pain"),
        ),
        ("content/articles/old.md", &page("Old", "See Nothing At All")),
        ("content/people/lee.yaml", PERSON),
    ])
}

#[test]
fn where_nothing_changed_nothing_is_reported() {
    let repo = repo();
    repo.changed().code(0).stdout_eq("").stderr_eq("");
    repo.check_in_git(&["--changed", "--format", "human"]).code(0).stdout_eq(str![[r#"
4 files checked: nothing to report.

"#]]);
    repo.check_in_git(&[]).code(1);
}

#[test]
fn an_edited_file_shows_what_it_lacks() {
    let repo = repo();
    repo.write("content/articles/a.md", page("A", "See Neck Strain"));
    repo.changed()
        .code(1)
        .stdout_eq(str![[r#"
content/articles/a.md:8:5: error link/see-unresolved no page is called “Neck Strain”

"#]])
        .stderr_eq("");
}

#[test]
fn a_new_file_is_a_change_before_git_hears_of_it() {
    let repo = repo();
    repo.write("content/articles/new.md", page("New", "See Neck Strain"));
    repo.write(".gitignore", "ignored.md\n");
    repo.write("content/articles/ignored.md", page("Ignored", "See Neck Strain"));
    repo.changed().code(1).stdout_eq(str![[r#"
content/articles/new.md:8:5: error link/see-unresolved no page is called “Neck Strain”

"#]]);
    repo.git(&["add", "--all"]);
    repo.changed().code(1).stdout_eq(str![[r#"
content/articles/new.md:8:5: error link/see-unresolved no page is called “Neck Strain”

"#]]);
}

#[test]
fn a_deleted_page_is_missed_where_it_was_linked() {
    let repo = repo();
    repo.remove("content/articles/neck-pain.md");
    repo.check_in_git(&["--changed", "--format", "human"])
        .code(1)
        .stdout_eq(str![[r#"
error link/target-missing

  × there is no page at `content/articles/neck-pain.md`
   ╭─[content/articles/a.md:8:13]
 8 │ [Neck pain](neck-pain.md#rest) and more.
   ·             ────────┬────────
   ·                     ╰── this change deleted `content/articles/neck-pain.md`
   ╰────
  help: Correct the address, create the page, or remove the link.

error link/see-unresolved

  × no page is called “All About Neck Pain”
    ╭─[content/articles/a.md:10:5]
 10 │ See All About Neck Pain
    ·     ─────────┬─────────
    ·              ╰── this change deleted `content/articles/neck-pain.md`
    ╰────
  help: Create the page, name another page, or remove this line.

2 errors in 1 of 3 files.

"#]])
        .stderr_eq("");
}

/// GitHub shows the first ten annotations of a step, and only those in files of the change beside the change.
#[test]
fn what_lies_in_the_change_is_annotated_first() {
    let repo = repo();
    repo.remove("content/articles/neck-pain.md");
    repo.write("content/articles/z.md", page("Z", "See Neck Strain"));
    let output = repo.check_in_git(&["--changed", "--format", "github"]).code(1).get_output().stdout.clone();
    let output = String::from_utf8(output).unwrap();
    let files: Vec<&str> =
        output.lines().filter_map(|line| line.split_once("file=")?.1.split(',').next()).collect();
    assert_eq!(files, ["content/articles/z.md", "content/articles/a.md", "content/articles/a.md"]);
}

#[test]
fn a_renamed_page_is_missed_under_its_old_path() {
    let repo = repo();
    repo.git(&["mv", "content/articles/neck-pain.md", "content/articles/sore-neck.md"]);
    repo.check_in_git(&["--changed", "--format", "human"]).code(1).stdout_eq(str![[r#"
error link/target-missing

  × there is no page at `content/articles/neck-pain.md`
   ╭─[content/articles/a.md:8:13]
 8 │ [Neck pain](neck-pain.md#rest) and more.
   ·             ─────────────────
   ╰────
   ╭─[content/articles/sore-neck.md:2:1]
 1 │ ---
 2 │ title: All About Neck Pain
   · ▲
   · ╰── this change renamed `content/articles/neck-pain.md` to `content/articles/sore-neck.md`
 3 │ status: published
   ╰────
  help: Correct the address, create the page, or remove the link.

1 error in 1 of 4 files.

"#]]);
}

#[test]
fn a_page_of_another_title_is_missed_under_the_old_one() {
    let repo = repo();
    repo.write("content/articles/neck-pain.md", page("Sore Neck", "## Rest\n\nMost neck pain goes away."));
    repo.check_in_git(&["--changed", "--format", "human"]).code(1).stdout_eq(str![[r#"
error link/see-unresolved

  × no page is called “All About Neck Pain”
    ╭─[content/articles/a.md:10:5]
 10 │ See All About Neck Pain
    ·     ───────────────────
    ╰────
   ╭─[content/articles/neck-pain.md:2:8]
 1 │ ---
 2 │ title: Sore Neck
   ·        ────┬────
   ·            ╰── this change retitled the page, which was called “All About Neck Pain”
 3 │ status: published
   ╰────
  help: Create the page, name another page, or remove this line.

1 error in 1 of 4 files.

"#]]);
}

#[test]
fn a_label_is_held_against_the_new_title() {
    let repo = Repo::committed(&[
        ("content/articles/neck-pain.md", CLEAN_PAGE),
        ("content/articles/a.md", &page("A", "See [All About Neck Pain](neck-pain.md)")),
        ("content/people/lee.yaml", PERSON),
    ]);
    repo.write("content/articles/neck-pain.md", CLEAN_PAGE.replace("All About Neck Pain", "Sore Neck"));
    repo.check_in_git(&["--changed", "--format", "human"]).code(0).stdout_eq(str![[r#"
warning link/see-label-mismatch

  ⚠ the label is “All About Neck Pain”, but the page is called “Sore Neck”
   ╭─[content/articles/a.md:8:6]
 8 │ See [All About Neck Pain](neck-pain.md)
   ·      ───────────────────
   ╰────
   ╭─[content/articles/neck-pain.md:2:8]
 1 │ ---
 2 │ title: Sore Neck
   ·        ────┬────
   ·            ╰─┤ the title of the page; this change retitled the page, which was called “All
   ·              │ About Neck Pain”
 3 │ status: published
   ╰────
  help: Write “Sore Neck”, so that readers know they have arrived. If the page is known by the old
        name too, add that to the page's `aliases`.

1 warning in 1 of 3 files.
1 finding can be fixed with --unsafe-fixes (add --diff to look first).

"#]]);
}

#[test]
fn a_heading_that_is_gone_is_missed_by_its_links() {
    let repo = repo();
    repo.write("content/articles/neck-pain.md", page("All About Neck Pain", "Most neck pain goes away."));
    repo.check_in_git(&["--changed", "--format", "human"]).code(1).stdout_eq(str![[r#"
error link/anchor-missing

  × `content/articles/neck-pain.md` has no section `#rest`
   ╭─[content/articles/a.md:8:25]
 8 │ [Neck pain](neck-pain.md#rest) and more.
   ·                         ─────
   ╰────
   ╭─[content/articles/neck-pain.md:2:1]
 1 │ ---
 2 │ title: All About Neck Pain
   · ▲
   · ╰── this change removed the heading “Rest”
 3 │ status: published
   ╰────
  help: Link to a heading of that page, or to the page as a whole.

1 error in 1 of 4 files.

"#]]);
}

#[test]
fn sources_and_people_that_are_gone_are_missed() {
    let repo = Repo::committed(&[
        ("content/articles/a.md", &page("A", "Rest helps [@nord].")),
        (
            "content/citations/a.yaml",
            "- {id: nord, type: webpage, title: Cervical Dystonia, URL: 'https://rarediseases.org/a', accessed: 2026-10-01}\n- {id: nhs, type: webpage, title: Neck Pain, URL: 'https://nhs.uk/a', accessed: 2026-10-01}\n",
        ),
        ("content/people/lee.yaml", PERSON),
        (
            "content/people/ron.yaml",
            "id: rob\nname: Rob Miller\nroles: [author]\ncredentials: PT\ndisclosures: [{text: None}]\n",
        ),
    ]);
    let (lee, ron) = PERSON.split_at(PERSON.find("- {id: ron").unwrap());
    repo.write("content/people/lee.yaml", lee);
    repo.write(
        "content/citations/a.yaml",
        "- {id: nhs, type: webpage, title: Neck Pain, URL: 'https://nhs.uk/a', accessed: 2026-10-01}\n",
    );
    repo.check_in_git(&["--changed", "--format", "human", "--select", "citation/undefined,review"])
        .code(1)
        .stdout_eq(str![[r#"
error review/person-unresolved

  × the author `ron` has no bio in this repository
   ╭─[content/articles/a.md:4:11]
 3 │ status: published
 4 │ authors: [ron]
   ·           ───
 5 │ reviewers: [lee]
   ╰────
   ╭─[content/people/lee.yaml:1:1]
 1 │ - {id: lee, name: Amy Lee, roles: [medical-reviewer], credentials: MD, disclosures: [{text: No…
   · ▲
   · ╰── this change removed the person `ron`
   ╰────
  help: Did you mean `rob`?

error citation/undefined

  × no source has the key `nord`
   ╭─[content/articles/a.md:8:13]
 8 │ Rest helps [@nord].
   ·             ─────
   ╰────
   ╭─[content/citations/a.yaml:1:1]
 1 │ - {id: nhs, type: webpage, title: Neck Pain, URL: 'https://nhs.uk/a', accessed: 2026-10-01}
   · ▲
   · ╰── this change removed the source `nord`
   ╰────
  help: Add the source to the registry, or cite one that is there.

2 errors in 1 of 4 files.
1 finding can be fixed with --unsafe-fixes (add --diff to look first).

"#]]);
    repo.write("content/people/lee.yaml", ron);
    repo.remove("content/citations/a.yaml");
    repo.check_in_git(&["--changed", "--format", "human", "--select", "citation/undefined,review"])
        .code(1)
        .stdout_eq(str![[r#"
error review/person-unresolved

  × the reviewer `lee` has no bio in this repository
   ╭─[content/articles/a.md:5:13]
 4 │ authors: [ron]
 5 │ reviewers: [lee]
   ·             ───
 6 │ ---
   ╰────
   ╭─[content/people/lee.yaml:1:1]
 1 │ - {id: ron, name: Ron Miller, roles: [author], credentials: PT, disclosures: [{text: None}]}
   · ▲
   · ╰── this change removed the person `lee`
   ╰────
  help: Add a file for this person to the people, or name somebody who has one.

error citation/undefined

  × no source has the key `nord`
   ╭─[content/articles/a.md:8:13]
 8 │ Rest helps [@nord].
   ·             ──┬──
   ·               ╰── this change deleted `content/citations/a.yaml`
   ╰────
  help: Add the source to the registry, or cite one that is there.

2 errors in 1 of 3 files.

"#]]);
}

#[test]
fn a_retired_page_is_no_place_to_send_readers() {
    let repo = repo();
    let text = page("All About Neck Pain", "## Rest\n\nMost neck pain goes away.");
    repo.write("content/articles/neck-pain.md", text.replace("status: published", "status: retired"));
    repo.check_in_git(&["--changed", "--format", "human"]).code(1).stdout_eq(str![[r#"
error link/see-to-unpublished

  × “All About Neck Pain” has been retired, so readers cannot open it
    ╭─[content/articles/a.md:10:5]
 10 │ See All About Neck Pain
    ·     ───────────────────
    ╰────
   ╭─[content/articles/neck-pain.md:2:8]
 1 │ ---
 2 │ title: All About Neck Pain
   ·        ─────────┬─────────
   ·                 ╰── this page has been retired; this change retired the page
 3 │ status: retired
   ╰────
  help: Name a published page, publish this one first, or remove the line.

1 error in 1 of 4 files.

"#]]);
}

#[test]
fn settings_concern_every_file() {
    let repo = Repo::committed(&[
        ("medproof.yaml", "rules: {link/see-unresolved: off}\n"),
        ("content/articles/old.md", &page("Old", "See Nothing At All")),
        ("content/people/lee.yaml", PERSON),
    ]);
    repo.changed().code(0).stdout_eq("");
    repo.write("medproof.yaml", "rules: {link/see-unresolved: error}\n");
    repo.check_in_git(&["--changed", "--format", "human"]).code(1).stdout_eq(str![[r#"
error link/see-unresolved

  × no page is called “Nothing At All”
   ╭─[content/articles/old.md:8:5]
 8 │ See Nothing At All
   ·     ───────┬──────
   ·            ╰── this change edited `medproof.yaml`
   ╰────
  help: Create the page, name another page, or remove this line.

1 error in 1 of 2 files.

"#]]);
    repo.remove("medproof.yaml");
    repo.check_in_git(&["--changed", "--format", "human"]).code(1).stdout_eq(str![[r#"
error link/see-unresolved

  × no page is called “Nothing At All”
   ╭─[content/articles/old.md:8:5]
 8 │ See Nothing At All
   ·     ───────┬──────
   ·            ╰── this change deleted `medproof.yaml`
   ╰────
  help: Create the page, name another page, or remove this line.

1 error in 1 of 2 files.

"#]]);
}

#[test]
fn of_two_findings_in_one_paragraph_the_new_one_is_shown() {
    let repo = Repo::committed(&[
        ("content/articles/neck-pain.md", CLEAN_PAGE),
        ("content/articles/a.md", &page("A", "[x](neck-pain.md) and [y](gone.md)")),
        ("content/people/lee.yaml", PERSON),
    ]);
    repo.remove("content/articles/neck-pain.md");
    repo.changed().code(1).stdout_eq(str![[r#"
content/articles/a.md:8:5: error link/target-missing there is no page at `content/articles/neck-pain.md`

"#]]);
}

#[test]
fn paths_narrow_it_down() {
    let repo = repo();
    repo.write("content/articles/b.md", page("B", "[x](neck-pain.md)"));
    repo.commit("b");
    repo.remove("content/articles/neck-pain.md");
    repo.check_in_git(&["--changed", "content/articles/b.md"]).code(1).stdout_eq(str![[r#"
content/articles/b.md:8:5: error link/target-missing there is no page at `content/articles/neck-pain.md`

"#]]);
    repo.check_in_git(&["--changed", "content/articles/old.md"]).code(0).stdout_eq("");
    repo.check_in_git(&["--changed", "content/articles/neck-pain.md"])
        .code(1)
        .stdout_eq(str![[r#"
content/articles/a.md:8:13: error link/target-missing there is no page at `content/articles/neck-pain.md`
content/articles/b.md:8:5: error link/target-missing there is no page at `content/articles/neck-pain.md`

"#]])
        .stderr_eq(str![[r#"
medproof: `content/articles/neck-pain.md` is no longer there; what pointed to it is shown

"#]]);
}

#[test]
fn a_branch_is_compared_with_where_it_began() {
    let repo = repo();
    repo.git(&["switch", "--quiet", "--create", "work"]);
    repo.write("content/articles/a.md", page("A", "See Neck Strain"));
    repo.commit("work");
    repo.git(&["switch", "--quiet", "main"]);
    repo.write("content/articles/other.md", page("Other", "See Back Strain"));
    repo.commit("meanwhile");
    repo.git(&["switch", "--quiet", "work"]);
    let expected = str![[r#"
content/articles/a.md:8:5: error link/see-unresolved no page is called “Neck Strain”

"#]];
    repo.check_in_git(&["--changed=main"]).code(1).stdout_eq(expected.clone());
    repo.changed().code(0).stdout_eq("");
    repo.git(&["switch", "--quiet", "--detach"]);
    repo.check_in_git(&["--changed=main"]).code(1).stdout_eq(expected.clone());
    // What the other branch did meanwhile is not this one's, even once it is merged.
    repo.git(&["merge", "--quiet", "--no-edit", "main"]);
    repo.check_in_git(&["--changed=main"]).code(1).stdout_eq(expected);
    repo.check_in_git(&["--changed=HEAD^1"]).code(1).stdout_eq(str![[r#"
content/articles/other.md:8:5: error link/see-unresolved no page is called “Back Strain”

"#]]);
}

#[test]
fn a_rebase_may_stop_half_way() {
    let repo = repo();
    repo.git(&["switch", "--quiet", "--create", "work"]);
    repo.write("content/articles/a.md", page("A", "See Neck Strain"));
    repo.commit("work");
    repo.git(&["switch", "--quiet", "main"]);
    repo.write("content/articles/a.md", page("A", "See Back Strain"));
    repo.commit("meanwhile");
    repo.git(&["switch", "--quiet", "work"]);
    git_stops(&repo.path(""), &["rebase", "--quiet", "main"]);
    repo.changed()
        .code(1)
        .stdout_eq(str![[r#"
content/articles/a.md:8:1: error schema/unreadable a merge was not finished: the versions of two branches are both in the file

"#]])
        .stderr_eq("");
    repo.staged().code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: `content/articles/a.md` is in conflict, so it is not known what would be committed. Resolve the conflict and `git add` the file.

"#]]);
    repo.write("content/articles/a.md", page("A", "See All About Neck Pain"));
    repo.git(&["add", "--all"]);
    repo.staged().code(0).stdout_eq("").stderr_eq("");
}

#[test]
fn before_the_first_commit_everything_is_new() {
    let repo = Repo::new(&[
        ("content/articles/old.md", &page("Old", "See Nothing At All")),
        ("content/people/lee.yaml", PERSON),
    ]);
    repo.git(&["init", "--quiet"]);
    repo.changed()
        .code(1)
        .stdout_eq(str![[r#"
content/articles/old.md:8:5: error link/see-unresolved no page is called “Nothing At All”

"#]])
        .stderr_eq("");
    repo.git(&["add", "--all"]);
    repo.changed()
        .code(1)
        .stdout_eq(str![[r#"
content/articles/old.md:8:5: error link/see-unresolved no page is called “Nothing At All”

"#]])
        .stderr_eq("");
    repo.staged()
        .code(1)
        .stdout_eq(str![[r#"
content/articles/old.md:8:5: error link/see-unresolved no page is called “Nothing At All”

"#]])
        .stderr_eq("");
}

#[test]
fn a_revision_that_is_not_there_is_named() {
    let repo = repo();
    for revision in ["mian", "--output=x", "HEAD:content"] {
        let output = repo.check_in_git(&[&format!("--changed={revision}")]).code(2).stdout_eq("");
        let stderr = String::from_utf8(output.get_output().stderr.clone()).unwrap();
        assert_eq!(
            stderr,
            format!(
                "medproof: there is no commit `{revision}` in this repository. Correct the name, or fetch the commit first.\n"
            )
        );
    }
}

#[test]
fn histories_may_have_nothing_in_common() {
    let repo = repo();
    repo.git(&["switch", "--quiet", "--orphan", "other"]);
    repo.write("content/articles/x.md", page("X", "Text."));
    repo.commit("other");
    repo.check_in_git(&["--changed=main"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: `main` and the commit that is checked out have no history in common. Name a commit that this work started from.

"#]]);
}

#[test]
fn a_shallow_clone_says_what_it_lacks() {
    let repo = repo();
    repo.write("content/articles/b.md", page("B", "Text."));
    repo.commit("second");
    let base = repo.git(&["rev-parse", "HEAD"]);
    repo.git(&["switch", "--quiet", "--create", "work"]);
    repo.remove("content/articles/b.md");
    repo.write("content/articles/c.md", page("C", "See Neck Strain"));
    repo.commit("work");
    repo.git(&["switch", "--quiet", "main"]);
    repo.write("content/articles/d.md", page("D", "Text."));
    repo.commit("meanwhile");
    let from = format!("file://{}", repo.path("").display());
    let clone = Repo::new(&[]);
    clone.git(&["clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=work", &from, "clone"]);
    let folder = clone.path("clone");
    check_below(&folder, &["--changed=origin/main"], &[]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: this clone is shallow, and where `origin/main` and the commit that is checked out parted is not in it. Fetch more history: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout, or `GIT_DEPTH: 0` on GitLab.

"#]]);
    check_below(&folder, &["--changed"], &[]).code(0).stdout_eq("").stderr_eq("");
    git(&folder, &["fetch", "--quiet", "--unshallow"]);
    check_below(&folder, &["--changed=origin/main"], &[]).code(1).stdout_eq(str![[r#"
content/articles/c.md:8:5: error link/see-unresolved no page is called “Neck Strain”

"#]]);
    check_below(&folder, &[&format!("--changed={base}")], &[]).code(1).stdout_eq(str![[r#"
content/articles/c.md:8:5: error link/see-unresolved no page is called “Neck Strain”

"#]]);
}

#[test]
fn without_git_it_says_what_to_do() {
    let repo = Repo::with_clean_page(&[]);
    for option in ["--changed", "--staged"] {
        let output = repo.check_in_git(&[option]).code(2).stdout_eq("");
        let stderr = String::from_utf8(output.get_output().stderr.clone()).unwrap();
        assert!(
            stderr.starts_with("medproof: `")
                && stderr.ends_with("` is not in a work tree of git, so nobody knows what changed there. Leave --changed and --staged out, or run `git init` first.\n"),
            "{stderr}"
        );
    }
    check_below(&repo.path(""), &["--changed"], &[("PATH", "")]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: git was not found, and without it nobody knows what changed. Install git, or leave --changed and --staged out.

"#]]);
}

#[test]
fn the_content_may_be_a_folder_of_a_larger_repository() {
    let repo = Repo::committed(&[
        ("shared/rules.yaml", "rules: {link/see-unresolved: off}\n"),
        ("site/docs/medproof.yaml", "extends: ../../shared/rules.yaml\n"),
        ("site/docs/content/articles/neck-pain.md", CLEAN_PAGE),
        ("site/docs/content/articles/a.md", &page("A", "[x](neck-pain.md)\n\nSee Nothing At All")),
        ("site/docs/content/people/lee.yaml", PERSON),
        ("src/main.py", "print()\n"),
    ]);
    let folder = repo.path("site/docs");
    repo.write("src/main.py", "pass\n");
    check_below(&folder, &["--changed"], &[]).code(0).stdout_eq("").stderr_eq("");
    repo.remove("site/docs/content/articles/neck-pain.md");
    check_below(&folder, &["--changed"], &[]).code(1).stdout_eq(str![[r#"
content/articles/a.md:8:5: error link/target-missing there is no page at `content/articles/neck-pain.md`

"#]]);
    check_below(&repo.path("src"), &["--changed", "../site/docs"], &[]).code(1).stdout_eq(str![[r#"
../site/docs/content/articles/a.md:8:5: error link/target-missing there is no page at `content/articles/neck-pain.md`

"#]]);
    repo.git(&["restore", "."]);
    repo.write("shared/rules.yaml", "rules: {link/see-unresolved: error}\n");
    check_below(&folder, &["--changed"], &[]).code(1).stdout_eq(str![[r#"
content/articles/a.md:10:5: error link/see-unresolved no page is called “Nothing At All”

"#]]);
}

#[test]
fn a_linked_work_tree_is_one_too() {
    let repo = repo();
    let other = Repo::new(&[]);
    let folder = other.path("tree");
    repo.git(&["worktree", "add", "--quiet", &folder.display().to_string()]);
    std::fs::remove_file(folder.join("content/articles/neck-pain.md")).unwrap();
    let expected = str![[r#"
content/articles/a.md:8:13: error link/target-missing there is no page at `content/articles/neck-pain.md`
content/articles/a.md:10:5: error link/see-unresolved no page is called “All About Neck Pain”

"#]];
    check_below(&folder, &["--changed"], &[]).code(1).stdout_eq(expected.clone());
    // Hooks of such a tree are told of its folder of git's, and not of the tree.
    let git_dir = git(&folder, &["rev-parse", "--absolute-git-dir"]);
    check_below(&folder, &["--changed", "content"], &[("GIT_DIR", &git_dir)])
        .code(1)
        .stdout_eq(expected.clone());
    check_below(&repo.path(""), &["--changed", &folder.display().to_string()], &[("GIT_DIR", ".git")])
        .code(1);
    repo.changed().code(0).stdout_eq("");
}

#[test]
fn submodules_are_no_part_of_the_change() {
    let module = Repo::committed(&[("a.md", &page("Sub", "See Nothing At All"))]);
    let repo = repo();
    let from = module.path("").display().to_string();
    repo.git(&["submodule", "--quiet", "add", &from, "content/articles/sub"]);
    repo.commit("a submodule");
    repo.changed().code(0).stdout_eq("").stderr_eq("");
    repo.write("content/articles/a.md", page("A", "See Sub"));
    repo.changed().code(0).stdout_eq("").stderr_eq("");
    repo.commit("name it");
    // What is not committed in there is its own affair.
    repo.write("content/articles/sub/a.md", page("Sub", "See Nothing Else"));
    repo.changed().code(0).stdout_eq("").stderr_eq("");
    git(&repo.path("content/articles/sub"), &["commit", "--quiet", "--all", "--message", "new"]);
    repo.changed().code(1).stdout_eq(str![[r#"
content/articles/sub/a.md:8:5: error link/see-unresolved no page is called “Nothing Else”

"#]]);
    check_below(&repo.path("content/articles/sub"), &["--changed=HEAD^", "a.md"], &[]).code(1).stdout_eq(
        str![[r#"
../../../content/articles/sub/a.md:8:5: error link/see-unresolved no page is called “Nothing Else”

"#]],
    );
}

#[test]
fn names_may_hold_blanks_and_any_letters() {
    let repo = Repo::committed(&[
        ("content/articles/neck pain.md", CLEAN_PAGE),
        ("content/articles/Rückenschmerz.md", &page("Rücken", "Text.")),
        ("content/articles/a.md", &page("A", "[x](<neck pain.md>) and [y](Rückenschmerz.md)")),
        ("content/people/lee.yaml", PERSON),
    ]);
    repo.remove("content/articles/neck pain.md");
    repo.remove("content/articles/Rückenschmerz.md");
    repo.write("content/articles/Überall \"hier\".md", page("Ü", "See Nothing At All"));
    repo.check_in_git(&["--changed", "--format", "human"])
        .code(1)
        .stdout_eq(str![[r#"
error link/target-missing

  × there is no page at `content/articles/neck pain.md`
   ╭─[content/articles/a.md:8:6]
 8 │ [x](<neck pain.md>) and [y](Rückenschmerz.md)
   ·      ──────┬─────
   ·            ╰── this change deleted `content/articles/neck pain.md`
   ╰────
  help: Correct the address, create the page, or remove the link.

error link/target-missing

  × there is no page at `content/articles/Rückenschmerz.md`
   ╭─[content/articles/a.md:8:29]
 8 │ [x](<neck pain.md>) and [y](Rückenschmerz.md)
   ·                             ────────┬───────
   ·                                     ╰── this change deleted `content/articles/Rückenschmerz.md`
   ╰────
  help: Correct the address, create the page, or remove the link.

error link/see-unresolved

  × no page is called “Nothing At All”
   ╭─[content/articles/Überall "hier".md:8:5]
 8 │ See Nothing At All
   ·     ──────────────
   ╰────
  help: Create the page, name another page, or remove this line.

3 errors in 2 of 3 files.
1 piece of advice is not shown; --advice shows it.

"#]])
        .stderr_eq("");
}

#[test]
fn a_picture_that_is_gone_is_missed() {
    let repo = Repo::committed(&[
        ("content/articles/a.md", &page("A", "![Neck](neck.png)")),
        ("content/articles/neck.png", "picture"),
        ("content/people/lee.yaml", PERSON),
    ]);
    repo.remove("content/articles/neck.png");
    repo.check_in_git(&["--changed", "--format", "human"]).code(1).stdout_eq(str![[r#"
error link/target-missing

  × there is no picture at `content/articles/neck.png`
   ╭─[content/articles/a.md:8:9]
 8 │ ![Neck](neck.png)
   ·         ────┬───
   ·             ╰── this change deleted `content/articles/neck.png`
   ╰────
  help: Add the file, correct its path, or remove the picture.

1 error in 1 of 2 files.

"#]]);
}

#[test]
fn it_goes_with_no_text_that_stands_in() {
    repo().check_in_git(&["--changed", "--stdin-filename", "content/articles/a.md"]).code(2).stdout_eq("");
    repo().check_in_git(&["--changed", "--staged"]).code(2).stdout_eq("");
}

#[test]
fn fixes_stay_within_the_change() {
    let repo = Repo::committed(&[
        ("content/articles/neck-pain.md", CLEAN_PAGE),
        ("content/articles/a.md", &page("A", "[x](neck-pian.md)")),
        ("content/people/lee.yaml", PERSON),
    ]);
    repo.write("content/articles/b.md", page("B", "[x](neck-pian.md)"));
    repo.check_in_git(&["--changed", "--unsafe-fixes"]).code(0).stdout_eq("").stderr_eq(str![[r#"
medproof: 1 finding fixed in 1 file (link/target-missing: 1)

"#]]);
    assert!(std::fs::read_to_string(repo.path("content/articles/a.md")).unwrap().contains("neck-pian"));
    assert!(std::fs::read_to_string(repo.path("content/articles/b.md")).unwrap().contains("neck-pain"));
}

#[cfg(unix)]
#[test]
fn symbolic_links_of_the_past_lead_where_they_led() {
    let repo = Repo::committed(&[
        ("content/articles/a.md", &page("A", "[x](link.md) and [y](b.md)")),
        ("content/people/lee.yaml", PERSON),
        ("shared/b.md", &page("B", "Text.")),
    ]);
    let link = |to: &str, name: &str| {
        std::os::unix::fs::symlink(to, repo.path(&format!("content/articles/{name}"))).unwrap();
    };
    link("../../shared/b.md", "link.md");
    link("nowhere.md", "broken.md");
    repo.write("content/articles/b.md", page("C", "Text."));
    repo.commit("links");
    repo.remove("content/articles/link.md");
    repo.remove("content/articles/broken.md");
    repo.remove("content/articles/b.md");
    link("../../shared/b.md", "b.md");
    repo.changed()
        .code(1)
        .stdout_eq(str![[r#"
content/articles/a.md:8:5: error link/target-missing there is no page at `content/articles/link.md`

"#]])
        .stderr_eq("");
}

#[cfg(unix)]
#[test]
fn names_may_hold_bytes_that_are_no_text() {
    use std::os::unix::ffi::OsStrExt;
    let repo = repo();
    let name = std::ffi::OsStr::from_bytes(b"content/articles/\xff.md");
    let file = repo.path("").join(name);
    std::fs::write(&file, page("Bytes", "See Nothing At All")).unwrap();
    repo.changed().code(1).stdout_eq(str![[r#"
content/articles//xFF.md:8:5: error link/see-unresolved no page is called “Nothing At All”

"#]]);
    repo.staged().code(1);
    repo.write("content/articles/b.md", page("B", "See Bytes"));
    repo.commit("bytes");
    repo.changed().code(0).stdout_eq("").stderr_eq("");
    std::fs::remove_file(&file).unwrap();
    repo.check_in_git(&["--changed", "--format", "human"]).code(1).stdout_eq(str![[r#"
error link/see-unresolved

  × no page is called “Bytes”
   ╭─[content/articles/b.md:8:5]
 8 │ See Bytes
   ·     ──┬──
   ·       ╰── this change deleted `content/articles//xFF.md`
   ╰────
  help: Create the page, name another page, or remove this line.

1 error in 1 of 5 files.

"#]]);
    repo.git(&["add", "--all"]);
    repo.staged().code(1).stdout_eq(str![[r#"
content/articles/b.md:8:5: error link/see-unresolved no page is called “Bytes”

"#]]);
}

/// The headings and items of the comment on a change.
fn comment(repo: &Repo, words: &[&str]) -> Vec<String> {
    let words = [&["--changed", "--format", "markdown"], words].concat();
    let output = repo.check_in_git(&words).get_output().stdout.clone();
    let text = String::from_utf8(output).unwrap();
    let lines = text.lines().filter(|line| line.starts_with("#### ") || line.starts_with("- "));
    lines.map(|line| line.split(" ([").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_finding_is_the_same_where_its_paragraph_was_edited_or_its_file_moved() {
    let repo = Repo::committed(&[
        ("content/articles/neck-pain.md", CLEAN_PAGE),
        ("content/people/lee.yaml", PERSON),
        ("content/articles/a.md", &page("A", "Rest, as [they say](gone.md).")),
        ("content/articles/b.md", &page("B", "[Lost](lost.md)\n\n[Away](away.md)")),
    ]);
    repo.write("content/articles/a.md", page("A", "Rest and heat, as [they say](gone.md)."));
    repo.remove("content/articles/b.md");
    repo.write("content/articles/c.md", page("B", "[Lost](lost.md)\n\nNothing."));
    repo.git(&["add", "--all"]);
    let fixed = "- `content/articles/b.md` line 10: there is no page at `content/articles/away.md`";
    assert_eq!(
        comment(&repo, &[]),
        [
            "#### There before, in files of this change: 2",
            "- **error** `content/articles/a.md` line 8: there is no page at `content/articles/gone.md`",
            "- **error** `content/articles/c.md` line 8: there is no page at `content/articles/lost.md`",
            "#### Fixed by this change: 1",
            fixed,
        ]
    );
    // What is not reported on was not fixed either.
    assert_eq!(
        comment(&repo, &["content/articles/a.md"]),
        [
            "#### There before, in files of this change: 1",
            "- **error** `content/articles/a.md` line 8: there is no page at `content/articles/gone.md`",
        ]
    );
    assert_eq!(comment(&repo, &["--select", "citation"]), Vec::<String>::new());
    // What somebody allowed was not fixed, but is no longer a finding.
    repo.write(
        "content/articles/c.md",
        page(
            "B",
            "<!-- medproof: allow link/target-missing -- it comes in May -->\n[Lost](lost.md)\n\nNothing.",
        ),
    );
    assert_eq!(
        comment(&repo, &[]),
        [
            "#### There before, in files of this change: 1",
            "- **error** `content/articles/a.md` line 8: there is no page at `content/articles/gone.md`",
            "#### Fixed by this change: 1",
            fixed,
        ]
    );
}

/// Path, line and replacement of each suggestion on a change.
fn suggestions(repo: &Repo) -> Vec<(String, u64, String)> {
    let output = repo.check_in_git(&["--changed", "--format", "suggestions"]).get_output().stdout.clone();
    let comment = |line: &str| {
        let comment: serde_json::Value = serde_json::from_str(line).unwrap();
        let body = comment["body"].as_str().unwrap();
        let (_, lines) = body.split_once("```suggestion\n").unwrap();
        let lines = lines.split("\n```\n").next().unwrap().to_owned();
        (comment["path"].as_str().unwrap().to_owned(), comment["line"].as_u64().unwrap(), lines)
    };
    String::from_utf8(output).unwrap().lines().map(comment).collect()
}

#[test]
fn only_fixes_of_changed_lines_are_suggested() {
    let entry = |id: &str, volume: u32| {
        format!(
            "- id: {id}\n  type: article-journal\n  title: {id} for necks\n  author: [{{family: Doe, given: Jane}}]\n  \
             container-title: J Neck\n  issued: 2021\n  volume: {volume}\n  page: 14-29\n  \
             DOI: https://doi.org/10.1000/{id}\n"
        )
    };
    let path = "content/citations/doe.yaml";
    let repo = Repo::committed(&[
        ("content/articles/neck-pain.md", CLEAN_PAGE),
        ("content/people/lee.yaml", PERSON),
        (path, &entry("heat", 3)),
    ]);
    // Another line of the entry changed: GitHub takes no comment on this one.
    repo.write(path, entry("heat", 4));
    assert_eq!(suggestions(&repo), []);
    repo.write(path, entry("heat", 4) + &entry("cold", 1));
    assert_eq!(suggestions(&repo), [(path.to_owned(), 18, "  DOI: 10.1000/cold".to_owned())]);
    repo.write(path, (entry("heat", 4) + &entry("cold", 1)).replace('\n', "\r\n"));
    assert_eq!(suggestions(&repo), []);
    // Everything is new, and without a change nothing is suggested.
    let new = Repo::new(&[(path, &entry("heat", 3))]);
    new.git(&["init", "--quiet"]);
    assert_eq!(suggestions(&new), [(path.to_owned(), 9, "  DOI: 10.1000/heat".to_owned())]);
    new.check(&["--format", "suggestions"]).stdout_eq("");
}
