//! A catalogue that changes is the one that would be made of its references.

use proptest::prelude::*;

use super::*;
use crate::base::span::Span;
use crate::base::steps::taken;
use crate::biblio::same_source::tests::{any_reference, references};

type Shelf = BTreeMap<usize, Reference<Span>>;

/// All that a catalogue says.
type Said = (BTreeSet<Members<usize>>, Vec<(usize, usize)>, Vec<(usize, usize, Relation)>);

/// With which others a reference conflicts, and which it resembles.
type Compared = (Option<usize>, Option<(usize, Relation)>);

fn said(catalogue: &Catalogue<usize>) -> Said {
    let clusters = catalogue.numbers().map(|number| catalogue.cluster(number).to_vec()).collect();
    (clusters, catalogue.conflicts(0, usize::MAX).collect(), catalogue.similar(0, usize::MAX).collect())
}

fn all(shelf: &Shelf) -> Vec<Known<'_, usize, Span>> {
    shelf.iter().map(|(id, reference)| (*id, reference)).collect()
}

/// Puts references into places, or takes them out where there is none.
fn change(
    catalogue: &mut Catalogue<usize>,
    shelf: &mut Shelf,
    edits: Vec<(usize, Option<Reference<Span>>)>,
) -> Regrouped<usize> {
    let mut old: Shelf = Shelf::new();
    let places: BTreeSet<usize> = edits.iter().map(|(id, _)| *id).collect();
    for (id, reference) in edits {
        let before = match reference {
            Some(reference) => shelf.insert(id, reference),
            None => shelf.remove(&id),
        };
        if let Some(before) = before {
            old.entry(id).or_insert(before);
        }
    }
    let shelf = &*shelf;
    let new: Vec<Known<'_, usize, Span>> =
        places.iter().filter_map(|id| Some((*id, shelf.get(id)?))).collect();
    let old = all(&old).into_iter().filter(|(id, _)| places.contains(id)).collect::<Vec<_>>();
    catalogue.change(&old, &new, || all(shelf), |id| shelf.get(&id))
}

proptest! {
    #[test]
    fn changes_leave_what_is_made_at_once(
        items in prop::collection::vec(any_reference(), 0..10),
        edits in prop::collection::vec(
            prop::collection::vec((0_usize..12, prop::option::weighted(0.7, any_reference())), 1..4),
            1..8,
        ),
    ) {
        let items: Vec<&str> = items.iter().map(String::as_str).collect();
        let mut shelf: Shelf = references(&items).into_iter().enumerate().collect();
        let mut catalogue = Catalogue::new(&all(&shelf));
        for edit in edits {
            let before = said(&catalogue);
            let edit: BTreeMap<usize, Option<String>> = edit.into_iter().collect();
            let edit = edit.into_iter().map(|(id, item)| {
                (id, item.map(|item| references(&[&item]).remove(0)))
            });
            let regrouped = change(&mut catalogue, &mut shelf, edit.collect());
            let now = said(&catalogue);
            prop_assert_eq!(&now, &said(&Catalogue::new(&all(&shelf))));
            // What is said to have changed is what did.
            let gone: BTreeSet<Members<usize>> = regrouped.gone.into_iter().map(|(_, gone)| gone).collect();
            let new = regrouped.new.iter().map(|number| catalogue.cluster(*number).to_vec()).collect();
            prop_assert_eq!(&before.0 - &now.0, gone);
            prop_assert_eq!(&now.0 - &before.0, new);
            for number in catalogue.numbers() {
                for (id, _) in catalogue.cluster(number) {
                    prop_assert_eq!(catalogue.cluster_of(*id), Some(number));
                }
            }
            let others = |said: &Said| -> BTreeMap<usize, Compared> {
                let mut others: BTreeMap<usize, Compared> = BTreeMap::new();
                said.1.iter().for_each(|(first, other)| others.entry(*other).or_default().0 = Some(*first));
                said.2.iter().for_each(|(first, other, relation)| {
                    others.entry(*other).or_default().1 = Some((*first, *relation));
                });
                others
            };
            let (before, now) = (others(&before), others(&now));
            for id in 0..12 {
                prop_assert!(before.get(&id) == now.get(&id) || regrouped.compared.contains(&id));
            }
        }
    }
}

/// However many other sources there are, a change costs the same.
#[test]
fn a_change_costs_what_shares_a_key() {
    let cost = |n: usize| {
        let letters = |nth: usize| -> String {
            nth.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
        };
        // All of one author's are compared; each shares its author with three others.
        let item = |nth: usize| {
            let author = letters(nth / 4);
            format!(
                "title: Heat for necks in {}, container-title: c, issued: 2020, author: [{{family: Lee{author}}}]",
                letters(nth)
            )
        };
        let items: Vec<String> = (0..n).map(item).collect();
        let items: Vec<&str> = items.iter().map(String::as_str).collect();
        let mut shelf: Shelf = references(&items).into_iter().enumerate().collect();
        let mut catalogue = Catalogue::new(&all(&shelf));
        change(&mut catalogue, &mut shelf, vec![(0, None)]);
        taken(|| {
            let twin = shelf.get(&7).cloned();
            let regrouped = change(&mut catalogue, &mut shelf, vec![(1, twin)]);
            assert_eq!(regrouped.new.len(), 1);
        })
    };
    assert_eq!((cost(40), cost(160)), (6, 6));
}
