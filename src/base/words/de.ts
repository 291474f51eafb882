import type { Words } from './words.ts';

export const DE: Words = {};
