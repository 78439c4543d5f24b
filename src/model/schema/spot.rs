//! Finding one's way in a schema: what a part of it says of a key, across references.

use std::collections::BTreeSet;

use jsonschema::{Registry, Uri, uri};
use serde_json::Value;

/// Parts that apply to one place of a record are followed up to this number. Schemas written by
/// hand stay far below; references in a circle end by themselves.
const PARTS: usize = 200;

/// One part of a schema, with the address its references are relative to.
#[derive(Clone)]
pub(super) struct Spot<'s> {
    pub(super) schema: &'s Value,
    base: Uri<String>,
    registry: &'s Registry<'static>,
}

impl<'s> Spot<'s> {
    /// The part at `location`, an address with a JSON Pointer as its fragment.
    pub(super) fn at(registry: &'s Registry<'static>, location: &str) -> Option<Spot<'s>> {
        let (address, pointer) = location.split_once('#').unwrap_or((location, ""));
        let base = uri::from_str(address).ok()?;
        Spot::refer(registry, &base, &format!("#{pointer}"))
    }

    fn refer(registry: &'s Registry<'static>, base: &Uri<String>, reference: &str) -> Option<Spot<'s>> {
        let target = registry.resolver(base.clone()).lookup(reference).ok()?;
        Some(Spot { schema: target.contents(), base: (*target.resolver().base_uri()).clone(), registry })
    }

    /// A part written inside this one.
    fn inside(&self, schema: &'s Value) -> Spot<'s> {
        let id = schema.get("$id").and_then(Value::as_str);
        let base = id.and_then(|id| self.registry.resolve_uri(&self.base.borrow(), id).ok());
        Spot {
            schema,
            base: base.map_or_else(|| self.base.clone(), |base| (*base).clone()),
            registry: self.registry,
        }
    }

    /// The value of a keyword.
    pub(super) fn keyword(&self, name: &str) -> Option<&'s Value> {
        self.schema.get(name)
    }

    /// The text of a keyword such as `title`.
    pub(super) fn text(&self, keyword: &str) -> Option<&'s str> {
        self.keyword(keyword).and_then(Value::as_str)
    }

    /// The schemas in the list of a keyword such as `anyOf`.
    pub(super) fn list(&self, keyword: &str) -> Vec<Spot<'s>> {
        let schemas = self.keyword(keyword).and_then(Value::as_array);
        schemas.into_iter().flatten().map(|schema| self.inside(schema)).collect()
    }

    /// The schema a keyword such as `items` holds.
    pub(super) fn child(&self, keyword: &str) -> Option<Spot<'s>> {
        let schema = self.keyword(keyword)?;
        (schema.is_object() || schema.is_boolean()).then(|| self.inside(schema))
    }

    /// The schemas this one refers to.
    pub(super) fn references(&self) -> impl Iterator<Item = Spot<'s>> {
        ["$ref", "$dynamicRef", "$recursiveRef"]
            .into_iter()
            .filter_map(|keyword| Spot::refer(self.registry, &self.base, self.text(keyword)?))
    }

    /// This part and all others that judge the same value by way of it, itself first.
    pub(super) fn in_place(&self) -> Vec<Spot<'s>> {
        let mut parts = vec![self.clone()];
        let mut seen: BTreeSet<*const Value> = BTreeSet::from([std::ptr::from_ref(self.schema)]);
        let mut next = 0;
        while let Some(part) = parts.get(next).cloned() {
            next += 1;
            let further = part
                .references()
                .chain(["allOf", "anyOf", "oneOf"].into_iter().flat_map(|name| part.list(name)))
                .chain(["then", "else"].into_iter().filter_map(|name| part.child(name)))
                .chain(part.children("dependentSchemas"));
            for spot in further {
                if parts.len() < PARTS && seen.insert(std::ptr::from_ref(spot.schema)) {
                    parts.push(spot);
                }
            }
        }
        parts
    }

    fn children(&self, keyword: &str) -> Vec<Spot<'s>> {
        let schemas = self.keyword(keyword).and_then(Value::as_object);
        schemas.into_iter().flatten().map(|(_, schema)| self.inside(schema)).collect()
    }

    /// The keys this part itself names, in its order.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'s str> {
        let properties = self.keyword("properties").and_then(Value::as_object);
        properties.into_iter().flatten().map(|(key, _)| key.as_str())
    }

    /// Whether this part itself names the key.
    pub(super) fn names(&self, key: &str) -> bool {
        self.keyword("properties").and_then(Value::as_object).is_some_and(|keys| keys.contains_key(key))
    }

    /// What this part itself says of the value after `step`, a key or the number of an item.
    fn step(&self, step: &str) -> Vec<Spot<'s>> {
        let mut found = Vec::new();
        if let Some(schema) = self.keyword("properties").and_then(|all| all.get(step)) {
            found.push(self.inside(schema));
        }
        let patterns = self.keyword("patternProperties").and_then(Value::as_object);
        for (pattern, schema) in patterns.into_iter().flatten() {
            if matches(pattern, step) {
                found.push(self.inside(schema));
            }
        }
        if found.is_empty() {
            found.extend(self.child("additionalProperties"));
        }
        if let Ok(nth) = step.parse::<usize>() {
            // Before draft 2020-12 a list in `items` was what `prefixItems` is now.
            let first =
                ["prefixItems", "items"].into_iter().find_map(|name| self.list(name).into_iter().nth(nth));
            found.extend(first.or_else(|| self.child("items")));
        }
        found
    }
}

/// Whether it is a key that a pattern of `patternProperties` is for. Most patterns are mere beginnings.
fn matches(pattern: &str, key: &str) -> bool {
    match pattern.strip_prefix('^') {
        Some(start) if regex::escape(start).replace("\\-", "-") == start => key.starts_with(start),
        _ => regex::Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(key)),
    }
}

/// Everything a schema says of the value at `path`, from its `root` down; what a field's own entry
/// says stands before what it refers to.
pub(super) fn along<'s>(root: &Spot<'s>, path: &[String]) -> Vec<Spot<'s>> {
    let mut parts = root.in_place();
    for step in path {
        let mut next: Vec<Spot> = Vec::new();
        for part in &parts {
            for spot in part.step(step).iter().flat_map(Spot::in_place) {
                let known = next.iter().any(|other| std::ptr::eq(other.schema, spot.schema));
                if next.len() < PARTS && !known {
                    next.push(spot);
                }
            }
        }
        parts = next;
    }
    parts
}

/// The segments of a JSON Pointer, unescaped.
pub(super) fn segments(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(|segment| segment.replace("~1", "/").replace("~0", "~"))
}
