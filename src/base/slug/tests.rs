use super::*;

#[test]
fn slugs_follow_github() {
    for (text, expected) in [
        ("Causes", "causes"),
        ("When to see a doctor", "when-to-see-a-doctor"),
        ("Neck strain or sprain?", "neck-strain-or-sprain"),
        ("What's new (2024)", "whats-new-2024"),
        ("Pain & swelling", "pain--swelling"),
        ("A  B", "a--b"),
        ("1.2 mg/kg", "12-mgkg"),
        ("snake_case stays", "snake_case-stays"),
        ("Long-term care", "long-term-care"),
        ("em\u{2014}dash \u{2013} en", "emdash--en"),
        ("non\u{a0}breaking", "nonbreaking"),
        ("tab\tand\nline", "tabandline"),
        ("Übelkeit", "übelkeit"),
        ("Sjögren’s syndrome", "sjögrens-syndrome"),
        ("IЇ Україна", "iї-україна"),
        ("頸部 痛", "頸部-痛"),
        ("हिन्दी", "हिन्दी"),
        ("e\u{301}", "e\u{301}"),
        ("٣ steps", "٣-steps"),
        ("Vitamin B₁₂ and m²", "vitamin-b-and-m"),
        ("Type Ⅳ", "type-ⅳ"),
        ("🚑 Help", "-help"),
        ("❤\u{fe0f} Heart", "\u{fe0f}-heart"),
        ("zero\u{200d}width", "zerowidth"),
        ("tie‿bar", "tie‿bar"),
        ("ΟΔΟΣ", "οδος"),
        ("İstanbul", "istanbul"),
        ("-dash-", "-dash-"),
        ("!!!", ""),
        ("", ""),
    ] {
        assert_eq!(slug(text), expected, "{text:?}");
    }
}

#[test]
fn repeated_slugs_are_numbered_as_github_does() {
    for (texts, expected) in [
        (&["Causes", "Causes", "CAUSES!"][..], &["causes", "causes-1", "causes-2"][..]),
        (&["Foo", "Foo", "Foo 1"], &["foo", "foo-1", "foo-1-1"]),
        (&["Foo 1", "Foo", "Foo"], &["foo-1", "foo", "foo-2"]),
        (&["Foo", "Foo 1", "Foo", "Foo"], &["foo", "foo-1", "foo-2", "foo-3"]),
        (&["", "", "?"], &["", "-1", "-2"]),
    ] {
        let mut slugs = Slugs::default();
        let found: Vec<String> = texts.iter().map(|text| slugs.next(text)).collect();
        assert_eq!(found, expected, "{texts:?}");
    }
}

/// Headings, and the addresses that the package `slug` 0.1, with which Zola makes them, gave them when it was run.
#[test]
fn slugs_follow_zola() {
    for (text, expected) in [
        ("Causes", "causes"),
        ("Pain & swelling", "pain-swelling"),
        ("Step 1.2", "step-1-2"),
        ("What’s “new”?", "what-s-new"),
        ("snake_case stays", "snake-case-stays"),
        ("Sjögren’s syndrome", "sjogren-s-syndrome"),
        ("Straße und Öl", "strasse-und-ol"),
        ("Ærø øl", "aero-ol"),
        ("em\u{2014}dash", "em-dash"),
        ("-dash-", "dash"),
        ("e\u{301}", "e"),
        ("Vitamin B₁₂ and m²", "vitamin-b12-and-m2"),
        ("🚑 Help", "ambulance-help"),
        ("IЇ Україна", "iyi-ukrayina"),
        ("", ""),
    ] {
        assert_eq!(AnchorStyle::Zola.slug(text), expected, "{text:?}");
    }
}

/// What addresses of headings in books that GitBook publishes look like.
#[test]
fn gitbook_begins_no_address_with_a_digit() {
    assert_eq!(AnchorStyle::GitBook.slug("3. Where to call"), "id-3-where-to-call");
    assert_eq!(AnchorStyle::GitBook.slug("Where to call"), "where-to-call");
}

/// Headings, and the addresses that Python-Markdown 3.9 (`toc`), the same with `pymdownx.slugs.slugify(case="lower")`,
/// pandoc 3.9, Hugo 0.168 and github-slugger 2 gave them when they were run.
#[test]
fn slugs_follow_the_generators() {
    let styles = [
        AnchorStyle::MkDocs,
        AnchorStyle::Pymdownx,
        AnchorStyle::Pandoc,
        AnchorStyle::Hugo,
        AnchorStyle::Docusaurus,
    ];
    for (text, expected) in [
        ("Causes", ["causes", "causes", "causes", "causes", "causes"]),
        (
            "Pain & swelling",
            ["pain-swelling", "pain--swelling", "pain-swelling", "pain--swelling", "pain--swelling"],
        ),
        ("Step 1.2", ["step-12", "step-12", "step-1.2", "step-12", "step-12"]),
        (
            "3 Causes of pain",
            [
                "3-causes-of-pain",
                "3-causes-of-pain",
                "causes-of-pain",
                "3-causes-of-pain",
                "3-causes-of-pain",
            ],
        ),
        (
            "What's new (2024)",
            ["whats-new-2024", "whats-new-2024", "whats-new-2024", "whats-new-2024", "whats-new-2024"],
        ),
        ("What’s “new”?", ["whats-new", "whats-new", "whats-new", "whats-new", "whats-new"]),
        (
            "snake_case stays",
            [
                "snake_case-stays",
                "snake_case-stays",
                "snake_case-stays",
                "snake_case-stays",
                "snake_case-stays",
            ],
        ),
        ("A  B", ["a-b", "a-b", "a-b", "a--b", "a--b"]),
        (
            "Long-term care",
            ["long-term-care", "long-term-care", "long-term-care", "long-term-care", "long-term-care"],
        ),
        ("em—dash – en", ["emdash-en", "emdash--en", "emdash-en", "emdash--en", "emdash--en"]),
        ("Übelkeit", ["ubelkeit", "übelkeit", "übelkeit", "übelkeit", "übelkeit"]),
        (
            "Sjögren’s syndrome",
            [
                "sjogrens-syndrome",
                "sjögrens-syndrome",
                "sjögrens-syndrome",
                "sjögrens-syndrome",
                "sjögrens-syndrome",
            ],
        ),
        ("頸部 痛", ["_1", "頸部-痛", "頸部-痛", "頸部-痛", "頸部-痛"]),
        ("Україна", ["_1", "україна", "україна", "україна", "україна"]),
        (
            "Vitamin B₁₂ and m²",
            [
                "vitamin-b12-and-m2",
                "vitamin-b₁₂-and-m²",
                "vitamin-b₁₂-and-m²",
                "vitamin-b-and-m",
                "vitamin-b-and-m",
            ],
        ),
        (
            "İstanbul clinic",
            ["istanbul-clinic", "istanbul-clinic", "istanbul-clinic", "istanbul-clinic", "i̇stanbul-clinic"],
        ),
        ("1.2 mg/kg", ["12-mgkg", "12-mgkg", "mgkg", "12-mgkg", "12-mgkg"]),
        ("-dash-", ["-dash-", "-dash-", "dash-", "-dash-", "-dash-"]),
        ("!!!", ["_1", "_1", "section", "heading", ""]),
        ("2024", ["2024", "2024", "section", "2024", "2024"]),
        ("Q&A", ["qa", "qa", "qa", "qa", "qa"]),
        ("a -- b", ["a-b", "a----b", "a-b", "a--b", "a----b"]),
        ("a --- b ... c", ["a-b-c", "a-----b--c", "a-b-c", "a--b--c", "a-----b--c"]),
        ("ΟΔΟΣ", ["_1", "οδος", "οδοσ", "οδοσ", "οδος"]),
        ("🚑 Help", ["help", "-help", "help", "-help", "-help"]),
        ("Type Ⅳ", ["type-iv", "type-ⅳ", "type-ⅳ", "type-", "type-ⅳ"]),
        ("हिन्दी", ["_1", "हनद", "हनद", "हनद", "हिन्दी"]),
        ("C++ & C#", ["c-c", "c--c", "c-c", "c--c", "c--c"]),
        ("tie‿bar", ["tiebar", "tiebar", "tiebar", "tiebar", "tie‿bar"]),
        ("e.g. this", ["eg-this", "eg-this", "e.g.-this", "eg-this", "eg-this"]),
        (
            "5 Ways to rest",
            ["5-ways-to-rest", "5-ways-to-rest", "ways-to-rest", "5-ways-to-rest", "5-ways-to-rest"],
        ),
        ("ﬁne print", ["fine-print", "ﬁne-print", "ﬁne-print", "ﬁne-print", "ﬁne-print"]),
        ("½ dose", ["12-dose", "½-dose", "dose", "-dose", "-dose"]),
        (
            "Pain - swelling",
            ["pain-swelling", "pain---swelling", "pain---swelling", "pain---swelling", "pain---swelling"],
        ),
        ("_x_y", ["_x_y", "_x_y", "x_y", "_x_y", "_x_y"]),
        ("Café au lait", ["cafe-au-lait", "café-au-lait", "café-au-lait", "café-au-lait", "café-au-lait"]),
        ("A.", ["a", "a", "a.", "a", "a"]),
        ("١٢ steps", ["steps", "١٢-steps", "steps", "١٢-steps", "١٢-steps"]),
    ] {
        assert_eq!(styles.map(|style| Slugs::new(style).next(text)), expected, "{text}");
    }
}

#[test]
fn generators_number_in_their_own_way() {
    use AnchorStyle::{Hugo, Kramdown, MkDocs, Pandoc};
    for (style, texts, expected) in [
        (MkDocs, &["Rest", "Rest", "Rest"][..], &["rest", "rest_1", "rest_2"][..]),
        (MkDocs, &["Foo", "Foo 1", "Foo", "Foo"], &["foo", "foo-1", "foo_1", "foo_2"]),
        (MkDocs, &["Foo_1", "Foo", "Foo", "Foo_1"], &["foo_1", "foo", "foo_2", "foo_3"]),
        (MkDocs, &["!", "!"], &["_1", "_2"]),
        (Pandoc, &["Foo", "Foo 1", "Foo", "Foo"], &["foo", "foo-1", "foo-2", "foo-3"]),
        (Pandoc, &["2024", "5"], &["section", "section-1"]),
        (Pandoc, &["Rest", "2 Rest"], &["rest", "rest-1"]),
        (Hugo, &["!", "!"], &["heading", "heading-1"]),
        (Hugo, &["Foo 1", "Foo", "Foo"], &["foo-1", "foo", "foo-2"]),
        (Kramdown, &["2 Rest & sleep", "Rest  sleep"], &["rest--sleep", "rest--sleep-1"]),
    ] {
        let mut slugs = Slugs::new(style);
        let found: Vec<String> = texts.iter().map(|text| slugs.next(text)).collect();
        assert_eq!(found, expected, "{style:?} {texts:?}");
    }
}

#[test]
fn equal_headings_are_numbered_in_linear_time() {
    for style in [AnchorStyle::Github, AnchorStyle::MkDocs, AnchorStyle::Pandoc] {
        crate::base::steps::assert_linear("equal headings", 500, |n| {
            let mut slugs = Slugs::new(style);
            for text in ["Foo", "Foo_1", "Foo-1"] {
                (0..n).for_each(|_| drop(slugs.next(text)));
            }
        });
    }
}

/// Made with `make_id` of docutils 0.19.
#[test]
fn identifiers_follow_docutils() {
    for (text, expected) in [
        ("max_daily_safety_multiplier", "max-daily-safety-multiplier"),
        ("Version 2.5.0", "version-2-5-0"),
        ("1. Getting started", "getting-started"),
        ("What's new (2024)", "what-s-new-2024"),
        ("Pain & swelling", "pain-swelling"),
        ("Übelkeit", "ubelkeit"),
        ("Straße", "strasze"),
        ("頸部 痛", ""),
        ("a--b", "a-b"),
        ("!!!", ""),
        ("3.2.1", ""),
        ("Œdème & ødem", "oedeme-odem"),
        ("-dash-", "dash"),
        ("Vitamin B₁₂", "vitamin-b12"),
        ("iOS 14/15", "ios-14-15"),
        ("", ""),
    ] {
        assert_eq!(AnchorStyle::Sphinx.slug(text), expected, "{text:?}");
    }
    let mut slugs = Slugs::new(AnchorStyle::Sphinx);
    let given = ["Rest", "Rest", "!", "Rest"].map(|text| slugs.next(text));
    assert_eq!(given, ["rest", "id1", "id2", "id3"]);
}
