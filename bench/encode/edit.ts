import * as z from 'zod';

/**
 * An edit that every tool can do, so that all are told the same thing: clips on one track, in frames of the output.
 * `as-draft.ts`, `as-ffmpeg.ts` and `as-melt.ts` say it in each tool's words.
 */
export const Edit = z.strictObject({
  width: z.int(),
  height: z.int(),
  fps: z.int(),
  clips: z.array(
    z.strictObject({
      file: z.string(),
      /** First frame of the source that is shown, and how many. */
      from: z.int().min(0),
      frames: z.int().min(1),
    }),
  ),
  /** Frames of the cross-fade at every cut, even; 0 for none. Lies half on either side of the cut. */
  dissolve: z.int().multipleOf(2),
  title: z.strictObject({ text: z.string(), frames: z.int() }).nullable(),
  /** A sound file at least as long as the whole. */
  music: z.string().nullable(),
  /** What a picture of another shape leaves open is filled with an enlarged, blurred copy. */
  blurred: z.boolean(),
});

export type Edit = z.infer<typeof Edit>;
export type Clip = Edit['clips'][number];

/** Frames of the finished video: dissolves overlap and add nothing. */
export const framesOf = ({ clips }: Edit): number => clips.reduce((sum, { frames }) => sum + frames, 0);

/** A clip with what its dissolves show of it beyond its cuts. */
export function withHandles({ clips, dissolve }: Edit): Clip[] {
  const half = dissolve / 2;
  return clips.map(({ file, from, frames }, i) => {
    const before = i === 0 ? 0 : half;
    const after = i === clips.length - 1 ? 0 : half;
    return { file, from: from - before, frames: frames + before + after };
  });
}

/** How loud music is beside the clips' own sound. */
export const MUSIC_VOLUME = 0.35;

/** What all tools are told of encoding: what ours takes for H.264 at the quality `standard`. */
export const X264 = { preset: 'veryfast', crf: 20, bFrames: 2, gopOf: (fps: number): number => Math.round(fps / 2) };
/** AAC at a fixed quality by its fast coder; melt takes whole numbers only. */
export const AAC_QUALITY = 1.5;
