//! `medproof.yaml`, in two stages: what the file says, with its spans, and what
//! it comes to once every name in it is known to be right.

mod layout;
pub mod lists;
mod raw;
#[cfg(test)]
mod spans;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::date::Date;
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::slug::AnchorStyle;
use crate::base::source::Source;
use crate::model::schema::{SchemaError, Schemas};
use crate::page::see::Leads;
use crate::rules::settings::Settings;
use crate::run::policy::{Permit, Policy};

pub use layout::Layout;
pub use raw::{OwnSchema, RawConfig};

/// A configuration, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// What the rules are told.
    pub settings: Settings,
    /// Which rules count where.
    pub policy: Policy,
    /// Which files are content, and of which kind.
    pub layout: Layout,
    /// The severity from which on a run fails; `None` if findings never fail it.
    pub fail_on: Option<Severity>,
    /// Whether findings that are advice are not shown.
    pub hides_advice: bool,
    /// The baseline file, where the settings name one.
    pub baseline: Option<PathBuf>,
    /// Who gives headings their addresses, where the settings say so.
    pub anchors: Option<AnchorStyle>,
    /// The language of pages that do not state theirs, as the settings name it.
    pub language: Option<String>,
    /// Path and text of the files it was read from, the nearest first.
    pub files: Vec<(String, String)>,
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the configuration `{}` cannot be used", source_file.path)]
pub struct ConfigError {
    /// The file and its text.
    pub source_file: Source,
    /// What is wrong with it, and where.
    pub problems: Vec<Diagnostic>,
}

/// The text of a schema that the repository brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaText {
    /// Relative to the repository's root.
    pub path: String,
    /// The JSON.
    pub text: String,
}

impl Config {
    /// The configuration of a repository that has none.
    #[must_use]
    pub fn defaults(today: Date) -> Config {
        Config {
            settings: Settings::new(today),
            policy: Policy::default(),
            layout: Layout::default(),
            fail_on: Some(Severity::Error),
            hides_advice: false,
            baseline: None,
            anchors: None,
            language: None,
            files: Vec::new(),
        }
    }

    /// Puts a configuration together from the files it is spread over: the nearest first, then what each
    /// extends. What is in a nearer file wins. `texts` are the schemas that [`RawConfig::schemas`] names
    /// and the files these refer to.
    ///
    /// # Errors
    /// A schema that cannot be used.
    pub fn build(files: Vec<RawConfig>, today: Date, texts: &[SchemaText]) -> Result<Config, SchemaError> {
        let mut config = Config::defaults(today);
        let mut own_schemas = Vec::new();
        let mut optional = BTreeSet::new();
        config.policy.claims = files.first().map(|nearest| nearest.claims.clone()).unwrap_or_default();
        config.files = files.iter().map(|raw| raw.file.clone()).collect();
        for (nth, raw) in files.into_iter().enumerate().rev() {
            config
                .policy
                .permits
                .extend(raw.permits.into_iter().map(|permit| Permit { file: nth, ..permit }));
            let settings = &mut config.settings;
            settings.site_root = raw.site_root.or(settings.site_root.take());
            settings.options.extend(raw.options);
            settings.profile = raw.profile.unwrap_or(settings.profile);
            let read = &mut settings.read;
            read.slash_order = settings.profile.slash_order();
            config.language = raw.language.or(config.language);
            config.anchors = raw.anchors.or(config.anchors);
            if let Some(leads) = raw.see_leads {
                read.body.leads = Leads::new(leads);
            }
            let keys =
                |way: &String| way.split('.').map(|key| key.trim_end_matches("[]").to_owned()).collect();
            read.link_fields.extend(raw.link_fields.iter().map(keys));
            settings.extra_fields.extend(raw.extra_fields);
            optional.extend(raw.optional_fields);
            config.fail_on = raw.fail_on.unwrap_or(config.fail_on);
            config.layout.excluded = raw.exclude.unwrap_or(config.layout.excluded);
            for (collection, files, folders) in raw.files {
                settings.folders.retain(|(of, _)| *of != collection);
                settings.folders.extend(folders.into_iter().map(|folder| (collection, folder)));
                config.layout.set(collection, files);
            }
            raw.names
                .iter()
                .for_each(|(collection, canonical, own)| read.naming.add(*collection, canonical, own));
            own_schemas.extend(raw.schemas);
            // A nearer file that decides on a group means all of it, whatever a farther one says of single rules.
            let groups: Vec<&str> = raw.rules.iter().map(|decision| decision.rule.as_str()).collect();
            let group = |rule: &str| rule.split_once('/').is_some_and(|(group, _)| groups.contains(&group));
            config.policy.rules.retain(|known| !group(&known.rule));
            config.policy.rules.extend(raw.rules);
            config.policy.overrides.extend(raw.overrides);
        }
        let mut schemas = Schemas::embedded();
        if !own_schemas.is_empty() {
            let own: Vec<_> =
                own_schemas.iter().map(|schema| (schema.collection, schema.path.as_str())).collect();
            let texts: Vec<_> = texts.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
            schemas = Schemas::with_own(&own, &texts)?;
        }
        config.settings.schemas = Arc::new(schemas.without_need_of(optional));
        Ok(config)
    }
}
