import { commas, say, semicolons } from '../say.ts';
import type { Failures } from './spec.ts';

/** What a caller may hand us that we cannot take. */
export const INPUT_FAILURES = {
  'input.invalid': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: (p: { issues: readonly string[] }) =>
      say('That does not fit: {issues}.', '输入不符合要求：{issues}。', { issues: semicolons(p.issues) }),
  },
  'input.usage': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { problem: string }) => ({ en: p.problem, zh: p.problem }),
  },
  'input.file_missing': {
    status: 404,
    api: 1003,
    remedy: 'fix-input',
    say: (p: { file: string }) =>
      say('There is no file "{file}". Check the path.', '找不到文件“{file}”，请检查路径。', p),
  },
  'input.not_a_file': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: (p: { file: string }) =>
      say('"{file}" is a folder. Name the files in it instead.', '“{file}”是文件夹，请指定其中的文件。', p),
  },
  'input.no_videos_in_folder': {
    status: 404,
    api: 1003,
    remedy: 'fix-input',
    say: (p: { folder: string }) =>
      say(
        'There are no videos in the folder "{folder}". Name another folder, or the files themselves.',
        '文件夹“{folder}”里没有视频。请换一个文件夹，或直接指定文件。',
        p,
      ),
  },
  'input.no_folder': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: (p: { folder: string }) =>
      say(
        'I cannot write into "{folder}". Name a folder that can be written with --out.',
        '无法写入“{folder}”。请用 --out 指定一个可写的文件夹。',
        p,
      ),
  },
  'input.file_empty': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { file: string }) => say('"{file}" is empty (0 bytes).', '“{file}”是空文件（0 字节）。', p),
  },
  'input.request_too_long': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: (p: { length: number; most: number }) =>
      say(
        'The request is {length} characters long; at most {most} are read. Say it shorter, or in several requests.',
        '请求有 {length} 个字符，最多 {most} 个。请说得短一些，或分几次说。',
        p,
      ),
  },
  'input.no_picture': {
    status: 422,
    api: 3006,
    remedy: 'fix-input',
    say: (p: { file: string }) =>
      say(
        '"{file}" has sound but no picture. Add a video or a photo to edit; the sound can go under it.',
        '“{file}”只有声音没有画面。请添加视频或照片，声音可以作为配乐。',
        p,
      ),
  },
  'input.unknown_output': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { extension: string; supported: readonly string[] }) =>
      say(
        'I cannot write "{extension}" files yet. Name an output that ends in {supported}.',
        '暂时无法输出“{extension}”文件，请使用 {supported} 结尾的文件名。',
        { extension: p.extension, supported: commas(p.supported) },
      ),
  },
  'input.unknown_platform': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { platform: string; supported: readonly string[] }) =>
      say('I know no rules of "{platform}". I know {supported}.', '没有“{platform}”的平台规则。支持：{supported}。', {
        platform: p.platform,
        supported: commas(p.supported),
      }),
  },
} as const satisfies Failures;
