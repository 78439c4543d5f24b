//! What the settings of Hugo say.

use super::text;
use crate::project::discover::Files;

/// Whether the site is made with Hugo.
pub(super) fn is_used(tree: &Files) -> bool {
    let own = ["hugo", "config/_default/hugo"].iter().any(|stem| {
        ["toml", "yaml", "yml", "json"]
            .iter()
            .any(|ending| super::exists(tree, &[&format!("{stem}.{ending}")]))
    });
    // Their name in older versions. Zola has a `config.toml` too, but writes `base_url`.
    let older = ["config.toml", "config.yaml", "config.yml"].into_iter().filter_map(|name| text(tree, name));
    own || older
        .into_iter()
        .any(|text| text.to_ascii_lowercase().lines().any(|line| line.trim_start().starts_with("baseurl")))
}

/// The folders that Hugo's settings name as those of its content, one for each language where there are several.
pub(super) fn content_folders(tree: &Files) -> Vec<String> {
    const NAMES: [&str; 12] = [
        "hugo.toml",
        "hugo.yaml",
        "hugo.yml",
        "hugo.json",
        "config.toml",
        "config.yaml",
        "config.yml",
        "config/_default/hugo.toml",
        "config/_default/hugo.yaml",
        "config/_default/config.toml",
        "config/_default/languages.toml",
        "config/_default/languages.yaml",
    ];
    let texts: Vec<String> = NAMES.iter().filter_map(|name| text(tree, name)).collect();
    let mut folders: Vec<String> =
        texts.iter().flat_map(|text| text.lines()).filter_map(content_folder).collect();
    folders.sort_unstable();
    folders.dedup();
    folders
}

/// The folder in `contentDir = "content/en"`, also where it follows others: `fr: {contentDir: content/fr}`.
fn content_folder(line: &str) -> Option<String> {
    let lower = line.to_ascii_lowercase();
    let at = lower.find("contentdir")? + "contentdir".len();
    let value = line.get(at..)?.trim_start_matches(['"', '\'']).trim_start().strip_prefix(['=', ':'])?.trim();
    let end = value.find(['#', ',', '}']).unwrap_or(value.len());
    let folder = value.get(..end)?.trim().trim_matches(['"', '\'']).trim_matches('/');
    (!folder.is_empty()).then(|| folder.to_owned())
}
