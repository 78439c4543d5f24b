//! What one configuration file says, each value checked at its place.

use globset::{Glob, GlobSet};

use super::{ConfigError, layout};
use crate::base::diagnostic::{Diagnostic, Findings, RuleId, Severity};
use crate::base::node::{Node, Value};
use crate::base::slug::AnchorStyle;
use crate::base::source::Source;
use crate::base::span::Span;
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::document::main_language;
use crate::model::schema::Schemas;
use crate::read::syntax::Syntax;
use crate::rules;
use crate::rules::option::{Opt, OptionValues};
use crate::rules::settings::Profile;
use crate::run::policy::{Claim, Claimed, Decision, Level, Override, Permit};

/// One configuration file, checked alone.
#[derive(Clone, Debug, Default)]
pub struct RawConfig {
    /// The presets and files to build on, files relative to this one; of two the later is nearer.
    pub extends: Vec<(String, Span)>,
    /// The schemas the repository brings, relative to this file.
    pub schemas: Vec<OwnSchema>,
    /// The list of retractions, relative to this file.
    pub retractions: Option<(String, Span)>,
    /// The files of house words, relative to this file.
    pub lists: Vec<(String, Span)>,
    /// The baseline file, relative to this file.
    pub baseline: Option<(String, Span)>,
    /// The path and text of the file.
    pub(super) file: (String, String),
    pub(super) permits: Vec<Permit>,
    pub(super) claims: Vec<Claim>,
    pub(super) site_root: Option<String>,
    pub(super) profile: Option<Profile>,
    pub(super) language: Option<String>,
    pub(super) anchors: Option<AnchorStyle>,
    pub(super) exclude: Option<GlobSet>,
    pub(super) files: Vec<(Collection, GlobSet, Vec<String>)>,
    pub(super) extra_fields: Vec<String>,
    pub(super) optional_fields: Vec<String>,
    pub(super) link_fields: Vec<String>,
    pub(super) names: Vec<(Collection, String, String)>,
    pub(super) see_leads: Option<Vec<String>>,
    pub(super) rules: Vec<Decision>,
    pub(super) overrides: Vec<Override>,
    pub(super) options: OptionValues,
    pub(super) fail_on: Option<Option<Severity>>,
}

/// A schema that the repository brings for a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSchema {
    /// The collection it is for.
    pub collection: Collection,
    /// Relative to the configuration file.
    pub path: String,
    /// Where the path is written.
    pub span: Span,
}

/// Findings in a configuration have this name: they have no page, because the configuration's schema is one.
pub(super) const CONFIG: RuleId = RuleId("config");

impl RawConfig {
    /// Reads a configuration file.
    ///
    /// # Errors
    /// Everything that is wrong with it, each at its place.
    pub fn read(source: Source, schemas: &Schemas) -> Result<RawConfig, Box<ConfigError>> {
        let mut reader =
            Reader { findings: Findings::new(CONFIG, Severity::Error), raw: RawConfig::default() };
        reader.read(&source, schemas);
        let problems = reader.findings.into_list();
        if problems.is_empty() {
            reader.raw.file = (source.path, source.text);
            Ok(reader.raw)
        } else {
            Err(Box::new(ConfigError { source_file: source, problems }))
        }
    }
}

struct Reader {
    findings: Findings,
    raw: RawConfig,
}

impl Reader {
    fn read(&mut self, source: &Source, schemas: &Schemas) {
        if let Some(problem) = &source.refused {
            self.problem(problem);
            return;
        }
        let (text, offset) = source.without_mark();
        let parsed = Syntax::Yaml.parse_at(text, offset);
        parsed.problems.iter().for_each(|problem| self.problem(problem));
        let Some(root) = parsed.root.filter(|root| !(root.scalar().is_some() && root.is_empty())) else {
            return;
        };
        if !parsed.problems.is_empty() {
            return;
        }
        if !matches!(root.value, Value::Mapping(_)) {
            self.findings
                .report(root.span, "the settings are not written as keys and values")
                .help("Write one setting to a line, such as `site-root: /`. The command `medproof schema config` lists them all.");
            return;
        }
        for violation in schemas.check_config(&root) {
            let finding = self.findings.report(violation.span, violation.message);
            finding.labels = violation.labels;
            finding.help = violation.help;
        }
        for entry in root.entries() {
            self.setting(entry.key.text().unwrap_or(""), &entry.value);
        }
    }

    fn problem(&mut self, problem: &crate::base::problem::Problem) {
        let finding = self.findings.report(problem.span, problem.message.clone());
        finding.labels.clone_from(&problem.labels);
        finding.help.clone_from(&problem.help);
    }

    /// Takes one setting. Values of the wrong kind were reported by the schema and are passed over here.
    fn setting(&mut self, key: &str, value: &Node) {
        let text = || value.text().map(str::to_owned);
        match key {
            "extends" => self.raw.extends = spanned(value),
            "lists" => self.raw.lists = spanned(value),
            "site-root" => self.raw.site_root = value.text().map(|root| path_of_address(root).to_owned()),
            "anchors" => self.raw.anchors = value.text().and_then(AnchorStyle::named),
            "language" => self.raw.language = value.text().and_then(main_language),
            "profile" => self.raw.profile = value.text().and_then(Profile::named),
            "exclude" => {
                self.raw.exclude = Some(self.globs(value));
                self.claim(value, |pattern| Claimed::Excluded { pattern, used: false });
            }
            "allow" => value.items().iter().for_each(|entry| self.permit(entry)),
            "baseline" => self.raw.baseline = text().map(|path| (path, value.span)),
            "collections" => value.entries().iter().for_each(|entry| {
                if let Some(collection) = collection_by(Collection::key, entry.key.text()) {
                    self.collection(collection, &entry.value);
                }
            }),
            "fields" => {
                self.raw.extra_fields = value.get("extra").map(texts).unwrap_or_default();
                self.claim_at(value, "extra", Claimed::Field);
                self.raw.optional_fields = value.get("optional").map(texts).unwrap_or_default();
                self.raw.link_fields = value.get("links").map(texts).unwrap_or_default();
                for entry in value.get("names").map(Node::entries).unwrap_or_default() {
                    if let Some(collection) = collection_by(Collection::noun, entry.key.text()) {
                        self.names(collection, &entry.value);
                    }
                }
            }
            "see" => self.raw.see_leads = value.get("leads").map(texts),
            "rules" => {
                self.raw.rules = self.decisions(value);
                self.options(value);
            }
            "overrides" => {
                for layer in value.items() {
                    let files = layer.get("files").map(|files| self.globs(files)).unwrap_or_default();
                    layer.get("files").into_iter().for_each(|files| self.claim_files(files));
                    let rules = layer.get("rules").map(|rules| self.decisions(rules)).unwrap_or_default();
                    self.raw.overrides.push(Override { files, rules });
                }
            }
            "retractions" => self.raw.retractions = text().map(|path| (path, value.span)),
            "fail-on" => {
                self.raw.fail_on = match value.text() {
                    Some("never") => Some(None),
                    Some(name) => Severity::named(name).map(Some),
                    None => None,
                };
            }
            section => {
                for opt in rules::options() {
                    if let Some([_, key]) = opt.setting.filter(|[first, _]| *first == section)
                        && let Some(value) = value.get(key)
                    {
                        self.option(&opt, value);
                    }
                }
            }
        }
    }

    /// What is below the rules besides their severities.
    fn options(&mut self, value: &Node) {
        for entry in value.entries() {
            for opt in rules::options().filter(|opt| entry.key.text() == Some(opt.rule)) {
                if let Some(value) = entry.value.get(opt.name) {
                    self.option(&opt, value);
                }
            }
        }
    }

    fn option(&mut self, opt: &Opt, node: &Node) {
        self.raw.options.read(opt, node);
        for (collection, name) in opt.names(node) {
            let Some(text) = name.text().map(str::to_owned) else {
                continue;
            };
            let what = match collection {
                Collection::Term => Claimed::Topic(text),
                Collection::Cause => Claimed::Cause(text),
                _ => Claimed::Source(text),
            };
            self.raw.claims.push(Claim { span: name.span, what });
        }
    }

    fn collection(&mut self, collection: Collection, value: &Node) {
        if let Some(files) = value.get("files") {
            let globs = self.globs(files);
            let folders = texts(files).iter().map(|pattern| folder_of(pattern)).collect();
            self.raw.files.push((collection, globs, folders));
            self.claim_files(files);
        }
        if let Some((path, span)) =
            value.get("schema").and_then(|node| Some((node.text()?.to_owned(), node.span)))
        {
            self.raw.schemas.push(OwnSchema { collection, path, span });
        }
    }

    fn names(&mut self, collection: Collection, value: &Node) {
        for entry in value.entries() {
            let canonical = entry.key.text().unwrap_or("");
            for own in texts(&entry.value) {
                self.raw.names.push((collection, canonical.to_owned(), own));
            }
        }
    }

    /// Notes what a setting names, so that it can be said where nothing answers to it.
    fn claim(&mut self, value: &Node, claimed: impl Fn(String) -> Claimed) {
        for node in value.one_or_many() {
            if let Some(text) = node.text() {
                self.raw.claims.push(Claim { span: node.span, what: claimed(text.to_owned()) });
            }
        }
    }

    fn claim_at(&mut self, value: &Node, key: &str, claimed: impl Fn(String) -> Claimed) {
        if let Some(value) = value.get(key) {
            self.claim(value, claimed);
        }
    }

    fn claim_files(&mut self, value: &Node) {
        self.claim(value, |pattern| Claimed::Files { files: files(&pattern), pattern });
    }

    /// An entry of `allow:`.
    fn permit(&mut self, entry: &Node) {
        let text = |key: &str| entry.get(key).and_then(Node::text).map(str::to_owned);
        let (Some(rule), Some(path), Some(reason)) = (entry.get("rule"), entry.get("path"), text("reason"))
        else {
            return;
        };
        let name = rule.text().unwrap_or("");
        if rules::by_id(name).is_none() {
            self.unknown_rule(name, rule.span);
            return;
        }
        let files = self.globs(path);
        let (pointer, span) = (text("pointer"), entry.span);
        self.raw.permits.push(Permit { rule: name.to_owned(), files, pointer, reason, file: 0, span });
    }

    fn globs(&mut self, value: &Node) -> GlobSet {
        let mut globs = Vec::new();
        for node in value.one_or_many() {
            let Some(text) = node.text() else {
                continue;
            };
            match pattern(text) {
                Ok(glob) => globs.push(glob),
                Err(error) => {
                    self.findings
                        .report(node.span, format!("`{text}` is no pattern of paths: {}", error.kind()))
                        .help(
                            "In a pattern `*` matches any name, `**` for any folders and `{a,b}` for a or b.",
                        );
                }
            }
        }
        layout::set(globs)
    }

    fn decisions(&mut self, value: &Node) -> Vec<Decision> {
        let mut decisions = Vec::new();
        for entry in value.entries() {
            let Some(rule) = entry.key.text() else {
                continue;
            };
            let severity = entry.value.get("severity").unwrap_or(&entry.value);
            if rules::by_id(rule).is_some() || rules::is_group(rule) {
                decisions.extend(level(severity).map(|level| Decision { rule: rule.to_owned(), level }));
            } else {
                self.unknown_rule(rule, entry.key.span);
            }
        }
        decisions
    }

    fn unknown_rule(&mut self, rule: &str, span: Span) {
        let near = title::nearest_ids(rule, rules::ALL.iter().map(|entry| entry.id.0), 1);
        let help = match near.first() {
            Some(near) => format!("Did you mean `{near}`?"),
            None => "The command `medproof rules` lists all rules.".to_owned(),
        };
        self.findings.report(span, format!("there is no rule `{rule}`")).help(help);
    }
}

fn pattern(text: &str) -> Result<Glob, globset::Error> {
    layout::glob(text.strip_prefix("./").unwrap_or(text))
}

/// The path of an address: `/health/` of `https://example.org/health/`.
fn path_of_address(address: &str) -> &str {
    match address.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
        None => address,
    }
}

/// The folder that all files of a pattern lie in; empty for the root.
fn folder_of(pattern: &str) -> String {
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    let plain =
        pattern.find(['*', '?', '[', '{', '\\']).and_then(|end| pattern.get(..end)).unwrap_or(pattern);
    plain.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned()
}

/// The files of one pattern; `None` for one that is malformed, which is reported elsewhere.
fn files(text: &str) -> GlobSet {
    layout::set(pattern(text))
}

fn collection_by(name: fn(Collection) -> &'static str, text: Option<&str>) -> Option<Collection> {
    Collection::ALL.into_iter().find(|collection| Some(name(*collection)) == text)
}

/// The texts of a list, each with its place.
fn spanned(node: &Node) -> Vec<(String, Span)> {
    node.one_or_many().iter().filter_map(|item| Some((item.text()?.to_owned(), item.span))).collect()
}

fn texts(node: &Node) -> Vec<String> {
    node.one_or_many().iter().filter_map(Node::text).map(str::to_owned).collect()
}

fn level(node: &Node) -> Option<Level> {
    match node.text()? {
        "off" => Some(Level::Off),
        name => Severity::named(name).map(Level::At),
    }
}

impl ConfigError {
    /// An error about the whole file, or about a path it names.
    #[must_use]
    pub fn at(source: Source, span: Span, message: String, help: &str) -> ConfigError {
        let mut findings = Findings::new(CONFIG, Severity::Error);
        findings.report(span, message).help(help);
        let problems: Vec<Diagnostic> = findings.into_list();
        ConfigError { source_file: source, problems }
    }
}
