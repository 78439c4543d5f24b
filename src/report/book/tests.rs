use super::*;

#[test]
fn pages_name_each_other_from_where_they_lie() {
    assert_eq!(address("rules", "rules/link"), "rules/link.md");
    assert_eq!(address("rules/link/self-link", "rules/link/see-unresolved"), "see-unresolved.md");
    assert_eq!(address("rules/link/self-link", "standards/nhs"), "../../standards/nhs.md");
    assert_eq!(address("rules/link", "rules/cause"), "cause.md");
    assert_eq!(address("settings", "rules/link"), "rules/link.md");
}

#[test]
fn the_list_of_pages_begins_with_what_was_written_by_hand() {
    let pages = [Page::new(0, "rules", "Rules", "All."), Page::new(1, "rules/link", "link", "Links.")];
    assert_eq!(
        summary("# Summary\n\n[Start](README.md)\n", &pages),
        format!(
            "{MARKER}\n\n# Summary\n\n[Start](README.md)\n\n# Reference\n\n- [Rules](reference/rules.md)\n  - \
             [link](reference/rules/link.md)\n"
        )
    );
    assert_eq!(pages[1].text, format!("{MARKER}\n\n# link\n\nLinks.\n"));
}

/// The page at a path below the folder of the generated pages.
fn page(path: &str) -> Page {
    let path = format!("{FOLDER}/{path}.md");
    pages().into_iter().find(|page| page.path == path).unwrap_or_else(|| panic!("no {path}"))
}

#[test]
fn a_rule_has_its_page_with_presets_options_and_links() {
    let page = page("rules/citation/source-too-old");
    let start: String = page.text.lines().take(9).map(|line| format!("{line}\n")).collect();
    assert_eq!(
        start,
        format!(
            "{MARKER}\n\n# citation/source-too-old\n\nSeverity: advice. Asked for by: Wikipedia MEDRS.\nPresets \
             with it: [nhs](../../standards/nhs.md) (warning), [pif-tick](../../standards/pif-tick.md) (warning), [urac](../../standards/urac.md) (warning).\n\
             [Options](#options): `max-age`, `classics`.\n\nReports a source that is older than the limit for its kind.\n"
        )
    );
    assert!(page.text.contains("\n`content/citations/sources.yaml`:\n\n```yaml\n"), "{}", page.text);
}

#[test]
fn names_of_other_rules_are_links() {
    let page = page("rules/link/see-unresolved");
    assert!(
        page.text.contains("are the business of [`link/target-missing`](target-missing.md)."),
        "{}",
        page.text
    );
    assert!(page.text.contains("<!-- medproof: allow link/see-unresolved -- the page comes in May -->"));
}

#[test]
fn a_setting_is_described_with_what_it_takes() {
    let page = page("settings");
    for part in [
        "\n## `profile`\n\n**House style.** `us` or `uk`: how slash dates are read, and which style is expected where house \
         styles differ. With `none`, the default, only what both refuse is reported.\n\nTakes one of `us`, `uk`, \
         `none`.\n\n```yaml\nprofile: uk\n```\n",
        "\n### `review.max-age`\n\n**Greatest age of a review.** Months after which a review is overdue, or `never`.\n\nTakes a \
         whole number from 1 to 1200, or `never`.\n\n```yaml\nmax-age: 36\n```\n",
        "\n### `allow[].reason`\n\n**Reason.** The reason, so that it can be judged later.\n\nTakes text. Required.\n",
        "\n- [`citation/source-too-old`](rules/citation/source-too-old.md#options): `max-age`, `classics`\n",
    ] {
        assert!(page.text.contains(part), "{part}\n is not in\n{}", page.text);
    }
    assert!(!page.text.contains("`rules.citation/source-too-old`"));
}

#[test]
fn a_field_is_described_with_the_names_others_give_it() {
    let page = page("fields/person");
    let credentials =
        page.text.split("\n## ").find(|part| part.starts_with("`credentials`")).expect("a field");
    assert!(
        credentials.ends_with(
            "Other sites call it `qualifications`, `qualification`, `degrees`, `degree`, `credential`.\n"
        ),
        "{credentials}"
    );
    assert!(page.text.contains("\n## `name`\n\n**Full name.**"));
    assert!(
        page.text.contains("Takes a list, of `author`, `medical-reviewer`, `editor`. Required.\n"),
        "{}",
        page.text
    );
}

#[test]
fn a_standard_lists_its_criteria_and_what_no_rule_can_check() {
    let page = page("standards/pif-tick");
    for part in [
        "\n## 2. Training\n\nThose who make the information are trained and supported.\n\nNo rule checks this. Training is on \
         no page.\n",
        "- [`link/article-orphan`](../rules/link/article-orphan.md), warning: Reports ",
    ] {
        assert!(page.text.contains(part), "{part}\n is not in\n{}", page.text);
    }
}
