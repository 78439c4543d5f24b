//! Which references `--unsafe-fixes` removes, and which it must leave.

use std::fs;

use snapbox::str;

use crate::repo::Repo;

/// Works that share an identifier, an address or a title with another work: none may go.
const WORKS: &str = r#"- {id: ch1, type: chapter, title: Introduction, container-title: Neck Book, publisher: Ex Press, issued: 2024, DOI: 10.1000/book, page: 1-12, URL: "https://press.example.org/neck-book"}
- {id: ch2, type: chapter, title: Traction, container-title: Neck Book, publisher: Ex Press, issued: 2024, DOI: 10.1000/book, page: 13-40, URL: "https://press.example.org/neck-book"}
- {id: s299, type: article-journal, title: Neck pain in weavers, container-title: Pain, issued: 2017, volume: 60, page: S299, DOI: 10.1000/supplement}
- {id: s548, type: article-journal, title: Neck pain in nurses, container-title: Pain, issued: 2017, volume: 60, page: S548, DOI: "https://doi.org/10.1000/SUPPLEMENT"}
- {id: heat, type: article-journal, title: Heat for neck strain, container-title: Pain, issued: 2018, PMID: 31986264}
- {id: heat-erratum, type: article-journal, title: "Erratum: Heat for neck strain", container-title: Pain, issued: 2018, PMID: 31986264}
- {id: part1, type: article-journal, title: "Neck pain, part I", container-title: BMJ, issued: 2019, PMCID: PMC7159299}
- {id: part2, type: article-journal, title: "Neck pain, part II", container-title: BMJ, issued: 2019, URL: "https://pmc.ncbi.nlm.nih.gov/articles/PMC7159299/"}
- {id: anatomy3, type: book, title: Anatomy of the neck, publisher: Ex Press, edition: 3rd, issued: 2020, ISBN: 978-0-19-024655-6}
- {id: anatomy4, type: book, title: Anatomy of the neck, publisher: Ex Press, edition: 4th, issued: 2020, ISBN: 978-0-19-024655-6}
- {id: cuello, type: article-journal, title: Dolor de cuello en enfermeras, container-title: Dolor, issued: 2021, DOI: 10.1000/es}
- {id: cuello-en, type: article-journal, title: Neck pain in nurses, container-title: Dolor, issued: 2021, DOI: 10.1000/es}
- {id: letters-novak, type: article-journal, title: Letters, container-title: Spine, issued: 2017, author: [{family: Novak, given: T}]}
- {id: letters-okoro, type: article-journal, title: Letters, container-title: Spine, issued: 2017, author: [{family: Okoro, given: B}]}
- {id: column1, type: article-journal, title: Column, container-title: Gut, issued: 2017, volume: 5, issue: 1}
- {id: column2, type: article-journal, title: Column, container-title: Gut, issued: 2017, volume: 5, issue: 2}
- {id: preprint, type: article, title: Collars for whiplash, publisher: medRxiv, issued: 2020, DOI: 10.1101/2020.03.01.1}
- {id: paper, type: article-journal, title: Collars for whiplash, container-title: Thorax, issued: 2020, DOI: 10.1136/collars}
"#;

/// A repository with a page that cites every source, so that a fix could be applied.
fn cited(sources: &str) -> Repo {
    let repo = Repo::with_clean_page(&[("content/citations/works.yaml", sources)]);
    let keys: Vec<String> = sources
        .lines()
        .filter_map(|line| line.strip_prefix("- {id: ")?.split(',').next())
        .map(|key| format!("Text [@{key}]."))
        .collect();
    repo.write("content/articles/draft.md", format!("---\ntitle: Draft\n---\n\n{}\n", keys.join("\n\n")));
    repo
}

#[test]
fn no_fix_removes_another_work() {
    let repo = cited(WORKS);
    repo.check(&["--unsafe-fixes", "--advice", "--select", "citation", "--ignore", "citation/source-too-old"])
        .code(1)
        .stdout_eq(str![[r#"
content/citations/works.yaml:2:35: warning citation/source-conflict “Traction” and “Introduction” share one identifier
content/citations/works.yaml:4:44: error citation/source-conflict “Neck pain in nurses” and “Neck pain in weavers” share one identifier
content/citations/works.yaml:6:52: error citation/source-conflict “Erratum: Heat for neck strain” and “Heat for neck strain” share one identifier
content/citations/works.yaml:8:45: error citation/source-conflict “Neck pain, part II” and “Neck pain, part I” share one identifier
content/citations/works.yaml:10:37: error citation/source-conflict “Anatomy of the neck” (edition 4th) and “Anatomy of the neck” (edition 3rd) share one identifier
content/citations/works.yaml:13:53: warning citation/reference-incomplete “Letters” is an article, and its reference has no volume or pages
content/citations/works.yaml:14:53: warning citation/reference-incomplete “Letters” is an article, and its reference has no volume or pages

"#]])
        .stderr_eq(str![[r#"
medproof: 1 finding fixed in 1 file (citation/identifier-invalid: 1)

"#]]);
    let kept = fs::read_to_string(repo.path("content/citations/works.yaml")).unwrap();
    // The form of a DOI alone is fixed.
    assert_eq!(kept, WORKS.replace("\"https://doi.org/10.1000/SUPPLEMENT\"", "\"10.1000/supplement\""));
}

#[test]
fn one_work_that_is_listed_twice_is_still_found() {
    let repo = cited(
        r#"- {id: a1, type: article-journal, title: "Heat for neck strain: a randomised trial", container-title: N Engl J Med, issued: 2018, DOI: 10.1000/heat}
- {id: a2, type: article-journal, title: Heat for neck strain, container-title: The New England Journal of Medicine, issued: 2018, DOI: "doi:10.1000/HEAT"}
- {id: b1, type: article-journal, title: Collars for whiplash, container-title: JAMA, issued: 2020, volume: "323(1)", page: 207-208}
- {id: b2, type: article-journal, title: "Collars for Whiplash. [French]", container-title: Journal of the American Medical Association, issued: 2020, volume: 323, issue: 1, page: 207-8}
- {id: c1, type: webpage, title: Whiplash, publisher: NHS, URL: "https://www.nhs.uk/conditions/whiplash/", accessed: 2026-01-10}
- {id: c2, type: webpage, title: Whiplash and neck injury, publisher: NHS, URL: "https://web.archive.org/web/20200110000000/https://www.nhs.uk/conditions/whiplash/", accessed: 2026-01-10}
- {id: d1, type: article-journal, title: Effects of heat on the neck, container-title: Pain, issued: 2019, PMID: 31978945}
- {id: d2, type: article-journal, title: Effects of cold on the neck, container-title: Pain, issued: 2019, PMID: 31978945}
"#,
    );
    // The last pair may be two works, so that an editor decides.
    repo.check(&["--advice", "--select", "citation/duplicate-source"]).code(1).stdout_eq(str![[r#"
content/citations/works.yaml:2:8: error citation/duplicate-source “Heat for neck strain” is already listed as `a1`
content/citations/works.yaml:4:8: error citation/duplicate-source “Collars for Whiplash. [French]” is already listed as `b1`
content/citations/works.yaml:6:8: error citation/duplicate-source “Whiplash and neck injury” is already listed as `c1`
content/citations/works.yaml:8:8: error citation/duplicate-source “Effects of cold on the neck” is already listed as `d1`

"#]]);
    repo.check(&["--unsafe-fixes", "--select", "citation/duplicate-source"])
        .code(1)
        .stdout_eq(str![[r#"
content/citations/works.yaml:5:8: error citation/duplicate-source “Effects of cold on the neck” is already listed as `d1`

"#]])
        .stderr_eq(str![[r#"
medproof: 3 findings fixed in 2 files (citation/duplicate-source: 3)

"#]]);
    let kept = fs::read_to_string(repo.path("content/citations/works.yaml")).unwrap();
    let keys: Vec<&str> = kept.lines().filter_map(|line| line.get(7..9)).collect();
    assert_eq!(keys, ["a1", "b1", "c1", "d1", "d2"]);
}

/// Pandoc reads sources from the front matter of the page, too.
#[test]
fn sources_in_front_matter_are_those_of_their_page() {
    let page = |references: &str, text: &str| {
        format!(
            "---\ntitle: A\nstatus: published\nauthors: [ron]\nreviewers: [lee]\nreferences:\n{references}---\n\n{text}\n"
        )
    };
    let smith =
        "- {id: smith2020, type: book, title: Necks, publisher: Elm, issued: 2020, DOI: doi:10.1000/a}\n";
    let repo = Repo::with_clean_page(&[
        (
            "content/articles/a.md",
            &page(
                &format!("{smith}- {{id: lee2021, type: book, title: Backs}}\n"),
                "Rest helps [@smith2020; @smth2020].",
            ),
        ),
        ("content/articles/b.md", &page("- A line of text\n", "Rest helps [@smith2020].")),
    ]);
    repo.check(&["--select", "citation,schema"]).code(1).stderr_eq("").stdout_eq(str![[r#"
content/articles/a.md:7:80: warning citation/identifier-invalid write only the DOI, without what is around it
content/articles/a.md:8:8: warning citation/uncited nothing on this page cites the source `lee2021`
content/articles/a.md:8:36: warning citation/reference-incomplete “Backs” is a book, and its reference has no year or publisher
content/articles/a.md:11:25: error citation/undefined no source has the key `smth2020`
content/articles/b.md:10:13: error citation/undefined no source has the key `smith2020`

"#]]);
}

/// What a source in the front matter says is signed as that of the registry is.
#[test]
fn another_source_in_front_matter_voids_a_signature() {
    let page = |title: &str| {
        format!(
            "---\ntitle: A\nstatus: published\nauthors: [ron]\nreviewers: [lee]\nreferences:\n- {{id: smith2020, type: book, title: {title}}}\n---\n\nRest helps [@smith2020].\n"
        )
    };
    let repo = Repo::with_clean_page(&[("content/articles/a.md", &page("Necks"))]);
    repo.run(&["sign", "content/articles/a.md", "--reviewer=lee", "--today=2026-11-20"]).code(0);
    let select = ["--select", "review/text-changed-since-review"];
    repo.check(&select).code(0).stdout_eq("");
    repo.write("content/articles/a.md", page("Doses"));
    repo.check(&select).code(1);
}
