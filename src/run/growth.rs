//! Work grows with the input, not with its square: one page of a megabyte must not hold up a run.

use crate::base::date::Date;
use crate::base::source::Source;
use crate::base::span::Span;
use crate::base::steps::assert_linear;
use crate::model::collection::Collection;
use crate::rules::settings::Settings;
use crate::run::policy::{Permit, Policy};
use crate::run::session::Session;
use crate::run::verdict::Judge;

const PAGE: &str = "---\ntitle: Neck pain\nstatus: draft\nauthors: [lee]\n---\n\n";

/// Counts the steps for files of size `n` and `4 n`, read, judged and with all that is allowed.
fn files_grow(what: &str, n: usize, files: impl Fn(usize) -> Vec<(String, String, Collection)> + Sync) {
    permitted_files_grow(what, n, files, |_| Vec::new());
}

/// The same with what the settings allow.
fn permitted_files_grow(
    what: &str,
    n: usize,
    files: impl Fn(usize) -> Vec<(String, String, Collection)> + Sync,
    permits: impl Fn(usize) -> Vec<Permit> + Sync,
) {
    assert_linear(what, n, |n| {
        let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
        let files = files(n).into_iter();
        session.set(files.map(|(path, text, collection)| (Source::new(path, text), collection)).collect());
        let settings = session.attach(Source::new("medproof.yaml", "allow: []\n"));
        let policy = Policy { permits: permits(n), ..Policy::default() };
        let judge = Judge { policy: &policy, settings: &[settings], baseline: None, told: &[] };
        assert!(!judge.judge(&mut session).is_empty(), "{what}: nothing is found");
    });
}

/// The same for one page.
fn grows(what: &str, n: usize, body: impl Fn(usize) -> String + Sync) {
    let page = |n| {
        let page = PAGE.replace("draft", "published");
        vec![("a.md".to_owned(), format!("{page}{}\n", body(n)), Collection::Article)]
    };
    files_grow(what, n, page);
}

/// The same for as many pages, each with a title of its own.
fn pages_grow(what: &str, n: usize, page: impl Fn(usize) -> String + Sync) {
    let pages =
        |n| (0..n).map(|nth| (format!("p{}.md", unlike(nth)), page(nth), Collection::Article)).collect();
    files_grow(what, n, pages);
}

fn titled(title: &str) -> String {
    PAGE.replace("Neck pain", title)
}

/// A number of six digits, unlike those of its neighbours: what differs in the order of digits alone is near.
fn unlike(nth: usize) -> usize {
    100_000 + (nth * 7919) % 900_000
}

fn sections(n: usize) -> String {
    (0..n).map(|nth| format!("## H {}\n\ntext\n\n", unlike(nth))).collect()
}

fn references(n: usize) -> String {
    let reference = |nth: usize| {
        format!("{}. Lee A. Neck number {nth} of many. Spine J. 20{:02};{nth}(1):1-9.\n", nth + 1, nth % 100)
    };
    format!("\n\n## References\n\n{}", (0..n).map(reference).collect::<String>())
}

fn registry(n: usize, record: impl Fn(usize) -> String) -> Vec<(String, String, Collection)> {
    vec![("c.yaml".to_owned(), (0..n).map(record).collect(), Collection::Source)]
}

#[test]
fn doses_on_one_line() {
    grows("doses", 100, |n| "Take 10 U. ".repeat(n));
    grows("doses in one sentence", 100, |n| "take 10U ".repeat(n));
    grows("small doses in one sentence", 100, |n| "take 10 u insulin ".repeat(n));
}

#[test]
fn doses_that_need_the_words_around() {
    grows("amounts beside no medicine", 50, |n| format!("See Foo Bar\n\n{}", "It is 5.0 mg. ".repeat(n)));
    grows("ranges beside no medicine", 50, |n| format!("See Foo Bar\n\n{}", "It is 9-5 mg. ".repeat(n)));
    grows("items below a long lead", 50, |n| {
        format!("See Foo Bar\n\n{}:\n\n{}", "Some words ".repeat(n), "- 5.0 mg now\n".repeat(n))
    });
}

#[test]
fn labels_in_one_sentence() {
    grows("labels", 50, |n| "the elderly and the obese and ".repeat(n));
}

#[test]
fn abbreviations_of_medicines() {
    grows("abbreviations", 50, |n| "MTX 5 mg and ASA 4 mg ".repeat(n));
    grows("abbreviations in sentences", 50, |n| "Take ASA 4 mg. ".repeat(n));
}

#[test]
fn call_outs_within_call_outs() {
    grows("quotations", 60, |n| format!("See Foo Bar\n\n{}a", "> ".repeat(n)));
}

#[test]
fn doses_below_one_header() {
    grows("rows below a long header", 50, |n| {
        format!("| {} |\n|---|\n{}", "Dose in units ".repeat(n), "| 10 U |\n".repeat(n))
    });
}

#[test]
fn claims_on_one_line() {
    grows("claims", 100, |n| "Studies show it. ".repeat(n));
    grows("claims without a stop", 100, |n| "studies show it ".repeat(n));
    grows("claims that open lists", 60, |n| "- Studies show:\n".repeat(n));
    grows("cited claims", 100, |n| "Studies show it [@a]. ".repeat(n));
}

#[test]
fn allow_comments_on_one_line() {
    grows("allow comments", 100, |n| "<!-- medproof: allow link/see-unresolved -- x --> ".repeat(n));
}

#[test]
fn allow_comments_over_blocks() {
    let allow = "<!-- medproof: allow link/see-unresolved -- because -->\n\n";
    grows("allowed See lines", 100, |n| format!("{allow}See Foo Bar\n\n").repeat(n));
    grows("comments over one block", 100, |n| {
        format!("{}{}", allow.trim_end().repeat(n), "\n\nSee Foo Bar\n".repeat(n))
    });
}

#[test]
fn contents_lists() {
    let list = |n: usize, entry: &dyn Fn(usize) -> String| {
        format!("## Contents\n\n{}\n{}", (0..n).map(entry).collect::<String>(), sections(n))
    };
    grows("dead contents", 60, |n| list(n, &|nth| format!("- [Hx {0}](#hx-{0})\n", unlike(nth))));
    grows("half a list of contents", 60, |n| {
        list(n, &|nth| {
            let name = if nth % 3 == 0 { "hx" } else { "h" };
            format!("- [{name} {0}](#{name}-{0})\n", unlike(nth))
        })
    });
    grows("contents in other words", 60, |n| {
        list(n, &|nth| format!("- {} {}\n", if nth % 3 == 0 { "Gone" } else { "H" }, unlike(nth)))
    });
}

#[test]
fn missing_anchors() {
    grows("missing anchors", 60, |n| {
        let links: String = (0..n).map(|nth| format!("[a](#hx-{}) ", unlike(nth))).collect();
        format!("{links}\n\n{}", sections(n))
    });
}

#[test]
fn numbered_references() {
    grows("equal references", 60, |n| {
        let item = |nth: usize| {
            format!("{}. Lee A. Neck spasm number {} of it. Spine J. 2020.\n", nth + 1, nth % (n / 2))
        };
        format!("## References\n\n{}", (0..n).map(item).collect::<String>())
    });
    grows("cited references", 100, |n| {
        let facts: String = (0..n).map(|nth| format!("Fact [{}]. ", nth + 1)).collect();
        facts + &references(n)
    });
    grows("raised citations", 100, |n| {
        let facts: String = (0..n).map(|nth| format!("Fact<sup>{}</sup>. ", nth + 1)).collect();
        facts + &references(n)
    });
}

#[test]
fn sources_of_a_registry() {
    files_grow("sources", 100, |n| {
        registry(n, |nth| format!("- id: k{nth}\n  type: book\n  title: T{nth}\n"))
    });
    files_grow("sources of one DOI", 100, |n| {
        registry(n, |nth| {
            format!("- id: k{0}\n  type: book\n  title: T{0}\n  DOI: 10.5555/one\n", unlike(nth))
        })
    });
}

#[test]
fn marks_of_one_page() {
    grows("See lines", 100, |n| "See Neck Strain Symptoms\n\n".repeat(n));
    grows("citations on one line", 100, |n| "[@a] ".repeat(n));
    grows("nested pictures", 60, |n| format!("{}a{}", "![".repeat(n), "](b)".repeat(n)));
}

#[test]
fn names_that_nothing_bears() {
    let neck = |nth| titled(&format!("Neck pain number {}", unlike(nth)));
    pages_grow("near misses of titles", 50, |nth| {
        format!("{}See Neck pain numbr {}\n", neck(nth), unlike(nth))
    });
    pages_grow("one missing page", 50, |nth| neck(nth) + "Text.\n\nSee Shoulder Pain Symptoms\n");
    files_grow("unknown authors", 50, |n| {
        let page = |nth| {
            titled(&format!("Title {nth}")).replace("lee", &format!("ann-le{}", unlike(nth))) + "Text.\n"
        };
        // Where no bios are kept, nobody lacks one.
        let bio = ("ron.yaml".to_owned(), "name: Ron\n".to_owned(), Collection::Person);
        let pages = (0..n).map(|nth| (format!("p{nth}.md"), page(nth), Collection::Article));
        std::iter::once(bio).chain(pages).collect()
    });
    pages_grow("missing files", 50, |nth| {
        titled(&format!("Title {nth}")) + &format!("[x](pp{}.md)\n", unlike(nth))
    });
    pages_grow("one title", 50, |_| PAGE.to_owned() + "Text.\n\nSee Neck pain\n");
    files_grow("undefined keys", 50, |n| {
        let page = |nth| titled(&format!("Title {nth}")) + &format!("A fact [@lee-{}x].\n", unlike(nth));
        let mut files =
            registry(n, |nth| format!("- id: lee-{}y\n  type: book\n  title: T{nth}\n", unlike(nth)));
        files.extend((0..n).map(|nth| (format!("p{nth}.md"), page(nth), Collection::Article)));
        files
    });
}

#[test]
fn entries_of_the_settings_that_allow_something() {
    let permit = |path: &str, pointer: Option<String>| Permit {
        rule: "citation/identifier-invalid".to_owned(),
        files: globset::GlobSet::builder()
            .add(globset::Glob::new(path).expect("a pattern"))
            .build()
            .expect("a set of one"),
        pointer,
        reason: "why".to_owned(),
        file: 0,
        span: Span::default(),
    };
    let sources =
        |n| registry(n, |nth| format!("- id: k{nth}\n  type: book\n  title: T{nth}\n  DOI: none\n"));
    permitted_files_grow("entries for one file", 60, sources, |n| {
        (0..n).map(|_| permit("c.yaml", None)).collect()
    });
    permitted_files_grow("entries for places", 60, sources, |n| {
        (0..n).map(|nth| permit("c.yaml", Some(format!("/{nth}/DOI")))).collect()
    });
    permitted_files_grow("entries for other files", 60, sources, |n| {
        (0..n).map(|nth| permit(&format!("d{nth}.yaml"), None)).collect()
    });
}

/// The number as six letters, unlike those of its neighbours.
fn letters(nth: usize) -> String {
    let mut number = nth.wrapping_mul(82_595_483) % 308_915_776;
    let mut letters = String::new();
    for _ in 0..6 {
        letters.push(char::from(b'a' + u8::try_from(number % 26).expect("a letter")));
        number /= 26;
    }
    letters
}

#[test]
fn causes_that_nothing_answers_to() {
    files_grow("unknown causes", 60, |n| {
        let causes: Vec<String> = (0..n).map(|nth| format!("hx-{}", unlike(nth))).collect();
        let page = PAGE.replace("status", &format!("causes: [{}]\nstatus", causes.join(", ")));
        vec![("a.md".to_owned(), page + &sections(n), Collection::Article)]
    });
}

#[test]
fn names_of_letters() {
    files_grow("undefined keys of letters", 600, |n| {
        let page = |nth| titled(&format!("Title {nth}")) + &format!("A fact [@lee{}x].\n", letters(nth));
        let mut files =
            registry(n, |nth| format!("- id: lee{}y\n  type: book\n  title: T{nth}\n", letters(nth)));
        files.extend((0..n).map(|nth| (format!("p{nth}.md"), page(nth), Collection::Article)));
        files
    });
}
