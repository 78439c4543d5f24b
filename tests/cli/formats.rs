//! The formats for code hosts and programs: what they say, that their schemas allow
//! it, and that nothing in the content gets out of hand in them.

mod github;
pub mod hostile;
mod output;
mod schema;

use snapbox::{IntoData as _, str};

use crate::repo::Repo;

/// Line ends of Windows, letters of more than one byte, a fix, a finding in two files, and one that is a warning.
fn sample() -> Repo {
    Repo::with_clean_page(&[
        (
            "content/articles/nacken.md",
            "---\r\ntitle: Nackenschmerzen\r\nstatus: published\r\nauthors: [ron]\r\nreviewers: [lee]\r\nlayout: wide\r\n---\r\n\r\n\
             Über 5 % – „Überblick“: [Nacken](neck-pian.md)\r\n",
        ),
        (
            "content/citations/a.yaml",
            "- {id: nhs, type: webpage, title: Whiplash, URL: 'https://www.nhs.uk/whiplash/', accessed: 2026-08-24}\n",
        ),
        (
            "content/citations/b.yaml",
            "- {id: nhs-2, type: webpage, title: Whiplash, URL: 'https://www.nhs.uk/whiplash/', accessed: 2026-08-25}\n",
        ),
    ])
}

const SELECTED: &[&str] =
    &["--select", "schema/invalid-field,link/target-missing,citation/accessed-conflict"];

fn show(format: &str) -> snapbox::cmd::OutputAssert {
    sample().check(&[&["--format", format], SELECTED].concat()).code(1).stderr_eq("")
}

#[test]
fn github_annotates() {
    show("github").stdout_eq(str![[r#"
::error file=content/articles/nacken.md,line=9,endLine=9,col=34,endColumn=46,title=link/target-missing::content/articles/nacken.md:9:34: there is no page at `content/articles/neck-pian.md`%0ADid you mean `neck-pain.md`?
::error file=content/citations/a.yaml,line=1,endLine=1,col=92,endColumn=102,title=citation/accessed-conflict::content/citations/a.yaml:1:92: “Whiplash” has two access dates, 2026-08-24 and 2026-08-25%0Acontent/citations/b.yaml:1:94: reference `nhs-2` says 2026-08-25%0AOpen the source, check that it still supports the text, and give the date of that day everywhere.
::warning file=content/articles/nacken.md,line=6,endLine=6,col=1,endColumn=7,title=schema/invalid-field::content/articles/nacken.md:6:1: unknown field `layout`%0AAdd it to `fields.extra` in medproof.yaml if the field is your own, or begin it with `x-`.

"#]]);
}

#[test]
fn gitlab_lists() {
    show("gitlab").stdout_eq(str![[r#"
[
  {
    "description": "schema/invalid-field: unknown field `layout`",
    "check_name": "schema/invalid-field",
    "fingerprint": "387573fd86e06906",
    "severity": "minor",
    "location": {
      "path": "content/articles/nacken.md",
      "lines": {
        "begin": 6
      }
    }
  },
  {
    "description": "link/target-missing: there is no page at `content/articles/neck-pian.md`",
    "check_name": "link/target-missing",
    "fingerprint": "a82b92b71e75b3b5",
    "severity": "critical",
    "location": {
      "path": "content/articles/nacken.md",
      "lines": {
        "begin": 9
      }
    }
  },
  {
    "description": "citation/accessed-conflict: “Whiplash” has two access dates, 2026-08-24 and 2026-08-25",
    "check_name": "citation/accessed-conflict",
    "fingerprint": "f266637546983789",
    "severity": "critical",
    "location": {
      "path": "content/citations/a.yaml",
      "lines": {
        "begin": 1
      }
    }
  }
]

"#]]);
}

#[test]
fn junit_has_a_case_for_each_file_and_rule() {
    show("junit").stdout_eq(str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="medproof" tests="3" failures="3" errors="0">
  <testsuite name="content/articles/nacken.md" file="content/articles/nacken.md" tests="2" failures="2" errors="0" skipped="0" time="0">
    <testcase name="schema/invalid-field" classname="content/articles/nacken.md" time="0">
      <failure type="warning" message="unknown field `layout`">content/articles/nacken.md:6:1: warning unknown field `layout`. Add it to `fields.extra` in medproof.yaml if the field is your own, or begin it with `x-`.</failure>
    </testcase>
    <testcase name="link/target-missing" classname="content/articles/nacken.md" time="0">
      <failure type="error" message="there is no page at `content/articles/neck-pian.md`">content/articles/nacken.md:9:34: error there is no page at `content/articles/neck-pian.md`. Did you mean `neck-pain.md`?</failure>
    </testcase>
  </testsuite>
  <testsuite name="content/citations/a.yaml" file="content/citations/a.yaml" tests="1" failures="1" errors="0" skipped="0" time="0">
    <testcase name="citation/accessed-conflict" classname="content/citations/a.yaml" time="0">
      <failure type="error" message="“Whiplash” has two access dates, 2026-08-24 and 2026-08-25">content/citations/a.yaml:1:92: error “Whiplash” has two access dates, 2026-08-24 and 2026-08-25. Open the source, check that it still supports the text, and give the date of that day everywhere.
  content/citations/b.yaml:1:94: reference `nhs-2` says 2026-08-25</failure>
    </testcase>
  </testsuite>
</testsuites>

"#]]);
}

#[test]
fn rdjson_counts_bytes() {
    show("rdjson").stdout_eq(str![[r#"
{
  "source": {
    "name": "medproof",
    "url": "https://github.com/medproof/medproof"
  },
  "diagnostics": [
    {
      "message": "unknown field `layout`. Add it to `fields.extra` in medproof.yaml if the field is your own, or begin it with `x-`.",
      "location": {
        "path": "content/articles/nacken.md",
        "range": {
          "start": {
            "line": 6,
            "column": 1
          },
          "end": {
            "line": 6,
            "column": 7
          }
        }
      },
      "severity": "WARNING",
      "code": {
        "value": "schema/invalid-field",
        "url": "https://github.com/medproof/medproof/blob/v0.2.0/src/rules/schema/invalid_field.md"
      }
    },
    {
      "message": "there is no page at `content/articles/neck-pian.md`. Did you mean `neck-pain.md`?",
      "location": {
        "path": "content/articles/nacken.md",
        "range": {
          "start": {
            "line": 9,
            "column": 42
          },
          "end": {
            "line": 9,
            "column": 54
          }
        }
      },
      "severity": "ERROR",
      "code": {
        "value": "link/target-missing",
        "url": "https://github.com/medproof/medproof/blob/v0.2.0/src/rules/link/target_missing.md"
      },
      "suggestions": [
        {
          "range": {
            "start": {
              "line": 9,
              "column": 42
            },
            "end": {
              "line": 9,
              "column": 54
            }
          },
          "text": "neck-pain.md"
        }
      ]
    },
    {
      "message": "“Whiplash” has two access dates, 2026-08-24 and 2026-08-25. Open the source, check that it still supports the text, and give the date of that day everywhere.",
      "location": {
        "path": "content/citations/a.yaml",
        "range": {
          "start": {
            "line": 1,
            "column": 92
          },
          "end": {
            "line": 1,
            "column": 102
          }
        }
      },
      "severity": "ERROR",
      "code": {
        "value": "citation/accessed-conflict",
        "url": "https://github.com/medproof/medproof/blob/v0.2.0/src/rules/citation/accessed_conflict.md"
      },
      "related_locations": [
        {
          "message": "reference `nhs` says 2026-08-24",
          "location": {
            "path": "content/citations/a.yaml",
            "range": {
              "start": {
                "line": 1,
                "column": 92
              },
              "end": {
                "line": 1,
                "column": 102
              }
            }
          }
        },
        {
          "message": "reference `nhs-2` says 2026-08-25",
          "location": {
            "path": "content/citations/b.yaml",
            "range": {
              "start": {
                "line": 1,
                "column": 94
              },
              "end": {
                "line": 1,
                "column": 104
              }
            }
          }
        }
      ]
    }
  ]
}

"#]]);
}

#[test]
fn markdown_is_a_comment() {
    show("markdown").stdout_eq(str![[r#"
<!-- medproof -->
### medproof

2 errors and 1 warning in 2 of 5 files.

1 finding can be fixed with --unsafe-fixes (add --diff to look first).

#### `content/articles/nacken.md`

- **error** line 9: there is no page at `content/articles/neck-pian.md` ([link/target-missing](https://github.com/medproof/medproof/blob/v0.2.0/src/rules/link/target_missing.md))
  - Did you mean `neck-pain.md`?
- **warning** line 6: unknown field `layout` ([schema/invalid-field](https://github.com/medproof/medproof/blob/v0.2.0/src/rules/schema/invalid_field.md))
  - Add it to `fields.extra` in medproof.yaml if the field is your own, or begin it with `x-`.

#### `content/citations/a.yaml`

- **error** line 1: “Whiplash” has two access dates, 2026-08-24 and 2026-08-25 ([citation/accessed-conflict](https://github.com/medproof/medproof/blob/v0.2.0/src/rules/citation/accessed_conflict.md))
  - `content/citations/b.yaml` line 1: reference `nhs-2` says 2026-08-25
  - Open the source, check that it still supports the text, and give the date of that day everywhere.

"#]]);
}

#[test]
fn sarif_has_every_rule_and_result() {
    let output = show("sarif").get_output().stdout.clone();
    let mut log: serde_json::Value = serde_json::from_slice(&output).unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].take();
    let rules = rules.as_array().unwrap();
    let listed = Repo::new(&[]).run(&["rules", "--format", "json"]).get_output().stdout.clone();
    let listed: serde_json::Value = serde_json::from_slice(&listed).unwrap();
    let ids = |rules: &[serde_json::Value]| -> Vec<String> {
        rules.iter().map(|rule| rule["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(rules), ids(listed.as_array().unwrap()));
    for result in log["runs"][0]["results"].as_array_mut().unwrap() {
        // A number changes with every new rule.
        let nth = result.as_object_mut().unwrap().shift_remove("ruleIndex").unwrap();
        assert_eq!(rules[usize::try_from(nth.as_u64().unwrap()).unwrap()]["id"], result["ruleId"]);
    }
    let mut rule = rules.iter().find(|rule| rule["id"] == "schema/duplicate-key").unwrap().clone();
    assert!(rule["help"]["markdown"].as_str().unwrap().contains("\n## Why\n\n"));
    rule["help"]["markdown"].take();
    snapbox::assert_data_eq!(
        serde_json::to_string_pretty(&rule).unwrap(),
        str![[r#"
{
  "id": "schema/duplicate-key",
  "name": "SchemaDuplicateKey",
  "shortDescription": {
    "text": "Reports a key that is written twice in one block."
  },
  "fullDescription": {
    "text": "Which of the two counts depends on the tool that reads the file: the site may show one author and the print edition the other."
  },
  "help": {
    "text": "Reports a key that is written twice in one block. See https://github.com/medproof/medproof/blob/v0.2.0/src/rules/schema/duplicate_key.md",
    "markdown": null
  },
  "helpUri": "https://github.com/medproof/medproof/blob/v0.2.0/src/rules/schema/duplicate_key.md",
  "defaultConfiguration": {
    "level": "error"
  },
  "properties": {
    "tags": [
      "schema",
      "YAML 1.2"
    ],
    "problem.severity": "error"
  }
}
"#]]
    );
    snapbox::assert_data_eq!(
        serde_json::to_string_pretty(&log).unwrap(),
        str![[r#"
{
  "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "medproof",
          "version": "0.2.0",
          "semanticVersion": "0.2.0",
          "informationUri": "https://github.com/medproof/medproof",
          "rules": null
        }
      },
      "invocations": [
        {
          "executionSuccessful": true
        }
      ],
      "originalUriBaseIds": {
        "%SRCROOT%": {
          "description": {
            "text": "The top folder of the checkout."
          }
        }
      },
      "newlineSequences": [
        "\r\n",
        "\n",
        "\r"
      ],
      "columnKind": "unicodeCodePoints",
      "results": [
        {
          "ruleId": "schema/invalid-field",
          "level": "warning",
          "message": {
            "text": "unknown field `layout`. Add it to `fields.extra` in medproof.yaml if the field is your own, or begin it with `x-`."
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "content/articles/nacken.md",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 6,
                  "startColumn": 1,
                  "endLine": 6,
                  "endColumn": 7,
                  "snippet": {
                    "text": "layout"
                  }
                }
              }
            }
          ],
          "partialFingerprints": {
            "primaryLocationLineHash": "387573fd86e06906"
          },
          "suppressions": []
        },
        {
          "ruleId": "link/target-missing",
          "level": "error",
          "message": {
            "text": "there is no page at `content/articles/neck-pian.md`. Did you mean `neck-pain.md`?"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "content/articles/nacken.md",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 9,
                  "startColumn": 34,
                  "endLine": 9,
                  "endColumn": 46,
                  "snippet": {
                    "text": "neck-pian.md"
                  }
                }
              }
            }
          ],
          "partialFingerprints": {
            "primaryLocationLineHash": "a82b92b71e75b3b5"
          },
          "fixes": [
            {
              "description": {
                "text": "replace with `neck-pain.md`"
              },
              "artifactChanges": [
                {
                  "artifactLocation": {
                    "uri": "content/articles/nacken.md",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "replacements": [
                    {
                      "deletedRegion": {
                        "startLine": 9,
                        "startColumn": 34,
                        "endLine": 9,
                        "endColumn": 46,
                        "snippet": {
                          "text": "neck-pian.md"
                        }
                      },
                      "insertedContent": {
                        "text": "neck-pain.md"
                      }
                    }
                  ]
                }
              ]
            }
          ],
          "suppressions": []
        },
        {
          "ruleId": "citation/accessed-conflict",
          "level": "error",
          "message": {
            "text": "“Whiplash” has two access dates, 2026-08-24 and 2026-08-25. Open the source, check that it still supports the text, and give the date of that day everywhere."
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "content/citations/a.yaml",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 1,
                  "startColumn": 92,
                  "endLine": 1,
                  "endColumn": 102,
                  "snippet": {
                    "text": "2026-08-24"
                  }
                }
              }
            }
          ],
          "relatedLocations": [
            {
              "id": 1,
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "content/citations/a.yaml",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 1,
                  "startColumn": 92,
                  "endLine": 1,
                  "endColumn": 102,
                  "snippet": {
                    "text": "2026-08-24"
                  }
                }
              },
              "message": {
                "text": "reference `nhs` says 2026-08-24"
              }
            },
            {
              "id": 2,
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "content/citations/b.yaml",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 1,
                  "startColumn": 94,
                  "endLine": 1,
                  "endColumn": 104,
                  "snippet": {
                    "text": "2026-08-25"
                  }
                }
              },
              "message": {
                "text": "reference `nhs-2` says 2026-08-25"
              }
            }
          ],
          "partialFingerprints": {
            "primaryLocationLineHash": "f266637546983789"
          },
          "suppressions": []
        }
      ]
    }
  ]
}
"#]].raw()
    );
}

#[test]
fn paths_begin_at_the_top_of_the_checkout() {
    let repo = Repo::new(&[
        ("checkout/.git", "gitdir: elsewhere\n"),
        ("checkout/site/content/articles/a b.md", "---\ntitle: A\nauthors: [ron]\n---\n\n[x](gone.md)\n"),
    ]);
    let show = |folder: &str, format: &str| {
        let words =
            ["check", "--today", "2026-11-22", "--select", "link", "--format", format, "--exit-zero", "."];
        let output = crate::repo::medproof(&repo.path(folder)).args(words).assert().code(0);
        String::from_utf8(output.get_output().stdout.clone()).unwrap()
    };
    for folder in ["checkout/site", "checkout/site/content/articles"] {
        assert!(show(folder, "sarif").contains(r#""uri":"site/content/articles/a%20b.md""#), "{folder}");
        assert!(show(folder, "gitlab").contains(r#""path": "site/content/articles/a b.md""#), "{folder}");
        assert!(show(folder, "github").starts_with("::error file=site/content/articles/a b.md,"), "{folder}");
        assert!(show(folder, "json").contains(r#""path":"content/articles/a b.md""#), "{folder}");
    }
    std::fs::remove_file(repo.path("checkout/.git")).unwrap();
    assert!(show("checkout/site", "gitlab").contains(r#""path": "content/articles/a b.md""#));
    assert!(show("checkout/site/content", "gitlab").contains(r#""path": "content/articles/a b.md""#));
}

/// A comment, an entry of the settings, and a comment that does nothing.
fn allowing() -> Repo {
    Repo::with_clean_page(&[
        (
            "content/articles/a.md",
            "---\ntitle: A\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\n\
             <!-- medproof: allow link/target-missing -- it comes next week -->\n[x](soon.md)\n\n\
             [y](never.md)\n\n<!-- medproof: allow link/anchor-missing -- no more -->\nText.\n",
        ),
        (
            "medproof.yaml",
            "allow:\n  - {path: content/articles/a.md, rule: link/see-unresolved, reason: a joke}\n",
        ),
    ])
}

#[test]
fn what_is_allowed_is_suppressed_in_sarif_and_left_out_elsewhere() {
    let repo = allowing();
    let print = |format: &str| {
        let output = repo.check(&["--format", format]).code(1).stderr_eq("").get_output().stdout.clone();
        String::from_utf8(output).unwrap()
    };
    let log: serde_json::Value = serde_json::from_str(&print("sarif")).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let shown: Vec<(&str, &str, bool)> = results
        .iter()
        .map(|result| {
            let reason = result["suppressions"][0]["justification"].as_str().unwrap_or("");
            let hash = &result["partialFingerprints"]["primaryLocationLineHash"];
            (result["ruleId"].as_str().unwrap(), reason, hash.is_string())
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("link/target-missing", "it comes next week", true),
            ("link/target-missing", "", true),
            ("policy/allow-unused", "", true),
            ("policy/allow-unused", "", true),
        ]
    );
    for format in ["github", "gitlab", "junit", "rdjson", "markdown"] {
        let output = print(format);
        assert!(!output.contains("soon.md"), "{format}: {output}");
        for named in ["never.md", "content/articles/a.md", "medproof.yaml"] {
            assert!(output.contains(named), "{format}: {output}");
        }
    }
}

#[test]
fn what_the_baseline_knows_is_unchanged_in_sarif_and_left_out_elsewhere() {
    let page = "---\ntitle: A\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\n[x](old.md)\n";
    let repo = Repo::with_clean_page(&[("content/articles/a.md", page)]);
    repo.run(&["baseline", "--today", "2026-11-22"]).code(0);
    repo.write("content/articles/a.md", format!("{page}\n[y](new.md)\n"));
    let print = |format: &str| {
        let words = ["--baseline", "medproof-baseline.json", "--format", format];
        let output = repo.check(&words).code(1).stderr_eq("").get_output().stdout.clone();
        String::from_utf8(output).unwrap()
    };
    let log: serde_json::Value = serde_json::from_str(&print("sarif")).unwrap();
    let states: Vec<(&str, usize)> = log["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| {
            (result["baselineState"].as_str().unwrap(), result["suppressions"].as_array().unwrap().len())
        })
        .collect();
    assert_eq!(states, [("unchanged", 1), ("new", 0)]);
    for format in ["github", "gitlab", "junit", "rdjson", "markdown"] {
        let output = print(format);
        assert!(!output.contains("old.md") && output.contains("new.md"), "{format}: {output}");
    }
}

#[test]
fn two_repositories_never_share_a_fingerprint() {
    let page = "---\ntitle: A\nauthors: [ron]\n---\n\n[x](gone.md)\n";
    let repo = Repo::new(&[("one/content/articles/a.md", page), ("two/content/articles/a.md", page)]);
    let output = repo.check(&["one", "two", "--select", "link", "--format", "gitlab"]).code(1);
    let issues: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    let prints: Vec<&str> =
        issues.as_array().unwrap().iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), 2);
    assert!(prints[0].starts_with("one/") && prints[1].starts_with("two/"), "{prints:?}");
}

/// Other formats do not ask git.
#[test]
fn sarif_says_which_commit_of_which_repository_was_checked() {
    let repo = Repo::committed(&[
        ("site/content/articles/neck-pain.md", crate::repo::CLEAN_PAGE),
        ("site/content/people/lee.yaml", crate::repo::PERSON),
    ]);
    let provenance = || {
        let printed =
            repo.check(&["--format", "sarif", "site"]).code(0).stderr_eq("").get_output().stdout.clone();
        let log: serde_json::Value = serde_json::from_slice(&printed).unwrap();
        log["runs"][0]["versionControlProvenance"].clone()
    };
    assert_eq!(provenance(), serde_json::Value::Null);
    repo.git(&["remote", "add", "origin", "https://lee:s3cret@github.com/acme/health.git"]);
    let head = repo.git(&["rev-parse", "HEAD"]);
    assert_eq!(
        provenance(),
        serde_json::json!([{
            "repositoryUri": "https://github.com/acme/health",
            "revisionId": head.trim(),
            "mappedTo": {"uriBaseId": "%SRCROOT%"},
        }])
    );
    repo.git(&["remote", "set-url", "origin", "/srv/git/health"]);
    assert_eq!(provenance(), serde_json::Value::Null);
}
