import type { Lang, Said } from '../base/lang.ts';

/** What the commands say themselves. What a server did, it says in its own words. */
export const WORDS = {
  connected: (p: { url: string; credits: string; session: string }): Said => ({
    en: `Connected to ${p.url}. Credits: ${p.credits}. Session: ${p.session}.`,
    zh: `已连接 ${p.url}。积分：${p.credits}。会话：${p.session}。`,
  }),
  added: (p: { file: string; kind: string; seconds: number }): Said => {
    const about = p.seconds > 0 ? `${p.kind}, ${p.seconds.toFixed(1)} s` : p.kind;
    return { en: `Added ${p.file} (${about}).`, zh: `已添加 ${p.file}（${about}）。` };
  },
  credits: (p: { available: number; frozen: number }): Said => ({
    en: `Credits: ${p.available}${p.frozen > 0 ? `, and ${p.frozen} held by what is running` : ''}.`,
    zh: `积分：${p.available}${p.frozen > 0 ? `，另有 ${p.frozen} 被进行中的任务占用` : ''}。`,
  }),
  waiting: (p: { seconds: number }): Said => ({
    en: `Too many calls: waiting ${p.seconds} s.`,
    zh: `请求过多：等待 ${p.seconds} 秒。`,
  }),
  working: (p: { minutes: number }): Said => ({
    en: `Still working on it (${p.minutes} min) …`,
    zh: `仍在处理（${p.minutes} 分钟）……`,
  }),
  broke: (): Said => ({
    en: 'The connection broke; the work goes on without it.',
    zh: '连接已中断，服务器仍在继续处理。',
  }),
  uploading: (p: { file: string; percent: number }): Said => ({
    en: `… sending ${p.file} ${p.percent} %`,
    zh: `……正在上传 ${p.file} ${p.percent}%`,
  }),
  rendering: (p: { percent: number }): Said => ({
    en: `… rendering ${p.percent} %`,
    zh: `……正在渲染 ${p.percent}%`,
  }),
  changed: (p: { now: string; before: string }): Said => ({
    en: `Done. New on the timeline: ${p.now}${p.before === '' ? '' : `. Before: ${p.before}`}.`,
    zh: `完成。时间线上的变化：${p.now}${p.before === '' ? '' : `。之前：${p.before}`}。`,
  }),
  nothing: (): Said => ({
    en: 'The server said nothing, and nothing has changed.',
    zh: '服务器没有回复，时间线也没有变化。',
  }),
  busy: (p: { since: string }): Said => ({
    en: `Working on a request since ${p.since}.`,
    zh: `从 ${p.since} 起正在处理一个请求。`,
  }),
  saved: (p: { file: string; megabytes: string; seconds: number | null }): Said => {
    const length = p.seconds === null ? '' : `${p.seconds.toFixed(1)} s, `;
    return { en: `${p.file} (${length}${p.megabytes} MB)`, zh: `${p.file}（${length}${p.megabytes} MB）` };
  },
  batch: (p: { done: number; all: number }): Said => ({
    en: `${p.done} of ${p.all} done.`,
    zh: `${p.all} 个中已完成 ${p.done} 个。`,
  }),
} as const;

/** Where lines go: `tell` is the result (stdout), `note` what goes on meanwhile (stderr). */
export type Voice = {
  readonly lang: Lang;
  readonly tell: (said: Said | string) => void;
  readonly note: (said: Said | string) => void;
};

export const textOf = (said: Said | string, lang: Lang): string => (typeof said === 'string' ? said : said[lang]);
