import { type Clause, names, op, wording } from '../clause.ts';
import type { PlannedOp } from '../types.ts';

/** Names of styles that also mean something else, or stand inside of a longer word for captions. */
const STYLES: readonly (readonly [string, RegExp])[] = [
  ['karaoke', /\bkaraoke\b|word by word|卡拉\s*ok|逐字/],
  ['typewriter', /\btypewriter\b|打字机/],
  ['boxed', /\bboxed\b|黑底字幕/],
  ['underline', /\bunderlin\w*\b|下划线/],
  ['bubble', /\bbubbles?\b|气泡/],
  ['neon', /\bneon\b|霓虹/],
  ['handwritten', /\bhand ?written\b|手写/],
];

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const PER_CAPTION =
  /\b(\d{1,2}|one|two|three|four|five|six|seven|eight) words? (?:per|each|a|at|in each|on)\b|每(?:条|行|次)(?:最多)?(?:不超过)?\s*(\d{1,2})\s*个?(?:词|字)/;
const NO_BOX =
  /\b(?:without|no|remove the|drop the)\b.{0,12}\b(?:box|background|backdrop)\b|(?:去掉|不要|没有).{0,4}(?:底色|背景框|黑底)/;
const OUTLINE = /\b((?:black|white|red|blue|yellow|green|thick|thin) )?(?:outline|stroke)\b|([黑白红蓝黄绿])色?描边/;

/** "export subtitles": a verb before the word is no style. */
const VERB = /^(?:export|save|write|download|extract|output)$/;

/** What is said of captions beyond what the rule for captions reads: it goes into the call that this rule has made. */
export function withCaptionDetails(c: Clause, ops: readonly PlannedOp[]): PlannedOp[] {
  const said = wording(c);
  const style = STYLES.find(([, pattern]) => pattern.test(said))?.[0];
  if (ops.length === 0 && names(c, 'textstyle') && style !== undefined) {
    for (const item of c.items) item.used = true;
    return [op('captions', { style })];
  }
  return ops.map((made) => (made.op === 'captions' ? detailed(made, said, style) : made));
}

/** Captions of a file that go below those that are there. */
const SECOND =
  /\b(?:second|2nd|another) (?:line|language)\b|\bbelow the (?:others?|captions|subtitles)\b|第二行|第二语言/;

function detailed(made: PlannedOp, said: string, style: string | undefined): PlannedOp {
  if (SECOND.test(said) && made['second'] === undefined) {
    const { visible: _, ...rest } = made;
    return detailed({ ...rest, op: 'captions', second: true }, said, style);
  }
  const count = PER_CAPTION.exec(said);
  if (count !== null) {
    const number = count[1] ?? count[2] ?? '';
    const { visible: _, ...rest } = made;
    return {
      ...rest,
      op: 'captions',
      max_words: NUMBERS.includes(number) ? NUMBERS.indexOf(number) + 1 : Number(number),
    };
  }
  if (NO_BOX.test(said)) {
    const { visible: _, ...rest } = made;
    return { ...rest, op: 'captions', background: 'none' };
  }
  if (made['visible'] !== undefined) return made;
  if (typeof made['style'] === 'string' && VERB.test(made['style'])) {
    const { style: _, ...rest } = made;
    return detailed({ ...rest, op: 'captions' }, said, style);
  }
  if (/\b(?:show|unhide|bring back)\b.*\b(?:again|back)\b|重新显示/.test(said))
    return op('captions', { visible: true });
  const outline = OUTLINE.exec(said);
  const words = style ?? (outline === null ? undefined : (outline[0] ?? '').trim());
  const place = /上面|上方|顶部/.test(said) ? 'top' : /下面|下方|底部/.test(said) ? 'bottom' : undefined;
  return {
    ...made,
    ...(made['style'] === undefined && words !== undefined ? { style: words } : {}),
    ...(made['position'] === undefined && place !== undefined ? { position: place } : {}),
  };
}
