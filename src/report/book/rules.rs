//! The pages of rules, as `explain` has them, with links between them.

use super::{Page, address, code};
use crate::rules;
use crate::rules::option::Opt;
use crate::rules::preset;
use crate::rules::rule::Entry;

/// The path of a rule's page.
pub(super) fn path(entry: &Entry) -> String {
    format!("rules/{}", entry.id)
}

/// How much a rule counts, and who asks for it.
#[must_use]
pub fn facts(entry: &Entry) -> String {
    let standards: Vec<&str> = entry.rule.standards.iter().map(|standard| standard.name()).collect();
    match standards.as_slice() {
        [] => format!("Severity: {}.", entry.rule.severity),
        standards => format!("Severity: {}. Asked for by: {}.", entry.rule.severity, standards.join(", ")),
    }
}

pub(super) fn pages() -> Vec<Page> {
    let mut pages = vec![index()];
    for group in rules::ALL.chunk_by(|one, other| one.id.group() == other.id.group()) {
        pages.extend(group.first().map(|first| of_group(first.id.group(), group)));
        pages.extend(group.iter().map(page));
    }
    pages
}

fn index() -> Page {
    let mut body = format!(
        "medproof has {} rules. `medproof rules` lists them, `medproof explain {}` prints the page of one. Each counts as \
         an error, a warning or advice unless the [settings](settings.md#rules) say otherwise; advice is shown with \
         `--advice`.\n",
        rules::ALL.len(),
        rules::ALL.first().map_or("RULE", |entry| entry.id.0),
    );
    for group in rules::ALL.chunk_by(|one, other| one.id.group() == other.id.group()) {
        if let Some(first) = group.first() {
            let name = first.id.group();
            body.push_str(&format!("\n## [{name}]({})\n\n", address("rules", &format!("rules/{name}"))));
            body.push_str(&table("rules", group));
        }
    }
    Page::new(0, "rules", "Rules", &body)
}

fn of_group(name: &str, group: &[Entry]) -> Page {
    let path = format!("rules/{name}");
    let body =
        format!("In `medproof.yaml` the name `{name}` means all of these rules.\n\n{}", table(&path, group));
    Page::new(1, &path, name, &body)
}

fn table(from: &str, entries: &[Entry]) -> String {
    let mut table = String::from("| rule | severity | what it does |\n|---|---|---|\n");
    for entry in entries {
        let address = address(from, &path(entry));
        let summary = entry.page().summary.replace('|', "\\|");
        table.push_str(&format!("| [`{}`]({address}) | {} | {summary} |\n", entry.id, entry.rule.severity));
    }
    table
}

fn page(entry: &Entry) -> Page {
    let own = path(entry);
    let (_, rest) = entry.page.trim_end().split_once('\n').unwrap_or_default();
    let mut body = format!("{}\n", facts(entry));
    let presets: Vec<String> =
        preset::ALL.iter().filter_map(|preset| in_preset(entry, preset, &own)).collect();
    if !presets.is_empty() {
        body.push_str(&format!("Presets with it: {}.\n", presets.join(", ")));
    }
    let options: Vec<Opt> = entry.rule.options.iter().map(|option| option.declared()).collect();
    if !options.is_empty() {
        let names: Vec<String> = options.iter().map(|option| format!("`{}`", option.name)).collect();
        body.push_str(&format!("[Options](#options): {}.\n", names.join(", ")));
    }
    body.push_str(&linked(rest, entry, &own));
    Page::new(2, &own, entry.id.0, &body)
}

/// A preset whose standard asks for the rule, and how much it counts there.
fn in_preset(entry: &Entry, preset: &preset::Preset, own: &str) -> Option<String> {
    let criteria = preset.criteria();
    let mut rules = criteria.criteria.iter().flat_map(|criterion| &criterion.rules);
    let (_, severity) = rules.find(|(rule, _)| rule.id == entry.id)?;
    let address = address(own, &format!("standards/{}", preset.name));
    Some(format!("[{}]({address}) ({severity})", preset.name))
}

/// The text of a rule's page, in which names of rules are links, and the paths of examples are there to be read.
fn linked(text: &str, entry: &Entry, own: &str) -> String {
    let mut linked = String::with_capacity(text.len() * 2);
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            Some(open) if ticks.len() >= open.len() && line.trim() == ticks => fence = None,
            None if ticks.len() >= 3 => {
                fence = Some(ticks);
                let mut words = line[ticks.len()..].split_whitespace();
                let language = words.next().unwrap_or_default();
                if let Some(path) = words.find_map(|word| word.strip_prefix("file=")) {
                    linked.push_str(&format!("{}:\n\n", code(path)));
                }
                linked.push_str(&format!("{ticks}{language}\n"));
                continue;
            }
            None => {
                linked.push_str(&with_links(line, entry, own));
                linked.push('\n');
                continue;
            }
            Some(_) => {}
        }
        linked.push_str(line);
        linked.push('\n');
    }
    linked
}

/// A line in which the code spans that are names of other rules lead to their pages.
fn with_links(line: &str, entry: &Entry, own: &str) -> String {
    let parts: Vec<&str> = line.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return line.to_owned();
    }
    let part = |(nth, part): (usize, &&str)| match rules::by_id(part) {
        Some(other) if nth % 2 == 1 && other.id != entry.id => {
            format!("[`{part}`]({})", address(own, &path(other)))
        }
        _ if nth % 2 == 1 => format!("`{part}`"),
        _ => (*part).to_owned(),
    };
    parts.iter().enumerate().map(part).collect()
}
