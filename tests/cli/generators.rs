//! What site generators do that a repository's files alone do not show: `init` finds it out, and `check` then reports
//! what is wrong and nothing else.

use std::fs;

use snapbox::str;

use crate::repo::Repo;

/// The settings that `init` writes, from the first collection on.
fn settings(repo: &Repo) -> String {
    repo.run(&["init"]).code(0);
    let written = fs::read_to_string(repo.path("medproof.yaml")).unwrap();
    let start = written.find("collections:").unwrap();
    written[start..].to_owned()
}

#[test]
fn the_menu_of_mkdocs_names_pages_and_what_is_fetched_from_elsewhere() {
    let repo = Repo::new(&[
        (
            "mkdocs.yml",
            "site_name: !ENV NAME\nnav:\n  - Start: README.md\n  - Necks:\n    - Neck pain: neck.md\n    - Doses: '!import https://git.example.org/doses'\n",
        ),
        ("docs/README.md", "Read about the [neck](neck.md) and [doses](necks/doses/ibuprofen.md).\n"),
        ("docs/neck.md", "Most neck pain goes away. [Back](back.md)\n\nSee Start\n"),
        ("docs/ice.md", "Ice helps.\n\nSee Neck pain\n"),
        ("docs/SUMMARY.md", "* [Neck](neck.md)\n"),
    ]);
    snapbox::assert_data_eq!(
        settings(&repo),
        str![[r#"
collections:
  articles:
    files: "docs/**/*.md"

# Texts among them that are no pages.
exclude:
  - "docs/SUMMARY.md"

# Links such as `/neck-pain/` are judged in folders where a page of this repository answers to one of
# them. With this line all of them are.
# site-root: /

fields:
  # No page says how far it is: all are judged as published, but those with `draft: true`.
  optional: [status]

# No page names an author or a reviewer. These rules wait until pages do: take the line out when you start.
rules: {review/reviewer-missing: off, review/person-unresolved: off}

# Months after which a review is overdue. A page may say `max-review-age` itself.
review:
  max-age: 36

"#]]
    );
    repo.check(&[]).code(1).stderr_eq("").stdout_eq(str![[r#"
docs/neck.md:1:34: error link/target-missing there is no page at `docs/back.md`

"#]]);
}

#[test]
fn a_summary_of_something_is_no_gitbook() {
    let repo = Repo::new(&[
        ("trials/SUMMARY.md", "# Summary\n\nTwo trials of rest.\n\n- [Neck](../neck.md)\n- It helps.\n"),
        ("neck.md", "# Neck\n\n[Rest](#1-rest--heat) [Twice](#id-1.-rest)\n\n## 1. Rest / Heat\n\nRest.\n"),
    ]);
    let written = settings(&repo);
    assert!(!written.contains("anchors"), "{written}");
    repo.check(&[]).code(1).stderr_eq("").stdout_eq(str![[r#"
neck.md:3:31: error link/anchor-missing this page has no section `#id-1.-rest`

"#]]);
}

#[test]
fn a_gitbook_is_made_of_its_readmes_too() {
    let repo = Repo::new(&[
        ("neck/SUMMARY.md", "* [Neck](README.md)\n"),
        (
            "neck/README.md",
            "# Neck\n\n[Rest](rest/README.md#id-1.-rest) [Twice](rest/README.md#id-1-rest) [Old](rest/README.md#1-rest) [One](#rest-heat) [Two](#rest--heat) [No](#rest-ice)\n\n## Rest / Heat\n\nText.\n",
        ),
        (
            "neck/rest/README.md",
            "# Rest\n\n## 1. Rest\n\nRest[^1] as [below](#user-content-fn-1).\n\n[^1]: A note.\n",
        ),
    ]);
    let written = settings(&repo);
    assert!(written.starts_with("collections:\n  articles:\n    files: \"**/*.md\"\n"), "{written}");
    assert!(written.contains("exclude:\n  - \"neck/SUMMARY.md\"\n"), "{written}");
    assert!(written.contains("anchors: gitbook\n"), "{written}");
    repo.check(&[]).code(1).stderr_eq("").stdout_eq(str![[r#"
neck/README.md:3:22: error link/anchor-missing `neck/rest/README.md` has no section `#id-1.-rest`
neck/README.md:3:140: error link/anchor-missing this page has no section `#rest-ice`

"#]]);
}

#[test]
fn an_mdbook_lies_where_its_settings_say() {
    let repo = Repo::new(&[
        ("book.toml", "[book]\ntitle = \"Necks\"\nsrc = \"text\"\n"),
        ("text/SUMMARY.md", "- [Neck](neck.md)\n"),
        ("text/README.md", "# Start\n\n[Neck](neck.md)\n"),
        ("text/neck.md", "# Neck\n\n[Back](back.md)\n"),
        ("src/notes.md", "# A note\n"),
    ]);
    assert!(settings(&repo).starts_with("collections:\n  articles:\n    files: \"text/**/*.md\"\n"));
    repo.check(&[]).code(1).stderr_eq("").stdout_eq(str![[r#"
text/neck.md:3:8: error link/target-missing there is no page at `text/back.md`

"#]]);
}

#[test]
fn hugo_serves_pages_at_addresses_in_small_letters() {
    let repo = Repo::new(&[
        ("hugo.toml", "baseURL = 'https://example.org/'\n"),
        ("content/Advice/SSO/_index.md", "---\ntitle: Sign in\n---\n\nUse your card.\n"),
        ("content/Advice/Neck Pain.md", "---\ntitle: Neck\n---\n\nRest.\n"),
        (
            "content/Advice/start.md",
            "---\ntitle: Start\n---\n\n[a](/advice/sso) [b](/advice/neck-pain/) [c](/advice/neckpain/)\n",
        ),
    ]);
    let written = settings(&repo);
    assert!(written.contains("  - files:\n      - \"content/**/_index.md\"\n"), "{written}");
    repo.check(&["--select", "link"]).code(1).stderr_eq("").stdout_eq(str![[r#"
content/Advice/start.md:5:46: error link/target-missing there is no page at `/advice/neckpain/`

"#]]);
}

#[test]
fn zola_names_pages_by_their_files_and_spells_anchors_in_ascii() {
    let repo = Repo::new(&[
        ("config.toml", "base_url = \"https://example.org\"\n"),
        ("themes/a/theme.toml", "name = \"a\"\n"),
        (
            "content/neck.md",
            "+++\ntitle = \"Šíje\"\n+++\n\n## Léčba a úleva\n\n[a](@/rest.md) [b](@/ice.md) [c](#lecba-a-uleva) [d](#léčba)\n",
        ),
        ("content/rest.md", "+++\ntitle = \"Rest\"\n+++\n\nRest.\n"),
    ]);
    let written = settings(&repo);
    assert!(written.starts_with("collections:\n  articles:\n    files: \"content/**/*.md\"\n"), "{written}");
    repo.check(&[]).code(1).stderr_eq("").stdout_eq(str![[r#"
content/neck.md:7:20: error link/target-missing there is no page at `content/ice.md`
content/neck.md:7:54: error link/anchor-missing this page has no section `#léčba`

"#]]);
}

#[test]
fn docusaurus_may_have_pages_in_further_folders() {
    let repo = Repo::new(&[
        (
            "docusaurus.config.js",
            "module.exports = {plugins: [['docs', {id: 'care', path: 'care/home', routeBasePath: 'care'}], {\n  path: './gone',\n}]};\n",
        ),
        ("docs/neck.md", "# Neck\n\n[Home](../care/home/rest.md)\n"),
        ("care/home/rest.md", "# Rest\n\n[Back](back.md)\n"),
        ("versioned_docs/version-1/neck.md", "# Neck\n\n[Lost](lost.md)\n"),
    ]);
    let written = settings(&repo);
    assert!(
        written.starts_with(
            "collections:\n  articles:\n    files:\n      - \"care/home/**/*.md\"\n      - \"docs/**/*.md\"\n\n"
        ),
        "{written}"
    );
    repo.check(&[]).code(1).stderr_eq("").stdout_eq(str![[r#"
care/home/rest.md:3:8: error link/target-missing there is no page at `care/home/back.md`

"#]]);
}

#[test]
fn in_a_vault_names_of_files_are_titles_in_any_case() {
    let note = "---\ntags: [x]\nauthor(s):\n---\n\n# One\n\n# Two\n\n";
    let repo = Repo::new(&[
        (".obsidian/app.json", "{}"),
        (".obsidian/templates.json", "{\"folder\": \"System/Forms\"}"),
        ("Neck Pain.md", &format!("{note}[[rest]] [[neck pain]] [[Ice]]\n")),
        ("Advice/Rest.md", &format!("{note}Rest.\n")),
        ("System/Forms/Lecture.md", "# {{title}}\n\n[[Nothing]]\n"),
    ]);
    let written = settings(&repo);
    assert!(written.contains("exclude:\n  - \"System/Forms/**\"\n"), "{written}");
    assert!(written.contains("# No page names an author or a reviewer."), "{written}");
    repo.check(&["--select", "link,schema/title-missing"]).code(1).stderr_eq("").stdout_eq(str![[r#"
Neck Pain.md:10:26: error link/target-missing no page is called “Ice”

"#]]);
}

/// A site of many articles, with pages about itself, and with authors written in each way that Quarto reads.
#[test]
fn pages_about_the_site_need_no_author() {
    let article = |nth: usize, author: &str| {
        (
            format!("blog/{nth}.qmd"),
            format!("---\ntitle: Neck {nth}\n{author}\ndate: \"17 January 2023\"\n---\n\nRest.\n"),
        )
    };
    let mut files: Vec<(String, String)> = (0..8).map(|nth| article(nth, "author: Amy Lee")).collect();
    files.push(article(8, "author:\n  - name: Amy Lee\n    affiliation: A clinic"));
    files.push(article(9, "author: [Ron, Amy Lee]"));
    files
        .push(("blog/10.qmd".to_owned(), "---\ntitle: Neck 10\ndate: 2023-01-17\n---\n\nRest.\n".to_owned()));
    files.push((
        "contact.qmd".to_owned(),
        "---\ntitle: Contact\n---\n\nWrite to [us](us@example.org).\n".to_owned(),
    ));
    files.push(("_quarto.yml".to_owned(), "project: {type: website}\n".to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let repo = Repo::new(&files);
    let written = settings(&repo);
    assert!(
        written.contains("      authors: author # 10 pages\n      published: date # 11 pages\n"),
        "{written}"
    );
    assert!(
        written.contains(
            "  # These pages name nobody, and seem to be about the site itself.\n  - files:\n      - \"contact.qmd\"\n    rules: {review: off, structure/care-advice-missing: off}\n"
        ),
        "{written}"
    );
    assert!(written.contains("# No page names a reviewer. This rule waits until"), "{written}");
    repo.check(&[]).code(1).stderr_eq("").stdout_eq(str![[r#"
blog/10.qmd:3:17: error review/person-unresolved nobody is named as author
contact.qmd:5:15: error link/target-missing `us@example.org` is an address of mail, and browsers look for a page of that name

"#]]);
    repo.check(&["--fix", "--unsafe-fixes", "--select", "link"]).code(0);
    assert!(fs::read_to_string(repo.path("contact.qmd")).unwrap().contains("[us](mailto:us@example.org)"));
}

#[test]
fn dates_in_words_are_read_where_a_generator_reads_them() {
    let page = |date: &str| format!("---\ntitle: Neck\nstatus: published\npublished: {date}\n---\n\nRest.\n");
    let repo = Repo::new(&[
        ("content/articles/a.md", &page("17 January 2027")),
        ("content/articles/b.md", &page("01/02/2027")),
    ]);
    repo.check(&["--select", "schema/date-not-iso"]).code(1).stdout_eq(str![[r#"
content/articles/a.md:4:12: error schema/date-not-iso `published` must be a date, not `17 January 2027`
content/articles/b.md:4:12: error schema/date-not-iso `published` must be a date, not `01/02/2027`

"#]]);
    repo.write("hugo.toml", "baseURL = 'https://example.org/'\n");
    repo.check(&["--select", "schema/date-not-iso", "--advice"]).code(1).stdout_eq(str![[r#"
content/articles/a.md:4:12: advice schema/date-not-iso `published` must be a date, not `17 January 2027`
content/articles/b.md:4:12: error schema/date-not-iso `published` must be a date, not `01/02/2027`

"#]]);
}

/// Where a page here and there names somebody, the rules wait, and the settings say so.
#[test]
fn what_few_pages_do_is_no_custom() {
    let mut files =
        vec![("docs/0.md".to_owned(), "---\ntitle: A\nauthors: [Amy]\n---\n\nRest.\n".to_owned())];
    files.extend((1..6).map(|nth| (format!("docs/{nth}.md"), format!("---\ntitle: A{nth}\n---\n\nRest.\n"))));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let repo = Repo::new(&files);
    let written = settings(&repo);
    assert!(
        written.contains(
            "# Fewer than half of the pages name an author or a reviewer. These rules wait until pages do: take the line out when you start.\nrules: {review/reviewer-missing: off, review/person-unresolved: off}\n"
        ),
        "{written}"
    );
}

#[test]
fn a_list_that_is_not_announced_is_one_trouble() {
    let repo = Repo::with_clean_page(&[(
        "content/articles/a.md",
        "---\ntitle: A\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\nRest helps [1]. Ice, too [2, 3].\n\nSee the lines [4]/tests/#line-4).\n\n1. <https://example.org/a>\n",
    )]);
    repo.check(&["--select", "citation"]).code(0).stdout_eq(str![[r#"
content/articles/a.md:8:13: warning citation/undefined the number 1 cites a reference, but this page has no list of references

"#]]);
}

#[test]
fn a_number_without_a_stop_begins_a_reference_where_it_is_the_next() {
    let repo = Repo::with_clean_page(&[(
        "content/articles/a.md",
        "---\ntitle: A\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\nRest helps [1]. Ice, too [2].\n\n## References\n\n1 Wickham H. Tidy data. J Stat Softw. 2014;59:1–23.\n\n2 Amy L. Ice. Pain. 2024;5:1–3.\n\n100 Ways to rest is a book.\n",
    )]);
    repo.check(&["--select", "citation/undefined,citation/uncited"]).code(0).stdout_eq("");
}

/// An id matters where somebody uses it, and a link uses an address.
#[test]
fn a_see_line_with_a_link_uses_no_id() {
    let page = "---\ntitle: T\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\nRest.\n";
    let repo = Repo::with_clean_page(&[
        ("content/articles/a/ice.md", page),
        ("content/articles/b/ice.md", page),
        ("content/articles/c.md", &format!("{page}\nSee [ice](a/ice.md)\n")),
    ]);
    repo.check(&["--select", "schema/duplicate-id"]).code(0).stdout_eq("");
}

/// The chapters of a manuscript are parts of one page, and only the first needs a title.
#[test]
fn a_manuscript_of_manubot_is_made_of_its_chapters() {
    let repo = Repo::new(&[
        ("content/metadata.yaml", "title: Necks\nauthors: [{name: Amy Lee}]\n"),
        ("content/00.front-matter.md", "Abstract\n"),
        ("content/01.text.md", "## Rest\n\nRest helps [@doi:10.1000/a], see [seven]. They wrote [7]?\n"),
        ("old/copy.md", "---\ntitle: Necks\n---\n\nRest [@gone1].\n"),
    ]);
    assert!(settings(&repo).starts_with("collections:\n  articles:\n    files: \"content/**/*.md\"\n"));
    repo.check(&[]).code(0).stdout_eq("").stderr_eq("");
}

#[test]
fn texts_without_titles_are_a_custom() {
    let repo = Repo::new(&[
        ("texts/a.md", "---\nreviewers: [amy]\n---\n\nFlu is rare.\n"),
        (
            "texts/b.md",
            "---\nreviewers: [amy]\n---\n\nFlu is rare. | CC(C)[C@@H](C(=O)O)N | [text](neck=pain)\n",
        ),
        ("texts/c.md", "---\nreviewers: [amy]\n---\n\nFlu is rare.\n"),
    ]);
    let written = settings(&repo);
    assert!(
        written.contains(
            "# No page has a title or names an author. These rules wait until pages do: take the line out when you start.\nrules: {review/person-unresolved: off, schema/title-missing: off}\n"
        ),
        "{written}"
    );
    repo.check(&["--select", "link,schema"]).code(1).stdout_eq(str![[r#"
texts/b.md:5:46: error link/target-missing there is no page at `texts/neck=pain`

"#]]);
}

/// Addresses in front matter are links once the settings say where they are, which `init` finds out.
#[test]
fn addresses_in_front_matter_are_links() {
    let page = |links: &str| {
        format!(
            "---\ntitle: Neck\nurl: /necks/\nrelated:\n  - heading: More\n    links:\n{links}---\n\nRest.\n"
        )
    };
    let repo = Repo::new(&[
        ("hugo.toml", "baseURL = 'https://example.org/'\n"),
        (
            "content/a.md",
            &page(
                "    - url: /b/\n    - url: '/c/#rest'\n    - url: https://example.org/x\n    - url: /b/#gone\n",
            ),
        ),
        ("content/b.md", "---\ntitle: B\nrelated:\n  - links: {url: /a/}\n---\n\n## Rest\n\nRest.\n"),
        (
            "content/d.md",
            "---\ntitle: D\nrelated:\n  - links: [{url: /a/}]\nnext: {href: /b/}\n---\n\nRest.\n",
        ),
    ]);
    let written = settings(&repo);
    assert!(written.contains("  # Where front matter holds addresses of pages.\n  links:\n    - \"related[].links[].url\" # 2 pages\n"), "{written}");
    repo.check(&["--select", "link,policy", "--advice"]).code(1).stderr_eq("").stdout_eq(str![[r#"
content/a.md:8:13: error link/target-missing there is no page at `/c/`
content/a.md:10:15: error link/anchor-missing `content/b.md` has no section `#gone`

"#]]);
    repo.run(&["mv", "content/b.md", "content/e.md"]).code(0);
    let moved = fs::read_to_string(repo.path("content/a.md")).unwrap();
    assert!(moved.contains("    - url: /e/\n"), "{moved}");
}

/// The settings of a generator say which language its pages are in, unless our own do.
#[test]
fn the_language_of_a_site_is_that_of_its_pages() {
    let repo = Repo::new(&[
        ("hugo.toml", "baseURL = 'https://example.org/'\nlanguageCode = \"cs-CZ\"\n"),
        ("medproof.yaml", "collections: {articles: {files: 'content/*.md'}}\n"),
        ("content/a.md", "---\ntitle: A\n---\n\nNeberte MTX.\n"),
        ("content/b.md", "---\ntitle: B\nlanguage: en\n---\n\nDo not take MTX.\n"),
    ]);
    let select = ["--select", "language"];
    repo.check(&select).code(0).stdout_eq(str![""]);
    repo.write("medproof.yaml", "language: en\ncollections: {articles: {files: 'content/*.md'}}\n");
    repo.check(&select).code(0).stdout_eq(str![""]);
}

/// A page need not say that it is in another language.
#[test]
fn words_of_english_are_not_looked_for_in_other_languages() {
    let czech = "Bolest šíje je velmi častá a ve většině případů odezní za několik týdnů. Způsobuje ji špatné držení těla nebo napětí svalů při práci. Pokud bolest neodezní, nebo pokud se cítíte slabí, promluvte si co nejdříve se svým lékařem, který vás vyšetří. Neberte NSAIDs ani MTX.";
    let english =
        "Neck pain is common, and in most people it goes away within a few weeks. Do not take MTX for it.";
    let page = |text: &str| {
        format!("---\ntitle: T\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\n{text}\n")
    };
    let repo = Repo::with_clean_page(&[
        ("content/articles/a.md", &page(czech)),
        ("content/articles/b.md", &page(english)),
    ]);
    repo.check(&["--select", "language"]).code(0).stdout_eq(str![""]);
}

/// A garden of notes: wiki links name files before titles, with blanks for hyphens, and code of templates is no text.
#[test]
fn wiki_links_name_files_before_titles() {
    let repo = Repo::new(&[
        ("README.md", "# Medicine\n"),
        ("_sidebar.md", "* [Home](/)\n"),
        ("docs/medicine.md", "# Medicine\n\n[[Atrial Tachycardia]] [[Heart]]\n"),
        (
            "docs/atrial-tachycardia.md",
            "# Fast heart\n\n[[Medicine]] {% assign a = parts[1] %} [leaflet](leaflet.pdf)\n",
        ),
        ("docs/menu.md", "---\nheadless: true\n---\n\nText.\n"),
        ("docs/contact.md", "---\npagetitle: Contact\n---\n\nText.\n"),
        ("exampleSite/content/a.md", "# A\n\n[B](b.md)\n"),
        (
            "medproof.yaml",
            "collections: {articles: {files: [\"*.md\", \"docs/*.md\"]}}\nexclude: [_sidebar.md]\n",
        ),
    ]);
    repo.check(&["--select", "link,citation,schema/title-missing"]).code(1).stderr_eq("").stdout_eq(str![[
        r#"
docs/atrial-tachycardia.md:3:50: error link/target-missing there is no document at `docs/leaflet.pdf`
docs/medicine.md:3:26: error link/target-missing no page is called “Heart”

"#
    ]]);
    repo.remove("medproof.yaml");
    let written = settings(&repo);
    // What frames the pages is none of them.
    assert!(written.starts_with("collections:\n  articles:\n    files: \"docs/**/*.md\"\n\n"), "{written}");
}

#[test]
fn a_content_system_names_its_folders_and_keys() {
    let page = |title: &str| format!("---\ntitle: {title}\nheroImage: neck.png\n---\n\nSee a doctor.\n");
    let repo = Repo::new(&[
        (
            "static/admin/config.yml",
            "collections:\n  - name: guides\n    folder: site/guides\n    fields:\n      - {name: title, widget: string}\n      - {name: heroImages, widget: list}\n      - {name: readingAge, widget: number}\n      - {name: body, widget: markdown}\n  - name: settings\n    files:\n      - {file: data/site.json, fields: []}\n",
        ),
        ("site/guides/neck.md", &page("Neck")),
        ("site/guides/deep/ice.md", &page("Ice").replace("Image", "Images")),
        ("site/guides/heat.md", &page("Heat")),
        ("site/guides/rest.md", &page("Rest")),
        ("site/guides/sleep.md", &page("Sleep")),
        ("site/guides/back.md", &page("Back")),
        ("docs/how-we-work.md", "---\ntitle: How\n---\n\nWe write.\n"),
    ]);
    let written = settings(&repo);
    assert!(written.contains("  articles:\n    files: \"site/guides/**/*.md\"\n"), "{written}");
    assert!(
        written.contains("  extra:\n    - heroImage # 5 pages\n    - heroImages # 1 page\n    # - readingAge # no page yet, but a form of the editors\n"),
        "{written}"
    );
}

#[test]
fn links_of_myst_name_targets_of_the_whole_site() {
    let repo = Repo::new(&[
        ("docs/conf.py", "extensions = ['myst_parser']\n"),
        ("docs/neck.md", "(neck-top)=\n(Neck)=\n# Neck\n\n[Doses](Doses) [top](#neck-top) [ice](ice)\n"),
        (
            "docs/heat.md",
            "# Heat\n\n(doses)=\n## Doses\n\nUse it. [Neck](neck), [no](neck-tip), [of](doses#x)\n",
        ),
    ]);
    settings(&repo);
    repo.check(&[]).code(1).stderr_eq("").stdout_eq(str![[r#"
docs/heat.md:6:28: error link/target-missing there is no page at `docs/neck-tip`
docs/heat.md:6:44: error link/target-missing there is no page at `docs/doses`
docs/neck.md:5:39: error link/target-missing there is no page at `docs/ice`

"#]]);
}

#[test]
fn jekyll_gives_pages_their_addresses_by_pattern() {
    let post = |text: &str| format!("---\ntitle: A\n---\n\n{text}\n");
    let repo = Repo::new(&[
        (
            "_config.yml",
            "permalink: /blog/:title/\ncollections:\n  guides: {output: true, permalink: '/help/:path/'}\n",
        ),
        ("_posts/2026-01-02-neck.md", &post("[Ice](/blog/ice/) [heat](/help/deep/heat/) [no](/blog/rest/)")),
        ("_posts/2026-01-03-ice.md", &post("[Neck](/blog/neck) [no](/help/deep/cold/)")),
        ("_guides/deep/heat.md", &post("Use it.")),
    ]);
    settings(&repo);
    let output = repo.check(&["--select", "link/target-missing"]);
    output.code(1).stderr_eq("").stdout_eq(str![[r#"
_posts/2026-01-02-neck.md:5:49: error link/target-missing there is no page at `/blog/rest/`
_posts/2026-01-03-ice.md:5:25: error link/target-missing there is no page at `/help/deep/cold/`

"#]]);
}

#[test]
fn a_vault_that_quartz_serves_is_called_by_its_files() {
    let repo = Repo::new(&[
        ("quartz.config.ts", "export default {}\n"),
        (
            "content/Neck pain.md",
            "---\naliases: [Stiff neck]\nalias: [Sore neck]\n---\n\n## Red  flags %%linked%%\n\nSee a doctor.\n",
        ),
        (
            "content/notes/ice.md",
            "[[../Neck pain#Care#Red flags linked|Flags]] [[Neck pain#Red flag]] [[ice]]\n",
        ),
        ("content/other/ice.md", "Ice.\n\n[field label='Name'/][field label='Age'/]\n"),
        (
            "content/heat.md",
            "See also “Neck pain” for red flags in adults\n\nSEE: (NEJM 2007;357:2601; CID 2011;53:798)\n",
        ),
        ("content/moved.md", "[[Sore neck]] [[lost/Neck pain]] [[Stiff neck]]\n"),
        // A chapter of a book that is quoted is no note, and one that is nearly called so is meant.
        ("content/rest.md", "(see also “Neck pains”)\n\n- See “Intubation and Ventilation”\n"),
    ]);
    let written = settings(&repo);
    assert!(written.starts_with("collections:\n  articles:\n    files: \"content/**/*.md\"\n"), "{written}");
    repo.check(&["--ignore", "link/self-link"]).code(1).stderr_eq("").stdout_eq(str![[r#"
content/notes/ice.md:1:57: error link/anchor-missing `content/Neck pain.md` has no section `#Red flag`
content/rest.md:1:12: error link/see-unresolved no page is called “Neck pains”

"#]]);
}

#[test]
fn what_few_pages_state_the_others_may_leave_out() {
    let page = |front: &str| format!("---\ntitle: A\nauthor: Amy Lee\n{front}---\n\nSee a doctor.\n");
    let repo = Repo::new(&[
        ("docs/neck.md", &page("status: draft\n")),
        ("docs/ice.md", &page("")),
        ("docs/heat.md", &page("")),
    ]);
    let written = settings(&repo);
    assert!(
        written.contains(
            "  # Fewer than half of the pages say how far they are: the others are judged as published, but those with `draft: true`.\n  optional: [status]\n"
        ),
        "{written}"
    );
    repo.check(&["--ignore", "review"]).code(0).stdout_eq("").stderr_eq("");
}

#[test]
fn a_section_of_a_book_of_bookdowns_is_found_from_every_chapter() {
    let repo = Repo::new(&[
        ("_bookdown.yml", "rmd_files: [index.Rmd, 01-pain.Rmd, 02-heat.Rmd]\n"),
        ("index.Rmd", "---\ntitle: Necks\nauthor: Amy Lee\n---\n\n# Preface {-}\n\nSee [heat](#heat).\n"),
        (
            "01-pain.Rmd",
            "# Pain {#pain}\n\nSee Chapter \\@ref(heat) and [use](#how-to-use-it). [gone](#gone)\n",
        ),
        ("02-heat.Rmd", "# Heat\n\n## How to use it\n\nUse it. [Pain](#pain)\n"),
    ]);
    settings(&repo);
    repo.check(&[]).code(1).stderr_eq("").stdout_eq(str![[r#"
01-pain.Rmd:3:59: error link/anchor-missing this page has no section `#gone`

"#]]);
}

/// Who wrote a book is said once: on the first page of bookdown's, in the settings of Quarto's.
#[test]
fn a_book_names_its_authors_once() {
    let chapters = |head: &str, ending: &str| {
        let page = |path: &str, text: String| (format!("{path}.{ending}"), text);
        [
            page("index", format!("---\ntitle: Necks\n{head}---\n\n# Preface\n\nRest.\n")),
            page("01-pain", "---\ntitle: Pain\nauthor: Amy Lee\n---\n\nRest.\n".to_owned()),
            page("02-heat", "---\ntitle: Heat\n---\n\nHeat.\n".to_owned()),
        ]
    };
    let unnamed = |settings: (&str, &str), head: &str, ending: &str| {
        let chapters = chapters(head, ending);
        let files = chapters.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let own = format!(
            "collections: {{articles: {{files: '*.{ending}'}}}}\nfields: {{names: {{article: {{authors: author}}}}}}\n"
        );
        let files: Vec<(&str, &str)> = files.chain([settings, ("medproof.yaml", &own)]).collect();
        let checked = Repo::new(&files).check(&["--select", "review/person-unresolved"]);
        let output = String::from_utf8(checked.get_output().stdout.clone()).unwrap();
        output.lines().map(|line| line.split(':').next().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    let none = [""; 0];
    let bookdown = ("_bookdown.yml", "delete_merged_file: true\n");
    assert_eq!(unnamed(bookdown, "author: Bo Stone\n", "Rmd"), none);
    assert_eq!(unnamed(bookdown, "", "Rmd"), ["02-heat.Rmd", "index.Rmd"]);
    let quarto = |text| ("_quarto.yml", text);
    assert_eq!(unnamed(quarto("book:\n  author: Bo Stone\n"), "", "qmd"), none);
    assert_eq!(unnamed(quarto("author:\n  - name: Bo Stone\n"), "", "qmd"), none);
    assert_eq!(unnamed(quarto("project: {type: website}\n"), "author: Bo Stone\n", "qmd"), ["02-heat.qmd"]);
}

#[test]
fn eleventy_serves_posts_below_its_input_and_at_their_addresses() {
    let repo = Repo::new(&[
        (".eleventy.js", "module.exports = () => ({ dir: { input: \"src\" } });\n"),
        (
            "src/posts/neck.md",
            "---\ntitle: Neck pain\nlayout: post.njk\nauthor: Amy Lee\npermalink: /neck-pain/\n---\n\n[Heat]({{ '/posts/heat/' | url }}) [heat](/posts/heat/) [old](/neck-pains/)\n\n{% include \"note.md\" %}\n\nSee a doctor.\n",
        ),
        (
            "src/posts/heat.md",
            "---\ntitle: Heat\nlayout: post.njk\ndate: 2026-01-02T10:00:00Z\n---\n\nUse it. [Neck](/neck-pain/) {% image \"a.png\", \"Alt\" %}\n\nSee a doctor.\n",
        ),
        ("src/_includes/note.md", "A note.\n"),
    ]);
    let written = settings(&repo);
    assert!(
        written.starts_with("collections:\n  articles:\n    files: \"src/posts/**/*.md\"\n"),
        "{written}"
    );
    repo.check(&["--select", "link,schema,citation"]).code(1).stderr_eq("").stdout_eq(str![[r#"
src/posts/neck.md:8:63: error link/target-missing there is no page at `/neck-pains/`

"#]]);
}

/// GitHub Pages runs Jekyll in `docs`.
#[test]
fn jekyll_below_the_top_is_that_of_github_pages() {
    let page = "---\ntitle: Neck pain\nauthors: [Amy Lee]\npublished: May 5, 2026\n---\n\n[Heat](heat.html) [Rest](/rest/)\n\n## Use `it_now`\n\n[x](#use-it_now)\n";
    let found = |folder: &str| {
        let files = [
            (format!("{folder}/_config.yml"), "theme: minima\n".to_owned()),
            (format!("{folder}/neck.md"), page.to_owned()),
            (format!("{folder}/heat.md"), page.replace("Neck pain", "Heat")),
            (
                format!("{folder}/rest/index.md"),
                page.replace("Neck pain", "Rest").replace("heat.html", "../heat.html"),
            ),
            (
                "medproof.yaml".to_owned(),
                format!("collections: {{articles: {{files: '{folder}/**/*.md'}}}}\n"),
            ),
        ];
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let checked = Repo::new(&files).check(&[
            "--advice",
            "--select",
            "link/target-missing,link/anchor-missing,schema/date-not-iso",
        ]);
        String::from_utf8(checked.get_output().stdout.clone()).unwrap()
    };
    let dates = |folder: &str, severity: &str| {
        let files = ["heat.md", "neck.md", "rest/index.md"];
        let line = |file: &&str| {
            format!(
                "{folder}/{file}:4:12: {severity} schema/date-not-iso `published` must be a date, not `May 5, 2026`\n"
            )
        };
        files.iter().map(line).collect::<String>()
    };
    assert_eq!(found("docs"), dates("docs", "advice"));
    assert_eq!(found("theme"), dates("theme", "error"));
}
