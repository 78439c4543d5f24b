//! What answers to old ids and addresses.

use std::collections::BTreeMap;

use super::Names;
use crate::base::quick::{QuickMap, count_once_less};
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::facts::{Facts, Redirect};
use crate::model::index::address::{last_part, trim_slashes};
use crate::model::index::reads::{self, Asked, Part, Reads};
use crate::model::index::worked::Worked;
use crate::model::index::{Changed, Documents, EntityRef, Order};

/// No honest chain of redirects is longer; one that comes back to itself is cut here.
pub(super) const LONGEST_CHAIN: usize = 16;

/// Old ids and addresses, and what answers them.
#[derive(Debug, Default)]
pub(super) struct Redirects {
    /// From an old id or address to what answers it, both without slashes at their ends. Of several the first in order of
    /// path and text counts.
    to: QuickMap<String, Vec<(Order, String)>>,
    /// Where each redirect leads in the end, by its number in its document; nowhere where they lead in a circle.
    leads: Worked<EntityRef, Option<Lead>>,
    /// From the last part of an old address to those of what answers addresses that end with it, each with their number.
    led_from: QuickMap<String, BTreeMap<String, usize>>,
    /// From the id of an article to those that lead to it, each with their number.
    former_ids: QuickMap<String, BTreeMap<String, usize>>,
}

/// Where a redirect leads in the end.
#[derive(Clone, Debug, PartialEq)]
struct Lead {
    /// The last part of the old address.
    from: String,
    /// That of what answers now.
    to: String,
    /// Whether that is an article that was called as the old address says.
    renamed: bool,
}

impl Redirects {
    /// Where a redirect from an old id or address leads, which has no slashes at its ends.
    pub(super) fn get(&self, from: &str) -> Option<&str> {
        reads::note(Asked::Redirect(from));
        Some(self.to.get(from)?.first()?.1.as_str())
    }

    pub(super) fn is_empty(&self) -> bool {
        reads::part(Part::Redirects);
        self.to.is_empty()
    }

    /// What an old id or address leads to now, through a chain of redirects.
    pub(super) fn redirected(&self, from: &str) -> Option<&str> {
        let mut to = self.get(trim_slashes(from)).or_else(|| self.get(last_part(from)))?;
        for _ in 0..LONGEST_CHAIN {
            match self.get(to) {
                Some(next) => to = next,
                None => return Some(to),
            }
        }
        None
    }

    /// Whether an old address that ends so leads to an article.
    pub(super) fn led(&self, from: &str, id: &str) -> bool {
        reads::note(Asked::LedFrom(from));
        self.led_from.get(from).is_some_and(|led| led.contains_key(id))
    }

    /// The ids that led to an article, in order.
    pub(super) fn former_ids(&self, id: &str) -> impl Iterator<Item = &str> {
        reads::note(Asked::FormerIds(id));
        self.former_ids.get(id).into_iter().flatten().map(|(id, _)| id.as_str())
    }

    /// Takes in what a document redirects in place of what it did.
    fn replace(
        &mut self,
        order: impl Fn(u32) -> Order,
        old: &[Redirect],
        new: &[Redirect],
        changed: &mut Changed,
    ) {
        let were_some = !self.to.is_empty();
        let pair = |redirect: &Redirect| {
            (trim_slashes(&redirect.from.text).to_owned(), trim_slashes(&redirect.to.text).to_owned())
        };
        for (nth, redirect) in (0u32..).zip(old) {
            let (from, _) = pair(redirect);
            if let Some(known) = self.to.get_mut(&from) {
                known.retain(|(place, _)| *place != order(nth));
                if known.is_empty() {
                    self.to.remove(&from);
                }
            }
            changed.note(Asked::Redirect(&from));
        }
        for (nth, redirect) in (0u32..).zip(new) {
            let (from, to) = pair(redirect);
            let known = self.to.entry(from.clone()).or_default();
            let place = known.partition_point(|(place, _)| *place < order(nth));
            known.insert(place, (order(nth), to));
            changed.note(Asked::Redirect(&from));
        }
        changed.part(Part::Redirects, were_some == self.to.is_empty());
    }

    /// Takes in where a redirect leads in the end; `None` of one that is gone.
    fn set(&mut self, redirect: EntityRef, now: Option<Option<Lead>>, reads: Reads, changed: &mut Changed) {
        let before = self.leads.set(redirect, now.clone(), reads).flatten();
        let now = now.flatten();
        if before == now {
            return;
        }
        if let Some(Lead { from, to, renamed }) = before {
            changed.note(Asked::LedFrom(&from));
            count_once_less(&mut self.led_from, &from, &to);
            if renamed {
                changed.note(Asked::FormerIds(&to));
                count_once_less(&mut self.former_ids, &to, &from);
            }
        }
        if let Some(Lead { from, to, renamed }) = now {
            changed.note(Asked::LedFrom(&from));
            if renamed {
                changed.note(Asked::FormerIds(&to));
                *self.former_ids.entry(to.clone()).or_default().entry(from.clone()).or_default() += 1;
            }
            *self.led_from.entry(from).or_default().entry(to).or_default() += 1;
        }
    }

    pub(super) fn expect_edits(&mut self) {
        self.leads.expect_edits();
    }
}

impl Names {
    /// Takes in the redirects of a document, before it is found out where they lead in the end.
    pub(super) fn redirect(
        &mut self,
        documents: &Documents,
        doc: DocId,
        old: &[Redirect],
        new: &[Redirect],
        changed: &mut Changed,
    ) {
        let order = |nth| documents.order_of(EntityRef { doc, nth });
        let same = |(one, other): (&Redirect, &Redirect)| {
            one.from.text == other.from.text && one.to.text == other.to.text
        };
        if old.len() != new.len() || !old.iter().zip(new).all(same) {
            self.redirects.replace(order, old, new, changed);
        }
    }

    /// Finds out where redirects lead in the end, once all names are known: those of edited documents, and those that lead
    /// through a name that changed.
    pub(in crate::model::index) fn lead(
        &mut self,
        documents: &Documents,
        edited: &[(DocId, &Facts, &Facts)],
        changed: &mut Changed,
    ) {
        let mut again = self.redirects.leads.stale(changed);
        for (doc, old, new) in edited {
            let most = u32::try_from(old.redirects.len().max(new.redirects.len())).unwrap_or(u32::MAX);
            again.extend((0..most).map(|nth| EntityRef { doc: *doc, nth }));
        }
        for redirect in again {
            self.lead_one(documents, redirect, changed);
        }
    }

    pub(super) fn lead_one(&mut self, documents: &Documents, redirect: EntityRef, changed: &mut Changed) {
        let (lead, reads) = reads::record(|| {
            let redirect = documents.get(redirect.doc)?.redirects.get(redirect.nth as usize)?;
            let from = trim_slashes(&redirect.from.text);
            let Some(to) = self.redirects.redirected(from) else {
                return Some(None);
            };
            let (id, named) = (last_part(from), last_part(to));
            let is_page = self.redirect_target(to).is_some();
            let renamed = is_page && named != id && self.by_id(Collection::Article, id).is_none();
            Some(Some(Lead { from: id.to_owned(), to: named.to_owned(), renamed }))
        });
        self.redirects.set(redirect, lead, reads, changed);
    }
}
