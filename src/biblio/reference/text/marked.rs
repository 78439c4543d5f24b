//! What a reference marks as such: addresses, identifiers, and dates after a word that says
//! whose they are. All of it usually is at the right.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::ahead;
use crate::base::date::{self, PartialDate, SlashOrder};
use crate::base::identifier::Doi;
use crate::words::link_words;
use crate::words::needles::Needles;

/// A pattern that is compiled on first use.
macro_rules! pattern {
    ($name:ident, $pattern:literal) => {
        static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new($pattern).expect("the pattern is constant and tested"));
    };
}

pattern!(ADDRESS, r#"(?i)(?:https?://|(?-u:\b)www\.)[^\s<>"“”«»]+"#);
pattern!(
    BARE_ADDRESS,
    r#"(?i)(?-u:\b)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|gov|edu|int|info|health|eu|uk|us|au|ca|de|fr|ch|at|nl|be|ie|nz|se|no|dk|fi|es|it|pt|pl|br|mx|in|za|jp|io|co|example)/[^\s<>"“”«»]*"#
);
pattern!(ANGLED_ADDRESS, r"(?i)<\s*((?:https?://|www\.)[^<>]{1,500}?)\s*>");
pattern!(DOI_LABEL, r"(?i)(?-u:\b)doi(?-u:\b)[:.]?\s*(?:org/)?");
pattern!(BARE_DOI, r"(?-u:\b)10\.\d{4,9}(?:\.\d+)*/[^\s]+");
pattern!(PMID, r"(?i)(?-u:\b)(?:(?:PubMed\s+)?PMID:?|(?:PubMed|Medline)\s?:)\s*(\d+)");
pattern!(PMCID, r"(?i)(?-u:\b)(?:(?:PubMed\s+Central\s+)?PMCID:?\s*)?(?-u:\b)(PMC\s?\d+(?:\.\d+)?)(?-u:\b)");
pattern!(ISBN, r"(?i)(?-u:\b)ISBN(?:-1[03])?:?\s*([0-9](?:[0-9]|[-‐‑–  ][0-9xX]|[xX](?-u:\b)){8,16})");
pattern!(ISSN, r"(?i)(?-u:\b)e?ISSN:?\s*(\d{4}[-‐‑–]?\d{3}[\dxX])(?-u:\b)");
pattern!(
    ACCESSED,
    r"(?i)(?-u:\b)(?:(?:last|date|page|site|website)\s+)?(?:accessed|retrieved|viewed|visited|consulted|cited|access\s+date|access|abgerufen)(?-u:\b):?(?:\s*(?:on|date|am)(?-u:\b))?:?\s*"
);
pattern!(YEAR_IN_BRACKETS, r"^[.,]?\s*\(((?:19|20)\d\d)\)\s*\.?\s*$");
// Notes of access in English words that need a date, and in French, German, Spanish, Italian, Dutch and Portuguese.
pattern!(
    ACCESSED_ELSEWHERE,
    r"(?i)(?:último\s+acceso|(?-u:\b)(?:(?:last\s+)?(?:accessed|checked|downloaded|retrieved|viewed|visited)(?:\s+on)?|(?:page\s+|site\s+)?(?:consultée?|consultées|visitée?|vue?)\s+le|consultée?|citée?s?(?:\s+le)?|citado(?:\s+(?:el|em))?|citato(?:\s+il)?|zitiert(?:\s+am)?|zugegriffen(?:\s+am)?|citerad(?:\s+den)?|hämtad(?:\s+den)?|geciteerd(?:\s+op)?|sitert|citeret(?:\s+den)?|hentet|(?:dernier\s+accès|dernière\s+consultation)(?:\s+le)?|(?:zuletzt\s+)?(?:abgerufen|aufgerufen|besucht|eingesehen|geprüft)(?:\s+am)?|(?:letzter\s+)?(?:zugriff|abruf|aufruf)(?:\s+am)?|fecha\s+de\s+(?:consulta|acceso)|(?:consultado|recuperado|accedido|visitado|acceso)(?:\s+(?:el|em))?|(?:consultato|recuperato|visitato)(?:\s+(?:il|l['’]))?|(?:ultimo\s+accesso|data\s+di\s+consultazione)(?:\s+il)?|(?:laatst\s+)?(?:geraadpleegd|bezocht|bekeken|opgehaald|geopend)(?:\s+op)?|(?:acesso|acessado|consultado)(?:\s+(?:em|a))?)):?\s*"
);
pattern!(
    EVENT_ELSEWHERE,
    r"(?i)(?:publiée?\s+le|veröffentlicht\s+am|publicado\s+(?:el|em)|pubblicato\s+il|gepubliceerd\s+op|publicerad|publisert|(mis(?:e)?\s+à\s+jour\s+le|(?:letzte\s+)?aktualis(?:iert\s+am|ierung:?)|stand:|(?:última\s+)?actualiza(?:do\s+el|ción:?)|atualizado\s+em|aggiornato\s+il|bijgewerkt\s+op|uppdaterad|oppdatert))\s*:?\s*"
);
pattern!(ENGLISH_ACCESS, r"(?i)^(?:last\s|accessed|checked|downloaded|retrieved|viewed|visited)");
pattern!(
    DATE_ELSEWHERE,
    r"(?i)^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(?P<first>\d{4})\s(?P<named>\p{L}{3,10})\.?\s(?P<last>\d{1,2})|(\d{1,2})[. ]\s?(\d{1,2})[. ]\s?(\d{4})|(\d{1,2})(?:er|\.|º|°|ª)?[ /-]\s*(?:de\s+)?([\p{L}]{3,10})\.?,?[ /-]\s*(?:de\s+|del\s+)?(\d{4}))(?-u:\b)"
);
pattern!(
    PUBLISHED,
    r"(?i)(?-u:\b)(?:(?:first|last|date|page|medically|content|originally)\s+)*(published|posted|issued|released|updated|update|reviewed|revised|modified|created|effective|epub)(?-u:\b):?(?:\s+(?:online|ahead of print|on|date)(?-u:\b)){0,3}:?\s*"
);
pattern!(
    SOURCE_LEAD,
    r"(?i)(?-u:\b)(?:(?:available|retrieved|accessed|accessible|obtained|downloaded)\s+(?:online\s+|via www\s+)?(?:from|at|via)|available(?: online)?|online|url|web|(?:online )?(?:verfügbar|abrufbar|erhältlich) (?:unter|auf)|disponible (?:sur|en|dans|à l['’]adresse)|disponibile (?:su|a|in|all['’]indirizzo)|disponível em|beschikbaar (?:op|via)|tillgänglig (?:på|via|från)|tilgjengelig (?:på|fra)|tilgængelig (?:på|fra))(?: url)?\s*:?\s*$"
);
pattern!(
    MEDIUM,
    r"(?i)\[[^\[\]]{0,80}?(?-u:\b)(?:internett?|online|on-line|en ligne|en línea|em linha|in linea|elektronis(?:ch|k)\p{L}*|electronic|web ?page|web ?site|página web|sitio web|site web|sito web|webseite|nettside|e-?book|cited|cité|citée|citado|citato|zitiert|citerad|geciteerd|sitert|citeret|updated|accessed|press release|homepage|blog|database|video|podcast|pdf|fact sheet|monograph on the internet)(?-u:\b)[^\[\]]{0,80}\]"
);
pattern!(
    MEDIUM_ALONE,
    r"(?i)^\[\s*(?:(?:\p{L}+ )?on the internet|internett?|online|on-line|en ligne|en línea|em linha|in linea|elektronis(?:ch|k)\p{L}*|electronic|web ?page|web ?site|página web|sitio web|site web|sito web|webseite|nettside|e-?book|homepage|blog|database|fact sheet|press release|video|podcast|audio|infographic|brochure|leaflet|pdf)(?:[ -]\p{L}+)?\s*\]$"
);

const DOI_WORD: u32 = 1;
const PUBMED_WORD: u32 = 1 << 1;
const BOOK_WORD: u32 = 1 << 2;
const ADDRESS_WORD: u32 = 1 << 3;
const ACCESS_WORD: u32 = 1 << 4;
const ACCESS_WORD_ELSEWHERE: u32 = 1 << 5;
const EVENT_WORD: u32 = 1 << 6;
const LEAD_WORD: u32 = 1 << 7;
const EVENT_WORD_ELSEWHERE: u32 = 1 << 8;

/// Of what is looked for, the words without which it is not there.
static WORDS: LazyLock<Needles> = LazyLock::new(|| {
    Needles::new(&[
        (DOI_WORD, &["doi", "10."]),
        (PUBMED_WORD, &["pm", "pubmed", "medline"]),
        (BOOK_WORD, &["isbn", "issn"]),
        (ADDRESS_WORD, &["http", "www.", "/"]),
        (ACCESS_WORD, &["access", "retrieved", "viewed", "visited", "consulted", "cited", "abgerufen"]),
        (
            ACCESS_WORD_ELSEWHERE,
            &[
                "acces",
                "accès",
                "check",
                "download",
                "retriev",
                "view",
                "visit",
                "consult",
                "vue",
                "vu ",
                "abruf",
                "abgeruf",
                "aufruf",
                "aufgeruf",
                "besuch",
                "eingeseh",
                "geprüft",
                "zugriff",
                "fecha",
                "recuper",
                "geraad",
                "bezocht",
                "bekeken",
                "opgehaald",
                "geopend",
                "acess",
                "cité",
                "citad",
                "citat",
                "citer",
                "zitiert",
                "zugegriff",
                "hämtad",
                "geciteerd",
                "sitert",
                "hentet",
                "vu\u{a0}",
                "vu\n",
            ],
        ),
        (
            EVENT_WORD,
            &[
                "published",
                "posted",
                "issued",
                "released",
                "update",
                "reviewed",
                "revised",
                "modified",
                "created",
                "effective",
                "epub",
            ],
        ),
        (LEAD_WORD, &["available", "retrieved"]),
        (
            EVENT_WORD_ELSEWHERE,
            &[
                "publi",
                "pubbli",
                "mis à jour",
                "mise à jour",
                "actuali",
                "aktualis",
                "veröffentlicht",
                "aggiorna",
                "atuali",
                "bijgewerkt",
                "uppdatera",
                "oppdatert",
                "stand:",
            ],
        ),
    ])
});

/// What was found, each with the range of its value.
#[derive(Debug, Default)]
pub(super) struct Marked {
    pub(super) doi: Option<Range<usize>>,
    pub(super) pmid: Option<Range<usize>>,
    pub(super) pmcid: Option<Range<usize>>,
    pub(super) isbn: Option<Range<usize>>,
    pub(super) issn: Option<Range<usize>>,
    pub(super) url: Option<Range<usize>>,
    pub(super) accessed: Option<(PartialDate, Range<usize>)>,
    pub(super) published: Option<(PartialDate, Range<usize>)>,
    pub(super) updated: Option<(PartialDate, Range<usize>)>,
    /// The number that stands for the pages of a paper that is online alone.
    pub(super) pages: Option<Range<usize>>,
    /// Whether the text says that the work was online before it was in its journal.
    pub(super) ahead: bool,
    /// Whether the text says that the work is on the internet.
    pub(super) online: bool,
    /// Brackets in the middle that are no part of any field, in order.
    pub(super) masked: Vec<Range<usize>>,
    /// Where `[Internet]` stands, which says of what is left of it that it is on the internet.
    pub(super) medium: Option<usize>,
    /// Where the marked things begin that end the reference.
    pub(super) tail: usize,
    /// Which of [`WORDS`] the text has.
    held: u32,
}

impl Marked {
    pub(super) fn find(text: &str, order: SlashOrder) -> Marked {
        let mut marked = Marked { tail: text.len(), held: WORDS.held_by(text), ..Marked::default() };
        marked.masks(text);
        if let Some(links) = link_words::at_end(text) {
            marked.ends_at(links);
        }
        marked.identifiers(text);
        marked.addresses(text);
        marked.dates(text, order);
        marked
    }

    fn masks(&mut self, text: &str) {
        if !text.contains('[') {
            return;
        }
        self.masked = MEDIUM.find_iter(text).map(|found| found.range()).collect();
        let is_medium =
            |mask: &&Range<usize>| text.get((*mask).clone()).is_some_and(|mask| MEDIUM_ALONE.is_match(mask));
        self.medium = self.masked.iter().find(is_medium).map(|mask| mask.start);
        self.online = !self.masked.is_empty();
    }

    fn identifiers(&mut self, text: &str) {
        let doi = if self.holds(DOI_WORD) { text } else { "" };
        for label in DOI_LABEL.find_iter(doi) {
            let rest = text.get(label.end()..).unwrap_or("");
            let start = label.end() + rest.len() - rest.trim_start().len();
            let word = rest.split_whitespace().next().unwrap_or("");
            // After the label an address or a number; `DOI` may as well be a word of the title.
            let is_number = word.starts_with("10.");
            if is_number
                || (label.as_str().contains(':')
                    && word.chars().any(|c| c.is_ascii_digit())
                    && !word.contains("://"))
            {
                let length = Doi::trimmed_length(word);
                self.doi = Some(start..start + length);
                self.ends_at(label.start());
                break;
            }
        }
        // `2017;10.7326/M16-2367. doi:10.7326/M16-2367`: the first is no volume.
        if let Some(found) = BARE_DOI.find(doi)
            && !in_address(text, found.start())
        {
            self.doi.get_or_insert(found.start()..found.start() + Doi::trimmed_length(found.as_str()));
            self.ends_at(found.start());
        }
        let (pubmed, books) = (self.holds(PUBMED_WORD), self.holds(BOOK_WORD));
        let first = |pattern: &Regex, may_be: bool| {
            if !may_be {
                return None;
            }
            let groups = pattern.captures(text)?;
            let (all, value) = (groups.get(0)?, groups.get(1)?);
            (!in_address(text, all.start())).then(|| (all.start(), value.range()))
        };
        for (pattern, may_be, field) in [
            (&*PMCID, pubmed, &mut self.pmcid),
            (&*PMID, pubmed, &mut self.pmid),
            (&*ISBN, books, &mut self.isbn),
            (&*ISSN, books, &mut self.issn),
        ] {
            if let Some((start, value)) = first(pattern, may_be) {
                *field = Some(value);
                self.tail = self.tail.min(start);
            }
        }
    }

    /// Whether the text has one of the words of a group.
    fn holds(&self, word: u32) -> bool {
        self.held & word != 0
    }

    fn addresses(&mut self, text: &str) {
        if !self.holds(ADDRESS_WORD) {
            return;
        }
        let mut found: Vec<Range<usize>> = Vec::new();
        for groups in ANGLED_ADDRESS.captures_iter(text) {
            found.extend(groups.get(1).map(|group| group.range()));
        }
        for pattern in [&ADDRESS, &BARE_ADDRESS] {
            for address in pattern.find_iter(text) {
                let length = Doi::trimmed_length(address.as_str());
                let range = address.start()..address.start() + length;
                if found.iter().all(|known| known.end <= range.start || range.end <= known.start)
                    && !text.get(..range.start).is_some_and(|before| before.ends_with('@'))
                {
                    found.push(range);
                }
            }
        }
        found.sort_by_key(|range| range.start);
        for range in found {
            let before = text.get(..range.start).unwrap_or("");
            let lead = SOURCE_LEAD.find(before.trim_end_matches(['<', '(', '[']).trim_end());
            let start = lead.map_or(range.start, |lead| lead.start());
            let address = text.get(range.clone()).unwrap_or("");
            let is_doi = Doi::parse(address).is_ok();
            let is_known_doi =
                self.doi.as_ref().is_some_and(|doi| range.start <= doi.start && doi.end <= range.end);
            if is_doi && (self.doi.is_none() || is_known_doi) {
                self.doi = Some(range.clone());
            } else if !is_doi && self.url.is_none() {
                self.url = Some(range.clone());
                self.online = true;
            }
            self.ends_at(start);
        }
    }

    fn dates(&mut self, text: &str, order: SlashOrder) {
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            self.leads(text);
            return;
        }
        let access = if self.holds(ACCESS_WORD) { text } else { "" };
        for word in ACCESSED.find_iter(access) {
            let bare =
                matches!(word.as_str().trim_end().to_lowercase().as_str(), "access" | "cited" | "viewed");
            let in_brackets =
                text.get(..word.start()).is_some_and(|before| before.trim_end().ends_with(['[', '(', ';']));
            if let Some((date, range)) = date_at(text, word.end(), order)
                && (!bare || in_brackets)
                && !in_address(text, word.start())
            {
                self.accessed = Some((date, range));
                self.online = true;
                self.ends_at(word.start());
            }
        }
        if self.accessed.is_none() && self.holds(ACCESS_WORD_ELSEWHERE) {
            self.accessed_elsewhere(text);
        }
        if let Some(ahead) = ahead::find(text, order)
            && ahead.end < self.tail
        {
            self.ends_at(ahead.end);
            self.published = Some(ahead.date);
            self.pages = ahead.pages;
            self.ahead = true;
        }
        if self.holds(EVENT_WORD_ELSEWHERE) {
            self.events_elsewhere(text);
        }
        let events = if self.holds(EVENT_WORD) { text } else { "" };
        for word in PUBLISHED.captures_iter(events) {
            let (Some(all), Some(verb)) = (word.get(0), word.get(1)) else {
                continue;
            };
            let Some((date, range)) = date_at(text, all.end(), order) else {
                continue;
            };
            match verb.as_str().to_lowercase().as_str() {
                "epub" => {}
                // The day online is that of the work only until it has a place in its journal.
                _ if all.as_str().to_lowercase().contains("ahead of print") => {
                    self.ahead = true;
                    self.updated.get_or_insert((date, range));
                }
                "published" | "posted" | "issued" | "released" | "created" | "effective" => {
                    self.ahead |= all.as_str().to_lowercase().contains("online");
                    self.published.get_or_insert((date, range));
                }
                _ => {
                    self.updated.get_or_insert((date, range));
                }
            }
            self.ends_at(all.start());
        }
        self.leads(text);
    }

    /// `Retrieved from` and `Available at` without address or date.
    fn leads(&mut self, text: &str) {
        if !self.holds(LEAD_WORD) {
            return;
        }
        for lead in ["Available from", "Available at", "Retrieved from"] {
            // `Smith J. Available from pharmacies: codeine.` is a title.
            let is_lead = |at: usize| {
                let behind = text.get(at + lead.len()..).unwrap_or("").trim_start();
                !behind.starts_with(char::is_lowercase)
                    || behind.starts_with("http")
                    || behind.starts_with("www")
            };
            if let Some(at) = text.find(lead).filter(|at| is_lead(*at)) {
                self.ends_at(at);
            }
        }
    }

    /// The day of publication, or of the last change, after words of other languages.
    fn events_elsewhere(&mut self, text: &str) {
        for word in EVENT_ELSEWHERE.captures_iter(text) {
            let (Some(all), changed) = (word.get(0), word.get(1).is_some()) else {
                continue;
            };
            let Some(dated) = date_elsewhere(text, all.end(), false) else {
                continue;
            };
            let day = if changed { &mut self.updated } else { &mut self.published };
            day.get_or_insert(dated);
            self.ends_at(all.start());
        }
    }

    /// A date of access after words or in a form that no English date has.
    fn accessed_elsewhere(&mut self, text: &str) {
        for word in ACCESSED_ELSEWHERE.find_iter(text) {
            let is_english = ENGLISH_ACCESS.is_match(word.as_str());
            if let Some((date, range)) = date_elsewhere(text, word.end(), is_english)
                && !in_address(text, word.start())
            {
                self.accessed = Some((date, range));
                self.online = true;
                self.ends_at(word.start());
            }
        }
    }

    /// The year in brackets right after the DOI.
    pub(super) fn year_after_doi(&self, text: &str) -> Option<(PartialDate, Range<usize>)> {
        let end = self.doi.as_ref()?.end;
        let groups = YEAR_IN_BRACKETS.captures(text.get(end..)?)?;
        let year = groups.get(1)?;
        let date = PartialDate::new(year.as_str().parse().ok()?, None, None)?;
        Some((date, end + year.start()..end + year.end()))
    }

    /// What begins at `start` ends the reference, unless it is in a masked bracket.
    fn ends_at(&mut self, start: usize) {
        if !self.masked.iter().any(|mask| mask.contains(&start)) {
            self.tail = self.tail.min(start);
        }
    }
}

fn date_at(text: &str, at: usize, order: SlashOrder) -> Option<(PartialDate, Range<usize>)> {
    let rest = text.get(at..)?;
    // A weekday may be before the date.
    let skipped = ["day, ", "day "]
        .iter()
        .find_map(|end| rest.find(end).filter(|&place| place < 10).map(|place| place + end.len()))
        .unwrap_or(0);
    [0, skipped].into_iter().find_map(|skip| {
        let (date, length) = date::read(rest.get(skip..)?, order)?;
        Some((date, at + skip..at + skip + length))
    })
}

/// A whole date at `at`: `2022-3-3`, `03.03.2022`, `7 février 2016`, `3. März 2022`, `3 de marzo de 2022`.
/// After English words nobody can tell which number of `03.04.2022` is the month.
fn date_elsewhere(text: &str, at: usize, is_english: bool) -> Option<(PartialDate, Range<usize>)> {
    let groups = DATE_ELSEWHERE.captures(text.get(at..)?)?;
    let number = |nth: usize| groups.get(nth).and_then(|group| group.as_str().parse::<i16>().ok());
    // `2024 Jan 15`, as NLM writes it.
    if let (Some(year), Some(named), Some(day)) =
        (groups.name("first"), groups.name("named"), groups.name("last"))
    {
        let month = date::month_named(&named.as_str().to_lowercase())?;
        let date =
            PartialDate::new(year.as_str().parse().ok()?, Some(month), Some(day.as_str().parse().ok()?))?;
        return Some((date, at..at + day.end()));
    }
    let (year, month, day) = match (number(1), number(7), number(10)) {
        (Some(year), ..) => (year, number(2)?, number(3)?),
        (_, Some(day), _) if is_english && day <= 12 && number(8) != Some(day) => return None,
        // With stops or blanks the day comes first.
        (_, Some(day), _) => (number(9)?, number(8)?, day),
        (.., Some(day)) => (number(12)?, date::month_named(&groups.get(11)?.as_str().to_lowercase())?, day),
        _ => return None,
    };
    let length = groups.get(0)?.end();
    Some((PartialDate::new(year, Some(month), Some(day))?, at..at + length))
}

/// Whether the byte lies within an address, as `PMC123` of `…/articles/PMC123/` does.
fn in_address(text: &str, at: usize) -> bool {
    let word = text.get(..at).and_then(|before| before.rsplit(char::is_whitespace).next()).unwrap_or("");
    word.contains("://") || word.starts_with("www.") || (word.contains('/') && word.contains('.'))
}
