//! Records against medproof's own schemas.

use super::*;

#[test]
fn what_keeps_to_the_model_is_left_alone() {
    check(
        Collection::Article,
        r#"
title: Causes of neck spasm
status: published
authors: [ron-miller, 1042]
id: neck-spasm
aliases: [Stiff neck]
topic: neck-pain
causes: [neck-strain]
see: [Neck Strain Symptoms]
language: en-GB
audience: [patient, carer]
published: 2026-05-14
modified: "2026-05-14"
reviewers: [ann-lee]
last-reviewed: 2026-05-14
next-review: 2029-05-14
max-review-age: 12
disclosure: none
funding: none
ai-assistance: false
codes: {snomed-ct: 22298006, icd-10-cm: [M62.838, U07.1]}
x-campaign: spring
"#,
        "",
    );
    check(Collection::Article, "title: A\nstatus: draft\n", "");
    check(Collection::Cause, "name: Neck strain\nlikelihood: common\nred-flag: true\n", "");
    check(
        Collection::Person,
        r#"
name: Ron Miller
roles: [author, medical-reviewer]
kind: person
credentials: PT
npi: 1234567893
licence: {body: GMC, verified-on: 2026-01-20}
disclosures:
  - text: None declared
    on: 2026-01-20
  - text: Lecture fees
active: true
"#,
        "",
    );
    check(
        Collection::Review,
        r#"
article: neck-spasm
reviewer: ann-lee
date: 2026-05-14
kind: medical
outcome: approved
scope: part
content-hash: v2:sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
sources-checked: [nord, 7]
next-due: 2029-05-14
"#,
        "",
    );
    check(
        Collection::Review,
        "{article: a, reviewer: b, date: 2026-05-14, kind: peer, outcome: changes-needed, sources-checked: all}",
        "",
    );
    check(
        Collection::Term,
        "{id: disc, preferred: disc, plain: a cushion, synonyms: [disk], codes: {mesh: D0}}",
        "",
    );
    check(
        Collection::Redirect,
        "{from: /stiff-neck/, to: neck-spasm, since: 2026-05-14, reason: merged}",
        "",
    );
}

#[test]
fn sources_may_be_written_in_every_way_csl_knows() {
    check(
        Collection::Source,
        r#"
id: smith2020
type: article-journal
title: Cervical Dystonia
author:
  - {family: Smith, given: Ann, suffix: Jr., comma-suffix: true}
  - literal: World Health Organization
container-title: Lancet
volume: 395
issue: "10223"
page: 497-506
DOI: 10.1016/S0140-6736(20)30183-5
PMID: 31986264
PMCID: PMC7159299
ISSN: 0098-7484
URL: https://de.wikipedia.org/wiki/Ärzte
issued: {date-parts: [[2020, 1, 10]]}
accessed: {date-parts: [["2020", "1"]], season: 1, circa: true}
custom: {tier: guideline, archive-url: "https://web.archive.org/", anything: [1]}
"#,
        "",
    );
    for date in [
        "2020-01-10",
        "2020-01",
        "2020",
        "\"2020\"",
        "2020-21",
        "2020~",
        "2020-01-10?",
        "2020-01-10/2020-02",
        "2020/..",
        "../2020",
        "202X",
        "2020-XX",
        "2020-01-XX",
        "-0044",
        "{raw: spring}",
        "{literal: n.d.}",
        "{date-parts: [[2020], [2021]]}",
    ] {
        check(Collection::Source, &format!("{{id: 1, type: book, title: A, issued: {date}}}"), "");
    }
}

#[test]
fn what_is_empty_is_missing() {
    check(
        Collection::Article,
        "title: A\nstatus: draft\npublished:\nauthors: []\nlanguage: ''\ncodes: {}\nsee: [a, '', null, b]\n",
        "",
    );
    check(
        Collection::Article,
        "title: ' '\nstatus: ~\n",
        "\
[status] `status` (stage of publication) is empty
  Fill it in: `status` must be `draft`, `in-review`, `published` or `retired`.
",
    );
    check(
        Collection::Article,
        "{}",
        "\
[{‸}] `status` (stage of publication) is missing
  Add it: `status` must be `draft`, `in-review`, `published` or `retired`.
",
    );
    check(
        Collection::Person,
        "name: A\nroles: [author]\ndisclosures:\n  - text:\n    on: 2026-01-20\n",
        "\
[text] `text` (wording of the declaration) is empty in an item of `disclosures`
  Fill it in, for example `text: None declared`.
",
    );
}

#[test]
fn a_record_that_is_not_there_lacks_its_fields() {
    let value = crate::base::node::Value::Mapping(Vec::new());
    let record = Node { span: Span::at(4), value };
    let found =
        Schemas::embedded().check(Collection::Article, &record, &BTreeSet::new(), &Naming::default(), None);
    said(
        "---\n---\n",
        &found,
        "\
[‸---] `status` (stage of publication) is missing
  Add it: `status` must be `draft`, `in-review`, `published` or `retired`.
",
    );
}

#[test]
fn an_item_behind_an_empty_one_is_still_found() {
    check(
        Collection::Article,
        "title: A\nstatus: draft\naliases: [a, '', null, true]\n",
        "\
[true] item 2 of `aliases` must be a text, not `true`
  Put it in quotes: `\"true\"`.
",
    );
}

#[test]
fn unknown_keys() {
    check(
        Collection::Article,
        "title: A\nstatus: draft\nlastReviewd: 2026-02-01\nlast_reviewed: 2026-02-01\nlayout: wide\nlast-reviewed: 2026-02-01\n",
        "\
[lastReviewd] unknown field `lastReviewd`
  Did you mean `last-reviewed`?
[last_reviewed] unknown field `last_reviewed`
  Did you mean `last-reviewed`?
[layout] unknown field `layout` (mild)
  Add it to `fields.extra` in medproof.yaml if the field is your own, or begin it with `x-`.
",
    );
    check(
        Collection::Article,
        "{\"title\": \"A\", \"status\": \"draft\", \"author\": [\"b\"], 'langauge': en, weight: }",
        "\
[\"author\"] unknown field `author`
  Did you mean `authors`?
  \"author\" -> authors
['langauge'] unknown field `langauge`
  Did you mean `language`?
  'langauge' -> language
[weight] unknown field `weight` (mild)
  Add it to `fields.extra` in medproof.yaml if the field is your own, or begin it with `x-`.
",
    );
    check(
        Collection::Source,
        "{id: a, type: book, title: A, doi: 10.1000/x, tier: 1, x-own: 1, author: [{famly: B}]}",
        "\
[doi] unknown field `doi`
  Did you mean `DOI`?
  doi -> DOI
[tier] unknown field `tier` (mild)
  Move it under `custom`, where a source keeps fields of your own.
[famly] unknown field `famly` in an item of `author`
  Did you mean `family`?
  famly -> family
",
    );
    check(
        Collection::Person,
        "{name: A, roles: [editor], disclosures: [{text: none, txt: none, by: me, x-by: me}]}",
        "\
[txt] unknown field `txt` in an item of `disclosures`
  Did you mean `text`?
[by] unknown field `by` in an item of `disclosures` (mild)
  The fields here are `text` and `on`.
",
    );
}

#[test]
fn a_misspelt_key_is_not_missing_as_well() {
    check(
        Collection::Article,
        "Title: A\nstatus: draft\n",
        "\
[Title] unknown field `Title`
  Did you mean `title`?
  Title -> title
",
    );
    check(
        Collection::Article,
        "titles: A\nstatuses: draft\n",
        "\
[titles] unknown field `titles`
  Did you mean `title`?
  titles -> title
[statuses] unknown field `statuses`
  Did you mean `status`?
  statuses -> status
",
    );
}

#[test]
fn missing_keys_belong_behind_the_last_entry() {
    check(
        Collection::Article,
        "title: A\nauthors:\n  - b\n\n# end\n",
        "\
[  - b‸] `status` (stage of publication) is missing
  Add it: `status` must be `draft`, `in-review`, `published` or `retired`.
",
    );
    check(
        Collection::Term,
        "{id: disc}",
        "\
[{id: disc‸}] `preferred` (preferred term) is missing
  Add it, for example `preferred: herniated disc`.
[{id: disc‸}] `plain` (plain explanation) is missing
  Add it, for example `plain: a disc between two neck bones that has slipped out of place`.
",
    );
    check(
        Collection::Term,
        "id: disc\npreferred: >\n  disc\n\n",
        "\
[  disc‸] `plain` (plain explanation) is missing
  Add it, for example `plain: a disc between two neck bones that has slipped out of place`.
",
    );
    check(
        Collection::Redirect,
        "from: a\nto:\n",
        "\
[to] `to` (page that answers now) is empty
  Fill it in, for example `to: neck-spasm`.
",
    );
}

#[test]
fn words_from_a_list() {
    check(
        Collection::Article,
        "title: A\nstatus: publishd\n",
        "\
[publishd] `status` must be one of `draft`, `in-review`, `published`, `retired`
  Did you mean `published`?
  publishd -> published
",
    );
    check(
        Collection::Article,
        "title: A\nstatus: 'In review'\n",
        "\
['In review'] `status` must be one of `draft`, `in-review`, `published`, `retired`
  Did you mean `in-review`?
  'In review' -> in-review
",
    );
    check(
        Collection::Article,
        "title: A\nstatus: live\n",
        "\
[live] `status` must be one of `draft`, `in-review`, `published`, `retired`
",
    );
    check(
        Collection::Article,
        "title: A\nstatus: [draft]\n",
        "\
[status] `status` must be one of `draft`, `in-review`, `published`, `retired`
",
    );
    check(
        Collection::Person,
        "name: A\nroles: [author, reviewer, medical reviewer]\n",
        "\
[reviewer] item 2 of `roles` must be one of `author`, `medical-reviewer`, `editor`
[medical reviewer] item 3 of `roles` must be one of `author`, `medical-reviewer`, `editor`
  Did you mean `medical-reviewer`?
  medical reviewer -> medical-reviewer
",
    );
    check(
        Collection::Source,
        "{id: a, type: webpag, title: A}",
        "\
[webpag] `type` cannot be `webpag`
  Did you mean `webpage`?
  webpag -> webpage
",
    );
    check(
        Collection::Source,
        "{id: a, type: website, title: A}",
        "\
[website] `type` cannot be `website`
  `medproof schema source` lists all 45 values.
",
    );
    check(
        Collection::Review,
        "{article: a, reviewer: b, date: 2026-05-14, kind: med, outcome: approved, sources-checked: All}",
        "\
[med] `kind` must be one of `medical`, `peer`, `editorial`, `evidence`
  Did you mean `medical`?
  med -> medical
[All] `sources-checked` must be `all` or a list, not the text `All`
  Did you mean `all`?
  All -> all
",
    );
}

#[test]
fn dates() {
    check(
        Collection::Article,
        "title: A\nstatus: draft\npublished: 2026-02-30\nmodified: 01/10/2026\nlast-reviewed: 2026\nnext-review: [2026-05-14]\n",
        "\
[2026-02-30] `published` is `2026-02-30`, but February 2026 has 28 days
  Write year-month-day, as in `2026-05-14`.
[01/10/2026] `modified` must be a date, not `01/10/2026`
  Write year-month-day: `2026-01-10` if the month comes first, `2026-10-01` if the day does.
[2026] `last-reviewed` must be a date, not the number `2026`
  Add month and day, as in `2026-05-14`.
[next-review] `next-review` must be a date, not a list
  Write it as in `next-review: 2029-05-14`.
",
    );
    check(
        Collection::Source,
        "{id: a, type: book, title: A, issued: 10 January 2020, accessed: 2020-02-30, submitted: [2020], event-date: true}",
        "\
[10 January 2020] `issued` must be a date, not `10 January 2020`
  Write year-month-day: `2020-01-10`.
[2020-02-30] `accessed` is `2020-02-30`, but February 2020 has 29 days
  Write year-month-day, as in `2026-05-14`.
[2020] item 1 of `submitted` must be fields such as `year` and `month`, not the number `2020`
  Write it as in `submitted: 2020-01-10`.
[true] `event-date` must be a date, not `true`
  Write year-month-day, as in `2026-05-14`.
",
    );
    check(
        Collection::Source,
        "{id: a, type: book, title: A, issued: {date-parts: [2020]}, accessed: {date-parts: [[2020, 25, 45, 1]]}, submitted: {decade: 2020}}",
        "\
[2020] item 1 of `date-parts` must be a list, not the number `2020`
  Write it as a list: `[2020]`.
[[2020, 25, 45, 1]] item 1 of `date-parts` must have at most 3 items, not 4
  Write it as in `date-parts: [[2020, 1, 10]]`.
[25] item 2 of `date-parts` must be 24 or less, not `25`
[45] item 3 of `date-parts` must be 31 or less, not `45`
[decade] unknown field `decade` in `submitted` (mild)
  The fields here are `year`, `month`, `day`, `date-parts`, `season`, `circa`, `literal`, `raw` and `edtf`.
",
    );
}

#[test]
fn types() {
    check(
        Collection::Article,
        "title: 911\nstatus: draft\ncauses: neck-strain, dystonia\nmax-review-age: '12'\ntopic: {a: b}\naudience: 5\ncodes: M62.838\n",
        "\
[911] `title` must be a text, not the number `911`
  Put it in quotes: `\"911\"`.
[neck-strain, dystonia] `causes` must be a list, not the text `neck-strain, dystonia`
  Write it as a list: `causes: [neck-strain, dystonia]`.
[topic] `topic` must be a text or a whole number, not a set of fields
  Write it as in `topic: neck-pain`.
[5] `audience` must be a text or a list, not the number `5`
  Write it as in `audience: patient`.
[M62.838] `codes` must be fields with values, not the text `M62.838`
  Write it as in `codes: {snomed-ct: 45352006, icd-10-cm: [M62.838, M62.830]}`.
",
    );
    check(
        Collection::Article,
        "title: A\nstatus: draft\nmax-review-age: 0\nlanguage: English\naliases: [A, {B: C}]\ncodes: {mesh: [D1, [D2]], icd-10-cm: true}\n",
        "\
[0] `max-review-age` must be 1 or more, not `0`
  Write it as in `max-review-age: 12`.
[English] `language` must be a language code, not `English`
  Write it as in `language: en`.
[B] item 2 of `aliases` must be a text, not a set of fields
  Write it as in `aliases: [Neck muscle spasm, Stiff neck]`.
[[D2]] item 2 of `mesh` must be a text or a whole number, not a list
[true] `icd-10-cm` must be a text, a whole number or a list, not `true`
",
    );
    check(
        Collection::Cause,
        "name: A\nred-flag: yes\n",
        "\
[yes] `red-flag` must be `true` or `false`, not the text `yes`
  Write `true`.
",
    );
    check(
        Collection::Person,
        "name: A\nroles: author\nlicence: GMC\ndisclosures: [none]\ncredentials: {MD: yes}\n",
        "\
[author] `roles` must be a list, not the text `author`
  Write it as a list: `roles: [author]`.
[GMC] `licence` must be fields such as `body` and `verified-on`, not the text `GMC`
  Write it as in `licence: {body: General Medical Council, verified-on: 2026-01-20}`.
[none] item 1 of `disclosures` must be fields such as `text` and `on`, not the text `none`
  Write it as in `disclosures: [{text: None declared, on: 2026-01-20}]`.
[credentials] `credentials` must be a text or a list, not a set of fields
  Write it as in `credentials: \"PT, DPT\"`.
",
    );
    check(
        Collection::Source,
        "{id: a, type: book, title: A, author: [WHO], editor: WHO, URL: www.nord.org, custom: x}",
        "\
[WHO] item 1 of `author` must be fields such as `family` and `given`, not the text `WHO`
  Write it as in `author: [{family: Miller, given: Ron}]`.
[WHO] `editor` must be a list, not the text `WHO`
  Write it as in `editor: [{family: Miller, given: Ron}]`.
[www.nord.org] `URL` must be a full web address, not `www.nord.org`
  Begin it with the protocol: `https://www.nord.org`.
[x] `custom` must be fields such as `tier` and `archive-url`, not the text `x`
  Write it as in `custom: {tier: guideline}`.
",
    );
    // Old DOIs were made of codes with angle brackets.
    check(
        Collection::Source,
        "{id: a, type: book, title: A, URL: 'http://dx.doi.org/10.1002/(SICI)1097-0258(19970115)16:1<81::AID-SIM473>3.0.CO;2-0'}",
        "",
    );
    check(
        Collection::Source,
        "{id: a, type: book, title: A, URL: 'https://nord.org/a b', DOI: [1]}",
        "\
['https://nord.org/a b'] `URL` must be a full web address, not `https://nord.org/a b`
  Write a space in an address as `%20`.
[DOI] `DOI` must be a text or a number, not a list
  Write it as in `DOI: 10.1016/S0140-6736(20)30183-5`.
",
    );
    let alone =
        "Write the address alone: `https://nord.org/a`. A day on which the page was read is its access date.";
    for (written, help) in [
        ("https://nord.org/a accessed Oct 7 2020", alone),
        ("https://nord.org/a [cited 2020]", alone),
        ("Cover https://nord.org/a", alone),
        ("https://nord.org/a https://nord.org/b", "Write one address here; the others belong in a note."),
    ] {
        check(
            Collection::Source,
            &format!("{{id: a, type: book, title: A, URL: '{written}'}}"),
            &format!("['{written}'] `URL` must be a full web address, not `{written}`\n  {help}\n"),
        );
    }
    check(
        Collection::Article,
        "just a text\n",
        "\
[just a text] an article must be fields such as `status` and `title`, not the text `just a text`
",
    );
    check(
        Collection::Article,
        "- title: A\n",
        "\
[- title: A] an article must be fields such as `status` and `title`, not a list
",
    );
}

#[test]
fn block_scalars_and_letters_of_many_bytes_are_marked_exactly() {
    check(
        Collection::Article,
        "title: Ärzte\r\nstatus: |\r\n  fertig\r\nmodified: über Ostern\r\n",
        "\
[|\r
  fertig] `status` must be one of `draft`, `in-review`, `published`, `retired`
[über Ostern] `modified` must be a date, not `über Ostern`
  Write year-month-day, as in `2026-05-14`.
",
    );
}

#[test]
fn merged_entries_count_and_the_gap_is_in_the_record_itself() {
    let text = "- &a\n  from: old\n- <<: *a\n  since: 2026-05-14\n";
    let root = parsed(text);
    let record = root.items().last().unwrap();
    let found =
        Schemas::embedded().check(Collection::Redirect, record, &BTreeSet::new(), &Naming::default(), None);
    said(
        text,
        &found,
        "\
[  since: 2026-05-14‸] `to` (page that answers now) is missing
  Add it, for example `to: neck-spasm`.
",
    );
}

#[test]
fn a_key_written_twice_counts_once() {
    let text = "title: A\nstatus: draft\nstatus: nonsense\nmodified:\nmodified: soon\n";
    let root = Syntax::Yaml.parse(text).root.unwrap();
    let found =
        Schemas::embedded().check(Collection::Article, &root, &BTreeSet::new(), &Naming::default(), None);
    said(text, &found, "");
}

#[test]
fn the_publishers_words_are_used() {
    let mut naming = Naming::default();
    naming.add(Collection::Article, "last-reviewed", "lastReviewed");
    naming.add(Collection::Article, "title", "heading");
    naming.add(Collection::Cause, "name", "heading");
    let extra = BTreeSet::from(["layout".to_owned(), "weight".to_owned()]);
    let text = "last-reviewed: soon\nlastReveiwed: 2026-05-14\nlayout: wide\nweight:\nhedding: A\nnext-review: 2026-05-14\n";
    let found = Schemas::embedded().check(Collection::Article, &parsed(text), &extra, &naming, None);
    said(
        text,
        &found,
        "\
[soon] `lastReviewed` must be a date, not `soon`
  Write year-month-day, as in `2026-05-14`.
[lastReveiwed] unknown field `lastReveiwed`
  Did you mean `lastReviewed`?
[hedding] unknown field `hedding`
  Did you mean `heading`?
  hedding -> heading
[next-review: 2026-05-14‸] `status` (stage of publication) is missing
  Add it: `status` must be `draft`, `in-review`, `published` or `retired`.
",
    );
    let text = "topic: neck-pain\n";
    let found = Schemas::embedded().check(Collection::Cause, &parsed(text), &extra, &naming, None);
    said(
        text,
        &found,
        "\
[topic: neck-pain‸] `heading` (name of the cause) is missing
  Add it, for example `heading: Neck strain`.
",
    );
}

#[test]
fn a_record_full_of_faults_is_cut_short() {
    let text: String = (0..250).map(|nth| format!("own{nth}: 1\n")).collect();
    let found = Schemas::embedded().check(
        Collection::Article,
        &parsed(&text),
        &BTreeSet::new(),
        &Naming::default(),
        None,
    );
    assert_eq!(found.len(), 101);
    assert_eq!(found[100].message, "an article has 151 further faults");
}

#[track_caller]
fn check_config(text: &str, expected: &str) {
    said(text, &Schemas::embedded().check_config(&parsed(text)), expected);
}

#[test]
fn settings() {
    check_config(
        r#"
extends: ../medproof.yaml
site-root: /
profile: uk
exclude: [drafts/**]
collections:
  articles: {files: src/**/*.md, schema: schema/article.json}
  citations: {files: [refs/*.yaml, refs/*.json]}
fields:
  extra: [layout]
  names:
    article: {last-reviewed: lastReviewed, reviewers: [medicalReviewer, reviewed_by]}
see: {leads: [See, "Watch:"]}
rules: {link/see-unresolved: off, citation/duplicate-source: warning}
overrides:
  - {files: archive/**, rules: {review/overdue: advice}}
review: {max-age: never}
fail-on: warning
x-note: free
"#,
        "",
    );
    check_config(
        "colections: {}\nfoo: 1\nprofile: UK\n",
        "\
[colections] unknown setting `colections`
  Did you mean `collections`?
  colections -> collections
[foo] unknown setting `foo`
  `medproof schema config` lists all settings.
[UK] `profile` must be one of `us`, `uk`, `none`
  Did you mean `uk`?
  UK -> uk
",
    );
    check_config(
        "collections: {article: {files: a}, causes: {file: a, schem: b}}\n",
        "\
[article] unknown setting `article` in `collections`
  Did you mean `articles`?
  article -> articles
[file] unknown setting `file` in `causes`
  Did you mean `files`?
  file -> files
[schem] unknown setting `schem` in `causes`
  Did you mean `schema`?
  schem -> schema
",
    );
    check_config(
        "fields: {extra: tags, names: {article: {last-reviewd: a, subtitle: b, title: [1]}}}\n",
        "\
[tags] `extra` must be a list, not the text `tags`
  Write it as a list: `extra: [tags]`.
[last-reviewd] `last-reviewd` is not a field of an article
  Did you mean `last-reviewed`?
  last-reviewd -> last-reviewed
[subtitle] `subtitle` is not a field of an article
[1] item 1 of `title` must be a text, not the number `1`
  Put it in quotes: `\"1\"`.
",
    );
    check_config(
        "rules: {see-unresolved: off, link/self-link: warn, link/see-duplicate: 5}\n",
        "\
[see-unresolved] `see-unresolved` is not a rule
  A rule is named by its group and its name, as in `link/see-unresolved`; a group alone means all its rules.
[warn] `link/self-link` must be `off`, `error`, `warning`, `advice` or fields such as `severity`, not the text `warn`
  Did you mean `warning`?
  warn -> warning
[5] `link/see-duplicate` must be `off`, `error`, `warning`, `advice` or fields such as `severity`, not the number `5`
",
    );
    check_config(
        "overrides: [{files: a}]\nreview: {max-age: nevr}\nfail-on: errors\n",
        "\
[overrides: [{files: a‸}]] `rules` is missing in an item of `overrides`
  Add it, for example `rules: {review/overdue: off}`.
[nevr] `max-age` must be a whole number or `never`, not the text `nevr`
  Did you mean `never`?
  nevr -> never
[errors] `fail-on` must be one of `error`, `warning`, `advice`, `never`
  Did you mean `error`?
  errors -> error
",
    );
    check_config(
        "review: {max-age: 0}\nsee: See\n",
        "\
[0] `max-age` must be 1 or more, not `0`
  Write it as in `max-age: 36`.
[See] `see` must be fields such as `leads`, not the text `See`
  Write it as in `see: {leads: [See, See also]}`.
",
    );
    check_config(
        "- a\n",
        "\
[- a] medproof.yaml must be fields such as `extends` and `site-root`, not a list
",
    );
}
