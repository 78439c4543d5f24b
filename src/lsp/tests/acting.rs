//! Fixes of findings, and comments that allow them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::editor::{Editor, page, shown};

const SPASM: &str = "content/articles/neck-spasm.md";

/// The actions offered on a line of a file.
fn offered(editor: &mut Editor, path: &str, line: u32, only: &[&str]) -> Vec<Value> {
    let at = |character: u32| json!({"line": line, "character": character});
    let mut context = json!({"diagnostics": []});
    if !only.is_empty() {
        context["only"] = json!(only);
    }
    let params = json!({
        "textDocument": editor.document(path),
        "range": {"start": at(0), "end": at(999)},
        "context": context,
    });
    editor.ask("textDocument/codeAction", params).unwrap().as_array().unwrap().clone()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

/// The text of a file once an edit of it is made.
fn made(editor: &Editor, path: &str, text: &str, edit: &Value) -> String {
    let edits = match edit["documentChanges"].as_array() {
        Some(changes) => {
            assert_eq!(changes.len(), 1, "{edit}");
            assert_eq!(changes[0]["textDocument"]["uri"], editor.uri(path));
            changes[0]["edits"].clone()
        }
        None => edit["changes"][editor.uri(path)].clone(),
    };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let offset = |at: &Value| {
        let line = usize::try_from(at["line"].as_u64().unwrap()).unwrap();
        let above: usize = lines.iter().take(line).map(|line| line.len()).sum();
        above + usize::try_from(at["character"].as_u64().unwrap()).unwrap()
    };
    let mut spans: Vec<(usize, usize, String)> = (edits.as_array().unwrap().iter())
        .map(|edit| {
            let range = &edit["range"];
            (offset(&range["start"]), offset(&range["end"]), edit["newText"].as_str().unwrap().to_owned())
        })
        .collect();
    spans.sort();
    let mut text = text.to_owned();
    for (start, end, new) in spans.into_iter().rev() {
        text.replace_range(start..end, &new);
    }
    text
}

#[test]
fn fixes_are_offered_with_their_findings() {
    let text = page("Neck Spasm", "See All About Nek Pain\n\nSee [All About Neck Pain](neck-pain)\n");
    let mut editor = Editor::with(json!({"workspace": {"workspaceEdit": {"documentChanges": true}}}), &[]);
    editor.open(SPASM, &text);
    let actions = offered(&mut editor, SPASM, 7, &["quickfix"]);
    assert_eq!(
        titles(&actions),
        [
            "Replace with `All About Neck Pain` (a suggestion: look at it)",
            "Allow link/see-unresolved here, and type the reason",
        ]
    );
    assert_eq!(actions[0]["isPreferred"], false);
    assert_eq!(actions[0]["kind"], "quickfix");
    assert_eq!(actions[0]["diagnostics"][0]["code"], "link/see-unresolved");
    assert_eq!(actions[0]["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    assert_eq!(made(&editor, SPASM, &text, &actions[0]["edit"]), text.replace("Nek", "Neck"));
}

#[test]
fn fix_all_makes_the_safe_fixes_of_a_file_and_changes_nothing_else() {
    let sources = "content/citations/papers.yaml";
    let entry = |id: &str, doi: &str| {
        format!(
            "- {{id: {id}, type: article-journal, title: Neck {id}, DOI: '{doi}', issued: 2026-01-05, accessed: 2026-02-02}}\n"
        )
    };
    let dois = ["https://doi.org/10.1000/182", "10.1000/183", "doi:10.1000/184"];
    let text: String = ["one", "two", "three"].iter().zip(dois).map(|(id, doi)| entry(id, doi)).collect();
    let cited = page("Neck Spasm", "It hurts.[@one] It passes.[@two] It comes back.[@three]\n");
    let mut editor = Editor::new(&[(SPASM, &cited)]);
    editor.open(sources, &text);
    let count = |news: &BTreeMap<String, Vec<String>>| {
        news[sources].iter().filter(|line| line.contains("citation/identifier-invalid")).count()
    };
    assert_eq!(count(&editor.news()), 2);
    let actions = offered(&mut editor, sources, 0, &["source.fixAll"]);
    assert_eq!(titles(&actions), ["Apply all safe fixes of medproof in this file"]);
    assert_eq!(actions[0]["kind"], "source.fixAll.medproof");
    let fixed = made(&editor, sources, &text, &actions[0]["edit"]);
    assert_eq!(fixed, text.replace("https://doi.org/", "").replace("doi:", ""));
    assert_eq!(editor.news(), shown(&[]), "what was worked out is not made yet");
    editor.change(sources, &fixed);
    assert_eq!(count(&editor.news()), 0);
    assert_eq!(offered(&mut editor, sources, 0, &["source"]), Vec::<Value>::new());
}

#[test]
fn an_action_is_worked_out_once_it_is_chosen_where_the_client_can_wait() {
    let capabilities = json!({"textDocument": {"codeAction": {"dataSupport": true, "resolveSupport": {"properties": ["edit"]}}}});
    let text = page("Neck Spasm", "See Nothing At All\n");
    let mut editor = Editor::with(capabilities, &[]);
    editor.open(SPASM, &text);
    let actions = offered(&mut editor, SPASM, 7, &[]);
    assert_eq!(titles(&actions), ["Allow link/see-unresolved here, and type the reason"]);
    assert_eq!(actions[0]["edit"], Value::Null);
    let chosen = editor.ask("codeAction/resolve", actions[0].clone()).unwrap();
    let allowed = text.replace("See", "<!-- medproof: allow link/see-unresolved --  -->\nSee");
    assert_eq!(made(&editor, SPASM, &text, &chosen["edit"]), allowed);
    editor.change(SPASM, &allowed);
    let news = editor.news();
    assert!(news[SPASM].iter().any(|line| line.contains("policy/allow-without-reason")), "{news:?}");
    editor.change(SPASM, &allowed.replace("--  -->", "-- another site -->"));
    assert_eq!(editor.news(), shown(&[(SPASM, &[])]));
}

/// Where the comment goes that allows a finding of each kind of place, as the text then is.
#[test]
fn a_comment_goes_where_it_allows_the_finding() {
    let front = |key: &str| page("Neck Spasm", "Rest.\n").replace("status: published", key);
    let cases = [
        (
            SPASM,
            page("Neck Spasm", "- One\n- [Gone](gone.md)\n- Two\n"),
            "link/target-missing",
            8,
            ("(gone.md)", "(gone.md) <!-- medproof: allow link/target-missing --  -->"),
        ),
        (
            SPASM,
            page("Neck Spasm", "| A | B |\n|---|---|\n| [Gone](gone.md) | b |\n"),
            "link/target-missing",
            9,
            ("(gone.md)", "(gone.md) <!-- medproof: allow link/target-missing --  -->"),
        ),
        (
            SPASM,
            front("status: published\nlast-reviewed: 2026-1-5"),
            "schema/date-not-iso",
            3,
            ("last-reviewed", "# medproof: allow schema/date-not-iso -- \nlast-reviewed"),
        ),
    ];
    for (path, text, rule, line, (old, new)) in cases {
        let mut editor = Editor::new(&[]);
        editor.open(path, &text);
        let actions = offered(&mut editor, path, line, &["quickfix"]);
        let title = format!("Allow {rule} here, and type the reason");
        let action = actions.iter().find(|action| action["title"] == title);
        let action = action.unwrap_or_else(|| panic!("{rule}: {:?}", titles(&actions)));
        assert_eq!(made(&editor, path, &text, &action["edit"]), text.replace(old, new), "{rule}");
    }
}
