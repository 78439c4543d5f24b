//! `medproof due`: whose review is due when, and that the rules on reviews say the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use medproof::base::date::Date;
use medproof::model::document::Format;
use medproof::project::discover::{Files, Root};
use medproof::project::{Overrides, Project, settings};
use medproof::rules;
use medproof::run::calendar::{Calendar, Urgency};
use snapbox::str;

use crate::repo::Repo;

const PEOPLE: &str = "\
- {id: amy-lee, name: Amy Lee, roles: [medical-reviewer], credentials: MD}
- {id: eva-novak, name: 'Eva Novak, MD', roles: [medical-reviewer], credentials: MD}
";

const TERMS: &str = "- {id: neck-pain, preferred: neck pain}\n- {id: knees, preferred: knees}\n";

fn page(front: &str) -> String {
    format!("---\n{front}\n---\n\nRest helps.\n")
}

/// A repository with a page of every sort.
fn repo() -> Repo {
    let repo = Repo::new(&[("content/people/team.yaml", PEOPLE), ("content/terms/terms.yaml", TERMS)]);
    for (name, front) in [
        (
            "over",
            "title: Neck Spasm\nstatus: published\ntopic: neck-pain\nreviewers: [amy-lee]\nlast-reviewed: 2023-03-01\nnext-review: 2026-03-01",
        ),
        ("old", "title: Back Pain\nstatus: published\nreviewers: [eva-novak]\nlast-reviewed: 2023-11-21"),
        (
            "soon",
            "title: \"Neck Pain; a guide, in short\"\nstatus: published\ntopic: neck-pain\nreviewers: [eva-novak, amy-lee]\nlast-reviewed: 2024-05-04\nnext-review: 2027-01-21",
        ),
        ("today", "title: Hip Pain\nstatus: published\nlast-reviewed: 2023-11-22"),
        (
            "later",
            "title: Knee Pain\nstatus: published\nreviewers: [amy-lee]\nlast-reviewed: 2026-05-04\nnext-review: 2029-05-04",
        ),
        ("draft", "title: A Draft\nstatus: draft\nlast-reviewed: 2020-01-01"),
        ("never", "title: Never Reviewed\nstatus: published\ntopic: neck-pain"),
        (
            "free",
            "title: No Review Expires\nstatus: published\nreviewers: [amy-lee]\nlast-reviewed: 2010-01-01\nmax-review-age: 1200",
        ),
    ] {
        repo.write(&format!("content/articles/{name}.md"), page(front));
    }
    repo
}

fn due(repo: &Repo, words: &[&str]) -> snapbox::cmd::OutputAssert {
    repo.run(&[&["due", "--today", "2026-11-22"], words].concat())
}

fn stdout(repo: &Repo, words: &[&str]) -> String {
    String::from_utf8(due(repo, words).code(0).stderr_eq("").get_output().stdout.clone()).unwrap()
}

#[test]
fn reviews_are_listed_by_their_days() {
    due(&repo(), &[]).code(0).stderr_eq("").stdout_eq(str![[r#"
Overdue: 2 pages
  2026-03-01  266 days ago  Neck Spasm                    Amy Lee                 content/articles/over.md
  2026-11-21  yesterday     Back Pain                     Eva Novak, MD           content/articles/old.md
Due by 2027-01-21: 2 pages
  2026-11-22  today         Hip Pain                      nobody named            content/articles/today.md
  2027-01-21  in 60 days    Neck Pain; a guide, in short  Eva Novak, MD, Amy Lee  content/articles/soon.md
2 pages overdue, 2 due by 2027-01-21, 2 after that.
1 published page has no review that counts, so no day is known for it.

"#]]);
    due(&repo(), &["--within", "10y", "--reviewer", "amy-lee"]).code(0).stderr_eq("").stdout_eq(str![[r#"
Overdue: 1 page
  2026-03-01  266 days ago  Neck Spasm                    Amy Lee                 content/articles/over.md
Due by 2036-11-22: 2 pages
  2027-01-21  in 60 days    Neck Pain; a guide, in short  Eva Novak, MD, Amy Lee  content/articles/soon.md
  2029-05-04  in 894 days   Knee Pain                     Amy Lee                 content/articles/later.md
1 page overdue, 2 due by 2036-11-22, 1 after that.

"#]]);
    due(&repo(), &["--topic", "neck-pain", "-q"]).code(0).stderr_eq("").stdout_eq(str![[r#"
Overdue: 1 page
  2026-03-01  266 days ago  Neck Spasm                    Amy Lee                 content/articles/over.md
Due by 2027-01-21: 1 page
  2027-01-21  in 60 days    Neck Pain; a guide, in short  Eva Novak, MD, Amy Lee  content/articles/soon.md

"#]]);
    due(&repo(), &["--topic", "knees"]).code(0).stderr_eq("").stdout_eq(str![[r#"
Nothing is overdue or due by 2027-01-21.

"#]]);
}

#[test]
fn nobody_is_taken_for_somebody_else() {
    due(&repo(), &["--reviewer", "amy-le"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: there is no person `amy-le` (there is `amy-lee`)

"#]]);
    due(&repo(), &["--topic", "neck"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: there is no topic `neck`

"#]]);
    due(&repo(), &["--within", "60"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: invalid value '60' for '--within <TIME>': write a number with d, w, m or y for days, weeks, months or years, such as 60d, or all

For more information, try '--help'.

"#]]);
    due(&Repo::new(&[]), &[]).code(2).stdout_eq("");
}

#[test]
fn programs_are_told_the_same_in_json() {
    let text = stdout(&repo(), &["--format", "json"]);
    snapbox::assert_data_eq!(
        &text,
        str![[r#"
{
  "version": 1,
  "today": "2026-11-22",
  "until": "2027-01-21",
  "later": 2,
  "reviews": [
    {
      "due": "2026-03-01",
      "days": -266,
      "status": "overdue",
      "planned": true,
      "path": "content/articles/over.md",
      "id": "over",
      "title": "Neck Spasm",
      "language": null,
      "topic": {
        "id": "neck-pain",
        "name": "neck pain"
      },
      "reviewers": [
        {
          "id": "amy-lee",
          "name": "Amy Lee"
        }
      ],
      "lastReviewed": "2023-03-01"
    },
    {
      "due": "2026-11-21",
      "days": -1,
      "status": "overdue",
      "planned": false,
      "path": "content/articles/old.md",
      "id": "old",
      "title": "Back Pain",
      "language": null,
      "topic": null,
      "reviewers": [
        {
          "id": "eva-novak",
          "name": "Eva Novak, MD"
        }
      ],
      "lastReviewed": "2023-11-21"
    },
    {
      "due": "2026-11-22",
      "days": 0,
      "status": "soon",
      "planned": false,
      "path": "content/articles/today.md",
      "id": "today",
      "title": "Hip Pain",
      "language": null,
      "topic": null,
      "reviewers": [],
      "lastReviewed": "2023-11-22"
    },
    {
      "due": "2027-01-21",
      "days": 60,
      "status": "soon",
      "planned": true,
      "path": "content/articles/soon.md",
      "id": "soon",
      "title": "Neck Pain; a guide, in short",
      "language": null,
      "topic": {
        "id": "neck-pain",
        "name": "neck pain"
      },
      "reviewers": [
        {
          "id": "eva-novak",
          "name": "Eva Novak, MD"
        },
        {
          "id": "amy-lee",
          "name": "Amy Lee"
        }
      ],
      "lastReviewed": "2024-05-04"
    }
  ],
  "unreviewed": [
    "content/articles/never.md"
  ]
}

"#]]
    );
    let schema = Repo::new(&[]).run(&["schema", "due"]).code(0).get_output().stdout.clone();
    let schema: serde_json::Value = serde_json::from_slice(&schema).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    for words in [&["--format", "json"][..], &["--format", "json", "--within", "all"]] {
        let value: serde_json::Value = serde_json::from_str(&stdout(&repo(), words)).unwrap();
        let problems: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!(problems, Vec::<String>::new());
    }
}

#[test]
fn a_spreadsheet_gets_texts_and_no_formulas() {
    let repo = repo();
    repo.write("content/people/plus.yaml", "{id: plus, name: '+1', roles: [medical-reviewer]}");
    repo.write(
        "content/articles/evil.md",
        page("title: \"=HYPERLINK(\\\"http://evil.example\\\",\\\"x\\\")\"\nstatus: published\ntopic: \"@sum\"\nreviewers: [plus]\nlast-reviewed: 2022-01-01"),
    );
    let text = stdout(&repo, &["--format", "csv"]);
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert_eq!(
        lines,
        [
            "due,days,status,planned,title,topic,reviewers,last reviewed,path",
            "2025-01-01,-690,overdue,no,\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\",'@sum,'+1,2022-01-01,content/articles/evil.md",
            "2026-03-01,-266,overdue,yes,Neck Spasm,neck pain,Amy Lee,2023-03-01,content/articles/over.md",
            "2026-11-21,-1,overdue,no,Back Pain,,\"Eva Novak, MD\",2023-11-21,content/articles/old.md",
            "2026-11-22,0,soon,no,Hip Pain,,,2023-11-22,content/articles/today.md",
            "2027-01-21,60,soon,yes,\"Neck Pain; a guide, in short\",neck pain,\"Eva Novak, MD, Amy Lee\",2024-05-04,content/articles/soon.md",
        ]
    );
}

#[test]
fn an_issue_gets_tables_without_markup_of_the_content() {
    let repo = repo();
    repo.write(
        "content/articles/evil.md",
        page("title: \"</td> | @team ![x](http://evil.example) #1\"\nstatus: published\nlast-reviewed: 2022-01-01"),
    );
    assert_eq!(
        stdout(&repo, &["--format", "markdown"]),
        r"<!-- medproof due -->

3 pages overdue, 2 due by 2027-01-21, 2 after that.

1 published page has no review that counts, so no day is known for it.

### Overdue: 3 pages

| Due | | Page | Reviewer | File |
|---|---|---|---|---|
| 2025-01-01 | 690 days ago | \</td\> \| \@<!-- -->team !\[x\](http\://evil.example) \#<!-- -->1 | nobody named | `content/articles/evil.md` |
| 2026-03-01 | 266 days ago | Neck Spasm | Amy Lee | `content/articles/over.md` |
| 2026-11-21 | yesterday | Back Pain | Eva Novak, MD | `content/articles/old.md` |

### Due by 2027-01-21: 2 pages

| Due | | Page | Reviewer | File |
|---|---|---|---|---|
| 2026-11-22 | today | Hip Pain | nobody named | `content/articles/today.md` |
| 2027-01-21 | in 60 days | Neck Pain; a guide, in short | Eva Novak, MD, Amy Lee | `content/articles/soon.md` |
"
    );
}

/// GitHub refuses an issue that is too long.
#[test]
fn an_issue_says_what_does_not_fit() {
    let repo = Repo::new(&[]);
    for nth in 0..900 {
        repo.write(
            &format!("content/articles/p{nth:03}.md"),
            page(&format!("title: {} {nth}\nlast-reviewed: 2020-01-01", "Pain ".repeat(12))),
        );
    }
    let text = stdout(&repo, &["--format", "markdown"]);
    assert!(text.len() <= 65_536, "{}", text.len());
    let shown = text.lines().filter(|line| line.starts_with("| 20")).count();
    let last = text.lines().last().unwrap();
    assert_eq!(last, format!("{} pages did not fit here; `medproof due` lists them.", 900 - shown));
}

/// What a second reader of iCalendar makes of a calendar: the properties of every event, and those of its alarm.
fn events(text: &str) -> Vec<(BTreeMap<String, String>, BTreeMap<String, String>)> {
    let properties = |all: &[ical::property::Property]| {
        let pair = |property: &ical::property::Property| {
            let parameters = property.params.iter().flatten();
            let name: String = parameters.fold(property.name.clone(), |name, (key, values)| {
                format!("{name};{key}={}", values.join(","))
            });
            (name, property.value.clone().unwrap_or_default())
        };
        let map: BTreeMap<String, String> = all.iter().map(pair).collect();
        assert_eq!(map.len(), all.len(), "a property is there twice: {all:?}");
        map
    };
    let mut calendars: Vec<_> = ical::IcalParser::new(text.as_bytes()).collect();
    assert_eq!(calendars.len(), 1);
    let calendar = calendars.remove(0).unwrap();
    let of_calendar = properties(&calendar.properties);
    assert_eq!(of_calendar["VERSION"], "2.0");
    assert_eq!(of_calendar["PRODID"], "-//medproof//due//EN");
    let event = |event: &ical::parser::ical::component::IcalEvent| {
        assert_eq!(event.alarms.len(), 1);
        (properties(&event.properties), properties(&event.alarms[0].properties))
    };
    calendar.events.iter().map(event).collect()
}

#[test]
fn a_calendar_has_an_event_a_page_with_an_alarm() {
    let text = stdout(&repo(), &["--format", "ics"]);
    assert!(
        text.split_terminator("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])),
        "{text}"
    );
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    let events = events(&text);
    let days: Vec<(&str, &str)> = events
        .iter()
        .map(|(event, _)| (event["DTSTART;VALUE=DATE"].as_str(), event["SUMMARY"].as_str()))
        .collect();
    assert_eq!(
        days,
        [
            ("20260301", "Review: Neck Spasm"),
            ("20261121", "Review: Back Pain"),
            ("20261122", "Review: Hip Pain"),
            ("20270121", "Review: Neck Pain\\; a guide\\, in short"),
            ("20290504", "Review: Knee Pain"),
            ("21100101", "Review: No Review Expires"),
        ]
    );
    let (event, alarm) = &events[3];
    let pairs = |map: &BTreeMap<String, String>| -> Vec<(String, String)> {
        map.iter()
            .filter(|(name, _)| *name != "UID")
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    };
    let expected = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    assert_eq!(
        pairs(event),
        expected(&[
            ("CATEGORIES", "neck pain"),
            (
                "DESCRIPTION",
                "content/articles/soon.md\\nReviewer: Eva Novak\\, MD\\, Amy Lee\\nLast reviewed: 2024-05-04"
            ),
            ("DTEND;VALUE=DATE", "20270122"),
            ("DTSTAMP", "20261122T000000Z"),
            ("DTSTART;VALUE=DATE", "20270121"),
            ("SUMMARY", "Review: Neck Pain\\; a guide\\, in short"),
            ("TRANSP", "TRANSPARENT"),
        ])
    );
    assert_eq!(
        pairs(alarm),
        expected(&[
            ("ACTION", "DISPLAY"),
            ("DESCRIPTION", "Review: Neck Pain\\; a guide\\, in short"),
            ("DTSTAMP", "20261122T000000Z"),
            ("TRIGGER", "-P60D"),
        ])
    );
    assert_eq!(alarm["UID"], format!("alarm-{}", event["UID"]));
}

#[test]
fn the_event_of_a_page_keeps_its_name() {
    let repo = repo();
    let uids = |repo: &Repo| -> BTreeMap<String, String> {
        events(&stdout(repo, &["--format", "ics"]))
            .into_iter()
            .map(|(event, _)| (event["SUMMARY"].clone(), event["UID"].clone()))
            .collect()
    };
    let before = uids(&repo);
    assert_eq!(before.values().collect::<std::collections::BTreeSet<_>>().len(), 6, "{before:?}");
    assert_eq!(
        before["Review: Hip Pain"], "7f6d306e392893b73aab096549e8f790@medproof",
        "the name that calendars know it by"
    );
    // Another day, another folder, another day of the run: the same event.
    repo.remove("content/articles/today.md");
    repo.write(
        "content/articles/joints/today.md",
        page("title: Hip Pain\nstatus: published\nlast-reviewed: 2024-11-22"),
    );
    assert_eq!(uids(&repo), before);
    let text =
        repo.run(&["due", "--today", "2026-11-30", "--format", "ics"]).code(0).get_output().stdout.clone();
    let later = events(&String::from_utf8(text).unwrap());
    assert_eq!(later.iter().map(|(event, _)| &event["UID"]).collect::<Vec<_>>().len(), 6);
    assert!(later.iter().all(|(event, _)| event["DTSTAMP"] == "20261130T000000Z"));
    // Two pages of one id are told apart by their paths.
    repo.write(
        "content/articles/other/today.md",
        page("title: Hip Pain Too\nstatus: published\nlast-reviewed: 2024-11-22"),
    );
    let both = uids(&repo);
    assert_ne!(both["Review: Hip Pain"], both["Review: Hip Pain Too"]);
}

#[test]
fn a_calendar_of_hostile_content_has_no_event_more() {
    let repo = Repo::new(&[]);
    let title = format!("A\\r\\nEND:VEVENT\\r\\nBEGIN:VEVENT\\nX-EVIL:1 {}", "ä👩‍⚕️".repeat(60));
    repo.write("content/articles/a.md", page(&format!("title: \"{title}\"\nlast-reviewed: 2024-01-01")));
    let text = stdout(&repo, &["--format", "ics"]);
    assert!(
        text.split_terminator("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])),
        "{text}"
    );
    let events = events(&text);
    assert_eq!(events.len(), 1);
    assert_eq!(
        events[0].0["SUMMARY"],
        format!("Review: A END:VEVENT BEGIN:VEVENT X-EVIL:1 {}", "ä👩‍⚕️".repeat(60))
    );
}

/// A repository, and what of its pages `review/overdue`, `review/due-soon` and `review/next-missing` report.
fn compare(folder: &Path, always_asks: bool) -> (usize, usize, usize) {
    let today = Date::new(2026, 11, 22).unwrap();
    let files = Files::on_disk(Root::of(folder).unwrap());
    let config = settings::load(&files, today).unwrap();
    let mut project = Project::read(files, config, Overrides::default());
    let verdicts = project.judge();
    let session = &project.session;
    let reported = |rule: &str| -> Vec<String> {
        let of_rule = verdicts.iter().filter(|verdict| verdict.diagnostic.rule.0 == rule);
        let mut paths: Vec<String> =
            of_rule.map(|verdict| session.source(verdict.diagnostic.at.doc).unwrap().path.clone()).collect();
        paths.sort();
        paths
    };
    let calendar = Calendar::of(session.settings(), session.known_index().unwrap());
    let listed = |keeps: &dyn Fn(&medproof::run::calendar::Entry) -> bool| -> Vec<String> {
        let mut paths: Vec<String> =
            calendar.entries.iter().filter(|entry| keeps(entry)).map(|entry| entry.path.clone()).collect();
        paths.sort();
        paths
    };
    let overdue = listed(&|entry| entry.urgency == Urgency::Overdue);
    let soon = listed(&|entry| entry.urgency == Urgency::Soon);
    assert_eq!(overdue, reported("review/overdue"), "{}", folder.display());
    assert_eq!(soon, reported("review/due-soon"), "{}", folder.display());
    let unstated = listed(&|entry| {
        entry.last.is_some() && !entry.states_next && Format::of(&entry.path) == Some(Format::Markdown)
    });
    let mut missing = reported("review/next-missing");
    // A page whose review was taken back has no day until it is reviewed again, and is asked for one all the same.
    missing.retain(|path| calendar.unreviewed.iter().all(|page| page.path != *path));
    if always_asks {
        assert_eq!(missing, unstated, "{}", folder.display());
    } else {
        assert!(missing.iter().all(|path| unstated.contains(path)), "{missing:?} {unstated:?}");
    }
    (overdue.len(), soon.len(), missing.len())
}

/// The calendar and the rules agree on every example of every rule about reviews, and on whole repositories.
#[test]
fn the_rules_say_the_same() {
    let mut seen = (0, 0, 0);
    let mut add = |(overdue, soon, missing)| {
        seen.0 += overdue;
        seen.1 += soon;
        seen.2 += missing;
    };
    for entry in rules::ALL.iter().filter(|entry| entry.id.group() == "review") {
        for section in &entry.page().sections {
            if section.files.is_empty() {
                continue;
            }
            let repo = Repo::new(&[]);
            for file in &section.files {
                repo.write(&file.path, file.content());
            }
            let own = repo.path("medproof.yaml");
            let asks = !own.exists();
            if asks {
                fs::write(own, "rules: {review/next-missing: {share: 0}}\n").unwrap();
            }
            add(compare(&repo.path(""), asks));
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    add(compare(&root.join("content"), false));
    add(compare(&root.join("tests/fixtures/flawed"), false));
    add(compare(&repo().path(""), false));
    assert_eq!(seen, (8, 7, 25), "how much was compared");
}

/// The workflows that we offer, with programs in the place of the real ones that note what they are asked.
#[cfg(unix)]
mod reminders {
    use std::os::unix::fs::PermissionsExt as _;
    use std::process::Command;

    use super::*;

    const DUE: &str = "#!/bin/sh\necho \"due $*\" >>\"$LOG\"\necho '<!-- medproof due -->'\n";

    fn program(repo: &Repo, path: &str, text: &str) {
        repo.write(path, text);
        fs::set_permissions(repo.path(path), fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Runs the last script of a workflow; `known` are the issues that are there. Returns what was asked of the host.
    fn asked(script: &str, known: &str) -> Vec<String> {
        let repo = Repo::new(&[]);
        program(&repo, "bin/date", "#!/bin/sh\necho 2026-11\n");
        program(
            &repo,
            "bin/gh",
            "#!/bin/sh\necho \"gh $*\" >>\"$LOG\"\n[ \"$1 $2\" != 'issue list' ] || echo \"$KNOWN\"\n",
        );
        program(
            &repo,
            "bin/curl",
            "#!/bin/sh\necho \"curl $*\" >>\"$LOG\"\ncase \"$*\" in *--get*) echo \"$KNOWN\" ;; esac\n",
        );
        program(&repo, "bin/medproof", DUE);
        program(&repo, "medproof/bin/medproof", DUE);
        let path = format!("{}:{}", repo.path("bin").display(), std::env::var("PATH").unwrap());
        let output = Command::new("bash")
            .args(["-eo", "pipefail", "-c", &script.replace("/tmp/due.md", "due.md")])
            .current_dir(repo.path(""))
            .env("PATH", path)
            .env("LOG", repo.path("log"))
            .env("KNOWN", known)
            .env("LABEL", "medical-review")
            .env("RUNNER_TEMP", ".")
            .env("CI_API_V4_URL", "https://gitlab.example/api/v4")
            .env("CI_PROJECT_ID", "7")
            .env("REVIEW_TOKEN", "secret")
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        assert!(repo.path("due.md").exists());
        fs::read_to_string(repo.path("log")).unwrap().lines().map(str::to_owned).collect()
    }

    fn workflow(path: &str) -> serde_yaml::Value {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
        serde_yaml::from_str(&text).unwrap()
    }

    fn has_jq() -> bool {
        Command::new("jq").arg("--version").output().is_ok_and(|output| output.status.success())
    }

    #[test]
    fn the_workflow_may_do_little_and_no_input_becomes_part_of_its_scripts() {
        let workflow = workflow("examples/github-review-reminders.yml");
        assert_eq!(workflow["permissions"].as_mapping().map(|permissions| permissions.len()), Some(0));
        let job = &workflow["jobs"]["reminders"];
        let permissions = serde_yaml::to_string(&job["permissions"]).unwrap();
        assert_eq!(permissions, "contents: read\nissues: write\n");
        for step in job["steps"].as_sequence().unwrap() {
            let script = step["run"].as_str().unwrap_or_default();
            assert!(!script.contains("${{"), "{script}");
        }
    }

    #[test]
    fn github_gets_one_issue_a_month() {
        let workflow = workflow("examples/github-review-reminders.yml");
        let script = workflow["jobs"]["reminders"]["steps"][2]["run"].as_str().unwrap();
        if !has_jq() {
            return;
        }
        let start = [
            "due due --format markdown",
            "gh label create medical-review --force --description Kept up to date by medproof due",
            "gh issue list --label medical-review --state all --limit 200 --json number,title,state",
        ];
        let create = "gh issue create --title Medical reviews due: 2026-11 --label medical-review --body-file ./due.md";
        assert_eq!(asked(script, "[]"), [&start[..], &[create]].concat());
        let known = r#"[{"number":9,"title":"Medical reviews due: 2026-11","state":"OPEN"},
            {"number":4,"title":"Medical reviews due: 2026-10","state":"OPEN"},
            {"number":2,"title":"Medical reviews due: 2026-09","state":"CLOSED"}]"#;
        let update = ["gh issue edit 9 --body-file ./due.md", "gh issue close 4 --reason not planned"];
        assert_eq!(asked(script, known), [&start[..], &update].concat());
    }

    #[test]
    fn gitlab_gets_one_issue_a_month() {
        let job = &workflow("examples/gitlab-review-reminders.yml")["review-reminders"];
        let script = job["script"][2].as_str().unwrap();
        if !has_jq() {
            return;
        }
        let call = "curl --silent --show-error --fail --header PRIVATE-TOKEN: secret";
        let issues = "https://gitlab.example/api/v4/projects/7/issues";
        let start = [
            "due due --format markdown".to_owned(),
            format!("{call} --get --data-urlencode labels=medical-review --data per_page=100 {issues}"),
        ];
        let create = format!(
            "{call} --request POST --data-urlencode title=Medical reviews due: 2026-11 --data-urlencode labels=medical-review --data-urlencode description@due.md {issues}"
        );
        assert_eq!(asked(script, "[]"), [&start[..], &[create]].concat());
        let update = format!("{call} --request PUT --data-urlencode description@due.md {issues}/3");
        let known = r#"[{"iid":3,"title":"Medical reviews due: 2026-11"}]"#;
        assert_eq!(asked(script, known), [&start[..], &[update]].concat());
    }
}
