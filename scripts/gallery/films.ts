import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { canvasFor, emptyDraft, track, videoSegment } from '../../src/draft/build.ts';
import type { Asset } from '../../src/draft/facts.ts';
import type { Draft } from '../../src/draft/model.ts';
import { withPaintings } from '../../src/draft/painted-assets.ts';
import { mainSegments } from '../../src/draft/queries.ts';
import { toRgba } from '../../src/media/picture.ts';
import { picturesOf } from '../../src/media/video-reader.ts';
import { applyOne } from '../../src/operations/registry.ts';
import { familiesFor } from '../../src/render/text/fonts.ts';
import type { RenderBench } from '../../test/support/render-bench.ts';

/** Videos from words: what was asked for, and whether the clips of the gallery are in it. */
export const FILMS: readonly { readonly prompt: string; readonly hasClips?: true }[] = [
  {
    prompt:
      'make a 30-second promo for "Luna Candles", featuring soy wax, cotton wicks and refills, 20% off on Saturday, lunacandles.com',
  },
  { prompt: 'make a 24-second wedding video for Maria and João on June 5 in Lisbon' },
  { prompt: 'create a birthday video for Anna with my clips', hasClips: true },
  { prompt: 'Invitation to our summer party on Saturday at 7pm in Hyde Park, square' },
  { prompt: 'make a travel video about our trip to Iceland, 9:16, 20 seconds' },
  { prompt: '给小明和小红做一个婚礼邀请视频，10月1日在杭州西湖边举行，竖屏' },
];

/** The longer side of a film's pictures, and how wide and high they stand on the sheet, in px. */
const LONG = 480;
const FPS = 10;
const [WIDTH, GAP, HEAD, TALL] = [1280, 6, 26, { wide: 137, square: 200, upright: 300 }] as const;

/** A film of a wish, small enough to be looked at. */
function filmOf(prompt: string, clips: readonly Asset[]): Draft {
  const empty = emptyDraft(canvasFor(clips));
  let start = 0;
  const segments = clips.map((asset, i) => {
    const segment = videoSegment(`seg_${i + 1}`, asset, start);
    start += segment.duration;
    return segment;
  });
  const begun = { ...empty, serial: clips.length + 1, tracks: [{ ...track('trk_main', 'video', 'main'), segments }] };
  const facts = { assets: withPaintings(clips.map((clip) => [clip.id, clip] as const)) };
  const { draft } = applyOne(clips.length === 0 ? empty : begun, { op: 'generate', prompt }, { facts, selected: null });
  const { width, height } = draft.canvas;
  const small = (side: number): number => 2 * Math.round((side * LONG) / Math.max(width, height) / 2);
  const canvas = { ...draft.canvas, width: small(width), height: small(height), fps: FPS };
  return { ...draft, canvas, tracks: draft.tracks.filter(({ type }) => type !== 'audio') };
}

/** A picture of each scene of a film, once its words stand. */
async function framesOf(bench: RenderBench, draft: Draft): Promise<Canvas[]> {
  await bench.render(draft, { facts: { assets: withPaintings(bench.assets) } });
  const wanted = new Set(
    mainSegments(draft).map((clip) => Math.floor(((clip.start + clip.duration * 0.62) * FPS) / 1000)),
  );
  const frames: Canvas[] = [];
  let n = 0;
  for (const { picture } of picturesOf(bench.file('out.mp4'), { threads: 1 })) {
    if (!wanted.has(n++)) continue;
    const canvas = createCanvas(draft.canvas.width, draft.canvas.height);
    const to = canvas.getContext('2d');
    const image = to.createImageData(canvas.width, canvas.height);
    image.data.set(toRgba(picture));
    to.putImageData(image, 0, 0);
    frames.push(canvas);
  }
  return frames;
}

type Strip = {
  readonly prompt: string;
  readonly frames: readonly Canvas[];
  readonly width: number;
  readonly height: number;
};

/** Every film as a strip of its scenes, with what was asked for above it. */
export async function drawFilms(bench: RenderBench, clips: readonly Asset[]): Promise<Buffer> {
  const strips: Strip[] = [];
  for (const { prompt, hasClips } of FILMS) {
    const draft = filmOf(prompt, hasClips === true ? clips : []);
    const ratio = draft.canvas.width / draft.canvas.height;
    const height = TALL[ratio > 1.1 ? 'wide' : ratio > 0.9 ? 'square' : 'upright'];
    strips.push({ prompt, frames: await framesOf(bench, draft), width: Math.round(height * ratio), height });
  }
  const columnsOf = (strip: Strip): number => Math.floor((WIDTH - GAP) / (strip.width + GAP));
  const rowsOf = (strip: Strip): number => Math.ceil(strip.frames.length / columnsOf(strip));
  const whole = strips.reduce<number>((sum, strip) => sum + HEAD + rowsOf(strip) * (strip.height + GAP), GAP);
  const canvas = createCanvas(WIDTH, whole);
  const to = canvas.getContext('2d');
  to.fillStyle = '#14161c';
  to.fillRect(0, 0, WIDTH, whole);
  let top = 0;
  for (const strip of strips) {
    to.fillStyle = '#e8eaf0';
    to.font = `14px ${familiesFor(strip.prompt, 'sans')}`;
    to.fillText(strip.prompt, GAP, top + 18, WIDTH - 2 * GAP);
    top += HEAD;
    for (const [i, frame] of strip.frames.entries()) {
      const [column, row] = [i % columnsOf(strip), Math.floor(i / columnsOf(strip))];
      const [x, y] = [GAP + column * (strip.width + GAP), top + row * (strip.height + GAP)];
      to.drawImage(frame, x, y, strip.width, strip.height);
    }
    top += rowsOf(strip) * (strip.height + GAP);
  }
  return canvas.toBuffer('image/webp', 78);
}
