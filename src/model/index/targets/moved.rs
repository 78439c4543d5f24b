//! Links and See lines that only a redirect answers for, and what they would say without it.

use super::{Named, Resolver, Target, joined, parent, split_fragment, without_suffixes};
use crate::base::identifier::percent_decoded;
use crate::base::slug::slug;
use crate::base::span::DocId;
use crate::model::facts::{Facts, Link, Mention, See};
use crate::model::index::reads::{self, Asked};
use crate::model::index::{EntityRef, Resolution, address};
use crate::page::body::{LinkBase, LinkForm};
use crate::read::markdown;

/// A link, a See line or an entry of `see:` that a redirect answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The old address or name, without what comes after `#`, and where it stands.
    pub old: Mention,
    /// The page that answers now.
    pub page: DocId,
    /// The address or name of that page, written as the old one is; `None` if it cannot be written so.
    pub new: Option<String>,
}

impl Resolver<'_> {
    /// The links, bare See lines and entries of `see:` of a document that only a redirect answers for.
    pub(super) fn moved(&self, facts: &Facts, targets: &[Target], language: Option<&str>) -> Vec<Moved> {
        let links = facts.links.iter().zip(targets).filter_map(|(link, target)| match target {
            Target::Page { doc, .. } => self.moved_link(facts, link, *doc, language),
            _ => None,
        });
        let bare = facts.sees.iter().filter(|see| see.link.is_none());
        links.chain(bare.flat_map(|see| self.moved_see(see, language))).collect()
    }

    fn moved_see(&self, see: &See, language: Option<&str>) -> Vec<Moved> {
        let known = |name: &&Mention| !matches!(self.named(&name.text, language), Resolution::Unknown);
        let names = if known(&&see.label) || !see.parts.iter().all(|part| known(&part)) {
            std::slice::from_ref(&see.label)
        } else {
            see.parts.as_slice()
        };
        let in_text = |moved: Moved| {
            let new = moved.new.filter(|new| see.field || (see.rewritable && reads_as_a_name(new)));
            Moved { new, ..moved }
        };
        names.iter().filter_map(|name| self.moved_name(name, language)).map(in_text).collect()
    }

    /// A name that no page has, but a redirect does.
    fn moved_name(&self, name: &Mention, language: Option<&str>) -> Option<Moved> {
        if !matches!(self.names.page_by_own_name(&name.text, language), Resolution::Unknown) {
            return None;
        }
        let Resolution::Found(page) = self.names.page(&name.text, language) else {
            return None;
        };
        let new = self.new_name(&name.text, page, language);
        Some(Moved { old: name.clone(), page: page.doc, new })
    }

    /// The page's title where the old name was one, else its id.
    fn new_name(&self, old: &str, page: EntityRef, language: Option<&str>) -> Option<String> {
        reads::note(Asked::Entity(page));
        let entity = self.documents.entity(page)?;
        let is_id = old.contains('/') || slug(old) == old;
        let new = if is_id { &entity.id.text } else { &entity.title.as_ref()?.text };
        let found = self.names.page_by_own_name(new, language);
        (found == Resolution::Found(page)).then(|| new.clone())
    }

    fn moved_link(&self, facts: &Facts, link: &Link, page: DocId, language: Option<&str>) -> Option<Moved> {
        let known =
            matches!(link.form, LinkForm::Inline | LinkForm::Reference | LinkForm::Href | LinkForm::Wiki);
        let (written, _) = split_fragment(link.target.text.trim());
        let by_name = matches!(link.base, LinkBase::Source | LinkBase::Post);
        if !known || written.is_empty() || by_name {
            return None;
        }
        if link.base == LinkBase::Reference
            && !matches!(self.named_page(link.base, &facts.path, &percent_decoded(written)), Named::None(_))
        {
            return None;
        }
        let place = link.path.unwrap_or(link.target.place);
        let old = Mention { text: written.trim().to_owned(), place };
        if link.form == LinkForm::Wiki && !matches!(self.names.page(&old.text, language), Resolution::Unknown)
        {
            return self.moved_name(&old, language);
        }
        let decoded = percent_decoded(written);
        let new = match decoded.strip_prefix('/') {
            Some(path) => {
                let path = joined("", path)?;
                let below = self.below_root(link.base, &path)?;
                if self.site.get(below).is_some() || self.at_path(below).is_some() {
                    return None;
                }
                let new = self.new_site_path(written, below, page);
                // Where the site begins is already said.
                new.filter(|_| link.base == LinkBase::File || self.site_root.is_none_or(str::is_empty))
            }
            None => {
                let path = joined(parent(&facts.path), &decoded)?;
                if self.at_path(&path).or_else(|| self.seen_from_address(&facts.path, &decoded)).is_some() {
                    return None;
                }
                self.new_relative(&facts.path, written, page)
            }
        };
        // A query belonged to the old page.
        let whole = !link.target.text.contains('?');
        Some(Moved { old, page, new: new.filter(|new| whole && is_plain_address(new)) })
    }

    /// A site path as seen from where the site begins.
    fn below_root<'p>(&self, base: LinkBase, path: &'p str) -> Option<&'p str> {
        if base == LinkBase::File { super::below(path, self.site_root.unwrap_or("")) } else { Some(path) }
    }

    /// The site's address of a page: the one that the redirect gives, else the old one with the page's id.
    fn new_site_path(&self, written: &str, below: &str, page: DocId) -> Option<String> {
        let end = written.get(without_suffixes(written).trim_end_matches('/').len()..).unwrap_or("");
        reads::note(Asked::Entity(EntityRef { doc: page, nth: 0 }));
        let id = &self.documents.get(page)?.entities.first()?.id.text;
        let folder = parent(without_suffixes(below).trim_end_matches('/'));
        let redirected = self.names.redirected(below).filter(|to| to.contains('/'));
        let redirected = redirected.map(|to| without_suffixes(to).to_owned());
        let renamed = if folder.is_empty() { id.clone() } else { format!("{folder}/{id}") };
        let answers = |path: &String| self.site.get(path).or_else(|| self.at_path(path)) == Some(page);
        let path = redirected.into_iter().chain([renamed]).find(answers)?;
        Some(match self.site_root.unwrap_or("") {
            "" => format!("/{path}{end}"),
            root => format!("/{root}/{path}{end}"),
        })
    }

    /// The path of a page seen from another, with the ending that the old one had.
    fn new_relative(&self, from: &str, written: &str, page: DocId) -> Option<String> {
        let to = self.documents.get(page)?.path.as_str();
        let stem = to.rsplit_once('.').map_or(to, |(stem, _)| stem);
        let end = written.get(without_suffixes(written).trim_end_matches('/').len()..).unwrap_or("");
        let same = if end.ends_with(".md") { to.to_owned() } else { format!("{stem}{end}") };
        let dot = if written.starts_with("./") { "./" } else { "" };
        let address =
            [same, to.to_owned()].into_iter().map(|to| address::from(from, &to)).find(|address| {
                joined(parent(from), address).and_then(|path| self.at_path(&path)) == Some(page)
            })?;
        Some(if address.starts_with("../") { address } else { format!("{dot}{address}") })
    }
}

/// Whether it is a name that stands in running text as it is, and is a name there.
fn reads_as_a_name(name: &str) -> bool {
    markdown::escaped(name) == name && !name.ends_with(['.', '?', '!', ':']) && !name.contains([',', ';'])
}

/// Whether it is an address that is written the same in Markdown and HTML.
fn is_plain_address(address: &str) -> bool {
    address.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '~'))
}
