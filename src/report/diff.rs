//! Changes as a unified diff that `git apply` takes.

use std::io;

use anstyle::{AnsiColor, Color};
use sha2::{Digest as _, Sha256};
use similar::TextDiff;

use super::{Style, sanitise};
use crate::base::digest::hex;
use crate::run::change::Change;

/// Writes changes in the form of `git diff`. `top` is what leads from the folder that git works in to the root of the
/// repository: `docs/`, or nothing.
///
/// Files hold what they hold, and a patch has to say so. What is coloured is for people, and no patch: it is spared the
/// characters that a terminal would obey.
///
/// # Errors
/// Those of `out`.
pub fn write(changes: &[Change], top: &str, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    for change in changes {
        let mut diff = Vec::new();
        one(change, top, &mut diff)?;
        if !style.terminal && !style.color {
            out.write_all(&diff)?;
            continue;
        }
        for line in String::from_utf8_lossy(&diff).lines() {
            let color = paint(line, style);
            writeln!(out, "{color}{}{color:#}", sanitise::sentence(line))?;
        }
    }
    Ok(())
}

/// As [`write()`], where GitHub Actions read along. A line of content may be a command to them, and a patch must not alter
/// it, so the runner is told to obey nothing up to a word that no content can foresee. `git apply` passes over both lines.
///
/// # Errors
/// Those of `out`.
pub fn write_on_runner(
    changes: &[Change],
    top: &str,
    style: Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut diff = Vec::new();
    write(changes, top, style, &mut diff)?;
    if diff.is_empty() {
        return Ok(());
    }
    // It hangs on all of the content, so its author would have to write the hash of the text itself.
    let word = hex(&Sha256::digest(&diff));
    writeln!(out, "::stop-commands::{word}")?;
    out.write_all(&diff)?;
    writeln!(out, "::{word}::")
}

fn one(change: &Change, top: &str, out: &mut Vec<u8>) -> io::Result<()> {
    use io::Write as _;
    let old = format!("{top}{}", change.path);
    let new = change.to.as_ref().map_or_else(|| old.clone(), |to| format!("{top}{to}"));
    let (a, b) = (quoted(&format!("a/{old}")), quoted(&format!("b/{new}")));
    writeln!(out, "diff --git {a} {b}")?;
    let before = change.before.as_deref().unwrap_or("");
    if change.before.is_none() && change.to.is_none() {
        writeln!(out, "new file mode 100644")?;
    }
    if old != new {
        writeln!(out, "rename from {}\nrename to {}", quoted(&old), quoted(&new))?;
    }
    if change.is_move_alone() || before == change.after {
        return Ok(());
    }
    match change.before {
        Some(_) => writeln!(out, "--- {a}")?,
        None => writeln!(out, "--- /dev/null")?,
    }
    writeln!(out, "+++ {b}")?;
    // Git ends lines at a line feed alone.
    let before: Vec<&str> = before.split_inclusive('\n').collect();
    let after: Vec<&str> = change.after.split_inclusive('\n').collect();
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&before, &after);
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        writeln!(out, "{}", hunk.header())?;
        for line in hunk.iter_changes() {
            let text: &str = line.value();
            write!(out, "{}{text}", line.tag())?;
            // The library also takes a lone carriage return for the end of a line, so it would say nothing here.
            if !text.ends_with('\n') {
                writeln!(out, "\n\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}

/// A path as git writes it: in quotes where it holds what would end it.
fn quoted(path: &str) -> String {
    if !path.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        return path.to_owned();
    }
    let mut quoted = String::from("\"");
    for byte in path.bytes() {
        match byte {
            b'"' | b'\\' => quoted.extend(['\\', char::from(byte)]),
            0x20..0x7f => quoted.push(char::from(byte)),
            _ => quoted.push_str(&format!("\\{byte:03o}")),
        }
    }
    quoted.push('"');
    quoted
}

fn paint(line: &str, style: Style) -> anstyle::Style {
    let plain = anstyle::Style::new();
    let color = |color: AnsiColor| plain.fg_color(Some(Color::Ansi(color)));
    match line.as_bytes() {
        _ if !style.color => plain,
        [b'-', b'-', b'-', b' ', ..] | [b'+', b'+', b'+', b' ', ..] | [b'd', b'i', b'f', b'f', ..] => {
            plain.bold()
        }
        [b'@', ..] => color(AnsiColor::Cyan),
        [b'-', ..] => color(AnsiColor::Red),
        [b'+', ..] => color(AnsiColor::Green),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(change: Change) -> String {
        let mut out = Vec::new();
        write(&[change], "docs/", Style::default(), &mut out).expect("a vector takes all");
        String::from_utf8(out).expect("it is text")
    }

    #[test]
    fn line_ends_and_the_end_of_the_file_are_kept() {
        let change = Change::edited("a b.md".into(), "1\r\n2\rx\n3".into(), "1\r\n2\ry\n3".into());
        assert_eq!(
            shown(change),
            "diff --git a/docs/a b.md b/docs/a b.md\n--- a/docs/a b.md\n+++ b/docs/a b.md\n@@ -1,3 +1,3 @@\n 1\r\n-2\rx\n+2\ry\n 3\n\\ No newline at end of file\n"
        );
    }

    #[test]
    fn a_lone_carriage_return_ends_no_line_of_a_patch() {
        let change = Change::edited("a.md".into(), "1\r2\r".into(), "1\r3\r".into());
        assert_eq!(
            shown(change),
            "diff --git a/docs/a.md b/docs/a.md\n--- a/docs/a.md\n+++ b/docs/a.md\n@@ -1 +1 @@\n-1\r2\r\n\\ No newline at end of file\n+1\r3\r\n\\ No newline at end of file\n"
        );
    }

    #[test]
    fn files_come_and_move() {
        let new = Change { path: "r.yaml".into(), to: None, before: None, after: "a\n".into() };
        assert_eq!(
            shown(new),
            "diff --git a/docs/r.yaml b/docs/r.yaml\nnew file mode 100644\n--- /dev/null\n+++ b/docs/r.yaml\n@@ -0,0 +1 @@\n+a\n"
        );
        let moved = Change {
            path: "a\t.md".into(),
            to: Some("ä.md".into()),
            before: Some("a\n".into()),
            after: "a\n".into(),
        };
        assert_eq!(
            shown(moved),
            "diff --git \"a/docs/a\\011.md\" b/docs/ä.md\nrename from \"docs/a\\011.md\"\nrename to docs/ä.md\n"
        );
    }
}
