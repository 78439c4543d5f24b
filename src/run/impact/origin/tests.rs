//! Which part of a change is named as the cause.

use super::*;
use crate::base::date::Date;
use crate::base::source::Source;
use crate::model::fields::{FIELDS, Field, FieldKind, Fields};
use crate::rules::settings::Settings;

fn page(title: &str, anchors: &[&str]) -> Exports {
    Exports {
        noun: "article",
        ids: HashSet::from([slug(title)]),
        title: Some(title.to_owned()),
        aliases: vec![title.to_owned()],
        headings: anchors.iter().map(|anchor| ((*anchor).to_owned(), anchor.to_uppercase())).collect(),
        ..Exports::default()
    }
}

fn people(ids: &[&str]) -> Exports {
    Exports { noun: "person", ids: ids.iter().map(|id| (*id).to_owned()).collect(), ..Exports::default() }
}

fn edited(path: &str, before: Exports, after: Exports) -> Change {
    Change {
        old: Some(path.to_owned()),
        new: Some(path.to_owned()),
        before: Some(before),
        after: Some(after),
    }
}

fn deleted(path: &str, before: Exports) -> Change {
    Change { old: Some(path.to_owned()), before: Some(before), ..Change::default() }
}

fn said(missing: &str, changes: &[Change]) -> Option<String> {
    what_answered(missing, changes).map(|cause| cause.words())
}

#[test]
fn a_deleted_page_is_known_by_path_id_and_title() {
    let gone = [deleted("articles/pain.md", page("Neck Pain", &[]))];
    let words = Some("this change deleted `articles/pain.md`".to_owned());
    assert_eq!(said("articles/pain.md", &gone), words);
    assert_eq!(said("neck-pain", &gone), words, "the id");
    assert_eq!(said("Neck  pain", &gone), words, "the title");
    assert_eq!(said("guides/pain", &gone), words, "an address of the site");
    assert_eq!(said("back-pain", &gone), None);
}

#[test]
fn a_renamed_page_is_found_under_its_old_path_and_id() {
    let mut change = edited("new.md", page("Old", &[]), page("New", &[]));
    change.old = Some("old.md".to_owned());
    let changes = [change];
    let words = Some("this change renamed `old.md` to `new.md`".to_owned());
    assert_eq!(said("old.md", &changes), words);
    assert_eq!(said("old", &changes), words);
    assert_eq!(said("new.md", &changes), None);
}

#[test]
fn what_a_file_no_longer_says_is_named() {
    let before = Exports { ids: HashSet::from(["pain".to_owned()]), ..page("Neck Pain", &["rest", "heat"]) };
    let after = Exports { ids: HashSet::from(["pain".to_owned()]), ..page("Sore Neck", &["heat"]) };
    let changes =
        [edited("a.md", before, after), edited("p.yaml", people(&["lee", "ron"]), people(&["ron"]))];
    let words = "this change retitled the page, which was called “Neck Pain”";
    assert_eq!(said("neck-pain", &changes).as_deref(), Some(words));
    assert_eq!(said("a.md#rest", &changes).as_deref(), Some("this change removed the heading “REST”"));
    assert_eq!(said("lee", &changes).as_deref(), Some("this change removed the person `lee`"));
    assert_eq!(said("ron", &changes), None);
    assert_eq!(said("b.md#rest", &changes), None, "another page never had it");
    assert_eq!(said("a.md#cold", &changes).as_deref(), Some("this change edited `a.md`"));
}

#[test]
fn a_section_of_a_shared_cause_is_one_of_the_page() {
    let cause = |anchors: &[&str]| Exports { noun: "cause", ..page("Strain", anchors) };
    let changes = [edited("causes/strain.md", cause(&["rest"]), cause(&[]))];
    assert_eq!(said("a.md#rest", &changes).as_deref(), Some("this change removed the heading “REST”"));
}

#[test]
fn a_redirect_that_is_gone_is_named() {
    let redirects = |from: &[&str]| Exports {
        noun: "redirect",
        redirects: from.iter().map(|from| (*from).to_owned()).collect(),
        ..Exports::default()
    };
    let changes = [edited("redirects.yaml", redirects(&["old-page"]), redirects(&[]))];
    assert_eq!(
        said("old-page", &changes).as_deref(),
        Some("this change removed the redirect from `old-page`")
    );
}

#[test]
fn a_file_in_sight_is_the_cause() {
    let retired = Exports { status: Status::Retired, ..page("A", &[]) };
    let changes = [
        edited("b.md", page("B", &[]), page("B", &["x"])),
        edited("a.md", page("A", &[]), retired),
        Change { new: Some("c.md".to_owned()), after: Some(page("C", &[])), ..Change::default() },
    ];
    let seen = |labelled: &[&str]| in_sight(labelled, &changes).map(|cause| cause.words());
    assert_eq!(seen(&["b.md", "a.md"]).as_deref(), Some("this change retired the page"));
    assert_eq!(seen(&["b.md"]).as_deref(), Some("this change edited `b.md`"));
    assert_eq!(seen(&["c.md"]).as_deref(), Some("this change added `c.md`"));
    assert_eq!(seen(&["d.md"]), None);
}

#[test]
fn without_a_trace_the_file_is_named_that_has_to_do_with_it() {
    let citing = |ids: &[&str]| Exports {
        mentions: ids.iter().map(|id| (*id).to_owned()).collect(),
        ..page("Any", &[])
    };
    let changes = [
        edited("a.md", citing(&["nord", "who"]), citing(&["who"])),
        edited("b.md", citing(&["nord"]), citing(&["nord"])),
        deleted("c.md", citing(&["nhs"])),
    ];
    let words = |ids: &[&str]| related(&people(ids), &changes).words();
    assert_eq!(words(&["nord"]), "this change edited `a.md`");
    assert_eq!(words(&["nhs"]), "this change deleted `c.md`");
    assert_eq!(words(&["cdc"]), "this change touched `a.md`, `b.md` and another file");
    let settings = [deleted("x.md", Exports::default()), edited("medproof.yaml", people(&[]), people(&[]))];
    assert_eq!(related(&people(&[]), &settings).words(), "this change edited `medproof.yaml`");
}

/// A field that nobody thought of here leads from a finding to the change all the same.
#[test]
fn a_new_field_of_the_table_leads_to_the_change() {
    let mentor = Field {
        collection: Collection::Person,
        name: "mentor",
        kind: FieldKind::Ref(Collection::Person),
        also: &[],
    };
    let mut settings = Settings::new(Date::parse("2026-11-22").expect("a date"));
    settings.read.fields = Fields(Box::leak([FIELDS, &[mentor]].concat().into_boxed_slice()));
    let mut session = Session::new(settings);
    let text = "- id: ron\n  name: Ron\n  mentor: max\n";
    session.set(vec![(Source::new("people.yaml", text), Collection::Person)]);
    let exports = Exports::by(&session, "people.yaml").expect("a document");
    assert_eq!(exports.mentions, HashSet::from(["max".to_owned()]));
    let unrelated = edited("other.yaml", people(&["kim"]), people(&["kim", "tom"]));
    let gone = deleted("max.yaml", people(&["max"]));
    assert_eq!(related(&exports, &[unrelated, gone]).words(), "this change deleted `max.yaml`");
}
