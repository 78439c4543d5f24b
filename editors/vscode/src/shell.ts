// A command line for a person to read, and to run with the Enter key.

/** How a shell is written. */
export type Shell = 'posix' | 'fish' | 'powershell' | 'cmd';

/** The kind of a shell, by its program. */
export function shellOf(program: string): Shell {
    const file = program.split(/[/\\]/u).at(-1) ?? '';
    switch (file.toLowerCase().replace(/\.exe$/u, '')) {
        case 'fish':
            return 'fish';
        case 'pwsh':
        case 'powershell':
            return 'powershell';
        case 'cmd':
            return 'cmd';
        default:
            return 'posix';
    }
}

/** Words that no shell changes. */
const PLAIN = /^[\p{L}\p{N}_./:@%+=,-]+$/u;

/**
 * Writes a program with its arguments for a shell.
 *
 * `undefined` if it cannot be written: a control character would run the line before anybody read it, and `cmd` has no
 * way to write `"`, and none to keep it from replacing `%NAME%` at its prompt.
 */
export function commandLine(shell: Shell, program: string, words: readonly string[]): string | undefined {
    const all = [program, ...words];
    if (all.some((word) => /\p{Cc}/u.test(word)) || (shell === 'cmd' && all.some((word) => /["%]/u.test(word)))) {
        return undefined;
    }
    const line = all.map((word) => quoted(shell, word)).join(' ');
    // PowerShell takes a quoted word for a text, unless it is called.
    return shell === 'powershell' && line.startsWith("'") ? `& ${line}` : line;
}

function quoted(shell: Shell, word: string): string {
    switch (shell) {
        case 'posix':
            return isPlain(word, '') ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
        case 'fish':
            return isPlain(word, '') ? word : `'${word.replaceAll(/['\\]/gu, String.raw`\$&`)}'`;
        case 'powershell':
            // PowerShell ends a text at curved quotes, too.
            return isPlain(word, '\\') ? word : `'${word.replaceAll(/['‘’‚‛]/gu, '$&$&')}'`;
        case 'cmd':
            return isPlain(word, '\\') ? word : `"${word}"`;
    }
}

/** Whether a shell leaves a word alone; `also` are signs that this one leaves alone besides. */
function isPlain(word: string, also: string): boolean {
    // `@` begins a splat of PowerShell, `%` a job of fish, `=` a lookup of zsh, and `,` parts the words of two shells.
    const inner = also === '' ? word : word.replaceAll(also, '/');
    return PLAIN.test(inner) && !/^[@%=]|,/u.test(inner);
}
