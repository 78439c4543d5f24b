//! Comments and settings that allow findings.

use snapbox::str;

use crate::repo::Repo;

#[test]
fn what_is_allowed_with_a_reason_does_not_fail() {
    let repo = Repo::with_clean_page(&[
        (
            "content/articles/neck-spasm.md",
            "---\r\n# medproof: allow review/reviewer-missing -- an old page\r\ntitle: Neck Spasm\r\nstatus: published\r\nauthors: [ron]\r\n---\r\n\r\n<!-- medproof: allow link/see-unresolved -- comes in May -->\r\n\r\nSee Neck Strain\r\n\r\nSee Neck Spasms\r\n",
        ),
        (
            "content/articles/legacy.txt",
            "Neck Pain\n\n<!-- medproof: allow-file review/person-unresolved -- an old page -->\n\nText.\n",
        ),
        (
            "content/citations/a.json",
            "[{\"id\": \"a\", \"type\": \"webpage\", \"title\": \"A\", \"URL\": \"https://a.org/b\"}]",
        ),
        (
            "medproof.yaml",
            "allow:\n  - {path: content/citations/*.json, rule: citation/accessed-missing, pointer: /0, reason: printed}\n",
        ),
    ]);
    repo.check(&[
        "--ignore",
        "citation/uncited,review/reviewer-missing",
        "content/articles/neck-spasm.md",
        "content/citations",
    ])
    .code(1)
    .stderr_eq("")
    .stdout_eq(str![[r#"
content/articles/neck-spasm.md:12:5: error link/see-unresolved no page is called “Neck Spasms”
content/citations/a.json:1:42: warning citation/reference-incomplete “A” is a web page, and its reference has no author or publisher

"#]]);
    repo.check(&[
        "--format",
        "json",
        "--select",
        "citation/accessed-missing,review/reviewer-missing,review/person-unresolved",
    ])
    .code(1)
    .stderr_eq("")
    .stdout_eq(str![[r#"
{"version":1,"tool":{"name":"medproof","version":"0.2.0"},"summary":{"files":5,"errors":1,"warnings":0,"advice":0,"allowed":2,"known":0},"findings":[
{"rule":"review/person-unresolved","severity":"error","message":"nobody is named as author","path":"content/articles/legacy.txt","start":{"offset":0,"line":1,"column":1},"end":{"offset":0,"line":1,"column":1},"labels":[],"help":"Add a line such as `Written by` with a name below the title, so that readers know who is responsible for the text.","fix":null,"fingerprint":"6fd7fabb8fccc486","url":"https://github.com/medproof/medproof/blob/v0.2.0/src/rules/review/person_unresolved.md","status":"allowed"},
{"rule":"review/reviewer-missing","severity":"error","message":"no medical reviewer is named","path":"content/articles/legacy.txt","start":{"offset":0,"line":1,"column":1},"end":{"offset":0,"line":1,"column":1},"labels":[],"help":"Have a qualified person review the page, and name them in `reviewers` or in a review record.","fix":null,"fingerprint":"aa37503763d93388","url":"https://github.com/medproof/medproof/blob/v0.2.0/src/rules/review/reviewer_missing.md","status":"open"},
{"rule":"review/reviewer-missing","severity":"error","message":"no medical reviewer is named","path":"content/articles/neck-spasm.md","start":{"offset":115,"line":5,"column":15},"end":{"offset":115,"line":5,"column":15},"labels":[],"help":"Have a qualified person review the page, and name them in `reviewers` or in a review record.","fix":null,"fingerprint":"b57c82fb836ba7d3","url":"https://github.com/medproof/medproof/blob/v0.2.0/src/rules/review/reviewer_missing.md","status":"allowed"}
]}

"#]]);
}

#[test]
fn an_entry_of_the_settings_names_a_rule_and_a_reason() {
    let repo = Repo::with_clean_page(&[(
        "medproof.yaml",
        "allow:\n  - {path: a.json, rule: citation/accesed-missing, reason: printed}\n  - {path: a.json, rule: link/target-missing}\n",
    )]);
    repo.check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × `reason` is missing in an item of `allow`
   ╭─[medproof.yaml:3:45]
 2 │   - {path: a.json, rule: citation/accesed-missing, reason: printed}
 3 │   - {path: a.json, rule: link/target-missing}
   ·                                             ▲
   ╰────
  help: Add it, for example `reason: landmark trial`.

  × there is no rule `citation/accesed-missing`
   ╭─[medproof.yaml:2:26]
 1 │ allow:
 2 │   - {path: a.json, rule: citation/accesed-missing, reason: printed}
   ·                          ────────────────────────
 3 │   - {path: a.json, rule: link/target-missing}
   ╰────
  help: Did you mean `citation/accessed-missing`?

medproof: `medproof.yaml` cannot be used, so nothing was checked

"#]]);
}

/// While a file cannot be read, what it would have said is not known.
#[test]
fn nothing_is_called_idle_while_a_file_cannot_be_read() {
    let idle = "---\ntitle: Neck Spasm\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\n<!-- medproof: allow citation/undefined -- the list is being rebuilt -->\nText.\n";
    let repo = Repo::with_clean_page(&[("content/articles/neck-spasm.md", idle)]);
    repo.check(&[]).code(0).stdout_eq(str![[r#"
content/articles/neck-spasm.md:8:1: warning policy/allow-unused citation/undefined has nothing to report here

"#]]);
    repo.write("content/citations/a.yaml", "- id: \"a\n");
    repo.check(&["content/articles"]).code(0).stdout_eq("");
}
