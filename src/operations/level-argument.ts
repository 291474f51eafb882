/** How loud something shall be: a factor of the recording (1 = as it was), or a change of what it is now. */
export type Level = { readonly kind: 'absolute' | 'relative' | 'decibels'; readonly factor: number };

/**
 * "-18dB" for a bed of music is where it shall lie; "-6dB" is how much quieter. Nobody lays a bed louder than this, in
 * dB, so what is below it is a level and the rest a change.
 */
const BED_DB = -12;

/** One step of "louder" and "quieter": clearly audible, not dramatic (about 3.5 dB). */
const STEP = 1.5;

/** The factor of a change in decibels. */
export const factorOfDb = (db: number): number => 10 ** (db / 20);

/** Decibels of a factor; -60 for silence. */
export const dbOfFactor = (factor: number): number => (factor <= 0.001 ? -60 : 20 * Math.log10(factor));

/**
 * Reads `"up"`, `"down"`, `0.5`, `"50%"`, `"-18dB"`, `"+3dB"`, `"half"`, `"double"`, `"mute"`. Numbers and
 * percent are levels, words and signed percent changes; decibels are read by {@link volumeAt}. Null when unclear.
 */
export function parseLevel(value: number | string): Level | null {
  if (typeof value === 'number')
    return value >= 0 && Number.isFinite(value) ? { kind: 'absolute', factor: value } : null;
  const text = value.normalize('NFKC').trim().toLowerCase().replace('−', '-');
  const db = /^([+-]?)\s*(\d+(?:\.\d+)?)\s*(?:db|分贝)$/.exec(text);
  if (db !== null) {
    const factor = factorOfDb((db[1] === '-' ? -1 : 1) * Number(db[2]));
    return { kind: 'decibels', factor };
  }
  const share = /^([+-]?)\s*(\d+(?:\.\d+)?)\s*%$/.exec(text);
  if (share !== null) {
    const amount = Number(share[2]) / 100;
    if (share[1] === '') return { kind: 'absolute', factor: amount };
    return { kind: 'relative', factor: Math.max(0, share[1] === '-' ? 1 - amount : 1 + amount) };
  }
  if (/^\d+(?:\.\d+)?x?$/.test(text)) return { kind: 'absolute', factor: Number.parseFloat(text) };
  if (/much (?:louder|up)|a lot louder|大很多/.test(text)) return { kind: 'relative', factor: STEP * STEP };
  if (/much (?:quieter|down)|a lot quieter|小很多/.test(text)) return { kind: 'relative', factor: 1 / (STEP * STEP) };
  if (/^(?:up|louder|higher|more|increase|boost|raise|大一点|调大|提高|大)$/.test(text))
    return { kind: 'relative', factor: STEP };
  if (/^(?:down|quieter|lower|softer|less|decrease|reduce|小一点|调小|降低|小)$/.test(text))
    return { kind: 'relative', factor: 1 / STEP };
  if (/^(?:half|一半)$/.test(text)) return { kind: 'relative', factor: 0.5 };
  if (/^(?:double|twice|两倍|加倍)$/.test(text)) return { kind: 'relative', factor: 2 };
  if (/^(?:mute|off|silent|none|zero|静音|关)$/.test(text)) return { kind: 'absolute', factor: 0 };
  if (/^(?:normal|full|original|reset|原声|正常)$/.test(text)) return { kind: 'absolute', factor: 1 };
  if (/^(?:low|background|quiet|soft|轻)$/.test(text)) return { kind: 'absolute', factor: 0.25 };
  if (/^(?:loud|high|响)$/.test(text)) return { kind: 'absolute', factor: 1.5 };
  return null;
}

/** The highest volume of a segment (the model's limit): +18 dB. */
export const MOST_VOLUME = 8;

/** The volume that a level makes of the present one, rounded so that it reads well; `isBed` for music. */
export function volumeAt(level: Level, present: number, isBed = false): number {
  const isLevel =
    level.kind === 'absolute' || (level.kind === 'decibels' && isBed && dbOfFactor(level.factor) <= BED_DB);
  const wanted = isLevel ? level.factor : present * level.factor;
  return Math.round(Math.min(MOST_VOLUME, Math.max(0, wanted)) * 1000) / 1000;
}
