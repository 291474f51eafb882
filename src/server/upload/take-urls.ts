import { TellcutError } from '../../base/errors.ts';
import { Arrivals } from './arrivals.ts';
import { displayName } from './name.ts';
import type { FormRules } from './take-form.ts';
import type { Uploads } from './uploads.ts';

/** Fetches files one after the other; one that cannot be had is noted, the others come. Throws the signal's reason. */
export async function takeUrls(
  { receiver, fetcher }: Uploads,
  urls: readonly string[],
  { maxBytes, signal }: FormRules,
): Promise<Arrivals> {
  const arrivals = new Arrivals();
  try {
    for (const url of urls) {
      try {
        const incoming = await fetcher.open(url, signal);
        const filename = displayName(incoming.name);
        try {
          const arrival = { filename, maxBytes, announced: incoming.bytes, signal };
          arrivals.add({ filename, received: await receiver.receive(incoming.body, arrival) });
        } finally {
          incoming.body.destroy();
        }
      } catch (error) {
        if (!(error instanceof TellcutError)) throw error;
        arrivals.add({ filename: displayName(url), error });
      }
    }
    return arrivals;
  } catch (error) {
    await arrivals[Symbol.asyncDispose]();
    throw error;
  }
}
