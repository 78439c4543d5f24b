// The extension: it starts the server, and wires commands and the status bar to it.

import {
    commands,
    type ExtensionContext,
    languages,
    StatusBarAlignment,
    ThemeColor,
    type Uri,
    window,
    workspace,
} from 'vscode';

import { serveChanges } from './changes';
import { check, openPage, report, sign } from './commands';
import { isServed, Server } from './server';
import { count, type Counts, statusOf } from './status';

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
    const log = window.createOutputChannel('medproof', { log: true });
    const own = new Server(log);
    server = own;
    const item = window.createStatusBarItem('medproof.status', StatusBarAlignment.Right, 90);
    item.name = 'medproof';
    const update = (): void => {
        const status = statusOf(own.state, countsOfOpenPage());
        if (status === undefined) {
            item.hide();
            return;
        }
        item.text = status.text;
        item.tooltip = status.tooltip;
        item.command = status.command;
        item.backgroundColor = status.isAlarm ? new ThemeColor('statusBarItem.warningBackground') : undefined;
        item.show();
    };
    const isOpen = (uri: Uri): boolean => uri.toString() === window.activeTextEditor?.document.uri.toString();
    context.subscriptions.push(
        log,
        own,
        item,
        serveChanges(),
        own.onDidChange(update),
        window.onDidChangeActiveTextEditor(update),
        languages.onDidChangeDiagnostics(({ uris }) => {
            if (uris.some(isOpen)) {
                update();
            }
        }),
        workspace.onDidChangeConfiguration(async (event) => {
            // What the server is told as it starts.
            if (['path', 'advice', 'today', 'reviewer'].some((name) => event.affectsConfiguration(`medproof.${name}`))) {
                await own.restart();
            }
        }),
        workspace.onDidGrantWorkspaceTrust(() => own.restart()),
        commands.registerCommand('medproof.check', check),
        commands.registerCommand('medproof.sign', sign),
        commands.registerCommand('medproof.report', report),
        commands.registerCommand('medproof.restart', () => own.restart()),
        commands.registerCommand('medproof.output', () => {
            log.show();
        }),
        commands.registerCommand('medproof.changes', async () => {
            const page = openPage();
            if (page !== undefined) {
                await own.changesOf(page.uri);
            }
        }),
    );
    update();
    await own.restart();
}

export async function deactivate(): Promise<void> {
    await server?.stop();
}

/** The findings of medproof in the open page; `undefined` if what is open is none. */
function countsOfOpenPage(): Counts | undefined {
    const document = window.activeTextEditor?.document;
    if (document === undefined || !isServed(document)) {
        return undefined;
    }
    const own = languages.getDiagnostics(document.uri).filter((finding) => finding.source === 'medproof');
    return count(own.map((finding) => finding.severity));
}
