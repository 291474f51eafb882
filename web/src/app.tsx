import { useEffect } from 'react';
import { LoginAgain } from './account/login-again.tsx';
import { Chat } from './chat/chat.tsx';
import { LinkSheet } from './chat/link-sheet.tsx';
import { ExportDialog } from './export/export-dialog.tsx';
import { Player } from './preview/player.tsx';
import { ProjectsDialog } from './projects/projects-dialog.tsx';
import { VersionsDialog } from './projects/versions-dialog.tsx';
import { SettingsSheet } from './settings/settings-sheet.tsx';
import { useApp } from './state/store.ts';
import { Timeline } from './timeline/timeline.tsx';
import { DropTarget } from './ui/drop-target.tsx';
import { Header } from './ui/header.tsx';
import { onShortcut } from './ui/shortcuts.ts';
import { SidePanel } from './ui/side-panel.tsx';
import { say } from './words.ts';

/** The address stays: it names the project. */
function toMessage(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#message')?.focus();
}

/** The whole page. */
export function App() {
  const isReady = useApp(({ sessionId, latest }) => sessionId !== null && latest !== null);
  const blocked = useApp((app) => app.blocked);
  const me = useApp((app) => app.me);
  const isOffline = useApp((app) => app.isOffline);
  const notice = useApp((app) => app.notice);
  useEffect(() => {
    document.addEventListener('keydown', onShortcut);
    return () => document.removeEventListener('keydown', onShortcut);
  }, []);
  if (blocked !== null)
    return (
      <main className="blocked" role="alert">
        <p>{blocked}</p>
        <p className="ways">
          <a href="/">{say('project.menu')}</a>
          {me?.kind !== 'owner' && <a href="/login">{say('app.login')}</a>}
        </p>
      </main>
    );
  return (
    <>
      <a className="skip" href="#message" onClick={toMessage}>
        {say('app.skip')}
      </a>
      <Header />
      <main className="editor" aria-busy={!isReady}>
        <Chat />
        <div className="stage">
          <div className="show">
            <Player />
            <SidePanel />
          </div>
          <Timeline />
        </div>
      </main>
      <ExportDialog />
      <ProjectsDialog />
      <VersionsDialog />
      <LinkSheet />
      <SettingsSheet />
      <LoginAgain />
      <DropTarget />
      <output className="notices">
        {isOffline && <p className="notice">{say('app.offline')}</p>}
        {notice !== null && <p className="notice">{notice}</p>}
      </output>
    </>
  );
}
