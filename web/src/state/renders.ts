import { call, Refused, refusalOf, send } from '../api/http.ts';
import type { RenderInfo } from '../api/types.ts';
import { say } from '../words.ts';
import { get, notify, set } from './store.ts';

const BASE = '/api/render/proxy/lambda';
const LOOK_MS = 700;
const isOpen = ({ status }: RenderInfo): boolean => status === 'pending' || status === 'processing';

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
  readonly resolution: string;
  readonly platform: string;
};

/** Starts an export. Throws {@link Refused}. */
export async function startExport({ format, quality, resolution, platform }: ExportWish): Promise<void> {
  const { sessionId } = get();
  const id = `render_${crypto.randomUUID()}`;
  const output = {
    format,
    quality,
    ...(resolution === '' ? {} : { resolution }),
    ...(platform === '' ? {} : { platform }),
  };
  const response = await send('POST', BASE, { body: { id, sessionId, output } });
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
  const response = await send('POST', `${BASE}/${id}/cancel`);
  if (response.ok) show((await response.json()) as RenderInfo);
  else notify((await refusalOf(response)).message);
}

const show = (next: RenderInfo): void =>
  set(({ renders }) => ({ renders: renders.map((each) => (each.id === next.id ? next : each)) }));

/** Looks at what is under way until nothing is. */
async function look(): Promise<void> {
  if (isLooking) return;
  isLooking = true;
  try {
    for (let open = get().renders.filter(isOpen); open.length > 0; open = get().renders.filter(isOpen)) {
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
  if (render.status === 'failed') notify(render.error ?? say('export.failed'));
  if (render.status !== 'completed') return;
  notify(say('export.ready'));
  if (document.visibilityState === 'hidden' && 'Notification' in window && Notification.permission === 'granted')
    new Notification('tellcut', { body: say('export.ready') });
}
