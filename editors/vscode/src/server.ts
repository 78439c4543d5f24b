// The server: found, started, and started again.

import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import {
    type Disposable,
    env,
    EventEmitter,
    type LogOutputChannel,
    type TextDocument,
    Uri,
    window,
    workspace,
    languages,
    commands,
} from 'vscode';
import {
    CodeLensRequest,
    ExecuteCommandRequest,
    LanguageClient,
    MessageType,
    RevealOutputChannelOn,
    ShowMessageNotification,
    State,
} from 'vscode-languageclient/node';

import { initializationOptions, type Wishes } from './arguments';
import { showChanges } from './changes';
import { explain, findProgram, type Search } from './program';
import type { ServerState } from './status';

/** The texts that the server reads: those of its languages, and files of bibliographies and pages by their ending. */
const SELECTOR = [
    ...['markdown', 'yaml', 'json', 'jsonc', 'plaintext', 'bibtex'].map((language) => ({ scheme: 'file', language })),
    { scheme: 'file', pattern: '**/*.{md,markdown,mdx,qmd,Rmd,rmd,txt,yaml,yml,json,bib,ris,nbib}' },
];

const HOW_TO_INSTALL = 'https://github.com/medproof/medproof#install';

/** Shows by word what changed in a page since it was signed: a command of the server. */
const SHOW_CHANGES = 'medproof.showChanges';

/** Whether the server reads a text, where it belongs to a repository. */
export function isServed(document: TextDocument): boolean {
    return languages.match(SELECTOR, document) > 0;
}

/** What the settings say about what is shown, and who signs. */
export function wishes(): Wishes {
    const settings = workspace.getConfiguration('medproof');
    return {
        advice: settings.get('advice', false),
        today: settings.get('today', ''),
        reviewer: settings.get('reviewer', ''),
    };
}

/** Looks for the program. */
export function search(): Search {
    const folders = workspace.workspaceFolders ?? [];
    return findProgram({
        platform: process.platform,
        arch: process.arch,
        configured: workspace.getConfiguration('medproof').get('path', ''),
        isTrusted: workspace.isTrusted,
        folders: folders.filter((folder) => folder.uri.scheme === 'file').map((folder) => folder.uri.fsPath),
        home: homedir(),
        environment: process.env,
        isProgram,
    });
}

function isProgram(path: string): boolean {
    try {
        accessSync(path, constants.X_OK);
        return statSync(path).isFile();
    } catch {
        return false;
    }
}

/** Looks for the program, and says what to do if it is not there. */
export function programOrAdvice(): string | undefined {
    const found = search();
    if (found.kind === 'found') {
        return found.program;
    }
    void advise(found);
    return undefined;
}

async function advise(found: Exclude<Search, { kind: 'found' }>): Promise<void> {
    const [install, settings] = ['How to Install', 'Open Settings'];
    const chosen = await window.showErrorMessage(explain(found), install, settings);
    if (chosen === install) {
        await env.openExternal(Uri.parse(HOW_TO_INSTALL));
    } else if (chosen === settings) {
        await commands.executeCommand('workbench.action.openSettings', 'medproof.path');
    }
}

/** The server and what is known of it. */
export class Server implements Disposable {
    private readonly changed = new EventEmitter<ServerState>();
    private client: LanguageClient | undefined;
    private current: ServerState = 'stopped';
    /** The last start or end, for which the next one waits. */
    private turn: Promise<void> = Promise.resolve();

    /** Says how the server is now. */
    readonly onDidChange = this.changed.event;

    constructor(private readonly log: LogOutputChannel) {}

    get state(): ServerState {
        return this.current;
    }

    /** Starts the server, again if it runs. */
    restart(): Promise<void> {
        return this.next(async () => {
            await this.end();
            await this.begin();
        });
    }

    stop(): Promise<void> {
        return this.next(() => this.end());
    }

    dispose(): void {
        this.changed.dispose();
    }

    /** What changed in a page since it was signed, unsaved text included. */
    async changesOf(page: Uri): Promise<void> {
        if (this.client?.state !== State.Running) {
            void window.showWarningMessage('The server of medproof is not running. Run “medproof: Restart the Server”.');
            return;
        }
        try {
            // The server answers, and sends the same words as a message, which is shown.
            await this.client.sendRequest(ExecuteCommandRequest.type, {
                command: SHOW_CHANGES,
                arguments: [this.client.code2ProtocolConverter.asUri(page)],
            });
        } catch (error) {
            void window.showWarningMessage(error instanceof Error ? error.message : String(error));
        }
    }

    private next(step: () => Promise<void>): Promise<void> {
        this.turn = this.turn.then(step, step);
        return this.turn;
    }

    private async begin(): Promise<void> {
        const found = search();
        if (found.kind !== 'found') {
            this.log.error(explain(found));
            this.set('missing');
            void advise(found);
            return;
        }
        this.log.info(`The server is ${found.program} (from: ${found.origin}).`);
        const client = new LanguageClient(
            'medproof',
            'medproof',
            { command: found.program, args: ['lsp'] },
            {
                documentSelector: SELECTOR,
                initializationOptions: initializationOptions(wishes()),
                outputChannel: this.log,
                revealOutputChannelOn: RevealOutputChannelOn.Never,
                // A change in one page may be a finding in another one that is open.
                diagnosticPullOptions: { onChange: true, onSave: true, onFocus: true },
                middleware: {
                    workspace: {
                        didChangeWatchedFile: async (event, next) => {
                            await next(event);
                            showSignaturesAgain(client);
                        },
                    },
                },
            },
        );
        this.client = client;
        client.onDidChangeState(({ newState }) => {
            if (this.client === client) {
                this.set(newState === State.Running ? 'running' : newState === State.Starting ? 'starting' : 'stopped');
            }
        });
        client.onNotification(ShowMessageNotification.type, ({ type, message }) => {
            show(type, message);
        });
        this.set('starting');
        try {
            await client.start();
        } catch (error) {
            this.log.error(error instanceof Error ? error : String(error));
            this.set('stopped');
            const look = 'Show the Log';
            const failed = window.showErrorMessage(`The server of medproof did not start: ${found.program}`, look);
            void failed.then((chosen) => {
                if (chosen === look) {
                    this.log.show();
                }
            });
        }
    }

    private async end(): Promise<void> {
        const { client } = this;
        this.client = undefined;
        if (client?.needsStop() === true) {
            // A server that does not end in time is left to its own end, which comes with that of its input.
            await client.stop().catch((error: unknown) => {
                this.log.warn(String(error));
            });
        }
        await client?.dispose().catch(() => undefined);
        this.set('stopped');
    }

    private set(state: ServerState): void {
        this.current = state;
        this.changed.fire(state);
    }
}

/** Asks again who signed the pages that are open: the record of a review is another file. */
function showSignaturesAgain(client: LanguageClient): void {
    const lenses = client.getFeature(CodeLensRequest.method);
    const providers = new Set(workspace.textDocuments.map((document) => lenses.getProvider(document)));
    for (const provider of providers) {
        provider?.onDidChangeCodeLensEmitter.fire();
    }
}

/** Shows a message of the server: a text of several lines as a text. */
function show(type: MessageType, message: string): void {
    const text = message.trimEnd();
    if (text.includes('\n')) {
        void showChanges(text);
    } else if (type === MessageType.Error) {
        void window.showErrorMessage(text);
    } else if (type === MessageType.Warning) {
        void window.showWarningMessage(text);
    } else {
        void window.showInformationMessage(text);
    }
}
