use super::*;
use crate::base::date::Date;
use crate::base::diagnostic::Severity;
use crate::model::fields::{FIELDS, Field, FieldKind, Fields};
use crate::rules::settings::Settings;

/// A repository of redirects and two pages; what `mv old new` makes of the redirects.
fn redirects(path: &str, text: &str) -> Result<String, String> {
    let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
    let page = |path: &str| (Source::new(path, "---\ntitle: A page\n---\n\nText.\n"), Collection::Article);
    session.set(vec![
        page("content/articles/old.md"),
        page("content/articles/other.md"),
        (Source::new(path, text), Collection::Redirect),
    ]);
    let claim = |path: &str| {
        Some(if path.contains("redirects") { Collection::Redirect } else { Collection::Article })
    };
    let subject = find(&mut session, "old", &[], None).map_err(|refusal| refusal.0)?;
    let around = Surroundings { configs: &[], claim: &claim };
    let name = NewName::Id("new".to_owned());
    let renaming = rename(&mut session, &subject, &name, &around).map_err(|refusal| refusal.0)?;
    let change = renaming.changes.into_iter().find(|change| change.path.contains("redirects"));
    Ok(change.expect("there is a redirect now").after)
}

#[test]
fn a_redirect_is_written_as_the_others_are() {
    for (path, text, expected) in [
        ("content/redirects.yaml", "", "- from: old\n  to: new\n  since: 2026-11-22\n"),
        (
            "content/redirects.yaml",
            "# None yet\n",
            "# None yet\n- from: old\n  to: new\n  since: 2026-11-22\n",
        ),
        ("content/redirects.yaml", "[]\n", "- from: old\n  to: new\n  since: 2026-11-22\n"),
        (
            "content/redirects.yaml",
            "redirects: no\n",
            "- redirects: no\n- from: old\n  to: new\n  since: 2026-11-22\n",
        ),
        (
            "content/redirects.yaml",
            "from: a\nto: 'old' # once\n",
            "- from: a\n  to: 'new' # once\n- from: old\n  to: 'new'\n  since: 2026-11-22\n",
        ),
        (
            "content/redirects.yaml",
            "  -   from: \"a\"\n      to: other # why\n\n  -   from: \"b\"\n      to: other",
            "  -   from: \"a\"\n      to: other # why\n\n  -   from: \"b\"\n      to: other\n\n  -   from: \"old\"\n      to: new\n      since: 2026-11-22",
        ),
        (
            "content/redirects.yaml",
            "- {from: a, to: old}\n",
            "- {from: a, to: new}\n- {from: old, to: new, since: 2026-11-22}\n",
        ),
        (
            "content/redirects.json",
            "[]",
            "[\n  {\"from\": \"old\", \"to\": \"new\", \"since\": \"2026-11-22\"}\n]",
        ),
        (
            "content/redirects.json",
            "[\n  {\n    \"from\": \"a\",\n    \"to\": \"old\"\n  }\n]\n",
            "[\n  {\n    \"from\": \"a\",\n    \"to\": \"new\"\n  },\n  {\n    \"from\": \"old\",\n    \"to\": \"new\",\n    \"since\": \"2026-11-22\"\n  }\n]\n",
        ),
    ] {
        assert_eq!(redirects(path, text).as_deref(), Ok(expected), "{text:?}");
    }
}

#[test]
fn no_redirect_leads_to_itself_or_hides_behind_a_page() {
    for (text, expected) in [
        // The way back.
        ("- from: new\n  to: old\n  since: 2026-01-01\n", "- from: old\n  to: new\n  since: 2026-11-22\n"),
        // A longer way: all of it leads to the new name.
        (
            "- from: a\n  to: /health/old/\n- from: new\n  to: old\n",
            "- from: a\n  to: /health/new/\n- from: old\n  to: new\n",
        ),
        // The name belonged to another page until now.
        (
            "- from: new\n  to: other\n- from: a\n  to: other\n",
            "- from: a\n  to: other\n- from: old\n  to: new\n  since: 2026-11-22\n",
        ),
        // The page bore the name of a redirect, which led nobody anywhere.
        ("- from: /old/\n  to: other\n", "- from: /old/\n  to: new\n"),
    ] {
        assert_eq!(redirects("content/redirects.yaml", text).as_deref(), Ok(expected), "{text:?}");
    }
}

#[test]
fn redirects_that_cannot_be_read_are_left_alone() {
    assert_eq!(
        redirects("content/redirects.yaml", "- from: [\n"),
        Err("`content/redirects.yaml` cannot be read, so the redirect cannot be put there; `medproof check` says where it breaks".to_owned())
    );
}

/// A repository whose persons have a mentor and whose causes name sources, which no model knows today.
fn with_fields_of_tomorrow(people: &str) -> Session {
    let made_up = [
        Field {
            collection: Collection::Person,
            name: "mentor",
            kind: FieldKind::Ref(Collection::Person),
            also: &[],
        },
        Field {
            collection: Collection::Cause,
            name: "basis",
            kind: FieldKind::Refs(Collection::Source),
            also: &[],
        },
    ];
    let mut settings = Settings::new(Date::parse("2026-11-22").expect("a date"));
    settings.read.fields = Fields(Box::leak([FIELDS, &made_up].concat().into_boxed_slice()));
    let mut session = Session::new(settings);
    let source = |path: &str, text: &str, collection| (Source::new(path, text), collection);
    session.set(vec![
        source("people/people.yaml", people, Collection::Person),
        source("people/twin/ann.yaml", "name: Ann Lee\nroles: [editor]\n", Collection::Person),
        source("causes/strain.md", "---\nname: Strain\nbasis: [smith]\n---\n\nText.\n", Collection::Cause),
        source(
            "citations/all.yaml",
            "- id: smith\n  title: One\n- id: jones\n  title: Two\n",
            Collection::Source,
        ),
    ]);
    session
}

/// The findings of a rule as messages, each with the text it is at.
fn found(session: &mut Session, rule: &str) -> Vec<(String, String, Severity)> {
    let findings = session.findings();
    let of_rule = findings.iter().filter(|finding| finding.rule.0 == rule);
    of_rule
        .map(|finding| {
            let source = session.source(finding.at.doc).expect("a source");
            (finding.at.span.slice(&source.text).to_owned(), finding.message.clone(), finding.severity)
        })
        .collect()
}

/// Whatever follows ids asks the table of fields: a row is all that a new field takes.
#[test]
fn a_new_field_of_the_table_is_known_everywhere() {
    let people = "- id: ron\n  name: Ron\n  roles: [editor]\n  mentor: max\n- id: max\n  name: Max\n  roles: [editor]\n";
    let mut session = with_fields_of_tomorrow(people);
    // Renames.
    let subject = find(&mut session, "max", &[], None).expect("a person");
    let around = Surroundings { configs: &[], claim: &|_| Some(Collection::Person) };
    let renaming =
        rename(&mut session, &subject, &NewName::Id("maximilian".to_owned()), &around).expect("a rename");
    assert_eq!(renaming.counts, Counts { fields: 1, ..Counts::default() });
    let after: Vec<&str> = renaming.changes.iter().map(|change| change.after.as_str()).collect();
    assert_eq!(after, [people.replace("max", "maximilian")]);
    // What is in use.
    let uncited = found(&mut session, "citation/uncited");
    let uncited: Vec<&str> = uncited.iter().map(|(at, ..)| at.as_str()).collect();
    assert_eq!(uncited, ["jones"], "`basis` cites `smith`");
    // Who is unknown.
    let mut session =
        with_fields_of_tomorrow(&people.replace("id: max\n  name: Max", "id: moritz\n  name: Moritz"));
    let unknown = found(&mut session, "review/person-unresolved");
    let message = "the mentor `max` has no bio in this repository".to_owned();
    assert_eq!(unknown, [("max".to_owned(), message, Severity::Error)]);
    // Two files that share an id nobody wrote matter as soon as somebody uses it.
    for (people, severity) in [
        ("name: Ann Ray\nroles: [editor]\n", Severity::Advice),
        ("name: Ann Ray\nroles: [editor]\nmentor: ann\n", Severity::Error),
    ] {
        let mut session = with_fields_of_tomorrow("- id: ron\n  name: Ron\n  roles: [editor]\n");
        session.set(vec![(Source::new("people/ann.yaml", people), Collection::Person)]);
        let twice = found(&mut session, "schema/duplicate-id");
        let severities: Vec<Severity> = twice.iter().map(|(.., severity)| *severity).collect();
        assert_eq!(severities, [severity], "{twice:?}");
    }
}
