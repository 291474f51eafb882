import type { Engine } from '../engine/engine.ts';
import type { Store } from '../store/store.ts';
import type { Brain } from './brain.ts';
import type { OpenAddress } from './making-run.ts';
import type { ModelSettings } from './model-settings.ts';
import type { Settings } from './settings.ts';
import type { Studio } from './studio.ts';

/** One line of the log: data and a message, as pino takes them. Never a token, a signed address or a request's words. */
export type Log = {
  readonly [Level in 'debug' | 'info' | 'warn' | 'error']: (
    data: Readonly<Record<string, unknown>>,
    message: string,
  ) => void;
};

/** Sends to addresses that users gave. Refuses private ones (`fetch.…`) unless the settings allow them. */
export type Outbound = {
  readonly post: (
    url: string,
    message: { body: string; headers: Readonly<Record<string, string>> },
    options: { timeoutMs: number; signal: AbortSignal },
  ) => Promise<{ readonly status: number }>;
  /** Opens a file at an address that somebody else gave. Throws `fetch.…`. */
  readonly open: OpenAddress;
};

/** What services work with. One for each process; HTTP, the command line and MCP hand it on and know nothing of it. */
export type Desk = AsyncDisposable & {
  readonly store: Store;
  readonly engine: Engine;
  readonly studio: Studio;
  readonly settings: Settings;
  readonly outbound: Outbound;
  /** A model that carries out turns; null: the planner does. It changes when its owner chooses another one. */
  readonly brain: Brain | null;
  /** The choice of it, and of who hears words. */
  readonly models: ModelSettings;
  readonly log: Log;
  readonly clock: () => Date;
  /** The address that people use for a path of ours. */
  readonly address: (path: string) => string;
  /** Told by a server once it listens, when the settings do not name the public address. */
  readonly listensAt: (origin: string) => void;
  /** Stops taking work, lets running work end for so long, and gives back the rest. Then the desk can be disposed. */
  readonly drain: (ms: number) => Promise<void>;
};
