import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assetOf } from '../../test/support/make-asset.ts';
import type { ProbeFacts } from '../draft/facts.ts';
import { uploadedFor } from './uploaded-captions.ts';

const text = (
  id: string,
  kind: ProbeFacts['kind'],
): [string, { asset: ReturnType<typeof assetOf>; path: string; hash: string }] => [
  id,
  { asset: { ...assetOf(id, { kind, video: null }), filename: `${id}.txt` }, path: id, hash: id },
];
const library = new Map([text('film', 'video'), text('one', 'captions'), text('two', 'script'), text('grade', 'lut')]);

test('which uploaded file a request for captions means', () => {
  for (const [call, hasCaptions, expected] of [
    [{ op: 'captions' }, false, 'two'],
    [{ op: 'captions' }, true, 'two'],
    [{ op: 'captions', style: 'bold' }, false, 'two'],
    [{ op: 'captions', style: 'bold' }, true, null],
    [{ op: 'captions', output: 'srt' }, true, null],
    [{ op: 'captions', visible: false }, true, null],
    [{ op: 'captions', translate: true }, false, null],
    [{ op: 'captions', file: ' ONE.txt ' }, true, 'one'],
    [{ op: 'captions', script: 'one.txt' }, true, 'one'],
    [{ op: 'captions', file: 'grade.txt' }, true, null],
    [{ op: 'captions', file: '00:01.000 --> 00:02.000\nHi' }, false, null],
    [{ op: 'captions', script: 'Welcome back.' }, false, null],
    [{ op: 'text', text: 'one.txt' }, false, null],
  ] as const) {
    assert.equal(uploadedFor(call, library, hasCaptions)?.asset.id ?? null, expected, JSON.stringify(call));
  }
  assert.equal(uploadedFor({ op: 'captions' }, new Map([text('film', 'video')]), false), null);
});
