//! References whose authors, title and source are a line each, as Elsevier's pages have them, without a stop between.

use super::token::Tokens;
use super::{Reader, names};

impl Reader<'_, '_> {
    /// Reads authors and title from lines of their own that begin at the byte `start`; the place where the source begins.
    /// `None` if the lines of the text are those of a paragraph that was broken.
    pub(super) fn lined(&mut self, start: usize) -> Option<usize> {
        let tokens = self.tokens;
        let first_end = start + tokens.text.get(start..)?.find('\n')?;
        let rest = first_end + 1;
        let source = rest + tokens.text.get(rest..)?.trim_end().rfind('\n')? + 1;
        let (title, at) = (tokens.place_of(rest), tokens.place_of(source));
        let line = Tokens::new(tokens.text, start..first_end, &[]);
        let people = names::people(&line, 0, line.len()).filter(|people| people.certain)?;
        // An initial is before each surname, and no stop or comma at the end: the next line is none of a paragraph.
        let are_whole = people.end == line.len() && line.is_initial(0) && line.is_word(line.len() - 1);
        let dated = (at..tokens.len()).any(|nth| {
            tokens.is_sign(nth, '(')
                && tokens.is_number(nth + 1)
                && tokens.word(nth + 1).len() == 4
                && tokens.is_sign(nth + 2, ')')
        });
        let named = self.field(title, at).filter(|_| are_whole && dated && title < at)?;
        for (from, to) in people.names {
            self.add_author(line.range(from, to)?);
        }
        self.named = true;
        self.reference.title = Some(named);
        Some(at)
    }
}
