import { type Sentence, timeSlot } from './clause.ts';
import { elsewhereMeant } from './corrections.ts';
import { any, isHead } from './heads.ts';
import { has } from './items.ts';
import type { PlanInput, PlannedOp, SlotValue } from './types.ts';

const AGAIN =
  /^(?:again|once more|one more time|do (?:that|it) again|same again|repeat (?:that|it)|再来一次|再来一遍|再做一次|もう一度|もう一回|다시 한번|한 번 더|otra vez|de nuevo|noch ?mal|noch einmal|encore(?: une fois)?)(?![a-z])/;
const MORE =
  /^(?:(?:even |a (?:bit|little) |much |still )?more|more still|stronger|even (?:stronger|further)|(?:a )?(?:bit|little) more|再多一点|再来一点|再强一点|更强一点|还不够|不够|もっと|더|más|un poco más|mehr|noch mehr|plus|encore plus|mais)[\s.!。！]*$/;
const LESS =
  /^(?:(?:a (?:bit|little) |much )?less|too much|too strong|weaker|not so (?:much|strong)|tone it down|太多了|太强了|少一点|弱一点|淡一点|浅一点|轻一点|柔和一点|过了|过头了|やりすぎ|弱く|너무 강해|덜|menos|demasiado|weniger|zu viel|moins|trop)[\s.!。！]*$/;
const NOT_THAT =
  /^(?:not (?:that|this|it)(?: one)?|no,? not (?:that|this)(?: one)?|(?:no,? )?(?:not that,? )?the other (?:one|title|text|song|look|effect|clip|scene)|(?:that(?:'s| is|s) )?(?:the )?wrong(?: one)?|that(?:'s| is) wrong|i (?:don'?t|do not) like (?:it|that)|不是这个|不是那个|不对|不喜欢|换一个吧|それじゃない|그거 말고|ese no|das nicht|pas (?:ça|celui-là)|esse não)[\s.!。！]*$/;

/** "remove it", right after it was put there: as it was before. */
const TAKEN_OFF =
  /^(?:(?:ok|no|please|now),? )?(?:(?:remove|delete|lose|drop|scrap|get rid of) (?:it|that|this|them|those)|take (?:it|that|this|them) (?:off|out|away|back))(?: again| please)?[\s.!]*$|^(?:把它)?(?:去掉|删掉|删除|撤掉)(?:它|这个|那个|吧|了)*[。！]*$|^(?:quítal[oa]s?|bórral[oa]s?|elimínal[oa]s?|nimm (?:es|das) (?:wieder )?weg|entferne? (?:es|das)(?: wieder)?|enl[eè]ve[- ](?:le|la|les|ça)|supprime[- ](?:le|la|les|ça)|tir[ea] isso|remov[ae] isso|apag[ae] isso|(?:それを?)?消して(?:ください)?|(?:그거 ?)?(?:빼|지워|없애) ?줘(?:요)?)[\s.!。]*$/;
const SHOWN_AGAIN =
  /^(?:ok,? )?(?:show|bring|put) (?:it|them|that) (?:again|back)(?: please)?[\s.!]*$|^(?:再|重新)显示(?:出来)?[。！]*$/;

/** Words of degree and their opposites, as slots hold them. */
const OPPOSITE: Record<string, string> = {
  up: 'down',
  down: 'up',
  faster: 'slower',
  slower: 'faster',
  bigger: 'smaller',
  smaller: 'bigger',
  larger: 'smaller',
};

/** Operations that are asked of a surface, and make no sense a second time. */
const ONCE_ONLY = new Set([
  'export',
  'undo',
  'redo',
  'status',
  'credits',
  'answer',
  'clarify',
  'unsupported',
  'merge',
  'slideshow',
  'generate',
  'generate_image',
  'generate_video',
  'generate_music',
]);

const graded = (o: PlannedOp): boolean =>
  Object.values(o).some((v) => typeof v === 'string' && Object.hasOwn(OPPOSITE, v));

/** The kinds of operation that can be asked for again elsewhere. */
const OF_CLIPS = (o: PlannedOp): boolean => !['add_music', 'aspect', 'captions', 'highlights', 'duck'].includes(o.op);

const SAME =
  /\b(?:the )?same\b|\blikewise\b|\b(?:too|as well)$|一样|同样|也(?:这样|要|来)|也是|同じ|にも|도(?: 똑같이)?(?: 해줘)?$|똑같이|lo mismo|tambien|también|igual|dasselbe|das gleiche|genauso|auch$|pareil|la même chose|aussi$|o mesmo|também/;

/** "same for the second clip", "第二段也一样": what was done, done there too. */
function elsewhere(s: Sentence, text: string, previous: readonly PlannedOp[]): PlannedOp[] | null {
  const clip = s.items.find((i) => i.type === 'clip');
  if (clip === undefined || !SAME.test(text) || s.items.length > 14) return null;
  const other = s.items.some((i) => i !== clip && isHead(i) && !any(i, ['clip', 'keep', 'duplicate', 'again']));
  if (other) return null;
  const where = /^\d+$/.test(clip.text) ? Number(clip.text) : clip.text;
  const again = previous.filter(OF_CLIPS).map((o) => ({ ...o, clip: where }));
  return again.length > 0 ? again : null;
}

/** "no, the other clip", where there are two: what was done to one is taken back and done to the other. */
function otherClip(s: Sentence, text: string, previous: readonly PlannedOp[]): PlannedOp[] | null {
  if (
    !/^(?:no,? )?(?:not that(?: one| clip)?,? )?the other (?:clip|one|scene|shot)[\s.!]*$|^(?:不是这个[，,]?)?(?:是)?另一(?:段|个)(?:片段)?[。！]*$/.test(
      text,
    )
  )
    return null;
  const clips = s.input.draft?.clips ?? s.input.context.videos;
  const last = previous.findLast((o) => o['clip'] === 1 || o['clip'] === 2 || o['clip'] === 'last');
  if (last === undefined || clips !== 2) return null;
  return [{ op: 'undo' }, { ...last, clip: last['clip'] === 1 ? 2 : 1 }];
}

const SHORTER =
  /^(?:(?:a (?:bit|little)|even|much|make it|make that|make them|a lot|再|还要|un poco|ein bisschen|etwas|un peu|um pouco|もう少し|もっと|조금|좀|더) ?)*(?:shorter|短一?点|短一些|短く(?:して)?|짧게(?: 해줘)?|más cort[oa]s?|kürzer|plus court(?:e|es|s)?|mais curt[oa]s?)(?: still| please)?[\s.!。！]*$/;
const LONGER =
  /^(?:(?:a (?:bit|little)|even|much|make it|make that|make them|a lot|再|还要|un poco|ein bisschen|etwas|un peu|um pouco|もう少し|もっと|조금|좀|더) ?)*(?:longer|长一?点|长一些|長く(?:して)?|길게(?: 해줘)?|más larg[oa]s?|länger|plus long(?:ue|ues|s)?|mais long[oa]s?)(?: still| please)?[\s.!。！]*$/;

const LENGTHS = ['duration', 'max_duration', 'keep'] as const;

/** A length of an operation, times a factor, in whole halves of a second; null when it has none. */
function scaled(o: PlannedOp, factor: number): PlannedOp | null {
  for (const key of LENGTHS) {
    const said = /^(?:(\d+):)?(\d+(?:\.\d+)?)s?$/.exec(String(o[key] as SlotValue | undefined));
    if (said === null) continue;
    const seconds = Number(said[1] ?? 0) * 60 + Number(said[2]);
    const wanted = Math.max(0.5, Math.round(seconds * factor * (seconds < 10 ? 2 : 1)) / (seconds < 10 ? 2 : 1));
    // the words of a text would add it once more
    const { text: _, ...rest } = o;
    return { ...rest, op: o.op, [key]: typeof o[key] === 'number' ? wanted : `${wanted}s` };
  }
  return null;
}

/** "shorter", "再短一点": the length that was asked for last, by a third less or half as much more. */
function resizedInTime(text: string, previous: readonly PlannedOp[]): PlannedOp[] | null {
  const factor = SHORTER.test(text) ? 2 / 3 : LONGER.test(text) ? 1.5 : null;
  if (factor === null) return null;
  for (const o of previous.toReversed()) {
    const found = scaled(o, factor);
    // what was cut away can only come back by taking the cut back
    if (found !== null) return factor > 1 && /^(?:trim|highlights)$/.test(o.op) ? [{ op: 'undo' }, found] : [found];
  }
  return null;
}

const BUT =
  /^(?:again|once more|do (?:it|that) again|same again|再来一次|再来一遍|再做一次|もう一度|다시|otra vez|de nuevo|noch ?mal|noch einmal|encore)[,，]? ?(?:but|only|just|但是?|不过|でも|だけど|pero|aber|mais en|mais|mas)[,，]? ?(?:this time )?(.+)$/;

/** "again but slower" as its second half, to be read and put on what was done; null when it says no such thing. */
export function changeOfAgain(input: PlanInput): string | null {
  if ((input.previous ?? []).length === 0 || input.text.length > 200) return null;
  return BUT.exec(input.text.toLowerCase().trim())?.[1] ?? null;
}

/** What was done, done again with what the change says. */
export function againWith(s: Sentence, previous: readonly PlannedOp[], change: readonly PlannedOp[]): PlannedOp[] {
  const again = previous.filter((o) => !ONCE_ONLY.has(o.op));
  // "again but on clip 2", "again, but from 3 to 6 seconds": only where
  if (change.every((o) => o.op === 'clarify')) {
    const clip = s.items.find((i) => i.type === 'clip');
    const range = s.items.find((i) => i.type === 'range');
    const there = {
      ...(clip === undefined ? {} : { clip: /^\d+$/.test(clip.text) ? Number(clip.text) : clip.text }),
      ...(range === undefined
        ? {}
        : { from: timeSlot(range.value, range.clock), to: timeSlot(range.until, range.untilClock) }),
    };
    return Object.keys(there).length === 0 ? [...change] : again.map((o) => ({ ...o, ...there }));
  }
  const paced = change.find((o) => o.op === 'speed' && typeof o['factor'] === 'string');
  if (paced !== undefined && change.length === 1) return again.map((o) => pacedAs(o, paced['factor'] === 'slower'));
  const rest = change.filter((o) => !again.some((a) => a.op === o.op));
  return [...again.map((o) => ({ ...o, ...change.find((x) => x.op === o.op) })), ...rest];
}

/** The same at another pace: a speed half the way back, a zoom that is slow, a fade or transition that takes longer. */
function pacedAs(o: PlannedOp, slower: boolean): PlannedOp {
  if (o.op === 'zoom') return { ...o, style: slower ? 'slow' : 'punch in' };
  if (o.op === 'speed' && typeof o['factor'] === 'number')
    return { ...o, factor: Math.round((slower ? (o['factor'] + 1) / 2 : o['factor'] * 1.5) * 100) / 100 };
  if (o.op === 'transitions' || o.op === 'fade')
    return scaled(o, slower ? 2 : 0.5) ?? { ...o, duration: slower ? 2 : 0.5 };
  return o.op === 'speed' ? { ...o, factor: slower ? 'slower' : 'faster' } : o;
}

const ORDINAL = [
  /^(?:(?:the |option )?(?:first|1st|1|one|a)(?: one)?|第一个|一|最初の(?:もの)?|1つ目|첫 ?번째(?: 거)?|1번|(?:el )?primero|das erste|le premier|o primeiro)[\s.!。！]*$/,
  /^(?:(?:the |option )?(?:second|2nd|2|two|b)(?: one)?|第二个|二|2つ目|두 ?번째(?: 거)?|2번|(?:el )?segundo|das zweite|le (?:deuxième|second)|o segundo)[\s.!。！]*$/,
  /^(?:(?:the |option )?(?:third|3rd|3|three|last|c)(?: one)?|第三个|三|最后一个|3つ目|세 ?번째(?: 거)?|3번|(?:el )?tercero|das dritte|le troisième|o terceiro)[\s.!。！]*$/,
];
const YES =
  /^(?:yes|yeah|yep|yup|ok|okay|sure|please do|do it|go ahead|sounds good|fine|好|好的|可以|行|嗯|就这样|来吧|はい|お願いします|うん|네|응|좋아|그래|sí|si|vale|dale|ja|gerne|mach das|oui|d'accord|vas-y|sim|pode ser)(?: please)?[\s.!。！]*$/;

/** What sets off what was shown before. */
const GO =
  /^(?:go|go on|let'?s go|start|make it|make the video|create it|looks? (?:good|great)|perfect|great|approved?|開始|开始(?:吧|制作)?|制作|做吧|生成吧?|没问题|就这么做|始めて|作って|시작|만들어 ?줘|adelante|hazlo|los|leg los|mach es|c'est parti|fais-le|pode fazer|faz)[\s.!。！]*$/;

/** The offer that a question was answered with ("the second one"), which is a request by itself; or null. */
export function offerChosen(input: PlanInput): string | null {
  const asked = input.previous?.find((o) => o.op === 'clarify');
  const text = input.text.toLowerCase().trim();
  if (asked?.offers === undefined || text.length > 40) return null;
  const which = ORDINAL.findIndex((pattern) => pattern.test(text));
  if (which >= 0) return asked.offers[which] ?? null;
  return YES.test(text) && asked.default === undefined ? (asked.offers[0] ?? null) : null;
}

const ANOTHER =
  /^(?:(?:no,? )?(?:try |use |give me |pick )?(?:another|a different|something else)(?: one| song| track)?|换一首(?:吧|歌)?|再换一首|另一首|別の曲(?:にして)?|다른 (?:거|음악|곡)(?:으로)?(?: 해줘)?|otra(?: canción)?|ein anderes(?: lied)?|une autre(?: chanson)?|outra(?: música)?)(?: please)?[\s.!。！]*$/;
const MOODS = ['upbeat', 'calm', 'lo-fi', 'cinematic', 'acoustic', 'ambient', 'electronic', 'corporate'];
const moodAfter = (mood: unknown): string => MOODS[(MOODS.findIndex((m) => m === mood) + 1) % MOODS.length] ?? 'upbeat';

/**
 * A request that leans on the one before it: "again", "more", "too much", "not that one", "same for the second clip". Null
 * when it does not, or when there is nothing to lean on.
 */
export function followUp(s: Sentence): PlannedOp[] | null {
  const text = s.text.toLowerCase().trim();
  const asked = s.input.previous?.find((o) => o.op === 'clarify');
  if (asked?.default !== undefined && YES.test(text)) return [...asked.default];
  const shown = s.input.previous?.find((o) => o.op === 'generate' && o['storyboard'] === true);
  if (shown !== undefined && (YES.test(text) || GO.test(text))) {
    const { storyboard: _, ...go } = shown;
    return [go, ...(s.input.previous ?? []).filter((o) => o !== shown && o.op !== 'clarify')];
  }
  const costly = s.input.previous?.filter((o) => o['asked'] === true) ?? [];
  if (costly.length > 0 && (YES.test(text) || GO.test(text)))
    return costly.map(({ asked: _asked, ...go }): PlannedOp => ({ ...go, op: go.op, confirmed: true }));
  const previous = (s.input.previous ?? []).filter((o) => !ONCE_ONLY.has(o.op));
  if (previous.length === 0) return null;
  const there =
    otherClip(s, text, previous) ??
    elsewhere(s, text, previous) ??
    resizedInTime(text, previous) ??
    elsewhereMeant(s, previous);
  if (there !== null) return there;
  const music = previous.findLast((o) => o.op === 'add_music');
  if (music !== undefined && previous.at(-1) === music && ANOTHER.test(text))
    return [{ op: 'add_music', mood: moodAfter(music['mood']) }];
  const lettered = previous.at(-1);
  if (HIDDEN.test(text) && lettered?.op === 'captions') return [{ op: 'captions', visible: false }];
  if (TAKEN_OFF.test(text) && lettered !== undefined && isChange(lettered)) return [goneAs(lettered)];
  if (NOT_THAT.test(text) || TAKEN_OFF.test(text)) return [{ op: 'undo' }];
  const hidden = previous.findLast((o) => o.op === 'captions' && o['visible'] === false);
  if (SHOWN_AGAIN.test(text)) return hidden === undefined ? [{ op: 'undo' }] : [{ op: 'captions', visible: true }];
  if (AGAIN.test(text) && s.items.length <= 4) return [...previous];
  if (MORE.test(text)) return previous.some(graded) ? previous.filter(graded) : [...previous];
  if (LESS.test(text)) {
    const turned = previous.filter(graded).map(opposite);
    if (turned.length > 0) return turned;
    // a look by half; what has no more or less goes
    const look = previous.findLast(
      (o) => (o.op === 'color' && typeof o['look'] === 'string') || (o.op === 'filter' && o['name'] !== undefined),
    );
    return look === undefined
      ? [{ op: 'undo' }]
      : [{ ...look, amount: typeof look['amount'] === 'number' ? look['amount'] / 2 : 0.5 }];
  }
  return comparative(s, previous);
}

/** Slots that say where something was done. */
const PLACES = ['clip', 'from', 'to', 'part', 'target'] as const;
const WHOLE = /\b(?:all|everything|whole|entire|video|every)\b|全部|整个|全片|整体|视频|所有/;

/** "brighter still" after "make clip 2 brighter" is about clip 2; "quieter" after music was added, about the music. */
export function inPlaceOf(s: Sentence, ops: readonly PlannedOp[]): PlannedOp[] {
  const [only] = ops;
  const last = s.input.previous?.findLast((o) => !ONCE_ONLY.has(o.op));
  if (only === undefined || last === undefined || ops.length > 1 || s.items.length > 8) return [...ops];
  if (PLACES.some((p) => only[p] !== undefined) || WHOLE.test(s.text.toLowerCase())) return [...ops];
  // "fade it out", right after the music was turned down
  const isMusic = last.op === 'add_music' || (last.op === 'volume' && last['target'] === 'music');
  if (only.op === 'fade' && isMusic && /\bit\b|它/.test(s.text.toLowerCase())) return [{ ...only, target: 'music' }];
  if (only.op === 'volume' && last.op === 'add_music') return [{ ...only, target: 'music' }];
  if (only.op !== last.op || !/^(?:volume|color|speed|zoom|filter)$/.test(only.op)) return [...ops];
  const place = Object.fromEntries(PLACES.flatMap((p) => (last[p] === undefined ? [] : [[p, last[p]]])));
  return [{ ...only, ...place } as PlannedOp];
}

function opposite(o: PlannedOp): PlannedOp {
  return Object.fromEntries(
    Object.entries(o).map(([k, v]) => [k, typeof v === 'string' ? (OPPOSITE[v] ?? v) : v]),
  ) as PlannedOp;
}

/** What can be made bigger, coloured or moved by a word alone, after it was put there. */
const LETTERED = new Set(['title', 'text', 'captions', 'watermark', 'pip']);
const OUTLINE = /\b(black|white|red|yellow|blue|green)? ?outlined?\b|描边/;

const HIDDEN =
  /^(?:ok,? |now )?hide (?:it|them|those)(?: please)?[\s.!]*$|^(?:把(?:它|字幕))?(?:隐藏|藏起来)(?:吧|了)?[。！]*$/;

/** A change of what was there before ("make it bigger"): undoing it would not take the thing away. */
const isChange = (o: PlannedOp): boolean =>
  LETTERED.has(o.op) &&
  ['text', 'source', 'script', 'clip', 'lang'].every((slot) => o[slot] === undefined) &&
  Object.keys(o).length > 1;

const goneAs = (o: PlannedOp): PlannedOp =>
  o.op === 'pip' ? { op: 'delete', what: 'overlay' } : { op: o.op, visible: false };

/** "move them up a bit" */
function shiftIn(s: Sentence): string | undefined {
  const text = s.text.toLowerCase();
  if (/\b(?:up|higher)\b|往上|上移|高一点|más arriba|höher|plus haut|mais para cima|もっと上|위로/.test(text))
    return 'up';
  return /\b(?:down|lower)\b|往下|下移|低一点|más abajo|tiefer|plus bas|mais para baixo|もっと下|아래로/.test(text)
    ? 'down'
    : undefined;
}

/** "bigger", "yellow", "shorter" after a title or captions were made are about those. */
function comparative(s: Sentence, previous: readonly PlannedOp[]): PlannedOp[] | null {
  const last = previous.findLast((o) => LETTERED.has(o.op));
  if (last === undefined || s.items.length > 9) return null;
  if (
    s.items.some((i) =>
      [
        'clip',
        'video',
        'music',
        'sound',
        'title',
        'text',
        'caption',
        'logo',
        'sticker',
        'effect',
        'sfx',
        'transition',
      ].some((k) => has(i, k) && !/^(?:it|这个|它)$/.test(i.text)),
    )
  )
    return null;
  const size = s.items.some((i) => has(i, 'bigger'))
    ? 'bigger'
    : s.items.some((i) => has(i, 'smaller'))
      ? 'smaller'
      : undefined;
  const colors = s.items.flatMap((i) => i.concepts.filter((k) => k.startsWith('color=')));
  const places = s.items.flatMap((i) => i.concepts.filter((k) => k.startsWith('pos=')));
  const color = colors[0]?.slice(6);
  const position = places[0]?.slice(4);
  const shift = last.op === 'captions' && position === undefined ? shiftIn(s) : undefined;
  const outline = OUTLINE.exec(s.text.toLowerCase());
  const style = outline === null ? undefined : `${outline[1] ?? 'black'} outline`;
  if ([size, color, position, shift, style].every((slot) => slot === undefined)) return null;
  return [
    {
      op: last.op,
      ...(size === undefined ? {} : { size }),
      ...(color === undefined ? {} : { color }),
      ...(position === undefined ? {} : { position }),
      ...(shift === undefined ? {} : { position: shift }),
      ...(style === undefined ? {} : { style }),
    },
  ];
}
