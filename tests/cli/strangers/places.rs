//! Where the generators of other people's sites serve pages, and how their authors name them.

use snapbox::str;

use super::said;
use crate::repo::Repo;

const SETTINGS: (&str, &str) = (
    "medproof.yaml",
    "collections:\n  articles: {files: '**/*.{md,Rmd,qmd}'}\nfields: {optional: [status]}\n",
);

#[test]
fn links_of_vaults_lead_to_blocks() {
    let files = [
        SETTINGS,
        (".obsidian/app.json", "{}"),
        ("angina.md", "# Angina\n\n- Pain at rest ^1f93a5\n- Pain on effort\n\n> A box\n\n^box-1\n"),
        (
            "heart.md",
            "# Heart\n\n[[angina#^1f93a5]], [[angina#^box-1|here]], [there](angina.md#^1f93a5) and [[angina#^gone]].\n",
        ),
    ];
    snapbox::assert_data_eq!(
        said(&files),
        str![[r#"
heart.md:3:84: error link/anchor-missing `angina.md` has no section `#^gone`

"#]]
    );
}

/// Obsidian can write links in Markdown, with paths from the top of the vault and sections in the words of their headings.
#[test]
fn links_in_markdown_of_vaults_begin_at_the_top_and_name_headings() {
    let files = [
        SETTINGS,
        (".obsidian/app.json", r#"{"useMarkdownLinks": true, "newLinkFormat": "absolute"}"#),
        (
            "heart/angina.md",
            "# Angina\n\n## At Rest\n\nPain. See [below](#On%20Effort) and [more](#On%20Stairs).\n\n## On Effort\n\nPain.\n",
        ),
        ("heart/plan.png", ""),
        (
            "heart/signs/pain.md",
            "# Pain\n\n[a](heart/angina.md#At%20Rest), [b](heart/angina), [c](heart/angina.md#At%20Night), [d](heart/gone.md), \
             [e](heart/signs/angina.md), ![f](heart/plan.png) and ![g](heart/gone.png).\n",
        ),
    ];
    snapbox::assert_data_eq!(
        said(&files),
        str![[r#"
heart/angina.md:5:38: advice link/text-generic “more” does not say where the link leads
heart/angina.md:5:44: error link/anchor-missing this page has no section `#On%20Stairs`
heart/signs/pain.md:3:71: error link/anchor-missing `heart/angina.md` has no section `#At%20Night`
heart/signs/pain.md:3:89: error link/target-missing there is no page at `heart/signs/heart/gone.md`
heart/signs/pain.md:3:109: error link/target-missing there is no page at `heart/signs/heart/signs/angina.md`
heart/signs/pain.md:3:163: error link/target-missing there is no picture at `heart/signs/heart/gone.png`

"#]]
    );
}

/// What differs in the case of letters alone is found on some sites, and the home of a language is known to its settings.
#[test]
fn letters_of_another_case_and_homes_of_languages_are_no_errors() {
    let files = [
        SETTINGS,
        ("hugo.toml", "baseURL = \"https://example.org/\"\n"),
        (
            "content/neck.md",
            "+++\ntitle = \"Neck\"\n+++\n\n[a](#AGN), [b](#AGM), [c](/en/), [d](/pt-br/) and [e](/old/).\n\n## AGN\n\nText.\n",
        ),
    ];
    snapbox::assert_data_eq!(
        said(&files),
        str![[r#"
content/neck.md:5:5: advice link/anchor-missing this page has no section `#AGN`
content/neck.md:5:16: error link/anchor-missing this page has no section `#AGM`

"#]]
    );
}

/// The publisher of FHIR's guides makes pages of profiles, and the Carpentries make lessons with Pandoc.
#[test]
fn guides_have_pages_of_their_own_making_and_lessons_the_ids_of_pandoc() {
    let guide = [
        SETTINGS,
        ("ig.ini", "[IG]\nig = fsh-generated/resources/guide.json\n"),
        (
            "input/pagecontent/neck.md",
            "# Neck\n\n[a](Patient-neck.html), ![b](neck.png) and [c](back.md#gone).\n",
        ),
        ("input/pagecontent/back.md", "# Back\n\nText.\n"),
    ];
    snapbox::assert_data_eq!(
        said(&guide),
        str![[r#"
input/pagecontent/neck.md:3:55: error link/anchor-missing `input/pagecontent/back.md` has no section `#gone`

"#]]
    );
    let lesson = [
        SETTINGS,
        ("config.yaml", "title: Necks\ncarpentry: 'lc'\n"),
        (
            "episodes/neck.Rmd",
            "# Neck\n\n[a](#set-up-a-folder) and [b](#4-set-up-a-folder).\n\n## 4. Set up a folder\n\nText.\n",
        ),
    ];
    snapbox::assert_data_eq!(
        said(&lesson),
        str![[r#"
episodes/neck.Rmd:3:31: error link/anchor-missing this page has no section `#4-set-up-a-folder`

"#]]
    );
}

/// Bundlers know folders of pictures by names that begin with a number sign.
#[test]
fn a_picture_is_no_section() {
    let files = [SETTINGS, ("neck.md", "# Neck\n\n![a](#images/neck.png) and [b](#gone).\n")];
    snapbox::assert_data_eq!(
        said(&files),
        str![[r#"
neck.md:3:32: error link/anchor-missing this page has no section `#gone`

"#]]
    );
}

#[test]
fn zola_makes_addresses_of_file_names() {
    let files = [
        SETTINGS,
        ("config.toml", "base_url = \"https://example.org\"\n"),
        ("content/handouts/chronic_pain.md", "+++\ntitle = \"Pain\"\n+++\n\nText.\n"),
        ("content/handouts/Hay Fever.md", "+++\ntitle = \"Fever\"\n+++\n\nText.\n"),
        (
            "content/topics/nose.md",
            "+++\ntitle = \"Nose\"\n+++\n\n[a](/handouts/chronic-pain/), [b](/handouts/hay-fever/) and [c](/handouts/chronic-cough/).\n",
        ),
    ];
    snapbox::assert_data_eq!(
        said(&files),
        str![[r#"
content/handouts/Hay Fever.md:2:1: advice schema/file-name the name of this file has a blank, which its address shows as `%20`
content/topics/nose.md:5:65: error link/target-missing there is no page at `/handouts/chronic-cough/`

"#]]
    );
}

#[test]
fn docusaurus_serves_documents_at_the_top_and_calls_pages_by_their_files() {
    let files = [
        SETTINGS,
        (
            "site/docusaurus.config.js",
            "export default {presets: [['classic', {docs: {routeBasePath: '/'}}]]};\n",
        ),
        ("site/docs/marts/risk.md", "# Risk\n\nText.\n"),
        ("site/docs/marts/untitled.md", "- A note\n"),
        (
            "site/blog/news.md",
            "# News\n\n[a](../marts/risk), [b](../marts/gone) and [c](../docs/marts/risk.md).\n",
        ),
    ];
    snapbox::assert_data_eq!(
        said(&files),
        str![[r#"
site/blog/news.md:3:25: error link/target-missing there is no page at `site/marts/gone`
site/docs/marts/untitled.md:1:1: advice schema/title-missing this page has no title, so that readers see the name of its file

"#]]
    );
}

#[test]
fn books_of_bookdown_have_several_chapters_in_a_file() {
    let files = [
        SETTINGS,
        ("_bookdown.yml", "book_filename: trials\n"),
        ("01-start.Rmd", "# (PART) Start {-}\n\n# Trials {#trials}\n\nText.\n\n# Meta-analyses\n\nText.\n"),
        (
            "02-code.Rmd",
            "---\ntitle: Code\ndate: \"Made on `r Sys.Date()`\"\n---\n\nText in [the start](#trials).\n",
        ),
        ("03-days.Rmd", "---\ntitle: Days\ndate: 4/24/2026\n---\n\nText.\n"),
        ("04-days.Rmd", "---\ntitle: Days in doubt\ndate: 4/5/2026\n---\n\nText.\n"),
    ];
    let repo = Repo::new(&files);
    repo.write(
        "medproof.yaml",
        "collections:\n  articles: {files: '*.Rmd'}\nfields: {optional: [status], names: {article: {published: date}}}\n",
    );
    repo.check(&["--advice", "--ignore", "review", "--ignore", "structure", "--format", "concise"])
        .stdout_eq(str![[r#"
03-days.Rmd:3:7: advice schema/date-not-iso `date` must be a date, not `4/24/2026`
04-days.Rmd:3:7: warning schema/date-not-iso `date` must be a date, not `4/5/2026`

"#]]);
}

#[test]
fn a_list_of_names_leads_to_several_pages() {
    let files = [
        SETTINGS,
        ("nerves/overview.md", "# Overview of the Nervous System\n\nText.\n"),
        ("nerves/brain-anatomy.md", "# Brain Anatomy\n\nText.\n"),
        (
            "nerves/strokes.md",
            "# Strokes\n\nText.\n\n**Related Topics**: Brain Anatomy, Overview\n\n**Related Topics**: Brain Anatomy (../nerves/)\n\n\
             **Related Topics**: Brain Anatomy, Spinal Cord\n\nSee WAO for their scale\n",
        ),
    ];
    snapbox::assert_data_eq!(
        said(&files),
        str![[r#"
nerves/strokes.md:9:21: error link/see-unresolved no page is called “Brain Anatomy, Spinal Cord”

"#]]
    );
}

#[test]
fn links_that_readers_do_not_follow_are_left_alone() {
    let files = [
        SETTINGS,
        (
            "README_en.md",
            "# Live longer\n\n[![CN](https://example.org/cn.svg)](README.md) [![EN](https://example.org/en.svg)](README_en.md)\n\n\
             [](#icon-check)Be kind. [Live longer](README_en.md) and [eat less](#gone).\n\n\
             Ask [the service](www.nhs.uk/conditions) or [PubMed](pubmed.ncbi.nlm.nih.gov/).\n",
        ),
        ("README.md", "# 延寿\n\n文字。\n"),
    ];
    snapbox::assert_data_eq!(
        said(&files),
        str![[r#"
README_en.md:5:39: warning link/self-link this link leads to the page it is on
README_en.md:5:68: error link/anchor-missing this page has no section `#gone`
README_en.md:7:19: error link/target-missing `www.nhs.uk/conditions` has no `https://` before it, so that browsers look for it on this site
README_en.md:7:54: error link/target-missing `pubmed.ncbi.nlm.nih.gov/` has no `https://` before it, so that browsers look for it on this site

"#]]
    );
}

#[test]
fn notes_that_many_links_wait_for_are_plans() {
    let links = |count: usize| -> String { (0..count).map(|nth| format!("- [[note {nth}]]\n")).collect() };
    let all = |count: usize| {
        said(&[
            SETTINGS,
            ("angina.md", "# Angina\n\nA [[heart]](s) and [[hearth]].\n\n# More\n\nText.\n"),
            ("heart.md", &format!("{}\n[[angina]] and [[heart]].\n", links(count))),
        ])
    };
    let errors = |text: &str| text.lines().filter(|line| line.contains(" error ")).count();
    assert_eq!(errors(&all(47)), 48);
    let many = all(48);
    assert_eq!(errors(&many), 1);
    assert!(many.contains("angina.md:3:22: error link/target-missing no page is called “hearth”"), "{many}");
    assert!(many.contains("heart.md:1:5: advice link/target-missing no page is called “note 0”"), "{many}");
    assert!(many.contains("advice link/self-link") && !many.contains("title-missing"), "{many}");
}
