import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replyLang } from './reply-lang.ts';

test('replies keep the language of the session, unless a message is plainly in another one', () => {
  for (const [text, session, expected] of [
    ['make it darker', 'en', 'en'],
    ['剪掉停顿', 'zh-CN', 'zh'],
    ['剪掉停顿', 'en', null],
    ['export', 'zh-CN', 'zh'],
    ['undo 3', 'zh-Hans', 'zh'],
    ['please make everything darker', 'zh-CN', null],
    ['9:16', 'zh-CN', 'zh'],
    ['haz el video más corto por favor', 'es', 'es'],
    ['haz el video más corto por favor', 'en', null],
    ['export mp4', 'ja-JP', 'ja'],
    ['音楽を付けて', 'en-US', null],
    ['Schneide bitte die Pausen heraus', 'fr', null],
  ] as const)
    assert.equal(replyLang(text, session), expected, text);
});
