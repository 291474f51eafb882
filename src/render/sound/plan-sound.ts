import { type Ms, type Rate, sampleAt, secondsOfFrame } from '../../base/time.ts';
import type { Asset, Facts } from '../../draft/facts.ts';
import type { AudioSegment, AudioTrack, Draft, SoundCleaning, VideoSegment, VideoTrack } from '../../draft/model.ts';
import { sfxNamed } from '../../draft/sfx-names.ts';
import type { Sound, SoundPlan } from '../../protocol/sound.ts';
import { canonical, type Hash } from '../plan/key.ts';
import { envelopeOf } from './envelope.ts';
import { type Piece, piecesOf, rejoined } from './pieces.ts';
import { clockOf, type SourceClock, withinSource } from './source-clock.ts';

/** Part of every key: raise it when the same plan would sound different than before. */
export const SOUND_ENGINE = 4;
/** Every mix runs at this rate, in samples per second: what platforms and AAC expect of video. */
export const SOUND_RATE = 48_000;
/** A sound that begins or ends in the middle of something does so over this time: too short to hear, no click. */
export const RAMP_MS = 10;
/** Music that the end of the video cuts off fades out over this time at most. */
const CUT_OFF_FADE_MS = 2000;
/** A looped file crosses from its end to its beginning; a shorter one than this is not worth looping. */
const SHORTEST_LOOP_S = 0.2;

/** What the sound must fit: the frames of the finished video, and the bit rate to encode at, a limit or only about. */
export type SoundFrame = {
  readonly frames: number;
  readonly rate: Rate;
  readonly bitRate: number;
  readonly isVariable?: boolean;
};

const at = (ms: Ms): number => sampleAt(ms, SOUND_RATE);

/** How many samples stand beside so many frames: the same time to half a sample. */
export function samplesFor(frames: number, rate: Rate): number {
  return Math.max(1, Math.round(secondsOfFrame(frames, rate) * SOUND_RATE));
}

/**
 * Decides what sounds when. Pure. Cuts carry 10 ms ramps, video transitions a linked cross-fade over exactly their
 * span; a clip that was split plays on as one. The key holds contents only: renaming or moving segments' ids, files or
 * tracks does not change it.
 */
export function planSound(draft: Draft, facts: Facts, video: SoundFrame, hash: Hash): SoundPlan {
  const samples = samplesFor(video.frames, video.rate);
  const sounds = draft.tracks
    .filter((track): track is VideoTrack | AudioTrack => track.type !== 'text' && !track.muted && track.volume > 0)
    .flatMap((track) => (track.type === 'video' ? videoSounds(track, facts) : audioSounds(track, facts, samples)))
    .flatMap((sound) => within(sound, samples))
    .toSorted((a, b) => a.start - b.start || (canonical(a) < canonical(b) ? -1 : 1));
  const { targetLufs, peakDb } = draft.master;
  const coding = { bitRate: video.bitRate, ...(video.isVariable === true ? { isVariable: true as const } : {}) };
  const contents = { samples, ...coding, sounds, master: { targetLufs, peakDb } };
  return { key: hash(canonical({ engine: SOUND_ENGINE, ...contents })), ...contents };
}

/** Cuts off what lies beyond the end of the video. */
function within(sound: Sound, samples: number): Sound[] {
  const length = Math.min(sound.length, samples - sound.start);
  if (length <= 0 || sound.gain <= 0) return [];
  if (length === sound.length) return [sound];
  const short = Math.min(at(RAMP_MS), length);
  return [
    {
      ...sound,
      length,
      ramps: [...sound.ramps, { at: length - short, length: short, direction: 'out', curve: 'power' }],
    },
  ];
}

function videoSounds(track: VideoTrack, facts: Facts): Sound[] {
  return piecesOf(track).flatMap((piece) => {
    const asset = facts.assets.get(piece.segment.asset);
    const clock = asset === undefined ? null : clockOf(asset);
    const { segment } = piece;
    if (clock === null || segment.freeze || isSilent(segment)) return [];
    const sound = soundOf(piece, clock, cleaningOf(segment.clean, asset));
    return sound === null ? [] : [{ ...sound, ...levelOf(segment, track.volume, sound.start), ...underVoice(segment) }];
  });
}

/** Whether nothing of a segment is ever heard: its keyframes have the last word. */
const isSilent = ({ volume, keyframes }: VideoSegment | AudioSegment): boolean =>
  keyframes?.volume === undefined ? volume === 0 : keyframes.volume.every(({ value }) => value === 0);

/** The level of a segment's sound; keyframes of its volume take the place of the volume. `from`: its first sample. */
function levelOf(
  segment: VideoSegment | AudioSegment,
  trackVolume: number,
  from: number,
): Pick<Sound, 'gain' | 'envelope'> {
  const envelope = envelopeOf(segment.keyframes, { start: segment.start, from, rate: SOUND_RATE });
  return envelope === undefined ? { gain: segment.volume * trackVolume } : { gain: trackVolume, envelope };
}

/** A clip that steps back under a voice-over is no voice itself: it would step back under its own words. */
const underVoice = ({ duckDb = 0 }: VideoSegment): Pick<Sound, 'bus' | 'duckDb'> =>
  duckDb > 0 ? { bus: 'other', duckDb } : { bus: 'voice', duckDb: 0 };

/** A piece as samples: its window on the timeline, the source behind it, and every ramp on it. */
function soundOf(piece: Piece, clock: SourceClock, clean: Clean): Sound | null {
  const { segment } = piece;
  const heard = withinSource(piece, clock);
  if (heard === null) return null;
  const start = at(heard.start);
  const length = at(heard.end) - start;
  if (length < 1) return null;
  const local = (ms: Ms): number => at(ms) - start;
  const ramps: Sound['ramps'] = [];
  const ramp = (direction: 'in' | 'out', from: Ms, to: Ms, curve: 'power' | 'linear' | 'smooth'): void => {
    const first = local(from);
    if (local(to) > first) ramps.push({ at: first, length: local(to) - first, direction, curve });
  };
  const short = Math.min(RAMP_MS, (heard.end - heard.start) / 2);
  // A crossing that the source has no handle for begins late or ends early: its edge needs a ramp of its own.
  if (piece.in === null || heard.start > piece.start) ramp('in', heard.start, heard.start + short, 'power');
  if (piece.out === null || heard.end < piece.end) ramp('out', heard.end - short, heard.end, 'power');
  if (piece.in !== null) ramp('in', piece.in.start, piece.in.end, piece.in.curve);
  if (piece.out !== null) ramp('out', piece.out.start, piece.out.end, piece.out.curve);
  if (piece.fadeIn > 0) ramp('in', piece.coreStart, piece.coreStart + piece.fadeIn, 'smooth');
  if (piece.fadeOut > 0) ramp('out', piece.coreEnd - piece.fadeOut, piece.coreEnd, 'smooth');
  const { speed, reverse } = segment;
  return {
    source: {
      kind: 'file',
      asset: segment.asset,
      stream: clock.stream,
      from: micro(heard.from),
      tempo: speed,
      reverse,
      loop: null,
      ...clean,
    },
    start,
    length,
    gain: 1,
    ramps,
    bus: 'voice',
    duckDb: 0,
  };
}

function audioSounds(track: AudioTrack, facts: Facts, samples: number): Sound[] {
  return rejoined(track.segments).flatMap((segment) => {
    const start = at(segment.start);
    const end = Math.min(at(segment.start + segment.duration), samples);
    if (isSilent(segment) || end <= start) return [];
    const isCutOff = at(segment.start + segment.duration) > samples;
    const source = sourceOf(segment, facts, end - start);
    if (source === null) return [];
    const length = Math.min(end - start, source.samples);
    const isVoice = track.role === 'voice';
    return [
      {
        source: source.source,
        start,
        length,
        ...levelOf(segment, track.volume, start),
        ramps: rampsOf(segment, length, isCutOff && track.role === 'music'),
        bus: isVoice ? ('voice' as const) : ('other' as const),
        duckDb: isVoice ? 0 : segment.duckDb,
      },
    ];
  });
}

/** Where the samples of an audio segment come from, and how many it has at most. Music is composed to its length. */
function sourceOf(
  segment: AudioSegment,
  facts: Facts,
  length: number,
): { source: Sound['source']; samples: number } | null {
  const { source, speed } = segment;
  if (source.kind === 'music') {
    const durationMs = Math.round((length * 1000) / SOUND_RATE);
    return { source: { ...source, durationMs: Math.max(1, durationMs) }, samples: length };
  }
  if (source.kind === 'sfx') {
    const left = at((sfxNamed(source.name)?.length ?? 0) - source.in);
    return left < 1 ? null : { source: { kind: 'sfx', name: source.name, skip: at(source.in) }, samples: left };
  }
  const asset = facts.assets.get(source.asset);
  const clock = asset === undefined ? null : clockOf(asset);
  if (clock === null) return null;
  const from = source.in / 1000;
  const rest = clock.end - from;
  const loops = source.loop && rest >= SHORTEST_LOOP_S;
  if (!loops && rest <= 0) return null;
  return {
    source: {
      kind: 'file',
      asset: source.asset,
      stream: clock.stream,
      from: micro(from),
      tempo: speed,
      reverse: false,
      loop: loops && Number.isFinite(rest) ? micro(rest) : null,
      ...cleaningOf(segment.clean, asset),
    },
    samples: loops || !Number.isFinite(rest) ? length : Math.min(length, Math.round((rest / speed) * SOUND_RATE)),
  };
}

function rampsOf(segment: AudioSegment, length: number, isCutOff: boolean): Sound['ramps'] {
  const short = Math.min(at(RAMP_MS), Math.floor(length / 2));
  const fadeIn = Math.min(at(segment.fade.in), length);
  const asked = Math.min(at(segment.fade.out), length);
  // Composed music ends by itself; a file that the end of the video cuts off must not stop dead.
  const fadeOut =
    asked === 0 && isCutOff && segment.source.kind === 'asset'
      ? Math.min(at(CUT_OFF_FADE_MS), Math.floor(length / 3))
      : asked;
  const ramps: Sound['ramps'] = [];
  if (short > 0) {
    ramps.push({ at: 0, length: short, direction: 'in', curve: 'power' });
    ramps.push({ at: length - short, length: short, direction: 'out', curve: 'power' });
  }
  if (fadeIn > short) ramps.push({ at: 0, length: fadeIn, direction: 'in', curve: 'smooth' });
  if (fadeOut > short) ramps.push({ at: length - fadeOut, length: fadeOut, direction: 'out', curve: 'smooth' });
  return ramps;
}

type Clean = Pick<Extract<Sound['source'], { kind: 'file' }>, 'clean'>;

/** What is cleaned off a source: its noise where that was measured, sharp sounds in any case. */
function cleaningOf(clean: SoundCleaning | undefined, asset: Asset | undefined): Clean {
  const noise = asset?.noise?.bands ?? [];
  const denoiseDb = noise.length === 0 ? 0 : (clean?.denoiseDb ?? 0);
  const deEss = clean?.deEss ?? 0;
  if (denoiseDb === 0 && deEss === 0) return {};
  return { clean: { denoiseDb, deEss, noise: denoiseDb === 0 ? [] : [...noise] } };
}

const micro = (seconds: number): number => Math.round(seconds * 1e6) / 1e6 + 0;
