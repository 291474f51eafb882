/**
 * What is protected from every later step: quoted texts, file names, paths and addresses. Each is replaced in the text
 * by one private character; `kind` and `text` tell what stood there.
 */
export type Protected = { readonly kind: 'quote' | 'file' | 'url'; readonly text: string };

/** A request made plain: NFKC, no control or direction characters, protected spans as single characters. */
export type Normal = { readonly text: string; readonly spans: readonly Protected[] };

const FIRST = 0xe000;
const MOST = 400;

/** The span behind a private character, if it is one. */
export function spanAt(normal: Normal, char: string): Protected | undefined {
  return normal.spans[char.charCodeAt(0) - FIRST];
}

const CLOSING: Record<string, string> = {
  '"': '"',
  '“': '”',
  '”': '”',
  '„': '“',
  '‘': '’',
  "'": "'",
  '「': '」',
  '『': '』',
  '«': '»',
  '‹': '›',
  '《': '》',
  '【': '】',
  '`': '`',
};

/** Longest text that a pair of quotation marks may hold, in characters. */
const MOST_QUOTED = 500;

function quoteEnd(text: string, at: number): number {
  const open = text[at] ?? '';
  const close = CLOSING[open];
  if (close === undefined) return -1;
  const isSingle = open === "'" || open === '‘';
  const before = text[at - 1] ?? ' ';
  if (
    isSingle &&
    /[\p{L}\p{N}]/u.test(before) &&
    !/[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}]/u.test(before)
  ) {
    return -1;
  }
  if (open === '"' && /\d/.test(before) && /\d/.test(text[at + 1] ?? '')) return -1;
  const limit = Math.min(text.length, at + MOST_QUOTED);
  // a curly mark may be closed by a straight one, when no curly one follows
  const lenient = open === '“' && !text.slice(at, limit).includes('”');
  for (let i = at + 1; i < limit; i++) {
    const c = text[i] ?? '';
    const ends = c === close || (open === '„' && c === '”') || (open === "'" && c === '’') || (lenient && c === '"');
    if (!ends) continue;
    // an apostrophe inside a word is not a closing mark: 'I don't know'
    if (isSingle && /[a-z]/i.test(text[i + 1] ?? ' ') && /[a-z]/i.test(text[i - 1] ?? ' ')) continue;
    return i > at + 1 ? i : -1;
  }
  return -1;
}

const URL_HERE = /(?:https?:\/\/|www\.)[^\s"'“”「」，。、]{1,400}/iy;
const HANDLE_HERE = /[@#][\p{L}_][\p{L}\p{N}_.]{1,40}/uy;
const isHex = (text: string): boolean => /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text);
const FILE_HERE =
  /(?:~|\.{1,2})?[\w\-./\\]{0,200}[\w-]\.(?:mp4|mov|webm|mkv|avi|m4v|mp3|wav|m4a|aac|flac|ogg|opus|jpe?g|png|gif|webp|heic|srt|vtt|ass|cube|ttf|otf|otio|fcpxml|edl|mlt|csv|mts|3gp|wmv|flv|bmp|tiff?)(?![\w.])/iy;

/** Makes a request plain. Linear in its length; a quotation mark without a partner is a mark like any other. */
export function normalise(raw: string): Normal {
  // biome-ignore lint: the ranges are the point
  const clean = raw
    .replace(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, ' ')
    .replace(/[\ue000-\uf8ff]/g, ' ');
  const spans: Protected[] = [];
  let out = '';
  let plain = '';
  const flush = (): void => {
    out += plain
      .normalize('NFKC')
      .replace(/[\ue000-\uf8ff]/g, ' ')
      // ".5 seconds"
      .replace(/(?<![\d.\p{L}])\.(?=\d{1,3} ?(?:s|x|m|秒|倍|%))/gu, '0.')
      // "my .mkv to .mp4"
      .replace(/(?<=^|\s)\.(?=(?:mp4|mov|mkv|webm|avi|m4v|mp3|wav|gif|srt|vtt)\b)/gi, '')
      .replace(/[‘’]/g, "'")
      .replace(/[〜～]/g, '~');
    plain = '';
  };
  const protect = (span: Protected): void => {
    flush();
    out += ` ${String.fromCharCode(FIRST + spans.length)} `;
    spans.push(span);
  };
  for (let i = 0; i < clean.length; ) {
    const c = clean[i] ?? '';
    if (spans.length < MOST) {
      const end = quoteEnd(clean, i);
      if (end > 0) {
        const inner = clean.slice(i + 1, end).trim();
        if (inner !== '') protect({ kind: isFileName(inner) ? 'file' : 'quote', text: inner });
        i = end + 1;
        continue;
      }
      const starts = !/[\w./\\~-]/.test(clean[i - 1] ?? ' ');
      // "@anna.films" and "#roadtrip" are texts
      const handle = starts && /[@#]/.test(c) ? matchHere(HANDLE_HERE, clean, i) : null;
      if (handle !== null && !isHex(handle)) {
        const text = handle.replace(/\.$/, '');
        protect({ kind: 'quote', text });
        i += text.length;
        continue;
      }
      if (starts && /[\w.~/\\]/.test(c)) {
        const url = matchHere(URL_HERE, clean, i);
        const file = url ?? matchHere(FILE_HERE, clean, i);
        if (file !== null) {
          protect({ kind: url === null ? 'file' : 'url', text: file });
          i += file.length;
          continue;
        }
      }
    }
    plain += c;
    i++;
  }
  flush();
  return { text: out, spans };
}

function matchHere(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function isFileName(text: string): boolean {
  return !/\s/.test(text) && matchHere(FILE_HERE, text, 0) === text;
}
