/**
 * Measures the planner on a file of real requests. Each line of the file is
 * `{id, lang, text, context, ops: [{op, ...slots}], note}`; a `note` marks a request whose meaning is open.
 *
 * - exact: of the requests without a note, how many got exactly the expected operations, as a multiset of names; order
 *   does not count, slots do not count.
 * - exact with slots: the same, and every expected slot has the expected value (times are compared in seconds, words
 *   without case). Slots that hold free text (prompt, topic, what, focus, replace, name, style, look) are not compared:
 *   there is more than one good wording.
 * - F1: micro-averaged over the operations of ALL requests, noted ones too.
 * - numeric slots: of the expected slots whose value is a number or a time, how many came out equal; 0.01 tolerance.
 *   Numeric slots of operations that were missed count as wrong.
 *
 * The figures say how well the planner reads this file, which its authors have seen; they are no estimate for requests
 * of other kinds.
 *
 * With TELLCUT_MODEL set (docs/models.md) a model is measured instead, on the same requests by the same figures. That costs
 * tokens, about ten thousand a request: --limit N takes every so many-th request, so that N are asked. What cannot be done yet has no arguments
 * there, so that its slots count as wrong.
 *
 *   node scripts/eval.ts [--file F] [--lang en,zh] [--failures] [--slots] [--limit N]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { planRequest } from '../src/agent/plan.ts';
import type { PlanContext, PlannedOp, SlotValue } from '../src/agent/types.ts';
import { brainFrom } from '../src/app/brain.ts';
import { toProblem } from '../src/base/errors.ts';
import { asCalled, operationsBy } from './eval-model.ts';

type Row = { id: number; lang: string; text: string; context: PlanContext; ops: PlannedOp[]; note: string };
type Judged = { row: Row; got: PlannedOp[]; exact: boolean; slots: boolean; ms: number };

const { values: flags } = parseArgs({
  allowPositionals: true,
  options: {
    file: { type: 'string' },
    lang: { type: 'string' },
    failures: { type: 'boolean' },
    slots: { type: 'boolean' },
    limit: { type: 'string' },
  },
});

const root = path.resolve(import.meta.dirname, '..');
const candidates = [
  flags.file,
  path.join(root, '../shared/requests.dev.jsonl'),
  path.join(root, 'test/fixtures/requests.jsonl'),
];
const file = candidates.find((f) => f !== undefined && existsSync(f));
if (file === undefined) {
  console.error('There is no file of requests. Name one with --file.');
  process.exit(2);
}

const langs = flags.lang?.split(',');
const brain = brainFrom(process.env);
const all = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Row)
  .filter((row) => langs === undefined || langs.some((l) => row.lang.startsWith(l)))
  .map((row) => (brain === null ? row : { ...row, ops: row.ops.map(asCalled) }));
const limit = flags.limit === undefined ? all.length : Number(flags.limit);
const rows = all.filter((_, i) => Math.floor(((i + 1) * limit) / all.length) > Math.floor((i * limit) / all.length));

/** What a request is understood as, by whoever is measured. A model that gives out has understood nothing. */
async function understood({ id, text, lang, context }: Row): Promise<PlannedOp[]> {
  if (brain === null) return planRequest({ text, lang, context }).ops;
  try {
    return await operationsBy(brain, text, context);
  } catch (error) {
    console.error(`${id}: ${toProblem(error).message}`);
    return [];
  }
}

const FREE = new Set([
  'prompt',
  'topic',
  'what',
  'focus',
  'replace',
  'name',
  'style',
  'look',
  'default',
  'offers',
  'op',
  'source',
  'target',
]);

/** A slot as a number of seconds, times or decibels when it is one, else lower case text. */
function plain(value: unknown): number | string {
  if (typeof value === 'number') return value;
  const text = (typeof value === 'string' || typeof value === 'boolean' ? value : '').toString().toLowerCase();
  const clock = /^(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(text);
  if (clock !== null) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const unit = /^(-?\d+(?:\.\d+)?)(?:s|db|x)?$/.exec(text);
  return unit === null ? text : Number(unit[1]);
}

const isNumeric = (value: unknown): boolean => typeof plain(value) === 'number';

function sameSlot(a: unknown, b: unknown): boolean {
  const [x, y] = [plain(a), plain(b)];
  return typeof x === 'number' && typeof y === 'number' ? Math.abs(x - y) <= 0.01 : x === y;
}

function matchOf(expected: PlannedOp, got: readonly PlannedOp[], used: Set<number>): PlannedOp | undefined {
  const options = got.map((o, i) => ({ o, i })).filter(({ o, i }) => o.op === expected.op && !used.has(i));
  const score = (o: PlannedOp): number => Object.keys(expected).filter((k) => sameSlot(expected[k], o[k])).length;
  const best = options.toSorted((a, b) => score(b.o) - score(a.o))[0];
  if (best !== undefined) used.add(best.i);
  return best?.o;
}

const names = (ops: readonly PlannedOp[]): string =>
  ops
    .map((o) => o.op)
    .toSorted()
    .join(' ');

const judged: Judged[] = [];
const byOp = new Map<string, { hit: number; missed: number; extra: number }>();
const tally = (name: string): { hit: number; missed: number; extra: number } => {
  const found = byOp.get(name) ?? { hit: 0, missed: 0, extra: 0 };
  byOp.set(name, found);
  return found;
};
let numeric = 0;
let numericRight = 0;
const wrongNumbers: string[] = [];

// the lexicons are built at first use, once per process; that is not the time of a request
for (const text of [
  'add music',
  '加音乐',
  '音楽を入れて',
  '음악 넣어줘',
  'añade música con el título',
  'füge die Musik hinzu',
  'ajoute des sous-titres',
  'adicione a música ao vídeo',
]) {
  planRequest({ text, context: { videos: 1, photos: 0, audios: 0 } });
}
for (const row of rows) {
  const start = performance.now();
  const got = await understood(row);
  const ms = performance.now() - start;
  const used = new Set<number>();
  let slots = true;
  for (const expected of row.ops) {
    const match = matchOf(expected, got, used);
    if (match === undefined) tally(expected.op).missed++;
    else tally(expected.op).hit++;
    for (const [key, value] of Object.entries(expected)) {
      const right = match !== undefined && sameSlot(value, match[key]);
      if (!right && !FREE.has(key)) slots = false;
      if (key === 'op' || !isNumeric(value)) continue;
      numeric++;
      if (right) numericRight++;
      else
        wrongNumbers.push(
          `${row.id} ${expected.op}.${key}: expected ${JSON.stringify(value)}, got ${String(match?.[key] as SlotValue)}`,
        );
    }
  }
  got.forEach((o, i) => {
    if (!used.has(i)) tally(o.op).extra++;
  });
  judged.push({ row, got, exact: names(got) === names(row.ops), slots, ms });
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10);
const summary = (
  list: readonly Judged[],
): { requests: number; clear: number; exact: number; exactWithSlots: number } => {
  const clear = list.filter((j) => j.row.note === '');
  return {
    requests: list.length,
    clear: clear.length,
    exact: share(clear.filter((j) => j.exact).length, clear.length),
    exactWithSlots: share(clear.filter((j) => j.exact && j.slots).length, clear.length),
  };
};
const totals = [...byOp.values()].reduce((a, b) => ({
  hit: a.hit + b.hit,
  missed: a.missed + b.missed,
  extra: a.extra + b.extra,
}));
const f1 = Math.round((2000 * totals.hit) / (2 * totals.hit + totals.missed + totals.extra)) / 1000;
const times = judged.map((j) => j.ms).toSorted((a, b) => a - b);
const at = (q: number): number =>
  Math.round(100 * (times[Math.min(times.length - 1, Math.floor(q * times.length))] ?? 0)) / 100;

const figures = {
  ...summary(judged),
  f1,
  numeric: share(numericRight, numeric),
  numericSlots: numeric,
  p50: at(0.5),
  p99: at(0.99),
  langs: Object.fromEntries(
    [...new Set(rows.map((r) => r.lang))].map((l) => [l, summary(judged.filter((j) => j.row.lang === l))]),
  ),
};

const show = (j: Judged): string =>
  `${j.row.id} ${j.row.lang} | ${j.row.text}\n   expected ${j.row.ops.map((o) => JSON.stringify(o)).join(' ')}\n   got      ${j.got.map((o) => JSON.stringify(o)).join(' ')}${j.row.note === '' ? '' : `\n   note     ${j.row.note}`}`;
if (flags.failures === true) for (const j of judged) if (!j.exact) console.log(show(j));
if (flags.slots === true) {
  for (const line of wrongNumbers) console.log(line);
  for (const j of judged) if (j.exact && !j.slots) console.log(show(j));
}

console.log(
  `requests ${figures.requests} · exact ${figures.exact} % · with slots ${figures.exactWithSlots} % · F1 ${f1} · numeric slots ${figures.numeric} % of ${numeric} · p50 ${figures.p50} ms, p99 ${figures.p99} ms`,
);
for (const [lang, l] of Object.entries(figures.langs))
  console.log(
    `  ${lang.padEnd(6)} ${String(l.requests).padStart(4)} requests, exact ${l.clear === 0 ? '–' : `${l.exact} %`}`,
  );
for (const [name, t] of [...byOp].toSorted((a, b) => b[1].missed + b[1].extra - a[1].missed - a[1].extra)) {
  if (t.missed + t.extra > 0)
    console.log(`  ${name.padEnd(20)} right ${t.hit}, missed ${t.missed}, too many ${t.extra}`);
}

type Figures = { exact: number; f1: number; numeric: number; langs?: Record<string, { exact: number }> };

const kept = path.join(root, 'bench/results/eval.json');

/** The figures of the last run that was committed; outside of a checkout, of the last run. Null when there are none. */
function landed(): Figures | null {
  try {
    const text = execFileSync('git', ['show', 'HEAD:bench/results/eval.json'], {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return JSON.parse(text) as Figures;
  } catch {
    return existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Figures) : null;
  }
}

if (brain !== null) console.log(`by ${brain.model.label}`);
else if (langs === undefined && flags.file === undefined && flags.limit === undefined) {
  const before = landed();
  if (before !== null) {
    console.log(`landed: exact ${before.exact} %, F1 ${before.f1}, numeric ${before.numeric} %`);
    for (const [lang, { exact }] of Object.entries(before.langs ?? {})) {
      const now = figures.langs[lang];
      if (now !== undefined && now.exact !== exact) console.log(`  ${lang.padEnd(6)} ${exact} % → ${now.exact} %`);
    }
  }
  mkdirSync(path.dirname(kept), { recursive: true });
  writeFileSync(kept, `${JSON.stringify(figures, null, 2)}\n`);
}
