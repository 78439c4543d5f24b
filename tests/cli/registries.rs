//! Registries of sources as reference managers write them: `.bib`, `.ris`, `.nbib`, and JSON and YAML with a list within.

use std::fs;

use snapbox::str;

use crate::repo::{CLEAN_PAGE, Repo};

const BIB: &str = "\
@string{pain = \"Pain\"}

@article{novak2025,
  title = {Heat for {NHS} nurses with n{\\\"a}ck strain},
  author = {Nov{\\'a}k, Tom{\\'a}{\\v{s}} and {World Health Organization}},
  journal = pain,
  year = {2025},
  doi = {https://doi.org/10.1000/HEAT},
}

@online{whiplash,
  title = {Whiplash},
  url = {www.nhs.uk/whiplash},
  urldate = {soon, 5},
}

@article{broken,
  title = {Cold {for neck strain},
  year = {2025}
}

% medproof: allow schema/invalid-field -- the journal prints it so
@article{okoro2025,
  title = {Collars},
  journal = pain,
  year = {20X5},
}
";

const RIS: &str = "TY  - JOUR\r\nTI  - Collars for\r\n      whiplash\r\nT2  - Pain\r\nPY  - 2025\r\nDO  - 10.1000/collars\r\nER  - \r\n\r\nTY  - ELEC\r\nTI  - Neck pain\r\nPY  - 20 25\r\nER  - \r\n";

const NBIB: &str = "PMID- 99900001\nTI  - Exercise for neck strain.\nDP  - 2025 Feb 15\nLID - 10.1000/exercise [doi]\nJT  - Pain\nPT  - Journal Article\n\nPMID- 99900002\nDP  - 2025\nPT  - Journal Article\n";

fn page(text: &str) -> String {
    format!("{CLEAN_PAGE}\n{text}\n")
}

fn repo() -> Repo {
    let cites = page(
        "Heat helps [@novak2025], cold does not [@broken; @okoro2025]. See the NHS [@whiplash; @novak2052]. Collars do not [@doi:10.1000/collars], exercise does [@pmid:99900001; @pmid:99900002].",
    );
    Repo::with_clean_page(&[
        ("content/articles/neck-pain.md", &cites),
        ("content/citations/library.bib", BIB),
        ("content/citations/scopus.ris", RIS),
        ("content/citations/pubmed.nbib", NBIB),
    ])
}

#[test]
fn each_finding_speaks_of_the_file_as_it_is_written() {
    repo().check(&["--advice"]).code(1).stdout_eq(str![[r#"
content/articles/neck-pain.md:10:87: error citation/undefined no source has the key `novak2052`
content/citations/library.bib:8:10: warning citation/identifier-invalid write only the DOI, without `https://doi.org/`
content/citations/library.bib:12:12: warning citation/reference-incomplete “Whiplash” is a web page, and its reference has no author or publisher
content/citations/library.bib:13:10: error schema/invalid-field `url` must be a full web address, not `www.nhs.uk/whiplash`
content/citations/library.bib:14:14: error schema/invalid-field `urldate` must be a date, not `soon, 5`
content/citations/library.bib:17:10: error schema/malformed-entry the entry `broken` was not read, because a `}` is missing
content/citations/library.bib:24:12: warning citation/reference-incomplete “Collars” is an article, and its reference has no volume or pages
content/citations/pubmed.nbib:10:22: error schema/invalid-field `TI` (title of the source) is missing
content/citations/scopus.ris:11:7: error schema/invalid-field `PY` must be a date, not `20 25`
content/citations/scopus.ris:11:12: warning schema/invalid-field `ID` (citation key) is missing

"#]]).stderr_eq("");
}

#[test]
fn helps_are_in_the_words_of_the_file() {
    let repo = repo();
    repo.check(&["--format", "human", "--select", "schema"])
        .code(1)
        .stdout_eq(str![[r#"
error schema/invalid-field

  × `url` must be a full web address, not `www.nhs.uk/whiplash`
    ╭─[content/citations/library.bib:13:10]
 12 │   title = {Whiplash},
 13 │   url = {www.nhs.uk/whiplash},
    ·          ───────────────────
 14 │   urldate = {soon, 5},
    ╰────
  help: Begin it with the protocol: `https://www.nhs.uk/whiplash`.

error schema/invalid-field

  × `urldate` must be a date, not `soon, 5`
    ╭─[content/citations/library.bib:14:14]
 13 │   url = {www.nhs.uk/whiplash},
 14 │   urldate = {soon, 5},
    ·              ───────
 15 │ }
    ╰────
  help: Write year-month-day, as in `2026-05-14`.

error schema/malformed-entry

  × the entry `broken` was not read, because a `}` is missing
    ╭─[content/citations/library.bib:17:10]
 17 │ @article{broken,
    ·          ──────
 18 │   title = {Cold {for neck strain},
    ·           ┬
    ·           ╰── this brace is never closed
 19 │   year = {2025}
    ╰────
  help: Add the brace where the value or the entry ends.

error schema/invalid-field

  × `TI` (title of the source) is missing
    ╭─[content/citations/pubmed.nbib:10:22]
  9 │ DP  - 2025
 10 │ PT  - Journal Article
    ·                      ▲
    ╰────
  help: Add it, for example `TI  - Cervical Dystonia`.

error schema/invalid-field

  × `PY` must be a date, not `20 25`
    ╭─[content/citations/scopus.ris:11:7]
 10 │ TI  - Neck pain
 11 │ PY  - 20 25
    ·       ─────
 12 │ ER  -
    ╰────
  help: Write the year with four digits, as in `2026`.

warning schema/invalid-field

  ⚠ `ID` (citation key) is missing
    ╭─[content/citations/scopus.ris:11:12]
 10 │ TI  - Neck pain
 11 │ PY  - 20 25
    ·            ▲
 12 │ ER  -
    ╰────
  help: Add it, for example `ID  - smith2020`.

5 errors and 1 warning in 3 of 5 files.
1 finding is allowed, with a reason.

"#]])
        .stderr_eq("");
}

/// Zotero writes no keys into RIS: a library of a thousand records must not give a thousand findings.
#[test]
fn records_without_a_key_are_one_finding_of_their_file() {
    let record =
        |lines: &str| format!("TY  - BOOK\n{lines}TI  - Neck pain, part {}\nER  - \n\n", lines.len());
    let text =
        record("AU  - Lee, A\n") + &record("ID  - lee\n") + &record("") + &record("DO  - 10.1000/182\n");
    let repo = Repo::with_clean_page(&[("content/citations/zotero.ris", &text)]);
    repo.check(&["--format", "human", "--select", "schema"])
        .code(0)
        .stdout_eq(str![[r#"
warning schema/invalid-field

  ⚠ 2 records of this file have no `ID` (citation key), and this is the first
   ╭─[content/citations/zotero.ris:3:25]
 2 │ AU  - Lee, A
 3 │ TI  - Neck pain, part 13
   ·                         ▲
 4 │ ER  -
   ╰────
  help: Give each record that a page cites a line such as `ID  - smith2020`, or let `medproof
        import` make a registry with keys of the file.

1 warning in 1 of 3 files.
1 piece of advice is not shown; --advice shows it.

"#]])
        .stderr_eq("");
}

#[test]
fn a_fix_writes_in_the_syntax_of_the_file() {
    let repo = repo();
    repo.check(&["--fix", "--select", "citation/identifier-invalid"]).code(0).stdout_eq("").stderr_eq(str![
        [r#"
medproof: 1 finding fixed in 1 file (citation/identifier-invalid: 1)

"#]
    ]);
    let text = fs::read_to_string(repo.path("content/citations/library.bib")).unwrap();
    assert_eq!(text, BIB.replace("https://doi.org/10.1000/HEAT", "10.1000/heat"));
}

#[test]
fn a_key_is_renamed_in_its_file_and_wherever_it_is_cited() {
    let repo = repo();
    let bib = BIB.replace("@article{broken,\n  title = {Cold {for", "@article{broken,\n  title = {Cold for");
    repo.write("content/citations/library.bib", &bib);
    repo.run(&["mv", "@novak2025", "novak-heat"]).code(0);
    let text = fs::read_to_string(repo.path("content/citations/library.bib")).unwrap();
    assert_eq!(text, bib.replace("{novak2025,", "{novak-heat,"));
    let cites = fs::read_to_string(repo.path("content/articles/neck-pain.md")).unwrap();
    assert!(cites.contains("[@novak-heat]"), "{cites}");
    // What goes by its PMID has no key that could be another.
    repo.run(&["mv", "@pmid:99900001", "exercise"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: the entry in `content/citations/pubmed.nbib` has no key of its own: it goes by its identifier, `pmid:99900001`, which cannot be another; nothing was renamed

"#]]);
}

#[test]
fn a_source_that_is_listed_twice_is_taken_out_with_its_lines() {
    let twice = "@book{a,\n  title = {Anatomy of the neck},\n  publisher = {Ex Press},\n  isbn = {978-0-19-024655-6},\n  year = 2025\n}\n\n@book{b,\n  title = {Anatomy of the neck},\n  publisher = {Ex Press},\n  isbn = {9780190246556},\n  year = 2025\n}\n";
    let repo = Repo::with_clean_page(&[
        ("content/articles/neck-pain.md", &page("Bones [@a]. Muscles [@b].")),
        ("content/citations/library.bib", twice),
    ]);
    repo.check(&["--unsafe-fixes", "--select", "citation/duplicate-source"]).code(0).stdout_eq("");
    let text = fs::read_to_string(repo.path("content/citations/library.bib")).unwrap();
    assert_eq!(text, twice.split("\n@book{b").next().unwrap());
    let cites = fs::read_to_string(repo.path("content/articles/neck-pain.md")).unwrap();
    assert!(cites.contains("Bones [@a]. Muscles [@a]."), "{cites}");
}

#[test]
fn a_bibliography_is_read_wherever_a_page_or_book_names_it() {
    let cites = "---\ntitle: All About Neck Pain\nstatus: published\nauthors: [ron]\nreviewers: [lee]\nbibliography: [refs/own.bib, shared.ris, refs/typo.bib]\n---\n\nHeat [@own], cold [@shared], rest [@book], ice [@nobody].\n";
    let repo = Repo::with_clean_page(&[
        ("content/articles/neck-pain.md", cites),
        ("content/articles/refs/own.bib", "@book{own, title={Own}, year=2025}"),
        ("shared.ris", "TY  - BOOK\nID  - shared\nTI  - Shared\nER  - \n"),
        ("other/unread.bib", "@book{nobody, title={Unread}}"),
        ("content/_quarto.yml", "project: {type: book}\nbibliography: [book.json, gone.bib]\n"),
        ("content/book.json", "[{\"id\": \"book\", \"type\": \"book\", \"title\": \"Book\"}]"),
    ]);
    repo.check(&["--advice"]).code(1).stdout_eq(str![[r#"
content/_quarto.yml:2:27: warning citation/bibliography-missing the bibliography `gone.bib` is not in this repository, so the citations of these pages were not checked
content/articles/neck-pain.md:6:42: error citation/bibliography-missing there is no bibliography `refs/typo.bib`
content/articles/refs/own.bib:1:19: warning citation/reference-incomplete “Own” is a book, and its reference has no publisher
content/book.json:1:42: warning citation/reference-incomplete “Book” is a book, and its reference has no year or publisher
shared.ris:3:7: warning citation/reference-incomplete “Shared” is a book, and its reference has no year or publisher

"#]]).stderr_eq("");
    // Once the names are right, keys that no file has are reported.
    repo.write("content/articles/neck-pain.md", cites.replace(", refs/typo.bib", ""));
    repo.write("content/_quarto.yml", "project: {type: book}\nbibliography: [book.json]\n");
    repo.check(&["--advice"]).code(1).stdout_eq(str![[r#"
content/articles/neck-pain.md:9:49: error citation/undefined no source has the key `nobody`
content/articles/refs/own.bib:1:19: warning citation/reference-incomplete “Own” is a book, and its reference has no publisher
content/book.json:1:42: warning citation/reference-incomplete “Book” is a book, and its reference has no year or publisher
shared.ris:3:7: warning citation/reference-incomplete “Shared” is a book, and its reference has no year or publisher

"#]]);
}

#[test]
fn an_export_beside_a_registry_is_never_left_out_in_silence() {
    let repo = Repo::with_clean_page(&[
        ("medproof.yaml", "collections:\n  citations: {files: \"refs/*.yaml\"}\n"),
        ("refs/a.yaml", "- {id: a, type: book, title: A}\n"),
        ("refs/new/b.bib", "@book{b, title={B}}\n"),
        ("refs/old.bib", "@book{c, title={C}}\n"),
        ("tests/d.bib", "@book{d, title={D}}\n"),
        ("content/articles/neck-pain.md", &page("Bones [@a].")),
    ]);
    repo.check(&["--advice"]).code(1).stdout_eq(str![[r#"
refs/a.yaml:1:30: warning citation/reference-incomplete “A” is a book, and its reference has no year or publisher
refs/new/b.bib:1:1: error schema/unreadable this file is in a folder of sources, but it was not read, because `collections` in medproof.yaml does not claim it
refs/old.bib:1:1: error schema/unreadable this file is in a folder of sources, but it was not read, because `collections` in medproof.yaml does not claim it

"#]]).stderr_eq("");
    repo.write(
        "medproof.yaml",
        "collections:\n  citations: {files: [\"refs/*.yaml\", \"refs/new/*\"]}\nexclude: [refs/old.bib]\n",
    );
    repo.check(&["--select", "schema"]).code(0).stdout_eq("").stderr_eq("");
}

#[test]
fn lists_within_yaml_and_json_are_read() {
    let repo = Repo::with_clean_page(&[
        ("content/articles/neck-pain.md", &page("Bones [@a]. Muscles [@lee2025]. Nerves [@nobody].")),
        (
            "content/citations/pandoc.yaml",
            "---\nreferences:\n- id: a\n  type: book\n  title: A\n  DOI: https://doi.org/10.1000/a\n...\n",
        ),
        (
            "content/citations/better.json",
            "{\"items\": [{\"itemType\": \"book\", \"title\": \"B\", \"date\": \"May 2025\", \"citationKey\": \"lee2025\", \"ISBN\": \"9780190246557\"}]}\n",
        ),
    ]);
    repo.check(&["--advice"]).code(1).stdout_eq(str![[r#"
content/articles/neck-pain.md:10:41: error citation/undefined no source has the key `nobody`
content/citations/better.json:1:42: warning citation/reference-incomplete “B” is a book, and its reference has no publisher
content/citations/better.json:1:102: error citation/identifier-invalid `9780190246557` is not an ISBN: the check digit is wrong
content/citations/pandoc.yaml:5:10: warning citation/reference-incomplete “A” is a book, and its reference has no year or publisher
content/citations/pandoc.yaml:6:8: warning citation/identifier-invalid write only the DOI, without `https://doi.org/`

"#]]).stderr_eq("");
}

#[test]
fn a_library_is_one_line_and_not_a_thousand() {
    let entry = |nth: usize| {
        format!("@article{{k{nth}, title={{Title number {nth}}}, journal={{Pain}}, year=1999}}\n")
    };
    let library: String = (0..40).map(entry).collect();
    let repo = Repo::with_clean_page(&[
        ("content/articles/neck-pain.md", &page("Bones [@k3].")),
        ("content/citations/library.bib", &library),
    ]);
    repo.check(&["--advice"]).code(0).stdout_eq(str![[r#"
content/citations/library.bib:1:10: advice citation/uncited no page cites `k0` and 38 more sources of this file
content/citations/library.bib:4:21: warning citation/reference-incomplete “Title number 3” is an article, and its reference has no volume or pages
content/citations/library.bib:4:59: advice citation/source-too-old “Title number 3” is from 1999, and research may be 5 years old at most

"#]]).stderr_eq("");
}

/// A registry that is not the export of a program is the editor's to keep, so that it stays a warning.
#[test]
fn a_registry_of_which_little_is_cited_is_one_line() {
    let sources = |number: usize| -> String {
        (0..number)
            .map(|nth| format!("- id: k{nth}\n  type: webpage\n  title: Title number {nth}\n"))
            .collect()
    };
    let check = |sources: &str| {
        let repo = Repo::with_clean_page(&[
            ("content/articles/neck-pain.md", &page("Bones [@k3] [@k4].")),
            ("content/citations/all.yaml", sources),
        ]);
        repo.check(&["--select", "citation/uncited"]).code(0)
    };
    check(&sources(104)).stdout_eq(str![[r#"
content/citations/all.yaml:1:7: warning citation/uncited no page cites `k0` and 101 more sources of this file

"#]]);
    // Few are named one by one.
    let named = check(&sources(102)).get_output().stdout.clone();
    assert_eq!(String::from_utf8_lossy(&named).matches("no page cites the source `k").count(), 100);
}
