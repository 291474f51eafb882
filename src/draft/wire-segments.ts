import { PLAIN_PLACEMENT, textSegment } from './build.ts';
import type { Facts } from './facts.ts';
import { type AudioSource, Id, type Segment } from './model.ts';
import type { DraftIssue } from './validate.ts';
import type { WireAudioSegment, WireDraft, WireTextSegment, WireVideoSegment } from './wire-schema.ts';

/** Gives out ids while a draft without them is decoded. `next` is counted up. */
export type Numbering = { next: number; readonly taken: ReadonlySet<string> };

/** The next id that is not taken. */
export function numbered(numbering: Numbering, prefix: string): string {
  let id: string;
  do id = `${prefix}_${(numbering.next++).toString(36)}`;
  while (numbering.taken.has(id));
  return id;
}

export type SegmentDecoding = {
  readonly type: 'video' | 'audio' | 'text';
  readonly path: string;
  /** Where it begins when it does not say. */
  readonly start: number;
  readonly issues: DraftIssue[];
  readonly numbering: Numbering;
  readonly facts: Facts | undefined;
};

const BASE_KEYS = ['id', 's', 'd', 'm', 'md', 'kf'];
const VIDEO_KEYS = [
  ...BASE_KEYS,
  'a',
  'i',
  'sp',
  'vo',
  'fa',
  'rv',
  'fz',
  'pf',
  'pl',
  'fx',
  'tr',
  'fr',
  'cl',
  'dk',
  'pn',
  'rp',
  'bt',
];
const AUDIO_KEYS = [...BASE_KEYS, 'a', 'i', 'sp', 'vo', 'fa', 'lp', 'mood', 'seed', 'dk', 'sfx', 'cl'];
const TEXT_KEYS = [...BASE_KEYS, 'tx', 'r', 'x', 'y', 'mw', 'o', 'st', 'ai', 'ao', 'al', 'g', 'wd', 'we', 'wm', 't2'];

/** The keys that we do not know, as `extra`; nothing when there are none. */
export function unknownKeys(
  wire: Readonly<Record<string, unknown>>,
  known: readonly string[],
): { extra?: Record<string, unknown> } {
  const rest = Object.entries(wire).filter(([key, value]) => !known.includes(key) && value !== undefined);
  return rest.length === 0 ? {} : { extra: Object.fromEntries(rest) };
}

type AnySegment = WireVideoSegment | WireAudioSegment | WireTextSegment;

/** A segment with everything that the wire left out. Null when it cannot be made; the reason is in `issues`. */
export function decodeSegment(wire: AnySegment, decoding: SegmentDecoding): Segment | null {
  const { type, path, start, issues, numbering } = decoding;
  if (type === 'text') return decodeText(wire as WireTextSegment, decoding);
  const media = wire as WireVideoSegment & WireAudioSegment;
  const own = type === 'audio' && media.a === undefined ? ownSource(media) : null;
  const asset = own === null ? assetOf(media, decoding) : null;
  if (asset === null && own === null) {
    issues.push({ path: `${path}.a`, problem: 'it does not say which asset it shows; give its asset id' });
    return null;
  }
  const base = {
    id: wire.id ?? numbered(numbering, type === 'video' ? 'seg' : 'aud'),
    start: wire.s === undefined ? start : Math.round(wire.s),
    duration: Math.max(1, Math.round(wire.d)),
    speed: media.sp ?? 1,
    volume: media.vo ?? 1,
    fade: fadesOf(media.fa),
  };
  const moves = {
    ...(media.cl === undefined ? {} : { clean: media.cl }),
    ...(wire.kf === undefined ? {} : { keyframes: wire.kf }),
  };
  if (type === 'audio') {
    const source: AudioSource = own ?? {
      kind: 'asset',
      asset: asset ?? '',
      in: Math.round(media.i ?? 0),
      loop: media.lp ?? false,
    };
    return { ...base, kind: 'audio', source, duckDb: media.dk ?? 0, ...moves, ...extraOf(wire, AUDIO_KEYS) };
  }
  return {
    ...base,
    kind: 'video',
    asset: asset ?? '',
    in: Math.round(media.i ?? 0),
    ...(media.pn === undefined ? {} : { painting: media.pn }),
    ...(media.rp === undefined ? {} : { ramp: media.rp }),
    ...(media.bt === undefined ? {} : { between: media.bt }),
    reverse: media.rv ?? false,
    freeze: media.fz ?? false,
    pictureFade: fadesOf(media.pf),
    placement: media.pl ?? PLAIN_PLACEMENT,
    effects: media.fx ?? [],
    transition: media.tr === undefined || media.tr === null ? null : { name: media.tr.n, duration: media.tr.d },
    ...(media.fr === undefined ? {} : { frame: media.fr }),
    ...(media.dk === undefined ? {} : { duckDb: media.dk }),
    ...moves,
    ...extraOf(wire, VIDEO_KEYS),
  };
}

/** Sound that we make ourselves, where the wire asks for it. */
function ownSource({ sfx, mood, seed, i }: WireAudioSegment): AudioSource | null {
  if (sfx !== undefined) return { kind: 'sfx', name: sfx, in: Math.round(i ?? 0) };
  return mood === undefined ? null : { kind: 'music', mood, seed: seed ?? 1 };
}

function decodeText(wire: WireTextSegment, { path, start, issues, numbering }: SegmentDecoding): Segment | null {
  const words = wire.tx ?? firstString(wire.m, ['text', 'content', 'title', 'name']);
  if (words === null || words.trim() === '') {
    issues.push({ path: `${path}.tx`, problem: 'there is no text in it' });
    return null;
  }
  const at = { start: wire.s === undefined ? start : Math.round(wire.s), duration: Math.max(1, Math.round(wire.d)) };
  const usual = textSegment(wire.id ?? numbered(numbering, 'txt'), words, at);
  return {
    ...usual,
    role: wire.r ?? usual.role,
    x: wire.x ?? usual.x,
    y: wire.y ?? usual.y,
    maxWidth: wire.mw ?? usual.maxWidth,
    opacity: wire.o ?? usual.opacity,
    style: wire.st ?? usual.style,
    animateIn: wire.ai ?? usual.animateIn,
    animateOut: wire.ao ?? usual.animateOut,
    ...(wire.al === undefined ? {} : { animateLoop: wire.al }),
    ...(wire.g === undefined ? {} : { graphic: wire.g }),
    ...(wire.kf === undefined ? {} : { keyframes: wire.kf }),
    ...(wire.wd === undefined ? {} : { words: wire.wd }),
    ...(wire.we === undefined ? {} : { estimated: wire.we }),
    ...(wire.wm === undefined ? {} : { mark: wire.wm }),
    ...(wire.t2 === undefined ? {} : { second: wire.t2 }),
    ...extraOf(wire, TEXT_KEYS),
  };
}

const fadesOf = (fades: readonly [number, number] | undefined): { in: number; out: number } => ({
  in: Math.round(fades?.[0] ?? 0),
  out: Math.round(fades?.[1] ?? 0),
});

/** What a client wrote beside our keys, its metadata included, without what we had put there for display. */
function extraOf(wire: AnySegment, known: readonly string[]): { extra?: Record<string, unknown> } {
  const { extra } = unknownKeys(wire, known);
  const ours = new Set(wire.md ?? []);
  const own = Object.entries(wire.m ?? {}).filter(([key]) => !ours.has(key));
  if (wire.m === undefined || (own.length === 0 && ours.size > 0)) return extra === undefined ? {} : { extra };
  return { extra: { ...extra, m: Object.fromEntries(own) } };
}

/** The asset that a segment shows: by id, by a client's metadata, or by a file name that is one of ours. */
function assetOf(wire: WireVideoSegment & WireAudioSegment, { facts }: SegmentDecoding): string | null {
  const id = wire.a ?? firstString(wire.m, ['asset_id', 'assetId', 'asset', 'id']);
  if (id !== null && Id.safeParse(id).success) return id;
  const name = firstString(wire.m, ['filename', 'file_name', 'name', 'title']);
  if (name === null || facts === undefined) return null;
  return [...facts.assets.values()].find((asset) => asset.filename === name)?.id ?? null;
}

function firstString(from: Readonly<Record<string, unknown>> | undefined, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = from?.[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}

/** Keys under which an address or a path would make the server open something. */
const SOURCE_KEY = /^(?:a|asset|asset_?id|src|source|url|uri|path|file|file_?path|href|media|video|audio|image)$/i;
const ADDRESS = /:\/\/|^(?:[a-z]:)?[\\/]|^~\/|^\.{1,2}[\\/]|^(?:file|data|http|https|concat|pipe|rtmp|subfile):/i;

/** A draft names media by asset id only: every address or path where a source could stand is a fault. */
export function addressIssues(wire: WireDraft): DraftIssue[] {
  const issues: DraftIssue[] = [];
  const visit = (value: unknown, path: string, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 12 || issues.length >= 50) return;
    for (const [key, inner] of Object.entries(value)) {
      const at = path === '' ? key : `${path}.${key}`;
      if (typeof inner === 'string' && SOURCE_KEY.test(key) && ADDRESS.test(inner.trim())) {
        issues.push({ path: at, problem: 'a draft names media by asset id, never by an address or a path' });
      } else visit(inner, at, depth + 1);
    }
  };
  visit(wire, '', 0);
  return issues;
}
