import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import type { Draft } from '../draft/model.ts';
import { mapSegments } from '../draft/queries.ts';
import { done, type Outcome } from './operation.ts';
import { counted, say } from './phrase.ts';
import { type SideKind, sideSegments } from './resolve.ts';

const NAMES: Readonly<Record<SideKind, { readonly one: string; readonly many: string; readonly zh: string }>> = {
  music: { one: 'piece of music', many: 'pieces of music', zh: '背景音乐' },
  voice: { one: 'voice-over', many: 'voice-overs', zh: '旁白' },
  sfx: { one: 'sound effect', many: 'sound effects', zh: '音效' },
  title: { one: 'title', many: 'titles', zh: '标题' },
  text: { one: 'text', many: 'texts', zh: '文字' },
  caption: { one: 'caption', many: 'captions', zh: '字幕' },
  watermark: { one: 'watermark', many: 'watermarks', zh: '水印' },
  overlay: { one: 'overlay', many: 'overlays', zh: '叠加画面' },
};

/** Takes everything of a kind away. When there is none, the draft stays as it is and the sentence says so. */
export function removeSide(draft: Draft, kind: SideKind): Outcome {
  const ids = new Set(sideSegments(draft, kind).map((segment) => segment.id));
  const { one, many, zh } = NAMES[kind];
  if (ids.size === 0) return done(draft, say(`There is no ${one} to remove.`, `没有可删除的${zh}。`));
  return done(
    withoutSegments(draft, ids),
    say(`Removed ${counted(ids.size, one, many)}.`, `删除了 ${ids.size} 个${zh}。`),
  );
}

/** What is called so in sentences. */
export const sideName = (kind: SideKind): Said => say(NAMES[kind].one, NAMES[kind].zh);

/** The draft without these segments beside the main track. */
export function withoutSegments(draft: Draft, ids: ReadonlySet<string>): Draft {
  return mapSegments(draft, (segment) => (ids.has(segment.id) ? null : segment));
}

/** The words of a text inside a sentence. */
export const quoted = (text: string): Said => say(`"${shown(text)}"`, `“${shown(text)}”`);
