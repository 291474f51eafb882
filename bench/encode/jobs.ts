import type { Job } from './job.ts';
import { clips, cuts, cutsInOrder, vertical } from './jobs/edits.ts';
import { source } from './jobs/source.ts';
import { startup } from './jobs/startup.ts';
import { talk } from './jobs/talk.ts';
import { titleCopied, titleEncoded } from './jobs/title.ts';

/** All jobs, in the order of the page. */
export const JOBS: readonly Job[] = [
  talk,
  source,
  clips,
  vertical,
  cuts,
  cutsInOrder,
  titleEncoded,
  titleCopied,
  startup,
];
