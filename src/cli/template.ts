import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findTemplate, keepTemplate, keptInFolder, templateNames } from '../app/kept.ts';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import { MOST_TEMPLATE_BYTES } from '../draft/template.ts';
import { dataFolder } from './folders.ts';

/** What the command line keeps for the next videos. */
export const ownKept = () => keptInFolder(path.join(dataFolder(), 'kept'));

export type TemplateFlags = { out?: string; json?: boolean };

/** `tellcut template list|show|import|remove`. Saving and using is done by words: `tellcut edit`. */
export async function template(action: string, name: string | undefined, flags: TemplateFlags): Promise<number> {
  const kept = ownKept();
  if (action === 'list') {
    const names = await templateNames(kept);
    const all = await Promise.all(names.map((one) => findTemplate(kept, one)));
    for (const { name: called, slots, fields } of all) {
      const line = `${called}: ${slots.length} clips, ${(slots.reduce((sum, slot) => sum + slot.length, 0) / 1000).toFixed(1)} s; texts: ${fields.map((field) => field.name).join(', ') || '–'}`;
      process.stdout.write(flags.json === true ? `${JSON.stringify({ name: called, slots, fields })}\n` : `${line}\n`);
    }
    return 0;
  }
  if (name === undefined) throw fail('input.usage', { problem: `Name a template: tellcut template ${action} <name>.` });
  if (action === 'show') {
    const text = `${JSON.stringify(await findTemplate(kept, name), null, 2)}\n`;
    if (flags.out === undefined) process.stdout.write(text);
    else await writeFile(flags.out, text);
    return 0;
  }
  if (action === 'import') {
    const { name: called } = await keepTemplate(kept, await documentIn(name));
    process.stdout.write(`${called}\n`);
    return 0;
  }
  if (action === 'remove') {
    const own = (await kept.names('template')).find((one) => one.toLowerCase() === name.toLowerCase());
    if (own === undefined || !(await kept.remove('template', own)))
      throw fail('template.unknown', { name: shown(name, 60), have: (await kept.names('template')).join(', ') || '—' });
    return 0;
  }
  throw fail('input.usage', { problem: `"${action}" is none of list, show, import, remove.` });
}

/** A JSON document of a file; what is none is told as a template that is none. */
async function documentIn(file: string): Promise<unknown> {
  const { size } = await stat(file).catch(() => {
    throw fail('template.invalid', { issues: [`there is no file ${path.basename(file)}`] });
  });
  if (size > MOST_TEMPLATE_BYTES)
    throw fail('template.invalid', { issues: [`it has more than ${MOST_TEMPLATE_BYTES} bytes`] });
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    throw fail('template.invalid', { issues: ['it is no JSON'] });
  }
}
