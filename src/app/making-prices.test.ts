import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MakeOrder } from '../llm/make/maker.ts';
import { areCredits, costOf, NO_PRICES, pricesFrom, pricesIn, USUAL_PRICES } from './making-prices.ts';

const picture: MakeOrder = { kind: 'image', prompt: 'x', size: null, seconds: null, seed: 1 };
const clip: MakeOrder = { ...picture, kind: 'video', seconds: 5 };
const song: MakeOrder = { ...picture, kind: 'music', seconds: 21 };

test('prices are read as they are written, or not at all', () => {
  assert.deepEqual(pricesIn('image=5, video=10/s; music = $0.02/sec'), {
    image: { amount: 5, per: 'piece', currency: null },
    video: { amount: 10, per: 'second', currency: null },
    music: { amount: 0.02, per: 'second', currency: '$' },
  });
  for (const wrong of ['image', 'image=', 'image=-1', 'image=5/s', 'voice=1', 'image=1e9', 'image=5 video=3'])
    assert.equal(pricesIn(wrong), null, wrong);
  assert.throws(() => pricesFrom({ TELLCUT_MAKE_PRICES: 'free' }), { code: 'make.bad_value' });
  assert.equal(pricesFrom({}), NO_PRICES);
});

test('credits are whole for each thing; money is a sum; what nobody wrote down is said to be unknown', () => {
  const usual = pricesIn(USUAL_PRICES);
  assert.ok(usual !== null && areCredits(usual));
  assert.equal(costOf([picture, clip, song], usual, true).credits, 5 + 50 + 11);
  assert.equal(costOf([picture], NO_PRICES, true).credits, 0);
  const money = pricesIn('image=$0.04, video=$0.10/s') ?? NO_PRICES;
  assert.ok(!areCredits(money));
  assert.equal(costOf([clip], money, false).said.en, 'about $0.50, which your provider charges');
  assert.equal(costOf([picture, picture], money, false).said.en, 'about $0.08, which your provider charges');
  assert.equal(costOf([song], money, false).said.en, 'what your provider charges');
  assert.equal(costOf([picture], usual, false).said.en, 'what your provider charges');
});
