//! What a session keeps does not grow with the names that somebody types and takes back.

use super::*;
use crate::base::date::Date;

/// Files of all kinds in which `~` stands for what is typed: names that nothing has, another in each edit.
const TYPED: [(&str, Collection, &str); 6] = [
    (
        "articles/a.md",
        Collection::Article,
        "---\nid: a~\ntitle: A~\naliases: [b~]\nstatus: published\nlanguage: en\nauthors: [amy~]\nreviewers: [lee~]\ncauses: [strain~]\ntopics: [pain~]\nredirect_from: /old/~/\nsee: [Backs~]\n---\n\nSee Necks ~\n\n{% include \"part~.md\" %}\n\n[Rest](rest~.md#rest~) ![x](neck~.png) [[note~]] helps.[@lee~; @doi:10.1000/~; @tag:x~][^1] See [#s](#s~).\n\n[^1]: Stone~ A. Necks ~ and more. Spine J. 2020;9(1):11-19. doi:10.1000/~.\n",
    ),
    (
        "citations/a.yaml",
        Collection::Source,
        "- {id: s~, type: book, title: Backs ~ and pain, DOI: 10.1000/a~, publisher: Press~}\n",
    ),
    ("people/p.yaml", Collection::Person, "id: p~\nname: Amy Lee ~\nroles: [medical-reviewer]\n"),
    (
        "reviews/r.yaml",
        Collection::Review,
        "{article: a~, reviewer: q~, date: 2026-01-05, kind: medical, outcome: approved, scope: whole}\n",
    ),
    ("causes/c.md", Collection::Cause, "---\nid: c~\nname: Strain ~\n---\n\nLifting.\n"),
    ("terms/t.yaml", Collection::Term, "- {id: t~, preferred: ache ~, synonyms: [sore ~]}\n"),
];

/// Files that name each other, and that others are near to.
const OTHERS: [(&str, Collection, &str); 3] = [
    (
        "articles/b.md",
        Collection::Article,
        "---\nid: b\ntitle: Necks and backs\nstatus: published\nauthors: [p]\ncauses: [c]\ntopics: [t]\n---\n\nSee A\n\n[A](a.md) hurts.[@s; @doi:10.1000/x]\n",
    ),
    ("citations/b.yaml", Collection::Source, "- {id: lee2020, type: book, title: Necks}\n"),
    ("redirects.yaml", Collection::Redirect, "- {from: /older/, to: a}\n"),
];

fn size(session: &mut Session) -> usize {
    session.work_out();
    format!("{:?}", session.across).len()
}

/// Names that were typed and taken back are forgotten: all that is kept across documents is written out and measured, so
/// that no part of it is left out.
#[test]
fn what_is_kept_does_not_grow_with_what_was_typed() {
    let source = |(path, collection, text): &(&str, Collection, &str), typed: &str| {
        (Source::new(*path, text.replace('~', typed)), *collection)
    };
    for file in &TYPED {
        let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
        session.keep_last_facts();
        session.set(TYPED.iter().chain(&OTHERS).map(|file| source(file, "")).collect());
        session.expect_edits();
        let mut sizes = Vec::new();
        for nth in 0..120 {
            session.set(vec![source(file, &format!("{:05}", nth * 7_919 % 100_000))]);
            session.work_out();
            session.set(vec![source(file, "")]);
            if !(20..100).contains(&nth) {
                sizes.push(size(&mut session));
            }
        }
        let (first, last) = sizes.split_at(20);
        assert!(last.iter().max() <= first.iter().max(), "{}: {first:?}, {last:?}", file.0);
        assert_eq!(session.work().indexes_built, 1, "{}", file.0);
    }
}
