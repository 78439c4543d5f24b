// What the program is told on its command line.

import { posix, win32 } from 'node:path';

/** What a review may be about, as `medproof sign --kind` takes it. */
export const REVIEWS = ['medical', 'peer', 'editorial', 'evidence'] as const;

/** What a review is about. */
export type Review = (typeof REVIEWS)[number];

/** What the settings say about what is shown, and who signs. */
export interface Wishes {
    readonly advice: boolean;
    /** The day that counts as today; empty for that of the system. */
    readonly today: string;
    /** The id of the person at the editor; empty where it may be anyone. */
    readonly reviewer: string;
}

/** What the server gets as it starts. */
export function initializationOptions(wishes: Wishes): { advice: boolean; today?: string; reviewer?: string } {
    const today = wishes.today.trim();
    const reviewer = signer(wishes);
    return {
        advice: wishes.advice,
        ...(today === '' ? {} : { today }),
        ...(reviewer === undefined ? {} : { reviewer }),
    };
}

/** The id of the person who signs, where the settings have one. */
export function signer(wishes: Wishes): string | undefined {
    return wrongId(wishes.reviewer) === undefined ? wishes.reviewer.trim() : undefined;
}

/** `medproof check`, with the same findings as the editor shows. */
export function check(wishes: Wishes): string[] {
    return ['check', ...(wishes.advice ? ['--advice'] : []), ...day(wishes)];
}

/** `medproof report`, of the repository that the folder belongs to. */
export function report(file: string, folder: string, wishes: Wishes): string[] {
    return ['report', '--output', file, ...day(wishes), '--', folder];
}

/** `medproof sign`. A signature has the real day, so the day of the settings is not in it. */
export function sign(article: string, reviewer: string, review: Review): string[] {
    const kind = review === 'medical' ? [] : ['--kind', review];
    return ['sign', `--reviewer=${reviewer}`, ...kind, article];
}

/** The ids of the people of the repository, one a line. */
export function people(): string[] {
    return ['ids', 'people'];
}

function day(wishes: Wishes): string[] {
    const today = wishes.today.trim();
    return today === '' ? [] : ['--today', today];
}

/** A file as it is named in a folder: relative if it lies there, and never like an option. */
export function named(file: string, folder: string, platform: NodeJS.Platform): string {
    const paths = platform === 'win32' ? win32 : posix;
    const path = paths.relative(folder, file);
    if (path === '' || path === '..' || path.startsWith(`..${paths.sep}`) || paths.isAbsolute(path)) {
        return file;
    }
    return path.startsWith('-') ? `.${paths.sep}${path}` : path;
}

/** Why a text cannot be the id of a reviewer; `undefined` if it can. */
export function wrongId(id: string): string | undefined {
    if (id.trim() === '') {
        return 'Type the id of the person who reviewed the page, as their entry in people/ has it.';
    }
    return /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._:@/-]*$/u.test(id.trim())
        ? undefined
        : 'An id has letters, digits, hyphens, dots and underscores, such as amy-lee.';
}
