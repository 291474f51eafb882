import { run } from '../../src/cli/program.ts';

/** A process of {@link openCli}: runs one command after another and sends what each printed, and its exit code. */

export type Command = {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
};

const home = process.cwd();
const own = { ...process.env };

process.on('message', (command: Command) => void perform(command).then((ran) => process.send?.(ran)));

async function perform({ args, cwd, env }: Command): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' };
  const streams = ['stdout', 'stderr'] as const;
  for (const name of streams)
    process[name].write = (text: string | Uint8Array): boolean => {
      said[name] += typeof text === 'string' ? text : Buffer.from(text).toString();
      return true;
    };
  Object.assign(process.env, env);
  process.chdir(cwd);
  try {
    return { code: await run([process.execPath, 'tellcut', ...args]), ...said };
  } finally {
    for (const name of streams) Reflect.deleteProperty(process[name], 'write'); // the one of its class
    process.chdir(home); // who looks for processes of that folder must not find us
    for (const name of Object.keys(env)) {
      if (own[name] === undefined) delete process.env[name];
      else process.env[name] = own[name];
    }
  }
}
