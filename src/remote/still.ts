import { type Voice, WORDS } from './words.ts';

/** How long somebody waits without a word: agents take longer silence for a program that hangs. */
const STILL_MS = 120_000;

/** Does something that may take long, with a note every two minutes that it goes on. */
export async function noting<T>(voice: Voice, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const timer = setInterval(() => {
    voice.note(WORDS.working({ minutes: Math.round((Date.now() - began) / 60_000) }));
  }, STILL_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
