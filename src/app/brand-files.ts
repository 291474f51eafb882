import { TellcutError } from '../base/errors.ts';
import { BRAND_FILES, readBrand } from '../operations/brand-kit.ts';
import { readAsset } from './ingest.ts';
import type { Library, StoredAsset } from './session.ts';
import type { Studio } from './studio.ts';

type Call = { readonly op: string; readonly [argument: string]: unknown };

/**
 * The library with the files of the brand that a call is about to use: a logo that was given in one project is there in
 * every other. A file whose bytes are gone is left out; the operation says so.
 */
export async function withBrandFiles(
  studio: Studio,
  given: Call,
  library: Library,
  signal: AbortSignal,
): Promise<Library> {
  const { op, use, content } = given;
  // What keeps something uses nothing.
  if (op !== 'brand' || [...BRAND_FILES, 'colors', 'font', 'handle'].some((name) => given[name] !== undefined))
    return library;
  const kit = readBrand(content);
  const known = new Map(library);
  for (const which of BRAND_FILES) {
    const file = kit[which];
    if (file?.asset === undefined || known.has(file.asset) || (use !== undefined && use !== 'all' && use !== which))
      continue;
    const stored = await broughtIn(studio, { asset: file.asset, name: file.name }, signal);
    if (stored !== null) known.set(stored.asset.id, stored);
  }
  return known;
}

async function broughtIn(
  studio: Studio,
  { asset, name }: { readonly asset: string; readonly name: string },
  signal: AbortSignal,
): Promise<StoredAsset | null> {
  const at = (await studio.kept?.held(asset)) ?? null;
  if (at === null) return null;
  try {
    return studio.adopt === undefined ? await readAsset(studio, at, signal, { name }) : await studio.adopt(at, name);
  } catch (error) {
    // Somebody may have changed what lies in the folder: the rest of the brand still counts.
    if (error instanceof TellcutError && /^(?:media|input)\./.test(error.code)) return null;
    throw error;
  }
}
