//! What `check` shows of itself: its files, its settings, nothing but findings; and texts without a name.

use snapbox::str;

use crate::repo::{CLEAN_PAGE, Repo};

fn flawed() -> Repo {
    Repo::with_clean_page(&[("content/articles/a.md", &CLEAN_PAGE.replace("Most", "See [x](y.md). Most"))])
}

#[test]
fn files_are_listed_with_their_kinds() {
    let repo = flawed();
    repo.write("README.md", "# For editors\n");
    repo.check(&["--show-files"]).code(0).stderr_eq("").stdout_eq(str![[r#"
content/articles/a.md	article
content/articles/neck-pain.md	article
content/people/lee.yaml	person

"#]]);
    repo.check(&["--show-files", "content/people", "README.md"]).code(0).stderr_eq("").stdout_eq(str![[r#"
README.md	article
content/people/lee.yaml	person

"#]]);
    Repo::new(&[]).check(&["--show-files"]).code(2).stdout_eq("");
    repo.check(&["--show-files", "--fix"]).code(2).stdout_eq("");
}

#[test]
fn settings_are_shown_as_they_are_in_force() {
    let repo = flawed();
    let output = |repo: &Repo, words: &[&str]| {
        let output = repo
            .check(&[&["--show-settings"], words].concat())
            .code(0)
            .stderr_eq("")
            .get_output()
            .stdout
            .clone();
        String::from_utf8(output).unwrap()
    };
    let shown = output(&repo, &[]);
    assert!(shown.contains("\nSettings: none, so everything is as medproof has it\nToday: 2026-11-22\nA run fails from: error\n\n"), "{shown}");
    assert!(shown.contains("\nerror    link/target-missing\n"), "{shown}");
    repo.write("medproof.yaml", "extends: base.yaml\nrules: {link/target-missing: warning}\n");
    repo.write("base.yaml", "fail-on: warning\nsite-root: /health/\nrules: {citation: off}\n");
    let shown = output(&repo, &[]);
    assert!(shown.contains("\nSettings: medproof.yaml, which extends base.yaml\nToday: 2026-11-22\nA run fails from: warning\nAddresses of the site begin with: /health/\n"), "{shown}");
    assert!(shown.contains("\nwarning  link/target-missing\n"), "{shown}");
    assert!(shown.contains("\noff      citation/undefined\n"), "{shown}");
    // Every rule has a line.
    let rules =
        String::from_utf8(repo.run(&["rules", "--format", "json"]).get_output().stdout.clone()).unwrap();
    assert_eq!(shown.split("\n\n").nth(1).unwrap().lines().count(), rules.matches("\"id\"").count());
}

#[test]
fn other_settings_may_be_given() {
    let repo = flawed();
    repo.write("medproof.yaml", "rules: {link/target-missing: off}\n");
    repo.check(&[]).code(0);
    let elsewhere =
        Repo::new(&[("strict.yaml", "rules: {link/target-missing: warning}\n"), ("bad.yaml", "rule: {}\n")]);
    let strict = elsewhere.path("strict.yaml");
    repo.check(&["--config", strict.to_str().unwrap()]).code(0).stderr_eq("").stdout_eq(str![[r#"
content/articles/a.md:8:9: warning link/target-missing there is no page at `content/articles/y.md`

"#]]);
    repo.check(&["--config", elsewhere.path("bad.yaml").to_str().unwrap()]).code(2).stdout_eq("");
    repo.check(&["--config", "gone.yaml"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: there is no settings file `gone.yaml`

"#]]);
}

#[test]
fn a_quiet_run_prints_findings_alone() {
    let repo = flawed();
    repo.write("content/articles/old/medproof.yaml", "rules: {}\n");
    repo.check(&["--format", "human"]).code(1).stderr_eq(str![[r#"
medproof: `content/articles/old/medproof.yaml` is not used in this run; `medproof check content/articles/old` uses it

"#]]);
    repo.check(&["-q", "--format", "human"]).code(1).stderr_eq("").stdout_eq(str![[r#"
error link/target-missing

  × there is no page at `content/articles/y.md`
   ╭─[content/articles/a.md:8:9]
 8 │ See [x](y.md). Most neck pain goes away.
   ·         ────
   ╰────
  help: Correct the address, create the page, or remove the link.


"#]]);
    // What stops the work is said all the same.
    repo.check(&["--quiet", "gone.md"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: there is no file or folder `gone.md`

"#]]);
}

#[test]
fn a_text_on_standard_input_needs_no_name() {
    let repo = flawed();
    repo.check_stdin(&["-"], &CLEAN_PAGE.replace("Most", "See [x](content/articles/y.md). Most"))
        .code(1)
        .stderr_eq("")
        .stdout_eq(str![[r#"
stdin.md:8:9: error link/target-missing there is no page at `content/articles/y.md`

"#]]);
}
