import type { Words } from './words.ts';

export const PT: Words = {};
