import { createPool } from '../../src/media/pool.ts';

/** A parent to be killed: starts a child that hangs in a blocking call. */
const [pidFile, memoryBytes] = process.argv.slice(2);
const entry = new URL('./pool-entry.ts', import.meta.url);
const pool = createPool({ entry, size: 1, ...(memoryBytes === 'unlimited' ? { memoryBytes: null } : {}) });
await pool.run({ kind: 'hang', pidFile }, { label: 'hang', stallMs: 600_000 });
