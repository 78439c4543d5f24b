import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

import { commandLine, shellOf } from '../src/shell';

const AWKWARD = ['a b', "it's", '$HOME', '`id`', '"q"', 'a;b', 'a&b', '*', '~', '\\', "\\'", '#x', '!1', '(x)', '%A%', '', 'é', '@x', '=ls', '‘x’'];

test('a shell is known by its program', () => {
    assert.equal(shellOf('/bin/bash'), 'posix');
    assert.equal(shellOf('/usr/bin/zsh'), 'posix');
    assert.equal(shellOf('/usr/bin/fish'), 'fish');
    assert.equal(shellOf('/usr/bin/pwsh'), 'powershell');
    assert.equal(shellOf('C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\PowerShell.exe'), 'powershell');
    assert.equal(shellOf('C:\\Windows\\System32\\cmd.exe'), 'cmd');
    assert.equal(shellOf('C:\\Program Files\\Git\\bin\\bash.exe'), 'posix');
    assert.equal(shellOf(''), 'posix');
});

test('plain words are left alone', () => {
    const words = ['sign', '--reviewer=amy-lee', 'content/neck-pain.md'];
    const line = '/opt/medproof sign --reviewer=amy-lee content/neck-pain.md';
    assert.equal(commandLine('posix', '/opt/medproof', words), line);
    assert.equal(commandLine('fish', '/opt/medproof', words), line);
    assert.equal(commandLine('powershell', 'C:\\bin\\medproof.exe', ['sign']), 'C:\\bin\\medproof.exe sign');
    assert.equal(commandLine('cmd', 'C:\\bin\\medproof.exe', ['sign']), 'C:\\bin\\medproof.exe sign');
});

test('awkward words are quoted as each shell wants it', () => {
    assert.equal(commandLine('posix', 'm', ["it's $x"]), String.raw`m 'it'\''s $x'`);
    assert.equal(commandLine('fish', 'm', [String.raw`it's \$x`]), String.raw`m 'it\'s \\$x'`);
    assert.equal(commandLine('powershell', 'C:\\My Files\\m.exe', ["it's", '‘x’']), "& 'C:\\My Files\\m.exe' 'it''s' '‘‘x’’'");
    assert.equal(commandLine('powershell', 'm', ['@x', 'a,b']), "m '@x' 'a,b'");
    assert.equal(commandLine('cmd', 'C:\\My Files\\m.exe', ['a b', 'x&y']), '"C:\\My Files\\m.exe" "a b" "x&y"');
});

test('a POSIX shell passes on what was written', { skip: process.platform === 'win32' }, () => {
    const line = commandLine('posix', 'printf', ['%s\\n', ...AWKWARD]);
    assert(line !== undefined);
    assert.equal(execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8' }), AWKWARD.map((word) => `${word}\n`).join(''));
});

test('what would run before somebody reads it is refused', () => {
    for (const word of ['a\nb', 'a\rb', 'a\u0003', 'a\u001b[A', 'a\u0085b']) {
        for (const shell of ['posix', 'fish', 'powershell', 'cmd'] as const) {
            assert.equal(commandLine(shell, 'm', [word]), undefined);
        }
    }
    assert.equal(commandLine('cmd', 'm', ['%PATH%']), undefined);
    assert.equal(commandLine('cmd', 'm', ['"']), undefined);
});
