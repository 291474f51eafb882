import { planRequest } from '../../agent/plan.ts';
import type { PlannedOp } from '../../agent/types.ts';
import { localeOf } from '../../base/lang.ts';
import type { Db } from '../../store/schema.ts';
import { sessionState } from '../../store/sessions.ts';
import { contextOf, summaryOf } from '../session.ts';
import { libraryOf } from './library.ts';
import { routed } from './routed.ts';

/** What never costs anything, whatever comes of it: questions, looks, undo, exports. */
const FREE = new Set([
  'answer',
  'clarify',
  'unsupported',
  'status',
  'credits',
  'undo',
  'redo',
  'export',
  'gif',
  'extract_audio',
  'thumbnail',
]);

/** Whether a request asks for nothing that costs, as the planner reads it. */
export async function isFreeRequest(
  db: Db,
  { accountId, sessionId, text }: { accountId: string; sessionId: string; text: string },
): Promise<boolean> {
  const found = await sessionState(db, { accountId, sessionId });
  if (found === null) return false;
  const { draft } = found.version;
  const previous = (found.session.previous ?? null) as readonly PlannedOp[] | null;
  const { ops } = planRequest({
    text: routed(text),
    lang: localeOf(found.session.language),
    context: contextOf(libraryOf(found.assets), draft),
    draft: summaryOf(draft),
    ...(previous === null ? {} : { previous }),
  });
  return ops.length > 0 && ops.every(({ op }) => FREE.has(op));
}
