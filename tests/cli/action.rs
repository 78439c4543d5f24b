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
    assert_eq!(permissions, "contents: read\npull-requests: write\nsecurity-events: write\n");
    let steps = job["steps"].as_sequence().unwrap();
    let ours = steps.iter().find(|step| text(step, "uses").starts_with("medproof/medproof@")).unwrap();
    let action = read("action.yml");
    for (name, _) in ours["with"].as_mapping().unwrap() {
        assert!(action["inputs"].get(name).is_some(), "{name:?}");
    }
}

/// A fork's token may not write, and what a fork wrote must not be posted with one that may.
#[test]
fn no_fork_gets_a_comment() {
    let step = |id: &str| steps(&read("action.yml")).into_iter().find(|step| text(step, "id") == id).unwrap();
    let comment = step("comment");
    assert!(
        text(&comment, "if").contains("github.event.pull_request.head.repo.full_name == github.repository"),
        "{comment:?}"
    );
    let holders: Vec<String> = steps(&read("action.yml"))
        .into_iter()
        .filter(|step| serde_yaml::to_string(&step["env"]).unwrap().contains("token"))
        .map(|step| text(&step, "id").to_owned())
        .collect();
    assert_eq!(holders, ["release", "comment"]);
    assert!(text(&step("summary"), "if").contains("steps.comment.outcome == 'skipped'"));
}

/// What the action asks for is made, and by the names that it asks for.
#[test]
fn every_program_that_is_fetched_is_made_by_the_release() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let made = fs::read_to_string(root.join("packaging/assemble.py")).unwrap();
    let built = fs::read_to_string(root.join(".github/workflows/release.yml")).unwrap();
    let action = fs::read_to_string(root.join("action.yml")).unwrap();
    let fetched: Vec<&str> = action
        .lines()
        .filter_map(|line| line.split_once(") TARGET=")?.1.strip_suffix(" ;;"))
        .filter(|target| !target.is_empty())
        .collect();
    assert_eq!(fetched.len(), 6);
    for target in fetched {
        assert!(made.contains(&format!(": \"{target}\",")), "{target}");
        assert!(built.contains(&format!("target: {target},")), "{target}");
    }
}

#[cfg(unix)]
mod scripts {
    use std::os::unix::fs::PermissionsExt;
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

    /// Runs the script of a step with variables, as GitHub does. `gh` is a program that writes down what it is asked, and
    /// answers with what is in `runner/comments` and `runner/reviews`.
    fn run(id: &str, repo: &Repo, variables: &[(&str, &str)]) -> Output {
        let step = steps(&read("action.yml")).into_iter().find(|step| text(step, "id") == id).unwrap();
        repo.write("runner/script.sh", text(&step, "run"));
        let at = |path: &str| repo.path(path);
        let program = at("runner/medproof/bin/medproof");
        fs::create_dir_all(program.parent().unwrap()).unwrap();
        if !program.exists() {
            std::os::unix::fs::symlink(snapbox::cmd::cargo_bin!("medproof"), program).unwrap();
        }
        repo.write("runner/bin/gh", GH);
        fs::set_permissions(at("runner/bin/gh"), fs::Permissions::from_mode(0o755)).unwrap();
        let path = format!("{}:{}", at("runner/bin").display(), std::env::var("PATH").unwrap());
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(at("runner/script.sh"));
        command.current_dir(at("")).env_clear().env("PATH", path);
        command.envs([
            ("GITHUB_ACTIONS", "true"),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
        ]);
        command.env("GITHUB_ACTION_PATH", env!("CARGO_MANIFEST_DIR"));
        command.env("GITHUB_STEP_SUMMARY", at("runner/summary.md")).env("GITHUB_OUTPUT", at("runner/output"));
        command.env("RUNNER_TEMP", at("runner")).env("MEDPROOF_HOME", at("runner/medproof"));
        // What the inputs say unless a test says something else.
        command.envs([("PATHS", "."), ("FAIL_ON", ""), ("CHANGED", "false"), ("COMMENT", "false")]);
        command
            .envs([("ADVICE", "false"), ("JUDGE_AS", ""), ("BASELINE", "")])
            .envs(variables.iter().copied());
        command.output().unwrap()
    }

    const GH: &str = r#"#!/bin/sh
printf 'gh' >>"$RUNNER_TEMP/asked"
for word in "$@"; do
  case "$word" in
    body=@*) word="body=@$(head -n 1 "${word#body=@}")" ;;
    .*) word=JQ ;;
  esac
  printf ' %s' "$word" >>"$RUNNER_TEMP/asked"
done
echo >>"$RUNNER_TEMP/asked"
[ ! -e "$RUNNER_TEMP/forbidden" ] || exit 1
case "$*" in
  *--input*) cat >"$RUNNER_TEMP/review.json" ;;
  *--paginate*/issues/*) cat "$RUNNER_TEMP/comments" 2>/dev/null || true ;;
  *--paginate*/pulls/*) cat "$RUNNER_TEMP/reviews" 2>/dev/null || true ;;
esac
"#;

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
        assert!(summary.contains("2 errors in 2 of 4 files."), "{summary}");
        let sarif = repo.path("runner/medproof.sarif");
        let log: serde_json::Value = serde_json::from_slice(&fs::read(&sarif).unwrap()).unwrap();
        assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 2);
        let handed_on = fs::read_to_string(repo.path("runner/output")).unwrap();
        assert_eq!(handed_on, format!("errors=2\nwarnings=0\nsarif={}\n", sarif.display()));
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
        assert_eq!(fs::read_to_string(repo.path("runner/output")).unwrap().lines().count(), 6);
    }

    #[test]
    fn the_severity_that_fails_is_chosen() {
        let output = run("check", &repo(), &[("FAIL_ON", "never")]);
        assert_eq!((output.status.code(), annotations(&output).len()), (Some(0), 2));
    }

    /// Nothing is fetched there, so that no network is asked. `tests/action/run` tries what is fetched.
    #[test]
    fn a_branch_and_a_machine_without_a_release_are_built() {
        let repo = repo();
        for (system, reference) in [("Linux", "main"), ("Linux", ""), ("Plan9", "v0.0.0")] {
            let _ = fs::remove_file(repo.path("runner/output"));
            let variables = [("RUNNER_OS", system), ("RUNNER_ARCH", "X64"), ("REF", reference)];
            let output = run("release", &repo, &variables);
            assert!(output.status.success(), "{output:?}");
            assert_eq!(fs::read_to_string(repo.path("runner/output")).unwrap(), "found=false\n");
        }
    }

    #[test]
    fn inputs_choose_what_is_reported() {
        let repo = repo();
        repo.write("content/articles/draft.md", page("Draft", "[x](gone.md)").replace("published", "draft"));
        let found = |variables: &[(&str, &str)]| annotations(&run("check", &repo, variables));
        let all = [
            "link/see-unresolved content/articles/old.md",
            "link/target-missing content/articles/two words.md",
        ];
        assert_eq!(found(&[]), all);
        let as_published = [&["link/target-missing content/articles/draft.md"][..], &all].concat();
        assert_eq!(found(&[("JUDGE_AS", "published")]), as_published);
        repo.write("content/articles/generic.md", page("Generic", "[Click here](neck-pain.md)"));
        let output = run("check", &repo, &[]);
        let advised = run("check", &repo, &[("ADVICE", "true")]);
        let notices = |output: &Output| String::from_utf8_lossy(&output.stdout).matches("::notice ").count();
        assert_eq!(notices(&output), 0);
        assert!(notices(&advised) > 0, "{advised:?}");
        repo.run(&["baseline", "--file", "known.json"]).code(0);
        assert_eq!(found(&[("BASELINE", "known.json")]), Vec::<String>::new());
        let output = run("check", &repo, &[("JUDGE_AS", "x; touch pwned")]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(!repo.path("pwned").exists());
    }

    /// A pull request that retitles a page, breaks a link, fixes another one and writes an address that has a safe fix.
    fn pull() -> Repo {
        let repo = Repo::committed(&[
            ("content/articles/neck-pain.md", CLEAN_PAGE),
            ("content/articles/old.md", &page("Old", "See All About Neck Pain")),
            ("content/articles/known.md", &page("Known", "[x](gone.md)\n\n[y](lost.md)")),
            ("content/people/lee.yaml", PERSON),
        ]);
        repo.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
        repo.write("content/articles/neck-pain.md", CLEAN_PAGE.replace("All About Neck Pain", "Neck Pain"));
        repo.write("content/articles/known.md", page("Known", "[x](gone.md)\n\nNothing else."));
        repo.write("content/articles/new.md", page("New", "[z](away.md)\n\nHeat helps [@doe-2021]."));
        repo.write(
            "content/citations/doe.yaml",
            "id: doe-2021\ntype: article-journal\ntitle: Heat for necks\nauthor: [{family: Doe, given: Jane}]\n\
             container-title: J Neck\nissued: 2021\nvolume: 3\npage: 14-29\nDOI: https://doi.org/10.1000/182\n",
        );
        repo.commit("second");
        repo
    }

    /// Where pages of rules are: a release has its own.
    const VERSIONED: &str = concat!("blob/v", env!("CARGO_PKG_VERSION"));

    const OF_PULL: &[(&str, &str)] = &[
        ("COMMENT", "true"),
        ("GITHUB_BASE_REF", "main"),
        ("GITHUB_SERVER_URL", "https://github.com"),
        ("GITHUB_REPOSITORY", "clinic/site"),
        ("GITHUB_SHA", "5eed"),
    ];

    #[test]
    fn a_comment_says_what_is_new_broken_and_fixed() {
        let repo = pull();
        let output = run("check", &repo, OF_PULL);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let base = repo.git(&["rev-parse", "HEAD^"]);
        let comment = fs::read_to_string(repo.path("runner/medproof-comment.md")).unwrap();
        snapbox::assert_data_eq!(
            comment.replace(&base, "BASE").replace(VERSIONED, "blob/VERSION"),
            snapbox::str![[r#"
<!-- medproof -->
### medproof

3 errors and 1 warning in 4 of 6 files.

1 finding can be fixed with --fix (add --diff to look first).

#### New in this change: 2

- **error** [`content/articles/new.md` line 8](https://github.com/clinic/site/blob/5eed/content/articles/new.md#L8): there is no page at `content/articles/away.md` ([link/target-missing](https://github.com/medproof/medproof/blob/VERSION/src/rules/link/target_missing.md))
  - Correct the address, create the page, or remove the link.
- **warning** [`content/citations/doe.yaml` line 9](https://github.com/clinic/site/blob/5eed/content/citations/doe.yaml#L9): write only the DOI, without `https://doi.org/` ([citation/identifier-invalid](https://github.com/medproof/medproof/blob/VERSION/src/rules/citation/identifier_invalid.md))
  - Write `10.1000/182`.

#### Broken by this change in other files: 1

- **error** [`content/articles/old.md` line 8](https://github.com/clinic/site/blob/5eed/content/articles/old.md#L8): no page is called “All About Neck Pain” ([link/see-unresolved](https://github.com/medproof/medproof/blob/VERSION/src/rules/link/see_unresolved.md))
  - [`content/articles/neck-pain.md` line 2](https://github.com/clinic/site/blob/5eed/content/articles/neck-pain.md#L2): this change retitled the page, which was called “All About Neck Pain”
  - Create the page, name another page, or remove this line.

#### There before, in files of this change: 1

- **error** [`content/articles/known.md` line 8](https://github.com/clinic/site/blob/5eed/content/articles/known.md#L8): there is no page at `content/articles/gone.md` ([link/target-missing](https://github.com/medproof/medproof/blob/VERSION/src/rules/link/target_missing.md))
  - Correct the address, create the page, or remove the link.

#### Fixed by this change: 1

- [`content/articles/known.md` line 10](https://github.com/clinic/site/blob/BASE/content/articles/known.md#L10): there is no page at `content/articles/lost.md` ([link/target-missing](https://github.com/medproof/medproof/blob/VERSION/src/rules/link/target_missing.md))

"#]]
        );
        let suggestions = fs::read_to_string(repo.path("runner/medproof-suggestions.jsonl")).unwrap();
        let suggestion: serde_json::Value =
            serde_json::from_str(&suggestions.replace(VERSIONED, "blob/VERSION")).unwrap();
        let body = "write only the DOI, without `https://doi.org/` \
                    ([citation/identifier-invalid](https://github.com/medproof/medproof/blob/VERSION/src/rules/citation/identifier_invalid.md))\n\n\
                    ```suggestion\nDOI: 10.1000/182\n```\n\n<!-- medproof suggestion 30c47d76ad8c50e3 -->";
        let comment = serde_json::json!({"path": "content/citations/doe.yaml", "line": 9, "side": "RIGHT", "body": body});
        assert_eq!(suggestion, comment);
        // A push has no base, and nobody to comment for.
        let repo = pull();
        run("check", &repo, &[("COMMENT", "true")]);
        assert!(!repo.path("runner/medproof-comment.md").exists());
        assert!(!fs::read_to_string(repo.path("runner/output")).unwrap().contains("comment="));
    }

    /// Runs the step that comments on what the repository's check found. Returns what GitHub was asked.
    fn commented(repo: &Repo) -> Vec<String> {
        let comment = repo.path("runner/medproof-comment.md").display().to_string();
        let suggestions = repo.path("runner/medproof-suggestions.jsonl").display().to_string();
        let _ = fs::remove_file(repo.path("runner/asked"));
        let variables =
            [("COMMENT", &*comment), ("SUGGESTIONS", &suggestions), ("PULL", "7"), ("GH_TOKEN", "secret")];
        let output = run("comment", repo, &[&OF_PULL[1..], &variables].concat());
        assert!(output.status.success(), "{output:?}");
        fs::read_to_string(repo.path("runner/asked")).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn one_comment_is_written_and_then_kept_up_to_date() {
        let repo = pull();
        run("check", &repo, OF_PULL);
        let list = "gh api --paginate repos/clinic/site/issues/7/comments --jq JQ";
        let reviews = "gh api --paginate repos/clinic/site/pulls/7/comments --jq JQ";
        let review = "gh api --silent --method POST repos/clinic/site/pulls/7/reviews --input -";
        let create =
            "gh api --silent --method POST repos/clinic/site/issues/7/comments -F body=@<!-- medproof -->";
        assert_eq!(commented(&repo), [list, create, reviews, review]);
        let posted: serde_json::Value =
            serde_json::from_slice(&fs::read(repo.path("runner/review.json")).unwrap()).unwrap();
        assert_eq!(posted["event"], "COMMENT");
        let comments = posted["comments"].as_array().unwrap();
        assert_eq!(comments.len(), 1, "{posted}");

        // It is there, and the suggestion too.
        repo.write("runner/comments", "31\n32\n");
        repo.write("runner/reviews", comments[0]["body"].as_str().unwrap());
        let update =
            "gh api --silent --method PATCH repos/clinic/site/issues/comments/31 -F body=@<!-- medproof -->";
        assert_eq!(commented(&repo), [list, update, reviews]);
    }

    #[test]
    fn a_comment_ends_as_all_clear_and_none_begins_so() {
        let repo = pull();
        repo.git(&["checkout", "--quiet", "HEAD^", "--", "content/articles/neck-pain.md"]);
        repo.git(&[
            "rm",
            "--quiet",
            "content/articles/new.md",
            "content/articles/known.md",
            "content/citations/doe.yaml",
        ]);
        repo.commit("third");
        run("check", &repo, OF_PULL);
        let comment = fs::read_to_string(repo.path("runner/medproof-comment.md")).unwrap();
        assert!(comment.contains("\n**All clear.** 3 files checked: nothing to report.\n"), "{comment}");
        let list = "gh api --paginate repos/clinic/site/issues/7/comments --jq JQ";
        repo.write("runner/comments", "31\n");
        let update =
            "gh api --silent --method PATCH repos/clinic/site/issues/comments/31 -F body=@<!-- medproof -->";
        assert_eq!(commented(&repo), [list, update]);

        // Nothing was found, and nothing fixed: nobody wants to hear that.
        repo.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
        repo.remove("runner/comments");
        run("check", &repo, OF_PULL);
        assert_eq!(commented(&repo), [list]);
    }

    #[test]
    fn a_token_that_may_not_write_leaves_the_comment_in_the_summary() {
        let repo = pull();
        run("check", &repo, OF_PULL);
        fs::remove_file(repo.path("runner/summary.md")).unwrap();
        repo.write("runner/forbidden", "");
        assert_eq!(commented(&repo).len(), 1);
        let comment = fs::read_to_string(repo.path("runner/medproof-comment.md")).unwrap();
        assert_eq!(fs::read_to_string(repo.path("runner/summary.md")).unwrap(), comment);
        // So does a fork, whose token is never tried.
        let comment_path = repo.path("runner/medproof-comment.md").display().to_string();
        let output = run("summary", &repo, &[("COMMENT", &comment_path)]);
        assert!(output.status.success(), "{output:?}");
        assert_eq!(fs::read_to_string(repo.path("runner/summary.md")).unwrap(), comment.repeat(2));
    }

    #[cfg(feature = "report")]
    #[test]
    fn a_report_is_written_for_those_who_ask() {
        let repo = repo();
        let output = run("report", &repo, &[("PATHS", "content\nother")]);
        assert!(output.status.success(), "{output:?}");
        let path = repo.path("runner/medproof-report.html");
        assert!(fs::read_to_string(&path).unwrap().starts_with("<!DOCTYPE html>"));
        assert_eq!(
            fs::read_to_string(repo.path("runner/output")).unwrap(),
            format!("report={}\n", path.display())
        );
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
