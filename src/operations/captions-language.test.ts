import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deepFrozen, draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { writeCues } from '../captions/write.ts';
import type { Draft } from '../draft/model.ts';
import { endOf, textSegments } from '../draft/queries.ts';
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
  assert.deepEqual(texts(both.draft), [
    'We build a boat.\nConstruimos un barco.',
    'Then we sail it home.\nLuego lo llevamos a casa.',
  ]);
  assert.match(both.notes, /Cut before this/);
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
  assert.deepEqual(texts(draft), ['We build a boat.\nConstruimos un barco.', 'Then we sail it home.\nLuego a casa.']);
  assert.match(notes, /1 of them fell on no caption/);
  const cues = textSegments(draft, 'caption').map((s) => ({ start: s.start, end: endOf(s), text: s.text }));
  const look = { width: 1280, height: 720, style: textSegments(draft, 'caption')[0]?.style ?? assert.fail(), y: 0.87 };
  assert.match(writeCues(cues, 'srt', look), /We build a boat\.\nConstruimos un barco\.\n/);
  assert.match(writeCues(cues, 'ass', look), /We build a boat\.\\NConstruimos un barco\./);
  const nowhere = '1\n00:00:12,000 --> 00:00:14,000\nNada\n';
  assert.equal(code({ op: 'captions', file: nowhere, second: true }), 'captions.nothing_falls_in');
});

test('captions that were asked for in another language than is spoken say so', () => {
  const note = (lang: string): string => {
    const { outcomes } = applyOperations(start, [{ op: 'captions', file: FILE, lang }], { facts, selected: null });
    return (outcomes[0]?.notes ?? []).map(({ en }) => en).join(' ');
  };
  assert.match(note('es'), /language that is spoken/);
  assert.match(note('en,zh'), /language that is spoken/);
  assert.equal(note('en'), '');
});
