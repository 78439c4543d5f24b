// Where the program `medproof` is.

import { posix, win32 } from 'node:path';

/** What the search depends on. */
export interface Surroundings {
    readonly platform: NodeJS.Platform;
    /** The processor, as node names it. */
    readonly arch: string;
    /** What the setting `medproof.path` says; empty if it says nothing. */
    readonly configured: string;
    /** Whether programs that lie in the folders of the window may run. */
    readonly isTrusted: boolean;
    /** The folders of the window, the first one first. */
    readonly folders: readonly string[];
    readonly home: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
    /** Whether a file is there that may be run. */
    readonly isProgram: (path: string) => boolean;
}

/** Who named the program. */
export type Origin = 'setting' | 'environment' | 'package' | 'PATH';

/** What the search came to. */
export type Search =
    | { readonly kind: 'found'; readonly program: string; readonly origin: Origin }
    /** The setting names a file that is not there or that may not be run. */
    | { readonly kind: 'wrong-setting'; readonly named: string }
    | { readonly kind: 'missing'; readonly isTrusted: boolean };

/** Looks for the program: the configured one, else the one of a virtual environment, of `node_modules`, or of `PATH`. */
export function findProgram(around: Surroundings): Search {
    const configured = around.configured.trim();
    if (configured !== '') {
        const named = resolve(configured, around);
        return around.isProgram(named)
            ? { kind: 'found', program: named, origin: 'setting' }
            : { kind: 'wrong-setting', named };
    }
    for (const [origin, program] of candidates(around)) {
        if (around.isProgram(program)) {
            return { kind: 'found', program, origin };
        }
    }
    return { kind: 'missing', isTrusted: around.isTrusted };
}

/** Every file that may be the program, the best first. */
function* candidates(around: Surroundings): Generator<[Origin, string]> {
    const { environment } = around;
    const path = pathsOf(around.platform);
    const name = around.platform === 'win32' ? 'medproof.exe' : 'medproof';
    const scripts = around.platform === 'win32' ? 'Scripts' : 'bin';
    if (around.isTrusted) {
        for (const folder of around.folders) {
            yield ['environment', path.join(folder, '.venv', scripts, name)];
            yield ['environment', path.join(folder, 'venv', scripts, name)];
        }
    }
    for (const active of [environment['VIRTUAL_ENV'], environment['CONDA_PREFIX']]) {
        if (active !== undefined && path.isAbsolute(active)) {
            yield ['environment', path.join(active, scripts, name)];
        }
    }
    if (around.isTrusted) {
        for (const folder of around.folders) {
            const built = `${around.platform}-${around.arch}`;
            yield ['package', path.join(folder, 'node_modules', '@medproof', built, name)];
        }
    }
    // Windows may write the name of the variable in either case.
    const all = environment['PATH'] ?? environment['Path'] ?? '';
    for (const folder of all.split(path.delimiter)) {
        // A relative entry would run what lies in the folder that is open.
        if (path.isAbsolute(folder)) {
            yield ['PATH', path.join(folder, name)];
        }
    }
}

/** The path that a setting means. */
function resolve(configured: string, around: Surroundings): string {
    const path = pathsOf(around.platform);
    const [first = ''] = around.folders;
    const named = configured.replace(/^~(?=$|[/\\])/u, () => around.home).replaceAll('${workspaceFolder}', () => first);
    return path.isAbsolute(named) || first === '' ? named : path.join(first, named);
}

function pathsOf(platform: NodeJS.Platform): typeof posix {
    return platform === 'win32' ? win32 : posix;
}

/** What the person reads if there is no program, and what to do. */
export function explain(search: Exclude<Search, { kind: 'found' }>): string {
    if (search.kind === 'wrong-setting') {
        return (
            `The setting medproof.path names ${search.named}, and no program is there. ` +
            'Correct the setting, or empty it to use the program of the virtual environment or of PATH.'
        );
    }
    const untrusted = search.isTrusted ? '' : ' Programs in a folder that you do not trust are not run.';
    return (
        'The program medproof is not installed where this window looks for it: a virtual environment, node_modules, PATH. ' +
        `Install it, for example with “pip install medproof”, or name it in the setting medproof.path.${untrusted}`
    );
}
