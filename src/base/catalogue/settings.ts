import type { Failures } from './spec.ts';

/** How a server is configured. */
export const SETTINGS_FAILURES = {
  'settings.invalid': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    exit: 2,
    /** `issues`: one sentence fragment per setting, each naming it. Values are never repeated: they may be secrets. */
    say: (p: { issues: readonly string[] }) => ({
      en: `Some settings do not work: ${p.issues.join('; ')}. docs/configuration.md lists them all.`,
      zh: `有设置无法使用：${p.issues.join('；')}。全部设置见 docs/configuration.md。`,
    }),
  },
  'settings.unreadable': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { file: string }) => ({
      en: `The settings file "${p.file}" cannot be read as JSON. Correct it, or name another with --config.`,
      zh: `设置文件“${p.file}”不是有效的 JSON。请改正，或用 --config 指定另一个文件。`,
    }),
  },
  'settings.by_environment': {
    status: 409,
    api: 400,
    remedy: 'fix-input',
    say: (p: { variable: string }) => ({
      en: `This is set by ${p.variable} where the server was started. Unset it there to choose here.`,
      zh: `该项由启动服务器时的 ${p.variable} 决定。请先在那里取消设置，再在这里选择。`,
    }),
  },
  'settings.data_folder': {
    status: 500,
    api: 5000,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { folder: string }) => ({
      en: `The data folder "${p.folder}" cannot be used. Name one that you may write to with --data.`,
      zh: `无法使用数据文件夹“${p.folder}”。请用 --data 指定一个可写的文件夹。`,
    }),
  },
} as const satisfies Failures;
