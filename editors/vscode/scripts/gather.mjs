// Copies into this folder what the extension holds and another place of the repository keeps: the schemas that its
// manifest names, and the licences.

import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = join(dirname(fileURLToPath(import.meta.url)), '..');
const root = join(here, '..', '..');

const { contributes } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const named = [...contributes.jsonValidation, ...contributes.yamlValidation].map((entry) => entry.url);

rmSync(join(here, 'schemas'), { recursive: true, force: true });
mkdirSync(join(here, 'schemas'));
for (const url of new Set(named)) {
    const name = /^\.\/schemas\/([a-z]+\.schema\.json)$/.exec(url)?.[1];
    if (name === undefined) {
        throw new Error(`package.json names the schema ${url}, which is not one of schemas/`);
    }
    copyFileSync(join(root, 'schema', name), join(here, 'schemas', name));
}
for (const licence of ['LICENSE-APACHE', 'LICENSE-MIT']) {
    copyFileSync(join(root, licence), join(here, licence));
}
