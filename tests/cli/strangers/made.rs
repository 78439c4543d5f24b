//! What programs and translators write, and what a page works out itself.

use super::{page, said, said_of};
use crate::repo::Repo;

fn settings_of(files: &[(&str, &str)]) -> String {
    let repo = Repo::new(files);
    repo.run(&["init"]).code(0);
    std::fs::read_to_string(repo.path("medproof.yaml")).unwrap()
}

#[test]
fn what_a_service_of_translators_writes_is_no_content() {
    let page = "# Pumps\n\nText.\n";
    let of = |settings: &str| {
        settings_of(&[
            ("crowdin.yml", settings),
            ("mkdocs.yml", "site_name: Pumps\n"),
            ("docs/EN/pumps.md", page),
            ("docs/EN/loops.md", page),
            ("docs/OTHER/de/pumps.md", page),
        ])
    };
    let translated =
        of("files:\n  - source: /docs/EN/**/*.md\n    translation: /docs/OTHER/%two_letters_code%/%file%\n");
    assert!(translated.contains("- \"docs/OTHER/**\""), "{translated}");
    let all = of("files:\n  - source: /docs/**/*.md\n    translation: /docs/%two_letters_code%/%file%\n");
    assert!(!all.contains("OTHER"), "{all}");
}

#[test]
fn months_in_words_are_no_field_of_dates() {
    let of = |value: &str| {
        let page = |title: &str| format!("---\ntitle: {title}\nlastUpdated: {value}\n---\n\nText.\n");
        let (one, two, three) = (page("Knees"), page("Hips"), page("Feet"));
        settings_of(&[("docs/a.md", &one), ("docs/b.md", &two), ("docs/c.md", &three)])
    };
    assert!(of("2026-02-03").contains("modified: lastUpdated"));
    let words = of("Februari 2026");
    assert!(!words.contains("modified:") && words.contains("- lastUpdated"), "{words}");
}

#[test]
fn knitr_lists_a_package_and_its_book() {
    let entry = |key: &str| {
        format!(
            "@Manual{{{key}, title={{bookdown: Authoring Books}}, author={{Xie, Y}}, year={{2026}}, url={{https://example.org/bookdown}}}}\n"
        )
    };
    let tree = |name: &str| {
        let bib = entry("R-bookdown") + &entry("bookdown2016");
        let text = format!(
            "---\ntitle: Ice\nbibliography: {name}\n---\n\nBooks help [@R-bookdown; @bookdown2016].\n"
        );
        said(&[
            ("medproof.yaml", "collections:\n  articles:\n    files: \"*.Rmd\"\n"),
            ("index.Rmd", text.as_str()),
            (name, bib.as_str()),
        ])
        .contains("citation/duplicate-source")
    };
    assert!(!tree("packages.bib") && tree("books.bib"));
}

#[test]
fn a_number_without_any_list_is_no_error() {
    assert!(said_of("Rest helps.[1] Sleep helps.[2]").contains(": warning citation/undefined"));
    let list = "## References\n\n1. Peck T. On salves. Example Press. 2024.";
    assert!(
        said_of(&format!("Rest helps.[1] Sleep helps.[2]\n\n{list}")).contains(": error citation/undefined")
    );
    let of = |text: &str| {
        said(&[
            ("medproof.yaml", "collections:\n  articles:\n    files: \"*.qmd\"\n"),
            ("a.qmd", &format!("# R\n\n{text}\n")),
        ])
        .contains("citation/undefined")
    };
    assert!(
        !of("The number in brackets, [1], is that of the first result.") && of("It helps.[1] It does.[2]")
    );
}

#[test]
fn figures_and_words_of_programs_need_no_source() {
    let cited = "Rest helps.[^1]\n\n[^1]: Peck T. On salves. Example Press. 2024.";
    for text in [
        "Assuming a prevalence of 0.1% in this population, who has it?",
        "Predictions were scaled to the overall prevalence of 0.36% among patients.",
        "In simulated cohorts 10% of patients have it.",
        "It guaranteed that our results would be a vector of type double.",
    ] {
        assert_eq!(said_of(&format!("{text}\n\n{cited}")), "", "{text}");
    }
    assert!(
        said_of(&format!("A prevalence of 0.1% in men is low.\n\n{cited}")).contains("statistic-uncited")
    );
}

#[test]
fn a_label_in_the_language_of_the_original_is_not_translated_yet() {
    let tree = |label: &str| {
        let text = format!("# Konfiguration\n\nSee [{label}](glattung.md).\n");
        said(&[
            ("medproof.yaml", "collections:\n  articles:\n    files: docs/**/*.md\n"),
            ("docs/en/smoothing.md", "# Smoothing of data\n\nText.\n"),
            ("docs/de/glattung.md", "# Filtern der Daten\n\nText.\n"),
            ("docs/de/config.md", text.as_str()),
        ])
        .contains("see-label-mismatch")
    };
    assert!(!tree("Smoothing of data") && tree("Smoothing of pages"));
}

#[test]
fn what_is_on_the_web_needs_no_publisher_and_a_recording_no_year() {
    assert_eq!(
        said(&[
            (
                "content/citations/a.bib",
                "@book{wickham, title={R for Data}, author={Wickham, H}, year={2026}, url={https://example.org/r}, urldate={2026-01-02}}\n",
            ),
            ("content/articles/a.md", page("R helps [@wickham].").as_str()),
        ]),
        ""
    );
    let said =
        said_of("## References\n\n- [Interview Dr Lee Merrit - Part 1](https://example.org/interview.mp3)");
    assert!(!said.contains("reference-incomplete"), "{said}");
}

#[test]
fn a_picture_lies_beside_the_notes_and_notes_need_no_front_matter() {
    let tree = |picture: &str| {
        said(&[
            ("medproof.yaml", "collections:\n  articles:\n    files: notes/*.md\n"),
            ("notes/attachments/knee.png", ""),
            ("notes/a.md", format!("# Knees\n\n![[{picture}]]\n").as_str()),
        ])
        .contains("link/target-missing")
    };
    assert!(!tree("knee.png") && tree("hip.png"));
    let of = |plain: usize| {
        let paths: Vec<String> = (0..plain).map(|nth| format!("Heart/note {nth}.md")).collect();
        let mut files: Vec<(&str, &str)> =
            paths.iter().map(|path| (path.as_str(), "# Heart\n\nText.\n")).collect();
        files.push(("publish/a.md", "---\ntitle: A\n---\n\nText.\n"));
        settings_of(&files)
    };
    assert!(of(20).contains("Heart/**/*.md") && !of(5).contains("Heart/**/*.md"));
}

#[test]
fn what_html_marks_as_the_words_of_others_is_theirs() {
    for text in [
        "<q>Studies show that rest helps.</q>",
        "<quote><cite>Studies show that rest helps diabetics.</cite> Hale</quote>",
        "He wrote: <blockquote class=\"b\">Imipramine cures panic.</blockquote>",
    ] {
        assert_eq!(said_of(text), "", "{text}");
    }
    for text in ["<q>Rest.</q> Studies show that it helps.", "<quiet>Studies show that rest helps.</quiet>"] {
        assert!(said_of(text).contains("claim-uncited"), "{text}");
    }
}
