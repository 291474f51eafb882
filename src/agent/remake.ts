import { op } from './clause.ts';
import { lineEdit } from './line-edit.ts';
import type { PlanInput, PlannedOp, SlotValue } from './types.ts';

/**
 * What is asked of a video that was made from words, as it is asked for: "another design", "make it longer", "now add the
 * music and the title". Only where the draft is such a video: of others the same words mean something else.
 */

type Reading = readonly [pattern: RegExp, slots: (found: RegExpExecArray) => Readonly<Record<string, SlotValue>>];

const EN = "^(?:ok(?:ay)?,? |great,? |now,? |and |then |please |can you |could you |let[’']?s )*";
const END = '(?: please| again| now| instead| too| back)*[\\s.!。！]*$';
const ZH = '^(?:好的?[，,]?|现在|请|再|然后|帮我|给我|把它|可以)*';
const FEELINGS =
  'elegant|luxurious|classy|premium|bold|energetic|punchy|dynamic|playful|fun|festive|cute|calm|minimal|minimalist|gentle|peaceful|warm|cozy|cosy|fresh|natural|romantic|techy|futuristic|modern|dark|mysterious|高端|奢华|优雅|动感|活力|活泼|欢乐|可爱|平静|极简|安静|温暖|温馨|清新|自然|浪漫|科技|暗黑|神秘';

const en = (body: string): RegExp => new RegExp(`${EN}${body}${END}`, 'i');
const zh = (body: string): RegExp => new RegExp(`${ZH}${body}(?:吧|一下|看看|了)*[\\s.!。！]*$`);

const MAKE = "(?:try |use |give me |show me |make |make it |i want |i[’']?d like |how about |do |with |in )*";
const MUSIC = '(?:the |some |its |a )?(?:background )?(?:music|song|soundtrack)';
const TITLE = '(?:the |a |its )?(?:title|titles|opening|opening title|title card)';
const ADD = '(?:add|put|bring|lay|turn)(?: on| in| back)?';
const DROP = '(?:remove|delete|drop|take (?:off|out|away)|take|lose|cut out|turn off|no|without)';
const VOICE = '(?:the |a |its )?(?:voice[- ]?over|narration|narrator|voice|spoken text)';
const CAPTIONS = '(?:the |some )?(?:captions|subtitles)';

const READINGS: readonly Reading[] = [
  // design
  [
    en(`${MAKE}(?:an?other|a different|different|other|new|some other|a new) (?:colou?rs?|colou?r scheme|palette)`),
    colors,
  ],
  [zh('(?:换|改|试)(?:一?[个种套组下]|成)?(?:别的|其他|其它|另一[种套])?(?:配色|颜色|色调)'), colors],
  [
    /^(?:otros? colores|andere farben|d['’]autres couleurs|outras cores|別の(?:色|配色)(?:にして)?|다른 (?:색|색상|배색)(?:으로)?(?: 해줘)?)[\s.!]*$/i,
    colors,
  ],
  [
    en(
      `${MAKE}(?:an?other|a different|different|new|some other|a new) (?:design|look|style|layout|version|one|variation)`,
    ),
    another,
  ],
  [
    zh('(?:换|改|试|来)(?:一?[个种套版]|下)?(?:别的|其他|其它|另一[种套版])?(?:设计|风格|样式|版式|排版|版本|模样)'),
    another,
  ],
  [
    /^(?:otro diseño|otra versión|ein anderes design|anderes design|un autre (?:design|style)|outro (?:design|estilo)|別の(?:デザイン|スタイル)(?:にして)?|다른 (?:디자인|스타일)(?:으로)?(?: 해줘)?)[\s.!]*$/i,
    another,
  ],
  [
    en(
      `${MAKE}(?:it |this |the (?:video|design|look) )?(?:look |feel |be )?(?:a (?:bit|little) |much |even )?(?:more |less boring,? more )(${FEELINGS})`,
    ),
    feeling,
  ],
  [zh(`(?:做得?|弄得?|改得?|变得?|设计)?(?:更|再)?(${FEELINGS})(?:一点|一些|点|些)`), feeling],
  // length
  [
    en('(?:make |cut )?(?:it |this |the video )?(?:a (?:bit|little) |much |even )?longer'),
    () => ({ duration: 'longer' }),
  ],
  [
    en('(?:make |cut )?(?:it |this |the video )?(?:a (?:bit|little) |much |even )?shorter'),
    () => ({ duration: 'shorter' }),
  ],
  [zh('(?:做得?|弄得?|视频)?(?:更)?长(?:一点|一些|点|些)'), () => ({ duration: 'longer' })],
  [zh('(?:做得?|弄得?|视频)?(?:更)?短(?:一点|一些|点|些)'), () => ({ duration: 'shorter' })],
  [
    en(
      '(?:make|cut|get|bring|shorten|extend|stretch) (?:it|this|the video) (?:down |up )?(?:to |into |be )?(?:only |just )?(\\d{1,3})[ -]?(s|sec|secs|seconds?|min|minutes?)(?: long)?',
    ),
    timed,
  ],
  [zh('(?:做成|改成|变成|剪成|改为|要)(\\d{1,3})(秒|分钟)(?:版|的)?'), timed],
  // stages
  [en(`${ADD} (?:${MUSIC} and ${TITLE}|${TITLE} and ${MUSIC})`), () => ({ music: true, title: true })],
  [zh('(?:加上?|配上|补上)(?:音乐|配乐)(?:和|与|、)(?:片头)?标题'), () => ({ music: true, title: true })],
  [zh('(?:加上?|配上|补上)(?:片头)?标题(?:和|与|、)(?:音乐|配乐)'), () => ({ music: true, title: true })],
  [en(`${ADD} ${MUSIC}`), () => ({ music: true })],
  [zh('(?:加上|加回|配上|补上)(?:音乐|配乐)'), () => ({ music: true })],
  [en(`${DROP} ${MUSIC}(?: off| out| away)?`), () => ({ music: false })],
  [zh('(?:不要|去掉|删掉|拿掉|关掉)(?:背景)?(?:音乐|配乐)'), () => ({ music: false })],
  [en(`${ADD} ${TITLE}`), () => ({ title: true })],
  [zh('(?:加上|加回|补上)(?:片头)?标题'), () => ({ title: true })],
  [en(`${DROP} ${TITLE}(?: off| out| away)?`), () => ({ title: false })],
  [zh('(?:不要|去掉|删掉|拿掉)(?:片头)?(?:标题|片头)'), () => ({ title: false })],
  [en(`(?:${ADD} |with |have )${VOICE}|read (?:it|the text|them) (?:aloud|out(?: loud)?)`), () => ({ voice: true })],
  [zh('(?:加上?|配上|要|有)(?:一段)?(?:配音|旁白|解说|人声)'), () => ({ voice: true })],
  [en(`${DROP} ${VOICE}(?: off| out| away)?`), () => ({ voice: false })],
  [zh('(?:不要|去掉|删掉|拿掉)(?:配音|旁白|解说|人声)'), () => ({ voice: false })],
  [en(`(?:${ADD} |with |show )${CAPTIONS}`), () => ({ captions: true })],
  [zh('(?:加上?|配上|要|有)字幕'), () => ({ captions: true })],
  // a scene
  [
    en('(?:make|let|have) (?:scene|slide|line) (\\d{1,2}) (?:be )?(?:about|say|tell of|show) ["“]?(.{1,200}?)["”]?'),
    scene,
  ],
  [
    en('(?:scene|slide|line) (\\d{1,2}) (?:should|must|could) (?:be about|say|tell of|show) ["“]?(.{1,200}?)["”]?'),
    scene,
  ],
  [
    zh(
      '(?:让|把)?第([一二三四五六七八九十]|\\d{1,2})(?:个|幕)?(?:画面|场景|屏|幕|句)?(?:改成|换成|改为)?(?:讲|说|关于|写)[“"]?(.{1,200}?)[”"]?',
    ),
    scene,
  ],
];

function colors(): Record<string, SlotValue> {
  return { design: 'colors' };
}

function another(): Record<string, SlotValue> {
  return { design: 'another' };
}

function feeling([, words = '']: RegExpExecArray): Record<string, SlotValue> {
  return { design: words.toLowerCase() };
}

function timed([, number = '', unit = '']: RegExpExecArray): Record<string, SlotValue> {
  return { duration: `${Number(number) * (/^(?:min|分)/i.test(unit) ? 60 : 1)}s` };
}

const COUNTED = '一二三四五六七八九十';

function scene([, which = '', words = '']: RegExpExecArray): Record<string, SlotValue> {
  const number = COUNTED.includes(which) ? COUNTED.indexOf(which) + 1 : Number(which);
  const text = words.trim();
  return { scene: number, text: text.charAt(0).toUpperCase() + text.slice(1) };
}

function readIn(text: string): Readonly<Record<string, SlotValue>> | null {
  const said = text.normalize('NFC').trim();
  if (said.length > 300) return null;
  for (const [pattern, slots] of READINGS) {
    const found = pattern.exec(said);
    if (found !== null) return slots(found);
  }
  return null;
}

/** What is asked of a video that was made from words; null where the draft is none, or something else is asked. */
export function ofFilm(input: PlanInput): PlannedOp | null {
  const shown = input.previous?.findLast((one) => one.op === 'generate' && one['storyboard'] === true);
  if (shown !== undefined) return ofStoryboard(input, shown);
  if (input.draft?.film !== true) return null;
  const slots = readIn(input.text);
  if (slots !== null) return op('remake', slots);
  const line = lineOf(input);
  return line === null ? null : op('remake', line);
}

/** "change the second line to …" as the scene of that number. */
function lineOf(input: PlanInput): { scene: number | 'last'; text: string } | null {
  const line = lineEdit(input);
  const [target, text] = [line?.['target'], line?.['text']];
  if (typeof target !== 'string' || typeof text !== 'string') return null;
  const which = target.replace('line ', '');
  return { scene: which === 'last' ? which : Number(which), text };
}

/** The storyboard that was told last, told again with what is asked of it: nothing was made yet. */
function ofStoryboard(input: PlanInput, shown: PlannedOp): PlannedOp | null {
  const slots = readIn(input.text);
  const line = slots === null ? lineOf({ ...input, draft: { clips: 1, music: false, titles: [] } }) : slots;
  const [which, text] = [line?.['scene'], line?.['text']];
  if (which !== undefined && typeof text === 'string') {
    const before = Array.isArray(shown['changes']) ? (shown['changes'] as string[]) : [];
    return { ...shown, changes: [...before, `${which}: ${text}`] };
  }
  if (slots === null || slots['design'] !== undefined) return null;
  if (slots['duration'] === undefined) return { ...shown, ...slots };
  const now = typeof shown['duration'] === 'number' ? shown['duration'] : 15;
  const factor = slots['duration'] === 'longer' ? 1.5 : slots['duration'] === 'shorter' ? 2 / 3 : null;
  return { ...shown, duration: factor === null ? slots['duration'] : Math.max(2, Math.round(now * factor)) };
}
