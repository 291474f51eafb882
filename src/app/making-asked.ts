import type { Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength } from '../draft/queries.ts';
import type { MakeKind } from '../llm/make/maker.ts';
import { picturesAsked } from '../operations/generate.ts';
import { CLIP_MS, shapeWanted, wantedLength } from '../operations/making.ts';
import { applyOne } from '../operations/registry.ts';

/** What a call wants to have made, and where its files go among its arguments. */
export type Asked = {
  readonly kind: MakeKind;
  readonly prompts: readonly string[];
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly seconds: number | null;
  readonly seed: number;
  /** The argument that names the files: one of them, or a list. */
  readonly into: 'source' | 'made';
};

type Call = { readonly op: string; readonly [argument: string]: unknown };

const KIND_OF: Readonly<Record<string, MakeKind>> = {
  generate_image: 'image',
  generate_video: 'video',
  generate_music: 'music',
};

/** Longest music that is asked for, in seconds; it repeats under longer videos. */
const MUSIC_MOST_S = 180;

/** Pictures or clips for the scenes of a video from words. */
function askedByFilm(call: Call, draft: Draft, facts: Facts): Asked | null {
  const { op: _op, ...args } = call;
  const asked = picturesAsked(draft, args, facts);
  if (asked === null) return null;
  applyOne(draft, call, { facts, selected: null });
  const { kind, prompts, canvas } = asked;
  const size = { width: canvas.width, height: canvas.height };
  return { kind, prompts, size, seconds: CLIP_MS / 1000, seed: 1, into: 'made' };
}

/**
 * What a call wants to have made; null where it wants nothing, or has it already. The call is tried first as it is: what
 * would be refused afterwards is refused before anything is paid. Throws what the operation throws.
 */
export function askedBy(call: Call, draft: Draft, facts: Facts): Asked | null {
  if (call.op === 'generate') return askedByFilm(call, draft, facts);
  const kind = KIND_OF[call.op];
  if (kind === undefined || call['source'] !== undefined) return null;
  applyOne(draft, call, { facts, selected: null });
  const { prompt, ratio, duration, seed } = call;
  const length =
    kind === 'music'
      ? Math.min(MUSIC_MOST_S * 1000, draftLength(draft))
      : wantedLength(typeof duration === 'number' || typeof duration === 'string' ? duration : undefined, CLIP_MS);
  return {
    kind,
    prompts: [String(prompt)],
    size: shapeWanted(typeof ratio === 'string' ? ratio : undefined, draft.canvas),
    seconds: length / 1000,
    seed: typeof seed === 'number' ? seed : 1,
    into: 'source',
  };
}
