import type { Said } from '../base/lang.ts';

/**
 * What a format is called and what its file ends in: apart from its writer and reader, for pages that offer it. Written
 * without `say`, which brings the words of all languages along.
 */
export type Kind = {
  readonly said: Said;
  /** The ending of its file; of CapCut, whose draft is a folder, of the file in it. */
  readonly extension: string;
  /** Editors that open it, for somebody who knows theirs and not the format. */
  readonly programs: Said | null;
  /** Whether a timeline can be read from it. */
  readonly isRead: boolean;
};

const same = (name: string): Said => ({ en: name, zh: name });

export const TIMELINE_KINDS = {
  otio: {
    said: same('OpenTimelineIO'),
    extension: '.otio',
    programs: same('DaVinci Resolve, Kdenlive, Blender'),
    isRead: true,
  },
  fcpxml: {
    said: same('FCPXML'),
    extension: '.fcpxml',
    programs: same('Final Cut Pro, DaVinci Resolve'),
    isRead: true,
  },
  xmeml: { said: same('Final Cut 7 XML'), extension: '.xml', programs: same('Premiere Pro'), isRead: true },
  edl: {
    said: same('EDL'),
    extension: '.edl',
    programs: { en: 'nearly every editor', zh: '几乎所有剪辑软件' },
    isRead: true,
  },
  mlt: { said: same('MLT XML'), extension: '.mlt', programs: same('Kdenlive, Shotcut'), isRead: false },
  capcut: {
    said: { en: 'CapCut draft', zh: '剪映草稿' },
    extension: '.json',
    programs: { en: 'CapCut, a folder of two files', zh: '剪映，文件夹中的两个文件' },
    isRead: false,
  },
  csv: { said: { en: 'cut list (CSV)', zh: '剪辑表（CSV）' }, extension: '.csv', programs: null, isRead: true },
  chapters: { said: { en: 'YouTube chapters', zh: 'YouTube 章节' }, extension: '.txt', programs: null, isRead: true },
} as const satisfies Record<string, Kind>;

export type TimelineKind = keyof typeof TIMELINE_KINDS;
