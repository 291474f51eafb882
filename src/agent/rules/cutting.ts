import { type Clause, clipOf, free, names, ofType, op, partOf, take, time, timeSlot, wording } from '../clause.ts';
import { has } from '../items.ts';
import type { PlannedOp, SlotValue } from '../types.ts';

const BOTH_ENDS =
  /\b(?:both|each|either) (?:ends?|sides?)\b|start and end|两头|头尾|首尾|两端|前后各|ambos (?:extremos|lados)|beiden enden|deux bouts|両端|앞뒤/;

const keepSlot = (seconds: number, clock: boolean): SlotValue => (clock ? timeSlot(seconds, true) : `${seconds}s`);

/** Is the length that is kept so small a part that a plain cut would throw the substance away? Five to one is. */
const farShorter = (c: Clause, seconds: number, inclusive = false): boolean => {
  const { duration } = c.s.input.context;
  return (
    duration !== undefined && duration >= 300 && (duration > 5 * seconds || (inclusive && duration === 5 * seconds))
  );
};

/** "cut everything except 0:12 to 0:48" keeps that. */
const ALL_BUT =
  /\b(?:everything|all|anything) (?:except|but|other than|besides|outside)\b|除了|以外|\btodo (?:menos|excepto|salvo)\b|\balles (?:ausser|bis auf)\b|\btout sauf\b|\btudo (?:menos|exceto)\b/;

function verbs(c: Clause): { removes: boolean; keeps: boolean; trims: boolean; cuts: boolean } {
  const inherited = (verb: string): boolean =>
    c.inherited === verb &&
    !c.items.some((i) => ['add', 'remove', 'cut', 'trim', 'keep', 'change', 'export'].some((a) => has(i, a)));
  const keeps =
    names(c, 'keep') || inherited('keep') || (names(c, 'extract') && !names(c, 'sound', 'voice', 'music', 'thumbnail'));
  const trims = names(c, 'trim') || inherited('trim');
  const said = wording(c);
  // "I want the first 15 seconds only"
  const only =
    /\b(?:only|just)\b/.test(said) &&
    c.items.some(
      (i) => (i.type === 'time' && /^(?:first|last)$/.test(i.role)) || (i.type === 'range' && names(c, 'add')),
    );
  const cuts = names(c, 'cut') || inherited('cut');
  const removes = names(c, 'remove') || inherited('remove') || /\b(?:take|pull)\b.*\b(?:off|out|away)\b/.test(said);
  return { removes, keeps: keeps || (only && !removes && !cuts), trims, cuts };
}

/** Ranges, first and last seconds, lengths to reach. The order of the questions is the rule; see docs/planner.md. */
export function cutting(c: Clause): PlannedOp[] {
  if (c.negated) return [];
  const bound = pieceFrom(c) ?? bounds(c);
  if (bound !== null) return [bound];
  const { removes, keeps, trims, cuts } = verbs(c);
  const shortens = names(c, 'shorten');
  const cutsAway = removes || (cuts && !keeps);
  if (!(removes || keeps || trims || cuts || shortens || names(c, 'extend'))) return [];
  if (names(c, 'split') && !removes && !trims) return [];
  const blocked = [
    'music',
    'caption',
    'title',
    'text',
    'transition',
    'effect',
    'filter',
    'logo',
    'watermark',
    'sticker',
    'sfx',
    'voiceover',
    'noise',
    'background',
    'fade',
    'grain',
    'crop',
    'removebg',
    'lut',
    'beatsync',
    'chapter',
    'sound',
    'mute',
    'export',
    'volume',
    'intro',
    'outro',
    'gif',
    'thumbnail',
  ];
  const spent = c.items.some((i) => i.used && i.type === 'hit' && !/^(?:shaky|wobbly|jittery)$/.test(i.text));
  const object = blocked.some(
    (b) => free(c, b) !== undefined && !(b === 'intro' || b === 'outro' || b === 'sound' || b === 'export'),
  );
  const clip = clipOf(c);
  const range = ofType(c, 'range');
  if (range !== undefined && !object && !(spent && !(removes || keeps || trims || cuts))) {
    range.used = true;
    // "cut a 15-second clip from 0:30 to 0:45" takes that clip out to keep it
    const piece = c.items.find((i) => i.type === 'time' && i.role === 'adj' && !i.used);
    if (piece !== undefined) piece.used = true;
    const from = timeSlot(range.value, range.clock);
    const to = timeSlot(range.until, range.untilClock);
    return cutsAway && !trims && piece === undefined && !has(range, 'keep') && !ALL_BUT.test(wording(c))
      ? [op('cut_range', { from, to, clip }), ...(clip === undefined ? edgeOps(c, false, undefined) : [])]
      : [op('trim', { start: from, end: to, clip })];
  }
  if (object) return [];
  const edges = edgeOps(c, keeps, clip);
  if (edges.length > 0) return edges;
  const target = targetOps(c, shortens || trims || cuts, clip);
  if (target.length > 0) return target;
  return partOps(c, { cutsAway, keeps, trims, shortens, spent }, clip);
}

const OTHER_THINGS = [
  'music',
  'caption',
  'title',
  'text',
  'transition',
  'effect',
  'sfx',
  'fade',
  'logo',
  'watermark',
  'sticker',
  'voiceover',
  'zoom',
  'speed',
  'intro',
  'outro',
  'highlight',
  'slideshow',
  'chapter',
  'gif',
  'split',
  'thumbnail',
  'freeze',
];

/** "start at 0:12", "make it 15 seconds long": the video's own bounds, said without a verb of cutting. */
function bounds(c: Clause): PlannedOp | null {
  const said = wording(c);
  const framed = /\b(?:starts?|begins?) (?:at|from)\b.*\b(?:ends?|stops?|finish(?:es)?) at\b/.test(said);
  if (OTHER_THINGS.some((o) => names(c, o)) || names(c, 'remove') || (names(c, 'cut', 'trim') && !framed)) return null;
  const begins =
    /\b(?:start|begin)s?\b.* (?:at|from)|从.*开始|\b(?:empie[cz]\w*|comien[cz]\w*|beginn\w*|fang\w*|commence\w*|comec\w*) (?:en|a|bei|em)\b/.test(
      said,
    );
  const ends =
    /\b(?:end|stop|finish)s?\b.* at\b|到.*结束|\b(?:termin\w*|acab\w*|endet?|hor|horst) (?:en|a|bei|em)\b/.test(said);
  if (begins || ends) {
    const at = c.items.find(
      (i) => i.type === 'time' && !i.used && ['at', 'from', 'until', 'bare', 'to', 'last', 'first'].includes(i.role),
    );
    if (at === undefined) return null;
    at.used = true;
    const slot = timeSlot(at.value, at.clock);
    const later = begins && ends ? c.items.find((i) => i.type === 'time' && !i.used && i.value > at.value) : undefined;
    if (later !== undefined) {
      later.used = true;
      return op('trim', { start: slot, end: timeSlot(later.value, later.clock) });
    }
    return op('trim', begins ? { start: slot } : { end: slot });
  }
  const only = lengthAlone(c);
  if (only !== null) return only;
  const long =
    (/\blong(?:er)?\b$|(?<!too )\blong\b(?! (?:pause|silence|video|clip))|秒长|分钟长/.test(said) &&
      names(c, 'make', 'keep', 'change')) ||
    // "the first clip should last 4 seconds", "que el clip dure 4 segundos"
    (/\b(?:should|must|to|shall|que|soll) .*\b(?:lasts?|dur[ea]n?|durar|dauern?)\b/.test(said) &&
      names(c, 'clip', 'video'));
  const length = long ? c.items.find((i) => i.type === 'time' && !i.used) : undefined;
  if (length === undefined || (names(c, 'extend') === true && /longer/.test(said))) return null;
  length.used = true;
  return op('trim', { keep: keepSlot(length.value, length.clock), clip: clipOf(c) });
}

/** "give me an 8-second clip from 1:12": that piece. */
function pieceFrom(c: Clause): PlannedOp | null {
  if (OTHER_THINGS.some((o) => names(c, o)) || !names(c, 'add', 'extract', 'keep', 'cut', 'trim', 'make', 'create'))
    return null;
  const k = c.items.findIndex((i) => i.type === 'time' && i.role === 'adj' && !i.used);
  const from = c.items.find((i, n) => n > k && i.type === 'time' && /^(?:from|at)$/.test(i.role) && !i.used);
  const length = c.items[k];
  if (length === undefined || from === undefined || names(c, 'remove')) return null;
  length.used = true;
  from.used = true;
  const clock = from.clock || length.clock;
  return op('trim', {
    start: timeSlot(from.value, from.clock),
    end: timeSlot(from.value + length.value, clock),
    clip: clipOf(c),
  });
}

/** "make it 30 seconds", "keep it under a minute", "total 45 s": a clause with nothing in it but a length. */
function lengthAlone(c: Clause): PlannedOp | null {
  const times = c.items.filter((i) => i.type === 'time' && !i.used);
  const [length] = times;
  if (length === undefined || times.length > 1 || !/^(?:bare|to|under|adj|for)$/.test(length.role)) return null;
  const wished =
    c.items.length === 1 ||
    names(c, 'make', 'change', 'keep', 'reframe') ||
    (length.role === 'under' && c.items.some((i) => NEEDS.test(i.text))) ||
    /\b(?:get|bring|be|total|length|duration|runtime)\b|总时长|时长/.test(wording(c));
  const rest = c.items.filter(
    (i) =>
      i !== length &&
      !LENGTH_TALK.test(i.text) &&
      !NEEDS.test(i.text) &&
      !i.concepts.some((k) => k.startsWith('platform=')) &&
      !['video', 'make', 'change', 'keep', 'polite', 'all', 'bit'].some((k) => has(i, k)),
  );
  if (!wished || rest.length > 0 || length.value <= 0) return null;
  length.used = true;
  const { duration } = c.s.input.context;
  const best = duration !== undefined && farShorter(c, length.value, length.role === 'under');
  if (!best) return op('trim', { keep: keepSlot(length.value, length.clock) });
  return op(
    'highlights',
    length.role === 'under' ? { max_duration: timeSlot(length.value, length.clock) } : { duration: length.value },
  );
}

const NEEDS = /^(?:i need|i want|need|want|i would like|需要|想要)$/;
const LENGTH_TALK =
  /^(?:get|bring|exactly|just|only|about|around|roughly|to|be|at|total|in|length|long|of|the|a|an|it|should|must|shall|has|have|needs?|please|under|below|less|than|max|maximum|or|more|no|most|within|for|duration|runtime|overall|altogether|instead|is|了|左右|以内|的|，|吧|在|之内|总时长|时长|大概|大约|控制|内)$/;

function edgeOps(c: Clause, keeps: boolean, clip: SlotValue | undefined): PlannedOp[] {
  const ops: PlannedOp[] = [];
  const toFirst =
    / (?:to|into|成|为|只) ?(?:the |its |my )?(?:first|last|前|后|最后)/.test(` ${c.s.text.toLowerCase()}`) ||
    /(?:剪|裁|裁剪|剪辑|截)(?:成|为|到)(?:视频)?(?:的)?(?:最?前|最?后)/.test(c.s.text);
  for (const item of c.items) {
    if (item.type !== 'time' || item.used || (item.role !== 'first' && item.role !== 'last')) continue;
    item.used = true;
    const first = item.role === 'first';
    if (keeps || toFirst) ops.push(op('trim', { keep: `${item.role} ${item.value}s`, clip }));
    else ops.push(op('cut_range', { from: first ? 0 : `end-${item.value}`, to: first ? item.value : 'end', clip }));
  }
  if (ops.length > 0) {
    // "the first minute and everything after 48:20"
    const rest = keeps || toFirst ? undefined : c.items.find((i) => i.type === 'time' && !i.used && i.role === 'from');
    if (rest === undefined) return ops;
    rest.used = true;
    return [...ops, op('cut_range', { from: timeSlot(rest.value, rest.clock), to: 'end', clip })];
  }
  const from = time(c, 'from');
  const upTo = from === undefined || keeps ? undefined : time(c, 'until');
  if (from !== undefined && upTo !== undefined && upTo.value < from.value) {
    // "everything before 0:08 and after 0:42"
    return [
      op('cut_range', { from: 0, to: timeSlot(upTo.value, upTo.clock), clip }),
      op('cut_range', { from: timeSlot(from.value, from.clock), to: 'end', clip }),
    ];
  }
  if (upTo !== undefined) upTo.used = false;
  const length = from === undefined || keeps ? undefined : time(c, 'bare', 'for');
  if (from !== undefined && length !== undefined) {
    // "cut 10 s from 0:50"
    const to = timeSlot(from.value + length.value, from.clock);
    return [op('cut_range', { from: timeSlot(from.value, from.clock), to, clip })];
  }
  if (from !== undefined) {
    const start = timeSlot(from.value, from.clock);
    const startAt =
      keeps || (/start(?:ing)? (?:at|from)|begin|从.*开始/.test(c.s.text.toLowerCase()) && !names(c, 'remove'));
    return [startAt ? op('trim', { start, clip }) : op('cut_range', { from: start, to: 'end', clip })];
  }
  const until = time(c, 'until');
  if (until !== undefined) {
    const end = timeSlot(until.value, until.clock);
    return [keeps ? op('trim', { start: 0, end, clip }) : op('cut_range', { from: 0, to: end, clip })];
  }
  return ops;
}

function targetOps(c: Clause, shortens: boolean, clip: SlotValue | undefined): PlannedOp[] {
  if (names(c, 'extend')) {
    const by = time(c);
    // "to 8 seconds" is the length, "by 2 seconds" the difference
    if (by?.role === 'to') return [op('trim', { clip, keep: keepSlot(by.value, by.clock) })];
    if (by !== undefined && !names(c, 'slower')) return [op('trim', { clip, extend: by.value })];
    return [];
  }
  const part = partOf(c);
  const edge = part === 'start' || part === 'end' || part === 'intro' || part === 'outro';
  const limit = time(c, 'to', 'under');
  if (limit !== undefined && shortens) {
    const best = names(c, 'highlight') || names(c, 'slowpart');
    if (limit.role === 'under' && (part === 'intro' || part === 'outro'))
      return [op('trim', { part, max: limit.value })];
    if (
      limit.role === 'under' &&
      (best || farShorter(c, limit.value, true) || /remov|slow parts/.test(c.s.text.toLowerCase()))
    ) {
      take(c, 'highlight', 'slowpart', 'shorten');
      return [op('highlights', { max_duration: timeSlot(limit.value, limit.clock) })];
    }
    const said = c.s.items.some((i) => has(i, 'highlight'));
    if (clip === undefined && (best || said || farShorter(c, limit.value)) && !names(c, 'clip')) {
      take(c, 'highlight', 'shorten');
      return said && !best ? [] : [op('highlights', { duration: limit.value })];
    }
    return [op('trim', { keep: keepSlot(limit.value, limit.clock), clip })];
  }
  if (limit !== undefined) limit.used = false;
  const by = time(c, 'by', 'bare', 'for', 'adj', 'at');
  if (by === undefined) return [];
  if (by.role === 'at' && edge)
    return [
      op(
        'trim',
        part === 'end' || part === 'outro'
          ? { end: timeSlot(by.value, by.clock) }
          : { start: timeSlot(by.value, by.clock) },
      ),
    ];
  if (by.role === 'at') return [op('cut_range', { at: timeSlot(by.value, by.clock), clip })];
  if (BOTH_ENDS.test(wording(c)))
    return [
      op('cut_range', { from: 0, to: by.value, clip }),
      op('cut_range', { from: `end-${by.value}`, to: 'end', clip }),
    ];
  if (part === 'middle') return [op('cut_range', { clip, at: 'middle', duration: by.value })];
  if (part === 'start' || part === 'intro') return [op('cut_range', { from: 0, to: by.value, clip })];
  if (part === 'end' || part === 'outro' || by.role === 'by')
    return [op('cut_range', { from: `end-${by.value}`, to: 'end', clip })];
  if (names(c, 'highlight') || names(c, 'highlightword')) {
    by.used = false;
    return [];
  }
  if (by.role === 'adj' && shortens && c.s.lang === 'zh' && clip === undefined && !names(c, 'highlight'))
    // 剪成15秒短视频
    return farShorter(c, by.value)
      ? [op('highlights', { duration: by.value })]
      : [op('trim', { keep: keepSlot(by.value, by.clock) })];
  if (by.role === 'adj') {
    by.used = false;
    return [];
  }
  if (names(c, 'keep')) return [op('trim', { keep: keepSlot(by.value, by.clock), clip })];
  return names(c, 'shorten')
    ? [op('trim', { keep: keepSlot(by.value, by.clock), clip })]
    : [op('cut_range', { from: 0, to: by.value, clip })];
}

type Ways = { cutsAway: boolean; keeps: boolean; trims: boolean; shortens: boolean; spent: boolean };

function partOps(c: Clause, way: Ways, clip: SlotValue | undefined): PlannedOp[] {
  const words = wording(c);
  const percent = c.items.find((i) => i.type === 'percent' && !i.used);
  if (way.spent) return [];
  const side = percent === undefined ? undefined : partOf(c);
  if (percent !== undefined && (way.cutsAway || way.trims) && /^(?:start|end|intro|outro)$/.test(side ?? '')) {
    percent.used = true;
    // "cut 10 percent off the end", "the first 20%"
    const first = side === 'start' || side === 'intro';
    return [
      op('cut_range', first ? { from: 0, to: `${percent.value}%` } : { from: `${100 - percent.value}%`, to: 'end' }),
    ];
  }
  if (percent !== undefined && (way.shortens || way.trims)) {
    percent.used = true;
    return [op('trim', { keep: `${percent.value}%` })];
  }
  if (clip !== undefined) {
    if (way.cutsAway) return [op('cut_range', { clip })];
    if (way.keeps) return [op('trim', { keep: 'clip', clip })];
    return way.trims || way.shortens ? [op('trim', { clip })] : [];
  }
  if (names(c, 'speechstart') || names(c, 'goodbye')) {
    return [
      op('trim', {
        start: names(c, 'speechstart') ? 'first speech' : undefined,
        end: names(c, 'goodbye') ? 'goodbye' : undefined,
      }),
    ];
  }
  const half =
    /(?:in half|by half|一半|절반|半分|a la mitad|en deux|halbier|pela metade|half)/.test(words) &&
    partOf(c)?.includes('half') !== true;
  if (half && way.shortens) return [op('trim', { keep: '50%' })];
  const part = partOf(c);
  const spans: Record<string, [SlotValue, SlotValue]> = {
    'first half': [0, '50%'],
    'second half': ['50%', 'end'],
    'last half': ['50%', 'end'],
    'first third': [0, '33%'],
    'last third': ['67%', 'end'],
    'middle third': ['33%', '67%'],
    'first quarter': [0, '25%'],
    'last quarter': ['75%', 'end'],
    start: [0, 'a bit'],
    end: ['end-a bit', 'end'],
  };
  if (part !== undefined && !names(c, 'slowpart')) {
    const span = spans[part];
    const onEnds = part === 'start' || part === 'end';
    if (way.keeps) return [op('trim', span === undefined || onEnds ? { part } : { start: span[0], end: span[1] })];
    if ((way.cutsAway || way.trims) && span !== undefined) return [op('cut_range', { from: span[0], to: span[1] })];
    if ((way.cutsAway || way.trims) && !(way.trims && /under/.test(words))) return [op('cut_range', { what: part })];
  }
  if (names(c, 'slowpart') && (way.cutsAway || way.trims || way.shortens)) {
    take(c, 'slowpart');
    return [op('remove_silence')];
  }
  if (names(c, 'photo') || names(c, 'highlight') || names(c, 'scenesplit') || names(c, 'merge')) return [];
  if (
    names(c, 'trim') &&
    !way.shortens &&
    /[a-z]|修剪/.test(words) &&
    (names(c, 'clip', 'video', 'these') || words.split(' ').length <= 2)
  )
    return [op('trim')];
  return [];
}
