//! What a JSON Schema of medproof says of keys and their values, in Markdown.

use serde_json::{Map, Value};

use super::{code, sentence};

/// The keys that a schema describes, each under a heading.
pub(super) struct Walk<'s> {
    schema: &'s Value,
    text: String,
    stops: Vec<&'static str>,
    /// The definitions that are being described: one may refer to itself.
    open: Vec<String>,
}

impl<'s> Walk<'s> {
    pub(super) fn of(schema: &'s Value) -> Walk<'s> {
        Walk { schema, text: String::new(), stops: Vec::new(), open: Vec::new() }
    }

    /// Leaves out what is below a key.
    pub(super) fn stop_at(&mut self, key: &'static str) {
        self.stops.push(key);
    }

    /// What the schema is for.
    pub(super) fn description(&self) -> &'s str {
        self.schema.get("description").and_then(Value::as_str).unwrap_or_default()
    }

    /// Describes the keys of a record. `more` has something to add to a key of the record itself.
    pub(super) fn members(&mut self, more: &mut dyn FnMut(&str) -> String) {
        let record = self.schema.pointer("/$defs/record").unwrap_or(self.schema);
        let record = self.resolved(record);
        self.keys(&record, "", more);
    }

    pub(super) fn text(self) -> String {
        self.text
    }

    /// Describes the keys of a mapping at `path`.
    fn keys(&mut self, mapping: &Map<String, Value>, path: &str, more: &mut dyn FnMut(&str) -> String) {
        let required: Vec<&str> = mapping
            .get("required")
            .and_then(Value::as_array)
            .map(|keys| keys.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        let Some(Value::Object(keys)) = mapping.get("properties") else {
            return;
        };
        for (key, schema) in keys {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            self.key(key, &path, schema, required.contains(&key.as_str()), more);
        }
    }

    fn key(
        &mut self,
        key: &str,
        path: &str,
        schema: &Value,
        required: bool,
        more: &mut dyn FnMut(&str) -> String,
    ) {
        let resolved = self.resolved(schema);
        let level = 2 + path.matches('.').count().min(2);
        let word = |name: &str| resolved.get(name).and_then(Value::as_str).unwrap_or_default();
        self.text.push_str(&format!("\n{} {}\n\n", "#".repeat(level), code(path)));
        self.text.push_str(&format!("**{}** {}\n", sentence(word("title")), sentence(word("description"))));
        let kind = self.kind(schema);
        if !kind.is_empty() || required {
            let required = if required { " Required." } else { "" };
            let kind = if kind.is_empty() { String::new() } else { format!("Takes {kind}.") };
            self.text.push_str(&format!("\n{}\n", format!("{kind}{required}").trim()));
        }
        if let Some(example) = resolved.get("examples").and_then(Value::as_array).and_then(|all| all.first())
        {
            let example: Map<String, Value> = [(key.to_owned(), example.clone())].into_iter().collect();
            let yaml = serde_yaml::to_string(&example).expect("JSON can be written as YAML");
            self.text.push_str(&format!("\n```yaml\n{}\n```\n", yaml.trim_end()));
        }
        // Only keys of the record itself are known to others.
        if path == key {
            let more = more(key);
            if !more.is_empty() {
                self.text.push_str(&format!("\n{more}"));
            }
        }
        if !self.stops.contains(&key) {
            self.below(schema, path);
        }
    }

    /// Describes the keys of a value, of the items of a list, and of each form that a value may have.
    fn below(&mut self, schema: &Value, path: &str) {
        let reference = schema.get("$ref").and_then(Value::as_str).map(str::to_owned);
        if reference.as_ref().is_some_and(|reference| self.open.contains(reference)) {
            return;
        }
        self.open.extend(reference.clone());
        let resolved = self.resolved(schema);
        self.keys(&resolved, path, &mut |_| String::new());
        if let Some(items) = resolved.get("items") {
            self.below(items, &format!("{path}[]"));
        }
        if let Some(named) = resolved.get("additionalProperties").filter(|named| named.is_object()) {
            self.below(named, &format!("{path}.NAME"));
        }
        for form in resolved.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
            self.below(form, path);
        }
        if reference.is_some() {
            self.open.pop();
        }
    }

    /// What a value may be, in words; empty if the schema does not say.
    fn kind(&self, schema: &Value) -> String {
        let schema = self.resolved(schema);
        if let Some(only) = schema.get("const") {
            return code(&plain(only));
        }
        if let Some(words) = schema.get("enum").and_then(Value::as_array) {
            let words: Vec<String> = words.iter().map(|word| code(&plain(word))).collect();
            return format!("one of {}", words.join(", "));
        }
        if let Some(forms) = schema.get("anyOf").and_then(Value::as_array) {
            let mut kinds: Vec<String> = Vec::new();
            for kind in forms.iter().map(|form| self.kind(form)).filter(|kind| !kind.is_empty()) {
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
            return kinds.join(", or ");
        }
        let types: Vec<&str> = match schema.get("type") {
            Some(Value::String(only)) => vec![only],
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let kinds: Vec<String> = types.into_iter().map(|kind| self.one_kind(kind, &schema)).collect();
        kinds.join(", or ")
    }

    fn one_kind(&self, kind: &str, schema: &Map<String, Value>) -> String {
        let bound = |name: &str| schema.get(name).and_then(Value::as_i64);
        match kind {
            "string" => "text".to_owned(),
            "boolean" => "`true` or `false`".to_owned(),
            "integer" => match (bound("minimum"), bound("maximum")) {
                (Some(least), Some(most)) => format!("a whole number from {least} to {most}"),
                (Some(least), None) => format!("a whole number from {least}"),
                _ => "a whole number".to_owned(),
            },
            "number" => "a number".to_owned(),
            "array" => {
                let items = schema.get("items").map(|items| self.kind(items)).unwrap_or_default();
                match items.strip_prefix("one of ") {
                    Some(words) => format!("a list, of {words}"),
                    None => "a list".to_owned(),
                }
            }
            "object" => "keys and values".to_owned(),
            other => other.to_owned(),
        }
    }

    /// A schema with what it refers to; what it says itself has precedence.
    fn resolved(&self, schema: &Value) -> Map<String, Value> {
        let mut resolved = Map::new();
        let mut next = Some(schema);
        let mut seen = Vec::new();
        while let Some(Value::Object(keywords)) = next {
            for (keyword, value) in keywords {
                resolved.entry(keyword.clone()).or_insert_with(|| value.clone());
            }
            let reference = keywords.get("$ref").and_then(Value::as_str);
            let unseen = reference.filter(|reference| !seen.contains(reference));
            seen.extend(unseen);
            next = unseen.and_then(|reference| self.schema.pointer(reference.strip_prefix('#')?));
        }
        resolved
    }
}

/// A value as it is written in YAML.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
