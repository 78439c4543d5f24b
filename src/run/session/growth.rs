//! Work grows with the input, not with its square: one page of a megabyte must not hold up a run.

use super::*;
use crate::base::date::Date;
use crate::base::steps::assert_linear;

/// Counts the steps for pages of size `n` and `4 n`.
fn grows(what: &str, n: usize, body: impl Fn(usize) -> String + Sync) {
    assert_linear(what, n, |n| {
        let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
        let page = format!("---\ntitle: Neck pain\nstatus: published\nauthors: [lee]\n---\n\n{}\n", body(n));
        session.set(vec![(Source::new("a.md", page), Collection::Article)]);
        assert!(!session.findings().is_empty(), "{what}: nothing is found");
    });
}

#[test]
fn doses_on_one_line() {
    grows("doses", 100, |n| "Take 10 U. ".repeat(n));
    grows("doses in one sentence", 100, |n| "take 10U ".repeat(n));
    grows("small doses in one sentence", 100, |n| "take 10 u insulin ".repeat(n));
}

#[test]
fn claims_on_one_line() {
    grows("claims", 100, |n| "Studies show it. ".repeat(n));
    grows("claims without a stop", 100, |n| "studies show it ".repeat(n));
    grows("cited claims", 100, |n| "Studies show it [@a]. ".repeat(n));
}

#[test]
fn allow_comments_on_one_line() {
    grows("allow comments", 100, |n| "<!-- medproof: allow link/see-unresolved -- x --> ".repeat(n));
}
