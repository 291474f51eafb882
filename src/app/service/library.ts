import { ProbeFacts } from '../../draft/facts.ts';
import { findFact, putFact } from '../../store/facts.ts';
import type { SessionState } from '../../store/sessions.ts';
import type { Store } from '../../store/store.ts';
import { FACTS_VERSION, type FactsCache, factOf } from '../facts-cache.ts';
import type { Library, StoredAsset } from '../session.ts';
import { blobPath } from './studio-for.ts';

/** Facts in the store, for all processes. Whoever looks at a session hears when one of its files was measured. */
export function factsInStore({ db, notify }: Pick<Store, 'db' | 'notify'>): FactsCache {
  return {
    read: async (hash, name) => factOf(name, await findFact(db, { hash, name, version: FACTS_VERSION })),
    write: async (hash, name, fact) => {
      await db.transaction().execute(async (tx) => {
        for (const id of await putFact(tx, { hash, name, version: FACTS_VERSION, value: fact }))
          await notify(tx, 'session', { id });
      });
    },
  };
}

type KnownAsset = SessionState['assets'][number];

/** An asset with what is known of it. Its path stands for the blob: see `blobPath` and {@link withPaths}. */
export function storedAsset({
  id,
  hash,
  filename,
  probe,
  facts,
  blob_key: key,
}: Omit<KnownAsset, 'position'>): StoredAsset {
  const fact = <N extends 'silence' | 'loudness' | 'waveform' | 'scenes' | 'noise'>(name: N) =>
    factOf(name, facts[name]);
  return {
    asset: {
      id,
      filename,
      probe: ProbeFacts.parse(probe),
      silence: fact('silence'),
      loudness: fact('loudness'),
      waveform: fact('waveform'),
      scenes: fact('scenes'),
      noise: fact('noise'),
    },
    path: blobPath(key),
    hash,
  };
}

/** The library of a session, in the order in which its files came. */
export const libraryOf = (assets: SessionState['assets']): Library =>
  new Map(assets.map((asset) => [asset.id, storedAsset(asset)]));

/** The library with the places of its files: those in shared storage are fetched. Throws `store.blob_missing`. */
export async function withPaths(
  store: Store,
  assets: readonly Pick<KnownAsset, 'id' | 'blob_key'>[],
  library: Library,
): Promise<Library> {
  const paths = new Map(
    await Promise.all(assets.map(async ({ id, blob_key: key }) => [id, await store.blobs.file(key)] as const)),
  );
  return new Map([...library].map(([id, stored]) => [id, { ...stored, path: paths.get(id) ?? stored.path }]));
}
