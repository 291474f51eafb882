import { TellcutError } from '../../base/errors.ts';
import type { FactName } from '../../draft/facts.ts';
import type { Work } from '../../engine/engine.ts';
import { findAsset } from '../../store/assets.ts';
import type { Desk } from '../desk.ts';
import { measure } from '../ingest.ts';
import { storedAsset } from './library.ts';
import { studioForBlobs } from './studio-for.ts';

/**
 * Measures what edits will want to know of a new file, so that they need not wait; whoever looks at its session sees each
 * fact as it comes. Nobody waits for it: everything else goes first.
 */
export async function analyseAsset(desk: Desk, work: Work<{ assetId: string }>): Promise<void> {
  const row = await findAsset(desk.store.db, work.data.assetId);
  if (row === null) return; // its project was deleted
  const stored = storedAsset({ ...row, filename: row.id, facts: {} });
  const { kind, audio } = stored.asset.probe;
  const wanted: FactName[] = [];
  if (audio.length > 0) wanted.push('silence', 'loudness', 'waveform');
  if (kind === 'audio') wanted.push('beats'); // the timeline shows them, and edges hold on to them
  if (kind === 'video') wanted.push('scenes');
  const studio = studioForBlobs(desk.studio, desk.store.blobs, 'soon');
  // One pass over the sound, one over the pictures: the first facts are there while the second is at work.
  for (const names of [wanted.filter((name) => name !== 'scenes'), wanted.filter((name) => name === 'scenes')]) {
    if (names.length === 0) continue;
    try {
      await measure(studio, stored, names, work.signal);
    } catch (error) {
      if (!(error instanceof TellcutError)) throw error;
      // A file that cannot be measured is named when an edit needs it.
      desk.log.info({ asset: row.id, code: error.code, facts: names }, 'a file was not measured');
    }
  }
}
