import { fail } from '../base/errors.ts';
import { readCues } from '../captions/read.ts';
import { type CaptionFormat, type FileLook, writeCues } from '../captions/write.ts';
import { TITLE_STYLE } from '../draft/build.ts';
import { emptyTimeline, type Read, type Timeline, type WrittenFile } from './timeline.ts';

/** Captions files as timelines: only what is said and when. */

export function writeCaptionsFile(timeline: Timeline, format: CaptionFormat): WrittenFile[] {
  const { captions, captionLook, width, height } = timeline;
  if (captions.length === 0) throw fail('draft.needs', { what: { en: 'captions', zh: '字幕' } });
  const plain: FileLook = { width, height, style: { ...TITLE_STYLE, size: 0.05 }, y: 0.85 };
  return [{ name: `timeline.${format}`, text: writeCues(captions, format, captionLook ?? plain) }];
}

export function readCaptions(text: string): Read {
  return { timeline: { ...emptyTimeline('captions', { num: 1000, den: 10 }), captions: readCues(text) }, losses: [] };
}
