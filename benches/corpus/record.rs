//! People, review records, glossary entries and redirects.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::rng::Stream;
use super::words::{self, capital, sentences};
use super::{World, days_after, yaml};

/// How many glossary entries a file holds.
const PER_FILE: usize = 100;

/// Writes all of them.
pub fn write(world: &World, put: &mut dyn FnMut(&str, &str) -> io::Result<()>) -> io::Result<()> {
    for nth in 0..world.people() {
        person(world, nth, put)?;
    }
    reviews(world, put)?;
    let terms: Vec<Term> = (0..world.terms()).map(|nth| term(world, nth)).collect();
    for (file, terms) in terms.chunks(PER_FILE).enumerate() {
        put(&format!("content/terms/terms-{file:04}.yaml"), &yaml(&terms)?)?;
    }
    let redirects: Vec<Redirect> = (0..world.redirects()).map(|nth| redirect(world, nth)).collect();
    put("content/redirects.yaml", &yaml(&redirects)?)
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Person {
    name: String,
    roles: Vec<&'static str>,
    credentials: Vec<&'static str>,
    specialty: String,
    affiliation: &'static str,
    disclosures: Vec<Disclosure>,
    active: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    bio: Option<String>,
}

#[derive(Serialize)]
struct Disclosure {
    text: &'static str,
    on: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Review {
    article: String,
    reviewer: String,
    date: String,
    kind: &'static str,
    outcome: &'static str,
    scope: &'static str,
    sources_checked: &'static str,
    next_due: String,
}

#[derive(Serialize)]
struct Term {
    id: String,
    preferred: String,
    plain: String,
    synonyms: Vec<String>,
}

#[derive(Serialize)]
struct Redirect {
    from: String,
    to: String,
    since: String,
}

/// Two bios of three are data files, the third is a page.
fn person(world: &World, nth: usize, put: &mut dyn FnMut(&str, &str) -> io::Result<()>) -> io::Result<()> {
    let mut rng = world.rng(Stream::Person, nth);
    let (given, family) = words::person_name(nth);
    let reviews = nth % 2 == 1;
    let specialty = words::term_name(rng.below(1200));
    let about = format!("{given} {family} cares for people with {specialty}.");
    let bio = format!("{about} {}", sentences(&mut rng, 2, &specialty));
    let person = |bio| Person {
        name: format!("{given} {family}"),
        roles: vec![if reviews { "medical-reviewer" } else { "author" }],
        credentials: vec![if reviews { "MD" } else { "PT" }],
        specialty: specialty.clone(),
        affiliation: "Clinic Network",
        disclosures: vec![Disclosure { text: "none", on: "2026-01-12" }],
        active: true,
        bio,
    };
    let id = world.person_id(nth);
    if nth % 3 == 2 {
        let front = yaml(&person(None))?;
        put(&format!("content/people/{id}.md"), &format!("---\n{front}---\n\n{bio}\n"))
    } else {
        put(&format!("content/people/{id}.yaml"), &yaml(&person(Some(bio)))?)
    }
}

/// One record of ten has a file of its own, the others stand in lists by month.
fn reviews(world: &World, put: &mut dyn FnMut(&str, &str) -> io::Result<()>) -> io::Result<()> {
    let mut months: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for nth in (0..world.plan.articles).filter(|nth| world.standing(*nth).on_record) {
        if nth % 10 == 0 {
            let path = format!("content/reviews/single/{}.yaml", world.article_id(nth));
            put(&path, &yaml(&review(world, nth))?)?;
        } else {
            let month = world.standing(nth).reviewed.strftime("%Y-%m").to_string();
            months.entry(month).or_default().push(nth);
        }
    }
    for (month, articles) in months {
        let records: Vec<Review> = articles.iter().map(|nth| review(world, *nth)).collect();
        put(&format!("content/reviews/{month}.yaml"), &yaml(&records)?)?;
    }
    Ok(())
}

fn review(world: &World, article: usize) -> Review {
    let date = world.standing(article).reviewed;
    Review {
        article: world.article_id(article),
        reviewer: world.person_id(world.reviewer(article)),
        date: date.to_string(),
        kind: "medical",
        outcome: "approved",
        scope: "whole",
        sources_checked: "all",
        next_due: days_after(date, 3 * 365).to_string(),
    }
}

fn term(world: &World, nth: usize) -> Term {
    let mut rng = world.rng(Stream::Term, nth);
    let preferred = words::term_name(nth);
    Term {
        id: world.term_id(nth),
        plain: sentences(&mut rng, 1, &preferred),
        synonyms: vec![format!("{} disease", capital(&preferred))],
        preferred,
    }
}

/// An old name of an article that is published under an id of its own.
fn redirect(world: &World, nth: usize) -> Redirect {
    let mut rng = world.rng(Stream::Redirect, nth);
    let mut taken = Vec::new();
    let target = loop {
        let target = world.target(&mut rng, &taken);
        if !world.is_ambiguous(target) || taken.contains(&target) {
            break target;
        }
        taken.push(target);
    };
    Redirect {
        from: format!("guide-{}-{nth}", world.article_id(target)),
        to: world.article_id(target),
        since: days_after(jiff::civil::date(2023, 1, 9), rng.below(900)).to_string(),
    }
}
