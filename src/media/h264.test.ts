import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../test/support/properties.ts';
import { configurationOf, isSlice, lengthPrefixed, parseConfiguration, unitsOf } from './h264.ts';
import { parsePps, parseSliceHead, parseSps } from './h264-sets.ts';

/** Of a talk in 720p at 30 frames a second (Main 4.1, one level of B-frames) and a landscape in full-range 1080p. */
const MAIN = Buffer.from('J00AKYmLYCgC3YC1AQEBMDAAXcAAF3Be98FA', 'base64');
const HIGH = Buffer.from('Z2QAKKzZQHgCJ+XAW4EBAtKAAAADAIAAABkHjBjL', 'base64');
const PPS = Buffer.from('aOvgjLIs', 'base64');

test('sequence parameter sets say size, profile, colours and reordering', () => {
  const main = parseSps(MAIN);
  assert.deepEqual(
    [main?.width, main?.height, main?.profile, main?.level, main?.reorder, main?.buffer, main?.isProgressive],
    [1280, 720, 77, 41, null, null, true],
  );
  assert.deepEqual(main?.color, { isFullRange: false, primaries: 1, transfer: 1, matrix: 1, chroma: 0 });
  const high = parseSps(HIGH);
  assert.deepEqual([high?.width, high?.height, high?.profile, high?.level], [1920, 1080, 100, 40]);
  assert.deepEqual([high?.reorder, high?.buffer, main?.references], [2, 4, 2]);
  assert.deepEqual(high?.color, { isFullRange: true, primaries: 2, transfer: 2, matrix: 5, chroma: 1 });
  assert.deepEqual(parsePps(PPS), { id: 0, sps: 0 });
});

test('sets and slices that end too early are nothing', () => {
  for (let length = 1; length < 12; length++) assert.equal(parseSps(HIGH.subarray(0, length)), null, `${length} bytes`);
  assert.equal(parsePps(PPS.subarray(0, 1)), null);
  assert.equal(parseSliceHead(Buffer.from([0x65])), null);
});

test('a record of two sets has the higher profile and level, and reads back', () => {
  const record = configurationOf([MAIN, HIGH], [PPS]);
  assert.deepEqual([...record.subarray(0, 6)], [1, 100, 0, 41, 0xff, 0xe2]);
  assert.deepEqual(parseConfiguration(record), { framing: 4, sps: [MAIN, HIGH], pps: [PPS] });
  for (let length = 1; length < record.length - 4; length++) {
    assert.equal(parseConfiguration(record.subarray(0, length)), null, `${length} bytes`);
  }
  const bare = Buffer.concat([Buffer.from([0, 0, 0, 1]), MAIN, Buffer.from([0, 0, 1]), PPS]);
  assert.deepEqual(parseConfiguration(bare), { framing: null, sps: [MAIN], pps: [PPS] });
});

/** Units as an encoder writes them: no start code within, no zero at the end. */
const unit = fc
  .uint8Array({ minLength: 1, maxLength: 40 })
  .map((bytes) => Buffer.from([0x41, ...bytes.map((byte) => (byte < 4 ? byte + 4 : byte))]));

test('units come back from both ways of keeping them apart', () => {
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 6 }), fc.boolean(), (units, isLong) => {
      assert.deepEqual(unitsOf(lengthPrefixed(units), 4), units);
      const start = Buffer.from(isLong ? [0, 0, 0, 1] : [0, 0, 1]);
      assert.deepEqual(unitsOf(Buffer.concat(units.flatMap((one) => [start, one])), null), units);
      assert.ok(units.every(isSlice));
    }),
  );
});

test('lengths that do not fit are nothing, whatever the bytes', () => {
  assert.equal(unitsOf(Buffer.from([0, 0, 0, 9, 0x41]), 4), null);
  assert.equal(unitsOf(Buffer.from([0, 0, 0, 0]), 4), null);
  assert.equal(unitsOf(Buffer.from([0x41, 0x42]), null), null);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(null, 1, 2, 3, 4), (bytes, framing) => {
      const data = Buffer.from(bytes);
      const units = unitsOf(data, framing as 1 | 2 | 3 | 4 | null);
      for (const one of units ?? []) assert.ok(one.length > 0 && one.length <= data.length);
      parseConfiguration(data);
      parseSps(data);
      parsePps(data);
    }),
  );
});
