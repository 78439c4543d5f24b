//! Completion scripts, the ids that they ask for, and manual pages.

use std::path::Path;

use crate::repo::{Repo, medproof};

fn printed(words: &[&str]) -> String {
    let output = Repo::new(&[]).run(words).code(0).stderr_eq("").get_output().stdout.clone();
    String::from_utf8(output).unwrap()
}

#[test]
fn shells_get_their_completions_with_rules_and_groups() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = printed(&["completions", shell]);
        assert!(script.contains("stdin-filename"), "{shell}");
        // The last two complete no values of options.
        if ["bash", "zsh", "fish"].contains(&shell) {
            assert!(script.contains("link/see-unresolved") && script.contains("readability"), "{shell}");
            assert!(script.contains("medproof ids people 2>/dev/null") || shell == "bash", "{shell}");
        }
    }
    assert!(!printed(&["check", "--help"]).contains("link/see-unresolved"));
}

#[test]
fn ids_are_those_of_the_repository_and_none_that_a_shell_obeys() {
    let repo = Repo::with_clean_page(&[
        ("content/articles/evil.md", "---\nid: \"$(touch pwned)\"\ntitle: Evil\ntopic: neck\n---\n\nText.\n"),
        ("content/articles/other.md", "---\ntitle: Other\ntopic: \"a b\"\n---\n\nText.\n"),
        ("content/citations/all.yaml", "- {id: smith-2020, type: book, title: Necks}\n"),
    ]);
    let ids = |kind: &str| {
        let output = repo.run(&["ids", kind]).code(0).stderr_eq("").get_output().stdout.clone();
        String::from_utf8(output).unwrap()
    };
    assert_eq!(ids("pages"), "neck-pain\nother\n");
    assert_eq!(ids("people"), "lee\nron\n");
    assert_eq!(ids("sources"), "smith-2020\n");
    assert_eq!(ids("topics"), "neck\n");
    assert_eq!(ids("all"), "lee\nneck-pain\nother\nron\nsmith-2020\n");
    // Where nothing is, nothing is completed.
    Repo::new(&[]).run(&["ids", "pages"]).code(0).stdout_eq("").stderr_eq("");
}

/// What bash offers for the last of these words.
#[cfg(unix)]
#[test]
fn bash_completes_ids_and_rules() {
    let repo = Repo::with_clean_page(&[]);
    let program = snapbox::cmd::cargo_bin!("medproof");
    let script = printed(&["completions", "bash"]);
    repo.write("complete.bash", script);
    let offered = |words: &[&str]| {
        let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        let command = format!(
            "source complete.bash\nCOMP_WORDS=({})\nCOMP_CWORD={}\n_medproof_with_ids medproof '{}' '{}'\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
            quoted.join(" "),
            words.len() - 1,
            words[words.len() - 1],
            words[words.len() - 2],
        );
        let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
        let output = std::process::Command::new("bash")
            .args(["--noprofile", "--norc", "-c", &command])
            .current_dir(repo.path(""))
            .env("PATH", path)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let lines = String::from_utf8(output.stdout).unwrap();
        lines.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(offered(&["medproof", "sign", "ne"]), ["neck-pain"]);
    assert_eq!(offered(&["medproof", "sign", "neck-pain", "--reviewer", ""]), ["lee", "ron"]);
    assert_eq!(offered(&["medproof", "due", "--reviewer", "=", "r"]), ["ron"]);
    assert_eq!(offered(&["medproof", "due", "--reviewer", "="]), ["lee", "ron"]);
    assert_eq!(offered(&["medproof", "mv", "r"]), ["ron"]);
    let rules = ["link/see-ambiguous", "link/see-unresolved", "link/see-via-redirect"];
    let found = offered(&["medproof", "check", "--select", "link/see-"]);
    assert!(rules.iter().all(|rule| found.iter().any(|known| known == rule)), "{found:?}");
    assert!(offered(&["medproof", "explain", "link/see-un"]).contains(&"link/see-unresolved".to_owned()));
    assert!(offered(&["medproof", "sign", "--r"]).contains(&"--reviewer".to_owned()));
}

#[test]
fn every_command_has_a_manual_page() {
    let list = printed(&["man", "--list"]);
    let pages: Vec<&str> = list.lines().collect();
    assert_eq!(pages[0], "medproof");
    assert!(pages.contains(&"medproof-check") && pages.contains(&"medproof-completions"));
    assert!(!pages.contains(&"medproof-man") && !pages.contains(&"medproof-help"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in pages {
        let printed = medproof(root).args(["man", page]).assert().code(0).stderr_eq("");
        let text = String::from_utf8(printed.get_output().stdout.clone()).unwrap();
        assert!(text.contains(&format!(".TH {} 1", page.to_uppercase())), "{page}: {text}");
        assert!(text.contains(".SH NAME") && text.contains(".SH OPTIONS"), "{page}: {text}");
    }
    Repo::new(&[])
        .run(&["man", "medproof-chek"])
        .code(2)
        .stdout_eq("")
        .stderr_eq("medproof: there is no page `medproof-chek`; `medproof man --list` lists all pages.\n");
}
