//! A count of the turns that loops over input take.
//!
//! A loop that takes nothing from its input in some turn never ends. So every hand-written loop whose turns depend on
//! the input calls [`step`], and tests hold a reader to a number of turns, which is the same on every machine.

/// Counts one turn of a loop over input. It costs nothing outside the tests of this crate.
#[inline]
pub(crate) fn step() {
    #[cfg(test)]
    counted::step();
}

#[cfg(test)]
pub(crate) use counted::within;

#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local! {
        static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
    }

    pub(super) fn step() {
        LEFT.with(|left| {
            if let Some(steps) = left.get() {
                assert!(steps > 0, "a reader takes more turns than its input allows");
                left.set(Some(steps - 1));
            }
        });
    }

    /// Does the work, and panics as soon as it takes more than `budget` turns.
    pub(crate) fn within<T>(budget: usize, work: impl FnOnce() -> T) -> T {
        /// Lifts the budget whether the work ends or panics.
        struct Lift;
        impl Drop for Lift {
            fn drop(&mut self) {
                LEFT.set(None);
            }
        }
        LEFT.set(Some(budget));
        let _lift = Lift;
        work()
    }

    #[test]
    fn the_budget_holds_within_the_work_alone() {
        assert_eq!(within(2, || [step(), step()].len()), 2);
        step();
        let spent = std::panic::catch_unwind(|| within(1, || [step(), step()].len()));
        assert!(spent.is_err());
        step();
    }
}

#[cfg(test)]
mod tests;
