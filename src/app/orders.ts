import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Said } from '../base/lang.ts';
import type { CaptionFormat } from '../captions/write.ts';
import { clipsApart } from '../draft/apart.ts';
import type { Draft } from '../draft/model.ts';
import type { Format } from '../interchange/formats.ts';
import type { ExportOptions } from '../operations/export-options.ts';
import type { Request } from '../operations/operation.ts';
import { captionFormatOf } from './captions.ts';
import { endingFor } from './export-profile.ts';
import { timelineFormat } from './interchange.ts';
import { factsOf } from './session.ts';
import type { Turn } from './turn.ts';

/** One file that a request asked for: what it shows, how, and where it goes. */
export type Order = {
  readonly draft: Draft;
  readonly options: ExportOptions;
  readonly out: string;
  readonly notes: readonly Said[];
};

/** The captions files among what was asked for, by format, and all other requests. */
export function captionOrders({ requests }: Pick<Turn, 'requests'>): { wanted: CaptionFormat[]; others: Request[] } {
  const formatOf = (request: Request): CaptionFormat | null =>
    request.kind === 'export' && typeof request.options['format'] === 'string'
      ? captionFormatOf(`x.${request.options['format']}`)
      : null;
  const wanted = requests.flatMap((request) => formatOf(request) ?? []);
  return { wanted: [...new Set(wanted)], others: requests.filter((request) => formatOf(request) === null) };
}

/** The timelines for other editors among what was asked for, and all other requests. */
export function timelineOrders({ requests }: Pick<Turn, 'requests'>): { wanted: Format[]; others: Request[] } {
  const formatOf = (request: Request): Format | null =>
    request.kind === 'export' ? timelineFormat(request.options['format']) : null;
  const wanted = requests.flatMap((request) => formatOf(request) ?? []);
  return { wanted: [...new Set(wanted)], others: requests.filter((request) => formatOf(request) === null) };
}

/** Where files go: `out` is a name that was given, `stem` the beginning of all others. */
export type Place = { readonly out: string | null; readonly stem: string };

/** The exports that were asked for. One that names no format tells more about the one before or after it that does. */
export function exportsOf({ requests }: Turn): ExportOptions[] {
  const asked = requests.flatMap((request) => (request.kind === 'export' ? [request.options as ExportOptions] : []));
  const named = asked.filter(({ format }) => format !== undefined);
  const [only] = named;
  if (named.length !== 1 || only === undefined || named.length === asked.length) return asked;
  return [Object.assign({}, ...asked, only) as ExportOptions];
}

/**
 * One file for each export that was asked for, a video when none was; where each clip was wanted as a file of its own,
 * one for each clip, numbered. The named output belongs to the first export of its format, or simply to the first; the
 * others stand beside it with their own endings.
 */
export async function ordersOf(turn: Turn, { out, stem }: Place): Promise<Order[]> {
  const asked = exportsOf(turn);
  if (asked.length === 0) asked.push({});
  const named =
    out === null
      ? -1
      : Math.max(
          0,
          asked.findIndex((options) => out.toLowerCase().endsWith(endingFor(options))),
        );
  const orders: Order[][] = [];
  const taken = new Set(out === null ? [] : [out]);
  for (const [i, options] of asked.entries()) {
    const file = i === named ? out : null;
    const made = options.each === true ? await apart(turn, options, { out: file, stem }, taken) : null;
    const whole = made ?? [await one(turn, options, { out: file, stem }, taken)];
    for (const order of whole) taken.add(order.out);
    if (i === named) orders.unshift(whole);
    else orders.push(whole);
  }
  return orders.flat();
}

async function one({ draft }: Turn, options: ExportOptions, place: Place, taken: ReadonlySet<string>): Promise<Order> {
  const out = place.out ?? (await freeName(place.stem, endingFor(options), taken));
  const notes = options.each === true ? [ONE_CLIP] : [];
  return { draft, options, out, notes };
}

/** Said where each clip was to be a file and there is one. */
const ONE_CLIP: Said = {
  en: 'There is one clip, so there is one file. Split it first to get several.',
  zh: '只有一个片段，因此只有一个文件。先分割再导出，就能得到多个文件。',
};

/** `film-01.mp4`, `film-02.mp4`… for the clips in order; null where there is only one. */
async function apart(
  turn: Turn,
  options: ExportOptions,
  { out, stem }: Place,
  taken: ReadonlySet<string>,
): Promise<Order[] | null> {
  const drafts = clipsApart(turn.draft, factsOf(turn.library));
  if (drafts.length < 2) return null;
  const ending = out === null ? endingFor(options) : path.extname(out);
  const digits = Math.max(2, String(drafts.length).length);
  const nameOf = (base: string, i: number): string => `${base}-${String(i + 1).padStart(digits, '0')}${ending}`;
  // A name that was given is meant: its files from before are replaced, as one file would be.
  let base = out === null ? stem : out.slice(0, out.length - ending.length);
  const isTaken = async (): Promise<boolean> =>
    (await Promise.all(drafts.map((_, i) => exists(nameOf(base, i), taken)))).includes(true);
  for (let i = 2; out === null && (await isTaken()); i++) base = `${stem}-${i}`;
  return drafts.map((draft, i) => ({ draft, options, out: nameOf(base, i), notes: [] }));
}

const exists = (file: string, taken: ReadonlySet<string>): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => taken.has(file),
  );

/** The stem with an ending, numbered when that is taken. */
export async function freeName(stem: string, ending: string, taken: ReadonlySet<string> = new Set()): Promise<string> {
  for (let i = 1; ; i++) {
    const name = `${stem}${i === 1 ? '' : `-${i}`}${ending}`;
    if (!(await exists(name, taken))) return name;
  }
}
