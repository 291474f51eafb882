import type { Asset } from '../../draft/facts.ts';
import { type FilmPlan, planFilm } from './shots.ts';
import { slotsOf } from './slots.ts';

/** Pictures that a model shall make for a film: as many as its shots will show, each with words for what it shows. */

/** With fewer pictures than this in all, some stand between the scenes as well. */
const USUAL = 3;
const MOST = 6;

/** Words for each picture to be made, in the order in which the film takes them. Pure. */
export function picturesWanted({ film, shots }: FilmPlan, pictures: readonly Asset[]): string[] {
  const plain = shots.filter(({ scene, picture }) => picture === null && isPlain(scene?.kind ?? ''));
  const count = Math.min(MOST, Math.max(plain.length, USUAL - pictures.length));
  if (count <= 0) return [];
  const blanks = Array.from({ length: count }, (_, i) => ({ ...BLANK, id: `blank_${i}` }));
  const filled = planFilm(film, [...pictures, ...blanks]);
  const slots = slotsOf(film.prompt);
  const { lang, points, lines } = slots;
  const subject = slots.subject ?? slots.name ?? slots.who ?? film.prompt.slice(0, 200);
  const occasion = OCCASIONS[filled.script.purpose.name];
  const about = occasion === undefined ? subject : `${occasion[lang === 'zh' ? 1 : 0]}, ${subject}`;
  // Words of ours fit anything and show nothing: only the person's own say what is to be seen.
  const own = new Set([...points, ...lines, ...(film.scenes ?? []).map(({ main }) => main)].map(lettersOf));
  let seen = 0;
  return filled.shots.flatMap(({ scene, picture }) => {
    if (picture === null || !blanks.some(({ id }) => id === picture.id)) return [];
    const views = lang === 'zh' ? VIEWS_ZH : VIEWS;
    const said = scene === null || !own.has(lettersOf(scene.main)) ? null : scene.main.replaceAll('\n', ' ');
    const words =
      said === null
        ? (views[seen++ % views.length] ?? '').replace('{about}', about)
        : `${about}${lang === 'zh' ? '，' : ', '}${said}`;
    return [lang === 'zh' ? `${words}，照片，画面里没有文字` : `${words}, photo, no words in the picture`];
  });
}

/** Words as they are compared: lines are broken and capitals set where they are shown. */
const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** What is to be seen of occasions whose subject is a person. */
const OCCASIONS: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  birthday: ['birthday party', '生日派对'],
  wedding: ['wedding', '婚礼'],
  anniversary: ['anniversary celebration', '周年庆'],
  graduation: ['graduation celebration', '毕业典礼'],
  invitation: ['party', '聚会'],
  travel: ['travel', '旅行'],
};

const isPlain = (kind: string): boolean => kind === 'line' || kind === 'point';

const VIEWS = [
  '{about}',
  '{about}, close-up of a detail',
  '{about}, people enjoying it',
  '{about}, wide view',
  '{about}, in warm light',
  '{about}, seen from above',
];
const VIEWS_ZH = [
  '{about}',
  '{about}，细节特写',
  '{about}，人们正在享受',
  '{about}，全景',
  '{about}，温暖的光线',
  '{about}，俯拍',
];

/** Stands for a picture that is not there yet: a plan only counts them. */
const BLANK: Asset = {
  id: 'blank',
  filename: '',
  probe: { kind: 'image', format: 'png', duration: 0, video: null, audio: [] } as unknown as Asset['probe'],
  silence: null,
  loudness: null,
  waveform: null,
  scenes: null,
};
