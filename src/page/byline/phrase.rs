//! The phrases that announce who wrote or reviewed a page, or when.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::date;
use crate::base::steps::step;
use crate::page::body::{Event, Role};
use crate::page::byline::name;
use crate::words::lexicon::{Topic, parts, words};
use crate::words::needles::Needles;
use crate::words::pattern::Pattern;

/// What a phrase announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Person(Role),
    Date(Event),
}

/// A phrase at the start of a part of a line.
pub(super) struct Phrase {
    pub(super) says: Says,
    /// Where the part begins, ornaments left out.
    pub(super) start: usize,
    /// Where what it announces begins.
    pub(super) value: usize,
    /// Whether it is a bare `By`.
    pub(super) bare: bool,
    /// Whether it is in another language than English.
    pub(super) abroad: bool,
}

/// The phrases of a line, each at its start or after what separates parts.
pub(super) fn phrases(text: &str, range: &Range<usize>, near_top: bool) -> Vec<Phrase> {
    let whole = text.get(range.clone()).unwrap_or("");
    let mut phrases: Vec<Phrase> = Vec::new();
    for found in PHRASE.captures_iter(whole) {
        let (Some(all), Some(words)) = (found.get(0), found.get(1)) else {
            continue;
        };
        let Some((says, labelled)) = meaning(words.as_str()) else {
            continue;
        };
        let bare = words.as_str().eq_ignore_ascii_case("by");
        let phrase = Phrase { says, start: words.start(), value: all.end(), bare, abroad: false };
        phrases.extend(phrase.placed(whole, labelled, near_top));
    }
    // `ByChristine Lindholm, MD`: the blank was lost where the page was copied.
    let glued = whole.strip_prefix("By").or_else(|| whole.strip_prefix("by"));
    if near_top && glued.is_some_and(|name| name.starts_with(char::is_uppercase)) {
        phrases.insert(
            0,
            Phrase { says: Says::Person(Role::Author), start: 0, value: 2, bare: true, abroad: false },
        );
    }
    if LANGUAGES.held_by(whole) & ABROAD_HELD != 0 {
        for found in ABROAD.captures_iter(whole) {
            step();
            let Some(all) = found.get(0) else { continue };
            let group = |name: &str| found.name(name).map(|group| group.start());
            let Some((says, labelled, start)) =
                MEANINGS.iter().find_map(|(name, says, labelled)| Some((*says, *labelled, group(name)?)))
            else {
                continue;
            };
            let bare = group("bare").is_some();
            let phrase = Phrase { says, start, value: all.end(), bare, abroad: true };
            phrases.extend(phrase.placed(whole, labelled, near_top));
        }
        phrases.sort_by_key(|phrase| phrase.start);
        // `Escrito por` is one phrase, whichever language it was found in.
        phrases.dedup_by(|next, first| next.start < first.value);
    }
    for phrase in &mut phrases {
        phrase.start += range.start;
        phrase.value += range.start;
    }
    phrases
}

impl Phrase {
    /// The phrase where it stands where one may, with its colon or its date where it needs them.
    fn placed(self, line: &str, labelled: bool, near_top: bool) -> Option<Phrase> {
        let words = line.get(self.start..self.value)?;
        let rest = line.get(self.value..)?;
        // `Expert reviewer, Mr Lucian Thorne`
        let comma = words.trim_end().ends_with(',');
        if comma && !name::begins_with_honorific(rest) {
            return None;
        }
        let has_colon = comma || words.trim_end().ends_with([':', '-', '–']);
        let opens = opens_part(line.get(..self.start).unwrap_or(""), self.bare);
        // `Medically reviewed on …` and `Reviewed: …` need their date right after.
        let dated = !matches!(self.says, Says::Date(_)) || begins_date(rest);
        // `By Mayo Clinic Staff` is said at the end of a page as well.
        let placed = near_top || !self.bare || self.start == 0 && name::is_staff(rest);
        (opens && dated && (has_colon || !labelled) && placed).then_some(self)
    }
}

fn begins_date(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let first: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
    rest.starts_with(|c: char| c.is_ascii_digit())
        || [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue",
            "wed", "thu", "fri", "sat", "sun", "spring", "summer", "autumn", "fall", "winter",
        ]
        .iter()
        .any(|name| {
            first.len() >= 3 && first.get(..3).is_some_and(|head| head.eq_ignore_ascii_case(&name[..3]))
        })
        || date::month_named(
            &rest.chars().take(12).take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase(),
        )
        .is_some()
}

/// Whether a part of a line may begin: at the line's start, after a separator, a sentence, `and`.
fn opens_part(before: &str, bare: bool) -> bool {
    let trimmed = before.trim_end();
    if trimmed.is_empty() {
        return true;
    }
    let separated = trimmed.ends_with(['|', '·', '•', '—', '–', ';', '.', '/', ')', '>', '*']);
    if bare {
        // `Medically reviewed by Amy Lee, MD — By Carla Boyd`, and a bullet before it.
        return trimmed.ends_with(['|', '·', '•', '—', '–', '*']);
    }
    let word = trimmed.rsplit(char::is_whitespace).next().unwrap_or("");
    // `Review date 7/1/2023 Updated by: …`: a date ends the part before it.
    separated
        || trimmed.ends_with(',')
        || trimmed.ends_with(|c: char| c.is_ascii_digit())
        || word.eq_ignore_ascii_case("and")
        || before.ends_with("  ")
}

/// False of a line that certainly begins with no phrase.
pub(super) fn may_open(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    line.bytes().next().is_some_and(
        |byte| matches!(byte.to_ascii_lowercase(), b'0'..=b'9' | b'a'..=b'g' | b'j' | b'l'..=b'p' | b'r'..=b'w' | b'z' | 0x80..),
    )
}

/// Words of which every English phrase has one.
const ENGLISH: [&str; 22] = [
    "written",
    "author",
    "contribut",
    "review",
    "approved",
    "verified",
    "edit",
    "checked",
    "updat",
    "revised",
    "modified",
    "publi",
    "posted",
    "compiled",
    "prepared",
    "created",
    "answer",
    "writer",
    "date",
    "current as of",
    "advis",
    "reporting by",
];

/// Words of which every phrase of another language has one.
const OTHERS: [&str; 48] = [
    "geschrieben",
    "verfasst",
    "autor",
    "auteur",
    "prüf",
    "begutachtet",
    "freigegeben",
    "beratung",
    "qualitätssicherung",
    "medizinische expert",
    "écrit",
    "rédig",
    "valid",
    "vérifi",
    "relu",
    "relecture",
    "revu",
    "révis",
    "revis",
    "verific",
    "supervisad",
    "escrito",
    "redactad",
    "elaborad",
    "scritto",
    "redatto",
    "a cura di",
    "geschreven",
    "gecontroleerd",
    "beoordeeld",
    "nagekeken",
    "volgende",
    "veröffentlich",
    "erschienen",
    "erstellt",
    "créé",
    "paru",
    "mis en ligne",
    "pubblicato",
    "gepubliceerd",
    "aktualis",
    "geändert",
    "stand",
    "à jour",
    "modifi",
    "actuali",
    "aggiorna",
    "bijgewerkt",
];

/// The words before a name that say no more than `By` does; `di` only after a day.
const BARE: [&str; 5] = ["von", "par", "por", "door", "di"];

/// Words of which every phrase has one, so that other lines are left at once.
pub(crate) static BYLINES: Topic = Topic::new("bylines", || {
    let mut triggers = parts(&ENGLISH);
    triggers.extend(parts(&OTHERS));
    triggers.extend(words(&["by"]));
    triggers.extend(words(&BARE));
    triggers
});

const ABROAD_HELD: u32 = 2;

/// The languages of which a line has a word: 1 for English, 2 for others. Needles are found within words too, and nearly
/// every line has `important` or `part` or `understand`: short words count only with what ends a word.
static LANGUAGES: LazyLock<Needles> = LazyLock::new(|| {
    const SHORT: &str = "stand";
    let whole = BARE.iter().copied().chain([SHORT]);
    let ended: Vec<String> =
        whole.flat_map(|word| [" ", "\t", "\u{a0}", ":"].map(|after| format!("{word}{after}"))).collect();
    let ended: Vec<&str> = ended.iter().map(String::as_str).collect();
    let long: Vec<&str> = OTHERS.into_iter().filter(|word| *word != SHORT).collect();
    Needles::new(&[(1, &ENGLISH), (1, &["by"]), (ABROAD_HELD, &long), (ABROAD_HELD, &ended)])
});

/// Whether a line has one of these words.
pub(super) fn announces(line: &str) -> bool {
    LANGUAGES.held_by(line) != 0
}

/// What each group of [`ABROAD`] says, and whether only with a colon.
const MEANINGS: [(&str, Says, bool); 9] = [
    ("bare", Says::Person(Role::Author), false),
    ("author", Says::Person(Role::Author), false),
    ("named", Says::Person(Role::Author), true),
    ("reviewer", Says::Person(Role::Reviewer), false),
    ("reviews", Says::Person(Role::Reviewer), true),
    ("published", Says::Date(Event::Published), false),
    ("due", Says::Date(Event::ReviewDue), false),
    ("modified", Says::Date(Event::Modified), false),
    ("reviewed", Says::Date(Event::Reviewed), false),
];

/// What announces a person or a date in German, French, Spanish, Italian, Dutch and Portuguese.
pub(crate) static ABROAD: Pattern = Pattern::new(
    r"(?ix)(?:
        (?<author>
            (?:geschrieben|verfasst)\ von|(?:écrit|rédigé)e?\ par|(?:escrito|redactado|elaborado)\ por|(?:scritto|redatto)\ da|a\ cura\ di|geschreven\ door
        )
        |(?<named>autor(?:innen|en|in|a|es)?|auteure?s?|autore)
        |(?<reviewer>
            (?:(?:medizinisch|fachlich|ärztlich|wissenschaftlich)\ )?(?:geprüft|überprüft|begutachtet|freigegeben)\ (?:von|durch)
            |(?:(?:article|contenu|texte|page)\ )?(?:médicalement\ )?(?:validé|vérifié|relu|revu|révisé)e?\ (?:médicalement\ )?par
            |(?:(?:artículo|contenido|texto)\ )?(?:(?:médicamente|clínicamente)\ )?(?:revisado|verificado|validado|supervisado)\ (?:(?:médicamente|clínicamente)\ )?por
            |(?:revisionato|verificato|validato)\ da|(?:medisch\ )?(?:gecontroleerd|beoordeeld|nagekeken)\ door
            |(?:validation|relecture|révision|vérification)\ médicale\ par|revisión\ (?:médica|clínica)\ por
        )
        |(?<reviews>
            (?:medizinische|fachliche|ärztliche|wissenschaftliche)\ (?:prüfung|überprüfung|beratung|qualitätssicherung|expert(?:in|e))|(?:validation|relecture|révision|vérification)\ médicale
            |revisión\ (?:médica|clínica)|revisione\ (?:medica|scientifica)
        )
        |(?<due>nächste\ (?:überprüfung|prüfung|aktualisierung)|prochaine\ (?:révision|mise\ à\ jour)|próxima\ revisión|prossima\ revisione|volgende\ (?:controle|herziening))
        |(?<reviewed>
            (?:zuletzt\ )?(?:geprüft|überprüft)\ am|letzte\ (?:überprüfung|prüfung)|(?:vérifié|validé|relu|révisé)e?\ le|dernière\ (?:révision|relecture|validation)(?:\ le)?
            |(?:revisado|verificado)\ el|última\ revisión|fecha\ de\ (?:la\ última\ )?revisión|ultima\ revisione|(?:laatst\ )?(?:gecontroleerd|beoordeeld)\ op|última\ revisão
        )
        |(?<published>
            (?:veröffentlicht|erschienen|erstellt)\ (?:am|im)|veröffentlichung(?:sdatum)?|(?:publié|créé|paru|mis\ en\ ligne)e?\ le|date\ de\ publication
            |publicado\ (?:el|em)|fecha\ de\ publicación|pubblicato\ il|gepubliceerd\ op
        )
        |(?<modified>
            (?:(?:zuletzt|letztmalig)\ )?(?:aktualisiert|geändert)\ (?:am|im)|letzte\ aktualisierung|aktualisierungsdatum|stand
            |(?:(?:article|contenu|page)\ )?(?:dernière\ )?mise?\ à\ jour(?:\ le)?|dernière\ modification(?:\ le)?|modifiée?\ le
            |última\ actualización|actualizado(?:\ (?:el|en))?|fecha\ de\ (?:la\ última\ )?actualización|aggiornato(?:\ il)?|ultimo\ aggiornamento
            |(?:laatst\ )?bijgewerkt(?:\ op)?
        )
        |(?<bare>von|par|por|door)
    )(?:\s*:\s*|\s+|$)",
);

/// What announces a person or a date.
pub(crate) static PHRASE: Pattern = Pattern::new(
    r"(?ix)(?-u:\b)(
        (?:this\ (?:article|page|content|information|topic|text|leaflet|fact\ sheet)\ (?:(?:was|has\ been)\ )?)?
        (?:
            (?:(?:last|latest|also|first|originally|medically|clinically|scientifically|doctor|expert|peer|fact|copy|content|page|article
                |media|next|date|of|full|for|draft|medical|annual)[\ -]+)*
            (?:written|(?:co-?)?authored|contributed\ and/or\ updated|(?:reviewed|updated|review|full\ review)\s?/\s?(?:revised|revision|updated|reviewed)|reviewed(?:\ for\ (?:medical\ )?accuracy|\ and\ approved|\ and\ updated)?|approved|verified|edited
                |checked|updated|revised|modified|published|posted|compiled|prepared|contributed|created|answered|review|update)
            (?:\ (?:date|due\ date|due|completed|online))?
            (?:\ by|\ on|\ in)?
            |(?:article|words|story|text|(?:additional\ )?reporting|medical\ review|clinical\ review|medical\ review\ provided)\ by
            |(?:expert\ )?answers?\ from
            |(?:(?:medical|clinical|expert|peer|managing|senior|contributing|lead|corresponding|pharmacist|nurse|physician|section|deputy|executive|chief
                |associate|health|case|original|top|online|scientific|advisory|board)\ ){0,3}
                (?:authors?|author\(s\)|writers?|contributors?|reviewers?|reviewer\(s\)|editors?|review)(?:\ of\ this\ (?:article|paper|page))?
            |(?:medical|clinical|scientific)\ advis[eo]rs?
            |current\ as\ of
            |(?:date\ of\ |publication\ |page\ )(?:next\ |last\ )?(?:review|publication|update|issue|date)
            |issue\ date|date\ issued
            |due\ for\ review
            |by
        )
        )(?:\s*:\s*|\s+[-–]\s+|,\s+|\s+|$)",
);

/// What a phrase announces, and whether only with a colon.
fn meaning(phrase: &str) -> Option<(Says, bool)> {
    let lower = phrase.to_lowercase();
    let lower = lower.replace(['-', '\u{a0}', '/'], " ");
    let words: Vec<&str> = lower.split_whitespace().collect();
    let has = |word: &str| words.contains(&word);
    let has_start = |start: &str| words.iter().any(|word| word.starts_with(start));
    if words.last() == Some(&"from") {
        return Some((Says::Person(Role::Author), false));
    }
    if words.last() == Some(&"by") {
        let clinical = ["medically", "clinically", "doctor"].into_iter().any(has);
        let reviewed = ["reviewed", "review", "verified", "approved"].into_iter().any(has);
        let role = if reviewed || (has("checked") && clinical) {
            Role::Reviewer
        } else if has("edited") || has("checked") {
            Role::Editor
        } else if has("published") || (has("created") && !has("this")) {
            return None;
        } else {
            Role::Author
        };
        return Some((Says::Person(role), false));
    }
    if has("by") {
        return None;
    }
    if has_start("author") || has_start("writer") || has_start("contributor") {
        return Some((Says::Person(Role::Author), true));
    }
    let review = words.last() == Some(&"review")
        && words
            .iter()
            .any(|word| matches!(*word, "medical" | "clinical" | "peer" | "expert" | "scientific"));
    if has_start("reviewer") || has_start("advis") && !has("board") || review {
        return Some((Says::Person(Role::Reviewer), true));
    }
    if has("editor") || has("editors") {
        return Some((Says::Person(Role::Editor), true));
    }
    let edited = has("edited") && !has("last");
    if has("media") || has("written") || has("authored") || edited || (has("checked") && !has("last")) {
        return None;
    }
    if words == ["current", "as", "of"] {
        return Some((Says::Date(Event::Modified), false));
    }
    let event = if has("next") || has("due") {
        Event::ReviewDue
    } else if has("reviewed") || has("review") || has("verified") || has("checked") {
        Event::Reviewed
    } else if has("updated") || has("update") || has("revised") || has("modified") || has("edited") {
        Event::Modified
    } else if has("published")
        || has("posted")
        || has("publication")
        || has_start("issue")
        || has("created")
        || has("answered")
    {
        Event::Published
    } else {
        return None;
    };
    Some((Says::Date(event), false))
}
