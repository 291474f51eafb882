import { call, Refused } from '../api/http.ts';
import type { Task, WebSession } from '../api/types.ts';
import { LANG, say } from '../words.ts';
import { joinTurns, leaveChat, loadChat } from './chat.ts';
import { loadRenders } from './renders.ts';
import { refresh } from './session.ts';
import { get, set } from './store.ts';

const POLL_MS = 2000;

/** Opens the page: who is here, and the project that the address names, or the last one, or a new one. */
export async function openApp(): Promise<void> {
  try {
    const me = await call<WebSession>('POST', '/api/web/session');
    if (me.origin !== location.origin && isThisMachine(me.origin) && isThisMachine(location.origin)) {
      // Another name of this machine: cookies and uploads are at home at one of them.
      location.replace(me.origin + location.pathname + location.search);
      return;
    }
    set({ me });
    const [, kind, named] = location.pathname.split('/');
    const id = (kind === 'p' || kind === 'workspace' ? named : undefined) ?? me.project_id;
    if (me.project_id === null) await loadTasks();
    const last = get().tasks[0];
    if (id !== undefined && id !== null) await openTask(await call<Task>('GET', `/api/tasks/me/${id}`), true);
    else if (last !== undefined) await openTask(last, true);
    else await newProject(true);
    void follow();
  } catch (error) {
    if (error instanceof Refused && error.code !== 0) {
      set({ blocked: error.code === 1003 ? say('project.gone') : error.message });
      return;
    }
    set({ blocked: say('app.cannotOpen') });
    setTimeout(() => {
      set({ blocked: null });
      void openApp();
    }, 3000);
  }
}

const isThisMachine = (origin: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname);

export async function loadTasks(): Promise<void> {
  const { tasks } = await call<{ tasks: readonly Task[] }>('GET', '/api/tasks/me');
  set({ tasks });
}

/** Shows a project. `isSame`: the page does not go anywhere, its address is put right. */
export async function openTask(task: Task, isSame = false): Promise<void> {
  const sessionId = task.sessions[0];
  if (sessionId === undefined) throw new Refused(1003, say('project.gone'));
  leaveChat();
  history[isSame ? 'replaceState' : 'pushState'](null, '', `/p/${task.task_id}`);
  document.title = `${task.task_name} · tellcut`;
  set({
    task,
    sessionId,
    latest: null,
    pulse: null,
    turns: [],
    renders: [],
    selected: null,
    time: 0,
    dialog: null,
    blocked: null,
  });
  await Promise.all([refresh(), loadChat(sessionId), loadRenders(sessionId)]);
}

/** Makes a project and shows it. */
export async function newProject(isSame = false): Promise<void> {
  const body = { language: LANG === 'zh' ? 'zh-CN' : 'en', task_name: say('project.new') };
  const made = await call<{ task_id: string }>('POST', '/api/tasks/me/with-session/nemo_agent', { body });
  await loadTasks();
  const task = get().tasks.find(({ task_id: id }) => id === made.task_id);
  if (task !== undefined) await openTask(task, isSame);
}

export async function renameTask(task: Task, name: string): Promise<void> {
  const renamed = await call<Task>('PATCH', `/api/tasks/me/${task.task_id}`, { body: { task_name: name } });
  if (get().task?.task_id === task.task_id) {
    set({ task: renamed });
    document.title = `${name} · tellcut`;
  }
  if (get().me?.project_id === null) await loadTasks();
}

export async function deleteTask(task: Task): Promise<void> {
  await call('DELETE', `/api/tasks/me/${task.task_id}`);
  await loadTasks();
  if (get().task?.task_id !== task.task_id) return;
  const [next] = get().tasks;
  if (next === undefined) await newProject(true);
  else await openTask(next, true);
}

let isFollowing = false;

/** Keeps the page up to date while somebody looks at it. */
async function follow(): Promise<void> {
  if (isFollowing) return;
  isFollowing = true;
  const look = async (): Promise<void> => {
    if (document.visibilityState === 'visible') {
      try {
        await refresh();
        await joinTurns();
      } catch (error) {
        if (error instanceof Refused && error.code === 0) set({ isOffline: true });
        else if (error instanceof Refused && error.code === 1002) set({ blocked: say('project.gone') });
      }
    }
    setTimeout(() => void look(), POLL_MS);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') refresh().catch(() => set({ isOffline: true }));
  });
  window.addEventListener('online', () => void refresh().catch(() => undefined));
  window.addEventListener('popstate', () => location.reload());
  await look();
}
