import type { AdkEvent } from '../../protocol/adk.ts';

/** An event of a turn as the vendor's command line takes it. `content` says the same as `text`: it reads either. */
export function messagesOf(event: AdkEvent): object[] {
  switch (event.type) {
    case 'text':
      return [{ type: event.partial === true ? 'chunk' : 'text', text: event.text, content: event.text }];
    case 'tool_call':
      return (event.content?.parts ?? []).flatMap((part) =>
        'functionCall' in part
          ? [
              {
                type: 'tool_start',
                id: part.functionCall.id,
                tool: part.functionCall.name,
                args: part.functionCall.args,
              },
            ]
          : [],
      );
    case 'tool_result':
      return (event.content?.parts ?? []).flatMap((part) =>
        'functionResponse' in part
          ? [{ type: 'tool_end', id: part.functionResponse.id, tool: part.functionResponse.name }]
          : [],
      );
    case 'progress':
      return [{ type: 'status', status: 'progress', ...event.customMetadata }];
    case 'error':
      return [{ type: 'error', error: event.errorMessage ?? 'The turn failed.', code: event.errorCode }];
  }
}
