//! What pages are filed under, where a site keeps a list of it, and what else Docusaurus keeps in lists.

use std::fs;

use snapbox::str;

use crate::repo::Repo;

/// The settings that `init` writes, up to the rules.
fn settings(repo: &Repo) -> String {
    repo.run(&["init"]).code(0);
    let written = fs::read_to_string(repo.path("medproof.yaml")).unwrap();
    let written = &written[written.find("collections:").unwrap()..];
    written[..written.find("# No page names").unwrap()].to_owned()
}

fn page(front_matter: &str) -> String {
    format!("---\ntitle: Neck pain\n{front_matter}\n---\n\nRest helps.\n")
}

#[test]
fn the_pages_of_a_taxonomy_of_hugos_are_topics() {
    let repo = Repo::new(&[
        ("hugo.toml", "title = \"x\"\n"),
        ("content/topics/_index.md", "---\ntitle: All topics\n---\n"),
        ("content/topics/neck/_index.md", "---\ntitle: The neck\n---\n"),
        ("content/topics/sleep/_index.md", "---\ntitle: Sleep\n---\n"),
        ("content/topics/travel/_index.md", "---\ntitle: Travel\n---\n"),
        (
            "content/guides/a.md",
            "---\ntitle: A\ntopics: [neck, Sleep]\n---\n\nRest. [Neck](/topics/neck/) [Nape](/topics/nape/)\n",
        ),
        ("content/guides/b.md", &page("topics: [neck, slep]")),
        ("content/guides/c.md", &page("topics:")),
    ]);
    snapbox::assert_data_eq!(
        settings(&repo),
        str![[r#"
collections:
  articles:
    files: "content/**/*.md"
  terms:
    files: "content/topics/*/**/_index.md"

# Links such as `/neck-pain/` are judged in folders where a page of this repository answers to one of
# them. With this line all of them are.
# site-root: /

fields:
  # No page says how far it is: all are judged as published, but those with `draft: true`.
  # What pages are filed under needs no explanation.
  optional: [status, plain]
  # medproof's names of fields, then those that your files use.
  names:
    term:
      preferred: title

overrides:
  # Pages that only lead to others need no reviewer, and may have no title.
  - files:
      - "content/**/_index.md"
    rules: {review: off, structure/care-advice-missing: off, schema/title-missing: off}


"#]]
    );
    repo.check(&["--select", "schema,link,policy", "--advice"]).code(1).stderr_eq("").stdout_eq(str![[r#"
content/guides/a.md:6:36: error link/target-missing there is no page at `/topics/nape/`
content/guides/b.md:3:16: warning schema/topic-unknown the site has no topic `slep`
content/topics/travel/_index.md:2:8: advice schema/entity-unused no page is filed under “Travel”

"#]]);
}

/// A list may hold records, names alone, or lead from ids to records.
#[test]
fn a_data_file_of_topics_is_read_in_each_form() {
    let lists = [
        "- {slug: neck, title: Neck, colour: red}\n- {slug: sleep, title: Sleep}\n- {slug: travel, title: Travel}\n",
        "- neck\n- sleep\n- travel\n",
        "neck: Neck\nsleep: Sleep\ntravel: Travel\n",
        "neck: {title: Neck}\nsleep: {title: Sleep}\ntravel: {title: Travel}\n",
    ];
    for list in lists {
        let repo = Repo::new(&[
            ("_config.yml", "title: x\n"),
            ("_data/categories.yml", list),
            ("_posts/2026-01-01-a.md", &page("categories: [neck, sleep]\ntags: [free]")),
            ("_posts/2026-01-02-b.md", &page("categories: neck\ntags: [words]")),
            ("_posts/2026-01-03-c.md", &page("categories: nek")),
        ]);
        let written = settings(&repo);
        assert!(written.contains("  terms:\n    files: \"_data/categories.yml\"\n"), "{written}");
        assert!(written.contains("      topics: categories # 3 pages\n"), "{written}");
        assert!(written.contains("    - tags # 2 pages\n"), "{written}");
        let found =
            repo.check(&["--select", "schema,policy", "--advice"]).code(0).get_output().stdout.clone();
        let found = String::from_utf8(found).unwrap().to_lowercase();
        let lines: Vec<&str> = found.lines().collect();
        let [unused, unknown] = lines.as_slice() else { panic!("{list}: {found}") };
        assert!(
            unused.ends_with(": advice schema/entity-unused no page is filed under “travel”"),
            "{unused}"
        );
        assert_eq!(
            *unknown,
            "_posts/2026-01-03-c.md:3:13: warning schema/topic-unknown the site has no topic `nek`"
        );
    }
}

/// Pages of topics that have a text are for readers, and tags that no list has are free words.
#[test]
fn what_is_no_list_of_topics_stays_what_it_is() {
    let repo = Repo::new(&[
        ("hugo.toml", "title = \"x\"\n"),
        ("content/topics/neck/_index.md", "---\ntitle: The neck\n---\n\nIt carries the head.\n"),
        ("content/guides/a.md", &page("topics: [neck, sleep]\ntags: [rest, heat]")),
        ("content/guides/b.md", &page("topics: [neck, travel]\ntags: [ice]")),
        ("content/guides/c.md", &page("topics: [neck]\ntags: [ice]")),
        ("data/tags.yml", "- knee\n- hip\n"),
    ]);
    let written = settings(&repo);
    assert!(!written.contains("terms:"), "{written}");
    repo.check(&["--select", "schema", "--advice"]).code(0).stderr_eq("").stdout_eq("");
}

/// The writers of a blog, its tags, and copies of the documentation for former versions.
#[test]
fn docusaurus_keeps_writers_tags_and_versions_beside_its_pages() {
    let repo = Repo::new(&[
        ("docusaurus.config.js", "module.exports = { title: \"Neck\" };\n"),
        ("blog/authors.yml", "amy:\n  name: Amy Lee\n  title: Physiotherapist\nteam:\n  name: The team\n"),
        ("docs/tags.yml", "neck:\n  label: Neck\n  permalink: /neck\nsleep:\n  label: Sleep\n"),
        ("docs/a.md", &page("tags: [neck, sleep]\nlast_update: {date: 2026-01-01, author: Amy Lee}")),
        (
            "docs/b.md",
            "---\ntitle: B\ntags: [neck, slep]\n---\n\n[A](a.md) [old](/docs/1.0/a) [gone](/docs/c)\n",
        ),
        (
            "blog/2026-01-02-news.md",
            "---\ntitle: News\nauthors: [amy, amyy]\ntags: [neck]\n---\n\nRest helps.\n",
        ),
        ("versioned_docs/version-1.0/a.md", &page("tags: [neck]")),
        ("versions.json", "[\"1.0\"]\n"),
    ]);
    repo.run(&["init"]).code(0);
    repo.check(&["--select", "schema,link,policy,review/person-unresolved", "--advice"])
        .stderr_eq("")
        .stdout_eq(str![[r#"
docs/b.md:3:14: warning schema/topic-unknown the site has no topic `slep`

"#]]);
    let written = fs::read_to_string(repo.path("medproof.yaml")).unwrap();
    snapbox::assert_data_eq!(
        &written[written.find("collections:").unwrap()..],
        str![[r##"
collections:
  articles:
    files:
      - "blog/**/*.md"
      - "docs/**/*.md"
  people:
    files: "blog/authors.yml"
  terms:
    files: "docs/tags.yml"

# Links such as `/neck-pain/` are judged in folders where a page of this repository answers to one of
# them. With this line all of them are.
# site-root: /

fields:
  # No page says how far it is: all are judged as published, but those with `draft: true`.
  # No person says whether they write or review.
  # What pages are filed under needs no explanation.
  optional: [status, roles, plain]
  # medproof's names of fields, then those that your files use.
  names:
    article:
      topics: tags # 4 pages
    term:
      preferred: label
  # Keys that medproof leaves alone. One that is missing here is reported.
  extra:
    - last_update # 1 page
    - title # persons
    - permalink # topics

# Fewer than half of the pages name an author or a reviewer. These rules wait until pages do: take the line out when you start.
rules: {review/reviewer-missing: off, review/person-unresolved: off}

# Months after which a review is overdue. A page may say `max-review-age` itself.
review:
  max-age: 36

"##]]
    );
}
