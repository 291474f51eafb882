import type { Words } from './words.ts';

export const ES: Words = {};
