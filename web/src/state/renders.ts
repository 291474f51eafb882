import { call, Refused, refusalOf, send } from '../api/http.ts';
import type { ExportEstimate, RenderInfo } from '../api/types.ts';
import { callBack, progressInTitle } from '../ui/attention.ts';
import { say } from '../words.ts';
import { get, notify, set } from './store.ts';

const BASE = '/api/render/proxy/lambda';
const LOOK_MS = 700;
export const isOpen = ({ status }: RenderInfo): boolean => status === 'pending' || status === 'processing';

let isLooking = false;

/** The session's exports; those under way are followed. */
export async function loadRenders(sessionId: string): Promise<void> {
  try {
    const { renders } = await call<{ renders: readonly RenderInfo[] }>(
      'GET',
      `${BASE}?session_id=${sessionId}&limit=50`,
    );
    if (get().sessionId === sessionId) set({ renders });
  } catch (error) {
    // A browser that came by a claim link lists none; it sees those that it starts.
    if (!(error instanceof Refused)) throw error;
  }
  void look();
}

export type ExportWish = {
  readonly format: string;
  readonly quality: string;
  /** Empty: as the draft has it. */
  readonly resolution: string;
  /** Empty: for no place in particular. */
  readonly platform: string;
};

const asked = ({ format, quality, resolution, platform }: ExportWish): Record<string, string> => ({
  format,
  quality,
  ...(resolution === '' ? {} : { resolution }),
  ...(platform === '' ? {} : { platform }),
});

/** What an export would come to. Throws {@link Refused}: that it would be refused, and why. */
export function estimate(wish: ExportWish, signal: AbortSignal): Promise<ExportEstimate> {
  const query = new URLSearchParams(asked(wish)).toString();
  return call('GET', `/api/web/sessions/${get().sessionId ?? ''}/export?${query}`, { signal });
}

/** Starts an export. Throws {@link Refused}. */
export async function startExport(wish: ExportWish): Promise<void> {
  const { sessionId } = get();
  const id = `render_${crypto.randomUUID()}`;
  const response = await send('POST', BASE, { body: { id, sessionId, output: asked(wish) } });
  if (!response.ok) throw await refusalOf(response);
  const made = await status(id);
  set(({ renders }) => ({ renders: [made, ...renders] }));
  void look();
}

async function status(id: string): Promise<RenderInfo> {
  const response = await send('GET', `${BASE}/${id}`);
  if (!response.ok) throw await refusalOf(response);
  return (await response.json()) as RenderInfo;
}

export async function cancelExport(id: string): Promise<void> {
  try {
    const response = await send('POST', `${BASE}/${id}/cancel`);
    if (!response.ok) throw await refusalOf(response);
    show((await response.json()) as RenderInfo);
  } catch (error) {
    notify((error as Error).message);
  }
}

/** When an export was first seen at work, and how far it was: what is left is told by that. Times of this page's clock. */
const seen = new Map<string, { at: number; progress: number }>();

/** About how many seconds an export still takes; null while nobody can tell. */
export function secondsLeft({ id, progress }: RenderInfo, now: number = performance.now()): number | null {
  const first = seen.get(id);
  if (first === undefined || progress <= first.progress || now - first.at < 1500) return null;
  return ((now - first.at) / 1000 / (progress - first.progress)) * (100 - progress);
}

function show(next: RenderInfo): void {
  if (next.status === 'processing' && !seen.has(next.id))
    seen.set(next.id, { at: performance.now(), progress: next.progress });
  set(({ renders }) => ({ renders: renders.map((each) => (each.id === next.id ? next : each)) }));
}

/** Looks at what is under way until nothing is. */
async function look(): Promise<void> {
  if (isLooking) return;
  isLooking = true;
  try {
    for (let open = get().renders.filter(isOpen); open.length > 0; open = get().renders.filter(isOpen)) {
      progressInTitle(Math.min(...open.map(({ progress }) => progress)));
      await new Promise((done) => setTimeout(done, LOOK_MS));
      for (const { id } of open) {
        const next = await status(id).catch(() => null); // the connection is away: the next look tells
        if (next === null) continue;
        show(next);
        if (!isOpen(next)) ended(next);
      }
    }
  } finally {
    isLooking = false;
  }
}

function ended(render: RenderInfo): void {
  seen.delete(render.id);
  progressInTitle(null);
  if (render.status === 'failed') notify(render.error ?? say('export.failed'));
  if (render.status !== 'completed') return;
  notify(say('export.ready'));
  callBack(say('export.ready'));
}
