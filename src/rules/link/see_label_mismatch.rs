use crate::base::diagnostic::{Edit, Findings, Fix, Severity};
use crate::base::span::{DocId, Place};
use crate::base::title::fold;
use crate::model::collection::Collection;
use crate::model::facts::{Facts, See};
use crate::model::index::address::differ_in_language;
use crate::model::index::{Anchor, Index, Page, SeeTarget, Target};
use crate::page::body::LinkForm;
use crate::page::see::{begins_like_title, names_a_page};
use crate::read::markdown;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A linked See line whose label is not the title of the page it leads to.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { doc, facts, .. } = page;
    for (nth, see) in facts.sees.iter().enumerate() {
        if let Some(target) = target(settings, index, doc, facts, nth)
            && let Some(title) = mismatch(facts, see, target)
            && !is_untranslated(index, target, &see.label.text)
        {
            let finding = findings.report(
                see.label.place,
                format!("the label is “{}”, but the page is called “{}”", see.label.text, title),
            );
            if let Some(written) = target.page().and_then(|page| page.title.as_ref()) {
                finding.label(written.place, "the title of the page");
            }
            let former = target.page().is_some_and(|page| index.names().was_called(page, &see.label.text));
            // A label with most of its words from the title names the page; a title that it no longer has is out of date.
            // One with a verb of its own is a sentence: `See the peace dividend calculation`.
            let is_sentence = || see.label.text.starts_with("See ") || see.label.text.starts_with("Read ");
            if !former && (shares_words(&see.label.text, title) || is_sentence()) {
                finding.severity(Severity::Advice);
            }
            finding.help(if former {
                format!("The page had this title before. Write “{title}”, so that readers know they have arrived.")
            } else {
                format!("Write “{title}”, so that readers know they have arrived. If the page is known by the old name too, add that to the page's `aliases`.")
            });
            if let Some(label) = label(facts, see, title) {
                let edits = vec![Edit::verbatim(see.label.place, label)];
                // `See A page on pain` would be a sentence, and its words are signed.
                let stays = names_a_page(title) && begins_like_title(title);
                finding.offer(Fix { title: format!("write “{title}”"), safe: former && stays, edits });
            }
        }
    }
}

/// Whether most words of a label are in a title.
fn shares_words(label: &str, title: &str) -> bool {
    let (label, title) = (fold(label), fold(title));
    let title: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
    let words = || label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words().filter(|word| title.contains(word)).count() * 2 > words().count()
}

/// Whether a label is the title of the page in another language, from which its page was not translated as a whole.
fn is_untranslated(index: &Index, target: &Facts, label: &str) -> bool {
    match index.names().by_title(Collection::Article, label) {
        Some(page) => {
            index.facts(page.doc).is_some_and(|other| differ_in_language(&other.path, &target.path))
        }
        None => false,
    }
}

/// The title as the label of this link is written; `None` if it cannot be written there.
fn label(facts: &Facts, see: &See, title: &str) -> Option<String> {
    let escaped = markdown::escaped(title);
    let in_markdown = matches!(facts.links.get(see.link?)?.form, LinkForm::Inline | LinkForm::Reference);
    (see.rewritable && (in_markdown || escaped == title)).then_some(escaped)
}

/// The article that the link of a See line leads to, as a whole.
fn target<'a>(
    settings: &Settings,
    index: &'a Index,
    doc: DocId,
    facts: &Facts,
    see: usize,
) -> Option<&'a Facts> {
    let SeeTarget::Link(nth) = index.see(doc, see) else {
        return None;
    };
    let link = facts.links.get(*nth)?;
    let labelled = match link.form {
        LinkForm::Inline | LinkForm::Reference | LinkForm::Href => true,
        // In a vault the name of a file is its title, and a label is there to say it in other words.
        LinkForm::Wiki => link.label.text != link.target.text && !settings.read.is_note(&facts.path),
        LinkForm::Undefined
        | LinkForm::Autolink
        | LinkForm::Bare
        | LinkForm::Image
        | LinkForm::Src
        | LinkForm::Field => false,
    };
    match index.target(doc, *nth) {
        // A label of a section names the section.
        Target::Page { doc: page, anchor: Anchor::None }
            if labelled && *page != doc && link.fragment.is_none() =>
        {
            index.facts(*page).filter(|page| page.collection == Collection::Article && page.readable)
        }
        _ => None,
    }
}

/// The title of the page, where the label claims another.
fn mismatch<'a>(facts: &Facts, see: &See, target: &'a Facts) -> Option<&'a str> {
    let page = target.page()?;
    let title = page.title.as_ref()?.text.as_str();
    // A label in small letters describes the page: "the page on strains".
    // In running text a link names what the sentence is about.
    let claims_a_title = see.certain && see.alone;
    let translated = facts.page().is_some_and(|own| {
        own.language.is_some() && page.language.is_some() && own.language != page.language
    });
    if !claims_a_title || translated {
        return None;
    }
    let label = fold(&see.label.text);
    let headings = target.headings.iter().filter(|heading| heading.level == 1).map(|heading| &heading.text);
    let mut names = headings.chain(&page.aliases).map(|name| name.text.as_str()).chain([title]);
    let bears = |name: &str| {
        fold(name) == label
            || fold(short(name)) == label
            || bracketed(name).is_some_and(|part| fold(part) == label)
    };
    // A label that says more than the title, or less, still names the page.
    let folded = fold(title);
    let within = |part: &str, whole: &str| {
        let whole: Vec<&str> = whole.split_whitespace().collect();
        part.split_whitespace().all(|word| whole.contains(&word))
    };
    // A title of a single word is in many a label that means something else.
    let alike = within(&label, &folded) || (folded.contains(' ') && within(&folded, &label));
    (!label.is_empty() && !alike && !names.any(bears)).then_some(title)
}

/// A title without what follows a colon, a dash, a bar or a bracket: "Neck strain: symptoms and causes".
fn short(title: &str) -> &str {
    let ends = [": ", " | ", " – ", " — ", " - ", " ("];
    let end = ends.iter().filter_map(|end| title.find(end)).min().unwrap_or(title.len());
    title.get(..end).unwrap_or(title)
}

/// What a title has in brackets: `WAD` of "Whiplash-associated disorder (WAD)".
fn bracketed(title: &str) -> Option<&str> {
    let (_, part) = title.split_once('(')?;
    part.split_once(')').map(|(part, _)| part)
}
