import { fail, TellcutError } from '../../base/errors.ts';
import { shown } from '../../base/text.ts';
import { Arrivals } from './arrivals.ts';
import { displayName } from './name.ts';
import type { FormRules } from './take-form.ts';
import type { Uploads } from './uploads.ts';

/** A fetch that takes longer is given up: at the slowest pace that is accepted, 500 MB would take four hours. */
const LONGEST_MS = 15 * 60_000;

/** Fetches files one after the other; one that cannot be had is noted, the others come. Throws the signal's reason. */
export async function takeUrls(
  { receiver, fetcher }: Uploads,
  urls: readonly string[],
  { maxBytes, signal }: FormRules,
): Promise<Arrivals> {
  const arrivals = new Arrivals();
  try {
    for (const url of urls) {
      const late = AbortSignal.timeout(LONGEST_MS);
      const stop = AbortSignal.any([signal, late]);
      try {
        const incoming = await fetcher.open(url, stop);
        const filename = displayName(incoming.name);
        try {
          const arrival = { filename, maxBytes, announced: incoming.bytes, signal: stop };
          arrivals.add({ filename, received: await receiver.receive(incoming.body, arrival) });
        } finally {
          incoming.body.destroy();
        }
      } catch (error) {
        if (!(error instanceof TellcutError) && !late.aborted) throw error;
        const told = late.aborted ? fail('fetch.unreachable', { address: shown(url, 200) }) : error;
        arrivals.add({ filename: displayName(url), error: told });
      }
    }
    return arrivals;
  } catch (error) {
    await arrivals[Symbol.asyncDispose]();
    throw error;
  }
}
