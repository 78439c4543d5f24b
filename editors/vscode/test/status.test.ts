import assert from 'node:assert/strict';
import { test } from 'node:test';

import { count, statusOf } from '../src/status';

test('findings are counted by how bad they are', () => {
    assert.deepEqual(count([]), { errors: 0, warnings: 0, advice: 0 });
    assert.deepEqual(count([0, 1, 1, 2, 2, 3]), { errors: 1, warnings: 2, advice: 3 });
});

test('a page shows its errors and warnings', () => {
    assert.deepEqual(statusOf('running', { errors: 2, warnings: 1, advice: 0 }), {
        text: 'medproof $(error) 2 $(warning) 1',
        tooltip: 'medproof: 2 errors, 1 warning in this page. Click to list the findings.',
        command: 'workbench.actions.view.problems',
        isAlarm: false,
    });
    assert.deepEqual(statusOf('running', { errors: 0, warnings: 0, advice: 0 }), {
        text: '$(check) medproof',
        tooltip: 'medproof: nothing found in this page.',
        command: 'workbench.actions.view.problems',
        isAlarm: false,
    });
    const advised = statusOf('running', { errors: 0, warnings: 0, advice: 1 });
    assert.equal(advised?.text, '$(check) medproof');
    assert.equal(
        advised.tooltip,
        'medproof: 0 errors, 0 warnings, 1 piece of advice in this page. Click to list the findings.',
    );
});

test('beside other files the item is hidden', () => {
    assert.equal(statusOf('running', undefined), undefined);
});

test('a server that does not run is shown beside every file', () => {
    for (const counts of [undefined, { errors: 0, warnings: 0, advice: 0 }]) {
        assert.deepEqual(statusOf('stopped', counts), {
            text: '$(circle-slash) medproof: not running',
            tooltip: 'medproof: the server is not running. Click to start it again.',
            command: 'medproof.restart',
            isAlarm: true,
        });
        const missing = statusOf('missing', counts);
        assert.equal(missing?.text, '$(circle-slash) medproof: no program');
        assert.equal(missing.isAlarm, true);
        assert.equal(statusOf('starting', counts)?.text, '$(loading~spin) medproof');
    }
});
