import { clipsOf } from '../draft/clips.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { endOf, mainSegments } from '../draft/queries.ts';
import { layOut, type Part, partsOf } from '../draft/ripple.ts';
import { placeTransitions } from '../draft/transition-handles.ts';

/** The parts of one clip, which move together; or a title card or hole, which keeps its place. */
export type Unit = { readonly parts: readonly Part[]; readonly clip: number | null };

/** The main track as clips (numbered from 1) and what lies between them. */
export function unitsOf(draft: Draft): Unit[] {
  const numberOf = new Map(clipsOf(draft).flatMap((clip, i) => clip.segments.map((s) => [s.id, i + 1] as const)));
  const units: { parts: Part[]; clip: number | null }[] = [];
  for (const part of partsOf(draft)) {
    const clip = part.segment === null ? null : (numberOf.get(part.segment.id) ?? null);
    const last = units.at(-1);
    if (last !== undefined && clip !== null && last.clip === clip) last.parts.push(part);
    else units.push({ parts: [part], clip });
  }
  return units;
}

/** The units with their clips in another order; cards and holes keep their places. `order` names every clip once. */
export function inOrder(units: readonly Unit[], order: readonly number[]): Unit[] {
  const byNumber = new Map(units.flatMap((unit) => (unit.clip === null ? [] : [[unit.clip, unit] as const])));
  let next = 0;
  return units.map((unit) => (unit.clip === null ? unit : (byNumber.get(order[next++] ?? 0) ?? unit)));
}

/**
 * Lays units out. Where every cut had a transition before, every cut has one afterwards: a clip that was the first
 * brings none along.
 */
export function layOutUnits(draft: Draft, units: readonly Unit[], facts: Facts): Draft {
  const after = layOut(
    draft,
    units.flatMap((unit) => unit.parts),
  );
  const before = mainSegments(draft).slice(1);
  const model = before[0]?.transition ?? null;
  if (model === null || before.some((segment) => segment.transition === null)) return after;
  const segments = mainSegments(after);
  const bare = segments.filter((segment, i) => {
    const previous = segments[i - 1];
    return segment.transition === null && previous !== undefined && endOf(previous) === segment.start;
  });
  const wanted = bare.map((segment) => ({ into: segment.id, name: model.name, duration: model.duration }));
  return wanted.length === 0 ? after : placeTransitions(after, wanted, facts).draft;
}
