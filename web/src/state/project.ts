import { call, isAway, Refused } from '../api/http.ts';
import type { Task } from '../api/types.ts';
import { titled } from '../ui/attention.ts';
import { LANG, say } from '../words.ts';
import { joinTurns, leaveChat, loadChat } from './chat.ts';
import { openSession, openSettings, sectionAsked } from './people.ts';
import { loadRenders } from './renders.ts';
import { refresh } from './session.ts';
import { get, notify, set } from './store.ts';
import { resumeUploads } from './uploads.ts';

const POLL_MS = 2000;
/** A page that stays open for weeks stays signed in. */
const PROLONG_MS = 6 * 3_600_000;

/** Opens the page: who is here, and the project that the address names, or the last one, or a new one. */
export async function openApp(): Promise<void> {
  try {
    const section = sectionAsked();
    const me = await openSession();
    if (me.origin !== location.origin && isThisMachine(me.origin) && isThisMachine(location.origin)) {
      // Another name of this machine: cookies and uploads are at home at one of them.
      location.replace(me.origin + location.pathname + location.search + location.hash);
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
    if (section !== null) openSettings(section);
    void follow();
  } catch (error) {
    if (error instanceof Refused && !isAway(error)) {
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

/** Projects that are asked for at once. */
const PAGE = 50;

export async function loadTasks(): Promise<void> {
  const { tasks } = await call<{ tasks: readonly Task[] }>('GET', `/api/tasks/me?limit=${PAGE}`);
  set({ tasks, hasOlder: tasks.length === PAGE });
}

export async function loadOlder(): Promise<void> {
  const before = get().tasks.at(-1)?.task_id ?? '';
  const { tasks } = await call<{ tasks: readonly Task[] }>('GET', `/api/tasks/me?limit=${PAGE}&before=${before}`);
  set((app) => ({ tasks: [...app.tasks, ...tasks], hasOlder: tasks.length === PAGE }));
}

/** Shows a project. `isSame`: the page does not go anywhere, its address is put right. */
export async function openTask(task: Task, isSame = false): Promise<void> {
  const sessionId = task.sessions[0];
  if (sessionId === undefined) throw new Refused(1003, say('project.gone'));
  leaveChat();
  history[isSame ? 'replaceState' : 'pushState'](null, '', `/p/${task.task_id}`);
  titled(task.task_name);
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
  // What was said before a reload waits for the files that were on their way.
  const goOn = resumeUploads(sessionId).then(() => loadChat(sessionId));
  await Promise.all([refresh(), goOn, loadRenders(sessionId)]);
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
    titled(name);
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

const lost = (error: unknown): void => {
  if (isAway(error)) set({ isOffline: true });
};

/** The connection is back: what may have ended meanwhile is looked at. */
async function comeBack(): Promise<void> {
  const { sessionId } = get();
  notify(say('app.back'));
  if (sessionId !== null) await loadRenders(sessionId);
}

let isFollowing = false;

/** Keeps the page up to date while somebody looks at it. */
async function follow(): Promise<void> {
  if (isFollowing) return;
  isFollowing = true;
  let prolongedAt = Date.now();
  const look = async (): Promise<void> => {
    if (document.visibilityState === 'visible') {
      try {
        const wasOffline = get().isOffline;
        await refresh();
        if (wasOffline) await comeBack();
        await joinTurns();
        if (Date.now() - prolongedAt > PROLONG_MS) {
          set({ me: await openSession() });
          prolongedAt = Date.now();
        }
      } catch (error) {
        if (isAway(error)) set({ isOffline: true });
        else if (error instanceof Refused && error.code === 1002) set({ blocked: say('project.gone') });
      }
    }
    setTimeout(() => void look(), POLL_MS);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') refresh().catch(lost);
  });
  window.addEventListener('online', () => void refresh().catch(() => undefined));
  window.addEventListener('offline', () => set({ isOffline: true }));
  // Another project, not another part of the page.
  window.addEventListener('popstate', () => {
    if (location.pathname !== `/p/${get().task?.task_id ?? ''}`) location.reload();
  });
  await look();
}
