import { type Logger, pino } from 'pino';
import type { Settings } from '../app/settings.ts';

/**
 * The log: JSON lines on stderr. It holds no tokens, no signatures, no cookies and no words of requests, and an address
 * without its query, because signatures stand there.
 */
export function openLog(level: Settings['logLevel']): Logger {
  return pino(
    {
      level,
      base: { app: 'tellcut' },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRET_PATHS, censor: '…' },
      serializers: {
        req: requestLine,
        res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
        err: pino.stdSerializers.err,
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

const SECRETS = ['authorization', 'cookie', 'token', 'secret', 'password', 'sig'];
const SECRET_PATHS = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

type Requested = { readonly method: string; readonly url: string; readonly id?: unknown };

function requestLine({ method, url, id }: Requested): Record<string, unknown> {
  return { method, path: withoutSecrets(url), id };
}

/** The path of an address. What looks like one of our tokens is cut short wherever it stands. */
export function withoutSecrets(url: string): string {
  return (url.split('?')[0] ?? '').slice(0, 200).replace(/(nmv_usr|clm|tck|web)_[\w-]{8,}/g, '$1_…');
}
