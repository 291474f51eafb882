import { rm } from 'node:fs/promises';
import { fail } from '../../base/errors.ts';
import { shown } from '../../base/text.ts';
import type { Asset } from '../../draft/facts.ts';
import {
  asBrandFile,
  BRAND_FILES,
  type BrandFileName,
  type BrandKit,
  cleanHandle,
  colorsByWords,
  readBrand,
  requireFont,
} from '../../operations/brand-kit.ts';
import { lockName } from '../../store/accounts.ts';
import { findKept, nameOfAsset, ownsAsset } from '../../store/kept.ts';
import type { Db, Tx } from '../../store/schema.ts';
import type { Desk } from '../desk.ts';
import { readAsset } from '../ingest.ts';
import { BRAND } from '../kept.ts';
import { keepBytes } from './assets.ts';
import { type FileRecord, fileRecord } from './file-record.ts';
import { keptOf } from './kept.ts';
import { storedAsset } from './library.ts';
import { studioFor } from './studio-for.ts';

/** The brand of an account as surfaces show it. A file is null where there is none, or where its bytes are gone. */
export type BrandView = {
  readonly colors: readonly string[];
  readonly font: string | null;
  readonly handle: string | null;
} & Readonly<Record<BrandFileName, FileRecord | null>>;

/** What somebody wants their brand to be: all of it; what is left out is not there. Files by the ids of their assets. */
export type BrandWish = {
  readonly colors?: readonly string[] | undefined;
  readonly font?: string | null | undefined;
  readonly handle?: string | null | undefined;
} & { readonly [W in BrandFileName]?: string | null | undefined };

export async function brandOf(desk: Desk, accountId: string): Promise<BrandView> {
  return viewOf(desk, accountId, await kitOf(desk.store.db, accountId));
}

/**
 * Puts a brand in the place of the one before. Files are named by their assets: the account must have them. Throws
 * `asset.not_found`, `draft.unclear_value`.
 */
export async function setBrand(desk: Desk, accountId: string, wish: BrandWish): Promise<BrandView> {
  const kit: BrandKit = {
    ...(wish.colors === undefined || wish.colors.length === 0
      ? {}
      : { colors: wish.colors.flatMap((color) => colorsByWords(color).slice(0, 1)).slice(0, 8) }),
    ...(isThere(wish.font) ? { font: requireFont(wish.font) } : {}),
    ...(isThere(wish.handle) ? { handle: cleanHandle(wish.handle) } : {}),
  };
  await changed(desk, accountId, async (tx, before) => {
    for (const which of BRAND_FILES) {
      const asset = wish[which];
      if (!isThere(asset)) continue;
      // What it has already keeps its name.
      const kept = BRAND_FILES.map((each) => before[each]).find((file) => file?.asset === asset)?.name;
      kit[which] = asBrandFile(which, await ownAsset(tx, accountId, asset, kept));
    }
    return kit;
  });
  return brandOf(desk, accountId);
}

const isThere = (value: string | null | undefined): value is string => typeof value === 'string' && value !== '';

/**
 * Takes a file that lies on our disk (and is moved away from there) as the logo, intro or outro of an account. On failure
 * nothing of it is left, at `path` neither. Throws `media.…`, `draft.unclear_value` for the wrong kind, `render.disk_full`.
 */
export async function setBrandFile(
  desk: Desk,
  accountId: string,
  input: {
    readonly which: BrandFileName;
    readonly path: string;
    readonly filename: string;
    readonly hash?: string;
    readonly signal: AbortSignal;
  },
): Promise<BrandView> {
  const { which, path, filename, hash, signal } = input;
  try {
    const known = hash === undefined ? { name: filename } : { name: filename, hash };
    const stored = await readAsset(studioFor(desk.studio, 'now'), path, signal, known);
    const file = asBrandFile(which, stored.asset);
    await changed(desk, accountId, async (tx, before) => {
      await keepBytes(desk, tx, stored, path);
      return { ...before, [which]: file };
    });
    return await brandOf(desk, accountId);
  } finally {
    await rm(path, { force: true }); // moved away, unless something failed
  }
}

/** Forgets the brand; what was made with it stays. */
export async function forgetBrand(desk: Desk, accountId: string): Promise<void> {
  await keptOf(desk, accountId).remove('brand', BRAND);
}

const kitOf = async (db: Db, accountId: string): Promise<BrandKit> =>
  readBrand(await findKept(db, { accountId, kind: 'brand', name: BRAND }));

/** One change of a brand at a time: what two do at once both survive. */
async function changed(
  desk: Desk,
  accountId: string,
  make: (tx: Tx, before: BrandKit) => Promise<BrandKit>,
): Promise<void> {
  await desk.store.db.transaction().execute(async (tx) => {
    await lockName(tx, `brand ${accountId}`);
    const kit = await make(tx, await kitOf(tx, accountId));
    const files = BRAND_FILES.flatMap((which) => kit[which]?.asset ?? []);
    const held = files.map((asset) => ({ asset, at: null }));
    await keptOf({ store: { db: tx } }, accountId).write('brand', BRAND, kit, held);
  });
}

/** An asset that the account has. Throws `asset.not_found` for those of others too. */
async function ownAsset(tx: Tx, accountId: string, id: string, keptName?: string): Promise<Asset> {
  const row = await ownsAsset(tx, accountId, id);
  if (row === null) throw fail('asset.not_found', undefined);
  const filename = keptName ?? (await nameOfAsset(tx, accountId, id)) ?? shown(id, 60);
  return storedAsset({ ...row, filename, facts: {} }).asset;
}

async function viewOf(desk: Desk, accountId: string, kit: BrandKit): Promise<BrandView> {
  const record = async (which: BrandFileName): Promise<FileRecord | null> => {
    const file = kit[which];
    const row = file?.asset === undefined ? null : await ownsAsset(desk.store.db, accountId, file.asset);
    if (row === null || file === undefined) return null;
    const { asset, hash } = storedAsset({ ...row, filename: file.name, facts: {} });
    return fileRecord(desk, asset, hash);
  };
  const [logo, intro, outro] = await Promise.all([record('logo'), record('intro'), record('outro')]);
  return { colors: kit.colors ?? [], font: kit.font ?? null, handle: kit.handle ?? null, logo, intro, outro };
}
