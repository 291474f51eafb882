import { emptyDraft } from '../../src/draft/build.ts';
import { createAccount } from '../../src/store/accounts.ts';
import { attachAsset, putAsset } from '../../src/store/assets.ts';
import { createProject } from '../../src/store/projects.ts';
import type { Asset, Turn } from '../../src/store/schema.ts';
import { createSession } from '../../src/store/sessions.ts';
import type { Store } from '../../src/store/store.ts';
import { createTurn } from '../../src/store/turns.ts';

/** An empty video. */
export const DRAFT = emptyDraft({ width: 1280, height: 720, fps: 30, background: { kind: 'color', color: '#000000' } });

/** A hash for the n-th file of a test. */
export const hashOf = (n: number): string => n.toString(16).padStart(64, '0');

/** Makers of rows as the services write them. */
export function rowsOf(db: Store['db']) {
  return {
    /** An account with a project with a session. */
    newSession: async () => {
      const account = await createAccount(db, { kind: 'anonymous' });
      const project = await createProject(db, { accountId: account.id, name: 'Talk', language: 'en' });
      const input = { accountId: account.id, projectId: project.id, language: 'en', draft: DRAFT, label: 'start' };
      const session = await db.transaction().execute((tx) => createSession(tx, input));
      return { account, project, session, which: { accountId: account.id, sessionId: session.id } };
    },
    newTurn: (which: { accountId: string; sessionId: string }, text = 'cut'): Promise<Turn | null> =>
      db.transaction().execute((tx) => createTurn(tx, { ...which, text, price: 5, holdRef: null, attribution: null })),
    /** The n-th file, in a session. */
    addAsset: (sessionId: string, n: number, filename = `f${n}.mp4`): Promise<Asset> =>
      db.transaction().execute(async (tx) => {
        const hash = hashOf(n);
        const asset = await putAsset(tx, {
          id: `ast_${hash.slice(-32)}`,
          hash,
          bytes: 1000 + n,
          kind: 'video',
          probe: { n },
          blobKey: `media/${hash}`,
        });
        await attachAsset(tx, { sessionId, assetId: asset.id, filename });
        return asset;
      }),
  };
}
