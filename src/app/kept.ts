import { createHash, randomUUID } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import { BUILT_IN_TEMPLATES } from '../draft/built-in-templates.ts';
import { MOST_TEMPLATE_BYTES, readTemplate, type Template } from '../draft/template.ts';
import { keptFilesOf, readBrand } from '../operations/brand-kit.ts';
import type { Request } from '../operations/operation.ts';
import type { Library } from './session.ts';
import { writeWhole } from './whole-file.ts';

export type KeptKind = 'template' | 'brand';

/** What somebody keeps for their next videos. Values are documents that nothing is assumed of. */
export type Kept = {
  /** Names of a kind, in alphabetical order. */
  readonly names: (kind: KeptKind) => Promise<string[]>;
  /** Undefined where there is none. */
  readonly read: (kind: KeptKind, name: string) => Promise<unknown>;
  /** `files`: what the value names; they are kept as long as it is. */
  readonly write: (kind: KeptKind, name: string, value: unknown, files?: readonly HeldFile[]) => Promise<void>;
  /** False where there was none. */
  readonly remove: (kind: KeptKind, name: string) => Promise<boolean>;
  /** Where the bytes of a held file are now; null where they are not here. */
  readonly held: (asset: string) => Promise<string | null>;
};

/** A file that something kept names. `at`: where its bytes are; null: held already. */
export type HeldFile = { readonly asset: string; readonly at: string | null };

/** Templates of one person at most. */
const MOST_TEMPLATES = 200;
/** The one brand of somebody has no name of its own. */
export const BRAND = 'brand';

/** What is kept in a folder: one JSON file each, named by a hash, so that a name can be anything. */
export function keptInFolder(folder: string): Kept {
  const at = (kind: KeptKind): string => path.join(folder, `${kind}s`);
  const files = path.join(folder, 'files');
  const file = (kind: KeptKind, name: string): string =>
    path.join(at(kind), `${createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 24)}.json`);
  const readFrom = async (place: string): Promise<{ name: string; value: unknown } | null> => {
    try {
      const found: unknown = JSON.parse(await readFile(place, 'utf8'));
      const kept = found as { name?: unknown; value?: unknown } | null;
      return typeof kept?.name === 'string' ? { name: kept.name, value: kept.value } : null;
    } catch {
      return null; // not there, or damaged: as if it was never kept
    }
  };
  return {
    names: async (kind) => {
      const files = await readdir(at(kind)).catch(() => []);
      const all = await Promise.all(
        files.filter((f) => f.endsWith('.json')).map((f) => readFrom(path.join(at(kind), f))),
      );
      return all.flatMap((one) => one?.name ?? []).toSorted();
    },
    read: async (kind, name) => (await readFrom(file(kind, name)))?.value,
    write: async (kind, name, value, held) => {
      await mkdir(at(kind), { recursive: true });
      if (held !== undefined) await hold(files, held);
      await writeWhole(file(kind, name), `${JSON.stringify({ name, value })}\n`);
      if (held !== undefined) await letGo(files, new Set(held.map(({ asset }) => asset)));
    },
    remove: async (kind, name) => {
      if ((await readFrom(file(kind, name))) === null) return false;
      await rm(file(kind, name), { force: true });
      if (kind === 'brand') await letGo(files, new Set());
      return true;
    },
    held: async (asset) => {
      const found = path.join(files, path.basename(asset));
      return (await stat(found).catch(() => null))?.isFile() === true ? found : null;
    },
  };
}

/** Copies files to where they are held; each appears whole or not at all. */
async function hold(folder: string, held: readonly HeldFile[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { asset, at } of held) {
    if (at === null) continue;
    const half = path.join(folder, `.${randomUUID()}.part`);
    try {
      await copyFile(at, half);
      await rename(half, path.join(folder, path.basename(asset)));
    } finally {
      await rm(half, { force: true });
    }
  }
}

/** Files that nothing names any more. Only the brand holds any. */
async function letGo(folder: string, wanted: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (!wanted.has(name)) await rm(path.join(folder, name), { force: true });
}

/** The names of all templates: one's own, then those that are built in. */
export async function templateNames(kept: Kept | undefined): Promise<string[]> {
  const own = (await kept?.names('template')) ?? [];
  const known = new Set(own.map((name) => name.toLowerCase()));
  return [...own, ...BUILT_IN_TEMPLATES.map(({ name }) => name).filter((name) => !known.has(name.toLowerCase()))];
}

/** A template by its name, letters of either case. Throws `template.unknown`, `template.invalid`. */
export async function findTemplate(kept: Kept | undefined, wanted: string): Promise<Template> {
  const names = await templateNames(kept);
  const words = wanted.normalize('NFC').trim().toLowerCase();
  const name = names.find((one) => one.toLowerCase() === words);
  if (name === undefined)
    throw fail('template.unknown', { name: shown(wanted, 60), have: names.map((n) => shown(n, 40)).join(', ') });
  const own = await kept?.read('template', name);
  const built = BUILT_IN_TEMPLATES.find((one) => one.name.toLowerCase() === words);
  return own === undefined && built !== undefined ? built : readTemplate(own);
}

/** Keeps a template. Throws `template.invalid`, `template.too_many`. */
export async function keepTemplate(kept: Kept, value: unknown): Promise<Template> {
  const template = readTemplate(value);
  if (JSON.stringify(template).length > MOST_TEMPLATE_BYTES)
    throw fail('template.invalid', { issues: [`it has more than ${MOST_TEMPLATE_BYTES} bytes`] });
  const names = await kept.names('template');
  const before = names.find((name) => name.toLowerCase() === template.name.toLowerCase());
  if (before === undefined && names.length >= MOST_TEMPLATES) throw fail('template.too_many', { most: MOST_TEMPLATES });
  if (before !== undefined && before !== template.name) await kept.remove('template', before);
  await kept.write('template', template.name, template);
  return template;
}

/** A call with what it needs of what is kept: the template that it names, the brand. */
export async function withKept<C extends { readonly op: string; readonly [argument: string]: unknown }>(
  kept: Kept | undefined,
  call: C,
): Promise<C> {
  if (call.op === 'template') {
    const { content: _, known: __, ...rest } = call;
    const name = typeof call['name'] === 'string' ? call['name'] : '';
    if (call['action'] === 'list') return { ...rest, known: await templateNames(kept) } as unknown as C;
    if (call['action'] === 'save') return rest as unknown as C;
    if (call['action'] === 'remove') return { ...rest, known: (await kept?.names('template')) ?? [] } as unknown as C;
    return { ...rest, content: await findTemplate(kept, name) } as unknown as C; // read by the operation again
  }
  if (call.op === 'brand') return { ...call, content: await kept?.read('brand', BRAND) } as unknown as C;
  return call;
}

/** Carries out what an operation asked to be kept or forgotten. Throws `kept.nowhere`, and what keeping throws. */
export async function keepAsked(kept: Kept | undefined, request: Request, library: Library): Promise<void> {
  if (request.kind !== 'keep' && request.kind !== 'forget') return;
  if (kept === undefined) throw fail('kept.nowhere', undefined);
  if (request.kind === 'forget') await kept.remove(request.shelf, request.name);
  else if (request.shelf === 'template') await keepTemplate(kept, request.value);
  else {
    const files = keptFilesOf(readBrand(request.value));
    const held = files.map(({ asset }) => ({ asset, at: library.get(asset)?.path ?? null }));
    await kept.write(request.shelf, BRAND, request.value, held);
  }
}
