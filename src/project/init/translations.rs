//! What a service of translators writes.

/// The folders that Crowdin fills, by its settings: who translates does it there, and the next run writes over them.
pub(super) fn made(settings: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let Some(text) = ["crowdin.yml", "crowdin.yaml"].iter().find_map(|name| settings(name)) else {
        return Vec::new();
    };
    let values = |key: &str| -> Vec<String> {
        let lines =
            text.lines().filter_map(|line| line.trim_start_matches([' ', '-', '"']).strip_prefix(key));
        // `source_language` is another key.
        let lines = lines.filter(|rest| rest.starts_with([':', '"']));
        let plain = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ':' | '/' | ',');
        lines.map(|value| value.trim_matches(plain).to_owned()).collect()
    };
    let sources = values("source");
    let folders = values("translation").into_iter().filter_map(|value| {
        let (before, _) = value.split_once('%')?;
        let (folder, _) = before.rsplit_once('/')?;
        // The folder of all content may have translations beside the pages.
        let last = folder.rsplit('/').next()?.to_lowercase();
        let named =
            ["i18n", "l10n", "locale", "lang", "transl", "other"].iter().any(|word| last.contains(word));
        named.then(|| format!("{folder}/"))
    });
    let mut folders: Vec<String> =
        folders.filter(|folder| !sources.iter().any(|source| source.starts_with(folder.as_str()))).collect();
    folders.sort_unstable();
    folders.dedup();
    folders
}

#[cfg(test)]
mod tests {
    use super::made;

    #[test]
    fn folders_of_translations_are_those_without_sources() {
        let of = |text: &str| made(|name| (name == "crowdin.yml").then(|| text.to_owned()));
        assert_eq!(
            of(
                "files:\n  - source: /docs/EN/**/*.md\n    translation: /docs/other/%two_letters_code%/**/%file%\n"
            ),
            ["docs/other/"]
        );
        assert_eq!(
            of(
                "\"files\": [\n {\n  \"source\": \"/docs/**/*\",\n  \"translation\": \"/i18n/%locale%/**/%file%\"\n }]"
            ),
            ["i18n/"]
        );
        assert!(
            of("files:\n  - source: content/en/*.md\n    translation: content/%locale%/%file%\n").is_empty()
        );
        assert!(
            of("source_language: en\nfiles:\n  - source: /README.md\n    translation: /docs/%two_letters_code%/README.md\n")
                .is_empty()
        );
        assert!(of("").is_empty() && made(|_| None).is_empty());
    }
}
