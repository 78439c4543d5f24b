//! Who writes and reviews.

use std::collections::HashMap;

use super::super::model::{File, Person};
use super::start;
use crate::base::node::Node;
use crate::base::phrase::one_line;
use crate::model::collection::Collection;
use crate::model::document::{Document, below_front_matter};
use crate::model::facts;
use crate::model::index::{EntityRef, Index};
use crate::run::calendar::{Calendar, Urgency};
use crate::run::session::Session;

/// Bytes of a bio that are shown, and of each declaration.
const MOST_BIO: usize = 600;

/// The most declarations of a person that are shown.
const MOST_DECLARED: usize = 8;

/// Everybody whom the repository describes or names, each with a number.
pub(super) struct People<'a> {
    index: &'a Index,
    rows: Vec<Person>,
    by_entity: HashMap<EntityRef, usize>,
    by_name: HashMap<String, usize>,
}

impl<'a> People<'a> {
    /// Those whom the repository describes, in order of path.
    pub(super) fn of(session: &Session, index: &'a Index) -> People<'a> {
        let mut people =
            People { index, rows: Vec::new(), by_entity: HashMap::new(), by_name: HashMap::new() };
        for (doc, file) in index.documents().filter(|(_, file)| file.collection == Collection::Person) {
            let document = session.document(doc);
            for ((nth, entity), person) in (0..).zip(&file.entities).zip(&file.people) {
                let name = entity.title.as_ref().unwrap_or(&entity.id).text.clone();
                people.by_entity.insert(EntityRef { doc, nth }, people.rows.len());
                let record = document.as_ref().and_then(|document| document.records().get(nth as usize));
                people.rows.push(Person {
                    about: document.as_ref().map(|document| about(document, record)).unwrap_or_default(),
                    declared: declared(record),
                    ..row(name, person)
                });
            }
        }
        people
    }

    /// The number of the person whom a page or record names so.
    pub(super) fn number(&mut self, name: &str) -> usize {
        let entity = self.index.person(name);
        if let Some(number) = entity.and_then(|entity| self.by_entity.get(&entity)) {
            return *number;
        }
        if let Some(number) = self.by_name.get(name) {
            return *number;
        }
        self.rows.push(Person { name: name.to_owned(), active: true, ..Person::default() });
        self.by_name.insert(name.to_owned(), self.rows.len() - 1);
        self.rows.len() - 1
    }

    /// The rows, with what each person does.
    pub(super) fn rows(mut self, files: &[File], calendar: &Calendar) -> Vec<Person> {
        for file in files {
            for author in &file.authors {
                self.rows[*author].wrote += 1;
            }
            for reviewer in &file.reviewers {
                self.rows[*reviewer].reviews += 1;
            }
        }
        for entry in &calendar.entries {
            for reviewer in &entry.reviewers {
                let number = self.number(&reviewer.id);
                match entry.urgency {
                    Urgency::Overdue => self.rows[number].overdue += 1,
                    Urgency::Soon => self.rows[number].soon += 1,
                    Urgency::Later => {}
                }
            }
        }
        self.rows
    }
}

fn row(name: String, person: &facts::Person) -> Person {
    let roles: Vec<&str> = person.roles.iter().map(|role| role.text.as_str()).collect();
    let verified = person.licence_verified_on.map(|dated| dated.date.to_string());
    Person {
        name,
        team: person.group,
        roles: roles.join(", "),
        credentials: person.credentials.clone().unwrap_or_default(),
        specialty: person.specialty.as_ref().map(|specialty| specialty.text.clone()).unwrap_or_default(),
        known: true,
        bio: person.described,
        disclosed: person.disclosed,
        active: person.is_active(None),
        verified: verified.unwrap_or_default(),
        ..Person::default()
    }
}

/// What the bio says: its field, else the text of its file.
fn about(document: &Document, record: Option<&Node>) -> String {
    let stated = record.and_then(|record| record.get("bio")).and_then(Node::text);
    let text = match stated {
        Some(stated) => stated,
        None if document.body.blocks.is_empty() => "",
        None => below_front_matter(&document.source.text),
    };
    shortened(text)
}

/// What the person declared, each with its day where there is one.
fn declared(record: Option<&Node>) -> Vec<String> {
    let declarations = record.and_then(|record| record.get("disclosures")).map(Node::one_or_many);
    let said = declarations.unwrap_or_default().iter().filter_map(|declaration| {
        let text = declaration.get("text").unwrap_or(declaration).text()?;
        let day = declaration.get("on").and_then(Node::text);
        Some(day.map_or_else(|| shortened(text), |day| format!("{}: {}", shortened(day), shortened(text))))
    });
    said.take(MOST_DECLARED).collect()
}

fn shortened(text: &str) -> String {
    let line = one_line(text);
    match start(&line, MOST_BIO) {
        shown if shown.len() < line.len() => format!("{} …", shown.trim_end()),
        shown => shown.to_owned(),
    }
}
