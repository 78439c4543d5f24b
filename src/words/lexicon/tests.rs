use super::*;

/// The hits of one topic in the blocks of a text, as numbers of blocks with the text from the hit on.
fn hits<'a>(topic: &'static Topic, blocks: &[&'a str]) -> Vec<(usize, &'a str)> {
    let lexicon: &'static Lexicon = Box::leak(Box::new(Lexicon::new([topic])));
    let scan = Scan::of(lexicon, blocks.iter().copied());
    scan.hits(topic).iter().map(|hit| (hit.block, &blocks[hit.block][hit.at..])).collect()
}

#[test]
fn letters_of_ascii_are_found_in_either_case() {
    static TOPIC: Topic = Topic::new("test", || parts(&["analys", "µg", "so₄"]));
    assert_eq!(hits(&TOPIC, &["Meta-ANALYSIS", "none", "an analysis"]), [(0, "ANALYSIS"), (2, "analysis")]);
    assert_eq!(hits(&TOPIC, &["5 µG", "5 μg", "MSO₄, mso4"]), [(0, "µG"), (2, "SO₄, mso4")]);
}

#[test]
fn words_begin_and_end_where_patterns_see_a_limit() {
    static TOPIC: Topic = Topic::new("test", || words(&["od", "q.d"]));
    assert_eq!(hits(&TOPIC, &["OD", "(od)", "2 mg od.", "é od"]).len(), 4);
    assert_eq!(hits(&TOPIC, &["body", "odd", "_od", "od_", "4od"]), []);
    // A letter beyond ASCII is no word character of `(?-u:\b)`.
    assert_eq!(hits(&TOPIC, &["éod"]), [(0, "od")]);
    assert_eq!(hits(&TOPIC, &["Q.D.", "q.day"]), [(0, "Q.D.")]);
}

#[test]
fn units_follow_numbers() {
    static TOPIC: Topic = Topic::new("test", || units(&["U", "IU", "µg"]));
    for text in [
        "5U",
        "5 U",
        "5\u{a0}U",
        "5\nU",
        "1,000 IU",
        ".5 U.",
        "5-U",
        "2.4 million U",
        "2 mio. IU",
        "5 µg/kg",
        "٣ U",
    ] {
        assert_eq!(hits(&TOPIC, &[text]).len(), 1, "{text}");
    }
    // The number may be in the cell before.
    assert_eq!(hits(&TOPIC, &["U", "U daily"]).len(), 2);
    for text in ["the U", "5  U", "5 up", "5 Us", "5U2", "menu U", "a million. The U", "mcg µg"] {
        assert_eq!(hits(&TOPIC, &[text]), [], "{text}");
    }
}

#[test]
fn a_space_may_be_a_line_break_or_hold_its_words_together() {
    static TOPIC: Topic = Topic::new("test", || parts(&["multiple sclerosis", "current as of"]));
    for text in
        ["Multiple sclerosis", "multiple\nsclerosis", "multiple\u{a0}Sclerosis", "current\u{a0}as\nof"]
    {
        assert_eq!(hits(&TOPIC, &[text]), [(0, text)]);
    }
    assert_eq!(hits(&TOPIC, &["multiple  sclerosis", "multiplesclerosis", "multiple\tsclerosis"]), []);
}

#[test]
fn topics_do_not_hide_each_other() {
    static CARE: Topic = Topic::new("care", || parts(&["care", "health care provider"]));
    static LINE: Topic = Topic::new("line", || parts(&["line", "helpline", "provider"]));
    static LEXICON: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(|| Lexicon::new([&CARE, &LINE]));
    let scan = Scan::of(&LEXICON, ["A health care provider", "", "The helpline"].into_iter());
    let at = |topic: &Topic| -> Vec<(usize, usize)> {
        scan.hits(topic).iter().map(|hit| (hit.block, hit.at)).collect()
    };
    assert_eq!(at(&CARE), [(0, 2), (0, 9)]);
    assert_eq!(at(&LINE), [(0, 14), (2, 4), (2, 8)]);
    assert_eq!(scan.hits_in(&LINE, 1..3).len(), 2);
    assert_eq!(scan.hits_in(&LINE, 0..1).len(), 1);
    assert_eq!(scan.hits_in(&CARE, 1..9), []);
}

#[test]
fn a_text_is_gone_over_once_for_any_number_of_topics() {
    static ONE: Topic = Topic::new("one", || words(&["heat", "cold"]));
    static TWO: Topic = Topic::new("two", || parts(&["eat", "a b"]));
    static FEW: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(|| Lexicon::new([&ONE]));
    static MANY: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(|| Lexicon::new([&ONE, &TWO]));
    let blocks = ["Heat helps.", "Eat a bit."];
    let few = bytes_scanned(|| drop(Scan::of(&FEW, blocks.into_iter())));
    let many = bytes_scanned(|| drop(Scan::of(&MANY, blocks.into_iter())));
    assert_eq!((few, many), (21, 21));
}

#[test]
fn what_is_cut_is_cut_once_and_where_it_is_asked_for() {
    static TOPIC: Topic = Topic::new("test", || words(&["heat"]));
    static LEXICON: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(|| Lexicon::new([&TOPIC]));
    let blocks = ["It helps. So it is.", "Use heat. Then rest."];
    let scan = Scan::of(&LEXICON, blocks.into_iter());
    assert_eq!(scan.blocks_cut(), 0);
    assert_eq!(scan.sentences(1, blocks[1]), [0..9, 10..20]);
    // The text is not looked at again.
    assert_eq!(scan.sentences(1, "").len(), 2);
    assert_eq!(scan.blocks_cut(), 1);
    assert_eq!(scan.sentences(2, "No such block."), [] as [std::ops::Range<usize>; 0]);
}

#[test]
fn a_document_without_text_has_no_hits() {
    static TOPIC: Topic = Topic::new("test", || words(&["heat"]));
    assert_eq!(Scan::default().hits(&TOPIC), []);
}
