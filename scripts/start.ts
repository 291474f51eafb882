/**
 * `npm start`: builds the web app when it is not there or out of date, then is `tellcut serve` with the same flags, in one
 * process, so that whoever stops npm stops the server. (npm runs no "prestart" here: .npmrc forbids scripts of packages.)
 */
import { buildWeb } from './build-web.ts';

await buildWeb({ isAsked: false });
process.argv.splice(2, 0, 'serve');
await import('../src/main.ts');
