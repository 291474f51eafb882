import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { clock } from '../base/time.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { mainSegments } from '../draft/queries.ts';
import { partsOf } from '../draft/ripple.ts';
import { done, type Outcome } from './operation.ts';
import { say } from './phrase.ts';
import { layOutUnits } from './units.ts';

/**
 * Moves one piece of the main track, as a hand does: alone, also where it is part of a clip that pauses were taken out
 * of. `what` and the end of `to` ("start", "end", "before <id>", "after <id>") are ids of segments; null when they are
 * not, which is for others to read.
 */
export function pieceMoved(draft: Draft, what: unknown, to: unknown, facts: Facts): Outcome | null {
  const segments = mainSegments(draft);
  const moved = segments.find(({ id }) => id === what);
  const [, way, target] = /^(?:(before|after) (\S+)|start|end)$/.exec(String(to)) ?? [null];
  const beside = segments.find(({ id }) => id === target);
  if (moved === undefined || way === null || (way !== undefined && beside === undefined)) return null;
  const parts = partsOf(draft);
  const own = parts.find(({ segment }) => segment?.id === moved.id);
  const rest = parts.filter((part) => part !== own);
  if (own === undefined || beside?.id === moved.id) return done(draft, STAYS);
  const at = rest.findIndex(({ segment }) => segment?.id === target);
  const place = way === undefined ? (to === 'start' ? 0 : rest.length) : way === 'before' ? at : at + 1;
  const order = rest.toSpliced(place, 0, own);
  if (order.every((part, i) => part === parts[i])) return done(draft, STAYS);
  const after = layOutUnits(
    draft,
    order.map((part) => ({ parts: [part], clip: null })),
    facts,
  );
  const now = mainSegments(after).find(({ id }) => id === moved.id)?.start ?? 0;
  const name = shown(facts.assets.get(moved.asset)?.filename ?? moved.asset, 40);
  return done(
    after,
    say('Moved a piece of {name} from {from} to {to}.', '把 {name} 的一段从 {from} 移到 {to}。', {
      name,
      from: clock(moved.start),
      to: clock(now),
    }),
  );
}

const STAYS: Said = say('It is there already.', '已经在那个位置。');
