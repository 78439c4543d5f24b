//! What the headings of a text make of it: its table of contents, and the sections
//! that are causes.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::base::span::Span;
use crate::base::title;
use crate::page::body::{Block, BlockKind, Body, CauseSection, Contents, ContentsEntry, Heading, LinkForm};
use crate::words::lexicon::{Scan, Topic, parts};
use crate::words::list::BACK_MATTER;
use crate::words::pattern::Pattern;

/// Finds the table of contents and the causes of a text in Markdown, whose blocks are read.
pub fn read(body: &mut Body, scan: &Scan, source: &str) {
    body.contents = contents(body, scan, source);
    body.causes = causes(&body.headings, source.len());
}

/// The sections that are causes: those right below a heading that announces causes.
#[must_use]
pub fn causes(headings: &[Heading], end: usize) -> Vec<CauseSection> {
    let mut causes = Vec::new();
    for (nth, owner) in headings.iter().enumerate() {
        // The title of a page announces what all of it is about: advice and outlook are below it too.
        if owner.level < 2 || !announces_causes(&owner.text) {
            continue;
        }
        let below = headings.get(nth + 1..).unwrap_or_default();
        let owned = below.iter().take_while(|heading| heading.level > owner.level).count();
        let below = below.get(..owned).unwrap_or_default();
        let Some(level) = below.first().map(|first| first.level) else {
            continue;
        };
        for (behind, heading) in below.iter().enumerate().filter(|(_, heading)| heading.level == level) {
            if announces_causes(&heading.text) || is_no_cause(&heading.text) {
                continue;
            }
            let heading_nth = nth + 1 + behind;
            let span = Span::new(heading.span.start as usize, section_end(headings, heading_nth, end));
            causes.push(CauseSection { heading: heading_nth, span });
        }
    }
    causes.sort_by_key(|cause| cause.heading);
    causes
}

/// Where the section of a heading ends: at the next heading of its level or above, else at `end`.
#[must_use]
pub fn section_end(headings: &[Heading], nth: usize, end: usize) -> usize {
    let level = headings.get(nth).map_or(0, |heading| heading.level);
    let mut behind = headings.iter().skip(nth + 1);
    behind.find(|next| next.level <= level).map_or(end, |next| next.span.start as usize)
}

/// Whether it is a heading below which each heading names a cause: `Potential Neck Spasm Causes`,
/// `What causes a neck spasm?`; false of `Symptoms and causes` and of questions about one cause.
#[must_use]
pub fn announces_causes(heading: &str) -> bool {
    let heading = heading.trim().trim_end_matches([':', '?', '.']);
    if heading.len() > 120 {
        return false;
    }
    let lower = heading.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect();
    names_causes(&words) && !is_about_else(&words)
}

/// `Causes`, `What can cause it`, `Possible cause of pain`
fn names_causes(words: &[&str]) -> bool {
    const WHICH: [&str; 5] = ["possible", "potential", "common", "main", "likely"];
    let after_that = || {
        words.windows(2).any(|words| matches!(words, ["that", "cause"]))
            || words.windows(3).any(|words| matches!(words, ["that", "can" | "may" | "might", "cause"]))
    };
    let noun = match words {
        [which, rest @ ..] if WHICH.contains(which) => rest,
        words => words,
    };
    words.contains(&"causes") || after_that() || matches!(noun, ["cause"] | ["cause", "of", ..])
}

/// Whether the words of a heading with causes in it are about something else as well, or ask about one cause.
fn is_about_else(words: &[&str]) -> bool {
    const ASKS: [&str; 16] = [
        "is", "are", "can", "could", "do", "does", "did", "how", "when", "why", "who", "where", "should",
        "will", "if", "whether",
    ];
    const TOPICS: [&str; 17] = [
        "symptom",
        "symptoms",
        "sign",
        "signs",
        "effect",
        "effects",
        "finding",
        "fact",
        "facts",
        "overview",
        "myth",
        "myths",
        "type",
        "types",
        "complication",
        "complications",
        "outlook",
    ];
    const STEMS: [&str; 5] = ["treat", "diagnos", "prevent", "test", "manag"];
    const HIGH: [&str; 9] =
        ["high", "low", "raised", "elevated", "increased", "decreased", "reduced", "abnormal", "false"];
    let longer = |word: &str, stem: &str| word.len() > stem.len() && word.starts_with(stem);
    let is_topic = |word: &&str| {
        TOPICS.contains(word)
            || STEMS.iter().any(|stem| word.starts_with(stem))
            || longer(word, "remed")
            || longer(word, "relie")
    };
    let is_pair = |pair: &[&str]| match pair {
        ["how", "do" | "can" | "should" | "to"] => true,
        [word, "out"] => longer(word, "rul"),
        _ => false,
    };
    let other = match words {
        ["other", "causes", "of", "a" | "an", rest @ ..] | ["other", "causes", "of", rest @ ..] => rest,
        _ => &[],
    };
    // Of one who died.
    let of_death =
        matches!(words, ["cause", "of", "death", ..] | ["manner", "and", "cause", "of", "death", ..]);
    of_death
        || words.first().is_some_and(|first| ASKS.contains(first))
        || words.iter().any(is_topic)
        || words.windows(2).any(is_pair)
        || other.first().is_some_and(|word| HIGH.contains(word))
}

/// Whether a heading names no cause, wherever it is: `Diagnosis`, `When to see a doctor`, a question.
#[must_use]
pub fn is_no_cause(heading: &str) -> bool {
    static OTHER: Pattern = Pattern::composed(|| {
        let back_matter = BACK_MATTER.pattern("no-cause");
        format!(
            r"(?ix)^(?:
                (?:(?:common|other|associated|related|possible|potential|early|warning|main|key|typical|accompanying)\s+)*
                    (?:signs?|symptoms?|risk\ factors?|complications?|treatments?|diagnosis|prevention|outlook|prognosis
                    |tests?|questions?|triggers?|abbreviations?)(?-u:\b)
                |(?:diagnos\w*|treat\w*|prevent\w*|manag\w+|get\w*\ help|getting|living|coping|self[-\ ]care|home\ remed\w+
                    |relie\w+|recover\w*|rehabilitation|lifestyle\ changes)(?-u:\b)
                |(?:when|how|what|why|who|where|which|should|can|do|does|is|are|will)(?-u:\b)
                |(?:see|visit|call|contact|ask|talk\ to|speak\ to|speak\ with|seek\w*)(?-u:\b)
                |(?:a\ )?(?:summary|conclusions?|overview|introduction|background|key\ (?:points|takeaways|facts)|takeaways?
                    |the\ bottom\ line|bottom\ line|final\ thoughts|in\ summary|definition|epidemiology|etiology
                    |pathophysiology|evaluation|history\ and\ physical|examination|next\ steps|the\ takeaway|reviews?)(?-u:\b)
                |{back_matter}(?-u:\b)
                |(?:in\ this\ (?:article|topic|section)|on\ this\ page|contents|table\ of\ contents|frequently\ asked|faqs?|emergency|urgent|red\ flags?)(?-u:\b)
            )|\?\s*$
            |^care(?-u:\b)|(?-u:\b)(?:diagnosis|prevention|prognosis|outlook|symptoms|relief)$|(?:(?-u:\b)and|&|(?-u:\b)or|(?-u:\b)for)\s+(?:treatments?|care)$
            |(?-u:\b)(?:neck|back|pain|spasms?|cramps?|headaches?)\s+treatments?$",
        )
    });
    OTHER.is_match(heading.trim())
}

/// Whether it is the words above a table of contents: `In This Article:`.
#[must_use]
pub fn announces_contents(line: &str) -> bool {
    /// No announcement is longer.
    const LONGEST: usize = 32;
    let line = line.trim().trim_end_matches(':').trim_end();
    line.len() <= LONGEST && ANNOUNCEMENT.is_match(line)
}

/// What announces a table of contents.
pub(crate) static ANNOUNCEMENT: Pattern = Pattern::new(
    r"(?ix)^(?:what[’']s\ )?(?:(?:in|on)\ this\ (?:article|page|topic|guide|section|leaflet|post|summary)
    |(?:table\ of|page|article|list\ of)\ contents|contents|jump\ to(?:\ (?:section|a\ section|topic))?)$",
);

/// Words of which every announcement has one, so that other blocks are left at once.
pub(crate) static CONTENTS: Topic =
    Topic::new("contents", || parts(&["in this", "on this", "contents", "jump to"]));

/// The entries of tables of contents that repeat a heading of the page: links to a part of the page, and items of an
/// announced list, in a heading's own words. An entry in other words says something of its own.
#[must_use]
pub fn repeated_headings(body: &Body) -> Vec<Span> {
    let links = body.links.iter().filter(|link| link.target.starts_with('#') && !link.form.is_picture());
    let mut entries: Vec<(&str, Span)> = links.map(|link| (link.label.as_str(), link.span)).collect();
    let listed = body.contents.iter().flat_map(|contents| &contents.entries);
    entries
        .extend(listed.filter(|entry| entry.link.is_none()).map(|entry| (entry.text.as_str(), entry.span)));
    for list in body.blocks.chunk_by(|_, next| next.kind == BlockKind::Item) {
        if let [above, items @ ..] = list
            && let [_, ..] = items
            && above.kind != BlockKind::Item
            && announces_contents(head(above.prose.text()))
        {
            entries.extend(items.iter().map(|item| (item.prose.text(), item.prose.whole())));
        }
    }
    if entries.is_empty() {
        return Vec::new();
    }
    let headings = body.headings.iter().filter(|heading| !announces_contents(&heading.text));
    let names: HashSet<String> = headings.map(|heading| entry_name(&heading.text)).collect();
    entries.retain(|(text, _)| names.contains(&entry_name(text)));
    entries.into_iter().map(|(_, span)| span).collect()
}

/// The normal form of a heading and of its entry in a table of contents: a folded title without the number before it.
#[must_use]
pub fn fold_entry(text: &str) -> String {
    title::fold(text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ')))
}

/// The words of a heading or of an entry in a table of contents as they are signed: a list number is left out, and
/// case and spaces make no difference, but every word counts.
#[must_use]
pub fn entry_name(text: &str) -> String {
    let text = text.trim().trim_end_matches(':');
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = text.get(digits..).and_then(|rest| rest.strip_prefix(['.', ')']));
    let name = behind.filter(|rest| (1..=2).contains(&digits) && rest.starts_with(char::is_whitespace));
    let mut words = String::with_capacity(text.len());
    for word in name.unwrap_or(text).split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        match word.is_ascii() {
            true => words.extend(word.chars().map(|letter| letter.to_ascii_lowercase())),
            false => words.push_str(&word.to_lowercase()),
        }
    }
    words
}

/// The table of contents of a text in Markdown: what is below a heading or a line that
/// announces one. One that a program writes when the site is built is none.
fn contents(body: &Body, scan: &Scan, source: &str) -> Option<Contents> {
    let with_hits = scan.hits(&CONTENTS).chunk_by(|one, next| one.block == next.block);
    let numbers = with_hits.filter_map(|hits| Some(hits.first()?.block));
    let blocks = numbers.filter_map(|nth| Some((nth, body.blocks.get(nth)?)));
    let announced = blocks.filter(|(_, block)| {
        matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph)
            && announces_contents(head(block.prose.text()))
    });
    let mut lists = announced.filter_map(|(nth, block)| list_below(body, source, nth, block));
    lists.find(|list| lists_sections(list, &body.headings))
}

/// Whether a list is one of sections: it leads somewhere, or names a heading of the page, or is still to be written.
/// The contents of a pack are none.
#[must_use]
pub fn lists_sections(list: &Contents, headings: &[Heading]) -> bool {
    let named = |entry: &ContentsEntry| {
        let name = entry_name(&entry.text);
        headings.iter().any(|heading| entry_name(&heading.text) == name)
    };
    list.entries.is_empty() || list.entries.iter().any(|entry| entry.link.is_some() || named(entry))
}

/// What is below a block that announces a table of contents.
fn list_below(body: &Body, source: &str, nth: usize, block: &Block) -> Option<Contents> {
    let mut end = source.len();
    let mut plain = Vec::new();
    for below in body.blocks.iter().skip(nth + 1) {
        match below.kind {
            BlockKind::Item | BlockKind::Cell => plain.push(below),
            BlockKind::Heading => {
                end = below.span.start as usize;
                break;
            }
            _ => {
                // A line of links is a table of contents too; any other paragraph is the text.
                let links = body
                    .links
                    .iter()
                    .any(|link| below.span.contains(link.span) && link.target.starts_with('#'));
                if !links {
                    end = below.span.start as usize;
                    if is_generated(below.prose.text()) {
                        return None;
                    }
                    break;
                }
            }
        }
    }
    let below = Span::new(block.span.start as usize, end);
    if is_generated(below.slice(source)) {
        return None;
    }
    let mut entries: Vec<ContentsEntry> = body
        .links
        .iter()
        .enumerate()
        .filter(|(_, link)| {
            below.contains(link.span) && !matches!(link.form, LinkForm::Image | LinkForm::Src)
        })
        .map(|(nth, link)| ContentsEntry { text: link.label.clone(), span: link.label_span, link: Some(nth) })
        .collect();
    if entries.is_empty() {
        let entry = |item: &&Block| ContentsEntry {
            text: item.prose.text().trim().replace('\n', " "),
            span: item.prose.whole(),
            link: None,
        };
        entries = plain.iter().map(entry).collect();
    }
    let text = block.prose.text();
    // A section of this name with text of its own is no list, and neither is a sentence that begins so.
    if entries.is_empty() {
        let goes_on = !text.get(head(text).len()..).unwrap_or("").trim().is_empty();
        let behind = body.blocks.get(nth + 1).map(|next| next.kind);
        let is_section = block.kind == BlockKind::Heading
            && matches!(behind, Some(BlockKind::Paragraph | BlockKind::Quotation));
        if goes_on || is_section {
            return None;
        }
    }
    Some(Contents { span: block.prose.span(0..head(text).trim_end().len()), entries })
}

/// The first line of a block, up to and with a colon that more follows.
fn head(text: &str) -> &str {
    let line = text.lines().next().unwrap_or("");
    line.split_once(": ").map_or(line, |(head, _)| line.get(..=head.len()).unwrap_or(line))
}

/// Whether a program will replace the text by a table of contents: `[TOC]`, `{:toc}`, `{{< toc >}}`.
fn is_generated(text: &str) -> bool {
    static GENERATED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\[\[?_?toc_?\]\]?|\{:?\s*toc|\{\{[<%]?\s*toc|\{%[^%]*toc|<!--\s*toc|<[a-z]*toc|import\s+toc|<ul[^>]*>\s*(?:<li[^>]*>\s*)?</ul>|(?-u:\b)tableofcontents(?-u:\b)")
            .expect("the pattern is valid")
    });
    GENERATED.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_announce_causes() {
        for heading in [
            "Causes",
            "CAUSES:",
            "Potential Neck Spasm Causes",
            "Causes of Neck Pain",
            "What causes a neck spasm?",
            "Less common causes",
            "What are the causes of vertigo?",
            "Causes and risk factors",
            "Cause",
            "Cause of gout",
            "Conditions that may cause cramps",
        ] {
            assert!(announces_causes(heading), "{heading}");
        }
        for heading in [
            "Symptoms and causes",
            "Can stress cause a spasm?",
            "Finding the cause",
            "Diagnosing the causes",
            "Unknown cause",
            "Cause of Death Determination",
            "Treatment",
            "Is cold a cause of pain?",
            "Why it matters",
            "A patient with pain: how do I figure out the causes?",
            "Because it helps",
            "How causes differ",
            "",
        ] {
            assert!(!announces_causes(heading), "{heading}");
        }
    }

    #[test]
    fn some_headings_name_no_cause() {
        for heading in [
            "Diagnosis",
            "Treatment options",
            "When to see a doctor",
            "Risk factors",
            "References",
            "Common symptoms",
            "Is it serious?",
            "Care and Treatment",
            "Neck spasm treatment",
            "Osteoporosis Prevention",
            "How doctors find the cause",
            "About the author",
            "Summary",
            "Preventing neck spasms",
        ] {
            assert!(is_no_cause(heading), "{heading}");
        }
        for heading in [
            "Neck strain or sprain",
            "Stress or anxiety",
            "Overexertion or fatigue",
            "Medications",
            "Herniated disc",
            "Infection",
            "Cancer treatment",
            "Seatbelt injury",
            "Visible deformity",
            "Related",
        ] {
            let expected = heading == "Related";
            assert_eq!(is_no_cause(heading), expected, "{heading}");
        }
    }

    #[test]
    fn back_matter_names_no_cause() {
        let wrong: Vec<&str> =
            BACK_MATTER.tagged("no-cause").filter(|heading| !is_no_cause(heading)).collect();
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn words_announce_a_table_of_contents() {
        for line in
            ["In This Article:", "On this page", "Table of contents", "Contents", "What’s in this article:"]
        {
            assert!(announces_contents(line), "{line}");
        }
        for line in ["In this article we explain", "Contents of the stomach", "On this day"] {
            assert!(!announces_contents(line), "{line}");
        }
    }
}
