//! The action for GitHub, and the workflow that we offer with it: what they promise, and the scripts as a runner runs them.

use std::fs;
use std::path::Path;

use serde_yaml::Value;

fn read(path: &str) -> Value {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

fn steps(action: &Value) -> Vec<Value> {
    action["runs"]["steps"].as_sequence().unwrap().clone()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

#[test]
fn no_input_becomes_part_of_a_script() {
    for step in steps(&read("action.yml")) {
        assert!(!text(&step, "run").contains("${{"), "{step:?}");
        assert!(!text(&step, "name").is_empty(), "{step:?}");
        if step.get("run").is_some() {
            assert_eq!(text(&step, "shell"), "bash", "{step:?}");
        }
    }
}

/// What the build runs is chosen by settings files around the folder it runs in: a pull request must not bring them.
#[test]
fn nothing_is_built_in_the_folder_of_the_pull_request() {
    let action = read("action.yml");
    let builds: Vec<Value> =
        steps(&action).into_iter().filter(|step| text(step, "run").contains("cargo ")).collect();
    assert_eq!(builds.len(), 1);
    for step in builds {
        assert_eq!(text(&step, "working-directory"), "${{ github.action_path }}");
        assert_eq!(text(&step["env"], "RUSTUP_TOOLCHAIN"), "stable");
        assert!(text(&step, "run").contains("--path . "), "{step:?}");
    }
    // Everything that we offer to copy installs what is published.
    for path in ["README.md", "examples/github-review-reminders.yml", "examples/gitlab-review-reminders.yml"]
    {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
        assert!(!text.contains("cargo install --locked --git"), "{path}");
        assert!(text.contains("install medproof=="), "{path}");
    }
}

#[test]
fn every_input_is_described_and_used() {
    let action = read("action.yml");
    let used = serde_yaml::to_string(&action["runs"]).unwrap();
    for (name, input) in action["inputs"].as_mapping().unwrap() {
        let name = name.as_str().unwrap();
        assert!(text(input, "description").ends_with('.') && input.get("default").is_some(), "{name}");
        assert!(used.contains(&format!("inputs.{name}")), "{name}");
    }
}

#[test]
fn the_workflow_we_offer_may_do_little_and_names_inputs_that_exist() {
    let workflow = read("examples/github-workflow.yml");
    assert_eq!(workflow["permissions"].as_mapping().map(|permissions| permissions.len()), Some(0));
    let job = &workflow["jobs"]["medproof"];
    let permissions = serde_yaml::to_string(&job["permissions"]).unwrap();
    assert_eq!(permissions, "contents: read\nsecurity-events: write\n");
    let steps = job["steps"].as_sequence().unwrap();
    let ours = steps.iter().find(|step| text(step, "uses").starts_with("medproof/medproof@")).unwrap();
    let action = read("action.yml");
    for (name, _) in ours["with"].as_mapping().unwrap() {
        assert!(action["inputs"].get(name).is_some(), "{name:?}");
    }
}

#[cfg(unix)]
mod scripts {
    use std::process::{Command, Output};

    use super::*;
    use crate::git::page;
    use crate::repo::{CLEAN_PAGE, PERSON, Repo};

    /// A repository whose main branch has a broken page, and a branch that breaks another one.
    fn repo() -> Repo {
        let repo = Repo::committed(&[
            ("content/articles/neck-pain.md", CLEAN_PAGE),
            ("content/articles/old.md", &page("Old", "See Nothing At All")),
            ("content/people/lee.yaml", PERSON),
        ]);
        repo.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
        repo.write("content/articles/two words.md", page("New", "[x](gone.md)"));
        repo.commit("second");
        repo
    }

    /// Runs the script of a step with variables, as GitHub does.
    fn run(id: &str, repo: &Repo, variables: &[(&str, &str)]) -> Output {
        let step = steps(&read("action.yml")).into_iter().find(|step| text(step, "id") == id).unwrap();
        repo.write("runner/script.sh", text(&step, "run"));
        let at = |path: &str| repo.path(path);
        let program = at("runner/medproof/bin/medproof");
        fs::create_dir_all(program.parent().unwrap()).unwrap();
        if !program.exists() {
            std::os::unix::fs::symlink(snapbox::cmd::cargo_bin!("medproof"), program).unwrap();
        }
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(at("runner/script.sh"));
        command.current_dir(at("")).env_clear().env("PATH", std::env::var_os("PATH").unwrap());
        command.envs([
            ("GITHUB_ACTIONS", "true"),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
        ]);
        command.env("GITHUB_ACTION_PATH", env!("CARGO_MANIFEST_DIR"));
        command.env("GITHUB_STEP_SUMMARY", at("runner/summary.md")).env("GITHUB_OUTPUT", at("runner/output"));
        command.env("RUNNER_TEMP", at("runner")).env("MEDPROOF_HOME", at("runner/medproof"));
        // What the inputs say unless a test says something else.
        command.envs([("PATHS", "."), ("FAIL_ON", ""), ("CHANGED", "false")]).envs(variables.iter().copied());
        command.output().unwrap()
    }

    /// The rule and file of each annotation, in their order.
    fn annotations(output: &Output) -> Vec<String> {
        let lines = std::str::from_utf8(&output.stdout).unwrap().lines();
        let annotation = |line: &str| {
            let (fields, _) = line.strip_prefix("::error ")?.split_once("::")?;
            let field =
                |name: &str| fields.split(',').find_map(|field| field.strip_prefix(name)).map(str::to_owned);
            Some(format!("{} {}", field("title=")?, field("file=")?))
        };
        lines.filter_map(annotation).collect()
    }

    #[test]
    fn everything_is_checked_annotated_summed_up_and_handed_on() {
        let repo = repo();
        let output = run("check", &repo, &[("GITHUB_BASE_REF", "main")]);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let all = [
            "link/see-unresolved content/articles/old.md",
            "link/target-missing content/articles/two words.md",
        ];
        assert_eq!(annotations(&output), all);
        let summary = fs::read_to_string(repo.path("runner/summary.md")).unwrap();
        assert!(summary.contains("2 errors and 1 warning in 2 of 4 files."), "{summary}");
        let sarif = repo.path("runner/medproof.sarif");
        let log: serde_json::Value = serde_json::from_slice(&fs::read(&sarif).unwrap()).unwrap();
        assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 3);
        let handed_on = fs::read_to_string(repo.path("runner/output")).unwrap();
        assert_eq!(handed_on, format!("sarif={}\n", sarif.display()));
    }

    #[test]
    fn a_pull_request_hears_of_what_it_changes() {
        let repo = repo();
        let output = run("check", &repo, &[("CHANGED", "true"), ("GITHUB_BASE_REF", "main")]);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert_eq!(annotations(&output), ["link/target-missing content/articles/two words.md"]);
        // A push has no base, so everything is reported.
        let output = run("check", &repo, &[("CHANGED", "true"), ("GITHUB_BASE_REF", "")]);
        assert_eq!(annotations(&output).len(), 2, "{output:?}");
    }

    #[test]
    fn paths_are_lines_and_no_input_is_a_command() {
        let repo = repo();
        let output = run("check", &repo, &[("PATHS", "content/people\ncontent/articles/two words.md\n")]);
        assert_eq!(annotations(&output), ["link/target-missing content/articles/two words.md"]);
        let output = run("check", &repo, &[("PATHS", "content/people")]);
        assert_eq!((output.status.code(), annotations(&output)), (Some(0), Vec::new()));
        for (input, value) in [("PATHS", "--fix"), ("PATHS", "$(touch pwned)"), ("FAIL_ON", "x; touch pwned")]
        {
            let output = run("check", &repo, &[(input, value)]);
            assert_eq!(output.status.code(), Some(2), "{output:?}");
            assert!(!repo.path("pwned").exists());
        }
        assert_eq!(fs::read_to_string(repo.path("runner/output")).unwrap().lines().count(), 2);
    }

    #[test]
    fn the_severity_that_fails_is_chosen() {
        let output = run("check", &repo(), &[("FAIL_ON", "never")]);
        assert_eq!((output.status.code(), annotations(&output).len()), (Some(0), 2));
    }

    #[test]
    fn what_was_built_is_known_again_by_its_sources() {
        let repo = repo();
        let key = || {
            let _ = fs::remove_file(repo.path("runner/output"));
            let output = run("version", &repo, &[]);
            assert!(output.status.success(), "{output:?}");
            fs::read_to_string(repo.path("runner/output")).unwrap()
        };
        let first = key();
        assert!(first.len() == "key=\n".len() + 40 && first.starts_with("key="), "{first}");
        assert_eq!(key(), first);
    }
}
