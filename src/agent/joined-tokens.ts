import type { Token } from './token.ts';

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

/** "twenty five", "forty-five", "treinta y cinco", "one hundred and twenty": one number of several words. */
function numerals(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (const [i, token] of tokens.entries()) {
    const last = out.at(-1);
    const link = last !== undefined && (last.kind === 'dash' || LINK.test(last.text)) ? last : undefined;
    const big = link === undefined ? last : out.at(-2);
    const spoken = (t: Token | undefined): boolean => t?.kind === 'num' && /^[a-z]/i.test(t.raw);
    const next = tokens[i + 1];
    const adds =
      spoken(big) &&
      spoken(token) &&
      big !== undefined &&
      (big.value === 100 ? token.value < 100 : big.value >= 20 && big.value % 10 === 0 && token.value < 10) &&
      // "between twenty and five": "and" joins hundreds, "y" and "e" join tens
      (link === undefined || link.kind === 'dash' || (big.value === 100) === (link.text === 'and')) &&
      !(next?.kind === 'num' && spoken(next));
    const multiplies = spoken(last) && spoken(token) && token.value === 100 && last !== undefined && last.value < 10;
    if (adds && big !== undefined) {
      if (link !== undefined) out.pop();
      out[out.length - 1] = counted(big, big.value + token.value, token);
    } else if (multiplies && last !== undefined) {
      out[out.length - 1] = counted(last, last.value * 100, token);
    } else out.push(token);
  }
  return out;
}

const counted = (t: Token, value: number, until: Token): Token => ({
  ...t,
  text: String(value),
  value,
  end: until.end,
  raw: `${t.raw} ${until.raw}`,
});

const LINK = /^(?:and|y|e)$/;
const HALF = /^(?:half|medi[oa]|mei[oa]|demie?|halb\w*)$/;

/** "half a second", "half-second", "medio segundo", "eine halbe Minute", "anderthalb Minuten". */
function halved(tokens: readonly Token[], i: number): Joined | null {
  const t = tokens[i] as Token;
  if (t.kind !== 'word') return null;
  const part = HALF.test(t.text)
    ? 0.5
    : t.text === 'quarter'
      ? 0.25
      : /^(?:anderthalb|eineinhalb)$/.test(t.text)
        ? 1.5
        : null;
  if (part === null) return null;
  const skip = /^(?:a|an|of)$/.test(tokens[i + 1]?.text ?? '') || tokens[i + 1]?.kind === 'dash' ? 2 : 1;
  const unit = tokens[i + skip];
  const scale = unit !== undefined && isWord(unit) ? UNIT_OF[unit.text] : undefined;
  if (unit === undefined || scale === undefined) return null;
  return { out: [{ ...time(t, scale * part, 1, unit.end), raw: `${t.raw} ${unit.raw}` }], count: skip + 1 };
}

const unitOf = (t: Token): number => (t.clock ? (t.value % 3600 === 0 ? 3600 : 60) : 1);

/** "a minute and a half", "un minuto y medio", "one minute thirty seconds": what follows belongs to the same time. */
function lengthened(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const last = out.at(-1);
    const rest = tokens.slice(i, i + 3);
    const linked = LINK.test(rest[0]?.text ?? '') || /^(?:et|und)$/.test(rest[0]?.text ?? '');
    const words = linked ? rest.slice(1) : [];
    const half = HALF.test(words[0]?.text ?? '')
      ? 1
      : ARTICLE.test(words[0]?.text ?? '') && HALF.test(words[1]?.text ?? '')
        ? 2
        : 0;
    const after = tokens[i + half + 1];
    if (
      last?.kind === 'time' &&
      half > 0 &&
      UNIT_OF[after?.text ?? ''] === undefined &&
      !/^(?:of|the)$/.test(after?.text ?? '')
    ) {
      const end = tokens[i + half]?.end ?? last.end;
      out[out.length - 1] = { ...last, value: last.value + unitOf(last) / 2, end };
      i += half;
      continue;
    }
    const more = tokens[i];
    const minutes = last?.kind === 'time' && last.clock && /[a-z]$/i.test(last.raw) && last.value % 60 === 0;
    const bare = more?.kind === 'num' && /^[a-z]/i.test(more.raw) && UNIT_OF[tokens[i + 1]?.text ?? ''] === undefined;
    const seconds = bare || (more?.kind === 'time' && !more.clock && /[a-z]/i.test(more.raw));
    if (minutes && last !== undefined && seconds && more !== undefined && more.value < 60) {
      out[out.length - 1] = { ...last, value: last.value + more.value, end: more.end, raw: `${last.raw} ${more.raw}` };
      continue;
    }
    out.push(tokens[i] as Token);
  }
  return out;
}

/** "ten seconds", "a minute", "5-minute", "two and a half minutes". */
function length(tokens: readonly Token[], i: number): Joined | null {
  const t = tokens[i] as Token;
  const skip = tokens[i + 1]?.kind === 'dash' ? 2 : 1;
  const next = tokens[i + skip];
  const half = tokens.slice(i + 1, i + 4).map((n) => n.text);
  const unit = tokens[i + 4];
  if (t.kind === 'num' && half.join(' ') === 'and a half' && unit !== undefined && UNIT_OF[unit.text] !== undefined) {
    const whole = (UNIT_OF[unit.text] ?? 1) * (t.value + 0.5);
    return {
      out: [{ ...time(t, whole, 1, unit.end), clock: whole >= 60, raw: `${t.raw} and a half ${unit.raw}` }],
      count: 5,
    };
  }
  const before = tokens[i - 1];
  if (
    /^(?:last|final|very|first|closing|opening|ultim[oa]|primer[oa]?|primeir[oa]|letzten?|ersten?|derni\w{2,3}|premi\w{2,3})$/.test(
      before?.text ?? '',
    ) &&
    /^(?:seconde?|minute|segundo|minuto|sekunde)$/.test(t.text) &&
    !/^(?:clip|half|scene|part|shot|photo)/.test(next?.text ?? '')
  )
    return { out: [{ ...time(t, 1, UNIT_OF[t.text] ?? 1), raw: t.raw }], count: 1 };
  const scale = next !== undefined && isWord(next) ? UNIT_OF[next.text] : undefined;
  if (next === undefined || scale === undefined) return null;
  // "a second" is a length where nothing can be the second: "a second and a half", "about a second each"
  const after = tokens[i + skip + 1];
  const alone =
    after === undefined ||
    !isWord(after) ||
    /^(?:and|each|long|later|in|or|of|off|at|from|to|per|before|after|y|e|et|und)$/.test(after.text);
  const counted = t.kind === 'num' || (t.kind === 'word' && ARTICLE.test(t.text) && (scale > 1 || alone));
  if (!counted) return null;
  const made = time(t, t.kind === 'num' ? t.value : 1, scale, next.end);
  return { out: [{ ...made, raw: `${t.raw} ${next.raw}` }], count: skip + 1 };
}

/** "les 10 premières secondes": the edge stands between the number and its unit. */
function edged(tokens: readonly Token[], i: number): Joined | null {
  const [t, next, third] = [tokens[i] as Token, tokens[i + 1], tokens[i + 2]];
  const unit = third?.kind === 'word' ? UNIT_OF[third.text] : undefined;
  // "the 30 best seconds", "the 30 most exciting seconds"
  const most = next?.text === 'most';
  const last = most ? tokens[i + 3] : third;
  const scale =
    last !== undefined && (most || /^(?:best|top|\w+est)$/.test(next?.text ?? '')) ? UNIT_OF[last.text] : undefined;
  if (t.kind === 'num' && next !== undefined && scale !== undefined && isWord(last)) {
    const best = { ...next, kind: 'word' as const, text: 'best', stem: 'best' };
    return { out: [best, time(t, t.value, scale, last?.end)], count: most ? 4 : 3 };
  }
  if (t.kind !== 'num' || next === undefined || !isWord(next) || unit === undefined) return null;
  if (!/^(?:premier|derni|primer|ultim|letzt|erst)/.test(next.text)) return null;
  return { out: [{ ...next, kind: 'word' }, time(t, t.value, unit, third?.end)], count: 3 };
}

/** "the 14th second": a place, from the third on; "the first second" and "second" are said otherwise. */
function placed(tokens: readonly Token[], i: number): Joined | null {
  const [t, next] = [tokens[i] as Token, tokens[i + 1]];
  const scale = t.kind === 'ord' && t.value > 2 && next !== undefined && isWord(next) ? UNIT_OF[next.text] : undefined;
  return scale === undefined
    ? null
    : { out: [{ ...time(t, t.value, scale, next?.end), raw: `${t.raw} ${next?.raw}` }], count: 2 };
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
export function combine(all: readonly Token[]): Token[] {
  const tokens = numerals(all);
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; ) {
    const joined =
      halved(tokens, i) ??
      length(tokens, i) ??
      edged(tokens, i) ??
      placed(tokens, i) ??
      unitFirst(tokens, i) ??
      proportion(tokens, i);
    if (joined === null) out.push(tokens[i] as Token);
    else out.push(...joined.out);
    i += joined?.count ?? 1;
  }
  return lengthened(out);
}
