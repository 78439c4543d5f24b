//! Which formats were asked for, and writing what was found in each.

mod target;

use std::io::{self, Write};
use std::path::Path;

use clap::{Args, ValueEnum};

use self::target::File;
use crate::cli::{Failure, Reader, Streams, on_actions};
use crate::project::Project;
use crate::project::write;
use crate::report::{
    Links, Report, Repository, Style, concise, github, gitlab, human, json, junit, markdown, rdjson, sarif,
    statistics, suggestions,
};
use crate::run::fingerprint::Fingerprints;
use crate::run::impact::ChangeScope;
use crate::run::verdict::{Summary, Verdict};

/// How findings are shown, and where.
#[derive(Debug, Args)]
pub(super) struct OutputArguments {
    /// How to print findings [default: human on a terminal, github on GitHub Actions, concise elsewhere]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write the findings to a file too, such as sarif=out.sarif; may be given several times
    ///
    /// Without FORMAT= it is that of --format where such files end like FILE, else the one that FILE ends like
    /// (.sarif, .json, .xml for junit, .md for markdown), else that of --format, else concise.
    #[arg(long, value_name = "[FORMAT=]FILE", conflicts_with = "diff")]
    output: Vec<String>,
    /// Show every finding in full; a terminal else gets many of one rule in short
    #[arg(long, short)]
    verbose: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With the text around each finding
    Human,
    /// A line for each finding
    Concise,
    /// For programs
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// GitLab code quality
    Gitlab,
    /// JUnit XML
    Junit,
    /// The diagnostic format of reviewdog
    Rdjson,
    /// A comment on a pull request
    Markdown,
    /// Safe fixes of changed lines, each a comment of GitHub's that a click applies
    Suggestions,
}

/// What is reported of one repository.
pub(super) struct Findings {
    pub(super) verdicts: Vec<Verdict>,
    /// The change that is looked at.
    pub(super) change: Option<ChangeScope>,
    /// The commit that it is compared with.
    pub(super) base: Option<String>,
}

/// What is written where.
pub(super) struct Targets {
    stdout: Shown,
    style: Style,
    /// Whether stdout is for a fixed text, so that findings go to stderr.
    aside: bool,
    files: Vec<File>,
    job_summary: bool,
}

/// What is shown on stdout.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Findings(Format),
    Statistics,
}

impl OutputArguments {
    /// What was asked for. Files that could not be written are refused before the work begins.
    pub(super) fn targets(&self, counts: bool, aside: bool, streams: &Streams) -> Result<Targets, Failure> {
        let style = if aside { streams.err_style() } else { streams.out_style() };
        let style = Style { verbose: self.verbose, ..style };
        let stdout = match self.format {
            None | Some(Format::Human | Format::Concise) if counts => Shown::Statistics,
            Some(format) => Shown::Findings(format),
            None if on_actions() => Shown::Findings(Format::Github),
            None if style.terminal => Shown::Findings(Format::Human),
            None => Shown::Findings(Format::Concise),
        };
        Ok(Targets {
            stdout,
            style,
            aside,
            files: target::files(&self.output, self.format)?,
            job_summary: stdout == Shown::Findings(Format::Github),
        })
    }
}

impl Targets {
    /// Writes the findings of all repositories. Returns whether anybody still reads what is printed.
    pub(super) fn write(
        &self,
        streams: &Streams,
        projects: Vec<(&mut Project, Findings)>,
        hidden_advice: usize,
    ) -> Result<Reader, Failure> {
        let fingerprints = self.formats().any(|format| format.names_fingerprints());
        let is_sarif = self.formats().any(|format| format == Format::Sarif);
        let repositories =
            projects.into_iter().map(|(project, Findings { verdicts, change, base })| Repository {
                fingerprints: if fingerprints { project.fingerprints() } else { Fingerprints::default() },
                prefix: project.prefix(),
                checkout: project.checkout(),
                origin: if is_sarif { project.origin() } else { None },
                has_baseline: project.baseline().is_some(),
                session: &project.session,
                verdicts,
                change,
                base,
            });
        let report = Report { repositories: repositories.collect(), hidden_advice, links: links() };
        // Files come first: anyone who reads stdout may close it early.
        for file in &self.files {
            let mut bytes = Vec::new();
            file.format.write(&report, Style::default(), &mut bytes)?;
            file.put(&bytes)?;
        }
        if self.job_summary {
            self.write_job_summary(&report, streams)?;
            write_job_outputs(&report, streams)?;
        }
        let left_out = sarif::left_out(&report);
        if left_out > 0 && is_sarif {
            let most = sarif::MOST_RESULTS;
            streams.notice(&format!("SARIF holds {most} findings at most; {left_out} more were left out"))?;
        }
        let write = |out: &mut dyn Write| match self.stdout {
            Shown::Statistics => statistics::write(&report, self.style, out),
            Shown::Findings(format) => format.write(&report, self.style, out),
        };
        Ok(if self.aside { streams.print_aside(write)? } else { streams.print(write)? })
    }

    /// Whether some output says how much advice there is that it does not show.
    pub(super) fn count_advice(&self) -> bool {
        let counts = |format: Format| matches!(format, Format::Human | Format::Markdown);
        let on_stdout = match self.stdout {
            Shown::Findings(Format::Concise) => self.style.terminal,
            Shown::Findings(format) => counts(format),
            Shown::Statistics => true,
        };
        on_stdout || self.job_summary || self.files.iter().any(|file| counts(file.format))
    }

    fn formats(&self) -> impl Iterator<Item = Format> {
        let stdout = match self.stdout {
            Shown::Findings(format) => Some(format),
            Shown::Statistics => None,
        };
        stdout.into_iter().chain(self.files.iter().map(|file| file.format))
    }

    /// GitHub Actions name a file whose Markdown is shown on the page of the run. The findings are in the log
    /// whether or not it can be written.
    fn write_job_summary(&self, report: &Report, streams: &Streams) -> Result<(), Failure> {
        let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
            return Ok(());
        };
        let path = Path::new(&path);
        let written =
            std::fs::metadata(path).map_or(0, |file| usize::try_from(file.len()).unwrap_or(usize::MAX));
        let room = LONGEST_JOB_SUMMARY.saturating_sub(written);
        let mut bytes = Vec::new();
        markdown::write_within(room, report, &mut bytes)?;
        if bytes.len() > room {
            streams.notice("the summary of the job has no room for the findings")?;
        } else if let Err(error) = write::append(path, &bytes) {
            streams.notice(&format!("the summary of the job could not be written ({error})"))?;
        }
        Ok(())
    }
}

/// GitHub Actions name a file for what later steps of the job may ask: how much was found.
fn write_job_outputs(report: &Report, streams: &Streams) -> Result<(), Failure> {
    let Some(path) = std::env::var_os("GITHUB_OUTPUT").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let counts = Summary::of(report.repositories.iter().flat_map(|repository| &repository.verdicts));
    let lines = format!("errors={}\nwarnings={}\n", counts.errors, counts.warnings);
    if let Err(error) = write::append(Path::new(&path), lines.as_bytes()) {
        streams.notice(&format!("the outputs of the step could not be written ({error})"))?;
    }
    Ok(())
}

/// Where GitHub shows the lines of what is checked out, as a job knows it.
fn links() -> Option<Links> {
    let known = |name: &str| std::env::var(name).ok().filter(|value| on_actions() && is_plain(value));
    let (server, name) = (known("GITHUB_SERVER_URL")?, known("GITHUB_REPOSITORY")?);
    Some(Links { repository: format!("{server}/{name}"), commit: known("GITHUB_SHA")? })
}

/// Whether a text may be part of an address in Markdown.
fn is_plain(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | ':' | '.' | '-' | '_');
    !text.is_empty() && text.chars().all(plain)
}

/// GitHub shows nothing of a summary that is longer.
const LONGEST_JOB_SUMMARY: usize = 1024 * 1024;

impl Format {
    fn write(self, report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Format::Human => human::write(report, style, out),
            Format::Concise => concise::write(report, style, out),
            Format::Json => json::write(report, out),
            Format::Sarif => sarif::write(report, out),
            Format::Github => github::write(report, out),
            Format::Gitlab => gitlab::write(report, out),
            Format::Junit => junit::write(report, out),
            Format::Rdjson => rdjson::write(report, out),
            Format::Markdown => markdown::write(report, out),
            Format::Suggestions => suggestions::write(report, out),
        }
    }

    /// Whether it names fingerprints.
    fn names_fingerprints(self) -> bool {
        matches!(self, Format::Json | Format::Sarif | Format::Gitlab)
    }
}
