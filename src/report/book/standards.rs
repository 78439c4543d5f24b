//! The pages of standards: criterion by criterion the rules that check it, and what no rule can check.

use super::rules::path;
use super::{Page, address, sentence};
use crate::rules::preset::{self, Preset};

pub(super) fn pages() -> Vec<Page> {
    let list: String = preset::ALL
        .iter()
        .map(|preset| {
            let name = format!("standards/{}", preset.name);
            format!(
                "- [{}]({}): `extends: {}`\n",
                preset.criteria().standard,
                address("standards", &name),
                preset.name
            )
        })
        .collect();
    let body = format!(
        "A preset weighs the rules as its standard asks and sets the house style. [`extends`](settings.md#extends) in \
         `medproof.yaml` names it; `extends: [urac, jama]` builds on several, of which the later has precedence. `medproof \
         rules --preset NAME` prints what these pages say.\n\n{list}"
    );
    let mut pages = vec![Page::new(0, "standards", "Standards", &body)];
    pages.extend(preset::ALL.iter().map(page));
    pages
}

fn page(preset: &Preset) -> Page {
    let own = format!("standards/{}", preset.name);
    let listed = preset.criteria();
    let mut body = format!(
        "<{}>\n\nThe preset `{}` weighs the rules as this standard asks.\n",
        listed.address, preset.name
    );
    for criterion in &listed.criteria {
        body.push_str(&format!("\n## {}\n\n{}\n\n", criterion.name, sentence(&criterion.asks)));
        for (entry, severity) in &criterion.rules {
            let address = address(&own, &path(entry));
            body.push_str(&format!("- [`{}`]({address}), {severity}: {}\n", entry.id, entry.page().summary));
        }
        if let Some(why) = &criterion.by_hand {
            let what = if criterion.rules.is_empty() {
                "No rule checks this."
            } else {
                "\nNot all of it can be checked."
            };
            body.push_str(&format!("{what} {}\n", sentence(why)));
        }
    }
    Page::new(1, &own, &listed.standard, &body)
}
