use crate::base::diagnostic::{Findings, Severity};
use crate::base::slug::slug;
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::document::Format;
use crate::model::facts::default_id;
use crate::model::index::{Index, Page};
use crate::page::body::LinkForm;
use crate::rules::rule::{Check, Rule, Scope};
use crate::rules::settings::Settings;

/// A file whose name is not its id, or is unfit for an address.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(settings: &Settings, _: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let facts = page.facts;
    let one_each = matches!(facts.collection, Collection::Article | Collection::Cause | Collection::Person)
        && facts.format == Some(Format::Markdown);
    let Some(entity) = facts.entities.first().filter(|_| one_each) else {
        return;
    };
    let stem = default_id(&facts.path);
    // In a vault of notes the name of the file is the title that readers see.
    if settings.read.is_note(&facts.path) {
        return;
    }
    // Where the page says its address, or Jekyll makes one of the title of a post, the name of the file is in none.
    let has_address = facts.article.as_ref().is_some_and(|article| article.address.is_some());
    let is_post = facts.path.split('/').any(|folder| matches!(folder, "_posts" | "_drafts"));
    let is_page = facts.collection != Collection::Person && !has_address && !is_post;
    if let Some(sign) = stem.chars().find(|sign| is_page && is_unfit(*sign)) {
        let shown = if sign.is_whitespace() { "a blank".to_owned() } else { format!("`{sign}`") };
        // Generators write `%20` for a blank.
        let is_linked = facts.links.iter().any(|link| link.form == LinkForm::Wiki);
        let served = (settings.addresses || is_linked)
            && !stem.chars().any(|sign| is_unfit(sign) && !sign.is_whitespace());
        // Addresses may have such a sign, but not every program that makes or reads them knows.
        let is_odd = |sign: char| matches!(sign, '\'' | ',' | ';');
        let finding = match served {
            _ if stem.chars().all(|sign| is_odd(sign) || !is_unfit(sign)) => findings.report(
                facts.start,
                format!("the name of this file has {shown}, which some programs change in addresses"),
            ),
            true => findings
                .report(facts.start, "the name of this file has a blank, which its address shows as `%20`"),
            false => findings.report(
                facts.start,
                format!("the name of this file has {shown}, which addresses of pages cannot have"),
            ),
        };
        finding.help(format!(
            "The command medproof mv renames the file with every link to it; {}.md would be a fit name.",
            slug(stem)
        ));
        return;
    }
    let id = entity.id.text.as_str();
    let last = id.rsplit('/').next().unwrap_or(id);
    let suffixed = |joint: char| stem.strip_prefix(last).is_some_and(|rest| rest.starts_with(joint));
    let before = stem.strip_suffix(last).unwrap_or("");
    let dated = before.ends_with(['-', '.', '_']) && stem.starts_with(|first: char| first.is_ascii_digit());
    // `neck-pain.es.md` is a translation, `2026-05-04-neck-pain.md` a post.
    if entity.id_written && last != stem && !suffixed('.') && !suffixed('_') && !dated {
        findings
            .report(entity.id.place, format!("the id is `{id}`, but the file is called `{stem}`"))
            .help("Give both the same name, so that the page is found by either.");
    }
}

/// Whether an address cannot have a sign, or only in disguise.
fn is_unfit(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(sign, '%' | '?' | '#' | '&' | '"' | '<' | '>' | '|' | '*' | ':' | '\'' | '’' | ',' | ';')
}
