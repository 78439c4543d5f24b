//! What a session does to find the trigger words of a text.

use super::document_rules::{check_document, notes};
use super::*;
use crate::base::date::Date;
use crate::model::document::Document;
use crate::page::body::BlockKind;
use crate::words::lexicon::bytes_scanned;

const PAGE: &str = "# Heat

Rest helps. So does heat.

Studies show that heat helps. Take 5 mg QD. Then rest.

| dose | how often |
|---|---|
| 5 mg | QD |

## When to see a doctor

See a doctor if the pain lasts. It may be a tear.
";

#[test]
fn a_text_is_gone_over_once_for_all_rules_and_cut_where_a_word_is() {
    let settings = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date"))).settings;
    for (path, text) in [("a.md", PAGE.to_owned()), ("a.txt", PAGE.replace('#', ""))] {
        let mut documents = Vec::new();
        let mut rules = Vec::new();
        let bytes = bytes_scanned(|| {
            let source = Source::new(path, text.as_str());
            let document = Document::parse(DocId(0), source, Collection::Article, &settings.read);
            notes(&settings, &document, |_| true, &mut Vec::new());
            let findings = check_document(&settings, &document, |_| true);
            rules.extend(findings.into_iter().map(|finding| finding.rule.0));
            documents.push(document);
        });
        let document = &documents[0];
        let blocks = || document.body.blocks.iter().map(|block| block.prose.text());
        assert_eq!(bytes, blocks().map(str::len).sum::<usize>(), "{path}");
        assert!(rules.contains(&"language/claim-uncited"), "{path}: {rules:?}");
        assert!(rules.contains(&"language/error-prone-abbreviation"), "{path}: {rules:?}");
        // A table is read row by row; plain text has none.
        let to_cut = document.body.blocks.iter().filter(|block| {
            block.kind != BlockKind::Cell
                && ["Studies", "QD"].iter().any(|word| block.prose.text().contains(word))
        });
        assert_eq!(document.scan.blocks_cut(), to_cut.count(), "{path}");
    }
}
