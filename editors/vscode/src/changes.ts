// What changed since a signature, as a text that nobody can edit.

import { type Disposable, EventEmitter, languages, Uri, ViewColumn, window, workspace } from 'vscode';

const SCHEME = 'medproof-changes';
const LANGUAGE = 'medproof-changes';
const PLACE = Uri.from({ scheme: SCHEME, path: '/Changes since the signature' });

const changed = new EventEmitter<Uri>();
let shown = '';

/** Serves the text to the editor. */
export function serveChanges(): Disposable {
    return workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: changed.event,
        provideTextDocumentContent: () => shown,
    });
}

/** Shows a text beside the page. */
export async function showChanges(text: string): Promise<void> {
    shown = `${text}\n`;
    changed.fire(PLACE);
    const document = await languages.setTextDocumentLanguage(await workspace.openTextDocument(PLACE), LANGUAGE);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
}
