import type { Words } from './words.ts';

export const FR: Words = {};
