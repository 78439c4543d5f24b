//! What medproof knows of itself.

use std::fs;
use std::path::Path;

use snapbox::str;

use crate::repo::Repo;

/// The folder of rules is the list: a page that is not printed is a rule that nobody finds.
#[test]
fn rules_are_listed() {
    let rules = listed();
    let ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(ids, pages_on_disk());
    let width = ids.iter().map(|id| id.len()).max().unwrap();
    let line = |rule: &serde_json::Value| {
        let text = |key: &str| rule[key].as_str().unwrap().to_owned();
        format!("{:width$}  {:7}  {}\n", text("id"), text("severity"), text("summary"))
    };
    let expected: String = rules.iter().map(line).collect();
    let output = Repo::new(&[]).run(&["rules"]).code(0).stderr_eq("").get_output().stdout.clone();
    assert_eq!(String::from_utf8(output).unwrap(), expected);
}

/// What `rules --format json` prints.
fn listed() -> Vec<serde_json::Value> {
    let output = Repo::new(&[]).run(&["rules", "--format", "json"]).code(0).get_output().stdout.clone();
    serde_json::from_slice(&output).unwrap()
}

/// The ids of the rules that have a page, in order.
fn pages_on_disk() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let entries =
        |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let pages = entries(&folder).into_iter().filter(|path| path.is_dir()).flat_map(|group| entries(&group));
    let mut ids: Vec<String> = pages
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .map(|path| {
            path.strip_prefix(&folder).unwrap().with_extension("").to_str().unwrap().replace('_', "-")
        })
        .collect();
    ids.sort();
    ids
}

#[test]
fn rules_are_listed_for_programs() {
    let rules = listed();
    let rule = rules.iter().find(|rule| rule["id"] == "link/see-unresolved").unwrap();
    assert_eq!(
        *rule,
        serde_json::json!({
            "id": "link/see-unresolved",
            "group": "link",
            "severity": "error",
            "summary": "Reports a See line, or an entry of `see:`, that names a page this repository does not have.",
            "standards": ["PIF TICK", "NHS standard for health content", "URAC"],
            "url": "https://github.com/medproof/medproof/blob/v0.2.0/src/rules/link/see_unresolved.md",
        })
    );
    for rule in &rules {
        let fields: Vec<&String> = rule.as_object().unwrap().keys().collect();
        assert_eq!(fields, ["id", "group", "severity", "summary", "standards", "url"]);
        assert!(["error", "warning", "advice"].contains(&rule["severity"].as_str().unwrap()), "{rule}");
        assert!(rule["summary"].as_str().unwrap().starts_with("Reports "), "{rule}");
    }
}

#[test]
fn a_rule_is_explained_by_its_page() {
    Repo::new(&[]).run(&["explain", "schema/duplicate-key"]).code(0).stdout_eq(str![[r#"
# schema/duplicate-key

Severity: error. Asked for by: YAML 1.2.

Reports a key that is written twice in one block.

## Why

Which of the two counts depends on the tool that reads the file: the site may show one author and the print edition the other.

## How to fix

Keep one of the two keys, with everything that belongs to it, and delete the other. If both values are right, write them as one list.

## Bad

```md file=content/articles/neck-spasm.md
---
title: Neck Spasm Causes
authors: [ron-miller]
~~~~~~~ first written here
status: draft
authors: [amy-lee]
^^^^^^^ `authors` is written twice in the same block
= help: Keep one of the two, with everything that belongs to it.
---
```

## Good

Two records may have the same keys, and a key may override one that is merged in.

```yaml file=content/citations/sources.yaml
- &site
  id: nord
  publisher: National Organization for Rare Disorders
- <<: *site
  id: nord-dystonia
```

## How to allow

In front matter or a YAML file, on the line above the key or entry, with your reason:

```yaml
# medproof: allow schema/duplicate-key -- the site reads the last one
```

## Based on

- [YAML 1.2](https://yaml.org/spec/1.2.2/#3211-nodes), section 3.2.1.1, “Nodes”: each key of a mapping is unique.

"#]]).stderr_eq("");
}

#[test]
fn the_address_of_a_rule_is_printed() {
    Repo::new(&[])
        .run(&["explain", "link/see-unresolved", "--open"])
        .code(0)
        .stderr_eq("")
        .stdout_eq("https://github.com/medproof/medproof/blob/v0.2.0/src/rules/link/see_unresolved.md\n");
    Repo::new(&[]).run(&["explain", "sausage", "--open"]).code(2).stdout_eq("");
}

/// `script` lends a terminal, which nobody has measured.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_the_page_through_its_pager() {
    let explain = format!("{} explain schema/duplicate-key", snapbox::cmd::cargo_bin!("medproof").display());
    let run = |pager: &str| {
        let mut command = std::process::Command::new("script");
        command.args(["--quiet", "--return", "--command", &explain, "/dev/null"]).env("PAGER", pager);
        command.env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE").stdin(std::process::Stdio::null());
        String::from_utf8(command.output().unwrap().stdout).unwrap().replace("\r\n", "\n")
    };
    assert_eq!(run("sed -n 1,3p"), "schema/duplicate-key\n\nSeverity: error. Asked for by: YAML 1.2.\n");
    let whole = run("cat");
    assert!(
        whole.contains(
            "\nWhich of the two counts depends on the tool that reads the file: the site may show one author and\nthe print \
             edition the other.\n\nHow to fix\n"
        ),
        "{whole}"
    );
}

#[test]
fn a_near_rule_is_suggested() {
    Repo::new(&[]).run(&["explain", "link/see-unresolvd"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: there is no rule `link/see-unresolvd`; did you mean `link/see-unresolved`?

"#]]);
    Repo::new(&[]).run(&["explain", "sausage"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: there is no rule `sausage`; `medproof rules` lists all rules.

"#]]);
}

#[test]
fn every_schema_is_printed_as_it_is_embedded() {
    let content = ["article", "cause", "source", "person", "review", "term", "redirect", "config"];
    for kind in content.into_iter().chain(["report", "inspect", "diff"]) {
        let output = Repo::new(&[]).run(&["schema", kind]).code(0).stderr_eq("").get_output().stdout.clone();
        let file = format!("{}/schema/{kind}.schema.json", env!("CARGO_MANIFEST_DIR"));
        let file: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&output).unwrap(), file, "{kind}");
    }
    Repo::new(&[]).run(&["schema", "sausage"]).code(2).stdout_eq("");
}

#[test]
fn a_preset_lists_what_its_standard_asks_for() {
    Repo::new(&[]).run(&["rules", "--preset", "jama"]).code(0).stderr_eq("").stdout_eq(str![[r#"
JAMA benchmarks, https://doi.org/10.1001/jama.1997.03540390074039

Authorship: Authors and contributors are named, with affiliations and credentials.
  review/person-unresolved            error    Reports an author or reviewer who has no bio, and an article without an author.
  review/credentials-missing          error    Reports a medical reviewer or an author whose bio states no qualification.
  review/bio-missing                  error    Reports an author or medical reviewer whom no bio describes.
  review/person-id-invalid            error    Reports an NPI or ORCID iD that cannot be one.
  review/claim-vague                  warning  Reports a page that says it was medically reviewed, and not by whom.

Attribution: References and sources of all content are listed.
  citation/undefined                  error    Reports a citation that points at no reference.
  citation/uncited                    warning  Reports a source that is listed and never cited.
  citation/reference-incomplete       warning  Reports a reference without what readers need to find a work of its kind, such as the year or the volume.
  citation/url-missing                warning  Reports a web page that is cited without its address.
  citation/accessed-missing           warning  Reports a web page that is cited without the day on which it was read.
  citation/identifier-invalid         error    Reports a DOI, PMID, PMCID, ISBN or ISSN that cannot be one.
  citation/identifier-title-mismatch  error    Reports a reference whose DOI or PMID belongs to a work with another title, as an imported record shows.
  citation/source-conflict            error    Reports one identifier that is given to two different works, or one work with two dates or publishers.
  citation/duplicate-source           error    Reports one source that is listed twice.
  language/claim-uncited              warning  Reports a sentence that appeals to evidence and cites none.
  language/statistic-uncited          warning  Reports a figure about people or cases that has no source.
  cause/uncited                       warning  Reports a cause that is described without a source.
  Not all of it can be checked. Whether the rights of others are kept is judged by people.

Disclosure: Ownership, sponsors, advertising and conflicts of interest are disclosed.
  review/disclosure-missing           error    Reports an author or medical reviewer who has not declared whether there is a conflict of interest.
  review/funding-missing              error    Reports a published page that does not say who paid for it.
  Not all of it can be checked. Who owns the site, and how it advertises, is on the site and not in a text.

Currency: The dates on which content was posted and updated are given.
  review/dates-out-of-order           error    Reports a page that was reviewed before it was written, a next review that is not after the last, and an act after today.
  review/updated-unreviewed           warning  Reports a published page that was changed after its last medical review.
  review/overdue                      error    Reports a published page whose last medical review is older than the limit, or whose next review is past its date.
  review/next-missing                 warning  Reports a published page that was reviewed and does not say when it is to be reviewed next.
  schema/date-not-iso                 error    Reports a field whose date is not written year-month-day.

"#]]);
}

#[test]
fn a_preset_is_listed_for_programs() {
    let output = Repo::new(&[]).run(&["rules", "--preset", "pif-tick", "--format", "json"]).code(0);
    let preset: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    assert_eq!(preset["preset"], "pif-tick");
    assert_eq!(preset["standard"], "PIF TICK");
    assert_eq!(preset["criteria"].as_array().unwrap().len(), 10);
    assert_eq!(
        preset["criteria"][8],
        serde_json::json!({
            "name": "9. Disseminating",
            "asks": "The information reaches those who need it.",
            "rules": [{ "id": "link/article-orphan", "severity": "warning" }],
            "byHand": null
        })
    );
    assert_eq!(preset["criteria"][9]["rules"], serde_json::json!([]));
    assert_eq!(preset["criteria"][9]["byHand"], "The effect of a page is not in its text.");
}
