import type { Failures } from './spec.ts';

/** What a caller may hand us that we cannot take. */
export const INPUT_FAILURES = {
  'input.invalid': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: (p: { issues: readonly string[] }) => ({
      en: `That does not fit: ${p.issues.join('; ')}.`,
      zh: `输入不符合要求：${p.issues.join('；')}。`,
    }),
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
    say: (p: { file: string }) => ({
      en: `There is no file "${p.file}". Check the path.`,
      zh: `找不到文件“${p.file}”，请检查路径。`,
    }),
  },
  'input.not_a_file': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: (p: { file: string }) => ({
      en: `"${p.file}" is a folder. Name the files in it instead.`,
      zh: `“${p.file}”是文件夹，请指定其中的文件。`,
    }),
  },
  'input.no_videos_in_folder': {
    status: 404,
    api: 1003,
    remedy: 'fix-input',
    say: (p: { folder: string }) => ({
      en: `There are no videos in the folder "${p.folder}". Name another folder, or the files themselves.`,
      zh: `文件夹“${p.folder}”里没有视频。请换一个文件夹，或直接指定文件。`,
    }),
  },
  'input.no_folder': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: (p: { folder: string }) => ({
      en: `I cannot write into "${p.folder}". Name a folder that can be written with --out.`,
      zh: `无法写入“${p.folder}”。请用 --out 指定一个可写的文件夹。`,
    }),
  },
  'input.file_empty': {
    status: 422,
    api: 4004,
    remedy: 'fix-input',
    say: (p: { file: string }) => ({ en: `"${p.file}" is empty (0 bytes).`, zh: `“${p.file}”是空文件（0 字节）。` }),
  },
  'input.request_too_long': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: (p: { length: number; most: number }) => ({
      en: `The request is ${p.length} characters long; at most ${p.most} are read. Say it shorter, or in several requests.`,
      zh: `请求有 ${p.length} 个字符，最多 ${p.most} 个。请说得短一些，或分几次说。`,
    }),
  },
  'input.no_picture': {
    status: 422,
    api: 3006,
    remedy: 'fix-input',
    say: (p: { file: string }) => ({
      en: `"${p.file}" has sound but no picture. Add a video or a photo to edit; the sound can go under it.`,
      zh: `“${p.file}”只有声音没有画面。请添加视频或照片，声音可以作为配乐。`,
    }),
  },
  'input.unknown_output': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { extension: string; supported: readonly string[] }) => ({
      en: `I cannot write "${p.extension}" files yet. Name an output that ends in ${p.supported.join(' or ')}.`,
      zh: `暂时无法输出“${p.extension}”文件，请使用 ${p.supported.join('、')} 结尾的文件名。`,
    }),
  },
  'input.unknown_platform': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { platform: string; supported: readonly string[] }) => ({
      en: `I know no rules of "${p.platform}". I know ${p.supported.join(', ')}.`,
      zh: `没有“${p.platform}”的平台规则。支持：${p.supported.join('、')}。`,
    }),
  },
} as const satisfies Failures;
