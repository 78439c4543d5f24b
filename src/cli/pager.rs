//! Long texts on a terminal, page by page.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use super::Streams;

/// Prints a text; one that is longer than the terminal goes through the program that `PAGER` names, else `less`.
pub(super) fn show(text: &str, streams: &Streams) -> io::Result<()> {
    let height = terminal_size::terminal_size().map(|(_, height)| usize::from(height.0));
    let fits = height.is_some_and(|height| text.lines().count() < height);
    if !fits
        && let Some(mut pager) = pager(std::env::var_os("PAGER"))
        && through(&mut pager, text)?
    {
        return Ok(());
    }
    streams.print(|out| out.write_all(text.as_bytes())).map(drop)
}

/// The program; `None` if nobody wants one.
fn pager(set: Option<OsString>) -> Option<Command> {
    let set = set.map_or_else(|| "less".to_owned(), |set| set.to_string_lossy().into_owned());
    let mut words = set.split_whitespace();
    let program = words.next().filter(|program| *program != "cat")?;
    let mut command = Command::new(program);
    command.args(words);
    if std::env::var_os("LESS").is_none() {
        // As git does: colours are shown, a text that fits ends at once, and the screen is kept.
        command.env("LESS", "FRX");
    }
    Some(command)
}

/// Hands a text to a program. Returns whether there is such a program.
fn through(pager: &mut Command, text: &str) -> io::Result<bool> {
    let Ok(mut child) = pager.stdin(Stdio::piped()).spawn() else {
        return Ok(false);
    };
    if let Some(mut stdin) = child.stdin.take() {
        // Somebody who has read enough closes it early.
        let _ = stdin.write_all(text.as_bytes());
    }
    child.wait()?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pager_is_the_one_that_is_set() {
        let words = |set: Option<&str>| {
            let command = pager(set.map(OsString::from))?;
            let words = [command.get_program()].into_iter().chain(command.get_args());
            Some(words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(words(None).as_deref(), Some("less"));
        assert_eq!(words(Some("more -s")).as_deref(), Some("more -s"));
        assert_eq!(words(Some("cat")), None);
        assert_eq!(words(Some("")), None);
    }

    #[test]
    fn a_program_that_is_not_there_is_no_failure() {
        let mut missing = pager(Some(OsString::from("medproof-has-no-such-pager"))).expect("a command");
        assert!(!through(&mut missing, "text").expect("no error"));
    }
}
