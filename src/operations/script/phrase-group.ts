/** Languages of requests that we write a few sentences in beside English and Chinese. */
export type PhraseLang = 'es' | 'pt' | 'fr' | 'de' | 'ja' | 'ko';

/** What a video of a purpose says where its own words are not enough: nothing of it is a fact about anything. */
export type Phrases = {
  /** Small words above the title; null: none. */
  readonly open: string | null;
  /** Stands large where nothing else opens it, and above a name where one was said. */
  readonly wish: string | null;
  readonly lines: readonly (readonly [above: string | null, main: string])[];
  /** On the button, or what closes it. */
  readonly end: string;
};

/** Purposes that the same phrases suit. */
export type Group = 'promo' | 'birthday' | 'wedding' | 'thanks' | 'invitation' | 'travel' | 'any';

export const phrases = (
  open: string | null,
  wish: string | null,
  lines: readonly (readonly [string | null, string])[],
  end: string,
): Phrases => ({ open, wish, lines, end });
