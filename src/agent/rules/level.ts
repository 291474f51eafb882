import { type Clause, isWhole, names, takeType, wording } from '../clause.ts';
import type { SlotValue } from '../types.ts';

/** A level from what is said: `-18dB`, 0.5, `up`, `down`; undefined when no level is asked for. */
export function levelOf(c: Clause, bare = true): SlotValue | undefined {
  const db = takeType(c, 'db');
  const text = wording(c);
  const lower = names(c, 'quieter') || names(c, 'down');
  const louder = names(c, 'louder') || names(c, 'up');
  if (db !== undefined) {
    const isLevel = isWhole(c, db);
    const by = lower && !isLevel && db.value > 0;
    const up = louder && db.value > 0 && !isLevel;
    const signed = db.raw.trim().startsWith('+');
    return `${by ? -db.value : up || signed ? `+${db.value}` : db.value}dB`;
  }
  const percent = takeType(c, 'percent');
  if (percent !== undefined) {
    const share = percent.value / 100;
    // "20 % louder", "down 20%", "by 20 percent" change it; "to 20 %", "at 20 %" say what it shall be
    if (!isWhole(c, percent) && (lower || louder)) return `${lower ? '-' : '+'}${percent.value}%`;
    return share;
  }
  const factor = takeType(c, 'factor');
  if (factor !== undefined)
    return lower && !louder && factor.value > 1 && !isWhole(c, factor)
      ? Math.round((1 / factor.value) * 100) / 100
      : factor.value;
  if (names(c, 'half') || /一半|half|mitad|halfte|moitie|metade|절반|半分/.test(text)) return 0.5;
  if (names(c, 'quieter')) return 'down';
  if (names(c, 'louder')) return 'up';
  if (names(c, 'down')) return 'down';
  if (names(c, 'up')) return 'up';
  if (!bare) return undefined;
  const number = c.items.find((i) => i.type === 'num' && !i.used);
  if (number !== undefined) {
    number.used = true;
    return number.value > 3 ? number.value / 100 : number.value;
  }
  return undefined;
}
