/** Types of tracks by their published numbers, as in src/draft/wire-schema.ts (which would bring all of zod along). */
export const TRACK_NUMBERS: Readonly<Record<number, 'video' | 'audio' | 'text'>> = {
  0: 'video',
  1: 'audio',
  7: 'text',
};
