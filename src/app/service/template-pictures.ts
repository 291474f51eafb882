import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../../base/errors.ts';
import { type Asset, type Facts } from '../../draft/facts.ts';
import type { Draft, VideoSegment } from '../../draft/model.ts';
import { withPaintings } from '../../draft/painted-assets.ts';
import { type PaintingName, paintingId } from '../../draft/painting.ts';
import { endOf, frameMs, mainSegments, mapMain, textSegments } from '../../draft/queries.ts';
import { fillTemplate, type Template } from '../../draft/template.ts';
import { decodeDraft } from '../../draft/wire.ts';
import { sha256 } from '../../render/job.ts';
import { profileFor } from '../../render/profile.ts';
import { renderDraft } from '../../render/render.ts';
import { assetsOfSession } from '../../store/assets.ts';
import { findSession } from '../../store/sessions.ts';
import type { Desk } from '../desk.ts';
import { findTemplate } from '../kept.ts';
import { keptOf } from './kept.ts';
import { storedAsset } from './library.ts';
import { studioFor } from './studio-for.ts';

/** What a template would make of the clips of a session, at one look: a small picture of its title or its first clip. */

type Which = { readonly accountId: string; readonly sessionId: string; readonly name: string };

/** Raise it when the same template would give another picture. */
const EDITION = 1;
/** The longer side, in px: twice what a card of the list is wide. */
const LONGER_SIDE = 480;

/** Those that are being made: whoever asks at the same time waits for the same. */
const making = new WeakMap<Desk, Map<string, Promise<Buffer>>>();

/** A JPEG. Throws `session.not_found`, `template.…`, and what rendering throws. */
export async function templatePicture(desk: Desk, { name, ...which }: Which, signal: AbortSignal): Promise<Buffer> {
  const { db } = desk.store;
  if ((await findSession(db, which)) === null) throw fail('session.not_found', undefined);
  const template = await findTemplate(keptOf(desk, which.accountId), name);
  const rows = await assetsOfSession(db, which.sessionId);
  const stored = rows.map((row) => ({ ...storedAsset({ ...row, facts: {} }), blobKey: row.blob_key }));
  const clips = stored.filter(({ asset }) => isClip(asset)).slice(0, template.slots.length);
  const key = sha256(JSON.stringify(['template picture', EDITION, template, clips.map(({ hash }) => hash)]));
  const running = making.get(desk) ?? new Map<string, Promise<Buffer>>();
  making.set(desk, running);
  const known = running.get(key);
  if (known !== undefined) return known;
  const made = (async () => {
    const files = new Map<string, string>();
    for (const { asset, blobKey } of clips.slice(0, 2)) files.set(asset.id, await desk.store.blobs.file(blobKey));
    const assets = clips.map(({ asset }) => asset);
    const facts: Facts = { assets: withPaintings(assets.map((asset) => [asset.id, asset] as const)) };
    const filled = clips.length === 0 ? painted(template) : fillTemplate(template, assets, {}).draft;
    return pictureOf(desk, { draft: filled, facts, files, key }, signal);
  })().finally(() => running.delete(key));
  running.set(key, made);
  return made;
}

const isClip = ({ probe, filename }: Asset): boolean =>
  (probe.kind === 'video' || probe.kind === 'image') && !/logo|watermark|标志|水印/i.test(filename);

const GROUNDS: readonly PaintingName[] = ['flow', 'waves', 'bokeh', 'circles', 'gradient', 'rays'];
const COLORS: readonly (readonly string[])[] = [
  ['#24344d', '#5f7fa8', '#e8c9a0'],
  ['#3b2a3f', '#a8577e', '#f2c6a0'],
  ['#1f3d36', '#4f9c7d', '#f0e2b6'],
];

/** A template without any clips: we paint something in their place. */
function painted(template: Template): Draft {
  return mapMain(
    decodeDraft(template.draft),
    (segment, index): VideoSegment => ({
      ...segment,
      asset: paintingId(index + 1),
      painting: {
        design: GROUNDS[index % GROUNDS.length] ?? 'flow',
        colors: [...(COLORS[index % COLORS.length] ?? [])],
        seed: index + 1,
      },
    }),
  );
}

/** Where a template shows most of itself: its first title when it has come, else the middle of its first clip. */
function momentOf(draft: Draft): number {
  const [title] = textSegments(draft);
  const [first] = mainSegments(draft);
  if (first === undefined) throw fail('draft.nothing_there', undefined);
  const at = title === undefined ? first.duration / 2 : Math.min(endOf(title) - 1, title.start + 0.6 * title.duration);
  return Math.max(0, Math.round(at));
}

type Picturing = {
  readonly draft: Draft;
  readonly facts: Facts;
  readonly files: ReadonlyMap<string, string>;
  readonly key: string;
};

async function pictureOf(desk: Desk, { draft, facts, files, key }: Picturing, signal: AbortSignal): Promise<Buffer> {
  const { pool, cache, scratch } = studioFor(desk.studio, 'soon');
  const out = path.join(scratch, `template-${randomUUID()}.jpg`);
  try {
    if (await cache.fetch(key, out)) return await readFile(out);
    const { width, height } = draft.canvas;
    const scale = Math.min(1, LONGER_SIDE / Math.max(width, height));
    const even = (px: number): number => Math.max(16, 2 * Math.round((px * scale) / 2));
    const at = momentOf(draft);
    const profile = profileFor(draft.canvas, {
      resolution: `${even(width)}x${even(height)}`,
      fps: null,
      quality: 'draft',
      format: 'jpg',
      stretches: [{ start: at, end: at + Math.ceil(frameMs(draft)) }],
    });
    const options = { draft, facts, files, profile, out, title: null, pool, cache, scratch, signal };
    await renderDraft({ ...options, onProgress: () => undefined });
    await cache.keep(key, out);
    return await readFile(out);
  } finally {
    await rm(out, { force: true });
  }
}
