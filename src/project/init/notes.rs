//! Texts among pages that are none: notes for those who work in a repository, forms that new pages are made of.

use std::collections::{BTreeMap, BTreeSet};

use super::{Generator, Seen};

/// The READMEs that have translations beside them, and so are texts for readers: `README_en.md`.
pub(super) fn translated_readmes(files: &[Seen]) -> BTreeSet<String> {
    let translation = |file: &Seen| {
        let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        (is_in_language(stem) && file.is_markdown()).then(|| folder.to_owned())
    };
    let folders: BTreeSet<String> = files.iter().filter_map(translation).collect();
    let readme = |file: &&Seen| {
        let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        file.is_markdown()
            && name.get(..6).is_some_and(|stem| stem.eq_ignore_ascii_case("readme"))
            && folders.contains(folder)
    };
    files.iter().filter(readme).map(|file| file.path.clone()).collect()
}

/// Whether the name of a README says in which language it is: `README_en`, `README.zh-CN`.
fn is_in_language(stem: &str) -> bool {
    let is_readme = stem.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("readme"));
    let tag = stem.get(6..).and_then(|rest| rest.strip_prefix(['_', '-', '.'])).filter(|_| is_readme);
    tag.is_some_and(|tag| {
        // A language, and maybe where or how it is written.
        let mut parts = tag.split(['-', '_']);
        parts.next().is_some_and(|language| language.len() == 2)
            && parts.all(|part| (2..=4).contains(&part.len()))
            && tag.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_'))
    })
}

/// The patterns of some texts that are no pages: one for all of the same name, where several have it and no page does.
pub(super) fn patterns<'p>(texts: &[&str], pages: impl Iterator<Item = &'p str>) -> Vec<String> {
    /// Fewer are named one by one.
    const SEVERAL: usize = 3;
    let kept: BTreeSet<&str> = pages.map(name).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    texts.iter().for_each(|path| *counts.entry(name(path)).or_default() += 1);
    let is_shared =
        |name: &str| counts.get(name).is_some_and(|count| *count >= SEVERAL) && !kept.contains(name);
    let pattern = |path: &&str| match name(path) {
        name if is_shared(name) => format!("**/{}", globset::escape(name)),
        _ => globset::escape(path),
    };
    let mut seen = BTreeSet::new();
    texts.iter().map(pattern).filter(|pattern| seen.insert(pattern.clone())).collect()
}

/// The name of a file in its folder.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// What is before the first dot of a name.
fn stem(name: &str) -> &str {
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether a text in a folder of pages is none of them.
///
/// `readmes` are those that have translations beside them.
pub(super) fn is_no_page(generator: Option<Generator>, path: &str, readmes: &BTreeSet<String>) -> bool {
    if readmes.contains(path) {
        return false;
    }
    let name = name(path);
    let serves_readme = generator.is_some_and(Generator::serves_readme);
    if serves_readme && name == "SUMMARY.md" {
        return true;
    }
    is_note(path) && !(serves_readme && name.eq_ignore_ascii_case("README.md"))
}

/// Whether a page is called as those about the site itself are.
pub(super) fn is_about_site(path: &str) -> bool {
    let name = name(path);
    let stem = stem(name).to_lowercase();
    let known = [
        "404",
        "about",
        "about-us",
        "accessibility",
        "contact",
        "contact-us",
        "contribute",
        "cookies",
        "cookie-policy",
        "disclaimer",
        "imprint",
        "impressum",
        "legal",
        "licence",
        "license",
        "privacy",
        "privacy-policy",
        "search",
        "sitemap",
        "terms",
        "terms-of-use",
    ];
    known.contains(&stem.as_str())
}

/// Whether a text is for those who work in the repository.
pub(super) fn is_note(path: &str) -> bool {
    let name = name(path);
    // `heart/readme.txt` is what its folder is about.
    if name.len() < path.len() && name.eq_ignore_ascii_case("readme.txt") {
        return false;
    }
    let stem = stem(name).to_uppercase();
    let known = [
        // What programs that write code are told.
        "AGENTS",
        "CLAUDE",
        "GEMINI",
        "TODO",
        "TO DO",
        "README",
        "LICENSE",
        "LICENCE",
        "CONTRIBUTING",
        "CHANGELOG",
        "CODE_OF_CONDUCT",
        "SECURITY",
        "SUPPORT",
        "AUTHORS",
        "ROBOTS",
        "HUMANS",
        "LLMS",
        "REQUIREMENTS",
        "CMAKELISTS",
        "NOTICE",
        // The frame that GitBook, docsify and wikis put around pages.
        "FOOTER",
        "HEADER",
        "_SIDEBAR",
        "_NAVBAR",
        "_COVERPAGE",
        "_FOOTER",
    ];
    known.contains(&stem.as_str())
        || (["README-", "README_"].iter().any(|start| stem.starts_with(start)) && !is_in_language(&stem))
        || is_form(path)
        || is_scratch(&stem)
        || is_report(path)
}

/// Whether a text at the top reports what was done to the program: `SEO_IMPLEMENTATION_SUMMARY.md`. A page on an infection
/// may be in capitals too: `MRSA_MSSA.md`.
fn is_report(path: &str) -> bool {
    const KINDS: [&str; 24] = [
        "ARCHITECTURE",
        "AUDIT",
        "AUTH",
        "CHECKLIST",
        "CODE",
        "COMPLETE",
        "CONFIG",
        "DEPLOY",
        "DEPLOYMENT",
        "FIREBASE",
        "FIX",
        "IMPLEMENTATION",
        "INTEGRATION",
        "MIGRATION",
        "OPTIMIZATION",
        "PERFORMANCE",
        "PRODUCTION",
        "ROADMAP",
        "SCHEMA",
        "SEO",
        "SETUP",
        "STATUS",
        "TESTING",
        "WORKFLOW",
    ];
    let stem = stem(path);
    !path.contains('/')
        && !stem.contains(char::is_lowercase)
        && stem.contains(['_', '-'])
        && stem.split(['_', '-']).any(|word| KINDS.contains(&word))
}

/// Whether a text is a form that new pages are made of, or a skill of a program, even one that a site
/// generator would make a page of.
pub(super) fn is_form(path: &str) -> bool {
    let name = name(path);
    let stem = stem(name).to_uppercase();
    let ends = ["-TEMPLATE", "_TEMPLATE", " TEMPLATE"];
    let starts = ["TEMPLATE-", "TEMPLATE_", "TEMPLATE "];
    stem == "TEMPLATE"
        || name == "SKILL.md"
        || ends.iter().any(|end| stem.ends_with(end))
        || starts.iter().any(|start| stem.starts_with(start))
}

/// Whether Pandoc left a text when a run was stopped: `pandoc47be176814a9.md`.
fn is_scratch(stem: &str) -> bool {
    let digits = stem.strip_prefix("PANDOC").unwrap_or("");
    digits.len() > 7 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a text is included by others and is not a page.
pub(super) fn is_partial(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('_'))
}
