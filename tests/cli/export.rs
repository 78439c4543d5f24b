//! `medproof export`: what pages say of themselves to search engines, and that schema.org has the words for it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::repo::{Repo, medproof};

const PEOPLE: &str = "\
- {id: amy-lee, name: Amy Lee, roles: [medical-reviewer], credentials: MD, orcid: 0000-0002-1825-0097}
- {id: ron-miller, name: Ron Miller, roles: [author], credentials: [PT, DPT], specialty: Physical therapy, affiliation: A Clinic}
- {id: desk, name: Editorial Desk, kind: group, roles: [editor], bio: They edit.}
";

const PAGE: &str = "\
---
title: Neck Spasm Causes
status: published
language: en
description: Why necks cramp.
audience: [patient, carer]
topic: neck-pain
authors: [ron-miller, desk]
reviewers: [amy-lee]
published: 2025-03-01
modified: 2026-01-02
last-reviewed: 2026-02-03
causes: [strain, dystonia]
---

A spasm hurts.

## Strain

Lifting strains [@cao].
";

fn repo() -> Repo {
    Repo::new(&[
        ("content/articles/neck-spasm.md", PAGE),
        ("content/causes/dystonia.md", "---\nname: Cervical dystonia\naliases: [Wry neck]\ncodes: {icd-10-cm: G24.3, house: X1}\n---\n\nIt is rare [@nhs].\n"),
        ("content/people/team.yaml", PEOPLE),
        ("content/terms/terms.yaml", "- {id: neck-pain, preferred: neck pain, plain: pain in the neck, codes: {icd-10-cm: R52}}\n"),
        (
            "content/citations/sources.yaml",
            "\
- {id: cao, type: article-journal, title: Muscle pain, container-title: A Journal, volume: 9, issue: 2, page: 1-9, issued: 2021-03, DOI: 10.1000/182, PMID: '123', author: [{family: Cao, given: Q}]}
- {id: nhs, type: webpage, title: Dystonia, publisher: NHS, URL: 'https://www.nhs.uk/conditions/dystonia/', accessed: 2026-01-01}
- {id: unused, type: book, title: Never cited}
",
        ),
    ])
}

/// What is exported, and what is said about it.
fn exported(repo: &Repo, words: &[&str]) -> (Vec<Value>, String) {
    let output =
        repo.run(&[&["export", "--today", "2026-11-22"], words].concat()).code(0).get_output().clone();
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["@context"], "https://schema.org");
    let pages = value["@graph"].as_array().unwrap().clone();
    (pages, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_page_says_who_wrote_and_reviewed_it_and_what_it_rests_on() {
    let (pages, notices) = exported(&repo(), &[]);
    assert_eq!(notices, "");
    let subject = json!({ "@id": "_:topic-neck-pain" });
    let code = |system: &str, code: &str| json!({ "@type": "MedicalCode", "codeValue": code, "codingSystem": system });
    let id =
        |kind: &str, value: &str| json!({ "@type": "PropertyValue", "propertyID": kind, "value": value });
    assert_eq!(
        pages,
        [json!({
            "@type": "MedicalWebPage",
            "name": "Neck Spasm Causes",
            "description": "Why necks cramp.",
            "inLanguage": "en",
            "audience": [
                { "@type": "MedicalAudience", "audienceType": "patient" },
                { "@type": "MedicalAudience", "audienceType": "carer" },
            ],
            "author": [
                {
                    "@type": "Person",
                    "name": "Ron Miller",
                    "honorificSuffix": "PT, DPT",
                    "knowsAbout": "Physical therapy",
                    "affiliation": { "@type": "Organization", "name": "A Clinic" },
                },
                { "@type": "Organization", "name": "Editorial Desk", "description": "They edit." },
            ],
            "reviewedBy": {
                "@type": "Person",
                "name": "Amy Lee",
                "honorificSuffix": "MD",
                "sameAs": "https://orcid.org/0000-0002-1825-0097",
            },
            "lastReviewed": "2026-02-03",
            "datePublished": "2025-03-01",
            "dateModified": "2026-01-02",
            "about": [
                {
                    "@type": "MedicalSignOrSymptom",
                    "@id": "_:topic-neck-pain",
                    "name": "neck pain",
                    "description": "pain in the neck",
                    "code": code("ICD-10-CM", "R52"),
                },
                { "@type": "MedicalCause", "name": "Strain", "causeOf": subject },
                {
                    "@type": "MedicalCause",
                    "name": "Cervical dystonia",
                    "alternateName": "Wry neck",
                    "code": [code("ICD-10-CM", "G24.3"), code("house", "X1")],
                    "causeOf": subject,
                },
            ],
            "citation": [
                {
                    "@type": "ScholarlyArticle",
                    "name": "Muscle pain",
                    "author": { "name": "Cao, Q" },
                    "datePublished": "2021-03",
                    "isPartOf": {
                        "@type": "PublicationIssue",
                        "issueNumber": "2",
                        "isPartOf": {
                            "@type": "PublicationVolume",
                            "volumeNumber": "9",
                            "isPartOf": { "@type": "Periodical", "name": "A Journal" },
                        },
                    },
                    "pagination": "1-9",
                    "identifier": [id("DOI", "10.1000/182"), id("PMID", "123")],
                    "url": "https://doi.org/10.1000/182",
                },
                {
                    "@type": "WebPage",
                    "name": "Dystonia",
                    "publisher": { "@type": "Organization", "name": "NHS" },
                    "url": "https://www.nhs.uk/conditions/dystonia/",
                },
            ],
        })]
    );
}

/// Nothing of a review is claimed that was taken back, does not count, or was of another text.
#[test]
fn a_review_is_claimed_only_while_it_holds() {
    let claims = |records: &str, page: &str| {
        let repo = repo();
        repo.write("content/reviews/neck-spasm.yaml", records);
        repo.write("content/articles/neck-spasm.md", page);
        let (pages, notices) = exported(&repo, &[]);
        (pages[0]["reviewedBy"]["name"].clone(), pages[0]["lastReviewed"].clone(), notices)
    };
    let record = |outcome: &str, more: &str| {
        format!(
            "- {{article: neck-spasm, reviewer: amy-lee, date: 2026-02-03, kind: medical, outcome: {outcome}{more}}}\n"
        )
    };
    let kept = (json!("Amy Lee"), json!("2026-02-03"), String::new());
    let none = (Value::Null, Value::Null, String::new());
    assert_eq!(claims(&record("approved", ""), PAGE), kept);
    assert_eq!(claims(&record("changes-needed", ""), PAGE), none);
    let by_author = PAGE.replace("reviewers: [amy-lee]", "reviewers: [desk]");
    assert_eq!(claims("[]", &by_author), none);
    let hash = format!(", content-hash: 'v2:sha256:{}'", "0".repeat(64));
    assert_eq!(
        claims(&record("approved", &hash), PAGE),
        (
            Value::Null,
            Value::Null,
            "medproof: the text of 1 page was changed after it was signed, so no review is claimed for it: `content/articles/neck-spasm.md`\n"
                .to_owned()
        )
    );
}

#[test]
fn pages_that_readers_do_not_see_are_left_out() {
    let repo = repo();
    repo.write("content/articles/draft.md", "---\ntitle: A Draft\nstatus: draft\n---\n\nText.\n");
    repo.write("content/articles/broken.md", "---\ntitle: [\n---\n\nText.\n");
    repo.write("content/articles/bare.md", "---\ntitle: Bare\n---\n\nText.\n");
    let (pages, notices) = exported(&repo, &[]);
    let names: Vec<&Value> = pages.iter().map(|page| &page["name"]).collect();
    assert_eq!(names, [&json!("Bare"), &json!("Neck Spasm Causes")]);
    assert_eq!(pages[0], json!({ "@type": "MedicalWebPage", "name": "Bare" }));
    assert_eq!(notices, "medproof: 2 pages that readers do not see or that cannot be read were left out\n");
    let (pages, notices) = exported(&repo, &["content/articles/bare.md"]);
    assert_eq!((pages.len(), notices.as_str()), (1, ""));
}

#[test]
fn each_page_can_have_a_file() {
    let repo = repo();
    repo.run(&["export", "--today", "2026-11-22", "--output", "out"])
        .code(0)
        .stdout_eq("Wrote 1 file into `out`.\n")
        .stderr_eq("");
    let text = fs::read_to_string(repo.path("out/content/articles/neck-spasm.md.jsonld")).unwrap();
    let mut value: Value = serde_json::from_str(&text).unwrap();
    let context = value.as_object_mut().unwrap().remove("@context");
    assert_eq!(context, Some(json!("https://schema.org")));
    assert_eq!(value, exported(&repo, &[]).0[0]);
    assert!(
        text.starts_with("{\n  \"@context\": \"https://schema.org\",\n  \"@type\": \"MedicalWebPage\",\n"),
        "{text}"
    );
}

/// The object is put into a `script` element of the page.
#[test]
fn no_text_ends_the_element_that_holds_it() {
    let repo = Repo::new(&[(
        "content/articles/a.md",
        "---\ntitle: \"</script><script>alert('&amp;')</script><!-- \\u2028x\"\n---\n\nText.\n",
    )]);
    let output = repo.run(&["export", "--today", "2026-11-22"]).code(0).get_output().stdout.clone();
    let text = String::from_utf8(output).unwrap();
    assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["@graph"][0]["name"], "</script><script>alert('&')</script><!-- \u{2028}x");
}

/// Holds every object against the classes and properties that schema.org publishes.
struct Vocabulary {
    classes: BTreeMap<String, Vec<String>>,
    properties: BTreeMap<String, (Vec<String>, Vec<String>)>,
    seen: BTreeSet<String>,
}

impl Vocabulary {
    fn read() -> Vocabulary {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats/schema-org.json");
        let value: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let names = |value: &Value| -> Vec<String> {
            value.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
        };
        let classes = value["classes"].as_object().unwrap();
        let properties = value["properties"].as_object().unwrap();
        Vocabulary {
            classes: classes.iter().map(|(name, parents)| (name.clone(), names(parents))).collect(),
            properties: properties
                .iter()
                .map(|(name, property)| {
                    (name.clone(), (names(&property["domains"]), names(&property["ranges"])))
                })
                .collect(),
            seen: BTreeSet::new(),
        }
    }

    /// A class with all that it belongs to.
    fn with_parents(&self, class: &str) -> BTreeSet<String> {
        let parents = self.classes.get(class).unwrap_or_else(|| panic!("schema.org has no class {class}"));
        let above = parents.iter().flat_map(|parent| self.with_parents(parent));
        above.chain([class.to_owned()]).collect()
    }

    fn check(&mut self, object: &Value) {
        let fields = object.as_object().unwrap();
        let Some(class) = fields.get("@type").and_then(Value::as_str) else {
            // A reference, or an author of whom nobody said what they are.
            assert!(fields.keys().all(|key| key == "@id" || key == "name"), "{object}");
            return;
        };
        let classes = self.with_parents(class);
        for (property, value) in fields.iter().filter(|(name, _)| !name.starts_with('@')) {
            let (domains, ranges) = self
                .properties
                .get(property)
                .unwrap_or_else(|| panic!("schema.org has no property {property}"))
                .clone();
            assert!(domains.iter().any(|domain| classes.contains(domain)), "{class} has no {property}");
            self.seen.insert(format!("{class}.{property}"));
            let values = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
            for value in values {
                let is_any = |names: &[&str]| ranges.iter().any(|range| names.contains(&range.as_str()));
                match value.get("@type").and_then(Value::as_str) {
                    Some(kind) => {
                        let kinds = self.with_parents(kind);
                        assert!(ranges.iter().any(|range| kinds.contains(range)), "{property} is no {kind}");
                    }
                    None if value.is_object() => {}
                    None => {
                        let text = value.as_str().unwrap();
                        if is_any(&["Date"]) {
                            assert!(
                                text.chars().all(|c| c.is_ascii_digit() || c == '-'),
                                "{property}: {text}"
                            );
                        } else {
                            assert!(is_any(&["Text", "URL"]), "{property} is no text");
                        }
                    }
                }
                if value.is_object() {
                    self.check(&value);
                }
            }
        }
    }
}

/// A page that cites a source of every type, each with every field.
fn sources_of_every_type() -> Repo {
    let types = [
        "article-journal",
        "article-newspaper",
        "webpage",
        "post",
        "book",
        "chapter",
        "paper-conference",
        "report",
        "thesis",
        "legislation",
        "standard",
        "dataset",
        "song",
    ];
    let entry = |kind: &str| {
        format!(
            "- {{id: {kind}, type: {kind}, title: A title, container-title: A container, publisher: P, volume: 1, issue: 2, page: 3-4, edition: 5, issued: 2020, ISBN: 978-3-16-148410-0, ISSN: 0378-5955, DOI: 10.1000/{kind}, PMCID: PMC12, author: [{{literal: WHO}}]}}\n"
        )
    };
    let marks: Vec<String> = types.iter().map(|kind| format!("Text [@{kind}].\n")).collect();
    let sources: Vec<String> = types.iter().map(|kind| entry(kind)).collect();
    Repo::new(&[
        ("content/articles/a.md", &format!("---\ntitle: A\n---\n\n{}", marks.concat())),
        ("content/citations/all.yaml", &sources.concat()),
    ])
}

#[test]
fn schema_org_has_every_word() {
    let mut vocabulary = Vocabulary::read();
    exported(&repo(), &[]).0.iter().for_each(|page| vocabulary.check(page));
    exported(&sources_of_every_type(), &[]).0.iter().for_each(|page| vocabulary.check(page));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("content"), root.join("tests/fixtures/flawed")];
    let foreign = fs::read_dir(root.join("tests/fixtures/foreign")).unwrap();
    folders.extend(foreign.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()));
    let mut pages = 0;
    for folder in folders {
        let output = medproof(&folder)
            .args(["export", "--today", "2026-11-22"])
            .assert()
            .code(0)
            .get_output()
            .stdout
            .clone();
        let value: Value = serde_json::from_slice(&output).unwrap();
        let again =
            medproof(&folder).args(["export", "--today", "2026-11-22"]).assert().get_output().stdout.clone();
        assert_eq!(output, again, "{}", folder.display());
        for page in value["@graph"].as_array().unwrap() {
            vocabulary.check(page);
            pages += 1;
        }
    }
    assert!(pages > 20, "{pages}");
    for used in [
        "MedicalWebPage.reviewedBy",
        "MedicalWebPage.lastReviewed",
        "MedicalCause.causeOf",
        "Book.isbn",
        "Book.bookEdition",
        "Chapter.isPartOf",
        "Thesis.name",
        "Legislation.name",
        "Report.name",
        "NewsArticle.pagination",
        "Periodical.issn",
        "Person.sameAs",
        "MedicalCode.codeValue",
    ] {
        assert!(vocabulary.seen.contains(used), "{used} was not compared: {:?}", vocabulary.seen);
    }
}
