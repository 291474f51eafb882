import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withHardware } from '../../src/app/hardware.ts';
import type { Studio } from '../../src/app/studio.ts';
import { fail } from '../../src/base/errors.ts';
import type { Pool } from '../../src/media/pool.ts';
import { HardwareEncoder, TryHardwareTask } from '../../src/protocol/chunk.ts';
import { type Profile, profileFor } from '../../src/render/profile.ts';
import { canvasOf, RenderBench } from '../support/render-bench.ts';

/** Which encoder is taken, by what the probe said; and the probe itself on this machine, whatever it has. */

const never = new AbortController().signal;
const profile = (options: Partial<Parameters<typeof profileFor>[1]> = {}): Profile =>
  profileFor(canvasOf(640, 360, 25), { resolution: null, fps: null, quality: 'standard', ...options });

/** A machine on which some encoders work; the others have no device, or crash their driver. */
function machine(works: readonly HardwareEncoder[], crashes: readonly HardwareEncoder[] = []) {
  const tried: string[] = [];
  const run: Pool['run'] = (task) => {
    const { encoder } = TryHardwareTask.parse(task);
    tried.push(encoder);
    return crashes.includes(encoder)
      ? Promise.reject(fail('media.crashed', { file: encoder }))
      : Promise.resolve(works.includes(encoder));
  };
  return { studio: { pool: { run } } as unknown as Studio, tried }; // nothing else of it is used
}

test('auto takes the first of the codec that encodes; a driver that crashes is one that does not', async () => {
  const { studio, tried } = machine(['h264_vaapi', 'hevc_nvenc'], ['h264_nvenc']);
  const h264 = await withHardware(studio, profile(), 'auto', never);
  assert.equal(h264.profile.video.hardware, 'h264_vaapi');
  assert.deepEqual(tried, ['h264_nvenc', 'h264_qsv', 'h264_vaapi']);
  assert.deepEqual(
    h264.notes.map(({ en }) => en),
    ['Encoded by h264_vaapi.'],
  );
  const hevc = await withHardware(studio, profile({ codec: 'hevc' }), 'auto', never);
  assert.equal(hevc.profile.video.hardware, 'hevc_nvenc');
});

for (const name of HardwareEncoder.options) {
  test(`${name}: taken when it was asked for and works; else the processor, and it is said`, async () => {
    const codec = name.startsWith('hevc') ? 'hevc' : name.startsWith('av1') ? 'av1' : 'h264';
    const there = await withHardware(machine([name]).studio, profile({ codec }), name, never);
    assert.equal(there.profile.video.hardware, name);
    for (const { studio } of [machine([]), machine([], [name])]) {
      const { profile: soft, notes } = await withHardware(studio, profile({ codec }), name, never);
      assert.equal(soft.video.hardware, undefined);
      assert.match(notes[0]?.en ?? '', new RegExp(`${name} does not work here, so the processor`));
      assert.match(notes[0]?.zh ?? '', /处理器/);
    }
    const other = await withHardware(machine([name]).studio, profile({ format: 'webm' }), name, never);
    assert.equal(other.profile.video.hardware, undefined, 'VP9 is not what it encodes');
  });
}

test('software tries nothing, and a name that is none is refused before any work', async () => {
  const { studio, tried } = machine(['h264_nvenc']);
  assert.equal((await withHardware(studio, profile(), 'software', never)).profile.video.hardware, undefined);
  await assert.rejects(withHardware(studio, profile(), 'magic', never), { code: 'input.usage' });
  assert.deepEqual(tried, []);
});

test('the probe of every encoder answers on this machine, yes or no', async () => {
  await using bench = new RenderBench(1);
  for (const encoder of HardwareEncoder.options) {
    const answer = await bench.pool
      .run({ kind: 'try-hardware', encoder }, { label: encoder, stallMs: 15_000 })
      .catch((error: { code?: string }) => error.code);
    assert.ok(answer === true || answer === false || answer === 'media.crashed', `${encoder}: ${String(answer)}`);
  }
});
