import type { BlobStore } from '../../store/blobs/blobs.ts';
import { dropKept, findKept, keptNames, nameKeptAssets, ownsAsset, putKept } from '../../store/kept.ts';
import type { Db, Tx } from '../../store/schema.ts';
import type { Kept } from '../kept.ts';

/** Where it is kept; within a transaction, that one. `blobs`: left out where no file is asked for. */
type Shelf = { readonly store: { readonly db: Db; readonly blobs?: Pick<BlobStore, 'file'> } };

/** What an account keeps, in the store. */
export function keptOf({ store: { db, blobs } }: Shelf, accountId: string): Kept {
  return {
    names: (kind) => keptNames(db, { accountId, kind }),
    read: (kind, name) => findKept(db, { accountId, kind, name }),
    write: async (kind, name, value, files) => {
      const key = { accountId, kind, name };
      await within(db, async (tx) => {
        await putKept(tx, key, value);
        if (files !== undefined)
          await nameKeptAssets(
            tx,
            key,
            files.map(({ asset }) => asset),
          );
      });
    },
    remove: (kind, name) => dropKept(db, { accountId, kind, name }),
    held: async (asset) => {
      const row = blobs === undefined ? null : await ownsAsset(db, accountId, asset);
      return row === null || blobs === undefined ? null : blobs.file(row.blob_key);
    },
  };
}

const within = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db as Tx) : db.transaction().execute(work);
