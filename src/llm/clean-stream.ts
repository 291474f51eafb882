/** Characters that control a terminal or turn the direction of text, and those that nobody sees. */
const UNSEEN = /[^\P{Cc}\n\t]|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;

/**
 * Whatever begins to load when text is shown as Markdown or HTML: an address in it could carry away what was said.
 * Links stay: nothing goes there before somebody clicks.
 */
const LOADED: readonly (readonly [string, string])[] = [
  ['![', '['],
  ['<img', '‹img'],
];

const HIDDEN = '[…]';

/** Lower case of ASCII alone, so that places in the text stay what they are. */
const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Text of a model on its way to people, in pieces. */
export type CleanStream = {
  /** What can be shown now. */
  readonly push: (text: string) => string;
  /** The rest, at the end of a text. */
  readonly end: () => string;
};

/**
 * Takes out of a stream of text what must not reach anybody: secrets of this process, pictures that load by
 * themselves, control and direction characters. A tail that may be the beginning of such a thing waits for the next
 * piece.
 */
export function cleanStream(secrets: readonly string[]): CleanStream {
  const needles = [...secrets.map((secret): [string, string] => [lower(secret), HIDDEN]), ...LOADED];
  let held = '';
  const replaced = (text: string): string => {
    let out = text;
    for (const [needle, instead] of needles) {
      for (let at = lower(out).indexOf(needle); at >= 0; at = lower(out).indexOf(needle, at)) {
        out = out.slice(0, at) + instead + out.slice(at + needle.length);
      }
    }
    return out;
  };
  return {
    push: (text) => {
      const whole = replaced(held + text.replace(UNSEEN, ''));
      const keep = Math.max(0, ...needles.map(([needle]) => overlap(lower(whole), needle)));
      held = whole.slice(whole.length - keep);
      return whole.slice(0, whole.length - keep);
    },
    end: () => {
      const rest = held;
      held = '';
      return rest;
    },
  };
}

/** How much of the end of `text` is a beginning of `needle`, without being all of it. */
function overlap(text: string, needle: string): number {
  for (let length = Math.min(needle.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(needle.slice(0, length))) return length;
  }
  return 0;
}

/** A text that is there as a whole, cleaned in the same way. */
export function cleanText(text: string, secrets: readonly string[]): string {
  const clean = cleanStream(secrets);
  return clean.push(text) + clean.end();
}

/** What a model wrote into a tool call, without secrets: titles may look like Markdown, but never like a key. */
export function withoutSecrets<T>(value: T, secrets: readonly string[]): T {
  if (typeof value === 'string') {
    return secrets.reduce<string>((text, secret) => text.replaceAll(secret, HIDDEN), value) as T;
  }
  if (Array.isArray(value)) return value.map((one: unknown) => withoutSecrets(one, secrets)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [
    withoutSecrets(key, secrets),
    withoutSecrets(one, secrets),
  ]);
  return Object.fromEntries(entries) as T;
}

/** Shorter values are no secrets but words, and would be missing from sentences. */
const SHORTEST_SECRET = 8;

/** Values of variables that are secrets by their names, and passwords inside of addresses. */
export function secretsOf(env: Readonly<Record<string, string | undefined>>): string[] {
  const found = Object.entries(env).flatMap(([name, value = '']) => {
    const password = URL.canParse(value) ? new URL(value).password : '';
    return [/key|token|secret|pass|credential/i.test(name) ? value.trim() : '', password, unescaped(password)];
  });
  return [...new Set(found.filter((value) => value.length >= SHORTEST_SECRET))];
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not escaped, then
  }
}
