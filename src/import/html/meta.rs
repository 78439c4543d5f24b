//! What the head of a page says of it.

use scraper::{ElementRef, Html};
use serde_json::Value;

use super::inline::text_of;
use crate::base::date::{Date, PartialDate, SlashOrder, written};
use crate::base::phrase::one_line;
use crate::import::page::PagePerson;
use crate::page::body::{Event, Role};

/// What a page says of itself for programs.
#[derive(Debug, Default)]
pub(super) struct Meta {
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    /// Where the page was.
    pub(super) address: Option<String>,
    pub(super) people: Vec<(Role, PagePerson)>,
    pub(super) dates: Vec<(Event, PartialDate)>,
}

pub(super) fn read(html: &Html, order: SlashOrder) -> Meta {
    let mut meta = Meta::default();
    let mut titles = [None, None];
    let mut named: Vec<(Role, PagePerson)> = Vec::new();
    let mut dates: Vec<(Event, PartialDate)> = Vec::new();
    let root = html.root_element();
    meta.language = root.attr("lang").and_then(language);
    for element in root.descendent_elements() {
        match element.value().name() {
            "script" if element.attr("type") == Some("application/ld+json") => {
                let text: String = element.text().collect();
                if let Ok(value) = serde_json::from_str::<Value>(&text) {
                    linked_data(&value, 0, order, &mut meta);
                }
            }
            "title" if titles[1].is_none() => titles[1] = Some(text_of(*element)),
            "link" if element.attr("rel") == Some("canonical") => {
                meta.address = meta.address.take().or(element.attr("href").and_then(absolute));
            }
            "base" => meta.address = element.attr("href").and_then(absolute).or(meta.address.take()),
            "meta" => named_meta(element, order, &mut titles, &mut meta.address, &mut named, &mut dates),
            "time" => {
                let event = match element.attr("itemprop") {
                    Some("datePublished") => Event::Published,
                    Some("dateModified") => Event::Modified,
                    Some("lastReviewed") => Event::Reviewed,
                    _ => continue,
                };
                dates.extend(
                    element.attr("datetime").and_then(|text| day(text, order)).map(|day| (event, day)),
                );
            }
            _ => {}
        }
    }
    // Linked data says most; what is only in single elements counts where it says nothing.
    for role in [Role::Author, Role::Reviewer] {
        if meta.people.iter().all(|(known, _)| *known != role) {
            meta.people.extend(named.iter().filter(|(of, _)| *of == role).cloned());
        }
    }
    for (event, date) in dates {
        if meta.dates.iter().all(|(known, _)| *known != event) {
            meta.dates.push((event, date));
        }
    }
    meta.title = titles.into_iter().flatten().find(|title| !title.is_empty());
    meta
}

fn named_meta(
    element: ElementRef<'_>,
    order: SlashOrder,
    titles: &mut [Option<String>; 2],
    address: &mut Option<String>,
    named: &mut Vec<(Role, PagePerson)>,
    dates: &mut Vec<(Event, PartialDate)>,
) {
    let attr = |name: &str| element.attr(name);
    let Some(content) = attr("content").map(str::trim).filter(|content| !content.is_empty()) else {
        return;
    };
    let Some(name) = ["name", "property", "itemprop"].into_iter().find_map(attr) else {
        return;
    };
    let event = match name.to_ascii_lowercase().as_str() {
        "og:title" => {
            titles[0].get_or_insert_with(|| content.to_owned());
            return;
        }
        "og:url" => {
            *address = address.take().or_else(|| absolute(content));
            return;
        }
        "author" | "dc.creator" | "dcterms.creator" | "citation_author" => {
            named.extend(person(content).map(|person| (Role::Author, person)));
            return;
        }
        "reviewedby" | "medical-reviewer" | "reviewer" => {
            named.extend(person(content).map(|person| (Role::Reviewer, person)));
            return;
        }
        "article:published_time"
        | "datepublished"
        | "dc.date"
        | "dcterms.created"
        | "citation_publication_date"
        | "pubdate" => Event::Published,
        "article:modified_time"
        | "og:updated_time"
        | "datemodified"
        | "dcterms.modified"
        | "last-modified" => Event::Modified,
        "lastreviewed" | "dcterms.reviewed" => Event::Reviewed,
        _ => return,
    };
    dates.extend(day(content, order).map(|day| (event, day)));
}

/// The deepest nesting of linked data that is looked into.
const DEEPEST: usize = 16;

/// Reads JSON-LD of the vocabulary schema.org.
fn linked_data(value: &Value, depth: usize, order: SlashOrder, meta: &mut Meta) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| linked_data(item, depth + 1, order, meta)),
        Value::Object(fields) => {
            let kinds = fields.get("@type").map(texts).unwrap_or_default();
            let is_page = kinds.iter().any(|kind| {
                kind.ends_with("Article")
                    || kind.ends_with("WebPage")
                    || matches!(kind.as_str(), "BlogPosting" | "Report")
            });
            if is_page {
                for (key, role) in
                    [("author", Role::Author), ("reviewedBy", Role::Reviewer), ("editor", Role::Editor)]
                {
                    people(fields.get(key), role, meta);
                }
                let events = [
                    ("datePublished", Event::Published),
                    ("dateModified", Event::Modified),
                    ("lastReviewed", Event::Reviewed),
                ];
                for (key, event) in events {
                    let date = fields.get(key).and_then(Value::as_str).and_then(|text| day(text, order));
                    if let Some(date) = date
                        && meta.dates.iter().all(|(known, _)| *known != event)
                    {
                        meta.dates.push((event, date));
                    }
                }
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                fields.get(key).into_iter().for_each(|below| linked_data(below, depth + 1, order, meta));
            }
        }
        _ => {}
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn people(value: Option<&Value>, role: Role, meta: &mut Meta) {
    let items = match value {
        Some(Value::Array(items)) => items.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    for item in items {
        let text =
            |key: &str| item.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        let Some(mut found) = item.as_str().or_else(|| text("name")).and_then(person) else {
            continue;
        };
        found.credentials = text("honorificSuffix").map(str::to_owned).or(found.credentials);
        found.group |= item
            .get("@type")
            .map(texts)
            .unwrap_or_default()
            .iter()
            .any(|kind| kind.ends_with("Organization"));
        found.bio = text("description").map(str::to_owned);
        let known = meta.people.iter().any(|(of, known)| *of == role && known.name == found.name);
        if !known {
            meta.people.push((role, found));
        }
    }
}

/// `Amy Lee, MD` is a name and what comes after it. An address is no name.
fn person(text: &str) -> Option<PagePerson> {
    let text = one_line(text);
    if text.is_empty() || text.contains("://") || text.contains('@') {
        return None;
    }
    let (name, credentials) = match text.split_once(", ") {
        Some((name, rest)) => (name.to_owned(), Some(rest.to_owned())),
        None => (text.clone(), None),
    };
    let group = ["staff", "team", "editors", "board", "contributors"]
        .iter()
        .any(|word| name.to_lowercase().split(' ').any(|part| part == *word));
    Some(PagePerson { name, credentials, group, ..PagePerson::default() })
}

/// A day as programs and people write it; what is no whole day is none.
fn day(text: &str, order: SlashOrder) -> Option<PartialDate> {
    let moment = Date::of_moment(text.trim()).ok().map(PartialDate::from);
    moment.or_else(|| written(text.trim(), order)).filter(|date| date.day().is_some())
}

fn language(code: &str) -> Option<String> {
    let mut parts = code.split('-');
    let main = parts.next()?;
    let fits = (2..=3).contains(&main.len()) && main.chars().all(|c| c.is_ascii_alphabetic());
    let rest =
        parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()));
    (fits && rest).then(|| code.to_owned())
}

fn absolute(address: &str) -> Option<String> {
    address.starts_with("http").then(|| address.to_owned()).filter(|address| address.contains("://"))
}
