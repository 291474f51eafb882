import { readAsset } from '../app/ingest.ts';
import { BRAND, type HeldFile } from '../app/kept.ts';
import { openStudio } from '../app/studio.ts';
import { fail } from '../base/errors.ts';
import {
  asBrandFile,
  BRAND_FILES,
  type BrandFileName,
  BrandKit,
  cleanHandle,
  colorsByWords,
  keptFilesOf,
  readBrand,
  requireFont,
} from '../operations/brand-kit.ts';
import { cacheFolder } from './folders.ts';
import { ownKept } from './template.ts';

export type BrandFlags = Partial<Record<BrandFileName, string>> & {
  colors?: string;
  font?: string;
  handle?: string;
  json?: boolean;
};

/** `tellcut brand show|set|clear`. An empty value (`--logo ""`) forgets that part. Using it is said: `tellcut edit … "make it branded"`. */
export async function brand(action: string, flags: BrandFlags, signal: AbortSignal): Promise<number> {
  const kept = ownKept();
  if (action === 'show') {
    print(readBrand(await kept.read('brand', BRAND)), flags.json === true);
    return 0;
  }
  if (action === 'clear') {
    await kept.remove('brand', BRAND);
    return 0;
  }
  if (action !== 'set') throw fail('input.usage', { problem: `"${action}" is none of show, set, clear.` });
  const { json: _, ...given } = flags;
  if (Object.keys(given).length === 0)
    throw fail('input.usage', {
      problem: 'Say what to keep, for example: tellcut brand set --colors "#ff5500, navy".',
    });
  const { kit, files } = await withGiven(readBrand(await kept.read('brand', BRAND)), given, signal);
  await kept.write('brand', BRAND, kit, files);
  print(kit, flags.json === true);
  return 0;
}

/** The brand with what was given in the place of what it had. */
async function withGiven(
  before: BrandKit,
  { colors, font, handle, ...files }: Omit<BrandFlags, 'json'>,
  signal: AbortSignal,
): Promise<{ kit: BrandKit; files: readonly HeldFile[] }> {
  const kit = { ...before };
  const put = <N extends keyof BrandKit>(
    name: N,
    words: string | undefined,
    read: (words: string) => BrandKit[N],
  ): void => {
    if (words === undefined) return;
    if (words.trim() === '') delete kit[name];
    else kit[name] = read(words);
  };
  put('colors', colors, colorsByWords);
  put('font', font, requireFont);
  put('handle', handle, cleanHandle);
  const places = new Map<string, string>();
  if (BRAND_FILES.some((which) => (files[which] ?? '') !== '')) {
    await using studio = await openStudio({ folder: cacheFolder(), useCache: true, workers: 1 });
    for (const which of BRAND_FILES) {
      const file = files[which];
      if (file === undefined || file === '') continue;
      const { asset, path } = await readAsset(studio, file, signal);
      kit[which] = asBrandFile(which, asset);
      places.set(asset.id, path);
    }
  }
  for (const which of BRAND_FILES) if (files[which] === '') delete kit[which];
  const held = keptFilesOf(kit).map(({ asset }) => ({ asset, at: places.get(asset) ?? null }));
  return { kit: BrandKit.parse(kit), files: held };
}

function print(kit: BrandKit, asJson: boolean): void {
  const parts = Object.entries(kit).flatMap(([name, value]): [string, string][] => {
    if (value === undefined) return [];
    return [[name, Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? value.name : value]];
  });
  process.stdout.write(
    asJson
      ? `${JSON.stringify(Object.fromEntries(parts))}\n`
      : parts.map(([name, value]) => `${name}: ${value}\n`).join('') || 'Nothing is kept of your brand yet.\n',
  );
}
