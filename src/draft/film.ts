import * as z from 'zod';
import { MAX_MS } from '../base/time.ts';

/**
 * What a video from words was made of: the wish, its scenes, which design. It lies in the draft so that the video can be
 * made again with one thing changed ("another design", "make it 20 seconds"), today or next week.
 */

/** How a scene is laid out: src/operations/script/layouts.ts. */
export const SCENE_KINDS = ['open', 'line', 'point', 'offer', 'facts', 'close', 'cta', 'number', 'list'] as const;

export type SceneKind = (typeof SCENE_KINDS)[number];

const Words = z.string().max(500);

/** Small words above, the large ones, smaller ones below; `say`: what the voice says where that is something else. */
export const FilmScene = z.strictObject({
  kind: z.enum(SCENE_KINDS),
  above: Words.nullable(),
  main: Words.min(1),
  below: Words.nullable(),
  say: Words.optional(),
});

export const Film = z.strictObject({
  prompt: Words,
  /** In ms; null: as long as its scenes need. */
  duration: z.int().min(1).max(MAX_MS).nullable(),
  /** Of the music, in the person's words. */
  mood: z.string().max(300).nullable(),
  /** Null: written from the wish. Scenes that somebody gave or changed stand here. */
  scenes: z.array(FilmScene).min(1).max(24).nullable(),
  /** Which of all designs, and which of its colours: 0 is the first that the wish led to. */
  design: z.int().min(0).max(10_000),
  colors: z.int().min(0).max(10_000),
  /** A feeling that was asked for after it was made. */
  tone: z.string().max(20).nullable(),
  voice: z.boolean(),
  captions: z.boolean(),
  music: z.boolean(),
  title: z.boolean(),
});

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
export type FilmScene = Frozen<z.infer<typeof FilmScene>>;
export type Film = Frozen<z.infer<typeof Film>>;
