import type { McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';

/** Jobs that people do often, as prompts that a client offers by name. */

const Files = z.string().min(1).max(4000).describe('Paths or addresses of the files');

const PROMPTS = {
  clean_up_talk: {
    title: 'Clean up a recording',
    about: 'Takes the pauses out of a talk or lecture, evens out its sound, adds a title and exports it',
    wish: 'cut the silences, even out the volume, add a title with the name of the talk, fade in and out',
    check: 'Look at one frame with the title before you export as mp4.',
  },
  vertical_short: {
    title: 'Make a short',
    about: 'Turns footage into a vertical short with music for TikTok, Reels or Shorts',
    wish: 'keep the best 30 seconds, make it 9:16 with a blurred background, add upbeat music that steps back under speech',
    check:
      'Look at three frames; nothing important may be cut off. Export with the platform that the person names, else reels.',
  },
  slideshow: {
    title: 'Slideshow from photos',
    about: 'Makes a slideshow with slow moves, transitions and music out of photos',
    wish: 'make a slideshow with ken burns moves and dissolve transitions, ambient music, 4 seconds for each photo',
    check: 'Ask for a title before you export as mp4.',
  },
  same_edit_for_all: {
    title: 'The same edit for many files',
    about: 'Applies one wish to many files, each in a project of its own',
    wish: 'the wish that the person names',
    check: 'Make one project for each file. When one fails, go on with the others and report it at the end.',
  },
} as const;

/** Adds the prompts to a server. */
export function addPrompts(server: McpServer): void {
  for (const [name, { title, about, wish, check }] of Object.entries(PROMPTS))
    server.registerPrompt(name, { title, description: about, argsSchema: z.object({ files: Files }) }, ({ files }) => {
      const text = [
        `${about}. Files: ${files}`,
        '1. create_project, then upload with these files.',
        `2. edit_by_words: "${wish}". Tell the person what the answer says has changed.`,
        `3. ${check}`,
        '4. export, and give the person the file with its length and size.',
      ].join('\n');
      return { messages: [{ role: 'user', content: { type: 'text', text } }] };
    });
}
