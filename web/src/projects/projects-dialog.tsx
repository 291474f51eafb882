import { useState } from 'react';
import type { Task } from '../api/types.ts';
import { deleteTask, newProject, openTask, renameTask } from '../state/project.ts';
import { notify, useApp } from '../state/store.ts';
import { Sheet } from '../ui/sheet.tsx';
import { LANG, say } from '../words.ts';

const quietly = (work: Promise<unknown>): void => {
  work.catch((error: unknown) => notify((error as Error).message));
};

/** All projects: open, rename, delete, begin another. */
export function ProjectsDialog() {
  const tasks = useApp((app) => app.tasks);
  const current = useApp(({ task }) => task);
  const isOneOnly = useApp(({ me }) => me?.project_id !== null);
  const shown = isOneOnly && current !== null ? [current] : tasks;
  return (
    <Sheet name="projects" title={say('project.menu')}>
      {!isOneOnly && (
        <button type="button" className="primary" onClick={() => quietly(newProject())}>
          {say('project.new')}
        </button>
      )}
      <ul className="projects">
        {shown.map((task) => (
          <ProjectRow
            key={task.task_id}
            task={task}
            isCurrent={task.task_id === current?.task_id}
            isOneOnly={isOneOnly}
          />
        ))}
      </ul>
    </Sheet>
  );
}

type RowProps = { readonly task: Task; readonly isCurrent: boolean; readonly isOneOnly: boolean };

function ProjectRow({ task, isCurrent, isOneOnly }: RowProps) {
  const [name, setName] = useState(task.task_name);
  const when = new Date(task.updated_at).toLocaleString(LANG === 'zh' ? 'zh-CN' : 'en', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const rename = (): void => {
    const wanted = name.trim();
    if (wanted === '' || wanted === task.task_name) setName(task.task_name);
    else quietly(renameTask(task, wanted));
  };
  return (
    <li aria-current={isCurrent ? 'true' : undefined}>
      <input
        aria-label={`${say('project.name')}: ${task.task_name}`}
        value={name}
        maxLength={200}
        onChange={({ target }) => setName(target.value)}
        onBlur={rename}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') currentTarget.blur();
        }}
      />
      <small className="dim">{when}</small>
      {!isCurrent && (
        <button type="button" className="quiet" onClick={() => quietly(openTask(task))}>
          {say('project.open')}
        </button>
      )}
      {!isOneOnly && (
        <button
          type="button"
          className="quiet"
          onClick={() => {
            if (confirm(say('project.deleteSure', { name: task.task_name }))) quietly(deleteTask(task));
          }}
        >
          {say('project.delete')}
        </button>
      )}
    </li>
  );
}
