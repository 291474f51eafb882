import type { Failures } from './spec.ts';

/** Where everything is kept: the database and the files. */
export const STORE_FAILURES = {
  'store.in_use': {
    status: 503,
    api: 5001,
    remedy: 'fix-input',
    say: (p: { folder: string }) => ({
      en: `Another tellcut is using "${p.folder}". Stop it first (an agent's "tellcut mcp" counts too: started after the server, it works on the server's projects), or give this one a folder of its own with --data.`,
      zh: `“${p.folder}”正被另一个 tellcut 使用。请先停止它（智能体启动的“tellcut mcp”也算：在服务器之后启动，它会使用服务器的项目），或用 --data 为这一个另选文件夹。`,
    }),
  },
  'store.not_reachable': {
    status: 503,
    api: 5001,
    remedy: 'retry',
    say: (p: { where: string }) => ({
      en: `The database (${p.where}) does not answer. Try again in a moment. If the server is yours: check that the database runs, and DATABASE_URL.`,
      zh: `数据库（${p.where}）没有响应，请稍后重试。如果这是您的服务器，请检查数据库是否在运行，以及 DATABASE_URL 是否正确。`,
    }),
  },
  'store.refused': {
    status: 503,
    api: 5001,
    remedy: 'fix-input',
    say: (p: { where: string; why: string }) => ({
      en: `The database (${p.where}) does not let us in: ${p.why}. Check the user, the password and the database in DATABASE_URL.`,
      zh: `数据库（${p.where}）拒绝访问：${p.why}。请检查 DATABASE_URL 中的用户、密码和数据库名。`,
    }),
  },
  'store.too_old': {
    status: 503,
    api: 5001,
    remedy: 'fix-input',
    say: (p: { found: string; least: string }) => ({
      en: `The database is PostgreSQL ${p.found}; tellcut needs ${p.least} or newer.`,
      zh: `数据库版本为 PostgreSQL ${p.found}，tellcut 需要 ${p.least} 或更高版本。`,
    }),
  },
  'store.no_binaries': {
    status: 503,
    api: 5001,
    remedy: 'fix-input',
    say: (p: { platform: string }) => ({
      en: `There is no built-in database for this machine (${p.platform}). Install PostgreSQL and set DATABASE_URL.`,
      zh: `内置数据库不支持这台机器（${p.platform}）。请安装 PostgreSQL 并设置 DATABASE_URL。`,
    }),
  },
  'store.cannot_start': {
    status: 503,
    api: 5001,
    remedy: 'fix-input',
    say: (p: { why: string }) => ({
      en: `The built-in database did not start. It says: ${p.why}. Your data was not touched.`,
      zh: `内置数据库未能启动，原因：${p.why}。您的数据没有改动。`,
    }),
  },
  'store.no_place': {
    status: 503,
    api: 5001,
    remedy: 'fix-input',
    say: (p: { folder: string }) => ({
      en: `The built-in database may not run as root, and another user cannot reach "${p.folder}". Choose a folder with --data that others may enter, for example /var/lib/tellcut.`,
      zh: `内置数据库不能以 root 身份运行，而其他用户无法进入“${p.folder}”。请用 --data 选择其他用户可进入的文件夹，例如 /var/lib/tellcut。`,
    }),
  },
  'store.database_gone': {
    status: 503,
    api: 5001,
    remedy: 'fix-input',
    say: (p: { folder: string; target: string }) => ({
      en: `The database of "${p.folder}" lay in "${p.target}", which is not there. Bring that folder back, or delete the link "postgres" to begin with an empty one.`,
      zh: `“${p.folder}”的数据库原本位于“${p.target}”，但该位置已不存在。请恢复该文件夹；若要从空数据库开始，请删除名为 postgres 的链接。`,
    }),
  },
  'store.schema_newer': {
    status: 503,
    api: 5001,
    remedy: 'fix-input',
    say: (p: { step: string }) => ({
      en: `This data was written by a newer tellcut (step ${p.step}). Start that version, or a later one.`,
      zh: `这些数据由更新版本的 tellcut 写入（步骤 ${p.step}）。请使用该版本或更高版本。`,
    }),
  },
  'store.blob_missing': {
    status: 404,
    api: 1003,
    remedy: 'none',
    say: () => ({
      en: 'That file is no longer stored. It may have expired or been deleted: upload or export it again.',
      zh: '该文件已不在存储中，可能已过期或被删除。请重新上传或导出。',
    }),
  },
  'store.files_not_reachable': {
    status: 503,
    api: 5001,
    remedy: 'retry',
    say: (p: { where: string; why: string }) => ({
      en: `The file storage (${p.where}) does not answer: ${p.why}. Nothing was lost; try again.`,
      zh: `文件存储（${p.where}）没有响应：${p.why}。没有丢失任何内容，请重试。`,
    }),
  },
  'store.bad_text': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: () => ({
      en: 'That text holds a character that cannot be kept (NUL). Remove it and send it again.',
      zh: '文本中含有无法保存的字符（NUL）。请删除后重新发送。',
    }),
  },
  'store.quota_full': {
    status: 413,
    api: 4002,
    remedy: 'fix-input',
    say: (p: { used: string; quota: string }) => ({
      en: `Your storage is full: ${p.used} of ${p.quota} are used or being uploaded. Delete a project and try again.`,
      zh: `您的存储空间不足：已使用或正在上传 ${p.used}，上限 ${p.quota}。请删除一个项目后重试。`,
    }),
  },
} satisfies Failures;
