use proptest::prelude::*;

use super::*;

#[test]
fn ids_with_a_slip_are_found() {
    let ids =
        ["neck-pain", "back-pain", "neck-strain", "ron-miller", "rob-muller", "anna-lee", "type-1-diabetes"];
    for (name, expected) in [
        ("neck-pian", vec!["neck-pain"]),
        ("nek-pain", vec!["neck-pain"]),
        ("neckpain", vec!["neck-pain"]),
        ("neck_strian", vec!["neck-strain"]),
        ("neckStrain", vec!["neck-strain"]),
        ("r-miler", vec!["ron-miller"]),
        ("ron-millar", vec!["ron-miller"]),
        ("a-lee", vec![]),
        ("knee-pain", vec![]),
        ("hip-pain", vec![]),
        ("type-2-diabetes", vec![]),
        ("type-1-diabetis", vec!["type-1-diabetes"]),
        ("asthma", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(nearest_ids(name, ids, 3), expected, "{name}");
    }
}

#[test]
fn keys_are_found_whatever_their_spelling() {
    let keys = ["title", "status", "authors", "last-reviewed", "next-review", "aliases", "see", "id", "DOI"];
    for (name, expected) in [
        ("lastReviewd", vec!["last-reviewed"]),
        ("last_reviewed", vec!["last-reviewed"]),
        ("autors", vec!["authors"]),
        ("author", vec!["authors"]),
        ("titel", vec!["title"]),
        ("doi", vec!["DOI"]),
        ("sea", vec!["see"]),
        ("layout", vec![]),
        ("weight", vec![]),
        ("tags", vec![]),
    ] {
        assert_eq!(nearest_ids(name, keys, 2), expected, "{name}");
    }
}

#[test]
fn numbers_are_not_slips() {
    let keys = ["smith2020", "smith2021a"];
    assert_eq!(nearest_ids("smith2019", keys, 3), Vec::<&str>::new());
    assert_eq!(nearest_ids("smith2002", keys, 3), vec!["smith2020"]);
    assert_eq!(nearest_ids("smiht2020", keys, 3), vec!["smith2020"]);
}

#[test]
fn titles_with_a_slip_or_a_word_more_are_found() {
    let titles = [
        "Neck Strain Symptoms",
        "Understanding Sciatica Symptoms",
        "Cervical Osteoarthritis (Neck Arthritis)",
        "All About Neck Pain",
        "All About Back Pain",
        "Type 1 Diabetes",
        "Overexertion",
    ];
    for (name, expected) in [
        ("Neck Strian Symptoms", vec!["Neck Strain Symptoms"]),
        ("Neck Strain", vec!["Neck Strain Symptoms"]),
        ("Symptoms of Neck Strain", vec!["Neck Strain Symptoms"]),
        ("Neck strain: symptoms", vec!["Neck Strain Symptoms"]),
        ("Understanding Neuropathy Symptoms", vec![]),
        ("Cervical Osteoarthritis", vec!["Cervical Osteoarthritis (Neck Arthritis)"]),
        ("All About Nek Pain", vec!["All About Neck Pain"]),
        ("All About Knee Pain", vec![]),
        ("Over-exertion", vec!["Overexertion"]),
        ("Type 2 Diabetes", vec![]),
        ("Asthma", vec![]),
        ("the", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(nearest_titles(name, titles, 3), expected, "{name}");
    }
}

#[test]
fn the_best_comes_first_and_equals_keep_their_order() {
    let candidates = Candidates::ids(["overexertions", "over-exertion", "overexertion"]);
    assert_eq!(candidates.nearest("overexertiom", 3), vec![1, 2, 0]);
    assert_eq!(candidates.nearest("overexertiom", 1), vec![1]);
}

proptest::proptest! {
    #[test]
    fn any_names_are_compared_without_panic(
        name in "\\PC{0,20}",
        names in proptest::collection::vec("\\PC{0,20}", 0..6),
    ) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        proptest::prop_assert!(nearest_ids(&name, names.iter().copied(), 3).len() <= 3);
        proptest::prop_assert!(nearest_titles(&name, names.iter().copied(), 3).len() <= 3);
    }

    #[test]
    fn one_slip_in_a_long_word_is_recognised(word in "[a-z]{6,12}", place in 0_usize..6) {
        let slipped = format!("{}{}", &word[..place], &word[place + 1..]);
        proptest::prop_assert_eq!(nearest_ids(&slipped, [word.as_str()], 1), vec![word.as_str()]);
        proptest::prop_assert_eq!(nearest_titles(&slipped, [word.as_str()], 1), vec![word.as_str()]);
    }
}

/// A few words, some with slips, initials and numbers in them.
fn some_name() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => prop::sample::select(vec!["neck", "pain", "strain", "miller", "ron", "type", "of", "knee", "symptoms"])
            .prop_map(str::to_owned),
        2 => "[abc]{1,3}",
        1 => "[12]{1,2}",
        1 => "é|ß|頭痛",
    ];
    let slip = |(word, at, kind): (String, usize, u8)| {
        let mut letters: Vec<char> = word.chars().collect();
        let at = at % letters.len().max(1);
        match kind {
            0 if !letters.is_empty() => drop(letters.remove(at)),
            1 => letters.insert(at, 'x'),
            2 if at + 1 < letters.len() => letters.swap(at, at + 1),
            3 if !letters.is_empty() => letters[at] = 'y',
            _ => {}
        }
        letters.into_iter().collect::<String>()
    };
    prop::collection::vec((word, 0..8usize, 0..9u8).prop_map(slip), 1..5)
        .prop_map(|words| words.join(if words.len() % 2 == 0 { "-" } else { " " }))
}

proptest! {
    #[test]
    fn names_that_were_changed_are_found_as_if_all_were_prepared_again(
        names in prop::collection::vec(some_name(), 1..9),
        changes in prop::collection::vec((any::<prop::sample::Index>(), some_name()), 0..6),
        asked in some_name(),
    ) {
        for of_ids in [false, true] {
            let prepare = |names: &[String]| {
                let names = names.iter().map(String::as_str);
                if of_ids { Candidates::ids(names) } else { Candidates::titles(names) }
            };
            let mut names = names.clone();
            let mut known = prepare(&names);
            for (nth, name) in &changes {
                let nth = nth.index(names.len());
                names[nth].clone_from(name);
                known.set(nth, Some(name));
            }
            let again = prepare(&names);
            prop_assert_eq!(known.nearest(&asked, 4), again.nearest(&asked, 4));
        }
    }

    /// The filters leave nothing out that is near.
    #[test]
    fn what_is_near_is_found_as_if_each_name_was_looked_at(
        names in prop::collection::vec(some_name(), 0..60),
        asked in some_name(),
    ) {
        let names = || names.iter().map(String::as_str);
        let sorted = |mut near: Vec<Near>| {
            near.sort_unstable();
            near
        };
        let ids = ids::Ids::new(names());
        prop_assert_eq!(sorted(ids.near(&asked)), sorted(ids.near_by_scan(&asked)));
        let titles = titles::Titles::new(names());
        prop_assert_eq!(sorted(titles.near(&asked)), sorted(titles.near_by_scan(&asked)));
    }
}

/// As many questions as names, each near to one of them, or to none.
#[test]
fn questions_take_steps_in_proportion_to_their_number() {
    let scattered = |nth: usize| format!("{:06}", nth * 7919 % 1_000_000);
    for (what, name, question) in [
        ("ids", "pain-", "pian-"),
        ("titles", "Neck pain number ", "Neck pain numbr "),
        ("titles with one word in common", "Pain ", "Shoulder Pain Symptoms "),
        ("persons", "ann lee ", "a leee "),
    ] {
        crate::base::steps::assert_linear(what, 250, |n| {
            let names: Vec<String> = (0..n).map(|nth| format!("{name}{}", scattered(nth))).collect();
            let names = || names.iter().map(String::as_str);
            for candidates in [Candidates::ids(names()), Candidates::titles(names())] {
                for nth in 0..n {
                    let _ = candidates.nearest(&format!("{question}{}", scattered(nth)), 3);
                }
            }
        });
    }
}

/// The same for names without a digit, which no number tells apart.
#[test]
fn questions_for_names_of_letters_take_steps_in_proportion() {
    let letters = |nth: usize, length: u32| -> String {
        let number = nth.wrapping_mul(82_595_483);
        let letter = |place: u32| {
            char::from(b'a' + u8::try_from(number / 26_usize.pow(place) % 26).expect("a letter"))
        };
        (0..length).map(letter).collect()
    };
    for (what, name, question) in [
        ("short", "p", "q"),
        ("long", "pain-of-the-", "pian-of-the-"),
        ("titles", "Pain of the neck ", "Pain of teh neck "),
    ] {
        crate::base::steps::assert_linear(what, 1000, |n| {
            let names: Vec<String> = (0..n).map(|nth| format!("{name}{}", letters(nth, 6))).collect();
            let names = || names.iter().map(String::as_str);
            for candidates in [Candidates::ids(names()), Candidates::titles(names())] {
                // One name in eight is asked for, which is in proportion too and saves time.
                for nth in (0..n).step_by(8) {
                    let _ = candidates.nearest(&format!("{question}{}", letters(nth, 6)), 3);
                }
            }
        });
    }
}

/// However many names have the same letters, a question looks at a bounded number of them.
#[test]
fn a_question_looks_at_a_bounded_number_of_names() {
    let letter = |nth: usize| char::from(b'a' + u8::try_from(nth % 26).expect("a letter"));
    let names: Vec<String> = (0..9000)
        .map(|nth| format!("pain{}{}{}", letter(nth), letter(nth / 26), letter(nth / 676)))
        .collect();
    for candidates in [
        Candidates::ids(names.iter().map(String::as_str)),
        Candidates::titles(names.iter().map(String::as_str)),
    ] {
        let steps = crate::base::steps::taken(|| drop(candidates.nearest("pianabc", 3)));
        assert!((1..=8 * pool::MOST).contains(&steps), "{steps} steps");
    }
}
