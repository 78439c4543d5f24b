use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::base::diagnostic::{Findings, RuleId};
use crate::base::span::Span;

const RULE: RuleId = RuleId("link/see-unresolved");

#[test]
fn the_characters_are_underlined_between_the_lines_around_them() {
    let text = "# Neck pain\n\nNeck strain is common.\nSee Neck Strain Symptoms\nIt goes away.\n\nMore.\n";
    let mut finding = finding("Neck Strain Symptoms", text, "no page is called “Neck Strain Symptoms”");
    finding.help("Did you mean “Neck Strain”?");
    is(
        &shown(text, &finding),
        r"
error link/see-unresolved

  × no page is called “Neck Strain Symptoms”
   ╭─[content/a.md:4:5]
 3 │ Neck strain is common.
 4 │ See Neck Strain Symptoms
   ·     ────────────────────
 5 │ It goes away.
   ╰────
  help: Did you mean “Neck Strain”?
",
    );
}

#[test]
fn a_text_stands_beside_what_it_explains() {
    let text = "authors: [a, b]\nauthors: [c]\n";
    let mut finding = finding("authors: [c]", text, "`authors` is written twice");
    finding.label(place(0..7), "first written here");
    is(
        &shown(text, &finding),
        r"
error link/see-unresolved

  × `authors` is written twice
   ╭─[content/a.md:2:1]
 1 │ authors: [a, b]
   · ───┬───
   ·    ╰── first written here
 2 │ authors: [c]
   · ────────────
   ╰────
",
    );
}

#[test]
fn places_far_apart_are_shown_one_after_the_other_the_finding_first() {
    let text = "first: 1\na: 1\nb: 1\nc: 1\nd: 1\ne: 1\nlast: 1\n";
    let mut finding = finding("last", text, "here it is");
    finding.label(place(0..5), "there");
    is(
        &shown(text, &finding),
        r"
error link/see-unresolved

  × here it is
   ╭─[content/a.md:7:1]
 6 │ e: 1
 7 │ last: 1
   · ────
   ╰────
   ╭─[content/a.md:1:1]
 1 │ first: 1
   · ──┬──
   ·   ╰── there
 2 │ a: 1
   ╰────
",
    );
}

#[test]
fn two_references_in_two_files_are_one_report() {
    let article = "## References\n\n[^3]: Cervical Dystonia. National Organization for Rare Disorders. Accessed March 26, 2019.\n";
    let source = "- id: nord-cd\n  title: Cervical Dystonia\n  accessed: 2020-01-10\n  URL: https://rarediseases.org/\n";
    let mut finding =
        finding("March 26, 2019", article, "one source has two access dates, 2019-03-26 and 2020-01-10");
    finding.label(place(article.find("March").unwrap()..article.len() - 2), "accessed 2019-03-26");
    let at = source.find("2020").unwrap();
    finding.label(
        Location { doc: DocId(1), span: Span::new(at, at + 10) },
        "the same source, accessed 2020-01-10",
    );
    finding.help("Read the source again and write that day in both places.");
    let sources =
        [Source::new("articles/neck-spasm.md", article), Source::new("citations/nord.yaml", source)];
    is(
        &several(&sources, &finding, "content/", Style::default()),
        r"
error link/see-unresolved

  × one source has two access dates, 2019-03-26 and 2020-01-10
   ╭─[content/articles/neck-spasm.md:3:77]
 3 │ [^3]: Cervical Dystonia … anization for Rare Disorders. Accessed March 26, 2019.
   ·                                                                  ───────┬──────
   ·                                                                         ╰── accessed 2019-03-26
   ╰────
   ╭─[content/citations/nord.yaml:3:13]
 2 │   title: Cervical Dystonia
 3 │   accessed: 2020-01-10
   ·             ─────┬────
   ·                  ╰── the same source, accessed 2020-01-10
 4 │   URL: https://rarediseases.org/
   ╰────
  help: Read the source again and write that day in both places.
",
    );
}

#[test]
fn a_gap_at_the_start_of_another_file_is_shown() {
    let mut finding = finding_at(0..1, "no review names this page");
    finding.label(Location { doc: DocId(1), span: Span::at(0) }, "a record would stand here");
    let sources = [Source::new("a.md", "One\n"), Source::new("reviews.yaml", "")];
    is(
        &several(&sources, &finding, "", Style::default()),
        r"
error link/see-unresolved

  × no review names this page
   ╭─[a.md:1:1]
 1 │ One
   · ─
   ╰────
   ╭─[reviews.yaml:1:1]
 1 │
   · ▲
   · ╰── a record would stand here
   ╰────
",
    );
}

#[test]
fn a_gap_has_an_arrow() {
    let text = "---\ntitle: A\n---\nText\n";
    let mut finding = finding_at(12..12, "no medical reviewer is named");
    is(
        &shown(text, &finding),
        r"
error link/see-unresolved

  × no medical reviewer is named
   ╭─[content/a.md:2:9]
 1 │ ---
 2 │ title: A
   ·         ▲
 3 │ ---
   ╰────
",
    );
    finding.label(place(12..12), "`reviewers` belongs here");
    is(
        &shown(text, &finding),
        r"
error link/see-unresolved

  × no medical reviewer is named
   ╭─[content/a.md:2:9]
 1 │ ---
 2 │ title: A
   ·         ▲
   ·         ╰── `reviewers` belongs here
 3 │ ---
   ╰────
",
    );
}

#[test]
fn a_gap_at_the_end_of_a_file_has_an_arrow() {
    is(
        &shown("a: [1\n", &finding_at(6..6, "`[` is never closed")),
        r"
error link/see-unresolved

  × `[` is never closed
   ╭─[content/a.md:2:1]
 1 │ a: [1
 2 │
   · ▲
   ╰────
",
    );
    is(
        &shown("a: [1", &finding_at(5..5, "`[` is never closed")),
        r"
error link/see-unresolved

  × `[` is never closed
   ╭─[content/a.md:1:6]
 1 │ a: [1
   ·      ▲
   ╰────
",
    );
    is(
        &shown("a: [1", &finding_at(90..99, "behind everything")),
        r"
error link/see-unresolved

  × behind everything
   ╭─[content/a.md:1:6]
 1 │ a: [1
   ·      ▲
   ╰────
",
    );
}

#[test]
fn an_empty_file_has_an_arrow_too() {
    is(
        &shown("", &finding_at(0..0, "`title` is missing")),
        r"
error link/see-unresolved

  × `title` is missing
   ╭─[content/a.md:1:1]
 1 │
   · ▲
   ╰────
",
    );
    is(
        &shown("\u{feff}", &finding_at(0..0, "`title` is missing")),
        r"
error link/see-unresolved

  × `title` is missing
   ╭─[content/a.md:1:1]
 1 │
   · ▲
   ╰────
",
    );
}

#[test]
fn a_file_that_could_not_be_read_is_named() {
    let source = Source::unreadable("a\nb.md", "permission denied", "Ask for it.");
    let mut finding = finding_at(0..0, "the file cannot be opened");
    finding.help("Ask for it.");
    is(
        &several(&[source], &finding, "", Style::default()),
        r"
error link/see-unresolved

  × the file cannot be opened
   ╭─[a␊b.md]
   ╰────
  help: Ask for it.
",
    );
}

#[test]
fn tabs_are_four_columns_wide() {
    let text = "\ta\tSee\tNeck\n";
    is(
        &shown(text, &finding("See\tNeck", text, "tabs")),
        r"
error link/see-unresolved

  × tabs
   ╭─[content/a.md:1:4]
 1 │     a   See Neck
   ·         ────────
   ╰────
",
    );
}

#[test]
fn wide_and_joined_characters_take_the_columns_they_are_drawn_in() {
    let text = "頚部痛 👩\u{200d}⚕\u{fe0f} ⚠\u{fe0f} cafe\u{301} See Page\n";
    is(
        &shown(text, &finding("Page", text, "behind")),
        "
error link/see-unresolved

  × behind
   ╭─[content/a.md:1:23]
 1 │ 頚部痛 👩\u{200d}⚕\u{fe0f} ⚠\u{fe0f} cafe\u{301} See Page
   ·                       ────
   ╰────
",
    );
    is(
        &shown(text, &finding("⚠\u{fe0f}", text, "on")),
        "
error link/see-unresolved

  × on
   ╭─[content/a.md:1:10]
 1 │ 頚部痛 👩\u{200d}⚕\u{fe0f} ⚠\u{fe0f} cafe\u{301} See Page
   ·           ──
   ╰────
",
    );
    is(
        &shown(text, &finding("部痛", text, "wide")),
        "
error link/see-unresolved

  × wide
   ╭─[content/a.md:1:2]
 1 │ 頚部痛 👩\u{200d}⚕\u{fe0f} ⚠\u{fe0f} cafe\u{301} See Page
   ·   ────
   ╰────
",
    );
    is(
        &shown(text, &finding("\u{301}", text, "a part of a letter")),
        "
error link/see-unresolved

  × a part of a letter
   ╭─[content/a.md:1:17]
 1 │ 頚部痛 👩\u{200d}⚕\u{fe0f} ⚠\u{fe0f} cafe\u{301} See Page
   ·                 ─
   ╰────
",
    );
}

#[test]
fn what_a_terminal_would_obey_is_shown_instead() {
    let text = "a\u{1b}[31mb \u{202e}See \u{9b}2J Page\u{200b}\n";
    let mut finding = finding("Page", text, "\u{1b}]0;owned\u{7} “\u{202e}”\nsecond line");
    finding.label(finding.at, "\u{1b}[2Jlabel");
    finding.help("\u{2066}Help\u{8}.");
    let source = Source::new("a\u{1b}[0m\u{202e}.md", text);
    is(
        &several(&[source], &finding, "\u{85}/", Style::default()),
        "
error link/see-unresolved

  × ␛]0;owned␇ “<U+202E>” second line
   ╭─[<U+0085>/a␛[0m<U+202E>.md:1:18]
 1 │ a␛[31mb <U+202E>See <U+009B>2J Page<U+200B>
   ·                                ──┬─
   ·                                  ╰── ␛[2Jlabel
   ╰────
  help: <U+2066>Help␈.
",
    );
}

#[test]
fn a_long_line_is_cut_around_what_is_marked() {
    let before = "The muscles of the neck hold the head. ".repeat(30);
    let behind = " The pain goes away. It may come back.".repeat(30);
    let text = format!("{before}See Neck Strain.{behind}\n{before}");
    is(
        &shown(&text, &finding("Neck Strain", &text, "in the middle")),
        r"
error link/see-unresolved

  × in the middle
   ╭─[content/a.md:1:1175]
 1 │ The muscles of the neck … the neck hold the head. See Neck Strain. The pain goes away. It may…
   ·                                                       ───────────
 2 │ The muscles of the neck hold the head. The muscles of the neck hold the head. The muscles of t…
   ╰────
",
    );
    is(
        &shown(&text, &finding("The muscles", &text, "at the start")),
        r"
error link/see-unresolved

  × at the start
   ╭─[content/a.md:1:1]
 1 │ The muscles of the neck hold the head. The muscles of the neck hold the head. The muscles of t…
   · ───────────
 2 │ The muscles of the neck hold the head. The muscles of the neck hold the head. The muscles of t…
   ╰────
",
    );
    is(
        &shown(&text, &finding(&before, &text, "longer than a line")),
        r"
error link/see-unresolved

  × longer than a line
   ╭─[content/a.md:1:1]
 1 │ The muscles of the neck hold the head. The muscles of the neck hold the head. The muscles of t…
   · ───────────────────────────────────────────────────────────────────────────────────────────────
 2 │ The muscles of the neck hold the head. The muscles of the neck hold the head. The muscles of t…
   ╰────
",
    );
    let mut finding = finding("Neck Strain", &text, "two in one line");
    finding.label(place(4..11), "the first");
    is(
        &shown(&text, &finding),
        r"
error link/see-unresolved

  × two in one line
   ╭─[content/a.md:1:1175]
 1 │ The muscles of the neck hold the h … eck hold the head. See Neck Strain. The pain goes away. I…
   ·     ───┬───                                                 ───────────
   ·        ╰── the first
 2 │ The muscles of the neck hold the head. The muscles of the neck hold the head. The muscles of t…
   ╰────
",
    );
}

#[test]
fn a_line_of_megabytes_is_read_around_its_marks_only() {
    let text = format!("[{}\"é\", {}]", "\"頚\", ".repeat(200_000), "1, ".repeat(200_000));
    let mut finding = finding("é", &text, "in the middle");
    finding.label(place(text.len() - 1..text.len()), "at the end");
    is(
        &shown(&text, &finding),
        r#"
error link/see-unresolved

  × in the middle
   ╭─[content/a.md:1:1000003]
 1 │ ["頚", "頚", "頚", "頚" … , "頚", "頚", "頚", "é", 1, 1, 1, 1, 1, 1,  … 1, 1, 1, 1, 1, 1, 1, ]
   ·                                                ┬                                             ┬
   ·                                                │                                             ╰── at the end
   ·                                                ╰── here
   ╰────
"#,
    );
}

#[test]
fn a_mark_of_a_few_lines_is_underlined_to_the_character() {
    let text = "Read [Neck\r\n   Strain](x) now.\r\nMore.\r\n";
    let mut finding = finding("[Neck\r\n   Strain](x)", text, "in two lines");
    finding.label(finding.at, "this link");
    is(
        &shown(text, &finding),
        r"
error link/see-unresolved

  × in two lines
   ╭─[content/a.md:1:6]
 1 │ Read [Neck
   ·      ─────
 2 │    Strain](x) now.
   ·    ─────┬────
   ·         ╰── this link
 3 │ More.
   ╰────
",
    );
}

#[test]
fn a_mark_of_many_lines_has_a_bracket_and_is_cut() {
    let fields: String = (1..=9).map(|nth| format!("  field-{nth}: x\n")).collect();
    let text = format!("- id: a\n{fields}- id: b\n");
    let record = finding("- id: a\n  field-1: x\n  field-2: x\n  field-3: x\n", &text, "four lines");
    is(
        &shown(&text, &record),
        r"
error link/see-unresolved

  × four lines
   ╭─[content/a.md:1:1]
 1 │ ╭─▶ - id: a
 2 │ │     field-1: x
 3 │ │     field-2: x
 4 │ ╰─▶   field-3: x
 5 │       field-4: x
   ╰────
",
    );
    let end = text.find("- id: b").unwrap();
    let mut record = finding_at(0..end, "ten lines");
    record.label(record.at, "this record");
    record.label(place(2..4), "this id");
    is(
        &shown(&text, &record),
        r"
error link/see-unresolved

  × ten lines
   ╭─[content/a.md:1:1]
 1 │ ╭─▶ - id: a
   · │     ─┬
   · │      ╰── this id
 2 │ │     field-1: x
 3 │ │     field-2: x
 4 │ │     field-3: x
 5 │ │     field-4: x
 6 │ ├─▶   field-5: x…
   · ╰──── this record
 7 │       field-6: x
   ╰────
",
    );
}

#[test]
fn of_marks_that_overlap_each_is_seen() {
    let text = "See [Neck Strain](neck-strain.md) and more\n";
    let mut finding = finding("[Neck Strain](neck-strain.md)", text, "overlapping");
    finding.label(finding.at, "this link").label(place(18..32), "to this page");
    is(
        &shown(text, &finding),
        r"
error link/see-unresolved

  × overlapping
   ╭─[content/a.md:1:5]
 1 │ See [Neck Strain](neck-strain.md) and more
   ·     ───────┬─────────────┬───────
   ·            │             ╰── to this page
   ·            ╰── this link
   ╰────
",
    );
    finding.label(finding.at, "and more");
    is(
        &shown(text, &finding),
        r"
error link/see-unresolved

  × overlapping
   ╭─[content/a.md:1:5]
 1 │ See [Neck Strain](neck-strain.md) and more
   ·     ───────┬─────────────┬───────
   ·            │             ╰── to this page
   ·            ╰─┤ this link
   ·              │ and more
   ╰────
",
    );
    finding.labels = vec![(place(38..42), "beside".to_owned())];
    is(
        &shown(text, &finding),
        r"
error link/see-unresolved

  × overlapping
   ╭─[content/a.md:1:5]
 1 │ See [Neck Strain](neck-strain.md) and more
   ·     ──────────────┬──────────────     ──┬─
   ·                   │                     ╰── beside
   ·                   ╰── here
   ╰────
",
    );
}

#[test]
fn of_many_places_the_first_are_shown() {
    let text = "a: 1\n\n\n\n\n".repeat(11);
    let mut finding = finding_at(0..1, "many");
    for nth in 1..9 {
        finding.label(place(nth * 9..nth * 9 + 1), "again");
    }
    assert_eq!(shown(&text, &finding).matches("[content/a.md:").count(), 8);
    assert!(shown(&text, &finding).ends_with("╰────\n  and one more place, which --format json names\n"));
    finding.label(place(81..82), "again");
    assert!(shown(&text, &finding).ends_with("╰────\n  and 2 more places, which --format json names\n"));
}

#[test]
fn long_sentences_are_wrapped() {
    let text = "a: 1\n";
    let mut finding =
        finding("a", text, "this message says at length what an editor could not have known without it");
    finding.label(finding.at, "and so does this text beside the very character that it is about");
    finding.help("Do one thing after the other, and if that is of no help, do them once more.");
    let style = Style { width: 40, ..Style::default() };
    is(
        &several(&[Source::new("a.md", text)], &finding, "", style),
        r"
error link/see-unresolved

  × this message says at length what an
  │ editor could not have known without
  │ it
   ╭─[a.md:1:1]
 1 │ a: 1
   · ┬
   · ╰─┤ and so does this text beside the
   ·   │ very character that it is about
   ╰────
  help: Do one thing after the other,
        and if that is of no help, do
        them once more.
",
    );
}

#[test]
fn colours_tell_the_finding_from_what_else_is_marked() {
    let text = "a: 1\nb: 2\n";
    let mut finding = finding("b", text, "message");
    finding.label(place(0..1), "other").help("Help.").severity(Severity::Warning);
    let style = Style { color: true, ..Style::default() };
    is(
        &several(&[Source::new("a.md", text)], &finding, "", style).replace('\u{1b}', "␛"),
        r"
␛[33;1mwarning link/see-unresolved␛[0m

  ␛[33;1m⚠␛[0m message
   ╭─[␛[1ma.md:2:1␛[0m]
 ␛[2m1␛[0m │ a: 1
   · ␛[94;1m┬␛[0m
   · ␛[94;1m╰── ␛[94;1mother␛[0m␛[0m
 ␛[2m2␛[0m │ b: 2
   · ␛[33;1m─␛[0m
   ╰────
␛[32;1m  help: ␛[0mHelp.
",
    );
}

#[test]
fn problems_of_a_configuration_bear_no_rule() {
    let source = Source::new("medproof.yaml", "rules:\n  link/see: off\n");
    let mut findings = Findings::new(RULE, Severity::Error);
    findings
        .report(Span::new(9, 17), "there is no rule `link/see`")
        .help("Did you mean `link/see-unresolved`?");
    findings.report(Span::new(0, 5), "another");
    let mut out = Vec::new();
    problems(&source, &findings.into_list(), Style::default(), &mut out).unwrap();
    is(
        &String::from_utf8(out).unwrap(),
        r"
  × there is no rule `link/see`
   ╭─[medproof.yaml:2:3]
 1 │ rules:
 2 │   link/see: off
   ·   ────────
   ╰────
  help: Did you mean `link/see-unresolved`?

  × another
   ╭─[medproof.yaml:1:1]
 1 │ rules:
   · ─────
 2 │   link/see: off
   ╰────

",
    );
}

/// What gives a reader of lines and a drawer of columns the most trouble.
const CLUSTERS: [&str; 12] =
    ["a", "é", "頚", "\t", "\n", "\r\n", "\r", "\u{301}", "\u{1b}", "👩\u{200d}⚕\u{fe0f}", " ", "\u{feff}"];

/// Texts of a few lines, and some with very long ones.
fn texts(clusters: &[&'static str]) -> impl Strategy<Value = String> {
    let short = prop::collection::vec(prop::sample::select(clusters.to_vec()), 0..60);
    (short, prop::sample::select(vec![1, 1, 3, 300])).prop_map(|(all, times)| all.concat().repeat(times))
}

#[test]
fn whatever_is_marked_can_be_drawn() {
    let span = || (0u32..999, 0u32..90).prop_map(|(start, length)| Span { start, end: start + length });
    let labels = prop::collection::vec(span(), 0..5);
    proptest!(|(text in texts(&CLUSTERS), at in span(), labels in labels, width in 0usize..120)| {
        let mut finding = finding_at(0..0, "message");
        finding.at.span = at;
        for label in labels {
            finding.label(Location { doc: DocId(0), span: label }, "text");
        }
        let style = Style { width, ..Style::default() };
        let shown = several(&[Source::new("a.md", text)], &finding, "", style);
        prop_assert!(shown.starts_with("error link/see-unresolved\n\n  × message\n"));
        prop_assert!(shown.lines().any(|line| line.contains(['─', '▲', '▶'])));
        prop_assert!(!shown.contains(|c: char| c != '\n' && c.is_control()), "{shown:?}");
        prop_assert!(shown.lines().skip(4).all(|line| columns(line) <= width.max(48) + 30), "{shown}");
    });
}

#[test]
fn underlines_lie_below_what_they_mark() {
    let line: Vec<&str> = CLUSTERS.into_iter().filter(|cluster| !cluster.contains(['\n', '\r'])).collect();
    proptest!(|(before in texts(&line), behind in texts(&line), text in "[a-z ]{0,40}")| {
        let source = format!("{before}X{behind}");
        let mut finding = finding("X", &source, "message");
        if !text.is_empty() {
            finding.label(finding.at, text);
        }
        let shown = several(&[Source::new("a.md", source)], &finding, "", Style::default());
        let lines: Vec<&str> = shown.lines().skip(4).collect();
        let (left, _) = lines[0].split_once('X').unwrap();
        let (below, _) = lines[1].split_once(['─', '┬']).unwrap();
        // A mark that follows the letter is drawn on it, and what is beyond this line has no say.
        prop_assert_eq!(columns(left), columns(below), "{}", shown);
    });
}

fn columns(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

fn finding(marked: &str, text: &str, message: &str) -> Diagnostic<Location> {
    let start = text.find(marked).unwrap();
    finding_at(start..start + marked.len(), message)
}

fn finding_at(bytes: std::ops::Range<usize>, message: &str) -> Diagnostic<Location> {
    let mut findings = Findings::new(RULE, Severity::Error);
    findings.report(place(bytes), message);
    findings.into_list().remove(0)
}

fn place(bytes: std::ops::Range<usize>) -> Location {
    Location { doc: DocId(0), span: bytes.into() }
}

fn shown(text: &str, finding: &Diagnostic<Location>) -> String {
    several(&[Source::new("a.md", text)], finding, "content/", Style::default())
}

fn several(sources: &[Source], finding: &Diagnostic<Location>, prefix: &str, style: Style) -> String {
    let shown = Shown { code: Some(finding.rule), severity: finding.severity, diagnostic: finding, prefix };
    let mut out = Vec::new();
    shown.write(&|doc| sources.get(doc.0 as usize), style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Compares what is shown with what is expected, which begins on a line of its own.
fn is(shown: &str, expected: &str) {
    assert_eq!(format!("\n{shown}"), expected);
}
