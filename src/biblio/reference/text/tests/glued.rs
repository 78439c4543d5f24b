//! References that lost commas and colons when a page was copied.

use super::brief;

#[test]
fn names_are_glued_to_each_other() {
    brief(&[
        (
            "Tiffany \u{a0}STConklin \u{a0}CA\u{a0}A cognitive model of urges.\u{a0}\u{a0} Addiction. 2000;95(2):145-153PubMedGoogle ScholarCrossref",
            "Tiffany ST; Conklin CA | A cognitive model of urges | Addiction | - | 2000 | 95 2 145-153",
        ),
        (
            "Hommer \u{a0}DW\u{a0}Functional imaging of craving.\u{a0}\u{a0} Alcohol Res Health. 1999;23187-\u{a0}196PubMedGoogle Scholar",
            "Hommer DW | Functional imaging of craving | Alcohol Res Health | - | 1999 | 23 - 187- 196",
        ),
        (
            "Rice JPReich TNurnberger JI JrSchuckit MABegleiter H Comparison of direct interview. Alcohol Clin Exp Res. 1995;19(1):1-9.",
            "Rice JP; Reich T; Nurnberger JI Jr; Schuckit MA; Begleiter H | Comparison of direct interview | Alcohol Clin Exp Res | - | 1995 | 19 1 1-9",
        ),
        (
            "Volkow NDWang G-JO'Brien CPVan Leuven JFleming-Milici Fet al. Limbic activation. Am J Psychiatry. 1999;156:11-18.",
            "Volkow ND; Wang G-J; O'Brien CP; Van Leuven J; Fleming-Milici F | Limbic activation | Am J Psychiatry | - | 1999 | 156 - 11-18",
        ),
    ]);
}

#[test]
fn a_volume_and_a_page_are_glued_to_each_other() {
    for (numbers, read) in [
        ("97147-\u{a0}168", "97 - 147- 168"),
        ("2952468-\u{a0}2471", "295 - 2468- 2471"),
        ("2615- 21", "26 - 15- 21"),
        ("4598- 105", "45 - 98- 105"),
        // The colon is there, or nothing shows that it was.
        ("97:147- 168", "97 - 147- 168"),
        ("97147-168", "- - 97147-168"),
        // The page would be 0, or come after the last one.
        ("100- 9", "- - 100- 9"),
    ] {
        brief(&[(
            &format!("Lee K. Neck pain in adults. Spine J. 2001;{numbers}."),
            &format!("Lee K | Neck pain in adults | Spine J | - | 2001 | {read}"),
        )]);
    }
}

#[test]
fn a_title_is_no_list_of_glued_names() {
    brief(&[
        (
            "Neck MRIScan of adults. Spine J. 2001;97:147-168.",
            "- | Neck MRIScan of adults | Spine J | - | 2001 | 97 - 147-168",
        ),
        (
            "Vitamin D Deficiency in adults. Spine J. 2001;97:147-168.",
            "- | Vitamin D Deficiency in adults | Spine J | - | 2001 | 97 - 147-168",
        ),
    ]);
}
