/**
 * Adds to package-lock.json the optional packages of other platforms. npm leaves them out where a mirror does not carry
 * them (and by an old bug also elsewhere), and then refuses its own lockfile in `npm ci`. Their versions are pinned by
 * the packages that want them; their platform is in their name. Run after every `npm install` that changes the lock.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

type Entry = {
  version?: string;
  cpu?: string[];
  os?: string[];
  libc?: string[];
  dev?: boolean;
  optional?: boolean;
  license?: string;
  optionalDependencies?: Record<string, string>;
};
export type Lock = { packages: Record<string, Entry> };

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32', 'aix'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

/** What a platform package runs on, read off its name: `cli-linux-x64-musl` → linux, x64, musl. */
export function platformOf(name: string): Pick<Entry, 'cpu' | 'os' | 'libc'> {
  const parts = name.split(/[-/_.]/).map((part) => (part === 'win' ? 'win32' : part === 'ppc64le' ? 'ppc64' : part));
  const os = SYSTEMS.filter((system) => parts.includes(system));
  const cpu = PROCESSORS.filter((processor) => parts.includes(processor));
  const libc = parts.includes('musl') ? ['musl'] : parts.includes('gnu') ? ['glibc'] : [];
  return { ...(cpu.length > 0 ? { cpu } : {}), ...(libc.length > 0 ? { libc } : {}), ...(os.length > 0 ? { os } : {}) };
}

/** The entries that are missing, by their place in the lock. */
export function missingEntries(lock: Lock): Record<string, Entry> {
  const missing: Record<string, Entry> = {};
  for (const [place, entry] of Object.entries(lock.packages)) {
    if (place === '') continue;
    for (const [name, wanted] of Object.entries(entry.optionalDependencies ?? {})) {
      const own = `node_modules/${name}`;
      const version = /\d+\.\d+\.\d+[\w.+-]*/.exec(wanted)?.[0];
      if (version === undefined || lock.packages[own] !== undefined) continue;
      missing[own] = { version, ...platformOf(name), ...(entry.dev === true ? { dev: true } : {}), optional: true };
    }
  }
  return missing;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
  const missing = missingEntries(lock);
  const packages = Object.entries({ ...lock.packages, ...missing }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(
    'package-lock.json',
    `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`,
  );
  process.stdout.write(`${Object.keys(missing).length} packages of other platforms added to package-lock.json\n`);
}
