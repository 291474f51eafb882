import type { Failures } from './spec.ts';

/** What only agents meet: tools that name projects and files of a person's machine. */
export const MCP_FAILURES = {
  'mcp.which_project': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: () => ({
      en: 'Name the project: session_id or project_id, as create_project or list_projects gave it.',
      zh: '请指明项目：传入 create_project 或 list_projects 返回的 session_id 或 project_id。',
    }),
  },
  'mcp.no_local_files': {
    status: 400,
    api: 400,
    remedy: 'fix-input',
    say: () => ({
      en: 'This connection cannot reach files by path. Give addresses as "urls", or run "tellcut mcp" on the machine with the files.',
      zh: '此连接无法按路径访问文件。请用“urls”提供地址，或在文件所在的电脑上运行“tellcut mcp”。',
    }),
  },
  'mcp.outside_roots': {
    status: 403,
    api: 403,
    remedy: 'fix-input',
    say: (p: { file: string; roots: string }) => ({
      en: `"${p.file}" is outside the folders that may be used: ${p.roots}. Start "tellcut mcp --root <folder>" to allow another.`,
      zh: `“${p.file}”不在允许使用的文件夹内：${p.roots}。如需使用其他文件夹，请以“tellcut mcp --root <文件夹>”启动。`,
    }),
  },
  'mcp.no_such_file': {
    status: 404,
    api: 1003,
    remedy: 'fix-input',
    say: (p: { file: string }) => ({
      en: `There is no file "${p.file}" that can be read.`,
      zh: `没有可读取的文件“${p.file}”。`,
    }),
  },
  'mcp.file_exists': {
    status: 409,
    api: 400,
    remedy: 'fix-input',
    say: (p: { file: string }) => ({
      en: `"${p.file}" is already there and was left as it is. Save under another name.`,
      zh: `“${p.file}”已存在，未作改动。请换一个文件名保存。`,
    }),
  },
  'mcp.wrong_host': {
    status: 403,
    api: 403,
    remedy: 'fix-input',
    say: () => ({
      en: 'This server is not known by the name that the request was sent to. Use its own address; TELLCUT_PUBLIC_URL sets it.',
      zh: '此服务器不使用请求中的主机名。请使用服务器自己的地址；可通过 TELLCUT_PUBLIC_URL 设置。',
    }),
  },
  'mcp.only_post': {
    status: 405,
    api: 404,
    remedy: 'fix-input',
    say: () => ({
      en: 'Agents send POST here, one message at a time; there is no stream or session to open or to end.',
      zh: '此地址仅接受 POST，每次一条消息；无需打开或结束流与会话。',
    }),
  },
} as const satisfies Failures;
