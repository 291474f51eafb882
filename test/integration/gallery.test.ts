import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults } from '../../scripts/gallery/faults.ts';
import { type Sheet, sheets, transitions } from '../../scripts/gallery/sheets.ts';
import { PLAIN_PLACEMENT } from '../../src/draft/build.ts';
import { mapMain, textSegments } from '../../src/draft/queries.ts';
import { toRgba } from '../../src/media/picture.ts';
import { picturesOf } from '../../src/media/video-reader.ts';
import { textPainter } from '../../src/render/text/text-painter.ts';
import { makeNumberedVideo } from '../support/numbered.ts';
import { canvasOf, RenderBench } from '../support/render-bench.ts';
import { sampleAsset } from '../support/sample-draft.ts';

const SMALL = { width: 160, height: 90 };
const day = sampleAsset('day.mp4', { duration: 600_000 });
const night = sampleAsset('night.mp4', { duration: 600_000 });

/** Everything drawn that stands at a moment of a sheet's draft, as one picture each. */
function drawnAt({ draft }: Sheet, time: number): Buffer {
  const drawn = textSegments(draft).flatMap((segment) => {
    const ms = time - segment.start;
    if (ms < 0 || ms >= segment.duration) return [];
    const picture = textPainter(segment, SMALL).at(ms);
    return picture === null ? [] : [Buffer.from(`${picture.left},${picture.top},${picture.width};`), picture.data];
  });
  return Buffer.concat(drawn);
}

test('no two titles, caption styles, animations, shapes, stickers and particles are drawn alike', () => {
  const kinds = sheets({ day, night }).filter(({ draft }) => textSegments(draft).length > 0);
  assert.ok(kinds.length >= 8);
  for (const sheet of kinds) {
    const seen = new Map<string, string>();
    for (const { name, times } of sheet.cells) {
      const drawn = times.map((time) => drawnAt(sheet, time).toString('base64')).join();
      assert.ok(drawn.length > times.length, `${sheet.name}: ${name} draws nothing`);
      assert.equal(seen.get(drawn), undefined, `${sheet.name}: ${name} is ${seen.get(drawn)}`);
      seen.set(drawn, name);
    }
  }
});

test('no two transitions look alike, and none is missing', async () => {
  await using bench = new RenderBench(1);
  const shape = { width: 96, height: 54, fps: 10, frames: 20, gop: 10 };
  makeNumberedVideo(bench.file('a.mp4'), { ...shape, half: 'upper' });
  makeNumberedVideo(bench.file('b.mp4'), { ...shape, half: 'lower' });
  const clips = { day: bench.add('a.mp4'), night: bench.add('b.mp4') };
  // Black and white clips on a colour: some transitions differ in colours alone.
  const canvas = { ...canvasOf(96, 54, 10), background: { kind: 'color', color: '#d03050' } } as const;
  const sheet = transitions(clips, canvas, 600);
  const placement = { ...PLAIN_PLACEMENT, scale: 0.75 };
  await bench.render(mapMain(sheet.draft, (segment) => ({ ...segment, placement })));
  const wanted = new Map(sheet.cells.flatMap(({ times }) => times.map((time) => [Math.round(time / 100), time])));
  const frames = new Map<number, Buffer>();
  let n = 0;
  for (const { picture } of picturesOf(bench.file('out.mp4'), { threads: 1 })) {
    const time = wanted.get(n++);
    if (time !== undefined) frames.set(time, toRgba(picture));
  }
  // A slow one is the same picture later.
  assert.deepEqual(
    faults(sheet, frames).filter((fault) => !fault.includes('slow-')),
    [],
  );
});
