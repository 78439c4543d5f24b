//! `medproof import` of libraries.

use std::fs;

use snapbox::str;

use crate::repo::{Repo, medproof};

const REGISTRY: &str = "- id: doe-heat\n  type: article-journal\n  title: \"Heat for necks: a trial\"\n  \
                        container-title: J Neck\n  issued: 2019\n  DOI: 10.5555/heat\n";
const PAGE: &str = "---\ntitle: Neck Strain\n---\n\nA strain hurts. [@roe2021]\n";
const LIBRARY: &str = "@article{roe2021,\n  author = {Roe, Kim and {World Health Organization}},\n  \
                       title = {Cold \\& {DNA}},\n  journal = {J Neck}, year = 2021, volume = {5},\n  \
                       keywords = {tier:review}, abstract = {Long.}\n}\n\
                       @article{doe19,\n  title = {Heat for necks}, doi = {https://doi.org/10.5555/HEAT}, urldate = {2024-01-01}\n}\n\
                       @article{doe-heat, title = {Another work}, journal = {J Neck}, year = 1999}\n\
                       @article{roe-again, title = {Cold and DNA}, journal = {J Neck}, year = 2021, pmid = {12345678},\n}\n\
                       @book{torn, title = {No end}\n";
const RIS: &str = "TY  - ELEC\r\nTI  - Stiff neck\r\nAU  - NHS\r\nUR  - https://example.org/stiff\r\nY2  - 2024/05/03\r\nER  - \r\n";

fn repository() -> Repo {
    Repo::new(&[
        ("content/articles/neck-strain.md", PAGE),
        ("content/citations/all.yaml", REGISTRY),
        ("library.bib", LIBRARY),
        ("web.ris", RIS),
    ])
}

fn read(repo: &Repo, path: &str) -> String {
    fs::read_to_string(repo.path(path)).unwrap()
}

#[test]
fn a_library_is_merged_into_the_registry() {
    let repo = repository();
    repo.run(&["import", "library.bib"]).code(0).stderr_eq("").stdout_eq(str![[r#"
2 of 4 sources are new in the registry

Sources
  2 new in content/citations/all.yaml: @roe2021, @j-neck-another-work
  line 7: @doe19 is in content/citations/all.yaml already, as @doe-heat: both have the same DOI
  line 10: another source has the key @doe-heat, so this one is @j-neck-another-work here: cite it by that
  line 11: @roe-again is the same source as @roe2021: title and publisher agree

Not read
  line 13: the entry `torn` was not read, because a `}` is missing

Next
  Run `medproof check content/citations/all.yaml`.

"#]]);
    assert!(read(&repo, "content/citations/all.yaml").starts_with(REGISTRY), "what was there stays as it is");
    snapbox::assert_data_eq!(
        read(&repo, "content/citations/all.yaml").strip_prefix(REGISTRY).unwrap_or_default().to_owned(),
        str![[r#"

- id: roe2021
  type: article-journal
  title: Cold & DNA
  author:
    - {family: Roe, given: Kim}
    - {literal: World Health Organization}
  container-title: J Neck
  volume: 5
  issued: 2021
  PMID: "12345678"
  keyword: tier:review
  custom: {tier: review}

- id: j-neck-another-work
  type: article-journal
  title: Another work
  container-title: J Neck
  issued: 1999

"#]]
    );
    // A second time nothing is new.
    repo.run(&["import", "library.bib"]).code(0).stdout_eq(str![[r#"
0 of 4 sources are new in the registry

Sources
  line 1: @roe2021 is in content/citations/all.yaml already: title and publisher agree
  line 7: @doe19 is in content/citations/all.yaml already, as @doe-heat: both have the same DOI
  line 10: @doe-heat is in content/citations/all.yaml already, as @j-neck-another-work: title and publisher agree
  line 11: @roe-again is in content/citations/all.yaml already, as @roe2021: both have the same PMID

Not read
  line 13: the entry `torn` was not read, because a `}` is missing

Next
  Nothing was written: the registry has them all.

"#]]);
}

#[test]
fn several_files_go_where_to_says() {
    let repo = repository();
    let to = ["import", "library.bib", "web.ris", "--to", "content/citations/new.bib"];
    repo.run(&to).code(0).stderr_eq("").stdout_eq(str![[r#"
3 of 5 sources are new in the registry

Sources
  3 new in content/citations/new.bib: @roe2021, @j-neck-another-work, @nhs-stiff-neck
  library.bib, line 7: @doe19 is in content/citations/all.yaml already, as @doe-heat: both have the same DOI
  library.bib, line 10: another source has the key @doe-heat, so this one is @j-neck-another-work here: cite it by that
  library.bib, line 11: @roe-again is the same source as @roe2021: title and publisher agree

Not read
  library.bib, line 13: the entry `torn` was not read, because a `}` is missing

Next
  Run `medproof check content/citations/new.bib`.

"#]]);
    snapbox::assert_data_eq!(
        read(&repo, "content/citations/new.bib"),
        str![[r#"
@article{roe2021,
  author = {Roe, Kim and {World Health Organization}},
  title = {{Cold /& DNA}},
  journal = {J Neck},
  volume = {5},
  pmid = {12345678},
  year = {2021},
  keywords = {tier:review},
}

@article{j-neck-another-work,
  title = {{Another work}},
  journal = {J Neck},
  year = {1999},
}

@online{nhs-stiff-neck,
  author = {{NHS}},
  title = {{Stiff neck}},
  url = {https://example.org/stiff},
  urldate = {2024-05-03},
}

"#]]
    );
    repo.write(
        "more.json",
        r#"[{"id": "poe", "type": "book", "title": "A book", "x-own": 1, "attachments": ["a.pdf"]}]"#,
    );
    repo.run(&["import", "more.json", "--to", "content/citations/new.bib"]).code(0).stdout_eq(str![[r#"
1 of 1 source is new in the registry

Sources
  1 new in content/citations/new.bib: @poe

Not read
  fields that a registry does not have: “`attachments` (1)”

Next
  Run `medproof check content/citations/new.bib`.

"#]]);
    assert!(
        read(&repo, "content/citations/new.bib").ends_with("}\n\n@book{poe,\n  title = {{A book}},\n}\n")
    );
}

#[test]
fn a_registry_is_written_out_whole() {
    let repo = repository();
    repo.run(&["import", "content/citations", "--to", "out.ris"])
        .code(0)
        .stderr_eq("")
        .stdout_eq("1 source is in out.ris\n");
    assert_eq!(
        read(&repo, "out.ris"),
        "TY  - JOUR\nID  - doe-heat\nTI  - Heat for necks: a trial\nT2  - J Neck\nPY  - 2019\nDO  - 10.5555/heat\nER  - \n"
    );
    repo.run(&["import", "out.ris", "--to", "out.json"]).code(0).stdout_eq("1 source is in out.json\n");
    repo.run(&["import", "out.json", "--to", "out.yaml"]).code(0).stdout_eq("1 source is in out.yaml\n");
    assert_eq!(read(&repo, "out.yaml"), REGISTRY);
    repo.run(&["import", "out.json", "--to", "out.yaml"]).code(2).stdout_eq("").stderr_eq(
        "medproof: `out.yaml` is there already: choose another path with --to, or remove that file first; nothing was written\n",
    );
}

#[test]
fn dates_in_all_forms_of_a_registry_are_written_out() {
    let registry = "- {id: day, type: webpage, title: One, issued: [{year: 2014, month: 3, day: 4}], accessed: [{year: 2021, month: 5, day: 6}]}\n\
                    - {id: raw, type: book, title: Two, issued: {raw: 2020-05}}\n\
                    - {id: named, type: book, title: Three, issued: {year: 2019}}\n\
                    - {id: range, type: book, title: Four, issued: [{year: 2018, month: 5}, {year: 2018, month: 6}]}\n\
                    - {id: season, type: book, title: Five, issued: {season: spring, year: 2017}}\n\
                    - {id: circa, type: book, title: Six, issued: {literal: ca. 2016}}\n";
    let repo = Repo::new(&[("content/citations/all.yaml", registry)]);
    repo.run(&["import", "content/citations", "--to", "out.bib"])
        .code(0)
        .stdout_eq("6 sources are in out.bib\n");
    let written = read(&repo, "out.bib");
    let dates = written.lines().map(str::trim).filter(|line| {
        ["year", "date", "urldate"]
            .iter()
            .any(|name| line.split_once(" =").is_some_and(|(known, _)| known.trim() == *name))
    });
    assert_eq!(
        dates.collect::<Vec<_>>(),
        [
            "urldate = {2021-05-06},",
            "year = {2014},",
            "date = {2014-03-04},",
            "year = {2020},",
            "date = {2020-05},",
            "year = {2019},",
            "year = {2018-05/2018-06},",
            "year = {2017},",
            "year = {ca. 2016},"
        ]
    );
    repo.run(&["import", "content/citations", "--to", "out.ris"])
        .code(0)
        .stdout_eq("6 sources are in out.ris\n");
    let written = read(&repo, "out.ris");
    let dates = written.lines().filter(|line| ["PY", "DA", "Y2"].iter().any(|tag| line.starts_with(tag)));
    assert_eq!(
        dates.collect::<Vec<_>>(),
        [
            "PY  - 2014",
            "DA  - 2014/03/04",
            "Y2  - 2021/05/06",
            "PY  - 2020",
            "DA  - 2020/05//",
            "PY  - 2019",
            "PY  - 2018",
            "PY  - 2017",
            "PY  - ca. 2016"
        ]
    );
}

#[test]
fn what_cannot_be_imported_is_said() {
    let repo = repository();
    repo.write("empty.bib", "");
    repo.write("words.bib", "no entries here\n");
    repo.write("package.json", "{\"name\": \"a\"}");
    repo.write("broken.yaml", "- id: a\n  title: [b\n");
    for (words, said) in [
        (&["import", "empty.bib"][..], "`empty.bib` was not imported: it holds no sources"),
        (&["import", "words.bib"], "`words.bib` was not imported: line 1: this file has no BibTeX entry"),
        (&["import", "package.json"], "`package.json` was not imported: it holds no sources"),
        (&["import", "broken.yaml"], "`broken.yaml` was not imported: line 2: `[` is never closed"),
        (&["import", "gone.bib"], "there is no file `gone.bib`"),
        (&["import", "content/articles"], "no file in `content/articles` is a library of sources"),
        (
            &["import", "library.bib", "--to", "content/articles/a.md"],
            "`content/articles/a.md` is in no folder of sources",
        ),
        (
            &["import", "library.bib", "--to", "out.csv"],
            "sources are written as .yaml, .json, .bib or .ris, and `out.csv` is none of these",
        ),
        (
            &["import", "library.bib", "--to", "content/citations/new.nbib"],
            "sources are written as .yaml, .json, .bib or .ris, and `content/citations/new.nbib` is none of these",
        ),
        (
            &["import", "content/citations/all.yaml"],
            "`content/citations/all.yaml` is part of this repository's registry already: to write its sources in another format, choose a path outside the folders of sources with --to",
        ),
    ] {
        repo.run(words).code(2).stdout_eq("").stderr_eq(format!("medproof: {said}; nothing was written\n"));
    }
    assert_eq!(read(&repo, "content/citations/all.yaml"), REGISTRY);
}

#[test]
fn a_library_may_come_from_stdin() {
    let repo = repository();
    medproof(&repo.path("."))
        .args(["import", "-", "--dry-run"])
        .stdin(RIS)
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
diff --git a/content/citations/all.yaml b/content/citations/all.yaml
--- a/content/citations/all.yaml
+++ b/content/citations/all.yaml
@@ -4,3 +4,11 @@
   container-title: J Neck
   issued: 2019
   DOI: 10.5555/heat
+
+- id: nhs-stiff-neck
+  type: webpage
+  title: Stiff neck
+  author:
+    - {literal: NHS}
+  URL: https://example.org/stiff
+  accessed: 2024-05-03

"#]])
        .stderr_eq(str![[r#"
1 of 1 source would be new in the registry

Sources
  1 new in content/citations/all.yaml: @nhs-stiff-neck

Next
  Run the command without --dry-run to write these files.

"#]]);
}
