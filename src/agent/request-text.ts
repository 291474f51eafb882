import { fail } from '../base/errors.ts';

/** Longest request that is read, in characters: longer than any that a person typed, short enough to stay fast. */
export const MOST_CHARACTERS = 10_000;

/** Throws `input.request_too_long` above {@link MOST_CHARACTERS}. */
export function requireLength(text: string): void {
  if (text.length > MOST_CHARACTERS)
    throw fail('input.request_too_long', { length: text.length, most: MOST_CHARACTERS });
}

/** Refuses what is no request before any work is done for it: also `agent.empty_request`. */
export function requireText(text: string): void {
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) throw fail('agent.empty_request', undefined);
  requireLength(text);
}

const OPENING =
  /^(?:(?:actually|wait|hmm+|oh|sorry|okay|ok|hey|well|alright|right|so|cool|great|nice|thanks|perfect|btw|by the way|one more thing|等一下|等等|其实|对了|嗯+|哦|那|好的?|另外|oye|bueno|vale|ah|ach|also gut|alors|bon|então|aliás|あと|えっと|じゃあ|아|그럼|그리고)(?:[,，、.…!！]+\s*|\s+(?=\S+\s+\S)))+(?=\S)/iu;

/** "actually, make it 45 seconds": the request without the little words that only open it. */
export const withoutOpening = (text: string): string => text.replace(OPENING, '');
