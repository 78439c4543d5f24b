//! What a publisher does on all pages is said once, as a decision to take; and what lists, cards, examples and files of
//! other programs are not.

use snapbox::str;

use super::{page, said, said_of};
use crate::repo::Repo;

/// What a check says of one rule on pages of these bodies.
fn only(rule: &str, bodies: &[String]) -> String {
    let files: Vec<(String, String)> =
        (0..).zip(bodies).map(|(nth, body)| (format!("content/articles/p{nth:02}.md"), page(body))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let run = Repo::new(&files).check(&["--advice", "--select", rule, "--format", "concise"]);
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

#[test]
fn sections_that_many_pages_leave_empty_are_named_once() {
    let body = |nth: usize| format!("## Signs {nth}\n\n## Care\n\nRest.");
    let pages = |number: usize| (0..number).map(body).collect::<Vec<String>>();
    assert_eq!(only("structure/section-empty", &pages(20)).lines().count(), 20);
    snapbox::assert_data_eq!(
        only("structure/section-empty", &pages(21)),
        str![[r#"
content/articles/p00.md:8:4: advice structure/section-empty there is nothing below the heading “Signs 0”, nor below 20 others on 21 pages

"#]]
    );
    // A heading in HTML shows how something looks.
    assert_eq!(only("structure/section-empty", &["<h3>Signs</h3>\n\n## Care\n\nRest.".to_owned()]), "");
}

#[test]
fn levels_that_many_pages_skip_are_named_once() {
    let body = |_| "## Care\n\nRest.\n\n#### At home\n\nRest.".to_owned();
    let pages = |number: usize| (0..number).map(body).collect::<Vec<String>>();
    assert_eq!(only("structure/heading-skip", &pages(20)).lines().count(), 20);
    snapbox::assert_data_eq!(
        only("structure/heading-skip", &pages(21)),
        str![[r#"
content/articles/p00.md:12:6: advice structure/heading-skip this heading has level 4, and the one above it level 2: it is the first of 21 headings on 21 pages that skip a level

"#]]
    );
}

#[test]
fn main_headings_that_begin_sections_on_many_pages_are_named_once() {
    let said = |pages: usize| {
        let files: Vec<String> = (0..pages).map(|nth| format!("notes/p{nth:02}.md")).collect();
        let mut files: Vec<(&str, &str)> =
            files.iter().map(|path| (path.as_str(), "# Lungs\n\nText.\n\n# Heart\n\nText.\n")).collect();
        files.push(("medproof.yaml", "collections:\n  articles:\n    files: notes/*.md\n"));
        let run =
            Repo::new(&files).check(&["--advice", "--select", "schema/title-missing", "--format", "concise"]);
        String::from_utf8(run.get_output().stdout.clone()).unwrap()
    };
    assert_eq!(said(20).lines().count(), 20);
    snapbox::assert_data_eq!(
        said(21),
        str![[r#"
notes/p00.md:5:3: advice schema/title-missing this page has 2 main headings, so its title is in doubt; 20 other pages have several as well

"#]]
    );
}

#[test]
fn causes_need_no_source_where_no_page_names_any() {
    let causes = || "## Causes\n\n### Strain\n\nA tear.".to_owned();
    let pages = |number: usize, last: &str| {
        let mut pages: Vec<String> = (1..number).map(|_| causes()).collect();
        pages.push(last.to_owned());
        only("cause/uncited", &pages)
    };
    assert_eq!(pages(19, "Text.").lines().count(), 18);
    snapbox::assert_data_eq!(
        pages(20, "See @sec-rest."),
        str![[r#"
content/articles/p00.md:10:5: advice cause/uncited the cause “Strain” cites no source, and neither does any of the 20 pages

"#]]
    );
    assert_eq!(
        pages(20, "Rest helps.[^1]\n\n[^1]: Peck T. On salves. Example Press. 2024.").lines().count(),
        19
    );
}

#[test]
fn a_list_that_nothing_points_at_stands_for_all_claims_of_its_page() {
    let claim = "Studies show that rest helps.";
    for heading in ["References", "Key References", "Selected references", "Key sources"] {
        let list = format!("## {heading}\n\n1. Peck T. On salves. Example Press. 2024.");
        assert_eq!(
            said_of(&format!("{claim}\n\n{list}")),
            "content/articles/a.md:8:1: advice language/claim-uncited “Studies show” appeals to evidence, but the sentence cites none\n",
            "{heading}"
        );
        // A cross-reference to another part of the book is no mark.
        assert!(
            said_of(&format!("{claim} See @sec-rest.\n\n{list}")).contains(": advice language/claim-uncited")
        );
        assert!(
            said_of(&format!("{claim}\n\nSalves do not.[1]\n\n{list}"))
                .contains(": warning language/claim-uncited")
        );
    }
    assert!(said_of(claim).contains(": advice language/claim-uncited"));
}

#[test]
fn figures_that_are_made_up_or_of_the_work_itself_need_no_source() {
    let said = |text: &str| {
        said_of(&format!("{text}\n\nRest helps.[^1]\n\n[^1]: Peck T. On salves. Example Press. 2024."))
    };
    for text in [
        "For example, where the model gives one hundred patients a risk of 10%, ten should have it.",
        "It can learn from many patients (e.g. 10 million patients).",
        "In Figure \\@ref(fig:roc) the sensitivity is 83% among patients. Of these patients 5% have it.",
        "As @fig-roc shows, 5% of patients have it.",
        "Hale asked many.[^1] It rained. They also noted that 10% of patients slept.",
        "In a group with a predicted probability of 10%, so many patients should have it.",
    ] {
        assert_eq!(said(text), "", "{text}");
    }
    for text in [
        "Some 83% of patients have it.",
        "Deaths are rare, though 5% of patients have it.",
        "Of patients with a broken leg, 20% of patients need surgery.",
        "Of patients with a prior stroke 30% have another one.",
    ] {
        assert!(said(text).contains("statistic-uncited"), "{text}");
    }
}

#[test]
fn what_a_reference_lacks_is_asked_of_what_is_known_of_it() {
    let said = |item: &str| said_of(&format!("## References\n\n1. {item}"));
    // The year may be where no reader of references looks for it, and a paper has its identifier.
    for item in [
        "Nickson, C. The challenge of the critically ill airway. 2018. CIA Course Notes.",
        "Osman AM, Carter SG. Obstructive sleep apnea: current perspectives. Nature and Science of Sleep. doi:10.2147/NSS.S124657",
    ] {
        assert_eq!(said(item), "", "{item}");
    }
    assert_eq!(
        said("Worthley LIG. Shock: A Review of Care. Part I. Critical Care and Resuscitation."),
        "content/articles/a.md:10:18: advice citation/reference-incomplete the reference of “Shock: A Review of Care” has no year\n"
    );
    assert_eq!(
        said("Harvey RA, Fisher BD. Microbiology. 3rd ed. Example Press."),
        "content/articles/a.md:10:26: advice citation/reference-incomplete “Microbiology” is a book, and its reference has no year\n"
    );
}

#[test]
fn two_notes_that_are_an_address_alone_are_no_error() {
    let said = said_of(
        "Rest helps.[^one] Sleep helps.[^two]\n\n[^one]: https://example.org/a\n\n[^two]: https://example.org/a",
    );
    assert!(said.contains(": advice citation/duplicate-source") && !said.contains(": error"), "{said}");
}

#[test]
fn a_card_is_one_link_and_an_acronym_in_it_belongs_to_the_page_it_leads_to() {
    let card = |close: &str| {
        said_of(&format!(
            "<a href=\"https://example.org/lungs\" class=\"card\">\n<div class=\"card-title\">Asthma and COPD</div>\n{close}\n"
        ))
    };
    assert_eq!(card("</a>"), "");
    let claim =
        "<a href=\"https://example.org/a\">\n<div>Trials show that rest helps 5% of patients</div>\n</a>\n";
    assert_eq!(said_of(claim), "");
    let short = "<a href=\"https://example.org/a\">\n<div><abbr>NSAIDs</abbr>: trials show that rest helps 5% of patients</div>\n</a>\n";
    assert_eq!(said_of(short), "");
    assert!(said_of("<div>\n\nPeople with COPD rest.\n\n</div>").contains("COPD"));
}

#[test]
fn letters_that_mean_something_else_are_no_medicine() {
    let said = |text: &str| said_of(text).contains("drug-abbreviation");
    assert!(
        !said("Do not move the PCN.")
            && !said("A nephrostomy tube, or PCN: flush it with 10 mL. Give PCN 5 mg.")
    );
    assert!(said("Give PCN 500 mg by mouth daily."));
    assert!(!said("Give TMP-SMX 160 mg daily."));
}

#[test]
fn vitamins_are_labelled_in_international_units() {
    let said = |text: &str| {
        let said = said_of(text);
        let severity = said.split(" language/error-prone-abbreviation").next().unwrap_or("");
        severity.rsplit(' ').next().unwrap_or("").to_owned()
    };
    for (text, severity) in [
        ("Take 1,000 IU of vitamin D daily.", "advice"),
        ("Vitamin D helps bones. Take 1,000 IU daily.", "advice"),
        ("Take 1,000 IU daily.", "warning"),
        ("Inject 4 IU of calcitonin daily.", "warning"),
        ("Take 30 mg OD for 5 days.", "warning"),
        ("Inject 10 cc daily.", "warning"),
        ("An increased ovarian volume above 10 cc is a sign.", ""),
        ("Give furosemide if you transfuse more than 2 U of red cells.", ""),
        ("Give insulin 2 U with each transfusion.", "error"),
        ("Give 500 U of factor VIII before the transfusion.", "error"),
        ("The pump gives insulin at 2 U/h.", "warning"),
        ("Give oxytocin 10 U IM, and transfuse if bleeding goes on.", "error"),
        ("Inject insulin 10 IU before meals. Supplemental oxygen is not needed.", "warning"),
        ("Take insulin 10 IU before meals, and vitamins as supplements.", "warning"),
    ] {
        assert_eq!(said(text), severity, "{text}");
    }
}

#[test]
fn what_is_eaten_is_no_dose_and_one_of_it_is_one() {
    let said = |text: &str| said_of(text);
    assert_eq!(
        said(
            "Take in protein with each dose: 1.0 grams per kilogram, or 0.7–1.0 grams per pound of lean mass."
        ),
        ""
    );
    let repo = Repo::new(&[("content/articles/a.md", page("Insulin: take 1.0 units.").as_str())]);
    let help = repo.check(&["--select", "language/dose-decimal", "--format", "json"]);
    assert!(String::from_utf8(help.get_output().stdout.clone()).unwrap().contains("Write “1 unit”."));
}

#[test]
fn a_guarantee_of_money_and_factors_of_risk_promise_nothing() {
    for text in [
        "A 120-day money-back guarantee.",
        "Health coaching and a 120-day guarantee.",
        "Zero risk factors were found.",
    ] {
        assert_eq!(said_of(text), "", "{text}");
    }
    assert!(said_of("The salve has zero risk.").contains("absolute-claim"));
    assert!(said_of("Relief within a day: we guarantee it.").contains("absolute-claim"));
    assert!(said_of("Taking garlic every day guarantees relief of pain.").contains("absolute-claim"));
    assert!(said_of("Our pills are guaranteed to improve kidney function.").contains("absolute-claim"));
}

#[test]
fn the_last_part_of_an_address_may_be_stated() {
    let tree = |slug: &str, link: &str| {
        said(&[
            ("hugo.toml", "baseURL = \"https://example.org/\"\n"),
            ("medproof.yaml", "collections:\n  articles:\n    files: content/**/*.md\n"),
            (
                "content/posts/01-knees.md",
                format!("---\ntitle: Knees\nslug: {slug}\n---\n\nText.\n").as_str(),
            ),
            (
                "content/posts/02-hips.md",
                format!("---\ntitle: Hips\n---\n\n[Knees]({link}) and [hips](/posts/02-hips/).\n").as_str(),
            ),
        ])
        .contains("link/target-missing")
    };
    assert!(!tree("sore-knees", "/posts/sore-knees/") && !tree("sore-knees/", "/posts/sore-knees/"));
    assert!(tree("sore-knees", "/posts/stiff-knees/"));
}

#[test]
fn a_program_of_its_own_may_serve_a_page_in_a_folder() {
    let tree = |src: &str| {
        said(&[
            ("medproof.yaml", "collections:\n  articles:\n    files: src/*.md\n"),
            ("src/assets/knee.png", ""),
            ("src/knees.md", format!("# Knees\n\n![A knee]({src})\n").as_str()),
        ])
        .contains("link/target-missing")
    };
    assert!(!tree("assets/knee.png") && !tree("../assets/knee.png"));
    assert!(tree("../assets/hip.png") && tree("../../assets/knee.png"));
}

#[test]
fn a_note_that_others_name_and_nobody_wrote_is_a_plan() {
    let tree = |links: usize| {
        let known: String = (0..links).map(|_| "- [[hips]]\n").collect();
        let text = format!("# Knees\n\n- [[sore knees]]\n{known}");
        said(&[
            ("medproof.yaml", "collections:\n  articles:\n    files: notes/*.md\n"),
            ("notes/hips.md", "# Hips\n\nText.\n"),
            ("notes/knees.md", text.as_str()),
        ])
    };
    assert!(tree(20).contains(": error link/target-missing no page is called “sore knees”"));
    assert!(tree(60).contains(": advice link/target-missing no page is called “sore knees”"));
}

#[test]
fn empty_files_and_odd_names_are_advice() {
    let tree = |path: &str, text: &str| {
        let settings =
            "collections:\n  articles:\n    files: notes/*.md\nfields:\n  optional: [status, title]\n";
        said(&[
            ("medproof.yaml", settings),
            ("hugo.toml", "baseURL = \"https://example.org/\"\n"),
            (path, text),
        ])
    };
    for text in ["", "\n", "---\ndate: 2026-01-02\n---\n"] {
        assert!(
            tree("notes/a.md", text).contains(": advice schema/title-missing this page is empty"),
            "{text:?}"
        );
    }
    assert!(tree("notes/a.md", "Text.\n").contains(": advice schema/title-missing this page has no title"));
    assert!(tree("notes/grave's-disease.md", "# A\n\nText.\n").contains(
        ": advice schema/file-name the name of this file has `'`, which some programs change in addresses"
    ));
    assert!(tree("notes/what?.md", "# A\n\nText.\n").contains(": advice schema/file-name"));
}

#[test]
fn exports_of_reference_managers_are_what_these_programs_write() {
    let said = |entries: &str| {
        said(&[
            ("content/citations/all.bib", entries),
            ("content/articles/a.md", page("Rest helps [@peck2024].").as_str()),
        ])
    };
    let peck = "@book{peck2024,\n author = {Peck, T},\n title = {On salves},\n publisher = {Example Press},\n year = {2024}\n}\n";
    assert_eq!(
        said(&format!(
            "{peck}@book{{hale2020,\n author = {{Hale, R}},\n title = {{On rest}},\n publisher = {{Example Press}},\n year = {{2020}}\n}}\n"
        )),
        "content/citations/all.bib:7:7: advice citation/uncited no page cites the source `hale2020`\n"
    );
    let paper = "@article{peck2024,\n author = {Peck, T},\n title = {On salves},\n journal = {Salves},\n volume = {3},\n pages = {1--9},\n year = {2024}\n}\n";
    let with_isbn =
        |entry: &str, isbn: &str| said(&entry.replace("year =", &format!("isbn = {{{isbn}}},\n year =")));
    assert_eq!(with_isbn(paper, "0300-5771;1464-3685;"), "");
    assert!(with_isbn(paper, "0300-5772").contains(": error citation/identifier-invalid"));
    // A book has no number of a journal.
    assert!(with_isbn(peck, "0300-5771").contains(": error citation/identifier-invalid"));
}

#[test]
fn a_page_may_call_its_title_otherwise_and_a_note_may_have_none() {
    let of = |text: &str| said(&[("content/articles/a.md", text)]);
    assert!(
        !of("---\nmeta: {title: Gallstones}\nstatus: published\nauthors: []\n---\n\nText.\n")
            .contains("schema/title-missing")
    );
    for key in ["name", "heading", "titre"] {
        let text = format!("---\n{key}: Gallstones\nstatus: published\nauthors: []\n---\n\nText.\n");
        assert!(!of(&text).contains("schema/title-missing"), "{key}");
    }
    assert!(
        of("---\nstatus: published\nauthors: []\n---\n\nText.\n").contains(": warning schema/title-missing")
    );
    assert!(of("Text.\n").contains(": advice schema/title-missing"));
}

#[test]
fn what_a_page_states_of_its_evidence_stands_for_it() {
    let said = |field: &str| {
        let text = format!(
            "---\ntitle: Trial\nstatus: published\nauthors: []\n{field}: [{{summary: No better than placebo, study: merit}}]\n---\n# Trial\n\nTrials show that rest helps.\n"
        );
        said(&[("content/articles/a.md", text.as_str())])
    };
    assert!(said("studies").contains(": advice language/claim-uncited"));
    assert!(said("efficacy").contains(": advice language/claim-uncited"));
    assert!(said("tags").contains(": advice language/claim-uncited"));
    // Numbers in round brackets that the page lists are marks.
    let list = "Sleep helps.[1]\n\n## References\n\n1. Peck T. On salves. Example Press. 2024.";
    assert_eq!(said_of(&format!("Trials show that rest helps (1).\n\n{list}")), "");
    assert!(said_of(&format!("Trials show that rest helps (7).\n\n{list}")).contains("claim-uncited"));
}

#[test]
fn a_sentence_with_a_link_in_it_is_a_note() {
    for note in [
        "Safe in this context means the [five safes](https://example.org/a), which all of it is designed around.",
        "Lists are often made of others. For more details, see our [post on lists](https://example.org/a).",
        "A number of clinics were allowed to use this data in the spring. Details are on [the list](https://example.org/a).",
    ] {
        let said = said_of(&format!("Rest helps.[^1]\n\n[^1]: {note}"));
        assert_eq!(said, "", "{note}");
    }
    assert!(
        said_of("Rest helps.[^1]\n\n[^1]: [What rest means](https://example.org/a).")
            .contains("accessed-missing")
    );
}

#[test]
fn a_note_to_oneself_names_no_page() {
    assert_eq!(said_of("## Mood\n\nsee DSM IV criteria for major depression"), "");
    assert!(said_of("## Mood\n\nsee Neck Strain Symptoms").contains("see-unresolved"));
    assert!(said_of("## Mood\n\nSee Signs of a stroke").contains("see-unresolved"));
}

/// A date that most other web pages have was forgotten; where most have none, leaving it out is a habit.
#[test]
fn access_dates_are_missed_where_most_have_one() {
    let list = |dates: &[bool]| {
        let entry = |(nth, dated): (usize, &bool)| {
            let date = if *dated { " Accessed May 4, 2026." } else { "" };
            format!("{}. Neck pain {nth}. Example Clinic. https://example.org/{nth}.{date}\n", nth + 1)
        };
        format!("Rest helps.\n\n## References\n\n{}", dates.iter().enumerate().map(entry).collect::<String>())
    };
    let severities = |dates: &[bool]| {
        let said = only("citation/accessed-missing", &[list(dates)]);
        let severities: Vec<String> =
            said.lines().filter_map(|line| Some(line.split(' ').nth(1)?.to_owned())).collect();
        severities.join(" ")
    };
    assert_eq!(severities(&[true, true, false]), "warning");
    assert_eq!(severities(&[true, false]), "warning");
    assert_eq!(severities(&[true, false, false]), "advice advice");
    assert_eq!(severities(&[false]), "advice");
}

/// What a page rests on it shows in its marks: one that has none is a decision about the page.
#[test]
fn claims_and_causes_are_exceptions_only_on_pages_that_cite() {
    let list = "\n\n## References\n\n1. Peck T. On salves. Example Press. 2024.\n";
    let claim = "Studies show that rest helps necks.";
    let weight = |rule: &str, body: &str| {
        let said = only(rule, &[body.to_owned()]);
        said.split(' ').nth(1).unwrap_or("none").to_owned()
    };
    let claims = |body: &str| weight("language/claim-uncited", body);
    assert_eq!(claims(&format!("{claim}\n\nSalves smell.[1]{list}")), "warning");
    assert_eq!(claims(&format!("{claim}{list}")), "advice");
    assert_eq!(claims(claim), "advice");
    assert_eq!(
        claims(&format!(
            "Monte Carlo simulation across 10,000 trials confirms it.\n\nSalves smell.[1]{list}"
        )),
        "none"
    );
    let causes = |body: &str| weight("cause/uncited", &format!("## Causes of neck pain\n\n{body}"));
    let (strain, stress) = ("### Strain\n\nMuscles tear.", "### Stress\n\nMuscles tighten.");
    assert_eq!(causes(&format!("{strain}\n\n{stress}[1]{list}")), "warning");
    assert_eq!(causes(&format!("{strain}\n\n{stress}")), "advice");
}

/// A program and a book on it are served at one address.
#[test]
fn works_that_share_a_home_page_may_be_two() {
    let said = |title: &str| {
        let author = "author = {Peck, Tess},\n year = {2015},\n url = {http://knees.example/book/}\n}\n";
        let library = format!(
            "@Book{{peck2015,\n title = {{Dynamic pages on necks}},\n publisher = {{Example Press}},\n {author}\n\
             @Manual{{necks1,\n title = {{{title}}},\n {author}"
        );
        let files = [
            ("content/citations/all.bib", library.as_str()),
            ("content/articles/a.md", &page("Rest.[@peck2015] Ice.[@necks1]")),
        ];
        let run = Repo::new(&files).check(&[
            "--advice",
            "--select",
            "citation/duplicate-source",
            "--format",
            "concise",
        ]);
        let said = String::from_utf8(run.get_output().stdout.clone()).unwrap();
        said.split(' ').nth(1).unwrap_or("none").to_owned()
    };
    assert_eq!(said("necks: A General-Purpose Package"), "advice");
    assert_eq!(said("Dynamic pages on necks"), "error");
}

/// R Markdown prints its date as it is written.
#[test]
fn dates_that_are_printed_are_advice() {
    let said = |path: &str, date: &str| {
        let text = format!("---\ntitle: Neck\nstatus: published\nauthors: []\ndate: {date}\n---\n\nText.\n");
        let settings =
            "collections:\n  articles: {files: 'notes/*'}\nfields:\n  names: {article: {published: date}}\n";
        let run = Repo::new(&[("medproof.yaml", settings), (path, text.as_str())])
            .check(&["--advice", "--select", "schema", "--format", "concise"]);
        let said = String::from_utf8(run.get_output().stdout.clone()).unwrap();
        said.split(' ').nth(1).unwrap_or("none").to_owned()
    };
    for date in ["29 June 2017", "11 - 15 November 2019", "'16. November, 2021'"] {
        assert_eq!(said("notes/a.Rmd", date), "advice", "{date}");
        assert_eq!(said("notes/a.md", date), "error", "{date}");
    }
    assert_eq!(said("notes/a.Rmd", "2017-06-29"), "none");
}

/// A page that is shown in place of another needs no title, and a trail of links in fields ends at the page itself.
#[test]
fn pages_for_errors_and_trails_in_fields_are_left_alone() {
    let files = [
        (
            "medproof.yaml",
            "collections:\n  articles: {files: '*.md'}\nfields: {optional: [status], links: ['trail[].url'], extra: [trail]}\n",
        ),
        ("hugo.toml", "baseURL = \"https://example.org/\"\n"),
        ("404.md", "---\nlayout: default\n---\n\nNothing is here.\n"),
        ("neck.md", "---\ntitle: Neck\ntrail: [{url: /neck/}]\n---\n\nRest.\n"),
    ];
    let run = Repo::new(&files).check(&[
        "--advice",
        "--select",
        "schema/title-missing",
        "--select",
        "link/self-link",
    ]);
    run.code(0);
}

/// A book in one page has a list for each chapter, whose numbers begin again.
#[test]
fn lists_of_chapters_may_share_a_source() {
    let work = |number: u32| format!("{number}. Peck T. On salves. Example Press. 2024.\n");
    let severity = |lists: &str| {
        let said = only("citation/duplicate-source", &[lists.to_owned()]);
        said.split(' ').nth(1).unwrap_or("none").to_owned()
    };
    let rest = "2. Hale R. On rest. Example Press. 2022.\n";
    assert_eq!(severity(&format!("## References\n\n{}{rest}{}", work(1), work(3))), "error");
    assert_eq!(
        severity(&format!(
            "## References\n\n{}{rest}\n## Sleep\n\nText.\n\n## References\n\n{}",
            work(1),
            work(1)
        )),
        "advice"
    );
}
