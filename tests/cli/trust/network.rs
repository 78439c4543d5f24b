//! No network is ever used: the program does not ask for one, does the same without one, and is not built of anything
//! that could.

use std::path::Path;

/// What speaks on networks, or runs what does. `mio` is none of them: it waits for changes of files under `--watch`, and
/// is built without its sockets.
const NETWORKING: [&str; 25] = [
    "async-std",
    "attohttpc",
    "curl",
    "curl-sys",
    "h2",
    "hickory-resolver",
    "hyper",
    "isahc",
    "minreq",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tokio",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "webpki",
    "websocket",
    "git2",
];

#[test]
fn nothing_it_is_built_of_speaks_on_networks() {
    let lock = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    let names: Vec<&str> =
        lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(names.contains(&"jsonschema") && names.len() > 100, "this is no list of packages: {names:?}");
    let networking: Vec<&&str> = names.iter().filter(|name| NETWORKING.contains(name)).collect();
    assert!(networking.is_empty(), "{networking:?}");
}

#[cfg(target_os = "linux")]
mod linux {
    use std::process::{Command, Output};

    use crate::repo::{CLEAN_PAGE, Repo};
    use crate::trust::{skip, trace};

    /// A repository that names addresses wherever it can.
    fn repo() -> Repo {
        Repo::with_clean_page(&[
            ("medproof.yaml", "collections: {articles: {schema: own.json}}\n"),
            (
                "own.json",
                r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.org/own.json", "required": ["summary"]}"#,
            ),
            (
                "content/articles/a.md",
                &CLEAN_PAGE.replace(
                    "Most",
                    "[x](https://example.org/gone) [y](http://127.0.0.1:9/) [z](gone.md) Most",
                ),
            ),
            (
                "content/citations/a.yaml",
                "- {id: nhs, type: webpage, title: Whiplash, URL: 'https://www.nhs.uk/whiplash/', accessed: 2026-08-24, DOI: 10.1000/none}\n",
            ),
        ])
    }

    const WORDS: [&str; 4] = ["check", "--advice", "--today", "2026-11-22"];

    #[test]
    fn it_does_the_same_without_a_network() {
        let repo = repo();
        let run =
            |command: &mut Command| command.current_dir(repo.path("")).env_remove("GITHUB_ACTIONS").output();
        let program = snapbox::cmd::cargo_bin!("medproof");
        let unshared = |program: &str, words: &[&str]| -> std::io::Result<Output> {
            run(Command::new("unshare").args(["--map-root-user", "--net", program]).args(words))
        };
        if !unshared("true", &[]).is_ok_and(|output| output.status.success()) {
            return skip("the system gives nobody a network of their own, so none could be taken away");
        }
        let with = run(Command::new(program).args(WORDS)).unwrap();
        let without = unshared(&program.display().to_string(), &WORDS).unwrap();
        assert_eq!(with.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&with.stdout).contains("link/target-missing"));
        assert_eq!(without, with);
    }

    #[test]
    fn it_never_asks_for_a_network() {
        let repo = repo();
        repo.git(&["init", "--quiet"]);
        for words in [&WORDS as &[&str], &["check", "--changed"], &["check", "--staged"], &["baseline"]] {
            let Some(calls) = trace::calls(&repo.path(""), words, "socket,connect,sendto,execve") else {
                return skip("there is no `strace` that may look, so nobody knows what was asked for");
            };
            // The program itself has to be in the list, or nothing was watched.
            assert!(
                calls.iter().any(|call| call.contains("execve(") && call.contains("medproof")),
                "{calls:#?}"
            );
            let network = |call: &&String| call.contains("AF_INET") || call.contains("AF_NETLINK");
            assert_eq!(calls.iter().find(network), None, "{words:?}");
        }
    }
}
