/**
 * The words of a request for the planner. Published skills promise that these exact messages export; as sentences they ask
 * for nothing that an editor does, so the planner has no words for them.
 */
export function routed(text: string): string {
  return SEND_IT.test(text.normalize('NFKC').trim()) ? 'export' : text;
}

const SEND_IT =
  /^(?:please )?(?:send|give)(?: me| us)? (?:the |my )?(?:finished |final )?(?:video|file|result)(?:,? please)?[.!]*$|^(?:把)?(?:视频|成片|文件)(?:发|发送|传)给我[。！]*$/i;
