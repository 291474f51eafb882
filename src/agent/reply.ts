import type { Lang, Said } from '../base/lang.ts';
import { langOf } from '../base/lang.ts';
import type { Sentence } from './clause.ts';
import { has } from './items.ts';
import { PHRASES } from './phrases.ts';
import { slotOf } from './tidy.ts';
import type { Plan, PlannedOp, Question } from './types.ts';

const both = (en: string, zh: string): Said => ({ en, zh });

/** Joins phrases as a sentence does: "a, b and c"; "a、b，并c". */
function list(parts: readonly string[], lang: Lang): string {
  const last = parts.at(-1) ?? '';
  if (parts.length < 2) return last;
  return lang === 'en' ? `${parts.slice(0, -1).join(', ')} and ${last}` : `${parts.slice(0, -1).join('、')}，并${last}`;
}

/** The most phrases that a reply lists; the rest is counted. */
const MOST_PHRASES = 8;

/** Puts a plan into words: what will be done, or the question that stands before it. */
export function replyTo(s: Sentence, ops: PlannedOp[]): Plan {
  const lang: Lang = s.lang === 'und' ? 'en' : langOf(s.lang);
  const clarify = ops.find((o) => o.op === 'clarify');
  const others = ops.filter((o) => !['clarify', 'answer', 'unsupported'].includes(o.op));
  const assumed = assumptions(s, ops);
  const talkOnly = ops.find((o) => o.op === 'answer' || o.op === 'unsupported');
  if (clarify !== undefined && others.length === 0) {
    const question = shapesAsked(clarify) ?? questionFor(s);
    clarify.offers = question.offers.map((o) => o[lang]);
    return { lang: s.lang, ops, reply: asked(question, lang), question, assumed };
  }
  const done = [...(clarify?.default ?? []), ...others];
  if (done.length === 0) return { lang: s.lang, ops, reply: spoken(s, talkOnly)[lang], question: null, assumed };
  const phrases = done.slice(0, MOST_PHRASES).map((o) => PHRASES[o.op]?.(o)[lang] ?? o.op);
  if (done.length > MOST_PHRASES)
    phrases.push(
      lang === 'en' ? `do ${done.length - MOST_PHRASES} more things` : `其余 ${done.length - MOST_PHRASES} 项`,
    );
  const shapes = clarify === undefined ? null : shapesAsked(clarify);
  const unsaid = both('You did not say what to change. ', '您没有说要改什么。');
  const open =
    clarify === undefined ? '' : shapes === null ? unsaid[lang] : `${asked(shapes, lang)}${lang === 'en' ? ' ' : ''}`;
  const sentence = lang === 'en' ? `${open}I'll ${list(phrases, lang)}.` : `${open}我会${list(phrases, lang)}。`;
  return { lang: s.lang, ops, reply: sentence, question: null, assumed };
}

function asked(question: Question, lang: Lang): string {
  const offers = question.offers.map((o) => o[lang]);
  if (offers.length === 0) return question.ask[lang];
  return lang === 'en'
    ? `${question.ask.en} For example: ${offers.map((o) => `"${o}"`).join(', ')}.`
    : `${question.ask.zh}例如：${offers.map((o) => `“${o}”`).join('、')}。`;
}

const any = (s: Sentence, ...concepts: string[]): boolean => s.items.some((i) => concepts.some((k) => has(i, k)));

/** Two shapes for one video: which of them, or one video each. Null for every other question. */
function shapesAsked(clarify: PlannedOp): Question | null {
  const said = /^which shape: (.+)$/.exec(slotOf(clarify, 'what')?.toString() ?? '');
  if (said === null) return null;
  const shapes = (said[1] ?? '').split(' or ');
  return {
    ask: both(
      `One video has one shape. Which shall it be: ${shapes.join(' or ')}?`,
      `一个视频只能有一种画幅，要哪一种：${shapes.join('还是')}？`,
    ),
    offers: shapes.map((shape) => both(`make it ${shape}`, `改成 ${shape}`)),
  };
}

/** One short question and two or three concrete answers, each of which is a request that works. */
function questionFor(s: Sentence): Question {
  if (s.lang === 'und') {
    return {
      ask: both(
        'I do not read this language yet. Please say it in English, or in Chinese, Spanish, Japanese, Korean, German, French or Portuguese.',
        '我还不懂这种语言，请用中文或英文再说一次。',
      ),
      offers: [both('cut the pauses', '剪掉停顿'), both('add music', '加音乐')],
    };
  }
  if (s.empty) {
    return {
      ask: both(
        'There is nothing to edit yet. Add a video, photos or a sound, and say what to do with them.',
        '还没有素材。请先添加视频、照片或声音，再告诉我怎么剪。',
      ),
      offers: [
        both('cut the silences and export', '剪掉停顿并导出'),
        both('make a slideshow with music', '做一个配乐的照片视频'),
      ],
    };
  }
  if (any(s, 'shorten') || any(s, 'compress')) {
    return {
      ask: both('How short, or how small a file?', '要剪到多长，或者压到多大？'),
      offers: [
        both('cut it down to 30 seconds', '剪到 30 秒'),
        both('cut the pauses', '剪掉停顿'),
        both('compress it to 20 MB', '压缩到 20MB 以内'),
      ],
    };
  }
  if (any(s, 'effect', 'filter', 'better')) {
    return {
      ask: both('Which look or effect would you like?', '想要什么样的效果？'),
      offers: [
        both('give it a warm cinematic look', '调成温暖的电影感'),
        both('add a slow zoom', '画面慢慢放大'),
        both('add smooth transitions', '加平滑转场'),
      ],
    };
  }
  if (s.stills) {
    return {
      ask: both('What should become of the photos?', '这些照片要做成什么？'),
      offers: [
        both('make a slideshow with calm music', '做成配舒缓音乐的幻灯片'),
        both('make a 15-second slideshow for Reels', '做一个 15 秒的竖屏相册'),
      ],
    };
  }
  return {
    ask: both('What should I do with it?', '想怎么剪？'),
    offers: [
      both('cut the pauses and even out the sound', '剪掉停顿，统一音量'),
      both('make a 30-second highlight', '剪一个 30 秒的精华版'),
      both('make it 9:16 and add a title', '改成竖屏，加标题'),
    ],
  };
}

/** Replies to what edits nothing. */
function spoken(s: Sentence, op: PlannedOp | undefined): Said {
  if (op?.op === 'unsupported') {
    const what = slotOf(op, 'what')?.toString() ?? '';
    return both(
      `I cannot do that: ${what}. I edit videos, photos and sound by words.`,
      `这个我做不了（${what}）。我可以按您说的话剪辑视频、照片和声音。`,
    );
  }
  const topic = op === undefined ? '' : (slotOf(op, 'topic')?.toString() ?? '');
  if (topic === 'what I can do') {
    return both(
      'I edit video by words: cut pauses, trim, merge, change speed and shape, add music, titles and transitions, adjust colour and sound, and export. Say what you would like.',
      '我可以按您说的话剪视频：剪掉停顿、裁剪、合并、变速、改画幅、加音乐标题和转场、调色、处理声音、导出。想怎么剪，直接告诉我。',
    );
  }
  if (topic === 'edit advice') {
    return both(
      'I cannot judge the story, but I can tighten it: try "cut the pauses" or "make a 30-second highlight".',
      '我无法评判内容，但可以让它更紧凑：试试“剪掉停顿”或“剪一个 30 秒的精华版”。',
    );
  }
  if (topic === 'media check')
    return both(
      'I can tell length, size and sound of the files; nothing was changed.',
      '我可以报告文件的时长、尺寸和声音情况，没有做任何改动。',
    );
  if (any(s, 'find'))
    return both(
      'Finding what is said or seen needs a transcript, which this installation does not have. Name the times and I cut there.',
      '查找说了什么或拍了什么需要转写，目前没有。告诉我时间，我来剪。',
    );
  if (any(s, 'caption', 'title', 'music', 'transition', 'silence', 'export', 'speed', 'cut', 'trim', 'merge')) {
    return both(
      'Just say it in a sentence, for example "cut the pauses", "add music" or "trim to 30 seconds". Nothing was changed.',
      '直接用一句话告诉我就行，例如“剪掉停顿”“加音乐”“剪到 30 秒”。没有做任何改动。',
    );
  }
  return both(
    'That is a question I cannot answer about the video; nothing was changed. Tell me what to edit.',
    '这个问题我回答不了，没有做任何改动。告诉我想怎么剪。',
  );
}

/** What was decided where the request left it open. */
function assumptions(s: Sentence, ops: readonly PlannedOp[]): Said[] {
  const out: Said[] = [];
  if (s.cut) out.push(both('The request is very long; only its first part was read.', '请求太长，只读了前面一部分。'));
  for (const o of ops) {
    const bare = Object.keys(o).length === 1;
    if (o.op === 'clarify' && o.default !== undefined && ops.length > 1)
      out.push(both('What to change was not said, so this is a light edit.', '没有说要改什么，因此只做轻剪辑。'));
    if (o.op === 'trim' && bare)
      out.push(both('No times were given, so only the silent ends go.', '没有给出时间，因此只修齐首尾。'));
    if (o.op === 'cut_range' && (o['to'] === 'a bit' || o['from'] === 'end-a bit'))
      out.push(both('"A bit" is one second.', '“一点”按一秒处理。'));
    if (o.op === 'rotate' && !s.items.some((i) => /clockwise|顺时针|逆时针|left|right/.test(i.text)))
      out.push(both('Clockwise, as no direction was said.', '没有说方向，按顺时针旋转。'));
    if (o.op === 'aspect' && !s.items.some((i) => i.type === 'ratio' || i.concepts.some((k) => k.startsWith('shape='))))
      out.push(both('The platform’s videos are 9:16.', '该平台的视频是 9:16。'));
    if (
      (o.op === 'title' || o.op === 'text') &&
      o['text'] === undefined &&
      o['visible'] === undefined &&
      o['color'] === undefined &&
      o['size'] === undefined
    )
      out.push(both('The words were not given.', '没有给出文字内容。'));
    if (o.op === 'add_music' && o['mood'] === undefined && o['source'] === undefined)
      out.push(both('No mood was named.', '没有指定音乐风格。'));
  }
  return out;
}
