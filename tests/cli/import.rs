//! `medproof import`.

use std::fs;

use snapbox::{IntoData, str};

use crate::repo::{Repo, medproof};

const PAGE: &str = "Stiff Neck\n\nIn this article:\n\nBy Ron Miller, PT | Medically reviewed by Amy Lee, MD on May 3, 2024\n\n\
                    A stiff neck goes away within days. 1 Neck Pain. NHS. Accessed May 3, 2024. Heat helps *most* people.\n\n\
                    Causes\n\nStrain\n\nA small tear hurts, or so one review says. [2]\n\nSee Neck Strain\n\n\
                    See Wry Neck\n\nReferences\n\n\
                    2. Doe J, Roe K. Heat for necks: a trial. J Neck. 2019;3(1):14-29.\n\
                    3. Poe L. Cold for necks. J Neck. 2021;5(2):7-11.\n\n\
                    Ron Miller is a licensed physical therapist who has treated necks for 20 years.\n";

const PERSON: &str = "name: Amy Lee\nroles: [medical-reviewer]\ncredentials: MD\n";
const STRAIN: &str = "---\ntitle: Neck Strain\nstatus: published\n---\n\nA strain hurts.\n";
const SOURCES: &str = "# Ours.\n- id: doe-heat\n  type: article-journal\n  title: \"Heat for necks: a trial\"\n  \
                       container-title: J Neck\n  issued: 2019\n  volume: 3\n  page: 14-29\n";

fn repository() -> Repo {
    Repo::new(&[
        ("page.txt", PAGE),
        ("content/people/amy-lee.yaml", PERSON),
        ("content/articles/neck/neck-strain.md", STRAIN),
        ("content/citations/all.yaml", SOURCES),
    ])
}

fn read(repo: &Repo, path: &str) -> String {
    fs::read_to_string(repo.path(path)).unwrap()
}

#[test]
fn a_page_becomes_an_article_with_its_people_and_sources() {
    let repo = repository();
    repo.run(&["import", "page.txt", "--to", "content/articles/stiff-neck.md"])
        .code(0)
        .stderr_eq("")
        .stdout_eq(str![[r#"
`page.txt` is now content/articles/stiff-neck.md, a draft

People
  Ron Miller (author): new file content/people/ron-miller.yaml, a draft
  Amy Lee (reviewer): has a bio in content/people/amy-lee.yaml

Sources
  2 new in content/citations/all.yaml: @nhs-neck-pain, @poe-2021
  line 21: @doe-heat is in content/citations/all.yaml already: title and publisher agree

Pages it names
  “Neck Strain” leads to content/articles/neck/neck-strain.md
  no page is called “Wry Neck” yet

Kept in a comment at the end of the article
  references as the page had them: 3 (lines 7, 21-22)
  lines about the page: 1 (line 5)
  table of contents: 1 (line 3)
  the heading of the references: 1 (line 19)

Next
  Read the article beside the page, then run `medproof check content/articles/stiff-neck.md`.

"#]]);
    snapbox::assert_data_eq!(
        read(&repo, "content/articles/stiff-neck.md"),
        str![[r#"
---
title: Stiff Neck
status: draft
authors: [ron-miller]
reviewers: [amy-lee]
last-reviewed: 2024-05-03
---

A stiff neck goes away within days. [@nhs-neck-pain] Heat helps /*most/* people.

## Causes

### Strain

A small tear hurts, or so one review says. [@doe-heat]

See [Neck Strain](neck/neck-strain.md)

See Wry Neck

## References

- [@poe-2021]

<!--
Kept from page.txt by `medproof import`: what has no place in the article. Readers do not see it. Delete it when you have checked it.

References as the page had them:
line 7: @nhs-neck-pain: 1 Neck Pain. NHS. Accessed May 3, 2024.
line 21: @doe-heat: 2. Doe J, Roe K. Heat for necks: a trial. J Neck. 2019;3(1):14-29.
line 22: @poe-2021: 3. Poe L. Cold for necks. J Neck. 2021;5(2):7-11.

Lines about the page:
line 5: By Ron Miller, PT | Medically reviewed by Amy Lee, MD on May 3, 2024

Table of contents:
line 3: In this article:

The heading of the references:
line 19: References
-->

"#]]
    );
    snapbox::assert_data_eq!(
        read(&repo, "content/people/ron-miller.yaml"),
        str![[r#"
# Draft from page.txt: check what it says, then delete this line and `x-draft`.
x-draft: true
name: Ron Miller
roles: [author]
credentials: PT
bio: Ron Miller is a licensed physical therapist who has treated necks for 20 years.

"#]]
    );
    snapbox::assert_data_eq!(
        read(&repo, "content/citations/all.yaml"),
        str![[r##"
# Ours.
- id: doe-heat
  type: article-journal
  title: "Heat for necks: a trial"
  container-title: J Neck
  issued: 2019
  volume: 3
  page: 14-29

- id: nhs-neck-pain
  type: webpage
  title: Neck Pain
  publisher: NHS
  accessed: 2024-05-03

- id: poe-2021
  type: article-journal
  title: Cold for necks
  author:
    - {family: Poe, given: L}
  container-title: J Neck
  volume: 5
  issue: 2
  page: 7-11
  issued: 2021

"##]]
    );
    assert_eq!(read(&repo, "content/people/amy-lee.yaml"), PERSON);
    repo.run(&["check", "--select", "schema", "--select", "citation", "--today", "2026-11-22"])
        .stdout_eq(str![[r#"
content/citations/all.yaml:12:10: warning citation/url-missing “Neck Pain” is cited from the web, but its address is missing

"#]]);
}

#[test]
fn a_dry_run_shows_the_files_and_writes_none() {
    let repo = Repo::new(&[
        ("content/articles/a.md", STRAIN),
        ("b.txt", "Wry Neck\n\nA wry neck hurts for a day.\n"),
    ]);
    repo.run(&["import", "b.txt", "--dry-run"])
        .code(0)
        .stdout_eq(str![[r#"
diff --git a/content/articles/wry-neck.md b/content/articles/wry-neck.md
new file mode 100644
--- /dev/null
+++ b/content/articles/wry-neck.md
@@ -0,0 +1,6 @@
+---
+title: Wry Neck
+status: draft
+---
+
+A wry neck hurts for a day.

"#]])
        .stderr_eq(str![[r#"
`b.txt` would become content/articles/wry-neck.md, a draft

Missing
  the page names no author: add `authors` to the front matter

Next
  Run the command without --dry-run to write these files.

"#]]);
    assert!(!repo.path("content/articles/wry-neck.md").exists());
}

#[test]
fn an_article_is_never_written_over() {
    let repo = repository();
    let before = read(&repo, "content/citations/all.yaml");
    repo.run(&["import", "page.txt", "--to", "content/articles/neck/neck-strain.md"]).code(2).stdout_eq("").stderr_eq(
        "medproof: `page.txt` was not imported: `content/articles/neck/neck-strain.md` is there already: choose another \
         path with --to, or remove that file first; nothing was written\n",
    );
    assert_eq!(read(&repo, "content/articles/neck/neck-strain.md"), STRAIN);
    assert_eq!(read(&repo, "content/citations/all.yaml"), before);
    assert!(!repo.path("content/people/ron-miller.yaml").exists());
}

#[test]
fn a_path_that_no_article_has_is_refused() {
    for (to, why) in [
        (
            "page.md",
            "`page.md` is in no folder of articles, so `check` would not read it as one: choose another path with --to",
        ),
        (
            "content/articles/a.txt",
            "an article is written as Markdown, and `content/articles/a.txt` does not end in .md",
        ),
    ] {
        repository()
            .run(&["import", "page.txt", "--to", to])
            .code(2)
            .stdout_eq("")
            .stderr_eq(format!("medproof: `page.txt` was not imported: {why}; nothing was written\n"));
    }
}

#[test]
fn what_is_no_page_is_refused() {
    let repo =
        Repo::with_clean_page(&[("empty.txt", ""), ("mark.txt", "\u{feff}\r\n \r\n"), ("a.docx", "x")]);
    repo.write("old.txt", b"Neck\n\nIt\x92s stiff.\n");
    for (file, why) in [
        ("empty.txt", "`empty.txt` was not imported: it holds no text"),
        ("mark.txt", "`mark.txt` was not imported: it holds no text"),
        ("gone.txt", "there is no file `gone.txt`"),
    ] {
        repo.run(&["import", file])
            .code(2)
            .stdout_eq("")
            .stderr_eq(format!("medproof: {why}; nothing was written\n"));
    }
    repo.run(&["import", "a.docx"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: `a.docx` cannot be imported: medproof imports plain text (.txt), saved web pages (.html) and libraries of sources (.bib, .ris, .nbib, .json, .yaml); nothing was written

"#]]);
    repo.run(&["import", "old.txt"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: `old.txt` was not imported: Save the file as UTF-8. It may have been written by an old word processor (Windows-1252 or Latin-1); nothing was written

"#]]);
}

#[test]
fn line_ends_marks_and_signs_are_no_part_of_the_text() {
    let page = "\u{feff}Wry Neck\r\n\r\nHeat\thelps 🙂 in <most> cases [sic], _say_ 3 of 4 people @home.\r\n\r\n# Not a heading of ours, but a line that begins with a sign.\r\n";
    let repo = Repo::with_clean_page(&[("page.txt", page)]);
    repo.run(&["import", "page.txt", "--to", "content/articles/wry-neck.md"]).code(0);
    assert_eq!(
        read(&repo, "content/articles/wry-neck.md"),
        "---\ntitle: Wry Neck\nstatus: draft\n---\n\nHeat\thelps 🙂 in \\<most\\> cases \\[sic\\], \\_say\\_ 3 of 4 people \\@home.\n\n\\# Not a heading of ours, but a line that begins with a sign.\n"
    );
}

#[test]
fn a_page_is_read_from_stdin() {
    let repo = Repo::with_clean_page(&[]);
    let command =
        medproof(&repo.path(".")).args(["import", "-"]).stdin("Wry Neck\n\nA wry neck hurts for a day.\n");
    command.assert().code(0).stderr_eq("");
    assert_eq!(
        read(&repo, "content/articles/wry-neck.md"),
        "---\ntitle: Wry Neck\nstatus: draft\n---\n\nA wry neck hurts for a day.\n"
    );
}

#[test]
fn a_registry_of_single_files_gets_single_files() {
    let source = "id: doe-heat\ntype: webpage\ntitle: Heat\n";
    let repo = Repo::with_clean_page(&[("content/citations/doe-heat.yaml", source), ("page.txt", PAGE)]);
    repo.run(&["import", "page.txt"]).code(0);
    assert_eq!(read(&repo, "content/citations/doe-heat.yaml"), source);
    snapbox::assert_data_eq!(
        read(&repo, "content/citations/poe-2021.yaml"),
        str![[r#"
id: poe-2021
type: article-journal
title: Cold for necks
author:
  - {family: Poe, given: L}
container-title: J Neck
volume: 5
issue: 2
page: 7-11
issued: 2021

"#]]
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_takes_no_files_is_left_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let repo = repository();
    let folder = repo.path("content/people");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    // Who may write everywhere can be held by no mode.
    if fs::write(folder.join("probe"), "").is_err() {
        repo.run(&["import", "page.txt"]).code(2).stdout_eq("");
        assert!(!repo.path("content/articles/neck/stiff-neck.md").exists());
        assert_eq!(read(&repo, "content/citations/all.yaml"), SOURCES);
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
}

/// A page as a browser saves it: linked data, furniture, raised numbers, nested lists, tables.
const SAVED: &str = include_str!("../fixtures/wry-neck.html");

#[test]
fn a_saved_page_keeps_what_its_elements_say() {
    let repo = Repo::new(&[
        ("page.html", SAVED),
        ("content/articles/neck-strain.md", STRAIN),
        ("content/people/amy-lee.yaml", PERSON),
    ]);
    repo.run(&["import", "page.html"]).code(0).stderr_eq("").stdout_eq(str![[r#"
`page.html` is now content/articles/wry-neck.md, a draft

People
  Ron Miller (author): new file content/people/ron-miller.yaml, a draft
  Amy Lee (reviewer): has a bio in content/people/amy-lee.yaml

Sources
  3 new in content/citations/sources.yaml: @doe-2019, @nhs-neck-pain, @poe-2021

Pages it names
  “Neck Strain” leads to content/articles/neck-strain.md

Kept in a comment at the end of the article
  references as the page had them: 3
  lines about the page: 1
  the heading of the references: 1
  lines of the site: 6

Next
  Read the article beside the page, then run `medproof check content/articles/wry-neck.md`.

"#]]);
    snapbox::assert_data_eq!(read(&repo, "content/articles/wry-neck.md"), str![[r#"
---
title: Wry neck
status: draft
language: en-GB
authors: [ron-miller]
reviewers: [amy-lee]
published: 2024-01-05
modified: 2024-06-01
last-reviewed: 2024-05-03
---

A wry neck hurts for a day or two. [@doe-2019] Most people need **no** treatment [@nhs-neck-pain; @poe-2021], and *heat* helps.

## Causes

- Sleeping in a draught
  - in a car
  - in a train
- A sudden turn.

  It may be small.

### Doses

| Age | Dose |
| --- | --- |
| Adults | 400 mg \| 3 a day |
| Children | 10<sup>2</sup> mg |

See [Neck Strain](neck-strain.md)

See [Back pain](https://www.northern.example/conditions/back-pain/) and [another site](<https://other.example/x_(y)>).

\# One line\
\- and a second line

[Back to causes](#causes) ![A neck](https://www.northern.example/img/neck.png)

<!--
Kept from page.html by `medproof import`: what has no place in the article. Readers do not see it. Delete it when you have checked it.

References as the page had them:
@doe-2019: 1. Doe J, Roe K. Heat for necks: a trial. *J Neck*. 2019;3(1):14-29. [doi:10.1000/xyz123](https://doi.org/10.1000/xyz123)
@nhs-neck-pain: 2. Neck pain. NHS. [https://www.nhs.uk/conditions/neck-pain/](https://www.nhs.uk/conditions/neck-pain/). Accessed 3 May 2024.
@poe-2021: 3. Poe L. Cold for necks. J Neck. 2021;5(2):7-11.

Lines about the page:
By Ron Miller, PT | Medically reviewed by Amy Lee, MD

The heading of the references:
References

Lines of the site:
On this page Causes
Share
Conditions A to Z
Northern Health
Related: buy our pillow
© Northern Health 2024
-->

"#]].raw());
    snapbox::assert_data_eq!(
        read(&repo, "content/citations/sources.yaml"),
        str![[r#"
- id: doe-2019
  type: article-journal
  title: "Heat for necks: a trial"
  author:
    - {family: Doe, given: J}
    - {family: Roe, given: K}
  container-title: J Neck
  volume: 3
  issue: 1
  page: 14-29
  issued: 2019
  DOI: 10.1000/xyz123
  URL: https://doi.org/10.1000/xyz123

- id: nhs-neck-pain
  type: webpage
  title: Neck pain
  publisher: NHS
  URL: https://www.nhs.uk/conditions/neck-pain/
  accessed: 2024-05-03

- id: poe-2021
  type: article-journal
  title: Cold for necks
  author:
    - {family: Poe, given: L}
  container-title: J Neck
  volume: 5
  issue: 2
  page: 7-11
  issued: 2021

"#]]
        .raw()
    );
    snapbox::assert_data_eq!(
        read(&repo, "content/people/ron-miller.yaml"),
        str![[r#"
# Draft from page.html: check what it says, then delete this line and `x-draft`.
x-draft: true
name: Ron Miller
roles: [author]
credentials: PT
bio: Ron Miller treats necks.

"#]]
        .raw()
    );
    repo.run(&["check", "--select", "schema", "--select", "citation", "--today", "2026-11-22"])
        .stdout_eq(str![""]);
}

#[test]
fn an_old_charset_is_read_where_the_page_declares_it() {
    let repo = Repo::with_clean_page(&[]);
    let page = |head: &str| {
        [b"<html><head>", head.as_bytes(), b"</head><body><h1>Neck</h1><p>It\x92s stiff.</p>"].concat()
    };
    repo.write("old.html", page("<meta charset=\"windows-1252\">"));
    repo.write("mute.html", page(""));
    repo.write("odd.html", page("<meta charset=x-nobody>"));
    repo.run(&["import", "old.html"]).code(0).stderr_eq("");
    assert_eq!(
        read(&repo, "content/articles/neck.md"),
        "---\ntitle: Neck\nstatus: draft\n---\n\nIt’s stiff.\n"
    );
    for (file, why) in [
        ("mute.html", "it is no UTF-8 text and declares no charset: save it as UTF-8"),
        ("odd.html", "it is no UTF-8 text, and nobody knows its charset `x-nobody`: save it as UTF-8"),
    ] {
        repo.run(&["import", file])
            .code(2)
            .stdout_eq("")
            .stderr_eq(format!("medproof: `{file}` was not imported: {why}; nothing was written\n"));
    }
}

/// The parser looks through all open elements at each tag, so that a greater depth takes the time of its square.
#[test]
fn elements_in_any_depth_are_read() {
    let deep = format!("<h1>Neck</h1>{}It is stiff.{}", "<div>".repeat(6_000), "</div>".repeat(6_000));
    let repo = Repo::with_clean_page(&[("deep.html", &deep)]);
    repo.run(&["import", "deep.html"]).code(0).stderr_eq("");
    assert_eq!(
        read(&repo, "content/articles/neck.md"),
        "---\ntitle: Neck\nstatus: draft\n---\n\nIt is stiff.\n"
    );
}

#[test]
fn a_name_that_several_people_have_is_left_to_an_editor() {
    let repo = Repo::new(&[
        ("page.txt", "Wry Neck\n\nBy Amy Lee\n\nA wry neck hurts for a day.\n"),
        ("content/people/amy-lee.yaml", PERSON),
        ("content/people/lee.yaml", PERSON),
    ]);
    repo.run(&["import", "page.txt"]).code(0).stderr_eq("").stdout_eq(str![[r#"
`page.txt` is now content/articles/wry-neck.md, a draft

People
  Amy Lee (author): several bios have this name: write the id of one of them instead

Kept in a comment at the end of the article
  lines about the page: 1 (line 3)

Next
  Read the article beside the page, then run `medproof check content/articles/wry-neck.md`.

"#]]);
    assert!(read(&repo, "content/articles/wry-neck.md").contains("authors: [Amy Lee]\n"));
}

/// Many sites mark neither their main part nor their articles.
#[test]
fn menus_and_boxes_around_the_paragraphs_are_not_the_article() {
    let text = "A corn is a small cone of hard skin. It grows where a shoe presses on a toe for weeks, and it hurts when you walk. ";
    let page = |title: &str| {
        format!(
            "<html><head><title>{title} - Lowther Clinic</title></head><body>
            <div id='top'><h1>Lowther Clinic</h1><ul><li><a href='/'>Start</a></li><li><a href='/feet'>Feet</a></li></ul></div>
            <div class='page'><div class='text'><h1>Corns</h1><p>{}</p><h2>Causes</h2><p>{text}</p></div>
            <div class='box'><p>Book a visit today.</p></div></div></body></html>",
            text.repeat(3)
        )
    };
    let repo = Repo::with_clean_page(&[("a.html", &page("Corns"))]);
    repo.run(&["import", "a.html"]).code(0).stderr_eq("").stdout_eq(str![[r#"
`a.html` is now content/articles/corns.md, a draft

Missing
  the page names no author: add `authors` to the front matter

Kept in a comment at the end of the article
  lines of the site: 2

Next
  Read the article beside the page, then run `medproof check content/articles/corns.md`.

"#]]);
    let whole = text.repeat(3);
    let body = format!(
        "---\ntitle: Corns\nstatus: draft\n---\n\n{}\n\n## Causes\n\n{}\n",
        whole.trim(),
        text.trim()
    );
    let written = read(&repo, "content/articles/corns.md");
    assert!(written.starts_with(&body), "{written}");
    let kept = written.strip_prefix(&body).unwrap();
    for words in ["Lowther Clinic", "Start", "Feet", "Book a visit today."] {
        assert!(kept.contains(words), "{words}: {kept}");
    }
}
