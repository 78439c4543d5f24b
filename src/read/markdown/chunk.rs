//! The names of blocks of code, which lead to what the code draws: of knitr, bookdown and Quarto.

use std::ops::Range;

use crate::base::lines::offset_in;
use crate::base::steps::step;

/// A part of a page that a block of code makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    /// What stands after `#` in a link to it.
    pub(super) id: String,
    /// Where its name is in the block.
    pub(super) at: Range<usize>,
}

/// How many lines of settings a block of code may begin with.
const SETTINGS: usize = 40;

/// What links may lead to in a block of code: its id (`{#lst-code .python}`), its label in braces (`{r fig-knee}`) or in a
/// line of settings (`#| label: fig-knee`), and in bookdown its figure (`fig:knee`).
pub(super) fn ids(block: &str) -> Vec<Chunk> {
    let mut lines = block.split_inclusive('\n');
    let Some(first) = lines.next() else {
        return Vec::new();
    };
    let mut ids = Vec::new();
    let mut push = |id: &str, at: usize, with_figure: bool| {
        let at = at..at + id.len();
        if with_figure {
            ids.push(Chunk { id: format!("fig:{id}"), at: at.clone() });
        }
        ids.push(Chunk { id: id.to_owned(), at });
    };
    let open = first.find('{').filter(|at| first.get(..*at).is_some_and(|fence| is_fence(fence.trim())));
    let close = first.rfind('}');
    let Some((open, inner)) =
        open.zip(close).and_then(|(open, close)| Some((open, first.get(open + 1..close)?)))
    else {
        return ids;
    };
    if let Some(word) = inner.split_whitespace().find(|word| word.starts_with('#'))
        && let Some(id) = word.strip_prefix('#').filter(|id| !id.is_empty())
    {
        push(id, open + 2 + offset_in(inner, word), false);
        return ids;
    }
    // `{r knee, fig.cap="A knee"}`: the engine, then the label, then settings.
    let is_figure = inner.contains("fig.cap");
    let label = inner.split_once(' ').and_then(|(_, rest)| rest.split(',').next()).map(str::trim);
    if let Some(label) = label.filter(|label| !label.is_empty() && !label.contains(['=', ' '])) {
        push(label, open + 1 + offset_in(inner, label), is_figure);
    }
    let mut start = first.len();
    for line in lines.take(SETTINGS) {
        step();
        let text = line.trim_start();
        let Some(setting) = text.strip_prefix("#|").or_else(|| text.strip_prefix("//|")) else {
            break;
        };
        let label = setting.trim().strip_prefix("label:").map(|label| label.trim().trim_matches(['"', '\'']));
        if let Some(label) = label.filter(|label| !label.is_empty()) {
            push(label, start + offset_in(line, label), false);
        }
        start += line.len();
    }
    ids
}

/// Whether a text is the fence of a block of code alone.
fn is_fence(text: &str) -> bool {
    text.len() >= 3 && (text.bytes().all(|byte| byte == b'`') || text.bytes().all(|byte| byte == b'~'))
}

#[cfg(test)]
mod tests {
    use super::ids;

    #[test]
    fn blocks_of_code_have_names() {
        for (block, expected) in [
            ("```{r}\n#| label: fig-knee\n#| fig-cap: A knee\nplot(1)\n```\n", &["fig-knee"][..]),
            ("```{python}\n#| echo: false\n#| label: \"tbl-doses\"\nx\n```\n", &["tbl-doses"]),
            ("```{ojs}\n//| label: fig-map\nx\n```\n", &["fig-map"]),
            ("```{r knee, fig.cap=\"A knee\"}\nplot(1)\n```\n", &["fig:knee", "knee"]),
            ("~~~{r fig-knee}\nplot(1)\n~~~\n", &["fig-knee"]),
            ("```{#lst-code .python lst-cap=\"x\"}\na\n```\n", &["lst-code"]),
            ("```{.python #lst-two}\na\n```\n", &["lst-two"]),
            ("```{r}\nplot(1)\n#| label: late\n```\n", &[]),
            ("```{r echo=FALSE}\nplot(1)\n```\n", &[]),
            ("```r\n{r knee}\n```\n", &[]),
            ("``` r {knee}\n```\n", &[]),
            ("```{r\n```\n", &[]),
            ("```{#}\n```", &[]),
            ("    {r knee}\n", &[]),
            ("", &[]),
        ] {
            let found = ids(block);
            let named: Vec<&str> = found.iter().map(|chunk| chunk.id.as_str()).collect();
            assert_eq!(named, expected, "{block}");
            for chunk in &found {
                let written = block.get(chunk.at.clone()).unwrap();
                assert!(chunk.id.ends_with(written), "{block}: {written}");
            }
        }
    }
}
