//! `medproof check --fix`, `--unsafe-fixes` and `--diff`.

use std::fs;
use std::process::Command;

use snapbox::str;

use crate::repo::Repo;

/// A DOI in the form of an address, in a file that holds all that a fix must keep.
const SOURCES: &str = "\u{feff}# kept\r\n- id: nascet   # kept\r\n  type: \"article-journal\"\r\n  title: 'The trial'\r\n  container-title: J\r\n  issued: 2024-01-01\r\n  DOI: 'https://doi.org/10.1056/NEJM199108153250701'\r\n";
const MENDED: &str = "\u{feff}# kept\r\n- id: nascet   # kept\r\n  type: \"article-journal\"\r\n  title: 'The trial'\r\n  container-title: J\r\n  issued: 2024-01-01\r\n  DOI: '10.1056/nejm199108153250701'\r\n";

/// One finding with a safe fix, one with an unsafe fix, one without.
fn flawed() -> Repo {
    Repo::with_clean_page(&[
        ("content/citations/papers.yaml", SOURCES),
        (
            "content/articles/neck-spasm.md",
            "---\ntitle: Neck Spasm\nstatus: published\nauthors: [ron]\nreviewers: [\"le\", lee]\n---\n\nText [@nascet].\n\nSee [all](nek-pain.md) and [none](https://example.org).\n\n[Gone](gone.md)\n",
        ),
    ])
}

fn read(repo: &Repo, path: &str) -> String {
    fs::read_to_string(repo.path(path)).unwrap()
}

#[test]
fn fix_mends_what_is_safe_and_keeps_every_other_byte() {
    let repo = flawed();
    let page = read(&repo, "content/articles/neck-spasm.md");
    repo.check(&["--fix"])
        .code(1)
        .stdout_eq(str![[r#"
content/articles/neck-spasm.md:5:13: error review/person-unresolved the reviewer `le` has no bio in this repository
content/articles/neck-spasm.md:10:11: error link/target-missing there is no page at `content/articles/nek-pain.md`
content/articles/neck-spasm.md:12:8: error link/target-missing there is no page at `content/articles/gone.md`

"#]])
        .stderr_eq(str![[r#"
medproof: 1 finding fixed in 1 file (citation/identifier-invalid: 1)

"#]]);
    assert_eq!(read(&repo, "content/citations/papers.yaml"), MENDED);
    assert_eq!(read(&repo, "content/articles/neck-spasm.md"), page);
    repo.check(&["--fix", "--format", "human", "--select", "citation"])
        .code(0)
        .stdout_eq(str![[r#"
4 files checked: nothing to report.

"#]])
        .stderr_eq(str![[r#"
medproof: no finding could be fixed

"#]]);
}

#[test]
fn unsafe_fixes_are_applied_where_they_are_asked_for() {
    let repo = flawed();
    repo.check(&["--unsafe-fixes"])
        .code(1)
        .stdout_eq(str![[r#"
content/articles/neck-spasm.md:12:8: error link/target-missing there is no page at `content/articles/gone.md`

"#]])
        .stderr_eq(str![[r#"
medproof: 3 findings fixed in 2 files (citation/identifier-invalid: 1, link/target-missing: 1, review/person-unresolved: 1)

"#]]);
    assert_eq!(
        read(&repo, "content/articles/neck-spasm.md"),
        "---\ntitle: Neck Spasm\nstatus: published\nauthors: [ron]\nreviewers: [\"lee\", lee]\n---\n\nText [@nascet].\n\nSee [all](neck-pain.md) and [none](https://example.org).\n\n[Gone](gone.md)\n",
    );
}

#[test]
fn a_diff_changes_nothing_and_can_be_applied() {
    let repo = flawed();
    let output = repo.check(&["--diff", "--unsafe-fixes"]).code(1).stderr_eq(str![[r#"
medproof: 3 findings would be fixed in 2 files (citation/identifier-invalid: 1, link/target-missing: 1, review/person-unresolved: 1)

"#]]);
    let diff = output.get_output().stdout.clone();
    assert_eq!(read(&repo, "content/citations/papers.yaml"), SOURCES);
    repo.check(&["--diff", "--select", "link"]).code(1).stdout_eq("").stderr_eq(str![[r#"
medproof: no fix would change anything

"#]]);
    repo.write("all.patch", &diff);
    let applied =
        Command::new("git").args(["apply", "all.patch"]).current_dir(repo.path("")).status().unwrap();
    assert!(applied.success());
    let by_git =
        (read(&repo, "content/citations/papers.yaml"), read(&repo, "content/articles/neck-spasm.md"));
    let other = flawed();
    other.check(&["--unsafe-fixes"]).code(1);
    let by_us =
        (read(&other, "content/citations/papers.yaml"), read(&other, "content/articles/neck-spasm.md"));
    assert_eq!(by_git, by_us);
    assert_eq!(by_us.0, MENDED);
}

#[test]
fn only_what_was_asked_for_is_mended() {
    let repo = flawed();
    repo.check(&["content/articles", "--unsafe-fixes", "--select", "review"]).code(0).stderr_eq(str![[r#"
medproof: 1 finding fixed in 1 file (review/person-unresolved: 1)

"#]]);
    assert_eq!(read(&repo, "content/citations/papers.yaml"), SOURCES);
}

#[test]
fn a_text_on_stdin_is_printed_with_its_fixes() {
    let repo = flawed();
    let path = "content/citations/papers.yaml";
    let stdin = SOURCES.replace("DOI: ", "PMID: 0\r\n  DOI: ");
    let output =
        repo.check_stdin(&["--fix", "--stdin-filename", path], &stdin).code(1).stderr_eq(str![[r#"
medproof: 1 finding fixed in 1 file (citation/identifier-invalid: 1)
content/citations/papers.yaml:7:9: error citation/identifier-invalid `0` is not a PMID

"#]]);
    let mended = MENDED.replace("DOI: ", "PMID: 0\r\n  DOI: ");
    assert_eq!(String::from_utf8(output.get_output().stdout.clone()).unwrap(), mended);
    assert_eq!(read(&repo, path), SOURCES);

    // A fix that would have to change other files too is left alone, and so is a text that cannot be read.
    let page = "---\ntitle: Neck Spasm\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\nText.\n";
    let words = ["--fix", "--stdin-filename", "content/articles/neck-spasm.md"];
    repo.check_stdin(&words, page).code(0).stdout_eq(page);
    repo.check_stdin(&words, "---\ntitle: \"A\n---\n").code(1).stdout_eq("---\ntitle: \"A\n---\n");
}

#[test]
fn identifiers_in_quotes_are_mended_within_them() {
    let yaml = "- id: a\n  type: article-journal\n  title: Heat\n  container-title: Pain\n  issued: 2020\n  PMID: \"https://pubmed.ncbi.nlm.nih.gov/33301242/\"\n\
                - {id: b, type: article-journal, title: Cold, container-title: Pain, issued: 2020, PMID: 'https://pubmed.ncbi.nlm.nih.gov/33301243/', PMCID: \"https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/\"}\n";
    let json = "[{\"id\": \"c\", \"type\": \"article-journal\", \"title\": \"Rest\", \"container-title\": \"Pain\", \"issued\": \"2020\",\n\
                  \"PMID\": \"https://pubmed.ncbi.nlm.nih.gov/33301244/\", \"PMCID\": \"https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234568/\"}]\n";
    let repo = Repo::new(&[("content/citations/a.yaml", yaml), ("content/citations/c.json", json)]);
    repo.check(&["--fix", "--select", "citation/identifier-invalid"]).code(0).stderr_eq(str![[r#"
medproof: 5 findings fixed in 2 files (citation/identifier-invalid: 5)

"#]]);
    let mended = |text: &str| {
        text.replace("https://pubmed.ncbi.nlm.nih.gov/", "")
            .replace("https://www.ncbi.nlm.nih.gov/pmc/articles/", "")
            .replace("/\"", "\"")
            .replace("/'", "'")
    };
    assert_eq!(read(&repo, "content/citations/a.yaml"), mended(yaml));
    assert_eq!(read(&repo, "content/citations/c.json"), mended(json));
}

/// A list whose entries are no links may hold more than headings.
#[test]
fn words_in_a_table_of_contents_are_taken_out_only_where_a_person_looks_at_it() {
    let page = "---\ntitle: Neck Spasm\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\nIn This Article:\n\n- Heat\n- Cold\n- Call 911 if you cannot move your arms\n\n## Heat\n\nIt helps.\n\n## Cold\n\nIt helps, too.\n";
    let path = "content/articles/neck-spasm.md";
    let repo = Repo::with_clean_page(&[(path, page)]);
    repo.check(&["--fix"])
        .code(0)
        .stdout_eq(str![[r#"
content/articles/neck-spasm.md:12:3: warning structure/toc-stale this page has no heading “Call 911 if you cannot move your arms”

"#]])
        .stderr_eq(str![[r#"
medproof: no finding could be fixed

"#]]);
    assert_eq!(read(&repo, path), page);
}

/// What is new takes the line end of the line above it, which keeps its own.
#[test]
fn lines_of_two_kinds_of_ends_keep_theirs() {
    let front_matter = "---\ntitle: Neck Spasm\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\n";
    let (above, below) = (
        "In This Article:\r\n\r\n- [Heat](#heat)\r\n- [Cold](#cold)\r\n",
        "\r\n## Heat\r\n\r\nIt helps.\r\n\r\n## Cold\r\n\r\nIt helps, too.\r\n\r\n## Rest\r\n\r\nSo does rest.\r\n",
    );
    let path = "content/articles/neck-spasm.md";
    let repo = Repo::with_clean_page(&[(path, &format!("{front_matter}{above}{below}"))]);
    repo.check(&["--fix"]).code(0).stdout_eq("");
    assert_eq!(read(&repo, path), format!("{front_matter}{above}- [Rest](#rest)\r\n{below}"));
}

/// The only page of nearly this name is a draft, and readers cannot open that.
#[test]
fn a_fix_that_brings_another_finding_is_left_out() {
    let page = "---\ntitle: Neck Spasm\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\nSee Neck Strian Symptoms\n";
    let repo = Repo::with_clean_page(&[
        ("content/articles/neck-spasm.md", page),
        (
            "content/articles/neck-strain-symptoms.md",
            "---\ntitle: Neck Strain Symptoms\nstatus: draft\nauthors: [ron]\n---\n\nText.\n",
        ),
    ]);
    repo.check(&["--unsafe-fixes"])
        .code(1)
        .stdout_eq(str![[r#"
content/articles/neck-spasm.md:8:5: error link/see-unresolved no page is called “Neck Strian Symptoms”

"#]])
        .stderr_eq(str![[r#"
medproof: `content/articles/neck-spasm.md`: a fix of link/see-unresolved was left out (replace with `Neck Strain Symptoms`), because link/see-to-unpublished would then have something new to report
medproof: no finding could be fixed

"#]]);
    assert_eq!(read(&repo, "content/articles/neck-spasm.md"), page);
}

#[cfg(unix)]
#[test]
fn where_one_file_cannot_be_written_the_others_are() {
    use std::os::unix::fs::PermissionsExt;
    let repo = flawed();
    let file = repo.path("content/citations/papers.yaml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let page = read(&repo, "content/articles/neck-spasm.md");
    repo.check(&["--unsafe-fixes"]).code(2).stderr_eq(str![[r#"
medproof: `[..]/content/citations/papers.yaml` could not be written (permission denied); it was left as it was
[..]

"#]]);
    assert_ne!(read(&repo, "content/articles/neck-spasm.md"), page);
    assert_eq!(read(&repo, "content/citations/papers.yaml"), SOURCES);
}

#[cfg(unix)]
#[test]
fn a_mended_file_keeps_its_mode_and_its_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let repo = flawed();
    let (file, kept) = (repo.path("content/citations/papers.yaml"), repo.path("papers.kept"));
    fs::rename(&file, &kept).unwrap();
    fs::set_permissions(&kept, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("../../papers.kept", &file).unwrap();
    repo.check(&["--fix"]).code(1);
    assert!(fs::symlink_metadata(&file).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&kept).unwrap(), MENDED);
    assert_eq!(fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_patch_of_a_file_with_lone_carriage_returns_applies() {
    let page = "---\rtitl: All About It\rstatus: draft\r---\r\rText.\r";
    for ends in
        [page.to_owned(), page.replace("\r---", "\n---"), page.trim_end().to_owned(), format!("{page}\n")]
    {
        let repo = Repo::committed(&[("content/articles/a.md", &ends)]);
        let patch = repo.check(&["--unsafe-fixes", "--diff"]).get_output().stdout.clone();
        repo.write("all.patch", &patch);
        repo.git(&["apply", "all.patch"]);
        let fixed = read(&repo, "content/articles/a.md");
        assert_eq!(fixed, ends.replacen("titl:", "title:", 1));
    }
}

#[test]
fn all_references_that_nothing_cites_at_the_end_of_a_list_go_in_one_run() {
    let path = "content/articles/neck-spasm.md";
    let head = "---\ntitle: Neck Spasm\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\nHeat helps [1-28].\n\n## References\n\n";
    let list = |numbers: std::ops::RangeInclusive<usize>| -> String {
        numbers
            .map(|nth| format!("{nth}. Lee A. Back study {nth}. Spine J. 20{nth:02};{nth}(1):1-9.\n"))
            .collect()
    };
    let (head, others) = (format!("{head}{}", list(1..=28)), list(29..=55));
    let repo = Repo::with_clean_page(&[(path, &format!("{head}{others}"))]);
    repo.check(&["--unsafe-fixes", "--select", "citation/uncited"]).code(0).stdout_eq("").stderr_eq(str![[
        r#"
medproof: 27 findings fixed in 1 file (citation/uncited: 27)

"#
    ]]);
    assert_eq!(read(&repo, path), head);
}
