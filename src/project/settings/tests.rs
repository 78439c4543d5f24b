use std::cell::Cell;

use super::*;

/// How many files are read for a chain of `n` that extend each other, and whether it is refused.
fn chain(n: usize) -> (usize, bool) {
    let folder = tempfile::tempdir().expect("a folder");
    let write =
        |name: &str, text: String| fs::write(folder.path().join(name), text).expect("it can be written");
    write(crate::rules::settings::FILE_NAME, "extends: c1.yaml\n".to_owned());
    for nth in 1..n {
        write(&format!("c{nth}.yaml"), format!("extends: c{}.yaml\n", nth + 1));
    }
    write(&format!("c{n}.yaml"), "rules: {}\n".to_owned());
    let files = Files::on_disk(Root::of(folder.path()).expect("a repository"));
    let today = Date::parse("2026-11-22").expect("a date");
    let read = Cell::new(0);
    let config = load_with(&files, today, &|path, shown| {
        read.set(read.get() + 1);
        files.read_file(path, shown)
    });
    (read.get(), config.is_err())
}

/// A chain of any length costs no more than the longest that is taken.
#[test]
fn a_chain_of_settings_is_read_as_far_as_it_may_go() {
    assert_eq!(chain(1), (2, false));
    assert_eq!(chain(LONGEST_CHAIN), (LONGEST_CHAIN + 1, false));
    for n in [LONGEST_CHAIN + 1, 60, 240] {
        assert_eq!(chain(n), (LONGEST_CHAIN + 1, true), "{n} files");
    }
}
