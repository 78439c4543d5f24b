// Bundles the extension into one file, and writes beside it the licences of the packages that it holds.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const here = join(dirname(fileURLToPath(import.meta.url)), '..');

const { metafile } = await build({
    absWorkingDir: here,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    bundle: true,
    external: ['vscode'],
    format: 'cjs',
    legalComments: 'none',
    metafile: true,
    minify: true,
    platform: 'node',
    target: 'node20',
});

const folders = Object.keys(metafile.inputs).flatMap(
    (file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? [],
);
const notices = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(here, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(here, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) {
        throw new Error(`${name} has no file with its licence, which has to be handed on with it`);
    }
    const text = readFileSync(join(here, folder, file), 'utf8').trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync(join(here, 'dist', 'NOTICES.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));
