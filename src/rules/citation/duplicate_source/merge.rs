//! Making one reference of two.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::base::diagnostic::{Edit, Fix, Merge};
use crate::base::span::{DocId, Place};
use crate::biblio::reference::is_web_source;
use crate::biblio::same_source::{Likeness, MatchKey, differ_in_publisher, differ_in_year};
use crate::model::collection::Collection;
use crate::model::facts::merging::Merging;
use crate::model::facts::{Citation, Cited, CitedForm, Facts, SourcesChecked};
use crate::model::index::{Index, Listed, Owner};
use crate::page::body::{CitationForm, EntryForm};

/// What is offered for two references that are one.
#[derive(Debug, Default)]
pub struct Offer {
    pub fix: Option<Fix<Place>>,
    /// Of a numbered list, where all are made together.
    pub merge: Option<Merge>,
}

/// Makes references one, page by page.
pub struct Merger<'a> {
    index: &'a Index,
    pages: HashMap<DocId, Page<'a>>,
}

/// What a merge has to know of a page, worked out once.
struct Page<'a> {
    facts: &'a Facts,
    /// The citations of each key, in order.
    citations: HashMap<&'a str, Vec<&'a Citation>>,
    /// Whether each name of a footnote stands for one.
    only_footnotes: bool,
    /// Whether each number of the list stands for one reference.
    only_items: bool,
    /// The highest number that cannot be written again by itself; nothing before it can be merged.
    fixed_number: Option<u32>,
    /// How many merges that number the list again have a fix of their own.
    renumbered: usize,
}

/// How many merges of one list have a fix of their own: each writes all numbers after it again. `--unsafe-fixes` makes
/// all of them together.
const MOST_RENUMBERED: usize = 8;

impl<'a> Merger<'a> {
    pub fn new(index: &'a Index) -> Merger<'a> {
        Merger { index, pages: HashMap::new() }
    }

    fn page(&mut self, doc: DocId) -> Option<&mut Page<'a>> {
        let facts = self.index.facts(doc)?;
        Some(self.pages.entry(doc).or_insert_with(|| Page::new(facts)))
    }

    /// Takes the second reference out and cites the first in its place. `None` if the two were not opened on the same
    /// day or differ in more than their writing: which of the two holds, a person has to say. None either where it
    /// cannot be done to the letter everywhere.
    /// `likeness` is that of the two.
    pub fn offer(&mut self, first: &Listed, other: &Listed, likeness: impl Fn() -> Likeness) -> Offer {
        self.try_offer(first, other, likeness).unwrap_or_default()
    }

    fn try_offer(
        &mut self,
        first: &Listed,
        other: &Listed,
        likeness: impl Fn() -> Likeness,
    ) -> Option<Offer> {
        let accessed = |listed: &Listed| {
            (listed.fields.accessed.as_ref().map(|accessed| accessed.value), listed.cited.access_stated)
        };
        let (kept, gone) = (first.cited.key.as_ref()?.text.as_str(), other.cited.key.as_ref()?.text.as_str());
        if accessed(first) != accessed(other) || kept == gone || !is_certain(first, other, likeness) {
            return None;
        }
        let title = format!("keep {} and cite it in place of {}", super::name(first), super::name(other));
        let mut edits = match other.owner {
            Owner::Registry(_) => in_registry(self.index, kept, gone)?,
            Owner::Text(doc) => {
                let page = self.page(doc)?;
                match (first.cited.form, other.cited.form) {
                    (CitedForm::Text(EntryForm::Footnote), CitedForm::Text(EntryForm::Footnote)) => {
                        footnotes(page, kept, gone)?
                    }
                    (CitedForm::Text(EntryForm::ListItem), CitedForm::Text(EntryForm::ListItem)) => {
                        other.cited.lines?;
                        let (merge, edits) = numbered(page, kept, gone)?;
                        let fix = edits.map(|edits| Fix { title, safe: false, edits });
                        return Some(Offer { fix, merge: Some(merge) });
                    }
                    _ => return None,
                }
            }
        };
        edits.push(Edit::verbatim(other.cited.lines?, ""));
        Some(Offer { fix: Some(Fix { title, safe: false, edits }), merge: None })
    }
}

impl<'a> Page<'a> {
    fn new(facts: &'a Facts) -> Page<'a> {
        let mut citations: HashMap<&str, Vec<&Citation>> = HashMap::new();
        for citation in &facts.citations {
            citations.entry(citation.key.text.as_str()).or_default().push(citation);
        }
        Page {
            facts,
            citations,
            only_footnotes: only_one_each(facts, EntryForm::Footnote),
            only_items: only_one_each(facts, EntryForm::ListItem),
            fixed_number: fixed_number(facts),
            renumbered: 0,
        }
    }

    fn citations(&self, key: &str) -> &[&'a Citation] {
        self.citations.get(key).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Whether nothing but the writing differs: else the second may be another work, or hold what is right of the first.
fn is_certain(first: &Listed, other: &Listed, likeness: impl Fn() -> Likeness) -> bool {
    let is_page = |listed: &Listed| is_web_source(listed.fields) && !listed.fields.is_identified();
    // A page changes its title and stays where it is.
    let is_one_page = other.rung == Some(MatchKey::Url) && is_page(first) && is_page(other);
    other.rung.is_some_and(MatchKey::is_certain)
        && !differ_in_year(first.fields, other.fields)
        && !differ_in_publisher(first.fields, other.fields)
        && (is_one_page || likeness() == Likeness::One)
}

/// Rewrites the citations of every page, and what reviewers say they opened again.
fn in_registry(index: &Index, kept: &str, gone: &str) -> Option<Vec<Edit<Place>>> {
    let only = |key: &str| index.names().all_by_id(Collection::Source, key).len() == 1;
    let citable = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    // What a page that cannot be read cites, nobody knows.
    let all_read = index.is_all_read();
    if !(all_read && only(kept) && only(gone) && kept.chars().all(citable)) {
        return None;
    }
    let uses = [kept, gone].map(|key| index.uses(Collection::Source, key));
    let users: BTreeSet<DocId> = uses.into_iter().flatten().map(|site| site.place.doc).collect();
    let mut edits = Vec::new();
    for facts in users.into_iter().filter_map(|doc| index.facts(doc)) {
        let by_key = |citation: &&Citation| matches!(citation.form, CitationForm::Key | CitationForm::InText);
        edits.extend(cite(&mentions(facts, kept), &mentions(facts, gone), by_key, |_| {
            Some(format!("@{kept}"))
        })?);
        for review in &facts.reviews {
            let SourcesChecked::Some(checked) = &review.sources_checked else {
                continue;
            };
            let old = checked.iter().filter(|source| source.text == gone);
            let edit = |source: &crate::model::facts::Mention| Edit::value(source.place, kept);
            let new: Vec<_> = old.map(edit).collect();
            if !new.is_empty() && checked.iter().any(|source| source.text == kept) {
                return None;
            }
            edits.extend(new);
        }
    }
    Some(edits)
}

/// The names of footnotes are never shown, so the others keep theirs.
fn footnotes(page: &Page, kept: &str, gone: &str) -> Option<Vec<Edit<Place>>> {
    // Pandoc's `^[…]` is its own citation.
    if [kept, gone].iter().any(|key| key.starts_with('^')) || !page.only_footnotes {
        return None;
    }
    let is_footnote = |citation: &&Citation| citation.form == CitationForm::Footnote;
    cite(page.citations(kept), page.citations(gone), is_footnote, |_| Some(format!("[^{kept}]")))
}

/// The numbers after the one that goes come down by one, in the text and in the list. The edits are those of this merge
/// alone; `None` if the list has enough of them.
fn numbered(page: &mut Page, kept: &str, gone: &str) -> Option<(Merge, Option<Vec<Edit<Place>>>)> {
    let merge = Merge { kept: kept.parse().ok()?, gone: gone.parse().ok()? };
    if merge.kept > merge.gone
        || !page.only_items
        || page.fixed_number.is_some_and(|fixed| fixed > merge.gone)
    {
        return None;
    }
    let by_number =
        |citation: &&Citation| matches!(citation.form, CitationForm::Number | CitationForm::Superscript);
    let number = |citation: &Citation| Some(citation.numeral?.write(merge.kept));
    cite(page.citations(kept), page.citations(gone), by_number, number)?;
    if page.renumbered >= MOST_RENUMBERED {
        return Some((merge, None));
    }
    page.renumbered += 1;
    let mut alone = Merging::new(page.facts);
    alone.add(merge).then_some(())?;
    Some((merge, Some(alone.edits()?)))
}

/// The highest number of an entry that cannot be written again by itself; any number where a citation cannot.
fn fixed_number(facts: &Facts) -> Option<u32> {
    let numbers = |form| matches!(form, CitationForm::Number | CitationForm::Superscript);
    let is_fixed = |citation: &Citation| numbers(citation.form) && citation.numeral.is_none();
    if facts.citations.iter().any(is_fixed) {
        return Some(u32::MAX);
    }
    let listed = items(facts, EntryForm::ListItem).filter(|entry| entry.numeral.is_none());
    // What is no number could be any.
    let number = |entry: &Cited| entry.key.as_ref().and_then(|key| key.text.parse().ok()).unwrap_or(u32::MAX);
    listed.map(number).max()
}

/// Rewrites the citations of one reference. `None` if readers would see the same mark twice side by side.
fn cite(
    kept: &[&Citation],
    gone: &[&Citation],
    is_meant: impl Fn(&&Citation) -> bool,
    written: impl Fn(&Citation) -> Option<String>,
) -> Option<Vec<Edit<Place>>> {
    let mut groups: HashSet<usize> =
        kept.iter().filter(|citation| is_meant(citation)).map(|citation| citation.group).collect();
    let mut edits = Vec::new();
    for citation in gone.iter().filter(|citation| is_meant(citation)) {
        if !groups.insert(citation.group) {
            return None;
        }
        edits.push(Edit::verbatim(citation.key.place, written(citation)?));
    }
    Some(edits)
}

/// The citations of a key.
fn mentions<'a>(facts: &'a Facts, key: &str) -> Vec<&'a Citation> {
    facts.citations.iter().filter(|citation| citation.key.text == key).collect()
}

fn items(facts: &Facts, form: EntryForm) -> impl Iterator<Item = &Cited> {
    facts.references.iter().filter(move |cited| cited.form == CitedForm::Text(form))
}

/// Whether each number or name of a page stands for one reference.
fn only_one_each(facts: &Facts, form: EntryForm) -> bool {
    let mut known = HashSet::new();
    items(facts, form).all(|entry| entry.key.as_ref().is_none_or(|key| known.insert(key.text.as_str())))
}
