import { create } from 'zustand';
import { call } from '../api/http.ts';
import { get } from '../state/store.ts';

/** Small pictures of a file in one: tile `n`, row by row, is what is seen at `n * every_ms` of the source. Sizes in px. */
export type Strip = {
  readonly count: number;
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  readonly every_ms: number;
  readonly url: string;
};

export type Line = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly words?: readonly { readonly text: string; readonly at: number; readonly end: number }[];
};

/** What is known of a file, as `GET /api/web/sessions/…/media/…` tells it. */
export type Details = {
  readonly strip: Strip | null;
  readonly waveform: { readonly per_second: number; readonly peaks: readonly number[] } | null;
  readonly words: { readonly language: string | null; readonly lines: readonly Line[] } | null;
  readonly loudness_lufs: number | null;
  /** ms of the source; null: nobody looked for them yet. */
  readonly beats: readonly number[] | null;
  readonly complete: boolean;
};

/** `picture`: the film strip once it is there. */
export type KnownMedia = { readonly details: Details; readonly picture: HTMLImageElement | null };

/** Of each file by its id, in the session that is shown. A file's id is made of its content: what is known stays true. */
export const useMedia = create<Readonly<Record<string, KnownMedia>>>()(() => ({}));

/** At which revision of the session each file was asked for last. */
const asked = new Map<string, string>();

/** Asks for what is not known yet of some files: again when the session has changed, until all is known. */
export function wantMedia(ids: readonly string[]): void {
  const { sessionId, pulse } = get();
  if (sessionId === null) return;
  for (const id of ids) {
    const revision = `${sessionId} ${pulse?.revision ?? ''}`;
    const details = useMedia.getState()[id]?.details;
    if ((details !== undefined && isWhole(details)) || asked.get(id) === revision) continue;
    asked.set(id, revision);
    void load(sessionId, id);
  }
}

/** Beats of a song come when somebody wants them. */
const isWhole = ({ complete, strip, beats }: Details): boolean => complete && (strip !== null || beats !== null);

async function load(sessionId: string, id: string): Promise<void> {
  try {
    const details = await call<Details>('GET', `/api/web/sessions/${sessionId}/media/${id}`);
    const picture = useMedia.getState()[id]?.picture ?? null;
    useMedia.setState({ [id]: { details, picture } });
    if (picture === null && details.strip !== null) await loadStrip(id, details.strip.url);
  } catch {
    // Drawn without; asked for again when the session has changed.
  }
}

async function loadStrip(id: string, url: string): Promise<void> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const known = useMedia.getState()[id];
  if (known !== undefined) useMedia.setState({ [id]: { ...known, picture: image } });
}

/** Which tile of its sheet shows a time of the source, in ms. */
export function tileAt({ count, columns, every_ms }: Strip, ms: number): { column: number; row: number } {
  const tile = every_ms <= 0 ? 0 : Math.max(0, Math.min(count - 1, Math.floor(ms / every_ms)));
  return { column: tile % columns, row: Math.floor(tile / columns) };
}
