//! Where things are, who names them, and what is known of them.

use serde_json::{Value, json};

use super::editor::{Editor, page};

const SPASM: &str = "content/articles/neck-spasm.md";
const PAIN: &str = "content/articles/neck-pain.md";

const SOURCES: &str = "\
- id: lee-2020
  type: article-journal
  title: Neck spasm in adults
  author: [{family: Lee, given: Amy}, {family: Stone, given: B}]
  container-title: Spine J
  issued: 2020-03-01
  volume: 7
  issue: 2
  page: 11-19
  DOI: 10.1000/182
  accessed: 2026-08-24
";

const TERMS: &str =
    "- {id: spasm, preferred: muscle spasm, plain: a sudden tightening of a muscle, synonyms: [cramp]}\n";

const CAUSE: &str = "---\nname: Sleeping position\n---\n\nPillows matter.\n";

/// A page that names one of everything, with where each is: `‹` and `›` mark what is asked about.
fn everything() -> Vec<(&'static str, String)> {
    let front = "---\ntitle: Neck Spasm\nstatus: published\nauthors: [ron]\nreviewers: [lee]\ncauses: [sleeping-position]\n---\n\n";
    let body = "## Rest\n\nIt hurts.[@lee-2020] A cramp passes. [Rest](#rest), [pain](neck-pain.md#all-of-it).\n\nSee All About Neck Pain\n\n<!-- medproof: allow link/text-generic -- why -->\nMore.\n";
    vec![
        (SPASM, format!("{front}{body}")),
        (PAIN, page("All About Neck Pain", "## All of it\n\nMost neck pain goes away.\n")),
        ("content/citations/papers.yaml", SOURCES.to_owned()),
        ("content/terms/terms.yaml", TERMS.to_owned()),
        ("content/causes/sleeping-position.md", CAUSE.to_owned()),
    ]
}

fn editor() -> (Editor, String) {
    let files = everything();
    let borrowed: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let editor = Editor::new(&borrowed);
    (editor, files[0].1.clone())
}

/// The place of some words in a text; the one in the middle of them.
pub(super) fn position(text: &str, words: &str) -> Value {
    let at = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the text")) + words.len() / 2;
    let line = text[..at].matches('\n').count();
    let column = at - text[..at].rfind('\n').map_or(0, |end| end + 1);
    json!({"line": line, "character": column})
}

fn asked(editor: &Editor, text: &str, words: &str) -> Value {
    json!({"textDocument": editor.document(SPASM), "position": position(text, words)})
}

/// A place of the protocol as `path:line:column-column`.
pub(super) fn place(editor: &Editor, at: &Value) -> String {
    let path = at["uri"].as_str().unwrap().strip_prefix(&editor.uri("")).unwrap().to_owned();
    let (start, end) = (&at["range"]["start"], &at["range"]["end"]);
    format!("{path}:{}:{}-{}", start["line"], start["character"], end["character"])
}

#[test]
fn definitions_are_where_things_are_called_what_they_are() {
    let (mut editor, text) = editor();
    for (words, expected) in [
        ("@lee-2020", "content/citations/papers.yaml:2:9-29"),
        ("(#rest)", "content/articles/neck-spasm.md:8:3-7"),
        ("neck-pain.md", "content/articles/neck-pain.md:1:7-26"),
        ("#all-of-it", "content/articles/neck-pain.md:7:3-12"),
        ("All About Neck Pain", "content/articles/neck-pain.md:1:7-26"),
        ("[ron]", "content/people/people.yaml:1:18-28"),
        ("[lee]", "content/people/people.yaml:0:18-25"),
        ("[sleeping-position]", "content/causes/sleeping-position.md:1:6-23"),
    ] {
        let found = editor.ask("textDocument/definition", asked(&editor, &text, words)).unwrap();
        let found: Vec<String> = found.as_array().unwrap().iter().map(|at| place(&editor, at)).collect();
        assert_eq!(found, [expected], "{words}");
    }
    let nothing = editor.ask("textDocument/definition", asked(&editor, &text, "More."));
    assert_eq!(nothing, Ok(Value::Null));
}

#[test]
fn references_are_all_words_that_name_the_same_thing() {
    let (mut editor, text) = editor();
    let mut of = |words: &str, declared: bool| {
        let mut params = asked(&editor, &text, words);
        params["context"] = json!({"includeDeclaration": declared});
        let found = editor.ask("textDocument/references", params).unwrap();
        found.as_array().unwrap().iter().map(|at| place(&editor, at)).collect::<Vec<_>>()
    };
    assert_eq!(
        of("All About Neck Pain", false),
        ["content/articles/neck-spasm.md:10:59-71", "content/articles/neck-spasm.md:12:4-23"]
    );
    assert_eq!(
        of("@lee-2020", true),
        [
            "content/articles/neck-spasm.md:10:10-19",
            "content/citations/papers.yaml:0:6-14",
            "content/citations/papers.yaml:2:9-29",
        ]
    );
    assert_eq!(
        of("[lee]", false),
        ["content/articles/neck-pain.md:4:12-15", "content/articles/neck-spasm.md:4:12-15"]
    );
}

#[test]
fn hover_says_what_is_known() {
    let (mut editor, text) = editor();
    let mut of = |words: &str| {
        let found = editor.ask("textDocument/hover", asked(&editor, &text, words)).unwrap();
        found["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(
        of("All About Neck Pain"),
        "**All About Neck Pain**\n\npublished\\\nreviewed by Amy Lee\\\n`content/articles/neck-pain.md`"
    );
    assert_eq!(
        of("@lee-2020"),
        "Lee, Amy; Stone, B. **Neck spasm in adults**. *Spine J*. 2020-03-01;7(2):11-19.\n\n<https://doi.org/10.1000/182>, opened on 2026-08-24\n\n`lee-2020` in `content/citations/papers.yaml`"
    );
    assert_eq!(of("[lee]"), "**Amy Lee**\n\nMD\\\nmedical-reviewer\\\nnamed 2 times");
    assert_eq!(
        of("A cramp passes"),
        "**muscle spasm**\n\na sudden tightening of a muscle\\\nalso called cramp"
    );
    assert_eq!(
        of("[sleeping-position]"),
        "**Sleeping position**\n\ncause, in 1 page\\\n`content/causes/sleeping-position.md`"
    );
    assert_eq!(of("(#rest)"), "**Rest**\n\nSection of `content/articles/neck-spasm.md`");
    let rule = of("link/text-generic");
    assert!(rule.starts_with("**link/text-generic**\n\nReports "), "{rule}");
    assert!(rule.ends_with("/link/text_generic.md)"), "{rule}");
    assert_eq!(of("More."), "");
}

#[test]
fn symbols_are_sections_records_and_everything_by_name() {
    let (mut editor, _) = editor();
    let names = |symbols: &Value| {
        let symbols = symbols.as_array().unwrap().iter();
        symbols.map(|symbol| symbol["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let nested = page("Nested", "# One\n\n## Two\n\n### Three\n\n## Four\n\n# Five\n");
    editor.open("content/articles/nested.md", &nested);
    let document = json!({"textDocument": editor.document("content/articles/nested.md")});
    let found = editor.ask("textDocument/documentSymbol", document).unwrap();
    assert_eq!(names(&found), ["One", "Five"]);
    assert_eq!(names(&found[0]["children"]), ["Two", "Four"]);
    assert_eq!(names(&found[0]["children"][0]["children"]), ["Three"]);
    assert_eq!(found[0]["range"]["end"]["line"], 15);
    let document = json!({"textDocument": editor.document("content/people/people.yaml")});
    let found = editor.ask("textDocument/documentSymbol", document).unwrap();
    assert_eq!(names(&found), ["Amy Lee", "Ron Miller"]);
    assert_eq!(found[0]["detail"], "lee");
    let found = editor.ask("workspace/symbol", json!({"query": "neck"})).unwrap();
    assert_eq!(names(&found), ["All About Neck Pain", "Neck Spasm", "Neck spasm in adults"]);
    assert_eq!(place(&editor, &found[0]["location"]), "content/articles/neck-pain.md:1:7-26");
    let found = editor.ask("workspace/symbol", json!({"query": "amyle"})).unwrap();
    assert_eq!(names(&found), ["Amy Lee"]);
}

#[test]
fn links_lead_to_files_and_front_matter_folds() {
    let (mut editor, text) = editor();
    let document = json!({"textDocument": editor.document(SPASM)});
    let links = editor.ask("textDocument/documentLink", document.clone()).unwrap();
    let links: Vec<(String, &Value)> = (links.as_array().unwrap().iter())
        .map(|link| (link["target"].as_str().unwrap().replace(&editor.uri(""), ""), &link["tooltip"]))
        .collect();
    assert_eq!(
        links,
        [(SPASM.to_owned(), &json!("Neck Spasm")), (PAIN.to_owned(), &json!("All About Neck Pain"))]
    );
    let folds = editor.ask("textDocument/foldingRange", document).unwrap();
    let folds: Vec<String> = (folds.as_array().unwrap().iter())
        .map(|fold| format!("{}-{} {}", fold["startLine"], fold["endLine"], fold["kind"]))
        .collect();
    let last = text.trim_end().matches('\n').count();
    assert_eq!(folds, ["0-6 \"region\"".to_owned(), format!("8-{last} null")]);
}
