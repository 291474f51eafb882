import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assetOf } from '../../test/support/make-asset.ts';
import { fc } from '../../test/support/properties.ts';
import { draftOf } from '../../test/support/sample-draft.ts';
import { TellcutError } from '../base/errors.ts';
import { emptyDraft } from '../draft/build.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { moodNamed } from '../draft/mood-names.ts';
import { pieceOf } from '../draft/music-form.ts';
import { withPaintings } from '../draft/painted-assets.ts';
import { audioSegments, draftLength, endOf, mainSegments, textSegments } from '../draft/queries.ts';
import { draftIssues } from '../draft/validate.ts';
import { decodeDraft, encodeDraft } from '../draft/wire.ts';
import type { Outcome } from './operation.ts';
import type { OperationCall } from './registered.ts';
import { applyOne } from './registry.ts';
import { PALETTES } from './script/palettes.ts';
import { PHRASES } from './script/phrases.ts';
import { PURPOSES } from './script/purposes.ts';
import { slotsOf } from './script/slots.ts';

const factsOf = (...assets: Asset[]): Facts => ({ assets: withPaintings(assets.map((one) => [one.id, one] as const)) });
const EMPTY = emptyDraft({ width: 1920, height: 1080, fps: 30, background: { kind: 'color', color: '#000000' } });
const photo = (n: number): Asset => {
  const { probe, ...rest } = assetOf(`ast_p${n}`);
  return { ...rest, filename: `photo ${n}.jpg`, probe: { ...probe, kind: 'image', duration: 0, audio: [] } };
};

function run(call: OperationCall, draft: Draft = EMPTY, facts = factsOf()): Outcome {
  const outcome = applyOne(draft, call, { facts, selected: null });
  assert.deepEqual(draftIssues(outcome.draft, facts), []);
  assert.deepEqual(decodeDraft(JSON.parse(JSON.stringify(encodeDraft(outcome.draft))), facts), outcome.draft);
  return outcome;
}
const made = (prompt: string, more: Record<string, unknown> = {}): Draft =>
  run({ op: 'generate', prompt, ...more }).draft;
const wordsOf = (draft: Draft): string[] =>
  textSegments(draft)
    .filter(({ role }) => role !== 'graphic')
    .toSorted((a, b) => a.start - b.start)
    .map(({ text }) => text.replace('\n', ' '));
const refused = (code: string) => (error: unknown) => error instanceof TellcutError && error.code === code;

test('a promo has the length, the name, the offer, the address and the points that were said, and nothing else of the kind', () => {
  const draft = made(
    'make a 20-second promo for "Luna Candles", featuring soy wax, cotton wicks and refills, 20% off on Saturday, lunacandles.com',
  );
  assert.equal(draftLength(draft), 20_000);
  const words = wordsOf(draft);
  for (const wanted of ['Luna Candles', 'Soy wax', 'Cotton wicks', 'Refills', '20% off', 'Saturday', 'lunacandles.com'])
    assert.ok(words.includes(wanted), `${wanted} in ${words.join(' | ')}`);
  const bare = wordsOf(made('make a promo for my candle shop')).join(' ');
  assert.doesNotMatch(bare, /\d|%|\$|free|best|award|handmade|\.com/i);
  assert.match(bare, /Candle Shop/);
});

test('Chinese requests get Chinese words of the request, other languages only their own words', () => {
  const coffee = wordsOf(made('一个15秒的咖啡广告'));
  assert.ok(coffee.includes('咖啡'));
  assert.ok(
    coffee.every((text) => /\p{Script=Han}/u.test(text)),
    coffee.join('|'),
  );
  assert.ok(wordsOf(made('给妈妈做一个生日视频')).includes('妈妈'));
  const spanish = wordsOf(made('haz un anuncio de 15 segundos para mi panadería "La Espiga"'));
  assert.deepEqual(spanish, [
    'Te presentamos',
    'La Espiga',
    'Míralo',
    'más de cerca',
    'Para cada día',
    'y para los que importan',
    'Cuéntaselo a tus amigos',
    'La Espiga',
    'Te esperamos',
  ]);
  assert.ok(wordsOf(made('カフェ「月のしずく」の15秒の広告を作って')).includes('お待ちしています'));
  // A language that we write nothing in shows only what was said.
  assert.deepEqual([...new Set(wordsOf(made('laag video "De Molen"', { duration: 6 })))], ['De Molen']);
});

test('phrases of ours say nothing that could be untrue', () => {
  for (const groups of Object.values(PHRASES))
    for (const { open, wish, lines, end } of Object.values(groups)) {
      const all = [open, wish, end, ...lines.flat()].filter((text) => text !== null);
      for (const text of all)
        assert.doesNotMatch(text, /\d|%|[$€£¥]|gratis|gratuit|kostenlos|無料|무료|mejor|melhor|meilleur|best/i);
    }
});

test('what a request says is read, in English and Chinese', () => {
  const slots = slotsOf('Invitation to our summer party on Saturday at 7pm in Hyde Park');
  assert.deepEqual(
    { subject: slots.subject, date: slots.date, place: slots.place },
    { subject: 'Summer Party', date: 'Saturday at 7pm', place: 'Hyde Park' },
  );
  const wedding = slotsOf('make a wedding video for Maria and João on June 5 in Lisbon');
  assert.deepEqual([wedding.who, wedding.date, wedding.place], ['Maria and João', 'June 5', 'Lisbon']);
  const chinese = slotsOf('邀请大家本周六晚上7点在滨江公园参加音乐会的视频');
  assert.deepEqual([chinese.subject, chinese.date, chinese.place], ['音乐会', '本周六晚上7点', '滨江公园']);
  assert.equal(slotsOf('为我的花店做一个情人节促销广告，全场8折').offer, '全场8折');
  assert.deepEqual(slotsOf('make a promo with upbeat music and captions').points, []);
});

test('the same request gives the same video, another one other colours or letters', () => {
  assert.deepEqual(made('make an ad for my gym'), made('make an ad for my gym'));
  const looks = ['a gym', 'a garage', 'a museum', 'a school', 'a band'].map((what) =>
    JSON.stringify(mainSegments(made(`make an ad for ${what}`))[0]?.painting),
  );
  assert.ok(new Set(looks).size >= 4);
});

test('cuts fall on beats of the music, scenes meet, and every text keeps within its scene', () => {
  for (const prompt of [
    'make a 30-second promo for my candle shop',
    '给妈妈做一个生日视频，竖屏',
    'make a countdown video',
  ]) {
    const draft = made(prompt);
    const main = mainSegments(draft);
    const [music] = audioSegments(draft, 'music');
    assert.ok(music !== undefined && music.source.kind === 'music' && moodNamed(music.source.mood) !== null);
    assert.equal(music.duration, draftLength(draft));
    const mood = moodNamed(music.source.mood)?.name ?? 'upbeat';
    const { bpm, offset } = pieceOf(mood, music.source.seed, music.duration);
    for (const [i, clip] of main.entries()) {
      if (i === 0) continue;
      assert.equal(clip.start, endOf(main[i - 1] ?? clip));
      const place = ((clip.start / 1000 - offset) * bpm) / 60;
      // Half a frame, in beats.
      assert.ok(Math.abs(place - Math.round(place)) <= 0.02 * (bpm / 60), `${prompt}: cut ${i} at ${clip.start}`);
    }
    for (const text of textSegments(draft)) {
      const clip = main.find((one) => text.start >= one.start && text.start < endOf(one));
      assert.ok(clip !== undefined && endOf(text) <= endOf(clip), text.text);
      assert.ok(text.y > 0.03 && text.y < 0.97);
    }
  }
});

test('the shape that is named is taken, and photos of the project stand between the words', () => {
  const { width, height } = made('make a TikTok ad for my bakery').canvas;
  assert.deepEqual([width, height], [1080, 1920]);
  const photos = [1, 2, 3, 4, 5].map(photo);
  const { draft } = run(
    { op: 'generate', prompt: 'create a birthday video with my photos' },
    draftOf(...photos),
    factsOf(...photos),
  );
  // Some fill the picture, some stand in a box beside the words.
  const clips = draft.tracks.flatMap((track) => (track.type === 'video' ? track.segments : []));
  const shown = clips
    .toSorted((a, b) => a.start - b.start)
    .flatMap(({ asset, painting }) => (painting === undefined ? [asset] : []));
  assert.ok(clips.some(({ frame }) => frame?.shape === 'rounded'));
  assert.deepEqual(
    shown,
    photos.map(({ id }) => id),
  );
  assert.ok(wordsOf(draft).includes('Happy Birthday'));
});

test('a clip of the user that is shorter than its place never runs past its end', () => {
  for (const duration of [300, 900, 1700, 2600]) {
    const clip = { ...assetOf('ast_v', { duration }), filename: 'short.mp4' };
    const { draft } = run({ op: 'generate', prompt: 'make a promo for my gym' }, draftOf(clip), factsOf(clip));
    assert.ok(mainSegments(draft).some(({ asset }) => asset === 'ast_v'));
  }
});

test('a storyboard tells scenes with their times and makes nothing', () => {
  const outcome = run({ op: 'generate', prompt: 'make a 15-second promo for my candle shop', storyboard: true });
  assert.equal(outcome.draft, EMPTY);
  assert.match(outcome.said.en, /1\. 0:00.*Candle Shop[\s\S]*Say "go"/);
});

test('scenes that come as data are laid out as they are; a script in quotation marks is shown without words of ours', () => {
  const scenes = [{ text: 'One' }, { text: 'Two', above: 'and' }, { text: 'Three', below: 'done' }];
  assert.deepEqual(wordsOf(made('x', { scenes })), ['One', 'and', 'Two', 'Three', 'done']);
  const script = made("Turn this script into a video: 'We open at nine. We close at five.'");
  assert.deepEqual(wordsOf(script), ['We open at nine', 'We close at five']);
});

test('what says nothing is asked about; bad lengths and scenes are refused by name', () => {
  assert.throws(() => made('make a video'), refused('agent.question'));
  assert.throws(() => made('make a promo for x', { duration: 'soon' }), TellcutError);
  assert.throws(
    () => made('x', { scenes: Array.from({ length: 25 }, () => ({ text: 'a' })) }),
    refused('input.invalid'),
  );
});

test('the scenes are ordinary clips and texts: cut, reshaped, reworded and without music, by words', () => {
  const facts = factsOf();
  const run2 = (draft: Draft, call: OperationCall): Draft => run(call, draft, facts).draft;
  const draft = made('make a 15-second promo for my candle shop');
  const count = mainSegments(draft).length;
  assert.equal(mainSegments(run2(draft, { op: 'delete', clip: 2 })).length, count - 1);
  assert.equal(audioSegments(run2(draft, { op: 'remove_audio', target: 'music' }), 'music').length, 0);
  assert.ok(
    wordsOf(run2(draft, { op: 'replace_text', target: 'line 2', text: 'Poured by hand' })).includes('Poured by hand'),
  );
  assert.ok(wordsOf(run2(draft, { op: 'replace_text', from: 'Come and see', text: 'Visit us' })).includes('Visit us'));
  assert.throws(() => run2(draft, { op: 'replace_text', target: 'line 40', text: 'x' }), TellcutError);
  assert.deepEqual(run2(draft, { op: 'aspect', ratio: '9:16' }).canvas.height, 1920);
  for (const call of [
    { op: 'split', at: 5 },
    { op: 'speed', factor: 2, clip: 1 },
    { op: 'reverse', clip: 1 },
    { op: 'freeze', at: 1 },
    { op: 'trim', keep: '10s' },
    { op: 'reorder', swap: '2,3' },
    { op: 'color', look: 'vintage' },
  ])
    run2(draft, call);
});

/** Contrast of two colours by WCAG 2. */
function contrast(a: string, b: string): number {
  const light = (color: string): number =>
    [0.2126, 0.7152, 0.0722].reduce((sum, share, i) => {
      const v = Number.parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16) / 255;
      return sum + share * (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    }, 0);
  const [high = 0, low = 0] = [light(a), light(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

test('what is read stands out from every ground', () => {
  for (const [tone, palettes] of Object.entries(PALETTES))
    for (const { ground, accent, ink, onAccent } of palettes) {
      for (const color of ground) assert.ok(contrast(ink, color) >= 4.5, `${tone}: ${ink} on ${color}`);
      assert.ok(contrast(onAccent, accent[0]) >= 4.5, `${tone}: ${onAccent} on ${accent[0]}`);
      assert.ok(contrast(accent[0], ground[0]) >= 3, `${tone}: ${accent[0]} on ${ground[0]}`);
    }
});

test('every purpose makes a video of any length from any words', () => {
  for (const { name } of PURPOSES) {
    if (name !== 'topic')
      assert.ok(mainSegments(made(`make a ${name.replace('-', ' ')} video for Mill House`)).length > 0, name);
  }
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 1, max: 400 }), (words, duration) => {
      const draft = made(`make a promo for ${words}`, { duration });
      assert.ok(Math.abs(draftLength(draft) - Math.min(180, Math.max(2, duration)) * 1000) < 40);
    }),
    { numRuns: 40 },
  );
});
