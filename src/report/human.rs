//! For people: what is wrong, the text around it, and what to do.

use std::collections::HashMap;
use std::fmt;
use std::io;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles};

use super::excerpt::{Excerpt, Mark};
use super::wrap::wrap;
use super::{Report, Style, grouped, rule_name, sanitise, summary};
use crate::base::diagnostic::{Diagnostic, Location, RuleId, Severity};
use crate::base::source::Source;
use crate::base::span::DocId;
use crate::run::verdict::Verdict;

/// More findings of one rule in one file are not read one by one.
const MOST_ALIKE: usize = 3;

/// Places of one finding that are shown.
const MOST_PLACES: usize = 8;

/// Writes every finding with the text around it, then how many there are; on a terminal, many of them by rule.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    if grouped::suits(report, style) {
        return grouped::write(report, style, out);
    }
    let short = grouped::is_short(report, style);
    for repository in &report.repositories {
        let sources = |doc| repository.session.source(doc);
        let open: Vec<&Verdict> = repository.open().collect();
        for file in open.chunk_by(|one, other| one.diagnostic.at.doc == other.diagnostic.at.doc) {
            let folds = if short { folds(file) } else { HashMap::new() };
            for (nth, verdict) in file.iter().enumerate() {
                let fold = folds.get(&verdict.diagnostic.rule);
                if fold.is_some_and(|fold| fold.shown != nth) {
                    continue;
                }
                let shown = Shown {
                    code: Some(verdict.diagnostic.rule),
                    severity: verdict.severity,
                    diagnostic: &verdict.diagnostic,
                    prefix: &repository.prefix,
                };
                shown.write(&sources, style, out)?;
                if let Some(fold) = fold {
                    writeln!(out, "  {} more like this in this file: --verbose", fold.all - 1)?;
                }
                writeln!(out)?;
            }
        }
    }
    summary::write(report, style, out)
}

/// Findings of one rule in one file, of which one stands for all.
struct Fold {
    /// How many there are.
    all: usize,
    /// The number of the one that is shown: the first of the gravest.
    shown: usize,
}

/// The rules that report a file too often to be read one by one.
fn folds(file: &[&Verdict]) -> HashMap<RuleId, Fold> {
    let mut folds: HashMap<RuleId, Fold> = HashMap::new();
    for (nth, verdict) in file.iter().enumerate() {
        let fold = folds.entry(verdict.diagnostic.rule).or_insert(Fold { all: 0, shown: nth });
        fold.all += 1;
        if file.get(fold.shown).is_some_and(|shown| shown.severity < verdict.severity) {
            fold.shown = nth;
        }
    }
    folds.retain(|_, fold| fold.all > MOST_ALIKE);
    folds
}

/// Writes what is wrong with a file that is no content: the configuration.
///
/// # Errors
/// Those of `out`.
pub fn problems(
    source: &Source,
    problems: &[Diagnostic],
    style: Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let doc = DocId(0);
    for problem in problems {
        let diagnostic = problem.clone().map(|span| Location { doc, span });
        let shown = Shown { code: None, severity: problem.severity, diagnostic: &diagnostic, prefix: "" };
        shown.write(&|_| Some(source), style, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// A finding as it is to be shown.
struct Shown<'a> {
    code: Option<RuleId>,
    severity: Severity,
    diagnostic: &'a Diagnostic<Location>,
    prefix: &'a str,
}

impl Shown<'_> {
    fn write<'s>(
        &self,
        sources: &dyn Fn(DocId) -> Option<&'s Source>,
        style: Style,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let (excerpt, more) = self.excerpt(sources, style.width);
        let view =
            View {
                code: self.code.map(|code| format!("{} {code}", self.severity)),
                message: wrap(&sanitise::sentence(&self.diagnostic.message), style.width.saturating_sub(4)),
                help: self.diagnostic.help.as_ref().map(|help| {
                    wrap(&sanitise::sentence(help), style.width.saturating_sub("  help: ".len()))
                }),
                severity: self.severity,
                excerpt: &excerpt,
            };
        let mut drawn = String::new();
        // Nothing in it can fail: every label lies in a section of the excerpt, and strings take what they are given.
        handler(&excerpt, self.severity, style).render_report(&mut drawn, &view).map_err(io::Error::other)?;
        for (nth, line) in excerpt.restore(&drawn).lines().enumerate() {
            match self.code.filter(|_| nth == 0 && style.links) {
                // The first line is the severity and the rule, which nothing of the content can be in.
                Some(rule) => writeln!(out, "{}", line.trim_end().replace(rule.0, &rule_name(rule, style)))?,
                None => writeln!(out, "{}", line.trim_end())?,
            }
        }
        match more {
            0 => Ok(()),
            1 => writeln!(out, "  and one more place, which --format json names"),
            more => writeln!(out, "  and {more} more places, which --format json names"),
        }
    }

    /// The text around each place the finding names, and the number of places that are left out.
    fn excerpt<'s>(&self, sources: &dyn Fn(DocId) -> Option<&'s Source>, width: usize) -> (Excerpt, usize) {
        let places = self.places();
        let more = places.len().saturating_sub(MOST_PLACES);
        let mut documents: Vec<(DocId, Vec<Mark>)> = Vec::new();
        for (at, mark) in places.into_iter().take(MOST_PLACES) {
            match documents.iter_mut().find(|(doc, _)| *doc == at.doc) {
                Some((_, marks)) => marks.push(mark),
                None => documents.push((at.doc, vec![mark])),
            }
        }
        let mut excerpt = Excerpt::new(width);
        for (doc, marks) in documents {
            let Some(source) = sources(doc) else {
                continue;
            };
            let path = format!("{}{}", self.prefix, source.path);
            let name = sanitise::path(&path);
            if source.refused.is_some() && source.text.is_empty() {
                excerpt.add_name(&name);
            } else {
                excerpt.add(&name, source, &marks);
            }
        }
        (excerpt, more)
    }

    /// Where the finding is, then what else it names. Texts about one and the same place are put together.
    fn places(&self) -> Vec<(Location, Mark)> {
        let at = self.diagnostic.at;
        let mut places = vec![(at, Mark { span: at.span, text: None, primary: true })];
        for (label, text) in &self.diagnostic.labels {
            let text = sanitise::sentence(text);
            match places.iter_mut().find(|(place, _)| place == label) {
                Some((_, mark)) => {
                    let before = mark.text.take().map(|before| before + "\n").unwrap_or_default();
                    mark.text = Some(before + &text);
                }
                None => {
                    let mark = Mark { span: label.span, text: Some(text.into_owned()), primary: false };
                    places.push((*label, mark));
                }
            }
        }
        places
    }
}

fn handler(excerpt: &Excerpt, severity: Severity, style: Style) -> GraphicalReportHandler {
    let theme =
        GraphicalTheme { characters: ThemeCharacters::unicode(), styles: styles(excerpt, severity, style) };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_urls(false)
        .with_context_lines(1)
        .with_wrap_lines(false)
        .without_syntax_highlighting();
    if excerpt.has_lines() { handler } else { handler.without_primary_span_start() }
}

/// The colours: what the report is about has that of the severity, everything else another.
fn styles(excerpt: &Excerpt, severity: Severity, style: Style) -> ThemeStyles {
    let plain = ThemeStyles::none();
    if !style.color {
        return plain;
    }
    let none = plain.link;
    let (error, warning, advice) = (none.red().bold(), none.yellow().bold(), none.cyan().bold());
    let primary = match severity {
        Severity::Error => error,
        Severity::Warning => warning,
        Severity::Advice => advice,
    };
    let secondary = none.bright_blue().bold();
    ThemeStyles {
        error,
        warning,
        advice,
        help: none.green().bold(),
        link: none.bold(),
        linum: none.dimmed(),
        highlights: excerpt
            .labels()
            .iter()
            .map(|label| if label.primary { primary } else { secondary })
            .collect(),
    }
}

/// What miette is shown.
#[derive(Debug)]
struct View<'a> {
    code: Option<String>,
    message: String,
    help: Option<String>,
    severity: Severity,
    excerpt: &'a Excerpt,
}

impl fmt::Display for View<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for View<'_> {}

impl miette::Diagnostic for View<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.as_ref().map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = self
            .excerpt
            .labels()
            .iter()
            .map(|label| LabeledSpan::new(label.text.clone(), label.bytes.start, label.bytes.len()));
        Some(Box::new(labels))
    }
}

#[cfg(test)]
mod tests;
