import { Random } from '../base/random.ts';
import type { Form } from '../draft/music-form.ts';
import { type Event, scoreOf } from './score.ts';
import type { Style } from './style.ts';
import { DrumVoice } from './synth/drums.ts';
import { PATCHES } from './synth/patch.ts';
import { Echo, Reverb } from './synth/reverb.ts';
import { Tape } from './synth/tape.ts';
import { CHUNK, SAMPLE_RATE, type Voice, voiceOf } from './synth/voice.ts';

/** More notes than this at once in one part are not heard as such; the oldest goes. */
const MOST_VOICES = 20;
/** The kick pushes others down at once and lets them come back with this time constant, in seconds. */
const DUCK_S = 0.11;
/** Bars are written this much ahead, so that a player's early stroke is known in time, in seconds. */
const AHEAD_S = 0.1;

type Strip = {
  readonly gain: number;
  readonly reverb: number;
  readonly echo: number;
  readonly duck: number;
  readonly left: Float32Array;
  readonly right: Float32Array;
  voices: Voice[];
};

/** Plays a score: voices → parts → room, echo and tape. Holds the notes that sound now and nothing else. */
export class Mixdown {
  readonly #score: Generator<{ start: number; events: Event[] }>;
  readonly #strips: readonly Strip[];
  readonly #style: Style;
  readonly #seed: number;
  readonly #room: Reverb;
  readonly #echo: Echo;
  readonly #tape: Tape;
  readonly #send = { left: new Float32Array(CHUNK), right: new Float32Array(CHUNK) };
  readonly #echoSend = { left: new Float32Array(CHUNK), right: new Float32Array(CHUNK) };
  readonly #mix = { left: new Float32Array(CHUNK), right: new Float32Array(CHUNK) };
  #waiting: Event[] = [];
  #writtenTo = Number.NEGATIVE_INFINITY;
  #frame = 0;
  #lastKick = Number.NEGATIVE_INFINITY;

  constructor(style: Style, form: Form, seed: number) {
    this.#style = style;
    this.#seed = seed;
    this.#score = scoreOf(style, form, seed);
    this.#strips = style.parts.map((part) => ({
      gain: 10 ** (part.gain / 20),
      reverb: part.reverb,
      echo: part.echo,
      duck: part.duck,
      left: new Float32Array(CHUNK),
      right: new Float32Array(CHUNK),
      voices: [],
    }));
    this.#room = new Reverb(style.room);
    this.#echo = new Echo((style.echo.sixteenths * 15) / form.bpm, style.echo.feedback);
    this.#tape = new Tape(style.tape, new Random(seed, 'tape'));
  }

  /** Writes the next {@link CHUNK} frames, interleaved, at `offset` frames into `out`. */
  render(out: Float32Array, offset: number): void {
    const { left, right } = this.#mix;
    for (const buffer of [this.#mix, this.#send, this.#echoSend]) {
      buffer.left.fill(0);
      buffer.right.fill(0);
    }
    const starts = this.#startsIn(this.#frame, this.#frame + CHUNK);
    this.#strips.forEach((strip, part) =>
      this.#play(
        strip,
        starts.filter((e) => e.part === part),
      ),
    );
    this.#echo.render(this.#echoSend.left, this.#echoSend.right, left, right);
    this.#room.render(this.#send.left, this.#send.right, left, right);
    this.#tape.render(left, right);
    for (let i = 0; i < CHUNK; i++) {
      out[2 * (offset + i)] = left[i] as number;
      out[2 * (offset + i) + 1] = right[i] as number;
    }
    this.#frame += CHUNK;
  }

  /** Goes on without sounding: notes that would have begun meanwhile are lost. */
  skip(frames: number): void {
    this.#frame += Math.floor(frames / CHUNK) * CHUNK;
    this.#startsIn(0, this.#frame);
    for (const strip of this.#strips) strip.voices = [];
  }

  #startsIn(from: number, to: number): Event[] {
    while (this.#writtenTo < to / SAMPLE_RATE + AHEAD_S) {
      const written = this.#score.next();
      if (written.done === true) {
        this.#writtenTo = Number.POSITIVE_INFINITY;
        break;
      }
      // The next bar's first stroke comes no earlier than this one's end, but for a player's hand.
      this.#writtenTo = written.value.start + AHEAD_S;
      this.#waiting.push(...written.value.events);
      this.#waiting.sort((a, b) => a.at - b.at);
    }
    let count = 0;
    while (count < this.#waiting.length && frameOf(this.#waiting[count]) < to) count++;
    const due = this.#waiting.splice(0, count);
    return due.map((e) => (frameOf(e) < from ? { ...e, at: from / SAMPLE_RATE } : e));
  }

  #play(strip: Strip, starts: readonly Event[]): void {
    if (starts.length === 0 && strip.voices.length === 0) return;
    const { left, right } = strip;
    left.fill(0);
    right.fill(0);
    const alive = strip.voices.filter((voice) => voice.render(left, right, 0, CHUNK));
    for (const e of starts) {
      const from = Math.max(0, Math.min(CHUNK - 1, frameOf(e) - this.#frame));
      const voice = this.#voiceOf(e);
      if (voice.render(left, right, from, CHUNK)) alive.push(voice);
      if (e.drum === 'kick' || e.drum === 'softKick') this.#lastKick = frameOf(e);
    }
    strip.voices = alive.length > MOST_VOICES ? alive.slice(alive.length - MOST_VOICES) : alive;
    this.#sum(strip);
  }

  #voiceOf(e: Event): Voice {
    if (e.drum !== null) return new DrumVoice(e.drum, e.velocity, e.pan);
    const part = this.#style.parts[e.part];
    if (part === undefined || part.role === 'drums') throw new RangeError(`part ${e.part} plays no notes`);
    const note = { midi: e.midi, velocity: e.velocity, length: Math.round(e.length * SAMPLE_RATE), pan: e.pan };
    return voiceOf(PATCHES[part.patch], note, (this.#seed ^ Math.round(e.at * 1000)) | 0);
  }

  #sum(strip: Strip): void {
    for (let i = 0; i < CHUNK; i++) {
      const since = (this.#frame + i - this.#lastKick) / SAMPLE_RATE;
      const pushed =
        strip.duck === 0 || since < 0 ? 1 : 1 - strip.duck * Math.exp(-since / DUCK_S) * Math.min(1, since / 0.004);
      const l = (strip.left[i] as number) * strip.gain * pushed;
      const r = (strip.right[i] as number) * strip.gain * pushed;
      this.#mix.left[i] = (this.#mix.left[i] as number) + l;
      this.#mix.right[i] = (this.#mix.right[i] as number) + r;
      this.#send.left[i] = (this.#send.left[i] as number) + l * strip.reverb;
      this.#send.right[i] = (this.#send.right[i] as number) + r * strip.reverb;
      this.#echoSend.left[i] = (this.#echoSend.left[i] as number) + l * strip.echo;
      this.#echoSend.right[i] = (this.#echoSend.right[i] as number) + r * strip.echo;
    }
  }
}

const frameOf = (e: Event | undefined): number =>
  e === undefined ? Number.POSITIVE_INFINITY : Math.round(e.at * SAMPLE_RATE);
