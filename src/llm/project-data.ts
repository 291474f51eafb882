import { shown } from '../base/text.ts';
import { clipsOf } from '../draft/clips.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { AudioSource, Draft, Effect } from '../draft/model.ts';
import { draftLength } from '../draft/queries.ts';

/** Caps of what a model is told of a project. A field is one text that came from outside. */
export const DATA_CAPS = { field: 500, files: 40, entries: 60, all: 24_000 } as const;

/**
 * A text from outside (a file's name, words on the timeline) as one line of bounded length, without characters that
 * steer or hide: control, direction, tags, private use, variation selectors.
 */
export function outsideText(text: string): string {
  const raw = text.slice(0, 20 * DATA_CAPS.field).replace(/[\p{Co}\p{Cs}\p{Cn}\p{Variation_Selector}]/gu, '');
  // `shown` counts as people do, where a letter may carry a thousand accents.
  return Array.from(shown(raw, DATA_CAPS.field)).slice(0, DATA_CAPS.field).join('');
}

const seconds = (ms: number): number => Math.round(ms / 100) / 10;

/**
 * What lies in a project and on its timeline, as JSON for a model: facts, numbers and names, never paths or ids. Texts
 * from outside stand in JSON strings in which `<` cannot stand, so that none of them ends the block that it is put in.
 */
export function projectData(draft: Draft, facts: Facts): string {
  for (const share of [1, 2, 4, 8]) {
    const json = inert(JSON.stringify(dataOf(draft, facts, share)));
    if (json.length <= DATA_CAPS.all || share === 8) return json;
  }
  return '{}';
}

/** `less`: by how much the lists and the texts in them are shorter than their caps. */
function dataOf(draft: Draft, facts: Facts, less: number): Record<string, unknown> {
  const assets = [...facts.assets.values()];
  const data = {
    canvas: `${draft.canvas.width}x${draft.canvas.height}, ${draft.canvas.fps} fps`,
    length_s: seconds(draftLength(draft)),
    files: capped(assets.map(fileData), DATA_CAPS.files / less),
    timeline: {
      clips: capped(clipData(draft, facts), DATA_CAPS.entries / less),
      other: capped(sideData(draft, facts), DATA_CAPS.entries / less),
    },
  };
  if (less === 1) return data;
  const most = DATA_CAPS.field / less;
  return JSON.parse(JSON.stringify(data), (_, value: unknown) =>
    typeof value === 'string' ? shown(value, most) : value,
  ) as Record<string, unknown>;
}

/** JSON in which no tag can begin or end. */
export const inert = (json: string): string => json.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');

function capped<T>(list: readonly T[], most: number): (T | string)[] {
  const count = Math.floor(most);
  return list.length <= count ? [...list] : [...list.slice(0, count), `… and ${list.length - count} more`];
}

function fileData(asset: Asset): Record<string, unknown> {
  const { probe, silence, loudness } = asset;
  return {
    file: outsideText(asset.filename),
    kind: probe.kind === 'image' ? 'photo' : probe.kind,
    ...(probe.duration > 0 ? { length_s: seconds(probe.duration) } : {}),
    ...(probe.video === null ? {} : { size: `${probe.video.width}x${probe.video.height}` }),
    sound: probe.audio.length > 0,
    ...(silence === null ? {} : { pauses: silence.silences.length }),
    ...(loudness?.integrated == null ? {} : { loudness_lufs: Math.round(loudness.integrated) }),
  };
}

const nameOf = (facts: Facts, asset: string): string => outsideText(facts.assets.get(asset)?.filename ?? 'file');

function clipData(draft: Draft, facts: Facts): Record<string, unknown>[] {
  return clipsOf(draft).map((clip, i) => {
    const [first] = clip.segments;
    return {
      clip: i + 1,
      file: nameOf(facts, clip.asset),
      from_s: seconds(clip.range.start),
      to_s: seconds(clip.range.end),
      ...(clip.segments.length > 1 ? { pieces: clip.segments.length } : {}),
      ...(first !== undefined && first.speed !== 1 ? { speed: first.speed } : {}),
      ...(first?.reverse === true ? { reversed: true } : {}),
      ...(first !== undefined && first.volume !== 1 ? { volume: first.volume } : {}),
      ...(first?.transition == null ? {} : { transition_in: first.transition.name }),
      ...(first === undefined || first.effects.length === 0 ? {} : { effects: first.effects.map(effectName) }),
    };
  });
}

const effectName = (effect: Effect): string => (effect.kind === 'look' ? effect.name : effect.kind);

function soundOf(source: AudioSource, facts: Facts): string {
  if (source.kind === 'asset') return nameOf(facts, source.asset);
  return source.kind === 'music' ? `composed ${source.mood} music` : `sound effect: ${source.name}`;
}

function sideData(draft: Draft, facts: Facts): Record<string, unknown>[] {
  return draft.tracks.flatMap((track): Record<string, unknown>[] => {
    if (track.type === 'audio') {
      return track.segments.map((s) => ({
        sound: soundOf(s.source, facts),
        role: track.role,
        from_s: seconds(s.start),
        to_s: seconds(s.start + s.duration),
        volume: Math.round(s.volume * 100) / 100,
      }));
    }
    if (track.type === 'text') {
      return track.segments.map((s) => ({
        text: outsideText(s.text),
        role: s.role,
        from_s: seconds(s.start),
        to_s: seconds(s.start + s.duration),
      }));
    }
    if (track.role === 'main') return [];
    return track.segments.map((s) => ({
      overlay: nameOf(facts, s.asset),
      from_s: seconds(s.start),
      to_s: seconds(s.start + s.duration),
    }));
  });
}
