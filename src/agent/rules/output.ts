import { actionOn, type Clause, free, names, op, take, takeType, time, timeSlot, wording } from '../clause.ts';
import { has, type Item, valueOf } from '../items.ts';
import type { PlannedOp, SlotValue } from '../types.ts';

const VIDEO_FORMAT = /^(?:mp4|mov|webm|mkv|avi|m4v|hevc|prores)$/;
const SOUND_FORMAT = /^(?:mp3|wav|m4a|aac|flac|ogg|opus)$/;
const CODEC: Record<string, string> = {
  h264: 'h264',
  avc: 'h264',
  h265: 'h265',
  hevc: 'h265',
  av1: 'av1',
  vp9: 'vp9',
  prores: 'prores',
};

/**
 * A format is what is wanted when something leads to it ("to an", "as", "in", "export", "转成"); otherwise it tells
 * what the file is ("this mp4 interview").
 */
function isTarget(c: Clause, item: Item): boolean {
  const index = c.items.indexOf(item);
  if (
    /\b(?:i have|ive got|i ve got|i got|here is|heres|session in|recorded in)\b/.test(
      c.items
        .slice(0, index)
        .map((i) => i.text)
        .join(' '),
    ) &&
    !c.items.slice(0, index).some((i) => /^(?:to|into|as)$/.test(i.text))
  )
    return false;
  for (let i = index - 1; i >= Math.max(0, index - 5); i--) {
    const before = c.items[i] as Item;
    if (/^(?:this|my|our|these|all|the|of|from|uploaded|这个|我的|este|diese|ce)$/.test(before.text) && i >= index - 2)
      return false;
    // "and give me an MP4"
    if (
      /^an?$/.test(before.text) &&
      i === index - 1 &&
      /^(?:give me|give it|i want|i need|i would like|send me|get me)$/.test(`${c.items[i - 1]?.text ?? ''}`)
    )
      return true;
    if (
      /^(?:to|into|as|in|成|为|至|a|en|als|zu|em|para|で|に|で|로|으로|out)$/.test(before.text) ||
      has(before, 'export') ||
      has(before, 'convert')
    )
      return true;
  }
  const after = c.items
    .slice(index + 1, index + 3)
    .map((i) => i.text)
    .join('');
  if (/^(?:で|に|로|으로|形式|格式|으로)/.test(after)) return true;
  // "60fps 4k mp4": a format beside what only a file can have
  if (c.items.some((i) => i.type === 'fps' || i.type === 'res') && c.items.length <= 8) return true;
  const next = c.items[index + 1];
  if (next !== undefined && (has(next, 'video') || has(next, 'clip') || /^(?:file|files)$/.test(next.text)))
    return names(c, 'export');
  return names(c, 'export', 'convert', 'turn');
}

function codecOf(c: Clause): string | undefined {
  const words = wording(c)
    .replace(/\bh \. |\bh\.?\s?(?=26[45])/g, 'h')
    .replace(/h stop /g, 'h');
  const found = /\b(?:h\W{0,3}26[45]|hevc|av1|vp9|avc)\b|x26[45]|\bprores\b(?= mov)|(?<=mov )prores\b/.exec(words);
  if (found === null) return undefined;
  const key = found[0].replace(/[^a-z0-9]/g, '').replace(/^x/, 'h');
  return CODEC[key];
}

/** What a clause says about the file that is wanted. Nothing of it is spent yet. */
type Wanted = {
  readonly word: Item | undefined;
  readonly compress: Item | undefined;
  readonly format: Item | undefined;
  readonly res: Item | undefined;
  readonly bytes: Item | undefined;
  readonly fps: Item | undefined;
  readonly loop: Item | undefined;
  readonly codec: string | undefined;
  readonly size: string | undefined;
};

function wantedOf(c: Clause): Wanted {
  const unspent = (test: (i: Item) => boolean): Item | undefined => c.items.find((i) => !i.used && test(i));
  const compress = free(c, 'compress');
  const bytes = unspent((i) => i.type === 'bytes');
  return {
    word: free(c, 'export') ?? free(c, 'convert'),
    compress,
    format: c.items.findLast((i) => !i.used && VIDEO_FORMAT.test(i.text) && isTarget(c, i)),
    res: unspent((i) => i.type === 'res'),
    bytes,
    // "the frame rate to 25"
    fps: unspent((i) => i.type === 'fps' || (i.type === 'num' && /\bframe ?rate\b|帧率|fps/.test(wording(c)))),
    loop: free(c, 'loop'),
    codec: codecOf(c),
    size: sizeOf(c, bytes),
  };
}

/** Is a file asked for at all? A verb alone is not enough when it only converts or joins. */
function asksForFile(c: Clause, w: Wanted): boolean {
  const sized = w.bytes !== undefined && (w.compress !== undefined || names(c, 'shorten') || SMALLER.test(wording(c)));
  const rated =
    c.items.some((i) => i.type === 'bitrate' && !i.used) &&
    names(c, 'change', 'down', 'up', 'quieter', 'louder', 'playback');
  if (rated) return true;
  const details = [w.format, w.res, w.fps, w.loop, w.codec].some((d) => d !== undefined) || sized;
  if (details) return true;
  if (w.word === undefined) {
    const shortens = names(c, 'shorten') && /^(?:压缩|smaller|make it smaller|downsize)$/.test(w.compress?.text ?? '');
    return w.compress !== undefined && (w.size !== undefined || !shortens);
  }
  if (free(c, 'export') === undefined) return w.compress !== undefined;
  // "合成" joins when there is more than one clip
  return (
    !(w.word.text === '合成' && c.s.input.context.videos > 1) && !(w.word.text === 'output' && names(c, 'caption'))
  );
}

const SMALLER = /超过|超|under|below|less|smaller|max|以内|以下|within|to|menos|unter|이하|moins/;
const POSTS = /^(?:发|发布|上传|发到|post|upload|share|publish)$/;
const APART = /separat|individual|clips as|分别|单独|分开|각각|따로|別々|einzeln|getrennt/;

/** Files to be made: format, resolution, size, one each. Sound formats are an extraction, captions files a caption. */
export function exporting(c: Clause): PlannedOp[] {
  const each = take(c, 'each');
  const out: PlannedOp[] = [...resizing(c)];
  const posts = c.items.some((i) => POSTS.test(i.text)) ? targetOf(c) : undefined;
  if (posts !== undefined && !c.negated) {
    take(c, 'export');
    return [...out, op('export', { target: posts })];
  }
  const w = wantedOf(c);
  if (c.negated && (w.word !== undefined || w.compress !== undefined)) {
    take(c, 'export', 'convert');
    return out;
  }
  if (!asksForFile(c, w)) return /保留|keep/.test(wording(c)) && names(c, 'keepas') ? [op('export')] : out;
  take(c, 'export', 'convert', 'compress', 'filesize', 'loop', 'playback', 'sound');
  for (const i of [w.format, w.res, w.bytes, w.fps]) if (i !== undefined) i.used = true;
  const bitrate = takeType(c, 'bitrate');
  const sound = c.items.find((i) => !i.used && /^(?:aac|mp3|opus)$/.test(i.text));
  if (sound !== undefined) sound.used = true;
  const pieces = c.before !== null && names(c.before, 'split');
  const apart = pieces || names(c, 'clip', 'these', 'video') || APART.test(each?.text ?? '');
  return [
    ...out,
    op('export', {
      format: formatOf(c, w),
      codec: w.codec,
      size: w.size,
      resolution: w.res === undefined ? hd(c) : w.res.text.replace(/k$/, 'K'),
      fps: w.fps?.value,
      quality: qualityOf(c),
      audio:
        sound !== undefined && bitrate !== undefined ? `${sound.text} ${bitrate.text.replace(/bps$/, '')}` : undefined,
      bitrate: sound === undefined ? bitrate?.text : undefined,
      target: targetOf(c),
      each: each !== undefined && !names(c, 'transition') && apart ? true : undefined,
      loop: w.loop !== undefined ? true : undefined,
    }),
  ];
}

/** The container; beside a codec, "my MP4 file" only tells which file is meant. */
function formatOf(c: Clause, { format, codec }: Wanted): string | undefined {
  if (format === undefined || codec === undefined) return format?.text;
  if (CODEC[format.text] === undefined && format.text !== 'mp4') return format.text;
  return isWanted(c, format) ? format.text : undefined;
}

function isWanted(c: Clause, format: Item): boolean {
  const index = c.items.indexOf(format);
  const codec = c.items.findIndex((i) => CODEC[i.text] !== undefined || /^(?:h|26[45])$/.test(i.text));
  if (codec >= 0 && codec < index && !names(c, 'these')) return true;
  return /^(?:to|into|as|in|an?)$/.test(c.items[index - 1]?.text ?? '');
}

const hd = (c: Clause): string | undefined => {
  const words = wording(c);
  return /full hd|fullhd|全高清/.test(words)
    ? '1080p'
    : /\b(?:uhd|ultra hd)\b|超高清/.test(words)
      ? '4K'
      : /\bhd\b|高清/.test(words)
        ? '1080p'
        : undefined;
};

function qualityOf(c: Clause): string | undefined {
  const words = wording(c);
  if (/(?:source|original) quality|\blossless|无损|原画|原始画质/.test(words)) return 'source';
  return /(?:high|best|highest|maximum|max|top|full) quality|高质量|高画质|最高|高品質|고화질|alta calidad|hoher qualitat|haute qualite|alta qualidade/.test(
    words,
  )
    ? 'high'
    : /(?:low|draft|lower) quality|低画质/.test(words)
      ? 'low'
      : undefined;
}

function sizeOf(c: Clause, bytes: Item | undefined): string | undefined {
  if (bytes !== undefined) return `<${bytes.text}`;
  const percent = names(c, 'compress', 'filesize') ? takeType(c, 'percent') : undefined;
  if (
    percent === undefined &&
    names(c, 'compress') &&
    /\bhalf\b|一半|mitad|halfte|moitie|metade|절반|半分/.test(wording(c))
  )
    return '-50%';
  if (percent === undefined) return undefined;
  return `-${percent.value}%`;
}

/** Where the file goes, when that asks for nothing but a good default. Upright platforms are a shape, not a target. */
function targetOf(c: Clause): string | undefined {
  const found = c.items.map((i) => valueOf(i, 'platform')).find((p) => p !== undefined && p !== null);
  if (found === undefined || found === null) return undefined;
  if (found === 'web' && /page/.test(c.s.text.toLowerCase())) return 'web page';
  return found;
}

function resizing(c: Clause): PlannedOp[] {
  const up = free(c, 'upscale');
  const item = up ?? free(c, 'resize');
  if (item === undefined || c.negated) return [];
  const res = takeType(c, 'res');
  const percent = res === undefined ? takeType(c, 'percent') : undefined;
  const named = res?.text ?? (percent === undefined ? hd(c) : `${percent.value}%`);
  if (named === undefined && up === undefined) return [];
  if (names(c, 'keep') && up === undefined) {
    if (res !== undefined) res.used = false;
    return [];
  }
  take(c, 'upscale', 'resize');
  const pad = c.items.some((i) => valueOf(i, 'fit') === 'fit') ? 'black' : undefined;
  take(c, 'crop');
  for (const i of c.items) if (valueOf(i, 'shape') !== null && pad !== undefined) i.used = true;
  return [op('resize', { resolution: named, pad })];
}

/** Sound alone: mp3 and the like, "audio only", "extract the audio". */
export function extracting(c: Clause): PlannedOp[] {
  if (c.negated) return [];
  const format = c.items.find(
    (i) => !i.used && SOUND_FORMAT.test(i.text) && i.type !== 'file' && (isTarget(c, i) || names(c, 'extract')),
  );
  const words = wording(c);
  const only =
    /audio only|only the audio|just the audio|audio file|audio track only|sound only|仅音频|纯音频|只要声音|음성만 추출|solo (?:el )?audio|nur (?:den )?ton|audio version/.test(
      words,
    ) && names(c, 'convert', 'turn', 'export', 'extract', 'make', 'keep', 'add');
  const pulls =
    names(c, 'extract', 'export') &&
    free(c, 'sound') !== undefined &&
    !names(c, 'clip', 'remove', 'louder', 'quieter') &&
    (names(c, 'extract') || !names(c, 'convert'));
  const joined =
    /导出音频|提取音频|提取声音|提取背景音乐|オーディオを抽出|音声を抽出|音声だけ|오디오 ?추출|음원 ?추출|소리만 ?추출/.test(
      wording(c),
    );
  const bitrate = c.items.find((i) => i.type === 'bitrate');
  if (
    format !== undefined &&
    bitrate !== undefined &&
    names(c, 'convert') &&
    c.items.some((i) => VIDEO_FORMAT.test(i.text))
  )
    return [];
  if (format === undefined && !only && !pulls && !joined) return [];
  if (
    format !== undefined &&
    c.items.some((i) => VIDEO_FORMAT.test(i.text) && isTarget(c, i) && c.items.indexOf(i) > c.items.indexOf(format))
  )
    return [];
  const range = takeType(c, 'range');
  const piece =
    range === undefined
      ? []
      : [op('trim', { start: timeSlot(range.value, range.clock), end: timeSlot(range.until, range.untilClock) })];
  const high = /high.quality|高质量|高品质|highest/.test(words) ? 'high' : undefined;
  take(c, 'extract', 'export', 'convert', 'sound', 'music', 'voice');
  if (format !== undefined) format.used = true;
  for (const i of c.items) if (VIDEO_FORMAT.test(i.text)) i.used = true;
  return [...piece, op('extract_audio', { format: format?.text, quality: high })];
}

/** "grab a still at 12s", "save the frame at 0:42": one picture of a video, when there is a video. */
function stillOf(c: Clause): Item | undefined {
  const item = c.items.find(
    (i) =>
      !i.used &&
      /^(?:stills?|frames?|picture|image|photo|snapshot|still image|图|图片|照片|画面|截图|张图|帧)$/.test(i.text),
  );
  const pulls =
    names(c, 'extract', 'export', 'keep', 'gen') || c.items.some((i) => /^(?:take|capture|give|截)/.test(i.text));
  const placed = c.items.some((i) => i.type === 'time' && /^(?:at|from|bare|every)$/.test(i.role));
  return pulls && placed && !c.s.stills && c.s.input.context.videos > 0 && !names(c, 'freeze', 'zoom')
    ? item
    : undefined;
}

export function pictures(c: Clause): PlannedOp[] {
  if (c.negated) return [];
  const gif = free(c, 'gif');
  if (gif !== undefined && !names(c, 'sticker', 'pip')) {
    take(c, 'gif', 'export', 'convert', 'clip', 'turn', 'loop');
    const range = takeType(c, 'range');
    const edge = time(c, 'first', 'last');
    const slots: Record<string, SlotValue | undefined> =
      range !== undefined
        ? { from: timeSlot(range.value, range.clock), to: timeSlot(range.until, range.untilClock) }
        : edge === undefined
          ? {}
          : edge.role === 'first'
            ? { from: 0, to: edge.value }
            : { from: `end-${edge.value}`, to: 'end' };
    const start = range === undefined && edge === undefined ? time(c, 'at', 'from') : undefined;
    const length = time(c, 'adj', 'for', 'bare');
    const from = start === undefined ? {} : { from: timeSlot(start.value, start.clock) };
    return [op('gif', { ...slots, ...from, duration: length?.value })];
  }
  const thumb = free(c, 'thumbnail') ?? stillOf(c);
  if (thumb === undefined || names(c, 'freeze')) return [];
  if (actionOn(c, thumb) === 'remove') return [];
  take(c, 'thumbnail', 'photo', 'extract', 'export', 'focus');
  const perSecond = /frame per second/.test(thumb.text) ? 1 : undefined;
  const every = time(c, 'every');
  const at = time(c, 'at', 'from', 'bare');
  return [
    op('thumbnail', {
      every: perSecond ?? every?.value,
      at: at === undefined ? undefined : at.clock ? timeSlot(at.value, true) : at.value,
      text: takeType(c, 'quote')?.text,
    }),
  ];
}
