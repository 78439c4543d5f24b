//! What the ladder compares of a reference.

use super::MatchKey;
use super::journal::{Container, first_page, volume_and_issue};
use super::people::surnames;
use super::words::{key, opening};
use super::writing::{edition, is_part};
use crate::base::identifier::{identity_of_address, url_identity};
use crate::base::title::fold;
use crate::biblio::reference::{Field, Reference, is_web_source};

/// The fewest words of a title that with author and year names a work.
const LONG_TITLE: usize = 5;

/// A reference as the ladder sees it.
#[derive(Debug, Default)]
pub(super) struct Work {
    doi: Option<String>,
    pmid: Option<String>,
    pmcid: Option<String>,
    /// The number of the book, and of a chapter its title too.
    isbn: Option<String>,
    url: Option<String>,
    /// A page of a site is its address; of a paper there may be several.
    is_web: bool,
    /// Whether nothing says where it appeared or who published it.
    is_bare: bool,
    title: Option<String>,
    /// The initials of the container, and its acronym.
    initials: Vec<String>,
    /// Those of the publisher.
    publisher_initials: Vec<String>,
    container: Option<String>,
    publisher: Option<String>,
    year: Option<i16>,
    edition: Option<String>,
    volume: Option<String>,
    first_page: Option<String>,
    /// The surnames of the first author.
    author: Vec<String>,
}

/// What references say that makes them two sources where they differ in it, from the surest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Doi,
    Pmid,
    Pmcid,
    Isbn,
    Url,
    Edition,
}

impl Mark {
    const ALL: [Mark; 6] = [Mark::Doi, Mark::Pmid, Mark::Pmcid, Mark::Isbn, Mark::Url, Mark::Edition];

    /// Whether a difference in it outweighs agreement on the rung.
    fn outweighs(self, rung: MatchKey) -> bool {
        match self {
            Mark::Doi => rung > MatchKey::Doi,
            Mark::Pmid => rung > MatchKey::Pmid,
            Mark::Pmcid => rung > MatchKey::Pmcid,
            Mark::Isbn => rung > MatchKey::Isbn,
            Mark::Url | Mark::Edition => rung > MatchKey::Url,
        }
    }
}

/// What the members of a set say of themselves, by [`Mark`]; each list is sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    said: [Vec<String>; Mark::ALL.len()],
}

impl Work {
    pub(super) fn of<'a, At>(reference: &'a Reference<At>) -> Work {
        let url = reference.url.as_ref().map(|field| &*field.value);
        let isbn = reference.isbn.as_ref().and_then(|field| field.value.value.as_ref().ok());
        let title = reference.title.as_ref().map(|field| key(&field.value)).filter(|key| !key.is_empty());
        let is_part = is_part(reference);
        let first_page = reference.pages.as_ref().and_then(|field| first_page(&field.value));
        let named = |field: &Option<Field<Box<str>, At>>| Container::of(&field.as_ref()?.value);
        let initials = |name: Option<Container>| name.map(|name| name.initials()).unwrap_or_default();
        let year = reference.issued.as_ref().map(|field| field.value.year());
        let text = |field: &'a Option<Field<Box<str>, At>>| field.as_ref().map(|field| &*field.value);
        let (volume, _) = volume_and_issue(text(&reference.volume), text(&reference.issue), year);
        Work {
            doi: reference.known_doi().map(|doi| doi.to_string()),
            pmid: reference.known_pmid().map(|pmid| pmid.to_string()),
            pmcid: reference.known_pmcid().map(|pmcid| pmcid.to_string()),
            isbn: isbn.map(|isbn| match &title {
                Some(title) if is_part => format!("{isbn}\n{title}"),
                _ => isbn.to_string(),
            }),
            url: url.filter(|url| identity_of_address(url).is_none()).and_then(url_identity),
            is_web: is_web_source(reference),
            is_bare: reference.is_bare(),
            year,
            edition: reference.edition.as_ref().and_then(|field| edition(&field.value)),
            volume,
            // `p. 3` of a book says where to look in it.
            first_page: first_page.filter(|_| is_part),
            author: reference.authors.first().map(|author| surnames(&author.value)).unwrap_or_default(),
            publisher: folded(reference.publisher.as_ref()),
            container: folded(reference.container.as_ref()),
            initials: initials(named(&reference.container)),
            publisher_initials: initials(named(&reference.publisher)),
            title,
        }
    }

    /// What the rung compares, as texts; `None` if it does not speak.
    pub(super) fn keys(&self, rung: MatchKey) -> Vec<String> {
        let one = |key: &Option<String>| key.iter().cloned().collect();
        match rung {
            MatchKey::Doi => one(&self.doi),
            MatchKey::Pmid => one(&self.pmid),
            MatchKey::Pmcid => one(&self.pmcid),
            // Pages must be equal, or absent on both sides.
            MatchKey::Isbn => {
                let pages = self.first_page.as_deref().unwrap_or("");
                self.isbn.iter().map(|isbn| format!("{isbn}\n{pages}")).collect()
            }
            MatchKey::Url => one(&self.url),
            MatchKey::Title => self.title_keys(),
            MatchKey::Place => self.place_keys(),
            MatchKey::Locus => self.locus_keys(),
            MatchKey::Author => self.author_keys(),
        }
    }

    /// Whether both have what the rung compares, and it is equal.
    pub(super) fn agrees(&self, other: &Work, rung: MatchKey) -> bool {
        let theirs = other.keys(rung);
        self.keys(rung).iter().any(|key| theirs.contains(key))
    }

    /// Whether the work has what a rung needs one of two references to have: of titles a year, unless it is a page;
    /// of authors the lack of everything else.
    pub(super) fn may_open(&self, rung: MatchKey) -> bool {
        match rung {
            MatchKey::Title => self.year.is_some() || self.is_web,
            MatchKey::Author => self.is_bare,
            _ => true,
        }
    }

    /// The title with its container, and with its publisher: one of the two must agree.
    fn title_keys(&self) -> Vec<String> {
        let Some(title) = &self.title else {
            return Vec::new();
        };
        let year = match self.year {
            Some(year) => year.to_string(),
            None if self.is_web || self.container.is_none() => String::new(),
            None => return Vec::new(),
        };
        let mut issuers: Vec<&String> = [&self.container, &self.publisher].into_iter().flatten().collect();
        issuers.dedup();
        let named = issuers.into_iter().map(|issuer| lines(&[title, issuer, &year]));
        // Journals and institutions have abbreviations; whether one is of the other is looked at where these are equal.
        let mut initials: Vec<&String> = self.initials.iter().chain(&self.publisher_initials).collect();
        initials.sort_unstable();
        initials.dedup();
        let abbreviated = initials.into_iter().map(|initials| lines(&[title, "", initials, &year]));
        named.chain(abbreviated).collect()
    }

    /// Title, year, volume and first page, with the first author unless the title is long: a journal has another name
    /// in every language, and in every database.
    fn place_keys(&self) -> Vec<String> {
        let (Some(title), Some(place)) = (&self.title, self.place()) else {
            return Vec::new();
        };
        let is_long = title.split(' ').count() >= LONG_TITLE;
        let alone = is_long.then(|| lines(&[title, &place]));
        let with_author = self.author.iter().map(|surname| lines(&[title, surname, &place]));
        alone.into_iter().chain(with_author).collect()
    }

    /// Year, volume and first page, with the journal or the first author.
    fn locus_keys(&self) -> Vec<String> {
        let Some(place) = self.place() else {
            return Vec::new();
        };
        let journals = self.initials.iter().map(|initials| lines(&[initials, &place]));
        let authors = self.author.iter().map(|surname| lines(&["", surname, &place]));
        journals.chain(authors).collect()
    }

    /// Year, volume and first page.
    fn place(&self) -> Option<String> {
        Some(lines(&[&self.year?.to_string(), self.volume.as_ref()?, self.first_page.as_ref()?]))
    }

    /// A long title with the first author and the year.
    fn author_keys(&self) -> Vec<String> {
        match (&self.title, self.year) {
            (Some(title), Some(year)) if title.split(' ').count() >= LONG_TITLE => {
                let year = year.to_string();
                self.author.iter().map(|surname| lines(&[title, surname, &year])).collect()
            }
            _ => Vec::new(),
        }
    }

    /// By what references are found that may be of one work: an author, or who published it, and the first words of the
    /// title.
    pub(super) fn opening_keys(&self) -> Vec<String> {
        let Some(title) = &self.title else {
            return Vec::new();
        };
        let opening = opening(title);
        let issuers = || self.initials.iter().chain(&self.publisher);
        let by: Vec<&String> =
            if self.author.is_empty() { issuers().collect() } else { self.author.iter().collect() };
        by.into_iter().map(|by| lines(&[by, &opening])).collect()
    }

    pub(super) fn marks(&self) -> Marks {
        let mut marks = Marks::default();
        for (said, mark) in marks.said.iter_mut().zip(Mark::ALL) {
            let value = match mark {
                Mark::Doi => &self.doi,
                Mark::Pmid => &self.pmid,
                Mark::Pmcid => &self.pmcid,
                Mark::Isbn => &self.isbn,
                Mark::Url if self.is_web => &self.url,
                Mark::Url => &None,
                Mark::Edition => &self.edition,
            };
            said.extend(value.clone());
        }
        marks
    }
}

impl Marks {
    /// The marks above the rung in which the sets differ: no value is common to all that have any.
    pub(super) fn disputed(sets: &[&Marks], rung: MatchKey) -> Vec<usize> {
        let counts_more = |&nth: &usize| Mark::ALL.get(nth).is_some_and(|mark| mark.outweighs(rung));
        (0..Mark::ALL.len()).filter(counts_more).filter(|&nth| !Marks::agree(sets, nth)).collect()
    }

    fn agree(sets: &[&Marks], nth: usize) -> bool {
        let mut saying = sets.iter().filter_map(|marks| marks.said.get(nth)).filter(|said| !said.is_empty());
        let Some(first) = saying.next() else {
            return true;
        };
        let mut common: Vec<&String> = first.iter().collect();
        for said in saying {
            common.retain(|value| said.binary_search(value).is_ok());
        }
        !common.is_empty()
    }

    /// What the set says of the disputed marks.
    pub(super) fn said_of(&self, disputed: &[usize]) -> Vec<Vec<String>> {
        disputed.iter().map(|&nth| self.said.get(nth).cloned().unwrap_or_default()).collect()
    }

    pub(super) fn merge(&mut self, other: Marks) {
        for (said, more) in self.said.iter_mut().zip(other.said) {
            for value in more {
                if let Err(place) = said.binary_search(&value) {
                    said.insert(place, value);
                }
            }
        }
    }
}

/// The parts of a key, which hold no ends of lines.
fn lines(parts: &[&str]) -> String {
    parts.join("\n")
}

fn folded<At>(field: Option<&Field<Box<str>, At>>) -> Option<String> {
    field.map(|field| fold(&field.value)).filter(|text| !text.is_empty())
}
