mod roles;

use std::collections::HashSet;

use super::ContentHash;
use crate::base::date::Date;
use crate::base::source::Source;
use crate::model::collection::Collection;
use crate::rules::settings::Settings;
use crate::run::session::Session;

const ARTICLE: &str = "\
---
title: Neck Spasm Causes
status: published
causes: [strain, dystonia, stress]
---

Most **neck** pain eases within a few weeks [@nhs]. See a doctor if it lasts [@nord, p. 3].

![A stiff neck](images/neck.png)

## Strain {#strain}

Lifting can strain a muscle [1]. It heals [by itself](https://example.org/strain).

See [Neck Strain Symptoms](strain.md)

Learn more about:

- All About Neck Pain
- [Stretches](https://example.org/stretches)

## References

1. Miller R. Neck strain in the office. J Neck. 2019.
";

const DYSTONIA: &str = "---\nname: Cervical dystonia\n---\n\nMuscles tighten by themselves [@nord].\n";
const STRESS: &str = "---\nname: Stress\n---\n\nWorry can tighten muscles.\n";
const SOURCES: &str = "\
- id: nhs
  type: webpage
  title: Neck pain
  publisher: NHS
  URL: https://www.nhs.uk/conditions/neck-pain/
  accessed: 2026-08-24
- id: nord
  type: webpage
  title: Cervical Dystonia
  publisher: National Organization for Rare Disorders
  issued: 2020-01-10
";

/// The repository of these tests; a change replaces a text that occurs in a file.
struct Repo(Vec<(String, Collection, String)>);

impl Repo {
    fn new() -> Repo {
        let page = |title: &str| format!("---\ntitle: {title}\n---\n\nText.\n");
        Repo(
            [
                ("articles/spasm.md", Collection::Article, ARTICLE.to_owned()),
                ("articles/strain.md", Collection::Article, page("Neck Strain Symptoms")),
                ("articles/pain.md", Collection::Article, page("All About Neck Pain")),
                ("causes/dystonia.md", Collection::Cause, DYSTONIA.to_owned()),
                ("causes/stress.md", Collection::Cause, STRESS.to_owned()),
                ("citations/a.yaml", Collection::Source, SOURCES.to_owned()),
            ]
            .map(|(path, collection, text)| (path.to_owned(), collection, text))
            .into(),
        )
    }

    fn with(changes: &[(&str, &str, &str)]) -> Repo {
        let mut repo = Repo::new();
        for (path, old, new) in changes {
            let file = repo.0.iter_mut().find(|(of, ..)| of == path).expect("the repository has the file");
            assert!(file.2.contains(old), "{path} holds {old:?}");
            file.2 = file.2.replace(old, new);
        }
        repo
    }

    fn hash(&self) -> Option<ContentHash> {
        let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
        let file = |(path, collection, text): &(String, Collection, String)| {
            (Source::new(path.as_str(), text.as_str()), *collection)
        };
        session.set(self.0.iter().map(file).collect());
        let index = session.index();
        let spasm = index.documents().find(|(_, facts)| facts.path == "articles/spasm.md");
        index.content_hash(spasm.expect("the article is there").0)
    }
}

fn original() -> Option<ContentHash> {
    let hash = Repo::new().hash();
    assert!(hash.is_some());
    hash
}

#[test]
fn what_says_the_same_has_the_same_hash() {
    let spasm = "articles/spasm.md";
    for change in [
        // Layout and markup.
        (spasm, "**neck** pain eases within a few", "neck pain\neases   within _a_ few"),
        (spasm, "[@nhs]. See", "[@nhs].\n\nSee"),
        (spasm, " [@nhs].", ".[^nhs]"),
        (spasm, "## Strain {#strain}", "### Strain {#strain}"),
        (spasm, "Lifting", "<!-- checked -->\nLifting"),
        (spasm, "Lifting can", "Lifting<!-- checked --> can"),
        (spasm, "Lifting can", "Lift\u{ad}ing \u{200b}can"),
        (spasm, "\n", "\r\n"),
        // Addresses.
        (spasm, "https://example.org/strain", "https://example.org/neck-strain/"),
        (spasm, "images/neck.png", "./images/neck.png"),
        (spasm, "(strain.md)", "(strian.md)"),
        (spasm, "(strain.md)", "(./strain.md#top)"),
        ("citations/a.yaml", "conditions/neck-pain", "conditions/neck-pain-and-stiff-neck"),
        // How sources are cited and written out.
        (spasm, "[@nord, p. 3]", "[@nord]"),
        (spasm, "strain a muscle [1]", "strain a muscle.[1]"),
        (spasm, "Miller R. Neck strain", "Miller R, Lee A. Neck strain"),
        ("citations/a.yaml", "2026-08-24", "2026-10-01"),
        ("citations/a.yaml", "issued: 2020-01-10", "issued: {date-parts: [[2020]]}"),
        ("citations/a.yaml", "title: Cervical Dystonia", "title: Cervical dystonia."),
        // Front matter, and the title wherever it stands.
        (spasm, "title: Neck Spasm Causes\n", "title: >-\n  Neck Spasm\n  Causes\n"),
        (spasm, "Most **neck**", "# Neck Spasm Causes\n\nMost **neck**"),
        (spasm, "Most **neck**", "# Neck *Spasm* Causes\n\nMost **neck**"),
        (spasm, "status: published", "status: draft\nlast-reviewed: 2026-01-01\nx-layout: wide"),
        ("causes/stress.md", "name: Stress", "name: Stress or anxiety\nlikelihood: common"),
        ("articles/strain.md", "Text.", "Another text."),
        // See lines and what surrounds the text.
        (spasm, "See [Neck Strain Symptoms](strain.md)", "Read more about: Neck Strain Symptoms"),
        (spasm, "- All About Neck Pain\n", "- [All About Neck Pain](pain.md)\n"),
        (
            spasm,
            "Most **neck**",
            "## In This Article\n\n- [Strain](#strain)\n- References\n\n## Overview\n\nMost **neck**",
        ),
        (spasm, "Most **neck**", "Medically reviewed by Amy Lee, MD, on May 4, 2026\n\nMost **neck**"),
    ] {
        let expected = match change.2.contains("## Overview") {
            // The heading itself is new.
            true => Repo::with(&[(spasm, "Most **neck**", "## Overview\n\nMost **neck**")]).hash(),
            false => original(),
        };
        let mut changes = vec![change];
        if change.2 == ".[^nhs]" {
            changes.push((spasm, "## References", "[^nhs]: Neck pain. NHS.\n\n## References"));
        }
        if change.2 == "strain a muscle.[1]" {
            changes[0].1 = "strain a muscle [1].";
        }
        assert_eq!(Repo::with(&changes).hash(), expected, "{change:?}");
    }
}

#[test]
fn a_source_may_get_another_key() {
    let renamed = [
        ("citations/a.yaml", "id: nord", "id: nord-dystonia"),
        ("articles/spasm.md", "@nord", "@nord-dystonia"),
        ("causes/dystonia.md", "@nord", "@nord-dystonia"),
    ];
    assert_eq!(Repo::with(&renamed).hash(), original());
    let renumbered =
        [("articles/spasm.md", "muscle [1]", "muscle [2]"), ("articles/spasm.md", "1. Miller", "2. Miller")];
    assert_eq!(Repo::with(&renumbered).hash(), original());
    let cited_twice = [("causes/stress.md", "muscles.", "muscles [@nhs].")];
    assert_ne!(Repo::with(&cited_twice).hash(), None);
}

/// A power is no digit, and a warning is no tip.
#[test]
fn how_words_are_set_may_be_what_they_say() {
    let written = |text: &str| Repo::with(&[("articles/spasm.md", "Most **neck**", text)]).hash();
    let texts = [
        "Take 200 mg. Most **neck**",
        "Take 20<sup>0</sup> mg. Most **neck**",
        "Take 2<sup>00</sup> mg. Most **neck**",
        "> [!WARNING]\n> Rest.\n\nMost **neck**",
        "> [!TIP]\n> Rest.\n\nMost **neck**",
        "> Rest.\n\nMost **neck**",
        "Cells: 10<sup>9</sup> a day. Most **neck**",
        "Cells: 109 a day. Most **neck**",
        "Do ~~not~~ rest. Most **neck**",
        "Do not rest. Most **neck**",
        "Do ~~not rest~~. Most **neck**",
    ];
    let hashes: HashSet<_> = texts.into_iter().map(written).collect();
    assert_eq!(hashes.len(), texts.len());
    assert!(!hashes.contains(&None));
}

#[test]
fn what_says_something_else_has_another_hash() {
    let spasm = "articles/spasm.md";
    let changes = [
        (spasm, "title: Neck Spasm Causes", "title: Neck Spasm Cures"),
        (spasm, "status: published", "status: published\ndescription: Safe in pregnancy."),
        (spasm, "Most **neck**", "# Neck Spasm Cures\n\nMost **neck**"),
        (spasm, "images/neck.png", "images/stiff.png"),
        (spasm, "images/neck.png", "images/neck.png \"At 10 mg\""),
        (spasm, "a few weeks", "a few months"),
        (spasm, "Most **neck**", "Much **neck**"),
        (spasm, "A stiff neck", "A healthy neck"),
        // What is struck through, raised, or called out in another way.
        (spasm, "Most **neck**", "~~Most~~ **neck**"),
        (spasm, "Most **neck**", "<del>Most</del> **neck**"),
        (spasm, "eases within", "<s>eases</s> within"),
        (spasm, "## Strain {#strain}", "## Sprain {#strain}"),
        (spasm, "[by itself]", "[with rest]"),
        (spasm, "causes: [strain, dystonia, stress]", "causes: [strain, stress, dystonia]"),
        (spasm, "causes: [strain, dystonia, stress]", "causes: [dystonia, strain, stress]"),
        (spasm, "causes: [strain, dystonia, stress]", "causes: [strain, dystonia]"),
        (spasm, "(strain.md)", "(pain.md)"),
        (spasm, "- All About Neck Pain\n", ""),
        (spasm, "- [Stretches]", "- [Massage]"),
        (spasm, " [@nhs]", ""),
        (spasm, "[@nord, p. 3]", "[@nhs]"),
        (spasm, "Neck strain in the office", "Neck strain at home"),
        (spasm, "2019", "2020"),
        ("causes/dystonia.md", "by themselves", "slowly"),
        (
            "causes/dystonia.md",
            " [@nord]",
            "[@nhs]\n\nSee [Pain](../articles/pain.md)\n\nSee [Strain](../articles/spasm.md)",
        ),
        ("causes/stress.md", "Worry", "Grief"),
        ("citations/a.yaml", "title: Neck pain", "title: Back pain"),
        ("citations/a.yaml", "publisher: NHS", "publisher: Mayo Clinic"),
        ("citations/a.yaml", "issued: 2020-01-10", "issued: 2021-01-10"),
    ];
    let mut seen = vec![original()];
    for change in changes {
        let hash = match change {
            // Both are cited elsewhere as well: where a source stands makes no difference.
            (_, "[@nord, p. 3]", _) => Repo::with(&[change, ("causes/dystonia.md", " [@nord]", "")]).hash(),
            _ => Repo::with(&[change]).hash(),
        };
        assert!(hash.is_some() && !seen.contains(&hash), "{change:?}");
        seen.push(hash);
    }
}

#[test]
fn a_raised_number_that_cites_nothing_is_part_of_the_text() {
    let power = |exponent: &str| {
        Repo::with(&[(
            "articles/spasm.md",
            "It heals",
            &format!("It has 10<sup>{exponent}</sup> cells. It heals"),
        )])
        .hash()
    };
    assert_ne!(power("6"), power("9"));
}

#[test]
fn a_note_among_the_references_is_part_of_the_text() {
    let note = |dose: &str| {
        let note = format!("\n[^n]: Ask before you take more than {dose} tablets.\n");
        Repo::with(&[
            ("articles/spasm.md", "It heals", "It heals[^n]"),
            ("articles/spasm.md", "\n## References", &format!("{note}\n## References")),
        ])
        .hash()
    };
    assert_eq!(note("two"), note("two"));
    assert_ne!(note("two"), note("four"));
}

#[test]
fn what_cannot_be_read_as_a_whole_has_no_hash() {
    for (path, old) in
        [("causes/stress.md", "name: Stress"), ("articles/spasm.md", "title: Neck Spasm Causes")]
    {
        assert_eq!(Repo::with(&[(path, old, "name: [open")]).hash(), None, "{path}");
    }
    let broken =
        [("citations/a.yaml", "id: nord", "id: [nord"), ("articles/spasm.md", "[@nhs]", "[@nhs; @gone]")];
    assert_eq!(Repo::with(&broken).hash(), None);
}

#[test]
fn a_hash_is_read_as_it_is_written() {
    let hash = original().expect("it has one");
    let text = hash.to_string();
    assert_eq!(text.len(), "v2:sha256:".len() + 64);
    assert_eq!(ContentHash::parse(&text), Some(hash));
    for text in [&text[..text.len() - 1], &text.replace("v2", "v1"), "", "v2:sha256:", &"é".repeat(37)] {
        assert_eq!(ContentHash::parse(text), None, "{text}");
    }
}

/// The form of the hash is a promise to every record that was ever written.
#[test]
fn the_hash_of_a_text_stays_for_ever() {
    assert_eq!(
        original().expect("it has one").to_string(),
        "v2:sha256:6ba345ee5c30709c4614bdd99ed5b5609da968bd3a38e310fdcb35c41d75c6b8"
    );
}
