import type { Lang } from '../../base/lang.ts';
import { type Html, html, page } from './html.ts';

/** The pages that people see until there is a web app: they say what is here, and do what they say. */

export function homePage(lang: Lang, { publicUrl, who }: { publicUrl: string; who: string | null }): string {
  const steps = `curl -s -X POST ${publicUrl}/api/auth/anonymous-token -H "X-Client-Id: $(uuidgen)"
export TOKEN=nmv_usr_…
curl -s -X POST ${publicUrl}/api/tasks/me/with-session/nemo_agent -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" -d '{"task_name":"My video","language":"en"}'
export SID=ses_…
curl -s -X POST ${publicUrl}/api/upload-video/nemo_agent/me/$SID -H "Authorization: Bearer $TOKEN" -F "files=@clip.mp4"
curl -sN -X POST ${publicUrl}/run_sse -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
  -d '{"app_name":"nemo_agent","user_id":"me","session_id":"'$SID'","new_message":{"parts":[{"text":"cut the silences"}]}}'`;
  const body = (l: Lang): Html =>
    l === 'zh'
      ? html`<p>用一句话剪视频。服务正在运行，智能体和脚本可以直接使用它的接口。</p>
<p><a href="/docs">全部接口</a> · <a href="/openapi.json">OpenAPI</a> · ${account(l, who)}</p>
<h2>试一试</h2><pre>${steps}</pre>
<p class="dim">浏览器里的编辑器还没有完成；在此之前，这里可以注册、登录和打开认领链接。</p>`
      : html`<p>Edit video by talking to it. The server runs, and agents and scripts can use it right away.</p>
<p><a href="/docs">Every route</a> · <a href="/openapi.json">OpenAPI</a> · ${account(l, who)}</p>
<h2>Try it</h2><pre>${steps}</pre>
<p class="dim">There is no editor in the browser yet. Until then you can register here, log in, and open claim links.</p>`;
  return page({ title: { en: 'Tell it what to cut', zh: '说一句话就能剪' }, body, lang });
}

function account(lang: Lang, who: string | null): Html {
  if (who !== null) return html`${lang === 'zh' ? '已登录：' : 'Logged in as '}${who}`;
  return lang === 'zh'
    ? html`<a href="/register">注册</a> · <a href="/login">登录</a>`
    : html`<a href="/register">Register</a> · <a href="/login">Log in</a>`;
}

type FormPage = { lang: Lang; bind: string | null; isProven: boolean };

export function registerPage({ lang, bind, isProven }: FormPage): string {
  const why = (l: Lang): string => {
    if (bind === null)
      return l === 'zh'
        ? '注册后，项目和积分不再绑定在某一台设备上。'
        : 'With an account, projects and credits are not tied to one device.';
    if (isProven)
      return l === 'zh'
        ? '注册后，您的项目和剩余积分都会保留在这个账户里。'
        : 'Your projects and the credits that are left stay with the account.';
    return l === 'zh'
      ? '请先打开您的认领链接，证明这些项目属于您，然后再注册。'
      : 'Open your claim link first: it shows that those projects are yours. Then register.';
  };
  return page({
    title: { en: 'Register', zh: '注册' },
    lang,
    body: (l) => html`<p>${why(l)}</p>${form(l, { route: '/api/auth/register', bind })}
<p class="dim"><a href="/login">${l === 'zh' ? '已有账户，去登录' : 'I have an account: log in'}</a></p>`,
  });
}

export function loginPage(lang: Lang): string {
  return page({
    title: { en: 'Log in', zh: '登录' },
    lang,
    body: (l) => html`${form(l, { route: '/api/auth/login', bind: null })}
<p class="dim"><a href="/register">${l === 'zh' ? '还没有账户，去注册' : 'I have no account: register'}</a></p>`,
  });
}

function form(lang: Lang, { route, bind }: { route: string; bind: string | null }): Html {
  const isNew = route.endsWith('register');
  const words =
    lang === 'zh'
      ? {
          email: '邮箱',
          password: isNew ? '密码（至少 8 个字符）' : '密码',
          go: isNew ? '注册' : '登录',
          offline: '无法连接服务器，请重试。',
        }
      : {
          email: 'E-mail',
          password: isNew ? 'Password (8 characters or more)' : 'Password',
          go: isNew ? 'Register' : 'Log in',
          offline: 'The server cannot be reached. Try again.',
        };
  const bound = bind === null ? html`` : html`<input type="hidden" name="bind" value="${bind}">`;
  return html`<form data-route="${route}" data-next="/" data-offline="${words.offline}">${bound}
<label>${words.email}<input name="email" type="email" autocomplete="username" required maxlength="254"></label>
<label>${words.password}<input name="password" type="password" autocomplete="${isNew ? 'new-password' : 'current-password'}" required minlength="${isNew ? '8' : '1'}" maxlength="1024"></label>
<button>${words.go}</button><output role="status"></output></form>`;
}

export type ProjectPage = {
  readonly lang: Lang;
  readonly name: string;
  readonly summary: string;
  readonly files: readonly { readonly filename: string; readonly seconds: number }[];
  readonly renders: readonly { readonly id: string; readonly status: string; readonly url: string | null }[];
  /** Where an anonymous account registers; null for a registered one. */
  readonly register: string | null;
};

export function projectPage({ lang, name, summary, files, renders, register }: ProjectPage): string {
  const zh = lang === 'zh';
  const fileRows = files.map(
    ({ filename, seconds }) => html`<tr><td>${filename}</td><td>${seconds.toFixed(1)} s</td></tr>`,
  );
  const renderRows = renders.map(
    ({ id, status, url }) =>
      html`<tr><td>${id}</td><td>${url === null ? html`${status}` : html`<a href="${url}">${zh ? '下载' : 'Download'}</a>`}</td></tr>`,
  );
  const none = html`<p class="dim">${zh ? '还没有。' : 'None yet.'}</p>`;
  const body = html`<p>${summary}</p>
<h2>${zh ? '素材' : 'Clips'}</h2>${files.length === 0 ? none : html`<table>${fileRows}</table>`}
<h2>${zh ? '导出的视频' : 'Exported videos'}</h2>${renders.length === 0 ? none : html`<table>${renderRows}</table>`}
${register === null ? html`` : html`<p><a href="${register}">${zh ? '注册账户，永久保留项目和积分' : 'Register to keep the project and its credits'}</a></p>`}`;
  return page({ title: { en: name, zh: name }, lang, body: () => body });
}

/** A page for what cannot be shown: the same sentence that the API gives. */
export function failurePage(lang: Lang, message: string): string {
  const title = { en: 'That did not work', zh: '没有成功' };
  return page({
    title,
    lang,
    body: (l) => html`<p>${message}</p><p><a href="/">${l === 'zh' ? '返回首页' : 'Back to the start'}</a></p>`,
  });
}
