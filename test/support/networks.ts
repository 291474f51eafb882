import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Machines made of one: network namespaces on a bridge, and Debian's PostgreSQL on it. Needs root and the programs. */

const PROGRAMS = '/usr/lib/postgresql';
const ADDRESS = '10.213.77.1';

/** Why this cannot be tried here, or null. */
export function noNetworks(): string | null {
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  if (postgresFolder() === null) return "Debian's postgresql is not installed";
  try {
    execFileSync('ip', ['netns', 'add', 'tellcut-try'], { stdio: 'ignore' });
    execFileSync('ip', ['netns', 'del', 'tellcut-try'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'network namespaces cannot be made here';
  }
}

function postgresFolder(): string | null {
  const found = ['15', '16', '17', '18'].map((version) => path.join(PROGRAMS, version, 'bin'));
  return found.find((folder) => existsSync(path.join(folder, 'initdb'))) ?? null;
}

const ip = (...args: readonly string[]): void => void execFileSync('ip', [...args], { stdio: 'pipe' });

/** A machine of its own: what is started `through` it sees nothing but the bridge. */
export type Machine = { readonly through: readonly string[]; readonly setLink: (state: 'up' | 'down') => void };

/** A network at whose head we are, with so many machines. Everything goes when it is disposed. */
export function openNetwork(
  machines: number,
): Disposable & { readonly address: string; readonly machines: readonly Machine[] } {
  const bridge = `tcbr${process.pid % 10_000}`;
  const names = Array.from({ length: machines }, (_, i) => `tc${process.pid % 10_000}-${i + 1}`);
  const close = (): void => {
    for (const name of names) tryIp('netns', 'del', name);
    tryIp('link', 'del', bridge);
  };
  removeOld();
  try {
    ip('link', 'add', bridge, 'type', 'bridge');
    ip('addr', 'add', `${ADDRESS}/24`, 'dev', bridge);
    ip('link', 'set', bridge, 'up');
    for (const [i, name] of names.entries()) {
      ip('netns', 'add', name);
      ip('link', 'add', `${name}v`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
      ip('link', 'set', `${name}v`, 'master', bridge, 'up');
      ip('-n', name, 'addr', 'add', `10.213.77.${i + 2}/24`, 'dev', 'eth0');
      ip('-n', name, 'link', 'set', 'eth0', 'up');
      ip('-n', name, 'link', 'set', 'lo', 'up');
    }
  } catch (error) {
    close();
    throw error;
  }
  return {
    address: ADDRESS,
    machines: names.map((name) => ({
      through: ['ip', 'netns', 'exec', name],
      setLink: (state) => ip('link', 'set', `${name}v`, state),
    })),
    [Symbol.dispose]: close,
  };
}

/** A run that was stopped may have left its network, and two bridges of one address are none. */
function removeOld(): void {
  const shown = execFileSync('ip', ['-o', '-4', 'addr', 'show', 'to', ADDRESS], { encoding: 'utf8' });
  for (const [, run = ''] of shown.matchAll(/\btcbr(\d+)\b/g)) {
    const names = execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' });
    for (const [name] of names.matchAll(new RegExp(`^tc${run}-\\d+`, 'gm'))) tryIp('netns', 'del', name);
    tryIp('link', 'del', `tcbr${run}`);
  }
}

function tryIp(...args: readonly string[]): void {
  try {
    ip(...args);
  } catch {
    // It was not made, or is gone.
  }
}

/** Debian's PostgreSQL at this address; `url` lets everybody on the network in. */
export async function openDebianPostgres(address: string): Promise<Disposable & { readonly url: string }> {
  const bin = postgresFolder() ?? '';
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tellcut-pg-'));
  const port = 20_000 + (process.pid % 20_000);
  const asPostgres = ['-u', 'postgres', '--'];
  execFileSync('chown', ['postgres', folder]);
  const data = path.join(folder, 'data');
  execFileSync(
    'runuser',
    [...asPostgres, path.join(bin, 'initdb'), '-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync'],
    {
      stdio: 'pipe',
      cwd: '/',
    },
  );
  execFileSync('runuser', [
    ...asPostgres,
    'sh',
    '-c',
    `echo 'host all all ${address}/24 trust' >> ${data}/pg_hba.conf`,
  ]);
  const settings = [`listen_addresses=${address}`, `port=${port}`, `unix_socket_directories=${folder}`, 'fsync=off'];
  const server = spawn(
    'runuser',
    [...asPostgres, path.join(bin, 'postgres'), '-D', data, ...settings.flatMap((each) => ['-c', each])],
    { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' },
  );
  await new Promise<void>((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(said)));
  });
  return {
    url: `postgres://postgres@${address}:${port}/postgres`,
    [Symbol.dispose]: () => {
      try {
        execFileSync('runuser', [...asPostgres, path.join(bin, 'pg_ctl'), '-D', data, '-m', 'immediate', 'stop'], {
          stdio: 'pipe',
        });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
