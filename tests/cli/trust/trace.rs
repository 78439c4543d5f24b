//! What the program asks of the system, as `strace` tells.

use std::path::Path;
use std::process::{Command, Stdio};

/// Runs a command once more; no file below a folder may be opened.
pub fn assert_not_opened(folder: &Path, words: &[&str], forbidden: &Path) {
    let Some(calls) = calls(folder, words, "openat,open,openat2") else {
        return super::skip("there is no `strace` that may look, so nobody knows which files were opened");
    };
    assert!(calls.iter().any(|call| call.contains(" = 3<")), "nothing was watched: {calls:#?}");
    let forbidden = forbidden.canonicalize().unwrap().display().to_string();
    // With `-y` the answer shows where a file really lies, whatever links led there.
    let opened = |call: &&String| call.contains(&format!("<{forbidden}"));
    assert_eq!(calls.iter().find(opened), None, "{words:?}");
}

/// The calls of some kinds that a run of the program makes, and those of the programs that it starts; none where nobody
/// may watch.
pub fn calls(folder: &Path, words: &[&str], kinds: &str) -> Option<Vec<String>> {
    let log = tempfile::NamedTempFile::with_prefix("medproof-").unwrap();
    let traced = |program: &Path, words: &[&str]| {
        let mut strace = Command::new("strace");
        strace.args(["-f", "-y", "-qq", "-e", &format!("trace={kinds}"), "-o"]).arg(log.path());
        strace.arg(program).args(words).current_dir(folder).stdin(Stdio::null());
        strace.stdout(Stdio::null()).stderr(Stdio::null()).status()
    };
    if !traced(Path::new("true"), &[]).is_ok_and(|status| status.success()) {
        return None;
    }
    traced(snapbox::cmd::cargo_bin!("medproof"), words).unwrap();
    Some(std::fs::read_to_string(log.path()).unwrap().lines().map(str::to_owned).collect())
}
