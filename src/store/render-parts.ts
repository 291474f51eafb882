import { sql } from 'kysely';
import type { Db } from './schema.ts';

/**
 * Parts of a render as `jobs` of its row holds them: `done` counts the frames of each part, by the part's name. Parts are
 * made in many processes; the row adds them up.
 */

/** Notes how many frames of a part are done, never fewer than before; gives the sum of all parts. Null: it has ended. */
export async function notePart(db: Db, uid: string, part: string, frames: number): Promise<number | null> {
  const { rows } = await sql<{ total: number }>`
    update renders set jobs = jsonb_set(jobs::jsonb, array['done', ${part}],
      to_jsonb(greatest(coalesce((jobs->'done'->>${part})::int, 0), ${Math.round(frames)}::int)))::json
    where uid = ${uid} and state in ('pending', 'processing') and jobs is not null
    returning (select coalesce(sum(value::bigint), 0) from json_each_text(jobs->'done'))::bigint as total`.execute(db);
  return rows[0]?.total ?? null;
}
