import { createPool } from '../../src/media/pool.ts';

/** A parent to be killed: starts a child that hangs in a blocking call. */
const pool = createPool({ entry: new URL('./pool-entry.ts', import.meta.url), size: 1 });
await pool.run({ kind: 'hang', pidFile: process.argv[2] }, { label: 'hang', stallMs: 600_000 });
