import { fail, TellcutError } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { say } from '../base/say.ts';
import { HardwareEncoder, type TryHardwareTask } from '../protocol/chunk.ts';
import type { Profile } from '../render/profile.ts';
import type { Studio } from './studio.ts';

/** A driver that says nothing for so long is not going to. */
const STALL_MS = 15_000;

const FAMILIES = { h264: 'h264_', hevc: 'hevc_', av1: 'av1_', vp9: 'vp9_' } as const;

/** Refuses (`input.usage`) a name that is no encoder, before any work. */
export function requireEncoder(wanted: string): void {
  if (wanted === 'auto' || wanted === 'software' || HardwareEncoder.safeParse(wanted).success) return;
  const names = HardwareEncoder.options.join(', ');
  throw fail('input.usage', { problem: `"${wanted.slice(0, 40)}" is no encoder. Name auto, software, ${names}.` });
}

/**
 * The profile with a hardware encoder, where one was asked for and really encodes here: `auto` takes the first that does.
 * Otherwise the profile as it is, with a note. Each is tried in a child, because drivers crash.
 */
export async function withHardware(
  studio: Studio,
  profile: Profile,
  wanted: string,
  signal: AbortSignal,
): Promise<{ readonly profile: Profile; readonly notes: readonly Said[] }> {
  requireEncoder(wanted);
  if (wanted === 'software') return { profile, notes: [] };
  const family = HardwareEncoder.options.filter((name) => name.startsWith(FAMILIES[profile.video.codec]));
  for (const hardware of family.filter((name) => wanted === 'auto' || name === wanted)) {
    if (!(await works(studio, hardware, signal))) continue;
    const notes = [say('Encoded by {hardware}.', '由 {hardware} 编码。', { hardware })];
    return { profile: { ...profile, video: { ...profile.video, hardware } }, notes };
  }
  const why =
    wanted === 'auto'
      ? say('{what}, so the processor did the encoding.', '{what}，已改用处理器编码。', {
          what: { en: 'No hardware encoder works here', zh: '这台机器没有可用的硬件编码器' },
        })
      : say(
          '{wanted} does not work here, so the processor did the encoding.',
          '{wanted} 在这台机器上不可用，已改用处理器编码。',
          { wanted },
        );
  return { profile, notes: [why] };
}

async function works({ pool }: Studio, encoder: HardwareEncoder, signal: AbortSignal): Promise<boolean> {
  const task: TryHardwareTask = { kind: 'try-hardware', encoder };
  try {
    return (await pool.run(task, { label: encoder, stallMs: STALL_MS, signal })) === true;
  } catch (error) {
    if (error instanceof TellcutError) return false; // the driver crashed or hung
    throw error;
  }
}
