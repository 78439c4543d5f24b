//! `medproof rules --preset`: what a standard asks for, which rules check it, and what no rule can check.

use std::io;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use serde::Serialize;

use super::docs::{ListFormat, row};
use super::{Failure, Streams};
use crate::report::hang;
use crate::rules::preset::{self, Criteria, Preset};

/// The name of a preset.
#[derive(Clone, Copy, Debug)]
pub(super) struct PresetName(&'static Preset);

impl ValueEnum for PresetName {
    fn value_variants<'a>() -> &'a [PresetName] {
        const ALL: [PresetName; preset::ALL.len()] = {
            let mut all = [PresetName(&preset::ALL[0]); preset::ALL.len()];
            let mut nth = 0;
            while nth < all.len() {
                all[nth] = PresetName(&preset::ALL[nth]);
                nth += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.name))
    }
}

/// Prints the criteria of a preset's standard.
pub(super) fn print(
    PresetName(preset): PresetName,
    format: ListFormat,
    streams: &Streams,
) -> Result<(), Failure> {
    let criteria = preset.criteria();
    let width = streams.out_style().table_width();
    streams.print(|out| match format {
        ListFormat::Human => human(&criteria, width, out),
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &ListedPreset::new(preset, &criteria))
                .map_err(io::Error::from)?;
            writeln!(out)
        }
    })?;
    Ok(())
}

fn human(listed: &Criteria, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{}, {}", listed.standard, listed.address)?;
    let rules = listed.criteria.iter().flat_map(|criterion| &criterion.rules);
    let longest = rules.map(|(entry, _)| entry.id.0.len()).max().unwrap_or_default();
    for criterion in &listed.criteria {
        let asks = format!("{}: {}", criterion.name, criterion.asks);
        writeln!(out, "\n{}", hang(&asks, 0, width))?;
        for (entry, severity) in &criterion.rules {
            write!(out, "{}", row("  ", longest, entry, *severity, width))?;
        }
        if let Some(why) = &criterion.by_hand {
            let what = if criterion.rules.is_empty() {
                "No rule checks this"
            } else {
                "Not all of it can be checked"
            };
            writeln!(out, "{}", hang(&format!("  {what}. {why}"), 2, width))?;
        }
    }
    Ok(())
}

/// A preset as programs list it.
#[derive(Serialize)]
struct ListedPreset<'a> {
    preset: &'static str,
    standard: &'a str,
    url: &'a str,
    criteria: Vec<ListedCriterion<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ListedCriterion<'a> {
    name: &'a str,
    asks: &'a str,
    rules: Vec<WeighedRule>,
    by_hand: Option<&'a str>,
}

#[derive(Serialize)]
struct WeighedRule {
    id: &'static str,
    severity: &'static str,
}

impl<'a> ListedPreset<'a> {
    fn new(preset: &Preset, listed: &'a Criteria) -> ListedPreset<'a> {
        let criteria = listed.criteria.iter().map(|criterion| ListedCriterion {
            name: &criterion.name,
            asks: &criterion.asks,
            rules: (criterion.rules.iter())
                .map(|(entry, severity)| WeighedRule { id: entry.id.0, severity: severity.name() })
                .collect(),
            by_hand: criterion.by_hand.as_deref(),
        });
        ListedPreset {
            preset: preset.name,
            standard: &listed.standard,
            url: &listed.address,
            criteria: criteria.collect(),
        }
    }
}
