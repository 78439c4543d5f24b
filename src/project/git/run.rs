//! Running `git`.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{BufReader, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use super::{GitError, is_same_place, os_text};
use crate::base::source::printable;

/// Where and with which surroundings `git` is started.
#[derive(Clone, Debug)]
pub(super) struct Run {
    folder: PathBuf,
    /// What is set for git, and what is taken away.
    environment: Vec<(&'static str, Option<OsString>)>,
    /// Settings of the repository that name programs, switched off: names of variables and what they hold.
    overruled: Vec<(String, OsString)>,
}

/// What git says of a folder.
pub(super) struct Described {
    pub(super) prefix: String,
    pub(super) common: PathBuf,
    pub(super) shallow: bool,
}

impl Run {
    /// As git sees it whom nobody told where its folder is.
    pub(super) fn found_from(folder: &Path) -> Run {
        Run { folder: folder.to_owned(), environment: Vec::new(), overruled: Vec::new() }
    }

    /// As a hook was told to see it, where the folder lies in the work tree that git named.
    ///
    /// Hooks in a linked work tree get `GIT_DIR` alone, and git then takes the folder it is started in for the top
    /// of the work tree. It is therefore asked where the program itself was started.
    pub(super) fn of_environment(folder: &Path) -> Result<Option<Run>, GitError> {
        if env::var_os("GIT_DIR").is_none_or(|folder| folder.is_empty()) {
            return Ok(None);
        }
        let dropped = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"];
        let elsewhere = Run {
            folder: folder.to_owned(),
            environment: dropped.into_iter().map(|name| (name, None)).collect(),
            overruled: Vec::new(),
        };
        let here = env::current_dir().unwrap_or_else(|_| folder.to_owned());
        let run = Run::found_from(&here);
        let Ok(told) = run.output(&["rev-parse", "--show-toplevel"]) else {
            return Ok(Some(elsewhere));
        };
        let top = PathBuf::from(os_text(without_line_end(&told)));
        if !folder.ancestors().any(|above| is_same_place(above, &top)) {
            return Ok(Some(elsewhere));
        }
        let git_dir = run.output(&["rev-parse", "--absolute-git-dir"])?;
        let git_dir = os_text(without_line_end(&git_dir)).to_owned();
        Ok(Some(Run {
            folder: folder.to_owned(),
            environment: vec![("GIT_DIR", Some(git_dir)), ("GIT_WORK_TREE", Some(top.into_os_string()))],
            overruled: Vec::new(),
        }))
    }

    /// The same with all filters of the settings switched off: git would start them to compare files.
    ///
    /// The settings are overruled by variables. Unlike a word of the command line these hold any name, such as that of
    /// a filter with `=` in it.
    pub(super) fn without_filters(mut self) -> Result<Run, GitError> {
        let words =
            ["config", "-z", "--name-only", "--get-regexp", r"^filter\..*\.(clean|smudge|process|required)$"];
        // Git exits with 1 where there are none.
        let names = self.command(&words).stdin(Stdio::null()).output().map_err(not_started)?.stdout;
        let given =
            env::var("GIT_CONFIG_COUNT").ok().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
        let mut count = given;
        for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
            let value = if name.ends_with(b".required") { "false" } else { "" };
            self.overruled.push((format!("GIT_CONFIG_KEY_{count}"), os_text(name).to_owned()));
            self.overruled.push((format!("GIT_CONFIG_VALUE_{count}"), value.into()));
            count += 1;
        }
        if count > given {
            self.overruled.push(("GIT_CONFIG_COUNT".to_owned(), count.to_string().into()));
        }
        Ok(self)
    }

    /// Where in the work tree the folder lies.
    pub(super) fn describe(&self) -> Result<Described, GitError> {
        let inside = match self.output(&["rev-parse", "--is-inside-work-tree"]) {
            Ok(answer) => answer.starts_with(b"true"),
            Err(GitError::Said(words)) if !words.contains("not a git repository") => {
                return Err(GitError::Said(words));
            }
            Err(GitError::Said(_)) => false,
            Err(other) => return Err(other),
        };
        if !inside {
            return Err(GitError::NoWorkTree(self.folder.clone()));
        }
        let prefix = self.output(&["rev-parse", "--show-prefix"])?;
        let common = self.output(&["rev-parse", "--git-common-dir"])?;
        let shallow = self.output(&["rev-parse", "--is-shallow-repository"])?;
        Ok(Described {
            prefix: printable(without_line_end(&prefix)),
            common: self.folder.join(os_text(without_line_end(&common))),
            shallow: shallow.starts_with(b"true"),
        })
    }

    /// What git prints.
    pub(super) fn output(&self, words: &[&str]) -> Result<Vec<u8>, GitError> {
        let output = self.command(words).stdin(Stdio::null()).output().map_err(not_started)?;
        if output.status.success() { Ok(output.stdout) } else { Err(said(&output.stderr)) }
    }

    /// The line that git prints; `None` if it fails without a word or prints nothing.
    pub(super) fn line_if_any(&self, words: &[&str]) -> Result<Option<String>, GitError> {
        let output = self.command(words).stdin(Stdio::null()).output().map_err(not_started)?;
        let line = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        match (output.status.success(), output.status.code()) {
            (true, _) => Ok(Some(line).filter(|line| !line.is_empty())),
            (false, Some(1)) => Ok(None),
            // `--verify --quiet` prints the name even where a name is known and is no commit.
            (false, _) if words.contains(&"--quiet") => Ok(None),
            (false, _) => Err(said(&output.stderr)),
        }
    }

    /// Hands `lines` to git and lets `read` take what it prints, both at once: neither may wait for the other, or a
    /// full pipe would stop both.
    pub(super) fn converse<T>(
        &self,
        words: &[&str],
        lines: &[impl AsRef<str> + Sync],
        read: impl FnOnce(&mut dyn Read) -> std::io::Result<T>,
    ) -> Result<T, GitError> {
        let mut command = self.command(words);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child: Child = command.spawn().map_err(not_started)?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let (Some(mut stdin), Some(stdout)) = (stdin, stdout) else {
            return Err(GitError::Said("it cannot be spoken with".to_owned()));
        };
        let taken = thread::scope(|scope| {
            scope.spawn(move || {
                let text: String = lines.iter().flat_map(|line| [line.as_ref(), "\n"]).collect();
                // Where git went away its answer is short, and that is noticed there.
                let _ = stdin.write_all(text.as_bytes());
            });
            read(&mut BufReader::new(stdout))
        });
        // Nothing is left to be asked: how it ends does not matter.
        let _ = child.wait();
        taken.map_err(|error| GitError::Said(format!("its answer broke off ({error})")))
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new("git");
        command
            .args([
                "-c",
                "core.quotepath=off",
                "-c",
                "core.fsmonitor=false",
                "-c",
                "core.hooksPath=/dev/null",
            ])
            .arg("--no-pager")
            .args(words)
            .current_dir(&self.folder)
            // A check writes nothing, asks nothing and fetches nothing; its messages can be told apart.
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_NO_LAZY_FETCH", "1")
            // Versions that do not know the line above may use no protocol.
            .env("GIT_ALLOW_PROTOCOL", "none")
            .env("LC_ALL", "C")
            .env_remove("GIT_EXTERNAL_DIFF")
            .env_remove("GIT_LITERAL_PATHSPECS");
        command.envs(self.overruled.iter().map(|(name, value)| (name, value)));
        for (name, value) in &self.environment {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command
    }
}

fn not_started(error: std::io::Error) -> GitError {
    if error.kind() == ErrorKind::NotFound { GitError::NoGit } else { GitError::Said(error.to_string()) }
}

/// What git gave as its reason, in its own words: they name settings such as `safe.directory`.
fn said(stderr: &[u8]) -> GitError {
    let words = String::from_utf8_lossy(stderr);
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    let words: Vec<&str> = lines.map(|line| line.strip_prefix("fatal: ").unwrap_or(line)).collect();
    GitError::Said(if words.is_empty() { "it gave no reason".to_owned() } else { words.join(" ") })
}

/// Git ends what it prints with one line end; a name may end with one of its own.
fn without_line_end(bytes: &[u8]) -> &[u8] {
    bytes.strip_suffix(b"\n").unwrap_or(bytes)
}

/// A file of git's own folder.
pub(super) fn own_file(path: &Path, limit: u64) -> Option<Vec<u8>> {
    let size = fs::metadata(path).ok()?.len();
    if size > limit { None } else { fs::read(path).ok() }
}
