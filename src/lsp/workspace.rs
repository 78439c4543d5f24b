//! All that is open: the texts in the editor, and the repositories that they and the editor's folders belong to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use lsp_types::{
    Location as Where, Position, PublishDiagnosticsParams, TextDocumentContentChangeEvent, TextDocumentItem,
    Uri,
};

use super::address::{path_of, uri_of};
use super::buffer::Buffer;
use super::client::{Client, Wishes};
use super::diagnostics::Places;
use super::findings::{InFile, OnDisk};
use super::position::Positions;
use super::repository::{Repository, Share};
use crate::base::date::Date;
use crate::base::diagnostic::Location;
use crate::base::source::Source;
use crate::base::span::DocId;
use crate::model::index::Index;
use crate::project::Project;
use crate::project::day::today;
use crate::project::discover::Root;
use crate::rules::settings::FILE_NAMES;
use crate::run::session::Session;

/// All that is open.
pub(super) struct Workspace {
    /// What the client can do.
    pub(super) client: Client,
    /// Whether advice is shown.
    advice: bool,
    /// The day that counts as today; without one the system's.
    day: Option<Date>,
    /// The id of the person at the editor, where it is known.
    pub(super) reviewer: Option<String>,
    folders: Vec<PathBuf>,
    buffers: BTreeMap<PathBuf, Buffer>,
    repositories: Vec<Repository>,
    /// The pages whose signatures the editor shows, with what it shows.
    pub(super) signatures: Vec<(Uri, Option<String>)>,
    /// Files that are no longer part of a repository and of which something is still shown.
    forgotten: BTreeSet<PathBuf>,
}

/// A document that a request is about.
pub(super) struct Asked<'a> {
    /// Its repository, which could be read.
    pub(super) repository: &'a mut Repository,
    /// The document.
    pub(super) doc: DocId,
    /// Where it lies.
    pub(super) disk: PathBuf,
}

/// A place that a request is about, in a repository as it is.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) session: &'a Session,
    pub(super) index: &'a Index,
    /// The document.
    pub(super) doc: DocId,
    /// The byte; 0 where the document as a whole is meant.
    pub(super) offset: usize,
}

impl Workspace {
    pub(super) fn new(client: Client, wishes: Wishes, day: Option<Date>) -> Workspace {
        Workspace {
            client,
            advice: wishes.advice,
            day,
            reviewer: wishes.reviewer,
            folders: Vec::new(),
            buffers: BTreeMap::new(),
            repositories: Vec::new(),
            signatures: Vec::new(),
            forgotten: BTreeSet::new(),
        }
    }

    /// Works in other folders from now on.
    pub(super) fn change_folders(&mut self, gone: &[PathBuf], new: Vec<PathBuf>) {
        self.folders.retain(|folder| !gone.contains(folder));
        self.folders.extend(new);
        self.find_repositories();
    }

    /// Takes in a text that was opened.
    pub(super) fn open(&mut self, document: TextDocumentItem) {
        let Some(disk) = path_of(&document.uri) else {
            return;
        };
        self.buffers.insert(disk.clone(), Buffer::new(document.uri, document.version, document.text));
        self.find_repositories();
        self.hold(&disk);
    }

    /// Makes changes in a text that is open.
    pub(super) fn change(&mut self, uri: &Uri, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        let Some(disk) = path_of(uri) else {
            return;
        };
        if let Some(buffer) = self.buffers.get_mut(&disk) {
            buffer.change(version, changes, self.client.encoding);
            self.hold(&disk);
        }
    }

    /// Goes back to the disk for a text that was closed.
    pub(super) fn close(&mut self, uri: &Uri) {
        let Some(disk) = path_of(uri) else {
            return;
        };
        self.signatures.retain(|(shown, _)| shown != uri);
        if self.buffers.remove(&disk).is_some() {
            self.repositories
                .iter_mut()
                .filter(|known| known.holds(&disk))
                .for_each(|known| known.release(&disk));
            self.find_repositories();
        }
    }

    /// Looks again at files that changed outside of the editor.
    pub(super) fn look_again(&mut self, uris: impl Iterator<Item = Uri>) {
        let touched: BTreeSet<PathBuf> = uris.filter_map(|uri| path_of(&uri)).collect();
        let is_settings = |disk: &PathBuf| {
            disk.file_name().and_then(|name| name.to_str()).is_some_and(|name| FILE_NAMES.contains(&name))
        };
        // Settings make a folder a repository, or part of another one.
        if touched.iter().any(is_settings) {
            self.find_repositories();
        }
        for repository in &mut self.repositories {
            let own: BTreeSet<PathBuf> =
                touched.iter().filter(|disk| repository.holds(disk)).cloned().collect();
            if !own.is_empty() {
                repository.refresh(&own);
            }
        }
    }

    fn hold(&mut self, disk: &Path) {
        let Some(text) = self.buffers.get(disk).map(Buffer::text) else {
            return;
        };
        self.repositories
            .iter_mut()
            .filter(|known| known.holds(disk))
            .for_each(|known| known.hold(disk, text));
    }

    /// Opens the repositories that the folders and the open texts belong to, and closes all others.
    fn find_repositories(&mut self) {
        let Some(day) = self.day() else {
            return;
        };
        let places = self.folders.iter().chain(self.buffers.keys());
        let roots: BTreeSet<Root> =
            places.filter_map(|place| Root::of(place).ok()).filter(Root::is_repository).collect();
        let (kept, gone): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.repositories).into_iter().partition(|known| roots.contains(&known.root));
        let shown = gone.iter().flat_map(|gone| gone.findings.files());
        self.forgotten
            .extend(shown.filter(|(_, file)| !file.shown.is_empty()).map(|(disk, _)| disk.to_owned()));
        self.repositories = kept;
        for root in roots {
            if !self.repositories.iter().any(|known| known.root == root) {
                self.repositories.iter_mut().for_each(|known| known.is_other = true);
                self.repositories.push(Repository::new(root, day));
            }
        }
        // A file is of the nearest repository above it: that may have changed.
        if !gone.is_empty() {
            self.repositories.iter_mut().for_each(|known| known.reload = true);
        }
    }

    fn day(&self) -> Option<Date> {
        self.day.or_else(today)
    }

    /// Whether settings have to be read again, which takes as long as a check.
    pub(super) fn is_unsettled(&self) -> bool {
        self.repositories.iter().any(|repository| repository.reload)
    }

    /// Whether anything has to be worked out before what is shown is up to date.
    pub(super) fn is_due(&self) -> bool {
        !self.forgotten.is_empty() || self.repositories.iter().any(Repository::is_due)
    }

    /// Reads settings again where they may have changed.
    pub(super) fn settle(&mut self) {
        let day = self.day();
        for repository in &mut self.repositories {
            day.into_iter().for_each(|day| repository.turn_to(day));
            let held = self.buffers.iter().map(|(disk, buffer)| (disk.as_path(), buffer.text()));
            repository.settle(held, self.advice);
        }
    }

    /// Has a file judged before others.
    pub(super) fn expect(&mut self, uri: &Uri) {
        if let Some(Asked { repository, doc, .. }) = self.find(uri) {
            repository.expect(doc);
        }
    }

    /// Whether all is judged that may be found in a file, as far as that is known. Of a file that is in no repository it
    /// is not known.
    pub(super) fn is_judged(&mut self, uri: &Uri) -> bool {
        self.find(uri).is_some_and(|Asked { repository, doc, .. }| repository.is_judged(doc))
    }

    /// Judges what changed, or a share of it, and returns what is to be shown of the files of which that is something else
    /// than before.
    pub(super) fn judge(&mut self, share: Share) -> Vec<PublishDiagnosticsParams> {
        let Workspace { client, advice, buffers, repositories, forgotten, .. } = self;
        let uri = |disk: &Path| uri(buffers, disk);
        let roots: Vec<PathBuf> = repositories.iter().map(|known| known.root.folder.clone()).collect();
        let mut changed: BTreeMap<OnDisk, Vec<lsp_types::Diagnostic>> =
            std::mem::take(forgotten).into_iter().map(|disk| (disk.into(), Vec::new())).collect();
        for repository in repositories {
            let own = repository.root.folder.clone();
            // Of repositories in one another the inner one has a file.
            let inner: Vec<&PathBuf> =
                roots.iter().filter(|root| **root != own && root.starts_with(&own)).collect();
            let is_own = |disk: &Path| !inner.iter().any(|root| disk.starts_with(root));
            for disk in repository.judge(share, *advice, client.encoding, &uri, is_own) {
                let shown = repository
                    .findings
                    .of(Path::new(&disk))
                    .map(|file| file.shown.clone())
                    .unwrap_or_default();
                changed.insert(disk, shown);
            }
        }
        let publish = |(disk, diagnostics): (OnDisk, _)| {
            let disk = Path::new(&disk);
            let version = buffers.get(disk).map(|buffer| buffer.version);
            Some(PublishDiagnosticsParams { uri: uri(disk)?, diagnostics, version })
        };
        changed.into_iter().filter_map(publish).collect()
    }

    /// What is shown of one file.
    pub(super) fn shown(&self, uri: &Uri) -> Option<&InFile> {
        let disk = path_of(uri)?;
        let mut files = self.repositories.iter().filter_map(|known| known.findings.of(&disk));
        let first = files.next()?;
        // Of repositories in one another only the inner one has findings in a file.
        Some(files.fold(first, |best, file| if file.shown.is_empty() { best } else { file }))
    }

    /// What is shown of all files, with the editor's names for them and the versions of those that are open.
    pub(super) fn all_shown(&self) -> impl Iterator<Item = (Uri, Option<i32>, &InFile)> {
        let files = self.repositories.iter().flat_map(|known| known.findings.files());
        files.filter_map(|(disk, file)| {
            let version = self.buffers.get(disk).map(|buffer| buffer.version);
            Some((self.uri(disk)?, version, file))
        })
    }

    /// The editor's name of a file.
    pub(super) fn uri(&self, disk: &Path) -> Option<Uri> {
        uri(&self.buffers, disk)
    }

    /// The version of a text that is open.
    pub(super) fn version(&self, disk: &Path) -> Option<i32> {
        self.buffers.get(disk).map(|buffer| buffer.version)
    }

    /// The project of the innermost repository that a file lies in, where it could be read.
    pub(super) fn project(&self, uri: &Uri) -> Option<&Project> {
        let disk = path_of(uri)?;
        let holding = self.repositories.iter().filter(|known| known.holds(&disk));
        holding.max_by_key(|known| known.root.folder.components().count())?.project.as_ref()
    }

    /// A text that is open.
    pub(super) fn text(&self, uri: &Uri) -> Option<&Source> {
        self.buffers.get(&path_of(uri)?).map(Buffer::source)
    }

    /// The document that an editor names, in its repository as it is.
    pub(super) fn document(&mut self, uri: &Uri) -> Option<At<'_>> {
        let asked = self.find(uri)?;
        let doc = asked.doc;
        let session = asked.repository.session()?;
        session.index();
        let session = &*session;
        Some(At { session, index: session.known_index()?, doc, offset: 0 })
    }

    /// A place in a document that an editor names.
    pub(super) fn at(&mut self, uri: &Uri, position: Position) -> Option<At<'_>> {
        let encoding = self.client.encoding;
        let document = self.document(uri)?;
        let source = document.session.source(document.doc)?;
        Some(At { offset: Positions::new(source, encoding).offset(position), ..document })
    }

    /// Places of the repository that a file lies in, as the editor names them.
    pub(super) fn locations(&self, uri: &Uri, places: impl IntoIterator<Item = Location>) -> Vec<Where> {
        let Some(project) = self.project(uri) else {
            return Vec::new();
        };
        let uri = |disk: &Path| self.uri(disk);
        let mut shown = Places::new(project, self.client.encoding, &uri);
        places.into_iter().filter_map(|at| shown.place(at)).collect()
    }

    /// The editor's name of a document of the repository that a file lies in.
    pub(super) fn uri_of_doc(&self, uri: &Uri, doc: DocId) -> Option<Uri> {
        let project = self.project(uri)?;
        self.uri(&project.on_disk(&project.session.source(doc)?.path))
    }

    /// All repositories that could be read.
    pub(super) fn sessions(&mut self) -> impl Iterator<Item = &mut Session> {
        self.repositories.iter_mut().filter_map(Repository::session)
    }

    /// A place in the nth of [`Workspace::sessions`], as the editor names it.
    pub(super) fn location_in(&self, nth: usize, at: Location) -> Option<Where> {
        let project = self.repositories.iter().filter_map(|known| known.project.as_ref()).nth(nth)?;
        let uri = |disk: &Path| self.uri(disk);
        Places::new(project, self.client.encoding, &uri).place(at)
    }

    /// The document that an editor names, in its innermost repository.
    pub(super) fn find(&mut self, uri: &Uri) -> Option<Asked<'_>> {
        let disk = path_of(uri)?;
        let holding = self.repositories.iter_mut().filter(|known| known.holds(&disk));
        let repository = holding.max_by_key(|known| known.root.folder.components().count())?;
        let path = repository.root.relative(&disk).ok().flatten()?;
        let doc = repository.session()?.doc(&path)?;
        Some(Asked { repository, doc, disk })
    }
}

fn uri(buffers: &BTreeMap<PathBuf, Buffer>, disk: &Path) -> Option<Uri> {
    match buffers.get(disk) {
        Some(buffer) => Some(buffer.uri.clone()),
        None => uri_of(disk),
    }
}
