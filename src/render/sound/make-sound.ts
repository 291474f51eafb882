import { writeFailure } from '../../media/output.ts';
import type { SoundPlan } from '../../protocol/sound.ts';
import type { SoundDone, SoundTask } from '../../protocol/tasks.ts';
import type { SoundSources } from './players.ts';

type Job = SoundSources &
  Pick<SoundTask, 'as' | 'title' | 'out'> & { readonly mayCopy: boolean; readonly onProgress: (done: number) => void };

/**
 * Makes the sound of a plan: of sources' own packets where that is allowed and possible, else mixed and encoded. What
 * only one of the two ways needs is loaded with it. Throws named failures for files that cannot be read and a full disk.
 */
export async function makeSound(plan: SoundPlan, job: Job): Promise<SoundDone> {
  if (!job.mayCopy || job.as !== 'aac') return mix(plan, job);
  const { copySound } = await import('./copy-sound.ts');
  try {
    const copy = copySound(plan, job);
    if ('why' in copy) return { ...(await mix(plan, job)), copy };
    return { samples: plan.samples, loudness: { integrated: null, range: null, truePeak: null }, copy };
  } catch (error) {
    throw writeFailure(error, job.out);
  }
}

async function mix(plan: SoundPlan, job: Job): Promise<SoundDone> {
  const { renderSound } = await import('./render-sound.ts');
  return renderSound(plan, job);
}
