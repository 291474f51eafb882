import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import { type KnownEffect, nameOfEffect } from '../draft/effect-names.ts';
import type { Effect, VideoSegment } from '../draft/model.ts';
import { say } from './phrase.ts';

/** How strong something is, as people say it. */
export const StrengthArg = z
  .union([z.number(), z.string().max(20)])
  .describe('How strong: 0–1, "50%", "subtle", "strong"');

/** A strength from 0 to 1; `usual` where nobody says. Throws `draft.unclear_value`. */
export function strengthOf(amount: number | string | undefined, usual: number): number {
  if (amount === undefined) return usual;
  const text = String(amount).trim();
  const value = text.endsWith('%') ? Number.parseFloat(text) / 100 : Number.parseFloat(text);
  if (Number.isFinite(value)) return Math.min(1, Math.max(0, value > 1 ? value / 100 : value));
  if (/more|strong|heavy|max|extreme|强|多|重/i.test(text)) return Math.min(1, usual * 1.6);
  if (/less|subtle|light|slight|soft|gentle|轻|少|弱|微/i.test(text)) return usual * 0.5;
  if (/medium|normal|usual|中/i.test(text)) return usual;
  throw fail('draft.unclear_value', {
    text: shown(text),
    expected: say('a strength from 0 to 1', '0 到 1 之间的强度'),
  });
}

/** Words that take something away instead of naming it. */
export const isNone = (words: string): boolean =>
  /^(?:none|no|off|remove|no (?:filter|effect)s?|without|无|去掉|原图|取消|关闭)$/i.test(words.trim());

/** A segment with this effect instead of another of its kind and name. */
export function withEffect(segment: VideoSegment, effect: Effect): VideoSegment {
  const isSame = (other: Effect): boolean =>
    other.kind === effect.kind && (effect.kind !== 'effect' || nameOfEffect(other) === effect.name);
  return { ...segment, effects: [...segment.effects.filter((other) => !isSame(other)), effect] };
}

/** A segment without a named effect, or without any when none is named. */
export function withoutEffect(segment: VideoSegment, known: KnownEffect | null): VideoSegment {
  const isGone = (effect: Effect): boolean => {
    const name = nameOfEffect(effect);
    return name !== null && (known === null || name === known.name);
  };
  return { ...segment, effects: segment.effects.filter((effect) => !isGone(effect)) };
}
