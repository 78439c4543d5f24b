//! Nothing outside the repository is read, whatever content, settings, schemas and symbolic links name. A file beside the
//! repository bears a mark that no output may show, and on Linux the system is asked which files were opened.

use crate::git::git;
use crate::repo::{CLEAN_PAGE, PERSON, Repo, medproof};

/// Stands in every file outside, as its words, its key, its heading.
const MARK: &str = "mark-of-the-secret";

#[test]
fn links_of_content_lead_nowhere_outside() {
    let place = place();
    let links = "[a](../../../outside/secret.md) [b](../../../outside/secret.md#mark-of-the-secret) \
                 [c](/../outside/secret.md) [d](file:../../../outside/secret.md) ![e](../../../outside/secret.svg) \
                 [f](../../../../../../../../../../etc/passwd)\n\nSee mark-of-the-secret\n";
    place.write("site/content/articles/a.md", CLEAN_PAGE.replace("All About Neck Pain", "A") + "\n" + links);
    place.write(
        "site/content/redirects.yaml",
        "- {from: /x, to: ../outside/secret.md}\n- {from: ../outside/secret.md, to: /y}\n",
    );
    let shown = silent(&place, &["check", "--advice"]);
    assert!(shown.contains("content/articles/a.md:"), "{shown}");
    silent(&place, &["check", "--unsafe-fixes", "--diff"]);
    silent(&place, &["inspect", "content/articles/a.md"]);
}

#[test]
fn settings_name_nothing_outside() {
    let named = [
        "extends: ../outside/secret.yaml",
        "baseline: ../outside/secret.json",
        "baseline: linked/secret.json",
        "retractions: ../outside/secret.csv",
        "retractions: linked/secret.csv",
        "extends: linked/secret.yaml",
        "collections: {articles: {schema: ../outside/secret.json}}",
        "collections: {articles: {schema: linked/secret.json}}",
        "collections: {articles: {schema: refers.json}}",
        "collections: {articles: {schema: refers-to-link.json}}",
        "collections: {articles: {schema: refers-to-file.json}}",
    ];
    for text in named {
        let place = place();
        link(&place, "site/linked", "../outside");
        place.write("site/refers.json", r#"{"properties": {"title": {"$ref": "../outside/secret.json"}}}"#);
        place.write("site/refers-to-link.json", r#"{"$ref": "linked/secret.json"}"#);
        place.write("site/refers-to-file.json", r#"{"$ref": "file:///etc/passwd"}"#);
        place.write("site/medproof.yaml", format!("{text}\n"));
        for words in [&["check", "--format", "human"] as &[&str], &["baseline"], &["baseline", "--explain"]] {
            let shown = silent(&place, words);
            assert!(
                shown.contains("outside the repository")
                    || shown.contains("out of the repository")
                    || shown.contains("file:///etc/passwd"),
                "{text}: {shown}"
            );
        }
        let unchanged = std::fs::read_to_string(place.path("outside/secret.json")).unwrap();
        assert!(unchanged.contains(MARK));
    }
    // Patterns are not places: they only choose among what lies within.
    let patterns = [
        "collections: {articles: {files: ['content/articles/*.md', '../outside/**/*.md']}}",
        "overrides: [{files: '../outside/**', rules: {link: off}}]",
        "allow: [{path: ../outside/secret.json, rule: link/target-missing, reason: x}]",
        "exclude: [../outside/**]",
    ];
    for text in patterns {
        let place = place();
        place.write("site/medproof.yaml", format!("{text}\n"));
        silent(&place, &["check", "--format", "human"]);
    }
}

#[cfg(unix)]
#[test]
fn symbolic_links_lead_nowhere_outside() {
    let place = place();
    for name in ["secret.md", "secret.yaml", "secret.json"] {
        link(&place, &format!("site/content/articles/{name}"), &format!("../../../outside/{name}"));
        link(&place, &format!("site/content/citations/{name}"), &format!("../../../outside/{name}"));
    }
    link(&place, "site/content/articles/folder", "../../../outside");
    link(&place, "site/content/terms", "../../outside");
    link(&place, "site/content/articles/absolute.md", &place.path("outside/secret.md").display().to_string());
    place.write(
        "site/content/articles/a.md",
        CLEAN_PAGE.replace("All About Neck Pain", "A")
            + "\n[x](folder/secret.md) [y](secret.md#mark-of-the-secret)\n",
    );
    let shown = silent(&place, &["check", "--format", "human"]);
    assert!(
        shown.contains("this file is a link to a file outside the repository, so it was not read"),
        "{shown}"
    );
    silent(&place, &["baseline"]);
}

#[cfg(unix)]
#[test]
fn settings_that_are_a_link_out_are_not_read() {
    let place = place();
    link(&place, "site/medproof.yaml", "../outside/secret.yaml");
    for words in [&["check"] as &[&str], &["baseline"], &["inspect", "content/articles/neck-pain.md"]] {
        let shown = silent(&place, words);
        assert_eq!(
            shown,
            "medproof: `medproof.yaml` is a link out of the repository, so it was not read and nothing was checked\n"
        );
    }
}

#[cfg(unix)]
#[test]
fn links_that_git_holds_lead_nowhere_outside() {
    let place = place();
    let site = place.path("site");
    git(&site, &["init", "--quiet"]);
    link(&place, "site/escape", "../outside");
    git(&site, &["add", "--all"]);
    git(&site, &["commit", "--quiet", "--message", "first"]);
    // One link leads to another, and the last of them out; what is staged is not on the disk.
    link(&place, "site/content/articles/direct.md", "../../../outside/secret.md");
    link(&place, "site/content/articles/a.md", "../../escape/secret.md");
    git(&site, &["add", "--all"]);
    place.remove("site/content/articles/direct.md");
    place.remove("site/content/articles/a.md");
    let shown = silent(&place, &["check", "--staged", "--format", "human"]);
    assert_eq!(shown.matches("this file is a link to a file outside the repository").count(), 2, "{shown}");
    git(&site, &["commit", "--quiet", "--message", "second"]);
    silent(&place, &["check", "--changed", "--format", "human"]);
}

/// A clean repository in the folder `site`, and beside it a folder of secrets.
fn place() -> Repo {
    Repo::new(&[
        ("site/content/articles/neck-pain.md", CLEAN_PAGE),
        ("site/content/people/lee.yaml", PERSON),
        ("outside/secret.md", "---\ntitle: mark-of-the-secret\n---\n\n## mark-of-the-secret\n"),
        ("outside/secret.yaml", "mark-of-the-secret: 1\n"),
        ("outside/secret.json", "{\"mark-of-the-secret\": 1, \"required\": [\"mark-of-the-secret\"]}\n"),
        ("outside/secret.csv", "mark-of-the-secret\n"),
        ("outside/secret.svg", "<svg>mark-of-the-secret</svg>\n"),
    ])
}

fn link(place: &Repo, path: &str, target: &str) {
    let path = place.path(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(target, path).unwrap();
    // Elsewhere links need a right that tests lack: what they would lead to is simply not there.
    #[cfg(not(unix))]
    let _ = (target, path);
}

/// What a command prints in the repository; nothing of the secrets is in it, and none of them was opened.
fn silent(place: &Repo, words: &[&str]) -> String {
    let output = medproof(&place.path("site")).args(words).args(["--color", "never"]).output().unwrap();
    let shown = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    let said = shown.replace("See mark-of-the-secret", "").replace("“mark-of-the-secret”", "");
    // Content may name it: what counts is that nothing was learned.
    let said = said.replace("secret.md#mark-of-the-secret", "").replace("`#mark-of-the-secret`", "");
    assert!(!said.contains(MARK), "{words:?}: {shown}");
    #[cfg(target_os = "linux")]
    super::trace::assert_not_opened(&place.path("site"), words, &place.path("outside"));
    shown
}
