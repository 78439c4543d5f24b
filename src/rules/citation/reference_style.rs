use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::facts::{Cited, CitedForm};
use crate::model::index::{Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A reference whose authors are written in another style than those of the page's other references.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Ama],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, _: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let styled: Vec<(&Cited, Style)> = page
        .facts
        .references
        .iter()
        .filter(|cited| matches!(cited.form, CitedForm::Text(_)))
        .filter_map(|cited| Some((cited, style(&cited.fields.as_ref()?.authors.first()?.value)?)))
        .collect();
    let count = |style: Style| styled.iter().filter(|(_, own)| *own == style).count();
    let (plain, pointed) = (count(Style::Plain), count(Style::Pointed));
    if plain == 0 || pointed == 0 {
        return;
    }
    // The style of most is the house's; of two of equal number that of the AMA.
    let house = if pointed > plain { Style::Pointed } else { Style::Plain };
    for (cited, _) in styled.iter().filter(|(_, own)| *own != house) {
        let Some(author) = cited.fields.as_ref().and_then(|fields| fields.authors.first()) else { continue };
        let (message, help) = match house {
            Style::Plain => (
                "this reference writes authors with comma and stops, the others of this page without",
                "Write the authors of all references in one style, as in `Smith JA`.",
            ),
            Style::Pointed => (
                "this reference writes authors without comma and stops, the others of this page with them",
                "Write the authors of all references in one style, as in `Smith, J. A.`",
            ),
        };
        findings.report(author.at, message).help(help);
    }
}

/// How the name of an author is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `Smith JA`, as the AMA writes it.
    Plain,
    /// `Smith, J. A.`, as the APA writes it.
    Pointed,
}

/// The style of a name; `None` of an organisation and of a name in full.
fn style(name: &str) -> Option<Style> {
    let (family, initials) = match name.split_once(", ") {
        Some((family, initials)) => (family, initials),
        None => name.rsplit_once(' ')?,
    };
    let letters: String = initials.chars().filter(|sign| !matches!(sign, '.' | ' ' | '-')).collect();
    let are_initials = (1..=3).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase);
    if !are_initials || family.is_empty() {
        return None;
    }
    match (name.contains(", "), initials.contains('.')) {
        (true, true) => Some(Style::Pointed),
        (false, false) => Some(Style::Plain),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_of_names_are_known() {
        assert!(style("Smith JA") == Some(Style::Plain));
        assert!(style("van den Berg J") == Some(Style::Plain));
        assert!(style("Smith, J. A.") == Some(Style::Pointed));
        assert!(style("National Institutes of Health").is_none());
        assert!(style("John Smith").is_none());
        assert!(style("Smith J.").is_none());
    }
}
