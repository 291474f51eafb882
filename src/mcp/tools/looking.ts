import * as z from 'zod';
import { latestState } from '../../app/service/state.ts';
import type { WireDraft } from '../../draft/wire-schema.ts';
import { PREVIEW_URI } from '../app/preview.ts';
import { sheetOf } from '../pictures/of-file.ts';
import { stepOf, waveformPng } from '../pictures/waveform.ts';
import { defineTool, Id, LOOKS, type Tool, WHICH } from '../tool.ts';
import { whichSession } from '../which.ts';
import { frameOf } from './renders.ts';

/** Seeing and hearing without exporting anything. */

/** Where the last segment ends, in ms. */
const lengthOf = ({ t: tracks }: WireDraft): number =>
  Math.max(0, ...tracks.flatMap((track) => segmentsOf(track).map(({ s: start = 0, d: length = 0 }) => start + length)));

type Timed = { readonly s?: number; readonly d?: number };
const segmentsOf = (track: WireDraft['t'][number]): readonly Timed[] =>
  'sg' in track && Array.isArray(track.sg) ? (track.sg as readonly Timed[]) : [];

const secondsOf = (ms: number): number => Math.round(ms / 100) / 10;

const file = defineTool({
  name: 'look_at_file',
  aliases: ['get_contact_sheet', 'get_waveform'],
  title: 'Look at a file',
  about:
    'One uploaded file at one look: small pictures of it in rows, its levels as a picture, loudness, beats, and what is spoken ' +
    'with times. file_id is in get_project.',
  args: z.strictObject({ ...WHICH, file_id: Id }),
  scope: 'read',
  hints: LOOKS,
  run: async ({ file_id: assetId, ...names }, call) => {
    const which = await whichSession(call, names);
    const { waveform, words, beats, loudness, isWhole } = await call.media.details({ ...which, assetId });
    const sheet = await sheetOf(call, which, assetId);
    const lines: string[] = [];
    const pictures: { type: 'image'; mimeType: string; data: string }[] = [];
    if (sheet !== null) {
      const { count, columns, everyMs } = sheet.strip;
      lines.push(
        `Picture ${pictures.length + 1}: ${count} stills, ${columns} in a row, one every ${secondsOf(everyMs)} s.`,
      );
      pictures.push({ type: 'image', mimeType: 'image/jpeg', data: sheet.jpeg.toString('base64') });
    }
    if (waveform !== null) {
      const seconds = waveform.peaks.length / waveform.perSecond;
      lines.push(
        `Picture ${pictures.length + 1}: levels over ${secondsOf(seconds * 1000)} s, a line every ${stepOf(seconds)} s.`,
      );
      pictures.push({ type: 'image', mimeType: 'image/png', data: waveformPng(waveform).toString('base64') });
    }
    if (loudness !== null) lines.push(`Loudness: ${loudness.toFixed(1)} LUFS.`);
    if (!isWhole) lines.push('Some of it is still being measured; look again in a while.');
    const data = { session_id: which.sessionId, file_id: assetId, loudness, beats_ms: beats, words };
    return { text: lines.join('\n') || 'There is nothing to see or hear in it.', data, more: pictures };
  },
});

const preview = defineTool({
  name: 'show_preview',
  title: 'Preview',
  about:
    'Shows the person the timeline: its picture at a time, with a player where the client can show one (MCP Apps). To look at ' +
    'pictures yourself, use get_project_frame.',
  args: z.strictObject({ ...WHICH, at: z.number().min(0).max(86_400).default(0).describe('Seconds') }),
  scope: 'render',
  hints: LOOKS,
  view: PREVIEW_URI,
  run: async ({ at, ...names }, call) => {
    const which = await whichSession(call, names);
    const { version, state } = await latestState(call.desk, which);
    const jpeg = await frameOf(call, which, at);
    const data = {
      session_id: which.sessionId,
      version,
      at,
      seconds: lengthOf(state['draft'] as WireDraft) / 1000,
      summary: state['summary'],
    };
    return {
      text: `${String(state['summary'])} (version ${version}). At ${at} s:`,
      data,
      more: [{ type: 'image', mimeType: 'image/jpeg', data: jpeg.toString('base64') }],
    };
  },
});

export const LOOKING_TOOLS: readonly Tool[] = [file, preview];
