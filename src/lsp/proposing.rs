//! What an author may do about a finding that no rule can do alone: create the page that a See line names, add a source
//! to the registry, map a field.

use std::path::Path;

use lsp_types::{
    CodeAction, CodeActionKind, Diagnostic as Shown, DocumentChanges, TextEdit, Uri, WorkspaceEdit,
};
use serde_yaml::{Mapping, Value};

use super::edits::{FileEdits, difference, workspace_edit};
use super::position::Positions;
use super::renaming::create;
use super::workspace::Workspace;
use crate::base::slug::slug;
use crate::base::source::Source;
use crate::base::span::Span;
use crate::model::collection::Collection;
use crate::model::fields;
use crate::model::index::address;
use crate::project::Project;
use crate::rules::settings::FILE_NAMES;
use crate::run::verdict::Verdict;

/// What may be done about a finding.
pub(super) fn offer(
    workspace: &Workspace,
    project: &Project,
    verdict: &Verdict,
    shown: &Shown,
) -> Option<CodeAction> {
    let (title, edit) = match verdict.diagnostic.rule.0 {
        "link/see-unresolved" => create_page(workspace, project, verdict)?,
        "citation/undefined" => add_source(workspace, project, verdict)?,
        "schema/invalid-field" => map_field(workspace, project, verdict)?,
        _ => return None,
    };
    Some(CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![shown.clone()]),
        edit: Some(edit),
        ..CodeAction::default()
    })
}

/// A page with the title that a See line names, beside the page that names it: a draft, which no reader sees yet.
fn create_page(
    workspace: &Workspace,
    project: &Project,
    verdict: &Verdict,
) -> Option<(String, WorkspaceEdit)> {
    if !workspace.client.creates_files {
        return None;
    }
    let at = verdict.diagnostic.at;
    let facts = project.session.facts(at.doc)?;
    let see = facts.sees.iter().find(|see| project.session.location(see.label.place) == at)?;
    let name = slug(&see.label.text);
    let folder = address::parent(&facts.path);
    let path = if folder.is_empty() { format!("{name}.md") } else { format!("{folder}/{name}.md") };
    if name.is_empty()
        || project.claim(&path) != Some(Collection::Article)
        || project.session.doc(&path).is_some()
    {
        return None;
    }
    let settings = project.session.settings();
    let mut front = Mapping::new();
    let mut put = |field: &str, value: &str| {
        front.insert(Value::from(settings.field(Collection::Article, field)), Value::from(value));
    };
    put("title", &see.label.text);
    put("status", "draft");
    let text = format!("---\n{}---\n\n", serde_yaml::to_string(&front).ok()?);
    let uri = workspace.uri(&project.on_disk(&path))?;
    let operations = create(uri, text).to_vec();
    let document_changes = Some(DocumentChanges::Operations(operations));
    let edit = WorkspaceEdit { document_changes, ..WorkspaceEdit::default() };
    Some((format!("Create the page “{}” as a draft, `{path}`", see.label.text), edit))
}

/// An entry with the key that a citation has, in the file of the registry with most sources, for the author to fill.
fn add_source(
    workspace: &Workspace,
    project: &Project,
    verdict: &Verdict,
) -> Option<(String, WorkspaceEdit)> {
    let key = verdict.diagnostic.missing.as_deref()?;
    let session = &project.session;
    let lists = session.files().filter(|(source, collection)| {
        *collection == Collection::Source && source.refused.is_none() && is_block_list(source)
    });
    let size = |source: &Source| {
        session.doc(&source.path).and_then(|doc| session.facts(doc)).map(|facts| facts.entities.len())
    };
    let (source, _) =
        lists.max_by_key(|(source, _)| (size(source), std::cmp::Reverse(source.path.clone())))?;
    let settings = session.settings();
    let field = |name| settings.field(Collection::Source, name);
    let eol = source.line_end_at(Span::at(source.text.len()).start);
    let gap = if source.text.ends_with('\n') { "" } else { eol };
    let id = serde_yaml::to_string(key).ok()?;
    let (id_field, kind, title) = (field("id"), field("type"), field("title"));
    let text = format!("{gap}- {id_field}: {}{eol}  {kind}: webpage{eol}  {title}:{eol}", id.trim_end());
    let range = Positions::new(source, workspace.client.encoding).range(Span::at(source.text.len()));
    let disk = project.on_disk(&source.path);
    let (uri, version) = (workspace.uri(&disk)?, workspace.version(&disk));
    let edits = vec![TextEdit { range, new_text: text }];
    let edit = workspace_edit(&workspace.client, vec![FileEdits { uri, version, edits }]);
    Some((format!("Add `{key}` to the registry, in `{}`, and fill it in", source.path), edit))
}

/// Whether a file is a list of records, one below the other, to which one more can be added.
fn is_block_list(source: &Source) -> bool {
    let is_yaml = source.path.ends_with(".yaml") || source.path.ends_with(".yml");
    let mut lines = source
        .text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#') && *line != "---");
    is_yaml
        && lines.next().is_some_and(|line| line.starts_with("- "))
        && lines.all(|line| line.starts_with(['-', ' ']))
}

/// A line of the settings that says which field of the model a key is.
fn map_field(workspace: &Workspace, project: &Project, verdict: &Verdict) -> Option<(String, WorkspaceEdit)> {
    let at = verdict.diagnostic.at;
    let collection = project.session.facts(at.doc)?.collection;
    let key = at.span.slice(&project.session.source(at.doc)?.text).trim_matches(['"', '\'']);
    let meant = fields::meant(collection, key)?;
    let root = &project.root.folder;
    let known = FILE_NAMES
        .into_iter()
        .map(|name| root.join(name))
        .find(|file| file.is_file() || workspace.version(file).is_some());
    let entry = format!("    {}: {{{meant}: [{key}]}}\n", collection.noun());
    let title = format!("Map `{key}` to `{meant}` in the settings");
    let Some(file) = known else {
        if !workspace.client.creates_files {
            return None;
        }
        let uri = workspace.uri(&root.join(FILE_NAMES[0]))?;
        let operations = create(uri, format!("fields:\n  names:\n{entry}")).to_vec();
        let document_changes = Some(DocumentChanges::Operations(operations));
        return Some((title, WorkspaceEdit { document_changes, ..WorkspaceEdit::default() }));
    };
    let uri = workspace.uri(&file)?;
    let text = text_of(workspace, &uri, &file)?;
    let after = with_entry(&text, &entry)?;
    let source = Source::new(uri.as_str(), text);
    let edits = difference(&source, &after, workspace.client.encoding);
    let edit =
        workspace_edit(&workspace.client, vec![FileEdits { version: workspace.version(&file), uri, edits }]);
    Some((title, edit))
}

fn text_of(workspace: &Workspace, uri: &Uri, file: &Path) -> Option<String> {
    let open = workspace.text(uri).map(|source| source.text.clone());
    open.or_else(|| std::fs::read_to_string(file).ok())
}

/// Settings with one more entry under `fields`, `names`; `None` if they are written in a way that has no place for it.
fn with_entry(text: &str, entry: &str) -> Option<String> {
    let end = |text: &str| if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let Some(fields) = text.lines().position(|line| line.trim_end() == "fields:") else {
        let has_fields = text.lines().any(|line| line.starts_with("fields"));
        return (!has_fields).then(|| format!("{text}{}fields:\n  names:\n{entry}", end(text)));
    };
    let below =
        text.lines().skip(fields + 1).take_while(|line| line.starts_with(' ') || line.trim().is_empty());
    let below: Vec<&str> = below.collect();
    if below.iter().any(|line| line.trim_start().starts_with("names")) {
        return None;
    }
    let at: usize = text.split_inclusive('\n').take(fields + 1).map(str::len).sum();
    let (above, rest) = text.split_at_checked(at)?;
    Some(format!("{above}{}  names:\n{entry}{rest}", end(above)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_goes_below_the_fields_that_are_there() {
        let entry = "    article: {reviewers: [reviewed_by]}\n";
        let added = |text: &str| with_entry(text, entry);
        let block = format!("fields:\n  names:\n{entry}");
        assert_eq!(added("language: en"), Some(format!("language: en\n{block}")));
        assert_eq!(added(""), Some(block.clone()));
        assert_eq!(added("fields:\n  extra: [a]\n"), Some(format!("{block}  extra: [a]\n")));
        assert_eq!(added("fields: {extra: [a]}\n"), None);
        assert_eq!(added("fields:\n  names: {}\n"), None);
    }

    #[test]
    fn only_lists_of_records_take_one_more() {
        let is = |path: &str, text: &str| is_block_list(&Source::new(path, text));
        assert!(is("a.yaml", "# all\n- id: a\n  title: b\n\n- {id: c}\n"));
        assert!(!is("a.yaml", "[{id: a}]\n"));
        assert!(!is("a.yaml", "- id: a\nother: b\n"));
        assert!(!is("a.bib", "- id: a\n"));
    }
}
