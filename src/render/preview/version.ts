import { type Rate, secondsOfFrame } from '../../base/time.ts';
import type { Facts } from '../../draft/facts.ts';
import type { Draft } from '../../draft/model.ts';
import type { SoundWindow } from '../../protocol/preview.ts';
import type { Sound, SoundPlan } from '../../protocol/sound.ts';
import { canonical, type Hash } from '../plan/key.ts';
import { type Chunk, planRender, type RenderPlan } from '../plan/plan.ts';
import type { Profile } from '../profile.ts';
import { planSound, SOUND_RATE } from '../sound/plan-sound.ts';
import type { Balance } from './balance.ts';
import { windowOf } from './sound-window.ts';

/** Part of every name: raise it when the same draft would give other segments than before. */
const PREVIEW_ENGINE = 1;
/** Samples in a packet of AAC, and packets in a segment of sound: 4.1 s. */
export const PACKET = 1024;
const PACKETS = 192;
/**
 * Mixed and encoded before and after a segment and thrown away, in packets: the limiter lets go within half a second,
 * and an encoder that has heard what was before goes on where the one of the segment before stopped.
 */
const BEFORE = 24;
const AFTER = 4;

/** A segment of pictures: a chunk, and where it stands. */
export type PictureSegment = {
  readonly kind: 'picture';
  readonly name: string;
  /** Of the part in the cache; the same chunk may stand in several places. */
  readonly key: string;
  readonly chunk: Chunk;
};

/** A segment of sound: packets `[first, first + count)` of the timeline, after `skip` of what `window` gives. */
export type SoundSegment = {
  readonly kind: 'sound';
  readonly name: string;
  readonly key: string;
  readonly window: SoundWindow;
  readonly first: number;
  readonly count: number;
  readonly skip: number;
  /** Length of the last packet, in samples: that of the timeline is exact. */
  readonly last: number;
};

export type Segment = PictureSegment | SoundSegment;

/** All that a player can ask for of a draft. `id` changes with any of its names. */
export type Version = {
  readonly id: string;
  readonly profile: Profile;
  readonly plan: RenderPlan;
  readonly sound: SoundPlan;
  readonly pictures: readonly PictureSegment[];
  readonly sounds: readonly SoundSegment[];
};

export type PlannedDraft = { readonly plan: RenderPlan; readonly sound: SoundPlan; readonly profile: Profile };

/** Plans of a draft in a profile. Pure; refuses what {@link planRender} refuses. */
export function plannedDraft(draft: Draft, facts: Facts, profile: Profile, hash: Hash): PlannedDraft {
  const plan = planRender(draft, facts, profile, hash);
  const frame = { frames: plan.frames, rate: plan.rate, bitRate: profile.audioBitRate };
  return { plan, sound: planSound(draft, facts, frame, hash), profile };
}

/** Cuts plans into segments with names. A name holds what is in a segment and where it stands. Pure. */
export function versionOf(planned: PlannedDraft, heard: readonly Sound[], balance: Balance, hash: Hash): Version {
  const pictures = planned.plan.chunks.map((chunk): PictureSegment => {
    const key = hash(`preview ${PREVIEW_ENGINE} ${chunk.key}`);
    return { kind: 'picture', key, name: `p-${key.slice(0, 20)}-${chunk.first}.m4s`, chunk };
  });
  const packets = Math.ceil(planned.sound.samples / PACKET);
  const sounds = Array.from({ length: Math.ceil(packets / PACKETS) }, (_, i) => {
    const first = i * PACKETS;
    return soundSegment({ ...planned.sound, sounds: [...heard] }, first, Math.min(PACKETS, packets - first), {
      balance,
      hash,
    });
  });
  const id = hash([...pictures, ...sounds].map(({ name }) => name).join()).slice(0, 16);
  return { ...planned, id, pictures, sounds };
}

function soundSegment(
  plan: SoundPlan,
  first: number,
  count: number,
  { balance, hash }: { readonly balance: Balance; readonly hash: Hash },
): SoundSegment {
  const skip = Math.min(first, BEFORE);
  const at = (first - skip) * PACKET;
  const end = Math.min(plan.samples, (first + count + AFTER) * PACKET);
  const sounds = windowOf(plan.sounds, at, end);
  const hasMusic = sounds.some((sound) => sound.bus === 'other' && sound.duckDb > 0);
  const near = hasMusic
    ? balance.speech.filter(({ from, to }) => from * 480 < end + SOUND_RATE && to * 480 > at - SOUND_RATE)
    : [];
  const { peakDb } = plan.master;
  const window = { at, samples: end - at, sounds, speech: near, gainDb: balance.gainDb, peakDb, bitRate: plan.bitRate };
  // Where it stands is no part of what it sounds like.
  const speech = near.map(({ from, to }) => ({ from: from * 480 - at, to: to * 480 - at }));
  const key = hash(canonical({ engine: PREVIEW_ENGINE, ...window, at: 0, speech, count, skip }));
  const last = Math.min(PACKET, plan.samples - (first + count - 1) * PACKET);
  return { kind: 'sound', key, name: `s-${key.slice(0, 20)}-${first}.m4s`, window, first, count, skip, last };
}

/** Where a segment begins and ends, in seconds. */
export function placeOf(segment: Segment, rate: Rate): { readonly from: number; readonly to: number } {
  if (segment.kind === 'picture') {
    const { first, frames } = segment.chunk;
    return { from: secondsOfFrame(first, rate), to: secondsOfFrame(first + frames, rate) };
  }
  const from = segment.first * PACKET;
  return { from: from / SOUND_RATE, to: (from + (segment.count - 1) * PACKET + segment.last) / SOUND_RATE };
}
