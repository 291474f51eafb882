import { connect } from './connect.ts';
import { namedFailure } from './failures.ts';
import { PATIENCE, patientFetch } from './patient-fetch.ts';
import type { ModelSetting } from './setting.ts';

/** A person waits at a form. */
const LONGEST_MS = 20_000;
/** Reasoning models spend some before their first word. */
const MOST_TOKENS = 256;

/** Asks a model for one word, to see that address, key and name are right. Throws the named `model.…` failures. */
export async function tryModel(setting: ModelSetting, signal: AbortSignal): Promise<void> {
  const began = performance.now();
  try {
    const { streamText } = await import('ai');
    // As turns ask it: some servers can stream and nothing else.
    const { fullStream } = streamText({
      model: await connect(setting, patientFetch({ ...PATIENCE, retries: 0 })),
      prompt: 'Answer with the word: ready',
      maxOutputTokens: MOST_TOKENS,
      maxRetries: 0,
      abortSignal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]),
      onError: () => undefined, // thrown below
    });
    for await (const part of fullStream) {
      if (part.type === 'error') throw part.error;
      if (part.type === 'abort') throw new DOMException('it took too long', 'TimeoutError');
    }
  } catch (error) {
    signal.throwIfAborted();
    throw namedFailure(error, setting, performance.now() - began);
  }
}
