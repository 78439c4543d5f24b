//! The parts of addresses, and where pages are likely to be served.

use crate::model::collection::Collection;

/// The file in which knitr lists the R packages that pages load.
pub const LISTED_BY_KNITR: &str = "packages.bib";

/// The addresses at which a site is likely to serve a page, without slashes at their ends: its path, the path below
/// `content`, and that below the folder of its collection.
#[must_use]
pub fn site_addresses(path: &str, collection: Collection) -> [&str; 3] {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let ends = ["/index", "/_index", "/README"];
    // Middleman's `neck.html.md` is served as `neck.html`.
    let stem = stem.strip_suffix(".html").unwrap_or(stem);
    let stem = ends.iter().find_map(|end| stem.strip_suffix(end)).unwrap_or(stem);
    let content = below(stem, "content").unwrap_or(stem);
    let bare = below(content, collection.key()).unwrap_or(content);
    [stem, content, bare]
}

/// What a path is looked up by, whether or not it names the ending.
pub(super) fn served_name(path: &str) -> &str {
    path.strip_suffix(".html").unwrap_or(path)
}

/// What a file is found by where the ending need not be named, as [`served_name`] has it: its path, the path without its
/// ending, and the folder that it is the page of.
pub(super) fn served_names(path: &str) -> impl Iterator<Item = &str> {
    let bare = path.rsplit_once('.').map_or(path, |(bare, _)| bare);
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_folder = ["index.", "_index.", "README."].iter().any(|start| name.starts_with(start));
    [served_name(path), bare, served_name(bare)].into_iter().chain(is_folder.then(|| parent(path)))
}

/// Whether an address has a scheme (`https:`, `mailto:`) or begins with `//host/`.
#[must_use]
pub fn is_external(address: &str) -> bool {
    if address.starts_with("//") {
        return true;
    }
    let scheme = address.split(['/', '?', '#']).next().unwrap_or("");
    scheme.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

/// Whether a site generator has yet to fill something in: `{{ url }}`, `{% url %}`, `{url}`, `${url}`, `#{url}`,
/// `<%= url %>`, `<?= $url ?>`, `%URL%`, `@Url.Action("Neck")`, `__URL__`. No address holds a brace or an angle bracket
/// of its own.
#[must_use]
pub fn is_template(address: &str) -> bool {
    let address = address.trim();
    // Where angle brackets enclose the address, those of the expression are gone.
    let bare = (address.starts_with('%') && address.ends_with('%') && address.len() > 1)
        || (address.starts_with('?') && address.ends_with('?') && address.len() > 1);
    let razor = address.starts_with('@') && !address.contains('/') && address.contains(['.', '(']);
    let underscored = address.split('/').any(|part| {
        part.len() > 4
            && part.strip_prefix("__").and_then(|part| part.strip_suffix("__")).is_some_and(is_capitals)
    });
    // The quotation marks around it belong to an argument of an expression: `caption='<a href=\"…\">'`.
    let quoted = address.starts_with("\\\"") || address.starts_with("\\'");
    bare || razor
        || quoted
        || underscored
        || ["{", "<%", "<?", "$("].iter().any(|mark| address.contains(mark))
        || holds_variable(address)
}

/// Whether a `%NAME%` is in an address, which is no byte written as `%C3`.
fn holds_variable(address: &str) -> bool {
    let mut parts = address.split('%');
    parts.next();
    // What comes after the last mark is not between two.
    let mut last = None;
    parts.any(|part| last.replace(part).is_some_and(is_variable))
}

fn is_variable(name: &str) -> bool {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let byte = name.get(..2).is_some_and(|byte| byte.bytes().all(|c| c.is_ascii_hexdigit()));
    let other = |c: char| !c.is_ascii_hexdigit();
    let worded = name.contains('_')
        && name.get(2..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    name.len() > 2
        && plain
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && (!byte || worded || (is_capitals(name) && name.contains(other)))
}

fn is_capitals(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

/// The path without its query, and what comes after `#`.
#[must_use]
pub fn split_fragment(address: &str) -> (&str, Option<&str>) {
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (address, None),
    };
    (path.split('?').next().unwrap_or(path), fragment)
}

/// `path` seen from `folder`, without `.` and `..`; `None` if it leaves the repository.
#[must_use]
pub fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// `path` seen from the folder of a site, as browsers see it: no step leads above the top.
pub(super) fn seen_within(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The path `to` as a page at `path` would write it.
#[must_use]
pub fn from(path: &str, to: &str) -> String {
    let mut here: Vec<&str> = path.split('/').collect();
    here.pop();
    let there: Vec<&str> = to.split('/').collect();
    let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(here.len() - shared);
    format!("{up}{}", there.get(shared..).unwrap_or_default().join("/"))
}

/// What is left of a path below a folder; `None` if it is not below it.
#[must_use]
pub fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    if folder.is_empty() {
        return Some(path);
    }
    path.strip_prefix(folder)
        .and_then(|rest| if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') })
}

/// Of some folders the innermost that a path lies in, by its place among them.
#[must_use]
pub fn innermost(path: &str, folders: &[String]) -> Option<usize> {
    let above = folders.iter().enumerate().filter(|(_, folder)| below(path, folder).is_some());
    above.max_by_key(|(_, folder)| folder.len()).map(|(nth, _)| nth)
}

/// The folder that a path lies in; empty at the top.
#[must_use]
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The address of a page without what different sites write after it.
#[must_use]
pub fn without_suffixes(path: &str) -> &str {
    let path = split_fragment(path).0;
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let endings = [".html", ".md", ".qmd", ".mdx", ".markdown", ".Rmd", ".rmd"];
    endings.iter().find_map(|ending| path.strip_suffix(ending)).unwrap_or(path)
}

/// Whether two paths are those of pages in two languages, as their folders or endings tell: `zh/neck.md` and
/// `cs/neck.md`, `neck.es.md` and `neck.fr.md`. Of one in no folder of a language nothing is known.
#[must_use]
pub fn differ_in_language(one: &str, other: &str) -> bool {
    match (language_in(one), language_in(other)) {
        (Some(one), Some(other)) => !one.eq_ignore_ascii_case(other),
        _ => false,
    }
}

/// The tag of the language that a folder of a path, or the part before its ending, is called after.
fn language_in(path: &str) -> Option<&str> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let suffix = name.rsplit_once('.').and_then(|(stem, _)| stem.rsplit_once('.')).map(|(_, suffix)| suffix);
    suffix.filter(|tag| is_language(tag)).or_else(|| folder.split('/').rev().find(|part| is_language(part)))
}

/// Whether it is the tag of a language that health content is written in: `zh`, `zh-cn`, `pt_BR`.
fn is_language(tag: &str) -> bool {
    const LANGUAGES: [&str; 62] = [
        "af", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "eo", "es", "et",
        "eu", "fa", "fi", "fr", "ga", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk",
        "km", "ko", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "nb", "ne", "nl", "no", "pl", "pt", "ro", "ru",
        "sk", "sl", "sq", "sr", "sv", "sw", "ta", "th", "tr", "uk", "zh",
    ];
    let mut parts = tag.split(['-', '_']);
    let main = parts.next().unwrap_or("");
    LANGUAGES.iter().any(|known| known.eq_ignore_ascii_case(main))
        && parts.all(|part| (2..=4).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// An address without blanks and slashes at its ends.
#[must_use]
pub fn trim_slashes(address: &str) -> &str {
    address.trim().trim_matches('/')
}

/// The id in an address: `neck-pain` of `/conditions/neck-pain/` and of `articles/neck-pain.md`.
#[must_use]
pub fn last_part(address: &str) -> &str {
    let last = trim_slashes(address).rsplit('/').next().unwrap_or(address);
    last.strip_suffix(".md").or_else(|| last.strip_suffix(".html")).unwrap_or(last)
}

#[cfg(test)]
mod tests {
    #[test]
    fn expressions_of_templates_are_no_addresses() {
        for address in [
            "{url}",
            "{{ url }}",
            "{% url %}",
            "${base}/neck",
            "#{url}",
            "<%= url %>",
            "%= url %",
            "<?php echo $url; ?>",
            "?= $url ?",
            "%BASE_URL%",
            "%PUBLIC_URL%/neck.png",
            "%url%",
            "%base_url%/neck",
            "/a/%SLUG%/b",
            "@Url.Action(\"Neck\")",
            "@Model.Url",
            "__BASE_URL__/neck",
            "$(url)",
            "/conditions/{slug}/",
        ] {
            assert!(super::is_template(address), "{address}");
        }
        for address in [
            "neck.md",
            "caf%C3%A9.md",
            "caf%C3%A9s%20and%20bars.md",
            "100%25.md",
            "%C3%89TUDE%20A.md",
            "a%20b%20c",
            "/neck/?a=b",
            "#top",
            "__init__.py",
            "50%",
            "%",
            "@nurse/neck.md",
            "$5-plan.md",
            "",
        ] {
            assert!(!super::is_template(address), "{address}");
        }
    }

    #[test]
    fn folders_and_endings_tell_the_languages_of_pages() {
        for (one, other, expected) in [
            ("docs/CROWDIN/zh/index.md", "docs/CROWDIN/cs/start/index.md", true),
            ("content/zh-cn/a.md", "content/ja/a.md", true),
            ("neck.es.md", "neck.fr.md", true),
            ("docs/EN/a.md", "docs/en/b.md", false),
            ("docs/fr/a.md", "docs/b.md", false),
            ("articles/neck/a.md", "articles/back/b.md", false),
            ("docs/en/a.md", "docs/en/neck/b.md", false),
            ("a.md", "b.md", false),
        ] {
            assert_eq!(super::differ_in_language(one, other), expected, "{one} {other}");
        }
    }

    #[test]
    fn addresses_are_relative_to_the_page() {
        for (from, to, expected) in [
            ("content/articles/a.md", "content/articles/b.md", "b.md"),
            ("content/articles/neck/a.md", "content/articles/b.md", "../b.md"),
            ("content/articles/a.md", "content/articles/neck/b.md", "neck/b.md"),
            ("a.md", "b.md", "b.md"),
            ("articles/a.md", "other/b.md", "../other/b.md"),
        ] {
            assert_eq!(super::from(from, to), expected);
        }
    }
}
