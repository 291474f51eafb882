import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deepFrozen, draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { type ErrorCode, TellcutError } from '../base/errors.ts';
import type { Draft, Effect, TextSegment } from '../draft/model.ts';
import { audioSegments, mainSegments, overlaySegments, textSegments } from '../draft/queries.ts';
import type { OperationCall } from './registered.ts';
import { applyOne, applyOperations, OPERATIONS } from './registry.ts';

/** Operations that change how the video looks and sounds, and those that only ask for something. */

const talk = sampleAsset('talk.mp4', { duration: 20_000, silences: [[4000, 6000]] });
const beach = sampleAsset('Beach Day.mp4', { duration: 10_000, width: 1920, height: 1080 });
const logo = sampleAsset('logo.png', { kind: 'image', width: 400, height: 200 });
const bgm = sampleAsset('bgm.mp3', { kind: 'audio', duration: 8000 });
const quiet = sampleAsset('silent.mp4', { sound: false });
const facts = factsFor(talk, beach, logo, bgm, quiet);
const context = { facts, selected: null };
const start = deepFrozen(draftOf(talk, beach));

const run = (...calls: OperationCall[]): Draft => applyOperations(start, calls, context).draft;
const refused =
  (code: ErrorCode) =>
  (error: unknown): boolean =>
    error instanceof TellcutError && error.code === code;
const onlyText = (draft: Draft): TextSegment => {
  const [text, ...more] = textSegments(draft);
  assert.ok(text !== undefined && more.length === 0);
  return text;
};

test('a title is large, in the middle, three seconds from the beginning, and moves in and out', () => {
  const title = onlyText(run({ op: 'title', text: 'Urban Dreams' }));
  assert.deepEqual([title.start, title.duration, title.x, title.y, title.role], [0, 3000, 0.5, 0.5, 'title']);
  assert.equal(title.style.font, 'display');
  assert.ok(title.style.size >= 0.1);
  assert.notEqual(title.animateIn.name, 'none');
});

test('a title goes where and when it is asked for', () => {
  const table: [OperationCall, [number, number]][] = [
    [{ op: 'title', text: 'x', start: 2 }, [2000, 3000]],
    [{ op: 'title', text: 'x', start: 0, end: 2 }, [0, 2000]],
    [{ op: 'title', text: 'x', start: 'end-10', end: 'end' }, [20_000, 10_000]],
    [{ op: 'title', text: 'x', position: 'end' }, [27_000, 3000]],
    [{ op: 'title', text: 'x', clip: 2 }, [20_000, 3000]],
    [{ op: 'title', text: 'x', start: 29, duration: 5 }, [29_000, 1000]],
  ];
  for (const [call, [at, duration]] of table) {
    const title = onlyText(run(call));
    assert.deepEqual([title.start, title.duration], [at, duration], JSON.stringify(call));
  }
});

test('a title is changed without its words, and replaced by another at the same time', () => {
  const first = run({ op: 'title', text: 'Old' });
  const { size } = onlyText(first).style;
  const changed = onlyText(applyOne(first, { op: 'title', color: 'yellow', size: 'bigger' }, context).draft);
  assert.deepEqual([changed.text, changed.style.color, changed.style.size > size], ['Old', '#ffd60a', true]);
  assert.equal(onlyText(applyOne(first, { op: 'title', text: 'New' }, context).draft).text, 'New');
  assert.equal(onlyText(applyOne(first, { op: 'replace_text', text: 'New' }, context).draft).text, 'New');
  assert.deepEqual(textSegments(applyOne(first, { op: 'title', text: 'Later', start: 10 }, context).draft).length, 2);
});

test('a title without words takes the name a person gave the file, never that of a camera', () => {
  assert.equal(onlyText(applyOne(draftOf(beach), { op: 'title' }, context).draft).text, 'Beach Day');
  const camera = sampleAsset('IMG_2041.mp4');
  assert.throws(
    () => applyOne(draftOf(camera), { op: 'title' }, { facts: factsFor(camera), selected: null }),
    refused('agent.question'),
  );
});

test('any words make a title, and what cannot be drawn is left out of them', () => {
  for (const words of ["it's 100% %{pts} : \\ 'q'", '城市之梦', '👩‍👩‍👧 family', 'two\nlines', 'שלום']) {
    assert.equal(onlyText(run({ op: 'title', text: words })).text, words);
  }
  assert.equal(onlyText(run({ op: 'title', text: 'a\u202eb\u0007c' })).text, 'a b c');
  assert.throws(() => run({ op: 'text', text: ' \u0000 ' }), refused('agent.question'));
});

test('a text stands low by default and where it is asked to', () => {
  const table: [string | undefined, (t: TextSegment) => boolean][] = [
    [undefined, (t) => t.x === 0.5 && t.y > 0.8],
    ['bottom left', (t) => t.x < 0.3 && t.y > 0.8],
    ['top', (t) => t.x === 0.5 && t.y < 0.2],
    ['center', (t) => t.x === 0.5 && t.y === 0.5],
    ['右上', (t) => t.x > 0.7 && t.y < 0.2],
  ];
  for (const [position, isThere] of table) {
    const text = onlyText(run({ op: 'text', text: 'Hello', ...(position === undefined ? {} : { position }) }));
    assert.ok(isThere(text), `${position}: ${text.x}, ${text.y}`);
  }
  assert.notEqual(onlyText(run({ op: 'text', text: 'x', style: 'card' })).style.box, null);
  assert.equal(onlyText(run({ op: 'text', style: 'table', text: 'A 3, B 4' })).text, 'A 3\nB 4');
  assert.equal(
    onlyText(run({ op: 'text', text: 'x', style: 'bold white, black outline' })).style.outline?.color,
    '#000000',
  );
});

test('music lies under speech and steps back; alone it is the main thing', () => {
  const [bed] = audioSegments(run({ op: 'add_music', mood: 'something chill' }), 'music');
  assert.deepEqual(
    [bed?.source, bed?.volume, bed?.duckDb, bed?.fade],
    [{ kind: 'music', mood: 'lo-fi', seed: 1 }, 0.35, 10, { in: 1000, out: 2000 }],
  );
  const alone = { facts: factsFor(quiet), selected: null };
  const [main] = audioSegments(applyOne(draftOf(quiet), { op: 'add_music' }, alone).draft, 'music');
  assert.deepEqual([main?.volume, main?.duckDb], [0.7, 0]);
});

test('music is replaced by other music, and a file is used when there is one', () => {
  const twice = run({ op: 'add_music', mood: 'upbeat' }, { op: 'add_music', mood: 'upbeat' });
  assert.deepEqual(
    audioSegments(twice, 'music').map((s) => s.source),
    [{ kind: 'music', mood: 'upbeat', seed: 2 }],
  );
  const file = audioSegments(run({ op: 'add_music', source: 'uploaded', start: 10 }), 'music');
  assert.deepEqual(
    file.map((s) => [s.source, s.start, s.duration]),
    [[{ kind: 'asset', asset: bgm.id, in: 0, loop: true }, 10_000, 20_000]],
  );
  assert.equal(
    audioSegments(run({ op: 'add_music', mood: 'calm' }, { op: 'add_music', source: 'bgm.mp3', mix: true }), 'music')
      .length,
    2,
  );
  assert.throws(() => run({ op: 'add_music', source: 'other.mp3' }), refused('draft.no_such_segment'));
});

test('volume is a factor, percent, decibels, or a step', () => {
  const withMusic = run({ op: 'add_music', mood: 'lo-fi' });
  const table: [string | number, number][] = [
    [0.5, 0.5],
    ['20%', 0.2],
    ['-18dB', 0.126],
    ['down', 0.233],
    ['up', 0.525],
    ['+6dB', 0.698],
    ['-6dB', 0.175],
    ['mute', 0],
  ];
  for (const [level, volume] of table) {
    const { draft } = applyOne(withMusic, { op: 'volume', target: 'music', level }, context);
    assert.equal(audioSegments(draft, 'music')[0]?.volume, volume, String(level));
  }
  assert.equal(applyOne(start, { op: 'volume', level: '-3dB' }, context).draft.master.targetLufs, -17);
  assert.throws(() => run({ op: 'volume', target: 'music', level: 'up' }), refused('draft.needs'));
  assert.deepEqual(
    mainSegments(run({ op: 'volume', level: 0.5, clip: 2 })).map((s) => s.volume),
    [1, 0.5],
  );
});

test('remove_audio of a stretch silences that stretch, and no more', () => {
  const volumes = (draft: Draft): [number, number][] => mainSegments(draft).map((s) => [s.duration, s.volume]);
  const muted = run({ op: 'remove_audio', from: 2, to: 5 });
  assert.deepEqual(volumes(muted), [
    [2000, 1],
    [3000, 0],
    [15_000, 1],
    [10_000, 1],
  ]);
  const music = run({ op: 'add_music', mood: 'calm' });
  const ended = applyOne(music, { op: 'remove_audio', target: 'music', from: '0:12', to: 'end' }, context).draft;
  assert.deepEqual(
    audioSegments(ended, 'music').map((s) => [s.start, s.duration]),
    [[0, 12_000]],
  );
  assert.deepEqual(mainSegments(ended), mainSegments(music));
  assert.throws(
    () => applyOne(music, { op: 'remove_audio', target: 'music', from: 2, to: 5 }, context),
    refused('agent.cannot_yet'),
  );
});

test('remove_audio, duck, fade and normalize_loudness do what they say', () => {
  const music: OperationCall = { op: 'add_music', mood: 'lo-fi' };
  assert.equal(audioSegments(run(music, { op: 'remove_audio', target: 'music' }), 'music').length, 0);
  const muted = run(music, { op: 'remove_audio' });
  assert.deepEqual([mainSegments(muted).map((s) => s.volume), audioSegments(muted, 'music').length], [[0, 0], 1]);
  assert.equal(audioSegments(run(music, { op: 'duck', amount: '-15dB' }), 'music')[0]?.duckDb, 15);
  assert.equal(
    audioSegments(run(music, { op: 'fade', target: 'music', out: true, duration: 3 }), 'music')[0]?.fade.out,
    3000,
  );
  const [first, last] = mainSegments(run({ op: 'fade' }));
  assert.deepEqual(
    [first?.pictureFade, first?.fade, last?.pictureFade],
    [
      { in: 1000, out: 0 },
      { in: 1000, out: 0 },
      { in: 0, out: 1000 },
    ],
  );
  assert.equal(run({ op: 'normalize_loudness', target: 'podcast' }).master.targetLufs, -16);
});

test('aspect shows a very different picture whole over its blur, and lets a similar one fill', () => {
  const upright = run({ op: 'aspect', ratio: '9:16' });
  assert.deepEqual(
    [upright.canvas.width, upright.canvas.height, upright.canvas.background],
    [1080, 1920, { kind: 'blur' }],
  );
  assert.ok(mainSegments(upright).every((s) => s.placement.fit === 'fit'));
  const similar = run({ op: 'aspect', ratio: '4:3' });
  assert.ok(mainSegments(similar).every((s) => s.placement.fit === 'fill'));
  assert.ok(mainSegments(run({ op: 'aspect', ratio: 'TikTok', fit: 'fill' })).every((s) => s.placement.fit === 'fill'));
  assert.deepEqual(run({ op: 'aspect', ratio: '竖屏', background: 'black' }).canvas.background, {
    kind: 'color',
    color: '#000000',
  });
  const behind = run({ op: 'background', style: 'gradient from navy to pink' }, { op: 'aspect', ratio: '9:16' });
  assert.equal(behind.canvas.background.kind, 'gradient', 'what was put behind it stays there');
  assert.throws(() => run({ op: 'aspect', ratio: 'banana' }), refused('draft.unclear_value'));
});

test('crop, resize, rotate and flip change the picture as asked', () => {
  const [first] = mainSegments(run({ op: 'crop', bottom: 50, clip: 1 }));
  assert.equal(first?.placement.crop.bottom, Math.round((50 / 720) * 10_000) / 10_000);
  assert.throws(() => run({ op: 'crop', bottom: 5000 }), refused('draft.unclear_value'));
  assert.equal(mainSegments(run({ op: 'crop', follow: 'speaker' }))[0]?.keyframes, undefined);
  assert.deepEqual(
    [run({ op: 'resize', resolution: '4K' }).canvas.width, run({ op: 'resize', resolution: '4K' }).canvas.height],
    [3840, 2160],
  );
  const turned = run({ op: 'rotate', degrees: 90 });
  assert.deepEqual(
    [turned.canvas.width, turned.canvas.height, mainSegments(turned)[0]?.placement.rotate],
    [720, 1280, 90],
  );
  assert.equal(run({ op: 'rotate', degrees: 90, clip: 1 }).canvas.width, 1280);
  assert.deepEqual(
    mainSegments(run({ op: 'flip', clip: 1 })).map((s) => s.placement.flipH),
    [true, false],
  );
  assert.deepEqual(
    mainSegments(run({ op: 'flip' }, { op: 'flip' })).map((s) => s.placement.flipH),
    [false, false],
  );
});

test('color reads words, factors and percent, and cuts out the stretch that it is for', () => {
  const effectsAt = (...calls: OperationCall[]): (readonly Effect[])[] =>
    mainSegments(run(...calls)).map((s) => s.effects);
  const table: [OperationCall, number][] = [
    [{ op: 'color', brightness: 'up' }, 0.12],
    [{ op: 'color', brightness: 'down' }, -0.12],
    [{ op: 'color', brightness: 0.9 }, -0.1],
    [{ op: 'color', brightness: '120%' }, 0.2],
    [{ op: 'color', brightness: '+30%' }, 0.3],
  ];
  for (const [call, brightness] of table) {
    const effect = effectsAt(call)[0]?.[0];
    assert.equal(effect?.kind === 'color' ? effect.brightness : null, brightness, JSON.stringify(call));
  }
  const stretch = mainSegments(run({ op: 'color', look: 'black and white', from: 3, to: 5 }));
  assert.deepEqual(
    stretch.map((s) => [s.start, s.effects.length]),
    [
      [0, 0],
      [3000, 1],
      [5000, 0],
      [20_000, 0],
    ],
  );
  assert.deepEqual(effectsAt({ op: 'color', look: 'warm' }, { op: 'color', look: 'none' }), [[], []]);
  assert.equal(effectsAt({ op: 'color', look: 'warm' }, { op: 'color', look: 'black and white' })[0]?.length, 1);
  assert.throws(() => run({ op: 'color', look: 'qwertz' }), refused('draft.unclear_value'));
});

test('filter, zoom and ken_burns put one effect of their kind on a clip', () => {
  const kinds = (draft: Draft): string[][] => mainSegments(draft).map((s) => s.effects.map((e) => e.kind));
  assert.deepEqual(kinds(run({ op: 'filter', name: 'film grain' })), [['grain'], ['grain']]);
  assert.deepEqual(kinds(run({ op: 'filter', name: 'vintage', clip: 2 })), [[], ['look']]);
  assert.deepEqual(kinds(run({ op: 'zoom', style: 'punch in', clip: 1 })), [['motion'], []]);
  assert.deepEqual(kinds(run({ op: 'zoom' }, { op: 'zoom', style: 'out' })), [['motion'], ['motion']]);
  assert.deepEqual(kinds(run({ op: 'ken_burns' }, { op: 'ken_burns', style: 'none' })), [[], []]);
  assert.deepEqual(mainSegments(run({ op: 'filter', name: 'video denoise' }))[0]?.effects, [
    { kind: 'effect', name: 'denoise', amount: 0.5 },
  ]);
});

test('a watermark stays for the whole video, also after cuts', () => {
  const text = run({ op: 'watermark', text: 'My Channel' }, { op: 'cut_range', from: 0, to: 10 });
  assert.deepEqual([onlyText(text).start, onlyText(text).duration], [0, 20_000]);
  const picture = run({ op: 'watermark', source: 'logo', position: 'top right' }, { op: 'cut_range', clip: 2 });
  const [mark] = overlaySegments(picture);
  assert.deepEqual([mark?.asset, mark?.start, mark?.duration], [logo.id, 0, 20_000]);
  assert.ok((mark?.placement.x ?? 0) > 0.8 && (mark?.placement.y ?? 1) < 0.2);
  assert.equal(overlaySegments(applyOne(picture, { op: 'delete', what: 'the watermark' }, context).draft).length, 0);
});

test('a logo that came in among the clips is taken out of them', () => {
  const draft = applyOne(draftOf(talk, logo), { op: 'watermark', source: 'logo.png' }, context).draft;
  assert.deepEqual(
    mainSegments(draft).map((s) => s.asset),
    [talk.id],
  );
});

test('a style is a look, transitions and music together', () => {
  const draft = run({ op: 'style', name: 'cinematic lo-fi' });
  assert.ok(mainSegments(draft).every((s) => s.effects.some((e) => e.kind === 'look' && e.name === 'cinematic')));
  assert.notEqual(mainSegments(draft)[1]?.transition, null);
  assert.deepEqual(
    audioSegments(draft, 'music').map(({ source }) => (source.kind === 'music' ? source.mood : null)),
    ['lo-fi'],
  );
});

test('transitions use what the sources have; where they have nothing, the clips give a little', () => {
  const pauses = run({ op: 'remove_silence' }, { op: 'transitions', style: 'crossfade' });
  assert.equal(mainSegments(pauses)[1]?.transition?.duration, 320);
  assert.equal(mainSegments(pauses)[1]?.start, mainSegments(run({ op: 'remove_silence' }))[1]?.start);
  const whole = applyOne(start, { op: 'transitions', style: 'crossfade', duration: 1 }, context);
  const [first, second] = mainSegments(whole.draft);
  assert.deepEqual([first?.duration, second?.in, second?.transition?.duration], [19_500, 500, 1000]);
  assert.match(whole.notes.map((n) => n.en).join(' '), /gave up a little/);
  assert.equal(mainSegments(run({ op: 'transitions' }, { op: 'transitions', style: 'none' }))[1]?.transition, null);
  assert.throws(() => run({ op: 'transitions', at: '2-3' }), refused('draft.no_such_segment'));
});

test('a transition into short clips is shortened and says so; a video without cuts fades instead', () => {
  const short = sampleAsset('s.mp4', { duration: 600 });
  const other = sampleAsset('t.mp4', { duration: 700 });
  const near = { facts: factsFor(short, other), selected: null };
  const { draft, notes } = applyOne(draftOf(short, other), { op: 'transitions', duration: 2 }, near);
  const length = mainSegments(draft)[1]?.transition?.duration ?? 0;
  assert.ok(length >= 100 && length <= 480, String(length));
  assert.match(notes.map((n) => n.en).join(' '), /shorter/);
  const single = applyOne(draftOf(talk), { op: 'transitions' }, context).draft;
  assert.deepEqual(mainSegments(single)[0]?.pictureFade, { in: 500, out: 500 });
});

test('light_edit takes pauses out, evens the loudness and fades both ends', () => {
  const { draft, said } = applyOne(draftOf(talk), { op: 'light_edit' }, context);
  assert.equal(mainSegments(draft).length, 2);
  assert.deepEqual([mainSegments(draft)[0]?.pictureFade.in, mainSegments(draft)[1]?.pictureFade.out], [500, 500]);
  assert.match(said.en, /1 pause out \(20s → 18\.3s\)/);
});

test('export and its kind never change the draft, and hand on one spelling of each option', () => {
  const table: [OperationCall, Record<string, unknown>][] = [
    [
      { op: 'export', format: 'MP4', resolution: '4K' },
      { format: 'mp4', resolution: '4k' },
    ],
    [{ op: 'export', size: '<500MB' }, { maxBytes: 500_000_000 }],
    [
      { op: 'export', size: '-60%', codec: 'H265' },
      { sizeFactor: 0.4, codec: 'h265' },
    ],
    [
      { op: 'export', target: 'Douyin', quality: 'best' },
      { platform: 'douyin', quality: 'high' },
    ],
    [
      { op: 'export', resolution: '1080×1920', fps: '60' },
      { resolution: '1080x1920', fps: 60 },
    ],
    [{ op: 'extract_audio' }, { format: 'mp3' }],
    [
      { op: 'gif', from: 1, to: 3 },
      { format: 'gif', from: 1000, to: 3000 },
    ],
    [
      { op: 'thumbnail', at: 3 },
      { format: 'jpg', at: 3000 },
    ],
  ];
  for (const [call, options] of table) {
    const outcome = applyOne(start, call, context);
    assert.equal(outcome.draft, start);
    assert.deepEqual(outcome.requests, [{ kind: 'export', options }], JSON.stringify(call));
  }
  assert.throws(() => run({ op: 'export', size: 'tiny' }), refused('draft.unclear_value'));
});

test('every operation speaks both languages, without words of buttons and panels', () => {
  const calls: OperationCall[] = [...OPERATIONS.keys()].map((op) => ({
    op,
    text: 'Hi',
    name: 'cinematic',
    ratio: '1:1',
    level: 'up',
    factor: 2,
    what: 'title',
    look: 'warm',
    resolution: '720p',
    from: 1,
    to: 2,
  }));
  const dressed = run({ op: 'add_music', mood: 'lo-fi' }, { op: 'title', text: 'T' });
  for (const call of calls) {
    let outcome: ReturnType<typeof applyOne>;
    try {
      outcome = applyOne(dressed, call, context);
    } catch (error) {
      assert.ok(error instanceof TellcutError, `${call.op}: ${String(error)}`);
      continue;
    }
    for (const said of [outcome.said, ...outcome.notes]) {
      assert.match(said.en, /^[\p{Lu}\p{N}"0-9].*[.!?]$/u, `${call.op}: ${said.en}`);
      assert.match(said.zh, /[。！？]$/, `${call.op}: ${said.zh}`);
      assert.doesNotMatch(said.en, /\b(?:click|drag|button|panel|menu|tap)\b/i);
    }
  }
});
