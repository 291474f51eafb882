// node mcp-agent.mjs <video> <out>: the loop of an agent. The "model" is a script; put a real one in its place.
import path from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const [video, out] = process.argv.slice(2);
if (out === undefined) throw new Error('Use: node mcp-agent.mjs <video> <out>');

const [command, ...args] = (process.env.TELLCUT_MCP ?? 'npx tellcut mcp').split(' ');
const roots = [...new Set([video, out].map((file) => path.dirname(path.resolve(file))))];
const transport = new StdioClientTransport({ command, args: [...args, '--root', ...roots], env: process.env });
const client = new Client({ name: 'example-agent', version: '1.0.0' });
await client.connect(transport);
const { tools } = await client.listTools();

/** What a model does: it reads the conversation and answers with tools to call, or with words when it is done. */
const STEPS = [
  () => ({ call: 'create_project', with: { name: path.basename(video) } }),
  ({ session_id }) => ({ call: 'upload', with: { session_id, paths: [path.resolve(video)] } }),
  ({ session_id }) => ({ call: 'edit_by_words', with: { session_id, text: 'cut the first second' } }),
  ({ session_id }) => ({ call: 'title', with: { session_id, text: 'Urban Dreams' } }),
  ({ session_id }) => ({ call: 'get_project_frame', with: { session_id, at: [0.5] } }),
  ({ session_id }) => ({ call: 'export', with: { session_id, save_to: path.resolve(out) } }),
  ({ path: saved, seconds }) => ({ say: `Your video is ${saved}, ${seconds} s long.` }),
];
function model(known, turn) {
  return STEPS[turn](known);
}

let known = {};
for (let turn = 0; ; turn++) {
  const answer = model(known, turn, tools);
  if (answer.say !== undefined) {
    console.log(answer.say);
    break;
  }
  const result = await client.callTool({ name: answer.call, arguments: answer.with });
  const words = result.content.filter(({ type }) => type === 'text').map(({ text }) => text);
  console.log(`${answer.call}: ${words.join(' ').split('\n')[0]}`);
  if (result.isError) {
    process.exitCode = 1; // a model reads the sentence, which says what to do next
    break;
  }
  known = { ...known, ...result.structuredContent };
}
await client.close();
