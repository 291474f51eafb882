import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, sampleAsset } from '../../test/support/sample-draft.ts';
import { clipsOf } from '../draft/clips.ts';
import { withSelected } from './selected-clip.ts';

const draft = draftOf(sampleAsset('a.mp4'), sampleAsset('b.mp4'), sampleAsset('c.mp4'));
const second = clipsOf(draft)[1]?.segments[0]?.id ?? '';

test('"this clip" becomes the number of the clip that is chosen, in the words of the request', () => {
  const said = (text: string): string => withSelected(text, draft, second);
  assert.equal(said('make this clip brighter'), 'make clip 2 brighter');
  assert.equal(said('Mute the selected shot, then reverse this clip'), 'Mute clip 2, then reverse clip 2');
  assert.equal(said('把这个片段调亮'), '把第2个片段调亮');
  assert.equal(said('删除选中的片段'), '删除第2个片段');
  assert.equal(said('diesen Clip löschen'), 'Clip 2 löschen');
  assert.equal(said('このクリップを削除'), 'クリップ2を削除');
  assert.equal(said('이 클립 삭제'), '클립 2 삭제');
});

test('what names another clip, or no clip, stays as it was said', () => {
  for (const text of [
    'delete clip 3',
    'make this video vertical',
    'cut the silences',
    '把这段话删掉',
    'this is a clip',
  ])
    assert.equal(withSelected(text, draft, second), text);
  assert.equal(withSelected('mute this clip', draft, null), 'mute this clip');
  assert.equal(withSelected('mute this clip', draft, 'seg_gone'), 'mute this clip');
});
