import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import { canvasFor, emptyDraft, PLAIN_PLACEMENT } from './build.ts';
import type { Facts } from './facts.ts';
import type {
  AudioSegment,
  AudioSource,
  Draft,
  Fades,
  Master,
  Segment,
  TextSegment,
  Track,
  VideoSegment,
} from './model.ts';
import { moodNamed } from './mood-names.ts';
import { sfxNamed } from './sfx-names.ts';
import { type DraftIssue, requireValid } from './validate.ts';
import { TRACK_TYPES, WireDraft, WireTrack } from './wire-schema.ts';
import { addressIssues, decodeSegment, type Numbering, numbered, unknownKeys } from './wire-segments.ts';

/** Where a client's tracks of unknown type wait inside a draft: `{at, track}` each. */
const OTHER_TRACKS = 'otherTracks';

type OtherTrack = { readonly at: number; readonly track: unknown };

/** The draft in the wire's short keys. With `facts`, segments carry a `name` for clients that list the timeline. */
export function encodeDraft(draft: Draft, facts?: Facts): WireDraft {
  const { [OTHER_TRACKS]: others, ...extra } = draft.extra ?? {};
  const tracks: unknown[] = draft.tracks.map((track) => encodeTrack(track, facts));
  for (const { at, track } of Array.isArray(others) ? (others as OtherTrack[]) : []) tracks.splice(at, 0, track);
  const { width, height, fps, background } = draft.canvas;
  return {
    ...extra,
    v: 1,
    n: draft.serial,
    c: { w: width, h: height, fps, bg: background },
    ms: wireMaster(draft.master),
    ...(draft.markers === undefined ? {} : { mk: draft.markers.map(({ at, name }) => ({ s: at, n: name })) }),
    ...(draft.film === undefined ? {} : { fm: draft.film as NonNullable<WireDraft['fm']> }),
    t: tracks as WireDraft['t'],
  };
}

function wireMaster({ targetLufs, peakDb, asked }: Master): NonNullable<WireDraft['ms']> {
  return { lufs: targetLufs, peak: peakDb, ...(asked === true ? { asked } : {}) };
}

function masterOf({ lufs, peak, asked }: NonNullable<WireDraft['ms']>): Master {
  return { targetLufs: lufs, peakDb: peak, ...(asked === true ? { asked } : {}) };
}

function encodeTrack(track: Track, facts: Facts | undefined): Record<string, unknown> {
  return {
    ...track.extra,
    id: track.id,
    tt: TRACK_TYPES[track.type],
    r: track.role,
    nm: track.name,
    mu: track.muted,
    vo: track.volume,
    sg: track.segments.map((segment) => encodeSegment(segment, facts)),
  };
}

function encodeSegment(segment: Segment, facts: Facts | undefined): Record<string, unknown> {
  const { m, ...extra } = segment.extra ?? {};
  const moves = segment.keyframes === undefined ? {} : { kf: segment.keyframes };
  const at = { id: segment.id, s: segment.start, d: segment.duration };
  const base = { ...extra, ...at, ...moves, ...metadata(segment, m, facts) };
  if (segment.kind === 'video') return { ...base, ...videoKeys(segment) };
  return segment.kind === 'audio' ? { ...base, ...audioKeys(segment) } : { ...base, ...textKeys(segment) };
}

/** A client's metadata, and beside it a name for display, which `md` marks as ours. */
function metadata(segment: Segment, m: unknown, facts: Facts | undefined): Record<string, unknown> {
  const own = typeof m === 'object' && m !== null ? (m as Record<string, unknown>) : null;
  const name = facts === undefined ? null : displayName(segment, facts);
  if (name === null || (own !== null && ('name' in own || Object.keys(own).length === 0)))
    return own === null ? {} : { m: own };
  return { m: { ...own, name }, md: ['name'] };
}

function displayName(segment: Segment, facts: Facts): string | null {
  if (segment.kind === 'text') return shown(segment.text);
  if (segment.kind === 'audio' && segment.source.kind === 'music') {
    return moodNamed(segment.source.mood)?.said.en ?? segment.source.mood;
  }
  if (segment.kind === 'audio' && segment.source.kind === 'sfx') {
    return sfxNamed(segment.source.name)?.said.en ?? segment.source.name;
  }
  const asset = segment.kind === 'video' ? segment.asset : segment.source.kind === 'asset' ? segment.source.asset : '';
  return facts.assets.get(asset)?.filename ?? null;
}

const pair = (fades: Fades): [number, number] => [fades.in, fades.out];
const isPlain = (fades: Fades): boolean => fades.in === 0 && fades.out === 0;

/** Keys of a clip; what is as usual is left out. */
function videoKeys(segment: VideoSegment): Record<string, unknown> {
  const isPlainPlacement = JSON.stringify(segment.placement) === JSON.stringify(PLAIN_PLACEMENT);
  return {
    a: segment.asset,
    i: segment.in,
    sp: segment.speed,
    vo: segment.volume,
    ...(segment.painting === undefined ? {} : { pn: segment.painting }),
    ...(segment.ramp === undefined ? {} : { rp: segment.ramp }),
    ...(segment.between === undefined ? {} : { bt: segment.between }),
    ...(segment.reverse ? { rv: true } : {}),
    ...(segment.freeze ? { fz: true } : {}),
    ...(isPlain(segment.fade) ? {} : { fa: pair(segment.fade) }),
    ...(isPlain(segment.pictureFade) ? {} : { pf: pair(segment.pictureFade) }),
    ...(isPlainPlacement ? {} : { pl: segment.placement }),
    ...(segment.effects.length === 0 ? {} : { fx: segment.effects }),
    ...(segment.frame === undefined ? {} : { fr: segment.frame }),
    ...(segment.duckDb === undefined ? {} : { dk: segment.duckDb }),
    ...(segment.clean === undefined ? {} : { cl: segment.clean }),
    ...(segment.transition === null ? {} : { tr: { n: segment.transition.name, d: segment.transition.duration } }),
  };
}

function sourceKeys(source: AudioSource): Record<string, unknown> {
  if (source.kind === 'asset') return { a: source.asset, i: source.in, ...(source.loop ? { lp: true } : {}) };
  if (source.kind === 'music') return { mood: source.mood, seed: source.seed };
  return { sfx: source.name, ...(source.in === 0 ? {} : { i: source.in }) };
}

function audioKeys(segment: AudioSegment): Record<string, unknown> {
  return {
    ...sourceKeys(segment.source),
    sp: segment.speed,
    vo: segment.volume,
    ...(isPlain(segment.fade) ? {} : { fa: pair(segment.fade) }),
    ...(segment.duckDb === 0 ? {} : { dk: segment.duckDb }),
    ...(segment.clean === undefined ? {} : { cl: segment.clean }),
  };
}

function textKeys(segment: TextSegment): Record<string, unknown> {
  const { text, role, x, y, maxWidth, opacity, style, animateIn, animateOut, words, mark } = segment;
  const { animateLoop, graphic } = segment;
  const spoken = {
    ...(animateLoop === undefined ? {} : { al: animateLoop }),
    ...(graphic === undefined ? {} : { g: graphic }),
    ...(words === undefined ? {} : { wd: words }),
    ...(segment.estimated === undefined ? {} : { we: segment.estimated }),
    ...(mark === undefined ? {} : { wm: mark }),
    ...(segment.second === undefined ? {} : { t2: segment.second }),
  };
  return { tx: text, r: role, x, y, mw: maxWidth, o: opacity, st: style, ai: animateIn, ao: animateOut, ...spoken };
}

/**
 * The draft behind a wire draft, complete and valid, or `draft.invalid` with every fault and its path in the wire's
 * own keys where the shape is at fault. Missing ids, starts and settings get the usual ones; `facts` check the assets and
 * find one that is named by its file name only.
 */
export function decodeDraft(wire: unknown, facts?: Facts): Draft {
  const parsed = WireDraft.safeParse(wire);
  if (!parsed.success) {
    throw fail('draft.invalid', {
      issues: parsed.error.issues.slice(0, 50).map((issue) => ({
        path: issue.path.join('.') || 'draft',
        problem: issue.message.replace(/\.$/, '').replace(/^Invalid input: /, ''),
      })),
    });
  }
  const issues: DraftIssue[] = addressIssues(parsed.data);
  const numbering: Numbering = { next: (parsed.data.n ?? 0) + 1, taken: takenIds(parsed.data) };
  const tracks: Track[] = [];
  const others: OtherTrack[] = [];
  let hasMain = false;
  for (const [at, raw] of parsed.data.t.entries()) {
    if (!Object.values<unknown>(TRACK_TYPES).includes(raw['tt'])) {
      others.push({ at, track: raw });
      continue;
    }
    const known = WireTrack.safeParse(raw);
    if (!known.success) {
      issues.push(...shapeIssues(raw, at));
      continue;
    }
    const track = decodeTrack(known.data, { at, issues, numbering, hasMain, facts });
    hasMain ||= track.role === 'main';
    tracks.push(track);
  }
  if (issues.length > 0) throw fail('draft.invalid', { issues: issues.slice(0, 50) });
  const draft = assembled(parsed.data, tracks, { others, serial: numbering.next - 1, facts });
  requireValid(draft, facts);
  return draft;
}

type Decoding = {
  readonly at: number;
  readonly issues: DraftIssue[];
  readonly numbering: Numbering;
  readonly hasMain: boolean;
  readonly facts: Facts | undefined;
};

function decodeTrack(wire: WireTrack, { at, issues, numbering, hasMain, facts }: Decoding): Track {
  const type = wire.tt === TRACK_TYPES.video ? 'video' : wire.tt === TRACK_TYPES.audio ? 'audio' : 'text';
  const usual = { video: hasMain ? 'overlay' : 'main', audio: 'music', text: 'titles' }[type];
  let cursor = 0;
  const segments: Segment[] = [];
  for (const [i, raw] of wire.sg.entries()) {
    const path = `t.${at}.sg.${i}`;
    const segment = decodeSegment(raw, { type, path, start: cursor, issues, numbering, facts });
    if (segment === null) continue;
    segments.push(segment);
    cursor = segment.start + segment.duration;
  }
  const made = {
    id: wire.id ?? numbered(numbering, 'trk'),
    type,
    role: wire.r ?? usual,
    name: wire.nm ?? null,
    muted: wire.mu ?? false,
    volume: wire.vo ?? 1,
    segments,
    ...unknownKeys(wire, ['id', 'tt', 'r', 'nm', 'mu', 'vo', 'sg']),
  };
  return made as unknown as Track; // `requireValid` checks the whole
}

function takenIds(wire: WireDraft): Set<string> {
  const ids = wire.t.flatMap((track) => {
    const segments = Array.isArray(track['sg']) ? (track['sg'] as unknown[]) : [];
    const idOf = (value: unknown): unknown =>
      typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : null;
    return [track['id'], ...segments.map(idOf)];
  });
  return new Set(ids.filter((id): id is string => typeof id === 'string'));
}

type Around = { readonly others: readonly OtherTrack[]; readonly serial: number; readonly facts: Facts | undefined };

function assembled(wire: WireDraft, tracks: Track[], { others, serial, facts }: Around): Draft {
  const canvas =
    wire.c === undefined
      ? canvasFor([...(facts?.assets.values() ?? [])])
      : { width: wire.c.w, height: wire.c.h, fps: wire.c.fps, background: wire.c.bg };
  const empty = emptyDraft(canvas);
  const unknown = unknownKeys(wire, ['v', 'n', 'c', 'ms', 'mk', 'fm', 't']).extra;
  const extra = others.length === 0 ? unknown : { ...unknown, [OTHER_TRACKS]: others };
  return {
    ...empty,
    serial,
    tracks,
    master: wire.ms === undefined ? empty.master : masterOf(wire.ms),
    ...(wire.mk === undefined ? {} : { markers: wire.mk.map(({ s, n }) => ({ at: s, name: n })) }),
    ...(wire.fm === undefined ? {} : { film: wire.fm }),
    ...(extra === undefined ? {} : { extra }),
  };
}

/** Faults of one track whose type we know, with paths from the top of the draft. */
function shapeIssues(raw: unknown, at: number): DraftIssue[] {
  const option = WireTrack.options.find((o) => o.shape.tt.safeParse((raw as { tt: unknown }).tt).success);
  const parsed = option?.safeParse(raw);
  if (parsed === undefined || parsed.success) return [{ path: `t.${at}`, problem: 'it is not a track' }];
  return parsed.error.issues.map((issue) => ({
    path: ['t', at, ...issue.path].join('.'),
    problem: issue.message.replace(/\.$/, '').replace(/^Invalid input: /, ''),
  }));
}
