import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

// Tests run from the folder of the extension.
const HERE = process.cwd();
const SOURCES = ['extension.ts', 'status.ts', 'server.ts'].map((file) => readFileSync(join(HERE, 'src', file), 'utf8'));

interface Manifest {
    readonly activationEvents: readonly string[];
    readonly contributes: {
        readonly commands: readonly { readonly command: string }[];
        readonly menus: { readonly commandPalette: readonly { readonly command: string }[] };
        readonly configuration: { readonly properties: Readonly<Record<string, object>> };
        readonly jsonValidation: readonly { readonly url: string }[];
        readonly yamlValidation: readonly { readonly url: string }[];
    };
}

const { contributes } = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8')) as Manifest;

test('every command of the manifest is registered, and every one that is used is in the manifest', () => {
    const declared = contributes.commands.map(({ command }) => command).sort();
    const registered = [...(SOURCES[0] ?? '').matchAll(/registerCommand\('(medproof\.\w+)'/gu)].map((found) => found[1]);
    assert.deepEqual(registered.sort(), declared);
    const used = [...(SOURCES[1] ?? '').matchAll(/command: '(medproof\.\w+)'/gu)].map((found) => found[1] ?? '');
    assert.deepEqual(used.filter((command) => !declared.includes(command)), []);
    const inMenus = contributes.menus.commandPalette.map(({ command }) => command);
    assert.deepEqual(inMenus.filter((command) => !declared.includes(command)), []);
});

test('every setting that is read has a description, and every other is one of the library', () => {
    const read = [...SOURCES.join('').matchAll(/\.get\('(\w+)'/gu)].map((found) => `medproof.${found[1] ?? ''}`);
    const declared = Object.keys(contributes.configuration.properties);
    assert.deepEqual([...new Set(read), 'medproof.trace.server'].sort(), declared.sort());
});

test('the schemas are those of the repository', () => {
    const urls = [...contributes.jsonValidation, ...contributes.yamlValidation].map(({ url }) => url);
    for (const url of urls) {
        const name = url.replace('./schemas/', '');
        assert(existsSync(join(HERE, '..', '..', 'schema', name)), url);
    }
});
