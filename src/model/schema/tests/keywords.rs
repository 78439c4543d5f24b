//! Every keyword of JSON Schema, as a schema of the repository's own may use it.

use super::*;

#[test]
fn bounds() {
    let schema = json!({"properties": {
        "a": {"minLength": 3}, "b": {"maxLength": 1}, "c": {"minimum": 2}, "d": {"maximum": 2},
        "e": {"exclusiveMinimum": 2}, "f": {"exclusiveMaximum": 2}, "g": {"multipleOf": 5},
        "h": {"minItems": 2}, "i": {"maxItems": 1}, "j": {"minProperties": 2}, "k": {"maxProperties": 1}
    }});
    check_own(
        &schema,
        "a: ää\nb: ää\nc: 1\nd: 3\ne: 2\nf: 2\ng: 7\nh: [x]\ni: [x, y]\nj: {x: 1}\nk: {x: 1, y: 2}\n",
        "\
[ää] `a` must have at least 3 characters, not 2
[ää] `b` must have at most 1 character, not 2
[1] `c` must be 2 or more, not `1`
[3] `d` must be 2 or less, not `3`
[2] `e` must be more than 2, not `2`
[2] `f` must be less than 2, not `2`
[7] `g` must be a multiple of 5, not `7`
[h] `h` must have at least 2 items, not 1
[i] `i` must have at most 1 item, not 2
[j] `j` must have at least 2 fields, not 1
[k] `k` must have at most 1 field, not 2
",
    );
    check_own(
        &json!({"minProperties": 3}),
        "a: 1\nb: 2\n",
        "\
[a] an article must have at least 3 fields, not 2
",
    );
}

#[test]
fn lists() {
    let schema = json!({"properties": {
        "a": {"uniqueItems": true}, "b": {"prefixItems": [true, true], "items": false},
        "c": {"contains": {"const": "x"}}, "d": {"contains": {"type": "string"}, "minContains": 2},
        "e": {"prefixItems": [true], "unevaluatedItems": false}, "f": {"contains": {"type": "string"}, "maxContains": 1}
    }});
    check_own(
        &schema,
        "a: [x, y, x]\nb: [1, 2, 3, 4]\nc: [y]\nd: [y, 1]\ne: [1, 2]\nf: [x, y]\n",
        "\
[x] `x` appears twice in `a`
  [x] first here
  Keep one of the two.
[3] item 3 of `b` is not allowed here
[4] item 4 of `b` is not allowed here
[c] `c` does not hold `x`
[d] `d` does not hold a text the right number of times
[2] `e` must have at most 1 item
[f] `f` does not hold a text the right number of times
",
    );
    check_own(
        &json!({"properties": {"a": {"uniqueItems": true}}}),
        "a: [{x: 1}, {x: 1}]\n",
        "\
[{x: 1}] An item appears twice in `a`
  [{x: 1}] first here
  Keep one of the two.
",
    );
    let old = json!({"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a": {"items": [{"type": "string"}], "additionalItems": false}}});
    check_own(
        &old,
        "a: [1, 2]\n",
        "\
[1] item 1 of `a` must be a text, not the number `1`
  Put it in quotes: `\"1\"`.
[2] `a` must have at most 1 item
",
    );
}

#[test]
fn words_and_forms() {
    let schema = json!({"properties": {
        "a": {"const": "x"}, "b": {"enum": [1, true, "x"]}, "c": {"pattern": "^[a-z]+$"},
        "d": {"pattern": "^[a-z]+$", "title": "Slug", "examples": ["neck-pain"]},
        "e": {"not": {"type": "string"}}, "f": false, "g": {"not": {}}, "h": {"const": {"x": 1}},
        "i": {"enum": ["a","b","c","d","e","f","g","h","i"]}
    }});
    check_own(
        &schema,
        "a: y\nb: 2\nc: A1\nd: A1\ne: x\nf: x\ng: x\nh: x\ni: z\n",
        "\
[y] `a` must be `x`, not `y`
[2] `b` must be one of `1`, `true`, `x`
[A1] `A1` does not have the form of `c`
  It must match the pattern `^[a-z]+$`.
[A1] `d` must be a slug, not `A1`
  Write it as in `d: neck-pain`.
[x] `e` must not be a text
[f] `f` is not allowed here
[x] `g` has a form that its schema excludes
[x] `h` must be a set of fields, not `x`
[z] `i` cannot be `z`
",
    );
}

#[test]
fn formats() {
    for (format, value, taken) in [
        ("date-time", "2026-05-14", "a date with time and time zone"),
        ("time", "9", "a time of day with time zone"),
        ("duration", "3 weeks", "a duration by ISO 8601"),
        ("email", "ann", "an e-mail address"),
        ("hostname", "-", "the name of a host"),
        ("ipv4", "1.2", "an IP address"),
        ("ipv6", "1.2", "an IP address"),
        ("uri", "x", "a full web address"),
        ("iri", "//x", "a full web address"),
        ("uri-reference", "\\", "a web address or path"),
        ("iri-reference", "\\", "a web address or path"),
        ("uri-template", "{", "a template of a web address"),
        ("uuid", "1", "a UUID"),
        ("json-pointer", "a", "a JSON Pointer"),
        ("regex", "[", "a regular expression"),
    ] {
        let schema = json!({"properties": {"a": {"format": format}}});
        check_own(
            &schema,
            &format!("a: '{value}'\n"),
            &format!("['{value}'] `a` must be {taken}, not `{value}`\n"),
        );
    }
}

#[test]
fn types() {
    for (types, value, taken) in [
        (json!("integer"), "1.5", "must be a whole number, not the number"),
        (json!("integer"), "x", "must be a whole number, not the text"),
        (json!("number"), "x", "must be a number, not the text"),
        (json!(["boolean", "number"]), "x", "must be `true`, `false` or a number, not the text"),
        (json!(["array", "object", "null"]), "1.5", "must be a list or fields with values, not the number"),
        (json!(["string", "integer"]), "1.5", "must be a text or a whole number, not the number"),
        (json!("null"), "x", "cannot be the text"),
    ] {
        let schema = json!({"properties": {"a": {"type": types}}});
        check_own(&schema, &format!("a: {value}\n"), &format!("[{value}] `a` {taken} `{value}`\n"));
    }
    let fields =
        json!({"properties": {"a": {"type": "object", "required": ["z"], "properties": {"x": {}, "y": {}}}}});
    check_own(
        &fields,
        "a: b\n",
        "\
[b] `a` must be fields such as `z` and `x`, not the text `b`
",
    );
}

#[test]
fn choices_are_told_by_the_closest_branch() {
    let schema = json!({"properties": {"who": {"oneOf": [
        {"type": "string", "maxLength": 3},
        {"type": "object", "required": ["kind", "name"], "properties": {"kind": {"const": "person"}, "name": {"type": "string"}}},
        {"type": "object", "required": ["kind", "title"], "properties": {"kind": {"const": "group"}, "title": {"type": "string"}, "size": {"type": "integer"}}}
    ]}}});
    check_own(
        &schema,
        "who: long name\n",
        "\
[long name] `who` must have at most 3 characters, not 9
",
    );
    check_own(
        &schema,
        "who: {kind: group, title: A, size: big}\n",
        "\
[big] `size` must be a whole number, not the text `big`
",
    );
    check_own(
        &schema,
        "who: {kind: group, size: big}\n",
        "\
[big] `size` must be a whole number, not the text `big`
[who: {kind: group, size: big‸}] `title` is missing in `who`
  Add it.
",
    );
    check_own(
        &schema,
        "who: {kind: grup, title: A, size: 1}\n",
        "\
[grup] `kind` must be `group`, not `grup`
  Did you mean `group`?
  grup -> group
",
    );
    check_own(&schema, "who: 5\n", "\
[5] `who` must be a text, fields such as `kind` and `name` or fields such as `kind` and `title`, not the number `5`
");
    let nested = json!({"properties": {"a": {"anyOf": [{"anyOf": [{"type": "integer"}, {"const": "never"}]}, {"type": "boolean"}]}}});
    check_own(
        &nested,
        "a: nevr\n",
        "\
[nevr] `a` must be a whole number, `never`, `true` or `false`, not the text `nevr`
  Did you mean `never`?
  nevr -> never
",
    );
    let needed = json!({"anyOf": [{"required": ["DOI"]}, {"required": ["URL"]}]});
    check_own(
        &needed,
        "title: A\n",
        "\
[title: A‸] `DOI` or `URL` is missing in an article
  Add one of them.
",
    );
    let several = json!({"properties": {"a": {"oneOf": [{"title": "Number", "type": "number"}, {"title": "Whole number", "type": "integer"}]}}});
    check_own(
        &several,
        "a: 1\n",
        "\
[1] `a` fits several forms of which its schema allows only one
  It must be only one of `Number` and `Whole number`.
",
    );
}

#[test]
fn conditions() {
    let schema = json!({
        "properties": {"type": {}, "url": {"title": "Web address"}},
        "if": {"properties": {"type": {"const": "webpage"}}, "required": ["type"]},
        "then": {"required": ["url"], "properties": {"size": false}},
        "else": {"required": ["publisher"]}
    });
    check_own(
        &schema,
        "type: webpage\nsize: 1\n",
        "\
[size] `size` is not allowed here
[size: 1‸] `url` (web address) is missing
  [type] asks for `url`
  Add it.
",
    );
    check_own(
        &schema,
        "type: book\n",
        "\
[type: book‸] `publisher` is missing
  Add it.
",
    );
    let schema = json!({"dependentRequired": {"a": ["b"]}, "dependentSchemas": {"c": {"required": ["d"]}}});
    check_own(
        &schema,
        "a: 1\nc: 1\n",
        "\
[c: 1‸] `b` is missing
  [a] asks for `b`
  Add it.
[c: 1‸] `d` is missing
  [c] asks for `d`
  Add it.
",
    );
    let old = json!({"$schema": "http://json-schema.org/draft-07/schema#", "dependencies": {"a": ["b"]}});
    check_own(
        &old,
        "a: 1\n",
        "\
[a: 1‸] `b` is missing
  [a] asks for `b`
  Add it.
",
    );
}

#[test]
fn keys() {
    check_own(
        &json!({"additionalProperties": false}),
        "a: 1\nb:\nx-c: 1\n",
        "\
[a] unknown field `a`
  Remove it, or allow it in `schema/article.json`.
[b] unknown field `b`
  Remove it, or allow it in `schema/article.json`.
[x-c] unknown field `x-c`
  Remove it, or allow it in `schema/article.json`.
",
    );
    check_own(
        &json!({"unevaluatedProperties": false}),
        "a: 1\nb: 2\n",
        "\
[a] unknown field `a`
  Remove it, or allow it in `schema/article.json`.
[b] unknown field `b`
  Remove it, or allow it in `schema/article.json`.
",
    );
    check_own(
        &json!({"propertyNames": {"pattern": "^[a-z]+$"}}),
        "A: 1\nb: 2\n",
        "\
[A] `A` is not a key of an article
",
    );
    check_own(
        &json!({"propertyNames": {"enum": ["title", "status"], "title": "Field of a page"}}),
        "titel: 1\nfoo: 2\n",
        "\
[titel] `titel` is not a field of a page
  Did you mean `title`?
  titel -> title
[foo] `foo` is not a field of a page
",
    );
    check_own(
        &json!({"propertyNames": false}),
        "a: 1\n",
        "\
[a] unknown field `a`
  Remove it, or allow it in `schema/article.json`.
",
    );
    check_own(
        &json!({"additionalProperties": {"type": "string"}, "patternProperties": {"^n": {"type": "integer"}}}),
        "a: 1\nn: x\n",
        "\
[1] `a` must be a text, not the number `1`
  Put it in quotes: `\"1\"`.
[x] `n` must be a whole number, not the text `x`
",
    );
    let either = json!({"oneOf": [{"properties": {"a": {}}, "required": ["a"]}, {"properties": {"b": {}}, "required": ["b"]}], "unevaluatedProperties": false, "properties": {"c": {"type": "string"}}});
    check_own(
        &either,
        "a: 1\nd: 1\n",
        "\
[d] unknown field `d`
  Remove it, or allow it in `schema/article.json`.
",
    );
    let cond = json!({"if": {"required": ["a"]}, "then": {"properties": {"a": {"type": "integer"}, "b": {}}}, "else": {"properties": {"c": {}}}, "unevaluatedProperties": false});
    check_own(
        &cond,
        "a: 1\nc: 1\n",
        "\
[c] `c` does not go with the other fields of an article
",
    );
    check_own(
        &cond,
        "a: x\nb: 1\n",
        "\
[x] `a` must be a whole number, not the text `x`
",
    );
    check_own(
        &json!({"properties": {"a/b": {"type": "integer"}, "~": {"type": "integer"}, "0": {"type": "integer"}, "": {"type": "integer"}}}),
        "a/b: x\n\"~\": x\n0: x\n\"\": x\n",
        "\
[x] `a/b` must be a whole number, not the text `x`
[x] `~` must be a whole number, not the text `x`
[x] `0` must be a whole number, not the text `x`
[x] `` must be a whole number, not the text `x`
",
    );
    check_own(
        &json!({"properties": {"deep": {"properties": {"list": {"items": {"items": {"type": "string"}}}}}}}),
        "deep: {list: [[a], [b, 1]]}\n",
        "\
[1] item 2 of `list` must be a text, not the number `1`
  Put it in quotes: `\"1\"`.
",
    );
}
