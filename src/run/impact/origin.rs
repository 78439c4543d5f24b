//! By what a change broke something elsewhere.

use std::collections::HashSet;

use crate::base::diagnostic::{Diagnostic, Location};
use crate::base::slug::slug;
use crate::base::title::fold;
use crate::model::collection::Collection;
use crate::model::facts::{Facts, Mention, Status};
use crate::model::index;
use crate::rules::settings;
use crate::run::baseline;
use crate::run::session::Session;

/// What a change did that broke something elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It deleted the file at this path.
    Deleted(String),
    /// It moved a file.
    Renamed { old: String, new: String },
    /// It gave a page another title than this one.
    Retitled { path: String, was: String },
    /// It took something out of a file: the heading “Symptoms”, the source `nord`.
    Removed { path: String, what: String },
    /// It moved a page to another stage.
    Restaged { path: String, did: &'static str },
    /// It made a new file.
    Added(String),
    /// It did something else to a file.
    Edited(String),
    /// Several files could be it.
    Several(Vec<String>),
}

/// One file of a change, and what it exports others before and after.
#[derive(Clone, Debug, Default)]
pub(super) struct Change {
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    pub(super) before: Option<Exports>,
    pub(super) after: Option<Exports>,
}

/// What a file tells others that may point to it, and what it points to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Exports {
    /// What its records are called: "person".
    noun: &'static str,
    /// The ids that others know its records by.
    ids: HashSet<String>,
    title: Option<String>,
    aliases: Vec<String>,
    /// Sections: their addresses, and their texts.
    headings: Vec<(String, String)>,
    /// Old addresses that it answers for.
    redirects: Vec<String>,
    status: Status,
    /// Ids that it names.
    mentions: HashSet<String>,
}

impl Origin {
    /// The cause of a finding in a file that the change did not touch.
    pub(super) fn of(diagnostic: &Diagnostic<Location>, session: &Session, changes: &[Change]) -> Origin {
        let path = |at: &Location| session.source(at.doc).map(|source| source.path.as_str());
        let labelled: Vec<&str> = diagnostic.labels.iter().filter_map(|(at, _)| path(at)).collect();
        let source = session.source(diagnostic.at.doc);
        let mut own = source.and_then(|source| Exports::by(session, &source.path)).unwrap_or_default();
        // A register holds many records; a finding at the id of one is about that one.
        let about = source.map_or("", |source| diagnostic.at.span.slice(&source.text));
        let about = about.trim_matches(['"', '\'', '@']);
        if own.ids.contains(about) {
            own.ids = HashSet::from([about.to_owned()]);
        }
        let missing = diagnostic.missing.as_deref().and_then(|missing| what_answered(missing, changes));
        missing.or_else(|| in_sight(&labelled, changes)).unwrap_or_else(|| related(&own, changes))
    }

    /// The cause as labels: at its place where that is still there, else where it shows.
    pub(super) fn labels(
        &self,
        diagnostic: &Diagnostic<Location>,
        session: &Session,
    ) -> Vec<(Location, String)> {
        let at = self.place(diagnostic, session).unwrap_or(diagnostic.at);
        vec![(at, self.words())]
    }

    fn words(&self) -> String {
        match self {
            Origin::Deleted(path) => format!("this change deleted `{path}`"),
            Origin::Renamed { old, new } => format!("this change renamed `{old}` to `{new}`"),
            Origin::Retitled { was, .. } => {
                format!("this change retitled the page, which was called “{was}”")
            }
            Origin::Removed { what, .. } => format!("this change removed {what}"),
            Origin::Restaged { did, .. } => format!("this change {did}"),
            Origin::Added(path) => format!("this change added `{path}`"),
            Origin::Edited(path) => format!("this change edited `{path}`"),
            Origin::Several(paths) => {
                let shown: Vec<String> = paths.iter().take(2).map(|path| format!("`{path}`")).collect();
                match paths.len() - shown.len() {
                    0 => format!("this change touched {}", shown.join(" and ")),
                    1 => format!("this change touched {} and another file", shown.join(", ")),
                    more => format!("this change touched {} and {more} other files", shown.join(", ")),
                }
            }
        }
    }

    /// Where the change was made.
    fn place(&self, diagnostic: &Diagnostic<Location>, session: &Session) -> Option<Location> {
        let (path, in_title) = match self {
            Origin::Deleted(_) | Origin::Several(_) => return None,
            Origin::Retitled { path, .. } | Origin::Restaged { path, .. } => (path, true),
            Origin::Renamed { new: path, .. }
            | Origin::Removed { path, .. }
            | Origin::Added(path)
            | Origin::Edited(path) => (path, false),
        };
        let doc = session.doc(path)?;
        let there = diagnostic.labels.iter().map(|(at, _)| *at).find(|at| at.doc == doc);
        let facts = session.facts(doc)?;
        let title = facts.page().and_then(|page| page.title.as_ref()).filter(|_| in_title);
        let place = || session.location(title.map_or(facts.start, |title| title.place));
        Some(if in_title { place() } else { there.unwrap_or_else(place) })
    }
}

/// The change of the file that used to answer to a path, an id or a name.
fn what_answered(missing: &str, changes: &[Change]) -> Option<Origin> {
    if let Some((page, anchor)) = missing.split_once('#') {
        return section_of(page, anchor, changes);
    }
    let of = |answers: &dyn Fn(&Change) -> Option<Origin>| changes.iter().find_map(answers);
    of(&|change| if change.old.as_deref() == Some(missing) { change.moved() } else { None })
        .or_else(|| of(&|change| change.lost_id(missing)))
        .or_else(|| of(&|change| change.lost_name(missing)))
        .or_else(|| of(&|change| change.lost_redirect(missing)))
        // A link may leave the ending out, or a site may have its own address for a page.
        .or_else(|| {
            of(&|change| change.old.as_deref().filter(|old| stem(old) == stem(missing)).and(change.moved()))
        })
}

/// The change of the page, or of a cause that it includes, that used to have a section.
fn section_of(page: &str, anchor: &str, changes: &[Change]) -> Option<Origin> {
    let lost = |change: &Change| {
        let had = |exports: &Option<Exports>| {
            let exports = exports.as_ref()?;
            exports.headings.iter().find(|(own, _)| own == anchor).map(|(_, text)| text.clone())
        };
        let text = had(&change.before).filter(|_| had(&change.after).is_none())?;
        let removed =
            |path: &String| Origin::Removed { path: path.clone(), what: format!("the heading “{text}”") };
        Some(change.new.as_ref().map_or_else(|| change.gone(), removed))
    };
    let is_page = |change: &&Change| change.new.as_deref() == Some(page);
    let is_cause = |change: &&Change| {
        change.before.as_ref().is_some_and(|exports| exports.noun == Collection::Cause.noun())
    };
    let own = changes.iter().filter(is_page).find_map(lost);
    own.or_else(|| changes.iter().filter(is_cause).find_map(lost))
        .or_else(|| changes.iter().find(is_page).and_then(|change| change.new.clone()).map(Origin::Edited))
}

/// The change of a file that the finding shows.
fn in_sight(labelled: &[&str], changes: &[Change]) -> Option<Origin> {
    let shown = |change: &&Change| change.new.as_deref().is_some_and(|new| labelled.contains(&new));
    let shown: Vec<&Change> = changes.iter().filter(shown).collect();
    shown.iter().find_map(|change| change.visible()).or_else(|| shown.first().map(|change| change.any()))
}

/// The change of a file that has to do with the one of the finding, or of the only file it can be.
fn related(own: &Exports, changes: &[Change]) -> Origin {
    // Settings and baseline concern everything.
    let is_one = |path: &String| path == baseline::FILE_NAME || settings::FILE_NAMES.contains(&path.as_str());
    let settings = |change: &&Change| [&change.old, &change.new].into_iter().flatten().any(is_one);
    if let Some(change) = changes.iter().find(settings) {
        return change.any();
    }
    let meets = |one: &HashSet<String>, other: &HashSet<String>| !one.is_disjoint(other);
    let newly = |change: &&Change| {
        let (before, after) =
            (change.before.clone().unwrap_or_default(), change.after.clone().unwrap_or_default());
        let mentions = before.mentions.symmetric_difference(&after.mentions).cloned().collect();
        let ids = before.ids.symmetric_difference(&after.ids).cloned().collect();
        meets(&mentions, &own.ids) || meets(&ids, &own.mentions)
    };
    let at_all = |change: &&Change| {
        let exports = change.before.iter().chain(&change.after);
        exports
            .into_iter()
            .any(|exports| meets(&exports.mentions, &own.ids) || meets(&exports.ids, &own.mentions))
    };
    let some = |wanted: &dyn Fn(&&Change) -> bool| {
        let those: Vec<&Change> = changes.iter().filter(wanted).collect();
        Some(those).filter(|those| !those.is_empty())
    };
    let those = some(&newly).or_else(|| some(&at_all)).unwrap_or_else(|| changes.iter().collect());
    match those.as_slice() {
        [only] => only.visible().unwrap_or_else(|| only.any()),
        several => {
            let path = |change: &&Change| change.new.clone().or_else(|| change.old.clone());
            Origin::Several(several.iter().filter_map(path).collect())
        }
    }
}

impl Change {
    /// What became of a file whose path changed.
    fn moved(&self) -> Option<Origin> {
        (self.old != self.new).then(|| self.gone())
    }

    /// What became of a file that is no longer where it was.
    fn gone(&self) -> Origin {
        match (self.old.clone(), self.new.clone()) {
            (Some(old), Some(new)) => Origin::Renamed { old, new },
            (old, new) => Origin::Deleted(old.or(new).unwrap_or_default()),
        }
    }

    fn lost_id(&self, missing: &str) -> Option<Origin> {
        let before = self.before.as_ref().filter(|exports| exports.ids.contains(missing))?;
        if self.after.as_ref().is_some_and(|exports| exports.ids.contains(missing)) {
            return None;
        }
        let path = self.new.clone().filter(|new| self.old.as_ref() == Some(new));
        let noun = if before.noun == Collection::Article.noun() { "id" } else { before.noun };
        Some(match path {
            Some(path) => Origin::Removed { path, what: format!("the {noun} `{missing}`") },
            None => self.gone(),
        })
    }

    fn lost_name(&self, missing: &str) -> Option<Origin> {
        let bears = |name: &String| slug(name) == missing || fold(name) == fold(missing);
        let named = |exports: &Exports| {
            exports.title.iter().chain(&exports.aliases).find(|name| bears(name)).cloned()
        };
        let before = self.before.as_ref()?;
        let name = named(before).filter(|_| self.after.as_ref().and_then(named).is_none())?;
        let Some(path) = self.new.clone() else {
            return Some(self.gone());
        };
        let is_page = before.noun == Collection::Article.noun();
        Some(if is_page && before.title.as_ref() == Some(&name) {
            Origin::Retitled { path, was: name }
        } else {
            Origin::Removed { path, what: format!("the name “{name}”") }
        })
    }

    fn lost_redirect(&self, missing: &str) -> Option<Origin> {
        let had = |exports: &Option<Exports>| {
            let mut redirects = exports.iter().flat_map(|exports| &exports.redirects);
            redirects.find(|from| from.trim_matches('/') == missing || stem(from) == stem(missing)).cloned()
        };
        let from = had(&self.before).filter(|_| had(&self.after).is_none())?;
        let removed = |path| Origin::Removed { path, what: format!("the redirect from `{from}`") };
        Some(self.new.clone().map_or_else(|| self.gone(), removed))
    }

    /// What readers of the page would notice first.
    fn visible(&self) -> Option<Origin> {
        let (before, after) = (self.before.as_ref()?, self.after.as_ref()?);
        let path = self.new.clone()?;
        if before.status != after.status {
            let did = match after.status {
                Status::Retired => "retired the page",
                Status::Draft => "made the page a draft",
                Status::InReview => "put the page back into review",
                Status::Published => "published the page",
                Status::Unstated => "took the status out of the page",
            };
            return Some(Origin::Restaged { path, did });
        }
        let was = before.title.clone().filter(|_| before.title != after.title)?;
        (before.noun == Collection::Article.noun()).then_some(Origin::Retitled { path, was })
    }

    fn any(&self) -> Origin {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) if old == new => Origin::Edited(new.clone()),
            (None, Some(new)) => Origin::Added(new.clone()),
            _ => self.gone(),
        }
    }
}

impl Exports {
    /// What the document at a path tells.
    pub(super) fn by(session: &Session, path: &str) -> Option<Exports> {
        session.facts(session.doc(path)?).map(Exports::of)
    }

    fn of(facts: &Facts) -> Exports {
        let page = facts.page();
        let text = |mention: &Mention| mention.text.clone();
        let titles = facts.entities.iter().filter_map(|entity| entity.title.as_ref()).map(text);
        let aliases = facts.entities.iter().flat_map(|entity| &entity.aliases).map(text);
        let headings =
            facts.headings.iter().map(|heading| (heading.anchor.clone(), heading.text.text.clone()));
        let anchors = facts.anchors.iter().map(|anchor| (anchor.clone(), anchor.clone()));
        Exports {
            noun: facts.collection.noun(),
            ids: facts.entities.iter().map(|entity| text(&entity.id)).collect(),
            title: page.and_then(|page| page.title.as_ref()).map(text),
            aliases: titles.chain(aliases).collect(),
            headings: headings.chain(anchors).collect(),
            redirects: facts.redirects.iter().map(|redirect| text(&redirect.from)).collect(),
            status: facts.status(),
            mentions: mentions(facts),
        }
    }
}

/// The ids of all kinds that a document names.
fn mentions(facts: &Facts) -> HashSet<String> {
    let mut named = HashSet::new();
    index::each_use(facts, |_, id, _| {
        named.insert(id.to_owned());
    });
    let links = facts.links.iter().map(|link| {
        let (page, _) = link.target.text.split_once('#').unwrap_or((&link.target.text, ""));
        stem(page).to_owned()
    });
    let sees = facts.sees.iter().map(|see| slug(&see.label.text));
    named.extend(links.chain(sees));
    named.retain(|id| !id.is_empty());
    named
}

/// The name of a file without its folder and ending.
fn stem(path: &str) -> &str {
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests;
