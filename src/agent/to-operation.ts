import type { PlannedOp, SlotValue } from './types.ts';

/** What `visible: false` takes away, by operation, in the words of the `delete` operation. */
const GONE: Readonly<Record<string, string>> = {
  title: 'title',
  text: 'text',
  watermark: 'watermark',
  sticker: 'sticker',
};

/**
 * A planned operation as the operations' registry carries it out. Requests speak of one vocabulary for people and for
 * the evaluation; here the few differences are bridged: taking a title away is a deletion, a sticker that is a progress
 * bar or an arrow, a title that is a lower third and a window that is a half of the frame have operations of their own.
 */
export function toOperation(planned: PlannedOp): PlannedOp {
  const what = GONE[planned.op];
  if (planned['visible'] === false && what !== undefined)
    return { op: 'delete', what: planned['text'] === undefined ? what : `"${String(planned['text'] as SlotValue)}"` };
  const { op: _, layout, style, name, ...slots } = planned;
  const thing = typeof name === 'string' ? name : '';
  switch (planned.op) {
    case 'sticker':
      if (/progress ?bar|进度条/i.test(thing)) return only('progress_bar', slots, ['position', 'color']);
      return /^(?:\w+ )?arrows?$|箭头$/i.test(thing) ? only('shape', { ...slots, shape: 'arrow' }, DRAWN) : planned;
    case 'title':
      return style === 'lower third' ? only('lower_third', slots, LOWER_THIRD) : planned;
    case 'text':
      return style === 'callout' ? only('shape', { ...slots, shape: 'callout' }, DRAWN) : planned;
    case 'pip':
      return layout === 'split' ? only('split_screen', slots, SPLIT_SCREEN) : planned;
    case 'chroma_key': {
      const { replace, ...rest } = planned;
      return replace === undefined ? planned : { background: replace, ...rest };
    }
    default:
      return planned;
  }
}

const DRAWN = 'shape text position size color direction animation start end duration clip'.split(' ');
const LOWER_THIRD = 'text position color background start end duration clip'.split(' ');
const SPLIT_SCREEN = 'source clip direction from to sound'.split(' ');

/** An operation with those of the slots that it takes. */
const only = (op: string, slots: Omit<PlannedOp, 'op'>, taken: readonly string[]): PlannedOp => ({
  ...Object.fromEntries(Object.entries(slots).filter(([slot]) => taken.includes(slot))),
  op,
});

/**
 * Operations that are one when they are carried out: a new shape and a view that follows somebody in it are a reframing,
 * which can say what it did and fall back as a whole.
 */
export function carriedOut(planned: readonly PlannedOp[]): PlannedOp[] {
  const ops = planned.map(lookedUp);
  const made = ops.find((one) => one.op === 'generate');
  if (made !== undefined) return generated(ops, made);
  const shape = ops.find((one) => one.op === 'aspect' && one['fit'] === undefined && one['background'] === undefined);
  const follow = ops.find((one) => one.op === 'crop' && one['follow'] !== undefined && one['clip'] === undefined);
  if (shape === undefined || follow === undefined) return ops;
  const reframed: PlannedOp = { ...shape, op: 'reframe', follow: follow['follow'] };
  return ops.flatMap((one) => (one === shape ? [reframed] : one === follow ? [] : [one]));
}

/** A question that the words of the video answer is a search for them. */
function lookedUp(planned: PlannedOp): PlannedOp {
  const words = planned.op === 'answer' ? planned['find'] : undefined;
  return typeof words === 'string' ? { op: 'find_words', text: words } : planned;
}

/** A video that is made in a shape, to music of a mood, with a voice and captions, is laid out, cut and timed for them. */
function generated(ops: readonly PlannedOp[], made: PlannedOp): PlannedOp[] {
  const isMood = (one: PlannedOp): boolean => one.op === 'add_music' && one['source'] === undefined;
  const isShape = (one: PlannedOp): boolean => one.op === 'aspect' && one['ratio'] !== undefined;
  const isVoice = (one: PlannedOp): boolean =>
    one.op === 'voiceover' && one['source'] === undefined && isSaid(one['text'], made['prompt']);
  const isCaptions = (one: PlannedOp): boolean => one.op === 'captions' && Object.keys(one).length === 1;
  const mood = ops.find(isMood)?.['mood'];
  const ratio = ops.find(isShape)?.['ratio'];
  const whole: PlannedOp = {
    ...made,
    ...(mood === undefined ? {} : { mood }),
    ...(ratio === undefined ? {} : { ratio }),
    ...(ops.some(isVoice) ? { voice: true } : {}),
    ...(ops.some(isCaptions) ? { captions: true } : {}),
  };
  // Of a storyboard nothing is made: there is nothing yet to be done more to.
  if (made['storyboard'] === true) return [whole];
  const isTaken = (one: PlannedOp): boolean => isMood(one) || isShape(one) || isVoice(one) || isCaptions(one);
  return ops.flatMap((one) => (one === made ? [whole] : isTaken(one) ? [] : [one]));
}

/** Whether words that shall be spoken are those of the wish: its scenes say them. */
const isSaid = (text: unknown, prompt: unknown): boolean =>
  text === undefined || (typeof text === 'string' && typeof prompt === 'string' && prompt.includes(text));
