import { useState } from 'react';
import type { Task } from '../api/types.ts';
import { deleteTask, loadOlder, newProject, openTask, renameTask } from '../state/project.ts';
import { notify, useApp } from '../state/store.ts';
import { momentLabel } from '../ui/labels.ts';
import { Sheet } from '../ui/sheet.tsx';
import { say } from '../words.ts';

const quietly = (work: Promise<unknown>): void => {
  work.catch((error: unknown) => notify((error as Error).message));
};

/** So many are seen at a glance. */
const FEW = 6;

/** All projects: open, rename, delete, begin another. */
export function ProjectsDialog() {
  const tasks = useApp((app) => app.tasks);
  const current = useApp(({ task }) => task);
  const isOneOnly = useApp(({ me }) => me?.project_id !== null);
  const hasOlder = useApp((app) => app.hasOlder);
  const [sought, setSought] = useState('');
  const all = isOneOnly && current !== null ? [current] : tasks;
  const shown = all.filter(({ task_name: name }) => name.toLowerCase().includes(sought.trim().toLowerCase()));
  return (
    <Sheet name="projects" title={say('project.menu')}>
      {!isOneOnly && (
        <button type="button" className="primary" onClick={() => quietly(newProject())}>
          {say('project.new')}
        </button>
      )}
      {all.length > FEW && (
        <input
          type="search"
          aria-label={say('project.search')}
          placeholder={say('project.search')}
          value={sought}
          onChange={({ target }) => setSought(target.value)}
        />
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
      {shown.length === 0 && <p className="dim">{say('project.noneFound')}</p>}
      {hasOlder && !isOneOnly && (
        <button type="button" className="quiet" onClick={() => quietly(loadOlder())}>
          {say('project.more')}
        </button>
      )}
    </Sheet>
  );
}

type RowProps = { readonly task: Task; readonly isCurrent: boolean; readonly isOneOnly: boolean };

function ProjectRow({ task, isCurrent, isOneOnly }: RowProps) {
  const [name, setName] = useState(task.task_name);
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
      <small className="dim">{momentLabel(task.updated_at)}</small>
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
