import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AdkEvent } from '../../protocol/adk.ts';
import { TurnLog } from './turn-log.ts';

const clock = (): Date => new Date(0);
const labelOf = (data: AdkEvent['customMetadata']): string =>
  typeof data?.['label'] === 'string' ? data['label'] : '';
const shown = ({ type, text, partial, customMetadata }: AdkEvent): string =>
  [type, partial === true ? 'part' : '', text ?? labelOf(customMetadata)].filter((word) => word !== '').join(' ');

function open(): { log: TurnLog; written: string[][]; release: () => void } {
  const written: string[][] = [];
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const log = new TurnLog({ turnId: 'e-1', lang: 'en' }, clock, async (events) => {
    written.push(events.map(shown));
    await gate;
  });
  return { log, written, release };
}

test('the last words are kept for the end; words before them are written in order', async () => {
  const { log, written, release } = open();
  release();
  log.hear({ kind: 'text-delta', text: 'Hel' });
  log.hear({ kind: 'text', text: 'Hello' });
  log.hear({ kind: 'tool-call', id: 'call_1', op: 'trim', args: { keep: '3s', nothing: undefined } });
  log.hear({ kind: 'tool-result', id: 'call_1', op: 'trim', code: null, said: { en: 'Done.', zh: '好。' }, notes: [] });
  log.hear({ kind: 'text', text: 'Trimmed.' });
  assert.equal(await log.end(), 'Trimmed.');
  assert.deepEqual(written.flat(), ['text part Hel', 'text Hello', 'tool_call', 'tool_result']);
});

test('what comes while a write is under way goes with the next one', async () => {
  const { log, written, release } = open();
  for (const text of ['a', 'b', 'c', 'd']) log.hear({ kind: 'text-delta', text });
  release();
  await log.settled();
  assert.deepEqual(written, [['text part a'], ['text part b', 'text part c', 'text part d']]);
});

test('words of a model that gave out are no last words', async () => {
  const { log, written, release } = open();
  release();
  log.hear({ kind: 'text', text: 'I will' });
  log.hear({ kind: 'fallback', code: 'model.down', said: { en: 'The model is away.', zh: '模型不可用。' } });
  assert.equal(await log.end(), '');
  assert.deepEqual(written.flat(), ['progress part The model is away.']);
});

test('a write that fails is told at the end, and nothing more is written', async () => {
  let writes = 0;
  const log = new TurnLog({ turnId: 'e-1', lang: 'en' }, clock, () => {
    writes++;
    return Promise.reject(new Error('the turn has ended'));
  });
  log.hear({ kind: 'text-delta', text: 'a' });
  log.hear({ kind: 'text-delta', text: 'b' });
  await assert.rejects(log.end(), /the turn has ended/);
  assert.equal(writes, 1);
});
