import { toWire } from '../../src/base/errors.ts';
import { createAccount } from '../../src/store/accounts.ts';
import { capture, grant, hold } from '../../src/store/ledger.ts';
import { openStore } from '../../src/store/store.ts';

/**
 * A process that owns a store, for tests that kill it. `node store-child.ts <folder> open|write`: prints `open <ms>`, then
 * writes and prints `<n>` once each is committed, until it is killed; or the code of the failure.
 */
const [folder = '', mode = 'open'] = process.argv.slice(2);
const began = performance.now();
try {
  const store = await openStore({ folder });
  const account = await createAccount(store.db, { kind: 'anonymous' });
  process.stdout.write(`open ${Math.round(performance.now() - began)} ${account.id}\n`);
  for (let n = 1; mode === 'write'; n++) {
    await store.db.transaction().execute(async (tx) => {
      const ref = `${account.id}-${n}`;
      await grant(tx, { account: account.id, amount: 10, ref });
      await hold(tx, { account: account.id, amount: 7, ref });
      await capture(tx, { ref, amount: 3 });
    });
    process.stdout.write(`${n}\n`);
  }
  await store.close();
} catch (error) {
  process.stdout.write(`${toWire(error).code} ${toWire(error).message}\n`);
}
