//! Schemas a repository brings along.

use super::*;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";
const ARTICLE: &str = "https://medproof.dev/schema/article.schema.json";
const SOURCE: &str = "https://medproof.dev/schema/source.schema.json";

/// Asserts why schemas, the first of them for articles, cannot be used.
#[track_caller]
fn refused(texts: &[(&str, &str)], expected: &str) {
    let error = Schemas::with_own(&[(Collection::Article, texts[0].0)], texts).unwrap_err();
    let text = texts.iter().find(|(path, _)| *path == error.path).map_or("", |(_, text)| text);
    let mark = error.span.map_or("", |span| span.slice(text));
    let help = error.help.as_deref().map_or(String::new(), |help| format!("  {help}\n"));
    let rendered = format!("[{mark}] {error}\n{help}");
    assert_eq!(rendered, expected);
}

#[test]
fn a_schema_may_add_fields_to_ours_and_ask_for_more() {
    let schema = json!({
        "$ref": ARTICLE,
        "required": ["language", "weight"],
        "properties": {"weight": {"type": "integer"}, "status": {"enum": ["draft", "published"]}}
    });
    check_own(&schema, "title: A\nstatus: draft\nlanguage: en\nweight: 3\n", "");
    check_own(
        &schema,
        "title: A\nstatus: retired\nweight: heavy\nwieght: 3\nlayout: wide\n",
        "\
[retired] `status` must be one of `draft`, `published`
[heavy] `weight` must be a whole number, not the text `heavy`
[wieght] unknown field `wieght`
  Did you mean `weight`?
[layout] unknown field `layout` (mild)
  Add it to `fields.extra` in medproof.yaml if the field is your own, or begin it with `x-`.
[layout: wide‸] `language` (language code) is missing
  Add it, for example `language: en`.
",
    );
    let open = json!({
        "$schema": DRAFT,
        "$ref": format!("{ARTICLE}#/$defs/fields"),
        "properties": {"weight": {"type": "integer"}},
        "unevaluatedProperties": false
    });
    check_own(&open, "title: A\nstatus: draft\nweight: 3\n", "");
    check_own(
        &open,
        "title: A\nstatus: drafft\nweight: 3\nlayout: wide\n",
        "\
[drafft] `status` must be one of `draft`, `in-review`, `published`, `retired`
  Did you mean `draft`?
  drafft -> draft
[layout] unknown field `layout`
  Remove it, or allow it in `schema/article.json`.
",
    );
}

#[test]
fn ours_for_data_files_is_followed_to_the_record() {
    let path = "schema/source.json";
    let text =
        json!({"$ref": SOURCE, "required": ["publisher"], "properties": {"shelf": {"type": "string"}}})
            .to_string();
    let schemas = Schemas::with_own(&[(Collection::Source, path)], &[(path, &text)]).unwrap();
    let check = |record: &str, expected: &str| {
        let found =
            schemas.check(Collection::Source, &parsed(record), &BTreeSet::new(), &Naming::default(), None);
        said(record, &found, expected);
    };
    check("{id: a, type: book, title: A, publisher: B, shelf: C}", "");
    check(
        "{id: a, type: bok, title: A, shelf: 5, shelfs: 4, author: B}",
        "\
[bok] `type` cannot be `bok`
  Did you mean `book`?
  bok -> book
[5] `shelf` must be a text, not the number `5`
  Put it in quotes: `\"5\"`.
[shelfs] unknown field `shelfs`
  Did you mean `shelf`?
[B] `author` must be a list, not the text `B`
  Write it as in `author: [{family: Miller, given: Ron}]`.
[{id: a, type: bok, title: A, shelf: 5, shelfs: 4, author: B‸}] `publisher` is missing
  Add it, for example `publisher: National Organization for Rare Disorders`.
",
    );
}

#[test]
fn a_schema_for_whole_files_judges_record_by_record() {
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "array",
        "items": {"type": "object", "required": ["title"], "properties": {"title": {"type": "string"}}, "additionalProperties": false}
    });
    check_own(&schema, "title: A\n", "");
    check_own(
        &schema,
        "titel: 5\nbad: 1\n",
        "\
[titel] unknown field `titel`
  Did you mean `title`?
  titel -> title
[bad] unknown field `bad`
  Remove it, or allow it in `schema/article.json`.
",
    );
    check_own(
        &schema,
        "title: 5\n",
        "\
[5] `title` must be a text, not the number `5`
  Put it in quotes: `\"5\"`.
",
    );
}

#[test]
fn files_may_refer_to_each_other() {
    let article = json!({
        "$id": "https://example.org/article.json",
        "properties": {
            "title": {"$ref": "parts/title.json#/$defs/short"},
            "status": {"$ref": "https://example.org/named#word"},
            "topic": {"$ref": "#/$defs/topic"}
        },
        "$defs": {"topic": {"$id": "topic", "maxLength": 3}}
    })
    .to_string();
    let title =
        json!({"$defs": {"short": {"maxLength": 5, "$ref": "../article.json#/$defs/topic"}}}).to_string();
    let named = json!({"$id": "https://example.org/named", "$defs": {"word": {"$anchor": "word", "enum": ["draft"]}}}).to_string();
    let path = "content/schema/article.json";
    let texts = [
        (path, article.as_str()),
        ("content/schema/parts/title.json", &title),
        ("other.json", &named),
        ("unused.json", "not even JSON"),
    ];
    let schemas = Schemas::with_own(&[(Collection::Article, path)], &texts).unwrap();
    let text = "title: too long\nstatus: published\ntopic: neck\n";
    let found = schemas.check(Collection::Article, &parsed(text), &BTreeSet::new(), &Naming::default(), None);
    said(
        text,
        &found,
        "\
[too long] `title` must have at most 5 characters, not 8
[published] `status` must be `draft`, not `published`
[neck] `topic` must have at most 3 characters, not 4
",
    );
}

#[test]
fn the_files_a_schema_needs_are_named() {
    let needs = |text: &str, files: &[&str]| assert_eq!(file_references(text), files, "{text}");
    needs(
        r##"{"$ref": "parts/title.json#/$defs/short", "not": {"$ref": "#/$defs/x"}}"##,
        &["parts/title.json"],
    );
    needs(
        r#"{"$ref": "a%20b.json", "enum": [{"$ref": "c.json"}], "items": {"$dynamicRef": "d.json"}}"#,
        &["a b.json", "d.json"],
    );
    needs(r#"{"$ref": "https://medproof.dev/schema/article.schema.json"}"#, &[]);
    needs("allOf:\n- $ref: ../base.yaml\n", &["../base.yaml"]);
    needs("[oops", &[]);
}

#[test]
fn a_schema_may_be_yaml() {
    let text = "properties:\n  title: {maxLength: 5}\n  note: {const: ''}\n";
    let schemas = Schemas::with_own(&[(Collection::Article, "s.yaml")], &[("s.yaml", text)]).unwrap();
    let text = "title: too long\n";
    let found = schemas.check(Collection::Article, &parsed(text), &BTreeSet::new(), &Naming::default(), None);
    said(
        text,
        &found,
        "\
[too long] `title` must have at most 5 characters, not 8
",
    );
}

#[test]
fn other_collections_keep_our_schemas() {
    let schemas = Schemas::with_own(&[(Collection::Article, "a.json")], &[("a.json", "true")]).unwrap();
    let none = |collection, text| {
        schemas.check(collection, &parsed(text), &BTreeSet::new(), &Naming::default(), None).len()
    };
    assert_eq!(none(Collection::Article, "anything: goes\n"), 0);
    assert_eq!(none(Collection::Cause, "anything: goes\n"), 2);
}

#[test]
fn what_cannot_be_used_is_said_with_its_place() {
    let a = "schema/article.json";
    refused(
        &[(a, "{\"type\": \"object\",\n  \"required\": [\"title\",]}")],
        "\
[] schema/article.json: The file is no JSON: trailing comma
",
    );
    refused(
        &[(a, "")],
        "\
[] schema/article.json: The file is no JSON: it ends within a value
",
    );
    refused(
        &[(a, "[]")],
        "\
[] schema/article.json: A schema is a set of keywords, which this file is not
  Begin it with `{ \"$schema\": \"https://json-schema.org/draft/2020-12/schema\" }`.
",
    );
    refused(
        &[(a, "{\"properties\": {\"title\": {\"type\": \"strng\"}}}")],
        "\
[\"strng\"] schema/article.json: `strng` at `/properties/title/type` is no type of JSON Schema
  The types are `string`, `number`, `integer`, `boolean`, `array`, `object` and `null`.
",
    );
    refused(
        &[(a, "{\"required\": \"title\"}")],
        "\
[\"title\"] schema/article.json: `title` at `/required` is nothing the keyword `required` takes
",
    );
    refused(
        &[(a, "{\"properties\": {\"title\": {\"pattern\": \"(?=a)\"}}}")],
        "\
[\"(?=a)\"] schema/article.json: `(?=a)` at `/properties/title/pattern` is no pattern medproof can use
  Use a regular expression without look-around and back-references.
",
    );
    refused(
        &[(a, "{\"properties\": {\"title\": {\"pattern\": \"[a\"}}}")],
        "\
[\"[a\"] schema/article.json: `[a` at `/properties/title/pattern` is no pattern medproof can use
  Use a regular expression without look-around and back-references.
",
    );
    refused(
        &[(a, "{\"patternProperties\": {\"(?=a)\": true}}")],
        "\
[\"(?=a)\"] schema/article.json: `(?=a)` at `/patternProperties/(?=a)` is no pattern medproof can use
  Use a regular expression without look-around and back-references.
",
    );
    refused(
        &[(a, "{\"$ref\": \"#/$defs/nowhere\"}")],
        "\
[\"#/$defs/nowhere\"] schema/article.json: `#/$defs/nowhere` leads nowhere
  Correct the reference, or add what it names.
",
    );
    refused(
        &[(a, "{\"$ref\": \"#anchor\"}")],
        "\
[\"#anchor\"] schema/article.json: `#anchor` leads nowhere
  Correct the reference, or add what it names.
",
    );
    refused(
        &[(a, "{\"$ref\": \"common.json\"}")],
        "\
[\"common.json\"] schema/article.json: `common.json` refers to a file that is not there: `schema/common.json`
  Correct the `$ref`, or add the file.
",
    );
    refused(
        &[(a, "{\"$ref\": \"../../etc/passwd\"}")],
        "\
[\"../../etc/passwd\"] schema/article.json: `../../etc/passwd` refers to a file outside the repository
  Copy the file into the repository.
",
    );
    refused(
        &[(a, "{\"$ref\": \"/etc/passwd\"}")],
        "\
[\"/etc/passwd\"] schema/article.json: `/etc/passwd` refers to a file outside the repository
  Copy the file into the repository.
",
    );
    refused(&[(a, "{\"$ref\": \"file:///etc/passwd\"}")], "\
[\"file:///etc/passwd\"] schema/article.json: `file:///etc/passwd` is neither a schema of medproof nor the `$id` of a schema of this repository
  Copy the schema into the repository and refer to it by its path: medproof fetches nothing.
");
    refused(
        &[(a, "{\"properties\": {\"title\": {\"$ref\": \"https://example.org/title.json\"}}}")],
        "\
[\"https://example.org/title.json\"] schema/article.json: `https://example.org/title.json` is neither a schema of medproof nor the `$id` of a schema of this repository
  Copy the schema into the repository and refer to it by its path: medproof fetches nothing.
",
    );
    refused(&[(a, "{\"$schema\": \"https://example.org/dialect\"}")], "\
[\"https://example.org/dialect\"] schema/article.json: `https://example.org/dialect` is no dialect of JSON Schema medproof knows
  Use `https://json-schema.org/draft/2020-12/schema`.
");
    refused(
        &[(a, "{\"$ref\": \"b.json\"}"), ("schema/b.json", "{\"not\": {\"type\": 5}}")],
        "\
[5] schema/b.json: `5` at `/not/type` is no type of JSON Schema
  The types are `string`, `number`, `integer`, `boolean`, `array`, `object` and `null`.
",
    );
    refused(
        &[(a, "{\"$ref\": \"b.json\"}"), ("schema/b.json", "{\"not\": {\"pattern\": \"(?=a)\"}}")],
        "\
[\"(?=a)\"] schema/b.json: `(?=a)` at `/not/pattern` is no pattern medproof can use
  Use a regular expression without look-around and back-references.
",
    );
    refused(
        &[(a, "{\"$ref\": \"b.json#/$defs/x\"}"), ("schema/b.json", "{}")],
        "\
[\"b.json#/$defs/x\"] schema/article.json: `b.json#/$defs/x` leads nowhere
  Correct the reference, or add what it names.
",
    );
    refused(
        &[(a, "{\"$ref\": \"b.yaml\"}"), ("schema/b.yaml", "a: [\n")],
        "\
[[] schema/b.yaml: `[` is never closed
",
    );
    refused(&[(a, &format!("{{\"$ref\": \"{ARTICLE}#/$defs/nowhere\"}}"))], "\
[\"https://medproof.dev/schema/article.schema.json#/$defs/nowhere\"] schema/article.json: `https://medproof.dev/schema/article.schema.json#/$defs/nowhere` leads nowhere
  Correct the reference, or add what it names.
");
    refused(
        &[(a, &format!("{}{}", "{\"not\":".repeat(200), "}".repeat(200)))],
        "\
[] schema/article.json: The file is no JSON: recursion limit exceeded
",
    );
    refused(
        &[(a, "{\"$id\": \"::\"}")],
        "\
[\"::\"] schema/article.json: `::` is no address
  Write a path or a full address, with `%20` for a space.
",
    );
    refused(
        &[(a, "{\"$ref\": \"b c\\\\d|.json\"}")],
        "\
[\"b c\\\\d|.json\"] schema/article.json: `b c\\d|.json` is no address
  Write a path or a full address, with `%20` for a space.
",
    );
    let error = Schemas::with_own(&[(Collection::Article, a)], &[]).unwrap_err();
    assert_eq!(error.to_string(), "schema/article.json: There is no such schema file in the repository");
}

#[test]
fn references_in_a_circle_end() {
    let schema = json!({"$ref": "#/$defs/a", "$defs": {"a": {"properties": {"title": {"$ref": "#/$defs/a"}}, "type": "object"}}});
    check_own(
        &schema,
        "title: {title: {title: x}}\n",
        "\
[x] `title` must be fields such as `title`, not the text `x`
",
    );
}

/// Null, empty texts and empty lists are values, and every part of a schema has its say.
#[test]
fn a_schema_of_the_repository_is_applied_as_written() {
    check_own(
        &json!({"properties": {"tags": {"minItems": 1}, "n": {"minLength": 1}}}),
        "tags: []\nn: ''\n",
        "\
[tags] `tags` must have at least 1 item, not 0
[''] `n` must have at least 1 character, not 0
",
    );
    let nullable = json!({"properties": {"n": {"type": ["string", "null"]}}, "required": ["n"]});
    check_own(&nullable, "n: null\n", "");
    check_own(&nullable, "n:\n", "");
    check_own(&json!({"properties": {"x": {"format": "doi"}}}), "x: nothing\n", "");
    check_own(
        &json!({"properties": {"foo": {}}, "allOf": [{"additionalProperties": false}]}),
        "foo: 1\n",
        "\
[foo] `foo` is not among the fields that a part of the schema allows
  `additionalProperties` at `/allOf/0` allows only the fields that are named beside it. Name the field there too.
",
    );
    check_own(
        &json!({"properties": {"tags": {"items": {"minLength": 1}, "uniqueItems": true}}}),
        "tags: ['', a, '']\n",
        "\
[''] item 1 of `tags` must have at least 1 character, not 0
[''] item 3 of `tags` must have at least 1 character, not 0
[''] an empty text appears twice in `tags`
  [''] first here
  Keep one of the two.
",
    );
}

/// Where a schema extends ours, each part reads the record in its own way.
#[test]
fn empty_stays_missing_for_our_part_of_a_schema() {
    let schema = json!({"$ref": ARTICLE, "properties": {"language": {"minLength": 1}}});
    check_own(&schema, "title: A\nstatus: draft\nauthors: []\nid:\n", "");
    check_own(
        &schema,
        "title: A\nstatus: draft\nlanguage: ''\n",
        "\
[''] `language` must have at least 1 character, not 0
  Write it as in `language: en`.
",
    );
}

#[test]
fn a_relative_id_names_a_part_and_no_file() {
    let schema = r#"{"$id": "https://example.org/root.json", "$defs": {"a": {"$id": "a.json", "type": "integer"}}, "properties": {"x": {"$ref": "a.json"}}}"#;
    assert_eq!(file_references(schema), [""; 0]);
    check_own(&serde_json::from_str(schema).unwrap(), "x: 1\n", "");
}
