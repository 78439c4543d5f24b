//! `medproof check`: formats, severities, exit codes and streams.

use snapbox::str;

use crate::repo::Repo;

/// One error in a published page, one in a draft, and a key of the publisher's own.
fn flawed() -> Repo {
    Repo::with_clean_page(&[
        (
            "content/articles/neck-spasm.md",
            "---\ntitle: Neck Spasm\nstatus: published\nauthors: [ron]\nreviewers: [lee]\nlayout: wide\n---\n\nSee Neck Strain\n",
        ),
        (
            "content/articles/new.md",
            "---\ntitle: New\nstatus: draft\nauthors: [ron]\n---\n\n[Gone](gone.md)\n",
        ),
    ])
}

#[test]
fn a_clean_repository_exits_with_0() {
    let repo = Repo::with_clean_page(&[]);
    repo.check(&["--format", "human"])
        .code(0)
        .stdout_eq(str![[r#"
2 files checked: nothing to report.

"#]])
        .stderr_eq(str![""]);
    repo.check(&[]).code(0).stdout_eq("").stderr_eq("");
}

#[test]
fn errors_exit_with_1_and_a_draft_is_judged_one_step_milder() {
    flawed()
        .check(&[])
        .code(1)
        .stdout_eq(str![[r#"
content/articles/neck-spasm.md:6:1: warning schema/invalid-field unknown field `layout`
content/articles/neck-spasm.md:9:5: error link/see-unresolved no page is called “Neck Strain”
content/articles/new.md:7:8: warning link/target-missing there is no page at `content/articles/gone.md`

"#]])
        .stderr_eq("");
}

#[test]
fn human_shows_the_text_around_each_finding() {
    flawed()
        .check(&["--format", "human"])
        .code(1)
        .stdout_eq(str![[r#"
warning schema/invalid-field

  ⚠ unknown field `layout`
   ╭─[content/articles/neck-spasm.md:6:1]
 5 │ reviewers: [lee]
 6 │ layout: wide
   · ──────
 7 │ ---
   ╰────
  help: Add it to `fields.extra` in medproof.yaml if the field is your own, or begin it with `x-`.

error link/see-unresolved

  × no page is called “Neck Strain”
   ╭─[content/articles/neck-spasm.md:9:5]
 9 │ See Neck Strain
   ·     ───────────
   ╰────
  help: Create the page, name another page, or remove this line.

warning link/target-missing

  ⚠ there is no page at `content/articles/gone.md`
   ╭─[content/articles/new.md:7:8]
 7 │ [Gone](gone.md)
   ·        ───────
   ╰────
  help: Correct the address, create the page, or remove the link.

1 error and 2 warnings in 2 of 4 files.

"#]])
        .stderr_eq("");
}

#[test]
fn json_is_one_object_and_nothing_else() {
    flawed().check(&["--format", "json"]).code(1).stdout_eq(str![[r#"
{"version":1,"tool":{"name":"medproof","version":"0.2.0"},"summary":{"files":4,"errors":1,"warnings":2,"advice":0,"allowed":0,"known":0},"findings":[
{"rule":"schema/invalid-field","severity":"warning","message":"unknown field `layout`","path":"content/articles/neck-spasm.md","start":{"offset":72,"line":6,"column":1},"end":{"offset":78,"line":6,"column":7},"labels":[],"help":"Add it to `fields.extra` in medproof.yaml if the field is your own, or begin it with `x-`.","fix":null,"fingerprint":"d2fbe68c5531de8a","url":"https://github.com/medproof/medproof/blob/v0.2.0/src/rules/schema/invalid_field.md","status":"open"},
{"rule":"link/see-unresolved","severity":"error","message":"no page is called “Neck Strain”","path":"content/articles/neck-spasm.md","start":{"offset":94,"line":9,"column":5},"end":{"offset":105,"line":9,"column":16},"labels":[],"help":"Create the page, name another page, or remove this line.","fix":null,"fingerprint":"10506bda0a7f9cd5","url":"https://github.com/medproof/medproof/blob/v0.2.0/src/rules/link/see_unresolved.md","status":"open"},
{"rule":"link/target-missing","severity":"warning","message":"there is no page at `content/articles/gone.md`","path":"content/articles/new.md","start":{"offset":56,"line":7,"column":8},"end":{"offset":63,"line":7,"column":15},"labels":[],"help":"Correct the address, create the page, or remove the link.","fix":null,"fingerprint":"75861cdb156e4b3c","url":"https://github.com/medproof/medproof/blob/v0.2.0/src/rules/link/target_missing.md","status":"open"}
]}

"#]]).stderr_eq("");
}

#[test]
fn statistics_count_by_rule() {
    flawed().check(&["--statistics"]).code(1).stdout_eq(str![[r#"
  1  error    link/see-unresolved   Reports a See line, or an entry of `see:`, that names a page this repository does not have.
  1  warning  link/target-missing   Reports a link to a page or file that is not there.
  1  warning  schema/invalid-field  Reports a field that is unknown, missing, or not of the form its schema asks for.
1 error and 2 warnings in 2 of 4 files.

"#]]).stderr_eq("");
}

#[test]
fn fail_on_sets_what_fails() {
    let repo = flawed();
    repo.check(&["--ignore", "link/see-unresolved"]).code(0);
    repo.check(&["--ignore", "link/see-unresolved", "--fail-on", "warning"]).code(1);
    repo.check(&["--fail-on", "never"]).code(0);
    repo.check(&["--exit-zero"]).code(0);
}

#[test]
fn advice_is_shown_on_request_and_when_it_fails() {
    let repo = Repo::with_clean_page(&[
        (
            "content/articles/a.md",
            "---\ntitle: A\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\nText.[^1]\n\n[^1]: Cervical Dystonia. NORD. Accessed January 10, 2020. https://rarediseases.org/a/\n",
        ),
        (
            "content/articles/b.md",
            "---\ntitle: B\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\nText.[^1]\n\n[^1]: Cervical Dystonia. NORD. Accessed January 10, 2020. https://rarediseases.org/a/\n",
        ),
    ]);
    repo.check(&["--format", "human"]).code(0).stdout_eq(str![[r#"
4 files checked: no errors and no warnings.
1 piece of advice is not shown; --advice shows it.

"#]]);
    repo.check(&["--advice"]).code(0).stdout_eq(str![[r#"
content/articles/b.md:10:7: advice citation/duplicate-source “Cervical Dystonia” is written out in 2 articles

"#]]);
    repo.check(&["--fail-on", "advice"]).code(1).stdout_eq(str![[r#"
content/articles/b.md:10:7: advice citation/duplicate-source “Cervical Dystonia” is written out in 2 articles

"#]]);
}

#[test]
fn rules_are_chosen_by_name_or_group() {
    let repo = flawed();
    repo.check(&["--select", "link/target-missing"]).code(0).stdout_eq(str![[r#"
content/articles/new.md:7:8: warning link/target-missing there is no page at `content/articles/gone.md`

"#]]);
    repo.check(&["--select", "link"]).code(1).stdout_eq(str![[r#"
content/articles/neck-spasm.md:9:5: error link/see-unresolved no page is called “Neck Strain”
content/articles/new.md:7:8: warning link/target-missing there is no page at `content/articles/gone.md`

"#]]);
    repo.check(&["--ignore", "link,schema"]).code(0).stdout_eq("");
    repo.check(&["--select", "link/see-unresolvd"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: there is no rule `link/see-unresolvd`; did you mean `link/see-unresolved`?

"#]]);
}

#[test]
fn colours_follow_the_argument_and_the_environment() {
    let repo = flawed();
    let plain = |output: &[u8]| !output.contains(&0x1b);
    let run = |words: &[&str], name: &str| {
        let command =
            crate::repo::medproof(&repo.path("")).args(["check", "--today", "2026-11-22"]).args(words);
        let command = if name.is_empty() { command } else { command.env(name, "1") };
        command.assert().code(1).get_output().stdout.clone()
    };
    assert!(plain(&run(&[], "")), "a pipe gets no colours");
    assert!(!plain(&run(&["--color", "always"], "NO_COLOR")));
    assert!(!plain(&run(&[], "CLICOLOR_FORCE")));
    assert!(plain(&run(&["--color", "never"], "CLICOLOR_FORCE")));
}

#[test]
fn a_text_on_stdin_stands_in_for_a_file() {
    let repo = flawed();
    let text = "---\ntitle: Neck Spasm\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\nSee All About Neck Pain\n\n[x](new.md#nothing)\n";
    repo.check_stdin(&["--stdin-filename", "content/articles/neck-spasm.md"], text)
        .code(1)
        .stdout_eq(str![[r#"
content/articles/neck-spasm.md:10:11: error link/anchor-missing `content/articles/new.md` has no section `#nothing`

"#]])
        .stderr_eq("");
    let on_disk = std::fs::read_to_string(repo.path("content/articles/neck-spasm.md")).unwrap();
    assert!(on_disk.contains("See Neck Strain"), "the file itself is left alone");
    repo.check_stdin(&["--stdin-filename", "content/articles/fresh.md"], crate::repo::CLEAN_PAGE)
        .code(0)
        .stdout_eq("");
}

#[test]
fn the_order_of_findings_does_not_depend_on_threads() {
    let repo = flawed();
    let run = |threads: &str| {
        let command = crate::repo::medproof(&repo.path("")).args([
            "check",
            "--format",
            "json",
            "--today",
            "2026-11-22",
        ]);
        command.env("RAYON_NUM_THREADS", threads).assert().code(1).get_output().stdout.clone()
    };
    assert_eq!(run("1"), run("8"));
}
