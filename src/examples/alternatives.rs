//! Every alternative of every pattern of the language rules fires: for each there is a text, on a page that is read and
//! checked like any other, whose findings it changes.

mod branches;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use self::branches::{Branch, branches};
use super::judged;
use crate::base::diagnostic::{Diagnostic, Location};
use crate::page::care_advice::{self, turning};
use crate::page::{byline, outline};
use crate::rules::language;
use crate::words::lexicon::{Topic, Trigger};
use crate::words::pattern::Pattern;

/// What the alternatives of a pattern do to the pages they are put into.
struct Row {
    name: &'static str,
    pattern: &'static Pattern,
    /// What is found.
    rule: &'static str,
    /// Words of its message; `fix` where it is one with a fix.
    says: &'static str,
    effect: Effect,
    /// The pages: an alternative has to have its effect in one of them, at `{}`.
    pages: &'static [Kind],
    /// What stands in its place where the page shows what is found without it.
    without: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// The finding is there.
    Found,
    /// The finding is gone.
    Silent,
}

/// A page to put a text into.
#[derive(Clone, Copy)]
enum Kind {
    Article(&'static str),
    Clinical(&'static str),
    Person(&'static str),
}

macro_rules! row {
    (
        $($module:ident)::+ . $name:ident, $rule:literal, $says:literal, $effect:ident, $without:literal,
        [$($kind:ident $page:expr),* $(,)?]
    ) => {
        Row {
            name: concat!($(stringify!($module), "::",)+ stringify!($name)),
            pattern: &crate::$($module::)+$name,
            rule: $rule,
            says: $says,
            effect: Effect::$effect,
            pages: &[$(Kind::$kind($page)),*],
            without: $without,
        }
    };
}

/// Two references in the wrong order, which a fix puts right.
macro_rules! numbered {
    ($above:literal) => {
        numbered!($above, "Kay B. Neck. *Spine J*. 2021;21(1):1-9.")
    };
    ($above:literal, $second:literal) => {
        concat!(
            $above,
            "Rest helps [2]. Heat may, too [1].\n\n## References\n\n1. Lee A. Strain. *Spine J*. 2020;20(1):1-9.\n2. ",
            $second,
            "\n"
        )
    };
}

/// Three headings that a table of contents lists, and one that it does not.
const LISTED: &str = "## Contents

- [Strain](#strain)
- [Stress](#stress)
- [Arthritis](#arthritis)

## Strain

A tear.

## Stress

Worry.

## Arthritis

Wear.

## {}

More.
";

const ROWS: &[Row] = &[
    row!(rules::language::error_prone_abbreviation.FREQUENCY, "language/error-prone-abbreviation", "", Found, "daily",
        [Article "Take 2 mg {} with food.\n"]),
    row!(rules::language::error_prone_abbreviation.ONCE, "language/error-prone-abbreviation", "right eye", Found, "2 mg",
        [Article "Take {} now.\n"]),
    row!(rules::language::error_prone_abbreviation.AMOUNT, "language/error-prone-abbreviation", "", Found, "much",
        [Article "Inject {} of insulin daily.\n", Article "{} of insulin is injected daily.\n"]),
    row!(rules::language::error_prone_abbreviation.MORPHINE, "language/error-prone-abbreviation", "“MS”", Found, "2 mg",
        [Article "{} was given.\n", Article "They gave {}\n"]),
    row!(rules::language::error_prone_abbreviation.SULFATE, "language/error-prone-abbreviation", "", Found, "that",
        [Article "Give 2 g {} now.\n"]),
    row!(rules::language::error_prone_abbreviation.OF_ISMP, "language/error-prone-abbreviation", "", Found, "or so",
        [Article "Take 2 drops of 5 mg {} daily.\n"]),
    row!(words::dose.DOSE, "language/error-prone-abbreviation", "“QD”", Found, "it",
        [Article "Start {} QD with food.\n"]),
    row!(rules::language::error_prone_abbreviation.GIVEN, "language/error-prone-abbreviation", "“IU”", Found, "that",
        [Article "With {} the amount is 2 IU.\n"]),
    row!(rules::language::error_prone_abbreviation.MEASURED, "language/error-prone-abbreviation", "“IU”", Silent, "amount",
        [Article "The {} of 2 IU daily is high.\n"]),
    row!(rules::language::claim_uncited.APPEAL, "language/claim-uncited", "", Found, "it is so",
        [Article "In adults, {} that rest helps.\n"]),
    row!(model::document::citing.NAMED, "language/claim-uncited", "", Silent, "now",
        [Article "Studies show that rest helps {}.\n"]),
    row!(model::document::citing.DATED, "language/claim-uncited", "", Silent, "rest",
        [Article "For {} studies show that rest helps.\n"]),
    row!(model::document::citing.AUTHORS, "language/claim-uncited", "", Silent, "Rest.",
        [Article "{} Studies show that rest helps.\n"]),
    row!(rules::language::claim_uncited.REPEATED, "language/claim-uncited", "", Silent, "now",
        [Article "But {} studies show that rest helps.\n"]),
    row!(rules::language::statistic_uncited.OTHERWISE, "language/statistic-uncited", "", Silent, "Here",
        [Article "{} that 39% of the patients died.\n"]),
    row!(rules::citation::order.NUMBER, "citation/order", "fix", Silent, "this",
        [Article numbered!("As `{}` says.\n\n"),
         Article numbered!("{} says.\n\n")]),
    row!(rules::citation::order.DIGITS, "citation/order", "fix", Silent, "this",
        [Article numbered!("As reference {} says.\n\n")]),
    row!(rules::citation::order.PLACE, "citation/order", "fix", Silent, "Neck.",
        [Article numbered!("", "{}, page 4.")]),
    row!(rules::structure::toc_stale.UNLISTED, "structure/toc-stale", "", Silent, "Numbness",
        [Article LISTED]),
    row!(page::care_advice.OTHERWISE, "structure/care-advice-missing", "", Silent, "rest",
        [Clinical "If the pain lasts, {} soon.\n"]),
    row!(model::facts::credential.TITLED, "review/credentials-missing", "", Silent, "writer",
        [Person "Amy Lee: {}, from Graz."]),
    row!(model::facts::credential.BEING, "review/credentials-missing", "", Silent, "writes",
        [Person "Amy Lee {}, from Graz."]),
    row!(model::facts::credential.DEGREE, "review/credentials-missing", "", Silent, "writer",
        [Person "Amy Lee: {}, from Graz."]),
];

/// Trigger words, and the rows of the patterns that are tried only where one of them is. An alternative of such a
/// pattern fires only where the topic has a hit, so that none can do without; and each word has to be in a text that
/// fires.
const TOPICS: &[(&Topic, &[&str])] = &[
    (
        &language::error_prone_abbreviation::ABBREVIATIONS,
        &[
            "rules::language::error_prone_abbreviation::FREQUENCY",
            "rules::language::error_prone_abbreviation::ONCE",
            "rules::language::error_prone_abbreviation::AMOUNT",
            "rules::language::error_prone_abbreviation::MORPHINE",
            "rules::language::error_prone_abbreviation::SULFATE",
            "rules::language::error_prone_abbreviation::OF_ISMP",
        ],
    ),
    (&language::claim_uncited::EVIDENCE, &["rules::language::claim_uncited::APPEAL"]),
    (&care_advice::HELP, &["page::care_advice::OTHERWISE"]),
];

#[test]
fn every_alternative_fires() {
    let alternatives: Vec<Vec<Branch>> = ROWS.iter().map(|row| branches(row.pattern.as_str())).collect();
    let texts: Vec<BTreeSet<&str>> = ROWS
        .iter()
        .zip(&alternatives)
        .map(|(row, branches)| {
            let texts = branches.iter().flat_map(|branch| [&*branch.least, &*branch.most]);
            texts.filter(|text| row.pattern.is_match(text)).collect()
        })
        .collect();
    let effective = effective(&texts);
    let mut dead = BTreeSet::new();
    for ((row, branches), own) in ROWS.iter().zip(&alternatives).zip(&effective) {
        for branch in branches {
            if ![&branch.least, &branch.most].into_iter().any(|text| own.contains(text.as_str())) {
                dead.insert(format!("{}: “{}”, “{}”", row.name, branch.least, branch.most));
            }
        }
    }
    for (topic, names) in TOPICS {
        let rows = ROWS.iter().zip(&effective).filter(|(row, _)| names.contains(&row.name));
        let texts: Vec<&str> = rows.flat_map(|(_, texts)| texts.iter().copied()).collect();
        // Whom advice turns to is a list of words.
        let listed = if std::ptr::eq(*topic, &care_advice::HELP) { turning::wordings() } else { Vec::new() };
        let texts = || texts.iter().copied().chain(listed.iter().map(String::as_str));
        for trigger in topic.triggers() {
            if !texts().any(|text| trigger.is_in(text)) {
                dead.insert(format!("{topic:?}: “{}”", trigger.text()));
            }
        }
    }
    assert_eq!(dead, BTreeSet::new(), "alternatives that never fire");
}

/// Patterns of the readers, whose blocks and lines are left at once if they have none of these trigger words.
const OF_READERS: &[(&Topic, &[&Pattern])] = &[
    (&byline::BYLINES, &[&byline::PHRASE, &byline::ABROAD]),
    (&outline::CONTENTS, &[&outline::ANNOUNCEMENT]),
];

#[test]
fn no_pattern_of_a_reader_can_do_without_a_trigger_word() {
    for (topic, patterns) in OF_READERS {
        let branches: Vec<_> = patterns.iter().flat_map(|pattern| branches(pattern.as_str())).collect();
        let texts = branches.iter().flat_map(|branch| [&*branch.least, &*branch.most]);
        let texts: BTreeSet<&str> =
            texts.filter(|text| patterns.iter().any(|pattern| pattern.is_match(text))).collect();
        let triggers = topic.triggers();
        let lack = |text: &&&str| !triggers.iter().any(|trigger| trigger.is_in(text));
        assert_eq!(
            texts.iter().filter(lack).collect::<Vec<_>>(),
            [""; 0].iter().collect::<Vec<_>>(),
            "{topic:?}"
        );
        let idle = triggers.iter().filter(|trigger| !texts.iter().any(|text| trigger.is_in(text)));
        assert_eq!(idle.map(Trigger::text).collect::<Vec<_>>(), [""; 0], "{topic:?}: no text has it");
    }
}

/// Of the texts for each row, those that have their effect on one of its pages. All pages are checked at once.
fn effective<'a>(texts: &[BTreeSet<&'a str>]) -> Vec<BTreeSet<&'a str>> {
    let cause = "---\nname: Strain\n---\n\nA small tear.\n".to_owned();
    let mut files = BTreeMap::from([("content/causes/strain.md".to_owned(), cause)]);
    let mut tried: Vec<(usize, String, Option<&str>)> = Vec::new();
    for (nth, (row, texts)) in ROWS.iter().zip(texts).enumerate() {
        for page in row.pages {
            for text in texts.iter().map(|text| Some(*text)).chain([None]) {
                let (path, content) = page.file(tried.len(), text.unwrap_or(row.without));
                files.insert(path.clone(), content);
                tried.push((nth, path, text));
            }
        }
    }
    let (session, findings) = judged(files);
    let mut found: BTreeMap<&str, Vec<&Diagnostic<Location>>> = BTreeMap::new();
    for finding in &findings {
        if let Some(source) = session.source(finding.at.doc) {
            found.entry(source.path.as_str()).or_default().push(finding);
        }
    }
    let mut effective = vec![BTreeSet::new(); texts.len()];
    for (nth, path, text) in &tried {
        let row = &ROWS[*nth];
        let is_there =
            found.get(path.as_str()).is_some_and(|found| found.iter().any(|finding| row.expects(finding)));
        let fires = is_there == (row.effect == Effect::Found);
        match text {
            Some(text) if fires => drop(effective[*nth].insert(*text)),
            Some(_) => {}
            None => assert!(!fires, "{}: its page is no proof, {path}", row.name),
        }
    }
    effective
}

impl Row {
    fn expects(&self, finding: &Diagnostic<Location>) -> bool {
        let fixes = self.says != "fix" || finding.fix.is_some();
        let says = self.says == "fix" || finding.message.contains(self.says);
        finding.rule.0 == self.rule && fixes && says
    }
}

impl Kind {
    /// The file with a text in it.
    fn file(self, number: usize, text: &str) -> (String, String) {
        match self {
            Kind::Article(page) => (format!("content/articles/a{number}.md"), page.replace("{}", text)),
            Kind::Clinical(page) => (
                format!("content/articles/a{number}.md"),
                format!("---\ntitle: Page {number}\ncauses: [strain]\n---\n\n{}", page.replace("{}", text)),
            ),
            Kind::Person(bio) => (
                format!("content/people/p{number}.yaml"),
                format!("name: Amy Lee\nroles: [author]\nbio: |-\n  {}\n", bio.replace("{}", text)),
            ),
        }
    }
}

/// Where patterns of language are kept.
const PLACES: &[&str] = &[
    "rules",
    "page/care_advice.rs",
    "words/dose.rs",
    "model/facts/credential.rs",
    "model/document/citing.rs",
];

#[test]
fn every_pattern_is_tried() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeSet::new();
    let mut elsewhere = Vec::new();
    let mut waiting: Vec<PathBuf> = PLACES.iter().map(|place| source.join(place)).collect();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("the source tree can be read");
            waiting.extend(entries.map(|entry| entry.expect("the source tree can be read").path()));
            continue;
        }
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("the source tree can be read");
        let module = path.strip_prefix(&source).expect("it is below").with_extension("");
        let module: Vec<_> = module.iter().map(|part| part.to_string_lossy()).collect();
        let named = text.lines().filter_map(|line| {
            let (name, _) = line.split_once("static ")?.1.split_once(": Pattern =")?;
            Some(format!("{}::{name}", module.join("::")))
        });
        let named: BTreeSet<String> = named.collect();
        if text.matches("Pattern::new(").count() + text.matches("Pattern::composed(").count() != named.len()
            || ["Regex::new", "RegexSet", "RegexBuilder", "regex::bytes"]
                .iter()
                .any(|word| text.contains(word))
        {
            elsewhere.push(path);
        }
        found.extend(named);
    }
    assert_eq!(
        elsewhere,
        Vec::<PathBuf>::new(),
        "make each pattern a `static NAME: Pattern`, and give it a row here"
    );
    assert_eq!(
        found,
        ROWS.iter().map(|row| row.name.to_owned()).collect(),
        "a pattern without a row, or a row without a pattern"
    );
}
