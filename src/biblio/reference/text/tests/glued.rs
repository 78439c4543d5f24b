//! References that lost commas, colons or stops when a page was copied.

use super::brief;
use crate::biblio::reference::text::{Options, read};

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

#[test]
fn authors_title_and_source_are_a_line_each() {
    brief(&[
        (
            "D. Alary, C. Gollier, N. Treich\nThe effect of aversion on insurance and self-protection\nEcon. J., 123 (573) (2013), pp. 1188-1202",
            "D. Alary; C. Gollier; N. Treich | The effect of aversion on insurance and self-protection | Econ. J | - | 2013 | 123 573 1188-1202",
        ),
        (
            "D. Ellsberg\nRisk. Ambiguity, and\nthe Savage axioms\nQ. J. Econ., 75 (1961), pp. 643-669",
            "D. Ellsberg | Risk. Ambiguity, and the Savage axioms | Q. J. Econ | - | 1961 | 75 - 643-669",
        ),
        (
            "H.M. Duvernoy\nThe Human Brain. Surface, Sectional Anatomy and MRI\nSpringer-Verlag, Wien (1991)",
            "H.M. Duvernoy | The Human Brain. Surface, Sectional Anatomy and MRI | - | Springer-Verlag | 1991 | - - -",
        ),
    ]);
}

#[test]
fn a_broken_paragraph_is_read_as_one_line() {
    for text in [
        "D. Alary,\nC. Gollier. The effect of aversion. Econ J.\n2013;123:1188-1202.",
        "D. Alary and C. Gollier\nThe effect of aversion. Econ J 123, 1188-1202 (2013).",
        "Alary D, Gollier C. The effect\nof aversion. Econ J 123, 1188-1202\n(2013).",
        "D. Alary, C. Gollier.\nThe effect of aversion.\nEcon J 123, 1188-1202 (2013).",
        "Spinal Care\nof Adults\nNorthgate Press, Oslo (2013).",
    ] {
        let joined = text.replace('\n', " ");
        assert_eq!(read(text, Options::default()), read(&joined, Options::default()), "{text}");
    }
}
