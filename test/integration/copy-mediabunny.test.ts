import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EncodedPacketSink, FilePathSource, Input, MP4 } from 'mediabunny';
import { measureGops } from '../../src/analysis/gops.ts';
import { rateOf } from '../../src/base/time.ts';
import { makeH264 } from '../support/make-h264.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';

test('mediabunny reads a mixed stream: one description with both sets, even times, key packets where groups begin', async () => {
  await using bench = new RenderBench();
  const params = 'keyint=40:min-keyint=40:scenecut=0:bframes=3';
  makeH264(bench.file('s.mp4'), { frames: 200, rate: rateOf(25), params, profile: 'main' });
  const asset = bench.add('s.mp4');
  bench.assets.set(asset.id, { ...asset, gops: measureGops(bench.file('s.mp4'), asset.probe) });
  const main = [clipOf(asset, 0, 4000, { in: 600 }), clipOf(asset, 4000, 3000, { in: 4040 })];
  const report = await bench.render(draftOf(canvasOf(96, 64, 25), { main }), { copy: 'always' });
  assert.ok(report.chunks.copied >= 2 && report.chunks.encoded >= 2, JSON.stringify(report.chunks));
  using input = new Input({ formats: [MP4], source: new FilePathSource(bench.file('out.mp4')) });
  const track = await input.getPrimaryVideoTrack();
  assert.ok(track !== null);
  const config = await track.getDecoderConfig();
  assert.match(config?.codec ?? '', /^avc1\.4d/i);
  const record = Buffer.from(config?.description as ArrayBuffer);
  assert.equal((record[5] ?? 0) & 0x1f, 2, 'two sequence parameter sets');
  const sink = new EncodedPacketSink(track);
  const times: number[] = [];
  const keys: number[] = [];
  for await (const packet of sink.packets(undefined, undefined, { verifyKeyPackets: true })) {
    times.push(Math.round(packet.timestamp * 25 * 1e6) / 1e6);
    if (packet.type === 'key') keys.push(Math.round(packet.timestamp * 25));
  }
  assert.deepEqual(
    times.toSorted((a, b) => a - b),
    Array.from({ length: 175 }, (_, i) => i),
  );
  // From 0.6 s: frame 15 is encoded, 40 and 80 begin groups; the last one ends at a cut, and an edge begins.
  assert.deepEqual(keys.slice(0, 3), [0, 25, 65]);
});
