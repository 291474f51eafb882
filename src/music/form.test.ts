import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../test/support/properties.ts';
import { Random } from '../base/random.ts';
import { formOf } from '../draft/music-form.ts';
import { STYLES } from './styles.ts';

test('any length gets a form: the last chord inside it, sections of whole bars, tempo near the style’s', () => {
  const styles = Object.values(STYLES);
  fc.assert(
    fc.property(fc.integer({ min: 500, max: 7_200_000 }), fc.nat(7), fc.nat(), (ms, which, seed) => {
      const style = styles[which];
      if (style === undefined) return;
      const form = formOf(style, ms / 1000, new Random(seed));
      const chordAt = (form.beats * 60) / form.bpm;
      assert.ok(chordAt > 0 || form.beats === 1);
      assert.ok(chordAt < ms / 1000 || ms < 2000, `last chord at ${chordAt} of ${ms / 1000}`);
      assert.equal(form.bars.length, Math.ceil(form.beats / 4));
      assert.ok(form.bpm >= style.bpm[0] / 1.26 && form.bpm <= style.bpm[1] * 1.26, `${form.bpm}`);
      for (const bar of form.bars) assert.ok(bar.place < bar.length);
      if (form.bars.length >= 14) {
        assert.equal(form.bars[0]?.section, 'i');
        assert.equal(form.bars.at(-1)?.section, 'o');
      }
    }),
  );
});

test('a three-minute piece develops', () => {
  const sections = new Set(formOf(STYLES.upbeat, 180, new Random(1)).bars.map((bar) => bar.section));
  assert.deepEqual([...sections].toSorted(), ['a', 'b', 'c', 'i', 'k', 'o']);
});
