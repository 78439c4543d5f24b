import assert from 'node:assert/strict';
import { test } from 'node:test';

import { explain, findProgram, type Surroundings } from '../src/program';

/** A machine on which these files are programs. */
function machine(programs: readonly string[], changes: Partial<Surroundings> = {}): Surroundings {
    return {
        platform: 'linux',
        arch: 'x64',
        configured: '',
        isTrusted: true,
        folders: ['/srv/site'],
        home: '/home/amy',
        environment: { PATH: '/usr/local/bin:/usr/bin' },
        isProgram: (path) => programs.includes(path),
        ...changes,
    };
}

const ENVIRONMENT = '/srv/site/.venv/bin/medproof';
const PACKAGE = '/srv/site/node_modules/@medproof/linux-x64/medproof';
const SYSTEM = '/usr/bin/medproof';

test('the best program is used, and the next one without it', () => {
    const order = [
        [ENVIRONMENT, 'environment'],
        ['/srv/site/venv/bin/medproof', 'environment'],
        ['/envs/active/bin/medproof', 'environment'],
        ['/conda/bin/medproof', 'environment'],
        [PACKAGE, 'package'],
        ['/usr/local/bin/medproof', 'PATH'],
        [SYSTEM, 'PATH'],
    ] as const;
    const environment = { PATH: '/usr/local/bin:/usr/bin', VIRTUAL_ENV: '/envs/active', CONDA_PREFIX: '/conda' };
    for (const [nth, [program, origin]] of order.entries()) {
        const left = order.slice(nth).map(([path]) => path);
        assert.deepEqual(findProgram(machine(left, { environment })), { kind: 'found', program, origin });
    }
    assert.deepEqual(findProgram(machine([], { environment })), { kind: 'missing', isTrusted: true });
});

test('the setting comes before all others', () => {
    for (const [configured, program] of [
        ['/opt/medproof', '/opt/medproof'],
        ['~/bin/medproof', '/home/amy/bin/medproof'],
        ['${workspaceFolder}/tools/medproof', '/srv/site/tools/medproof'],
        ['tools/medproof', '/srv/site/tools/medproof'],
        [' /opt/$&/medproof ', '/opt/$&/medproof'],
    ] as const) {
        const found = findProgram(machine([ENVIRONMENT, SYSTEM, program], { configured }));
        assert.deepEqual(found, { kind: 'found', program, origin: 'setting' });
    }
});

test('a setting that names no program is not passed over', () => {
    const search = { kind: 'wrong-setting', named: '/srv/site/tools/medprof' } as const;
    assert.deepEqual(findProgram(machine([ENVIRONMENT, SYSTEM], { configured: 'tools/medprof' })), search);
    assert.equal(
        explain(search),
        'The setting medproof.path names /srv/site/tools/medprof, and no program is there. Correct the setting, or empty it to use the program of the virtual environment or of PATH.',
    );
});

test('in a folder that is not trusted, no program of the folder runs', () => {
    const isTrusted = false;
    assert.deepEqual(findProgram(machine([ENVIRONMENT, PACKAGE], { isTrusted })), { kind: 'missing', isTrusted });
    const found = findProgram(machine([ENVIRONMENT, PACKAGE, SYSTEM], { isTrusted }));
    assert.deepEqual(found, { kind: 'found', program: SYSTEM, origin: 'PATH' });
});

test('a relative entry of PATH is passed over', () => {
    const environment = { PATH: '.:bin::/usr/bin', VIRTUAL_ENV: 'env' };
    const found = findProgram(machine(['medproof', 'bin/medproof', 'env/bin/medproof', SYSTEM], { environment }));
    assert.deepEqual(found, { kind: 'found', program: SYSTEM, origin: 'PATH' });
});

test('every folder of the window is looked at', () => {
    const folders = ['/srv/site', '/srv/other'];
    const program = '/srv/other/.venv/bin/medproof';
    const found = findProgram(machine([program, SYSTEM], { folders }));
    assert.deepEqual(found, { kind: 'found', program, origin: 'environment' });
});

test('Windows has other names', () => {
    const windows = { platform: 'win32', folders: ['C:\\site'], environment: { Path: 'C:\\one;C:\\two' } } as const;
    for (const program of [
        'C:\\site\\.venv\\Scripts\\medproof.exe',
        'C:\\site\\node_modules\\@medproof\\win32-x64\\medproof.exe',
        'C:\\two\\medproof.exe',
    ]) {
        const found = findProgram(machine([program], windows));
        assert.equal(found.kind === 'found' && found.program, program);
    }
});

test('what to do without a program is said', () => {
    const advice =
        'The program medproof is not installed where this window looks for it: a virtual environment, node_modules, PATH. Install it, for example with “pip install medproof”, or name it in the setting medproof.path.';
    assert.equal(explain({ kind: 'missing', isTrusted: true }), advice);
    assert.equal(
        explain({ kind: 'missing', isTrusted: false }),
        `${advice} Programs in a folder that you do not trust are not run.`,
    );
});
