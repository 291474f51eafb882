import type { Words } from './words.ts';

export const JA: Words = {};
