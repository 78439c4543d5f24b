//! `textDocument/hover`: what is known of what the words at a place name.

use lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use super::position::Positions;
use super::things::{self, Thing};
use super::workspace::{At, Workspace};
use crate::base::span::{DocId, Place, Span};
use crate::biblio::reference::Reference;
use crate::biblio::retractions::Nature;
use crate::model::collection::Collection;
use crate::model::document;
use crate::model::facts::{Cited, Entity, Facts, Status};
use crate::model::index::{EntityRef, Index, Record, Signed};
use crate::rules;
use crate::rules::review::overdue::Schedule;
use crate::rules::rule::Entry;
use crate::rules::settings::Settings;
use crate::run::session::Session;

/// More words before and after a place are not part of the name of a term.
const LONGEST_TERM: usize = 4;

/// What is known of what the words at a place name.
pub(super) fn hover(workspace: &mut Workspace, params: &HoverParams) -> Option<Hover> {
    let at = &params.text_document_position_params;
    let encoding = workspace.client.encoding;
    let asked = workspace.at(&at.text_document.uri, at.position)?;
    let (text, span) = words(&asked)?;
    let source = asked.session.source(asked.doc)?;
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: text }),
        range: Some(Positions::new(source, encoding).range(span)),
    })
}

fn words(asked: &At) -> Option<(String, Span)> {
    let At { session, index, doc, offset } = *asked;
    if let Some((entry, span)) = things::rule_at(session, doc, offset) {
        return Some((of_rule(entry), span));
    }
    if let Some((mention, span)) = things::at(session, index, doc, offset) {
        return Some((of_thing(session, index, mention.thing)?, span));
    }
    let (term, span) = term_at(session, index, doc, offset)?;
    Some((of_thing(session, index, Thing::Entity(term))?, span))
}

/// A rule's page, without its examples.
pub(super) fn of_rule(entry: &Entry) -> String {
    let page = entry.page();
    let mut text = format!("**{}**\n\n{}", entry.id, page.summary);
    for heading in ["Why", "How to fix"] {
        if let Some(section) = page.section(heading) {
            text.push_str(&format!("\n\n**{heading}**\n\n{}", section.text));
        }
    }
    text.push_str(&format!("\n\n[The page of the rule]({})", rules::url(entry.id)));
    text
}

/// What is known of a thing.
pub(super) fn of_thing(session: &Session, index: &Index, thing: Thing) -> Option<String> {
    let settings = session.settings();
    match thing {
        Thing::Entity(entity) => {
            let facts = index.facts(entity.doc)?;
            let own = index.entity(entity)?;
            match facts.collection {
                Collection::Article => Some(of_article(settings, index, entity.doc, facts, own)),
                Collection::Cause => Some(of_cause(index, facts, own)),
                Collection::Person => Some(of_person(index, entity, facts, own)),
                Collection::Source => of_source(settings, facts, own),
                Collection::Term => Some(of_term(session, entity, facts, own)),
                Collection::Review | Collection::Redirect => None,
            }
        }
        Thing::Document(doc) => Some(format!("`{}`", index.facts(doc)?.path)),
        Thing::Section(doc, nth) => {
            let facts = index.facts(doc)?;
            let heading = facts.headings.get(nth)?;
            Some(format!("**{}**\n\nSection of `{}`", plain(&heading.text.text), facts.path))
        }
        Thing::Reference(doc, nth) => {
            let cited = index.facts(doc)?.references.get(nth)?;
            Some(of_reference(settings, session, cited))
        }
    }
}

fn name(entity: &Entity) -> String {
    plain(&entity.title.as_ref().unwrap_or(&entity.id).text)
}

/// A text of the content as Markdown that shows just this text.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation()
            && !matches!(c, '.' | ',' | ':' | ';' | '-' | '/' | '(' | ')' | '\'' | '"')
        {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

fn status(status: Status) -> Option<&'static str> {
    match status {
        Status::Draft => Some("draft"),
        Status::InReview => Some("in review"),
        Status::Published => Some("published"),
        Status::Retired => Some("retired"),
        Status::Unstated => None,
    }
}

/// Lines below a name.
fn lines(name: &str, lines: Vec<String>) -> String {
    let mut text = format!("**{name}**");
    for (nth, line) in lines.into_iter().enumerate() {
        text.push_str(if nth == 0 { "\n\n" } else { "\\\n" });
        text.push_str(&line);
    }
    text
}

fn of_article(settings: &Settings, index: &Index, doc: DocId, facts: &Facts, own: &Entity) -> String {
    let mut all = Vec::new();
    let known = [status(facts.status()).map(str::to_owned), own.language.clone()];
    let known: Vec<String> = known.into_iter().flatten().collect();
    if !known.is_empty() {
        all.push(known.join(", "));
    }
    if let Some(signature) = signature(index, doc) {
        all.push(signature);
    } else if let Some(article) = &facts.article {
        let names: Vec<String> = article.reviewers.iter().map(|named| person(index, &named.text)).collect();
        let on = index.last_reviewed(facts).map(|dated| format!(" on {}", dated.date)).unwrap_or_default();
        if !names.is_empty() {
            all.push(format!("reviewed by {}{on}", names.join(", ")));
        }
    }
    if let Some(article) = &facts.article {
        let due = Schedule::of(settings, index, doc, article).and_then(|schedule| schedule.due());
        all.extend(due.map(|(day, _)| format!("next review {day}")));
    }
    all.push(format!("`{}`", facts.path));
    lines(&name(own), all)
}

/// Who signed an article, and whether it is still what was signed.
pub(super) fn signature(index: &Index, doc: DocId) -> Option<String> {
    let by = |record: &Record| {
        let reviewer =
            record.review.reviewer.as_ref().map(|named| person(index, &named.text)).unwrap_or_default();
        let on = record.day().map(|day| format!(" on {day}")).unwrap_or_default();
        format!("signed by {reviewer}{on}")
    };
    match index.signed(doc) {
        Signed::Unknown => None,
        Signed::Valid(record) => Some(format!("{}, unchanged since", by(record))),
        Signed::Changed(record, _) => Some(format!("{}, changed since", by(record))),
    }
}

/// What a person is called.
fn person(index: &Index, named: &str) -> String {
    let entity = index.person(named).and_then(|person| index.entity(person));
    entity.map_or_else(|| plain(named), name)
}

fn of_cause(index: &Index, facts: &Facts, own: &Entity) -> String {
    let pages = index.uses(Collection::Cause, &own.id.text).len();
    let pages = if pages == 1 { "in 1 page".to_owned() } else { format!("in {pages} pages") };
    lines(&name(own), vec![format!("cause, {pages}"), format!("`{}`", facts.path)])
}

fn of_person(index: &Index, entity: EntityRef, facts: &Facts, own: &Entity) -> String {
    let mut all = Vec::new();
    if let Some(person) = facts.people.get(entity.nth as usize) {
        all.extend(person.credentials.as_deref().map(plain));
        let roles: Vec<String> = person.roles.iter().map(|role| plain(&role.text)).collect();
        if !roles.is_empty() {
            all.push(roles.join(", "));
        }
        all.extend(person.specialty.as_ref().map(|specialty| plain(&specialty.text)));
        if let Some(until) = person.active_until {
            all.push(format!("active until {}", until.date));
        } else if person.inactive.is_some() {
            all.push("no longer active".to_owned());
        }
    }
    let pages = index.uses(Collection::Person, &own.id.text).len();
    all.push(format!("named {pages} {}", if pages == 1 { "time" } else { "times" }));
    lines(&name(own), all)
}

fn of_source(settings: &Settings, facts: &Facts, own: &Entity) -> Option<String> {
    let is_it = |cited: &&Cited| cited.key.as_ref().is_some_and(|key| key.text == own.id.text);
    let cited = facts.references.iter().find(is_it)?;
    let mut text = cited.fields.as_ref().map_or_else(|| name(own), |fields| full(settings, fields));
    text.push_str(&format!("\n\n`{}` in `{}`", own.id.text, facts.path));
    Some(text)
}

/// A reference that a page lists: what was understood of it, else as it is written.
fn of_reference(settings: &Settings, session: &Session, cited: &Cited) -> String {
    match &cited.fields {
        Some(fields) => full(settings, fields),
        None => {
            let at = session.location(cited.place);
            let written = session.source(at.doc).map_or("", |source| at.span.slice(&source.text));
            plain(written.trim())
        }
    }
}

/// More authors are not listed.
const MOST_AUTHORS: usize = 6;

/// A reference in full, with when it was opened and whether it was retracted.
fn full(settings: &Settings, fields: &Reference<Place>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut authors: Vec<String> =
        fields.authors.iter().take(MOST_AUTHORS).map(|author| plain(&author.value)).collect();
    if fields.authors.len() > MOST_AUTHORS {
        authors.push("et al".to_owned());
    }
    if !authors.is_empty() {
        parts.push(authors.join("; "));
    }
    parts.extend(fields.title.as_ref().map(|title| format!("**{}**", plain(&title.value))));
    parts.extend(fields.container.as_ref().map(|container| format!("*{}*", plain(&container.value))));
    let is_same =
        |publisher: &str| fields.container.as_ref().is_some_and(|container| *container.value == *publisher);
    parts.extend(
        fields
            .publisher
            .as_ref()
            .map(|publisher| &publisher.value)
            .filter(|name| !is_same(name))
            .map(|name| plain(name)),
    );
    let volume = fields.volume.as_ref().map(|volume| volume.value.clone()).unwrap_or_default();
    let issue = fields.issue.as_ref().map(|issue| format!("({})", issue.value)).unwrap_or_default();
    let pages = fields.pages.as_ref().map(|pages| format!(":{}", pages.value)).unwrap_or_default();
    let place = format!("{volume}{issue}{pages}");
    let issued = fields.issued.as_ref().map(|issued| issued.value.to_string()).unwrap_or_default();
    let dated: Vec<String> = [issued, plain(&place)].into_iter().filter(|part| !part.is_empty()).collect();
    if !dated.is_empty() {
        parts.push(dated.join(";"));
    }
    let mut text = parts.iter().map(|part| part.trim_end_matches('.')).collect::<Vec<_>>().join(". ");
    text.push('.');
    let mut known = Vec::new();
    if let Some(doi) = fields.known_doi() {
        known.push(format!("<https://doi.org/{doi}>"));
    } else if let Some(url) = fields.url.as_ref().filter(|url| url.value.starts_with("http")) {
        known.push(format!("<{}>", url.value));
    }
    known.extend(fields.accessed.as_ref().map(|day| format!("opened on {}", day.value)));
    if let Some(notice) = settings.retractions.notice(fields.known_doi().as_ref(), fields.known_pmid()) {
        let on = notice.date.map(|date| format!(" on {date}")).unwrap_or_default();
        known.push(match notice.nature {
            Nature::Retraction if notice.replaced => format!("**retracted and replaced{on}**"),
            Nature::Retraction => format!("**retracted{on}**"),
            Nature::ExpressionOfConcern | Nature::Reinstatement => {
                format!("**the journal warned about it{on}**")
            }
        });
    }
    if !known.is_empty() {
        text.push_str("\n\n");
        text.push_str(&known.join(", "));
    }
    text
}

fn of_term(session: &Session, entity: EntityRef, facts: &Facts, own: &Entity) -> String {
    let mut all = Vec::new();
    all.extend(plain_words(session, entity, facts));
    if !own.aliases.is_empty() {
        let synonyms: Vec<String> = own.aliases.iter().map(|alias| plain(&alias.text)).collect();
        all.push(format!("also called {}", synonyms.join(", ")));
    }
    lines(&name(own), all)
}

/// A term in plain words, as its file has them.
fn plain_words(session: &Session, entity: EntityRef, facts: &Facts) -> Option<String> {
    let source = session.source(entity.doc)?;
    let root = document::data(source)?;
    let record = match root.items() {
        [] => &root,
        records => records.get(entity.nth as usize)?,
    };
    let field = session.settings().field(facts.collection, "plain");
    Some(plain(record.get(field)?.text()?))
}

/// The term of the glossary whose name or synonym is around a byte of the text, with where it is.
fn term_at(session: &Session, index: &Index, doc: DocId, offset: usize) -> Option<(EntityRef, Span)> {
    if !index.has_terms() {
        return None;
    }
    let source = session.source(doc)?;
    let line = source.line(source.line_of(u32::try_from(offset).ok()?));
    let text = line.slice(&source.text);
    let words: Vec<(usize, usize)> = words_of(text)
        .into_iter()
        .map(|(start, end)| (line.start as usize + start, line.start as usize + end))
        .collect();
    let own = words.iter().position(|(start, end)| (*start..=*end).contains(&offset))?;
    // The longest name around the word is the one that is meant.
    for length in (1..=LONGEST_TERM).rev() {
        for first in (own + 1).saturating_sub(length)..=own {
            let Some(last) = words.get(first + length - 1) else {
                continue;
            };
            let span = Span::new(words.get(first)?.0, last.1);
            if let Some(term) = index.names().term(span.slice(&source.text)) {
                return Some((term, span));
            }
        }
    }
    None
}

/// The words of a line: letters and digits, with what joins them.
fn words_of(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let inside = c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(begun)) => {
                words.push((begun, at));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|begun| (begun, text.len())));
    words
}
