import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Pieces of uploads are buffers outside of V8's heap: it counts their small handles and looks for garbage when some
 * hundred MB hang on them. A look at the young objects each few MB takes a millisecond and keeps a server that receives
 * 500 MB below 150 MB (216 without: bench/uploads.ts); Node has no other way to ask for one, nor to set the size of the
 * young generation once it runs.
 */

const EVERY_BYTES = 4 << 20;

type Collect = (options: { type: 'minor' }) => void;

let collect: Collect | null | undefined;
let received = 0;

/** Call with the bytes of each piece that was received and let go. */
export function sweepAfter(bytes: number): void {
  received += bytes;
  if (received < EVERY_BYTES) return;
  received = 0;
  if (collect === undefined) collect = collector();
  collect?.({ type: 'minor' });
}

/** Null where V8 does not give it away. */
function collector(): Collect | null {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('typeof gc === "function" ? gc : null');
  return typeof found === 'function' ? (found as Collect) : null;
}
