//! Nothing of a page is lost, and what is written can be read.

use std::collections::HashMap;

use proptest::prelude::*;

use super::page::Page;
use super::repository::Repository;
use super::{Imported, html, import, text};
use crate::base::date::Date;
use crate::base::source::Source;
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::rules::settings::Settings;
use crate::run::session::Session;

fn settings() -> Settings {
    Settings::new(Date::new(2026, 11, 22).unwrap())
}

fn pasted(page: &str) -> Page {
    let read = settings().read;
    let source = Source::new("page.txt", page);
    let document = Document::parse(DocId(0), source, Collection::Article, &read);
    text::page(&document, &read)
}

/// The collection of a path in the layout of the content model.
fn claim(path: &str) -> Option<Collection> {
    let folder = path.strip_prefix("content/")?.split('/').next()?;
    Collection::ALL.into_iter().find(|collection| collection.key() == folder)
}

/// Imports a page into an empty repository.
fn imported(page: Page) -> Imported {
    let mut session = Session::new(settings());
    session.index();
    let index = session.known_index().unwrap();
    let repository = Repository { index, settings: session.settings(), files: Vec::new(), claim: &claim };
    import(&repository, page, Some("content/articles/page.md"), "page").unwrap()
}

/// How often each word of letters occurs.
fn words(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    words
}

fn assert_nothing_is_lost(page: &str, imported: &Imported) {
    let written: String = imported.changes.iter().map(|change| change.after.as_str()).collect();
    let kept = words(&written);
    for (word, count) in words(page) {
        assert!(kept.get(&word).copied().unwrap_or(0) >= count, "{word:?} of {page:?} is not in {written}");
    }
    for change in &imported.changes {
        let collection = claim(&change.path).unwrap();
        let source = Source::new(change.path.clone(), change.after.clone());
        let document = Document::parse(DocId(0), source, collection, &settings().read);
        assert_eq!(document.problems, [], "{}", change.after);
    }
}

/// Lines that pages consist of, and some that look like markup.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[A-Z][a-z]{2,8}( [a-z]{2,8}){1,4}",
        3 => "[A-Z][a-z]{2,8}( [a-z]{2,8}){6,14}\\. [A-Z][a-z]{2,6}( [a-z]{2,8}){3,6}\\.",
        2 => Just(String::new()),
        1 => "[-*#>+=|:~`_\\[\\]{}<$@&!1-9.) ]{1,6}[A-Za-z]{1,6}[-*#>+=|:~`_\\[\\]{}<$@&! ]{0,4}",
        1 => "[A-Z][a-z]{2,6} hurts\\. [1-3] [A-Z][a-z]{2,6} facts\\. Royal [A-Z][a-z]{3,6} Institute\\. Accessed May [1-9], 2020\\.",
        1 => "[1-4]\\. [A-Z][a-z]{2,6} [A-Z], Roe K\\. [A-Z][a-z]{2,6} of necks\\. J [A-Z][a-z]{3,6}\\. 201[0-9];[1-9]\\([1-4]\\):1[0-9]-2[0-9]\\.",
        1 => Just("References".to_owned()),
        1 => Just("See Neck Strain Symptoms".to_owned()),
        1 => Just("Medically reviewed by Amy Lee, MD on May 3, 2024".to_owned()),
        1 => Just("Written by Ron Miller".to_owned()),
        1 => Just("May 9, 2024".to_owned()),
        1 => Just("Share this page --> <!-- end".to_owned()),
        1 => Just("\u{2022} an item of a list".to_owned()),
    ]
}

proptest! {
    #[test]
    fn no_word_of_a_pasted_page_is_lost(lines in prop::collection::vec(line(), 1..25), end in prop_oneof![Just("\n"), Just("\r\n"), Just("\n\n")]) {
        let page = format!("Neck Pain\n\n{}", lines.join(end));
        assert_nothing_is_lost(&page, &imported(pasted(&page)));
    }

    #[test]
    fn no_word_of_a_saved_page_is_lost(lines in prop::collection::vec((line(), 0_usize..9), 1..20)) {
        let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
        let body: String = lines
            .iter()
            .map(|(line, tag)| {
                let tag = ["p", "h2", "li", "div", "blockquote", "b", "td", "aside", "pre"][*tag];
                format!("<{tag}>{}</{tag}>\n", escape(line))
            })
            .collect();
        let page = format!("<h1>Neck Pain</h1>{body}");
        let shown: String = lines.iter().map(|(line, _)| format!("{line} ")).collect();
        assert_nothing_is_lost(&shown, &imported(html::page(&page, &settings().read)));
    }
}
