import { say } from '../say.ts';
import type { Failures } from './spec.ts';

/** Timelines of other editors. */
export const INTERCHANGE_FAILURES = {
  'interchange.unreadable': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { format: string; why: string }) =>
      say(
        'I cannot read that as {format}: {why}. Export it again from the program that made it.',
        '无法按 {format} 读取：{why}。请从原来的软件重新导出。',
        p,
      ),
  },
  'interchange.unknown_format': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { file: string; formats: string }) =>
      say(
        '"{file}" is no timeline that I know. Formats: {formats}.',
        '“{file}”不是支持的时间线格式。支持：{formats}。',
        p,
      ),
  },
  'interchange.too_large': {
    status: 413,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { megabytes: number }) =>
      say('Timelines may have up to {megabytes} MB.', '时间线文件最大 {megabytes} MB。', p),
  },
  'interchange.no_media': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { files: string }) =>
      say(
        'None of the files of that timeline is here. Bring them along: {files}.',
        '时间线用到的文件都不在这里。请一并提供：{files}。',
        p,
      ),
  },
  'interchange.one_way': {
    status: 422,
    api: 3001,
    remedy: 'fix-input',
    say: (p: { format: string; formats: string }) =>
      say(
        '{format} goes one way only. These go the way that you want: {formats}.',
        '{format} 只支持单向转换。可用的格式：{formats}。',
        p,
      ),
  },
} as const satisfies Failures;
