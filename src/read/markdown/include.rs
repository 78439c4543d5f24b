//! Which other texts a text includes, in the ways that site generators have for it.

use memchr::{memchr, memmem};

use crate::base::steps::step;

/// The paths of the texts that a text includes, as written.
#[must_use]
pub fn included(text: &str) -> Vec<String> {
    // All ways have a brace, but two that begin a line.
    const WITH_BRACE: [&str; 4] = ["include", "child", "readfile", "{!"];
    const WITHOUT: [&str; 2] = ["--8<--", "import "];
    let has =
        |marks: &[&str]| marks.iter().any(|mark| memmem::find(text.as_bytes(), mark.as_bytes()).is_some());
    if !(memchr(b'{', text.as_bytes()).is_some() && has(&WITH_BRACE) || has(&WITHOUT)) {
        return Vec::new();
    }
    text.lines().flat_map(of_line).collect()
}

fn of_line(line: &str) -> Vec<String> {
    step();
    let line = line.trim();
    // All other ways have a brace.
    if !line.contains('{') && !["--8<--", "import "].iter().any(|start| line.starts_with(start)) {
        return Vec::new();
    }
    let mut found: Vec<&str> = Vec::new();
    // `{{< include _rest.qmd >}}`, `{{% readfile file="rest.md" %}}`, `{% include_relative rest.md %}`
    for (open, close) in [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")] {
        for part in line.split(open).skip(1) {
            step();
            // That of `{{%` was read above.
            if part.starts_with('%') || (open == "{%" && line.contains("{{%")) {
                continue;
            }
            let inner =
                part.split(close).next().unwrap_or("").trim_matches(|c: char| c == '-' || c.is_whitespace());
            let mut words = inner.split_whitespace();
            let name = words.next().unwrap_or("");
            if ["include", "include_relative", "include-markdown", "include_markdown", "readfile"]
                .contains(&name)
            {
                let path = words.next().unwrap_or("");
                found.push(path.split_once('=').map_or(path, |(_, path)| path));
            }
        }
    }
    // `--8<-- "rest.md"`, `{! rest.md !}`
    if let Some(rest) = line.strip_prefix("--8<--") {
        found.push(rest);
    }
    if let Some(rest) = line.strip_prefix("{!") {
        found.push(rest.split("!}").next().unwrap_or(""));
    }
    // MyST: "```{include} rest.md"
    let fence = line.trim_start_matches(['`', ':', '~']);
    if fence.len() + 3 <= line.len() {
        if let Some(rest) = fence.strip_prefix("{include}") {
            found.push(rest);
        }
        // knitr: "```{r, child='rest.Rmd'}"
        if let Some((_, rest)) = fence.split_once("child").filter(|_| fence.starts_with('{')) {
            let list = rest.trim_start().strip_prefix('=').unwrap_or("").trim_start();
            found.extend(list.split(['"', '\'']).skip(1).step_by(2));
        }
    }
    // MDX: `import Rest from './_rest.mdx'`
    if let Some((_, rest)) = line.strip_prefix("import ").and_then(|rest| rest.split_once(" from ")) {
        found.push(rest.trim_end_matches(';'));
    }
    let quotes = |path: &str| {
        path.trim().trim_matches(|c: char| matches!(c, '"' | '\'') || c.is_whitespace()).to_owned()
    };
    let endings = [".md", ".qmd", ".rmd", ".mdx", ".markdown", ".txt"];
    let is_text = |path: &String| {
        let lower = path.to_ascii_lowercase();
        endings.iter().any(|ending| lower.ends_with(ending)) && !path.contains("://")
    };
    found.into_iter().map(quotes).filter(is_text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_included_is_known_in_every_form() {
        for (text, expected) in [
            ("{{< include part2.qmd >}}", &["part2.qmd"][..]),
            ("a {{< include /a.qmd >}} b {{< include b.qmd >}}", &["/a.qmd", "b.qmd"]),
            ("{{% readfile file=\"rest.md\" %}}", &["rest.md"]),
            ("{{% include \"sub/rest.md\" %}}", &["sub/rest.md"]),
            ("{%- include_relative rest.md -%}", &["rest.md"]),
            ("{% include-markdown '../rest.md' %}", &["../rest.md"]),
            ("--8<-- \"rest.md\"", &["rest.md"]),
            ("{! rest.md !}", &["rest.md"]),
            ("```{include} rest.md", &["rest.md"]),
            (":::{include} rest.md", &["rest.md"]),
            ("```{r, child='rest.Rmd'}", &["rest.Rmd"]),
            ("```{r child = c(\"a.Rmd\", \"b.Rmd\")}", &["a.Rmd", "b.Rmd"]),
            ("import Rest from './_rest.mdx';", &["./_rest.mdx"]),
            ("import Rest from '../components/Rest'", &[]),
            ("We include rest.md here.", &[]),
            ("{% include head.html %}", &[]),
            ("A child=\"a.md\" is nothing.", &[]),
        ] {
            assert_eq!(included(text), expected, "{text}");
        }
    }
}
