import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../test/support/properties.ts';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { TellcutError } from '../base/errors.ts';
import { mainSegments } from '../draft/queries.ts';
import { draftIssues } from '../draft/validate.ts';
import { decodeDraft, encodeDraft } from '../draft/wire.ts';
import { applyOperations } from '../operations/registry.ts';
import { FORMATS, formatNamed, formatOfFile, readTimeline, writeTimeline } from './formats.ts';
import { timelineOf } from './from-draft.ts';
import { TIMELINE_KINDS } from './kinds.ts';
import { frameOfTimecode, timecode } from './rate.ts';
import { draftFrom } from './to-draft.ts';
import { allOf, parseXml } from './xml.ts';

const a = sampleAsset('morning walk.mp4', { duration: 20_000 });
const b = sampleAsset('lake "two" & more.mov', { duration: 15_000 });
const facts = factsFor(a, b);
const edited = applyOperations(
  draftOf(a, b),
  [
    { op: 'cut_range', from: 3, to: 5 },
    { op: 'speed', factor: 2, clip: 2 },
    { op: 'transitions', style: 'dissolve' },
    { op: 'title', text: 'Lakes <&> "hills"' },
    { op: 'add_music', mood: 'lo-fi' },
    { op: 'chapters', at: '0:00,0:04,0:16', titles: ['Start', 'Trees', 'Water'] },
  ],
  { facts, selected: null },
).draft;

const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof TellcutError) return error.code;
    throw error;
  }
  return 'nothing';
};

test('every format that is both written and read brings the cuts of an edited draft back into a draft', () => {
  const timeline = timelineOf(edited, facts, 'walk');
  for (const { name, read, write, carries } of FORMATS) {
    if (read === null || write === null || !carries.has('speed')) continue;
    const [file] = writeTimeline(timeline, name).files;
    assert.ok(file !== undefined && !file.text.includes('/work/'), name);
    const { draft } = draftFrom(readTimeline(file.text, name, timeline.rate).timeline, facts);
    assert.deepEqual(draftIssues(draft, facts), [], name);
    const seen = (one: typeof draft): unknown[] =>
      mainSegments(one).map((s) => [s.asset, s.start, s.duration, s.speed]);
    const onFrames = draftFrom(timeline, facts).draft;
    assert.deepEqual(seen(draft), seen(onFrames), name);
    assert.ok(mainSegments(draft).length === mainSegments(edited).length, name);
  }
});

test('what a format cannot hold is named in one sentence', () => {
  const timeline = timelineOf(edited, facts, 'walk');
  const lost = (name: string): string =>
    writeTimeline(timeline, name)
      .losses.map(({ en }) => en)
      .join(' ');
  assert.match(lost('otio'), /composed music and sound effects.*\(1\)/);
  assert.match(lost('otio'), /titles and texts \(1\)/);
  assert.doesNotMatch(lost('fcpxml'), /titles and texts/);
  assert.match(lost('csv'), /transitions \(\d\)/);
  assert.equal(lost('chapters'), '');
});

test('chapters: written as YouTube reads them, read with whatever stands around them, and they follow a cut', () => {
  const timeline = timelineOf(edited, facts, 'walk');
  const [file] = writeTimeline(timeline, 'chapters').files;
  assert.equal(file?.text, '0:00 Start\n0:04 Trees\n0:16 Water\n');
  const { markers } = readTimeline('My film!\n\n(0:00) Begin\n1:02:03 - The end\nsee 12 things', 'chapters').timeline;
  assert.deepEqual(
    markers.map(({ at, name }) => [at / 100, name]),
    [
      [0, 'Begin'],
      [3723, 'The end'],
    ],
  );
  const cut = applyOperations(edited, [{ op: 'cut_range', from: 0, to: 2 }], { facts, selected: null }).draft;
  assert.deepEqual(
    cut.markers?.map(({ name }) => name),
    ['Start', 'Trees', 'Water'],
  );
  assert.equal(cut.markers?.[0]?.at, 0);
  assert.ok(Math.abs((cut.markers?.[1]?.at ?? 0) - 2000) < 50);
  assert.deepEqual(decodeDraft(encodeDraft(edited), facts).markers, edited.markers);
});

test('timecode with dropped numbers stays with the clock', () => {
  const rate = { num: 30_000, den: 1001 };
  for (const [frame, text] of [
    [1799, '00:00:59;29'],
    [1800, '00:01:00;02'],
    [17_982, '00:10:00;00'],
    [107_892, '01:00:00;00'],
  ] as const) {
    assert.equal(timecode(frame, rate, true), text);
    assert.equal(frameOfTimecode(text, rate, true), frame);
  }
});

test('an EDL as an edit suite writes it: reels, wipes, sound of its own, records from one hour', () => {
  const list = `TITLE: REEL 1
FCM: NON-DROP FRAME

001  AX       AA/V  C        00:00:10:00 00:00:12:00 01:00:00:00 01:00:02:00
* FROM CLIP NAME: morning walk.mp4
002  LAKE     V     C        00:00:00:00 00:00:00:00 01:00:02:00 01:00:02:00
002  LAKE     V     D    010 00:00:03:00 00:00:05:00 01:00:02:00 01:00:04:00
* TO CLIP NAME: C:\\media\\lake "two" & more.mov
`;
  const { timeline } = readTimeline(list, 'edl', { num: 25, den: 1 });
  assert.deepEqual(
    timeline.tracks[0]?.clips.map((clip) => [clip.media, clip.start, clip.length, clip.in, clip.mix?.length ?? 0]),
    [
      ['morning walk.mp4', 0, 55, 250, 0],
      ['lake "two" & more.mov', 55, 45, 80, 10],
    ],
  );
  assert.equal(draftFrom(timeline, facts).losses.length, 0);
});

test('files that are not there are named; when none is there, nothing is made', () => {
  const list = 'file,in,out\nmorning walk.MP4,0:01,0:03.5\nelsewhere.mp4,1,2\n';
  const { timeline } = readTimeline(list, 'csv', { num: 30, den: 1 });
  const { draft, losses } = draftFrom(timeline, facts);
  assert.deepEqual(
    mainSegments(draft).map(({ in: from, duration }) => [from, duration]),
    [[1000, 2500]],
  );
  assert.match(losses[0]?.en ?? '', /elsewhere\.mp4\. 1 clip was left out/);
  assert.equal(
    code(() => draftFrom(timeline, factsFor(b))),
    'interchange.no_media',
  );
});

test('sounds beside the clips come back to their places', () => {
  const song = sampleAsset('song.mp3', { kind: 'audio', duration: 30_000 });
  const all = factsFor(a, song);
  const { draft } = applyOperations(draftOf(a), [{ op: 'add_music', source: 'song.mp3' }], {
    facts: all,
    selected: null,
  });
  const timeline = timelineOf(draft, all, 'x');
  for (const name of ['otio', 'fcpxml', 'xmeml', 'edl', 'csv']) {
    const [file] = writeTimeline(timeline, name).files;
    const back = draftFrom(readTimeline(file?.text ?? '', name, timeline.rate).timeline, all).draft;
    const sounds = back.tracks.flatMap((track) => (track.type === 'audio' ? [...track.segments] : []));
    assert.deepEqual(
      sounds.map(({ start, duration, source }) => [start, duration, source.kind === 'asset' ? source.asset : '']),
      [[0, 20_000, song.id]],
      name,
    );
  }
});

test('hostile XML: nothing is fetched or expanded, depth and size end, and every fault has a name', () => {
  const bombs = [
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><fcpxml>&b;</fcpxml>',
    '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><fcpxml>&f;</fcpxml>',
    '<fcpxml>&undeclared;</fcpxml>',
    `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`,
    '<fcpxml><project></fcpxml>',
    '',
    '\u0000\u0001',
  ];
  for (const text of bombs)
    for (const name of ['fcpxml', 'xmeml'])
      assert.equal(
        code(() => readTimeline(text, name)),
        'interchange.unreadable',
      );
  const many = `<xmeml>${'<b/>'.repeat(400_001)}</xmeml>`;
  assert.equal(
    code(() => readTimeline(many, 'xmeml')),
    'interchange.unreadable',
  );
  const proto = parseXml('<a __proto__="x" constructor="y"/>', 'x');
  assert.equal(proto.attributes['__proto__'], 'x');
  assert.equal(({} as Record<string, unknown>)['x'], undefined);
});

test('nonsense in every format is refused by name', () => {
  const nonsense = ['{}', '[]', '{"OTIO_SCHEMA":"Timeline.1","tracks":5}', 'x', '<xmeml/>', '<fcpxml/>', 'a,b\n1,2'];
  for (const { name, read } of FORMATS)
    for (const text of read === null ? [] : nonsense)
      assert.match(
        code(() => readTimeline(text, name)),
        /^(?:interchange|captions)\.unreadable$/,
        `${name}: ${text}`,
      );
  assert.equal(
    code(() => readTimeline('', 'mlt')),
    'interchange.one_way',
  );
  assert.equal(formatOfFile('My Cut.FCPXML')?.name, 'fcpxml');
  assert.equal(formatOfFile('folder/draft_content.json')?.name, 'capcut');
  assert.equal(formatOfFile('film.mp4'), null);
});

test('damaged files become valid drafts or named failures, never anything else', () => {
  const timeline = timelineOf(edited, facts, 'walk');
  const texts = FORMATS.filter(
    ({ read, write, carries }) => read !== null && write !== null && carries.has('speed'),
  ).map(({ name }) => ({ name, text: writeTimeline(timeline, name).files[0]?.text ?? '' }));
  const damage = fc.array(
    fc.record({
      at: fc.nat(),
      cut: fc.nat({ max: 40 }),
      put: fc.constantFrom('', '-', '9', '1e9', '"', '<', '0', 'NaN'),
    }),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...texts), damage, ({ name, text }, cuts) => {
      let broken = text;
      for (const { at, cut, put } of cuts) {
        const from = at % broken.length;
        broken = broken.slice(0, from) + put + broken.slice(from + cut);
      }
      try {
        const { draft } = draftFrom(readTimeline(broken, name).timeline, facts);
        assert.deepEqual(draftIssues(draft, facts), []);
      } catch (error) {
        assert.ok(error instanceof TellcutError, `${name}: ${String(error)}\n${broken}`);
        assert.notEqual(error.code, 'draft.invalid', `${name}: ${error.message}\n${broken}`);
      }
    }),
    { numRuns: 300 },
  );
});

test('a cut list cannot run a formula in a spreadsheet', () => {
  const evil = sampleAsset('=HYPERLINK("x").mp4', { duration: 5000 });
  const timeline = timelineOf(draftOf(evil), factsFor(evil), 'x');
  const [file] = writeTimeline(timeline, 'csv').files;
  assert.ok(file?.text.includes('"\'=HYPERLINK(""x"").mp4"'), file?.text);
});

/** What Apple's document type of 1.10 lets stand in each element that we write, in this order. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  fcpxml: ['resources', 'library'],
  resources: ['format', 'effect', 'asset'],
  asset: ['media-rep'],
  library: ['event'],
  event: ['project'],
  project: ['sequence'],
  sequence: ['spine'],
  'asset-clip': ['timeMap', 'adjust-transform', 'adjust-blend', 'adjust-volume', '*anchored', '*markers'],
  gap: ['*anchored', '*markers'],
  title: ['param', 'text', 'text-style-def'],
  caption: ['text', 'text-style-def'],
  transition: ['filter-video'],
  timeMap: ['timept'],
};

test('FCPXML has the order and the references that its document type asks for', () => {
  const [file] = writeTimeline(timelineOf(edited, facts, 'walk'), 'fcpxml').files;
  const root = parseXml(file?.text ?? '', 'FCPXML');
  const groups: Readonly<Record<string, RegExp>> = {
    '*anchored': /^(?:asset-clip|video|title|caption)$/,
    '*markers': /^chapter-marker$/,
  };
  for (const [name, order] of Object.entries(ORDER)) {
    for (const node of [root, ...allOf(root, name)].filter((one) => one.name === name)) {
      const places = node.children.map((child) =>
        order.findIndex((one) => (groups[one] === undefined ? one === child.name : groups[one].test(child.name))),
      );
      assert.ok(!places.includes(-1), `${name} holds ${node.children.map((one) => one.name).join()}`);
      if (name !== 'resources')
        assert.deepEqual(
          places,
          places.toSorted((x, y) => x - y),
          name,
        );
    }
  }
  const ids = new Set(allOf(root, 'resources')[0]?.children.map(({ attributes }) => attributes['id']));
  for (const node of [...allOf(root, 'asset-clip'), ...allOf(root, 'title'), ...allOf(root, 'filter-video')])
    assert.ok(ids.has(node.attributes['ref']), `${node.name} ${node.attributes['ref']}`);
});

test('a CapCut draft: materials for every segment, microseconds, media by the placeholder of its folder', () => {
  const { files } = writeTimeline(timelineOf(edited, facts, 'walk'), 'capcut');
  assert.deepEqual(
    files.map(({ name }) => name),
    ['draft_content.json', 'draft_meta_info.json'],
  );
  const draft = JSON.parse(files[0]?.text ?? '') as {
    duration: number;
    tracks: {
      type: string;
      segments: { material_id: string; target_timerange: { start: number; duration: number } }[];
    }[];
    materials: Record<string, { id: string; path?: string }[]>;
  };
  const ids = new Set(Object.values(draft.materials).flatMap((kind) => kind.map(({ id }) => id)));
  const video = draft.tracks.find(({ type }) => type === 'video');
  for (const track of draft.tracks) for (const segment of track.segments) assert.ok(ids.has(segment.material_id));
  const end = Math.max(...(video?.segments ?? []).map(({ target_timerange: t }) => t.start + t.duration));
  assert.equal(end, draft.duration);
  for (const { path = '' } of draft.materials['videos'] ?? [])
    assert.match(path, /^##_draftpath_placeholder_[0-9A-F-]+_##\/[^/]+$/);
});

test('the table that pages offer says of each format whether it can be read', () => {
  for (const [name, { isRead }] of Object.entries(TIMELINE_KINDS))
    assert.equal(isRead, formatNamed(name)?.read !== null, name);
});
