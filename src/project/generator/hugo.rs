//! What the settings of Hugo say.

use super::{Place, values};

/// Whether the site is made with Hugo.
pub(super) fn is_used(place: Place<'_>) -> bool {
    let own = ["hugo", "config/_default/hugo"].iter().any(|stem| {
        ["toml", "yaml", "yml", "json"].iter().any(|ending| place.exists(&[&format!("{stem}.{ending}")]))
    });
    // Their name in older versions. Zola has a `config.toml` too, but writes `base_url`.
    let older = ["config.toml", "config.yaml", "config.yml"].into_iter().filter_map(|name| place.text(name));
    own || older
        .into_iter()
        .any(|text| text.to_ascii_lowercase().lines().any(|line| line.trim_start().starts_with("baseurl")))
}

/// The folders that Hugo's settings name as those of its content, one for each language where there are several.
pub(super) fn content_folders(place: Place<'_>) -> Vec<String> {
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
    let texts: Vec<String> = NAMES.iter().filter_map(|name| place.text(name)).collect();
    let named =
        texts.iter().flat_map(|text| values(text, "contentDir")).map(|folder| folder.trim_matches('/'));
    let mut folders: Vec<String> = named.filter(|folder| !folder.is_empty()).map(str::to_owned).collect();
    folders.sort_unstable();
    folders.dedup();
    folders
}

#[cfg(test)]
mod tests {
    use crate::project::generator::values;

    #[test]
    fn keys_are_found_in_any_syntax_and_case() {
        for (text, expected) in [
            ("contentDir = \"content/en\"\n", &["content/en"][..]),
            (
                "languages:\n  fr: {contentdir: content/fr, weight: 2}\n  de: {contentDir: 'content/de'}\n",
                &["content/fr", "content/de"],
            ),
            ("contentDir: my texts # in English\n", &["my texts"]),
            ("\"contentDir\": \"a\",\n", &["a"]),
            ("oldContentDir = \"b\"\ncontentDirs = 2\n", &[]),
        ] {
            assert_eq!(values(text, "contentDir"), expected, "{text}");
        }
    }
}
