import * as z from 'zod';

/** The kinds of values that settings have, read from text (environment) or JSON (file) alike. */

const DURATION = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const SIZE = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 } as const;

/** A length of time in milliseconds, written `90s`, `15m`, `24h` or `7d`; a bare number is seconds. */
export const duration = (): z.ZodType<number> =>
  measured(DURATION, 's', 'must be a length of time such as 90s, 15m or 7d');

/** A size in bytes, written `500MB` or `20 GB` (decimal); a bare number is bytes. */
export const size = (): z.ZodType<number> => measured(SIZE, 'b', 'must be a size such as 500MB or 20GB');

function measured(units: Readonly<Record<string, number>>, plain: string, problem: string): z.ZodType<number> {
  return z.union([z.string(), z.number()], { error: problem }).transform((value, context) => {
    const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(String(value));
    const unit = units[(match?.[2] ?? '').toLowerCase() || plain];
    const amount = match === null || unit === undefined ? Number.NaN : Math.round(Number(match[1]) * unit);
    if (Number.isSafeInteger(amount)) return amount;
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  });
}

/** A whole number between two bounds. */
export const whole = (least: number, most: number): z.ZodType<number> =>
  z.union([z.number(), z.string().trim().regex(/^\d+$/).transform(Number)], { error: problemOf(least, most) }).pipe(
    z
      .int({ error: problemOf(least, most) })
      .min(least, problemOf(least, most))
      .max(most, problemOf(least, most)),
  );

const problemOf = (least: number, most: number): string => `must be a whole number from ${least} to ${most}`;

/** On or off. */
export const toggle = (): z.ZodType<boolean> =>
  z
    .union([z.boolean(), z.string().trim().toLowerCase()], { error: 'must be on or off' })
    .transform((value, context) => {
      if (value === true || value === 'on' || value === 'true' || value === '1' || value === 'yes') return true;
      if (value === false || value === 'off' || value === 'false' || value === '0' || value === 'no') return false;
      context.addIssue({ code: 'custom', message: 'must be on or off' });
      return z.NEVER;
    });

/** Several values: a JSON list, or text divided by commas. */
export const list = <S extends z.ZodType<unknown, string>>(each: S): z.ZodType<z.output<S>[]> =>
  z.union([z.array(z.string()), z.string().transform((text) => text.split(','))]).pipe(
    z
      .array(z.string().trim())
      .transform((items) => items.filter((item) => item !== ''))
      .pipe(z.array(each).max(100, 'has more than 100 entries')),
  ) as unknown as z.ZodType<z.output<S>[]>;

/** Text that is not empty. */
export const text = (most = 1000): z.ZodType<string> =>
  z.string({ error: 'must be text' }).trim().min(1, 'is empty').max(most, `is longer than ${most} characters`);

/** An http or https address without credentials, query or fragment, and without the slash at its end. */
export const webAddress = (): z.ZodType<string> =>
  z.string({ error: 'must be an address' }).transform((value, context) => {
    const url = URL.canParse(value.trim()) ? new URL(value.trim()) : null;
    const isPlain =
      url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.search + url.hash === '';
    if (isPlain) return url.href.replace(/\/+$/, '');
    context.addIssue({ code: 'custom', message: 'must be an address such as https://video.example.com' });
    return z.NEVER;
  });
