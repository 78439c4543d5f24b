//! Articles and shared causes.

use std::io;

use serde::Serialize;

use super::rng::{Rng, Stream};
use super::words::{self, capital, claim, item, sentences, slug};
use super::{Flaw, Status, World, days_after, days_before, source, yaml};

/// The front matter and body of an article.
pub fn text(world: &World, nth: usize) -> io::Result<String> {
    let mut rng = world.rng(Stream::Article, nth);
    let causes = section_causes(world, &mut rng);
    let mut front = yaml(&front_matter(world, nth, &mut rng, &causes))?;
    if world.bears(nth, Flaw::InvalidField) {
        front.push_str(&format!("alises: [Former title {nth}]\n"));
    }
    if world.bears(nth, Flaw::DuplicateKey) {
        front.push_str("audience: patient\n");
    }
    if world.bears(nth, Flaw::Unreadable) {
        front.push_str(rng.pick(UNREADABLE));
    }
    let body = Writer::new(world, nth, rng, causes).body();
    Ok(format!("---\n{front}---\n{body}"))
}

/// The front matter and body of a shared cause.
pub fn cause_text(world: &World, nth: usize) -> io::Result<String> {
    let mut rng = world.rng(Stream::Cause, nth);
    let name = words::cause_name(nth);
    let front = Cause {
        aliases: vec![format!("{name} as a cause")],
        topic: world.term_id(nth % world.terms()),
        likelihood: rng.pick(&["common", "uncommon", "rare"]),
        red_flag: rng.chance(0.1),
        name: &name,
    };
    let subject = name.to_lowercase();
    let key = source::key(world, rng.below(world.sources()));
    Ok(format!(
        "---\n{}---\n\n{}\n\n{} [@{key}]. {}\n",
        yaml(&front)?,
        sentences(&mut rng, 4, &subject),
        claim(&mut rng, &subject),
        sentences(&mut rng, 2, &subject),
    ))
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Article {
    title: String,
    status: Status,
    authors: Vec<String>,
    language: &'static str,
    audience: &'static str,
    topic: String,
    published: String,
    modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
    causes: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    see: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reviewers: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_reviewed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_review: Option<String>,
    disclosure: &'static str,
    ai_assistance: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Cause<'a> {
    name: &'a str,
    aliases: Vec<String>,
    topic: String,
    likelihood: &'static str,
    red_flag: bool,
}

fn front_matter(world: &World, nth: usize, rng: &mut Rng, causes: &[String]) -> Article {
    let standing = world.standing(nth);
    let author = world.person_id(world.author(nth));
    let mut ids: Vec<String> = causes.iter().map(|name| slug(name)).collect();
    if rng.chance(0.4) {
        ids.push(world.cause_id(nth % world.causes()));
    }
    let see = if rng.chance(0.3) {
        let target = world.target(rng, &[nth]);
        // A name in front matter is an id, which has to be nobody else's.
        (!world.is_ambiguous(target) && target != nth).then(|| world.article_id(target)).into_iter().collect()
    } else {
        Vec::new()
    };
    let in_front = !standing.on_record && !world.bears(nth, Flaw::ReviewerMissing);
    let title = words::article_title(nth);
    Article {
        aliases: if rng.chance(0.25) { vec![alias(&title)] } else { Vec::new() },
        title,
        status: standing.status,
        authors: vec![if world.bears(nth, Flaw::PersonUnresolved) { misspelt(&author) } else { author }],
        language: "en",
        audience: "patient",
        topic: world.term_id(nth % world.terms()),
        published: standing.published.to_string(),
        modified: standing.reviewed.to_string(),
        causes: ids,
        see,
        reviewers: if in_front { vec![world.person_id(world.reviewer(nth))] } else { Vec::new() },
        last_reviewed: in_front.then(|| standing.reviewed.to_string()),
        next_review: in_front.then(|| days_after(standing.reviewed, 3 * 365).to_string()),
        disclosure: "The author states no conflict of interest.",
        ai_assistance: "none",
    }
}

fn alias(title: &str) -> String {
    format!("{title} at a Glance")
}

/// An id with its last letter doubled, which is no name anybody bears.
fn misspelt(id: &str) -> String {
    let last = id.chars().next_back().unwrap_or('x');
    format!("{id}{last}")
}

/// Names of causes that no shared cause bears.
fn section_causes(world: &World, rng: &mut Rng) -> [String; 3] {
    let first = world.causes() + rng.below(30_000);
    [first, first + 1, first + 2].map(words::cause_name)
}

/// Writes the body of one article, its sections in the order of the methods.
struct Writer<'a> {
    world: &'a World,
    nth: usize,
    rng: Rng,
    subject: String,
    causes: [String; 3],
    keys: [String; 4],
    /// The article itself and those it sends readers to already.
    taken: Vec<usize>,
    footnotes: Vec<String>,
    text: String,
}

impl<'a> Writer<'a> {
    fn new(world: &'a World, nth: usize, mut rng: Rng, causes: [String; 3]) -> Writer<'a> {
        let keys = source::cited(world, &mut rng, nth);
        let subject = words::article_subject(nth);
        let (taken, footnotes, text) = (vec![nth], Vec::new(), String::new());
        Writer { world, nth, rng, subject, causes, keys, taken, footnotes, text }
    }

    fn body(mut self) -> String {
        self.introduction();
        self.section_of_causes();
        self.signs();
        self.treatment();
        self.when_to_seek_help();
        self.more_information();
        self.text
    }

    fn introduction(&mut self) {
        let (prose, note, stray) = (self.about(5), self.footnote(), self.stray_mark());
        let link = "The list of [symptoms](#common-signs) below may help to tell it apart.";
        self.put(&format!("{prose} {link}{note}{stray}"));
    }

    fn section_of_causes(&mut self) {
        let (prose, anchor) = (self.about(4), self.own_anchor());
        self.put("## What causes it? {#causes}");
        self.put(&format!("{prose} One cause is described in [more detail](#{anchor})."));
        let last_key = self.last_key();
        let [first, second, third, _] = self.keys.clone();
        let marks =
            [format!("[@{first}]"), format!("[@{second}, p. 12]"), format!("[see @{third}; @{last_key}]")];
        let sees = [Some(self.see_linked()), Some(self.see_bare()), None];
        for ((cause, mark), see) in self.causes.clone().into_iter().zip(marks).zip(sees) {
            let name = cause.to_lowercase();
            let before = self.sentences(3, &name);
            let claim = claim(&mut self.rng, &name);
            let behind = self.sentences(2, &name);
            self.put(&format!("### {cause}"));
            self.put(&format!("{before} {claim} {mark}. {behind}"));
            if let Some(see) = see {
                self.put(&see);
            }
        }
    }

    fn signs(&mut self) {
        let (items, prose, link, note) = (self.items(5), self.about(4), self.link(), self.footnote());
        self.put("## Common signs");
        self.put("Signs to look for:");
        self.put(&items);
        self.put(&format!("{prose} Read about {link} as well.{note}"));
        if self.rng.chance(0.2) {
            let table = self.table();
            self.put(&table);
        }
    }

    fn treatment(&mut self) {
        let (first, second, address) = (self.about(4), self.about(4), self.address("exercises"));
        self.put("## How it is treated");
        self.put(&first);
        self.put(&format!("{second} The [exercise library]({address}) shows each movement."));
    }

    fn when_to_seek_help(&mut self) {
        let (items, link) = (self.items(4), self.link_to_section());
        self.put("## When to see a doctor {#when-to-see-a-doctor}");
        self.put("See a doctor if there is:");
        self.put(&items);
        self.put(&format!("Call an ambulance at once for sudden weakness. {link} says more."));
    }

    fn more_information(&mut self) {
        let (prose, see, address) = (self.about(3), self.see_item(), self.address("helpline"));
        self.put("## More information");
        self.put(&prose);
        self.put(&format!("- {see}\n- [Patient helpline]({address})"));
        for (at, note) in self.footnotes.clone().iter().enumerate() {
            self.put(&format!("[^{}]: {note}", at + 1));
        }
    }

    /// Appends a block.
    fn put(&mut self, block: &str) {
        self.text.push('\n');
        self.text.push_str(block);
        self.text.push('\n');
    }

    fn bears(&self, flaw: Flaw) -> bool {
        self.world.bears(self.nth, flaw)
    }

    fn about(&mut self, most: usize) -> String {
        let subject = self.subject.clone();
        self.sentences(most, &subject)
    }

    fn sentences(&mut self, most: usize, subject: &str) -> String {
        let count = most.div_ceil(2) + self.rng.below(most / 2 + 1);
        sentences(&mut self.rng, count, subject)
    }

    fn items(&mut self, count: usize) -> String {
        let items: Vec<String> =
            (0..count).map(|_| format!("- {}", item(&mut self.rng, &self.subject))).collect();
        items.join("\n")
    }

    fn table(&mut self) -> String {
        let mut table = "| Sign | What it may mean |\n| --- | --- |".to_owned();
        for _ in 0..4 {
            let sign = item(&mut self.rng, &self.subject);
            table.push_str(&format!("\n| {sign} | {} |", capital(&words::term_name(self.rng.below(1200)))));
        }
        table
    }

    fn see_linked(&mut self) -> String {
        let target = self.target();
        let lead = self.rng.pick(&["See", "See also", "Read more about"]);
        format!("{lead} [{}]({})", words::article_title(target), self.path_to(target))
    }

    fn see_bare(&mut self) -> String {
        let target = self.target();
        // Numbers beyond the last article give titles much like those that exist.
        let named =
            if self.bears(Flaw::SeeUnresolved) { self.world.plan.articles + self.nth } else { target };
        format!("See {}", words::article_title(named))
    }

    /// The See of the closing list, linked in every second article.
    fn see_item(&mut self) -> String {
        if self.rng.chance(0.5) {
            return self.see_linked();
        }
        let target = self.target();
        let lead = self.rng.pick(&["See", "See also", "Learn more about"]);
        format!("{lead} {}", words::article_title(target))
    }

    /// A link to another article.
    fn link(&mut self) -> String {
        let target = self.target();
        let path = if self.bears(Flaw::TargetMissing) {
            format!("{}.md", slug(&words::article_title(self.world.plan.articles * 2 + self.nth)))
        } else {
            self.path_to(target)
        };
        format!("[{}]({path})", words::article_title(target).to_lowercase())
    }

    /// A link to a section of another article; in articles of even number the place of a missing anchor.
    fn link_to_section(&mut self) -> String {
        let target = self.target();
        let wrong = self.bears(Flaw::AnchorMissing) && self.nth.is_multiple_of(2);
        let section = if wrong { "when-to-see-doctor" } else { "when-to-see-a-doctor" };
        format!("[{}]({}#{section})", words::article_title(target), self.path_to(target))
    }

    /// The anchor of the first cause; in articles of odd number the place of a missing anchor.
    fn own_anchor(&self) -> String {
        let [first, ..] = &self.causes;
        let wrong = self.bears(Flaw::AnchorMissing) && !self.nth.is_multiple_of(2);
        if wrong { format!("{}-cause", slug(first)) } else { slug(first) }
    }

    /// The last key; in two articles of three the place of an undefined citation.
    fn last_key(&self) -> String {
        let [.., last] = &self.keys;
        let wrong = self.bears(Flaw::CitationUndefined) && !self.nth.is_multiple_of(3);
        if wrong { format!("{last}x") } else { last.clone() }
    }

    /// A mark without a footnote; in one article of three the place of an undefined citation.
    fn stray_mark(&self) -> &'static str {
        if self.bears(Flaw::CitationUndefined) && self.nth.is_multiple_of(3) { "[^9]" } else { "" }
    }

    fn address(&mut self, page: &str) -> String {
        let host = self.rng.pick(&["www.example.org", "health.example.com", "spine.example.net"]);
        format!("https://{host}/{page}/{}?lang=en", slug(&words::article_title(self.nth)))
    }

    fn target(&mut self) -> usize {
        let target = self.world.target(&mut self.rng, &self.taken);
        self.taken.push(target);
        target
    }

    fn path_to(&self, target: usize) -> String {
        let (from, to) = (words::article_folder(self.nth), words::article_folder(target));
        let file = self.world.article_id(target);
        if from == to { format!("{file}.md") } else { format!("../{to}/{file}.md") }
    }

    /// The mark of a footnote that holds a reference of its own, or nothing in three cases of five.
    fn footnote(&mut self) -> String {
        if self.rng.chance(0.6) {
            return String::new();
        }
        let number = self.footnotes.len() + 1;
        let title = words::article_title(self.nth);
        let (name, folder) = match number {
            1 => (format!("{title} leaflet"), "leaflets"),
            _ => (format!("Questions to ask about {}", self.subject), "questions"),
        };
        let accessed = days_before(self.world.standing(self.nth).reviewed, 3 + self.rng.below(60));
        self.footnotes.push(format!(
            "{name}. Clinic Network. <https://leaflets.example.org/{folder}/{}>. Accessed {}.",
            slug(&title),
            accessed.strftime("%B %-d, %Y"),
        ));
        format!("[^{number}]")
    }
}

/// Ends of front matter that no reader can make sense of.
const UNREADABLE: &[&str] = &["tags: [unfinished, list\n", "summary: \"A quotation that never ends\n"];
