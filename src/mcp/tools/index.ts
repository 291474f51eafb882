import type { Tool } from '../tool.ts';
import { BRAND_TOOLS } from './brand.ts';
import { EDITING_TOOLS } from './editing.ts';
import { FILE_TOOLS } from './files.ts';
import { LOOKING_TOOLS } from './looking.ts';
import { OPERATION_TOOLS } from './operations.ts';
import { PROJECT_TOOLS } from './projects.ts';
import { RENDER_TOOLS } from './renders.ts';
import { TIMELINE_TOOLS } from './timelines.ts';

/** Every tool. Services first, in the order of a job; then the operations. */
export const TOOLS: readonly Tool[] = [
  ...PROJECT_TOOLS,
  ...FILE_TOOLS,
  ...EDITING_TOOLS,
  ...RENDER_TOOLS,
  ...LOOKING_TOOLS,
  ...TIMELINE_TOOLS,
  ...BRAND_TOOLS,
  ...OPERATION_TOOLS,
];
