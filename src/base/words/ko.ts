import type { Words } from './words.ts';

export const KO: Words = {};
