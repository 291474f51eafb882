import { dropKept, findKept, keptNames, putKept } from '../../store/kept.ts';
import type { Db } from '../../store/schema.ts';
import type { Kept } from '../kept.ts';

/** What an account keeps, in the store. */
export function keptOf({ store }: { readonly store: { readonly db: Db } }, accountId: string): Kept {
  return {
    names: (kind) => keptNames(store.db, { accountId, kind }),
    read: (kind, name) => findKept(store.db, { accountId, kind, name }),
    write: (kind, name, value) => putKept(store.db, { accountId, kind, name }, value),
    remove: (kind, name) => dropKept(store.db, { accountId, kind, name }),
  };
}
