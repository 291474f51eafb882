/**
 * Requests made from the routes' own schemas, with junk in every place: `node bench/fuzz-api.ts [requests] [seed]`. Says
 * how they were answered and how long that took; exits with 1 when one was our fault (5xx) or took over a second.
 */

import { audit } from '../src/store/ledger.ts';
import { type FuzzRequest, fuzzRequest } from '../test/support/fuzz-requests.ts';
import { openTestServer } from '../test/support/http.ts';
import { fc } from '../test/support/properties.ts';
import { UNKNOWN } from '../test/support/route-samples.ts';

const requests = Number(process.argv[2] ?? 20_000);
const seed = Number(process.argv[3] ?? 1);
const SLOW_MS = 1000;
const AT_ONCE = 4;

await using site = await openTestServer();
const anna = await site.client();
const { taskId, sessionId } = await anna.project();
const things = { ...UNKNOWN, accountId: anna.accountId, taskId, sessionId };
const tokens = [anna.token, anna.token, anna.token, '', 'junk'];
const queue = fc.sample(fuzzRequest(things, tokens), { numRuns: requests, seed });

const times: number[] = [];
const statuses = new Map<number, number>();
const faults: string[] = [];

async function send(request: FuzzRequest): Promise<void> {
  const began = performance.now();
  const { statusCode, payload } = await site.server.app.inject({
    method: request.method as 'GET',
    url: request.url,
    headers: request.headers,
    ...(request.body === undefined ? {} : { payload: request.body }),
  });
  const took = performance.now() - began;
  times.push(took);
  statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
  const said = `${request.method} ${request.url.slice(0, 80)}: ${statusCode} after ${Math.round(took)} ms`;
  if (statusCode >= 500 || took > SLOW_MS) faults.push(`${said} ${payload.slice(0, 200)}`);
}

let next = 0;
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let request = queue[next++]; request !== undefined; request = queue[next++]) await send(request);
  }),
);

const sorted = times.toSorted((a, b) => a - b);
const at = (part: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
console.log(`${times.length} requests: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms`);
console.log(
  [...statuses]
    .toSorted(([a], [b]) => a - b)
    .map(([status, count]) => `${status}: ${count}`)
    .join(' · '),
);
console.log(`ledger: ${(await audit(site.desk.store.db)).join('; ') || 'adds up'}`);
for (const fault of faults) console.log(`! ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
