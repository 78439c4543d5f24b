//! What this repository says about itself is checked by medproof, and its picture shows what the program prints.

use std::fmt::Write as _;
use std::path::Path;

use crate::repo::medproof;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn our_own_pages_have_no_broken_link_and_nothing_that_the_rules_refuse() {
    medproof(root())
        .args([
            "check",
            "--config",
            "tests/fixtures/own-docs.yaml",
            "--format",
            "concise",
            "--today",
            "2026-11-22",
        ])
        .args(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
        .assert()
        .code(0)
        .stdout_eq("")
        .stderr_eq("");
}

/// Every heading begins a line of its own, after an empty one: two that were joined once went unseen for a week.
#[test]
fn headings_stand_alone() {
    for page in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = std::fs::read_to_string(root().join(page)).unwrap();
        let (mut before, mut fenced) = ("", false);
        for line in text.lines() {
            fenced ^= line.starts_with("```");
            if !fenced {
                assert!(!line.starts_with('#') || before.is_empty(), "{page}: {line}");
                let words: String = line.split('`').step_by(2).collect();
                let inside = words.trim_start_matches('#');
                assert!(!inside.contains("## "), "{page}: {line}");
            }
            before = line;
        }
    }
}

/// The first thing that a reader of the README sees is what the command further down prints, word for word.
#[test]
fn the_readme_shows_what_is_printed() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let shown = readme.split_once("```text\nerror ").unwrap().1.split_once("\n```").unwrap().0;
    let output = medproof(root())
        .args(["check", "tests/fixtures/flawed", "--today", "2026-11-22", "--format", "human", "--verbose"])
        .args(["--select", "citation/accessed-conflict,link/see-unresolved"])
        .assert()
        .code(1);
    let printed = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    for finding in shown.split("\n\nerror ") {
        assert!(printed.contains(&format!("error {finding}\n\n")), "{finding}");
    }
}

/// What the picture shows, in the folder that it is run in.
const SHOWN: &str = "check --select language/dose-decimal,link/see-unresolved,citation/accessed-conflict content/articles/medicines.md content/articles/stiff-neck.md content/citations/imported.yaml";

/// With `MEDPROOF_UPDATE=1` it is drawn again.
#[test]
fn the_picture_shows_what_is_printed() {
    let output = medproof(&root().join("tests/fixtures/flawed"))
        .args(SHOWN.split(' '))
        .args(["--today", "2026-11-22", "--format", "human", "--color", "always"])
        .assert()
        .code(1);
    let printed = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    let drawn = draw(&format!("medproof {SHOWN}").replace(" content/", " \\\n    content/"), &printed);
    roxmltree::Document::parse(&drawn).unwrap();
    let file = root().join("packaging/terminal.svg");
    if std::env::var_os("MEDPROOF_UPDATE").is_some() {
        std::fs::write(&file, &drawn).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), drawn, "run it with MEDPROOF_UPDATE=1");
}

/// Widths in hundredths of a pixel, so that no number is rounded.
const CELL: (usize, usize) = (840, 1900);

/// A terminal as an SVG image: each line is as wide as it has columns, with any fixed font.
fn draw(command: &str, printed: &str) -> String {
    let prompt = command.lines().enumerate().map(|(nth, line)| {
        let sign = if nth == 0 { "\u{1b}[32m$\u{1b}[0m " } else { "" };
        format!("{sign}{line}")
    });
    let lines: Vec<Vec<Run>> = prompt
        .chain([String::new()])
        .chain(printed.lines().map(str::to_owned))
        .map(|line| runs(&line))
        .collect();
    let columns = |line: &[Run]| line.iter().map(|run| run.text.chars().count()).sum::<usize>();
    let widest = lines.iter().map(|line| columns(line)).max().unwrap();
    let (width, height) = (widest * CELL.0 / 100 + 40, lines.len() * CELL.1 / 100 + 40);
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">
<title>What medproof check prints on a terminal</title>
<style>
text {{ font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #d7dae0; white-space: pre; }}
.b {{ font-weight: bold; }} .d {{ fill: #8b919b; }} .c31 {{ fill: #ff7b72; }} .c32 {{ fill: #7ee787; }} .c33 {{ fill: #e3b341; }} .c94 {{ fill: #79c0ff; }}
</style>
<rect width="{width}" height="{height}" rx="8" fill="#16181d"/>
"##
    );
    for (nth, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        let (baseline, length) = ((nth + 1) * CELL.1 + 1500, columns(line) * CELL.0);
        let _ = write!(
            svg,
            r#"<text x="20" y="{}.{:02}" textLength="{}.{:02}" xml:space="preserve">"#,
            baseline / 100,
            baseline % 100,
            length / 100,
            length % 100
        );
        for Run { classes, text } in line {
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let _ = match classes.as_str() {
                "" => write!(svg, "{text}"),
                classes => write!(svg, r#"<tspan class="{classes}">{text}</tspan>"#),
            };
        }
        svg.push_str("</text>\n");
    }
    svg + "</svg>\n"
}

/// Text that looks the same.
struct Run {
    classes: String,
    text: String,
}

/// The parts of a line between its escapes (SGR, the only ones that are printed).
fn runs(line: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut classes = String::new();
    for (nth, part) in line.split("\u{1b}[").enumerate() {
        let text = if nth == 0 {
            part
        } else {
            let (codes, text) = part.split_once('m').unwrap();
            for code in codes.split(';') {
                match code {
                    "0" => classes.clear(),
                    "1" => classes.push_str(" b"),
                    "2" => classes.push_str(" d"),
                    "31" | "32" | "33" | "94" => classes.push_str(&format!(" c{code}")),
                    other => panic!("nobody knows how {other} looks"),
                }
            }
            text
        };
        if !text.is_empty() {
            runs.push(Run { classes: classes.trim().to_owned(), text: text.to_owned() });
        }
    }
    runs
}
