//! Words by which a line says what it is: buttons, labels, headings of lists, numbers and questions.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::shape;
use crate::page::see::{begins_like_title, names_a_page};
use crate::words::list::BACK_MATTER;

/// Whether a line is words in capitals: `CONDITIONS`.
pub(super) fn is_loud(text: &str) -> bool {
    !text.contains(char::is_lowercase) && text.chars().filter(|c| c.is_alphabetic()).count() > 2
}

/// Whether all longer words begin with a capital.
pub(super) fn is_title_case(text: &str) -> bool {
    let mut long = text.split_whitespace().filter(|word| word.chars().count() > 3).peekable();
    long.peek().is_some() && long.all(|word| !word.starts_with(char::is_lowercase))
}

/// The words before the name of a page that a button below leads to.
pub(super) fn called_name(text: &str) -> Option<Range<usize>> {
    static CALLED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)^(?:.{0,160}[.?!]\s+)?(?:read|learn|find\ out|know|discover|see|check\ out|explore|click\ here\ to\ (?:read|learn))
            (?:\ (?:more|all|on))?\ about\ (?P<name>[^.?!]{3,100})[.?!]?$
            |^(?P<first>[^.]{3,100}\?)\s+(?:read|learn)\ more[.!]?$",
        )
        .expect("the pattern is valid")
    });
    let found = CALLED.captures(text)?;
    Some(found.name("name").or_else(|| found.name("first"))?.range())
}

/// The name of a page and the button that is glued to it.
pub(super) fn glued_button(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    if text.len() > 300 || !text.ends_with(['!', 'e', 'd', 'w']) {
        return None;
    }
    let sentence = text.rfind(['.', '?'])?;
    let button = text.get(sentence + 1..)?;
    if button.starts_with(char::is_whitespace) || !is_button(button) {
        return None;
    }
    let name = called_name(text.get(..=sentence)?)?;
    Some((name, sentence + 1..text.len()))
}

/// A heading below which pages may be listed.
pub(super) fn is_page_heading(text: &str) -> bool {
    static HEADINGS: LazyLock<Vec<&str>> = LazyLock::new(|| BACK_MATTER.tagged("pages").collect());
    let bare = text.trim_end_matches(|c: char| c == ':' || c.is_whitespace());
    HEADINGS.iter().any(|heading| heading.eq_ignore_ascii_case(bare))
}

/// `Q: What causes gout?`
pub(super) fn is_question_mark(text: &str) -> bool {
    let rest = ["Q:", "Q.", "Question:"].iter().find_map(|mark| text.strip_prefix(mark));
    rest.is_some_and(|rest| rest.trim_end().ends_with('?') && rest.len() < 200)
}

/// `1. Rest`, `2) Ice`.
pub(super) fn is_numbered(text: &str) -> bool {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (1..=2).contains(&digits)
        && text.get(digits..).is_some_and(|rest| {
            rest.starts_with(['.', ')'])
                && rest.get(1..).is_some_and(|rest| rest.starts_with(char::is_whitespace))
        })
}

/// Whether a line says that somebody reviewed the page, and not who.
pub(super) fn says_reviewed(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    [
        "peer reviewed",
        "peer-reviewed",
        "medically reviewed",
        "clinically reviewed",
        "fact checked",
        "fact-checked",
        "evidence based",
        "evidence-based",
        "expert reviewed",
        "doctor reviewed",
    ]
    .iter()
    .any(|known| known.eq_ignore_ascii_case(text))
}

/// Whether a line is the name of a column of a magazine.
pub(super) fn names_column(text: &str) -> bool {
    const COLUMNS: [&str; 20] = [
        "health",
        "health news",
        "wellness",
        "well",
        "wellbeing",
        "well-being",
        "news",
        "lifestyle",
        "life",
        "fitness",
        "nutrition",
        "science",
        "medicine",
        "medical news",
        "features",
        "feature",
        "opinion",
        "blog",
        "parenting",
        "family health",
    ];
    COLUMNS.iter().any(|column| column.eq_ignore_ascii_case(text))
}

/// Whether a line may be the name of a department of a site: `Digestive Health`, `Professional Reference`.
pub(super) fn may_name_department(text: &str) -> bool {
    const ENDS: [&str; 12] = [
        "health",
        "wellness",
        "conditions",
        "reference",
        "nutrition",
        "fitness",
        "education",
        "logo",
        "tools",
        "living",
        "page",
        "live",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=4).contains(&words.len())
        && words.iter().all(|word| !word.starts_with(char::is_lowercase))
        && words.last().is_some_and(|last| ENDS.iter().any(|end| end.eq_ignore_ascii_case(last)))
}

/// Whether a line is what magazines, journals and sites put above a title: their name, their number, what they promise.
pub(super) fn is_banner(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower = text.to_lowercase();
    let domain = words.len() == 1 && text.contains('.') && text.starts_with(char::is_lowercase);
    let numbered = ["issue ", "vol. ", "volume ", "no. "]
        .iter()
        .any(|word| lower.starts_with(word) || lower.contains(&format!("· {word}")));
    let periodical = ["magazine", "weekly", "journal", "newsletter", "gazette", "digest", "bulletin"]
        .iter()
        .any(|word| lower.split_whitespace().any(|own| own == *word));
    let draft = lower.starts_with("draft ") || lower.starts_with("draft:");
    let slogan = text.matches(". ").count() > 1 && words.len() <= 9;
    domain || draft || numbered || (periodical && words.len() <= 9) || slogan
}

/// Whether it is the line above the places where the authors work.
pub(super) fn is_affiliations(text: &str) -> bool {
    let text = text.trim_end_matches(':');
    [
        "affiliations",
        "affiliation",
        "author affiliations",
        "author information",
        "author information and affiliations",
    ]
    .iter()
    .any(|known| known.eq_ignore_ascii_case(text))
}

/// Buttons below the name of a page.
pub(super) fn is_button(text: &str) -> bool {
    const BUTTONS: [&str; 22] = [
        "read now",
        "read more",
        "read article",
        "read the article",
        "learn more",
        "watch now",
        "watch video",
        "find out more",
        "read on",
        "read story",
        "view article",
        "read full article",
        "tap to read",
        "tap here",
        "click here",
        "click to read",
        "watch the video",
        "play video",
        "see more",
        "know more",
        "explore more",
        "discover more",
    ];
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    BUTTONS.iter().any(|button| button.eq_ignore_ascii_case(text))
}

/// A page after a label that otherwise is above a list: the end of the label, and the name.
pub(super) fn labelled(text: &str) -> Option<(usize, Range<usize>)> {
    let arrow = [" → ", " » ", " >> "].iter().find_map(|sign| Some((text.split_once(sign)?, sign.len())));
    let ((label, rest), sign) = text.split_once(':').map(|parts| (parts, 1)).or(arrow)?;
    let name = rest.trim();
    let start = label.len() + sign + rest.len() - rest.trim_start().len();
    let is_name = shape::is_list_lead(label) && names_a_page(name) && !name.ends_with(['.', ':', ',', ';']);
    (is_name && begins_like_title(name)).then(|| (label.len() + sign, start..start + name.len()))
}
