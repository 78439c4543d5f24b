//! What is said once, or not at all, of texts whose writers had no fault in them.

use snapbox::str;

use super::{page, said, said_of};
use crate::repo::Repo;

#[test]
fn what_blocks_of_code_draw_has_a_place_that_links_lead_to() {
    let files = [
        ("book/_quarto.yml", "project:\n  type: book\n"),
        (
            "medproof.yaml",
            "collections:\n  articles: {files: 'book/**/*.qmd'}\nfields: {optional: [status]}\n",
        ),
        (
            "book/index.qmd",
            "# Knees\n\nSee [rest](parts/a.qmd#sec-rest), [plot](parts/a.qmd#fig-plot) and [none](parts/a.qmd#fig-none).\n",
        ),
        (
            "book/parts/a.qmd",
            "# Rest {#sec-rest}\n\nSee [plot](#fig-plot), [old](#fig-old), [note](#nte-one), [code](#lst-one) and [none](#lst-two).\n\n\
             ```{r}\n#| label: fig-plot\nplot(1)\n```\n\n```{r fig-old, fig.cap=\"Old\"}\nplot(2)\n```\n\n\
             ::: {.callout-note #nte-one}\nA note.\n:::\n\n```{#lst-one .python}\na\n```\n",
        ),
    ];
    snapbox::assert_data_eq!(
        said(&files),
        str![[r#"
book/index.qmd:3:86: error link/anchor-missing `book/parts/a.qmd` has no section `#fig-none`
book/parts/a.qmd:3:87: error link/anchor-missing this page has no section `#lst-two`

"#]]
    );
}

#[test]
fn readers_who_know_acronyms_are_told_of_them_once() {
    let used = |pages: usize, explained: usize| {
        let pages: Vec<(String, String)> = (0..pages)
            .map(|nth| {
                let text = if nth < explained {
                    "Heart failure (CHF) and clots (DVT) are treated."
                } else {
                    "DVT and CHF are treated."
                };
                (format!("content/articles/p{nth:02}.md"), page(text))
            })
            .collect();
        let files: Vec<(&str, &str)> =
            pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        said(&files)
    };
    // Eleven pages with two each, and two that explain both.
    snapbox::assert_data_eq!(
        used(13, 2),
        str![[r#"
content/articles/p02.md:8:9: advice language/acronym-undefined this page does not say what CHF stands for: it is the first of 22 acronyms on 11 pages that are not explained, which is more than are

"#]]
    );
    // A publisher that explains most of them has forgotten the others.
    assert_eq!(used(26, 14).lines().count(), 24);
    assert_eq!(used(4, 0).lines().count(), 8);
    // What most pages with it leave unexplained is a habit.
    snapbox::assert_data_eq!(
        used(5, 0),
        str![[r#"
content/articles/p00.md:8:1: advice language/acronym-undefined this page does not say what DVT stands for, and neither do 4 others
content/articles/p00.md:8:9: advice language/acronym-undefined this page does not say what CHF stands for, and neither do 4 others

"#]]
    );
    // `re-uptake` is `reuptake`.
    assert_eq!(said_of("Selective serotonin re-uptake inhibitors, or SSRIs, are used."), "");
}

#[test]
fn acronyms_that_are_short_for_something_else_or_for_those_who_know_them_are_no_matter() {
    for text in [
        "Newborn ALS begins with five breaths.",
        "The tablet costs 247 CHF, and CHF is the currency.",
        "Chen showed it at the ACL proceedings.",
        "## Placental Adhesive Disorders\n\nPAD is rare.",
        "慢性阻塞性肺疾病全球倡议之 COPD 评估。",
        "Title: COPD and TIA in adults",
    ] {
        assert_eq!(said_of(text), "", "{text}");
    }
    let for_them = page("COPD is common.").replace("authors:", "audience: clinicians\nauthors:");
    assert_eq!(said(&[("content/articles/a.md", &for_them)]), "");
    let both = page("COPD is common.").replace("authors:", "audience: [clinicians, patients]\nauthors:");
    snapbox::assert_data_eq!(
        said(&[("content/articles/a.md", &both)]),
        str![[r#"
content/articles/a.md:9:1: advice language/acronym-undefined this page does not say what COPD stands for

"#]]
    );
}

#[test]
fn a_repository_that_keeps_to_older_sources_is_told_of_them_once() {
    let pages = |old: usize, new: usize| {
        let entry = |nth: usize, year: usize| {
            format!(
                "Moss E. Trial number {nth} of rest. Example J. {year};{nth}(1):1-9. doi:10.1000/t.{nth}\n"
            )
        };
        let pages: Vec<(String, String)> = (0..old + new)
            .map(|nth| {
                let entry = entry(nth + 1, if nth < old { 2009 } else { 2026 });
                let text = format!("Rest helps [1].\n\n## References\n\n1. {entry}");
                (format!("content/articles/p{nth:02}.md"), page(&text))
            })
            .collect();
        let files: Vec<(&str, &str)> =
            pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let said = said(&files);
        let lines: Vec<String> =
            said.lines().filter(|line| line.contains("source-too-old")).map(str::to_owned).collect();
        lines
    };
    assert_eq!(
        pages(31, 2),
        [
            "content/articles/p00.md:12:47: advice citation/source-too-old “Trial number 1 of rest” is from 2009: it and 30 more sources of this repository are older than such sources may be"
        ]
    );
    assert_eq!(pages(10, 2).len(), 10);
    // Where most are new, the old ones stand out.
    assert_eq!(pages(11, 12).len(), 11);
}

#[test]
fn headings_that_say_something_themselves_and_forms_have_nothing_below() {
    let told = |path: &str, body: &str| {
        let text = page(body);
        let repo = Repo::new(&[(path, &text)]);
        let run = repo.check(&["--select", "structure/section-empty", "--format", "concise"]);
        String::from_utf8(run.get_output().stdout.clone()).unwrap()
    };
    let labels = "## Date: 2 May 2024\n\n## Version: 1.0\n\n## [list id=5]\n\n## Rest\n\nText.";
    assert_eq!(told("content/articles/a.md", labels), "");
    let empty = "## Rest\n\n## Part 1: Heat\n\n## Sleep\n\nText.";
    assert_eq!(told("content/articles/page-template.md", empty), "");
    snapbox::assert_data_eq!(
        told("content/articles/a.md", empty),
        str![[r#"
content/articles/a.md:8:4: warning structure/section-empty there is nothing below the heading “Rest”
content/articles/a.md:10:4: warning structure/section-empty there is nothing below the heading “Part 1: Heat”

"#]]
    );
}

#[test]
fn contents_that_a_component_fills_are_not_empty() {
    for body in [
        "**Table of Contents**\n\n<TOCInline toc={toc} />\n\n## Rest\n\nText.",
        "**Table of Contents**\n\nimport TOCInline from '@theme/TOCInline';\n\n<TOCInline toc={toc} />\n\n## Rest\n\nText.",
        "<nav>\n<h2>On this page</h2>\n<ul class=\"list\"></ul>\n</nav>\n\n## Rest\n\nText.",
    ] {
        let text = page(body);
        let repo = Repo::new(&[("content/articles/a.md", &text)]);
        repo.check(&["--select", "structure/toc-empty"]).stdout_eq("");
    }
}

#[test]
fn notes_among_references_and_lists_of_packages_are_no_sources_of_their_own() {
    assert_eq!(
        said_of(
            "Rest helps [1], and so does heat [2]. Sleep does [3], and [4].\n\n## References\n\n\
             1. Case courtesy of Frank Stone, Pictures.org, rID: [8684](https://example.org/8684). Accessed 8/5/2023.\n\
             2. Stone, M. [Uses of a Catheter](https://example.org/post/1). Accessed 8/5/23.\n\
             3. Stone, DC. The Manual of Falls. 1st Ed. 2011. Example Press.\n\
             4. (b) Donor of the data: Stone M, Example Centre.",
        )
        .lines()
        .filter(|line| line.contains("reference-incomplete"))
        .count(),
        0
    );
    let files = [
        (
            "medproof.yaml",
            "collections:\n  articles: {files: '*.Rmd'}\n  citations: {files: '*.bib'}\nfields: {optional: [status]}\n",
        ),
        (
            "index.Rmd",
            "---\ntitle: Ice\nbibliography: [packages.bib, refs.bib]\n---\n\nIce helps [@stone2026].\n",
        ),
        (
            "packages.bib",
            "@Manual{R-base, title={R: A Language}, author={{R Core Team}}, year={2026}, organization={R Foundation}}\n",
        ),
        (
            "refs.bib",
            "@article{stone2026, title={On ice}, author={Stone, Bea}, journal={Example J}, year={2026}, volume={1}, doi={10.1000/ice}}\n\
             @article{moss2026, title={On heat}, author={Moss, Eve}, journal={Example J}, year={2026}, volume={2}, doi={10.1000/heat}}\n",
        ),
    ];
    snapbox::assert_data_eq!(
        said(&files),
        str![[r#"
refs.bib:2:10: advice citation/uncited no page cites the source `moss2026`

"#]]
    );
}

#[test]
fn studies_that_are_named_and_words_that_are_no_appeal_need_no_citation() {
    for text in [
        "The Kang 2017 trials showed that rest helps.",
        "Mixing studies demonstrate reversibility.",
        "It is split according to study design.",
        "The evidence supports the null hypothesis.",
        "As noted above, a 2025 review found no link.",
        "The researchers point to their own experience.",
        "The current study showed that rest helps.",
        "Christel E, Ma J, Collins GS, Veer J. A systematic review shows no benefit of rest. Example J. 2019.",
        "Table 4 shows that 39% of the patients died.",
        "Some 90% of the test cases were passed.",
        "Kang 2017 saw it in 80% of children.",
    ] {
        assert_eq!(said_of(text), "", "{text}");
    }
    snapbox::assert_data_eq!(
        said_of("The 2025 news: researchers found that rest helps. In June 2017 studies showed it."),
        str![[r#"
content/articles/a.md:8:16: advice language/claim-uncited “researchers found” appeals to evidence, but the sentence cites none
content/articles/a.md:8:64: advice language/claim-uncited “studies showed” appeals to evidence, but the sentence cites none

"#]]
    );
}

#[test]
fn blanks_of_a_form_cite_nothing() {
    assert_eq!(said_of("- Siblings [1] <> [2] <>\n- Mother of [1] < age >"), "");
}

#[test]
fn what_is_supposed_or_below_its_source_needs_no_other() {
    for text in [
        "Imagine a scientist tries a drug. It is a success. A risk reduction of 12% in men may not matter.",
        "* [On glucosamine](https://example.org/a)\n* Research shows that it helps 65% of people.",
        "* Tea\n  * [On tea](https://example.org/t)\n  * Research shows that it helps.",
        "Payments are blended using 67% of the risk score of the old model.",
        "* **Miracle Cure Question:**",
        "The test has limits [as shown](https://example.org/a):\n\n* It is slow.\n* Research shows that it often fails.",
    ] {
        assert_eq!(said_of(text), "", "{text}");
    }
    // A link among the words of an item is no source of the items after it.
    snapbox::assert_data_eq!(
        said_of(
            "* Rest, as [they](https://example.org/a) say, is good for all of us in this town\n* Research shows that it helps."
        ),
        str![[r#"
content/articles/a.md:9:3: advice language/claim-uncited “Research shows” appeals to evidence, but the sentence cites none

"#]]
    );
    // Nor are the words above a list that do not lead it in.
    snapbox::assert_data_eq!(
        said_of("It has limits, as [they](https://example.org/a) say.\n\n* Research shows that it helps."),
        str![[r#"
content/articles/a.md:10:3: advice language/claim-uncited “Research shows” appeals to evidence, but the sentence cites none

"#]]
    );
}

#[test]
fn notes_to_do_and_kinds_of_sources_in_brackets_are_no_web_pages() {
    assert_eq!(
        said_of(
            "## References\n\n* TODO Add [the guideline](https://example.org/todo)\n             * [Srour B, Fezeu L. Food and risk: a study[J]. bmj, 2019, 365.](https://www.bmj.com/content/365/bmj.l1451)\n             * Rücker G. netmeta: Network Meta-Analysis. 2020. https://CRAN.R-project.org/package=netmeta"
        ),
        ""
    );
}

#[test]
fn a_list_of_changes_and_a_form_may_have_empty_sections() {
    let said = |body: &str| {
        let repo = Repo::new(&[("content/articles/a.md", &page(body))]);
        let run = repo.check(&["--select", "structure/section-empty", "--format", "concise"]);
        String::from_utf8(run.get_output().stdout.clone()).unwrap()
    };
    assert_eq!(said("## [Unreleased]\n\n### Added\n\n### Changed\n\n### Fixed\n\n## 1.0\n\nText."), "");
    assert_eq!(said("## INSERT NAME HERE\n\nBy INSERT NAME, who INSERT JOB.\n\n## Review\n\n"), "");
    snapbox::assert_data_eq!(
        said("## 1.0\n\n### Added\n\n### Changed\n\nText."),
        str![[r#"
content/articles/a.md:10:5: warning structure/section-empty there is nothing below the heading “Added”

"#]]
    );
}

#[test]
fn names_of_compounds_logs_and_arguments_of_templates_hold_no_links() {
    for text in [
        "MDA is (R) 1-(benzo[1,3]dioxol-5-yl)propan-2-amine.",
        "It contains a 5-phenyl-1H-benzo[e][1,4]diazepin-2(3H)-one ring.",
        "Example: [notify][#room][bot][helper] was helped by them.",
        "{{import '~/img'\n  caption='Source: <a href=\\\"https://example.org/x\\\">a page</a>'\n}}",
        "TXA~2~ narrows the vessels, and 5 mg of it is much.",
        "* See \"On ice in heart failure\" [@doi:10.1000/ice]",
        "See dosage information below",
    ] {
        assert_eq!(said_of(text), "", "{text}");
    }
    snapbox::assert_data_eq!(
        said_of("Rest helps [1]and is cheap. Read [the page][neck] and [other][back]."),
        str![[r#"
content/articles/a.md:8:13: warning citation/undefined the number 1 cites a reference, but this page has no list of references
content/articles/a.md:8:45: error link/target-missing the address of the link `[neck]` is not given anywhere on this page
content/articles/a.md:8:63: error link/target-missing the address of the link `[back]` is not given anywhere on this page

"#]]
    );
}

#[test]
fn a_list_without_marks_stands_for_the_page_and_a_source_at_the_end_for_its_paragraph() {
    let list = "## References\n\n1. Peck T. On salves. Example Press. 2024.";
    let causes = "## Causes of hypoxia\n\n### Anaemia\n\nToo little blood. About 5% of patients have it.";
    assert_eq!(
        said_of(&format!("{causes}\n\n{list}")),
        "content/articles/a.md:12:25: advice language/statistic-uncited the figure “5%” has no source\n"
    );
    snapbox::assert_data_eq!(
        said_of(&format!("{causes}\n\nIt kills.[1]\n\n{list}")),
        str![[r#"
content/articles/a.md:12:25: advice language/statistic-uncited the figure “5%” has no source

"#]]
    );
    assert_eq!(
        said_of(&format!(
            "Cases fell by 28% of all patients. Deaths fell, too. Most are in Africa.[1]\n\n{list}"
        )),
        ""
    );
    // An address alone goes on with what was broken before it.
    assert_eq!(said_of("Animal trials indicate harm to the heart in mice\n\nhttps://example.org/a"), "");
}

#[test]
fn notes_in_their_place_may_repeat_a_source_and_credit_a_picture() {
    assert_eq!(
        said_of(
            "Rest helps.^[https://example.org/rest] It calms.^[https://example.org/rest] A vase^[By A. Maler based on \
             [1], CC BY-SA 4.0, https://commons.wikimedia.org/w/index.php?curid=1]"
        ),
        "content/articles/a.md:8:14: advice citation/accessed-missing this source is cited from the web, but no access date is given\n\
         content/articles/a.md:8:51: advice citation/duplicate-source this source is already listed as reference ^1\n\
         content/articles/a.md:8:51: advice citation/accessed-missing this source is cited from the web, but no access date is given\n"
    );
}

#[test]
fn a_publisher_that_states_no_access_dates_is_told_of_them_once() {
    let said = |pages: usize, dated: usize| {
        let files: Vec<(String, String)> = (0..pages)
            .map(|nth| {
                let read = if nth < dated { " Accessed January 10, 2026." } else { "" };
                let list = format!("## References\n\n1. [On knees {nth}](https://example.org/{nth}).{read}");
                (format!("content/articles/p{nth:02}.md"), page(&list))
            })
            .collect();
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let repo = Repo::new(&files);
        let run = repo.check(&["--advice", "--select", "citation/accessed-missing", "--format", "concise"]);
        String::from_utf8(run.get_output().stdout.clone()).unwrap()
    };
    assert_eq!(said(30, 0).lines().count(), 30);
    assert_eq!(said(42, 11).lines().count(), 31);
    snapbox::assert_data_eq!(
        said(32, 1),
        str![[r#"
content/articles/p01.md:10:5: advice citation/accessed-missing “On knees” is cited from the web, but no access date is given; nor is it for 30 others of this repository

"#]]
    );
}

#[test]
fn what_speaks_to_readers_or_names_a_page_is_no_whole_reference() {
    for text in [
        "Rest helps.^[The tool that shows it was written in the language of the trial, and you can find it [online](https://example.org/a).]",
        "Rest helps.^[The Body on Ice: Brain, Mind and Rest, p. 38]",
        "Send ~breathe[1,2,3] to the bot.",
        "## Lungs ![[lungs]]\n\n## Heart\n\nText.",
    ] {
        let said = said_of(text);
        assert!(!said.contains("citation/") && !said.contains("section-empty"), "{text}: {said}");
    }
}

#[test]
fn a_template_has_its_title_elsewhere() {
    let of = |text: &str| said(&[("content/articles/a.md", text)]).contains("schema/title-missing");
    for text in [
        "{{define \"history\"}}\nText.\n",
        "{{$v := .}}\nText.\n",
        "{% extends \"base\" %}\nText.\n",
        "<%= title %>\n",
        "import React from \"react\";\n\nconst MODES = {};\n\nexport default function Lungs() {\n  return 1;\n}\n",
    ] {
        assert!(!of(text), "{text}");
    }
    assert!(of("{{< figure src=\"a.png\" >}}\n\nText.\n") && of("Text.\n"));
}

#[test]
fn an_item_that_names_its_source_after_a_label_cites_it() {
    let said = |items: &str| said_of(items).contains("language/claim-uncited");
    assert!(!said(
        "- Status: strong\n- Evidence: trials confirm that rest helps knees\n- **Key Source:** Nature Reviews Endocrinology\n"
    ));
    assert!(!said(
        "- **Alternative source:** Yale School of Medicine research shows that rest helps knees\n"
    ));
    assert!(said("- Research shows that rest helps knees\n- Rest: one day\n- Source: unknown\n"));
    assert!(said("- Research shows that rest helps knees\n\nSource: Nature Reviews\n"));
}

#[test]
fn life_support_is_no_disease() {
    let said = |text: &str| said_of(text).contains("stands for");
    assert!(said("ALS weakens the muscles of the legs."));
    assert!(!said("This needs a crew at ALS level, with a doctor in charge."));
}

#[test]
fn a_table_of_words_to_avoid_uses_none_of_them() {
    let said =
        |row: &str| said_of(&format!("| Avoid | Write |\n|---|---|\n{row}\n")).contains("person-first");
    assert!(!said("| Diabetics | People with diabetes |"));
    assert!(!said("| Confined to a wheelchair | Person who uses a wheelchair |"));
    assert!(!said("| 310183005 | Nurse for diabetics |"));
    assert!(said("| Diabetics | Check feet daily |"));
}
