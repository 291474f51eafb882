import { emptyDraft, PLAIN_PLACEMENT, plainSegment, TITLE_STYLE } from './build.ts';
import type { Canvas, Draft, TextSegment, VideoSegment } from './model.ts';
import type { Template } from './template.ts';
import { encodeDraft } from './wire.ts';

/** How a built-in template is made: so many slots of a length, how one becomes the next, the look, the music. */
type Design = {
  readonly name: string;
  readonly canvas: Pick<Canvas, 'width' | 'height'>;
  readonly slots: readonly number[];
  readonly transition: { readonly name: string; readonly duration: number };
  readonly look: string | null;
  readonly mood: 'upbeat' | 'lo-fi' | 'cinematic' | 'corporate';
  readonly title: { readonly text: string; readonly animation: TextSegment['animateIn']['name'] };
};

const UPRIGHT = { width: 1080, height: 1920 };
const WIDE = { width: 1920, height: 1080 };

const DESIGNS: readonly Design[] = [
  {
    name: 'Reel',
    canvas: UPRIGHT,
    slots: [2000, 1500, 1500, 2000, 1500, 2500],
    transition: { name: 'whip-left', duration: 300 },
    look: 'vivid',
    mood: 'upbeat',
    title: { text: 'Your title', animation: 'pop' },
  },
  {
    name: 'Travel film',
    canvas: WIDE,
    slots: [4000, 4000, 3500, 3500, 5000],
    transition: { name: 'dissolve', duration: 800 },
    look: 'cinematic',
    mood: 'cinematic',
    title: { text: 'Your journey', animation: 'letters-fade' },
  },
  {
    name: 'Product promo',
    canvas: WIDE,
    slots: [2500, 2500, 2500, 3500],
    transition: { name: 'zoom-punch', duration: 400 },
    look: null,
    mood: 'corporate',
    title: { text: 'Your product', animation: 'slide-up' },
  },
  {
    name: 'Memories',
    canvas: WIDE,
    slots: [3500, 3500, 3500, 3500, 3500, 3500],
    transition: { name: 'fade', duration: 700 },
    look: 'faded',
    mood: 'lo-fi',
    title: { text: 'Our year', animation: 'fade' },
  },
];

function made(design: Design): Template {
  let start = 0;
  const segments = design.slots.map((length, i): VideoSegment => {
    const segment: VideoSegment = {
      ...plainSegment({ id: `seg_${i + 1}`, asset: `slot_${i + 1}`, start, duration: length }),
      placement: { ...PLAIN_PLACEMENT, fit: 'fill' },
      effects: design.look === null ? [] : [{ kind: 'look', name: design.look, amount: 0.8 }],
      transition: i === 0 ? null : design.transition,
    };
    start += length;
    return segment;
  });
  const base = { name: null, muted: false, volume: 1 };
  const title: TextSegment = {
    id: 'txt_1',
    kind: 'text',
    role: 'title',
    text: design.title.text,
    start: 0,
    duration: 2000,
    x: 0.5,
    y: 0.5,
    maxWidth: 0.86,
    opacity: 1,
    style: TITLE_STYLE,
    animateIn: { name: design.title.animation, duration: 600 },
    animateOut: { name: 'fade', duration: 400 },
  };
  const draft: Draft = {
    ...emptyDraft({ ...design.canvas, fps: 30, background: { kind: 'blur' } }),
    serial: 100,
    tracks: [
      { ...base, id: 'trk_1', type: 'video', role: 'main', segments },
      {
        ...base,
        id: 'trk_2',
        type: 'audio',
        role: 'music',
        segments: [
          {
            id: 'aud_1',
            kind: 'audio',
            source: { kind: 'music', mood: design.mood, seed: 7 },
            start: 0,
            duration: start,
            speed: 1,
            volume: 0.4,
            fade: { in: 0, out: 1200 },
            duckDb: 10,
          },
        ],
      },
      { ...base, id: 'trk_3', type: 'text', role: 'titles', segments: [title] },
    ],
  };
  return {
    tellcut: 'template',
    version: 1,
    name: design.name,
    slots: design.slots.map((length) => ({ kind: 'clip', length })),
    fields: [{ name: 'title', text: design.title.text }],
    draft: JSON.parse(JSON.stringify(encodeDraft(draft))) as Record<string, unknown>,
  };
}

/** Templates that are there from the beginning. */
export const BUILT_IN_TEMPLATES: readonly Template[] = DESIGNS.map(made);
