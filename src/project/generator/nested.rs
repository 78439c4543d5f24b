//! Generators whose settings lie in folders of a repository: documentation below `docs`, a vault beside programs, a site
//! for each language.

use super::{Place, QUARTO, SiteGenerator};
use crate::project::discover::Files;

/// Files that show a generator, wherever they lie.
const SETTINGS: [&str; 10] = [
    "conf.py",
    "mkdocs.yml",
    "mkdocs.yaml",
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "hugo.toml",
    "hugo.yaml",
    "myst.yml",
    "_toc.yml",
    JEKYLL,
];

/// The settings of Jekyll, which GitHub Pages runs in `docs`; elsewhere below the top such a file is a theme's or a
/// package's.
const JEKYLL: &str = "_config.yml";

/// What the generators in the folders of a repository do, taken together; `top` is what is known without them.
pub(super) fn within(tree: &Files, top: SiteGenerator) -> SiteGenerator {
    let settings: Vec<&str> = SETTINGS.into_iter().chain(QUARTO).collect();
    let folders = tree.folders_with(&settings, ".obsidian");
    let is_settings = |folder: &&String| {
        let has = |name: &str| tree.root().folder.join(folder.as_str()).join(name).is_file();
        let is_docs = *folder == "docs" || folder.ends_with("/docs");
        is_docs || !has(JEKYLL) || SETTINGS.iter().chain(&QUARTO).any(|name| *name != JEKYLL && has(name))
    };
    let found = folders.iter().filter(is_settings).filter_map(|folder| {
        let mut one = SiteGenerator::at(Place { tree, folder });
        // A vault that nobody opened yet has no settings.
        if tree.root().folder.join(folder).join(".obsidian").is_dir() && one.vaults.is_empty() {
            one.vaults.push(folder.clone());
        }
        (one.any || !one.vaults.is_empty()).then_some((folder, one))
    });
    let found: Vec<(&String, SiteGenerator)> = found.collect();
    let Some((_, first)) = found.first() else {
        return top;
    };
    let (anchors, language) = (first.anchors, first.language.clone());
    let agree = found.iter().all(|(_, one)| one.anchors == anchors);
    let one_language = found.iter().all(|(_, one)| one.language == language);
    let mut all = SiteGenerator {
        anchors: anchors.filter(|_| agree),
        language: language.filter(|_| one_language),
        any: found.iter().any(|(_, one)| one.any),
        ..top
    };
    for (folder, one) in found {
        // The addresses of its site begin in the folder.
        if one.any {
            all.content.push(folder.clone());
        }
        all.content.extend(one.content);
        all.vaults.extend(one.vaults);
        all.titles.extend(one.titles);
        all.fetched.extend(one.fetched);
        all.named_targets.extend(one.named_targets);
        all.hugo |= one.hugo;
        all.quarto |= one.quarto;
        all.file_titles |= one.file_titles;
        all.one_book |= one.one_book;
        all.authored.extend(one.authored);
    }
    all
}
