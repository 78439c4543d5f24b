//! Files that nobody would want: each gets a clear finding, and the run goes on.

use snapbox::str;

use crate::repo::{CLEAN_PAGE, Repo};

#[test]
fn invalid_utf8_is_named_with_its_byte_and_the_run_goes_on() {
    let repo = Repo::with_clean_page(&[("content/articles/z.md", &CLEAN_PAGE.replace("lee", "nobody"))]);
    repo.write("content/articles/old.md", b"---\ntitle: Caf\xe9\nauthors: [nobody]\n---\n");
    repo.check(&[]).code(1).stdout_eq(str![[r#"
content/articles/old.md:2:11: error schema/unreadable the file is not UTF-8 (byte 14, 0xE9), so nothing in it was checked
content/articles/z.md:5:13: error review/person-unresolved the reviewer `nobody` has no bio in this repository

"#]]).stderr_eq("");
}

#[test]
fn a_link_to_an_unreadable_page_is_not_broken() {
    let page = CLEAN_PAGE.replace("Most neck", "[x](old.md#anything)\n\nSee Old\n\nMost neck");
    let repo = Repo::with_clean_page(&[("content/articles/neck-pain.md", &page)]);
    repo.write("content/articles/old.md", b"\xff");
    repo.check(&[]).code(1).stdout_eq(str![[r#"
content/articles/old.md:1:1: error schema/unreadable the file is not UTF-8 (byte 0, 0xFF), so nothing in it was checked

"#]]);
}

#[test]
fn sources_in_an_unreadable_registry_are_not_undefined() {
    let page = CLEAN_PAGE.replace("Most neck", "Heat hurts [@nord].\n\nMost neck");
    let repo = Repo::with_clean_page(&[
        ("content/articles/neck-pain.md", &page),
        ("content/citations/a.yaml", "- title: [x\n- id: nord\n"),
    ]);
    repo.check(&["--select", "citation"]).code(0).stdout_eq("");
}

#[test]
fn a_folder_may_be_named_like_a_file() {
    let repo = Repo::with_clean_page(&[(
        "content/articles/x.md/y.md",
        &CLEAN_PAGE.replace("All About", "More About"),
    )]);
    repo.check(&[]).code(0).stdout_eq("").stderr_eq("");
}

#[test]
fn empty_files_and_odd_line_ends_are_read() {
    let dressed = format!(
        "\u{feff}{}",
        CLEAN_PAGE.replace('\n', "\r\n").replace("Most neck", "Ce\u{301}rvical 👩‍⚕️ [x](gone.md)")
    );
    let repo = Repo::with_clean_page(&[
        ("content/articles/empty.md", ""),
        ("content/articles/bom.md", "\u{feff}"),
        ("content/citations/empty.yaml", ""),
        ("content/articles/neck-pain.md", &dressed),
    ]);
    repo.check(&[])
        .code(1)
        .stdout_eq(str![[r#"
content/articles/bom.md:1:1: error review/person-unresolved nobody is named as author
content/articles/bom.md:1:1: error review/reviewer-missing no medical reviewer is named
content/articles/bom.md:1:1: error schema/invalid-field `status` (stage of publication) is missing
content/articles/empty.md:1:1: error review/person-unresolved nobody is named as author
content/articles/empty.md:1:1: error review/reviewer-missing no medical reviewer is named
content/articles/empty.md:1:1: error schema/invalid-field `status` (stage of publication) is missing
content/articles/neck-pain.md:8:20: error link/target-missing there is no page at `content/articles/gone.md`

"#]])
        .stderr_eq("");
}

#[test]
fn terminal_escapes_of_the_content_never_reach_the_terminal() {
    let page = CLEAN_PAGE.replace("Most neck", "[x](<\u{1b}]0;owned\u{7}\u{202e}gone.md>)\n\nMost neck");
    let repo = Repo::with_clean_page(&[("content/articles/neck-pain.md", &page)]);
    for format in ["human", "concise"] {
        let output = repo.check(&["--format", format]).code(1).get_output().stdout.clone();
        let text = String::from_utf8(output).unwrap();
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{format}: {text:?}");
    }
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn symbolic_links_never_lead_out_or_in_circles() {
        let repo = Repo::with_clean_page(&[]);
        let elsewhere = Repo::new(&[("secret.md", "secret\n")]);
        symlink(elsewhere.path("secret.md"), repo.path("content/articles/outside.md")).unwrap();
        symlink(repo.path("content/articles"), repo.path("content/articles/circle")).unwrap();
        symlink("nowhere.md", repo.path("content/articles/broken.md")).unwrap();
        symlink("loop.md", repo.path("content/articles/loop.md")).unwrap();
        repo.check(&[]).code(1).stdout_eq(str![[r#"
content/articles/broken.md:1:1: error schema/unreadable this file is a link to a file that is not there
content/articles/loop.md:1:1: error schema/unreadable this file is a link to a file that is not there
content/articles/outside.md:1:1: error schema/unreadable this file is a link to a file outside the repository, so it was not read

"#]]).stderr_eq("");
    }

    #[test]
    fn names_may_hold_blanks_newlines_and_bytes_that_are_no_text() {
        let repo = Repo::with_clean_page(&[
            ("content/articles/two words.md", &CLEAN_PAGE.replace("[lee]", "[nobody]").replace("All", "B")),
            ("content/articles/two\nlines.md", &CLEAN_PAGE.replace("[lee]", "[nobody]").replace("All", "C")),
        ]);
        let name = OsStr::from_bytes(b"content/articles/\xff\xfe.md");
        std::fs::write(repo.path("").join(name), CLEAN_PAGE.replace("[lee]", "[nobody]").replace("All", "D"))
            .unwrap();
        repo.check(&[]).code(1).stdout_eq(str![[r#"
content/articles//xFF/xFE.md:5:13: error review/person-unresolved the reviewer `nobody` has no bio in this repository
content/articles/two␊lines.md:5:13: error review/person-unresolved the reviewer `nobody` has no bio in this repository
content/articles/two words.md:5:13: error review/person-unresolved the reviewer `nobody` has no bio in this repository

"#]]).stderr_eq("");
    }

    #[test]
    fn files_and_folders_without_permission_are_named() {
        let repo = Repo::with_clean_page(&[
            ("content/articles/locked.md", CLEAN_PAGE),
            ("content/articles/folder/a.md", CLEAN_PAGE),
        ]);
        let lock = |path: &str, mode: u32| {
            std::fs::set_permissions(repo.path(path), std::fs::Permissions::from_mode(mode)).unwrap();
        };
        lock("content/articles/locked.md", 0o000);
        lock("content/articles/folder", 0o000);
        // Whoever may read everything, as root may, has nothing to be refused.
        let may_read_all = std::fs::read(repo.path("content/articles/locked.md")).is_ok();
        let output = repo.check(&["--select", "schema/unreadable"]);
        lock("content/articles/folder", 0o755);
        if may_read_all {
            output.code(0).stdout_eq("");
        } else {
            output.code(1).stdout_eq(str![[r#"
content/articles/folder:1:1: error schema/unreadable this folder cannot be looked into (the account that runs medproof may not)
content/articles/locked.md:1:1: error schema/unreadable this file may not be read by the account that runs medproof

"#]]);
        }
    }
}

#[test]
fn a_file_over_64_mb_is_refused() {
    let repo = Repo::with_clean_page(&[("content/articles/big.md", "")]);
    let file = std::fs::File::options().write(true).open(repo.path("content/articles/big.md")).unwrap();
    file.set_len(64 * 1024 * 1024 + 1).unwrap();
    repo.check(&[])
        .code(1)
        .stdout_eq(str![[r#"
content/articles/big.md:1:1: error schema/unreadable this file is larger than 64 MB, so it was not read

"#]])
        .stderr_eq("");
}
