//! The marks that git leaves where two branches changed the same lines.

use memchr::memmem;

use crate::base::problem::{Problem, ProblemKind};
use crate::base::span::Span;

const OURS: &str = "<<<<<<<";
const THEIRS: &str = ">>>>>>>";
const BETWEEN: &str = "=======";
const BASE: &str = "|||||||";

/// How to end a merge by hand.
pub(super) const HELP: &str = "Keep the right version, and delete the lines that begin with `<<<<<<<`, `|||||||`, `=======` or `>>>>>>>`.";

/// A conflict: its marks in the order of the text.
struct Conflict {
    marks: Vec<(Span, &'static str)>,
}

/// The first merge conflict of a text, as a problem that also names where the others begin.
///
/// A block of code may show a mark on its own; a whole conflict is reported there too. Elsewhere one mark is enough:
/// somebody deleted the others.
pub(super) fn find(text: &str) -> Option<Problem> {
    // Every text is asked, and hardly one has either.
    let has = |mark: &str| memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    if !has(OURS) && !has(THEIRS) {
        return None;
    }
    let mut conflicts = conflicts(text).into_iter();
    let first = conflicts.next()?;
    let mut marks = first.marks.iter();
    let (place, _) = marks.next()?;
    let whole = first.marks.len() > 1;
    let mut problem = Problem::new(
        ProblemKind::Unreadable,
        *place,
        if whole {
            "a merge was not finished: the versions of two branches are both in the file"
        } else {
            "this line is left from a merge that was not finished"
        },
    );
    for (span, mark) in marks {
        let label = match *mark {
            BASE => "the text before both changes begins here",
            BETWEEN => "the version of the other branch begins here",
            _ => "the conflict ends here",
        };
        problem = problem.label(*span, label);
    }
    for (span, _) in conflicts.filter_map(|conflict| conflict.marks.first().copied()) {
        problem = problem.label(span, "another conflict");
    }
    Some(problem.help(if whole {
        HELP
    } else {
        "Check that the text around it is right, and delete this line and all others that begin with `<<<<<<<`, `|||||||`, `=======` or `>>>>>>>`."
    }))
}

fn conflicts(text: &str) -> Vec<Conflict> {
    let mut found: Vec<Conflict> = Vec::new();
    let mut open: Vec<(Span, &'static str)> = Vec::new();
    // The fence of the block of code that the line is in, and whether the open conflict began in it.
    let mut code: Option<&str> = None;
    let mut began_in_code = false;
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let span = Span::new(start, start + line.trim_end_matches(['\n', '\r']).len());
        start += line.len();
        let shown = span.slice(text).trim_start_matches('\u{feff}');
        let span = Span::new(span.end as usize - shown.len(), span.end as usize);
        match mark(shown) {
            Some(OURS) => {
                if !open.is_empty() && !began_in_code {
                    found.push(Conflict { marks: std::mem::take(&mut open) });
                }
                open = vec![(span, OURS)];
                began_in_code = code.is_some();
            }
            Some(THEIRS) => {
                let whole = open.iter().any(|(_, mark)| *mark == BETWEEN);
                if whole || (!open.is_empty() && !began_in_code) || (open.is_empty() && code.is_none()) {
                    open.push((span, THEIRS));
                    found.push(Conflict { marks: std::mem::take(&mut open) });
                }
                open.clear();
            }
            Some(mark) if !open.is_empty() => open.push((span, mark)),
            _ => {}
        }
        let fence = shown.trim_start();
        code = match code {
            Some(open) if fence.starts_with(open) => None,
            Some(open) => Some(open),
            None => ["```", "~~~"].into_iter().find(|mark| fence.starts_with(mark)),
        };
    }
    if !open.is_empty() && !began_in_code {
        // Without its end only the first line is a mark for certain: `=======` may underline a heading.
        open.truncate(1);
        found.push(Conflict { marks: open });
    }
    found
}

/// The mark that a line is: seven of its character at the very start, then nothing or a space.
/// Whether a line begins or ends a conflict.
pub(super) fn is_edge(line: &str) -> bool {
    matches!(mark(line), Some(OURS | THEIRS))
}

fn mark(line: &str) -> Option<&'static str> {
    let mark = [OURS, THEIRS, BETWEEN, BASE].into_iter().find(|mark| line.starts_with(mark))?;
    let rest = line.get(mark.len()..).unwrap_or("");
    (rest.is_empty() || rest.starts_with(' ')).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(String, Vec<String>)> {
        let problem = find(text)?;
        let labels = problem.labels.iter().map(|(span, _)| span.slice(text).to_owned()).collect();
        Some((problem.span.slice(text).to_owned(), labels))
    }

    fn marks(first: &str, others: &[&str]) -> Option<(String, Vec<String>)> {
        Some((first.to_owned(), others.iter().map(|mark| (*mark).to_owned()).collect()))
    }

    #[test]
    fn a_conflict_is_found_with_all_its_marks() {
        let text = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> topic\nd\n";
        assert_eq!(found(text), marks("<<<<<<< HEAD", &["=======", ">>>>>>> topic"]));
        assert_eq!(found(&text.replace('\n', "\r\n")), marks("<<<<<<< HEAD", &["=======", ">>>>>>> topic"]));
        assert_eq!(
            found("<<<<<<< ours\na\n||||||| base\nb\n=======\nc\n>>>>>>> theirs"),
            marks("<<<<<<< ours", &["||||||| base", "=======", ">>>>>>> theirs"])
        );
        assert_eq!(
            found("\u{feff}<<<<<<<\na\n=======\n>>>>>>>\n"),
            marks("<<<<<<<", &["=======", ">>>>>>>"])
        );
        assert_eq!(
            found(&format!("{text}{text}")),
            marks("<<<<<<< HEAD", &["=======", ">>>>>>> topic", "<<<<<<< HEAD"])
        );
    }

    #[test]
    fn a_mark_that_was_left_is_found() {
        assert_eq!(found("a\n=======\nb\n>>>>>>> topic\n"), marks(">>>>>>> topic", &[]));
        assert_eq!(found("a\n<<<<<<< HEAD\nb\n"), marks("<<<<<<< HEAD", &[]));
        assert_eq!(found("<<<<<<< HEAD\nb\n\nTitle\n=======\n"), marks("<<<<<<< HEAD", &[]));
        assert_eq!(
            found("<<<<<<< A\n<<<<<<< B\n=======\n>>>>>>> C\n"),
            marks("<<<<<<< A", &["<<<<<<< B"]),
            "both are named"
        );
    }

    #[test]
    fn what_only_looks_like_a_mark_is_none() {
        for text in [
            "Neck Pain\n=======\n\nText\n",
            "|||||||\n|-|-|-|-|-|-|\n",
            "a <<<<<<< b and >>>>>>> c\n",
            "<<<<<<<<< nine\n>>>>>>>>> nine\n",
            "```\n<<<<<<< HEAD\n```\n",
            "~~~ text\n>>>>>>> topic\n~~~\n",
            "```\n<<<<<<< HEAD\n>>>>>>> topic\n```\n",
            "  <<<<<<< HEAD\n  =======\n  >>>>>>> topic\n",
        ] {
            assert_eq!(found(text), None, "{text:?}");
        }
        let in_code = "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n```\n";
        assert_eq!(found(in_code), marks("<<<<<<< HEAD", &["=======", ">>>>>>> topic"]));
    }
}
