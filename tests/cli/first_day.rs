//! Repositories that nobody laid out for medproof, on their first day: `init` writes the settings, and `check` reports
//! what is wrong and nothing else. Each tree is small, with what is right beside what is not.

use std::fs;

use snapbox::str;

use crate::repo::Repo;

/// What `init` wrote.
fn settings(repo: &Repo) -> String {
    repo.run(&["init"]).code(0);
    fs::read_to_string(repo.path("medproof.yaml")).unwrap()
}

const MYST: &str = "extensions = ['myst_parser']\n";

#[test]
fn labels_of_myst_are_found_on_all_pages_of_a_site() {
    let repo = Repo::new(&[
        ("docs/en/conf.py", MYST),
        (
            "docs/en/preferences.md",
            "# Preferences\n\n(Preferences-protection)=\n\n## Protection\n\nA lock.\n",
        ),
        (
            "docs/en/children.md",
            "# Children\n\n[a](#Preferences-protection) [b](#preferences-PROTECTION) [c](Preferences-protection) [d](#no-such-label) [e](preferences.md#protection)\n",
        ),
        ("docs/he/conf.py", MYST),
        ("docs/he/children.md", "# ילדים\n\n[א](#preferences-protection) [ב](#none)\n"),
    ]);
    let written = settings(&repo);
    assert!(written.contains("# The site is made with Sphinx.\n"), "{written}");
    assert!(
        written.contains("    files:\n      - \"docs/en/**/*.md\"\n      - \"docs/he/**/*.md\"\n"),
        "{written}"
    );
    repo.check(&["--select", "link"]).code(1).stderr_eq("").stdout_eq(str![[r#"
docs/en/children.md:3:91: error link/anchor-missing this page has no section `#no-such-label`
docs/he/children.md:3:34: error link/anchor-missing this page has no section `#none`

"#]]);
}

#[test]
fn sphinx_gives_headings_the_identifiers_of_docutils() {
    let page = "# Safety\n\n[a](#max-daily-safety-multiplier) [b](#version-2-5-0) [c](#max_daily_safety_multiplier) [d](#id1)\n\n## max_daily_safety_multiplier\n\nOne.\n\n## Version 2.5.0\n\nTwo.\n\n## Version 2.5.0\n\nThree.\n";
    let repo = Repo::new(&[
        ("docs/conf.py", "source_suffix = ['.md']\nextensions = ['recommonmark']\n"),
        ("docs/safety.md", page),
    ]);
    assert!(settings(&repo).contains("# The site is made with Sphinx.\n"));
    repo.check(&["--select", "link"]).code(1).stderr_eq("").stdout_eq(str![[r#"
docs/safety.md:3:59: error link/anchor-missing this page has no section `#max_daily_safety_multiplier`

"#]]);
    // MyST has those of GitHub as well, and a working link is left as it is.
    repo.write("docs/conf.py", MYST);
    repo.check(&["--select", "link"]).code(0).stdout_eq("");
}

#[test]
fn github_finds_a_heading_in_letters_of_any_case() {
    let repo = Repo::new(&[
        ("README_en.md", "# Rest\n\n[a](#1-Heat) [b](#2-Heat)\n\n## 1. Heat\n\nIt helps.\n"),
        ("README.md", "# Rest\n\n[English](README_en.md)\n\nIt helps.\n"),
    ]);
    let written = settings(&repo);
    assert!(!written.contains("README.md"), "{written}");
    repo.check(&["--select", "link/anchor-missing"]).code(1).stderr_eq("").stdout_eq(str![[r#"
README_en.md:3:18: error link/anchor-missing this page has no section `#2-Heat`

"#]]);
}

#[test]
fn a_book_of_quarto_below_the_top_serves_r_markdown() {
    let repo = Repo::new(&[
        ("doc/_quarto.yml", "project: {type: book}\n"),
        (
            "doc/01-guide.rmd",
            "---\ntitle: Guide\nexecute: {echo: false}\ncsl: ama.csl\n---\n\n[a](02-rest.html) [b](03-heat.html) [c](04-none.html)\n",
        ),
        ("doc/02-rest.rmd", "---\ntitle: Rest\ndate: \"`r Sys.Date()`\"\n---\n\nRest.\n"),
        ("doc/03-heat.Rmd", "---\ntitle: Heat\ndate: last-modified\n---\n\nHeat.\n"),
        ("doc/_part.qmd", "[d](#summary) [e](none.qmd)\n"),
        ("README.md", "# Guide\n"),
    ]);
    let written = settings(&repo);
    assert!(written.contains("# The site is made with Quarto.\n"), "{written}");
    repo.check(&["--select", "link,schema"]).code(1).stderr_eq("").stdout_eq(str![[r#"
doc/01-guide.rmd:7:41: error link/target-missing there is no page at `doc/04-none.html`

"#]]);
}

#[test]
fn a_bibliography_that_a_project_lacks_is_one_finding_where_it_is_named() {
    let repo = Repo::new(&[
        (
            "site/_quarto.yml",
            "project:\n  type: book\nbibliography:\n  - bib/here.bib\n  - bib/gone.bib\n  - bib/lost.bib\n",
        ),
        ("site/bib/here.bib", "@article{here, title={Here}, author={Lee, A}, journal={Spine}, year=2025}\n"),
        (
            "site/index.qmd",
            "---\ntitle: Necks\n---\n\nHeat [@here], rest [@nobody], ice [@other]. And [^1].\n",
        ),
        ("other/page.qmd", "---\ntitle: Backs\n---\n\nHeat [@elsewhere].\n"),
        (
            "medproof.yaml",
            "collections: {articles: {files: \"**/*.qmd\"}}\nrules: {review: off}\nfields: {optional: [status, authors]}\n",
        ),
    ]);
    repo.check(&["--select", "citation/undefined,citation/bibliography-missing"]).code(1).stderr_eq("").stdout_eq(
        str![[r#"
other/page.qmd:5:7: error citation/undefined no source has the key `elsewhere`
site/_quarto.yml:5:5: warning citation/bibliography-missing 2 bibliographies that are named here are not in this repository, so the citations of these pages were not checked; the first is `bib/gone.bib`
site/index.qmd:5:49: error citation/undefined the footnote `[^1]` is not written anywhere on this page

"#]],
    );
    // The only file of the name is the one that is copied there when the site is built.
    repo.write(
        "typst/bib/gone.bib",
        "@article{nobody, title={Nobody}, author={Lee, B}, journal={Pain}, year=2025}\n",
    );
    repo.write(
        "typst/bib/lost.bib",
        "@article{lost, title={Lost}, author={Lee, C}, journal={Pain}, year=2025}\n",
    );
    repo.check(&["--select", "citation/undefined,citation/bibliography-missing"])
        .code(1)
        .stderr_eq("")
        .stdout_eq(str![[r#"
other/page.qmd:5:7: error citation/undefined no source has the key `elsewhere`
site/index.qmd:5:36: error citation/undefined no source has the key `other`
site/index.qmd:5:49: error citation/undefined the footnote `[^1]` is not written anywhere on this page

"#]]);
}

#[test]
fn each_project_has_a_bibliography_of_its_own() {
    let entry = |key: &str, title: &str| {
        format!("@article{{{key}, title={{{title}}}, author={{Lee, A}}, journal={{Spine}}, year=2025}}\n")
    };
    let (one, two) = (entry("ref1", "Heat for necks"), entry("ref1", "Heat for necks"));
    let repo = Repo::new(&[
        ("guides/neck/config.yml", "name: neck\nbibliography: [bibliographies/imported.bib]\n"),
        ("guides/neck/bibliographies/imported.bib", one.as_str()),
        ("guides/neck/items/1_title.md", "---\ntitle: Necks\n---\n\nHeat [@ref1], ice [@ref2].\n"),
        // Nothing names this one, which is the nearest above the page.
        ("guides/back/refs/imported.bib", two.as_str()),
        ("guides/back/items/1_title.md", "---\ntitle: Backs\n---\n\nHeat [@ref1], ice [@ref9].\n"),
    ]);
    settings(&repo);
    repo.check(&["--select", "citation,schema/duplicate-id"]).code(1).stderr_eq("").stdout_eq(str![[r#"
guides/back/items/1_title.md:5:20: error citation/undefined no source has the key `ref9`
guides/back/refs/imported.bib:1:23: warning citation/reference-incomplete “Heat for necks” is an article, and its reference has no volume or pages
guides/neck/bibliographies/imported.bib:1:23: warning citation/reference-incomplete “Heat for necks” is an article, and its reference has no volume or pages
guides/neck/items/1_title.md:5:20: error citation/undefined no source has the key `ref2`

"#]]);
}

#[test]
fn a_vault_below_the_top_finds_notes_and_files_by_their_names() {
    let repo = Repo::new(&[
        ("README.md", "# The programs of the atlas\n"),
        ("vault/.obsidian/app.json", "{}"),
        (
            "vault/Start.md",
            "[[Lee_Amy]] [[lee_amy|her]] [[topics/00_INDEX]] [[Neck Pain#Start Cervical Heat linked]] [[Nobody]] ![[Map.canvas|the map]] ![[neck 1.PNG]] ![[none.png]] [[RES-Lee]]\n",
        ),
        ("vault/people/Lee_Amy.md", "---\nid: RES-Lee\nstatus: active\n---\n\nShe looks after necks.\n"),
        (
            "vault/topics/00_INDEX.md",
            "---\nid: IDX-1\nstatus: pending_review\n---\n\nSee [[Neck Pain|pain]]\n",
        ),
        (
            "vault/topics/Neck Pain.md",
            "---\nid: TOP-7\nstatus: active\n---\n\n# [[Start|Cervical]] Heat %%linked%%\n\nIt helps.\n",
        ),
        ("vault/charts/map.canvas", "{}"),
        ("vault/attachments/Neck 1.png", ""),
    ]);
    let written = settings(&repo);
    assert!(written.contains("# The site is made with Obsidian.\n"), "{written}");
    assert!(written.contains("files: \"vault/**/*.md\"\n"), "{written}");
    assert!(written.contains("    - id # 3 pages\n    - status # 3 pages\n"), "{written}");
    repo.check(&[]).code(1).stderr_eq("").stdout_eq(str![[r#"
vault/Start.md:1:92: error link/target-missing no page is called “Nobody”
vault/Start.md:1:144: error link/target-missing no page is called “none.png”
vault/Start.md:1:157: error link/target-missing no page is called “RES-Lee”

"#]]);
}

#[test]
fn what_a_vault_cannot_follow_is_no_fix() {
    let repo = Repo::new(&[
        (".obsidian/app.json", "{}"),
        ("Start.md", "[[Neck Pian]] [[Neck Pain#Heat and rst]]\n\nSee [[Neck Pain|the neck]]\n"),
        ("Neck Pain.md", "---\nid: TOP-7\n---\n\n# Heat and rest\n\nIt helps.\n"),
    ]);
    settings(&repo);
    repo.check(&["--select", "link", "--unsafe-fixes", "--diff"])
        .stderr_eq(str![[r#"
medproof: no fix would change anything

"#]])
        .stdout_eq(str![[r#""#]]);
}

#[test]
fn mkdocs_makes_no_pages_of_r_markdown() {
    let repo = Repo::new(&[
        ("mkdocs.yml", "site_name: Maps\n"),
        ("docs/neck.md", "# Necks\n\n[a](back.md) [b](none.md)\n"),
        ("docs/back.md", "# Backs\n\nRest.\n"),
        ("docs/rmd/neck.Rmd", "# Necks\n\n[a](back.md) [b](none.md)\n"),
    ]);
    let written = settings(&repo);
    assert!(written.contains("files: \"docs/**/*.md\"\n"), "{written}");
    repo.check(&["--select", "link"]).code(1).stderr_eq("").stdout_eq(str![[r#"
docs/neck.md:3:18: error link/target-missing there is no page at `docs/none.md`

"#]]);
}

#[test]
fn ids_and_words_of_a_projects_own_are_left_alone() {
    let page = |id: &str| format!("---\ntitle: {id}\nid: {id}\nstatus: Active\n---\n\nText.\n");
    let mut files: Vec<(String, String)> = Vec::new();
    for guide in ["care", "stard", "prisma"] {
        for (nth, id) in ["objectives", "methods", "results"].iter().enumerate() {
            files.push((format!("guides/{guide}/{nth}_{id}.md"), page(id)));
        }
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let repo = Repo::new(&files);
    let written = settings(&repo);
    assert!(written.contains("What pages say under `status` are words of your own"), "{written}");
    repo.check(&["--select", "schema,policy"]).code(0).stderr_eq("").stdout_eq("");
    // A word of the model in capitals is that word.
    repo.write("guides/care/0_objectives.md", "---\ntitle: A\nstatus: In Review\n---\n\nText.\n");
    repo.remove("medproof.yaml");
    let repo = Repo::with_clean_page(&[(
        "content/articles/neck-pain.md",
        "---\ntitle: All About Neck Pain\nstatus: Published\nauthors: [ron]\nreviewers: [lee]\n---\n\nMost neck pain goes away.\n",
    )]);
    repo.check(&[]).code(0).stdout_eq("");
}

#[test]
fn components_and_buttons_are_answered_by_programs() {
    let repo = Repo::with_clean_page(&[(
        "content/articles/neck-pain.mdx",
        "---\ntitle: Necks\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\n<Screenshot src=\"admin/neck.png\" alt=\"A neck\" />\n\n<Screenshot src=\"./none.png\" alt=\"A neck\" />\n\n<img src=\"none.jpg\" alt=\"A neck\" />\n\n<a href=\"\" role=\"button\">a</a> <a href=\"\" class=\"big js-calendar\">b</a> <a href=\"\" download>c</a> <a href=\"\" data-id=\"1\">d</a> <a href=\"\">e</a>\n",
    )]);
    repo.check(&["--select", "link"]).code(1).stdout_eq(str![[r#"
content/articles/neck-pain.mdx:10:18: error link/target-missing there is no picture at `content/articles/none.png`
content/articles/neck-pain.mdx:12:11: error link/target-missing there is no picture at `content/articles/none.jpg`
content/articles/neck-pain.mdx:14:137: error link/target-missing the link “e” has no address

"#]]);
}

#[test]
fn a_page_that_begins_with_a_heading_has_that_for_its_title() {
    let repo = Repo::new(&[
        ("_quarto.yml", "project: {type: book}\n"),
        ("index.qmd", "## Confounding {.unnumbered}\n\nSee Selection bias\n"),
        ("two.qmd", "# Selection bias\n\nSee Confounding\n"),
        ("three.qmd", "Nothing is above this.\n\n## Late\n\nText.\n"),
        ("five.md", "---\nTITLE: Neck\n---\n\nNothing is above this.\n"),
        ("four.md", "<meta http-equiv=\"Refresh\" content=\"0; url='two.html'\" />\n"),
    ]);
    repo.write("medproof.yaml", "collections: {articles: {files: \"*.{qmd,md}\"}}\nrules: {review: off}\nfields: {optional: [status]}\n");
    repo.check(&["--select", "schema/title-missing,link"]).code(0).stderr_eq("").stdout_eq(str![""]);
}

#[test]
fn a_footnote_that_comments_is_no_second_reference() {
    let page = "# Hair\n\nWait[^1], wait[^2], cool[^3], again[^4].\n\n\
        [^1]: Clinic. Laser hair removal. <https://clinic.example.org/hair>\n\
        [^2]: In line with the [clinic](https://clinic.example.org/hair) on the lip; [doctors](https://doctors.example.org/hair) give four weeks.\n\
        [^3]: “Laser hair removal might darken the skin … Rarely, it can cause blistering and scarring.” (Clinic) <https://clinic.example.org/hair>\n\
        [^4]: Clinic. Laser hair removal. <https://clinic.example.org/hair>\n";
    let repo = Repo::new(&[
        ("hair.md", page),
        (
            "medproof.yaml",
            "collections: {articles: {files: \"*.md\"}}\nrules: {review: off}\nfields: {optional: [status]}\n",
        ),
    ]);
    repo.check(&["--select", "citation/duplicate-source"]).code(1).stderr_eq("").stdout_eq(str![[r#"
hair.md:8:15: error citation/duplicate-source “Laser hair removal” is already listed as reference 1

"#]]);
    repo.run(&[
        "check",
        "--today",
        "2026-11-22",
        "--select",
        "citation/duplicate-source",
        "--fix",
        "--unsafe-fixes",
    ]);
    let fixed = fs::read_to_string(repo.path("hair.md")).unwrap();
    assert!(
        fixed.contains("[^2]: In line with") && fixed.contains("[^3]: “Laser hair removal might"),
        "{fixed}"
    );
}

#[test]
fn a_link_to_a_page_in_another_language_is_no_fix() {
    let repo = Repo::new(&[
        ("docs/cs/start/Introduction.md", "# Úvod\n"),
        ("docs/zh/index.md", "# 开始\n\n[a](introduction.md) [b](rest.md)\n"),
        ("docs/zh/advice/rest.md", "# 休息\n"),
        ("medproof.yaml", "collections: {articles: {files: \"docs/**/*.md\"}}\nrules: {review: off}\n"),
    ]);
    repo.check(&["--select", "link", "--unsafe-fixes", "--diff"])
        .stderr_eq(str![[r#"
medproof: 1 finding would be fixed in 1 file (link/target-missing: 1)

"#]])
        .stdout_eq(str![[r#"
diff --git a/docs/zh/index.md b/docs/zh/index.md
--- a/docs/zh/index.md
+++ b/docs/zh/index.md
@@ -1,3 +1,3 @@
 # 开始
 
-[a](introduction.md) [b](rest.md)
+[a](introduction.md) [b](advice/rest.md)

"#]]);
}
