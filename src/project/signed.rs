//! The text that was signed last, looked for in git's history by its hash.

use std::collections::HashSet;

use crate::base::diagnostic::TextHash;
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::content_hash::ContentHash;
use crate::model::facts::{self, Facts};
use crate::model::index::{Index, Record, Reviewed, Signed as Signature};
use crate::project::discover::Files;
use crate::project::git::{Commit, Difference, Git, GitError};
use crate::project::repository::{Overrides, Project};
use crate::report::wording::{Comparison, Signature as Signer};
use crate::run::wording::Wording;

/// More states of a repository are not looked at: each is read as far as it differs from the one before.
const MOST_STATES: usize = 1000;

/// A text, compared with the one that was signed last.
pub enum Signed {
    /// No signature counts; why.
    Never(String),
    /// The text that was signed is known.
    Compared(Box<Comparison>),
    /// The text is another one than was signed, and the signed one cannot be had; why.
    Lost {
        /// The signature.
        signature: Box<Signer>,
        /// Why, as part of a sentence.
        why: String,
    },
}

/// Compares an article with the text of its newest signature that counts. The repository is as it was afterwards.
pub fn compare(project: &mut Project, overrides: &Overrides, article: DocId) -> Signed {
    let index = project.session.index();
    let Some(now) = index.content_hash(article) else {
        return Signed::Never(
            "a cause or source of it is in a file that cannot be read; `medproof check` says where"
                .to_owned(),
        );
    };
    let path = index.facts(article).map(|facts| facts.path.clone()).unwrap_or_default();
    let (record, changed) = match index.signed(article) {
        Signature::Unknown => return Signed::Never(why_never(index, article)),
        Signature::Valid(record) => (record, false),
        Signature::Changed(record, _) => (record, true),
    };
    let Some(signer) = signer(index, record) else {
        return Signed::Never(why_never(index, article));
    };
    let mut comparison = Comparison {
        path,
        signature: signer.0,
        now: TextHash::from(now),
        commit: None,
        changed,
        changes: Vec::new(),
    };
    if !changed {
        return Signed::Compared(Box::new(comparison));
    }
    let mut ids: HashSet<String> = record.review.article.iter().map(|named| named.text.clone()).collect();
    if let Some(page) = index.facts(article).and_then(Facts::page) {
        ids.extend(index.names().former_ids(&page.id.text).map(str::to_owned));
        ids.insert(page.id.text.clone());
    }
    let wanted = Wanted { hash: signer.1, path: comparison.path.clone(), ids };
    let today = project.files().clone();
    let found = find(project, overrides, &wanted);
    project.turn_to(today, overrides);
    match found {
        Ok((commit, mut then)) => {
            project.session.index();
            let now = project.session.known_index().and_then(|index| {
                let now = Wording::of(&project.session, index, article)?;
                then.follow_renames(&now, index);
                Some(now)
            });
            comparison.commit = commit;
            comparison.changes = now.map(|now| then.changes(&now)).unwrap_or_default();
            Signed::Compared(Box::new(comparison))
        }
        Err(why) => Signed::Lost { signature: Box::new(comparison.signature), why },
    }
}

/// Who signed with a record, and which text.
fn signer(index: &Index, record: &Record) -> Option<(Signer, ContentHash)> {
    let review = &record.review;
    let hash = ContentHash::parse(&review.content_hash.as_ref()?.text)?;
    let reviewer = review.reviewer.as_ref().map(|reviewer| reviewer.text.clone()).unwrap_or_default();
    let person = index.person(&reviewer).and_then(|person| index.entity(person));
    let name = person
        .and_then(|person| person.title.as_ref())
        .map_or_else(|| reviewer.clone(), |name| name.text.clone());
    let signer = Signer {
        date: record.day()?,
        reviewer,
        name,
        whole: review.whole,
        record: index.facts_at(review.place).map(|facts| facts.path.clone()).unwrap_or_default(),
        text: TextHash::from(hash),
    };
    Some((signer, hash))
}

/// Why no signature of an article counts.
fn why_never(index: &Index, article: DocId) -> String {
    match index.reviews(article).state() {
        Reviewed::Revoked(record) => {
            let on = record.day().map(|day| format!(" of {day}")).unwrap_or_default();
            format!("the review{on} asked for changes, so no earlier signature is valid")
        }
        _ => {
            "no review that counts holds the hash of a text; `medproof sign` writes such a record".to_owned()
        }
    }
}

/// A text that is looked for.
struct Wanted {
    hash: ContentHash,
    /// Where it is now.
    path: String,
    /// The ids that its article has or had.
    ids: HashSet<String>,
}

/// The words of the text that is looked for, with the commit that holds it; else why there are none.
fn find(
    project: &mut Project,
    overrides: &Overrides,
    wanted: &Wanted,
) -> Result<(Option<String>, Wording), String> {
    let on_disk = Files::on_disk(project.root.clone());
    let git = Git::open(&project.root.folder).map_err(why_no_git)?;
    let history = git.history().map_err(why_no_git)?;
    let uncommitted = match history.first() {
        Some(newest) => git.since(&newest.id).map_err(why_no_git)?,
        None => Vec::new(),
    };
    let states = States::of(project, &history, &uncommitted, wanted);
    for commit in states.commits.iter().take(MOST_STATES) {
        // What a clone left out is said once nothing is found.
        let Ok(files) = git.since(commit).and_then(|differences| on_disk.before(&git, &differences)) else {
            continue;
        };
        if let Some(words) = words_in(project, overrides, files, wanted, &states.paths) {
            return Ok((Some((*commit).to_owned()), words));
        }
    }
    // What was staged when it was signed may have been changed before it was committed.
    if let Ok(staged) = git.unstaged().and_then(|differences| on_disk.before(&git, &differences))
        && let Some(words) = words_in(project, overrides, staged, wanted, &states.paths)
    {
        return Ok((None, words));
    }
    if !states.is_committed {
        return Err(format!("`{}` was never committed, and only git keeps texts of the past", wanted.path));
    }
    Err(if git.is_shallow() {
        "this clone is shallow, and the text that was signed is not in the part of the history that it holds. Fetch the rest with `git fetch --unshallow`, or set `fetch-depth: 0` for actions/checkout".to_owned()
    } else if states.commits.len() > MOST_STATES {
        format!("none of the last {MOST_STATES} commits that may hold the text that was signed does")
    } else {
        "no commit of this branch holds the text that was signed; it may have been changed before it was committed, or signed on another branch".to_owned()
    })
}

fn why_no_git(error: GitError) -> String {
    match error {
        GitError::NoGit => "git was not found, and only git keeps texts of the past".to_owned(),
        GitError::NoWorkTree(folder) => format!(
            "`{}` is not in a work tree of git, and only git keeps texts of the past",
            folder.display()
        ),
        other => other.to_string(),
    }
}

/// The words of a text in one state of the repository, if that state holds it.
fn words_in(
    project: &mut Project,
    overrides: &Overrides,
    files: Files,
    wanted: &Wanted,
    paths: &HashSet<String>,
) -> Option<Wording> {
    project.turn_to(files, overrides);
    let index = project.session.index();
    let may_be = |facts: &Facts| {
        let page = facts.article.as_ref().and_then(|_| facts.page());
        page.is_some_and(|page| paths.contains(&facts.path) || wanted.ids.contains(&page.id.text))
    };
    let candidates = index.documents().filter(|(_, facts)| may_be(facts)).map(|(doc, _)| doc);
    let doc = candidates.into_iter().find(|doc| index.content_hash(*doc) == Some(wanted.hash))?;
    Wording::of(&project.session, project.session.known_index()?, doc)
}

/// The states of a repository in which a text may be found.
struct States<'a> {
    /// Those that changed the article first, each of the two newest first.
    commits: Vec<&'a str>,
    /// The paths that the article has or had.
    paths: HashSet<String>,
    /// Whether any commit holds the article.
    is_committed: bool,
}

impl<'a> States<'a> {
    fn of(
        project: &Project,
        history: &'a [Commit],
        uncommitted: &[Difference],
        wanted: &Wanted,
    ) -> States<'a> {
        let mut paths = HashSet::from([wanted.path.clone()]);
        let is_own = |paths: &HashSet<String>, path: &str| {
            paths.contains(path) || wanted.ids.contains(facts::default_id(path))
        };
        for difference in uncommitted {
            follow(difference, &mut paths);
        }
        // Git does not follow a file that it was not told of: it may be any of those that are gone.
        let is_new = |one: &Difference| {
            one.old.is_none() && one.new.as_ref().is_some_and(|new| new.path == wanted.path)
        };
        if uncommitted.iter().any(is_new) {
            let gone = uncommitted.iter().filter(|one| one.new.is_none());
            paths.extend(gone.filter_map(|one| Some(one.old.as_ref()?.path.clone())));
        }
        let mut is_committed = false;
        let (mut own, mut others) = (Vec::new(), Vec::new());
        for (nth, commit) in history.iter().enumerate() {
            let mut touches = false;
            for difference in &commit.differences {
                follow(difference, &mut paths);
                touches |= sides(difference).any(|path| is_own(&paths, path));
            }
            is_committed |= touches;
            if touches {
                own.push(commit.id.as_str());
            } else if nth == 0
                || commit.is_merge
                || commit.differences.iter().any(|one| is_other_part(project, one))
            {
                others.push(commit.id.as_str());
            }
        }
        own.append(&mut others);
        States { commits: own, paths, is_committed }
    }
}

/// Takes the path that the article had before it was renamed.
fn follow(difference: &Difference, paths: &mut HashSet<String>) {
    if let (Some(old), Some(new)) = (&difference.old, &difference.new)
        && paths.contains(&new.path)
    {
        paths.insert(old.path.clone());
    }
}

/// Whether a difference may change the hash of a page that it does not touch: that of a cause or source, or of which
/// pages there are.
fn is_other_part(project: &Project, difference: &Difference) -> bool {
    sides(difference).any(|path| match project.claim(path) {
        Some(Collection::Cause | Collection::Source | Collection::Redirect) => true,
        Some(Collection::Article) => {
            let same =
                |one: &Option<crate::project::git::Entry>| one.as_ref().map(|entry| entry.path.clone());
            same(&difference.old) != same(&difference.new)
        }
        _ => false,
    })
}

fn sides(difference: &Difference) -> impl Iterator<Item = &str> {
    [&difference.old, &difference.new].into_iter().flatten().map(|entry| entry.path.as_str())
}
