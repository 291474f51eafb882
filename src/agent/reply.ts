import { localeOf, type Said } from '../base/lang.ts';
import { asQuote, commas, composed, inLocale, listed, say, wordSaid } from '../base/say.ts';
import { answerTo } from './answers.ts';
import { briefOf } from './briefs.ts';
import type { Sentence } from './clause.ts';
import { has } from './items.ts';
import { PHRASES } from './phrases.ts';
import { slotOf } from './tidy.ts';
import type { Plan, PlannedOp, Question } from './types.ts';

/** `9:16 or 1:1`. */
const either = (parts: readonly string[]): Said =>
  composed(parts, (words, locale) =>
    locale === 'zh' ? words.join('还是') : new Intl.ListFormat(locale, { type: 'disjunction' }).format(words),
  );

/** The most phrases that a reply lists; the rest is counted. */
const MOST_PHRASES = 8;

/** Puts a plan into words: what will be done, or the question that stands before it. */
export function replyTo(s: Sentence, ops: PlannedOp[]): Plan {
  const locale = localeOf(s.lang);
  const clarify = ops.find((o) => o.op === 'clarify');
  const others = ops.filter((o) => !['clarify', 'answer', 'unsupported'].includes(o.op));
  const assumed = assumptions(s, ops);
  const talkOnly = ops.find((o) => o.op === 'answer' || o.op === 'unsupported');
  if (clarify !== undefined && others.length === 0) {
    const question = shapesAsked(clarify) ?? questionFor(s);
    clarify.offers = question.offers.map((o) => inLocale(o, locale));
    return { lang: s.lang, ops, reply: inLocale(asked(question), locale), question, assumed };
  }
  const done = [...(clarify?.default ?? []), ...others];
  if (done.length === 0)
    return { lang: s.lang, ops, reply: inLocale(spoken(s, talkOnly), locale), question: null, assumed };
  const phrases = done.slice(0, MOST_PHRASES).map(phraseOf);
  const more = done.length - phrases.length;
  if (more > 0) phrases.push(say('do {more} more things', '其余 {more} 项', { more }));
  const will = say("I'll {what}.", '我会{what}。', { what: inTurn(phrases) });
  const shapes = clarify === undefined ? null : shapesAsked(clarify);
  const open = shapes === null ? UNSAID : asked(shapes);
  const said = clarify === undefined ? will : say('{open} {will}', '{open}{will}', { open, will });
  return { lang: s.lang, ops, reply: inLocale(said, locale), question: null, assumed };
}

const UNSAID = say('You did not say what to change.', '您没有说要改什么。');

/** A step in English and Chinese with all that it says, in other languages in brief. */
function phraseOf(planned: PlannedOp): Said {
  const brief = briefOf(planned) ?? wordSaid(planned.op);
  return { ...brief, ...PHRASES[planned.op]?.(planned) };
}

/** Phrases as one sentence has them: "a, b and c"; "a、b，并c". */
function inTurn(phrases: readonly Said[]): Said {
  const said = listed(phrases);
  const last = phrases.at(-1)?.zh ?? '';
  const before = phrases.slice(0, -1).map(({ zh }) => zh);
  return { ...said, zh: before.length === 0 ? last : `${before.join('、')}，并${last}` };
}

function asked({ ask, offers }: Question): Said {
  if (offers.length === 0) return ask;
  return say('{ask} For example: {offers}.', '{ask}例如：{offers}。', { ask, offers: commas(offers.map(asQuote)) });
}

const any = (s: Sentence, ...concepts: string[]): boolean => s.items.some((i) => concepts.some((k) => has(i, k)));

/** Two shapes for one video: which of them, or one video each. Null for every other question. */
function shapesAsked(clarify: PlannedOp): Question | null {
  const said = /^which shape: (.+)$/.exec(slotOf(clarify, 'what')?.toString() ?? '');
  if (said === null) return null;
  const shapes = (said[1] ?? '').split(' or ');
  return {
    ask: say('One video has one shape. Which shall it be: {shapes}?', '一个视频只能有一种画幅，要哪一种：{shapes}？', {
      shapes: either(shapes),
    }),
    offers: shapes.map((shape) => say('make it {shape}', '改成 {shape}', { shape })),
  };
}

/** One short question and two or three concrete answers, each of which is a request that works. */
function questionFor(s: Sentence): Question {
  if (s.lang === 'und') {
    return {
      ask: say(
        'I do not read this language yet. Please say it in English, or in Chinese, Spanish, Japanese, Korean, German, French or Portuguese.',
        '我还不懂这种语言，请用中文或英文再说一次。',
      ),
      offers: [say('cut the pauses', '剪掉停顿'), say('add music', '加音乐')],
    };
  }
  if (s.empty) {
    return {
      ask: say(
        'There is nothing to edit yet. Add a video, photos or a sound, and say what to do with them.',
        '还没有素材。请先添加视频、照片或声音，再告诉我怎么剪。',
      ),
      offers: [
        say('cut the silences and export', '剪掉停顿并导出'),
        say('make a slideshow with music', '做一个配乐的照片视频'),
      ],
    };
  }
  if (any(s, 'shorten') || any(s, 'compress')) {
    return {
      ask: say('How short, or how small a file?', '要剪到多长，或者压到多大？'),
      offers: [
        say('cut it down to 30 seconds', '剪到 30 秒'),
        say('cut the pauses', '剪掉停顿'),
        say('compress it to 20 MB', '压缩到 20MB 以内'),
      ],
    };
  }
  if (any(s, 'effect', 'filter', 'better')) {
    return {
      ask: say('Which look or effect would you like?', '想要什么样的效果？'),
      offers: [
        say('give it a warm cinematic look', '调成温暖的电影感'),
        say('add a slow zoom', '画面慢慢放大'),
        say('add smooth transitions', '加平滑转场'),
      ],
    };
  }
  if (s.stills) {
    return {
      ask: say('What should become of the photos?', '这些照片要做成什么？'),
      offers: [
        say('make a slideshow with calm music', '做成配舒缓音乐的幻灯片'),
        say('make a 15-second slideshow for Reels', '做一个 15 秒的竖屏相册'),
      ],
    };
  }
  return {
    ask: say('What should I do with it?', '想怎么剪？'),
    offers: [
      say('cut the pauses and even out the sound', '剪掉停顿，统一音量'),
      say('make a 30-second highlight', '剪一个 30 秒的精华版'),
      say('make it 9:16 and add a title', '改成竖屏，加标题'),
    ],
  };
}

/** What is asked for at times and lies outside of editing, by the planner's own words for it. */
const CANNOT: Readonly<Record<string, Said>> = {
  'writing texts for posts': say('writing texts for posts', '写发布文案'),
  'changing voices or faces': say('changing voices or faces', '换声音或换脸'),
  'removing objects from the picture': say('removing objects from the picture', '去除画面中的物体'),
  'script writing and edit advice': say('script writing and edit advice', '写脚本和提剪辑建议'),
  'changing the pitch of a voice': say('changing the pitch of a voice', '改变声音的音调'),
  'echo and reverb': say('echo and reverb', '回声和混响'),
  'an equaliser': say('an equaliser', '均衡器'),
  'matching sound that was recorded apart': say('matching sound that was recorded apart', '对齐另外录制的声音'),
  'copying a look from clip to clip': say('copying a look from clip to clip', '把一段的调色复制到另一段'),
  'writing and advice': say('writing and advice', '写作和建议'),
};

/** Replies to what edits nothing. */
function spoken(s: Sentence, op: PlannedOp | undefined): Said {
  if (op?.op === 'unsupported') {
    const what = slotOf(op, 'what')?.toString() ?? '';
    return say(
      'I can’t help with {what}. Cuts, sound, titles, looks and exports are what I do: just say it.',
      '这个我帮不上（{what}）。剪辑、声音、标题、调色、导出，直接说就行。',
      { what: CANNOT[what] ?? wordSaid(what) },
    );
  }
  const topic = op === undefined ? '' : (slotOf(op, 'topic')?.toString() ?? '');
  if (topic === 'what I can do') {
    return say(
      'I edit video by words: cut pauses, trim, merge, change speed and shape, add music, titles and transitions, adjust colour and sound, and export. Say what you would like.',
      '我可以按您说的话剪视频：剪掉停顿、裁剪、合并、变速、改画幅、加音乐标题和转场、调色、处理声音、导出。想怎么剪，直接告诉我。',
    );
  }
  if (topic === 'thanks')
    return say('You’re welcome! Say what you would like next.', '不客气！接下来想改什么，随时告诉我。');
  if (topic === 'nothing wanted') return say('All right, nothing was changed.', '好的，没有做任何改动。');
  if (topic === 'edit advice') {
    return say(
      'I cannot judge the story, but I can tighten it: try "cut the pauses" or "make a 30-second highlight".',
      '我无法评判内容，但可以让它更紧凑：试试“剪掉停顿”或“剪一个 30 秒的精华版”。',
    );
  }
  if (topic === 'media check')
    return say(
      'I can tell length, size and sound of the files; nothing was changed.',
      '我可以报告文件的时长、尺寸和声音情况，没有做任何改动。',
    );
  const wanted = op === undefined ? undefined : op['find'];
  if (typeof wanted === 'string')
    return say('I look for where "{words}" is said.', '我来找哪里说到“{words}”。', { words: wanted });
  if (any(s, 'find'))
    return say(
      'I can’t tell what is said or seen in it yet. Give me the times, and I cut there.',
      '视频里说了什么、拍了什么，我还看不出来。告诉我时间，我来剪。',
    );
  const answer = answerTo(s);
  if (answer !== null) return answer;
  return say(
    'I can’t answer that one, and nothing was changed. Tell me what you would like to edit.',
    '这个问题我答不上来，视频没有改动。想怎么剪，直接告诉我。',
  );
}

/** What was decided where the request left it open. */
function assumptions(s: Sentence, ops: readonly PlannedOp[]): Said[] {
  const out: Said[] = [];
  if (s.cut) out.push(say('The request is very long; only its first part was read.', '请求太长，只读了前面一部分。'));
  for (const o of ops) {
    const bare = Object.keys(o).length === 1;
    // the rest is done; the question about the shape is asked beside it
    const shapes = o.op === 'clarify' && ops.length > 1 ? shapesAsked(o) : null;
    if (shapes !== null) out.push(asked(shapes));
    else if (o.op === 'clarify' && o.default !== undefined && ops.length > 1)
      out.push(say('You left it to me, so I keep it light.', '具体怎么改由我来定，所以只做轻剪辑。'));
    if (o.op === 'trim' && bare)
      out.push(
        say('You gave no times, so only the silence at both ends goes.', '您没有说时间，所以只剪掉首尾的静音。'),
      );
    if (
      o.op === 'rotate' &&
      o['degrees'] !== 180 &&
      !s.items.some((i) => /clockwise|顺时针|逆时针|left|right/.test(i.text))
    )
      out.push(say('You named no direction, so I turned it clockwise.', '您没有说方向，就按顺时针转了。'));
    if (o.op === 'aspect' && !s.items.some((i) => i.type === 'ratio' || i.concepts.some((k) => k.startsWith('shape='))))
      out.push(say('The platform’s videos are 9:16.', '该平台的视频是 9:16。'));
  }
  return out;
}
