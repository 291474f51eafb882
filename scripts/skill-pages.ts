import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

/**
 * The two skills for agents (skills/…), each from the same two pages in scripts/skills and from src/remote: what repeats is written once.
 * The Agent Skills specification wants every skill whole in its own folder.
 */

const ROOT = path.resolve(import.meta.dirname, '..');

type Skill = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly about: string;
  /** A request, as an example that works on one clip. */
  readonly request: string;
  readonly output: string;
  readonly batch: string;
  readonly workflows: string;
  readonly limits: string;
  /** One character that stands for it in lists. */
  readonly emoji: string;
};

const VERSION = '1.0.0';

export const SKILLS: readonly Skill[] = [
  {
    name: 'video-editing-ai-gratis',
    title: 'Video editing, free',
    description:
      'Edits raw video by words, free and on your own machine: cuts silences, trims, joins, titles, captions, music, looks, ' +
      'loudness, export. Use it when somebody has clips, recordings or photos and wants a finished video: lectures, ' +
      'screen recordings, talks, vlogs, slideshows, school and course work, or the same edit on a whole folder. ' +
      'Also for 剪视频, 去停顿, 加字幕, editar vídeo gratis.',
    about:
      'For creators and students with raw clips and no editing program: a lecture with long pauses, a talk that needs a title and\n' +
      'music, ten recordings that should all be as loud as each other.',
    request: "cut the first second and add the title 'Urban Dreams'",
    output: 'finished.mp4',
    batch: 'cut the silences and even out the volume',
    workflows:
      '**Quick.** One sentence with everything, then the file:\n\n' +
      '```bash\n' +
      'node "$SKILL/scripts/tellcut.mjs" connect --new\n' +
      'node "$SKILL/scripts/tellcut.mjs" upload talk.mp4\n' +
      'node "$SKILL/scripts/tellcut.mjs" say "add lo-fi music and fade out at the end"\n' +
      'node "$SKILL/scripts/tellcut.mjs" export -o quick.mp4\n' +
      '```',
    limits: 'It makes no pictures or voices of its own: it edits what the person has.',
    emoji: '🎬',
  },
  {
    name: 'ai-video-editor-inshot',
    title: 'Short vertical videos',
    description:
      'Edits short vertical videos by words, the way people do on their phones: 9:16 with blurred background, trimmed and sped up ' +
      'clips, transitions, looks, text, music, export for TikTok, Reels and Shorts. Use it when somebody wants a reel, a ' +
      'short or a story out of clips or photos, or asks for an editor like InShot. Not affiliated with InShot. ' +
      'Also for 竖屏短视频, 抖音, 加滤镜.',
    about:
      'For short videos in the style of mobile editors: vertical, quick cuts, text, music. **Not affiliated with InShot**: neither made\n' +
      'nor approved by its makers; the name only says what kind of editing is meant. It uses none of its software or effects.',
    request: "make it 9:16 with a blurred background and add the text 'Subscribe!' at the end",
    output: 'reel.mp4 --platform reels',
    batch: 'make it 9:16 with a blurred background',
    workflows:
      '**Quick.** One sentence with everything, then the file in the shape that the platform wants:\n\n' +
      '```bash\n' +
      'node "$SKILL/scripts/tellcut.mjs" connect --new\n' +
      'node "$SKILL/scripts/tellcut.mjs" upload talk.mp4\n' +
      'node "$SKILL/scripts/tellcut.mjs" say "make it 9:16, warm cinematic look, speed it up 1.5x"\n' +
      'node "$SKILL/scripts/tellcut.mjs" export -o quick.mp4 --platform tiktok\n' +
      '```',
    limits: 'Stickers, beauty filters and songs from a catalogue are not there; music is composed to fit.',
    emoji: '📱',
  },
];

const source = (file: string): string => readFileSync(new URL(`skills/${file}`, import.meta.url), 'utf8');

/** Fills the `{{…}}` of a source; one that has no value is an error of ours. */
function filled(file: string, skill: Skill): string {
  const values: Readonly<Record<string, string>> = {
    ...skill,
    description: JSON.stringify(skill.description), // YAML reads it as a text, whatever stands in it
    version: VERSION,
  };
  return source(file).replaceAll(/\{\{(\w+)\}\}/g, (_, key: string) => {
    const value = values[key];
    if (value === undefined) throw new Error(`${file}: nothing is called ${key}`);
    return value;
  });
}

const HEAD = `#!/usr/bin/env node
// Edits on a tellcut server, or one that speaks the same API, from a shell. Node 20 or newer, no packages.
// Made from src/remote by \`npm run gen\`: change it there. It contains eventsource-parser (MIT, Espen Hovlandsdal).
`;

/** The script beside the pages: src/remote in one file. Made once for all skills. */
let script: Promise<string> | null = null;

async function bundleScript(): Promise<string> {
  const built = await build({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      write: false,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: path.join(ROOT, 'src/remote/script.ts'),
        external: ['tus-js-client'],
        output: { format: 'es' },
      },
    },
  });
  const [chunk, ...others] = (Array.isArray(built) ? built : [built as { output: { code?: string }[] }]).flatMap(
    ({ output }) => output as readonly { code?: string }[],
  );
  if (chunk?.code === undefined || others.length > 0) throw new Error('the script of the skills is not one file');
  return HEAD + chunk.code;
}

/** Files of the skills, by their paths in the repository. */
export function skillPages(): (readonly [string, () => string | Promise<string>])[] {
  return SKILLS.flatMap((skill) => [
    [`skills/${skill.name}/SKILL.md`, () => filled('skill.txt', skill)] as const,
    [`skills/${skill.name}/references/api.md`, () => filled('api.txt', skill)] as const,
    [`skills/${skill.name}/scripts/tellcut.mjs`, () => (script ??= bundleScript())] as const,
  ]);
}

/**
 * A skill as ClawHub wants it: `version` at the top and a nested `metadata.openclaw`, both of which the specification's own
 * validators refuse. Everything else is the same file.
 */
export function clawhubPage(name: string): string {
  const skill = SKILLS.find((each) => each.name === name);
  if (skill === undefined) throw new Error(`there is no skill ${name}`);
  const openclaw = [
    'metadata:',
    `  version: "${VERSION}"`,
    '  openclaw:',
    `    emoji: "${skill.emoji}"`,
    '    requires:',
    '      anyBins: ["node", "curl"]',
    '    envVars:',
    '      - name: TELLCUT_URL',
    '        required: false',
    '        description: Address of the server; http://127.0.0.1:8787 when not set.',
    '      - name: TELLCUT_TOKEN',
    '        required: false',
    '        description: Token of an account; an anonymous one is made when not set.',
  ].join('\n');
  return filled('skill.txt', skill)
    .replace(/^license: .*$/m, `version: ${VERSION}\n$&`)
    .replace(/^metadata:\n(?: {2}.*\n)+/m, `${openclaw}\n`);
}
