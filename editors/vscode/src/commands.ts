// The commands that run the program.

import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
    env,
    ProcessExecution,
    ProgressLocation,
    type QuickPickItem,
    Task,
    TaskPanelKind,
    TaskRevealKind,
    tasks,
    type TextDocument,
    UIKind,
    Uri,
    window,
    workspace,
    type WorkspaceFolder,
} from 'vscode';

import * as words from './arguments';
import { programOrAdvice, wishes } from './server';
import { commandLine, shellOf } from './shell';

/** Checks the repository in a terminal, as a pipeline would. */
export async function check(): Promise<void> {
    const folder = await folderToUse();
    const program = folder && programOrAdvice();
    if (folder === undefined || program === undefined) {
        return;
    }
    await workspace.saveAll(false);
    const execution = new ProcessExecution(program, words.check(wishes()), { cwd: folder.uri.fsPath });
    const task = new Task({ type: 'process' }, folder, 'check', 'medproof', execution);
    task.presentationOptions = { reveal: TaskRevealKind.Always, panel: TaskPanelKind.Dedicated, clear: true, echo: true };
    await tasks.executeTask(task);
}

/** Asks who reviewed the page, and puts the command that signs it into a terminal, for the person to run. */
export async function sign(): Promise<void> {
    const page = await savedPage('sign');
    const program = page && programOrAdvice();
    if (page === undefined || program === undefined) {
        return;
    }
    const folder = workspace.getWorkspaceFolder(page.uri)?.uri.fsPath ?? dirname(page.uri.fsPath);
    const reviewer = words.signer(wishes()) ?? (await askReviewer(program, folder));
    if (reviewer === undefined) {
        return;
    }
    const review = await askReview();
    if (review === undefined) {
        return;
    }
    const article = words.named(page.uri.fsPath, folder, process.platform);
    const line = commandLine(shellOf(env.shell), program, words.sign(article, reviewer, review));
    if (line === undefined) {
        void window.showErrorMessage(
            'The name of this page has a character that cannot be typed into this terminal. Rename the file, or sign it in a terminal of another shell.',
        );
        return;
    }
    const terminal = window.createTerminal({ name: 'medproof sign', cwd: folder });
    terminal.show();
    terminal.sendText(line, false);
    void window.showInformationMessage('Press Enter in the terminal to sign, or close it.');
}

/** Writes the report of the repository into a temporary file, and opens it in the browser. */
export async function report(): Promise<void> {
    const folder = await folderToUse();
    const program = folder && programOrAdvice();
    if (folder === undefined || program === undefined) {
        return;
    }
    await workspace.saveAll(false);
    const file = join(await mkdtemp(join(tmpdir(), 'medproof-')), 'report.html');
    const title = 'medproof writes the report';
    try {
        await window.withProgress({ location: ProgressLocation.Notification, title }, () =>
            run(program, words.report(file, folder.uri.fsPath, wishes()), folder.uri.fsPath),
        );
    } catch (error) {
        void window.showErrorMessage(error instanceof Error ? error.message : String(error));
        return;
    }
    // A browser on another computer has no way to this file.
    const isElsewhere = env.remoteName !== undefined || env.uiKind === UIKind.Web;
    if (isElsewhere || !(await env.openExternal(Uri.file(file)))) {
        const copy = 'Copy the Path';
        const where = `The report is in ${file}, on the computer that has the repository.`;
        if ((await window.showInformationMessage(where, copy)) === copy) {
            await env.clipboard.writeText(file);
        }
    }
}

/** The open page, as it is on the disk: what is signed is what is saved. */
export function openPage(): TextDocument | undefined {
    const document = window.activeTextEditor?.document;
    if (document?.uri.scheme !== 'file') {
        void window.showWarningMessage('Open the page first: this command is about the page in the editor.');
        return undefined;
    }
    return document;
}

async function savedPage(what: string): Promise<TextDocument | undefined> {
    const page = openPage();
    if (page?.isDirty === true) {
        const save = 'Save';
        const question = `This page has changes that are not saved. Save it, and ${what} the text as it is now?`;
        if ((await window.showWarningMessage(question, { modal: true }, save)) !== save || !(await page.save())) {
            return undefined;
        }
    }
    return page;
}

/** Asks for the id of a person: out of those of the repository, or typed if they cannot be had. */
async function askReviewer(program: string, folder: string): Promise<string | undefined> {
    const known = await run(program, words.people(), folder).catch(() => '');
    const ids = known
        .split('\n')
        .map((line) => line.trim())
        .filter((id) => words.wrongId(id) === undefined);
    const title = 'Who reviewed this page?';
    if (ids.length > 0) {
        return window.showQuickPick(ids, { title, placeHolder: 'The id of the person in the repository' });
    }
    const id = await window.showInputBox({
        title,
        prompt: 'The id of the person in the repository, such as amy-lee',
        ignoreFocusOut: true,
        validateInput: words.wrongId,
    });
    return id?.trim();
}

const REVIEWS: Readonly<Record<words.Review, string>> = {
    medical: 'By a medical reviewer, as publication needs',
    peer: 'By a second expert',
    editorial: 'Language and structure',
    evidence: 'The sources alone',
};

async function askReview(): Promise<words.Review | undefined> {
    const items = words.REVIEWS.map((review): QuickPickItem & { review: words.Review } => ({
        label: review,
        description: REVIEWS[review],
        review,
    }));
    const chosen = await window.showQuickPick(items, { title: 'What was the review about?' });
    return chosen?.review;
}

/** The folder of the open page, or else the only one, or else the one that the person chooses. */
async function folderToUse(): Promise<WorkspaceFolder | undefined> {
    const open = window.activeTextEditor?.document.uri;
    const own = open && workspace.getWorkspaceFolder(open);
    const folders = workspace.workspaceFolders ?? [];
    if (own !== undefined || folders.length === 1) {
        return own ?? folders[0];
    }
    if (folders.length === 0) {
        void window.showWarningMessage('Open the folder of the repository first.');
        return undefined;
    }
    return window.showWorkspaceFolderPick({ placeHolder: 'The repository' });
}

/** Runs the program; returns what it printed, and fails with what it complained of. */
function run(program: string, args: readonly string[], cwd: string): Promise<string> {
    return new Promise((done, fail) => {
        execFile(program, args, { cwd, windowsHide: true, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
            if (error === null) {
                done(stdout);
            } else {
                fail(new Error(stderr.trim() || error.message));
            }
        });
    });
}
