//! Lines that belong to a site by what they say, and need no neighbour to tell.
//!
//! Each row is asked only of lines that begin with one of its words, so that prose costs one look at its first word and
//! the list may grow. One pattern of them all was too large for the cache of its automaton, and took half the time of
//! reading a pasted page.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use regex::Regex;

use crate::words::needles::Needles;

/// A longer line is text.
const MOST: usize = 240;

/// Lines of these words alone.
const WHOLE: &[&str] = &[
    "a a a",
    "aaa",
    "about us",
    "accept all",
    "ad choices",
    "add to mendeley",
    "agb",
    "all rights reserved",
    "anzeige",
    "article précédent",
    "article suivant",
    "articles suivants",
    "articolo successivo",
    "artículo siguiente",
    "audio version",
    "aviso legal",
    "back to contents",
    "back to home",
    "box section ref id",
    "caption",
    "captions",
    "careers",
    "cart",
    "cart 0",
    "cet article vous a-t-il été utile ?",
    "change language",
    "check now",
    "checkout",
    "choose language",
    "choose your language",
    "close all",
    "collapse all",
    "colofon",
    "comment",
    "compartir",
    "condividi",
    "copied",
    "copied!",
    "copy link",
    "create account",
    "datenschutz",
    "datenschutzerklärung",
    "delen",
    "donate",
    "donate now",
    "download figure",
    "download slide",
    "drucken",
    "email this page",
    "end of article",
    "end of page",
    "expand all",
    "fact sheet",
    "factsheet",
    "featured product",
    "featured products",
    "figure viewer",
    "follow us",
    "full size image",
    "full size table",
    "get rights and content",
    "get the app",
    "get the quick facts",
    "go to figure in article",
    "haut de page",
    "health topics",
    "healthy lifestyle",
    "healthy living",
    "here's how you know",
    "here’s how you know",
    "impressum",
    "imprimer",
    "information leaflet",
    "informations éditeur",
    "item added to your cart",
    "language",
    "leaflet",
    "leave a comment",
    "legal conditions and terms",
    "legal terms and conditions",
    "link copied",
    "link copied!",
    "listen to article",
    "listen to this article",
    "load more",
    "mapa del sitio",
    "mappa del sito",
    "mentions légales",
    "most popular",
    "most read",
    "most recent",
    "most shared",
    "most viewed",
    "mute",
    "my account",
    "nach oben",
    "newsletter abonnieren",
    "next post",
    "note legali",
    "nächster artikel",
    "open all",
    "open in a new tab",
    "open in app",
    "open in new tab",
    "open in viewer",
    "open table in a new tab",
    "our brands",
    "our company",
    "our experts",
    "our partners",
    "our process",
    "our promise",
    "our sponsors",
    "partager",
    "pause",
    "plan du site",
    "play",
    "play video",
    "politique de confidentialité",
    "política de cookies",
    "política de privacidad",
    "popular",
    "popular articles",
    "popular now",
    "popular posts",
    "popular topics",
    "post a comment",
    "previous post",
    "print article",
    "print page",
    "print this article",
    "privacyverklaring",
    "products & services",
    "promoted",
    "prossimo articolo",
    "quick links",
    "read aloud",
    "read next article",
    "reader interactions",
    "related product",
    "related products",
    "reply",
    "retour en haut",
    "save",
    "section menu",
    "see all",
    "select a language",
    "select language",
    "select your language",
    "share article",
    "share this post",
    "share this story",
    "shop",
    "show less",
    "show more",
    "siguiente artículo",
    "site information & policies",
    "site map",
    "sitemap",
    "skip to main content",
    "support us",
    "symptom checker",
    "tags",
    "teilen",
    "teilen sie ihre meinung mit uns",
    "terug naar boven",
    "text size",
    "topics",
    "transcript",
    "translate",
    "translate this page",
    "trending",
    "trending now",
    "under a creative commons license",
    "view all",
    "view cart",
    "view figure",
    "view large",
    "view large image",
    "view this figure",
    "volgende artikel",
    "vorheriger artikel",
    "war dieser artikel hilfreich?",
    "watch on youtube",
    "weitere beiträge anzeigen",
    "your cart",
    "zum seitenanfang",
];

/// The words that lines begin with, and the pattern of all that follows, in letters of either case. `#` stands for a
/// number, and no word for a sign.
const OPENED: &[(&str, &str)] = &[
    ("we", r"\ use\ cookies.*"),
    ("official secure safe", r"\ .{0,40}\.gov.*"),
    ("a an", r"\ (?:\.gov\ .*|official\ website\ of\ .{2,80})"),
    ("view read available", r"\ in\ (?:spanish|english|french|german|arabic|chinese|welsh).*"),
    ("also", r"\ available\ in\ (?:spanish|english|french|german|arabic|chinese|welsh).*"),
    ("this", r"\ page\ in\ (?:spanish|english|french|german|arabic|chinese|welsh).*"),
    (
        "español english français deutsch italiano português nederlands polski svenska norsk dansk cymraeg türkçe română العربية 中文 日本語 tiếng русский",
        r"(?:\ việt)?(?:\s*[|/·,]\s*\p{L}+)*",
    ),
    (
        "open close toggle expand collapse show hide",
        r"\ (?:all\ |the\ )?(?:citations?|references?|sources?|menu|navigation|sections?|search|image|video|transcript|references?\ list)(?:\ (?:pop-?up\ )?(?:dialog|box))?",
    ),
    ("show view hide see", r"\ (?:all\ )?\d*\s?(?:references?|sources|citations)"),
    ("copy share get", r"(?:/paste)?\ (?:a\ )?link"),
    ("citation", r"\ (?:on|in|at)\ pub\ ?med(?:\ central)?(?:\ or\ .{0,40})?"),
    ("free", r"\ (?:full\ )?(?:text|article)\ (?:on|in|at)\ pub\ ?med(?:\ central)?(?:\ or\ .{0,40})?"),
    ("find follow", r"\ (?:us|.{2,30})\ on(?:\ social\ media)?:?"),
    ("add save", r"\ to\ (?:my\ )?(?:favou?rites|list|library|bookmarks?)"),
    ("bookmark", r"(?:\ this.{0,20})?"),
    // `Make an appointment with your doctor` is advice.
    (
        "request make schedule book",
        r"\ an?\ appointment(?:\ (?:now|today|online|here|with\ (?:an?|our)\ .{2,25})|(?-i:\ (?:at|with)\ [A-Z].{0,30}))?[.!]?",
    ),
    ("find see", r"\ an?\ (?:doctor|provider|clinic)\ near\ you.{0,20}"),
    ("previous next", r"(?:\ (?:article|page|section|topic|slide))?"),
    ("previous next older newer", r"\ (?:posts?|articles?|stor(?:y|ies)|entr(?:y|ies))"),
    ("page", r"\ \d+\ of\ \d+|\ last\ printed.{0,40}"),
    ("home", r"\ page\ last\ printed.{0,40}"),
    ("#", r"\ of\ \d+|\ (?:comments?|shares?|likes?|views?|min\ read)|(?-i:\ (?:sources|references))"),
    ("video", r"\ player.{0,20}"),
    ("loading", r"\.*"),
    (
        "play pause mute unmute caption captions volume settings full fullscreen",
        r"(?:\ ?screen)?(?:\s+(?:play|pause|mute|unmute|captions?|volume|settings|full\ ?screen))+",
    ),
    ("to", r"\ (?:comment|leave\ a\ comment|reply|log\ in\ to\ .{2,40})"),
    ("comment comments", r"\ \(\d+\)"),
    ("leave post add", r"\ a\ (?:reply|comment).{0,20}"),
    ("log", r"\ in\ to\ .{2,40}"),
    (
        "photo picture image illustration video credit getty shutterstock istock",
        r"(?:\ images?)?(?:\ (?:credit|by|source|courtesy\ of))?\s?[:/©]\s?.{2,80}",
    ),
    (
        "photograph photographs photo photos illustration illustrations image images video graphic graphics",
        r"\ by\ .{2,40}",
    ),
    ("headshot", r"\ of\ .{2,60}"),
    ("", r"©\ ?.{2,80}|\(c\)\ ?.{2,80}|\+\s?\d+\s(?:sources|references)"),
    ("sponsored", r"\ by\ .{2,40}"),
    ("text font", r"\ size.{0,20}"),
    ("increase decrease reset", r"\ (?:text|font)\ size"),
    ("patient health", r"\ (?:information|education|library|encyclopedia)(?:\ (?:leaflet|sheet|series))?"),
    ("patient", r"\ (?:and|&)\ family\ education"),
    ("information", r"\ for\ (?:patients|parents|families|carers|the\ public)(?:\ and\ .{2,30})?"),
    ("document", r"\ (?:id|no|number)\b.{1,30}"),
    ("leaflet", r"\ (?:no\.?|number|code|ref(?:erence)?)\b.{1,30}"),
    ("topic", r"\ \d+\ version\ [\d.]+"),
    ("show", r"\ more\ products\ from\ .{2,60}"),
    ("original", r"\ article\s*:?(?:\ https?://.{0,160})?"),
    ("more", r"\ (?:\w+\ ){1,3}(?:stories|coverage|news|headlines)"),
    ("view see start open", r"\ (?:the\ )?(?:slide\ ?show|gallery)(?:\s.{0,40})?"),
    ("take", r"\ (?:a|the|our|this)\ quiz!?"),
    ("test", r"\ your\ (?:knowledge|understanding)(?:\ .{2,40})?!?"),
    ("skip jump", r"\ (?:the\ )?(?:advert(?:isement)?|ad|navigation)"),
    ("jump", r"\ to\ (?:the\ )?(?:recipe|comments?|navigation|search|content|section|top)"),
    ("pin", r"\ (?:this|it)(?:\ for\ later)?!?"),
    ("advertisement", r"\ ?[-–—:].{0,40}"),
    // `Sign up for Bone Letter`, but not `Sign up for a class`.
    ("sign", r"(?-i:\ up\ (?:to|for)\ (?:[A-Z][a-z]+\ ?){1,3})"),
    ("get", r"\ our\ (?:weekly|daily|monthly|free)?\ ?(?:e-?mails?|app|updates?|alerts?)"),
    ("subscribe", r"\ to\ our\ (?:weekly|daily|monthly|free)?\ ?(?:e-?mails?|app|updates?|alerts?)"),
    ("thank thanks", r"(?:\ ?you)?\ for\ your\ feedback!?"),
    ("give share send leave", r"\ (?:us\ )?feedback"),
    ("report", r"\ a\ problem.{0,30}"),
    ("print", r"\ this\ (?:page|article)(?:\ click\ to\ print)?"),
    ("share", r"\ this\ (?:page|article|story|post)\ (?:to|on|via|by)\ .{2,160}"),
    ("view", r"\ \d+\ more\s?\+?"),
    (
        "find",
        r"\ an?\ (?:doctor|dentist|physician|provider|pharmacy|location|clinic|hospital|specialist|expert|therapist)(?:\ near.{0,20}|\ (?:and|or|&)\ .{2,40})?",
    ),
    ("find", r"\ more\ top\ .{2,30}"),
    ("try", r"\ our\ .{2,30}"),
    ("see read", r"\ (?:our\ )?editorial\ (?:policy|process|guidelines|standards|team)"),
    ("our", r"\ editorial\ (?:policy|process|guidelines|standards|team)"),
    ("editorial", r"\ (?:policy|process|guidelines|standards|team)"),
    // `Meet the needs of your child` is advice.
    (
        "meet",
        r"\ (?:our\ .{2,50}|the\ (?:team|staff|experts?|doctors?|authors?|editors?|reviewers?|board)\b.{0,40})",
    ),
    ("view see", r"\ (?:professional|consumer|patient)\ version"),
    // `Contribute to kidney damage` is said of an illness.
    ("contribute", r"(?-i:\ to\ (?:our\ .{2,30}|[A-Z]\S*))"),
    ("a book", r"(?:\ book)?:\ .{2,80}"),
    ("search", r"\ our\ site.{0,60}"),
    ("similar", r"\ articles\ in\ .{2,20}"),
    ("when", r"\ autocomplete\ results\ are\ available.{0,120}"),
    ("view", r"\ history|\ privacy\ policy.{0,60}|\ this\ e-?mail\ in\ your\ browser"),
    ("from", r"\ .{2,40}(?:,\ the\ free\ encyclopedia|\ to\ your\ inbox)"),
    ("the", r"\ navigation\ menu\ has\ been\ .{2,20}"),
    ("duration", r":?\s*\d+:\d\d.{0,10}"),
    ("top", r"\ (?:doctors|dentists|physicians|specialists|hospitals)\ in\b.{0,40}"),
    ("a", r"\ message\ from\ our\ sponsors?"),
    (
        "january february march april may june july august september october november december",
        r"\ \d{1,2},\ \d{4}\ at\ \d{1,2}:\d\d\ ?[ap]\.?m\.?",
    ),
];

/// What may be anywhere within a line, and a word of each: few lines have one.
const ANYWHERE: &str = r"(?:enable|needs?|requires?|turn\ on|switch\ on|disabled?)\ javascript
    |(?:accept|manage|reject)\ (?:all\ )?cookies|cookie\ (?:settings|preferences)\.?$|\.gov\ website
    |(?:/|:|©|\ by|via)\ ?.{0,40}(?:getty|shutterstock|istock|adobe\ ?stock|unsplash|pexels|stock\ ?photos?|stockpix|alamy)(?:\ images)?.{0,20}$
    |^.{2,30}\ logo$|^(?:\w+\ )?patient\ page$";
const WORDS_ANYWHERE: &[&str] = &[
    "javascript",
    "cookie",
    ".gov website",
    "getty",
    "stock",
    "unsplash",
    "pexels",
    "alamy",
    " logo",
    "patient page",
];

/// A pattern, built when the first line asks for it.
struct Row {
    rest: &'static str,
    pattern: OnceLock<Regex>,
}

impl Row {
    fn matches(&self, rest: &str) -> bool {
        let pattern = self.pattern.get_or_init(|| {
            Regex::new(&format!("(?ix)^(?:{})$", self.rest)).expect("the patterns of the table are valid")
        });
        pattern.is_match(rest)
    }
}

/// Whether a line belongs to a site by what it says.
pub(super) fn is_of_site(line: &str) -> bool {
    line.len() <= MOST && (is_whole(line) || opens(line) || holds(line))
}

fn is_whole(line: &str) -> bool {
    /// The longest of [`WHOLE`] has fewer bytes.
    const LONG: usize = 48;
    line.len() < LONG && WHOLE.binary_search(&line.to_lowercase().as_str()).is_ok()
}

fn opens(line: &str) -> bool {
    static ROWS: LazyLock<Vec<Row>> =
        LazyLock::new(|| OPENED.iter().map(|(_, rest)| Row { rest, pattern: OnceLock::new() }).collect());
    static BY_WORD: LazyLock<HashMap<&str, Vec<&Row>>> = LazyLock::new(|| {
        let mut rows: HashMap<&str, Vec<&Row>> = HashMap::new();
        for ((words, _), row) in OPENED.iter().zip(ROWS.iter()) {
            words.split(' ').for_each(|word| rows.entry(word).or_default().push(row));
        }
        rows
    });
    let numbers = line.bytes().take_while(u8::is_ascii_digit).count();
    let end = match numbers {
        0 => line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len()),
        digits => digits,
    };
    let (word, rest) = line.split_at(end);
    let rows = match numbers {
        0 => BY_WORD.get(word.to_lowercase().as_str()),
        _ => BY_WORD.get("#"),
    };
    rows.is_some_and(|rows| rows.iter().any(|row| row.matches(rest)))
}

fn holds(line: &str) -> bool {
    static ELSEWHERE: LazyLock<(Needles, Regex)> = LazyLock::new(|| {
        let pattern = Regex::new(&format!("(?ix){ANYWHERE}")).expect("the pattern is valid");
        (Needles::new(&[(1, WORDS_ANYWHERE)]), pattern)
    });
    ELSEWHERE.0.held_by(line) > 0 && ELSEWHERE.1.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_are_in_order_and_short() {
        assert!(WHOLE.is_sorted(), "they are looked up by halves");
        assert!(WHOLE.iter().all(|line| is_whole(line)), "one is too long, or not in small letters");
    }

    #[test]
    fn every_row_is_a_pattern_of_words_in_small_letters() {
        for (words, rest) in OPENED {
            Row { rest, pattern: OnceLock::new() }.matches("");
            for word in words.split(' ') {
                assert_eq!(word.to_lowercase(), word);
                assert!(word == "#" || word.chars().all(char::is_alphanumeric), "{word}: no line begins so");
            }
        }
    }

    #[test]
    fn every_pattern_elsewhere_has_a_word() {
        for line in [
            "You need to enable JavaScript to run this app.",
            "Accept all cookies",
            "Cookie settings",
            "Share sensitive information only on .gov websites",
            "Model: Ana / Getty Images",
            "Photograph via Adobe Stock",
            "Red Clinic logo",
            "JAMA Patient Page",
        ] {
            assert!(is_of_site(line), "{line}");
        }
    }

    #[test]
    fn lines_of_sites_are_known_in_any_case() {
        for line in [
            "We use cookies to make this site better.",
            "An official website of the United States government",
            "ESPAÑOL | English",
            "Show 12 references",
            "12 sources",
            "3 min read",
            "+ 4 references",
            "© 2024 Red Clinic",
            "Photo: Ana Lima",
            "Play Pause Mute Full screen",
            "Meet our experts in bones",
            "Contribute to Wikipedia",
            "May 3, 2024 at 5:07 pm",
            "Sign up for Bone Letter",
            "Find a doctor or clinic",
            "A book: Sound backs",
            "Open in a new tab",
            "Print This Page Click to Print",
            "Share this page to Facebook Share this page via Email",
            "View 3 More +",
        ] {
            assert!(is_of_site(line), "{line}");
        }
    }

    /// None of these may be taken from a page: what is not read is not signed.
    #[test]
    fn what_pages_say_is_left_to_them() {
        for line in [
            "Get help",
            "Make an appointment with your doctor",
            "Contribute to kidney damage",
            "Meet the needs of your child",
            "Sign up for a class",
            "Find a quiet place and lie down",
            "A book a week",
            "12 of the children were ill",
            "Show your doctor the rash",
            "Cookies and cake",
            "Stock up on fluids",
            "The process takes a week",
            "Take a tablet with water",
            "Language and speech",
            "Stay in touch",
            "Share this page with your doctor",
            "View 3 more tablets as the limit",
            "Print this page and take it with you",
        ] {
            assert!(!is_of_site(line), "{line}");
        }
    }
}
