//! `textDocument/diagnostic` and `workspace/diagnostic`: findings for clients that ask for them.

use lsp_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::findings::InFile;
use super::workspace::Workspace;

/// The number of what is shown of a file in which nothing was ever found.
const NOTHING: u64 = 0;

/// What is found in one file; where the client has it already, no more than that.
pub(super) fn document(
    workspace: &Workspace,
    params: &DocumentDiagnosticParams,
) -> DocumentDiagnosticReportResult {
    let file = workspace.shown(&params.text_document.uri);
    let result_id = revision(file);
    DocumentDiagnosticReportResult::Report(if params.previous_result_id.as_ref() == Some(&result_id) {
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        })
    } else {
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: full(file),
        })
    })
}

/// What is found in all files that something was ever found in.
pub(super) fn everything(
    workspace: &Workspace,
    params: &WorkspaceDiagnosticParams,
) -> WorkspaceDiagnosticReportResult {
    let known = |uri: &Uri, now: &str| {
        params.previous_result_ids.iter().any(|known| known.uri == *uri && known.value == now)
    };
    let report = |(uri, version, file): (Uri, Option<i32>, &InFile)| {
        let (result_id, version) = (revision(Some(file)), version.map(i64::from));
        if known(&uri, &result_id) {
            WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
            })
        } else {
            WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                uri,
                version,
                full_document_diagnostic_report: full(Some(file)),
            })
        }
    };
    let items = workspace.all_shown().map(report).collect();
    WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items })
}

fn revision(file: Option<&InFile>) -> String {
    file.map_or(NOTHING, |file| file.revision).to_string()
}

fn full(file: Option<&InFile>) -> FullDocumentDiagnosticReport {
    FullDocumentDiagnosticReport {
        result_id: Some(revision(file)),
        items: file.map(|file| file.shown.clone()).unwrap_or_default(),
    }
}
