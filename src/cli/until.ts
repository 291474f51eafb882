import type { Settings } from '../app/settings.ts';

/** A person at a terminal wants the address, not a line for each request. */
export function logLevel(settings: Settings): Settings['logLevel'] {
  const isAsked = process.env['TELLCUT_LOG_LEVEL'] !== undefined || settings.logLevel !== 'info';
  return isAsked || !process.stderr.isTTY ? settings.logLevel : 'warn';
}

/** Until somebody asks to stop. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((stop) => {
    if (signal.aborted) stop();
    else
      signal.addEventListener(
        'abort',
        () => {
          stop();
        },
        { once: true },
      );
  });
