//! `medproof.yaml`.

use snapbox::str;

use crate::repo::{CLEAN_PAGE, Repo};

fn with_config(config: &str) -> Repo {
    Repo::with_clean_page(&[
        ("medproof.yaml", config),
        (
            "content/articles/old/a.md",
            "---\ntitle: A\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\n[x](gone.md)\n\nSee Nothing Known\n",
        ),
    ])
}

#[test]
fn rules_are_switched_off_and_set() {
    with_config("rules:\n  link/target-missing: warning\n  link/see-unresolved: off\n")
        .check(&[])
        .code(0)
        .stdout_eq(str![[r#"
content/articles/old/a.md:8:5: warning link/target-missing there is no page at `content/articles/old/gone.md`

"#]]);
    with_config("rules:\n  link: advice\n").check(&["--advice"]).code(0).stdout_eq(str![[r#"
content/articles/old/a.md:8:5: advice link/target-missing there is no page at `content/articles/old/gone.md`
content/articles/old/a.md:10:5: advice link/see-unresolved no page is called “Nothing Known”

"#]]);
}

#[test]
fn overrides_hold_for_their_paths() {
    let config = "overrides:\n  - files: content/articles/old/**\n    rules: {link: off}\n";
    with_config(config).check(&[]).code(0).stdout_eq("");
    let config = "overrides:\n  - files: [content/articles/*.md]\n    rules: {link: off}\n";
    with_config(config).check(&[]).code(1);
}

#[test]
fn fail_on_is_a_setting_that_the_argument_beats() {
    let repo = with_config("fail-on: never\n");
    repo.check(&[]).code(0);
    repo.check(&["--fail-on", "error"]).code(1);
}

#[test]
fn unknown_keys_rules_and_values_are_errors_at_their_place() {
    let config = "colections: {}\nrules:\n  link/see-unresolvd: off\n  link/target-missing: loud\nfail-on: allways\noverrides:\n  - files: 'a{b'\n    rules: {}\n";
    with_config(config).check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × unknown setting `colections`
   ╭─[medproof.yaml:1:1]
 1 │ colections: {}
   · ──────────
 2 │ rules:
   ╰────
  help: Did you mean `collections`?

  × `link/target-missing` must be `off`, `error`, `warning`, `advice` or fields such as `severity`,
  │ not the text `loud`
   ╭─[medproof.yaml:4:24]
 3 │   link/see-unresolvd: off
 4 │   link/target-missing: loud
   ·                        ────
 5 │ fail-on: allways
   ╰────

  × `fail-on` must be one of `error`, `warning`, `advice`, `never`
   ╭─[medproof.yaml:5:10]
 4 │   link/target-missing: loud
 5 │ fail-on: allways
   ·          ───────
 6 │ overrides:
   ╰────

  × `rules` is empty in an item of `overrides`
   ╭─[medproof.yaml:8:5]
 7 │   - files: 'a{b'
 8 │     rules: {}
   ·     ─────
   ╰────
  help: Fill it in, for example `rules: {review/overdue: off}`.

  × there is no rule `link/see-unresolvd`
   ╭─[medproof.yaml:3:3]
 2 │ rules:
 3 │   link/see-unresolvd: off
   ·   ──────────────────
 4 │   link/target-missing: loud
   ╰────
  help: Did you mean `link/see-unresolved`?

  × `a{b` is no pattern of paths: unclosed alternate group; missing '}' (maybe escape '{' with
  │ '[{]'?)
   ╭─[medproof.yaml:7:12]
 6 │ overrides:
 7 │   - files: 'a{b'
   ·            ─────
 8 │     rules: {}
   ╰────
  help: In a pattern `*` matches any name, `**` for any folders and `{a,b}` for a or b.

medproof: `medproof.yaml` cannot be used, so nothing was checked

"#]]);
}

#[test]
fn a_configuration_that_is_no_mapping_is_an_error() {
    with_config("- a\n- b\n").check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × the settings are not written as keys and values
   ╭─[medproof.yaml:1:1]
 1 │ - a
   · ───
 2 │ - b
   · ───
   ╰────
  help: Write one setting to a line, such as `site-root: /`. The command `medproof schema config`
        lists them all.

medproof: `medproof.yaml` cannot be used, so nothing was checked

"#]]);
    with_config("rules: [a\n").check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × `[` is never closed
   ╭─[medproof.yaml:1:9]
 1 │ rules: [a
   ·        ┬─
   ·        ╰── opened here
   ╰────
  help: Put `]` where the list ends.

medproof: `medproof.yaml` cannot be used, so nothing was checked

"#]]);
}

#[test]
fn an_empty_configuration_marks_the_root() {
    with_config("").check(&["--select", "schema"]).code(0).stdout_eq("").stderr_eq("");
    with_config("# nothing yet\n").check(&["--select", "schema"]).code(0).stdout_eq("").stderr_eq("");
}

#[test]
fn collections_live_where_the_publisher_keeps_them() {
    let repo = Repo::new(&[
        (
            "medproof.yaml",
            "collections:\n  articles: {files: 'docs/**/*.md'}\n  people: {files: [team/*.yaml]}\nexclude: ['**/README.md']\nfields:\n  extra: [layout]\n  names:\n    article: {authors: byline, reviewers: [medicalReviewer, reviewed_by]}\n",
        ),
        ("docs/README.md", "no page\n"),
        ("docs/a.md", "---\ntitle: A\nstatus: published\nbyline: ron\nreviewed_by: lee\nlayout: wide\n---\n"),
        ("docs/b.md", "---\ntitle: B\nstatus: published\nbyline: lea\n---\n"),
        ("team/lee.yaml", crate::repo::PERSON),
    ]);
    repo.check(&[])
        .code(1)
        .stdout_eq(str![[r#"
docs/b.md:4:9: error review/person-unresolved the author `lea` has no bio in this repository
docs/b.md:4:12: error review/reviewer-missing no medical reviewer is named

"#]])
        .stderr_eq("");
}

#[test]
fn see_leads_are_a_setting() {
    let page =
        CLEAN_PAGE.replace("Most neck", "Siehe auch: Halsschmerzen\n\nSee Something Else\n\nMost neck");
    let repo = Repo::with_clean_page(&[
        ("medproof.yaml", "see: {leads: ['Siehe auch:']}\n"),
        ("content/articles/neck-pain.md", &page),
    ]);
    repo.check(&[])
        .code(1)
        .stdout_eq(str![[r#"
content/articles/neck-pain.md:8:13: error link/see-unresolved no page is called “Halsschmerzen”

"#]])
        .stderr_eq("");
}

#[test]
fn site_paths_are_judged_where_the_root_is_known() {
    let page = CLEAN_PAGE.replace(
        "Most neck",
        "[a](/health/neck-pain/) [b](/health/gone/) [c](/other/) [d](/neck-pain/)\n\nMost neck",
    );
    let files =
        [("content/articles/neck-pain.md", page.as_str()), ("medproof.yaml", "site-root: /health/\n")];
    Repo::with_clean_page(&files).check(&[]).code(1).stdout_eq(str![[r#"
content/articles/neck-pain.md:8:5: warning link/self-link this link leads to the page it is on
content/articles/neck-pain.md:8:29: error link/target-missing there is no page at `/health/gone/`

"#]]);
    Repo::with_clean_page(&files[..1]).check(&[]).code(1).stdout_eq(str![[r#"
content/articles/neck-pain.md:8:48: error link/target-missing there is no page at `/other/`
content/articles/neck-pain.md:8:61: warning link/self-link this link leads to the page it is on

"#]]);
}

#[test]
fn a_chain_of_extended_files_has_an_end() {
    let repo = with_config("extends: c1.yaml\n");
    for nth in 1..16 {
        repo.write(&format!("c{nth}.yaml"), format!("extends: c{}.yaml\n", nth + 1));
    }
    repo.write("c16.yaml", "rules: {link: off}\n");
    repo.check(&[]).code(0).stdout_eq("");
    repo.write("c16.yaml", "extends: c17.yaml\n");
    repo.check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × this chain of `extends` is longer than 16 files
   ╭─[c16.yaml:1:10]
 1 │ extends: c17.yaml
   ·          ────────
   ╰────
  help: Write what the last of them say into one file, and extend that.

medproof: `c16.yaml` cannot be used, so nothing was checked

"#]]);
}

#[test]
fn a_configuration_may_extend_another() {
    let repo = with_config("extends: shared/base.yaml\nrules:\n  link/see-unresolved: off\n");
    repo.write("shared/base.yaml", "rules:\n  link: warning\n");
    repo.check(&[]).code(0).stdout_eq(str![[r#"
content/articles/old/a.md:8:5: warning link/target-missing there is no page at `content/articles/old/gone.md`

"#]]);
    repo.write("shared/base.yaml", "extends: ../medproof.yaml\n");
    repo.check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × `../medproof.yaml` extends this file in turn
   ╭─[shared/base.yaml:1:10]
 1 │ extends: ../medproof.yaml
   ·          ────────────────
   ╰────
  help: Let only one of the two files extend the other.

medproof: `shared/base.yaml` cannot be used, so nothing was checked

"#]]);
    repo.remove("shared/base.yaml");
    repo.check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × there is no file at `shared/base.yaml`
   ╭─[medproof.yaml:1:10]
 1 │ extends: shared/base.yaml
   ·          ────────────────
 2 │ rules:
   ╰────
  help: Correct the path, or remove the line.

medproof: `medproof.yaml` cannot be used, so nothing was checked

"#]]);
}

#[test]
fn a_repository_may_bring_its_own_schema() {
    let own = r#"{
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "allOf": [{"$ref": "https://medproof.dev/schema/article.schema.json"}],
        "required": ["audience"]
    }"#;
    let config = "collections:\n  articles: {schema: schema/page.json}\nrules: {link: off}\n";
    let repo = with_config(config);
    repo.write("schema/page.json", own);
    repo.check(&[])
        .code(1)
        .stdout_eq(str![[r#"
content/articles/neck-pain.md:5:17: error schema/invalid-field `audience` is missing
content/articles/old/a.md:5:17: error schema/invalid-field `audience` is missing

"#]])
        .stderr_eq("");
}

#[test]
fn a_schema_is_sought_beside_the_settings_that_name_it() {
    let repo = with_config("extends: shared/base.yaml\nrules: {link: off}\n");
    repo.write("shared/base.yaml", "collections:\n  articles: {schema: ./page.json}\n");
    repo.write("shared/page.json", r#"{"required": ["audience"]}"#);
    repo.check(&["--select", "schema"])
        .code(1)
        .stdout_eq(str![[r#"
content/articles/neck-pain.md:5:17: error schema/invalid-field `audience` is missing
content/articles/old/a.md:5:17: error schema/invalid-field `audience` is missing

"#]])
        .stderr_eq("");
}

#[test]
fn a_schema_that_cannot_be_used_is_named() {
    let repo = with_config("collections:\n  articles: {schema: schema/page.json}\n");
    repo.check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × there is no schema at `schema/page.json`
   ╭─[medproof.yaml:2:22]
 1 │ collections:
 2 │   articles: {schema: schema/page.json}
   ·                      ────────────────
   ╰────
  help: Correct the path, or remove the line.

medproof: `medproof.yaml` cannot be used, so nothing was checked

"#]]);
    repo.write("schema/page.json", "{\"type\": 12}");
    repo.check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: schema/page.json: `12` at `/type` is no type of JSON Schema

"#]]);
    repo.write("schema/page.json", "{\"$ref\": \"https://example.org/other.json\"}");
    repo.check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: schema/page.json: `https://example.org/other.json` is neither a schema of medproof nor the `$id` of a schema of this repository

"#]]);
    repo.write("schema/page.json", "{\"$ref\": \"../../../outside.json\"}");
    repo.check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × the schema `../../../outside.json` lies outside the repository
   ╭─[medproof.yaml:2:22]
 1 │ collections:
 2 │   articles: {schema: schema/page.json}
   ·                      ────────────────
   ╰────
  help: Correct the path, or remove the line.

medproof: `medproof.yaml` cannot be used, so nothing was checked

"#]]);
}

const RETRACTED: &str = "- id: a\n  type: article-journal\n  title: A\n  DOI: 10.1000/a\n";

#[test]
fn a_list_of_retractions_is_read_from_the_folder_of_the_file_that_names_it() {
    let repo = Repo::with_clean_page(&[
        ("medproof.yaml", "extends: shared/medproof.yaml\n"),
        ("shared/medproof.yaml", "retractions: list.csv\n"),
        ("shared/list.csv", "\u{feff}OriginalPaperDOI,RetractionNature\n10.1000/A,Retraction\n"),
        ("content/citations/a.yaml", RETRACTED),
    ]);
    repo.check(&["--select", "citation/retracted-source"]).code(1).stdout_eq(str![[r#"
content/citations/a.yaml:3:10: error citation/retracted-source “A” was retracted

"#]]);
}

#[test]
fn a_list_of_retractions_that_cannot_be_read_is_an_error() {
    let refused = |files: &[(&str, &str)]| Repo::with_clean_page(files).check(&[]).code(2).stdout_eq("");
    refused(&[("medproof.yaml", "retractions: gone.csv\n")]).stderr_eq(str![[r#"
  × there is no file at `gone.csv`
   ╭─[medproof.yaml:1:14]
 1 │ retractions: gone.csv
   ·              ────────
   ╰────
  help: Correct the path, or remove the line.

medproof: `medproof.yaml` cannot be used, so nothing was checked

"#]]);
    let files = [("medproof.yaml", "retractions: list.csv\n"), ("list.csv", "doi,nature\n")];
    refused(&files).stderr_eq(str![[r#"
  × `list.csv` cannot be read as a list of retractions: it has no column `OriginalPaperDOI`
   ╭─[medproof.yaml:1:14]
 1 │ retractions: list.csv
   ·              ────────
   ╰────
  help: A list is a CSV file. Its first row names the columns, OriginalPaperDOI and RetractionNature
        among them.

medproof: `medproof.yaml` cannot be used, so nothing was checked

"#]]);
    let list =
        "OriginalPaperDOI,RetractionNature\n<<<<<<< HEAD\n10.1000/a,Retraction\n=======\n>>>>>>> other\n";
    refused(&[("medproof.yaml", "retractions: list.csv\n"), ("list.csv", list)]).stderr_eq(str![[r#"
  × `list.csv` cannot be read as a list of retractions: its line `<<<<<<< HEAD` is left from a merge
  │ that was not finished
   ╭─[medproof.yaml:1:14]
 1 │ retractions: list.csv
   ·              ────────
   ╰────
  help: Keep the right version, and delete the lines that begin with `<<<<<<<`, `|||||||`, `=======`
        or `>>>>>>>`.

medproof: `medproof.yaml` cannot be used, so nothing was checked

"#]]);
    refused(&[("medproof.yaml", "retractions: content\n")]).stderr_eq(str![[r#"
  × there is no file at `content`
   ╭─[medproof.yaml:1:14]
 1 │ retractions: content
   ·              ───────
   ╰────
  help: Correct the path, or remove the line.

medproof: `medproof.yaml` cannot be used, so nothing was checked

"#]]);
}

#[test]
fn the_ages_of_sources_are_checked() {
    let config = "citation:\n  max-age: {reserch: 5, guideline: 0}\nreview: {evidence-window: never}\n";
    with_config(config).check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × unknown setting `reserch` in `max-age`
   ╭─[medproof.yaml:2:13]
 1 │ citation:
 2 │   max-age: {reserch: 5, guideline: 0}
   ·             ───────
 3 │ review: {evidence-window: never}
   ╰────
  help: Did you mean `research`?

  × `guideline` must be 1 or more, not `0`
   ╭─[medproof.yaml:2:36]
 1 │ citation:
 2 │   max-age: {reserch: 5, guideline: 0}
   ·                                    ─
 3 │ review: {evidence-window: never}
   ╰────
  help: Write it as in `guideline: 10`.

  × `evidence-window` must be a whole number, not the text `never`
   ╭─[medproof.yaml:3:27]
 2 │   max-age: {reserch: 5, guideline: 0}
 3 │ review: {evidence-window: never}
   ·                           ─────
   ╰────
  help: Write it as in `evidence-window: 90`.

medproof: `medproof.yaml` cannot be used, so nothing was checked

"#]]);
}

const DOSES: &str = "---\ntitle: Doses\nstatus: draft\nauthors: [lee]\n---\n\nTake 250 mg at night.\n";

fn with_doses(config: &str) -> Repo {
    Repo::with_clean_page(&[("medproof.yaml", config), ("content/articles/doses.md", DOSES)])
}

#[test]
fn a_preset_is_extended_by_its_name() {
    let finding = str![[r#"
content/articles/doses.md:7:6: advice language/unit-style “250 mg” is written with a space before its unit; the profile `uk` has none

"#]];
    let check = |config: &str| with_doses(config).check(&["--advice", "--select", "language/unit-style"]);
    check("extends: nhs\n").stdout_eq(finding.clone());
    check("extends: [pif-tick, nhs]\n").stdout_eq(finding);
    check("extends: [nhs, jama]\n").stdout_eq("");
    check("extends: nhs\nprofile: none\n").stdout_eq("");
    check("extends: nhs\nrules: {language: off}\n").stdout_eq("");
}

#[test]
fn two_files_may_build_on_one_and_on_a_preset() {
    let repo = with_doses("extends: [a.yaml, b.yaml]\n");
    repo.write("a.yaml", "extends: base.yaml\nprofile: us\n");
    repo.write("b.yaml", "extends: [base.yaml, urac]\n");
    repo.write("base.yaml", "profile: uk\n");
    repo.check(&["--advice", "--select", "language/unit-style"]).code(0).stdout_eq("").stderr_eq("");
}

#[test]
fn a_preset_that_does_not_exist_is_an_error_at_its_name() {
    with_config("extends: [pif-tik]\n").check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × there is no preset and no file `pif-tik`
   ╭─[medproof.yaml:1:11]
 1 │ extends: [pif-tik]
   ·           ───────
   ╰────
  help: Did you mean `pif-tick`?

medproof: `medproof.yaml` cannot be used, so nothing was checked

"#]]);
    with_config("extends: hon\n").check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × there is no preset and no file `hon`
   ╭─[medproof.yaml:1:10]
 1 │ extends: hon
   ·          ───
   ╰────
  help: The presets are `jama`, `nhs`, `pif-tick` and `urac`. A file is named by its path.

medproof: `medproof.yaml` cannot be used, so nothing was checked

"#]]);
}

/// A standard that asks for a field asks for it where no page has it yet.
#[test]
fn a_preset_asks_for_a_field_that_no_page_has() {
    let check = |config: &str| with_config(config).check(&["--select", "review/funding-missing"]);
    check("rules: {}\n").code(0).stdout_eq("");
    check("extends: jama\n").code(1).stdout_eq(str![[r#"
content/articles/neck-pain.md:5:17: error review/funding-missing this page does not say who paid for it
content/articles/old/a.md:5:17: error review/funding-missing this page does not say who paid for it

"#]]);
}

const HOUSE: &str = "- avoid: slipped disc\n  use: herniated disc\n  reason: Discs do not slip.\n";

#[test]
fn lists_of_house_words_are_those_of_all_settings_files() {
    let page = "---\ntitle: Discs\nstatus: draft\nauthors: [lee]\n---\n\nSimply say slipped disc.\n";
    let repo = Repo::with_clean_page(&[
        ("content/articles/discs.md", page),
        ("medproof.yaml", "extends: shared/base.yaml\nlists: lists/house.yaml\n"),
        ("lists/house.yaml", HOUSE),
        ("shared/base.yaml", "lists: [words.yaml, ../lists/house.yaml]\n"),
        ("shared/words.yaml", "avoid: simply\nreason: It may not be simple.\n"),
    ]);
    repo.check(&["--advice"]).code(0).stdout_eq(str![[r#"
content/articles/discs.md:7:1: advice language/word-avoided the house style avoids “Simply”: It may not be simple
content/articles/discs.md:7:12: advice language/word-avoided the house style avoids “slipped disc”: Discs do not slip

"#]]);
}

#[test]
fn what_is_wrong_with_a_list_of_house_words_is_said_at_its_place() {
    let list = "- avoid: slipped disc\n  use: slipped disc\n  raeson: Discs do not slip.\n- avoid: [a, b]\n  use: [c, d, e]\n  reason: One.\n- avoid: Slipped disc\n  reason: \n  match-case: 3\n";
    let repo = Repo::with_clean_page(&[("medproof.yaml", "lists: [house.yaml]\n"), ("house.yaml", list)]);
    repo.check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × unknown field `raeson`
   ╭─[house.yaml:3:3]
 2 │   use: slipped disc
 3 │   raeson: Discs do not slip.
   ·   ──────
 4 │ - avoid: [a, b]
   ╰────
  help: Did you mean `reason`?

  × `slipped disc` is avoided, and used instead of itself
   ╭─[house.yaml:1:10]
 1 │ - avoid: slipped disc
   ·          ────────────
 2 │   use: slipped disc
   ╰────
  help: Write what is used instead, or take `use` out.

  × `use` lists 3 forms and `avoid` 2
   ╭─[house.yaml:5:8]
 4 │ - avoid: [a, b]
 5 │   use: [c, d, e]
   ·        ─────────
 6 │   reason: One.
   ╰────
  help: Write one form for all, or one for each form that is avoided, in the same order.

  × `reason` is empty
   ╭─[house.yaml:8:3]
 7 │ - avoid: Slipped disc
 8 │   reason:
   ·   ──────
 9 │   match-case: 3
   ╰────
  help: Fill it in, for example `reason: "Discs bulge or tear, and do not slip."`.

  × `match-case` must be `true` or `false`, not the number `3`
   ╭─[house.yaml:9:15]
 8 │   reason:
 9 │   match-case: 3
   ·               ─
   ╰────
  help: Write it as in `match-case: true`.

  × `Slipped disc` is listed twice
   ╭─[house.yaml:7:10]
 6 │   reason: One.
 7 │ - avoid: Slipped disc
   ·          ────────────
 8 │   reason:
   ╰────
   ╭─[house.yaml:1:10]
 1 │ - avoid: slipped disc
   ·          ──────┬─────
   ·                ╰── here first
 2 │   use: slipped disc
   ╰────

medproof: `house.yaml` cannot be used, so nothing was checked

"#]]);
    repo.write("house.yaml", "- avoid: [a\n");
    repo.check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × `[` is never closed
   ╭─[house.yaml:1:11]
 1 │ - avoid: [a
   ·          ┬─
   ·          ╰── opened here
   ╰────
  help: Put `]` where the list ends.

medproof: `house.yaml` cannot be used, so nothing was checked

"#]]);
    repo.remove("house.yaml");
    repo.check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × there is no file at `house.yaml`
   ╭─[medproof.yaml:1:9]
 1 │ lists: [house.yaml]
   ·         ──────────
   ╰────
  help: Correct the path, or remove it.

medproof: `medproof.yaml` cannot be used, so nothing was checked

"#]]);
}

#[test]
fn the_language_of_a_page_is_its_own_or_that_of_the_settings() {
    let page = |language: &str| {
        format!(
            "---\ntitle: Pies\nstatus: in-review\nauthors: [lee]\n{language}---\n\nLos diabéticos descansan.\n"
        )
    };
    let check = |settings: &str, language: &str| {
        let page = page(language);
        let repo = Repo::with_clean_page(&[("medproof.yaml", settings), ("content/articles/pies.md", &page)]);
        repo.check(&["--select", "language/person-first"]).code(0)
    };
    let finding = "content/articles/pies.md:7:1: warning language/person-first “Los diabéticos” does not put the person first\n";
    let own = "content/articles/pies.md:8:1: warning language/person-first “Los diabéticos” does not put the person first\n";
    check("rules: {}\n", "").stdout_eq("");
    check("language: es-US\n", "").stdout_eq(finding);
    check("rules: {}\n", "language: es\n").stdout_eq(own);
    check("language: es\n", "language: en\n").stdout_eq("");
    with_config("language: español\n").check(&[]).code(2).stdout_eq("").stderr_eq(str![[r#"
  × `language` must be a language, not `español`
...
"#]]);
}
