import { problemSaid, TellcutError } from '../../base/errors.ts';
import type { Said } from '../../base/lang.ts';
import { say } from '../../base/say.ts';
import type { CaptionFormat } from '../../captions/write.ts';
import { clipsApart } from '../../draft/apart.ts';
import type { Format } from '../../interchange/formats.ts';
import type { ExportOptions } from '../../operations/export-options.ts';
import type { Session, Turn as TurnRow, Tx } from '../../store/schema.ts';
import type { Desk } from '../desk.ts';
import { captionOrders, exportsOf, timelineOrders } from '../orders.ts';
import { factsOf } from '../session.ts';
import { sharedRenderPath, signPath } from '../signing.ts';
import type { Turn } from '../turn.ts';
import { queueRender } from './render-queue.ts';

/** A render that a turn asked for: what is said of it, and for programs its id and addresses; null: it was refused. */
export type AskedRender = {
  readonly said: Said;
  readonly data: { readonly id: string; readonly url: string; readonly status_url: string } | null;
};

/** Files of one turn at most; more would be a mistake. */
const MOST_FILES = 40;

/**
 * Queues the renders that a turn asked for, in its last transaction: run again, it asks for the same ids. What cannot be
 * queued is said instead; the edits of the turn stay.
 */
export async function startAskedRenders(
  desk: Desk,
  tx: Tx,
  { turn, row, session }: { turn: Turn; row: TurnRow; session: Session },
): Promise<readonly AskedRender[]> {
  const { wanted: timelines, others: rest } = timelineOrders(turn);
  const { wanted, others } = captionOrders({ requests: rest });
  const orders = exportsOf({ ...turn, requests: others }).flatMap((options) => {
    const apart = options.each === true ? clipsApart(turn.draft, factsOf(turn.library)) : [];
    const { each: _each, ...plain } = options;
    return (apart.length > 1 ? apart : [turn.draft]).map((draft) => ({ draft, options: plain as ExportOptions }));
  });
  const asked: AskedRender[] = [
    ...wanted.map((format) => captionsReady(desk, session, format)),
    ...timelines.map((format) => timelineReady(desk, session, format)),
  ];
  for (const [i, { draft, options }] of orders.slice(0, MOST_FILES).entries()) {
    const id = `render_${row.id.replace(/^e-/, '')}${i === 0 ? '' : `-${i + 1}`}`;
    try {
      const { uid } = await queueRender(desk, tx, session, {
        accountId: row.account_id,
        id,
        draft,
        version: null,
        options,
        webhook: null,
        attribution: row.attribution,
        bodyHash: null,
      });
      asked.push(startedRender(desk, id, uid));
    } catch (error) {
      if (!(error instanceof TellcutError)) throw error;
      asked.push({ said: refusal(error), data: null });
    }
  }
  return asked;
}

/** The operation has said that it exports: what follows must take that back. */
const refusal = (error: TellcutError): Said =>
  say('But the export did not start. {problem}', '但导出没有开始。{problem}', { problem: problemSaid(error) });

/** Captions need no rendering: they are there as soon as the draft is. */
function captionsReady(desk: Desk, { id }: Session, format: CaptionFormat): AskedRender {
  const url = desk.address(`/api/state/nemo_agent/me/${id}/captions?format=${format}`);
  const name = format.toUpperCase();
  return { said: say('The captions as {name}: {url}', '{name} 字幕：{url}', { name, url }), data: null };
}

/** So is a timeline for another editor. */
function timelineReady(desk: Desk, { id }: Session, { name, said: format }: Format): AskedRender {
  const url = desk.address(`/api/state/nemo_agent/me/${id}/timeline?format=${name}`);
  return { said: say('The timeline as {format}: {url}', '{format} 时间线：{url}', { format, url }), data: null };
}

function startedRender(desk: Desk, id: string, uid: string): AskedRender {
  const { secret, downloadLifetime } = desk.settings;
  const url = desk.address(signPath(secret, sharedRenderPath(uid), downloadLifetime, desk.clock()));
  const statusUrl = desk.address(`/api/render/proxy/lambda/${id}`);
  return {
    said: say(
      'The video is being made ({id}). When it is done it is here: {url}',
      '视频正在导出（{id}）。完成后在此下载：{url}',
      { id, url },
    ),
    data: { id, url, status_url: statusUrl },
  };
}
