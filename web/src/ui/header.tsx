import { redo, undo } from '../state/chat.ts';
import { openSettings } from '../state/people.ts';
import { set, useApp } from '../state/store.ts';
import { say } from '../words.ts';
import { Icon, IconButton } from './icon.tsx';

/** Which project this is, undo, and the way out: export. */
export function Header() {
  const name = useApp(({ task }) => task?.task_name ?? '');
  const me = useApp((app) => app.me);
  const history = useApp(({ latest }) => latest?.state.history ?? null);
  const isBusy = useApp(({ turns }) => turns.some(({ state }) => state === 'running'));
  return (
    <header className="top">
      <span className="brand">tellcut</span>
      <h1>
        <button
          type="button"
          className="project"
          onClick={() => set({ dialog: 'projects' })}
          title={say('project.menu')}
        >
          <Icon name="folder" />
          <span>{name === '' ? say('app.loading') : name}</span>
        </button>
      </h1>
      <nav aria-label="tellcut">
        {me?.credits !== null && me !== null && (
          <button type="button" className="link credits" onClick={() => openSettings('credits')}>
            {say('app.credits', { n: me.credits })}
          </button>
        )}
        {me?.kind === 'anonymous' && (
          <a className="register" href={`/register?bind=${me.user_id}`}>
            {say('app.register')}
          </a>
        )}
        <IconButton
          icon="undo"
          label={say('app.undo')}
          onClick={() => void undo()}
          isDisabled={isBusy || (history?.undo ?? 0) === 0}
        />
        <IconButton
          icon="redo"
          label={say('app.redo')}
          onClick={() => void redo()}
          isDisabled={isBusy || (history?.redo ?? 0) === 0}
        />
        <IconButton icon="clock" label={say('versions.title')} onClick={() => set({ dialog: 'versions' })} />
        <IconButton icon="sliders" label={say('app.settings')} onClick={() => openSettings('look')} />
        <button type="button" className="primary" onClick={() => set({ dialog: 'export' })}>
          {say('export.title')}
        </button>
      </nav>
    </header>
  );
}
