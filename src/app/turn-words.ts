import type { Said } from '../base/lang.ts';
import { asQuote, inLocale, listed, say } from '../base/say.ts';
import type { Exchange } from '../llm/instructions.ts';
import type { Step, Turn } from './turn-types.ts';

/**
 * What is said at the end of a turn, after the words that a model has spoken itself: why the planner stood in, what was
 * assumed, and what changed, by the steps that were done and no one's claim. Empty when nothing is left to say.
 */
export function closingWords(turn: Turn): string {
  const { lang, steps, by, instead, plan, question } = turn;
  const lines: string[] = [];
  if (instead !== null) lines.push(inLocale(instead, lang));
  if (by.kind === 'planner') {
    if (steps.length === 0 || question !== null) lines.push(turn.reply);
    else lines.push(...plan.assumed.map((said) => inLocale(said, lang)));
  }
  lines.push(...stepsSaid(steps).map((said) => inLocale(said, lang)));
  return lines.join('\n').trim();
}

/** Operations that make the rough cut: which footage is seen, in which order, how fast. */
const CUTS: ReadonlySet<string> = new Set([
  'beat_sync',
  'cut_range',
  'cut_words',
  'duplicate',
  'freeze',
  'highlights',
  'merge',
  'remove_fillers',
  'remove_silence',
  'reorder',
  'reverse',
  'scene_split',
  'slideshow',
  'speed',
  'split',
  'trim',
]);

/** What is laid over a cut and can be taken off again, each with the request that does it. */
const TAKEN_OFF: Readonly<Record<string, Said>> = {
  add_music: say('remove the music', '去掉音乐'),
  title: say('remove the title', '删除标题'),
  text: say('remove the text', '删除文字'),
  captions: say('hide the captions', '隐藏字幕'),
  intro: say('remove the intro', '删除片头'),
  outro: say('remove the outro', '删除片尾'),
  transitions: say('remove the transitions', '去掉转场'),
  watermark: say('remove the watermark', '去掉水印'),
};

/** What asks the surface for something: it comes last, whatever it was done before. */
const FILES: ReadonlySet<string> = new Set([
  'export',
  'gif',
  'extract_audio',
  'thumbnail',
  'status',
  'credits',
  'find_words',
]);

/**
 * The sentences of steps, in the order in which they were done. A request that cuts and dresses is told in its two
 * stages, with the words that take the second one back; what failed beside things that were done is named as such.
 */
function stepsSaid(steps: readonly Step[]): Said[] {
  const done = steps.filter((step) => step.kind === 'done');
  const failed = steps.filter((step) => step.kind === 'failed');
  const cuts = done.filter(({ op }) => CUTS.has(op));
  const files = done.filter(({ op }) => FILES.has(op));
  const dressing = done.filter((step) => !cuts.includes(step) && !files.includes(step));
  const ways = [...new Set(dressing.flatMap(({ op }) => TAKEN_OFF[op] ?? []))];
  const isStaged = cuts.length > 0 && ways.length > 0;
  const whole = (some: readonly Step[]): Said[] =>
    some.flatMap((step) => (step.kind === 'done' ? [step.said, ...step.notes] : [step.said]));
  const edits = isStaged
    ? [ROUGH_CUT, ...whole(cuts), ON_TOP, ...whole(dressing), takenOff(ways), ...whole(files)]
    : whole(done);
  const missing = failed.length > 0 && done.length > 0 ? [missingSaid(failed.length)] : [];
  return [...edits, ...missing, ...whole(failed)];
}

const ROUGH_CUT = say('First, the rough cut:', '第一步，粗剪：');
const ON_TOP = say('Then, on top of it:', '第二步，在此基础上：');

const takenOff = (ways: readonly Said[]): Said =>
  say('To take one of them back, just say {ways}.', '想撤掉哪一样，说一句就行：{ways}。', {
    ways: listed(ways.map(asQuote)),
  });

const missingSaid = (n: number): Said =>
  n === 1
    ? say('One part did not work out; the rest is done:', '有一项没有做成，其余都已完成：')
    : say('{n} parts did not work out; the rest is done:', '有 {n} 项没有做成，其余都已完成：', { n });

/** All words of a turn: those of who carried it out, and {@link closingWords}. Never empty. */
export function turnWords(turn: Turn): string {
  const own = turn.by.kind === 'model' ? [turn.reply] : [];
  return [...own, closingWords(turn)].filter((part) => part !== '').join('\n\n');
}

/** A turn for the memory of the turns after it (`TurnInput.before`). */
export function exchangeOf(text: string, turn: Turn): Exchange {
  const refused = turn.steps.flatMap((step) => (step.kind === 'failed' ? [step.code] : []));
  return { text, reply: turnWords(turn), refused };
}
