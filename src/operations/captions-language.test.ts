import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deepFrozen, draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { captionsText } from '../app/captions.ts';
import type { Draft } from '../draft/model.ts';
import { textSegments } from '../draft/queries.ts';
import type { OperationCall } from './registered.ts';
import { applyOperations } from './registry.ts';

const talk = sampleAsset('talk.mp4', { duration: 20_000 });
const facts = factsFor(talk);
const start = deepFrozen(draftOf(talk));
const FILE =
  '1\n00:00:01,000 --> 00:00:03,000\nWe build a boat.\n\n2\n00:00:05,000 --> 00:00:08,000\nThen we sail\nit home.\n';

function ran(...calls: OperationCall[]): { draft: Draft; said: string; notes: string } {
  const { draft, outcomes } = applyOperations(start, [{ op: 'captions', file: FILE }, ...calls], {
    facts,
    selected: null,
  });
  const last = outcomes.at(-1);
  return { draft, said: last?.said.en ?? '', notes: (last?.notes ?? []).map(({ en }) => en).join(' ') };
}
const texts = (draft: Draft): string[] => textSegments(draft, 'caption').map(({ text }) => text);
const seconds = (draft: Draft): (string | undefined)[] =>
  textSegments(draft, 'caption').map(({ second }) => second?.text);
const code = (...calls: OperationCall[]): unknown => {
  try {
    ran(...calls);
    return null;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};
const SPANISH = ['Construimos un barco.', 'Luego lo llevamos a casa.'];

test('captions are said in another language, or in two, one below the other', () => {
  const only = ran({ op: 'captions', translate: true, lang: 'es', texts: SPANISH });
  assert.deepEqual(texts(only.draft), SPANISH);
  assert.equal(only.said, 'Translated 2 captions.');
  const both = ran({ op: 'captions', translate: true, lang: 'en,es', texts: SPANISH });
  assert.deepEqual(texts(both.draft), ['We build a boat.', 'Then we sail\nit home.']);
  assert.deepEqual(seconds(both.draft), SPANISH);
});

test('without a model, or with too few lines, nothing changes and the reply names the ways', () => {
  assert.equal(code({ op: 'captions', translate: true, lang: 'es' }), 'captions.no_translator');
  assert.equal(code({ op: 'captions', translate: true, lang: 'es', texts: ['one'] }), 'captions.no_translator');
  const empty = (): unknown => applyOperations(start, [{ op: 'captions', translate: true }], { facts, selected: null });
  assert.throws(empty, { code: 'draft.needs' });
});

test('a file in another language goes below, each line where it shares most time; what fits nowhere is counted', () => {
  const file =
    '1\n00:00:00,800 --> 00:00:02,800\nConstruimos\nun barco.\n\n2\n00:00:04,800 --> 00:00:06,000\nLuego\n\n3\n00:00:06,000 --> 00:00:08,000\na casa.\n\n4\n00:00:12,000 --> 00:00:14,000\nNada\n';
  const { draft, notes } = ran({ op: 'captions', file, second: true });
  assert.deepEqual(seconds(draft), ['Construimos un barco.', 'Luego a casa.']);
  assert.match(notes, /1 of them fell on no caption/);
  assert.match(captionsText(draft, 'srt'), /We build a boat\.\nConstruimos un barco\.\n/);
  assert.match(captionsText(draft, 'vtt'), /We build a boat\.\nConstruimos un barco\.\n/);
  const yellow = ran({ op: 'captions', file, second: true }, { op: 'captions', second_color: '#ffd60a' }).draft;
  assert.match(captionsText(yellow, 'ass'), /We build a boat\.\\N\{\\fs\d+\\c&H0AD6FF&\}Construimos un barco\./);
  const nowhere = '1\n00:00:12,000 --> 00:00:14,000\nNada\n';
  assert.equal(code({ op: 'captions', file: nowhere, second: true }), 'captions.nothing_falls_in');
});

test('captions that were asked for in another language than is spoken say so', () => {
  const note = (lang: string): string => {
    const { outcomes } = applyOperations(start, [{ op: 'captions', file: FILE, lang }], { facts, selected: null });
    return (outcomes[0]?.notes ?? []).map(({ en }) => en).join(' ');
  };
  assert.match(note('es'), /language that is spoken/);
  assert.match(note('en,zh'), /second language is still missing/);
  assert.match(note('bilingual'), /second language is still missing/);
  assert.equal(note('en'), '');
});

const BOTH =
  '1\n00:00:01,000 --> 00:00:03,000\nWe build a boat.\n我们造一条船。\n\n2\n00:00:05,000 --> 00:00:08,000\nThen we sail\nit home.\n然后把它开回家。\n';

test('a file that holds each line in two languages is read as such; a name in another script makes no second language', () => {
  const { draft } = ran({ op: 'captions', file: BOTH });
  assert.deepEqual(texts(draft), ['We build a boat.', 'Then we sail\nit home.']);
  assert.deepEqual(seconds(draft), ['我们造一条船。', '然后把它开回家。']);
  const named = BOTH.replace('我们造一条船。', 'It is called').replace('然后把它开回家。', '海鸥.');
  assert.deepEqual(seconds(ran({ op: 'captions', file: named }).draft), [undefined, undefined]);
});

test('a script in two languages, line by line, is laid over the speech by its first and shown with its second', () => {
  const script = 'We build a boat.\n我们造一条船。\nThen we sail it home.\n然后把它开回家。';
  const { draft } = ran({ op: 'captions', script });
  assert.equal(texts(draft).join(' '), 'We build a boat. Then we sail it home.');
  assert.equal(seconds(draft).join(''), '我们造一条船。然后把它开回家。');
  assert.ok(seconds(draft).every((second) => second !== undefined));
  const long = ran({
    op: 'captions',
    script: 'One, two, three, four, five, six, seven, eight.\n一、二、三、四、五、六、七、八。',
    style: 'bold pop',
  }).draft;
  assert.ok(texts(long).length > 1);
  assert.ok(
    seconds(long).every((second) => second === '一、二、三、四、五、六、七、八。'),
    'few words at once',
  );
});

test('a cut takes the words of both lines; the first keeps its measured times', () => {
  const { draft } = ran({ op: 'captions', file: BOTH }, { op: 'cut_range', from: 6.5, to: 20 });
  const [whole, cut] = textSegments(draft, 'caption');
  assert.deepEqual([whole?.text, whole?.second?.text], ['We build a boat.', '我们造一条船。']);
  assert.equal(cut?.text, 'Then we sail');
  assert.equal(cut?.second?.text, '然后把它');
});

test('parted captions share the second line out, and joined ones bring it together again', () => {
  const short = ran({ op: 'captions', file: BOTH }, { op: 'captions', max_seconds: 1.2 }).draft;
  assert.ok(textSegments(short, 'caption').length > 2);
  assert.equal(seconds(short).join(''), '我们造一条船。然后把它开回家。');
});

test('size and colour of the second line are its own, whatever the captions look like', () => {
  const look = (...calls: OperationCall[]): unknown =>
    textSegments(ran({ op: 'captions', file: BOTH }, ...calls).draft, 'caption')[0]?.second;
  const text = '我们造一条船。';
  assert.deepEqual(look(), { text, size: 0.68, color: null });
  assert.deepEqual(look({ op: 'captions', second_color: 'yellow', second_size: '50%' }), {
    text,
    size: 0.5,
    color: '#ffd60a',
  });
  assert.deepEqual(look({ op: 'captions', second: true, color: 'yellow', size: 'smaller' }), {
    text,
    size: 0.54,
    color: '#ffd60a',
  });
  assert.deepEqual(look({ op: 'captions', second_size: 'same' }, { op: 'captions', style: 'karaoke' }), {
    text,
    size: 1,
    color: null,
  });
  assert.equal(code({ op: 'captions', file: BOTH }, { op: 'captions', second_size: 'purple' }), 'draft.unclear_value');
  assert.equal(code({ op: 'captions', second: true, color: 'yellow' }), 'draft.needs');
  const call = { op: 'captions', file: BOTH, lang: 'bilingual', second: true, color: 'yellow' } as const;
  const { draft } = applyOperations(start, [call], { facts, selected: null });
  assert.deepEqual(textSegments(draft, 'caption')[0]?.second, { text, size: 0.68, color: '#ffd60a' });
});
