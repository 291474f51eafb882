import type { Said } from '../lang.ts';
import { say, semicolons } from '../say.ts';
import type { Failures } from './spec.ts';

/** Drafts and edit operations. */
export const DRAFT_FAILURES = {
  'draft.invalid': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { issues: readonly { path: string; problem: string }[] }) =>
      say('The draft is not valid: {issues}.', '草稿无效：{issues}。', {
        issues: semicolons(p.issues.map((i) => `${i.path}: ${i.problem}`)),
      }),
  },
  'draft.nothing_there': {
    status: 422,
    api: 3006,
    remedy: 'fix-input',
    say: () => ({
      en: 'There is no clip on the timeline yet. Add a video, a photo or a sound first.',
      zh: '时间线上还没有素材，请先添加视频、照片或声音。',
    }),
  },
  'draft.no_such_segment': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { wanted: string; have: string }) =>
      p.have === ''
        ? say('There is no {wanted} here yet.', '这里还没有{wanted}。', { wanted: p.wanted })
        : say('There is no "{wanted}" on the timeline. It has: {have}.', '时间线上没有“{wanted}”。现有：{have}。', p),
  },
  'draft.unclear_time': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { text: string }) =>
      say(
        '"{text}" is not a time that I can read. Say it like 12, 1:15, 90s, end-10, middle or 50%.',
        '看不懂时间“{text}”。可以写成 12、1:15、90s、end-10、middle 或 50%。',
        p,
      ),
  },
  'draft.unclear_value': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { text: string; expected: Said }) =>
      say('I did not get "{text}". What helps here: {expected}.', '没看懂“{text}”，这里可以说：{expected}。', p),
  },
  'draft.outside': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { wanted: string; length: string }) =>
      say('{wanted} lies outside the video, which is {length} long.', '{wanted} 超出了视频范围（总长 {length}）。', p),
  },
  'draft.would_be_empty': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    /** `operation`: what would have taken it all away, for whoever reads the log. */
    say: (_p: { operation: string }) =>
      say('That would leave nothing of the video, so I left it as it was.', '这样视频就什么都不剩了，所以没有动它。'),
  },
  'draft.needs': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { what: Said }) =>
      say('That needs {what} first, and there is none here yet.', '要先有{what}才行，现在还没有。', p),
  },
  'draft.no_key_color': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { color: string | null; have: string }) =>
      p.color === null
        ? say(
            'There is no green or blue screen in the picture. Its colours are {have}; name one of them to key it out.',
            '画面里没有绿幕或蓝幕。主要颜色有 {have}，可以指定其中一种来抠掉。',
            { have: p.have },
          )
        : say(
            'There is no "{color}" in the picture that could be keyed out. Its colours are {have}.',
            '画面里没有可以抠掉的“{color}”。主要颜色有 {have}。',
            { color: p.color, have: p.have },
          ),
  },
  'draft.no_screen': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: () => ({
      en: 'I can take a background away where it is a green or blue screen, and there is none. Without one it needs a model that recognises people. "Blur the sides", "crop" and "blur the top left" work now.',
      zh: '背景是绿幕或蓝幕时我可以去掉，但这里没有；其他背景需要能识别人物的模型。现在可以裁剪、用模糊背景填充，或模糊画面的一角。',
    }),
  },
  'draft.no_such_version': {
    status: 404,
    api: 1003,
    remedy: 'fix-input',
    say: (p: { wanted: number; first: number; last: number }) =>
      say(
        'There is no version {wanted}. Versions {first} to {last} can be restored.',
        '没有第 {wanted} 个版本。可以恢复第 {first} 到 {last} 个版本。',
        p,
      ),
  },
  'draft.nothing_to_undo': {
    status: 422,
    api: 3001,
    remedy: 'none',
    say: (p: { redo: boolean }) => ({
      en: p.redo ? 'There is nothing to redo.' : 'There is nothing to undo.',
      zh: p.redo ? '没有可以重做的操作。' : '没有可以撤销的操作。',
    }),
  },
} as const satisfies Failures;
