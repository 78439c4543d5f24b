//! A count of the turns that loops over input take, and of the items that searches look at.
//!
//! A loop that takes nothing from its input in some turn never ends. So every hand-written loop whose turns depend on
//! the input calls [`step`], and tests hold a reader to a number of turns, which is the same on every machine. The same
//! count tells how work grows: a clock measures the machine, a count measures the code.

/// Counts one turn of a loop over input. It costs nothing outside the tests of this crate.
#[inline]
pub(crate) fn step() {
    count(1);
}

/// Counts `steps` items that a search looked at. It costs nothing outside the tests of this crate.
#[inline]
pub(crate) fn count(steps: usize) {
    #[cfg(test)]
    counted::count(steps);
    let _ = steps;
}

#[cfg(test)]
pub(crate) use counted::{assert_linear, taken, within};

#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local! {
        static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
        static TAKEN: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn count(steps: usize) {
        TAKEN.set(TAKEN.get() + steps);
        if let Some(left) = LEFT.get() {
            assert!(left >= steps, "a reader takes more turns than its input allows");
            LEFT.set(Some(left - steps));
        }
    }

    /// How many steps the work takes on this thread.
    pub(crate) fn taken(work: impl FnOnce()) -> usize {
        let before = TAKEN.get();
        work();
        TAKEN.get() - before
    }

    /// Asserts that four times the input takes at most five times the steps. `run` does the work for an input of size
    /// `n`, on one thread, whose steps are counted.
    pub(crate) fn assert_linear(what: &str, n: usize, run: impl Fn(usize) + Sync) {
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one more thread");
        let steps = |n| alone.install(|| taken(|| run(n)));
        let (small, large) = (steps(n), steps(4 * n));
        assert!(small > 0, "{what}: nothing is counted");
        assert!(large <= 5 * small, "{what}: {small} steps for {n}, {large} for {}", 4 * n);
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
        assert_eq!(within(2, || [super::step(), super::step()].len()), 2);
        super::step();
        let spent = std::panic::catch_unwind(|| within(1, || [super::step(), super::step()].len()));
        assert!(spent.is_err());
        super::step();
    }
}

#[cfg(test)]
pub(crate) mod tests;
