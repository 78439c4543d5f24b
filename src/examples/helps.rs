//! Helps that quote what to type are typed: the finding must be gone, and nothing else must be found.

use std::collections::BTreeMap;

use super::{contents, judged};
use crate::base::diagnostic::{Diagnostic, Location, Severity};
use crate::model::document;
use crate::rules;
use crate::rules::page::RulePage;
use crate::run::session::Session;

type Files = BTreeMap<String, String>;

/// Helps that quote something which is not to be typed as it stands, each with the reason.
const NOT_TYPED: &[(&str, &str)] = &[
    ("Write the date in full, such as “Accessed", "an example: only the author knows the day"),
    (
        "and cite it by its key wherever the other",
        "names an entry that is to go, and pages that are not shown",
    ),
    (
        "name it under `sources-checked` in the review record",
        "what the reviewer did, only the reviewer knows",
    ),
    ("A DOI is `10.`, four to nine digits", "says what a DOI looks like: the digits are to be looked up"),
    ("A PMCID is `PMC` and digits", "says what a PMCID looks like: the digits are to be looked up"),
    ("list its id or DOI in medproof.yaml", "names a setting; the reference has no id to be quoted"),
    ("set how old they may be in medproof.yaml", "names a setting: the limit is the publisher's to choose"),
    ("Put `[^old]` after the statement it supports", "which statement, only the author knows"),
    ("Cite them by their keys, such as `[@smith2020]`", "an example: what to cite, only the author knows"),
    ("The command `medproof", "a command"),
    ("Remove it with `medproof baseline", "a command"),
    ("is a group of rules. Name the one that is meant.", "quotes what is written, not what to write"),
    (
        "Name the rule after `allow`, as the report does",
        "an example of a rule: which one, only the author knows",
    ),
    ("or state it as `disclosure` in each article", "what is to be declared, only the person knows"),
    (
        "Correct `last-reviewed` or `published`",
        "names the fields: which one is wrong, only the publisher knows",
    ),
    ("is to be reviewed again as `next-review`", "which day, only the publisher knows"),
    ("A review that is planned belongs in `next-review`", "which days, only the publisher knows"),
    ("sign it with `medproof sign`", "a command, once somebody has reviewed the page"),
    ("Add the field `", "what it is to say, only the publisher knows"),
    ("Add `authors` with the id of a person", "who wrote the page, only the publisher knows"),
    ("Add `authors` with the name of a person", "who wrote the page, only the publisher knows"),
    (
        "and name them in `reviewers` or in a review record",
        "who is to review the page, only the publisher knows",
    ),
    (
        "add the role `medical-reviewer` to the bio",
        "whether the person is qualified, only the publisher knows",
    ),
    ("give the last day in the bio as `active-until`", "which day, only the publisher knows"),
    ("`medproof diff content/", "commands"),
    ("Put `]` where the list ends.", "where the list ends, only the author knows"),
];

/// Files that bring helps which no page of a rule shows.
const OTHERS: &[&[(&str, &str)]] = &[
    &[(
        "content/people/amy.yaml",
        "name: Amy Lee\nroles: reviewer\ncredentials: MD\ndisclosures: [{text: None., on: 2026-01-01}]\n",
    )],
    &[(
        "content/people/amy.yaml",
        "name: Amy Lee\nroles: author\ncredentials: MD\ndisclosures: [{text: None., on: 2026-01-01}]\n",
    )],
    &[(
        "content/people/amy.yaml",
        "name: Amy Lee\nroles: author, reviewer\ncredentials: MD\ndisclosures: [{text: None., on: 2026-01-01}]\n",
    )],
    &[("content/people/amy.yaml", "name: Amy Lee\nroles: writer\n")],
    &[("content/people/amy.yaml", "name: 5\nroles: [author]\nqualifications: MD\n")],
    &[("content/people/amy.yaml", "roles: [author]\ncredentials: MD\n")],
    &[
        (
            "content/people/amy.yaml",
            "name: Amy Lee\nroles: [author]\ncredentials: MD\ndisclosures: [{text: None., on: 2026-01-01}]\n",
        ),
        (
            "content/people/ben.yaml",
            "name: Ben Day\nroles: [medical-reviewer]\ncredentials: MD\ndisclosures: [{text: None., on: 2026-01-01}]\n",
        ),
        (
            "content/articles/a.md",
            "---\ntitle: Neck Pain\nstatus: published\nauthors: [amy]\nreviewed_by: ben\nlastmod: 2026-01-01\n---\n\nText.\n\n## When to see a doctor\n\nNow.\n",
        ),
    ],
    &[(
        "content/articles/a.md",
        "---\ntitle: Neck Pain\nstatus: live\nlast-reviewed: 2026-1-5\ncauses: neck-strain\n---\n\nText.\n",
    )],
    &[(
        "content/articles/a.md",
        "---\ntitle: Neck Pain\nstatus: draft\ndraft: 'yes'\nmax-review-age: '6'\nlayout: page\n---\n\nText.\n",
    )],
    &[(
        "content/reviews/a.yaml",
        "article: a\nreviewer: ben\ndate: 5 May 2026\nkind: medicl\noutcome: approved\n",
    )],
    &[("content/causes/a.md", "---\nname: Strain\nred-flag: 'yes'\naliases: Sprain\n---\n\nText.\n")],
];

#[test]
fn a_help_that_is_followed_ends_the_trouble() {
    let mut wrong = Vec::new();
    let mut unused: Vec<&str> = NOT_TYPED.iter().map(|(words, _)| *words).collect();
    let pages = rules::ALL.iter().flat_map(|entry| {
        let sections = RulePage::read(entry.page).sections.into_iter();
        let bad = sections.filter(|section| section.heading.starts_with("Bad") && !section.files.is_empty());
        bad.map(|section| (Some(entry.id), contents(&section))).collect::<Vec<_>>()
    });
    let others = OTHERS.iter().map(|files| {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        (None, files.collect())
    });
    for (rule, files) in pages.chain(others) {
        let (session, before) = judged(files.clone());
        for finding in before.iter().filter(|finding| rule.is_none_or(|rule| rule == finding.rule)) {
            let Some(help) = finding.help.as_deref().filter(|help| help.contains(['`', '“', '"'])) else {
                continue;
            };
            let shown = format!("{}: {} = help: {help}", finding.rule, finding.message);
            if let Some((words, _)) = NOT_TYPED.iter().find(|(words, _)| help.contains(words)) {
                unused.retain(|known| known != words);
                continue;
            }
            let typed = typed(&session, &files, finding, help);
            if typed.is_empty() {
                wrong.push(format!("nobody knows how to follow {shown}"));
            }
            for changed in typed {
                let (_, after) = judged(changed.clone());
                let count = |findings: &[Diagnostic<Location>], one: &Diagnostic<Location>| {
                    findings
                        .iter()
                        .filter(|other| (other.rule, &other.message) == (one.rule, &one.message))
                        .count()
                };
                if count(&after, finding) >= count(&before, finding) {
                    wrong.push(format!("still there: {shown}\n{changed:#?}"));
                }
                let follows = |new: &Diagnostic<Location>| {
                    let group = |id: &'static str| id.split('/').next();
                    // Once a file can be read, the rules report what they could not see before.
                    let known = match finding.rule.0 {
                        "schema/unreadable" => new.rule == finding.rule,
                        // A cause that is known is judged.
                        "cause/unresolved" => new.rule == finding.rule || new.rule.0.starts_with("schema/"),
                        // The comment counts now, and the page shows nothing for it to allow.
                        "policy/allow-without-reason" => new.rule.0 != "policy/allow-unused",
                        _ => true,
                    };
                    let near =
                        group(new.rule.0) == Some("schema") || group(new.rule.0) == group(finding.rule.0);
                    known && near && new.severity > Severity::Advice
                };
                for new in after.iter().filter(|new| follows(new)) {
                    if count(&after, new) > count(&before, new) {
                        wrong
                            .push(format!("{shown}\n  leads to {}: {}\n{changed:#?}", new.rule, new.message));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n\n"));
    assert_eq!(unused, [""; 0], "these helps are nowhere");
}

/// The files once the help is followed, one state for each of the ways it offers. Empty where nobody knows how.
fn typed(session: &Session, files: &Files, finding: &Diagnostic<Location>, help: &str) -> Vec<Files> {
    let source = session.source(finding.at.doc).expect("findings are about files");
    let text = &source.text;
    let span = finding.at.span;
    let path = source.path.clone();
    let words = quotations(help);
    let with = |text: String| {
        let mut files = files.clone();
        files.insert(path.clone(), text);
        files
    };
    let replaced = |at: crate::base::span::Span, new: &str| {
        let mut text = text.clone();
        text.replace_range(at.range(), new);
        text
    };
    let appended = |line: &str| with(format!("{}\n{line}\n", text.trim_end()));
    let setting = |setting: &str| {
        let mut files = files.clone();
        let settings = files.entry("medproof.yaml".to_owned()).or_default();
        settings.push_str(&format!("{setting}\n"));
        files
    };
    let first = words.first().cloned().unwrap_or_default();
    if help.contains("fields of your own") || help.contains("in both lines") {
        let mut text = text.clone();
        let mut spans = vec![span];
        spans.extend(finding.labels.iter().map(|(at, _)| at.span));
        spans.sort_unstable();
        spans.iter().rev().for_each(|span| text.replace_range(span.range(), &first));
        return vec![with(text)];
    }
    if let Some((_, name)) = help.split_once("If it is your name for `") {
        let field = name.split_once('`').expect("a quotation ends").0;
        return vec![setting(&words[1]), with(replaced(span, field))];
    }
    if help.contains("`fields.extra`") {
        let key = span.slice(text);
        return vec![
            setting(&format!("fields: {{extra: [{key}]}}")),
            with(replaced(span, &format!("x-{key}"))),
        ];
    }
    if help.contains("write in medproof.yaml: `") {
        return vec![setting(&first)];
    }
    if help.starts_with("Add it, for example ") || help.starts_with("Add it: ") {
        let line = if help.starts_with("Add it: ") { format!("{first}: {}", words[1]) } else { first };
        let gap = finding.at.span.start as usize;
        let above = text[..gap].rfind('\n').map_or(0, |end| end + 1);
        let indent: String =
            text[above..gap].chars().take_while(|c| " -".contains(*c)).map(|_| ' ').collect();
        let indent = if text[above..].starts_with("---") { String::new() } else { indent };
        let mut text = text.clone();
        let line =
            if text[above..gap].is_empty() { format!("{line}\n") } else { format!("\n{indent}{line}") };
        text.insert_str(gap, &line);
        return vec![with(text)];
    }
    if help.starts_with("Add the reason after the rule: ") {
        let comment = span.slice(text);
        let inside = ["-->", "*/}"].iter().find_map(|end| Some(comment.strip_suffix(end)?.trim_end().len()));
        let mut text = text.clone();
        text.insert_str(span.start as usize + inside.unwrap_or(comment.len()), " -- it is a landmark");
        return vec![with(text)];
    }
    if help.starts_with("Close it with a line of ") {
        return vec![with(text.replacen("\n\n", &format!("\n{first}\n\n"), 1))];
    }
    if help.starts_with("Add a line `") {
        return vec![appended(&format!("\n{first}https://health.example.org/"))];
    }
    if help.starts_with("Add a line that begins with ") {
        return vec![appended(&format!("\n{first} Nord E. Neck pain. BMJ. 2025;390:c1."))];
    }
    if help.starts_with("Add a section such as ") {
        let spanish = text.contains("language: es");
        let advice =
            if spanish { "Consulte a un médico." } else { "See a doctor at once if an arm goes numb." };
        return vec![appended(&format!("\n## {first}\n\n{advice}"))];
    }
    if help.starts_with("Give the page a `title`") {
        let rest = text.strip_prefix("---\n").map(|rest| without_empty(rest, "title"));
        return vec![match rest {
            Some(rest) => with(format!("---\ntitle: Neck Pain\n{rest}")),
            None => with(format!("# Neck Pain\n\n{text}")),
        }];
    }
    if help.starts_with("Add `credentials`, such as ") {
        let at = span.start as usize;
        let above = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let indent: String = text[above..].chars().take_while(|c| " -".contains(*c)).map(|_| ' ').collect();
        let end = text[above..].find('\n').map_or(text.len(), |end| above + end);
        let mut text = text.clone();
        text.insert_str(end, &format!("\n{indent}credentials: {}", words[1]));
        return vec![with(without_empty(&text, "credentials"))];
    }
    if help.ends_with(" to the reviewers.") {
        let article = |path: &&String| path.starts_with("content/articles/");
        let path = files.keys().find(article).expect("the page is there");
        let page = files[path].replacen("reviewers: [", &format!("reviewers: [{first}, "), 1);
        return vec![files.clone().into_iter().chain([(path.clone(), page)]).collect()];
    }
    if help.starts_with("Keep the right version") {
        let mut theirs = false;
        let kept = text.lines().filter(|line| {
            theirs = (theirs || line.starts_with("=======")) && !line.starts_with(">>>>>>>");
            !theirs && !["<<<<<<<", ">>>>>>>"].iter().any(|mark| line.starts_with(mark))
        });
        return vec![with(kept.collect::<Vec<_>>().join("\n"))];
    }
    let written = [
        "Did you mean ",
        "Write it as ",
        "Leave out the quotes: ",
        "Put it in quotes: ",
        "Write ",
        "Write it with ",
        "Name the page by its id, ",
        "Name the page `",
    ]
    .iter()
    .any(|start| help.starts_with(start) || help.contains(&format!(". {start}")));
    if !written {
        return Vec::new();
    }
    let sentence = help.split(". ").find(|sentence| sentence.contains(['`', '“', '"'])).unwrap_or(help);
    let as_it_is = !help.starts_with("Did you mean ");
    quotations(sentence)
        .into_iter()
        .map(|word| {
            // A line with its key is shown where only the value is marked.
            let line =
                text[..span.start as usize].rsplit('\n').next().unwrap_or("").trim_start_matches([' ', '-']);
            let word = match line.is_empty() {
                false => word.strip_prefix(line).map_or(word.clone(), str::to_owned),
                true => word,
            };
            let word = match as_it_is {
                true => word,
                false if document::holds_data(source, span) => {
                    document::value_like(source, span, &word).unwrap_or(word)
                }
                false => word,
            };
            with(replaced(span, &word))
        })
        .collect()
}

/// The text without a field that is written but empty: whoever adds it fills it in.
fn without_empty(text: &str, key: &str) -> String {
    let empty = |line: &&str| {
        let value = line.trim_start().strip_prefix(key).and_then(|rest| rest.trim().strip_prefix(':'));
        value.is_some_and(|value| matches!(value.trim(), "" | "\"\"" | "''" | "[]"))
    };
    text.split_inclusive('\n').filter(|line| !empty(line)).collect()
}

/// What a help quotes.
fn quotations(help: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = help;
    while let Some(at) = rest.find(['`', '“', '"']) {
        let open = rest[at..].chars().next().expect("one was found");
        let close = if open == '“' { '”' } else { open };
        let inside = &rest[at + open.len_utf8()..];
        let Some(end) = inside.find(close) else { break };
        // Straight quotes are part of what is typed.
        found.push(if open == '"' { format!("\"{}\"", &inside[..end]) } else { inside[..end].to_owned() });
        rest = &inside[end + close.len_utf8()..];
    }
    found
}
