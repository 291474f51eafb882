import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deepFrozen, draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { TellcutError } from '../base/errors.ts';
import { clipsOf } from '../draft/clips.ts';
import { keyedValue } from '../draft/keyframes.ts';
import type { Draft } from '../draft/model.ts';
import { audioSegments, draftLength, mainSegments } from '../draft/queries.ts';
import { decodeDraft, encodeDraft } from '../draft/wire.ts';
import type { OperationCall } from './registered.ts';
import { applyOperations } from './registry.ts';

/* Arguments that requests have said all along. */

const clips = [sampleAsset('a.mp4', { duration: 8000 }), sampleAsset('b.mp4', { duration: 6000 })];
const opener = sampleAsset('opener.mp4', { duration: 2000 });
const logo = sampleAsset('our-logo.png', { kind: 'image' });
const song = sampleAsset('song.mp3', { kind: 'audio', duration: 30_000 });
const facts = factsFor(...clips, opener, logo, song);

function after(...calls: OperationCall[]): { draft: Draft; said: string } {
  const { draft, outcomes } = applyOperations(deepFrozen(draftOf(...clips)), calls, { facts, selected: null });
  assert.deepEqual(decodeDraft(encodeDraft(draft)), draft);
  return { draft, said: outcomes.at(-1)?.said.en ?? '' };
}

test('a volume from–to changes that stretch and nothing beside it, and cuts no clip', () => {
  const { draft, said } = after({ op: 'volume', level: '50%', from: 3, to: 10 });
  assert.equal(clipsOf(draft).length, 2);
  const [first, second] = mainSegments(draft);
  const at = (segment: typeof first, ms: number): number =>
    keyedValue(segment?.keyframes, 'volume', segment?.volume ?? 0, ms);
  assert.deepEqual([at(first, 0), at(first, 2900), at(first, 3000), at(first, 7999)], [1, 1, 0.5, 0.5]);
  assert.deepEqual([at(second, 0), at(second, 2000), at(second, 2100), at(second, 5999)], [0.5, 0.5, 1, 1]);
  assert.match(said, /0:03.*0:10.*100 ?% → 50 ?%/);
});

test('a volume over keyframes scales them, and a stretch of the music leaves the clips alone', () => {
  const { draft } = after(
    { op: 'add_music', source: 'song.mp3' },
    { op: 'volume', target: 'music', level: 'mute', from: 2, to: 4 },
    { op: 'volume', target: 'music', level: 2 },
  );
  const [music] = audioSegments(draft, 'music');
  const at = (ms: number): number => keyedValue(music?.keyframes, 'volume', music?.volume ?? 0, ms);
  assert.equal(at(3000), 0);
  assert.equal(at(0), 2);
  assert.ok(mainSegments(draft).every((s) => s.volume === 1 && s.keyframes === undefined));
});

test('so many parts are of the same length', () => {
  const { draft } = after({ op: 'split', parts: 4 });
  assert.equal(clipsOf(draft).length, 5);
  const one = after({ op: 'split', parts: 4, clip: 1 });
  assert.deepEqual(
    mainSegments(one.draft).map((s) => s.duration),
    [2000, 2000, 2000, 2000, 6000],
  );
});

test('a side without an amount is cut by a tenth, an amount without a side from all sides', () => {
  const crops = (call: OperationCall) => mainSegments(after(call).draft)[0]?.placement.crop;
  assert.deepEqual(crops({ op: 'crop', side: 'left' }), { left: 0.1, top: 0, right: 0, bottom: 0 });
  assert.deepEqual(crops({ op: 'crop', side: 'top right', amount: '5%' }), {
    left: 0,
    top: 0.05,
    right: 0.05,
    bottom: 0,
  });
  assert.deepEqual(crops({ op: 'crop', amount: '20%' }), { left: 0.2, top: 0.2, right: 0.2, bottom: 0.2 });
  assert.throws(
    () => after({ op: 'crop', side: 'inside' }),
    (error) => error instanceof TellcutError && error.code === 'draft.unclear_value',
  );
});

test('a file is an intro or outro of its own: it comes first or last, is no counted clip, and is replaced by the next', () => {
  const { draft, said } = after({ op: 'intro', source: 'opener.mp4' });
  assert.equal(mainSegments(draft)[0]?.asset, opener.id);
  assert.equal(draftLength(draft), 16_000);
  assert.equal(clipsOf(draft).length, 2);
  assert.match(said, /^opener\.mp4 plays before everything/);
  const replaced = after({ op: 'intro', source: 'opener.mp4' }, { op: 'intro', source: 'logo', duration: 1.5 });
  assert.equal(mainSegments(replaced.draft)[0]?.asset, logo.id);
  assert.equal(draftLength(replaced.draft), 15_500);
  const last = after({ op: 'outro', source: 'our-logo.png', duration: 2 });
  assert.equal(mainSegments(last.draft).at(-1)?.asset, logo.id);
  assert.throws(
    () => after({ op: 'intro', source: 'gone.mp4' }),
    (error) => error instanceof TellcutError && error.code === 'draft.no_such_segment',
  );
});

test('a bit rate limits the picture; one that is none is refused by name', () => {
  const wish = (bitrate: string | number) =>
    applyOperations(deepFrozen(draftOf(...clips)), [{ op: 'export', bitrate }], { facts, selected: null }).outcomes[0]
      ?.requests[0];
  assert.deepEqual(wish('8 Mbps'), { kind: 'export', options: { maxBitRate: 8_000_000 } });
  assert.deepEqual(wish('800k'), { kind: 'export', options: { maxBitRate: 800_000 } });
  for (const bad of ['fast', '1', '9 Gbps'])
    assert.throws(
      () => wish(bad),
      (error) => error instanceof TellcutError && error.code === 'draft.unclear_value',
    );
});

test('a blurred background of one clip leaves the others as they fill the frame', () => {
  const { draft } = after({ op: 'aspect', ratio: '9:16', fit: 'fill' }, { op: 'blur_background', clip: 2 });
  assert.deepEqual(
    mainSegments(draft).map((s) => s.placement.fit),
    ['fill', 'fit'],
  );
});
