//! Holds the corpus generator to what it says it planted, by counting again in what it wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::generate::{Plan, Planted, generate};
use regex::Regex;
use serde_yaml::Value;

#[test]
fn the_same_plan_gives_the_same_files() {
    let plan = Plan { articles: 60, seed: 7, flaws: 0.1 };
    assert_eq!(files(plan), files(plan));
}

#[test]
fn another_seed_gives_another_repository() {
    let plan = Plan { articles: 60, seed: 7, flaws: 0.1 };
    let (one, other) = (files(plan).0, files(Plan { seed: 8, ..plan }).0);
    assert_ne!(one, other);
}

#[test]
fn what_is_planted_is_what_can_be_found() {
    let (files, planted) = files(Plan { articles: 500, seed: 7, flaws: 0.1 });
    assert!(planted.values().all(|count| *count > 10), "each flaw occurs: {planted:?}");
    assert_eq!(Repository::read(&files).flaws(), planted);
}

#[test]
fn without_flaws_nothing_can_be_found() {
    let (files, planted) = files(Plan { articles: 300, seed: 11, flaws: 0.0 });
    assert!(planted.values().all(|count| *count == 0), "{planted:?}");
    assert_eq!(Repository::read(&files).flaws(), planted);
}

#[test]
fn an_article_has_about_five_kilobytes_and_its_share_of_links() {
    let (files, _) = files(Plan { articles: 300, seed: 7, flaws: 0.0 });
    let repository = Repository::read(&files);
    let articles = repository.articles();
    let bytes: usize = articles.iter().map(|(path, _)| files[*path].len()).sum();
    let mean = bytes / articles.len();
    assert!((4_800..5_300).contains(&mean), "{mean}");
    for (path, page) in articles {
        let prose = page.body.split("\n[^1]:").next().expect("a split has a first part");
        let sees = prose.lines().filter(|line| see(line).is_some()).count();
        let links = prose.lines().filter(|line| see(line).is_none()).map(|line| targets(line).len()).sum();
        assert_eq!((sees, links, keys(prose).len()), (3, 6, 4), "{path}");
    }
}

#[test]
fn the_smallest_repositories_are_complete_too() {
    for articles in 0..4 {
        let (files, _) = files(Plan { articles, seed: 7, flaws: 0.2 });
        let written = files.keys().filter(|path| path.starts_with("content/articles/")).count();
        assert_eq!(written, articles);
    }
}

#[test]
fn every_source_is_cited_and_every_redirect_leads_to_an_article() {
    let (files, _) = files(Plan { articles: 300, seed: 7, flaws: 0.1 });
    let repository = Repository::read(&files);
    let cited: BTreeSet<&str> = repository.pages.values().flat_map(|page| keys(&page.body)).collect();
    let ids = repository.sources.iter().map(|source| text(source, "id"));
    assert_eq!(ids.filter(|id| !cited.contains(id)).collect::<Vec<&str>>(), Vec::<&str>::new());
    let stems: BTreeSet<&str> = repository.articles().iter().map(|(path, _)| stem(path)).collect();
    let redirects = records(&files, "content/redirects.yaml");
    assert_eq!(redirects.len(), 6);
    for redirect in redirects {
        assert!(stems.contains(text(&redirect, "to")), "{redirect:?}");
        assert!(!stems.contains(text(&redirect, "from")), "{redirect:?}");
    }
}

/// What stands in each file, and how many flaws the generator says there are.
fn files(plan: Plan) -> (BTreeMap<String, String>, Planted) {
    let mut files = BTreeMap::new();
    let planted = generate(plan, &mut |path, text| {
        assert_eq!(files.insert(path.to_owned(), text.to_owned()), None, "{path} is written once");
        Ok(())
    })
    .expect("nothing is written to disk");
    (files, planted)
}

/// A generated repository, read by other means than it was written with.
struct Repository {
    pages: BTreeMap<String, Page>,
    /// Titles of published articles.
    titles: BTreeSet<String>,
    sources: Vec<Value>,
    source_ids: BTreeSet<String>,
    /// Ids of people.
    people: BTreeSet<String>,
    /// Ids of articles with a review record.
    reviewed: BTreeSet<String>,
}

struct Page {
    /// The keys of the front matter, as often as they are written.
    keys: Vec<String>,
    /// None where the front matter cannot be read for another reason than a key written twice.
    front: Option<Value>,
    body: String,
}

impl Repository {
    fn read(files: &BTreeMap<String, String>) -> Repository {
        let pages = files.iter().filter(|(path, _)| path.ends_with(".md"));
        let reviews = records(files, "content/reviews/");
        for review in &reviews {
            assert_eq!((text(review, "kind"), text(review, "outcome")), ("medical", "approved"));
        }
        let pages: BTreeMap<String, Page> =
            pages.map(|(path, text)| (path.clone(), Page::read(text))).collect();
        let published = pages
            .values()
            .filter_map(|page| page.front.as_ref())
            .filter(|front| text(front, "status") == "published");
        let sources = records(files, "content/citations/");
        let people = files.keys().filter(|path| path.starts_with("content/people/"));
        Repository {
            titles: published.map(|front| text(front, "title").to_owned()).collect(),
            pages,
            source_ids: sources.iter().map(|source| text(source, "id").to_owned()).collect(),
            sources,
            people: people.map(|path| stem(path).to_owned()).collect(),
            reviewed: reviews.iter().map(|review| text(review, "article").to_owned()).collect(),
        }
    }

    fn articles(&self) -> Vec<(&str, &Page)> {
        let pages = self.pages.iter().filter(|(path, _)| path.starts_with("content/articles/"));
        pages.map(|(path, page)| (path.as_str(), page)).collect()
    }

    fn flaws(&self) -> Planted {
        let mut flaws = BTreeMap::new();
        let mut count = |rule, found: usize| *flaws.entry(rule).or_insert(0) += found;
        for (path, page) in self.articles() {
            let known = page.keys.iter().filter(|key| KEYS.contains(&key.as_str())).count();
            let repeated = page.keys.len() - page.keys.iter().collect::<BTreeSet<_>>().len();
            count("schema/unreadable", usize::from(page.front.is_none()));
            if let Some(front) = &page.front {
                count("schema/invalid-field", page.keys.len() - known);
                count("schema/duplicate-key", repeated);
                count("review/reviewer-missing", usize::from(self.lacks_reviewer(path, front)));
                count("review/person-unresolved", self.strangers(front));
                count("link/see-unresolved", self.lost_sees(page));
                let (files, anchors) = self.lost_links(path, page);
                count("link/target-missing", files);
                count("link/anchor-missing", anchors);
                count("citation/undefined", self.lost_citations(page));
            }
        }
        let stems: BTreeSet<&str> = self.articles().iter().map(|(path, _)| stem(path)).collect();
        count("schema/duplicate-id", self.articles().len() - stems.len());
        let (twins, conflicts) = self.twins();
        count("citation/duplicate-source", twins);
        count("citation/accessed-conflict", conflicts);
        flaws
    }

    fn lacks_reviewer(&self, path: &str, front: &Value) -> bool {
        text(front, "status") == "published"
            && list(front, "reviewers").is_empty()
            && !self.reviewed.contains(stem(path))
    }

    fn strangers(&self, front: &Value) -> usize {
        let named = [list(front, "authors"), list(front, "reviewers")].concat();
        assert!(!named.is_empty());
        named.iter().filter(|id| !self.people.contains(*id)).count()
    }

    fn lost_sees(&self, page: &Page) -> usize {
        let bare = page.body.lines().filter_map(see).filter(|named| !named.starts_with('['));
        bare.filter(|named| !self.titles.contains(*named)).count()
    }

    /// Links to files and to sections that are not there.
    fn lost_links(&self, path: &str, page: &Page) -> (usize, usize) {
        let (mut files, mut anchors) = (0, 0);
        for target in targets(&page.body).iter().filter(|target| !target.starts_with("https://")) {
            let (file, section) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { path.to_owned() } else { joined(path, file) };
            match self.pages.get(&file) {
                None => files += 1,
                Some(page) if !section.is_empty() && !page.anchors().contains(section) => anchors += 1,
                Some(_) => {}
            }
        }
        (files, anchors)
    }

    fn lost_citations(&self, page: &Page) -> usize {
        let lost_keys = keys(&page.body).iter().filter(|key| !self.source_ids.contains(**key)).count();
        let marks = captures(&NOTE, &page.body);
        let lost_notes = marks.iter().filter(|mark| !page.body.contains(&format!("\n{mark}:"))).count();
        lost_keys + lost_notes
    }

    /// Second entries for a work, and those of them with another access date.
    fn twins(&self) -> (usize, usize) {
        let (mut twins, mut conflicts) = (0, 0);
        let mut seen: BTreeMap<&str, Option<String>> = BTreeMap::new();
        for source in &self.sources {
            let accessed = source.get("accessed").map(|date| format!("{date:?}"));
            let work =
                ["DOI", "ISBN", "URL"].map(|key| text(source, key)).into_iter().find(|id| !id.is_empty());
            let work = work.expect("every source has an identifier");
            match seen.get(work) {
                Some(before) => {
                    twins += 1;
                    conflicts += usize::from(*before != accessed);
                }
                None => {
                    seen.insert(work, accessed);
                }
            }
        }
        (twins, conflicts)
    }
}

impl Page {
    fn read(page: &str) -> Page {
        let (front, body) = page
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"))
            .expect("every page has front matter");
        let keys: Vec<String> = captures(&FIELD, front).iter().map(|key| (*key).to_owned()).collect();
        // This reader refuses keys written twice, which are counted apart.
        let twice = front.lines().enumerate().filter(|(at, line)| {
            let key = line.split(':').next().unwrap_or_default();
            line.contains(':') && front.lines().take(*at).any(|before| before.starts_with(&format!("{key}:")))
        });
        let twice: Vec<usize> = twice.map(|(at, _)| at).collect();
        let once: Vec<&str> =
            front.lines().enumerate().filter(|(at, _)| !twice.contains(at)).map(|(_, line)| line).collect();
        Page { keys, front: serde_yaml::from_str(&once.join("\n")).ok(), body: body.to_owned() }
    }

    fn anchors(&self) -> BTreeSet<String> {
        let headings = self.body.lines().filter(|line| line.starts_with("##"));
        headings
            .map(|line| match line.split_once("{#") {
                Some((_, id)) => id.trim_end_matches('}').to_owned(),
                None => line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-"),
            })
            .collect()
    }
}

/// The keys of an article that the content model knows and the generator writes.
const KEYS: &[&str] = &[
    "title",
    "status",
    "authors",
    "language",
    "audience",
    "topic",
    "published",
    "modified",
    "aliases",
    "causes",
    "see",
    "reviewers",
    "last-reviewed",
    "next-review",
    "disclosure",
    "ai-assistance",
];

/// The records of the data files below a path.
fn records(files: &BTreeMap<String, String>, below: &str) -> Vec<Value> {
    files
        .iter()
        .filter(|(path, _)| path.starts_with(below))
        .flat_map(|(path, text)| match serde_yaml::from_str(text).expect(path) {
            Value::Sequence(records) => records,
            record => vec![record],
        })
        .collect()
}

/// What a See line names.
fn see(line: &str) -> Option<&str> {
    let line = line.strip_prefix("- ").unwrap_or(line);
    let named = ["See also ", "See ", "Read more about ", "Learn more about "]
        .iter()
        .find_map(|lead| line.strip_prefix(lead))?;
    (!named.starts_with("a doctor")).then_some(named)
}

/// The addresses of the links of a text.
fn targets(text: &str) -> Vec<&str> {
    captures(&TARGET, text)
}

/// The keys a text cites.
fn keys(text: &str) -> Vec<&str> {
    captures(&KEY, text)
}

fn captures<'a>(pattern: &Regex, text: &'a str) -> Vec<&'a str> {
    pattern.captures_iter(text).filter_map(|found| found.get(1)).map(|found| found.as_str()).collect()
}

static FIELD: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^([a-z-]+):"));
static TARGET: LazyLock<Regex> = LazyLock::new(|| pattern(r"\]\(([^)]+)\)"));
static KEY: LazyLock<Regex> = LazyLock::new(|| pattern(r"@([a-z0-9-]+)"));
static NOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\[\^[0-9]+\])"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns above are sound")
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The path a relative link of the page at `from` leads to.
fn joined(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

fn text<'a>(record: &'a Value, key: &str) -> &'a str {
    record.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list(record: &Value, key: &str) -> Vec<String> {
    let items = record.get(key).and_then(Value::as_sequence);
    items.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
