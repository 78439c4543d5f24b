//! The people of a page: those whom the repository knows, and new files for those it does not.

use super::page::{LeftKind, Page, PagePerson};
use super::repository::{Repository, ascii_slug, value};
use crate::base::phrase::one_line;
use crate::base::title::fold;
use crate::model::collection::Collection;
use crate::page::body::Role;
use crate::run::change::Change;

/// What became of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// As the page names the person.
    pub name: String,
    /// What the page says the person did.
    pub roles: Vec<Role>,
    /// The id that front matter names the person by: the name itself where no file could be made.
    pub id: String,
    /// Where the bio is.
    pub bio: Bio,
}

/// Where the bio of a person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bio {
    /// In the repository, as it was.
    Known {
        /// The file.
        path: String,
    },
    /// In a new file.
    New {
        /// The file.
        path: String,
    },
    /// In several files: the page may mean any of these people.
    Ambiguous,
    /// Nowhere: the settings claim no file for new people.
    Missing,
}

/// Matches the people of a page, and writes files for new ones. `from` is what the page is called.
#[must_use]
pub fn matched(repository: &Repository<'_>, page: &Page, from: &str) -> (Vec<Matched>, Vec<Change>) {
    let mut matched: Vec<Matched> = Vec::new();
    let mut changes: Vec<Change> = Vec::new();
    let index = repository.index;
    // Whom the page describes without saying what they did for it is no author of it.
    for person in page.people.iter().filter(|person| !person.roles.is_empty()) {
        let known = index.person(&person.name).and_then(|entity| {
            let path = index.facts(entity.doc)?.path.clone();
            Some((index.entity(entity)?.id.text.clone(), path))
        });
        let (id, bio) = match known {
            Some((id, path)) => (id, Bio::Known { path }),
            None if is_shared(repository, &person.name) => (person.name.clone(), Bio::Ambiguous),
            None => match place(repository, &person.name, &changes) {
                Some((id, path)) => {
                    let after = file(repository, person, &path, from);
                    changes.push(Change { path: path.clone(), to: None, before: None, after });
                    (id, Bio::New { path })
                }
                None => (person.name.clone(), Bio::Missing),
            },
        };
        matched.push(Matched { name: person.name.clone(), roles: person.roles.clone(), id, bio });
    }
    (matched, changes)
}

/// Whether several bios have a name.
fn is_shared(repository: &Repository<'_>, name: &str) -> bool {
    let folded = fold(name);
    let people = repository.index.documents().filter(|(_, facts)| facts.collection == Collection::Person);
    let names = people.flat_map(|(_, facts)| &facts.entities).filter_map(|person| person.title.as_ref());
    names.filter(|title| fold(&title.text) == folded).count() > 1
}

/// Takes the descriptions of people that are in new files out of what is left of the page.
pub fn settle(page: &mut Page, matched: &[Matched]) {
    let is_new =
        |name: &str| matched.iter().any(|one| one.name == name && matches!(one.bio, Bio::New { .. }));
    let new = page.people.iter().filter(|person| is_new(&person.name));
    let bios: Vec<String> = new.filter_map(|person| person.bio.clone()).collect();
    page.left.retain(|left| {
        let text = one_line(&left.text);
        left.kind != LeftKind::Bio || !bios.iter().any(|bio| bio.contains(&text))
    });
}

/// An id that nobody has, and the file of that name.
fn place(repository: &Repository<'_>, name: &str, changes: &[Change]) -> Option<(String, String)> {
    let markdown = repository.of(Collection::Person).filter(|source| source.path.ends_with(".md")).count();
    let data = repository.of(Collection::Person).count() - markdown;
    let endings = if markdown > data { ["md", "yaml", "yml"] } else { ["yaml", "yml", "md"] };
    let slug = Some(ascii_slug(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "person".to_owned());
    let numbered = (2..1000).map(|nth| format!("{slug}-{nth}"));
    std::iter::once(slug.clone()).chain(numbered).find_map(|id| {
        if repository.index.names().by_id(Collection::Person, &id).is_some() {
            return None;
        }
        let path = repository.place(Collection::Person, &id, &endings)?;
        let taken = repository.has(&path) || changes.iter().any(|change| change.path == path);
        (!taken).then_some((id, path))
    })
}

/// The text of a new file, which says that it is a draft.
fn file(repository: &Repository<'_>, person: &PagePerson, path: &str, from: &str) -> String {
    let field = |name: &'static str| repository.field(Collection::Person, name);
    let roles: Vec<&str> = person.roles.iter().map(|role| role.word()).collect();
    let mut lines = vec![
        format!("# Draft from {}: check what it says, then delete this line and `x-draft`.", comment(from)),
        "x-draft: true".to_owned(),
    ];
    if person.group {
        lines.push(format!("{}: group", field("kind")));
    }
    lines.push(format!("{}: {}", field("name"), value(&person.name)));
    lines.push(format!("{}: [{}]", field("roles"), roles.join(", ")));
    if let Some(credentials) = &person.credentials {
        lines.push(format!("{}: {}", field("credentials"), value(credentials)));
    }
    if path.ends_with(".md") {
        let bio = person.bio.as_ref().map(|bio| format!("\n{}\n", super::escape::text(bio, true)));
        return format!("---\n{}\n---\n{}", lines.join("\n"), bio.unwrap_or_default());
    }
    lines.extend(person.bio.iter().map(|bio| format!("{}: {}", field("bio"), value(bio))));
    lines.join("\n") + "\n"
}

/// A name of a file within a comment of one line.
fn comment(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}
