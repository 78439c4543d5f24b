//! Values of the wrong type, word, form or size.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use super::{About, Explainer, did_you_mean, example, example_of};
use crate::base::node::{ScalarKind, Style};
use crate::model::schema::near::Vocabulary;
use crate::model::schema::phrase::{actual, either, line, listed, quoted, shown, takes, yaml};
use crate::model::schema::record::Found;
use crate::model::schema::spot::{Spot, segments};
use crate::model::schema::{Violation, date, phrase};

/// Choices within choices are followed this far.
const DEPTH: usize = 16;

/// The branches of an `anyOf` or `oneOf`, each with its errors.
type Branches = [Vec<ValidationError<'static>>];

impl<'a> Explainer<'a> {
    /// A value that fits none of several forms: says what is wrong by the form it comes closest to.
    pub(super) fn choice(
        &mut self,
        error: &ValidationError,
        path: Vec<String>,
        branches: &Branches,
        depth: usize,
    ) {
        let own = error.instance_path().as_str();
        if let Some(keys) = alternatives(branches, own) {
            let found = self.found(&path);
            let names: Vec<String> = keys.iter().map(|key| quoted(self.shown(&path, key))).collect();
            let message = format!("{} is missing in {}", either(&names), self.whole(&path));
            let violation = Violation::new(found.gap(), message).help("Add one of them.");
            return self.push(&path, About::Member, None, violation);
        }
        match closest(branches, own).and_then(|nth| branches.get(nth)) {
            Some(errors) if depth < DEPTH => {
                for error in errors {
                    self.error(error, depth + 1);
                }
            }
            _ => {
                let parts = self.parent(error);
                let taken = parts.as_ref().and_then(takes);
                let literals =
                    parts.iter().flat_map(Spot::in_place).flat_map(|part| literals(&part)).collect();
                self.mismatch(error, path, taken, literals, About::Value(0, 0));
            }
        }
    }

    /// A value that is wrong in itself.
    pub(super) fn wrong(&mut self, error: &ValidationError, path: Vec<String>, kind: &ValidationErrorKind) {
        use ValidationErrorKind as Kind;
        let value = error.instance();
        let subject = self.subject(&path);
        let length = || value.as_str().map_or(0, |text| text.chars().count() as u64);
        let items = || value.as_array().map_or(0, Vec::len) as u64;
        let entries = || value.as_object().map_or(0, serde_json::Map::len) as u64;
        let text = value.as_str().unwrap_or_default();
        let mut help = None;
        let message = match kind {
            Kind::Type { kind } => {
                let part = self.parent(error);
                let taken = part.as_ref().and_then(takes).or_else(|| types(kind));
                return self.mismatch(error, path, taken, Vec::new(), About::Value(0, 0));
            }
            Kind::Enum { options: all } => {
                let all = all.as_array().map(Vec::as_slice).unwrap_or_default();
                let about = About::Value(1, all.len());
                let taken = listed(all);
                return self.mismatch(error, path, taken, all.to_vec(), about);
            }
            Kind::Constant { expected_value } => {
                let taken = Some(shown(expected_value));
                let literals = vec![(**expected_value).clone()];
                return self.mismatch(error, path, taken, literals, About::Value(1, 1));
            }
            Kind::Format { format } if format == "date" => {
                help = Some(self.date_advice(&path, text));
                match date::flaw(text) {
                    Some(flaw) => format!("{subject} is {}, but {flaw}", shown(value)),
                    None => format!("{subject} must be a date, not {}", shown(value)),
                }
            }
            Kind::Format { format } => {
                help = address_advice(format, text);
                format!("{subject} must be {}, not {}", phrase::format(format), shown(value))
            }
            Kind::Pattern { pattern } => {
                let part = self.parent(error);
                let known = part.as_ref().and_then(takes).filter(|taken| taken != "a text");
                help = Some(format!("It must match the pattern {}.", quoted(pattern)));
                match known {
                    Some(taken) if !path.is_empty() => {
                        format!("{subject} must be {taken}, not {}", shown(value))
                    }
                    _ => format!("{} does not have the form of {subject}", shown(value)),
                }
            }
            Kind::MinLength { limit } => {
                format!("{subject} must have at least {}, not {}", counted(*limit, "character"), length())
            }
            Kind::MaxLength { limit } => {
                format!("{subject} must have at most {}, not {}", counted(*limit, "character"), length())
            }
            Kind::MinItems { limit } => {
                format!("{subject} must have at least {}, not {}", counted(*limit, "item"), items())
            }
            Kind::MaxItems { limit } => {
                format!("{subject} must have at most {}, not {}", counted(*limit, "item"), items())
            }
            Kind::MinProperties { limit } => {
                format!("{subject} must have at least {}, not {}", counted(*limit, "field"), entries())
            }
            Kind::MaxProperties { limit } => {
                format!("{subject} must have at most {}, not {}", counted(*limit, "field"), entries())
            }
            Kind::Minimum { limit } => format!("{subject} must be {limit} or more, not {}", shown(value)),
            Kind::Maximum { limit } => format!("{subject} must be {limit} or less, not {}", shown(value)),
            Kind::ExclusiveMinimum { limit } => {
                format!("{subject} must be more than {limit}, not {}", shown(value))
            }
            Kind::ExclusiveMaximum { limit } => {
                format!("{subject} must be less than {limit}, not {}", shown(value))
            }
            Kind::MultipleOf { multiple_of } => {
                format!("{subject} must be a multiple of {multiple_of}, not {}", shown(value))
            }
            Kind::Contains => {
                let part = self.parent(error);
                let wanted = part.as_ref().and_then(|part| takes(&part.child("contains")?));
                let wanted = wanted.unwrap_or_else(|| "the items it must".to_owned());
                let counts =
                    |part: &Spot| part.keyword("minContains").or(part.keyword("maxContains")).is_some();
                match part.as_ref().is_some_and(counts) {
                    true => format!("{subject} does not hold {wanted} the right number of times"),
                    false => format!("{subject} does not hold {wanted}"),
                }
            }
            Kind::Not { .. } => {
                let refused = self.parent(error).and_then(|part| takes(&part.child("not")?));
                match refused {
                    Some(refused) if !path.is_empty() => format!("{subject} must not be {refused}"),
                    _ => format!("{subject} has a form that its schema excludes"),
                }
            }
            Kind::OneOfMultipleValid { context } => {
                let forms = self.parent(error).map(|part| part.list("oneOf")).unwrap_or_default();
                let fitting = context.iter().zip(&forms).filter(|(errors, _)| errors.is_empty());
                let titles: Vec<String> =
                    fitting.filter_map(|(_, form)| form.text("title").map(quoted)).collect();
                help =
                    (titles.len() > 1).then(|| format!("It must be only one of {}.", titles.join(" and ")));
                format!("{subject} fits several forms of which its schema allows only one")
            }
            Kind::ContentEncoding { content_encoding } => {
                format!("{subject} is not encoded as {content_encoding}")
            }
            Kind::ContentMediaType { content_media_type } => {
                format!("{subject} holds no {content_media_type}")
            }
            Kind::FromUtf8 { .. } => format!("{subject} holds bytes that are not text"),
            Kind::BacktrackLimitExceeded { .. } | Kind::RegexEngineFailure { .. } => {
                format!("{subject} could not be compared with the pattern of its schema")
            }
            Kind::Custom { message, .. } => format!("{subject}: {message}"),
            _ => format!("{subject} does not fit its schema"),
        };
        let rank = match kind {
            Kind::Format { .. } => 2,
            Kind::Pattern { .. } => 3,
            _ => 4,
        };
        let mut violation = Violation::new(self.found(&path).span(), message);
        // A writer learns more from an example than from a pattern.
        violation.help = match kind {
            Kind::Pattern { .. } => self.example(&path).or(help),
            _ => help.or_else(|| self.example(&path)),
        };
        self.push(&path, About::Value(rank, 0), None, violation);
    }

    /// A value of another type or another word than the schema takes.
    fn mismatch(
        &mut self,
        error: &ValidationError,
        path: Vec<String>,
        taken: Option<String>,
        literals: Vec<Value>,
        about: About,
    ) {
        let value = error.instance();
        let found = self.found(&path);
        let subject = self.subject(&path);
        let one_of_words =
            matches!(error.kind(), ValidationErrorKind::Enum { .. } | ValidationErrorKind::Constant { .. });
        let value_shown = if one_of_words { shown(value) } else { actual(value) };
        let message = match &taken {
            Some(taken) if one_of_words && literals.len() > 1 => format!("{subject} must be one of {taken}"),
            Some(taken) => format!("{subject} must be {taken}, not {value_shown}"),
            None => format!("{subject} cannot be {value_shown}"),
        };
        let mut violation = Violation::new(found.span(), message);
        let words: Vec<&str> = literals.iter().filter_map(Value::as_str).collect();
        let vocabulary = Vocabulary::new(words.iter().map(|word| (*word, *word)));
        let nearest = value.as_str().map_or_else(Vec::new, |text| match vocabulary.nearest(text) {
            near if near.is_empty() => vocabulary.completing(text),
            near => near,
        });
        if let [word] = nearest.as_slice() {
            violation.suggestion = Some((found.node.span, (*word).to_owned()));
        }
        let taken = taken.unwrap_or_default();
        violation.help = did_you_mean(&nearest).or_else(|| match one_of_words {
            // The message has said the words, unless they are too many.
            true if taken.is_empty() && self.is_ours() => {
                Some(format!("`medproof schema {}` lists all {} values.", self.kind, words.len()))
            }
            true => None,
            false => self.conversion(&path, &found, value, &taken).or_else(|| self.example(&path)),
        });
        self.push(&path, about, None, violation);
    }

    /// How to write a value so that it has the type that is taken.
    fn conversion(&self, path: &[String], found: &Found, value: &Value, taken: &str) -> Option<String> {
        let scalar = found.node.scalar()?;
        let text = &*scalar.text;
        let quotes = matches!(scalar.style, Style::SingleQuoted | Style::DoubleQuoted);
        let is_text = scalar.kind == ScalarKind::String;
        match taken {
            // Items that are made of fields need more than brackets.
            "a list"
                if !self
                    .along(path)
                    .iter()
                    .any(|part| example_of(part).is_some_and(|it| it[0].is_object())) =>
            {
                let parts: Vec<Value> = match value {
                    // Addresses hold no blanks.
                    Value::String(text) if text.split_whitespace().all(|part| part.contains('/')) => {
                        text.split_whitespace().map(|part| part.trim_matches(',').into()).collect()
                    }
                    Value::String(text) => text.split(',').map(|part| part.trim().into()).collect(),
                    other => vec![other.clone()],
                };
                let words: Vec<&str> = self
                    .along(path)
                    .iter()
                    .find_map(|part| part.keyword("items")?.get("enum")?.as_array())
                    .map(|words| words.iter().filter_map(Value::as_str).collect())
                    .unwrap_or_default();
                let parts =
                    parts.into_iter().map(|part| word_of(part, &words)).collect::<Option<Vec<_>>>()?;
                let list = yaml(&Value::Array(parts));
                Some(format!("Write it as a list: {}.", line(&self.line(path, &list))))
            }
            "a text" if !is_text => Some(format!("Put it in quotes: `\"{text}\"`.")),
            "a whole number" | "a number" if quotes && text.parse::<f64>().is_ok() => {
                Some(format!("Leave out the quotes: {}.", quoted(text)))
            }
            "`true` or `false`" => match text.to_lowercase().as_str() {
                "yes" | "y" | "on" | "true" | "1" => Some("Write `true`.".to_owned()),
                "no" | "n" | "off" | "false" | "0" => Some("Write `false`.".to_owned()),
                _ => None,
            },
            "a date" => Some(self.date_advice(path, text)),
            _ => None,
        }
    }

    /// How to write a date; some fields of reference managers are for the year alone.
    fn date_advice(&self, path: &[String], text: &str) -> String {
        match self.name(path) {
            "year" | "PY" | "Y1" if self.words.export.is_some() => {
                "Write the year with four digits, as in `2026`.".to_owned()
            }
            _ => date::advice(text),
        }
    }

    /// A sentence that shows a value the schema gives as an example; for an item, that of its list.
    fn example(&self, path: &[String]) -> Option<String> {
        let shown = |path: &[String]| {
            let example = example(&self.along(path))?;
            Some(format!("Write it as in {}.", line(&self.line(path, &example))))
        };
        match path.split_last() {
            Some((_, list)) if !self.found(list).node.items().is_empty() => {
                shown(list).or_else(|| shown(path))
            }
            _ => shown(path),
        }
    }

    /// `key: value`, of an item the value alone.
    fn line(&self, path: &[String], value: &str) -> String {
        match self.found(path).key {
            Some(_) => self.words.line(self.name(path), value),
            None => value.to_owned(),
        }
    }
}

/// An item as a list takes it: one of `words`, where it takes only some. `None` if it cannot be told which.
fn word_of(item: Value, words: &[&str]) -> Option<Value> {
    let Some(text) = item.as_str().filter(|text| !words.is_empty() && !words.contains(text)) else {
        return Some(item);
    };
    let near = Vocabulary::new(words.iter().map(|word| (*word, *word))).nearest(text);
    let holding =
        || words.iter().copied().filter(|word| word.split('-').any(|part| part.eq_ignore_ascii_case(text)));
    let near = if near.is_empty() { holding().collect() } else { near };
    match near.as_slice() {
        [word] => Some((*word).into()),
        _ => None,
    }
}

/// The branch a value comes closest to: one whose type fits, told by its fixed words, with the
/// fewest errors and those deepest down. `None` if the value has the shape of none.
fn closest(branches: &Branches, own: &str) -> Option<usize> {
    let fitting = branches
        .iter()
        .enumerate()
        .filter(|(_, errors)| !errors.is_empty() && !errors.iter().any(|error| misfits(error, own, 0)));
    let (nth, _) = fitting.min_by_key(|(_, errors)| {
        let depth = |error: &ValidationError| segments(error.instance_path().as_str()).count();
        let level = segments(own).count() + 1;
        let other_word = errors.iter().any(|error| {
            let kind = error.kind();
            let fixed =
                matches!(kind, ValidationErrorKind::Constant { .. } | ValidationErrorKind::Enum { .. });
            fixed && depth(error) == level
        });
        let deepest = errors.iter().map(depth).max().unwrap_or(0);
        (other_word, errors.len(), usize::MAX - deepest)
    })?;
    Some(nth)
}

/// Whether it is an error that says the value is something else altogether.
fn misfits(error: &ValidationError, own: &str, depth: usize) -> bool {
    error.instance_path().as_str() == own
        && match error.kind() {
            ValidationErrorKind::Type { .. }
            | ValidationErrorKind::Constant { .. }
            | ValidationErrorKind::Enum { .. }
            | ValidationErrorKind::FalseSchema => true,
            ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
                depth < DEPTH
                    && context.iter().all(|errors| errors.iter().any(|error| misfits(error, own, depth + 1)))
            }
            _ => false,
        }
}

/// The keys of which one is needed, where every branch lacks one key and nothing else.
fn alternatives(branches: &Branches, own: &str) -> Option<Vec<String>> {
    let lacking = |errors: &Vec<ValidationError>| match errors.as_slice() {
        [error] if error.instance_path().as_str() == own => match error.kind() {
            ValidationErrorKind::Required { property } => property.as_str().map(str::to_owned),
            _ => None,
        },
        _ => None,
    };
    branches.iter().map(lacking).collect()
}

/// The words a schema takes literally.
fn literals(spot: &Spot) -> Vec<Value> {
    let fixed = spot.keyword("const").into_iter().cloned();
    let listed = spot.keyword("enum").and_then(Value::as_array);
    fixed.chain(listed.into_iter().flatten().cloned()).collect()
}

fn types(kind: &TypeKind) -> Option<String> {
    let names: Vec<JsonType> = match kind {
        TypeKind::Single(name) => vec![*name],
        TypeKind::Multiple(names) => names.iter().collect(),
    };
    let names = names.into_iter().filter_map(|name| match name {
        JsonType::Null => None,
        JsonType::Boolean => Some("`true` or `false`"),
        JsonType::Integer => Some("a whole number"),
        JsonType::Number => Some("a number"),
        JsonType::String => Some("a text"),
        JsonType::Array => Some("a list"),
        JsonType::Object => Some("fields with values"),
    });
    let names: Vec<String> = names.map(str::to_owned).collect();
    (!names.is_empty()).then(|| either(&names))
}

/// How to make a web address of `text`.
fn address_advice(format: &str, text: &str) -> Option<String> {
    if !matches!(format, "uri" | "iri") {
        return None;
    }
    let text = text.trim();
    let mut addresses = text.split_whitespace().filter(|word| word.contains("://"));
    let (first, second) = (addresses.next(), addresses.next());
    // `https://example.org/my file.pdf`, but `https://example.org accessed 7 May 2020`
    let dated = ["accessed", "retrieved", "viewed", "cited", "visited"];
    let is_dated = |word: &str| {
        dated.iter().any(|known| word.trim_matches(['(', '[', ',', ':']).eq_ignore_ascii_case(known))
    };
    let is_among_words = |first: &str| !text.starts_with(first) || text.split_whitespace().any(is_dated);
    Some(if second.is_some() {
        "Write one address here; the others belong in a note.".to_owned()
    } else if let Some(first) = first.filter(|first| is_among_words(first)) {
        format!(
            "Write the address alone: {}. A day on which the page was read is its access date.",
            quoted(first)
        )
    } else if text.contains(char::is_whitespace) {
        "Write a space in an address as `%20`.".to_owned()
    } else if text.contains('.') && !text.contains(':') {
        format!(
            "Begin it with the protocol: {}.",
            quoted(&format!("https://{}", text.trim_start_matches('/')))
        )
    } else {
        return None;
    })
}

pub(super) fn counted(number: u64, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        many => format!("{many} {noun}s"),
    }
}
