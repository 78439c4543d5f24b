use super::*;
use crate::base::date::Date;
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
