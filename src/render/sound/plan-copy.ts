import type { Sound, SoundPlan } from '../../protocol/sound.ts';
import { SOUND_RATE } from './plan-sound.ts';

/** Part of every key: raise it when the same plan would be copied in another way. */
export const COPY_ENGINE = 1;
/** Samples that a packet of AAC adds: packet n of a track is heard in samples `[n, n + 1) × 1024`. */
export const BLOCK = 1024;

/** Where the packets of a source are: runs without a gap, `at` samples after the source's zero. */
export type PacketRun = { readonly first: number; readonly count: number; readonly at: number };

/** The packets of a source; whether the windows of one let ours stand before it (`opens`) or after it (`closes`). */
export type PacketFacts = {
  readonly runs: readonly PacketRun[];
  opens(packet: number): boolean;
  closes(packet: number): boolean;
};

/** Why a whole track of sound is encoded. */
export type SoundObstacle = 'mastered' | 'effects' | 'nothing_untouched';

/** Packets `[first, end)` of the output: those of a source `shift` further on, or our own. */
export type SoundPiece =
  | {
      readonly kind: 'copy';
      readonly asset: string;
      readonly shift: number;
      readonly first: number;
      readonly end: number;
    }
  | { readonly kind: 'encode'; readonly first: number; readonly end: number };

/** A sound on the grid of packets: what is heard in packet n of the output is packet n + `shift` of the source. */
export type GridSound = {
  readonly sound: Sound;
  readonly asset: string;
  /** One for each run of the source that the sound may reach into. */
  readonly parts: readonly { readonly shift: number; readonly first: number; readonly end: number }[];
};

export type SoundCopyPlan =
  | { readonly kind: 'encoded'; readonly why: SoundObstacle }
  | {
      readonly kind: 'copied';
      readonly pieces: readonly SoundPiece[];
      readonly sounds: readonly GridSound[];
      readonly packets: number;
    };

/** Shorter runs of copied packets than this do not pay for their two seams. */
const LEAST_PACKETS = 24;
/** How far a copied run may be shortened until windows fit, in packets. */
const MOST_TRIMMED = 48;

/**
 * Decides which packets of sources become packets of the output. Pure. A packet is copied where one sound alone is
 * heard as it is; everything else is encoded from what those sounds come to. Sounds lie on the grid of packets: each is
 * heard up to half a packet, 10.7 ms, from its exact place, which does not add up over cuts.
 */
export function planSoundCopy(plan: SoundPlan, facts: ReadonlyMap<string, PacketFacts>): SoundCopyPlan {
  if (plan.master.targetLufs !== null) return { kind: 'encoded', why: 'mastered' };
  const sounds: GridSound[] = [];
  for (const sound of plan.sounds) {
    const onGrid = onGridOf(sound, facts);
    if (onGrid === null) return { kind: 'encoded', why: 'effects' };
    sounds.push(onGrid);
  }
  const packets = Math.ceil(plan.samples / BLOCK);
  const copies = sounds.flatMap((one) => copiesOf(one, sounds, facts.get(one.asset)));
  if (copies.length === 0) return { kind: 'encoded', why: 'nothing_untouched' };
  const pieces: SoundPiece[] = [];
  let at = 0;
  for (const copy of copies.toSorted((a, b) => a.first - b.first)) {
    if (copy.first > at) pieces.push({ kind: 'encode', first: at, end: copy.first });
    pieces.push(copy);
    at = copy.end;
  }
  if (at < packets) pieces.push({ kind: 'encode', first: at, end: packets });
  return { kind: 'copied', pieces, sounds, packets };
}

/** A plain read of a source whose packets are known; null for anything else. */
function onGridOf(sound: Sound, facts: ReadonlyMap<string, PacketFacts>): GridSound | null {
  const { source } = sound;
  if (source.kind !== 'file' || source.tempo !== 1 || source.reverse || source.loop !== null) return null;
  const known = facts.get(source.asset);
  if (known === undefined) return null;
  const offset = source.from * SOUND_RATE - sound.start;
  const parts = known.runs.map((run) => {
    const shift = run.first + Math.round((offset - run.at) / BLOCK);
    return { shift, first: run.first - shift, end: run.first + run.count - shift };
  });
  const [from, to] = [Math.floor(sound.start / BLOCK), Math.ceil((sound.start + sound.length) / BLOCK)];
  return { sound, asset: source.asset, parts: parts.filter((part) => part.first < to && part.end > from) };
}

type Copy = Extract<SoundPiece, { kind: 'copy' }>;

function copiesOf(one: GridSound, all: readonly GridSound[], facts: PacketFacts | undefined): Copy[] {
  const { sound, asset, parts } = one;
  if (sound.gain !== 1 || sound.envelope !== undefined || facts === undefined) return [];
  let [from, to] = [sound.start, sound.start + sound.length];
  for (const ramp of sound.ramps) {
    if (ramp.direction === 'in') from = Math.max(from, sound.start + ramp.at + ramp.length);
    else to = Math.min(to, sound.start + ramp.at);
  }
  const others = all.filter((other) => other !== one && overlaps(other.sound, from, to));
  // What another sound covers is not untouched; the longest rest is enough: it is rare.
  for (const { sound: other } of others) {
    const before = Math.min(to, other.start) - from;
    const after = to - Math.max(from, other.start + other.length);
    if (before >= after) to = Math.min(to, other.start);
    else from = Math.max(from, other.start + other.length);
  }
  return parts.flatMap(({ shift, first, end }, i) => {
    // The first packet of a run sounds right only behind the one that is missing; a later run takes over from it.
    const next = parts[i + 1];
    const begin = Math.max(Math.ceil(from / BLOCK), first + 1);
    const stop = Math.min(Math.floor(to / BLOCK), end, next === undefined ? end : next.first);
    return trimmed({ kind: 'copy', asset, shift, first: begin, end: stop - 1 }, facts);
  });
}

const overlaps = ({ start, length }: Sound, from: number, to: number): boolean => start < to && start + length > from;

/** Shortened until its windows let ours stand beside it; nothing where too little is left. */
function trimmed(copy: Copy, facts: PacketFacts): Copy[] {
  let { first, end } = copy;
  for (let i = 0; i < MOST_TRIMMED && !facts.opens(first + copy.shift); i++) first++;
  for (let i = 0; i < MOST_TRIMMED && !facts.closes(end - 1 + copy.shift); i++) end--;
  const fits = facts.opens(first + copy.shift) && facts.closes(end - 1 + copy.shift);
  return fits && end - first >= LEAST_PACKETS ? [{ ...copy, first, end }] : [];
}
