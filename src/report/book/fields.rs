//! The pages of settings and of the fields of each kind of content, from their JSON Schemas.

use serde_json::Value;

use super::schema::Walk;
use super::{Page, address, sentence};
use crate::model::collection::Collection;
use crate::model::fields::{Field, Fields};
use crate::model::schema::{self, SchemaKind};
use crate::rules;

pub(super) fn settings() -> Vec<Page> {
    let schema = parsed(SchemaKind::Config);
    let mut walk = Walk::of(&schema);
    walk.stop_at("rules");
    walk.members(&mut |key| if key == "rules" { options() } else { String::new() });
    let body = format!(
        "{} The file is called `medproof.yaml`, `medproof.yml` or `.medproof.yaml`. `medproof schema config` prints the JSON \
         Schema that this page is made of, for editors.\n{}",
        sentence(walk.description()),
        walk.text()
    );
    vec![Page::new(0, "settings", "Settings", &body)]
}

/// The rules that have options.
fn options() -> String {
    let mut list = String::from("These rules have options:\n\n");
    for entry in rules::ALL.iter().filter(|entry| !entry.rule.options.is_empty()) {
        let names: Vec<String> =
            entry.rule.options.iter().map(|option| format!("`{}`", option.declared().name)).collect();
        let address = address("settings", &super::rules::path(entry));
        list.push_str(&format!("- [`{}`]({address}#options): {}\n", entry.id, names.join(", ")));
    }
    list
}

pub(super) fn pages() -> Vec<Page> {
    let kinds = || SchemaKind::ALL.into_iter().filter(|kind| *kind != SchemaKind::Config);
    let list: String = kinds()
        .map(|kind| {
            format!("- [{}]({})\n", kind.name(), address("fields", &format!("fields/{}", kind.name())))
        })
        .collect();
    let body = format!(
        "What the front matter of a page and the records of a data file may hold, by kind of content. Fields that you call \
         by another name are mapped in [`fields.names`](settings.md#fieldsnames), keys of your own belong in \
         [`fields.extra`](settings.md#fieldsextra).\n\n{list}"
    );
    let mut pages = vec![Page::new(0, "fields", "Fields", &body)];
    pages.extend(kinds().map(page));
    pages
}

fn page(kind: SchemaKind) -> Page {
    let schema = parsed(kind);
    let mut walk = Walk::of(&schema);
    walk.members(&mut |key| also(kind, key));
    let body = format!(
        "{} `medproof schema {}` prints the JSON Schema.\n{}",
        sentence(walk.description()),
        kind.name(),
        walk.text()
    );
    Page::new(1, &format!("fields/{}", kind.name()), kind.name(), &body)
}

/// What other sites call a field.
fn also(kind: SchemaKind, key: &str) -> String {
    let collection = Collection::ALL.into_iter().find(|collection| SchemaKind::from(*collection) == kind);
    let fields = collection.into_iter().flat_map(|collection| Fields::default().of(collection));
    let names = |field: &Field| {
        let names: Vec<String> = field.also.iter().map(|name| format!("`{name}`")).collect();
        format!("Other sites call it {}.\n", names.join(", "))
    };
    let mut found = fields.filter(|field| field.name == key && !field.also.is_empty());
    found.next().map(names).unwrap_or_default()
}

fn parsed(kind: SchemaKind) -> Value {
    serde_json::from_str(schema::text(kind)).expect("the embedded schemas are valid, as the tests show")
}
