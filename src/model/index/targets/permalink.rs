//! The pattern by which Jekyll gives the pages of a folder their addresses.

/// A pattern of addresses, such as `/guides/:title/`, and the folder whose pages have them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permalink {
    /// The folder, such as `_posts`. Folders of posts may lie within others.
    pub folder: String,
    /// The pattern, as the settings write it.
    pub pattern: String,
}

impl Permalink {
    /// The address of a page, without slashes at its ends; `None` of a page elsewhere, or of a pattern with a word that
    /// only Jekyll can fill in.
    pub(super) fn address(&self, path: &str) -> Option<String> {
        let (before, below) = self.split(path)?;
        let below = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
        let name = below.rsplit('/').next().unwrap_or(below);
        let date = date(name);
        let title = date.map_or(name, |[.., title]| title);
        let part = |nth: usize| date.and_then(|date| date.get(nth).copied());
        let mut address = String::new();
        let mut rest = self.pattern.as_str();
        while let Some((fixed, open)) = rest.split_once(':') {
            address.push_str(fixed);
            let length = open.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(open.len());
            let (word, after) = open.split_at(length);
            address.push_str(match word {
                "title" | "slug" | "basename" | "name" => title,
                "path" => below,
                "collection" => self.folder.trim_start_matches('_'),
                // Those that a page states nobody asked for yet; a folder around the posts is one.
                "categories" => before,
                "output_ext" => "",
                "year" => part(0)?,
                "month" => part(1)?,
                "day" => part(2)?,
                _ => return None,
            });
            rest = after;
        }
        address.push_str(rest);
        let parts: Vec<&str> = address.split('/').filter(|part| !part.is_empty()).collect();
        Some(parts.join("/"))
    }

    /// The path before the folder, and the path below it.
    fn split<'p>(&self, path: &'p str) -> Option<(&'p str, &'p str)> {
        let mut starts = path.match_indices(self.folder.as_str()).map(|(at, _)| at);
        let at = starts.find(|at| {
            let opens = *at == 0 || path.get(..*at).is_some_and(|before| before.ends_with('/'));
            opens && path.get(at + self.folder.len()..).is_some_and(|rest| rest.starts_with('/'))
        })?;
        Some((path.get(..at)?, path.get(at + self.folder.len() + 1..)?))
    }
}

/// The year, the month and the day in the name of a post, and the rest of the name.
pub(super) fn date(name: &str) -> Option<[&str; 4]> {
    let mut parts = name.splitn(4, '-');
    let date = [parts.next()?, parts.next()?, parts.next()?, parts.next()?];
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    (digits(date[0], 4) && digits(date[1], 2) && digits(date[2], 2)).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(folder: &str, pattern: &str, path: &str) -> Option<String> {
        Permalink { folder: folder.to_owned(), pattern: pattern.to_owned() }.address(path)
    }

    #[test]
    fn words_of_a_pattern_are_filled_in() {
        for (folder, pattern, path, expected) in [
            ("_posts", "/blog/:title/", "_posts/2026-01-02-neck-pain.md", Some("blog/neck-pain")),
            (
                "_posts",
                "/:categories/:year/:month/:day/:title:output_ext",
                "neck/_posts/2026-01-02-ice.md",
                Some("neck/2026/01/02/ice"),
            ),
            ("_posts", "/:year/:title", "_posts/ice.md", None),
            ("_guides", "/:collection/:path/", "_guides/deep/ice.md", Some("guides/deep/ice")),
            ("_guides", "/g/:name", "_guides/deep/ice.md", Some("g/ice")),
            ("_guides", "/g/:hour", "_guides/ice.md", None),
            ("_guides", "/g/:title", "my_guides/ice.md", None),
            ("_guides", "/g/:title", "_guides.md", None),
        ] {
            assert_eq!(address(folder, pattern, path).as_deref(), expected, "{pattern} {path}");
        }
    }
}
