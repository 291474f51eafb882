import type { Desk } from '../desk.ts';
import { analyseAsset } from './analysis.ts';
import { endDeadMaking, runMakingJob } from './making-job.ts';
import { ANALYSE, MAKE, RENDER_JOIN, RENDER_PART, RENDER_PLAN, RETENTION, TURN, WEBHOOK } from './queues.ts';
import { RenderWork } from './render-jobs.ts';
import { clearOut } from './retention.ts';
import { endDeadTurn, runTurnJob } from './turn-job.ts';
import { sendWebhook } from './webhooks.ts';

/** Turns at once in one process: they mostly wait, for measurements or for a model. */
const TURNS = 8;
const WEBHOOKS = 4;
/** Things made at once: they wait for somebody else's machines. */
const MAKINGS = 8;
/** Every ten minutes: what nobody may have any more is gone soon, and a look costs little. */
const CLEAR_OUT = '*/10 * * * *';

/** Takes the jobs of a deployment with so many media processes at once; none: they are left to other processes. */
export async function takeJobs(desk: Desk, workers: number): Promise<void> {
  const { engine } = desk;
  await engine.schedule(RETENTION, CLEAR_OUT, {});
  if (workers < 1) return;
  const renders = new RenderWork(desk);
  await Promise.all([
    engine.work(TURN, TURNS, (work) => runTurnJob(desk, work)),
    engine.onDead(TURN, (data, why) => endDeadTurn(desk, data, why)),
    engine.work(RENDER_PLAN, 2, (work) => renders.plan(work)),
    // As many as there are children: a part that waits for one here could be made elsewhere.
    engine.work(RENDER_PART, workers, (work) => renders.part(work)),
    engine.work(RENDER_JOIN, 2, (work) => renders.join(work)),
    ...[RENDER_PLAN, RENDER_PART, RENDER_JOIN].map((queue) =>
      engine.onDead<{ uid: string }>(queue, (data, why) => renders.dead(data, why)),
    ),
    engine.work(MAKE, MAKINGS, (work) => runMakingJob(desk, work)),
    engine.onDead(MAKE, (data, why) => endDeadMaking(desk, data, why)),
    engine.work(ANALYSE, Math.max(1, Math.floor(workers / 2)), (work) => analyseAsset(desk, work)),
    engine.work(WEBHOOK, WEBHOOKS, (work) => sendWebhook(desk, work)),
    engine.work(RETENTION, 1, () => clearOut(desk)),
  ]);
}
