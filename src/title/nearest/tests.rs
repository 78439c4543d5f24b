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
