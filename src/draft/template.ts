import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Ms } from '../base/time.ts';
import { nextId } from './build.ts';
import { clipsOf, isCard } from './clips.ts';
import type { Asset, Facts } from './facts.ts';
import type { Draft, Segment, TextSegment, Track, VideoSegment } from './model.ts';
import { allSegments, endOf, mainSegments, mainTrack } from './queries.ts';
import { decodeDraft, encodeDraft } from './wire.ts';

/**
 * A template: an edit without its material. Slots stand where clips were, fields where words were. One JSON document
 * that can be handed on; its draft is a wire draft (docs/api.md) whose assets are `slot_1`, `slot_2`, ….
 */
export const Template = z.strictObject({
  tellcut: z.literal('template'),
  version: z.literal(1),
  name: z.string().trim().min(1).max(80),
  /** Where clips go, in order. */
  slots: z
    .array(
      z.strictObject({
        kind: z.enum(['clip', 'photo']),
        length: z
          .int()
          .min(40)
          .max(6 * 3_600_000),
      }),
    )
    .min(1)
    .max(500),
  /** Words that may be others, with those that stand there now. */
  fields: z.array(z.strictObject({ name: z.string().min(1).max(80), text: z.string().max(2000) })).max(100),
  draft: z.record(z.string(), z.unknown()),
});
export type Template = z.output<typeof Template>;

/** Most bytes of a template as a file. */
export const MOST_TEMPLATE_BYTES = 2_000_000;

/** A template out of anything. Throws `template.invalid` with the faults: nothing of it is trusted. */
export function readTemplate(value: unknown): Template {
  const parsed = Template.safeParse(value);
  if (!parsed.success)
    throw fail('template.invalid', {
      issues: parsed.error.issues.slice(0, 5).map(({ path, message }) => {
        const problem = message.replace(/^Invalid input: /, '').replace(/, received undefined$/, ', and is missing');
        return `${path.join('.') || 'template'}: ${problem}`;
      }),
    });
  const draft = decodeDraft(parsed.data.draft);
  const { slots } = parsed.data;
  const strange = assetsOf(draft).find((asset) => !(slotOf(asset) >= 1 && slotOf(asset) <= slots.length));
  if (strange !== undefined)
    throw fail('template.invalid', { issues: [`draft: ${strange.slice(0, 60)} is none of its slots`] });
  return parsed.data;
}

const slotOf = (asset: string): number => Number(/^slot_(\d{1,3})$/.exec(asset)?.[1] ?? Number.NaN);

const assetOf = (segment: Segment): string | null =>
  segment.kind === 'video'
    ? segment.asset
    : segment.kind === 'audio' && segment.source.kind === 'asset'
      ? segment.source.asset
      : null;

const assetsOf = (draft: Draft): string[] => allSegments(draft).flatMap((segment) => assetOf(segment) ?? []);

/** What was not taken into a template, because it is a file or belongs to what was said. */
export type LeftOut = { readonly files: readonly string[]; readonly captions: number };

/** The edit of a draft as a template. Throws `draft.nothing_there` for one without clips. */
export function templateOf(draft: Draft, name: string, facts: Facts): { template: Template; left: LeftOut } {
  const clips = clipsOf(draft);
  if (clips.length === 0) throw fail('draft.nothing_there', undefined);
  const cards = mainSegments(draft).filter(isCard);
  const first = { start: mainSegments(draft)[0]?.start ?? 0 };
  const segments = [
    ...clips.map(({ segments: [base], range }, i) => slotSegment(base as VideoSegment, i + 1, range)),
    ...cards.map((card): VideoSegment => {
      const near = card.start <= first.start ? 1 : clips.length;
      return { ...card, asset: `slot_${near}`, in: 0 };
    }),
  ].toSorted((a, b) => a.start - b.start);
  const main = mainTrack(draft);
  const files = new Set<string>();
  let captions = 0;
  const tracks = draft.tracks.map((track): Track => {
    if (track === main) return { ...main, segments };
    const kept = (track.segments as readonly Segment[]).filter((segment) => {
      const asset = assetOf(segment);
      if (asset !== null) files.add(facts.assets.get(asset)?.filename ?? asset);
      const isCaption = segment.kind === 'text' && segment.role === 'caption';
      if (isCaption) captions++;
      return asset === null && !isCaption;
    });
    return { ...track, segments: kept } as unknown as Track; // only segments went
  });
  const background = draft.canvas.background.kind === 'picture' ? ({ kind: 'blur' } as const) : draft.canvas.background;
  const bare: Draft = { ...draft, canvas: { ...draft.canvas, background }, tracks: tracks.filter(hasSomething) };
  const slots = clips.map(({ asset, range }) => ({
    kind: facts.assets.get(asset)?.probe.kind === 'image' ? ('photo' as const) : ('clip' as const),
    length: range.end - range.start,
  }));
  const template = {
    tellcut: 'template' as const,
    version: 1 as const,
    name,
    slots,
    fields: fieldsOf(bare).map(({ field, segment }) => ({ name: field, text: segment.text })),
    draft: JSON.parse(JSON.stringify(encodeDraft(bare))) as Record<string, unknown>,
  };
  return { template: readTemplate(template), left: { files: [...files], captions } };
}

const hasSomething = (track: Track): boolean => track.segments.length > 0;

/** A clip as a slot: how it looks stays, what belongs to its own footage goes. */
function slotSegment(base: VideoSegment, slot: number, range: { start: Ms; end: Ms }): VideoSegment {
  const { ramp: _ramp, between: _between, keyframes: _keyframes, extra: _extra, ...rest } = base;
  return {
    ...rest,
    asset: `slot_${slot}`,
    start: range.start,
    duration: range.end - range.start,
    in: 0,
    speed: 1,
    reverse: false,
    freeze: false,
    effects: base.effects.filter(({ kind }) => kind !== 'stabilize' && kind !== 'lut' && kind !== 'key'),
  };
}

/** The texts of a draft by the names of their fields: `title`, `title 2`, `text`, …. */
function fieldsOf(draft: Draft): { field: string; segment: TextSegment }[] {
  const counts = new Map<string, number>();
  return allSegments(draft)
    .filter((segment): segment is TextSegment => segment.kind === 'text' && segment.role !== 'graphic')
    .toSorted((a, b) => a.start - b.start)
    .map((segment) => {
      const count = (counts.get(segment.role) ?? 0) + 1;
      counts.set(segment.role, count);
      return { field: count === 1 ? segment.role : `${segment.role} ${count}`, segment };
    });
}

/** How the slots were filled. `repeated`: clips beyond the slots; `omitted`: slots without a clip; `short`: shorter ones. */
export type Filled = {
  readonly draft: Draft;
  readonly repeated: number;
  readonly omitted: number;
  readonly short: readonly string[];
  /** Fields that nobody named other words for. */
  readonly unnamed: readonly string[];
};

/**
 * A template with clips in its slots, in order. A clip that is longer than its slot gives its best part, as far as facts
 * tell; more clips than slots begin the slots anew, slots without a clip go. `words` take the place of the fields'.
 */
export function fillTemplate(
  template: Template,
  clips: readonly Asset[],
  words: Readonly<Record<string, string>>,
): Filled {
  const base = decodeDraft(template.draft);
  const main = mainTrack(base);
  if (main === null || clips.length === 0) throw fail('draft.nothing_there', undefined);
  const { slots } = template;
  const pattern = main.segments.filter((segment) => !isCard(segment));
  const short: string[] = [];
  let made = base;
  /** Where each slot's time went: from its old start to the new one. */
  const moved: { from: Ms; to: Ms; shift: Ms }[] = [];
  const segments: VideoSegment[] = [];
  let cursor = 0;
  const add = (segment: VideoSegment): void => {
    let id: string;
    [id, made] = nextId(made, 'seg');
    segments.push({ ...segment, id, start: cursor });
    cursor += segment.duration;
  };
  const firstOf = clips[0] as Asset;
  const lastOf = clips.at(-1) as Asset;
  for (const card of main.segments.filter((s) => isCard(s) && s.start === 0)) {
    moved.push({ from: card.start, to: endOf(card), shift: cursor - card.start });
    add({ ...card, asset: firstOf.id });
  }
  for (const [i, asset] of clips.entries()) {
    const slot = pattern[i % pattern.length] as VideoSegment;
    const wanted = slots[i % slots.length]?.length ?? slot.duration;
    const part = partFor(asset, wanted);
    if (part.duration < wanted - 40) short.push(asset.filename);
    if (i < pattern.length) moved.push({ from: slot.start, to: endOf(slot), shift: cursor - slot.start });
    const isStill = asset.probe.kind === 'image';
    add({ ...slot, asset: asset.id, ...part, in: isStill ? 0 : part.in });
  }
  for (const card of main.segments.filter((s) => isCard(s) && s.start > 0)) {
    moved.push({ from: card.start, to: endOf(card), shift: cursor - card.start });
    add({ ...card, asset: lastOf.id });
  }
  const byId = new Map(fieldsOf(base).map(({ field, segment }) => [segment.id, field]));
  const tracks = made.tracks.map((track): Track => {
    if (track.id === main.id) return { ...main, segments };
    const kept = (track.segments as readonly Segment[]).flatMap((segment): Segment[] => {
      if (segment.kind !== 'text') return [segment];
      const home = moved.find(({ from, to }) => segment.start >= from && segment.start < to);
      const start = home === undefined ? segment.start : segment.start + home.shift;
      if (home === undefined || start >= cursor) return [];
      const field = byId.get(segment.id);
      const text = field === undefined ? undefined : words[field];
      // What stands through the whole video goes on to its new end.
      const isWhole = endOf(segment) >= endOf(main.segments.at(-1) ?? segment) - 40 && segment.start === 0;
      const duration = isWhole ? cursor : Math.min(segment.duration, cursor - start);
      return [{ ...segment, start, duration, ...(text === undefined ? {} : { text }) }];
    });
    return { ...track, segments: kept } as unknown as Track; // the kinds stay
  });
  return {
    draft: { ...made, tracks },
    repeated: Math.max(0, clips.length - pattern.length),
    omitted: Math.max(0, pattern.length - clips.length),
    short,
    unnamed: template.fields.map(({ name }) => name).filter((name) => words[name] === undefined),
  };
}

/** Breath before words, in ms. */
const BREATH_MS = 120;

/** The part of an asset that fills a slot: the one with the least silence where facts tell, else its beginning. */
function partFor(asset: Asset, wanted: Ms): { in: Ms; duration: Ms } {
  if (asset.probe.kind === 'image') return { in: 0, duration: wanted };
  const length = Math.max(1, Math.floor(asset.probe.duration));
  if (length <= wanted) return { in: 0, duration: length };
  const pauses = asset.silence?.silences ?? [];
  const quiet = (from: Ms): Ms =>
    pauses.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, from + wanted) - Math.max(start, from)), 0);
  // Where somebody begins to speak and where the picture changes are good places to begin.
  const places = [0, ...pauses.map(([, end]) => end - BREATH_MS), ...(asset.scenes?.cuts ?? []).map(({ at }) => at)];
  const within = places.map((at) => Math.round(Math.max(0, Math.min(at, length - wanted)))).toSorted((x, y) => x - y);
  const best = within.reduce((found, at) => (quiet(at) < quiet(found) - 40 ? at : found), 0);
  return { in: best, duration: wanted };
}
