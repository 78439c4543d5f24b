//! What is there but is not read: front matter in another form, the marks of a merge, settings that a run leaves aside.

use snapbox::str;

use crate::repo::{CLEAN_PAGE, Repo};

const PAGE: &str = "content/articles/neck-pain.md";

/// Each of these gives one finding, and nothing else reports what the front matter would have said.
#[test]
fn front_matter_that_is_not_read_is_one_finding() {
    let fields = CLEAN_PAGE.trim_start_matches("---\n");
    let (data, body) = fields.split_once("---\n").unwrap();
    for (text, finding) in [
        (
            format!("\n{CLEAN_PAGE}"),
            "2:1: error schema/unreadable the front matter is not read, because a blank line is above it",
        ),
        (
            format!("<!-- checked -->\r\n{}", CLEAN_PAGE.replace('\n', "\r\n")),
            "2:1: error schema/unreadable the front matter is not read, because it is not at the start of the file",
        ),
        (
            format!("\u{feff}\u{feff}{CLEAN_PAGE}"),
            "1:1: error schema/unreadable the front matter is not read, because an invisible character (U+FEFF) is in the line of its `---`",
        ),
        (
            format!("----\n{data}----\n{body}"),
            "1:1: error schema/unreadable the front matter begins with `----` instead of `---`",
        ),
        (
            format!("```yaml\n{data}```\n{body}"),
            "1:1: error schema/unreadable the front matter is not read, because it is written as a block of code",
        ),
        (
            format!("---\n{data}\n{body}"),
            "1:1: error schema/unreadable the front matter that begins here never ends",
        ),
        (
            "{\"title\": \"Neck Pain\", \"status\": \"published\"}\n\nText.\n".to_owned(),
            "1:1: error schema/unreadable this front matter is written in JSON, which medproof does not read",
        ),
    ] {
        let repo = Repo::with_clean_page(&[(PAGE, &text)]);
        let expected = format!("{PAGE}:{finding}\n");
        repo.check(&["--advice"]).code(1).stdout_eq(expected).stderr_eq("");
    }
}

/// Hugo reads front matter below blank lines.
#[test]
fn what_hugo_reads_is_read_where_the_site_is_made_with_it() {
    let page = format!("\n\n{CLEAN_PAGE}");
    for settings in ["hugo.toml", "config/_default/hugo.yaml", "config.toml"] {
        let repo =
            Repo::with_clean_page(&[(PAGE, &page), (settings, "baseURL = \"https://health.example/\"\n")]);
        repo.check(&["--advice"]).code(0).stdout_eq("").stderr_eq("");
    }
    let zola = [(PAGE, page.as_str()), ("config.toml", "base_url = \"https://health.example/\"\n")];
    Repo::with_clean_page(&zola).check(&[]).code(1);
}

#[test]
fn toml_is_read_like_yaml_and_fixed_as_toml() {
    let page = "+++\ntitle = \"All About Neck Pain\"\nstatus = \"published\"\nauthors = [\"rn\"]\nreviewers = ['lee']\nlast-reviewed = 2026-02-30\n+++\n\nMost neck pain goes away.\n";
    let repo = Repo::with_clean_page(&[(PAGE, page)]);
    repo.check(&[]).code(1).stdout_eq(str![[r#"
content/articles/neck-pain.md:6:17: error schema/unreadable this front matter cannot be read as TOML: invalid date, expected day between 01 and 28

"#]]);
    let page = page.replace("2026-02-30", "2026-02-28T10:00:00Z");
    let repo = Repo::with_clean_page(&[(PAGE, &page)]);
    repo.check(&["--unsafe-fixes", "--diff"]).code(1).stdout_eq(str![[r#"
diff --git a/content/articles/neck-pain.md b/content/articles/neck-pain.md
--- a/content/articles/neck-pain.md
+++ b/content/articles/neck-pain.md
@@ -1,7 +1,7 @@
 +++
 title = "All About Neck Pain"
 status = "published"
-authors = ["rn"]
+authors = ["ron"]
 reviewers = ['lee']
 last-reviewed = 2026-02-28T10:00:00Z
 +++

"#]]);
}

/// Two versions of a text in one file must not be published, whatever the file.
#[test]
fn a_merge_that_was_not_finished_is_found_in_every_file() {
    let conflict = |ours: &str, theirs: &str| {
        format!("<<<<<<< HEAD\n{ours}\n||||||| base\n=======\n{theirs}\n>>>>>>> topic\n")
    };
    let person = format!("id: amy\n{}", conflict("name: Amy Lee", "name: Amy R. Lee"));
    let json = format!("{{\n{}}}\n", conflict("\"id\": \"a\"", "\"id\": \"b\""));
    let page = format!("{CLEAN_PAGE}\n{}", conflict("Rest helps.", "Heat helps."));
    let text = format!("Neck Pain\n\n{}", conflict("Rest helps.", "Heat helps."));
    let repo = Repo::with_clean_page(&[
        (PAGE, &page),
        ("content/legacy.txt", &text),
        ("content/people/amy.yaml", &person),
        ("content/citations/a.json", &json),
    ]);
    repo.check(&["--advice"]).code(1).stdout_eq(str![[r#"
content/articles/neck-pain.md:10:1: error schema/unreadable a merge was not finished: the versions of two branches are both in the file
content/citations/a.json:2:1: error schema/unreadable a merge was not finished: the versions of two branches are both in the file
content/legacy.txt:3:1: error schema/unreadable a merge was not finished: the versions of two branches are both in the file
content/people/amy.yaml:2:1: error schema/unreadable a merge was not finished: the versions of two branches are both in the file

"#]]);
    let repo = Repo::with_clean_page(&[("medproof.yaml", &conflict("fail-on: error", "fail-on: warning"))]);
    repo.check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × a merge was not finished: the versions of two branches are both in the file
   ╭─[medproof.yaml:1:1]
 1 │ <<<<<<< HEAD
   · ────────────
 2 │ fail-on: error
 3 │ ||||||| base
   · ──────┬─────
   ·       ╰── the text before both changes begins here
 4 │ =======
   · ───┬───
   ·    ╰── the version of the other branch begins here
 5 │ fail-on: warning
 6 │ >>>>>>> topic
   · ──────┬──────
   ·       ╰── the conflict ends here
   ╰────
  help: Keep the right version, and delete the lines that begin with `<<<<<<<`, `|||||||`, `=======`
        or `>>>>>>>`.

medproof: `medproof.yaml` cannot be used, so nothing was checked

"#]]);
}

#[test]
fn settings_have_three_names() {
    for name in ["medproof.yaml", "medproof.yml", ".medproof.yaml"] {
        let repo = Repo::with_clean_page(&[
            (PAGE, &CLEAN_PAGE.replace("ron", "rn")),
            (name, "rules: {review/person-unresolved: off}\n"),
        ]);
        repo.check(&[]).code(0).stdout_eq("").stderr_eq("");
        // They mark the root as well.
        repo.check(&["content/articles"]).code(0).stdout_eq("").stderr_eq("");
    }
    let repo = Repo::with_clean_page(&[
        ("medproof.yml", "fail-on: error\n"),
        (".medproof.yaml", "fail-on: never\n"),
    ]);
    repo.check(&[]).code(0).stdout_eq("").stderr_eq(
        "medproof: `.medproof.yaml` is not used, because another settings file is beside it; move its settings there and delete it\n",
    );
}

#[test]
fn settings_that_are_not_used_are_named_with_what_uses_them() {
    let repo = Repo::with_clean_page(&[
        ("medproof.yaml", "extends: shared/medproof.yaml\n"),
        ("shared/medproof.yaml", "fail-on: error\n"),
        ("sites/uk/medproof.yaml", "profile: uk\n"),
        ("sites/uk/content/articles/a.md", CLEAN_PAGE),
    ]);
    repo.check(&[]).code(0).stdout_eq("").stderr_eq(
        "medproof: `sites/uk/medproof.yaml` is not used in this run; `medproof check sites/uk` uses it\n",
    );
    repo.check(&["sites/uk", "--select", "schema"]).code(0).stdout_eq("").stderr_eq("");
}
