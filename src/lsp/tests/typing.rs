//! Names that fit where somebody types.

use serde_json::{Value, json};

use super::editor::{Editor, page};

const SPASM: &str = "content/articles/neck-spasm.md";

/// What is offered at the mark `|` of a text, with what each would take the place of.
fn offered(editor: &mut Editor, path: &str, text: &str) -> Vec<String> {
    let at = text.find('|').expect("a mark");
    let text = text.replacen('|', "", 1);
    editor.open(path, &text);
    let line = text[..at].matches('\n').count();
    let column = at - text[..at].rfind('\n').map_or(0, |end| end + 1);
    let params =
        json!({"textDocument": editor.document(path), "position": {"line": line, "character": column}});
    let found = editor.ask("textDocument/completion", params).unwrap();
    editor.close(path);
    let items = found["items"].as_array().cloned().unwrap_or_default();
    let shown = |item: &Value| {
        let edit = &item["textEdit"];
        let (start, end) = (&edit["range"]["start"]["character"], &edit["range"]["end"]["character"]);
        let detail = item["detail"].as_str().map(|detail| format!(" ({detail})")).unwrap_or_default();
        format!("{start}-{end} {}{detail}", edit["newText"].as_str().unwrap())
    };
    items.iter().map(shown).collect()
}

fn editor() -> Editor {
    Editor::new(&[
        ("content/articles/neck-stretch.md", &page("Stretches for the Neck", "## First of all\n\nRest.\n")),
        (
            "content/citations/a.yaml",
            "- {id: lee-2020, type: book, title: Necks}\n- {id: stone-2019, type: book, title: Backs}\n",
        ),
        ("content/causes/strain.md", "---\nname: Strain\n---\n\nLifting.\n"),
    ])
}

#[test]
fn text_completes_pages_keys_and_anchors() {
    let mut editor = editor();
    let mut of = |body: &str| offered(&mut editor, SPASM, &page("Neck Spasm", body));
    assert_eq!(of("It hurts.[@le|]\n"), ["11-13 lee-2020 (Necks)"]);
    assert_eq!(of("It hurts.[@back|]\n"), ["11-15 stone-2019 (Backs)"], "the title is searched as well");
    assert_eq!(of("See stre|\n"), ["4-8 Stretches for the Neck (content/articles/neck-stretch.md)"]);
    assert_eq!(of("[x](neck-s|)\n"), ["4-10 neck-stretch.md (Stretches for the Neck)"]);
    assert_eq!(of("[x](neck-stretch.md#|)\n"), ["20-20 first-of-all (First of all)"]);
    assert_eq!(of("## Own\n\n[x](#o|)\n"), ["5-6 own (Own)"]);
    let rules = of("<!-- medproof: allow link/see-un| -->\n");
    assert_eq!(rules.len(), 2, "{rules:?}");
    assert!(rules[0].starts_with("21-32 link/see-unresolved (Reports "), "{rules:?}");
    assert_eq!(of("Nothing |\n"), Vec::<String>::new());
}

#[test]
fn front_matter_completes_fields_ids_and_words() {
    let mut editor = editor();
    let mut of = |front: &str| offered(&mut editor, SPASM, &format!("---\n{front}\n---\n\nText.\n"));
    assert_eq!(of("title: A\nstat|"), ["0-4 status:  (Stage of publication)"]);
    assert_eq!(of("status: publ|"), ["8-12 published"]);
    assert_eq!(of("status: dr|"), ["8-10 draft"]);
    assert_eq!(of("authors: [ron, am|]"), ["15-17 lee (Amy Lee)"]);
    assert_eq!(of("reviewers:\n  - le|"), ["4-6 lee (Amy Lee)", "4-6 ron (Ron Miller)"]);
    assert_eq!(of("causes:\n- st|"), ["2-4 strain (Strain)"]);
    assert_eq!(of("draft: |"), ["7-7 false", "7-7 true"]);
    assert_eq!(of("title: Nec|"), Vec::<String>::new());
    let fields = of("title: A\n|");
    assert!(
        !fields.iter().any(|field| field.contains(" title: ")),
        "what is there is not offered: {fields:?}"
    );
    assert!(fields.iter().any(|field| field.contains(" status: ")), "{fields:?}");
}

#[test]
fn data_files_and_settings_complete_too() {
    let mut editor = editor();
    assert_eq!(
        offered(&mut editor, "content/reviews/a.yaml", "article: neck-spasm\nreviewer: l|\n"),
        ["10-11 lee (Amy Lee)", "10-11 ron (Ron Miller)"]
    );
    assert_eq!(
        offered(&mut editor, "content/people/people.yaml", "- {id: lee, name: Amy Lee, roles: [medical|]}\n"),
        ["35-42 medical-reviewer"]
    );
    let rules = offered(&mut editor, "medproof.yaml", "rules:\n  review/over|\n");
    assert_eq!(rules.len(), 1, "{rules:?}");
    assert!(rules[0].starts_with("2-13 review/overdue:  (Reports "), "{rules:?}");
    assert_eq!(
        offered(&mut editor, "medproof.yaml", "rules:\n  review/overdue: |\n"),
        ["18-18 advice", "18-18 error", "18-18 off", "18-18 warning"]
    );
    let keys = offered(&mut editor, "medproof.yaml", "prof|\n");
    assert_eq!(keys.len(), 1, "{keys:?}");
    assert!(keys[0].starts_with("0-4 profile: "), "{keys:?}");
}
