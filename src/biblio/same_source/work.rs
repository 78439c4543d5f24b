//! What the ladder compares of a reference.

use super::Rung;
use crate::base::identifier::{identity_of_address, url_identity};
use crate::base::title::fold;
use crate::biblio::reference::{Field, Kind, Reference, is_web_source};

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
    title: Option<String>,
    container: Option<String>,
    publisher: Option<String>,
    year: Option<i16>,
    edition: Option<String>,
    volume: Option<String>,
    first_page: Option<String>,
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
    Container,
    Volume,
    FirstPage,
}

impl Mark {
    const ALL: [Mark; 9] = [
        Mark::Doi,
        Mark::Pmid,
        Mark::Pmcid,
        Mark::Isbn,
        Mark::Url,
        Mark::Edition,
        Mark::Container,
        Mark::Volume,
        Mark::FirstPage,
    ];

    /// True where a difference in it outweighs agreement on the rung.
    fn outweighs(self, rung: Rung) -> bool {
        match self {
            Mark::Doi => rung > Rung::Doi,
            Mark::Pmid => rung > Rung::Pmid,
            Mark::Pmcid => rung > Rung::Pmcid,
            Mark::Isbn => rung > Rung::Isbn,
            Mark::Url | Mark::Edition | Mark::Container | Mark::Volume | Mark::FirstPage => rung > Rung::Url,
        }
    }
}

/// What the members of a set say of themselves, by [`Mark`]; each list is sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    said: [Vec<String>; Mark::ALL.len()],
}

impl Work {
    pub(super) fn of<At>(reference: &Reference<At>) -> Work {
        let url = reference.url.as_ref().map(|field| field.value.as_str());
        let isbn = reference.isbn.as_ref().and_then(|field| field.value.value.as_ref().ok());
        let title = folded(reference.title.as_ref());
        let container = folded(reference.container.as_ref());
        let first_page = reference.pages.as_ref().and_then(|field| first_page(&field.value));
        let is_part = match reference.kind {
            Some(Kind::Chapter) => true,
            Some(Kind::Book) => false,
            _ => container.is_some(),
        };
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
            year: reference.issued.as_ref().map(|field| field.value.year()),
            edition: reference.edition.as_ref().and_then(|field| edition(&field.value)),
            volume: folded(reference.volume.as_ref()),
            // `p. 3` of a book says where to look in it.
            first_page: first_page.filter(|_| is_part),
            publisher: folded(reference.publisher.as_ref()),
            title,
            container,
        }
    }

    /// What the rung compares, as texts; none where it does not speak.
    pub(super) fn keys(&self, rung: Rung) -> Vec<String> {
        let one = |key: &Option<String>| key.iter().cloned().collect();
        match rung {
            Rung::Doi => one(&self.doi),
            Rung::Pmid => one(&self.pmid),
            Rung::Pmcid => one(&self.pmcid),
            // Pages must be equal, or absent on both sides.
            Rung::Isbn => {
                let pages = self.first_page.as_deref().unwrap_or("");
                self.isbn.iter().map(|isbn| format!("{isbn}\n{pages}")).collect()
            }
            Rung::Url => one(&self.url),
            Rung::Title => self.title_keys(),
        }
    }

    /// True where both have what the rung compares, and it is equal.
    pub(super) fn agrees(&self, other: &Work, rung: Rung) -> bool {
        let theirs = other.keys(rung);
        self.keys(rung).iter().any(|key| theirs.contains(key))
    }

    /// True where the work has what the rung of titles compares: a year, or as a page the right to have none.
    pub(super) fn speaks_by_title(&self) -> bool {
        self.year.is_some() || self.is_web
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
        issuers.into_iter().map(|issuer| format!("{title}\n{issuer}\n{year}")).collect()
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
                Mark::Container => &self.container,
                Mark::Volume => &self.volume,
                Mark::FirstPage => &self.first_page,
            };
            said.extend(value.clone());
        }
        marks
    }
}

impl Marks {
    /// The marks above the rung in which the sets differ: no value is common to all that have any.
    pub(super) fn disputed(sets: &[&Marks], rung: Rung) -> Vec<usize> {
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

fn folded<At>(field: Option<&Field<String, At>>) -> Option<String> {
    field.map(|field| fold(&field.value)).filter(|text| !text.is_empty())
}

/// `s45` of `S45-S50`, `221` of `221-8`.
fn first_page(pages: &str) -> Option<String> {
    let first = pages.trim().split(|c: char| !c.is_alphanumeric()).find(|part| !part.is_empty())?;
    Some(first.to_lowercase())
}

/// The number of an edition, in digits where it has any: `3` of `3rd ed`.
fn edition(text: &str) -> Option<String> {
    const ORDINALS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let digits: String = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    if !digits.is_empty() {
        return Some(digits.trim_end_matches('.').to_owned());
    }
    let folded = fold(text);
    let ordinal = ORDINALS.iter().position(|ordinal| folded.split(' ').any(|word| word == *ordinal));
    match ordinal {
        Some(nth) => Some((nth + 1).to_string()),
        None => (!folded.is_empty()).then_some(folded),
    }
}
