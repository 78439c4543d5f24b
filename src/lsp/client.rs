//! What a client can do, and what it asks for as it starts the server.

use std::path::PathBuf;

use lsp_types::{InitializeParams, PositionEncodingKind, ResourceOperationKind, Uri, WorkspaceFolder};
use serde::Deserialize;

use super::address::path_of;
use super::position::Encoding;
use crate::base::date::Date;

/// What a client can do.
#[derive(Clone, Debug, Default)]
pub(super) struct Client {
    /// What columns are counted in.
    pub(super) encoding: Encoding,
    /// Whether it asks for findings itself; they are not sent to it then, or it would show each of them twice.
    pub(super) pulls: bool,
    /// Whether it can be told to ask again.
    pub(super) refreshes: bool,
    /// Whether it can be told to ask for lenses again.
    pub(super) refreshes_lenses: bool,
    /// Whether edits may name the version of a text that they are for.
    pub(super) versioned_edits: bool,
    /// Whether edits may make files.
    pub(super) creates_files: bool,
    /// Whether it makes edits that the server asks for.
    pub(super) applies_edits: bool,
    /// Whether edits may rename files.
    pub(super) renames_files: bool,
    /// Whether it asks for the edit of an action once somebody chose it.
    pub(super) resolves_edits: bool,
    /// Whether it can be asked to tell which files change.
    pub(super) watches_files: bool,
}

/// What a client may ask for in `initializationOptions`. Other keys are for other servers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Wishes {
    /// Whether advice is shown.
    pub(super) advice: bool,
    /// The day that counts as today.
    today: Option<String>,
    /// The id of the person at the editor, as whom alone pages are signed there.
    pub(super) reviewer: Option<String>,
}

impl Wishes {
    /// Reads them; those that cannot be read are none.
    pub(super) fn of(params: &InitializeParams) -> Wishes {
        let options = params.initialization_options.clone();
        options.and_then(|options| serde_json::from_value(options).ok()).unwrap_or_default()
    }

    /// The day that counts as today, where it is one.
    pub(super) fn today(&self) -> Option<Date> {
        Date::parse(self.today.as_deref()?).ok()
    }
}

impl Client {
    pub(super) fn of(params: &InitializeParams) -> Client {
        let capabilities = &params.capabilities;
        let offered: &[PositionEncodingKind] = (capabilities.general.as_ref())
            .and_then(|general| general.position_encodings.as_deref())
            .unwrap_or_default();
        let text = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let may = |kind: ResourceOperationKind| {
            let kinds = edits.and_then(|edits| edits.resource_operations.as_ref());
            kinds.is_some_and(|kinds| kinds.contains(&kind))
        };
        let versioned_edits = edits.and_then(|edits| edits.document_changes).unwrap_or_default();
        let resolve = text
            .and_then(|text| text.code_action.as_ref())
            .filter(|action| action.data_support == Some(true))
            .and_then(|action| action.resolve_support.as_ref());
        Client {
            encoding: Encoding::best_of(offered),
            pulls: text.is_some_and(|text| text.diagnostic.is_some()),
            refreshes: workspace
                .and_then(|workspace| workspace.diagnostic.as_ref()?.refresh_support)
                .unwrap_or_default(),
            refreshes_lenses: workspace
                .and_then(|workspace| workspace.code_lens.as_ref()?.refresh_support)
                .unwrap_or_default(),
            versioned_edits,
            creates_files: may(ResourceOperationKind::Create),
            applies_edits: workspace.and_then(|workspace| workspace.apply_edit).unwrap_or_default(),
            renames_files: may(ResourceOperationKind::Rename),
            resolves_edits: resolve
                .is_some_and(|support| support.properties.iter().any(|property| property == "edit")),
            watches_files: workspace
                .and_then(|workspace| workspace.did_change_watched_files.as_ref()?.dynamic_registration)
                .unwrap_or_default(),
        }
    }
}

/// The folders that a client works in.
pub(super) fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let paths =
        |folders: &[WorkspaceFolder]| folders.iter().filter_map(|folder| path_of(&folder.uri)).collect();
    match &params.workspace_folders {
        Some(folders) if !folders.is_empty() => paths(folders),
        _ => root(params).and_then(path_of).into_iter().collect(),
    }
}

/// The one folder that older clients name.
#[allow(deprecated, reason = "older clients name one folder, in this way")]
fn root(params: &InitializeParams) -> Option<&Uri> {
    params.root_uri.as_ref()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn client(capabilities: serde_json::Value) -> Client {
        let params = serde_json::from_value(json!({"capabilities": capabilities})).unwrap();
        Client::of(&params)
    }

    #[test]
    fn a_client_that_says_nothing_gets_what_every_client_knows() {
        let plain = client(json!({}));
        assert_eq!(plain.encoding, Encoding::Utf16);
        assert!(!plain.pulls && !plain.refreshes && !plain.refreshes_lenses && !plain.versioned_edits);
        assert!(!plain.creates_files && !plain.renames_files && !plain.applies_edits);
        assert!(!plain.resolves_edits && !plain.watches_files);
    }

    #[test]
    fn a_client_that_can_do_everything_is_taken_at_its_word() {
        let able = client(json!({
            "general": {"positionEncodings": ["utf-8", "utf-16"]},
            "textDocument": {
                "diagnostic": {},
                "codeAction": {"dataSupport": true, "resolveSupport": {"properties": ["edit"]}},
            },
            "workspace": {
                "diagnostic": {"refreshSupport": true},
                "codeLens": {"refreshSupport": true},
                "didChangeWatchedFiles": {"dynamicRegistration": true},
                "applyEdit": true,
                "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "rename"]},
            },
        }));
        assert_eq!(able.encoding, Encoding::Utf8);
        assert!(able.pulls && able.refreshes && able.refreshes_lenses && able.versioned_edits);
        assert!(able.creates_files && able.renames_files && able.applies_edits);
        assert!(able.resolves_edits && able.watches_files);
    }

    #[cfg(unix)]
    #[test]
    fn folders_come_before_the_one_root() {
        let named = |value: serde_json::Value| folders(&serde_json::from_value(value).unwrap());
        let root = json!({"capabilities": {}, "rootUri": "file:///a"});
        assert_eq!(named(root), [PathBuf::from("/a")]);
        let both = json!({"capabilities": {}, "rootUri": "file:///a", "workspaceFolders": [{"uri": "file:///b", "name": "b"}]});
        assert_eq!(named(both), [PathBuf::from("/b")]);
        assert_eq!(named(json!({"capabilities": {}})), Vec::<PathBuf>::new());
    }
}
