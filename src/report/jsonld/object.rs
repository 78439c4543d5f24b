//! Building objects.

use serde_json::{Map, Value};

/// An object of a type of schema.org. Properties without a value are left out.
pub(super) struct Object(Map<String, Value>);

impl Object {
    /// An object of a type.
    pub(super) fn new(kind: &str) -> Object {
        let mut object = Object::untyped();
        object.0.insert("@type".to_owned(), kind.into());
        object
    }

    /// An object whose type nobody stated.
    pub(super) fn untyped() -> Object {
        Object(Map::new())
    }

    /// Adds a property.
    pub(super) fn put(mut self, property: &str, value: impl Into<Value>) -> Object {
        self.0.insert(property.to_owned(), value.into());
        self
    }

    /// Adds a property that has a value.
    pub(super) fn may(self, property: &str, value: Option<impl Into<Value>>) -> Object {
        match value {
            Some(value) => self.put(property, value),
            None => self,
        }
    }

    /// Adds a property with its values: one as it is, several as a list.
    pub(super) fn all(self, property: &str, values: Vec<Value>) -> Object {
        match values.len() {
            0 => self,
            1 => self.may(property, values.into_iter().next()),
            _ => self.put(property, values),
        }
    }

    /// The object as a value.
    pub(super) fn done(self) -> Value {
        Value::Object(self.0)
    }
}
