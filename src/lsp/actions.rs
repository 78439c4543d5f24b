//! `textDocument/codeAction`: the fixes of findings, comments that allow them, and signatures.

use std::path::Path;

use lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionParams,
    Diagnostic as Shown, Range, TextEdit, Uri, WorkspaceEdit,
};
use serde::{Deserialize, Serialize};

use super::allowing;
use super::diagnostics::Places;
use super::edits::{FileEdits, difference, workspace_edit};
use super::kinds::wants;
use super::position::Positions;
use super::proposing;
use super::signing;
use super::workspace::Workspace;
use crate::base::diagnostic::{Fix, Location};
use crate::base::source::Source;
use crate::base::span::Span;
use crate::project::Project;
use crate::run::session::Session;
use crate::run::verdict::Verdict;

/// All safe fixes of a file.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.medproof");

/// An action whose edit is worked out once somebody chooses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Later {
    /// A comment that allows a finding.
    Allow { uri: Uri, rule: String, message: String, range: Range },
    /// All safe fixes of a file.
    FixAll { uri: Uri },
}

/// What can be done about the findings in a range, and about the page it is in.
pub(super) fn offer(workspace: &mut Workspace, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
    let uri = &params.text_document.uri;
    let mut actions = Vec::new();
    if wants(&params.context, &CodeActionKind::QUICKFIX) {
        actions.extend(fixes(workspace, uri, params.range));
        actions.extend(proposals(workspace, uri, params.range));
        actions.extend(allows(workspace, uri, params.range));
    }
    if let Some(action) = fix_all(workspace, uri, &params.context) {
        actions.push(action);
    }
    actions.extend(signing::offer(workspace, params));
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// Works out the edit of an action that was offered without one.
pub(super) fn resolve(workspace: &mut Workspace, mut action: CodeAction) -> CodeAction {
    let later = action.data.clone().and_then(|data| serde_json::from_value(data).ok());
    if let Some(later) = later {
        action.edit = edit_of(workspace, &later);
    }
    action
}

fn overlap(a: Range, b: Range) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// The findings in a range, with how they are shown.
fn in_range<'w>(
    workspace: &'w Workspace,
    uri: &Uri,
    range: Range,
) -> impl Iterator<Item = (&'w Verdict, &'w Shown)> {
    let file = workspace.shown(uri);
    let pairs = file.into_iter().flat_map(|file| file.verdicts.iter().zip(&file.shown));
    pairs.filter(move |(_, shown)| overlap(shown.range, range))
}

/// The fixes that rules offer.
fn fixes(workspace: &Workspace, uri: &Uri, range: Range) -> Vec<CodeAction> {
    let Some(project) = workspace.project(uri) else {
        return Vec::new();
    };
    let mut actions = Vec::new();
    for (verdict, shown) in in_range(workspace, uri, range) {
        let Some(fix) = &verdict.diagnostic.fix else {
            continue;
        };
        let Some(edit) = edit_of_fix(workspace, project, fix) else {
            continue;
        };
        let look = if fix.safe { "" } else { " (a suggestion: look at it)" };
        actions.push(CodeAction {
            title: format!("{}{look}", sentence(&fix.title)),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![shown.clone()]),
            edit: Some(edit),
            is_preferred: Some(fix.safe),
            ..CodeAction::default()
        });
    }
    actions
}

/// What the author may do beside the fixes.
fn proposals(workspace: &Workspace, uri: &Uri, range: Range) -> Vec<CodeAction> {
    let Some(project) = workspace.project(uri) else {
        return Vec::new();
    };
    let found = in_range(workspace, uri, range);
    found.filter_map(|(verdict, shown)| proposing::offer(workspace, project, verdict, shown)).collect()
}

/// The same words with a capital letter, as menus have them.
pub(super) fn sentence(title: &str) -> String {
    let mut chars = title.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn edit_of_fix(workspace: &Workspace, project: &Project, fix: &Fix<Location>) -> Option<WorkspaceEdit> {
    let uri = |disk: &Path| workspace.uri(disk);
    let mut places = Places::new(project, workspace.client.encoding, &uri);
    let mut files: Vec<FileEdits> = Vec::new();
    for edit in &fix.edits {
        let place = places.place(edit.at)?;
        let new = TextEdit { range: place.range, new_text: edit.text.clone() };
        match files.iter_mut().find(|file| file.uri == place.uri) {
            Some(file) => file.edits.push(new),
            None => {
                let disk = project.on_disk(&project.session.source(edit.at.doc)?.path);
                let version = workspace.version(&disk);
                files.push(FileEdits { uri: place.uri, version, edits: vec![new] });
            }
        }
    }
    Some(workspace_edit(&workspace.client, files))
}

/// Comments that allow findings, for which somebody then types the reason.
fn allows(workspace: &mut Workspace, uri: &Uri, range: Range) -> Vec<CodeAction> {
    let resolves = workspace.client.resolves_edits;
    let mut offered = Vec::new();
    for (verdict, shown) in in_range(workspace, uri, range) {
        let finding = &verdict.diagnostic;
        if !allowing::is_possible(finding) {
            continue;
        }
        let later = Later::Allow {
            uri: uri.clone(),
            rule: finding.rule.0.to_owned(),
            message: finding.message.clone(),
            range: shown.range,
        };
        let action = CodeAction {
            title: format!("Allow {} here, and type the reason", finding.rule),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![shown.clone()]),
            ..CodeAction::default()
        };
        offered.push((action, later));
    }
    let finish = |(action, later)| finish(workspace, action, &later, resolves);
    offered.into_iter().filter_map(finish).collect()
}

fn fix_all(workspace: &mut Workspace, uri: &Uri, context: &CodeActionContext) -> Option<CodeAction> {
    let file = workspace.shown(uri)?;
    let is_safe = |verdict: &Verdict| verdict.diagnostic.fix.as_ref().is_some_and(|fix| fix.safe);
    if !wants(context, &FIX_ALL) || !file.verdicts.iter().any(is_safe) {
        return None;
    }
    let action = CodeAction {
        title: "Apply all safe fixes of medproof in this file".to_owned(),
        kind: Some(FIX_ALL),
        ..CodeAction::default()
    };
    // A client that names the kind makes the edit at once, as on saving.
    let later = context.only.is_none() && workspace.client.resolves_edits;
    finish(workspace, action, &Later::FixAll { uri: uri.clone() }, later)
}

/// Gives an action its edit, or what the edit is made of later.
fn finish(
    workspace: &mut Workspace,
    mut action: CodeAction,
    later: &Later,
    wait: bool,
) -> Option<CodeAction> {
    if wait {
        action.data = serde_json::to_value(later).ok();
    } else {
        action.edit = Some(edit_of(workspace, later)?);
    }
    Some(action)
}

fn edit_of(workspace: &mut Workspace, later: &Later) -> Option<WorkspaceEdit> {
    match later {
        Later::Allow { uri, rule, message, range } => {
            let is_it = |(verdict, shown): &(&Verdict, &Shown)| {
                let finding = &verdict.diagnostic;
                shown.range == *range && finding.rule.0 == rule && finding.message == *message
            };
            let (verdict, _) = in_range(workspace, uri, *range).find(is_it)?;
            let finding = verdict.diagnostic.clone();
            let encoding = workspace.client.encoding;
            let asked = workspace.find(uri)?;
            let (doc, disk) = (asked.doc, asked.disk);
            let project = asked.repository.project.as_mut()?;
            let comment = allowing::comment(project, &finding)?;
            let source = project.session.source(doc)?;
            let range = Positions::new(source, encoding).range(Span::at(comment.at));
            let edits = vec![TextEdit { range, new_text: comment.text }];
            let version = workspace.version(&disk);
            Some(workspace_edit(&workspace.client, vec![FileEdits { uri: uri.clone(), version, edits }]))
        }
        Later::FixAll { uri } => {
            let encoding = workspace.client.encoding;
            let asked = workspace.find(uri)?;
            let (doc, disk) = (asked.doc, asked.disk);
            let project = asked.repository.project.as_mut()?;
            let is_own = |verdict: &Verdict, _: &Session| {
                let finding = &verdict.diagnostic;
                let mut edits = finding.fix.iter().flat_map(|fix| &fix.edits);
                finding.at.doc == doc && edits.all(|edit| edit.at.doc == doc)
            };
            let fixed = project.fix(is_own, false);
            project.put_back(&fixed.changes);
            let change = fixed.changes.first()?;
            let before = Source::new(change.path.as_str(), change.before.clone()?);
            let edits = difference(&before, &change.after, encoding);
            let version = workspace.version(&disk);
            Some(workspace_edit(&workspace.client, vec![FileEdits { uri: uri.clone(), version, edits }]))
        }
    }
}
