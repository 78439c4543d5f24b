use crate::base::source::Source;
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::document::{Document, ReadOptions};

/// The blocks of a text with their roles, and what is cut from those that are text.
fn roles(path: &str, text: &str) -> (Vec<(&'static str, String)>, Vec<String>) {
    let document =
        Document::parse(DocId(0), Source::new(path, text), Collection::Article, &ReadOptions::default());
    let body = &document.body;
    let block = |block: &crate::page::body::Block| (block.role.word(), block.prose.text().to_owned());
    let cuts = body.cuts.iter().map(|cut| cut.slice(text).to_owned()).collect();
    (body.blocks.iter().map(block).collect(), cuts)
}

fn given(path: &str, text: &str, expected: &[(&'static str, &str)], cuts: &[&str]) {
    let expected: Vec<(&str, String)> =
        expected.iter().map(|(role, text)| (*role, (*text).to_owned())).collect();
    assert_eq!(roles(path, text), (expected, cuts.iter().map(|cut| (*cut).to_owned()).collect()), "{text}");
}

#[test]
fn every_block_of_markdown_has_one_role() {
    given(
        "a.md",
        "# Necks\n\nMedically reviewed by Amy Lee, MD\n\n## In this article\n\n- [Heat](#heat)\n- 5 mg\n\n## Heat\n\n\
         It helps. See [Cold](cold.md).\nLast updated: May 3, 2024\n\nSee [Cold](cold.md)\n\n## References\n\n1. Doe J. Heat. J Neck. 2019.\n",
        &[
            ("text", "Necks"),
            ("about", "Medically reviewed by Amy Lee, MD"),
            ("contents", "In this article"),
            ("contents", "Heat"),
            ("text", "5 mg"),
            ("text", "Heat"),
            ("text", "It helps. See Cold.\nLast updated: May 3, 2024"),
            ("see", "See Cold"),
            ("text", "References"),
            ("reference", "Doe J. Heat. J Neck. 2019."),
        ],
        &["See [Cold](cold.md)", "Last updated: May 3, 2024"],
    );
}

#[test]
fn what_only_looks_like_another_role_is_text() {
    given(
        "a.md",
        "By Jane Doe\n\n- By Mouth Only\n\n## Use\n\nBy Mouth Only\n\nUpdated 3 May 2024, 10 mg\n\n## Contents\n\n- 5 mg each\n",
        &[
            ("about", "By Jane Doe"),
            ("text", "By Mouth Only"),
            ("text", "Use"),
            ("text", "By Mouth Only"),
            ("text", "Updated 3 May 2024, 10 mg"),
            ("text", "Contents"),
            ("text", "5 mg each"),
        ],
        &[],
    );
}

#[test]
fn every_block_of_html_has_one_role() {
    given(
        "a.md",
        "<h1>Necks</h1>\n<p>Current as of May 3, 2024</p>\n<p>By Day 3 take 10 mg</p>\n\
         <ul><li><a href=\"#heat\">Heat</a></li><li>5 mg</li></ul>\n<h2 id=\"heat\">Heat</h2>\n",
        &[
            ("text", "Necks"),
            ("about", "Current as of May 3, 2024"),
            ("text", "By Day 3 take 10 mg"),
            ("contents", "Heat"),
            ("text", "5 mg"),
            ("text", "Heat"),
        ],
        &[],
    );
}

#[test]
fn every_block_of_plain_text_has_one_role() {
    given(
        "a.txt",
        "Necks\n\nMedically reviewed by\nAmy Lee, MD\n\nIn This Article:\n\nHeat\n\nBy Day 3 take 10 mg twice a day, and no more.\n\nHeat\n\n\
         Heat helps most people who have a stiff neck.\n\nSee Neck Strain Symptoms\n",
        &[
            ("text", "Necks"),
            ("about", "Medically reviewed by"),
            ("about", "Amy Lee, MD"),
            ("contents", "In This Article:"),
            ("contents", "Heat"),
            ("text", "By Day 3 take 10 mg twice a day, and no more."),
            ("text", "Heat"),
            ("text", "Heat helps most people who have a stiff neck."),
            ("see", "See Neck Strain Symptoms"),
        ],
        &[],
    );
}

/// The list that `--fix` completes or begins keeps its role.
#[test]
fn a_table_of_contents_without_entries_is_one() {
    given(
        "a.md",
        "In this article:\n\n## Heat\n",
        &[("contents", "In this article:"), ("text", "Heat")],
        &[],
    );
    given(
        "a.md",
        "## Contents\n\n<!-- toc -->\n\n- [Heat](#heat)\n- References\n\n## Heat\n\n## References\n",
        &[
            ("contents", "Contents"),
            ("contents", "Heat"),
            ("contents", "References"),
            ("text", "Heat"),
            ("text", "References"),
        ],
        &[],
    );
}
