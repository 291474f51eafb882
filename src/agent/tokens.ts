import { combine } from './joined-tokens.ts';
import { type Normal, spanAt } from './normalise.ts';
import { cardinal, hanNumber, KOREAN, ordinal, sinoKorean } from './numbers.ts';
import type { Token, TokenKind } from './token.ts';
import { fold, isCharacterScript, stem } from './words.ts';

const RATIOS = new Set([
  '16:9',
  '9:16',
  '1:1',
  '4:5',
  '5:4',
  '4:3',
  '3:4',
  '21:9',
  '2:3',
  '3:2',
  '2.35:1',
  '2.39:1',
  '1.85:1',
  '1.91:1',
  '16:10',
]);

const SECOND =
  '(?:seconds?(?![a-z])|secs?(?![a-z])|s(?![a-z])|segundos?|segs?(?![a-z])|sekunden?|sek(?![a-z])|secondes?|秒钟|秒鐘|秒间|秒間|秒|초)';
const MINUTE =
  '(?:minutes?(?![a-z])|mins?(?![a-z])|m(?![a-z])|minutos?|minuten?|分钟|分鐘|分間|分(?!之|割|段|成|辨|别|開|开|享|け)|분)';
const HOUR = '(?:hours?(?![a-z])|hrs?(?![a-z])|h(?![a-z])|horas?|stunden?|heures?|个小时|小时|小時|時間|시간)';
const NUMBER = '(\\d{1,6}(?:[.,]\\d{1,3})?)';

const TIME = new RegExp(
  `(?:${NUMBER}[ -]{0,2}${HOUR}[ ]?(?:and )?)?(?:${NUMBER}[ -]{0,2}${MINUTE}[ ]?(?:and )?)?(?:${NUMBER}[ -]{0,2}${SECOND})?`,
  'iy',
);
const MIN_REST = new RegExp(
  `${NUMBER}[ ]?(?:minutes?|mins?|m|minutos?|minuten|分钟|分|분)[ ]?([0-5]?\\d)(?![\\d%.:a-z秒초]| ?(?:[\\d%.:秒초]|s(?:ec|eg|ek)?\\b|se[cgk]|x\\b|px|fps|db|p\\b|times|clip|photo))`,
  'iy',
);
/** "1h20": the minutes go without saying. */
const HOUR_REST = /(\d{1,2}) ?h ?([0-5]?\d)(?![\d%.:a-z]| ?(?:s|sec|seg|m|min)\b)/iy;
const MS = /(\d{1,6}(?:\.\d+)?) ?(?:ms|milliseconds?|milisegundos?|millisekunden|毫秒|ミリ秒|밀리초)/iy;
const CLOCK = /(\d{1,3}):([0-5]\d)(?::([0-5]\d))?(?:[.,](\d{1,3}))?(?![\d:])/iy;
const RATIO = /(\d{1,2}(?:\.\d{1,2})?) ?(?:[:∶]|(?<=\d)x(?=\d)|比|by|[:] ) ?(\d{1,2})(?![\d:p])/iy;
const DB = /([-−+–]? ?\d{1,3}(?:[.,]\d{1,2})?) ?(?:db(?![a-z])|decibels?|分贝|デシベル|데시벨|decibelios|decibeis)/iy;
const LUFS = /([-−+]? ?\d{1,3}(?:\.\d{1,2})?) ?(?:lufs|lkfs)/iy;
const PERCENT =
  /(\d{1,4}(?:[.,]\d{1,2})?) ?(?:%|percent|per cent|por ciento|por cento|prozent|pour cent|퍼센트|프로|パーセント)/iy;
const HAN_PERCENT = /百分之([零一二三四五六七八九十百\d]{1,5})/iy;
const TENTHS = /([一二两三四五六七八九1-9])成(?=左右|的|就|吧|[，,。.\s]|$)/iy;
const FACTOR =
  /(\d{1,3}(?:[.,]\d{1,3})?) ?(?:[x×](?![a-z\d])|times(?! per)|倍速|倍|배속|배|veces|vezes|fach|mal|fois)/iy;
const X_FACTOR = /x ?(\d{1,2}(?:\.\d{1,2})?)(?![a-z\d:])/iy;
const RES_WORD = /(\d{3,4})p(?![a-z])/iy;
/** "1080p60" */
const RES_FPS = /(?<=\d{3,4}p)(\d{2,3})(?![\d:%a-z帧])/iy;
/** 片段二: a numeral after its noun. */
const HAN_AFTER = /(?<=片段|镜头|场景|素材)([一二三四五六七八九十]{1,2})(?![直下点样起些段个条帧秒分])/iy;
const RES_K = /([248])k(?![a-z])/iy;
const SIZE = /(\d{3,4}) ?[x×*] ?(\d{3,4})/iy;
const BYTES =
  /(\d{1,6}(?:[.,]\d{1,2})?) ?(kb|mb|gb|megabytes?|gigabytes?|megas?|megs?|mo(?![a-z])|go(?![a-z])|兆|メガ|메가|g(?=以|内|左)|m(?=以|内|左)|(?<=(?:小于|低于|少于|不超过|压到|压缩到|under|below|max) ?\d{1,6})m(?![a-z]))/iy;
const BITRATE = /(\d{1,6}(?:\.\d{1,2})?) ?(kbps|kb\/s|kbit\/s|mbps|mbit\/s|kilobits?)/iy;
const FPS =
  /(\d{1,3}(?:\.\d{1,3})?) ?(?:fps|frames per second|帧每秒|帧率|帧|フレーム|프레임|hz|frames? a second|cuadros por segundo|fotogramas por segundo|bilder pro sekunde|images par seconde|quadros por segundo|imagens por segundo)/iy;
const PX = /(\d{1,5}) ?(?:px|pixels?|píxeles|pixeles|像素|ピクセル|픽셀)/iy;
const DEGREES = /(-?\d{1,3}) ?(?:°|º|degrees?|deg(?![a-z])|度|도|grados|grad|degrés|degres|graus)/iy;
const ORD = /(\d{1,3})(?:st|nd|rd|th|ª|º|er|ère|ème|eme|e(?![a-z])|번째|번|番目|つ目|本目|個目)(?![a-z])/iy;
const HAN_ORD =
  /第 ?([零一二两三四五六七八九十\d]{1,4}) ?(?! ?(?:到|至|-|~) ?第? ?\d{1,4} ?(?:秒|分|s))(?=[^秒分帧小\d]|$)/iy;
const HAN_RUN =
  /([零一二两三四五六七八九十百半]{1,5})(?=(?:段|部分|个片段|个(?=\d)|份|步|次|秒|分钟|分鐘|分[^割段成辨别開开享之]|个小时|小时|倍|帧|度|个半|张|幅))/iy;
const NUM = /\d{1,9}(?:[.,]\d{1,3})?/iy;
const HEX = /#[0-9a-f]{6}\b|#[0-9a-f]{3}\b/iy;
/** One emoji with what belongs to it: skin, joined ones, flags. */
const EMOJI =
  /(?:\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})*(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})*)*)+/uy;
const WORD = /[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:['][\p{L}\p{M}]+)*/uy;

const at = (pattern: RegExp, text: string, from: number): RegExpExecArray | null => {
  pattern.lastIndex = from;
  return pattern.exec(text);
};

export const decimal = (digits: string): number =>
  Number(digits.replace(',', '.').replace(/[−–]/g, '-').replace(/ /g, ''));

type Made = { kind: TokenKind; length: number; text?: string; value?: number; clock?: boolean };
type Reader = (text: string, i: number) => Made | null;

const simple =
  (pattern: RegExp, kind: TokenKind, text?: (m: RegExpExecArray) => string): Reader =>
  (source, i) => {
    const m = at(pattern, source, i);
    if (m === null || m[0] === '') return null;
    return {
      kind,
      length: m[0].length,
      value: decimal(m[1] ?? m[0]),
      ...(text === undefined ? {} : { text: text(m) }),
    };
  };

function readClock(text: string, i: number): Made | null {
  const m = at(CLOCK, text, i);
  if (m === null) return null;
  if (
    RATIOS.has(m[0]) &&
    !/(?:at|from|to|until|till|after|before|between|and|-|从|到|第) ?$/i.test(text.slice(Math.max(0, i - 8), i))
  )
    return null;
  if (
    /^(?:1:1|16:9|9:16)$/.test(m[0]) &&
    /(?:to|a|in|en) ?$/i.test(text.slice(Math.max(0, i - 8), i)) &&
    !/\d:\d\d ?(?:to|a|-) ?$/.test(text.slice(Math.max(0, i - 12), i))
  )
    return null;
  const [a, b, c] = [Number(m[1]), Number(m[2]), m[3] === undefined ? null : Number(m[3])];
  const rest = m[4] === undefined ? 0 : Number(`0.${m[4]}`);
  return {
    kind: 'time',
    length: m[0].length,
    value: (c === null ? a * 60 + b : a * 3600 + b * 60 + c) + rest,
    clock: true,
  };
}

function readRatio(text: string, i: number): Made | null {
  const m = at(RATIO, text, i);
  if (m === null) return null;
  const ratio = `${m[1]}:${m[2]}`;
  return RATIOS.has(ratio) ? { kind: 'ratio', length: m[0].length, text: ratio } : null;
}

function readTime(text: string, i: number): Made | null {
  const hours = at(HOUR_REST, text, i);
  if (hours !== null) {
    const value = Number(hours[1]) * 3600 + Number(hours[2]) * 60;
    return { kind: 'time', length: hours[0].length, value, clock: true };
  }
  const rest = at(MIN_REST, text, i);
  if (rest !== null) {
    return { kind: 'time', length: rest[0].length, value: decimal(rest[1] ?? '') * 60 + Number(rest[2]), clock: true };
  }
  const m = at(TIME, text, i);
  if (m === null || m[0].trim() === '') return null;
  const [h, min, s] = [m[1], m[2], m[3]];
  if (h === undefined && min === undefined && s === undefined) return null;
  const length = m[0].replace(/(?: and)? ?$/i, '').length;
  // 1分半, 1분 반: half of the unit that was said last
  const half = /^ ?(?:半|반(?![가-힣]))/.exec(text.slice(i + length));
  const unit = s !== undefined ? 1 : min !== undefined ? 60 : 3600;
  const whole = decimal(h ?? '0') * 3600 + decimal(min ?? '0') * 60 + decimal(s ?? '0');
  const value = whole + (half === null ? 0 : unit / 2);
  return { kind: 'time', length: length + (half?.[0].length ?? 0), value, clock: h !== undefined || min !== undefined };
}

function readHan(text: string, i: number): Made | null {
  const m = at(HAN_RUN, text, i);
  const value = m === null ? null : hanNumber(m[1] ?? '');
  if (m === null || value === null) return null;
  if (m[1] === '半' && /^分(?!钟|鐘)/.test(text.slice(i + m[0].length))) return null;
  if (/^(?:一|半)$/.test(m[1] ?? '') && /^(?:段|部分|份|个片段|步|次)/.test(text.slice(i + m[0].length))) return null;
  const rest = text.slice(i + m[0].length);
  const unit = /^(?:秒钟|秒間|秒)/.exec(rest) ?? /^(?:分钟|分鐘|分)/.exec(rest) ?? /^(?:个小时|小时)/.exec(rest);
  if (unit !== null) {
    const scale = unit[0].startsWith('秒') ? 1 : unit[0].startsWith('分') ? 60 : 3600;
    const half = rest.startsWith('半', unit[0].length) ? 0.5 : 0;
    return {
      kind: 'time',
      length: m[0].length + unit[0].length + (half > 0 ? 1 : 0),
      value: (value + half) * scale,
      clock: scale > 1,
    };
  }
  if (rest.startsWith('倍')) return { kind: 'factor', length: m[0].length + (rest.startsWith('倍速') ? 2 : 1), value };
  if (rest.startsWith('度')) return { kind: 'degrees', length: m[0].length + 1, value };
  return { kind: 'num', length: m[0].length, value };
}

const KOREAN_COUNT = /(한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|첫) ?(배속|배|번째|초|분)/iy;
const SINO_COUNT = /([일이삼사오육칠팔구십백]{1,4}) ?(배속|초|퍼센트|프로|%)/iy;

function readKorean(text: string, i: number): Made | null {
  const sino = /[\s\p{P}]|^$/u.test(text[i - 1] ?? '') ? at(SINO_COUNT, text, i) : null;
  const counted = sino === null ? null : sinoKorean(sino[1] ?? '');
  if (sino !== null && counted !== null && counted > 0) {
    const kind = sino[2] === '초' ? 'time' : sino[2] === '배속' ? 'factor' : 'percent';
    return { kind, length: sino[0].length, value: counted };
  }
  const m = at(KOREAN_COUNT, text, i);
  const value = m === null ? undefined : KOREAN[m[1] ?? ''];
  if (m === null || value === undefined) return null;
  if (m[2]?.startsWith('배') === true) return { kind: 'factor', length: m[0].length, value };
  if (m[2] === '번째') return { kind: 'ord', length: m[0].length, value };
  return { kind: 'time', length: m[0].length, value: m[2] === '분' ? value * 60 : value, clock: m[2] === '분' };
}

/** "an 80s home movie" is a look and no length. */
const DECADE =
  /(?:19)?[5-9]0s(?= (?:home|movie|film|look|style|vibe|vhs|aesthetic|feel|retro|tv|cartoon|sitcom|synth))/iy;

/** In order: what stands first wins. */
const READERS: readonly Reader[] = [
  simple(DECADE, 'word', () => 'vintage'),
  simple(HEX, 'hex', (m) => m[0].toLowerCase()),
  simple(SIZE, 'res', (m) => `${m[1]}x${m[2]}`),
  readRatio,
  readClock,
  simple(MS, 'time'),
  simple(DB, 'db'),
  simple(LUFS, 'db', () => 'lufs'),
  simple(BITRATE, 'bitrate', (m) => m[0].replace(/ /g, '').toLowerCase()),
  simple(BYTES, 'bytes', bytesText),
  simple(FPS, 'fps'),
  simple(PERCENT, 'percent'),
  simple(PX, 'px'),
  simple(DEGREES, 'degrees'),
  simple(RES_WORD, 'res', (m) => `${m[1]}p`),
  simple(RES_K, 'res', (m) => `${m[1]}K`),
  simple(RES_FPS, 'fps'),
  (text, i) => {
    const m = at(HAN_AFTER, text, i);
    const value = m === null ? null : hanNumber(m[1] ?? '');
    return m === null || value === null ? null : { kind: 'num', length: m[0].length, value };
  },
  readTime,
  simple(FACTOR, 'factor'),
  simple(X_FACTOR, 'factor'),
  simple(ORD, 'ord'),
  readHan,
  readKorean,
  (text, i) => {
    const m = at(HAN_PERCENT, text, i);
    if (m === null) return null;
    const value = /\d/.test(m[1] ?? '') ? Number(m[1]) : hanNumber(m[1] ?? '');
    return value === null ? null : { kind: 'percent', length: m[0].length, value };
  },
  (text, i) => {
    const m = at(HAN_ORD, text, i);
    if (m === null) return null;
    const value = /\d/.test(m[1] ?? '') ? Number(m[1]) : hanNumber(m[1] ?? '');
    return value === null ? null : { kind: 'ord', length: m[0].length, value };
  },
  // 两成: tenths
  (text, i) => {
    const m = at(TENTHS, text, i);
    const value = m === null ? null : /\d/.test(m[1] ?? '') ? Number(m[1]) : hanNumber(m[1] ?? '');
    return m === null || value === null ? null : { kind: 'percent', length: m[0].length, value: value * 10 };
  },
  simple(NUM, 'num'),
];

function bytesText(m: RegExpExecArray): string {
  const unit = (m[2] ?? '').toLowerCase();
  return `${m[1]}${unit.startsWith('k') ? 'KB' : unit.startsWith('g') ? 'GB' : 'MB'}`;
}

const MARKS: Record<string, TokenKind> = {
  ',': 'comma',
  '、': 'comma',
  ';': 'stop',
  '.': 'stop',
  '。': 'stop',
  '!': 'stop',
  '?': 'ask',
  '\n': 'stop',
  '—': 'stop',
  '–': 'dash',
  '-': 'dash',
  '~': 'dash',
  ':': 'colon',
  '/': 'slash',
  '&': 'mark',
  '+': 'mark',
  '(': 'comma',
  ')': 'comma',
  '→': 'dash',
  '|': 'stop',
  '…': 'comma',
  '•': 'stop',
  '·': 'mark',
};

/** Splits a plain request into at most `most` tokens. Linear: each position is read once, every pattern is bounded. */
export function tokenise(normal: Normal, most = Number.POSITIVE_INFINITY): Token[] {
  const { text } = normal;
  const tokens: Token[] = [];
  for (let i = 0; i < text.length && tokens.length < most; ) {
    const c = text[i] ?? '';
    const span = spanAt(normal, c);
    const wordStart = i === 0 || /[\s\p{P}]/u.test(text[i - 1] ?? ' ');
    const push = (kind: TokenKind, raw: string, more: Partial<Token> = {}): void => {
      const folded = more.text ?? fold(raw);
      tokens.push({
        kind,
        raw,
        text: folded,
        stem: stem(folded),
        value: 0,
        clock: false,
        wordStart,
        at: i,
        end: i + raw.length,
        ...more,
      });
      i += raw.length;
    };
    if (span !== undefined) push(span.kind, c, { raw: span.text, text: span.text, end: i + 1 });
    if (span !== undefined) {
      i = tokens.at(-1)?.end ?? i;
      continue;
    }
    if (/\s/.test(c) && c !== '\n') {
      i++;
      continue;
    }
    const made = /[\d#第百零一二两三四五六七八九十半한두세네다여일아열첫이삼사오육칠팔구십백x+−–-]/i.test(c)
      ? readValue(text, i, tokens.at(-1))
      : null;
    if (made !== null) {
      push(made.kind, text.slice(i, i + made.length), {
        ...(made.text === undefined ? {} : { text: made.text }),
        value: made.value ?? 0,
        clock: made.clock ?? false,
      });
      continue;
    }
    if (isCharacterScript(c)) {
      push('word', c);
      continue;
    }
    const word = at(WORD, text, i)?.[0];
    if (word !== undefined) pushWord(word, push);
    else if (MARKS[c] !== undefined) push(MARKS[c], c);
    else if (isShown(text, i, tokens)) push('emoji', at(EMOJI, text, i)?.[0] ?? c);
    else i += (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1;
  }
  return combine(tokens);
}

/**
 * "put a 🔥 at 0:05", "at 0:05 🔥": an emoji that is asked for. At the end of a sentence and beside its words ("add music 🎵")
 * one says nothing.
 */
function isShown(text: string, i: number, before: readonly Token[]): boolean {
  if (at(EMOJI, text, i) === null) return false;
  const last = before.at(-1);
  return last?.kind === 'emoji' || last?.kind === 'num' || LEADS_TO_EMOJI.test(last?.text ?? '');
}

const LEADS_TO_EMOJI =
  /^(?:an?|and|the|add|put|place|drop|show|use|with|emojis?|stickers?|une?|una|uma?|eine?n?|y|et|und|e|个|加|放|贴|和|情|纸|を|と|고)$/;

function readValue(text: string, i: number, before: Token | undefined): Made | null {
  const c = text[i] ?? '';
  // a sign belongs to a number only where no number or word stands directly before it: "5-10" is a range
  if (/[+−–-]/.test(c)) {
    if (before !== undefined && before.end === i && before.kind !== 'word') return null;
    const signed = at(DB, text, i) ?? at(LUFS, text, i);
    if (signed === null) return null;
    return {
      kind: 'db',
      length: signed[0].length,
      value: decimal(signed[1] ?? ''),
      ...(/lufs|lkfs/i.test(signed[0]) ? { text: 'lufs' } : {}),
    };
  }
  if (/x/i.test(c) && before !== undefined && before.end === i && before.kind === 'word') return null;
  for (const read of READERS) {
    const made = read(text, i);
    if (made !== null && made.length > 0) return made;
  }
  return null;
}

function pushWord(word: string, push: (kind: TokenKind, raw: string, more?: Partial<Token>) => void): void {
  // words of alphabets end where a character script begins
  let end = 0;
  while (end < word.length && !isCharacterScript(word[end] ?? '')) end++;
  const plain = word.slice(0, Math.max(1, end));
  const elided = /^(?:[ldjmnstcLDJMNSTC]|qu)'(?=\p{L}{2})/u.exec(plain);
  if (elided !== null && !/'(?:s|t|m|re|ve|ll|d)$/i.test(plain)) {
    push('word', elided[0]);
    const rest = plain.slice(elided[0].length);
    push('word', rest);
    return;
  }
  const folded = fold(plain.replace(/'s$/i, ''));
  const ord = ordinal(folded);
  const num = cardinal(folded);
  if (num !== undefined && !/^(?:one|elf|once|mil|six|dos|seis)$/.test(folded))
    push('num', plain, { text: folded, value: num });
  else if (num !== undefined && folded !== 'once') push('num', plain, { text: folded, value: num });
  else if (ord !== undefined) push('ord', plain, { text: folded, value: ord });
  else push('word', plain, { text: folded });
}
