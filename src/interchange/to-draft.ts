import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { say } from '../base/say.ts';
import { shown } from '../base/text.ts';
import { MAX_MS, type Ms, type Rate } from '../base/time.ts';
import { audioSegment, canvasFor, emptyDraft, nextId, textSegment, track, videoSegment } from '../draft/build.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { AudioSegment, Draft, TextSegment, Track, VideoSegment } from '../draft/model.ts';
import { mainSegments } from '../draft/queries.ts';
import { settle } from '../draft/settle.ts';
import { transitionNamed } from '../draft/transition-names.ts';
import { requireValid } from '../draft/validate.ts';
import { folded, stemOf } from './names.ts';
import { decimalOf, msOfFrame } from './rate.ts';
import { type Clip, clipEnd, mainOf, type Timeline } from './timeline.ts';

export type Imported = { readonly draft: Draft; readonly losses: readonly Said[] };

/**
 * The draft of a timeline whose files are among `facts`, found by their names. What cannot be found or does not fit is
 * left out and said. Throws `interchange.no_media` when no file of it is there.
 */
export function draftFrom(timeline: Timeline, facts: Facts): Imported {
  const found = filesFor(timeline, facts);
  const missing = timeline.media.filter(({ name }) => !found.has(name)).map(({ name }) => name);
  if (timeline.media.length > 0 && found.size === 0)
    throw fail('interchange.no_media', { files: shown(missing.slice(0, 5).join(', '), 200) });
  const making = new Making(timeline, found, facts);
  const main = mainOf(timeline.tracks);
  for (const one of timeline.tracks) {
    if (one.kind === 'video') making.addVideo(one.clips, one === main ? 'main' : 'overlay');
    else making.addAudio(one.clips);
  }
  making.addTexts();
  const draft = making.finished();
  const lostClips = timeline.tracks.flatMap(({ clips }) => clips).filter(({ media }) => !found.has(media)).length;
  const losses = [...making.losses()];
  if (missing.length > 0)
    losses.unshift(
      say(
        'Not among your files: {files}. {count} {count:clip was|clips were} left out.',
        '素材中没有：{files}。略去 {count} 个片段。',
        { files: shown(missing.slice(0, 5).join(', '), 160), count: lostClips },
      ),
    );
  return { draft, losses };
}

/** Which asset each file of a timeline is: the whole name first, then without its ending, then the id. */
function filesFor({ media }: Timeline, facts: Facts): Map<string, Asset> {
  const assets = [...facts.assets.values()];
  const found = new Map<string, Asset>();
  for (const { name } of media) {
    const wanted = folded(name);
    const asset =
      assets.find(({ filename }) => folded(filename) === wanted) ??
      assets.find(({ id }) => id.toLowerCase() === wanted) ??
      assets.find(({ filename }) => folded(stemOf(filename)) === folded(stemOf(name))) ??
      null;
    if (asset !== null) found.set(name, asset);
  }
  return found;
}

/** Rates that a canvas can have are decimals; the exact rate is worked out from them again. */
const fpsOf = (rate: Rate): number => decimalOf(rate);

class Making {
  readonly #timeline: Timeline;
  readonly #found: ReadonlyMap<string, Asset>;
  readonly #facts: Facts;
  #draft: Draft;
  #tracks: Track[] = [];
  #shortened = 0;
  #unfit = 0;

  constructor(timeline: Timeline, found: ReadonlyMap<string, Asset>, facts: Facts) {
    this.#timeline = timeline;
    this.#found = found;
    this.#facts = facts;
    const usual = canvasFor([...facts.assets.values()]);
    // Lists of cuts say no size: that of the files is meant.
    const size = timeline.sized === false ? usual : { width: even(timeline.width), height: even(timeline.height) };
    this.#draft = emptyDraft({ ...usual, ...size, fps: fpsOf(timeline.rate) });
  }

  #id(prefix: string): string {
    const [id, draft] = nextId(this.#draft, prefix);
    this.#draft = draft;
    return id;
  }

  /** A clip's place in ms; the source's length bounds it. */
  #span(clip: Clip, asset: Asset): { start: Ms; duration: Ms; in: Ms } | null {
    const { rate } = this.#timeline;
    const start = msOfFrame(clip.start, rate);
    const end = Math.min(MAX_MS, msOfFrame(clipEnd(clip), rate));
    const from = msOfFrame(clip.in, rate);
    const isStill = asset.probe.kind === 'image';
    const whole = isStill || clip.freeze ? Infinity : (asset.probe.duration - from) / clip.speed;
    const frame = 1000 * (rate.den / rate.num);
    // What runs over by less than a frame is rounding of the program that wrote it.
    const duration = Math.floor(Math.min(end - start, whole + frame));
    if (duration < end - start - 1) this.#shortened++;
    return duration < 1 || start >= MAX_MS ? null : { start, duration, in: isStill ? 0 : from };
  }

  addVideo(clips: readonly Clip[], role: 'main' | 'overlay'): void {
    const segments: VideoSegment[] = [];
    for (const clip of clips) {
      const asset = this.#found.get(clip.media);
      if (asset === undefined) continue;
      const span = asset.probe.video === null ? null : this.#span(clip, asset);
      if (span === null) {
        this.#unfit++;
        continue;
      }
      segments.push(this.#videoSegment(clip, asset, span));
    }
    if (segments.length === 0) return;
    this.#tracks.push({ ...track(this.#id('trk'), 'video', role), segments });
  }

  #videoSegment(clip: Clip, asset: Asset, span: { start: Ms; duration: Ms; in: Ms }): VideoSegment {
    const { rate } = this.#timeline;
    const made = videoSegment(this.#id('seg'), asset, span.start);
    const { x, y, scale, rotate, opacity } = clip.pose;
    const known = clip.mix === null ? null : (transitionNamed(clip.mix.name) ?? transitionNamed('fade'));
    const duration = clip.mix === null ? 0 : msOfFrame(clip.mix.length, rate);
    return {
      ...made,
      ...span,
      speed: clip.speed,
      reverse: clip.reverse,
      freeze: clip.freeze,
      volume: clip.volume,
      fade: this.#fades(clip, span.duration),
      placement: { ...made.placement, x, y, scale, rotate, opacity },
      transition: known === null || duration < 40 ? null : { name: known.name, duration: Math.min(5000, duration) },
    };
  }

  #fades({ fade }: Clip, duration: Ms): { in: Ms; out: Ms } {
    const [fadeIn, out] = [msOfFrame(fade.in, this.#timeline.rate), msOfFrame(fade.out, this.#timeline.rate)];
    const most = Math.floor(duration / 2);
    return fadeIn + out <= duration ? { in: fadeIn, out } : { in: Math.min(fadeIn, most), out: Math.min(out, most) };
  }

  addAudio(clips: readonly Clip[]): void {
    const segments: AudioSegment[] = [];
    for (const clip of clips) {
      const asset = this.#found.get(clip.media);
      if (asset === undefined) continue;
      const span = asset.probe.audio.length === 0 ? null : this.#span(clip, asset);
      if (span === null) {
        this.#unfit++;
        continue;
      }
      const source = { kind: 'asset', asset: asset.id, in: span.in, loop: false } as const;
      const { start, duration } = span;
      segments.push({
        ...audioSegment(this.#id('seg'), source, { start, duration }),
        speed: clip.speed,
        volume: clip.volume,
        fade: this.#fades(clip, duration),
      });
    }
    // `voice` keeps a sound at its place: music would be stretched to the length of the video.
    if (segments.length > 0) this.#tracks.push({ ...track(this.#id('trk'), 'audio', 'voice'), segments });
  }

  addTexts(): void {
    const { titles, captions, rate } = this.#timeline;
    const made = titles.map((title): TextSegment => {
      const start = msOfFrame(title.start, rate);
      const duration = Math.max(1, msOfFrame(clipEnd(title), rate) - start);
      const plain = textSegment(this.#id('txt'), title.text, { start, duration });
      const half = Math.min(400, Math.floor(duration / 2));
      const { size, color, bold } = title;
      return {
        ...plain,
        role: 'text',
        x: title.x,
        y: title.y,
        style: { ...plain.style, size, color, weight: bold ? 'bold' : 'regular' },
        animateIn: { name: 'fade', duration: half },
        animateOut: { name: 'fade', duration: half },
      };
    });
    for (const segments of layered(made)) {
      this.#tracks.push({ ...track(this.#id('trk'), 'text', 'titles'), segments });
    }
    const cues = captions.map(({ start, end, text }): TextSegment => {
      const plain = textSegment(this.#id('txt'), text, { start, duration: Math.max(1, end - start) });
      const still = { name: 'none', duration: 0 } as const;
      const style = { ...plain.style, font: 'sans', size: 0.05, outline: { color: '#000000', width: 0.1 } } as const;
      return { ...plain, role: 'caption', y: 0.85, style, animateIn: still, animateOut: still };
    });
    for (const segments of layered(cues))
      this.#tracks.push({ ...track(this.#id('trk'), 'text', 'captions'), segments });
  }

  /** The draft in order; without a main track, markers and captions wait for one. */
  finished(): Draft {
    const markers = new Map(this.#timeline.markers.map(({ at, name }) => [msOfFrame(at, this.#timeline.rate), name]));
    const sorted = [...markers].map(([at, name]) => ({ at, name: name.slice(0, 200) })).toSorted((a, b) => a.at - b.at);
    const whole = { ...this.#draft, tracks: this.#tracks, ...(sorted.length === 0 ? {} : { markers: sorted }) };
    const { draft } = settle(whole, this.#facts);
    if (this.#timeline.tracks.length > 0 && mainSegments(draft).length === 0 && draft.tracks.length === 0)
      throw fail('draft.nothing_there', undefined);
    requireValid(draft, this.#facts);
    return draft;
  }

  *losses(): Iterable<Said> {
    if (this.#shortened > 0)
      yield say(
        '{count} {count:clip runs|clips run} past the end of {count:its file|their files} and {count:is|are} shorter now.',
        '{count} 个片段超出了素材的结尾，已缩短。',
        { count: this.#shortened },
      );
    if (this.#unfit > 0)
      yield say(
        '{count} {count:clip has|clips have} nothing to show or to play there and went.',
        '{count} 个片段没有可用的画面或声音，已略去。',
        { count: this.#unfit },
      );
  }
}

const even = (pixels: number): number => Math.min(7680, Math.max(16, 2 * Math.round(pixels / 2)));

/** Texts that stand at the same time stand on different tracks. */
function layered(texts: readonly TextSegment[]): TextSegment[][] {
  const made: TextSegment[][] = [];
  for (const text of texts.toSorted((a, b) => a.start - b.start)) {
    const free = made.find((one) => (one.at(-1)?.start ?? 0) + (one.at(-1)?.duration ?? 0) <= text.start);
    if (free === undefined) made.push([text]);
    else free.push(text);
  }
  return made;
}
