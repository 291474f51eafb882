import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import type { Draft } from '../draft/model.ts';
import { mapSegments } from '../draft/queries.ts';
import { done, type Outcome } from './operation.ts';
import { say } from './phrase.ts';
import { type SideKind, sideSegments } from './resolve.ts';

const NAMES: Readonly<Record<SideKind, { readonly one: Said; readonly counted: (n: number) => Said }>> = {
  music: {
    one: say('piece of music', '背景音乐'),
    counted: (n) => say('{n} {n:piece|pieces} of music', '{n} 个背景音乐', { n }),
  },
  voice: { one: say('voice-over', '旁白'), counted: (n) => say('{n} {n:voice-over|voice-overs}', '{n} 个旁白', { n }) },
  sfx: {
    one: say('sound effect', '音效'),
    counted: (n) => say('{n} {n:sound effect|sound effects}', '{n} 个音效', { n }),
  },
  title: { one: say('title', '标题'), counted: (n) => say('{n} {n:title|titles}', '{n} 个标题', { n }) },
  text: { one: say('text', '文字'), counted: (n) => say('{n} {n:text|texts}', '{n} 个文字', { n }) },
  caption: { one: say('caption', '字幕'), counted: (n) => say('{n} {n:caption|captions}', '{n} 个字幕', { n }) },
  watermark: {
    one: say('watermark', '水印'),
    counted: (n) => say('{n} {n:watermark|watermarks}', '{n} 个水印', { n }),
  },
  overlay: {
    one: say('overlay', '叠加画面'),
    counted: (n) => say('{n} {n:overlay|overlays}', '{n} 个叠加画面', { n }),
  },
};

/** Takes everything of a kind away. When there is none, the draft stays as it is and the sentence says so. */
export function removeSide(draft: Draft, kind: SideKind): Outcome {
  const ids = new Set(sideSegments(draft, kind).map((segment) => segment.id));
  const { one, counted } = NAMES[kind];
  if (ids.size === 0) return done(draft, say('There is no {one} to remove.', '没有可删除的{one}。', { one }));
  return done(withoutSegments(draft, ids), say('Removed {what}.', '删除了 {what}。', { what: counted(ids.size) }));
}

/** What is called so in sentences. */
export const sideName = (kind: SideKind): Said => NAMES[kind].one;

/** The draft without these segments beside the main track. */
export function withoutSegments(draft: Draft, ids: ReadonlySet<string>): Draft {
  return mapSegments(draft, (segment) => (ids.has(segment.id) ? null : segment));
}

/** The words of a text inside a sentence. */
export const quoted = (text: string): Said => say('"{text}"', '“{text}”', { text: shown(text) });
