//! What the settings of a site generator say of how its content is read.

mod hugo;
mod jekyll;
mod mkdocs;

use std::collections::HashMap;

use crate::base::slug::AnchorStyle;
use crate::model::index::Permalink;
use crate::project::discover::Files;

/// A program that makes a site of a repository, as far as its settings at the top tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteGenerator {
    /// Who gives headings their addresses.
    pub anchors: Option<AnchorStyle>,
    /// Whether settings of some generator are there.
    pub any: bool,
    /// The folders of content that they name.
    pub content: Vec<String>,
    /// Whether it is a vault of Obsidian's, where the name of a file is its title.
    pub titles_are_names: bool,
    /// Whether it is Hugo, which reads front matter below blank lines and serves pages at addresses in small letters.
    pub hugo: bool,
    /// The language of its pages, as its settings write it: `cs`, `en-us`.
    pub language: Option<String>,
    /// What the menu of the site calls pages, by path.
    pub titles: HashMap<String, String>,
    /// Folders whose pages it fetches from other repositories.
    pub fetched: Vec<String>,
    /// Whether it is MyST, alone or in Sphinx, whose links may name targets of the whole site: `[doses](doses)`.
    pub named_targets: bool,
    /// Whether it is bookdown, which leads `#heat` to the chapter that has that section.
    pub one_book: bool,
    /// The patterns by which Jekyll gives pages their addresses.
    pub permalinks: Vec<Permalink>,
}

impl SiteGenerator {
    /// The one whose settings lie at the root of a repository.
    #[must_use]
    pub fn of(tree: &Files) -> SiteGenerator {
        let hugo = hugo::is_used(tree);
        let mkdocs = mkdocs::settings(tree).unwrap_or_default();
        let anchors = anchors(tree, hugo);
        let others = [
            "eleventy.config",
            ".eleventy",
            "gatsby-config",
            "next.config",
            "nuxt.config",
            "svelte.config",
            "quartz.config",
        ];
        let any = hugo || anchors.is_some() || others.iter().any(|stem| script(tree, stem));
        let content = if hugo { hugo::content_folders(tree) } else { Vec::new() };
        let vault = [".obsidian/app.json", ".obsidian/workspace.json", ".obsidian/core-plugins.json"];
        SiteGenerator {
            anchors,
            any,
            content,
            titles_are_names: exists(tree, &vault) || script(tree, "quartz.config"),
            hugo,
            language: language(tree),
            titles: mkdocs.titles,
            fetched: mkdocs.fetched,
            named_targets: is_myst(tree),
            one_book: exists(tree, &["_bookdown.yml", "_bookdown.yaml"]),
            permalinks: jekyll::permalinks(tree),
        }
    }
}

fn is_myst(tree: &Files) -> bool {
    let settings = ["conf.py", "docs/conf.py", "docs/source/conf.py", "source/conf.py", "doc/conf.py"];
    exists(tree, &["myst.yml", "_toc.yml"])
        || settings.iter().any(|path| text(tree, path).is_some_and(|settings| settings.contains("myst")))
}

fn anchors(tree: &Files, hugo: bool) -> Option<AnchorStyle> {
    let one_of = |names: &[&str]| names.iter().find_map(|name| text(tree, name));
    if let Some(settings) = one_of(&mkdocs::NAMES) {
        let pymdownx = settings.contains("pymdownx.slugs");
        return Some(if pymdownx { AnchorStyle::Pymdownx } else { AnchorStyle::MkDocs });
    }
    let is_book = || text(tree, "SUMMARY.md").is_some_and(|summary| is_contents(&summary));
    if (exists(tree, &[".gitbook.yaml"]) || is_book()) && !exists(tree, &["book.toml"]) {
        return Some(AnchorStyle::GitBook);
    }
    if exists(tree, &["_quarto.yml", "_quarto.yaml", "_bookdown.yml", "_bookdown.yaml"]) {
        return Some(AnchorStyle::Pandoc);
    }
    if hugo {
        return Some(AnchorStyle::Hugo);
    }
    if script(tree, "docusaurus.config") || script(tree, "astro.config") {
        return Some(AnchorStyle::Docusaurus);
    }
    if let Some(settings) = one_of(&["_config.yml", "_config.yaml"]) {
        // Jekyll asks kramdown for GitHub's flavour, unless told otherwise.
        let own = settings.lines().any(|line| {
            let value =
                line.trim().strip_prefix("input:").map(|value| value.trim().trim_matches(['"', '\'']));
            value.is_some_and(|value| value.eq_ignore_ascii_case("kramdown"))
        });
        return Some(if own { AnchorStyle::Kramdown } else { AnchorStyle::Github });
    }
    if text(tree, "config.toml").is_some_and(|settings| is_zola(&settings)) {
        return Some(AnchorStyle::Zola);
    }
    // Middleman uses kramdown, unless told otherwise.
    let middleman = text(tree, "config.rb").filter(|settings| {
        let known = ["activate :", "page ", "set :", "page(", "configure :"];
        settings.lines().any(|line| known.iter().any(|start| line.trim_start().starts_with(start)))
    })?;
    let other = [":redcarpet", ":commonmarker", ":maruku"].iter().any(|engine| middleman.contains(engine));
    (!other).then_some(AnchorStyle::Kramdown)
}

/// Whether a text is the contents of a book of GitBook's or mdBook's, a list of links to its pages, and no summary of
/// something else.
pub(crate) fn is_contents(text: &str) -> bool {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut links, mut others) = (0_usize, 0_usize);
    for line in lines {
        let item = line.strip_prefix(['*', '-', '+']).map_or(line, str::trim_start);
        let is_link = item.starts_with('[') && item.contains("](");
        *(if is_link { &mut links } else { &mut others }) += 1;
    }
    links > others
}

/// The texts that settings in YAML, TOML or JavaScript give a key.
pub(crate) fn values<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    // Generators take keys in any case.
    let (lower, key) = (text.to_ascii_lowercase(), key.to_ascii_lowercase());
    let value = |(at, _): (usize, &str)| {
        let before = text.get(..at)?.chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '#' | '/')) {
            return None;
        }
        let behind = text.get(at + key.len()..)?.lines().next()?.trim_start_matches(['"', '\'']).trim_start();
        let value = behind.strip_prefix([':', '='])?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        match quote {
            Some(quote) => value.get(1..)?.split(quote).next(),
            None => value.split([',', '}', '#']).next().map(str::trim_end),
        }
    };
    lower.match_indices(key.as_str()).filter_map(value).collect()
}

/// The language that the settings of a generator give its pages.
fn language(tree: &Files) -> Option<String> {
    const FILES: [(&str, &[&str]); 9] = [
        ("hugo.toml", &["defaultContentLanguage", "languageCode"]),
        ("hugo.yaml", &["defaultContentLanguage", "languageCode"]),
        ("config.toml", &["default_language", "defaultContentLanguage", "languageCode"]),
        ("config.yaml", &["languageCode"]),
        ("_config.yml", &["lang", "locale"]),
        ("_quarto.yml", &["lang"]),
        ("mkdocs.yml", &["language"]),
        ("docusaurus.config.js", &["defaultLocale"]),
        ("docusaurus.config.ts", &["defaultLocale"]),
    ];
    let is_tag = |value: &&str| {
        value.split(['-', '_']).next().is_some_and(|main| matches!(main.len(), 2 | 3))
            && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    FILES.iter().find_map(|(file, keys)| {
        let settings = text(tree, file)?;
        let tag = keys.iter().find_map(|key| values(&settings, key).first().copied().filter(is_tag));
        tag.map(str::to_owned)
    })
}

/// Whether the settings of this name are there, as a program in JavaScript or TypeScript.
fn script(tree: &Files, stem: &str) -> bool {
    ["js", "mjs", "cjs", "ts", "mts"].iter().any(|ending| exists(tree, &[&format!("{stem}.{ending}")]))
}

/// Whether the text of a `config.toml` is that of Zola, which must name the address of its site so.
pub(crate) fn is_zola(settings: &str) -> bool {
    settings.lines().any(|line| line.trim_start().starts_with("base_url"))
}

fn exists(tree: &Files, names: &[&str]) -> bool {
    names.iter().any(|name| tree.is_file(&tree.root().folder.join(name)))
}

fn text(tree: &Files, name: &str) -> Option<String> {
    let path = tree.root().folder.join(name);
    tree.is_file(&path).then(|| tree.read_file(&path, name.to_owned()).text)
}
