//! What medproof knows of itself.

use snapbox::str;

use crate::repo::Repo;

#[test]
fn rules_are_listed() {
    Repo::new(&[]).run(&["rules"]).code(0).stdout_eq(str![[r#"
cause/uncited                      warning  Reports a cause that is described without a source.
cause/unresolved                   error    Reports an entry of `causes` that is neither a heading of the article nor a cause file.
citation/accessed-after-review     error    Reports a source that was read after the page was signed off.
citation/accessed-conflict         error    Reports one source with different access dates.
citation/accessed-future           error    Reports an access date that is still to come.
citation/accessed-missing          warning  Reports a web page that is cited without the day on which it was read.
citation/duplicate-source          error    Reports one source that is listed twice.
citation/evidence-not-rechecked    warning  Reports a source that nobody opened again when the page was reviewed.
citation/identifier-invalid        error    Reports a DOI, PMID, PMCID, ISBN or ISSN that cannot be one.
citation/order                     warning  Reports a numbered list of references that is not in the order in which the text cites them.
citation/retracted-source          error    Reports a source that was retracted, or that its journal warns about.
citation/source-conflict           error    Reports one identifier that is given to two different works, or one work with two dates or publishers.
citation/source-too-old            warning  Reports a source that is older than the limit for its kind.
citation/uncited                   warning  Reports a source that is listed and never cited.
citation/undefined                 error    Reports a citation that points at no reference.
citation/url-missing               warning  Reports a web page that is cited without its address.
language/claim-uncited             warning  Reports a sentence that appeals to evidence and cites none.
language/error-prone-abbreviation  error    Reports an abbreviation that has led to wrong doses, where it stands next to a dose.
link/anchor-missing                error    Reports a link to a section that its page does not have.
link/redirect-loop                 error    Reports a redirect that comes back to itself, or that leads to a page that is not there.
link/see-ambiguous                 error    Reports a See line, an entry of `see:` or a wiki link whose name several pages bear.
link/see-label-mismatch            warning  Reports a linked See line whose label is not the title of the page it leads to.
link/see-to-unpublished            error    Reports a See line that sends readers to a page they cannot open: a draft, one in review, or a retired one.
link/see-unresolved                error    Reports a See line, or an entry of `see:`, that names a page this repository does not have.
link/see-via-redirect              warning  Reports a link or a See line that names a page by its old address, so that only a redirect leads on to it.
link/target-missing                error    Reports a link to a page or file that is not there.
policy/allow-unused                warning  Reports a comment or a setting that allows what nothing reports.
policy/allow-without-reason        warning  Reports a comment that allows something and does not say why.
policy/baseline-stale              warning  Reports an entry of the baseline that is no longer found in the content.
policy/setting-unused              warning  Reports a setting that is about nothing in the repository.
policy/unknown-rule                warning  Reports a comment that names a rule that does not exist.
review/article-unresolved          error    Reports a review record for an article that is not there.
review/credentials-missing         error    Reports a medical reviewer or an author whose bio states no qualification.
review/dates-out-of-order          error    Reports a page that was reviewed before it was written, a next review that is not after the last, and an act after today.
review/disclosure-missing          warning  Reports an author or medical reviewer who has not declared whether there is a conflict of interest.
review/overdue                     error    Reports a published page whose last medical review is older than the limit, or whose next review is past its date.
review/person-unresolved           error    Reports an author or reviewer who has no bio, and an article without an author.
review/record-mismatch             error    Reports a page whose front matter and review records say different things of its last review.
review/reviewer-is-author          error    Reports a page whose only medical reviewer is its author.
review/reviewer-missing            error    Reports a published page that no medical reviewer has signed off.
review/reviewer-unqualified        error    Reports a medical review by somebody who is no medical reviewer, or was no longer active.
review/text-changed-since-review   error    Reports a published page whose text is no longer the one that its reviewer signed.
schema/duplicate-id                error    Reports two entries of one kind that share an id.
schema/duplicate-key               error    Reports a key that is written twice in one block.
schema/invalid-field               error    Reports a field that is unknown, missing, or not of the form its schema asks for.
schema/title-missing               error    Reports an article without a title, or with several main headings.
schema/unreadable                  error    Reports a file, or its front matter, that cannot be read.
structure/care-advice-missing      warning  Reports an article on a symptom or condition that never says when to seek medical help.
structure/reading-ambiguous        advice   Reports a place in plain text that can be read in two ways.
structure/toc-empty                warning  Reports a table of contents with nothing below it.
structure/toc-stale                warning  Reports a table of contents that leaves out a section of the page, or names one that is not there.

"#]]).stderr_eq("");
}

#[test]
fn rules_are_listed_for_programs() {
    let output = Repo::new(&[]).run(&["rules", "--format", "json"]).code(0).get_output().stdout.clone();
    let rules: serde_json::Value = serde_json::from_slice(&output).unwrap();
    let rule = rules.as_array().unwrap().iter().find(|rule| rule["id"] == "link/see-unresolved").unwrap();
    assert_eq!(
        *rule,
        serde_json::json!({
            "id": "link/see-unresolved",
            "group": "link",
            "severity": "error",
            "summary": "Reports a See line, or an entry of `see:`, that names a page this repository does not have.",
            "standards": ["PIF TICK", "NHS standard for health content", "URAC"],
            "url": "https://github.com/medproof/medproof/blob/main/src/rules/link/see_unresolved.md",
        })
    );
    for rule in rules.as_array().unwrap() {
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

"#]]).stderr_eq("");
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
fn shells_get_their_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output =
            Repo::new(&[]).run(&["completions", shell]).code(0).stderr_eq("").get_output().stdout.clone();
        assert!(String::from_utf8(output).unwrap().contains("stdin-filename"), "{shell}");
    }
}
