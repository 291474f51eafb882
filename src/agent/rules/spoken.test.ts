import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRequest } from '../plan.ts';
import { carriedOut, toOperation } from '../to-operation.ts';

const planned = (text: string): object[] =>
  carriedOut(planRequest({ text, context: { videos: 1, photos: 0, audios: 0, duration: 120 } }).ops).map(toOperation);

test('cuts by what is said: quoted words, topics, in eight languages', () => {
  for (const [text, wanted] of [
    ["remove the part where I say 'you can skip this'", { text: 'you can skip this', whole: true }],
    ['cut the sentence "we will see"', { text: 'we will see', whole: true }],
    ['remove the words "so basically"', { text: 'so basically' }],
    ["remove the second time I say 'okay folks'", { text: 'okay folks', whole: true, which: 2 }],
    ['delete the bit where she says hello', { text: 'hello', whole: true }],
    ['remove the part about taxes', { text: 'taxes', whole: true }],
    ['keep only the part about pricing', { text: 'pricing', keep: true }],
    ["keep only the sentence where I say 'hello'", { text: 'hello', keep: true }],
    ['删掉“我们明天见”这句话', { text: '我们明天见', whole: true }],
    ['只保留讲价格的部分', { text: '价格', keep: true }],
    ['corta la parte donde digo "no sé"', { text: 'no sé', whole: true }],
    ['schneide die Stelle heraus, wo ich über Preise spreche', { text: 'Preise', whole: true }],
    ['supprime le passage où je parle de politique', { text: 'politique', whole: true }],
    ['remova a parte em que falo de impostos', { text: 'impostos', whole: true }],
    ['「えっと」と言っているところを削除', { text: 'えっと', whole: true }],
  ] as const)
    assert.deepEqual(planned(text), [{ op: 'cut_words', ...wanted }], text);
});

test('a search is looked up in what is said, with the words as they were asked for', () => {
  for (const [text, words] of [
    ['where do I talk about Pricing?', 'Pricing'],
    ['find where I mention the budget', 'budget'],
    ['find the word budget', 'budget'],
    ['Busca donde hablo de marketing', 'marketing'],
    ['wo spreche ich über Preise?', 'Preise'],
    ['où est-ce que je parle du prix ?', 'prix'],
    ['onde eu falo de impostos?', 'impostos'],
    ['我在哪里说到价格', '价格'],
    ['找我讲税的部分', '税'],
    ['価格についてどこで話している？', '価格'],
    ['どこで価格について話していますか', '価格'],
    ['가격에 대해 어디서 말해?', '가격'],
  ] as const)
    assert.deepEqual(planned(text), [{ op: 'find_words', text: words }], text);
});

test('fillers, repeated starts and retakes', () => {
  for (const [text, ...ops] of [
    ['remove the filler words', { op: 'remove_fillers' }],
    ["remove every 'like'", { op: 'remove_fillers', words: 'like' }],
    ["remove filler words like 'um' and 'uh'", { op: 'remove_fillers' }],
    ['remove repeated words', { op: 'remove_fillers', kind: 'repeats' }],
    ['remove my stutters and repeated starts', { op: 'remove_fillers' }],
    ['cut the part where I say um too much', { op: 'remove_fillers' }],
    ['去掉重复的开头', { op: 'remove_fillers', kind: 'repeats' }],
    ['删掉说错的部分', { op: 'cut_range', what: 'retakes' }],
  ] as const)
    assert.deepEqual(planned(text), ops, text);
});

test('texts that are shown, times and places are no speech', () => {
  for (const text of [
    "add a title 'the part where we begin'",
    "change the title to 'the part where I say hello'",
    'delete the line at 0:12',
    'keep the part on the left',
    'cut the part where nothing happens',
    'where is the logo?',
    'how much does it cost?',
  ])
    assert.ok(!planned(text).some((call) => /words/.test((call as { op: string }).op)), text);
});
