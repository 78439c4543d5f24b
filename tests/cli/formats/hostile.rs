//! Content that means to be obeyed: by terminals, by runners of CI, by readers of XML and Markdown.

use pulldown_cmark::{Event, Options, Parser};

use crate::repo::Repo;

const FORMATS: &[&str] =
    &["human", "concise", "json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"];

/// A page whose texts, and where the system lets it be whose name too, hold commands.
pub fn repo() -> Repo {
    let text = "---\ntitle: A\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n\
                \"::error::e\\e[31m ##[error] ##vso[task.complete]\": x\n---\n\n\
                See \u{1b}[31m::error file=a::pwned%0A::warning::x ]]> <script>alert(1)</script>\u{202e}\n\n\
                See ::stop-commands::x\u{2028}::set-output name=a::b @team #12 <!-- --> **bold** ![p](q)\n\n\
                [x](<gone](http://evil.example)@team.md>) [y](a%0A::error::z.md) [z](<-->&<b>.md>)\n\n\
                Some sentence that is long enough to be wrapped before it ends in a command, says a study. \
                See the page of a name that is long enough to be broken somewhere ::error::wrapped\n";
    let repo = Repo::with_clean_page(&[("content/articles/a.md", text)]);
    if cfg!(unix) {
        repo.write("content/articles/::error::a,b%0A\u{1b}[31m`<b>`\u{202e}@team]]>\n::warning::x.md", text);
    }
    repo
}

/// What each format says, of one run.
fn outputs() -> Vec<(&'static str, String)> {
    let repo = repo();
    let mut words = vec!["--advice".to_owned()];
    for format in FORMATS {
        words.extend(["--output".to_owned(), format!("{format}=out.{format}")]);
    }
    repo.check(&words.iter().map(String::as_str).collect::<Vec<_>>()).code(1).stderr_eq("");
    let read = |format| std::fs::read_to_string(repo.path(&format!("out.{format}"))).unwrap();
    FORMATS.iter().map(|format| (*format, read(format))).collect()
}

fn output(format: &str) -> String {
    outputs().into_iter().find(|(of, _)| *of == format).unwrap().1
}

#[test]
fn nothing_reaches_a_terminal_that_it_would_obey() {
    for (format, output) in outputs() {
        let obeyed = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
        };
        assert_eq!(output.matches(obeyed).count(), 0, "{format}: {output:?}");
    }
}

#[test]
fn nothing_is_a_command_of_a_runner() {
    for (format, output) in outputs() {
        for line in output.lines() {
            let line = line.trim_start();
            if let Some(command) = line.strip_prefix("::").filter(|_| format == "github") {
                // The runner reads fields up to the next `::`, and the rest is a message.
                let (fields, message) = command.split_once("::").unwrap();
                let level = fields.split(' ').next().unwrap();
                assert!(["error", "warning", "notice"].contains(&level), "{line}");
                let names: Vec<&str> = fields[level.len() + 1..]
                    .split(',')
                    .map(|field| field.split_once('=').unwrap().0)
                    .collect();
                assert!(
                    names == ["file", "line", "endLine", "col", "endColumn", "title"]
                        || names == ["file", "line", "endLine", "title"],
                    "{line}"
                );
                assert!(!message.contains("%0A::"), "{line}");
            } else {
                assert!(!line.starts_with("::"), "{format}: {line}");
            }
            assert!(format == "human" || !line.contains("##["), "{format}: {line}");
            assert!(format == "human" || !line.contains("##vso["), "{format}: {line}");
        }
    }
}

#[test]
fn markdown_shows_content_as_text() {
    let output = output("markdown");
    let mut tags = Vec::new();
    for event in Parser::new_ext(&output, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => tags.push(html.trim().to_owned()),
            Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) => {
                assert!(dest_url.starts_with("https://github.com/medproof/medproof/"), "{dest_url}");
            }
            Event::Start(pulldown_cmark::Tag::Image { dest_url, .. }) => panic!("a picture: {dest_url}"),
            Event::Text(text) => {
                assert!(!text.contains("@team") && !text.contains("#12"), "somebody is called: {text}");
            }
            _ => {}
        }
    }
    assert_eq!(tags.remove(0), "<!-- medproof -->");
    assert!(tags.iter().all(|tag| tag == "<!-- -->"), "{tags:?}");
}

#[test]
fn the_data_of_programs_says_what_the_content_says() {
    let sarif: serde_json::Value = serde_json::from_str(&output("sarif")).unwrap();
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        let text = result["message"]["text"].as_str().unwrap();
        assert!(!text.contains("]("), "a link: {text}");
    }
    let json: serde_json::Value = serde_json::from_str(&output("json")).unwrap();
    let messages: Vec<&str> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["message"].as_str().unwrap())
        .collect();
    assert!(
        messages.iter().any(|message| message.ends_with("no page at `content/articles/a\n::error::z.md`")),
        "{messages:?}"
    );
}
