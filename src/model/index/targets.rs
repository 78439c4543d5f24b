//! Where links and See lines lead.

mod anchors;
mod claims;
mod file_names;
mod moved;
mod permalink;
mod redirects;
mod renewal;
mod routes;
mod site;
mod source_names;
mod vault;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::address::{
    below, is_external, is_template, joined, parent, served_name, split_fragment, without_suffixes,
};
use super::reads::{self, Asked, Part, Readers, Reads, record};
use super::{Documents, EntityRef, Names, Resolution};
use crate::base::identifier::percent_decoded;
use crate::base::slug::slug;
use crate::base::span::DocId;
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::facts::{Facts, Heading, Link, See};
use crate::page::body::{LinkBase, LinkForm};

use anchors::{NamedTargets, Sections};
use file_names::FileNames;
pub use moved::Moved;
pub use permalink::Permalink;
pub use redirects::DeadRedirect;
use redirects::DeadRedirects;
pub(super) use renewal::Ground;
use routes::{Answered, OwnSections, Routes, folder, leave_unanswered_site_paths};
pub use site::Site;
use site::{Named, SitePaths, stem};
use source_names::SourceNames;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Another site, a mail or a telephone number: never looked at.
    External,
    /// A document of the repository.
    Page {
        /// The document.
        doc: DocId,
        /// What is to be said of the part after `#`.
        anchor: Anchor,
    },
    /// A wiki link whose name fits several pages.
    Ambiguous(Arc<[EntityRef]>),
    /// A file that is no content: a picture, a download.
    File,
    /// An address that only the site itself could answer: a template, a site path where no root is set.
    Unjudged,
    /// Nothing answers.
    Missing {
        /// The path that was looked for, relative to the repository's root.
        path: String,
        /// The path as seen from the address of the page, where that is another.
        address: Option<String>,
        /// Whether it is a site path, which may also lie in a folder of static files.
        site: bool,
    },
    /// A path that leaves the repository.
    Outside,
    /// No address at all.
    Empty,
}

/// What is to be said of the part of an address after `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// There is none, or no reader of ours can judge it.
    None,
    /// The page has it.
    Found,
    /// The page does not have it.
    Missing,
}

/// Where a See line leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeeTarget {
    /// Its link says so: see [`super::Index::target`].
    Link(usize),
    /// To these pages: several where it names several.
    Pages(Vec<EntityRef>),
    /// Its name fits several pages.
    Ambiguous(Arc<[EntityRef]>),
    /// To nothing.
    Unknown,
    /// It is no See line after all: a name in small letters that no page has.
    Prose,
}

#[derive(Debug)]
pub(super) struct Targets {
    links: Vec<Vec<Target>>,
    sees: Vec<Vec<SeeTarget>>,
    inbound: Vec<Vec<DocId>>,
    /// The paths that links of each document name and no document answers to.
    wanted: BTreeMap<DocId, Vec<String>>,
    /// Folders below which a site path may lie.
    served: Vec<String>,
    moved: HashMap<DocId, Vec<Moved>>,
    dead_redirects: DeadRedirects,
    wiki_links: WikiLinks,
    tables: Tables,
    /// The names that the links of each document were looked up by.
    reads: Vec<Reads>,
    /// The documents by these; made for the first edit.
    readers: Option<Readers<DocId>>,
}

impl Targets {
    pub(super) fn new(documents: &Documents, names: &Names, site: Site<'_>) -> Targets {
        let mut tables = Tables::new(documents, site);
        tables.rooted = Rooted::new(documents, site.root);
        tables.site_root = tables.rooted.effective(documents, &tables.paths, site.root);
        let resolver = Resolver::new(documents, names, site, &tables);
        let (mut resolved, reads): (Vec<Resolved>, Vec<Reads>) = (0..documents.len())
            .into_par_iter()
            .map(|nth| DocId(u32::try_from(nth).unwrap_or(u32::MAX)))
            .map(|id| record(|| resolver.document(id)))
            .unzip();
        let dead_redirects = DeadRedirects::new(&resolver);
        let mut answered = Answered::default();
        for document in &mut resolved {
            answered.set(document.id, std::mem::take(&mut document.answered));
        }
        let mut own_sections = OwnSections::default();
        if !site.addresses {
            resolved.iter().for_each(|document| own_sections.add(documents, document));
        }
        let routes = own_sections.routes(|| resolver.sections());
        for document in &mut resolved {
            if site.root.is_none() {
                leave_unanswered_site_paths(document, &answered);
            }
            routes.leave(documents, document);
        }
        tables.answered = answered;
        tables.own_sections = own_sections;
        tables.routes = routes;
        let inbound = inbound(&resolved);
        let moved = resolved.iter_mut().filter(|document| !document.moved.is_empty());
        let moved = moved.map(|document| (document.id, std::mem::take(&mut document.moved))).collect();
        // Where site generators keep what they copy as it is, and where they find pages.
        let usual = ["content", "static", "public", "assets"].map(str::to_owned);
        let own = site.folders.iter().map(|(_, folder)| folder.clone()).filter(|folder| !folder.is_empty());
        let mut served: Vec<String> = usual.into_iter().chain(own).collect();
        served.sort_unstable();
        served.dedup();
        let wanted = resolved.iter().map(|document| (document.id, wanted(&document.links, &served)));
        let wanted = wanted.filter(|(_, paths)| !paths.is_empty()).collect();
        let mut wiki_links = WikiLinks::default();
        resolved.iter().for_each(|document| wiki_links.take_in(documents, document.id));
        let (links, sees) = resolved.into_iter().map(|document| (document.links, document.sees)).unzip();
        Targets {
            links,
            sees,
            inbound,
            wanted,
            served,
            moved,
            dead_redirects,
            wiki_links,
            tables,
            reads,
            readers: None,
        }
    }

    /// Finds out what links may ask for, so that the first that does takes no longer than others.
    pub(super) fn prepare(&self, documents: &Documents, names: &Names, site: Site<'_>) {
        let resolver = Resolver::new(documents, names, site, &self.tables);
        resolver.sources();
        resolver.file_names();
        if site.one_book || self.tables.routes.rests_on_anchors {
            resolver.sections();
        }
        if !site.vaults.is_empty() {
            resolver.notes();
        }
        if !site.named_targets.is_empty() {
            resolver.named_targets();
        }
    }

    /// Takes the targets that are files of the repository out of the missing, and returns the documents that link to them.
    pub(super) fn know_files(&mut self, files: &HashSet<String>) -> HashSet<DocId> {
        let Targets { links, served, .. } = self;
        let numbered = (0u32..).map(DocId).zip(links);
        numbered.filter_map(|(doc, links)| know_files(links, served, files).then_some(doc)).collect()
    }

    /// The documents whose links lead elsewhere than in another state, or to which others lead; both states have the same
    /// documents.
    pub(super) fn differing(&self, other: &Targets) -> HashSet<DocId> {
        let all = (0..self.links.len()).filter_map(|nth| Some((nth, DocId(u32::try_from(nth).ok()?))));
        let differs = |&(nth, doc): &(usize, DocId)| {
            self.links.get(nth) != other.links.get(nth)
                || self.sees.get(nth) != other.sees.get(nth)
                || self.inbound.get(nth) != other.inbound.get(nth)
                || self.moved(doc) != other.moved(doc)
        };
        all.filter(differs).map(|(_, doc)| doc).collect()
    }

    pub(super) fn link(&self, doc: DocId, nth: usize) -> &Target {
        self.links.get(doc.0 as usize).and_then(|links| links.get(nth)).unwrap_or(&Target::Unjudged)
    }

    pub(super) fn see(&self, doc: DocId, nth: usize) -> &SeeTarget {
        self.sees.get(doc.0 as usize).and_then(|sees| sees.get(nth)).unwrap_or(&SeeTarget::Prose)
    }

    pub(super) fn inbound(&self, page: DocId) -> &[DocId] {
        self.inbound.get(page.0 as usize).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn moved(&self, doc: DocId) -> &[Moved] {
        self.moved.get(&doc).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn leaves_unwritten(&self) -> bool {
        self.wiki_links.leave_unwritten()
    }

    pub(super) fn dead_redirects(&self) -> &[DeadRedirect] {
        self.dead_redirects.all()
    }

    /// The paths that links name and no document answers to, in order.
    pub(super) fn wanted(&self) -> Vec<String> {
        let mut wanted: Vec<String> = self.wanted.values().flatten().cloned().collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted
    }
}

/// No name of a page that a wiki link writes out has more words.
const MOST_WORDS: usize = 12;

/// An anchor in which no sign or blank shows, kept or left out.
fn words_alone(anchor: &str) -> String {
    anchor.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The anchors of a page, those of the causes it includes after its own.
pub(super) fn anchors<'a>(documents: &'a Documents, names: &Names, page: DocId) -> Vec<&'a str> {
    let own = |facts: &'a Facts| {
        let headings = facts.headings.iter().map(|heading| heading.anchor.as_str());
        headings.chain(facts.anchors.iter().map(String::as_str))
    };
    let Some(facts) = documents.get(page) else {
        return Vec::new();
    };
    let mut anchors: Vec<&str> = own(facts).collect();
    let parts = documents.parts_of(page).iter();
    anchors.extend(parts.filter_map(|part| documents.get(*part)).flat_map(own));
    for cause in facts.article.iter().flat_map(|article| &article.causes) {
        let Some(file) = names.by_id(Collection::Cause, &cause.text) else {
            continue;
        };
        anchors.push(&cause.text);
        anchors.extend(documents.get(file.doc).into_iter().flat_map(own));
    }
    anchors
}

/// How many wiki links lead to notes.
#[derive(Debug, Default)]
struct WikiLinks {
    /// Those of each document that has any.
    by_page: HashMap<DocId, usize>,
    all: usize,
}

impl WikiLinks {
    /// Takes in the links of a document.
    fn take_in(&mut self, documents: &Documents, doc: DocId) {
        self.all -= self.by_page.remove(&doc).unwrap_or(0);
        let links = documents.get(doc).map(|facts| facts.links.as_slice()).unwrap_or_default();
        // What has an ending is a picture or another file, of which nothing is known yet.
        let is_file =
            |link: &&Link| link.target.text.rsplit_once('.').is_some_and(|(_, ending)| ending.len() < 5);
        let all = links.iter().filter(|link| link.form == LinkForm::Wiki && !is_file(link)).count();
        if all > 0 {
            self.by_page.insert(doc, all);
        }
        self.all += all;
    }

    /// Whether notes are tied together by them, so that one that is not there is a plan rather than a slip.
    fn leave_unwritten(&self) -> bool {
        /// With fewer of them they are links like others.
        const MANY: usize = 50;
        self.all > MANY
    }
}

/// What the links and See lines of one document lead to.
#[derive(Default)]
struct Resolved {
    id: DocId,
    links: Vec<Target>,
    sees: Vec<SeeTarget>,
    /// What only a redirect answers for.
    moved: Vec<Moved>,
    /// The folders of the site paths that a page answers to.
    answered: Vec<String>,
}

/// What is found out once for all links, and holds until names, paths or what is asked for in it change.
#[derive(Debug)]
struct Tables {
    paths: SitePaths,
    /// The address that our pages begin with, without slashes at its ends.
    site_root: Option<String>,
    /// The links that begin at the root of the site.
    rooted: Rooted,
    /// Found out where a link names a target.
    named: OnceLock<NamedTargets>,
    /// The notes of vaults, found out where a link asks for one.
    notes: OnceLock<vault::Notes>,
    /// Found out where a page lacks a section.
    sections: OnceLock<Sections>,
    /// Found out where a link asks for the name of a file.
    file_names: OnceLock<FileNames>,
    /// What the sources are called and who published them, found out where a See line may name one.
    sources: OnceLock<SourceNames>,
    /// The folders of the site paths that a page answers to.
    answered: Answered,
    /// How the links of pages to sections of their own do.
    own_sections: OwnSections,
    /// Which of them are for another program to answer.
    routes: Routes,
}

impl Tables {
    fn new(documents: &Documents, site: Site<'_>) -> Tables {
        Tables {
            paths: SitePaths::new(documents, site),
            site_root: None,
            rooted: Rooted::default(),
            named: OnceLock::new(),
            notes: OnceLock::new(),
            sections: OnceLock::new(),
            file_names: OnceLock::new(),
            sources: OnceLock::new(),
            answered: Answered::default(),
            own_sections: OwnSections::default(),
            routes: Routes::default(),
        }
    }
}

struct Resolver<'a> {
    documents: &'a Documents,
    names: &'a Names,
    tables: &'a Tables,
    site: &'a SitePaths,
    /// The address that our pages begin with, without slashes at its ends.
    site_root: Option<&'a str>,
    /// Whether the site serves each page at an address that is a folder.
    addresses: bool,
    /// The folders that addresses of the site begin in.
    folders: &'a [(Collection, String)],
    /// Folders whose pages come from other repositories.
    fetched: &'a [String],
    /// The folders of sites in which links may name targets of all pages.
    sites: &'a [String],
    /// The folders that are vaults of Obsidian's.
    vaults: &'a [String],
    /// Whether pages have the identifiers of docutils beside those of their headings: where links may name targets they
    /// have.
    docutils_too: bool,
    /// Whether the letters of an anchor may be of any case.
    any_case: bool,
    /// Whether a link to a section alone leads to the page that has it.
    one_book: bool,
    /// What fragments of links may name, by [`DocId`]; found out of pages to which a link with a fragment leads.
    fragments: Vec<OnceLock<Box<Fragments<'a>>>>,
}

/// What fragments of links may name on a page.
#[derive(Default)]
struct Fragments<'a> {
    anchors: OnceLock<HashSet<&'a str>>,
    /// The same with single hyphens, of pages to whose sections wiki links lead.
    wordings: OnceLock<HashSet<String>>,
    /// The other spellings that the anchors answer to, of pages to which a link leads that needs one.
    others: OnceLock<HashSet<String>>,
}

/// The links that begin at the root of the site: they say where it begins.
#[derive(Debug, Default)]
struct Rooted {
    /// How many begin with the root that the settings name.
    below: usize,
}

impl Rooted {
    fn new(documents: &Documents, root: Option<&str>) -> Rooted {
        Rooted { below: documents.iter().map(|(_, facts)| Rooted::below(facts, root)).sum() }
    }

    fn below(facts: &Facts, root: Option<&str>) -> usize {
        let Some(root) = root.map(|root| root.trim_matches('/')).filter(|root| !root.is_empty()) else {
            return 0;
        };
        site_links(facts).filter(|path| below(path, root).is_some()).count()
    }

    /// The root of the site, without slashes at its ends. One that no site path of the repository begins with, while pages
    /// answer to such paths as they are, says nothing of where the pages are: then it is the top of the host.
    fn effective(&self, documents: &Documents, paths: &SitePaths, root: Option<&str>) -> Option<String> {
        let root = root?.trim_matches('/');
        let answers = |path: &str| paths.get(percent_decoded(split_fragment(path).0).as_ref()).is_some();
        let is_top = !root.is_empty()
            && self.below == 0
            && documents.iter().flat_map(|(_, facts)| site_links(facts)).any(answers);
        Some(if is_top { String::new() } else { root.to_owned() })
    }
}

/// Whether a path is the code of a language and nothing else: `en/`, `pt-br`.
fn is_language(path: &str) -> bool {
    let code = path.trim_matches('/');
    let (language, region) = code.split_once('-').unwrap_or((code, "xx"));
    [language, region]
        .iter()
        .all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// The site paths that a document links to, without the slash that they begin with.
fn site_links(facts: &Facts) -> impl Iterator<Item = &str> {
    let paths = facts.links.iter().filter(|link| link.form != LinkForm::Wiki && link.base == LinkBase::File);
    paths.filter_map(|link| link.target.text.trim().strip_prefix('/'))
}

impl<'a> Resolver<'a> {
    fn new(documents: &'a Documents, names: &'a Names, site: Site<'a>, tables: &'a Tables) -> Resolver<'a> {
        Resolver {
            documents,
            names,
            tables,
            site: &tables.paths,
            site_root: tables.site_root.as_deref(),
            addresses: site.addresses,
            folders: site.folders,
            fetched: site.fetched,
            sites: site.named_targets,
            vaults: site.vaults,
            docutils_too: !site.named_targets.is_empty(),
            any_case: site.any_case || !site.named_targets.is_empty(),
            one_book: site.one_book,
            fragments: (0..documents.len()).map(|_| OnceLock::new()).collect(),
        }
    }

    fn fragments_of(&self, doc: DocId) -> Option<&Fragments<'a>> {
        Some(self.fragments.get(doc.0 as usize)?.get_or_init(Box::default))
    }
}

impl Resolver<'_> {
    /// What the links and See lines of a document lead to; nothing of one that is gone.
    fn document(&self, id: DocId) -> Resolved {
        let mut resolved = Resolved { id, ..Resolved::default() };
        let Some(facts) = self.documents.get(id) else {
            return resolved;
        };
        let language = facts.page().and_then(|page| page.language.as_deref());
        for link in &facts.links {
            let target = self.link(id, facts, link, language);
            if let (Target::Page { .. }, Some(path)) = (&target, link.target.text.strip_prefix('/')) {
                resolved.answered.push(folder(path).to_owned());
            }
            if let Target::Missing { path, site: true, .. } = &target {
                reads::note(Asked::Answered(folder(path)));
            }
            resolved.links.push(target);
        }
        resolved.sees = facts.sees.iter().map(|see| self.see(facts, see, language)).collect();
        if self.names.has_redirects() {
            resolved.moved = self.moved(facts, &resolved.links, language);
        }
        resolved
    }

    fn link(&self, id: DocId, facts: &Facts, link: &Link, language: Option<&str>) -> Target {
        let address = link.target.text.trim();
        if link.form == LinkForm::Wiki {
            return self.wiki(id, facts, address, language);
        }
        if address.is_empty() {
            return Target::Empty;
        }
        if is_external(address) {
            return Target::External;
        }
        if is_template(address) || is_formula(address) {
            return Target::Unjudged;
        }
        let (path, fragment) = split_fragment(address);
        if let Some(path) = path.strip_prefix("@/") {
            return self.at_content(&percent_decoded(path), fragment);
        }
        if path.is_empty() {
            let own = self.in_vault(facts, "", fragment, self.page(id, fragment));
            let elsewhere = || self.in_book(fragment?).or_else(|| self.named_target(&facts.path, fragment?));
            return match own {
                Target::Page { anchor: Anchor::Missing, .. } => {
                    elsewhere().map_or(own, |doc| Target::Page { doc, anchor: Anchor::Found })
                }
                own => own,
            };
        }
        let path = percent_decoded(path);
        if !matches!(link.base, LinkBase::File) {
            let target = self.named_file(link.base, &facts.path, &path, fragment);
            // Where no generator is known, what `{{ site.url }}` stands for is not known either.
            let unknown = link.base == LinkBase::Site && !self.addresses;
            return match target {
                Target::Missing { .. } if unknown => Target::Unjudged,
                target => target,
            };
        }
        match path.strip_prefix('/') {
            Some(path) => self.site_path(path, fragment),
            None => {
                let target = self.relative(&facts.path, &path, fragment);
                self.in_vault(facts, &path, fragment, target)
            }
        }
    }

    fn wiki(&self, id: DocId, facts: &Facts, address: &str, language: Option<&str>) -> Target {
        let (name, section) = split_fragment(address);
        // `#Management#BP` is the BP below Management.
        let section = section.map(|way| slug(way.rsplit('#').next().unwrap_or(way)));
        let name = name.trim();
        if name.is_empty() {
            return match section {
                Some(_) => self.section(id, section.as_deref()),
                None => Target::Empty,
            };
        }
        if let Some(note) = self.note(&facts.path, name) {
            return self.section(note, section.as_deref());
        }
        if name.contains('/')
            && let Target::Page { doc, .. } = self.relative(&facts.path, name, None)
        {
            return self.section(doc, section.as_deref());
        }
        match self.names.page(name, language) {
            Resolution::Found(page) => self.section(page.doc, section.as_deref()),
            Resolution::Ambiguous(pages) => match self.called_so(&pages, name) {
                Some(page) => self.section(page.doc, section.as_deref()),
                None => Target::Ambiguous(pages),
            },
            Resolution::Unknown => match self.relative(&facts.path, name, section.as_deref()) {
                // Most generators look for a file whose name is that of the page with hyphens.
                Target::Missing { .. } => match self.called_with_hyphens(name) {
                    Some(page) => self.section(page.doc, section.as_deref()),
                    // `[[Sidebar: it would be interesting to know …]]` is a sentence in brackets.
                    None if self.vaults.is_empty() && name.split_whitespace().nth(MOST_WORDS).is_some() => {
                        Target::Unjudged
                    }
                    None => {
                        // Notebooks keep pictures in a folder beside the notes.
                        let beside = is_download(name) && !name.contains('/');
                        let address =
                            beside.then(|| joined(parent(&facts.path), &format!("attachments/{name}")));
                        Target::Missing { path: name.to_owned(), address: address.flatten(), site: false }
                    }
                },
                answered => answered,
            },
        }
    }

    /// The page whose file is called as a wiki link names it, with hyphens for the blanks, and with its signs or without them.
    fn called_with_hyphens(&self, name: &str) -> Option<EntityRef> {
        let by_id = |id: &str| self.names.by_id(Collection::Article, id);
        by_id(&slug(name)).or_else(|| by_id(&name.to_lowercase().replace(' ', "-")))
    }

    /// A section of a page as a wiki link names it: in the words of its heading, of which signs and blanks are not
    /// counted.
    fn section(&self, doc: DocId, section: Option<&str>) -> Target {
        let target = self.page(doc, section);
        let (Target::Page { anchor: Anchor::Missing, .. }, Some(section)) = (&target, section) else {
            return target;
        };
        let called_so = self.fragments_of(doc).is_some_and(|known| {
            let known = known.wordings.get_or_init(|| {
                self.known_anchors(doc).into_iter().flatten().map(|anchor| words_alone(anchor)).collect()
            });
            known.contains(&words_alone(section))
        });
        if called_so { Target::Page { doc, anchor: Anchor::Found } } else { target }
    }

    /// The only one of several pages whose file has this name: wiki links name files before titles.
    fn called_so(&self, pages: &[EntityRef], name: &str) -> Option<EntityRef> {
        let name = slug(name);
        let id = |page: &EntityRef| {
            reads::note(Asked::Entity(*page));
            Some(slug(&self.documents.entity(*page)?.id.text))
        };
        let mut so = pages.iter().filter(|page| id(page).is_some_and(|id| id == name));
        so.next().filter(|_| so.next().is_none()).copied()
    }

    fn relative(&self, from: &str, written: &str, fragment: Option<&str>) -> Target {
        // A browser sees it from the address of the page, which is a folder of its own on most sites.
        let address = self.addresses.then(|| joined(stem(from), written)).flatten();
        let Some(path) = joined(parent(from), written) else {
            return Target::Outside;
        };
        let address = address.filter(|address| *address != path);
        let found = self.at_path(&path).or_else(|| self.redirected(&path));
        let found = found.or_else(|| self.at_path(address.as_ref()?).filter(|_| !names_file(&path)));
        let found = found.or_else(|| self.seen_from_address(from, written));
        let named = || self.named_target(from, written).filter(|_| fragment.is_none());
        // Which addresses a program of the project's own gives headings is not known.
        let flat = || self.served_flat(written).map(|doc| Target::Page { doc, anchor: Anchor::None });
        if let Some(target) = found.map(|doc| self.page(doc, fragment)).or_else(flat) {
            return target;
        }
        match named() {
            Some(doc) => Target::Page { doc, anchor: Anchor::Found },
            None if self.fetched.iter().any(|folder| below(&path, folder).is_some()) => Target::Unjudged,
            // A program that nobody knows may copy pictures to where it serves the page, or serve the page in a folder of
            // its own.
            None if !self.addresses && is_download(written) && !names_file(written) => {
                let base = if written.starts_with("../") { stem(from) } else { "" };
                Target::Missing { path, address: joined(base, written), site: false }
            }
            None => Target::Missing { path, address, site: false },
        }
    }

    /// The page that a link leads to as browsers see it: from the address of its page, which need not be where the file
    /// lies.
    fn seen_from_address(&self, from: &str, written: &str) -> Option<DocId> {
        if !self.addresses || names_file(written) {
            return None;
        }
        self.folders.iter().find_map(|(_, folder)| {
            let address = joined(parent(below(stem(from), folder)?), written)?;
            self.site.get(&address).filter(|_| !address.is_empty())
        })
    }

    /// The only page with a name that a link to an HTML file has, where no generator is known: a program of the project's own
    /// may serve all pages in one folder, and may leave out the numbers by which their files are in order.
    fn served_flat(&self, written: &str) -> Option<DocId> {
        let name = written.strip_suffix(".html").filter(|name| !self.addresses && !name.contains('/'))?;
        let (names, only) =
            (self.file_names(), |mut pages: Vec<DocId>| pages.pop().filter(|_| pages.is_empty()));
        let called: Vec<DocId> = names.called(self.documents, name).collect();
        only(if called.is_empty() { names.numbered(name).collect() } else { called })
    }

    /// The chapter of a book that has a section.
    fn in_book(&self, fragment: &str) -> Option<DocId> {
        if !self.one_book {
            return None;
        }
        let fragment = percent_decoded(fragment);
        reads::note(Asked::Section(&fragment));
        self.sections().get::<str>(&fragment)
    }

    fn sections(&self) -> &Sections {
        self.tables.sections.get_or_init(|| anchors::sections(self.documents, self.names))
    }

    /// Zola's way to name a page by its file, seen from the folder of the content; to bundlers of other generators it is
    /// the folder of the program.
    fn at_content(&self, path: &str, fragment: Option<&str>) -> Target {
        let Some(path) = joined("content", path) else {
            return Target::Outside;
        };
        let has_content = || {
            reads::part(Part::Content);
            self.documents.has_content()
        };
        match self.documents.at(&path) {
            Some(doc) => self.page(doc, fragment),
            None if names_file(&path) && has_content() => {
                Target::Missing { path, address: None, site: false }
            }
            None => Target::Unjudged,
        }
    }

    fn site_path(&self, path: &str, fragment: Option<&str>) -> Target {
        let Some(path) = joined("", path) else {
            return Target::Outside;
        };
        let Some(path) = below(&path, self.site_root.unwrap_or("")) else {
            return Target::Unjudged;
        };
        self.below_site(path, fragment)
    }

    /// A path of the site, seen from where the site begins.
    fn below_site(&self, path: &str, fragment: Option<&str>) -> Target {
        let path = path.to_owned();
        // What names a file by its ending means that file, and no page of another that is served like it.
        let same_ending = |doc: &DocId| {
            let own = self.documents.get(*doc).map_or("", |facts| facts.path.as_str());
            !names_file(&path) || own.rsplit('.').next() == path.rsplit('.').next()
        };
        let served = self.site.get(&path).filter(same_ending);
        let found = served.or_else(|| self.at_path(&path)).or_else(|| self.redirected(&path));
        match found {
            Some(doc) => self.page(doc, fragment),
            // The folder of a language may be named in the settings alone: `/en/`.
            None if self.addresses && is_language(&path) => Target::Unjudged,
            None => Target::Missing { path, address: None, site: true },
        }
    }

    fn redirected(&self, path: &str) -> Option<DocId> {
        let to = self.names.redirected(path)?;
        self.names.redirect_target(to).or_else(|| self.site.get(to)).or_else(|| self.at_path(to))
    }

    /// The document that a path names, whether or not it names the ending.
    fn at_path(&self, path: &str) -> Option<DocId> {
        let stem = served_name(path);
        reads::note(Asked::Served(stem));
        let get = |path: &str| self.documents.at_noted(path);
        if let Some(found) = get(path) {
            return Some(found);
        }
        const ENDINGS: [&str; 6] = ["md", "qmd", "mdx", "markdown", "Rmd", "rmd"];
        // Middleman's `neck.html.md` is served as `neck.html`.
        let named = |stem: &str| ENDINGS.iter().find_map(|ending| get(&format!("{stem}.{ending}")));
        named(stem).or_else(|| named(&format!("{stem}.html"))).or_else(|| {
            let folder = if stem.is_empty() { String::new() } else { format!("{stem}/") };
            let names = [
                "index.md",
                "_index.md",
                "README.md",
                "index.qmd",
                "index.mdx",
                "index.markdown",
                "index.html.md",
            ];
            names.iter().find_map(|name| get(&format!("{folder}{name}")))
        })
    }

    /// Of a page without a body, what it shows is made elsewhere: by a layout, or by a program.
    fn has_sections(&self, doc: DocId) -> bool {
        self.documents.get(doc).is_some_and(|facts| facts.has_body)
            || !anchors(self.documents, self.names, doc).is_empty()
    }

    /// Data files and files that could not be read have no anchors to miss.
    fn has_text(&self, doc: DocId) -> bool {
        let text = [Collection::Article, Collection::Cause, Collection::Person];
        self.documents.get(doc).is_some_and(|facts| facts.readable && text.contains(&facts.collection))
    }

    /// Whether a bare See line names a section of its own page, a person, or who published a source and what.
    fn is_no_page(&self, facts: &Facts, see: &See) -> bool {
        if see.field {
            return false;
        }
        let name = title::fold(&see.label.text);
        let section = |heading: &Heading| title::fold(&heading.text.text) == name;
        facts.headings.iter().any(section)
            || self.names.by_title(Collection::Person, &see.label.text).is_some()
            || self.sources().has(&name)
    }

    /// The folded titles of the sources, of what they appeared in and of their publishers.
    fn sources(&self) -> &SourceNames {
        self.tables.sources.get_or_init(|| {
            let mut names = SourceNames::default();
            self.documents.iter().for_each(|(_, facts)| names.add(facts));
            names
        })
    }

    fn see(&self, facts: &Facts, see: &See, language: Option<&str>) -> SeeTarget {
        if let Some(link) = see.link {
            return SeeTarget::Link(link);
        }
        match self.named(&see.label.text, language) {
            Resolution::Found(page) => return SeeTarget::Pages(vec![page]),
            Resolution::Ambiguous(pages) => return SeeTarget::Ambiguous(pages),
            Resolution::Unknown => {}
        }
        if let Some(page) = self.beside(facts, &see.label.text) {
            return SeeTarget::Pages(vec![page]);
        }
        // `A and B` names two pages only where both are known.
        let parts: Option<Vec<EntityRef>> = see
            .parts
            .iter()
            .map(|part| match self.named(&part.text, language) {
                Resolution::Found(page) => Some(page),
                _ => self.beside(facts, &part.text),
            })
            .collect();
        match parts {
            Some(pages) if !pages.is_empty() => SeeTarget::Pages(pages),
            _ if see.certain && !self.is_no_page(facts, see) => SeeTarget::Unknown,
            _ => SeeTarget::Prose,
        }
    }

    /// The page in the same folder whose file is called like a name: `overview.md` answers to `Overview`.
    fn beside(&self, facts: &Facts, name: &str) -> Option<EntityRef> {
        let path = joined(parent(&facts.path), &slug(name))?;
        let doc = self.at_path(&path).filter(|doc| self.is_article(*doc))?;
        Some(EntityRef { doc, nth: 0 })
    }

    fn named(&self, name: &str, language: Option<&str>) -> Resolution {
        match self.names.page(name, language) {
            Resolution::Unknown => {
                let page = self.at_path(name).filter(|doc| self.is_article(*doc));
                page.map_or(Resolution::Unknown, |doc| Resolution::Found(EntityRef { doc, nth: 0 }))
            }
            known => known,
        }
    }

    fn is_article(&self, doc: DocId) -> bool {
        self.documents.get(doc).is_some_and(|facts| facts.collection == Collection::Article)
    }
}

/// Whether what stands between brackets is a part of a formula in SMILES, such as `[C@@H](C(=O)O)N`, and no address.
fn is_formula(address: &str) -> bool {
    let symbol = |c: char| c.is_ascii_alphanumeric() || "()=#+-@[]\\".contains(c);
    let bonds = ["=O", "=C", "=N", "=S", "#N", "#C"].iter().any(|bond| address.contains(bond));
    bonds && address.chars().all(symbol)
}

/// Whether a path has the ending of a text from which pages are made.
fn names_file(path: &str) -> bool {
    let ending = path.rsplit('/').next().unwrap_or(path).rsplit_once('.').map_or("", |(_, ending)| ending);
    ["md", "qmd", "mdx", "markdown", "Rmd", "rmd"].contains(&ending)
}

/// Whether it is a path with an ending that no page has: a picture or a PDF, which the site may keep anywhere.
fn is_download(path: &str) -> bool {
    let name = without_suffixes(path).rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(_, ending)| (2..=5).contains(&ending.len()) && ending.is_ascii())
}

fn inbound(resolved: &[Resolved]) -> Vec<Vec<DocId>> {
    let mut inbound: Vec<Vec<DocId>> = vec![Vec::new(); resolved.len()];
    for document in resolved {
        for to in leads(document.id, &document.links, &document.sees) {
            if let Some(list) = inbound.get_mut(to.0 as usize) {
                list.push(document.id);
            }
        }
    }
    inbound
}

/// The documents that a document leads to, each once, without itself.
fn leads(from: DocId, links: &[Target], sees: &[SeeTarget]) -> Vec<DocId> {
    let linked = links.iter().filter_map(|target| match target {
        Target::Page { doc, .. } => Some(*doc),
        _ => None,
    });
    let seen = sees.iter().flat_map(|see| match see {
        SeeTarget::Pages(pages) => pages.as_slice(),
        _ => &[],
    });
    let mut leads: Vec<DocId> = linked.chain(seen.map(|page| page.doc)).filter(|to| *to != from).collect();
    leads.sort_unstable();
    leads.dedup();
    leads
}

/// The paths that links name and no document answers to.
fn wanted(links: &[Target], served: &[String]) -> Vec<String> {
    let missing = links.iter().flat_map(|target| match target {
        Target::Missing { path, address, site } => {
            let mut paths = candidates(path, *site, served);
            paths.extend(address.iter().flat_map(|address| as_seen_from_page(address, served)));
            paths
        }
        _ => Vec::new(),
    });
    missing.collect()
}

/// Takes the targets that are files of the repository out of the missing. Returns whether there are any.
fn know_files(links: &mut [Target], served: &[String], files: &HashSet<String>) -> bool {
    let mut found = false;
    for target in links {
        if let Target::Missing { path, address, site } = target
            && (candidates(path, *site, served).iter().any(|path| files.contains(path))
                || address
                    .iter()
                    .flat_map(|address| as_seen_from_page(address, served))
                    .any(|path| files.contains(&path)))
        {
            *target = Target::File;
            found = true;
        }
    }
    found
}

/// Where a file may lie whose path is seen from the address of a page: pictures lie where the site's own files do, too.
fn as_seen_from_page(address: &str, served: &[String]) -> Vec<String> {
    let mut paths = vec![address.to_owned()];
    if is_download(address) && !names_file(address) {
        paths.extend(
            served.iter().map(String::as_str).chain(["src"]).map(|folder| format!("{folder}/{address}")),
        );
    }
    paths
}

/// Where a file may lie that no document answers for.
fn candidates(path: &str, site: bool, served: &[String]) -> Vec<String> {
    let mut candidates = vec![path.to_owned()];
    // Notebooks name a picture and keep all of them in one folder.
    if !path.contains('/') && is_download(path) && !names_file(path) {
        let folders =
            ["Attachments", "attachments", "assets", "images", "img", "media", "files", "_resources"];
        candidates.extend(folders.iter().map(|folder| format!("{folder}/{path}")));
    }
    if site {
        candidates.extend(served.iter().map(|folder| format!("{folder}/{path}")));
    }
    candidates
}
