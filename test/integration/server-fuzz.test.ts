import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { audit } from '../../src/store/ledger.ts';
import { FUZZED, fuzzRequest } from '../support/fuzz-requests.ts';
import { openTestServer, type TestServer } from '../support/http.ts';
import { fc } from '../support/properties.ts';
import { keyOf, type Things, UNKNOWN } from '../support/route-samples.ts';

let site: TestServer;
before(async () => {
  site = await openTestServer();
});
after(() => site[Symbol.asyncDispose]());

const RUNS = Number(process.env['TELLCUT_FUZZ_RUNS'] ?? 2000);
/** A hang, on a machine that is busy with other things; bench/fuzz-api.ts counts what takes over a second. */
const HANG_MS = 20_000;

test(`${RUNS} requests made from the schemas: every answer is in the envelope, none is our fault`, async (t) => {
  const anna = await site.client();
  const { taskId, sessionId } = await anna.project();
  const things: Things = { ...UNKNOWN, accountId: anna.accountId, taskId, sessionId };
  const seen = new Map<string, number>();
  let slowest = 0;
  await fc.assert(
    fc.asyncProperty(fuzzRequest(things, [anna.token, anna.token, anna.token, '', 'junk']), async (request) => {
      const began = performance.now();
      const response = await site.server.app.inject({
        method: request.method as 'GET',
        url: request.url,
        headers: request.headers,
        ...(request.body === undefined ? {} : { payload: request.body }),
      });
      const took = performance.now() - began;
      slowest = Math.max(slowest, took);
      const kind = `${Math.floor(response.statusCode / 100)}xx`;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      assert.ok(response.statusCode < 500, `${response.statusCode} ${response.payload}`);
      assert.ok(took < HANG_MS, `${took} ms`);
      const isJson = String(response.headers['content-type']).startsWith('application/json');
      if (response.statusCode >= 400 && isJson && response.payload !== '') {
        const body = response.json() as { code: number; message: string; jsonrpc?: string; error: { message: string } };
        // Agents' messages are answered in the words of their own protocol.
        const { code, message } = body.jsonrpc === undefined ? body : { code: 400, message: body.error.message };
        assert.ok(Number.isInteger(code) && code > 0 && message.length > 5);
        assert.doesNotMatch(message, /\bat \/|node_modules|\.ts\b|undefined|\[object/);
      }
    }),
    { numRuns: RUNS, seed: Number(process.env['TELLCUT_FUZZ_SEED'] ?? 7), verbose: 1 },
  );
  t.diagnostic(`${JSON.stringify(Object.fromEntries(seen))}, slowest ${Math.round(slowest)} ms`);
  assert.ok((seen.get('2xx') ?? 0) > RUNS / 100, 'requests that are right are among them');
  assert.deepEqual(await audit(site.desk.store.db), []);
  assert.equal((await fetch(`${site.url}/readyz`)).status, 200);
});

test('every route with a JSON body or none is among them', () => {
  assert.ok(FUZZED.length > 40, FUZZED.map(keyOf).join());
});
