import type { McpServer } from '@modelcontextprotocol/server';
import { PREVIEW_PAGE } from './page.ts';

/**
 * The preview as an MCP App (SEP-1865, extension io.modelcontextprotocol/ui): a page that a client shows beside the answer of
 * show_preview, in a frame without network. It speaks only to the client, which calls our tools for it.
 */

export const PREVIEW_URI = 'ui://tellcut/preview';

/** What the extension calls a page of an app. */
const PAGE_TYPE = 'text/html;profile=mcp-app';

export function addPreview(server: McpServer): void {
  const about = { description: 'The timeline with a player, for clients that show apps', mimeType: PAGE_TYPE };
  server.registerResource('preview', PREVIEW_URI, about, (uri) => ({
    contents: [{ uri: uri.href, mimeType: PAGE_TYPE, text: PREVIEW_PAGE, _meta: { ui: { prefersBorder: true } } }],
  }));
}
