//! What a line looks like, alone: boilerplate of a site, a heading, a lead-in.

use std::sync::LazyLock;

use regex::Regex;

use crate::words::link_words;
use crate::words::needles::Needles;

/// Whether a line belongs to the site and not to the text: buttons, share bars, advertisements.
pub(super) fn is_boilerplate(line: &str) -> bool {
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)^(?:
            (?:article|story|content|reading)?\ ?continues?\ (?:reading\ )?below(?:\ (?:this\ )?(?:advertisement|ad))?
            |advertisements?|ads?|sponsored(?:\ content)?|ad\ feedback|report\ (?:this\ )?ad|remove\ ads
            |advertising\ policy|we\ do\ not\ endorse\ non-.*
            |(?:back\ to\ top\ )?skip\ to\ (?:main\ )?content|skip\ (?:directly\ )?to\ .{1,40}
            |search\ for\ other\ works\ by\ (?:this|these)\ authors?(?:\ on)?:?|i\ have\ read\ and\ (?:accept|agree).{1,80}|(?:show|hide)\ (?:full\ )?outline
            |search\ .{2,40}\ search\ in\ .{2,20}|(?:register\ ?)?(?:sign\ in\ ?)?(?:view|open|download)\ (?:full\ text\ )?pdf|scroll\ (?:down\ )?(?:for\ more|to\ continue)(?:\ .{1,30})?
            |back\ to\ (?:the\ )?top|top\ of\ page|return\ to\ top|menu|main\ menu|home|log\ ?in|sign\ ?(?:in|up)|subscribe
            |search(?:\ (?:this\ site|the\ site|our\ site|here|for|by\ keyword|all\ .{2,20}|button|icon|results))?|newsletter|get\ (?:our|the)\ newsletter|sign\ up\ for\ (?:our|the)\ .{1,80}
            |editorial\ contributors|(?:show|hide|view)\ (?:all\ |article\ )?(?:sources|references)
            |was\ this\ (?:page|article|information|content|helpful).{0,40}|how\ helpful\ was\ this.{0,40}|yes\s*/?\s*no
            |rate\ this\ (?:article|page)[^\p{L}]{0,12}|print(?:er-friendly)?(?:\ (?:this\ )?(?:page|article|version))?|email(?:\ (?:this\ )?(?:page|article)(?:\ to\ a\ friend)?)?
            |learn\ how\ to\ cite\ this\ page|references\ (?:and\ )?(?:show|hide)
            |(?:download|open)\ (?:as\ )?pdf|cite\ this(?:\ (?:page|article))?|listen(?:\ to\ this\ (?:page|article))?|feedback|comments?
            |(?:\d+\ )?min(?:ute)?s?\ read|(?:show|view|load|see)\ (?:more|less|all)|expand\ (?:all|section)|collapse(?:\ all)?
            |all\ rights\ reserved\.?|(?:©|\(c\)|copyright\ (?:©|\(c\)|\d{4}))\s?.{0,160}|(?:privacy|cookie)s?\ (?:policy|settings|notice)
            |terms\ (?:of\ use|and\ conditions)|accept\ (?:all\ )?cookies|enlarge\ image|image\ (?:credit|source):?\ .{0,80}
            |\[?(?:edit|full\ text|top)\]?
            )$",
        )
        .expect("the pattern is valid")
    });
    static ADVERTISES: LazyLock<Needles> =
        LazyLock::new(|| Needles::new(&[(1, &["advertising on our site helps support"])]));
    let line = line.trim().trim_end_matches(['.', ':', '!', '…']).trim_end();
    line.is_empty()
        || (line.len() <= 240 && (WHOLE.is_match(line) || is_share_bar(line)))
        || is_breadcrumb(line)
        || link_words::is_all(line.trim_start_matches('['))
        || is_comment(line)
        || (line.len() <= 600 && ADVERTISES.held_by(line) != 0)
}

/// Whether a line is a button that sells something: the line above it belongs to it.
pub(super) fn is_shop_button(line: &str) -> bool {
    const VERBS: [&str; 11] = [
        "buy", "shop", "book", "order", "consult", "download", "install", "donate", "enrol", "enroll",
        "register",
    ];
    let line = line.trim_end_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
    let mut words = line.split_whitespace();
    let verb = words.next().is_some_and(|verb| VERBS.contains(&verb));
    let last = words.next_back();
    verb && words.count() < 2 && matches!(last, Some("now" | "today" | "here" | "app"))
}

/// Whether it is `Share on Facebook Twitter Pinterest Email`.
fn is_share_bar(line: &str) -> bool {
    const NETWORKS: [&str; 18] = [
        "facebook",
        "twitter",
        "pinterest",
        "linkedin",
        "whatsapp",
        "tweet",
        "reddit",
        "instagram",
        "youtube",
        "share",
        "print",
        "email",
        "e-mail",
        "flipboard",
        "tumblr",
        "telegram",
        "tiktok",
        "messenger",
    ];
    const BETWEEN: [&str; 17] = [
        "on", "to", "via", "by", "this", "article", "page", "copy", "link", "save", "x", "follow", "us",
        "and", "the", "with", "or",
    ];
    let words = || line.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty());
    let known = |list: &[&str], word: &str| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    words().all(|word| known(&NETWORKS, word) || known(&BETWEEN, word))
        && words().any(|word| known(&NETWORKS, word))
        && words().count() <= 16
}

/// Whether it is `Home > Conditions > Neck pain`.
pub(super) fn is_breadcrumb(line: &str) -> bool {
    if line.len() >= 160 || !line.contains(['>', '›', '»', '→', '/', '|']) {
        return false;
    }
    let parts = |separator: &str| line.split(separator).count();
    let home = line.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("home"));
    [" > ", " › ", " » ", " → "].iter().any(|separator| parts(separator) > 2)
        || (home && [" / ", " > ", " › ", " » ", " | "].iter().any(|separator| parts(separator) > 1))
}

/// Whether a line is a comment: instructions to programs, which no reader sees.
pub(super) fn is_comment(line: &str) -> bool {
    line.starts_with("<!--") && line.ends_with("-->")
}

/// How much a line looks like a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeadingGuess {
    /// Nothing counts against it.
    Heading,
    /// It may as well be a sentence without its stop.
    Sentence,
    /// It is none.
    No,
}

/// How much a line looks like a heading, alone.
pub(super) fn heading_look(line: &str) -> HeadingGuess {
    let line = line.trim();
    // A character has at most four bytes.
    if line.len() > 440
        || line.chars().count() > 110
        || line.split_whitespace().count() > 16
        || !line.contains(char::is_alphabetic)
    {
        return HeadingGuess::No;
    }
    // `Why Worry Wakes You at 4 A.M.`, `Heart Surgery in the U.S.`
    let letter = line.strip_suffix('.').and_then(|line| line.strip_suffix(char::is_alphabetic));
    let short = line.ends_with("vs.") || letter.is_some_and(|line| line.ends_with('.'));
    if line.ends_with(['.', ',', ';', '…', '|']) && !short {
        return HeadingGuess::No;
    }
    if !line.starts_with(|c: char| {
        c.is_uppercase() || c.is_numeric() || matches!(c, '“' | '"' | '‘' | '\'' | '¿')
    }) && line.starts_with(|c: char| c.is_lowercase() || !c.is_alphanumeric())
    {
        return HeadingGuess::No;
    }
    if line.contains("://") || line.contains(['@', ';', '|']) || line.starts_with("www.") {
        return HeadingGuess::No;
    }
    if is_number_of_picture(line) {
        return HeadingGuess::No;
    }
    // No heading gives examples.
    if line.contains(", eg") || line.contains("e.g.") {
        return HeadingGuess::No;
    }
    if line.ends_with(':') {
        return if leads_in(line) { HeadingGuess::No } else { HeadingGuess::Heading };
    }
    // Two sentences are no heading.
    if line.contains(". ") && !line.contains("vs. ") && !line.starts_with(|c: char| c.is_ascii_digit()) {
        return HeadingGuess::No;
    }
    if !line.ends_with('?') && says_something(line) { HeadingGuess::Sentence } else { HeadingGuess::Heading }
}

/// Whether a line leads into a list: `Symptoms may include:`, `See a GP if:`.
fn leads_in(line: &str) -> bool {
    const WORDS: [&str; 42] = [
        "after",
        "and",
        "any",
        "are",
        "as",
        "ask",
        "at",
        "be",
        "because",
        "before",
        "below",
        "by",
        "call",
        "can",
        "cause",
        "causes",
        "could",
        "do",
        "following",
        "for",
        "from",
        "has",
        "have",
        "if",
        "include",
        "includes",
        "including",
        "is",
        "it",
        "like",
        "may",
        "might",
        "of",
        "or",
        "should",
        "such",
        "that",
        "to",
        "when",
        "who",
        "with",
        "you",
    ];
    let line = line.trim_end_matches(':').trim_end();
    let words: Vec<String> = line.split_whitespace().map(str::to_ascii_lowercase).collect();
    // A heading may hold small words, a lead-in ends with one or says something.
    words.last().is_some_and(|last| WORDS.contains(&last.as_str()))
        || (words.len() > 2
            && (says_something(line)
                || words
                    .iter()
                    .any(|word| matches!(word.as_str(), "include" | "includes" | "including" | "following"))))
}

/// Whether a line holds a finite verb in the middle of a sentence and is not written like a title.
fn says_something(line: &str) -> bool {
    const VERBS: [&str; 55] = [
        "are", "aren't", "can", "cannot", "can't", "could", "do", "does", "don't", "go", "had", "has",
        "have", "is", "isn't", "make", "makes", "may", "might", "must", "need", "needs", "occur", "occurs",
        "should", "was", "were", "will", "would", "affects", "become", "becomes", "feel", "feels", "get",
        "gets", "goes", "happen", "happens", "heal", "heals", "help", "helps", "hurts", "improve",
        "improves", "lasts", "leads", "recover", "recovers", "take", "takes", "tend", "tends", "includes",
    ];
    const QUESTIONS: [&str; 12] =
        ["how", "what", "when", "where", "which", "who", "whom", "whose", "why", "whether", "if", "things"];
    let lower = line.replace('’', "'").to_lowercase();
    let words: Vec<&str> =
        lower.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let asks = words.first().is_some_and(|first| QUESTIONS.contains(first));
    // "Things you can do", "Check if it is broken": the verb belongs to a clause within.
    let within = |nth: usize| {
        words.iter().take(nth).enumerate().any(|(before, word)| {
            QUESTIONS.contains(word) || *word == "that" || (*word == "you" && before > 0)
        })
    };
    let to = |nth: usize| nth.checked_sub(1).and_then(|before| words.get(before)) == Some(&"to");
    let verb =
        words.iter().enumerate().skip(1).any(|(nth, word)| VERBS.contains(word) && !within(nth) && !to(nth));
    let capitals = line
        .split_whitespace()
        .filter(|word| word.chars().count() > 3)
        .all(|word| !word.starts_with(char::is_lowercase));
    words.len() >= 5 && verb && !asks && !capitals
}

/// Whether many pages have the heading, so that it is no title.
pub(super) fn is_usual_section(line: &str) -> bool {
    static USUAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)^(?:overview|introduction|summary|abstract|background|symptoms|signs\ and\ symptoms|causes|diagnosis|treatments?
            |prevention|definition|description|outlook|complications|risk\ factors|continuing\ education\ activity|key\ points|key\ takeaways
            |highlights|the\ basics|about|information|references|sources)$",
        )
        .expect("the pattern is valid")
    });
    USUAL.is_match(line.trim().trim_end_matches(':'))
}

/// Whether a line is a heading that many pages have: `Symptoms`, `When to see a doctor`, `Home care`.
pub(super) fn is_usual_heading(line: &str) -> bool {
    static USUAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)^(?:\d{1,2}[.)]\s+)?(?:(?:common|possible|potential|typical|other|main|early|warning|key|long-term)\s+)?(?:
            overview|introduction|summary|abstract|background|symptoms|signs|signs?\ (?:and|&)\ symptoms|symptoms?\ (?:and|&)\ (?:signs|causes)|causes?(?:\ (?:and|&)\ (?:symptoms|risk\ factors))?
            |diagnosis(?:\ (?:and|&)\ (?:tests?|treatment))?|treatments?(?:\ options)?|management(?:\ and\ treatment)?|prevention|definition|description|outlook(?:\s*/\s*prognosis|\ \(prognosis\))?|prognosis
            |(?:possible\ )?complications|risk\ factors?|risks|key\ (?:points|takeaways|facts)|takeaways?|highlights|the\ basics|bottom\ line|the\ bottom\ line|conclusion
            |home\ (?:care|remedies|treatment)|self-?care|lifestyle(?:\ (?:and\ home\ remedies|changes))?|considerations|alternative\ names|images|exams?\ and\ tests?|tests?(?:\ and\ procedures)?
            |living\ with|when\ to\ (?:see|call|contact|get|seek|go\ to)\ .{2,60}|what\ to\ expect(?:\ .{2,60})?|support\ groups?|epidemiology|etiology|pathophysiology|inheritance|frequency
            |frequently\ asked\ questions|faqs?|questions\ to\ ask(?:\ .{2,50})?|things\ to\ consider|preparation|procedure|recovery|aftercare|(?:before|during|after)\ (?:(?:the|your|an?)\ )?(?:procedure|test|surgery|operation|treatment|appointment|exam)|why\ it['’]?s\ done|how\ you\ prepare|what\ you\ can\ expect|results
            |how\ the\ test\ is\ performed|how\ to\ prepare\ for\ the\ test|normal\ results|what\ abnormal\ results\ mean|why\ the\ test\ is\ performed|types|side\ effects|follow-?up
            |(?:symptoms|causes|diagnosis|treatment|prevention|prognosis|complications)\ of\ .{3,50}
            |patient\ instructions|resources|references|sources|about\ the\ author|disclosures?|disclaimer|next\ steps|(?:for\ )?(?:more|additional|further)\ information(?:\ (?:and|&)\ resources)?|further\ (?:reading|information)|in\ summary
            )\s*:?$",
        )
        .expect("the pattern is valid")
    });
    line.len() <= 90 && USUAL.is_match(line)
}

/// Whether a line is addressed to the reader, which no heading is.
pub(super) fn speaks(line: &str) -> bool {
    const SMALL: [&str; 26] = [
        "is", "are", "was", "were", "may", "can", "your", "it", "they", "this", "these", "have", "has",
        "will", "should", "be", "been", "that", "their", "them", "we", "most", "some", "but", "not",
        "usually",
    ];
    let mut words = 0_usize;
    let mut small = 0_usize;
    for word in line.split_whitespace() {
        words += 1;
        small += usize::from(SMALL.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())));
    }
    words >= 6 && small * 6 >= words && !line.ends_with('?')
}

/// Whether a line is the name of a house that publishes pages: `Lowther General Hospital`.
pub(super) fn names_house(line: &str) -> bool {
    const ENDS: [&str; 9] = [
        "hospital",
        "hospitals",
        "clinic",
        "trust",
        "university",
        "department",
        "nhs",
        "healthcare",
        "library",
    ];
    const STARTS: [&str; 7] = [
        "University of ",
        "Department of ",
        "Institute of ",
        "Ministry of ",
        "Centers for ",
        "National Institute",
        "World Organization",
    ];
    let last = line.rsplit(char::is_whitespace).next().unwrap_or("");
    line.split_whitespace().count() > 1
        && !asks(line)
        && (ENDS.iter().any(|end| end.eq_ignore_ascii_case(last))
            || STARTS.iter().any(|start| line.starts_with(start)))
}

/// Whether a line begins as a question or a piece of advice does: `How it is treated`, `When to ask for help`.
pub(super) fn asks(line: &str) -> bool {
    const WORDS: [&str; 10] = ["what", "how", "when", "why", "where", "who", "which", "can", "is", "should"];
    let first = line.split_whitespace().next().unwrap_or("");
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(first)) && line.split_whitespace().count() > 1
}

/// Whether a line describes a picture: `Woman holding a racket`.
pub(super) fn is_caption(line: &str) -> bool {
    static CAPTION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)^(?:(?:an?|the|two|three|young|old(?:er)?|elderly|senior|smiling|happy|middle-aged|pregnant|female|male|black|white|asian)\s+)*
            (?:woman|man|women|men|person|people|girl|boy|child|children|doctor|nurse|patient|mother|father|couple|baby|runner|surgeon|therapist|illustration|diagram|drawing|photo(?:graph)?|picture|image|x-ray|close-?up)
            \s+(?:\w+ing|of|with|showing|sits|stands|lies|on|in|at)(?-u:\b)",
        )
        .expect("the pattern is valid")
    });
    line.len() <= 160 && !line.ends_with(['?', ':']) && CAPTION.is_match(line)
}

/// Whether a line is the number of a picture or table and no more: `Figure 2`, `Fig. 3a`.
fn is_number_of_picture(line: &str) -> bool {
    let Some((word, number)) = line.trim_end_matches(['.', ':']).rsplit_once(' ') else { return false };
    let is_word =
        ["figure", "fig.", "fig", "table", "box", "scheme", "supplementary figure", "supplementary table"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word));
    let digits = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    is_word
        && (1..=2).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && number.len() <= digits.len() + 1
}

/// Whether words of a line were glued together when it was copied: `Most often seen inAdults below forty`.
pub(super) fn is_glued(line: &str) -> bool {
    let chars: Vec<char> = line.chars().collect();
    let seams = chars
        .windows(4)
        .filter(|seam| {
            seam.iter().take(2).all(|c| c.is_lowercase())
                && seam.get(2).is_some_and(|c| c.is_uppercase())
                && seam.get(3).is_some_and(|c| c.is_lowercase())
        })
        .count();
    seams > 1 || (seams == 1 && line.split_whitespace().count() > 4)
}

/// Whether a line says of what day the next line is the date: `Reviewed/Revised`, `Last updated on`.
pub(super) fn labels_a_date(line: &str) -> bool {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)^(?:(?:last|next|medically|date|page|content|first|full)\s+)*(?:reviewed|updated|revised|modified|published|review|posted)
            (?:\s*(?:/|and|&)\s*(?:reviewed|updated|revised|modified))?(?:\s+(?:on|date|due|completed))?\s*:?$",
        )
        .expect("the pattern is valid")
    });
    line.len() <= 60 && LABEL.is_match(line)
}

/// Words above a list of pages.
pub(super) fn is_list_lead(text: &str) -> bool {
    const LEADS: [&str; 85] = [
        "learn more",
        "to learn more",
        "read more",
        "see also",
        "related",
        "also of interest",
        "more for you",
        "similar content being viewed by others",
        "das könnte dich auch interessieren",
        "das könnte dir auch gefallen",
        "das könnte sie auch interessieren",
        "auch interessant",
        "vous aimerez aussi",
        "à découvrir aussi",
        "te puede interesar",
        "también te puede interesar",
        "potrebbe interessarti",
        "potrebbe interessarti anche",
        "more like this",
        "more articles like this",
        "read next",
        "more on this topic",
        "more information",
        "more to explore",
        "you may also like",
        "recommended reading",
        "find out more",
        "see also these pages",
        "watch",
        "read this next",
        "up next",
        "next up",
        "keep reading",
        "similar questions",
        "similar articles",
        "you might also like",
        "you may also be interested in",
        "you might also be interested in",
        "people also read",
        "readers also liked",
        "recommended for you",
        "more on this story",
        "more on this",
        "must read",
        "don't miss",
        "don’t miss",
        "dig deeper",
        "watch the video",
        "read our guide",
        "read our full guide",
        "next article",
        "related article",
        "related video",
        "see more about",
        "for more information, see",
        "siehe auch",
        "lesen sie auch",
        "mehr zum thema",
        "weitere artikel",
        "verwandte artikel",
        "verwandte themen",
        "ähnliche artikel",
        "voir aussi",
        "lire aussi",
        "à lire aussi",
        "a lire aussi",
        "sur le même sujet",
        "articles liés",
        "articles associés",
        "pour aller plus loin",
        "ver también",
        "véase también",
        "lea también",
        "artículos relacionados",
        "temas relacionados",
        "vedi anche",
        "leggi anche",
        "articoli correlati",
        "zie ook",
        "lees ook",
        "gerelateerde artikelen",
        "gerelateerde onderwerpen",
        "veja também",
        "leia também",
        "artigos relacionados",
    ];
    /// What pages are called, at the end of a lead: `Related health topics`.
    const PAGES: [&str; 21] = [
        "recipes",
        "articles",
        "pages",
        "topics",
        "information",
        "content",
        "conditions",
        "links",
        "stories",
        "reading",
        "videos",
        "guides",
        "guidance",
        "questions",
        "leaflets",
        "factsheets",
        "posts",
        "artikel",
        "themen",
        "artículos",
        "temas",
    ];
    /// What such a lead begins with, and how many of [`PAGES`] may follow: of `other conditions` a page may as well speak
    /// itself.
    const OPENINGS: [(&str, &[&str]); 6] = [
        ("related", &PAGES),
        ("recommended", &PAGES),
        ("explore", &["articles", "pages", "topics", "stories", "guides", "conditions"]),
        ("other", &["articles", "pages", "topics", "stories", "leaflets", "factsheets"]),
        ("more", &["articles", "pages", "topics", "stories", "leaflets"]),
        ("suggested", &["articles", "pages", "topics", "stories", "reading", "leaflets"]),
    ];
    if text.len() > 100 {
        return false;
    }
    let bare = text.strip_suffix("...").unwrap_or(text);
    let bare = bare.trim_end_matches(|c: char| matches!(c, ':' | '…') || c.is_whitespace());
    let lower = bare.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    // `Related MedlinePlus Health Topics`, `Other helpful topics`
    let named = (2..=5).contains(&words.len())
        && OPENINGS.iter().any(|(opening, pages)| {
            words.first() == Some(opening) && words.last().is_some_and(|last| pages.contains(last))
        });
    // `More about ibuprofen`
    let more = (3..=6).contains(&words.len())
        && ["more about ", "more on ", "mehr zum thema "].iter().any(|opening| lower.starts_with(opening));
    named || more || LEADS.contains(&lower.as_str()) || opens_list(&lower, words.len())
}

/// Whether a line begins as leads to other pages do, and is short: `You may also enjoy these`, `Keep reading`, `Passend dazu`.
fn opens_list(lower: &str, words: usize) -> bool {
    const WORDS: usize = 7;
    const OPENINGS: [&str; 40] = [
        "you may also like",
        "you may also enjoy",
        "you may also be interested",
        "you might also like",
        "you might also enjoy",
        "you might also be interested",
        "you might like",
        "you may like",
        "you’ll also like",
        "readers also ",
        "people also read",
        "others also read",
        "what to read next",
        "what to read after",
        "read these next",
        "read also",
        "also read",
        "continue reading",
        "keep reading",
        "more to read",
        "more to love",
        "more stories",
        "more articles",
        "das könnte ",
        "das könnten ",
        "auch interessant",
        "auch lesenswert",
        "lesen sie auch",
        "lesen sie mehr",
        "lies auch",
        "mehr zu diesem",
        "passend dazu",
        "weitere themen",
        "weitere beiträge",
        "vous aimerez ",
        "à lire ",
        "sur le même ",
        "te puede ",
        "te podría ",
        "potrebbe",
    ];
    words <= WORDS
        && !lower.ends_with(['.', '?', '!', ','])
        && OPENINGS.iter().any(|opening| lower.starts_with(opening))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_pages_is_told_from_headings() {
        for lead in [
            "Related MedlinePlus Health Topics",
            "Explore related topics",
            "Other helpful topics:",
            "More about ibuprofen",
            "À lire aussi",
            "Siehe auch",
            "Artículos relacionados",
        ] {
            assert!(is_list_lead(lead), "{lead}");
        }
        for heading in [
            "Other conditions",
            "Topics",
            "More pain than before",
            "Other names for this condition",
            "Related",
        ] {
            assert_eq!(is_list_lead(heading), heading == "Related", "{heading}");
        }
    }

    #[test]
    fn lines_of_the_site_are_boilerplate() {
        for line in [
            "Article continues below",
            "ADVERTISEMENT",
            "Advertisement",
            "Share on Facebook",
            "Facebook Twitter Pinterest Email",
            "Share | Print | Email",
            "Home > Health A-Z > Neck pain",
            "© 2023 Example Health. All rights reserved.",
            "Was this page helpful?",
            "Back to top",
            "Skip to main content",
            "5 min read",
            "<!-- saved from a page -->",
            "Print",
            "Copyright © 2020 Example",
        ] {
            assert!(is_boilerplate(line), "{line}");
        }
        for line in [
            "Symptoms",
            "Share your worries with your doctor",
            "Home remedies",
            "Print out this list",
            "Email your doctor",
            "Menu for a low-salt diet",
            "Copyright law",
            "Searching for a cause",
        ] {
            assert!(!is_boilerplate(line), "{line}");
        }
    }

    #[test]
    fn headings_are_told_from_sentences() {
        for line in [
            "Neck strain or sprain",
            "Potential Neck Spasm Causes",
            "What causes a neck spasm?",
            "When to see a doctor",
            "Symptoms:",
            "10 Causes of Neck Pain",
            "How neck spasms are treated",
            "Herniated disc",
            "Is It Serious?",
            "Stretches to help a stiff neck",
            "Things you can do at home",
            "Exercises that help most people",
            "COVID-19",
            "1. Herniated disc",
        ] {
            assert_eq!(heading_look(line), HeadingGuess::Heading, "{line}");
        }
        for line in [
            "The underlying cause of a neck spasm may be:",
            "Most neck spasms go away on their own.",
            "See a GP if:",
            "Symptoms may include:",
            "https://example.org/neck",
            "stiff neck",
            "Common symptoms include:",
            "Figure 2",
            "Supplementary Table 1a",
            "",
            "It hurts. It stops",
        ] {
            assert_eq!(heading_look(line), HeadingGuess::No, "{line}");
        }
        for line in [
            "Most people feel better within a few weeks",
            "Most neck spasms go away on their own",
            "The pain is usually gone within a week",
        ] {
            assert_eq!(heading_look(line), HeadingGuess::Sentence, "{line}");
        }
    }
}
