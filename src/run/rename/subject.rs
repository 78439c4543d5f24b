//! What is to be renamed, and whether it may be called so.

use super::{Moves, NewName, Refusal, noun};
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::document::Format;
use crate::model::facts::{Facts, default_id};
use crate::model::index::address::parent;
use crate::model::index::{Cause, EntityRef, Index};
use crate::read::syntax::Syntax;
use crate::run::session::Session;

/// A thing that has an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its kind.
    pub collection: Collection,
    /// Its id.
    pub id: String,
    /// The page, cause, person or source; of a page all translations, which share one id.
    pub entities: Vec<EntityRef>,
}

/// What a thing is called from now on.
pub(super) struct Target {
    pub id: String,
    pub moves: Moves,
}

/// The kinds of things that can be renamed.
pub const KINDS: [Collection; 4] =
    [Collection::Article, Collection::Cause, Collection::Person, Collection::Source];

/// Finds what `name` means: an id, or the document at one of `paths`. Where `kind` is given, nothing else counts.
///
/// # Errors
/// Nothing is called so, or several things are.
pub fn find(
    session: &mut Session,
    name: &str,
    paths: &[String],
    kind: Option<Collection>,
) -> Result<Subject, Refusal> {
    let index = session.index();
    let looks_like_a_path = name.contains('/') || Format::of(name).is_some();
    let by_path = || paths.iter().find_map(|path| index.documents().find(|(_, facts)| facts.path == *path));
    if looks_like_a_path && let Some((doc, facts)) = by_path() {
        return at_path(doc, facts, kind);
    }
    let (id, kind) = match name.strip_prefix('@') {
        Some(key) if matches!(kind, None | Some(Collection::Source)) => (key, Some(Collection::Source)),
        _ => (name, kind),
    };
    let kinds = KINDS.into_iter().filter(|known| kind.is_none_or(|kind| kind == *known));
    let found: Vec<(Collection, &[EntityRef])> = kinds
        .map(|collection| (collection, index.names().all_by_id(collection, id)))
        .filter(|(_, entities)| !entities.is_empty())
        .collect();
    match found.as_slice() {
        [(collection, entities)] => of_id(index, *collection, id, entities),
        [] => match by_path() {
            Some((doc, facts)) => at_path(doc, facts, kind),
            None => Err(unknown(index, id, kind)),
        },
        several => {
            let kinds: Vec<String> =
                several.iter().map(|(kind, _)| format!("--kind {}", kind.noun())).collect();
            let nouns: Vec<String> = several.iter().map(|(kind, _)| format!("a {}", noun(*kind))).collect();
            Err(Refusal(format!(
                "{} have the id `{id}`: say which one you mean with {}",
                nouns.join(" and "),
                kinds.join(" or ")
            )))
        }
    }
}

/// Whether something has this id, or a document lies at one of `paths`.
pub fn is_known(session: &mut Session, name: &str, paths: &[String]) -> bool {
    let index = session.index();
    let id = name.strip_prefix('@').unwrap_or(name);
    KINDS.into_iter().any(|collection| !index.names().all_by_id(collection, id).is_empty())
        || paths.iter().any(|path| index.documents().any(|(_, facts)| facts.path == *path))
}

fn of_id(
    index: &Index,
    collection: Collection,
    id: &str,
    entities: &[EntityRef],
) -> Result<Subject, Refusal> {
    if let Some(facts) =
        entities.iter().filter_map(|entity| index.facts(entity.doc)).find(|facts| !facts.readable)
    {
        return Err(unreadable(facts));
    }
    if entities.iter().any(|entity| index.first_namesake(*entity).is_some()) {
        let paths = entities.iter().filter_map(|entity| index.facts(entity.doc));
        let paths: Vec<String> = paths.map(|facts| format!("`{}`", facts.path)).collect();
        let advice = if collection == Collection::Source {
            "give one of them another key by hand first"
        } else {
            "name the one that is meant by its path"
        };
        return Err(Refusal(format!(
            "the id `{id}` is used more than once, in {}: {advice}",
            paths.join(" and ")
        )));
    }
    Ok(Subject { collection, id: id.to_owned(), entities: entities.to_vec() })
}

fn at_path(doc: DocId, facts: &Facts, kind: Option<Collection>) -> Result<Subject, Refusal> {
    let refuse = |message: String| Err(Refusal(message));
    let collection = facts.collection;
    if kind.is_some_and(|kind| kind != collection) || !KINDS.contains(&collection) {
        return refuse(format!(
            "`{}` holds {}s, and `medproof mv` renames pages, causes, persons and sources",
            facts.path,
            collection.noun()
        ));
    }
    if !facts.readable {
        return Err(unreadable(facts));
    }
    let [entity] = facts.entities.as_slice() else {
        let ids: Vec<String> =
            facts.entities.iter().take(4).map(|entity| format!("`{}`", entity.id.text)).collect();
        let such = if ids.is_empty() { String::new() } else { format!(", such as {}", ids.join(", ")) };
        return refuse(format!(
            "`{}` holds {} {}s: name the one that is meant by its id{such}",
            facts.path,
            facts.entities.len(),
            collection.noun()
        ));
    };
    if collection == Collection::Source && !entity.id_written {
        return refuse(format!("the source in `{}` has no id", facts.path));
    }
    let subject =
        Subject { collection, id: entity.id.text.clone(), entities: vec![EntityRef { doc, nth: 0 }] };
    Ok(subject)
}

fn unreadable(facts: &Facts) -> Refusal {
    Refusal(format!("`{}` cannot be read; `medproof check` says where it breaks", facts.path))
}

/// Nothing has the id; perhaps it is that of a heading, or of something that is called nearly so.
fn unknown(index: &Index, id: &str, kind: Option<Collection>) -> Refusal {
    let is_heading = |facts: &Facts| {
        let listed = index
            .causes(facts)
            .into_iter()
            .any(|(mention, cause)| mention.text == id && matches!(cause, Cause::Section(_)));
        let headings = facts.cause_sections.iter().filter_map(|section| facts.headings.get(section.heading));
        listed || headings.into_iter().any(|heading| heading.anchor == id)
    };
    if kind.is_none_or(|kind| kind == Collection::Cause)
        && let Some((_, facts)) = index.documents().find(|(_, facts)| is_heading(facts))
    {
        return Refusal(format!(
            "the cause `{id}` is a heading of `{}` and goes by that heading's words: change the heading there, and the links to `#{id}`",
            facts.path
        ));
    }
    let kinds = KINDS.into_iter().filter(|known| kind.is_none_or(|kind| kind == *known));
    let mut near: Vec<String> = kinds
        .flat_map(|collection| index.names().ids_like(collection, id, 1))
        .map(|near| format!("`{}`", near.name))
        .collect();
    near.dedup();
    let help = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) };
    let what = kind.map_or("page, cause, person or source", noun);
    Refusal(format!("no {what} is called `{id}`{help}"))
}

/// What a thing is called from now on, and which files move for it.
pub(super) fn target(
    index: &Index,
    subject: &Subject,
    name: &NewName,
    claim: &dyn Fn(&str) -> Option<Collection>,
) -> Result<Target, Refusal> {
    let mut target = match name {
        NewName::Id(id) => by_id(index, subject, id)?,
        NewName::Path(path) => by_path(index, subject, path)?,
    };
    target.moves.folders.retain(|from, to| from != to);
    target.moves.files.retain(|from, to| from != to);
    if target.id == subject.id && target.moves.is_empty() {
        return Err(Refusal(format!("the {} is called `{}` already", noun(subject.collection), subject.id)));
    }
    if target.id != subject.id
        && let Some(taken) = index.names().by_id(subject.collection, &target.id)
    {
        let path = index.facts(taken.doc).map(|facts| facts.path.as_str()).unwrap_or_default();
        return Err(Refusal(format!(
            "there is a {} `{}` already, in `{path}`",
            noun(subject.collection),
            target.id
        )));
    }
    if target.id != subject.id {
        not_without_translations(index, subject)?;
        if !Syntax::Yaml.is_bare(&target.id) {
            return Err(Refusal(format!(
                "`{}` is read as a number or a truth value in YAML, and would need quotes in every file that names it: choose another name",
                target.id
            )));
        }
    }
    for (_, facts) in index.documents() {
        let Some(to) = target.moves.of(&facts.path).filter(|to| *to != facts.path) else {
            continue;
        };
        if index.documents().any(|(_, other)| other.path == to) {
            return Err(Refusal(format!("`{to}` is there already")));
        }
        if claim(&to) != Some(facts.collection) {
            return Err(Refusal(format!(
                "`{to}` is no place for a {}: `collections` in medproof.yaml says which folders are read",
                noun(facts.collection)
            )));
        }
    }
    Ok(target)
}

/// One of several translations that share an id cannot leave it alone: what names the page means all of them.
fn not_without_translations(index: &Index, subject: &Subject) -> Result<(), Refusal> {
    let is_own = |entity: &&EntityRef| subject.entities.contains(entity);
    let twice = subject.entities.iter().any(|entity| index.first_namesake(*entity).is_some());
    let others =
        index.names().all_by_id(subject.collection, &subject.id).iter().filter(|entity| !is_own(entity));
    let paths = others.filter_map(|entity| index.facts(entity.doc));
    let paths: Vec<String> = paths.map(|facts| format!("`{}`", facts.path)).collect();
    if twice || paths.is_empty() {
        return Ok(());
    }
    Err(Refusal(format!(
        "{} is a translation and has the same id: name the page by its id `{}`, and all of them are renamed",
        paths.join(" and "),
        subject.id
    )))
}

fn by_id(index: &Index, subject: &Subject, id: &str) -> Result<Target, Refusal> {
    let id = match subject.collection {
        Collection::Source => {
            let key = id.strip_prefix('@').unwrap_or(id);
            if !is_key(key) {
                return Err(Refusal(format!(
                    "`{key}` cannot be the key of a citation: a key is made of letters, digits and signs such as - and : between them"
                )));
            }
            key
        }
        _ => {
            if !is_id(id) {
                return Err(Refusal(format!(
                    "`{id}` is no id: an id is made of letters and digits, with - or _ between them"
                )));
            }
            id
        }
    };
    let mut moves = Moves::default();
    for entity in &subject.entities {
        let Some(facts) = index.facts(entity.doc).filter(|_| subject.collection != Collection::Source) else {
            continue;
        };
        // A file that has another name keeps it: the id is in the file then.
        if facts.entities.len() != 1 || default_id(&facts.path) != subject.id {
            continue;
        }
        let (folder, file) = facts.path.rsplit_once('/').unwrap_or(("", &facts.path));
        let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
        if matches!(stem, "index" | "_index") && !folder.is_empty() {
            moves.folders.insert(folder.to_owned(), beside(folder, id));
        } else {
            moves.files.insert(facts.path.clone(), beside(&facts.path, &format!("{id}.{ending}")));
        }
    }
    Ok(Target { id: id.to_owned(), moves })
}

fn by_path(index: &Index, subject: &Subject, path: &str) -> Result<Target, Refusal> {
    let refuse = |message: String| Err(Refusal(message));
    let [entity] = subject.entities.as_slice() else {
        return refuse(format!(
            "`{}` is the id of several translations: give them a new id, or name the one that is to move by its path",
            subject.id
        ));
    };
    let Some(facts) = index.facts(entity.doc) else {
        return refuse(format!("no {} is called `{}`", noun(subject.collection), subject.id));
    };
    if subject.collection == Collection::Source || facts.entities.len() != 1 {
        return refuse(format!(
            "the {} `{}` is an entry of `{}` and no file: give it a new id",
            noun(subject.collection),
            subject.id,
            facts.path
        ));
    }
    if Format::of(path) != Format::of(&facts.path) || Syntax::of(path) != Syntax::of(&facts.path) {
        return refuse(format!("`{path}` has another ending than `{}`", facts.path));
    }
    if path
        .split('/')
        .any(|part| part.starts_with('.') || part.contains(|c: char| c.is_control() || c == '\\'))
    {
        return refuse(format!("`{path}` is no name for a file of content"));
    }
    let own = default_id(&facts.path);
    let written = facts.entities.first().is_some_and(|entity| entity.id_written);
    let id = if written && own != subject.id { subject.id.as_str() } else { default_id(path) };
    if id != subject.id && !is_id(id) {
        return refuse(format!(
            "`{id}` is no id: an id is made of letters and digits, with - or _ between them"
        ));
    }
    let mut moves = Moves::default();
    let name = |path: &str| path.rsplit_once('/').map(|(_, name)| name.to_owned());
    let is_index = own != stem(&facts.path);
    if is_index && name(path) == name(&facts.path) && !parent(path).is_empty() {
        if parent(path).starts_with(&format!("{}/", parent(&facts.path))) {
            return refuse(format!("`{}` cannot move into itself", parent(&facts.path)));
        }
        moves.folders.insert(parent(&facts.path).to_owned(), parent(path).to_owned());
    } else {
        moves.files.insert(facts.path.clone(), path.to_owned());
    }
    Ok(Target { id: id.to_owned(), moves })
}

fn stem(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// `name` in the folder that holds `path`.
fn beside(path: &str, name: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    }
}

/// Whether a name can be a file, an address and a word of YAML at once.
fn is_id(id: &str) -> bool {
    let word = |c: char| c.is_alphanumeric();
    id.starts_with(word)
        && id.ends_with(word)
        && id.chars().all(|c| word(c) || matches!(c, '-' | '_' | '.'))
        && !["index", "readme"].contains(&id.to_lowercase().as_str())
        && Format::of(id).is_none()
}

/// Whether Pandoc reads a key after an `@` without braces.
fn is_key(key: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut chars = key.chars().peekable();
    let mut first = true;
    while let Some(c) = chars.next() {
        let inside = !first && ":.#$%&-+?<>~/".contains(c) && chars.peek().is_some_and(|next| word(*next));
        if !word(c) && !inside {
            return false;
        }
        first = false;
    }
    !first
        && !["fig:", "tbl:", "tab:", "eq:", "sec:", "lst:", "alg:", "thm:"]
            .iter()
            .any(|kind| key.starts_with(kind))
}
