/**
 * Files on their way are kept by the browser until they have arrived, so that a reload in the middle loses none: the
 * page finds them again and the upload goes on where it was. A browser that keeps nothing (private windows, a full
 * disk) asks before the page is left instead.
 */

export type KeptFile = { readonly id: string; readonly sessionId: string; readonly file: File; readonly at: number };

const NAME = 'tellcut';
const STORE = 'uploads';
/** Keeping copies the file: beyond this the copy would take longer than it is worth. */
const MOST_BYTES = 1_000_000_000;

function open(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'id' });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error ?? new Error('no database'));
  });
}

async function within<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((done, failed) => {
      const transaction = database.transaction(STORE, mode);
      const asked = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => done(asked.result);
      transaction.onabort = () => failed(transaction.error ?? new Error('not kept'));
    });
  } finally {
    database.close();
  }
}

/** Of a project that nobody came back to. */
const OLD_MS = 7 * 86_400_000;

/** False: this one is not kept. */
export async function keepFile(kept: Omit<KeptFile, 'at'>): Promise<boolean> {
  if (kept.file.size > MOST_BYTES) return false;
  try {
    await within('readwrite', (store) => store.put({ ...kept, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

export async function forgetFile(id: string): Promise<void> {
  await within('readwrite', (store) => store.delete(id)).catch(() => undefined);
}

/** What a page that is gone left behind for a session. */
export async function keptFiles(sessionId: string): Promise<readonly KeptFile[]> {
  const all = await within('readonly', (store) => store.getAll() as IDBRequest<KeptFile[]>).catch(() => []);
  const isOld = ({ at }: KeptFile): boolean => Date.now() - at > OLD_MS;
  for (const { id } of all.filter(isOld)) void forgetFile(id);
  return all.filter((kept) => kept.sessionId === sessionId && !isOld(kept)).toSorted((a, b) => a.at - b.at);
}
