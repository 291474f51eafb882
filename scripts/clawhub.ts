import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clawhubPage, SKILLS } from './skill-pages.ts';

/** Writes the skills as ClawHub wants them to a folder (dist/clawhub): `clawhub skill publish dist/clawhub/<name>`. */
export function writeClawhub(folder: string): void {
  for (const { name } of SKILLS) {
    const to = path.join(folder, name);
    mkdirSync(to, { recursive: true });
    cpSync(path.join('skills', name), to, { recursive: true });
    writeFileSync(path.join(to, 'SKILL.md'), clawhubPage(name));
  }
}

if (import.meta.main) writeClawhub(process.argv[2] ?? path.join('dist', 'clawhub'));
