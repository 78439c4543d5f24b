// What the status bar says.

/** How the server is. */
export type ServerState = 'starting' | 'running' | 'stopped' | 'missing';

/** How many findings a page has. */
export interface Counts {
    readonly errors: number;
    readonly warnings: number;
    readonly advice: number;
}

/** What the item of the status bar shows. */
export interface Status {
    readonly text: string;
    readonly tooltip: string;
    /** What a click does. */
    readonly command: string;
    /** Whether the item is to be noticed. */
    readonly isAlarm: boolean;
}

const NO_SERVER = 'the server is not running';

/** What the item shows; `undefined` if it is hidden. `counts` are those of the open page, if it is one. */
export function statusOf(state: ServerState, counts: Counts | undefined): Status | undefined {
    switch (state) {
        case 'missing':
            return {
                text: '$(circle-slash) medproof: no program',
                tooltip: `medproof: ${NO_SERVER}, because the program was not found. Click to look again.`,
                command: 'medproof.restart',
                isAlarm: true,
            };
        case 'stopped':
            return {
                text: '$(circle-slash) medproof: not running',
                tooltip: `medproof: ${NO_SERVER}. Click to start it again.`,
                command: 'medproof.restart',
                isAlarm: true,
            };
        case 'starting':
            return {
                text: '$(loading~spin) medproof',
                tooltip: 'medproof: the server is starting.',
                command: 'medproof.output',
                isAlarm: false,
            };
        case 'running':
            return counts && running(counts);
    }
}

function running({ errors, warnings, advice }: Counts): Status {
    const numbers = `$(error) ${errors.toString()} $(warning) ${warnings.toString()}`;
    const parts = [many(errors, 'error'), many(warnings, 'warning')];
    if (advice > 0) {
        parts.push(advice === 1 ? '1 piece of advice' : `${advice.toString()} pieces of advice`);
    }
    const isClean = errors + warnings + advice === 0;
    return {
        text: errors + warnings === 0 ? '$(check) medproof' : `medproof ${numbers}`,
        tooltip: isClean
            ? 'medproof: nothing found in this page.'
            : `medproof: ${parts.join(', ')} in this page. Click to list the findings.`,
        command: 'workbench.actions.view.problems',
        isAlarm: false,
    };
}

function many(count: number, thing: string): string {
    return `${count.toString()} ${thing}${count === 1 ? '' : 's'}`;
}

/** Counts findings by how bad they are, as the editor numbers that: 0 an error, 1 a warning, more is advice. */
export function count(severities: Iterable<number>): Counts {
    let [errors, warnings, advice] = [0, 0, 0];
    for (const severity of severities) {
        if (severity === 0) {
            errors += 1;
        } else if (severity === 1) {
            warnings += 1;
        } else {
            advice += 1;
        }
    }
    return { errors, warnings, advice };
}
