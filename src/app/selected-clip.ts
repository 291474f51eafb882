import { clipsOf } from '../draft/clips.ts';
import type { Draft } from '../draft/model.ts';

/** What people call the clip that is chosen on the timeline, and how its number is said in the same words. */
const CALLED: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:this|the (?:selected|chosen|highlighted|current)|the one (?:i )?selected|selected|current) (?:video )?(?:clip|shot|scene|segment|piece)\b/gi,
    'clip #',
  ],
  [/\b(?:the selected one|my selection|the selection)\b/gi, 'clip #'],
  [/(?:这|当前|选中的?|所选的?|我选的)(?:一)?(?:个|条|段)?(?:片段|镜头|视频片段)/g, '第#个片段'],
  [/这一?段(?!话|时间|音乐|文字|旁白)(?:视频|画面|素材)?/g, '第#个片段'],
  [/\b(?:diese[nrms]?|der ausgewählte|den ausgewählten|dem ausgewählten) (?:clip|szene)\b/gi, 'Clip #'],
  [/\b(?:este (?:clip|plano)|el clip seleccionado)\b/gi, 'el clip #'],
  [/\b(?:ce (?:clip|plan)|le clip sélectionné)(?![a-zé])/gi, 'le clip #'],
  [/\b(?:(?:este|esse) clipe?|o clipe selecionado)\b/gi, 'o clipe #'],
  [/(?:この|選択した|選んだ)クリップ/g, 'クリップ#'],
  [/(?:이|선택한|선택된) ?클립/g, '클립 #'],
];

/** The number of the clip that a segment belongs to, from 1; null when it belongs to none. */
export function clipNumberOf(draft: Draft, segment: string): number | null {
  const place = clipsOf(draft).findIndex(({ segments }) => segments.some(({ id }) => id === segment));
  return place < 0 ? null : place + 1;
}

/** A request in which "this clip" is said by its number, when that clip is chosen; otherwise the request as it is. */
export function withSelected(text: string, draft: Draft, selected: string | null): string {
  const number = selected === null ? null : clipNumberOf(draft, selected);
  if (number === null) return text;
  return CALLED.reduce((said, [called, instead]) => said.replace(called, instead.replace('#', String(number))), text);
}
