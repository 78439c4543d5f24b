import assert from 'node:assert/strict';
import { test } from 'node:test';

import { check, initializationOptions, named, people, report, sign, signer, wrongId } from '../src/arguments';

const PLAIN = { advice: false, today: '', reviewer: '' };
const ALL = { advice: true, today: ' 2026-11-22 ', reviewer: ' amy-lee ' };

test('the server and the commands get the same wishes', () => {
    assert.deepEqual(initializationOptions(PLAIN), { advice: false });
    assert.deepEqual(initializationOptions(ALL), { advice: true, today: '2026-11-22', reviewer: 'amy-lee' });
    assert.deepEqual(check(PLAIN), ['check']);
    assert.deepEqual(check(ALL), ['check', '--advice', '--today', '2026-11-22']);
    assert.deepEqual(report('/tmp/r.html', '/site', PLAIN), ['report', '--output', '/tmp/r.html', '--', '/site']);
    assert.deepEqual(report('/tmp/r.html', '/site', ALL), [
        ...['report', '--output', '/tmp/r.html', '--today', '2026-11-22', '--', '/site'],
    ]);
    assert.deepEqual(people(), ['ids', 'people']);
});

test('a signature names the kind of review unless it is the usual one', () => {
    assert.deepEqual(sign('a.md', 'amy-lee', 'medical'), ['sign', '--reviewer=amy-lee', 'a.md']);
    assert.deepEqual(sign('a.md', 'amy-lee', 'peer'), ['sign', '--reviewer=amy-lee', '--kind', 'peer', 'a.md']);
});

test('the person of the settings signs, if that is the id of one', () => {
    assert.equal(signer(ALL), 'amy-lee');
    for (const reviewer of ['', ' ', 'Amy Lee', '--all']) {
        assert.equal(signer({ ...PLAIN, reviewer }), undefined, reviewer);
        assert.deepEqual(initializationOptions({ ...PLAIN, reviewer }), { advice: false }, reviewer);
    }
});

test('a page is named relative to its folder, and never like an option', () => {
    assert.equal(named('/site/content/a b.md', '/site', 'linux'), 'content/a b.md');
    assert.equal(named('/site/-x.md', '/site', 'linux'), './-x.md');
    assert.equal(named('/site/..a.md', '/site', 'linux'), '..a.md');
    assert.equal(named('/other/a.md', '/site', 'linux'), '/other/a.md');
    assert.equal(named('C:\\site\\content\\a.md', 'C:\\site', 'win32'), 'content\\a.md');
    assert.equal(named('D:\\a.md', 'C:\\site', 'win32'), 'D:\\a.md');
});

test('the id of a reviewer is a word', () => {
    for (const id of ['amy-lee', ' amy.lee ', 'José', '0000-0002-1825-0097', 'people/amy']) {
        assert.equal(wrongId(id), undefined, id);
    }
    for (const id of ['amy lee', '--all', '$(rm)', 'a\nb', "o'neil", 'a;b']) {
        assert.equal(wrongId(id), 'An id has letters, digits, hyphens, dots and underscores, such as amy-lee.', id);
    }
    assert.equal(wrongId(' '), 'Type the id of the person who reviewed the page, as their entry in people/ has it.');
});
