import { readdirSync, readFileSync } from 'node:fs';

/** Memory in use by this process and its descendants, in bytes (proportional share where the kernel tells it). */
export function treeMemory(root: number = process.pid): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(stat)?.[1]);
    if (Number.isInteger(parent)) parents.set(Number(name), parent);
  }
  const isOurs = (pid: number): boolean => {
    for (let at = pid; at > 1; at = parents.get(at) ?? 0) if (at === root) return true;
    return false;
  };
  let bytes = 0;
  for (const pid of parents.keys()) if (isOurs(pid)) bytes += kilobytes(pid) * 1024;
  return bytes;
}

function kilobytes(pid: number): number {
  const shared = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1];
  return Number(shared ?? /^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** A process may end between being listed and being read. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The largest memory of the tree while `work` runs, looked at ten times a second; null where there is no /proc. */
export async function peakMemory(work: () => Promise<unknown>): Promise<number | null> {
  if (process.platform !== 'linux') {
    await work();
    return null;
  }
  let peak = treeMemory();
  const timer = setInterval(() => {
    peak = Math.max(peak, treeMemory());
  }, 100);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return peak;
}
