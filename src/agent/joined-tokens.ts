import type { Token } from './tokens.ts';

const UNIT_OF: Record<string, number> = {
  second: 1,
  seconds: 1,
  sec: 1,
  secs: 1,
  segundo: 1,
  segundos: 1,
  sekunde: 1,
  sekunden: 1,
  seconde: 1,
  secondes: 1,
  minute: 60,
  minutes: 60,
  min: 60,
  mins: 60,
  minuto: 60,
  minutos: 60,
  minuten: 60,
  hour: 3600,
  hours: 3600,
  hora: 3600,
  horas: 3600,
  stunde: 3600,
  heure: 3600,
  heures: 3600,
};

/** What is read at one place: the tokens that come out, and how many came in. */
type Joined = { readonly out: readonly Token[]; readonly count: number };

const isWord = (token: Token | undefined): boolean => token?.kind === 'word' || token?.kind === 'ord';
const time = (token: Token, value: number, scale: number, end = token.end): Token => ({
  ...token,
  kind: 'time',
  value: value * scale,
  clock: scale > 1,
  end,
});

const ARTICLE = /^(?:a|an|one|un|una|uno|ein|eine|einer|une|um|uma)$/;

/** "ten seconds", "a minute", "5-minute", "half a minute". */
function length(tokens: readonly Token[], i: number): Joined | null {
  const t = tokens[i] as Token;
  const skip = tokens[i + 1]?.kind === 'dash' ? 2 : 1;
  const next = tokens[i + skip];
  const [article, unit] = [tokens[i + 1], tokens[i + 2]];
  const part = { half: 0.5, quarter: 0.25 }[t.text];
  if (part !== undefined && article?.text === 'a' && unit !== undefined && UNIT_OF[unit.text] !== undefined) {
    const whole = (UNIT_OF[unit.text] ?? 1) * part;
    return { out: [{ ...time(t, whole, 1, unit.end), raw: `${t.raw} a ${unit.raw}` }], count: 3 };
  }
  const before = tokens[i - 1];
  if (
    /^(?:last|final|very)$/.test(before?.text ?? '') &&
    /^(?:second|minute)$/.test(t.text) &&
    !/^(?:clip|half|scene|part|shot|photo)/.test(next?.text ?? '')
  )
    return { out: [{ ...time(t, 1, UNIT_OF[t.text] ?? 1), raw: t.raw }], count: 1 };
  const scale = next !== undefined && isWord(next) ? UNIT_OF[next.text] : undefined;
  if (next === undefined || scale === undefined) return null;
  const counted = t.kind === 'num' || (t.kind === 'word' && ARTICLE.test(t.text) && scale > 1);
  if (!counted) return null;
  const made = time(t, t.kind === 'num' ? t.value : 1, scale, next.end);
  return { out: [{ ...made, raw: `${t.raw} ${next.raw}` }], count: skip + 1 };
}

/** "les 10 premières secondes": the edge stands between the number and its unit. */
function edged(tokens: readonly Token[], i: number): Joined | null {
  const [t, next, third] = [tokens[i] as Token, tokens[i + 1], tokens[i + 2]];
  const unit = third?.kind === 'word' ? UNIT_OF[third.text] : undefined;
  if (t.kind !== 'num' || next === undefined || !isWord(next) || unit === undefined) return null;
  if (!/^(?:premier|derni|primer|ultim|letzt|erst)/.test(next.text)) return null;
  return { out: [{ ...next, kind: 'word' }, time(t, t.value, unit, third?.end)], count: 3 };
}

/** "seconds 5 to 8", "en el segundo 5": the unit stands before the number. */
function unitFirst(tokens: readonly Token[], i: number): Joined | null {
  const [t, next, third] = [tokens[i] as Token, tokens[i + 1], tokens[i + 2]];
  if (!isWord(t) || next?.kind !== 'num' || tokens[i - 1]?.kind === 'num') return null;
  const scale = UNIT_OF[t.text] ?? 1;
  const isPlural = /^(?:seconds|segundos|sekunden|secondes|minutes|minutos)$/.test(t.text);
  if (isPlural && /^(?:to|-|a|bis|and|through|until|ao|al)$/.test(third?.text ?? '')) {
    return { out: [{ ...t, kind: 'word', text: 'from', stem: 'from' }, time(next, next.value, scale)], count: 2 };
  }
  if (!/^(?:segundo|second|seconde|sekunde|minuto|minute)$/.test(t.text)) return null;
  return { out: [{ ...t, kind: 'word', text: 'at', stem: 'at' }, time(next, next.value, scale)], count: 2 };
}

/** "two times", "twice", "double", "fifty percent". */
function proportion(tokens: readonly Token[], i: number): Joined | null {
  const [t, next] = [tokens[i] as Token, tokens[i + 1]];
  if (t.kind === 'num' && next?.kind === 'word') {
    if (/^(?:times|x|veces|vezes|fach|mal|fois)$/.test(next.text))
      return { out: [{ ...t, kind: 'factor', end: next.end }], count: 2 };
    if (/^(?:percent|prozent)$/.test(next.text)) return { out: [{ ...t, kind: 'percent', end: next.end }], count: 2 };
  }
  if (t.kind !== 'word') return null;
  if (/^(?:twice|doble|doppelt\w*|double|dobro|doubled)$/.test(t.text))
    return { out: [{ ...t, kind: 'factor', value: 2 }], count: 1 };
  return /^(?:triple|thrice|dreifach|tripled)$/.test(t.text)
    ? { out: [{ ...t, kind: 'factor', value: 3 }], count: 1 }
    : null;
}

/** Joins number words with the units that they count: "ten seconds", "the 10 first seconds", "twice". */
export function combine(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; ) {
    const joined = length(tokens, i) ?? edged(tokens, i) ?? unitFirst(tokens, i) ?? proportion(tokens, i);
    if (joined === null) out.push(tokens[i] as Token);
    else out.push(...joined.out);
    i += joined?.count ?? 1;
  }
  return out;
}
