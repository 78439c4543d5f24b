//! What a table of contents lists, and how its lines are written.

use super::{Document, Format};
use crate::base::lines::line_start;
use crate::base::span::Span;
use crate::page::body::{BlockRole, Contents, Heading};
use crate::read::markdown;

impl Document {
    /// The headings that readers expect in a table of contents which lists nothing yet: those of the highest level
    /// after it, or where that has a single one, which may as well be called the title, those right below it.
    #[must_use]
    pub fn headings_to_list(&self, contents: &Contents) -> Vec<&Heading> {
        let behind: Vec<&Heading> = self.headings_behind(contents).collect();
        let of_level = |level: Option<u8>| -> Vec<&Heading> {
            behind.iter().filter(|heading| Some(heading.level) == level).copied().collect()
        };
        let top = behind.iter().map(|heading| heading.level).min();
        let below = behind.iter().map(|heading| heading.level).filter(|level| Some(*level) > top).min();
        let listed = of_level(top);
        if listed.len() == 1 && below.is_some() { of_level(below) } else { listed }
    }

    /// The headings that a table of contents may list: those after it, without another title and without the words
    /// that announce it.
    pub fn headings_behind(&self, contents: &Contents) -> impl Iterator<Item = &Heading> {
        let start = contents.span.end;
        self.body.headings.iter().filter(move |heading| {
            heading.span.start >= start
                && heading.level > 1
                && self.body.role_at(heading.span.start) != BlockRole::Contents
        })
    }

    /// The line of a table of contents for a heading, without a bullet; `None` if it cannot be written.
    #[must_use]
    pub fn contents_line(&self, heading: &Heading) -> Option<String> {
        if Format::of(&self.source.path) == Some(Format::Text) {
            let readable = heading.text.len() <= 120 && !heading.text.ends_with('.');
            return readable.then(|| heading.text.clone());
        }
        let odd = |c: char| c.is_whitespace() || c.is_control() || "()<>\\&%".contains(c);
        let cites = self.body.citations.iter().any(|citation| heading.span.contains(citation.span));
        (!cites && !heading.anchor.is_empty() && !heading.text.is_empty() && !heading.anchor.contains(odd))
            .then(|| format!("[{}](#{})", markdown::escaped(&heading.text), heading.anchor))
    }

    /// The gap below the words that announce a table of contents, where its lines belong; `None` if the words share
    /// their line with others, or what follows would become a part of the list.
    #[must_use]
    pub fn gap_below(&self, contents: &Contents) -> Option<Span> {
        let text = self.source.text.as_str();
        let (start, end) = (contents.span.start as usize, contents.span.end as usize);
        let before = text.get(line_start(text, start)..start)?;
        let mut lines = text.get(end..)?.split_inclusive('\n');
        let rest = lines.next().unwrap_or("");
        let marks = |part: &str| part.chars().all(|c| matches!(c, '#' | '*' | '_' | ':' | ' ' | '\u{feff}'));
        if before.starts_with("    ") || !marks(before) || !marks(rest.trim_end()) {
            return None;
        }
        let mut gap = end + rest.trim_end().len();
        let mut next = lines.next().unwrap_or("");
        let underline = next.trim_end();
        let is_underline = |mark: char| !underline.is_empty() && underline.chars().all(|c| c == mark);
        if is_underline('=') || is_underline('-') {
            gap = end + rest.len() + underline.len();
            next = lines.next().unwrap_or("");
        }
        let indented = |line: &&str| line.starts_with([' ', '\t']) && !line.trim().is_empty();
        let next_block = lines.find(|line| !line.trim().is_empty());
        let parted = next.trim().is_empty() && next_block.as_ref().is_none_or(|line| !indented(line));
        parted.then(|| Span::at(gap))
    }
}

#[cfg(test)]
mod tests {
    use crate::base::source::Source;
    use crate::base::span::DocId;
    use crate::model::collection::Collection;
    use crate::model::document::{Document, ReadOptions};

    fn read(path: &str, text: &str) -> Document {
        Document::parse(DocId(0), Source::new(path, text), Collection::Article, &ReadOptions::default())
    }

    fn gap(path: &str, text: &str) -> Option<String> {
        let document = read(path, text);
        let contents = document.body.contents.as_ref().expect("the text announces one");
        let gap = document.gap_below(contents)?;
        Some(text[..gap.start as usize].to_owned())
    }

    #[test]
    fn the_list_belongs_below_the_words() {
        for (text, expected) in [
            ("In This Article:\n\n## A\n", Some("In This Article:")),
            ("**In This Article:**\r\n\r\n## A\r\n", Some("**In This Article:**")),
            ("## Contents ##\n## A\n", None),
            ("Contents\n--------\n\n## A\n", Some("Contents\n--------")),
            ("On this page", Some("On this page")),
            ("In this article: <!-- all -->\n\n## A\n", None),
            ("In this article:\n\n    code\n", None),
        ] {
            assert_eq!(gap("a.md", text).as_deref(), expected, "{text:?}");
        }
        assert_eq!(
            gap("a.txt", "A\r\n\r\nIn This Article:\r\n\r\nB\r\n\r\nC.\r\n").as_deref(),
            Some("A\r\n\r\nIn This Article:")
        );
    }

    #[test]
    fn the_contents_of_a_pack_are_a_section_like_others() {
        let text = "## In this article\n\n- [Use](#use)\n\n## Use\n\n## Contents\n\n- 5 mg each\n";
        let document = read("a.md", text);
        let contents = document.body.contents.as_ref().expect("the text announces one");
        let headings: Vec<&str> =
            document.headings_behind(contents).map(|heading| heading.text.as_str()).collect();
        assert_eq!(headings, ["Use", "Contents"]);
    }

    /// What the list says is read as it was meant, and so are the headings that it lists.
    #[test]
    fn a_list_that_was_written_is_read_again() {
        let pasted = "Necks tighten.\n\nIn This Article:\n\nPotential Causes\n\nThe cause may be:\n\nStrain\n\nA tear.\n\nStress or anxiety\n\nWorry tightens muscles.\n";
        let markdown = "# T\n\n**In this article**\n\n## A & *b* [c]\n\nText.\n\n## A b\n\n### C\n";
        for (path, bullet, text) in [("a.txt", "", pasted), ("a.md", "- ", markdown)] {
            for (end, text) in [("\n", text.to_owned()), ("\r\n", text.replace('\n', "\r\n"))] {
                let document = read(path, &text);
                let contents = document.body.contents.as_ref().expect("the text announces one");
                assert_eq!(document.source.line_end_at(contents.span.start), end);
                let headings = document.headings_to_list(contents);
                let lines = headings.iter().filter_map(|heading| document.contents_line(heading));
                let list: String = lines.map(|line| format!("{end}{bullet}{line}")).collect();
                let gap = document.gap_below(contents).expect("there is room").start as usize;
                let (above, below) = text.split_at(gap);
                let fixed = format!("{above}{end}{list}{below}");
                let again = read(path, &fixed);
                let entries = again.body.contents.iter().flat_map(|contents| &contents.entries);
                let entries: Vec<&str> = entries.map(|entry| entry.text.as_str()).collect();
                let listed: Vec<&str> = headings.iter().map(|heading| heading.text.as_str()).collect();
                assert_eq!((entries.len(), entries), (2, listed), "{fixed}");
                let all = |document: &Document| -> Vec<(String, u8)> {
                    let headings = document.body.headings.iter();
                    headings.map(|heading| (heading.anchor.clone(), heading.level)).collect()
                };
                assert_eq!(all(&again), all(&document), "{fixed}");
            }
        }
    }
}
