import { create } from 'zustand';
import type { LatestState, Pulse, RenderInfo, Task, WebSession } from '../api/types.ts';
import type { Turn } from './messages.ts';

/** A file on its way to the server. `sent` in bytes; `problem`: a sentence. */
export type Uploading = {
  readonly id: string;
  readonly sessionId: string;
  readonly name: string;
  readonly bytes: number;
  readonly sent: number;
  /** Bytes a second, of late. */
  readonly speed: number;
  readonly state: 'waiting' | 'sending' | 'paused' | 'reading' | 'fetching' | 'making' | 'failed';
  readonly problem: string | null;
  /** Whether another try could help. */
  readonly mayRetry: boolean;
};

export type Dialog = 'export' | 'projects' | 'versions' | 'settings' | 'link';

/** Parts of the settings, as addresses name them: `#settings/models`. */
export const SECTIONS = ['look', 'brand', 'models', 'storage', 'account', 'tokens', 'credits', 'keys'] as const;
export type Section = (typeof SECTIONS)[number];

/** Everything that the page shows. Actions in this folder change it; components read it. */
export type AppState = {
  readonly me: WebSession | null;
  /** Why nothing can be shown; null: it can, or will be. */
  readonly blocked: string | null;
  readonly isOffline: boolean;
  /** Whether the session ended in mid-work: calls wait until somebody has logged in. */
  readonly isSignedOut: boolean;
  readonly section: Section;
  readonly tasks: readonly Task[];
  /** Whether there are projects older than those. */
  readonly hasOlder: boolean;
  readonly task: Task | null;
  readonly sessionId: string | null;
  readonly latest: LatestState | null;
  readonly pulse: Pulse | null;
  readonly turns: readonly Turn[];
  readonly isReconnecting: boolean;
  readonly uploads: readonly Uploading[];
  readonly renders: readonly RenderInfo[];
  readonly dialog: Dialog | null;
  /** Segment that is chosen on the timeline. */
  readonly selected: string | null;
  /** Where the player stands, and where somebody wants it: seconds. `seek` counts wishes. */
  readonly time: number;
  readonly wished: { readonly time: number; readonly count: number };
  readonly notice: string | null;
};

const EMPTY: AppState = {
  me: null,
  blocked: null,
  isOffline: false,
  isSignedOut: false,
  section: 'look',
  tasks: [],
  hasOlder: false,
  task: null,
  sessionId: null,
  latest: null,
  pulse: null,
  turns: [],
  isReconnecting: false,
  uploads: [],
  renders: [],
  dialog: null,
  selected: null,
  time: 0,
  wished: { time: 0, count: 0 },
  notice: null,
};

export const useApp = create<AppState>()(() => EMPTY);

export const set = useApp.setState;
export const get = useApp.getState;

let noticeTimer = 0;

/** Says something for a while. */
export function notify(text: string): void {
  clearTimeout(noticeTimer);
  set({ notice: text });
  noticeTimer = window.setTimeout(() => set({ notice: null }), 8000);
}

/** Asks the player to go somewhere. */
export function seekTo(time: number): void {
  set(({ wished }) => ({ time, wished: { time, count: wished.count + 1 } }));
}
