//! Keys and items that are unknown, missing, too many or written twice.

use std::collections::{HashMap, HashSet};

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

use super::value::counted;
use super::{About, Explainer, LIMIT, did_you_mean, example, is_by_ours};
use crate::base::node::Node;
use crate::base::span::Span;
use crate::model::collection::Collection;
use crate::model::fields;
use crate::model::schema::near::Vocabulary;
use crate::model::schema::phrase::{both, line, options, quoted, shown, uncapitalised, with_article};
use crate::model::schema::record::{self, Found};
use crate::model::schema::spot::Spot;
use crate::model::schema::{SchemaKind, Violation};
use crate::read::syntax::Syntax;

impl<'a> Explainer<'a> {
    /// Keys the schema does not know.
    pub(super) fn unknown(&mut self, error: &ValidationError, path: Vec<String>, unexpected: &[String]) {
        let unexpected: HashSet<&str> = unexpected.iter().map(String::as_str).collect();
        let is_ours = is_by_ours(error);
        let within = self.parent(error).map(|spot| spot.in_place()).unwrap_or_default();
        let around = self.along(&path);
        let named = |parts: &[Spot], key: &str| parts.iter().any(|part| part.names(key));
        let mut known: Vec<&str> = Vec::new();
        for (nth, part) in around.iter().enumerate() {
            let earlier = around.get(..nth).unwrap_or_default();
            known.extend(part.keys().filter(|key| !named(earlier, key)));
        }
        let own = |key: &'a str| if path.is_empty() { self.words.own(key) } else { key };
        let renamed = known.iter().map(|key| (own(key), own(key))).filter(|(own, _)| !named(&around, own));
        let vocabulary = Vocabulary::new(known.iter().map(|key| (*key, own(key))).chain(renamed));
        let whole = self.whole(&path);
        let entries = self.found(&path).node.entries();
        let written: HashSet<&str> = entries.iter().filter_map(|entry| entry.key.text()).collect();
        let own_keys = Vocabulary::new(self.words.extra().map(|key| (key, key)));
        let mut remarks = Vec::new();
        for node in entries.iter().map(|entry| &entry.key) {
            let Some(key) = node.text().filter(|key| unexpected.contains(key)) else { continue };
            let free = is_ours && key.starts_with("x-") || path.is_empty() && self.words.is_extra(key);
            let (allowed_within, allowed_around) = (named(&within, key), named(&around, key));
            // A schema built upon ours may name the key: then that schema judges it.
            if free || is_ours && !allowed_within && allowed_around {
                self.waived += 1;
                continue;
            }
            if self.remarks.len() + remarks.len() >= LIMIT {
                self.further += 1;
                continue;
            }
            if allowed_within {
                let message = format!("{} does not go with the other fields of {whole}", quoted(key));
                remarks.push((About::Leftover, None, Violation::new(node.span, message)));
                continue;
            }
            if allowed_around {
                remarks.push((About::Member, None, self.refused_by_part(error, node.span, key)));
                continue;
            }
            let place = if path.is_empty() { String::new() } else { format!(" in {whole}") };
            let message = format!("unknown {} {}{place}", self.field(), quoted(key));
            let mut violation = Violation::new(node.span, message);
            let mut nearest = vocabulary.nearest(key);
            violation.mild = is_ours && nearest.is_empty() && self.kind != SchemaKind::Config;
            // A key of the publisher's own may be misspelled as well.
            let extra =
                if nearest.is_empty() && path.is_empty() { own_keys.nearest(key) } else { Vec::new() };
            if let [word] = extra.as_slice()
                && !written.contains(word)
            {
                violation.suggestion = Some((node.span, (*word).to_owned()));
            }
            nearest.extend(extra);
            violation.help = did_you_mean(&nearest).or_else(|| {
                Some(match &self.compiled.own {
                    Some(own) if !is_ours => format!("Remove it, or allow it in {}.", quoted(&own.path)),
                    _ => self
                        .other_name(&path, key, &written)
                        .unwrap_or_else(|| self.help_unknown(&path, &known)),
                })
            });
            let meant = match nearest.as_slice() {
                [word] => known.iter().find(|key| own(key) == *word),
                _ => None,
            };
            if let Some(meant) = meant.filter(|meant| !written.contains(*meant)) {
                violation.suggestion = Some((node.span, own(meant).to_owned()));
            }
            remarks.push((About::Unknown, meant.map(|key| (*key).to_owned()), violation));
        }
        for (about, key, violation) in remarks {
            self.push(&path, about, key, violation);
        }
    }

    /// A key that one part of the repository's schema names and another part, which allows no others, does not.
    fn refused_by_part(&self, error: &ValidationError, span: Span, key: &str) -> Violation {
        let location = error.absolute_keyword_location().map_or("", |location| location.as_str());
        let (part, keyword) = location.rsplit_once('/').unwrap_or((location, ""));
        let part = part.split_once('#').map_or("", |(_, pointer)| pointer);
        let place = if part.is_empty() { String::new() } else { format!(" at {}", quoted(part)) };
        let message = format!("{} is not among the fields that a part of the schema allows", quoted(key));
        Violation::new(span, message).help(format!(
            "{}{place} allows only the fields that are named beside it. Name the field there too.",
            quoted(keyword)
        ))
    }

    /// What to do about a key by which other sites call a field that the record lacks. As a field of its own it would
    /// hide what it says.
    fn other_name(&self, path: &[String], key: &str, written: &HashSet<&str>) -> Option<String> {
        let collection = match self.kind {
            SchemaKind::Article => Collection::Article,
            SchemaKind::Person => Collection::Person,
            _ => return None,
        };
        let field = fields::meant(collection, key).filter(|_| path.is_empty())?;
        let free = !written.contains(field) && self.words.own(field) == field && Syntax::Yaml.is_bare(key);
        free.then(|| {
            let noun = collection.noun();
            format!(
                "If it is your name for `{field}`, add `fields: {{names: {{{noun}: {{{field}: {key}}}}}}}` to medproof.yaml."
            )
        })
    }

    fn help_unknown(&self, path: &[String], known: &[&str]) -> String {
        let at_root = path.is_empty();
        match self.kind {
            SchemaKind::Config if known.len() <= 12 => {
                format!("The settings here are {}.", both(known))
            }
            SchemaKind::Config => "`medproof schema config` lists all settings.".to_owned(),
            SchemaKind::List => format!("The fields here are {}.", both(known)),
            SchemaKind::Source if at_root => {
                "Move it under `custom`, where a source keeps fields of your own.".to_owned()
            }
            _ if at_root => {
                "Add it to `fields.extra` in medproof.yaml if the field is your own, or begin it with `x-`."
                    .to_owned()
            }
            _ if (1..=12).contains(&known.len()) => format!("The fields here are {}.", both(known)),
            _ => "Begin it with `x-` if the field is your own.".to_owned(),
        }
    }

    /// A field that is not there, or is there and empty.
    pub(super) fn missing(&mut self, error: &ValidationError, path: Vec<String>, key: &str) {
        let found = self.found(&path);
        let name = self.shown(&path, key);
        let mut of_field = path.clone();
        of_field.push(key.to_owned());
        let parts = self.along(&of_field);
        let title = parts.iter().find_map(|part| part.text("title"));
        let what = title
            .filter(|title| !title.eq_ignore_ascii_case(key))
            .map(|title| format!(" ({})", uncapitalised(title)))
            .unwrap_or_default();
        let empty = found.node.entry(key).filter(|entry| entry.value.is_empty());
        let (span, state) = match empty {
            Some(entry) => (entry.key.span, "is empty"),
            None => (found.gap(), "is missing"),
        };
        let place = match path.is_empty() {
            true => String::new(),
            false => format!(" in {}", self.whole(&path)),
        };
        let mut violation = Violation::new(span, format!("{}{what} {state}{place}", quoted(name)));
        let verb = if empty.is_some() { "Fill it in" } else { "Add it" };
        let listed = parts.iter().find_map(|part| options(part.keyword("enum")?.as_array()?));
        violation.help = Some(match (listed, example(&parts)) {
            (Some(options), _) => format!("{verb}: `{name}` must be {options}."),
            (None, Some(example)) => {
                format!("{verb}, for example {}.", line(&self.words.line(name, &example)))
            }
            (None, None) => format!("{verb}."),
        });
        // Blanks count in a line of RIS.
        if let (Some(export), Some(value)) = (self.words.export, example(&parts)) {
            let written =
                export.syntax.example(key).map_or_else(|| export.syntax.line(name, &value), str::to_owned);
            violation.help = Some(format!("{verb}, for example `{written}`."));
            violation.keyless = key == "id" && export.syntax == Syntax::Ris;
        }
        if let Some(entry) = self.demand(error, key, &found).and_then(|key| found.node.entry(&key)) {
            violation.labels.push((entry.key.span, format!("asks for {}", quoted(name))));
        }
        self.push(&path, About::Missing, Some(key.to_owned()), violation);
    }

    /// The field because of which `key` is needed: the trigger of a `dependentRequired` and the like,
    /// or what the `if` above a `then` looks at.
    fn demand(&self, error: &ValidationError, key: &str, found: &Found) -> Option<String> {
        let location = error.absolute_keyword_location()?.as_str();
        let above = |keyword: &str| {
            let at = location.rfind(&format!("/{keyword}"))?;
            Spot::at(&self.compiled.registry, location.get(..at)?)
        };
        for keyword in ["dependentRequired", "dependentSchemas", "dependencies"] {
            let triggers = above(keyword).and_then(|part| part.keyword(keyword)?.as_object());
            let asks = |wanted: &Value| {
                let wanted = wanted.get("required").unwrap_or(wanted).as_array();
                wanted.is_some_and(|keys| keys.iter().any(|wanted| wanted == key))
            };
            let trigger = triggers
                .into_iter()
                .flatten()
                .find(|(trigger, wanted)| asks(wanted) && found.node.entry(trigger).is_some());
            if let Some((trigger, _)) = trigger {
                return Some(trigger.clone());
            }
        }
        above("then/")?.child("if")?.keys().next().map(str::to_owned)
    }

    /// A key that `propertyNames` refuses.
    pub(super) fn key(&mut self, error: &ValidationError, path: Vec<String>, inner: &ValidationError) {
        let Some(key) = inner.instance().as_str() else { return };
        let found = self.found(&path);
        let Some(entry) = found.node.entry(key) else { return };
        let names = self.parent(error).map(|spot| spot.in_place()).unwrap_or_default();
        let what = names.iter().find_map(|part| part.text("title"));
        let what = what.map_or_else(|| "key".to_owned(), uncapitalised);
        let place = if what == "key" { format!(" of {}", self.whole(&path)) } else { String::new() };
        let mut violation =
            Violation::new(entry.key.span, format!("{} is not {}{place}", quoted(key), with_article(&what)));
        violation.help = names.iter().find_map(|part| part.text("description")).map(str::to_owned);
        if let ValidationErrorKind::Enum { options } = inner.kind() {
            let words: Vec<&str> =
                options.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let nearest = Vocabulary::new(words.iter().map(|word| (*word, *word))).nearest(key);
            violation.help = did_you_mean(&nearest).or(violation.help);
            if let [word] = nearest.as_slice()
                && found.node.entry(word).is_none()
            {
                violation.suggestion = Some((entry.key.span, (*word).to_owned()));
            }
        }
        self.push(&path, About::Member, None, violation);
    }

    /// An item that appears twice in a list.
    pub(super) fn repeated(&mut self, path: Vec<String>) {
        let found = self.found(&path);
        let mut seen: HashMap<String, &Node> = HashMap::new();
        let twice = record::items(found.node, self.reading).find_map(|item| {
            let value = record::verbatim(item);
            let first = seen.insert(value.to_string(), item)?;
            Some((first, item, value))
        });
        let subject = self.subject(&path);
        let violation = match twice {
            Some((first, second, value)) => {
                let what =
                    if value.is_array() || value.is_object() { "An item".to_owned() } else { shown(&value) };
                Violation::new(second.span, format!("{what} appears twice in {subject}"))
                    .label(first.span, "first here")
                    .help("Keep one of the two.")
            }
            None => Violation::new(found.span(), format!("{subject} has an item twice")),
        };
        self.push(&path, About::Member, None, violation);
    }

    /// More items than a list has places for.
    pub(super) fn surplus(&mut self, error: &ValidationError, path: Vec<String>) {
        let found = self.found(&path);
        let limit = match error.kind() {
            ValidationErrorKind::AdditionalItems { limit } => *limit,
            ValidationErrorKind::UnevaluatedItems { unexpected } => {
                let items = record::items(found.node, self.reading).count();
                items.saturating_sub(unexpected.len())
            }
            _ => 0,
        };
        let first = record::items(found.node, self.reading).nth(limit);
        let span = first.map_or_else(|| found.span(), |item| item.span);
        let message = format!("{} must have at most {}", self.subject(&path), counted(limit as u64, "item"));
        self.push(&path, About::Member, None, Violation::new(span, message));
    }

    /// A place where the schema allows nothing at all.
    pub(super) fn forbidden(&mut self, error: &ValidationError, path: Vec<String>) {
        let location = error.absolute_keyword_location().map(|uri| uri.as_str());
        // Without any `properties` the validator reports a ban on other keys as a ban on the whole.
        let of_keys = ["/additionalProperties", "/unevaluatedProperties", "/propertyNames"];
        if location.is_some_and(|location| of_keys.iter().any(|keyword| location.ends_with(keyword))) {
            let keys: Vec<String> = self
                .found(&path)
                .node
                .entries()
                .iter()
                .filter_map(|entry| entry.key.text().map(str::to_owned))
                .collect();
            return self.unknown(error, path, &keys);
        }
        let found = self.found(&path);
        let span = found.key.map_or_else(|| found.span(), |key| key.span);
        let message = format!("{} is not allowed here", self.subject(&path));
        self.push(&path, About::Value(0, 0), None, Violation::new(span, message));
    }
}
