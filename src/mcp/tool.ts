import type { CallToolResult, ContentBlock, ToolAnnotations } from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { Desk } from '../app/desk.ts';
import type { SessionMedia } from '../app/service/session-media.ts';
import type { Scope } from '../app/service/tokens.ts';
import type { Attribution } from '../app/service/turns.ts';
import { fail, toProblem } from '../base/errors.ts';
import type { Lang } from '../base/lang.ts';
import type { LocalFiles } from './local-files.ts';

/** A tool is one record: what agents read of it, what it takes, and what it does by the app's services. */

/** Files that were fetched from addresses, or the reasons why not. Disposing removes what nobody took. */
export type Fetched = AsyncDisposable & {
  readonly files: readonly ({ readonly filename: string } & (
    | { readonly received: { readonly path: string; readonly hash: string } }
    | { readonly error: unknown }
  ))[];
};

/** For whom tools work, and what they reach. */
export type Agent = {
  readonly desk: Desk;
  readonly accountId: string;
  readonly scopes: readonly Scope[];
  readonly lang: Lang;
  readonly attribution: Attribution;
  /** Aborted when the process begins to stop: waiting ends, and what was begun goes on without it. */
  readonly stopping: AbortSignal;
  /** Resolves when calls can be carried out; left out: at once. Throws `store.…`. */
  readonly ready?: () => Promise<void>;
  /** What is seen and heard in files. */
  readonly media: SessionMedia;
  /** Files by path; null: this connection has none. */
  readonly local: LocalFiles | null;
  readonly fetchUrls: (
    urls: readonly string[],
    rules: { readonly maxBytes: number; readonly signal: AbortSignal },
  ) => Promise<Fetched>;
};

/** One call of a tool. */
export type ToolCall = Agent & {
  /** Aborted when the agent cancels. */
  readonly signal: AbortSignal;
  /** Tells the agent how far the work is, 0–100, where it listens. */
  readonly progress: (percent: number, label: string) => void;
};

/** What an agent gets: words, data for programs, and pictures or links beside them. */
export type ToolAnswer = {
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly more?: readonly ContentBlock[];
};

export type ToolSpec<Args extends z.ZodType> = {
  readonly name: string;
  /** Further names by which agents know the same tool. */
  readonly aliases?: readonly string[];
  /** Null: people read it in its name. */
  readonly title: string | null;
  readonly about: string;
  readonly args: Args;
  readonly scope: Scope;
  readonly hints: ToolAnnotations;
  /** Address of a view that clients with MCP Apps show beside the answer. */
  readonly view?: string;
  readonly run: (args: z.output<Args>, call: ToolCall) => Promise<ToolAnswer>;
};

/** A tool with its types forgotten, as the table holds it. */
export type Tool = ToolSpec<z.ZodType>;

export function defineTool<Args extends z.ZodType>(spec: ToolSpec<Args>): Tool {
  return spec as unknown as Tool;
}

/** What a tool does to the world, for the agent's own rules: looks, changes, or takes away. What is not said is the protocol's default. */
export const LOOKS: ToolAnnotations = { readOnlyHint: true, openWorldHint: false };
export const CHANGES: ToolAnnotations = { destructiveHint: false, openWorldHint: false };
export const REMOVES: ToolAnnotations = { destructiveHint: true, openWorldHint: false };

/** Runs a tool. A named failure is an answer that says what to do next; of a fault of ours nothing is shown. */
export async function answer(tool: Tool, args: unknown, call: ToolCall): Promise<CallToolResult> {
  try {
    if (!call.scopes.includes(tool.scope)) throw fail('account.scope_missing', { scope: tool.scope });
    await call.ready?.();
    const { text, data, more = [] } = await tool.run(args, call);
    return { content: [{ type: 'text', text }, ...more], structuredContent: { ...data } };
  } catch (error) {
    const { code, apiCode, remedy, message } = toProblem(error, call.lang);
    if (code === 'internal') call.desk.log.error({ err: error, tool: tool.name }, 'a tool failed');
    const problem = { code, api: apiCode, remedy, message };
    return {
      isError: true,
      content: [{ type: 'text', text: `${message} (${code}, ${remedy})` }],
      structuredContent: { error: problem },
    };
  }
}

/** Ids in arguments: what we make and what clients choose. */
export const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'is not an id');

/** How a tool is told which project it is for: one of the two. */
export const WHICH = {
  session_id: Id.optional().describe('The session, as create_project gave it'),
  project_id: Id.optional().describe('Instead of session_id: the newest session of this project'),
};
